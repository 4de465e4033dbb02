//! A comment that tries to silence a rule and cannot.

use super::{About, Check, Context, Leeway, Rule, did_you_mean, nearest_name};
use crate::diagnostic::{Diagnostic, Level};
use crate::syntax::allow::AllowFault;
use crate::text::span::Place;

pub(super) const RULE: Rule = Rule {
    name: "malformed-allow",
    about: About::Silencing,
    level: Level::Error,
    leeway: Leeway::None,
    page: include_str!("malformed_allow.md"),
    check: Check::All(check),
};

fn check(context: &Context, said: &mut Vec<Diagnostic>) {
    const FORM: &str = "write `# grounds: allow(RULE) because REASON`";
    for allow in &context.corpus.allows {
        let place = Place::new(allow.file, allow.span);
        match &allow.says {
            Err(AllowFault::NoReason) => said.push(
                RULE.says(
                    "this comment silences nothing: it gives no reason",
                    place,
                    "no `because` and a reason",
                )
                .help(FORM),
            ),
            Err(AllowFault::Form) => {
                said.push(
                    RULE.says("this comment silences nothing: it is not of the right form", place, "")
                        .help(FORM),
                );
            }
            Ok(permission) => match super::find(&permission.rule.value) {
                Some(rule) if rule.leeway == Leeway::Any => {}
                Some(rule) => said.push(
                    RULE.says(
                        format!("`{}` cannot be silenced", rule.name),
                        Place::new(allow.file, permission.rule.span),
                        "",
                    )
                    .help("what this rule reports must never pass: mend it"),
                ),
                None if permission.rule.value.contains(',') => {
                    let place = Place::new(allow.file, permission.rule.span);
                    said.push(RULE.says("one comment silences one rule", place, "several rules").help(FORM));
                }
                None => {
                    let meant = did_you_mean(nearest_name(&permission.rule.value));
                    let message = format!("no rule is called `{}`{meant}", permission.rule.value);
                    said.push(
                        RULE.says(message, Place::new(allow.file, permission.rule.span), "unknown rule")
                            .help("`grounds explain` lists all rules"),
                    );
                }
            },
        }
    }
}
