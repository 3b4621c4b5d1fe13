//! Is a published site whole, whatever the server does? Every request of a run fails once in every way.

#![expect(
    clippy::disallowed_methods,
    clippy::unwrap_used,
    reason = "a test looks at what was written, from outside, and may fail with a panic"
)]

#[path = "support/remote/mod.rs"]
mod support;

use std::fs;
use std::time::{Duration, Instant};

use jiff::Timestamp;
use redovisa::error::Error;
use redovisa::publish::remote::{Patience, Synced, fetcher, fetcher_with};
use support::bucket::{Bucket, Fault, Outage};
use support::http::{self, Reply};
use support::release::Release;

const LOCK: &str = "portal/.redovisa-lock";

/// A server that does not answer within a second never will.
fn patience(retries: usize) -> Patience {
    Patience {
        connect: Duration::from_secs(1),
        request: Duration::from_secs(1),
        retries,
        total: Duration::from_secs(5),
        pause: Duration::from_millis(1),
    }
}

fn now() -> Timestamp {
    "2026-11-26T08:00:00Z".parse().unwrap()
}

fn release() -> Release {
    Release::new(now(), patience(3))
}

fn bucket() -> Bucket {
    let bucket = Bucket::start();
    bucket.state().clock = now();
    bucket
}

#[test]
fn what_is_named_is_sent_before_what_names_it_and_the_manifest_last() {
    let (bucket, release) = (bucket(), release());
    let synced = release.sync(&bucket.target("portal")).unwrap();
    let bytes = release.objects("").values().map(|text| text.len() as u64).sum();
    assert_eq!(synced, Synced { uploaded: 9, bytes, ..Synced::default() });
    assert_eq!(bucket.texts(), release.objects("portal/"));

    let puts = bucket.done("PUT");
    let stages: Vec<Vec<&str>> = [(0, 2), (2, 4), (4, 7), (7, 8), (8, 9)]
        .map(|(from, to)| {
            let mut stage: Vec<_> = puts[from..to].iter().map(String::as_str).collect();
            stage.sort_unstable();
            stage
        })
        .to_vec();
    assert_eq!(
        stages,
        [
            &["portal/data/nyckeltal.csv", "portal/static/stil.0123456789.css"][..],
            &["portal/feed.xml", "portal/robots.txt"],
            &["portal/404.html", "portal/rapporter/index.html", "portal/rapporter/t1/index.html"],
            &["portal/index.html"],
            &["portal/manifest.json"],
        ]
    );
}

#[test]
fn an_object_says_its_type_and_how_long_it_may_be_kept() {
    let (bucket, release) = (bucket(), release());
    release.sync(&bucket.target("")).unwrap();
    let state = bucket.state();
    for (path, content_type, cache_control) in [
        ("index.html", "text/html; charset=utf-8", "public, max-age=60, must-revalidate"),
        ("static/stil.0123456789.css", "text/css; charset=utf-8", "public, max-age=31536000, immutable"),
        ("data/nyckeltal.csv", "text/csv; charset=utf-8; header=present", "public, max-age=60, must-revalidate"),
        ("feed.xml", "application/atom+xml", "public, max-age=60, must-revalidate"),
        ("manifest.json", "application/json", "public, no-cache"),
    ] {
        let object = &state.objects[path];
        assert_eq!((object.content_type.as_str(), object.cache_control.as_str()), (content_type, cache_control));
    }
}

#[test]
fn what_is_there_is_not_sent_again() {
    let (bucket, mut release) = (bucket(), release());
    let target = bucket.target("portal");
    release.sync(&target).unwrap();
    bucket.fail(None);
    assert_eq!(release.sync(&target).unwrap(), Synced { unchanged: 9, ..Synced::default() });
    assert!(bucket.done("PUT").is_empty());
    // Nine objects and the lock are three pages of four.
    assert_eq!(bucket.done("GET").iter().filter(|key| key.is_empty()).count(), 3);

    bucket.fail(None);
    release.write("rapporter/index.html", "andra");
    let heard = std::cell::RefCell::new(Vec::new());
    let synced = release.sync_and(&target, &|done, total| heard.borrow_mut().push((done, total))).unwrap();
    assert_eq!((synced.uploaded, synced.unchanged), (2, 7));
    assert_eq!(bucket.done("PUT"), ["portal/rapporter/index.html", "portal/manifest.json"]);
    assert_eq!(heard.into_inner(), [(1, 2), (2, 2)]);
}

#[test]
fn an_object_goes_when_its_grace_is_over_and_stays_when_it_returns() {
    let (bucket, mut release) = (bucket(), release());
    let target = bucket.target("portal");
    release.sync(&target).unwrap();
    release.remove("404.html");
    release.remove("robots.txt");
    let counts = |synced: Synced| (synced.uploaded, synced.removed, synced.waiting);
    assert_eq!(counts(release.sync(&target).unwrap()), (1, 0, 2));
    release.later(23);
    bucket.state().clock = release.now;
    assert_eq!(counts(release.sync(&target).unwrap()), (0, 0, 2));
    release.write("robots.txt", "första robots.txt");
    assert_eq!(counts(release.sync(&target).unwrap()), (1, 0, 1));
    release.later(1);
    assert_eq!(counts(release.sync(&target).unwrap()), (0, 1, 0));
    assert_eq!(bucket.done("DELETE"), ["portal/404.html"]);
    assert_eq!(bucket.texts(), release.objects("portal/"));
    // It went away and came back: its time begins anew.
    release.remove("robots.txt");
    release.later(23);
    assert_eq!(counts(release.sync(&target).unwrap()), (1, 0, 1));
}

#[test]
fn what_is_not_ours_is_named_and_left_alone() {
    let (bucket, mut release) = (bucket(), release());
    let target = bucket.target("portal");
    let others = ["portal/bilder/katt.jpg", "portal2/index.html", "portal.html", "annat/index.html"];
    for key in others {
        bucket.put(key, "någon annans");
    }
    for hours in [0, 48, 48] {
        release.later(hours);
        assert_eq!(release.sync(&target).unwrap().foreign, ["bilder/katt.jpg"]);
    }
    assert!(bucket.done("DELETE").is_empty());
    assert!(others.iter().all(|key| bucket.texts()[*key] == "någon annans"));
}

#[test]
fn when_the_notes_are_lost_the_manifest_tells_what_is_ours() {
    let (bucket, mut release) = (bucket(), release());
    let target = bucket.target("portal");
    bucket.put("portal/katt.jpg", "någon annans");
    release.sync(&target).unwrap();
    fs::remove_file(release.state()).unwrap();
    release.remove("404.html");
    let synced = release.sync(&target).unwrap();
    assert_eq!((synced.waiting, synced.foreign), (1, vec!["katt.jpg".to_owned()]));
    release.later(24);
    assert_eq!(release.sync(&target).unwrap().removed, 1);
    assert_eq!(bucket.done("DELETE"), ["portal/404.html"]);
}

#[test]
fn notes_of_another_target_are_not_used() {
    let (bucket, release) = (bucket(), release());
    release.sync(&bucket.target("portal")).unwrap();
    bucket.fail(None);
    let error = release.sync(&bucket.target("annan")).unwrap_err().to_string();
    assert!(error.contains("den handlar om `s3://hink/portal`, inte om `s3://hink/annan`"), "{error}");
    fs::write(release.state(), "{").unwrap();
    assert!(release.sync(&bucket.target("portal")).is_err());
    assert_eq!(bucket.state().requests, 0);
}

fn assert_locked(error: &Error, by: &str) {
    match error {
        Error::Locked { path, owner } => {
            assert_eq!((path.as_str(), owner.as_str()), ("s3://hink/portal/.redovisa-lock", by));
        }
        other => panic!("{other}"),
    }
}

#[test]
fn only_one_job_publishes_at_a_time() {
    let (bucket, mut release) = (bucket(), release());
    let target = bucket.target("portal");
    bucket.put(LOCK, "bo på publicera-2\n2026-11-26T07:59:00Z\n");
    assert_locked(&release.sync(&target).unwrap_err(), "bo på publicera-2");
    assert_eq!(bucket.texts().len(), 1, "nothing is sent, and the lock stays");
    assert!(bucket.done("PUT").is_empty());
    // An hour later nobody is behind it.
    release.later(1);
    assert_eq!(release.sync(&target).unwrap().uploaded, 9);
    assert_eq!(bucket.texts(), release.objects("portal/"));
}

#[test]
fn a_job_that_was_taken_over_from_stops() {
    let (bucket, release) = (bucket(), release());
    let target = bucket.target("portal");
    let error = release.sync_and(&target, &|_, _| bucket.put(LOCK, "bo\n")).unwrap_err();
    assert_locked(&error, "ett annat jobb");
    assert_eq!(bucket.texts()[LOCK], "bo\n");
    assert_eq!(bucket.done("PUT").len(), 2, "no more than the first stage");
}

/// A release is there, and the next one changes a file of every stage, brings one and lacks one.
fn half_way() -> (Bucket, Release) {
    let (bucket, mut release) = (bucket(), release());
    release.write("gammal/index.html", "snart borta");
    release.write("aldre.txt", "borta nu");
    release.sync(&bucket.target("portal")).unwrap();
    release.remove("aldre.txt");
    release.sync(&bucket.target("portal")).unwrap();
    release.later(24);
    bucket.state().clock = release.now;
    release.remove("gammal/index.html");
    release.write("ny/index.html", "ny");
    release.edit(|files| {
        for path in ["index.html", "404.html", "static/stil.0123456789.css", "data/nyckeltal.csv", "feed.xml"] {
            files.insert(path.to_owned(), "andra".to_owned());
        }
    });
    (bucket, release)
}

/// The number of files that the second release changes or brings, with the manifest.
const CHANGED: usize = 7;

#[test]
fn a_server_that_goes_away_at_any_request_leaves_a_whole_manifest_and_the_next_run_sends_the_rest() {
    let mut trials = 0;
    for fault in [Fault::Status(500), Fault::CutBefore, Fault::CutAfter] {
        for first in 1.. {
            let (bucket, mut release) = half_way();
            release.patience = patience(1);
            let (target, before) = (bucket.target("portal"), bucket.texts());
            bucket.fail(Some(Outage { first, many: usize::MAX, fault }));
            let result = release.sync(&target);
            if bucket.state().requests < first {
                result.unwrap();
                break;
            }
            trials += 1;
            let there = bucket.texts();
            if there["portal/manifest.json"] == before["portal/manifest.json"] {
                assert!(result.is_err(), "the manifest is the old one after {first}");
                assert!(before.keys().all(|key| there.contains_key(key)), "something that it lists is gone");
            } else {
                assert!(release.objects("portal/").iter().all(|(key, text)| there.get(key) == Some(text)));
            }
            // What there is to say names the object or the list; when only the lock stays behind, the run is done.
            match result {
                Err(error) => assert!(error.to_string().contains("`s3://hink/portal/"), "{error}"),
                Ok(synced) => assert!(synced.lock_left),
            }
            let missing = release.objects("portal/").iter().filter(|(key, text)| there.get(*key) != Some(text)).count();
            bucket.fail(None);
            release.later(1);
            let synced = release.sync(&target).unwrap();
            assert_eq!((synced.uploaded, bucket.done("PUT").len()), (missing, missing), "{fault:?} at {first}");
            assert!(synced.foreign.is_empty() && missing <= CHANGED);
            let mut whole = release.objects("portal/");
            whole.insert("portal/gammal/index.html".to_owned(), "snart borta".to_owned());
            assert_eq!(bucket.texts(), whole, "{fault:?} at {first}");
        }
    }
    // The lock, four pages and the manifest; seven objects with five renewals; a removal; reading and removing the lock.
    assert!(trials >= 3 * 20, "{trials}");
}

#[test]
fn a_single_fault_anywhere_is_got_over() {
    let mut trials = 0;
    for fault in [Fault::Status(503), Fault::CutBefore, Fault::CutAfter] {
        for first in 1.. {
            let (bucket, release) = half_way();
            bucket.fail(Some(Outage { first, many: 1, fault }));
            let synced = release.sync(&bucket.target("portal")).unwrap();
            if bucket.state().requests < first {
                break;
            }
            trials += 1;
            assert_eq!((synced.uploaded, synced.removed, synced.waiting), (CHANGED, 1, 1), "{fault:?} at {first}");
            assert!(!synced.lock_left && !bucket.texts().contains_key(LOCK), "{fault:?} at {first}");
        }
    }
    assert!(trials >= 3 * 20, "{trials}");
}

#[test]
fn a_server_that_hangs_ends_the_run_in_time() {
    // The lock; the list; an object.
    for first in [1, 2, 8] {
        let (bucket, mut release) = half_way();
        release.patience = Patience { request: Duration::from_millis(200), ..patience(1) };
        let before = bucket.texts();
        bucket.fail(Some(Outage { first, many: usize::MAX, fault: Fault::Hang }));
        let begun = Instant::now();
        let error = release.sync(&bucket.target("portal")).unwrap_err().to_string();
        assert!(begun.elapsed() < Duration::from_secs(10), "{:?}", begun.elapsed());
        assert!(error.ends_with("servern svarade inte i tid"), "{error}");
        assert_eq!(bucket.texts()["portal/manifest.json"], before["portal/manifest.json"]);
    }
}

#[test]
fn a_failure_says_what_the_server_did() {
    let told = |fault| {
        let (bucket, mut release) = half_way();
        release.patience = patience(0);
        bucket.fail(Some(Outage { first: 2, many: 1, fault }));
        release.sync(&bucket.target("portal")).unwrap_err().to_string()
    };
    let list = "kunde inte läsa listan över `s3://hink/portal/`: ";
    assert_eq!(told(Fault::Status(500)), format!("{list}servern svarade 500 InternalError"));
    assert_eq!(told(Fault::CutBefore), format!("{list}förbindelsen bröts"));
    assert!(told(Fault::Status(403)).starts_with(&format!("{list}servern nekar åtkomst (403")));
    // A name with an empty part, as another program may have made it.
    let strange = bucket();
    strange.put("portal/a//b", "någon annans");
    let error = release().sync(&strange.target("portal")).unwrap_err().to_string();
    assert!(error.starts_with(&format!("{list}ett objekt har ett namn som inte kan användas (")), "{error}");
    assert_eq!(strange.texts().len(), 1);
    // Nobody listens there.
    let release = Release::new(now(), patience(0));
    let target = bucket().target("portal").with("aws_endpoint", "http://127.0.0.1:9").unwrap();
    let error = release.sync(&target).unwrap_err().to_string();
    assert_eq!(error, "kunde inte låsa `s3://hink/portal/.redovisa-lock`: servern går inte att nå");
}

/// A site as a server with folders' addresses has it, below `/portal/`.
fn site(path: &str) -> Reply {
    let page = |text: &str| Reply::new(200, text);
    let elsewhere = |place: &str| Reply::new(301, "").with("Location", place);
    match path {
        "/portal/" => page("framsidan"),
        "/portal/a/" => page("mappen a"),
        "/portal/a/index.html" => elsewhere("/portal/a/"),
        "/portal/b/index.html" => page("filen b"),
        "/portal/borta/index.html" | "/portal/borta/" => Reply::new(410, "borttagen"),
        "/portal/bitar.txt" => page("3\r\nabc\r\n2\r\nde\r\n0\r\n\r\n").with("Transfer-Encoding", "chunked"),
        "/portal/flyttad.csv" => elsewhere("https://annan.exempel.se/flyttad.csv"),
        "/portal/fel" => Reply::new(500, ""),
        "/portal/nekad" => Reply::new(403, ""),
        "/portal/bruten" => Reply::Cut,
        "/portal/halv" => Reply::Half(vec![b'x'; 1000]),
        "/portal/tyst" => Reply::Hang(Duration::from_secs(20)),
        _ => Reply::new(404, "finns inte"),
    }
}

#[test]
fn a_published_file_is_read_by_its_name_or_by_its_folders_address() {
    let address = http::start(|request| site(&request.path));
    for url in [format!("{address}/portal"), format!("{address}/portal/?x=1#y")] {
        let fetch = fetcher(&url).unwrap();
        let text = |path: &str| fetch(path).unwrap().map(|bytes| String::from_utf8(bytes).unwrap());
        for (path, expected) in [
            ("index.html", Some("framsidan")),
            ("a/index.html", Some("mappen a")),
            ("b/index.html", Some("filen b")),
            ("bitar.txt", Some("abcde")),
            ("borta/index.html", None),
            ("c/index.html", None),
            ("annanindex.html", None),
        ] {
            assert_eq!(text(path).as_deref(), expected, "{path}");
        }
    }
}

#[test]
fn a_file_that_cannot_be_read_is_told_with_its_address() {
    let asked = std::sync::Arc::new(std::sync::atomic::AtomicUsize::new(0));
    let count = std::sync::Arc::clone(&asked);
    let address = http::start(move |request| {
        count.fetch_add(1, std::sync::atomic::Ordering::Relaxed);
        site(&request.path)
    });
    let hasty = Patience { request: Duration::from_millis(200), ..patience(2) };
    let fetch = fetcher_with(&format!("{address}/portal"), hasty).unwrap();
    for (path, why, requests) in [
        ("fel", "servern svarade 500", 3),
        ("nekad", "servern svarade 403", 1),
        ("bruten", "förbindelsen bröts", 3),
        ("halv", "förbindelsen bröts", 3),
        ("tyst", "servern svarade inte i tid", 3),
        ("flyttad.csv", "till `https://annan.exempel.se/flyttad.csv`; ange den adressen", 1),
    ] {
        asked.store(0, std::sync::atomic::Ordering::Relaxed);
        let error = fetch(path).unwrap_err().to_string();
        assert!(error.contains(path) && error.contains(why), "{error}");
        assert_eq!(asked.load(std::sync::atomic::Ordering::Relaxed), requests, "{path}");
    }
    let error = fetcher_with("http://127.0.0.1:9/", patience(0)).unwrap()("index.html").unwrap_err().to_string();
    assert_eq!(error, "kunde inte hämta `http://127.0.0.1:9/index.html`: servern går inte att nå");
    for url in ["exempel.se", "ftp://exempel.se/", "s3://hink", "https://"] {
        assert!(fetcher(url).is_err(), "{url}");
    }
}
