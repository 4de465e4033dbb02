//! A documented claim whose rationale is silent about what is said against it.

use super::weighed::{source, weighed};
use crate::diagnostic::{Diagnostic, Level};
use crate::evidence::Verdict;
use crate::model::claim::{Evidence, Stance};
use crate::model::status::Status;
use crate::rules::{Check, Configurable, Context, Rule};
use crate::text::span::Place;
use std::cell::LazyCell;
use std::collections::HashMap;

pub(super) const RULE: Rule = Rule {
    name: "dispute-unweighed",
    level: Level::Error,
    leeway: Configurable::Any,
    page: include_str!("dispute_unweighed.md"),
    check: Check::Project(check),
};

fn check(context: &Context, diagnostics: &mut Vec<Diagnostic>) {
    for weighed in weighed(context).filter(|weighed| weighed.status == Status::Documented) {
        // Without one, `rationale-missing` speaks.
        let Some(rationale) = &weighed.claim.rationale else { continue };
        let verdicts = context.verification.of_claim(weighed.at);
        let found = weighed.claim.evidence.iter().zip(verdicts).filter_map(|(evidence, verdict)| {
            let against = match evidence.stance() {
                Stance::Disputes => "disputes",
                Stance::Denies => "denies",
                Stance::Supports | Stance::Admits | Stance::Context => return None,
            };
            let quote = evidence.quote.as_ref().filter(|_| matches!(verdict, Verdict::Found(_)))?;
            Some((evidence, quote, against))
        });
        let lower = LazyCell::new(|| rationale.value.to_lowercase());
        let words = LazyCell::new(|| split(&lower));
        let written = LazyCell::new(|| split(&rationale.value));
        let mut judged: HashMap<Vec<String>, bool> = HashMap::new();
        for (evidence, quote, against) in found {
            let names = names(context, evidence);
            let is_weighed = *judged.entry(names.clone()).or_insert_with(|| {
                let is_named = |name: &String| {
                    // An id that is a word counts only where it is marked as an id.
                    let is_word =
                        context.corpus.source(name).is_some() && name.chars().all(char::is_alphabetic);
                    let marked = format!("`{name}`");
                    if is_word { rationale.value.contains(&marked) } else { speaks_of(&written, name) }
                };
                names.iter().any(is_named) || speaks_of_a_dispute(&words)
            });
            if is_weighed {
                continue;
            }
            let who = names.first().map_or("a source", |name| name);
            diagnostics.push(
                RULE.says(
                    format!(
                        "{}, but its rationale says nothing about {who}, who {against} it",
                        weighed.stated()
                    ),
                    Place::new(weighed.claim.file, quote.span),
                    format!("{against} the claim"),
                )
                .help(format!("name {who} in `rationale`, and say why the evidence holds nevertheless")),
            );
        }
    }
}

/// How words begin that speak of a dispute: English, Russian, Belarusian.
const DISPUTES: [&str; 20] = [
    "denial",
    "denie",
    "deny",
    "disput",
    "contradict",
    "contest",
    "refut",
    "reject",
    "rebut",
    "disagree",
    "отриц",
    "опроверг",
    "опроверж",
    "оспар",
    "противореч",
    "абверг",
    "абвяр",
    "аспрэч",
    "адмаўл",
    "супярэч",
];

fn speaks_of_a_dispute(words: &[&str]) -> bool {
    words.iter().any(|word| DISPUTES.iter().any(|beginning| word.starts_with(beginning)))
}

/// The words of a text.
fn split(text: &str) -> Vec<&str> {
    text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).collect()
}

/// Who speaks in a quote: names of the document it comes from, the best first.
fn names(context: &Context, evidence: &Evidence) -> Vec<String> {
    let id = evidence.origin.as_ref().or(evidence.source.as_ref());
    let at = id.and_then(|id| context.corpus.source_at(&id.value));
    let Some(at) = at else { return Vec::new() };
    let mut names = Vec::new();
    for &at in std::iter::once(&at).chain(&context.standings.documents.lineage(at).ends) {
        let source = source(context, at);
        names.extend(source.publisher.iter().chain(&source.authors).map(|name| name.value.to_string()));
        names.push(source.id.to_string());
    }
    names
}

/// Is a word of the name in the text, but for a short ending? Names are inflected in many languages. A number says too
/// little: a year stands in many an id.
fn speaks_of(text: &[&str], name: &str) -> bool {
    let length = |word: &str| word.chars().count();
    let telling = |word: &&str| length(word) >= 4 && word.contains(char::is_alphabetic);
    let names = split(name);
    let told = |name: &&str| {
        text.iter().any(|written| {
            // "by mail" does not name the Mail.
            let is_name = !name.starts_with(char::is_uppercase) || written.starts_with(char::is_uppercase);
            let (word, name) = (written.to_lowercase(), name.to_lowercase());
            let same = word.chars().zip(name.chars()).take_while(|(a, b)| a == b).count();
            is_name && (word == name || same >= 4 && same + 2 >= length(&name) && same + 3 >= length(&word))
        })
    };
    if names.iter().any(telling) {
        names.iter().filter(|word| telling(word)).any(told)
    } else {
        names.iter().all(told)
    }
}

#[cfg(test)]
mod tests {
    use super::{speaks_of, speaks_of_a_dispute, split};

    #[test]
    fn a_dispute_is_known_by_its_words() {
        for text in ["Its denial covers 2018 only.", "Минобороны это отрицает.", "Камітэт абвяргае гэта."]
        {
            assert!(speaks_of_a_dispute(&split(&text.to_lowercase())), "{text}");
        }
        assert!(!speaks_of_a_dispute(&split("The yearbook has the number.")));
    }

    #[test]
    fn a_name_is_known_in_other_cases_and_by_one_of_its_words() {
        for (text, name) in [
            ("The Courier counts less.", "Evening Courier"),
            ("the gazette-2020 piece", "gazette-2020-02-11"),
            ("Паводле Міністэрства абароны", "Міністэрствам абароны"),
            ("BBC says no", "BBC"),
        ] {
            assert!(speaks_of(&split(text), name), "{text}: {name}");
        }
        for (text, name) in [
            ("The yearbook has it.", "Evening Courier"),
            ("The yearbook of 2020 has it.", "gazette-2020-02-11"),
            ("CNN says no", "BBC"),
            ("It came by courier.", "Evening Courier"),
            ("", "The Sea"),
        ] {
            assert!(!speaks_of(&split(text), name), "{text}: {name}");
        }
    }
}
