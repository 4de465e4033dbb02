//! Where the information in each source first came from, along `derives_from` and `may_derive_from`.

use super::parties::{Parties, Party};
use crate::corpus::{Corpus, Link, SourceAt};
use crate::model::source::{Access, Kind, Source};
use rayon::prelude::*;
use std::collections::HashMap;

/// The sources of a corpus, who is behind them, and where the information in each came from.
#[derive(Debug, Default)]
pub struct Origins {
    /// All publishers and authors.
    pub parties: Parties,
    nodes: Vec<Node>,
    lineages: Vec<Lineage>,
    first: HashMap<Party, SourceAt, foldhash::fast::RandomState>,
}

/// What matters of one source as an origin.
#[derive(Debug)]
pub struct Node {
    /// The kind of document; `None` if its record does not say.
    pub kind: Option<Kind>,
    /// Can it be inspected?
    pub access: Access,
    /// Was it retracted?
    pub retracted: bool,
    /// Its publisher and its authors.
    pub parties: Vec<Party>,
    /// The party whose name is its id.
    pub id: Party,
    /// Those of `parties` that it counts as, as an origin: the publisher, or the authors if there is none.
    behind: Vec<Party>,
    parents: Vec<SourceAt>,
    /// Does it certainly relay all its parents?
    certain: bool,
    /// Does it name a parent without a record, or is its own record broken?
    broken: bool,
}

/// What counts as one origin.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Root {
    /// One primary document, or one that nobody can inspect.
    Document(SourceAt),
    /// A publisher or author: all that comes from them and is not primary.
    Party(Party),
    /// All unnamed people together.
    Unnamed,
}

/// A source and everything that it derives from.
#[derive(Debug, Default)]
pub struct Lineage {
    /// The source itself, then all its ancestors.
    pub path: Vec<SourceAt>,
    /// The ancestors that derive from nothing. Empty if all lead round in a circle.
    pub ends: Vec<SourceAt>,
    /// The origins that the ends count as, sorted.
    pub roots: Vec<Root>,
    /// Is every derivation in it certain?
    pub certain: bool,
    /// The first retracted source of the path.
    pub retracted: Option<SourceAt>,
    /// Does the path name a source that has no record or a broken one? Another error says so.
    pub broken: bool,
    /// Is the path longer than is followed?
    pub too_long: bool,
}

/// A longer path is not followed to its end, and counts for nothing.
const LONGEST_PATH: usize = 256;

impl Origins {
    /// Traces every source of `corpus` back.
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

    /// What a source derives from.
    pub fn lineage(&self, source: SourceAt) -> &Lineage {
        &self.lineages[source.index()]
    }

    /// Is `source` an ancestor of the quote's origin, or of the source quoted?
    pub fn rests_on(&self, link: Link, source: SourceAt) -> bool {
        [link.source, link.origin].into_iter().flatten().any(|end| self.lineage(end).path.contains(&source))
    }

    /// The origins that a source counts as by itself, sorted.
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
    while let Some(&source) = lineage.path.get(next) {
        next += 1;
        let node = &nodes[source.index()];
        // Of a document that nobody can inspect, even its sources are hearsay.
        if node.parents.is_empty() || node.is_sealed() {
            lineage.ends.push(source);
            lineage.roots.extend(roots_of_end(nodes, source));
            continue;
        }
        lineage.certain &= node.certain;
        if node.parents.iter().any(|&parent| nodes[parent.index()].is_sealed()) {
            // It is the word of whoever describes it.
            lineage.roots.extend(roots_of_end(nodes, source));
        }
        if !lineage.reaches(&node.parents) {
            return Lineage { too_long: true, ..Lineage::default() };
        }
    }
    // What nobody can inspect has no roots behind it, but the claimant may be there, or a retracted source.
    let mut next = 0;
    while let Some(&source) = lineage.path.get(next) {
        next += 1;
        let node = &nodes[source.index()];
        lineage.broken |= node.broken;
        if node.retracted {
            lineage.retracted = lineage.retracted.or(Some(source));
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
    /// Adds sources to the path; false if it gets too long.
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

fn roots_of_end(nodes: &[Node], source: SourceAt) -> Vec<Root> {
    let node = &nodes[source.index()];
    if node.kind == Some(Kind::Unnamed) {
        return vec![Root::Unnamed];
    }
    if node.is_primary() || node.is_sealed() || node.behind.is_empty() {
        return vec![Root::Document(source)];
    }
    let mut roots: Vec<_> = node.behind.iter().map(|&party| Root::Party(party)).collect();
    roots.sort_unstable();
    roots
}
