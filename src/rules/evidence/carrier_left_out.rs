//! A quote whose origin reached its source through somebody whom another claim names.

use super::weighed::{named, weighed};
use crate::diagnostic::{Diagnostic, Level};
use crate::rules::{Check, Configurable, Context, Rule};
use crate::text::span::Place;

pub(super) const RULE: Rule = Rule {
    name: "carrier-left-out",
    level: Level::Error,
    leeway: Configurable::Any,
    page: include_str!("carrier_left_out.md"),
    check: Check::Project(check),
};

fn check(context: &Context, diagnostics: &mut Vec<Diagnostic>) {
    let (corpus, documents) = (context.corpus, &context.standings.documents);
    for weighed in weighed(context) {
        for (evidence, link) in weighed.claim.evidence.iter().zip(corpus.links_of(weighed.at)) {
            let (Some(quoted), Some(origin)) = (link.source, link.origin) else { continue };
            let known = documents.carriers(quoted, origin);
            if known.is_empty() {
                continue;
            }
            let through: Vec<_> = evidence
                .through
                .iter()
                .filter_map(|id| corpus.source_at(&id.value))
                .map(|at| documents.same_text(at))
                .collect();
            let missing: Vec<_> = known.iter().copied().filter(|at| !through.contains(at)).collect();
            if missing.is_empty() {
                continue;
            }
            let span = evidence.quote.as_ref().map_or(evidence.header, |quote| quote.span);
            let names = named(context, &missing);
            let ids: Vec<_> = missing.iter().map(|&at| format!("\"{}\"", corpus[at].id)).collect();
            diagnostics.push(
                RULE.says(
                    format!(
                        "what `{}` has from `{}` came through {names}, as another claim says",
                        corpus[quoted].id, corpus[origin].id
                    ),
                    Place::new(weighed.claim.file, span),
                    "this block does not say so",
                )
                .help(format!("add `through = [{}]` to the block", ids.join(", "))),
            );
        }
    }
}
