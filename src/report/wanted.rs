//! What to get next: documents that nobody here has read, by what they would settle.

use super::facts::{ClaimFacts, Sheet};
use super::table::{Cell, Column, Table};
use crate::corpus::SourceAt;
use crate::evidence::standing::Weight;
use crate::model::claim::Judges;
use crate::model::source::Source;
use crate::model::status::Status;
use rayon::prelude::*;
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

/// Every wanted document: first those that would document most claims, then those that would raise most; then those that bear on
/// most claims of fact, and on most at all. Who said what matters less than what is so.
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
    let mut counts: BTreeMap<SourceAt, [usize; 4]> = BTreeMap::new();
    for (Wanted { source, earns }, is_fact) in found {
        let [facts, raises, documents, named] = counts.entry(source).or_default();
        *facts += usize::from(is_fact);
        *raises += usize::from(earns.is_some());
        *documents += usize::from(earns.is_some() && earns == Status::all().last());
        *named += usize::from(earns.is_none());
    }
    let mut rows: Vec<_> = counts.into_iter().collect();
    rows.sort_by_key(|(source, [facts, raises, documents, named])| {
        (std::cmp::Reverse((*documents, *raises, *facts, *named)), &*sheet.project.corpus[*source].id)
    });
    let mut table = Table::new("documents that nobody here has read", &columns);
    table.rows = rows
        .into_iter()
        .map(|(at, [facts, raises, documents, named])| {
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
