//! Which goals, indicators and activities are new, gone or worded anew, which goals are assessed otherwise, and what is flagged?
//!
//! A goal is the same if it is the same goal of one political term, or an editor has said that it goes on in the next. An activity has no
//! name of its own: it is the same if its words are, and worded anew if at most two words in five are others.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use super::figures::folded;
use super::{About, At, Difference, Pair, Said, Topic, told};
use crate::derive::facts::{Assessment, Facts, IndicatorIx, OrganisationIx, Period, Report, ReportGoal, ReportIx};

/// Of so many words of the longer text …
const OF_WORDS: usize = 5;
/// … so many may be others, and it is still the same text worded anew.
const OTHER_WORDS: usize = 2;

/// Every difference between the texts of two reports.
pub(super) fn differences(facts: &Facts, (from, to): (ReportIx, ReportIx), pair: Pair) -> Vec<Difference> {
    let both = Both { facts, from, to };
    let mut all = both.goals();
    all.extend(both.indicators(pair.from.organisation, pair.to.organisation));
    all.extend(both.activities());
    all
}

struct Both<'a> {
    facts: &'a Facts,
    from: ReportIx,
    to: ReportIx,
}

impl<'a> Both<'a> {
    fn report(&self, ix: ReportIx) -> &'a Report {
        &self.facts.reports[ix.0]
    }

    fn goals(&self) -> Vec<Difference> {
        let (old, new) = (self.listed(self.from), self.listed(self.to));
        let mut all = Vec::new();
        for (at, (key, goal)) in old.iter().enumerate() {
            let same = |other: &Key| other == key || self.carried_on(*key, *other);
            let Some(found) = new.iter().position(|(other, _)| same(other)) else {
                all.push(self.made(Topic::Gone, goal_about(*key), Some((at, goal)), None));
                continue;
            };
            let (other, later) = &new[found];
            let sides = (Some((at, *goal)), Some((found, *later)));
            all.extend(self.assessed(goal_about(*other), sides));
            if folded(self.goal_text(*key)) != folded(self.goal_text(*other)) {
                all.push(self.goal_reworded((*key, at), (*other, found)));
            }
        }
        for (at, (key, goal)) in new.iter().enumerate() {
            let known = old.iter().any(|(other, _)| other == key || self.carried_on(*other, *key));
            if !known {
                all.push(self.made(Topic::New, goal_about(*key), None, Some((at, *goal))));
            }
        }
        all
    }

    /// The goals of a report: the position of the term and of the goal in it.
    fn listed(&self, ix: ReportIx) -> Vec<(Key, &'a ReportGoal)> {
        let report = self.report(ix);
        let Some(term) = report.term else { return Vec::new() };
        report.goals.iter().map(|goal| ((term, goal.goal), goal)).collect()
    }

    /// Whether an editor has said that a goal of one term goes on as one of another.
    fn carried_on(&self, one: Key, other: Key) -> bool {
        self.facts
            .goal_links
            .iter()
            .any(|link| (link.from, link.to) == (one, other) || (link.to, link.from) == (one, other))
    }

    fn goal_text(&self, (term, goal): Key) -> &'a str {
        &self.facts.terms[term].goals[goal].text
    }

    /// Assessed on both sides, and not alike. What contradicts itself is no assessment.
    fn assessed(&self, about: About, (from, to): Sides<'_>) -> Option<Difference> {
        let clear = |side: Option<(usize, &ReportGoal)>| {
            let (_, goal) = side?;
            goal.assessment.filter(|_| goal.again.is_empty())
        };
        let blank = |side: Option<(usize, &ReportGoal)>| side.is_some_and(|(_, goal)| goal.assessment.is_none());
        let assesses = |ix: ReportIx| self.report(ix).goals.iter().any(|goal| goal.assessment.is_some());
        // A report that assesses its other goals and says nothing of this one gives it none.
        let none = |ix: ReportIx, side| (blank(side) && assesses(ix)).then_some(Assessment::None);
        let before = clear(from).or_else(|| none(self.from, from))?;
        let after = clear(to).or_else(|| none(self.to, to))?;
        if before == after {
            return None;
        }
        let mut made = self.made(Topic::Assessed, about, from, to);
        for (said, assessment) in [(&mut made.from, before), (&mut made.to, after)] {
            said.iter_mut().for_each(|said| said.text = Some(told::assessment(assessment).to_owned()));
        }
        made.better = rank(before).zip(rank(after)).map(|(before, after)| after > before);
        made.sentence = told::text(self.facts, (self.from, self.to), &made);
        Some(made)
    }

    fn goal_reworded(&self, (old, at): (Key, usize), (new, found): (Key, usize)) -> Difference {
        let text = |ix, key, at| self.said(ix, Some(self.goal_text(key).to_owned()), At::Goal(at));
        let sides = (Some(text(self.from, old, at)), Some(text(self.to, new, found)));
        self.finished(Topic::Reworded, goal_about(new), sides)
    }

    fn made(&self, topic: Topic, about: About, from: Side<'_>, to: Side<'_>) -> Difference {
        let said = |ix: ReportIx, side: Side<'_>| {
            let (at, goal) = side?;
            let text = goal.assessment.map(|assessment| told::assessment(assessment).to_owned());
            Some(self.said(ix, text, At::Goal(at)))
        };
        self.finished(topic, about, (said(self.from, from), said(self.to, to)))
    }

    /// Indicators that have a row about the organisation itself.
    fn indicators(&self, one: OrganisationIx, other: OrganisationIx) -> Vec<Difference> {
        let (old, new) = (self.rows(self.from, one), self.rows(self.to, other));
        // What the other report has of a part of the organisation alone is not gone from it.
        let mentions = |ix: ReportIx, indicator| self.report(ix).rows.iter().any(|row| row.indicator == indicator);
        let mut all = Vec::new();
        for (indicator, at, label) in &old {
            let from = Some(self.said(self.from, Some((*label).to_owned()), At::Row(*at)));
            match new.iter().find(|(other, ..)| other == indicator) {
                None if mentions(self.to, *indicator) => {}
                None => all.push(self.finished(Topic::Gone, About::Indicator(*indicator), (from, None))),
                Some((_, found, name)) if self.renamed(*indicator, label, name) => {
                    let to = Some(self.said(self.to, Some((*name).to_owned()), At::Row(*found)));
                    all.push(self.finished(Topic::Reworded, About::Indicator(*indicator), (from, to)));
                }
                Some(_) => {}
            }
        }
        for (indicator, at, label) in new.iter().filter(|(indicator, ..)| !mentions(self.from, *indicator)) {
            let to = Some(self.said(self.to, Some((*label).to_owned()), At::Row(*at)));
            all.push(self.finished(Topic::New, About::Indicator(*indicator), (None, to)));
        }
        all
    }

    /// Each indicator with its first row about `organisation`, and what the report calls it.
    fn rows(&self, ix: ReportIx, organisation: OrganisationIx) -> Vec<(IndicatorIx, usize, &'a str)> {
        let mut found: Vec<(IndicatorIx, usize, &str)> = Vec::new();
        for (at, row) in self.report(ix).rows.iter().enumerate().filter(|(_, row)| row.organisation == organisation) {
            if !found.iter().any(|(known, ..)| *known == row.indicator) {
                found.push((row.indicator, at, &row.label));
            }
        }
        found
    }

    /// Whether two reports call an indicator by other words. An editor may write its identifier instead of what the report says.
    fn renamed(&self, ix: IndicatorIx, old: &str, new: &str) -> bool {
        let id = &self.facts.indicators[ix.0].id;
        old != id && new != id && folded(old) != folded(new)
    }

    fn activities(&self) -> Vec<Difference> {
        let mut known: BTreeMap<String, usize> = BTreeMap::new();
        let mut words = |ix: ReportIx| -> Vec<Vec<usize>> {
            let mut all = Vec::new();
            for activity in &self.report(ix).activities {
                let folded = folded(&activity.text);
                let numbered = folded.split(' ').map(|word| {
                    let next = known.len();
                    *known.entry(word.to_owned()).or_insert(next)
                });
                all.push(numbered.collect());
            }
            all
        };
        let (old, new) = (words(self.from), words(self.to));
        let partners = partners(&old, &new);
        let mut all = Vec::new();
        for (at, partner) in partners.iter().enumerate() {
            let from = Some(self.activity(self.from, at));
            let Some(found) = *partner else {
                all.push(self.finished(Topic::Gone, About::Activity, (from, None)));
                continue;
            };
            if old[at] != new[found] {
                let to = Some(self.activity(self.to, found));
                all.push(self.finished(Topic::Reworded, About::Activity, (from, to)));
            }
        }
        for at in (0..new.len()).filter(|at| !partners.contains(&Some(*at))) {
            let to = Some(self.activity(self.to, at));
            all.push(self.finished(Topic::New, About::Activity, (None, to)));
        }
        all.extend(self.flagged(&partners));
        all
    }

    /// Activities that one of the reports flags, with what the other says of the same.
    fn flagged(&self, partners: &[Option<usize>]) -> Vec<Difference> {
        let flags = |ix: ReportIx, at: usize| self.report(ix).activities[at].deviates;
        let mut all = Vec::new();
        for (at, partner) in partners.iter().enumerate() {
            let later = partner.filter(|found| flags(self.to, *found));
            if flags(self.from, at) || later.is_some() {
                let from = Some(self.activity(self.from, at)).filter(|_| flags(self.from, at));
                let to = later.map(|found| self.activity(self.to, found));
                all.push(self.finished(Topic::Deviates, About::Activity, (from, to)));
            }
        }
        let alone = (0..self.report(self.to).activities.len()).filter(|at| !partners.contains(&Some(*at)));
        for at in alone.filter(|at| flags(self.to, *at)) {
            let to = Some(self.activity(self.to, at));
            all.push(self.finished(Topic::Deviates, About::Activity, (None, to)));
        }
        all
    }

    fn activity(&self, ix: ReportIx, at: usize) -> Said {
        self.said(ix, Some(self.report(ix).activities[at].text.clone()), At::Activity(at))
    }

    fn said(&self, ix: ReportIx, text: Option<String>, at: At) -> Said {
        let period: Period = self.report(ix).period;
        Said { value: None, text, period, report: ix, at, note: None }
    }

    fn finished(&self, topic: Topic, about: About, (from, to): (Option<Said>, Option<Said>)) -> Difference {
        let mut made = Difference {
            topic,
            asked: topic,
            about,
            from,
            to,
            size: None,
            better: None,
            reason: None,
            sentence: String::new(),
        };
        made.sentence = told::text(self.facts, (self.from, self.to), &made);
        made
    }
}

/// A term's position and a goal's position in it.
type Key = (usize, usize);
/// A goal of a report, and its position there.
type Side<'a> = Option<(usize, &'a ReportGoal)>;
type Sides<'a> = (Side<'a>, Side<'a>);

fn goal_about((term, goal): Key) -> About {
    About::Goal(term, goal)
}

/// How much of a goal is reached; none if the report does not say.
fn rank(assessment: Assessment) -> Option<u8> {
    match assessment {
        Assessment::Fully => Some(2),
        Assessment::Partly => Some(1),
        Assessment::Not => Some(0),
        Assessment::None => None,
    }
}

/// For each old text the new one that is the same, or the same worded anew. Each has one partner at most: the same words first, then those
/// with the fewest other words.
fn partners(old: &[Vec<usize>], new: &[Vec<usize>]) -> Vec<Option<usize>> {
    let mut partners: Vec<Option<usize>> = vec![None; old.len()];
    let mut taken = vec![false; new.len()];
    let mut near: Vec<(Reverse<usize>, usize, usize)> = Vec::new();
    for (at, words) in old.iter().enumerate() {
        for (found, other) in new.iter().enumerate() {
            near.extend(likeness(words, other).map(|likeness| (Reverse(likeness), at, found)));
        }
    }
    near.sort_unstable();
    for (_, at, found) in near {
        if partners[at].is_none() && !taken[found] {
            partners[at] = Some(found);
            taken[found] = true;
        }
    }
    partners
}

/// How many words in a thousand are the same; none if too many are others.
fn likeness(one: &[usize], other: &[usize]) -> Option<usize> {
    if one == other {
        return Some(1000);
    }
    let longer = one.len().max(other.len());
    let most = longer * OTHER_WORDS / OF_WORDS;
    // Cheaper than the distance, and never more than it: the words that the other text does not have.
    let missing = |these: &[usize], those: &[usize]| these.iter().filter(|word| !those.contains(word)).count();
    if longer - one.len().min(other.len()) > most || missing(one, other).max(missing(other, one)) > most {
        return None;
    }
    let others = strsim::generic_levenshtein(&one.to_vec(), &other.to_vec());
    (others <= most).then(|| 999 - others * 999 / longer)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Each word as a number of its own.
    fn words(text: &str) -> Vec<usize> {
        let number = |word: &str| word.bytes().fold(0, |sum: usize, byte| sum * 31 % 1_000_003 + usize::from(byte));
        folded(text).split(' ').map(number).collect()
    }

    #[test]
    fn an_activity_is_the_same_if_few_words_are_others() {
        let old = [
            "Allmän visstidsanställning ska minimeras",
            "Förvaltningens avdelningar ska utifrån sina verksamheter utforma ledningsrapporter i syfte att utveckla arbetet.",
            "Prognosuppföljning",
            "Verksamheterna ska arbeta aktivt med att sortera matavfall.",
        ];
        let new = [
            "Prognosuppföljning.",
            "Verksamheterna ska minska användningen av plast.",
            "Allmän visstidsanställning minimeras.",
            "Förvaltningens avdelningar ska fortsätta att utforma och använda ledningsrapporter i syfte att utveckla arbetet.",
        ];
        let (old, new) = (old.map(words), new.map(words));
        assert_eq!(partners(&old, &new), [Some(2), Some(3), Some(0), None]);
    }

    #[test]
    fn the_same_words_go_before_like_words() {
        let old = ["en två tre fyra fem", "en två tre fyra sex"].map(words);
        let new = ["en två tre fyra sex", "en två tre fyra sju"].map(words);
        assert_eq!(partners(&old, &new), [Some(1), Some(0)]);
    }
}
