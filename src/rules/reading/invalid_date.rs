//! Something that is no date.

use crate::diagnostic::{Diagnostic, Level};
use crate::model::date::DateFault;
use crate::rules::{Check, Configurable, Context, Rule};
use crate::syntax::fault::FaultKind;

pub(super) const RULE: Rule = Rule {
    name: "invalid-date",
    level: Level::Error,
    leeway: Configurable::None,
    page: include_str!("invalid_date.md"),
    check: Check::Project(check),
};

fn check(context: &Context, diagnostics: &mut Vec<Diagnostic>) {
    for fault in context.faults() {
        let FaultKind::InvalidDate { key, why } = &fault.kind else { continue };
        let (message, label) = match why {
            DateFault::Form => (format!("`{key}` is not a date"), "not written like a date"),
            DateFault::NoSuchDay => (format!("`{key}` is not a date"), "there is no such date"),
            DateFault::Backwards => {
                (format!("`{key}` ends before it begins"), "the first day comes after the last")
            }
            DateFault::Time => (format!("`{key}` must be a date without a time"), "has a time of day"),
        };
        diagnostics.push(RULE.says(message, fault.place(), label).help(
            "write a day without quotation marks, as in 2020-02-11; write a month, a year or a period with them, as in \"2020-02\", \"2020\" or \"2020-02-11/2020-03-01\"",
        ));
    }
}
