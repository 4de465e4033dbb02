//! A file that is refused.

use crate::diagnostic::{Diagnostic, Level};
use crate::evidence::TextState;
use crate::evidence::fingerprint::FingerprintState;
use crate::fileset::{DEPTH_LIMIT, Irregular};
use crate::rules::{Check, Configurable, Context, Rule};
use crate::syntax::fault::FaultKind;
use crate::text::span::{FileId, Place};

pub(super) const RULE: Rule = Rule {
    name: "irregular-file",
    level: Level::Error,
    leeway: Configurable::None,
    page: include_str!("irregular_file.md"),
    check: Check::Project(check),
};

fn check(context: &Context, diagnostics: &mut Vec<Diagnostic>) {
    for fault in context.faults() {
        if let FaultKind::IrregularFile(why) = &fault.kind {
            diagnostics.push(refused(fault.file, why));
        }
    }
    for (source, _) in context.corpus.each_source() {
        if let FingerprintState::Refused { file, why } = context.verification.fingerprint_state(source) {
            diagnostics.push(refused(*file, why));
        }
        match context.verification.text_state(source) {
            TextState::Refused { file, why } => diagnostics.push(refused(*file, why)),
            TextState::NotText { file, foreign } => {
                let message = format!("this file is {}", foreign.in_words());
                diagnostics.push(RULE.says(message, Place::start_of(*file), "").help(foreign.help()));
            }
            _ => {}
        }
    }
}

fn refused(file: FileId, why: &Irregular) -> Diagnostic {
    let (message, help) = match why {
        Irregular::Link => (
            "this is a symbolic link, which the program does not follow".to_owned(),
            "replace the link with the file that it points to",
        ),
        Irregular::NotAFile => ("this is not a regular file".to_owned(), "remove it"),
        Irregular::TooLarge(limit) => (
            format!("this file is larger than {} MiB, so it was not read", limit >> 20),
            "split it, or keep only what is needed",
        ),
        Irregular::TooDeep => (
            format!("this folder is more than {DEPTH_LIMIT} levels deep, so it was not read"),
            "move it to a higher level",
        ),
        Irregular::Extension => (
            "this looks like a record, but its name does not end in .toml".to_owned(),
            "rename it, so that it is checked",
        ),
        Irregular::Unreadable(why) => (format!("this cannot be read: {why}"), "check its permissions"),
    };
    RULE.says(message, Place::start_of(file), "").help(help)
}
