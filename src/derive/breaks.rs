//! Where does a series break? At a new definition, when an organisation begins or ends, and when a part joins or leaves it: figures
//! on either side are not of the same thing, so nothing is compared and no line is drawn across.

use jiff::civil::Date;

use crate::derive::facts::{Break, BreakReason, OrganisationIx, Period};
pub(super) use crate::model::known_until as until;
use crate::model::{self, Happened};

impl Break {
    /// Whether it lies between a figure of `earlier` and one whose last day is `until`: a year that it falls within is on both sides, and
    /// so compared with neither. The end of an organisation separates none of its own figures: all are from before.
    #[must_use]
    pub fn separates(&self, earlier: Period, until: Date) -> bool {
        self.separates_days(earlier.days().0, until)
    }

    /// Whether it lies between what begins on `first` and what ends on `until`.
    fn separates_days(&self, first: Date, until: Date) -> bool {
        !self.is_end() && first < self.date && self.date <= until
    }

    /// Whether the series ends here.
    #[must_use]
    pub fn is_end(&self) -> bool {
        matches!(self.reason, BreakReason::Ended(_))
    }
}

/// The first break that keeps a figure of `earlier` and one that reaches to `until` from being compared.
pub(super) fn between(breaks: &[Break], earlier: Period, until: Date) -> Option<&Break> {
    between_days(breaks, earlier.days().0, until)
}

/// The same of what begins on `first`.
pub(super) fn between_days(breaks: &[Break], first: Date, until: Date) -> Option<&Break> {
    breaks.iter().find(|b| b.comparable.is_none() && b.separates_days(first, until))
}

/// The breaks of each organisation, oldest first.
pub(super) fn of_organisations(
    organisations: &[&model::Organisation],
    today: Date,
    at: impl Fn(&str) -> OrganisationIx,
) -> Vec<Vec<Break>> {
    let mut found: Vec<Vec<Break>> = vec![Vec::new(); organisations.len()];
    for event in model::breaks_of_organisations(organisations) {
        let reason = match event.what {
            Happened::Ended(successor) => BreakReason::Ended(successor.map(&at)),
            Happened::TookOver(other) => BreakReason::TookOver(vec![at(other)]),
            Happened::Joined(part) => BreakReason::Joined(at(part)),
            Happened::Left(part) => BreakReason::Left(at(part)),
        };
        let comparable = event.comparable.map(str::to_owned);
        found[at(event.of).0].push(Break { date: event.date, reason, comparable, coming: today < event.date });
    }
    for breaks in &mut found {
        breaks.sort_by_key(|b| b.date);
        breaks.dedup_by(joined);
    }
    found
}

/// The breaks of one indicator's series, oldest first: those of its organisation and those of its definition.
pub(super) fn of_series(of_organisation: &[Break], indicator: &model::Indicator, today: Date) -> Vec<Break> {
    let definition = |b: &model::DefinitionBreak| Break {
        date: b.from,
        reason: BreakReason::Definition(b.explanation.clone()),
        comparable: None,
        coming: today < b.from,
    };
    let mut all: Vec<Break> = of_organisation.iter().cloned().chain(indicator.breaks.iter().map(definition)).collect();
    all.sort_by_key(|b| b.date);
    all
}

/// Two that an organisation took over from on one day make one break.
fn joined(later: &mut Break, first: &mut Break) -> bool {
    match (&mut first.reason, &mut later.reason) {
        (BreakReason::TookOver(all), BreakReason::TookOver(more)) if first.date == later.date => {
            all.append(more);
            true
        }
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn period(id: &str) -> Period {
        Period::from_id(id).unwrap()
    }

    #[test]
    fn a_break_separates_what_lies_on_either_side_of_it() {
        let date = jiff::civil::date(2020, 7, 1);
        let end = |id: &str| period(id).days().1;
        let b = Break { date, reason: BreakReason::Definition("nytt".into()), comparable: None, coming: false };
        assert!(b.separates(period("2019-vb"), end("2020-vb")), "the later year holds both sides");
        assert!(b.separates(period("2020-t1"), end("2020-t2")));
        assert!(b.separates(period("2020-vb"), end("2021-vb")), "so does the earlier");
        assert!(!b.separates(period("2019-vb"), end("2020-t1")), "not yet");
        assert!(!b.separates(period("2021-t1"), end("2021-vb")), "long ago");
        assert!(between(std::slice::from_ref(&b), period("2019-vb"), end("2020-vb")).is_some());
        let small = Break { comparable: Some("liten".into()), ..b.clone() };
        assert!(between(&[small], period("2019-vb"), end("2020-vb")).is_none());
        let ended = Break { reason: BreakReason::Ended(None), ..b };
        assert!(!ended.separates(period("2019-vb"), end("2020-vb")), "its own figures are all from before");
    }

    #[test]
    fn a_tertial_report_knows_the_year_no_further_than_itself() {
        assert_eq!(until(period("2020-vb"), period("2020-t1")), jiff::civil::date(2020, 4, 30));
        assert_eq!(until(period("2019-vb"), period("2020-t1")), jiff::civil::date(2019, 12, 31));
    }
}
