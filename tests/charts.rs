//! Is every value that a chart draws the value of the data files, is its table the same, and is it small and well named?

#![expect(clippy::unwrap_used, reason = "a test may stop at once")]

use std::collections::{BTreeMap, BTreeSet};

use redovisa::Ready;
use redovisa::chart::{self, Size};
use redovisa::derive::charts::{self, Chart, Data};
use redovisa::derive::facts::{Indicator, Value};
use redovisa::embargo::Audience;
use redovisa::format::{date, number};
use redovisa::world::DiskWorld;

fn ready() -> Ready {
    let world = DiskWorld::new(env!("CARGO_MANIFEST_DIR"));
    redovisa::prepare(&world, Audience::Public).unwrap().checked.value.expect("the content has no fault")
}

fn attribute<'s>(element: &'s str, name: &str) -> Option<&'s str> {
    let rest = element.split_once(&format!(" {name}=\""))?.1;
    rest.split_once('"').map(|(value, _)| value)
}

/// What the marks of a picture say they stand for: of what, which measure, which value. A group names the measure of its marks, and
/// a target all periods that it holds for.
fn marks(svg: &str) -> BTreeSet<(String, String, String)> {
    let text =
        |value: &str| value.replace("&amp;", "&").replace("&quot;", "\"").replace("&lt;", "<").replace("&gt;", ">");
    let mut group = None;
    let mut found = BTreeSet::new();
    for element in svg.split('<') {
        if element.starts_with("g ") {
            group = attribute(element, "data-m");
        }
        let Some(value) = attribute(element, "data-v") else { continue };
        let measure = text(attribute(element, "data-m").or(group).unwrap());
        let of = text(attribute(element, "data-of").unwrap());
        match measure.as_str() {
            "key" | "assessment" => {}
            "target" => found.extend(of.split(' ').map(|of| (of.to_owned(), measure.clone(), text(value)))),
            _ => _ = found.insert((of, measure, text(value))),
        }
    }
    found
}

fn data(ready: &Ready, path: &str) -> Vec<Vec<String>> {
    let bytes = ready.site().get(path).unwrap().unwrap();
    let mut reader = csv::Reader::from_reader(bytes.as_slice());
    reader.records().map(|record| record.unwrap().iter().map(str::to_owned).collect()).collect()
}

fn files(ready: &Ready, begin: &str) -> Vec<(String, String)> {
    let site = ready.site();
    let own: Vec<String> =
        site.paths().filter(|p| p.starts_with(begin) && p.ends_with(".svg")).map(str::to_owned).collect();
    own.into_iter().map(|path| (path.clone(), String::from_utf8(site.get(&path).unwrap().unwrap()).unwrap())).collect()
}

#[test]
fn every_value_of_a_trend_is_in_the_data_file() {
    let ready = ready();
    let mut stated: BTreeMap<(String, String, String, String), BTreeSet<String>> = BTreeMap::new();
    for line in data(&ready, "data/observations.csv") {
        let key = (line[0].clone(), line[2].clone(), line[1].clone(), line[3].clone());
        stated.entry(key).or_default().insert(line[4].clone());
    }
    let mut seen = 0;
    for (path, svg) in files(&ready, "diagram/indikatorer/") {
        let parts: Vec<&str> = path.trim_end_matches(".svg").split('/').collect();
        let (indicator, organisation) = (parts[2], parts[3]);
        if organisation == "delar" {
            continue;
        }
        for (period, measure, value) in marks(&svg) {
            let key = (organisation.to_owned(), indicator.to_owned(), period.clone(), measure.clone());
            let known = stated.get(&key).unwrap_or_else(|| panic!("{path}: no {key:?} in the data"));
            assert!(known.contains(&value), "{path}: {key:?} is {value}, in the data {known:?}");
            seen += 1;
        }
    }
    assert!(seen > 200, "{seen} values");
}

#[test]
fn every_value_of_a_series_is_in_the_data_file() {
    let ready = ready();
    let stated: BTreeSet<(String, String, String)> =
        data(&ready, "data/series.csv").into_iter().map(|l| (l[0].clone(), l[3].clone(), l[4].clone())).collect();
    let mut seen = 0;
    for (path, svg) in files(&ready, "diagram/serier/") {
        let series = path.trim_end_matches(".svg").split('/').nth(2).unwrap().to_owned();
        for (month, _, value) in marks(&svg) {
            // Columns of parts name their month in words.
            let month = match month.split_once(' ') {
                Some((name, year)) => {
                    format!("{year}-{:02}", (1..=12).find(|at| date::month_name(*at) == name).unwrap())
                }
                None => month,
            };
            assert!(stated.contains(&(series.clone(), month.clone(), value.clone())), "{path}: {month} {value}");
            seen += 1;
        }
    }
    assert!(seen >= 63, "{seen} values");
}

#[test]
fn every_deviation_is_in_the_data_file() {
    let ready = ready();
    let stated: BTreeSet<(String, String, String)> =
        data(&ready, "data/economy.csv").into_iter().map(|l| (l[2].clone(), l[3].clone(), l[5].clone())).collect();
    let mut seen = 0;
    for (path, svg) in files(&ready, "diagram/rapporter/") {
        let Some((_, table)) = path.trim_end_matches(".svg").split_once("/ekonomi-") else { continue };
        for (row, _, value) in marks(&svg) {
            assert!(stated.contains(&(table.to_owned(), row.clone(), value.clone())), "{path}: {row} {value}");
            seen += 1;
        }
    }
    assert!(seen >= 10, "{seen} values");
}

/// The name of an indicator as a row of a picture has it: whole, or cut where an ellipsis says so.
fn is_named(indicator: &Indicator, row: &str) -> bool {
    let name = indicator.short_name.as_ref().unwrap_or(&indicator.name);
    row.strip_suffix('…').map_or(name == row, |begin| name.starts_with(begin.trim_end()))
}

#[test]
fn every_value_of_a_ranking_is_in_the_data_file_for_one_period() {
    let ready = ready();
    let facts = ready.facts();
    let lines = data(&ready, "data/observations.csv");
    let mut seen = 0;
    for (path, svg) in files(&ready, "diagram/indikatorer/") {
        let Some(indicator) = path.strip_prefix("diagram/indikatorer/").unwrap().strip_suffix("/delar.svg") else {
            continue;
        };
        let periods = marks(&svg).into_iter().map(|(name, measure, value)| {
            seen += 1;
            let stated = lines.iter().filter(|line| {
                let whose = facts.organisations.iter().find(|o| o.id == line[0]).unwrap();
                line[2] == indicator && line[3] == measure && line[4] == value && whose.short_name == name
            });
            stated.map(|line| line[1].clone()).collect::<BTreeSet<String>>()
        });
        let common = periods.reduce(|all, next| &all & &next).unwrap();
        assert!(!common.is_empty(), "{path}: no period has all of its values");
    }
    assert!(seen > 20, "{seen} values");
}

#[test]
fn every_value_of_two_periods_or_sexes_is_in_the_data_file() {
    let ready = ready();
    let lines = data(&ready, "data/observations.csv");
    let mut seen = 0;
    for (path, svg) in files(&ready, "diagram/rapporter/") {
        if !path.ends_with("/man-och-kvinnor.svg") && !path.ends_with("/fore-och-efter.svg") {
            continue;
        }
        let parts: Vec<&str> = path.split('/').collect();
        let (organisation, report) = (parts[2], parts[3]);
        for (name, measure, value) in marks(&svg) {
            let of = match measure.as_str() {
                "before" | "after" => "outcome",
                sex => sex,
            };
            let stated = lines.iter().any(|line| {
                let indicator = ready.facts().indicators.iter().find(|indicator| indicator.id == line[2]).unwrap();
                // What stands after is of the report's own period; what stood before is not.
                let own = line[1] == report;
                let time = match measure.as_str() {
                    "before" => !own,
                    _ => own,
                };
                line[0] == organisation
                    && line[8] == report
                    && line[3] == of
                    && line[4] == value
                    && time
                    && is_named(indicator, &name)
            });
            assert!(stated, "{path}: {name} {measure} {value}");
            seen += 1;
        }
    }
    assert!(seen > 20, "{seen} values");
}

#[test]
fn every_goal_that_is_drawn_is_in_the_data_file_as_it_is_assessed() {
    let ready = ready();
    let lines = data(&ready, "data/goals.csv");
    let mut seen = 0;
    for (path, svg) in files(&ready, "diagram/rapporter/") {
        let Some(report) = path.strip_prefix("diagram/rapporter/").unwrap().strip_suffix("/mal.svg") else { continue };
        let (organisation, period) = report.split_once('/').unwrap();
        let mut drawn: BTreeMap<(&str, &str), usize> = BTreeMap::new();
        for element in svg
            .split('<')
            .filter(|element| element.contains(" data-m=\"assessment\"") && !element.contains(" data-of=\"key\""))
        {
            let of = (attribute(element, "data-of").unwrap(), attribute(element, "data-v").unwrap());
            *drawn.entry(of).or_default() += 1;
        }
        let mut stated: BTreeMap<(&str, &str), usize> = BTreeMap::new();
        for line in lines.iter().filter(|line| line[0] == organisation && line[1] == period && !line[8].is_empty()) {
            let level = match line[4].as_str() {
                "direction" => "KF:s inriktningsmål",
                "area" => "KF:s mål för verksamhetsområdet",
                "board" => "Nämndmål",
                _ => "Enhetsmål",
            };
            let assessment = match line[8].as_str() {
                "fully" => "helt",
                "partly" => "delvis",
                "not" => "inte",
                _ => "utan bedömning",
            };
            *stated.entry((level, assessment)).or_default() += 1;
        }
        assert_eq!(drawn, stated, "{path}");
        seen += drawn.values().sum::<usize>();
    }
    assert!(seen >= 28, "{seen} goals");
}

/// The values of a picture's table, and of its marks.
fn both(chart: &Chart) -> (BTreeSet<String>, BTreeSet<String>) {
    let table = charts::table(chart);
    let cells = table.rows.iter().flat_map(|row| row.cells.iter().flatten().map(|value| number::plain(*value)));
    let drawn = marks(&chart::inline(chart, Size::Wide, "d")).into_iter().map(|(_, _, value)| value);
    (cells.collect(), drawn.collect())
}

#[test]
fn picture_and_table_have_the_same_values() {
    let ready = ready();
    let all = charts::all(ready.facts()).into_iter().chain(charts::edge_cases());
    for chart in all.filter(|chart| !matches!(chart.data, Data::Goals(_))) {
        let (mut table, mut drawn) = both(&chart);
        // A target has a mark where there is an axis of time; lines across bars, and targets that have moved, have none.
        let lines: BTreeSet<String> = match &chart.data {
            Data::Trend(slots) => slots
                .iter()
                .flat_map(|slot| slot.target.into_iter().chain(slot.moved.iter().map(|m| m.0)))
                .map(number::plain)
                .collect(),
            Data::Ranking(ranking) => ranking
                .target
                .into_iter()
                .chain(ranking.whole.iter().map(|whole| whole.value))
                .map(number::plain)
                .collect(),
            _ => BTreeSet::new(),
        };
        table.retain(|value| !lines.contains(value));
        drawn.retain(|value| !lines.contains(value));
        assert_eq!(table, drawn, "{}", chart.path);
    }
}

#[test]
fn a_trend_is_small_and_every_picture_is_named() {
    let ready = ready();
    let mut largest = 0;
    for chart in charts::all(ready.facts()) {
        for size in [Size::Wide, Size::Narrow] {
            let svg = chart::inline(&chart, size, "d");
            assert!(svg.contains("role=\"img\" aria-labelledby=\"d-t d-d\""), "{}", chart.path);
            assert!(svg.contains("<title id=\"d-t\">") && svg.contains("<desc id=\"d-d\">"), "{}", chart.path);
            assert!(!svg.contains("style=") && !svg.contains("#"), "{} has a colour of its own", chart.path);
            if matches!(chart.data, Data::Trend(_)) {
                largest = largest.max(svg.len());
            }
        }
        assert!(!chart.headline.is_empty() && !chart.headline.ends_with('.'), "{}: {}", chart.path, chart.headline);
        assert!(chart.said.ends_with('.'), "{}: {}", chart.path, chart.said);
        assert!(!chart.sources.is_empty(), "{} has no source", chart.path);
    }
    assert!(largest < 6 * 1024, "the largest trend has {largest} bytes");
}

#[test]
fn a_picture_that_stands_alone_has_style_and_source() {
    let ready = ready();
    for (path, svg) in files(&ready, "diagram/") {
        assert!(svg.starts_with("<svg xmlns=\"http://www.w3.org/2000/svg\""), "{path}");
        assert!(svg.contains("<style>") && svg.contains("prefers-color-scheme:dark"), "{path}");
        assert!(svg.contains(">Käll") && !svg.contains("var(--"), "{path}");
    }
}

#[test]
fn the_example_of_the_board_is_told_as_a_newspaper_would() {
    let ready = ready();
    let facts = ready.facts();
    let headline = |path: &str| {
        let chart = charts::all(facts).into_iter().find(|chart| chart.path == path);
        chart.unwrap_or_else(|| panic!("no {path}")).headline.replace('\u{a0}', " ")
    };
    let sick = headline("indikatorer/sjukfranvaro/liljeholmens-dagliga-verksamhet");
    assert_eq!(sick, "Sjukfrånvaron sjönk från 15,2 till 12,4 procent");
    let places = headline("serier/platser-i-vard-och-omsorgsboende");
    assert_eq!(
        places,
        "Månadsplatser för vård- och omsorgsboenden: 428 platser i april 2020, 55 platser färre än i april 2019"
    );
}

/// A text of a picture and the area it covers, in CSS px.
#[derive(Debug)]
struct Text {
    words: String,
    left: f32,
    right: f32,
    top: f32,
    bottom: f32,
}

fn texts(svg: &str, (font, small): (f32, f32)) -> Vec<Text> {
    let mut found = Vec::new();
    let mut group = None;
    for element in svg.split('<').skip(1) {
        let (head, words) = element.split_once('>').unwrap();
        match head.split(' ').next().unwrap() {
            "g" => group = attribute(head, "text-anchor"),
            "/g" => group = None,
            _ => {}
        }
        if !head.starts_with("text ") {
            continue;
        }
        let words = words.replace("&amp;", "&");
        let class = attribute(head, "class").unwrap_or("");
        let size = if class.split(' ').any(|class| class == "q") { small } else { font };
        let wide = chart::text_width(&words, size, class.split(' ').any(|class| class == "b"));
        let number = |name| attribute(head, name).unwrap().parse::<f32>().unwrap();
        let (x, y) = (number("x"), number("y"));
        let left = match attribute(head, "text-anchor").or(group) {
            Some("middle") => x - wide / 2.0,
            Some("end") => x - wide,
            _ => x,
        };
        // From the height of a capital letter to the line that letters stand on.
        found.push(Text { words, left, right: left + wide, top: y - size * 0.7, bottom: y });
    }
    found
}

#[test]
fn no_label_is_cut_or_covers_another() {
    let ready = ready();
    let mut wrong = Vec::new();
    for chart in charts::all(ready.facts()).into_iter().chain(charts::edge_cases()) {
        for (size, fonts) in [(Size::Wide, (14.0, 13.0)), (Size::Narrow, (13.0, 12.0))] {
            let svg = chart::inline(&chart, size, "d");
            let frame: Vec<f32> = attribute(&svg, "viewBox").unwrap().split(' ').map(|n| n.parse().unwrap()).collect();
            let texts = texts(&svg, fonts);
            for (at, text) in texts.iter().enumerate() {
                let whole = text.left >= -1.0
                    && text.right <= frame[2] + 1.0
                    && text.top >= -1.0
                    && text.bottom <= frame[3] + 1.0;
                if !whole {
                    wrong.push(format!("{} {size:?}: {text:?} is cut", chart.path));
                }
                for other in &texts[..at] {
                    let beside = text.right <= other.left + 0.2 || other.right <= text.left + 0.2;
                    if !beside && text.bottom > other.top && other.bottom > text.top {
                        wrong.push(format!("{} {size:?}: {:?} covers {:?}", chart.path, text.words, other.words));
                    }
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{} labels:\n{}", wrong.len(), wrong.join("\n"));
}

#[test]
fn deviations_add_up_to_the_total_of_their_table() {
    let ready = ready();
    let facts = ready.facts();
    let mut seen = 0;
    for (at, report) in facts.reports.iter().enumerate() {
        for (position, table) in report.economy.iter().enumerate() {
            let total = table.rows.iter().rfind(|row| row.total);
            let column = table.columns.iter().position(|column| column.starts_with("Avvikelse"));
            let stated = total.zip(column).and_then(|(row, column)| row.cells[column].as_ref());
            let chart = charts::of_table(facts, redovisa::derive::facts::ReportIx(at), position);
            if let (Some(Value::Number(stated, _)), Some(Data::Deviation(bars))) =
                (stated, chart.map(|chart| chart.data))
            {
                let sum: rust_decimal::Decimal = bars.iter().map(|bar| bar.value).sum();
                assert_eq!(sum, *stated, "{}", table.heading);
                seen += 1;
            }
        }
    }
    assert!(seen > 0);
}

#[test]
fn a_described_trend_shows_the_target_that_an_earlier_report_set() {
    let ready = ready();
    let all = charts::all(ready.facts());
    let targets = |path: &str| {
        let chart = all.iter().find(|chart| chart.path == path).unwrap_or_else(|| panic!("no {path}"));
        let Data::Trend(slots) = &chart.data else { panic!("no trend") };
        slots.iter().map(|slot| slot.target).collect::<Vec<_>>()
    };
    let own = all.iter().find(|chart| chart.path.starts_with("egna/sjukfranvaro")).expect("declared").path.clone();
    assert_eq!(targets(&own), targets("indikatorer/sjukfranvaro/liljeholmens-dagliga-verksamhet"));
    assert!(targets(&own).iter().all(Option::is_some));
}
