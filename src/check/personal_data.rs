//! No personal identity number and no e-mail address of a person stands in what is published.

use crate::check::{Look, Rule};
use crate::diag::Diagnostic;
use crate::format::prose::{self, Block, Inline};
use crate::model::{FigureRef, Model, Prose, Report};
use crate::source::Span;

pub(super) const RULE: Rule = Rule {
    codes: &["e-postadress", "personnummer"],
    says: "Inga personnummer och inga personers e-postadresser publiceras.",
    look: Look::Content(check),
};

fn check(model: &Model, found: &mut Vec<Diagnostic>) {
    for report in model.reports.values() {
        report.texts().for_each(|text| in_text(text, found));
        for (text, span) in strings(report) {
            found.extend(in_words(text, span));
        }
    }
    for text in model.portal.texts().chain(model.goal_links.iter().map(|link| &link.reason)) {
        found.extend(in_words(&text.value, text.span));
    }
    model.charts.values().flat_map(|chart| chart.texts()).for_each(|text| in_text(text, found));
}

fn in_words(text: &str, span: Span) -> impl Iterator<Item = Diagnostic> {
    let number = has_identity_number(text).then(|| identity_number(span));
    let address = text.split_whitespace().find(|word| is_address(word)).map(|word| email(word, span));
    number.into_iter().chain(address)
}

fn in_text(text: &Prose, found: &mut Vec<Diagnostic>) {
    for number in text.numbers.iter().filter(|number| is_identity_number(&number.value)) {
        found.push(identity_number(number.span));
    }
    if let Some(span) = text.span {
        let plain = prose::plain_text(&text.blocks, &|_| "");
        found.extend(first_address(&text.blocks).map(|address| email(&address, span)));
        // One told at its own place need not be told at the text's.
        let told = text.numbers.iter().any(|number| is_identity_number(&number.value));
        found.extend((!told && has_identity_number(&plain)).then(|| identity_number(span)));
    }
}

/// What of a report is published beside its running texts.
fn strings(report: &Report) -> Vec<(&str, Span)> {
    let own = [Some(&report.title), report.headline.as_ref(), Some(&report.source.title)];
    let mut all: Vec<(&str, Span)> = own.into_iter().flatten().map(|text| (text.as_str(), report.span)).collect();
    all.extend(report.handled.iter().map(|handled| (handled.what.as_str(), report.span)));
    let section = report.decision.iter().filter_map(|decision| Some((decision.section.as_deref()?, decision.span)));
    all.extend(section);
    for gap in &report.gaps {
        all.extend([&gap.place, &gap.reads, &gap.reason].map(|text| (text.as_str(), report.span)));
    }
    all.extend(report.acknowledged.iter().flat_map(|a| [(a.place.as_str(), a.span), (a.explanation.as_str(), a.span)]));
    for entry in &report.corrections {
        all.extend([&entry.reason.value, &entry.old.value, &entry.new].map(|text| (text.as_str(), entry.span)));
    }
    for row in &report.rows {
        all.extend(row.note.iter().chain([&row.place]).map(|text| (text.as_str(), row.span)));
    }
    for activity in &report.activities {
        let texts = [Some(&activity.text.value), activity.owner.as_ref(), Some(&activity.place)];
        all.extend(texts.into_iter().flatten().map(|text| (text.as_str(), activity.text.span)));
    }
    all.extend(report.sections.iter().map(|section| (section.heading.as_str(), section.span)));
    for table in &report.economy {
        all.extend(table.notes.iter().chain([&table.heading]).map(|text| (text.as_str(), table.span)));
        all.extend(table.rows.iter().map(|row| (row.label.value.as_str(), row.label.span)));
    }
    all.extend(report.series.iter().flat_map(|s| [(s.heading.as_str(), s.span), (s.explanation.as_str(), s.span)]));
    all
}

fn identity_number(span: Span) -> Diagnostic {
    let hint = "ta bort det; personnummer publiceras aldrig";
    Diagnostic::error("personnummer", span, "här står något som liknar ett personnummer").hint(hint)
}

fn email(address: &str, span: Span) -> Diagnostic {
    let message = format!("texten innehåller e-postadressen `{address}`");
    let hint = "ta bort den; läsare skriver till kontakten i content/portal.toml";
    Diagnostic::error("e-postadress", span, message).hint(hint)
}

/// Whether a text has one anywhere, with whatever dash or space before its last four digits.
fn has_identity_number(text: &str) -> bool {
    let plain: String = text
        .chars()
        .map(|c| if matches!(c, '\u{2010}'..='\u{2015}' | '\u{2212}') { '-' } else { c })
        .map(|c| if c.is_whitespace() { ' ' } else { c })
        .collect();
    let words: Vec<&str> = plain.split(' ').map(|word| word.trim_matches(|c: char| !c.is_ascii_digit())).collect();
    let one = words.iter().any(|word| is_identity_number(word));
    let two = |pair: &[&str]| {
        let digits = |word: &str| word.bytes().all(|b| b.is_ascii_digit());
        matches!(pair[0].len(), 6 | 8)
            && pair[1].len() == 4
            && digits(pair[0])
            && digits(pair[1])
            && is_identity_number(&format!("{}-{}", pair[0], pair[1]))
    };
    one || words.windows(2).any(two)
}

/// Six or eight digits, perhaps a sign, and four: ååmmdd-nnnn.
fn is_identity_number(text: &str) -> bool {
    let digits: String = text.chars().filter(char::is_ascii_digit).collect();
    let tail = text.len() >= 5 && matches!(text.as_bytes()[text.len() - 5], b'-' | b'+');
    let date = digits.get(digits.len().saturating_sub(10)..).unwrap_or("");
    let (month, day) = (date.get(2..4).and_then(|m| m.parse().ok()), date.get(4..6).and_then(|d| d.parse().ok()));
    let dated = month.is_some_and(|m: u8| (1..=12).contains(&m)) && day.is_some_and(|d: u8| (1..=91).contains(&d));
    let shape = matches!(digits.len(), 10 | 12) && text.chars().all(|c| c.is_ascii_digit() || matches!(c, '-' | '+'));
    shape && dated && (tail || text.len() == digits.len())
}

fn first_address(blocks: &[Block<FigureRef>]) -> Option<String> {
    blocks.iter().find_map(|block| match block {
        Block::Heading(_, inlines) | Block::Paragraph(inlines) => in_line(inlines),
        Block::List { items, .. } => items.iter().find_map(|item| first_address(item)),
        Block::Quote(inner) => first_address(inner),
    })
}

fn in_line(inlines: &[Inline<FigureRef>]) -> Option<String> {
    inlines.iter().find_map(|inline| match inline {
        Inline::Text(text) => text.split_whitespace().find(|word| is_address(word)).map(str::to_owned),
        Inline::Link(address, inner) => address.strip_prefix("mailto:").map(str::to_owned).or_else(|| in_line(inner)),
        Inline::Emphasis(inner) | Inline::Strong(inner) => in_line(inner),
        Inline::Break | Inline::Figure(_) => None,
    })
}

fn is_address(word: &str) -> bool {
    word.split_once('@').is_some_and(|(name, host)| !name.is_empty() && host.contains('.'))
}

#[cfg(test)]
mod tests {
    use super::{has_identity_number, is_identity_number};

    #[test]
    fn only_what_is_shaped_and_dated_like_one_is_one() {
        assert!(is_identity_number("850101-1234"));
        assert!(is_identity_number("19850101-1234"));
        assert!(is_identity_number("8501011234"));
        assert!(is_identity_number("850161+1234"));
        assert!(!is_identity_number("851301-1234"));
        assert!(!is_identity_number("2019-2022"));
        assert!(!is_identity_number("32 924 000"));
    }

    #[test]
    fn one_is_seen_in_a_text_whatever_parts_it() {
        for text in ["född 850101-1234.", "850101 1234", "(19850101\u{2013}1234)", "nr 850101\u{a0}1234,"] {
            assert!(has_identity_number(text), "{text}");
        }
        assert!(!has_identity_number("Budgeten var 850 101 1234 kr, 2019-2020 och 2 073 personer."));
    }
}
