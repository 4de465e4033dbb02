//! The settings in `grounds.toml`, and their defaults.

use super::claim::Text;
use super::key::{self, Key, Kind, Table, Word, Worded};
use super::needs::{Needs, Primary};
use super::status::{LONGEST_REVIEW, Status};
use crate::diagnostic::Level;
use crate::text::span::{FileId, Spanned};

/// A newsroom's rules for its own claims.
#[derive(Debug, Clone)]
pub struct Policy {
    /// The file it was read from, if there is one.
    pub file: Option<FileId>,
    /// What each status needs, the weakest first.
    pub needs: Vec<(Status, Needs)>,
    /// For a status, those that one change may move a claim to. From a status that is not listed, every move is allowed.
    pub allowed_moves: Vec<(Status, Vec<Status>)>,
    /// A quote of fewer words is `quote-short`.
    pub min_words: u32,
    /// A quote of more words is `quote-overlong`.
    pub max_words: u32,
    /// Days after a check until the next one is due, for each status.
    pub review_days: Vec<(Status, u32)>,
    /// The most days from a check to the next one that a claim names.
    pub longest_review: u32,
    /// The allowed topics; if empty, all are.
    pub topics: Vec<Text>,
    /// A name and its other spellings.
    pub names: Vec<(Text, Vec<Text>)>,
    /// A party, and the names that speak for it.
    pub speaks_for: Vec<(Text, Vec<Text>)>,
    /// The oldest version of the program that understands the project.
    pub requires: Option<Text>,
    /// Where the project is kept on the web: pages link to its files and commits.
    pub repository: Option<Text>,
    /// Names that look similar and are different.
    pub distinct: Vec<Vec<Text>>,
    /// Levels of rules that differ from the rule's own.
    pub rules: Vec<RuleSetting>,
    /// How claims are published elsewhere.
    pub export: Publication,
}

/// Where claims are published, and by whom.
#[derive(Debug, Clone, Default)]
pub struct Publication {
    /// What the addresses of all claims begin with; the id of the claim follows.
    pub url: Option<Text>,
    /// The organisation that publishes them.
    pub author: Option<Text>,
    /// The address of that organisation.
    pub author_url: Option<Text>,
}

/// The level that a policy gives a rule.
#[derive(Debug, Clone)]
pub struct RuleSetting {
    /// The rule's name as written; it may be no rule at all.
    pub rule: Text,
    /// `None` is `"off"`.
    pub level: Spanned<Option<Level>>,
    /// The key that says it, if that is not the rule's under `[rules]`.
    pub key: Option<&'static str>,
}

impl Worded for Option<Level> {
    const WORDS: &'static [Word<Self>] = &[
        Word { name: "error", value: Some(Level::Error), meaning: "must be fixed; the run fails" },
        Word { name: "warning", value: Some(Level::Warning), meaning: "should be looked at" },
        Word { name: "note", value: Some(Level::Note), meaning: "worth knowing" },
        Word { name: "off", value: None, meaning: "is not reported" },
    ];
}

impl Default for Policy {
    fn default() -> Self {
        Self {
            file: None,
            needs: Status::all().map(|status| (status, status.needs())).collect(),
            allowed_moves: Vec::new(),
            min_words: MIN_WORDS,
            max_words: MAX_WORDS,
            review_days: Status::all().map(|status| (status, status.review_days())).collect(),
            longest_review: LONGEST_REVIEW,
            topics: Vec::new(),
            names: Vec::new(),
            speaks_for: Vec::new(),
            requires: None,
            repository: None,
            distinct: Vec::new(),
            rules: Vec::new(),
            export: Publication::default(),
        }
    }
}

impl Policy {
    /// The number of independent witnesses that a status needs.
    pub fn independent(&self, status: Status) -> u32 {
        self.needs_of(status).independent.unwrap_or_default()
    }

    /// Which records, and which of the claimant's own words, count towards a status.
    pub fn primary(&self, status: Status) -> Primary {
        self.needs_of(status).primary.unwrap_or(Primary::Held)
    }

    fn needs_of(&self, status: Status) -> Needs {
        self.needs.iter().find(|(of, _)| *of == status).map_or_else(|| status.needs(), |(_, needs)| *needs)
    }

    /// Every setting, with its name as in `grounds.toml` and its value.
    pub fn settings(&self) -> Vec<(String, String)> {
        // Without `..`, so that a new setting cannot be forgotten here: its changes would go unreported.
        let Self {
            file: _,
            needs,
            allowed_moves,
            min_words,
            max_words,
            review_days,
            longest_review,
            topics,
            names,
            speaks_for,
            requires,
            repository,
            distinct,
            rules,
            export: Publication { url, author, author_url },
        } = self;
        let mut all = vec![
            ("quotes.min_words".to_owned(), min_words.to_string()),
            ("quotes.max_words".to_owned(), max_words.to_string()),
            ("review.longest".to_owned(), longest_review.to_string()),
            ("topics.allowed".to_owned(), list(topics)),
        ];
        for (status, Needs { independent, primary }) in needs {
            let name = |key| format!("status.\"{}\".{key}", status.name());
            all.extend(independent.map(|count| (name("independent"), count.to_string())));
            all.extend(primary.map(|primary| (name("primary"), primary.word().to_owned())));
        }
        for (from, to) in allowed_moves {
            let mut to: Vec<_> = to.iter().map(|status| status.name()).collect();
            to.sort_unstable();
            all.push((format!("allowed_moves.\"{}\"", from.name()), format!("to {}", to.join(", "))));
        }
        for (status, days) in review_days {
            all.push((format!("review.\"{}\"", status.name()), days.to_string()));
        }
        all.extend(
            names.iter().map(|(name, spellings)| (format!("names.\"{}\"", name.value), list(spellings))),
        );
        all.extend(
            speaks_for.iter().map(|(party, names)| (format!("speaks_for.\"{}\"", party.value), list(names))),
        );
        for (key, value) in [("requires", requires), ("repository", repository)] {
            all.extend(value.as_ref().map(|value| (key.to_owned(), value.value.to_string())));
        }
        all.extend(
            distinct.iter().map(|names| (format!("distinct: {}", list(names)), "two names".to_owned())),
        );
        for (key, value) in [("url", url), ("author", author), ("author_url", author_url)] {
            all.extend(value.as_ref().map(|value| (format!("export.{key}"), value.value.to_string())));
        }
        all.extend(rules.iter().map(|RuleSetting { rule, level, key }| {
            let name = key.map_or_else(|| format!("rules.{}", rule.value), str::to_owned);
            (name, level.value.word().to_owned())
        }));
        all
    }
}

/// Sorted, each between quotation marks, so that no comma in a name reads as two names.
fn list(names: &[Text]) -> String {
    let mut names: Vec<_> = names.iter().map(|name| format!("{:?}", &*name.value)).collect();
    names.sort_unstable();
    names.join(", ")
}

/// `grounds.toml`.
pub const POLICY: Table = Table {
    name: "grounds.toml",
    about: "What a newsroom requires of its claims. Everything is optional.",
    either: None,
    keys: &[
        Key::new(
            "requires",
            "Requires",
            Kind::Words,
            "The oldest version of the program that understands this project.",
        )
        .such_as(&["0.2"]),
        Key::new(
            "repository",
            "Repository",
            Kind::Words,
            "The web address of the repository. The dashboard links to the files and commits there.",
        )
        .such_as(&["https://github.com/gazette/facts"]),
        Key::new("status", "Status", Kind::Table(&STATUS), "What a status needs."),
        Key::new(
            "allowed_moves",
            "Allowed moves",
            Kind::Table(&MOVES),
            "For each status, the statuses to which one change may move a claim. If a status is not listed here, a claim may move from it to any other.",
        ),
        Key::new("quotes", "Quotes", Kind::Table(&QUOTES), "How many words a quote should have."),
        Key::new(
            "review",
            "Review",
            Kind::Table(&REVIEW),
            "The number of days after which a claim should be checked again, if it has no `review_due` of its own.",
        ),
        Key::new("topics", "Topics", Kind::Table(&TOPICS), "The topics that claims may have."),
        Key::new(
            "names",
            "Names",
            Kind::Names,
            "A name and its other spellings: `\"Harbour Gazette\" = [\"The Harbour Gazette\"]`.",
        ),
        Key::new(
            "speaks_for",
            "Speaks for",
            Kind::Names,
            "A party and the names that speak for it: `\"Country A\" = [\"Ministry of the Sea\", \"A. Keel\"]`. Lists may name lists.",
        ),
        Key::new(
            "distinct",
            "Distinct",
            Kind::Blocks(&DISTINCT),
            "Names that look alike but belong to different people or bodies. Each group of names has a block of its own.",
        ),
        Key::new(
            "rules",
            "Rules",
            Kind::Levels,
            "The levels of rules, if they should differ from the defaults.",
        ),
        Key::new("stories", "Stories", Kind::Table(&STORIES), "What our own texts are held to."),
        Key::new(
            "export",
            "Export",
            Kind::Table(&EXPORT),
            "For ClaimReview exports: the web addresses of the claims, and who publishes them.",
        ),
    ],
};

/// The table `[status]`: a table for each status that needs something.
pub const STATUS: Table =
    Table { name: "the [status] block", about: "What a status needs.", either: None, keys: &Status::NEEDS };

/// The table `[allowed_moves]`.
pub const MOVES: Table = Table {
    name: "the [allowed_moves] block",
    about: "For each status, the statuses to which one change may move a claim.",
    either: None,
    keys: &Status::MOVES,
};

/// The table `[quotes]`.
pub const QUOTES: Table = Table {
    name: "the [quotes] block",
    about: "How many words a quote should have.",
    either: None,
    keys: &[
        Key::new(
            "min_words",
            "Fewest words",
            Kind::Number(Some(MIN_WORDS)),
            "A quote with fewer words is reported as `quote-short`.",
        ),
        Key::new(
            "max_words",
            "Most words",
            Kind::Number(Some(MAX_WORDS)),
            "A quote with more words is reported as `quote-overlong`.",
        ),
    ],
};

const MIN_WORDS: u32 = 5;
const MAX_WORDS: u32 = 60;

/// The table `[review]`.
pub const REVIEW: Table = Table {
    name: "the [review] block",
    about: "The number of days after which a claim should be checked again, if it has no `review_due` of its own.",
    either: None,
    keys: &Status::REVIEWS,
};

/// The table `[topics]`.
pub const TOPICS: Table = Table {
    name: "the [topics] block",
    about: "The topics that claims may have.",
    either: None,
    keys: &[Key::new(
        "allowed",
        "Allowed",
        Kind::Texts,
        "The topics to choose from. If the list is empty, any topic is allowed.",
    )],
};

/// A block `[[distinct]]`.
pub const DISTINCT: Table = Table {
    name: "a [[distinct]] block",
    about: "Names that look alike but belong to different people or bodies.",
    either: None,
    keys: &[Key::new("names", "Names", Kind::SomeTexts, "The names to keep apart.").required()],
};

/// The table `[stories]`.
pub const STORIES: Table = Table {
    name: "the [stories] block",
    about: "What our own texts are held to.",
    either: None,
    keys: &[Key::new(
        "uncovered",
        "Uncovered",
        Kind::Word(key::meanings::<Option<Level>>, Some("warning")),
        "The level of `passage-unclaimed`: a story states something, and nobody has said on what claim.",
    )],
};

/// The table `[export]`.
pub const EXPORT: Table = Table {
    name: "the [export] block",
    about: "For ClaimReview exports: the web addresses of the claims, and who publishes them.",
    either: None,
    keys: &[
        Key::new(
            "url",
            "Address",
            Kind::Text,
            "The beginning of every claim's web address. The id of the claim follows it.",
        )
        .such_as(&["https://gazette.example/claims/"]),
        Key::new("author", "Author", Kind::Text, "The organisation that publishes the claims."),
        Key::new("author_url", "Author's address", Kind::Text, "The web address of that organisation."),
    ],
};
