//! What `grounds.toml` may decide, and what holds where it is silent.

use super::claim::Text;
use super::status::Status;
use crate::diagnostic::Level;
use crate::text::span::{FileId, Spanned};

/// A newsroom's rules for its own claims.
#[derive(Debug, Clone)]
pub struct Policy {
    /// The file it was read from, if there is one.
    pub file: Option<FileId>,
    /// What `documented` needs.
    pub documented: DocumentedNeeds,
    /// What `partially confirmed` needs: so many independent origins.
    pub partially_confirmed_independent: u32,
    /// For a status, those that a claim may move to from it in one change. From a status that is not listed: any.
    pub allowed_moves: Vec<(Status, Vec<Status>)>,
    /// A quote of fewer words is `quote-short`.
    pub min_words: u32,
    /// A quote of more words is `quote-overlong`.
    pub max_words: u32,
    /// Days after a check until the next one is due, for each status.
    pub review_days: Vec<(Status, u32)>,
    /// The topics there are; empty: any.
    pub topics: Vec<Text>,
    /// One name, and its other spellings.
    pub names: Vec<(Text, Vec<Text>)>,
    /// Names that look alike and are not one.
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

/// What `documented` needs.
#[derive(Debug, Clone)]
pub struct DocumentedNeeds {
    /// So many independent origins, where there is no primary one.
    pub independent: u32,
    /// Which primaries count.
    pub primary: Primary,
}

/// Which primary origins count towards `documented`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Primary {
    /// Also those known only through another text.
    Relayed,
    /// Only those whose own text was quoted.
    Held,
}

impl Primary {
    /// Every value with the word for it.
    pub const WORDS: [(&'static str, Primary); 2] = [("relayed", Primary::Relayed), ("held", Primary::Held)];
}

/// The level that a policy gives a rule.
#[derive(Debug, Clone)]
pub struct RuleSetting {
    /// The rule's name as written; it may be no rule at all.
    pub rule: Text,
    /// `None` is `"off"`.
    pub level: Spanned<Option<Level>>,
}

impl RuleSetting {
    /// Every level with the word for it.
    pub const WORDS: [(&'static str, Option<Level>); 4] = [
        ("error", Some(Level::Error)),
        ("warning", Some(Level::Warning)),
        ("note", Some(Level::Note)),
        ("off", None),
    ];
}

impl Default for Policy {
    fn default() -> Self {
        Self {
            file: None,
            documented: DocumentedNeeds { independent: 2, primary: Primary::Relayed },
            partially_confirmed_independent: 1,
            allowed_moves: Vec::new(),
            min_words: 5,
            max_words: 60,
            review_days: vec![
                (Status::Documented, 730),
                (Status::PartiallyConfirmed, 365),
                (Status::Unsubstantiated, 180),
            ],
            topics: Vec::new(),
            names: Vec::new(),
            distinct: Vec::new(),
            rules: Vec::new(),
            export: Publication::default(),
        }
    }
}
