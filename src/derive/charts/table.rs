//! Which figures does a picture draw, as a table? Made of the picture's own values, for the page and for its file.

use rust_decimal::Decimal;

use crate::derive::charts::{Chart, Data, Level, Line, Pair, Slot, narrate};
use crate::derive::facts::{Assessment, Period};

/// The figures of a picture.
#[derive(Clone, Debug)]
pub struct Table {
    /// What the rows are: "Period".
    pub rows_are: &'static str,
    /// The headings of the other columns.
    pub columns: Vec<String>,
    /// The rows, in the picture's order.
    pub rows: Vec<TableRow>,
}

/// A row of a picture's figures.
#[derive(Clone, Debug)]
pub struct TableRow {
    /// A period, a month, a unit …
    pub name: String,
    /// Its place in time, where its name would sort falsely: "2020-04-30" for January to April 2020, "04" for April.
    pub order: Option<String>,
    /// A value a column.
    pub cells: Vec<Option<Decimal>>,
}

impl TableRow {
    fn new(name: &str, cells: Vec<Option<Decimal>>) -> Self {
        Self { name: name.to_owned(), order: None, cells }
    }

    /// The months of one year stand in order.
    fn month(at: usize, name: &str, cells: Vec<Option<Decimal>>) -> Self {
        Self { name: narrate::capitalised(name), order: Some(format!("{:02}", at + 1)), cells }
    }

    fn period(period: Period, cells: Vec<Option<Decimal>>) -> Self {
        let order = Some(narrate::time_order(period));
        Self { name: narrate::capitalised(&narrate::time(period)), order, cells }
    }
}

/// The figures of a picture; columns without a value are left out.
#[must_use]
pub fn table(chart: &Chart) -> Table {
    let mut table = match &chart.data {
        Data::Trend(slots) => trend(slots),
        Data::Months(lines) => months(lines),
        Data::Parts(parts) => Table {
            rows_are: "Månad",
            columns: parts.names.clone(),
            rows: parts
                .columns
                .iter()
                .enumerate()
                .map(|(at, (label, values))| TableRow::month(at, label, values.clone()))
                .collect(),
        },
        Data::Ranking(ranking) => {
            let mut rows: Vec<_> =
                ranking.bars.iter().map(|bar| TableRow::new(&bar.name, vec![Some(bar.value), None])).collect();
            let whole = ranking.whole.iter();
            rows.extend(whole.map(|bar| TableRow::new(&bar.name, vec![Some(bar.value), ranking.target])));
            Table { rows_are: "Verksamhet", columns: vec!["Utfall".into(), "Mål".into()], rows }
        }
        Data::Deviation(bars) => Table {
            rows_are: "Rad",
            columns: vec![chart.column.clone().unwrap_or_else(|| "Avvikelse".into())],
            rows: bars.iter().map(|bar| TableRow::new(&bar.name, vec![Some(bar.value)])).collect(),
        },
        Data::Gap(pairs) => pairs_of(pairs, ["Män/pojkar", "Kvinnor/flickor"]),
        Data::Slope { from, to, pairs } => pairs_of(pairs, [from, to]),
        Data::Goals(levels) => goals(levels),
    };
    for at in (0..table.columns.len()).rev() {
        if table.rows.iter().all(|row| row.cells[at].is_none()) {
            table.columns.remove(at);
            for row in &mut table.rows {
                row.cells.remove(at);
            }
        }
    }
    table
}

fn trend(slots: &[Slot]) -> Table {
    let mut rows = Vec::new();
    let mut moved: Vec<String> =
        slots.iter().flat_map(|slot| slot.moved.iter().map(|(_, report)| report.clone())).collect();
    moved.sort();
    moved.dedup();
    for slot in slots {
        let mut cells = vec![slot.outcome, slot.men, slot.women, slot.forecast, slot.target];
        let before = |report: &String| slot.moved.iter().find(|(_, by)| by == report).map(|(value, _)| *value);
        cells.extend(moved.iter().map(before));
        rows.push(TableRow::period(slot.period, cells));
    }
    let mut columns = ["Utfall", "Män/pojkar", "Kvinnor/flickor", "Prognos", "Mål"].map(str::to_owned).to_vec();
    columns.extend(moved.iter().map(|report| format!("Mål i {report}")));
    Table { rows_are: "Period", columns, rows }
}

fn months(lines: &[Line]) -> Table {
    let used = (0..12).filter(|at| lines.iter().any(|line| line.months[*at].is_some()));
    let row =
        |at: usize| TableRow::month(at, narrate::month_name(at), lines.iter().map(|line| line.months[at]).collect());
    Table {
        rows_are: "Månad",
        columns: lines.iter().map(|line| line.name.clone()).collect(),
        rows: used.map(row).collect(),
    }
}

fn pairs_of(pairs: &[Pair], names: [&str; 2]) -> Table {
    let row = |pair: &Pair| TableRow::new(&pair.name, vec![Some(pair.first), Some(pair.second)]);
    Table { rows_are: "Indikator", columns: names.map(str::to_owned).to_vec(), rows: pairs.iter().map(row).collect() }
}

fn goals(levels: &[Level]) -> Table {
    let all = [Assessment::Fully, Assessment::Partly, Assessment::Not, Assessment::None];
    let used = |wanted: Assessment| levels.iter().any(|level| level.goals.contains(&wanted));
    // None is a count too; an assessment that no goal of any level has is no column.
    let count = |level: &Level, wanted: Assessment| {
        used(wanted).then(|| Decimal::from(level.goals.iter().filter(|goal| **goal == wanted).count()))
    };
    let row = |level: &Level| TableRow::new(&level.name, all.map(|wanted| count(level, wanted)).to_vec());
    let columns = ["Uppfylls helt", "Uppfylls delvis", "Uppfylls inte", "Ingen bedömning"].map(str::to_owned).to_vec();
    Table { rows_are: "Nivå", columns, rows: levels.iter().map(row).collect() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_goal_is_a_count_of_none_and_no_missing_figure() {
        use Assessment::{Fully, None as Nothing};
        let level = |name: &str, goals| Level { name: name.into(), goals };
        let table = goals(&[level("Nämndmål", vec![Nothing]), level("Enhetsmål", vec![Fully, Fully])]);
        let counts: Vec<_> = table.rows.into_iter().map(|row| row.cells).collect();
        let of = |count: i64| Some(Decimal::from(count));
        assert_eq!(counts, [[of(0), None, None, of(1)], [of(2), None, None, of(0)]]);
    }
}
