//! Which charts has an editor described? Reads `charts/<id>.toml`; names become identifiers here.

use std::collections::BTreeMap;

use crate::diag::Diagnostic;
use crate::load::layout::{Layout, ReportKey};
use crate::load::markdown;
use crate::load::names::Names;
use crate::load::record::{self, Record};
use crate::load::shape;
use crate::model::{ChartSpec, Draws, Period, Prose, Report};
use crate::source::{FileId, Sources, Span, Spanned};

type Found<'d> = &'d mut Vec<Diagnostic>;

/// Reads every chart. One whose file cannot be read in full has been reported, and is left out.
pub(crate) fn read(
    layout: &Layout,
    sources: &Sources,
    names: &Names,
    reports: &BTreeMap<ReportKey, Report>,
    found: Found<'_>,
) -> BTreeMap<String, ChartSpec> {
    let mut charts = BTreeMap::new();
    for (id, file) in layout.charts.iter().filter(|(_, file)| !layout.unreadable.contains(file)) {
        let Some(record) = record::read(*file, 0, &sources.file(*file).text, &shape::CHART, found) else { continue };
        let reader = Reader { record: &record, sources, names };
        let chart = reader.chart(id, *file, found);
        // What is wrong with a report that could not be read has been told.
        let unread = |key: &ReportKey| layout.reports.contains_key(key) && !reports.contains_key(key);
        charts.extend(chart.filter(|chart| !unread(&chart.report.value)).map(|chart| (id.clone(), chart)));
    }
    charts
}

/// What one file is read with.
struct Reader<'a> {
    record: &'a Record,
    sources: &'a Sources,
    names: &'a Names,
}

impl Reader<'_> {
    fn chart(&self, id: &str, file: FileId, found: Found<'_>) -> Option<ChartSpec> {
        let report = self.report(found);
        let draws = self.draws(found);
        let (headline, description) = (self.prose("rubrik", found), self.prose("beskrivning", found));
        Some(ChartSpec {
            id: id.to_owned(),
            report: report?,
            headline,
            description,
            section: self.record.text("avsnitt"),
            on_start: self.record.text("start").filter(|word| word.value == "ja").map(|word| word.span),
            draws: draws?,
            span: Span::new(file, 0..0),
        })
    }

    /// "exempelnamnden/2024-vb".
    fn report(&self, found: Found<'_>) -> Option<Spanned<(String, Period)>> {
        let text = self.record.text("rapport")?;
        let parts = text.value.split_once('/').map(|(name, period)| (name.trim(), Period::from_id(period.trim())));
        let Some((name, Some(period))) = parts else {
            let message = format!("`{}` är ingen rapport", text.value);
            let hint = "skriv organisationens id, snedstreck och perioden: `exempelnamnden/2020-vb`";
            found.push(Diagnostic::error("ingen-rapport", text.span, message).hint(hint));
            return None;
        };
        let organisation = self.names.organisation(&Spanned::new(name.to_owned(), text.span), found)?;
        Some(Spanned::new((organisation.value, period), text.span))
    }

    /// What it draws; nothing if a key is missing or means nothing (reported).
    fn draws(&self, found: Found<'_>) -> Option<Draws> {
        let record = self.record;
        let one = |found: Found<'_>| {
            let indicator = record.text("indikator").and_then(|name| self.names.indicator(&name, found));
            let organisation = record.text("organisation").and_then(|name| self.names.organisation(&name, found));
            indicator.zip(organisation)
        };
        let all = |found: Found<'_>| -> Option<Vec<_>> {
            let named = record.texts("indikatorer");
            let known: Vec<_> = named.iter().filter_map(|name| self.names.indicator(name, found)).collect();
            (!named.is_empty() && known.len() == named.len()).then_some(known)
        };
        Some(match record.text("slag")?.value.as_str() {
            "utveckling" => one(found).map(|(indicator, organisation)| Draws::Trend { indicator, organisation })?,
            "rangordning" => one(found).map(|(indicator, organisation)| Draws::Ranking { indicator, organisation })?,
            "manader" => Draws::Months { series: record.text("serie")?, component: record.text("del") },
            "delar" => Draws::Parts { series: record.text("serie")?, total: record.text("del") },
            "avvikelse" => Draws::Deviation {
                table: record.text("tabell")?,
                column: record.text("kolumn")?,
                rows: record.texts("rader"),
            },
            "gap" => Draws::Gap(all(found)?),
            "lutning" => Draws::Slope(all(found)?),
            _ => Draws::Goals,
        })
    }

    /// The running text under `key`, with names resolved.
    fn prose(&self, key: &str, found: Found<'_>) -> Option<Prose> {
        let text = self.record.text(key)?;
        // Within its quotes, if nothing in it is written otherwise than it reads.
        let inner = text.span.within(1..(text.span.end - text.span.start).saturating_sub(1).max(1));
        let mut prose = match self.sources.slice(inner) == text.value {
            true => markdown::prose(inner.file, inner.start, &text.value, found),
            false => markdown::prose_at(text.span, &text.value, found),
        };
        self.names.resolve(&mut prose, found);
        Some(prose)
    }
}
