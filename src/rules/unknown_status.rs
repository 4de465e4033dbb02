//! No such status.

use super::fix::{Care, Fix};
use super::{About, Check, Configurable, Context, Rule, alternatives, did_you_mean};
use crate::diagnostic::{Diagnostic, Level};
use crate::model::status::Status;
use crate::syntax::fault::FaultKind;
use crate::syntax::written;
use crate::text::nearest::nearest;

pub(super) const RULE: Rule = Rule {
    name: "unknown-status",
    about: About::Reading,
    level: Level::Error,
    leeway: Configurable::None,
    page: include_str!("unknown_status.md"),
    check: Check::All(check),
};

fn check(context: &Context, diagnostics: &mut Vec<Diagnostic>) {
    let names: Vec<_> = Status::all().map(Status::name).collect();
    for fault in context.faults() {
        let FaultKind::UnknownStatus(written) = &fault.kind else { continue };
        let meant = did_you_mean(nearest(written, names.iter().copied()));
        diagnostics.push(
            RULE.says(format!("`{written}` is not a status{meant}"), fault.place(), "unknown status")
                .help(format!("a status is {}", alternatives(&names))),
        );
    }
}

/// The status that was probably meant.
pub(super) fn propose(context: &Context, fixes: &mut Vec<Fix>) {
    fixes.extend(context.faults().filter_map(|fault| match &fault.kind {
        FaultKind::UnknownStatus(written) => {
            let meant = nearest(written, Status::all().map(Status::name))?;
            Some(Fix::of_fault(RULE.name, fault, written::text(meant), Care::Reading))
        }
        _ => None,
    }));
}
