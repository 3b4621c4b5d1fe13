//! Which figures differ? Outcomes, targets and forecasts of each indicator that both sides have, and what was revised.

use std::cmp::{Ordering, Reverse};

use rust_decimal::Decimal;

use super::size::Terms;
use super::{About, At, Difference, Reason, Said, Size, Topic, better, size, told};
use crate::derive::breaks;
use crate::derive::facts::{
    Covers, Facts, Figure, Indicator, IndicatorIx, Judgement, Measure, Pair, PairKind, Period, Point, ReportIx,
    ReportKind, Series, Side, Value, Vintage,
};
use crate::derive::targets;

const OUTCOMES: [Measure; 3] = [Measure::Outcome, Measure::Men, Measure::Women];
const TARGETS: [Measure; 2] = [Measure::Target, Measure::CityTarget];

/// What a side has, and what keeps it from being compared with anything.
struct Held<'a> {
    said: Said,
    vintage: &'a Vintage,
    hindered: Option<Reason>,
}

impl Held<'_> {
    fn number(&self) -> Option<Decimal> {
        self.vintage.value.number()
    }
}

/// One indicator on both sides.
struct Both<'a> {
    facts: &'a Facts,
    pair: Pair,
    kind: PairKind,
    ix: IndicatorIx,
    from: &'a Series,
    to: &'a Series,
}

/// Every difference between figures.
pub(super) fn differences(facts: &Facts, pair: Pair, kind: PairKind) -> Vec<Difference> {
    let mut all = Vec::new();
    for (at, indicator) in facts.indicators.iter().enumerate() {
        let of = |side: Side| indicator.series.iter().find(|series| series.organisation == side.organisation);
        if let (Some(from), Some(to)) = (of(pair.from), of(pair.to)) {
            Both { facts, pair, kind, ix: IndicatorIx(at), from, to }.differences(&mut all);
        }
    }
    all
}

/// Within a topic: the largest first, each in its own terms; else as they come.
pub(super) fn by_news(facts: &Facts, a: &Difference, b: &Difference) -> Ordering {
    let key = |difference: &Difference| {
        let About::Figure(ix, measure) = difference.about else { return None };
        let terms = size::terms(&facts.indicators[ix.0].unit);
        // From nought there is no per cent: that is more than any.
        let magnitude =
            difference.size.as_ref().map(|size| (terms == Terms::Relative && size.percent.is_none(), size.magnitude()));
        // What was met and now is not goes before what now is; a target that became easier before one that became harder.
        let rank = match (difference.topic, difference.better) {
            (Topic::Turned, Some(false)) | (Topic::MovedTarget, Some(true)) => 0,
            (Topic::Turned, _) | (Topic::MovedTarget, Some(false)) => 1,
            (Topic::MovedTarget, None) => 2,
            _ => 0,
        };
        let city = measure == Measure::CityTarget;
        Some((rank, city, terms, Reverse(magnitude)))
    };
    match a.topic {
        Topic::Turned | Topic::Changed | Topic::MovedTarget | Topic::Forecast | Topic::Expected => key(a).cmp(&key(b)),
        Topic::Amount => {
            let of = |difference: &Difference| Reverse(difference.size.as_ref().map(Size::magnitude));
            of(a).cmp(&of(b))
        }
        _ => Ordering::Equal,
    }
}

impl<'a> Both<'a> {
    fn indicator(&self) -> &'a Indicator {
        &self.facts.indicators[self.ix.0]
    }

    fn differences(&self, all: &mut Vec<Difference>) {
        let (from, to) = (self.pair.from.period, self.pair.to.period);
        let (earlier, later) = (from.min(to), from.max(to));
        // A plan tells no outcome of its year, and its year ends after the first months of it.
        let planned = later.kind == ReportKind::Plan || earlier.kind == ReportKind::Plan && earlier.year == later.year;
        if self.kind == PairKind::Periods && earlier.of_outcomes() == later.of_outcomes() {
            all.extend(self.against_target());
        } else if self.kind == PairKind::Organisations || !planned {
            all.extend(OUTCOMES.iter().filter_map(|measure| self.outcome(*measure)));
            all.extend(self.turned());
        }
        all.extend(TARGETS.iter().filter_map(|measure| self.target(*measure)));
        if self.kind == PairKind::Periods {
            all.extend(self.forecasts());
            all.extend(self.expected());
            self.revised(all);
        }
    }

    /// The outcomes of the two sides.
    fn outcome(&self, measure: Measure) -> Option<Difference> {
        let (from, to) = self.outcomes(measure)?;
        if self.kind == PairKind::Periods && from.said.period == to.said.period {
            return None;
        }
        let mut made = self.made(Topic::Changed, measure, Some(&from), Some(&to));
        match self.hindrance(&from, &to, true) {
            Some(reason) => made.not_compared(reason),
            None => made.compared(self.indicator(), &from, &to),
        }
        Some(self.tell(made))
    }

    fn outcomes(&self, measure: Measure) -> Option<(Held<'a>, Held<'a>)> {
        let of = |series: &'a Series, side: Side| {
            let at = |period: Period, own| self.held(series, point(series, period)?, measure, own);
            // What a report from the middle of a year says of all of it is told as what cannot be compared.
            let number = |held: &Held<'_>| held.number().is_some();
            let year = || side.report.and_then(|own| at(side.period.whole_year(), Some(own))).filter(number);
            at(side.period.of_outcomes(), None).or_else(year)
        };
        Some((of(self.from, self.pair.from)?, of(self.to, self.pair.to)?))
    }

    /// A target that was met and now is not, or the other way.
    fn turned(&self) -> Option<Difference> {
        let (from, to) = self.outcomes(Measure::Outcome)?;
        let verdict = |series: &Series, held: &Held<'_>| point(series, held.said.period)?.judgement;
        let (before, after) = (verdict(self.from, &from)?, verdict(self.to, &to)?);
        if before == after || self.hindrance(&from, &to, true).is_some() {
            return None;
        }
        let mut made = self.made(Topic::Turned, Measure::Outcome, Some(&from), Some(&to));
        made.better = Some(after == Judgement::Met);
        made.size = self.size(&from, &to);
        let targets =
            [(self.from, &from), (self.to, &to)].map(|(series, held)| newest_target(series, held.said.period));
        let [Some(old), Some(new)] = targets else { return None };
        made.sentence = told::turned(self.facts, self.pair, self.ix, &made, [old, new]);
        Some(made)
    }

    /// The plan's target and the outcome of its year.
    fn against_target(&self) -> Option<Difference> {
        let point = point(self.to, self.pair.to.period.whole_year())?;
        let to = self.held(self.to, point, Measure::Outcome, None)?;
        let from = self.held(self.to, point, Measure::Target, None)?;
        let mut made = self.made(Topic::AgainstTarget, Measure::Outcome, Some(&from), Some(&to));
        match from.hindered.clone().or_else(|| to.hindered.clone()) {
            Some(reason) => made.not_compared(reason),
            None => {
                made.size = self.size(&from, &to);
                made.better = point.judgement.map(|judgement| judgement == Judgement::Met);
            }
        }
        made.sentence = told::against_target(self.facts, self.ix, &made);
        Some(made)
    }

    /// The targets of the two sides: what each side's own report says, else the newest report that says something of its year.
    fn target(&self, measure: Measure) -> Option<Difference> {
        if measure == Measure::CityTarget && self.kind == PairKind::Organisations {
            return None;
        }
        let of = |series: &'a Series, side: Side| {
            let point = point(series, side.period.whole_year())?;
            self.held(series, point, measure, side.report)
        };
        let stated = |held: &Held<'_>| held.vintage.value != Value::NotAvailable;
        let (from, to) = (of(self.from, self.pair.from).filter(stated), of(self.to, self.pair.to).filter(stated));
        let (from, to) = match (from, to) {
            (Some(from), Some(to)) => (from, to),
            (from, to) => return self.target_alone(measure, from.as_ref(), to.as_ref()),
        };
        let same = from.said.period == to.said.period && from.said.report == to.said.report;
        if same && self.kind == PairKind::Periods {
            return None;
        }
        let mut made = self.made(Topic::MovedTarget, measure, Some(&from), Some(&to));
        match self.hindrance(&from, &to, false) {
            Some(reason) => made.not_compared(reason),
            None => made.target(self.indicator(), &from, &to),
        }
        Some(self.tell(made))
    }

    /// A target that only one of two reports has, where both have a row for it.
    fn target_alone(&self, measure: Measure, from: Option<&Held<'_>>, to: Option<&Held<'_>>) -> Option<Difference> {
        let rows = |series: &Series, side: Side| {
            let row = |report| matches!(self.row(series, report), At::Row(_));
            side.report.is_some_and(row)
        };
        let both = rows(self.from, self.pair.from) && rows(self.to, self.pair.to);
        let topic = match (from, to) {
            (Some(_), None) => Topic::Gone,
            (None, Some(_)) => Topic::New,
            _ => return None,
        };
        if !both || measure != Measure::Target || self.kind != PairKind::Periods {
            return None;
        }
        let mut made = self.made(topic, measure, from, to);
        made.sentence = told::target_alone(self.facts, self.pair, self.ix, &made);
        Some(made)
    }

    /// What was forecast for a year of the two sides, and what came.
    fn forecasts(&self) -> Vec<Difference> {
        // A side must be the year's own report, or nobody on the page says what came.
        let years =
            [self.pair.from.period, self.pair.to.period].map(|period| (period.kind == ReportKind::Annual, period));
        let known = |year: Period| years.contains(&(true, year));
        let reported = |forecast: &targets::Forecast| self.facts.reports[forecast.said.report.0].period;
        let told = targets::forecasts(self.facts, self.ix, self.to).into_iter();
        let wanted = told.filter(|f| known(f.said.period) && reported(f) < f.said.period);
        wanted.filter_map(|forecast| self.forecast(&forecast)).collect()
    }

    fn forecast(&self, forecast: &targets::Forecast) -> Option<Difference> {
        let point = point(self.to, forecast.said.period)?;
        let from = self.held(self.to, point, Measure::Forecast, Some(forecast.said.report))?;
        let to = self.held(self.to, point, Measure::Outcome, None)?;
        let apart = match &forecast.came {
            targets::Came::Nothing => return None,
            targets::Came::Apart => self.broken_within(forecast).or(Some(Reason::TwoValues(to.said.report))),
            targets::Came::Outcome(..) => None,
        };
        let mut made = self.made(Topic::Forecast, Measure::Forecast, Some(&from), Some(&to));
        match from.hindered.clone().or_else(|| to.hindered.clone()).or(apart) {
            Some(reason) => {
                made.not_compared(reason);
                return Some(self.tell(made));
            }
            None => made.compared(self.indicator(), &from, &to),
        }
        made.sentence = told::forecast(self.facts, self.ix, forecast);
        Some(made)
    }

    /// The break between the report that forecasts and the end of the year.
    fn broken_within(&self, forecast: &targets::Forecast) -> Option<Reason> {
        let known = breaks::until(forecast.said.period, self.facts.reports[forecast.said.report.0].period);
        let found = breaks::between_days(&self.to.breaks, known, forecast.said.period.days().1)?;
        Some(Reason::Broken(self.to.organisation, found.clone()))
    }

    /// The outcome of the earlier year, and the forecast of the later whose outcome no report knows yet.
    fn expected(&self) -> Option<Difference> {
        let (before, year) = (self.pair.from.period, self.pair.to.period.whole_year());
        if before.of_outcomes().kind != ReportKind::Annual || before.year >= year.year {
            return None;
        }
        let later = point(self.to, year)?;
        let known = self.held(self.to, later, Measure::Outcome, None);
        if known.is_some_and(|held| held.hindered.is_none()) {
            return None;
        }
        let from = self.held(self.from, point(self.from, before.of_outcomes())?, Measure::Outcome, None)?;
        let to = self.held(self.to, later, Measure::Forecast, self.pair.to.report)?;
        let mut made = self.made(Topic::Expected, Measure::Forecast, Some(&from), Some(&to));
        match self.hindrance(&from, &to, false) {
            Some(reason) => made.not_compared(reason),
            None => made.compared(self.indicator(), &from, &to),
        }
        Some(self.tell(made))
    }

    /// What a later report states otherwise of a time of the two sides.
    fn revised(&self, all: &mut Vec<Difference>) {
        let mut periods = vec![self.pair.from.period.of_outcomes(), self.pair.to.period.of_outcomes()];
        periods.dedup();
        for point in periods.into_iter().filter_map(|period| point(self.to, period)) {
            for figure in point.figures.iter().filter(|figure| OUTCOMES.contains(&figure.measure) && figure.differs) {
                let counts = |v: &&Vintage| {
                    self.hindered(point.period, figure, v).is_none() && !self.of_plan(point.period, v.report)
                };
                let sound = || figure.vintages.iter().filter(counts);
                let (Some(newest), Some(oldest)) = (sound().next(), sound().next_back()) else { continue };
                let (Some(old), Some(new)) = (oldest.value.number(), newest.value.number()) else { continue };
                if old == new {
                    continue;
                }
                let mut made = self.made(Topic::Revised, figure.measure, None, None);
                made.from = Some(self.said(self.to, point.period, oldest));
                made.to = Some(self.said(self.to, point.period, newest));
                made.size = Some(Size::between(old, new, &self.indicator().unit));
                all.push(self.tell(made));
            }
        }
    }

    /// What a side has: what `own` says, if it has a report of its own; else the newest.
    fn held(&self, series: &'a Series, point: &'a Point, measure: Measure, own: Option<ReportIx>) -> Option<Held<'a>> {
        let figure = point.figure(measure)?;
        let vintage = match own {
            Some(own) => figure.vintages.iter().find(|vintage| vintage.report == own)?,
            None => figure.vintages.first()?,
        };
        let hindered = self.hindered(point.period, figure, vintage);
        Some(Held { said: self.said(series, point.period, vintage), vintage, hindered })
    }

    /// Whether a figure of a year stands in a plan for it.
    fn of_plan(&self, period: Period, report: ReportIx) -> bool {
        let reported = self.facts.reports[report.0].period;
        reported.kind == ReportKind::Plan && reported.year == period.year
    }

    fn hindered(&self, period: Period, figure: &Figure, vintage: &Vintage) -> Option<Reason> {
        let reported = self.facts.reports[vintage.report.0].period;
        let of_outcome = OUTCOMES.contains(&figure.measure);
        // A plan says how its year begins: as an outcome of the year that counts only where a moment does.
        let planned = self.of_plan(period, vintage.report) && self.indicator().covers != Covers::Moment;
        if vintage.value == Value::NotAvailable {
            return Some(Reason::NotAvailable(vintage.report));
        }
        if !targets::states_one(self.facts, figure, vintage) {
            return Some(Reason::TwoValues(vintage.report));
        }
        if of_outcome && (planned || breaks::until(period, reported) != period.days().1) {
            return Some(Reason::Unfinished(vintage.report, period));
        }
        // The city's target is the city's, whosever row it stands in.
        let exempted = !vintage.comparable && figure.measure != Measure::CityTarget;
        exempted.then(|| Reason::Exempted(vintage.note.clone()))
    }

    fn said(&self, series: &Series, period: Period, vintage: &Vintage) -> Said {
        let at = self.row(series, vintage.report);
        // The footnote of a row is about its own time, not about the earlier years that stand beside it.
        let own = |at: usize| self.facts.reports[vintage.report.0].rows[at].period.year == period.year;
        let noted = matches!(at, At::Row(at) if own(at));
        Said {
            value: Some(vintage.value.clone()),
            text: None,
            period,
            report: vintage.report,
            at,
            note: vintage.note.clone().filter(|_| noted),
        }
    }

    /// The row of a report in which an indicator's figures of the series' organisation stand.
    fn row(&self, series: &Series, report: ReportIx) -> At {
        let rows = &self.facts.reports[report.0].rows;
        let own = |row: &crate::derive::facts::Row| row.indicator == self.ix && row.organisation == series.organisation;
        rows.iter().position(own).map_or(At::Report, At::Row)
    }

    /// What keeps two values from being compared; `measured` if they are outcomes, which need times of like length.
    fn hindrance(&self, from: &Held<'_>, to: &Held<'_>, measured: bool) -> Option<Reason> {
        let own = from.hindered.clone().or_else(|| to.hindered.clone());
        own.or_else(|| self.length(from, to).filter(|_| measured)).or_else(|| self.broken(from, to))
    }

    fn length(&self, from: &Held<'_>, to: &Held<'_>) -> Option<Reason> {
        let covers = self.indicator().covers;
        let (one, other) = (from.said.period, to.said.period);
        let alike = covers == Covers::Moment || stretch(covers, one.kind) == stretch(covers, other.kind);
        (!alike).then_some(Reason::Length(covers, one, other))
    }

    fn broken(&self, from: &Held<'_>, to: &Held<'_>) -> Option<Reason> {
        let (one, other) = (from.said.period, to.said.period);
        let (earlier, later) = if one <= other { (one, other) } else { (other, one) };
        let found = |series: &Series| {
            let found = breaks::between(&series.breaks, earlier, later.days().1)?;
            Some(Reason::Broken(series.organisation, found.clone()))
        };
        match self.kind {
            PairKind::Organisations => None,
            PairKind::Periods if one == other => None,
            PairKind::Periods => found(self.to),
            PairKind::Succession => found(self.to).or_else(|| found(self.from)).or(Some(Reason::Successor)),
        }
    }

    fn size(&self, from: &Held<'_>, to: &Held<'_>) -> Option<Size> {
        Some(Size::between(from.number()?, to.number()?, &self.indicator().unit))
    }

    fn made(&self, topic: Topic, measure: Measure, from: Option<&Held<'_>>, to: Option<&Held<'_>>) -> Difference {
        let said = |held: Option<&Held<'_>>| held.map(|held| held.said.clone());
        Difference {
            topic,
            asked: topic,
            about: About::Figure(self.ix, measure),
            from: said(from),
            to: said(to),
            size: None,
            better: None,
            reason: None,
            sentence: String::new(),
        }
    }

    fn tell(&self, mut made: Difference) -> Difference {
        made.sentence = told::figure(self.facts, self.pair, &made);
        made
    }
}

impl Difference {
    fn not_compared(&mut self, reason: Reason) {
        self.topic = Topic::NotCompared;
        self.reason = Some(reason);
    }

    fn compared(&mut self, indicator: &Indicator, from: &Held<'_>, to: &Held<'_>) {
        let Some((old, new)) = from.number().zip(to.number()) else { return };
        let size = Size::between(old, new, &indicator.unit);
        self.better = better(indicator.direction, &size);
        if size.difference.is_zero() && self.topic == Topic::Changed {
            self.topic = Topic::Unchanged;
        }
        self.size = Some(size);
    }

    /// Two targets; numbers, or words that are the same or not. Words that say otherwise what they said before are no target that moved.
    fn target(&mut self, indicator: &Indicator, from: &Held<'_>, to: &Held<'_>) {
        self.size = from.number().zip(to.number()).map(|(old, new)| Size::between(old, new, &indicator.unit));
        // A target that is higher where lower is better asks for less.
        self.better = self.size.as_ref().and_then(|size| better(indicator.direction, size)).map(|better| !better);
        if let (Some(old), Some(new)) = (from.vintage.level, to.vintage.level)
            && let Some((distance, easier)) = old.to(new)
        {
            self.size = Some(Size::between(distance.0, distance.1, &indicator.unit));
            self.better = easier;
        }
        let same = match (&self.size, &from.vintage.value, &to.vintage.value) {
            (Some(size), ..) => size.difference.is_zero(),
            (None, Value::Text(old), Value::Text(new)) => folded(old) == folded(new),
            _ => false,
        };
        let words = |held: &Held<'_>| matches!(held.vintage.value, Value::Text(_)) && held.vintage.level.is_none();
        if same {
            self.topic = Topic::Unchanged;
        } else if words(from) && words(to) {
            self.topic = Topic::Reworded;
        }
    }
}

/// Letters and digits in lower case, with one space for all that stands between them.
pub(super) fn folded(text: &str) -> String {
    let words = text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    words.map(str::to_lowercase).collect::<Vec<_>>().join(" ")
}

fn point(series: &Series, period: Period) -> Option<&Point> {
    series.points.iter().find(|point| point.period == period)
}

fn newest_target(series: &Series, period: Period) -> Option<&Value> {
    Some(&point(series, period.whole_year())?.figure(Measure::Target)?.vintages.first()?.value)
}

/// How long a time outcomes are about. A rolling year that ends in the middle of a year is no full year.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Stretch {
    Months(u8),
    Year,
    RollingYear,
}

fn stretch(covers: Covers, kind: ReportKind) -> Stretch {
    match (kind, covers) {
        (ReportKind::Plan | ReportKind::Annual, _) => Stretch::Year,
        (_, Covers::TwelveMonths) => Stretch::RollingYear,
        (ReportKind::Tertial1, _) => Stretch::Months(4),
        (ReportKind::Tertial2, _) => Stretch::Months(8),
    }
}
