//! Every change of every claim's state.

use super::events::{self, Before, Content, Event, Events, Object};
use super::names::Names;
use super::version::{Reason, Version};
use super::walk::{ParentFilter, Revision, Walk};
use crate::git::{Error, Id, Reader, Repository};
use crate::model::state::State;
use rayon::prelude::*;
use std::collections::HashMap;
use std::collections::hash_map::Entry;

/// The transitions of all claims.
#[derive(Debug)]
pub struct Timeline {
    /// In the order of the walk, the newest first; within a commit sorted by the claims' ids.
    pub transitions: Vec<Transition>,
    walk: Walk,
    claims: Names<str>,
    paths: Names<str>,
    formers: Vec<Former>,
}

/// A claim's number, and an id from its `formerly` at any time.
type Former = (u32, Box<str>);

/// One change of one claim's state.
#[derive(Debug)]
pub struct Transition {
    revision: u32,
    claim: u32,
    path: u32,
    /// The state in the parent; for a merge, in the first parent where it differs.
    pub from: State,
    /// The new state.
    pub to: State,
    /// For a merge of branches with different states: those that it discards.
    pub dropped: Vec<State>,
    /// What else changed.
    pub reason: Reason,
    /// The claim's topics; of a removed claim, its last ones.
    pub topics: Box<[Box<str>]>,
    renamed: Option<Renamed>,
    formerly: Box<[Box<str>]>,
}

/// A renamed claim, which git stores as one removed file and one added.
#[derive(Debug, Clone, Copy)]
enum Renamed {
    From(u32),
    /// The claim continues under another id, so its removal is not a transition.
    To,
}

impl Timeline {
    /// Reads the history of all claims that leads to `head`.
    ///
    /// # Errors
    /// In a shallow clone or one with grafts, or if objects are missing or damaged.
    pub fn read(repository: &Repository, head: Id, filter: ParentFilter) -> Result<Self, Error> {
        repository.must_not_be_shallow()?;
        let walk = Walk::from(repository, head, filter)?;
        let events = events::read(repository, &walk)?;
        let ClaimHistories { mut transitions, formers } = read_histories(repository, &events)?;
        let Events { claims, paths, .. } = events;
        join_renamings(&mut transitions, &claims);
        transitions.retain(|transition| !matches!(transition.renamed, Some(Renamed::To)));
        transitions.sort_unstable_by(|a, b| {
            (a.revision, claims.get(a.claim)).cmp(&(b.revision, claims.get(b.claim)))
        });
        Ok(Self { transitions, walk, claims, paths, formers })
    }

    /// The commit that made a transition.
    pub fn revision(&self, transition: &Transition) -> &Revision {
        &self.walk.revisions[transition.revision as usize]
    }

    /// Name and address of the author of its commit.
    pub fn author(&self, transition: &Transition) -> (&str, &str) {
        self.walk.author(self.revision(transition))
    }

    /// The claim's id.
    pub fn claim(&self, transition: &Transition) -> &str {
        self.claims.get(transition.claim)
    }

    /// The id that the claim had before this commit, if it was renamed in it.
    pub fn formerly(&self, transition: &Transition) -> Option<&str> {
        match transition.renamed? {
            Renamed::From(claim) => Some(self.claims.get(claim)),
            Renamed::To => None,
        }
    }

    /// The path of the claim's file below the project; where it was, if it is gone.
    pub fn path(&self, transition: &Transition) -> &str {
        self.paths.get(transition.path)
    }

    /// All ids that the claim of that id ever had, itself first; none if no claim ever had it.
    pub fn ids_of(&self, id: &str) -> Vec<&str> {
        let known = |id: &str| self.claims.find(id);
        let mut ids: Vec<&str> = known(id).into_iter().collect();
        // First the later ids of the claim, then the earlier ids of all of these. In this order, a claim that split off and
        // is now separate is not included.
        each_and_what_follows(&mut ids, |id| {
            let went_on = self.formers.iter().filter(|(_, former)| **former == *id);
            went_on.map(|(claim, _)| self.claims.get(*claim)).collect()
        });
        each_and_what_follows(&mut ids, |id| {
            let own = self.formers.iter().filter(|(claim, _)| self.claims.get(*claim) == id);
            own.filter_map(|(_, former)| known(former)).collect()
        });
        ids
    }

    /// The id of every claim that there ever was.
    pub fn all_ids(&self) -> impl Iterator<Item = &str> {
        (0..self.claims.count()).map(|number| self.claims.get(u32::try_from(number).unwrap_or(u32::MAX)))
    }

    /// How many commits were read.
    pub fn commits(&self) -> usize {
        self.walk.revisions.len()
    }
}

/// Extends `ids` to its transitive closure under `follow`.
fn each_and_what_follows<'t>(ids: &mut Vec<&'t str>, follow: impl Fn(&str) -> Vec<&'t str>) {
    let mut next = 0;
    while let Some(&id) = ids.get(next) {
        next += 1;
        for more in follow(id) {
            if !ids.contains(&more) {
                ids.push(more);
            }
        }
    }
}

/// Claims that a thread reads at a time.
const BATCH: usize = 16;

#[derive(Default)]
struct ClaimHistories {
    transitions: Vec<Transition>,
    formers: Vec<Former>,
}

/// Reads every version of every claim, and derives its transitions and former ids.
fn read_histories(repository: &Repository, events: &Events) -> Result<ClaimHistories, Error> {
    let mut of_claim: Vec<Vec<&Event>> = Vec::new();
    of_claim.resize_with(events.claims.count(), Vec::new);
    for event in &events.all {
        of_claim[event.claim as usize].push(event);
    }
    let read = |reader: &mut Reader, batch: &[Vec<&Event>]| {
        let mut read_histories = ClaimHistories::default();
        for of_claim in batch {
            let versions = versions(reader, of_claim)?;
            add_transitions(of_claim, &versions, &mut read_histories.transitions);
            if let Some(event) = of_claim.first() {
                let formers = versions.values().flat_map(|version| &version.formerly);
                read_histories.formers.extend(formers.map(|former| (event.claim, former.clone())));
            }
        }
        Ok(read_histories)
    };
    let batches: Vec<Result<ClaimHistories, Error>> =
        of_claim.par_chunks(BATCH).map_init(|| repository.reader(), read).collect();
    let count = batches.iter().flatten().map(|read_histories| read_histories.transitions.len()).sum();
    let mut all = ClaimHistories { transitions: Vec::with_capacity(count), formers: Vec::new() };
    for batch in batches {
        let ClaimHistories { transitions, formers } = batch?;
        all.transitions.extend(transitions);
        all.formers.extend(formers);
    }
    all.formers.sort_unstable();
    all.formers.dedup();
    Ok(all)
}

/// All versions of a claim, by object.
type Versions = HashMap<Object, Version, foldhash::fast::RandomState>;

/// Reads all versions of a claim, the newest first: git stores older versions as deltas against newer ones, which are then
/// still in the cache.
fn versions(reader: &Reader, of_claim: &[&Event]) -> Result<Versions, Error> {
    let mut versions = Versions::default();
    let mut read = |content: Content| {
        if let Some(object) = content
            && let Entry::Vacant(new) = versions.entry(object)
        {
            new.insert(match object {
                Object::File(id) => Version::in_git(reader, id)?,
                Object::Other(_) => Version::unreadable(),
            });
        }
        Ok(())
    };
    for event in of_claim {
        read(event.after)?;
        match &event.before {
            Before::One(content) => read(*content)?,
            Before::Many(sides) => {
                for side in sides {
                    side.bases
                        .iter()
                        .flatten()
                        .chain([&side.content])
                        .try_for_each(|content| read(*content))?;
                }
            }
        }
    }
    Ok(versions)
}

fn add_transitions(of_claim: &[&Event], versions: &Versions, transitions: &mut Vec<Transition>) {
    let version = |content: Content| content.and_then(|object| versions.get(&object));
    let state = |content: Content| version(content).map_or(State::Absent, |version| version.state);
    for event in of_claim {
        let to = state(event.after);
        let (before, dropped) = match &event.before {
            Before::One(content) if state(*content) == to => continue,
            Before::One(content) => (*content, Vec::new()),
            Before::Many(sides) => {
                let differing = || sides.iter().filter(|side| state(side.content) != to);
                let moved = |side: &&events::Side| {
                    let was = |base: &Content| state(*base) != state(side.content);
                    side.bases.iter().any(|bases| bases.iter().all(was))
                };
                let from_all = differing().count() == sides.len();
                let mut dropped: Vec<_> = differing().filter(moved).map(|side| state(side.content)).collect();
                dropped.sort_unstable();
                dropped.dedup();
                let first = if from_all { differing().next() } else { differing().find(moved) };
                let Some(first) = first else { continue };
                (first.content, dropped)
            }
        };
        let (old, new) = (version(before), version(event.after));
        let reason = match new {
            Some(new) => new.since(old),
            None => Reason::default(),
        };
        transitions.push(Transition {
            revision: event.revision,
            claim: event.claim,
            path: event.path,
            from: state(before),
            to,
            dropped,
            reason,
            topics: new.or(old).map(|version| version.topics.clone()).unwrap_or_default(),
            renamed: None,
            formerly: new.map(|version| version.formerly.clone()).unwrap_or_default(),
        });
    }
}

/// Joins two transitions of one commit into a renaming: a removed claim, and a new one that lists its id as `formerly`.
fn join_renamings(transitions: &mut [Transition], claims: &Names<str>) {
    let gone: HashMap<(u32, &str), usize> = transitions
        .iter()
        .enumerate()
        .filter(|(_, transition)| transition.to == State::Absent)
        .map(|(index, transition)| ((transition.revision, claims.get(transition.claim)), index))
        .collect();
    let mut pairs = Vec::new();
    for (index, transition) in transitions.iter().enumerate().filter(|(_, new)| new.from == State::Absent) {
        let was = transition.formerly.iter().find_map(|former| gone.get(&(transition.revision, &**former)));
        pairs.extend(was.map(|&was| (index, was)));
    }
    for (new, old) in pairs {
        let (from, claim) = (transitions[old].from, transitions[old].claim);
        transitions[old].renamed = Some(Renamed::To);
        transitions[new].from = from;
        transitions[new].renamed = Some(Renamed::From(claim));
    }
}
