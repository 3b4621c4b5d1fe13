//! What does a prose file say? Markdown with TOML front matter becomes text with its figures as references.

use std::ops::Range;

use pulldown_cmark::{Event, HeadingLevel, Options, Parser, Tag, TagEnd, TextMergeWithOffset};

use crate::diag::Diagnostic;
use crate::format::prose::{Block, Inline};
use crate::load::record::{self, Record};
use crate::load::shape::PROSE;
use crate::load::{figure_ref, loose_numbers};
use crate::model::{FigureRef, Prose};
use crate::source::{FileId, Span};

/// Reads a prose file: its front matter, and its text.
pub(crate) fn read(file: FileId, text: &str, diagnostics: &mut Vec<Diagnostic>) -> (Option<Record>, Prose) {
    let (head, body_at) = match front_matter(text) {
        Ok(parts) => parts,
        Err(at) => {
            let message = "textens huvud avslutas aldrig";
            let hint = "skriv en rad med `+++` efter huvudet";
            diagnostics.push(Diagnostic::error("oppet-huvud", Span::new(file, at), message).hint(hint));
            return (None, Prose::default());
        }
    };
    if let Some(at) = stray_fence(&text[body_at..]) {
        let span = Span::new(file, body_at + at..body_at + at + 3);
        let hint = "huvudet börjar med en rad `+++` överst i filen och slutar med en till";
        diagnostics.push(Diagnostic::error("vilset-huvud", span, "här står `+++` mitt i texten").hint(hint));
        return (None, Prose::default());
    }
    let record = record::read(file, head.start, &text[head], &PROSE, diagnostics);
    (record, prose(file, body_at, &text[body_at..], diagnostics))
}

/// Where a line of `+++` stands in the body: half a head that would be published as text.
fn stray_fence(body: &str) -> Option<usize> {
    let mut at = 0;
    for line in body.split_inclusive('\n') {
        if line.trim() == "+++" {
            return Some(at + line.find('+').unwrap_or(0));
        }
        at += line.len();
    }
    None
}

/// The bytes of the front matter, and where the body begins; an error if the front matter is never closed.
fn front_matter(text: &str) -> Result<(Range<usize>, usize), Range<usize>> {
    let blank = text.len() - text.trim_start().len();
    let Some(rest) = text[blank..].strip_prefix("+++") else { return Ok((0..0, 0)) };
    let fence = blank..blank + 3;
    let Some(newline) = rest.find('\n').filter(|at| rest[..*at].trim().is_empty()) else { return Err(fence) };
    let start = fence.end + newline + 1;
    let mut at = start;
    for line in text[start..].split_inclusive('\n') {
        if line.trim_end() == "+++" {
            return Ok((start..at, at + line.len()));
        }
        at += line.len();
    }
    Err(fence)
}

/// Reads Markdown that starts `offset` bytes into `file`.
pub(crate) fn prose(file: FileId, offset: usize, text: &str, diagnostics: &mut Vec<Diagnostic>) -> Prose {
    write(Places::From(file, offset), text, diagnostics)
}

/// Reads Markdown whose bytes do not follow the file's: every place in it is `span`.
pub(crate) fn prose_at(span: Span, text: &str, diagnostics: &mut Vec<Diagnostic>) -> Prose {
    write(Places::All(span), text, diagnostics)
}

fn write(places: Places, text: &str, diagnostics: &mut Vec<Diagnostic>) -> Prose {
    let whole = match places {
        Places::From(file, offset) => Span::new(file, offset..offset + text.len()),
        Places::All(span) => span,
    };
    let mut writer = Writer {
        places,
        text,
        diagnostics,
        prose: Prose { span: Some(whole), ..Prose::default() },
        open: vec![Node::Root(Vec::new())],
    };
    for (event, range) in TextMergeWithOffset::new(Parser::new_ext(text, Options::ENABLE_TABLES).into_offset_iter()) {
        writer.event(event, range);
    }
    writer.finish()
}

/// Where the text's bytes stand in a file.
#[derive(Clone, Copy)]
enum Places {
    /// One after the other from here.
    From(FileId, usize),
    /// Somewhere within.
    All(Span),
}

/// How many elements may stand within one another: a list in a list in a list is seven.
const DEEPEST: usize = 16;

/// An element that has begun and not ended.
enum Node {
    Root(Vec<Block<FigureRef>>),
    Quote(Vec<Block<FigureRef>>),
    List(Option<u64>, Vec<Vec<Block<FigureRef>>>),
    Item(Vec<Block<FigureRef>>, Vec<Inline<FigureRef>>),
    Heading(u8, Vec<Inline<FigureRef>>),
    Paragraph(Vec<Inline<FigureRef>>),
    Emphasis(Vec<Inline<FigureRef>>),
    Strong(Vec<Inline<FigureRef>>),
    Link(String, Vec<Inline<FigureRef>>),
    /// Something that was refused and whose content is passed over.
    Refused,
}

struct Writer<'t, 'd> {
    places: Places,
    text: &'t str,
    diagnostics: &'d mut Vec<Diagnostic>,
    prose: Prose,
    open: Vec<Node>,
}

impl Writer<'_, '_> {
    fn span(&self, range: Range<usize>) -> Span {
        match self.places {
            Places::From(file, offset) => Span::new(file, offset + range.start..offset + range.end),
            Places::All(span) => span,
        }
    }

    fn event(&mut self, event: Event<'_>, range: Range<usize>) {
        match event {
            Event::Start(tag) => self.start(tag, range),
            Event::End(tag) => self.end(tag),
            Event::Text(text) => self.words(&text, range),
            Event::SoftBreak => self.inline(Inline::Text(" ".to_owned())),
            Event::HardBreak => self.inline(Inline::Break),
            Event::Html(_) | Event::InlineHtml(_) => self.refuse(range, "html", "ta bort taggarna; skriv Markdown"),
            Event::Code(_) => self.refuse(range, "kod", "ta bort grav accent (`) runt texten"),
            Event::Rule => self.refuse(range, "en vågrät linje", "använd en rubrik (##) i stället"),
            _ => self.refuse(range, "det här", "skriv vanlig text"),
        }
    }

    fn start(&mut self, tag: Tag<'_>, range: Range<usize>) {
        // What follows works down the tree level by level, and a reader gets lost long before the machine does.
        if self.open.len() >= DEEPEST {
            if self.open.len() == DEEPEST && !matches!(self.open.last(), Some(Node::Refused)) {
                self.refuse(range, "text i så många nivåer", "dela upp listan eller citatet");
            }
            self.open.push(Node::Refused);
            return;
        }
        let node = match tag {
            Tag::Paragraph => {
                self.pasted_bullet(&range);
                Node::Paragraph(Vec::new())
            }
            Tag::Heading { level, .. } => Node::Heading(self.level(level, range), Vec::new()),
            Tag::BlockQuote(_) => Node::Quote(Vec::new()),
            Tag::List(start) => {
                self.year_as_list(start, &range);
                Node::List(start, Vec::new())
            }
            Tag::Table(_) => {
                self.refuse(range, "en tabell", "skriv siffrorna i rapportens indikatorer.csv och en mening här");
                Node::Refused
            }
            Tag::Item => Node::Item(Vec::new(), Vec::new()),
            Tag::Emphasis => Node::Emphasis(Vec::new()),
            Tag::Strong => Node::Strong(Vec::new()),
            Tag::Link { dest_url, .. } => self.link(&dest_url, range),
            Tag::Image { .. } => {
                self.refuse(range, "en bild", "bilder stöds inte; diagram görs av siffrorna");
                Node::Refused
            }
            Tag::CodeBlock(_) => {
                self.refuse(range, "ett kodblock", "ta bort indraget i början av raden");
                Node::Refused
            }
            _ => Node::Refused,
        };
        self.open.push(node);
    }

    /// Word's bullets are no list, and a reader would get one long line.
    fn pasted_bullet(&mut self, range: &Range<usize>) {
        let text = &self.text[range.clone()];
        if let Some(bullet) = text.chars().next().filter(|c| matches!(c, '•' | '·' | '▪' | '‣' | '\u{f0b7}')) {
            let span = self.span(range.start..range.start + bullet.len_utf8());
            let message = "punkten är inklistrad ur Word och blir ingen lista";
            self.diagnostics.push(Diagnostic::error("inklistrad-punkt", span, message).hint("börja raden med `- `"));
        }
    }

    /// "2020. Det var …" at the start of a line is a list that begins at 2020.
    fn year_as_list(&mut self, start: Option<u64>, range: &Range<usize>) {
        if let Some(number) = start.filter(|number| *number > 99) {
            let span = self.span(range.start..range.start + number.to_string().len());
            let message = format!("raden blir en numrerad lista som börjar på {number}");
            let hint = "börja meningen med något annat än ett tal och en punkt";
            self.diagnostics.push(Diagnostic::error("ofrivillig-lista", span, message).hint(hint));
        }
    }

    fn level(&mut self, level: HeadingLevel, range: Range<usize>) -> u8 {
        let level = level as u8;
        // A line of --- under a text makes it a heading, which nobody meant.
        if !(2..=4).contains(&level) || !self.text[range.clone()].starts_with('#') {
            let span = self.span(range);
            let message = "rubriken har fel nivå";
            self.diagnostics
                .push(Diagnostic::error("fel-rubrikniva", span, message).hint("börja rubriken med ##, ### eller ####"));
        }
        level.clamp(2, 4)
    }

    fn link(&mut self, address: &str, range: Range<usize>) -> Node {
        if !["https://", "http://", "mailto:"].iter().any(|scheme| address.starts_with(scheme)) {
            let span = self.span(range);
            let message = format!("länken `{address}` är ingen webbadress");
            let hint = "länka till en adress som börjar med https://; en siffra länkas med `{indikator}`";
            self.diagnostics.push(Diagnostic::error("fel-lank", span, message).hint(hint));
        }
        Node::Link(address.to_owned(), Vec::new())
    }

    fn refuse(&mut self, range: Range<usize>, what: &str, hint: &str) {
        let span = self.span(range);
        let message = format!("{what} kan inte användas i texten");
        self.diagnostics.push(Diagnostic::error("otillaten-markdown", span, message).hint(hint));
    }

    fn end(&mut self, tag: TagEnd) {
        let Some(node) = self.open.pop() else { return };
        match node {
            Node::Paragraph(inlines) => self.block(Block::Paragraph(inlines)),
            Node::Heading(level, inlines) => self.block(Block::Heading(level, inlines)),
            Node::Quote(blocks) => self.block(Block::Quote(blocks)),
            Node::List(start, items) => self.block(Block::List { start, items }),
            Node::Item(mut blocks, loose) => {
                close_item(&mut blocks, loose);
                if let Some(Node::List(_, items)) = self.open.last_mut() {
                    items.push(blocks);
                }
            }
            Node::Emphasis(inlines) => self.inline(Inline::Emphasis(inlines)),
            Node::Strong(inlines) => self.inline(Inline::Strong(inlines)),
            Node::Link(address, inlines) => self.inline(Inline::Link(address, inlines)),
            Node::Refused => {}
            Node::Root(blocks) => {
                debug_assert!(false, "{tag:?} ends nothing that began");
                self.open.push(Node::Root(blocks));
            }
        }
    }

    fn block(&mut self, block: Block<FigureRef>) {
        match self.open.last_mut() {
            Some(Node::Root(blocks) | Node::Quote(blocks)) => blocks.push(block),
            Some(Node::Item(blocks, loose)) => {
                close_item(blocks, std::mem::take(loose));
                blocks.push(block);
            }
            _ => {}
        }
    }

    fn inline(&mut self, inline: Inline<FigureRef>) {
        if let Some(
            Node::Heading(_, inlines)
            | Node::Paragraph(inlines)
            | Node::Emphasis(inlines)
            | Node::Strong(inlines)
            | Node::Link(_, inlines)
            | Node::Item(_, inlines),
        ) = self.open.last_mut()
        {
            inlines.push(inline)
        }
    }

    /// Text with figures in braces. Escapes make the parsed text differ from the source: then the whole stretch is the place.
    fn words(&mut self, text: &str, range: Range<usize>) {
        if matches!(self.open.last(), Some(Node::Refused)) {
            return;
        }
        let exact = matches!(self.places, Places::From(..)) && self.text.get(range.clone()) == Some(text);
        let whole = self.span(range);
        let place = |part: Range<usize>| if exact { whole.within(part) } else { whole };
        let mut rest = 0;
        let mut plain = String::new();
        while let Some(at) = text[rest..].find(['{', '}']).map(|at| at + rest) {
            self.plain(&mut plain, &text[rest..at], place(rest..at), exact);
            if text[at..].starts_with("{{") || text[at..].starts_with("}}") {
                plain.push_str(&text[at..=at]);
                rest = at + 2;
                continue;
            }
            let closing = text[at + 1..].find(['{', '}']).map(|end| at + 1 + end);
            let Some(end) = closing.filter(|end| text[at..].starts_with('{') && text[*end..].starts_with('}')) else {
                self.lone_brace(place(at..at + 1));
                rest = at + 1;
                continue;
            };
            self.flush(&mut plain);
            match figure_ref::read(&text[at + 1..end], place(at..end + 1)) {
                Ok(figure) => self.inline(Inline::Figure(figure)),
                Err(diagnostic) => self.diagnostics.push(diagnostic),
            }
            rest = end + 1;
        }
        self.plain(&mut plain, &text[rest..], place(rest..text.len()), exact);
        self.flush(&mut plain);
    }

    fn plain(&mut self, plain: &mut String, words: &str, span: Span, exact: bool) {
        plain.push_str(words);
        self.prose.numbers.extend(loose_numbers::find(words, span, exact));
    }

    fn flush(&mut self, plain: &mut String) {
        if !plain.is_empty() {
            self.inline(Inline::Text(std::mem::take(plain)));
        }
    }

    fn lone_brace(&mut self, span: Span) {
        let message = "klammern hör inte ihop med någon annan";
        let hint = "en siffra skrivs `{indikator}`; en klammer i texten skrivs dubbelt: `{{` eller `}}`";
        self.diagnostics.push(Diagnostic::error("ensam-klammer", span, message).hint(hint));
    }

    fn finish(mut self) -> Prose {
        if let Some(Node::Root(blocks)) = self.open.into_iter().next() {
            self.prose.blocks = blocks;
        }
        self.prose
    }
}

/// A tight list item has bare text: it becomes a paragraph.
fn close_item(blocks: &mut Vec<Block<FigureRef>>, loose: Vec<Inline<FigureRef>>) {
    if !loose.is_empty() {
        blocks.push(Block::Paragraph(loose));
    }
}
