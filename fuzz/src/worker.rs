//! What happens in the process of one target? It replays the corpus, then changes it until the time is up.

use std::fs::{self, File};
use std::io::{Seek, Write};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::PathBuf;
use std::process::ExitCode;
use std::sync::Mutex;
use std::time::{Duration, Instant};

use redovisa_fuzz::TARGETS;
use redovisa_fuzz::mutate::Mutator;

/// An input that takes longer than this is a finding.
const SLOW: Duration = Duration::from_secs(10);

/// What the last panic said, and where.
static SAID: Mutex<String> = Mutex::new(String::new());

/// Tries one target. The last line of its output is "passed failed".
pub(crate) fn run(target: &str, seconds: u64, attempt: u64) -> ExitCode {
    std::panic::set_hook(Box::new(|info| {
        if let Ok(mut said) = SAID.lock() {
            *said = info.to_string().replace('\n', " ");
        }
    }));
    match Worker::new(target).and_then(|mut worker| worker.work(seconds, attempt).map(|()| worker)) {
        Ok(worker) => {
            println!("{} {}", worker.passed, worker.found.len());
            ExitCode::SUCCESS
        }
        Err(error) => {
            eprintln!("{target}: {error}");
            ExitCode::from(5)
        }
    }
}

struct Worker {
    name: String,
    body: fn(&[u8]),
    current: File,
    passed: u64,
    /// What has been found, without the numbers in it: a thousand inputs with one fault are one finding.
    found: Vec<String>,
}

impl Worker {
    fn new(name: &str) -> std::io::Result<Self> {
        fs::create_dir_all(crate::artifacts(name))?;
        let current = File::create(crate::current(name))?;
        let body = TARGETS.iter().find(|target| target.0 == name).expect("main has found the target").1;
        Ok(Self { name: name.to_owned(), body, current, passed: 0, found: Vec::new() })
    }

    fn work(&mut self, seconds: u64, attempt: u64) -> std::io::Result<()> {
        let end = Instant::now() + Duration::from_secs(seconds);
        let corpus = self.corpus()?;
        if attempt == 0 {
            for (path, data) in &corpus {
                self.try_input(data, &path.display().to_string())?;
            }
        }
        let mut mutator = Mutator::new(corpus.into_iter().map(|(_, data)| data).collect(), attempt);
        while Instant::now() < end {
            self.try_input(&mutator.next_input(), "a changed seed")?;
        }
        Ok(())
    }

    /// The seeds, in the order of their names.
    fn corpus(&self) -> std::io::Result<Vec<(PathBuf, Vec<u8>)>> {
        let folder = crate::here().join("corpus").join(&self.name);
        let mut paths: Vec<PathBuf> = fs::read_dir(folder)?.map(|e| e.map(|e| e.path())).collect::<Result<_, _>>()?;
        paths.sort();
        paths.into_iter().map(|path| fs::read(&path).map(|data| (path, data))).collect()
    }

    fn try_input(&mut self, data: &[u8], origin: &str) -> std::io::Result<()> {
        self.current.rewind()?;
        self.current.write_all(data)?;
        self.current.set_len(data.len() as u64)?;
        let start = Instant::now();
        let body = self.body;
        let said = match catch_unwind(AssertUnwindSafe(|| body(data))) {
            Ok(()) if start.elapsed() < SLOW => {
                self.passed += 1;
                return Ok(());
            }
            Ok(()) => format!("took {} s", start.elapsed().as_secs()),
            Err(_) => SAID.lock().map(|said| said.clone()).unwrap_or_default(),
        };
        self.keep(data, &said, origin)
    }

    fn keep(&mut self, data: &[u8], said: &str, origin: &str) -> std::io::Result<()> {
        let kind: String = said.chars().filter(|c| !c.is_ascii_digit()).take(80).collect();
        let kind = kind.split(" in ").next().unwrap_or_default().to_owned();
        if self.found.contains(&kind) {
            return Ok(());
        }
        let path = crate::artifacts(&self.name).join(format!("found-{}", self.found.len() + 1));
        fs::write(&path, data)?;
        let said: String = said.chars().take(400).collect();
        eprintln!("{}: {said}\n    by {origin}, kept as {}", self.name, path.display());
        self.found.push(kind);
        Ok(())
    }
}
