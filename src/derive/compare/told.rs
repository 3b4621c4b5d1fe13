//! How is a difference told in Swedish? Each sentence is made of the two values alone: of what they are, which is the larger, and which way
//! an indicator is better. None claims a cause.

use super::{About, Difference, Said, Size, Topic};
use crate::derive::facts::{
    Assessment, Covers, Direction, Facts, IndicatorIx, Measure, OrganisationIx, Pair, PairKind, Period, ReportIx, Value,
};
use crate::derive::narrate;
use crate::derive::targets::{Forecast, MovedTarget, Stated};
use crate::format::{date, number};

/// A difference between figures.
pub(super) fn figure(facts: &Facts, pair: Pair, made: &Difference) -> String {
    let (About::Figure(ix, measure), Some(from), Some(to)) = (&made.about, &made.from, &made.to) else {
        return String::new();
    };
    let told = Told { facts, pair, ix: *ix, measure: *measure, from, to, made };
    match made.topic {
        Topic::MovedTarget | Topic::Unchanged | Topic::Reworded if is_target(*measure) => told.target(),
        Topic::Unchanged => told.unchanged(),
        Topic::Expected => told.expected(),
        Topic::Revised => told.revised(),
        Topic::NotCompared => told.not_compared(),
        _ => told.changed(),
    }
}

/// Two values of an indicator, and what they are to one another.
struct Told<'a> {
    facts: &'a Facts,
    pair: Pair,
    ix: IndicatorIx,
    measure: Measure,
    from: &'a Said,
    to: &'a Said,
    made: &'a Difference,
}

impl Told<'_> {
    fn subject(&self) -> String {
        subject(self.facts, self.ix, self.measure)
    }

    fn values(&self) -> (String, String) {
        (value(self.from), value(self.to))
    }

    fn times(&self) -> (String, String) {
        let covers = self.facts.indicators[self.ix.0].covers;
        let measured = !is_target(self.measure) && self.measure != Measure::Forecast;
        let time = |period| if measured { time(covers, period) } else { narrate::time(period) };
        (time(self.from.period), time(self.to.period))
    }

    /// The names of the two sides, where they are two organisations in one period.
    fn organisations(&self) -> Option<(&str, &str)> {
        let name = |ix: OrganisationIx| self.facts.organisations[ix.0].short_name.as_str();
        let two = self.pair.kind() == PairKind::Organisations;
        two.then(|| (name(self.pair.from.organisation), name(self.pair.to.organisation)))
    }

    /// "Sjukfrånvaron gick från 15,2 % (2019) till 12,4 % (2020). Det är 2,8 procentenheter lägre, en förbättring."
    fn changed(&self) -> String {
        let (subject, (old, new), (then, now)) = (self.subject(), self.values(), self.times());
        let Some(size) = &self.made.size else { return String::new() };
        if let Some((one, other)) = self.organisations() {
            let way = self.which_is_better();
            return format!(
                "{subject} var {old} för {one} och {new} för {other} ({now}). Det är {} för {other}.{way}",
                told(size)
            );
        }
        format!("{subject} gick från {old} ({then}) till {new} ({now}). Det är {}{}.", told(size), self.verdict())
    }

    fn unchanged(&self) -> String {
        let (subject, (old, _), (then, now)) = (self.subject(), self.values(), self.times());
        match self.organisations() {
            Some((one, other)) => format!("{subject}: samma nivå, {old}, för {one} och {other} ({now})."),
            None => format!("{subject}: nivån är oförändrad, {old} både {then} och {now}."),
        }
    }

    fn verdict(&self) -> &'static str {
        match self.made.better {
            Some(true) => ", en förbättring",
            Some(false) => ", en försämring",
            None => "",
        }
    }

    fn which_is_better(&self) -> &'static str {
        match self.facts.indicators[self.ix.0].direction {
            Direction::Higher => " Högre är bättre.",
            Direction::Lower => " Lägre är bättre.",
            Direction::Within | Direction::None => "",
        }
    }

    /// "Sjukfrånvaron: målet höjdes från 10 % 2019 till 15 % 2020. Det är 5 procentenheter högre och lättare att nå."
    fn target(&self) -> String {
        let (subject, (old, new)) = (self.name(), self.values());
        let whose = if self.measure == Measure::CityTarget { "KF:s mål" } else { "målet" };
        let (then, now) = self.places();
        match (&self.made.size, self.organisations()) {
            (Some(size), Some((one, other))) if !size.difference.is_zero() => format!(
                "{subject}: {whose} för {} är {old} för {one} och {new} för {other}. Det är {} för {other}{}.",
                narrate::time(self.to.period),
                told(size),
                self.reach()
            ),
            (_, Some((one, other))) if self.made.topic == Topic::Unchanged => {
                format!("{subject}: {one} och {other} har samma mål, {old}.")
            }
            (_, Some((one, other))) => format!("{subject}: {whose} är {old} för {one} och {new} för {other}."),
            _ if self.made.topic == Topic::Unchanged => {
                format!("{subject}: {whose} är oförändrat, {old} både {then} och {now}.")
            }
            (Some(size), None) if self.words() => {
                format!(
                    "{subject}: {whose} var {old} {then} och är {new} {now}. Det är {}{}.",
                    told(size),
                    self.reach()
                )
            }
            (Some(size), None) => {
                let moved = narrate::moved_target(self.facts, &self.moved(size));
                format!("{subject}: {whose}{}", moved.strip_prefix("Målet").unwrap_or(&moved))
            }
            (None, None) => format!("{subject}: {whose} var {old} {then} och är {new} {now}."),
        }
    }

    /// Whether a target is stated in words that set a level.
    fn words(&self) -> bool {
        [self.from, self.to].iter().any(|said| matches!(said.value, Some(Value::Text(_))))
    }

    /// The years of two targets; the reports, if they are of one year.
    fn places(&self) -> (String, String) {
        if self.from.period != self.to.period {
            return (narrate::time(self.from.period), narrate::time(self.to.period));
        }
        let report = |said: &Said| format!("i {}", self.facts.reports[said.report.0].period.short());
        (report(self.from), report(self.to))
    }

    fn moved(&self, size: &Size) -> MovedTarget {
        let stated = |said: &Said| Stated {
            period: said.period,
            value: said.value.clone().unwrap_or(Value::NotAvailable),
            report: said.report,
        };
        MovedTarget {
            old: stated(self.from),
            new: stated(self.to),
            difference: size.difference,
            unit: size.unit.clone(),
            easier: self.made.better,
        }
    }

    fn reach(&self) -> &'static str {
        match self.made.better {
            Some(true) => " och lättare att nå",
            Some(false) => " och svårare att nå",
            None => "",
        }
    }

    /// "Sjukfrånvaron var 8,1 % 2019. Prognosen i T1 2020 för 2020 är 8,5 %: 0,4 procentenheter högre, vilket vore sämre."
    fn expected(&self) -> String {
        let (subject, (old, new)) = (subject(self.facts, self.ix, Measure::Outcome), self.values());
        let (then, now) = (narrate::time(self.from.period), narrate::time(self.to.period));
        let report = self.facts.reports[self.to.report.0].period.short();
        let first = format!("{subject} var {old} {then}. Prognosen i {report} för {now} är");
        match &self.made.size {
            Some(size) if !size.difference.is_zero() => {
                let verdict = match self.made.better {
                    Some(true) => ", vilket vore bättre",
                    Some(false) => ", vilket vore sämre",
                    None => "",
                };
                format!("{first} {new}: {}{verdict}.", told(size))
            }
            _ => format!("{first} {new}: en oförändrad nivå."),
        }
    }

    /// "Sjukfrånvaron 2019: VB 2019 anger 15,0 %, VB 2020 anger 15,2 %. Det är 0,2 procentenheter högre."
    fn revised(&self) -> String {
        let (name, (old, new)) = (self.name(), self.values());
        let report = |said: &Said| self.facts.reports[said.report.0].period.short();
        let told = self.made.size.as_ref().map(told).unwrap_or_default();
        let time = narrate::time(self.to.period);
        format!("{name} {time}: {} anger {old}, {} anger {new}. Det är {told}.", report(self.from), report(self.to))
    }

    /// "Sjukfrånvaron: 15,2 % (2019) och 8,1 % (januari–april 2020) går inte att jämföra."
    fn not_compared(&self) -> String {
        let (old, new) = self.values();
        let (then, now) = self.times();
        let (then, now) = match self.organisations() {
            Some((one, other)) => (one.to_owned(), other.to_owned()),
            None if then == now => self.places(),
            None => (then, now),
        };
        let (first, second) = match (self.made.asked, self.measure) {
            (Topic::Expected, _) => ("utfallet ", "prognosen "),
            (Topic::Forecast, _) => ("prognosen ", "utfallet "),
            (_, Measure::Target) => ("målet ", "målet "),
            (_, Measure::CityTarget) => ("KF:s mål ", "KF:s mål "),
            _ => ("", ""),
        };
        format!("{}: {first}{old} ({then}) och {second}{new} ({now}) går inte att jämföra.", self.name())
    }

    /// The indicator without a word for what of it is meant.
    fn name(&self) -> String {
        let measure =
            if matches!(self.measure, Measure::Men | Measure::Women) { self.measure } else { Measure::Outcome };
        subject(self.facts, self.ix, measure)
    }
}

/// A target that was met and now is not, or the other way; `targets` are those of the two outcomes.
pub(super) fn turned(facts: &Facts, pair: Pair, ix: IndicatorIx, made: &Difference, targets: [&Value; 2]) -> String {
    let (Some(from), Some(to)) = (&made.from, &made.to) else { return String::new() };
    let told = Told { facts, pair, ix, measure: Measure::Outcome, from, to, made };
    let (subject, (old, new), now) = (told.subject(), told.values(), narrate::time(to.period));
    let [first, second] = targets.map(narrate::value);
    let met = made.better == Some(true);
    if let Some((one, other)) = told.organisations() {
        let (does, does_not) = if met { (other, one) } else { (one, other) };
        return format!(
            "{subject}: {does} nådde målet {now}, men inte {does_not}. {one}: {old}, mål {first}. {other}: {new}, mål {second}."
        );
    }
    let then = narrate::time(from.period);
    let verdict = match met {
        true => format!("nådde inte målet {then} men nådde det {now}"),
        false => format!("nådde målet {then} men inte {now}"),
    };
    let moved = moved_between(facts, ix, made, targets);
    format!(
        "{subject} {verdict}. {}: {old}, mål {first}. {}: {new}, mål {second}.{moved}",
        narrate::capitalised(&then),
        narrate::capitalised(&now)
    )
}

/// What a verdict owes to a target that is not what it was: " Målet ändrades. Det gamla målet hade inte nåtts."
fn moved_between(facts: &Facts, ix: IndicatorIx, made: &Difference, [old, new]: [&Value; 2]) -> &'static str {
    if old == new {
        return "";
    }
    let outcome = made.to.as_ref().and_then(|said| said.value.as_ref()?.number());
    let reached = outcome.zip(old.number()).and_then(|(outcome, level)| match facts.indicators[ix.0].direction {
        Direction::Higher => Some(outcome >= level),
        Direction::Lower => Some(outcome <= level),
        Direction::Within | Direction::None => None,
    });
    match reached {
        Some(reached) if Some(reached) == made.better => " Målet ändrades, men det gamla hade gett samma svar.",
        Some(true) => " Målet ändrades. Det gamla målet hade nåtts.",
        Some(false) => " Målet ändrades. Det gamla målet hade inte nåtts.",
        None => " Målet ändrades.",
    }
}

/// "Sjukfrånvaron: målet 10 % i VP 2019 finns inte i VB 2019."
pub(super) fn target_alone(facts: &Facts, pair: Pair, ix: IndicatorIx, made: &Difference) -> String {
    let subject = subject(facts, ix, Measure::Outcome);
    let (old, new) = (pair.from.period.short(), pair.to.period.short());
    match (&made.from, &made.to) {
        (Some(from), _) => format!("{subject}: målet {} i {old} finns inte i {new}.", value(from)),
        (None, Some(to)) => format!("{subject}: målet {} i {new} finns inte i {old}.", value(to)),
        (None, None) => String::new(),
    }
}

/// "Sjukfrånvaron: målet för 2019 var 10 % och utfallet blev 15,2 %. Målet nåddes inte."
pub(super) fn against_target(facts: &Facts, ix: IndicatorIx, made: &Difference) -> String {
    let (Some(from), Some(to)) = (&made.from, &made.to) else { return String::new() };
    let (subject, time) = (subject(facts, ix, Measure::Outcome), narrate::time(to.period));
    if made.topic == Topic::NotCompared {
        let (target, outcome) = (value(from), value(to));
        return format!("{subject}: målet, {target}, och utfallet, {outcome}, för {time} går inte att jämföra.");
    }
    let verdict = match made.better {
        Some(true) => " Målet nåddes.",
        Some(false) => " Målet nåddes inte.",
        None => "",
    };
    format!("{subject}: målet för {time} var {} och utfallet blev {}.{verdict}", value(from), value(to))
}

/// "Sjukfrånvaron. Prognosen i T1 2020 för 2020 var 8,5 %. Utfallet blev 8,1 %, 0,4 procentenheter lägre än prognosen."
pub(super) fn forecast(facts: &Facts, ix: IndicatorIx, forecast: &Forecast) -> String {
    let told = narrate::forecast(facts, forecast);
    let rest = told.strip_prefix('P').map_or_else(|| told.clone(), |rest| format!("p{rest}"));
    format!("{}: {rest}", subject(facts, ix, Measure::Outcome))
}

/// "Budget per verksamhet, Äldreomsorg, Budget: 512,0 mnkr (VP 2019) och 520,0 mnkr (VP 2020). Det är 8,0 mnkr mer (1,6 procent)."
pub(super) fn amount(facts: &Facts, made: &Difference) -> String {
    let (About::Amount { table, row, column }, Some(from), Some(to)) = (&made.about, &made.from, &made.to) else {
        return String::new();
    };
    let report = &facts.reports[to.report.0];
    let heading = report.economy.iter().find(|other| other.id == *table).map_or(table.as_str(), |table| &table.heading);
    let short = |said: &Said| facts.reports[said.report.0].period.short();
    let what = format!("{}, {row}, {column}", super::amounts::without_year(heading, report.period));
    match &made.size {
        None => {
            format!("{what}: {} ({}) och {} ({}) går inte att jämföra.", value(from), short(from), value(to), short(to))
        }
        Some(size) if !size.difference.is_zero() => {
            format!(
                "{what}: {} ({}) och {} ({}). Det är {}.",
                value(from),
                short(from),
                value(to),
                short(to),
                told(size)
            )
        }
        _ => format!("{what}: oförändrat, {} i både {} och {}.", value(to), short(from), short(to)),
    }
}

/// "Driftbudget: raden ”Äldreomsorg” finns i VP 2019 men inte i VP 2020."
pub(super) fn row_alone(facts: &Facts, own: ReportIx, other: ReportIx, (table, row): (&str, &str)) -> String {
    let period = |ix: ReportIx| facts.reports[ix.0].period;
    let table = super::amounts::without_year(table, period(own));
    format!("{table}: raden {} finns i {} men inte i {}.", quoted(row), period(own).short(), period(other).short())
}

/// A difference between texts of two reports.
pub(super) fn text(facts: &Facts, (from, to): (ReportIx, ReportIx), made: &Difference) -> String {
    let (old, new) = (&facts.reports[from.0], &facts.reports[to.0]);
    let name = |report: &crate::derive::facts::Report| match old.organisation == new.organisation {
        true => report.period.short(),
        false => format!("{} ({})", report.period.short(), facts.organisations[report.organisation.0].short_name),
    };
    let names = (name(old), name(new));
    let followed_up = old.period.year == new.period.year;
    match &made.about {
        About::Goal(term, goal) => {
            let name = quoted(&facts.terms[*term].goals[*goal].text);
            let ended = made.topic == Topic::Gone && old.term != new.term;
            if ended {
                let term = &facts.terms[*term].name;
                return format!("Målet {name} hör till {}. Inget mål i {} är kopplat till det.", lower(term), names.1);
            }
            of_goal(&name, &names, made, followed_up)
        }
        About::Indicator(ix) => {
            let name = narrate::capitalised(facts.indicators[ix.0].short());
            of_indicator(&name, &names, made, followed_up)
        }
        About::Activity => of_activity(facts, &names, made, followed_up),
        About::Figure(..) | About::Amount { .. } => String::new(),
    }
}

fn of_goal(name: &str, (old, new): &(String, String), made: &Difference, followed_up: bool) -> String {
    match made.topic {
        Topic::Assessed => format!(
            "Målet {name}: bedömningen var {} i {old} och är {} i {new}.",
            quoted(text_of(&made.from)),
            quoted(text_of(&made.to))
        ),
        Topic::Reworded => {
            format!(
                "Målet {} i {old} går vidare som {} i {new}.",
                quoted(text_of(&made.from)),
                quoted(text_of(&made.to))
            )
        }
        Topic::New => format!("Målet {name} finns i {new} men inte i {old}."),
        _ if followed_up => format!("Målet {name} finns i {old} men nämns inte i {new}."),
        _ => format!("Målet {name} finns i {old} men inte i {new}."),
    }
}

fn of_indicator(name: &str, (old, new): &(String, String), made: &Difference, followed_up: bool) -> String {
    match made.topic {
        Topic::Reworded => {
            format!("{name} heter {} i {old} och {} i {new}.", quoted(text_of(&made.from)), quoted(text_of(&made.to)))
        }
        Topic::New => format!("{name} finns med i {new} men inte i {old}."),
        _ if followed_up => format!("{name} finns med i {old} men följs inte upp i {new}."),
        _ => format!("{name} finns med i {old} men inte i {new}."),
    }
}

fn of_activity(facts: &Facts, (old, new): &(String, String), made: &Difference, followed_up: bool) -> String {
    let (from, to) = (quoted(text_of(&made.from)), quoted(text_of(&made.to)));
    match (made.topic, &made.from, &made.to) {
        (Topic::Deviates, Some(_), Some(_)) => format!("Både {old} och {new} flaggar för en avvikelse: {to}."),
        (Topic::Deviates, Some(_), None) => format!("{old} flaggar för en avvikelse: {from}."),
        (Topic::Deviates, ..) => format!("{new} flaggar för en avvikelse: {to}."),
        (Topic::Reworded, ..) => format!("Aktiviteten {from} i {old} liknar {to} i {new}."),
        (Topic::New, ..) => format!("Aktiviteten {to} finns i {new} men inte i {old}."),
        _ if followed_up => format!("Aktiviteten {from} planerades i {old} men nämns inte i {new}."),
        _ => format!("Aktiviteten {from} finns i {old} men inte i {new}.{}", over(facts, made)),
    }
}

/// When an activity that is gone was to be ready, if that was before the later report's time.
fn over(facts: &Facts, made: &Difference) -> String {
    let ended = made.from.as_ref().and_then(|said| {
        let super::At::Activity(at) = said.at else { return None };
        let report = &facts.reports[said.report.0];
        report.activities[at].end.filter(|end| *end <= report.period.days().1)
    });
    ended.map_or_else(String::new, |day| format!(" Den skulle vara klar senast {}.", date::in_words(day)))
}

/// How a report assesses a goal, within a sentence.
pub(super) fn assessment(assessment: Assessment) -> &'static str {
    match assessment {
        Assessment::Fully => "uppfylls helt",
        Assessment::Partly => "uppfylls delvis",
        Assessment::Not => "uppfylls inte",
        Assessment::None => "ingen bedömning",
    }
}

/// "2,8 procentenheter lägre"; "12 brukare fler (9,2 procent)"; "ingen skillnad".
#[must_use]
pub fn told(size: &Size) -> String {
    if size.difference.is_zero() {
        return "ingen skillnad".to_owned();
    }
    let (number, more, less) = narrate::difference(size.difference.abs(), &size.unit);
    let word = if size.difference.is_sign_negative() { less } else { more };
    let told = format!("{number} {word}");
    match size.percent {
        None => told,
        Some(percent) if percent.is_zero() => format!("{told}, i stort sett oförändrad nivå"),
        Some(percent) => format!("{told} ({}{}procent)", number::print(percent.abs()), number::NBSP),
    }
}

/// The time an outcome is about: "2020", "januari–april 2020", "rullande tolv månader, T1 2020".
#[must_use]
pub fn time(covers: Covers, period: Period) -> String {
    match covers {
        // Which month they end with only the report's own notes can say.
        Covers::TwelveMonths => format!("rullande tolv månader, {}", period.short()),
        Covers::Period | Covers::Moment => narrate::time(period),
    }
}

/// The name of what is measured, as a sentence begins.
#[must_use]
pub fn subject(facts: &Facts, ix: IndicatorIx, measure: Measure) -> String {
    let indicator = &facts.indicators[ix.0];
    let name = narrate::capitalised(indicator.definite.as_deref().unwrap_or(indicator.short()));
    match measure {
        Measure::Men | Measure::Women => format!("{name} ({})", measure.heading().to_lowercase()),
        _ => name,
    }
}

/// The words that a side says; none if it says nothing.
fn text_of(said: &Option<Said>) -> &str {
    said.as_ref().and_then(|said| said.text.as_deref()).unwrap_or_default()
}

fn value(said: &Said) -> String {
    said.value.as_ref().map(narrate::value).unwrap_or_default()
}

fn is_target(measure: Measure) -> bool {
    matches!(measure, Measure::Target | Measure::CityTarget)
}

fn quoted(text: &str) -> String {
    format!("”{}”", text.trim().trim_end_matches('.'))
}

fn lower(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| first.to_lowercase().chain(letters).collect())
}
