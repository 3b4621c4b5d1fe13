//! What is in the search's index, and what must not be? What is undecided or under embargo is in none of its files, nor in the register.

#![expect(clippy::unwrap_used, reason = "a test may stop at once")]

#[expect(dead_code, reason = "the support serves other tests too")]
#[path = "support/case.rs"]
mod case;

use case::{Files, files, ready};
use redovisa::Ready;

/// Words that stand in one report alone, each in another part of it.
const CANARIES: [&str; 7] =
    ["zebrahuvud", "zebraaktivitet", "zebrauppföljning", "zebraavsnitt", "zebratabell", "zebrarad", "zebraindikator"];
/// A figure that stands there alone, in its indicator table.
const FIGURE: &str = "98,7";

/// The base of all cases with a report that has every kind of record, in this state.
fn with_report(state: &str) -> Files {
    let mut all = files(&[]);
    let folder = "content/rapporter/exempelnamnden/2025-t1";
    let mut add = |path: &str, text: &str| {
        all.insert(path.to_owned(), text.as_bytes().to_vec());
    };
    add(
        &format!("{folder}/rapport.toml"),
        &format!(
            "titel = \"Tertialrapport 1 2025\"\nrubrik = \"Zebrahuvud\"\n{state}\n\n[kalla]\ntitel = \"Exempelnämndens tertialrapport 1\"\n"
        ),
    );
    add(
        &format!("{folder}/aktiviteter.csv"),
        "Aktivitet;Startdatum;Slutdatum;Avvikelse;Mål;Uppföljning;Källa\n\
         En zebraaktivitet.;2025-01-01;2025-12-31;Nej;god-arbetsmiljo;Zebrauppföljning.;avsnitt 1\n",
    );
    add(
        &format!("{folder}/mal.csv"),
        "Mål;Bedömning;Källa\n1;;\n1-1;Uppfylls helt;avsnitt 1\ngod-arbetsmiljo;Uppfylls delvis;avsnitt 1\n",
    );
    add(
        &format!("{folder}/indikatorer.csv"),
        "Indikator;Mål;Periodens utfall;Period;Källa\nZebraindikator;1-1;98,7 %;T1 2025;avsnitt 1\n",
    );
    add(
        &format!("{folder}/avsnitt/01-zebra.md"),
        "+++\nrubrik = \"Ett zebraavsnitt\"\nkalla = \"avsnitt 2\"\n+++\nHär står ett ord.\n",
    );
    add(
        &format!("{folder}/ekonomi/01-zebra.toml"),
        "rubrik = \"En zebratabell\"\nenhet = \"mnkr\"\nkalla = \"avsnitt 3\"\n",
    );
    add(&format!("{folder}/ekonomi/01-zebra.csv"), "Rad;Budget\nZebrarad;12,5\n");
    add(
        "content/indikatorer/zebraindikator.toml",
        "namn = \"Zebraindikator\"\nenhet = \"%\"\ndecimaler = 1\nriktning = \"hogre\"\nperiodicitet = \"tertial\"\n\
         forklaring = \"Ett mått.\"\nkalla = \"Rapporten\"\nomrade = \"Personal\"\n",
    );
    all
}

/// Every file that the search or the register has, in small letters.
fn searched(ready: &Ready) -> Vec<(String, String)> {
    let site = ready.site();
    let of_search = |path: &str| path.starts_with("sok/") || path.starts_with("register/");
    let routes = site.routes().filter(|(path, _)| of_search(path));
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap().to_lowercase();
    routes.map(|(path, route)| (path.to_owned(), text(route.bytes().unwrap()))).collect()
}

#[test]
fn what_is_not_public_is_in_no_file_of_the_search() {
    let hidden = [
        ("lage = \"forslag\"\npubliceras = 2025-06-01", "2025-05-31T12:00:00Z"),
        ("lage = \"utkast\"", "2025-06-02T12:00:00Z"),
    ];
    for (state, now) in hidden {
        let files = searched(&ready(with_report(state), now));
        assert!(files.len() > 10);
        for (path, text) in files {
            // The beginning that all canaries have is a stem of its own, and what the index cuts words into.
            assert!(!text.contains("zebra"), "{path} at {now}");
            assert!(!text.contains(FIGURE), "{path} at {now}");
            assert!(!text.contains("t1 2025") && !text.contains("2025-t1"), "{path} at {now}");
        }
    }
}

#[test]
fn what_is_public_is_found_with_all_its_parts() {
    let files = searched(&ready(with_report("lage = \"forslag\"\npubliceras = 2025-06-01"), "2025-06-02T12:00:00Z"));
    for canary in CANARIES {
        let in_records = |(path, text): &&(String, String)| path.contains("records-") && text.contains(canary);
        assert!(files.iter().any(|file| in_records(&file)), "{canary} is in no record");
    }
    let words =
        files.iter().filter(|(path, _)| path.contains("words-")).map(|(_, text)| text.as_str()).collect::<String>();
    assert!(words.contains("zebrauppfoljning") && words.contains(FIGURE));
    let register = files.iter().find(|(path, _)| path == "register/z/index.html").unwrap();
    for heading in ["zebraindikator", "zebrarad"] {
        assert!(register.1.contains(heading), "{heading}");
    }
}
