//! What does `redovisa verify` do? Builds the site anew from the content and proves or disproves that a published one is that build.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use serde_json::json;

use super::{CONTENT, Console, DONE, Format, Outcome, exit_code, in_words};
use crate::embargo::Audience;
use crate::error::Error;
use crate::publish::{self, Difference, Fetch, MANIFEST, Manifest};
use crate::world::{AtTime, DiskWorld, World};
use crate::{Options, Project, prepare, report};

/// Prove that a published site is what this content builds, or name each file that differs
///
/// The site is built again as of the moment that its manifest states, and every file is compared. Exit code 1 if anything differs.
#[derive(Debug, clap::Args)]
pub(super) struct Flags {
    /// The site's folder (such as TARGET/current/site or public/), or its address (needs the feature `remote`)
    #[arg(value_name = "SITE")]
    site: String,
    /// Who reads the answer
    #[arg(long, value_enum, default_value = "text")]
    format: Format,
}

/// What came of it.
enum End {
    Faulty(String),
    Compared(Manifest, BTreeMap<String, Difference>),
}

pub(super) fn run(root: &Path, flags: &Flags, console: &Console<'_>) -> Outcome {
    let text = flags.format == Format::Text;
    match compare(root, &flags.site, console.colour) {
        Ok(End::Faulty(drawn)) => {
            let why = "innehållet går inte att bygga";
            let answer = json!({ "ok": false, "code": CONTENT, "error": why });
            let stdout = if text { String::new() } else { format!("{answer}\n") };
            Outcome { stdout, stderr: format!("{drawn}; {why}\n"), code: CONTENT }
        }
        Ok(End::Compared(manifest, differences)) => tell(&flags.site, &manifest, &differences, text),
        Err(error) if text => Outcome::to_stderr(exit_code(&error), in_words(&error)),
        Err(error) => {
            let code = exit_code(&error);
            Outcome::to_stdout(code, format!("{}\n", json!({ "ok": false, "code": code, "error": error.to_string() })))
        }
    }
}

fn compare(root: &Path, site: &str, colour: bool) -> Result<End, Error> {
    let Published { fetch, listed } = published(site)?;
    let Some(bytes) = fetch(MANIFEST)? else {
        return Err(Error::Usage(format!(
            "`{site}` har inget {MANIFEST}; är det en webbplats som Redovisa har byggt?"
        )));
    };
    let manifest = Manifest::read(&bytes, MANIFEST)?;
    let since: jiff::Timestamp =
        manifest.since.parse().map_err(|e| Error::Other(format!("manifestets tid går inte att läsa: {e}")))?;
    let Project { sources, checked } = prepare(&AtTime(DiskWorld::new(root), since), Audience::Public)?;
    let Some(ready) = checked.value else {
        return Ok(End::Faulty(report::draw(&sources, &checked.diagnostics, colour)));
    };
    let built = ready.site_with(Options { png: manifest.png });
    let mut differences = publish::verify(&built, &manifest, &*fetch, listed.as_ref())?;
    if since > DiskWorld::new(root).now() {
        differences.insert(MANIFEST.to_owned(), Difference::Early);
    }
    Ok(End::Compared(manifest, differences))
}

/// A published site.
struct Published {
    fetch: Box<Fetch<'static>>,
    /// Which files are there; over the net nobody can say.
    listed: Option<BTreeSet<String>>,
}

fn published(site: &str) -> Result<Published, Error> {
    if site.starts_with("https://") || site.starts_with("http://") {
        return Ok(Published { fetch: over_the_net(site)?, listed: None });
    }
    let folder = PathBuf::from(site);
    let listed = Some(publish::files_in(&folder)?);
    Ok(Published { fetch: Box::new(move |path| publish::read_from(&folder, path)), listed })
}

#[cfg(feature = "remote")]
fn over_the_net(address: &str) -> Result<Box<Fetch<'static>>, Error> {
    Ok(Box::new(publish::remote::fetcher(address)?))
}

#[cfg(not(feature = "remote"))]
fn over_the_net(_: &str) -> Result<Box<Fetch<'static>>, Error> {
    Err(Error::Usage(
        "den här redovisa är byggd utan stöd för webbadresser; bygg den med `cargo build --release --features remote`"
            .into(),
    ))
}

fn tell(site: &str, manifest: &Manifest, found: &BTreeMap<String, Difference>, text: bool) -> Outcome {
    let code = if found.is_empty() { DONE } else { CONTENT };
    if !text {
        let value =
            json!({ "ok": found.is_empty(), "code": code, "files": manifest.files.len(), "differences": found });
        return Outcome::to_stdout(code, format!("{value}\n"));
    }
    let lines: String = found.iter().map(|(path, how)| format!("{}: {path}\n", word(*how))).collect();
    let version = &manifest.redovisa;
    let other = match version == env!("CARGO_PKG_VERSION") {
        true => String::new(),
        false => format!(" (den är byggd av Redovisa {version}, det här är {})", env!("CARGO_PKG_VERSION")),
    };
    let verdict = match found.len() {
        0 => format!("{site} är det som innehållet bygger: {} filer stämmer\n", manifest.files.len()),
        1 => format!("{site} är inte det som innehållet bygger: 1 skillnad{other}\n"),
        count => format!("{site} är inte det som innehållet bygger: {count} skillnader{other}\n"),
    };
    Outcome { stdout: lines, stderr: verdict, code }
}

fn word(how: Difference) -> &'static str {
    match how {
        Difference::Differs => "skiljer sig",
        Difference::Missing => "saknas",
        Difference::Foreign => "hör inte dit",
        Difference::Early => {
            "säger sig vara byggd för en tid som inte har kommit, och kan visa sådant som inte är offentligt"
        }
        Difference::Input => "byggd av en annan fil",
    }
}
