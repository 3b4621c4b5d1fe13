//! What does each visible report show? Its goals, rows, activities and texts, with identifiers turned into positions.

use std::collections::BTreeMap;

use rust_decimal::Decimal;

use crate::derive::facts::{
    Activity, Analysis, Assessment, Contradicted, Contradiction, Coverage, Decision, GoalClaim, Report, ReportGoal,
    ReportIx, Row, RowCell, Section, Term, Value,
};
use crate::derive::{Visible, assess, breaks, facts_of_economy, print, trend};
use crate::model::{self, Cell, Measure, Observation, TableRow};

/// The visible reports; each goal they take up learns so.
pub(super) fn reports(visible: &Visible<'_>, terms: &mut [Term]) -> Vec<Report> {
    let mut reports: Vec<Report> = visible.reports.iter().map(|report| one(report, visible, terms)).collect();
    for (at, report) in reports.iter().enumerate() {
        let Some(term) = report.term else { continue };
        for (position, goal) in report.goals.iter().enumerate() {
            terms[term].goals[goal.goal].reports.push((ReportIx(at), position));
        }
    }
    neighbours(&mut reports);
    reports
}

/// Reports are newest first: the next of the same organisation is the older one.
fn neighbours(reports: &mut [Report]) {
    let mut newer_of = BTreeMap::new();
    for at in 0..reports.len() {
        if let Some(newer) = newer_of.insert(reports[at].organisation, at) {
            reports[at].newer = Some(ReportIx(newer));
            reports[newer].older = Some(ReportIx(at));
        }
    }
}

fn one(report: &model::Report, visible: &Visible<'_>, terms: &[Term]) -> Report {
    let year = report.period.year;
    let own = visible.model.term_of(year).map(|term| &term.id);
    let term = terms.iter().position(|term| Some(&term.id) == own);
    let positions: BTreeMap<&str, usize> =
        report.goals.iter().enumerate().map(|(at, goal)| (goal.goal.value.as_str(), at)).collect();
    let rows = rows(report, visible, &positions);
    let activities = activities(report, visible, &positions, term.map(|at| &terms[at]));
    Report {
        organisation: visible.organisation(&report.organisation.value),
        period: report.period,
        title: report.title.clone(),
        headline: report.headline.clone(),
        state: report.state.value,
        embargo: report.embargo(&visible.model.portal.gate),
        is_public: report.embargo(&visible.model.portal.gate).is_over(visible.now),
        name_then: report.name_then.clone(),
        source: report.source.clone(),
        decision: report.decision.as_ref().and_then(decision),
        key_figures: Vec::new(),
        corrections: Vec::new(),
        handled: report.handled.clone(),
        gaps: report.gaps.clone(),
        contradictions: report
            .acknowledged
            .iter()
            .filter_map(|a| contradiction(a, report, &positions, visible))
            .collect(),
        goal_claims: report
            .statements
            .goal_counts
            .iter()
            .map(|c| claim(c, report, visible.model.term_of(year)))
            .collect(),
        coverage: coverage(report),
        summary: report.summary.as_ref().map(|s| section(s, report, visible)),
        goals: goals(report, visible, term.map(|at| &terms[at]), &rows, &activities),
        term,
        analyses: analyses(report, visible),
        sections: report.sections.iter().map(|s| section(s, report, visible)).collect(),
        economy: report.economy.iter().map(|table| facts_of_economy::table(table, report)).collect(),
        series: report.series.iter().map(|series| facts_of_economy::series(series, report)).collect(),
        rows,
        activities,
        older: None,
        newer: None,
    }
}

fn decision(decision: &model::Decision) -> Option<Decision> {
    Some(Decision {
        date: decision.date.as_ref()?.value,
        section: decision.section.clone(),
        reference: decision.reference.clone(),
        minutes: decision.minutes.clone(),
        at_once: decision.at_once,
        confirmed: decision.confirmed.as_ref().map(|day| day.value),
    })
}

fn contradiction(
    a: &model::Acknowledged,
    report: &model::Report,
    positions: &BTreeMap<&str, usize>,
    visible: &Visible<'_>,
) -> Option<Contradiction> {
    let about = match &a.what {
        model::Contradicted::Figure { indicator, organisation, .. } => {
            Contradicted::Figure(visible.indicator(indicator), visible.organisation(organisation))
        }
        model::Contradicted::Goal { goal } => Contradicted::Goal(positions[goal.as_str()]),
        model::Contradicted::GoalCount { .. } => Contradicted::GoalCount,
        model::Contradicted::Text { heading } => Contradicted::Text(heading.clone()),
        model::Contradicted::Cell { .. } => return None,
    };
    let counted = counted(a, report, visible);
    Some(Contradiction { about, counted, place: a.place.clone(), explanation: a.explanation.clone() })
}

/// What the report states, and what its own figures make: where the acknowledgement names it.
fn counted(a: &model::Acknowledged, report: &model::Report, visible: &Visible<'_>) -> Option<(Value, Value)> {
    let model::Contradicted::Figure { indicator, organisation, measure, period } = &a.what else { return None };
    let made = a.counted.as_ref()?.value;
    let figure = model::FigureRef {
        indicator: indicator.clone(),
        measure: *measure,
        period: *period,
        organisation: Some(organisation.clone()),
        span: a.span,
    };
    let stated = report.number(&figure)?;
    let unit = &visible.model.indicators[indicator].unit;
    let value = |number| Value::Number(number, unit.clone());
    Some((value(stated), value(made)))
}

fn claim(claim: &model::GoalCount, report: &model::Report, term: Option<&model::PoliticalTerm>) -> GoalClaim {
    GoalClaim {
        level: claim.level,
        assessment: claim.assessment,
        stated: claim.count.value,
        counted: term.map_or(0, |term| report.goals_assessed(claim.level, claim.assessment, term)),
        place: claim.place.clone(),
    }
}

fn coverage(report: &model::Report) -> Vec<Coverage> {
    let heading = |id: &str| {
        let economy = report.economy.iter().find(|table| table.id == id).map(|table| &table.heading);
        economy.or_else(|| report.series.iter().find(|series| series.id == id).map(|series| &series.heading)).cloned()
    };
    let one = |total: &model::ControlTotal| {
        let table = &total.table.value;
        Coverage { table: heading(table), in_document: total.figures, unreadable: report.missing_in(table) }
    };
    report.statements.control_totals.iter().map(one).collect()
}

fn section(section: &model::Section, report: &model::Report, visible: &Visible<'_>) -> Section {
    Section {
        id: section.id.clone(),
        heading: section.heading.clone(),
        prose: print::prose(&section.prose, report, visible),
        place: section.place.clone(),
    }
}

fn goals(
    report: &model::Report,
    visible: &Visible<'_>,
    term: Option<&Term>,
    rows: &[Row],
    activities: &[Activity],
) -> Vec<ReportGoal> {
    let mut made = Vec::new();
    for (at, listed) in report.goals.iter().enumerate() {
        let goal = term.and_then(|term| term.goals.iter().position(|g| g.id == listed.goal.value));
        let text = report.goal_prose.iter().find(|text| text.goal.value == listed.goal.value);
        made.push(ReportGoal {
            goal: goal.expect("check has proved that a report's goals are goals of its term"),
            assessment: listed.assessment,
            again: again(report, &listed.goal.value),
            place: listed.place.clone(),
            prose: text.map(|text| print::prose(&text.prose, report, visible)).unwrap_or_default(),
            rows: (0..rows.len()).filter(|row| rows[*row].goal == Some(at)).collect(),
            activities: (0..activities.len()).filter(|a| activities[*a].goal == Some(at)).collect(),
        });
    }
    made
}

fn again(report: &model::Report, goal: &str) -> Vec<(Assessment, String)> {
    let same = report.goals_again.iter().filter(|again| again.goal.value == goal);
    same.filter_map(|again| Some((again.assessment?, again.place.clone()))).collect()
}

fn rows(report: &model::Report, visible: &Visible<'_>, positions: &BTreeMap<&str, usize>) -> Vec<Row> {
    let mut cells: Vec<Vec<&Observation>> = vec![Vec::new(); report.rows.len()];
    for observation in &report.observations {
        cells[observation.row].push(observation);
    }
    let one = |(row, cells): (&TableRow, &Vec<&Observation>)| one_row(row, cells, report.period, visible, positions);
    report.rows.iter().zip(&cells).map(one).collect()
}

fn one_row(
    row: &TableRow,
    cells: &[&Observation],
    reported: model::Period,
    visible: &Visible<'_>,
    positions: &BTreeMap<&str, usize>,
) -> Row {
    let ix = visible.indicator(&row.indicator.value);
    let indicator = visible.indicators[ix.0];
    let mut shown: Vec<RowCell> = cells
        .iter()
        .map(|o| RowCell {
            measure: o.key.measure,
            period: o.key.period,
            value: print::value(&o.cell.value, indicator),
        })
        .collect();
    shown.sort_by_key(|cell| (cell.measure, std::cmp::Reverse(cell.period)));
    let outcome = number(&shown, |cell| cell.measure == Measure::Outcome && cell.period == row.period);
    let outcome = outcome.filter(|_| row.comparable);
    let organisation = visible.organisation(&row.organisation);
    let breaks = breaks::of_series(&visible.breaks[organisation.0], indicator, visible.today);
    let until = breaks::until(row.period, reported);
    // A report from the middle of a year states what is known of it so far: that is judged by no target and compared with no year.
    let outcome = outcome.filter(|_| until == row.period.days().1);
    // A tertial is not compared with a year: the newest of the same length, and for "öka" that of the year before.
    let same = |cell: &&RowCell| cell.measure == Measure::Outcome && cell.period.kind == row.period.kind;
    let before = shown.iter().filter(same).find(|cell| cell.period < row.period);
    let apart = |cell: &RowCell| breaks::between(&breaks, cell.period, until);
    // A break is told of what stands beside the outcome, even where that is of another length.
    let beside = || shown.iter().find(|cell| cell.measure == Measure::Outcome && cell.period < row.period);
    let broken = outcome.and(before.or_else(beside)).and_then(apart);
    let year_before = shown.iter().filter(same).find(|cell| cell.period == row.period.year_before());
    let earlier = year_before.filter(|cell| apart(cell).is_none()).and_then(|cell| cell.value.number());
    // The target concerns the whole year: an outcome of four months neither meets nor misses it.
    let target =
        cells.iter().find(|o| o.key.measure == Measure::Target && o.key.period == row.period).map(|o| &o.cell.value);
    Row {
        indicator: ix,
        label: row.label.clone(),
        organisation,
        goal: row.goal.as_ref().and_then(|goal| positions.get(goal.value.as_str()).copied()),
        period: row.period,
        judgement: outcome
            .zip(target)
            .and_then(|(o, t): (Decimal, &Cell)| assess::judge(o, t, indicator.direction, earlier)),
        change: outcome
            .zip(before.filter(|_| broken.is_none()))
            .and_then(|(now, cell)| Some(trend::change(indicator, now, cell.value.number()?, cell.period))),
        broken: broken.cloned(),
        cells: shown,
        comparable: row.comparable,
        place: row.place.clone(),
        note: row.note.clone(),
    }
}

fn number(cells: &[RowCell], pick: impl Fn(&RowCell) -> bool) -> Option<Decimal> {
    cells.iter().find(|cell| pick(cell)).and_then(|cell| cell.value.number())
}

/// What the report says of its indicators, in the order of its rows.
fn analyses(report: &model::Report, visible: &Visible<'_>) -> Vec<Analysis> {
    let place = |id: &str| report.rows.iter().position(|row| row.indicator.value == id);
    let mut texts: Vec<_> = report.indicator_prose.iter().collect();
    texts.sort_by_key(|text| place(&text.indicator.value));
    let analysis = |text: &&model::IndicatorProse| Analysis {
        indicator: visible.indicator(&text.indicator.value),
        prose: print::prose(&text.prose, report, visible),
        place: text.place.clone(),
    };
    texts.iter().map(analysis).collect()
}

fn activities(
    report: &model::Report,
    visible: &Visible<'_>,
    positions: &BTreeMap<&str, usize>,
    term: Option<&Term>,
) -> Vec<Activity> {
    let level = |id: &str| term.and_then(|term| term.goals.iter().find(|goal| goal.id == id)).map(|goal| goal.level);
    let fact = |activity: &model::Activity| Activity {
        text: activity.text.value.clone(),
        start: activity.start.as_ref().map(|date| date.value),
        end: activity.end.as_ref().map(|date| date.value),
        deviates: activity.deviates,
        goal: activity.goal.as_ref().and_then(|goal| positions.get(goal.value.as_str()).copied()),
        owner: activity.owner.clone(),
        level: activity.goal.as_ref().and_then(|goal| level(&goal.value)),
        follow_up: print::prose(&activity.follow_up, report, visible),
        place: activity.place.clone(),
    };
    report.activities.iter().map(fact).collect()
}
