//! A chart has figures to draw, and all that it lists is in it. What it draws is decided by `derive::charts`; this rule asks the same
//! of the model, so that an empty picture is told to the editor before anything is built.

use std::collections::BTreeSet;

use crate::check::{Look, Rule};
use crate::diag::Diagnostic;
use crate::format::unit::Unit;
use crate::model::{
    Amount, Assessment, Cell, ChartSpec, Draws, EconomyRow, EconomyTable, FEWEST_RANKED, FigureRef, Measure, Model,
    MonthlySeries, Observation, OrganisationBreak, Period, Report, SeriesRow, breaks_of_organisations, known_until,
    same_label,
};
use crate::source::{Span, Spanned};

pub(super) const RULE: Rule = Rule {
    codes: &["flera-enheter", "ingen-andel", "tomt-diagram"],
    says: "Varje diagram som en redaktör har beskrivit har uppgifter att visa.",
    look: Look::Content(check),
};

fn check(model: &Model, found: &mut Vec<Diagnostic>) {
    let organisations: Vec<_> = model.organisations.values().collect();
    // What is not defined has been reported.
    if model.incomplete || model.charts.is_empty() {
        return;
    }
    let breaks = breaks_of_organisations(&organisations);
    for chart in model.charts.values() {
        if let Some(report) = model.reports.get(&chart.report.value) {
            Figures { chart, report, model, breaks: &breaks }.look(found);
        }
    }
}

/// What one chart is looked up in.
struct Figures<'m> {
    chart: &'m ChartSpec,
    report: &'m Report,
    model: &'m Model,
    breaks: &'m [OrganisationBreak<'m>],
}

impl<'m> Figures<'m> {
    fn look(&self, found: &mut Vec<Diagnostic>) {
        match &self.chart.draws {
            Draws::Trend { .. } | Draws::Ranking { .. } | Draws::Gap(_) | Draws::Slope(_) if !self.report.complete => {}
            Draws::Trend { indicator, organisation } => found.extend(self.trend(indicator, &organisation.value)),
            Draws::Ranking { indicator, organisation } => found.extend(self.ranking(indicator, &organisation.value)),
            Draws::Gap(indicators) => self.gap(indicators, found),
            Draws::Slope(indicators) => self.slope(indicators, found),
            Draws::Months { series: id, component } => {
                found.extend(self.series(id).and_then(|series| months(series, component.as_ref(), id.span)));
            }
            Draws::Parts { series: id, total } => {
                found.extend(self.series(id).and_then(|series| parts(series, total.as_ref(), id.span)));
            }
            Draws::Deviation { table: id, column, rows } => {
                let table = self.report.economy.iter().find(|table| table.id == id.value && table.complete);
                found.extend(table.map_or_else(Vec::new, |table| deviation(table, column, rows)));
            }
            Draws::Goals => found.extend(self.goals()),
        }
    }

    /// A series that could be read to the last cell; of others nothing is known.
    fn series(&self, id: &Spanned<String>) -> Option<&'m MonthlySeries> {
        self.report.series.iter().find(|series| series.id == id.value && series.complete)
    }

    /// Whether the report states an outcome of an indicator for an organisation and a period.
    fn outcome(&self, indicator: &Spanned<String>, organisation: &str, period: Period) -> bool {
        self.report.number(&outcome(indicator, organisation, period)).is_some()
    }

    /// Whether that outcome may stand beside others, as the first row that states it has it.
    fn ranked(&self, indicator: &Spanned<String>, organisation: &str, period: Period) -> bool {
        let figure = outcome(indicator, organisation, period);
        let first = self.report.stated(&figure).first().map(|observation| observation.row);
        self.report.number(&figure).is_some() && first.is_some_and(|row| self.report.rows[row].comparable)
    }

    /// The periods that the report states something of an indicator for.
    fn periods(&self, indicator: &str) -> BTreeSet<Period> {
        let same = self.report.observations.iter().filter(|o| o.key.indicator == indicator);
        same.map(|o| o.key.period).collect()
    }

    fn trend(&self, indicator: &Spanned<String>, organisation: &str) -> Option<Diagnostic> {
        let stated = |period: &Period| self.outcome(indicator, organisation, *period);
        if self.periods(&indicator.value).iter().any(stated) {
            return None;
        }
        let what = format!("rapporten anger inget utfall av `{}` för `{organisation}`", indicator.value);
        Some(empty(indicator.span, &what, "välj en annan indikator, organisation eller rapport"))
    }

    fn ranking(&self, indicator: &Spanned<String>, organisation: &str) -> Option<Diagnostic> {
        let belongs =
            self.model.organisations.values().filter(|other| {
                other.memberships.iter().any(|membership| membership.organisation.value == organisation)
            });
        let parts: Vec<&str> = belongs.map(|other| other.id.value.as_str()).collect();
        let count = |period| parts.iter().filter(|part| self.ranked(indicator, part, period)).count();
        let most = self.periods(&indicator.value).into_iter().map(count).max().unwrap_or(0);
        if most >= FEWEST_RANKED {
            return None;
        }
        let what = format!(
            "en rangordning behöver {FEWEST_RANKED} utfall av `{}` som går att jämföra, men rapporten anger {most} för det som hör till `{organisation}`",
            indicator.value
        );
        Some(empty(indicator.span, &what, "visa siffrorna i en mening, eller välj en annan rapport"))
    }

    /// The rows of an indicator about the report's own organisation that may be compared: position and period.
    fn rows(&self, indicator: &str) -> impl Iterator<Item = (usize, Period)> {
        let own = move |(at, row): (usize, &crate::model::TableRow)| {
            let same = row.indicator.value == indicator && row.organisation == self.report.organisation.value;
            (same && row.comparable).then_some((at, row.period))
        };
        self.report.rows.iter().enumerate().filter_map(own)
    }

    /// What a row states of a measure and a period, if it is a number.
    fn number(&self, row: usize, measure: Measure, period: Period) -> bool {
        let of_row = self.report.observations.iter().filter(|o| o.row == row);
        let mut same = of_row.filter(|o| o.key.measure == measure && o.key.period == period);
        same.next().is_some_and(|o| matches!(o.cell.value, Cell::Number(_)))
    }

    fn no_share(&self, indicator: &Spanned<String>) -> Option<Diagnostic> {
        let known = self.model.indicators.get(&indicator.value)?;
        let message = format!("indikatorn `{}` är ingen andel i procent", indicator.value);
        let hint = "ta bort den; diagrammet har en gemensam skala i procent";
        (!known.unit.is_percent()).then(|| Diagnostic::error("ingen-andel", indicator.span, message).hint(hint))
    }

    fn gap(&self, indicators: &[Spanned<String>], found: &mut Vec<Diagnostic>) {
        for indicator in indicators {
            let both = |(row, period)| [Measure::Men, Measure::Women].iter().all(|of| self.number(row, *of, period));
            if let Some(wrong) = self.no_share(indicator) {
                found.push(wrong);
            } else if !self.rows(&indicator.value).any(both) {
                let what = format!("rapporten anger inte män och kvinnor för `{}`", indicator.value);
                found.push(empty(indicator.span, &what, "ta bort indikatorn ur listan"));
            }
        }
    }

    fn slope(&self, indicators: &[Spanned<String>], found: &mut Vec<Diagnostic>) {
        let since = |indicator: &Spanned<String>| -> Vec<(Period, Period)> {
            self.rows(&indicator.value).filter_map(|(row, period)| Some((self.since(row, period)?, period))).collect()
        };
        let earlier = indicators.iter().filter(|i| self.no_share(i).is_none()).find_map(|i| Some(since(i).first()?.0));
        for indicator in indicators {
            let own = |(before, period): &(Period, Period)| {
                Some(*before) == earlier && period.days() == self.report.period.days()
            };
            if let Some(wrong) = self.no_share(indicator) {
                found.push(wrong);
            } else if !since(indicator).iter().any(own) {
                let what = format!("rapporten anger inga två utfall av `{}` som går att jämföra", indicator.value);
                found.push(empty(indicator.span, &what, "ta bort indikatorn ur listan"));
            }
        }
    }

    /// The newest period before a row's, and as long, that its outcome may be compared with.
    fn since(&self, row: usize, period: Period) -> Option<Period> {
        let until = known_until(period, self.report.period);
        let outcomes = self.report.observations.iter().filter(|o| o.row == row && o.key.measure == Measure::Outcome);
        let same = outcomes.filter(|o| o.key.period < period && o.key.period.kind == period.kind);
        let before = same.max_by_key(|o| o.key.period)?;
        let number = |o: &Observation| matches!(o.cell.value, Cell::Number(_));
        let settled = until == period.days().1;
        let stated = self.number(row, Measure::Outcome, period) && number(before);
        let earlier = before.key.period;
        (settled && stated && !self.broken(&before.key.indicator, earlier, until)).then_some(earlier)
    }

    /// Whether a break lies between a figure of the report's organisation and one whose last day is `until`.
    fn broken(&self, indicator: &str, earlier: Period, until: jiff::civil::Date) -> bool {
        let own = self.breaks.iter().filter(|b| b.of == self.report.organisation.value && b.parts()).map(|b| b.date);
        let defined = self.model.indicators.get(indicator).into_iter().flat_map(|i| &i.breaks).map(|b| b.from);
        own.chain(defined).any(|day| earlier.days().0 < day && day <= until)
    }

    fn goals(&self) -> Option<Diagnostic> {
        let judged = |assessment: Option<Assessment>| assessment.is_some_and(|found| found != Assessment::None);
        let any = self.report.goals.iter().any(|goal| judged(goal.assessment));
        let term = self.model.term_of(self.report.period.year).is_some();
        if any && term || !self.report.goals_complete {
            return None;
        }
        let what = "rapporten bedömer inga mål";
        Some(empty(self.chart.report.span, what, "välj en rapport som bedömer sina mål"))
    }
}

fn outcome(indicator: &Spanned<String>, organisation: &str, period: Period) -> FigureRef {
    FigureRef {
        indicator: indicator.value.clone(),
        measure: Measure::Outcome,
        period: Some(period),
        organisation: Some(organisation.to_owned()),
        span: indicator.span,
    }
}

/// A series, or one of its components, without a number in any month.
fn months(series: &MonthlySeries, component: Option<&Spanned<String>>, span: Span) -> Option<Diagnostic> {
    let own = |row: &&SeriesRow| component.is_none_or(|name| is(row, &name.value));
    let rows: Vec<&SeriesRow> = series.rows.iter().filter(own).collect();
    let stated = rows.iter().flat_map(|row| &row.months).any(|cell| unit(cell.as_ref()).is_some());
    // An unknown component has been reported.
    let unknown = component.is_some() && rows.is_empty();
    let (what, span) = component.map_or(("serien har inga tal", span), |name| ("delen har inga tal", name.span));
    let hint = "skriv in dem i serien, eller ta bort diagrammet";
    (!stated && !unknown).then(|| empty(span, what, hint))
}

fn is(row: &SeriesRow, component: &str) -> bool {
    row.component.as_ref().is_some_and(|own| same_label(&own.value, component))
}

fn parts(series: &MonthlySeries, total: Option<&Spanned<String>>, span: Span) -> Option<Diagnostic> {
    let sum = match total {
        Some(total) => series.sum_of(&total.value),
        None => series.sums.first(),
    };
    let Some(sum) = sum.filter(|sum| sum.only_adds() && sum.parts.len() > 1) else {
        let hint = "skriv en `[[summa]]` i seriens fil med delarna under `av`, eller visa den med `slag = \"manader\"`";
        return Some(empty(span, "serien har ingen del som är summan av andra", hint));
    };
    let all = series.rows.iter().filter(|row| is(row, &sum.row.value)).max_by_key(|row| row.year.value)?;
    let stated = |month: usize| {
        let part =
            |row: &&SeriesRow| row.year.value == all.year.value && sum.parts.iter().any(|p| is(row, &p.name.value));
        all.months[month].is_some()
            && series.rows.iter().filter(part).any(|row| unit(row.months[month].as_ref()).is_some())
    };
    let hint = "skriv in dem i serien, eller ta bort diagrammet";
    (!(0..12).any(stated)).then(|| empty(span, "summans delar har inga tal", hint))
}

/// The unit of a cell that is a number.
fn unit(cell: Option<&Spanned<Amount>>) -> Option<&Unit> {
    match &cell?.value {
        Amount::Number(_, unit) => Some(unit),
        Amount::NotAvailable => None,
    }
}

fn deviation(table: &EconomyTable, column: &Spanned<String>, rows: &[Spanned<String>]) -> Vec<Diagnostic> {
    let Some(at) = table.columns.iter().position(|heading| same_label(&heading.value, &column.value)) else {
        return Vec::new();
    };
    let cell = |row: &'_ EconomyRow| unit(row.cells.get(at).and_then(|cell| cell.as_ref())).cloned();
    let mut units: Vec<Unit> = Vec::new();
    if rows.is_empty() {
        let own = (0..table.rows.len()).filter(|at| table.rows[*at].part_of.is_none() && !table.is_total(*at));
        units.extend(own.filter_map(|row| cell(&table.rows[row])));
        if units.is_empty() {
            return vec![empty(column.span, "kolumnen har inga tal", "välj en annan kolumn")];
        }
    }
    for name in rows {
        let Some(row) = table.rows.iter().find(|row| same_label(&row.label.value, &name.value)) else { continue };
        match cell(row) {
            Some(unit) => units.push(unit),
            None => return vec![empty(name.span, "raden har inget tal i kolumnen", "ta bort raden ur listan")],
        }
    }
    if units.iter().all(|unit| *unit == units[0]) {
        return Vec::new();
    }
    let message = format!("kolumnen `{}` har tal med olika enheter, som `{}`", column.value, units[0].symbol());
    let hint = "nämn de rader som har samma enhet: `rader = [\"…\"]`";
    vec![Diagnostic::error("flera-enheter", column.span, message).hint(hint)]
}

fn empty(span: Span, what: &str, mend: &str) -> Diagnostic {
    let message = format!("diagrammet har inga uppgifter: {what}");
    Diagnostic::error("tomt-diagram", span, message).hint(mend)
}
