//! Which commits descend from which: merge bases, and what lies between two commits.
//!
//! Each commit is read by its id, and damage in one is an error. libgit2's own walk never ends on a commit object that is cut
//! off, so it is not used.

use super::commit::Commit;
use super::{Error, Id, Reader};
use std::collections::hash_map::Entry;
use std::collections::{BinaryHeap, HashMap, HashSet};

/// From which of two commits a commit is reachable.
#[derive(Clone, Copy, Default, PartialEq, Eq)]
struct Marks {
    one: bool,
    other: bool,
    /// Is it an ancestor of a common ancestor?
    stale: bool,
}

impl Marks {
    fn with(self, more: Self) -> Self {
        Self { one: self.one || more.one, other: self.other || more.other, stale: self.stale || more.stale }
    }

    fn is_common(self) -> bool {
        self.one && self.other
    }
}

/// The commits that descend from others, as far as that was asked. A shallow clone ends at some.
pub struct Ancestry<'r> {
    reader: Reader<'r>,
    ends: HashSet<Id>,
    known: HashMap<Id, Known, foldhash::fast::RandomState>,
}

/// The day of a commit, in seconds since 1970, and its parents. One without a valid date counts as old.
struct Known {
    at: i64,
    parents: Box<[Id]>,
}

impl<'r> Ancestry<'r> {
    pub(super) fn new(reader: Reader<'r>, ends: HashSet<Id>) -> Self {
        Self { reader, ends, known: HashMap::default() }
    }

    /// The best common ancestors of two commits, sorted: those that are ancestors of no other. Criss-cross merges give
    /// several.
    ///
    /// # Errors
    /// If a commit on the way is missing or damaged.
    pub fn merge_bases(&mut self, one: Id, other: Id) -> Result<Vec<Id>, Error> {
        let marks = self.walk(one, other, |marks| !marks.stale)?;
        let common = |(id, marks): (&Id, &Marks)| (marks.is_common() && !marks.stale).then_some(*id);
        let mut bases: Vec<Id> = marks.iter().filter_map(common).collect();
        bases.sort_unstable();
        if bases.len() > 1 {
            // Where dates run backwards, an ancestor of another may be left.
            let mut of_others = HashSet::new();
            for base in &bases {
                let ancestors = self.ancestors(*base)?;
                of_others.extend(bases.iter().copied().filter(|id| ancestors.contains(id)));
            }
            bases.retain(|base| !of_others.contains(base));
        }
        Ok(bases)
    }

    /// The commits that are reachable from `to` and not from `from`, in no particular order.
    ///
    /// # Errors
    /// If a commit on the way is missing or damaged.
    pub fn between(&mut self, from: Id, to: Id) -> Result<Vec<Id>, Error> {
        let marks = self.walk(to, from, |marks| !marks.other)?;
        Ok(marks.into_iter().filter_map(|(id, marks)| (!marks.other).then_some(id)).collect())
    }

    /// Marks the ancestors of both, the latest first, until none that waits `matters`.
    fn walk(&mut self, one: Id, other: Id, matters: fn(Marks) -> bool) -> Result<HashMap<Id, Marks>, Error> {
        let mut marks: HashMap<Id, Marks> = HashMap::new();
        let mut waiting = BinaryHeap::new();
        let starts = [
            (one, Marks { one: true, ..Marks::default() }),
            (other, Marks { other: true, ..Marks::default() }),
        ];
        for (id, mark) in starts {
            let known = marks.entry(id).or_default();
            *known = known.with(mark);
            waiting.push((self.at(id)?, id));
        }
        while waiting.iter().any(|(_, id)| marks.get(id).is_some_and(|marks| matters(*marks))) {
            let Some((_, id)) = waiting.pop() else { break };
            let own = marks.get(&id).copied().unwrap_or_default();
            let of_parents = Marks { stale: own.stale || own.is_common(), ..own };
            for parent in self.parents(id)?.to_vec() {
                let known = marks.entry(parent).or_default();
                let more = known.with(of_parents);
                if more != *known {
                    *known = more;
                    waiting.push((self.at(parent)?, parent));
                }
            }
        }
        Ok(marks)
    }

    /// All ancestors of a commit, itself left out.
    fn ancestors(&mut self, of: Id) -> Result<HashSet<Id>, Error> {
        let mut found = HashSet::new();
        let mut open = vec![of];
        while let Some(id) = open.pop() {
            for parent in self.parents(id)?.to_vec() {
                if found.insert(parent) {
                    open.push(parent);
                }
            }
        }
        Ok(found)
    }

    fn at(&mut self, id: Id) -> Result<i64, Error> {
        Ok(self.known(id)?.at)
    }

    /// The parents of a commit, in order; none where a shallow clone ends.
    ///
    /// # Errors
    /// If the commit is missing or damaged.
    pub fn parents(&mut self, id: Id) -> Result<&[Id], Error> {
        Ok(&self.known(id)?.parents)
    }

    fn known(&mut self, id: Id) -> Result<&Known, Error> {
        Ok(match self.known.entry(id) {
            Entry::Occupied(known) => known.into_mut(),
            Entry::Vacant(free) => {
                let Commit { parents, committer, .. } = self.reader.commit(id)?;
                let parents = if self.ends.contains(&id) { Vec::new() } else { parents };
                let at = committer.at.map_or(i64::MIN, |at| at.timestamp());
                free.insert(Known { at, parents: parents.into() })
            }
        })
    }
}
