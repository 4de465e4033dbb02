//! A fingerprint that is not that of the recorded text.

use crate::diagnostic::{Diagnostic, Level};
use crate::evidence::fingerprint::{Age, FingerprintState, Malformed};
use crate::rules::{Check, Configurable, Context, Rule};
use crate::text::span::{FileId, Place};

pub(super) const RULE: Rule = Rule {
    name: "fingerprint-wrong",
    level: Level::Error,
    leeway: Configurable::None,
    page: include_str!("fingerprint_wrong.md"),
    check: Check::Project(check),
};

fn check(context: &Context, diagnostics: &mut Vec<Diagnostic>) {
    for (at, source) in context.corpus.each_source() {
        let id = &source.id;
        let record = source.text.as_ref().and_then(|text| text.sha256.as_ref());
        match context.verification.fingerprint_state(at) {
            FingerprintState::Aged { file, age: Age::Older } if context.corpus.text_of(at).is_some() => {
                let mut diagnostic = says(
                    format!("the fingerprint of `{id}` was made by an older version of grounds"),
                    *file,
                    format!("make it again: `grounds pin {id}`"),
                )
                .note("without the text its quotes cannot be verified");
                diagnostic.level = Level::Warning;
                diagnostics.push(diagnostic);
            }
            // Of a refused file `irregular-file` has said it; and of an aged one without its text, `quote-unread`.
            FingerprintState::NotHeld
            | FingerprintState::Good
            | FingerprintState::Refused { .. }
            | FingerprintState::Aged { .. } => {}
            FingerprintState::OfAnotherText { file, sha256 } => {
                let message = format!("the fingerprint of `{id}` is not that of the recorded text");
                let place =
                    record.map_or(Place::start_of(source.file), |hash| Place::new(source.file, hash.span));
                let label = if record.is_some() { "the recorded one" } else { "" };
                diagnostics.push(
                    RULE.says(message, place, label)
                        .note(format!("{} belongs to a text with the sha256 {sha256}", context.path(*file)))
                        .help(format!("find out which text is right; if you have it, make the fingerprint again: `grounds pin {id}`")),
                );
            }
            FingerprintState::NotOfText { file, text } => diagnostics.push(
                says(
                    format!("the fingerprint of `{id}` is not that of its text"),
                    *file,
                    format!("find out who changed it, and why; then make it again: `grounds pin {id}`"),
                )
                .note(format!("the text is {}, and the quotes are judged by it", context.path(*text))),
            ),
            FingerprintState::Malformed { file, fault: Malformed { line, expected } } => {
                diagnostics.push(says(
                    format!("this is no fingerprint: line {line} should be {expected}"),
                    *file,
                    format!("if you have the text, make it again: `grounds pin {id}`"),
                ));
            }
        }
    }
}

fn says(message: String, file: FileId, help: String) -> Diagnostic {
    RULE.says(message, Place::start_of(file), "").help(help)
}
