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
                    format!("run `grounds pin {id}` to make it again"),
                )
                .note("people who do not have the text cannot verify its quotes");
                diagnostic.level = Level::Warning;
                diagnostics.push(diagnostic);
            }
            // Of a refused file `irregular-file` has said it; and of an aged one without its text, `quote-unread`.
            FingerprintState::NotHeld
            | FingerprintState::Good
            | FingerprintState::Refused { .. }
            | FingerprintState::Aged { .. } => {}
            FingerprintState::OfAnotherText { file, sha256 } => {
                let message = format!("the fingerprint of `{id}` does not belong to the recorded text");
                let place =
                    record.map_or(Place::start_of(source.file), |hash| Place::new(source.file, hash.span));
                let label = if record.is_some() { "the hash of the recorded text" } else { "" };
                diagnostics.push(
                    RULE.says(message, place, label)
                        .note(format!("{} belongs to a text with the hash {sha256}", context.path(*file)))
                        .help(format!("find out which text is right; if you have it, run `grounds pin {id}` to make the fingerprint again")),
                );
            }
            FingerprintState::NotOfText { file, text } => diagnostics.push(
                says(
                    format!("the fingerprint of `{id}` does not match its text"),
                    *file,
                    format!("find out who changed the fingerprint, and why; then run `grounds pin {id}` to make it again"),
                )
                .note(format!("quotes are checked against the text, {}", context.path(*text))),
            ),
            FingerprintState::Malformed { file, fault: Malformed { line, expected } } => {
                diagnostics.push(says(
                    format!("this is not a fingerprint: line {line} should be {expected}"),
                    *file,
                    format!("if you have the text, run `grounds pin {id}` to make the fingerprint again"),
                ));
            }
        }
    }
}

fn says(message: String, file: FileId, help: String) -> Diagnostic {
    RULE.says(message, Place::start_of(file), "").help(help)
}
