//! Letters of one script that look like letters of another.

/// Latin letters and the Cyrillic ones that look like them, in the same order.
const LATIN: &str = "aceiopsxyjhdqwABCEHIJKMOPSTXY";
const CYRILLIC: &str = "асеіорѕхујһԁԛԝАВСЕНІЈКМОРЅТХУ";

/// The script of a letter in `wrote` that may be mistaken for another: "Cyrillic" or "Latin". A letter may be if a word mixes
/// the two, or if only such letters distinguish `wrote` from `stands`.
pub fn disguised_script(wrote: &str, stands: &str) -> Option<&'static str> {
    let only_looks_like = wrote != stands && wrote.chars().map(latin).eq(stands.chars().map(latin));
    let foreign = if only_looks_like {
        let differing = wrote.chars().zip(stands.chars()).find(|(wrote, stands)| wrote != stands);
        differing.map(|(wrote, _)| wrote)
    } else {
        let is_mixed =
            |word: &&str| word.contains(is_cyrillic) && word.contains(|c: char| c.is_ascii_alphabetic());
        let mixed = wrote.split(|c: char| !c.is_alphanumeric()).find(is_mixed)?;
        let few = |is: fn(char) -> bool| mixed.chars().filter(|c| is(*c)).count();
        let is_latin = few(|c| c.is_ascii_alphabetic()) < few(is_cyrillic);
        mixed.chars().find(|c| is_cyrillic(*c) != is_latin)
    };
    foreign.map(|c| if is_cyrillic(c) { "Cyrillic" } else { "Latin" })
}

/// The Latin letter that a letter looks like, if any.
fn latin(c: char) -> char {
    CYRILLIC.chars().zip(LATIN.chars()).find(|(cyrillic, _)| *cyrillic == c).map_or(c, |(_, latin)| latin)
}

fn is_cyrillic(c: char) -> bool {
    ('\u{400}'..='\u{52f}').contains(&c)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_lists_are_of_their_script() {
        assert_eq!(LATIN.chars().count(), CYRILLIC.chars().count());
        assert!(LATIN.chars().all(|c| c.is_ascii_alphabetic()) && CYRILLIC.chars().all(is_cyrillic));
    }

    #[test]
    fn strangers_among_letters_are_seen() {
        assert_eq!(disguised_script("b\u{43e}ats", "boats"), Some("Cyrillic"));
        assert_eq!(disguised_script("\u{441}\u{43e}\u{440}", "cop"), Some("Cyrillic"));
        assert_eq!(disguised_script("cop", "\u{441}\u{43e}\u{440}"), Some("Latin"));
        assert_eq!(disguised_script("the b\u{43e}at", "a ship"), Some("Cyrillic"));
        assert_eq!(disguised_script("л\u{43e}дoк", "судно"), Some("Latin"));
        assert_eq!(disguised_script("лодок", "суден"), None);
        assert_eq!(disguised_script("EU и США", "США"), None);
        assert_eq!(disguised_script("boats", "ships"), None);
    }
}
