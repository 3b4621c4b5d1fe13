//! Which word did the editor probably mean?

/// The candidate nearest to `word`, if one is near enough to be meant.
pub(crate) fn nearest<'a>(word: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let wanted = word.to_lowercase();
    let near = |candidate: &str| strsim::damerau_levenshtein(&wanted, &candidate.to_lowercase());
    let limit = (wanted.chars().count() / 3).clamp(1, 6);
    let best = candidates.into_iter().map(|c| (near(c), c)).min()?;
    (best.0 <= limit).then_some(best.1)
}

/// "menade du `x`?", or all that is allowed if nothing is near and the list is short.
pub(crate) fn hint<'a>(word: &str, candidates: impl IntoIterator<Item = &'a str> + Clone) -> Option<String> {
    if let Some(found) = nearest(word, candidates.clone()) {
        return Some(format!("menade du `{found}`?"));
    }
    let all: Vec<_> = candidates.into_iter().map(|c| format!("`{c}`")).collect();
    (!all.is_empty() && all.len() <= 25).then(|| format!("det som finns är {}", all.join(", ")))
}

#[cfg(test)]
mod tests {
    use super::{hint, nearest};

    #[test]
    fn a_slip_of_the_pen_is_understood_and_another_word_is_not() {
        assert_eq!(nearest("namm", ["namn", "typ"]), Some("namn"));
        assert_eq!(nearest("Indkator", ["Indikator", "Period"]), Some("Indikator"));
        assert_eq!(nearest("budget", ["namn", "typ"]), None);
    }

    #[test]
    fn a_short_list_is_named_when_nothing_is_near() {
        assert_eq!(hint("budget", ["namn", "typ"]).as_deref(), Some("det som finns är `namn`, `typ`"));
    }
}
