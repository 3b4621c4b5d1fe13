//! How long does a picture take to draw, and how large is it? `cargo bench --bench charts`.
//!
//! Every picture of the example portal, at both sizes of a page, over and over; the median of the rounds. The aims: a trend below
//! 50 µs and below 6 KB.

#![expect(
    clippy::unwrap_used,
    clippy::disallowed_methods,
    clippy::print_stdout,
    reason = "a benchmark may stop at once, reads the clock, and prints"
)]

use std::collections::BTreeMap;
use std::hint::black_box;
use std::time::Instant;

use redovisa::chart::{self, Size};
use redovisa::derive::charts::{self, Chart, Data};
use redovisa::embargo::Audience;
use redovisa::world::DiskWorld;

const ROUNDS: usize = 41;

fn kind(chart: &Chart) -> &'static str {
    match chart.data {
        Data::Trend(_) => "trend",
        Data::Months(_) => "months",
        Data::Parts(_) => "parts",
        Data::Ranking(_) => "ranking",
        Data::Deviation(_) => "deviation",
        Data::Gap(_) => "gap",
        Data::Slope { .. } => "slope",
        Data::Goals(_) => "goals",
    }
}

fn main() {
    let world = DiskWorld::new(env!("CARGO_MANIFEST_DIR"));
    let ready = redovisa::prepare(&world, Audience::Public).unwrap().checked.value.unwrap();
    let mut by_kind: BTreeMap<&str, Vec<Chart>> = BTreeMap::new();
    for chart in charts::all(ready.facts()) {
        by_kind.entry(kind(&chart)).or_default().push(chart);
    }
    println!("kind       charts   µs wide   µs narrow   bytes wide (largest)   bytes narrow (largest)");
    for (kind, charts) in &by_kind {
        let time = |size: Size| {
            let mut rounds: Vec<f64> = (0..ROUNDS)
                .map(|_| {
                    let start = Instant::now();
                    for chart in charts {
                        black_box(chart::inline(black_box(chart), size, "d"));
                    }
                    start.elapsed().as_secs_f64() * 1e6 / charts.len() as f64
                })
                .collect();
            rounds.sort_by(f64::total_cmp);
            rounds[ROUNDS / 2]
        };
        let largest = |size: Size| charts.iter().map(|chart| chart::inline(chart, size, "d").len()).max().unwrap_or(0);
        println!(
            "{kind:<10} {:>6} {:>9.1} {:>11.1} {:>22} {:>24}",
            charts.len(),
            time(Size::Wide),
            time(Size::Narrow),
            largest(Size::Wide),
            largest(Size::Narrow)
        );
    }
}
