//! Quoted words that do not stand in the source.

use crate::diagnostic::{Diagnostic, Label, Level};
use crate::evidence::Verdict;
use crate::evidence::difference::{ChangeKind, NearMiss};
use crate::evidence::fingerprint::K;
use crate::model::claim::Evidence;
use crate::rules::{Check, Configurable, Context, Rule};
use crate::text::span::Place;

pub(super) const RULE: Rule = Rule {
    name: "quote-absent",
    level: Level::Error,
    leeway: Configurable::None,
    page: include_str!("quote_absent.md"),
    check: Check::Project(check),
};

fn check(context: &Context, diagnostics: &mut Vec<Diagnostic>) {
    for (claim, evidence, verdict) in context.quoted_evidence() {
        let (Verdict::Absent(nearest), Some(source), Some(quote)) =
            (verdict, &evidence.source, &evidence.quote)
        else {
            continue;
        };
        if context.elsewhere.of(claim.file, evidence).is_some() {
            continue;
        }
        let short_part =
            nearest.iter().flat_map(|near| &near.changes).find(|change| change.kind == ChangeKind::ShortPart);
        diagnostics.push(match short_part {
            Some(part) => RULE
                .says(
                    "a part of this quote is too short to look for",
                    Place::within(claim.file, quote.span, part.quote),
                    "fewer than three words",
                )
                .help("quote at least three words on each side of [...]"),
            None => absent(
                context,
                evidence,
                &source.value,
                Place::new(claim.file, quote.span),
                nearest.as_deref(),
            ),
        });
    }
}

fn absent(
    context: &Context,
    evidence: &Evidence,
    source: &str,
    place: Place,
    nearest: Option<&NearMiss>,
) -> Diagnostic {
    let label = match (context.text_file(evidence), nearest) {
        (Some(_), Some(_)) => "no passage is similar enough".to_owned(),
        (Some(_), None) => "nothing in it is similar".to_owned(),
        (None, _) => format!("according to its fingerprint, no {K} of them occur there in a row"),
    };
    let mut diagnostic = RULE.says(format!("these words are not in `{source}`"), place, label);
    if let (Some(near), Some(text)) = (nearest, context.text_file(evidence)) {
        let passage = Label::new(Place::new(text, near.passage), "");
        diagnostic = diagnostic.note_at("the most similar passage", vec![passage]);
    }
    diagnostic
        .help("quote another passage or another source; if there is none, delete this [[evidence]] block")
}
