//! `redovisa new`: what does it write? A portal, a report or an indicator that builds as it is.

#![expect(clippy::disallowed_methods, reason = "new writes content for the editor; it never overwrites a file")]

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};

use clap::Subcommand;

use super::{DONE, Outcome};
use crate::error::Error;
use crate::format::slug::slug;
use crate::load::{ACTIVITY_COLUMNS, GOAL_COLUMNS, INDICATOR_COLUMNS, load, table::Column};
use crate::model::{Period, ReportKind};
use crate::world::DiskWorld;

/// Write a new portal, report or indicator that builds as it is
#[derive(Debug, Subcommand)]
pub(super) enum Flags {
    /// Write a small portal into a new folder
    Portal {
        /// The folder: new or empty
        #[arg(value_name = "DIR")]
        folder: PathBuf,
    },
    /// Write the skeleton of a report, as a draft that is not published
    Report {
        /// The organisation's id, as in content/organisationer.toml
        organisation: String,
        /// The period: 2025-vp, 2025-t1, 2025-t2 or 2025-vb
        period: String,
    },
    /// Write the skeleton of an indicator
    Indicator {
        /// Its name, as in the board's tables; its id is made from it
        name: String,
    },
}

pub(super) fn run(root: &Path, flags: &Flags) -> Outcome {
    let written = match flags {
        Flags::Portal { folder } => portal(folder),
        Flags::Report { organisation, period } => report(root, organisation, period),
        Flags::Indicator { name } => indicator(root, name),
    };
    let next = match flags {
        Flags::Portal { folder } => format!("nästa steg: redovisa serve --root {}\n", folder.display()),
        Flags::Report { .. } => "nästa steg: fyll i filerna och se dem med redovisa serve\n".to_owned(),
        Flags::Indicator { .. } => {
            "nästa steg: fyll i filen och lägg en rad i en rapports indikatorer.csv\n".to_owned()
        }
    };
    match written {
        Ok(paths) => {
            let lines: String = paths.iter().map(|path| format!("skrev {path}\n")).collect();
            Outcome::to_stderr(DONE, lines + &next)
        }
        Err(error) => Outcome::failed(&error),
    }
}

/// A file to write: its path below the project, and its text.
type File = (String, String);

const PORTAL: [(&str, &str); 10] = [
    ("content/portal.toml", include_str!("skeleton/portal.toml")),
    ("content/organisationer.toml", include_str!("skeleton/organisationer.toml")),
    ("content/ordlista.toml", include_str!("skeleton/ordlista.toml")),
    ("content/mandatperioder/2023-2026.toml", include_str!("skeleton/mandatperiod.toml")),
    ("content/indikatorer/sjukfranvaro.toml", include_str!("skeleton/sjukfranvaro.toml")),
    ("content/rapporter/exempelnamnden/2024-vb/rapport.toml", include_str!("skeleton/rapport.toml")),
    ("content/rapporter/exempelnamnden/2024-vb/sammanfattning.md", include_str!("skeleton/sammanfattning.md")),
    ("content/rapporter/exempelnamnden/2024-vb/indikatorer.csv", include_str!("skeleton/indikatorer.csv")),
    ("content/rapporter/exempelnamnden/2024-vb/mal.csv", include_str!("skeleton/mal.csv")),
    ("content/rapporter/exempelnamnden/2024-vb/aktiviteter.csv", include_str!("skeleton/aktiviteter.csv")),
];

/// Writes a small portal into `folder`, which must be empty or not exist. Gives the paths written.
///
/// # Errors
/// If the folder holds anything, or cannot be written.
pub(super) fn portal(folder: &Path) -> Result<Vec<String>, Error> {
    let shown = folder.display().to_string();
    if folder.exists() {
        let mut entries = fs::read_dir(folder).map_err(|e| Error::io("läsa mappen", &shown, e))?;
        if entries.next().is_some() {
            return Err(Error::Usage(format!("mappen `{shown}` är inte tom; välj en ny mapp")));
        }
    }
    write(folder, PORTAL.map(|(path, text)| (path.to_owned(), text.to_owned())).into())
}

/// Writes the skeleton of a report, as a draft: it builds, and nothing of it is published.
///
/// # Errors
/// If the organisation is not defined, the period is none, or the report is there already.
fn report(root: &Path, organisation: &str, period: &str) -> Result<Vec<String>, Error> {
    let Some(period) = Period::from_id(period).or_else(|| Period::from_cell(period)) else {
        let hint = "skriv till exempel 2025-vp, 2025-t1, 2025-t2 eller 2025-vb";
        return Err(Error::Usage(format!("`{period}` är ingen period; {hint}")));
    };
    let known = load(&DiskWorld::new(root))?.model.organisations;
    if !known.contains_key(organisation) {
        let all: Vec<_> = known.keys().map(|id| format!("`{id}`")).collect();
        let all = if all.is_empty() { "ingen".to_owned() } else { all.join(", ") };
        return Err(Error::Usage(format!("organisationen `{organisation}` är inte definierad; de som finns är {all}")));
    }
    let folder = format!("content/rapporter/{organisation}/{period}");
    let name = period.name();
    let earlier = Period { year: period.year - 1, kind: ReportKind::Annual }.short();
    let report = format!(
        "titel = \"{name}\"\n# rubrik = \"det viktigaste i en mening\"\n\
         # utkast | forslag | beslutad | justerad | rattad | enhetsdokument. Ett utkast publiceras aldrig.\n\
         # beslutad, justerad och rattad kräver [beslut] med datum.\n\
         lage = \"utkast\"\n\n[kalla]\ntitel = \"{name}\"\n"
    );
    let summary = "+++\n# kalla = \"avsnitt 1\"\n+++\nSammanfatta rapporten här, på klarspråk och med svaret först.\n";
    let files = vec![
        (format!("{folder}/rapport.toml"), report),
        (format!("{folder}/sammanfattning.md"), summary.to_owned()),
        (format!("{folder}/indikatorer.csv"), headings(&INDICATOR_COLUMNS, &earlier)),
        (format!("{folder}/mal.csv"), headings(&GOAL_COLUMNS, &earlier)),
        (format!("{folder}/aktiviteter.csv"), headings(&ACTIVITY_COLUMNS, &earlier)),
    ];
    write(root, files)
}

fn headings(columns: &[Column], earlier: &str) -> String {
    let heading = |column: &Column| match column.with_period {
        true => format!("{} {earlier}", column.heading),
        false => column.heading.to_owned(),
    };
    columns.iter().map(heading).collect::<Vec<_>>().join(";") + "\n"
}

/// Writes the skeleton of an indicator of this name; its identifier is made from the name.
///
/// # Errors
/// If no identifier can be made from the name, or the indicator is there already.
fn indicator(root: &Path, name: &str) -> Result<Vec<String>, Error> {
    let id = slug(name);
    let odd = name.contains(|c: char| c.is_control() || matches!(c, '/' | '\\' | '"'));
    if id.is_empty() || odd || name.chars().count() > 200 {
        return Err(Error::Usage(format!(
            "det går inte att göra ett id av `{name}`; skriv indikatorns namn med bokstäver, högst 200 tecken"
        )));
    }
    let text = format!(
        "namn = \"{name}\"\n# aven = [\"en annan stavning i tabellerna\"]\n\
         # %, procentenheter, st, personer, barn, kr, tkr, mnkr, GWh …\nenhet = \"%\"\n\
         # så många decimaler ett värde får ha\ndecimaler = 1\n\
         # vad som är bättre: hogre | lagre | inom | ingen\nriktning = \"ingen\"\n\
         # hur ofta den mäts: manad | tertial | ar\nperiodicitet = \"ar\"\n\
         # vad den mäter, på klarspråk\nforklaring = \"Skriv här vad {name} mäter.\"\n\
         # varifrån siffrorna kommer\nkalla = \"Uppgift i rapporten\"\nomrade = \"Övrigt\"\n"
    );
    write(root, vec![(format!("content/indikatorer/{id}.toml"), text)])
}

/// Writes files that do not exist yet; if one does, none is written.
fn write(root: &Path, files: Vec<File>) -> Result<Vec<String>, Error> {
    if let Some((path, _)) = files.iter().find(|(path, _)| root.join(path).exists()) {
        return Err(Error::Usage(format!("`{path}` finns redan; ingenting är skrivet")));
    }
    for (path, text) in &files {
        let target = root.join(path);
        if let Some(folder) = target.parent() {
            fs::create_dir_all(folder).map_err(|e| Error::io("skapa mappen", path, e))?;
        }
        let mut file = fs::File::create_new(&target).map_err(|e| Error::io("skriva", path, e))?;
        file.write_all(text.as_bytes()).map_err(|e| Error::io("skriva", path, e))?;
    }
    Ok(files.into_iter().map(|(path, _)| path).collect())
}
