//! How does an earlier release go live again?

use std::path::Path;

use jiff::Timestamp;

use super::disk::Disk;
use super::history::settled_ledger;
use super::kinds::MANIFEST;
use super::ledger::{Entry, Event, Ledger};
use super::lock::Lock;
use super::manifest::Manifest;
use super::release::{Upload, in_place, owner};
use super::target::{Target, number};
use super::{inspect, shown};
use crate::error::Error;

/// Lets an earlier release go live again: the one that was live before, or the one of this name.
///
/// # Errors
/// If there is no such release, if its files are not those that were written, if somebody else publishes, or if the disk refuses.
pub fn rollback(
    to: &Path,
    name: Option<&str>,
    now: Timestamp,
    who: &str,
    disk: &dyn Disk,
    upload: Option<Upload<'_>>,
) -> Result<Entry, Error> {
    let target = Target { folder: to, disk };
    if target.current()?.is_none() {
        return Err(Error::Usage(format!("i `{}` finns ingen publicerad webbplats", shown(to))));
    }
    let _lock = Lock::take(to, &owner(who, now), disk)?;
    let mut ledger = settled_ledger(&target)?;
    let live = target.current()?.unwrap_or_default();
    let name = match name {
        Some(name) => named(&target, name, &live)?,
        None => before(&target, &ledger, &live)?,
    };
    let site = target.site(&name);
    let manifest = Manifest::of(&site)?.ok_or_else(|| Error::Other(format!("`{}` saknar {MANIFEST}", shown(&site))))?;
    // Its links were followed when it was published.
    inspect::inspect(&site, &manifest, None, &[])?;
    let made = ledger.made(&name).cloned().map_or_else(|| target.entry(&name), Ok)?;
    if let Some(upload) = upload {
        upload(&site)?;
    }
    target.switch(&name)?;
    let entry = Entry {
        event: Event::Rollback,
        when: now.to_string(),
        who: who.to_owned(),
        version: env!("CARGO_PKG_VERSION").to_owned(),
        before: Some(live),
        forgotten: Vec::new(),
        appeared: Vec::new(),
        gone: Vec::new(),
        files: [0; 3],
        figures: Vec::new(),
        ..made
    };
    ledger.add(to, entry.clone(), disk).map_err(in_place)?;
    Ok(entry)
}

fn named(target: &Target<'_>, name: &str, live: &str) -> Result<String, Error> {
    let all = target.all()?;
    if name == live {
        return Err(Error::Usage(format!("`{name}` är den webbplats som visas")));
    }
    if all.iter().any(|known| known == name) {
        return Ok(name.to_owned());
    }
    Err(Error::Usage(format!("publiceringen `{name}` finns inte; de som finns är {}", all.join(", "))))
}

/// What was live before the release that is live.
fn before(target: &Target<'_>, ledger: &Ledger, live: &str) -> Result<String, Error> {
    let all = target.all()?;
    let earlier = ledger.made(live).and_then(|made| made.before.clone()).filter(|name| all.contains(name));
    let earlier = earlier.or_else(|| all.iter().rev().find(|name| number(name) < number(live)).cloned());
    earlier.ok_or_else(|| Error::Usage(format!("det finns ingen publicering före `{live}` att gå tillbaka till")))
}
