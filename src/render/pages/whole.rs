//! The whole report on one page: for reading in one go, and for print.

use minijinja::Value as Html;
use serde::Serialize;

use super::report::{self, Notes};
use crate::derive::facts::{About, Aspect, ReportIx, Stands};
use crate::error::Error;
use crate::render::locale::Locale;
use crate::render::page::{Link, Page, Press};
use crate::render::parts::activities::{self, ActivityView};
use crate::render::parts::charts::{self, ChartView};
use crate::render::parts::corrections::{self, Mark, Trail};
use crate::render::parts::economy::{self, EconomyView};
use crate::render::parts::goals::{GoalLine, Goals, numbered};
use crate::render::parts::head::{self, Head, Part};
use crate::render::parts::months::{self, MonthsView};
use crate::render::parts::table::{self, Table};
use crate::render::parts::text::{self, AnalysisView, SectionView};
use crate::render::prose::Writer;
use crate::render::{address, html};

#[derive(Debug, Serialize)]
struct Whole<'a> {
    head: Head<'a>,
    headline: Option<&'a str>,
    contents: Vec<Link>,
    summary: Option<Html>,
    /// The entry that corrected it last.
    summary_corrected: Option<Mark>,
    /// The charts that an editor has described: below the summary, and by themselves.
    summary_charts: Vec<ChartView>,
    own_charts: Vec<ChartView>,
    goals: Vec<WholeGoal<'a>>,
    loose: Loose<'a>,
    sections: Vec<SectionView<'a>>,
    economy: Vec<EconomyView<'a>>,
    series: Vec<MonthsView<'a>>,
    notes: Notes<'a>,
    trail: Option<Trail<'a>>,
    /// What is said before everything of a report as it was decided.
    decided: Option<AsDecided>,
}

/// That this is what was decided, and has been corrected since.
#[derive(Debug, Serialize)]
struct AsDecided {
    day: Option<Html>,
    today: Link,
    trail: String,
}

/// A goal with everything the report says under it.
#[derive(Debug, Serialize)]
struct WholeGoal<'a> {
    id: String,
    goal: GoalLine<'a>,
    prose: Option<Html>,
    /// The entry that corrected the text last.
    corrected: Option<Mark>,
    tables: Vec<Table<'a>>,
    analyses: Vec<AnalysisView<'a>>,
    activities: Vec<ActivityView<'a>>,
}

/// Figures and activities under no goal.
#[derive(Debug, Serialize)]
struct Loose<'a> {
    tables: Vec<Table<'a>>,
    analyses: Vec<AnalysisView<'a>>,
    activities: Vec<ActivityView<'a>>,
}

/// Prints the whole report.
pub(in crate::render) fn print(press: &Press<'_>, ix: ReportIx) -> Result<Vec<u8>, Error> {
    let facts = press.facts;
    let here = format!("{}hela/", address::report(facts, ix));
    let mut writer = press.writer(&here);
    let body = body(press, ix, Part::Whole, &mut writer);
    let title = head::page_title(facts, ix, Some(press.locale.text("report.whole")));
    let about = press.locale.say("description.report_whole", &[("report", &head::page_title(facts, ix, None))]);
    let page = Page::new(here, title, &about, body).named(press.locale.text("report.whole"));
    press.print("rapport-hela.html", &page.crumbs(head::way_below(press, ix)).words(writer))
}

/// Prints the whole report as it was decided; `press` holds it as it was. Search engines are led to today's version alone.
pub(in crate::render) fn print_decided(press: &Press<'_>, ix: ReportIx) -> Result<Vec<u8>, Error> {
    let facts = press.facts;
    let here = address::decided(facts, ix);
    let mut writer = press.writer(&here);
    let mut body = body(press, ix, Part::Decided, &mut writer);
    body.decided = Some(AsDecided {
        day: facts.reports[ix.0].decision.as_ref().map(|decision| html::day(decision.date)),
        today: Link::new(address::report(facts, ix), press.locale.text("corrections.today")),
        trail: format!("{}#rattelser", address::report(facts, ix)),
    });
    let name = press.locale.text("corrections.as_decided");
    let about = press.locale.say("description.report_decided", &[("report", &head::page_title(facts, ix, None))]);
    let page = Page::new(here, head::page_title(facts, ix, Some(name)), &about, body).named(name).hidden();
    press.print("rapport-hela.html", &page.crumbs(head::way_below(press, ix)).words(writer))
}

fn body<'a>(press: &Press<'a>, ix: ReportIx, part: Part, writer: &mut Writer<'_>) -> Whole<'a> {
    let report = &press.facts.reports[ix.0];
    let summary = report.summary.as_ref().map(|summary| writer.html(&summary.prose, 1));
    let goals = goals(press, ix, writer);
    let mut body = Whole {
        head: head::head(press, ix, part),
        headline: report.headline.as_deref(),
        contents: Vec::new(),
        summary,
        summary_corrected: corrections::mark(press.facts, ix, |about| *about == About::Summary),
        summary_charts: charts::standing(press, ix, Stands::InSummary),
        own_charts: charts::standing(press, ix, Stands::Alone),
        goals,
        loose: loose(press, ix, writer),
        sections: text::sections(press, ix, writer, 1),
        economy: economy::tables(press, ix),
        series: months::of_report(press, ix),
        notes: report::notes(press, ix),
        trail: corrections::trail(press, ix),
        decided: None,
    };
    body.contents = contents(press.locale, &body, text::links(report));
    body
}

fn contents(locale: &Locale, whole: &Whole<'_>, sections: Vec<Link>) -> Vec<Link> {
    let own = |href: &str, key: &str| Link::new(href, locale.text(key));
    let mut contents = Vec::new();
    if whole.trail.is_some() {
        contents.push(own("#rattelser", "corrections.of_report"));
    }
    if whole.summary.is_some() {
        contents.push(own("#sammanfattning", "front.summary"));
    }
    for goal in &whole.goals {
        contents.push(Link::new(format!("#{}", goal.id), numbered(goal.goal.code, goal.goal.text)));
    }
    if !whole.loose.tables.is_empty() || !whole.loose.analyses.is_empty() || !whole.loose.activities.is_empty() {
        contents.push(own("#utan-mal", "report.without_goal"));
    }
    if !whole.own_charts.is_empty() {
        contents.push(own("#diagram", "front.charts"));
    }
    contents.extend(sections);
    if !whole.economy.is_empty() {
        contents.push(own("#ekonomiska-tabeller", "report.economy"));
    }
    if !whole.series.is_empty() {
        contents.push(own("#manad-for-manad", "front.monthly"));
    }
    contents
}

fn goals<'a>(press: &Press<'a>, ix: ReportIx, writer: &mut Writer<'_>) -> Vec<WholeGoal<'a>> {
    let (facts, report) = (press.facts, &press.facts.reports[ix.0]);
    let Some(goals) = Goals::of(facts, ix) else { return Vec::new() };
    let mut whole = Vec::with_capacity(report.goals.len());
    for (position, found) in report.goals.iter().enumerate() {
        let goal = goals.line(position);
        whole.push(WholeGoal {
            id: format!("mal-{}", position + 1),
            prose: (!found.prose.is_empty()).then(|| writer.html(&found.prose, 1)),
            tables: table::tables(press, ix, &found.rows, goal.text),
            corrected: goals.corrected(position, Aspect::Text),
            analyses: text::analyses(facts, ix, &found.rows, writer, 2),
            activities: activities::activities(press, ix, found.activities.iter().copied(), writer, 2),
            goal,
        });
    }
    whole
}

fn loose<'a>(press: &Press<'a>, ix: ReportIx, writer: &mut Writer<'_>) -> Loose<'a> {
    let (facts, report) = (press.facts, &press.facts.reports[ix.0]);
    let rows: Vec<usize> = (0..report.rows.len()).filter(|&at| report.rows[at].goal.is_none()).collect();
    let actions = (0..report.activities.len()).filter(|&at| report.activities[at].goal.is_none());
    Loose {
        tables: table::tables(press, ix, &rows, press.locale.text("report.under_no_goal")),
        analyses: text::analyses(facts, ix, &rows, writer, 2),
        activities: activities::activities(press, ix, actions, writer, 2),
    }
}
