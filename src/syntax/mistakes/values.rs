//! Habits after the `=`: texts, lists, dates.

use crate::model::claim::CLAIM;
use crate::model::date::{DateFault, Period};
use crate::model::key::{Kind, Table};
use crate::model::source::SOURCE;
use crate::syntax::scan::is_unclosed;
use crate::syntax::statements::SPACE;
use crate::syntax::typing_error::{CURLY, LONGEST_ADVICE, Mistake, TypingError};
use toml::de::DeTable;
use toml_parser::Source;

/// Does a key of that name hold a date, in a claim or a source record?
fn holds_a_date(name: &str) -> bool {
    fn has(table: &Table, name: &str) -> bool {
        table.keys.iter().any(|key| match key.kind {
            Kind::Date => key.name == name,
            Kind::Table(inner) | Kind::Blocks(inner) | Kind::Reasons(inner) => has(inner, name),
            _ => false,
        })
    }
    has(&CLAIM, name) || has(&SOURCE, name)
}

/// What to say of digits that are no number.
pub(in crate::syntax) const NOT_A_NUMBER: (&str, &str, &str) = (
    "this is not a number",
    "cannot be read as a number",
    "write only digits; a text goes between quotation marks, as in \"3,5\"",
);

pub(super) fn backslash(error: TypingError) -> Option<Mistake> {
    if !error.message.contains("escape") {
        return None;
    }
    let message = "a backslash in a text begins a special character, and this is not one";
    let help = "write \\\\ for one backslash, or put the text between apostrophes: 'C:\\texts'";
    Mistake::at(error.unexpected, message, "no such special character", help)
}

pub(super) fn no_value(error: TypingError) -> Option<Mistake> {
    error.value.filter(|value| value.is_empty())?;
    let equals = &error.statement.code[error.head.len()..=error.head.len()];
    Mistake::at(
        equals,
        "this key has no value",
        "nothing follows the `=`",
        "write the value, or remove the line",
    )
}

pub(super) fn curly_quotes(error: TypingError) -> Option<Mistake> {
    curly(error.value?.trim_start_matches(['[', ' ']))
}

fn curly(words: &str) -> Option<Mistake<'_>> {
    let mark = words.chars().next().filter(|mark| CURLY.contains(mark))?;
    let (marks, label, more) = match mark {
        '`' => ("backticks", "a text cannot begin with a backtick", ""),
        _ => (
            "typographic quotation marks",
            "a text cannot begin with a typographic mark",
            "; inside it, any marks will do",
        ),
    };
    let help = format!("use the straight marks on your keyboard: \" before and after the text{more}");
    Mistake::at(&words[..mark.len_utf8()], format!("this text is between {marks}"), label, help)
}

/// A value that would be right without its last character.
pub(super) fn last_character(error: TypingError) -> Option<Mistake> {
    let value = error.value?;
    let last = value.get(value.len().checked_sub(1)?..).filter(|last| ",;.])}\"'".contains(*last))?;
    if !is_value(&value[..value.len() - 1]) {
        return None;
    }
    let (name, place) = match last {
        "," => ("comma".to_owned(), " at the end"),
        ";" => ("semicolon".to_owned(), " at the end"),
        "." => ("full stop".to_owned(), " at the end"),
        _ => (format!("last {last}"), ""),
    };
    let message = "the value is complete, but the line goes on";
    Mistake::at(last, message, format!("this {name} should not be here"), format!("remove the {name}{place}"))
}

/// `"He said "never" twice"`, `'It's late'`, `"ships", "trade"`.
pub(super) fn text_ends_early(error: TypingError) -> Option<Mistake> {
    let value = error.value?;
    let end = closing(value)?;
    let rest = value[end..].trim_start_matches(SPACE);
    if rest.is_empty() {
        return None;
    }
    if rest.starts_with(',') {
        let message = "several values need brackets around them";
        return Mistake::at(value, message, "a list without [ and ]", "write [\"one\", \"two\"]");
    }
    let (label, help) = if value.starts_with('\'') {
        (
            "this apostrophe ends the text",
            "put a text that contains an apostrophe between straight double marks, as in \"It's late\"",
        )
    } else {
        (
            "this mark ends the text",
            "put the whole text between three apostrophes, as in '''He said \"never\" twice''', or write \\\" for each mark inside",
        )
    };
    Mistake::at(&value[end - 1..end], "the text ends here, but the line goes on", label, help)
}

/// A text, list or table that is never closed.
pub(super) fn unclosed(error: TypingError) -> Option<Mistake> {
    let raw = error.statement.unclosed?;
    let label = "it begins here";
    if raw.starts_with('[') {
        return Mistake::at(&raw[..1], "this list is never closed", label, "write ] after the last value");
    }
    if raw.starts_with('{') {
        let help = "write } after the last value, on the same line";
        return Mistake::at(&raw[..1], "this brace is never closed", label, help);
    }
    let open = raw.get(..1)?;
    let line = raw.lines().next()?.trim_end_matches(|c| SPACE.contains(&c) || "],".contains(c));
    if let Some(close) = other_mark(line, open).filter(|_| !is_long(raw)) {
        let kind = if close.is_ascii() { "" } else { "the typographic mark " };
        let message = format!("this text begins with {open} and ends with {kind}{close}");
        let help = format!("end a text with the same mark it begins with: {open}...{open}");
        return Mistake::at(
            &line[line.len() - close.len_utf8()..],
            message,
            format!("write {open} here"),
            help,
        );
    }
    let help =
        "end it with the same mark it begins with; a text of several lines goes between \"\"\" and \"\"\"";
    Mistake::at(&raw[..if is_long(raw) { 3 } else { 1 }], "this text is never closed", label, help)
}

/// `[ships, trade]`, `["a" "b"]`, `{ because = so }`: what the parser stumbled over.
pub(super) fn inside_brackets(error: TypingError) -> Option<Mistake> {
    let value = error.value?;
    let is_list = value.starts_with('[');
    if !is_list && !value.starts_with('{') {
        return None;
    }
    let rest = error.behind;
    let first = rest.chars().next()?;
    let word = rest.split([',', ']', '}', '#', '\n']).next()?.trim_matches(SPACE);
    if is_list && error.message.contains("missing comma") {
        let message = "a comma is missing in this list";
        return Mistake::at(
            &rest[..first.len_utf8()],
            message,
            "write a comma before this",
            "write [\"one\", \"two\"]",
        );
    }
    if first.is_alphabetic() && !is_value(word) {
        let (message, label) = if is_list {
            ("each word of a list needs quotation marks around it", "no marks around this word")
        } else {
            ("a text needs quotation marks around it", "no marks around these words")
        };
        let right = all_quoted(value).filter(|_| is_list).unwrap_or_else(|| quoted(word));
        return Mistake::at(word, message, label, format!("write {right}"));
    }
    curly(rest)
}

/// `11.02.2020`, `last year`, `5,5`.
pub(super) fn date_or_number(error: TypingError) -> Option<Mistake> {
    let value = error.value.filter(|value| is_bare(value))?;
    let only = |marks: &str| value.chars().all(|c| c.is_ascii_digit() || marks.contains(c));
    let is_date = value.len() >= 6
        && value.starts_with(|c: char| c.is_ascii_digit())
        && value.contains(['-', '.', '/'])
        && only("-./");
    if is_date || holds_a_date(error.head.trim_matches(SPACE)) {
        if Period::parse(value) == Err(DateFault::NoSuchDay) {
            return Mistake::at(
                value,
                "there is no such date",
                "not in the calendar",
                "check the month and the day",
            );
        }
        let form = "year, month and day, as in 2020-02-11; if you do not know the day, write \"2020-02\", with quotation marks";
        let right = date_meant(value).unwrap_or_else(|| form.to_owned());
        let message = "this is not written like a date";
        return Mistake::at(value, message, "cannot be read as a date", format!("write {right}"));
    }
    if !only("-+.,_") {
        return None;
    }
    Mistake::at(value, NOT_A_NUMBER.0, NOT_A_NUMBER.1, NOT_A_NUMBER.2)
}

pub(super) fn bare_words(error: TypingError) -> Option<Mistake> {
    let words = error.value.filter(|value| is_bare(value))?.trim_end_matches([',', ';']);
    let message = "a text needs quotation marks around it";
    Mistake::at(words, message, "no marks around these words", format!("write {}", quoted(words)))
}

/// Words on one line that are no value as they are.
fn is_bare(value: &str) -> bool {
    !value.starts_with(['"', '\'', '[', '{']) && !value.contains('\n') && !is_value(value)
}

/// The date that was certainly meant, as TOML has it.
fn date_meant(value: &str) -> Option<String> {
    let value = value.split('(').next()?.trim_end();
    if Period::parse(value).is_ok() {
        let is_day = value.len() == "2020-02-11".len();
        return Some(if is_day { value.to_owned() } else { format!("\"{value}\"") });
    }
    let parts: Vec<_> = value.split(['-', '.', '/', ' ', ',']).filter(|part| !part.is_empty()).collect();
    let [one, two, three] = parts[..] else { return None };
    let month = |name: &str| Some(name.parse::<chrono::Month>().ok()?.number_from_month().to_string());
    let (year, month, day) = match (month(one), month(two)) {
        (Some(month), _) => (three, month, two),
        (_, Some(month)) => (three, month, one),
        _ => (one, two.to_owned(), three),
    };
    let written = format!("{year}-{month:0>2}-{day:0>2}");
    Period::parse(&written).is_ok().then_some(written)
}

/// The mark at the end of `line`, if it was probably meant to close the text that `open` began.
fn other_mark(line: &str, open: &str) -> Option<char> {
    let close = line.chars().next_back()?;
    let inside = line.get(open.len()..line.len() - close.len_utf8())?;
    let is_curly = CURLY.contains(&close) && !inside.contains(['“', '„', '«', '‘', '‚']);
    // An apostrophe between letters belongs to its word; other marks come in pairs.
    let is_letter = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
    let marks = inside.match_indices(close).filter(|(offset, _)| {
        !is_letter(inside[..*offset].chars().next_back())
            || !is_letter(inside[offset + close.len_utf8()..].chars().next())
    });
    let is_straight = ['"', '\''].contains(&close) && !open.starts_with(close) && marks.count() % 2 == 0;
    (is_curly || is_straight).then_some(close)
}

fn is_long(value: &str) -> bool {
    value.starts_with("\"\"\"") || value.starts_with("'''")
}

/// What comes after the text at the beginning of `value`.
pub(super) fn behind_text(value: &str) -> Option<&str> {
    Some(value[closing(value)?..].trim_start_matches(SPACE))
}

/// The offset after the mark that closes the text at the beginning of `value`.
fn closing(value: &str) -> Option<usize> {
    let text = Source::new(value).lex().next().filter(|_| value.starts_with(['"', '\'']))?;
    let end = text.span().end();
    (!is_unclosed(text.kind(), &value[..end])).then_some(end)
}

/// Is it a value? Deep nesting is not tried.
fn is_value(value: &str) -> bool {
    value.matches(['[', '{']).count() <= 4 && DeTable::parse(&format!("x = {value}")).is_ok()
}

/// These words as a text; an ellipsis where they are long.
fn quoted(words: &str) -> String {
    let words = words.replace('"', "");
    if words.chars().count() > LONGEST_ADVICE { "\"...\"".to_owned() } else { format!("\"{words}\"") }
}

/// `["ships", "trade"]` for `[ships, trade]`.
fn all_quoted(list: &str) -> Option<String> {
    let items = list.strip_prefix('[')?.strip_suffix(']')?;
    if items.len() > LONGEST_ADVICE || items.contains(['\n', '#', '[', '\\', '"', '\'']) {
        return None;
    }
    let items: Vec<_> = items.split(',').map(str::trim).filter(|item| !item.is_empty()).map(quoted).collect();
    Some(format!("[{}]", items.join(", ")))
}
