//! What is new? An Atom feed of the reports that became public and of what was corrected in them, newest first. A report that nobody can
//! date is not in it.

use jiff::Timestamp;

use super::locale::Locale;
use super::page::Press;
use super::parts::{corrections, head};
use super::{address, html};
use crate::derive::facts::{Correction, Facts, Report, ReportIx};
use crate::render::words;

/// Where it lies.
pub(super) const PATH: &str = "feed.xml";
/// So many corrections of a day are told in full; the report has them all.
const MOST_TOLD: usize = 5;
/// Older news are no news.
const MOST: usize = 50;

/// A piece of news.
struct Entry {
    when: Timestamp,
    /// Its address from the root.
    address: String,
    title: String,
    text: String,
}

/// `feed.xml` of the portal at `root`.
pub(super) fn feed(press: &Press<'_>, root: &str) -> Vec<u8> {
    let (facts, locale) = (press.facts, press.locale);
    let reports = || (0..facts.reports.len()).map(ReportIx);
    let mut entries: Vec<Entry> = reports().filter_map(|ix| of_report(facts, locale, ix)).collect();
    entries.extend(reports().flat_map(|ix| corrected(press, ix)));
    entries.sort_by(|a, b| b.when.cmp(&a.when).then_with(|| a.address.cmp(&b.address)));
    entries.truncate(MOST);
    let mut out = String::from(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<feed xmlns=\"http://www.w3.org/2005/Atom\" xml:lang=\"",
    );
    out.push_str(locale.text("language.code"));
    out.push_str("\">\n");
    element(&mut out, "title", &facts.portal.name);
    element(&mut out, "subtitle", &facts.portal.description);
    element(&mut out, "id", root);
    link(&mut out, "self", &format!("{root}{PATH}"));
    link(&mut out, "alternate", root);
    let newest = entries.first().map_or(Timestamp::UNIX_EPOCH, |entry| entry.when);
    element(&mut out, "updated", &newest.to_string());
    out.push_str("<author>");
    element(&mut out, "name", facts.portal.contact.as_ref().map_or(&facts.portal.name, |contact| &contact.name));
    out.push_str("</author>\n");
    for entry in &entries {
        print(&mut out, entry, root);
    }
    out.push_str("</feed>\n");
    out.into_bytes()
}

/// When it became public: by its embargo, or else on the day that it was last handled.
fn of_report(facts: &Facts, locale: &Locale, ix: ReportIx) -> Option<Entry> {
    let report = &facts.reports[ix.0];
    let handled = || report.handled.iter().map(|handled| handled.date).max();
    let when = report.embargo.moment().or_else(|| facts.portal.gate.on(handled()?).moment())?;
    Some(Entry {
        when,
        address: address::report(facts, ix),
        title: head::page_title(facts, ix, None),
        text: told(report, locale),
    })
}

/// What was corrected in a report, day by day; nothing of it is news before the report is.
fn corrected(press: &Press<'_>, ix: ReportIx) -> Vec<Entry> {
    let (facts, locale) = (press.facts, press.locale);
    let report = &facts.reports[ix.0];
    let told: Vec<_> = corrections::entries(press, ix).into_iter().zip(report.corrections.iter().rev()).collect();
    let days = told.chunk_by(|a, b| a.1.date == b.1.date);
    let entry = |day: &[(corrections::Entry<'_>, &Correction)]| {
        let (first, correction) = day.first()?;
        let when = facts.portal.gate.on(correction.date).max(report.embargo).moment()?;
        let count = locale.say("corrections.count", &[("count", &day.len())]);
        let what: Vec<String> = day.iter().take(MOST_TOLD).map(|(told, _)| told_change(told, locale)).collect();
        Some(Entry {
            when,
            address: format!("{}#{}", address::report(facts, ix), first.id),
            title: format!("{count}: {}", head::page_title(facts, ix, None)),
            text: what.join(" "),
        })
    };
    days.filter_map(entry).collect()
}

/// "Sjukfrånvaro, utfall. Stod: ”7,4 %”, nu: ”7,6 %”. Varför: …"
fn told_change(told: &corrections::Entry<'_>, locale: &Locale) -> String {
    let changed = match (told.old, told.new) {
        (Some(old), Some(new)) => locale.say("corrections.changed", &[("old", &old), ("new", &new)]),
        (None, new) => locale.say("corrections.added", &[("new", &new.unwrap_or_default())]),
        (old, None) => locale.say("corrections.removed", &[("old", &old.unwrap_or_default())]),
    };
    format!("{}. {changed}. {}", told.what.text, locale.say("corrections.because", &[("reason", &told.reason)]))
}

/// "Förslag till nämnden. Sjukfrånvaron sjönk och målet nåddes."
fn told(report: &Report, locale: &Locale) -> String {
    let state = locale.text(words::state(report.state).name.0);
    match &report.headline {
        Some(headline) => format!("{state}. {headline}."),
        None => format!("{state}."),
    }
}

fn print(out: &mut String, entry: &Entry, root: &str) {
    let address = format!("{root}{}", entry.address);
    out.push_str("<entry>\n");
    element(out, "title", &entry.title);
    element(out, "id", &address);
    link(out, "alternate", &address);
    for name in ["published", "updated"] {
        element(out, name, &entry.when.to_string());
    }
    element(out, "summary", &entry.text);
    out.push_str("</entry>\n");
}

fn element(out: &mut String, name: &str, text: &str) {
    out.push_str(&format!("<{name}>"));
    html::push(out, text);
    out.push_str(&format!("</{name}>\n"));
}

fn link(out: &mut String, rel: &str, href: &str) {
    out.push_str(&format!("<link rel=\"{rel}\" href=\""));
    html::push(out, href);
    out.push_str("\"/>\n");
}
