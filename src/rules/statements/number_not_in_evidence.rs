//! A number, date or unit of a statement that no supporting quote bears.

use crate::corpus::ClaimAt;
use crate::diagnostic::{Diagnostic, Level};
use crate::evidence::Verdict;
use crate::evidence::numbers::{
    Quantity, Stated, Unborne, Why, add_names, may_have_numbers, quantities, quoted, quoted_for_part,
    swapped, unborne,
};
use crate::model::claim::Claim;
use crate::model::status::Status;
use crate::rules::{Check, Configurable, Context, Rule};
use crate::text::span::{Place, Span, Text};
use rayon::prelude::*;

pub(super) const RULE: Rule = Rule {
    name: "number-not-in-evidence",
    level: Level::Warning,
    leeway: Configurable::Any,
    page: include_str!("number_not_in_evidence.md"),
    check: Check::Project(check),
};

fn check(context: &Context, diagnostics: &mut Vec<Diagnostic>) {
    let claims = context.corpus.par_each_claim().with_min_len(64);
    let standing = claims.filter(|(_, claim)| claim.sound && claim.withdrawn.is_none());
    let all = standing.flat_map_iter(|(at, claim)| {
        told(context, at, claim).into_iter().chain(of_parts(context, at, claim))
    });
    diagnostics.extend(all.collect::<Vec<_>>());
}

fn told(context: &Context, at: ClaimAt, claim: &Claim) -> Vec<Diagnostic> {
    let Some(statement) = claim.statement.as_ref().filter(|statement| may_have_numbers(&statement.value))
    else {
        return Vec::new();
    };
    let stated = quantities(&statement.value, None);
    if stated.iter().all(|quantity| quantity.is_implied) {
        return Vec::new();
    }
    let Some(mut bearers) = quoted(context.corpus, claim, context.verification.of_claim(at)) else {
        return Vec::new();
    };
    if unborne(&statement.value, &stated, &bearers).is_empty() {
        let told = exchanged(context, claim, statement, &stated);
        return told
            .or_else(|| of_another_year(context, at, claim, statement, &stated))
            .into_iter()
            .collect();
    }
    // A quote that is not there is to be put right first.
    let is_read = |verdict: &Verdict| matches!(verdict, Verdict::Found(_) | Verdict::Unread(_));
    if !context.verification.of_claim(at).iter().all(is_read) {
        return Vec::new();
    }
    add_names(&mut bearers, context.corpus, claim);
    let is_documented = claim.status.as_ref().is_some_and(|status| status.value == Status::Documented);
    let found = unborne(&statement.value, &stated, &bearers);
    found.iter().map(|unborne| said(claim, statement, unborne, is_documented)).collect()
}

/// The numbers of each `part`, which is printed like a statement.
fn of_parts(context: &Context, at: ClaimAt, claim: &Claim) -> Vec<Diagnostic> {
    let supporting = claim.evidence.iter().filter(|evidence| evidence.supports());
    let mut parts: Vec<&Text> = supporting.filter_map(|evidence| evidence.part.as_ref()).collect();
    parts.retain(|part| may_have_numbers(&part.value));
    parts.dedup_by(|one, other| one.value == other.value);
    let verdicts = context.verification.of_claim(at);
    let told = parts.into_iter().flat_map(|part| {
        let mut stated = quantities(&part.value, None);
        // "22 of the 40": the whole may be named in the rationale alone.
        stated.retain(|quantity| {
            let before = part.value.get(..quantity.span.range().start).unwrap_or_default().trim_end();
            !(before.ends_with(" of the")
                || before.ends_with(" of")
                || matches!(quantity.is, Stated::Name { .. }))
        });
        let bearers = quoted_for_part(context.corpus, claim, verdicts, &part.value);
        let found = bearers.map(|bearers| {
            let found = unborne(&part.value, &stated, &bearers);
            found.iter().map(|unborne| of_part(claim, part, unborne)).collect::<Vec<_>>()
        });
        found.unwrap_or_default()
    });
    told.collect()
}

fn of_part(claim: &Claim, part: &Text, unborne: &Unborne) -> Diagnostic {
    let span = unborne.quantity.span;
    let words = part.value.get(span.range()).unwrap_or_default();
    let message = format!("this part has `{words}`, but neither its quote nor the statement does");
    RULE.says(message, Place::within(claim.file, part.span, span), "where is this from?")
        .help("say of the part no more than its quote says")
}

/// All numbers are quoted, but two of them of each other's things.
fn exchanged(context: &Context, claim: &Claim, statement: &Text, stated: &[Quantity]) -> Option<Diagnostic> {
    let supporting = claim.evidence.iter().filter(|evidence| evidence.supports());
    let quotes: Vec<_> = supporting
        .filter_map(|evidence| Some((&*evidence.quote.as_ref()?.value, context.language(evidence))))
        .collect();
    let (span, other) = swapped(&statement.value, stated, &quotes)?;
    let words = statement.value.get(span.range())?;
    let message = format!("the statement has `{words}` where the quote has another number");
    let place = Place::within(claim.file, statement.span, span);
    let label = format!("the quote has it at `{other}...`");
    Some(RULE.says(message, place, label).help("write each number where the quote has it"))
}

/// No quote names a year, and each stands under a heading that names another than the statement.
fn of_another_year(
    context: &Context,
    at: ClaimAt,
    claim: &Claim,
    statement: &Text,
    stated: &[Quantity],
) -> Option<Diagnostic> {
    let years = |quantities: &[Quantity]| -> Vec<(i32, Span)> {
        let year = |quantity: &Quantity| match quantity.is {
            Stated::Date(date) => Some((date.year?, quantity.span)),
            _ => None,
        };
        quantities.iter().filter_map(year).collect()
    };
    let own = years(stated);
    let quotes = claim.evidence.iter().zip(context.verification.of_claim(at));
    let above = quotes.filter(|(evidence, _)| evidence.supports()).map(|(evidence, verdict)| {
        let Verdict::Found(passed) = verdict else { return None };
        let quote = evidence.quote.as_ref()?;
        let is_dated = !years(&quantities(&quote.value, context.language(evidence))).is_empty();
        passed.year.filter(|year| !is_dated && own.iter().all(|(own, _)| own != year))
    });
    let year = above.collect::<Option<Vec<_>>>()?.into_iter().next()?;
    let (other, span) = own.first()?;
    let message =
        format!("the statement says {other}, but the quote stands under a heading that says {year}");
    let place = Place::within(claim.file, statement.span, *span);
    Some(
        RULE.says(message, place, "where is this from?")
            .help("quote words of that year, or put the year right"),
    )
}

fn said(claim: &Claim, statement: &Text, unborne: &Unborne, is_documented: bool) -> Diagnostic {
    let span = match &unborne.why {
        Why::OtherSide(_) => unborne.quantity.with_side,
        _ => unborne.quantity.span,
    };
    let words = statement.value.get(span.range()).unwrap_or_default();
    let message = match &unborne.why {
        Why::OtherAsOf(_) => {
            format!("the statement says `{words}`, but neither `as_of` nor a supporting quote does")
        }
        _ => format!("the statement says `{words}`, but no supporting quote does"),
    };
    let is_date = matches!(unborne.quantity.is, Stated::Date(_));
    let (label, help) = match &unborne.why {
        Why::Absent if is_date => (
            "where is this from?".to_owned(),
            "quote the words that give the date, or say in `as_of` when the statement holds".to_owned(),
        ),
        Why::Absent => (
            "where is this from?".to_owned(),
            "quote the words that say it, or take it out of the statement".to_owned(),
        ),
        Why::OtherBound(quoted) | Why::OtherSide(quoted) => {
            (format!("a quote says `{quoted}`"), format!("write what the quote says: `{quoted}`"))
        }
        Why::OtherUnit(quoted) | Why::OtherValue(quoted) => (
            format!("a quote says `{quoted}`"),
            format!("write what the quote says, or quote the words that say `{words}`"),
        ),
        Why::OtherAsOf(period) => (
            format!("`as_of` says {period}"),
            "make the two agree, or quote the words that give the date".to_owned(),
        ),
    };
    let place = Place::within(claim.file, statement.span, span);
    let mut diagnostic = RULE.says(message, place, label).help(help);
    if is_documented {
        diagnostic.level = Level::Error;
    }
    diagnostic
}
