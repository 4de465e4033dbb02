//! A quote that does not stand in its source, but in another.

use crate::diagnostic::{Diagnostic, Label, Level};
use crate::evidence::Verdict;
use crate::evidence::elsewhere::Standing;
use crate::rules::quotes::quote_altered::standing;
use crate::rules::{Check, Configurable, Context, Rule};
use crate::text::span::Place;

pub(super) const RULE: Rule = Rule {
    name: "misattributed",
    level: Level::Error,
    leeway: Configurable::None,
    page: include_str!("misattributed.md"),
    check: Check::Project(check),
};

fn check(context: &Context, diagnostics: &mut Vec<Diagnostic>) {
    for (claim, evidence, verdict) in context.quoted_evidence() {
        let (Some(source), Some(quote)) = (&evidence.source, &evidence.quote) else { continue };
        let Some(Standing { source: other, place }) = context.elsewhere.of(claim.file, evidence) else {
            continue;
        };
        let other_id = &context.corpus[*other].id;
        let line = match place {
            Some((_, line)) => format!("line {line}"),
            None => "by its fingerprint".to_owned(),
        };
        let message =
            format!("these words are not in `{}`, but stand in `{other_id}` ({line})", source.value);
        let mut diagnostic = RULE
            .says(message, Place::new(claim.file, quote.span), format!("not in `{}`", source.value))
            .subject(&*quote.value);
        if let (Some((place, _)), Some(text)) = (place, context.corpus.text_of(*other)) {
            diagnostic =
                diagnostic.note_at("they stand here", vec![Label::new(Place::new(text.file, *place), "")]);
        }
        if let (Verdict::Altered(near), Some(text)) = (verdict, context.text_file(evidence)) {
            let message = format!("the most similar passage in `{}`", source.value);
            diagnostic = diagnostic.note_at(message, standing(near, text));
        }
        diagnostics.push(diagnostic.help(format!(
            "is the source `{other_id}`? Then name it as `source`; if not, quote `{}` in its own words",
            source.value
        )));
    }
}
