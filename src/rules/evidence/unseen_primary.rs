//! A documented claim whose record or words nobody here has read.

use super::weighed::{named, short};
use crate::diagnostic::{Diagnostic, Level};
use crate::evidence::standing::{Role, Shortfall, Weight};
use crate::model::key::Worded;
use crate::model::source::Access;
use crate::rules::{Check, Configurable, Context, Rule};

pub(super) const RULE: Rule = Rule {
    name: "unseen-primary",
    level: Level::Error,
    leeway: Configurable::Any,
    page: include_str!("unseen_primary.md"),
    check: Check::Project(check),
};

fn check(context: &Context, diagnostics: &mut Vec<Diagnostic>) {
    for short in short(context, Shortfall::UnseenPrimary) {
        let supports = short.supports_if_found(context);
        let unseen = supports.iter().find_map(|(evidence, weight)| match weight {
            Weight::Counts(counted) if !counted.read_here && counted.role != Role::PartyWord => {
                Some((*evidence, &counted.roots))
            }
            _ => None,
        });
        let Some((evidence, roots)) = unseen else { continue };
        let quoted = evidence.source.as_ref().map_or("", |id| &id.value);
        let closed = roots
            .iter()
            .map(|&at| &context.corpus[at])
            .find(|source| matches!(source.access(), Access::Unpublished | Access::Withheld | Access::Lost));
        let what = match closed {
            Some(source) => format!("is {}", source.access().word()),
            None => format!("nobody here has read; `{quoted}` speaks of it"),
        };
        let message = format!("{}, but by {}, which {what}", short.stated(), named(context, roots));
        let mut diagnostic = RULE
            .says(message, short.place(), "not read here")
            .help(format!("read the document itself and quote it; {}", short.until_then()));
        diagnostic.notes.push(short.remark(context));
        diagnostics.push(diagnostic);
    }
}
