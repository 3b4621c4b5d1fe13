//! What differs between two periods of an organisation, or between two organisations? The journalist's page: the most newsworthy first,
//! each difference in a sentence that leads to both places.

use minijinja::Value as Html;
use serde::Serialize;

use crate::derive::charts as pictures;
use crate::derive::compare::{About, Comparison, Difference, Reason, Said, Topic, told};
use crate::derive::facts::{Covers, Facts, OrganisationIx, Pair, PairKind, Period, ReportIx, Side};
use crate::derive::narrate;
use crate::error::Error;
use crate::format::number;
use crate::render::data_of_comparison as files;
use crate::render::locale::{Key, Locale};
use crate::render::page::{Link, Page, Press};
use crate::render::pages::comparisons;
use crate::render::parts::charts::{self, ChartView};
use crate::render::parts::table::Cell;
use crate::render::prose::Writer;
use crate::render::words::{self, StateWords};
use crate::render::{address, html};

#[derive(Debug, Serialize)]
struct Compared<'a> {
    kind: Key,
    /// The first and the second side.
    sides: [SideView<'a>; 2],
    /// What matters most.
    finding: Option<String>,
    /// What keeps a predecessor and its successor from being compared.
    breaks: Vec<String>,
    chart: Option<ChartView>,
    sections: Vec<Section>,
    csv: String,
    xlsx: String,
    others: Vec<comparisons::Choice>,
    all: Link,
}

#[derive(Debug, Serialize)]
struct SideView<'a> {
    name: String,
    organisation: Link,
    report: Option<Link>,
    state: Option<StateWords>,
    /// The time it is about, if it has no report of its own.
    time: String,
    source: Option<&'a str>,
}

/// The differences of a topic.
#[derive(Debug, Serialize)]
struct Section {
    id: &'static str,
    heading: Key,
    about: Option<Key>,
    count: usize,
    groups: Vec<Group>,
}

/// Differences of one sort, or with one reason.
#[derive(Debug, Serialize)]
struct Group {
    heading: Option<String>,
    /// The headings of its two columns of values; none if it is a list.
    columns: Option<[String; 2]>,
    sized: bool,
    rows: Vec<Row>,
}

#[derive(Debug, Serialize)]
struct Row {
    /// The name that its sentence begins with, and the rest of it.
    lead: Option<Link>,
    rest: Html,
    /// The footnotes of the two rows, each with its report.
    notes: Vec<String>,
    from: Option<Stated>,
    to: Option<Stated>,
    size: Option<Html>,
}

/// What a side says, and where.
#[derive(Debug, Serialize)]
struct Stated {
    cell: Option<Cell>,
    place: Link,
}

/// Prints the comparison of a pair.
pub(in crate::render) fn print(press: &Press<'_>, pair: &Pair) -> Result<Vec<u8>, Error> {
    let (facts, locale) = (press.facts, press.locale);
    let comparison = press.recent.comparison(facts, *pair);
    let here = address::comparison(facts, pair);
    let title = title(press, pair);
    let all = Link::new(address::comparisons(facts, pair.to.organisation), name(facts, pair.to.organisation));
    let mut printer = Printer { press, comparison: &comparison, writer: press.writer(&here) };
    let body = Compared {
        kind: kind(comparison.kind),
        sides: [side(press, pair, pair.from), side(press, pair, pair.to)],
        finding: finding(&comparison),
        breaks: breaks(press, &comparison),
        chart: pictures::of_comparison(facts, &comparison).map(|chart| charts::view(press, &chart).without_files()),
        sections: printer.sections(),
        csv: files::csv_file(facts, pair),
        xlsx: files::xlsx_file(facts, pair),
        others: comparisons::others(press, pair),
        all: all.clone(),
    };
    let about = locale.say("description.comparison", &[("title", &title)]);
    let description = finding(&comparison).map_or_else(|| about.clone(), |finding| format!("{about} {finding}"));
    let crumbs = [Link::new("jamfor/", locale.text("page.comparisons")), all];
    let page = Page::new(here, title, &description, body).named(comparisons::name(press, pair));
    press.print("jamforelse.html", &page.crumbs(crumbs).words(printer.writer))
}

/// "Vad skiljer VP 2019 och VB 2020? Liljeholmens dagliga verksamhet".
pub(in crate::render) fn title(press: &Press<'_>, pair: &Pair) -> String {
    let (facts, locale) = (press.facts, press.locale);
    let (from, to) = (side_name(press, pair, pair.from), side_name(press, pair, pair.to));
    match pair.kind() {
        PairKind::Organisations => locale.say(
            "compare.title_organisations",
            &[("from", &from), ("to", &to), ("time", &narrate::time(pair.to.period))],
        ),
        PairKind::Periods => {
            let organisation = name(facts, pair.to.organisation);
            locale.say("compare.title", &[("from", &from), ("to", &to), ("organisation", &organisation)])
        }
        PairKind::Succession => locale.say("compare.title_succession", &[("from", &from), ("to", &to)]),
    }
}

fn kind(kind: PairKind) -> Key {
    Key(match kind {
        PairKind::Periods => "compare.kind_periods",
        PairKind::Succession => "compare.kind_succession",
        PairKind::Organisations => "compare.kind_organisations",
    })
}

fn name(facts: &Facts, ix: OrganisationIx) -> &str {
    &facts.organisations[ix.0].name
}

/// "VB 2020"; "utfallet 2019", if there is no report of it; the organisation's name, where two are compared.
pub(in crate::render) fn side_name(press: &Press<'_>, pair: &Pair, side: Side) -> String {
    let (facts, locale) = (press.facts, press.locale);
    let short = &facts.organisations[side.organisation.0].short_name;
    match pair.kind() {
        PairKind::Organisations => short.clone(),
        PairKind::Periods => side_time(locale, side),
        PairKind::Succession => format!("{short}, {}", side_time(locale, side)),
    }
}

/// "VB 2020"; "utfallet 2019", if there is no report of it.
pub(in crate::render) fn side_time(locale: &Locale, side: Side) -> String {
    match side.report {
        Some(_) => side.period.short(),
        None => locale.say("compare.outcome_of", &[("time", &narrate::time(side.period))]),
    }
}

fn side<'a>(press: &Press<'a>, pair: &Pair, side: Side) -> SideView<'a> {
    let facts = press.facts;
    let report = side.report.map(|ix| (ix, &facts.reports[ix.0]));
    SideView {
        name: narrate::capitalised(&side_name(press, pair, side)),
        organisation: Link::new(address::organisation(facts, side.organisation), name(facts, side.organisation)),
        report: report.map(|(ix, report)| Link::new(address::report(facts, ix), &report.title)),
        state: report.map(|(_, report)| words::state(report.state)),
        time: side.period.covers(),
        source: report.map(|(_, report)| report.source.title.as_str()),
    }
}

/// The first sentence of what differs.
fn finding(comparison: &Comparison) -> Option<String> {
    let told = |difference: &&Difference| difference.topic < Topic::Gone;
    comparison.differences.iter().find(told).map(|difference| difference.sentence.clone())
}

/// The breaks that lie between a predecessor and its successor.
fn breaks(press: &Press<'_>, comparison: &Comparison) -> Vec<String> {
    if comparison.kind != PairKind::Succession {
        return Vec::new();
    }
    let of = comparison.pair.to.organisation;
    let own = &press.facts.organisations[of.0].breaks;
    let until = comparison.pair.to.period.days().1;
    let between = own.iter().filter(|found| found.separates(comparison.pair.from.period, until));
    between.map(|found| words::broken(press, of, found)).collect()
}

/// The fragment, the heading and the explanation of a topic.
pub(in crate::render) fn headed(topic: Topic, kind: PairKind) -> (&'static str, Key, Option<Key>) {
    let apart = kind == PairKind::Organisations;
    let (id, heading, about) = match topic {
        Topic::Changed if apart => ("utfall", "compare.other_outcomes", Some("compare.changed_about")),
        Topic::MovedTarget if apart => ("mal", "compare.other_targets", None),
        Topic::Unchanged if apart => ("lika", "compare.alike", None),
        Topic::Turned => ("mal-nadda", "compare.turned", None),
        Topic::Changed => ("utfall", "compare.changed", Some("compare.changed_about")),
        Topic::MovedTarget => ("flyttade-mal", "compare.moved", Some("compare.moved_about")),
        Topic::AgainstTarget => ("mot-malet", "compare.against_target", None),
        Topic::Forecast => ("prognoser", "compare.forecast", None),
        Topic::Expected => ("vantas", "compare.expected", Some("compare.expected_about")),
        Topic::Assessed => ("bedomningar", "compare.assessed", None),
        Topic::Gone => ("borta", "compare.gone", Some("compare.gone_about")),
        Topic::New => ("nytt", "compare.new", None),
        Topic::Reworded => ("omformulerat", "compare.reworded", Some("compare.reworded_about")),
        Topic::Deviates => ("avvikelser", "compare.deviates", None),
        Topic::Amount => ("belopp", "compare.amount", Some("compare.amount_about")),
        Topic::Revised => ("reviderat", "compare.revised", Some("compare.revised_about")),
        Topic::Unchanged => ("oforandrat", "compare.unchanged", None),
        Topic::NotCompared => ("gar-inte-att-jamfora", "compare.not_compared", Some("compare.not_compared_about")),
    };
    (id, Key(heading), about.map(Key))
}

fn sort<'l>(locale: &'l Locale, about: &About) -> &'l str {
    locale.text(match about {
        About::Goal(..) => "compare.of_goals",
        About::Activity => "compare.of_activities",
        About::Figure(..) => "compare.of_targets",
        About::Amount { .. } => "compare.of_amounts",
        About::Indicator(_) => "compare.of_indicators",
    })
}

/// Why two values are not compared, in a sentence.
pub(in crate::render) fn reason(press: &Press<'_>, why: &Reason) -> String {
    let (facts, locale) = (press.facts, press.locale);
    let short = |ix: &ReportIx| facts.reports[ix.0].period.short();
    match why {
        Reason::Exempted(note) => note.clone().unwrap_or_else(|| locale.text("compare.reason_exempted").to_owned()),
        Reason::TwoValues(ix) => locale.say("compare.reason_two_values", &[("report", &short(ix))]),
        Reason::Unfinished(ix, period) => {
            locale.say("compare.reason_unfinished", &[("report", &short(ix)), ("time", &period.covers())])
        }
        Reason::NotAvailable(ix) => locale.say("compare.reason_not_available", &[("report", &short(ix))]),
        Reason::Units(one, other) => {
            locale.say("compare.reason_units", &[("one", &one.symbol()), ("other", &other.symbol())])
        }
        Reason::Length(covers, one, other) => {
            let time = |period: Period| match covers {
                Covers::TwelveMonths if period != period.whole_year() => told::time(*covers, period),
                _ => period.covers(),
            };
            locale.say("compare.reason_length", &[("one", &time(*one)), ("other", &time(*other))])
        }
        Reason::Broken(of, found) => words::broken(press, *of, found),
        Reason::Successor => locale.text("compare.reason_successor").to_owned(),
    }
}

/// What is shown, and the words that its page explains.
struct Printer<'p> {
    press: &'p Press<'p>,
    comparison: &'p Comparison,
    writer: Writer<'p>,
}

impl Printer<'_> {
    fn sections(&mut self) -> Vec<Section> {
        let mut sections = Vec::new();
        for (topic, _) in Topic::ALL {
            let found: Vec<&Difference> = self.comparison.differences.iter().filter(|d| d.topic == topic).collect();
            if !found.is_empty() {
                let (id, heading, about) = headed(topic, self.comparison.kind);
                sections.push(Section { id, heading, about, count: found.len(), groups: self.groups(topic, found) });
            }
        }
        sections
    }

    /// The differences of a topic: by what they are about, or by the reason why they are not compared.
    fn groups(&mut self, topic: Topic, found: Vec<&Difference>) -> Vec<Group> {
        let mut groups: Vec<Group> = Vec::new();
        for difference in found {
            let heading = match (topic, &difference.reason) {
                (Topic::NotCompared, Some(why)) => Some(reason(self.press, why)),
                (Topic::Gone | Topic::New | Topic::Reworded, _) => {
                    Some(sort(self.press.locale, &difference.about).to_owned())
                }
                _ => None,
            };
            let row = self.row(difference);
            let sized = row.size.is_some();
            match groups.iter_mut().find(|group| group.heading == heading) {
                Some(group) => {
                    group.sized |= sized;
                    group.rows.push(row);
                }
                None => groups.push(Group { heading, columns: self.columns(difference), sized, rows: vec![row] }),
            }
        }
        groups
    }

    /// What the two values of a difference are: outcomes, targets or forecasts of a time, or else what the sides have.
    fn columns(&self, difference: &Difference) -> Option<[String; 2]> {
        let pair = &self.comparison.pair;
        let names = [pair.from, pair.to].map(|side| narrate::capitalised(&side_name(self.press, pair, side)));
        let keys = match difference.topic {
            Topic::Turned | Topic::Changed => ["compare.outcome_at", "compare.outcome_at"],
            Topic::MovedTarget => ["compare.target_at", "compare.target_at"],
            Topic::AgainstTarget => ["compare.target_at", "compare.outcome_at"],
            Topic::Forecast => {
                return Some(
                    ["compare.forecast_column", "compare.outcome_column"]
                        .map(|key| self.press.locale.text(key).to_owned()),
                );
            }
            Topic::Expected => ["compare.outcome_at", "compare.forecast_at"],
            _ => ["", ""],
        };
        match difference.about {
            About::Indicator(_) | About::Goal(..) | About::Activity => None,
            About::Figure(..) | About::Amount { .. }
                if matches!(difference.topic, Topic::Reworded | Topic::Gone | Topic::New) =>
            {
                None
            }
            About::Figure(..) if self.comparison.kind == PairKind::Periods && !keys[0].is_empty() => {
                let measured = |key: &str| key == "compare.outcome_at" && difference.topic != Topic::Expected;
                let at = |key: &str, side: Side| {
                    let of = if measured(key) { side.period.of_outcomes() } else { side.period.whole_year() };
                    self.press.locale.say(key, &[("time", &narrate::time(of))])
                };
                Some([at(keys[0], pair.from), at(keys[1], pair.to)])
            }
            About::Figure(..) | About::Amount { .. } => Some(names),
        }
    }

    /// What the reports note about the values; a reason for not comparing has been told above them.
    fn notes(&self, difference: &Difference) -> Vec<String> {
        let exempted = matches!(difference.reason, Some(Reason::Exempted(_)));
        let mut notes: Vec<String> = Vec::new();
        for said in [&difference.from, &difference.to].into_iter().flatten().filter(|_| !exempted) {
            let report = self.press.facts.reports[said.report.0].period.short();
            notes.extend(said.note.as_ref().map(|note| format!("{report}: {note}")));
        }
        notes.dedup();
        notes
    }

    fn row(&mut self, difference: &Difference) -> Row {
        let pair = self.comparison.pair;
        let said =
            |said: &Option<Said>, side| said.as_ref().map(|said| stated(self.press, self.comparison.kind, said, side));
        let (from, to) = (said(&difference.from, pair.from), said(&difference.to, pair.to));
        let size = difference.size.as_ref().map(|size| {
            let mut out = String::new();
            html::push_data(&mut out, Some(&number::plain(size.difference)), &narrate::capitalised(&told::told(size)));
            html::safe(out)
        });
        let lead = lead(self.press.facts, difference);
        let rest = &difference.sentence[lead.as_ref().map_or(0, |lead| lead.text.len())..];
        Row { rest: self.writer.text(rest), lead, notes: self.notes(difference), from, to, size }
    }
}

/// The name at a sentence's beginning, which leads to the indicator.
fn lead(facts: &Facts, difference: &Difference) -> Option<Link> {
    let (About::Figure(ix, _) | About::Indicator(ix)) = &difference.about else { return None };
    let indicator = &facts.indicators[ix.0];
    let names = [indicator.definite.as_deref().unwrap_or(indicator.short()), indicator.short()];
    let found =
        names.map(narrate::capitalised).into_iter().find(|name| difference.sentence.starts_with(name.as_str()))?;
    Some(Link::new(address::indicator(facts, *ix), found))
}

fn stated(press: &Press<'_>, kind: PairKind, said: &Said, side: Side) -> Stated {
    let (facts, locale) = (press.facts, press.locale);
    let report = &facts.reports[said.report.0];
    let other = report.organisation != side.organisation || kind == PairKind::Organisations;
    let text = match other {
        true => format!("{}, {}", report.period.short(), facts.organisations[report.organisation.0].short_name),
        false => report.period.short(),
    };
    Stated {
        cell: said.value.as_ref().map(|value| Cell::new(Some(value), locale)),
        place: Link::new(address::said(facts, said), text),
    }
}
