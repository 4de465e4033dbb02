//! What single characters fold to, and a fast way past those that do not change.

/// What folding does with a character, or with a run of white space.
pub(super) enum Change {
    /// It stays.
    None,
    /// White space becomes one space.
    White {
        /// The line ends in it; a paragraph separator is two.
        breaks: usize,
    },
    /// It goes, and a line end directly after it too.
    SoftHyphen,
    /// It goes: nobody sees it.
    Gone,
    /// Its plain form.
    To(&'static str),
}

/// Those of Persian and Urdu are other characters.
const ARABIC_DIGITS: [&str; 10] = ["٠", "١", "٢", "٣", "٤", "٥", "٦", "٧", "٨", "٩"];

/// Seen only where a line or a page ends behind it.
pub(super) const SOFT_HYPHEN: char = '\u{ad}';

/// What becomes of the start of `rest`, and how many bytes that concerns.
pub(super) fn first_change(rest: &str) -> (Change, usize) {
    let Some(first) = rest.chars().next() else { return (Change::None, 0) };
    let change = match first {
        '‘' | '’' | '‚' | '‛' | '′' | '‵' | '‹' | '›' | '´'
        // The apostrophe of Ukrainian and Belarusian, the okina, and what is typed for them; geresh; the saltillo.
        | '\u{2B9}' | '\u{2BB}'..='\u{2BD}' | '\u{2C8}' | '\u{55A}' | '\u{5F3}' | '\u{A78C}' => Change::To("'"),
        '“' | '”' | '„' | '‟' | '″' | '‶' | '«' | '»' | '\u{2BA}' | '\u{5F4}' => {
            Change::To("\"")
        }
        '「' | '」' | '『' | '』' | '〝' | '〞' | '〟' | '﹁'..='﹄' => Change::To("\""),
        '\u{2010}'..='\u{2015}' | '\u{2212}' | '\u{5BE}' | '\u{2E3A}' | '\u{2E3B}' => Change::To("-"),
        '…' | '⋯' | '‥' => Change::To("..."),
        '〜' => Change::To("~"),
        // What Arabic keyboards write for letters of Persian and Urdu.
        'ی' => Change::To("ي"),
        'ک' => Change::To("ك"),
        '۰'..='۹' => Change::To(ARABIC_DIGITS[(first as usize - '۰' as usize) % ARABIC_DIGITS.len()]),
        // Tatweel only stretches a word; the others nobody sees.
        '\u{640}'
        | '\u{200B}' | '\u{200E}' | '\u{200F}' | '\u{2060}'..='\u{2064}' | '\u{FEFF}'
        | '\u{61C}' | '\u{34F}' | '\u{180E}' | '\u{202A}'..='\u{202C}' | '\u{2066}'..='\u{2069}' => {
            Change::Gone
        }
        'ﬀ' => Change::To("ff"),
        'ﬁ' => Change::To("fi"),
        'ﬂ' => Change::To("fl"),
        'ﬃ' => Change::To("ffi"),
        'ﬄ' => Change::To("ffl"),
        'ﬅ' | 'ﬆ' => Change::To("st"),
        SOFT_HYPHEN => Change::SoftHyphen,
        _ if first.is_whitespace() => return white_run(rest),
        _ => Change::None,
    };
    (change, first.len_utf8())
}

fn white_run(rest: &str) -> (Change, usize) {
    let mut breaks = 0;
    let mut after_return = false;
    for (at, c) in rest.char_indices() {
        match c {
            '\n' if after_return => {}
            '\n' | '\r' | '\u{85}' | '\u{2028}' => breaks += 1,
            '\u{2029}' => breaks += 2,
            _ if c.is_whitespace() => {}
            _ => return (Change::White { breaks }, at),
        }
        after_return = c == '\r';
    }
    (Change::White { breaks }, rest.len())
}

/// The first byte at or after `at` that may change. A single space between two other characters does not change; `copied`,
/// where what is unchanged begins, tells whether a character comes before. Stops only between characters: bytes inside them
/// count as plain.
pub(super) fn plain_until(bytes: &[u8], copied: usize, mut at: usize) -> usize {
    while let Some(&byte) = bytes.get(at) {
        while (byte != b' ' || at > copied && !is_beside_ideograph(bytes, at))
            && bytes.get(at..).is_some_and(is_plain_stretch)
        {
            at += STRETCH;
        }
        let Some(&byte) = bytes.get(at) else { break };
        // A byte always is an index of a table of 256.
        match BYTES[byte as usize] {
            Byte::Plain => at += 1,
            Byte::Space
                if at > copied
                    && !is_beside_ideograph(bytes, at)
                    && bytes.get(at + 1).is_some_and(|next| BYTES[*next as usize] == Byte::Plain) =>
            {
                at += 2;
            }
            Byte::Space | Byte::Odd => break,
        }
    }
    at
}

/// Does a space stand beside a character that may be one of Chinese or Japanese? It may count for nothing there.
fn is_beside_ideograph(bytes: &[u8], space: usize) -> bool {
    let lead = |length: usize| space.checked_sub(length).and_then(|at| bytes.get(at));
    matches!(bytes.get(space + 1), Some(0xE3..=0xE9 | 0xF0))
        || matches!(lead(3), Some(0xE3..=0xE9))
        || matches!(lead(4), Some(0xF0))
}

const STRETCH: usize = size_of::<u64>();

/// Whether the first [`STRETCH`] bytes, and the one after, are printable ASCII without two spaces in
/// a row, and more follow.
fn is_plain_stretch(bytes: &[u8]) -> bool {
    const ONES: u64 = u64::MAX / 255;
    const HIGH: u64 = ONES << 7;
    let Some((first, rest)) = bytes.split_first_chunk::<STRETCH>() else { return false };
    let Some(next) = rest.first() else { return false };
    let here = u64::from_le_bytes(*first);
    let ahead = (here >> 8) | (u64::from(*next) << 56);
    // A byte below 0x20 borrows into its high bit; one above 0x7F has it set. The carries this
    // leaves can only make a plain stretch look odd, never the reverse.
    let odd = |word: u64| (word | word.wrapping_sub(ONES * 0x20)) & HIGH;
    let spaces = |word: u64| {
        let other = word ^ (ONES * 0x20);
        other.wrapping_sub(ONES) & !other & HIGH
    };
    odd(here) | odd(ahead) | (spaces(here) & spaces(ahead)) == 0
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Byte {
    Plain,
    Space,
    /// White space, or the lead byte of UTF-8 sequences among which some fold.
    Odd,
}

static BYTES: [Byte; 256] = byte_table();

const fn byte_table() -> [Byte; 256] {
    let mut table = [Byte::Plain; 256];
    table[b' ' as usize] = Byte::Space;
    let mut byte = b'\t';
    while byte <= b'\r' {
        table[byte as usize] = Byte::Odd;
        byte += 1;
    }
    // U+0080..00BF, U+0280..02FF (apostrophes), U+0340..037F, U+0540..05FF (marks of Armenian and Hebrew), U+0600..067F
    // (tatweel), U+0680..06FF (Persian), U+1xxx (ogham space), U+2xxx, U+3xxx (marks of Chinese), U+Axxx (saltillo), U+Fxxx (ligatures).
    let leads =
        [0xC2, 0xCA, 0xCB, 0xCD, 0xD5, 0xD6, 0xD7, 0xD8, 0xD9, 0xDA, 0xDB, 0xE1, 0xE2, 0xE3, 0xEA, 0xEF];
    let mut index = 0;
    while index < leads.len() {
        table[leads[index]] = Byte::Odd;
        index += 1;
    }
    table
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_character_that_changes_is_passed_over() {
        for c in '\0'..=char::MAX {
            let text = format!("a{c}a");
            let stops = plain_until(text.as_bytes(), 0, 0) <= 1;
            let stays = matches!(first_change(&text[1..]).0, Change::None);
            assert!(stops || stays || c == ' ', "{c:?}");
        }
    }

    #[test]
    fn white_space_is_passed_over_only_where_it_is_one_space_between_words() {
        for (text, until) in
            [("a b", 3), (" a", 0), ("a  b", 1), ("a ", 1), ("a\tb", 1), ("abcdefgh  ijklmnopq", 8)]
        {
            assert_eq!(plain_until(text.as_bytes(), 0, 0), until, "{text:?}");
        }
    }
}
