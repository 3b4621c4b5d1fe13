//! Which targets of the whole portal have moved, and on which comparison does each stand? For the reader who asks what was lowered most.

use std::cmp::Reverse;

use super::size::{Size, Terms, terms};
use crate::derive::facts::{Facts, IndicatorIx, Measure, OrganisationIx, Pair, PairKind, Series, Side};
use crate::derive::targets::{self, MovedTarget, Stated};

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
            all.extend(moved.filter_map(|target| one(facts, IndicatorIx(at), series, target)));
        }
    }
    all.sort_by_key(|moved| (moved.terms, Reverse(moved.size.magnitude()), moved.indicator, moved.organisation));
    all
}

fn one(facts: &Facts, indicator: IndicatorIx, series: &Series, target: MovedTarget) -> Option<Moved> {
    let unit = &facts.indicators[indicator.0].unit;
    let size = Size::between(target.old.value.number()?, target.new.value.number()?, unit);
    let (organisation, pair) = (series.organisation, pair(facts, series, &target));
    let told = crate::derive::narrate::moved_target(facts, &target);
    let rest = told.strip_prefix('M').map_or_else(|| told.clone(), |rest| format!("m{rest}"));
    let sentence = format!("{}: {rest}", super::told::subject(facts, indicator, Measure::Outcome));
    Some(Moved { indicator, organisation, size, terms: terms(unit), pair, sentence, target })
}

/// The comparison that tells these two targets: that of the two reports that state them, else of the two years.
fn pair(facts: &Facts, series: &Series, target: &MovedTarget) -> Option<Pair> {
    let of_years = |pair: &&Pair| {
        let years = [pair.from, pair.to].map(|side| side.period.whole_year());
        years == [target.old.period, target.new.period]
    };
    let own = |pair: &&Pair| pair.kind() == PairKind::Periods && pair.from.organisation == series.organisation;
    let tells = |pair: &&Pair| told(series, pair.from, &target.old) && told(series, pair.to, &target.new);
    let stated = |side: Side, report| side.report == Some(report);
    let rank = |pair: &&Pair| stated(pair.from, target.old.report) && stated(pair.to, target.new.report);
    facts.pairs.iter().filter(own).filter(of_years).filter(tells).max_by_key(rank).copied()
}

/// Whether a side is told with this target: its own report's, if it has one, else the newest.
fn told(series: &Series, side: Side, target: &Stated) -> bool {
    let point = series.points.iter().find(|point| point.period == target.period);
    let vintages = point.and_then(|point| point.figure(Measure::Target)).map_or(&[][..], |figure| &figure.vintages);
    let told = match side.report {
        Some(own) => vintages.iter().find(|vintage| vintage.report == own),
        None => vintages.first(),
    };
    told.is_some_and(|vintage| vintage.report == target.report)
}
