//! A comment that tries to silence a rule and cannot.

use crate::diagnostic::{Diagnostic, Level};
use crate::rules::{Check, Configurable, Context, Rule, did_you_mean, nearest_name};
use crate::syntax::allow::AllowFault;
use crate::text::span::Place;

pub(super) const RULE: Rule = Rule {
    name: "malformed-allow",
    level: Level::Error,
    leeway: Configurable::None,
    page: include_str!("malformed_allow.md"),
    check: Check::Project(check),
};

fn check(context: &Context, diagnostics: &mut Vec<Diagnostic>) {
    const FORM: &str = "write `# grounds: allow(RULE) because REASON`";
    for allow in &context.corpus.allows {
        let place = Place::new(allow.file, allow.span);
        match &allow.says {
            Err(AllowFault::NoReason) => diagnostics.push(
                RULE.says(
                    "this comment silences nothing: it gives no reason",
                    place,
                    "`because` and a reason are missing",
                )
                .help(FORM),
            ),
            Err(AllowFault::Form) => {
                diagnostics.push(
                    RULE.says("this comment silences nothing: its form is wrong", place, "").help(FORM),
                );
            }
            Ok(permission) => match crate::rules::find(&permission.rule.value) {
                Some(rule) if rule.leeway == Configurable::Any => {}
                Some(rule) => diagnostics.push(
                    RULE.says(
                        format!("`{}` cannot be silenced", rule.name),
                        Place::new(allow.file, permission.rule.span),
                        "",
                    )
                    .help("this rule always applies: fix what it reports"),
                ),
                None if permission.rule.value.contains(',') => {
                    let place = Place::new(allow.file, permission.rule.span);
                    diagnostics
                        .push(RULE.says("one comment silences one rule", place, "several rules").help(FORM));
                }
                None if permission.rule.value.trim().is_empty() => diagnostics.push(
                    RULE.says(
                        "this comment silences nothing: it names no rule",
                        Place::new(allow.file, permission.rule.span),
                        "a rule is missing here",
                    )
                    .help(FORM),
                ),
                None => {
                    let meant = did_you_mean(nearest_name(&permission.rule.value));
                    let message = format!("no rule is called `{}`{meant}", permission.rule.value);
                    diagnostics.push(
                        RULE.says(message, Place::new(allow.file, permission.rule.span), "unknown rule")
                            .help("`grounds explain` lists all rules"),
                    );
                }
            },
        }
    }
}
