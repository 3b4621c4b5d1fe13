//! How is text made safe to stand in HTML, and how is a value written there?

use std::fmt;

use jiff::civil::Date;
use minijinja::Value as Html;

use crate::derive::facts::Value;
use crate::format::{date, number, typography, unit};
use crate::render::locale::Locale;

/// Appends `text` to `out` so that it stands for itself, in running text or in a quoted attribute.
pub(super) fn push(out: &mut String, text: &str) {
    write(out, text).expect("a string takes every write");
}

/// Writes `text` so that it stands for itself, in running text or in a quoted attribute. No line breaks between a number and what it
/// belongs to; an address has no spaces, so none is changed.
pub(super) fn write(out: &mut impl fmt::Write, text: &str) -> fmt::Result {
    let mut written = 0;
    for (at, byte) in text.bytes().enumerate() {
        let entity = match byte {
            b'&' => "&amp;",
            b'<' => "&lt;",
            b'>' => "&gt;",
            b'"' => "&quot;",
            b' ' if typography::tied(&text[..at], &text[at + 1..]) => "\u{a0}",
            _ => continue,
        };
        out.write_str(&text[written..at])?;
        out.write_str(entity)?;
        written = at + 1;
    }
    out.write_str(&text[written..])
}

/// HTML that templates print as it is.
pub(super) fn safe(html: String) -> Html {
    Html::from_safe_string(html)
}

/// Appends a printed figure with its exact value.
pub(super) fn push_data(out: &mut String, exact: Option<&str>, printed: &str) {
    let Some(exact) = exact else { return push(out, printed) };
    out.push_str("<data value=\"");
    push(out, exact);
    out.push_str("\">");
    push(out, printed);
    out.push_str("</data>");
}

/// A value as HTML: a figure, words, "i.u.", or a dash to the eye and words to the ear if there is none.
pub(super) fn value(value: Option<&Value>, locale: &Locale) -> Html {
    let mut out = String::new();
    match value {
        Some(Value::Number(n, u)) => push_data(&mut out, Some(&number::plain(*n)), &unit::print(*n, u)),
        Some(Value::Text(words)) => push(&mut out, words),
        Some(Value::NotAvailable) => {
            out.push_str("<abbr title=\"");
            push(&mut out, locale.text("value.not_available_meaning"));
            out.push_str("\">");
            push(&mut out, locale.text("value.not_available"));
            out.push_str("</abbr>");
        }
        None => {
            out.push_str("<span aria-hidden=\"true\">–</span><span class=\"vh\">");
            push(&mut out, locale.text("value.missing"));
            out.push_str("</span>");
        }
    }
    safe(out)
}

/// A value as plain text.
pub(super) fn plain(value: &Value, locale: &Locale) -> String {
    match value {
        Value::Number(n, u) => unit::print(*n, u),
        Value::Text(words) => format!("”{words}”"),
        Value::NotAvailable => locale.text("value.not_available").to_owned(),
    }
}

/// A day in words that machines can read too.
pub(super) fn day(day: Date) -> Html {
    time(&date::iso(day), &date::in_words(day))
}

/// A time in words that machines can read too.
pub(super) fn time(exact: &str, words: &str) -> Html {
    let mut out = String::from("<time datetime=\"");
    push(&mut out, exact);
    out.push_str("\">");
    push(&mut out, words);
    out.push_str("</time>");
    safe(out)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_stands_for_itself() {
        let mut out = String::new();
        push(&mut out, "5 < 6 & \"å\" > 'ö'");
        assert_eq!(out, "5 &lt; 6 &amp; &quot;å&quot; &gt; 'ö'");
    }

    #[test]
    fn a_missing_value_is_a_dash_with_words() {
        let locale = Locale::read(None).0;
        assert!(value(None, &locale).to_string().contains("uppgift saknas i rapporten"));
        assert_eq!(value(Some(&Value::Text("Öka & mer".into())), &locale).to_string(), "Öka &amp; mer");
    }
}
