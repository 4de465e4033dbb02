//! Names for findings that stay the same from run to run, so that a tool can tell an old finding from a new one.

use crate::fileset::{BASELINE_FILE, CLAIMS, Entry, POLICY_FILE, Role, STORIES};
use crate::text::fold::{Folded, Markup};
use sha2::{Digest, Sha256};
use std::collections::HashMap;
use std::fmt::Write;

/// The record that a finding is about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Record {
    /// The claim of that id.
    Claim(String),
    /// The source of that id, its text or its fingerprint.
    Source(String),
    /// The story of that id, or its text.
    Story(String),
    /// The policy.
    Policy,
    /// A file of that name that is no record.
    Stray(String),
}

/// Tells repetitions apart.
#[derive(Debug, Default)]
pub struct Keys {
    seen: HashMap<String, usize>,
}

/// Words beyond this many bytes do not make a subject another.
const LONGEST_SUBJECT: usize = 4096;

impl Record {
    /// The record that a file is, or belongs to.
    pub fn of(entry: &Entry) -> Self {
        match entry.role {
            Role::Claim => Record::Claim(entry.stem().to_owned()),
            Role::Story | Role::StoryText(_) => Record::Story(entry.stem().to_owned()),
            Role::Policy => Record::Policy,
            Role::Gone if entry.path == POLICY_FILE => Record::Policy,
            Role::Gone if entry.path == BASELINE_FILE => Record::Stray(entry.path.clone()),
            Role::Gone if entry.path.starts_with(CLAIMS) => Record::Claim(entry.stem().to_owned()),
            Role::Gone if entry.path.starts_with(STORIES) => Record::Story(entry.stem().to_owned()),
            Role::Source | Role::Text(_) | Role::Fingerprint | Role::Gone => {
                Record::Source(entry.stem().to_owned())
            }
            Role::Stray | Role::Baseline => {
                Record::Stray(entry.path.rsplit('/').next().unwrap_or_default().to_owned())
            }
        }
    }

    /// The word for what it is.
    pub fn kind(&self) -> &'static str {
        match self {
            Record::Claim(_) => "claim",
            Record::Source(_) => "source",
            Record::Story(_) => "story",
            Record::Policy => "policy",
            Record::Stray(_) => "file",
        }
    }

    /// Its id, or the name of the file; empty for the policy.
    pub fn name(&self) -> &str {
        match self {
            Record::Claim(name) | Record::Source(name) | Record::Story(name) | Record::Stray(name) => name,
            Record::Policy => "",
        }
    }
}

/// What tells a finding from others, but for the number of a repetition; see [`Keys::next`].
pub fn key(rule: &str, record: &Record, subject: &str) -> String {
    let subject = &subject[..subject.floor_char_boundary(LONGEST_SUBJECT)];
    let folded = Folded::quote(subject, Markup::Plain).as_str().trim().to_lowercase();
    let mut hash = Sha256::new();
    for part in [rule, record.kind(), record.name(), &folded] {
        hash.update((part.len() as u64).to_be_bytes());
        hash.update(part);
    }
    let mut key = format!("{rule}:{}:", record.kind());
    for byte in &hash.finalize()[..8] {
        // Writing to a String cannot fail.
        let _ = write!(key, "{byte:02x}");
    }
    key
}

impl Keys {
    /// As if findings with these keys had come before.
    pub fn after(keys: impl IntoIterator<Item = String>) -> Self {
        let mut seen = HashMap::new();
        for key in keys {
            *seen.entry(key).or_default() += 1;
        }
        Self { seen }
    }

    /// The key of the next finding: `rule:kind:` and the first 64 bits of a SHA-256 (FIPS 180-4) in hexadecimal, such as
    /// `quote-altered:claim:04f0c1d2a3b4c5d6`.
    ///
    /// The hash is of rule, kind and name of the record, and `subject`, folded and in small letters, each with its length
    /// before it. No line, no folder and no message is in it, so a finding keeps its key where a file moves or lines are
    /// put in above it, and where the program learns to say it better. Of true repetitions, in the order of the file,
    /// the second ends in `:2`, and so on: keys are unique within a run.
    pub fn next(&mut self, rule: &str, record: &Record, subject: &str) -> String {
        let mut key = key(rule, record, subject);
        let count = self.seen.entry(key.clone()).or_default();
        *count += 1;
        if *count > 1 {
            let _ = write!(key, ":{count}");
        }
        key
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_key_is_of_rule_record_and_folded_subject_and_nothing_else() {
        let key = |rule, record: &Record, subject| Keys::default().next(rule, record, subject);
        let claim = Record::Claim("tide".to_owned());
        let known = key("quote-short", &claim, "\u{201c}It went  back\u{201d}");
        assert_eq!(known, key("quote-short", &claim, "\"it\nWENT back\""));
        for other in [
            key("quote-long", &claim, "\"it went back\""),
            key("quote-short", &Record::Source("tide".to_owned()), "\"it went back\""),
            key("quote-short", &Record::Claim("tides".to_owned()), "\"it went back\""),
            key("quote-short", &claim, "\"it went black\""),
        ] {
            assert_ne!(known, other);
        }
        assert_eq!(
            key("a", &Record::Policy, &"x".repeat(9000)),
            key("a", &Record::Policy, &"x".repeat(8000))
        );
    }

    #[test]
    fn repetitions_are_numbered() {
        let mut keys = Keys::default();
        let [first, second, third] = [(); 3].map(|()| keys.next("a-b", &Record::Policy, "x"));
        assert_eq!([second, third], [format!("{first}:2"), format!("{first}:3")]);
        assert_eq!(first.len(), "a-b:policy:".len() + 16);
    }
}
