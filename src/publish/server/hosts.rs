//! What are static hosts told that read `_headers` and `_redirects` (Cloudflare Pages, Netlify)?
//!
//! They put the headers of all rules that fit together, so no header is set by two rules, except where the first value is taken away.
//! They know no names by their hash: what is kept for ever is what lies in `static/`. An existing page is served with 200, so a
//! page that tells why it is gone cannot be a 410 there.

use super::{Answer, EVERYWHERE, Header, KEPT, OPEN, POLICY, POLICY_OF_PICTURES, Serving};

/// The file `_headers`.
#[must_use]
pub fn headers(serving: &Serving<'_>) -> String {
    let base = serving.base();
    let everywhere: Vec<Header> = [("Content-Security-Policy", POLICY)].into_iter().chain(EVERYWHERE).collect();
    let mut text = rule(&format!("{base}*"), &everywhere);
    text += &rule(&format!("{base}static/*"), &[("Cache-Control", KEPT)]);
    text += &rule(&format!("{base}data/*"), &OPEN);
    text += &rule(&format!("{base}diagram/*.svg"), &[("! Content-Security-Policy", "")]);
    text + &lines(&[("Content-Security-Policy", POLICY_OF_PICTURES)])
}

fn rule(pattern: &str, headers: &[Header]) -> String {
    format!("{pattern}\n{}", lines(headers))
}

fn lines(headers: &[Header]) -> String {
    let line = |(name, value): &Header| match value.is_empty() {
        true => format!("  {name}\n"),
        false => format!("  {name}: {value}\n"),
    };
    headers.iter().map(line).collect()
}

/// The file `_redirects`: what has moved. These hosts send the reader's query along.
#[must_use]
pub fn redirects(serving: &Serving<'_>) -> String {
    let base = serving.base();
    let mut text = String::new();
    for old in serving.old() {
        if let Answer::Moved(to) = old.answer {
            let line = |form: &String| format!("{base}{form} {}{}{} 308\n", to.host, to.path, to.fragment);
            text.extend(old.forms.iter().map(line));
        }
    }
    text
}
