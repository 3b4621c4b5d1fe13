//! Which stretch of time does a report, or a figure, concern?

use std::fmt;

use jiff::civil::{Date, date};

/// The kinds of report of a year, in the order in which they are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ReportKind {
    /// Verksamhetsplan, VP.
    Plan,
    /// Tertialrapport 1, T1: January to April.
    Tertial1,
    /// Tertialrapport 2, T2: January to August.
    Tertial2,
    /// Verksamhetsberättelse, VB: the whole year.
    Annual,
}

impl ReportKind {
    /// All kinds with the code used in identifiers, the abbreviation, and the name.
    pub const ALL: [(Self, &'static str, &'static str, &'static str); 4] = [
        (Self::Plan, "vp", "VP", "Verksamhetsplan"),
        (Self::Tertial1, "t1", "T1", "Tertialrapport 1"),
        (Self::Tertial2, "t2", "T2", "Tertialrapport 2"),
        (Self::Annual, "vb", "VB", "Verksamhetsberättelse"),
    ];

    fn names(self) -> (&'static str, &'static str, &'static str) {
        let found = Self::ALL.iter().find(|entry| entry.0 == self).expect("every kind is in the table");
        (found.1, found.2, found.3)
    }

    /// "Verksamhetsberättelse".
    #[must_use]
    pub fn name(self) -> &'static str {
        self.names().2
    }
}

/// A report's period, `2020-vb`; as a reference period, `2020-vb` is the whole year 2020.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Period {
    /// The calendar year.
    pub year: i16,
    /// Which of the year's reports.
    pub kind: ReportKind,
}

impl Period {
    /// Reads an identifier such as `2020-t1`.
    #[must_use]
    pub fn from_id(text: &str) -> Option<Self> {
        let (year, code) = text.split_once('-')?;
        let kind = ReportKind::ALL.iter().find(|entry| entry.1 == code)?.0;
        Some(Self { year: parse_year(year)?, kind })
    }

    /// Reads what stands in a table: "VB 2020", "T1 2020", "VP 2019", or "2020" for the whole year.
    #[must_use]
    pub fn from_cell(text: &str) -> Option<Self> {
        let words: Vec<&str> = text.split_whitespace().collect();
        match words[..] {
            [year] if parse_year(year).is_some() => Some(Self { year: parse_year(year)?, kind: ReportKind::Annual }),
            // "VB2020", as some tables have it.
            [joined] => Self::from_words(joined.get(..2)?, joined.get(2..)?),
            [code, year] => Self::from_words(code, year),
            _ => None,
        }
    }

    fn from_words(code: &str, year: &str) -> Option<Self> {
        let kind = ReportKind::ALL.iter().find(|entry| entry.2.eq_ignore_ascii_case(code))?.0;
        Some(Self { year: parse_year(year)?, kind })
    }

    /// The whole year of this period: what its targets and forecasts concern.
    #[must_use]
    pub fn whole_year(self) -> Self {
        Self { year: self.year, kind: ReportKind::Annual }
    }

    /// The same stretch of the year before: what "öka" and "minska" count from.
    #[must_use]
    pub fn year_before(self) -> Self {
        Self { year: self.year - 1, kind: self.kind }
    }

    /// "VB 2020".
    #[must_use]
    pub fn short(self) -> String {
        format!("{} {}", self.kind.names().1, self.year)
    }

    /// "Verksamhetsberättelse 2020".
    #[must_use]
    pub fn name(self) -> String {
        format!("{} {}", self.kind.name(), self.year)
    }

    /// The months it covers, in words: "januari–april 2020", "hela 2020".
    #[must_use]
    pub fn covers(self) -> String {
        match self.kind {
            ReportKind::Tertial1 => format!("januari–april {}", self.year),
            ReportKind::Tertial2 => format!("januari–augusti {}", self.year),
            ReportKind::Plan | ReportKind::Annual => format!("hela {}", self.year),
        }
    }

    /// The first and the last day it covers.
    #[must_use]
    pub fn days(self) -> (Date, Date) {
        let last = match self.kind {
            ReportKind::Tertial1 => date(self.year, 4, 30),
            ReportKind::Tertial2 => date(self.year, 8, 31),
            ReportKind::Plan | ReportKind::Annual => date(self.year, 12, 31),
        };
        (date(self.year, 1, 1), last)
    }
}

impl fmt::Display for Period {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}-{}", self.year, self.kind.names().0)
    }
}

fn parse_year(text: &str) -> Option<i16> {
    let plain = text.len() == 4 && text.bytes().all(|b| b.is_ascii_digit());
    plain.then(|| text.parse().ok())?.filter(|year| (1900..=2200).contains(year))
}
