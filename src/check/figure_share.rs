//! A share that is declared to be made of two figures is what they make it, in per cent, rounded to the decimals that are
//! printed: 15 pupils of 23 are 65,22 per cent.

use crate::check::contradictions::Finding;
use crate::check::{Look, Rule, claimed_units, exact};
use crate::diag::Diagnostic;
use crate::format::number;
use crate::model::{FigureShare, Model, Report};

pub(super) const RULE: Rule = Rule {
    codes: &["fel-andel"],
    says: "En andel stämmer med de två tal som den är räknad på.",
    look: Look::Report(check),
};

fn check(report: &Report, model: &Model, found: &mut Vec<Finding>) {
    let in_per_cent = |share: &&FigureShare| claimed_units::of_share(share, model).is_none();
    found.extend(report.statements.shares.iter().filter(in_per_cent).filter_map(|share| wrong(share, report)));
}

fn wrong(declared: &FigureShare, report: &Report) -> Option<Finding> {
    let (stated, made) = (report.number(&declared.share)?, declared.counted(report)?);
    if exact::is_rounded(stated, made) {
        return None;
    }
    let rounded = number::round(made, stated.scale());
    let message = format!(
        "`{}` är inte andelen av talen (i rapporten: {} %; {} av {} är {} %)",
        declared.share.indicator,
        number::print(stated),
        number::print(report.number(&declared.part)?),
        number::print(report.number(&declared.whole)?),
        number::print(rounded)
    );
    let observation = *report.stated(&declared.share).first()?;
    let diagnostic =
        Diagnostic::error("fel-andel", observation.cell.span, message).second(declared.share.span, "talen anges här");
    Some(Finding::figure(&observation.key, report, Some(rounded), diagnostic))
}
