//! Words that come from somebody else, as the quote or another claim tells, and evidence that names no origin or itself.

use super::another_speaker::taken_for;
use super::weighed::{Weighed, weighed};
use crate::corpus::{Link, SourceAt};
use crate::diagnostic::{Diagnostic, Level};
use crate::evidence::attribution::speaking;
use crate::evidence::documents::meet;
use crate::evidence::speaker::{is_first_person, is_label_of};
use crate::evidence::{Credit, Extent, Verdict, credits};
use crate::model::claim::{Claim, Evidence, Judges, Text};
use crate::rules::{Check, Configurable, Context, Rule};
use crate::text::span::Place;
use std::collections::HashMap;

pub(super) const RULE: Rule = Rule {
    name: "origin-left-out",
    level: Level::Warning,
    leeway: Configurable::Any,
    page: include_str!("origin_left_out.md"),
    check: Check::Project(check),
};

fn check(context: &Context, diagnostics: &mut Vec<Diagnostic>) {
    told_elsewhere(context, diagnostics);
    credits_the_other(context, diagnostics);
    credits_another(context, diagnostics);
    says_who_said_it(context, diagnostics);
    for weighed in weighed(context) {
        for evidence in weighed.claim.evidence.iter().filter(|evidence| evidence.supports()) {
            let is_own = evidence.origin.is_some()
                && evidence.origin.as_ref().map(|id| &id.value)
                    != evidence.source.as_ref().map(|id| &id.value);
            let Some(quote) = evidence.quote.as_ref().filter(|_| !is_own) else { continue };
            let Some(credit) = credits(&quote.value) else { continue };
            diagnostics.push(
                RULE.says(
                    format!("the quote credits somebody (\"{credit}\"), and the block names no origin"),
                    Place::new(weighed.claim.file, quote.span),
                    "whose information is it?",
                )
                .help(
                    "name the document that had it first as `origin`; if nobody is named, a source of kind \"unnamed\"",
                ),
            );
        }
    }
}

/// A supporting quote that was found and of which the claim says that its source itself had it first.
struct Own<'a> {
    claim: &'a Claim,
    evidence: &'a Evidence,
    source: SourceAt,
    extent: &'a Extent,
}

/// Those of a claim with a status above the weakest.
fn own<'a>(context: &Context<'a>, weighed: Weighed<'a>) -> Vec<Own<'a>> {
    let (claim, links) = (weighed.claim, context.corpus.links_of(weighed.at));
    let blocks = claim.evidence.iter().zip(links).zip(context.verification.of_claim(weighed.at));
    let own = |((evidence, link), verdict): ((&'a Evidence, &Link), &'a Verdict)| {
        let Verdict::Found(passed) = verdict else { return None };
        let source = link.source.filter(|_| link.origin == link.source && evidence.supports())?;
        let says_so = evidence.origin.is_some() || evidence.knows.is_some();
        (weighed.status.asserts() && says_so).then_some(Own {
            claim,
            evidence,
            source,
            extent: &passed.extent,
        })
    };
    blocks.filter_map(own).collect()
}

impl Own<'_> {
    fn place(&self) -> Place {
        let span = self.evidence.quote.as_ref().map_or(self.evidence.header, |quote| quote.span);
        Place::new(self.claim.file, span)
    }
}

/// Another claim says that the same words of the same source come from elsewhere.
fn told_elsewhere(context: &Context, diagnostics: &mut Vec<Diagnostic>) {
    let corpus = context.corpus;
    let mut relayed: HashMap<SourceAt, Vec<(&Extent, SourceAt, &Claim)>> = HashMap::new();
    for (at, claim) in corpus.each_claim().filter(|(_, claim)| claim.sound) {
        for (link, verdict) in corpus.links_of(at).iter().zip(context.verification.of_claim(at)) {
            if let (Some(source), Some(origin), Verdict::Found(passed)) = (link.source, link.origin, verdict)
                && origin != source
            {
                relayed.entry(source).or_default().push((&passed.extent, origin, claim));
            }
        }
    }
    if relayed.is_empty() {
        return;
    }
    for own in weighed(context).flat_map(|weighed| own(context, weighed)) {
        let others = relayed.get(&own.source).map_or(&[][..], Vec::as_slice);
        let same = others.iter().find(|(extent, _, claim)| {
            claim.id != own.claim.id
                && claim.judges() == own.claim.judges()
                && extent.shares_words_with(own.extent)
        });
        let Some((_, origin, claim)) = same else { continue };
        diagnostics.push(
            RULE.says(
                format!(
                    "`{}` says that these words of `{}` come from `{}`; here they are its own",
                    claim.id, corpus[own.source].id, corpus[*origin].id
                ),
                own.place(),
                "who had it first?",
            )
            .help("give both the same `origin`"),
        );
    }
}

/// What a quote leaves out of its sentence says that somebody said it: then it is his word, whatever the block knows.
fn credits_another(context: &Context, diagnostics: &mut Vec<Diagnostic>) {
    for weighed in weighed(context).filter(|weighed| weighed.claim.judges() == Judges::Fact) {
        let verdicts = context.verification.of_claim(weighed.at);
        for own in own(context, weighed) {
            let at = weighed.claim.evidence.iter().position(|evidence| std::ptr::eq(evidence, own.evidence));
            let Some(Verdict::Found(passed)) = at.and_then(|at| verdicts.get(at)) else { continue };
            // Between quotation marks it is told by `another-speaker`.
            let Some(Credit::Said(words)) = passed.credit.as_deref() else { continue };
            let small = words.to_lowercase();
            let is_named = |name: &&Text| small.contains(&name.value.to_lowercase());
            let source = &context.corpus[own.source];
            let mut itself = source.publisher.iter().chain(&source.authors);
            // What it says itself in its own document is told elsewhere. Of "told the Courier" it is the one who heard.
            let speaking = small.split(" told ").next().unwrap_or(&small);
            if itself.any(|name| is_label_of(speaking, &name.value)) || is_first_person(&small) {
                continue;
            }
            let party = weighed.claim.subjects.iter().find(is_named).map_or("somebody", |name| &*name.value);
            diagnostics.push(
                RULE.says(
                    format!("the words beside it give it as what {party} said: \"{words}\""),
                    own.place(),
                    "whose information is it?",
                )
                .help("quote these words, too, and name whoever said it as `origin`"),
            );
        }
    }
}

/// The quote itself says that somebody said it, and the statement states it: a protocol knows what it heard, and no more.
fn says_who_said_it(context: &Context, diagnostics: &mut Vec<Diagnostic>) {
    for weighed in weighed(context).filter(|weighed| weighed.claim.judges() == Judges::Fact) {
        let Some(statement) = &weighed.claim.statement else { continue };
        let links = context.corpus.links_of(weighed.at);
        for own in own(context, weighed) {
            let Some(quote) = &own.evidence.quote else { continue };
            let said = speaking(&quote.value, &statement.value, context.language(own.evidence));
            let Some(said) = said else { continue };
            let at = weighed.claim.evidence.iter().position(|evidence| std::ptr::eq(evidence, own.evidence));
            let link = at.and_then(|at| links.get(at));
            let names = link.and_then(|link| taken_for(context, weighed, own.evidence, link));
            let is_itself = names.unwrap_or_default().iter().any(|name| is_label_of(said, name));
            if is_itself || is_first_person(said) {
                continue;
            }
            diagnostics.push(
                RULE.says(
                    format!("the quote says who said it (\"{said}\"), and the statement does not"),
                    own.place(),
                    "whose information is it?",
                )
                .help("name whoever said it as `origin`, with a record of its own; or say in the statement who said it"),
            );
        }
    }
}

/// The quote of one witness names another witness of the same claim.
fn credits_the_other(context: &Context, diagnostics: &mut Vec<Diagnostic>) {
    let documents = &context.standings.documents;
    for weighed in weighed(context) {
        let witnesses = own(context, weighed);
        if witnesses.len() < 2 {
            continue;
        }
        for one in &witnesses {
            let Some(quote) = &one.evidence.quote else { continue };
            let voices = &documents.node(one.source).voices;
            let named: Vec<_> =
                documents.named_in(&quote.value).filter(|party| !meet(voices, &[*party])).collect();
            let other = witnesses.iter().find(|other| {
                other.source != one.source && meet(&documents.node(other.source).voices, &named)
            });
            let Some(other) = other else { continue };
            diagnostics.push(
                RULE.says(
                    format!(
                        "this quote names who speaks in `{}`, the other witness of `{}`",
                        context.corpus[other.source].id, one.claim.id
                    ),
                    one.place(),
                    "did it learn it there?",
                )
                .help("if it did, name that document as `origin`; if not, quote words that do not name it"),
            );
        }
    }
}
