//! Somebody who is not named, under a kind that says that he is.

use super::weighed::weighed;
use crate::corpus::SourceAt;
use crate::diagnostic::{Diagnostic, Level};
use crate::model::claim::Text;
use crate::model::source::{Kind, Source};
use crate::rules::{Check, Configurable, Context, Rule};
use crate::text::span::Place;
use std::collections::BTreeSet;

pub(super) const RULE: Rule = Rule {
    name: "nameless-witness",
    level: Level::Warning,
    leeway: Configurable::Any,
    page: include_str!("nameless_witness.md"),
    check: Check::Project(check),
};

fn check(context: &Context, diagnostics: &mut Vec<Diagnostic>) {
    let mut bearing: BTreeSet<SourceAt> = BTreeSet::new();
    for weighed in weighed(context).filter(|weighed| weighed.status.asserts()) {
        let blocks = weighed.claim.evidence.iter().zip(context.corpus.links_of(weighed.at));
        let supporting = blocks.filter(|(block, _)| block.supports());
        bearing.extend(supporting.flat_map(|(_, link)| link.source.into_iter().chain(link.origin)));
    }
    diagnostics.extend(bearing.into_iter().filter_map(|at| told(&context.corpus[at])));
}

fn told(source: &Source) -> Option<Diagnostic> {
    if source.kind.as_ref().is_some_and(|kind| kind.value == Kind::Unnamed) {
        return None;
    }
    // Of a report with a publisher the outlet is the witness, whoever it heard.
    let mut names: Vec<&Text> = source.authors.iter().collect();
    if names.is_empty() {
        names.extend(&source.publisher);
    }
    let name = names.into_iter().find(|name| is_nobody(&name.value))?;
    Some(
        RULE.says(
            format!("`{}` is nobody's name, and `{}` has not the kind \"unnamed\"", name.value, source.id),
            Place::new(source.file, name.span),
            "who is it?",
        )
        .help("write the name; if it is not known or not to be told: kind = \"unnamed\""),
    )
}

/// "A ministry official", "Anonymous", "unnamed sources", "Sources close to the ministry".
fn is_nobody(name: &str) -> bool {
    const OPENINGS: [&str; 12] = [
        "a",
        "an",
        "one",
        "some",
        "several",
        "two",
        "unnamed",
        "unknown",
        "anonymous",
        "undisclosed",
        "senior",
        "another",
    ];
    const ROLES: [&str; 24] = [
        "official",
        "officials",
        "source",
        "sources",
        "insider",
        "insiders",
        "witness",
        "witnesses",
        "employee",
        "employees",
        "diplomat",
        "diplomats",
        "aide",
        "aides",
        "resident",
        "residents",
        "informant",
        "whistleblower",
        "spokesman",
        "spokeswoman",
        "spokesperson",
        "person",
        "people",
        "eyewitness",
    ];
    let words: Vec<&str> = name.split_whitespace().collect();
    let Some((first, rest)) = words.split_first() else { return false };
    let first = first.to_lowercase();
    let has_name = rest.iter().any(|word| word.starts_with(char::is_uppercase));
    let has_role = words.iter().any(|word| ROLES.contains(&&*word.to_lowercase()));
    let is_alone = rest.is_empty() && matches!(&*first, "anonymous" | "unnamed" | "unknown" | "undisclosed");
    is_alone
        || !has_name && has_role
        || !has_name && !rest.is_empty() && OPENINGS.contains(&&*first)
        || has_role && matches!(&*first, "a" | "an" | "unnamed" | "anonymous" | "unknown")
}

#[cfg(test)]
mod tests {
    use super::is_nobody;

    #[test]
    fn a_description_is_no_name() {
        for name in
            ["A ministry official", "Anonymous", "unnamed sources", "Senior diplomat", "A NATO official"]
        {
            assert!(is_nobody(name), "{name}");
        }
        for name in [
            "Anonymous Bulgaria",
            "Business Insider",
            "One World",
            "A. Keel",
            "Source Weekly",
            "The Witness Post",
        ] {
            assert!(!is_nobody(name), "{name}");
        }
    }
}
