//! Whose words a passage reports: the source record of their own words, or the one to create.

use super::project::Loaded;
use super::{Failure, in_shell, one_line, output};
use clap::Args;
use grounds::corpus::SourceAt;
use grounds::evidence::documents::Documents;
use grounds::fileset::{Role, SOURCES};
use grounds::model::date::{DateFault, Period};
use grounds::model::id;
use grounds::model::source::{Kind, Source};
use grounds::syntax::template;
use std::fmt::Write;
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

#[derive(Debug, Args)]
pub(crate) struct SaidBy {
    /// For a claim that somebody said something: who said it
    #[arg(long, value_name = "NAME")]
    said_by: Option<String>,
    /// With --said-by: when it was said, such as 2019-04-16, 2019-04 or 2019
    #[arg(long, value_name = "DATE", value_parser = period, requires = "said_by")]
    on: Option<Period>,
}

/// Somebody's own words.
pub(crate) enum Words {
    /// The text that is quoted.
    Quoted(String),
    /// Those of this record, which may have a text; others may be meant.
    Recorded { name: String, id: String, has_text: bool, others: Vec<String> },
    /// Those of a record to create: its id, its path, and what goes into it.
    Missing { name: String, id: String, path: String, record: String },
}

impl SaidBy {
    /// The own words of whoever is named, if anybody is, as the origin of what is quoted from `quoted`.
    pub(crate) fn words(&self, opened: &Loaded, quoted: SourceAt) -> Result<Option<Words>, Failure> {
        let Some(name) = self.name()? else { return Ok(None) };
        let corpus = &opened.corpus;
        let documents = Documents::of(corpus, &[]);
        let party = documents.parties.find(&name);
        let is_own = |at: SourceAt| party.is_some_and(|party| documents.node(at).own.contains(&party));
        if is_own(quoted) {
            return Ok(Some(Words::Quoted(name)));
        }
        let fits = |source: &Source| match (self.on, &source.published) {
            (None, _) => true,
            (Some(on), Some(published)) => !on.is_after(published.value) && !published.value.is_after(on),
            (Some(_), None) => false,
        };
        let is_record = |source: &Source| {
            let is_named = source.kind.as_ref().is_some_and(|kind| kind.value != Kind::Unnamed);
            source.sound && is_named && id::check(&source.id).is_ok() && fits(source)
        };
        let mut known: Vec<&Source> = corpus
            .each_source()
            .filter(|(at, source)| is_own(*at) && is_record(source))
            .map(|(_, source)| source)
            .collect();
        let is_of_that_day = |source: &Source| source.published.as_ref().map(|on| on.value) == self.on;
        known.sort_by_key(|source| (!is_of_that_day(source), &source.id));
        let Some((first, others)) = known.split_first() else {
            let id = self.free_id(&name, opened);
            let path = format!("{SOURCES}/{id}.toml");
            let record = template::unseen_words(&name, self.on);
            return Ok(Some(Words::Missing { name, id, path, record }));
        };
        Ok(Some(Words::Recorded {
            name,
            id: first.id.to_string(),
            has_text: first.text.is_some(),
            others: others.iter().map(|source| source.id.to_string()).collect(),
        }))
    }

    /// Who said it, if that is told.
    pub(crate) fn name(&self) -> Result<Option<String>, Failure> {
        let name = self.said_by.as_deref().map(one_line);
        if name.as_ref().is_some_and(|name| !name.contains(char::is_alphanumeric)) {
            return Err(Failure::new("--said-by is empty: give the name of whoever said it"));
        }
        Ok(name)
    }

    /// An id for a new record: the name without initials and accents, then the date.
    fn free_id(&self, name: &str, opened: &Loaded) -> String {
        let plain: String = name.nfd().filter(|c| !is_combining_mark(*c)).collect();
        let is_initial = |word: &&str| word.split('.').all(|part| part.chars().nth(1).is_none());
        let words: Vec<_> = plain.split_whitespace().filter(|word| !is_initial(word)).collect();
        // A name in another script leaves nothing.
        let who = id::propose(&words.join(" ")).or_else(|| id::propose(&plain));
        let when = self.on.map(|on| on.to_string().replace('/', "-"));
        let when = when.as_deref().unwrap_or("words");
        let mut who = who.unwrap_or_else(|| "statement".to_owned());
        // With room for a number.
        who.truncate(id::LONGEST - when.len() - "--999".len());
        let first = format!("{}-{when}", who.trim_end_matches('-'));
        let numbered = (2..1000).map(|number| format!("{first}-{number}"));
        let mut all = std::iter::once(first.clone()).chain(numbered);
        all.find(|id| !is_taken(id, opened)).unwrap_or(first)
    }

    /// The options as they are written, after a space.
    pub(crate) fn in_shell(&self) -> String {
        let mut options = String::new();
        if let Some(name) = &self.said_by {
            // Writing to a String cannot fail.
            let _ = write!(options, " --said-by {}", in_shell(&one_line(name)));
        }
        if let Some(on) = self.on {
            let _ = write!(options, " --on {on}");
        }
        options
    }
}

impl Words {
    /// The id that the block names as its origin. A text that is quoted is its own.
    pub(crate) fn origin(&self) -> Option<&str> {
        match self {
            Words::Quoted(_) => None,
            Words::Recorded { id, .. } | Words::Missing { id, .. } => Some(id),
        }
    }

    /// The path and the text of the record to create.
    pub(crate) fn record(&self) -> Option<(&str, &str)> {
        match self {
            Words::Missing { path, record, .. } => Some((path, record)),
            Words::Quoted(_) | Words::Recorded { .. } => None,
        }
    }

    /// The command that creates the record, behind a colon.
    pub(crate) fn command(&self, asked: &SaidBy) -> Option<String> {
        let Words::Missing { name, id, .. } = self else { return None };
        let published = asked.on.map(|on| format!(" --published {on}")).unwrap_or_default();
        Some(format!(
            "; this does it: grounds new source {id} --kind statement --author {}{published}",
            in_shell(name)
        ))
    }

    /// What the block still needs, as lines of TOML.
    pub(crate) fn comment(&self) -> Option<&'static str> {
        self.origin().map(|_| ON_RECORD)
    }

    /// Says on standard error what was found.
    pub(crate) fn tell(&self) {
        match self {
            Words::Quoted(name) => {
                output::message(&format!("these are words of {name}'s own, so the block needs no origin"));
            }
            Words::Recorded { name, id, has_text, others } => {
                output::message(&format!("the origin is `{id}`, a record of {name}'s own words"));
                if !others.is_empty() {
                    let more = others.len().saturating_sub(MOST_OTHERS);
                    let more = if more > 0 { format!(" and {more} more") } else { String::new() };
                    let others: Vec<_> =
                        others.iter().take(MOST_OTHERS).map(|id| format!("`{id}`")).collect();
                    let others = others.join(", ") + &more;
                    output::message(&format!(
                        "help: if {name} said it elsewhere, name that record instead: {others}"
                    ));
                }
                if *has_text {
                    output::message(&format!(
                        "help: the text of `{id}` is known here; if it has the words, quote them from there"
                    ));
                }
            }
            Words::Missing { name, path, .. } => {
                output::message(&format!(
                    "no record has these words of {name}'s own; create {path} as printed"
                ));
            }
        }
    }
}

/// The most other records that are named.
const MOST_OTHERS: usize = 5;

/// The line of the block that a person has to fill in.
const ON_RECORD: &str = "\
# on_record: copy four words or more from within 100 words of the quote that give a day, an occasion,
# a title or authority with a year, or their own words in quotation marks. If there are none, leave it
# out: the block then counts as one report of what was said.
# on_record = \"...\"
";

/// Does a file of a source have this id already, be it a text without a record?
fn is_taken(id: &str, opened: &Loaded) -> bool {
    opened.files.iter().any(|(_, entry)| entry.role != Role::Claim && entry.stem() == id)
}

pub(super) fn period(written: &str) -> Result<Period, String> {
    Period::parse(written).map_err(|why| match why {
        DateFault::NoSuchDay => "there is no such date".to_owned(),
        DateFault::Backwards => "it ends before it begins".to_owned(),
        DateFault::Form | DateFault::Time => "write it like 2019-04-16, 2019-04 or 2019".to_owned(),
    })
}
