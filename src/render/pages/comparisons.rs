//! Which comparisons are there to choose from? All of them, and those of one organisation; and the targets that moved most.

use std::cmp::Reverse;
use std::collections::BTreeSet;

use serde::Serialize;

use super::comparison::{side_name, side_time, title};
use crate::derive::compare::size::Terms;
use crate::derive::compare::{Moved, moved, told};
use crate::derive::facts::{Facts, Measure, OrganisationIx, Pair, PairKind, ReportIx, Side};
use crate::derive::narrate;
use crate::error::Error;
use crate::render::address;
use crate::render::locale::Key;
use crate::render::page::{Link, Page, Press};

/// So many comparisons of an organisation stand on the page of all; the rest is one link away.
const SHOWN: usize = 40;
/// So many other comparisons are offered below one.
const OTHERS: usize = 8;
/// So many targets of the same terms are listed.
const TARGETS: usize = 5;

/// A comparison to choose.
#[derive(Clone, Debug, Serialize)]
pub(in crate::render) struct Choice {
    link: Link,
    /// What the two pickers call its sides.
    from: String,
    to: String,
    /// Whether both sides have a report of their own.
    reported: bool,
}

#[derive(Debug, Serialize)]
struct All {
    easier: Vec<Targets>,
    harder: Vec<Targets>,
    organisations: Vec<Own>,
}

#[derive(Debug, Serialize)]
struct Own {
    all: Link,
    choices: Vec<Choice>,
    left_out: usize,
}

/// Targets that moved, in terms that can be put in order.
#[derive(Debug, Serialize)]
struct Targets {
    heading: Key,
    moved: Vec<MovedView>,
}

/// A target that moved.
#[derive(Debug, Serialize)]
pub(in crate::render) struct MovedView {
    indicator: Link,
    /// The sentence after the indicator's name.
    rest: String,
    organisation: Link,
    comparison: Option<Link>,
}

#[derive(Debug, Serialize)]
struct One {
    organisation: Link,
    periods: Vec<Choice>,
    succession: Vec<Choice>,
    organisations: Vec<Choice>,
}

/// The organisations that are on a side of a comparison.
pub(in crate::render) fn compared(facts: &Facts) -> BTreeSet<OrganisationIx> {
    facts.pairs.iter().flat_map(|pair| [pair.from.organisation, pair.to.organisation]).collect()
}

/// Prints the page of all.
pub(in crate::render) fn print_all(press: &Press<'_>) -> Result<Vec<u8>, Error> {
    let (facts, locale) = (press.facts, press.locale);
    // Boards before their units.
    let mut organisations: Vec<OrganisationIx> = compared(facts).into_iter().collect();
    organisations.sort_by_key(|ix| (facts.organisations[ix.0].kind, *ix));
    let body = All {
        easier: targets(press, true),
        harder: targets(press, false),
        organisations: organisations.into_iter().map(|ix| own(press, ix)).collect(),
    };
    let (title, about) = (locale.text("compare.heading"), locale.text("description.comparisons"));
    press.print("jamfor.html", &Page::new("jamfor/", title, about, body).named(locale.text("page.comparisons")))
}

/// Prints those of one organisation.
pub(in crate::render) fn print(press: &Press<'_>, ix: OrganisationIx) -> Result<Vec<u8>, Error> {
    let (facts, locale) = (press.facts, press.locale);
    let name = &facts.organisations[ix.0].name;
    let of = |kind| choices(press, &pairs(facts, ix, |pair| pair.kind() == kind));
    let body = One {
        organisation: Link::new(address::organisation(facts, ix), name),
        periods: of(PairKind::Periods),
        succession: of(PairKind::Succession),
        organisations: of(PairKind::Organisations),
    };
    let title = locale.say("compare.heading_of", &[("organisation", name)]);
    let about = locale.say("description.comparisons_of", &[("organisation", name)]);
    let page = Page::new(address::comparisons(facts, ix), title, &about, body).named(name);
    press.print("jamfor-organisation.html", &page.crumbs([Link::new("jamfor/", locale.text("page.comparisons"))]))
}

fn own(press: &Press<'_>, ix: OrganisationIx) -> Own {
    let facts = press.facts;
    let name = &facts.organisations[ix.0].name;
    // Two organisations stand with the first of them, a predecessor with its successor.
    let pairs = pairs(facts, ix, |pair| match pair.kind() {
        PairKind::Periods => true,
        PairKind::Succession => pair.to.organisation == ix,
        PairKind::Organisations => pair.from.organisation == ix,
    });
    let (shown, left_out) = pairs.split_at(pairs.len().min(SHOWN));
    Own {
        all: Link::new(address::comparisons(facts, ix), name),
        choices: choices(press, shown),
        left_out: left_out.len(),
    }
}

/// The comparisons of an organisation, the newest first, those of two reports before those with figures that only later reports state.
fn pairs(facts: &Facts, ix: OrganisationIx, wanted: impl Fn(&Pair) -> bool) -> Vec<&Pair> {
    let of = |pair: &&Pair| [pair.from.organisation, pair.to.organisation].contains(&ix) && wanted(pair);
    let mut pairs: Vec<&Pair> = facts.pairs.iter().filter(of).collect();
    pairs.sort_by_key(|pair| order(pair));
    pairs
}

fn choices(press: &Press<'_>, pairs: &[&Pair]) -> Vec<Choice> {
    pairs.iter().map(|pair| choice(press, pair)).collect()
}

/// The newest first, those of two reports before those with figures that other reports state.
fn order(pair: &Pair) -> impl Ord + use<> {
    (!reported(pair), pair.kind() != PairKind::Periods, Reverse(pair.to.period), Reverse(pair.from.period))
}

fn reported(pair: &Pair) -> bool {
    pair.kind() == PairKind::Organisations || pair.from.report.is_some() && pair.to.report.is_some()
}

fn choice(press: &Press<'_>, pair: &Pair) -> Choice {
    let facts = press.facts;
    let side = |side: Side| {
        let name = &facts.organisations[side.organisation.0].short_name;
        let time = match pair.kind() {
            // Beside its own periods an organisation stands once more, against others.
            PairKind::Organisations if side == pair.from => {
                return press
                    .locale
                    .say("compare.against_others", &[("organisation", name), ("time", &narrate::time(side.period))]);
            }
            PairKind::Organisations => narrate::time(side.period),
            PairKind::Periods | PairKind::Succession => side_time(press.locale, side),
        };
        format!("{name}, {time}")
    };
    Choice {
        link: Link::new(address::comparison(facts, pair), narrate::capitalised(&name(press, pair))),
        from: side(pair.from),
        to: side(pair.to),
        reported: reported(pair),
    }
}

/// "VP 2019 och VB 2020"; with the time, where two organisations are compared.
pub(in crate::render) fn name(press: &Press<'_>, pair: &Pair) -> String {
    let locale = press.locale;
    let (from, to) = (side_name(press, pair, pair.from), side_name(press, pair, pair.to));
    let time = narrate::time(pair.to.period);
    match pair.kind() {
        PairKind::Organisations => {
            locale.say("compare.name_organisations", &[("from", &from), ("to", &to), ("time", &time)])
        }
        PairKind::Periods | PairKind::Succession => locale.say("compare.name", &[("from", &from), ("to", &to)]),
    }
}

/// Other comparisons of the same organisation.
pub(in crate::render) fn others(press: &Press<'_>, pair: &Pair) -> Vec<Choice> {
    let mut others = pairs(press.facts, pair.to.organisation, |other| other != pair);
    // Before they are put into words: an organisation may have hundreds.
    others.truncate(OTHERS);
    choices(press, &others)
}

/// Links to the comparisons of a report with others.
pub(in crate::render) fn of_report(press: &Press<'_>, ix: ReportIx) -> Vec<Link> {
    let facts = press.facts;
    let own = |pair: &&Pair| [pair.from.report, pair.to.report].contains(&Some(ix));
    let mut pairs: Vec<&Pair> = facts.pairs.iter().filter(own).collect();
    pairs.sort_by_key(|pair| order(pair));
    pairs.truncate(OTHERS);
    pairs.into_iter().map(|pair| Link::new(address::comparison(facts, pair), title(press, pair))).collect()
}

fn targets(press: &Press<'_>, easier: bool) -> Vec<Targets> {
    let all = moved(press.facts, easier);
    let mut found = Vec::new();
    for (terms, heading) in
        [(Terms::Share, "compare.shares"), (Terms::Relative, "compare.counts"), (Terms::Scale, "compare.scales")]
    {
        let of_terms = all.iter().filter(|moved| moved.terms == terms).take(TARGETS);
        let moved: Vec<MovedView> = of_terms.map(|moved| view(press, moved)).collect();
        if !moved.is_empty() {
            found.push(Targets { heading: Key(heading), moved });
        }
    }
    found
}

/// The targets that became easier to reach, the first few.
pub(in crate::render) fn lowered(press: &Press<'_>, most: usize) -> Vec<MovedView> {
    // The largest of each terms first, for sizes in other terms cannot stand in one order.
    let all = moved(press.facts, true);
    let nth = |moved: &&Moved| {
        all.iter().filter(|other| other.terms == moved.terms).position(|other| std::ptr::eq(other, *moved))
    };
    let mut chosen: Vec<&Moved> = all.iter().collect();
    chosen.sort_by_key(nth);
    chosen.into_iter().take(most).map(|moved| view(press, moved)).collect()
}

fn view(press: &Press<'_>, moved: &Moved) -> MovedView {
    let facts = press.facts;
    let name = told::subject(facts, moved.indicator, Measure::Outcome);
    let organisation = &facts.organisations[moved.organisation.0].name;
    MovedView {
        rest: moved.sentence.strip_prefix(&name).unwrap_or(&moved.sentence).to_owned(),
        indicator: Link::new(address::indicator(facts, moved.indicator), name),
        organisation: Link::new(address::organisation(facts, moved.organisation), organisation),
        comparison: moved.pair.map(|pair| Link::new(address::comparison(facts, &pair), self::name(press, &pair))),
    }
}
