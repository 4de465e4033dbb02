//! A documented claim whose quotes all go back to one origin.

use super::weighed::{one_origin, short};
use crate::diagnostic::{Diagnostic, Level};
use crate::evidence::standing::{Shortfall, Weight, Why};
use crate::model::claim::Evidence;
use crate::rules::{Check, Configurable, Context, Rule, counted};

pub(super) const RULE: Rule = Rule {
    name: "single-origin",
    level: Level::Error,
    leeway: Configurable::Any,
    page: include_str!("single_origin.md"),
    check: Check::Project(check),
};

fn check(context: &Context, diagnostics: &mut Vec<Diagnostic>) {
    for short in short(context, Shortfall::SingleOrigin) {
        let supports = short.supports_if_found(context);
        let of = |own: bool| -> Vec<&Evidence> {
            let wanted = |weight: &Weight| match weight {
                Weight::Counts(_) => !own,
                Weight::Nothing(why) => own && *why == Why::OwnWord,
            };
            supports.iter().filter(|(_, weight)| wanted(weight)).map(|(evidence, _)| *evidence).collect()
        };
        let beyond = of(false);
        let quotes = if beyond.is_empty() { of(true) } else { beyond };
        let origin = one_origin(context, quotes.iter().copied());
        let all = match (quotes.len(), quotes.len() == supports.len()) {
            (1, true) => "its only quote comes from".to_owned(),
            (2, true) => "both its quotes come from".to_owned(),
            (many, true) => format!("all {} come from", counted(many, "quote", "quotes")),
            (1, false) => "the only quote that counts comes from".to_owned(),
            (many, false) => format!("the {many} quotes that count come from"),
        };
        let mut diagnostic = RULE
            .says(format!("{}, but {all} {origin}", short.stated()), short.place(), "one origin")
            .help(format!(
                "find a published record, or an origin independent of this one; until then set the status to \"{}\"",
                short.standing.earned.name()
            ));
        diagnostic.notes.push(short.remark(context));
        diagnostics.push(diagnostic);
    }
}
