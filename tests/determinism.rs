//! Does the same input give the same bytes: in another folder, with other threads, in another order, at another time?

#![expect(
    clippy::unwrap_used,
    clippy::disallowed_methods,
    reason = "a test may stop at once, and reads files of its own"
)]

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use jiff::Timestamp;
use redovisa::Options;
use redovisa::embargo::Audience;
use redovisa::error::Error;
use redovisa::world::{DiskWorld, World};

/// The project on the disk, with its files listed in another order and another time on the clock.
struct Shuffled {
    disk: DiskWorld,
    step: usize,
    now: &'static str,
}

impl World for Shuffled {
    fn list(&self) -> Result<Vec<String>, Error> {
        let mut paths = self.disk.list()?;
        paths.sort();
        // A step that shares no factor with the number of files visits every file once.
        let count = paths.len();
        let step = (self.step..).find(|step| gcd(*step, count) == 1).unwrap();
        Ok((0..count).map(|at| paths[at * step % count].clone()).collect())
    }

    fn read(&self, path: &str) -> Result<Vec<u8>, Error> {
        self.disk.read(path)
    }

    fn now(&self) -> Timestamp {
        self.now.parse().unwrap()
    }
}

fn gcd(a: usize, b: usize) -> usize {
    if b == 0 { a } else { gcd(b, a % b) }
}

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).unwrap();
    for entry in fs::read_dir(from).unwrap() {
        let path = entry.unwrap().path();
        let target = to.join(path.file_name().unwrap());
        if path.is_dir() {
            copy(&path, &target);
        } else {
            fs::copy(&path, &target).unwrap();
        }
    }
}

fn bytes(folder: &Path) -> BTreeMap<PathBuf, Vec<u8>> {
    fn walk(folder: &Path, root: &Path, found: &mut BTreeMap<PathBuf, Vec<u8>>) {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                walk(&path, root, found);
            } else {
                found.insert(path.strip_prefix(root).unwrap().to_owned(), fs::read(&path).unwrap());
            }
        }
    }
    let mut found = BTreeMap::new();
    walk(folder, folder, &mut found);
    found
}

fn build(world: &dyn World, out: &Path, threads: usize) -> BTreeMap<PathBuf, Vec<u8>> {
    let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().unwrap();
    let built = pool.install(|| redovisa::build(world, Audience::Public, out, Options::default(), &|_| ())).unwrap();
    assert!(built.written.is_some(), "the content of the repository builds");
    bytes(out)
}

#[test]
fn folder_threads_order_and_clock_leave_no_trace() {
    let temp = tempfile::tempdir().unwrap();
    let elsewhere = temp.path().join("en annan mapp/åäö");
    for folder in ["content", "charts"] {
        copy(&root().join(folder), &elsewhere.join(folder));
    }
    let first = build(&DiskWorld::new(root()), &temp.path().join("a"), 1);
    let again = build(&DiskWorld::new(root()), &temp.path().join("b"), 2);
    assert!(first.len() > 50);
    assert!(first == again, "two threads differ from one");
    let moved = build(&DiskWorld::new(&elsewhere), &temp.path().join("c/public"), 2);
    assert!(first == moved, "another folder differs");
    for (step, now) in [(7, "2031-02-03T04:05:06Z"), (13, "2059-12-31T23:59:59Z")] {
        let shuffled = Shuffled { disk: DiskWorld::new(root()), step, now };
        let other = build(&shuffled, &temp.path().join(format!("d{step}")), 2);
        assert!(first == other, "order {step} or clock {now} differs");
    }
    for (path, bytes) in &first {
        let text = String::from_utf8_lossy(bytes);
        assert!(!text.contains(&*root().to_string_lossy()), "{} names a folder of this machine", path.display());
    }
}
