//! The text of a story, cut into sentences.

use crate::corpus::{Corpus, StoryAt};
use crate::evidence::{sentences, sha256};
use crate::fileset::FileSet;
use crate::text::blocks::BlockKind;
use crate::text::fold::{Folded, FoldedRange, Markup};
use crate::text::span::{FileId, Span};

/// A text of ours.
#[derive(Debug)]
pub struct Draft {
    /// As it is written.
    pub written: String,
    /// The same, folded.
    pub folded: Folded,
}

/// The text of a story, in its file.
#[derive(Debug)]
pub struct StoryText {
    /// The file.
    pub file: FileId,
    /// The text.
    pub draft: Draft,
    /// Its own hash: see [`sha256`].
    pub sha256: String,
}

/// One sentence, or a heading.
#[derive(Debug, Clone, Copy)]
pub struct Sentence {
    /// Where, in the folded text.
    pub place: FoldedRange,
    /// Where, as it is written.
    pub span: Span,
    /// Is it a heading or a caption?
    pub is_heading: bool,
}

impl Draft {
    /// A text that is marked up so.
    pub fn of(written: String, markup: Markup) -> Self {
        let folded = Folded::text(&written, markup);
        Self { written, folded }
    }

    /// Its sentences and headings, in order.
    pub fn sentences(&self) -> Vec<Sentence> {
        let sentence = |place: FoldedRange| Sentence {
            place,
            span: self.folded.original(place),
            is_heading: self.folded.block_at(place.start()).kind != BlockKind::Body,
        };
        sentences(&self.folded).into_iter().map(sentence).collect()
    }

    /// The words of a place, in one line.
    pub fn words(&self, place: FoldedRange) -> &str {
        self.folded.words(place)
    }
}

impl StoryText {
    /// The text of a story; `None` if there is none, or if it is no text in UTF-8.
    pub fn of(corpus: &Corpus, files: &FileSet, story: StoryAt) -> Option<Self> {
        let text = corpus.text_of_story(story)?;
        let bytes = files.read(text.file).ok()?;
        let sha256 = sha256(&bytes);
        let draft = Draft::of(String::from_utf8(bytes).ok()?, text.markup);
        Some(Self { file: text.file, draft, sha256 })
    }

    /// Is it another text than the one that was pinned?
    pub fn is_another(&self, corpus: &Corpus, story: StoryAt) -> bool {
        let pinned = corpus[story].text.as_ref().and_then(|text| text.sha256.as_ref());
        pinned.is_some_and(|pinned| *pinned.value != *self.sha256)
    }
}
