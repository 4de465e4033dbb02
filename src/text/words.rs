//! Words for comparisons in which typography and capitals do not matter.

use super::fold::{Folded, Markup};
use super::tokens::{is_word_token, tokens};

/// Gives every word of `text` to `each`, in order: folded, in lower case, without the punctuation around it and without a
/// possessive "'s".
pub fn each_word(text: &str, mut each: impl FnMut(&str)) {
    let lower = if text.is_ascii() {
        text.to_ascii_lowercase()
    } else {
        Folded::quote(text, Markup::Plain).as_str().to_lowercase()
    };
    for token in tokens(&lower) {
        let word = &lower[token];
        if is_word_token(word) {
            each(word.strip_suffix("'s").unwrap_or(word));
        }
    }
}

/// All of them.
pub fn words(text: &str) -> Vec<Box<str>> {
    let mut all = Vec::new();
    each_word(text, |word| all.push(word.into()));
    all
}

#[cfg(test)]
mod tests {
    use super::words;

    #[test]
    fn typography_capitals_and_marks_make_no_difference() {
        let said = words("The yard\u{2019}s \u{201c}forty\u{201d}  boats \u{2014} worth $3,400");
        assert_eq!(said, words("the yard \"FORTY\" boats - worth 3,400."));
        assert_eq!(said.len(), 6);
        assert_eq!(words("Ён НЕ прыйшоў"), words("ён не прыйшоў!"));
    }
}
