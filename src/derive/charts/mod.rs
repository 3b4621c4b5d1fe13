//! Which pictures can be drawn of the facts, and what does each show? Values as exact decimals and words; `chart` draws them.
//!
//! Made when a page asks, from the same facts as its table, so that picture and table cannot differ.

mod bars;
mod compared;
mod declared;
mod edge;
mod months;
mod narrate;
mod table;
mod trend;

pub use compared::of_comparison;
pub use declared::{not_replaced, of_declared};
pub use edge::edge_cases;
pub(super) use narrate::unit_word;
pub use table::{Table, TableRow, table};
pub use trend::slots_of;

use rust_decimal::Decimal;

use crate::derive::facts::{
    Assessment, Facts, IndicatorIx, Judgement, OrganisationKind, Period, ReportIx, Series, Unit,
};
use crate::format::unit;
use crate::model::is_deviation;

/// A picture, ready to be drawn.
#[derive(Clone, Debug)]
pub struct Chart {
    /// Its address below `diagram/`, without an ending: `indikatorer/sjukfranvaro/liljeholmens-dagliga-verksamhet`.
    pub path: String,
    /// What it shows, in one sentence without a full stop: the finding.
    pub headline: String,
    /// What the values are, of whom and when: the line below the headline.
    pub about: String,
    /// What a reader sees, told in words: range, direction, last value, target.
    pub said: String,
    /// Where the figures stand: report and place, each once.
    pub sources: Vec<(ReportIx, String)>,
    /// The unit of its values.
    pub unit: Unit,
    /// The heading of the one column that its values come from, if they come from one.
    pub column: Option<String>,
    /// What is drawn.
    pub data: Data,
}

impl Chart {
    /// A value as it is printed in the picture.
    #[must_use]
    pub fn print(&self, value: Decimal) -> String {
        unit::print(value, &self.unit)
    }
}

/// What a picture draws.
#[derive(Clone, Debug)]
pub enum Data {
    /// Outcomes through reference periods, with targets and forecasts.
    Trend(Vec<Slot>),
    /// January to December, one line a year or a component.
    Months(Vec<Line>),
    /// What a total is made of, month by month.
    Parts(Parts),
    /// Units in order, with their mean and target.
    Ranking(Ranking),
    /// What each row of a budget deviates by.
    Deviation(Vec<Bar>),
    /// Men and women, indicator by indicator.
    Gap(Vec<Pair>),
    /// Two periods, indicator by indicator.
    Slope {
        /// The earlier period.
        from: String,
        /// The later period.
        to: String,
        /// The indicators.
        pairs: Vec<Pair>,
    },
    /// How the goals of each level were met.
    Goals(Vec<Level>),
}

/// A reference period of a trend.
#[derive(Clone, Debug)]
pub struct Slot {
    /// Which.
    pub period: Period,
    /// The outcome, if it is one number.
    pub outcome: Option<Decimal>,
    /// Of men or boys.
    pub men: Option<Decimal>,
    /// Of women or girls.
    pub women: Option<Decimal>,
    /// Whether the outcome is known no further than to the middle of the period, where its report ends.
    pub so_far: bool,
    /// What the year was expected to end at.
    pub forecast: Option<Decimal>,
    /// The newest target.
    pub target: Option<Decimal>,
    /// Whether the outcome met the target, where that may be said.
    pub judgement: Option<Judgement>,
    /// Targets that earlier reports set for the same period, with the report: "VP 2019".
    pub moved: Vec<(Decimal, String)>,
    /// Whether its outcome may be compared with that of the slot before it: the same length of time, no break between.
    pub joined: bool,
    /// The day that breaks the series between the slot before it and this one: "1 juli 2020".
    pub broken: Option<String>,
    /// The day of a change between them that an editor holds to be too small to break the series.
    pub changed: Option<String>,
}

/// A line through the months.
#[derive(Clone, Debug)]
pub struct Line {
    /// "2020", or a component's name.
    pub name: String,
    /// The year, for data attributes.
    pub year: i16,
    /// January to December.
    pub months: [Option<Decimal>; 12],
    /// Whether it is what the picture is about: this year.
    pub strong: bool,
}

/// The month, from 0, that the headline of some lines tells of: a label that stands at another month names it.
#[must_use]
pub fn told_month(lines: &[Line]) -> Option<usize> {
    narrate::told_month(lines)
}

/// Components of a total.
#[derive(Clone, Debug)]
pub struct Parts {
    /// The components' names, the lowest first.
    pub names: Vec<String>,
    /// The columns: "jan 2020", each with a value a component.
    pub columns: Vec<(String, Vec<Option<Decimal>>)>,
}

/// Units in order.
#[derive(Clone, Debug)]
pub struct Ranking {
    /// Best first by the indicator's direction; largest first if there is none.
    pub bars: Vec<Bar>,
    /// What the whole they belong to has.
    pub whole: Option<Bar>,
    /// The target of the whole.
    pub target: Option<Decimal>,
    /// What belongs to it and has no bar, since its report states several values.
    pub left_out: Vec<LeftOut>,
}

/// What has several values where one could be drawn.
#[derive(Clone, Debug)]
pub struct LeftOut {
    /// Its name.
    pub name: String,
    /// The values, as the report has them.
    pub values: Vec<Decimal>,
}

/// A named value.
#[derive(Clone, Debug)]
pub struct Bar {
    /// Its name.
    pub name: String,
    /// Its value.
    pub value: Decimal,
}

/// Two values of one thing.
#[derive(Clone, Debug)]
pub struct Pair {
    /// Its name.
    pub name: String,
    /// Men or boys; the earlier.
    pub first: Decimal,
    /// Women or girls; the later.
    pub second: Decimal,
}

/// The goals of one level.
#[derive(Clone, Debug)]
pub struct Level {
    /// Its name.
    pub name: String,
    /// The assessments, best first.
    pub goals: Vec<Assessment>,
}

/// The pictures of one indicator: a trend for each board and unit that has an outcome, and its parts in order.
#[must_use]
pub fn of_indicator(facts: &Facts, ix: IndicatorIx) -> Vec<Chart> {
    let indicator = &facts.indicators[ix.0];
    let (parts, others): (Vec<&Series>, Vec<&Series>) = indicator
        .series
        .iter()
        .partition(|series| facts.organisations[series.organisation.0].kind == OrganisationKind::Part);
    // The ranking shows the parts.
    let mut all: Vec<Chart> = others.into_iter().filter_map(|series| trend::chart(facts, ix, series)).collect();
    all.extend(bars::ranking(facts, ix, &parts, bars::whole(facts, indicator, &parts)));
    all
}

/// The pictures of a monthly series, as the report at `position` of its list states it.
#[must_use]
pub fn of_series(facts: &Facts, at: usize, position: usize) -> Vec<Chart> {
    months::charts(facts, at, position)
}

/// How the goals of a report were met.
#[must_use]
pub fn of_goals(facts: &Facts, ix: ReportIx) -> Option<Chart> {
    bars::goals(facts, ix)
}

/// What the table at `position` of a report deviates by; nothing if it has no such column.
#[must_use]
pub fn of_table(facts: &Facts, ix: ReportIx, position: usize) -> Option<Chart> {
    let table = &facts.reports[ix.0].economy[position];
    let column = *table.deviations.iter().find(|column| is_deviation(&table.columns[**column]))?;
    let rows: Vec<usize> = bars::own_rows(table).collect();
    let chart = bars::deviation(facts, ix, (position, column), &rows)?;
    let telling =
        matches!(&chart.data, Data::Deviation(bars) if bars.len() > 1 && bars.iter().any(|bar| !bar.value.is_zero()));
    telling.then_some(chart)
}

/// Men and women, and the year before and this, over the indicators of a report.
#[must_use]
pub fn of_rows(facts: &Facts, ix: ReportIx) -> Vec<Chart> {
    let rows = bars::shares(facts, ix);
    let both = [bars::gap(facts, ix, &rows, Order::Widest), bars::slope(facts, ix, &rows, Order::Widest)];
    both.into_iter().flatten().filter(|chart| chart.data.pairs().len() > 1).collect()
}

/// In which order pairs of values stand.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Order {
    /// The widest difference first, and no more than a picture holds.
    Widest,
    /// As an editor has listed them.
    Given,
}

impl Data {
    /// Its pairs of values, if it draws any.
    fn pairs(&self) -> &[Pair] {
        match self {
            Self::Gap(pairs) | Self::Slope { pairs, .. } => pairs,
            _ => &[],
        }
    }
}

/// Where pictures come from: enough to make them again, without keeping them.
#[derive(Clone, Copy, Debug)]
pub enum Origin {
    /// An indicator's own.
    Indicator(IndicatorIx),
    /// A monthly series, as the report at a position of its list states it.
    Series(usize, usize),
    /// A report's goals.
    Goals(ReportIx),
    /// A report's shares.
    Rows(ReportIx),
    /// A report's economy table.
    Table(ReportIx, usize),
    /// One that an editor describes.
    Declared(usize),
}

impl Origin {
    /// Its pictures.
    #[must_use]
    pub fn charts(self, facts: &Facts) -> Vec<Chart> {
        match self {
            Self::Indicator(ix) => of_indicator(facts, ix),
            Self::Series(at, position) => of_series(facts, at, position),
            Self::Goals(ix) => of_goals(facts, ix).into_iter().collect(),
            Self::Rows(ix) => of_rows(facts, ix),
            Self::Table(ix, position) => of_table(facts, ix, position).into_iter().collect(),
            Self::Declared(at) => vec![of_declared(facts, at)],
        }
    }
}

/// Everything that pictures are made of, in the order of the portal's pages.
#[must_use]
pub fn origins(facts: &Facts) -> Vec<Origin> {
    let mut all: Vec<Origin> = (0..facts.indicators.len()).map(|at| Origin::Indicator(IndicatorIx(at))).collect();
    for (at, series) in facts.series.iter().enumerate() {
        all.extend((0..series.stated.len()).map(|position| Origin::Series(at, position)));
    }
    for (at, report) in facts.reports.iter().enumerate() {
        let ix = ReportIx(at);
        all.extend([Origin::Goals(ix), Origin::Rows(ix)]);
        all.extend((0..report.economy.len()).map(|position| Origin::Table(ix, position)));
    }
    all.extend((0..facts.declared.len()).map(Origin::Declared));
    all
}

/// Every picture of the portal.
#[must_use]
pub fn all(facts: &Facts) -> Vec<Chart> {
    origins(facts).into_iter().flat_map(|origin| origin.charts(facts)).collect()
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;
    use crate::derive::facts::{Covers, Direction, Indicator, Periodicity};

    pub(super) fn indicator(name: &str) -> Indicator {
        Indicator {
            id: "x".into(),
            name: name.into(),
            short_name: None,
            definite: None,
            also: Vec::new(),
            searched: Vec::new(),
            unit: Unit::known("%").unwrap(),
            direction: Direction::Lower,
            periodicity: Periodicity::Year,
            covers: Covers::Period,
            explanation: String::new(),
            source: String::new(),
            area: String::new(),
            series: Vec::new(),
        }
    }

    fn slot(year: i16, outcome: &str) -> Slot {
        Slot {
            period: Period { year, kind: crate::derive::facts::ReportKind::Annual },
            outcome: Some(outcome.parse().unwrap()),
            men: None,
            women: None,
            so_far: false,
            forecast: None,
            target: None,
            judgement: None,
            moved: Vec::new(),
            joined: true,
            broken: None,
            changed: None,
        }
    }

    fn told(slots: Vec<Slot>) -> String {
        let mut chart = Chart {
            path: "x".into(),
            headline: String::new(),
            about: String::new(),
            said: String::new(),
            column: None,
            sources: Vec::new(),
            unit: Unit::known("%").unwrap(),
            data: Data::Trend(slots),
        };
        narrate::trend(&mut chart, &narrate::subject(&indicator("Sjukfrånvaro")));
        chart.headline
    }

    #[test]
    fn nothing_is_claimed_across_a_break() {
        let mut slots = vec![slot(2019, "15.2"), slot(2020, "12.4")];
        assert_eq!(told(slots.clone()), "Sjukfrånvaro sjönk från 15,2 till 12,4\u{a0}procent");
        slots[1].joined = false;
        slots[1].broken = Some("1 juli 2020".into());
        assert_eq!(told(slots), "Sjukfrånvaro: 12,4\u{a0}procent år 2020");
    }
    #[test]
    fn what_is_known_of_half_a_year_is_not_said_of_the_whole() {
        let half = Slot { so_far: true, joined: false, ..slot(2020, "47") };
        assert_eq!(told(vec![half]), "Sjukfrånvaro: 47\u{a0}procent hittills 2020");
    }
}
