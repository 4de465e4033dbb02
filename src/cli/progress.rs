//! A progress bar on standard error, shown only on a terminal and only after a run has taken a second.

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};
use std::time::Duration;

pub(crate) struct Progress {
    bar: ProgressBar,
}

const DELAY: Duration = Duration::from_secs(1);
const TICK: Duration = Duration::from_millis(100);

impl Progress {
    /// Starts with a spinner, for work of unknown size.
    pub(crate) fn begin(phase: &'static str) -> Self {
        let bar = ProgressBar::with_draw_target(None, ProgressDrawTarget::hidden());
        set_style(&bar, "{spinner} {msg}");
        bar.set_message(phase);
        let delayed = bar.clone();
        std::thread::spawn(move || {
            std::thread::sleep(DELAY);
            if !delayed.is_finished() {
                delayed.set_draw_target(ProgressDrawTarget::stderr());
                delayed.enable_steady_tick(TICK);
            }
        });
        Self { bar }
    }

    pub(crate) fn phase(&self, phase: &'static str) {
        self.bar.set_message(phase);
    }

    /// Changes to a bar, for work of `parts` equal steps.
    pub(crate) fn count(&self, phase: &'static str, parts: usize) {
        self.bar.set_message(phase);
        self.bar.set_length(u64::try_from(parts).unwrap_or(u64::MAX));
        set_style(&self.bar, "{msg} {bar:30} {pos} of {len}");
    }

    pub(crate) fn tick(&self) {
        self.bar.inc(1);
    }

    pub(crate) fn end(&self) {
        self.bar.finish_and_clear();
    }
}

fn set_style(bar: &ProgressBar, template: &str) {
    if let Ok(style) = ProgressStyle::with_template(template) {
        bar.set_style(style);
    }
}

impl Drop for Progress {
    fn drop(&mut self) {
        self.end();
    }
}
