//! Which periods, and which organisations, are compared on a page of their own? `check` must know the addresses that `render` gives
//! out, so both take them from here.
//!
//! A side is an organisation at a period that it has reported, or of which later reports state outcomes. Compared are:
//! - two periods of one organisation: any two that it has reported, else two with an outcome of the same indicator;
//! - a period of an organisation and a later one of its successor, in the same way;
//! - two organisations in one period, where their own reports state the same measure of the same indicator, and they have to do with each
//!   other: one belongs to the other, both belong to a third, or both are boards. So the pages grow with the square of the units of one
//!   board, not with that of all organisations.

use std::collections::{BTreeMap, BTreeSet};

use crate::model::{
    Cell, Measure, Model, Observation, Organisation, OrganisationKind, Period, Report, ReportKind, known_until,
};

/// An organisation at a period.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Side<'m> {
    /// Its identifier.
    pub organisation: &'m str,
    /// The period.
    pub period: Period,
}

/// Two sides that have a page.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Compared<'m> {
    /// The earlier; of two organisations in one period, the board before the unit.
    pub from: Side<'m>,
    /// The later.
    pub to: Side<'m>,
}

impl Compared<'_> {
    /// The address of its page, from the root.
    #[must_use]
    pub fn address(&self) -> String {
        let (from, to) = (self.from, self.to);
        if from.organisation == to.organisation {
            return format!("jamfor/{}/{}/{}/", from.organisation, from.period, to.period);
        }
        format!("jamfor/{}/{}/{}/{}/", from.organisation, from.period, to.organisation, to.period)
    }
}

impl Period {
    /// The period that outcomes of a report on this one are about: a plan's are about its whole year.
    #[must_use]
    pub fn of_outcomes(self) -> Self {
        if self.days() == self.whole_year().days() { self.whole_year() } else { self }
    }
}

/// What is known of an organisation at a period.
#[derive(Default)]
struct Known<'m> {
    reported: bool,
    /// Indicators with an outcome that its reports know to its last day.
    outcomes: BTreeSet<&'m str>,
    /// Indicators with a forecast.
    forecasts: BTreeSet<&'m str>,
    /// Indicators with a target.
    targets: BTreeSet<&'m str>,
    /// What its own reports state of itself.
    own: BTreeSet<(&'m str, Measure)>,
}

type Periods<'m> = BTreeMap<Period, Known<'m>>;

impl Model {
    /// Everything that is compared on a site that shows `reports`, in the order of the addresses.
    #[must_use]
    pub fn compared<'m>(&'m self, reports: &[&'m Report]) -> Vec<Compared<'m>> {
        let known = known(reports);
        let mut all: Vec<Compared<'m>> = Vec::new();
        for (&organisation, periods) in &known {
            all.extend(of_periods((organisation, periods), (organisation, periods)));
            let successor = self.organisations.get(organisation).and_then(|own| own.successor.as_ref());
            if let Some((&successor, later)) = successor.and_then(|id| known.get_key_value(id.value.as_str())) {
                all.extend(of_periods((organisation, periods), (successor, later)));
            }
        }
        all.extend(self.of_organisations(&known));
        all.sort_unstable();
        all
    }

    /// Two organisations in one period.
    fn of_organisations<'m>(&'m self, known: &BTreeMap<&'m str, Periods<'m>>) -> Vec<Compared<'m>> {
        let mut by_period: BTreeMap<Period, Vec<(&'m Organisation, &Known<'m>)>> = BTreeMap::new();
        for (id, periods) in known {
            let Some(organisation) = self.organisations.get(*id) else { continue };
            for (period, known) in periods.iter().filter(|(_, known)| !known.own.is_empty()) {
                by_period.entry(*period).or_default().push((organisation, known));
            }
        }
        let mut all = Vec::new();
        for (period, mut here) in by_period {
            here.sort_by_key(|(organisation, _)| (organisation.kind, &organisation.id.value));
            for (at, (first, one)) in here.iter().enumerate() {
                let others = here[at + 1..].iter().filter(|(second, _)| related(first, second, period));
                let alike = others.filter(|(_, other)| !one.own.is_disjoint(&other.own));
                all.extend(alike.map(|(second, _)| Compared { from: side(first, period), to: side(second, period) }));
            }
        }
        all
    }
}

fn side(organisation: &Organisation, period: Period) -> Side<'_> {
    Side { organisation: &organisation.id.value, period }
}

/// Whether two organisations have to do with each other at some time of a period. One that took over from the other is compared with it
/// from period to period alone.
fn related(one: &Organisation, other: &Organisation, period: Period) -> bool {
    let wholes = |of: &Organisation| -> BTreeSet<String> {
        let (first, last) = period.days();
        let then =
            of.memberships.iter().filter(|m| m.from.is_none_or(|d| d <= last) && m.to.is_none_or(|d| d >= first));
        then.map(|m| m.organisation.value.clone()).collect()
    };
    let (of_one, of_other) = (wholes(one), wholes(other));
    let successor = |of: &Organisation, id: &str| of.successor.as_ref().is_some_and(|successor| successor.value == id);
    if successor(one, &other.id.value) || successor(other, &one.id.value) {
        return false;
    }
    let boards = one.kind == OrganisationKind::Board && other.kind == OrganisationKind::Board;
    boards || of_one.contains(&other.id.value) || of_other.contains(&one.id.value) || !of_one.is_disjoint(&of_other)
}

fn known<'m>(reports: &[&'m Report]) -> BTreeMap<&'m str, Periods<'m>> {
    let mut known: BTreeMap<&'m str, Periods<'m>> = BTreeMap::new();
    for &report in reports {
        known.entry(&report.organisation.value).or_default().entry(report.period).or_default().reported = true;
        for observation in &report.observations {
            let key = &observation.key;
            learn(known.entry(&key.organisation).or_default().entry(key.period).or_default(), observation, report);
        }
    }
    known
}

fn learn<'m>(known: &mut Known<'m>, observation: &'m Observation, report: &Report) {
    let key = &observation.key;
    let is_number = matches!(observation.cell.value, Cell::Number(_));
    let settled = known_until(key.period, report.period) == key.period.days().1;
    let indicator = key.indicator.as_str();
    match key.measure {
        Measure::Outcome if is_number && settled => known.outcomes.insert(indicator),
        Measure::Forecast if is_number => known.forecasts.insert(indicator),
        Measure::Target if observation.cell.value != Cell::NotAvailable => known.targets.insert(indicator),
        _ => return,
    };
    if key.organisation == report.organisation.value {
        known.own.insert((indicator, key.measure));
    }
}

/// The pairs of an earlier period of one with a later one of the other, or of the same.
fn of_periods<'m>(
    (one, earlier): (&'m str, &Periods<'m>),
    (other, later): (&'m str, &Periods<'m>),
) -> Vec<Compared<'m>> {
    let is_side = |known: &Known<'_>| known.reported || !known.outcomes.is_empty();
    let mut all = Vec::new();
    for (&from, known) in earlier.iter().filter(|(_, known)| is_side(known)) {
        for (&to, then) in later.iter().filter(|(to, then)| from < **to && is_side(then)) {
            if known.reported && then.reported || alike((from, earlier), (to, later)) {
                all.push(Compared {
                    from: Side { organisation: one, period: from },
                    to: Side { organisation: other, period: to },
                });
            }
        }
    }
    all
}

/// Whether an indicator has an outcome at both, or an outcome and then a forecast; in one year, whether it has an outcome and a target.
fn alike((from, earlier): (Period, &Periods<'_>), (to, later): (Period, &Periods<'_>)) -> bool {
    let (before, after) = (earlier.get(&from.of_outcomes()), later.get(&to.of_outcomes()));
    // A plan tells no outcome of its year: what it is compared with are its own targets.
    if to.kind == ReportKind::Plan {
        return false;
    }
    if from.of_outcomes() == to.of_outcomes() {
        return after.is_some_and(|known| !known.outcomes.is_disjoint(&known.targets));
    }
    let expected = later.get(&to.whole_year()).filter(|_| from.year < to.year);
    before.is_some_and(|before| {
        after.is_some_and(|known| !before.outcomes.is_disjoint(&known.outcomes))
            || expected.is_some_and(|known| !before.outcomes.is_disjoint(&known.forecasts))
    })
}
