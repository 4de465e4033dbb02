//! What bears the numbers of a claim's statement.

use super::{Bearers, Whole};
use crate::corpus::Corpus;
use crate::evidence::Verdict;
use crate::model::claim::{Claim, Evidence, Judges, Text};
use crate::model::date::Period;
use crate::model::source::Source;
use crate::text::language::numerals::number_words;

/// What may bear the numbers of a claim's statement: its supporting quotes with the words beside them that stand in the source, too,
/// the dates of the claim and of the documents, their titles, and all names. `None` if no quote supports it.
pub fn bearers(corpus: &Corpus, claim: &Claim) -> Option<Bearers> {
    let mut bearers = quoted(corpus, claim, &[])?;
    add_names(&mut bearers, corpus, claim);
    Some(bearers)
}

/// The same without titles and names, which few claims need. By its `verdicts`, if they are at hand, the text of a quote tells what
/// the edges of the quote cut.
pub fn quoted(corpus: &Corpus, claim: &Claim, verdicts: &[Verdict]) -> Option<Bearers> {
    quoted_by(corpus, claim, verdicts, |_| true)
}

/// What may bear the numbers of a `part`: the quotes that support only that, and the statement, which may name the whole of it.
pub fn quoted_for_part(corpus: &Corpus, claim: &Claim, verdicts: &[Verdict], part: &str) -> Option<Bearers> {
    let is_of_part = |evidence: &Evidence| evidence.part.as_ref().is_some_and(|own| *own.value == *part);
    let mut bearers = quoted_by(corpus, claim, verdicts, is_of_part)?;
    if let Some(statement) = &claim.statement {
        bearers.text(&statement.value, None, Vec::new());
    }
    Some(bearers)
}

fn quoted_by(
    corpus: &Corpus,
    claim: &Claim,
    verdicts: &[Verdict],
    is_meant: impl Fn(&Evidence) -> bool,
) -> Option<Bearers> {
    let mut bearers = meant(claim);
    if let Some(claimed_on) = &claim.claimed_on {
        bearers.dated(claimed_on.value);
    }
    let mut has_support = false;
    let blocks = claim.evidence.iter().enumerate();
    for (nth, evidence) in blocks.filter(|(_, evidence)| supports(evidence) && is_meant(evidence)) {
        let whole = match verdicts.get(nth) {
            Some(Verdict::Found(passed)) => passed.whole.as_deref(),
            _ => None,
        };
        add_quote(&mut bearers, corpus, evidence, whole);
        has_support = true;
    }
    has_support.then_some(bearers)
}

/// Only when the statement is meant to hold, which many dates need no more than.
fn meant(claim: &Claim) -> Bearers {
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
    bearers
}

/// Names may have numbers, such as "State Television 1", and titles have years.
pub fn add_names(bearers: &mut Bearers, corpus: &Corpus, claim: &Claim) {
    // "40 tugs" is no name.
    let is_name = |name: &&Text| {
        name.value.chars().any(char::is_uppercase) || !name.value.chars().any(char::is_lowercase)
    };
    for name in claim.claimant.iter().chain(&claim.subjects).filter(is_name) {
        bearers.name(&name.value);
    }
    for evidence in supporting(claim) {
        // "22 of the 40": the desk says that the quote bears no more.
        if let Some(part) = &evidence.part {
            bearers.name(&part.value);
        }
        let documents = documents(corpus, evidence);
        let is_relayed = documents.len() > 1;
        for (nth, source) in documents.into_iter().enumerate() {
            for name in source.publisher.iter().chain(&source.authors) {
                bearers.name(&name.value);
            }
            // Of what a document only relays its own title says nothing.
            if nth == 0 && is_relayed {
                continue;
            }
            if let Some(title) = &source.title {
                bearers.title(&title.value, words(source.language.as_ref()));
            }
            bearers.title(&source.id, None);
        }
    }
}

fn supporting(claim: &Claim) -> impl Iterator<Item = &Evidence> {
    claim.evidence.iter().filter(|evidence| supports(evidence))
}

fn supports(evidence: &Evidence) -> bool {
    evidence.supports() && evidence.quote.is_some()
}

/// The quoted document, then those that it has it from.
fn documents<'c>(corpus: &'c Corpus, evidence: &Evidence) -> Vec<&'c Source> {
    let own = evidence.source.as_ref().map(|id| &id.value);
    let others =
        evidence.origin.iter().chain(&evidence.through).map(|id| &id.value).filter(|id| Some(*id) != own);
    own.into_iter().chain(others).filter_map(|id| corpus.source(id)).collect()
}

fn add_quote(bearers: &mut Bearers, corpus: &Corpus, evidence: &Evidence, whole: Option<&Whole>) {
    let documents = documents(corpus, evidence);
    let said: Vec<Period> =
        documents.iter().filter_map(|source| Some(source.published.as_ref()?.value)).collect();
    let language = documents.first().and_then(|source| words(source.language.as_ref()));
    let location = evidence.location.as_deref();
    let beside = location.into_iter().flat_map(|location| {
        let words = |text: &Option<Text>| text.as_ref().map_or(String::new(), |text| text.value.to_string());
        let (prefix, suffix) = (words(&location.prefix), words(&location.suffix));
        [own_start(&prefix).to_owned(), own_end(&suffix).to_owned()]
    });
    match (&evidence.quote, whole) {
        (_, Some(whole)) => bearers.whole(whole, language, said.clone()),
        (Some(quote), None) => bearers.text(&quote.value, language, said.clone()),
        (None, None) => {}
    }
    if let Some(text) = &evidence.on_record {
        bearers.text(&text.value, language, said.clone());
    }
    for text in beside.filter(|text| !text.is_empty()) {
        bearers.text(&text, language, said.clone());
    }
    // It is ours, and checked against nothing: it may only tell what nobody here can read in the quote.
    let quote = evidence.quote.as_ref().map_or("", |quote| &quote.value);
    let is_read = number_words(quote, language).are_known;
    let translation = evidence.gloss.as_deref().and_then(|gloss| gloss.translation.as_ref());
    if let Some(translation) = translation.filter(|_| !is_read) {
        bearers.text(&translation.value, None, said);
    }
    let is_relayed = documents.len() > 1;
    for (nth, source) in documents.iter().enumerate() {
        match &source.published {
            Some(published) if nth == 0 => bearers.told(published.value, is_relayed),
            Some(published) => bearers.dated(published.value),
            None => {}
        }
    }
}

/// What of the words before a quote belongs to its sentence. Another sentence may count other things.
fn own_start(prefix: &str) -> &str {
    let bare = prefix.trim_end();
    if bare.ends_with(ENDS) {
        return "";
    }
    let behind = |(at, mark): (usize, &str)| bare.get(at + mark.len()..);
    let mut ends = bare.rmatch_indices(ENDS).filter_map(behind);
    ends.find(|rest| rest.starts_with(char::is_whitespace)).unwrap_or(bare)
}

/// And what of those behind it.
fn own_end(suffix: &str) -> &str {
    let mut ends = suffix.match_indices(ENDS).filter(|(at, _)| {
        let behind = &suffix[at + 1..];
        behind.is_empty() || behind.starts_with(char::is_whitespace)
    });
    ends.next().map_or(suffix, |(at, _)| &suffix[..at])
}

const ENDS: [char; 3] = ['.', '!', '?'];

fn words(text: Option<&Text>) -> Option<&str> {
    text.map(|text| &*text.value)
}

#[cfg(test)]
mod tests {
    use super::{own_end, own_start};

    #[test]
    fn what_stands_beside_a_quote_counts_within_its_sentence() {
        assert_eq!(own_start("The fire burned 40 barges."), "");
        assert_eq!(own_start("The fire burned 40 barges. In 2019 the"), " In 2019 the");
        assert_eq!(own_start("for 3.5 million"), "for 3.5 million");
        assert_eq!(own_end("in 2019. It rained for 40 days"), "in 2019");
        assert_eq!(own_end(" and 3.5 million"), " and 3.5 million");
    }
}
