//! Which targets of the whole portal have moved, and on which comparison does each stand? For the reader who asks what was lowered most.

use std::cmp::Reverse;

use super::size::{Size, Terms, terms};
use crate::derive::facts::{Facts, IndicatorIx, Measure, OrganisationIx, Pair, PairKind, Side};
use crate::derive::targets::{self, MovedTarget};

/// A target that moved, of an organisation's indicator.
#[derive(Clone, Debug)]
pub struct Moved {
    /// The indicator.
    pub indicator: IndicatorIx,
    /// Whose target it is.
    pub organisation: OrganisationIx,
    /// From what to what.
    pub target: MovedTarget,
    /// By how much, in the unit's own terms.
    pub size: Size,
    /// In which terms: sizes in other terms cannot stand in one order with it.
    pub terms: Terms,
    /// The comparison that tells it, if one does.
    pub pair: Option<Pair>,
    /// The sentence.
    pub sentence: String,
}

/// The targets that moved and became easier to reach (or harder, if not `easier`): by terms, and the largest first.
#[must_use]
pub fn moved(facts: &Facts, easier: bool) -> Vec<Moved> {
    let mut all = Vec::new();
    for (at, indicator) in facts.indicators.iter().enumerate() {
        for series in &indicator.series {
            let moved =
                targets::moved(facts, indicator, series).into_iter().filter(|moved| moved.easier == Some(easier));
            all.extend(moved.filter_map(|target| one(facts, IndicatorIx(at), series.organisation, target)));
        }
    }
    all.sort_by_key(|moved| (moved.terms, Reverse(moved.size.magnitude()), moved.indicator, moved.organisation));
    all
}

fn one(facts: &Facts, indicator: IndicatorIx, organisation: OrganisationIx, target: MovedTarget) -> Option<Moved> {
    let unit = &facts.indicators[indicator.0].unit;
    let size = Size::between(target.old.value.number()?, target.new.value.number()?, unit);
    let pair = pair(facts, organisation, &target);
    let told = crate::derive::narrate::moved_target(facts, &target);
    let rest = told.strip_prefix('M').map_or_else(|| told.clone(), |rest| format!("m{rest}"));
    let sentence = format!("{}: {rest}", super::told::subject(facts, indicator, Measure::Outcome));
    Some(Moved { indicator, organisation, size, terms: terms(unit), pair, sentence, target })
}

/// The comparison of the two reports that state the targets; else any of the two years.
fn pair(facts: &Facts, organisation: OrganisationIx, target: &MovedTarget) -> Option<Pair> {
    let of_years = |pair: &&Pair| {
        let years = [pair.from, pair.to].map(|side| side.period.whole_year());
        years == [target.old.period, target.new.period]
    };
    let own = |pair: &&Pair| pair.kind() == PairKind::Periods && pair.from.organisation == organisation;
    let stated = |side: Side, report| side.report == Some(report);
    let rank = |pair: &&Pair| stated(pair.from, target.old.report) && stated(pair.to, target.new.report);
    facts.pairs.iter().filter(own).filter(of_years).max_by_key(rank).copied()
}
