//! The stories of a project: the text of each with what is noted beside it, and what was put right.

use super::annotated::Annotated;
use crate::corpus::{ClaimAt, StoryAt};
use crate::history::timeline::Timeline;
use crate::model::claim::Text;
use crate::model::date::Period;
use crate::model::story::Passage;
use crate::project::Project;
use crate::project::printable::printable;
use crate::report::claim_review::date;
use crate::report::cover::{Counts, CoverReport};
use crate::report::owed;
use crate::story::cover::{self, Covered, CoveredStory, Linked};
use crate::story::draft::Draft;
use crate::story::overclaim::{Excess, Overclaim};
use crate::text::fold::FoldedRange;
use crate::text::span::{FileId, Span, Spanned};
use chrono::NaiveDate;
use std::cmp::Reverse;
use std::collections::{BTreeMap, HashMap};

/// A story, whole.
#[derive(Debug)]
pub struct StoryView<'m> {
    pub(crate) id: &'m str,
    pub(crate) title: &'m str,
    /// The record's file.
    pub(crate) path: &'m str,
    /// The day or days of publication, as they are written; a draft has none.
    pub(crate) published: Option<String>,
    /// The day, month or year of publication, if it is one.
    pub(crate) published_on: Option<String>,
    pub(crate) url: Option<&'m str>,
    pub(crate) language: Option<&'m str>,
    /// Could all of its record be read?
    pub(crate) readable: bool,
    /// Its text; none if it is not here.
    pub(crate) text: Option<StoryText>,
    /// What is noted, in the order of the text.
    pub(crate) notes: Vec<StoryNote<'m>>,
    /// What the record says of words that are not in the text, or of all words where there is none.
    pub(crate) unplaced: Vec<StoryNote<'m>>,
    /// What was put right, the newest first.
    pub(crate) corrections: Vec<CorrectionView<'m>>,
    /// What has yet to be put right, in words.
    pub(crate) owed: Vec<String>,
}

/// The text of a story, and how much of it is covered.
#[derive(Debug)]
pub struct StoryText {
    pub(crate) annotated: Annotated,
    pub(crate) counts: Counts,
    /// Is it another text than the one that was pinned?
    pub(crate) is_another: bool,
}

/// What is noted beside words of a story.
#[derive(Debug, Default)]
pub struct StoryNote<'m> {
    /// The words of the story, in one line.
    pub(crate) words: String,
    /// The claims that they state.
    pub(crate) claims: Vec<Stated<'m>>,
    /// Why they need no claim.
    pub(crate) because: Vec<&'m str>,
    /// For each thing that they say beyond their claims, what it is and what would be right.
    pub(crate) overclaimed: Vec<Vec<String>>,
    /// The words that were linked, if these were changed since.
    pub(crate) linked: Option<&'m str>,
    /// Do they state something, and nobody has said which claim?
    pub(crate) is_open: bool,
}

/// A claim that words of a story state.
#[derive(Debug)]
pub struct Stated<'m> {
    /// As it is written in the record.
    pub(crate) id: &'m str,
    /// The claim, if there is one of that id, and how it may be printed.
    pub(crate) claim: Option<(ClaimAt, String)>,
}

/// A correction that was printed.
#[derive(Debug)]
pub struct CorrectionView<'m> {
    /// The day or days, as they are written.
    pub(crate) on: Option<String>,
    /// The same, if it is a day, a month or a year.
    pub(crate) date: Option<String>,
    first: Option<NaiveDate>,
    pub(crate) claim: Option<&'m str>,
    pub(crate) because: Option<&'m str>,
    pub(crate) url: Option<&'m str>,
}

/// All stories of a project: drafts first, then the newest. What corrections they owe, the `timeline` tells, if there is one.
pub(super) fn stories<'m>(project: &'m Project, timeline: Option<&Timeline>) -> Vec<StoryView<'m>> {
    let mut owed: HashMap<StoryAt, Vec<String>> = HashMap::new();
    for one in owed::of(project, timeline) {
        owed.entry(one.story).or_default().push(one.why);
    }
    let covered: HashMap<FileId, CoveredStory> =
        cover::stories(project).into_iter().map(|covered| (covered.story.file, covered)).collect();
    let mut stories: Vec<_> = project
        .corpus
        .each_story()
        .map(|(at, story)| (at, story.published.as_ref().map(|on| on.value.first), covered.get(&story.file)))
        .collect();
    stories.sort_by_key(|(at, first, _)| (first.is_some(), Reverse(*first), &project.corpus[*at].id));
    let mut owed_by = |at| owed.remove(&at).unwrap_or_default();
    stories
        .into_iter()
        .map(|(at, _, covered)| StoryView { owed: owed_by(at), ..view(project, at, covered) })
        .collect()
}

impl StoryNote<'_> {
    /// Do the words say more than they may, or other words than were linked?
    pub fn is_wrong(&self) -> bool {
        let is_unknown = |stated: &Stated| stated.claim.is_none();
        !self.overclaimed.is_empty() || self.linked.is_some() || self.claims.iter().any(is_unknown)
    }
}

impl CorrectionView<'_> {
    /// What corrections are sorted by, the newest first.
    pub(super) fn order(&self) -> Reverse<Option<NaiveDate>> {
        Reverse(self.first)
    }
}

fn view<'m>(project: &'m Project, at: StoryAt, covered: Option<&CoveredStory<'m>>) -> StoryView<'m> {
    let story = &project.corpus[at];
    let (mut notes, mut unplaced, mut text) = (Vec::new(), Vec::new(), None);
    if let Some(CoveredStory { text: held, is_another, cover, .. }) = covered {
        let draft = &held.draft;
        let noted = cover.sentences.iter().flat_map(|covered| noted(project, draft, covered));
        let (places, all): (Vec<_>, Vec<_>) = noted.unzip();
        notes = all;
        unplaced.extend(cover.gone.iter().map(|(passage, _)| unplaced_note(project, passage)));
        let path = &project.files.entry(held.file).path;
        text = Some(StoryText {
            annotated: Annotated::of(&draft.written, &draft.folded, &places),
            counts: CoverReport::of(project, cover, draft, path, Some(&story.id)).counts,
            is_another: *is_another,
        });
    } else {
        unplaced.extend(story.passages.iter().map(|passage| unplaced_note(project, passage)));
    }
    let days = |on: &Option<Spanned<Period>>| on.as_ref().map(|on| on.value.to_string().replace('/', " to "));
    let one_date = |on: &Option<Spanned<Period>>| on.as_ref().and_then(|on| date(on.value));
    let mut corrections: Vec<_> = story
        .corrections
        .iter()
        .map(|correction| CorrectionView {
            on: days(&correction.on),
            date: one_date(&correction.on),
            first: correction.on.as_ref().map(|on| on.value.first),
            claim: words(correction.claim.as_ref()),
            because: words(correction.because.as_ref()),
            url: words(correction.url.as_ref()),
        })
        .collect();
    corrections.sort_by_key(CorrectionView::order);
    StoryView {
        id: &story.id,
        title: words(story.title.as_ref()).unwrap_or(&story.id),
        path: &project.files.entry(story.file).path,
        published: days(&story.published),
        published_on: one_date(&story.published),
        url: words(story.url.as_ref()),
        language: words(story.language.as_ref()),
        readable: story.sound,
        text,
        notes,
        unplaced,
        corrections,
        owed: Vec::new(),
    }
}

/// The words of a text, if there are some.
fn words(text: Option<&Text>) -> Option<&str> {
    text.map(|text| text.value.trim()).filter(|words| !words.is_empty())
}

/// What is noted of one sentence: for each of its passages, or that it is open; with the places that it speaks of.
fn noted<'m>(
    project: &Project,
    draft: &Draft,
    covered: &Covered<'m>,
) -> Vec<(Vec<FoldedRange>, StoryNote<'m>)> {
    let in_one_line = |place| draft.words(place).split_whitespace().collect::<Vec<_>>().join(" ");
    if covered.is_open() {
        let place = draft.folded.trimmed(covered.sentence.place);
        let note = StoryNote { words: in_one_line(place), is_open: true, ..StoryNote::default() };
        return vec![(vec![place], note)];
    }
    // Passages with the same words have one note.
    let mut by_place: BTreeMap<(u32, u32), Vec<&Linked<'m>>> = BTreeMap::new();
    for linked in &covered.passages {
        by_place.entry((linked.span.start, linked.span.end)).or_default().push(linked);
    }
    let mut notes: Vec<_> = by_place
        .into_iter()
        .map(|((start, end), linked)| {
            let place = draft.folded.folded(Span { start, end });
            let mut note = StoryNote { words: in_one_line(place), ..StoryNote::default() };
            for linked in linked {
                note.add(project, linked.passage);
                let changed = linked.changed.as_ref().and(linked.passage.words.as_ref());
                note.linked = note.linked.or(changed.map(|words| words.value.trim()));
            }
            (vec![place], note)
        })
        .collect();
    for over in &covered.overclaims {
        let is_in = |place: &FoldedRange| place.start() <= over.at.start && over.at.end <= place.end();
        let around = notes.iter_mut().filter(|(places, _)| places.iter().any(is_in));
        // Of passages within each other the inner one.
        let inner =
            around.min_by_key(|(places, _)| places.iter().map(FoldedRange::len).min().unwrap_or_default());
        if let Some((_, note)) = inner {
            let is_only = note.claims.len() == 1;
            note.overclaimed.push(excess(project, draft, over, is_only));
        }
    }
    notes
}

fn unplaced_note<'m>(project: &Project, passage: &'m Passage) -> StoryNote<'m> {
    let text = words(passage.words.as_ref()).unwrap_or_default();
    let mut note = StoryNote { words: text.to_owned(), ..StoryNote::default() };
    note.add(project, passage);
    note
}

impl<'m> StoryNote<'m> {
    fn add(&mut self, project: &Project, passage: &'m Passage) {
        self.claims.extend(words(passage.claim.as_ref()).map(|id| {
            let at = project.corpus.claim_at(id);
            Stated { id, claim: at.map(|at| (at, printable(project, at).as_order())) }
        }));
        self.because.extend(words(passage.because.as_ref()));
    }
}

/// What words say too much, and what would be right, in sentences beside a note that has their claims and how these may be printed.
fn excess(project: &Project, draft: &Draft, over: &Overclaim, is_only: bool) -> Vec<String> {
    let words = draft.words(FoldedRange::new(over.at.start, over.at.end));
    let claim = over.claim.map_or("it", |at| &*project.corpus[at].id);
    let what = match &over.what {
        // How it may be printed says so already.
        Excess::Unprintable(_) if is_only => None,
        Excess::Unprintable(_) => Some(format!("{claim} may not be printed")),
        Excess::Flat(_) if is_only => Some("stated flatly".to_owned()),
        Excess::Flat(_) => Some(format!("{claim} is stated flatly")),
        Excess::Number(Some(instead)) => {
            Some(format!("\"{words}\" is not in the claim, which says \"{instead}\""))
        }
        Excess::Number(None) | Excess::Name => Some(format!("\"{words}\" is not in the claim")),
    };
    what.into_iter().chain([over.what.right().to_owned()]).collect()
}
