//! Habits in what stands at the beginning of a line: keys, names in brackets, remarks.

use super::values::closing;
use super::{CURLY, Found, LONGEST_ADVICE, REMARKS, REPEATED, SPACE, Slip, trimmed};
use crate::syntax::fault::SyntaxFault;
use crate::syntax::invisible;
use crate::text::span::Span;

/// `// so`, `<!-- so -->`, also behind a text.
pub(super) fn remark(slip: &Slip) -> Found {
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
pub(super) fn repeated_block(slip: &Slip) -> Found {
    if !slip.line().starts_with('[') || !is_duplicate(slip.message) {
        return None;
    }
    let name = slip.line().trim_start_matches('[').split(']').next()?.trim_matches(SPACE);
    if let Some(repeated) = REPEATED.into_iter().find(|repeated| *repeated == name) {
        let single = slip.all.iter().find(|one| one.is_header(slip.text, repeated, 1))?;
        let span =
            Span::from(trimmed(slip.text, single.range.start..single.comment.unwrap_or(single.range.end)));
        return Some((span, SyntaxFault::SingleBrackets { name: repeated }));
    }
    let header = until_remark(slip.line());
    if header.len() > LONGEST_ADVICE {
        return None;
    }
    Some((slip.mark(0, header.len()), SyntaxFault::SecondTable { header: header.to_owned() }))
}

/// `[[evidence]`, `[evidence]]`, `[checked`, `[checked] by = "x"`.
pub(super) fn header(slip: &Slip) -> Found {
    let line = until_remark(slip.line());
    if !line.starts_with('[') {
        return None;
    }
    let inner = line.trim_start_matches(['[', ' ']);
    let before = line[..line.len() - inner.len()].matches('[').count();
    let name_end = inner.find(|c| "])}=".contains(c)).unwrap_or(inner.len());
    let name = inner[..name_end].trim_matches(SPACE);
    let rest = inner[name_end..].trim_start_matches([']', ' ']);
    let after = inner[name_end..inner.len() - rest.len()].matches(']').count();
    if before == after && !rest.is_empty() {
        let at = line.len() - rest.len();
        return Some((slip.mark(at, rest.len()), SyntaxFault::HeaderNotAlone));
    }
    let plain = |c: char| c.is_ascii_alphanumeric() || "_-. \"".contains(c);
    if name.is_empty() || name.len() > LONGEST_ADVICE || !name.chars().all(plain) {
        return None;
    }
    if name.contains(' ') && !name.contains('"') && before == after {
        return Some((
            slip.mark(line.find(name)?, name.len()),
            SyntaxFault::SpacedKey { right: Some(joined(name)) },
        ));
    }
    let right = if REPEATED.contains(&name) { format!("[[{name}]]") } else { format!("[{name}]") };
    let missing = before + after < right.matches(['[', ']']).count();
    (line != right).then_some((slip.mark(0, line.len()), SyntaxFault::HeaderBrackets { right, missing }))
}

pub(super) fn duplicate(slip: &Slip) -> Found {
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

pub(super) fn backslash(slip: &Slip) -> Found {
    slip.message.contains("escape").then(|| (Span::from(slip.at.clone()), SyntaxFault::Backslash))
}

/// A no-break space, or a control character: it cannot be seen, and the parser does not take it for a space.
pub(super) fn invisible_character(slip: &Slip) -> Found {
    let unseen = |c: char| {
        let seen =
            c.is_ascii() && !c.is_control() || SPACE.contains(&c) || c == '\u{FEFF}' && slip.start() == 0;
        !seen
            && (c.is_whitespace() || c.is_control() || invisible::worst(c.encode_utf8(&mut [0; 4])).is_some())
    };
    let short = slip.statement.equals.is_some() || slip.head.starts_with('[');
    let head = if short { slip.head } else { "" }.char_indices().map(|(at, c)| (slip.start() + at, c));
    let first = slip.value.chars().next().map(|c| (slip.value_start, c));
    let last = slip.value.char_indices().next_back().map(|(at, c)| (slip.value_start + at, c));
    // The parser stumbles over a control character, or behind it.
    let control = |&(_, c): &(usize, char)| c.is_control() && c != '\n' && c != '\t';
    let before = slip.text[..slip.at.start].char_indices().next_back();
    let behind = slip.text[slip.at.start..].chars().next().map(|c| (slip.at.start, c));
    let stumbled = behind.filter(control).or(before.filter(control));
    let (at, character) = head.chain(first).chain(last).find(|&(_, c)| unseen(c)).or(stumbled)?;
    Some((Span::new(at, at + character.len_utf8()), SyntaxFault::InvisibleCharacter { character }))
}

/// A record that is written as JSON.
pub(super) fn json(slip: &Slip) -> Found {
    slip.line().starts_with('{').then(|| (slip.mark(0, 1), SyntaxFault::Json))
}

/// `key: value`, seen before any `=`.
pub(super) fn colon(slip: &Slip) -> Found {
    let at = slip.head.lines().next()?.find(':')?;
    let key = slip.head[..at].trim_matches(SPACE);
    let bare = key.trim_matches(['"', '\'']);
    let json = bare.len() < key.len();
    is_plain(bare).then(|| (slip.mark(at, 1), SyntaxFault::Colon { key: bare.to_owned(), json }))
}

pub(super) fn curly_key(slip: &Slip) -> Found {
    let at = slip.statement.equals.and_then(|_| slip.head.find(CURLY))?;
    let mark = slip.head[at..].chars().next()?;
    Some((slip.mark(at, mark.len_utf8()), SyntaxFault::CurlyKey))
}

pub(super) fn no_equals(slip: &Slip) -> Found {
    if slip.statement.equals.is_some() || slip.line().starts_with('[') {
        return None;
    }
    let line = slip.line();
    let (key, rest) = line.split_at(line.find(SPACE).unwrap_or(line.len()));
    let value = rest.trim_start_matches(SPACE).starts_with(['"', '\'', '[']);
    if value && is_plain(key) {
        return Some((slip.mark(0, key.len()), SyntaxFault::MissingEquals { key: key.to_owned() }));
    }
    Some((slip.mark(0, line.len()), SyntaxFault::NoEquals))
}

/// `claimed on = ...`
pub(super) fn spaced_key(slip: &Slip) -> Found {
    let key = slip.key();
    let plain = key.bytes().all(|b| b.is_ascii_alphanumeric() || b"_- ".contains(&b));
    if !key.contains(' ') || !plain {
        return None;
    }
    let right = (key.len() <= LONGEST_ADVICE && key.split(' ').count() <= 3).then(|| joined(key));
    Some((slip.mark(0, key.len()), SyntaxFault::SpacedKey { right }))
}

/// `status, = ...`
pub(super) fn odd_key(slip: &Slip) -> Found {
    let quoted = slip.head.starts_with(['"', '\'']) || slip.statement.equals.is_none();
    if quoted || slip.at.start > slip.start() + slip.head.len() {
        return None;
    }
    let odd = |c: char| !c.is_ascii_alphanumeric() && !"_-.".contains(c);
    let (at, odd) = slip.key().char_indices().find(|(_, c)| odd(*c))?;
    Some((slip.mark(at, odd.len_utf8()), SyntaxFault::OddKey))
}

fn is_plain(key: &str) -> bool {
    (1..=LONGEST_ADVICE).contains(&key.len())
        && key.bytes().all(|b| b.is_ascii_alphanumeric() || b"_-".contains(&b))
}

fn joined(key: &str) -> String {
    key.split(' ').filter(|word| !word.is_empty()).collect::<Vec<_>>().join("_").to_lowercase()
}

fn until_remark(line: &str) -> &str {
    line.split('#').next().unwrap_or(line).trim_matches(SPACE)
}
