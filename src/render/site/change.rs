//! A page of what differs between two moments.

use super::{Item, change_page, claim_page, item, source_page, value};
use crate::report::diff::{
    DiffReport, EvidenceKind, KeyChange, Kind, Shown, ShownEvidence, Stands, Stretch, TextChange, Word,
    is_rewritten, word_by_word,
};
use crate::report::site::Site;
use minijinja::{Value, context};
use serde::Serialize;

/// The most claims on a page.
const LONGEST: usize = 500;

#[derive(Serialize)]
struct Count {
    count: usize,
    name: &'static str,
}

#[derive(Serialize)]
struct Claim {
    kind: &'static str,
    bad: bool,
    id: String,
    page: Option<String>,
    #[serde(rename = "move")]
    made: String,
    causes: Vec<Vec<ShownWord>>,
    statement: Vec<Stretch>,
    evidence: Vec<Quote>,
    rationale: Vec<Stretch>,
    keys: Vec<Key>,
}

/// A key that says something else.
#[derive(Serialize)]
struct Key {
    name: String,
    words: Vec<Stretch>,
}

#[derive(Serialize)]
struct ShownWord {
    words: String,
    theirs: bool,
}

#[derive(Serialize)]
struct Quote {
    kind: &'static str,
    what: String,
    source: String,
    words: Vec<Stretch>,
    keys: Vec<Key>,
}

#[derive(Serialize)]
struct Source {
    id: String,
    page: Option<String>,
    words: String,
    keys: Vec<Key>,
}

#[derive(Serialize)]
struct Setting {
    name: String,
    before: String,
    after: String,
}

pub(super) fn content(site: &Site, number: usize) -> Value {
    let changes: Vec<Item> =
        site.changes.iter().map(|change| item(&change.title, &change_page(&change.name))).collect();
    let changes = value(changes);
    let report = match &site.changes[number].report {
        Ok(report) => report,
        Err(why) => return context! { changes, unknown => why },
    };
    let counts = report.counts().into_iter().map(|(kind, count)| Count { count, name: kind.name() });
    let claims = report.claims.iter().take(LONGEST).map(|shown| claim(site, shown));
    let sources = report.sources.iter().take(LONGEST).map(|change| Source {
        id: change.id.clone(),
        page: site.page_of_source(&change.id).map(source_page),
        words: change.words.clone(),
        keys: keys(&change.keys),
    });
    let or_unset = |value: &str| if value.is_empty() { "not set".to_owned() } else { value.to_owned() };
    let policy = report.policy.iter().map(|setting| Setting {
        name: setting.name.clone(),
        before: or_unset(&setting.change.before),
        after: or_unset(&setting.change.after),
    });
    context! {
        changes,
        between => between(report),
        counts => value(counts.collect::<Vec<_>>()),
        claims => value(claims.collect::<Vec<_>>()),
        more => report.claims.len().saturating_sub(LONGEST),
        sources => value(sources.collect::<Vec<_>>()),
        more_sources => report.sources.len().saturating_sub(LONGEST),
        policy_changes => value(policy.collect::<Vec<_>>()),
    }
}

/// `From 1234567 (main) to the files as they are, the most serious first.`
fn between(report: &DiffReport) -> String {
    let to = report.head.as_ref().map_or("the current files", |(_, short)| short);
    let from = match &*report.base.short {
        "" => "From the beginning".to_owned(),
        short => format!("From {short} ({})", report.base.named),
    };
    format!("{from} to {to}, most serious first.")
}

fn claim(site: &Site, shown: &Shown) -> Claim {
    let is_there = shown.after.is_some();
    let statement = shown.statement.as_ref().filter(|_| is_there);
    let word = |word: &Word| match word {
        Word::Own(words) => ShownWord { words: words.to_string(), theirs: false },
        Word::Theirs(words) => ShownWord { words: words.clone(), theirs: true },
    };
    Claim {
        kind: shown.kind.name(),
        bad: shown.kind <= Kind::QuoteFails,
        id: shown.id.clone(),
        page: site.page_of_claim(&shown.id).map(claim_page),
        made: shown.made.clone(),
        causes: shown.causes.iter().map(|cause| cause.iter().map(word).collect()).collect(),
        statement: statement.map(in_one).unwrap_or_default(),
        evidence: shown.evidence.iter().map(evidence).collect(),
        rationale: shown.rationale.as_ref().map(in_one).unwrap_or_default(),
        keys: keys(&shown.keys),
    }
}

fn evidence(shown: &ShownEvidence) -> Quote {
    let quote = &shown.quote;
    let fate = |fate: Option<&'static str>| fate.unwrap_or_default();
    let (kind, what, words) = match shown.kind {
        EvidenceKind::Judged => {
            ("same", format!("{} → {}:", fate(shown.fate.0), fate(shown.fate.1)), vec![both(quote)])
        }
        EvidenceKind::Added => ("come", "quote added from".to_owned(), vec![both(quote)]),
        EvidenceKind::Lost => ("gone", "quote lost from".to_owned(), compared(quote, "")),
        EvidenceKind::Changed => {
            ("same", "quote changed from".to_owned(), compared(shown.quote_before().unwrap_or(quote), quote))
        }
    };
    let source = shown.source.as_deref().unwrap_or("no source").to_owned();
    Quote { kind, what, source, words, keys: keys(shown.other_keys()) }
}

fn keys<'k>(changes: impl IntoIterator<Item = &'k KeyChange>) -> Vec<Key> {
    let key = |key: &KeyChange| Key { name: key.path.clone(), words: in_one(&key.change) };
    changes.into_iter().map(key).collect()
}

fn both(text: &str) -> Stretch {
    Stretch { text: text.to_owned(), stands: Stands::Both }
}

fn in_one(change: &TextChange) -> Vec<Stretch> {
    compared(&change.before, &change.after)
}

/// Two texts in one, where something of the first stayed; else one behind the other.
fn compared(before: &str, after: &str) -> Vec<Stretch> {
    if before.is_empty() {
        return vec![both(after)];
    }
    let stretches = word_by_word(before, after);
    if !is_rewritten(&stretches) {
        return stretches;
    }
    let one = |text: &str, stands| (!text.is_empty()).then(|| Stretch { text: text.to_owned(), stands });
    let gap = (!after.is_empty()).then(|| both(" "));
    [one(before, Stands::Before), gap, one(after, Stands::After)].into_iter().flatten().collect()
}
