//! What was compared last? A comparison's page, data file and workbook are asked for one after another, and are made of the same comparison:
//! the last few are kept, so that it is made once. What is forgotten is made again.

use std::collections::VecDeque;
use std::sync::{Arc, Mutex, PoisonError};

use crate::derive::compare::{Comparison, compare};
use crate::derive::facts::{Facts, Pair};

/// So many are kept: a few for each thread that makes pages.
const KEPT: usize = 32;

/// The comparisons that were made last, the oldest first.
#[derive(Default)]
pub(super) struct Recent {
    made: Mutex<VecDeque<Arc<Comparison>>>,
}

impl Recent {
    /// Everything that differs between the sides of `pair`.
    pub(super) fn comparison(&self, facts: &Facts, pair: Pair) -> Arc<Comparison> {
        if let Some(known) = self.known(pair) {
            return known;
        }
        // Nobody waits meanwhile; that two make the same is rare, and harmless.
        let comparison = Arc::new(compare(facts, pair));
        let mut made = self.made.lock().unwrap_or_else(PoisonError::into_inner);
        if made.len() == KEPT {
            made.pop_front();
        }
        made.push_back(Arc::clone(&comparison));
        comparison
    }

    fn known(&self, pair: Pair) -> Option<Arc<Comparison>> {
        let made = self.made.lock().unwrap_or_else(PoisonError::into_inner);
        made.iter().find(|comparison| comparison.pair == pair).map(Arc::clone)
    }
}
