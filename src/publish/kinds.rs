//! What does whoever serves a file of the site say of it: its type, and for how long a copy may be kept?
//!
//! - A name that carries the hash of its content never means anything else: it is kept for a year and not asked for again.
//! - Everything else is kept for five minutes and then asked for anew (with its ETag, so that an answer of a few bytes does
//!   when nothing has changed): a report that is published at eight o'clock is seen by everybody at five past. Pages and the
//!   data they link to have the same time, so that neither is older than the other for longer than that.
//! - The manifest says what is on the site now, to whoever verifies it: a kept copy is always asked for anew.

/// The file that says which files a site has, with the hash of each.
pub const MANIFEST: &str = "manifest.json";
/// How long a copy may be kept under a name that means the same for ever.
const FOR_EVER: &str = "public, max-age=31536000, immutable";
/// How long a page, or a file that a page links to, may be kept.
const FOR_A_WHILE: &str = "public, max-age=300, must-revalidate";
/// A copy may be kept, but not shown without asking.
const ASK_FIRST: &str = "public, no-cache";
/// So many hexadecimal digits of a hash stand in a name.
const DIGITS: usize = 10;

/// Endings and their types. Text is UTF-8, and says so.
const TYPES: [(&str, &str); 24] = [
    ("html", "text/html; charset=utf-8"),
    ("css", "text/css; charset=utf-8"),
    ("js", "text/javascript; charset=utf-8"),
    ("mjs", "text/javascript; charset=utf-8"),
    ("csv", "text/csv; charset=utf-8; header=present"),
    ("txt", "text/plain; charset=utf-8"),
    ("md", "text/plain; charset=utf-8"),
    ("json", "application/json"),
    ("jsonld", "application/ld+json"),
    ("rdf", "application/rdf+xml"),
    ("ttl", "text/turtle; charset=utf-8"),
    ("atom", "application/atom+xml"),
    ("xml", "application/xml"),
    ("svg", "image/svg+xml"),
    ("png", "image/png"),
    ("jpg", "image/jpeg"),
    ("jpeg", "image/jpeg"),
    ("webp", "image/webp"),
    ("ico", "image/x-icon"),
    ("woff2", "font/woff2"),
    ("pdf", "application/pdf"),
    ("xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
    ("zip", "application/zip"),
    ("webmanifest", "application/manifest+json"),
];

/// The type of the file at `path`, as `Content-Type` says it.
#[must_use]
pub fn content_type(path: &str) -> &'static str {
    let name = name(path);
    if matches!(name, "atom.xml" | "feed.xml") {
        return "application/atom+xml";
    }
    let ending = name.rsplit_once('.').map_or("", |(_, ending)| ending);
    TYPES.iter().find(|(known, _)| *known == ending).map_or("application/octet-stream", |(_, kind)| kind)
}

/// For how long a copy of the file at `path` may be kept, as `Cache-Control` says it.
#[must_use]
pub fn cache_control(path: &str) -> &'static str {
    if path == MANIFEST {
        ASK_FIRST
    } else if is_hashed(path) {
        FOR_EVER
    } else {
        FOR_A_WHILE
    }
}

/// Whether the name carries the hash of its content: `stil.0123456789.css`, and of pictures `barn-1200-0123456789.png`.
/// In any other name digits after a hyphen may be a number that somebody wrote.
#[must_use]
pub fn is_hashed(path: &str) -> bool {
    let Some((stem, ending)) = name(path).rsplit_once('.') else { return false };
    let hash = if ending == "png" { stem.rsplit_once(['.', '-']) } else { stem.rsplit_once('.') };
    let is_digit = |c: char| c.is_ascii_digit() || ('a'..='f').contains(&c);
    hash.is_some_and(|(_, digits)| digits.len() == DIGITS && digits.chars().all(is_digit))
}

/// The last part of a path.
fn name(path: &str) -> &str {
    path.rsplit_once('/').map_or(path, |(_, name)| name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_type_follows_from_the_ending() {
        for (path, kind) in [
            ("rapporter/index.html", "text/html; charset=utf-8"),
            ("static/stil.0123456789.css", "text/css; charset=utf-8"),
            ("data/nyckeltal.csv", "text/csv; charset=utf-8; header=present"),
            ("atom.xml", "application/atom+xml"),
            ("rapporter/atom.xml", "application/atom+xml"),
            ("sitemap.xml", "application/xml"),
            ("data/katalog.rdf", "application/rdf+xml"),
            ("manifest.json", "application/json"),
            ("jamforelse.xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
            ("CNAME", "application/octet-stream"),
            ("v1.2/html", "application/octet-stream"),
        ] {
            assert_eq!(content_type(path), kind, "{path}");
        }
    }

    #[test]
    fn every_ending_stands_once() {
        let endings: std::collections::BTreeSet<_> = TYPES.iter().map(|(ending, _)| ending).collect();
        assert_eq!(endings.len(), TYPES.len());
    }

    #[test]
    fn only_a_name_with_a_hash_is_kept_for_ever() {
        for path in ["static/stil.0123456789.css", "static/a.b.fedcba9876.woff2", "diagram/barn-1200-0123456789.png"] {
            assert_eq!(cache_control(path), FOR_EVER, "{path}");
        }
        for path in [
            "index.html",
            "static/stil.css",
            "static/stil.012345678.css",
            "static/stil.0123456789a.css",
            "static/stil.012345678G.css",
            "data/dnr-1234567890.csv",
            "0123456789.css",
            "0123456789/index.html",
        ] {
            assert_eq!(cache_control(path), FOR_A_WHILE, "{path}");
        }
        assert_eq!(cache_control("manifest.json"), ASK_FIRST);
        assert_eq!(cache_control("data/manifest.json"), FOR_A_WHILE);
    }
}
