//! A page of what differs between two moments.

use super::links::Links;
use super::parts::{Said, said};
use super::{Item, change_page, claim_page, item, source_page, value};
use crate::report::diff::{
    DiffReport, EvidenceKind, KeyChange, Kind, Shown, ShownEvidence, Stands, Stretch, TextChange,
    is_rewritten, word_by_word,
};
use crate::report::log::Entry;
use crate::report::site::Site;
use minijinja::{Value, context};
use serde::Serialize;

/// The most claims of which the same became on a page, and the most sources.
const LONGEST: usize = 400;

/// Claims of which the same became.
#[derive(Serialize)]
struct Section {
    name: &'static str,
    anchor: String,
    bad: bool,
    count: usize,
    commits: Vec<Commit>,
    /// Claims that are not told of.
    more: usize,
}

/// What one commit did to them.
#[derive(Serialize)]
struct Commit {
    /// None where no commit moved the status: then something else of the claim changed.
    day: Option<String>,
    subject: String,
    author: String,
    short: String,
    url: Option<String>,
    claims: Vec<Claim>,
    /// Are they told in a line each?
    folded: bool,
}

#[derive(Serialize)]
struct Claim {
    id: String,
    /// What it says, as it is now or was.
    says: String,
    /// Is there more to tell than the line does?
    more: bool,
    page: Option<String>,
    #[serde(rename = "move")]
    made: String,
    causes: Vec<Vec<Said>>,
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
    title: Option<String>,
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
    let sources = report.sources.iter().take(LONGEST).map(|change| Source {
        id: change.id.clone(),
        title: site.title_of(&change.id),
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
        sections => value(sections(site, report)),
        sources => value(sources.collect::<Vec<_>>()),
        more_sources => report.sources.len().saturating_sub(LONGEST),
        policy_changes => value(policy.collect::<Vec<_>>()),
    }
}

/// The place of the claims of a kind on a page of changes.
pub(super) fn anchor(kind: Kind) -> String {
    kind.name().replace(',', "").replace(' ', "-")
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

/// The claims by what became of them, the most serious first, and of each kind by commit, the newest first.
fn sections(site: &Site, report: &DiffReport) -> Vec<Section> {
    let links = Links::of(site);
    // Of what happened up to another commit than the newest, the newest moves say nothing.
    let moves = if report.head.is_none() { site.last_moves() } else { std::collections::HashMap::new() };
    let of_kind = report.claims.chunk_by(|a, b| a.kind == b.kind);
    let sections = of_kind.filter_map(|all| {
        let kind = all.first()?.kind;
        let mut by_commit: Vec<(Option<&Entry>, Vec<&Shown>)> = Vec::new();
        for one in all.iter().take(LONGEST) {
            let entry = moves.get(&*one.id);
            let same = |(other, _): &&mut (Option<&Entry>, Vec<_>)| {
                other.map(|other| &other.commit) == entry.map(|entry| &entry.commit)
            };
            match by_commit.iter_mut().find(same) {
                Some((_, claims)) => claims.push(one),
                None => by_commit.push((entry, vec![one])),
            }
        }
        // What no commit moved comes last.
        by_commit.sort_by_key(|(entry, _)| std::cmp::Reverse(entry.map(|entry| entry.at)));
        Some(Section {
            name: kind.name(),
            anchor: anchor(kind),
            bad: kind <= Kind::QuoteFails,
            count: all.len(),
            more: all.len().saturating_sub(LONGEST),
            commits: by_commit
                .into_iter()
                .map(|(entry, claims)| commit(site, links.as_ref(), entry, (&claims, is_brief(kind))))
                .collect(),
        })
    });
    sections.collect()
}

/// Is a line enough for each claim that this became of?
fn is_brief(kind: Kind) -> bool {
    matches!(kind, Kind::Added | Kind::Renamed | Kind::Moved)
}

fn commit(
    site: &Site,
    links: Option<&Links>,
    entry: Option<&Entry>,
    (claims, folded): (&[&Shown], bool),
) -> Commit {
    let claims = claims.iter().map(|shown| claim(site, shown, folded)).collect();
    Commit {
        day: entry.map(Entry::day),
        subject: entry.map(|entry| entry.subject.to_owned()).unwrap_or_default(),
        author: entry.map(|entry| entry.author.to_owned()).unwrap_or_default(),
        short: entry.map(|entry| entry.short.clone()).unwrap_or_default(),
        url: links.zip(entry).map(|(links, entry)| links.commit(&entry.commit)),
        claims,
        folded,
    }
}

fn claim(site: &Site, shown: &Shown, is_brief: bool) -> Claim {
    let is_there = shown.after.is_some();
    let statement = shown.statement.as_ref().filter(|_| is_there && !is_brief);
    let was = shown.statement.as_ref().map(|change| &*change.before).filter(|words| !words.is_empty());
    let says = site.statement(&shown.id).or(was).unwrap_or(&shown.id);
    let (mut quotes, mut rationale, mut others) = (Vec::new(), Vec::new(), Vec::new());
    if !is_brief {
        quotes = shown.evidence.iter().map(evidence).collect();
        rationale = shown.rationale.as_ref().map(in_one).unwrap_or_default();
        others = keys(&shown.keys);
    }
    Claim {
        says: says.to_owned(),
        more: !(quotes.is_empty() && rationale.is_empty() && others.is_empty() && statement.is_none()),
        id: shown.id.clone(),
        page: site.page_of_claim(&shown.id).map(claim_page),
        made: shown.made.clone(),
        causes: shown.causes.iter().map(|cause| said(cause)).collect(),
        statement: statement.map(in_one).unwrap_or_default(),
        evidence: quotes,
        rationale,
        keys: others,
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
