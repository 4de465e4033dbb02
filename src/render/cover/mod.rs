//! How a draft is shown that is held against the claims.

pub(super) mod json;
pub(super) mod markdown;
pub(super) mod terminal;

use crate::report::cover::Counts;
use crate::report::words::counted;

/// What is left to do, in sentences.
fn summary(counts: &Counts) -> Vec<String> {
    let mut lines = vec![format!(
        "{}, {} to check: {} covered, {} left",
        counted(counts.sentences, "sentence"),
        counts.facts,
        counts.covered,
        counts.left
    )];
    lines.push(format!("{} may be printed as they stand", counts.printable));
    for (count, what) in [
        (counts.overclaimed, "say more than their claims"),
        (counts.changed, "were changed since they were linked"),
    ] {
        if count > 0 {
            lines.push(format!("{count} {what}"));
        }
    }
    lines
}
