//! Changing one place of a record without touching any other byte.
//!
//! The text is edited directly, because `toml_edit` 0.25 does not preserve it: of the 208 valid files of toml-test it writes 196
//! unchanged, of those with Windows line ends only 4, and none with a byte order mark. The result is parsed again, and must
//! contain the requested change and nothing else.

use super::meaning::{self, Meaning, Table};
use super::parts::{Part, PartKind, parts};
pub use super::record::Record;
use super::remarks::without_fulfilled;
use super::written;
use std::ops::Range;
use toml::de::{DeTable, DeValue};

/// A change of one key or block.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Edit<'e> {
    /// Sets the value of a key, new or existing.
    Set {
        /// The table it is in; `None` for the top of the file.
        table: Option<&'e str>,
        /// The key.
        key: &'e str,
        /// The value, in TOML, on one line.
        value: String,
    },
    /// Adds a block after the others of its name.
    Append {
        /// The name.
        name: &'e str,
        /// Its keys and their values, in TOML, each on one line.
        entries: Vec<(&'e str, String)>,
    },
}

/// Why a record was not changed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Refusal {
    /// It is not valid TOML.
    Broken,
    /// The edit would also change something else, because of how the record is written.
    NotSafely,
}

/// Makes all `edits` in `text`.
///
/// # Errors
/// If one of them cannot be made.
pub fn edited(record: Record, text: &str, edits: &[Edit]) -> Result<String, Refusal> {
    let mut meant = meaning::of(text).ok_or(Refusal::Broken)?;
    let mut changed = text.to_owned();
    for edit in edits {
        let before = meant.clone();
        apply(&mut meant, edit).ok_or(Refusal::NotSafely)?;
        if meant == before {
            // It already has this value.
            continue;
        }
        changed = match edit {
            Edit::Set { table, key, value } => set(record, &changed, *table, key, value),
            Edit::Append { name, entries } => Some(append(record, &changed, name, entries)),
        }
        .ok_or(Refusal::NotSafely)?;
    }
    if meaning::of(&changed).as_ref() == Some(&meant) { Ok(changed) } else { Err(Refusal::NotSafely) }
}

/// The record of a source with this `sha256` under `[text]`, without the remarks that this fulfils; `None` if it has errors or cannot be changed safely.
pub fn with_sha256(record: &str, sha256: &str) -> Option<String> {
    let edit = Edit::Set { table: Some("text"), key: "sha256", value: written::text(sha256) };
    edited(Record::Source, record, &[edit]).ok().map(|new| without_fulfilled(Record::Source, &new))
}

/// Applies an edit to the parsed record.
fn apply(record: &mut Table, edit: &Edit) -> Option<()> {
    match edit {
        Edit::Set { table, key, value } => {
            let table = match table {
                None => record,
                Some(name) => {
                    let empty = || Meaning::Table(Table::new());
                    match record.entry((*name).to_owned()).or_insert_with(empty) {
                        Meaning::Table(table) => table,
                        _ => return None,
                    }
                }
            };
            table.insert((*key).to_owned(), meaning::of_value(value)?);
        }
        Edit::Append { name, entries } => {
            let block = entries
                .iter()
                .map(|(key, value)| Some(((*key).to_owned(), meaning::of_value(value)?)))
                .collect::<Option<Table>>()?;
            match record.entry((*name).to_owned()).or_insert_with(|| Meaning::List(Vec::new())) {
                Meaning::List(blocks) => blocks.push(Meaning::Table(block)),
                _ => return None,
            }
        }
    }
    Some(())
}

fn set(record: Record, text: &str, table: Option<&str>, key: &str, value: &str) -> Option<String> {
    let mut changed = text.to_owned();
    match slot(text, table, key)? {
        Slot::Value(old) => changed.replace_range(old, value),
        Slot::Braces(braces) => {
            let is_empty = text.get(braces.start + 1..braces.end - 1)?.trim().is_empty();
            let comma = if is_empty { "" } else { "," };
            changed.insert_str(braces.start + 1, &format!(" {key} = {value}{comma}"));
        }
        Slot::NewLine => {
            let lines = Lines::of(record, text);
            let (offset, line) = lines.place_of(table, key, value);
            changed.insert_str(offset, &line);
        }
    }
    Some(changed)
}

/// Where to write the value of a key.
enum Slot {
    /// In place of the old one.
    Value(Range<usize>),
    /// As a new key in this inline table.
    Braces(Range<usize>),
    /// On a new line.
    NewLine,
}

fn slot(text: &str, table: Option<&str>, key: &str) -> Option<Slot> {
    let top = DeTable::parse(text).ok()?;
    let value = |table: &DeTable| table.get(key).map(|value| Slot::Value(value.span()));
    let Some(name) = table else { return Some(value(top.get_ref()).unwrap_or(Slot::NewLine)) };
    let Some(table) = top.get_ref().get(name) else { return Some(Slot::NewLine) };
    let DeValue::Table(inner) = table.get_ref() else { return None };
    let in_braces = text.get(table.span())?.starts_with('{');
    let empty = if in_braces { Slot::Braces(table.span()) } else { Slot::NewLine };
    Some(value(inner).unwrap_or(empty))
}

fn append(record: Record, text: &str, name: &str, entries: &[(&str, String)]) -> String {
    let lines = Lines::of(record, text);
    let mut block = format!("[[{name}]]{}", lines.end);
    for (key, value) in entries {
        block.extend([&lines.assigned(Some(name), key), &**value, lines.end]);
    }
    let (offset, block) = lines.place_of_table(name, &block);
    let mut changed = text.to_owned();
    changed.insert_str(offset, &block);
    changed
}

/// The line break of a file: that of its first part, because multi-line texts may have others.
pub(super) fn line_end(text: &str, parts: &[Part]) -> &'static str {
    let first = parts.first().map_or("", |part| &text[part.lines.clone()]);
    if first.ends_with("\r\n") { "\r\n" } else { "\n" }
}

/// Finds where new lines belong in a record.
struct Lines<'t> {
    record: Record,
    text: &'t str,
    parts: Vec<Part>,
    end: &'static str,
}

impl<'t> Lines<'t> {
    fn of(record: Record, text: &'t str) -> Self {
        let parts = parts(text);
        let end = line_end(text, &parts);
        Self { record, text, parts, end }
    }

    /// The offset for a new line with this key, and the line with any breaks it needs.
    fn place_of(&self, table: Option<&str>, key: &str, value: &str) -> (usize, String) {
        let headers = || self.parts.iter().enumerate().filter(|(_, part)| part.is_header());
        let first_header = headers().next().map_or(self.parts.len(), |(index, _)| index);
        let line = format!("{}{value}{}", self.assigned(table, key), self.end);
        let Some(name) = table else {
            return self.place_among(0..first_header, None, key, line);
        };
        if let Some((index, _)) = headers().find(|(_, part)| is_table(part, name)) {
            let next = headers().map(|(next, _)| next).find(|next| *next > index).unwrap_or(self.parts.len());
            return self.place_among(index + 1..next, table, key, line);
        }
        // Its other keys may be written `table.key`.
        let dotted = self.parts[..first_header].iter().rposition(
            |part| matches!(&part.kind, PartKind::Entry { path, .. } if path.len() > 1 && path[0] == name),
        );
        if let Some(index) = dotted {
            return self.behind(index, format!("{name}.{key} = {value}{}", self.end));
        }
        self.place_of_table(name, &format!("[{name}]{}{line}", self.end))
    }

    /// The same among the parts of its table: after the last key that precedes it in canonical order.
    fn place_among(
        &self,
        range: Range<usize>,
        table: Option<&str>,
        key: &str,
        line: String,
    ) -> (usize, String) {
        let rank = |part: &Part| {
            let is_entry = matches!(part.kind, PartKind::Entry { .. });
            is_entry.then(|| self.record.rank(table, part.first_segment()))
        };
        let own = self.record.rank(table, key);
        let entries = || range.clone().filter_map(|index| Some((index, rank(&self.parts[index])?)));
        if let Some((before, _)) = entries().rfind(|(_, rank)| *rank <= own) {
            return self.behind(before, line);
        }
        match (entries().next(), range.start.checked_sub(1)) {
            (Some((first, _)), _) if table.is_none() => (self.start_of(first), line),
            (_, Some(header)) => self.behind(header, line),
            // The top of a file without an entry.
            _ => self.before(range.end, &line),
        }
    }

    /// The same for a table or block: after the last of its name, or else before those that follow it in canonical order.
    fn place_of_table(&self, name: &str, lines: &str) -> (usize, String) {
        let own = self.record.rank(None, name);
        let same = self.parts.iter().rposition(|part| part.is_header() && part.first_segment() == name);
        let next = match same {
            // Also after its sub-tables, such as [evidence.more].
            Some(index) => (index + 1..self.parts.len()).find(|next| self.parts[*next].is_header()),
            None => self
                .parts
                .iter()
                .position(|part| part.is_header() && self.record.rank(None, part.first_segment()) > own),
        };
        self.before(next.unwrap_or(self.parts.len()), lines)
    }

    /// `key =`, aligned if the other keys of the table are.
    fn assigned(&self, table: Option<&str>, key: &str) -> String {
        let width = self.record.column(table);
        let mut inside = None;
        let mut short = Vec::new();
        for part in &self.parts {
            match &part.kind {
                PartKind::Header { path, .. } => inside = Some(path.join(".")),
                PartKind::Entry { key, value, .. } if inside.as_deref() == table && key.len() < width => {
                    let between = &self.text[key.end..value.start];
                    short.push(key.len() + between.find('=').unwrap_or_default());
                }
                _ => {}
            }
        }
        let is_aligned = short.is_empty() || short.contains(&(width + 1));
        if is_aligned { format!("{key:width$} = ") } else { format!("{key} = ") }
    }

    /// After that part; adds a line break if it ends without one.
    fn behind(&self, part: usize, line: String) -> (usize, String) {
        let end = self.parts[part].lines.end;
        if self.text[..end].ends_with('\n') { (end, line) } else { (end, format!("{}{line}", self.end)) }
    }

    /// Before that part and the comments right above it, with a blank line on each side.
    fn before(&self, part: usize, lines: &str) -> (usize, String) {
        let offset = self.start_of(part);
        let above = &self.text[..offset];
        let above = above.trim_start_matches('\u{feff}');
        let is_open = !above.is_empty() && !above.ends_with('\n');
        let is_blank = above.trim_end_matches([' ', '\t', '\r', '\n']).is_empty()
            || self.parts.iter().any(|part| part.lines.end == offset && part.kind == PartKind::Blank);
        let mut put = String::new();
        if is_open {
            put += self.end;
        }
        if !is_blank {
            put += self.end;
        }
        put += lines;
        if offset < self.text.len() {
            put += self.end;
        }
        (offset, put)
    }

    /// The offset of that part with the comments right above it; after the last part, the end of the file.
    fn start_of(&self, part: usize) -> usize {
        if part == self.parts.len() {
            return self.text.len();
        }
        let comments =
            self.parts[..part].iter().rev().take_while(|part| part.kind == PartKind::Comment).count();
        self.parts[part - comments].lines.start
    }
}

/// Is it the header `[name]`?
fn is_table(part: &Part, name: &str) -> bool {
    matches!(&part.kind, PartKind::Header { block: false, path, .. } if *path == [name])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_hash_is_put_where_it_belongs_and_nothing_else_is_touched() {
        let with = |record: &str| with_sha256(record, "abc");
        for (before, after) in [
            ("kind = \"analysis\"", "kind = \"analysis\"\n\n[text]\nsha256 = \"abc\"\n"),
            ("kind = 'x' # why\r\n", "kind = 'x' # why\r\n\r\n[text]\r\nsha256 = \"abc\"\r\n"),
            (
                "[text] # ours\nsha256   =   'old' # then\n[retracted]\n",
                "[text] # ours\nsha256   =   \"abc\" # then\n[retracted]\n",
            ),
            ("[text] # ours\r\n# old\r\n", "[text] # ours\r\nsha256 = \"abc\"\r\n# old\r\n"),
            ("[text]", "[text]\nsha256 = \"abc\"\n"),
            ("text = {}\n", "text = { sha256 = \"abc\"}\n"),
            ("text.sha256 = 'old'\nkind = 'x'", "text.sha256 = \"abc\"\nkind = 'x'"),
            ("", "[text]\nsha256 = \"abc\"\n"),
            ("\u{feff}", "\u{feff}[text]\nsha256 = \"abc\"\n"),
            ("[text]\nsha256 = 5\n", "[text]\nsha256 = \"abc\"\n"),
        ] {
            assert_eq!(with(before).as_deref(), Some(after), "{before:?}");
            assert_eq!(with(after).as_deref(), Some(after), "once is enough");
        }
        for broken in ["kind = ", "[[text]]\n", "text = 'x'\n", "<<<<<<< a\n>>>>>>> b\n"] {
            assert_eq!(with(broken), None, "{broken:?}");
        }
    }

    #[test]
    fn a_key_is_put_where_the_order_has_it() {
        let claim = "# ours\nstatement = 'S' # said\n# why\nrationale  = '''\nR\n'''\n\n# found\n[[evidence]]\nsource = 'a'\n\n[checked] # who\nby = 'E'\n";
        let set = |table, key, value: &str| {
            edited(Record::Claim, claim, &[Edit::Set { table, key, value: value.to_owned() }])
        };
        for (table, key, value, before, after) in [
            (None, "status", "'x'", "# why", "status     = 'x'\n# why"),
            (None, "due", "2020-01-01", "# why", "due        = 2020-01-01\n# why"),
            (None, "rationale", "'T'", "'''\nR\n'''", "'T'"),
            (None, "formerly", "['f']", "'''\n\n", "'''\nformerly   = ['f']\n\n"),
            (Some("checked"), "by", "'F'", "'E'", "'F'"),
            (Some("checked"), "on", "2020-01-01", "by = 'E'\n", "by = 'E'\non = 2020-01-01\n"),
            (Some("withdrawn"), "on", "2020-01-01", "# found", "[withdrawn]\non = 2020-01-01\n\n# found"),
        ] {
            assert_eq!(set(table, key, value), Ok(claim.replacen(before, after, 1)), "{key}");
        }
        for nonsense in ["", "'x'\ny = 1", "'x' # why\n[z]", "x", "'x'\n'y'"] {
            assert_eq!(set(None, "status", nonsense), Err(Refusal::NotSafely), "{nonsense}");
        }
    }

    #[test]
    fn a_block_is_put_behind_the_others() {
        let block = [Edit::Append { name: "evidence", entries: vec![("source", "'b'".to_owned())] }];
        let with = |claim: &str| edited(Record::Claim, claim, &block);
        for (before, after) in [
            ("statement = 'S'", "statement = 'S'\n\n[[evidence]]\nsource = 'b'\n"),
            (
                "[[evidence]]\nsource = 'a'\n\n# who\n[checked]\n",
                "[[evidence]]\nsource = 'a'\n\n[[evidence]]\nsource = 'b'\n\n# who\n[checked]\n",
            ),
            ("status = 'x'\n[checked]\n", "status = 'x'\n\n[[evidence]]\nsource = 'b'\n\n[checked]\n"),
            (
                "[[evidence]]\nsource = 'a'\n# last",
                "[[evidence]]\nsource = 'a'\n# last\n\n[[evidence]]\nsource = 'b'\n",
            ),
        ] {
            assert_eq!(with(before).as_deref(), Ok(after), "{before:?}");
        }
        for other in ["evidence = []\n", "evidence = [{ source = 'a' }]\n", "evidence = 1\n", "[evidence]\n"]
        {
            assert_eq!(with(other), Err(Refusal::NotSafely), "{other:?}");
        }
        assert_eq!(with("status = "), Err(Refusal::Broken));
    }
}
