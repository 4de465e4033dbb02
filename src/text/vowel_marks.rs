//! Marks that tell how a word is read and that most texts leave out: Hebrew niqqud, Arabic harakat, stress in Cyrillic.

/// Is this such a mark?
pub fn is_vowel_mark(c: char) -> bool {
    matches!(c,
        '\u{591}'..='\u{5bd}' | '\u{5bf}' | '\u{5c1}' | '\u{5c2}' | '\u{5c4}' | '\u{5c5}' | '\u{5c7}'
        | '\u{610}'..='\u{61a}' | '\u{64b}'..='\u{652}' | '\u{656}'..='\u{65f}' | '\u{670}'
        | '\u{6d6}'..='\u{6dc}' | '\u{6df}'..='\u{6e4}' | '\u{6e7}' | '\u{6e8}' | '\u{6ea}'..='\u{6ed}'
        | '\u{730}'..='\u{74a}'
        // On a letter that has a form of its own with an accent they do not stand alone once the text is folded.
        | '\u{300}' | '\u{301}')
}

/// Do these words differ, but only in such marks?
pub fn differ_in_vowel_marks(one: &str, other: &str) -> bool {
    let bare = |c: &char| !is_vowel_mark(*c);
    one != other && one.chars().filter(bare).eq(other.chars().filter(bare))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_are_told_from_letters() {
        assert!(differ_in_vowel_marks("שָׁלוֹם", "שלום"));
        assert!(differ_in_vowel_marks("كَتَبَ", "كتب"));
        assert!(differ_in_vowel_marks("за\u{301}мок", "замок"));
        assert!(!differ_in_vowel_marks("كتب", "كتاب"));
        assert!(!differ_in_vowel_marks("замок", "замок") && !differ_in_vowel_marks("café", "cafe"));
    }
}
