//! A key that must be there.

use super::{About, Check, Context, Rule, alternatives};
use crate::diagnostic::{Diagnostic, Level};
use crate::evidence::TextState;
use crate::syntax::fault::FaultKind;

pub(super) const RULE: Rule = Rule {
    name: "missing-field",
    about: About::Reading,
    level: Level::Error,
    adjustable: true,
    page: include_str!("missing_field.md"),
    check: Check::All(check),
};

fn check(context: &Context, said: &mut Vec<Diagnostic>) {
    for (fault, kind) in context.faults() {
        let FaultKind::MissingField { keys, table } = kind else { continue };
        let diagnostic = RULE.says(format!("{table} has no {}", alternatives(keys)), fault.place(), "");
        said.push(match *keys {
            ["sha256"] => diagnostic.help(sha256_help(context, fault.file)),
            ["source" | "quote"] => diagnostic.help("an evidence block needs `source`, the id of a source record, and `quote`, words that stand in its text"),
            ["statement"] => diagnostic.help("write `statement = \"...\"`: one sentence that can be checked, in our own words"),
            ["status"] => diagnostic.help("write `status = \"unsubstantiated\"` until something better is shown"),
            ["kind"] => diagnostic.help("`kind` says what sort of document this is, for instance `kind = \"news-report\"`"),
            ["publisher", "authors"] => diagnostic.help("say who is behind the document: `publisher = \"...\"` or `authors = [\"...\"]`"),
            _ => diagnostic,
        });
    }
}

fn sha256_help(context: &Context, record: crate::text::span::FileId) -> String {
    let at = context.corpus.sources.iter().position(|source| source.file == record);
    match at.map(|at| context.quotes.text_state(at)) {
        Some(TextState::Unpinned { sha256 }) => format!("the text held here has `sha256 = \"{sha256}\"`"),
        _ => "it is the SHA-256 of the text with line ends LF; without it nobody can tell whether the text was changed".to_owned(),
    }
}
