//! What was to be done, and what became of it? The activities of a report.

use jiff::civil::Date;
use minijinja::Value as Html;
use serde::Serialize;

use crate::derive::facts::{About, Activity, ReportIx, ReportKind};
use crate::format::date;
use crate::render::locale::{Key, Locale};
use crate::render::page::Press;
use crate::render::parts::corrections::{self, Mark};
use crate::render::prose::Writer;
use crate::render::{html, words};

/// An activity in a list.
#[derive(Debug, Serialize)]
pub(in crate::render) struct ActivityView<'a> {
    id: String,
    text: &'a str,
    time: Option<Html>,
    deviates: bool,
    owner: Option<&'a str>,
    /// Whose activity it is, by the goal it stands under.
    whose: Option<Key>,
    follow_up: Option<Html>,
    /// The entry that corrected something of it last.
    corrected: Option<Mark>,
    /// Whether the report should have followed it up: a plan does not.
    due: bool,
    place: &'a str,
}

/// The activities at `positions` of a report, the headings of their follow-up `deeper` levels further down than written.
pub(in crate::render) fn activities<'a>(
    press: &Press<'a>,
    ix: ReportIx,
    positions: impl IntoIterator<Item = usize>,
    writer: &mut Writer<'_>,
    deeper: u8,
) -> Vec<ActivityView<'a>> {
    let (locale, report) = (press.locale, &press.facts.reports[ix.0]);
    let mut found = Vec::new();
    for at in positions {
        let activity = &report.activities[at];
        found.push(ActivityView {
            id: fragment(at),
            text: &activity.text,
            time: time(activity, locale),
            deviates: activity.deviates,
            owner: activity.owner.as_deref(),
            whose: activity.level.map(words::whose),
            follow_up: (!activity.follow_up.is_empty()).then(|| writer.html(&activity.follow_up, deeper)),
            corrected: corrections::mark(press.facts, ix, |about| matches!(about, About::Activity(of, _) if *of == at)),
            due: report.period.kind != ReportKind::Plan,
            place: &activity.place,
        });
    }
    found
}

/// The fragment of an activity, by its position in the report.
pub(in crate::render) fn fragment(at: usize) -> String {
    format!("aktivitet-{}", at + 1)
}

/// When an activity is to be done.
enum Stretch {
    From(Date),
    Until(Date),
    WholeYear(i16),
    Days(Date, Date),
}

impl Stretch {
    fn of(activity: &Activity) -> Option<Self> {
        Some(match (activity.start, activity.end) {
            (None, None) => return None,
            (Some(only), None) => Self::From(only),
            (None, Some(only)) => Self::Until(only),
            (Some(from), Some(to)) => {
                let whole = (from.month(), from.day(), to.month(), to.day()) == (1, 1, 12, 31);
                if whole && from.year() == to.year() { Self::WholeYear(from.year()) } else { Self::Days(from, to) }
            }
        })
    }
}

/// "hela 2020", "1 januari 2020 till 31 mars 2020", without marks.
pub(in crate::render) fn time_in_words(activity: &Activity, locale: &Locale) -> Option<String> {
    let day = date::in_words;
    Some(match Stretch::of(activity)? {
        Stretch::From(only) => locale.say("time.from", &[("from", &day(only))]),
        Stretch::Until(only) => locale.say("time.until", &[("to", &day(only))]),
        Stretch::WholeYear(year) => locale.say("time.whole_year", &[("year", &year)]),
        Stretch::Days(from, to) => locale.say("time.span", &[("from", &day(from)), ("to", &day(to))]),
    })
}

/// "hela 2020", "1 januari 2020 till 31 mars 2020".
fn time(activity: &Activity, locale: &Locale) -> Option<Html> {
    Some(match Stretch::of(activity)? {
        Stretch::From(only) => locale.html("time.from", &[("from", html::day(only))]),
        Stretch::Until(only) => locale.html("time.until", &[("to", html::day(only))]),
        Stretch::WholeYear(year) => {
            html::time(&format!("{year:04}"), &locale.say("time.whole_year", &[("year", &year)]))
        }
        Stretch::Days(from, to) => locale.html("time.span", &[("from", html::day(from)), ("to", html::day(to))]),
    })
}
