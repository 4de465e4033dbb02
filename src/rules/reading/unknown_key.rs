//! A key that its table does not have.

use crate::diagnostic::{Applicability, Diagnostic, Level};
use crate::rules::{Check, Configurable, Context, Rule, did_you_mean, nearest_name};
use crate::syntax::fault::FaultKind;
use crate::text::nearest::nearest;
use crate::text::span::Place;

pub(super) const RULE: Rule = Rule {
    name: "unknown-key",
    level: Level::Error,
    leeway: Configurable::None,
    page: include_str!("unknown_key.md"),
    check: Check::Project(check),
};

fn check(context: &Context, diagnostics: &mut Vec<Diagnostic>) {
    for fault in context.faults() {
        let FaultKind::UnknownKey { key, table } = &fault.kind else { continue };
        let meant = nearest(key, table.names());
        // "A claim has no key": of "the claim" it would mean that the key is missing.
        let table_name = match table.name.strip_prefix("the ") {
            Some(record) if !record.starts_with('[') => format!("a {record}"),
            _ => table.name.to_owned(),
        };
        let message = format!("{table_name} has no key `{key}`{}", did_you_mean(meant));
        let fix = context.fix_of(fault, meant.map(str::to_owned), Applicability::NeedsReading);
        let diagnostic = RULE.says(message, fault.place(), "unknown key").fix(fix);
        diagnostics.push(if crate::rules::find(key).is_some() {
            diagnostic.help("put the level of a rule under [rules]")
        } else if meant.is_none() {
            diagnostic.help(format!(
                "the keys of {table_name} are {}",
                table.names().collect::<Vec<_>>().join(", ")
            ))
        } else {
            diagnostic
        });
    }
    // Only here it is known which rules there are.
    let policy = context.corpus.written_policy();
    for setting in &policy.rules {
        if let Some(file) = policy.file
            && crate::rules::find(&setting.rule.value).is_none()
        {
            let meant = did_you_mean(nearest_name(&setting.rule.value));
            let place = Place::new(file, setting.rule.span);
            diagnostics.push(
                RULE.says(
                    format!("no rule is called `{}`{meant}", setting.rule.value),
                    place,
                    "unknown rule",
                )
                .help("`grounds explain` lists all rules"),
            );
        }
    }
}
