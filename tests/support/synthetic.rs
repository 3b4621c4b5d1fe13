//! What does a portal of any size look like? Files in the content format, the same for the same size and seed.

use std::collections::BTreeMap;
use std::path::Path;

use super::outline::{self, FIRST_YEAR, Goal, Indicator, Organisation, PARTS, Size, TERM};
use super::random::Random;
use super::report::{KINDS, Plan};
use super::words::{AREAS, GLOSSARY};

/// The files of a portal of about `pages` pages, for a `MemoryWorld`.
pub(crate) fn portal(pages: usize, seed: u64) -> BTreeMap<String, Vec<u8>> {
    files(&Size::of_pages(pages), seed)
}

/// The files of a portal of this size.
pub(crate) fn files(size: &Size, seed: u64) -> BTreeMap<String, Vec<u8>> {
    let mut files = BTreeMap::new();
    generate(size, seed, &mut |path, text| {
        files.insert(path, text.into_bytes());
    });
    files
}

/// Writes the portal's files below `folder`.
///
/// # Errors
/// If a file cannot be written.
#[expect(clippy::disallowed_methods, reason = "the benchmark's input is a folder of its own")]
pub(crate) fn write(size: &Size, seed: u64, folder: &Path) -> std::io::Result<()> {
    let mut result = Ok(());
    generate(size, seed, &mut |path, text| {
        let path = folder.join(path);
        let made = path.parent().map_or(Ok(()), std::fs::create_dir_all);
        let written = made.and_then(|()| std::fs::write(&path, text));
        if result.is_ok() {
            result = written;
        }
    });
    result
}

/// Hands over every file, path and text, one after the other.
pub(crate) fn generate(size: &Size, seed: u64, emit: &mut dyn FnMut(String, String)) {
    let organisations = outline::organisations(size);
    let indicators = outline::indicators(size, seed);
    emit("content/portal.toml".into(), portal_toml());
    emit("content/ordlista.toml".into(), glossary());
    emit("content/organisationer.toml".into(), organisations_toml(&organisations));
    for indicator in &indicators {
        emit(format!("content/indikatorer/{}.toml", indicator.id), indicator_toml(indicator));
    }
    let chain = outline::chain(size, &organisations);
    let last = FIRST_YEAR + i64::try_from(size.years).expect("fewer years than an i64 holds");
    for from in (FIRST_YEAR..last).step_by(usize::try_from(TERM).expect("a small number")) {
        let path = format!("content/mandatperioder/{from}-{}.toml", from + TERM - 1);
        emit(path, term_toml(from, &chain, &organisations));
    }
    for organisation in &organisations {
        let goals = outline::goals_of(size, organisation, &organisations);
        for year in FIRST_YEAR..last {
            for (kind, (code, ..)) in KINDS.iter().enumerate() {
                let (rows, activities) = (size.rows, size.activities);
                let plan =
                    Plan { seed, organisation, year, kind, indicators: &indicators, goals: &goals, rows, activities };
                for (name, text) in plan.files() {
                    let folder = format!("content/rapporter/{}/{year}-{code}", organisation.id);
                    emit(format!("{folder}/{name}"), text);
                }
            }
        }
    }
}

fn portal_toml() -> String {
    "namn = \"Så går det i provstaden\"\nbeskrivning = \"En påhittad portal som prövar byggets fart.\"\n\
     adress = \"https://exempel.se/\"\nexempel = \"Allt här är påhittat.\"\n\n\
     [kontakt]\nnamn = \"Provredaktionen\"\nepost = \"prov@exempel.se\"\n\n[publicering]\nfran = \"forslag\"\n"
        .to_owned()
}

fn glossary() -> String {
    let entry = |(word, meaning): &(&str, &str)| format!("[[term]]\nord = \"{word}\"\nforklaring = \"{meaning}\"\n\n");
    GLOSSARY.iter().map(entry).collect()
}

fn organisations_toml(organisations: &[Organisation]) -> String {
    let one = |organisation: &Organisation| {
        let kind = if organisation.is_board() { "namnd" } else { "enhet" };
        let mut text = format!(
            "[[organisation]]\nid = \"{}\"\nnamn = \"{}\"\ntyp = \"{kind}\"\n\
             beskrivning = \"Påhittad organisation som ger stöd och service i sitt område.\"\n\n",
            organisation.id, organisation.name
        );
        if !organisation.is_board() {
            text += &belongs_to(&organisations[organisation.board].id);
        }
        for (id, name) in organisation.parts.iter().take(PARTS) {
            text += &format!("[[organisation]]\nid = \"{id}\"\nnamn = \"{name}\"\ntyp = \"verksamhet\"\n\n");
            text += &belongs_to(&organisation.id);
        }
        text
    };
    organisations.iter().map(one).collect()
}

fn belongs_to(id: &str) -> String {
    format!("[[organisation.tillhor]]\norganisation = \"{id}\"\nfran = {FIRST_YEAR}-01-01\n\n")
}

fn indicator_toml(indicator: &Indicator) -> String {
    let area = Random::of(&[5, indicator.at as u64]).pick(&AREAS).to_owned();
    format!(
        "namn = \"{}\"\naven = [\"{} (rullande)\"]\nenhet = \"{}\"\ndecimaler = {}\nriktning = \"{}\"\n\
         periodicitet = \"{}\"\nforklaring = \"Ett påhittat mått. Det visar hur verksamheten går.\"\n\
         kalla = \"Uppgift i rapporten\"\nomrade = \"{area}\"\n",
        indicator.name,
        indicator.name,
        indicator.unit,
        indicator.decimals,
        indicator.direction,
        indicator.periodicity.0
    )
}

fn term_toml(from: i64, chain: &[Goal], organisations: &[Organisation]) -> String {
    let to = from + TERM - 1;
    let mut text = format!("namn = \"Mandatperioden {from}–{to}\"\nfran = {from}\ntill = {to}\n");
    for goal in chain {
        text += &format!("\n[[mal]]\nid = \"{}\"\nniva = \"{}\"\n", goal.id, goal.level);
        if let Some(code) = &goal.code {
            text += &format!("kod = \"{code}\"\n");
        }
        if let Some(under) = &goal.under {
            text += &format!("under = \"{under}\"\n");
        }
        if let Some(owner) = goal.owner {
            text += &format!("organisation = \"{}\"\n", organisations[owner].id);
        }
        text += &format!("text = \"{}\"\n", goal.text);
    }
    text
}
