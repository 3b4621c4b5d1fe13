//! Does a job that is killed at any moment leave the live site whole, and can the next one go on? While jobs are killed, a reader reads
//! the whole site again and again.
//!
//! `REDOVISA_KILLS` says at how many moments (40 if nothing is said), `REDOVISA_PROGRAM` which program (the one under test).

#![cfg(unix)]
#![expect(
    clippy::disallowed_methods,
    clippy::unwrap_used,
    clippy::print_stdout,
    reason = "a test looks at what was written, from outside, counts, and may fail with a panic"
)]

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;
use std::time::{Duration, Instant};

use redovisa::publish::{Entry, MANIFEST, Manifest};
use sha2::{Digest, Sha256};

#[expect(dead_code, reason = "the support serves other tests too")]
#[path = "support/random.rs"]
mod random;

use random::Random;

fn program() -> PathBuf {
    std::env::var_os("REDOVISA_PROGRAM").map_or_else(|| env!("CARGO_BIN_EXE_redovisa").into(), PathBuf::from)
}

fn publish(root: &Path, to: &Path) -> Command {
    let mut command = Command::new(program());
    command.arg("publish").arg("--root").arg(root).arg("--to").arg(to).args(["--keep", "12"]).stderr(Stdio::piped());
    command
}

/// Gives the portal another name, which stands on every page.
fn rename(root: &Path, name: &str) {
    let path = root.join("content/portal.toml");
    let text = fs::read_to_string(&path).unwrap();
    let rest = text.split_once("namn = \"").unwrap().1.split_once('"').unwrap().1.to_owned();
    fs::write(path, format!("namn = \"{name}\"{rest}")).unwrap();
}

/// Reads the whole live site, and gives the portal's name on its front page. Every file is the one that its manifest lists.
fn read(to: &Path) -> String {
    let site = fs::canonicalize(to.join("current")).expect("at every moment there is a site").join("site");
    let manifest = Manifest::of(&site).unwrap().expect("a complete site has its manifest");
    for (path, hash) in &manifest.files {
        let bytes = fs::read(site.join(path)).unwrap_or_else(|e| panic!("{}: {e}", site.join(path).display()));
        let found: String = Sha256::digest(&bytes).iter().map(|byte| format!("{byte:02x}")).collect();
        assert_eq!(found, *hash, "{path} of {}", site.display());
    }
    assert!(site.join(MANIFEST).is_file() && manifest.files.len() > 30);
    let front = fs::read_to_string(site.join("index.html")).unwrap();
    front.split_once("<title>").unwrap().1.split_once("</title>").unwrap().0.to_owned()
}

fn ledger(to: &Path) -> Vec<Entry> {
    let text = fs::read_to_string(to.join("ledger.jsonl")).unwrap();
    text.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

#[test]
fn a_job_that_is_killed_at_any_moment_leaves_a_complete_site() {
    let kills = std::env::var("REDOVISA_KILLS").ok().map_or(40, |kills| kills.parse().unwrap());
    let folder = tempfile::tempdir().unwrap();
    let (root, to) = (folder.path().join("portal"), folder.path().join("webb"));
    assert!(Command::new(program()).args(["new", "portal"]).arg(&root).output().unwrap().status.success());
    rename(&root, "Portal 0");
    let started = Instant::now();
    assert!(publish(&root, &to).status().unwrap().success());
    let usual = started.elapsed();
    let ended = AtomicBool::new(false);
    let (read_sites, survived) = thread::scope(|scope| {
        let reader = scope.spawn(|| {
            let mut count = 0;
            while !ended.load(Ordering::Relaxed) {
                let name = read(&to);
                assert!(name.contains("Portal "), "{name}");
                count += 1;
            }
            count
        });
        let killing = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| kill(kills, usual, &root, &to)));
        ended.store(true, Ordering::Relaxed);
        (reader.join().unwrap(), killing.unwrap())
    });
    rename(&root, "Portal till sist");
    let last = publish(&root, &to).output().unwrap();
    assert!(last.status.success(), "{}", String::from_utf8_lossy(&last.stderr));
    assert!(read(&to).contains("Portal till sist"));
    let ledger = ledger(&to);
    // Every release that went live has its line, although some jobs died before they could write it.
    let live = ledger.windows(2).all(|pair| pair[1].before.as_ref() == Some(&pair[0].release));
    assert!(live, "{:?}", ledger.iter().map(|entry| (&entry.release, &entry.before)).collect::<Vec<_>>());
    let left = fs::read_dir(to.join("releases")).unwrap().map(|entry| entry.unwrap().file_name());
    assert!(left.into_iter().all(|name| !name.to_string_lossy().starts_with('.')), "nothing half is left");
    assert!(survived < kills && read_sites > kills / 4, "{survived} jobs were quicker, {read_sites} sites were read");
    println!(
        "killed at {kills} moments ({survived} jobs were quicker, {} releases went live), while {read_sites} complete sites were read: \
         {kills} passed, 0 failed",
        ledger.len()
    );
}

/// Kills so many jobs, each at another moment of its life; gives how many had come to their end before.
fn kill(kills: usize, usual: Duration, root: &Path, to: &Path) -> usize {
    let mut random = Random::of(&[8, 300]);
    let mut survived = 0;
    for number in 1..=kills {
        rename(root, &format!("Portal {number}"));
        let mut job = publish(root, to).spawn().unwrap();
        let most = usize::try_from(usual.as_micros()).unwrap() * 11 / 10;
        thread::sleep(Duration::from_micros(u64::try_from(random.below(most)).unwrap()));
        // SIGKILL: nothing in the process hears of it.
        job.kill().unwrap();
        survived += usize::from(job.wait().unwrap().success());
        read(to);
    }
    survived
}
