//! For programs: one JSON object (RFC 8259) with all that changed.
//!
//! The structs here are the format. Fields may be added; what is there changes only together with [`VERSION`].

use crate::render::{OutputOptions, escape};
use crate::report::diff::{
    self, DiffReport, EvidenceKind, KeyChange, Shown, ShownEvidence, ShownSource, Stands, Word, word_by_word,
};
use serde::Serialize;
use std::io;

/// The version of the format.
const VERSION: u32 = 2;

/// Writes everything, unless less is asked for.
pub(crate) fn write(report: &DiffReport, options: OutputOptions, out: &mut dyn io::Write) -> io::Result<()> {
    let limit = options.limit.unwrap_or(usize::MAX);
    let envelope = Envelope {
        format: "grounds-diff",
        version: VERSION,
        grounds: env!("CARGO_PKG_VERSION"),
        base: Base { commit: &report.base.commit, named: &report.base.named },
        head: report.head.as_ref().map(|(commit, _)| commit.as_str()),
        not_shown: report.claims.len().saturating_sub(limit),
        claims: report.claims.iter().take(limit).map(claim).collect(),
        sources: report.sources.iter().map(source).collect(),
        policy: report
            .policy
            .iter()
            .map(|setting| Setting { name: &setting.name, before: &setting.before, after: &setting.after })
            .collect(),
    };
    escape::json(&envelope, out)
}

#[derive(Serialize)]
struct Envelope<'r> {
    format: &'static str,
    version: u32,
    /// The program's version.
    grounds: &'static str,
    base: Base<'r>,
    /// The commit that was compared; null for the working tree.
    head: Option<&'r str>,
    not_shown: usize,
    claims: Vec<Claim<'r>>,
    sources: Vec<Source<'r>>,
    policy: Vec<Setting<'r>>,
}

/// The commit that was compared with, and the revision that was named: there the two parted.
#[derive(Serialize)]
struct Base<'r> {
    commit: &'r str,
    named: &'r str,
}

#[derive(Serialize)]
struct Claim<'r> {
    id: &'r str,
    kind: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    formerly: Option<&'r str>,
    before: Option<Side<'r>>,
    after: Option<Side<'r>>,
    /// Why, in words.
    causes: Vec<String>,
    /// The statement word by word, if it is another.
    statement: Option<Vec<Stretch>>,
    /// The rationale as it was and is; null if it is as it was.
    rationale: Option<Text<'r>>,
    evidence: Vec<Link<'r>>,
    /// Other keys that say something else.
    keys: Vec<Key<'r>>,
}

#[derive(Serialize)]
struct Text<'r> {
    before: &'r str,
    after: &'r str,
}

/// A key, with the table it is in, and what it said and says; empty for nothing.
#[derive(Serialize)]
struct Key<'r> {
    key: &'r str,
    before: &'r str,
    after: &'r str,
}

#[derive(Serialize)]
struct Side<'r> {
    path: &'r str,
    /// A status, `withdrawn` or `unreadable`.
    status: &'static str,
    earned: &'static str,
    independent: usize,
    overlays: &'r [&'static str],
}

#[derive(Serialize)]
struct Stretch {
    /// `both`, `before` or `after`.
    stands: &'static str,
    text: String,
}

#[derive(Serialize)]
struct Link<'r> {
    /// `added`, `changed`, `lost` or `judged`: as it was, but its quote does not fare as it did.
    kind: &'static str,
    source: &'r str,
    origin: Option<&'r str>,
    stance: &'static str,
    quote: &'r str,
    /// The quote that it was, if it is another; of one that is as it was, how it fared.
    #[serde(skip_serializing_if = "Option::is_none")]
    before: Option<&'r str>,
    /// How the quote fares.
    #[serde(skip_serializing_if = "Option::is_none")]
    after: Option<&'static str>,
    /// The keys that say something else, the quote among them.
    keys: Vec<Key<'r>>,
}

#[derive(Serialize)]
struct Source<'r> {
    id: &'r str,
    kind: &'static str,
    retracted: bool,
    text_changed: bool,
    keys: Vec<Key<'r>>,
}

#[derive(Serialize)]
struct Setting<'r> {
    name: &'r str,
    before: &'r str,
    after: &'r str,
}

fn claim(shown: &Shown) -> Claim<'_> {
    let both = shown.before.is_some() && shown.after.is_some();
    Claim {
        id: &shown.id,
        kind: shown.kind.name(),
        formerly: shown.formerly.as_deref(),
        before: shown.before.as_ref().map(side),
        after: shown.after.as_ref().map(side),
        causes: shown.causes.iter().map(|cause| in_words(cause)).collect(),
        statement: shown
            .statement
            .as_ref()
            .filter(|_| both)
            .map(|change| stretches(&change.before, &change.after)),
        rationale: shown
            .rationale
            .as_ref()
            .map(|change| Text { before: &change.before, after: &change.after }),
        evidence: shown.evidence.iter().map(link).collect(),
        keys: keys(&shown.keys),
    }
}

fn side(side: &diff::Side) -> Side<'_> {
    Side {
        path: &side.path,
        status: side.state,
        earned: side.earned,
        independent: side.independent,
        overlays: &side.overlays,
    }
}

fn keys(changes: &[KeyChange]) -> Vec<Key<'_>> {
    changes.iter().map(|key| Key { key: &key.path, before: &key.before, after: &key.after }).collect()
}

fn in_words(words: &[Word]) -> String {
    let words = words.iter().map(|word| match word {
        Word::Own(words) => words.to_string(),
        Word::Theirs(words) => words.clone(),
    });
    words.collect()
}

fn stretches(before: &str, after: &str) -> Vec<Stretch> {
    let stretches = word_by_word(before, after).into_iter().map(|stretch| Stretch {
        stands: match stretch.stands {
            Stands::Both => "both",
            Stands::Before => "before",
            Stands::After => "after",
        },
        text: stretch.text,
    });
    stretches.collect()
}

fn link(evidence: &ShownEvidence) -> Link<'_> {
    let before = match evidence.kind {
        EvidenceKind::Changed => Some(evidence.quote_before().unwrap_or(&evidence.quote)),
        _ => evidence.fate.0,
    };
    Link {
        kind: evidence.kind.name(),
        source: evidence.source.as_deref().unwrap_or_default(),
        origin: evidence.origin.as_deref(),
        stance: evidence.stance,
        quote: &evidence.quote,
        before,
        after: evidence.fate.1,
        keys: keys(&evidence.keys),
    }
}

fn source(change: &ShownSource) -> Source<'_> {
    Source {
        id: &change.id,
        kind: change.kind,
        retracted: change.retracted,
        text_changed: change.text_changed,
        keys: keys(&change.keys),
    }
}
