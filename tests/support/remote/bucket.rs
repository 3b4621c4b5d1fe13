//! What would S3 say? One bucket in memory, with conditional writes and a listing in pages, that fails when it is told to.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::sync::{Arc, Mutex, MutexGuard};
use std::time::Duration;

use jiff::Timestamp;
use md5::{Digest, Md5};
use redovisa::publish::remote::Target;

use super::http::{self, Reply, Request};

/// So many objects are on one page of the listing.
const PAGE: usize = 4;

/// How a request fails.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Fault {
    Status(u16),
    /// The connection ends before anything is done.
    CutBefore,
    /// It is done, but the connection ends before the answer.
    CutAfter,
    Hang,
}

/// Which requests fail: from the `first`, so many.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Outage {
    pub(crate) first: usize,
    pub(crate) many: usize,
    pub(crate) fault: Fault,
}

/// An object.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Object {
    pub(crate) bytes: Vec<u8>,
    pub(crate) content_type: String,
    pub(crate) cache_control: String,
}

/// What the server holds and has seen.
#[derive(Debug, Default)]
pub(crate) struct State {
    pub(crate) objects: BTreeMap<String, Object>,
    /// Method and key of everything that was done.
    pub(crate) log: Vec<(String, String)>,
    /// How many requests have come since the last [`Bucket::fail`].
    pub(crate) requests: usize,
    pub(crate) outage: Option<Outage>,
    pub(crate) clock: Timestamp,
}

/// A bucket, and the server that holds it.
#[derive(Clone)]
pub(crate) struct Bucket {
    state: Arc<Mutex<State>>,
    address: String,
}

impl Bucket {
    pub(crate) fn start() -> Self {
        let state = Arc::new(Mutex::new(State::default()));
        let own = Arc::clone(&state);
        let address = http::start(move |request| answer(&mut own.lock().unwrap(), request));
        Self { state, address }
    }

    pub(crate) fn target(&self, prefix: &str) -> Target {
        let target = Target::parse(&format!("s3://hink/{prefix}")).unwrap();
        let settings = [
            ("aws_endpoint", self.address.as_str()),
            ("aws_allow_http", "true"),
            // Reading them takes longer than all the rest of a run.
            ("disable_system_certificates", "true"),
            ("aws_region", "eu-north-1"),
            ("aws_access_key_id", "nyckel"),
            ("aws_secret_access_key", "hemlig"),
        ];
        settings.into_iter().fold(target, |target, (name, value)| target.with(name, value).unwrap())
    }

    pub(crate) fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap()
    }

    /// Forgets what was seen, and fails like this from now on.
    pub(crate) fn fail(&self, outage: Option<Outage>) {
        let mut state = self.state();
        state.log.clear();
        state.requests = 0;
        state.outage = outage;
    }

    pub(crate) fn put(&self, key: &str, bytes: &str) {
        let object = Object { bytes: bytes.into(), content_type: String::new(), cache_control: String::new() };
        self.state().objects.insert(key.to_owned(), object);
    }

    /// Key → content of everything that is there.
    pub(crate) fn texts(&self) -> BTreeMap<String, String> {
        let text = |object: &Object| String::from_utf8(object.bytes.clone()).unwrap();
        self.state().objects.iter().map(|(key, object)| (key.clone(), text(object))).collect()
    }

    /// The keys of everything that was done with `method`, in order, without the lock's.
    pub(crate) fn done(&self, method: &str) -> Vec<String> {
        let state = self.state();
        let own = |(done, key): &&(String, String)| done == method && !key.ends_with(".redovisa-lock");
        state.log.iter().filter(own).map(|(_, key)| key.clone()).collect()
    }
}

fn answer(state: &mut State, request: &Request) -> Reply {
    state.requests += 1;
    let at = state.requests;
    let outage = state.outage.filter(|o| at >= o.first && at - o.first < o.many);
    match outage.map(|outage| outage.fault) {
        Some(Fault::Status(status)) => Reply::new(status, "<Error><Code>InternalError</Code></Error>"),
        Some(Fault::CutBefore) => Reply::Cut,
        Some(Fault::Hang) => Reply::Hang(Duration::from_secs(20)),
        Some(Fault::CutAfter) => {
            act(state, request);
            Reply::Cut
        }
        None => act(state, request),
    }
}

fn act(state: &mut State, request: &Request) -> Reply {
    let key = request.path.strip_prefix("/hink").unwrap().trim_start_matches('/').to_owned();
    state.log.push((request.method.clone(), key.clone()));
    match request.method.as_str() {
        "GET" if key.is_empty() => list(state, request),
        "GET" => get(state, &key),
        "PUT" => put(state, request, key),
        "DELETE" => {
            state.objects.remove(&key);
            Reply::new(204, "")
        }
        _ => Reply::new(405, ""),
    }
}

fn get(state: &State, key: &str) -> Reply {
    match state.objects.get(key) {
        Some(object) => Reply::new(200, object.bytes.clone())
            .with("ETag", tag(&object.bytes))
            .with("Last-Modified", state.clock.strftime("%a, %d %b %Y %H:%M:%S GMT").to_string()),
        None => Reply::new(404, "<Error><Code>NoSuchKey</Code></Error>"),
    }
}

fn put(state: &mut State, request: &Request, key: String) -> Reply {
    let header = |name: &str| request.headers.get(name).cloned().unwrap_or_default();
    let there = state.objects.get(&key).map(|object| tag(&object.bytes));
    let refused = match (header("if-none-match").as_str(), header("if-match").as_str()) {
        ("*", _) => there.is_some(),
        (_, "") => false,
        (_, wanted) => there.as_deref() != Some(wanted),
    };
    if refused {
        return Reply::new(412, "<Error><Code>PreconditionFailed</Code></Error>");
    }
    let object = Object {
        bytes: request.body.clone(),
        content_type: header("content-type"),
        cache_control: header("cache-control"),
    };
    let made = tag(&object.bytes);
    state.objects.insert(key, object);
    Reply::new(200, "").with("ETag", made)
}

fn list(state: &State, request: &Request) -> Reply {
    let word = |name: &str| request.query.get(name).cloned().unwrap_or_default();
    let (prefix, after) = (word("prefix"), word("continuation-token"));
    let mut rest = state.objects.iter().filter(|(key, _)| key.starts_with(&prefix) && **key > after);
    let mut page = String::new();
    let mut last = String::new();
    for (key, object) in rest.by_ref().take(PAGE) {
        let tag = tag(&object.bytes);
        let (size, time) = (object.bytes.len(), state.clock);
        write!(
            page,
            "<Contents><Key>{key}</Key><LastModified>{time}</LastModified><ETag>{tag}</ETag><Size>{size}</Size></Contents>"
        )
        .unwrap();
        last.clone_from(key);
    }
    let more = match rest.next() {
        Some(_) => format!("<NextContinuationToken>{last}</NextContinuationToken>"),
        None => String::new(),
    };
    Reply::new(200, format!("<ListBucketResult>{page}{more}</ListBucketResult>"))
}

fn tag(bytes: &[u8]) -> String {
    let mut tag = "\"".to_owned();
    for byte in Md5::digest(bytes) {
        write!(tag, "{byte:02x}").unwrap();
    }
    tag + "\""
}
