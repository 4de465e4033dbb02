//! What needs a person: the whole queue, or one person's.

use super::parts::{Counted, Mark};
use super::{Item, claim_page, filter, item, queue_page, story_page, value};
use crate::report::site::Site;
use crate::report::site::needs::Waiting;
use crate::report::site::tags::Facet;
use minijinja::{Value, context};
use serde::Serialize;

/// Claims that need the same most of all.
#[derive(Serialize)]
struct Group<'s> {
    what: &'static str,
    count: usize,
    filter: String,
    rows: Vec<Row<'s>>,
    more: usize,
}

#[derive(Serialize)]
struct Row<'s> {
    statement: &'s str,
    id: &'s str,
    page: String,
    state: Mark,
    /// What else it needs.
    besides: String,
    checker: Option<&'s str>,
    due: Option<String>,
}

/// A person, and how much of theirs waits.
#[derive(Serialize)]
struct Person {
    #[serde(flatten)]
    page: Item,
    waiting: usize,
    checked: Counted,
}

/// A story that owes a correction.
#[derive(Serialize)]
struct Owed<'s> {
    title: &'s str,
    page: String,
    why: &'s [String],
}

/// The most claims of a kind that are listed; the others are in the list of claims.
const LONGEST: usize = 40;
/// The checks that are due next.
const NEXT: usize = 20;

/// Of everybody, or of the person with that index.
pub(super) fn content(site: &Site, person: Option<usize>) -> Value {
    let desks = site.desks();
    let name = person.and_then(|at| desks.keys().nth(at).copied());
    let mut groups: Vec<Group> = Vec::new();
    for waiting in site.waiting(name) {
        let Some(&what) = waiting.reasons.first() else { continue };
        if groups.last().is_none_or(|group| group.what != what) {
            let mut filter = filter(Facet::Needs, what);
            if let Some(name) = name {
                filter = format!("{filter}&{}", super::filter(Facet::Checker, name));
            }
            groups.push(Group { what, count: 0, filter, rows: Vec::new(), more: 0 });
        }
        let Some(group) = groups.last_mut() else { continue };
        group.count += 1;
        if group.rows.len() < LONGEST {
            group.rows.push(row(site, &waiting));
        } else {
            group.more += 1;
        }
    }
    let people = desks.iter().enumerate().map(|(at, (name, desk))| Person {
        page: item(name, &queue_page(site.desk_page(at))),
        waiting: desk.waiting,
        checked: Counted {
            name: (*name).to_owned(),
            count: desk.checked,
            filter: filter(Facet::Checker, name),
        },
    });
    let owed = site.stories.iter().enumerate().filter(|(_, story)| !story.owed.is_empty());
    let owed = owed.map(|(at, story)| Owed {
        title: story.title,
        page: story_page(site.story_page(at)),
        why: &story.owed,
    });
    let owed: Vec<_> = if name.is_none() { owed.collect() } else { Vec::new() };
    let next = site.due_next(usize::MAX);
    let next = next.iter().filter(|one| name.is_none() || one.checker == name).take(NEXT);
    context! {
        several => desks.len() > 1,
        person => name,
        groups => value(groups),
        people => value(people.collect::<Vec<_>>()),
        owed => value(owed),
        next => value(next.map(|waiting| row(site, waiting)).collect::<Vec<_>>()),
    }
}

/// A check that is due later than in so many days is not told.
const SOON: i64 = 90;

fn row<'s>(site: &'s Site, waiting: &Waiting<'s>) -> Row<'s> {
    let is_soon = |day: &chrono::NaiveDate| (*day - site.today()).num_days() <= SOON;
    let (state, not_earned) = site.state(waiting.at);
    Row {
        statement: waiting.statement,
        id: site.claim_id(waiting.at),
        page: claim_page(site.claim_page(waiting.at)),
        state: Mark::of(state, not_earned),
        besides: waiting.reasons.get(1..).unwrap_or_default().join("; "),
        checker: waiting.checker,
        // Where nothing else is told, the day is.
        due: waiting.due.filter(|day| waiting.reasons.is_empty() || is_soon(day)).map(|day| day.to_string()),
    }
}
