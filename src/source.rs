//! Which file, and where in it, did a value come from? Used by every stage that can report a fault.

use std::ops::Range;

/// The number of a file in [`Sources`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct FileId(u32);

/// A stretch of one source file, in bytes of its text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Span {
    /// The file.
    pub file: FileId,
    /// First byte.
    pub start: usize,
    /// The byte after the last.
    pub end: usize,
}

impl Span {
    /// The span of `range` in `file`.
    #[must_use]
    pub fn new(file: FileId, range: Range<usize>) -> Self {
        Self { file, start: range.start, end: range.end }
    }

    /// The part of this span that `range` names, counted from the span's start.
    #[must_use]
    pub fn within(self, range: Range<usize>) -> Self {
        Self { file: self.file, start: self.start + range.start, end: self.start + range.end }
    }
}

/// A value together with the place it was written in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Spanned<T> {
    /// The value.
    pub value: T,
    /// Where it stands.
    pub span: Span,
}

impl<T> Spanned<T> {
    /// A value that stands at `span`.
    pub fn new(value: T, span: Span) -> Self {
        Self { value, span }
    }
}

/// One file as text.
#[derive(Clone, Debug)]
pub struct SourceFile {
    /// Path below the project's folder, with `/` between the parts.
    pub path: String,
    /// The whole text. Bytes that are not UTF-8 have become U+FFFD; the loader has then reported them.
    pub text: String,
    /// Where each line begins.
    lines: Vec<usize>,
}

/// Every text file that was read, by [`FileId`].
#[derive(Clone, Debug, Default)]
pub struct Sources {
    files: Vec<SourceFile>,
}

/// A place for people: line and column count from one, columns in characters.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Place {
    /// Line, from 1.
    pub line: usize,
    /// Column in characters, from 1.
    pub column: usize,
}

impl Sources {
    /// Adds a file and gives it its number.
    pub fn add(&mut self, path: impl Into<String>, text: impl Into<String>) -> FileId {
        let id = FileId(u32::try_from(self.files.len()).expect("fewer than four thousand million files"));
        let text = text.into();
        let lines = std::iter::once(0).chain(text.match_indices('\n').map(|(at, _)| at + 1)).collect();
        self.files.push(SourceFile { path: path.into(), text, lines });
        id
    }

    /// The file with this number.
    #[must_use]
    pub fn file(&self, id: FileId) -> &SourceFile {
        &self.files[id.0 as usize]
    }

    /// The text that a span covers, cut to character boundaries.
    #[must_use]
    pub fn slice(&self, span: Span) -> &str {
        self.file(span.file).text.get(span.start..span.end).unwrap_or("")
    }

    /// Line and column of the span's start.
    #[must_use]
    pub fn place(&self, span: Span) -> Place {
        let text = &self.file(span.file).text;
        let mut at = span.start.min(text.len());
        while !text.is_char_boundary(at) {
            at -= 1;
        }
        let lines = &self.file(span.file).lines;
        let line = lines.partition_point(|start| *start <= at);
        let column = text[lines[line - 1]..at].chars().count() + 1;
        Place { line, column }
    }
}
