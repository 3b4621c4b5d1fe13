//! Which addresses should a search engine know? Every page, if the portal knows where it lives.

use super::html;

/// `sitemap.xml` for the pages among `paths`, at `address`.
pub(super) fn sitemap<'p>(address: &str, paths: impl Iterator<Item = &'p str>) -> Vec<u8> {
    let mut out = String::from("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
    out.push_str("<urlset xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\">\n");
    for path in paths {
        if let Some(page) = path.strip_suffix("index.html") {
            out.push_str("<url><loc>");
            html::push(&mut out, address);
            html::push(&mut out, page);
            out.push_str("</loc></url>\n");
        }
    }
    out.push_str("</urlset>\n");
    out.into_bytes()
}
