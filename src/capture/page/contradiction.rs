//! Do the letters of a page contradict the encoding that it names? Then a person should look at them.
//!
//! A detector always names some encoding, and errs where there is little to go by. It is heeded only if what the page names gives
//! words that no language has: signs inside words, capitals behind small letters, letters of two scripts in one word, Latin words
//! of accented letters alone.

use encoding_rs::{
    BIG5, EUC_JP, EUC_KR, Encoding, GB18030, GBK, IBM866, ISO_8859_5, ISO_8859_6, ISO_8859_7, ISO_8859_8,
    KOI8_R, KOI8_U, SHIFT_JIS, WINDOWS_874, WINDOWS_1251, WINDOWS_1253, WINDOWS_1255, WINDOWS_1256,
};
use unicode_normalization::char::is_combining_mark;

/// So many letters beyond ASCII say something.
const ENOUGH: usize = 12;
/// So many leave no doubt about a script.
const MANY: usize = 60;

/// Does a text look wrong in the encoding that was `said`, and right in the one that a detector guessed?
pub(super) fn contradict(bytes: &[u8], said: &'static Encoding, guessed: &'static Encoding) -> bool {
    if said == guessed {
        return false;
    }
    let (before, _) = said.decode_without_bom_handling(bytes);
    let (after, is_damaged) = guessed.decode_without_bom_handling(bytes);
    let beyond = before.chars().filter(|c| !c.is_ascii()).count();
    if is_damaged || before == after || beyond < ENOUGH {
        return false;
    }
    // Two bytes a letter are hard to mistake: what is written in one is damaged or without sense in the other.
    let is_wide = |encoding| [BIG5, EUC_JP, EUC_KR, GB18030, GBK, SHIFT_JIS].contains(&encoding);
    let is_kin = [said, guessed].iter().all(|one| [GB18030, GBK].contains(one));
    if is_wide(said) {
        return is_wide(guessed) && !is_kin || strange(&before) * 2 > beyond;
    }
    // Of two scripts, a detector knows which one it is.
    if let (Some(one), Some(other)) = (script(said), script(guessed))
        && one != other
        && beyond >= MANY
    {
        return true;
    }
    let (odd, less) = (odd(&before), odd(&after));
    odd * 10 > beyond && less * 4 < odd
}

/// Has a text so many letters that stand as in no language that it cannot be right, whatever it is?
pub(super) fn is_nonsense(text: &str) -> bool {
    let beyond = text.chars().filter(|c| !c.is_ascii()).count();
    beyond >= ENOUGH && odd(text) * 4 > beyond
}

/// The script of an encoding that has one beside the Latin letters.
fn script(encoding: &'static Encoding) -> Option<usize> {
    const SCRIPTS: [&[&Encoding]; 5] = [
        &[WINDOWS_1251, KOI8_R, KOI8_U, IBM866, ISO_8859_5],
        &[WINDOWS_1253, ISO_8859_7],
        &[WINDOWS_1255, ISO_8859_8],
        &[WINDOWS_1256, ISO_8859_6],
        &[WINDOWS_874],
    ];
    SCRIPTS.iter().position(|script| script.contains(&encoding))
}

/// How many letters of a text with two bytes a letter stand as nobody writes them: half as wide as others, or among those of ASCII.
fn strange(text: &str) -> usize {
    let is_half = |c: char| ('\u{ff61}'..='\u{ff9f}').contains(&c);
    let mut strange = 0;
    let mut before = ' ';
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        let next = chars.peek().copied().unwrap_or(' ');
        let is_among =
            !c.is_ascii() && c.is_alphabetic() && before.is_ascii_alphabetic() && next.is_ascii_alphabetic();
        strange += usize::from(is_half(c) || is_among);
        before = c;
    }
    strange
}

/// How many letters stand as in no language.
fn odd(text: &str) -> usize {
    let is_accented = |c: char| ('\u{c0}'..='\u{24f}').contains(&c);
    let mut odd = 0;
    let mut run = 0usize;
    let mut before = ' ';
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        let next = chars.peek().copied().unwrap_or(' ');
        let in_word = before.is_alphabetic() && next.is_alphabetic();
        run = if is_accented(c) { run + 1 } else { 0 };
        let is_sign = in_word
            && !is_combining_mark(c)
            && !c.is_ascii()
            && !c.is_alphanumeric()
            && !"’‘ʼ·–—\u{ad}\u{a0}…".contains(c);
        // "Pøíli¹ ¾lu" for "Příliš žlu".
        let is_figure = !c.is_ascii() && c.is_numeric() && (before.is_alphabetic() || next.is_alphabetic());
        let is_capital = !c.is_ascii() && c.is_uppercase() && before.is_alphabetic() && !before.is_ascii();
        // "Иtyшicet" for "Čtyřicet".
        let is_other = |c: char| ('\u{370}'..='\u{6ff}').contains(&c) && c.is_alphabetic();
        let is_mixed = is_other(c) && (before.is_ascii_alphabetic() || next.is_ascii_alphabetic());
        odd += match () {
            () if is_sign || is_figure || is_capital || is_mixed => 1,
            () if run == 4 => 4,
            () if run > 4 => 1,
            () => 0,
        };
        before = c;
    }
    odd
}

#[cfg(test)]
mod tests {
    use super::*;
    use encoding_rs::{ISO_8859_2, WINDOWS_1252};

    const RU: &str = "Мост закрыт для всех телег, сообщил совет города в понедельник вечером.";
    const CZ: &str = "Příliš žluťoučký kůň úpěl ďábelské ódy na mostě přes řeku.";
    const FR: &str =
        "L’équipe a quitté le théâtre à l’été, déclara le maire; le coût fut élevé; où étaient-ils déjà?";
    const JA: &str = "橋は閉鎖されたと市議会は月曜日に発表した。渡し船は毎日運航している。";

    #[test]
    fn only_letters_that_no_language_has_contradict() {
        for (text, is, said, guessed, expected) in [
            (RU, WINDOWS_1251, KOI8_R, WINDOWS_1251, true),
            (RU, WINDOWS_1251, WINDOWS_1252, WINDOWS_1251, true),
            (CZ, ISO_8859_2, WINDOWS_1252, ISO_8859_2, true),
            (JA, EUC_JP, SHIFT_JIS, EUC_JP, true),
            // The detector errs.
            (RU, WINDOWS_1251, WINDOWS_1251, KOI8_R, false),
            (FR, WINDOWS_1252, WINDOWS_1252, ISO_8859_2, false),
            (FR, WINDOWS_1252, WINDOWS_1252, WINDOWS_1251, false),
            (CZ, ISO_8859_2, ISO_8859_2, WINDOWS_1252, false),
        ] {
            let bytes = is.encode(text).0;
            assert_eq!(
                contradict(&bytes, said, guessed),
                expected,
                "{} read as {}, guessed {}",
                is.name(),
                said.name(),
                guessed.name()
            );
        }
    }
}
