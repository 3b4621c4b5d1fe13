//! A small portal for tests: one unit with two parts under a board that was succeeded, a plan and an annual report.

use jiff::civil::date;
use rust_decimal::Decimal;

use super::glossary::tests::entry;
use crate::derive::facts::*;
use crate::format::prose::{Block, Inline};

pub(super) const BOARD: OrganisationIx = OrganisationIx(1);
pub(super) const UNIT: OrganisationIx = OrganisationIx(2);
pub(super) const PART: OrganisationIx = OrganisationIx(3);
pub(super) const ORGANIC: IndicatorIx = IndicatorIx(0);
pub(super) const JOBS: IndicatorIx = IndicatorIx(1);
pub(super) const SICK: IndicatorIx = IndicatorIx(2);
/// The annual report: the newest comes first.
pub(super) const VB: ReportIx = ReportIx(0);
pub(super) const VP: ReportIx = ReportIx(1);

const Y2019: Period = Period { year: 2019, kind: ReportKind::Annual };
const Y2020: Period = Period { year: 2020, kind: ReportKind::Annual };
const PLAN: Period = Period { year: 2019, kind: ReportKind::Plan };

/// The portal: its annual report has been corrected.
pub(super) fn facts() -> Facts {
    let as_decided = Some(Box::new(uncorrected()));
    let mut facts = Facts { as_decided, ..uncorrected() };
    facts.reports[VB.0].corrections = corrections();
    facts.reports[VB.0].economy[0].corrected = vec![CorrectedCell { row: 2, column: 0, entry: 1 }];
    facts
}

fn corrections() -> Vec<Correction> {
    let entry = |day, kind, about, old: &str, new: &str| Correction {
        date: date(2021, 3, day),
        kind,
        about,
        key: "nyckel".into(),
        old: old.into(),
        new: new.into(),
        reason: "Siffran var felskriven.".into(),
    };
    vec![
        entry(3, CorrectionKind::Correction, About::Row(0, Some((Measure::Outcome, Y2020))), "12,5 %", "12,4 %"),
        entry(4, CorrectionKind::Revision, About::Table(0, Some((2, 0))), "", "300 tkr"),
        entry(5, CorrectionKind::Correction, About::Goal(0, Aspect::Assessment), "Uppfylls delvis", ""),
        entry(5, CorrectionKind::Correction, About::Section(0), "Ekonomin gick back.", "Ekonomin gick plus."),
        entry(5, CorrectionKind::Correction, About::Activity(0, Aspect::Deviation), "nej", "ja"),
        entry(5, CorrectionKind::Correction, About::Series(0, Some((0, 2))), "480", "481"),
        entry(5, CorrectionKind::Correction, About::Front, "Rapport", "Verksamhetsberättelse 2020"),
        entry(5, CorrectionKind::Correction, About::Gone, "Mer", ""),
        entry(5, CorrectionKind::Correction, About::Summary, "Alla trivs", "Många trivs"),
        entry(5, CorrectionKind::Correction, About::Analysis("ekologisk-mat".into()), "Färre", "Fler"),
        entry(5, CorrectionKind::Correction, About::Row(0, None), "Frånvaro", "Sjukfrånvaro"),
        entry(5, CorrectionKind::Correction, About::Table(0, None), "Budget", "Budget 2020"),
        entry(5, CorrectionKind::Correction, About::Series(0, None), "Platser", "Platser i boende"),
    ]
}

fn uncorrected() -> Facts {
    Facts {
        since: jiff::Timestamp::UNIX_EPOCH,
        preview: false,
        portal: portal(),
        organisations: organisations(),
        indicators: indicators(),
        terms: vec![Term { id: "2019-2022".into(), name: "Mandatperioden 2019–2022".into(), goals: goals() }],
        goal_links: Vec::new(),
        reports: vec![annual(), plan()],
        glossary: vec![
            GlossaryEntry {
                searched: vec!["dagcenter".into(), "dagcentral".into()],
                ..entry("daglig verksamhet", &["DV"], "Sysselsättning enligt LSS.")
            },
            entry("nämnd", &[], "Politiker som ansvarar för ett område."),
        ],
        series: super::sample_economy::joined(),
        declared: Vec::new(),
        observations: observations(),
        pairs: Vec::new(),
        receipt: Receipt::default(),
        as_decided: None,
    }
}

fn portal() -> Portal {
    Portal {
        name: "Så går det i stadsdelen".into(),
        description: "Planer och resultat från stadsdelsnämnden och dess enheter. Varje siffra går att följa till rapporten där den står.".into(),
        address: Some("https://exempel.se/".into()),
        notice: Some("Exempel byggt av offentliga handlingar. Inte nämndens egen webbplats.".into()),
        contact: Some(Contact { name: "Redaktionen".into(), email: "redaktion@exempel.se".into() }),
        ..Portal::default()
    }
}

fn organisation(id: &str, name: &str, kind: OrganisationKind) -> Organisation {
    Organisation {
        id: id.into(),
        name: name.into(),
        short_name: name.into(),
        kind,
        former_names: Vec::new(),
        description: None,
        from: None,
        to: None,
        ended: false,
        successor: None,
        predecessors: Vec::new(),
        coming: false,
        breaks: Vec::new(),
        memberships: Vec::new(),
        parts: Vec::new(),
        reports: Vec::new(),
        indicators: Vec::new(),
    }
}

fn organisations() -> Vec<Organisation> {
    let mut newer = organisation("hagersten-alvsjo", "Hägersten-Älvsjö stadsdelsnämnd", OrganisationKind::Board);
    newer.from = Some(date(2020, 7, 1));
    newer.predecessors = vec![BOARD];
    let mut board =
        organisation("hagersten-liljeholmen", "Hägersten-Liljeholmens stadsdelsnämnd", OrganisationKind::Board);
    board.to = Some(date(2020, 6, 30));
    board.ended = true;
    board.successor = Some(OrganisationIx(0));
    board.parts = vec![UNIT];
    let mut unit =
        organisation("liljeholmens-dagliga-verksamhet", "Liljeholmens dagliga verksamhet", OrganisationKind::Unit);
    unit.former_names = vec!["Liljeholmens dagliga verksamheter".into()];
    unit.description = Some("Enheten erbjuder daglig verksamhet för personer med funktionsnedsättning.".into());
    unit.memberships = vec![
        Membership { organisation: BOARD, from: None, to: Some(date(2020, 6, 30)), when: When::Over },
        Membership { organisation: OrganisationIx(0), from: Some(date(2020, 7, 1)), to: None, when: When::Now },
    ];
    unit.parts = vec![PART];
    unit.reports = vec![VB, VP];
    unit.indicators = vec![ORGANIC, JOBS, SICK];
    let mut part = organisation("trofast-dagliga-verksamhet", "Trofast dagliga verksamhet", OrganisationKind::Part);
    part.memberships = vec![Membership { organisation: UNIT, from: None, to: None, when: When::Now }];
    part.indicators = vec![ORGANIC];
    vec![newer, board, unit, part]
}

fn unit(symbol: &str) -> Unit {
    Unit::known(symbol).expect("a known unit")
}

fn number(tenths: i64, symbol: &str) -> Value {
    let (value, scale) = if tenths % 10 == 0 { (tenths / 10, 0) } else { (tenths, 1) };
    Value::Number(Decimal::new(value, scale), unit(symbol))
}

fn vintage(value: Value, report: ReportIx) -> Vintage {
    Vintage { value, report, place: "avsnitt 3.2, tabellen".into(), comparable: true, note: None, level: None }
}

fn figure(measure: Measure, vintages: Vec<Vintage>) -> Figure {
    let differs = vintages.windows(2).any(|pair| pair[0].value != pair[1].value);
    Figure { measure, vintages, differs }
}

fn indicator(id: &str, name: &str, symbol: &str, direction: Direction, series: Vec<Series>) -> Indicator {
    Indicator {
        id: id.into(),
        name: name.into(),
        short_name: None,
        definite: None,
        also: Vec::new(),
        searched: Vec::new(),
        unit: unit(symbol),
        direction,
        periodicity: Periodicity::Year,
        covers: Covers::Period,
        explanation: "Hur stor andel det är.".into(),
        source: "Uppgift i rapporten".into(),
        area: "Personal".into(),
        series,
    }
}

fn indicators() -> Vec<Indicator> {
    let point = |period, figures, judgement| Point { period, figures, judgement };
    let sick = Series {
        organisation: UNIT,
        breaks: Vec::new(),
        points: vec![
            point(
                Y2019,
                vec![
                    figure(Measure::Outcome, vec![vintage(number(152, "%"), VB)]),
                    figure(Measure::Target, vec![vintage(number(100, "%"), VP)]),
                ],
                Some(Judgement::Missed),
            ),
            point(
                Y2020,
                vec![
                    figure(Measure::Outcome, vec![vintage(number(124, "%"), VB)]),
                    figure(Measure::Target, vec![vintage(number(150, "%"), VB)]),
                ],
                Some(Judgement::Met),
            ),
        ],
    };
    let twice = vec![vintage(number(810, "%"), VB), vintage(number(830, "%"), VB)];
    let organic = vec![
        Series {
            organisation: UNIT,
            breaks: Vec::new(),
            points: vec![point(
                Y2020,
                vec![
                    figure(Measure::Outcome, vec![vintage(number(228, "%"), VB)]),
                    figure(Measure::CityTarget, vec![vintage(Value::Text("öka".into()), VB)]),
                ],
                None,
            )],
        },
        Series {
            organisation: PART,
            breaks: Vec::new(),
            points: vec![point(Y2020, vec![figure(Measure::Outcome, twice)], None)],
        },
    ];
    let jobs = Series {
        organisation: UNIT,
        breaks: Vec::new(),
        points: vec![point(Y2019, vec![figure(Measure::Target, vec![vintage(number(3500, "st"), VP)])], None)],
    };
    named(organic, jobs, sick)
}

fn named(organic: Vec<Series>, jobs: Series, sick: Series) -> Vec<Indicator> {
    let mut found = vec![
        indicator(
            "ekologiska-livsmedel",
            "Andel inköpta ekologiska måltider och livsmedel",
            "%",
            Direction::Higher,
            organic,
        ),
        indicator("feriejobb", "Antal tillhandahållna platser för feriejobb", "st", Direction::Higher, vec![jobs]),
        indicator("sjukfranvaro", "Sjukfrånvaro", "%", Direction::Lower, vec![sick]),
    ];
    found[2].also = vec!["Frånvaro på grund av sjukdom".into()];
    found
}

fn goals() -> Vec<Goal> {
    let goal = |id: &str, level, code: Option<&str>, text: &str, parent, children, organisation, reports| Goal {
        id: id.into(),
        level,
        code: code.map(str::to_owned),
        text: text.into(),
        parent,
        children,
        organisation,
        reports,
    };
    vec![
        goal(
            "3",
            GoalLevel::Direction,
            Some("3"),
            "En ekonomiskt hållbar och innovativ storstad",
            None,
            vec![1],
            None,
            vec![(VB, 0)],
        ),
        goal(
            "3-2",
            GoalLevel::Area,
            Some("3.2"),
            "Stockholm använder skattemedlen effektivt",
            Some(0),
            vec![2],
            None,
            vec![(VB, 1), (VP, 0)],
        ),
        goal(
            "attraktiv-arbetsgivare",
            GoalLevel::Board,
            None,
            "Nämnden är en attraktiv arbetsgivare",
            Some(1),
            vec![3],
            Some(BOARD),
            vec![],
        ),
        goal(
            "god-arbetsgivare",
            GoalLevel::Unit,
            None,
            "Enheten är en god arbetsgivare",
            Some(2),
            vec![],
            Some(UNIT),
            vec![(VB, 2)],
        ),
    ]
}

fn text(words: &str) -> Prose {
    vec![Block::Paragraph(vec![Inline::Text(words.into())])]
}

fn summary() -> Prose {
    let printed = PrintedFigure {
        text: "12,4\u{a0}%".into(),
        value: Some("12.4".into()),
        indicator: SICK,
        title: "Sjukfrånvaro, 2020".into(),
    };
    let first = vec![
        Inline::Text("Varje nämnd har daglig verksamhet & annat. Sjukfrånvaron var ".into()),
        Inline::Figure(printed),
        Inline::Text(". Daglig verksamhet igen, ".into()),
        Inline::Link("https://exempel.se/?a=1&b=2".into(), vec![Inline::Text("nämnd".into())]),
        Inline::Break,
        Inline::Link("javascript:alert(1)".into(), vec![Inline::Emphasis(vec![Inline::Text("fälla".into())])]),
    ];
    vec![
        Block::Heading(2, vec![Inline::Text("En nämnd i rubriken".into())]),
        Block::Paragraph(first),
        Block::List { start: Some(3), items: vec![text("punkt"), vec![Block::Quote(text("<citat>"))]] },
    ]
}

fn report(period: Period, title: &str) -> Report {
    Report {
        organisation: UNIT,
        period,
        title: title.into(),
        headline: None,
        state: State::UnitDocument,
        embargo: crate::embargo::Embargo::None,
        is_public: true,
        name_then: None,
        source: SourceDocument { title: format!("{title}, källan"), pages: None },
        decision: None,
        key_figures: Vec::new(),
        corrections: Vec::new(),
        handled: Vec::new(),
        gaps: Vec::new(),
        contradictions: Vec::new(),
        goal_claims: Vec::new(),
        coverage: Vec::new(),
        summary: None,
        term: Some(0),
        goals: Vec::new(),
        rows: Vec::new(),
        analyses: Vec::new(),
        activities: Vec::new(),
        sections: Vec::new(),
        economy: Vec::new(),
        series: Vec::new(),
        older: None,
        newer: None,
    }
}

fn section(id: &str, heading: &str, prose: Prose) -> Section {
    Section { id: id.into(), heading: heading.into(), prose, place: "s. 3".into() }
}

fn row(
    indicator: IndicatorIx,
    organisation: OrganisationIx,
    goal: Option<usize>,
    period: Period,
    cells: Vec<(Measure, Period, Value)>,
) -> Row {
    let cells = cells.into_iter().map(|(measure, period, value)| RowCell { measure, period, value }).collect();
    Row {
        comparable: true,
        indicator,
        label: String::new(),
        organisation,
        goal,
        period,
        cells,
        judgement: None,
        change: None,
        broken: None,
        place: "avsnitt 3.2".into(),
        note: None,
    }
}

fn annual_rows() -> Vec<Row> {
    let mut sick = row(
        SICK,
        UNIT,
        Some(1),
        Y2020,
        vec![
            (Measure::Outcome, Y2020, number(124, "%")),
            (Measure::Outcome, Y2019, number(152, "%")),
            (Measure::Target, Y2020, number(150, "%")),
            (Measure::CityTarget, Y2020, Value::Text("Tas fram av nämnd".into())),
        ],
    );
    sick.judgement = Some(Judgement::Met);
    sick.change = Some(Change {
        difference: Decimal::new(-28, 1),
        unit: unit("procentenheter"),
        better: Some(true),
        since: Y2019,
    });
    vec![
        sick,
        row(
            ORGANIC,
            UNIT,
            Some(2),
            Y2020,
            vec![(Measure::Outcome, Y2020, number(228, "%")), (Measure::CityTarget, Y2020, Value::Text("öka".into()))],
        ),
        row(ORGANIC, PART, Some(2), Y2020, vec![(Measure::Outcome, Y2020, number(810, "%"))]),
        row(ORGANIC, PART, Some(2), Y2020, vec![(Measure::Outcome, Y2020, number(830, "%"))]),
        row(JOBS, UNIT, None, Y2019, vec![(Measure::Outcome, Y2019, Value::NotAvailable)]),
    ]
}

fn annual_goals() -> Vec<ReportGoal> {
    let goal = |goal, assessment, prose, rows, activities| ReportGoal {
        goal,
        assessment,
        again: Vec::new(),
        place: "avsnitt 3".into(),
        prose,
        rows,
        activities,
    };
    vec![
        goal(0, None, Vec::new(), vec![], vec![]),
        goal(1, Some(Assessment::None), Vec::new(), vec![0], vec![]),
        goal(3, Some(Assessment::Fully), text("Daglig verksamhet & mer."), vec![1, 2, 3], vec![0]),
    ]
}

fn annual_activities() -> Vec<Activity> {
    vec![
        Activity {
            text: "Alla gör en handlingsplan".into(),
            start: Some(date(2020, 1, 1)),
            end: Some(date(2020, 12, 31)),
            deviates: true,
            goal: Some(2),
            owner: Some("Nämnden".into()),
            level: Some(GoalLevel::Unit),
            follow_up: [
                vec![Block::Heading(2, vec![Inline::Text("Så gick det".into())])],
                text("Klar, med \"citat\"."),
            ]
            .concat(),
            place: "s. 16".into(),
        },
        Activity {
            text: "Bemanning, hos Liljan".into(),
            start: Some(date(2020, 1, 1)),
            end: Some(date(2020, 3, 31)),
            deviates: false,
            goal: None,
            owner: None,
            level: None,
            follow_up: Vec::new(),
            place: String::new(),
        },
    ]
}

fn annual() -> Report {
    Report {
        headline: Some("Sjukfrånvaron sjönk och målet nåddes".into()),
        handled: vec![
            Handling { date: date(2021, 1, 28), what: "Arbetsplatsträff".into() },
            Handling { date: date(2021, 2, 7), what: "Samverkan".into() },
        ],
        gaps: vec![Gap {
            place: "s. 12".into(),
            reads: "1_ %".into(),
            reason: "Siffran är suddig.".into(),
            incomplete: false,
            missing: None,
        }],
        contradictions: vec![Contradiction {
            about: Contradicted::Figure(ORGANIC, PART),
            counted: Some((number(5120, "st"), number(5620, "st"))),
            place: "avsnitt 2.5".into(),
            explanation: "Två värden anges.".into(),
        }],
        summary: Some(section("sammanfattning", "Sammanfattning", summary())),
        goals: annual_goals(),
        rows: annual_rows(),
        analyses: vec![Analysis {
            indicator: ORGANIC,
            prose: text("Allt fler köper ekologiskt."),
            place: "s. 5".into(),
        }],
        activities: annual_activities(),
        sections: vec![section("ekonomi", "Ekonomi", text("Ekonomin gick plus."))],
        economy: vec![super::sample_economy::budget()],
        series: vec![super::sample_economy::placements(), super::sample_economy::empty_flats()],
        older: Some(VP),
        ..report(Y2020, "Verksamhetsberättelse 2020")
    }
}

fn plan() -> Report {
    Report {
        name_then: Some("Liljeholmens dagliga verksamheter".into()),
        goals: vec![ReportGoal {
            goal: 1,
            assessment: None,
            again: Vec::new(),
            place: "avsnitt 3.2".into(),
            prose: Vec::new(),
            rows: vec![0, 1],
            activities: vec![],
        }],
        rows: vec![
            row(SICK, UNIT, Some(0), Y2019, vec![(Measure::Target, Y2019, number(100, "%"))]),
            row(JOBS, UNIT, Some(0), Y2019, vec![(Measure::Target, Y2019, number(3500, "st"))]),
        ],
        newer: Some(VB),
        ..report(PLAN, "Verksamhetsplan 2019")
    }
}

fn observations() -> Vec<Observation> {
    let observation = |period, measure, value, report| Observation {
        organisation: UNIT,
        period,
        indicator: SICK,
        measure,
        value,
        report,
        place: "avsnitt 3.2, tabellen".into(),
    };
    vec![
        observation(Y2020, Measure::Outcome, number(124, "%"), VB),
        observation(Y2020, Measure::CityTarget, Value::Text("Tas fram av nämnd".into()), VB),
        observation(Y2020, Measure::Forecast, Value::NotAvailable, VB),
    ]
}
