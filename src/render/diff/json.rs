//! For programs: one JSON object (RFC 8259) with all that changed.
//!
//! The structs here are the format. Fields may be added; what is there changes only together with [`VERSION`].

use crate::evidence::standing::Overlay;
use crate::history::comparison::{ClaimChange, EvidenceChange, SourceChange};
use crate::model::claim::{Evidence, Stance};
use crate::model::state::State;
use crate::render::{OutputOptions, escape};
use crate::report::diff::{DiffReport, Shown, Stands, Word, word_by_word};
use serde::Serialize;
use std::io;

/// The version of the format.
const VERSION: u32 = 1;

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
    /// The rationale that came; null if it is as it was.
    rationale: Option<&'r str>,
    evidence: Vec<Link<'r>>,
    /// Other keys that say something else.
    keys: &'r [&'static str],
}

#[derive(Serialize)]
struct Side<'r> {
    path: &'r str,
    /// A status, `withdrawn` or `unreadable`.
    status: &'static str,
    earned: &'static str,
    independent: usize,
    overlays: Vec<&'static str>,
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
}

#[derive(Serialize)]
struct Source<'r> {
    id: &'r str,
    kind: &'static str,
    retracted: bool,
    text_changed: bool,
    keys: &'r [&'static str],
}

#[derive(Serialize)]
struct Setting<'r> {
    name: &'r str,
    before: &'r str,
    after: &'r str,
}

fn claim<'r>(shown: &'r Shown) -> Claim<'r> {
    let change = shown.change;
    Claim {
        id: change.id(),
        kind: shown.kind.name(),
        formerly: change.formerly(),
        before: side(change, true),
        after: side(change, false),
        causes: shown.causes.iter().map(|cause| in_words(cause)).collect(),
        statement: change.statement().map(|(before, after)| stretches(before, after)),
        rationale: change.rationale().map(|(_, after)| after),
        evidence: change.evidence.iter().map(link).collect(),
        keys: &change.keys,
    }
}

fn side<'r>(change: &ClaimChange<'r>, before: bool) -> Option<Side<'r>> {
    let (side, state) = if before { (change.before?, change.from()) } else { (change.after?, change.to()) };
    Some(Side {
        path: side.path,
        status: State::name(state),
        earned: side.standing.earned.name(),
        independent: side.standing.independent,
        overlays: side.standing.overlays.iter().map(Overlay::name).collect(),
    })
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

fn link<'r>(change: &EvidenceChange<'r>) -> Link<'r> {
    let quote = |evidence: &'r Evidence| evidence.quote.as_ref().map_or("", |quote| &*quote.value);
    let (kind, evidence, before, after) = match *change {
        EvidenceChange::Added(evidence, fate) => ("added", evidence, None, Some(fate.name())),
        EvidenceChange::Changed(was, evidence, fate) => {
            ("changed", evidence, Some(quote(was)), Some(fate.name()))
        }
        EvidenceChange::Lost(evidence) => ("lost", evidence, None, None),
        EvidenceChange::Judged(evidence, was, is) => ("judged", evidence, Some(was.name()), Some(is.name())),
    };
    Link {
        kind,
        source: evidence.source.as_ref().map_or("", |source| &source.value),
        origin: evidence.origin.as_ref().map(|origin| &*origin.value),
        stance: Stance::WORDS
            .iter()
            .find(|(_, known)| *known == evidence.stance)
            .map_or("", |(word, _)| word),
        quote: quote(evidence),
        before,
        after,
    }
}

fn source<'r>(change: &'r SourceChange) -> Source<'r> {
    Source {
        id: change.id,
        kind: match (change.before, change.after) {
            (None, _) => "added",
            (_, None) => "removed",
            _ => "changed",
        },
        retracted: change.retracted,
        text_changed: change.repinned,
        keys: &change.keys,
    }
}
