//! Does whatever stands between braces name a figure, or get refused in its place?

use redovisa::load::figure_ref;
use redovisa::source::{Sources, Span};

use crate::pick::text;

/// Reads the bytes as what stands between the braces.
pub fn run(data: &[u8]) {
    let inner = text(data);
    let mut sources = Sources::default();
    let span = Span::new(sources.add("text.md", format!("{{{inner}}}")), 0..inner.len() + 2);
    match figure_ref::read(&inner, span) {
        Ok(figure) => {
            assert_eq!(figure.span, span);
            assert_eq!(figure.indicator.trim(), figure.indicator);
            assert!(!figure.indicator.is_empty() && figure.organisation.is_none_or(|id| !id.trim().is_empty()));
        }
        Err(diagnostic) => assert_eq!(diagnostic.span, span),
    }
}
