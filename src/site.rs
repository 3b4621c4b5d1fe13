//! Which files does the site consist of, and how does each become bytes? Made by `render`, asked by `publish` and `serve`.

use std::collections::BTreeMap;

use jiff::Timestamp;

use crate::error::Error;

/// What a site is made of and has been held against, for its manifest; of inputs only those that are public themselves.
#[derive(Clone, Debug, Default)]
pub struct Origin {
    /// Since when the content has given this site.
    pub since: Timestamp,
    /// Whether it shows what is not public.
    pub preview: bool,
    /// Whether every chart is a picture too.
    pub png: bool,
    /// The files that it was made from: path and SHA-256.
    pub inputs: BTreeMap<String, String>,
    /// The rules that the content keeps.
    pub checks: Vec<&'static str>,
    /// What is published although it contradicts itself.
    pub waivers: Vec<Waiver>,
}

/// A contradiction of a source that an editor has acknowledged.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Waiver {
    /// "organisation/period".
    pub report: String,
    /// The rule that names it; none for what the text says.
    pub rule: Option<&'static str>,
    /// Where in the document.
    pub place: String,
    /// The note to the reader.
    pub reason: String,
}

/// Addresses that a server answers otherwise than with a page.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Redirects {
    /// Where the portal begins on its server: "/" or "/portal/".
    pub base: String,
    /// An old address from the portal's root, and where it has gone: another one, or an https link.
    pub moved: Vec<(String, String)>,
    /// Addresses of pages that are gone; the page there says why.
    pub gone: Vec<String>,
}

/// Makes the bytes of one file when somebody asks.
type Make<'a> = Box<dyn Fn() -> Result<Vec<u8>, Error> + Send + Sync + 'a>;

/// How one file becomes bytes.
pub struct Route<'a> {
    make: Make<'a>,
    immutable: bool,
}

impl Route<'_> {
    /// Makes the bytes.
    ///
    /// # Errors
    /// If the file cannot be made.
    pub fn bytes(&self) -> Result<Vec<u8>, Error> {
        (self.make)()
    }

    /// Whether a file of the same name, from an earlier build, has the same bytes.
    #[must_use]
    pub fn is_immutable(&self) -> bool {
        self.immutable
    }
}

/// All files of a site, sorted by path; bytes are made when asked for.
#[derive(Default)]
pub struct Site<'a> {
    routes: BTreeMap<String, Route<'a>>,
    /// What it is made of.
    pub origin: Origin,
    /// What has moved, and what is gone.
    pub redirects: Redirects,
}

impl<'a> Site<'a> {
    /// Adds a file. `path` is relative with `/` between the parts, such as `rapporter/index.html`.
    ///
    /// # Panics
    /// If two pages claim the same path: `check` has made every identifier unique.
    pub fn add(&mut self, path: impl Into<String>, make: impl Fn() -> Result<Vec<u8>, Error> + Send + Sync + 'a) {
        self.insert(path.into(), Route { make: Box::new(make), immutable: false });
    }

    /// Adds a file whose name carries the hash of everything it is made from, also of what makes it (fonts, an encoder's
    /// version): then a build may keep the file of that name that an earlier build made, and `make` is not asked.
    ///
    /// It is worth it for what takes longer to make than to read and verify, such as pictures.
    ///
    /// # Panics
    /// As [`Site::add`].
    pub fn add_immutable(
        &mut self,
        path: impl Into<String>,
        make: impl Fn() -> Result<Vec<u8>, Error> + Send + Sync + 'a,
    ) {
        self.insert(path.into(), Route { make: Box::new(make), immutable: true });
    }

    fn insert(&mut self, path: String, route: Route<'a>) {
        let before = self.routes.insert(path.clone(), route);
        assert!(before.is_none(), "two routes for {path}");
    }

    /// Every path, sorted.
    pub fn paths(&self) -> impl Iterator<Item = &str> {
        self.routes.keys().map(String::as_str)
    }

    /// Every path with how it becomes bytes, sorted by path.
    pub fn routes(&self) -> impl Iterator<Item = (&str, &Route<'a>)> {
        self.routes.iter().map(|(path, route)| (path.as_str(), route))
    }

    /// The bytes of one file; `None` if there is no such path.
    #[must_use]
    pub fn get(&self, path: &str) -> Option<Result<Vec<u8>, Error>> {
        self.routes.get(path).map(Route::bytes)
    }

    /// How many files there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.routes.len()
    }

    /// Whether there is no file at all.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.routes.is_empty()
    }
}
