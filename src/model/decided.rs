//! How was a report when it was decided, and what has changed since? The copy, the lock that proves it, and every difference.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use sha2::{Digest, Sha256};

use crate::format::hex;
use crate::model::{Item, Model, Period, Report};
use crate::source::Span;

/// A report as it was decided.
#[derive(Clone, Debug)]
pub struct Decided {
    /// What its copy says.
    pub report: Report,
    /// The hashes of what it said.
    pub lock: Lock,
}

/// Hashes of all figures and texts that are there.
#[derive(Clone, Debug)]
pub struct Lock {
    /// By key.
    pub hashes: BTreeMap<String, Locked>,
    /// Where the lock begins.
    pub span: Span,
}

/// A line of the lock.
#[derive(Clone, Debug)]
pub struct Locked {
    /// The hash, as digits.
    pub hash: String,
    /// Where it is written.
    pub span: Span,
}

/// A figure or text that is not as it was decided; one side is missing if there was nothing, or is nothing now.
#[derive(Clone, Debug)]
pub struct Change {
    /// As decided.
    pub before: Option<Item>,
    /// As it is now.
    pub now: Option<Item>,
}

impl Change {
    /// What stood there and what stands there; nothing is an empty text.
    #[must_use]
    pub fn values(&self) -> (&str, &str) {
        (self.before.as_ref().map_or("", |item| &item.value), self.now.as_ref().map_or("", |item| &item.value))
    }

    /// The item on either side, that of now before the other.
    #[must_use]
    pub fn item(&self) -> Option<&Item> {
        self.now.as_ref().or(self.before.as_ref())
    }
}

impl Decided {
    /// One hash of everything that was decided.
    #[must_use]
    pub fn fingerprint(&self) -> String {
        let lines = self.lock.hashes.iter().map(|(key, locked)| format!("{}  {key}\n", locked.hash));
        Lock::hash(&lines.collect::<String>())
    }
}

impl Lock {
    /// The line before the hashes: the version of the format.
    pub const HEAD: &'static str = "redovisa-las 1";
    /// The key of the last line, which holds the hash of all lines before it.
    pub const ALL: &'static str = "allt";

    /// The hash of a value.
    #[must_use]
    pub fn hash(value: &str) -> String {
        hex::full(&Sha256::digest(value.as_bytes()))
    }

    /// The text of the lock of these items; what says nothing is not in it.
    #[must_use]
    pub fn text(items: &[Item]) -> String {
        let mut text = format!(
            "# Skriven av redovisa decide. Ändra den inte för hand: rätta i rapportens filer och förklara med [[rattelse]].\n{}\n",
            Self::HEAD
        );
        for item in items.iter().filter(|item| !item.value.is_empty()) {
            writeln!(text, "{}  {}", Self::hash(&item.value), item.key).expect("a string takes every write");
        }
        let all = Self::hash(&text);
        text + &format!("{all}  {}\n", Self::ALL)
    }

    /// The keys for which the items are not those of the lock, sorted.
    #[must_use]
    pub fn broken(&self, items: &[Item]) -> Vec<String> {
        let stated = items.iter().filter(|item| !item.value.is_empty());
        let made: BTreeMap<&str, String> = stated.map(|item| (item.key.as_str(), Self::hash(&item.value))).collect();
        let locked = |key: &str| self.hashes.get(key).map(|locked| locked.hash.as_str());
        let mut broken: Vec<String> =
            made.iter().filter(|(key, hash)| locked(key) != Some(hash)).map(|(key, _)| (*key).to_owned()).collect();
        broken.extend(self.hashes.keys().filter(|key| !made.contains_key(key.as_str())).cloned());
        broken.sort_unstable();
        broken
    }
}

impl Model {
    /// Every figure and text of a decided report, as it was and as it is; nothing if the report has not been locked.
    #[must_use]
    pub fn since_decided(&self, key: &(String, Period)) -> BTreeMap<String, Change> {
        let mut changes: BTreeMap<String, Change> = BTreeMap::new();
        let Some((decided, report)) = self.decided.get(key).zip(self.reports.get(key)) else { return changes };
        for item in decided.report.items(self) {
            changes.insert(item.key.clone(), Change { before: Some(item), now: None });
        }
        for item in report.items(self) {
            let change = changes.entry(item.key.clone()).or_insert(Change { before: None, now: None });
            change.now = Some(item);
        }
        changes
    }

    /// The same content with every corrected report as it was decided, and nothing that may ask for what came later; none if no report
    /// has been corrected. How far each has come, and when it may be seen, is as today.
    #[must_use]
    pub fn as_decided(&self) -> Option<Self> {
        let corrected = |key: &(String, Period)| self.reports.get(key).filter(|report| !report.corrections.is_empty());
        let copies = || self.decided.iter().filter_map(|(key, copy)| Some((key, &copy.report, corrected(key)?)));
        copies().next()?;
        let mut model = Self { decided: BTreeMap::new(), charts: BTreeMap::new(), ..self.clone() };
        model.portal.key_figures.clear();
        model.portal.removed.clear();
        for (key, copy, today) in copies() {
            let report = Report {
                state: today.state.clone(),
                decision: today.decision.clone(),
                publish_from: today.publish_from,
                corrections: today.corrections.clone(),
                locked: true,
                ..copy.clone()
            };
            model.reports.insert(key.clone(), report);
        }
        Some(model)
    }
}
