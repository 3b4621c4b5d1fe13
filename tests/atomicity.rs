//! Is the output either as it was or complete, whatever happens to a build?

#![expect(
    clippy::disallowed_methods,
    clippy::unwrap_used,
    reason = "a test looks at what was written, from outside, and may fail with a panic"
)]

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};

use redovisa::error::Error;
use redovisa::publish::{self, MARKER, Written};
use redovisa::site::Site;

/// The files that every output has beside its pages and its marker: the manifest, and two for static hosts.
const BESIDE: usize = 3;

/// Twelve pages that say `word`.
fn site(word: &str) -> Site<'_> {
    let mut site = Site::default();
    for number in 1..=12 {
        site.add(format!("sida/{number:02}/index.html"), move || Ok(format!("{word} {number}").into_bytes()));
    }
    site
}

/// The same, but the seventh cannot be made.
fn site_with_a_fault(word: &str) -> Site<'_> {
    let mut site = Site::default();
    for number in 1..=12 {
        let page = move || match number {
            7 => Err(Error::Other("sjunde sidan".into())),
            _ => Ok(format!("{word} {number}").into_bytes()),
        };
        site.add(format!("sida/{number:02}/index.html"), page);
    }
    site
}

fn write(site: &Site<'_>, out: &Path) -> Result<Written, Error> {
    publish::write(site, out, &|_| ())
}

/// Every file below `folder` with its bytes.
fn files(folder: &Path) -> BTreeMap<PathBuf, Vec<u8>> {
    let mut found = BTreeMap::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            found.extend(files(&path));
        } else {
            found.insert(path.clone(), fs::read(&path).unwrap());
        }
    }
    found
}

fn names(folder: &Path) -> Vec<String> {
    let mut names: Vec<_> =
        fs::read_dir(folder).unwrap().map(|e| e.unwrap().file_name().into_string().unwrap()).collect();
    names.sort();
    names
}

#[test]
fn a_new_output_is_written_with_its_marker_and_counted() {
    let parent = tempfile::tempdir().unwrap();
    let out = parent.path().join("djupt/nere/public");
    let heard = AtomicUsize::new(0);
    let progress = |done| {
        heard.fetch_max(done, Ordering::Relaxed);
    };
    let written = publish::write(&site("ny"), &out, &progress).unwrap();
    assert_eq!(written, Written { files: 12, bytes: 9 * 4 + 3 * 5 });
    assert_eq!(heard.into_inner(), 12);
    assert_eq!(fs::read_to_string(out.join("sida/07/index.html")).unwrap(), "ny 7");
    let marker = fs::read_to_string(out.join(MARKER)).unwrap();
    assert!(marker.lines().next().unwrap().contains("Redovisa"));
    assert_eq!(marker.lines().count(), 1 + 12 + BESIDE, "the marker lists every file");
    assert_eq!(names(out.parent().unwrap()), ["public"]);
}

#[test]
fn a_page_that_fails_leaves_the_old_output_byte_for_byte() {
    let parent = tempfile::tempdir().unwrap();
    let out = parent.path().join("public");
    write(&site("gammal"), &out).unwrap();
    let before = files(parent.path());
    let error = write(&site_with_a_fault("ny"), &out).unwrap_err();
    assert_eq!(error.to_string(), "sjunde sidan");
    assert_eq!(files(parent.path()), before);
    assert_eq!(names(parent.path()), ["public"]);
}

#[test]
fn a_page_that_fails_at_the_first_build_leaves_nothing() {
    let parent = tempfile::tempdir().unwrap();
    write(&site_with_a_fault("ny"), &parent.path().join("public")).unwrap_err();
    assert!(names(parent.path()).is_empty());
}

#[test]
fn a_page_that_panics_leaves_the_old_output_too() {
    let parent = tempfile::tempdir().unwrap();
    let out = parent.path().join("public");
    write(&site("gammal"), &out).unwrap();
    let before = files(parent.path());
    let mut broken = site("ny");
    broken.add("trasig.html", || panic!("a broken invariant"));
    assert!(std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| write(&broken, &out))).is_err());
    assert_eq!(files(parent.path()), before);
    assert_eq!(names(parent.path()), ["public"]);
}

#[test]
fn a_file_that_somebody_put_into_the_output_is_not_removed() {
    for path in ["CNAME", ".git/HEAD", "sida/07/anteckning.txt"] {
        let parent = tempfile::tempdir().unwrap();
        let out = parent.path().join("public");
        write(&site("gammal"), &out).unwrap();
        fs::create_dir_all(out.join(path).parent().unwrap()).unwrap();
        fs::write(out.join(path), "min egen").unwrap();
        let before = files(parent.path());
        let error = write(&site("ny"), &out).unwrap_err();
        assert!(error.to_string().contains(path), "{error}");
        assert_eq!(files(parent.path()), before);
    }
}

/// A site with one picture, whose maker counts how often it is asked.
fn site_with_picture<'a>(asked: &'a AtomicUsize, path: &str) -> Site<'a> {
    let mut site = site("sida");
    site.add_immutable(path, || {
        asked.fetch_add(1, Ordering::Relaxed);
        Ok(b"bild".to_vec())
    });
    site
}

const PICTURE: &str = "diagram/x.0123456789.png";

/// What is done to the picture at a path, by name.
type Damage = (&'static str, fn(&Path));

#[test]
fn what_is_named_by_its_hash_is_made_once_and_kept() {
    let parent = tempfile::tempdir().unwrap();
    let out = parent.path().join("public");
    let asked = AtomicUsize::new(0);
    let first = write(&site_with_picture(&asked, PICTURE), &out).unwrap();
    let before = files(parent.path());
    for _ in 0..2 {
        assert_eq!(
            write(&site_with_picture(&asked, PICTURE), &out).unwrap(),
            first,
            "it is counted as if it were made"
        );
    }
    assert_eq!(asked.load(Ordering::Relaxed), 1);
    assert_eq!(files(parent.path()), before, "the marker too");
    write(&site_with_picture(&asked, "diagram/x.9876543210.png"), &out).unwrap();
    assert_eq!(asked.load(Ordering::Relaxed), 2, "another name is another picture");
    assert_eq!(names(&out.join("diagram")), ["x.9876543210.png"]);
}

#[test]
fn a_build_that_fails_leaves_what_it_would_have_kept() {
    let parent = tempfile::tempdir().unwrap();
    let out = parent.path().join("public");
    let asked = AtomicUsize::new(0);
    write(&site_with_picture(&asked, PICTURE), &out).unwrap();
    let before = files(parent.path());
    let mut broken = site_with_picture(&asked, PICTURE);
    broken.add("trasig.html", || Err(Error::Other("trasig".into())));
    write(&broken, &out).unwrap_err();
    assert_eq!(files(parent.path()), before);
    write(&site_with_picture(&asked, PICTURE), &out).unwrap();
    assert_eq!(asked.load(Ordering::Relaxed), 1);
}

#[test]
fn a_kept_file_that_was_damaged_is_made_anew() {
    let damages: [Damage; 5] = [
        ("cut short", |file| fs::write(file, "bil").unwrap()),
        ("of the same size", |file| fs::write(file, "bilD").unwrap()),
        ("missing", |file| fs::remove_file(file).unwrap()),
        ("a folder instead", |file| {
            fs::remove_file(file).unwrap();
            fs::create_dir(file).unwrap();
        }),
        ("a marker from before there were hashes", |file| {
            let marker = file.parent().unwrap().parent().unwrap().join(MARKER);
            let text = fs::read_to_string(&marker).unwrap();
            let paths: String = text.lines().map(|line| line.split('\t').next().unwrap().to_owned() + "\n").collect();
            assert_ne!(paths, text);
            fs::write(marker, paths).unwrap();
        }),
    ];
    for (what, damage) in damages {
        let parent = tempfile::tempdir().unwrap();
        let out = parent.path().join("public");
        let asked = AtomicUsize::new(0);
        write(&site_with_picture(&asked, PICTURE), &out).unwrap();
        let before = files(&out);
        damage(&out.join(PICTURE));
        write(&site_with_picture(&asked, PICTURE), &out).unwrap();
        assert_eq!(asked.load(Ordering::Relaxed), 2, "{what}");
        assert_eq!(files(&out), before, "{what}");
    }
}

#[test]
fn a_page_is_never_kept_though_its_path_is_the_same() {
    let parent = tempfile::tempdir().unwrap();
    let out = parent.path().join("public");
    let asked = AtomicUsize::new(0);
    write(&site_with_picture(&asked, "x.html"), &out).unwrap();
    let mut changed = site("sida");
    changed.add("x.html", || Ok(b"ny".to_vec()));
    write(&changed, &out).unwrap();
    assert_eq!(fs::read_to_string(out.join("x.html")).unwrap(), "ny");
}

#[test]
fn what_the_new_site_does_not_have_is_gone() {
    let parent = tempfile::tempdir().unwrap();
    let out = parent.path().join("public");
    let mut old = site("gammal");
    old.add("borttagen/index.html", || Ok(b"borta".to_vec()));
    write(&old, &out).unwrap();
    assert!(out.join("borttagen/index.html").exists());
    write(&site("ny"), &out).unwrap();
    assert!(!out.join("borttagen").exists());
    assert_eq!(fs::read_to_string(out.join("sida/01/index.html")).unwrap(), "ny 1");
    assert_eq!(names(parent.path()), ["public"]);
}

#[test]
fn the_same_site_gives_the_same_bytes() {
    let parent = tempfile::tempdir().unwrap();
    let [a, b]: [BTreeMap<PathBuf, Vec<u8>>; 2] = ["a", "b"].map(|name| {
        let out = parent.path().join(name);
        write(&site("lika"), &out).unwrap();
        files(&out).into_iter().map(|(path, bytes)| (path.strip_prefix(&out).unwrap().to_owned(), bytes)).collect()
    });
    assert_eq!(a, b);
}

#[test]
fn a_folder_with_others_files_is_refused() {
    let parent = tempfile::tempdir().unwrap();
    let out = parent.path().join("dokument");
    fs::create_dir(&out).unwrap();
    fs::write(out.join("viktigt.docx"), "kvar").unwrap();
    let before = files(parent.path());
    let error = write(&site("ny"), &out).unwrap_err();
    assert!(matches!(error, Error::ForeignOutput { .. }), "{error}");
    assert_eq!(files(parent.path()), before);
    assert_eq!(names(parent.path()), ["dokument"]);
}

#[test]
fn an_empty_folder_may_be_taken() {
    let parent = tempfile::tempdir().unwrap();
    let out = parent.path().join("public");
    fs::create_dir(&out).unwrap();
    write(&site("ny"), &out).unwrap();
    assert_eq!(names(parent.path()), ["public"]);
    assert_eq!(files(&out).len(), 12 + 1 + BESIDE);
}

#[test]
fn an_output_below_a_file_is_an_error_with_its_path() {
    let parent = tempfile::tempdir().unwrap();
    fs::write(parent.path().join("fil"), "innehåll").unwrap();
    for out in ["fil", "fil/public", "fil/djupt/public"] {
        let error = write(&site("ny"), &parent.path().join(out)).unwrap_err();
        assert!(matches!(&error, Error::Io { path, .. } if path.contains("fil")), "{out}: {error}");
    }
    assert_eq!(fs::read_to_string(parent.path().join("fil")).unwrap(), "innehåll");
    assert_eq!(names(parent.path()), ["fil"]);
}

#[test]
fn a_file_that_the_disk_refuses_leaves_the_old_output() {
    let parent = tempfile::tempdir().unwrap();
    let out = parent.path().join("public");
    write(&site("gammal"), &out).unwrap();
    let before = files(parent.path());
    let mut too_long = site("ny");
    too_long.add(format!("{}.html", "a".repeat(300)), || Ok(Vec::new()));
    assert!(matches!(write(&too_long, &out), Err(Error::Io { .. })));
    assert_eq!(files(parent.path()), before);
    assert_eq!(names(parent.path()), ["public"]);
}

#[test]
fn no_path_leads_out_of_the_output() {
    for path in [
        "../ut.html",
        "/ut.html",
        "a/../../ut.html",
        "a//b.html",
        "a\\..\\b.html",
        "a\tb.html",
        "a\nb",
        "",
        ".redovisa",
    ] {
        let parent = tempfile::tempdir().unwrap();
        let mut site = site("ny");
        site.add(path, || Ok(Vec::new()));
        assert!(write(&site, &parent.path().join("public")).is_err(), "{path}");
        assert!(names(parent.path()).is_empty(), "{path}");
    }
}

#[cfg(unix)]
#[test]
fn a_link_to_a_folder_stays_and_its_target_is_replaced() {
    let parent = tempfile::tempdir().unwrap();
    let target = parent.path().join("disk/webb");
    fs::create_dir_all(&target).unwrap();
    let link = parent.path().join("public");
    std::os::unix::fs::symlink(&target, &link).unwrap();
    for word in ["gammal", "ny"] {
        write(&site(word), &link).unwrap();
        assert!(link.is_symlink());
        assert_eq!(fs::read_to_string(target.join("sida/01/index.html")).unwrap(), format!("{word} 1"));
    }
    assert_eq!(names(&parent.path().join("disk")), ["webb"]);
    assert_eq!(names(parent.path()), ["disk", "public"]);
}

#[test]
fn two_builders_at_once_do_not_hurt_each_other() {
    let parent = tempfile::tempdir().unwrap();
    let out = parent.path().join("public");
    let mut slow = site("långsam");
    slow.add("x.html", || {
        // Right in the middle of this build another one comes, sweeps, and puts its site in place.
        write(&site("snabb"), &out)?;
        Ok(b"x".to_vec())
    });
    write(&slow, &out).unwrap();
    assert_eq!(files(&out).len(), 13 + 1 + BESIDE);
    assert_eq!(fs::read_to_string(out.join("sida/01/index.html")).unwrap(), "långsam 1");
    assert_eq!(names(parent.path()), ["public"]);
}

/// Not a test by itself: the builder that the next test starts as a process of its own, and kills.
#[test]
fn builder_to_be_killed() {
    let Ok(out) = std::env::var("REDOVISA_TEST_OUT") else { return };
    let mut site = site("halv");
    site.add("evig.html", || {
        loop {
            std::thread::sleep(Duration::from_secs(60));
        }
    });
    write(&site, Path::new(&out)).unwrap();
}

#[test]
fn what_a_killed_builder_left_is_swept_away_by_the_next() {
    let parent = tempfile::tempdir().unwrap();
    let out = parent.path().join("public");
    write(&site("gammal"), &out).unwrap();
    let before = files(&out);
    let mut builder = Command::new(std::env::current_exe().unwrap())
        .args(["--exact", "builder_to_be_killed"])
        .env("REDOVISA_TEST_OUT", &out)
        .stdout(Stdio::null())
        .spawn()
        .unwrap();
    let started = Instant::now();
    while files(parent.path()).len() < 20 {
        assert!(started.elapsed() < Duration::from_secs(60), "the builder does not write");
        std::thread::sleep(Duration::from_millis(10));
    }
    assert_eq!(names(parent.path()).len(), 2, "staging beside the output");
    write_beside_a_living_builder(parent.path());
    builder.kill().unwrap();
    builder.wait().unwrap();
    assert_eq!(names(parent.path()).len(), 2, "a killed builder leaves its staging folder");
    assert_eq!(files(&out), before);
    write(&site("ny"), &out).unwrap();
    assert_eq!(names(parent.path()), ["public"]);
    assert_eq!(fs::read_to_string(out.join("sida/01/index.html")).unwrap(), "ny 1");
}

/// A living builder of another process keeps its folder, also when a build of the same output fails meanwhile.
fn write_beside_a_living_builder(parent: &Path) {
    write(&site_with_a_fault("fel"), &parent.join("public")).unwrap_err();
    assert_eq!(names(parent).len(), 2, "the living builder's folder is still there");
}
