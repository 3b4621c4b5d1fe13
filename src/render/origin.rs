//! What does a site say of how it was made? Only what is public: an input whose name or bytes tell of something that may not be
//! seen is not among those it lists.

use std::collections::BTreeMap;

use sha2::{Digest, Sha256};

use super::{Options, embedded, locale};
use crate::derive::facts::{Facts, Report};
use crate::format::hex;
use crate::site::{Origin, Waiver};

/// The origin of the site of `facts`, but for its inputs.
pub(super) fn origin(facts: &Facts, options: Options) -> Origin {
    let receipt = &facts.receipt;
    let waivers = receipt.acknowledged.iter().flat_map(|of_rule| {
        let rule = of_rule.rule.map(|at| receipt.rules[at].name);
        of_rule.noted.iter().map(move |noted| Waiver {
            report: name(facts, &facts.reports[noted.report.0]),
            rule,
            place: noted.place.clone(),
            reason: noted.explanation.clone(),
        })
    });
    Origin {
        since: facts.since,
        preview: facts.preview,
        png: options.png,
        inputs: BTreeMap::new(),
        checks: receipt.rules.iter().map(|rule| rule.name).collect(),
        waivers: waivers.collect(),
    }
}

/// "organisation/period".
fn name(facts: &Facts, report: &Report) -> String {
    format!("{}/{}", facts.organisations[report.organisation.0].id, report.period)
}

/// Those of `inputs` (path and hash) that are public as a whole. The files of goals are not: they can hold goals of reports to come.
#[must_use]
pub fn public_inputs(facts: &Facts, inputs: &BTreeMap<String, String>) -> BTreeMap<String, String> {
    let reports: Vec<String> = facts.reports.iter().map(|report| name(facts, report)).collect();
    let is_public = |path: &str| match path.split('/').collect::<Vec<_>>()[..] {
        ["content", "portal.toml" | "organisationer.toml" | "ordlista.toml"] => true,
        ["content", "indikatorer", file] => {
            facts.indicators.iter().any(|indicator| Some(indicator.id.as_str()) == file.strip_suffix(".toml"))
        }
        ["content", "rapporter", organisation, period, ..] => reports.contains(&format!("{organisation}/{period}")),
        ["charts", file] => facts.declared.iter().any(|chart| Some(chart.id.as_str()) == file.strip_suffix(".toml")),
        ["templates" | "static" | "locales", ..] => true,
        _ => false,
    };
    let listed = inputs.iter().filter(|(path, hash)| is_public(path) && !is_embedded(path, hash));
    listed.map(|(path, hash)| (path.clone(), hash.clone())).collect()
}

/// Whether a file is the program's own: then a project that has a copy of it is made of the same as one that has none.
fn is_embedded(path: &str, hash: &str) -> bool {
    let own = match path.split_once('/') {
        Some(("templates", name)) => embedded::TEMPLATES.iter().find(|own| own.0 == name).map(|own| own.1.as_bytes()),
        Some(("static", name)) => embedded::FILES.iter().find(|own| own.0 == name).map(|own| own.1),
        Some(("locales", _)) => Some(locale::EMBEDDED.as_bytes()),
        _ => None,
    };
    own.is_some_and(|bytes| hex::full(&Sha256::digest(bytes)) == hash)
}
