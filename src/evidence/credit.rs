//! Words by which a sentence credits somebody else with what it says.

use crate::text::phrases::Phrases;
use std::sync::LazyLock;

/// They tell that somebody else is the source, whatever stands around them. English, Russian, Belarusian.
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

static PHRASES: LazyLock<Phrases<&str>> =
    LazyLock::new(|| Phrases::of(CREDITS.map(|credit| (credit, credit))));

/// The first words of a sentence that credit somebody, if any do. Whoever says "I told the board" credits nobody else.
pub fn credits(sentence: &str) -> Option<&'static str> {
    let of_another = |place: usize| {
        let mut before = sentence[..place].split_whitespace().rev().map(str::to_lowercase);
        let (last, one_before) = (before.next().unwrap_or_default(), before.next().unwrap_or_default());
        !matches!(&*last, "i" | "we") && !matches!(&*one_before, "my" | "our")
    };
    PHRASES.within(sentence).find(|(place, _)| of_another(place.start)).map(|(_, credit)| *credit)
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
        for own in [
            "I told the board that it leaks.",
            "As we told the court, it leaks.",
            "My letter told the port to pay.",
        ] {
            assert_eq!(credits(own), None, "{own}");
        }
    }
}
