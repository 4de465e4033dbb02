//! A statement about the future that nobody will be reminded of.

use crate::diagnostic::{Diagnostic, Level};
use crate::model::claim::{Claim, Judges};
use crate::rules::{Check, Configurable, Context, Rule};
use crate::text::phrases::Phrases;
use crate::text::span::{Place, Span};
use chrono::Datelike;
use std::ops::Range;
use std::sync::LazyLock;

pub(super) const RULE: Rule = Rule {
    name: "forecast-without-due",
    level: Level::Warning,
    leeway: Configurable::Any,
    page: include_str!("forecast_without_due.md"),
    check: Check::Project(check),
};

/// Words that only ever speak of what is to come, as far as that can be said of words. Few and sure: "is to", "is going
/// to" and "would" have too many other uses.
#[rustfmt::skip]
const MARKERS: [&str; 25] = [
    "will", "won't", "shall", "is to be", "are to be", "plans to", "intends to", "intend to",
    "is expected to", "are expected to", "is scheduled to", "are scheduled to",
    "будет", "будут", "планирует", "планируют", "намерен", "намерена", "намерены", "собирается", "собираются",
    "будзе", "будуць", "плануе", "плануюць",
];

static PHRASES: LazyLock<Phrases<()>> = LazyLock::new(|| Phrases::of(MARKERS.map(|marker| (marker, ()))));

/// Before these words "will" and "plans" are nouns: "the will", "no plans".
const BEFORE_NOUN: [&str; 20] = [
    "the",
    "a",
    "an",
    "no",
    "any",
    "this",
    "that",
    "these",
    "those",
    "its",
    "his",
    "her",
    "their",
    "our",
    "free",
    "good",
    "ill",
    "own",
    "political",
    "of",
];

/// And after these: "the people's will to".
const AFTER_NOUN: [&str; 6] = ["to", "of", "for", "and", "or", "was"];

fn check(context: &Context, diagnostics: &mut Vec<Diagnostic>) {
    for claim in context.standing_claims() {
        if claim.judges() != Judges::Fact || claim.due.is_some() {
            continue;
        }
        let told = match (&claim.as_of, &claim.claimed_on) {
            (Some(as_of), Some(claimed)) if as_of.value.is_after(claimed.value) => Some(
                RULE.says(message(claim), Place::new(claim.file, as_of.span), "when it should be true")
                    .label(Place::new(claim.file, claimed.span), "when it was claimed"),
            ),
            // What was already past when it was claimed is no forecast, whatever its words.
            (Some(as_of), Some(claimed)) if claimed.value.is_after(as_of.value) => None,
            _ => claim.statement.as_ref().and_then(|statement| {
                let marker = marker(&statement.value)
                    .or_else(|| year_after(&statement.value, context.today.year()))?;
                let place = Place::within(claim.file, statement.span, marker);
                Some(RULE.says(message(claim), place, "speaks of the future"))
            }),
        };
        diagnostics.extend(told.map(|told| {
            told.help("add `due`: the day, month or year from which it can be checked")
                .help("if the claim is only that somebody decided or announced this, add `judges = \"act\"`; if only that somebody said it, `judges = \"saying\"`")
        }));
    }
}

fn message(claim: &Claim) -> String {
    format!("`{}` is a forecast, but does not say when it can be checked", claim.id)
}

/// The first words of `statement` that speak of the future.
fn marker(statement: &str) -> Option<Span> {
    let places = PHRASES.within(statement).map(|(place, ())| place);
    places.map(Span::from).find(|place| is_marker(statement, place.range()))
}

/// A year that is not yet begun, behind a word that makes it one: "in 2030".
fn year_after(statement: &str, today: i32) -> Option<Span> {
    const BEFORE: [&str; 24] = [
        "in", "by", "until", "since", "from", "of", "before", "after", "during", "early", "late", "mid", "в",
        "во", "к", "до", "у", "да", "im", "jahr", "bis", "ab", "en", "vers",
    ];
    const LAST: i32 = 2200;
    let mut before = "";
    for (at, word) in words(statement) {
        let year =
            word.parse::<i32>().ok().filter(|year| word.len() == 4 && (today + 1..LAST).contains(year));
        if year.is_some() && BEFORE.contains(&&*before.to_lowercase()) {
            return Some(Span::new(at, at + word.len()));
        }
        before = word;
    }
    None
}

/// The words of a text, each with the byte where it begins.
fn words(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let mut from = 0;
    let all = text.split_inclusive(|c: char| !c.is_alphanumeric()).map(move |part| {
        let start = from;
        from += part.len();
        (start, part.trim_end_matches(|c: char| !c.is_alphanumeric()))
    });
    all.filter(|(_, word)| !word.is_empty())
}

/// Are the words at `place` verbs, and no names?
fn is_marker(statement: &str, place: Range<usize>) -> bool {
    let (before, after) = (&statement[..place.start], &statement[place.end..]);
    let last = before.split_whitespace().next_back().unwrap_or_default();
    let next = after.split_whitespace().next().unwrap_or_default();
    let is_before_noun = || BEFORE_NOUN.iter().any(|word| last.eq_ignore_ascii_case(word));
    let is_noun = match &statement[place.clone()] {
        "will" => is_before_noun() || AFTER_NOUN.contains(&next) || !after.starts_with(' '),
        "plans to" => is_before_noun(),
        _ => false,
    };
    statement[place].starts_with(char::is_lowercase) && !is_noun
}

#[cfg(test)]
mod tests {
    use super::{marker, year_after};

    fn marked(statement: &str) -> Option<&str> {
        marker(statement).map(|span| &statement[span.range()])
    }

    #[test]
    fn the_future_is_seen_in_three_languages() {
        for (statement, words) in [
            ("Belarus will deliver 40 boats by 2016.", "will"),
            ("The carriers won\u{2019}t be ready in 2016.", "won\u{2019}t"),
            ("The base is to be opened in January 2016.", "is to be"),
            ("Minsk plans to test the missile in autumn.", "plans to"),
            ("Беларусь поставит лодки, и они будут готовы к 2016 году.", "будут"),
            ("База будзе адкрыта ў студзені.", "будзе"),
        ] {
            assert_eq!(marked(statement), Some(words));
        }
    }

    #[test]
    fn a_year_to_come_is_the_future() {
        let year = |statement: &'static str| year_after(statement, 2026).map(|span| &statement[span.range()]);
        assert_eq!(year("In 2030 the Northyard sells two tugs."), Some("2030"));
        assert_eq!(year("В 2030 году верфь продаст буксир."), Some("2030"));
        assert_eq!(year("The Northyard sold 2030 tugs in 2026."), None);
    }

    #[test]
    fn what_only_looks_like_it_is_passed_over() {
        for statement in [
            "Parliament acted against the will of the voters.",
            "The party lacked the political will to reform.",
            "By 2015 the firm had dropped the plans to buy boats.",
            "Will Smith visited Minsk in 2015.",
            "The aim of the treaty is to limit arms.",
            "The delegation was expected to arrive in May.",
            "Goodwill ended in 2014.",
            "Он приехал в будущем.",
            "",
        ] {
            assert_eq!(marked(statement), None, "{statement}");
        }
    }
}
