//! The words of a source, with the claims that were drawn from them.

use super::annotated::Annotated;
use crate::corpus::{SourceAt, Text};
use crate::evidence::{TextState, Verdict, usable_text};
use crate::model::key::Worded;
use crate::model::source::Access;
use crate::project::Project;
use crate::report::facts::{Sheet, SheetAt};
use crate::report::show::grade;
use crate::text::fold::{Folded, FoldedRange};
use std::collections::BTreeMap;

/// A text with notes of the claims that quote it.
#[derive(Debug)]
pub struct Reading {
    pub(crate) annotated: Annotated,
    /// What is drawn from the words of each note, in the order of the text.
    pub(crate) notes: Vec<Vec<Drawn>>,
    /// Passages that are quoted, too, and are not shown.
    pub(crate) more: usize,
}

/// A quote that a claim rests on.
#[derive(Debug, Clone, Copy)]
pub struct Drawn {
    pub(crate) claim: SheetAt,
    /// Which quote of the claim, from 1.
    pub(crate) quote: usize,
    pub(crate) stance: &'static str,
    /// Does it speak against the claim?
    pub(crate) is_against: bool,
    pub(crate) grade: &'static str,
    /// Are these the words of the quote, or only what comes nearest?
    pub(crate) found: bool,
}

/// The most notes beside a text.
const MOST: usize = 500;

/// May all the words of a source be put into a page? Only if they lie beside its record, and anybody could read the document.
/// A text in the folder of texts is not ours to publish, wherever else it lies.
pub(super) fn may_be_shown(project: &Project, at: SourceAt) -> bool {
    let is_beside = |text: Text| text.other.is_none() && !project.files.entry(text.file).in_texts_folder();
    let state = project.verification.text_state(at);
    project.corpus.text_of(at).is_some_and(is_beside)
        && matches!(state, TextState::Verified { .. } | TextState::Unpinned { .. })
        && project.corpus[at].access() == Access::Published
}

impl Reading {
    /// Of the source at `at`, which these claims quote.
    pub(super) fn of(sheet: &Sheet, at: SourceAt, claims: impl Iterator<Item = SheetAt>) -> Option<Self> {
        let Project { corpus, files, .. } = sheet.project;
        if !may_be_shown(sheet.project, at) {
            return None;
        }
        let text = usable_text(corpus, files, at).1?;
        let folded = Folded::text(&text.text, text.markup);
        let mut by_place: BTreeMap<Vec<FoldedRange>, Vec<Drawn>> = BTreeMap::new();
        for claim in claims {
            let facts = &sheet[claim];
            let quotes = facts.claim.evidence.iter().zip(facts.verdicts).zip(corpus.links_of(facts.at));
            for (quote, ((evidence, verdict), _)) in
                (1..).zip(quotes).filter(|(_, (_, link))| link.source == Some(at))
            {
                let spans = match verdict {
                    Verdict::Found(passed) => passed.extent.places(),
                    Verdict::Altered(near) => std::slice::from_ref(&near.passage),
                    _ => continue,
                };
                let places: Vec<_> = spans.iter().map(|span| folded.folded(*span)).collect();
                if places.iter().all(FoldedRange::is_empty) {
                    continue;
                }
                by_place.entry(places).or_default().push(Drawn {
                    claim,
                    quote,
                    stance: evidence.stance().word(),
                    is_against: evidence.disputes(),
                    grade: grade(verdict),
                    found: verdict.stands(),
                });
            }
        }
        let more = by_place.len().saturating_sub(MOST);
        let (places, notes): (Vec<_>, Vec<_>) = by_place.into_iter().take(MOST).unzip();
        Some(Self { annotated: Annotated::of(&text.text, &folded, &places), notes, more })
    }
}
