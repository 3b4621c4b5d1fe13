//! Does the content hold together? One rule a file; only what passes becomes [`Valid`].

mod activity_dates;
mod contradictions;
mod decimals;
mod deviation;
mod double_rows;
mod exact;
mod figure_exists;
mod glossary_words;
mod goal_assessed;
mod goal_chain;
mod goal_years;
mod loose_numbers;
mod mean;
mod men_women_total;
mod named_rows;
mod organisation_links;
mod outcome_after_report;
mod parts_within_row;
mod percent_change;
mod personal_data;
mod report_goals;
mod report_organisation;
mod same_figure_two_values;
mod section_names;
mod sum;
mod table_names;
mod target_direction;
mod term_years;
mod unused_indicator;
mod vintages_differ;

use crate::diag::{Checked, Diagnostic};
use crate::model::Model;

/// A model that every rule has passed. Only [`check`] makes one.
#[derive(Debug)]
pub struct Valid {
    model: Model,
}

impl Valid {
    /// What the content says.
    #[must_use]
    pub fn model(&self) -> &Model {
        &self.model
    }
}

/// A rule: looks at the whole model and says what breaks it.
type Rule = fn(&Model, &mut Vec<Diagnostic>);

const RULES: [Rule; 22] = [
    organisation_links::check,
    term_years::check,
    goal_chain::check,
    goal_years::check,
    glossary_words::check,
    goal_assessed::check,
    report_organisation::check,
    report_goals::check,
    section_names::check,
    activity_dates::check,
    decimals::check,
    outcome_after_report::check,
    personal_data::check,
    target_direction::check,
    table_names::check,
    double_rows::check,
    named_rows::check,
    contradictions::check,
    figure_exists::check,
    loose_numbers::check,
    unused_indicator::check,
    vintages_differ::check,
];

/// Runs every rule over the model. `diagnostics` are those of loading: with an error among them nothing becomes valid,
/// but the rules run all the same, so that an editor sees every fault at once.
#[must_use]
pub fn check(model: Model, mut diagnostics: Vec<Diagnostic>) -> Checked<Valid> {
    for rule in RULES {
        rule(&model, &mut diagnostics);
    }
    Checked::new(Valid { model }, diagnostics)
}
