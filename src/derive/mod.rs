//! What follows from the checked content, and what of it may be seen now?
//!
//! The embargo comes first: everything after it works on the visible reports alone, so nothing else can leak.

mod assess;
mod breaks;
mod corrections;
mod facts_of_charts;
mod facts_of_economy;
mod facts_of_portal;
mod facts_of_reports;
mod print;
mod receipt;
mod since;
mod trend;
mod vintage;

pub mod charts;
pub mod compare;
pub mod facts;
pub mod key_figures;
pub mod months;
pub mod narrate;
pub mod targets;

use std::collections::{BTreeMap, BTreeSet};

use jiff::Timestamp;
use jiff::civil::Date;

use crate::check::Valid;
use crate::embargo::{Audience, today};
use crate::format::collate::Collator;
use crate::model::{self, GoalLevel, Model, Period};
use facts::{
    Break, Facts, GlossaryEntry, Goal, GoalLink, IndicatorIx, Membership, Organisation, OrganisationIx, Pair, ReportIx,
    Side, Term, When,
};

/// Derives everything that `audience` may see at `now`.
#[must_use]
pub fn derive(valid: &Valid, now: Timestamp, audience: Audience) -> Facts {
    let mut facts = of_model(valid.model(), now, audience);
    if facts.reports.iter().any(|report| !report.corrections.is_empty()) {
        facts.as_decided = valid.as_decided().map(|model| Box::new(of_model(model, now, audience)));
    }
    facts
}

fn of_model(model: &Model, now: Timestamp, audience: Audience) -> Facts {
    let visible = Visible::new(model, now, |report| {
        audience == Audience::Editor || report.embargo(&model.portal.gate).is_over(now)
    });
    let mut terms = visible.terms();
    let mut reports = facts_of_reports::reports(&visible, &mut terms);
    corrections::of_reports(&mut reports, &visible);
    let goal_links = goal_links(model, &terms);
    let observations = vintage::observations(&visible, &reports);
    let indicators = vintage::indicators(&visible, &observations);
    let mut organisations = visible.organisations();
    for (at, organisation) in organisations.iter_mut().enumerate() {
        let has_figures = |i: &IndicatorIx| indicators[i.0].series.iter().any(|s| s.organisation.0 == at);
        organisation.indicators = (0..indicators.len()).map(IndicatorIx).filter(has_figures).collect();
    }
    let series = facts_of_economy::joined(&reports);
    let glossary = glossary(model);
    let declared = facts_of_charts::declared(&visible, &reports);
    let observations: Vec<_> = observations.into_iter().map(|stated| stated.line).collect();
    let figures = facts_of_portal::Figures { indicators: &indicators, series: &series };
    facts_of_portal::of_reports(&mut reports, &visible, &figures);
    let portal = facts_of_portal::portal(&visible, today(now), &figures);
    let receipt = receipt::receipt(&visible, observations.len());
    Facts {
        since: since::since(model, now),
        preview: audience == Audience::Editor,
        portal,
        organisations,
        indicators,
        terms,
        goal_links,
        reports,
        glossary,
        series,
        declared,
        observations,
        pairs: visible.pairs(),
        receipt,
        as_decided: None,
    }
}

fn glossary(model: &Model) -> Vec<GlossaryEntry> {
    let fact = |entry: &model::GlossaryEntry| GlossaryEntry {
        word: entry.word.value.clone(),
        also: entry.also.iter().map(|word| word.value.clone()).collect(),
        searched: entry.searched.iter().map(|word| word.value.clone()).collect(),
        explanation: entry.explanation.clone(),
    };
    let mut glossary: Vec<_> = model.glossary.iter().map(fact).collect();
    glossary.sort_by(|a, b| Collator::swedish().compare(&a.word, &b.word));
    glossary
}

/// The links whose both goals are among `terms`: a link tells nothing of a goal that may not be seen.
fn goal_links(model: &Model, terms: &[Term]) -> Vec<GoalLink> {
    let place = |term: &str, goal: &str| {
        let at = terms.iter().position(|other| other.id == term)?;
        Some((at, terms[at].goals.iter().position(|other| other.id == goal)?))
    };
    let fact = |link: &model::GoalLink| {
        Some(GoalLink {
            from: place(&link.from_term.value, &link.from_goal.value)?,
            to: place(&link.to_term.value, &link.to_goal.value)?,
            reason: print::set(&link.reason.value),
        })
    };
    let mut links: Vec<_> = model.goal_links.iter().filter_map(fact).collect();
    links.sort_by_key(|link| (link.to, link.from));
    links
}

/// The part of the model that may be seen, in the order of showing, with the positions that identifiers have in it.
struct Visible<'m> {
    model: &'m Model,
    /// When the site is made.
    now: Timestamp,
    /// The day it is then.
    today: Date,
    reports: Vec<&'m model::Report>,
    organisations: Vec<&'m model::Organisation>,
    indicators: Vec<&'m model::Indicator>,
    organisation_at: BTreeMap<&'m str, OrganisationIx>,
    indicator_at: BTreeMap<&'m str, IndicatorIx>,
    report_at: BTreeMap<(&'m str, Period), ReportIx>,
    /// The breaks of each organisation.
    breaks: Vec<Vec<Break>>,
}

impl<'m> Visible<'m> {
    fn new(model: &'m Model, now: Timestamp, shown: impl Fn(&model::Report) -> bool) -> Self {
        let today = today(now);
        let collator = Collator::swedish();
        let mut organisations: Vec<_> = model.organisations.values().collect();
        organisations.sort_by(|a, b| collator.compare(&a.name, &b.name).then_with(|| a.id.value.cmp(&b.id.value)));
        let at: BTreeMap<&str, OrganisationIx> =
            organisations.iter().enumerate().map(|(at, o)| (o.id.value.as_str(), OrganisationIx(at))).collect();
        let mut reports: Vec<_> = model.reports.values().filter(|report| shown(report)).collect();
        reports.sort_by_key(|r| (std::cmp::Reverse(r.period), at[r.organisation.value.as_str()]));
        let used: BTreeSet<&str> =
            reports.iter().flat_map(|r| &r.rows).map(|row| row.indicator.value.as_str()).collect();
        let mut indicators: Vec<_> = used.into_iter().map(|id| &model.indicators[id]).collect();
        indicators.sort_by(|a, b| collator.compare(&a.name.value, &b.name.value).then_with(|| a.id.cmp(&b.id)));
        Self {
            model,
            now,
            today,
            indicator_at: indicators.iter().enumerate().map(|(at, i)| (i.id.as_str(), IndicatorIx(at))).collect(),
            report_at: reports
                .iter()
                .enumerate()
                .map(|(at, r)| ((r.organisation.value.as_str(), r.period), ReportIx(at)))
                .collect(),
            breaks: breaks::of_organisations(&organisations, today, |id| at[id]),
            organisation_at: at,
            reports,
            organisations,
            indicators,
        }
    }

    fn organisation(&self, id: &str) -> OrganisationIx {
        self.organisation_at[id]
    }

    fn indicator(&self, id: &str) -> IndicatorIx {
        self.indicator_at[id]
    }

    fn report(&self, report: &model::Report) -> ReportIx {
        self.report_at[&(report.organisation.value.as_str(), report.period)]
    }

    fn pairs(&self) -> Vec<Pair> {
        let side = |side: model::Side<'_>| Side {
            organisation: self.organisation(side.organisation),
            period: side.period,
            report: self.report_at.get(&(side.organisation, side.period)).copied(),
        };
        let compared = self.model.compared(&self.reports);
        compared.into_iter().map(|pair| Pair { from: side(pair.from), to: side(pair.to) }).collect()
    }

    fn organisations(&self) -> Vec<Organisation> {
        let links = |pick: &dyn Fn(&model::Organisation) -> bool| -> Vec<OrganisationIx> {
            (0..self.organisations.len()).filter(|at| pick(self.organisations[*at])).map(OrganisationIx).collect()
        };
        let fact = |o: &&model::Organisation| Organisation {
            id: o.id.value.clone(),
            name: o.name.clone(),
            short_name: o.short_name.clone().unwrap_or_else(|| o.name.clone()),
            kind: o.kind,
            former_names: o.former_names.iter().map(|name| name.value.clone()).collect(),
            description: o.description.clone(),
            from: o.from.as_ref().map(|date| date.value),
            to: o.to.as_ref().map(|date| date.value),
            ended: o.to.as_ref().is_some_and(|date| date.value < self.today),
            successor: o.successor.as_ref().map(|id| self.organisation(&id.value)),
            predecessors: links(&|other| other.successor.as_ref().is_some_and(|id| id.value == o.id.value)),
            coming: o.from.as_ref().is_some_and(|date| self.today < date.value),
            breaks: self.breaks[self.organisation(&o.id.value).0].clone(),
            memberships: self.memberships(o),
            parts: links(&|other| other.memberships.iter().any(|m| m.organisation.value == o.id.value)),
            reports: (0..self.reports.len())
                .filter(|at| self.reports[*at].organisation.value == o.id.value)
                .map(ReportIx)
                .collect(),
            indicators: Vec::new(),
        };
        self.organisations.iter().map(fact).collect()
    }

    /// The last day of an organisation: nobody belongs to it after that.
    fn ended(&self, id: &str) -> Option<Date> {
        self.organisations[self.organisation(id).0].to.as_ref().map(|date| date.value)
    }

    fn memberships(&self, organisation: &model::Organisation) -> Vec<Membership> {
        let fact = |m: &model::Membership| {
            let to = m.to.or_else(|| self.ended(&m.organisation.value));
            Membership {
                organisation: self.organisation(&m.organisation.value),
                from: m.from,
                to,
                when: When::of(m.from, to, self.today),
            }
        };
        let mut memberships: Vec<_> = organisation.memberships.iter().map(fact).collect();
        memberships.sort_by_key(|m| m.from);
        memberships
    }

    /// The terms with the goals that may be seen: the city council's, those that a visible report takes up, and all
    /// above these. A goal known only from a draft stays unknown.
    fn terms(&self) -> Vec<Term> {
        let mut terms: Vec<_> = self.model.terms.values().collect();
        terms.sort_by_key(|term| std::cmp::Reverse(term.from.value));
        terms.into_iter().map(|term| self.term(term)).collect()
    }

    fn term(&self, term: &model::PoliticalTerm) -> Term {
        let taken_up = self.goals_taken_up(term);
        let shown: Vec<&model::Goal> = term
            .goals
            .iter()
            .filter(|g| {
                matches!(g.level, GoalLevel::Direction | GoalLevel::Area) || taken_up.contains(g.id.value.as_str())
            })
            .collect();
        let at: BTreeMap<&str, usize> = shown.iter().enumerate().map(|(at, g)| (g.id.value.as_str(), at)).collect();
        let mut goals: Vec<Goal> = shown
            .iter()
            .map(|g| Goal {
                id: g.id.value.clone(),
                level: g.level,
                code: g.code.clone(),
                text: g.text.clone(),
                parent: g.under.as_ref().and_then(|id| at.get(id.value.as_str()).copied()),
                children: Vec::new(),
                organisation: g.organisation.as_ref().map(|id| self.organisation(&id.value)),
                reports: Vec::new(),
            })
            .collect();
        for child in 0..goals.len() {
            if let Some(parent) = goals[child].parent {
                goals[parent].children.push(child);
            }
        }
        Term { id: term.id.clone(), name: term.name.clone(), goals }
    }

    fn goals_taken_up<'t>(&self, term: &'t model::PoliticalTerm) -> BTreeSet<&'t str> {
        let by_id: BTreeMap<&str, &'t model::Goal> = term.goals.iter().map(|g| (g.id.value.as_str(), g)).collect();
        let mut taken_up = BTreeSet::new();
        let in_term = |r: &&&model::Report| (term.from.value..=term.to.value).contains(&r.period.year);
        for listed in self.reports.iter().filter(in_term).flat_map(|r| &r.goals) {
            let mut next = by_id.get(listed.goal.value.as_str());
            while let Some(goal) = next.filter(|goal| taken_up.insert(goal.id.value.as_str())) {
                next = goal.under.as_ref().and_then(|id| by_id.get(id.value.as_str()));
            }
        }
        taken_up
    }
}
