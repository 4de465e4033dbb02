//! How files are written.

mod duplicate_id;
mod former_word;
mod invalid_date;
mod invalid_id;
mod invisible_characters;
mod irregular_file;
mod merge_markers;
mod misplaced_key;
mod missing_field;
mod program_too_old;
mod status_spelling;
mod toml_syntax;
mod unknown_key;
mod unknown_status;
mod unknown_value;
mod wrong_type;

use crate::rules::{About, Group};

pub(super) const GROUP: Group = Group {
    about: About::Reading,
    folder: "reading",
    heading: "How files are written",
    rules: &[
        toml_syntax::RULE,
        merge_markers::RULE,
        program_too_old::RULE,
        irregular_file::RULE,
        invalid_id::RULE,
        duplicate_id::RULE,
        missing_field::RULE,
        misplaced_key::RULE,
        unknown_key::RULE,
        unknown_status::RULE,
        status_spelling::RULE,
        former_word::RULE,
        unknown_value::RULE,
        wrong_type::RULE,
        invalid_date::RULE,
        invisible_characters::RULE,
    ],
};

/// The rules that say why a file cannot be read whole.
pub(super) const OF_BROKEN_FILES: [&str; 2] = [toml_syntax::RULE.name, merge_markers::RULE.name];
