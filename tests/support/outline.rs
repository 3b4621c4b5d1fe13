//! What does a synthetic portal consist of: who reports, which indicators are there, which goals serve which?

use redovisa::format::slug::slug;

use super::random::Random;
use super::words::{COUNTS, GOALS, HOUSES, KINDS, PEOPLE, PLACES, QUARTERS, VIEWS};

/// Every tenth organisation is a board; the nine that follow are its units.
const PER_BOARD: usize = 10;
/// The parts of an organisation that rows may be about.
pub(crate) const PARTS: usize = 2;
/// The first year that is reported.
pub(crate) const FIRST_YEAR: i64 = 2019;
/// How many years a political term has.
pub(crate) const TERM: i64 = 4;

/// How much there is of everything.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Size {
    /// Organisations that report: a board, nine units, a board …
    pub(crate) organisations: usize,
    /// Years from 2019 on, each with a plan, two tertial reports and an annual report.
    pub(crate) years: usize,
    /// Indicators that the portal defines; at least two.
    pub(crate) indicators: usize,
    /// Rows in each report's indicator table, two thirds about the organisation itself and the rest about its parts.
    pub(crate) rows: usize,
    /// Goals of each report; at least six.
    pub(crate) goals: usize,
    /// Activities of each report.
    pub(crate) activities: usize,
}

impl Size {
    /// A mixture like the real content's, of about `pages` pages.
    pub(crate) fn of_pages(pages: usize) -> Self {
        let mut size = Self { organisations: 1, years: 4, indicators: 40, rows: 45, goals: 25, activities: 14 };
        let (one, shared) = (size.pages_of_organisation(), size.pages_of_portal());
        let left = pages.saturating_sub(shared);
        if left < one {
            size.years = (left * size.years / one).max(1);
        } else {
            size.organisations = (left + one / 2) / one;
        }
        size
    }

    /// How many reports there are.
    pub(crate) fn reports(&self) -> usize {
        self.organisations * self.years * 4
    }

    /// About how many pages that makes: each report 5 + goals, each organisation 1 + its parts, each indicator and each
    /// political term 1, and 9 for the portal itself.
    pub(crate) fn pages(&self) -> usize {
        self.organisations * self.pages_of_organisation() + self.pages_of_portal()
    }

    fn pages_of_organisation(&self) -> usize {
        self.years * 4 * (5 + self.goals) + 1 + PARTS
    }

    fn pages_of_portal(&self) -> usize {
        self.indicators + self.years.div_ceil(4) + 9
    }
}

/// An organisation that reports.
#[derive(Clone, Debug)]
pub(crate) struct Organisation {
    pub(crate) at: usize,
    pub(crate) id: String,
    pub(crate) name: String,
    /// The board it belongs to, or itself.
    pub(crate) board: usize,
    /// Identifier and name of each part.
    pub(crate) parts: Vec<(String, String)>,
}

impl Organisation {
    /// Whether it is a board.
    pub(crate) fn is_board(&self) -> bool {
        self.board == self.at
    }
}

/// Every organisation that reports.
pub(crate) fn organisations(size: &Size) -> Vec<Organisation> {
    (0..size.organisations).map(organisation).collect()
}

fn organisation(at: usize) -> Organisation {
    let district = at / PER_BOARD;
    let quarter = QUARTERS[(district / PLACES.len()) % QUARTERS.len()];
    let number = match district / (PLACES.len() * QUARTERS.len()) {
        0 => String::new(),
        more => format!(" {}", more + 1),
    };
    let kind = match at % PER_BOARD {
        0 => "stadsdelsnämnd",
        unit => KINDS[unit - 1],
    };
    let name = format!("{quarter}{} {kind}{number}", PLACES[district % PLACES.len()]);
    let parts = HOUSES.iter().cycle().skip(at).take(PARTS).map(|house| {
        let name = format!("{house}, {name}");
        (slug(&name), name)
    });
    Organisation { at, id: slug(&name), parts: parts.collect(), board: district * PER_BOARD, name }
}

/// An indicator and the bounds of its values, in units of its last decimal.
#[derive(Clone, Debug)]
pub(crate) struct Indicator {
    pub(crate) at: usize,
    pub(crate) id: String,
    pub(crate) name: String,
    pub(crate) unit: &'static str,
    pub(crate) decimals: u32,
    pub(crate) direction: &'static str,
    pub(crate) periodicity: (&'static str, &'static str),
    pub(crate) highest: i64,
}

/// Every indicator: most are shares of people, some are counts.
pub(crate) fn indicators(size: &Size, seed: u64) -> Vec<Indicator> {
    (0..size.indicators).map(|at| indicator(at, seed)).collect()
}

fn indicator(at: usize, seed: u64) -> Indicator {
    let mut random = Random::of(&[seed, 1, at as u64]);
    let (name, unit) = if at % 5 == 4 {
        let (name, unit) = COUNTS[(at / 5) % COUNTS.len()];
        (numbered(name, at / 5 / COUNTS.len()), unit)
    } else {
        let share = at - at / 5;
        let name = format!("Andel {} {}", PEOPLE[share % PEOPLE.len()], VIEWS[(share / PEOPLE.len()) % VIEWS.len()]);
        (numbered(&name, share / (PEOPLE.len() * VIEWS.len())), "%")
    };
    let decimals = u32::from(matches!(unit, "%" | "mnkr"));
    let directions = ["lagre", "ingen", "hogre"];
    Indicator {
        at,
        id: slug(&name),
        name,
        unit,
        decimals,
        direction: if unit == "%" || unit == "index" { "hogre" } else { directions[random.below(directions.len())] },
        periodicity: *random.pick(&[("ar", "År"), ("tertial", "Tertial"), ("ar", "År")]),
        highest: if unit == "%" { 1000 } else { *random.pick(&[95, 480, 2500, 34_000]) },
    }
}

fn numbered(name: &str, round: usize) -> String {
    if round == 0 { name.to_owned() } else { format!("{name}, grupp {}", round + 1) }
}

/// A goal of the chain.
#[derive(Clone, Debug)]
pub(crate) struct Goal {
    pub(crate) id: String,
    pub(crate) level: &'static str,
    pub(crate) code: Option<String>,
    pub(crate) text: String,
    pub(crate) under: Option<String>,
    pub(crate) owner: Option<usize>,
}

/// How many goals of a report come from the city council, its board and the unit itself.
fn split(goals: usize) -> (usize, usize, usize) {
    let (city, board) = (goals / 2, goals / 5);
    (city, board, goals - city - board)
}

/// Every goal of a political term.
pub(crate) fn chain(size: &Size, organisations: &[Organisation]) -> Vec<Goal> {
    let mut goals = city_goals(split(size.goals).0);
    for organisation in organisations {
        goals.extend(own_goals(size, organisation, organisations));
    }
    goals
}

/// The city council's goals: directions, each with areas under it.
fn city_goals(count: usize) -> Vec<Goal> {
    let directions = (count / 4).max(1);
    let goal = |at: usize| {
        let (above, below) = (at % directions + 1, at / directions);
        let (id, code) = if below == 0 {
            (format!("{above}"), format!("{above}"))
        } else {
            (format!("{above}-{below}"), format!("{above}.{below}"))
        };
        Goal {
            id,
            level: if below == 0 { "inriktningsmal" } else { "kf-mal" },
            code: Some(code),
            text: format!("I staden gäller: {}", GOALS[at % GOALS.len()].to_lowercase()),
            under: (below > 0).then(|| format!("{above}")),
            owner: None,
        }
    };
    (0..count.max(2)).map(goal).collect()
}

/// The goals that an organisation has set itself: under the city council's areas, or under its board's.
fn own_goals(size: &Size, organisation: &Organisation, organisations: &[Organisation]) -> Vec<Goal> {
    let (city, board, unit) = split(size.goals);
    let city_ids: Vec<String> = city_goals(city).into_iter().map(|goal| goal.id).collect();
    let count = if organisation.is_board() { board + unit } else { unit };
    let above = |at: usize| match organisation.is_board() {
        true => city_ids[at % city_ids.len()].clone(),
        false => own_id(&organisations[organisation.board], at % board.max(1)),
    };
    let goal = |at: usize| Goal {
        id: own_id(organisation, at),
        level: if organisation.is_board() { "namndmal" } else { "enhetsmal" },
        code: None,
        text: format!("{} hos {}", GOALS[at % GOALS.len()], organisation.name),
        under: Some(above(at)),
        owner: Some(organisation.at),
    };
    (0..count).map(goal).collect()
}

fn own_id(organisation: &Organisation, at: usize) -> String {
    format!("{}-{}", slug(GOALS[at % GOALS.len()]), organisation.at * 100 + at)
}

/// The goals that an organisation's reports take up, in their order; the bool says whether it is a goal of its own.
pub(crate) fn goals_of(
    size: &Size,
    organisation: &Organisation,
    organisations: &[Organisation],
) -> Vec<(String, bool)> {
    let (city, board, _) = split(size.goals);
    let mut listed: Vec<(String, bool)> = city_goals(city).into_iter().map(|goal| (goal.id, false)).collect();
    if !organisation.is_board() {
        let of_board = (0..board).map(|at| (own_id(&organisations[organisation.board], at), false));
        listed.extend(of_board);
    }
    listed.extend(own_goals(size, organisation, organisations).into_iter().map(|goal| (goal.id, true)));
    listed.truncate(size.goals);
    listed
}
