//! The remarks that templates write into new records: what is to be filled in. Once it is, they go.

use super::meaning::{self, Meaning, Table};
use super::parts::{PartKind, parts};
use super::record::Record;
use crate::model::key::Worded;
use crate::model::source::Kind;
use crate::model::status::Status;

/// The beginning of a remark, and the keys of which it asks for one.
pub(super) struct Remark(pub(super) &'static str, &'static [&'static str]);

pub(super) const STATEMENT: Remark =
    Remark("One sentence that can be checked, in our own words, with a date.", &["statement"]);
pub(super) const STATUS: Remark = Remark("Every claim begins here;", &["status"]);
pub(super) const CLAIMANT: Remark =
    Remark("claimant: who made the claim, a name or the id of a source.", &["claimant"]);
pub(super) const CLAIMED_ON: Remark =
    Remark("claimed_on: when they said it, such as 2026-11-20, \"2026-11\" or \"2026\".", &["claimed_on"]);
pub(super) const SUBJECTS: Remark = Remark(
    "subjects: whom the claim is about, such as subjects = [\"A. Keel\", \"The Northyard\"].",
    &["subjects"],
);
pub(super) const EVIDENCE: Remark = Remark("Evidence: `grounds find", &["evidence"]);
pub(super) const TITLE: Remark = Remark("title: the title that the document gives itself.", &["title"]);
pub(super) const PUBLISHER: Remark = Remark(
    "Who published it; if nobody did, write authors = [\"Who wrote it\"] instead.",
    &["publisher", "authors"],
);
pub(super) const KIND: Remark = Remark("What sort of document it is. One of:", &["kind"]);
pub(super) const PUBLISHED: Remark =
    Remark("published: the date, such as 2026-11-20, \"2026-11\" or \"2026\".", &["published"]);
pub(super) const SAID: Remark =
    Remark("published: when it was said, such as 2026-11-20, \"2026-11\" or \"2026\".", &["published"]);
/// Most documents need no access: whoever has chosen a kind has gone through the remarks.
pub(super) const ACCESS: [Remark; 2] = [
    Remark(
        "access: leave it out if anybody can see the document, or its copy in an archive of the web. Otherwise",
        &["access", "kind"],
    ),
    Remark("one of: unpublished, withheld, leaked, lost.", &["access", "kind"]),
];
pub(super) const ADDRESS: Remark =
    Remark("url: its address on the web; archived: the address of a copy.", &["url", "archived"]);
pub(super) const TEXT: [Remark; 2] = [
    Remark(
        "Without its text, a document can be an `origin`, but nobody can quote it. To add the text, put it beside",
        &["text"],
    ),
    Remark("this file, under the same name, as .md or .txt; `grounds pin` then records its hash.", &["text"]),
];
pub(super) const UNSEEN: Remark = Remark(
    "It has no [text], because nobody here has seen these words: they are known from a report of them.",
    &["text"],
);

/// A kind in the list of them.
pub(super) fn kind(name: &str, meaning: &str) -> String {
    format!("- {name}: {meaning}")
}

/// `text` without the remarks about what it now says. A text that is no TOML stays as it is.
pub fn without_fulfilled(record: Record, text: &str) -> String {
    let Some(meant) = meaning::of(text) else { return text.to_owned() };
    let mut kept = text.to_owned();
    for part in parts(text).into_iter().rev().filter(|part| part.kind == PartKind::Comment) {
        let words = part.comment.and_then(|comment| text.get(comment)).unwrap_or_default();
        if words.strip_prefix("# ").is_some_and(|words| is_fulfilled(record, words.trim_end(), &meant)) {
            kept.replace_range(part.lines, "");
        }
    }
    kept
}

fn is_fulfilled(record: Record, words: &str, meant: &Table) -> bool {
    match record {
        Record::Claim => {
            let all = [STATEMENT, STATUS, CLAIMANT, CLAIMED_ON, SUBJECTS, EVIDENCE];
            all.iter().any(|remark| words.starts_with(remark.0) && is_said(remark, meant))
        }
        Record::Source => {
            let all = [TITLE, PUBLISHER, KIND, PUBLISHED, SAID, ADDRESS, UNSEEN];
            let mut all = all.iter().chain(&ACCESS).chain(&TEXT);
            all.any(|remark| words == remark.0 && is_said(remark, meant))
                || is_said(&KIND, meant)
                    && Kind::WORDS.iter().any(|word| words == kind(word.name, word.meaning))
        }
        Record::Story => false,
    }
}

fn is_said(Remark(_, keys): &Remark, meant: &Table) -> bool {
    keys.iter().any(|key| match meant.get(*key) {
        // A new claim has the weakest.
        Some(Meaning::Text(words)) if *key == "status" => {
            Status::from_loose_name(words).is_some_and(|status| status != Status::WEAKEST)
        }
        Some(Meaning::Text(words)) => !words.trim().is_empty(),
        Some(Meaning::List(all)) => !all.is_empty(),
        Some(_) => true,
        None => false,
    })
}

#[cfg(test)]
mod tests {
    use super::super::template;
    use super::*;
    use crate::capture::Says;

    #[test]
    fn a_remark_goes_when_its_key_is_filled_in() {
        let claim = template::claim("boats", &template::Known::default());
        assert_eq!(without_fulfilled(Record::Claim, &claim), claim);
        let filled = claim
            .replace("statement  = \"\"", "statement  = \"Forty boats left in 2019.\"")
            .replace("\"unsubstantiated\"", "\"documented\"")
            + "claimant = \"A. Keel\"\nclaimed_on = 2020-01-01\nsubjects = [\"The yard\"]\n# Ours.\n[[evidence]]\n";
        let left = without_fulfilled(Record::Claim, &filled);
        assert_eq!(left.matches('#').count(), 1, "{left}");
        let source = template::source(&Says::default(), None, None);
        assert_eq!(without_fulfilled(Record::Source, &source), source);
        let filled = source
            .replace("publisher = \"\"", "publisher = \"The Gazette\"")
            .replace("kind      = \"\"", "kind      = \"news-report\"")
            + "title = \"Boats\"\npublished = 2020-01-01\nurl = \"https://a.example\"\n[text]\n";
        assert!(!without_fulfilled(Record::Source, &filled).contains('#'), "{filled}");
        let broken = "# claimant: who made the claim, a name or the id of a source.\nclaimant = \n";
        assert_eq!(without_fulfilled(Record::Claim, broken), broken);
    }
}
