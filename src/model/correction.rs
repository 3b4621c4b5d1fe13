//! What was corrected in a decided report, and does an entry explain a change? Entries of a key are replayed one after the other.

use jiff::civil::Date;

use super::Prose;
use super::decided::Lock;
use super::fingerprint::{ItemKind, written};
use crate::source::{Span, Spanned};

/// What sort of change an entry tells of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CorrectionKind {
    /// Rättelse: something was wrong from the beginning.
    Correction,
    /// Revidering: a new figure takes the place of one that was right when it came.
    Revision,
}

impl CorrectionKind {
    /// Both kinds with the word that content uses for each.
    pub const ALL: [(Self, &'static str); 2] = [(Self::Correction, "rattelse"), (Self::Revision, "revidering")];
}

/// `[[rattelse]]`: an entry about one figure or text.
#[derive(Clone, Debug)]
pub struct Correction {
    /// The day.
    pub date: Spanned<Date>,
    /// What sort of change it was.
    pub kind: CorrectionKind,
    /// The key of the figure or text.
    pub concerns: Spanned<String>,
    /// What stood there: the whole of it, or a passage of a text.
    pub old: Spanned<String>,
    /// What stands there instead.
    pub new: String,
    /// Both as running text; none where a figure, a mark or a name in it cannot be read.
    pub prose: (Option<Prose>, Option<Prose>),
    /// Why, for readers.
    pub reason: Spanned<String>,
    /// Where it is written.
    pub span: Span,
}

/// Why an entry does not fit what stood before it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NotExplained {
    /// The old value is not what stood there.
    OtherValue,
    /// The passage stands in the text several times.
    Ambiguous,
    /// Old and new are the same.
    NoChange,
}

impl Correction {
    /// One hash of all that it says.
    #[must_use]
    pub fn fingerprint(&self) -> String {
        let (date, kind) = (self.date.value, self.kind);
        let said = [&self.concerns.value, &self.old.value, &self.new, &self.reason.value];
        Lock::hash(&format!("{date} {kind:?} {said:?}"))
    }

    /// What stands there after this entry, if `before` stood there before it.
    ///
    /// # Errors
    /// If the entry is about something else than what stood there.
    pub fn replay(&self, before: &str, kind: ItemKind) -> Result<String, NotExplained> {
        let of_kind = |text: &str| match kind {
            ItemKind::Figure => figure(text),
            ItemKind::Text | ItemKind::Prose => written(text),
        };
        let (old, new) = (of_kind(&self.old.value), of_kind(&self.new));
        if old == new {
            return Err(NotExplained::NoChange);
        }
        if before == old {
            return Ok(new);
        }
        let passage = kind != ItemKind::Figure && !old.is_empty();
        match if passage { times(before, &old) } else { 0 } {
            0 => Err(NotExplained::OtherValue),
            1 => Ok(before.replacen(&old, &new, 1)),
            _ => Err(NotExplained::Ambiguous),
        }
    }
}

/// How often a passage stands in a text, also where it overlaps itself.
fn times(text: &str, passage: &str) -> usize {
    text.char_indices().filter(|(at, _)| text[*at..].starts_with(passage)).count()
}

/// A figure as items have it, however an editor writes spaces and the minus sign.
fn figure(text: &str) -> String {
    let text = written(text).split_whitespace().collect::<Vec<_>>().join(" ");
    let negative = text.strip_prefix('-').filter(|rest| rest.starts_with(|c: char| c.is_ascii_digit()));
    negative.map_or_else(|| text.clone(), |rest| format!("\u{2212}{rest}"))
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;
    use crate::source::Sources;

    fn entry(old: &str, new: &str) -> Correction {
        let span = Span::new(Sources::default().add("x", ""), 0..0);
        let text = |text: &str| Spanned::new(text.to_owned(), span);
        Correction {
            date: Spanned::new(date(2025, 1, 1), span),
            kind: CorrectionKind::Correction,
            concerns: text("x"),
            old: text(old),
            new: new.to_owned(),
            prose: (None, None),
            reason: text("fel"),
            span,
        }
    }

    #[test]
    fn a_figure_changes_as_a_whole() {
        let of = |old, new, before| entry(old, new).replay(before, ItemKind::Figure);
        assert_eq!(of("12,4 %", "12,6 %", "12,4 %"), Ok("12,6 %".into()));
        assert_eq!(of("-3\u{a0}mnkr", "3 mnkr", "\u{2212}3 mnkr"), Ok("3 mnkr".into()));
        assert_eq!(of("2,4 %", "2,6 %", "12,4 %"), Err(NotExplained::OtherValue));
        assert_eq!(of("", "5 st", ""), Ok("5 st".into()));
        assert_eq!(of("", "5 st", "4 st"), Err(NotExplained::OtherValue));
    }

    #[test]
    fn a_text_changes_in_a_passage_that_stands_there_once() {
        let of = |old, new, before| entry(old, new).replay(before, ItemKind::Text);
        assert_eq!(of("sjönk", "ökade", "Den sjönk."), Ok("Den ökade.".into()));
        assert_eq!(of("Den sjönk.", "", "Den sjönk."), Ok(String::new()));
        assert_eq!(of("n", "m", "Den sjönk."), Err(NotExplained::Ambiguous));
        assert_eq!(of("aa", "b", "aaa"), Err(NotExplained::Ambiguous));
        assert_eq!(of("steg", "ökade", "Den sjönk."), Err(NotExplained::OtherValue));
        assert_eq!(of("", "mer", "Den sjönk."), Err(NotExplained::OtherValue));
        assert_eq!(of("sjönk", "sjönk", "Den sjönk."), Err(NotExplained::NoChange));
    }
}
