//! Words by which a statement speaks of a whole field: that something never happened, or was the first, the only, the most.
//! Witnesses cannot know that; a record of the whole field can.

/// How such words begin, or what they are, in small letters: English, Russian, Belarusian.
const WORDS: [&str; 4] = ["never", "first", "only", "most"];
const BEGINNINGS: [&str; 10] = [
    "никогда",
    "впервые",
    "единственн",
    "первый",
    "первая",
    "самый",
    "ніколі",
    "упершыню",
    "адзіны",
    "першы",
];

/// Does a statement speak of a whole field?
pub(super) fn speaks_of_it(statement: &str) -> bool {
    let words = statement.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    words.map(str::to_lowercase).any(|word| {
        WORDS.contains(&word.as_str()) || BEGINNINGS.iter().any(|beginning| word.starts_with(beginning))
    })
}

#[cfg(test)]
mod tests {
    use super::speaks_of_it;

    #[test]
    fn first_only_most_and_never_do() {
        for statement in ["The Northyard was the first to build it.", "Сарна ніколі не прадавала лодак."]
        {
            assert!(speaks_of_it(statement), "{statement}");
        }
        assert!(!speaks_of_it("The Northyard built forty boats firsthand."));
    }
}
