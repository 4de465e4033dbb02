//! A file that is not TOML 1.0.

use super::{About, Check, Context, Rule};
use crate::diagnostic::{Diagnostic, Level};
use crate::syntax::fault::{FaultKind, Newer, SyntaxFault};

pub(super) const RULE: Rule = Rule {
    name: "toml-syntax",
    about: About::Reading,
    level: Level::Error,
    adjustable: false,
    page: include_str!("toml_syntax.md"),
    check: Check::All(check),
};

fn check(context: &Context, said: &mut Vec<Diagnostic>) {
    for (fault, kind) in context.faults() {
        let FaultKind::Syntax(syntax) = kind else { continue };
        let (message, label, help) = words(syntax);
        let diagnostic = RULE.says(message, fault.place(), label);
        said.push(if help.is_empty() { diagnostic } else { diagnostic.help(help) });
    }
}

/// The message, the words at the mark, and what would be right.
fn words(fault: &SyntaxFault) -> (String, String, String) {
    let say =
        |message: &str, label: &str, help: &str| (message.to_owned(), label.to_owned(), help.to_owned());
    match fault {
        SyntaxFault::CurlyQuotes => say(
            "this text stands between typographic quotation marks",
            "a typographic mark does not begin a text",
            "use the straight marks of the keyboard: \" before and after the text; inside it any marks may stand",
        ),
        SyntaxFault::Colon { key } => (
            "a key and its value are joined by `=`, not by `:`".to_owned(),
            "write `=` here".to_owned(),
            format!("write `{key} = ...`"),
        ),
        SyntaxFault::BareWord { word } => (
            "a text needs quotation marks around it".to_owned(),
            "no marks around these words".to_owned(),
            format!("write \"{}\"", word.replace('"', "")),
        ),
        SyntaxFault::Unclosed => say(
            "this text is never closed",
            "it begins here",
            "end it with the same mark it begins with; a text over several lines stands between \"\"\" and \"\"\"",
        ),
        SyntaxFault::QuoteInside => say(
            "the text ends here, but the line goes on",
            "for the computer the text ends at this mark",
            "put the whole text between three apostrophes, as in '''He said \"never\" twice''', or write \\\" for each mark inside",
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
        SyntaxFault::DuplicateKey => say(
            "this key stands in the file already",
            "written a second time",
            "keep one of the two; several values go into one list: [\"one\", \"two\"]",
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
