//! Invisible characters in the texts of a record.

use super::fault::FaultKind;
use crate::text::span::Span;
use crate::text::unseen::{Unseen, unseen};

/// The most harmful invisible character of `text`, with its span.
pub(super) fn worst(text: &str) -> Option<(Span, FaultKind)> {
    let mut worst: Option<(usize, char, Unseen)> = None;
    let mut count = 0;
    let mut offset = 0;
    while let Some(step) = first_odd(&text.as_bytes()[offset..]) {
        offset += step;
        let character = text[offset..].chars().next()?;
        if let Some(kind) = stray(character, text[..offset].chars().next_back()) {
            count += 1;
            let first_deceptive = worst.is_some_and(|(_, _, known)| known != Unseen::Deceptive);
            if worst.is_none() || (kind == Unseen::Deceptive && first_deceptive) {
                worst = Some((offset, character, kind));
            }
        }
        offset += character.len_utf8();
    }
    let (offset, character, kind) = worst?;
    let place = Span::new(offset, offset + character.len_utf8());
    Some((place, FaultKind::InvisibleCharacter { character, kind, count }))
}

/// Where the first byte stands that is neither printable ASCII nor a line feed.
fn first_odd(bytes: &[u8]) -> Option<usize> {
    const STRETCH: usize = 32;
    let is_plain = |byte: &u8| matches!(byte, b' '..=b'~' | b'\n');
    // Whole stretches without looking where in them: the compiler makes that a few instructions.
    let plain = bytes
        .chunks_exact(STRETCH)
        .take_while(|stretch| stretch.iter().fold(true, |all, byte| all & is_plain(byte)))
        .count()
        * STRETCH;
    let odd = bytes[plain..].iter().position(|byte| !is_plain(byte))?;
    Some(plain + odd)
}

/// Removes the invisible characters that a check would report.
pub fn without(raw: &str) -> String {
    let mut seen = String::with_capacity(raw.len());
    for c in raw.chars() {
        match stray(c, seen.chars().next_back()) {
            None => seen.push(c),
            // A control such as U+2028 separates words.
            Some(Unseen::Control) => seen.push(' '),
            Some(_) => {}
        }
    }
    seen
}

/// The kind of `c`, if it is invisible and has no purpose after `before`.
pub(super) fn stray(c: char, before: Option<char>) -> Option<Unseen> {
    match unseen(c)? {
        _ if matches!(c, '\n' | '\t' | '\r') => None,
        // Joiners belong to the spelling of some scripts and of emoji, never of Latin or Cyrillic words.
        Unseen::Joiner => before.is_none_or(|before| before <= '\u{52F}').then_some(Unseen::ZeroWidth),
        kind => Some(kind),
    }
}
