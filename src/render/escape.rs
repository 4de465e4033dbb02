//! One escaping function for each sink. All text that comes out of files is hostile until it has passed here.

use crate::text::unseen::unseen;
use std::borrow::Cow;
use std::fmt::Write;
use std::ops::Range;

/// Texts of more characters than this are cut.
const LONGEST: usize = 400;

/// Text for a line of a terminal or a log: nothing in it can move the cursor, change colours, turn the direction
/// of writing, end the line, or be taken for a command by a runner that reads the log.
///
/// Such characters are shown as `\u{..}`. `##[`, which begins a command of GitHub's and Azure's runners anywhere in a
/// line, is broken by a backslash. Long text is cut.
pub fn terminal(text: &str) -> Cow<'_, str> {
    if text.len() <= LONGEST && !text.contains("##[") && !text.chars().any(is_hostile) {
        return Cow::Borrowed(text);
    }
    let mut shown = String::with_capacity(text.len().min(4 * LONGEST));
    for (at, c) in text.chars().enumerate() {
        if at == LONGEST {
            shown.push('…');
            break;
        }
        if is_hostile(c) {
            // Writing to a String cannot fail.
            let _ = write!(shown, "\\u{{{:x}}}", u32::from(c));
        } else if c == '[' && shown.ends_with("##") {
            shown.push_str("\\[");
        } else {
            shown.push(c);
        }
    }
    Cow::Owned(shown)
}

/// Lines of a file for a terminal or a log, to be shown behind a margin with their numbers.
///
/// As [`terminal`], but one character stands for each one replaced, so that columns stay true, and line ends stay.
/// `ranges` are moved along.
pub fn snippet(source: &str, ranges: &mut [Range<usize>]) -> String {
    let mut shown = String::with_capacity(source.len());
    let mut moved: Vec<_> = ranges.iter().map(|range| (range.start, range.end)).collect();
    for (at, c) in source.char_indices() {
        for (range, moved) in ranges.iter().zip(&mut moved) {
            if range.start == at {
                moved.0 = shown.len();
            }
            if range.end == at {
                moved.1 = shown.len();
            }
        }
        let carriage_return_of_line_end = c == '\r' && source[at + 1..].starts_with('\n');
        match c {
            '\n' | '\t' => shown.push(c),
            '\r' if carriage_return_of_line_end => shown.push(' '),
            '[' if shown.ends_with("##") => shown.push('('),
            c if is_hostile(c) => shown.push('\u{FFFD}'),
            c => shown.push(c),
        }
    }
    for (range, (start, end)) in ranges.iter_mut().zip(moved) {
        let start = if range.start >= source.len() { shown.len() } else { start };
        let end = if range.end >= source.len() { shown.len() } else { end };
        *range = start..end.max(start);
    }
    shown
}

/// Can the character do more, in a terminal or a log, than be seen?
fn is_hostile(c: char) -> bool {
    unseen(c).is_some()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_can_only_be_seen_is_left_alone() {
        for plain in ["", "Ísland, Беларусь, 中文, 🙂", "a #[b] ## [c]", "::error::x"] {
            assert_eq!(terminal(plain), plain);
        }
    }

    #[test]
    fn what_can_do_more_is_shown_as_its_code() {
        assert_eq!(terminal("\u{1b}[31mred\u{9b}0m\r\n"), "\\u{1b}[31mred\\u{9b}0m\\u{d}\\u{a}");
        assert_eq!(terminal("a\u{202e}b\u{2066}"), "a\\u{202e}b\\u{2066}");
        assert_eq!(terminal("##[add-mask]x ###[y"), "##\\[add-mask]x ###\\[y");
        let cut = terminal(&"ä".repeat(5000)).into_owned();
        assert_eq!(cut.chars().count(), LONGEST + 1);
    }

    #[test]
    fn a_snippet_keeps_its_columns() {
        let source = "ä\u{1b}b\u{202e}##[cd";
        let mut ranges = [2..3, 3..4, source.len() - 2..source.len()];
        let shown = snippet(source, &mut ranges);
        assert_eq!(shown, "ä\u{FFFD}b\u{FFFD}##(cd");
        assert_eq!(ranges.map(|range| shown[range].to_owned()), ["\u{FFFD}", "b", "cd"]);
        assert_eq!(shown.chars().count(), source.chars().count());
    }
}
