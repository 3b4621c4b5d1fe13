//! The headline of a chart is one plain sentence whose numbers are bound to the report's figures, so that it cannot say anything else
//! than the picture. The portal makes a headline of its own only where it knows what is a surplus: other columns need the editor's.

use crate::check::{Look, Rule};
use crate::diag::Diagnostic;
use crate::format::prose::{self, Block, Inline};
use crate::model::{ChartSpec, Draws, Model, Prose, is_deviation};

pub(super) const RULE: Rule = Rule {
    codes: &["diagram-utan-rubrik", "fel-diagramrubrik", "tal-i-rubrik"],
    says: "Talen i en redaktörs rubrik på ett diagram är hämtade ur rapporten.",
    look: Look::Content(check),
};

fn check(model: &Model, found: &mut Vec<Diagnostic>) {
    for chart in model.charts.values() {
        match &chart.headline {
            Some(headline) => written(headline, found),
            None => found.extend(needed(chart)),
        }
    }
}

fn written(headline: &Prose, found: &mut Vec<Diagnostic>) {
    for number in &headline.numbers {
        let message = format!("talet `{}` i rubriken är inte bundet till någon siffra", number.value);
        let hint = "hämta talet ur rapportens indikatorer.csv, `{indikator}`, eller skriv rubriken utan tal";
        found.push(Diagnostic::error("tal-i-rubrik", number.span, message).hint(hint));
    }
    let plain = |inline: &Inline<_>| matches!(inline, Inline::Text(_) | Inline::Figure(_));
    let sentence = matches!(&headline.blocks[..], [Block::Paragraph(inlines)] if inlines.iter().all(plain));
    let stopped = prose::plain_text(&headline.blocks, &|_| "0").ends_with('.');
    let (message, hint) = match (sentence, stopped) {
        (false, _) => ("rubriken är inte en enda mening utan formatering", "skriv en rad utan länk, fetstil och lista"),
        (true, true) => ("rubriken slutar med punkt", "ta bort punkten"),
        (true, false) => return,
    };
    found.extend(headline.span.map(|span| Diagnostic::error("fel-diagramrubrik", span, message).hint(hint)));
}

fn needed(chart: &ChartSpec) -> Option<Diagnostic> {
    let Draws::Deviation { column, .. } = &chart.draws else { return None };
    let message = format!("kolumnen `{}` är ingen avvikelse, så diagrammet behöver en egen rubrik", column.value);
    let hint = "lägg till raden `rubrik = \"…\"`: det som diagrammet visar, i en mening";
    let other = !is_deviation(&column.value);
    other.then(|| Diagnostic::error("diagram-utan-rubrik", column.span, message).hint(hint))
}
