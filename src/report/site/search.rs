//! What is searched beside the statements: the words of evidence, reasons, and names in all their spellings.

use super::{Site, trimmed};
use crate::corpus::SourceAt;
use crate::report::facts::SheetAt;

/// What is searched of one claim beside what the list shows.
#[derive(Debug)]
pub struct SearchWords<'m> {
    pub(crate) rationale: Option<&'m str>,
    pub(crate) quotes: Vec<&'m str>,
    /// The sources that it rests on, on any way.
    pub(crate) sources: &'m [SourceAt],
    /// Subjects, parts, notes and translations.
    pub(crate) others: Vec<&'m str>,
}

impl<'m> Site<'m> {
    /// What is searched of a claim.
    pub fn search_words(&self, at: SheetAt) -> SearchWords<'m> {
        let facts = &self.sheet[at];
        let evidence = facts.claim.evidence.iter();
        let beside = evidence.clone().flat_map(|one| {
            let gloss = one.gloss.as_deref();
            let glossed = gloss.map(|gloss| [gloss.translation.as_ref(), gloss.note.as_ref()]);
            [one.part.as_ref(), one.knows.as_ref()].into_iter().chain(glossed.into_iter().flatten())
        });
        let beside = beside.filter_map(trimmed);
        SearchWords {
            rationale: trimmed(facts.claim.rationale.as_ref()),
            quotes: evidence.filter_map(|one| trimmed(one.quote.as_ref())).collect(),
            sources: &facts.rests_on,
            others: facts.claim.subjects.iter().map(|subject| subject.value.trim()).chain(beside).collect(),
        }
    }

    /// Names, each with its other spellings, as the settings have them.
    pub fn spellings(&self) -> impl Iterator<Item = Vec<&'m str>> {
        let names = self.sheet.project.corpus.policy.names.iter();
        names.map(|(name, others)| {
            std::iter::once(name).chain(others).map(|spelling| spelling.value.trim()).collect()
        })
    }

    /// Whatever a source is known by: its title, publisher and authors.
    pub fn source_words(&self, at: SourceAt) -> Vec<&'m str> {
        let source = &self.sheet.project.corpus[at];
        let texts = source.title.iter().chain(&source.publisher).chain(&source.authors);
        texts.map(|text| text.value.trim()).filter(|words| !words.is_empty()).collect()
    }
}
