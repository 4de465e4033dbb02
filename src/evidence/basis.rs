//! The table of what a status must have earned: the first row that holds is the basis of a claim.

use super::Extent;
use super::chain::{Counted, Role};
use super::parties::Party;
use super::whole_field::whole_field;
use crate::corpus::SourceAt;
use crate::model::needs::Primary;
use crate::model::policy::Policy;
use crate::model::status::Status;
use std::cmp::Reverse;
use std::collections::HashMap;

/// Why a status is what it is: the rows of the table, the first that holds first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Basis {
    /// A record was read here.
    RecordRead,
    /// The claimant's own words were read here.
    OwnWordsRead,
    /// Witnesses who are independent in their whole chains were read here.
    WitnessesRead,
    /// A record or the claimant's own words are on the record, and one document away.
    OnTheRecord,
    /// Independent witnesses, otherwise.
    Witnesses,
    /// A party concedes it.
    Admission,
    /// A part of the statement is borne out.
    Part,
    /// One witness.
    LoneReport,
    /// A party's word, and nothing else.
    PartyWord,
    /// Hearsay, or nobody is named.
    Hearsay,
    /// Nothing that counts.
    Nothing,
}

/// A quote that counts, and where it stands.
#[derive(Debug, Clone, Copy)]
pub struct Quote<'a> {
    /// The index of its block in the claim.
    pub block: usize,
    /// As what it counts.
    pub counted: &'a Counted,
    /// The text it stands in, whatever copy of it.
    pub text: SourceAt,
    /// The copy it stands in.
    pub copy: SourceAt,
    /// The origin as it is written.
    pub origin: SourceAt,
    /// Which words of the text it is; `None` if it was not found.
    pub extent: Option<&'a Extent>,
    /// On which part of the statement it bears, in the spelling of names, if not on the whole.
    pub part: Option<&'a str>,
}

/// What is asked of the quotes of one claim.
#[derive(Debug, Clone, Copy)]
pub struct Asked<'p> {
    /// Does the claim judge a fact? Otherwise a saying or an act.
    pub is_fact: bool,
    /// May witnesses count beyond a lone report? Not if the claim does not say whom a fact is about: nobody could tell a
    /// party's word from a witness.
    pub takes_witnesses: bool,
    /// The statement of a fact: if it speaks of a whole field, no witness knows of it.
    pub statement: Option<&'p str>,
    /// What the newsroom asks of each status.
    pub policy: &'p Policy,
}

/// What quotes have earned.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Earned {
    /// The highest status that they bear.
    pub status: Status,
    /// Why.
    pub basis: Basis,
    /// Of a part that is borne out: why.
    pub part: Option<Basis>,
    /// The blocks that carry it, in order.
    pub carrying: Vec<usize>,
}

impl Basis {
    /// All of them, in the order of the table.
    pub const ALL: [Basis; 11] = [
        Basis::RecordRead,
        Basis::OwnWordsRead,
        Basis::WitnessesRead,
        Basis::OnTheRecord,
        Basis::Witnesses,
        Basis::Admission,
        Basis::Part,
        Basis::LoneReport,
        Basis::PartyWord,
        Basis::Hearsay,
        Basis::Nothing,
    ];

    /// The word for it in tables and for programs.
    pub fn name(self) -> &'static str {
        match self {
            Basis::RecordRead => "record read here",
            Basis::OwnWordsRead => "own words read here",
            Basis::WitnessesRead => "two witnesses read here",
            Basis::OnTheRecord => "on the record",
            Basis::Witnesses => "two witnesses",
            Basis::Admission => "admission",
            Basis::Part => "part",
            Basis::LoneReport => "lone report",
            Basis::PartyWord => "own word only",
            Basis::Hearsay => "hearsay",
            Basis::Nothing => "nothing",
        }
    }

    /// Is it one of the rows that bear documented?
    pub fn is_documented(self) -> bool {
        self < Basis::OnTheRecord
    }

    /// The status that it bears.
    pub fn status(self, policy: &Policy) -> Status {
        match self {
            Basis::RecordRead | Basis::OwnWordsRead | Basis::WitnessesRead => Status::Documented,
            Basis::OnTheRecord if policy.primary(Status::Documented) == Primary::Relayed => {
                Status::Documented
            }
            Basis::OnTheRecord | Basis::Witnesses | Basis::Admission | Basis::Part => {
                Status::PartiallyConfirmed
            }
            Basis::LoneReport | Basis::PartyWord | Basis::Hearsay | Basis::Nothing => Status::WEAKEST,
        }
    }
}

impl Earned {
    fn of(status: Status, basis: Basis, mut carrying: Vec<usize>) -> Self {
        carrying.sort_unstable();
        Self { status, basis, part: None, carrying }
    }

    /// The higher status; of two that are equal, the row that comes first.
    fn or(self, other: Self) -> Self {
        if (other.status, Reverse(other.basis)) > (self.status, Reverse(self.basis)) { other } else { self }
    }

    /// The lower status; of two that are equal, the row that comes last. What carries both carries it.
    fn and(self, mut other: Self) -> Self {
        let mut all = self.carrying.clone();
        all.append(&mut other.carrying);
        all.sort_unstable();
        all.dedup();
        let lower = if (other.status, Reverse(other.basis)) < (self.status, Reverse(self.basis)) {
            other
        } else {
            self
        };
        Self { carrying: all, ..lower }
    }
}

/// What quotes earn, given their weights for each of the actors: one list for a fact, and `admitting` besides, a list for
/// each party that may have conceded it.
pub fn earned(actors: &[Vec<Quote>], admitting: &[Vec<Quote>], asked: Asked) -> Earned {
    let nothing = || Earned::of(Status::WEAKEST, Basis::Nothing, Vec::new());
    if actors.len() < 2 {
        let Some(quotes) = actors.first() else { return nothing() };
        return of_one(quotes, admitting, asked).or(part(std::slice::from_ref(quotes), asked));
    }
    // Every one is the actor, and no passage speaks for two of them by two documents.
    let of_choice = |kept: Vec<usize>| {
        let kept: Vec<Vec<Quote>> = actors
            .iter()
            .map(|quotes| quotes.iter().filter(|quote| kept.contains(&quote.block)).copied().collect())
            .collect();
        let of_each = kept.iter().map(|quotes| of_one(quotes, &[], asked));
        of_each.reduce(Earned::and).unwrap_or_else(nothing).or(part(&kept, asked))
    };
    choices(actors).into_iter().map(of_choice).reduce(Earned::or).unwrap_or_else(nothing)
}

/// Would these quotes, taken for the contrary of the claim, earn documented? Who shows that a part is wrong shows that the
/// claim is.
pub fn documents_the_contrary(quotes: &[Quote], asked: Asked) -> bool {
    let whole = quotes.iter().filter(|quote| quote.part.is_none()).copied().collect();
    let mut parts = parts(quotes);
    parts.push(whole);
    let is_documented = |earned: Earned| earned.status == Status::Documented;
    parts.iter().any(|part| confirmed(part, asked).is_some_and(is_documented))
}

/// Rows 1 to 6 and 8 to 11.
fn of_one(quotes: &[Quote], admitting: &[Vec<Quote>], asked: Asked) -> Earned {
    let whole: Vec<_> = quotes.iter().filter(|quote| quote.part.is_none()).copied().collect();
    let mut best = unconfirmed(quotes);
    if let Some(admitted) = admission(admitting, asked) {
        best = best.or(admitted);
    }
    match confirmed(&whole, asked) {
        Some(confirmed) => best.or(confirmed),
        None => best,
    }
}

/// Row 7: for one part, rows 1 to 5 hold for every actor.
fn part(actors: &[Vec<Quote>], asked: Asked) -> Earned {
    let mut best = Earned::of(Status::WEAKEST, Basis::Nothing, Vec::new());
    let Some(first) = actors.first() else { return best };
    for of_first in parts(first) {
        let name = of_first.first().and_then(|quote| quote.part);
        let of_each = actors.iter().enumerate().map(|(nth, quotes)| {
            let same = if nth == 0 {
                of_first.clone()
            } else {
                quotes.iter().filter(|quote| quote.part == name).copied().collect()
            };
            confirmed(&same, asked).filter(|earned| earned.status > Status::WEAKEST)
        });
        let all: Option<Vec<Earned>> = of_each.collect();
        if let Some(borne_out) = all.and_then(|all| all.into_iter().reduce(Earned::and)) {
            let inner = Some(borne_out.basis);
            let basis = Basis::Part;
            let here = Earned { status: Status::PartiallyConfirmed, basis, part: inner, ..borne_out };
            best = match (best.part, here.part) {
                (Some(before), Some(now)) if now >= before => best,
                _ => here,
            };
        }
    }
    best
}

/// The quotes that bear on the same part of the statement, for each part.
fn parts<'a>(quotes: &[Quote<'a>]) -> Vec<Vec<Quote<'a>>> {
    let mut parts: Vec<Vec<Quote>> = Vec::new();
    let mut known: HashMap<&str, usize> = HashMap::new();
    for quote in quotes {
        let Some(name) = quote.part else { continue };
        let at = *known.entry(name).or_insert(parts.len());
        if at == parts.len() {
            parts.push(Vec::new());
        }
        parts[at].push(*quote);
    }
    parts
}

/// Ways of letting each passage speak for one origin: the blocks that are kept. Beyond [`MOST_DOUBLED`] blocks that share a
/// passage with another of another origin, the rest are left out.
fn choices(actors: &[Vec<Quote>]) -> Vec<Vec<usize>> {
    let mut quotes: Vec<Quote> = Vec::new();
    for quote in actors.iter().flatten() {
        if !quotes.iter().any(|known| known.block == quote.block) {
            quotes.push(*quote);
        }
    }
    // No act that people recorded has so many.
    quotes.truncate(1000);
    let clash = |a: &Quote, b: &Quote| a.origin != b.origin && share_words(a, b);
    let is_doubled = |quote: &Quote| quotes.iter().any(|other| clash(quote, other));
    let (mut doubled, single): (Vec<Quote>, Vec<Quote>) = quotes.iter().copied().partition(is_doubled);
    doubled.sort_by_key(|quote| (quote.text, quote.origin));
    doubled.truncate(MOST_DOUBLED);
    let mut choices = Vec::new();
    for chosen in 0_u32..1 << doubled.len() {
        let of_choice: Vec<_> =
            (0..).zip(&doubled).filter(|(bit, _)| chosen >> bit & 1 == 1).map(|(_, quote)| *quote).collect();
        let is_clean = (1..).zip(&of_choice).all(|(next, a)| of_choice[next..].iter().all(|b| !clash(a, b)));
        if is_clean {
            choices.push(single.iter().chain(&of_choice).map(|quote| quote.block).collect());
        }
    }
    choices
}

const MOST_DOUBLED: usize = 12;

/// Rows 1 to 5, for one actor: the best that holds. A leaked document earns partially confirmed at most.
fn confirmed(quotes: &[Quote], asked: Asked) -> Option<Earned> {
    let capped = |earned: Earned| {
        let leaks = earned
            .carrying
            .iter()
            .any(|block| quotes.iter().any(|quote| quote.block == *block && quote.counted.leaked));
        let is_beyond_witnesses =
            earned.basis == Basis::WitnessesRead && asked.statement.and_then(whole_field).is_some();
        let cap = if leaks || is_beyond_witnesses { Status::PartiallyConfirmed } else { Status::Documented };
        Earned { status: earned.status.min(cap), ..earned }
    };
    let all = rows_1_to_5(quotes, asked).map(capped);
    if !quotes.iter().any(|quote| quote.counted.leaked) {
        return all;
    }
    let clean: Vec<_> = quotes.iter().filter(|quote| !quote.counted.leaked).copied().collect();
    match (all, rows_1_to_5(&clean, asked).map(capped)) {
        (Some(all), Some(clean)) => Some(all.or(clean)),
        (all, clean) => all.or(clean),
    }
}

fn rows_1_to_5(quotes: &[Quote], asked: Asked) -> Option<Earned> {
    let is_primary =
        |counted: &Counted| matches!(counted.role, Role::Record | Role::OwnWords) && !counted.unnamed;
    let status = |basis: Basis| basis.status(asked.policy);
    let first = |basis: Basis, holds: &dyn Fn(&Counted) -> bool| {
        let found = quotes.iter().find(|quote| is_primary(quote.counted) && holds(quote.counted))?;
        Some(Earned::of(status(basis), basis, vec![found.block]))
    };
    let of_witnesses = |basis: Basis, needed: usize, wholly: bool, is_one: &dyn Fn(&Counted) -> bool| {
        let found = independent(quotes, wholly, &|counted| is_witness(counted, asked) && is_one(counted));
        (found.len() >= needed).then(|| Earned::of(status(basis), basis, found))
    };
    let read = if asked.is_fact { Basis::RecordRead } else { Basis::OwnWordsRead };
    first(read, &|counted| counted.read_here)
        .or_else(|| {
            let needed = asked.policy.independent(Status::Documented).max(1) as usize;
            of_witnesses(Basis::WitnessesRead, needed, true, &|counted| {
                !counted.unnamed && counted.knows && (counted.read_here || !asked.is_fact)
            })
        })
        .or_else(|| first(Basis::OnTheRecord, &|counted| counted.on_record && !counted.closed))
        .or_else(|| of_witnesses(Basis::Witnesses, needed_witnesses(asked.policy), false, &|_| true))
}

/// How many witnesses partially confirmed needs: never fewer than two.
fn needed_witnesses(policy: &Policy) -> usize {
    policy.independent(Status::PartiallyConfirmed).max(2) as usize
}

/// May it be one of several witnesses? Of a fact, one that was not read here has to be on the record.
fn is_witness(counted: &Counted, asked: Asked) -> bool {
    match counted.role {
        Role::Record => counted.read_here || counted.on_record,
        Role::Witness if asked.is_fact => asked.takes_witnesses && (counted.read_here || counted.on_record),
        Role::Witness | Role::OwnWords => !counted.is_own,
        Role::Report | Role::PartyWord | Role::Hearsay => false,
    }
}

/// Row 6: the party's own document, or what two independent witnesses heard of one party.
fn admission(parties: &[Vec<Quote>], asked: Asked) -> Option<Earned> {
    let asked = Asked { is_fact: false, ..asked };
    let of = |carrying| Earned::of(Status::PartiallyConfirmed, Basis::Admission, carrying);
    for quotes in parties {
        let whole: Vec<_> = quotes.iter().filter(|quote| quote.part.is_none()).copied().collect();
        let is_read = |quote: &&Quote| {
            quote.counted.is_own && quote.counted.role == Role::OwnWords && !quote.counted.unnamed
        };
        if let Some(read) = whole.iter().find(is_read) {
            return Some(of(vec![read.block]));
        }
        let heard = independent(&whole, false, &|counted| is_witness(counted, asked));
        if heard.len() >= needed_witnesses(asked.policy) {
            return Some(of(heard));
        }
    }
    None
}

/// Rows 8 to 11.
fn unconfirmed(quotes: &[Quote]) -> Earned {
    let basis = |counted: &Counted| match counted.role {
        _ if counted.unnamed => Basis::Hearsay,
        Role::Hearsay => Basis::Hearsay,
        Role::PartyWord => Basis::PartyWord,
        Role::Record | Role::OwnWords | Role::Witness | Role::Report => Basis::LoneReport,
    };
    let first = quotes.iter().map(|quote| basis(quote.counted)).min().unwrap_or(Basis::Nothing);
    let carrying = quotes.iter().filter(|quote| basis(quote.counted) == first).map(|quote| quote.block);
    Earned::of(Status::WEAKEST, first, carrying.collect())
}

/// How many witnesses stand behind these quotes, each independent of every other.
///
/// Reports that do not say who had it first are one at most: they may all have it from one.
pub fn witnesses(quotes: &[Quote]) -> usize {
    let named = |counted: &Counted| {
        !counted.unnamed && matches!(counted.role, Role::Record | Role::OwnWords | Role::Witness)
    };
    let reports = quotes.iter().any(|quote| quote.counted.role == Role::Report && !quote.counted.unnamed);
    independent(quotes, false, &named).len().max(usize::from(reports))
}

/// The most quotes of which every two are independent and share no word; their blocks in order.
fn independent(quotes: &[Quote], wholly: bool, is_one: &dyn Fn(&Counted) -> bool) -> Vec<usize> {
    let mut open: Vec<Quote> = quotes.iter().filter(|quote| is_one(quote.counted)).copied().collect();
    if open.len() > MOST_OF_A_VOICE {
        // Of one voice at most one counts; several are kept, since one may share its words with another's.
        let mut of_voice: HashMap<(&[Party], &[Party], bool), usize> = HashMap::new();
        open.retain(|quote| {
            let Counted { witness, carriers, unnamed, .. } = quote.counted;
            let count = of_voice.entry((witness, carriers, *unnamed)).or_default();
            *count += 1;
            *count <= MOST_OF_A_VOICE
        });
    }
    if open.len() < 2 {
        return open.iter().map(|quote| quote.block).collect();
    }
    let fits = |a: &Quote, b: &Quote| !share_words(a, b) && a.counted.is_independent_of(b.counted, wholly);
    let (mut best, mut work) = (Vec::new(), MOST_WORK);
    widest(&open, &fits, &mut Vec::new(), &mut best, &mut work);
    best.iter().map(|quote: &Quote| quote.block).collect()
}

/// The most choices that are tried for one claim; more than any claim written by people needs. Beyond it fewer may be found.
const MOST_WORK: usize = 1 << 20;

/// The most quotes of one voice that are tried.
const MOST_OF_A_VOICE: usize = 16;

fn widest<'a>(
    open: &[Quote<'a>],
    fits: &dyn Fn(&Quote, &Quote) -> bool,
    chosen: &mut Vec<Quote<'a>>,
    best: &mut Vec<Quote<'a>>,
    work: &mut usize,
) {
    if chosen.len() > best.len() {
        best.clone_from(chosen);
    }
    let Some((first, rest)) = open.split_first() else { return };
    if chosen.len() + open.len() <= best.len() || *work == 0 {
        return;
    }
    *work = work.saturating_sub(open.len());
    let left: Vec<_> = rest.iter().filter(|other| fits(first, other)).copied().collect();
    chosen.push(*first);
    widest(&left, fits, chosen, best, work);
    chosen.pop();
    widest(rest, fits, chosen, best, work);
}

/// Do two quotes share a word of one text? Then they are one passage, and count once.
pub fn share_words(one: &Quote, other: &Quote) -> bool {
    one.text == other.text
        && match (one.extent, other.extent) {
            // Of two that are only nearly the same nobody can tell.
            (Some(_), Some(_)) if one.copy != other.copy => true,
            (Some(one), Some(other)) => one.shares_words_with(other),
            _ => false,
        }
}
