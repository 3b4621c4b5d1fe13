//! A report's goals: all of them as a tree, and each with what the report says of it.

use minijinja::Value as Html;
use serde::Serialize;

use crate::derive::facts::{Aspect, Assessment, Facts, GoalLevel, ReportIx};
use crate::derive::narrate;
use crate::error::Error;
use crate::render::locale::Locale;
use crate::render::page::{Link, Page, Press};
use crate::render::parts::activities::{self, ActivityView};
use crate::render::parts::corrections::Mark;
use crate::render::parts::goals::{GoalLine, Goals, numbered};
use crate::render::parts::head::{self, Head, Part};
use crate::render::parts::table::{self, Table};
use crate::render::parts::text::{self, AnalysisView};
use crate::render::prose::Writer;
use crate::render::{address, prose, words};

#[derive(Debug, Serialize)]
struct Tree<'a> {
    head: Head<'a>,
    counts: String,
    goals: Vec<GoalLine<'a>>,
}

#[derive(Debug, Serialize)]
struct OneGoal<'a> {
    head: Head<'a>,
    goal: GoalLine<'a>,
    chain: Vec<GoalLine<'a>>,
    /// The goal on its term's page.
    term: Link,
    owner: Option<&'a str>,
    place: &'a str,
    /// What the report says in a second place, where it contradicts itself.
    again: Vec<Again<'a>>,
    prose: Option<Html>,
    /// The entry that corrected the text last.
    corrected: Option<Mark>,
    tables: Vec<Table<'a>>,
    analyses: Vec<AnalysisView<'a>>,
    activities: Vec<ActivityView<'a>>,
}

/// A second assessment of a goal, and where it stands.
#[derive(Debug, Serialize)]
struct Again<'a> {
    mark: words::Mark,
    place: &'a str,
}

/// Prints the tree of a report's goals.
pub(in crate::render) fn print_tree(press: &Press<'_>, ix: ReportIx) -> Result<Vec<u8>, Error> {
    let (facts, report) = (press.facts, &press.facts.reports[ix.0]);
    let counts = narrate::goal_counts(report.goals.iter().map(|goal| goal.assessment));
    let goals = Goals::of(facts, ix).map_or_else(Vec::new, |goals| goals.tree());
    let about = press.locale.say("description.report_goals", &[("report", &report.title), ("counts", &counts)]);
    let title = head::page_title(facts, ix, Some(press.locale.text("report.goals")));
    let here = format!("{}mal/", address::report(facts, ix));
    let page = Page::new(here, title, &about, Tree { head: head::head(press, ix, Part::Goals), counts, goals });
    let mut writer = press.writer("");
    body_levels(press, ix, &mut writer);
    let page = page.named(press.locale.text("report.goals")).crumbs(head::way_below(press, ix));
    press.print("rapport-mal.html", &page.words(writer))
}

/// Sees to it that the levels of the report's goals are explained.
fn body_levels(press: &Press<'_>, ix: ReportIx, writer: &mut Writer<'_>) {
    let Some(term) = press.facts.reports[ix.0].term else { return };
    for found in &press.facts.reports[ix.0].goals {
        writer.mention(press.locale.text(words::level(press.facts.terms[term].goals[found.goal].level).0));
    }
}

/// Prints one goal of a report, by its position there.
pub(in crate::render) fn print_one(press: &Press<'_>, ix: ReportIx, position: usize) -> Result<Vec<u8>, Error> {
    let (facts, report) = (press.facts, &press.facts.reports[ix.0]);
    let goals = Goals::of(facts, ix).expect("only a report with a term has pages for goals");
    let here = goals.line(position).href;
    let mut writer = press.writer(&here);
    let body = one(press, ix, goals, position, &mut writer);
    let name = numbered(body.goal.code, body.goal.text);
    let title = head::page_title(facts, ix, Some(&narrate::shortened(&name, 70)));
    let said = prose::plain(&report.goals[position].prose);
    let about = about(press.locale, &body.goal, &name, &said);
    let page = Page::new(here, title, &about, body);
    let mut way = head::way_below(press, ix);
    way.push(Link::new(format!("{}mal/", address::report(facts, ix)), press.locale.text("report.goals")));
    let short = narrate::shortened(&name, 40);
    press.print("rapport-ett-mal.html", &page.named(short).crumbs(way).words(writer))
}

/// The goal and its assessment in one line, before what the report says of it.
fn about(locale: &Locale, goal: &GoalLine<'_>, name: &str, said: &str) -> String {
    let level = locale.text(goal.level.0);
    let Some(mark) = goal.mark else {
        return locale.say("description.report_goal", &[("level", &level), ("goal", &name), ("said", &said)]);
    };
    let assessment = locale.text(mark.words.0);
    locale.say(
        "description.report_goal_assessed",
        &[("level", &level), ("goal", &name), ("assessment", &assessment), ("said", &said)],
    )
}

fn one<'a>(
    press: &'a Press<'_>,
    ix: ReportIx,
    goals: Goals<'a>,
    position: usize,
    writer: &mut Writer<'_>,
) -> OneGoal<'a> {
    let (facts, report) = (press.facts, &press.facts.reports[ix.0]);
    let found = &report.goals[position];
    let mut goal = goals.line(position);
    goal.below = goals.below(position);
    OneGoal {
        head: head::head(press, ix, Part::Goal(found.goal)),
        chain: goals.chain(position),
        term: term_link(facts, ix, found.goal),
        owner: owner(facts, ix, found.goal),
        place: &found.place,
        again: found.again.iter().filter_map(again).collect(),
        prose: (!found.prose.is_empty()).then(|| writer.html(&found.prose, 0)),
        tables: table::tables(press, ix, &found.rows, &report.title),
        corrected: goals.corrected(position, Aspect::Text),
        analyses: text::analyses(facts, ix, &found.rows, writer, 2),
        activities: activities::activities(press, ix, found.activities.iter().copied(), writer, 1),
        goal,
    }
}

fn again((assessment, place): &(Assessment, String)) -> Option<Again<'_>> {
    Some(Again { mark: words::assessment(Some(*assessment))?, place })
}

fn term_link(facts: &Facts, ix: ReportIx, goal: usize) -> Link {
    let term = facts.reports[ix.0].term.expect("only a report with a term has pages for goals");
    Link::new(address::term_goal(facts, term, goal), &facts.terms[term].name)
}

/// Whose goal it is, if the level alone does not say it.
fn owner(facts: &Facts, ix: ReportIx, goal: usize) -> Option<&str> {
    let goal = &facts.terms[facts.reports[ix.0].term?].goals[goal];
    let own = matches!(goal.level, GoalLevel::Board | GoalLevel::Unit);
    goal.organisation.filter(|_| own).map(|owner| facts.organisations[owner.0].name.as_str())
}
