//! How is running text written as Markdown again? One text for each tree, so that two texts are the same if and only if they say the
//! same: however lines were broken, lists marked and stress written in the file.

use std::fmt::Write as _;

use crate::format::prose::{Block, Inline};

/// The text with its marks; `print` writes what stands for a figure.
#[must_use]
pub fn write<F>(blocks: &[Block<F>], print: &dyn Fn(&F) -> String) -> String {
    lines(blocks, print).join("\n")
}

/// The lines of blocks, an empty one between two.
fn lines<F>(blocks: &[Block<F>], print: &dyn Fn(&F) -> String) -> Vec<String> {
    let mut all = Vec::new();
    for block in blocks {
        if !all.is_empty() {
            all.push(String::new());
        }
        all.extend(block_lines(block, print));
    }
    all
}

fn block_lines<F>(block: &Block<F>, print: &dyn Fn(&F) -> String) -> Vec<String> {
    match block {
        Block::Heading(level, inlines) => {
            vec![format!("{} {}", "#".repeat(usize::from(*level)), inline(inlines, print))]
        }
        Block::Paragraph(inlines) => guarded(&inline(inlines, print)).split('\n').map(str::to_owned).collect(),
        Block::Quote(inner) => lines(inner, print).iter().map(|line| format!("> {line}")).collect(),
        Block::List { start, items } => {
            items.iter().zip(0..).flat_map(|(i, nth)| item(*start, nth, i, print)).collect()
        }
    }
}

fn item<F>(start: Option<u64>, nth: u64, blocks: &[Block<F>], print: &dyn Fn(&F) -> String) -> Vec<String> {
    let mark = start.map_or_else(|| "- ".to_owned(), |first| format!("{}. ", first.saturating_add(nth)));
    let indent = " ".repeat(mark.len());
    let own = lines(blocks, print);
    if own.is_empty() {
        return vec![mark];
    }
    let marked = |(at, line): (usize, String)| format!("{}{line}", if at == 0 { &mark } else { &indent });
    own.into_iter().enumerate().map(marked).collect()
}

/// A paragraph whose first character would make it something else has a backslash before it.
fn guarded(text: &str) -> String {
    let after_digits = text.trim_start_matches(|c: char| c.is_ascii_digit());
    let numbered = after_digits.len() < text.len() && after_digits.starts_with('.');
    if numbered || text.starts_with(['-', '#', '>', '+']) { format!("\\{text}") } else { text.to_owned() }
}

fn inline<F>(inlines: &[Inline<F>], print: &dyn Fn(&F) -> String) -> String {
    let mut out = String::new();
    for part in inlines {
        match part {
            Inline::Text(text) => push_text(&mut out, text),
            Inline::Emphasis(inner) => wrap(&mut out, "*", inner, print),
            Inline::Strong(inner) => wrap(&mut out, "**", inner, print),
            Inline::Link(href, inner) => {
                write!(out, "[{}]({href})", inline(inner, print)).expect("a string takes every write");
            }
            Inline::Break => out.push_str("\\\n"),
            Inline::Figure(figure) => out.push_str(&print(figure)),
        }
    }
    out
}

fn wrap<F>(out: &mut String, mark: &str, inner: &[Inline<F>], print: &dyn Fn(&F) -> String) {
    out.push_str(mark);
    out.push_str(&inline(inner, print));
    out.push_str(mark);
}

/// Plain text: what would be a mark is written so that it is none.
fn push_text(out: &mut String, text: &str) {
    for letter in text.chars() {
        match letter {
            '*' | '[' | '\\' => out.extend(['\\', letter]),
            '{' | '}' => out.extend([letter, letter]),
            '\n' => out.push(' '),
            other => out.push(other),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(words: &str) -> Inline<u8> {
        Inline::Text(words.into())
    }

    #[test]
    fn every_kind_of_block_has_its_mark() {
        let paragraph = |words: &str| Block::Paragraph(vec![text(words)]);
        let list =
            |start| Block::List { start, items: vec![vec![paragraph("ett")], vec![paragraph("två"), paragraph("b")]] };
        let blocks = vec![
            Block::Heading(2, vec![text("Läget")]),
            Block::Paragraph(vec![text("Det blev "), Inline::Figure(7), Inline::Break, text("i år.")]),
            list(None),
            list(Some(3)),
            Block::Quote(vec![paragraph("sagt")]),
        ];
        let written = write(&blocks, &|n| format!("{{{n}}}"));
        assert_eq!(
            written,
            "## Läget\n\nDet blev {7}\\\ni år.\n\n- ett\n- två\n  \n  b\n\n3. ett\n4. två\n   \n   b\n\n> sagt"
        );
    }

    #[test]
    fn what_looks_like_a_mark_is_told_from_one() {
        let one = |inlines| write(&[Block::Paragraph(inlines)], &|n: &u8| n.to_string());
        assert_eq!(one(vec![Inline::Emphasis(vec![text("x")])]), "*x*");
        assert_eq!(one(vec![text("*x*")]), "\\*x\\*");
        assert_eq!(one(vec![text("{x}")]), "{{x}}");
        assert_eq!(one(vec![text("- x")]), "\\- x");
        assert_eq!(one(vec![text("3. x")]), "\\3. x");
        assert_eq!(one(vec![text("2020 var")]), "2020 var");
    }
}
