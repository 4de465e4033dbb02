//! The canonical layout of a record: the order of keys and tables, aligned `=`, one blank line before each table. Values and
//! comments stay the same; remarks of a template go once they are fulfilled.

use super::edit::line_end;
use super::meaning::{self, Meaning, Table};
use super::parts::{Part, PartKind, parts};
use super::remarks::without_fulfilled;
use super::{edit::Refusal, record::Record, written};
use crate::model::status::Status;
use std::ops::Range;

/// `text` in its canonical layout, with the canonical spelling of its status.
///
/// # Errors
/// If it is not valid TOML, or if the layout would change its meaning.
pub fn formatted(record: Record, text: &str) -> Result<String, Refusal> {
    let text = &*without_fulfilled(record, text);
    let meant = meaning::of(text).ok_or(Refusal::Broken)?;
    let sheet = Sheet { record, text, end: line_end(text, &parts(text)) };
    let tidy = sheet.written(&sheet.sections());
    let is_same =
        meaning::of(&tidy) == Some(with_status_spelled(record, meant)) && comments(&tidy) == comments(text);
    if is_same { Ok(tidy) } else { Err(Refusal::NotSafely) }
}

/// Sorted, because formatting may move them.
fn comments(text: &str) -> Vec<&str> {
    let parts = parts(text);
    let mut all: Vec<_> =
        parts.iter().filter_map(|part| part.comment.clone()).map(|range| text[range].trim_end()).collect();
    all.sort_unstable();
    all
}

fn with_status_spelled(record: Record, mut meant: Table) -> Table {
    if let (Record::Claim, Some(Meaning::Text(status))) = (record, meant.get_mut("status"))
        && let Some(known) = Status::from_loose_name(status)
    {
        known.name().clone_into(status);
    }
    meant
}

struct Sheet<'t> {
    record: Record,
    text: &'t str,
    end: &'static str,
}

/// The top of the file, or a table or block.
#[derive(Default)]
struct Section {
    /// Right above the header.
    above: Vec<Line>,
    header: Option<Part>,
    items: Vec<Item>,
    /// After the last key.
    below: Vec<Line>,
}

/// A key with its value, and the lines above it.
struct Item {
    above: Vec<Line>,
    entry: Part,
}

/// A line that is neither key nor header.
#[derive(Clone, PartialEq, Eq)]
enum Line {
    Blank,
    Comment(Range<usize>),
}

impl Sheet<'_> {
    /// In canonical order.
    fn sections(&self) -> Vec<Section> {
        let mut all = vec![Section::default()];
        let mut lines: Vec<Line> = Vec::new();
        for part in parts(self.text) {
            let is_top = all.len() == 1;
            let Some(section) = all.last_mut() else { break };
            match (&part.kind, &part.comment) {
                (PartKind::Blank, _) if lines.last() != Some(&Line::Blank) => lines.push(Line::Blank),
                (PartKind::Comment, Some(comment)) => lines.push(Line::Comment(comment.clone())),
                (PartKind::Blank | PartKind::Comment, _) => {}
                (PartKind::Entry { .. }, _) => {
                    let mut above = std::mem::take(&mut lines);
                    // What is at the head of the file, apart from the first key, stays there.
                    if is_top
                        && section.items.is_empty()
                        && let Some(gap) = above.iter().rposition(|line| *line == Line::Blank)
                    {
                        section.above = above.drain(..=gap).collect();
                    }
                    section.items.push(Item { above, entry: part });
                }
                (PartKind::Header { .. }, _) => {
                    let gap = lines.iter().rposition(|line| *line == Line::Blank).map_or(0, |gap| gap + 1);
                    let above = lines.split_off(gap);
                    section.below = std::mem::take(&mut lines);
                    all.push(Section { above, header: Some(part), ..Section::default() });
                }
            }
        }
        if let Some(last) = all.last_mut() {
            last.below = lines;
        }
        for section in &mut all {
            let table = section.name();
            section.items.sort_by_key(|item| self.record.rank(table.as_deref(), item.entry.first_segment()));
        }
        all[1..].sort_by_key(|section| {
            section.header.as_ref().map(|header| self.record.rank(None, header.first_segment()))
        });
        all
    }

    fn written(&self, sections: &[Section]) -> String {
        let mut page = Page { text: String::new(), end: self.end };
        for section in sections {
            let table = section.name();
            if section.header.is_some() {
                page.gap();
            }
            self.put_lines(&section.above, &mut page);
            if let Some(header) = &section.header {
                page.line(&self.header(header));
            }
            for (index, item) in section.items.iter().enumerate() {
                let has_comment = item.above.iter().any(|line| *line != Line::Blank);
                let above = if has_comment { &item.above[..] } else { &[] };
                let is_first = index == 0 && section.header.is_some();
                let above = if is_first { trimmed_start(above) } else { above };
                self.put_lines(above, &mut page);
                page.line(&self.entry(table.as_deref(), &item.entry));
            }
            let ends = section.below.iter().rposition(|line| *line != Line::Blank).map_or(0, |last| last + 1);
            self.put_lines(&section.below[..ends], &mut page);
        }
        let mark = if self.text.starts_with('\u{feff}') { "\u{feff}" } else { "" };
        format!("{mark}{}", page.text)
    }

    fn put_lines(&self, lines: &[Line], page: &mut Page) {
        for line in lines {
            match line {
                Line::Blank => page.gap(),
                Line::Comment(comment) => page.line(self.text[comment.clone()].trim_end()),
            }
        }
    }

    fn header(&self, part: &Part) -> String {
        let PartKind::Header { block, path, range } = &part.kind else { return String::new() };
        let is_bare = |name: &String| name.chars().all(|c| c.is_ascii_alphanumeric() || c == '_' || c == '-');
        let written = match &path[..] {
            [name] if is_bare(name) && !name.is_empty() && *block => format!("[[{name}]]"),
            [name] if is_bare(name) && !name.is_empty() => format!("[{name}]"),
            _ => self.text[range.clone()].to_owned(),
        };
        written + &self.comment_behind(part)
    }

    fn entry(&self, table: Option<&str>, part: &Part) -> String {
        let PartKind::Entry { path, key, value } = &part.kind else { return String::new() };
        let width = self.record.column(table);
        let (key, mut value) = (&self.text[key.clone()], self.text[value.clone()].to_owned());
        if (self.record, table, &path[..]) == (Record::Claim, None, &["status".to_owned()])
            && let Some(Meaning::Text(words)) = meaning::of_value(&value)
            && let Some(status) = Status::from_loose_name(&words).filter(|status| status.name() != words)
        {
            value = written::text(status.name());
        }
        format!("{key:width$} = {value}{}", self.comment_behind(part))
    }

    fn comment_behind(&self, part: &Part) -> String {
        part.comment.clone().map_or_else(String::new, |range| format!(" {}", self.text[range].trim_end()))
    }
}

impl Section {
    /// The name of its table, if that has one segment; the top of the file has none.
    fn name(&self) -> Option<String> {
        match &self.header.as_ref()?.kind {
            PartKind::Header { path, .. } => Some(path.join(".")),
            _ => None,
        }
    }
}

fn trimmed_start(lines: &[Line]) -> &[Line] {
    let start = lines.iter().position(|line| *line != Line::Blank).unwrap_or(lines.len());
    &lines[start..]
}

/// The text written so far.
struct Page {
    text: String,
    end: &'static str,
}

impl Page {
    fn line(&mut self, line: &str) {
        self.text.extend([line, self.end]);
    }

    /// A blank line, unless there is one already, or nothing above it.
    fn gap(&mut self) {
        let is_blank = self.text.is_empty() || self.text.ends_with(&self.end.repeat(2));
        if !is_blank {
            self.text.push_str(self.end);
        }
    }
}
