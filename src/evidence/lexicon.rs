//! Numbers and months, in English, Russian and Belarusian, and negations.

use crate::text::language;

/// The words of a text, in small letters.
pub(super) fn each_word(text: &str) -> impl Iterator<Item = String> {
    let words = text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    words.map(str::to_lowercase)
}

/// Whether a token is a number, in digits or in words, or a percent or currency sign.
pub fn is_number(token: &str) -> bool {
    token.chars().any(|c| c.is_numeric() || matches!(c, '%' | '‰' | '$' | '€' | '£' | '¥' | '₽' | '±'))
        || is_in(token, &NUMBERS)
}

/// Whether a token is a negation, in any language of which words are known.
pub fn is_negation(token: &str) -> bool {
    if token.len() > LONGEST {
        return false;
    }
    let lower = token.to_lowercase();
    language::is_negation(&lower) || lower.ends_with("n't")
}

/// Whether a token is the name of a month.
pub fn is_month(token: &str) -> bool {
    // "March" and "May" are names only with a capital.
    is_in(token, &MONTHS) && (!token.is_ascii() || token.starts_with(|c: char| c.is_ascii_uppercase()))
}

/// Whether a word in small letters is a verb of the past, in English: "leased", "sold". "Red" is none.
pub fn is_past(word: &str) -> bool {
    const PAST: &str = "sold bought gave took made had was were went came left lent sent got paid built said told knew saw met held kept led \
        lost won found fell rose grew drew drove flew wrote spoke stood sat ran began brought thought taught caught sought fought \
        became broke chose did felt forgot froze hid hit hung laid lay let meant put quit read rode rang sank set shook shot shut \
        slept spent split spread stole struck swore swam threw understood woke wore withdrew has have is are";
    let is_regular = word.ends_with("ed") && word.len() > 4 && !word.ends_with("eed");
    is_regular || PAST.split_whitespace().any(|known| known == word)
}

/// Which of two words is the other with a negating prefix, as "unlikely" is of "likely".
pub(super) fn negating(one: &str, other: &str) -> Option<Negating> {
    const MOST: usize = 64;
    if one.len().max(other.len()) > MOST {
        return None;
    }
    let lower = |word: &str| word.replace('-', "").to_lowercase();
    let (one, other) = (lower(one), lower(other));
    let negates = |longer: &str, shorter: &str| {
        PREFIXES.iter().any(|(prefix, fewest)| {
            longer.strip_prefix(prefix) == Some(shorter) && shorter.chars().count() >= *fewest
        })
    };
    if negates(&one, &other) {
        Some(Negating::One)
    } else if negates(&other, &one) {
        Some(Negating::Other)
    } else {
        None
    }
}

/// The word with the prefix.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Negating {
    One,
    Other,
}

/// In bytes: no word of the lists is longer.
const LONGEST: usize = 32;

fn is_in(token: &str, words: &[&str]) -> bool {
    token.len() <= LONGEST && words.contains(&&*token.to_lowercase())
}

/// Negating prefixes, and how many letters must follow at least: "import" does not negate "port".
static PREFIXES: [(&str, usize); 13] = [
    ("un", 3),
    ("in", 5),
    ("im", 5),
    ("il", 5),
    ("ir", 5),
    ("non", 3),
    ("dis", 5),
    ("не", 4),
    ("ня", 4),
    ("без", 4),
    ("бес", 4),
    ("бяз", 4),
    ("бяс", 4),
];

#[rustfmt::skip]
static MONTHS: [&str; 97] = [
    "january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november",
    "december", "jan", "feb", "mar", "apr", "jun", "jul", "aug", "sep", "sept", "oct", "nov", "dec",
    "январь", "января", "январе", "февраль", "февраля", "феврале", "март", "марта", "марте", "апрель", "апреля",
    "апреле", "май", "мая", "мае", "июнь", "июня", "июне", "июль", "июля", "июле", "август", "августа", "августе",
    "сентябрь", "сентября", "сентябре", "октябрь", "октября", "октябре", "ноябрь", "ноября", "ноябре", "декабрь",
    "декабря", "декабре",
    "студзень", "студзеня", "студзені", "люты", "лютага", "лютым", "сакавік", "сакавіка", "сакавіку", "красавік",
    "красавіка", "красавіку", "травень", "траўня", "траўні", "маі", "чэрвень", "чэрвеня", "чэрвені", "ліпень",
    "ліпеня", "ліпені", "жнівень", "жніўня", "жніўні", "верасень", "верасня", "верасні", "кастрычнік",
    "кастрычніка", "кастрычніку", "лістапад", "лістапада", "лістападзе", "снежань", "снежня", "снежні",
];

#[rustfmt::skip]
static NUMBERS: [&str; 162] = [
    "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve",
    "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen", "twenty", "thirty",
    "forty", "fifty", "sixty", "seventy", "eighty", "ninety", "hundred", "hundreds", "thousand", "thousands",
    "million", "millions", "billion", "billions", "trillion", "trillions", "dozen", "dozens", "half", "third",
    "quarter", "once", "twice", "thrice", "double", "triple", "first", "second",
    "ноль", "один", "одна", "одно", "два", "две", "двух", "три", "трёх", "трех", "четыре", "пять", "шесть",
    "семь", "восемь", "девять", "десять", "десяти", "одиннадцать", "двенадцать", "тринадцать", "четырнадцать",
    "пятнадцать", "шестнадцать", "семнадцать", "восемнадцать", "девятнадцать", "двадцать", "тридцать", "сорок",
    "пятьдесят", "шестьдесят", "семьдесят", "восемьдесят", "девяносто", "сто", "двести", "триста", "пятьсот",
    "сотня", "сотни", "сотен", "тысяча", "тысячи", "тысяч", "миллион", "миллиона", "миллионов", "миллиард",
    "миллиарда", "миллиардов", "десяток", "десятки", "дюжина", "половина", "половины", "треть", "четверть",
    "дважды", "трижды", "вдвое", "втрое",
    "нуль", "адзін", "адно", "дзве", "двух", "тры", "трох", "чатыры", "пяць", "шэсць", "сем", "восем",
    "дзевяць", "дзесяць", "адзінаццаць", "дванаццаць", "трынаццаць", "чатырнаццаць", "пятнаццаць",
    "шаснаццаць", "семнаццаць", "васямнаццаць", "дзевятнаццаць", "дваццаць", "трыццаць", "сорак",
    "пяцьдзясят", "шэсцьдзясят", "семдзесят", "восемдзесят", "дзевяноста", "дзвесце", "трыста", "пяцьсот",
    "сотня", "тысячы", "мільён", "мільёны", "мільёнаў", "мільярд", "мільярды", "мільярдаў", "дзясятак", "палова",
    "паловы", "траціна", "чвэрць", "двойчы", "тройчы", "удвая",
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_of_three_languages_count() {
        assert!(["не", "Ня", "ніколі", "нет", "isn't"].iter().all(|word| is_negation(word)));
        assert!(["двадцать", "Дзве", "мільёнаў", "Dozen", "12-га", "$"].iter().all(|word| is_number(word)));
        assert!(!is_number("сеть") && !is_negation("нега"));
        assert!(["March", "снежня", "Июля"].iter().all(|word| is_month(word)));
        assert!(!is_month("march") && !is_month("may"));
    }

    #[test]
    fn prefixes_negate() {
        assert_eq!(negating("likely", "unlikely"), Some(Negating::Other));
        assert_eq!(negating("non-state", "state"), Some(Negating::One));
        assert_eq!(negating("возможно", "Невозможно"), Some(Negating::Other));
        assert_eq!(negating("import", "port"), None);
        assert_eq!(negating("not", "no"), None);
    }

    #[test]
    fn words_are_listed_as_they_are_sought() {
        for word in NUMBERS.iter().chain(&MONTHS) {
            assert!(word.len() <= LONGEST && word.to_lowercase() == *word, "{word}");
        }
    }
}
