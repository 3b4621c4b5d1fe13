//! How are a report's goals listed: one by one with their assessment, as a tree, or as the chain above one of them?

use serde::Serialize;

use crate::derive::facts::{About, Aspect, Assessment, Facts, GoalLevel, Report, ReportIx, Term};
use crate::render::address;
use crate::render::locale::Key;
use crate::render::page::Link;
use crate::render::parts::corrections;
use crate::render::words::{self, Mark};

/// A goal in a list.
#[derive(Debug, Serialize)]
pub(in crate::render) struct GoalLine<'a> {
    pub(in crate::render) href: String,
    pub(in crate::render) code: Option<&'a str>,
    pub(in crate::render) text: &'a str,
    pub(in crate::render) level: Key,
    /// Whether it stands under the goal before it in the list.
    pub(in crate::render) under: bool,
    pub(in crate::render) mark: Option<Mark>,
    /// The entry that corrected the assessment last.
    pub(in crate::render) corrected: Option<corrections::Mark>,
    /// Other assessments that the report makes elsewhere, where it contradicts itself.
    pub(in crate::render) again: Vec<Mark>,
    pub(in crate::render) below: Vec<GoalLine<'a>>,
}

/// A report whose term is known, with its goals.
#[derive(Clone, Copy)]
pub(in crate::render) struct Goals<'a> {
    facts: &'a Facts,
    ix: ReportIx,
    report: &'a Report,
    term: &'a Term,
    term_at: usize,
}

impl<'a> Goals<'a> {
    /// The goals of a report; nothing if it has no term.
    pub(in crate::render) fn of(facts: &'a Facts, ix: ReportIx) -> Option<Self> {
        let report = &facts.reports[ix.0];
        let term_at = report.term?;
        Some(Self { facts, ix, report, term: &facts.terms[term_at], term_at })
    }

    /// Where in the report's list a goal of the term stands.
    fn position(&self, goal: usize) -> Option<usize> {
        self.report.goals.iter().position(|found| found.goal == goal)
    }

    /// One goal of the report, by its position there, without what is below it.
    pub(in crate::render) fn line(&self, position: usize) -> GoalLine<'a> {
        let found = &self.report.goals[position];
        let goal = &self.term.goals[found.goal];
        GoalLine {
            href: address::report_goal(self.facts, self.ix, found.goal),
            code: goal.code.as_deref(),
            text: &goal.text,
            level: words::level(goal.level),
            under: false,
            mark: words::assessment(found.assessment),
            corrected: self.corrected(position, Aspect::Assessment),
            again: found.again.iter().filter_map(|(again, _)| words::assessment(Some(*again))).collect(),
            below: Vec::new(),
        }
    }

    /// The entry that corrected something of a goal last.
    pub(in crate::render) fn corrected(&self, position: usize, what: Aspect) -> Option<corrections::Mark> {
        corrections::mark(self.facts, self.ix, |about| *about == About::Goal(position, what))
    }

    /// What a goal of the report says, without its code.
    pub(in crate::render) fn text(&self, position: usize) -> &'a str {
        &self.term.goals[self.report.goals[position].goal].text
    }

    /// A goal as a link: with its code if it has one.
    pub(in crate::render) fn link(&self, position: usize) -> Link {
        let goal = &self.term.goals[self.report.goals[position].goal];
        Link::new(
            address::report_goal(self.facts, self.ix, self.report.goals[position].goal),
            numbered(goal.code.as_deref(), &goal.text),
        )
    }

    /// The goals that the report assesses as met or not; if there are none, those below the city's directions.
    pub(in crate::render) fn front(&self) -> Vec<GoalLine<'a>> {
        let judged = |at: &usize| !matches!(self.report.goals[*at].assessment, None | Some(Assessment::None));
        let below = |at: &usize| self.term.goals[self.report.goals[*at].goal].level != GoalLevel::Direction;
        let positions = 0..self.report.goals.len();
        let any = positions.clone().any(|at| judged(&at));
        let shown: Vec<usize> = positions.filter(|at| if any { judged(at) } else { below(at) }).collect();
        let line = |at: &usize| {
            let under = self.above(*at).is_some_and(|above| shown.contains(&above));
            GoalLine { under, ..self.line(*at) }
        };
        shown.iter().map(line).collect()
    }

    /// All goals of the report, each below the nearest goal above it that the report takes up.
    pub(in crate::render) fn tree(&self) -> Vec<GoalLine<'a>> {
        let mut lines: Vec<Option<GoalLine<'a>>> = (0..self.report.goals.len()).map(|at| Some(self.line(at))).collect();
        let parents: Vec<Option<usize>> = (0..lines.len()).map(|at| self.above(at)).collect();
        self.gather(None, &parents, &mut lines)
    }

    fn gather(
        &self,
        parent: Option<usize>,
        parents: &[Option<usize>],
        lines: &mut [Option<GoalLine<'a>>],
    ) -> Vec<GoalLine<'a>> {
        let mut found = Vec::new();
        for at in 0..parents.len() {
            if parents[at] == parent
                && let Some(mut line) = lines[at].take()
            {
                line.below = self.gather(Some(at), parents, lines);
                found.push(line);
            }
        }
        found
    }

    /// The position in the report of the nearest goal above the one at `position`.
    fn above(&self, position: usize) -> Option<usize> {
        self.ancestors(self.report.goals[position].goal).find_map(|goal| self.position(goal))
    }

    /// The goals above one of the term, the nearest first.
    fn ancestors(&self, goal: usize) -> impl Iterator<Item = usize> {
        std::iter::successors(self.term.goals[goal].parent, |&above| self.term.goals[above].parent)
    }

    /// The chain above the goal at `position`, the highest first; a goal that the report leaves out is found on its
    /// term's page.
    pub(in crate::render) fn chain(&self, position: usize) -> Vec<GoalLine<'a>> {
        let mut chain: Vec<GoalLine<'a>> =
            self.ancestors(self.report.goals[position].goal).map(|goal| self.any(goal)).collect();
        chain.reverse();
        chain
    }

    /// The goals of the report right below the one at `position`.
    pub(in crate::render) fn below(&self, position: usize) -> Vec<GoalLine<'a>> {
        let under = |at: &usize| self.above(*at) == Some(position);
        (0..self.report.goals.len()).filter(under).map(|at| self.line(at)).collect()
    }

    fn any(&self, goal: usize) -> GoalLine<'a> {
        if let Some(position) = self.position(goal) {
            return self.line(position);
        }
        let found = &self.term.goals[goal];
        GoalLine {
            href: address::term_goal(self.facts, self.term_at, goal),
            code: found.code.as_deref(),
            text: &found.text,
            level: words::level(found.level),
            under: false,
            mark: None,
            corrected: None,
            again: Vec::new(),
            below: Vec::new(),
        }
    }
}

/// "1.4 I Stockholm får människor …"
pub(in crate::render) fn numbered(code: Option<&str>, text: &str) -> String {
    code.map_or_else(|| text.to_owned(), |code| format!("{code} {text}"))
}
