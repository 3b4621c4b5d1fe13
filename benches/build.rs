//! How long does a build take, how much memory, and how does that compare with merely copying the site?
//!
//! `cargo bench` measures 1 000 and 10 000 pages, `cargo bench -- --full` 100 000 as well. Every measurement is a process
//! of its own, so that one peak of memory does not hide another. All times of the project are measured here.

#![expect(
    clippy::disallowed_methods,
    clippy::print_stdout,
    reason = "a benchmark reads the clock and the disk, and prints"
)]

#[expect(dead_code, reason = "the support serves the tests and the fuzz targets too")]
#[path = "../tests/support/mod.rs"]
mod support;

use std::error::Error;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Instant;

use redovisa::world::{DiskWorld, World};
use support::outline::Size;
use support::{stages, synthetic};

type Outcome<T> = Result<T, Box<dyn Error>>;

const SEED: u64 = 2020;
/// How many times each build and each copy is done; the median counts.
const ROUNDS: usize = 3;
/// Above this number of pages a build is done once.
const MANY: usize = 50_000;
/// A build may take so many times as long as `cp -r`.
const MOST_RATIO: f64 = 2.0;
/// Ten times the pages may take so many times as long.
const MOST_GROWTH: f64 = 10.5;
/// The most memory a build may use, in MB.
const MOST_MEMORY: f64 = 300.0;

fn main() -> Outcome<()> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    match arguments.iter().map(String::as_str).collect::<Vec<_>>()[..] {
        ["--measure-stages", root] => measure_stages(Path::new(root)),
        ["--measure-build", root, out] => measure_build(Path::new(root), Path::new(out)),
        _ => compare(arguments.iter().any(|argument| argument == "--full")),
    }
}

/// One size, measured. Seconds are those of the clock on the wall, except where the name says otherwise.
struct Measured {
    pages: f64,
    files: f64,
    megabytes: f64,
    load: f64,
    check: f64,
    derive: f64,
    build: f64,
    build_cpu: f64,
    memory: f64,
    copy: f64,
}

impl Measured {
    /// Heading and value of each column.
    fn columns(&self) -> [(&'static str, String); 13] {
        [
            ("pages", format!("{}", self.pages)),
            ("files", format!("{}", self.files)),
            ("MB", format!("{:.1}", self.megabytes)),
            ("load ms", format!("{:.0}", self.load)),
            ("check ms", format!("{:.0}", self.check)),
            ("derive ms", format!("{:.0}", self.derive)),
            ("build s", format!("{:.2}", self.build)),
            ("cpu s", format!("{:.2}", self.build_cpu)),
            ("pages/s", format!("{:.0}", self.pages / self.build)),
            ("cpu µs/page", format!("{:.0}", self.build_cpu / self.pages * 1e6)),
            ("cp -r s", format!("{:.2}", self.copy)),
            ("build/cp", format!("{:.2}", self.build / self.copy)),
            ("peak MB", format!("{:.1}", self.memory)),
        ]
    }

    fn print(&self, with_headings: bool) {
        let columns = self.columns();
        if with_headings {
            println!("{}", columns.each_ref().map(|(heading, _)| format!("{heading:>11}")).concat());
        }
        println!("{}", columns.map(|(_, value)| format!("{value:>11}")).concat());
    }
}

/// Measures every size and prints the table.
fn compare(full: bool) -> Outcome<()> {
    let mut all: Vec<Measured> = Vec::new();
    for pages in [1_000, 10_000, 100_000].into_iter().filter(|pages| full || *pages <= 10_000) {
        let one = measure(pages)?;
        one.print(all.is_empty());
        all.push(one);
    }
    for pair in all.windows(2) {
        print_growth(&pair[0], &pair[1]);
    }
    if let Some(largest) = all.last() {
        let ratio = verdict(largest.build / largest.copy, MOST_RATIO);
        println!("largest: build/cp {ratio}, peak memory in MB {}", verdict(largest.memory, MOST_MEMORY));
    }
    Ok(())
}

fn print_growth(less: &Measured, more: &Measured) {
    let tenfold = |of: fn(&Measured) -> f64| (of(more) / of(less)) / (more.pages / less.pages) * 10.0;
    println!(
        "from {} to {} pages, for ten times as many: build {}, its processor time {}, load+check+derive {:.1}, derive alone \
         {:.1} times the time; {:.1} times the memory",
        less.pages,
        more.pages,
        verdict(tenfold(|m| m.build), MOST_GROWTH),
        verdict(tenfold(|m| m.build_cpu), MOST_GROWTH),
        tenfold(|m| m.load + m.check + m.derive),
        tenfold(|m| m.derive),
        tenfold(|m| m.memory)
    );
}

fn verdict(found: f64, most: f64) -> String {
    format!("{found:.1} (at most {most:.1}: {})", if found <= most { "kept" } else { "NOT KEPT" })
}

/// Writes a portal, and measures stages, build and copy of it.
fn measure(pages: usize) -> Outcome<Measured> {
    let folder = tempfile::tempdir()?;
    let (root, out, copy) = (folder.path().join("project"), folder.path().join("public"), folder.path().join("copy"));
    synthetic::write(&Size::of_pages(pages), SEED, &root)?;
    let [load, check, derive] = child(&["--measure-stages".as_ref(), root.as_os_str()])?;
    let rounds = if pages > MANY { 1 } else { ROUNDS };
    let (mut builds, mut cpu, mut copies, mut memory) = (Vec::new(), Vec::new(), Vec::new(), 0.0_f64);
    // Build and copy take turns, so that a busy moment of the machine does not hit only one of them.
    for round in 0..ROUNDS {
        if round < rounds {
            remove(&out)?;
            let [seconds, busy, peak] = child(&["--measure-build".as_ref(), root.as_os_str(), out.as_os_str()])?;
            builds.push(seconds);
            cpu.push(busy);
            memory = memory.max(peak);
        }
        remove(&copy)?;
        let start = Instant::now();
        let status = Command::new("cp").arg("-r").args([&out, &copy]).status();
        copies.push(status.map_or(f64::NAN, |_| start.elapsed().as_secs_f64()));
    }
    let (pages, files, bytes) = count(&out)?;
    let (build, build_cpu, copy) = (median(builds), median(cpu), median(copies));
    Ok(Measured { pages, files, megabytes: bytes / 1e6, load, check, derive, build, build_cpu, memory, copy })
}

/// Runs this program again; the numbers that it prints last.
fn child<const N: usize>(arguments: &[&std::ffi::OsStr]) -> Outcome<[f64; N]> {
    let output =
        Command::new(std::env::current_exe()?).args(arguments).stderr(std::process::Stdio::inherit()).output()?;
    let text = String::from_utf8(output.stdout)?;
    let line = text.lines().last().ok_or("a measurement printed nothing")?;
    let numbers = line.split_whitespace().map(str::parse).collect::<Result<Vec<f64>, _>>()?;
    numbers.try_into().map_err(|_| format!("a measurement printed `{line}`").into())
}

fn median(mut of: Vec<f64>) -> f64 {
    of.sort_by(f64::total_cmp);
    of[of.len() / 2]
}

fn remove(folder: &Path) -> Outcome<()> {
    if folder.exists() {
        std::fs::remove_dir_all(folder)?;
    }
    Ok(())
}

/// Pages, files and bytes below a folder.
fn count(folder: &Path) -> Outcome<(f64, f64, f64)> {
    let (mut pages, mut files, mut bytes) = (0_u32, 0_u32, 0_u64);
    let mut folders: Vec<PathBuf> = folder.exists().then(|| folder.to_owned()).into_iter().collect();
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder)? {
            let (path, data) = entry.and_then(|entry| Ok((entry.path(), entry.metadata()?)))?;
            if data.is_dir() {
                folders.push(path);
            } else {
                files += 1;
                pages += u32::from(path.extension().is_some_and(|ending| ending == "html"));
                bytes += data.len();
            }
        }
    }
    #[expect(clippy::cast_precision_loss, reason = "sizes are shown with a decimal")]
    Ok((f64::from(pages), f64::from(files), bytes as f64))
}

/// Prints the milliseconds of load, check and derive.
fn measure_stages(root: &Path) -> Outcome<()> {
    let world = DiskWorld::new(root);
    let (start, input) = (Instant::now(), redovisa::load::load(&world)?);
    let (load, start) = (start.elapsed(), Instant::now());
    let checked = redovisa::check::check(input.model, input.diagnostics);
    let valid = checked.value.ok_or("the synthetic portal has errors")?;
    let (check, start) = (start.elapsed(), Instant::now());
    let facts = redovisa::derive::derive(&valid, world.now(), redovisa::embargo::Audience::Public);
    let derive = start.elapsed();
    drop(facts);
    println!("{} {} {}", load.as_secs_f64() * 1e3, check.as_secs_f64() * 1e3, derive.as_secs_f64() * 1e3);
    Ok(())
}

/// Prints the seconds that a build takes, those that it kept a processor busy, and the most memory it used, in MB.
fn measure_build(root: &Path, out: &Path) -> Outcome<()> {
    let start = Instant::now();
    assert!(stages::build(&DiskWorld::new(root), out)?, "the synthetic portal has errors");
    let seconds = start.elapsed().as_secs_f64();
    println!("{seconds} {} {}", processor_time()?, peak_memory()?);
    Ok(())
}

/// The most memory this process has had, in MB; not known elsewhere than on Linux.
fn peak_memory() -> Outcome<f64> {
    let Ok(status) = std::fs::read_to_string("/proc/self/status") else { return Ok(f64::NAN) };
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    let kilobytes = line.and_then(|line| line.split_whitespace().next()).ok_or("no VmHWM")?;
    Ok(kilobytes.parse::<f64>()? / 1024.0)
}

/// The seconds that this process has kept processors busy; not known elsewhere than on Linux.
fn processor_time() -> Outcome<f64> {
    /// What `/proc` counts in, on every Linux there is.
    const TICKS_PER_SECOND: f64 = 100.0;
    let Ok(status) = std::fs::read_to_string("/proc/self/stat") else { return Ok(f64::NAN) };
    let (_, fields) = status.rsplit_once(')').ok_or("no name in /proc/self/stat")?;
    let ticks = fields.split_whitespace().skip(11).take(2).map(str::parse::<f64>).sum::<Result<f64, _>>()?;
    Ok(ticks / TICKS_PER_SECOND)
}
