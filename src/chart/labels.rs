//! Where does a label stand so that it hides nothing and nothing hides it?

use crate::chart::svg::Px;

/// A rectangle that is taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Area {
    pub(super) left: Px,
    pub(super) top: Px,
    pub(super) right: Px,
    pub(super) bottom: Px,
}

impl Area {
    fn meets(&self, other: &Self) -> bool {
        self.left < other.right && other.left < self.right && self.top < other.bottom && other.top < self.bottom
    }

    fn within(&self, other: &Self) -> bool {
        self.left >= other.left && self.right <= other.right && self.top >= other.top && self.bottom <= other.bottom
    }
}

/// What is taken of a picture.
pub(super) struct Placer {
    bounds: Area,
    taken: Vec<Area>,
}

impl Placer {
    pub(super) fn new(bounds: Area) -> Self {
        Self { bounds, taken: Vec::new() }
    }

    /// Takes an area for something that stands where it must.
    pub(super) fn take(&mut self, area: Area) {
        self.taken.push(area);
    }

    /// Takes what a line between two points covers, in small pieces.
    pub(super) fn take_line(&mut self, (x1, y1): (Px, Px), (x2, y2): (Px, Px)) {
        let pieces = ((x2 - x1).abs().max((y2 - y1).abs()) / 60).max(1);
        for piece in 0..pieces {
            let (from, to) = (part(x1, x2, piece, pieces), part(x1, x2, piece + 1, pieces));
            let (up, down) = (part(y1, y2, piece, pieces), part(y1, y2, piece + 1, pieces));
            self.take(Area {
                left: from.min(to) - 8,
                right: from.max(to) + 8,
                top: up.min(down) - 8,
                bottom: up.max(down) + 8,
            });
        }
    }

    /// The first of `candidates` that is within bounds and free; it is taken. Nothing if none is.
    pub(super) fn place(&mut self, candidates: impl IntoIterator<Item = Area>) -> Option<Area> {
        // Words stand a little apart.
        let around = |area: &Area| Area { left: area.left - 20, right: area.right + 20, ..*area };
        let free =
            |area: &Area| area.within(&self.bounds) && !self.taken.iter().any(|taken| taken.meets(&around(area)));
        let found = candidates.into_iter().find(free)?;
        self.taken.push(found);
        Some(found)
    }
}

fn part(from: Px, to: Px, piece: i32, pieces: i32) -> Px {
    from + (to - from) * piece / pieces
}

/// Heights for labels at one side that want to stand at `wanted` (sorted, top to bottom), each `height` apart from the next and
/// all between `top` and `bottom`, as near to where they want as that allows.
pub(super) fn spread(wanted: &[Px], height: Px, top: Px, bottom: Px) -> Vec<Px> {
    // Neighbours that would meet are pooled, and stand around the mean of what they want (pool adjacent violators).
    let mut pools: Vec<(i64, i32)> = Vec::new();
    let first = |(sum, count): (i64, i32)| {
        let mean = i32::try_from(sum / i64::from(count)).unwrap_or(top);
        let room = (bottom - top).max(0);
        let start = mean - height * (count - 1) / 2;
        start.min(top + room - height * (count - 1)).max(top)
    };
    for want in wanted {
        pools.push((i64::from(*want), 1));
        while let [.., before, last] = pools[..] {
            if first(before) + height * before.1 <= first(last) {
                break;
            }
            pools.truncate(pools.len() - 2);
            pools.push((before.0 + last.0, before.1 + last.1));
        }
    }
    let place = |pool: &(i64, i32)| (0..pool.1).map(|at| first(*pool) + height * at).collect::<Vec<_>>();
    pools.iter().flat_map(place).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const ALL: Area = Area { left: 0, top: 0, right: 1000, bottom: 1000 };

    fn area(left: Px, top: Px, width: Px, height: Px) -> Area {
        Area { left, top, right: left + width, bottom: top + height }
    }

    #[test]
    fn the_first_free_place_is_taken() {
        let mut placer = Placer::new(ALL);
        placer.take(area(100, 100, 50, 50));
        let candidates = [area(120, 120, 50, 20), area(990, 0, 50, 20), area(200, 120, 50, 20)];
        assert_eq!(placer.place(candidates), Some(candidates[2]));
        assert_eq!(placer.place(candidates), None);
    }

    #[test]
    fn labels_that_want_the_same_place_stand_around_it() {
        assert_eq!(spread(&[500, 500, 500], 100, 0, 1000), [400, 500, 600]);
        assert_eq!(spread(&[10, 20], 100, 0, 1000), [0, 100]);
        assert_eq!(spread(&[100, 500], 100, 0, 1000), [100, 500]);
        assert_eq!(spread(&[980, 990], 100, 0, 1000), [900, 1000]);
    }

    proptest! {
        #[test]
        fn no_two_labels_meet(wanted in proptest::collection::vec((0..1000, 0..1000, 10..200, 10..60), 1..30)) {
            let mut placer = Placer::new(ALL);
            let placed: Vec<Area> = wanted
                .iter()
                .filter_map(|(x, y, w, h)| placer.place([area(*x, *y, *w, *h), area(x - w, *y, *w, *h)]))
                .collect();
            for (at, one) in placed.iter().enumerate() {
                prop_assert!(one.within(&ALL));
                prop_assert!(placed[..at].iter().all(|other| !other.meets(one)));
            }
        }

        #[test]
        fn spread_labels_keep_their_order_and_distance(mut wanted in proptest::collection::vec(0..2000, 1..12)) {
            wanted.sort_unstable();
            let placed = spread(&wanted, 150, 0, 2000);
            prop_assert_eq!(placed.len(), wanted.len());
            prop_assert!(placed.windows(2).all(|pair| pair[1] - pair[0] >= 150), "{:?}", placed);
            prop_assert!(placed.iter().all(|at| (0..=2000).contains(at)), "{:?}", placed);
        }

        #[test]
        fn labels_that_have_room_stand_where_they_want(gaps in proptest::collection::vec(150..400, 1..5)) {
            let mut at = 0;
            let wanted: Vec<Px> = gaps.iter().map(|gap| { at += gap; at }).collect();
            prop_assert_eq!(spread(&wanted, 150, 0, 2000), wanted);
        }
    }
}
