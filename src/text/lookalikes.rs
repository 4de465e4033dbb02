//! Characters that look like others: letters of another script, and signs that were made of letters.
//!
//! What looks like what is told by the table of Unicode Technical Standard 39, and by the compatibility forms of Unicode
//! for what is one letter in another shape: the long s, the micro sign.

use unicode_normalization::UnicodeNormalization;
use unicode_script::{Script, UnicodeScript};
use unicode_security::skeleton;

/// The scripts whose letters are easily taken for each other, and never stand side by side in one word.
const ALIKE: [Script; 4] = [Script::Latin, Script::Cyrillic, Script::Greek, Script::Armenian];

/// Do these words look the same, although some characters differ? Characters that every keyboard has are told apart by
/// whoever reads them, so not if only such ones differ: a 0 for an O.
pub fn only_look_alike(wrote: &str, stands: &str) -> bool {
    let Some((one, other)) = first_difference(wrote, stands) else { return false };
    let is_told_apart = one.is_ascii() && other.is_ascii();
    // "10⁶" is not another shape of "106".
    let is_letter = one.is_alphabetic() && other.is_alphabetic();
    !is_told_apart && (skeleton(wrote).eq(skeleton(stands)) || is_letter && wrote.nfkc().eq(stands.nfkc()))
}

/// What is odd about a character in `wrote` that may be mistaken for another: "has a Cyrillic letter", or what it is and what
/// it should be. A letter may be mistaken if a word mixes scripts, or if only such letters distinguish `wrote` from `stands`.
pub fn disguise(wrote: &str, stands: &str) -> Option<String> {
    let has_a = |script: Script| format!("has a {} letter", script.full_name());
    if only_look_alike(wrote, stands) {
        let (one, other) = first_difference(wrote, stands)?;
        let (script, true_script) = (one.script(), other.script());
        let of_scripts = script != true_script && [script, true_script].iter().all(|of| ALIKE.contains(of));
        return Some(if of_scripts {
            has_a(script)
        } else {
            format!("`{one}` is U+{:04X}, `{other}` is U+{:04X}", u32::from(one), u32::from(other))
        });
    }
    let mut words = wrote.split(|c: char| !c.is_alphanumeric());
    words.find_map(stranger).map(|stranger| has_a(stranger.script()))
}

/// In a word that mixes scripts, the first letter of the script that has fewer.
fn stranger(word: &str) -> Option<char> {
    let letters = || word.chars().filter(|c| ALIKE.contains(&c.script()));
    let first = letters().next()?.script();
    let (of_first, of_others): (Vec<char>, Vec<char>) = letters().partition(|c| c.script() == first);
    if of_first.len() < of_others.len() { of_first.first().copied() } else { of_others.first().copied() }
}

fn first_difference(wrote: &str, stands: &str) -> Option<(char, char)> {
    wrote.chars().zip(stands.chars()).find(|(wrote, stands)| wrote != stands)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn strangers_among_letters_are_seen() {
        let disguise = |wrote, stands| disguise(wrote, stands).unwrap_or_default();
        assert_eq!(disguise("b\u{43e}ats", "boats"), "has a Cyrillic letter");
        assert_eq!(disguise("\u{441}\u{43e}\u{440}", "cop"), "has a Cyrillic letter");
        assert_eq!(disguise("cop", "\u{441}\u{43e}\u{440}"), "has a Latin letter");
        assert_eq!(disguise("the b\u{43e}at", "a ship"), "has a Cyrillic letter");
        assert_eq!(disguise("л\u{43e}дoк", "судно"), "has a Latin letter");
        assert_eq!(disguise("\u{391}thens", "Athens"), "has a Greek letter");
        assert_eq!(disguise("лодок", "суден"), "");
        assert_eq!(disguise("EU и США", "США"), "");
        assert_eq!(disguise("boats", "ships"), "");
    }

    #[test]
    fn signs_and_old_shapes_of_letters_are_seen() {
        for (wrote, stands, said) in [
            ("5 \u{b5}g", "5 \u{3bc}g", "`\u{b5}` is U+00B5, `\u{3bc}` is U+03BC"),
            ("\u{2206}F508", "\u{394}F508", "`\u{2206}` is U+2206, `\u{394}` is U+0394"),
            ("\u{17f}aid", "said", "`\u{17f}` is U+017F, `s` is U+0073"),
        ] {
            assert_eq!(disguise(wrote, stands).as_deref(), Some(said));
        }
        assert!(!only_look_alike("10\u{2076}", "106"), "a power is another number");
        assert!(!only_look_alike("modem", "modern") && !only_look_alike("l0", "10"));
        assert!(!only_look_alike("same", "same") && !only_look_alike("sam", "same"));
    }
}
