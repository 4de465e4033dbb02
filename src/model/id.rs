//! The names of claims and sources.

use std::fmt;

/// The longest id, in bytes.
pub const LONGEST: usize = 63;

/// Device names that Windows reserves, whatever the extension: such a file cannot be checked out there.
const RESERVED: [&str; 22] = [
    "con", "prn", "aux", "nul", "com1", "com2", "com3", "com4", "com5", "com6", "com7", "com8", "com9",
    "lpt1", "lpt2", "lpt3", "lpt4", "lpt5", "lpt6", "lpt7", "lpt8", "lpt9",
];

/// Why a name cannot be an id.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum IdFault {
    /// It is empty.
    Empty,
    /// It is longer than [`LONGEST`].
    TooLong,
    /// It begins with a hyphen.
    LeadingHyphen,
    /// It holds this character, which is none of `a-z`, `0-9`, `-`.
    Character(char),
    /// Windows cannot store a file of that name.
    Reserved,
}

impl fmt::Display for IdFault {
    fn fmt(&self, out: &mut fmt::Formatter) -> fmt::Result {
        match self {
            IdFault::Empty => write!(out, "it is empty"),
            IdFault::TooLong => write!(out, "it is longer than {LONGEST} characters"),
            IdFault::LeadingHyphen => write!(out, "it begins with a hyphen"),
            IdFault::Character(' ') => write!(out, "it has a space in it"),
            IdFault::Character(c) => write!(out, "it has a `{c}` in it"),
            IdFault::Reserved => write!(out, "Windows keeps this name for itself"),
        }
    }
}

/// Checks `name` against the grammar of ids: `[a-z0-9][a-z0-9-]{0,62}`.
///
/// # Errors
/// The first thing that is wrong with it.
pub fn check(name: &str) -> Result<(), IdFault> {
    if name.is_empty() {
        return Err(IdFault::Empty);
    }
    if let Some(wrong) = name.chars().find(|c| !matches!(c, 'a'..='z' | '0'..='9' | '-')) {
        return Err(IdFault::Character(wrong));
    }
    if name.len() > LONGEST {
        return Err(IdFault::TooLong);
    }
    if name.starts_with('-') {
        return Err(IdFault::LeadingHyphen);
    }
    if RESERVED.contains(&name) {
        return Err(IdFault::Reserved);
    }
    Ok(())
}

/// The id that `name` was probably meant to be: lower case, runs of anything else one hyphen.
/// `None` if nothing usable is left.
pub fn propose(name: &str) -> Option<String> {
    let mut id = String::new();
    for c in name.to_lowercase().chars().take(4 * LONGEST) {
        if c.is_ascii_lowercase() || c.is_ascii_digit() {
            id.push(c);
        } else if !id.is_empty() && !id.ends_with('-') {
            id.push('-');
        }
    }
    id.truncate(LONGEST);
    let id = id.trim_end_matches('-').to_owned();
    check(&id).ok().map(|()| id)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_grammar_is_kept_to_the_letter() {
        for good in ["a", "9", "tides-2019", "a-", &"a".repeat(63)] {
            assert_eq!(check(good), Ok(()), "{good}");
        }
        assert_eq!(check(""), Err(IdFault::Empty));
        assert_eq!(check(&"a".repeat(64)), Err(IdFault::TooLong));
        assert_eq!(check("-a"), Err(IdFault::LeadingHyphen));
        assert_eq!(check("Tides"), Err(IdFault::Character('T')));
        assert_eq!(check("a/../b"), Err(IdFault::Character('/')));
        assert_eq!(check("nul"), Err(IdFault::Reserved));
    }

    #[test]
    fn a_proposal_is_always_an_id() {
        assert_eq!(propose("Tides_2019 (final)").as_deref(), Some("tides-2019-final"));
        assert_eq!(propose("Öl"), Some("l".to_owned()));
        assert_eq!(propose("…"), None);
        assert_eq!(propose("NUL"), None);
    }
}
