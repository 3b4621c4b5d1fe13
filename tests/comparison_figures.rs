//! Is every number of the comparisons one of `data/*.csv`, or made of two of them as it should be? Everything is recomputed from the
//! data files alone, which any reader can download; the directions of the indicators are read from their own files.

#![expect(clippy::unwrap_used, reason = "a test may stop at once")]

#[path = "support/folder.rs"]
mod folder;

use std::collections::{BTreeMap, BTreeSet};
use std::io::{Cursor, Read};
use std::path::Path;
use std::sync::LazyLock;

use redovisa::Ready;
use redovisa::embargo::Audience;
use redovisa::world::MemoryWorld;
use rust_decimal::{Decimal, RoundingStrategy};

const OUTCOMES: [&str; 3] = ["outcome", "men", "women"];

/// A line of a data file, by the names of its columns.
type Line = BTreeMap<String, String>;

/// Everything that the tests read: the site's files, and the content's for the directions.
struct Site {
    content: BTreeMap<String, Vec<u8>>,
    data: BTreeMap<&'static str, Vec<Line>>,
    /// The lines of observations of an organisation, a period, an indicator and a measure.
    observed: BTreeMap<[String; 4], Vec<Line>>,
    comparisons: Vec<Comparison>,
}

/// A comparison: its address taken apart, and its files.
struct Comparison {
    folder: String,
    from: (String, String),
    to: (String, String),
    lines: Vec<Line>,
    page: String,
    workbook: Vec<u8>,
}

static SITE: LazyLock<Site> = LazyLock::new(site);

fn ready() -> (Ready, BTreeMap<String, Vec<u8>>) {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut content = BTreeMap::new();
    folder::files(&root.join("content"), root, &mut content);
    let world = MemoryWorld { now: "2026-11-25T12:00:00Z".parse().unwrap(), ..MemoryWorld::new(content.clone()) };
    let project = redovisa::prepare(&world, Audience::Public).unwrap();
    let drawn = redovisa::report::draw(&project.sources, &project.checked.diagnostics, false);
    (project.checked.value.unwrap_or_else(|| panic!("{drawn}")), content)
}

fn site() -> Site {
    let (ready, content) = ready();
    let site = ready.site();
    let bytes = |path: &str| site.get(path).unwrap_or_else(|| panic!("no {path}")).unwrap();
    let files = ["observations", "goals", "activities", "economy", "reports", "organisations"];
    let data: BTreeMap<_, _> = files.map(|name| (name, lines(&bytes(&format!("data/{name}.csv"))))).into();
    let mut observed: BTreeMap<[String; 4], Vec<Line>> = BTreeMap::new();
    for line in &data["observations"] {
        let key = ["organisation", "reference_period", "indicator", "measure"].map(|column| line[column].clone());
        observed.entry(key).or_default().push(line.clone());
    }
    let paths = site.routes().map(|(path, _)| path.to_owned());
    let comparisons = paths.filter(|path| path.starts_with("jamfor/") && path.ends_with("/jamforelse.csv"));
    let comparisons = comparisons.map(|path| {
        let folder = path.strip_suffix("jamforelse.csv").unwrap().to_owned();
        let parts: Vec<&str> = folder.split('/').filter(|part| !part.is_empty()).collect();
        let (from, to) = match parts[..] {
            ["jamfor", whose, from, to] => ((whose, from), (whose, to)),
            ["jamfor", one, from, other, to] => ((one, from), (other, to)),
            _ => panic!("{path} is no address of a comparison"),
        };
        let owned = |(whose, period): (&str, &str)| (whose.to_owned(), period.to_owned());
        Comparison {
            from: owned(from),
            to: owned(to),
            lines: lines(&bytes(&path)),
            page: String::from_utf8(bytes(&format!("{folder}index.html"))).unwrap(),
            workbook: bytes(&format!("{folder}jamforelse.xlsx")),
            folder,
        }
    });
    let comparisons = comparisons.collect();
    Site { content, data, observed, comparisons }
}

fn lines(bytes: &[u8]) -> Vec<Line> {
    let mut reader = csv::Reader::from_reader(bytes);
    let head = reader.headers().unwrap().clone();
    let line =
        |record: csv::StringRecord| head.iter().map(str::to_owned).zip(record.iter().map(str::to_owned)).collect();
    reader.records().map(|record| line(record.unwrap())).collect()
}

fn number(text: &str) -> Option<Decimal> {
    Decimal::from_str_exact(text).ok()
}

/// A period as a number that grows with time: the reports of a year in the order in which they are written.
fn moment(period: &str) -> (u16, usize) {
    let (year, kind) = period.split_once('-').unwrap();
    (year.parse().unwrap(), ["vp", "t1", "t2", "vb"].iter().position(|known| *known == kind).unwrap())
}

fn whole_year(period: &str) -> String {
    format!("{}-vb", &period[..4])
}

/// The period that outcomes are about: a plan's are about its whole year.
fn of_outcomes(period: &str) -> String {
    if period.ends_with("-vp") { whole_year(period) } else { period.to_owned() }
}

/// The value of a line of observations, as comparisons write it.
fn stated(line: &Line) -> &str {
    if line["value"].is_empty() { &line["text"] } else { &line["value"] }
}

/// Letters and digits in lower case, with single spaces.
fn folded(text: &str) -> String {
    let words = text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    words.map(str::to_lowercase).collect::<Vec<_>>().join(" ")
}

impl Site {
    fn of(&self, whose: &str, period: &str, indicator: &str, measure: &str) -> &[Line] {
        self.observed.get(&[whose, period, indicator, measure].map(str::to_owned)).map_or(&[], Vec::as_slice)
    }

    fn is_report(&self, whose: &str, period: &str) -> bool {
        self.data["reports"].iter().any(|line| line["organisation"] == whose && line["period"] == period)
    }

    /// What stands on a side: of what its own report says if `own` and it says anything, else of what the newest says.
    /// None if nothing is stated; an error if that report states two values, none, or cannot know the time yet.
    fn held(
        &self,
        (whose, side): &(String, String),
        period: &str,
        indicator: &str,
        measure: &str,
        own: bool,
    ) -> Option<Held> {
        let lines = self.of(whose, period, indicator, measure);
        let newest = lines.iter().map(|line| line["reported_in"].as_str()).max_by_key(|period| moment(period))?;
        let reported = own && self.is_report(whose, side);
        let by_own = reported && lines.iter().any(|line| line["reported_in"] == *side);
        if reported && !by_own {
            return None;
        }
        let reported_in = if by_own { side.as_str() } else { newest };
        let values: Vec<&Line> = lines.iter().filter(|line| line["reported_in"] == reported_in).collect();
        let two = values.iter().any(|line| stated(line) != stated(values[0]));
        let outcome = OUTCOMES.contains(&measure);
        let moment = self.indicator(indicator).get("galler").is_some_and(|time| time.as_str() == Some("tidpunkt"));
        let early = reported_in.ends_with("-vp") && !moment || months(reported_in) < months(period);
        let unfinished = outcome && reported_in[..4] == period[..4] && early;
        Some(Held {
            value: stated(values[0]).to_owned(),
            period: period.to_owned(),
            reported_in: reported_in.to_owned(),
            missing: values[0]["status"] == "not_available",
            comparable: !two && !unfinished && values[0]["status"] != "not_available",
        })
    }

    /// The outcome of a side; what its own report says of the whole year, where nothing is said of its part.
    fn outcome(&self, side: &(String, String), indicator: &str, measure: &str) -> Option<Held> {
        let year = || {
            let own = self.is_report(&side.0, &side.1);
            let held = self.held(side, &whole_year(&side.1), indicator, measure, true).filter(|_| own);
            held.filter(|held| number(&held.value).is_some())
        };
        self.held(side, &of_outcomes(&side.1), indicator, measure, false).or_else(year)
    }

    /// The indicators that a report has a figure of, of whomever.
    fn mentioned(&self, (whose, period): &(String, String)) -> BTreeSet<String> {
        let report =
            self.data["reports"].iter().find(|line| line["organisation"] == *whose && line["period"] == *period);
        let Some(document) = report.map(|line| &line["source_document"]) else { return BTreeSet::new() };
        let of = self.data["observations"].iter().filter(|line| line["source_document"] == *document);
        of.map(|line| line["indicator"].clone()).collect()
    }

    /// An indicator as its own file has it.
    fn indicator(&self, id: &str) -> toml::Table {
        let text = String::from_utf8(self.content[&format!("content/indikatorer/{id}.toml")].clone()).unwrap();
        text.parse().unwrap()
    }

    /// Which way is better.
    fn direction(&self, indicator: &str) -> String {
        self.indicator(indicator)["riktning"].as_str().unwrap().to_owned()
    }

    /// Whether the second of two outcomes is better; none if neither can be said.
    fn better(&self, indicator: &str, difference: Decimal) -> Option<bool> {
        match self.direction(indicator).as_str() {
            _ if difference.is_zero() => None,
            "hogre" => Some(difference > Decimal::ZERO),
            "lagre" => Some(difference < Decimal::ZERO),
            _ => None,
        }
    }

    /// Whether the newest outcome of a period meets the newest target; none if it cannot be said from these two alone.
    fn met(&self, side: &(String, String), period: &str, indicator: &str) -> Option<bool> {
        let outcome = self.held(side, period, indicator, "outcome", false).filter(|held| held.comparable)?;
        let target = self.held(side, period, indicator, "target", false).filter(|held| held.comparable)?;
        let outcome = number(&outcome.value)?;
        if let Some(level) = number(&target.value) {
            return match self.direction(indicator).as_str() {
                "hogre" => Some(outcome >= level),
                "lagre" => Some(outcome <= level),
                _ => None,
            };
        }
        let bound = target.value.to_lowercase();
        let level = |words: &[&str]| {
            let rest = words.iter().find_map(|word| bound.strip_prefix(word))?;
            let digits: String = rest.trim().chars().take_while(|c| c.is_ascii_digit() || *c == ',').collect();
            number(&digits.replace(',', "."))
        };
        let at_least = level(&["minst", "min", "lägst"]).map(|level| outcome >= level);
        let at_most = level(&["max", "högst", "maximalt"]).map(|level| outcome <= level);
        at_least.or(at_most).or_else(|| level(&["+/-", "±"]).map(|level| outcome.abs() <= level))
    }

    /// The indicators that a report has a row of about itself, read from its table: an empty row has no line in the data.
    fn rows(&self, whose: &str, period: &str) -> BTreeSet<String> {
        let mut names: BTreeMap<String, String> = BTreeMap::new();
        for (path, bytes) in &self.content {
            let Some(id) = path.strip_prefix("content/indikatorer/").and_then(|name| name.strip_suffix(".toml")) else {
                continue;
            };
            let table = String::from_utf8(bytes.clone()).unwrap().parse::<toml::Table>().unwrap();
            let also = table.get("aven").and_then(|also| also.as_array()).into_iter().flatten();
            let spellings = also.chain(table.get("namn")).filter_map(|name| name.as_str()).chain([id]);
            names.extend(spellings.map(|name| (folded(name), id.to_owned())));
        }
        let table = &self.content[&format!("content/rapporter/{whose}/{period}/indikatorer.csv")];
        let mut reader = csv::ReaderBuilder::new().delimiter(b';').flexible(true).from_reader(table.as_slice());
        let head = reader.headers().unwrap().clone();
        let column = |name: &str| head.iter().position(|found| found.trim_start_matches('\u{feff}') == name);
        let (named, about) = (column("Indikator").unwrap(), column("Organisation"));
        let own = |record: &csv::StringRecord| {
            about.and_then(|at| record.get(at)).is_none_or(|of| of.is_empty() || of == whose)
        };
        let rows = reader.records().map(|record| record.unwrap()).filter(own);
        rows.map(|record| names[&folded(&record[named])].clone()).collect()
    }
}

#[derive(Debug)]
struct Held {
    value: String,
    period: String,
    reported_in: String,
    missing: bool,
    comparable: bool,
}

/// How many months of its year a period covers.
fn months(period: &str) -> u8 {
    match &period[4..] {
        "-t1" => 4,
        "-t2" => 8,
        _ => 12,
    }
}

impl Comparison {
    fn of(&self, topics: &[&str], id: &str, measure: &str) -> usize {
        let wanted =
            |line: &&Line| topics.contains(&line["topic"].as_str()) && line["id"] == id && line["measure"] == measure;
        self.lines.iter().filter(wanted).count()
    }

    fn of_topic<'a>(&'a self, topic: &'a str, about: &'a str) -> impl Iterator<Item = &'a Line> {
        self.lines.iter().filter(move |line| line["topic"] == topic && line["about"] == about)
    }

    fn is_of_organisations(&self) -> bool {
        self.from.0 != self.to.0 && self.from.1 == self.to.1
    }

    /// A plan and its own year: there is one outcome, and it is held against the target.
    fn is_of_one_time(&self) -> bool {
        self.from.0 == self.to.0 && of_outcomes(&self.from.1) == of_outcomes(&self.to.1)
    }

    /// What measure a line has on each side, and of which period; the period is free where the topic lists several.
    fn measures<'l>(&'l self, line: &'l Line) -> [(&'l str, Option<String>); 2] {
        let measure = line["measure"].as_str();
        let sides = [&self.from, &self.to];
        let of = |measure: &str, side: &(String, String)| {
            if OUTCOMES.contains(&measure) { of_outcomes(&side.1) } else { whole_year(&side.1) }
        };
        match (line["topic"].as_str(), measure) {
            ("forecast_record", _) => [("forecast", None), ("outcome", None)],
            ("revised", _) => [(measure, None), (measure, None)],
            ("outcome_against_target", _) | ("not_compared", "outcome") if self.is_of_one_time() => {
                ["target", "outcome"].map(|measure| (measure, Some(whole_year(&self.to.1))))
            }
            (_, "forecast") => {
                [("outcome", Some(of("outcome", sides[0]))), ("forecast", Some(of("forecast", sides[1])))]
            }
            _ => [("from_period", 0), ("to_period", 1)].map(|(name, at)| {
                // An outcome of the whole year that a report from its middle states.
                let year = OUTCOMES.contains(&measure) && line[name] == whole_year(&sides[at].1);
                (measure, Some(of(measure, sides[at])).filter(|_| !year))
            }),
        }
    }
}

/// Every line of every comparison that is about figures of an indicator.
fn figures() -> impl Iterator<Item = (&'static Comparison, &'static Line)> {
    let all =
        SITE.comparisons.iter().flat_map(|comparison| comparison.lines.iter().map(move |line| (comparison, line)));
    all.filter(|(_, line)| line["about"] == "indicator" && !line["measure"].is_empty())
}

#[test]
fn the_comparisons_that_readers_ask_for_are_there_and_say_something() {
    let wanted = [
        "jamfor/liljeholmens-dagliga-verksamhet/2019-vp/2020-vb/",
        "jamfor/liljeholmens-dagliga-verksamhet/2019-vb/2020-vb/",
        "jamfor/hagersten-liljeholmen/2019-vb/2020-t1/",
        "jamfor/hagersten-liljeholmen/2019-vb/liljeholmens-dagliga-verksamhet/2019-vb/",
        "jamfor/hagersten-liljeholmen/2020-vb/liljeholmens-dagliga-verksamhet/2020-vb/",
    ];
    for folder in wanted {
        let found = SITE.comparisons.iter().find(|comparison| comparison.folder == folder);
        assert!(found.is_some_and(|comparison| comparison.lines.len() >= 6), "{folder}");
    }
    let rows: usize = SITE.comparisons.iter().map(|comparison| comparison.lines.len()).sum();
    let numbers = figures().filter(|(_, line)| !line["difference"].is_empty()).count();
    assert!(SITE.comparisons.len() >= 11, "{} comparisons", SITE.comparisons.len());
    assert!(rows >= 170 && figures().count() >= 110 && numbers >= 40, "{rows}, {}, {numbers}", figures().count());
}

#[test]
fn every_value_is_a_line_of_the_data_with_its_organisation_indicator_measure_period_and_report() {
    let mut checked = 0;
    for (comparison, line) in figures() {
        let later = matches!(line["topic"].as_str(), "forecast_record" | "revised" | "outcome_against_target");
        let later =
            later || line["topic"] == "not_compared" && line["measure"] == "outcome" && comparison.is_of_one_time();
        let whose = [if later { &comparison.to.0 } else { &comparison.from.0 }, &comparison.to.0];
        for ((at, side), (measure, period)) in ["from", "to"].into_iter().enumerate().zip(comparison.measures(line)) {
            let (about, reported_in) = (&line[&format!("{side}_period")], &line[&format!("{side}_reported_in")]);
            let found = SITE.of(whose[at], about, &line["id"], measure).iter().any(|observed| {
                observed["reported_in"] == *reported_in
                    && stated(observed) == line[side]
                    && observed["unit"] == line["unit"]
            });
            assert!(found, "{}: no {side} of {line:?}", comparison.folder);
            assert!(
                period.is_none_or(|period| period == *about),
                "{}: the period of {side} in {line:?}",
                comparison.folder
            );
            assert!(SITE.is_report(&line[&format!("{side}_organisation")], reported_in), "{line:?}");
            checked += 1;
        }
    }
    assert!(checked >= 220, "{checked} values");
}

#[test]
fn every_value_is_of_the_newest_report_or_of_the_sides_own_if_it_is_a_target_or_a_forecast() {
    for (comparison, line) in
        figures().filter(|(_, line)| !matches!(line["topic"].as_str(), "forecast_record" | "revised"))
    {
        let one_time = comparison.is_of_one_time() && line["measure"] == "outcome";
        let sides = [if one_time { &comparison.to } else { &comparison.from }, &comparison.to];
        for ((side, name), (measure, period)) in sides.into_iter().zip(["from", "to"]).zip(comparison.measures(line)) {
            let outcome = OUTCOMES.contains(&measure);
            let told = if outcome && !one_time {
                SITE.outcome(side, &line["id"], measure)
            } else {
                let period = period.unwrap_or_else(|| line[&format!("{name}_period")].clone());
                SITE.held(side, &period, &line["id"], measure, !outcome && !one_time)
            };
            let Some(held) = told else {
                assert!(matches!(line["topic"].as_str(), "gone" | "new"), "{line:?}");
                continue;
            };
            assert_eq!(
                (&held.reported_in, &held.value, &held.period),
                (&line[&format!("{name}_reported_in")], &line[name], &line[&format!("{name}_period")],),
                "{}: {name} of {line:?}",
                comparison.folder
            );
        }
    }
}

#[test]
fn every_goal_activity_and_amount_is_a_line_of_the_data() {
    let mut checked = 0;
    let words = [
        ("uppfylls helt", "fully"),
        ("uppfylls delvis", "partly"),
        ("uppfylls inte", "not"),
        ("ingen bedömning", "none"),
    ];
    for comparison in &SITE.comparisons {
        for (line, side, (whose, period)) in comparison
            .lines
            .iter()
            .flat_map(|line| [(line, "from", &comparison.from), (line, "to", &comparison.to)])
            .filter(|(line, side, _)| !line[&format!("{side}_reported_in")].is_empty())
        {
            let value = &line[side];
            let of = |file: &'static str| {
                SITE.data[file]
                    .iter()
                    .filter(move |found| found["organisation"] == *whose && found["period"] == *period)
            };
            let found = match line["about"].as_str() {
                "goal" if line["topic"] == "reworded" => of("goals").any(|goal| goal["text"] == *value),
                "goal" => of("goals").any(|goal| {
                    let assessed = words.iter().find(|(word, _)| word == value).map_or("", |(_, code)| code);
                    line["id"] == format!("{}/{}", goal["term"], goal["goal"]) && goal["assessment"] == assessed
                }),
                "activity" => of("activities").any(|activity| activity["activity"] == *value),
                "amount" => of("economy").any(|cell| {
                    let column: Vec<&str> =
                        cell["column"].split_whitespace().filter(|word| *word != &period[..4]).collect();
                    let name = format!("{}, {}", cell["row"], column.join(" "));
                    cell["table"] == line["id"] && name == line["name"] && cell["value"] == *value
                }),
                "indicator" if line["measure"].is_empty() => SITE.rows(whose, period).contains(&line["id"]),
                _ => continue,
            };
            assert!(found, "{}: no {side} of {line:?}", comparison.folder);
            assert_eq!(
                (&line[&format!("{side}_organisation")], &line[&format!("{side}_reported_in")]),
                (whose, period)
            );
            checked += 1;
        }
    }
    assert!(checked >= 50, "{checked} texts and amounts");
}

#[test]
fn every_difference_is_the_second_minus_the_first_and_every_per_cent_is_rounded_once() {
    let mut per_cents = 0;
    for (comparison, line) in SITE.comparisons.iter().flat_map(|one| one.lines.iter().map(move |line| (one, line))) {
        let told = format!("{}: {line:?}", comparison.folder);
        let numbers = number(&line["from"]).zip(number(&line["to"])).filter(|_| line["topic"] != "not_compared");
        let Some((from, to)) = numbers else {
            let empty = ["difference", "difference_unit", "percent"].iter().all(|column| line[*column].is_empty());
            assert!(empty, "{told}");
            continue;
        };
        let difference = to - from;
        assert_eq!(number(&line["difference"]), Some(difference), "{told}");
        let share = matches!(line["unit"].as_str(), "%" | "procentenheter");
        assert_eq!(line["difference_unit"], if share { "procentenheter" } else { line["unit"].as_str() }, "{told}");
        let scale = matches!(line["unit"].as_str(), "index" | "poäng");
        let exact = (!share && !scale && from > Decimal::ZERO).then(|| difference * Decimal::ONE_HUNDRED / from);
        let rounded = exact.map(|exact| {
            let mut rounded = exact.round_dp_with_strategy(1, RoundingStrategy::MidpointAwayFromZero);
            rounded.rescale(1);
            if rounded.is_zero() { "0.0".to_owned() } else { rounded.to_string() }
        });
        assert_eq!(line["percent"], rounded.unwrap_or_default(), "{told}");
        per_cents += usize::from(!line["percent"].is_empty());
    }
    assert!(per_cents >= 12, "{per_cents} per cents");
}

#[test]
fn every_verdict_follows_from_the_indicators_own_direction() {
    let mut verdicts = 0;
    let word = |better: Option<bool>| better.map_or("", |better| if better { "yes" } else { "no" });
    for (comparison, line) in SITE.comparisons.iter().flat_map(|one| one.lines.iter().map(move |line| (one, line))) {
        let difference = number(&line["difference"]);
        let by_direction = || difference.and_then(|difference| SITE.better(&line["id"], difference));
        let expected = match (line["topic"].as_str(), line["about"].as_str()) {
            ("outcome_changed" | "forecast_record" | "forecast_against_outcome", "indicator") => by_direction(),
            ("target_moved", "indicator") => by_direction().map(|better| !better),
            ("outcome_against_target", "indicator") => SITE.met(&comparison.to, &line["to_period"], &line["id"]),
            ("target_turned", "indicator") => {
                let before = SITE.met(&comparison.from, &line["from_period"], &line["id"]);
                let after = SITE.met(&comparison.to, &line["to_period"], &line["id"]);
                assert!(before.is_some() && after.is_some() && before != after, "{line:?}");
                after
            }
            ("goal_assessed", "goal") => {
                let rank = |side: &str| {
                    ["uppfylls inte", "uppfylls delvis", "uppfylls helt"].iter().position(|known| *known == line[side])
                };
                rank("from").zip(rank("to")).map(|(from, to)| to > from)
            }
            _ => None,
        };
        assert_eq!(line["better"], word(expected), "{}: {line:?}", comparison.folder);
        verdicts += usize::from(expected.is_some());
    }
    assert!(verdicts >= 35, "{verdicts} verdicts");
}

#[test]
fn every_indicator_with_an_outcome_on_both_sides_stands_in_one_topic_and_no_other_stands_there() {
    let mut found = 0;
    for comparison in &SITE.comparisons {
        let indicators: BTreeSet<&str> =
            SITE.data["observations"].iter().map(|line| line["indicator"].as_str()).collect();
        for indicator in &indicators {
            for measure in OUTCOMES {
                let told = format!("{}: {indicator}, {measure}", comparison.folder);
                let topics = ["outcome_changed", "unchanged", "not_compared", "outcome_against_target"];
                let stands = comparison.of(&topics, indicator, measure);
                let held = |side: &(String, String), measure| SITE.outcome(side, indicator, measure);
                let plan = |side: &(String, String)| side.1.ends_with("-vp");
                let same_year = comparison.from.1[..4] == comparison.to.1[..4];
                let planned =
                    !comparison.is_of_organisations() && (plan(&comparison.to) || plan(&comparison.from) && same_year);
                let expected = if comparison.is_of_one_time() {
                    measure == "outcome"
                        && held(&comparison.to, "outcome").is_some()
                        && held(&comparison.to, "target").is_some()
                } else {
                    let both = held(&comparison.from, measure).zip(held(&comparison.to, measure));
                    let apart = both.filter(|(from, to)| comparison.is_of_organisations() || from.period != to.period);
                    apart.is_some() && !planned
                };
                assert_eq!(stands, usize::from(expected), "{told}");
                found += stands;
                let compared = comparison.of(&["outcome_changed", "unchanged"], indicator, measure) == 1;
                if compared {
                    let sides = [&comparison.from, &comparison.to];
                    assert!(sides.iter().all(|side| held(side, measure).unwrap().comparable), "{told}");
                }
                // A target that was met and now is not: wherever both outcomes are compared and can be judged, and nowhere else.
                if measure == "outcome" && !comparison.is_of_one_time() {
                    let met =
                        [&comparison.from, &comparison.to].map(|side| SITE.met(side, &of_outcomes(&side.1), indicator));
                    let turned = compared && met[0].is_some() && met[1].is_some() && met[0] != met[1];
                    assert_eq!(comparison.of(&["target_turned"], indicator, measure), usize::from(turned), "{told}");
                }
            }
        }
    }
    assert!(found >= 50, "{found} outcomes on both sides");
}

#[test]
fn every_target_of_both_sides_stands_in_one_topic_and_every_one_that_moved_is_told() {
    let (mut found, mut moved) = (0, 0);
    for comparison in &SITE.comparisons {
        let indicators: BTreeSet<&str> =
            SITE.data["observations"].iter().map(|line| line["indicator"].as_str()).collect();
        for indicator in &indicators {
            for measure in ["target", "city_target"] {
                let told = format!("{}: {indicator}, {measure}", comparison.folder);
                let held = |side: &(String, String)| SITE.held(side, &whole_year(&side.1), indicator, measure, true);
                let sides = held(&comparison.from).zip(held(&comparison.to));
                let sides = sides.filter(|(from, to)| !from.missing && !to.missing);
                let sides = sides.filter(|_| measure == "target" || !comparison.is_of_organisations());
                let sides = sides.filter(|(from, to)| {
                    comparison.from.0 != comparison.to.0
                        || (&from.period, &from.reported_in) != (&to.period, &to.reported_in)
                });
                let topics = ["target_moved", "unchanged", "not_compared", "reworded"];
                let stands = comparison.of(&topics, indicator, measure);
                assert_eq!(stands, usize::from(sides.is_some()), "{told}");
                let Some((from, to)) = sides else { continue };
                found += 1;
                if comparison.of(&["not_compared"], indicator, measure) == 1 {
                    continue;
                }
                assert!(from.comparable && to.comparable, "{told}");
                if comparison.of(&["reworded"], indicator, measure) == 1 {
                    let words = |held: &Held| number(&held.value).is_none();
                    assert!(words(&from) && words(&to) && folded(&from.value) != folded(&to.value), "{told}");
                    continue;
                }
                let same = match number(&from.value).zip(number(&to.value)) {
                    Some((from, to)) => from == to,
                    None => folded(&from.value) == folded(&to.value),
                };
                moved += usize::from(!same);
                assert_eq!(comparison.of(&["target_moved"], indicator, measure), usize::from(!same), "{told}");
            }
        }
    }
    assert!(found >= 40 && moved >= 10, "{found} targets, {moved} moved");
}

#[test]
fn nothing_is_compared_across_a_break_or_of_unlike_length_or_with_a_successor() {
    let (mut compared, mut broken) = (0, 0);
    for (comparison, line) in figures() {
        let table = SITE.indicator(&line["id"]);
        let (from, to) = (&line["from_period"], &line["to_period"]);
        let breaks = table.get("brott").and_then(toml::Value::as_array).into_iter().flatten();
        let mut days: Vec<String> = breaks.map(|found| found["fran"].as_datetime().unwrap().to_string()).collect();
        // A board that takes over from another is another thing from its first day.
        let organisations = &SITE.data["organisations"];
        let took_over = organisations.iter().any(|line| line["successor"] == comparison.to.0);
        let own = organisations.iter().find(|line| line["id"] == comparison.to.0).unwrap();
        days.extend(took_over.then(|| own["from"].clone()));
        let (first, last) = (format!("{}-01-01", &from[..4]), format!("{}-{:02}-31", &to[..4], months(to)));
        let parted = from != to && days.iter().any(|day| first < *day && *day <= last);
        let moment = table.get("galler").and_then(toml::Value::as_str) == Some("tidpunkt");
        let outcome = OUTCOMES.contains(&line["measure"].as_str());
        let unlike = outcome && !moment && months(from) != months(to);
        let successor = comparison.from.0 != comparison.to.0 && !comparison.is_of_organisations();
        if line["topic"] == "not_compared" {
            broken += usize::from(parted);
            continue;
        }
        assert!(!parted && !unlike && !successor, "{}: {line:?}", comparison.folder);
        compared += 1;
    }
    assert!(compared >= 60 && broken >= 1, "{compared} are compared, {broken} are not for a break");
}

#[test]
fn every_forecast_that_is_known_to_have_come_true_or_not_is_of_a_year_of_the_two() {
    for comparison in &SITE.comparisons {
        for line in comparison.of_topic("forecast_record", "indicator") {
            let years = [&comparison.from.1, &comparison.to.1].map(|period| whole_year(period));
            assert!(years.contains(&line["from_period"]) && line["from_period"] == line["to_period"], "{line:?}");
            assert!(moment(&line["from_reported_in"]) < moment(&line["from_period"]), "{line:?}");
            assert!(moment(&line["to_reported_in"]) >= moment(&line["to_period"]), "{line:?}");
        }
        for line in comparison.of_topic("forecast_against_outcome", "indicator") {
            assert!(line["from_period"][..4] < line["to_period"][..4], "{line:?}");
            let known = SITE.held(&comparison.to, &line["to_period"], &line["id"], "outcome", false);
            assert!(known.is_none_or(|held| !held.comparable), "the outcome is known: {line:?}");
        }
    }
}

/// The comparisons of two reports.
fn of_reports() -> impl Iterator<Item = &'static Comparison> {
    let both = |one: &&Comparison| [&one.from, &one.to].iter().all(|(whose, period)| SITE.is_report(whose, period));
    SITE.comparisons.iter().filter(both).filter(|one| !one.is_of_organisations())
}

fn ids(comparison: &Comparison, topic: &str, about: &str) -> BTreeSet<String> {
    let found = comparison.of_topic(topic, about).filter(|line| line["measure"].is_empty());
    found.map(|line| line["id"].clone()).collect()
}

fn without(one: &BTreeSet<String>, other: &BTreeSet<String>) -> BTreeSet<String> {
    one.difference(other).cloned().collect()
}

#[test]
fn what_only_the_first_report_has_is_gone_and_what_only_the_second_has_is_new() {
    assert!(
        !SITE.content.contains_key("content/malkopplingar.toml"),
        "goals that are carried on are neither gone nor new"
    );
    let mut found = 0;
    for comparison in of_reports() {
        let goals = |(whose, period): &(String, String)| -> BTreeSet<String> {
            let own =
                SITE.data["goals"].iter().filter(|goal| goal["organisation"] == *whose && goal["period"] == *period);
            own.map(|goal| format!("{}/{}", goal["term"], goal["goal"])).collect()
        };
        let rows = |(whose, period): &(String, String)| SITE.rows(whose, period);
        let (before, after) = (goals(&comparison.from), goals(&comparison.to));
        // What the other report has of a part alone is not gone from it.
        let [one, other] = [&comparison.from, &comparison.to].map(|side| SITE.mentioned(side));
        for (about, old, new, earlier, later) in [
            ("goal", before.clone(), after.clone(), before, after),
            ("indicator", rows(&comparison.from), rows(&comparison.to), one, other),
        ] {
            assert_eq!(ids(comparison, "gone", about), without(&old, &later), "{}", comparison.folder);
            assert_eq!(ids(comparison, "new", about), without(&new, &earlier), "{}", comparison.folder);
            found += old.len() + new.len();
        }
    }
    assert!(found >= 60, "{found} goals and indicators");
}

#[test]
fn every_activity_is_the_same_or_reworded_or_gone_or_new() {
    let mut found = 0;
    for comparison in of_reports() {
        let texts = |(whose, period): &(String, String)| -> Vec<&'static Line> {
            let own = |line: &&Line| line["organisation"] == *whose && line["period"] == *period;
            SITE.data["activities"].iter().filter(own).collect()
        };
        let (old, new) = (texts(&comparison.from), texts(&comparison.to));
        let told = |topic, side: &str| -> Vec<String> {
            let mut all: Vec<String> = comparison.of_topic(topic, "activity").map(|line| line[side].clone()).collect();
            all.sort();
            all
        };
        // Those of the one side, less what is told of them, have the same words as those of the other.
        let same = |lines: &[&Line], topics: [&'static str; 2], side: &str| -> Vec<String> {
            let mut left: Vec<String> = lines.iter().map(|line| line["activity"].clone()).collect();
            for text in topics.iter().flat_map(|topic| told(topic, side)) {
                let at = left.iter().position(|other| *other == text).unwrap_or_else(|| panic!("{text} is told twice"));
                left.swap_remove(at);
            }
            let mut left: Vec<String> = left.iter().map(|text| folded(text)).collect();
            left.sort();
            left
        };
        assert_eq!(
            same(&old, ["gone", "reworded"], "from"),
            same(&new, ["new", "reworded"], "to"),
            "{}",
            comparison.folder
        );
        let words =
            |lines: &[&Line]| -> BTreeSet<String> { lines.iter().map(|line| folded(&line["activity"])).collect() };
        let (before, after) = (words(&old), words(&new));
        assert!(told("gone", "from").iter().all(|text| !after.contains(&folded(text))), "{}", comparison.folder);
        assert!(told("new", "to").iter().all(|text| !before.contains(&folded(text))), "{}", comparison.folder);
        for (lines, side) in [(&old, "from"), (&new, "to")] {
            let flagged = lines.iter().filter(|line| line["deviates"] == "yes").map(|line| line["activity"].clone());
            let mut flagged: Vec<String> = flagged.collect();
            flagged.sort();
            let mut found = told("deviates", side);
            found.retain(|text| !text.is_empty());
            assert_eq!(found, flagged, "{}", comparison.folder);
        }
        found += old.len() + new.len();
    }
    assert!(found >= 20, "{found} activities");
}

/// The text of a page's main part, with plain spaces.
fn text(html: &str) -> String {
    let main = html.split_once("<main").unwrap().1.split_once("</main>").unwrap().0;
    let mut out = String::new();
    for part in main.split('<').skip(1) {
        let (tag, rest) = part.split_once('>').unwrap();
        let name = tag.trim_start_matches('/').split([' ', '/']).next().unwrap();
        let inline = ["a", "data", "abbr", "span", "b", "em", "strong", "dfn"].contains(&name);
        out.push_str(if inline { "" } else { " " });
        out.push_str(rest);
    }
    plain(&out)
}

fn plain(text: &str) -> String {
    let entities = [("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&#x27;", "'"), ("&#x2f;", "/"), ("&amp;", "&")];
    let text = entities.iter().fold(text.to_owned(), |text, (entity, letter)| text.replace(entity, letter));
    text.replace(['\u{ad}', '\u{200b}'], "").split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The numbers of some columns, as they are written.
fn numbers(comparison: &Comparison, columns: &[&str]) -> Vec<String> {
    let lines = comparison.lines.iter();
    let cells = lines.flat_map(|line| columns.iter().map(move |column| line[*column].clone()));
    cells.filter(|cell| number(cell).is_some()).collect()
}

#[test]
fn every_number_of_a_page_is_one_of_its_data_file_and_every_sentence_of_the_file_stands_on_the_page() {
    let (mut values, mut sentences) = (0, 0);
    for comparison in &SITE.comparisons {
        let known: BTreeSet<String> = numbers(comparison, &["from", "to", "difference"]).into_iter().collect();
        let shown: Vec<&str> =
            comparison.page.split("<data value=\"").skip(1).map(|rest| rest.split_once('"').unwrap().0).collect();
        for value in &shown {
            assert!(known.contains(*value), "{}: {value} is in no line", comparison.folder);
        }
        let shown: BTreeSet<&str> = shown.into_iter().collect();
        for value in &known {
            assert!(shown.contains(value.as_str()), "{}: {value} is not shown", comparison.folder);
        }
        let text = text(&comparison.page);
        for line in &comparison.lines {
            assert!(!line["sentence"].is_empty(), "{line:?}");
            assert!(text.contains(&plain(&line["sentence"])), "{}: {} in {text}", comparison.folder, line["sentence"]);
            assert!(text.contains(&plain(&line["reason"])), "{}: {} in {text}", comparison.folder, line["reason"]);
            assert_eq!(line["reason"].is_empty(), line["topic"] != "not_compared", "{line:?}");
            sentences += 1;
        }
        values += shown.len();
    }
    assert!(values >= 150 && sentences >= 170, "{values} values, {sentences} sentences");
}

#[test]
fn a_workbook_has_the_numbers_of_its_data_file_and_no_others() {
    let mut found = 0;
    for comparison in &SITE.comparisons {
        let mut book = zip::ZipArchive::new(Cursor::new(comparison.workbook.as_slice())).unwrap();
        let sheets: Vec<String> =
            book.file_names().filter(|name| name.starts_with("xl/worksheets/sheet")).map(str::to_owned).collect();
        let mut written = Vec::new();
        for sheet in sheets {
            let mut xml = String::new();
            book.by_name(&sheet).unwrap().read_to_string(&mut xml).unwrap();
            for cell in xml.split("<c ").skip(1).filter(|cell| !cell.split('>').next().unwrap().contains(" t=")) {
                let value = cell.split_once("<v>").and_then(|(_, rest)| rest.split_once("</v>"));
                written.extend(value.map(|(value, _)| number(value).unwrap_or_else(|| panic!("{value}"))));
            }
        }
        let mut stated: Vec<Decimal> = numbers(comparison, &["from", "to", "difference", "percent"])
            .iter()
            .filter_map(|text| number(text))
            .collect();
        written.sort();
        stated.sort();
        assert_eq!(written, stated, "{}", comparison.folder);
        found += written.len();
    }
    assert!(found >= 250, "{found} numbers");
}
