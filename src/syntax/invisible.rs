//! Characters that cannot be seen, in the words of a record.

use super::fault::{FaultKind, Invisible};
use crate::text::span::Span;

/// The worst invisible character of `text`: where it stands, and the fault that it is.
pub(super) fn worst(text: &str) -> Option<(Span, FaultKind)> {
    let mut worst: Option<(usize, char, Invisible)> = None;
    let mut count = 0;
    let mut at = 0;
    // Plain letters are stepped over without being looked at one by one.
    while let Some(step) = text.as_bytes()[at..].iter().position(|b| !matches!(b, b' '..=b'~' | b'\n')) {
        at += step;
        let character = text[at..].chars().next()?;
        if let Some(kind) = kind(character, text[..at].chars().next_back()) {
            count += 1;
            let first_deceptive = worst.is_some_and(|(_, _, known)| known != Invisible::Deceptive);
            if worst.is_none() || (kind == Invisible::Deceptive && first_deceptive) {
                worst = Some((at, character, kind));
            }
        }
        at += character.len_utf8();
    }
    let (at, character, kind) = worst?;
    let place = Span::new(at, at + character.len_utf8());
    Some((place, FaultKind::InvisibleCharacter { character, kind, count }))
}

/// Is `c`, after `before`, a character that cannot be seen? (Unicode TR 36 and the code points of CVE-2021-42574.)
fn kind(c: char, before: Option<char>) -> Option<Invisible> {
    match c {
        '\n' | '\t' | '\r' => None,
        '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}' | '\u{E0000}'..='\u{E007F}' => {
            Some(Invisible::Deceptive)
        }
        c if c.is_control() => Some(Invisible::Control),
        '\u{2028}' | '\u{2029}' => Some(Invisible::Control),
        '\u{AD}'
        | '\u{61C}'
        | '\u{115F}'
        | '\u{1160}'
        | '\u{180E}'
        | '\u{200B}'
        | '\u{200E}'
        | '\u{200F}'
        | '\u{2060}'..='\u{2064}'
        | '\u{3164}'
        | '\u{FEFF}'
        | '\u{FFA0}' => Some(Invisible::ZeroWidth),
        // Joiners belong to the spelling of Persian, Indic and emoji sequences, never of Latin or Cyrillic words.
        '\u{200C}' | '\u{200D}' => {
            let joins = before.is_some_and(|before| before > '\u{52F}');
            (!joins).then_some(Invisible::ZeroWidth)
        }
        _ => None,
    }
}
