//! What was checked before the portal was published, what an editor has let pass with a reason, and how much there is?

use serde::Serialize;

use crate::derive::facts::{AcknowledgedRule, Counted, Facts, Gaps, Receipt, ReportIx};
use crate::error::Error;
use crate::format::number;
use crate::render::address;
use crate::render::locale::Key;
use crate::render::page::{Link, Page, Press};
use crate::render::parts::head;
use crate::render::words::{self, Mark};

#[derive(Debug, Serialize)]
struct Shown<'a> {
    figures: String,
    reports: usize,
    counts: Vec<Count>,
    totals: Vec<Total>,
    rules: Vec<Rule<'a>>,
    kept_mark: Mark,
    waived_mark: Mark,
    waivers: Vec<Waivers<'a>>,
    gaps: Vec<Gap>,
}

#[derive(Debug, Serialize)]
struct Count {
    what: Key,
    number: String,
}

#[derive(Debug, Serialize)]
struct Total {
    report: Link,
    tables: usize,
    in_document: String,
    here: String,
    unreadable: String,
}

#[derive(Debug, Serialize)]
struct Rule<'a> {
    name: &'a str,
    says: &'a str,
    /// How many contradictions of the sources an editor has acknowledged.
    noted: usize,
}

#[derive(Debug, Serialize)]
struct Waivers<'a> {
    name: &'a str,
    says: &'a str,
    /// Whether a rule finds such contradictions; the others an editor has read.
    tested: bool,
    noted: Vec<Noted<'a>>,
}

#[derive(Debug, Serialize)]
struct Noted<'a> {
    report: Link,
    place: &'a str,
    explanation: &'a str,
}

#[derive(Debug, Serialize)]
struct Gap {
    report: Link,
    /// What could not be read, and what could and is not enough, in sentences.
    said: String,
}

/// Prints the receipt.
pub(in crate::render) fn print(press: &Press<'_>) -> Result<Vec<u8>, Error> {
    let (facts, receipt) = (press.facts, &press.facts.receipt);
    let counts = &receipt.counts;
    let body = Shown {
        figures: print_count(counts.observations + counts.economy_cells + counts.monthly_figures),
        reports: counts.reports,
        counts: counted(receipt),
        totals: receipt.control_totals.iter().map(|of| total(facts, of)).collect(),
        rules: rules(receipt),
        kept_mark: words::KEPT,
        waived_mark: words::KEPT_WITH_WAIVERS,
        waivers: receipt.acknowledged.iter().map(|of| waivers(press, receipt, of)).collect(),
        gaps: receipt.gaps.iter().map(|of| gap(press, of)).collect(),
    };
    let (title, about) = (press.locale.text("receipt.heading"), press.locale.text("description.receipt"));
    press.print("kontroll.html", &Page::new("kontroll/", title, about, body))
}

fn counted(receipt: &Receipt) -> Vec<Count> {
    let counts = &receipt.counts;
    let all = [
        ("receipt.reports", counts.reports),
        ("receipt.organisations", counts.organisations),
        ("receipt.indicators", counts.indicators),
        ("receipt.observations", counts.observations),
        ("receipt.economy_cells", counts.economy_cells),
        ("receipt.monthly_figures", counts.monthly_figures),
    ];
    all.into_iter().map(|(what, count)| Count { what: Key(what), number: print_count(count) }).collect()
}

fn print_count(count: usize) -> String {
    number::print(count.into())
}

fn total(facts: &Facts, of: &Counted) -> Total {
    Total {
        report: link(facts, of.report),
        tables: of.tables,
        in_document: number::print(of.in_document.into()),
        here: number::print(of.in_document.saturating_sub(of.unreadable).into()),
        unreadable: number::print(of.unreadable.into()),
    }
}

fn rules(receipt: &Receipt) -> Vec<Rule<'_>> {
    let mut rules = Vec::with_capacity(receipt.rules.len());
    for (at, rule) in receipt.rules.iter().enumerate() {
        let own = receipt.acknowledged.iter().filter(|of| of.rule == Some(at));
        let noted = own.map(|of| of.noted.len()).sum();
        rules.push(Rule { name: rule.name, says: rule.says, noted });
    }
    rules
}

fn waivers<'a>(press: &Press<'a>, receipt: &'a Receipt, of: &'a AcknowledgedRule) -> Waivers<'a> {
    let rule = of.rule.map(|at| &receipt.rules[at]);
    let noted = |noted: &'a crate::derive::facts::Noted| Noted {
        report: link(press.facts, noted.report),
        place: &noted.place,
        explanation: &noted.explanation,
    };
    Waivers {
        name: rule.map_or("text", |rule| rule.name),
        says: rule.map_or_else(|| press.locale.text("receipt.waivers_text"), |rule| rule.says),
        tested: rule.is_some(),
        noted: of.noted.iter().map(noted).collect(),
    }
}

fn gap(press: &Press<'_>, of: &Gaps) -> Gap {
    let gaps = &press.facts.reports[of.report.0].gaps;
    let incomplete = gaps.iter().filter(|gap| gap.incomplete).count();
    let unread = gaps.len() - incomplete;
    let mut report = link(press.facts, of.report);
    report.href.push_str(if unread > 0 { "#luckor" } else { "#ofullstandigt" });
    let count = |key: &str, count: usize| (count > 0).then(|| press.locale.say(key, &[("count", &count)]));
    let figures = usize::try_from(of.figures).unwrap_or(usize::MAX);
    let said = [
        count("receipt.gap", unread),
        count("receipt.gap_figures", figures),
        count("receipt.gap_incomplete", incomplete),
    ];
    Gap { report, said: said.into_iter().flatten().collect::<Vec<_>>().join(" ") }
}

/// A report by its title and organisation.
fn link(facts: &Facts, ix: ReportIx) -> Link {
    Link::new(address::report(facts, ix), head::page_title(facts, ix, None))
}
