//! A saying or an act whose statement does not say who said or did it.

use super::weighed::{spellings, weighed};
use crate::diagnostic::{Diagnostic, Level};
use crate::evidence::is_month;
use crate::model::claim::Judges;
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

/// The words of a text, as they are written.
fn words(text: &str) -> Vec<&str> {
    text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).collect()
}

/// Does a telling word of the name stand there as that of who said or did it? But for a short ending: names are inflected in many
/// languages.
fn is_named(statement: &[&str], name: &str) -> bool {
    let of_name = words(name);
    let is_telling = |word: &&&str| word.chars().count() > 3;
    let telling: Vec<&str> = of_name.iter().filter(is_telling).copied().collect();
    if telling.is_empty() {
        return of_name.iter().all(|word| statement.iter().any(|other| word.eq_ignore_ascii_case(other)));
    }
    let is_of_name = |other: &str| of_name.iter().any(|word| is_same(word, other));
    let speaks = |at: usize| {
        let is_common = COMMON.iter().any(|common| is_same(common, statement[at]));
        let mut of_whole = of_name.iter().filter(|word| is_capital(word));
        let is_whole = of_whole.all(|word| statement.iter().any(|other| is_same(word, other)));
        let is_other = if is_common && !is_whole {
            is_another_office(statement, at, is_of_name)
        } else {
            is_another_first_name(statement, at, is_of_name)
        };
        !is_other && !is_spoken_to(statement, at)
    };
    (0..statement.len()).any(|at| telling.iter().any(|word| is_same(word, statement[at])) && speaks(at))
}

fn is_same(one: &str, other: &str) -> bool {
    let (a, b) = (one.to_lowercase(), other.to_lowercase());
    let alike = a.chars().zip(b.chars()).take_while(|(a, b)| a == b).count();
    a == b || alike > 3 && alike + 2 >= a.chars().count() && alike + 3 >= b.chars().count()
}

/// Many names have these, and none is known by one of them alone.
const COMMON: [&str; 24] = [
    "ministry",
    "minister",
    "office",
    "court",
    "committee",
    "board",
    "department",
    "agency",
    "service",
    "government",
    "party",
    "council",
    "university",
    "bank",
    "company",
    "union",
    "association",
    "state",
    "national",
    "министерство",
    "комитет",
    "суд",
    "міністерство",
    "ministerium",
];

/// Is the common word at `at` that of another office: "Ministry of War", "War Ministry"? Or does another speak: "Keel, who hates
/// the ministry, said"?
fn is_another_office(statement: &[&str], at: usize, is_of_name: impl Fn(&str) -> bool) -> bool {
    let is_other = |word: &&str| is_capital(word) && !is_of_name(word) && !is_of_date(word);
    let behind = match statement.get(at + 1..) {
        Some(["of" | "for", "the", next, ..] | ["of" | "for", next, ..]) => is_other(next),
        _ => false,
    };
    let before = statement.get(..at).unwrap_or_default();
    let is_relative = before.iter().any(|word| matches!(*word, "who" | "which" | "whose"));
    let speaks_first = is_relative && before.first().is_some_and(is_other);
    behind || speaks_first || at > 1 && before.last().is_some_and(is_other)
}

/// Does another first name stand before the name: "Ben Okoro" for Anna Okoro?
fn is_another_first_name(statement: &[&str], at: usize, is_of_name: impl Fn(&str) -> bool) -> bool {
    const TITLES: [&str; 22] = [
        "The",
        "President",
        "Minister",
        "Secretary",
        "General",
        "Colonel",
        "Captain",
        "Admiral",
        "Judge",
        "Professor",
        "Doctor",
        "Mr",
        "Mrs",
        "Ms",
        "Dr",
        "Prof",
        "Gen",
        "Chancellor",
        "Chairman",
        "Senator",
        "Director",
        "King",
    ];
    let Some(before) = at.checked_sub(1).and_then(|before| statement.get(before)) else { return false };
    // "Deputy", "Belarusian", "In": no given name has such an ending or is so short.
    let is_adjective = ["ian", "ish", "ese", "can", "ly"].iter().any(|ending| before.ends_with(ending));
    is_capital(before)
        && before.chars().count() > 2
        && !is_of_name(before)
        && !TITLES.contains(before)
        && !is_of_date(before)
        && !PREPOSITIONS.contains(before)
        && !is_adjective
        && is_capital(statement[at])
}

/// Does the name stand behind a verb of saying, before which another stands: "Keel told Okoro that"?
fn is_spoken_to(statement: &[&str], at: usize) -> bool {
    const SAYS: [&str; 16] = [
        "said",
        "says",
        "told",
        "tells",
        "wrote",
        "writes",
        "stated",
        "announced",
        "claimed",
        "declared",
        "informed",
        "asked",
        "warned",
        "admitted",
        "denied",
        "reported",
    ];
    let Some(verb) = statement.iter().position(|word| SAYS.contains(word)).filter(|verb| *verb < at) else {
        return false;
    };
    let before = statement.get(verb + 1..at).unwrap_or_default();
    // "It was said by Okoro": then the one before is no speaker.
    let is_agent = before.iter().any(|word| matches!(*word, "by" | "of" | "from"));
    let is_passive = verb > 0 && matches!(statement[verb - 1], "was" | "were" | "been" | "is" | "are");
    let has_speaker =
        statement.first().is_some_and(|first| is_capital(first) && !PREPOSITIONS.contains(first));
    has_speaker && !is_passive && !is_agent && !matches!(statement[0], "It" | "There")
}

fn is_of_date(word: &str) -> bool {
    const DAYS: [&str; 7] = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];
    is_month(word) || DAYS.contains(&word)
}

const PREPOSITIONS: [&str; 16] = [
    "In",
    "On",
    "At",
    "By",
    "As",
    "After",
    "Before",
    "During",
    "When",
    "For",
    "From",
    "According",
    "Since",
    "Under",
    "That",
    "While",
];

fn is_capital(word: &str) -> bool {
    word.starts_with(char::is_uppercase)
}

#[cfg(test)]
mod tests {
    use super::{is_named, words};

    #[test]
    fn a_name_is_known_by_one_telling_word() {
        for (statement, name) in [
            ("Lukashenka said so in 2015.", "Alyaksandr Lukashenka"),
            ("In 2015 President Lukashenka said so.", "Alyaksandr Lukashenka"),
            ("The ministry's yearbook put it at 40.", "Ministry of the Sea"),
            ("The Sea Ministry said so.", "Ministry of the Sea"),
            ("It was said by Okoro that two ships were lost.", "Anna Okoro"),
            ("According to Okoro two ships were lost.", "Anna Okoro"),
            ("The BBC said so.", "BBC"),
        ] {
            assert!(is_named(&words(statement), name), "{statement}: {name}");
        }
        assert!(!is_named(&words("L. mocked the minister."), "Harbour Gazette"));
        assert!(!is_named(&words("The CNN said so."), "BBC"));
    }

    #[test]
    fn who_only_shares_a_word_or_hears_it_is_another() {
        for (statement, name) in [
            ("The Ministry of War said that the fleet lost two ships.", "Ministry of the Sea"),
            ("The War Ministry said that the fleet lost two ships.", "Ministry of the Sea"),
            ("Ben Okoro said that the fleet lost two ships.", "Anna Okoro"),
            ("Keel told Anna Okoro that the fleet lost two ships.", "Anna Okoro"),
            ("Keel said that Anna Okoro lost two ships.", "Anna Okoro"),
            ("Keel, who hates the ministry, said that the fleet lost two ships.", "Ministry of the Sea"),
        ] {
            assert!(!is_named(&words(statement), name), "{statement}: {name}");
        }
    }
}
