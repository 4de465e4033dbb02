//! Explaining statements that are not valid TOML, by a list of common mistakes. Each is a small function.

mod duplicates;
mod keys;
mod values;

use super::typing_error::{Mistake, TypingError};
pub(super) use duplicates::duplicates;
pub(super) use values::NOT_A_NUMBER;

type Habit = for<'t> fn(TypingError<'t>) -> Option<Mistake<'t>>;

/// The most certain first.
const HABITS: [Habit; 18] = [
    keys::foreign_comment,
    keys::header,
    values::backslash,
    keys::invisible_character,
    keys::json,
    keys::colon,
    keys::curly_key,
    keys::no_equals,
    keys::spaced_key,
    keys::odd_key,
    values::no_value,
    values::curly_quotes,
    values::last_character,
    values::text_ends_early,
    values::unclosed,
    values::inside_brackets,
    values::date_or_number,
    values::bare_words,
];

/// Explains a statement that the parser refuses.
pub(super) fn explain(error: TypingError<'_>) -> Mistake<'_> {
    HABITS
        .iter()
        .find_map(|habit| habit(error))
        .unwrap_or_else(|| Mistake::unknown(error.unexpected, error.message))
}
