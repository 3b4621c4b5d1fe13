//! The goal chains: which terms there are, and a term's goals with the reports that took each of them up.

use serde::Serialize;

use crate::derive::facts::{Facts, Goal, Term};
use crate::error::Error;
use crate::render::address;
use crate::render::locale::Key;
use crate::render::page::{Link, Page, Press};
use crate::render::words::{self, Mark};

#[derive(Debug, Serialize)]
struct All {
    terms: Vec<Link>,
}

#[derive(Debug, Serialize)]
struct One<'a> {
    name: &'a str,
    goals: Vec<GoalView<'a>>,
}

/// A goal with the goals below it.
#[derive(Debug, Serialize)]
struct GoalView<'a> {
    id: &'a str,
    code: Option<&'a str>,
    text: &'a str,
    level: Key,
    organisation: Option<Link>,
    reports: Vec<TakenUp<'a>>,
    below: Vec<GoalView<'a>>,
}

/// A report that takes a goal up.
#[derive(Debug, Serialize)]
struct TakenUp<'a> {
    link: Link,
    organisation: &'a str,
    mark: Option<Mark>,
    /// Whether the report assesses it otherwise elsewhere.
    contradicted: bool,
}

/// Prints the list of terms.
pub(in crate::render) fn print_all(press: &Press<'_>) -> Result<Vec<u8>, Error> {
    let facts = press.facts;
    let link = |(at, term): (usize, &Term)| Link::new(address::term(facts, at), &term.name);
    let body = All { terms: facts.terms.iter().enumerate().map(link).collect() };
    let (title, about) = (press.locale.text("page.goals"), press.locale.text("description.goals"));
    press.print("mandatperioder.html", &Page::new("mal/", title, about, body))
}

/// Prints one term.
pub(in crate::render) fn print(press: &Press<'_>, at: usize) -> Result<Vec<u8>, Error> {
    let (facts, term) = (press.facts, &press.facts.terms[at]);
    let roots = (0..term.goals.len()).filter(|&goal| term.goals[goal].parent.is_none());
    let body = One { name: &term.name, goals: roots.map(|goal| view(facts, term, goal)).collect() };
    let about = press.locale.say("description.term", &[("term", &term.name)]);
    let title = press.locale.say("term.title", &[("term", &term.name)]);
    let page = Page::new(address::term(facts, at), title, &about, body);
    press.print("mandatperiod.html", &page.crumbs([Link::new("mal/", press.locale.text("page.goals"))]))
}

fn view<'a>(facts: &'a Facts, term: &'a Term, at: usize) -> GoalView<'a> {
    let goal = &term.goals[at];
    let name = |ix: crate::derive::facts::OrganisationIx| {
        Link::new(address::organisation(facts, ix), &facts.organisations[ix.0].name)
    };
    GoalView {
        id: &goal.id,
        code: goal.code.as_deref(),
        text: &goal.text,
        level: words::level(goal.level),
        organisation: goal.organisation.map(name),
        reports: taken_up(facts, goal, at),
        below: goal.children.iter().map(|&below| view(facts, term, below)).collect(),
    }
}

fn taken_up<'a>(facts: &'a Facts, goal: &'a Goal, at: usize) -> Vec<TakenUp<'a>> {
    let mut found = Vec::with_capacity(goal.reports.len());
    for &(ix, position) in &goal.reports {
        let report = &facts.reports[ix.0];
        found.push(TakenUp {
            link: Link::new(address::report_goal(facts, ix, at), report.period.short()),
            organisation: &facts.organisations[report.organisation.0].short_name,
            mark: words::assessment(report.goals[position].assessment),
            contradicted: !report.goals[position].again.is_empty(),
        });
    }
    found
}
