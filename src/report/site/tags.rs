//! Under which names each claim is counted, so that every number leads to the claims behind it.

use super::needs::checker_of;
use crate::corpus::ClaimAt;
use crate::evidence::standing::Overlay;
use crate::model::status::Status;
use crate::project::printable;
use crate::report::audit::{By, RecentMoves, last_checked, move_in_words, names, reasons};
use crate::report::facts::{ClaimFacts, Sheet, SheetAt};
use crate::report::wanted::Wanted;
use chrono::NaiveDate;
use rayon::prelude::*;
use std::borrow::Cow;
use std::collections::{BTreeSet, HashMap};

/// What claims are counted by.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) enum Facet {
    /// What may be printed.
    Print,
    /// The same, kind by kind.
    How,
    Status,
    /// What is to be known beside the status.
    Overlay,
    /// Why the status is what it is.
    Basis,
    Topic,
    Claimant,
    Source,
    /// Who checked it last.
    Checker,
    /// A story that states it.
    Story,
    /// A document that would settle it, and that nobody here has read.
    Wanted,
    /// A document that it rests on, on any way.
    RestsOn,
    /// An origin that a supporting quote comes from.
    Origin,
    Publisher,
    Needs,
    Checked,
    Due,
    Moved,
}

/// What claims are counted by that is found out for all of them together.
#[derive(Debug, Default)]
pub(super) struct Beside<'m> {
    /// The ids of the stories that state a claim.
    pub(super) stories: HashMap<ClaimAt, Vec<&'m str>>,
    /// The documents that a claim wants.
    pub(super) wanted: HashMap<ClaimAt, Vec<Wanted>>,
}

/// A name, and what claims are counted by under it.
pub(crate) type Tag<'m> = (Facet, Cow<'m, str>);

/// The names under which claims are counted.
#[derive(Debug, Default)]
pub struct Tags<'m> {
    /// All of them, each once, in the order of the facets and then of the names.
    pub(crate) all: Vec<Tag<'m>>,
    /// For each claim of the sheet, the indices of its names in `all`.
    of_claim: Vec<Vec<u32>>,
    counts: Counts<'m>,
}

type Counts<'m> = HashMap<Tag<'m>, usize, foldhash::fast::RandomState>;

impl Facet {
    /// All facets.
    pub const ALL: [Facet; 18] = [
        Facet::Print,
        Facet::How,
        Facet::Status,
        Facet::Overlay,
        Facet::Basis,
        Facet::Topic,
        Facet::Claimant,
        Facet::Source,
        Facet::Checker,
        Facet::Story,
        Facet::Wanted,
        Facet::RestsOn,
        Facet::Origin,
        Facet::Publisher,
        Facet::Needs,
        Facet::Checked,
        Facet::Due,
        Facet::Moved,
    ];

    /// The word for it in an address.
    pub fn key(self) -> &'static str {
        match self {
            Facet::Print => "print",
            Facet::How => "how",
            Facet::Status => "status",
            Facet::Overlay => "beside",
            Facet::Basis => "basis",
            Facet::Topic => "topic",
            Facet::Claimant => "claimant",
            Facet::Source => "source",
            Facet::Checker => "checker",
            Facet::Story => "story",
            Facet::Wanted => "wanted",
            Facet::RestsOn => "rests-on",
            Facet::Origin => "origin",
            Facet::Publisher => "publisher",
            Facet::Needs => "needs",
            Facet::Checked => "checked",
            Facet::Due => "due",
            Facet::Moved => "moved",
        }
    }

    /// The words for it.
    pub fn title(self) -> &'static str {
        match self {
            Facet::Print => "May be printed",
            Facet::How => "How to print",
            Facet::Status => "Status",
            Facet::Overlay => "Flag",
            Facet::Basis => "Basis",
            Facet::Topic => "Topic",
            Facet::Claimant => "Claimant",
            Facet::Source => "Quoted source",
            Facet::Checker => "Checked by",
            Facet::Story => "Story",
            Facet::Wanted => "Wanted document",
            Facet::RestsOn => "Rests on",
            Facet::Origin => "Origin",
            Facet::Publisher => "Publisher",
            Facet::Needs => "Needs attention",
            Facet::Checked => "Last checked",
            Facet::Due => "Next check",
            Facet::Moved => "Recent moves",
        }
    }
}

impl<'m> Tags<'m> {
    /// Those of all claims of a sheet. They are the names that an audit counts under: claims that are withdrawn, or cannot be
    /// read, count for their state and for what they need, and for nothing else.
    pub(super) fn of(sheet: &Sheet<'m>, moves: &RecentMoves, beside: &Beside<'m>) -> Self {
        let mut moved: HashMap<&str, String> = HashMap::new();
        if let RecentMoves::Since(_, moves) = moves {
            moved.extend(moves.iter().map(|one| (&*one.claim, move_in_words(one).1)));
        }
        let of_claim: Vec<Vec<Tag>> = sheet
            .claims
            .par_iter()
            .with_min_len(64)
            .map(|facts| {
                let mut tags = tags(sheet, facts, beside);
                // Of two claims of one id, which is an error, the first counts.
                let is_first = sheet.project.corpus.claim_at(&facts.claim.id) == Some(facts.at);
                let moved = moved.get(&*facts.claim.id).filter(|_| is_first);
                tags.extend(moved.map(|moved| (Facet::Moved, moved.clone().into())));
                tags
            })
            .collect();
        let mut counts = Counts::default();
        for tag in of_claim.iter().flatten() {
            match counts.get_mut(tag) {
                Some(count) => *count += 1,
                None => _ = counts.insert(tag.clone(), 1),
            }
        }
        let mut all: Vec<_> = counts.keys().cloned().collect();
        all.sort_unstable();
        let places: HashMap<&Tag, u32, foldhash::fast::RandomState> = all.iter().zip(0..).collect();
        let of_claim = of_claim.par_iter().with_min_len(64).map(|tags| {
            let mut tags: Vec<_> = tags.iter().filter_map(|tag| places.get(tag).copied()).collect();
            tags.sort_unstable();
            tags
        });
        let of_claim = of_claim.collect();
        Self { all, of_claim, counts }
    }

    /// The names under which a claim is counted: their indices in the list of all names.
    pub fn of_claim(&self, at: SheetAt) -> &[u32] {
        &self.of_claim[at.index()]
    }

    /// The names of that kind under which a claim is counted.
    pub(crate) fn named(&self, at: SheetAt, facet: Facet) -> impl Iterator<Item = &str> {
        let names = self.of_claim[at.index()].iter().filter_map(|&name| self.all.get(name as usize));
        names.filter(move |(of, _)| *of == facet).map(|(_, name)| &**name)
    }

    /// How many claims are counted under a name.
    pub(crate) fn count(&self, facet: Facet, name: &str) -> usize {
        self.counts.get(&(facet, Cow::Borrowed(name))).copied().unwrap_or(0)
    }
}

/// When a claim may be to be checked again, from today: days, both ends included.
const DUE: [(&str, i64, i64); 4] = [
    ("overdue", i64::MIN, -1),
    ("within 30 days", 0, 30),
    ("in 31 to 90 days", 31, 90),
    ("later", 91, i64::MAX),
];
const NO_DAY: &str = "no day is set";

/// The words for all times of the next check, the nearest first.
pub fn due_words() -> impl Iterator<Item = &'static str> {
    DUE.iter().map(|(what, ..)| *what).chain([NO_DAY])
}

fn due(facts: &ClaimFacts, today: NaiveDate) -> &'static str {
    let Some(due) = facts.due else { return NO_DAY };
    let days = (due.day - today).num_days();
    DUE.iter().find(|(_, from, to)| (*from..=*to).contains(&days)).map_or(NO_DAY, |(what, ..)| what)
}

fn tags<'m>(sheet: &Sheet<'m>, facts: &ClaimFacts<'m>, beside: &Beside<'m>) -> Vec<Tag<'m>> {
    // Claims are counted by what they have earned.
    let counts_as = facts.counts_as().map_or_else(|| facts.state.name(), Status::name);
    let mut tags: Vec<Tag> = vec![(Facet::Status, counts_as.into())];
    tags.extend(reasons(facts).map(|reason| (Facet::Needs, reason.into())));
    if facts.status().is_none() {
        return tags;
    }
    let how = printable::printable(sheet.project, facts.at).how;
    tags.push((Facet::Print, printable::answer(how).name().into()));
    tags.push((Facet::How, printable::order(how).into()));
    tags.push((Facet::Basis, facts.standing.basis.name().into()));
    let overlays = facts.standing.overlays.iter().map(Overlay::name);
    tags.extend(overlays.map(|overlay| (Facet::Overlay, overlay.into())));
    for (facet, by) in [
        (Facet::Topic, By::Topic),
        (Facet::Claimant, By::Claimant),
        (Facet::Source, By::Source),
        (Facet::Origin, By::Origin),
        (Facet::Publisher, By::Publisher),
    ] {
        tags.extend(names(sheet, facts, by).into_iter().map(|name| (facet, name.into())));
    }
    tags.extend(checker_of(facts).map(|by| (Facet::Checker, by.into())));
    let stories: BTreeSet<&str> = beside.stories.get(&facts.at).into_iter().flatten().copied().collect();
    tags.extend(stories.into_iter().map(|id| (Facet::Story, id.into())));
    let wanted = beside.wanted.get(&facts.at).into_iter().flatten();
    tags.extend(wanted.map(|wanted| (Facet::Wanted, sheet.source(wanted.source).into())));
    tags.extend(facts.rests_on.iter().map(|&at| (Facet::RestsOn, sheet.source(at).into())));
    tags.push((Facet::Checked, last_checked(facts, sheet.today).into()));
    tags.push((Facet::Due, due(facts, sheet.today).into()));
    tags
}
