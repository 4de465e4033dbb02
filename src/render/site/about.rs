//! How we judge: what the words of the dashboard mean, and how a status is earned.

use super::card;
use super::parts::Mark;
use super::value;
use crate::report::site::Site;
use crate::report::site::glossary;
use crate::report::words;
use minijinja::{Value, context};
use serde::Serialize;

#[derive(Serialize)]
struct Answer {
    name: &'static str,
    meaning: &'static str,
}

#[derive(Serialize)]
struct Status {
    state: Mark,
    meaning: String,
}

#[derive(Serialize)]
struct Row {
    basis: &'static str,
    meaning: &'static str,
    status: Mark,
    order: &'static str,
}

pub(super) fn content(site: &Site, single: bool) -> Value {
    let answers = glossary::answers().map(|(_, name, meaning)| Answer { name, meaning });
    let statuses: Vec<_> = words::Mark::statuses()
        .rev()
        .map(|status| Status { state: status.into(), meaning: site.meaning(status) })
        .collect();
    let bases = site.bases().map(|row| Row {
        basis: row.basis,
        meaning: row.meaning,
        status: row.status.into(),
        order: row.order,
    });
    context! {
        answers => value(answers),
        statuses => value(statuses),
        bases => value(bases),
        flags => value(glossary::flags()),
        grades => value(glossary::grades()),
        stances => value(glossary::stances().collect::<Vec<_>>()),
        words => value(glossary::WORDS),
        card => !single,
        card_text => card::in_words(site),
        embed => card::embed(site),
    }
}
