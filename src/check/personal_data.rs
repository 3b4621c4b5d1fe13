//! No personal identity number and no e-mail address of a person stands in what is published.

use crate::check::{Look, Rule};
use crate::diag::Diagnostic;
use crate::format::prose::{Block, Inline};
use crate::model::{FigureRef, Model};

pub(super) const RULE: Rule = Rule {
    codes: &["e-postadress", "personnummer"],
    says: "Inga personnummer och inga personers e-postadresser publiceras.",
    look: Look::Content(check),
};

fn check(model: &Model, found: &mut Vec<Diagnostic>) {
    for report in model.reports.values() {
        for text in report.texts() {
            for number in text.numbers.iter().filter(|number| is_identity_number(&number.value)) {
                let message = "här står något som liknar ett personnummer";
                let hint = "ta bort det; personnummer publiceras aldrig";
                found.push(Diagnostic::error("personnummer", number.span, message).hint(hint));
            }
            if let (Some(address), Some(span)) = (first_address(&text.blocks), text.span) {
                let message = format!("texten innehåller e-postadressen `{address}`");
                let hint = "ta bort den; läsare skriver till kontakten i content/portal.toml";
                found.push(Diagnostic::error("e-postadress", span, message).hint(hint));
            }
        }
    }
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
    use super::is_identity_number;

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
}
