//! Habits at the beginning of a line: keys, names in brackets, comments.

use crate::syntax::invisible::stray;
use crate::syntax::statements::{FOREIGN_COMMENTS, SPACE};
use crate::syntax::typing_error::{CURLY, LONGEST_ADVICE, Mistake, REPEATED, TypingError};
use crate::text::unseen;

/// `// so`, `<!-- so -->`, also after a text.
pub(super) fn foreign_comment(error: TypingError) -> Option<Mistake> {
    let behind = error.value.and_then(super::values::behind_text);
    let (rest, mark) = [Some(error.line), behind].into_iter().flatten().find_map(|rest| {
        let (mark, _) = FOREIGN_COMMENTS.iter().find(|(mark, _)| rest.starts_with(mark))?;
        Some((rest, *mark))
    })?;
    let part = &rest[..mark.len()];
    if mark == "```" {
        let help = "remove the backticks and the word after them";
        return Mistake::at(
            part,
            "a Markdown code fence means nothing in this file",
            "three backticks",
            help,
        );
    }
    Mistake::at(
        part,
        "a comment begins with #",
        "this does not begin a comment",
        format!("write # instead of {mark}"),
    )
}

/// `[[evidence]`, `[evidence]]`, `[checked`, `[checked] by = "x"`.
pub(super) fn header(error: TypingError) -> Option<Mistake> {
    let line = error.line;
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
        let message = "the brackets and the name in them need a line of their own";
        return Mistake::at(
            rest,
            message,
            "this belongs on the next line",
            "begin a new line after the bracket",
        );
    }
    let is_plain = |c: char| c.is_ascii_alphanumeric() || "_-. \"".contains(c);
    if name.is_empty() || name.len() > LONGEST_ADVICE || !name.chars().all(is_plain) {
        return None;
    }
    if name.contains(' ') && !name.contains('"') && before == after {
        return several_words(name);
    }
    let right = if REPEATED.contains(&name) { format!("[[{name}]]") } else { format!("[{name}]") };
    if line == right {
        return None;
    }
    let is_missing = before + after < right.matches(['[', ']']).count();
    let message = if is_missing { "a bracket is missing" } else { "there is a bracket too many" };
    Mistake::at(
        line,
        message,
        "there must be as many brackets before the name as after it",
        format!("write {right}"),
    )
}

/// A no-break space, or a control character: it cannot be seen, and the parser does not take it for a space.
pub(super) fn invisible_character(error: TypingError) -> Option<Mistake> {
    let head = if error.value.is_some() || error.head.starts_with('[') { error.head } else { "" };
    let value = error.value.unwrap_or("");
    let edges = [first(value), last(value)].into_iter().flatten();
    let is_unseen = |c: char| !SPACE.contains(&c) && (c.is_whitespace() || stray(c, None).is_some());
    let is_control = |part: &&str| part.starts_with(|c: char| c.is_control() && c != '\n' && c != '\t');
    // The parser stumbles over a control character, or behind it.
    let unexpected_character =
        || [first(error.behind), last(error.before)].into_iter().flatten().find(is_control);
    let in_head = head.char_indices().map(|(offset, c)| &head[offset..offset + c.len_utf8()]);
    let part = in_head.chain(edges).find(|part| part.starts_with(is_unseen)).or_else(unexpected_character)?;
    if part == "\r" {
        let message = "this file has line ends that TOML does not allow";
        return Mistake::at(
            part,
            message,
            "a carriage return alone",
            "save the file with line ends LF or CRLF",
        );
    }
    let message = format!("there is an invisible character here: {}", unseen::name_of(part.chars().next()?));
    Mistake::at(part, message, "cannot be seen", "delete it; if a space belongs here, type a plain one")
}

fn first(words: &str) -> Option<&str> {
    words.chars().next().map(|c| &words[..c.len_utf8()])
}

fn last(words: &str) -> Option<&str> {
    words.char_indices().next_back().map(|(offset, _)| &words[offset..])
}

/// A record that is written as JSON.
pub(super) fn json(error: TypingError) -> Option<Mistake> {
    let part = error.line.get(..1).filter(|first| *first == "{")?;
    let help = "remove the braces; each line is `key = value`, without a comma at the end";
    Mistake::at(part, "a record is not written in braces", "this looks like JSON", help)
}

/// `key: value`, before any `=`.
pub(super) fn colon(error: TypingError) -> Option<Mistake> {
    let head = error.head.lines().next()?;
    let offset = head.find(':')?;
    let key = head[..offset].trim_matches(SPACE);
    let bare = key.trim_matches(['"', '\'']);
    if !is_plain(bare) {
        return None;
    }
    let json = if bare == key {
        ""
    } else {
        ", without quotation marks around the key and without a comma at the end"
    };
    let message = "a key and its value are joined by `=`, not by `:`";
    Mistake::at(&head[offset..=offset], message, "write `=` here", format!("write `{bare} = ...`{json}"))
}

pub(super) fn curly_key(error: TypingError) -> Option<Mistake> {
    error.value?;
    let head = &error.head[error.head.find(CURLY)?..];
    let help = "remove the marks, as in `status = ...`";
    Mistake::at(
        first(head)?,
        "a key is written without quotation marks",
        "a typographic quotation mark",
        help,
    )
}

pub(super) fn no_equals(error: TypingError) -> Option<Mistake> {
    let line = error.line;
    if error.value.is_some() || line.starts_with('[') {
        return None;
    }
    let (key, rest) = line.split_at(line.find(SPACE).unwrap_or(line.len()));
    if rest.trim_start_matches(SPACE).starts_with(['"', '\'', '[']) && is_plain(key) {
        let message = "the `=` between the key and its value is missing";
        return Mistake::at(key, message, "no `=` after this key", format!("write `{key} = ...`"));
    }
    let help = "a comment begins with #; a text of several lines goes between \"\"\" and \"\"\"";
    Mistake::at(line, "this line is not `key = value`", "not a key with a value", help)
}

/// `claimed on = ...`
pub(super) fn spaced_key(error: TypingError) -> Option<Mistake> {
    let key = error.head.trim_matches(SPACE);
    let is_plain = key.bytes().all(|b| b.is_ascii_alphanumeric() || b"_- ".contains(&b));
    if key.contains(' ') && is_plain { several_words(key) } else { None }
}

fn several_words(key: &str) -> Option<Mistake<'_>> {
    let words: Vec<_> = key.split_whitespace().collect();
    let help = if key.len() <= LONGEST_ADVICE && words.len() <= 3 {
        format!("did you mean `{}`?", words.join("_").to_lowercase())
    } else {
        "a line is `key = value`; a comment begins with #".to_owned()
    };
    Mistake::at(key, "a key is one word", "several words", help)
}

/// `status, = ...`
pub(super) fn odd_key(error: TypingError) -> Option<Mistake> {
    let key = error.head.trim_matches(SPACE);
    if error.value.is_none() || key.starts_with(['"', '\'']) || error.before.len() > error.head.len() {
        return None;
    }
    let offset = key.find(|c: char| !c.is_ascii_alphanumeric() && !"_-.".contains(c))?;
    let message = "a key may contain only the letters a to z, digits, _ and -";
    Mistake::at(first(&key[offset..])?, message, "not allowed in a key", "remove this character from the key")
}

fn is_plain(key: &str) -> bool {
    (1..=LONGEST_ADVICE).contains(&key.len())
        && key.bytes().all(|b| b.is_ascii_alphanumeric() || b"_-".contains(&b))
}
