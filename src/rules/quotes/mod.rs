//! Whether quotes are in their sources.

mod misattributed;
mod quote_absent;
mod quote_altered;
mod quote_ambiguous;
mod quote_beside;
mod quote_is_title;
mod quote_overlong;
mod quote_sheds_hedge;
mod quote_short;
mod quote_unread;
mod wrong_page;

use crate::rules::{About, Group};
pub use quote_altered::nearest_passage;

pub(super) const GROUP: Group = Group {
    about: About::Quotes,
    folder: "quotes",
    heading: "Whether quotes are in their sources",
    rules: &[
        quote_absent::RULE,
        quote_altered::RULE,
        misattributed::RULE,
        quote_is_title::RULE,
        quote_beside::RULE,
        wrong_page::RULE,
        quote_unread::RULE,
        quote_ambiguous::RULE,
        quote_short::RULE,
        quote_overlong::RULE,
        quote_sheds_hedge::RULE,
    ],
};

/// The rule that needs lists of the words of a language.
pub const NEEDS_WORDS: &str = quote_sheds_hedge::RULE.name;

/// Those that need the words around a quote.
pub(super) const NEED_THE_TEXT: [&str; 5] = [
    quote_ambiguous::RULE.name,
    quote_beside::RULE.name,
    quote_is_title::RULE.name,
    quote_sheds_hedge::RULE.name,
    wrong_page::RULE.name,
];
