//! Does a real S3 server take what is published? Asked of the server that `REDOVISA_S3` names; `tests/publish/s3.sh` starts one.

#![expect(
    clippy::disallowed_methods,
    clippy::print_stdout,
    clippy::unwrap_used,
    reason = "a test of its own kind: it reads its environment and the clock, counts, and may fail with a panic"
)]

#[path = "support/remote/release.rs"]
mod release;

use std::collections::BTreeMap;
use std::io::{Read, Write};
use std::net::{Shutdown, TcpListener, TcpStream};
use std::panic;
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};
use std::thread;
use std::time::Duration;

use futures_util::TryStreamExt as _;
use jiff::{SignedDuration, Timestamp};
use object_store::aws::{AmazonS3, AmazonS3Builder};
use object_store::path::Path;
use object_store::{Attribute, ObjectStore as _, ObjectStoreExt as _};
use redovisa::error::Error;
use redovisa::publish::remote::{Patience, Synced, Target};
use release::Release;
use tokio::runtime::Runtime;

/// The server, and the bucket that `s3.sh` has made there.
const BUCKET: &str = "redovisa-prov";
const REGION: &str = "us-east-1";

/// A case of its own prefix, in the one bucket.
struct Case {
    endpoint: String,
    prefix: &'static str,
    runtime: Runtime,
    store: AmazonS3,
}

impl Case {
    fn new(endpoint: &str, prefix: &'static str) -> Self {
        let _ = rustls::crypto::ring::default_provider().install_default();
        let store = AmazonS3Builder::new()
            .with_endpoint(endpoint)
            .with_allow_http(true)
            .with_region(REGION)
            .with_bucket_name(BUCKET)
            .with_access_key_id("prov")
            .with_secret_access_key("prov")
            .build()
            .unwrap();
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
        Self { endpoint: endpoint.to_owned(), prefix, runtime, store }
    }

    fn target(&self) -> Target {
        self.target_at(&self.endpoint)
    }

    fn target_at(&self, endpoint: &str) -> Target {
        let settings = [
            ("aws_endpoint", endpoint),
            ("aws_allow_http", "true"),
            ("aws_region", REGION),
            ("aws_access_key_id", "prov"),
            ("aws_secret_access_key", "prov"),
        ];
        let target = Target::parse(&format!("s3://{BUCKET}/{}", self.prefix)).unwrap();
        settings.into_iter().fold(target, |target, (name, value)| target.with(name, value).unwrap())
    }

    fn put(&self, key: &str, text: &'static str) {
        self.runtime.block_on(self.store.put(&Path::from(key), text.into())).unwrap();
    }

    /// Key → text of the objects whose keys begin with the prefix, outside it too.
    fn texts(&self) -> BTreeMap<String, String> {
        self.runtime.block_on(async {
            let listed: Vec<_> = self.store.list(None).try_collect().await.unwrap();
            let mut texts = BTreeMap::new();
            for meta in listed.into_iter().filter(|meta| meta.location.as_ref().starts_with(self.prefix)) {
                let bytes = self.store.get(&meta.location).await.unwrap().bytes().await.unwrap();
                texts.insert(meta.location.to_string(), String::from_utf8(bytes.to_vec()).unwrap());
            }
            texts
        })
    }

    fn attribute(&self, path: &str, attribute: &Attribute) -> String {
        let object = Path::from(format!("{}/{path}", self.prefix));
        let found = self.runtime.block_on(self.store.get(&object)).unwrap();
        found.attributes.get(attribute).unwrap().to_string()
    }

    fn is_whole(&self, release: &Release) {
        assert_eq!(self.texts(), release.objects(&format!("{}/", self.prefix)));
    }
}

fn release() -> Release {
    let patience = Patience { retries: 1, pause: Duration::from_millis(20), ..Patience::default() };
    Release::new(Timestamp::now(), patience)
}

fn write_many(release: &mut Release, many: usize) {
    let file = |number| (format!("data/{number:04}.csv"), format!("första {number}"));
    release.edit(|files| files.extend((0..many).map(file)));
}

fn everything_is_sent_and_says_what_it_is(case: &Case) {
    let release = release();
    let synced = release.sync(&case.target()).unwrap();
    assert_eq!((synced.uploaded, synced.unchanged, synced.lock_left), (9, 0, false));
    case.is_whole(&release);
    for (path, content_type, cache_control) in [
        ("rapporter/index.html", "text/html; charset=utf-8", "public, max-age=60, must-revalidate"),
        ("static/stil.0123456789.css", "text/css; charset=utf-8", "public, max-age=31536000, immutable"),
        ("data/nyckeltal.csv", "text/csv; charset=utf-8; header=present", "public, max-age=60, must-revalidate"),
        ("feed.xml", "application/atom+xml", "public, max-age=60, must-revalidate"),
        ("manifest.json", "application/json", "public, no-cache"),
    ] {
        assert_eq!(case.attribute(path, &Attribute::ContentType), content_type);
        assert_eq!(case.attribute(path, &Attribute::CacheControl), cache_control);
    }
}

fn what_is_unchanged_is_skipped(case: &Case) {
    let mut release = release();
    release.sync(&case.target()).unwrap();
    let again = release.sync(&case.target()).unwrap();
    assert_eq!(again, Synced { unchanged: 9, ..Synced::default() });
    release.write("rapporter/index.html", "andra");
    let changed = release.sync(&case.target()).unwrap();
    assert_eq!((changed.uploaded, changed.unchanged), (2, 7));
    case.is_whole(&release);
}

/// The listing of a real server comes in pages of a thousand.
fn a_long_listing_is_read_to_its_end(case: &Case) {
    let mut release = release();
    write_many(&mut release, 1100);
    assert_eq!(release.sync(&case.target()).unwrap().uploaded, 1109);
    assert_eq!(release.sync(&case.target()).unwrap().unchanged, 1109);
}

fn what_is_gone_is_removed_after_its_grace(case: &Case) {
    let mut release = release();
    release.sync(&case.target()).unwrap();
    release.remove("404.html");
    let counts = |synced: Synced| (synced.removed, synced.waiting);
    assert_eq!(counts(release.sync(&case.target()).unwrap()), (0, 1));
    release.later(23);
    assert_eq!(counts(release.sync(&case.target()).unwrap()), (0, 1));
    release.later(1);
    assert_eq!(counts(release.sync(&case.target()).unwrap()), (1, 0));
    case.is_whole(&release);
}

fn what_is_outside_or_not_ours_stays(case: &Case) {
    let mut release = release();
    let own = format!("{}/katt.jpg", case.prefix);
    let beside = format!("{}-2/index.html", case.prefix);
    case.put(&own, "någon annans");
    case.put(&beside, "någon annans");
    for _ in 0..2 {
        assert_eq!(release.sync(&case.target()).unwrap().foreign, ["katt.jpg"]);
        release.later(48);
    }
    let texts = case.texts();
    assert_eq!((texts[&own].as_str(), texts[&beside].as_str()), ("någon annans", "någon annans"));
}

fn a_run_that_was_cut_is_finished_by_the_next(case: &Case) {
    let mut release = release();
    write_many(&mut release, 40);
    release.sync(&case.target()).unwrap();
    let old = case.texts();
    release.edit(|files| files.iter_mut().for_each(|(path, text)| *text = format!("andra {path}")));
    // Each connection passes a few kilobytes; together they pass enough for some of the objects.
    let proxy = cutting_proxy(&case.endpoint, 20_000);
    let error = release.sync(&case.target_at(&proxy)).unwrap_err().to_string();
    assert!(error.contains("förbindelsen bröts") || error.contains("inte att nå"), "{error}");
    let manifest = format!("{}/manifest.json", case.prefix);
    let cut = case.texts();
    assert_eq!(cut[&manifest], old[&manifest]);
    let total = release.objects("").len();
    let there = |(path, text): &(String, String)| cut.get(&format!("{}/{path}", case.prefix)) == Some(text);
    let sent = release.objects("").into_iter().filter(there).count();
    assert!(0 < sent && sent < total, "{sent} of {total}");
    // The lock could not be let go through the cut line; after an hour it is nobody's.
    release.later(2);
    let synced = release.sync(&case.target()).unwrap();
    assert_eq!((synced.uploaded, synced.unchanged), (total - sent, sent));
    case.is_whole(&release);
}

fn a_lock_keeps_others_out_until_it_is_an_hour_old(case: &Case) {
    let mut release = release();
    case.put(&format!("{}/.redovisa-lock", case.prefix), "bo på publicera-2\n");
    match release.sync(&case.target()).unwrap_err() {
        Error::Locked { owner, .. } => assert_eq!(owner, "bo på publicera-2"),
        other => panic!("{other}"),
    }
    assert_eq!(case.texts().len(), 1);
    release.now = release.now.checked_add(SignedDuration::from_mins(61)).unwrap();
    assert_eq!(release.sync(&case.target()).unwrap().uploaded, 9);
    case.is_whole(&release);
}

/// A proxy that passes so many bytes to the server in all, and then cuts every connection.
fn cutting_proxy(endpoint: &str, bytes: i64) -> String {
    let server = endpoint.strip_prefix("http://").unwrap().to_owned();
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = format!("http://{}", listener.local_addr().unwrap());
    let left = Arc::new(AtomicI64::new(bytes));
    thread::spawn(move || {
        for client in listener.incoming().flatten() {
            let Ok(server) = TcpStream::connect(&server) else { continue };
            let left = Arc::clone(&left);
            let (mut from, mut to) = (client.try_clone().unwrap(), server.try_clone().unwrap());
            thread::spawn(move || pass(&mut from, &mut to, &left));
            let (mut from, mut to) = (server, client);
            thread::spawn(move || pass(&mut from, &mut to, &AtomicI64::new(i64::MAX)));
        }
    });
    address
}

fn pass(from: &mut TcpStream, to: &mut TcpStream, left: &AtomicI64) {
    let mut buffer = [0; 1024];
    while let Ok(read @ 1..) = from.read(&mut buffer) {
        if left.fetch_sub(i64::try_from(read).unwrap(), Ordering::Relaxed) <= 0
            || to.write_all(&buffer[..read]).is_err()
        {
            break;
        }
    }
    let _ = from.shutdown(Shutdown::Both);
    let _ = to.shutdown(Shutdown::Both);
}

type Run = fn(&Case);

const CASES: [(&str, Run); 7] = [
    ("allt", everything_is_sent_and_says_what_it_is),
    ("oandrat", what_is_unchanged_is_skipped),
    ("lang-lista", a_long_listing_is_read_to_its_end),
    ("borttaget", what_is_gone_is_removed_after_its_grace),
    ("andras", what_is_outside_or_not_ours_stays),
    ("avbrott", a_run_that_was_cut_is_finished_by_the_next),
    ("las", a_lock_keeps_others_out_until_it_is_an_hour_old),
];

fn main() {
    let Ok(endpoint) = std::env::var("REDOVISA_S3") else {
        println!("no server: tests/publish/s3.sh starts one\n0 passed, 0 failed, {} skipped", CASES.len());
        return;
    };
    let mut failed = 0;
    for (prefix, run) in CASES {
        let result = panic::catch_unwind(|| run(&Case::new(&endpoint, prefix)));
        println!("{prefix}: {}", if result.is_ok() { "ok" } else { "FAILED" });
        failed += usize::from(result.is_err());
    }
    println!("{} passed, {failed} failed", CASES.len() - failed);
    std::process::exit(i32::from(failed > 0));
}
