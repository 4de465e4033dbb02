//! A witness who is a party, because the statement names him, and whom `subjects` does not list.

use super::weighed::weighed;
use crate::diagnostic::{Diagnostic, Level};
use crate::evidence::documents::meet;
use crate::evidence::standing::{Role, Weight};
use crate::model::claim::Judges;
use crate::rules::{Check, Configurable, Context, Rule};
use crate::text::span::Place;
use std::collections::BTreeSet;

pub(super) const RULE: Rule = Rule {
    name: "party-not-named",
    level: Level::Error,
    leeway: Configurable::Any,
    page: include_str!("party_not_named.md"),
    check: Check::Project(check),
};

fn check(context: &Context, diagnostics: &mut Vec<Diagnostic>) {
    let documents = &context.standings.documents;
    for weighed in weighed(context).filter(|weighed| weighed.claim.judges() == Judges::Fact) {
        let claim = weighed.claim;
        let (Some(statement), [_, ..]) = (&claim.statement, &*claim.evidence) else { continue };
        let named = documents.named_in(&statement.value);
        if named.is_empty() {
            continue;
        }
        let subjects: Vec<_> =
            claim.subjects.iter().filter_map(|name| documents.parties.find(&name.value)).collect();
        let missing: Vec<_> = named.into_iter().filter(|party| !subjects.contains(party)).collect();
        let mut told = BTreeSet::new();
        for (evidence, weight) in weighed.supports(context) {
            let Weight::Counts(counted) = weight else { continue };
            let Some(party) = missing.iter().find(|party| {
                let mut voice = documents.parties.voice(party).to_vec();
                voice.sort_unstable();
                meet(&voice, &counted.witness)
            }) else {
                continue;
            };
            if counted.role != Role::PartyWord || !told.insert(*party) {
                continue;
            }
            let span = evidence.quote.as_ref().map_or(evidence.header, |quote| quote.span);
            let name = documents.name_of(context.corpus, *party).unwrap_or("somebody");
            diagnostics.push(
                RULE.says(
                    format!("the statement of `{}` names {name}, and `subjects` does not", claim.id),
                    Place::new(claim.file, statement.span),
                    "whom the statement names is a party",
                )
                .label(Place::new(claim.file, span), "so this is a party's word")
                .help(format!("add \"{name}\" to `subjects`")),
            );
        }
    }
}
