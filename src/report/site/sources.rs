//! Sources, as the pages of the dashboard show them.

use super::reading::{self, Reading};
use super::tags::Facet;
use super::{Site, trimmed};
use crate::corpus::SourceAt;
use crate::evidence::TextState;
use crate::evidence::fingerprint::FingerprintState;
use crate::model::key::Worded;
use crate::project::Project;
use crate::report::facts::SheetAt;
use crate::report::origins::SourceOrigins;
use crate::report::record::{Record, record, source_fields};
use crate::report::show::grade;
use crate::report::words::Field;

/// A source, whole.
#[derive(Debug)]
pub struct SourceView<'m> {
    pub(crate) record: Record<'m>,
    /// What the record says, as people are shown it.
    pub(crate) fields: Vec<Field>,
    pub(crate) readable: bool,
    pub(crate) path: &'m str,
    /// What is known of its text, in words.
    pub(crate) text: &'static str,
    /// Where it comes from, what comes from it, and what rests on it.
    pub(crate) origins: SourceOrigins<'m>,
}

/// A quote from a source.
#[derive(Debug)]
pub struct QuoteFrom<'m> {
    pub(crate) claim: SheetAt,
    /// Its number among the quotes of the claim, from 1.
    pub(crate) number: usize,
    pub(crate) words: Option<&'m str>,
    pub(crate) stance: &'static str,
    /// The grade, or why there is none.
    pub(crate) grade: &'static str,
    pub(crate) found: bool,
}

impl<'m> Site<'m> {
    /// A source, whole.
    pub fn source(&self, at: SourceAt) -> SourceView<'m> {
        let project = self.sheet.project;
        let source = &project.corpus[at];
        SourceView {
            record: record(source),
            fields: source_fields(source),
            readable: source.sound,
            path: &project.files.entry(source.file).path,
            text: text_in_words(project, at),
            origins: SourceOrigins::among((project, &self.derived), at, &self.resting[at.index()]),
        }
    }

    /// Who published the source of that id, if its record says so.
    pub fn publisher_of(&self, id: &str) -> Option<String> {
        let source = self.sheet.project.corpus.source(id)?;
        trimmed(source.publisher.as_ref()).map(str::to_owned)
    }

    /// The title of a source; its id if it has none.
    pub fn title_or_id(&self, at: SourceAt) -> &'m str {
        let source = &self.sheet.project.corpus[at];
        trimmed(source.title.as_ref()).unwrap_or(&source.id)
    }

    /// The title of the source of that id, if it has one.
    pub fn title_of(&self, id: &str) -> Option<String> {
        let source = self.sheet.project.corpus.source(id)?;
        trimmed(source.title.as_ref()).map(str::to_owned)
    }

    /// Has somebody here read the source of that id?
    pub fn is_read_here(&self, id: &str) -> bool {
        let project = self.sheet.project;
        project.corpus.source_at(id).is_some_and(|at| project.standings.documents.node(at).seen)
    }

    /// The ids of the sources that no claim with a status quotes, in their order.
    pub fn unquoted_sources(&self) -> Vec<&'m str> {
        let ids = self.sheet.project.corpus.sources.iter().map(|source| &*source.id);
        let mut ids: Vec<_> = ids.filter(|id| self.tags.count(Facet::Source, id) == 0).collect();
        ids.sort_unstable();
        ids
    }

    /// The quotes from a source, in the order of the claims that quote it.
    pub fn quotes_from(&self, source: SourceAt) -> Vec<QuoteFrom<'m>> {
        let sheet = self.sheet;
        let quoting = self.resting[source.index()].iter().filter_map(|at| self.positions.get(at));
        let quotes = quoting.flat_map(|&at| {
            let facts = &sheet[at];
            let quotes = facts.claim.evidence.iter().zip(facts.verdicts);
            let quotes = (1..).zip(quotes.zip(sheet.project.corpus.links_of(facts.at)));
            quotes.filter(move |(_, (_, link))| link.source == Some(source)).map(
                move |(number, ((evidence, verdict), _))| QuoteFrom {
                    claim: at,
                    number,
                    words: trimmed(evidence.quote.as_ref()),
                    stance: evidence.stance().word(),
                    grade: grade(verdict),
                    found: verdict.stands(),
                },
            )
        });
        quotes.collect()
    }

    /// The sources whose words may be shown, in the order of the corpus.
    pub fn readings(&self) -> impl Iterator<Item = SourceAt> + use<'m> {
        let project = self.sheet.project;
        self.sources().filter(move |at| reading::may_be_shown(project, *at))
    }

    /// May the words of a source be shown?
    pub fn has_reading(&self, at: SourceAt) -> bool {
        reading::may_be_shown(self.sheet.project, at)
    }

    /// The words of a source with the claims drawn from them, if they may be shown.
    pub fn reading(&self, at: SourceAt) -> Option<Reading> {
        let quoting = self.resting[at.index()].iter().filter_map(|at| self.positions.get(at));
        Reading::of(self.sheet, at, quoting.copied())
    }
}

/// What is known of the words of a source.
fn text_in_words(project: &Project, at: SourceAt) -> &'static str {
    let verification = &project.verification;
    match verification.text_state(at) {
        TextState::Verified { .. } => "held, and the same as recorded",
        TextState::Unpinned { .. } => "held; the record does not say which version of the text it is",
        TextState::Changed { .. } => "not the one that was recorded, and not used",
        TextState::TwoTexts { .. } => "there are two that differ, and neither is used",
        TextState::Refused { .. } | TextState::NotText { .. } => "cannot be used; grounds check says why",
        TextState::NotHeld if project.corpus[at].text.is_none() => "nobody here has seen it",
        TextState::NotHeld => match verification.fingerprint_state(at) {
            FingerprintState::NotHeld => "not held",
            _ => "not held; quotes are checked against its fingerprint",
        },
    }
}
