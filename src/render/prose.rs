//! How does running text become HTML? With its figures linked to their indicators, and difficult words to what they
//! mean.

use std::collections::BTreeMap;

use minijinja::Value as Html;
use serde::Serialize;

use super::page::Press;
use super::{address, html};
use crate::derive::facts::{PrintedFigure, Prose};
use crate::format::prose::{Block, Inline, plain_text};

/// HTML knows six levels of headings.
const DEEPEST_HEADING: u8 = 6;

/// Writes the running text of one page; a word of the glossary is linked once a page.
pub(super) struct Writer<'p> {
    press: &'p Press<'p>,
    rot: String,
    /// The entries of the glossary that the page has met, and whether a word of its text leads to the explanation.
    explained: BTreeMap<usize, bool>,
}

/// A word that the page explains.
#[derive(Debug, Serialize)]
pub(super) struct Explained<'p> {
    id: &'p str,
    word: &'p str,
    explanation: &'p str,
    /// Whether it is linked from the text.
    met: bool,
}

/// Whether a link may begin here: not within another link, and no glossary links in headings.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Within {
    Text,
    Heading,
    Link,
}

impl<'p> Writer<'p> {
    /// For a page from which `rot` leads to the site's root.
    pub(super) fn new(press: &'p Press<'p>, rot: String) -> Self {
        Self { press, rot, explained: BTreeMap::new() }
    }

    /// The HTML of `prose`, its headings `deeper` levels further down than written; empty if there is none.
    pub(super) fn html(&mut self, prose: &Prose, deeper: u8) -> Html {
        let mut out = String::new();
        self.blocks(&mut out, prose, deeper);
        html::safe(out)
    }

    /// The HTML of a text without marks.
    pub(super) fn text(&mut self, text: &str) -> Html {
        let mut out = String::new();
        self.explained(&mut out, text);
        html::safe(out)
    }

    /// Sees to it that the words of a label that cannot hold a link, such as a column's heading, are explained on the page.
    pub(super) fn mention(&mut self, label: &str) {
        let mut at = 0;
        while let Some(mention) = self.press.glossary.find(label, at, |_| true) {
            self.explained.entry(mention.entry).or_insert(false);
            at = mention.end;
        }
    }

    /// What the page explains, in Swedish order.
    pub(super) fn words(self) -> Vec<Explained<'p>> {
        let glossary = &self.press.glossary;
        let one = |(entry, met): (usize, bool)| {
            let of = &self.press.facts.glossary[entry];
            Explained { id: glossary.slug(entry), word: &of.word, explanation: &of.explanation, met }
        };
        self.explained.into_iter().map(one).collect()
    }

    fn blocks(&mut self, out: &mut String, blocks: &[Block<PrintedFigure>], deeper: u8) {
        for block in blocks {
            match block {
                Block::Heading(level, inlines) => self.heading(out, level + deeper, inlines),
                Block::Paragraph(inlines) => self.wrapped(out, "p", inlines, Within::Text),
                Block::List { start, items } => self.list(out, *start, items, deeper),
                Block::Quote(inner) => {
                    out.push_str("<blockquote>");
                    self.blocks(out, inner, deeper);
                    out.push_str("</blockquote>");
                }
            }
        }
    }

    fn heading(&mut self, out: &mut String, level: u8, inlines: &[Inline<PrintedFigure>]) {
        let tag = format!("h{}", level.min(DEEPEST_HEADING));
        self.wrapped(out, &tag, inlines, Within::Heading);
    }

    fn list(&mut self, out: &mut String, start: Option<u64>, items: &[Vec<Block<PrintedFigure>>], deeper: u8) {
        let end = match start {
            None => {
                out.push_str("<ul>");
                "</ul>"
            }
            Some(1) => {
                out.push_str("<ol>");
                "</ol>"
            }
            Some(first) => {
                out.push_str(&format!("<ol start=\"{first}\">"));
                "</ol>"
            }
        };
        for item in items {
            out.push_str("<li>");
            match &item[..] {
                [Block::Paragraph(only)] => self.inlines(out, only, Within::Text),
                blocks => self.blocks(out, blocks, deeper),
            }
            out.push_str("</li>");
        }
        out.push_str(end);
    }

    fn wrapped(&mut self, out: &mut String, tag: &str, inlines: &[Inline<PrintedFigure>], within: Within) {
        out.push('<');
        out.push_str(tag);
        out.push('>');
        self.inlines(out, inlines, within);
        out.push_str("</");
        out.push_str(tag);
        out.push('>');
    }

    fn inlines(&mut self, out: &mut String, inlines: &[Inline<PrintedFigure>], within: Within) {
        for inline in inlines {
            match inline {
                Inline::Text(text) if within == Within::Text => self.explained(out, text),
                Inline::Text(text) => html::push(out, text),
                Inline::Emphasis(inner) => self.wrapped(out, "em", inner, within),
                Inline::Strong(inner) => self.wrapped(out, "strong", inner, within),
                Inline::Link(href, inner) => self.link(out, href, inner, within),
                Inline::Break => out.push_str("<br>"),
                Inline::Figure(figure) => self.figure(out, figure, within),
            }
        }
    }

    fn link(&mut self, out: &mut String, href: &str, inner: &[Inline<PrintedFigure>], within: Within) {
        if within == Within::Link || !leads_somewhere_safe(href) {
            return self.inlines(out, inner, within);
        }
        out.push_str("<a href=\"");
        html::push(out, href);
        out.push_str("\">");
        self.inlines(out, inner, Within::Link);
        out.push_str("</a>");
    }

    fn figure(&self, out: &mut String, figure: &PrintedFigure, within: Within) {
        if within == Within::Link {
            return html::push_data(out, figure.value.as_deref(), &figure.text);
        }
        out.push_str("<a class=\"figure\" href=\"");
        out.push_str(&self.rot);
        html::push(out, &address::indicator(self.press.facts, figure.indicator));
        out.push_str("\" title=\"");
        html::push(out, &figure.title);
        out.push_str("\">");
        html::push_data(out, figure.value.as_deref(), &figure.text);
        out.push_str("</a>");
    }

    /// Text whose words of the glossary lead to their explanation at the end of the page, if the page has not met them before.
    fn explained(&mut self, out: &mut String, text: &str) {
        let glossary = &self.press.glossary;
        let mut at = 0;
        while let Some(mention) = glossary.find(text, at, |entry| self.explained.get(&entry) != Some(&true)) {
            html::push(out, &text[at..mention.start]);
            let slug = glossary.slug(mention.entry);
            out.push_str(&format!("<a class=\"word\" id=\"ref-{slug}\" href=\"#ord-{slug}\">"));
            html::push(out, &text[mention.start..mention.end]);
            out.push_str("</a>");
            self.explained.insert(mention.entry, true);
            at = mention.end;
        }
        html::push(out, &text[at..]);
    }
}

/// The web, mail, or a place on this site; never a scheme that runs something.
fn leads_somewhere_safe(href: &str) -> bool {
    let scheme = href.split_once(':').map(|(scheme, _)| scheme).filter(|scheme| !scheme.contains(['/', '#', '?']));
    scheme.is_none_or(|scheme| ["http", "https", "mailto", "tel"].contains(&scheme.to_ascii_lowercase().as_str()))
}

/// The words of `prose` alone, blocks separated by a space.
pub(super) fn plain(prose: &Prose) -> String {
    plain_text(prose, &|figure| &figure.text)
}
