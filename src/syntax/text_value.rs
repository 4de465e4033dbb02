//! Mapping offsets in the value of a TOML text back to the file; escapes and line ends make them differ.

use crate::text::span::Place;
use std::ops::Range;

/// The range of `raw`, a TOML text with its delimiters, for the bytes `part` of its value.
///
/// `raw` may be malformed; a part that cannot be found maps to the end of `raw`.
pub fn raw_range(raw: &str, part: Range<usize>) -> Range<usize> {
    let (mut value_at, mut start) = (0, None);
    for segment in Segments::new(raw) {
        let next = value_at + segment.value_len;
        if start.is_none() && next > part.start {
            let inside = if segment.verbatim { part.start - value_at } else { 0 };
            start = Some(segment.raw.start + inside);
            if part.is_empty() {
                break;
            }
        }
        if next >= part.end
            && let Some(start) = start
        {
            let end =
                if segment.verbatim { segment.raw.start + (part.end - value_at) } else { segment.raw.end };
            return start..end.max(start);
        }
        value_at = next;
    }
    let end = raw.len() - closing_len(raw);
    start.map_or(end..end, |start| start..if part.is_empty() { start } else { end.max(start) })
}

/// The byte range of a place in `text`. The file may have changed since the place was found, so the range is clamped to the
/// text and to character boundaries.
pub fn range_at(text: &str, place: &Place) -> Range<usize> {
    let clamp = |range: Range<usize>| {
        let start = text.floor_char_boundary(range.start.min(text.len()));
        start..text.ceil_char_boundary(range.end.clamp(start, text.len()))
    };
    let outer = clamp(place.span.range());
    let Some(part) = place.within else { return outer };
    let inner = raw_range(&text[outer.clone()], part.range());
    clamp(outer.start + inner.start..outer.start + inner.end)
}

/// A part of the raw text, and the number of bytes of the value it stands for.
struct Segment {
    raw: Range<usize>,
    value_len: usize,
    /// Are raw text and value the same bytes?
    verbatim: bool,
}

struct Segments<'r> {
    raw: &'r str,
    offset: usize,
    end: usize,
    escapes: bool,
}

impl<'r> Segments<'r> {
    fn new(raw: &'r str) -> Self {
        let opening = opening_len(raw);
        let mut offset = opening;
        if opening == 3 {
            // A line end directly after the opening delimiter is not part of the value.
            let rest = &raw[offset..];
            offset += if rest.starts_with("\r\n") { 2 } else { usize::from(rest.starts_with('\n')) };
        }
        let end = raw.len().saturating_sub(closing_len(raw)).max(offset);
        Self { raw, offset, end, escapes: raw.starts_with('"') }
    }
}

impl Iterator for Segments<'_> {
    type Item = Segment;

    fn next(&mut self) -> Option<Segment> {
        let start = self.offset;
        let rest = self.raw.get(start..self.end).filter(|rest| !rest.is_empty())?;
        let next_escape = if self.escapes { rest.find('\\') } else { None };
        let segment = match next_escape {
            Some(0) => escape(rest),
            Some(offset) => (offset, offset, true),
            None => (rest.len(), rest.len(), true),
        };
        let (raw_len, value_len, verbatim) = segment;
        self.offset += raw_len;
        Some(Segment { raw: start..start + raw_len, value_len, verbatim })
    }
}

/// The lengths, raw and in the value, of the escape at the beginning of `rest`.
fn escape(rest: &str) -> (usize, usize, bool) {
    let digits = |count: usize| {
        let code = rest.get(2..2 + count).and_then(|hex| u32::from_str_radix(hex, 16).ok());
        code.and_then(char::from_u32).map_or((2, 1, false), |c| (2 + count, c.len_utf8(), false))
    };
    match rest[1..].chars().next() {
        None => (1, 0, false),
        Some('u') => digits(4),
        Some('U') => digits(8),
        // A backslash at the end of a line removes all white space up to the next word.
        Some(c) if c.is_ascii_whitespace() => {
            let trimmed = rest[1..].trim_start_matches([' ', '\t', '\r', '\n']);
            (rest.len() - trimmed.len(), 0, false)
        }
        Some(c) => (1 + c.len_utf8(), 1, false),
    }
}

fn opening_len(raw: &str) -> usize {
    if raw.starts_with("\"\"\"") || raw.starts_with("'''") { 3 } else { usize::from(!raw.is_empty()) }
}

fn closing_len(raw: &str) -> usize {
    let opening = opening_len(raw);
    if raw.len() >= 2 * opening { opening } else { 0 }
}

#[cfg(test)]
mod tests {
    use super::raw_range;

    fn shows(raw: &str, word: &str) -> String {
        let text = format!("x = {raw}");
        let table = toml::de::DeTable::parse(&text).unwrap();
        let value = table.get_ref()["x"].get_ref().as_str().unwrap();
        let offset = value.find(word).unwrap();
        raw[raw_range(raw, offset..offset + word.len())].to_owned()
    }

    #[test]
    fn a_word_of_the_value_is_found_in_the_file() {
        assert_eq!(shows(r#""forty boats left""#, "boats"), "boats");
        assert_eq!(shows(r#""\tforty \"boats\" left""#, "boats"), "boats");
        assert_eq!(shows(r#""caf\u00e9 au lait""#, "au"), "au");
        assert_eq!(shows(r#""caf\u00e9 au lait""#, "café"), r"caf\u00e9");
        assert_eq!(shows(r"'C:\boats'", "boats"), "boats");
        assert_eq!(shows("\"\"\"\nforty \\\n   boats\nleft\"\"\"", "boats\nleft"), "boats\nleft");
        assert_eq!(shows("'''\r\nforty boats'''", "forty"), "forty");
        assert_eq!(shows("\"forty\"", "forty"), "forty");
    }

    #[test]
    fn nonsense_is_answered_with_some_range_inside() {
        for raw in ["", "\"", "'''", "\"\\", "\"\\u12\"", "\"ä\\Uffffffff\"", "x"] {
            for start in 0..12 {
                for end in start..12 {
                    let range = raw_range(raw, start..end);
                    assert!(range.start <= range.end && range.end <= raw.len(), "{raw} {start}..{end}");
                }
            }
        }
    }
}
