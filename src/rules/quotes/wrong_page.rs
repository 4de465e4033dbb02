//! A quote that stands on another page, in another minute or another row than `at` says, or in a line that its text cannot have.

use crate::diagnostic::{Applicability, Diagnostic, Fix, Level};
use crate::evidence::Verdict;
use crate::evidence::matching::Ambiguity;
use crate::model::claim::{Claim, Evidence};
use crate::rules::{Check, Configurable, Context, Rule};
use crate::syntax::written;
use crate::text::extent::{self, Beyond};
use crate::text::span::{Place, Text};
use crate::text::whereabouts::Stands;

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
        diagnostics.extend(at.and_then(|at| beyond_the_end(context, claim, evidence, at)));
        let (Some(at), Some(stands)) = (at, &found.stands) else { continue };
        // Of several places any may be meant.
        let is_unsure = matches!(found.ambiguity.as_deref(), Some(Ambiguity::SeveralPlaces(_)));
        if is_unsure || stands.is_at(&at.value) == Some(true) {
            continue;
        }
        if stands.is_at(&at.value).is_none() {
            diagnostics.extend(not_compared(claim, at, stands));
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

/// The text says where its passages stand, and `at` says it in words that are not compared.
fn not_compared(claim: &Claim, at: &Text, stands: &Stands) -> Option<Diagnostic> {
    let right = stands.written()?;
    let mut told = RULE
        .says(
            format!("`{}` was not compared with the text", at.value),
            Place::new(claim.file, at.span),
            "not checked",
        )
        .help(format!("write it as the text does: `at = {}`", written::text(&right)));
    told.level = Level::Note;
    Some(told)
}

fn beyond_the_end(context: &Context, claim: &Claim, evidence: &Evidence, at: &Text) -> Option<Diagnostic> {
    // Few quotes say such a thing, and only for these the text is read once more.
    extent::beyond(&at.value, "")?;
    let bytes = context.files.read(context.text_file(evidence)?).ok()?;
    let Beyond { unit, number, most } = extent::beyond(&at.value, std::str::from_utf8(&bytes).ok()?)?;
    let source = evidence.source.as_ref()?;
    let message = format!("the text of `{}` has no {unit} {number}", source.value);
    let mut told = RULE
        .says(message, Place::new(claim.file, at.span), format!("it has {most} at most"))
        .help("look the quote up, and say where it stands");
    told.level = Level::Warning;
    Some(told)
}
