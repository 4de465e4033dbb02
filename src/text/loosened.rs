//! A text without what does not change its words: capitals, accents, and letters in another shape, as in small capitals.
//!
//! Who copies a text and writes it in capitals has copied it all the same.

use std::borrow::Cow;
use unicode_normalization::char::decompose_compatible;

/// The text in small letters, in the compatibility form of Unicode, without accents.
pub fn loosened(text: &str) -> Cow<'_, str> {
    if text.is_ascii() {
        let has_capitals = text.bytes().any(|byte| byte.is_ascii_uppercase());
        return if has_capitals { Cow::Owned(text.to_ascii_lowercase()) } else { Cow::Borrowed(text) };
    }
    let mut loose = String::with_capacity(text.len());
    for c in text.chars() {
        if c.is_ascii() {
            loose.push(c.to_ascii_lowercase());
        } else {
            decompose_compatible(c, |c| push(&mut loose, c));
        }
    }
    Cow::Owned(loose)
}

fn push(loose: &mut String, c: char) {
    match c {
        // Accents. The vowel signs of other scripts make other words.
        '\u{300}'..='\u{36f}'
        | '\u{1ab0}'..='\u{1aff}'
        | '\u{1dc0}'..='\u{1dff}'
        | '\u{20d0}'..='\u{20ff}' => {}
        _ => match small_capital(c) {
            Some(letter) => loose.push(letter),
            None => loose.extend(c.to_lowercase()),
        },
    }
}

/// Small capitals have no compatibility form.
fn small_capital(c: char) -> Option<char> {
    const ROW: [(char, char); 26] = [
        ('\u{1d00}', 'a'),
        ('\u{299}', 'b'),
        ('\u{1d04}', 'c'),
        ('\u{1d05}', 'd'),
        ('\u{1d07}', 'e'),
        ('\u{a730}', 'f'),
        ('\u{262}', 'g'),
        ('\u{29c}', 'h'),
        ('\u{26a}', 'i'),
        ('\u{1d0a}', 'j'),
        ('\u{1d0b}', 'k'),
        ('\u{29f}', 'l'),
        ('\u{1d0d}', 'm'),
        ('\u{274}', 'n'),
        ('\u{1d0f}', 'o'),
        ('\u{1d18}', 'p'),
        ('\u{a7af}', 'q'),
        ('\u{280}', 'r'),
        ('\u{a731}', 's'),
        ('\u{1d1b}', 't'),
        ('\u{1d1c}', 'u'),
        ('\u{1d20}', 'v'),
        ('\u{1d21}', 'w'),
        ('\u{28f}', 'y'),
        ('\u{1d22}', 'z'),
        ('\u{1d03}', 'b'),
    ];
    if c < '\u{262}' {
        return None;
    }
    ROW.iter().find(|(small, _)| *small == c).map(|(_, letter)| *letter)
}

#[cfg(test)]
mod tests {
    use super::loosened;

    #[test]
    fn capitals_accents_and_shapes_do_not_matter() {
        for text in [
            "The Boats",
            "THE BOATS",
            "the boats",
            "𝐭𝐡𝐞 𝕓𝕠𝕒𝕥𝕤",
            "ᴛʜᴇ ʙᴏᴀᴛꜱ",
            "thé bo\u{301}ats",
            "ｔｈｅ ｂｏａｔｓ",
        ] {
            assert_eq!(loosened(text), "the boats", "{text}");
        }
        assert_eq!(loosened("ЛОДКИ Й"), "лодки и");
        assert_ne!(loosened("कि"), loosened("क"));
    }
}
