//! Where the information in a source first came from: the roots of every source, along `derives_from` and
//! `may_derive_from`.

use super::parties::{Parties, Party};
use crate::corpus::{Corpus, Link, SourceAt};
use crate::model::source::{Access, Kind, Source};
use rayon::prelude::*;
use std::collections::HashMap;

/// The sources of a corpus, who is behind them, and where each has its information from.
#[derive(Debug, Default)]
pub struct Origins {
    /// Everybody who publishes or writes.
    pub parties: Parties,
    nodes: Vec<Node>,
    lineages: Vec<Lineage>,
    first: HashMap<Party, SourceAt, foldhash::fast::RandomState>,
}

/// What one source is, as far as origins go.
#[derive(Debug)]
pub struct Node {
    /// What sort of document it is; `None` if its record does not say.
    pub kind: Option<Kind>,
    /// Can it be inspected?
    pub access: Access,
    /// Was it taken back?
    pub retracted: bool,
    /// Its publisher and its authors.
    pub parties: Vec<Party>,
    /// Whoever is named by its id.
    pub id: Party,
    /// Those of them who stand for it as an origin: the publisher, or the authors where there is none.
    behind: Vec<Party>,
    parents: Vec<SourceAt>,
    /// Does it surely relay all its parents?
    certain: bool,
    /// Does it name a parent that there is not, or is its record broken?
    broken: bool,
}

/// What counts as one origin.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Root {
    /// One primary document, or one that nobody may see.
    Document(SourceAt),
    /// Whoever publishes or writes: all that is not primary and comes from them.
    Party(Party),
    /// Everybody who is not named, together.
    Unnamed,
}

/// A source with all that it comes from.
#[derive(Debug, Default)]
pub struct Lineage {
    /// The source itself, and everything along the way.
    pub path: Vec<SourceAt>,
    /// Where the way ends. Empty if it only goes round in a circle.
    pub ends: Vec<SourceAt>,
    /// What the ends count as, sorted.
    pub roots: Vec<Root>,
    /// Is it known that it comes from there?
    pub certain: bool,
    /// The first source on the way that was taken back.
    pub retracted: Option<SourceAt>,
    /// Is a source named on the way that there is not, or cannot be read? There is an error that says so.
    pub broken: bool,
    /// Is the way too long to be followed?
    pub too_long: bool,
}

/// A way of more sources than this is not followed to its end, and nothing is counted for it.
const LONGEST_PATH: usize = 256;

impl Origins {
    /// Follows every source of `corpus` to its roots.
    pub fn trace(corpus: &Corpus) -> Self {
        let mut parties = Parties::of(&corpus.policy);
        let nodes: Vec<_> = corpus.sources.iter().map(|source| node(corpus, source, &mut parties)).collect();
        let sources = corpus.par_each_source().with_min_len(256);
        let lineages = sources.map(|(source, _)| follow(&nodes, source)).collect();
        let mut first = HashMap::default();
        for ((source, _), node) in corpus.each_source().zip(&nodes) {
            node.parties.iter().for_each(|&party| _ = first.entry(party).or_insert(source));
        }
        Self { parties, nodes, lineages, first }
    }

    /// The first source that a party published or wrote.
    pub fn first_of(&self, party: Party) -> Option<SourceAt> {
        self.first.get(&party).copied()
    }

    /// What a source is.
    pub fn node(&self, source: SourceAt) -> &Node {
        &self.nodes[source.index()]
    }

    /// What a source comes from.
    pub fn lineage(&self, source: SourceAt) -> &Lineage {
        &self.lineages[source.index()]
    }

    /// Does a quote come from `source`, on the way from its origin or on that from the source quoted?
    pub fn rests_on(&self, link: Link, source: SourceAt) -> bool {
        [link.source, link.origin].into_iter().flatten().any(|end| self.lineage(end).path.contains(&source))
    }

    /// What a source counts as, if it is an origin. Sorted.
    pub fn roots_of_end(&self, source: SourceAt) -> Vec<Root> {
        roots_of_end(&self.nodes, source)
    }
}

impl Node {
    /// Is it a record, a document, a dataset or a statement on the record?
    pub fn is_primary(&self) -> bool {
        self.kind.is_some_and(Kind::is_primary)
    }

    /// Is it known to exist, and closed to everybody who could check it?
    pub fn is_sealed(&self) -> bool {
        matches!(self.access, Access::Unpublished | Access::Withheld)
    }
}

fn node(corpus: &Corpus, source: &Source, parties: &mut Parties) -> Node {
    let publisher = source.publisher.as_ref().map(|name| parties.enter(&name.value));
    let authors: Vec<_> = source.authors.iter().map(|name| parties.enter(&name.value)).collect();
    let kind = source.kind.as_ref().map(|kind| kind.value);
    let named = || source.derives_from.iter().chain(&source.may_derive_from);
    let parents: Vec<_> = named().filter_map(|id| corpus.source_at(&id.value)).collect();
    Node {
        kind,
        access: source.access(),
        retracted: source.retracted.is_some(),
        behind: publisher.map_or_else(|| authors.clone(), |publisher| vec![publisher]),
        parties: publisher.into_iter().chain(authors).collect(),
        id: parties.enter(&source.id),
        broken: !source.sound || kind.is_none() || parents.len() < named().count(),
        certain: source.may_derive_from.is_empty(),
        parents,
    }
}

fn follow(nodes: &[Node], start: SourceAt) -> Lineage {
    let mut lineage = Lineage { path: vec![start], certain: true, ..Lineage::default() };
    let mut next = 0;
    while let Some(&at) = lineage.path.get(next) {
        next += 1;
        let node = &nodes[at.index()];
        // What stands in a paper that nobody may see is known by hearsay only, its sources included.
        if node.parents.is_empty() || node.is_sealed() {
            lineage.ends.push(at);
            lineage.roots.extend(roots_of_end(nodes, at));
            continue;
        }
        lineage.certain &= node.certain;
        if node.parents.iter().any(|&parent| nodes[parent.index()].is_sealed()) {
            // The word of whoever describes it.
            lineage.roots.extend(roots_of_end(nodes, at));
        }
        if !lineage.reaches(&node.parents) {
            return Lineage { too_long: true, ..Lineage::default() };
        }
    }
    // Behind what nobody may see there is no root, but there may be the claimant, or what was taken back.
    let mut next = 0;
    while let Some(&at) = lineage.path.get(next) {
        next += 1;
        let node = &nodes[at.index()];
        lineage.broken |= node.broken;
        if node.retracted {
            lineage.retracted = lineage.retracted.or(Some(at));
        }
        if !lineage.reaches(&node.parents) {
            return Lineage { too_long: true, ..Lineage::default() };
        }
    }
    lineage.roots.sort_unstable();
    lineage.roots.dedup();
    lineage
}

impl Lineage {
    /// Puts more sources on the way; false if it gets too long.
    fn reaches(&mut self, parents: &[SourceAt]) -> bool {
        for &parent in parents {
            if !self.path.contains(&parent) {
                self.path.push(parent);
            }
            if self.path.len() > LONGEST_PATH {
                return false;
            }
        }
        true
    }
}

fn roots_of_end(nodes: &[Node], at: SourceAt) -> Vec<Root> {
    let node = &nodes[at.index()];
    if node.kind == Some(Kind::Unnamed) {
        return vec![Root::Unnamed];
    }
    if node.is_primary() || node.is_sealed() || node.behind.is_empty() {
        return vec![Root::Document(at)];
    }
    let mut roots: Vec<_> = node.behind.iter().map(|&party| Root::Party(party)).collect();
    roots.sort_unstable();
    roots
}
