//! What of a report can be held against what was decided? Every figure and every text of it, each under a key that an editor can read.

mod tables;
mod texts;

use std::collections::BTreeMap;

use crate::format::number::NBSP;
use crate::model::{Measure, Model, Period, Report};
use crate::source::Span;

/// What sort of content an item is: a figure changes as a whole, a text may change in a passage.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ItemKind {
    /// A figure, an assessment, a day.
    Figure,
    /// A line of plain text: a title, a label, a note.
    Text,
    /// Running text, with its marks and its figures as references.
    Prose,
}

/// Where in its report an item stands; positions are those of the report's own lists.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum About {
    /// Title or headline.
    Front,
    /// What stood in the report when it was decided, and has no place in it any more.
    Gone,
    /// A row of the indicator tables, or one figure of it.
    Row(usize, Option<(Measure, Period)>),
    /// A goal, and what of it.
    Goal(usize, Aspect),
    /// What is said of an indicator: its identifier.
    Analysis(String),
    /// An activity, and what of it.
    Activity(usize, Aspect),
    /// The summary.
    Summary,
    /// A section.
    Section(usize),
    /// An economy table, or the cell in a row and a column of it.
    Table(usize, Option<(usize, usize)>),
    /// A monthly series, or the cell in a row and a month of it; month 12 is the mean.
    Series(usize, Option<(usize, usize)>),
}

/// What of a goal or an activity.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Aspect {
    /// The text: of an activity what is to be done, of a goal what the report says of it.
    Text,
    /// The goal itself, as its term has it.
    Wording,
    /// How the goal is met.
    Assessment,
    /// The first day.
    Start,
    /// The last day.
    End,
    /// Whether it deviates.
    Deviation,
    /// The goal that it serves.
    Goal,
    /// Who is responsible.
    Owner,
    /// What became of it.
    FollowUp,
}

/// The word for "the source says that there is no figure".
pub const NOT_AVAILABLE: &str = "i.u.";

/// One figure or text.
#[derive(Clone, Debug)]
pub struct Item {
    /// Its name, unique in the report: `indikatorer/sjukfranvaro/namnden/utfall/2020-vb`.
    pub key: String,
    /// What it says, written in one way alone; empty if nothing is there.
    pub value: String,
    /// What sort it is.
    pub kind: ItemKind,
    /// Where it is written.
    pub span: Span,
    /// What it is about.
    pub about: About,
}

impl Report {
    /// All its figures and texts, in its own order; `model` knows their units and what the goals say. Its state, decision, source, embargo and the notes of
    /// editors are none.
    #[must_use]
    pub fn items(&self, model: &Model) -> Vec<Item> {
        let mut items = Items::default();
        texts::front(self, &mut items);
        tables::indicators(self, &model.indicators, &mut items);
        texts::goals(self, model.term_of(self.period.year), &mut items);
        texts::prose(self, &mut items);
        texts::activities(self, &mut items);
        tables::economy(self, &mut items);
        tables::series(self, &mut items);
        items.all
    }
}

/// The items so far; a key that comes again is numbered.
#[derive(Default)]
struct Items {
    all: Vec<Item>,
    times: BTreeMap<String, usize>,
}

impl Items {
    fn figure(&mut self, key: String, value: &str, span: Span, about: About) {
        self.push(key, value, ItemKind::Figure, span, about);
    }

    fn text(&mut self, key: String, value: &str, span: Span, about: About) {
        self.push(key, value, ItemKind::Text, span, about);
    }

    fn prose(&mut self, key: String, value: &str, span: Span, about: About) {
        self.push(key, value, ItemKind::Prose, span, about);
    }

    fn push(&mut self, key: String, value: &str, kind: ItemKind, span: Span, about: About) {
        let times = self.times.entry(key.clone()).or_default();
        *times += 1;
        let key = if *times == 1 { key } else { format!("{key}--{times}") };
        self.all.push(Item { key, value: written(value), kind, span, about });
    }
}

/// A text as files have it: with plain spaces, and lines that end in one way.
#[must_use]
pub(super) fn written(text: &str) -> String {
    text.replace(NBSP, " ").replace("\r\n", "\n")
}
