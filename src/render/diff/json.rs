//! For programs: one JSON object (RFC 8259) with all that changed.
//!
//! The structs here, and those of the report that are `Serialize`, are the format. Fields may be added; what is there changes
//! only together with [`VERSION`].

use crate::render::{OutputOptions, json};
use crate::report::check::ComparedWith;
use crate::report::diff::{
    DiffReport, EvidenceKind, KeyChange, Setting, Shown, ShownEvidence, ShownSource, ShownStory, Side,
    Stretch, TextChange, word_by_word,
};
use crate::report::words::said;
use serde::Serialize;
use std::io;

const VERSION: u32 = 3;

/// Writes everything, unless less is asked for.
pub(crate) fn write(report: &DiffReport, options: OutputOptions, out: &mut dyn io::Write) -> io::Result<()> {
    let limit = options.limit.unwrap_or(usize::MAX);
    let body = Diff {
        base: &report.base,
        head: report.head.as_ref().map(|(commit, _)| commit.as_str()),
        not_shown: report.claims.len().saturating_sub(limit),
        claims: report.claims.iter().take(limit).map(claim).collect(),
        sources: &report.sources,
        stories: &report.stories,
        policy: &report.policy,
    };
    json::write("grounds-diff", VERSION, body, out)
}

#[derive(Serialize)]
struct Diff<'r> {
    base: &'r ComparedWith,
    /// The commit that was compared; null for the working tree.
    head: Option<&'r str>,
    not_shown: usize,
    claims: Vec<Claim<'r>>,
    sources: &'r [ShownSource],
    #[serde(skip_serializing_if = "<[_]>::is_empty")]
    stories: &'r [ShownStory],
    policy: &'r [Setting],
}

#[derive(Serialize)]
struct Claim<'r> {
    id: &'r str,
    kind: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    formerly: Option<&'r str>,
    before: Option<&'r Side>,
    after: Option<&'r Side>,
    /// Why, in words.
    causes: Vec<String>,
    /// The statement word by word, if it is another.
    statement: Option<Vec<Stretch>>,
    /// The rationale as it was and is; null if it is as it was.
    rationale: Option<&'r TextChange>,
    evidence: Vec<Link<'r>>,
    /// Other keys that say something else.
    keys: &'r [KeyChange],
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
    keys: &'r [KeyChange],
}

fn claim(shown: &Shown) -> Claim<'_> {
    let both = shown.before.is_some() && shown.after.is_some();
    let statement = shown.statement.as_ref().filter(|_| both);
    Claim {
        id: &shown.id,
        kind: shown.kind.name(),
        formerly: shown.formerly.as_deref(),
        before: shown.before.as_ref(),
        after: shown.after.as_ref(),
        causes: shown.causes.iter().map(|cause| said(cause, str::to_owned)).collect(),
        statement: statement.map(|change| word_by_word(&change.before, &change.after)),
        rationale: shown.rationale.as_ref(),
        evidence: shown.evidence.iter().map(link).collect(),
        keys: &shown.keys,
    }
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
        keys: &evidence.keys,
    }
}
