//! Habits in what stands behind the `=`: texts, lists, dates.

use super::{CURLY, Found, LONGEST_ADVICE, SPACE, Slip};
use crate::model::date::Period;
use crate::syntax::fault::SyntaxFault;
use crate::syntax::statements::Unclosed;
use crate::text::span::Span;
use toml::de::DeTable;

/// The keys that hold a date.
const DATES: [&str; 7] = ["claimed_on", "as_of", "due", "on", "review_due", "published", "accessed"];

const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

pub(super) fn no_value(slip: &Slip) -> Found {
    let equals = slip.statement.equals.filter(|_| slip.value.is_empty())?;
    Some((Span::new(equals, equals + 1), SyntaxFault::NoValue))
}

pub(super) fn curly_value(slip: &Slip) -> Found {
    let inner = slip.value.trim_start_matches(['[', ' ']);
    let mark = inner.chars().next().filter(|mark| CURLY.contains(mark))?;
    let at = slip.value.len() - inner.len();
    Some((slip.in_value(at..at + mark.len_utf8()), SyntaxFault::CurlyQuotes { mark }))
}

/// A value that would be right without its last character.
pub(super) fn last_character(slip: &Slip) -> Found {
    let last = slip.value.chars().next_back().filter(|last| ",;.])}\"'".contains(*last))?;
    let at = slip.value.len() - last.len_utf8();
    is_value(&slip.value[..at])
        .then(|| (slip.in_value(at..slip.value.len()), SyntaxFault::Trailing { character: last }))
}

/// A text that ends too early, or in another mark than it began with.
pub(super) fn texts(slip: &Slip) -> Found {
    let value = slip.value;
    let open = value.chars().next().filter(|first| ['"', '\''].contains(first))?;
    let long = is_long(value);
    let Some(end) = closing(value) else {
        let line = if long { value } else { value.lines().next()?.trim_end_matches(SPACE) };
        return Some(match other_mark(line, open).filter(|_| !long) {
            Some(close) => {
                let end = line.len();
                (slip.in_value(end - close.len_utf8()..end), SyntaxFault::OtherMark { open, close })
            }
            None => (slip.in_value(0..if long { 3 } else { 1 }), SyntaxFault::Unclosed),
        });
    };
    let rest = value[end..].trim_start_matches(SPACE);
    match rest.chars().next()? {
        ',' => Some((slip.in_value(0..value.len()), SyntaxFault::ListWithoutBrackets)),
        _ => Some((slip.in_value(end - 1..end), SyntaxFault::QuoteInside { mark: open })),
    }
}

/// A text, list or table that is never closed, further inside.
pub(super) fn unclosed(slip: &Slip) -> Found {
    Some(match slip.statement.unclosed.as_ref()? {
        Unclosed::Text(at) => {
            let raw = slip.text[*at..].lines().next()?;
            let open = raw.chars().next()?;
            let line = raw.trim_end_matches(|c| SPACE.contains(&c) || "],".contains(c));
            match other_mark(line, open).filter(|_| !is_long(raw)) {
                Some(close) => {
                    let end = at + line.len();
                    (Span::new(end - close.len_utf8(), end), SyntaxFault::OtherMark { open, close })
                }
                None => (Span::new(*at, at + if is_long(raw) { 3 } else { 1 }), SyntaxFault::Unclosed),
            }
        }
        Unclosed::Bracket(at) => {
            let list = slip.text[*at..].starts_with('[');
            (Span::new(*at, at + 1), SyntaxFault::UnclosedBracket { list })
        }
    })
}

/// `[ships, trade]`, `["a" "b"]`: the first thing in a list that is wrong.
pub(super) fn list(slip: &Slip) -> Found {
    let items = slip.value.strip_prefix('[')?;
    let mut at = 1;
    for item in items.split_inclusive([',', '\n', ']']) {
        let word = item.trim_matches(|c| SPACE.contains(&c) || ",]".contains(c));
        let start = at + (item.len() - item.trim_start_matches(SPACE).len());
        at += item.len();
        let span = slip.in_value(start..start + word.len());
        match word.chars().next() {
            Some(mark) if CURLY.contains(&mark) => {
                let span = slip.in_value(start..start + mark.len_utf8());
                return Some((span, SyntaxFault::CurlyQuotes { mark }));
            }
            // A text may hold commas and brackets: only where it ends for certain is there something to say.
            Some('"' | '\'') => {
                let end = closing(word)?;
                let rest = word[end..].trim_start_matches(SPACE);
                if rest.starts_with(['"', '\'']) {
                    let at = start + word.len() - rest.len();
                    return Some((slip.in_value(at..at + 1), SyntaxFault::MissingComma));
                }
                if !rest.is_empty() && !rest.starts_with('#') {
                    return None;
                }
            }
            Some(first) if first.is_alphabetic() && !is_value(word) => {
                let right = all_quoted(slip.value).unwrap_or_else(|| quoted(word));
                return Some((span, SyntaxFault::BareWord { right, list: true }));
            }
            Some('#' | '[' | '{') => return None,
            _ => {}
        }
    }
    None
}

/// What the parser stumbled over inside a list or braces.
pub(super) fn further_inside(slip: &Slip) -> Found {
    let list = slip.value.starts_with('[');
    let rest = slip.text.get(slip.at.start..).filter(|_| list || slip.value.starts_with('{'))?;
    let here = |width| Span::new(slip.at.start, slip.at.start + width);
    let word = rest.split([',', ']', '}', '#', '\n']).next()?.trim_matches(SPACE);
    match rest.chars().next()? {
        first if slip.message.contains("missing comma") && list => {
            Some((here(first.len_utf8()), SyntaxFault::MissingComma))
        }
        mark if CURLY.contains(&mark) => Some((here(mark.len_utf8()), SyntaxFault::CurlyQuotes { mark })),
        first if first.is_alphabetic() && !is_value(word) => {
            Some((here(word.len()), SyntaxFault::BareWord { right: quoted(word), list }))
        }
        _ => None,
    }
}

/// What stands there bare, and is no value: a date in another form, or words.
pub(super) fn date_or_words(slip: &Slip) -> Found {
    let value = slip.value;
    if value.is_empty() || value.starts_with(['"', '\'', '[', '{']) || value.contains('\n') || is_value(value)
    {
        return None;
    }
    let span = slip.in_value(0..value.len());
    let digits = value.len() >= 6 && value.starts_with(|c: char| c.is_ascii_digit());
    let date = digits
        && value.contains(['-', '.', '/'])
        && value.bytes().all(|b| b.is_ascii_digit() || b"-./".contains(&b));
    if date || DATES.contains(&slip.key()) {
        return Some((span, SyntaxFault::NotADate { right: date_meant(value) }));
    }
    let number = value.bytes().all(|b| b.is_ascii_digit() || b"-+.,_".contains(&b));
    if number {
        return Some((span, SyntaxFault::NotANumber));
    }
    let words = value.trim_end_matches([',', ';']);
    Some((slip.in_value(0..words.len()), SyntaxFault::BareWord { right: quoted(words), list: false }))
}

/// The date that was certainly meant, as it is written.
fn date_meant(value: &str) -> Option<String> {
    let day = |year: &str, month: &str, day: &str| {
        let written = format!("{year}-{month:0>2}-{day:0>2}");
        Period::parse(&written).is_ok().then_some(written)
    };
    if value.len() > LONGEST_ADVICE {
        return None;
    }
    if Period::parse(value).is_ok() {
        return Some(format!("\"{value}\""));
    }
    if let Some((date, rest)) = value.split_once(' ')
        && rest.starts_with('(')
        && Period::parse(date).is_ok()
    {
        return Some(if date.len() == 10 { date.to_owned() } else { format!("\"{date}\"") });
    }
    let parts: Vec<_> = value.split(['-', '.', '/']).collect();
    if let [year, month, date] = parts[..] {
        return day(year, month, date);
    }
    let words: Vec<_> = value.split([' ', ',']).filter(|word| !word.is_empty()).collect();
    let [one, two, year] = words[..] else { return None };
    let (date, name) = if one.starts_with(|c: char| c.is_ascii_digit()) { (one, two) } else { (two, one) };
    let month = MONTHS.iter().position(|month| month.eq_ignore_ascii_case(name))?;
    day(year, &(month + 1).to_string(), date)
}

/// The mark at the end of `line`, if it was probably meant to close the text that `open` began.
fn other_mark(line: &str, open: char) -> Option<char> {
    let close = line.chars().next_back()?;
    let inside = line.get(open.len_utf8()..line.len() - close.len_utf8())?;
    let curly = CURLY.contains(&close) && !inside.contains(['“', '„', '«', '‘', '‚']);
    let straight = ['"', '\''].contains(&close) && close != open && {
        let letter = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
        let marks = inside.match_indices(close).filter(|(at, _)| {
            !letter(inside[..*at].chars().next_back()) || !letter(inside[at + 1..].chars().next())
        });
        marks.count() % 2 == 0
    };
    (curly || straight).then_some(close)
}

fn is_long(value: &str) -> bool {
    value.starts_with("\"\"\"") || value.starts_with("'''")
}

/// The offset after the mark that closes the text at the beginning of `value`.
pub(super) fn closing(value: &str) -> Option<usize> {
    if is_long(value) {
        return value[3..].find(&value[..3]).map(|at| at + 6);
    }
    let delimiter = value.bytes().next().filter(|first| b"\"'".contains(first))?;
    let mut escaped = false;
    for (at, byte) in value.bytes().enumerate().skip(1) {
        match byte {
            b'\n' => return None,
            _ if escaped => escaped = false,
            b'\\' if delimiter == b'"' => escaped = true,
            _ if byte == delimiter => return Some(at + 1),
            _ => {}
        }
    }
    None
}

/// Is it a value? Nothing is parsed that nests.
fn is_value(value: &str) -> bool {
    let flat = value.bytes().filter(|b| b"[{".contains(b)).count() <= 4;
    flat && DeTable::parse(&format!("x = {value}")).is_ok()
}

/// How these words would be written; where they are too many, how any words would.
fn quoted(words: &str) -> String {
    let words = words.replace('"', "");
    if words.chars().count() > LONGEST_ADVICE { "\"...\"".to_owned() } else { format!("\"{words}\"") }
}

/// `["ships", "trade"]` for `[ships, trade]`.
fn all_quoted(list: &str) -> Option<String> {
    let items = list.strip_prefix('[')?.strip_suffix(']')?;
    if items.len() > LONGEST_ADVICE || items.contains(['\n', '#', '[', '\\']) {
        return None;
    }
    let items = items.split(',').map(|item| item.trim_matches(|c: char| c == ' ' || c == '"' || c == '\''));
    let items: Vec<_> = items.filter(|item| !item.is_empty()).map(quoted).collect();
    Some(format!("[{}]", items.join(", ")))
}
