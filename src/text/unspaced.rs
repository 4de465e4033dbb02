//! Scripts that write without spaces: Chinese and Japanese, Thai, Lao, Khmer and Burmese.

use super::edges::is_unit_sign;

/// Whether a character belongs to a script that writes without spaces, or is a mark of one. A line end beside it is no space.
pub fn is_unspaced(c: char) -> bool {
    is_ideographic(c) || is_southeast_asian(c)
}

/// Whether it is one of Chinese or Japanese.
fn is_ideographic(c: char) -> bool {
    matches!(c,
        '\u{3001}'..='\u{30FF}' | '\u{31F0}'..='\u{31FF}' | '\u{3400}'..='\u{4DBF}' | '\u{4E00}'..='\u{9FFF}'
        | '\u{F900}'..='\u{FAFF}' | '\u{20000}'..='\u{3FFFD}')
}

fn is_southeast_asian(c: char) -> bool {
    matches!(c, '\u{E00}'..='\u{EFF}' | '\u{1000}'..='\u{109F}' | '\u{1780}'..='\u{17FF}')
}

/// Does white space count for nothing: a line end in a script that writes without spaces, a blank between Chinese or Japanese
/// and Latin letters or digits, or one before a unit's sign?
pub(super) fn is_unwritten(before: &str, breaks: usize, after: Option<char>) -> bool {
    let Some(right) = after else { return false };
    let is_mark = |c: char| c.is_ascii_punctuation();
    let Some(last) = before.chars().next_back() else { return false };
    let is_line_end = breaks > 0;
    let spoken = || before.chars().rev().take(3).find(|c| !is_mark(*c));
    let left = if is_line_end && last != '-' { spoken().unwrap_or(last) } else { last };
    let is_mixed = (is_ideographic(left) && right.is_ascii_alphanumeric())
        || (left.is_ascii_alphanumeric() && is_ideographic(right));
    let is_one_line =
        is_line_end && spoken().is_some_and(is_unspaced) && (is_unspaced(right) || is_mark(right));
    is_mixed || is_one_line || (last.is_numeric() && !right.is_ascii() && is_unit_sign(right))
}

/// The number of words of `text`, as people count them: what stands between spaces and has a letter or a digit. Where no
/// spaces are written, two characters of Chinese or Japanese count as a word, and four of the other scripts: that is about
/// how long their words are. An odd rest counts as one.
pub fn count_words(text: &str) -> usize {
    text.split_whitespace().map(count_in).sum()
}

fn count_in(word: &str) -> usize {
    if word.is_ascii() {
        return usize::from(word.bytes().any(|byte| byte.is_ascii_alphanumeric()));
    }
    let is_spoken = |c: &char| c.is_alphanumeric();
    let count = |is_of: fn(char) -> bool| word.chars().filter(is_spoken).filter(|c| is_of(*c)).count();
    let (ideographic, southeast_asian) = (count(is_ideographic), count(is_southeast_asian));
    let has_other = word.chars().filter(is_spoken).any(|c| !is_unspaced(c));
    ideographic.div_ceil(2) + southeast_asian.div_ceil(4) + usize::from(has_other)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_counted_as_people_count_them() {
        assert_eq!(count_words("22 patrol boats \u{2013} delivered [...] at 4.30"), 6);
        assert_eq!(count_words(""), 0);
        // The new bridge will open to carriages before the flood season: nine words.
        assert_eq!(count_words("新桥将在洪水季节之前对马车开放"), 8);
        assert_eq!(count_words("一 40 艘船"), 3);
        assert_eq!(count_words("สะพานถูกปิด"), 3);
        assert_eq!(count_words("мост закрылі"), 2);
    }
}
