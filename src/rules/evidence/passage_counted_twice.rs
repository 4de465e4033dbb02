//! Quotes that share words of one text and name different origins.

use super::weighed::weighed;
use crate::diagnostic::{Diagnostic, Level};
use crate::evidence::Verdict;
use crate::rules::{Check, Configurable, Context, Rule};
use crate::text::span::Place;

pub(super) const RULE: Rule = Rule {
    name: "passage-counted-twice",
    level: Level::Error,
    leeway: Configurable::Any,
    page: include_str!("passage_counted_twice.md"),
    check: Check::Project(check),
};

fn check(context: &Context, diagnostics: &mut Vec<Diagnostic>) {
    let documents = &context.standings.documents;
    for weighed in weighed(context).filter(|weighed| weighed.claim.evidence.len() > 1) {
        let links = context.corpus.links_of(weighed.at);
        let verdicts = context.verification.of_claim(weighed.at);
        let quotes: Vec<_> = weighed
            .claim
            .evidence
            .iter()
            .zip(links)
            .zip(verdicts)
            .filter(|((evidence, _), _)| evidence.supports())
            .filter_map(|((evidence, link), verdict)| {
                let Verdict::Found(found) = verdict else { return None };
                let (text, origin) = (documents.same_text(link.source?), documents.same_text(link.origin?));
                Some((evidence.quote.as_ref()?, text, origin, &found.extent))
            })
            .collect();
        for (nth, (quote, text, origin, extent)) in quotes.iter().enumerate() {
            // A file can hold ten thousand quotes; those of people are few.
            let before = &quotes[nth.saturating_sub(MOST_BEFORE)..nth];
            let again = before.iter().find(|(_, other_text, other_origin, other)| {
                text == other_text && origin != other_origin && extent.shares_words_with(other)
            });
            let Some((first, ..)) = again else { continue };
            diagnostics.push(
                RULE.says(
                    format!("`{}` quotes one passage for two origins", weighed.claim.id),
                    Place::new(weighed.claim.file, quote.span),
                    "the same words, for another origin",
                )
                .label(Place::new(weighed.claim.file, first.span), "quoted here first")
                .help(
                    "one passage is one report, and counts for one origin. If it carried what another had first, name both \
                     in one block: the other as `origin`, whoever stood between in `through`",
                ),
            );
        }
    }
}

/// The most quotes of a claim that one is compared with: those directly before it.
const MOST_BEFORE: usize = 1000;
