//! What does whoever serves a file of the site say of it: its type, and for how long a copy may be kept?
//!
//! - A name that carries the hash of its content never means anything else: it is kept for a year and not asked for again.
//! - Everything else is kept for a minute and then asked for anew (with its ETag, so that an answer of a few bytes does when nothing has
//!   changed): a report that is published at eight o'clock is seen by everybody a minute later. Pages and the data they link to have the
//!   same time, so that neither is older than the other for longer than that.
//! - The manifest says what is on the site now, to whoever verifies it: a kept copy is always asked for anew.

/// The file that says which files a site has, with the hash of each.
pub const MANIFEST: &str = "manifest.json";
/// How long a copy may be kept under a name that means the same for ever.
pub(super) const KEPT: &str = "public, max-age=31536000, immutable";
/// How long a page, or a file that a page links to, may be kept: what is taken away is gone from every cache within a minute.
pub(super) const BRIEF: &str = "public, max-age=60, must-revalidate";
/// A copy may be kept, but not shown without asking.
const ASK_FIRST: &str = "public, no-cache";
/// So many hexadecimal digits of a hash stand in a name.
const DIGITS: usize = 10;

/// What a file's ending says of it.
#[derive(Clone, Copy, Debug)]
pub(super) struct Type {
    pub(super) ending: &'static str,
    pub(super) mime: &'static str,
    /// The type as `Content-Type` says it.
    said: &'static str,
    /// Whether it is text in UTF-8, which is also worth compressing.
    pub(super) text: bool,
}

macro_rules! text {
    ($ending:literal, $mime:literal) => {
        text!($ending, $mime, "; charset=utf-8")
    };
    ($ending:literal, $mime:literal, $more:literal) => {
        Type { ending: $ending, mime: $mime, said: concat!($mime, $more), text: true }
    };
}

const fn packed(ending: &'static str, mime: &'static str) -> Type {
    Type { ending, mime, said: mime, text: false }
}

/// Every kind of file that a site can have. JSON and XML say themselves that they are UTF-8.
pub(super) const TYPES: [Type; 16] = [
    text!("html", "text/html"),
    text!("css", "text/css"),
    text!("csv", "text/csv", "; charset=utf-8; header=present"),
    text!("js", "text/javascript"),
    text!("json", "application/json", ""),
    text!("jsonld", "application/ld+json", ""),
    text!("rdf", "application/rdf+xml", ""),
    text!("svg", "image/svg+xml", ""),
    text!("ttl", "text/turtle"),
    text!("txt", "text/plain"),
    text!("webmanifest", "application/manifest+json", ""),
    text!("xml", "application/xml", ""),
    packed("png", "image/png"),
    packed("woff2", "font/woff2"),
    packed("xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
    packed("zip", "application/zip"),
];
/// The type of a feed, which is XML that says what it is.
pub(super) const FEED: &str = "application/atom+xml";

/// The type of the file at `path`, as `Content-Type` says it.
#[must_use]
pub fn content_type(path: &str) -> &'static str {
    let name = name(path);
    if name == "feed.xml" {
        return FEED;
    }
    let ending = name.rsplit_once('.').map_or("", |(_, ending)| ending);
    TYPES.iter().find(|known| known.ending == ending).map_or("application/octet-stream", |known| known.said)
}

/// For how long a copy of the file at `path` may be kept, as `Cache-Control` says it.
#[must_use]
pub fn cache_control(path: &str) -> &'static str {
    if path == MANIFEST {
        ASK_FIRST
    } else if is_hashed(path) {
        KEPT
    } else {
        BRIEF
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
            ("feed.xml", "application/atom+xml"),
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
        let endings: std::collections::BTreeSet<_> = TYPES.iter().map(|each| each.ending).collect();
        assert_eq!(endings.len(), TYPES.len());
    }

    #[test]
    fn only_a_name_with_a_hash_is_kept_for_ever() {
        for path in ["static/stil.0123456789.css", "static/a.b.fedcba9876.woff2", "diagram/barn-1200-0123456789.png"] {
            assert_eq!(cache_control(path), KEPT, "{path}");
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
            assert_eq!(cache_control(path), BRIEF, "{path}");
        }
        assert_eq!(cache_control("manifest.json"), ASK_FIRST);
        assert_eq!(cache_control("data/manifest.json"), BRIEF);
    }
}
