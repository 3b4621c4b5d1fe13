//! From when may a fact be seen? A day's embargo ends at 08:00 in Stockholm, and the day itself at midnight there.

use jiff::Timestamp;
use jiff::civil::{Date, time};
use jiff::tz::TimeZone;

/// For whom a site is made.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Audience {
    /// Everybody: nothing that is a draft or under embargo.
    Public,
    /// The editor at her own machine, in the live preview: drafts too.
    Editor,
}

/// Not to be seen before 08:00 in Stockholm on a day; or no embargo at all.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Embargo(pub Option<Date>);

impl Embargo {
    /// Whether the embargo is over at `now`.
    #[must_use]
    pub fn is_over(self, now: Timestamp) -> bool {
        let Some(day) = self.0 else { return true };
        let end = day.to_datetime(time(8, 0, 0, 0)).to_zoned(stockholm());
        end.is_ok_and(|end| end.timestamp() <= now)
    }
}

fn stockholm() -> TimeZone {
    TimeZone::get("Europe/Stockholm").expect("the time zones are bundled")
}

/// The day it is in Stockholm at `now`.
#[must_use]
pub fn today(now: Timestamp) -> Date {
    now.to_zoned(stockholm()).date()
}

#[cfg(test)]
mod tests {
    use super::{Embargo, today};
    use jiff::{Timestamp, civil::date};

    fn over(now: &str) -> bool {
        Embargo(Some(date(2020, 6, 12))).is_over(now.parse::<Timestamp>().unwrap())
    }

    #[test]
    fn it_ends_at_eight_in_stockholm_summer_time() {
        assert!(!over("2020-06-12T05:59:59Z"));
        assert!(over("2020-06-12T06:00:00Z"));
    }

    #[test]
    fn it_ends_an_hour_later_by_utc_in_winter() {
        let winter = Embargo(Some(date(2020, 12, 1)));
        assert!(!winter.is_over("2020-12-01T06:59:59Z".parse().unwrap()));
        assert!(winter.is_over("2020-12-01T07:00:00Z".parse().unwrap()));
    }

    #[test]
    fn a_day_ends_at_midnight_in_stockholm() {
        assert_eq!(today("2020-06-12T21:59:59Z".parse().unwrap()), date(2020, 6, 12));
        assert_eq!(today("2020-06-12T22:00:00Z".parse().unwrap()), date(2020, 6, 13));
        assert_eq!(today("2020-12-01T23:00:00Z".parse().unwrap()), date(2020, 12, 2));
    }

    #[test]
    fn without_a_day_there_is_none() {
        assert!(Embargo::default().is_over(Timestamp::UNIX_EPOCH));
    }
}
