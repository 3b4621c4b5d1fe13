//! Which texts does a report have, and what does it say of its goals and activities?

use super::{About, Aspect, Items};
use crate::format::{date, markdown};
use crate::model::{Activity, Assessment, PoliticalTerm, Prose, Report, ReportGoal, Section};
use crate::source::Spanned;

pub(super) fn front(report: &Report, items: &mut Items) {
    items.text("titel".to_owned(), &report.title, report.span, About::Front);
    items.text("rubrik".to_owned(), report.headline.as_deref().unwrap_or_default(), report.span, About::Front);
}

/// The running text, its figures as references: a figure that is corrected leaves the text as it was.
fn text(prose: &Prose) -> String {
    markdown::write(&prose.blocks, &|figure| figure.written())
}

/// The goal itself stands in the file of its term, and is read in the report.
fn wording(term: Option<&PoliticalTerm>, goal: &ReportGoal, about: About, items: &mut Items) {
    let found = term.and_then(|term| term.goals.iter().find(|found| found.id.value == goal.goal.value));
    let said = found.map_or("", |found| &found.text);
    items.text(format!("mal/{}/namn", goal.goal.value), said, goal.goal.span, about);
}

pub(super) fn goals(report: &Report, term: Option<&PoliticalTerm>, items: &mut Items) {
    for (nth, goal) in report.goals.iter().enumerate() {
        wording(term, goal, About::Goal(nth, Aspect::Wording), items);
    }
    let at = |goal: &ReportGoal| report.goals.iter().position(|other| other.goal.value == goal.goal.value);
    for goal in report.goals.iter().chain(&report.goals_again) {
        let (key, about) = (
            format!("mal/{}/bedomning", goal.goal.value),
            About::Goal(at(goal).unwrap_or_default(), Aspect::Assessment),
        );
        items.figure(key, assessed(goal.assessment), goal.goal.span, about);
    }
    for said in &report.goal_prose {
        let position = report.goals.iter().position(|goal| goal.goal.value == said.goal.value);
        let about = position.map_or(About::Front, |at| About::Goal(at, Aspect::Text));
        let span = said.prose.span.unwrap_or(said.goal.span);
        items.prose(format!("mal/{}/text", said.goal.value), &text(&said.prose), span, about);
    }
}

/// The words of the tables; a goal that is not assessed is a goal all the same.
fn assessed(assessment: Option<Assessment>) -> &'static str {
    match assessment {
        Some(Assessment::Fully) => "Uppfylls helt",
        Some(Assessment::Partly) => "Uppfylls delvis",
        Some(Assessment::Not) => "Uppfylls inte",
        Some(Assessment::None) => "Ingen",
        None => "utan bedömning",
    }
}

pub(super) fn prose(report: &Report, items: &mut Items) {
    for said in &report.indicator_prose {
        let (id, span) = (&said.indicator.value, said.prose.span.unwrap_or(said.indicator.span));
        items.prose(format!("indikatorer/{id}/text"), &text(&said.prose), span, About::Analysis(id.clone()));
    }
    if let Some(summary) = &report.summary {
        section("sammanfattning", summary, About::Summary, items);
    }
    for (at, found) in report.sections.iter().enumerate() {
        section(&format!("avsnitt/{}", found.id), found, About::Section(at), items);
    }
}

fn section(key: &str, found: &Section, about: About, items: &mut Items) {
    items.text(format!("{key}/rubrik"), &found.heading, found.span, about.clone());
    items.prose(format!("{key}/text"), &text(&found.prose), found.prose.span.unwrap_or(found.span), about);
}

pub(super) fn activities(report: &Report, items: &mut Items) {
    for (at, activity) in report.activities.iter().enumerate() {
        one_activity(at, activity, items);
    }
}

fn one_activity(at: usize, activity: &Activity, items: &mut Items) {
    let span = activity.text.span;
    let key = |what: &str| format!("aktiviteter/{}/{what}", at + 1);
    let about = |aspect| About::Activity(at, aspect);
    let plain = |text: &Option<Spanned<String>>| text.as_ref().map(|text| text.value.clone()).unwrap_or_default();
    items.text(key("text"), &activity.text.value, span, about(Aspect::Text));
    for (what, day, aspect) in [("start", &activity.start, Aspect::Start), ("slut", &activity.end, Aspect::End)] {
        let place = day.as_ref().map_or(span, |day| day.span);
        let day = day.as_ref().map(|day| date::iso(day.value)).unwrap_or_default();
        items.figure(key(what), &day, place, about(aspect));
    }
    items.figure(key("avvikelse"), if activity.deviates { "Ja" } else { "" }, span, about(Aspect::Deviation));
    items.text(key("mal"), &plain(&activity.goal), span, about(Aspect::Goal));
    items.text(key("ansvarig"), activity.owner.as_deref().unwrap_or_default(), span, about(Aspect::Owner));
    let place = activity.follow_up.span.unwrap_or(span);
    items.prose(key("uppfoljning"), &text(&activity.follow_up), place, about(Aspect::FollowUp));
}
