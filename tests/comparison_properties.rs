//! What holds for every comparison, whatever the reports say? Ten thousand pairs of random reports and more: swapped pairs say the
//! opposite, what is the same is called the same, shares are never told in per cent, and nothing is compared that is not of one thing.

#![expect(clippy::unwrap_used, reason = "a test may stop at once")]

#[path = "support/periods.rs"]
mod periods;
#[path = "support/random.rs"]
#[expect(dead_code, reason = "other proofs use the rest of it")]
mod random;

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;

use jiff::civil::Date;
use rayon::prelude::*;
use redovisa::Ready;
use redovisa::derive::compare::{About, At, Comparison, Difference, Said, Topic, compare, moved};
use redovisa::derive::facts::{
    Assessment, BreakReason, Covers, Direction, Facts, Figure, IndicatorIx, Judgement, Measure, OrganisationIx, Pair,
    PairKind, Period, Point, ReportIx, ReportKind, Series, Side, Unit, Value, Vintage,
};
use redovisa::derive::targets::Stated;
use redovisa::embargo::Audience;
use redovisa::world::MemoryWorld;
use rust_decimal::Decimal;

const PORTALS: u64 = 11;
const PAIRS: usize = 10_000;
const OUTCOMES: [Measure; 3] = [Measure::Outcome, Measure::Men, Measure::Women];

fn ready(seed: u64) -> Ready {
    let world = MemoryWorld { now: "2026-11-25T12:00:00Z".parse().unwrap(), ..MemoryWorld::new(periods::portal(seed)) };
    let project = redovisa::prepare(&world, Audience::Public).unwrap();
    let drawn = || {
        let errors = project.checked.diagnostics.iter().filter(|d| d.severity == redovisa::diag::Severity::Error);
        redovisa::report::draw(&project.sources, &errors.take(5).cloned().collect::<Vec<_>>(), false)
    };
    let errors = if project.checked.value.is_none() { drawn() } else { String::new() };
    project.checked.value.unwrap_or_else(|| panic!("{errors}"))
}

/// What is wrong, by what should hold: how often, and the first example.
#[derive(Default)]
struct Faults(BTreeMap<&'static str, (usize, String)>);

impl Faults {
    fn hold(&mut self, holds: bool, what: &'static str, example: impl FnOnce() -> String) {
        if !holds {
            self.0.entry(what).or_insert_with(|| (0, example())).0 += 1;
        }
    }
}

/// How often each topic came up: a proof about nothing proves nothing.
type Seen = BTreeMap<Topic, usize>;

/// What came of some pairs.
#[derive(Default)]
struct Proof {
    faults: Faults,
    seen: Seen,
    kinds: [usize; 3],
}

impl Proof {
    fn of_portal(seed: u64) -> Self {
        let ready = ready(seed);
        let facts = ready.facts();
        let mut proof = Self::default();
        for pair in &facts.pairs {
            proof.kinds[pair.kind() as usize] += 1;
            let of = Of { facts, pair: *pair, made: compare(facts, *pair), seed };
            for difference in &of.made.differences {
                *proof.seen.entry(difference.topic).or_default() += 1;
            }
            of.check(&mut proof.faults);
        }
        moved_targets_are_those_of_their_pairs(facts, &mut proof.faults);
        proof
    }

    fn and(mut self, other: Self) -> Self {
        for (what, (times, example)) in other.faults.0 {
            self.faults.0.entry(what).or_insert((0, example)).0 += times;
        }
        for (topic, count) in other.seen {
            *self.seen.entry(topic).or_default() += count;
        }
        for (own, more) in self.kinds.iter_mut().zip(other.kinds) {
            *own += more;
        }
        self
    }
}

#[test]
#[expect(clippy::print_stdout, reason = "a reader of the proof should see what it is of")]
fn ten_thousand_pairs_of_random_reports_are_compared_as_they_should() {
    let Proof { faults, seen, kinds } =
        (0..PORTALS).into_par_iter().map(Proof::of_portal).reduce(Proof::default, Proof::and);
    let pairs: usize = kinds.iter().sum();
    println!("{pairs} pairs: {kinds:?}, {seen:?}");
    let mut told = String::new();
    for (what, (times, example)) in &faults.0 {
        let _ = write!(told, "\n{times} times not: {what}\n    {example}\n");
    }
    assert!(faults.0.is_empty(), "{told}");
    assert!(pairs >= PAIRS, "{pairs} pairs are too few");
    for (topic, name) in Topic::ALL {
        let enough = seen.get(&topic).copied().unwrap_or_default();
        assert!(enough >= 100, "{name} came up {enough} times in {pairs} pairs");
    }
    assert!(kinds.iter().all(|count| *count >= 100), "{kinds:?}");
}

/// Each target in the list of those that moved is told by the comparison that it leads to.
fn moved_targets_are_those_of_their_pairs(facts: &Facts, faults: &mut Faults) {
    for moved in [true, false].into_iter().flat_map(|easier| moved(facts, easier)) {
        let Some(pair) = moved.pair else { continue };
        let about = About::Figure(moved.indicator, Measure::Target);
        let made = compare(facts, pair).differences.into_iter().find(|made| made.about == about);
        let same = |said: &Option<Said>, stated: &Stated| {
            let said = said.as_ref().unwrap();
            said.value.as_ref() == Some(&stated.value) && (said.period, said.report) == (stated.period, stated.report)
        };
        let tells = made.as_ref().is_some_and(|made| {
            let target = &moved.target;
            made.topic == Topic::MovedTarget && same(&made.from, &target.old) && same(&made.to, &target.new)
        });
        faults.hold(tells, "a target that moved is told by its comparison", || format!("{}: {made:?}", moved.sentence));
    }
}

#[test]
fn a_comparison_is_the_same_each_time_it_is_made() {
    let (one, other) = (ready(0), ready(0));
    for pair in one.facts().pairs.iter().step_by(5) {
        let made = format!("{:?}", compare(one.facts(), *pair));
        assert_eq!(made, format!("{:?}", compare(one.facts(), *pair)));
        assert_eq!(made, format!("{:?}", compare(other.facts(), *pair)));
    }
}

/// A comparison, and the facts that it must follow from.
struct Of<'a> {
    facts: &'a Facts,
    pair: Pair,
    made: Comparison,
    seed: u64,
}

/// A figure of a side with the vintage that is told.
#[derive(Clone, Copy)]
struct Told<'a> {
    period: Period,
    figure: &'a Figure,
    vintage: &'a Vintage,
}

fn of_outcomes(period: Period) -> Period {
    if period.kind == ReportKind::Plan { period.whole_year() } else { period }
}

fn is_share(unit: &Unit) -> bool {
    matches!(unit.symbol(), "%" | "procentenheter")
}

/// What is not quoted from a report.
fn unquoted(sentence: &str) -> String {
    let outside = |(at, part): (usize, &str)| if at % 2 == 0 { part.to_owned() } else { "”".to_owned() };
    sentence.split('”').enumerate().map(outside).collect()
}

/// Words for up and down, better and worse, with their opposites.
const WORDS: [(&str, &str); 7] = [
    ("fler", "färre"),
    ("högre", "lägre"),
    ("mer", "mindre"),
    ("höjdes", "sänktes"),
    ("förbättring", "försämring"),
    ("lättare", "svårare"),
    ("bättre", "sämre"),
];

/// The words of [`WORDS`] in a sentence: which, and whether it is the first of the two.
fn directions(sentence: &str) -> Vec<(usize, bool)> {
    let own = unquoted(sentence).replace(" Högre är bättre.", "").replace(" Lägre är bättre.", "");
    let words = own.split(|c: char| !c.is_alphabetic()).map(str::to_owned);
    let found = words.filter_map(|word| {
        let at = WORDS.iter().position(|(up, down)| word == *up || word == *down)?;
        Some((at, word == WORDS[at].0))
    });
    found.collect()
}

/// The numbers of a text as Swedes write them, with their signs; a digit after a letter ("T1") is a name's.
fn numbers(text: &str) -> Vec<Decimal> {
    let letters: Vec<char> = text.chars().collect();
    let digit = |at: usize| letters.get(at).is_some_and(char::is_ascii_digit);
    let mut found = Vec::new();
    let mut at = 0;
    while at < letters.len() {
        if !digit(at) || at > 0 && letters[at - 1].is_alphabetic() {
            at += 1;
            continue;
        }
        let mut number = if at > 0 && letters[at - 1] == '\u{2212}' { "-".to_owned() } else { String::new() };
        loop {
            while digit(at) {
                number.push(letters[at]);
                at += 1;
            }
            let group = letters.get(at) == Some(&'\u{a0}') && (1..=3).all(|more| digit(at + more)) && !digit(at + 4);
            if !group {
                break;
            }
            at += 1;
        }
        if letters.get(at) == Some(&',') && digit(at + 1) {
            number.push('.');
            at += 1;
            while digit(at) {
                number.push(letters[at]);
                at += 1;
            }
        }
        found.push(number.parse().unwrap());
    }
    found
}

impl<'a> Of<'a> {
    fn check(&self, faults: &mut Faults) {
        for made in &self.made.differences {
            self.figures_are_what_they_are_said_to_be(made, faults);
            self.sentence_is_well_made(made, faults);
            self.sentence_says_what_the_figures_say(made, faults);
        }
        self.what_is_compared_is_of_one_thing(faults);
        self.other_topics_are_of_one_thing(faults);
        self.texts_stand_in_one_topic(faults);
        self.swapped(faults);
    }

    fn example(&self, made: &Difference) -> String {
        format!("{}: {made:?}", self.name())
    }

    fn name(&self) -> String {
        let side = |side: Side| format!("{} {}", self.facts.organisations[side.organisation.0].id, side.period);
        format!("seed {}, {} and {}", self.seed, side(self.pair.from), side(self.pair.to))
    }

    fn is_of_periods(&self) -> bool {
        self.made.kind == PairKind::Periods
    }

    /// Whether a plan keeps outcomes from being told: it is the later, or its year ends after the other's time.
    fn planned(&self) -> bool {
        let (from, to) = (self.pair.from.period, self.pair.to.period);
        let (earlier, later) = (from.min(to), from.max(to));
        let plan = |period: Period| period.kind == ReportKind::Plan;
        self.made.kind != PairKind::Organisations && (plan(later) || plan(earlier) && earlier.year == later.year)
    }

    fn one_time(&self) -> bool {
        self.made.kind == PairKind::Periods && of_outcomes(self.pair.from.period) == of_outcomes(self.pair.to.period)
    }

    fn series(&self, ix: IndicatorIx, organisation: OrganisationIx) -> Option<&'a Series> {
        self.facts.indicators[ix.0].series.iter().find(|series| series.organisation == organisation)
    }

    fn point(&self, ix: IndicatorIx, organisation: OrganisationIx, period: Period) -> Option<&'a Point> {
        self.series(ix, organisation)?.points.iter().find(|point| point.period == period)
    }

    /// What a side states: the newest report, or its own of a target or a forecast.
    fn told(&self, ix: IndicatorIx, side: Side, measure: Measure) -> Option<Told<'a>> {
        let outcome = OUTCOMES.contains(&measure);
        let period = if outcome { of_outcomes(side.period) } else { side.period.whole_year() };
        let found = self.told_of(ix, side, measure, period);
        // What a side's own report says of the whole year, where it says nothing of its part.
        let year = || {
            let whole = self.point(ix, side.organisation, side.period.whole_year())?.figure(measure)?;
            let vintage = whole.vintages.iter().find(|vintage| Some(vintage.report) == side.report)?;
            let told = Told { period: side.period.whole_year(), figure: whole, vintage };
            vintage.value.number().map(|_| told)
        };
        found.or_else(|| if outcome { year() } else { None })
    }

    fn told_of(&self, ix: IndicatorIx, side: Side, measure: Measure, period: Period) -> Option<Told<'a>> {
        let outcome = OUTCOMES.contains(&measure);
        let figure = self.point(ix, side.organisation, period)?.figure(measure)?;
        let newest = |vintage: &&Vintage| {
            let report = &self.facts.reports[vintage.report.0];
            (report.period, std::cmp::Reverse(vintage.report))
        };
        let own = figure.vintages.iter().find(|vintage| !outcome && Some(vintage.report) == side.report);
        let newest = figure.vintages.iter().rev().max_by_key(newest)?;
        if !outcome && side.report.is_some() && own.is_none() {
            return None;
        }
        Some(Told {
            period,
            figure,
            vintage: own.unwrap_or(figure.vintages.iter().find(|v| v.report == newest.report)?),
        })
    }

    /// Whether something in the figure itself keeps it from being compared.
    fn hindered(&self, ix: IndicatorIx, told: Told<'_>) -> bool {
        let reported = self.facts.reports[told.vintage.report.0].period;
        // Of two reports of one time none is before the other.
        let time = |ix: ReportIx| self.facts.reports[ix.0].period;
        let of_time = told.figure.vintages.iter().filter(|other| time(other.report) == reported);
        let two = of_time.into_iter().any(|other| other.value != told.vintage.value);
        let months = |period: Period| match period.kind {
            ReportKind::Tertial1 => 4,
            ReportKind::Tertial2 => 8,
            ReportKind::Plan | ReportKind::Annual => 12,
        };
        // A plan says how its year begins, which is an outcome of the year only where a moment counts.
        let planned = reported.kind == ReportKind::Plan
            && reported.year == told.period.year
            && self.facts.indicators[ix.0].covers != Covers::Moment;
        let early = planned || (reported.year, months(reported)) < (told.period.year, months(told.period));
        let outcome = OUTCOMES.contains(&told.figure.measure);
        let exempted = !told.vintage.comparable && told.figure.measure != Measure::CityTarget;
        told.vintage.value == Value::NotAvailable || two || outcome && early || exempted
    }

    /// Whether a break lies between the two periods.
    fn broken(&self, ix: IndicatorIx, one: Period, other: Period) -> bool {
        let (first, last): (Date, Date) = (one.min(other).days().0, one.max(other).days().1);
        let between = |series: &Series| {
            let mut breaks = series.breaks.iter().filter(|found| !matches!(found.reason, BreakReason::Ended(_)));
            breaks.any(|found| found.comparable.is_none() && first < found.date && found.date <= last)
        };
        one != other && self.series(ix, self.pair.to.organisation).is_some_and(between)
    }

    /// Whether outcomes of the two periods are about times of unlike length.
    fn unlike(&self, ix: IndicatorIx, one: Period, other: Period) -> bool {
        let covers = self.facts.indicators[ix.0].covers;
        let whole = |period: Period| matches!(period.kind, ReportKind::Plan | ReportKind::Annual);
        match covers {
            Covers::Moment => false,
            Covers::TwelveMonths => whole(one) != whole(other),
            Covers::Period => one.kind != other.kind && !(whole(one) && whole(other)),
        }
    }

    fn of_figure(&self, ix: IndicatorIx, measure: Measure) -> impl Iterator<Item = &Difference> {
        self.made.differences.iter().filter(move |made| made.about == About::Figure(ix, measure))
    }

    /// Outcomes and targets of both sides stand in one topic, and are compared if and only if nothing keeps them from it.
    fn what_is_compared_is_of_one_thing(&self, faults: &mut Faults) {
        for ix in (0..self.facts.indicators.len()).map(IndicatorIx) {
            for measure in [Measure::Outcome, Measure::Men, Measure::Women, Measure::Target, Measure::CityTarget] {
                let outcome = OUTCOMES.contains(&measure);
                let sides = self.told(ix, self.pair.from, measure).zip(self.told(ix, self.pair.to, measure));
                let expected = sides.filter(|(from, to)| match measure {
                    Measure::CityTarget if self.made.kind == PairKind::Organisations => false,
                    Measure::Target | Measure::CityTarget => {
                        let same = from.period == to.period && from.vintage.report == to.vintage.report;
                        let missing = [from, to].iter().any(|told| told.vintage.value == Value::NotAvailable);
                        !(missing || same && self.made.kind == PairKind::Periods)
                    }
                    _ => !(self.one_time() || self.planned() || self.is_of_periods() && from.period == to.period),
                });
                let topics = if outcome {
                    [Topic::Changed, Topic::Unchanged, Topic::NotCompared, Topic::NotCompared]
                } else {
                    [Topic::MovedTarget, Topic::Unchanged, Topic::NotCompared, Topic::Reworded]
                };
                let against = |made: &&Difference| {
                    measure == Measure::Outcome && self.one_time() && made.topic == Topic::NotCompared
                };
                let found: Vec<&Difference> =
                    self.of_figure(ix, measure).filter(|made| topics.contains(&made.topic) && !against(made)).collect();
                let told = || format!("{}: {}, {measure:?}: {found:?}", self.name(), self.facts.indicators[ix.0].id);
                faults.hold(
                    found.len() == usize::from(expected.is_some()),
                    "what both sides have stands in exactly one topic",
                    told,
                );
                let (Some((from, to)), [made]) = (expected, &found[..]) else { continue };
                let hindered = self.hindered(ix, from) || self.hindered(ix, to);
                let broken = match self.made.kind {
                    PairKind::Periods => self.broken(ix, from.period, to.period),
                    PairKind::Succession => true,
                    PairKind::Organisations => false,
                };
                let unlike = outcome && self.unlike(ix, from.period, to.period);
                let compared = made.topic != Topic::NotCompared;
                faults.hold(
                    !(compared && hindered),
                    "nothing is compared that is exempted, missing, unfinished or twofold",
                    told,
                );
                faults.hold(!(compared && broken), "nothing is compared across a break", told);
                faults.hold(!(compared && unlike), "nothing is compared that is of unlike length", told);
                faults.hold(compared || hindered || broken || unlike, "all that can be compared is compared", told);
                for (said, told) in [(&made.from, from), (&made.to, to)] {
                    let said = said.as_ref().unwrap();
                    let right = said.report == told.vintage.report && said.period == told.period;
                    let right = right && said.value.as_ref() == Some(&told.vintage.value);
                    faults.hold(right, "a side states what its own or the newest report states", || self.example(made));
                }
                self.turned(ix, compared, [from, to], measure, faults);
            }
        }
    }

    /// A target that was met and now is not is told wherever both outcomes can be compared, and nowhere else.
    fn turned(
        &self,
        ix: IndicatorIx,
        compared: bool,
        [from, to]: [Told<'_>; 2],
        measure: Measure,
        faults: &mut Faults,
    ) {
        if measure != Measure::Outcome {
            return;
        }
        let judged = |side: Side, told: Told<'_>| self.point(ix, side.organisation, told.period)?.judgement;
        let verdicts = judged(self.pair.from, from).zip(judged(self.pair.to, to)).filter(|_| compared);
        let turned = verdicts.filter(|(before, after)| before != after).map(|(_, after)| after == Judgement::Met);
        let found: Vec<Option<bool>> =
            self.of_figure(ix, measure).filter(|made| made.topic == Topic::Turned).map(|made| made.better).collect();
        let expected: Vec<Option<bool>> = turned.map(Some).into_iter().collect();
        faults.hold(found == expected, "a target turns if and only if one outcome met it and one did not", || {
            format!("{}: {}: {found:?}, not {expected:?}", self.name(), self.facts.indicators[ix.0].id)
        });
    }

    /// The vintage that is said, of an organisation.
    fn vintage(
        &self,
        ix: IndicatorIx,
        organisation: OrganisationIx,
        measure: Measure,
        said: &Said,
    ) -> Option<Told<'a>> {
        let figure = self.point(ix, organisation, said.period)?.figure(measure)?;
        let of_report =
            |vintage: &&Vintage| vintage.report == said.report && said.value.as_ref() == Some(&vintage.value);
        Some(Told { period: said.period, figure, vintage: figure.vintages.iter().find(of_report)? })
    }

    /// Forecasts, what is expected, what was revised and what is held against its target.
    fn other_topics_are_of_one_thing(&self, faults: &mut Faults) {
        for made in &self.made.differences {
            let About::Figure(ix, measure) = made.about else { continue };
            let measures = match made.topic {
                Topic::Forecast => [Measure::Forecast, Measure::Outcome],
                Topic::Expected => [Measure::Outcome, Measure::Forecast],
                Topic::AgainstTarget => [Measure::Target, Measure::Outcome],
                Topic::Revised => [measure, measure],
                _ => continue,
            };
            let whose = if made.topic == Topic::Expected { self.pair.from } else { self.pair.to };
            let sides = [(&made.from, whose), (&made.to, self.pair.to)];
            for ((said, side), measure) in sides.into_iter().zip(measures) {
                let told = self.vintage(ix, side.organisation, measure, said.as_ref().unwrap());
                faults.hold(told.is_some(), "a figure is one of its series", || self.example(made));
                let hindered = told.is_some_and(|told| self.hindered(ix, told));
                let what = match made.topic {
                    Topic::Forecast => "a forecast that is exempted, missing or twofold is held against nothing",
                    Topic::Expected => "nothing is expected that is exempted, missing or twofold",
                    Topic::AgainstTarget => "nothing is held against a target that is exempted, missing or twofold",
                    _ => "nothing is revised that is exempted, unfinished, missing or twofold",
                };
                faults.hold(!hindered, what, || self.example(made));
            }
            let (from, to) = (made.from.as_ref().unwrap(), made.to.as_ref().unwrap());
            let expected = made.topic == Topic::Expected;
            faults.hold(
                !(expected && (self.broken(ix, from.period, to.period) || from.period >= to.period)),
                "nothing is expected across a break",
                || self.example(made),
            );
            faults.hold(expected || from.period == to.period, "what is held together is of one time", || {
                self.example(made)
            });
        }
    }

    /// Difference, unit, per cent and verdict follow from the two values.
    fn figures_are_what_they_are_said_to_be(&self, made: &Difference, faults: &mut Faults) {
        let example = || self.example(made);
        let not_compared = made.topic == Topic::NotCompared;
        faults.hold(
            made.reason.is_some() == not_compared,
            "what is not compared has its reason, and nothing else",
            example,
        );
        faults.hold(!(not_compared && made.better.is_some()), "what is not compared has no verdict", example);
        faults.hold(!(not_compared && made.size.is_some()), "what is not compared has no difference", example);
        let value = |said: &Option<Said>| said.as_ref()?.value.as_ref()?.number();
        let numbers = value(&made.from).zip(value(&made.to)).filter(|_| !not_compared);
        let level =
            |said: &Option<Said>| matches!(said.as_ref().and_then(|said| said.value.as_ref()), Some(Value::Text(_)));
        let levels = made.size.is_some() && level(&made.from) && level(&made.to);
        faults.hold(
            levels || numbers.is_some() == made.size.is_some(),
            "two numbers that are compared have a difference",
            example,
        );
        if let (Some((from, to)), Some(size)) = (numbers, &made.size) {
            let Some(Value::Number(_, unit)) = &made.from.as_ref().unwrap().value else { return };
            faults.hold(size.difference == to - from, "a difference is the second minus the first", example);
            let unit_of_difference = if is_share(unit) { "procentenheter" } else { unit.symbol() };
            faults.hold(
                size.unit.symbol() == unit_of_difference,
                "shares differ by procentenheter, all else by its unit",
                example,
            );
            let scale = matches!(unit.symbol(), "index" | "poäng");
            let relative = !is_share(unit) && !scale && from > Decimal::ZERO;
            faults.hold(size.percent.is_some() == relative, "counts and amounts alone have a per cent", example);
            if let Some(percent) = size.percent {
                let apart = (percent * from - (to - from) * Decimal::ONE_HUNDRED).abs();
                let near = apart <= Decimal::new(5, 2) * from && percent.scale() == 1;
                faults.hold(near, "a per cent is within its rounding", example);
            }
            let unmoved = matches!(made.topic, Topic::Changed | Topic::MovedTarget | Topic::Amount | Topic::Revised);
            faults.hold(!(unmoved && from == to), "what is the same has not changed", example);
            faults.hold(!(made.topic == Topic::Unchanged && from != to), "what is unchanged is the same", example);
        }
        let verdict = self.verdict(made);
        faults.hold(
            verdict.is_none_or(|verdict| made.better == verdict),
            "a verdict follows from the direction",
            example,
        );
    }

    /// What the verdict must be, where it follows from the figures alone.
    fn verdict(&self, made: &Difference) -> Option<Option<bool>> {
        let ix = match made.about {
            About::Figure(ix, _) => ix,
            About::Goal(..) if made.topic == Topic::Assessed => {
                let at = |said: &Option<Said>| {
                    let said = said.as_ref()?;
                    let At::Goal(at) = said.at else { return None };
                    self.facts.reports[said.report.0].goals[at].assessment
                };
                let rank = |assessment| match assessment {
                    Some(Assessment::Fully) => Some(3),
                    Some(Assessment::Partly) => Some(2),
                    Some(Assessment::Not) => Some(1),
                    _ => None,
                };
                return Some(rank(at(&made.from)).zip(rank(at(&made.to))).map(|(before, after)| after > before));
            }
            _ => return Some(None),
        };
        let telling = |size: &&redovisa::derive::compare::Size| {
            !size.difference.is_zero() && size.percent.is_none_or(|percent| !percent.is_zero())
        };
        let difference = made.size.as_ref().filter(telling).map(|size| size.difference);
        let up = difference.map(|difference| difference > Decimal::ZERO);
        let better = match self.facts.indicators[ix.0].direction {
            Direction::Higher => up,
            Direction::Lower => up.map(|up| !up),
            Direction::Within | Direction::None => None,
        };
        match made.topic {
            Topic::Changed | Topic::Forecast | Topic::Expected => Some(better),
            Topic::MovedTarget => Some(better.map(|better| !better)),
            Topic::Turned => None,
            // A number is met by the direction; words may set a level of their own.
            Topic::AgainstTarget => {
                let number = made.size.as_ref()?.difference;
                Some(match self.facts.indicators[ix.0].direction {
                    Direction::Higher => Some(number >= Decimal::ZERO),
                    Direction::Lower => Some(number <= Decimal::ZERO),
                    Direction::Within | Direction::None => None,
                })
            }
            _ => Some(None),
        }
    }

    fn sentence_is_well_made(&self, made: &Difference, faults: &mut Faults) {
        let example = || self.example(made);
        let own = unquoted(&made.sentence);
        let plain = own.replace('\u{a0}', " ");
        faults.hold(made.sentence.ends_with('.') && made.sentence.len() > 10, "a sentence is one, and ends", example);
        faults.hold(!plain.contains("  ") && !plain.contains(" ."), "a sentence has single spaces", example);
        faults.hold(!own.contains(".."), "a sentence has one full stop at its end", example);
        let causes = ["på grund av", "därför", "beror", "ledde till", "eftersom", "tack vare"];
        faults.hold(
            !causes.iter().any(|word| plain.to_lowercase().contains(word)),
            "a sentence claims no cause",
            example,
        );
        let relative = plain.replace("procentenheter", "").replace("procentenhet", "").contains("procent");
        let About::Figure(ix, _) = made.about else { return };
        let share = is_share(&self.facts.indicators[ix.0].unit);
        faults.hold(!(share && relative), "a share is never told in per cent", example);
        faults.hold(share || !plain.contains("procentenhet"), "nothing but shares is told in procentenheter", example);
        self.numbers_are_those_of_the_figures(made, &own, faults);
    }

    fn numbers_are_those_of_the_figures(&self, made: &Difference, own: &str, faults: &mut Faults) {
        let value = |said: &Option<Said>| said.as_ref()?.value.as_ref()?.number();
        let mut known: Vec<Decimal> = [value(&made.from), value(&made.to)].into_iter().flatten().collect();
        if let Some(size) = &made.size {
            known.extend([size.difference.abs(), size.percent.unwrap_or_default().abs()]);
        }
        for said in [&made.from, &made.to].into_iter().flatten() {
            known.extend(
                [said.period, self.facts.reports[said.report.0].period].map(|period| Decimal::from(period.year)),
            );
        }
        known.extend([self.pair.from, self.pair.to].map(|side| Decimal::from(side.period.year)));
        if let (Topic::Turned, About::Figure(ix, _)) = (made.topic, &made.about) {
            for (said, side) in [(&made.from, self.pair.from), (&made.to, self.pair.to)] {
                let point = self.point(*ix, side.organisation, said.as_ref().unwrap().period);
                let target = point.and_then(|point| point.figure(Measure::Target)).unwrap();
                known.extend(target.vintages[0].value.number());
            }
        }
        for number in numbers(own) {
            faults.hold(known.contains(&number), "a number is a value, a difference, a per cent or a period", || {
                format!("{number} in {}", self.example(made))
            });
        }
    }

    /// Words for up and down are those of the sign, words for better and worse those of the verdict.
    fn sentence_says_what_the_figures_say(&self, made: &Difference, faults: &mut Faults) {
        let example = || self.example(made);
        let words = directions(&made.sentence);
        let up = made.size.as_ref().map(|size| size.difference).filter(|difference| !difference.is_zero());
        let up = up.map(|difference| difference > Decimal::ZERO);
        let compared = matches!(
            made.topic,
            Topic::Changed | Topic::MovedTarget | Topic::Forecast | Topic::Expected | Topic::Amount | Topic::Revised
        );
        for (at, first) in &words {
            let right = match at {
                0..=3 => compared && up == Some(*first),
                4 => made.topic == Topic::Changed && made.better == Some(*first),
                5 => made.topic == Topic::MovedTarget && made.better == Some(*first),
                _ => made.topic == Topic::Expected && made.better == Some(*first),
            };
            faults.hold(right, "words for up and down, better and worse are those of the figures", example);
        }
        let says_way = words.iter().any(|(at, _)| *at <= 2);
        faults.hold(!(compared && up.is_some()) || says_way, "a difference says which way", example);
        if made.topic == Topic::Unchanged {
            let same = ["oförändra", "samma"].iter().any(|word| made.sentence.contains(word));
            faults.hold(
                same && words.is_empty() && made.better.is_none(),
                "what is the same is called the same",
                example,
            );
        }
        if matches!(made.topic, Topic::Forecast | Topic::Expected) && made.size.is_some() && up.is_none() {
            let same = ["oförändrad", "som prognosen"].iter().any(|word| made.sentence.contains(word));
            faults.hold(same && made.better.is_none(), "what is the same is called the same", example);
        }
        if made.topic == Topic::NotCompared {
            faults.hold(made.sentence.contains("går inte att jämföra"), "what is not compared says so", example);
        }
        if made.topic == Topic::Turned && self.made.kind == PairKind::Periods {
            let met = made.sentence.contains(" nådde inte målet ") && made.sentence.contains(" men nådde det ");
            faults.hold(Some(met) == made.better, "a target that turned says which way", example);
        }
    }

    fn of_topic(&self, topic: Topic) -> impl Iterator<Item = &Difference> {
        self.made.differences.iter().filter(move |made| made.topic == topic)
    }

    /// The places in a report that a topic tells of, sorted.
    fn places(&self, topic: Topic, second: bool, pick: impl Fn(At) -> Option<usize>) -> Vec<usize> {
        let said = |made: &Difference| if second { made.to.clone() } else { made.from.clone() };
        let of_text = |made: &&Difference| !matches!(made.about, About::Figure(..));
        let mut all: Vec<usize> =
            self.of_topic(topic).filter(of_text).filter_map(|made| pick(said(made)?.at)).collect();
        all.sort_unstable();
        all
    }

    /// An indicator that one of two reports alone mentions.
    fn indicators_are_gone_or_new(&self, (from, to): (ReportIx, ReportIx), faults: &mut Faults) {
        let rows = |ix: ReportIx, side: Side| -> BTreeSet<IndicatorIx> {
            let own = self.facts.reports[ix.0].rows.iter().filter(|row| row.organisation == side.organisation);
            own.map(|row| row.indicator).collect()
        };
        let (before, after) = (rows(from, self.pair.from), rows(to, self.pair.to));
        let told = |topic| -> BTreeSet<IndicatorIx> {
            let ix = |made: &Difference| if let About::Indicator(ix) = made.about { Some(ix) } else { None };
            self.of_topic(topic).filter_map(ix).collect()
        };
        // What the other report has of a part alone is not gone from it.
        let all = |ix: ReportIx| -> BTreeSet<IndicatorIx> {
            self.facts.reports[ix.0].rows.iter().map(|row| row.indicator).collect()
        };
        let right = told(Topic::Gone) == &before - &all(to) && told(Topic::New) == &after - &all(from);
        faults.hold(right, "an indicator of one report alone is gone or new", || self.name());
    }

    /// Goals, indicators and activities are in both reports, or gone, or new.
    fn texts_stand_in_one_topic(&self, faults: &mut Faults) {
        let (Some(from), Some(to)) = (self.pair.from.report, self.pair.to.report) else { return };
        if self.made.kind == PairKind::Organisations {
            return;
        }
        let (old, new) = (&self.facts.reports[from.0], &self.facts.reports[to.0]);
        let goals = |ix: ReportIx| -> Vec<(usize, usize)> {
            let report = &self.facts.reports[ix.0];
            report.goals.iter().map(|goal| (report.term.unwrap(), goal.goal)).collect()
        };
        let same = |one: &(usize, usize), other: &(usize, usize)| {
            let linked = self
                .facts
                .goal_links
                .iter()
                .any(|link| link.from == *one && link.to == *other || link.from == *other && link.to == *one);
            one == other || linked
        };
        let alone = |these: &[(usize, usize)], those: &[(usize, usize)]| -> Vec<usize> {
            (0..these.len()).filter(|at| !those.iter().any(|other| same(&these[*at], other))).collect()
        };
        let (before, after) = (goals(from), goals(to));
        let goal = |at| if let At::Goal(at) = at { Some(at) } else { None };
        let gone = self.places(Topic::Gone, false, goal) == alone(&before, &after);
        let come = self.places(Topic::New, true, goal) == alone(&after, &before);
        faults.hold(gone && come, "a goal of one report alone is gone or new", || self.name());

        self.indicators_are_gone_or_new((from, to), faults);

        let activity = |at| if let At::Activity(at) = at { Some(at) } else { None };
        let left = |count: usize, topic, second| {
            let mut told = self.places(topic, second, activity);
            told.extend(self.places(Topic::Reworded, second, activity));
            let twice = told.len() != told.iter().collect::<BTreeSet<_>>().len();
            faults_twice(twice, (0..count).filter(|at| !told.contains(at)).collect())
        };
        let words = |report: &redovisa::derive::facts::Report, at: Option<Vec<usize>>| {
            let folded =
                |at: usize| report.activities[at].text.to_lowercase().replace(|c: char| !c.is_alphanumeric(), "");
            let mut words: Vec<String> = at?.into_iter().map(folded).collect();
            words.sort();
            Some(words)
        };
        let kept = words(old, left(old.activities.len(), Topic::Gone, false));
        let found = words(new, left(new.activities.len(), Topic::New, true));
        faults
            .hold(kept.is_some() && kept == found, "an activity is the same, worded anew, gone or new", || self.name());
        for (report, second) in [(old, false), (new, true)] {
            let flagged: Vec<usize> =
                (0..report.activities.len()).filter(|at| report.activities[*at].deviates).collect();
            let right = self.places(Topic::Deviates, second, activity) == flagged;
            faults.hold(right, "every activity that is flagged is told once", || self.name());
        }
    }

    /// The same pair the other way: the same things are compared, and all that has a direction has the other.
    fn swapped(&self, faults: &mut Faults) {
        let pair = Pair { from: self.pair.to, to: self.pair.from };
        let other = Of { facts: self.facts, pair, made: compare(self.facts, pair), seed: self.seed };
        let (here, there) = (self.by_key(false), other.by_key(true));
        for key in here.keys().chain(there.keys()) {
            let count = |all: &BTreeMap<Key, Vec<&Difference>>| all.get(key).map_or(0, Vec::len);
            faults.hold(count(&here) == count(&there), "a swapped pair compares the same things", || {
                format!("{}: {} and {} of {key:?}", self.name(), count(&here), count(&there))
            });
        }
        for (key, these) in &here {
            let those = there.get(key).into_iter().flatten();
            for (one, two) in these.iter().zip(those) {
                let example = || format!("{}\n    {}", self.example(one), other.example(two));
                let turns = self.turns(one);
                let sides = if turns { (&two.to, &two.from) } else { (&two.from, &two.to) };
                faults.hold((&one.from, &one.to) == sides, "a swapped pair has the same values", example);
                let difference = |made: &Difference| made.size.as_ref().map(|size| size.difference);
                let negated = difference(two).map(|difference| if turns { -difference } else { difference });
                faults.hold(difference(one) == negated, "a swapped pair has the opposite difference", example);
                let opposite = two.better.map(|better| better != turns);
                faults.hold(one.better == opposite, "a swapped pair has the opposite verdict", example);
                let mut words = directions(&two.sentence);
                words.iter_mut().for_each(|(_, first)| *first = *first != turns);
                faults.hold(directions(&one.sentence) == words, "a swapped pair has the opposite words", example);
            }
        }
    }

    /// Whether a swapped pair says it the other way. A forecast, a revision and a year's target are of one time, which no swap changes.
    fn turns(&self, made: &Difference) -> bool {
        let against = made.topic == Topic::NotCompared
            && self.one_time()
            && matches!(made.about, About::Figure(_, Measure::Outcome));
        !against && !matches!(made.topic, Topic::AgainstTarget | Topic::Forecast | Topic::Revised)
    }

    /// What is compared, without the words for it. What a report expects looks forward only.
    fn by_key(&self, swapped: bool) -> BTreeMap<Key, Vec<&Difference>> {
        let mut all: BTreeMap<Key, Vec<&Difference>> = BTreeMap::new();
        for made in &self.made.differences {
            let expected = matches!(made.about, About::Figure(_, Measure::Forecast));
            if made.topic == Topic::Expected || made.topic == Topic::NotCompared && expected {
                continue;
            }
            let swapped = swapped && self.turns(made);
            let topic = match made.topic {
                Topic::Gone if swapped => Topic::New,
                Topic::New if swapped => Topic::Gone,
                topic => topic,
            };
            let about = match &made.about {
                About::Figure(ix, measure) => format!("{} {}", ix.0, measure.code()),
                About::Indicator(ix) => format!("{}", ix.0),
                About::Goal(..) => "goal".to_owned(),
                About::Activity => "activity".to_owned(),
                About::Amount { table, row, column } => format!("{table} {row} {column}"),
            };
            let place = |said: &Option<Said>| said.as_ref().map(|said| (said.period, said.report, place(said.at)));
            let (from, to) = if swapped { (&made.to, &made.from) } else { (&made.from, &made.to) };
            all.entry((topic, about, place(from), place(to))).or_default().push(made);
        }
        all
    }
}

/// Where something stands.
type Place = Option<(Period, ReportIx, (u8, usize))>;
type Key = (Topic, String, Place, Place);

fn place(at: At) -> (u8, usize) {
    match at {
        At::Row(at) => (0, at),
        At::Goal(at) => (1, at),
        At::Activity(at) => (2, at),
        At::Table(at) => (3, at),
        At::Report => (4, 0),
    }
}

fn faults_twice(twice: bool, left: Vec<usize>) -> Option<Vec<usize>> {
    (!twice).then_some(left)
}
