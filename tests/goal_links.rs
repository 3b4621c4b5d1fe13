//! Are goals that are carried on from term to term told as an editor links them, and nothing of a goal that may not be seen?

#![expect(clippy::unwrap_used, reason = "a test may stop at once")]

#[path = "support/folder.rs"]
mod folder;

use std::collections::BTreeMap;
use std::path::Path;

use redovisa::derive::facts::Facts;
use redovisa::embargo::Audience;
use redovisa::world::MemoryWorld;

const LINKS: &str = "content/malkopplingar.toml";
const TERM: &str = "content/mandatperioder/2019-2022.toml";
const REPORT: &str = "content/rapporter/exempelnamnden/2020-vb";

/// A goal of the board that is carried on; the report of 2024 takes up the later one.
const GOAL: &str = "
[[mal]]
id = \"friska-medarbetare\"
niva = \"namndmal\"
under = \"1-4\"
organisation = \"exempelnamnden\"
text = \"Medarbetarna är friska\"
";
const LINK: &str = "
[[koppling]]
fran_period = \"2019-2022\"
fran_mal = \"friska-medarbetare\"
till_period = \"2023-2026\"
till_mal = \"god-arbetsmiljo\"
motivering = \"Båda målen gäller medarbetarnas hälsa 2019-2026.\"
";

/// Goals that are carried on, one of them taken up before by a report in the state `state` alone.
fn files(state: &str) -> BTreeMap<String, Vec<u8>> {
    let cases = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases");
    let mut all = BTreeMap::new();
    for folder in [cases.join("base"), cases.join("check/goals carried on to the next political term")] {
        folder::files(&folder, &folder, &mut all);
    }
    all.remove("expected.txt");
    all.get_mut(TERM).unwrap().extend(GOAL.bytes());
    all.get_mut(LINKS).unwrap().extend(LINK.bytes());
    let report =
        format!("titel = \"Verksamhetsberättelse 2020\"\nlage = \"{state}\"\n\n[kalla]\ntitel = \"Rapporten\"\n");
    let goals = "Mål;Bedömning\nfriska-medarbetare;Uppfylls helt\n";
    all.insert(format!("{REPORT}/rapport.toml"), report.into_bytes());
    all.insert(format!("{REPORT}/mal.csv"), goals.into());
    all
}

/// Each link as an earlier and a later goal, `term/goal`, and the reason.
fn links(state: &str, audience: Audience) -> Vec<(String, String, String)> {
    let project = redovisa::prepare(&MemoryWorld::new(files(state)), audience).unwrap();
    let drawn = redovisa::report::draw(&project.sources, &project.checked.diagnostics, false);
    let ready = project.checked.value.unwrap_or_else(|| panic!("{drawn}"));
    let facts: &Facts = ready.facts();
    let name = |(term, goal): (usize, usize)| {
        let term = &facts.terms[term];
        format!("{}/{}", term.id, term.goals[goal].id)
    };
    facts.goal_links.iter().map(|link| (name(link.from), name(link.to), link.reason.clone())).collect()
}

/// The earlier and the later goals of [`links`].
fn ends(links: &[(String, String, String)]) -> Vec<(&str, &str)> {
    links.iter().map(|(from, to, _)| (from.as_str(), to.as_str())).collect()
}

const COUNCIL: [(&str, &str); 2] = [("2019-2022/1", "2023-2026/1"), ("2019-2022/1-4", "2023-2026/1-1")];
const BOARD: (&str, &str) = ("2019-2022/friska-medarbetare", "2023-2026/god-arbetsmiljo");

#[test]
fn links_are_told_with_their_reason() {
    let links = links("forslag", Audience::Public);
    assert_eq!(ends(&links), [COUNCIL[0], COUNCIL[1], BOARD]);
    assert_eq!(links[2].2, "Båda målen gäller medarbetarnas hälsa 2019–2026.");
}

#[test]
fn a_link_of_a_goal_that_only_a_draft_takes_up_is_told_to_the_editor_alone() {
    assert_eq!(ends(&links("utkast", Audience::Public)), COUNCIL);
    assert_eq!(ends(&links("utkast", Audience::Editor)), [COUNCIL[0], COUNCIL[1], BOARD]);
}
