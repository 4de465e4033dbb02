//! Floor 10: what may be written in a record, as JSON Schema (draft 7, which all TOML servers of editors read): for hover,
//! completion and squiggles without this program.
//!
//! The keys, their meanings and their words are those of the model's lists, the rules those of theirs: what is new there is
//! here by itself. What only the whole project can tell, such as whether a source exists,
//! no schema knows.

mod node;

use crate::model::claim::CLAIM;
use crate::model::key::{Key, Kind, Table, Worded};
use crate::model::policy::POLICY;
use crate::model::source::SOURCE;
use crate::model::story::STORY;
use crate::rules::{self, Configurable, Rule};
pub use node::Schema;

/// What a file may hold.
#[derive(Debug)]
pub struct Subject {
    /// The word for it on the command line.
    pub name: &'static str,
    /// Which files, as a pattern of paths below the project.
    pub files: &'static str,
    /// What it is called.
    title: &'static str,
    table: &'static Table,
}

/// Everything that people write.
pub const SUBJECTS: &[Subject] = &[
    Subject { name: "claim", files: "claims/**/*.toml", title: "A claim", table: &CLAIM },
    Subject { name: "source", files: "sources/**/*.toml", title: "A source record", table: &SOURCE },
    Subject { name: "story", files: "stories/**/*.toml", title: "The record of a story", table: &STORY },
    Subject { name: "config", files: "grounds.toml", title: "The policy of a project", table: &POLICY },
];

impl Subject {
    /// Its schema.
    pub fn schema(&self) -> Schema {
        table(self.table.about, self.table).of_file(self.title)
    }
}

fn table(about: &str, table: &'static Table) -> Schema {
    let properties = table.keys.iter().map(|key| (key.name, of(key))).collect();
    let required = table.keys.iter().filter(|key| key.required).map(|key| key.name).collect();
    let schema = node::table(about, properties, required);
    match table.either {
        Some([key, list]) => schema.needs_unless(key, list),
        None => schema,
    }
}

fn of(key: &'static Key) -> Schema {
    let about = key.about;
    let schema = match key.kind {
        Kind::Text => node::text(about),
        Kind::Words => node::words(about),
        Kind::Id => node::id(about),
        Kind::Sha256 => node::sha256(about),
        Kind::Texts => node::list(about, node::text("")),
        Kind::OneOrMore => node::one_or_more(about),
        Kind::SomeTexts => node::list(about, node::text("")).not_empty(),
        Kind::Ids => node::list(about, node::id("")),
        Kind::Date => node::date(about),
        Kind::Status => node::status(about),
        Kind::Statuses => node::list(about, node::status("")),
        Kind::Word(words, default) => node::one_of(about, &words(), default),
        Kind::Number(default) => node::number(about, default),
        Kind::Table(inner) => table(about, inner),
        Kind::Blocks(block) | Kind::Reasons(block) => node::list(about, table("", block)),
        Kind::Names => node::any_keys(about, node::list("Other spellings of the name.", node::text(""))),
        Kind::Levels => node::closed(about, rules::all().map(|rule| (rule.name, level(rule))).collect()),
    };
    if key.examples.is_empty() { schema } else { schema.such_as(key.examples) }
}

/// The levels that a rule may be given.
fn level(rule: &'static Rule) -> Schema {
    let levels = Option::WORDS.iter().filter(|word| rule.allows(word.value));
    let meanings: Vec<_> = levels.map(|word| (word.name, word.meaning)).collect();
    let default = if rule.leeway == Configurable::OnRequest { "off" } else { rule.level.name() };
    node::one_of(rule.summary(), &meanings, Some(default))
}
