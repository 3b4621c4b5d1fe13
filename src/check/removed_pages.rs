//! A page that is said to be gone is gone, and its address is one that the site can have had: what stands there tells readers who
//! follow an old link what became of it. Two pages of one address cannot be, and a way on that leads nowhere helps nobody.

use std::collections::BTreeSet;

use crate::check::{Look, Rule, near};
use crate::diag::Diagnostic;
use crate::format::slug::{is_slug, slug};
use crate::model::{Destination, Model, is_letter};
use crate::source::Spanned;

pub(super) const RULE: Rule = Rule {
    codes: &["dubbelt-borttagen", "fel-sidadress", "inte-borttagen", "okand-ersattning"],
    says: "En sida som sägs vara borttagen är det, och det som har ersatt den finns.",
    look: Look::Content(check),
};

fn check(model: &Model, found: &mut Vec<Diagnostic>) {
    let removed = &model.portal.removed;
    let here = if removed.is_empty() { BTreeSet::new() } else { model.addresses(model.reports.values()) };
    for (at, page) in removed.iter().enumerate() {
        let address = &page.address;
        let first = removed[..at].iter().find(|other| other.address.value == address.value);
        found.extend(match first {
            Some(first) => Some(twice(address, &first.address)),
            None if !is_address(&address.value) => Some(no_address(address, model)),
            None => (here.contains(&address.value) || is_letter(&address.value)).then(|| still_there(address)),
        });
        let sure = !model.incomplete && !model.unread_reports;
        if let Some(Spanned { value: Destination::Page(to), span }) = page.replaced_by.as_ref().filter(|_| sure)
            && !here.contains(to.split('#').next().unwrap_or_default())
        {
            let message = format!("portalen har ingen sida `{to}`");
            let hint = near::hint(to, here.iter().map(String::as_str).filter(|known| !known.is_empty()), "");
            found.push(Diagnostic::error("okand-ersattning", *span, message).hint(hint));
        }
    }
}

/// "rapporter/namnden/2019-t1/": identifiers, each with a slash behind it.
fn is_address(text: &str) -> bool {
    text.strip_suffix('/').is_some_and(|parts| parts.split('/').all(is_slug))
}

fn twice(address: &Spanned<String>, first: &Spanned<String>) -> Diagnostic {
    let message = format!("sidan `{}` är borttagen två gånger", address.value);
    Diagnostic::error("dubbelt-borttagen", address.span, message)
        .second(first.span, "första gången")
        .hint("ta bort den ena [[borttagen]]")
}

fn still_there(address: &Spanned<String>) -> Diagnostic {
    let message = format!("sidan `{}` finns kvar", address.value);
    let hint = "ta bort [[borttagen]], eller det i content som ger sidan; även utkast räknas";
    Diagnostic::error("inte-borttagen", address.span, message).hint(hint)
}

fn no_address(address: &Spanned<String>, model: &Model) -> Diagnostic {
    let message = format!("`{}` är ingen adress på portalen", address.value);
    let mended = mended(&address.value, model.portal.address.as_deref());
    let hint = match mended.is_empty() {
        true => "skriv adressen från portalens början: `rapporter/namnden/2019-t1/`".to_owned(),
        false => format!("skriv adressen från portalens början, med snedstreck sist: `{mended}`"),
    };
    Diagnostic::error("fel-sidadress", address.span, message).hint(hint)
}

/// What an editor copies from the address bar, as an address from the root.
fn mended(written: &str, portal: Option<&str>) -> String {
    let path = match (portal.and_then(|portal| written.strip_prefix(portal)), written.split_once("://")) {
        (Some(below), _) => below,
        (None, Some((_, after))) => after.split_once('/').map_or("", |(_, path)| path),
        (None, None) => written,
    };
    let path = path.split(['?', '#']).next().unwrap_or_default().trim_end_matches("index.html");
    let parts = path.split('/').map(slug).filter(|part| !part.is_empty());
    parts.map(|part| part + "/").collect()
}

#[cfg(test)]
mod tests {
    use super::{is_address, mended};

    #[test]
    fn an_address_is_identifiers_with_a_slash_behind_each() {
        assert!(is_address("mal/2019-2022/"));
        for wrong in ["", "/", "/mal/", "mal", "mal//", "Mal/", "mal/?q=1", "mål/", "data/x.csv", "../mal/"] {
            assert!(!is_address(wrong), "{wrong}");
        }
    }

    #[test]
    fn what_is_copied_from_the_address_bar_is_mended() {
        for written in [
            "/rapporter/namnden/2019-t1",
            "https://exempel.se/portal/rapporter/namnden/2019-t1/?q=1#rad",
            "Rapporter/Nämnden/2019-T1/index.html",
        ] {
            assert_eq!(mended(written, Some("https://exempel.se/portal/")), "rapporter/namnden/2019-t1/", "{written}");
        }
        assert_eq!(mended("https://annan.se/mal/", Some("https://exempel.se/")), "mal/");
        assert_eq!(mended("https://exempel.se/", None), "");
    }
}
