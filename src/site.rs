//! Which files does the site consist of, and how does each become bytes? Made by `render`, asked by `publish` and `serve`.

use std::collections::BTreeMap;

use crate::error::Error;

/// Makes the bytes of one file when somebody asks.
pub type Make<'a> = Box<dyn Fn() -> Result<Vec<u8>, Error> + Send + Sync + 'a>;

/// All files of a site, sorted by path; bytes are made when asked for.
#[derive(Default)]
pub struct Site<'a> {
    routes: BTreeMap<String, Make<'a>>,
}

impl<'a> Site<'a> {
    /// Adds a file. `path` is relative with `/` between the parts, such as `rapporter/index.html`.
    ///
    /// # Panics
    /// If two pages claim the same path: `check` has made every identifier unique.
    pub fn add(&mut self, path: impl Into<String>, make: impl Fn() -> Result<Vec<u8>, Error> + Send + Sync + 'a) {
        let path = path.into();
        let before = self.routes.insert(path.clone(), Box::new(make));
        assert!(before.is_none(), "two routes for {path}");
    }

    /// Every path, sorted.
    pub fn paths(&self) -> impl Iterator<Item = &str> {
        self.routes.keys().map(String::as_str)
    }

    /// Every path with what makes its bytes, sorted by path.
    pub fn routes(&self) -> impl Iterator<Item = (&str, &Make<'a>)> {
        self.routes.iter().map(|(path, make)| (path.as_str(), make))
    }

    /// The bytes of one file; `None` if there is no such path.
    #[must_use]
    pub fn get(&self, path: &str) -> Option<Result<Vec<u8>, Error>> {
        self.routes.get(path).map(|make| make())
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
