//! From when may a fact be seen? A gate opens at a time of day in Stockholm; the day itself begins there at midnight.

use jiff::Timestamp;
use jiff::civil::{Date, DateTime, Time, time};
use jiff::tz::TimeZone;

/// For whom a site is made.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Audience {
    /// Everybody: nothing that is undecided by the portal's gate, or under embargo.
    Public,
    /// The editor, in a preview: everything that the content says.
    Editor,
}

/// From which step on its way to the board a report is public.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum Step {
    /// Nämndens förslag: what is proposed to the board.
    Proposal,
    /// Beslutad: what the board has decided.
    Decided,
    /// Justerad: what minutes say that are confirmed, at once or later.
    #[default]
    Confirmed,
}

/// When a portal shows its reports.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Gate {
    /// From which step.
    pub from: Step,
    /// At which time of day, in Stockholm.
    pub time: Time,
    /// How many days after the step.
    pub days_after: i8,
}

impl Default for Gate {
    /// Confirmed minutes; at 08:00 on the day after.
    fn default() -> Self {
        Self { from: Step::default(), time: time(8, 0, 0, 0), days_after: 1 }
    }
}

impl Gate {
    /// When it opens for what took its step on `day`.
    #[must_use]
    pub fn after(&self, day: Date) -> Embargo {
        day.checked_add(jiff::Span::new().days(self.days_after)).map_or(Embargo::Never, |day| self.on(day))
    }

    /// When it opens on `day` itself.
    #[must_use]
    pub fn on(&self, day: Date) -> Embargo {
        let moment = day.to_datetime(self.time).to_zoned(stockholm());
        moment.map_or(Embargo::Never, |moment| Embargo::Until(moment.timestamp()))
    }
}

/// From when something may be seen; of two the later one holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Embargo {
    /// It always may.
    None,
    /// From this moment.
    Until(Timestamp),
    /// Not before something else has happened.
    Never,
}

impl Embargo {
    /// Whether it is over at `now`.
    #[must_use]
    pub fn is_over(self, now: Timestamp) -> bool {
        match self {
            Self::None => true,
            Self::Until(moment) => moment <= now,
            Self::Never => false,
        }
    }

    /// The moment it ends, if it has one.
    #[must_use]
    pub fn moment(self) -> Option<Timestamp> {
        match self {
            Self::Until(moment) => Some(moment),
            Self::None | Self::Never => None,
        }
    }
}

fn stockholm() -> TimeZone {
    TimeZone::get("Europe/Stockholm").expect("the time zones are bundled")
}

/// The day and the time that a moment has in Stockholm.
#[must_use]
pub fn in_stockholm(moment: Timestamp) -> DateTime {
    moment.to_zoned(stockholm()).datetime()
}

/// The day it is in Stockholm at `now`.
#[must_use]
pub fn today(now: Timestamp) -> Date {
    in_stockholm(now).date()
}

/// The moment at which a day begins in Stockholm.
#[must_use]
pub fn midnight(day: Date) -> Option<Timestamp> {
    day.to_zoned(stockholm()).ok().map(|moment| moment.timestamp())
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    fn gate() -> Gate {
        Gate::default()
    }

    fn over(embargo: Embargo, now: &str) -> bool {
        embargo.is_over(now.parse::<Timestamp>().unwrap())
    }

    #[test]
    fn a_gate_opens_at_eight_in_stockholm_summer_time() {
        let embargo = gate().on(date(2020, 6, 12));
        assert!(!over(embargo, "2020-06-12T05:59:59Z"));
        assert!(over(embargo, "2020-06-12T06:00:00Z"));
    }

    #[test]
    fn it_opens_an_hour_later_by_utc_in_winter() {
        let embargo = gate().on(date(2020, 12, 1));
        assert!(!over(embargo, "2020-12-01T06:59:59Z"));
        assert!(over(embargo, "2020-12-01T07:00:00Z"));
    }

    #[test]
    fn what_took_its_step_waits_until_the_day_after() {
        assert_eq!(gate().after(date(2020, 2, 28)), gate().on(date(2020, 2, 29)));
        let at_once = Gate { days_after: 0, ..gate() };
        assert_eq!(at_once.after(date(2020, 2, 28)), gate().on(date(2020, 2, 28)));
        assert_eq!(gate().after(date(9999, 12, 31)), Embargo::Never);
    }

    #[test]
    fn a_time_that_a_summer_night_skips_is_told_by_the_clock_after_it() {
        let night = Gate { time: time(2, 30, 0, 0), ..gate() };
        assert!(over(night.on(date(2020, 3, 29)), "2020-03-29T01:30:00Z"));
    }

    #[test]
    fn of_two_the_later_one_holds() {
        let (early, late) = (gate().on(date(2020, 1, 1)), gate().on(date(2020, 1, 2)));
        assert_eq!([Embargo::None, late, early].into_iter().max(), Some(late));
        assert_eq!([Embargo::Never, late].into_iter().max(), Some(Embargo::Never));
        assert!(over(Embargo::None, "1970-01-01T00:00:00Z") && !over(Embargo::Never, "9000-01-01T00:00:00Z"));
    }

    #[test]
    fn a_day_ends_at_midnight_in_stockholm() {
        assert_eq!(today("2020-06-12T21:59:59Z".parse().unwrap()), date(2020, 6, 12));
        assert_eq!(today("2020-06-12T22:00:00Z".parse().unwrap()), date(2020, 6, 13));
        assert_eq!(today("2020-12-01T23:00:00Z".parse().unwrap()), date(2020, 12, 2));
        assert_eq!(midnight(date(2020, 6, 13)), "2020-06-12T22:00:00Z".parse().ok());
    }
}
