//! Is what lies on the disk the site that was made, whole and fit to be shown? Asked of every file, just before it goes live.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use rayon::prelude::*;

use super::kinds::MANIFEST;
use super::manifest::Manifest;
use super::{marker, shown};
use crate::error::Error;

/// Holds every file of the site in `folder` against its manifest, its links if `base` says where it begins on its server, and `hidden`:
/// addresses that no file may name.
pub(super) fn inspect(folder: &Path, manifest: &Manifest, base: Option<&str>, hidden: &[String]) -> Result<(), Error> {
    let paths: Vec<&String> = manifest.files.keys().collect();
    let faults = paths.par_iter().find_map_first(|path| one(folder, path, manifest, base, hidden).err());
    faults.map_or(Ok(()), Err)
}

fn one(folder: &Path, path: &str, manifest: &Manifest, base: Option<&str>, hidden: &[String]) -> Result<(), Error> {
    let file = folder.join(path);
    let bytes = fs::read(&file).map_err(|e| Error::io("läsa", shown(&file), e))?;
    if manifest.files.get(path) != Some(&marker::hash(&bytes)) {
        return Err(Error::Other(format!(
            "`{}` är inte längre det som skrevs; ingenting har publicerats",
            shown(&file)
        )));
    }
    let Ok(text) = std::str::from_utf8(&bytes) else { return Ok(()) };
    if let Some(address) = hidden.iter().find(|address| path.starts_with(*address) || text.contains(*address)) {
        return Err(Error::Other(format!(
            "`{path}` nämner `{address}`, som inte är offentlig; ingenting har publicerats"
        )));
    }
    let base = base.filter(|_| path.ends_with(".html"));
    match base.and_then(|base| broken(path, text, manifest, base)) {
        Some(link) => {
            Err(Error::Other(format!("`{path}` länkar till `{link}`, som inte finns; ingenting har publicerats")))
        }
        None => Ok(()),
    }
}

/// The first link of a page that leads to no file of the site.
fn broken<'t>(path: &str, text: &'t str, manifest: &Manifest, base: &str) -> Option<&'t str> {
    let mut seen = BTreeSet::new();
    links(text).find(|link| seen.insert(*link) && target(path, link, base).is_some_and(|to| !exists(&to, manifest)))
}

/// What `href` and `src` say in a page that the program has written itself.
fn links(text: &str) -> impl Iterator<Item = &str> {
    [" href=\"", " src=\""]
        .into_iter()
        .flat_map(|before| text.split(before).skip(1).filter_map(|after| after.split_once('"')).map(|(link, _)| link))
}

/// The path from the site's root that a link leads to; nothing if it leads away, or stays on the page.
fn target(page: &str, link: &str, base: &str) -> Option<String> {
    let link = link.split(['?', '#']).next().unwrap_or_default();
    if link.is_empty() || link.contains(':') {
        return None;
    }
    if let Some(rest) = link.strip_prefix('/') {
        let below = base.strip_prefix('/').unwrap_or(base);
        return Some(rest.strip_prefix(below).unwrap_or(rest).to_owned());
    }
    let mut parts: Vec<&str> = page.split('/').collect();
    parts.pop();
    for part in link.split('/') {
        match part {
            "." => {}
            ".." => drop(parts.pop()),
            part => parts.push(part),
        }
    }
    Some(parts.join("/"))
}

fn exists(path: &str, manifest: &Manifest) -> bool {
    let page = match path {
        "" => "index.html".to_owned(),
        path => format!("{}/index.html", path.trim_end_matches('/')),
    };
    path == MANIFEST || manifest.files.contains_key(path) || manifest.files.contains_key(&page)
}

#[cfg(test)]
mod tests {
    use super::target;

    #[test]
    fn a_link_leads_from_its_page() {
        let from = |link: &str| target("rapporter/a/index.html", link, "/portal/");
        assert_eq!(from("../../static/x.css?v=1").as_deref(), Some("static/x.css"));
        assert_eq!(from("b/#rad").as_deref(), Some("rapporter/a/b/"));
        assert_eq!(from("/portal/om/").as_deref(), Some("om/"));
        assert_eq!(from("./").as_deref(), Some("rapporter/a/"));
        assert_eq!(
            [from("#rad"), from("https://exempel.se/"), from("mailto:a@b.se"), from("")],
            [None, None, None, None]
        );
    }
}
