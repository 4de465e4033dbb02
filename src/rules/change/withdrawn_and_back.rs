//! A new claim on the very quote of one that was withdrawn.

use super::touched::{named, touched};
use crate::corpus::SourceAt;
use crate::diagnostic::{Diagnostic, Label, Level};
use crate::model::claim::{Claim, Evidence};
use crate::rules::{Check, Configurable, Context, Rule};
use crate::text::span::{Place, Text};
use crate::text::words::words;
use std::collections::HashMap;

pub(super) const RULE: Rule = Rule {
    name: "withdrawn-and-back",
    level: Level::Warning,
    leeway: Configurable::MustBeSaid,
    page: include_str!("withdrawn_and_back.md"),
    check: Check::Project(check),
};

/// A source, and the words quoted from it.
type Passage = (SourceAt, Vec<Box<str>>);

fn check(context: &Context, diagnostics: &mut Vec<Diagnostic>) {
    let mut given_up: Option<HashMap<Passage, &Claim>> = None;
    for (base, touched) in touched(context) {
        if !touched.status.asserts() || !touched.formers.is_empty() {
            continue;
        }
        let given_up = given_up.get_or_insert_with(|| given_up_quotes(context));
        let quotes = touched.claim.evidence.iter().filter(|evidence| evidence.supports());
        let same = quotes
            .filter_map(|evidence| passage(context, evidence))
            .find_map(|(passage, quote)| Some((*given_up.get(&passage)?, quote)));
        let Some((was, quote)) = same else { continue };
        let message = format!(
            "`{}` is not in {}, and stands on a quote of `{}`, which is withdrawn",
            touched.claim.id,
            named(base),
            was.id
        );
        let told = RULE.says(message, Place::new(touched.claim.file, quote.span), "the same quote");
        let told = match &was.statement {
            Some(statement) => told.note_at(
                format!("`{}` stated: {}", was.id, statement.value.trim()),
                vec![Label::new(Place::new(was.file, statement.span), "")],
            ),
            None => told,
        };
        diagnostics.push(told.help(
            "compare the two statements. If this is the same claim under another id, rename its file instead and list the old id in \
             `formerly`",
        ));
    }
}

/// The supporting quotes of claims that are withdrawn.
fn given_up_quotes<'a>(context: &Context<'a>) -> HashMap<Passage, &'a Claim> {
    let withdrawn = context.claims().filter(|claim| claim.withdrawn.is_some());
    let supporting = withdrawn
        .flat_map(|claim| claim.evidence.iter().map(move |evidence| (claim, evidence)))
        .filter(|(_, evidence)| evidence.supports());
    supporting.filter_map(|(claim, evidence)| Some((passage(context, evidence)?.0, claim))).collect()
}

fn passage<'e>(context: &Context, evidence: &'e Evidence) -> Option<(Passage, &'e Text)> {
    let quote = evidence.quote.as_ref()?;
    let source = context.corpus.source_at(&evidence.source.as_ref()?.value)?;
    let words = words(&quote.value);
    (!words.is_empty()).then_some(((source, words), quote))
}
