//! What was to be done, and what became of it? The activities of a report.

use jiff::civil::Date;
use minijinja::Value as Html;
use serde::Serialize;

use crate::derive::facts::{Activity, ReportIx, ReportKind};
use crate::format::date;
use crate::render::locale::{Key, Locale};
use crate::render::page::Press;
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

/// "hela 2020", "1 januari 2020 till 31 mars 2020", without marks.
pub(in crate::render) fn time_in_words(activity: &Activity, locale: &Locale) -> Option<String> {
    let day = date::in_words;
    match (activity.start, activity.end) {
        (None, None) => None,
        (Some(only), None) => Some(locale.say("time.from", &[("from", &day(only))])),
        (None, Some(only)) => Some(locale.say("time.until", &[("to", &day(only))])),
        (Some(from), Some(to)) if is_whole_year(from, to) => {
            Some(locale.say("time.whole_year", &[("year", &from.year())]))
        }
        (Some(from), Some(to)) => Some(locale.say("time.span", &[("from", &day(from)), ("to", &day(to))])),
    }
}

fn is_whole_year(from: Date, to: Date) -> bool {
    (from.month(), from.day()) == (1, 1) && (to.month(), to.day()) == (12, 31) && to.year() == from.year()
}

/// "hela 2020", "1 januari 2020 till 31 mars 2020".
fn time(activity: &Activity, locale: &Locale) -> Option<Html> {
    let (from, to) = match (activity.start, activity.end) {
        (None, None) => return None,
        (Some(only), None) => return Some(locale.html("time.from", &[("from", html::day(only))])),
        (None, Some(only)) => return Some(locale.html("time.until", &[("to", html::day(only))])),
        (Some(from), Some(to)) => (from, to),
    };
    let year = from.year();
    if is_whole_year(from, to) {
        return Some(html::time(&format!("{year:04}"), &locale.say("time.whole_year", &[("year", &year)])));
    }
    Some(locale.html("time.span", &[("from", html::day(from)), ("to", html::day(to))]))
}
