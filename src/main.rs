//! temporary
fn main() {
    let world = redovisa::world::DiskWorld::new(".");
    let input = redovisa::load::load(&world).unwrap();
    let (sources, model) = (input.sources, input.model);
    let checked = redovisa::check::check(model, input.diagnostics);
    for d in &checked.diagnostics {
        let p = sources.place(d.span);
        println!("{:?} {} {}:{}:{} {} | {:?}", d.severity, d.code, sources.file(d.span.file).path, p.line, p.column, d.message, d.hint);
    }
    if let Some(v) = checked.value {
        let f = redovisa::derive::derive(&v, jiff::Timestamp::now());
        println!("{} obs {} ind {} org {} rep", f.observations.len(), f.indicators.len(), f.organisations.len(), f.reports.len());
        for r in &f.reports { println!("{} rows {} goals {} act {}", r.title, r.rows.len(), r.goals.len(), r.activities.len()); }
    }
}
