//! What bears the numbers of a claim's statement.

use super::Bearers;
use crate::corpus::Corpus;
use crate::model::claim::{Claim, Evidence, Judges, Stance, Text};
use crate::model::date::Period;
use crate::model::source::Source;

/// What may bear the numbers of a claim's statement: its supporting quotes with the words beside them that stand in the source, too,
/// the dates of the claim and of the documents, and their titles. `None` if no quote supports it.
pub fn bearers(corpus: &Corpus, claim: &Claim) -> Option<Bearers> {
    let supports = |evidence: &&Evidence| {
        matches!(evidence.stance(), Stance::Supports | Stance::Admits) && evidence.quote.is_some()
    };
    let mut supporting = claim.evidence.iter().filter(supports).peekable();
    supporting.peek()?;
    let mut bearers = Bearers::default();
    if claim.judges() == Judges::Fact {
        bearers.is_fact();
    }
    if let Some(as_of) = &claim.as_of {
        bearers.as_of(as_of.value);
    }
    if let Some(due) = &claim.due {
        bearers.due(due.value);
    }
    // Names may have numbers: "State Television 1".
    for name in claim.claimant.iter().chain(&claim.subjects) {
        bearers.text(&name.value, None, Vec::new());
    }
    if let Some(claimed_on) = &claim.claimed_on {
        bearers.dated(claimed_on.value);
    }
    for evidence in supporting {
        add(&mut bearers, corpus, evidence);
    }
    Some(bearers)
}

fn add(bearers: &mut Bearers, corpus: &Corpus, evidence: &Evidence) {
    let named = evidence.source.iter().chain(&evidence.origin).chain(&evidence.through);
    let documents: Vec<&Source> = named.filter_map(|id| corpus.source(&id.value)).collect();
    let said: Vec<Period> = documents.iter().filter_map(|source| Some(source.published.as_ref()?.value)).collect();
    let language = documents.first().and_then(|source| words(source.language.as_ref()));
    let location = evidence.location.as_deref();
    let beside = location.into_iter().flat_map(|location| [&location.prefix, &location.suffix]);
    let verbatim = [&evidence.quote, &evidence.on_record].into_iter().chain(beside).flatten();
    for text in verbatim {
        bearers.text(&text.value, language, said.clone());
    }
    if let Some(translation) = evidence.gloss.as_deref().and_then(|gloss| gloss.translation.as_ref()) {
        bearers.text(&translation.value, None, said.clone());
    }
    // Of what a document only relays its own day says nothing.
    let is_relayed = documents.len() > 1;
    for (nth, source) in documents.iter().enumerate() {
        match &source.published {
            Some(published) if nth == 0 => bearers.told(published.value, is_relayed),
            Some(published) => bearers.dated(published.value),
            None => {}
        }
    }
    for (nth, source) in documents.into_iter().enumerate() {
        for name in source.publisher.iter().chain(&source.authors) {
            bearers.text(&name.value, None, Vec::new());
        }
        if nth == 0 && is_relayed {
            continue;
        }
        if let Some(title) = &source.title {
            bearers.title(&title.value, words(source.language.as_ref()));
        }
        bearers.title(&source.id, None);
    }
}

fn words(text: Option<&Text>) -> Option<&str> {
    text.map(|text| &*text.value)
}
