//! A report's indicators and its activities, each on one page, in the order of its goals.

use serde::Serialize;

use crate::derive::charts as pictures;
use crate::derive::facts::ReportIx;
use crate::error::Error;
use crate::render::address;
use crate::render::page::{Link, Page, Press};
use crate::render::parts::activities::{self, ActivityView};
use crate::render::parts::charts::{self, ChartView};
use crate::render::parts::goals::Goals;
use crate::render::parts::head::{self, Head, Part};
use crate::render::parts::table::{self, Table};
use crate::render::parts::text::{self, AnalysisView};
use crate::render::prose::Writer;

#[derive(Debug, Serialize)]
struct Figures<'a> {
    head: Head<'a>,
    charts: Vec<ChartView>,
    groups: Vec<FigureGroup<'a>>,
}

/// The rows under one goal (or under none), with what the report says of their indicators.
#[derive(Debug, Serialize)]
pub(in crate::render) struct FigureGroup<'a> {
    goal: Option<Link>,
    tables: Vec<Table<'a>>,
    analyses: Vec<AnalysisView<'a>>,
}

#[derive(Debug, Serialize)]
struct Actions<'a> {
    head: Head<'a>,
    groups: Vec<ActionGroup<'a>>,
    count: usize,
    deviating: usize,
}

/// The activities that serve one goal (or none).
#[derive(Debug, Serialize)]
struct ActionGroup<'a> {
    goal: Option<Link>,
    activities: Vec<ActivityView<'a>>,
}

/// Prints a report's indicators.
pub(in crate::render) fn print_figures(press: &Press<'_>, ix: ReportIx) -> Result<Vec<u8>, Error> {
    let (facts, report) = (press.facts, &press.facts.reports[ix.0]);
    let here = format!("{}indikatorer/", address::report(facts, ix));
    let mut writer = press.writer(&here);
    let groups = figure_groups(press, ix, &mut writer, 2);
    let title = head::page_title(facts, ix, Some(press.locale.text("report.indicators")));
    let about = press.locale.say("description.report_indicators", &[("report", &report.title)]);
    let charts = pictures::of_rows(facts, ix).iter().filter_map(|chart| charts::automatic(press, ix, chart)).collect();
    let page = Page::new(here, title, &about, Figures { head: head::head(press, ix, Part::Figures), charts, groups });
    let page = page.named(press.locale.text("report.indicators")).crumbs(head::way_below(press, ix));
    press.print("rapport-indikatorer.html", &page.words(writer))
}

/// The rows of a report by goal, in the report's order; those under no goal last.
pub(in crate::render) fn figure_groups<'a>(
    press: &Press<'a>,
    ix: ReportIx,
    writer: &mut Writer<'_>,
    deeper: u8,
) -> Vec<FigureGroup<'a>> {
    let (facts, report) = (press.facts, &press.facts.reports[ix.0]);
    let goals = Goals::of(facts, ix);
    let mut groups = Vec::new();
    for goal in (0..report.goals.len()).map(Some).chain([None]) {
        let rows: Vec<usize> = (0..report.rows.len()).filter(|&at| report.rows[at].goal == goal).collect();
        if rows.is_empty() {
            continue;
        }
        let about = goals.zip(goal).map(|(goals, position)| goals.text(position));
        let about = about.unwrap_or_else(|| press.locale.text("report.under_no_goal"));
        let goal = goals.zip(goal).map(|(goals, position)| goals.link(position));
        let analyses = text::analyses(facts, ix, &rows, writer, deeper);
        groups.push(FigureGroup { goal, tables: table::tables(press, ix, &rows, about), analyses });
    }
    groups
}

/// Prints a report's activities.
pub(in crate::render) fn print_activities(press: &Press<'_>, ix: ReportIx) -> Result<Vec<u8>, Error> {
    let (facts, report) = (press.facts, &press.facts.reports[ix.0]);
    let here = format!("{}aktiviteter/", address::report(facts, ix));
    let mut writer = press.writer(&here);
    let groups = action_groups(press, ix, &mut writer);
    let deviating = report.activities.iter().filter(|activity| activity.deviates).count();
    let title = head::page_title(facts, ix, Some(press.locale.text("report.activities")));
    let about = press.locale.say("description.report_activities", &[("report", &report.title)]);
    let body =
        Actions { head: head::head(press, ix, Part::Activities), groups, count: report.activities.len(), deviating };
    let page = Page::new(here, title, &about, body).named(press.locale.text("report.activities"));
    press.print("rapport-aktiviteter.html", &page.crumbs(head::way_below(press, ix)).words(writer))
}

fn action_groups<'a>(press: &Press<'a>, ix: ReportIx, writer: &mut Writer<'_>) -> Vec<ActionGroup<'a>> {
    let (facts, report) = (press.facts, &press.facts.reports[ix.0]);
    let goals = Goals::of(facts, ix);
    let mut groups = Vec::new();
    for goal in (0..report.goals.len()).map(Some).chain([None]) {
        let here: Vec<usize> = (0..report.activities.len()).filter(|&at| report.activities[at].goal == goal).collect();
        if !here.is_empty() {
            let goal = goals.zip(goal).map(|(goals, position)| goals.link(position));
            groups.push(ActionGroup { goal, activities: activities::activities(press, ix, here, writer, 1) });
        }
    }
    groups
}
