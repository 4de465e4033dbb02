//! Words by which a sentence credits somebody else with what it says.

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

/// The words of a sentence that credit somebody, if any do.
pub fn credits(sentence: &str) -> Option<&'static str> {
    let words: Vec<_> =
        sentence.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).collect();
    let sentence = format!(" {} ", words.join(" ").to_lowercase());
    CREDITS.into_iter().find(|credit| sentence.contains(&format!(" {credit} ")))
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
}
