//! What must a web server be told: which headers go with which file, what has moved, what is gone? The same answers are
//! written for nginx, for Caddy, and for static hosts that read `_headers` and `_redirects`.
//!
//! Addresses come from content. Each is written in the letters that an address may have, all others as per cents, so that
//! none can end a quotation, a line or a directive.

mod caddy;
mod hosts;
mod nginx;

use std::collections::BTreeSet;
use std::fmt::Write as _;

use super::kinds::{BRIEF, KEPT, TYPES, Type};
use crate::site::Site;

pub use caddy::caddy;
pub use hosts::{headers, redirects};
pub use nginx::nginx;

/// What a page may load, and who may frame it. The search field is a form, so forms may be sent to the site itself.
pub const POLICY: &str = "default-src 'none'; style-src 'self'; img-src 'self'; script-src 'self'; connect-src 'self'; \
                          font-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'";
/// A drawing carries its own style and nothing else, so that it looks the same alone as on its page.
const POLICY_OF_PICTURES: &str = "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'; sandbox";
/// What is not there may be there at the next moment.
const NEVER: &str = "no-cache";

/// Where the site is served, and what becomes of addresses that it no longer has.
#[derive(Clone, Copy, Debug)]
pub struct Serving<'a> {
    /// The path of the portal's address: `/` or `/portal/`.
    pub base: &'a str,
    /// Old address from the root (`a/b/`) → the new one, or an https link.
    pub moved: &'a [(String, String)],
    /// Addresses of pages that tell why they are gone.
    pub gone: &'a [String],
}

/// Who may use a file beside the site's own pages.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    /// A page, and what belongs to pages alone: nobody else.
    Page,
    /// A picture, which others are told to embed.
    Picture,
    /// Open data, which others' scripts may read.
    Data,
}

type Header = (&'static str, &'static str);

/// The headers of a file. None of them names a host, so they hold wherever the portal is served.
///
/// `Strict-Transport-Security` is ignored by browsers without TLS. It does not speak for subdomains, whose owners we do not know.
fn headers_of(kind: Kind, cache: &'static str) -> Vec<Header> {
    let policy = if kind == Kind::Picture { POLICY_OF_PICTURES } else { POLICY };
    let mut all = vec![("Content-Security-Policy", policy)];
    all.extend(EVERYWHERE);
    all.extend(match kind {
        Kind::Page => [("Cross-Origin-Opener-Policy", "same-origin"), ("Cross-Origin-Resource-Policy", "same-origin")],
        Kind::Picture | Kind::Data => OPEN,
    });
    all.push(("Cache-Control", cache));
    all
}

const EVERYWHERE: [Header; 4] = [
    ("Strict-Transport-Security", "max-age=63072000"),
    ("X-Content-Type-Options", "nosniff"),
    ("Referrer-Policy", "strict-origin-when-cross-origin"),
    ("Permissions-Policy", "camera=(), geolocation=(), microphone=(), payment=(), usb=()"),
];
const OPEN: [Header; 2] = [("Access-Control-Allow-Origin", "*"), ("Cross-Origin-Resource-Policy", "cross-origin")];

/// Names that differ from the page's headers, as an expression that nginx and Caddy both read; the first that fits counts.
const FILES: [(&str, Kind, &str); 4] = [
    (r"(\.[0-9a-f]{10}\.svg|[.-][0-9a-f]{10}\.png)$", Kind::Picture, KEPT),
    (r"\.[0-9a-f]{10}\.[a-z0-9]+$", Kind::Page, KEPT),
    (r"\.(svg|png)$", Kind::Picture, BRIEF),
    (r"\.(csv|xlsx|json|jsonld|rdf|ttl|xml|zip)$", Kind::Data, BRIEF),
];
/// Files that tell servers something, and are nobody's to read.
const CONTROL: [&str; 2] = ["_headers", "_redirects"];

/// The file of a feed.
const FEED: (&str, &str) = (r"/feed\.xml$", super::kinds::FEED);

/// What stands at an address in place of a page.
enum Answer {
    /// 308 to another address.
    Moved(Target),
    /// 410 with the page in this file, from the root.
    Gone(String),
}

/// An address that is no longer a page's.
struct Old {
    /// How it may be asked for, from the root.
    forms: Vec<String>,
    answer: Answer,
}

/// Where a reader is sent, in the parts that her own query comes between.
struct Target {
    /// `https://exempel.se`, or nothing for the site itself.
    host: String,
    /// Path, with a query of its own if it has one.
    path: String,
    /// `#del`, or nothing.
    fragment: String,
}

impl<'a> Serving<'a> {
    /// What a server is told of `site`.
    pub(super) fn of(site: &'a Site<'_>) -> Self {
        let redirects = &site.redirects;
        Self { base: &redirects.base, moved: &redirects.moved, gone: &redirects.gone }
    }
}

impl Serving<'_> {
    /// The base with a slash at both ends, in an address' letters.
    fn base(&self) -> String {
        match encoded(self.base.trim_matches('/'), IN_PATHS) {
            inner if inner.is_empty() => "/".to_owned(),
            inner => format!("/{inner}/"),
        }
    }

    /// Every old address once: two directives for one would be refused by the server.
    fn old(&self) -> Vec<Old> {
        let moved = self.moved.iter().map(|(from, to)| (from, Answer::Moved(self.target(to))));
        let gone = self.gone.iter().map(|page| (page, Answer::Gone(file_of(page))));
        let mut seen = BTreeSet::new();
        let mut all = Vec::new();
        for (address, answer) in moved.chain(gone) {
            let forms: Vec<_> = forms(address).into_iter().filter(|form| seen.insert(form.clone())).collect();
            if !forms.is_empty() {
                all.push(Old { forms, answer });
            }
        }
        all
    }

    fn target(&self, to: &str) -> Target {
        let (to, fragment) =
            to.split_once('#').map_or((to, String::new()), |(to, part)| (to, format!("#{}", link(part))));
        match to.strip_prefix("https://") {
            Some(rest) => {
                let (host, path) = rest.split_at(rest.find(['/', '?']).unwrap_or(rest.len()));
                let slash = if path.starts_with('/') { "" } else { "/" };
                let path = format!("{slash}{}", link(path));
                Target { host: format!("https://{}", encoded(host, IN_HOSTS)), path, fragment }
            }
            None => {
                let path = format!("{}{}", self.base(), encoded(to.trim_start_matches('/'), IN_PATHS));
                Target { host: String::new(), path, fragment }
            }
        }
    }
}

/// `a/b/` is also asked for without its slash, and by its file's name. The portal's front page never moves.
fn forms(address: &str) -> Vec<String> {
    let written = encoded(address.trim_start_matches('/'), IN_PATHS);
    match written.strip_suffix('/') {
        Some(bare) => vec![format!("{bare}/"), bare.to_owned(), format!("{bare}/index.html")],
        None if written.is_empty() => Vec::new(),
        None => vec![written],
    }
}

fn file_of(page: &str) -> String {
    encoded(page.trim_matches('/'), IN_PATHS) + "/index.html"
}

const IN_PATHS: &str = "-._~/";
const IN_HOSTS: &str = "-.:";
const IN_LINKS: &str = "-._~/:?@!&=+,;()*";

/// The text as a part of a link, in which an editor may have written per cents herself.
fn link(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for (at, part) in text.split('%').enumerate() {
        let is_code = part.len() >= 2 && part.bytes().take(2).all(|byte| byte.is_ascii_hexdigit());
        out += match at {
            0 => "",
            _ if is_code => "%",
            _ => "%25",
        };
        out += &encoded(part, IN_LINKS);
    }
    out
}

/// The text in ASCII letters, digits and `also`; every other byte as per cent and two digits.
fn encoded(text: &str, also: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() || also.as_bytes().contains(&byte) {
            out.push(char::from(byte));
        } else {
            write!(out, "%{byte:02X}").expect("a string takes every write");
        }
    }
    out
}

/// A folder's path between quotation marks, ending in a slash. It is the operator's, not the content's.
fn quoted_folder(path: &str) -> String {
    let escaped = path.trim_end_matches('/').replace('\\', "\\\\").replace('"', "\\\"");
    format!("\"{escaped}/\"")
}
