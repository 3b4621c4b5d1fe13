//! to be written
use rust_decimal::Decimal;
/// stub
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Unit(String);
impl Unit { pub fn known(t: &str) -> Option<Unit> { Some(Unit(t.into())) } pub fn custom(t: &str) -> Unit { Unit(t.into()) } pub fn symbol(&self) -> &str { &self.0 }
pub fn is_percent(&self) -> bool { self.0 == "%" } pub fn difference(&self) -> Unit { self.clone() } }
pub fn print(v: Decimal, u: &Unit) -> String { format!("{v} {}", u.0) }
