//! How does an editor (or a program) read what was found? Draws diagnostics for a terminal and as JSON; the last stage's
//! words, with no rule of its own.
//!
//! Nothing that stands in a source file reaches the terminal as it is: control characters and marks that turn the
//! direction of writing are shown as symbols. A span is drawn on its first line, and of a long line only the part
//! around the span.

use std::collections::BTreeMap;
use std::ops::Range;

use annotate_snippets::{Annotation, AnnotationKind, Group, Level, Renderer, Snippet};
use serde::Serialize;

use crate::diag::{Diagnostic, Severity};
use crate::source::{FileId, Place, Sources, Span};

/// So many notices of one code are drawn; a list longer than that is read by a program.
const NOTICES_DRAWN: usize = 20;
/// So many errors are drawn: a file of the wrong kind can have thousands, and nobody reads them one by one.
const ERRORS_DRAWN: usize = 500;
/// Characters drawn from the start of a span onwards.
const AFTER: usize = 80;
/// Two places of one file that are at most so many lines apart are drawn together.
const NEAR: usize = 50;
/// Of a line in JSON, so many characters.
const JSON_LINE: usize = 1000;

/// All diagnostics as text for people, ending in a count such as "2 fel, 1 varning" (without a line break after it).
#[must_use]
pub fn draw(sources: &Sources, diagnostics: &[Diagnostic], colour: bool) -> String {
    let renderer = if colour { Renderer::styled() } else { Renderer::plain() };
    let mut notices = BTreeMap::<&str, usize>::new();
    let mut out = String::new();
    let mut others = 0;
    for diagnostic in diagnostics {
        if diagnostic.severity != Severity::Notice {
            others += 1;
            if others > ERRORS_DRAWN {
                continue;
            }
        }
        if diagnostic.severity == Severity::Notice {
            let seen = notices.entry(diagnostic.code).or_default();
            *seen += 1;
            if *seen > NOTICES_DRAWN {
                continue;
            }
        }
        out.push_str(&draw_one(sources, diagnostic, &renderer));
        out.push_str("\n\n");
    }
    if others > ERRORS_DRAWN {
        out.push_str(&format!("… och {} till; rätta de första och kör om\n\n", others - ERRORS_DRAWN));
    }
    for (code, seen) in notices.into_iter().filter(|(_, seen)| *seen > NOTICES_DRAWN) {
        out.push_str(&format!("… och {} till av notisen `{code}`\n\n", seen - NOTICES_DRAWN));
    }
    out + &summary(diagnostics)
}

/// How many of each: "inga fel", "1 fel", "2 fel, 1 varning, 3 notiser".
#[must_use]
pub fn summary(diagnostics: &[Diagnostic]) -> String {
    let count = |severity| diagnostics.iter().filter(|d| d.severity == severity).count();
    let mut parts = vec![match count(Severity::Error) {
        0 => "inga fel".to_owned(),
        errors => format!("{errors} fel"),
    }];
    for (severity, one, many) in [(Severity::Warning, "varning", "varningar"), (Severity::Notice, "notis", "notiser")] {
        match count(severity) {
            0 => {}
            1 => parts.push(format!("1 {one}")),
            n => parts.push(format!("{n} {many}")),
        }
    }
    parts.join(", ")
}

fn draw_one(sources: &Sources, diagnostic: &Diagnostic, renderer: &Renderer) -> String {
    let level = match diagnostic.severity {
        Severity::Error => Level::ERROR.with_name("fel"),
        Severity::Warning => Level::WARNING.with_name("varning"),
        Severity::Notice => Level::NOTE.with_name("notis"),
    };
    let primary = Mark::new(sources, diagnostic.span, diagnostic.label.as_deref(), AnnotationKind::Primary);
    let second = diagnostic.second.as_ref().map(|(span, label)| (*span, label.as_str()));
    let second = second.map(|(span, label)| Mark::new(sources, span, Some(label), AnnotationKind::Context));
    let mut group = Group::with_title(level.primary_title(clean(&diagnostic.message)).id(diagnostic.code));
    group = match second {
        Some(second) if primary.is_near(&second) => primary.draw_both_on(&second, group),
        Some(second) => second.draw_on(primary.draw_on(group)),
        None => primary.draw_on(group),
    };
    if let Some(hint) = &diagnostic.hint {
        group = group.element(Level::HELP.with_name("så rättar du").message(harmless_text(hint)));
    }
    renderer.render(&[group])
}

/// One place as it is drawn: the span's first line, up to a little behind the caret, and where in it the caret stands.
struct Mark<'a> {
    path: &'a str,
    text: &'a str,
    place: Place,
    /// The bytes of `text` that are drawn; what stands far before the caret is left out by the renderer.
    line: Range<usize>,
    /// Whether the line goes on behind them.
    is_cut: bool,
    /// The bytes of `text` under which the caret stands.
    caret: Range<usize>,
    label: Option<String>,
    kind: AnnotationKind,
}

impl<'a> Mark<'a> {
    fn new(sources: &'a Sources, span: Span, label: Option<&str>, kind: AnnotationKind) -> Self {
        let file = sources.file(span.file);
        let Extent { line, span: bytes } = Extent::of(&file.text, span);
        let start = bytes.start.min(line.end);
        let cut = forward(&file.text[..line.end], start, AFTER);
        Self {
            path: &file.path,
            text: &file.text,
            place: sources.place(span),
            line: line.start..cut,
            is_cut: cut < line.end,
            caret: start..bytes.end.min(cut),
            label: label_for(sources, span.file, &bytes, label),
            kind,
        }
    }

    /// Whether both can be drawn in one snippet of source: few lines and few columns apart.
    fn is_near(&self, other: &Mark<'_>) -> bool {
        self.path == other.path
            && self.place.line.abs_diff(other.place.line) <= NEAR
            && self.place.column.abs_diff(other.place.column) <= AFTER / 2
    }

    /// Adds path, line and caret to `group`.
    fn draw_on<'g>(&self, group: Group<'g>) -> Group<'g> {
        group.element(self.snippet(self.shown(), self.place.line, vec![self.annotation(0)]))
    }

    /// Adds both lines with their carets to `group`.
    fn draw_both_on<'g>(&self, other: &Mark<'_>, group: Group<'g>) -> Group<'g> {
        let (upper, lower) = if self.caret.start < other.caret.start { (self, other) } else { (other, self) };
        let first = upper.place.line;
        let lead = match lower.place.line - first {
            0 => String::new(),
            2 => format!("{}\n{}\n", upper.shown(), upper.line_below()),
            apart => upper.shown() + &"\n".repeat(apart),
        };
        let annotations = vec![upper.annotation(0), lower.annotation(lead.len())];
        group.element(self.snippet(lead + &lower.shown(), first, annotations))
    }

    fn snippet<'g>(&self, source: String, line: usize, marks: Vec<Annotation<'g>>) -> Snippet<'g, Annotation<'g>> {
        Snippet::source(source).line_start(line).path(clean(self.path)).annotations(marks)
    }

    /// The beginning of the next line: a single line between two marks is drawn, more are folded away.
    fn line_below(&self) -> String {
        let rest = self.text[self.line.end..].split_once('\n').map_or("", |(_, rest)| rest);
        let line = rest.lines().next().unwrap_or("");
        clean(&line[..forward(line, 0, AFTER)])
    }

    fn shown(&self) -> String {
        clean(&self.text[self.line.clone()]) + if self.is_cut { "…" } else { "" }
    }

    /// The caret with its word, in a source in which this line begins at byte `base`.
    fn annotation<'g>(&self, base: usize) -> Annotation<'g> {
        let drawn_at = |at: usize| base + clean(&self.text[self.line.start..at]).len();
        self.kind.span(drawn_at(self.caret.start)..drawn_at(self.caret.end)).label(self.label.clone())
    }
}

/// The word beside the caret; it also says where a span of several lines ends.
fn label_for(sources: &Sources, file: FileId, bytes: &Range<usize>, label: Option<&str>) -> Option<String> {
    let line = |at: usize| sources.place(Span::new(file, at..at)).line;
    let last = line(bytes.end.saturating_sub(1).max(bytes.start));
    let until = (last > line(bytes.start)).then(|| format!("till och med rad {last}"));
    match (label.map(clean), until) {
        (Some(label), Some(until)) => Some(format!("{label} ({until})")),
        (label, until) => label.or(until),
    }
}

/// A span within its file's text, and the line it starts on.
struct Extent {
    line: Range<usize>,
    span: Range<usize>,
}

impl Extent {
    /// Whatever the span says, the result lies within the text and on borders of characters.
    fn of(text: &str, span: Span) -> Self {
        let start = floor(text, span.start);
        let end = floor(text, span.end).max(start);
        let line_start = text[..start].rfind('\n').map_or(0, |at| at + 1);
        let line_end = text[start..].find('\n').map_or(text.len(), |at| start + at);
        let line = text[line_start..line_end].strip_suffix('\r').unwrap_or(&text[line_start..line_end]);
        Self { line: line_start..line_start + line.len(), span: start..end }
    }
}

/// The nearest border of a character at or before `at`.
fn floor(text: &str, at: usize) -> usize {
    let mut at = at.min(text.len());
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    at
}

/// The byte `count` characters after `from`, or the end.
fn forward(text: &str, from: usize, count: usize) -> usize {
    text[from..].char_indices().nth(count).map_or(text.len(), |(i, _)| from + i)
}

/// Text that can do a terminal no harm; as many characters as before, so that columns stay true.
fn clean(text: &str) -> String {
    text.chars().map(harmless).collect()
}

/// A message that is no diagnostic, safe to print: it may name a path or quote a template. Its line breaks stay.
#[must_use]
pub fn harmless_text(text: &str) -> String {
    text.chars().map(|c| if c == '\n' { c } else { harmless(c) }).collect()
}

fn harmless(c: char) -> char {
    match c {
        '\u{0}'..='\u{1f}' => char::from_u32(0x2400 + u32::from(c)).unwrap_or(char::REPLACEMENT_CHARACTER),
        '\u{7f}' => '␡',
        c if is_treacherous(c) => char::REPLACEMENT_CHARACTER,
        c => c,
    }
}

/// Controls of the upper range, and marks that are not seen or that turn the direction of writing.
fn is_treacherous(c: char) -> bool {
    matches!(c, '\u{80}'..='\u{9f}' | '\u{61c}' | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}'
        | '\u{feff}' | '\u{fff9}'..='\u{fffb}' | '\u{e0000}'..='\u{e007f}')
}

/// A diagnostic as a program reads it.
#[derive(Serialize)]
struct Entry<'a> {
    code: &'a str,
    severity: &'static str,
    message: &'a str,
    file: &'a str,
    line: usize,
    column: usize,
    end_line: usize,
    end_column: usize,
    text: String,
    label: Option<&'a str>,
    hint: Option<&'a str>,
    second: Option<SecondPlace<'a>>,
}

#[derive(Serialize)]
struct SecondPlace<'a> {
    file: &'a str,
    line: usize,
    column: usize,
    label: &'a str,
}

/// All diagnostics as a JSON array. `end_line` and `end_column` name the place after the last character; `text` is the
/// span's first line.
#[must_use]
pub fn json(sources: &Sources, diagnostics: &[Diagnostic]) -> String {
    let entries: Vec<_> = diagnostics.iter().map(|d| entry(sources, d)).collect();
    let json = serde_json::to_string(&entries).expect("text and numbers can always be written as JSON");
    escape_treacherous(&json)
}

fn entry<'a>(sources: &'a Sources, diagnostic: &'a Diagnostic) -> Entry<'a> {
    let file = sources.file(diagnostic.span.file);
    let extent = Extent::of(&file.text, diagnostic.span);
    let start = sources.place(diagnostic.span);
    let end = sources.place(Span::new(diagnostic.span.file, extent.span.end..extent.span.end));
    Entry {
        code: diagnostic.code,
        severity: match diagnostic.severity {
            Severity::Error => "fel",
            Severity::Warning => "varning",
            Severity::Notice => "notis",
        },
        message: &diagnostic.message,
        file: &file.path,
        line: start.line,
        column: start.column,
        end_line: end.line,
        end_column: end.column,
        text: beginning(&file.text[extent.line]),
        label: diagnostic.label.as_deref(),
        hint: diagnostic.hint.as_deref(),
        second: diagnostic.second.as_ref().map(|(span, label)| second_place(sources, *span, label)),
    }
}

fn second_place<'a>(sources: &'a Sources, span: Span, label: &'a str) -> SecondPlace<'a> {
    let Place { line, column } = sources.place(span);
    SecondPlace { file: &sources.file(span.file).path, line, column, label }
}

fn beginning(line: &str) -> String {
    let cut = forward(line, 0, JSON_LINE);
    if cut < line.len() { format!("{}…", &line[..cut]) } else { line.to_owned() }
}

/// JSON that can be shown in a terminal: beyond ASCII there is only text in it, where an escape means the same.
fn escape_treacherous(json: &str) -> String {
    let mut out = String::with_capacity(json.len());
    for c in json.chars() {
        if is_treacherous(c) || c == '\u{7f}' {
            let mut units = [0; 2];
            for unit in c.encode_utf16(&mut units) {
                out.push_str(&format!("\\u{unit:04x}"));
            }
        } else {
            out.push(c);
        }
    }
    out
}
