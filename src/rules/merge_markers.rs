//! An unfinished merge.

use super::{About, Check, Context, Rule, counted};
use crate::diagnostic::{Diagnostic, Level};
use crate::syntax::fault::FaultKind;

pub(super) const RULE: Rule = Rule {
    name: "merge-markers",
    about: About::Reading,
    level: Level::Error,
    adjustable: false,
    page: include_str!("merge_markers.md"),
    check: Check::All(check),
};

fn check(context: &Context, said: &mut Vec<Diagnostic>) {
    for (fault, kind) in context.faults() {
        let FaultKind::MergeMarkers(lines) = kind else { continue };
        let markers = counted(*lines, "marker line", "marker lines");
        said.push(
            RULE.says("an unfinished merge left its markers in this file", fault.place(), format!("the first of {markers}"))
                .help("keep the lines that are right, and delete the lines that begin with <<<<<<<, ======= and >>>>>>>"),
        );
    }
}
