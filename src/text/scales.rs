//! Words that multiply the number before them: "40 million" is one number.

/// By their stems, in small letters.
pub const STEMS: [&str; 76] = [
    // English, Indian English
    "hundred",
    "thousand",
    "million",
    "billion",
    "trillion",
    "dozen",
    "lakh",
    "crore",
    // German, Dutch, Swedish, Danish, Norwegian
    "hundert",
    "tausend",
    "milliard",
    "dutzend",
    "duizend",
    "miljoen",
    "miljard",
    "biljoen",
    "tusen",
    "tusind",
    "miljon",
    // French, Italian, Spanish, Portuguese, Romanian
    "millier",
    "milion",
    "miliard",
    "millón",
    "millone",
    "billón",
    "billone",
    "milhão",
    "milhõe",
    "bilhão",
    "bilhõe",
    // Polish, Czech, Croatian, Hungarian, Finnish, Turkish, Indonesian
    "tysiąc",
    "tysięc",
    "tisíc",
    "tisuć",
    "milijun",
    "millió",
    "milliárd",
    "miljoon",
    "tuha",
    "milyon",
    "milyar",
    "miliar",
    // Russian, Ukrainian, Belarusian, Bulgarian, Serbian
    "тысяч",
    "миллион",
    "миллиард",
    "триллион",
    "тисяч",
    "мільйон",
    "мільярд",
    "мільён",
    "хиляд",
    "милион",
    "милиард",
    // Greek, Hebrew
    "χιλιάδ",
    "εκατομμύρι",
    "δισεκατομμύρι",
    "אלפי",
    "מיליו",
    "מיליארד",
    // Arabic, Persian, Urdu
    "ألف",
    "آلاف",
    "مليون",
    "ملايين",
    "مليار",
    "هزار",
    "میلیون",
    "میلیارد",
    "لاکھ",
    "کروڑ",
    // Hindi, Bengali
    "हज़ार",
    "हजार",
    "लाख",
    "करोड़",
    "मिलियन",
    "কোটি",
    "লাখ",
];

/// Those that are too short to have endings, and abbreviations.
pub const WHOLE: [&str; 35] = [
    "mn",
    "bn",
    "tn",
    "mln",
    "mld",
    "mlrd",
    "mrd",
    "mio",
    "tsd",
    "tys",
    "tis",
    "mille",
    "mil",
    "mila",
    "mii",
    "bin",
    "ribu",
    "juta",
    "triệu",
    "tỷ",
    "tỉ",
    "nghìn",
    "тыс",
    "тис",
    "млн",
    "млрд",
    "трлн",
    "χιλ",
    "εκατ",
    "אלף",
    "الف",
    "अरब",
    "ngàn",
    "meur",
    "keur",
];

/// Those of Thai, which writes without spaces.
pub const UNSPACED: [&str; 5] = ["ร้อย", "พัน", "หมื่น", "แสน", "ล้าน"];

/// Does one of them stand here?
pub(super) fn begins_with_unspaced_scale(text: &str) -> bool {
    UNSPACED.iter().any(|scale| text.starts_with(scale))
}

/// Does a word that multiplies stand here?
pub(super) fn begins_with_scale(text: &str) -> bool {
    if begins_with_unspaced_scale(text) {
        return true;
    }
    let length = text.find(is_end).unwrap_or(text.len());
    text.get(..length).is_some_and(is_scale)
}

/// `text` without such a word at its end, and without the blank before it.
pub(super) fn before_scale(text: &str) -> Option<&str> {
    let start = text.rfind(is_end)?;
    let (number, word) = text.split_at_checked(start)?;
    word.strip_prefix(' ').is_some_and(is_scale).then_some(number)
}

fn is_end(c: char) -> bool {
    c.is_whitespace() || c.is_ascii_punctuation() || matches!(c, '،' | '।' | '。' | '、')
}

fn is_scale(word: &str) -> bool {
    /// In characters: the longest word, and the longest ending of a stem.
    const LONGEST: usize = 16;
    const ENDING: usize = 3;
    if word.chars().nth(LONGEST).is_some() {
        return false;
    }
    let word = word.to_lowercase();
    let is_ending = |rest: &str| rest.chars().nth(ENDING).is_none();
    WHOLE.contains(&&*word) || STEMS.iter().any(|stem| word.strip_prefix(stem).is_some_and(is_ending))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_that_multiply_are_told_from_others() {
        for word in [
            "million",
            "Millionen",
            "milhões",
            "тыс. лодок",
            "миллионами",
            "مليون",
            "करोड़",
            "lakh,",
            "tysięcy",
        ] {
            assert!(begins_with_scale(word), "{word}");
        }
        for word in ["millionaires", "miles", "binary", "тысячелетие", "boats", ""] {
            assert!(!begins_with_scale(word), "{word}");
        }
        assert_eq!(before_scale("2 lakh"), Some("2"));
        assert_eq!(before_scale("40 boats"), None);
    }
}
