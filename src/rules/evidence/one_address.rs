//! Two witnesses of one claim that are recorded at one address.

use super::weighed::weighed;
use crate::corpus::SourceAt;
use crate::diagnostic::{Diagnostic, Label, Level};
use crate::evidence::documents::meet;
use crate::model::claim::Text;
use crate::model::source::Source;
use crate::rules::{Check, Configurable, Context, Rule};
use crate::text::address::pages;
use crate::text::span::Place;

pub(super) const RULE: Rule = Rule {
    name: "one-address",
    level: Level::Error,
    leeway: Configurable::Any,
    page: include_str!("one_address.md"),
    check: Check::Project(check),
};

fn check(context: &Context, diagnostics: &mut Vec<Diagnostic>) {
    let (corpus, documents) = (context.corpus, &context.standings.documents);
    for weighed in weighed(context).filter(|weighed| weighed.status.asserts()) {
        let blocks = weighed.claim.evidence.iter().zip(corpus.links_of(weighed.at));
        let mut witnesses: Vec<SourceAt> =
            blocks.filter(|(evidence, _)| evidence.supports()).filter_map(|(_, link)| link.source).collect();
        witnesses.sort_unstable();
        witnesses.dedup();
        for (at, one) in witnesses.iter().enumerate() {
            let same = witnesses.iter().skip(at + 1).find_map(|other| {
                let apart = !meet(&documents.node(*one).voices, &documents.node(*other).voices);
                let address = shared(&corpus[*one], &corpus[*other]).filter(|_| apart)?;
                Some((*other, address))
            });
            let Some((other, address)) = same else { continue };
            let (first, second) = (&corpus[*one], &corpus[other]);
            let message = format!(
                "`{}` and `{}`, two witnesses of `{}`, are recorded at one address",
                first.id, second.id, weighed.claim.id
            );
            diagnostics.push(
                RULE.says(message, weighed.place(), "how many documents are they?")
                    .note_at("the address", vec![Label::new(Place::new(second.file, address.span), "")])
                    .help("if they are one document, keep one record; if not, give each its own address"),
            );
        }
    }
}

/// An address of the second that leads to a page to which one of the first leads too.
fn shared<'s>(one: &Source, other: &'s Source) -> Option<&'s Text> {
    let known: Vec<String> =
        [&one.url, &one.archived].into_iter().flatten().flat_map(|url| pages(&url.value)).collect();
    let mut others = [&other.url, &other.archived].into_iter().flatten();
    others.find(|url| pages(&url.value).iter().any(|page| known.contains(page)))
}
