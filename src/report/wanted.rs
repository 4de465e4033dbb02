//! What to get next: documents that nobody here has read, by what they would settle.

use super::facts::{ClaimFacts, Sheet};
use super::table::{Cell, Column, Table};
use crate::corpus::SourceAt;
use crate::evidence::standing::Weight;
use crate::model::claim::Judges;
use crate::model::source::{Access, Kind, Source};
use crate::model::status::Status;
use rayon::prelude::*;
use std::cmp::Reverse;
use std::collections::BTreeMap;

/// A document that a claim wants.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Wanted {
    /// The document.
    pub source: SourceAt,
    /// What the claim would earn if what comes from it were quoted from there; `None` where the claim only names it.
    pub earns: Option<Status>,
}

/// The documents that a claim below the highest status wants: its origins that nobody here has read and that would raise it,
/// and those that it names.
pub fn of(sheet: &Sheet, facts: &ClaimFacts) -> Vec<Wanted> {
    let project = sheet.project;
    let Some(counts_as) = facts.counts_as().filter(|status| Some(*status) != Status::all().last()) else {
        return Vec::new();
    };
    let documents = &project.standings.documents;
    let mut wanted: Vec<Wanted> = Vec::new();
    let roots = facts.weights.iter().filter_map(|weight| match weight {
        Weight::Counts(counted) => Some(&counted.roots),
        Weight::Nothing(_) => None,
    });
    for &source in roots.flatten() {
        let node = documents.node(source);
        if node.seen || node.unnamed || wanted.iter().any(|known| known.source == source) {
            continue;
        }
        let earns =
            project.standings.earned_if_read(&project.corpus, &project.verification, facts.at, source);
        if earns > counts_as {
            wanted.push(Wanted { source, earns: Some(earns) });
        }
    }
    for id in &facts.claim.wanted {
        if let Some(source) = project.corpus.source_at(&id.value)
            && !documents.node(source).seen
            && !wanted.iter().any(|known| known.source == source)
        {
            wanted.push(Wanted { source, earns: None });
        }
    }
    wanted
}

/// What a document would do for the claims that want it.
#[derive(Debug, Default, Clone, Copy)]
struct Counts {
    /// Claims of fact, whatever it would do for them.
    facts: usize,

    raises: usize,
    documents: usize,
    /// Claims that only name it.
    named: usize,
    /// Claims of fact that it would document.
    documents_facts: usize,
}

/// Every wanted document: first those that would document most claims of fact, then the records that bear on most of them, then
/// all else. Who said what matters less than what is so. A dataset is looked up claim by claim, so it counts once. What its
/// holder refuses to show comes last.
pub fn table(sheet: &Sheet) -> Table {
    let columns = [
        Column { key: "source", title: "Document", least: 18 },
        Column { key: "facts", title: "Facts", least: 5 },
        Column { key: "raises", title: "Would raise", least: 11 },
        Column { key: "documents", title: "Would document", least: 14 },
        Column { key: "named", title: "Named by", least: 8 },
        Column { key: "title", title: "Title", least: 18 },
        Column { key: "authority", title: "By", least: 14 },
        Column { key: "published", title: "Published", least: 10 },
        Column { key: "url", title: "Address", least: 14 },
    ];
    let wanted_by = |facts: &ClaimFacts| {
        let is_fact = facts.claim.judges() == Judges::Fact;
        of(sheet, facts).into_iter().map(move |wanted| (wanted, is_fact))
    };
    let found: Vec<(Wanted, bool)> = sheet.claims.par_iter().flat_map_iter(wanted_by).collect();
    let mut counts: BTreeMap<SourceAt, Counts> = BTreeMap::new();
    for (Wanted { source, earns }, is_fact) in found {
        let counts = counts.entry(source).or_default();
        let (raises, documents) = (earns.is_some(), earns.is_some() && earns == Status::all().last());
        counts.facts += usize::from(is_fact);
        counts.raises += usize::from(raises);
        counts.documents += usize::from(documents);
        counts.named += usize::from(!raises);
        counts.documents_facts += usize::from(is_fact && documents);
    }
    let mut rows: Vec<_> = counts.into_iter().collect();
    rows.sort_by_key(|(source, counts)| {
        let record = &sheet.project.corpus[*source];
        let is_to_be_had = record.access() != Access::Withheld;
        let is_record = record.kind.as_ref().is_some_and(|kind| kind.value.may_be_record());
        let is_dataset = record.kind.as_ref().is_some_and(|kind| kind.value == Kind::Dataset);
        let bears_on = if is_dataset { counts.facts.min(1) } else { counts.facts };
        let facts = (counts.documents_facts, is_record && counts.facts > 0, bears_on);
        let all = (counts.documents, counts.raises, counts.named, record.url.is_some());
        (Reverse((is_to_be_had, facts, all)), &*record.id)
    });
    let mut table = Table::new("documents that nobody here has read", &columns);
    table.rows = rows
        .into_iter()
        .map(|(at, Counts { facts, raises, documents, named, .. })| {
            let source = &sheet.project.corpus[at];
            let text =
                |text: &Option<crate::text::span::Text>| Cell::text(text.as_ref().map(|text| &*text.value));
            vec![
                Cell::Id(source.id.to_string()),
                Cell::Number(facts),
                Cell::Number(raises),
                Cell::Number(documents),
                Cell::Number(named),
                text(&source.title),
                Cell::text(authority(source).as_deref()),
                Cell::text(source.published.as_ref().map(|on| on.value.to_string()).as_deref()),
                text(&source.url),
            ]
        })
        .collect();
    table
}

/// Whose document it is: its authors or, if it names none, its publisher.
fn authority(source: &Source) -> Option<String> {
    let authors: Vec<_> = source.authors.iter().map(|name| name.value.to_string()).collect();
    if authors.is_empty() {
        source.publisher.as_ref().map(|name| name.value.to_string())
    } else {
        Some(authors.join(", "))
    }
}
