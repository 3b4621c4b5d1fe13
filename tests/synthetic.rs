//! Are the synthetic portals what they claim to be: valid, of the size asked for, and the same every time?

#[expect(dead_code, reason = "the generator serves the benchmark and the fuzz targets too")]
mod support;

use redovisa::diag::Severity;
use redovisa::world::MemoryWorld;
use support::outline::Size;
use support::synthetic;

/// Loads, checks and derives; every fault fails the test with its place.
fn reports_of(files: std::collections::BTreeMap<String, Vec<u8>>) -> redovisa::derive::facts::Facts {
    let world = MemoryWorld::new(files);
    let input = redovisa::load::load(&world).expect("memory can be read");
    let checked = redovisa::check::check(input.model, input.diagnostics);
    let faults: Vec<String> = checked
        .diagnostics
        .iter()
        .filter(|d| d.severity == Severity::Error)
        .map(|d| format!("{}: {} {}", input.sources.file(d.span.file).path, input.sources.slice(d.span), d.message))
        .collect();
    assert_eq!(faults, Vec::<String>::new());
    redovisa::derive::derive(&checked.value.expect("nothing is wrong"), world.now, redovisa::embargo::Audience::Public)
}

#[test]
fn a_portal_of_any_size_passes_every_check() {
    for (pages, seed) in [(1, 1), (150, 2), (700, 3), (2_500, 4)] {
        let size = Size::of_pages(pages);
        let facts = reports_of(synthetic::portal(pages, seed));
        assert_eq!(facts.reports.len(), size.reports());
        let of_goals: usize = facts.reports.iter().map(|report| report.goals.len()).sum();
        assert_eq!(of_goals, size.reports() * size.goals);
        assert!(facts.reports.iter().all(|r| r.rows.len() == size.rows && r.activities.len() == size.activities));
    }
}

#[test]
fn the_size_asked_for_is_nearly_the_size_made() {
    for pages in [600, 1_000, 10_000, 100_000] {
        let made = Size::of_pages(pages).pages();
        assert!(
            made.abs_diff(pages) <= pages / 2 && (pages < 10_000 || made.abs_diff(pages) <= pages / 30),
            "{pages}: {made}"
        );
    }
}

#[test]
fn shares_stay_between_nought_and_a_hundred() {
    let facts = reports_of(synthetic::portal(700, 9));
    for observation in &facts.observations {
        if let redovisa::derive::facts::Value::Number(value, unit) = &observation.value
            && unit.is_percent()
        {
            assert!(!value.is_sign_negative() && *value <= rust_decimal::Decimal::ONE_HUNDRED);
        }
    }
}

#[test]
fn one_seed_gives_the_same_bytes_and_another_seed_others() {
    assert_eq!(synthetic::portal(150, 1), synthetic::portal(150, 1));
    assert_ne!(synthetic::portal(150, 1), synthetic::portal(150, 2));
}
