//! Typography that takes more than one character to see: how words and marks are joined.
//!
//! In text that is folded already, character by character, these become the same: a dash with blanks around it or without; an
//! ellipsis, however its dots are set, and in round brackets; blanks before a percent sign and before French high marks, and
//! inside guillemets; a backtick for an apostrophe. A hyphen at a line end goes with the line end, so that the word is whole
//! again.

use super::blocks::{PAGE_BEGINS, PAGE_ENDS};
use memchr::{memchr2_iter, memchr3_iter};
use std::ops::Range;
use unicode_normalization::char::is_combining_mark;

/// What stands at a place of folded text, in another way.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Joint {
    pub(super) place: Range<usize>,
    pub(super) instead: &'static str,
    /// Is it a hyphen at a line end?
    pub(super) is_hyphen: bool,
}

impl Joint {
    fn new(place: Range<usize>, instead: &'static str) -> Self {
        Self { place, instead, is_hyphen: false }
    }
}

/// All joints of `text`, in order; none touch. `written` gives what is written in the original where a range of it stands.
pub(super) fn joints<'t>(
    text: &'t str,
    has_guillemets: bool,
    written: &dyn Fn(Range<usize>) -> &'t str,
) -> Vec<Joint> {
    let around = Around { text, written };
    let bytes = text.as_bytes();
    let mut joints: Vec<Joint> = Vec::new();
    joints.extend(memchr3_iter(b'-', b'.', b'`', bytes).filter_map(|at| match bytes.get(at) {
        Some(b'-') => around.dash(at),
        Some(b'.') => around.ellipsis(at),
        _ => around.backtick(at),
    }));
    joints.extend(memchr3_iter(b'%', b'!', b'?', bytes).filter_map(|at| around.high_mark(at)));
    joints.extend(memchr2_iter(b';', b':', bytes).filter_map(|at| around.high_mark(at)));
    joints.extend(memchr::memchr_iter(PAGE_BEGINS, bytes).map(|at| Joint::new(at..at + 1, "")));
    if has_guillemets {
        joints.extend(memchr::memchr_iter(b'"', bytes).filter_map(|at| around.guillemet(at)));
    }
    joints.sort_unstable_by_key(|joint| (joint.place.start, joint.place.end));
    // Two may share the blank between them, as in "« …": it is the first one's.
    let mut end = 0;
    for joint in &mut joints {
        let start = joint.place.start;
        joint.place.start = start.max(end);
        end = end.max(joint.place.end);
        if joint.place.start > start {
            joint.instead = joint.instead.trim_start();
        }
    }
    joints.retain(|joint| !joint.place.is_empty());
    joints
}

fn opens_word(c: char) -> bool {
    c.is_alphanumeric() || matches!(c, '"' | '\'' | '(' | '[')
}

/// A folded text, and how to look at what it was folded from.
struct Around<'a, 't> {
    text: &'t str,
    written: &'a dyn Fn(Range<usize>) -> &'t str,
}

impl Around<'_, '_> {
    fn byte(&self, at: usize) -> Option<u8> {
        self.text.as_bytes().get(at).copied()
    }

    /// The character before a byte; `None` at the beginning of a block.
    fn before(&self, at: usize) -> Option<char> {
        self.text.get(..at)?.chars().next_back().filter(|c| *c != '\n')
    }

    /// The character at a byte; `None` at the end of a block.
    fn at(&self, at: usize) -> Option<char> {
        self.text.get(at..)?.chars().next().filter(|c| *c != '\n')
    }

    /// Also `<br>`.
    fn is_line_end(&self, space: usize) -> bool {
        let written = (self.written)(space..space + 1);
        written.contains("<br")
            || written.contains("<BR")
            || written.contains(['\n', '\r', '\u{b}', '\u{c}', '\u{85}', '\u{2028}', '\u{2029}'])
    }

    /// A dash, or a hyphen at a line end, whose first mark is at `at`.
    fn dash(&self, at: usize) -> Option<Joint> {
        let next = self.byte(at + 1);
        let before = at.checked_sub(1).and_then(|before| self.byte(before));
        // Nearly every hyphen stands between two letters.
        let is_between = |byte: Option<u8>| byte.is_some_and(|byte| byte.is_ascii_alphanumeric());
        let first = (self.written)(at..at + 1);
        let is_long = first.starts_with(['—', '―', '\u{2E3A}', '\u{2E3B}']);
        if next == Some(PAGE_ENDS) {
            return self.hyphen_at_page_end(at, is_long || first.starts_with('–'));
        }
        if before == Some(b'-') || (is_between(before) && is_between(next) && !is_long) {
            return None;
        }
        let length = self.text[at..].bytes().take_while(|byte| *byte == b'-').count();
        let end = at + length;
        let (blank_before, blank_after) = (before == Some(b' '), self.byte(end) == Some(b' '));
        let is_dash = is_long || (first.starts_with(['\u{2012}', '–']) && (blank_before || blank_after));
        let left = self.before(if blank_before { at - 1 } else { at });
        let right = self.at(if blank_after { end + 1 } else { end });
        let is_word = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
        if length == 1 && !is_dash && !blank_before && blank_after && is_word(left) && is_word(right) {
            return self.hyphen_at_line_end(at, left?, right?);
        }
        let is_sign =
            is_dash && length == 1 && blank_before && !blank_after && right.is_some_and(char::is_numeric);
        let is_dash = match length {
            1 => {
                is_dash
                    || (blank_after && (blank_before || left.is_none()))
                    || (blank_before && right.is_none())
            }
            2 | 3 => is_dash || is_word(left) || is_word(right),
            _ => is_dash,
        };
        // A row of dashes is a rule, not a dash.
        let in_row = left == Some('-') || right == Some('-');
        // "40—50" is a range, as with a hyphen.
        let is_number = |c: Option<char>| c.is_some_and(char::is_numeric);
        let in_range = length == 1 && !blank_before && !blank_after && is_number(left) && is_number(right);
        if !is_dash || is_sign || in_row || in_range {
            return None;
        }
        let place = at - usize::from(blank_before)..end + usize::from(blank_after);
        let instead = match (left.is_some(), right.is_some()) {
            (true, true) => " - ",
            (true, false) => " -",
            (false, true) => "- ",
            (false, false) => "-",
        };
        (self.text.get(place.clone()) != Some(instead)).then(|| Joint::new(place, instead))
    }

    /// The hyphen goes, unless it stands beside a number or before a capital.
    fn hyphen_at_line_end(&self, at: usize, left: char, right: char) -> Option<Joint> {
        if !self.is_line_end(at + 1) {
            return None;
        }
        if let Some(number) = self.page_number(at + 2).filter(|_| left.is_lowercase()) {
            return Some(Joint { place: at..number.end, instead: "", is_hyphen: true });
        }
        let is_kept =
            left.is_numeric() || right.is_numeric() || (right.is_uppercase() && !left.is_uppercase());
        Some(Joint { place: at..at + 2, instead: if is_kept { "-" } else { "" }, is_hyphen: true })
    }

    /// A number alone on its line, with the line end behind it, before a word that goes on.
    fn page_number(&self, at: usize) -> Option<Range<usize>> {
        let rest = self.text.get(at..)?;
        let end = at + rest.len() - rest.trim_start_matches(|c: char| c.is_ascii_digit()).len();
        let is_one = end > at
            && self.byte(end) == Some(b' ')
            && self.is_line_end(end)
            && self.at(end + 1).is_some_and(char::is_lowercase);
        is_one.then_some(at..end + 1)
    }

    /// A hyphen before the number of a page goes with it; of a dash only the number does.
    fn hyphen_at_page_end(&self, at: usize, is_dash: bool) -> Option<Joint> {
        let end = at + self.text.get(at..)?.find(char::from(PAGE_BEGINS))? + 1;
        Some(Joint { place: at..end, instead: if is_dash { " - " } else { "" }, is_hyphen: !is_dash })
    }

    /// Three dots or more, with blanks between them or not, in square brackets or in others.
    fn ellipsis(&self, at: usize) -> Option<Joint> {
        let follows = |at: usize| match (self.byte(at), self.byte(at + 1)) {
            (Some(b'.'), _) => Some(at),
            (Some(b' '), Some(b'.')) => Some(at + 1),
            _ => None,
        };
        let mut dots = 1;
        let mut last = at;
        while let Some(next) = follows(last + 1) {
            (dots, last) = (dots + 1, next);
        }
        let is_first = at == 0 || !matches!(self.text.as_bytes()[..at], [.., b'.'] | [.., b'.', b' ']);
        if dots < 3 || !is_first {
            return None;
        }
        let dots = at..last + 1;
        let closes_word =
            |c: char| c.is_alphanumeric() || matches!(c, '"' | '\'' | ')' | ']' | '[' | '(' | '<');
        let blank_before = dots.start > 1
            && self.byte(dots.start - 1) == Some(b' ')
            && self.before(dots.start - 1).is_some_and(closes_word);
        let blank_after = self.byte(dots.end) == Some(b' ')
            && self.at(dots.end + 1).is_some_and(|c| opens_word(c) || matches!(c, ']' | ')' | '>'));
        let place = dots.start - usize::from(blank_before)..dots.end + usize::from(blank_after);
        let before = place.start.checked_sub(1).and_then(|before| self.byte(before));
        let (place, instead) = match (before, self.byte(place.end)) {
            (Some(b'['), Some(b']')) => (place, "..."),
            (Some(b'('), Some(b')')) | (Some(b'<'), Some(b'>')) => (place.start - 1..place.end + 1, "[...]"),
            _ if (blank_before || blank_after) && self.at(place.end).is_some_and(opens_word) => {
                (place, "... ")
            }
            _ => (place, "..."),
        };
        (self.text.get(place.clone()) != Some(instead)).then(|| Joint::new(place, instead))
    }

    /// A blank before a percent sign that belongs to a number, or before a mark that French sets off.
    fn high_mark(&self, at: usize) -> Option<Joint> {
        let blank = at.checked_sub(1).filter(|blank| self.byte(*blank) == Some(b' '))?;
        let before = self.before(blank)?;
        let is_set_off = match self.byte(at) {
            Some(b'%') => before.is_numeric(),
            Some(b':' | b';') => {
                let is_last = self.at(at + 1).is_none_or(|c| c == ' ' || c == '"');
                is_last && (before.is_alphanumeric() || matches!(before, '"' | '\'' | ')' | ']' | '%'))
            }
            _ => before.is_alphanumeric() || matches!(before, '"' | '\'' | ')' | ']' | '%' | '!' | '?'),
        };
        is_set_off.then(|| Joint::new(blank..at, ""))
    }

    /// A blank inside guillemets.
    fn guillemet(&self, at: usize) -> Option<Joint> {
        let (before, after) = (self.before(at), self.at(at + 1));
        if before != Some(' ') && after != Some(' ') {
            return None;
        }
        // Marks may hang on it that were written in another order.
        match (self.written)(at..at + 1).chars().next()? {
            '«' if after == Some(' ') => {
                let opens = before.is_none_or(|c| matches!(c, ' ' | '(' | '[' | '-' | '\'' | '"'));
                opens.then(|| Joint::new(at + 1..at + 2, ""))
            }
            '»' if before == Some(' ') => {
                let closes = after.is_none_or(|c| !c.is_alphanumeric());
                closes.then(|| Joint::new(at - 1..at, ""))
            }
            _ => None,
        }
    }

    /// A backtick between letters is an apostrophe; one that carries a mark is not.
    fn backtick(&self, at: usize) -> Option<Joint> {
        let is_letter = |c: Option<char>| c.is_some_and(char::is_alphabetic);
        // Where a page begins without a space, a mark stands that is not written.
        let next = at + 1 + usize::from(self.byte(at + 1) == Some(PAGE_BEGINS));
        let before =
            at - usize::from(at.checked_sub(1).and_then(|before| self.byte(before)) == Some(PAGE_BEGINS));
        let carries_mark = self.at(next).is_some_and(is_combining_mark);
        let is_between = is_letter(self.before(before)) && is_letter(self.at(next)) && !carries_mark;
        is_between.then(|| Joint::new(at..at + 1, "'"))
    }
}
