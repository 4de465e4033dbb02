//! A source that has no record.

use crate::diagnostic::{Diagnostic, Level};
use crate::model::claim::Text;
use crate::model::id;
use crate::rules::{Check, Configurable, Context, Rule, suggest};
use crate::text::span::{FileId, Place};

pub(super) const RULE: Rule = Rule {
    name: "unknown-source",
    level: Level::Error,
    leeway: Configurable::None,
    page: include_str!("unknown_source.md"),
    check: Check::Project(check),
};

fn check(context: &Context, diagnostics: &mut Vec<Diagnostic>) {
    let corpus = context.corpus;
    let mut tell = |file: FileId, id: &Text| diagnostics.push(unknown(context, file, id, diagnostics.len()));
    for (at, claim) in corpus.each_claim().filter(|(_, claim)| claim.sound) {
        for (evidence, link) in claim.evidence.iter().zip(corpus.links_of(at)) {
            let source = evidence.source.iter().filter(|_| link.source.is_none());
            let origin = evidence.origin.iter().filter(|_| link.origin.is_none());
            source.chain(origin).for_each(|id| tell(claim.file, id));
            let through = evidence.through.iter().filter(|id| corpus.source_at(&id.value).is_none());
            through.for_each(|id| tell(claim.file, id));
        }
        let wanted = claim.wanted.iter().filter(|id| corpus.source_at(&id.value).is_none());
        wanted.for_each(|id| tell(claim.file, id));
    }
    for source in corpus.sources.iter().filter(|source| source.sound) {
        let named = source.derives_from.iter().chain(&source.may_derive_from);
        let not_copied = source.not_copied_from.iter().filter_map(|reason| reason.source.as_ref());
        let named = named.chain(not_copied);
        named.filter(|id| corpus.source_at(&id.value).is_none()).for_each(|id| tell(source.file, id));
    }
}

fn unknown(context: &Context, file: FileId, id: &Text, told: usize) -> Diagnostic {
    let known = context.corpus.sources.iter().map(|source| &*source.id).filter(|id| id::check(id).is_ok());
    let meant = suggest(&id.value, known, told);
    let id_ok = id::check(&id.value).is_ok();
    let diagnostic = RULE.says(
        format!("no source called `{}`{meant}", id.value),
        Place::new(file, id.span),
        "no such source",
    );
    if id_ok {
        let record = format!("describe the document in a new record, sources/{}.toml", id.value);
        diagnostic.help(if meant.is_empty() {
            format!("correct the id, or {record}")
        } else {
            format!(
                "correct the id; or, if you mean another document, {}",
                record.replacen("the document", "it", 1)
            )
        })
    } else {
        diagnostic.help("the id of a source is the file name of its record without .toml")
    }
}
