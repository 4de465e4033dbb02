//! A quote that stands on another page, in another minute or another row than `at` says.

use crate::diagnostic::{Applicability, Diagnostic, Fix, Level};
use crate::evidence::Verdict;
use crate::evidence::matching::Ambiguity;
use crate::rules::{Check, Configurable, Context, Rule};
use crate::syntax::written;
use crate::text::span::Place;

pub(super) const RULE: Rule = Rule {
    name: "wrong-page",
    level: Level::Error,
    leeway: Configurable::Any,
    page: include_str!("wrong_page.md"),
    check: Check::Project(check),
};

fn check(context: &Context, diagnostics: &mut Vec<Diagnostic>) {
    for (claim, evidence, verdict) in context.quoted_evidence() {
        let (Verdict::Found(found), Some(source)) = (verdict, &evidence.source) else { continue };
        let at = evidence.location.as_ref().and_then(|location| location.at.as_ref());
        let (Some(at), Some(stands)) = (at, &found.stands) else { continue };
        // Of several places any may be meant.
        let is_unsure = matches!(found.ambiguity.as_deref(), Some(Ambiguity::SeveralPlaces(_)));
        if is_unsure || stands.is_at(&at.value) != Some(false) {
            continue;
        }
        let Some(right) = stands.instead_of(&at.value) else { continue };
        let message = format!("this quote stands at `{right}` in `{}`", source.value);
        let fix = Fix::replacing(claim.file, at.span, written::text(&right), Applicability::Safe);
        diagnostics.push(
            RULE.says(message, Place::new(claim.file, at.span), "not here")
                .help(format!("write `at = {}`", written::text(&right)))
                .fix(Some(fix)),
        );
    }
}
