//! A key that must be there.

use crate::diagnostic::{Diagnostic, Level};
use crate::evidence::{TextState, Unread, Verdict};
use crate::rules::{Check, Configurable, Context, Rule, alternatives};
use crate::syntax::fault::FaultKind;
use crate::text::span::{FileId, Place};

pub(super) const RULE: Rule = Rule {
    name: "missing-field",
    level: Level::Error,
    leeway: Configurable::None,
    page: include_str!("missing_field.md"),
    check: Check::Project(check),
};

fn check(context: &Context, diagnostics: &mut Vec<Diagnostic>) {
    diagnostics.extend(unrecorded(context));
    diagnostics.extend(unseen(context));
    for fault in context.faults() {
        let FaultKind::MissingField { keys, table } = &fault.kind else { continue };
        let message = format!("{table} has no {}", alternatives(keys));
        let diagnostic = RULE.says(message, fault.place(), "").subject(keys.join(" "));
        diagnostics.push(match *keys {
            ["sha256"] => diagnostic.help(sha256_help(context, fault.file)),
            ["source" | "quote"] => diagnostic.help("an evidence block needs `source`, the id of a source record, and `quote`, words from its text"),
            ["statement"] => diagnostic.help("write `statement = \"...\"`: one sentence that can be checked, in our own words"),
            ["status"] => diagnostic.help("write `status = \"unsubstantiated\"` until the evidence supports more"),
            ["because"] => diagnostic.help("give the reason, in a sentence: `because = \"...\"`"),
            ["on"] => diagnostic.help("add the date, as in `on = 2020-02-11`"),
            ["by"] => diagnostic.help("add the name of the person: `by = \"...\"`"),
            ["kind"] => diagnostic.help("`kind` says what sort of document this is, as in `kind = \"news-report\"`"),
            ["publisher", "authors"] => diagnostic.help("say who published or wrote the document: `publisher = \"...\"` or `authors = [\"...\"]`"),
            _ => diagnostic,
        });
    }
}

/// A text lies beside the record, and the record knows nothing of it: it could be changed unnoticed.
fn unrecorded(context: &Context) -> impl Iterator<Item = Diagnostic> {
    context.corpus.each_source().filter_map(|(at, source)| {
        let TextState::Unpinned { sha256 } = context.verification.text_state(at) else { return None };
        if source.text.is_some() || !source.sound {
            return None;
        }
        let message = format!("there is a text of `{}`, but its record has no [text] block", source.id);
        let help = format!("add these two lines at the end of the record: [text] and sha256 = \"{sha256}\"");
        Some(RULE.says(message, Place::start_of(source.file), "").help(help))
    })
}

/// A quote of a document whose words nobody here has seen.
fn unseen(context: &Context) -> impl Iterator<Item = Diagnostic> {
    context.quoted_evidence().filter_map(|(claim, evidence, verdict)| {
        let source = evidence.source.as_ref()?;
        let Verdict::Unread(Unread::NeverSeen) = verdict else { return None };
        let message = format!("nobody here has seen the text of `{}`, so it cannot be quoted", source.value);
        Some(
            RULE.says(message, Place::new(claim.file, source.span), "its record has no [text]")
                .help("quote the source in which you read the words, and name this one as its `origin`"),
        )
    })
}

fn sha256_help(context: &Context, record: FileId) -> String {
    match context.corpus.source_in(record).map(|source| context.verification.text_state(source)) {
        Some(TextState::Unpinned { sha256 }) => format!("add the hash of the text: `sha256 = \"{sha256}\"`"),
        _ => "save the text beside the record and run `grounds pin`, which records its hash; if you do not have the text, remove [text]".to_owned(),
    }
}
