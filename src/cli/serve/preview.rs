//! Which version of the site is shown, what is wrong since, and who waits to hear of the next?

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use tiny_http::Request;

use crate::diag::{Diagnostic, Severity};
use crate::error::Error;
use crate::report;
use crate::source::Sources;
use crate::{Project, Ready};

/// The last site that had no errors.
pub(super) struct Good {
    /// The version it came with.
    pub(super) version: String,
    pub(super) ready: Ready,
}

/// What is true now.
#[derive(Clone)]
pub(super) struct Now {
    /// Counts the changes. It begins with the process's number, so that a page of an earlier preview notices the new one.
    pub(super) version: String,
    pub(super) good: Option<Arc<Good>>,
    /// What stands in the way of a newer site.
    pub(super) fault: Option<Arc<str>>,
}

/// Shared by the threads that answer and the one that prepares.
pub(super) struct Preview {
    state: Mutex<State>,
}

struct State {
    now: Now,
    changes: usize,
    /// Requests for news that are answered when there are some: parked here, they hold no thread.
    waiting: Vec<Request>,
}

impl Preview {
    /// With the first outcome of preparing.
    pub(super) fn new(prepared: Result<Project, Error>) -> Self {
        let now = Now { version: String::new(), good: None, fault: None };
        let preview = Self { state: Mutex::new(State { now, changes: 0, waiting: Vec::new() }) };
        preview.update(prepared);
        preview
    }

    pub(super) fn now(&self) -> Now {
        self.lock().now.clone()
    }

    /// Takes up a new outcome. Gives back the requests that have waited for one.
    pub(super) fn update(&self, prepared: Result<Project, Error>) -> Vec<Request> {
        let mut state = self.lock();
        state.changes += 1;
        let version = format!("{}.{}", std::process::id(), state.changes);
        let (good, fault) = judge(prepared, &version);
        state.now =
            Now { version, good: good.map(Arc::new).or_else(|| state.now.good.take()), fault: fault.map(Arc::from) };
        std::mem::take(&mut state.waiting)
    }

    /// Parks a request until there is something newer than `seen`; gives it back if there is already.
    pub(super) fn park(&self, request: Request, seen: Option<&str>) -> Option<Request> {
        let mut state = self.lock();
        if seen != Some(state.now.version.as_str()) {
            return Some(request);
        }
        state.waiting.push(request);
        None
    }

    /// The requests that wait, so that they can be told that nothing happened: no connection stays silent for ever.
    pub(super) fn take_waiting(&self) -> Vec<Request> {
        std::mem::take(&mut self.lock().waiting)
    }

    /// A thread that panicked has left nothing half done: every change is one assignment.
    fn lock(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Now {
    /// What the reloading script reads.
    pub(super) fn news(&self) -> String {
        serde_json::json!({ "version": self.version, "fel": self.fault.as_deref() }).to_string()
    }
}

fn judge(prepared: Result<Project, Error>, version: &str) -> (Option<Good>, Option<String>) {
    let Project { sources, checked } = match prepared {
        Ok(project) => project,
        Err(error) => return (None, Some(error.to_string())),
    };
    match checked.value {
        Some(ready) => (Some(Good { version: version.to_owned(), ready }), None),
        None => (None, Some(draw_errors(&sources, &checked.diagnostics, false))),
    }
}

/// Errors only: while somebody mends them, warnings and notices would hide them.
pub(super) fn draw_errors(sources: &Sources, diagnostics: &[Diagnostic], colour: bool) -> String {
    let errors: Vec<_> = diagnostics.iter().filter(|d| d.severity == Severity::Error).cloned().collect();
    report::draw(sources, &errors, colour)
}

#[cfg(test)]
mod tests {
    use tiny_http::TestRequest;

    use super::*;
    use crate::diag::Checked;
    use crate::source::Span;

    fn wrong() -> Result<Project, Error> {
        let mut sources = Sources::default();
        let file = sources.add("content/a.toml", "x\n");
        let diagnostic = Diagnostic::error("kod", Span::new(file, 0..1), "fel <här>");
        Ok(Project { sources, checked: Checked { value: None, diagnostics: vec![diagnostic] } })
    }

    #[test]
    fn the_first_version_may_have_only_a_fault() {
        let now = Preview::new(wrong()).now();
        assert!(now.good.is_none() && now.fault.as_deref().unwrap().contains("fel[kod]: fel <här>"));
        assert!(now.news().contains(&format!("\"version\":\"{}.1\"", std::process::id())));
    }

    #[test]
    fn who_knows_the_version_waits_for_the_next() {
        let preview = Preview::new(wrong());
        let seen = preview.now().version;
        let request = || Request::from(TestRequest::new());
        assert!(preview.park(request(), None).is_some() && preview.park(request(), Some("0.1")).is_some());
        assert!(preview.park(request(), Some(&seen)).is_none() && preview.park(request(), Some(&seen)).is_none());
        assert_eq!(preview.update(Err(Error::Other("trasigt".into()))).len(), 2);
        assert_eq!(preview.now().fault.as_deref(), Some("trasigt"));
        assert!(preview.park(request(), Some(&seen)).is_some());
        assert_eq!(preview.take_waiting().len(), 0);
    }
}
