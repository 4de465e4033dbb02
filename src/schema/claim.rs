//! What a claim may say.

use super::node::{Schema, date, id, list, status, table, text, undescribed, word, words};
use crate::model::claim::{Judges, Stance};
use crate::syntax::claim::{CHECKED, CLAIM, EVIDENCE, WITHDRAWN};

pub(super) fn schema() -> Schema {
    table(
        "One checkable statement that somebody made, with our status for it. One claim a file; the file's name is its id.",
        &CLAIM,
        &["statement", "status"],
        of_claim,
    )
    .of_file("A claim")
}

fn of_claim(key: &str) -> Schema {
    match key {
        "statement" => {
            words("What is claimed: one sentence that can be checked, in our own words, with a date in it.")
                .such_as(&["Country A delivered 40 patrol boats to Country B in 2019."])
        }
        "status" => status("How well the claim is evidenced. Not a verdict of true or false."),
        "judges" => word("What the status is about.", &Judges::WORDS, judges, Some("fact")),
        "claimant" => text("Who makes the claim: a name, or the id of a source."),
        "claimed_on" => date("When it was made."),
        "date_inferred_from" => text("From what the date in `claimed_on` was inferred, if nobody says it."),
        "topics" => list("What it is about. `grounds.toml` may say which topics there are.", text("")),
        "subjects" => list("Whom it is about.", text("")),
        "as_of" => date("When the statement is meant to hold."),
        "due" => date("When a forecast can be checked."),
        "rationale" => text(
            "Why this status, in a sentence or two that a reader can check. Required above unsubstantiated.",
        ),
        "conflicts_with" => {
            list("Ids of claims that cannot hold beside this one. One side is enough.", id(""))
        }
        "formerly" => list("Ids that this claim had before.", id("")),
        "withdrawn" => {
            table("The claim is given up. It is not deleted.", &WITHDRAWN, &["on", "because"], of_withdrawn)
        }
        "evidence" => list(
            "The links from the claim to its sources, each a block that begins with [[evidence]].",
            table("", &EVIDENCE, &["source", "quote"], of_evidence),
        ),
        "checked" => table("Who looked at the claim last.", &CHECKED, &["by", "on"], of_checked),
        _ => undescribed(),
    }
}

fn of_evidence(key: &str) -> Schema {
    match key {
        "source" => id("The id of the source quoted: the name of its record without .toml.")
            .such_as(&["gazette-2020-02-11"]),
        "quote" => words(
            "Words that stand in the source's text, copied and not retyped. Leave words out with [...].",
        )
        .such_as(&["forty boats left the yard before the winter"]),
        "stance" => word("What the quote does to the claim.", &Stance::WORDS, stance, Some("supports")),
        "origin" => {
            id("The id of the source that had the information first, where the quoted one only relays it.")
        }
        "part" => text(
            "The part of the statement that the quote bears on, or \"not said which\", if not on the whole.",
        ),
        "at" => text("Where in the source: page, paragraph."),
        "prefix" => text("The words directly before the quote, where it stands more than once."),
        "suffix" => text("The words directly after the quote, where it stands more than once."),
        "translation" => text("Our translation of the quote."),
        "note" => text("Anything else that helps a reader."),
        _ => undescribed(),
    }
}

fn of_checked(key: &str) -> Schema {
    match key {
        "by" => words("Who checked it.").such_as(&["E. Marsh"]),
        "on" => date("On which day."),
        "review_due" => {
            date("By when somebody should look again; if nothing is said, `grounds.toml` decides.")
        }
        _ => undescribed(),
    }
}

fn of_withdrawn(key: &str) -> Schema {
    match key {
        "on" => date("On which day."),
        "because" => words("Why, in a sentence."),
        _ => undescribed(),
    }
}

fn judges(value: Judges) -> &'static str {
    match value {
        Judges::Fact => "that it is so (if nothing is said)",
        Judges::Saying => "that these words were said",
        Judges::Act => "the claimant's own act, announced plan or position",
    }
}

fn stance(value: Stance) -> &'static str {
    match value {
        Stance::Supports => "speaks for it (if nothing is said)",
        Stance::Disputes => "says the contrary",
        Stance::Denies => "says the contrary, by the party accused",
        Stance::Context => "neither; helps to understand it",
    }
}
