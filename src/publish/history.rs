//! What has been published here before, and what does it forbid now? Read from the ledger, just before a job publishes.

use std::collections::BTreeMap;

use jiff::{SignedDuration, Timestamp};

use super::ledger::{Decided, Entry, Event, Ledger};
use super::release::Job;
use super::target::Target;
use crate::error::Error;
use crate::site::Redirects;

/// Clocks are corrected by moments; this much says nothing.
const SLACK: SignedDuration = SignedDuration::from_secs(120);

/// The ledger, with the line of what went live although its job died before it could write it.
pub(super) fn settled_ledger(target: &Target<'_>) -> Result<Ledger, Error> {
    let mut ledger = Ledger::of(target.folder)?;
    let missing = missing_line(target, &ledger)?;
    if let Some(entry) = missing {
        ledger.add(target.folder, entry, target.disk)?;
    }
    Ok(ledger)
}

/// The line that a job that died has left out.
pub(super) fn missing_line(target: &Target<'_>, ledger: &Ledger) -> Result<Option<Entry>, Error> {
    let Some(live) = target.current()?.filter(|live| target.release(live).is_dir()) else { return Ok(None) };
    if ledger.last().is_some_and(|last| last.release == live) {
        return Ok(None);
    }
    Ok(Some(match (ledger.made(&live).cloned(), ledger.last()) {
        // What is live again was taken back to, by a job that could not write its line.
        (Some(made), Some(last)) => {
            Entry { event: Event::Rollback, when: last.when.clone(), before: Some(last.release.clone()), ..made }
        }
        _ => target.entry(&live)?,
    }))
}

/// Whether the job may publish, by what has been published before.
pub(super) fn allows(ledger: &Ledger, redirects: &Redirects, job: &Job<'_>) -> Result<(), Error> {
    check_clock(ledger, job)?;
    check_decided(ledger, redirects, job)
}

/// By a clock that has gone back, what is public already would be under embargo again.
fn check_clock(ledger: &Ledger, job: &Job<'_>) -> Result<(), Error> {
    let last = ledger.last().and_then(|entry| entry.when.parse::<Timestamp>().ok());
    match last.filter(|last| job.now < last.saturating_sub(SLACK).unwrap_or(*last) && !job.clock_was_wrong) {
        Some(last) => Err(Error::Other(format!(
            "klockan visar {}, men senaste publiceringen var {last}; går klockan fel, ställ den; gick den fel då, kör med --clock-was-wrong",
            job.now
        ))),
        None => Ok(()),
    }
}

/// What was decided and published stays so: it is there, with the same fingerprint and every correction that was there. A report that
/// has been removed says so at its address.
fn check_decided(ledger: &Ledger, redirects: &Redirects, job: &Job<'_>) -> Result<(), Error> {
    for (report, known) in published(ledger).into_iter().filter(|(report, _)| !job.forget.iter().any(|f| f == report)) {
        let address = format!("rapporter/{report}/");
        let removed = redirects.gone.contains(&address) || redirects.moved.iter().any(|(from, _)| *from == address);
        let why = match job.decided.iter().find(|decided| decided.report == report) {
            None if removed => continue,
            None => {
                "rapporten är beslutad och publicerad, men är nu inte låst eller inte offentlig; ta tillbaka den. Ska den bort, \
                     ta bort mappen och skriv en [[borttagen]]"
            }
            Some(now) if now.fingerprint != known.fingerprint => {
                "den beslutade versionen är en annan än den som är publicerad; ta tillbaka `beslutad.las` och mappen `beslutad`"
            }
            Some(now) if !now.corrections.starts_with(&known.corrections) => {
                "en rättelse som är publicerad har ändrats eller tagits bort; ta tillbaka den, och lägg nya efter den"
            }
            Some(_) => continue,
        };
        return Err(Error::Decided(format!("{report}: {why}")));
    }
    Ok(())
}

/// Every decided report as it was last published; a rollback published nothing.
fn published(ledger: &Ledger) -> BTreeMap<&str, &Decided> {
    let mut known = BTreeMap::new();
    for entry in ledger.entries.iter().filter(|entry| entry.event == Event::Publish) {
        for report in &entry.forgotten {
            known.remove(report.as_str());
        }
        known.extend(entry.decided.iter().map(|decided| (decided.report.as_str(), decided)));
    }
    known
}

/// The release with this site, or of this content, that has been taken back; nothing else has been published since.
pub(super) fn taken_back(ledger: &Ledger, hash: &str, content: &str) -> Option<String> {
    let since = ledger.entries.iter().rev().take_while(|entry| entry.event == Event::Rollback);
    let mut back = since.filter_map(|entry| entry.before.as_deref().and_then(|before| ledger.made(before)));
    back.find(|made| made.manifest == hash || made.content == content).map(|made| made.release.clone())
}
