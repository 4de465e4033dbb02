//! A text without what one side may have and the other not: vowel marks, blanks around dashes, stray blanks.

use crate::text::fold::{Folded, FoldedRange};
use crate::text::haystack::Haystack;
use crate::text::vowel_marks as marks;
use std::ops::Range;

/// A folded text without some of its characters.
pub(super) struct Bare {
    haystack: Haystack<String>,
    /// Where characters are left out, in bytes of what is left, and how many bytes are so far.
    gaps: Vec<(usize, usize)>,
}

impl Bare {
    pub(super) fn without_vowel_marks(text: &str) -> Self {
        Self::new(text, vowel_marks(text))
    }

    pub(super) fn without_blanks_around_dashes(text: &str) -> Self {
        Self::new(text, blanks_around_dashes(text))
    }

    pub(super) fn without_stray_blanks(text: &str) -> Self {
        Self::new(text, stray_blanks(text))
    }

    fn new(text: &str, left_out: impl Iterator<Item = Range<usize>>) -> Self {
        let left_out: Vec<Range<usize>> = left_out.collect();
        let gaps = left_out.iter().scan(0, |so_far, gap| {
            let place = gap.start - *so_far;
            *so_far += gap.len();
            Some((place, *so_far))
        });
        Self { gaps: gaps.collect(), haystack: Haystack::new(without(text, left_out.into_iter())) }
    }

    pub(super) fn as_str(&self) -> &str {
        self.haystack.text()
    }

    /// Where something is left out, in bytes of what is left.
    pub(super) fn gaps(&self) -> impl Iterator<Item = usize> {
        self.gaps.iter().map(|(place, _)| *place)
    }

    /// Is nothing left out?
    pub(super) fn is_whole(&self) -> bool {
        self.gaps.is_empty()
    }

    /// The first places where a quote stands from which the same characters are left out.
    pub(super) fn occurrences(&self, folded: &Folded, quote: &str, most: usize) -> Vec<FoldedRange> {
        let text = folded.as_str();
        let in_text = |bare: usize| {
            let gap = self.gaps.partition_point(|(place, _)| *place <= bare).checked_sub(1);
            bare + gap.and_then(|gap| self.gaps.get(gap)).map_or(0, |(_, left_out)| *left_out)
        };
        let place = |start: usize| {
            let (from, next) = (in_text(start), in_text(start + quote.len()));
            // What is left out behind the last letter belongs to it, unless it is a blank.
            let to = text.get(..next)?.trim_end().len();
            (from < to && folded.is_edge(from) && folded.is_edge(to)).then(|| FoldedRange::new(from, to))
        };
        self.haystack.places(quote.as_bytes()).filter_map(place).take(most).collect()
    }
}

/// A text without these ranges, which are in order.
fn without(text: &str, left_out: impl Iterator<Item = Range<usize>>) -> String {
    let mut kept = String::with_capacity(text.len());
    let mut done = 0;
    for gap in left_out {
        kept.push_str(text.get(done..gap.start).unwrap_or(""));
        done = gap.end;
    }
    kept.push_str(text.get(done..).unwrap_or(""));
    kept
}

fn vowel_marks(text: &str) -> impl Iterator<Item = Range<usize>> {
    // The first byte of every such mark, in UTF-8.
    const FIRST: u8 = 0xCC;
    let text = if text.bytes().all(|byte| byte < FIRST) { "" } else { text };
    let marks = text.char_indices().filter(|(at, c)| is_vowel_mark(text, *at, *c));
    marks.map(|(at, c)| at..at + c.len_utf8())
}

fn blanks_around_dashes(text: &str) -> impl Iterator<Item = Range<usize>> {
    let bytes = text.as_bytes();
    let is_dash = |at: Option<usize>| at.and_then(|at| bytes.get(at)) == Some(&b'-');
    blanks(text).filter(move |blank| is_dash(blank.start.checked_sub(1)) || is_dash(Some(blank.end)))
}

fn stray_blanks(text: &str) -> impl Iterator<Item = Range<usize>> {
    blanks(text).filter(|blank| is_stray(&text[..blank.start], &text[blank.end..]))
}

fn blanks(text: &str) -> impl Iterator<Item = Range<usize>> {
    memchr::memchr_iter(b' ', text.as_bytes()).map(|at| at..at + 1)
}

/// Does a blank stand before a mark that never has one, a hyphen, or an index; or beside a sign, as in "n = 240" and "£ 3"?
fn is_stray(before: &str, after: &str) -> bool {
    const SIGNS: [char; 11] = ['=', '×', '<', '>', '≈', '±', '+', '£', '$', '§', '№'];
    const BETWEEN: [char; 5] = ['=', '×', '<', '>', '≈'];
    let is_beside_sign = (before.ends_with(SIGNS) && after.starts_with(char::is_numeric))
        || (before.ends_with(char::is_alphanumeric) && after.starts_with(BETWEEN));
    if is_beside_sign {
        return true;
    }
    let mut next = after.chars();
    match next.next() {
        Some('.' | ',' | ';' | ')' | ']') => !next.next().is_some_and(char::is_alphanumeric),
        Some('-') => next.next().is_some_and(char::is_alphabetic) && !before.ends_with('-'),
        _ => is_index(after) && is_symbol(before),
    }
}

/// Does it end in the name of an element, a gene or the like?
fn is_symbol(words: &str) -> bool {
    const LONGEST: usize = 5;
    let length = words.chars().rev().take(LONGEST + 1).take_while(|c| c.is_alphanumeric()).count();
    let mut last = words.chars().rev().take(length);
    length <= LONGEST && last.any(|c| c.is_uppercase() || c.is_numeric())
}

/// Does it begin with two figures at most, a sign, or both?
fn is_index(words: &str) -> bool {
    const MOST_FIGURES: usize = 2;
    let rest = words.trim_start_matches(|c: char| c.is_ascii_digit());
    let figures = words.len() - rest.len();
    let behind = rest.strip_prefix(['+', 'Δ']).unwrap_or(rest);
    let is_some = figures > 0 || behind.len() < rest.len();
    is_some && figures <= MOST_FIGURES && !behind.starts_with(char::is_alphanumeric)
}

/// A grave or an acute is a letter's own accent elsewhere than in Cyrillic.
fn is_vowel_mark(text: &str, at: usize, c: char) -> bool {
    let is_cyrillic =
        || text.get(..at).is_some_and(|before| before.ends_with(|c| matches!(c, '\u{400}'..='\u{52f}')));
    marks::is_vowel_mark(c) && (!matches!(c, '\u{300}' | '\u{301}') || is_cyrillic())
}

pub(super) fn has_vowel_marks(text: &str) -> bool {
    vowel_marks(text).next().is_some()
}
