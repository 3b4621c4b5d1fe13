//! By what can results be narrowed? Period, organisation, kind, the city council's goal, area: which of each a record has.

use serde::Serialize;

use super::records::About;
use crate::derive::facts::{Facts, GoalLevel, Indicator, IndicatorIx, OrganisationIx, Period, ReportIx};
use crate::format::slug::slug;
use crate::render::locale::Locale;
use crate::render::parts::goals::numbered;

/// What a record can be narrowed by.
#[derive(Debug, Default, PartialEq, Eq)]
struct Facets<'a> {
    periods: Vec<Period>,
    organisations: Vec<OrganisationIx>,
    kind: &'static str,
    kind_name: &'static str,
    /// Term and goal.
    goals: Vec<(usize, usize)>,
    areas: Vec<&'a str>,
}

/// The facets of some records, as `facets-k.json` has them.
#[derive(Default, Serialize)]
pub(super) struct Span {
    pub(super) v: String,
    /// Each value in addresses and in words.
    pub(super) labels: [Vec<[String; 2]>; 5],
    /// Positions in the lists of labels.
    pub(super) groups: Vec<[Vec<usize>; 5]>,
    /// A group and how many records have it, and so on.
    pub(super) runs: Vec<usize>,
}

/// The facets of the records `of`.
pub(super) fn span(facts: &Facts, locale: &Locale, of: &[About]) -> Span {
    let mut span = Span::default();
    let mut before: Option<Facets<'_>> = None;
    for about in of {
        let found = facets(facts, *about);
        if before.as_ref() == Some(&found)
            && let Some(count) = span.runs.last_mut()
        {
            *count += 1;
            continue;
        }
        let group = group(&mut span.labels, facts, locale, &found);
        let at = span.groups.iter().rposition(|other| *other == group).unwrap_or_else(|| {
            span.groups.push(group);
            span.groups.len() - 1
        });
        span.runs.extend([at, 1]);
        before = Some(found);
    }
    span
}

fn facets(facts: &Facts, about: About) -> Facets<'_> {
    let mut found = match about {
        About::Indicator(ix) => of_indicator(facts, &facts.indicators[ix.0], ix),
        About::Series(at) => {
            let reports = facts.series[at].stated.iter().map(|(report, _)| *report);
            of_reports(facts, reports)
        }
        About::Organisation(ix) => Facets { organisations: vec![ix], ..Facets::default() },
        About::Word(_) => Facets::default(),
        About::Report(ix) | About::Section(ix, _) | About::Table(ix, _) | About::Amount(ix, ..) => {
            of_reports(facts, [ix])
        }
        About::Goal(ix, at) => with_goal(facts, ix, Some(at)),
        About::Activity(ix, at) => with_goal(facts, ix, facts.reports[ix.0].activities[at].goal),
        About::Row(ix, at) => {
            let row = &facts.reports[ix.0].rows[at];
            let mut found = with_goal(facts, ix, row.goal);
            found.areas.push(facts.indicators[row.indicator.0].area.as_str());
            if !found.organisations.contains(&row.organisation) {
                found.organisations.push(row.organisation);
            }
            found
        }
    };
    (found.kind, found.kind_name) = (about.kind().id, about.kind().name);
    found
}

fn of_reports<'a>(facts: &Facts, reports: impl IntoIterator<Item = ReportIx>) -> Facets<'a> {
    let mut found = Facets::default();
    for ix in reports {
        let report = &facts.reports[ix.0];
        add(&mut found.periods, report.period);
        add(&mut found.organisations, report.organisation);
    }
    found
}

fn add<T: PartialEq>(to: &mut Vec<T>, item: T) {
    if !to.contains(&item) {
        to.push(item);
    }
}

fn with_goal<'a>(facts: &Facts, ix: ReportIx, goal: Option<usize>) -> Facets<'a> {
    let mut found = of_reports(facts, [ix]);
    found.goals.extend(goal.and_then(|goal| city_goal(facts, ix, goal)));
    found
}

/// The city council's goal that a goal of a report serves: for an area of activity, or else its direction.
fn city_goal(facts: &Facts, ix: ReportIx, goal: usize) -> Option<(usize, usize)> {
    let report = &facts.reports[ix.0];
    let (term, goal) = (report.term?, report.goals[goal].goal);
    let goals = &facts.terms[term].goals;
    let mut chain = std::iter::successors(Some(goal), |&above| goals[above].parent);
    chain.find(|&at| matches!(goals[at].level, GoalLevel::Area | GoalLevel::Direction)).map(|at| (term, at))
}

/// An indicator is found under every report that states a figure of it.
fn of_indicator<'a>(facts: &'a Facts, indicator: &'a Indicator, ix: IndicatorIx) -> Facets<'a> {
    let mut found = Facets { areas: vec![indicator.area.as_str()], ..Facets::default() };
    for series in &indicator.series {
        add(&mut found.organisations, series.organisation);
        let vintages = series.points.iter().flat_map(|point| &point.figures).flat_map(|figure| &figure.vintages);
        let mut reports: Vec<ReportIx> = vintages.map(|vintage| vintage.report).collect();
        reports.sort_unstable();
        reports.dedup();
        for report in reports {
            add(&mut found.periods, facts.reports[report.0].period);
            add(&mut found.organisations, facts.reports[report.0].organisation);
            for row in facts.reports[report.0].rows.iter().filter(|row| row.indicator == ix) {
                if let Some(goal) = row.goal.and_then(|goal| city_goal(facts, report, goal)) {
                    add(&mut found.goals, goal);
                }
            }
        }
    }
    found
}

/// The group of `found`, by positions in the lists of labels.
fn group(labels: &mut [Vec<[String; 2]>; 5], facts: &Facts, locale: &Locale, found: &Facets<'_>) -> [Vec<usize>; 5] {
    let [periods, organisations, kinds, goals, areas] = labels;
    let kind = || [found.kind.to_owned(), locale.text(found.kind_name).to_owned()];
    [
        found.periods.iter().map(|period| place(periods, [period.to_string(), period.short()])).collect(),
        found
            .organisations
            .iter()
            .map(|ix| &facts.organisations[ix.0])
            .map(|of| place(organisations, [of.id.clone(), of.short_name.clone()]))
            .collect(),
        vec![place(kinds, kind())],
        found.goals.iter().map(|&(term, goal)| place(goals, goal_label(facts, term, goal))).collect(),
        found.areas.iter().map(|area| place(areas, [slug(area), (*area).to_owned()])).collect(),
    ]
}

fn goal_label(facts: &Facts, term: usize, goal: usize) -> [String; 2] {
    let (term, goal) = (&facts.terms[term], &facts.terms[term].goals[goal]);
    [format!("{}-{}", term.id, goal.id), numbered(goal.code.as_deref(), &goal.text)]
}

fn place(labels: &mut Vec<[String; 2]>, label: [String; 2]) -> usize {
    labels.iter().rposition(|known| known[0] == label[0]).unwrap_or_else(|| {
        labels.push(label);
        labels.len() - 1
    })
}
