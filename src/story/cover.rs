//! A draft, sentence by sentence: which claims it states, what of it is still to be checked, and what it says too much.

use super::checkable;
use super::draft::{Draft, Sentence, StoryText};
use super::fitting::{Fit, Index};
use super::overclaim::{Overclaim, Said, overclaims};
use super::stated::{Stands, passages};
use crate::corpus::ClaimAt;
use crate::evidence::difference::NearMiss;
use crate::model::story::{Passage, Story};
use crate::project::Project;
use crate::text::fold::FoldedRange;
use crate::text::span::Span;

/// A draft held against the claims.
#[derive(Debug)]
pub struct Cover<'s> {
    /// In the order of the draft.
    pub sentences: Vec<Covered<'s>>,
    /// Passages of the record of which nothing is left in the draft.
    pub gone: Vec<(&'s Passage, Option<NearMiss>)>,
}

/// A story of the project with its text, held against the claims.
#[derive(Debug)]
pub struct CoveredStory<'p> {
    /// Its record.
    pub story: &'p Story,
    /// Its text.
    pub text: StoryText,
    /// Is that another text than the one that was pinned?
    pub is_another: bool,
    /// What it states, without proposals.
    pub cover: Cover<'p>,
}

/// The stories whose records could be read whole and whose texts are here.
pub fn stories(project: &Project) -> Vec<CoveredStory<'_>> {
    let sound = project.corpus.each_story().filter(|(_, story)| story.sound);
    let covered = sound.filter_map(|(at, story)| {
        let text = StoryText::of(&project.corpus, &project.files, at)?;
        let language = story.language.as_ref().map(|language| &*language.value);
        let cover = Cover::linked(project, &text.draft, Some(story), language);
        Some(CoveredStory { story, is_another: text.is_another(&project.corpus, at), text, cover })
    });
    covered.collect()
}

/// One sentence of it.
#[derive(Debug)]
pub struct Covered<'s> {
    /// The sentence.
    pub sentence: Sentence,
    /// What the record says of it.
    pub passages: Vec<Linked<'s>>,
    /// What it says beyond the claims.
    pub overclaims: Vec<Overclaim>,
    /// Does it state something that can be checked?
    pub is_checkable: bool,
    /// The claims that it may state, the likeliest first; none if the record says what it states.
    pub proposals: Vec<Fit>,
}

/// A passage of the record, where it stands.
#[derive(Debug)]
pub struct Linked<'s> {
    /// The passage.
    pub passage: &'s Passage,
    /// Its claim, if there is such a claim.
    pub claim: Option<ClaimAt>,
    /// How its words differ, if the writer changed them.
    pub changed: Option<NearMiss>,
    /// Where, in the draft.
    pub span: Span,
}

impl<'s> Cover<'s> {
    /// Holds a draft against the claims of `project`; `story` is its record, if it has one. Whatever the record says nothing of
    /// gets proposals.
    pub fn of(project: &Project, draft: &Draft, story: Option<&'s Story>, language: Option<&str>) -> Self {
        let mut cover = Self::linked(project, draft, story, language);
        let sentences: Vec<Sentence> = cover.sentences.iter().map(|covered| covered.sentence).collect();
        let fits = Index::of(project).fits(draft, &sentences);
        for (covered, fits) in
            cover.sentences.iter_mut().zip(fits).filter(|(covered, _)| !covered.is_covered())
        {
            covered.proposals = fits;
        }
        cover
    }

    /// The same without proposals, which nothing but a person needs.
    pub fn linked(
        project: &Project,
        draft: &Draft,
        story: Option<&'s Story>,
        language: Option<&str>,
    ) -> Self {
        let mut gone = Vec::new();
        let mut linked: Vec<(FoldedRange, Linked)> = Vec::new();
        for (passage, stands) in story.map(|story| passages(story, draft)).unwrap_or_default() {
            let place = whole(stands.places());
            let changed = match stands {
                Stands::Here(_) => None,
                Stands::Changed { near, .. } => Some(near),
                Stands::Gone(near) => {
                    gone.push((passage, near));
                    continue;
                }
            };
            let Some(place) = place else { continue };
            let claim = passage.claim.as_ref().and_then(|id| project.corpus.claim_at(&id.value));
            linked.push((place, Linked { passage, claim, changed, span: draft.folded.original(place) }));
        }
        let sentences = draft.sentences();
        for (place, linked) in linked.iter_mut().filter(|(_, linked)| linked.changed.is_some()) {
            *place = likeliest(draft, &sentences, *place, linked.passage).unwrap_or(*place);
            linked.span = draft.folded.original(*place);
        }
        let covered = sentences.into_iter().map(|sentence| {
            let is_in = |(place, _): &mut (FoldedRange, Linked)| {
                sentence.place.start() <= place.start() && place.start() < sentence.place.end()
            };
            let own: Vec<(FoldedRange, Linked)> = linked.extract_if(.., is_in).collect();
            let overclaims = own_overclaims(project, draft, &sentence, &own, language);
            let passages: Vec<_> = own.into_iter().map(|(_, linked)| linked).collect();
            let is_checkable = checkable::is_checkable(draft.words(sentence.place), language);
            Covered { sentence, passages, overclaims, is_checkable, proposals: Vec::new() }
        });
        let sentences = covered.collect();
        Self { sentences, gone }
    }
}

impl Covered<'_> {
    /// Does the record say what it states, or that it needs no claim?
    pub fn is_covered(&self) -> bool {
        !self.passages.is_empty()
    }

    /// Is there something in it that nobody has linked to a claim yet?
    pub fn is_open(&self) -> bool {
        !self.is_covered() && self.is_checkable && !self.sentence.is_heading
    }
}

/// Of the sentences that the likeness of a passage reaches over, the part in which most of its words are: it may well begin
/// in the sentence before, if that begins alike.
fn likeliest(
    draft: &Draft,
    sentences: &[Sentence],
    place: FoldedRange,
    passage: &Passage,
) -> Option<FoldedRange> {
    let words = |text: &str| -> Vec<String> {
        let words = text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
        words.map(str::to_lowercase).collect()
    };
    let sought = words(&passage.words.as_ref()?.value);
    let part = |sentence: &Sentence| {
        let (start, end) = (place.start().max(sentence.place.start()), place.end().min(sentence.place.end()));
        (start < end).then(|| FoldedRange::new(start, end))
    };
    let shared = |part: &FoldedRange| {
        let own = words(draft.words(*part));
        sought.iter().filter(|word| own.contains(word)).count()
    };
    // Of two that are as likely the first.
    sentences.iter().filter_map(part).rev().max_by_key(shared)
}

/// From the first of these places to the last.
fn whole(places: &[FoldedRange]) -> Option<FoldedRange> {
    Some(FoldedRange::new(places.first()?.start(), places.last()?.end()))
}

/// What the passages of one sentence say beyond their claims. Passages with the same words state their claims together.
fn own_overclaims(
    project: &Project,
    draft: &Draft,
    sentence: &Sentence,
    own: &[(FoldedRange, Linked)],
    language: Option<&str>,
) -> Vec<Overclaim> {
    let mut found = Vec::new();
    let mut places: Vec<FoldedRange> = own.iter().map(|(place, _)| *place).collect();
    places.sort_unstable_by_key(|place| (place.start(), place.end()));
    places.dedup();
    for place in places {
        let claims: Vec<ClaimAt> =
            own.iter().filter(|(other, _)| *other == place).filter_map(|(_, linked)| linked.claim).collect();
        let said = Said { words: draft.words(place), sentence: draft.words(sentence.place), language };
        let offset = place.start();
        found.extend(
            overclaims(project, &claims, said)
                .into_iter()
                .map(|over| Overclaim { at: over.at.start + offset..over.at.end + offset, ..over }),
        );
    }
    found
}
