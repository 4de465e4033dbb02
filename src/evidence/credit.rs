//! Words by which a sentence credits somebody else with what it says.

use memchr::memmem::Finder;
use std::sync::LazyLock;

/// In small letters. They tell that somebody else is the source, whatever stands around them.
const CREDITS: [&str; 30] = [
    "according to",
    "citing",
    "cited by",
    "quoted by",
    "officials say",
    "officials said",
    "sources say",
    "sources said",
    "sources told",
    "told reporters",
    "told journalists",
    "told the",
    "reportedly",
    "it is reported",
    "it was reported",
    "reports say",
    "media report",
    "media reported",
    "allegedly",
    "по словам",
    "по данным",
    "по информации",
    "со ссылкой на",
    "как сообщает",
    "как сообщил",
    "сообщают сми",
    "паводле",
    "са спасылкай на",
    "як паведаміў",
    "як паведамляе",
];

/// One of these stands in every English credit, whatever the case of its first letter.
const MARKS: [&str; 9] =
    ["ccording to", "iting", "ited by", "uoted by", "s sa", "s told", "old ", "eport", "llegedly"];

static FINDERS: LazyLock<[Finder<'static>; 9]> = LazyLock::new(|| MARKS.map(Finder::new));

/// The words of a sentence that credit somebody, if any do.
pub fn credits(sentence: &str) -> Option<&'static str> {
    // Almost no sentence does, and this is quick.
    if sentence.is_ascii() && !FINDERS.iter().any(|mark| mark.find(sentence.as_bytes()).is_some()) {
        return None;
    }
    let words: Vec<_> =
        sentence.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).collect();
    let sentence = format!(" {} ", words.join(" ").to_lowercase());
    CREDITS.into_iter().find(|credit| {
        sentence
            .match_indices(credit)
            .any(|(at, found)| sentence[..at].ends_with(' ') && sentence[at + found.len()..].starts_with(' '))
    })
}

#[cfg(test)]
mod tests {
    use super::credits;

    #[test]
    fn who_is_credited_is_seen_as_whole_words() {
        assert_eq!(credits("Forty boats left, according to the yard."), Some("according to"));
        assert_eq!(credits("Паводле міністра, лодкі сышлі."), Some("паводле"));
        assert_eq!(credits("Forty boats left the yard."), None);
        assert_eq!(credits("Reciting poems, they left."), None);
    }

    #[test]
    fn every_english_credit_has_a_mark() {
        for credit in super::CREDITS.into_iter().filter(|credit| credit.is_ascii()) {
            assert_eq!(credits(&format!("Forty boats, {credit} nobody.")), Some(credit));
        }
    }
}
