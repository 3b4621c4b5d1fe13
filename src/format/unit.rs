//! What is counted: which unit does a text name, and how is a figure written together with it?

use crate::format::number::{self, NBSP};
use rust_decimal::Decimal;
use std::fmt;
use std::sync::Arc;

/// The symbols that every portal has. A portal may add others with [`Unit::custom`].
pub const KNOWN: &[&str] = &[
    "%",
    "procentenheter",
    "st",
    "antal",
    "personer",
    "barn",
    "brukare",
    "medarbetare",
    "hushåll",
    "platser",
    "ärenden",
    "dagar",
    "timmar",
    "minuter",
    "kr",
    "tkr",
    "mnkr",
    "kWh",
    "MWh",
    "GWh",
    "ton",
    "kg",
    "index",
    "poäng",
];

/// Other spellings, in lower case, with the symbol they mean.
const SPELLINGS: &[(&str, &str)] = &[
    ("procent", "%"),
    ("procentenhet", "procentenheter"),
    ("p.e.", "procentenheter"),
    ("%-enhet", "procentenheter"),
    ("%-enheter", "procentenheter"),
    ("styck", "st"),
    ("stycken", "st"),
    ("person", "personer"),
    ("plats", "platser"),
    ("ärende", "ärenden"),
    ("dag", "dagar"),
    ("timme", "timmar"),
    ("minut", "minuter"),
    ("krona", "kr"),
    ("kronor", "kr"),
    ("tusen kronor", "tkr"),
    ("mkr", "mnkr"),
    ("miljon kronor", "mnkr"),
    ("miljoner kronor", "mnkr"),
    ("kilowattimmar", "kWh"),
    ("megawattimmar", "MWh"),
    ("gigawattimmar", "GWh"),
    ("kilogram", "kg"),
];

/// What to say, for the units whose symbol is not itself a word.
const SPOKEN: &[(&str, &str)] = &[
    ("%", "procent"),
    ("st", "stycken"),
    ("kr", "kronor"),
    ("tkr", "tusen kronor"),
    ("mnkr", "miljoner kronor"),
    ("kWh", "kilowattimmar"),
    ("MWh", "megawattimmar"),
    ("GWh", "gigawattimmar"),
    ("kg", "kilogram"),
];

/// A unit. Two units are equal exactly if their symbols are: percent and percentage points never are.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Unit(Symbol);

/// Invariant: a custom symbol names no known unit, so that a unit has one value only.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
enum Symbol {
    Known(&'static str),
    Custom(Arc<str>),
}

impl Unit {
    const PERCENTAGE_POINTS: Self = Self(Symbol::Known("procentenheter"));

    /// The known unit that `text` names, by its symbol or another usual spelling, in any case.
    ///
    /// Only `mWh` and `mwh` are refused: a small m is milli, and a report that means mega should say so.
    #[must_use]
    pub fn known(text: &str) -> Option<Self> {
        let folded = fold(text);
        if folded == "mwh" && text.trim_start().starts_with('m') {
            return None;
        }
        let named = KNOWN.iter().find(|symbol| symbol.to_lowercase() == folded);
        named.or_else(|| meaning(SPELLINGS, &folded)).map(|symbol| Self(Symbol::Known(symbol)))
    }

    /// A unit that a portal adds. If `text` names a known unit, it is that unit.
    #[must_use]
    pub fn custom(text: &str) -> Self {
        Self::known(text).unwrap_or_else(|| Self(Symbol::Custom(Arc::from(text.trim()))))
    }

    /// The symbol to write after a number.
    #[must_use]
    pub fn symbol(&self) -> &str {
        match &self.0 {
            Symbol::Known(symbol) => symbol,
            Symbol::Custom(symbol) => symbol,
        }
    }

    /// Is this percent?
    #[must_use]
    pub fn is_percent(&self) -> bool {
        self.symbol() == "%"
    }

    /// Is this percentage points (*procentenheter*)?
    #[must_use]
    pub fn is_percentage_points(&self) -> bool {
        *self == Self::PERCENTAGE_POINTS
    }

    /// Does this count things or people one by one? Such counts add up, whatever each is called.
    #[must_use]
    pub fn is_count(&self) -> bool {
        let counts = ["st", "antal", "personer", "barn", "brukare", "medarbetare", "hushåll", "platser", "ärenden"];
        counts.contains(&self.symbol())
    }

    /// Is this an amount of money: kronor, thousands or millions of them?
    #[must_use]
    pub fn is_money(&self) -> bool {
        matches!(self.symbol(), "kr" | "tkr" | "mnkr")
    }

    /// The unit of the difference between two values: percentage points between percentages, else the unit itself.
    #[must_use]
    pub fn difference(&self) -> Self {
        if self.is_percent() { Self::PERCENTAGE_POINTS } else { self.clone() }
    }

    /// How the unit is said in prose and by screen readers; `None` if the symbol is the word.
    #[must_use]
    pub fn spoken(&self) -> Option<&str> {
        meaning(SPOKEN, self.symbol()).copied()
    }
}

impl fmt::Debug for Unit {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Unit").field(&self.symbol()).finish()
    }
}

/// Writes a figure with its unit after a no-break space; `antal` and `index` are not written.
#[must_use]
pub fn print(value: Decimal, unit: &Unit) -> String {
    let number = number::print(value);
    match unit.symbol() {
        "antal" | "index" => number,
        symbol => format!("{number}{NBSP}{symbol}"),
    }
}

/// Splits a cell such as `1 945 GWh` into number and unit, either as written; the unit is empty if there is none.
///
/// `None` if the cell does not start with a digit, or a sign and a digit. The number reaches as far as digits do, over
/// spaces, commas and points between them: whether it is well written is for [`number::parse`] to say.
#[must_use]
pub fn split(cell: &str) -> Option<(&str, &str)> {
    let cell = cell.trim();
    let unsigned = cell.strip_prefix(number::is_sign).unwrap_or(cell);
    if !unsigned.starts_with(|c: char| c.is_ascii_digit()) {
        return None;
    }
    let (number, unit) = cell.split_at(cell.len() - unsigned.len() + number_length(unsigned));
    Some((number, unit.trim_start()))
}

/// How many bytes of `text` belong to the number it starts with.
fn number_length(text: &str) -> usize {
    let within = |c: char| c.is_ascii_digit() || c.is_whitespace() || matches!(c, ',' | '.');
    let reach = text.find(|c| !within(c)).unwrap_or(text.len());
    text[..reach].trim_end_matches(|c: char| !c.is_ascii_digit()).len()
}

/// Lower case, with one plain space for each stretch of white space.
fn fold(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase()
}

fn meaning<'a>(table: &'a [(&'static str, &'static str)], word: &str) -> Option<&'a &'static str> {
    table.iter().find(|(key, _)| *key == word).map(|(_, meaning)| meaning)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn unit(text: &str) -> Unit {
        Unit::known(text).unwrap()
    }

    #[test]
    fn every_symbol_names_itself() {
        for symbol in KNOWN {
            assert_eq!(unit(symbol).symbol(), *symbol);
        }
    }

    #[test]
    fn the_tables_name_known_units_in_lower_case() {
        for (spelling, symbol) in SPELLINGS {
            assert_eq!(*spelling, fold(spelling));
            assert_eq!(unit(spelling).symbol(), *symbol);
        }
        for (symbol, spoken) in SPOKEN {
            assert!(KNOWN.contains(symbol));
            assert_eq!(unit(spoken).symbol(), *symbol, "what is said should be understood");
        }
    }

    #[test]
    fn other_spellings_and_cases() {
        let cases = [
            ("Procent", "%"),
            ("P.E.", "procentenheter"),
            (" Mnkr ", "mnkr"),
            ("Mkr", "mnkr"),
            ("miljoner\u{a0}kronor", "mnkr"),
            ("ÄRENDEN", "ärenden"),
            ("kwh", "kWh"),
            ("MWH", "MWh"),
            ("gwh", "GWh"),
        ];
        for (text, symbol) in cases {
            assert_eq!(unit(text).symbol(), symbol, "{text:?}");
        }
    }

    #[test]
    fn what_is_not_known() {
        for text in ["", "elever", "% %", "mWh", "mwh", "k r"] {
            assert_eq!(Unit::known(text), None, "{text:?}");
        }
    }

    #[test]
    fn a_portal_adds_units_but_no_doubles() {
        assert_eq!(Unit::custom(" elever ").symbol(), "elever");
        assert_eq!(Unit::custom("kronor"), unit("kr"));
        assert_ne!(Unit::custom("mWh"), unit("MWh"));
        assert_eq!(format!("{:?}", Unit::custom("elever")), r#"Unit("elever")"#);
    }

    #[test]
    fn percent_is_not_percentage_points() {
        assert_ne!(unit("%"), unit("procentenheter"));
        assert_eq!(unit("%").difference(), unit("procentenheter"));
        assert_eq!(unit("procentenheter").difference(), unit("procentenheter"));
        assert_eq!(unit("mnkr").difference(), unit("mnkr"));
        assert!(unit("%").is_percent() && !unit("%").is_percentage_points());
        assert!(unit("p.e.").is_percentage_points() && !unit("p.e.").is_percent());
    }

    #[test]
    fn money_and_speech() {
        assert!(unit("tkr").is_money() && !unit("ton").is_money());
        assert_eq!(unit("mnkr").spoken(), Some("miljoner kronor"));
        assert_eq!(unit("%").spoken(), Some("procent"));
        assert_eq!(unit("personer").spoken(), None);
        assert_eq!(Unit::custom("elever").spoken(), None);
    }

    #[test]
    fn prints_a_figure_with_its_unit() {
        assert_eq!(print(Decimal::new(124, 1), &unit("%")), "12,4\u{a0}%");
        assert_eq!(print(Decimal::new(1945, 0), &unit("antal")), "1\u{a0}945");
        assert_eq!(print(Decimal::new(79, 0), &unit("index")), "79");
        assert_eq!(print(Decimal::new(-35, 1), &unit("mnkr")), "\u{2212}3,5\u{a0}mnkr");
    }

    #[test]
    fn splits_a_cell() {
        let cases = [
            ("1 945 GWh", ("1 945", "GWh")),
            ("12,4 %", ("12,4", "%")),
            ("92", ("92", "")),
            ("-3,5 mnkr", ("-3,5", "mnkr")),
            ("\u{2212}3,5\u{a0}miljoner kronor ", ("\u{2212}3,5", "miljoner kronor")),
            ("65%", ("65", "%")),
            ("1\u{202f}945st", ("1\u{202f}945", "st")),
            ("12.4 %", ("12.4", "%")),
            ("5 .", ("5", ".")),
            ("8 m2", ("8", "m2")),
        ];
        for (cell, parts) in cases {
            assert_eq!(split(cell), Some(parts), "{cell:?}");
        }
        for cell in ["", " ", "-", "- 5", "%", "ca 5", ",5", "..", "x"] {
            assert_eq!(split(cell), None, "{cell:?}");
        }
    }
}
