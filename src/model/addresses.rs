//! Which pages does the site have? Their addresses from the root, so that what is gone or replaced can be held against them.

use std::collections::BTreeSet;

use crate::model::{Model, Report};

/// The pages that every site has.
const FIXED: [&str; 13] = [
    "",
    "jamfor/",
    "rapporter/",
    "indikatorer/",
    "organisationer/",
    "ordlista/",
    "om/",
    "data/",
    "diagram/",
    "kontroll/",
    "rattelser/",
    "register/",
    "sok/",
];

/// Whether the site may have a page at `address` that depends on what its records are called: a letter of the register.
#[must_use]
pub fn is_letter(address: &str) -> bool {
    address.strip_prefix("register/").is_some_and(|letter| !letter.is_empty())
}

impl Model {
    /// The address of every page of a site that shows `reports`: as `render` gives them out, which `tests/addresses.rs` holds.
    #[must_use]
    pub fn addresses<'m>(&self, reports: impl IntoIterator<Item = &'m Report>) -> BTreeSet<String> {
        let mut all: BTreeSet<String> = FIXED.iter().map(|address| (*address).to_owned()).collect();
        all.extend(self.organisations.keys().map(|id| format!("organisationer/{id}/")));
        all.extend(self.terms.keys().map(|id| format!("mal/{id}/")));
        all.extend((!self.terms.is_empty()).then(|| "mal/".to_owned()));
        all.extend(self.portal.accessibility.as_ref().map(|_| "tillganglighet/".to_owned()));
        let reports: Vec<&Report> = reports.into_iter().collect();
        for compared in self.compared(&reports) {
            all.insert(compared.address());
            all.extend([compared.from, compared.to].map(|side| format!("jamfor/{}/", side.organisation)));
        }
        for report in reports {
            all.insert(format!("rapporter/{}/", report.organisation.value));
            all.extend(report.rows.iter().map(|row| format!("indikatorer/{}/", row.indicator.value)));
            all.extend((!report.series.is_empty()).then(|| "serier/".to_owned()));
            all.extend(report.series.iter().map(|series| format!("serier/{}/", series.id)));
            all.extend(self.of_report(report));
        }
        all
    }

    /// The pages of one report; it has none that would be empty.
    fn of_report(&self, report: &Report) -> Vec<String> {
        let front = format!("rapporter/{}/{}/", report.organisation.value, report.period);
        let goals = !report.goals.is_empty() && self.term_of(report.period.year).is_some();
        let figures = !report.rows.is_empty() || !report.indicator_prose.is_empty();
        let pages = [
            ("", true),
            ("hela/", true),
            ("beslutad/", !report.corrections.is_empty()),
            ("indikatorer/", figures),
            ("aktiviteter/", !report.activities.is_empty()),
            ("ekonomi/", !report.economy.is_empty()),
            ("mal/", goals),
        ];
        let mut all: Vec<String> =
            pages.iter().filter(|page| page.1).map(|(page, _)| format!("{front}{page}")).collect();
        all.extend(report.goals.iter().filter(|_| goals).map(|goal| format!("{front}mal/{}/", goal.goal.value)));
        all
    }
}
