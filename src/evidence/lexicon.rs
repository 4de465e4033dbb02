//! Words that say how many, and words that say no: English, then Russian and Belarusian.

/// Whether a token is a number, in digits or in words, or a percent or currency sign.
pub(super) fn is_number(token: &str) -> bool {
    token.chars().any(|c| c.is_numeric() || matches!(c, '%' | '‰' | '$' | '€' | '£' | '¥' | '₽' | '±'))
        || is_in(token, &NUMBERS)
}

/// Whether a token negates.
pub(super) fn is_negation(token: &str) -> bool {
    is_in(token, &NEGATIONS) || token.to_lowercase().ends_with("n't")
}

/// No word of the lists has more bytes.
const LONGEST: usize = 32;

fn is_in(token: &str, words: &[&str]) -> bool {
    token.len() <= LONGEST && words.contains(&&*token.to_lowercase())
}

#[rustfmt::skip]
static NEGATIONS: [&str; 24] = [
    "not", "no", "never", "none", "nor", "neither", "without", "cannot", "nobody", "nothing", "nowhere",
    "не", "ни", "нет", "без", "никогда", "никто", "ничего",
    "ня", "ні", "няма", "ніколі", "ніхто", "нічога",
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
    }

    #[test]
    fn words_are_listed_as_they_are_sought() {
        for word in NEGATIONS.iter().chain(&NUMBERS) {
            assert!(word.len() <= LONGEST && word.to_lowercase() == *word, "{word}");
        }
    }
}
