//! A statement that says something else, under the status of what it said before.

use super::touched::{named, touched};
use crate::diagnostic::{Diagnostic, Level};
use crate::evidence::{is_negation, is_number};
use crate::rules::{Check, Configurable, Context, Rule};
use crate::text::fold::{Folded, Markup};
use crate::text::span::Place;
use crate::text::tokens::{is_word_token, tokens};
use std::collections::HashMap;

pub(super) const RULE: Rule = Rule {
    name: "statement-drift",
    level: Level::Error,
    leeway: Configurable::Any,
    page: include_str!("statement_drift.md"),
    check: Check::Project(check),
};

fn check(context: &Context, diagnostics: &mut Vec<Diagnostic>) {
    for (base, touched) in touched(context) {
        let (Some(was), claim) = (touched.was, touched.claim) else { continue };
        let (Some(old), Some(new)) = (&was.statement, &claim.statement) else { continue };
        let looked_again = match (checked_on(was), checked_on(claim)) {
            (Some(before), Some(now)) => now.is_after(before),
            (None, now) => now.is_some(),
            (Some(_), None) => false,
        };
        if !touched.status.asserts() || looked_again || touched.status < touched.status_before() {
            continue;
        }
        let Some(drift) = drift(&old.value, &new.value) else { continue };
        diagnostics.push(
            RULE.says(
                format!("{drift} in the statement of `{}` changed, but the claim is still marked {}", claim.id, touched.status.name()),
                Place::new(claim.file, new.span),
                "was this checked?",
            )
            .note(format!("the statement in {}: {}", named(base), old.value.trim()))
            .help(
                "check every quote again, then set `on` in [checked] to the date of that check; or lower the status",
            )
            .help("if the new statement makes a different claim, put it into a file of its own"),
        );
    }
}

fn checked_on(claim: &crate::model::claim::Claim) -> Option<crate::model::date::Period> {
    claim.checked.as_ref()?.on.as_ref().map(|on| on.value)
}

/// So many of a hundred words must be in both, of the longer one: to say more is to say something else, too.
const STAYING: usize = 80;

/// What is not as it was; `None` if it is small.
fn drift(old: &str, new: &str) -> Option<&'static str> {
    let (old, new) = (Folded::quote(old, Markup::Plain), Folded::quote(new, Markup::Plain));
    let (old, new) = (words(old.as_str()), words(new.as_str()));
    // In their order: "A sued B" is not "B sued A".
    let differs = |kind: fn(&str) -> bool| {
        let of_kind = |words: &[&str]| -> Vec<String> {
            words.iter().filter(|word| kind(word)).map(|word| word.to_lowercase()).collect()
        };
        of_kind(&old) != of_kind(&new)
    };
    match () {
        () if differs(is_number) => Some("a number"),
        () if differs(is_negation) => Some("a negation"),
        () if differs(is_name) => Some("a name"),
        () if staying(&old, &new) * 100 < old.len().max(new.len()) * STAYING => Some("many words"),
        () => None,
    }
}

/// How many of the words stay, wherever.
fn staying(old: &[&str], new: &[&str]) -> usize {
    let mut left: HashMap<String, usize> = HashMap::new();
    for word in new {
        *left.entry(word.to_lowercase()).or_default() += 1;
    }
    let stays = |word: &&&str| {
        let left = left.get_mut(&word.to_lowercase()).filter(|left| **left > 0);
        left.map(|left| *left -= 1).is_some()
    };
    old.iter().filter(stays).count()
}

fn words(text: &str) -> Vec<&str> {
    tokens(text)
        .map(|token| &text[token])
        .filter(|word| is_word_token(word) || matches!(*word, "$" | "%" | "€"))
        .collect()
}

/// Words that may begin a sentence, and are no names then.
const BEGINNINGS: [&str; 40] = [
    "A", "After", "All", "Although", "An", "As", "At", "Before", "Between", "Both", "By", "During", "Each",
    "Every", "For", "From", "He", "If", "In", "It", "Many", "Most", "No", "Not", "Of", "On", "One", "Only",
    "She", "Since", "Some", "That", "The", "There", "They", "This", "Two", "Until", "When", "While",
];

fn is_name(word: &str) -> bool {
    word.chars().next().is_some_and(char::is_uppercase) && !BEGINNINGS.contains(&word)
}

#[cfg(test)]
mod tests {
    use super::drift;

    #[test]
    fn what_makes_it_another_statement_is_told() {
        let old = "Country A delivered 40 patrol boats to Country B in 2019.";
        for (new, told) in [
            ("Country A delivered 41 patrol boats to Country B in 2019.", Some("a number")),
            ("Country A delivered forty patrol boats to Country B in 2019.", Some("a number")),
            ("Country A never delivered 40 patrol boats to Country B in 2019.", Some("a negation")),
            ("Country A delivered 40 patrol boats to Country C in 2019.", Some("a name")),
            ("Northland delivered 40 patrol boats to Country B in 2019.", Some("a name")),
            ("Country A delivered 40 patrol boats to Country B in 2019", None),
            ("Country A sold 40 patrol boats to Country B in 2019.", None),
            ("Country B delivered 40 patrol boats to Country A in 2019.", Some("a name")),
            ("To Country B in 2019 delivered Country A 40 patrol boats.", Some("a number")),
            ("Country A, to Country B, delivered 40 patrol boats in 2019.", None),
            (
                "Country A delivered 40 patrol boats to Country B in 2019, and a minister was paid for that.",
                Some("many words"),
            ),
            ("Country A promised and sent 40 small ships to Country B in 2019.", Some("many words")),
        ] {
            assert_eq!(drift(old, new), told, "{new}");
        }
        assert_eq!(drift("Ён не прыйшоў 5 мая.", "Ён прыйшоў 5 мая."), Some("a negation"));
        assert_eq!(drift("The yard “closed”.", "The yard \"closed\"."), None);
    }

    #[test]
    fn statements_as_long_as_a_file_may_be_are_compared_at_once() {
        // Word against word, these would take most of an hour.
        let many = |letter: char| {
            let digits = ('a'..='z').flat_map(|a| ('a'..='z').map(move |b| (a, b)));
            let words = digits.flat_map(|(a, b)| ('a'..='z').map(move |c| format!("{letter}{a}{b}{c}")));
            words.cycle().take(200_000).collect::<Vec<_>>().join(" ")
        };
        assert_eq!(drift(&many('x'), &many('y')), Some("many words"));
    }
}
