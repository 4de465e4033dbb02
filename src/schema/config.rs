//! What `grounds.toml` may say.

use super::node::{Schema, any_keys, closed, list, number, one_of, status, table, text, undescribed, word};
use crate::diagnostic::Level;
use crate::model::policy::{Policy, Primary, RuleSetting};
use crate::model::status::Status;
use crate::rules::{self, Configurable, Rule};
use crate::syntax::policy::{
    DISTINCT, DOCUMENTED, EXPORT, MOVES, PARTIALLY, POLICY, QUOTES, REVIEW, STATUS, TOPICS,
};

pub(super) fn schema() -> Schema {
    table("What a newsroom wants of its claims. All of it is optional.", &POLICY, &[], of_policy)
        .of_file("The policy of a project")
}

fn of_policy(key: &str) -> Schema {
    let defaults = Policy::default();
    match key {
        "status" => table("What a status must have earned.", &STATUS, &[], of_status),
        "allowed_moves" => table(
            "For a status, those that a claim may move to from it in one change. From a status that is not named: any.",
            &MOVES,
            &[],
            |from| list(&format!("The statuses that a claim may move to from \"{from}\"."), status("")),
        ),
        "quotes" => table("How long quotes should be.", &QUOTES, &[], move |key| match key {
            "min_words" => number("A quote of fewer words is `quote-short`.", defaults.min_words),
            "max_words" => number("A quote of more words is `quote-overlong`.", defaults.max_words),
            _ => undescribed(),
        }),
        "review" => table(
            "After how many days a claim should be checked again, where it sets no `review_due`.",
            &REVIEW,
            &[],
            |key| {
                let days = Status::from_name(key).and_then(|status| {
                    defaults.review_days.iter().find(|(known, _)| *known == status).map(|(_, days)| *days)
                });
                number(&format!("Days for a claim that is {key}."), days.unwrap_or_default())
            },
        ),
        "topics" => table("The topics that claims may have.", &TOPICS, &[], |key| match key {
            "allowed" => list("The topics there are; any, if there are none here.", text("")),
            _ => undescribed(),
        }),
        "names" => any_keys(
            "One name, and its other spellings: `\"Harbour Gazette\" = [\"The Harbour Gazette\"]`.",
            list("Other spellings of the name.", text("")),
        ),
        "distinct" => list(
            "Names that look alike and are not one, each a block that begins with [[distinct]].",
            table("", &DISTINCT, &["names"], |key| match key {
                "names" => list("The names that are not one.", text("")).not_empty(),
                _ => undescribed(),
            }),
        ),
        "rules" => closed(
            "A level for a rule, in place of its own.",
            rules::all().map(|rule| (rule.name, of_rule(rule))).collect(),
        ),
        "export" => table("How claims are published elsewhere.", &EXPORT, &[], |key| match key {
            "url" => text("What the addresses of all claims begin with; the id of the claim follows.")
                .such_as(&["https://gazette.example/claims/"]),
            "author" => text("The organisation that publishes them."),
            "author_url" => text("The address of that organisation."),
            _ => undescribed(),
        }),
        _ => undescribed(),
    }
}

fn of_status(key: &str) -> Schema {
    let defaults = Policy::default();
    match key {
        "documented" => table("What `documented` needs.", &DOCUMENTED, &[], move |key| match key {
            "independent" => number(
                "So many independent origins, where there is no primary one.",
                defaults.documented.independent,
            ),
            "primary" => word("Which primaries count.", &Primary::WORDS, primary, Some("relayed")),
            _ => undescribed(),
        }),
        "partially confirmed" => {
            table("What `partially confirmed` needs.", &PARTIALLY, &[], move |key| match key {
                "independent" => {
                    number("So many independent origins.", defaults.partially_confirmed_independent)
                }
                _ => undescribed(),
            })
        }
        _ => undescribed(),
    }
}

/// Of a rule without leeway the level is its own, or nothing.
fn of_rule(rule: &'static Rule) -> Schema {
    let levels = RuleSetting::WORDS.iter().filter(|(_, level)| rule.allows(*level));
    let meanings: Vec<_> = levels.map(|(word, level)| (*word, meaning(*level))).collect();
    let default = if rule.leeway == Configurable::OnRequest { "off" } else { rule.level.name() };
    one_of(rule.summary(), &meanings, Some(default))
}

fn meaning(level: Option<Level>) -> &'static str {
    match level {
        Some(Level::Error) => "must be fixed; the run fails",
        Some(Level::Warning) => "should be looked at",
        Some(Level::Note) => "worth knowing",
        None => "is not said",
    }
}

fn primary(value: Primary) -> &'static str {
    match value {
        Primary::Relayed => "also those known only through another text (if nothing is said)",
        Primary::Held => "only those whose own text was quoted",
    }
}
