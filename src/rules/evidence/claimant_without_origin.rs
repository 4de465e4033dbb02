//! A saying or an act, and no document of the claimant as its origin.

use super::weighed::weighed;
use crate::diagnostic::{Diagnostic, Level};
use crate::evidence::standing::Shortfall;
use crate::model::claim::{Judges, Text};
use crate::rules::{Check, Configurable, Context, Rule};
use crate::text::span::Place;

pub(super) const RULE: Rule = Rule {
    name: "claimant-without-origin",
    level: Level::Error,
    leeway: Configurable::Any,
    page: include_str!("claimant_without_origin.md"),
    check: Check::Project(check),
};

fn check(context: &Context, diagnostics: &mut Vec<Diagnostic>) {
    for weighed in weighed(context) {
        let claim = weighed.claim;
        let is_fact = claim.judges() == Judges::Fact;
        let Some(claimant) = claim.claimant.first() else {
            if !is_fact && weighed.status.asserts() {
                diagnostics.push(
                    RULE.says(
                        format!("{} and names no claimant", weighed.stated()),
                        weighed.place(),
                        "nobody is said to have said or done it",
                    )
                    .help("add `claimant`: who said or did it"),
                );
            }
            continue;
        };
        let place = Place::new(claim.file, claimant.span);
        let documents = &context.standings.documents;
        let has_words = |name: &Text| {
            let party = documents.parties.find(&name.value);
            let links = context.corpus.links_of(weighed.at).iter();
            let mut origins = links.filter_map(|link| link.origin).map(|at| documents.node(at));
            party.is_some_and(|party| origins.any(|origin| origin.own.contains(&party)))
        };
        let missing = claim.claimant.iter().find(|name| !has_words(name)).unwrap_or(claimant);
        if weighed.standing.shortfall == Some(Shortfall::NotTheClaimants) {
            let (claimant, place) = (missing, Place::new(claim.file, missing.span));
            diagnostics.push(
                RULE.says(
                    format!(
                        "{}, but no quote has a document of {} as its origin",
                        weighed.stated(),
                        claimant.value
                    ),
                    place,
                    "not the author of any origin",
                )
                .help(help(&claimant.value)),
            );
        } else if is_fact && !weighed.standing.claimant_met {
            let mut told = RULE.says(
                format!("no quote in `{}` shows {} making this claim", claim.id, claimant.value),
                place,
                "not the publisher, author or id of any source of the evidence",
            );
            told.level = Level::Note;
            diagnostics.push(told.help(
                "the status of a fact does not depend on it. If two spellings of one name are to blame, list them \
                 together under [names] in grounds.toml",
            ));
        }
    }
}

fn help(name: &str) -> String {
    format!(
        "quote the claimant's own document, or name it as `origin` where another source reports it: `grounds find SOURCE \
         WORDS --said-by \"{name}\"` prints the lines. If two spellings of one name are to blame, list them together under \
         [names] in grounds.toml"
    )
}
