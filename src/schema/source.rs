//! What a source record may say.

use super::node::{Schema, date, id, list, sha256, table, text, undescribed, word, words};
use crate::model::source::{Access, Kind};
use crate::syntax::source::{RETRACTED, SOURCE, TEXT};

pub(super) fn schema() -> Schema {
    table(
        "One document. The file's name is its id. It needs a `publisher` or `authors`.",
        &SOURCE,
        &["kind"],
        of_source,
    )
    .needs_unless("publisher", "authors")
    .of_file("A source record")
}

fn of_source(key: &str) -> Schema {
    match key {
        "title" => text("The document's title."),
        "publisher" => text("Who published it. Required unless there are `authors`."),
        "authors" => list("Who wrote or said it. Required unless there is a `publisher`.", text("")),
        "kind" => word("What sort of document it is.", &Kind::WORDS, kind, None),
        "published" => date("When it was published."),
        "date_inferred_from" => text("From what the date was inferred, if the document bears none."),
        "access" => word("Can anybody inspect it?", &Access::WORDS, access, Some("published")),
        "url" => text("Where it can be found."),
        "archived" => text("Where a copy is kept."),
        "accessed" => date("When we looked at it."),
        "language" => text("Its language.").such_as(&["en"]),
        "derives_from" => list("Ids of sources that the whole document relays.", id("")),
        "may_derive_from" => list("Ids of sources that it may relay; counted as if it did.", id("")),
        "retracted" => table(
            "The document was taken back: its quotes, and whatever derives from it, stop counting.",
            &RETRACTED,
            &["because"],
            of_retracted,
        ),
        "text" => table(
            "The document's words, which somebody here has seen. Without it, the document can be an origin, but not quoted.",
            &TEXT,
            &["sha256"],
            of_text,
        ),
        _ => undescribed(),
    }
}

fn of_retracted(key: &str) -> Schema {
    match key {
        "on" => date("On which day."),
        "because" => words("The reason given."),
        "url" => text("Where it was said."),
        _ => undescribed(),
    }
}

fn of_text(key: &str) -> Schema {
    match key {
        "sha256" => sha256("What tells the text from any other. `grounds pin` writes it."),
        _ => undescribed(),
    }
}

fn kind(value: Kind) -> &'static str {
    match value {
        Kind::OfficialRecord => "a state's or court's record (primary)",
        Kind::OriginalDocument => "the thing itself: a contract, a letter, an invoice (primary)",
        Kind::Dataset => "figures that were collected (primary)",
        Kind::OnRecordStatement => {
            "a named person's or body's own words, or with a day, place or occasion (primary)"
        }
        Kind::ReportedStatement => "a paraphrase without words, day, place or occasion",
        Kind::NewsReport => "a report in the press",
        Kind::Analysis => "somebody's assessment",
        Kind::SocialPost => "a post on a platform",
        Kind::Interview => "answers to questions",
        Kind::Unnamed => "somebody who is not named",
    }
}

fn access(value: Access) -> &'static str {
    match value {
        Access::Published => "yes (if nothing is said)",
        Access::Unpublished => "it is known to exist and was never published",
        Access::Withheld => "somebody holds it and refuses to show it",
        Access::Leaked => "it became public against its owner's will",
        Access::Lost => "it was public and cannot be found any more",
    }
}
