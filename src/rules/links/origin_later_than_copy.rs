//! A copy that is older than what it copies.

use crate::diagnostic::{Diagnostic, Label, Level};
use crate::model::claim::Text;
use crate::model::source::Source;
use crate::rules::{Check, Configurable, Context, Rule};
use crate::text::span::{FileId, Place};

pub(super) const RULE: Rule = Rule {
    name: "origin-later-than-copy",
    level: Level::Error,
    leeway: Configurable::Any,
    page: include_str!("origin_later_than_copy.md"),
    check: Check::Project(check),
};

fn check(context: &Context, diagnostics: &mut Vec<Diagnostic>) {
    for copy in context.corpus.sources.iter().filter(|source| source.sound) {
        for origin in copy.derives_from.iter().chain(&copy.may_derive_from) {
            diagnostics.extend(compare(context, copy, origin, copy.file));
        }
    }
    for claim in context.claims() {
        for evidence in &claim.evidence {
            let copy = evidence.source.as_ref().and_then(|id| context.corpus.source(&id.value));
            if let (Some(copy), Some(origin)) = (copy, &evidence.origin) {
                diagnostics.extend(compare(context, copy, origin, claim.file));
            }
        }
    }
}

fn compare(context: &Context, copy: &Source, origin: &Text, file: FileId) -> Option<Diagnostic> {
    let source = context.corpus.source(&origin.value)?;
    let (from, to) = (source.published.as_ref()?, copy.published.as_ref()?);
    from.value.is_after(to.value).then(|| {
        let message = format!("`{}` cannot come from `{}`, which was published later", copy.id, source.id);
        let dates = format!("`{}` was published on {}, `{}` on {}", copy.id, to.value, source.id, from.value);
        let help = if file == copy.file {
            format!(
                "correct the date that is wrong; or, if `{0}` is based on `{1}`, say so in the record of `{0}` instead",
                source.id, copy.id
            )
        } else {
            "correct the date that is wrong, or name the document that had the information first".to_owned()
        };
        RULE.says(message, Place::new(file, origin.span), format!("published after `{}`", copy.id))
            .note_at(dates, vec![Label::new(Place::new(source.file, from.span), "")])
            .help(help)
    })
}
