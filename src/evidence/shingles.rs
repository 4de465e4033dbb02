//! A text as the hashes of its runs of four tokens, whether it is at hand or only its fingerprint is.
//!
//! Two texts at hand are compared as they are read, whatever their capitals and accents; with a fingerprint one can only be compared
//! as it is written.
//!
//! Of a text it is known besides which tokens are words, and which stand between quotation marks.

use super::fingerprint::{self, Fingerprint, K};
use crate::corpus::{Corpus, SourceAt};
use crate::fileset::FileSet;
use crate::text::edges::units;
use crate::text::fold::Folded;
use crate::text::loosened::loosened;
use crate::text::sketch::{self, Sketch};
use crate::text::tokens::is_word_token;
use foldhash::fast::FixedState;
use std::hash::BuildHasher;
use std::ops::Range;
use std::sync::LazyLock;

/// The runs of a text.
#[derive(Debug, Default)]
pub struct Shingles {
    /// Their hashes as they are written, in order, as fingerprints have them; of a text only where there is one to compare it with.
    written: Vec<u32>,
    /// Their hashes as they are read, of a text at hand.
    read: Vec<u32>,
    /// What is known of each.
    pub(super) marks: Vec<Marks>,
    /// How many different ones there are, of either.
    distinct: [usize; 2],
    /// Is the text at hand? Otherwise every token counts as a word, and nothing is known of quotation marks.
    pub(super) is_text: bool,
}

/// What is known of one run.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Marks(u8);

const BEGINS: u8 = 1;
const QUOTED: u8 = 1 << 1;
const QUOTATION_MARK: u8 = 1 << 2;
const ON_THE_EDGE: u8 = 1 << 3;
const FIRST_IS_WORD: u8 = 1 << 4;
/// How many of its tokens behind the first are words: two bits from here.
const REST: u8 = 5;

impl Marks {
    /// Is it the first run of its block?
    pub(super) fn begins(self) -> bool {
        self.0 & BEGINS != 0
    }

    /// Does any of it stand between quotation marks?
    pub(super) fn is_quoted(self) -> bool {
        self.0 & QUOTED != 0
    }

    /// Is one of its tokens a quotation mark?
    pub(super) fn has_quotation_mark(self) -> bool {
        self.0 & QUOTATION_MARK != 0
    }

    /// Does it stand in the title, or in a block that every page of a publisher has?
    pub(super) fn is_on_the_edge(self) -> bool {
        self.0 & ON_THE_EDGE != 0
    }

    /// Is its first token a word? As a number.
    pub(super) fn first(self) -> usize {
        usize::from(self.0 & FIRST_IS_WORD != 0)
    }

    /// How many of its tokens behind the first are words.
    pub(super) fn rest(self) -> usize {
        usize::from(self.0 >> REST)
    }
}

/// The most tokens of a title.
const LONGEST_TITLE: usize = 30;

/// The most tokens of a block that every page of a publisher has.
const LONGEST_FOOTER: usize = 80;

/// Words of the blocks that every page of a publisher has. Only the first four tokens of each count, so that a fingerprint
/// tells as much as the text.
const FOOTERS: [&str; 40] = [
    "All rights reserved.",
    "All Rights Reserved.",
    "all rights reserved.",
    "ALL RIGHTS RESERVED.",
    "All rights reserved,",
    "All rights reserved by",
    "All rights reserved. ",
    "may not be reproduced",
    "may not be published",
    "must not be reproduced",
    "be reproduced without permission",
    "or reproduced without permission",
    "without prior written permission",
    "without the prior written",
    "without written permission from",
    "without written permission of",
    "Subscribe to our newsletter",
    "Sign up for our newsletter",
    "Sign up to our newsletter",
    "subscribe to our newsletter",
    "Follow us on Twitter",
    "Follow us on Facebook",
    "Terms of Use and",
    "Terms of Service and",
    "Alle Rechte vorbehalten.",
    "Tous droits réservés.",
    "Todos los derechos reservados",
    "Tutti i diritti riservati",
    "Wszelkie prawa zastrzeżone.",
    "Все права защищены.",
    "При перепечатке материалов ссылка",
    "При использовании материалов ссылка",
    "При полном или частичном",
    "При цитировании ссылка на",
    "Использование материалов сайта возможно",
    "Использование материалов разрешается только",
    "Любое использование материалов допускается",
    "Усі права захищені.",
    "Усе правы абаронены.",
    "Усе правы ахоўваюцца.",
];

static FOOTER_RUNS: LazyLock<Vec<u32>> =
    LazyLock::new(|| FOOTERS.iter().filter_map(|words| fingerprint::first_run(words)).collect());

static FOOTER_RUNS_AS_READ: LazyLock<Vec<u32>> = LazyLock::new(|| {
    let first_run = |words: &&str| as_read(words, &units(words).take(K).collect::<Vec<_>>()).first().copied();
    FOOTERS.iter().filter_map(first_run).collect()
});

/// The hashes of all runs of `words`, which have these tokens, whatever their capitals, accents and spaces. A hyphen is passed over:
/// whoever joins every third word to the next has copied the words all the same.
fn as_read(words: &str, tokens: &[Range<usize>]) -> Vec<u32> {
    /// Odd, and its bits are mixed.
    const PRIME: u64 = 0x9e37_79b9_7f4a_7c15;
    let state = FixedState::with_seed(0);
    let token = |token: &Range<usize>| {
        let word = words.get(token.clone()).unwrap_or("");
        (!matches!(word, "-" | "\u{2010}" | "\u{2011}")).then(|| state.hash_one(loosened(word).as_bytes()))
    };
    let hashes: Vec<Option<u64>> = tokens.iter().map(token).collect();
    let run = |from: usize| {
        let run = hashes.get(from..).unwrap_or_default().iter().flatten().take(K);
        let hash = run.fold(0_u64, |hash, token| (hash ^ token).wrapping_mul(PRIME).rotate_left(29));
        u32::try_from(hash.wrapping_mul(PRIME) >> 32).unwrap_or(0)
    };
    // As many as there are runs as written.
    (0..(hashes.len() + 1).saturating_sub(K)).map(run).collect()
}

impl Shingles {
    /// The runs of a text, as it is read and as it is written.
    pub fn of_text(folded: &Folded) -> Self {
        Self::of(folded, true)
    }

    fn of(folded: &Folded, as_written: bool) -> Self {
        let mut shingles = Self { is_text: true, ..Self::default() };
        let mut before = 0;
        for block in folded.blocks() {
            let words = folded.words(block.range);
            let tokens: Vec<_> = folded.units(block.range).collect();
            if tokens.len() >= K {
                let runs = as_read(words, &tokens);
                shingles.push(&runs, before, Some((words, &tokens)));
                if as_written {
                    shingles.written.extend(fingerprint::runs(words, &tokens));
                }
            }
            before += tokens.len();
        }
        shingles.finished()
    }

    /// The runs that a fingerprint holds.
    pub fn of_fingerprint(fingerprint: &Fingerprint) -> Self {
        let mut shingles = Self::default();
        for (runs, before) in fingerprint.blocks() {
            shingles.push(runs, before, None);
        }
        shingles.finished()
    }

    /// The runs of the text of a source, or of its fingerprint; `None` if neither is here and may be used. Of a text those as it is
    /// written only if asked for: they take longest.
    pub fn of_source(corpus: &Corpus, files: &FileSet, source: SourceAt, as_written: bool) -> Option<Self> {
        if let (_, Some(text)) = super::usable_text(corpus, files, source) {
            return Some(Self::of(&Folded::text(&text.text, text.markup), as_written));
        }
        let (_, held) = fingerprint::held(corpus, files, source, None);
        held.as_ref().filter(|_| corpus.text_of(source).is_none()).map(Self::of_fingerprint)
    }

    /// Is the text at hand?
    pub fn is_text(&self) -> bool {
        self.is_text
    }

    /// How many runs there are.
    pub fn len(&self) -> usize {
        self.marks.len()
    }

    /// Are there none?
    pub fn is_empty(&self) -> bool {
        self.marks.is_empty()
    }

    /// The hashes by which it is compared with another: as it is read, if the other is at hand, too.
    pub(super) fn hashes_beside(&self, other: &Self) -> &[u32] {
        if self.is_text && other.is_text { &self.read } else { &self.written }
    }

    /// How many different ones of these there are.
    pub(super) fn distinct_beside(&self, other: &Self) -> usize {
        self.distinct[usize::from(self.is_text && other.is_text)]
    }

    /// The hashes of one run, as it is read and as it is written.
    pub(super) fn hashes_of(&self, run: usize) -> impl Iterator<Item = u32> {
        self.read.get(run).into_iter().chain(self.written.get(run)).copied()
    }

    /// All its hashes.
    pub(super) fn hashes(&self) -> impl Iterator<Item = u32> {
        self.read.iter().chain(&self.written).copied()
    }

    /// Some of them, by which texts with a long run in common can be told.
    pub fn sketch(&self) -> Sketch {
        match (&*self.read, &*self.written) {
            (read, []) => sketch::of_hashes(read),
            ([], written) => sketch::of_hashes(written),
            (read, written) => sketch::joined(&sketch::of_hashes(read), &sketch::of_hashes(written)),
        }
    }

    /// Adds a block. `before` is the number of tokens before it.
    fn push(&mut self, runs: &[u32], before: usize, text: Option<(&str, &[Range<usize>])>) {
        let size = runs.len() + K - 1;
        let footers = if text.is_some() { &FOOTER_RUNS_AS_READ } else { &FOOTER_RUNS };
        let is_footer = size <= LONGEST_FOOTER && runs.iter().any(|run| footers.contains(run));
        let is_title = before == 0 && size <= LONGEST_TITLE;
        let block = if is_footer || is_title { ON_THE_EDGE } else { 0 };
        let quoted = text.map(|(words, tokens)| quoted(words, tokens));
        let is_word = |token: usize| {
            text.is_none_or(|(words, tokens)| {
                tokens.get(token).and_then(|token| words.get(token.clone())).is_none_or(is_word_token)
            })
        };
        let of_token =
            |token: usize| quoted.as_ref().and_then(|quoted| quoted.get(token)).copied().unwrap_or_default();
        for place in 0..runs.len() {
            let mut marks = block | if place == 0 { BEGINS } else { 0 };
            for token in place..place + K {
                marks |= of_token(token);
            }
            if is_word(place) {
                marks |= FIRST_IS_WORD;
            }
            let rest = (place + 1..place + K).filter(|&token| is_word(token)).count();
            marks |= u8::try_from(rest).unwrap_or(0) << REST;
            self.marks.push(Marks(marks));
        }
        if text.is_some() { &mut self.read } else { &mut self.written }.extend_from_slice(runs);
    }

    fn finished(mut self) -> Self {
        // A first block is no title where it is most of the text.
        let first = self.marks.iter().skip(1).take_while(|marks| !marks.begins()).count() + 1;
        if self.len() < 3 * first {
            for marks in self.marks.iter_mut().take(first) {
                marks.0 &= !ON_THE_EDGE;
            }
        }
        self.distinct = [&self.written, &self.read].map(|hashes| {
            let mut all = hashes.clone();
            all.sort_unstable();
            all.dedup();
            all.len()
        });
        self.written.shrink_to_fit();
        self.read.shrink_to_fit();
        self.marks.shrink_to_fit();
        self
    }
}

/// For each token of a block, whether it stands between quotation marks or is one. A mark without another ends with a block
/// that it begins, as where a quotation goes on in the next paragraph; elsewhere it quotes nothing.
fn quoted(words: &str, tokens: &[Range<usize>]) -> Vec<u8> {
    let is_mark = |token: &Range<usize>| words.get(token.clone()) == Some("\"");
    let places: Vec<usize> =
        (0..).zip(tokens).filter(|(_, token)| is_mark(token)).map(|(at, _)| at).collect();
    let mut quoted = vec![0; tokens.len()];
    let mut quote = |range: Range<usize>| {
        quoted.iter_mut().take(range.end).skip(range.start).for_each(|token| *token |= QUOTED);
    };
    let (pairs, single) = places.as_chunks::<2>();
    match (places.first(), single) {
        (Some(0), [_]) if places.len() == 1 => quote(0..tokens.len()),
        _ => pairs.iter().for_each(|&[from, to]| quote(from..to + 1)),
    }
    for place in places {
        if let Some(token) = quoted.get_mut(place) {
            *token |= QUOTATION_MARK;
        }
    }
    quoted
}

/// The words of a text from the first token of one run to the last of another, as they are folded.
pub fn words_of(folded: &Folded, runs: Range<usize>) -> String {
    let mut before = 0;
    for block in folded.blocks() {
        let words = folded.words(block.range);
        let tokens: Vec<_> = folded.units(block.range).collect();
        let count = (tokens.len() + 1).saturating_sub(K);
        if runs.start < before + count {
            let first = tokens.get(runs.start.saturating_sub(before));
            let last = tokens.get((runs.end + K - 2).saturating_sub(before)).or(tokens.last());
            let span = first.zip(last).map(|(first, last)| first.start..last.end);
            return span.and_then(|span| words.get(span)).unwrap_or_default().to_owned();
        }
        before += count;
    }
    String::new()
}
