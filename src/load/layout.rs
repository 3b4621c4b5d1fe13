//! Which file is what? The folders of `content/` and `charts/`, and what an unknown file there probably should have been.

use std::collections::{BTreeMap, BTreeSet};

use crate::diag::Diagnostic;
use crate::format::slug::is_slug;
use crate::load::suggest;
use crate::model::Period;
use crate::source::{FileId, Sources, Span};

/// Whose report, and of which period.
pub(crate) type ReportKey = (String, Period);

/// The files of `content/`, by what they are.
#[derive(Debug, Default)]
pub(crate) struct Layout {
    pub(crate) portal: Option<FileId>,
    pub(crate) organisations: Option<FileId>,
    pub(crate) glossary: Option<FileId>,
    pub(crate) terms: BTreeMap<String, FileId>,
    pub(crate) goal_links: Option<FileId>,
    pub(crate) indicators: BTreeMap<String, FileId>,
    pub(crate) reports: BTreeMap<ReportKey, ReportFiles>,
    pub(crate) charts: BTreeMap<String, FileId>,
    /// Folders that are named after no period: told once, not once a file.
    misnamed: BTreeSet<(String, String)>,
    /// Files that are no text: known to be there, but not read.
    pub(crate) unreadable: BTreeSet<FileId>,
}

/// The files of one report.
#[derive(Debug, Default)]
pub(crate) struct ReportFiles {
    pub(crate) report: Option<FileId>,
    pub(crate) summary: Option<FileId>,
    pub(crate) indicators: Option<FileId>,
    pub(crate) activities: Option<FileId>,
    pub(crate) goals: Option<FileId>,
    pub(crate) goal_prose: BTreeMap<String, FileId>,
    pub(crate) indicator_prose: BTreeMap<String, FileId>,
    pub(crate) sections: BTreeMap<String, FileId>,
    pub(crate) economy: BTreeMap<String, TableFiles>,
    pub(crate) series: BTreeMap<String, TableFiles>,
    /// The lock, and the copy of all of these as they were decided.
    pub(crate) lock: Option<FileId>,
    pub(crate) decided: Option<Box<ReportFiles>>,
}

impl ReportFiles {
    /// Finds out what a file of the report, or of its copy, is.
    fn place(&mut self, file: FileId, rest: &[&str]) -> bool {
        match *rest {
            ["rapport.toml"] => set(&mut self.report, file),
            ["sammanfattning.md"] => set(&mut self.summary, file),
            ["indikatorer.csv"] => set(&mut self.indicators, file),
            ["aktiviteter.csv"] => set(&mut self.activities, file),
            ["mal.csv"] => set(&mut self.goals, file),
            ["mal", name] => insert(&mut self.goal_prose, name, ".md", file),
            ["indikatorer", name] => insert(&mut self.indicator_prose, name, ".md", file),
            ["avsnitt", name] => insert(&mut self.sections, name, ".md", file),
            ["ekonomi", name] => pair(&mut self.economy, name, file),
            ["serier", name] => pair(&mut self.series, name, file),
            _ => false,
        }
    }

    /// What is not there of a lock and its copy, if there is any of it.
    fn missing_of_decided(&self) -> Vec<&'static str> {
        match (&self.lock, &self.decided) {
            (None, None) => Vec::new(),
            (lock, copy) => {
                let report = copy.as_ref().and_then(|copy| copy.report);
                let parts = [(lock.is_some(), "beslutad.las"), (report.is_some(), "beslutad/rapport.toml")];
                parts.into_iter().filter(|(there, _)| !there).map(|(_, part)| part).collect()
            }
        }
    }
}

/// A table and what is said about it, in two files of one name.
#[derive(Debug, Default)]
pub(crate) struct TableFiles {
    pub(crate) table: Option<FileId>,
    pub(crate) about: Option<FileId>,
}

const TOP: [&str; 7] = [
    "portal.toml",
    "organisationer.toml",
    "ordlista.toml",
    "malkopplingar.toml",
    "mandatperioder/",
    "indikatorer/",
    "rapporter/",
];

/// What mends a file in the copy of a decided report that has no place there.
const IN_COPY: &str =
    "flytta filen ur `beslutad/`: där ligger bara kopian av den beslutade rapporten, som ingen ändrar";

const IN_REPORT: [&str; 12] = [
    "rapport.toml",
    "sammanfattning.md",
    "indikatorer.csv",
    "aktiviteter.csv",
    "mal.csv",
    "mal/",
    "indikatorer/",
    "avsnitt/",
    "ekonomi/",
    "serier/",
    "beslutad.las",
    "beslutad/",
];

impl Layout {
    /// Finds out what the file at `path` (below `content/`) is; an unknown one is an error.
    pub(crate) fn place(&mut self, file: FileId, path: &str, diagnostics: &mut Vec<Diagnostic>) {
        let parts: Vec<&str> = path.split('/').skip(1).collect();
        let known = match parts[..] {
            ["portal.toml"] => set(&mut self.portal, file),
            ["organisationer.toml"] => set(&mut self.organisations, file),
            ["ordlista.toml"] => set(&mut self.glossary, file),
            ["malkopplingar.toml"] => set(&mut self.goal_links, file),
            ["mandatperioder", name] => insert(&mut self.terms, name, ".toml", file),
            ["indikatorer", name] => insert(&mut self.indicators, name, ".toml", file),
            ["rapporter", organisation, period, ref rest @ ..] if !rest.is_empty() => {
                return self.place_in_report(file, (organisation, period), rest, diagnostics);
            }
            _ => false,
        };
        if !known {
            diagnostics.push(unknown(file, &parts.join("/"), &TOP));
        }
    }

    /// Finds out which chart the file at `path` (below `charts/`) describes.
    pub(crate) fn place_chart(&mut self, file: FileId, path: &str, diagnostics: &mut Vec<Diagnostic>) {
        let name = path.strip_prefix("charts/").unwrap_or(path);
        if !insert(&mut self.charts, name, ".toml", file) {
            let hint = "ett diagram beskrivs i en fil `charts/<id>.toml`; filnamn skrivs med a–z, 0–9 och bindestreck";
            let message = format!("okänd fil `{path}`");
            diagnostics.push(Diagnostic::error("okand-fil", Span::new(file, 0..0), message).hint(hint));
        }
    }

    fn place_in_report(
        &mut self,
        file: FileId,
        (organisation, period): (&str, &str),
        rest: &[&str],
        diagnostics: &mut Vec<Diagnostic>,
    ) {
        let Some(period) = Period::from_id(period) else {
            if !self.misnamed.insert((organisation.to_owned(), period.to_owned())) {
                return;
            }
            let message = format!("mappen `{period}` är ingen period");
            let hint = "en rapports mapp heter som sin period: `2019-vp`, `2020-t1`, `2020-t2` eller `2020-vb`";
            diagnostics.push(Diagnostic::error("ingen-period", Span::new(file, 0..0), message).hint(hint));
            return;
        };
        let files = self.reports.entry((organisation.to_owned(), period)).or_default();
        let known = match *rest {
            ["beslutad.las"] => set(&mut files.lock, file),
            ["beslutad", ref copy @ ..] => files.decided.get_or_insert_default().place(file, copy),
            _ => files.place(file, rest),
        };
        if !known {
            let unknown = unknown(file, &rest.join("/"), &IN_REPORT);
            diagnostics.push(if rest.first() == Some(&"beslutad") { unknown.hint(IN_COPY) } else { unknown });
        }
    }

    /// Files that must be there get an empty place in `sources`, so that an error can name them.
    pub(crate) fn missing_files(&mut self, sources: &mut Sources, diagnostics: &mut Vec<Diagnostic>) {
        let mut missing = |path: String, hint: &str| {
            let file = sources.add(path.clone(), "");
            let message = format!("filen `{path}` saknas");
            diagnostics.push(Diagnostic::error("saknad-fil", Span::new(file, 0..0), message).hint(hint));
        };
        if self.portal.is_none() {
            missing("content/portal.toml".into(), "`redovisa new portal MAPP` skriver en som går att utgå från");
        }
        for ((organisation, period), files) in &self.reports {
            if files.report.is_none() {
                let path = format!("content/rapporter/{organisation}/{period}/rapport.toml");
                missing(path, "`redovisa new report ORGANISATION PERIOD` skriver en som går att utgå från");
            }
            for part in files.missing_of_decided() {
                let hint = "låset och kopian hör ihop: ta tillbaka båda ur versionshanteringen; bara om rapporten inte har ändrats eller publicerats får du ta bort båda och köra `redovisa decide` igen";
                missing(format!("content/rapporter/{organisation}/{period}/{part}"), hint);
            }
        }
    }
}

fn set(place: &mut Option<FileId>, file: FileId) -> bool {
    *place = Some(file);
    true
}

fn insert(files: &mut BTreeMap<String, FileId>, name: &str, ending: &str, file: FileId) -> bool {
    let Some(stem) = name.strip_suffix(ending).filter(|stem| is_slug(stem)) else { return false };
    files.insert(stem.to_owned(), file);
    true
}

/// A table (`.csv`) or what is said about it (`.toml`).
fn pair(files: &mut BTreeMap<String, TableFiles>, name: &str, file: FileId) -> bool {
    let Some((stem, ending)) = name.rsplit_once('.').filter(|(stem, _)| is_slug(stem)) else { return false };
    if !matches!(ending, "csv" | "toml") {
        return false;
    }
    let pair = files.entry(stem.to_owned()).or_default();
    set(if ending == "csv" { &mut pair.table } else { &mut pair.about }, file)
}

fn unknown(file: FileId, path: &str, known: &[&str]) -> Diagnostic {
    let message = format!("okänd fil `{path}`");
    let mut diagnostic = Diagnostic::error("okand-fil", Span::new(file, 0..0), message);
    let hint = suggest::hint(path, known.iter().copied());
    let stem = path.rsplit('/').next().and_then(|name| name.rsplit_once('.')).map(|(stem, _)| stem);
    let office = [".docx", ".doc", ".xlsx", ".xls", ".pdf"].iter().any(|ending| path.ends_with(ending));
    diagnostic.hint = match stem {
        _ if office => Some("flytta filen; texter skrivs i .md och tabeller i .csv".into()),
        Some(stem) if is_slug(stem) && ["avsnitt/", "mal/"].iter().any(|folder| path.starts_with(folder)) => {
            Some("texter ska sluta på .md".into())
        }
        Some(stem) if is_slug(stem) && ["ekonomi/", "serier/"].iter().any(|folder| path.starts_with(folder)) => {
            Some("en tabell ska sluta på .csv och uppgifterna om den på .toml".into())
        }
        Some(stem) if path.contains('/') && !is_slug(stem) => {
            Some("filnamn skrivs med a–z, 0–9 och bindestreck, utan å, ä, ö och mellanrum".into())
        }
        _ => hint,
    };
    diagnostic
}
