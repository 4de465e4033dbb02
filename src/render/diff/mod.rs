//! How the difference between two moments is shown.

pub(super) mod full;
pub(super) mod json;
pub(super) mod markdown;

use crate::report::diff::{DiffReport, Shown};

/// `1 removed, 2 raised`
fn counted(report: &DiffReport) -> String {
    let counts: Vec<_> =
        report.counts().into_iter().map(|(kind, count)| format!("{count} {}", kind.name())).collect();
    if counts.is_empty() { "no claim changed".to_owned() } else { counts.join(", ") }
}

/// `unsubstantiated → documented`, in words of ours.
pub(super) fn move_of(shown: &Shown) -> String {
    let (from, to) = (shown.change.from(), shown.change.to());
    match (shown.change.before, shown.change.after) {
        (None, _) => format!("new: {}", to.name()),
        (_, None) => format!("{} → removed", from.name()),
        _ if from == to => to.name().to_owned(),
        _ => format!("{} → {}", from.name(), to.name()),
    }
}
