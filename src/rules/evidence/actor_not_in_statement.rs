//! A saying or an act whose statement does not say who said or did it.

use super::weighed::weighed;
use crate::diagnostic::{Diagnostic, Level};
use crate::model::claim::Judges;
use crate::model::policy::Policy;
use crate::rules::{Check, Configurable, Context, Rule};
use crate::text::span::Place;

pub(super) const RULE: Rule = Rule {
    name: "actor-not-in-statement",
    level: Level::Error,
    leeway: Configurable::Any,
    page: include_str!("actor_not_in_statement.md"),
    check: Check::Project(check),
};

fn check(context: &Context, diagnostics: &mut Vec<Diagnostic>) {
    for weighed in weighed(context).filter(|weighed| weighed.claim.judges() != Judges::Fact) {
        let claim = weighed.claim;
        let Some(statement) = &claim.statement else { continue };
        let words = words(&statement.value);
        for claimant in &claim.claimant {
            let spellings = spellings(context, &claimant.value);
            if spellings.iter().any(|name| is_named(&words, name)) {
                continue;
            }
            diagnostics.push(
                RULE.says(
                    format!("the statement of `{}` does not name {}", claim.id, claimant.value),
                    Place::new(claim.file, statement.span),
                    "who said or did it?",
                )
                .help(
                    "say in the statement who said or did it; or, if the status is about what was said, remove `judges`: \
                     it is a fact",
                ),
            );
        }
    }
}

/// The names of a claimant: as it is written, its other spellings, and those of the author behind a source.
fn spellings(context: &Context, claimant: &str) -> Vec<String> {
    let mut names = vec![claimant.to_owned()];
    if let Some(source) = context.corpus.source(claimant) {
        names.extend(source.authors.iter().chain(&source.publisher).map(|name| name.value.to_string()));
    }
    let policy: &Policy = &context.corpus.policy;
    let known = names.clone();
    let is_known = |name: &str| known.iter().any(|known| known.eq_ignore_ascii_case(name));
    for (name, others) in &policy.names {
        let all = || std::iter::once(name).chain(others).map(|name| &*name.value);
        if all().any(is_known) {
            names.extend(all().map(str::to_owned));
        }
    }
    names
}

/// The words of a text in small letters.
fn words(text: &str) -> Vec<String> {
    let words = text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    words.map(str::to_lowercase).collect()
}

/// Does a telling word of the name stand there, but for a short ending? Names are inflected in many languages.
fn is_named(statement: &[String], name: &str) -> bool {
    let of_name = words(name);
    let telling: Vec<_> = of_name.iter().filter(|word| word.chars().count() > 3).collect();
    let same = |a: &str, b: &str| {
        let alike = a.chars().zip(b.chars()).take_while(|(a, b)| a == b).count();
        a == b || alike > 3 && alike + 2 >= a.chars().count() && alike + 3 >= b.chars().count()
    };
    if telling.is_empty() {
        return of_name.iter().all(|word| statement.contains(word));
    }
    telling.into_iter().any(|word| statement.iter().any(|other| same(word, other)))
}

#[cfg(test)]
mod tests {
    use super::{is_named, words};

    #[test]
    fn a_name_is_known_by_one_telling_word() {
        for (statement, name) in [
            ("Lukashenka said so in 2015.", "Alyaksandr Lukashenka"),
            ("The ministry's yearbook put it at 40.", "Ministry of the Sea"),
            ("The BBC said so.", "BBC"),
        ] {
            assert!(is_named(&words(statement), name), "{statement}: {name}");
        }
        assert!(!is_named(&words("L. mocked the minister."), "Harbour Gazette"));
        assert!(!is_named(&words("The CNN said so."), "BBC"));
    }
}
