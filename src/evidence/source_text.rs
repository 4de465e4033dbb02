//! The text of a source: is there one, and is it the one that was recorded?

use crate::corpus::{Corpus, SourceAt};
use crate::fileset::{FileSet, Irregular};
use crate::text::fold::Markup;
use crate::text::foreign::{Foreign, foreign_mark};
use crate::text::span::FileId;
use sha2::{Digest, Sha256};
use std::borrow::Cow;

/// The state of a source's text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum TextState {
    /// No file holds it.
    NotHeld,
    /// It is the one that was recorded.
    Verified {
        /// The file.
        file: FileId,
    },
    /// The record gives no hash, or cannot be read; the text is used all the same.
    Unpinned {
        /// Its own hash: see [`sha256`].
        sha256: String,
    },
    /// It is not the one that was recorded, and is not used.
    Changed {
        /// The file.
        file: FileId,
        /// Its own hash: see [`sha256`].
        sha256: String,
    },
    /// Two files hold different texts, and neither is used.
    TwoTexts {
        /// The one in the tree.
        tree: FileId,
        /// The one in the folder of texts.
        folder: FileId,
    },
    /// Its file is refused.
    Refused {
        /// The file.
        file: FileId,
        /// Why.
        why: Irregular,
    },
    /// It is not text in UTF-8.
    NotText {
        /// The file.
        file: FileId,
        /// What it is.
        foreign: Foreign,
    },
}

/// The text of a source as its file holds it, whatever its record says.
#[derive(Debug)]
pub struct SourceText {
    /// The file.
    pub file: FileId,
    /// How it is marked up.
    pub markup: Markup,
    /// Its hash: see [`sha256`].
    pub sha256: String,
    bytes: Vec<u8>,
}

impl SourceText {
    /// The text of a source.
    ///
    /// # Errors
    /// Why it cannot be read.
    pub fn read(corpus: &Corpus, files: &FileSet, source: SourceAt) -> Result<Self, TextState> {
        let Some(held) = corpus.text_of(source) else { return Err(TextState::NotHeld) };
        let file = held.file;
        let bytes = files.read(file).map_err(|why| TextState::Refused { file, why })?;
        if let Some(folder) = held.other {
            match files.read(folder) {
                Ok(other) if with_lf(&other) == with_lf(&bytes) => {}
                Ok(_) => return Err(TextState::TwoTexts { tree: file, folder }),
                Err(why) => return Err(TextState::Refused { file: folder, why }),
            }
        }
        Ok(Self { file, markup: held.markup, sha256: sha256(&bytes), bytes })
    }

    /// As text.
    ///
    /// # Errors
    /// If it is not text in UTF-8.
    pub fn into_text(self) -> Result<String, TextState> {
        let file = self.file;
        if let Some(foreign) = foreign_mark(&self.bytes) {
            return Err(TextState::NotText { file, foreign });
        }
        String::from_utf8(self.bytes).map_err(|error| {
            let foreign = Foreign::Encoding(error.utf8_error().valid_up_to());
            TextState::NotText { file, foreign }
        })
    }
}

/// A text that may be used.
#[derive(Debug)]
pub struct UsableText {
    /// The file.
    pub file: FileId,
    /// How it is marked up.
    pub markup: Markup,
    /// Its hash: see [`sha256`].
    pub sha256: String,
    /// Its words.
    pub text: String,
}

/// The state of a source's text, and the text if it may be used.
pub fn usable_text(corpus: &Corpus, files: &FileSet, source: SourceAt) -> (TextState, Option<UsableText>) {
    let held = match SourceText::read(corpus, files, source) {
        Ok(held) => held,
        Err(state) => return (state, None),
    };
    let (file, markup, sha256) = (held.file, held.markup, held.sha256.clone());
    let recorded = corpus[source].text.as_ref().and_then(|text| text.sha256.as_ref());
    let state = match recorded {
        None => TextState::Unpinned { sha256: sha256.clone() },
        Some(recorded) if recorded.value.eq_ignore_ascii_case(&sha256) => TextState::Verified { file },
        Some(_) => return (TextState::Changed { file, sha256 }, None),
    };
    match held.into_text() {
        Ok(text) => (state, Some(UsableText { file, markup, sha256, text })),
        Err(state) => (state, None),
    }
}

/// SHA-256 (FIPS 180-4) of a text with line ends folded to LF, in hexadecimal, as source records give it.
pub fn sha256(text: &[u8]) -> String {
    use std::fmt::Write;
    Sha256::digest(with_lf(text)).iter().fold(String::with_capacity(64), |mut hex, byte| {
        // Writing to a String cannot fail.
        let _ = write!(hex, "{byte:02x}");
        hex
    })
}

fn with_lf(text: &[u8]) -> Cow<'_, [u8]> {
    if memchr::memchr(b'\r', text).is_none() {
        return Cow::Borrowed(text);
    }
    let mut folded = Vec::with_capacity(text.len());
    let mut rest = text;
    while let Some(end) = memchr::memchr(b'\r', rest) {
        folded.extend_from_slice(&rest[..end]);
        folded.push(b'\n');
        rest = &rest[end + 1..];
        rest = rest.strip_prefix(b"\n").unwrap_or(rest);
    }
    folded.extend_from_slice(rest);
    Cow::Owned(folded)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_has_one_hash_whatever_its_line_ends() {
        // The second test vector of FIPS 180-4's examples: "abc".
        assert_eq!(sha256(b"abc"), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
        assert_eq!(sha256(b"a\nb\n\nc"), sha256(b"a\r\nb\r\r\nc"));
        assert_ne!(sha256(b"a\nb"), sha256(b"a b"));
    }
}
