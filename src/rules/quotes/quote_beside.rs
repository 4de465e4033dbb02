//! A quote of what stands beside an article.

use super::quote_unread::rests_on;
use crate::diagnostic::{Diagnostic, Level};
use crate::evidence::Verdict;
use crate::rules::{Check, Configurable, Context, Rule};
use crate::text::span::Place;
use crate::text::whereabouts::Apart;

pub(super) const RULE: Rule = Rule {
    name: "quote-beside",
    level: Level::Warning,
    leeway: Configurable::Any,
    page: include_str!("quote_beside.md"),
    check: Check::Project(check),
};

fn check(context: &Context, diagnostics: &mut Vec<Diagnostic>) {
    for (claim, evidence, verdict) in context.quoted_evidence() {
        let (Verdict::Found(found), Some(source), Some(quote)) = (verdict, &evidence.source, &evidence.quote)
        else {
            continue;
        };
        let Some(apart) = found.stands.as_ref().and_then(|stands| stands.apart) else { continue };
        let (message, label, help) = said(apart, &source.value);
        let mut told = RULE.says(message, Place::new(claim.file, quote.span), label).help(help);
        if rests_on(claim, evidence) {
            told.level = Level::Error;
        }
        diagnostics.push(told);
    }
}

fn said(apart: Apart, source: &str) -> (String, &'static str, &'static str) {
    let beside = format!("these words stand beside the article of `{source}`, not in it");
    match apart {
        Apart::Marked => (
            beside,
            "behind the mark `<!-- beside -->`",
            "quote the article, or record the page that these words belong to; if they are part of the article, move them before the mark and run `grounds pin`",
        ),
        Apart::Aside => {
            (beside, "in an `<aside>`", "quote the article, or record the page that these words belong to")
        }
        Apart::Reply => (
            format!("`{source}` only quotes or forwards these words: they are somebody else's"),
            "another's words",
            "quote what the mail itself says, or give the words that it quotes a source record of their own",
        ),
    }
}
