//! A key that its table does not have.

use super::fix::{Care, Fix};
use super::{About, Check, Configurable, Context, Rule, did_you_mean, nearest_name};
use crate::diagnostic::{Diagnostic, Level};
use crate::syntax::fault::FaultKind;
use crate::text::nearest::nearest;
use crate::text::span::Place;

pub(super) const RULE: Rule = Rule {
    name: "unknown-key",
    about: About::Reading,
    level: Level::Error,
    leeway: Configurable::None,
    page: include_str!("unknown_key.md"),
    check: Check::All(check),
};

fn check(context: &Context, diagnostics: &mut Vec<Diagnostic>) {
    for fault in context.faults() {
        let FaultKind::UnknownKey { key, table } = &fault.kind else { continue };
        let meant = did_you_mean(nearest(key, table.names()));
        let diagnostic =
            RULE.says(format!("{} has no key `{key}`{meant}", table.name), fault.place(), "unknown key");
        diagnostics.push(if super::find(key).is_some() {
            diagnostic.help("the level of a rule stands below a line [rules]")
        } else if meant.is_empty() {
            diagnostic.help(format!(
                "the keys of {}: {}",
                table.name,
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
            && super::find(&setting.rule.value).is_none()
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

/// The key that was probably meant.
pub(super) fn propose(context: &Context, fixes: &mut Vec<Fix>) {
    fixes.extend(context.faults().filter_map(|fault| match &fault.kind {
        FaultKind::UnknownKey { key, table } => {
            let meant = nearest(key, table.names())?;
            Some(Fix::of_fault(RULE.name, fault, meant.to_owned(), Care::Reading))
        }
        _ => None,
    }));
}
