//! How the difference between two moments is shown.

pub(super) mod full;
pub(super) mod json;
pub(super) mod markdown;

use crate::report::diff::DiffReport;

/// `1 removed, 2 raised`
fn counted(report: &DiffReport) -> String {
    let counts: Vec<_> =
        report.counts().into_iter().map(|(kind, count)| format!("{count} {}", kind.name())).collect();
    if counts.is_empty() { "no claim changed".to_owned() } else { counts.join(", ") }
}
