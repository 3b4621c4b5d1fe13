//! How does a stylesheet get into the site without the room its author needs? Comments, and spaces that mean nothing, are
//! left out; everything else is as it was written.
//!
//! Only what means nothing in any place is taken away, so that nothing need be known of selectors, values or rules of CSS
//! to come: the spaces around `{ } ; , >`, after `(`, `:` and `=`, before `)`, and the last `;` of a block. Spaces around `+`,
//! `-`, `*`, `/` and before `:` or `(` mean something in one place or another and stay. Strings, escapes and addresses are
//! copied.
//!
//! The crate `minifier` was tried: it makes `1.2rem + 2.2vw` into `1.2rem+2.2vw`, which no browser reads. `lightningcss`
//! knows all of CSS, at the price of 41 more crates.

/// `sheet` made small; `None` if it is broken in a way that only a browser can sort out, and must stay as it is.
pub(super) fn minified(sheet: &str) -> Option<String> {
    let mut writer = Writer { out: String::with_capacity(sheet.len()), last: None, gap: Gap::None };
    let mut rest = sheet;
    while let Some(c) = rest.chars().next() {
        let length = match c {
            ' ' | '\t' | '\n' | '\r' | '\u{c}' => {
                writer.gap = Gap::Space;
                rest = &rest[1..];
                continue;
            }
            '/' if rest.starts_with("/*") => {
                let length = rest[2..].find("*/")? + 4;
                writer.comment(&rest[..length]);
                rest = &rest[length..];
                continue;
            }
            '"' | '\'' => string(rest, c)?,
            '\\' => escape(rest)?,
            'u' | 'U' if !writer.is_within_a_word() => address(rest)?,
            _ => c.len_utf8(),
        };
        writer.write(&rest[..length]);
        rest = &rest[length..];
    }
    Some(writer.out)
}

/// What stood between the last thing written and the next.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Gap {
    None,
    /// A comment, which is not written but keeps two words apart.
    Comment,
    Space,
}

struct Writer {
    out: String,
    /// The last character written, unless it was escaped; `None` at the beginning, too.
    last: Option<char>,
    gap: Gap,
}

impl Writer {
    /// Writes a character, string, escape or address, after a space if one is needed.
    fn write(&mut self, piece: &str) {
        let first = piece.chars().next();
        let is_apart = self.out.is_empty()
            || matches!(self.last, Some('{' | '}' | ';' | ',' | '>' | '=' | '(' | ':'))
            || matches!(first, Some('{' | '}' | ';' | ',' | '>' | ')'));
        match self.gap {
            Gap::Space if !is_apart => self.out.push(' '),
            Gap::Comment if !is_apart => self.out.push_str("/**/"),
            _ => {}
        }
        if first == Some('}') && self.last == Some(';') {
            self.out.pop();
        }
        self.out.push_str(piece);
        self.last = piece.chars().next_back().filter(|_| !piece.starts_with('\\'));
        self.gap = Gap::None;
    }

    /// Leaves a comment out, unless it says that it must stay, as licences do.
    fn comment(&mut self, comment: &str) {
        if comment.starts_with("/*!") {
            self.write(comment);
        } else if self.gap == Gap::None {
            self.gap = Gap::Comment;
        }
    }

    /// Whether the next character goes on with a name: the `u` of `blur(` begins no address.
    fn is_within_a_word(&self) -> bool {
        let is_name = |c: char| c.is_ascii_alphanumeric() || c == '-' || c == '_' || !c.is_ascii();
        // After an escape nothing is known of the last character; a name it is.
        self.gap == Gap::None && !self.out.is_empty() && self.last.is_none_or(is_name)
    }
}

/// The length of the string that `text` begins with; `None` if its line ends before it does.
fn string(text: &str, quote: char) -> Option<usize> {
    let mut characters = text.char_indices().skip(1);
    while let Some((at, c)) = characters.next() {
        match c {
            '\\' => {
                characters.next();
            }
            '\n' | '\r' | '\u{c}' => return None,
            _ if c == quote => return Some(at + 1),
            _ => {}
        }
    }
    None
}

/// The length of the escape that `text` begins with. One space after hexadecimal digits belongs to them.
fn escape(text: &str) -> Option<usize> {
    let digits = text[1..].bytes().take(6).take_while(u8::is_ascii_hexdigit).count();
    let after = text[1 + digits..].chars().next();
    match (digits, after) {
        (0, None | Some('\n' | '\r' | '\u{c}')) => None,
        (0, Some(c)) => Some(1 + c.len_utf8()),
        (_, Some(c)) if c.is_ascii_whitespace() => Some(1 + digits + 1),
        _ => Some(1 + digits),
    }
}

/// The length of the unquoted `url(…)` that `text` begins with, or of its first letter if it begins with something else.
fn address(text: &str) -> Option<usize> {
    let is_url = text.get(..4).is_some_and(|start| start.eq_ignore_ascii_case("url("));
    if !is_url || text[4..].trim_start().starts_with(['"', '\'']) {
        return Some(1);
    }
    let mut characters = text.char_indices();
    while let Some((at, c)) = characters.next() {
        match c {
            '\\' => {
                characters.next();
            }
            ')' => return Some(at + 1),
            _ => {}
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn becomes(sheet: &str, small: &str) {
        assert_eq!(minified(sheet).as_deref(), Some(small));
        assert_eq!(minified(small).as_deref(), Some(small), "a small one stays");
    }

    #[test]
    fn spaces_and_comments_go() {
        becomes(
            "/* a */\n.a , .b > i {\n  color : red ;\n  margin: 0 auto;\n}\n\n",
            ".a,.b>i{color :red;margin:0 auto}",
        );
        becomes("@media (min-width: 62rem) {\n  a { b: c; }\n}\n", "@media (min-width:62rem){a{b:c}}");
        becomes("", "");
    }

    #[test]
    fn spaces_that_mean_something_stay() {
        for sheet in [
            "a{width:clamp(1.75rem,1.2rem + 2.2vw,2.6rem)}",
            "a{width:calc(1px - -2px * (3 - 1))}",
            "a :hover .b :is(c,d) e{margin:-1px +2px}",
            "h2 + h3,a ~ b{grid-area:1 / 2 / 3}",
            "a::before{content:\"/\" / \"\" attr(x) \" (\"}",
            "@media screen and (width>=62rem) and (not (hover)){a{b:c}}",
            "@supports (display:grid) and (not (display:inline-grid)){a{b:c}}",
            ".a{& .b{c:d}&:hover{e:f}> g{h:i}}",
            "a[href^=\"http\" i]{b:c !important}",
        ] {
            let without_one_rule = sheet.replace("> g", ">g");
            becomes(sheet, &without_one_rule);
        }
    }

    #[test]
    fn ranges_and_nesting_are_read() {
        becomes("@media (width >= 62rem) { a { & > b { c: d; } } }", "@media (width>=62rem){a{&>b{c:d}}}");
        becomes(":root { --a: 1px; --b: ; --c: { d } }", ":root{--a:1px;--b:;--c:{d}}");
    }

    #[test]
    fn strings_escapes_and_addresses_are_copied() {
        becomes("a { b: \"x  /* y */ ; }  '\" }", "a{b:\"x  /* y */ ; }  '\"}");
        becomes("a { b: 'it\\'s  ;' }", "a{b:'it\\'s  ;'}");
        becomes("a { b: \"one \\\n  line\" }", "a{b:\"one \\\n  line\"}");
        becomes(".a\\: b { c: d }", ".a\\: b{c:d}");
        becomes(".\\31  b { c: d }", ".\\31  b{c:d}");
        becomes(".a\\; { c: d }", ".a\\;{c:d}");
        becomes("a { b: url(data:x;y,  /*z*/) , c }", "a{b:url(data:x;y,  /*z*/),c}");
        becomes("a { b: URL( \"x  y\" ) blur( 2px ) }", "a{b:URL(\"x  y\") blur(2px)}");
    }

    #[test]
    fn a_comment_keeps_words_apart_and_a_licence_stays() {
        becomes("a/* x */b { c: d/**/e }", "a/**/b{c:d/**/e}");
        becomes("a /* x */ b {/* y */ c: d /* z */; }", "a b{c:d}");
        becomes("/*! OFL */ a { b: c }", "/*! OFL */ a{b:c}");
        becomes("/*/ a { */ b { c: d }", "b{c:d}");
    }

    #[test]
    fn a_broken_sheet_is_left_alone() {
        for broken in ["a { b: \"x\n }", "a { b: 'x", "/* a", "/*/", "a { b: url(x", "a \\"] {
            assert_eq!(minified(broken), None, "{broken}");
        }
    }

    proptest::proptest! {
        #[test]
        fn nothing_but_spaces_comments_and_last_semicolons_goes(sheet in "([a-u.:;,>{}()+~ \n]|--|url\\(|/\\*[ a;}]*\\*/|\"[ a;}]*\"){0,40}") {
            let bare = |sheet: &str| {
                let mut rest = sheet.to_owned();
                while let Some(from) = rest.find("/*") {
                    let to = from + 2 + rest[from + 2..].find("*/").unwrap() + 2;
                    rest.replace_range(from..to, "");
                }
                rest.retain(|c| c != ' ' && c != '\n' && c != ';');
                rest
            };
            if let Some(small) = minified(&sheet) {
                proptest::prop_assert!(small.len() <= sheet.len());
                proptest::prop_assert_eq!(minified(&small), Some(small.clone()));
                if !sheet.contains(['"', '\'']) && !sheet.contains("url") {
                    proptest::prop_assert_eq!(bare(&small), bare(&sheet));
                }
            }
        }
    }
}
