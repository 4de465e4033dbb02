//! A witness who is a party, because the statement names him, and whom `subjects` does not list.

use super::weighed::weighed;
use crate::diagnostic::{Diagnostic, Level};
use crate::evidence::documents::meet;
use crate::evidence::standing::{Role, Weight};
use crate::rules::{Check, Configurable, Context, Rule};
use crate::syntax::written;
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
    for weighed in weighed(context).filter(|weighed| weighed.standing.party_word) {
        let claim = weighed.claim;
        let Some(statement) = &claim.statement else { continue };
        let subjects: Vec<_> =
            claim.subjects.iter().filter_map(|name| documents.parties.find(&name.value)).collect();
        let named = documents.named_in(&statement.value);
        let missing: Vec<_> = named.filter(|party| !subjects.contains(party)).collect();
        let mut told = BTreeSet::new();
        for (evidence, weight) in weighed.supports(context) {
            let Weight::Counts(counted) = weight else { continue };
            if counted.role != Role::PartyWord {
                continue;
            }
            let mut voices = missing.iter().map(|party| (party, documents.parties.voice(party)));
            let Some((party, _)) = voices.find(|(_, voice)| meet(voice, &counted.witness)) else { continue };
            if !told.insert(*party) {
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
                .help(if claim.subjects.is_empty() {
                    format!("above [[evidence]], write: subjects = [{}]", written::text(name))
                } else {
                    format!("add {} to the list `subjects`", written::text(name))
                }),
            );
        }
    }
}
