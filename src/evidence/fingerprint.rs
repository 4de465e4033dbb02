//! Fingerprints: they let quotes be verified word for word where the text may not be kept.
//!
//! A fingerprint is a file `<id>.fp`. It holds, in the order of the text, a hash of each run of [`K`] tokens
//! (w-shingling: Broder, "On the resemblance and containment of documents", 1997). A quote stands in the text if the
//! hashes of its runs stand in the file one after the other. The file is text, so that its changes can be reviewed:
//!
//! ```text
//! grounds-fingerprint 1          the name and version of the format
//! folding 2                      the version of folding, see `text::fold::VERSION`
//! k 4                            the tokens of a run
//! markup md                      how the text is marked up: `md` or `txt`
//! sha256 44d8...07ea             of the text, as the source's record has it
//!                                an empty line before each block
//! 5f3a0c11 9e107d9d 0d4a1185     the hashes of the runs of a block, eight on a line
//! a1b2c3d4
//!
//! ..                             a block of fewer than k tokens: one full stop for each
//! ```
//!
//! The text is folded ([`crate::text::fold`]). Its blocks are paragraphs, headings and the like, joined across
//! page breaks; no run reaches over the end of one, as no quote does. Tokens are the units of [`crate::text::edges`]. The hash
//! of a run is the first four bytes, as eight hexadecimal digits, of the SHA-256 (FIPS 180-4) of the folded text in
//! UTF-8 from the beginning of its first token to the end of its last. So it knows whether a space stands between two
//! tokens, and "non-state" is not "non - state". No run is ambiguous: it can be divided into tokens in one way only.
//!
//! # What can go wrong
//!
//! A quote of `n` tokens has `n - 3` runs, and a text of `m` tokens has `m` places at most. That a quote of four tokens
//! that does not stand there passes by chance happens in `m` of 2^32 cases: one in 3.6 million for an article of
//! 1,200 tokens. Each further token makes it 2^32 times rarer. If one word of a true quote was changed, the
//! other runs settle the place, and those that hold the word would have to agree by chance: one in 2^32 for the first
//! or last word, and one in 2^128 for a word that has three others on each side. Whoever may write the file
//! can make any quote pass: it is vouched for, not proved.
//!
//! The search agrees with that of the text ([`super::matching`]) on whether a quote stands there, but for two things,
//! which are reported as unread: quotes, or parts of quotes with an ellipsis, of fewer than four tokens; and quotes cut
//! out of a Markdown file with half of a pair of marks (a few of which fail). And for two that are not reported: omitted words
//! may be longer than 10,000 bytes here, if they are 100 tokens at most, and may end at a hyphen inside a word.

mod search;

use crate::corpus::{Corpus, SourceAt};
use crate::fileset::{FileSet, Irregular};
use crate::text::edges::units;
use crate::text::fold::{self, Folded, Markup};
use crate::text::span::FileId;
pub use search::{Outcome, Partly, Why, is_near, search};
use sha2::{Digest, Sha256};
use std::ops::Range;

/// The tokens of a run.
pub const K: usize = 4;

/// The version of the format.
const FORMAT: u32 = 1;

/// The state of a source's fingerprint.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum FingerprintState {
    /// There is none, or its source's record is broken.
    NotHeld,
    /// It is that of the recorded text, as far as can be told.
    Good,
    /// It is made for another version of the program.
    Aged {
        /// The file.
        file: FileId,
        /// An older or a newer one.
        age: Age,
    },
    /// It is that of another text than the recorded one.
    OfAnotherText {
        /// The file.
        file: FileId,
        /// SHA-256 of that text.
        sha256: String,
    },
    /// The text is here, and its fingerprint is another.
    NotOfText {
        /// The file.
        file: FileId,
        /// The file that holds the text.
        text: FileId,
    },
    /// The file is not a fingerprint.
    Malformed {
        /// The file.
        file: FileId,
        /// What is wrong with it.
        fault: Malformed,
    },
    /// Its file is refused.
    Refused {
        /// The file.
        file: FileId,
        /// Why.
        why: Irregular,
    },
}

/// The version of the program that a fingerprint is made for, if it is not this one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Age {
    /// With an older folding, or with other runs.
    Older,
    /// With a newer folding or format.
    Newer,
}

/// The first line that is wrong.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Malformed {
    /// The number of the line, counted from 1.
    pub line: usize,
    /// What should stand there.
    pub expected: &'static str,
}

/// A fingerprint, as it is read from its file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fingerprint {
    folding: u32,
    k: u32,
    markup: Markup,
    sha256: String,
    /// The hashes of all runs, in order.
    hashes: Vec<u32>,
    /// The blocks that have runs, in order.
    blocks: Vec<Block>,
}

/// A block that has runs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Block {
    /// The index of the hash of its first run.
    hash: u32,
    /// The number of its first token in the text.
    token: u32,
}

/// The file with the fingerprint of a text. `sha256` is that of the text.
pub fn written(folded: &Folded, sha256: &str) -> String {
    use std::fmt::Write;
    const ON_A_LINE: usize = 8;
    let mut out = format!(
        "grounds-fingerprint {FORMAT}\nfolding {}\nk {K}\nmarkup {}\nsha256 {sha256}\n",
        fold::VERSION,
        markup_name(folded.markup()),
    );
    out.reserve(folded.as_str().len() * 2);
    for block in folded.blocks() {
        let words = folded.words(block.range);
        let tokens: Vec<_> = folded.units(block.range).collect();
        if tokens.is_empty() {
            continue;
        }
        let mut before = "\n";
        for (index, run) in runs(words, &tokens).enumerate() {
            // Writing to a String cannot fail.
            let _ = write!(out, "{before}{run:08x}");
            before = if (index + 1) % ON_A_LINE == 0 { "\n" } else { " " };
        }
        if tokens.len() < K {
            let _ = write!(out, "\n{}", ".".repeat(tokens.len()));
        }
        out.push('\n');
    }
    out
}

/// Reads a fingerprint from the bytes of its file; `None` if its format is newer than this program. Line ends may be
/// CRLF.
///
/// # Errors
/// The first line that is wrong.
pub fn read(file: &[u8]) -> Result<Option<Fingerprint>, Malformed> {
    let mut lines = Lines { rest: Some(file), number: 0 };
    let format = lines.value("grounds-fingerprint", "`grounds-fingerprint 1`", |version| {
        decimal(version).filter(|version| *version > 0)
    })?;
    if format > FORMAT {
        return Ok(None);
    }
    let folding = lines.value("folding", "`folding` and a number", decimal)?;
    let k =
        lines.value("k", "`k` and a number from 1 to 64", |k| decimal(k).filter(|k| (1..=64).contains(k)))?;
    let markup = lines.value("markup", "`markup md` or `markup txt`", |markup| match markup {
        "md" => Some(Markup::Markdown),
        "txt" => Some(Markup::Plain),
        _ => None,
    })?;
    let sha256 = lines.value("sha256", "`sha256` and 64 characters, 0 to 9 and a to f", |hash| {
        (hash.len() == 64 && hash.bytes().all(|byte| hex_digit(byte).is_some())).then(|| hash.to_owned())
    })?;
    let mut fingerprint = Fingerprint { folding, k, markup, sha256, hashes: Vec::new(), blocks: Vec::new() };
    fingerprint.hashes.reserve(lines.rest.map_or(0, <[u8]>::len) / BYTES_OF_A_HASH);
    fingerprint.read_blocks(lines)?;
    Ok(Some(fingerprint))
}

/// Eight hexadecimal digits, and what separates it from the next.
const BYTES_OF_A_HASH: usize = 9;

impl Fingerprint {
    /// How the text is marked up.
    pub fn markup(&self) -> Markup {
        self.markup
    }

    /// SHA-256 of the text, in hexadecimal.
    pub fn sha256(&self) -> &str {
        &self.sha256
    }

    /// The hashes of all runs, in order.
    pub(super) fn runs(&self) -> &[u32] {
        &self.hashes
    }

    /// The hashes of each block that has runs, and the number of tokens before it.
    pub(super) fn blocks(&self) -> impl Iterator<Item = (&[u32], usize)> {
        let ends = self.blocks.iter().skip(1).map(|next| next.hash as usize).chain([self.hashes.len()]);
        self.blocks.iter().zip(ends).map(|(block, end)| {
            (self.hashes.get(block.hash as usize..end).unwrap_or_default(), block.token as usize)
        })
    }

    /// The version of the program that it is made for, if it is not this one.
    pub fn age(&self) -> Option<Age> {
        if self.folding > fold::VERSION {
            Some(Age::Newer)
        } else if self.folding < fold::VERSION || self.k as usize != K {
            Some(Age::Older)
        } else {
            None
        }
    }

    fn read_blocks(&mut self, mut lines: Lines) -> Result<(), Malformed> {
        /// The line before.
        enum Before {
            Empty,
            Hashes,
            /// Anything else: only an empty line may follow.
            Full,
        }
        let mut before = Before::Full;
        // The number of tokens in the blocks that are complete, and the first hash of the one that is not.
        let (mut token, mut opened) = (0_u32, 0);
        while let Some(line) = lines.next() {
            let wrong = |expected| Malformed { line: lines.number, expected };
            match (line, &before) {
                ([], _) => {
                    if matches!(before, Before::Hashes) {
                        token = token.saturating_add(narrow(self.hashes.len() - opened) + self.k - 1);
                    }
                    before = Before::Empty;
                }
                (_, Before::Full) => return Err(wrong("an empty line")),
                ([b'.', ..], Before::Empty) => {
                    if line.len() >= self.k as usize || line.iter().any(|byte| *byte != b'.') {
                        return Err(wrong("a full stop for each token, fewer than k of them"));
                    }
                    token = token.saturating_add(narrow(line.len()));
                    before = Before::Full;
                }
                _ => {
                    if matches!(before, Before::Empty) {
                        opened = self.hashes.len();
                        self.blocks.push(Block { hash: narrow(opened), token });
                    }
                    for hash in line.chunks(BYTES_OF_A_HASH) {
                        let (digits, gap) = hash.split_at(hash.len().min(BYTES_OF_A_HASH - 1));
                        let hash = read_hash(digits).filter(|_| matches!(gap, [] | [b' ']));
                        self.hashes.push(hash.ok_or(wrong("hashes of 8 characters, 0 to 9 and a to f"))?);
                    }
                    if line.ends_with(b" ") {
                        return Err(wrong("no space at the end"));
                    }
                    before = Before::Hashes;
                }
            }
        }
        Ok(())
    }
}

/// The lines of a file, and the number of the last one given.
struct Lines<'f> {
    rest: Option<&'f [u8]>,
    number: usize,
}

impl<'f> Lines<'f> {
    /// The next line without its line end. What follows the last line end is a line unless it is empty.
    fn next(&mut self) -> Option<&'f [u8]> {
        let rest = self.rest.filter(|rest| !rest.is_empty())?;
        self.number += 1;
        let (line, rest) = match memchr::memchr(b'\n', rest) {
            Some(end) => (&rest[..end], Some(&rest[end + 1..])),
            None => (rest, None),
        };
        self.rest = rest;
        Some(line.strip_suffix(b"\r").unwrap_or(line))
    }

    /// What `read` makes of the rest of the next line, which must begin with `key`.
    fn value<T>(
        &mut self,
        key: &str,
        expected: &'static str,
        read: impl FnOnce(&'f str) -> Option<T>,
    ) -> Result<T, Malformed> {
        let line = self.next().unwrap_or_default();
        let value = line.strip_prefix(key.as_bytes()).and_then(|rest| rest.strip_prefix(b" "));
        let value = value.and_then(|value| read(std::str::from_utf8(value).ok()?));
        value.ok_or(Malformed { line: self.number.max(1), expected })
    }
}

fn decimal(digits: &str) -> Option<u32> {
    digits.parse().ok().filter(|_| digits.bytes().all(|digit| digit.is_ascii_digit()))
}

fn hex_digit(digit: u8) -> Option<u32> {
    match digit {
        b'0'..=b'9' => Some(u32::from(digit - b'0')),
        b'a'..=b'f' => Some(u32::from(digit - b'a') + 10),
        _ => None,
    }
}

fn read_hash(digits: &[u8]) -> Option<u32> {
    let value = |hash: u32, digit: &u8| Some(hash << 4 | hex_digit(*digit)?);
    (digits.len() == 8).then(|| digits.iter().try_fold(0, value))?
}

fn narrow(count: usize) -> u32 {
    // No file that is read has so many bytes.
    u32::try_from(count).unwrap_or(u32::MAX)
}

fn markup_name(markup: Markup) -> &'static str {
    match markup {
        Markup::Markdown => "md",
        Markup::Plain => "txt",
    }
}

/// The hashes of all runs of `words`, which have these tokens.
pub(super) fn runs<'t>(words: &'t str, tokens: &'t [Range<usize>]) -> impl Iterator<Item = u32> + 't {
    tokens.windows(K).map(|run| {
        let run = run.first().map_or(0, |first| first.start)..run.last().map_or(0, |last| last.end);
        let digest = Sha256::digest(words.get(run).unwrap_or("").as_bytes());
        digest.iter().take(4).fold(0, |hash, byte| hash << 8 | u32::from(*byte))
    })
}

/// The hash of the first run of `words`, if they have so many tokens.
pub(super) fn first_run(words: &str) -> Option<u32> {
    let first: Vec<_> = units(words).take(K).collect();
    runs(words, &first).next()
}

/// The text of a source.
pub(super) struct TextAtHand<'t> {
    pub(super) file: FileId,
    pub(super) folded: &'t Folded,
    pub(super) sha256: &'t str,
}

/// The state of a source's fingerprint, and the fingerprint if it may be used. Where the text is here, the two must agree.
pub(super) fn held(
    corpus: &Corpus,
    files: &FileSet,
    source: SourceAt,
    text: Option<&TextAtHand>,
) -> (FingerprintState, Option<Fingerprint>) {
    let record = &corpus[source];
    let Some(file) = corpus.fingerprint_of(source).filter(|_| record.sound) else {
        return (FingerprintState::NotHeld, None);
    };
    let bytes = match files.read(file) {
        Ok(bytes) => bytes,
        Err(why) => return (FingerprintState::Refused { file, why }, None),
    };
    let fingerprint = match read(&bytes) {
        Ok(Some(fingerprint)) => fingerprint,
        Ok(None) => return (FingerprintState::Aged { file, age: Age::Newer }, None),
        Err(fault) => return (FingerprintState::Malformed { file, fault }, None),
    };
    let recorded = record.text.as_ref().and_then(|text| text.sha256.as_ref());
    if recorded.is_none_or(|recorded| !recorded.value.eq_ignore_ascii_case(&fingerprint.sha256)) {
        return (FingerprintState::OfAnotherText { file, sha256: fingerprint.sha256 }, None);
    }
    if let Some(age) = fingerprint.age() {
        return (FingerprintState::Aged { file, age }, None);
    }
    match text {
        Some(text) if !is_same(written(text.folded, text.sha256).as_bytes(), &bytes) => {
            (FingerprintState::NotOfText { file, text: text.file }, None)
        }
        _ => (FingerprintState::Good, Some(fingerprint)),
    }
}

/// Is a file right, whatever its line ends?
pub fn is_same(right: &[u8], file: &[u8]) -> bool {
    let lines = |file| Lines { rest: Some(file), number: 0 };
    let (mut right, mut file) = (lines(right), lines(file));
    loop {
        match (right.next(), file.next()) {
            (None, None) => return true,
            (one, other) if one == other => {}
            _ => return false,
        }
    }
}

#[cfg(test)]
mod tests;
