//! What is wrong in the content, where, and what mends it? Collected by `load` and `check`, drawn by `report`.

use crate::source::Span;

/// How bad it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    /// The site is not built.
    Error,
    /// The site is built; somebody should look.
    Warning,
    /// A list for the editor, such as numbers in prose bound to no figure.
    Notice,
}

/// One fault (or remark) in the content, in Swedish.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Diagnostic {
    /// A stable name such as `okand-nyckel`.
    pub code: &'static str,
    /// How bad it is.
    pub severity: Severity,
    /// What is wrong: lower case, no full stop, values in backticks.
    pub message: String,
    /// Where it stands.
    pub span: Span,
    /// A word beside the caret, if the message does not say it all.
    pub label: Option<String>,
    /// Another place that matters ("först här"), with its word.
    pub second: Option<(Span, String)>,
    /// What mends it.
    pub hint: Option<String>,
}

impl Diagnostic {
    /// An error at `span`.
    pub fn error(code: &'static str, span: Span, message: impl Into<String>) -> Self {
        Self { code, severity: Severity::Error, message: message.into(), span, label: None, second: None, hint: None }
    }

    /// A warning at `span`.
    pub fn warning(code: &'static str, span: Span, message: impl Into<String>) -> Self {
        Self { severity: Severity::Warning, ..Self::error(code, span, message) }
    }

    /// A notice at `span`.
    pub fn notice(code: &'static str, span: Span, message: impl Into<String>) -> Self {
        Self { severity: Severity::Notice, ..Self::error(code, span, message) }
    }

    /// Adds the word beside the caret.
    #[must_use]
    pub fn label(mut self, label: impl Into<String>) -> Self {
        self.label = Some(label.into());
        self
    }

    /// Adds a second place.
    #[must_use]
    pub fn second(mut self, span: Span, label: impl Into<String>) -> Self {
        self.second = Some((span, label.into()));
        self
    }

    /// Adds what mends it.
    #[must_use]
    pub fn hint(mut self, hint: impl Into<String>) -> Self {
        self.hint = Some(hint.into());
        self
    }

    /// The same about the copy of a decided report: what mends it is never to change the copy.
    #[must_use]
    pub fn of_copy(self) -> Self {
        let mend = match self.code {
            "okand-indikator" => "ta tillbaka ändringen i content/indikatorer, eller lägg det gamla namnet i `aven`",
            _ => "ta tillbaka den ur versionshanteringen, och det som har ändrats i content sedan rapporten låstes",
        };
        self.hint(format!("ändra inte kopian; {mend}"))
    }
}

/// What a stage made, with everything it found: `value` is there only if nothing was an error.
#[derive(Debug)]
pub struct Checked<T> {
    /// The stage's output; `None` as soon as one diagnostic is an error.
    pub value: Option<T>,
    /// All that was found, sorted by place.
    pub diagnostics: Vec<Diagnostic>,
}

impl<T> Checked<T> {
    /// Keeps `value` only if no diagnostic is an error; sorts the diagnostics by place.
    #[must_use]
    pub fn new(value: T, mut diagnostics: Vec<Diagnostic>) -> Self {
        diagnostics
            .sort_by(|a, b| (a.span, a.severity, a.code, &a.message).cmp(&(b.span, b.severity, b.code, &b.message)));
        diagnostics.dedup();
        let failed = diagnostics.iter().any(|d| d.severity == Severity::Error);
        Self { value: (!failed).then_some(value), diagnostics }
    }
}
