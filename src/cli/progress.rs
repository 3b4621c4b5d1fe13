//! How far has a build come, for somebody who waits in front of a terminal?

use indicatif::{ProgressBar, ProgressDrawTarget};

use super::output::in_digits;
use crate::Progress;

/// So often, in files, the line is written anew.
const STEP: usize = 40;

/// One line on standard error that goes away when the work is done; nothing at all in a pipe.
pub(super) struct Bar(ProgressBar);

impl Bar {
    pub(super) fn new(visible: bool) -> Self {
        let target = if visible { ProgressDrawTarget::stderr() } else { ProgressDrawTarget::hidden() };
        Self(ProgressBar::with_draw_target(None, target).with_style(indicatif::ProgressStyle::default_spinner()))
    }

    /// Called from any thread.
    pub(super) fn show(&self, at: Progress) {
        if self.0.is_hidden() {
            return;
        }
        match at {
            Progress::Writing(done, total) if done % STEP != 0 && done != total => {}
            at => {
                self.0.set_message(in_words(at));
                self.0.tick();
            }
        }
    }

    pub(super) fn clear(&self) {
        self.0.finish_and_clear();
    }
}

fn in_words(at: Progress) -> String {
    match at {
        Progress::Reading => "Läser och kontrollerar".to_owned(),
        Progress::Writing(done, total) => format!("Skriver {} av {} filer", in_digits(done), in_digits(total)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_line_is_swedish() {
        assert_eq!(in_words(Progress::Writing(1240, 10_000)), "Skriver 1\u{a0}240 av 10\u{a0}000 filer");
    }
}
