//! No such status.

use crate::diagnostic::{Applicability, Diagnostic, Level};
use crate::model::status::Status;
use crate::rules::{Check, Configurable, Context, Rule, alternatives, did_you_mean};
use crate::syntax::fault::FaultKind;
use crate::syntax::written;
use crate::text::nearest::nearest;

pub(super) const RULE: Rule = Rule {
    name: "unknown-status",
    level: Level::Error,
    leeway: Configurable::None,
    page: include_str!("unknown_status.md"),
    check: Check::Project(check),
};

fn check(context: &Context, diagnostics: &mut Vec<Diagnostic>) {
    let names: Vec<_> = Status::all().map(Status::name).collect();
    for fault in context.faults() {
        let FaultKind::UnknownStatus(status) = &fault.kind else { continue };
        let meant = nearest(status, names.iter().copied());
        diagnostics.push(
            RULE.says(
                format!("`{status}` is not a status{}", did_you_mean(meant)),
                fault.place(),
                "unknown status",
            )
            .help(format!("a status is {}", alternatives(&names)))
            .fix(context.fix_of(fault, meant.map(written::text), Applicability::NeedsReading)),
        );
    }
}
