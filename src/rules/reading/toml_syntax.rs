//! A file that is not TOML 1.0.

use crate::diagnostic::{Diagnostic, Level};
use crate::rules::{Check, Configurable, Context, Rule};
use crate::syntax::fault::{FaultKind, Newer, SyntaxFault};

pub(super) const RULE: Rule = Rule {
    name: "toml-syntax",
    level: Level::Error,
    leeway: Configurable::None,
    page: include_str!("toml_syntax.md"),
    check: Check::Project(check),
};

fn check(context: &Context, diagnostics: &mut Vec<Diagnostic>) {
    for fault in context.faults() {
        let FaultKind::Syntax(syntax) = &fault.kind else { continue };
        let (message, label, help) = words(syntax);
        let diagnostic = RULE.says(message, fault.place(), label);
        diagnostics.push(if help.is_empty() { diagnostic } else { diagnostic.help(help) });
    }
}

/// The message, the words at the mark, and what would be right.
// A table: one row for each fault.
#[allow(clippy::too_many_lines)]
fn words(fault: &SyntaxFault) -> (String, String, String) {
    let say =
        |message: &str, label: &str, help: &str| (message.to_owned(), label.to_owned(), help.to_owned());
    match fault {
        SyntaxFault::CurlyQuotes { mark: '`' } => say(
            "this text stands between back ticks",
            "a back tick does not begin a text",
            "use the straight marks of the keyboard: \" before and after the text",
        ),
        SyntaxFault::CurlyQuotes { .. } => say(
            "this text stands between typographic quotation marks",
            "a typographic mark does not begin a text",
            "use the straight marks of the keyboard: \" before and after the text; inside it any marks may stand",
        ),
        SyntaxFault::CurlyKey => say(
            "a key stands without quotation marks",
            "a typographic mark",
            "write the key bare, as in `status = ...`",
        ),
        SyntaxFault::OddKey => say(
            "a key holds only the letters a to z, digits, _ and -",
            "another character",
            "take this character out of the key",
        ),
        SyntaxFault::Colon { key, json } => (
            "a key and its value are joined by `=`, not by `:`".to_owned(),
            "write `=` here".to_owned(),
            format!("write `{key} = ...`{}", if *json { ", without marks around the key and without a comma at the end" } else { "" }),
        ),
        SyntaxFault::Json => say(
            "a record is not written in braces",
            "this looks like JSON",
            "leave out the braces; each line is `key = value`, without a comma at the end",
        ),
        SyntaxFault::BareWord { right, list: false } => (
            "a text needs quotation marks around it".to_owned(),
            "no marks around these words".to_owned(),
            format!("write {right}"),
        ),
        SyntaxFault::BareWord { right, list: true } => (
            "each word of a list needs quotation marks around it".to_owned(),
            "no marks around this word".to_owned(),
            format!("write {right}"),
        ),
        SyntaxFault::NotADate { right } => (
            "this is not a date that TOML knows".to_owned(),
            "not read as a date".to_owned(),
            match right {
                Some(right) => format!("write {right}"),
                None => "write year, month and day, as in 2020-02-11; or \"2020-02\" between marks, if the day is not known".to_owned(),
            },
        ),
        SyntaxFault::NotANumber => say("this is not a number", "not read as a number", "write digits only; a text stands between marks, as in \"3,5\""),
        SyntaxFault::Unclosed => say(
            "this text is never closed",
            "it begins here",
            "end it with the same mark it begins with; a text over several lines stands between \"\"\" and \"\"\"",
        ),
        SyntaxFault::OtherMark { open, close } => {
            let kind = if close.is_ascii() { "" } else { "the typographic mark " };
            (
                format!("this text begins with {open} and ends with {kind}{close}"),
                format!("write {open} here"),
                format!("end a text with the same mark it begins with: {open}...{open}"),
            )
        }
        SyntaxFault::UnclosedBracket { list: true } => {
            say("this list is never closed", "it begins here", "write ] behind the last value")
        }
        SyntaxFault::UnclosedBracket { list: false } => {
            say("this brace is never closed", "it begins here", "write } behind the last value, on the same line")
        }
        SyntaxFault::QuoteInside { mark: '\'' } => say(
            "the text ends here, but the line goes on",
            "for the computer the text ends at this apostrophe",
            "put a text with an apostrophe in it between straight double marks, as in \"It's late\"",
        ),
        SyntaxFault::QuoteInside { .. } => say(
            "the text ends here, but the line goes on",
            "for the computer the text ends at this mark",
            "put the whole text between three apostrophes, as in '''He said \"never\" twice''', or write \\\" for each mark inside",
        ),
        SyntaxFault::MissingComma => say("a comma is missing in this list", "write a comma before this", "write [\"one\", \"two\"]"),
        SyntaxFault::Trailing { character } => {
            let name = match character {
                ',' => "comma".to_owned(),
                ';' => "semicolon".to_owned(),
                '.' => "full stop".to_owned(),
                other => format!("last {other}"),
            };
            (
                "the value is complete, but the line goes on".to_owned(),
                format!("this {name} is too much"),
                format!("remove the {name}{}", if name.starts_with("last") { "" } else { " at the end" }),
            )
        }
        SyntaxFault::Remark { mark: "```" } => say(
            "a fence of Markdown means nothing in this file",
            "three back ticks",
            "remove the back ticks and the word behind them; a remark begins with #",
        ),
        SyntaxFault::Remark { mark } => (
            "a remark begins with #".to_owned(),
            "not the beginning of a remark".to_owned(),
            format!("write # in place of {mark}"),
        ),
        SyntaxFault::HeaderBrackets { right, missing } => (
            if *missing { "a bracket is missing" } else { "a bracket too many" }.to_owned(),
            "as many before the name as behind it".to_owned(),
            format!("write {right}"),
        ),
        SyntaxFault::HeaderNotAlone => say(
            "a name in brackets stands on a line of its own",
            "belongs on the next line",
            "begin a new line behind the bracket",
        ),
        SyntaxFault::SpacedKey { right } => (
            "a key is one word".to_owned(),
            "several words".to_owned(),
            match right {
                Some(right) => format!("did you mean `{right}`?"),
                None => "a line is `key = value`; a remark begins with #".to_owned(),
            },
        ),
        SyntaxFault::InvisibleCharacter { character: '\r' } => say(
            "the lines end in a way that TOML does not know",
            "a carriage return alone",
            "save the file with line ends of the kind LF or CRLF",
        ),
        SyntaxFault::InvisibleCharacter { character } => (
            format!("an invisible character stands here: {}", name_of(*character)),
            "cannot be seen".to_owned(),
            "delete it, and type a plain space where one belongs".to_owned(),
        ),
        SyntaxFault::ListWithoutBrackets => say(
            "several values need brackets around them",
            "a list, without [ and ]",
            "write [\"one\", \"two\"]",
        ),
        SyntaxFault::Backslash => say(
            "a backslash in a text begins a special character, and this one is none",
            "no such special character",
            "write \\\\ for one backslash, or put the text between apostrophes: 'C:\\texts'",
        ),
        SyntaxFault::Newer(newer) => {
            let (what, help) = match newer {
                Newer::InlineTableLines => {
                    ("a line break inside { }", "write all of { } on one line, or use a [table] of its own")
                }
                Newer::TrailingComma => ("a comma before }", "leave the last comma out"),
                Newer::Escape => ("the special characters \\e and \\x", "write \\u and four digits instead"),
                Newer::ShortTime => ("a time without seconds", "add the seconds, as in 10:30:00"),
            };
            (
                format!("TOML 1.0 does not know {what}, and other tools refuse it"),
                "only TOML 1.1 allows this".to_owned(),
                help.to_owned(),
            )
        }
        SyntaxFault::TooDeep => say(
            "brackets inside brackets, or dots in a key, go too deep",
            "not read any further",
            "a record has lists and tables, but never more than a few inside each other",
        ),
        SyntaxFault::DuplicateKey { list } => say(
            "this key stands in the file already",
            "written a second time",
            if *list {
                "keep one of the two; several values go into one list: [\"one\", \"two\"]"
            } else {
                "keep one of the two"
            },
        ),
        SyntaxFault::SecondInBlock { key, begins, block } => (
            format!("a second `{key}` in one {block} block"),
            "written a second time".to_owned(),
            if *begins {
                format!("write a line [[{block}]] above this one: every quote has a block of its own, with its source")
            } else {
                format!("keep one of the two, or write a line [[{block}]] above the one that begins another block")
            },
        ),
        SyntaxFault::SecondTable { header } => (
            format!("{header} stands in the file already"),
            "written a second time".to_owned(),
            format!("keep one line {header}, and put all that belongs to it below"),
        ),
        SyntaxFault::SingleBrackets { name } => (
            format!("[{name}] needs two brackets on either side, because there may be several"),
            "only one bracket on either side".to_owned(),
            format!("write [[{name}]], here and wherever such a block begins"),
        ),
        SyntaxFault::MissingEquals { key } => (
            "the `=` between the key and its value is missing".to_owned(),
            "no `=` behind this key".to_owned(),
            format!("write `{key} = ...`"),
        ),
        SyntaxFault::NoValue => {
            say("this key has no value", "nothing follows the `=`", "write the value, or remove the line")
        }
        SyntaxFault::NoEquals => say(
            "this line is not of the form `key = value`",
            "what is this?",
            "a remark begins with #; a text over several lines stands between \"\"\" and \"\"\"",
        ),
        SyntaxFault::NotUtf8 { offset } => (
            format!("the file is not UTF-8 text: byte {} is wrong", offset + 1),
            String::new(),
            "save the file with the encoding UTF-8".to_owned(),
        ),
        SyntaxFault::NumberTooLarge => say("this number is too large", "more than 64 bits", ""),
        SyntaxFault::Other(message) => (
            "this is not TOML".to_owned(),
            message.clone(),
            "a line is `key = value`, a `[table]`, or a remark that begins with #".to_owned(),
        ),
        SyntaxFault::More(count) => (
            format!("{count} more lines of this file are not TOML"),
            String::new(),
            "mend the ones above first".to_owned(),
        ),
    }
}

fn name_of(character: char) -> String {
    let code = u32::from(character);
    let name = match character {
        '\0' => "NUL",
        '\u{A0}' => "a no-break space",
        '\u{AD}' => "a soft hyphen",
        '\u{2009}' => "a thin space",
        '\u{200B}' => "a zero-width space",
        '\u{200C}' | '\u{200D}' => "a joiner",
        '\u{200E}' | '\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}' => {
            "a mark that turns the direction of the text"
        }
        '\u{202F}' => "a narrow no-break space",
        '\u{2060}' => "a word joiner",
        '\u{3000}' => "an ideographic space",
        '\u{FEFF}' => "a byte order mark",
        _ => return format!("U+{code:04X}"),
    };
    format!("U+{code:04X}, {name}")
}
