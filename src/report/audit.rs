//! What an editor asks before print: tables of claims, and what they rest on.

use super::columns::{Columns, Pick, computed};
use super::echo;
use super::facts::{ClaimFacts, Sheet};
use super::stories;
use super::table::{Cell, Column, Table};
use super::wanted;
use crate::evidence::standing::Overlay;
use crate::evidence::{Grade, Verdict};
use crate::history::base::Move;
use crate::model::claim;
use crate::model::source::Kind;
use crate::model::state::State;
use crate::model::status::Status;
use crate::project::printable;
use chrono::NaiveDate;
use std::collections::{BTreeMap, BTreeSet, HashSet};

/// What a table has a row for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum By {
    /// Each claim.
    Claim,
    /// Each status.
    Status,
    /// Each document that is quoted.
    Source,
    /// Each origin that supporting quotes come from.
    Origin,
    /// Everybody who claims something.
    Claimant,
    /// Each topic.
    Topic,
    /// Everybody who published something that claims rest on.
    Publisher,
    /// Each claim, by the day when it is to be checked again.
    Age,
    /// Documents that nobody here has read, by how many claims they bear on.
    Wanted,
    /// Each of our own texts, with what is left of it to check.
    Stories,
    /// Every two sources with words in common, where no record says how.
    Echo,
}

/// Recent moves.
#[derive(Debug)]
pub enum RecentMoves {
    /// These since that day, which a commit is from.
    Since(NaiveDate, Vec<Move>),
    /// It cannot be told, and why.
    Unknown(String),
}

impl RecentMoves {
    /// Only those of the claims of a sheet.
    #[must_use]
    pub fn of_claims(self, sheet: &Sheet) -> Self {
        match self {
            RecentMoves::Since(day, mut moves) => {
                let ids: HashSet<_> = sheet.claims.iter().map(|facts| &*facts.claim.id).collect();
                moves.retain(|one| ids.contains(&*one.claim));
                RecentMoves::Since(day, moves)
            }
            unknown @ RecentMoves::Unknown(_) => unknown,
        }
    }
}

/// How many days back the panel looks for moves.
pub const RECENT_DAYS: u64 = 30;

impl By {
    /// Every table, with the word for it.
    pub const WORDS: [(&'static str, By); 11] = [
        ("claim", By::Claim),
        ("status", By::Status),
        ("source", By::Source),
        ("origin", By::Origin),
        ("claimant", By::Claimant),
        ("topic", By::Topic),
        ("publisher", By::Publisher),
        ("wanted", By::Wanted),
        ("stories", By::Stories),
        ("age", By::Age),
        ("echo", By::Echo),
    ];
}

/// The table with a row for each of `by`, with all its columns.
pub fn table(sheet: &Sheet, by: By) -> Table {
    match by {
        By::Claim => claims(sheet),
        By::Age => ages(sheet),
        By::Wanted => wanted::table(sheet),
        By::Stories => stories::table(sheet),
        By::Echo => echo::table(sheet),
        By::Status => statuses(sheet),
        By::Source => groups(sheet, SOURCE, by),
        By::Origin => groups(sheet, ORIGIN, by),
        By::Claimant => groups(sheet, CLAIMANT, by),
        By::Topic => groups(sheet, TOPIC, by),
        By::Publisher => groups(sheet, PUBLISHER, by),
    }
}

/// The names under which a claim is counted in the table by `by`; none where that has a row for each claim.
pub fn names<'m>(sheet: &Sheet<'m>, facts: &ClaimFacts<'m>, by: By) -> BTreeSet<&'m str> {
    match by {
        By::Claim | By::Age | By::Wanted | By::Stories | By::Echo => BTreeSet::new(),
        By::Status => facts.counts_as().into_iter().map(Status::name).collect(),
        By::Source => {
            let quoted = sheet.project.corpus.links_of(facts.at).iter().filter_map(|link| link.source);
            quoted.map(|at| sheet.source(at)).collect()
        }
        By::Origin => facts.roots().into_iter().map(|root| sheet.origin(root)).collect(),
        By::Claimant => facts.claim.claimant.iter().map(|claimant| &*claimant.value).collect(),
        By::Topic => facts.claim.topics.iter().map(|topic| &*topic.value).collect(),
        By::Publisher => {
            let sources = facts.rests_on.iter().map(|&at| &sheet.project.corpus[at]);
            let named =
                sources.filter(|source| source.kind.as_ref().is_none_or(|kind| kind.value != Kind::Unnamed));
            named.filter_map(|source| source.publisher.as_ref()).map(|name| &*name.value).collect()
        }
    }
}

/// The columns that are shown if nobody chooses. What was said stands beside the saying, where any claim names it.
pub fn usual_columns(sheet: &Sheet, by: By) -> Option<Vec<&'static str>> {
    match by {
        By::Claim => {
            let mut columns = vec!["claim", "status", "basis", "printable", "overlays", "next_check"];
            if sheet.claims.iter().any(|facts| facts.claim.content.is_some()) {
                columns.splice(4..4, ["content", "content_status", "content_printable"]);
            }
            Some(columns)
        }
        By::Age => Some(vec!["claim", "status", "checked_on", "next_check", "overdue"]),
        _ => None,
    }
}

/// The panel: one screen of tables.
pub fn panel(sheet: &Sheet, moves: &RecentMoves) -> Vec<Table> {
    vec![shares(sheet), needs(sheet), moved(moves), checked(sheet), weights(sheet)]
}

const CLAIM: Column = Column { key: "claim", title: "Claim", least: 22 };
const STATUS: Column = Column { key: "status", title: "Status", least: 15 };
const COUNT: Column = Column { key: "claims", title: "Claims", least: 6 };
const SOURCE: Column = Column { key: "source", title: "Source", least: 18 };
const ORIGIN: Column = Column { key: "origin", title: "Origin", least: 18 };
const CLAIMANT: Column = Column { key: "claimant", title: "Claimant", least: 14 };
const TOPIC: Column = Column { key: "topic", title: "Topic", least: 14 };
const PUBLISHER: Column = Column { key: "publisher", title: "Publisher", least: 14 };
/// Claims that say so and have not earned it.
const UNEARNED: Column = Column { key: "more_say_so", title: "More say so", least: 11 };
const CHECKED: Column = Column { key: "checked_on", title: "Checked on", least: 10 };
const NEXT_CHECK: Column = Column { key: "next_check", title: "Next check", least: 10 };
const FLAGS: Column = Column { key: "overlays", title: "Flags", least: 13 };

/// A claim of a sheet.
pub(super) type Row<'s, 'm> = (&'s Sheet<'m>, &'s ClaimFacts<'m>);

/// The columns of the table of claims.
pub(super) fn claim_columns<'s, 'm: 's>() -> [Pick<Row<'s, 'm>>; 34] {
    [
        Pick::Computed(CLAIM, |(_, facts)| Cell::Id(facts.claim.id.to_string())),
        Pick::Computed(STATUS, |(_, facts)| state(facts.state)),
        computed("earned", "Earned", 15, |(_, facts)| Cell::Status(facts.standing.earned.into())),
        computed("basis", "Basis", 14, |(_, facts)| Cell::text(Some(facts.standing.basis.name()))),
        computed("printable", "Printable as", 12, |(sheet, facts)| {
            Cell::text(Some(printable::printable(sheet.project, facts.at).how))
        }),
        computed("printable_as", "Printable as, in words", 20, |(sheet, facts)| {
            Cell::text(Some(printable::printable(sheet.project, facts.at).words.as_str()))
        }),
        Pick::Computed(FLAGS, |(_, facts)| Cell::list(facts.standing.overlays.iter().map(Overlay::name))),
        computed("witnesses", "Witnesses", 9, |(_, facts)| Cell::Number(facts.standing.witnesses)),
        computed("verified", "Verified", 8, |(_, facts)| {
            Cell::Number(facts.verdicts.iter().filter(|verdict| verdict.stands()).count())
        }),
        computed("quotes", "Quotes", 6, |(_, facts)| Cell::Number(facts.verdicts.len())),
        Pick::Key("claimant", 14),
        Pick::Key("claimed_on", 10),
        Pick::Key("date_inferred_from", 14),
        Pick::Key("as_of", 10),
        Pick::Key("due", 10),
        Pick::Key("judges", 6),
        Pick::Key("topics", 12),
        Pick::Key("subjects", 12),
        Pick::Key("checked_on", 10),
        Pick::Key("checked_by", 10),
        Pick::Key("checked_review_due", 10),
        Pick::Computed(NEXT_CHECK, |(_, facts)| next_check(facts)),
        computed("sources", "Sources", 18, |(sheet, facts)| {
            let links = sheet.project.corpus.links_of(facts.at).iter();
            let quoted: BTreeSet<_> = links.filter_map(|link| link.source).collect();
            Cell::list(quoted.into_iter().map(|at| sheet.source(at)))
        }),
        Pick::Key("conflicts_with", 18),
        Pick::Key("wanted", 18),
        Pick::Key("content", 18),
        computed("content_status", "Its status", 15, |(sheet, facts)| {
            sheet.content(facts).map_or(Cell::Empty, |(_, status)| Cell::Status(status.into()))
        }),
        computed("content_printable", "Printable as", 12, |(sheet, facts)| {
            Cell::text(sheet.content(facts).map(|(at, _)| printable::printable(sheet.project, at).how))
        }),
        Pick::Key("formerly", 18),
        Pick::Key("withdrawn_on", 10),
        Pick::Key("withdrawn_because", 18),
        Pick::Key("statement", 30),
        Pick::Key("rationale", 30),
        computed("path", "File", 20, |(_, facts)| Cell::Id(facts.path.to_owned())),
    ]
}

fn claims(sheet: &Sheet) -> Table {
    let columns = Columns::of(&claim::CLAIM, claim_columns());
    let mut table = Table::new("claims", &columns.columns);
    table.rows = sheet.claims.iter().map(|facts| columns.row(facts.claim, &(sheet, facts))).collect();
    table
}

fn next_check(facts: &ClaimFacts) -> Cell {
    facts.due.map_or(Cell::Empty, |due| Cell::Day(due.day))
}

fn ages(sheet: &Sheet) -> Table {
    let columns: [Pick<Row>; 7] = [
        Pick::Computed(CLAIM, |(_, facts)| Cell::Id(facts.claim.id.to_string())),
        Pick::Computed(STATUS, |(_, facts)| state(facts.state)),
        Pick::Computed(CHECKED, |(_, facts)| facts.checked_on().map_or(Cell::Empty, Cell::Day)),
        computed("age", "Days since", 10, |(sheet, facts)| {
            facts.checked_on().map_or(Cell::Empty, |on| days(on, sheet.today))
        }),
        Pick::Computed(NEXT_CHECK, |(_, facts)| next_check(facts)),
        computed("overdue", "Overdue", 7, |(sheet, facts)| {
            facts.due.map_or(Cell::Empty, |due| days(due.day, sheet.today))
        }),
        Pick::Key("checked_by", 10),
    ];
    let columns = Columns::of(&claim::CLAIM, columns);
    let mut table = Table::new("claims by the day of the next check", &columns.columns);
    table.rows = sheet.standing().map(|facts| columns.row(facts.claim, &(sheet, facts))).collect();
    // The column is one of them.
    table.sorted("next_check", false).unwrap_or_else(|_| Table::new("", &[]))
}

fn days(from: NaiveDate, to: NaiveDate) -> Cell {
    match usize::try_from((to - from).num_days()) {
        Ok(days) if days > 0 => Cell::Number(days),
        _ => Cell::Empty,
    }
}

/// How many claims more say that they have this status, and have not earned it.
pub fn more_say_so(sheet: &Sheet, status: Status) -> usize {
    let says_so = |facts: &&ClaimFacts| facts.status() == Some(status) && facts.counts_as() != Some(status);
    sheet.standing().filter(says_so).count()
}

/// Claims by the status that they have earned, and what lies beside it.
fn statuses(sheet: &Sheet) -> Table {
    let mut columns = vec![STATUS, COUNT, Column { key: "share", title: "Share", least: 6 }, UNEARNED];
    columns.extend(OVERLAYS.iter().map(|(_, column)| *column));
    let mut table = Table::new("statuses", &columns);
    let all = sheet.standing().count();
    for status in Status::all() {
        let of_status: Vec<_> = sheet.standing().filter(|facts| facts.counts_as() == Some(status)).collect();
        let mut row = vec![
            Cell::Status(status.into()),
            Cell::Number(of_status.len()),
            share(of_status.len(), all),
            Cell::Number(more_say_so(sheet, status)),
        ];
        row.extend(OVERLAYS.iter().map(|(overlay, _)| {
            Cell::Number(of_status.iter().filter(|facts| facts.standing.overlays.has(*overlay)).count())
        }));
        table.rows.push(row);
    }
    table
}

const OVERLAYS: [(Overlay, Column); 6] = [
    (Overlay::NotEarned, Column { key: "not-earned", title: "Not earned", least: 10 }),
    (Overlay::Contested, Column { key: "contested", title: "Contested", least: 9 }),
    (Overlay::Contradicted, Column { key: "contradicted", title: "Contradicted", least: 12 }),
    (Overlay::SingleWitness, Column { key: "single-witness", title: "Single-witness", least: 13 }),
    (Overlay::SecondHand, Column { key: "second-hand", title: "Second-hand", least: 11 }),
    (Overlay::Stale, Column { key: "stale", title: "Stale", least: 5 }),
];

/// What an editor should know besides the status, each by its name.
pub fn overlay_names() -> [&'static str; 6] {
    OVERLAYS.map(|(_, column)| column.key)
}

/// For each name under which claims are counted: how many are, of each status, and how many under no other.
fn groups(sheet: &Sheet, name: Column, by: By) -> Table {
    let mut columns = vec![name, COUNT];
    columns.extend(Status::all().map(|status| Column { key: status.name(), title: status.name(), least: 9 }));
    columns.push(Column { key: "alone", title: "Only this", least: 8 });
    let mut counts: BTreeMap<&str, (usize, BTreeMap<Status, usize>, usize)> = BTreeMap::new();
    for facts in sheet.standing() {
        let names = names(sheet, facts, by);
        let alone = names.len() == 1;
        for name in names {
            let (count, statuses, alones) = counts.entry(name).or_default();
            *count += 1;
            *alones += usize::from(alone);
            if let Some(status) = facts.counts_as() {
                *statuses.entry(status).or_default() += 1;
            }
        }
    }
    let mut table = Table::new(format!("claims by {}", name.key), &columns);
    table.rows = counts
        .into_iter()
        .map(|(name, (count, statuses, alone))| {
            let mut row = vec![Cell::Id(name.to_owned()), Cell::Number(count)];
            row.extend(Status::all().map(|status| Cell::Number(statuses.get(&status).copied().unwrap_or(0))));
            row.push(Cell::Number(alone));
            row
        })
        .collect();
    // The column is one of them.
    table.sorted("claims", true).unwrap_or_else(|_| Table::new("", &columns))
}

fn shares(sheet: &Sheet) -> Table {
    // A column of noughts would say nothing.
    let some_say_more = Status::all().any(|status| more_say_so(sheet, status) > 0);
    let mut columns = vec![STATUS, COUNT, Column { key: "share", title: "Share", least: 6 }];
    columns.extend(some_say_more.then_some(UNEARNED));
    columns.push(Column { key: "bar", title: "", least: 20 });
    let all = sheet.standing().count();
    let mut table =
        Table::new(format!("{all} {} by status", if all == 1 { "claim" } else { "claims" }), &columns);
    for status in Status::all() {
        let count = sheet.standing().filter(|facts| facts.counts_as() == Some(status)).count();
        let part = if all == 0 { 0.0 } else { ratio(count, all) };
        let mut row = vec![Cell::Status(status.into()), Cell::Number(count), share(count, all)];
        row.extend(some_say_more.then(|| Cell::Number(more_say_so(sheet, status))));
        row.push(Cell::Bar(part));
        table.rows.push(row);
    }
    for state in [State::Withdrawn, State::Unreadable] {
        let count = sheet.claims.iter().filter(|facts| facts.state == state).count();
        if count > 0 {
            let mut row = vec![Cell::Text(state.name().to_owned()), Cell::Number(count)];
            row.resize(columns.len(), Cell::Empty);
            table.rows.push(row);
        }
    }
    table
}

/// Does a claim need a person for some reason?
type Asks = fn(&ClaimFacts) -> bool;

/// Something that would itself be documented speaks against it.
pub const CONTRADICTED: &str = "contradicted";
/// Something speaks against it.
pub const CONTESTED: &str = "contested";
/// It was to be checked again.
pub const OVERDUE: &str = "check overdue";
/// Nobody has ever checked it.
pub const NEVER_CHECKED: &str = "never checked";

/// Why a claim may need a person, the most serious reason first.
const NEEDS: [(&str, Asks); 11] = [
    ("file cannot be read", |facts| facts.state == State::Unreadable),
    ("quote altered or absent", |facts| {
        facts.has_verdict(|verdict| verdict.grade().is_some_and(|grade| grade >= Grade::Altered))
    }),
    ("status not earned", |facts| facts.standing.shortfall.is_some()),
    (CONTRADICTED, |facts| facts.standing.overlays.has(Overlay::Contradicted)),
    (CONTESTED, |facts| facts.standing.overlays.has(Overlay::Contested)),
    ("quote unread", |facts| facts.has_verdict(|verdict| matches!(verdict, Verdict::Unread(_)))),
    ("documented, one witness", |facts| {
        is_documented(facts) && facts.standing.overlays.has(Overlay::SingleWitness)
    }),
    ("second-hand", |facts| facts.standing.overlays.has(Overlay::SecondHand)),
    (OVERDUE, |facts| facts.standing.overlays.has(Overlay::Stale)),
    (NEVER_CHECKED, |facts| facts.status().is_some() && facts.claim.checked.is_none()),
    ("partially confirmed, one witness", |facts| {
        !is_documented(facts) && facts.standing.overlays.has(Overlay::SingleWitness)
    }),
];

/// Why a claim needs a person, the most serious reason first; none where it needs none.
pub fn reasons(facts: &ClaimFacts) -> impl Iterator<Item = &'static str> {
    let given_up = facts.state == State::Withdrawn;
    NEEDS.iter().filter(move |(_, asks)| !given_up && asks(facts)).map(|(what, _)| *what)
}

/// What needs a person first, the most serious first, with one of the claims.
fn needs(sheet: &Sheet) -> Table {
    let columns = [
        Column { key: "what", title: "Needs attention", least: 20 },
        COUNT,
        Column { key: "first", title: "Example", least: 30 },
    ];
    let mut table = Table::new("what needs attention first", &columns);
    for (what, _) in NEEDS {
        let mut such = sheet.claims.iter().filter(|facts| reasons(facts).any(|reason| reason == what));
        if let Some(first) = such.next() {
            let first = Cell::Id(first.claim.id.to_string());
            table.rows.push(vec![Cell::Text(what.to_owned()), Cell::Number(1 + such.count()), first]);
        }
    }
    table
}

/// What a move of a claim's state is, in words. Those that come or go stand behind those that stay.
pub fn move_in_words(one: &Move) -> (bool, String) {
    match (one.from, one.to) {
        (State::Absent, to) => (true, format!("new: {}", to.name())),
        (from, State::Absent) => (true, format!("{} → removed", from.name())),
        (from, to) => (false, format!("{} → {}", from.name(), to.name())),
    }
}

fn moved(moves: &RecentMoves) -> Table {
    let columns = [
        Column { key: "what", title: "Recent moves", least: 20 },
        COUNT,
        Column { key: "first", title: "Example", least: 30 },
    ];
    let (since, moves) = match moves {
        RecentMoves::Unknown(why) => {
            return Table::new(format!("recent moves are not known: {why}"), &columns);
        }
        RecentMoves::Since(since, moves) => (since, moves),
    };
    let mut table = Table::new(format!("what moved since {since}"), &columns);
    let mut kinds: BTreeMap<(bool, String), (usize, &str)> = BTreeMap::new();
    for one in moves {
        kinds.entry(move_in_words(one)).or_insert((0, &one.claim)).0 += 1;
    }
    table.rows = kinds
        .into_iter()
        .map(|((_, what), (count, first))| {
            vec![Cell::Text(what), Cell::Number(count), Cell::Id(first.to_owned())]
        })
        .collect();
    table
}

/// How long ago a claim may have been checked last: days, both ends included.
const AGES: [(&str, i64, i64); 4] = [
    ("in the last 30 days", i64::MIN, 30),
    ("31 to 180 days ago", 31, 180),
    ("181 to 365 days ago", 181, 365),
    ("more than a year ago", 366, i64::MAX),
];
const NEVER: &str = "never";

/// How long ago a claim was checked last, as of `today`, in words.
pub fn last_checked(facts: &ClaimFacts, today: NaiveDate) -> &'static str {
    let Some(on) = facts.checked_on() else { return NEVER };
    let days = (today - on).num_days();
    AGES.iter().find(|(_, from, to)| (*from..=*to).contains(&days)).map_or(NEVER, |(what, ..)| what)
}

fn checked(sheet: &Sheet) -> Table {
    let columns = [Column { key: "checked", title: "Last checked", least: 24 }, COUNT];
    let mut table = Table::new("how long ago claims were checked", &columns);
    for what in AGES.iter().map(|(what, ..)| *what).chain([NEVER]) {
        let count = sheet.standing().filter(|facts| last_checked(facts, sheet.today) == what).count();
        table.rows.push(vec![Cell::Text(what.to_owned()), Cell::Number(count)]);
    }
    table
}

/// The most origins on the panel.
const HEAVIEST: usize = 5;

fn weights(sheet: &Sheet) -> Table {
    let mut table = table(sheet, By::Origin).first(HEAVIEST);
    "origins with the most claims".clone_into(&mut table.title);
    table.more = 0;
    table
}

fn is_documented(facts: &ClaimFacts) -> bool {
    facts.counts_as().is_some_and(|status| Status::all().last() == Some(status))
}

fn state(state: State) -> Cell {
    match state {
        State::Standing(status) => Cell::Status(status.into()),
        other => Cell::Text(other.name().to_owned()),
    }
}

fn share(part: usize, whole: usize) -> Cell {
    if whole == 0 { Cell::Empty } else { Cell::Share(ratio(part, whole)) }
}

/// A part of a whole that is not empty.
// A share is exact enough for every number of claims that a corpus can have.
#[allow(clippy::cast_precision_loss)]
pub fn ratio(part: usize, whole: usize) -> f64 {
    part as f64 / whole as f64
}
