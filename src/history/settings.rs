//! What one policy says otherwise than another.

use crate::model::claim::Text;
use crate::model::policy::{Policy, Primary};
use crate::model::status::Status;
use std::collections::BTreeMap;

/// One setting, as it was and as it is; empty where it is not set.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Setting {
    /// Its name, as in `grounds.toml`.
    pub name: String,
    /// What it was.
    pub before: String,
    /// What it is.
    pub after: String,
}

/// Every setting that differs, in the order of their names.
pub fn differences(before: &Policy, after: &Policy) -> Vec<Setting> {
    let (mut old, mut new) = (settings(before), settings(after));
    let mut names: Vec<_> = old.keys().chain(new.keys()).cloned().collect();
    names.sort_unstable();
    names.dedup();
    let pairs = names.into_iter().map(|name| {
        let (before, after) = (old.remove(&name).unwrap_or_default(), new.remove(&name).unwrap_or_default());
        Setting { name, before, after }
    });
    pairs.filter(|setting| setting.before != setting.after).collect()
}

/// All that a policy decides, in words.
fn settings(policy: &Policy) -> BTreeMap<String, String> {
    let primary =
        |value| Primary::WORDS.iter().find(|(_, known)| *known == value).map_or("", |(word, _)| word);
    let mut all = BTreeMap::from([
        ("status.documented.independent".to_owned(), policy.documented.independent.to_string()),
        ("status.documented.primary".to_owned(), primary(policy.documented.primary).to_owned()),
        (
            format!("status.\"{}\".independent", Status::PartiallyConfirmed.name()),
            policy.partially_confirmed_independent.to_string(),
        ),
        ("quotes.min_words".to_owned(), policy.min_words.to_string()),
        ("quotes.max_words".to_owned(), policy.max_words.to_string()),
        ("topics.allowed".to_owned(), sorted(&policy.topics)),
    ]);
    for (from, to) in &policy.allowed_moves {
        let mut to: Vec<_> = to.iter().map(|status| status.name()).collect();
        to.sort_unstable();
        all.insert(format!("allowed_moves.\"{}\"", from.name()), format!("to {}", to.join(", ")));
    }
    for (status, days) in &policy.review_days {
        all.insert(format!("review.\"{}\"", status.name()), days.to_string());
    }
    for (name, spellings) in &policy.names {
        all.insert(format!("names.\"{}\"", name.value), sorted(spellings));
    }
    for names in &policy.distinct {
        all.insert(format!("distinct: {}", sorted(names)), "two names".to_owned());
    }
    let export = &policy.export;
    for (key, value) in [("url", &export.url), ("author", &export.author), ("author_url", &export.author_url)]
    {
        all.extend(value.as_ref().map(|value| (format!("export.{key}"), value.value.to_string())));
    }
    for setting in &policy.rules {
        let level = setting.level.value.map_or("off", crate::diagnostic::Level::name);
        all.insert(format!("rules.{}", setting.rule.value), level.to_owned());
    }
    all
}

fn sorted(names: &[Text]) -> String {
    let mut names: Vec<_> = names.iter().map(|name| &*name.value).collect();
    names.sort_unstable();
    names.join(", ")
}
