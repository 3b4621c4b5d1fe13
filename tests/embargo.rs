//! Is what may not be seen in no byte of what is published? Random portals whose reports are drafts, proposals, decided or confirmed, under
//! random gates at random times; every report has words and a figure that stand nowhere else, and they are looked for in every file.

#![cfg(unix)]
#![expect(
    clippy::disallowed_methods,
    clippy::unwrap_used,
    clippy::print_stdout,
    reason = "a test looks at what was written, from outside, counts, and may fail with a panic"
)]

use std::fs;
use std::io::Read;
use std::path::Path;

#[expect(dead_code, reason = "the support serves other tests too")]
#[path = "support/case.rs"]
mod case;
#[expect(dead_code, reason = "the support serves other tests too")]
#[path = "support/random.rs"]
mod random;

use case::{Files, PORTAL, files};
use jiff::Timestamp;
use random::Random;
use redovisa::embargo::Audience;
use redovisa::publish::{self, Job, RealDisk};
use redovisa::world::MemoryWorld;
use redovisa::{Options, Ready};

/// Random portals that are published.
const PORTALS: usize = 40;
/// The reports of each: a period, a word that stands in it alone, and a figure with more decimals than any coordinate of a drawing.
const REPORTS: [(&str, &str, &str, &str); 4] = [
    ("2026-t1", "T1 2026", "zebra", "98,71317"),
    ("2026-t2", "T2 2026", "giraff", "87,62419"),
    ("2024-t1", "T1 2024", "pelikan", "76,53821"),
    ("2024-t2", "T2 2024", "ekorre", "65,44973"),
];

/// A report of the portal, by the rules as the issue has them.
struct Case {
    state: &'static str,
    decided: Option<u8>,
    confirmed: Option<u8>,
    at_once: bool,
    not_before: Option<u8>,
}

/// Days of March 2026, which begin before the clock is moved forward.
fn day(number: u8) -> String {
    format!("2026-03-{number:02}")
}

impl Case {
    fn random(random: &mut Random) -> Self {
        let state = *random.pick(&["utkast", "forslag", "beslutad", "justerad", "enhetsdokument"]);
        let decided = u8::try_from(5 + random.below(5)).unwrap();
        let is_decided = matches!(state, "beslutad" | "justerad");
        let at_once = is_decided && random.once_in(3);
        Self {
            state,
            decided: is_decided.then_some(decided),
            confirmed: (state == "justerad" && !at_once).then(|| decided + u8::try_from(random.below(5)).unwrap()),
            at_once,
            not_before: random.once_in(3).then(|| u8::try_from(5 + random.below(15)).unwrap()),
        }
    }

    fn toml(&self) -> String {
        let mut text = format!("lage = \"{}\"\n", self.state);
        if let Some(number) = self.not_before {
            text += &format!("publiceras = {}\n", day(number));
        }
        if let Some(number) = self.decided {
            text += &format!("\n[beslut]\ndatum = {}\n", day(number));
        }
        if let Some(number) = self.confirmed {
            text += &format!("justerad = {}\n", day(number));
        }
        text + if self.at_once { "omedelbart = true\n" } else { "" }
    }

    /// Whether it is public: told apart from the program's own way of counting, in hours of March 2026 (Stockholm is an hour before UTC).
    fn is_public(&self, gate: &Gate, hour: i32) -> bool {
        let opens = |number: u8, after: u8| (i32::from(number) + i32::from(after)) * 24 + i32::from(gate.hour) - 1;
        let waited = self.not_before.is_none_or(|number| opens(number, 0) <= hour);
        let stepped = match (gate.from, self.state) {
            (_, "utkast") => false,
            // What is said to be decided is so from the beginning of that day.
            ("forslag", "beslutad" | "justerad") => {
                self.decided.is_some_and(|number| i32::from(number) * 24 - 1 <= hour)
            }
            ("forslag", _) => true,
            (_, "enhetsdokument") => self.not_before.is_some(),
            ("beslutad", _) => self.decided.is_some_and(|number| opens(number, gate.after) <= hour),
            (_, "beslutad") => self.at_once && self.decided.is_some_and(|number| opens(number, gate.after) <= hour),
            (_, "justerad") => {
                let number = if self.at_once { self.decided } else { self.confirmed };
                number.is_some_and(|number| opens(number, gate.after) <= hour)
            }
            _ => false,
        };
        waited && stepped
    }
}

struct Gate {
    from: &'static str,
    hour: u8,
    after: u8,
}

impl Gate {
    fn toml(&self) -> String {
        let step = if self.from.is_empty() { String::new() } else { format!("fran = \"{}\"\n", self.from) };
        format!("\n[publicering]\n{step}klockan = \"{:02}:00\"\ndagar_efter = {}\n", self.hour, self.after)
    }
}

/// The files of one report, with its word in every part of it.
fn report(all: &mut Files, (period, short, word, figure): (&str, &str, &str, &str), state: &str) {
    let mut add = |path: &str, text: String| drop(all.insert(path.to_owned(), text.into_bytes()));
    let folder = format!("content/rapporter/exempelnamnden/{period}");
    let start = &period[..4];
    let mut name = word.to_owned();
    name[..1].make_ascii_uppercase();
    let (top, decision) =
        state.split_once("\n[beslut]").map_or((state, String::new()), |(t, d)| (t, format!("\n[beslut]{d}")));
    add(
        &format!("{folder}/rapport.toml"),
        format!(
            "titel = \"{name}rapporten\"\nrubrik = \"{name}huvud\"\n{top}{decision}\n[kalla]\ntitel = \"{name}källan\"\n"
        ),
    );
    add(&format!("{folder}/sammanfattning.md"), format!("+++\nkalla = \"avsnitt 1\"\n+++\nEn {word}sammanfattning.\n"));
    add(
        &format!("{folder}/aktiviteter.csv"),
        format!(
            "Aktivitet;Startdatum;Slutdatum;Avvikelse;Mål;Uppföljning;Källa\n\
             En {word}aktivitet.;{start}-01-01;{start}-12-31;Nej;{word}mal;{name}uppföljning.;avsnitt 1\n"
        ),
    );
    add(
        &format!("{folder}/mal.csv"),
        format!("Mål;Bedömning;Källa\n1;;\n1-1;Uppfylls helt;avsnitt 1\n{word}mal;Uppfylls delvis;avsnitt 1\n"),
    );
    add(&format!("{folder}/mal/{word}mal.md"), format!("+++\nkalla = \"avsnitt 1\"\n+++\nEn {word}text om målet.\n"));
    add(
        &format!("{folder}/indikatorer.csv"),
        format!(
            "Indikator;Mål;Periodens utfall;Period;Källa\n{name}indikator;{word}mal;{figure} %;{short};avsnitt 1\n"
        ),
    );
    add(
        &format!("{folder}/avsnitt/01-{word}.md"),
        format!("+++\nrubrik = \"Ett {word}avsnitt\"\nkalla = \"avsnitt 2\"\n+++\nHär står en {word}.\n"),
    );
    add(
        &format!("{folder}/ekonomi/01-{word}.toml"),
        format!("rubrik = \"En {word}tabell\"\nenhet = \"mnkr\"\nkalla = \"avsnitt 3\"\n"),
    );
    add(&format!("{folder}/ekonomi/01-{word}.csv"), format!("Rad;Budget\n{name}rad;{figure}\n"));
    add(
        &format!("content/indikatorer/{word}indikator.toml"),
        format!(
            "namn = \"{name}indikator\"\nsokord = [\"{word}sökord\"]\nenhet = \"%\"\ndecimaler = 5\nriktning = \"hogre\"\n\
             periodicitet = \"tertial\"\nforklaring = \"Ett {word}mått.\"\nkalla = \"Rapporten\"\nomrade = \"{name}området\"\n"
        ),
    );
    add(
        &format!("charts/{word}diagram.toml"),
        format!(
            "slag = \"utveckling\"\nrapport = \"exempelnamnden/{period}\"\nindikator = \"{word}indikator\"\n\
             organisation = \"exempelnamnden\"\nrubrik = \"Ett {word}diagram\"\n"
        ),
    );
    add_goal(all, word);
}

/// Adds the goal that a report alone takes up.
fn add_goal(all: &mut Files, word: &str) {
    let term = "content/mandatperioder/2023-2026.toml";
    let goal = format!(
        "\n[[mal]]\nid = \"{word}mal\"\nniva = \"namndmal\"\nunder = \"1-1\"\norganisation = \"exempelnamnden\"\ntext = \"Ett {word}mål\"\n"
    );
    let before = String::from_utf8(all[term].clone()).unwrap();
    all.insert(term.to_owned(), (before + &goal).into_bytes());
}

/// Reads and checks it; what is wrong in it stops the test.
fn prepared(all: Files, now: Timestamp, audience: Audience) -> Ready {
    let world = MemoryWorld { now, ..MemoryWorld::new(all) };
    let project = redovisa::prepare(&world, audience).unwrap();
    let drawn = redovisa::report::draw(&project.sources, &project.checked.diagnostics, false);
    project.checked.value.unwrap_or_else(|| panic!("{drawn}"))
}

/// A portal of four random reports; and which of them are public.
fn portal(random: &mut Random) -> (Files, Timestamp, [bool; 4]) {
    let gate = Gate {
        from: random.pick::<&str>(&["forslag", "beslutad", "justerad", ""]),
        hour: u8::try_from(random.below(24)).unwrap(),
        after: u8::try_from(random.below(3)).unwrap(),
    };
    let mut all = files(&[]);
    let text = String::from_utf8(all[PORTAL].clone()).unwrap();
    let address = "adress = \"https://exempel.se/\"\n";
    let text = format!("{address}{}{}", text.split_once("\n[publicering]").unwrap().0, gate.toml());
    all.insert(PORTAL.to_owned(), text.into_bytes());
    // A report that says nothing of its own, so that the portal is never empty under the widest gate.
    let hour = i32::try_from(24 * 5 + random.below(24 * 15)).unwrap();
    let moment = format!("2026-03-{:02}T{:02}:00:00Z", hour / 24, hour % 24).parse().unwrap();
    // What all reports state can be compared, and stands on one page.
    let shared = "namn = \"Gemensam indikator\"\nenhet = \"%\"\ndecimaler = 5\nriktning = \"hogre\"\nperiodicitet = \"tertial\"\n\
                  forklaring = \"Ett mått.\"\nkalla = \"Rapporten\"\nomrade = \"Personal\"\n";
    all.insert("content/indikatorer/gemensam-indikator.toml".to_owned(), shared.as_bytes().to_vec());
    let cases: [Case; 4] = std::array::from_fn(|_| Case::random(random));
    for (each, case) in REPORTS.into_iter().zip(&cases) {
        report(&mut all, each, &case.toml());
    }
    (all, moment, cases.map(|case| case.is_public(&gate, hour)))
}

/// Every file below `folder`, unfolded as far as it is packed: its path, and what it says in small letters.
fn said(folder: &Path, root: &Path, found: &mut Vec<(String, String)>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            said(&path, root, found);
            continue;
        }
        let name = path.strip_prefix(root).unwrap().display().to_string();
        let bytes = fs::read(&path).unwrap();
        for (part, bytes) in unfolded(&name, bytes) {
            found.push((format!("{name}{part}"), String::from_utf8_lossy(&bytes).to_lowercase()));
        }
    }
}

fn unfolded(name: &str, bytes: Vec<u8>) -> Vec<(String, Vec<u8>)> {
    let mut text = Vec::new();
    match name.rsplit_once('.').map(|(_, ending)| ending) {
        Some("gz") => drop(flate2::read::GzDecoder::new(&bytes[..]).read_to_end(&mut text).unwrap()),
        Some("br") => drop(brotli::Decompressor::new(&bytes[..], 4_096).read_to_end(&mut text).unwrap()),
        Some("xlsx") => {
            let mut archive = zip::ZipArchive::new(std::io::Cursor::new(&bytes)).unwrap();
            let parts = (0..archive.len()).map(|at| {
                let mut part = archive.by_index(at).unwrap();
                let mut text = Vec::new();
                part.read_to_end(&mut text).unwrap();
                (format!(" {}", part.name()), text)
            });
            return parts.collect();
        }
        _ => text = bytes,
    }
    vec![(String::new(), text)]
}

#[test]
fn what_is_not_public_is_in_no_byte_of_what_is_published() {
    let mut random = Random::of(&[8, 40]);
    let (mut hidden, mut shown, mut looked_at) = (0, 0, 0);
    for number in 1..=PORTALS {
        let (all, now, public) = portal(&mut random);
        let ready = prepared(all, now, Audience::Public);
        let site = ready.site_with(Options::default());
        let to = tempfile::tempdir().unwrap();
        let content = ready.content();
        let job = Job {
            to: to.path(),
            keep: 2,
            // Without optimisation it takes its time; what it packs is what the other portals are asked for.
            compress: number % 10 == 0,
            again: false,
            clock_was_wrong: false,
            forget: &[],
            now,
            who: "provet",
            content: &content,
            decided: Vec::new(),
            hidden: ready.hidden(),
            unchanged: &|| Ok(()),
            upload: None,
        };
        publish::publish(&site, &job, &RealDisk, &|_| ()).unwrap();
        let mut files = Vec::new();
        said(to.path(), to.path(), &mut files);
        looked_at += files.len();
        for ((period, short, word, figure), public) in REPORTS.into_iter().zip(public) {
            let point = figure.replace(',', ".");
            let traces = [word, figure, &point, period, &short.to_lowercase()];
            let first = files
                .iter()
                .find(|(path, text)| traces.iter().any(|t| path.to_lowercase().contains(t) || text.contains(t)));
            match public {
                // A later report that is public may name the time; the word and the figure are its alone.
                true => {
                    let page = format!("site/rapporter/exempelnamnden/{period}/hela/index.html");
                    let whole = files.iter().find(|(path, _)| path.ends_with(&page));
                    let whole =
                        whole.unwrap_or_else(|| panic!("portal {number}: {period} is public at {now} and not there"));
                    assert!(whole.1.contains(word) && whole.1.contains(figure), "portal {number}: {period}");
                    shown += 1;
                }
                false => {
                    assert!(
                        first.is_none(),
                        "portal {number} at {now}: {period} is in {} ({:?})",
                        first.unwrap().0,
                        traces.iter().find(|t| first.unwrap().1.contains(**t))
                    );
                    hidden += 1;
                }
            }
        }
    }
    assert!(hidden > 40 && shown > 40, "{hidden} hidden, {shown} shown");
    println!(
        "{PORTALS} random portals, {hidden} reports hidden and {shown} shown, {looked_at} files unfolded and read: {PORTALS} passed, 0 failed"
    );
}

#[test]
fn an_editor_sees_everything_marked_as_a_preview() {
    let (all, now, _) = portal(&mut Random::of(&[8, 41]));
    let ready = prepared(all, now, Audience::Editor);
    let site = ready.site();
    for (path, route) in site.routes().filter(|(path, _)| path.ends_with(".html")) {
        let text = String::from_utf8(route.bytes().unwrap()).unwrap();
        assert!(text.contains("<meta name=\"robots\" content=\"noindex\">"), "{path}");
        assert!(text.contains("class=\"preview\""), "{path}");
    }
    for (_, _, word, _) in REPORTS {
        assert!(site.paths().any(|path| path.contains(word)), "{word}");
    }
    assert!(site.get("sitemap.xml").is_none() && site.get("feed.xml").is_none());
    let public = prepared(portal(&mut Random::of(&[8, 41])).0, now, Audience::Public);
    let marks = public.site().routes().any(|(path, route)| {
        path.contains("forhandsgranskning")
            || String::from_utf8_lossy(&route.bytes().unwrap()).contains("class=\"preview\"")
    });
    assert!(!marks, "a public site has nothing of a preview");
}

/// Every file with its bytes.
fn everything(ready: &Ready) -> Vec<(String, Vec<u8>)> {
    ready.site().routes().map(|(path, route)| (path.to_owned(), route.bytes().unwrap())).collect()
}

#[test]
fn built_as_of_the_moment_that_a_site_states_it_is_the_same() {
    let mut random = Random::of(&[8, 42]);
    let mut moved = 0;
    for _ in 0..6 {
        let (mut all, now, _) = portal(&mut random);
        let text = String::from_utf8(all[PORTAL].clone()).unwrap();
        let coming = "\n[[kommande]]\ndatum = 2026-03-12\nvad = \"Nämnden sammanträder.\"\n";
        all.insert(PORTAL.to_owned(), (text + coming).into_bytes());
        let ready = prepared(all.clone(), now, Audience::Public);
        let since = ready.facts().since;
        assert!(since <= now);
        moved += usize::from(since < now);
        let then = prepared(all, since, Audience::Public);
        assert_eq!(then.facts().since, since);
        assert!(everything(&then) == everything(&ready), "as of {since} and {now}");
    }
    assert!(moved > 0);
}
