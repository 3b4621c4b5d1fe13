//! How do the targets get their processes, and what is a process's death? Counts what passed and what failed.

use std::fs;
use std::io::Read;
use std::process::{Child, Command, ExitCode, Stdio};
use std::time::{Duration, Instant};

use redovisa_fuzz::TARGETS;

/// A process that has not ended so long after its time is caught in a loop.
const GRACE: Duration = Duration::from_secs(60);
/// A target whose process dies is begun again so many times.
const ATTEMPTS: u64 = 4;

/// Inputs that passed, and findings.
#[derive(Clone, Copy, Default)]
struct Count {
    passed: u64,
    failed: u64,
}

/// Runs every target, or the one asked for, and prints the sum.
pub(crate) fn run(seconds: u64, only: Option<&str>) -> ExitCode {
    let mut sum = Count::default();
    for (target, _) in TARGETS.iter().filter(|(target, _)| only.is_none_or(|only| only == *target)) {
        let Ok(count) = one(target, seconds) else {
            eprintln!("{target}: its process could not be started");
            return ExitCode::from(5);
        };
        println!("{target:<12} {:>9} passed, {} failed", count.passed, count.failed);
        sum = Count { passed: sum.passed + count.passed, failed: sum.failed + count.failed };
    }
    println!("{} passed, {} failed", sum.passed, sum.failed);
    if sum.failed == 0 { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}

fn one(target: &str, seconds: u64) -> std::io::Result<Count> {
    let end = Instant::now() + Duration::from_secs(seconds);
    let mut sum = Count::default();
    for attempt in 0..ATTEMPTS {
        let left = end.saturating_duration_since(Instant::now()).as_secs_f64().round() as u64;
        if attempt > 0 && left == 0 {
            break;
        }
        match attempt_one(target, left, attempt)? {
            Some(count) => {
                return Ok(Count { passed: sum.passed + count.passed, failed: sum.failed + count.failed });
            }
            None => sum.failed += 1,
        }
    }
    Ok(sum)
}

/// One process for one target; `None` if it died or had to be ended.
fn attempt_one(target: &str, seconds: u64, attempt: u64) -> std::io::Result<Option<Count>> {
    let arguments = ["--target", target, "--seconds", &seconds.to_string(), "--attempt", &attempt.to_string()];
    let mut child = Command::new(std::env::current_exe()?).args(arguments).stdout(Stdio::piped()).spawn()?;
    let end = Instant::now() + Duration::from_secs(seconds) + GRACE;
    if !wait(&mut child, end)? {
        return keep(target, attempt, "does not end").map(|()| None);
    }
    let mut output = String::new();
    child.stdout.take().map_or(Ok(0), |mut pipe| pipe.read_to_string(&mut output))?;
    let numbers: Vec<u64> = output.split_whitespace().filter_map(|word| word.parse().ok()).collect();
    match (child.wait()?, &numbers[..]) {
        (status, [passed, failed]) if status.success() => Ok(Some(Count { passed: *passed, failed: *failed })),
        (status, _) => keep(target, attempt, &format!("its process died: {status}")).map(|()| None),
    }
}

/// Whether the process ended by itself before `end`.
fn wait(child: &mut Child, end: Instant) -> std::io::Result<bool> {
    while child.try_wait()?.is_none() {
        if Instant::now() > end {
            child.kill()?;
            child.wait()?;
            return Ok(false);
        }
        std::thread::sleep(Duration::from_millis(20));
    }
    Ok(true)
}

/// Keeps the input that the process was trying.
fn keep(target: &str, attempt: u64, what: &str) -> std::io::Result<()> {
    let path = crate::artifacts(target).join(format!("died-{}", attempt + 1));
    fs::copy(crate::current(target), &path)?;
    eprintln!("{target}: {what}\n    kept as {}", path.display());
    Ok(())
}
