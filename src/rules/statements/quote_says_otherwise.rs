//! A statement whose quotes deny it, ask it, or leave it open.

use crate::diagnostic::{Diagnostic, Level};
use crate::evidence::otherwise::{Manner, Told, is_flat, manner, negation};
use crate::evidence::scope::unquoted;
use crate::evidence::turned::{Turn, Turned, turned};
use crate::model::claim::{Claim, Evidence, Judges};
use crate::model::status::Status;
use crate::rules::{Check, Configurable, Context, Rule};
use crate::text::span::{Place, Text};

pub(super) const RULE: Rule = Rule {
    name: "quote-says-otherwise",
    level: Level::Warning,
    leeway: Configurable::Any,
    page: include_str!("quote_says_otherwise.md"),
    check: Check::Project(check),
};

fn check(context: &Context, diagnostics: &mut Vec<Diagnostic>) {
    diagnostics.extend(context.standing_claims().filter_map(|claim| told(context, claim)));
    diagnostics.extend(context.standing_claims().flat_map(|claim| of_parts(context, claim)));
}

/// A supporting quote in its language.
type Quoted<'c> = (&'c Evidence, &'c str, Option<&'c str>);

fn told(context: &Context, claim: &Claim) -> Option<Diagnostic> {
    let statement = claim.statement.as_ref()?;
    let quotes: Vec<Quoted> = claim
        .evidence
        .iter()
        .filter(|evidence| evidence.supports())
        .filter_map(|evidence| Some((evidence, &*evidence.quote.as_ref()?.value, context.language(evidence))))
        .collect();
    if quotes.is_empty() {
        return None;
    }
    let said: Vec<_> = quotes.iter().map(|(_, quote, language)| (*quote, *language)).collect();
    if let Some(scope) = unquoted(&statement.value, &said) {
        let word = statement.value.get(scope.range())?;
        let message = format!("the statement says `{word}`, but no supporting quote does");
        let place = Place::within(claim.file, statement.span, scope);
        let told = RULE.says(message, place, "where is this from?");
        return Some(
            told.help("quote the words that say so; or say in the statement no more than the quotes say"),
        );
    }
    if let Some(turned) = turned(&statement.value, &said) {
        return Some(turned_round(claim, statement, &turned));
    }
    if is_flat(&statement.value, None) {
        return of_quotes(claim, &statement.value, &quotes);
    }
    let not = negation(&statement.value, claim.judges() == Judges::Saying, &said)?;
    let word = statement.value.get(not.range())?;
    let message = format!("the statement says `{word}`, but no supporting quote does");
    let place = Place::within(claim.file, statement.span, not);
    let told = RULE.says(message, place, "where is this from?");
    let told = told.help("quote the words that deny it; or say in the statement what the quotes say");
    Some(graver(claim, told))
}

/// A `part` that says "all" of what its quotes do not.
fn of_parts(context: &Context, claim: &Claim) -> Vec<Diagnostic> {
    let supporting = || claim.evidence.iter().filter(|evidence| evidence.supports());
    let mut parts: Vec<&Text> = supporting().filter_map(|evidence| evidence.part.as_ref()).collect();
    parts.dedup_by(|one, other| one.value == other.value);
    let told = parts.into_iter().filter_map(|part| {
        let of_part =
            |evidence: &&Evidence| evidence.part.as_ref().is_some_and(|own| own.value == part.value);
        let said = supporting()
            .filter(of_part)
            .filter_map(|evidence| Some((&*evidence.quote.as_ref()?.value, context.language(evidence))));
        let said: Vec<_> = said.collect();
        let scope = unquoted(&part.value, &said)?;
        let message = format!("this part says `{}`, but its quote does not", part.value.get(scope.range())?);
        let place = Place::within(claim.file, part.span, scope);
        Some(
            RULE.says(message, place, "where is this from?")
                .help("say of the part no more than its quote says"),
        )
    });
    told.collect()
}

fn turned_round(claim: &Claim, statement: &Text, turned: &Turned) -> Diagnostic {
    let words = statement.value.get(turned.stated.range()).unwrap_or_default();
    let quoted = &turned.quoted;
    let (message, help) = match turned.turn {
        Turn::Opposite | Turn::Name => (
            format!("the statement says `{words}`, the quote `{quoted}`"),
            "say in the statement what the quote says; if the quote speaks against it, its stance is `disputes`",
        ),
        Turn::Limit => (
            format!("the quote says `{quoted}`, and the statement does not"),
            "say in the statement of how much the quote speaks",
        ),
        Turn::Places => (
            "the names in the statement have changed places".to_owned(),
            "let each do in the statement what the quote has it do",
        ),
    };
    let place = Place::within(claim.file, statement.span, turned.stated);
    RULE.says(message, place, "not what the quote says").help(help)
}

/// A status that the statement rests on cannot stand with it.
fn graver(claim: &Claim, mut told: Diagnostic) -> Diagnostic {
    if claim.status.as_ref().is_some_and(|status| status.value == Status::Documented) {
        told.level = Level::Error;
    }
    told
}

/// If all supporting quotes say it otherwise.
fn of_quotes(claim: &Claim, statement: &str, quotes: &[Quoted]) -> Option<Diagnostic> {
    let told: Vec<Told> = quotes
        .iter()
        .map(|(_, quote, language)| manner(statement, quote, *language).filter(|told| counts(claim, told.0)))
        .collect::<Option<_>>()?;
    let ((manner, span), (evidence, quote, _)) = told.first().zip(quotes.first())?;
    let word = quote.get(span.range())?;
    let place = Place::within(claim.file, evidence.quote.as_ref()?.span, *span);
    let message = match manner {
        Manner::Negates => format!("the quote says `{word}`, but the statement does not"),
        Manner::Denies => format!("the quote denies it (`{word}`), but the statement does not"),
        Manner::Asks => "the quote only asks what the statement states".to_owned(),
        Manner::Weakens => format!("the quote leaves it open (`{word}`), but the statement does not"),
        Manner::Plans => {
            format!("the quote speaks of what is not done yet (`{word}`), but the statement does not")
        }
    };
    let told = RULE
        .says(message, place, "says otherwise")
        .subject(statement)
        .help("say in the statement what the quote says, or quote words that say what the statement says")
        .help("if the quote speaks against the statement, its stance is `disputes`");
    Some(if matches!(manner, Manner::Weakens | Manner::Plans) { told } else { graver(claim, told) })
}

/// A doubt is no reason against a claim that is unsubstantiated for it, and who says that something may be so says something.
fn counts(claim: &Claim, manner: Manner) -> bool {
    let asserts = claim.status.as_ref().is_some_and(|status| status.value != Status::Unsubstantiated);
    match manner {
        Manner::Negates | Manner::Denies | Manner::Asks => true,
        Manner::Weakens | Manner::Plans => asserts && claim.judges() == Judges::Fact && claim.due.is_none(),
    }
}
