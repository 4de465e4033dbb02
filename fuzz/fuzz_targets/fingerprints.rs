//! Whatever the bytes of a fingerprint's file are, the reader takes them without a panic, names a line that is in the
//! file if it takes offence at one, and does not mind the kind of line ends. Whatever it has read can be searched, and
//! what is told of a quote is in the quote. What is written of a text reads as just that, and finds a quote exactly if
//! the text does.
#![no_main]

#[path = "../../tests/models/pieces.rs"]
mod pieces;

use grounds::evidence::fingerprint::{self, Fingerprint, Outcome, read, written};
use grounds::evidence::matching::{self, QuoteSelector};
use grounds::text::fold::{Folded, Markup};
use grounds::text::span::Span;
use grounds::text::vowel_marks::is_vowel_mark;
use libfuzzer_sys::arbitrary::{self, Arbitrary};
use libfuzzer_sys::fuzz_target;

#[derive(Debug, Arbitrary)]
enum Input<'a> {
    /// Any bytes at all.
    File { quote: &'a str, bytes: &'a [u8] },
    /// The fingerprint of a text, of which one byte is another.
    Changed { at: u16, byte: u8, quote: &'a str, text: &'a str },
    /// The fingerprint of a text.
    Text { quote: &'a str, text: &'a str },
    /// The same, of a text of these pieces, and some of its characters as the quote.
    Pieces { text: &'a [u8], from: u8, length: u8 },
}

const SHA256: &str = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";

fuzz_target!(|input: Input| match input {
    Input::File { quote, bytes } => assert_read(bytes, quote),
    Input::Changed { at, byte, quote, text } => {
        let mut bytes = written(&Folded::text(text, Markup::Markdown), SHA256).into_bytes();
        let at = usize::from(at) % bytes.len();
        bytes[at] = byte;
        assert_read(&bytes, quote);
    }
    Input::Text { quote, text } => {
        for markup in [Markup::Plain, Markup::Markdown] {
            assert_of_text(text, markup, quote);
        }
    }
    Input::Pieces { text, from, length } => {
        let text = pieces::text(text);
        let quote: String = text.chars().skip(from.into()).take(length.into()).collect();
        for markup in [Markup::Plain, Markup::Markdown] {
            assert_of_text(&text, markup, &quote);
        }
    }
});

fn assert_read(bytes: &[u8], quote: &str) {
    let outcome = read(bytes);
    if !bytes.contains(&b'\r') {
        let with_crlf: Vec<u8> = bytes
            .iter()
            .flat_map(|byte| if *byte == b'\n' { b"\r\n".to_vec() } else { vec![*byte] })
            .collect();
        assert_eq!(read(&with_crlf), outcome);
    }
    match outcome {
        Ok(None) => {}
        Ok(Some(fingerprint)) => _ = seek(&fingerprint, quote),
        Err(wrong) => {
            // A line that is missing is the one after the last, and stands for it.
            let lines = bytes.split(|byte| *byte == b'\n').count();
            assert!((1..=lines).contains(&wrong.line), "{wrong:?} of {lines}");
        }
    }
}

fn assert_of_text(text: &str, markup: Markup, quote: &str) {
    let folded = Folded::text(text, markup);
    let file = written(&folded, SHA256);
    let Ok(Some(fingerprint)) = read(file.as_bytes()) else { panic!("{file:?} is not read") };
    assert_eq!((fingerprint.markup(), fingerprint.sha256(), fingerprint.age()), (markup, SHA256, None));
    let by_text =
        matching::search(text, &folded, &[QuoteSelector { quote, ..QuoteSelector::default() }]).remove(0);
    let stands = matches!(by_text, matching::Outcome::Found(_));
    match seek(&fingerprint, quote) {
        // Words left out may be longer than the text allows; and that a quote begins behind a hyphen at a line end is seen in
        // the text alone.
        Outcome::Found(parts) => {
            let may_differ = parts.len() > 1 || !folded.hyphens().is_empty();
            assert!(stands || may_differ, "{quote:?} in {folded:?}: {by_text:?}");
        }
        outcome @ (Outcome::Partly(_) | Outcome::Absent | Outcome::ShortPart(_)) => {
            // Verification cut out of Markdown with half of a markup can be missed.
            let may_differ = markup == Markup::Markdown || is_seen_in_text_alone(&folded, quote, &by_text);
            assert!(!stands || may_differ, "{quote:?} in {folded:?}: {outcome:?}, {by_text:?}");
        }
        Outcome::TooShort(_) | Outcome::Marks | Outcome::Hyphens | Outcome::TooCommon => {}
    }
}

/// What the page did to a word is, and dashes that have blanks on one side only, and marks of vowels that do; and whether a
/// mark at the end of a quote belongs to the word beyond.
fn is_seen_in_text_alone(folded: &Folded, quote: &str, by_text: &matching::Outcome) -> bool {
    let is_rejoined = matches!(by_text, matching::Outcome::Found(found) if found.steps.rejoined);
    let read = Folded::quote(quote, Markup::Plain);
    let has_vowel_marks = [folded.as_str(), read.as_str()].iter().any(|words| words.contains(is_vowel_mark));
    let is_mark = |c: char| !c.is_alphanumeric();
    let is_cut_beside_mark = read.as_str().starts_with(is_mark) || read.as_str().ends_with(is_mark);
    is_rejoined || read.as_str().contains('-') || has_vowel_marks || is_cut_beside_mark
}

/// What the fingerprint says of a quote.
fn seek(fingerprint: &Fingerprint, quote: &str) -> Outcome {
    let outcome = fingerprint::search(fingerprint, &[quote]).remove(0);
    let told: Vec<Span> = match &outcome {
        Outcome::Partly(partly) => partly.stands.iter().copied().chain([partly.differs]).collect(),
        Outcome::ShortPart(span) | Outcome::TooShort(span) => vec![*span],
        Outcome::Found(_) | Outcome::Absent | Outcome::Marks | Outcome::Hyphens | Outcome::TooCommon => {
            Vec::new()
        }
    };
    for span in told {
        assert!(quote.get(span.range()).is_some(), "{span:?} of {quote:?}");
    }
    outcome
}
