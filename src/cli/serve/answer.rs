//! Which answer does an address get? Pure: a site and an address in, an answer out. Files are looked up by name among the
//! site's routes, never on the disk, so that no address leads anywhere else.

use crate::publish::kinds::content_type;
use crate::site::Site;

/// What is sent back.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Answer {
    pub(super) status: u16,
    pub(super) content_type: &'static str,
    /// Where the browser should go instead.
    pub(super) location: Option<String>,
    pub(super) body: Vec<u8>,
}

pub(super) const HTML: &str = "text/html; charset=utf-8";
const SCRIPT: &str = include_str!("ladda-om.js");
const STYLE: &str = include_str!("overlay.css");

impl Answer {
    pub(super) fn new(status: u16, content_type: &'static str, body: impl Into<Vec<u8>>) -> Self {
        Self { status, content_type, location: None, body: body.into() }
    }

    fn redirect(location: String) -> Self {
        Self { location: Some(location), ..Self::new(307, "text/plain; charset=utf-8", "") }
    }

    /// Lets a page load itself anew when the content is no longer that of `version`; other files stay as they are.
    pub(super) fn reloading(mut self, version: &str) -> Self {
        if self.content_type == HTML {
            let tag = format!("<script src=\"/_redovisa/ladda-om.js\" data-version=\"{version}\" defer></script>");
            let at = rfind(&self.body, b"</body>").unwrap_or(self.body.len());
            self.body.splice(at..at, tag.into_bytes());
        }
        self
    }
}

/// The preview's own files; `None` if the address is none of them.
pub(super) fn own_file(url: &str) -> Option<Answer> {
    match without_query(url) {
        "/_redovisa/ladda-om.js" => Some(Answer::new(200, content_type("ladda-om.js"), SCRIPT)),
        "/_redovisa/overlay.css" => Some(Answer::new(200, content_type("overlay.css"), STYLE)),
        _ => None,
    }
}

/// The file of the site that `url` (path and query, as the browser sends it) asks for.
pub(super) fn page(site: &Site<'_>, url: &str) -> Answer {
    let asked = without_query(url);
    let Some(path) = asked.strip_prefix('/').and_then(decode) else { return missing() };
    let file = if path.is_empty() || path.ends_with('/') { format!("{path}index.html") } else { path };
    match site.get(&file) {
        Some(Ok(body)) => Answer::new(200, content_type(&file), body),
        Some(Err(error)) => fault(&error.to_string(), None),
        None if site.paths().any(|p| p.strip_prefix(file.as_str()) == Some("/index.html")) => {
            Answer::redirect(format!("{asked}/{}", &url[asked.len()..]))
        }
        None => missing(),
    }
}

fn without_query(url: &str) -> &str {
    url.split(['?', '#']).next().unwrap_or("")
}

/// The value of `key` in the address's query.
pub(super) fn query<'a>(url: &'a str, key: &str) -> Option<&'a str> {
    let (_, query) = url.split_once('?')?;
    query.split('&').find_map(|pair| pair.strip_prefix(key)?.strip_prefix('='))
}

/// `%C3%A5` → `å`; `None` if that is no text.
fn decode(path: &str) -> Option<String> {
    let mut bytes = Vec::with_capacity(path.len());
    let mut rest = path.as_bytes();
    while let Some((&first, after)) = rest.split_first() {
        let code = match first {
            b'%' => after.get(..2).and_then(|hex| u8::from_str_radix(str::from_utf8(hex).ok()?, 16).ok()),
            _ => None,
        };
        bytes.push(code.unwrap_or(first));
        rest = if code.is_some() { &after[2..] } else { after };
    }
    String::from_utf8(bytes).ok()
}

fn missing() -> Answer {
    let list = "<ul><li><a href=\"/\">Till startsidan</a></li></ul>";
    plain_page(404, "Sidan finns inte", &format!("<p>Det finns ingen sida på den här adressen.</p>{list}"))
}

/// What is wrong, as a page: there is nothing else to show. `version` if the page should go away when it is mended.
pub(super) fn fault(text: &str, version: Option<&str>) -> Answer {
    let note = "<p>Sidan laddas om när felen är rättade.</p>";
    let page = plain_page(500, "Sidan kan inte visas", &format!("{note}<pre data-redovisa-fel>{}</pre>", escape(text)));
    match version {
        Some(version) => page.reloading(version),
        None => page,
    }
}

/// For a visitor that is not on this machine.
pub(super) fn refused() -> Answer {
    plain_page(403, "Bara för den egna datorn", "<p>Öppna förhandsvisningen på adressen <code>127.0.0.1</code>.</p>")
}

fn plain_page(status: u16, title: &str, content: &str) -> Answer {
    let head = "<meta charset=\"utf-8\"><meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">";
    let style = "<link rel=\"stylesheet\" href=\"/_redovisa/overlay.css\">";
    let body = format!("<body class=\"redovisa-sida\"><main><h1>{title}</h1>{content}</main></body>");
    let html =
        format!("<!doctype html><html lang=\"sv\"><head>{head}<title>{title}</title>{style}</head>{body}</html>\n");
    Answer::new(status, HTML, html)
}

fn escape(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}

fn rfind(haystack: &[u8], needle: &[u8]) -> Option<usize> {
    haystack.windows(needle.len()).rposition(|window| window == needle)
}

/// Whether the `Host` header names this machine. A page from elsewhere that gets its own name to lead here (DNS rebinding)
/// must not read what is not published yet.
pub(super) fn is_local(host: &str) -> bool {
    let name = match host.strip_prefix('[') {
        Some(rest) => rest.split(']').next().unwrap_or(""),
        None => host.split(':').next().unwrap_or(""),
    };
    name.eq_ignore_ascii_case("localhost") || name.parse::<std::net::IpAddr>().is_ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::error::Error;

    fn site() -> Site<'static> {
        let mut site = Site::default();
        site.add("index.html", || Ok(b"<body>Start</body>".to_vec()));
        site.add("mal/index.html", || Ok("<p>Mål</p>".into()));
        site.add("mål å/index.html", || Ok("<p>Mål</p>".into()));
        site.add("data/observations.csv", || Ok(b"a,b\r\n".to_vec()));
        site.add("trasig/index.html", || Err(Error::Other("mallen <b> gick sönder".into())));
        site
    }

    fn ask(url: &str) -> (u16, String) {
        let answer = page(&site(), url);
        (answer.status, String::from_utf8(answer.body).unwrap())
    }

    #[test]
    fn folders_give_their_index_and_files_themselves() {
        assert_eq!(ask("/"), (200, "<body>Start</body>".into()));
        assert_eq!(ask("/mal/?q=1"), (200, "<p>Mål</p>".into()));
        assert_eq!(ask("/m%C3%A5l%20%c3%a5/"), (200, "<p>Mål</p>".into()));
        assert_eq!(page(&site(), "/data/observations.csv").content_type, "text/csv; charset=utf-8; header=present");
        assert_eq!(page(&site(), "/").content_type, HTML);
    }

    #[test]
    fn a_folder_without_its_slash_is_sent_on_with_its_query() {
        let answer = page(&site(), "/mal?fr%C3%A5n=2019");
        assert_eq!((answer.status, answer.location.as_deref()), (307, Some("/mal/?fr%C3%A5n=2019")));
    }

    #[test]
    fn what_is_no_route_is_missing_wherever_it_points() {
        for url in [
            "/nej",
            "/../Cargo.toml",
            "/%2e%2e/Cargo.toml",
            "//etc/passwd",
            "/mal/../index.html",
            "/%00",
            "/%ff",
            "",
            "x",
            "/%",
        ] {
            let (status, body) = ask(url);
            assert!(status == 404 && body.contains("<a href=\"/\">"), "{url}: {status}");
        }
        assert_eq!(page(&site(), "//example.com").location, None);
    }

    #[test]
    fn a_page_that_fails_says_why_and_cannot_inject() {
        let (status, body) = ask("/trasig/");
        assert!(status == 500 && body.contains("mallen &lt;b&gt; gick sönder"));
    }

    #[test]
    fn only_pages_reload() {
        let start = page(&site(), "/").reloading("7.1");
        let tag = "<script src=\"/_redovisa/ladda-om.js\" data-version=\"7.1\" defer></script>";
        assert_eq!(String::from_utf8(start.body).unwrap(), format!("<body>Start{tag}</body>"));
        let open = page(&site(), "/mal/").reloading("7.1");
        assert_eq!(String::from_utf8(open.body).unwrap(), format!("<p>Mål</p>{tag}"));
        let csv = page(&site(), "/data/observations.csv");
        assert_eq!(csv.clone().reloading("7.1"), csv);
    }

    #[test]
    fn the_previews_own_files_are_there() {
        assert_eq!(own_file("/_redovisa/ladda-om.js?x").unwrap().content_type, "text/javascript; charset=utf-8");
        assert!(own_file("/_redovisa/overlay.css").is_some() && own_file("/ladda-om.js").is_none());
        assert_eq!(query("/_redovisa/version?a=1&efter=7.3", "efter"), Some("7.3"));
        assert_eq!(query("/_redovisa/version", "efter"), None);
    }

    #[test]
    fn only_names_of_this_machine_are_local() {
        for host in ["localhost", "LOCALHOST:8017", "127.0.0.1:8017", "[::1]:8017", "192.168.1.7"] {
            assert!(is_local(host), "{host}");
        }
        for host in ["example.com", "127.0.0.1.example.com:8017", "localhost.example.com", "", "[x]"] {
            assert!(!is_local(host), "{host}");
        }
    }
}
