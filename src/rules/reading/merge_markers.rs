//! An unfinished merge.

use crate::diagnostic::{Diagnostic, Level};
use crate::rules::{Check, Configurable, Context, Rule};
use crate::syntax::fault::FaultKind;

pub(super) const RULE: Rule = Rule {
    name: "merge-markers",
    level: Level::Error,
    leeway: Configurable::None,
    page: include_str!("merge_markers.md"),
    check: Check::Project(check),
};

fn check(context: &Context, diagnostics: &mut Vec<Diagnostic>) {
    for fault in context.faults() {
        let FaultKind::MergeMarkers(lines) = &fault.kind else { continue };
        let label = if *lines == 1 {
            "a conflict marker".to_owned()
        } else {
            format!("the first of {lines} conflict markers")
        };
        diagnostics.push(
            RULE.says("this file contains unresolved merge conflict markers", fault.place(), label)
                .help("keep the lines that are right, and delete the others and the lines that begin with <<<<<<<, ======= and >>>>>>>"),
        );
    }
}
