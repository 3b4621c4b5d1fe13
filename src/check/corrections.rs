//! A decided figure or text is never changed in silence: what differs from the report as decided is explained by entries `[[rattelse]]`,
//! read in order, each from what stood there to what stands there. And an entry tells of a change that was made.

use std::collections::BTreeMap;

use crate::check::quoted::{Replacement, block, quoted, replacement};
use crate::check::{Look, Rule, near};
use crate::diag::Diagnostic;
use crate::format::prose;
use crate::model::{Change, Correction, ItemKind, Model, NotExplained, Report};

pub(super) const RULE: Rule = Rule {
    codes: &["fel-rattelse", "oforklarad-andring", "okand-rattelse", "rattelse-i-oordning", "rattelse-utan-skal"],
    says: "En ändring i en beslutad rapport förklaras: vad som stod, vad som står nu, när det ändrades och varför.",
    look: Look::Content(check),
};

fn check(model: &Model, found: &mut Vec<Diagnostic>) {
    for (key, decided) in model.decided.iter().filter(|_| !model.incomplete) {
        let Some(report) = model.reports.get(key).filter(|report| report.is_whole()) else { continue };
        let as_locked = |report: &Report| decided.lock.broken(&report.items(model)).is_empty();
        // A copy that is not what was decided has been told of; what differs from it says nothing.
        if report.corrections.is_empty() && as_locked(report) || !as_locked(&decided.report) {
            continue;
        }
        in_order(report, found);
        let changes = model.since_decided(key);
        let replayed = replay(report, &changes, found);
        for (key, change) in &changes {
            let (before, now) = change.values();
            let explained = replayed.get(key.as_str()).map_or(Some(before), |value| value.as_deref());
            // An entry that does not fit has been told: what it would have explained is told with it.
            found.extend(explained.filter(|value| *value != now).map(|value| unexplained(key, value, change, report)));
        }
    }
}

/// What stands under each key after its entries; none where an entry does not fit.
fn replay<'r>(
    report: &'r Report,
    changes: &BTreeMap<String, Change>,
    found: &mut Vec<Diagnostic>,
) -> BTreeMap<&'r str, Option<String>> {
    let mut replayed: BTreeMap<&str, Option<String>> = BTreeMap::new();
    for entry in &report.corrections {
        if !entry.reason.value.contains(char::is_alphabetic) {
            found.push(unreasoned(entry));
        }
        let key = entry.concerns.value.as_str();
        let Some((change, item)) = changes.get(key).and_then(|change| Some((change, change.item()?))) else {
            found.push(unknown(entry, changes));
            continue;
        };
        let Some(before) = replayed.entry(key).or_insert_with(|| Some(change.values().0.to_owned())) else { continue };
        let after = entry.replay(before, item.kind).map_err(|why| found.push(unfitting(entry, before, why)));
        if item.kind == ItemKind::Prose && after.is_ok() {
            found.extend(unreadable(entry, report, changes));
        }
        replayed.insert(key, after.ok());
    }
    replayed
}

/// Entries are added last, so that their days come in order, and none is older than the decision.
fn in_order(report: &Report, found: &mut Vec<Diagnostic>) {
    let decided = report.decision.as_ref().and_then(|decision| decision.date.as_ref());
    let days = report.corrections.iter().map(|entry| &entry.date);
    for (day, before) in days
        .clone()
        .zip(decided.into_iter().map(|day| (day, "beslutet")).chain(days.map(|day| (day, "rättelsen före"))))
    {
        if day.value < before.0.value {
            let message = format!("rättelsen är från {}, men {} är från {}", day.value, before.1, before.0.value);
            let diagnostic = Diagnostic::error("rattelse-i-oordning", day.span, message)
                .second(before.0.span, before.1)
                .hint("kontrollera dagen; en ny rättelse skrivs sist, och ingen gammal ändras");
            found.push(diagnostic);
        }
    }
}

fn unknown(entry: &Correction, changes: &BTreeMap<String, Change>) -> Diagnostic {
    let key = &entry.concerns;
    let message = format!("rapporten har ingen siffra eller text som heter `{}`", key.value);
    let hint = near::hint(&key.value, changes.keys().map(String::as_str), "namnen står i filen `beslutad.las`");
    Diagnostic::error("okand-rattelse", key.span, message).hint(hint)
}

fn unreasoned(entry: &Correction) -> Diagnostic {
    let hint = "skriv varför det ändrades, på klarspråk: läsaren ser det";
    Diagnostic::error("rattelse-utan-skal", entry.reason.span, "rättelsen säger inte varför").hint(hint)
}

fn unfitting(entry: &Correction, before: &str, why: NotExplained) -> Diagnostic {
    let (message, hint) = match why {
        NotExplained::OtherValue => (
            format!("`{}` var inte det som `gammalt` säger", entry.concerns.value),
            format!("före rättelsen stod där {}", quoted(before)),
        ),
        NotExplained::Ambiguous => (
            format!("stycket i `gammalt` står på flera ställen i `{}`", entry.concerns.value),
            "ta med några ord till, så att stycket bara finns på ett ställe".to_owned(),
        ),
        NotExplained::NoChange => {
            ("`gammalt` och `nytt` är samma".to_owned(), "ta bort rättelsen, eller skriv vad som ändrades".to_owned())
        }
    };
    Diagnostic::error("fel-rattelse", entry.old.span, message).hint(hint)
}

/// An entry about running text is read by itself, with the figures that stood there at its time.
fn unreadable(entry: &Correction, report: &Report, changes: &BTreeMap<String, Change>) -> Option<Diagnostic> {
    let error = |message: String, hint| Diagnostic::error("fel-rattelse", entry.old.span, message).hint(hint);
    let (Some(old), Some(new)) = (&entry.prose.0, &entry.prose.1) else {
        let message = "rättelsen kan inte läsas som text: något i `gammalt` eller `nytt` är avklippt eller felskrivet";
        return Some(error(message.to_owned(), "ta med hela siffran `{…}`, hela länken och hela orden"));
    };
    let mut nowhere = None;
    prose::figures(&[old.blocks.as_slice(), &new.blocks].concat(), |figure| {
        if !report.meant(figure).iter().any(|key| changes.contains_key(&key.item())) {
            nowhere = Some(figure.written());
        }
    });
    let message = format!("rättelsen nämner `{}`, men den siffran har aldrig stått i rapportens tabeller", nowhere?);
    Some(error(message, "kontrollera referensen mot indikatorer.csv"))
}

fn unexplained(key: &str, before: &str, change: &Change, report: &Report) -> Diagnostic {
    let (_, now) = change.values();
    let message = match (before.is_empty(), now.is_empty()) {
        (true, _) => format!("`{key}` fanns inte när rapporten beslutades"),
        (_, true) => format!("`{key}` stod i rapporten när den beslutades, men är borta"),
        _ => format!("`{key}` har ändrats sedan rapporten beslutades"),
    };
    let span = change.now.as_ref().map_or(report.span, |item| item.span);
    let kind = change.item().map(|item| item.kind);
    let Replacement { old, new } = replacement(before, now, kind);
    let paste = block(key, &old, &new);
    let hint = format!(
        "ta tillbaka det som stod, eller skriv `lage = \"rattad\"` och lägg till sist i rapport.toml:\n\n{paste}"
    );
    let diagnostic = Diagnostic::error("oforklarad-andring", span, message).hint(hint);
    match change.before.as_ref().filter(|item| !item.value.is_empty()) {
        Some(item) => diagnostic.second(item.span, "som det beslutades"),
        None => diagnostic,
    }
}
