//! The queue: what needs a person, the most serious and oldest first; a row for each claim or other record.

use super::audit;
use super::facts::Sheet;
use super::owed::Owed;
use super::table::{Cell, Column, Table};
use crate::diagnostic::{Diagnostic, Level};
use crate::rules::finding_key::Record;
use crate::rules::{Context, Judgement};
use chrono::NaiveDate;
use std::cmp::Reverse;
use std::collections::HashMap;

/// Why something waits, the most serious reason first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Gravity {
    /// It was printed, and is no longer so.
    Owed,
    /// It is wrong today.
    Error,
    /// It is wrong, and set aside until a day.
    Aside,
    /// Somebody should have looked at it again.
    Overdue,
    /// Something speaks against it.
    Disputed,
    /// Nobody has ever looked at it.
    NeverChecked,
    /// It could be better.
    Warning,
}

/// A record that waits for a person.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Waits {
    /// The most serious reason.
    pub gravity: Gravity,
    /// Its id; of a file without one, its path.
    pub name: String,
    /// `claim`, `source`, `story` or another kind of record.
    pub kind: &'static str,
    /// What a claim states, what a source or a story is called.
    pub says: Option<String>,
    /// Why, the most serious first.
    pub reasons: Vec<String>,
    /// The day by which it is to be done, if there is one.
    pub by: Option<NaiveDate>,
    /// Days since it should have been done.
    pub overdue: usize,
    /// The command to run next.
    pub next: String,
}

impl Gravity {
    /// What waits for that reason, in words.
    pub fn heading(self) -> &'static str {
        match self {
            Gravity::Owed => "printed, and no longer so",
            Gravity::Error => "errors",
            Gravity::Aside => "set aside for a while",
            Gravity::Overdue => "to be checked again",
            Gravity::Disputed => "contested",
            Gravity::NeverChecked => "never checked",
            Gravity::Warning => "warnings",
        }
    }
}

/// One record that waits, while its reasons are gathered.
#[derive(Debug)]
struct Waiting {
    gravity: Gravity,
    kind: &'static str,
    path: String,
    reasons: Vec<(Gravity, String)>,
    /// Days since it should have been done.
    overdue: usize,
    /// The day by which it is to be done, if there is one.
    by: Option<NaiveDate>,
}

const COLUMNS: [Column; 7] = [
    Column { key: "record", title: "Record", least: 22 },
    Column { key: "statement", title: "Says", least: 24 },
    Column { key: "kind", title: "Kind", least: 6 },
    Column { key: "needs", title: "Reason", least: 30 },
    Column { key: "by", title: "Due", least: 10 },
    Column { key: "overdue", title: "Days late", least: 9 },
    Column { key: "next", title: "Next", least: 20 },
];

/// What waits in the claims of `sheet`, in the stories that are `owed` corrections, and whatever else `judgement` speaks of; the
/// most serious and oldest first.
pub fn queue(context: &Context, judgement: &Judgement, sheet: &Sheet, owed: Vec<Owed>) -> Vec<Waits> {
    let mut queue = Queue::default();
    for Owed { story, why } in owed {
        let entry = context.files.entry(context.corpus[story].file);
        queue.add(&Record::of(entry), &entry.path, Gravity::Owed, why, None);
    }
    for diagnostic in &judgement.diagnostics {
        let gravity = match diagnostic.level {
            Level::Error => Gravity::Error,
            // It is told as overdue.
            Level::Warning if diagnostic.rule != STALE => Gravity::Warning,
            Level::Warning | Level::Note => continue,
        };
        queue.find(context, diagnostic, gravity, None);
    }
    for aside in &judgement.aside {
        let entry = &context.corpus.baseline.entries[aside.entry];
        queue.find(context, &aside.diagnostic, Gravity::Aside, Some(entry.until.value));
    }
    for facts in sheet.standing() {
        let record = Record::Claim(facts.claim.id.to_string());
        for reason in audit::reasons(facts) {
            let gravity = match reason {
                audit::OVERDUE => Gravity::Overdue,
                audit::NEVER_CHECKED => Gravity::NeverChecked,
                audit::CONTRADICTED | audit::CONTESTED => Gravity::Disputed,
                // What is wrong is told by its rule.
                _ => continue,
            };
            let due = facts.due.filter(|_| gravity == Gravity::Overdue).map(|due| due.day);
            queue.add(&record, facts.path, gravity, reason.to_owned(), due);
            let overdue = due.map_or(0, |due| (sheet.today - due).num_days());
            queue.overdue(&record, usize::try_from(overdue).unwrap_or(0));
        }
    }
    queue.in_order(context)
}

const STALE: &str = "stale-check";

#[derive(Default)]
struct Queue {
    waiting: HashMap<(&'static str, String), Waiting>,
}

impl Queue {
    fn find(&mut self, context: &Context, found: &Diagnostic, gravity: Gravity, by: Option<NaiveDate>) {
        let entry = context.files.entry(found.place().file);
        self.add(&Record::of(entry), &entry.path, gravity, found.message.clone(), by);
    }

    fn add(&mut self, record: &Record, path: &str, gravity: Gravity, reason: String, by: Option<NaiveDate>) {
        let key = (record.kind(), record.name().to_owned());
        let waiting = self.waiting.entry(key).or_insert_with(|| Waiting {
            gravity,
            kind: record.kind(),
            path: path.to_owned(),
            reasons: Vec::new(),
            overdue: 0,
            by: None,
        });
        waiting.gravity = waiting.gravity.min(gravity);
        waiting.by = [waiting.by, by].into_iter().flatten().min();
        waiting.reasons.push((gravity, reason));
    }

    fn overdue(&mut self, record: &Record, days: usize) {
        if let Some(waiting) = self.waiting.get_mut(&(record.kind(), record.name().to_owned())) {
            waiting.overdue = waiting.overdue.max(days);
        }
    }

    fn in_order(self, context: &Context) -> Vec<Waits> {
        let mut waiting: Vec<_> = self.waiting.into_iter().collect();
        let last = NaiveDate::MAX;
        waiting.sort_by(|((a_kind, a), left), ((b_kind, b), right)| {
            let order = |one: &Waiting| (one.gravity, one.by.unwrap_or(last), Reverse(one.overdue));
            order(left).cmp(&order(right)).then_with(|| (a_kind, a).cmp(&(b_kind, b)))
        });
        waiting.into_iter().map(|((_, name), waiting)| waits(context, name, waiting)).collect()
    }
}

/// The queue as a table, a row for each record; of `more` none is shown.
pub fn table(queue: &[Waits], more: usize) -> Table {
    let mut table = Table::new("records that wait for a person", &COLUMNS);
    let row = |one: &Waits| {
        vec![
            Cell::Id(one.name.clone()),
            one.says.clone().map_or(Cell::Empty, Cell::Text),
            Cell::Text(one.kind.to_owned()),
            Cell::list(one.reasons.iter().cloned()),
            one.by.map_or(Cell::Empty, Cell::Day),
            if one.overdue == 0 { Cell::Empty } else { Cell::Number(one.overdue) },
            Cell::Text(one.next.clone()),
        ]
    };
    table.rows = queue.iter().map(row).collect();
    table.more = more;
    table
}

/// The most reasons that are shown for one record.
const MOST_REASONS: usize = 3;

fn waits(context: &Context, name: String, mut waiting: Waiting) -> Waits {
    waiting.reasons.sort_by_key(|(gravity, _)| *gravity);
    let more = waiting.reasons.len().saturating_sub(MOST_REASONS);
    let reasons = waiting.reasons.into_iter().take(MOST_REASONS).map(|(gravity, reason)| match gravity {
        Gravity::Error => format!("error: {reason}"),
        Gravity::Aside => format!("set aside: {reason}"),
        _ => reason,
    });
    let reasons: Vec<_> = reasons.chain((more > 0).then(|| format!("{more} more"))).collect();
    let is_plain = |word: &str| word.chars().all(|c| c.is_ascii_alphanumeric() || "/._-".contains(c));
    let next = match waiting.gravity {
        // A shell would make something else of it.
        _ if !is_plain(&name) || !is_plain(&waiting.path) => "grounds check".to_owned(),
        Gravity::Overdue | Gravity::Disputed | Gravity::NeverChecked => format!("grounds show {name}"),
        Gravity::Owed => "grounds explain correction-owed".to_owned(),
        Gravity::Aside => format!("grounds check --no-baseline {}", waiting.path),
        Gravity::Error | Gravity::Warning => format!("grounds check {}", waiting.path),
    };
    let corpus = context.corpus;
    let says = match waiting.kind {
        "claim" => corpus.claim(&name).and_then(|claim| claim.statement.as_ref()),
        "source" => corpus.source(&name).and_then(|source| source.title.as_ref()),
        "story" => corpus.story_at(&name).and_then(|at| corpus[at].title.as_ref()),
        _ => None,
    };
    Waits {
        gravity: waiting.gravity,
        kind: waiting.kind,
        says: says.map(|text| text.value.to_string()),
        reasons,
        by: waiting.by,
        overdue: waiting.overdue,
        next,
        name: if name.is_empty() { waiting.path } else { name },
    }
}
