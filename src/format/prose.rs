//! What is running text made of? The tree that Markdown becomes, generic over what stands for a figure:
//! a reference before `derive`, a printed value after it.

/// Running text.
pub type Prose<F> = Vec<Block<F>>;

/// A block of running text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Block<F> {
    /// A heading; level 2–4.
    Heading(u8, Vec<Inline<F>>),
    /// A paragraph.
    Paragraph(Vec<Inline<F>>),
    /// A list: numbered from this number, or bulleted.
    List {
        /// First number of a numbered list.
        start: Option<u64>,
        /// Its items.
        items: Vec<Vec<Block<F>>>,
    },
    /// A quotation.
    Quote(Vec<Block<F>>),
}

/// A stretch of text within a block.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Inline<F> {
    /// Plain text.
    Text(String),
    /// Stressed text.
    Emphasis(Vec<Inline<F>>),
    /// Strongly stressed text.
    Strong(Vec<Inline<F>>),
    /// A link with its address.
    Link(String, Vec<Inline<F>>),
    /// A forced line break.
    Break,
    /// A figure.
    Figure(F),
}

/// Replaces every figure in `blocks`, keeping the rest.
pub fn map<F, G>(blocks: &[Block<F>], figure: &mut dyn FnMut(&F) -> G) -> Vec<Block<G>> {
    let mut mapped = Vec::with_capacity(blocks.len());
    for block in blocks {
        mapped.push(match block {
            Block::Heading(level, inlines) => Block::Heading(*level, map_inlines(inlines, figure)),
            Block::Paragraph(inlines) => Block::Paragraph(map_inlines(inlines, figure)),
            Block::List { start, items } => {
                Block::List { start: *start, items: items.iter().map(|item| map(item, figure)).collect() }
            }
            Block::Quote(inner) => Block::Quote(map(inner, figure)),
        });
    }
    mapped
}

/// Replaces every figure in `inlines`, keeping the rest.
pub fn map_inlines<F, G>(inlines: &[Inline<F>], figure: &mut dyn FnMut(&F) -> G) -> Vec<Inline<G>> {
    let mut mapped = Vec::with_capacity(inlines.len());
    for inline in inlines {
        mapped.push(match inline {
            Inline::Text(text) => Inline::Text(text.clone()),
            Inline::Emphasis(inner) => Inline::Emphasis(map_inlines(inner, figure)),
            Inline::Strong(inner) => Inline::Strong(map_inlines(inner, figure)),
            Inline::Link(href, inner) => Inline::Link(href.clone(), map_inlines(inner, figure)),
            Inline::Break => Inline::Break,
            Inline::Figure(f) => Inline::Figure(figure(f)),
        });
    }
    mapped
}

/// Lets `change` see every stretch of plain text in `blocks`, in reading order.
pub fn texts<F>(blocks: &mut [Block<F>], change: &mut dyn FnMut(&mut String)) {
    for block in blocks {
        match block {
            Block::Heading(_, inlines) | Block::Paragraph(inlines) => texts_within(inlines, change),
            Block::List { items, .. } => items.iter_mut().for_each(|item| texts(item, change)),
            Block::Quote(inner) => texts(inner, change),
        }
    }
}

fn texts_within<F>(inlines: &mut [Inline<F>], change: &mut dyn FnMut(&mut String)) {
    for inline in inlines {
        match inline {
            Inline::Text(text) => change(text),
            Inline::Emphasis(inner) | Inline::Strong(inner) | Inline::Link(_, inner) => texts_within(inner, change),
            Inline::Break | Inline::Figure(_) => {}
        }
    }
}

/// Calls `see` for every figure in `blocks`, in reading order.
pub fn figures<F>(blocks: &[Block<F>], mut see: impl FnMut(&F)) {
    map(blocks, &mut |f| see(f));
}

/// The text without its marks, blocks and breaks apart by a space; `print` writes the figures.
pub fn plain_text<F>(blocks: &[Block<F>], print: &dyn Fn(&F) -> &str) -> String {
    let mut out = String::new();
    plain_blocks(&mut out, blocks, print);
    out
}

fn plain_blocks<F>(out: &mut String, blocks: &[Block<F>], print: &dyn Fn(&F) -> &str) {
    for block in blocks {
        if !out.is_empty() && !out.ends_with(' ') {
            out.push(' ');
        }
        match block {
            Block::Heading(_, inlines) | Block::Paragraph(inlines) => plain_inlines(out, inlines, print),
            Block::List { items, .. } => items.iter().for_each(|item| plain_blocks(out, item, print)),
            Block::Quote(inner) => plain_blocks(out, inner, print),
        }
    }
}

fn plain_inlines<F>(out: &mut String, inlines: &[Inline<F>], print: &dyn Fn(&F) -> &str) {
    for inline in inlines {
        match inline {
            Inline::Text(text) => out.push_str(text),
            Inline::Emphasis(inner) | Inline::Strong(inner) | Inline::Link(_, inner) => {
                plain_inlines(out, inner, print)
            }
            Inline::Break => out.push(' '),
            Inline::Figure(figure) => out.push_str(print(figure)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Figures 1–4, one in each kind of block and in nested inlines.
    fn text() -> Vec<Block<u8>> {
        let figure = |n| Inline::Figure(n);
        vec![
            Block::Heading(2, vec![Inline::Text("Läget".into()), figure(1)]),
            Block::Paragraph(vec![Inline::Strong(vec![Inline::Link("/a/".into(), vec![figure(2)])]), Inline::Break]),
            Block::List { start: Some(3), items: vec![vec![Block::Paragraph(vec![figure(3)])], vec![]] },
            Block::Quote(vec![Block::Paragraph(vec![Inline::Emphasis(vec![figure(4)])])]),
        ]
    }

    #[test]
    fn sees_every_figure_in_reading_order() {
        let mut seen = Vec::new();
        figures(&text(), |n: &u8| seen.push(*n));
        assert_eq!(seen, [1, 2, 3, 4]);
    }

    #[test]
    fn replaces_figures_and_keeps_the_rest() {
        assert_eq!(map(&text(), &mut |n| *n), text());
        let words = map(&text(), &mut |n: &u8| n.to_string());
        assert_eq!(words[0], Block::Heading(2, vec![Inline::Text("Läget".into()), Inline::Figure("1".into())]));
        assert_eq!(map(&words, &mut |n: &String| n.parse::<u8>().unwrap()), text());
    }
}
