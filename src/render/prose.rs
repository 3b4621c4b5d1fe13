//! How does running text become HTML? With its figures linked to their indicators, and difficult words to what they
//! mean.

use std::collections::BTreeSet;

use minijinja::Value as Html;

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
    explained: BTreeSet<usize>,
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
        Self { press, rot, explained: BTreeSet::new() }
    }

    /// The HTML of `prose`, its headings `deeper` levels further down than written; empty if there is none.
    pub(super) fn html(&mut self, prose: &Prose, deeper: u8) -> Html {
        let mut out = String::new();
        self.blocks(&mut out, prose, deeper);
        html::safe(out)
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

    /// Text whose words of the glossary lead to their explanation, if the page has not met them before.
    fn explained(&mut self, out: &mut String, text: &str) {
        let glossary = &self.press.glossary;
        let mut at = 0;
        while let Some(mention) = glossary.find(text, at, |entry| !self.explained.contains(&entry)) {
            html::push(out, &text[at..mention.start]);
            out.push_str("<a class=\"word\" href=\"");
            out.push_str(&self.rot);
            out.push_str("ordlista/#");
            html::push(out, glossary.slug(mention.entry));
            out.push_str("\">");
            html::push(out, &text[mention.start..mention.end]);
            out.push_str("</a>");
            self.explained.insert(mention.entry);
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
