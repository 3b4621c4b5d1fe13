//! How do pictures look at the edges: nothing, one value, all alike, below nought, huge, missing? For the contact sheet; the
//! figures are made up, and the page says so.

use rust_decimal::Decimal;

use crate::derive::charts::{Bar, Chart, Data, Level, Line, Pair, Parts, Ranking, Slot, narrate};
use crate::derive::facts::{Assessment, Judgement, Period, ReportKind, Unit};

/// Pictures of made-up figures, each with what is special about it.
#[must_use]
pub fn edge_cases() -> Vec<Chart> {
    let mut all = trends();
    all.extend(lines());
    all.extend(bars());
    all.extend(goals_and_pairs());
    all
}

fn chart(name: &str, symbol: &str, data: Data) -> Chart {
    Chart {
        path: format!("gransfall/{}", crate::format::slug::slug(name)),
        headline: name.to_owned(),
        about: "Påhittade siffror".to_owned(),
        said: name.to_owned(),
        sources: Vec::new(),
        unit: Unit::custom(symbol),
        column: None,
        data,
    }
}

fn year(year: i16, outcome: Option<i64>, target: Option<i64>) -> Slot {
    Slot {
        period: Period { year, kind: ReportKind::Annual },
        outcome: outcome.map(|value| Decimal::new(value, 1)),
        men: None,
        women: None,
        so_far: false,
        forecast: None,
        target: target.map(|value| Decimal::new(value, 1)),
        judgement: None,
        moved: Vec::new(),
        joined: year != 2016,
        broken: None,
        changed: None,
    }
}

/// Ten years with everything that a trend shows, described as a real one is: the largest that a board is likely to have.
fn ten_years() -> Chart {
    let slot = |(at, outcome): (i16, i64)| Slot {
        men: Some(Decimal::new(outcome - 21, 1)),
        women: Some(Decimal::new(outcome + 18, 1)),
        joined: at > 2011,
        judgement: Some(if outcome > 130 { Judgement::Missed } else { Judgement::Met }),
        ..year(at, Some(outcome), Some(if at < 2014 { 140 } else { 130 }))
    };
    let outcomes = [142, 138, 136, 133, 129, 131, 127, 124, 122, 118];
    let mut ten =
        chart("Tio år med män, kvinnor och mål", "%", Data::Trend((2011..).zip(outcomes).map(slot).collect()));
    narrate::trend(&mut ten, "Sjukfrånvaron");
    ten
}

fn trends() -> Vec<Chart> {
    let long = |values: &[i64]| -> Vec<Slot> {
        (2016..).zip(values).map(|(at, value)| year(at, Some(*value), Some(100))).collect()
    };
    let mut moved = long(&[142, 131, 124, 118, 109]);
    moved[2].target = Some(Decimal::new(120, 1));
    moved[2].moved = vec![(Decimal::new(100, 1), "VP 2018".into())];
    let mut crossed = long(&[102, 101, 99, 98, 97]);
    crossed[3].joined = false;
    crossed[3].broken = Some("1 juli 2019".into());
    for (at, slot) in crossed.iter_mut().enumerate() {
        let at = i64::try_from(at).unwrap_or(0);
        (slot.men, slot.women) = (Some(Decimal::new(101 - at, 1)), Some(Decimal::new(103 - at, 1)));
    }
    let mut ahead = long(&[76, 75]);
    ahead.push(Slot { forecast: Some(Decimal::new(85, 1)), ..year(2018, None, Some(75)) });
    let mut gaps = long(&[80, 82, 84, 86, 88, 90]);
    gaps[2].outcome = None;
    let many: Vec<i64> = (0..24).map(|at| 500 + at * at).collect();
    vec![
        chart("Målet flyttas, och det gamla står kvar", "%", Data::Trend(moved)),
        chart("Ett brott som ingen linje korsar", "%", Data::Trend(crossed)),
        chart("En prognos för året som pågår", "%", Data::Trend(ahead)),
        chart("Ett år saknas", "%", Data::Trend(gaps)),
        chart("En enda siffra", "%", Data::Trend(vec![year(2020, Some(124), Some(150))])),
        chart("Samma värde varje år", "%", Data::Trend(long(&[500, 500, 500]))),
        chart("Under noll", "mnkr", Data::Trend(long(&[-52, -18, 7, -31]))),
        chart("Mycket stora tal", "kr", Data::Trend(long(&[20_179_000_000, 23_342_000_000]))),
        ten_years(),
        chart("Tjugofyra år", "st", Data::Trend(long(&many))),
        chart("Inga uppgifter alls", "%", Data::Trend(vec![year(2020, None, None)])),
    ]
}

fn line(name: &str, strong: bool, values: &[Option<i64>]) -> Line {
    let months = std::array::from_fn(|at| values.get(at).copied().flatten().map(Decimal::from));
    Line { name: name.to_owned(), year: name.parse().unwrap_or(2020), months, strong }
}

fn lines() -> Vec<Chart> {
    let all = |from: i64, step: i64| -> Vec<Option<i64>> { (0..12).map(|at| Some(from + step * at)).collect() };
    let close = vec![
        line("2018", false, &all(450, 2)),
        line("2019", false, &all(452, 2)),
        line("2020", true, &all(454, 1)[..4]),
    ];
    let gaps = vec![line("2020", true, &[Some(5), None, Some(7), None, None, Some(6), Some(6)])];
    let names = ["Axgården", "Trekanten", "Fruängsgården", "Axelsberg", "Långbro"];
    let several = names.iter().zip(0..).map(|(name, at)| line(name, false, &all(20 + at, at - 2))).collect();
    let parts = |values: &[(i64, i64)]| Parts {
        names: vec!["Små barn 1–3 år".into(), "Stora barn 4–5 år".into()],
        columns: values
            .iter()
            .zip(["januari 2020", "februari 2020", "mars 2020"])
            .map(|((a, b), name)| (name.to_owned(), vec![Some(Decimal::from(*a)), Some(Decimal::from(*b))]))
            .collect(),
    };
    vec![
        chart("Tre år som ligger tätt", "platser", Data::Months(close)),
        chart("Månader som saknas", "antal", Data::Months(gaps)),
        chart("Fem delar som korsar varandra", "antal", Data::Months(several)),
        chart("Inga månader", "antal", Data::Months(vec![line("2020", true, &[])])),
        chart("En del är mycket mindre", "barn", Data::Parts(parts(&[(12, 2990), (14, 2982), (9, 2975)]))),
    ]
}

fn bar(name: &str, tenths: i64) -> Bar {
    Bar { name: name.to_owned(), value: Decimal::new(tenths, 1) }
}

fn bars() -> Vec<Chart> {
    let whole = Some(bar("Hela enheten", 228));
    let order = vec![
        bar("Långsjön", 1000),
        bar("Verksamheten med ett mycket långt namn som inte får plats på en rad", 590),
        bar("Trofast", 0),
    ];
    let deviations = vec![bar("Förskoleverksamhet", 35), bar("Nämnd och administration", 0), bar("Äldreomsorg", -35)];
    vec![
        chart(
            "Noll, hundra och ett långt namn",
            "%",
            Data::Ranking(Ranking { bars: order, whole, target: Some(Decimal::from(60)), left_out: Vec::new() }),
        ),
        chart("Överskott, noll och underskott", "mnkr", Data::Deviation(deviations)),
        chart("Bara underskott", "mnkr", Data::Deviation(vec![bar("Äldreomsorg", -5), bar("Vuxna", -1200)])),
    ]
}

fn goals_and_pairs() -> Vec<Chart> {
    let pair = |name: &str, first: i64, second: i64| Pair {
        name: name.to_owned(),
        first: Decimal::new(first, 1),
        second: Decimal::new(second, 1),
    };
    let pairs =
        || vec![pair("Nöjda med hemtjänsten", 700, 910), pair("Sjukfrånvaro", 49, 79), pair("Lika för båda", 500, 500)];
    let crowd: Vec<Pair> = (0..8).map(|at| pair(&format!("Andel nummer {}", at + 1), 500 + at, 505 - at)).collect();
    let slope = |pairs| Data::Slope { from: "2019".into(), to: "2020".into(), pairs };
    use Assessment::{Fully, None as Nothing, Not, Partly};
    let level = |name: &str, goals: Vec<Assessment>| Level { name: name.to_owned(), goals };
    vec![
        chart("Långt isär och lika", "%", Data::Gap(pairs())),
        chart("Upp, ned och oförändrat", "%", slope(pairs())),
        chart("Åtta värden som trängs", "%", slope(crowd)),
        chart(
            "Alla slags bedömningar",
            "antal",
            Data::Goals(vec![
                level("Nämndmål", vec![Fully, Fully, Partly, Not, Nothing]),
                level("Enhetsmål", vec![Fully; 40]),
            ]),
        ),
    ]
}
