//! What each source is as a document: who is behind it, whether anybody here has seen it, and what it derives from.
//!
//! Records with the same text are one document, whatever their ids say. It is the weakest of them: what any of them
//! says against it holds for all.

use super::alike::Alike;
use super::disguised::Disguised;
use super::parties::{Parties, Party};
use crate::corpus::{ClaimAt, Corpus, Link, SourceAt};
use crate::model::claim::Claim;
use crate::model::date::Period;
use crate::model::source::{Access, Kind, Source};
use crate::text::names::two_people;
use crate::text::phrases::Phrases;
use chrono::NaiveDate;
use rayon::prelude::*;
use std::collections::{HashMap, HashSet};

/// The documents of a corpus, and who is behind them.
#[derive(Debug, Default)]
pub struct Documents {
    /// All publishers and authors.
    pub parties: Parties,
    nodes: Vec<Document>,
    lineages: Vec<Lineage>,
    /// For each source, the first with the same text, or nearly the same: itself, for most.
    same_text: Vec<SourceAt>,
    /// For each source, the first with the very same text.
    same_words: Vec<SourceAt>,
    /// All documents with the text of one, for each that stands for several.
    copies: HashMap<SourceAt, Vec<SourceAt>, foldhash::fast::RandomState>,
    /// Pairs of which somebody has seen that neither copies the other, in either order.
    looked_at: HashSet<(SourceAt, SourceAt), foldhash::fast::RandomState>,
    first: HashMap<Party, SourceAt, foldhash::fast::RandomState>,
    names: Phrases<Party>,
    disguised: Disguised,
    /// For the names of subjects that others probably bear too: those.
    alike: HashMap<Box<str>, Vec<Party>, foldhash::fast::RandomState>,
    /// The same with each record for itself, where several have one text.
    each_for_itself: Option<Box<Documents>>,
    /// Who carried what is quoted from a source and comes from an origin, as some claim says.
    carriers: HashMap<(SourceAt, SourceAt), Vec<SourceAt>, foldhash::fast::RandomState>,
}

/// One document.
// Each says one thing about the document, and the chains ask for each by itself.
#[allow(clippy::struct_excessive_bools)]
#[derive(Debug, Clone)]
pub struct Document {
    /// Do all its records call it something that makes or registers things?
    pub may_be_record: bool,
    /// Does any of its records say that nobody is named?
    pub unnamed: bool,
    /// The access that the source's own record gives.
    pub access: Access,
    /// Was it leaked?
    pub leaked: bool,
    /// Is it closed to everybody who could check it?
    pub closed: bool,
    /// Is its text pinned here?
    pub seen: bool,
    /// Was it retracted?
    pub retracted: bool,
    /// Everybody that its records name, and all for whom they speak, sorted.
    pub voices: Vec<Party>,
    /// Whose own words it is: its authors or, if it names none, its publisher. By name: who speaks for somebody does not
    /// write his words.
    pub own: Vec<Party>,
    /// The same, and all for whom they speak. Sorted.
    pub own_voices: Vec<Party>,
    /// Its publisher and its authors.
    pub parties: Vec<Party>,
    /// When each of its records says that it was published.
    published: Vec<Option<Period>>,
    parents: Vec<SourceAt>,
    /// Does it name a parent without a record, or is its own record broken?
    broken: bool,
}

/// A document and everything that it derives from.
#[derive(Debug, Default)]
pub struct Lineage {
    /// The document itself, then all its ancestors.
    pub path: Vec<SourceAt>,
    /// The ancestors that derive from nothing: the roots. Empty if all lead round in a circle.
    pub ends: Vec<SourceAt>,
    /// The first retracted source of the path.
    pub retracted: Option<SourceAt>,
    /// Does the path name a source that has no record or a broken one? Another error says so.
    pub broken: bool,
    /// Does the path lead back to itself somewhere?
    pub circular: bool,
    /// Is the path longer than is followed?
    pub too_long: bool,
    /// On the way along which most are, how many documents nobody here has seen.
    pub hands: usize,
}

/// Why a quote does not count.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Why {
    /// Its stance is not `supports`.
    NoSupport,
    /// It was not found in its source.
    NotFound,
    /// Its chain names a source that has no record or a broken one. Another error says so.
    Broken,
    /// Its chain is longer than is followed.
    TooLong,
    /// This source of its chain was retracted.
    Retracted(SourceAt),
    /// Its sources copy each other in a circle.
    Circle,
    /// For a saying or an act: its origin is no document of the claimant's own.
    NotTheClaimants,
    /// The claim is a forecast, and not all of the chain is dated on the day on which it can be checked, or later.
    TooEarly,
}

/// A longer path is not followed to its end, and counts for nothing.
const LONGEST_PATH: usize = 256;

impl Documents {
    /// Reads every source of `corpus`, and traces it back. `copies` are pairs with nearly the same text.
    pub fn of(corpus: &Corpus, copies: &[(SourceAt, SourceAt)]) -> Self {
        let mut documents = Self::read(corpus, Some(copies));
        if documents.same_text.iter().enumerate().any(|(index, same)| same.index() != index) {
            documents.each_for_itself = Some(Box::new(Self::read(corpus, None)));
        }
        documents
    }

    /// Reads every source; without `copies`, copies of one text are documents of their own.
    fn read(corpus: &Corpus, copies: Option<&[(SourceAt, SourceAt)]>) -> Self {
        let mut parties = Parties::of(&corpus.policy);
        let ourselves = parties.ourselves();
        let mut nodes: Vec<_> =
            corpus.sources.iter().map(|source| document(corpus, source, ourselves, &mut parties)).collect();
        let alike = Alike::of(&corpus.policy, &parties);
        count_alike_as_one(corpus, &alike, &parties, &mut nodes);
        let alike = alike_subjects(corpus, &alike, &parties);
        let same_words = same_words(corpus);
        let same_text = match copies {
            Some(copies) => one_text(&same_words, copies, &mut nodes),
            None => corpus.each_source().map(|(at, _)| at).collect(),
        };
        let sources = corpus.par_each_source().with_min_len(256);
        let lineages = sources.map(|(source, _)| follow(&nodes, same_text[source.index()])).collect();
        let mut first = HashMap::default();
        for ((source, _), node) in corpus.each_source().zip(&nodes) {
            node.parties.iter().for_each(|&party| _ = first.entry(party).or_insert(source));
        }
        let names = Phrases::of(parties.names());
        let disguised = Disguised::of(parties.names());
        let carriers = carriers(corpus, &same_text);
        let looked_at = looked_at(corpus);
        let each_for_itself = None;
        let mut copies: HashMap<_, Vec<SourceAt>, _> = HashMap::default();
        for (at, _) in corpus.each_source() {
            let same = same_text[at.index()];
            if same != at {
                let all = copies.entry(same).or_default();
                if all.is_empty() {
                    all.push(same);
                }
                all.push(at);
            }
        }
        Self {
            parties,
            nodes,
            lineages,
            same_text,
            same_words,
            copies,
            looked_at,
            first,
            names,
            disguised,
            alike,
            each_for_itself,
            carriers,
        }
    }

    /// The same with each record for itself, also where several have one text.
    pub fn each_for_itself(&self) -> &Self {
        self.each_for_itself.as_deref().unwrap_or(self)
    }

    /// The first source that a party published or wrote.
    pub fn first_of(&self, party: Party) -> Option<SourceAt> {
        self.first.get(&party).copied()
    }

    /// The name of a party, as the first record or the policy that has it writes it.
    pub fn name_of<'c>(&self, corpus: &'c Corpus, party: Party) -> Option<&'c str> {
        let source = self.first_of(party).map(|at| &corpus[at]);
        let of_source = source.into_iter().flat_map(|source| source.authors.iter().chain(&source.publisher));
        let policy = &corpus.policy;
        let listed = policy.names.iter().chain(&policy.speaks_for);
        let of_policy = listed.flat_map(|(name, others)| std::iter::once(name).chain(others));
        let mut names = of_source.chain(of_policy).map(|name| &*name.value);
        names.find(|name| self.parties.find(name) == Some(party))
    }

    /// What a source is.
    pub fn node(&self, source: SourceAt) -> &Document {
        &self.nodes[source.index()]
    }

    /// The first source with the very same text.
    pub fn same_words(&self, source: SourceAt) -> SourceAt {
        self.same_words[source.index()]
    }

    /// The other documents with the same text, or nearly the same.
    pub fn copies_of(&self, source: SourceAt) -> impl Iterator<Item = SourceAt> {
        let copies = self.copies.get(&self.same_text(source)).into_iter().flatten();
        copies.copied().filter(move |at| *at != source)
    }

    /// Does a record say how one of two documents comes by the words of the other, or that it does not?
    pub fn is_told(&self, one: SourceAt, other: SourceAt) -> bool {
        let derives = |one: SourceAt, other: SourceAt| {
            let path = &self.lineage(one).path;
            path.len() > 1 && path.contains(&self.same_text(other))
        };
        self.looked_at.contains(&(one, other)) || derives(one, other) || derives(other, one)
    }

    /// The first source with the same text, or nearly the same.
    pub fn same_text(&self, source: SourceAt) -> SourceAt {
        self.same_text[source.index()]
    }

    /// What a source derives from.
    pub fn lineage(&self, source: SourceAt) -> &Lineage {
        &self.lineages[source.index()]
    }

    /// Who carried what is quoted from `source` and comes from `origin`, as any claim says.
    pub fn carriers(&self, source: SourceAt, origin: SourceAt) -> &[SourceAt] {
        let key = (self.same_text(source), self.same_text(origin));
        self.carriers.get(&key).map_or(&[], Vec::as_slice)
    }

    /// Is `source` an ancestor of the quote's origin, or of the source quoted?
    pub fn rests_on(&self, link: Link, source: SourceAt) -> bool {
        let source = self.same_text(source);
        [link.source, link.origin].into_iter().flatten().any(|end| self.lineage(end).path.contains(&source))
    }

    /// The parties that probably bear the name of that subject, in another spelling, or speak for who does, as long as nobody
    /// has decided.
    pub fn alike(&self, subject: &str) -> &[Party] {
        self.alike.get(subject).map_or(&[], Vec::as_slice)
    }

    /// The parties that a text names, by any known name, in whatever spelling.
    pub fn named_in<'t>(&'t self, text: &'t str) -> impl Iterator<Item = Party> {
        self.names.within(text).map(|(_, party)| *party).chain(self.disguised.within(text))
    }

    /// What these derive from, near and far, short of `end` and of what lies behind it alone; none of them twice, nor any of
    /// these.
    ///
    /// # Errors
    /// If a record is broken, or the way leads back to where it began.
    pub fn derived_from(
        &self,
        quoted: SourceAt,
        between: &[SourceAt],
        end: SourceAt,
    ) -> Result<Vec<SourceAt>, Why> {
        let mut derived = Vec::new();
        for start in std::iter::once(quoted).chain(between.iter().copied()) {
            if !self.node(start).parents.is_empty() && start != end {
                self.ascend(start, end, &mut Vec::new(), &mut derived)?;
            } else if self.node(start).broken {
                return Err(Why::Broken);
            }
        }
        if quoted != end && derived.contains(&quoted) {
            return Err(Why::Circle);
        }
        derived.retain(|at| *at != quoted && *at != end && !between.contains(at));
        Ok(derived)
    }

    fn ascend(
        &self,
        at: SourceAt,
        end: SourceAt,
        path: &mut Vec<SourceAt>,
        all: &mut Vec<SourceAt>,
    ) -> Result<(), Why> {
        let node = self.node(at);
        if node.broken {
            return Err(Why::Broken);
        }
        if all.len() > LONGEST_PATH {
            return Err(Why::TooLong);
        }
        path.push(at);
        for &parent in node.parents.iter().filter(|&&parent| parent != end) {
            if path.contains(&parent) {
                return Err(Why::Circle);
            }
            // What is known already has been followed.
            if !all.contains(&parent) {
                all.push(parent);
                self.ascend(parent, end, path, all)?;
            }
        }
        path.pop();
        Ok(())
    }
}

/// For each name of a subject, the parties that probably bear it too, if there are any.
fn alike_subjects(
    corpus: &Corpus,
    alike: &Alike,
    parties: &Parties,
) -> HashMap<Box<str>, Vec<Party>, foldhash::fast::RandomState> {
    let mut names: HashSet<&str, foldhash::fast::RandomState> = HashSet::default();
    names.extend(corpus.claims.iter().flat_map(|claim| &claim.subjects).map(|subject| &*subject.value));
    let found = names.into_iter().map(|name| (name.into(), alike.with(name, parties.find(name))));
    found.filter(|(_, alike)| !alike.is_empty()).collect()
}

/// Adds to the voices of each document those of all whose name is probably one with its publisher's or an author's.
fn count_alike_as_one(corpus: &Corpus, alike: &Alike, parties: &Parties, nodes: &mut [Document]) {
    // Most names stand in many records.
    let mut known: HashMap<&str, Vec<Party>, foldhash::fast::RandomState> = HashMap::default();
    for ((_, source), node) in corpus.each_source().zip(nodes) {
        let mut others: Vec<Party> = Vec::new();
        for name in source.publisher.iter().chain(&source.authors) {
            let alike = known
                .entry(&name.value)
                .or_insert_with(|| alike.with(&name.value, parties.find(&name.value)));
            others.extend(alike.iter().flat_map(|other| parties.voice(other)).copied());
        }
        if !others.is_empty() {
            node.voices.extend(others);
            node.voices.sort_unstable();
            node.voices.dedup();
        }
    }
}

/// Do two sorted lists have a member in common?
pub fn meet(one: &[Party], other: &[Party]) -> bool {
    let (mut one, mut other) = (one.iter().peekable(), other.iter().peekable());
    while let (Some(a), Some(b)) = (one.peek(), other.peek()) {
        match a.cmp(b) {
            std::cmp::Ordering::Less => _ = one.next(),
            std::cmp::Ordering::Greater => _ = other.next(),
            std::cmp::Ordering::Equal => return true,
        }
    }
    false
}

fn document(corpus: &Corpus, source: &Source, ourselves: Option<Party>, parties: &mut Parties) -> Document {
    let publisher = source.publisher.as_ref().map(|name| parties.enter(&name.value));
    let authors: Vec<_> = source.authors.iter().map(|name| parties.enter(&name.value)).collect();
    let kind = source.kind.as_ref().map(|kind| kind.value);
    let named = || source.derives_from.iter().chain(&source.may_derive_from);
    let parents: Vec<_> = named().filter_map(|id| corpus.source_at(&id.value)).collect();
    // What the newsroom recorded of somebody else is that person's own document, and nothing of the newsroom's.
    let is_report = matches!(kind, Some(Kind::NewsReport | Kind::Analysis));
    let of_others =
        !is_report && !authors.is_empty() && authors.iter().all(|&author| Some(author) != ourselves);
    let speaking_publisher = publisher.filter(|&publisher| !of_others || Some(publisher) != ourselves);
    let own = if authors.is_empty() { publisher.as_slice() } else { &authors };
    // Of "Jonas Lund and Eva Holm" each has a voice.
    let pairs = source.authors.iter().filter_map(|name| two_people(&name.value));
    let people: Vec<_> = pairs.flatten().map(|name| parties.enter(name)).collect();
    Document {
        may_be_record: kind.is_some_and(Kind::may_be_record),
        unnamed: kind == Some(Kind::Unnamed),
        access: source.access(),
        leaked: source.access() == Access::Leaked,
        closed: matches!(source.access(), Access::Unpublished | Access::Withheld | Access::Lost),
        seen: source.text.is_some(),
        retracted: source.retracted.is_some(),
        voices: voices(parties, speaking_publisher.iter().chain(&authors).chain(&people)),
        own: own.to_vec(),
        own_voices: voices(parties, own.iter().chain(&people)),
        parties: publisher.into_iter().chain(authors).collect(),
        published: vec![source.published.as_ref().map(|published| published.value)],
        broken: !source.sound || kind.is_none() || parents.len() < named().count(),
        parents,
    }
}

fn voices<'p>(parties: &Parties, names: impl Iterator<Item = &'p Party>) -> Vec<Party> {
    let mut voices = Vec::new();
    names.for_each(|name| voices.extend_from_slice(parties.voice(name)));
    voices.sort_unstable();
    voices.dedup();
    voices
}

/// Pairs of which a record says, with a reason, that neither copies the other.
fn looked_at(corpus: &Corpus) -> HashSet<(SourceAt, SourceAt), foldhash::fast::RandomState> {
    let mut looked_at = HashSet::default();
    for (at, source) in corpus.each_source().filter(|(_, source)| source.sound) {
        for reason in source.not_copied_from.iter().filter(|reason| reason.because.is_some()) {
            if let Some(other) = reason.source.as_ref().and_then(|id| corpus.source_at(&id.value)) {
                looked_at.extend([(at, other), (other, at)]);
            }
        }
    }
    looked_at
}

/// The first source with the very same text as each.
fn same_words(corpus: &Corpus) -> Vec<SourceAt> {
    let mut first: HashMap<[u8; 64], SourceAt, foldhash::fast::RandomState> = HashMap::default();
    let mut same: Vec<SourceAt> = Vec::with_capacity(corpus.sources.len());
    for (at, source) in corpus.each_source() {
        let sha256 = source.text.as_ref().and_then(|text| text.sha256.as_ref());
        let hash = sha256.and_then(|sha256| <[u8; 64]>::try_from(sha256.value.as_bytes()).ok());
        let one =
            hash.map_or(at, |hash| *first.entry(hash.map(|digit| digit.to_ascii_lowercase())).or_insert(at));
        same.push(one);
    }
    same
}

/// The first source with the same text as each, or nearly the same. What any of several says against their document is entered
/// in all.
fn one_text(
    same_words: &[SourceAt],
    copies: &[(SourceAt, SourceAt)],
    nodes: &mut [Document],
) -> Vec<SourceAt> {
    let mut same = same_words.to_vec();
    for (one, other) in copies {
        let (one, other) = (same[one.index()], same[other.index()]);
        let (first, second) = (one.min(other), one.max(other));
        if first != second {
            same.iter_mut().filter(|at| **at == second).for_each(|at| *at = first);
        }
    }
    let copied = same.iter().enumerate().any(|(index, same)| same.index() != index);
    if copied {
        let mut merged: HashMap<SourceAt, Document, foldhash::fast::RandomState> = HashMap::default();
        for (&one, node) in same.iter().zip(&*nodes) {
            match merged.entry(one) {
                std::collections::hash_map::Entry::Vacant(free) => _ = free.insert(node.clone()),
                std::collections::hash_map::Entry::Occupied(mut taken) => taken.get_mut().join(node),
            }
        }
        for (one, node) in same.iter().zip(&mut *nodes) {
            if let Some(merged) = merged.get(one) {
                let (access, parties) = (node.access, std::mem::take(&mut node.parties));
                *node = Document { access, parties, ..merged.clone() };
            }
        }
    }
    for (one, node) in same.iter().zip(nodes) {
        node.parents.iter_mut().for_each(|parent| *parent = same[parent.index()]);
        if copied {
            // That one copy was made of another leads nowhere.
            node.parents.sort_unstable();
            node.parents.dedup();
            node.parents.retain(|parent| parent != one);
        }
    }
    same
}

impl Document {
    /// Do all its records say that it was certainly published on that day or later?
    pub fn is_published_since(&self, day: NaiveDate) -> bool {
        self.published.iter().all(|published| published.is_some_and(|period| period.first >= day))
    }

    /// Is its record broken, or one that it names?
    pub fn is_broken(&self) -> bool {
        self.broken
    }

    /// Becomes the weaker of itself and another record of the same text.
    fn join(&mut self, other: &Document) {
        self.may_be_record &= other.may_be_record;
        self.unnamed |= other.unnamed;
        self.leaked |= other.leaked;
        self.closed |= other.closed;
        self.retracted |= other.retracted;
        self.broken |= other.broken;
        self.voices.extend_from_slice(&other.voices);
        self.voices.sort_unstable();
        self.voices.dedup();
        self.own.retain(|party| other.own.contains(party));
        self.own_voices.retain(|party| other.own_voices.contains(party));
        self.parents.extend_from_slice(&other.parents);
        self.published.extend_from_slice(&other.published);
    }
}

fn carriers(
    corpus: &Corpus,
    same_text: &[SourceAt],
) -> HashMap<(SourceAt, SourceAt), Vec<SourceAt>, foldhash::fast::RandomState> {
    let mut carriers: HashMap<_, Vec<SourceAt>, _> = HashMap::default();
    let tells = |(_, record): &(ClaimAt, &Claim)| {
        record.sound && record.evidence.iter().any(|evidence| !evidence.through.is_empty())
    };
    let telling: Vec<_> = corpus.par_each_claim().with_min_len(256).filter(tells).collect();
    for (claim, record) in telling {
        for (evidence, link) in record.evidence.iter().zip(corpus.links_of(claim)) {
            let (Some(source), Some(origin)) = (link.source, link.origin) else { continue };
            let through = evidence.through.iter().filter_map(|id| corpus.source_at(&id.value));
            for carrier in through {
                let key = (same_text[source.index()], same_text[origin.index()]);
                let (all, carrier): (&mut Vec<_>, _) =
                    (carriers.entry(key).or_default(), same_text[carrier.index()]);
                if key.0 != key.1 && carrier != key.0 && carrier != key.1 && !all.contains(&carrier) {
                    all.push(carrier);
                }
            }
        }
    }
    carriers
}

fn follow(nodes: &[Document], start: SourceAt) -> Lineage {
    let mut lineage = Lineage { path: vec![start], ..Lineage::default() };
    let mut next = 0;
    while let Some(&source) = lineage.path.get(next) {
        next += 1;
        let node = &nodes[source.index()];
        lineage.broken |= node.broken;
        if node.retracted {
            lineage.retracted = lineage.retracted.or(Some(source));
        }
        if node.parents.is_empty() {
            lineage.ends.push(source);
        }
        for &parent in &node.parents {
            if !lineage.path.contains(&parent) {
                lineage.path.push(parent);
            }
        }
        if lineage.path.len() > LONGEST_PATH {
            return Lineage { too_long: true, ..Lineage::default() };
        }
    }
    lineage.circular = is_circular(nodes, &lineage.path);
    if !lineage.circular && !lineage.broken {
        lineage.hands = most_unseen(nodes, &lineage.path);
    }
    lineage
}

/// How many documents nobody here has seen, on the way from the first of `path` along which most are. There is no circle.
fn most_unseen(nodes: &[Document], path: &[SourceAt]) -> usize {
    let unseen = |at: &SourceAt| usize::from(!nodes[at.index()].seen);
    if let [one] = path {
        return unseen(one);
    }
    // On and on from those that are known, until nothing is found to be further: at most as often as the longest way is long.
    let mut most: Vec<usize> = path.iter().map(unseen).collect();
    for _ in path {
        for (place, at) in path.iter().enumerate() {
            let behind = |parent: &SourceAt| path.iter().position(|at| at == parent).map(|place| most[place]);
            let furthest = nodes[at.index()].parents.iter().filter_map(behind).max().unwrap_or(0);
            most[place] = unseen(at) + furthest;
        }
    }
    most.first().copied().unwrap_or(0)
}

/// Does some derivation among these documents lead back to where it began?
fn is_circular(nodes: &[Document], path: &[SourceAt]) -> bool {
    // Documents are taken away once all that they derive from are; in a circle, none can be the first.
    let mut left: Vec<SourceAt> = path.to_vec();
    loop {
        let before = left.len();
        let standing = left.clone();
        left.retain(|at| nodes[at.index()].parents.iter().any(|parent| standing.contains(parent)));
        if left.is_empty() || left.len() == before {
            return !left.is_empty();
        }
    }
}
