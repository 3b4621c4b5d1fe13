//! Which pictures have files of their own, and what is in them? Each is made when somebody asks.

use std::sync::Arc;

use csv::{Terminator, WriterBuilder};

use crate::chart;
use crate::derive::charts::{self, Chart};
use crate::error::Error;
use crate::format::number;
use crate::render::page::Press;
use crate::render::parts::charts::source_line;
#[cfg(feature = "png")]
use crate::render::parts::charts::{CARD_SIZES, Picture, picture};
use crate::site::Site;

/// Adds the files of every picture.
pub(super) fn add<'a>(site: &mut Site<'a>, press: &Arc<Press<'a>>) {
    let facts = press.facts;
    for origin in charts::origins(facts) {
        for (at, made) in origin.charts(facts).into_iter().enumerate() {
            let one = move || -> Chart { origin.charts(facts).swap_remove(at) };
            let own = Arc::clone(press);
            site.add(format!("diagram/{}.svg", made.path), move || {
                let chart = one();
                Ok(chart::alone(&chart, &source_line(&own, &chart)).into_bytes())
            });
            site.add(format!("diagram/{}.csv", made.path), move || file(&one()));
            if press.options.png {
                add_pictures(site, press, &made);
            }
        }
    }
}

/// Adds a chart's pictures for sharing.
#[cfg(feature = "png")]
fn add_pictures(site: &mut Site<'_>, press: &Press<'_>, chart: &Chart) {
    for size in CARD_SIZES {
        if let Some(Picture { path, card }) = picture(press, chart, size) {
            let draw = move || chart::png::png(&card, size.0, size.1).map_err(|why| Error::Other(why.to_string()));
            site.add_immutable(path, draw);
        }
    }
}

#[cfg(not(feature = "png"))]
fn add_pictures(_: &mut Site<'_>, _: &Press<'_>, _: &Chart) {}

/// The figures of a picture as a data file: a decimal point, no unit in the cells.
fn file(chart: &Chart) -> Result<Vec<u8>, Error> {
    let table = charts::table(chart);
    let mut lines = WriterBuilder::new().terminator(Terminator::CRLF).from_writer(Vec::new());
    let write = |lines: &mut csv::Writer<Vec<u8>>| -> csv::Result<()> {
        let mut heading = vec![table.rows_are.to_owned()];
        heading.extend(table.columns.iter().cloned());
        heading.push("Enhet".to_owned());
        lines.write_record(&heading)?;
        for row in &table.rows {
            let mut line = vec![row.name.clone()];
            line.extend(row.cells.iter().map(|value| value.map_or_else(String::new, number::plain)));
            line.push(chart.unit.symbol().to_owned());
            lines.write_record(&line)?;
        }
        Ok(())
    };
    write(&mut lines).map_err(|error| Error::Other(error.to_string()))?;
    lines.into_inner().map_err(|error| Error::Other(error.to_string()))
}
