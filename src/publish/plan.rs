//! What would readers see otherwise? A site held against the one that is live: reports, files, and figures in the data files.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::error::Error;

/// The data file that lists the reports.
const REPORTS: &str = "data/reports.csv";
/// The data files with figures: how a file is called, and the columns that hold the figure; all other columns but those of the
/// source say which figure it is.
const FIGURES: [(&str, &[&str]); 3] = [
    ("data/economy.csv", &["value"]),
    ("data/observations.csv", &["value", "text", "status"]),
    ("data/series.csv", &["value", "status"]),
];
/// Columns that say neither which figure it is nor how large.
const ABOUT: [&str; 3] = ["unit", "source_document", "source_place"];

/// What differs between two sites.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Plan {
    /// Reports that appear: "organisation/period".
    pub appear: Vec<String>,
    /// Reports that go.
    pub go: Vec<String>,
    /// New files.
    pub added: Vec<String>,
    /// Files with other bytes.
    pub changed: Vec<String>,
    /// Files that go.
    pub removed: Vec<String>,
    /// Figures with another value.
    pub figures: Vec<FigureChange>,
}

/// A figure with another value than before.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FigureChange {
    /// The data file.
    pub file: String,
    /// Which figure, column by column.
    pub figure: String,
    /// The value before.
    pub old: String,
    /// The value now.
    pub new: String,
}

/// One of two sites: the hash of each file, and the bytes of those that are asked for.
pub(super) struct Side<'a> {
    pub(super) files: &'a BTreeMap<String, String>,
    pub(super) bytes: &'a dyn Fn(&str) -> Result<Vec<u8>, Error>,
}

impl Plan {
    /// What differs, with nothing before if there is no `old`.
    pub(super) fn between(old: Option<&Side<'_>>, new: &Side<'_>) -> Result<Self, Error> {
        let nothing = BTreeMap::new();
        let before = old.map_or(&nothing, |old| old.files);
        let missing = |from: &BTreeMap<String, String>, of: &BTreeMap<String, String>| -> Vec<String> {
            of.keys().filter(|path| !from.contains_key(*path)).cloned().collect()
        };
        let changed = new.files.iter().filter(|(path, hash)| before.get(*path).is_some_and(|old| old != *hash));
        let reports = (reports(old)?, reports(Some(new))?);
        let mut plan = Self {
            appear: reports.1.iter().filter(|name| !reports.0.contains(name)).cloned().collect(),
            go: reports.0.iter().filter(|name| !reports.1.contains(name)).cloned().collect(),
            added: missing(before, new.files),
            changed: changed.map(|(path, _)| path.clone()).collect(),
            removed: missing(new.files, before),
            figures: Vec::new(),
        };
        if let Some(old) = old {
            for (file, columns) in FIGURES {
                if plan.changed.iter().any(|path| path == file) {
                    plan.figures.extend(figures(file, columns, old, new)?);
                }
            }
        }
        Ok(plan)
    }

    /// Whether both sites are the same.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.added.is_empty() && self.changed.is_empty() && self.removed.is_empty()
    }
}

/// The reports of a site, as its data file lists them.
fn reports(side: Option<&Side<'_>>) -> Result<Vec<String>, Error> {
    let Some(side) = side.filter(|side| side.files.contains_key(REPORTS)) else { return Ok(Vec::new()) };
    let (_, rows) = table(REPORTS, &(side.bytes)(REPORTS)?)?;
    Ok(rows.iter().filter_map(|row| Some(format!("{}/{}", row.first()?, row.get(1)?))).collect())
}

type Rows = Vec<Vec<String>>;

fn table(path: &str, bytes: &[u8]) -> Result<(Vec<String>, Rows), Error> {
    let failed = |e: csv::Error| Error::Other(format!("kunde inte läsa `{path}`: {e}"));
    let mut reader = csv::Reader::from_reader(bytes);
    let row = |record: &csv::StringRecord| record.iter().map(str::to_owned).collect::<Vec<_>>();
    let head = row(reader.headers().map_err(failed)?);
    let rows = reader.records().map(|record| record.map(|record| row(&record)).map_err(failed));
    Ok((head, rows.collect::<Result<_, _>>()?))
}

fn figures(file: &str, columns: &[&str], old: &Side<'_>, new: &Side<'_>) -> Result<Vec<FigureChange>, Error> {
    let (before, after) = (values(file, columns, old)?, values(file, columns, new)?);
    let change = |(figure, new): (&(String, usize), &String)| {
        let old = before.get(figure).filter(|old| *old != new)?;
        Some(FigureChange { file: file.to_owned(), figure: figure.0.clone(), old: old.clone(), new: new.clone() })
    };
    Ok(after.iter().filter_map(change).collect())
}

/// Each figure's value. Two that are named alike are told apart by their order.
fn values(file: &str, columns: &[&str], side: &Side<'_>) -> Result<BTreeMap<(String, usize), String>, Error> {
    let (head, rows) = table(file, &(side.bytes)(file)?)?;
    let mut found = BTreeMap::new();
    for row in rows {
        let cells = || head.iter().map(String::as_str).zip(row.iter().map(String::as_str));
        let named = cells().filter(|(column, _)| !columns.contains(column) && !ABOUT.contains(column));
        let name = named.map(|(_, cell)| cell).collect::<Vec<_>>().join(", ");
        let value = cells().filter(|(column, cell)| columns.contains(column) && !cell.is_empty());
        let value = value.map(|(_, cell)| cell).collect::<Vec<_>>().join(" ");
        let at = (0..).find(|at| !found.contains_key(&(name.clone(), *at))).expect("there is always another number");
        found.insert((name, at), value);
    }
    Ok(found)
}
