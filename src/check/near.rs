//! Which name did the editor probably mean? What several rules share.

/// So many names are told when none is near.
const TOLD: usize = 12;

/// "menade du `x`?", or what there is.
pub(super) fn hint<'a>(written: &str, known: impl Iterator<Item = &'a str>, none: &str) -> String {
    let mut known: Vec<&str> = known.collect();
    let limit = (written.chars().count() / 3).clamp(2, 6);
    let wanted = written.to_lowercase();
    let near = known.iter().map(|name| (strsim::damerau_levenshtein(&wanted, &name.to_lowercase()), *name)).min();
    if let Some((_, name)) = near.filter(|near| near.0 <= limit) {
        return format!("menade du `{name}`?");
    }
    if known.is_empty() {
        return none.to_owned();
    }
    let more = if known.len() > TOLD { " med flera" } else { "" };
    known.truncate(TOLD);
    let names: Vec<String> = known.iter().map(|name| format!("`{name}`")).collect();
    format!("det som finns är {}{more}", names.join(", "))
}
