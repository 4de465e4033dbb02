//! What somebody probably did who wrote this line: a list of habits, each a small function.
//!
//! The parser says where it stumbled, and stumbles over one mistake many times. So the first mistake is told, its
//! lines are taken out, and the parser tries again.

mod heads;
mod values;

use super::fault::{FaultKind, SyntaxFault};
use super::statements::{Statement, statements};
use crate::text::span::Span;
use std::ops::Range;

/// The quotation marks that word processors and keyboards put in place of `"` and `'`.
const CURLY: [char; 10] = ['“', '”', '„', '‟', '«', '»', '‘', '’', '‚', '`'];

/// How remarks begin elsewhere.
const REMARKS: [&str; 5] = ["//", "<!--", "```", "/*", "-->"];

/// The blocks that may be written several times, and so have two brackets on either side.
const REPEATED: [&str; 2] = ["evidence", "distinct"];

/// A header that stands in for one that is missing or wrong. `[[-]]` may be repeated.
const SOME_BLOCK: &str = "[[-]]";

/// More characters than this are not written into a help line.
const LONGEST_ADVICE: usize = 60;

const SPACE: [char; 4] = [' ', '\t', '\r', '\n'];

/// A mistake, and how to read on as if it had not been made.
pub(super) struct Mistake {
    pub(super) span: Span,
    pub(super) kind: FaultKind,
    /// The lines it spoils, and what is read in their place, if there is room for it.
    spoiled: Vec<(Range<usize>, String)>,
}

/// A statement that is wrong, and where the parser stumbled.
struct Slip<'t> {
    text: &'t str,
    all: &'t [Statement],
    statement: &'t Statement,
    at: Range<usize>,
    message: &'t str,
    /// What stands before the `=`, or the whole line if there is none.
    head: &'t str,
    /// What stands between the `=` and the remark or the end of the line.
    value: &'t str,
    value_start: usize,
}

type Found = Option<(Span, SyntaxFault)>;

/// The habits, the surest first.
const HABITS: [fn(&Slip) -> Found; 20] = [
    heads::remark,
    heads::repeated_block,
    heads::header,
    heads::duplicate,
    heads::backslash,
    heads::invisible_character,
    heads::json,
    heads::colon,
    heads::curly_key,
    heads::no_equals,
    heads::spaced_key,
    heads::odd_key,
    values::no_value,
    values::curly_value,
    values::last_character,
    values::texts,
    values::unclosed,
    values::list,
    values::further_inside,
    values::date_or_words,
];

/// The first mistake of `text`, for a parser that stumbled `at` a place and says `message`.
pub(super) fn first(text: &str, at: Range<usize>, message: &str) -> Mistake {
    let all = statements(text);
    let Some(statement) = all.iter().find(|one| one.unclosed.is_some() || one.range.end >= at.start) else {
        let kind = FaultKind::Syntax(SyntaxFault::Other(message.to_owned()));
        return Mistake { span: Span::from(at.clone()), kind, spoiled: vec![(at, String::new())] };
    };
    let start = statement.range.start;
    let inside = statement.range.start <= at.start && at.start <= statement.range.end;
    let content = trimmed(text, statement.range.clone());
    let head_end = statement.equals.unwrap_or(content.end);
    let value = match statement.equals {
        Some(equals) => trimmed(text, equals + 1..statement.comment.unwrap_or(content.end)),
        None => content.end..content.end,
    };
    let slip = Slip {
        text,
        all: &all,
        statement,
        at: if inside { at } else { start..start },
        message: if inside { message } else { "" },
        head: &text[start..head_end],
        value: &text[value.clone()],
        value_start: value.start,
    };
    if let Some((span, lines)) = merge_marker(&slip) {
        let kind = FaultKind::MergeMarkers(lines);
        return Mistake { span, kind, spoiled: vec![(start..text.len(), String::new())] };
    }
    let (span, fault) = HABITS
        .iter()
        .find_map(|habit| habit(&slip))
        .unwrap_or_else(|| (Span::from(slip.at.clone()), SyntaxFault::Other(slip.message.to_owned())));
    let spoiled = spoiled_by(&fault, &slip);
    Mistake { span, kind: FaultKind::Syntax(fault), spoiled }
}

/// The lines that `fault` spoils, and what is read in their place.
fn spoiled_by(fault: &SyntaxFault, slip: &Slip) -> Vec<(Range<usize>, String)> {
    let some_block = || SOME_BLOCK.to_owned();
    let (text, all, range) = (slip.text, slip.all, slip.statement.range.clone());
    let through = |end: &str| {
        let end = text[range.start..].find(end).map_or(0, |at| range.start + at + end.len());
        vec![(range.start..end.max(range.end), String::new())]
    };
    match fault {
        SyntaxFault::SingleBrackets { name } => {
            let single = all.iter().filter(|one| one.is_header(text, name, 1));
            single.map(|one| (one.range.clone(), some_block())).collect()
        }
        SyntaxFault::SecondInBlock { key, .. } => vec![(range, format!("{SOME_BLOCK}\n{key}=0"))],
        SyntaxFault::SecondTable { .. } => vec![(range, some_block())],
        SyntaxFault::HeaderBrackets { .. } | SyntaxFault::HeaderNotAlone => {
            vec![(slip.spoiled(), some_block())]
        }
        SyntaxFault::Remark { mark: "```" } => {
            let fences = all.iter().filter(|one| text[one.range.clone()].starts_with("```"));
            fences.map(|one| one.range.clone()).chain([range]).map(|range| (range, String::new())).collect()
        }
        SyntaxFault::Remark { mark: "<!--" } => through("-->"),
        SyntaxFault::Remark { mark: "/*" } => through("*/"),
        // Whatever is wrong with a name in brackets, what stands below belongs to it.
        _ if slip.line().starts_with('[')
            || REPEATED.iter().any(|name| slip.line().ends_with(&format!("{name}]]"))) =>
        {
            vec![(slip.spoiled(), some_block())]
        }
        _ => vec![(slip.spoiled(), String::new())],
    }
}

impl Mistake {
    /// `text` without the mistake; nothing else moves.
    pub(super) fn take_out(&self, text: &mut String) {
        for (range, instead) in &self.spoiled {
            let mut blank: String =
                text[range.clone()].bytes().map(|b| if b == b'\n' { '\n' } else { ' ' }).collect();
            let room = blank.bytes().take_while(|b| *b == b' ').count();
            let header = instead.lines().next().unwrap_or("");
            if let Some(instead) = [instead.as_str(), header].into_iter().find(|words| words.len() <= room) {
                blank.replace_range(..instead.len(), instead);
            }
            text.replace_range(range.clone(), &blank);
        }
    }
}

impl Slip<'_> {
    fn start(&self) -> usize {
        self.statement.range.start
    }

    /// The first line of the statement.
    fn line(&self) -> &str {
        let content = &self.text[trimmed(self.text, self.statement.range.clone())];
        content.lines().next().unwrap_or("").trim_end_matches(SPACE)
    }

    /// The statement, with the lines after it that begin nothing: it probably runs on there.
    fn spoiled(&self) -> Range<usize> {
        let mut end = self.statement.range.end;
        for line in self.text[end..].split_inclusive('\n').skip(1) {
            let start = line.as_ptr() as usize - self.text.as_ptr() as usize;
            if begins(line) {
                break;
            }
            end = start + line.len();
        }
        self.start()..end
    }

    /// `width` bytes, `offset` bytes into the statement.
    fn mark(&self, offset: usize, width: usize) -> Span {
        Span::new(self.start() + offset, self.start() + offset + width)
    }

    fn in_value(&self, range: Range<usize>) -> Span {
        Span::new(self.value_start + range.start, self.value_start + range.end)
    }

    fn key(&self) -> &str {
        self.head.trim_matches(SPACE)
    }
}

/// Does something new begin on this line: a key, a block, a remark?
pub(super) fn begins(line: &str) -> bool {
    let line = line.trim_matches(SPACE);
    let remark = line.starts_with('#') || REMARKS.iter().any(|mark| line.starts_with(mark));
    if remark || is_merge_marker(line) || begins_block(line) {
        return true;
    }
    let Some(end) = line.find(['=', ':']) else { return false };
    let key = line[..end].trim_matches(SPACE);
    if ['"', '\''].into_iter().any(|mark| key.matches(mark).count() % 2 == 1) {
        return false;
    }
    let words = key.split(SPACE).filter(|word| !word.is_empty()).count();
    match line.as_bytes()[end] {
        b':' => words == 1 && key.bytes().all(|b| b.is_ascii_lowercase() || b"_\"".contains(&b)),
        _ => {
            (1..=3).contains(&words)
                && key.bytes().all(|b| b.is_ascii_alphanumeric() || b"_-.\"' ".contains(&b))
        }
    }
}

/// `[name` or `[[name`. In a list, `[true]` and the like may stand at the beginning of a line.
pub(super) fn begins_block(line: &str) -> bool {
    let line = line.trim_matches(SPACE);
    let Some(name) = line.strip_prefix("[[").or_else(|| line.strip_prefix('[')) else { return false };
    let word = name.split(|c: char| !c.is_ascii_alphanumeric() && c != '_' && c != '-').next().unwrap_or("");
    word.starts_with(|c: char| c.is_ascii_alphabetic()) && !["true", "false", "inf", "nan"].contains(&word)
}

/// Is it a line that git leaves where two versions could not be merged?
pub(super) fn is_merge_marker(line: &str) -> bool {
    let marks = ["<<<<<<<", "=======", ">>>>>>>", "|||||||"];
    let rest = marks.iter().find_map(|mark| line.strip_prefix(mark));
    rest.is_some_and(|rest| rest.is_empty() || rest.starts_with([' ', '\r']))
}

/// A marker that lost its partners, and how many are left from there on.
fn merge_marker(slip: &Slip) -> Option<(Span, usize)> {
    let start = slip.text[..slip.start()].rfind('\n').map_or(0, |at| at + 1);
    is_merge_marker(&slip.text[start..slip.start() + slip.line().len()]).then(|| {
        let lines = slip.text[start..].lines().filter(|line| is_merge_marker(line)).count();
        (slip.mark(0, slip.line().len()), lines)
    })
}

/// `range` without the space around what stands there.
fn trimmed(text: &str, range: Range<usize>) -> Range<usize> {
    let content = &text[range.clone()];
    let start = range.start + (content.len() - content.trim_start_matches(SPACE).len());
    start..(start + content.trim_matches(SPACE).len())
}
