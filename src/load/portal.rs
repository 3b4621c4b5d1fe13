//! What does `content/portal.toml` say: whose portal is it, whom does one write to, what is coming and what is gone?

use jiff::civil::Time;

use crate::diag::Diagnostic;
use crate::embargo::{Gate, Step};
use crate::format::unit::Unit;
use crate::load::defined_once;
use crate::load::layout::Layout;
use crate::load::record::{self, Record};
use crate::load::shape;
use crate::model::{
    Accessibility, Conformance, Contact, Destination, Ground, Portal, Removed, Shortcoming, Supervisor, Upcoming,
};
use crate::source::{Sources, Spanned};

type Found<'d> = &'d mut Vec<Diagnostic>;

/// Reads the portal's file; nothing if it is no text or no TOML (reported), or is not there.
pub(crate) fn read(layout: &Layout, sources: &Sources, found: Found<'_>) -> Option<Portal> {
    let record = layout.portal.and_then(|file| defined_once::read(file, (layout, sources), &shape::PORTAL, found))?;
    let contact = record
        .tables("kontakt")
        .first()
        .map(|contact| Contact { name: contact.needed("namn").value, email: e_mail(&contact.needed("epost"), found) });
    Some(Portal {
        name: record.needed("namn").value,
        description: record.needed("beskrivning").value,
        address: record.text("adress").and_then(|address| web_address(&address, found)),
        notice: record.plain("exempel"),
        gate: record.tables("publicering").first().map_or_else(Gate::default, |gate| self::gate(gate, found)),
        units: record.texts("enheter").iter().map(|unit| Unit::custom(&unit.value)).collect(),
        contact,
        key_figures: record.texts("nyckeltal"),
        supervisor: record.tables("tillsyn").first().map(supervisor),
        accessibility: record.tables("tillganglighet").first().and_then(accessibility),
        upcoming: record.tables("kommande").iter().filter_map(upcoming).collect(),
        removed: record.tables("borttagen").iter().filter_map(|page| removed(page, found)).collect(),
    })
}

/// When reports become public. What could not be read is reported, and stands as by default until it is mended.
fn gate(record: &Record, found: Found<'_>) -> Gate {
    let usual = Gate::default();
    let from = match record.plain("fran").as_deref() {
        Some("forslag") => Step::Proposal,
        Some("beslutad") => Step::Decided,
        _ => Step::Confirmed,
    };
    let days = record.integer("dagar_efter").and_then(|days| i8::try_from(days.value).ok());
    let time = record.text("klockan").and_then(|time| time_of_day(&time, found));
    Gate { from, time: time.unwrap_or(usual.time), days_after: days.unwrap_or(usual.days_after) }
}

/// "08:00" or "8.30".
fn time_of_day(text: &Spanned<String>, found: Found<'_>) -> Option<Time> {
    let number = |part: &str, most: i8| {
        let digits = (1..=2).contains(&part.len()) && part.chars().all(|c| c.is_ascii_digit());
        part.parse::<i8>().ok().filter(|number| digits && *number <= most)
    };
    let parts = text.value.split_once([':', '.']).filter(|(_, minute)| minute.len() == 2);
    let read = parts.and_then(|(hour, minute)| Time::new(number(hour, 23)?, number(minute, 59)?, 0, 0).ok());
    if read.is_none() {
        let message = format!("`{}` är inget klockslag", text.value);
        found.push(Diagnostic::error("inget-klockslag", text.span, message).hint("skriv till exempel `\"08:00\"`"));
    }
    read
}

fn supervisor(record: &Record) -> Supervisor {
    Supervisor { name: record.needed("namn").value, address: record.needed("adress").value }
}

/// The statement; nothing if its status or a day of it is missing (reported).
fn accessibility(record: &Record) -> Option<Accessibility> {
    let status = record.text("status")?;
    let word = match status.value.as_str() {
        "helt" => Conformance::Full,
        "delvis" => Conformance::Partial,
        _ => Conformance::None,
    };
    Some(Accessibility {
        operator: record.needed("aktor"),
        status: Spanned::new(word, status.span),
        assessed: record.date("granskad")?,
        updated: record.date("uppdaterad")?,
        method: record.needed("metod"),
        shortcomings: record.tables("brist").iter().map(shortcoming).collect(),
        complete: record.complete,
        span: record.span,
    })
}

fn shortcoming(record: &Record) -> Shortcoming {
    Shortcoming {
        what: record.needed("vad"),
        why: record.needed("varfor"),
        alternative: record.text("alternativ"),
        ground: match record.plain("skal").as_deref() {
            Some("oskaligt-betungande") => Ground::Disproportionate,
            Some("utanfor-lagen") => Ground::OutsideTheLaw,
            _ => Ground::Fault,
        },
        span: record.span,
    }
}

fn upcoming(record: &Record) -> Option<Upcoming> {
    Some(Upcoming {
        date: record.date("datum")?.value,
        what: record.needed("vad"),
        organisation: record.text("organisation"),
        link: record.plain("lank"),
    })
}

fn removed(record: &Record, found: Found<'_>) -> Option<Removed> {
    Some(Removed {
        address: record.text("adress")?,
        date: record.date("datum")?.value,
        reason: record.needed("skal"),
        replaced_by: record.text("ersatt").and_then(|text| destination(text, found)),
    })
}

/// An address of the site, or a link away from it; one that is neither is reported.
fn destination(text: Spanned<String>, found: Found<'_>) -> Option<Spanned<Destination>> {
    let to = match (record::is_link(&text.value), text.value.contains("://")) {
        (true, _) => Destination::Link(text.value),
        (false, false) => Destination::Page(text.value),
        (false, true) => {
            found.push(record::no_link(&text, "ersatt"));
            return None;
        }
    };
    Some(Spanned::new(to, text.span))
}

fn e_mail(address: &Spanned<String>, found: Found<'_>) -> String {
    let text = &address.value;
    let well_formed = text.split_once('@').is_some_and(|(name, host)| !name.is_empty() && host.contains('.'));
    if !text.is_empty() && (!well_formed || text.contains(char::is_whitespace)) {
        let message = format!("`{text}` är ingen e-postadress");
        let hint = "skriv till exempel `kansli@exempel.se`";
        found.push(Diagnostic::error("ingen-epost", address.span, message).hint(hint));
    }
    text.clone()
}

fn web_address(address: &Spanned<String>, found: Found<'_>) -> Option<String> {
    let text = &address.value;
    let host = text.strip_prefix("https://").or_else(|| text.strip_prefix("http://"));
    if host.is_some_and(|host| !host.is_empty() && !host.contains(char::is_whitespace) && !host.contains(['?', '#'])) {
        return Some(if text.ends_with('/') { text.clone() } else { format!("{text}/") });
    }
    let message = format!("`{text}` är ingen webbadress");
    found.push(
        Diagnostic::error("ingen-adress", address.span, message).hint("skriv till exempel `https://exempel.se/`"),
    );
    None
}
