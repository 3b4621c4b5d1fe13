//! Figures that are added have one unit, and a share is in per cent of two figures of one unit: 1,5 mnkr and 150 tkr are not 151,5.

use crate::check::{Look, Rule};
use crate::diag::Diagnostic;
use crate::format::unit::Unit;
use crate::model::{FigureRef, FigureShare, FigureSum, Model};

pub(super) const RULE: Rule =
    Rule { codes: &["olika-enheter"], says: "Siffror som räknas ihop har samma enhet.", look: Look::Content(check) };

fn check(model: &Model, found: &mut Vec<Diagnostic>) {
    for report in model.reports.values() {
        found.extend(report.statements.sums.iter().filter_map(|sum| of_sum(sum, model)));
        found.extend(report.statements.shares.iter().filter_map(|share| of_share(share, model)));
    }
}

/// The part that has another unit than the sum.
pub(super) fn of_sum(sum: &FigureSum, model: &Model) -> Option<Diagnostic> {
    let whole = unit(&sum.total, model)?;
    let (part, own) =
        sum.parts.iter().find_map(|(part, _)| Some((part, unit(part, model)?)).filter(|p| p.1 != whole))?;
    let message = format!("delen mäts i `{}`, men summan i `{}`", own.symbol(), whole.symbol());
    let hint = "räkna bara ihop siffror med samma enhet";
    Some(Diagnostic::error("olika-enheter", part.span, message).second(sum.total.span, "summan").hint(hint))
}

/// A share that is not in per cent, or the figure of another unit.
pub(super) fn of_share(share: &FigureShare, model: &Model) -> Option<Diagnostic> {
    let (own, part, whole) = (unit(&share.share, model)?, unit(&share.part, model)?, unit(&share.whole, model)?);
    if !own.is_percent() {
        let message = format!("en andel är i procent, men den här siffran mäts i `{}`", own.symbol());
        return Some(
            Diagnostic::error("olika-enheter", share.share.span, message).hint("välj en indikator som mäts i `%`"),
        );
    }
    (part != whole).then(|| {
        let message = format!("delen mäts i `{}`, men det hela i `{}`", part.symbol(), whole.symbol());
        let hint = "en andel räknas på två siffror med samma enhet";
        Diagnostic::error("olika-enheter", share.part.span, message).second(share.whole.span, "det hela").hint(hint)
    })
}

/// All plain counts are one: 39 carers and 9 others are 48 employees.
fn unit(figure: &FigureRef, model: &Model) -> Option<Unit> {
    let unit = &model.indicators.get(&figure.indicator)?.unit;
    Some(if unit.is_count() { Unit::known("st")? } else { unit.clone() })
}
