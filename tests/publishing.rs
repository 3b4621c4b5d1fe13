//! Is what readers see always a complete site, and does the job say what happened, whatever fails beneath it?

#![cfg(unix)]
#![expect(
    clippy::disallowed_methods,
    clippy::unwrap_used,
    clippy::print_stdout,
    reason = "a test looks at what was written, from outside, counts, and may fail with a panic"
)]

use std::collections::BTreeMap;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};

use redovisa::error::Error;
use redovisa::publish::{self, Decided, Disk, Entry, Event, Job, MANIFEST, Manifest, Outcome, RealDisk};
use redovisa::site::Site;

/// A disk that does so many things and then refuses everything, half of the first refused write being there.
struct FailingDisk {
    left: AtomicUsize,
    kind: io::ErrorKind,
    /// A file that it damages without a word.
    damages: Option<&'static str>,
}

impl FailingDisk {
    fn after(steps: usize, kind: io::ErrorKind) -> Self {
        Self { left: AtomicUsize::new(steps), kind, damages: None }
    }

    fn damaging(path: &'static str) -> Self {
        Self { damages: Some(path), ..Self::after(usize::MAX, io::ErrorKind::Other) }
    }

    fn step(&self) -> io::Result<()> {
        let left = self.left.fetch_update(Ordering::SeqCst, Ordering::SeqCst, |left| left.checked_sub(1));
        left.map(drop).map_err(|_| self.kind.into())
    }
}

impl Disk for FailingDisk {
    fn create_folder(&self, path: &Path) -> io::Result<()> {
        self.step()?;
        RealDisk.create_folder(path)
    }

    fn write(&self, path: &Path, bytes: &[u8]) -> io::Result<()> {
        self.step().inspect_err(|_| {
            if self.kind == io::ErrorKind::StorageFull {
                let _ = fs::write(path, &bytes[..bytes.len() / 2]);
            }
        })?;
        let damaged = self.damages.is_some_and(|damaged| path.ends_with(damaged));
        RealDisk.write(path, if damaged { &bytes[1..] } else { bytes })
    }

    fn append(&self, path: &Path, line: &str) -> io::Result<()> {
        self.step().inspect_err(|_| {
            if self.kind == io::ErrorKind::StorageFull {
                let before = fs::read(path).unwrap_or_default();
                let _ = fs::write(path, [&before, &line.as_bytes()[..line.len() / 2]].concat());
            }
        })?;
        RealDisk.append(path, line)
    }

    fn rename(&self, from: &Path, to: &Path) -> io::Result<()> {
        self.step()?;
        RealDisk.rename(from, to)
    }

    fn link(&self, to: &Path, path: &Path) -> io::Result<()> {
        self.step()?;
        RealDisk.link(to, path)
    }

    fn remove_file(&self, path: &Path) -> io::Result<()> {
        self.step()?;
        RealDisk.remove_file(path)
    }

    fn remove_folder(&self, path: &Path) -> io::Result<()> {
        self.step()?;
        RealDisk.remove_folder(path)
    }

    fn open_lock(&self, path: &Path) -> io::Result<fs::File> {
        self.step()?;
        RealDisk.open_lock(path)
    }

    fn settle(&self, folder: &Path) -> io::Result<()> {
        self.step()?;
        RealDisk.settle(folder)
    }
}

/// Seven pages that say `word`, each with a link to the next.
fn site(word: &'static str) -> Site<'static> {
    let mut site = Site::default();
    site.add("index.html", move || Ok(format!("<a href=\"sida/1/\">{word}</a>").into_bytes()));
    for number in 1..=6 {
        let next = if number == 6 { "../../".to_owned() } else { format!("../{}/", number + 1) };
        let page = move || Ok(format!("<a href=\"{next}\">{word} {number}</a>").into_bytes());
        site.add(format!("sida/{number}/index.html"), page);
    }
    site
}

const NOON: &str = "2026-03-01T12:00:00Z";

fn job(to: &Path) -> Job<'_> {
    Job {
        to,
        keep: 3,
        compress: false,
        again: false,
        clock_was_wrong: false,
        forget: &[],
        now: NOON.parse().unwrap(),
        who: "provet",
        content: "0",
        decided: Vec::new(),
        hidden: &[],
        unchanged: &|| Ok(()),
        upload: None,
    }
}

fn publish_with(site: &Site<'_>, job: &Job<'_>, disk: &dyn Disk) -> Result<Outcome, Error> {
    publish::publish(site, job, disk, &|_| ())
}

fn put(word: &'static str, to: &Path) -> Entry {
    match publish_with(&site(word), &job(to), &RealDisk).unwrap() {
        Outcome::Published(done) => done.entry,
        other => panic!("{other:?}"),
    }
}

/// The word that every page of the live site says; the site is whole, by its manifest.
fn live(to: &Path) -> Option<String> {
    let folder = fs::canonicalize(to.join("current")).ok()?.join("site");
    let manifest = Manifest::of(&folder).unwrap().expect("a site has its manifest");
    let there = publish::files_in(&folder).unwrap();
    let listed = manifest.files.keys().cloned().chain([MANIFEST.to_owned()]).collect();
    assert_eq!(there, listed, "no file is missing and none is left over");
    let words: std::collections::BTreeSet<String> = manifest
        .files
        .keys()
        .filter(|path| path.ends_with(".html"))
        .map(|path| {
            let text = fs::read_to_string(folder.join(path)).unwrap();
            text.split_once('>').unwrap().1.split(['<', ' ']).next().unwrap().to_owned()
        })
        .collect();
    assert_eq!(words.len(), 1, "one site, not two mixed: {words:?}");
    words.into_iter().next()
}

fn ledger(to: &Path) -> Vec<Entry> {
    let text = fs::read_to_string(to.join("ledger.jsonl")).unwrap_or_default();
    text.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

fn releases(to: &Path) -> Vec<String> {
    let mut names: Vec<_> =
        fs::read_dir(to.join("releases")).unwrap().map(|e| e.unwrap().file_name().into_string().unwrap()).collect();
    names.sort();
    names
}

/// Every file below `folder` with its bytes, and where links lead.
fn everything(folder: &Path) -> BTreeMap<PathBuf, Vec<u8>> {
    let mut found = BTreeMap::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_symlink() {
            found.insert(path.clone(), fs::read_link(&path).unwrap().into_os_string().into_encoded_bytes());
        } else if path.is_dir() {
            found.extend(everything(&path));
        } else {
            found.insert(path.clone(), fs::read(&path).unwrap());
        }
    }
    found
}

#[test]
fn a_release_goes_live_and_the_ledger_says_so() {
    let to = tempfile::tempdir().unwrap();
    let (first, second) = (put("gammal", to.path()), put("ny", to.path()));
    assert_eq!(live(to.path()).as_deref(), Some("ny"));
    assert_eq!(ledger(to.path()), [first.clone(), second.clone()]);
    assert_eq!((second.before.as_ref(), second.files), (Some(&first.release), [0, 7, 0]));
    assert!(
        first.release.starts_with("0001-") && second.release.starts_with("0002-"),
        "{} {}",
        first.release,
        second.release
    );
}

#[test]
fn what_is_live_already_is_not_published_again() {
    let to = tempfile::tempdir().unwrap();
    put("gammal", to.path());
    let before = everything(to.path());
    assert!(matches!(publish_with(&site("gammal"), &job(to.path()), &RealDisk), Ok(Outcome::NothingNew(_))));
    assert_eq!(everything(to.path()), before);
}

#[test]
fn the_disk_is_full_or_read_only_or_forbidden_at_every_step() {
    let kinds = [io::ErrorKind::StorageFull, io::ErrorKind::ReadOnlyFilesystem, io::ErrorKind::PermissionDenied];
    let mut refused = 0;
    for kind in kinds {
        let mut steps = 0;
        loop {
            let to = tempfile::tempdir().unwrap();
            put("gammal", to.path());
            let outcome = publish_with(&site("ny"), &job(to.path()), &FailingDisk::after(steps, kind));
            let shown = live(to.path()).unwrap();
            match outcome {
                Ok(Outcome::Published(_)) => {
                    assert_eq!(shown, "ny");
                    break;
                }
                Ok(other) => panic!("{other:?} after {steps} steps"),
                Err(error) => {
                    let told = error.to_string();
                    let in_place = told.starts_with("den nya webbplatsen är på plats");
                    assert_eq!(shown, if in_place { "ny" } else { "gammal" }, "{kind:?} after {steps} steps: {told}");
                    refused += 1;
                }
            }
            // With the disk mended the next job does what this one could not, and the ledger misses nothing.
            let next = publish_with(&site("ny"), &job(to.path()), &RealDisk).unwrap();
            assert_eq!(matches!(next, Outcome::NothingNew(_)), shown == "ny");
            assert_eq!(live(to.path()).as_deref(), Some("ny"));
            let told: Vec<_> = ledger(to.path()).iter().map(|entry| entry.release[..4].to_owned()).collect();
            assert_eq!(told, ["0001", "0002"], "{kind:?} after {steps} steps");
            assert!(releases(to.path()).iter().all(|name| !name.starts_with('.')), "nothing half is left");
            steps += 1;
        }
        assert!(steps > 15, "only {steps} steps");
    }
    println!("a disk that refuses at every step: {refused} passed, 0 failed");
}

#[test]
fn a_first_publication_that_fails_shows_nothing() {
    let mut steps = 0;
    loop {
        let to = tempfile::tempdir().unwrap();
        let disk = FailingDisk::after(steps, io::ErrorKind::StorageFull);
        match publish_with(&site("ny"), &job(to.path()), &disk) {
            Ok(_) => break,
            Err(error) if error.to_string().starts_with("den nya webbplatsen är på plats") => {
                assert_eq!(live(to.path()).as_deref(), Some("ny"));
            }
            Err(_) => assert_eq!(live(to.path()), None, "after {steps} steps"),
        }
        steps += 1;
    }
}

#[test]
fn a_page_that_fails_or_panics_leaves_the_live_site() {
    let to = tempfile::tempdir().unwrap();
    put("gammal", to.path());
    let before = everything(to.path());
    let mut broken = site("ny");
    broken.add("trasig.html", || Err(Error::Other("trasig".into())));
    assert_eq!(publish_with(&broken, &job(to.path()), &RealDisk).unwrap_err().to_string(), "trasig");
    assert_eq!(everything(to.path()), before);
    let mut broken = site("ny");
    broken.add("trasig.html", || panic!("a broken invariant"));
    let caught =
        std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| publish_with(&broken, &job(to.path()), &RealDisk)));
    assert!(caught.is_err());
    assert_eq!(live(to.path()).as_deref(), Some("gammal"));
    put("ny", to.path());
    assert_eq!(live(to.path()).as_deref(), Some("ny"));
}

#[test]
fn a_site_that_is_not_fit_to_be_shown_does_not_go_live() {
    let to = tempfile::tempdir().unwrap();
    put("gammal", to.path());
    let before = everything(to.path());
    let mut broken = site("ny");
    broken.add("om/index.html", || Ok(b"<a href=\"../sida/9/\">hit</a>".to_vec()));
    let error = publish_with(&broken, &job(to.path()), &RealDisk).unwrap_err().to_string();
    assert!(error.contains("`om/index.html` länkar till `../sida/9/`"), "{error}");
    let mut leaking = site("ny");
    leaking.add("feed.xml", || Ok(b"<link>https://exempel.se/rapporter/namnden/2026-t1/</link>".to_vec()));
    let hidden = ["rapporter/namnden/2026-t1/".to_owned()];
    let job = Job { hidden: &hidden, ..job(to.path()) };
    let error = publish_with(&leaking, &job, &RealDisk).unwrap_err().to_string();
    assert!(error.contains("nämner `rapporter/namnden/2026-t1/`, som inte är offentlig"), "{error}");
    assert_eq!(everything(to.path()), before);
}

#[test]
fn a_file_that_is_damaged_between_writing_and_the_switch_is_found() {
    let to = tempfile::tempdir().unwrap();
    put("gammal", to.path());
    let error = publish_with(&site("ny"), &job(to.path()), &FailingDisk::damaging("sida/3/index.html"))
        .unwrap_err()
        .to_string();
    assert!(error.contains("sida/3/index.html` är inte längre det som skrevs"), "{error}");
    assert_eq!(live(to.path()).as_deref(), Some("gammal"));
}

#[test]
fn content_that_changes_while_pages_are_written_is_not_published() {
    let to = tempfile::tempdir().unwrap();
    put("gammal", to.path());
    let before = everything(to.path());
    let changed = || Err(Error::Other("`content/portal.toml` ändrades medan sidorna skrevs".into()));
    let error = publish_with(&site("ny"), &Job { unchanged: &changed, ..job(to.path()) }, &RealDisk).unwrap_err();
    assert!(error.to_string().contains("ändrades"));
    assert_eq!(everything(to.path()), before);
}

#[test]
fn two_jobs_at_once_do_not_meet() {
    let to = tempfile::tempdir().unwrap();
    put("gammal", to.path());
    let told = std::sync::Mutex::new(None);
    // While one job is about to switch, another one tries.
    let meanwhile = || {
        *told.lock().unwrap() = Some(publish_with(&site("annan"), &job(to.path()), &RealDisk).unwrap_err());
        Ok(())
    };
    publish_with(&site("ny"), &Job { unchanged: &meanwhile, ..job(to.path()) }, &RealDisk).unwrap();
    match told.into_inner().unwrap() {
        Some(Error::Locked { owner, .. }) => assert!(owner.starts_with("provet (process "), "{owner}"),
        other => panic!("{other:?}"),
    }
    assert_eq!(live(to.path()).as_deref(), Some("ny"));
}

#[test]
fn many_jobs_at_once_end_with_one_whole_site() {
    let folder = tempfile::tempdir().unwrap();
    let to = folder.path();
    let words = ["ett", "två", "tre", "fyra", "fem", "sex", "sju", "åtta"];
    let outcomes: Vec<_> = std::thread::scope(|scope| {
        let start = |word| scope.spawn(move || publish_with(&site(word), &job(to), &RealDisk));
        let started: Vec<_> = words.map(start).into_iter().collect();
        started.into_iter().map(|thread| thread.join().unwrap()).collect()
    });
    let published = outcomes.iter().filter(|outcome| matches!(outcome, Ok(Outcome::Published(_)))).count();
    let locked = outcomes.iter().filter(|outcome| matches!(outcome, Err(Error::Locked { .. }))).count();
    assert!(published >= 1 && published + locked == words.len(), "{outcomes:?}");
    assert_eq!(ledger(to).len(), published);
    assert!(words.contains(&live(to).unwrap().as_str()));
}

#[test]
fn a_lock_that_a_dead_job_left_is_told_and_taken_over() {
    let to = tempfile::tempdir().unwrap();
    put("gammal", to.path());
    fs::write(to.path().join("lock"), "jobbet (process 4711, sedan igår)").unwrap();
    match publish_with(&site("ny"), &job(to.path()), &RealDisk).unwrap() {
        Outcome::Published(done) => {
            assert_eq!(
                done.notes,
                ["tog över låset efter ett jobb som aldrig blev klart: jobbet (process 4711, sedan igår)"]
            );
        }
        other => panic!("{other:?}"),
    }
    assert_eq!(fs::read_to_string(to.path().join("lock")).unwrap(), "");
}

#[test]
fn by_a_clock_that_has_gone_back_nothing_is_published() {
    let to = tempfile::tempdir().unwrap();
    put("gammal", to.path());
    let before = everything(to.path());
    let earlier = Job { now: "2026-03-01T11:50:00Z".parse().unwrap(), ..job(to.path()) };
    let error = publish_with(&site("ny"), &earlier, &RealDisk).unwrap_err().to_string();
    assert!(error.starts_with("klockan visar 2026-03-01T11:50:00Z"), "{error}");
    assert_eq!(everything(to.path()), before);
}

#[test]
fn a_folder_of_something_else_is_left_alone() {
    let to = tempfile::tempdir().unwrap();
    fs::write(to.path().join("brev.txt"), "kära du").unwrap();
    let before = everything(to.path());
    let error = publish_with(&site("ny"), &job(to.path()), &RealDisk).unwrap_err();
    assert!(matches!(&error, Error::Usage(why) if why.contains("`brev.txt`")), "{error}");
    assert_eq!(everything(to.path()), before);
}

#[test]
fn so_many_releases_are_kept_and_no_more() {
    let to = tempfile::tempdir().unwrap();
    for word in ["ett", "två", "tre", "fyra", "fem"] {
        put(word, to.path());
    }
    let kept: Vec<_> = releases(to.path()).iter().map(|name| name[..4].to_owned()).collect();
    assert_eq!(kept, ["0003", "0004", "0005"]);
    let few = Job { keep: 1, ..job(to.path()) };
    assert!(matches!(publish_with(&site("fem"), &few, &RealDisk), Ok(Outcome::NothingNew(_))));
    assert_eq!(releases(to.path()).len(), 1, "what is to be gone is gone, although nothing is new");
}

fn back(to: &Path, name: Option<&str>) -> Result<Entry, Error> {
    publish::rollback(to, name, NOON.parse().unwrap(), "provet", &RealDisk, None)
}

#[test]
fn a_rollback_shows_what_was_live_before_until_something_else_is_published() {
    let to = tempfile::tempdir().unwrap();
    assert!(matches!(back(to.path(), None), Err(Error::Usage(_))), "nothing has been published");
    let first = put("gammal", to.path());
    assert!(matches!(back(to.path(), None), Err(Error::Usage(_))), "nothing was live before");
    let second = put("ny", to.path());
    let entry = back(to.path(), None).unwrap();
    assert_eq!(
        (entry.event, &entry.release, entry.before.as_ref()),
        (Event::Rollback, &first.release, Some(&second.release))
    );
    assert_eq!(live(to.path()).as_deref(), Some("gammal"));
    assert_eq!(ledger(to.path()).last(), Some(&entry));
    // The job that runs every quarter of an hour does not undo it.
    let outcome = publish_with(&site("ny"), &job(to.path()), &RealDisk).unwrap();
    assert!(matches!(&outcome, Outcome::TakenBack(name) if *name == second.release), "{outcome:?}");
    assert_eq!(live(to.path()).as_deref(), Some("gammal"));
    let again = Job { again: true, ..job(to.path()) };
    assert!(matches!(publish_with(&site("ny"), &again, &RealDisk), Ok(Outcome::Published(_))));
    put("nyare", to.path());
    back(to.path(), Some(&second.release)).unwrap();
    assert_eq!(live(to.path()).as_deref(), Some("ny"));
    let error = back(to.path(), Some("0099-aaaaaaaa")).unwrap_err().to_string();
    assert!(error.contains("finns inte; de som finns är 0002-"), "{error}");
}

#[test]
fn a_release_that_has_been_damaged_is_not_gone_back_to() {
    let to = tempfile::tempdir().unwrap();
    let first = put("gammal", to.path());
    put("ny", to.path());
    fs::write(to.path().join("releases").join(&first.release).join("site/sida/2/index.html"), "annat").unwrap();
    let error = back(to.path(), None).unwrap_err().to_string();
    assert!(error.contains("är inte längre det som skrevs"), "{error}");
    assert_eq!(live(to.path()).as_deref(), Some("ny"));
}

#[test]
fn what_was_decided_and_published_keeps_its_fingerprint_and_its_corrections() {
    let decided = |fingerprint: &str, corrections: &[&str]| Decided {
        report: "namnden/2025-vb".into(),
        fingerprint: fingerprint.into(),
        corrections: corrections.iter().map(|&each| each.to_owned()).collect(),
    };
    let to = tempfile::tempdir().unwrap();
    let with = |word, decided| {
        let job = Job { decided: vec![decided], content: word, ..job(to.path()) };
        publish_with(&site(word), &job, &RealDisk)
    };
    with("ett", decided("a", &["1"])).unwrap();
    with("två", decided("a", &["1", "2"])).unwrap();
    with("tre", decided("a", &["1", "2"])).unwrap();
    // Going back does not let a published correction be rewritten.
    back(to.path(), None).unwrap();
    back(to.path(), None).unwrap();
    let error = publish_with(&site("fyra"), &job(to.path()), &RealDisk).unwrap_err();
    assert!(error.to_string().contains("är nu inte låst eller inte offentlig"), "{error}");
    for wrong in [decided("b", &["1", "2"]), decided("a", &["1"]), decided("a", &["2", "1"]), decided("a", &["1", "3"])]
    {
        let error = with("fyra", wrong.clone()).unwrap_err();
        assert!(matches!(error, Error::Decided(_)), "{wrong:?}: {error}");
    }
    assert_eq!(live(to.path()).as_deref(), Some("ett"));
    with("fyra", decided("a", &["1", "2", "3"])).unwrap();
    // A page that says that the report is gone, or an operator's word, lets it go.
    let mut removed = site("fem");
    removed.redirects.gone.push("rapporter/namnden/2025-vb/".into());
    publish_with(&removed, &job(to.path()), &RealDisk).unwrap();
    let forget = ["namnden/2025-vb".to_owned()];
    let job = Job { forget: &forget, decided: vec![decided("b", &[])], ..job(to.path()) };
    publish_with(&site("sex"), &job, &RealDisk).unwrap();
    assert_eq!(ledger(to.path()).last().unwrap().forgotten, forget);
    with("sju", decided("b", &["1"])).unwrap();
}

#[test]
fn what_was_taken_back_stays_back_until_the_content_changes() {
    let to = tempfile::tempdir().unwrap();
    let of = |word, content| publish_with(&site(word), &Job { content, ..job(to.path()) }, &RealDisk).unwrap();
    for (word, content) in [("ett", "1"), ("två", "2"), ("tre", "3")] {
        of(word, content);
    }
    back(to.path(), None).unwrap();
    back(to.path(), None).unwrap();
    for (word, content) in [("tre", "3"), ("två", "2"), ("tre i dag", "3"), ("två", "9")] {
        assert!(matches!(of(word, content), Outcome::TakenBack(_)), "{word} {content}");
        let (_, verdict) = publish::plan(&site(word), &Job { content, ..job(to.path()) }).unwrap();
        assert!(matches!(verdict, publish::Verdict::TakenBack(_)), "the dry run says the same");
    }
    assert_eq!(live(to.path()).as_deref(), Some("ett"));
    assert!(matches!(of("fyra", "4"), Outcome::Published(_)));
}

#[test]
fn a_rollback_on_a_disk_that_refuses_shows_one_whole_site() {
    for steps in 0.. {
        let to = tempfile::tempdir().unwrap();
        put("gammal", to.path());
        put("ny", to.path());
        let disk = FailingDisk::after(steps, io::ErrorKind::StorageFull);
        let outcome = publish::rollback(to.path(), None, NOON.parse().unwrap(), "provet", &disk, None);
        let shown = live(to.path()).unwrap();
        match outcome {
            Ok(_) => {
                assert!(shown == "gammal" && steps >= 4, "{shown} after {steps} steps");
                break;
            }
            Err(error) => {
                let in_place = error.to_string().starts_with("den nya webbplatsen är på plats");
                assert_eq!(shown, if in_place { "gammal" } else { "ny" }, "after {steps} steps: {error}");
            }
        }
    }
}

#[test]
fn below_a_path_of_its_server_a_site_is_published_and_taken_back() {
    let to = tempfile::tempdir().unwrap();
    for word in ["ett", "två"] {
        let mut site = site(word);
        site.redirects.base = "/portal/".into();
        site.add("404.html", || Ok(b"<a href=\"/portal/sida/1/\">ett</a>".to_vec()));
        publish_with(&site, &job(to.path()), &RealDisk).unwrap();
    }
    back(to.path(), None).unwrap();
    assert_eq!(ledger(to.path()).len(), 3);
}

#[test]
fn a_live_site_that_somebody_has_damaged_is_written_anew() {
    for damage in [
        (|site: &Path| fs::write(site.join("index.html"), "annat").unwrap()) as fn(&Path),
        |site| fs::remove_file(site.join("sida/2/index.html")).unwrap(),
        |site| fs::write(site.join(MANIFEST), "{").unwrap(),
    ] {
        let to = tempfile::tempdir().unwrap();
        put("gammal", to.path());
        damage(&to.path().join("current/site"));
        assert!(matches!(publish_with(&site("gammal"), &job(to.path()), &RealDisk), Ok(Outcome::Published(_))));
        assert_eq!(live(to.path()).as_deref(), Some("gammal"));
    }
}

#[test]
fn what_others_lay_beside_the_releases_is_left_alone() {
    let to = tempfile::tempdir().unwrap();
    let first = put("gammal", to.path());
    let releases = to.path().join("releases");
    for name in [&format!("{}.bak", first.release), "2024-sakerhetskopia", ".DS_Store", "0009-anteckning.txt"] {
        fs::write(releases.join(name), "min egen").unwrap();
    }
    fs::create_dir_all(releases.join("0099-deadbeef/site")).unwrap();
    put("ny", to.path());
    assert!(!releases.join("0099-deadbeef").exists(), "what never was live goes");
    assert_eq!(self::releases(to.path()).iter().filter(|name| releases.join(name).is_file()).count(), 4);
}

#[test]
fn a_target_that_cannot_be_meant_is_wrong_usage() {
    let parent = tempfile::tempdir().unwrap();
    fs::write(parent.path().join("fil"), "").unwrap();
    fs::create_dir_all(parent.path().join("kopia/current/site")).unwrap();
    for name in ["fil", "kopia", "pris$"] {
        let to = parent.path().join(name);
        let error = publish_with(&site("ny"), &job(&to), &RealDisk).unwrap_err();
        assert!(matches!(error, Error::Usage(_)), "{name}: {error}");
        assert!(
            matches!(publish::plan(&site("ny"), &job(&to)), Err(Error::Usage(_))),
            "the dry run says the same of {name}"
        );
    }
}

#[test]
fn the_plan_says_what_the_job_then_does() {
    let to = tempfile::tempdir().unwrap();
    let with = |word: &'static str, figure: &'static str, reports: &'static str| {
        let mut site = site(word);
        site.add("data/reports.csv", move || Ok(format!("organisation,period,title\n{reports}").into_bytes()));
        let line = move || {
            let head = "organisation,reference_period,indicator,measure,value,unit,text,status,reported_in,source_document,source_place\n";
            Ok(format!("{head}namnden,2025-vb,sjukfranvaro,outcome,{figure},%,,,2025-vb,VB,s. 3\n").into_bytes())
        };
        site.add("data/observations.csv", line);
        site
    };
    let first = with("ett", "7.4", "namnden,2025-vb,VB 2025\n");
    let plan = publish::plan(&first, &job(to.path())).unwrap().0;
    assert_eq!((plan.appear.as_slice(), plan.added.len()), (&["namnden/2025-vb".to_owned()][..], 11));
    assert!(!to.path().join("releases").exists(), "a plan writes nothing");
    publish_with(&first, &job(to.path()), &RealDisk).unwrap();
    let mut second = with("ett", "7.6", "namnden,2026-t1,T1 2026\n");
    second.add("ny/index.html", || Ok(b"ny".to_vec()));
    let plan = publish::plan(&second, &job(to.path())).unwrap().0;
    assert_eq!(
        (&plan.appear[..], &plan.go[..]),
        (&["namnden/2026-t1".to_owned()][..], &["namnden/2025-vb".to_owned()][..])
    );
    assert_eq!(plan.changed, ["data/observations.csv", "data/reports.csv"]);
    assert_eq!((plan.added.as_slice(), plan.removed.len()), (&["ny/index.html".to_owned()][..], 0));
    let figures: Vec<_> = plan.figures.iter().map(|f| (f.figure.as_str(), f.old.as_str(), f.new.as_str())).collect();
    assert_eq!(figures, [("namnden, 2025-vb, sjukfranvaro, outcome, 2025-vb", "7.4", "7.6")]);
    match publish_with(&second, &job(to.path()), &RealDisk).unwrap() {
        Outcome::Published(done) => assert_eq!((done.plan, done.entry.figures), (plan.clone(), plan.figures)),
        other => panic!("{other:?}"),
    }
}

#[test]
fn compressed_siblings_are_of_the_release_and_of_its_manifest() {
    let to = tempfile::tempdir().unwrap();
    let mut site = site("ett");
    site.add("lang.html", || Ok("lång ".repeat(1_000).into_bytes()));
    publish_with(&site, &Job { compress: true, ..job(to.path()) }, &RealDisk).unwrap();
    let manifest = Manifest::of(&to.path().join("current/site")).unwrap().unwrap();
    let siblings: Vec<_> =
        manifest.files.keys().map(String::as_str).filter(|path| path.starts_with("lang.html.")).collect();
    assert_eq!((siblings, manifest.compressed), (vec!["lang.html.br", "lang.html.gz"], true));
}

#[test]
fn a_published_site_is_proved_or_every_file_that_differs_is_named() {
    use publish::Difference::{Differs, Foreign, Missing};
    let to = tempfile::tempdir().unwrap();
    put("ett", to.path());
    let folder = to.path().join("current/site");
    let check = |word| {
        let manifest = Manifest::of(&folder).unwrap().unwrap();
        let there = publish::files_in(&folder).unwrap();
        publish::verify(&site(word), &manifest, &|path| publish::read_from(&folder, path), Some(&there)).unwrap()
    };
    assert!(check("ett").is_empty());
    assert_eq!(check("två").len(), 7);
    fs::write(folder.join("sida/1/index.html"), "annat").unwrap();
    fs::remove_file(folder.join("sida/2/index.html")).unwrap();
    fs::write(folder.join("ny.html"), "ny").unwrap();
    let found: Vec<_> = check("ett").into_iter().collect();
    let expected = [("ny.html", Foreign), ("sida/1/index.html", Differs), ("sida/2/index.html", Missing)];
    assert_eq!(found, expected.map(|(path, how)| (path.to_owned(), how)));
}
