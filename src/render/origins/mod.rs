//! How it is shown where evidence comes from: on a terminal, in a document, in a spreadsheet, to a program.

pub(super) mod csv;
pub(super) mod json;
pub(super) mod markdown;
pub(super) mod terminal;

use crate::model::key::Worded;
use crate::model::source::{Access, Source};
use crate::report::facts::UNNAMED;
use crate::report::origins::{ClaimOrigins, Fall, QuoteOrigin, Resting, Way};
use crate::report::table::{Cell, Column, Table};

/// How words out of files are written in some place.
type Say<'a> = &'a dyn Fn(&str) -> String;

/// A source on a way, in words: `derives from yearbook: official-record, Ministry of the Sea, 2020-05`.
pub(super) fn described(way: &Way, say: Say) -> String {
    let mut about = match way.source {
        Some(source) => source_in_words(source, say),
        None => vec!["no record".to_owned()],
    };
    about.extend(way.claimant.then(|| "the claimant".to_owned()));
    about.extend(way.cut.map(|cut| cut.name().to_owned()));
    let step = way.step.name();
    let space = if step.is_empty() { "" } else { " " };
    format!("{step}{space}{}: {}", say(way.id), about.join(", "))
}

pub(super) fn source_in_words(source: &Source, say: Say) -> Vec<String> {
    let mut about = Vec::new();
    about.extend(source.kind.as_ref().map(|kind| kind.value.word().to_owned()));
    match &source.publisher {
        Some(publisher) => about.push(say(&publisher.value)),
        None => about.extend(source.authors.iter().map(|author| say(&author.value))),
    }
    about.extend(source.published.as_ref().map(|published| published.value.to_string()));
    if source.access() != Access::Published {
        about.push(source.access().word().to_owned());
    }
    about.extend(source.retracted.is_some().then(|| "retracted".to_owned()));
    about.extend((!source.sound).then(|| "cannot be read whole".to_owned()));
    about
}

/// As what a quote that `does` something is counted, where that does not say it yet.
pub(super) fn counted_under(quote: &QuoteOrigin, does: &str, say: Say) -> String {
    match &quote.roots[..] {
        [] => String::new(),
        [root] if does.starts_with(&say(root)) || root == UNNAMED => String::new(),
        roots => {
            let roots: Vec<_> = roots.iter().map(|root| say(root)).collect();
            format!(" (counted under {})", roots.join("; "))
        }
    }
}

/// `documented → partially confirmed`
pub(super) fn fall_in_words(fall: Fall) -> String {
    format!("{} → {}", fall.from.name(), fall.to.name())
}

/// What rests on a source and would not fall, in words.
fn rest_in_words(resting: &Resting) -> String {
    match resting.falls {
        Some(fall) => fall_in_words(fall),
        None => format!("{} stands", resting.state.name()),
    }
}

/// What the evidence bears, and the count that decides.
pub(super) fn earned(origins: &ClaimOrigins) -> String {
    format!("{}: {}", origins.facts.standing.earned.name(), origins.count())
}

const SOURCE: Column = Column { key: "source", title: "Source", least: 20 };

/// The ways of a claim's quotes as a table, a row for each step.
fn claim_table(origins: &ClaimOrigins) -> Table {
    let columns = [
        Column { key: "quote", title: "Quote", least: 5 },
        Column { key: "steps", title: "Steps", least: 5 },
        Column { key: "way", title: "Way", least: 12 },
        SOURCE,
        Column { key: "kind", title: "Kind", least: 12 },
        Column { key: "publisher", title: "Publisher", least: 12 },
        Column { key: "does", title: "What it does", least: 20 },
    ];
    let mut table = Table::new("origins", &columns);
    for quote in origins.quotes() {
        let does = origins.does(quote.evidence, quote.weight, &|id| id.to_owned());
        for (steps, way) in quote.way.iter().flat_map(Way::steps) {
            let kind = way.source.and_then(|source| source.kind.as_ref());
            table.rows.push(vec![
                Cell::Number(quote.number),
                Cell::Number(steps),
                Cell::text(Some(way.step.name())),
                Cell::Id(way.id.to_owned()),
                Cell::text(kind.map(|kind| kind.value.word())),
                Cell::text(
                    way.source
                        .and_then(|source| source.publisher.as_ref())
                        .map(|publisher| &*publisher.value),
                ),
                Cell::text((steps == 0).then_some(does.as_str())),
            ]);
        }
    }
    table
}

/// The claims that rest on a source as a table.
fn resting_table(claims: &[Resting]) -> Table {
    let columns = [
        Column { key: "claim", title: "Claim", least: 22 },
        Column { key: "status", title: "Status", least: 15 },
        Column { key: "falls_from", title: "Would fall from", least: 15 },
        Column { key: "falls_to", title: "To", least: 15 },
    ];
    let mut table = Table::new("claims that rest on it", &columns);
    table.rows = claims
        .iter()
        .map(|resting| {
            let fallen = |status: fn(Fall) -> crate::model::status::Status| {
                resting.falls.map_or(Cell::Empty, |fall| Cell::Status(status(fall)))
            };
            vec![
                Cell::Id(resting.claim.id.to_string()),
                Cell::text(Some(resting.state.name())),
                fallen(|fall| fall.from),
                fallen(|fall| fall.to),
            ]
        })
        .collect();
    table
}
