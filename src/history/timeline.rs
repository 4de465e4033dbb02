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
    /// In the order of the walk, the newest first; within a commit by the claims' ids.
    pub transitions: Vec<Transition>,
    walk: Walk,
    claims: Names<str>,
    paths: Names<str>,
    formers: Vec<Former>,
}

/// A claim, and an id that it had before, as it once said.
type Former = (u32, Box<str>);

/// One change of one claim's state.
#[derive(Debug)]
pub struct Transition {
    revision: u32,
    claim: u32,
    path: u32,
    /// The state in the commit's own parent; of a merge, in the first parent that has another.
    pub from: State,
    /// The state that it came to.
    pub to: State,
    /// Of a merge that settles what its parents had brought apart: the states that it drops.
    pub dropped: Vec<State>,
    /// What changed with it.
    pub reason: Reason,
    /// What the claim is about; what it was about, if it is gone.
    pub topics: Box<[Box<str>]>,
    renamed: Option<Renamed>,
    formerly: Box<[Box<str>]>,
}

/// What was a renaming, though git sees one file go and another come.
#[derive(Debug, Clone, Copy)]
enum Renamed {
    From(u32),
    /// The claim goes on under this name, and so the transition is none.
    To,
}

impl Timeline {
    /// Reads the history of all claims that leads to `head`.
    ///
    /// # Errors
    /// If the history is cut off or changed in this clone, or objects are missing or damaged.
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

    /// Name and address of whoever made it.
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
        // First what it is called by now, then what all of these were called before: what is another claim by now, though
        // it was once the same, is not asked for.
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

/// Adds to `ids` what follows from each of them, and what follows from that.
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

/// So many claims are taken on at a time.
const BATCH: usize = 16;

/// What becomes of reading the contents of claims.
#[derive(Default)]
struct ClaimHistories {
    transitions: Vec<Transition>,
    formers: Vec<Former>,
}

/// Reads and understands each claim's contents, makes its transitions, and notes which ids it had before.
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

/// What a claim's file said each time.
type Versions = HashMap<Object, Version, foldhash::fast::RandomState>;

/// Reads all contents of a claim's file, the newest first: so its older contents, which git keeps as what differs from the
/// newer ones, are at hand.
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

/// The transitions of one claim.
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

/// Where one commit takes a claim away and brings one that says it was that, the claim was renamed.
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
