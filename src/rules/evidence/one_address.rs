//! Two witnesses of one claim that are recorded at one address, or a witness at a party's.

use super::weighed::weighed;
use crate::corpus::SourceAt;
use crate::diagnostic::{Diagnostic, Label, Level};
use crate::evidence::documents::meet;
use crate::model::claim::{Judges, Text};
use crate::model::source::Source;
use crate::rules::{Check, Configurable, Context, Rule};
use crate::text::address::{host, pages};
use crate::text::names::in_latin;
use crate::text::span::Place;
use std::collections::HashMap;

pub(super) const RULE: Rule = Rule {
    name: "one-address",
    level: Level::Error,
    leeway: Configurable::Any,
    page: include_str!("one_address.md"),
    check: Check::Project(check),
};

fn check(context: &Context, diagnostics: &mut Vec<Diagnostic>) {
    one_page(context, diagnostics);
    one_title(context, diagnostics);
    partys_site(context, diagnostics);
}

fn one_page(context: &Context, diagnostics: &mut Vec<Diagnostic>) {
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

/// Two documents that nobody here has read, and that two papers tell of, bear one title.
fn one_title(context: &Context, diagnostics: &mut Vec<Diagnostic>) {
    const FEWEST_WORDS: usize = 3;
    let (corpus, documents) = (context.corpus, &context.standings.documents);
    let title = |at: SourceAt| {
        let title = in_latin(&corpus[at].title.as_ref()?.value);
        let words: Vec<_> = title.split_whitespace().collect();
        (words.len() >= FEWEST_WORDS).then(|| words.join(" "))
    };
    for weighed in weighed(context).filter(|weighed| weighed.status.asserts()) {
        let blocks = weighed.claim.evidence.iter().zip(corpus.links_of(weighed.at));
        let origins = blocks.filter(|(evidence, _)| evidence.supports()).filter_map(|(_, link)| link.origin);
        let mut unseen: Vec<SourceAt> = origins.filter(|at| !documents.node(*at).seen).collect();
        unseen.sort_unstable();
        unseen.dedup();
        let pairs = unseen.iter().enumerate();
        let pairs = pairs.flat_map(|(at, one)| unseen.iter().skip(at + 1).map(move |other| (*one, *other)));
        let same = pairs.into_iter().find(|(one, other)| {
            let apart = !meet(&documents.node(*one).voices, &documents.node(*other).voices);
            apart
                && !documents.is_told(*one, *other)
                && title(*one).is_some_and(|own| Some(own) == title(*other))
        });
        let Some((one, other)) = same else { continue };
        let (first, second) = (&corpus[one], &corpus[other]);
        let message = format!(
            "`{}` and `{}`, two origins of `{}` that nobody here has read, have one title",
            first.id, second.id, weighed.claim.id
        );
        let mut told = RULE
            .says(message, weighed.place(), "how many documents are they?")
            .help("if they are one document, keep one record, with its authors and its publisher; if not, add `not_copied_from` to one of them");
        told.level = Level::Warning;
        diagnostics.push(told);
    }
}

/// A witness of a fact, not known to be a party's, lies on the site on which a party publishes.
fn partys_site(context: &Context, diagnostics: &mut Vec<Diagnostic>) {
    let (corpus, documents) = (context.corpus, &context.standings.documents);
    let mut on_site: HashMap<String, Vec<SourceAt>> = HashMap::new();
    for (at, source) in corpus.each_source() {
        if let Some(host) = source.url.as_ref().and_then(|url| host(&url.value)) {
            on_site.entry(host).or_default().push(at);
        }
    }
    on_site.retain(|_, sources| sources.len() > 1);
    let facts =
        weighed(context).filter(|weighed| weighed.status.asserts() && weighed.claim.judges() == Judges::Fact);
    for weighed in facts {
        let parties = weighed.claim.subjects.iter();
        let mut parties: Vec<_> = parties.flat_map(|name| documents.named_in(&name.value)).collect();
        parties.sort_unstable();
        let is_partys = |at: SourceAt| meet(&documents.node(at).voices, &parties);
        let blocks = weighed.claim.evidence.iter().zip(corpus.links_of(weighed.at));
        let witnesses =
            blocks.filter(|(evidence, _)| evidence.supports()).filter_map(|(_, link)| link.source);
        let found = witnesses.filter(|at| !is_partys(*at)).find_map(|witness| {
            let url = corpus[witness].url.as_ref()?;
            let others = on_site.get(&host(&url.value)?)?;
            let party = *others.iter().find(|at| is_partys(**at))?;
            Some((witness, url, party))
        });
        let Some((witness, url, party)) = found else { continue };
        let (witness, party) = (&corpus[witness], &corpus[party]);
        let message = format!(
            "`{}` lies on the site where a party of `{}` publishes: `{}`, too",
            witness.id, weighed.claim.id, party.id
        );
        let mut told = RULE
            .says(message, Place::new(witness.file, url.span), "whose site is it?")
            .help("if the party published it, name the party as publisher; if the site only keeps a copy, give the address of the original");
        told.level = Level::Warning;
        diagnostics.push(told);
    }
}

/// An address of the second that leads to a page to which one of the first leads too.
fn shared<'s>(one: &Source, other: &'s Source) -> Option<&'s Text> {
    let known: Vec<String> =
        [&one.url, &one.archived].into_iter().flatten().flat_map(|url| pages(&url.value)).collect();
    let mut others = [&other.url, &other.archived].into_iter().flatten();
    others.find(|url| pages(&url.value).iter().any(|page| known.contains(page)))
}
