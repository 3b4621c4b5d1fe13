//! Does the content hold together? One rule a file; only what passes becomes [`Valid`].

mod accessibility_statement;
mod activity_dates;
mod chart_figures;
mod chart_headline;
mod chart_names;
mod chart_report;
mod chart_section;
mod charts_on_start;
mod claimed_units;
mod contradictions;
mod control_totals;
mod corrected_pages;
mod corrected_state;
mod corrections;
mod decided_copy;
mod decimals;
mod decision_stated;
mod deviation;
mod double_rows;
mod exact;
mod figure_exists;
mod figure_share;
mod figure_sum;
mod glossary_words;
mod goal_assessed;
mod goal_chain;
mod goal_counts;
mod goal_links;
mod goal_two_assessments;
mod goal_years;
mod key_figures;
mod loose_numbers;
mod mean;
mod men_women_total;
mod named_rows;
mod near;
mod organisation_links;
mod outcome_after_report;
mod parts_within_row;
mod percent_change;
mod personal_data;
mod possible_shares;
mod quoted;
mod removed_pages;
mod report_goals;
mod report_organisation;
mod same_figure_two_values;
mod section_names;
mod sum;
mod table_names;
mod target_direction;
mod term_years;
mod unused_indicator;
mod upcoming;
mod vintages_differ;

pub use contradictions::rule_acknowledged;

use crate::check::contradictions::Finding;
use crate::diag::{Checked, Diagnostic, Severity};
use crate::model::{Model, Report};

/// A model that every rule has passed. Only [`check`] makes one.
#[derive(Debug)]
pub struct Valid {
    model: Model,
    as_decided: Option<Model>,
}

impl Valid {
    /// What the content says.
    #[must_use]
    pub fn model(&self) -> &Model {
        &self.model
    }

    /// The same with every corrected report as it was decided; none if no report has been corrected.
    #[must_use]
    pub fn as_decided(&self) -> Option<&Model> {
        self.as_decided.as_ref()
    }
}

/// A rule that the content keeps.
#[derive(Clone, Copy, Debug)]
pub struct Rule {
    /// The codes of what it finds.
    pub codes: &'static [&'static str],
    /// What holds if it finds nothing, for readers.
    pub says: &'static str,
    look: Look,
}

impl Rule {
    /// Whether what it finds may stand in a source, and is then published as it stands once an editor has acknowledged it.
    #[must_use]
    pub fn may_be_acknowledged(&self) -> bool {
        matches!(self.look, Look::Report(_))
    }
}

/// What a rule looks at.
#[derive(Clone, Copy, Debug)]
enum Look {
    /// The whole content; what it finds is a fault.
    Content(fn(&Model, &mut Vec<Diagnostic>)),
    /// One report; what it finds may be a contradiction of the source.
    Report(fn(&Report, &Model, &mut Vec<Finding>)),
}

/// Every rule, by the name of its file.
pub static RULES: [(&str, Rule); 52] = [
    ("accessibility_statement", accessibility_statement::RULE),
    ("activity_dates", activity_dates::RULE),
    ("chart_figures", chart_figures::RULE),
    ("chart_headline", chart_headline::RULE),
    ("chart_names", chart_names::RULE),
    ("chart_report", chart_report::RULE),
    ("chart_section", chart_section::RULE),
    ("charts_on_start", charts_on_start::RULE),
    ("claimed_units", claimed_units::RULE),
    ("contradictions", contradictions::RULE),
    ("control_totals", control_totals::RULE),
    ("corrected_pages", corrected_pages::RULE),
    ("corrected_state", corrected_state::RULE),
    ("corrections", corrections::RULE),
    ("decided_copy", decided_copy::RULE),
    ("decimals", decimals::RULE),
    ("decision_stated", decision_stated::RULE),
    ("deviation", deviation::RULE),
    ("double_rows", double_rows::RULE),
    ("figure_exists", figure_exists::RULE),
    ("figure_share", figure_share::RULE),
    ("figure_sum", figure_sum::RULE),
    ("glossary_words", glossary_words::RULE),
    ("goal_assessed", goal_assessed::RULE),
    ("goal_chain", goal_chain::RULE),
    ("goal_counts", goal_counts::RULE),
    ("goal_links", goal_links::RULE),
    ("goal_two_assessments", goal_two_assessments::RULE),
    ("goal_years", goal_years::RULE),
    ("key_figures", key_figures::RULE),
    ("loose_numbers", loose_numbers::RULE),
    ("mean", mean::RULE),
    ("men_women_total", men_women_total::RULE),
    ("named_rows", named_rows::RULE),
    ("organisation_links", organisation_links::RULE),
    ("outcome_after_report", outcome_after_report::RULE),
    ("parts_within_row", parts_within_row::RULE),
    ("percent_change", percent_change::RULE),
    ("personal_data", personal_data::RULE),
    ("possible_shares", possible_shares::RULE),
    ("removed_pages", removed_pages::RULE),
    ("report_goals", report_goals::RULE),
    ("report_organisation", report_organisation::RULE),
    ("same_figure_two_values", same_figure_two_values::RULE),
    ("section_names", section_names::RULE),
    ("sum", sum::RULE),
    ("table_names", table_names::RULE),
    ("target_direction", target_direction::RULE),
    ("term_years", term_years::RULE),
    ("unused_indicator", unused_indicator::RULE),
    ("upcoming", upcoming::RULE),
    ("vintages_differ", vintages_differ::RULE),
];

/// Runs every rule over the model. `diagnostics` are those of loading: with an error among them nothing becomes valid,
/// but the rules run all the same, so that an editor sees every fault at once.
#[must_use]
pub fn check(model: Model, mut diagnostics: Vec<Diagnostic>) -> Checked<Valid> {
    look_at(&model, &mut diagnostics);
    let as_decided = model.as_decided().filter(|_| !diagnostics.iter().any(is_error));
    if let Some(earlier) = &as_decided {
        // The copies are told of once all else is right: what is wrong in both would be told twice.
        let mut of_copies = Vec::new();
        look_at(earlier, &mut of_copies);
        diagnostics.extend(of_copies.into_iter().filter(is_error).map(Diagnostic::of_copy));
    }
    Checked::new(Valid { model, as_decided }, diagnostics)
}

fn look_at(model: &Model, diagnostics: &mut Vec<Diagnostic>) {
    for (_, rule) in &RULES {
        if let Look::Content(check) = rule.look {
            check(model, diagnostics);
        }
    }
}

fn is_error(diagnostic: &Diagnostic) -> bool {
    diagnostic.severity == Severity::Error
}
