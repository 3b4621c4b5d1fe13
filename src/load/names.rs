//! Which indicator or organisation does a table or a text mean? By id, by name, or by another spelling.

use std::collections::BTreeMap;

use crate::diag::Diagnostic;
use crate::format::prose;
use crate::format::prose::Block;
use crate::load::figure_ref;
use crate::load::layout::Layout;
use crate::load::suggest;
use crate::model::{FigureRef, Model, Prose};
use crate::source::{Span, Spanned};

/// Every way to name an indicator or an organisation.
pub(crate) struct Names {
    indicators: Register,
    organisations: Register,
}

#[derive(Default)]
struct Register {
    /// Normalised name → identifier.
    by_name: BTreeMap<String, (String, Option<Span>)>,
    /// Spellings as written, for suggestions.
    spellings: Vec<String>,
    /// Whether every definition could be read; if not, an unknown name may well be a known one.
    complete: bool,
}

impl Names {
    /// Collects the names; two things of the same name are an error.
    pub(crate) fn new(model: &Model, layout: &Layout, complete: bool, diagnostics: &mut Vec<Diagnostic>) -> Self {
        let mut indicators = Register { complete, ..Register::default() };
        for id in layout.indicators.keys() {
            indicators.add(id, id, None, diagnostics);
        }
        for (id, indicator) in &model.indicators {
            for name in std::iter::once(&indicator.name).chain(&indicator.also) {
                indicators.add(&name.value, id, Some(name.span), diagnostics);
            }
        }
        let mut organisations = Register { complete, ..Register::default() };
        for (id, organisation) in &model.organisations {
            organisations.add(id, id, Some(organisation.id.span), diagnostics);
            organisations.add(&organisation.name, id, Some(organisation.id.span), diagnostics);
            for name in &organisation.former_names {
                organisations.add(&name.value, id, Some(name.span), diagnostics);
            }
            if let Some(name) = &organisation.short_name {
                organisations.add(name, id, Some(organisation.id.span), diagnostics);
            }
        }
        Self { indicators, organisations }
    }

    /// The identifier of the indicator that `name` means; unknown names are reported.
    pub(crate) fn indicator(
        &self,
        name: &Spanned<String>,
        diagnostics: &mut Vec<Diagnostic>,
    ) -> Option<Spanned<String>> {
        let mend = "skapa den med `redovisa new indicator NAMN`";
        self.indicators.find(name, "indikatorn", "okand-indikator", mend, diagnostics)
    }

    /// The identifier of the organisation that `name` means; unknown names are reported.
    pub(crate) fn organisation(
        &self,
        name: &Spanned<String>,
        diagnostics: &mut Vec<Diagnostic>,
    ) -> Option<Spanned<String>> {
        let mend = "lägg till den i content/organisationer.toml";
        self.organisations.find(name, "organisationen", "okand-organisation", mend, diagnostics)
    }

    /// What stands after the colon of a figure and is neither measure nor period: an organisation, or a slip.
    fn qualifier(&self, word: &Spanned<String>, diagnostics: &mut Vec<Diagnostic>) -> Option<Spanned<String>> {
        let register = &self.organisations;
        if let Some((id, _)) = register.by_name.get(&normalise(&word.value)) {
            return Some(Spanned::new(id.clone(), word.span));
        }
        if register.complete {
            let message = format!("`{}` är varken mått, period eller organisation", word.value);
            let spellings = register.spellings.iter().map(String::as_str);
            let words: Vec<&str> = figure_ref::measure_words().chain(spellings).collect();
            let hint = suggest::nearest(&word.value, words).map_or_else(
                || "skriv till exempel `mål`, `prognos`, `VB 2019` eller en organisations id".to_owned(),
                |near| format!("menade du `{near}`?"),
            );
            diagnostics.push(Diagnostic::error("okand-uppgift", word.span, message).hint(hint));
        }
        None
    }

    /// Replaces names by identifiers in every figure of `prose`; what is unknown is reported and stays as it is.
    pub(crate) fn resolve(&self, prose: &mut Prose, diagnostics: &mut Vec<Diagnostic>) {
        let resolved: Vec<Block<FigureRef>> = prose::map(&prose.blocks, &mut |figure| self.figure(figure, diagnostics));
        prose.blocks = resolved;
    }

    /// The figure with identifiers for names; what is unknown is reported and stays as it is.
    pub(crate) fn figure(&self, figure: &FigureRef, diagnostics: &mut Vec<Diagnostic>) -> FigureRef {
        let name = Spanned::new(figure.indicator.clone(), figure.span);
        let indicator = self.indicator(&name, diagnostics).unwrap_or(name).value;
        let organisation = figure.organisation.as_ref().map(|name| {
            let name = Spanned::new(name.clone(), figure.span);
            self.qualifier(&name, diagnostics).unwrap_or(name).value
        });
        FigureRef { indicator, organisation, ..figure.clone() }
    }
}

impl Register {
    fn add(&mut self, name: &str, id: &str, span: Option<Span>, diagnostics: &mut Vec<Diagnostic>) {
        let key = normalise(name);
        self.spellings.push(name.to_owned());
        match self.by_name.get(&key) {
            Some((other, first)) if other != id => {
                let Some(span) = span.or(*first) else { return };
                let message = format!("`{name}` är namn på både `{other}` och `{id}`");
                let mut diagnostic = Diagnostic::error("dubbelt-namn", span, message)
                    .hint("ett namn får bara höra till en sak; ta bort det ena");
                if let Some(first) = first.filter(|first| *first != span) {
                    diagnostic = diagnostic.second(first, "det andra");
                }
                diagnostics.push(diagnostic);
            }
            Some(_) => {}
            None => {
                self.by_name.insert(key, (id.to_owned(), span));
            }
        }
    }

    fn find(
        &self,
        name: &Spanned<String>,
        what: &str,
        code: &'static str,
        mend: &str,
        diagnostics: &mut Vec<Diagnostic>,
    ) -> Option<Spanned<String>> {
        if let Some((id, _)) = self.by_name.get(&normalise(&name.value)) {
            return Some(Spanned::new(id.clone(), name.span));
        }
        if self.complete {
            let near = suggest::nearest(&name.value, self.spellings.iter().map(String::as_str));
            let hint = near.map_or(mend.to_owned(), |near| format!("menade du `{near}`? annars: {mend}"));
            let message = format!("{what} `{}` är inte definierad", name.value);
            diagnostics.push(Diagnostic::error(code, name.span, message).hint(hint));
        }
        None
    }
}

/// Case and spacing differ from paste to paste.
fn normalise(name: &str) -> String {
    // Soft hyphens and zero-width characters follow with a paste, and nobody sees them.
    let seen: String = name.chars().filter(|c| !matches!(c, '\u{ad}' | '\u{200b}'..='\u{200d}' | '\u{feff}')).collect();
    seen.split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase()
}
