//! Who says the words of a quote, where its text tells speakers apart.

use crate::text::outline::Outline;
use crate::text::span::Span;

/// Whose words a passage is, by the label of the turn in which it stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Speaker {
    /// As the label has it: "KEEL".
    pub label: Box<str>,
    /// Where the label stands in the text.
    pub place: Span,
    /// All labels of the text, this one among them.
    pub all: Box<[Box<str>]>,
}

pub(super) fn speaker(outline: &Outline, passage: Span) -> Option<Speaker> {
    let turn = outline.turn(passage)?;
    let start = turn.begins as usize;
    Some(Speaker {
        label: turn.label.into(),
        place: Span::new(start, start + turn.label.len()),
        all: outline.speakers().map(Into::into).collect(),
    })
}

impl Speaker {
    /// Is it one of these, by name, as far as that can be told? `None` if no label of the text is.
    pub fn is_one_of(&self, names: &[String]) -> Option<bool> {
        let is_known = |label: &str| names.iter().any(|name| is_label_of(label, name));
        let is_any = self.all.iter().any(|label| is_known(label));
        is_any.then(|| is_known(&self.label))
    }
}

/// Does a label stand for a name: by a word of it, or by its initials?
pub fn is_label_of(label: &str, name: &str) -> bool {
    const TITLES: [&str; 18] = [
        "mr",
        "mrs",
        "ms",
        "dr",
        "prof",
        "sir",
        "the",
        "of",
        "president",
        "minister",
        "general",
        "judge",
        "senator",
        "chairman",
        "secretary",
        "ambassador",
        "colonel",
        "professor",
    ];
    let each = |words: &str| {
        let words = words.split(|c: char| !c.is_alphabetic()).filter(|word| !word.is_empty());
        words.map(str::to_lowercase).collect::<Vec<_>>()
    };
    let (label, name) = (each(label), each(name));
    let shares = label
        .iter()
        .any(|word| word.chars().nth(1).is_some() && !TITLES.contains(&&**word) && name.contains(word));
    let initials: String = name.iter().filter_map(|word| word.chars().next()).collect();
    shares || (initials.chars().nth(1).is_some() && label.concat() == initials)
}

/// "I wrote", "as we said".
pub fn is_first_person(words: &str) -> bool {
    const FIRST: [&str; 11] = ["i", "we", "я", "мы", "ми", "ich", "wir", "je", "j", "nous", "yo"];
    let mut words = words.split(|c: char| !c.is_alphabetic());
    words.any(|word| FIRST.contains(&&*word.to_lowercase()))
}

#[cfg(test)]
mod tests {
    use super::is_label_of;

    #[test]
    fn a_label_is_a_name_or_a_part_of_one() {
        for (label, name) in
            [("KEEL", "Anna Keel"), ("Anna Keel", "Keel"), ("B.O.", "Ben Okoro"), ("Mr Okoro", "Ben Okoro")]
        {
            assert!(is_label_of(label, name), "{label}");
        }
        for (label, name) in [("Mr Keel", "Mr Okoro"), ("PRESIDENT", "Ben Okoro"), ("Q", "Queen Anna")] {
            assert!(!is_label_of(label, name), "{label}");
        }
    }
}
