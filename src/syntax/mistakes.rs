//! What somebody probably did who wrote this line: a list of habits, each a small function.
//!
//! The parser says where it stumbled, and stumbles over one mistake many times. So the first mistake is told, its
//! lines are taken out, and the parser tries again.

use super::fault::{FaultKind, SyntaxFault};
use super::invisible;
use super::statements::{Statement, Unclosed, statements};
use crate::model::date::Period;
use crate::text::span::Span;
use std::ops::Range;
use toml::de::DeTable;

/// The quotation marks that word processors and keyboards put in place of `"` and `'`.
const CURLY: [char; 10] = ['“', '”', '„', '‟', '«', '»', '‘', '’', '‚', '`'];

/// How remarks begin elsewhere.
const REMARKS: [&str; 5] = ["//", "<!--", "```", "/*", "-->"];

/// The blocks that may be written several times, and so have two brackets on either side.
const REPEATED: [&str; 2] = ["evidence", "distinct"];

/// The keys that hold a date.
const DATES: [&str; 7] = ["claimed_on", "as_of", "due", "on", "review_due", "published", "accessed"];

/// A header that stands in for one that is missing or wrong. `[[-]]` may be repeated.
const SOME_BLOCK: &str = "[[-]]";

/// More characters than this are not written into a help line.
const LONGEST_ADVICE: usize = 60;

const SPACE: [char; 4] = [' ', '\t', '\r', '\n'];

/// A mistake, and how to read on as if it had not been made.
pub(super) struct Mistake {
    pub(super) span: Span,
    pub(super) kind: FaultKind,
    /// The lines it spoils, and whether a block begins there.
    spoiled: Vec<(Range<usize>, bool)>,
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
const HABITS: [fn(&Slip) -> Found; 18] = [
    remark,
    repeated_block,
    header,
    duplicate,
    backslash,
    invisible_character,
    json,
    colon,
    curly_key,
    no_equals,
    spaced_key,
    no_value,
    curly_value,
    last_character,
    texts,
    unclosed,
    list,
    date_or_words,
];

/// The first mistake of `text`, for a parser that stumbled `at` a place and says `message`.
pub(super) fn first(text: &str, at: Range<usize>, message: &str) -> Mistake {
    let all = statements(text);
    let here = Span::from(at.clone());
    let Some(statement) = all.iter().find(|one| one.unclosed.is_some() || one.range.end >= at.start) else {
        return other(here, message, at);
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
        return Mistake {
            span,
            kind: FaultKind::MergeMarkers(lines),
            spoiled: vec![(start..text.len(), false)],
        };
    }
    let Some((span, fault)) = HABITS.iter().find_map(|habit| habit(&slip)) else {
        return other(Span::from(slip.at.clone()), slip.message, slip.spoiled());
    };
    let spoiled = match &fault {
        SyntaxFault::SingleBrackets { name } => {
            let single = all.iter().filter(|one| one.is_header(text, name, 1));
            single.map(|one| (one.range.clone(), true)).collect()
        }
        SyntaxFault::SecondInBlock { .. } | SyntaxFault::SecondTable { .. } => {
            vec![(statement.range.clone(), true)]
        }
        SyntaxFault::HeaderBrackets { .. } | SyntaxFault::HeaderNotAlone => vec![(slip.spoiled(), true)],
        _ => vec![(slip.spoiled(), false)],
    };
    Mistake { span, kind: FaultKind::Syntax(fault), spoiled }
}

impl Mistake {
    /// `text` without the mistake; nothing else moves.
    pub(super) fn take_out(&self, text: &mut String) {
        for (range, block) in &self.spoiled {
            let mut blank: String =
                text[range.clone()].bytes().map(|b| if b == b'\n' { '\n' } else { ' ' }).collect();
            if *block && blank.starts_with(&" ".repeat(SOME_BLOCK.len())) {
                blank.replace_range(..SOME_BLOCK.len(), SOME_BLOCK);
            }
            text.replace_range(range.clone(), &blank);
        }
    }
}

fn other(span: Span, message: &str, spoiled: Range<usize>) -> Mistake {
    let kind = FaultKind::Syntax(SyntaxFault::Other(message.to_owned()));
    Mistake { span, kind, spoiled: vec![(spoiled, false)] }
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
    let words = key.split(SPACE).filter(|word| !word.is_empty()).count();
    match line.as_bytes()[end] {
        b':' => words == 1 && key.bytes().all(|b| b.is_ascii_lowercase() || b"_\"".contains(&b)),
        _ => (1..=3).contains(&words) && key.bytes().all(|b| b.is_ascii_alphanumeric() || b"_-.\"' ".contains(&b)),
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

/// `// so`, `<!-- so -->`, also behind a text.
fn remark(slip: &Slip) -> Found {
    let mark = |rest: &str| REMARKS.into_iter().find(|mark| rest.starts_with(mark));
    if let Some(mark) = mark(slip.line()) {
        return Some((slip.mark(0, mark.len()), SyntaxFault::Remark { mark }));
    }
    let end = closing(slip.value)?;
    let rest = slip.value[end..].trim_start_matches(SPACE);
    let at = slip.value.len() - rest.len();
    mark(rest).map(|mark| (slip.in_value(at..at + mark.len()), SyntaxFault::Remark { mark }))
}

/// `[evidence]` where `[[evidence]]` is meant, and `[checked]` for the second time.
fn repeated_block(slip: &Slip) -> Found {
    if !slip.line().starts_with('[') || !is_duplicate(slip.message) {
        return None;
    }
    let name = slip.line().trim_start_matches('[').split(']').next()?.trim_matches(SPACE);
    if let Some(repeated) = REPEATED.into_iter().find(|repeated| *repeated == name) {
        let single = slip.all.iter().find(|one| one.is_header(slip.text, repeated, 1))?;
        let span = Span::from(trimmed(slip.text, single.range.start..single.comment.unwrap_or(single.range.end)));
        return Some((span, SyntaxFault::SingleBrackets { name: repeated }));
    }
    let header = until_remark(slip.line());
    Some((slip.mark(0, header.len()), SyntaxFault::SecondTable { header: header.to_owned() }))
}

/// `[[evidence]`, `[evidence]]`, `[checked`, `[checked] by = "x"`.
fn header(slip: &Slip) -> Found {
    let line = until_remark(slip.line());
    if !line.starts_with('[') {
        return None;
    }
    let inner = line.trim_start_matches(|c| c == '[' || c == ' ');
    let before = line[..line.len() - inner.len()].matches('[').count();
    let name_end = inner.find(|c| "])}=".contains(c)).unwrap_or(inner.len());
    let name = inner[..name_end].trim_matches(SPACE);
    let rest = inner[name_end..].trim_start_matches([']', ' ']);
    let after = inner[name_end..inner.len() - rest.len()].matches(']').count();
    let whole = slip.mark(0, line.len());
    if before == after && !rest.is_empty() {
        let at = line.len() - rest.len();
        return Some((slip.mark(at, rest.len()), SyntaxFault::HeaderNotAlone));
    }
    let plain = |c: char| c.is_ascii_alphanumeric() || "_-. \"".contains(c);
    if name.is_empty() || name.len() > LONGEST_ADVICE || !name.chars().all(plain) {
        return None;
    }
    let right = if REPEATED.contains(&name) { format!("[[{name}]]") } else { format!("[{name}]") };
    if line == right {
        return None;
    }
    if name.contains(' ') && !name.contains('"') && before == after {
        let at = line.find(name)?;
        return Some((slip.mark(at, name.len()), SyntaxFault::SpacedKey { right: Some(joined(name)) }));
    }
    Some((whole, SyntaxFault::HeaderBrackets { right }))
}

fn duplicate(slip: &Slip) -> Found {
    if !is_duplicate(slip.message) {
        return None;
    }
    let here = Span::from(slip.at.clone());
    let key = slip.key();
    let in_block = slip.statement.block.clone().is_some_and(|block| {
        let header = &slip.text[block];
        header.starts_with("[[") || header.starts_with("[evidence]")
    });
    let at_key = slip.at.start < slip.start() + slip.head.len();
    let begins = ["source", "quote"].contains(&key);
    if at_key && (begins || in_block) && is_plain(key) {
        let block = slip.statement.block.clone().map_or("", |block| &slip.text[block]);
        let name = REPEATED.into_iter().find(|name| block.contains(name)).unwrap_or("evidence");
        return Some((here, SyntaxFault::SecondInBlock { key: key.to_owned(), begins, block: name }));
    }
    Some((here, SyntaxFault::DuplicateKey { list: slip.value.starts_with('[') }))
}

fn is_duplicate(message: &str) -> bool {
    message.contains("duplicate key") || message.contains("cannot extend")
}

fn backslash(slip: &Slip) -> Found {
    slip.message.contains("escape").then(|| (Span::from(slip.at.clone()), SyntaxFault::Backslash))
}

/// A no-break space, or a control character: it cannot be seen, and the parser does not take it for a space.
fn invisible_character(slip: &Slip) -> Found {
    let unseen = |c: char| {
        let seen = c.is_ascii() && !c.is_control() || SPACE.contains(&c) || c == '\u{FEFF}' && slip.start() == 0;
        !seen && (c.is_whitespace() || c.is_control() || invisible::worst(c.encode_utf8(&mut [0; 4])).is_some())
    };
    let head = slip.head.char_indices().map(|(at, c)| (slip.start() + at, c));
    let head = if slip.statement.equals.is_some() { head } else { "".char_indices().map(|(at, c)| (slip.start() + at, c)) };
    let _ = &head;
    let first = slip.value.chars().next().map(|c| (slip.value_start, c));
    let last = slip.value.char_indices().next_back().map(|(at, c)| (slip.value_start + at, c));
    let stumbled = slip.text.get(slip.at.start..).and_then(|rest| rest.chars().next());
    let control = |c: &char| c.is_control() && *c != '\n' && *c != '\t';
    let stumbled = stumbled.filter(control).map(|c| (slip.at.start, c));
    let (at, character) = head.chain(first).chain(last).find(|&(_, c)| unseen(c)).or(stumbled)?;
    Some((Span::new(at, at + character.len_utf8()), SyntaxFault::InvisibleCharacter { character }))
}
