//! The queue: claims that need a person, the gravest first, and the documents that would settle some.

use super::{Site, trimmed};
use crate::corpus::SourceAt;
use crate::report::audit;
use crate::report::facts::{ClaimFacts, SheetAt};
use crate::report::table::Cell;
use crate::report::words::Mark;
use chrono::NaiveDate;
use std::collections::BTreeMap;

/// A claim that needs a person.
#[derive(Debug)]
pub struct Waiting<'m> {
    pub(crate) at: SheetAt,
    pub(crate) statement: &'m str,
    /// Why, the gravest reason first; at least one.
    pub(crate) reasons: Vec<&'static str>,
    /// Who checked it last.
    pub(crate) checker: Option<&'m str>,
    pub(crate) due: Option<NaiveDate>,
}

/// Somebody who checks claims.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq)]
pub struct Desk {
    /// Claims that they checked last.
    pub(crate) checked: usize,
    /// Of these, those that need a person.
    pub(crate) waiting: usize,
}

/// What a document would do for a claim.
#[derive(Debug)]
pub struct WantedHere<'m> {
    pub(crate) source: SourceAt,
    pub(crate) id: &'m str,
    pub(crate) title: Option<&'m str>,
    /// What the claim would earn with it; none where it only names it.
    pub(crate) earns: Option<Mark>,
}

impl<'m> Site<'m> {
    /// The claims that need a person, the gravest first; all, or those that `checker` checked last.
    pub fn waiting(&self, checker: Option<&str>) -> Vec<Waiting<'m>> {
        let waiting = self.sheet.each_claim().filter_map(|(at, facts)| {
            let by = checker_of(facts);
            let reasons: Vec<_> = audit::reasons(facts).collect();
            let is_asked = checker.is_none() || checker == by;
            (is_asked && !reasons.is_empty()).then(|| Waiting {
                at,
                statement: trimmed(facts.claim.statement.as_ref()).unwrap_or(&facts.claim.id),
                reasons,
                checker: by,
                due: facts.due.map(|due| due.day),
            })
        });
        let mut waiting: Vec<_> = waiting.collect();
        // Of two that need the same, first the one that needs more besides.
        let order = self.reasons();
        waiting.sort_by_key(|one| (gravity(&order, &one.reasons), one.due, one.at));
        waiting
    }

    /// Why claims need a person here, the gravest reason first: in the order of the audit.
    fn reasons(&self) -> Vec<String> {
        let needs = self.panel().into_iter().nth(1).map(|table| table.rows).unwrap_or_default();
        let reasons = needs.into_iter().filter_map(|row| match row.into_iter().next() {
            Some(Cell::Text(reason)) => Some(reason),
            _ => None,
        });
        reasons.collect()
    }

    /// Everybody who checked a claim last, by name.
    pub fn desks(&self) -> BTreeMap<&'m str, Desk> {
        let mut desks: BTreeMap<&str, Desk> = BTreeMap::new();
        for facts in self.sheet.standing() {
            if let Some(by) = checker_of(facts) {
                let desk = desks.entry(by).or_default();
                desk.checked += 1;
                desk.waiting += usize::from(audit::reasons(facts).next().is_some());
            }
        }
        desks
    }

    /// The next claims that are due for a check, the soonest first, at most so many.
    pub fn due_next(&self, limit: usize) -> Vec<Waiting<'m>> {
        let due = self.sheet.each_claim().filter(|(_, facts)| facts.status().is_some());
        let mut due: Vec<_> = due
            .filter_map(|(at, facts)| Some((facts.due?.day, at, facts)))
            .filter(|(day, ..)| *day >= self.sheet.today)
            .collect();
        due.sort_by_key(|(day, at, _)| (*day, *at));
        due.into_iter()
            .take(limit)
            .map(|(day, at, facts)| Waiting {
                at,
                statement: trimmed(facts.claim.statement.as_ref()).unwrap_or(&facts.claim.id),
                reasons: Vec::new(),
                checker: checker_of(facts),
                due: Some(day),
            })
            .collect()
    }

    /// The documents that a claim wants.
    pub fn wanted_by(&self, at: SheetAt) -> Vec<WantedHere<'m>> {
        let wanted = self.wanted.get(&self.sheet[at].at).into_iter().flatten();
        wanted
            .map(|wanted| {
                let record = &self.sheet.project.corpus[wanted.source];
                WantedHere {
                    source: wanted.source,
                    id: &record.id,
                    title: trimmed(record.title.as_ref()),
                    earns: wanted.earns.map(Mark::from),
                }
            })
            .collect()
    }
}

/// The order of what needs a person: by the gravest reason, and of those by the next. One that has no more reasons comes behind
/// one that has.
fn gravity(order: &[String], reasons: &[&str]) -> Vec<usize> {
    let place = |reason: &&str| order.iter().position(|known| known == reason).unwrap_or(order.len());
    reasons.iter().map(place).chain([order.len()]).collect()
}

/// Who checked a claim last.
pub(super) fn checker_of<'m>(facts: &ClaimFacts<'m>) -> Option<&'m str> {
    facts.claim.checked.as_ref()?.by.as_ref().map(|by| by.value.trim()).filter(|by| !by.is_empty())
}
