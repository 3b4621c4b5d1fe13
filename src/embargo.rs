//! From when may a fact be seen? A day's embargo ends at 08:00 in Stockholm.

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
        let stockholm = TimeZone::get("Europe/Stockholm").expect("the time zones are bundled");
        let end = day.to_datetime(time(8, 0, 0, 0)).to_zoned(stockholm);
        end.is_ok_and(|end| end.timestamp() <= now)
    }
}

#[cfg(test)]
mod tests {
    use super::Embargo;
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
    fn without_a_day_there_is_none() {
        assert!(Embargo::default().is_over(Timestamp::UNIX_EPOCH));
    }
}
