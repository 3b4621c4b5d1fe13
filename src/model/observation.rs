//! What was stated, about what, by which report? The observation and the words that stand for one in prose.

use rust_decimal::Decimal;

use crate::model::Period;
use crate::source::{Span, Spanned};

/// What a value is a value of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Measure {
    /// Utfall: what became.
    Outcome,
    /// Utfall män/pojkar.
    Men,
    /// Utfall kvinnor/flickor.
    Women,
    /// Prognos helår: what the year is expected to end at.
    Forecast,
    /// Årsmål: the organisation's own target for the year.
    Target,
    /// KF:s årsmål: the city council's target for the year.
    CityTarget,
}

impl Measure {
    /// Every measure with its code in data files and its heading in tables.
    pub const ALL: [(Self, &'static str, &'static str); 6] = [
        (Self::Outcome, "outcome", "Utfall"),
        (Self::Men, "men", "Män/pojkar"),
        (Self::Women, "women", "Kvinnor/flickor"),
        (Self::Forecast, "forecast", "Prognos helår"),
        (Self::Target, "target", "Årsmål"),
        (Self::CityTarget, "city_target", "KF:s årsmål"),
    ];

    /// The word that content uses for it.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Outcome => "utfall",
            Self::Men => "man",
            Self::Women => "kvinnor",
            Self::Forecast => "prognos",
            Self::Target => "mal",
            Self::CityTarget => "kf-mal",
        }
    }

    /// The code in data files.
    #[must_use]
    pub fn code(self) -> &'static str {
        Self::ALL.iter().find(|entry| entry.0 == self).expect("every measure is in the table").1
    }

    /// The heading in tables.
    #[must_use]
    pub fn heading(self) -> &'static str {
        Self::ALL.iter().find(|entry| entry.0 == self).expect("every measure is in the table").2
    }
}

/// A target that is more (or less) than a number to reach.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Target {
    /// "Max 10": at most this.
    AtMost(Decimal),
    /// "Minst 80 %": at least this.
    AtLeast(Decimal),
    /// "+/-1 %": no further from zero than this.
    Within(Decimal),
    /// "öka": more than last year.
    Increase,
    /// "minska": less than last year.
    Decrease,
    /// Words that set no level: "Tas fram av nämnd".
    Words,
}

/// What stands in a cell.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Cell {
    /// A number in the indicator's unit, with as many decimals as the source has.
    Number(Decimal),
    /// A target in words, as printed, and what it means.
    Text(String, Target),
    /// "i.u.": the source says that there is no figure.
    NotAvailable,
}

/// What makes two observations the same figure.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct ObservationKey {
    /// The organisation that the figure is about.
    pub organisation: String,
    /// The period that the figure is about.
    pub period: Period,
    /// The indicator.
    pub indicator: String,
    /// What it is a value of.
    pub measure: Measure,
}

impl ObservationKey {
    /// The key under which a report's items and corrections have it.
    #[must_use]
    pub fn item(&self) -> String {
        format!("indikatorer/{}/{}/{}/{}", self.indicator, self.organisation, self.measure.word(), self.period)
    }
}

/// One cell of a report's table: a figure, and where the report states it.
#[derive(Clone, Debug)]
pub struct Observation {
    /// Which figure.
    pub key: ObservationKey,
    /// Its value.
    pub cell: Spanned<Cell>,
    /// The number of the table row it came from, within its report.
    pub row: usize,
}

impl FigureRef {
    /// Whether it means the same figure, wherever it stands.
    #[must_use]
    pub fn is_same(&self, other: &Self) -> bool {
        let what = |f: &Self| (f.indicator.clone(), f.measure, f.period, f.organisation.clone());
        what(self) == what(other)
    }

    /// As it is written in prose, with identifiers: `{sjukfranvaro: mål, VB 2019}`.
    #[must_use]
    pub fn written(&self) -> String {
        let measure = match self.measure {
            Measure::Outcome => None,
            Measure::Men => Some("män"),
            Measure::Women => Some("kvinnor"),
            Measure::Forecast => Some("prognos"),
            Measure::Target => Some("mål"),
            Measure::CityTarget => Some("kf:s mål"),
        };
        let period = self.period.map(Period::short);
        let words: Vec<&str> =
            [measure, period.as_deref(), self.organisation.as_deref()].into_iter().flatten().collect();
        if words.is_empty() {
            format!("{{{}}}", self.indicator)
        } else {
            format!("{{{}: {}}}", self.indicator, words.join(", "))
        }
    }
}

/// `{sjukfranvaro: VB 2019}` in prose: a figure that the same report states.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FigureRef {
    /// The indicator, as written.
    pub indicator: String,
    /// Which measure; the outcome if not written.
    pub measure: Measure,
    /// Which period; the report's own if not written.
    pub period: Option<Period>,
    /// Which organisation, as written; the report's own if not written.
    pub organisation: Option<String>,
    /// Where it stands.
    pub span: Span,
}
