//! A text that is not the recorded one.

use crate::diagnostic::{Diagnostic, Level};
use crate::evidence::TextState;
use crate::rules::{Check, Configurable, Context, Rule};
use crate::text::span::Place;

pub(super) const RULE: Rule = Rule {
    name: "source-changed",
    level: Level::Error,
    leeway: Configurable::None,
    page: include_str!("source_changed.md"),
    check: Check::Project(check),
};

fn check(context: &Context, diagnostics: &mut Vec<Diagnostic>) {
    for (at, source) in context.corpus.each_source() {
        let record = source.text.as_ref().and_then(|text| text.sha256.as_ref());
        let place = record.map_or(Place::start_of(source.file), |hash| Place::new(source.file, hash.span));
        match context.verification.text_state(at) {
            TextState::Changed { file, sha256 } => diagnostics.push(
                RULE.says(
                    format!("the text of `{}` does not match its recorded hash", source.id),
                    place,
                    if record.is_some_and(|hash| is_sha256(&hash.value)) {
                        "the hash of another text"
                    } else {
                        "a SHA-256 hash has 64 characters, 0 to 9 and a to f"
                    },
                )
                .note(format!("quotes are not checked against {}, which has the hash {sha256}", context.path(*file)))
                .help(format!("restore the recorded text; or, if the new text is right, check every quote against it, then run `grounds pin {} --accept-changed`", source.id)),
            ),
            TextState::TwoTexts { tree, folder } => diagnostics.push(
                RULE.says(
                    format!("there are two different texts of `{}`", source.id),
                    place,
                    "",
                )
                .note(format!("{} and {} differ", context.path(*tree), context.path(*folder)))
                .help("keep the one that has the recorded hash"),
            ),
            _ => {}
        }
    }
}

fn is_sha256(hash: &str) -> bool {
    hash.len() == 64 && hash.bytes().all(|b| b.is_ascii_hexdigit())
}
