//! Where a quote may begin and end in folded text: at the edges of units.
//!
//! A unit is a token ([`super::tokens`]), but a number is one unit however it is written: with its groups parted by spaces
//! ("3 400"), its sign or currency ("-2", "$40"), its fraction, exponent or index ("3½", "10⁶", "CO₂"), a unit sign ("40%",
//! "400 m²"), and in Chinese and Japanese numerals ("四十"). A French, Italian or Catalan elision is a unit of its own: "l'"
//! and "armée".

use super::scales::{before_scale, begins_with_scale, begins_with_unspaced_scale};
use super::tokens::is_token_edge;
use std::iter::Peekable;
use std::ops::Range;

/// Marks within a number behind which a line may end.
pub(super) const NUMBER_MARKS: [char; 3] = [',', '.', '\''];

/// The byte ranges of the units of `text`, in order. A unit may hold a space.
pub fn units(text: &str) -> Units<'_> {
    units_with(text, 0, &[])
}

/// The same, where some spaces stand inside numbers: at these places, counted from `start` before `text`.
pub(super) fn units_with<'a>(text: &'a str, start: usize, broken: &'a [u32]) -> Units<'a> {
    Units {
        text,
        start,
        broken,
        pieces: Pieces { text, tokens: super::tokens::tokens(text), rest: None }.peekable(),
    }
}

/// Whether a quote may begin or end at byte `offset`.
pub fn is_edge(text: &str, offset: usize) -> bool {
    let Some((before, after)) = text.split_at_checked(offset) else { return false };
    let (Some(left), Some(right)) = (before.chars().next_back(), after.chars().next()) else { return true };
    if left == '\'' && right.is_alphabetic() && is_elision(before) {
        return true;
    }
    if !is_token_edge(text, offset) {
        return false;
    }
    match (left, right) {
        (' ', ' ') => true,
        (' ', _) => !are_one(before.strip_suffix(' ').unwrap_or(before), true, after),
        (_, ' ') => !are_one(before, true, after.strip_prefix(' ').unwrap_or(after)),
        _ => !are_one(before, false, after),
    }
}

/// See [`units`].
pub struct Units<'a> {
    text: &'a str,
    start: usize,
    broken: &'a [u32],
    pieces: Peekable<Pieces<'a>>,
}

impl Iterator for Units<'_> {
    type Item = Range<usize>;

    fn next(&mut self) -> Option<Range<usize>> {
        let mut unit = self.pieces.next()?;
        while let Some(next) = self.pieces.peek() {
            let gap = self.text.get(unit.end..next.start).unwrap_or("\n");
            let is_blank = match gap {
                "" => false,
                " " => true,
                _ => break,
            };
            let (Some(before), Some(after)) = (self.text.get(..unit.end), self.text.get(next.start..)) else {
                break;
            };
            // A line may end in the number, or behind the mark that follows.
            let space = self.start + if is_blank { unit.end } else { next.end };
            let is_broken = (is_blank || after.starts_with(NUMBER_MARKS))
                && self.broken.binary_search_by(|at| (*at as usize).cmp(&space)).is_ok();
            if !is_broken && !are_one(before, is_blank, after) {
                break;
            }
            unit.end = next.end;
            self.pieces.next();
        }
        Some(unit)
    }
}

/// Tokens, with elisions apart.
struct Pieces<'a> {
    text: &'a str,
    tokens: super::tokens::Tokens<'a>,
    /// What follows an elision in the same token.
    rest: Option<Range<usize>>,
}

impl Iterator for Pieces<'_> {
    type Item = Range<usize>;

    fn next(&mut self) -> Option<Range<usize>> {
        let token = self.rest.take().or_else(|| self.tokens.next())?;
        let word = self.text.get(token.clone()).unwrap_or("");
        for mark in memchr::memchr_iter(b'\'', word.as_bytes()) {
            let at = token.start + mark + 1;
            let begins_letter = self.text.get(at..token.end).and_then(|rest| rest.chars().next());
            if begins_letter.is_some_and(char::is_alphabetic) && is_elision(self.text.get(..at).unwrap_or(""))
            {
                self.rest = Some(at..token.end);
                return Some(token.start..at);
            }
        }
        Some(token)
    }
}

/// Does `before` end in an article or a pronoun that has lost its vowel, with the apostrophe?
fn is_elision(before: &str) -> bool {
    const ELIDED: [&str; 38] = [
        "l", "d", "j", "m", "t", "s", "n", "c", "qu", "jusqu", "lorsqu", "puisqu", "quoiqu", "quelqu",
        "presqu", "un", "dell", "all", "nell", "sull", "dall", "coll", "quest", "quell", "bell", "sant",
        "cent", "anch", "com", "dov", "cos", "quand", "mezz", "tutt", "nessun", "senz", "gl", "pel",
    ];
    const LONGEST: usize = 6;
    let Some(word) = before.strip_suffix('\'') else { return false };
    let start = word.char_indices().rev().take_while(|(_, c)| c.is_ascii_alphabetic()).last();
    let Some((start, _)) = start else { return false };
    let (rest, elided) = word.split_at(start);
    let is_whole = !rest.ends_with(|c: char| c.is_alphanumeric() || c == '\'');
    is_whole && elided.len() <= LONGEST && ELIDED.iter().any(|word| elided.eq_ignore_ascii_case(word))
}

/// Do the tokens that end and begin here, with or without a blank between them, belong to one unit?
fn are_one(before: &str, is_blank: bool, after: &str) -> bool {
    let (Some(left), Some(right)) = (before.chars().next_back(), after.chars().next()) else { return false };
    if is_blank {
        return are_one_over_a_blank((before, left), (right, after));
    }
    if left.is_ascii_alphabetic() && right.is_ascii_alphanumeric() {
        return false;
    }
    if is_raised(right) {
        return is_digit(left) || is_raised(left) || is_fraction(left) || is_index(before, after);
    }
    // What stands before a sign, a point or a percent sign, which is part of a number if that is no end of a word.
    let is_free = || before.chars().rev().nth(1).is_none_or(|c| !c.is_alphanumeric() && !is_closing(c));
    match (left, right) {
        _ if is_figure(left) && (is_unit_sign(right) || is_currency(right)) => true,
        // Those of Ethiopic are tokens of their own.
        _ if is_digit(left) && (is_digit(right) || is_fraction(right)) => true,
        _ if are_factors(before, after) => true,
        _ if is_digit(left) && begins_with_unspaced_scale(after) => true,
        _ if is_currency(right) && ends_in_short_scale(before) => true,
        ('°', _) => right.is_ascii_alphabetic(),
        _ if is_below(left) && (right.is_uppercase() || right.is_lowercase()) => true,
        _ if is_currency(left) || matches!(left, '±' | '∓' | '+' | '负' | '負') => begins_number(after),
        ('-', _) if begins_number(after) && is_free() => true,
        ('.' | '%' | '٪', _) if is_digit(right) => is_free() || before.ends_with("-."),
        _ if is_power(left) && is_digit(right) => true,
        _ if is_numeral(left) && is_numeral(right) => true,
        _ if is_digit(left) && is_power(right) => true,
        _ => in_operator(before, after) || in_bracketed_word(before, after),
    }
}

fn are_one_over_a_blank((before, left): (&str, char), (right, after): (char, &str)) -> bool {
    let is_followed = || after.chars().nth(1).is_some_and(is_digit);
    match (is_digit(left), is_digit(right)) {
        (true, true) => are_groups(before, after),
        (true, false) if is_currency(right) => !is_followed(),
        (true, false) if is_fraction(right) || is_power(right) || begins_scaled_currency(after) => true,
        (false, true) if left == '%' => before.strip_suffix('%').is_some_and(ends_in_blank),
        _ if is_unit_sign(right) => is_figure(left),
        _ if is_currency(left) => is_figure(right) && !is_raised(right),
        _ => {
            (is_numeral(left) && is_power(right))
                || (is_power(left) && is_digit(right) && before.chars().rev().nth(1).is_some_and(is_digit))
                || are_factors(before, after)
                || (ends_in_scaled_number(before) && begins_with_scale(after))
        }
    }
}

/// Does a currency stand here with what multiplies it, as in "45 M€"?
fn begins_scaled_currency(text: &str) -> bool {
    let rest = text.trim_start_matches(char::is_alphabetic);
    let letters = text[..text.len() - rest.len()].chars().count();
    (1..=LONGEST_SHORT_SCALE).contains(&letters) && rest.starts_with(is_currency)
}

/// Does `before` end in a number and a few letters that may multiply it?
fn ends_in_short_scale(before: &str) -> bool {
    let number = before.trim_end_matches(char::is_alphabetic);
    let letters = before[number.len()..].chars().count();
    let number = number.strip_suffix(' ').unwrap_or(number);
    (1..=LONGEST_SHORT_SCALE).contains(&letters) && number.ends_with(is_digit)
}

/// In letters: "Mrd", "Mio".
const LONGEST_SHORT_SCALE: usize = 4;

fn ends_in_blank(text: &str) -> bool {
    text.chars().next_back().is_none_or(char::is_whitespace)
}

/// Are these two factors, with the sign between them at the end of the one or at the beginning of the other?
fn are_factors(before: &str, after: &str) -> bool {
    let (first, second) = match (before.strip_suffix(is_times), after.strip_prefix(is_times)) {
        (Some(first), _) => (first.strip_suffix(' ').unwrap_or(first), after),
        (None, Some(second)) => (before, second.strip_prefix(' ').unwrap_or(second)),
        (None, None) => return false,
    };
    first.ends_with(|c| is_digit(c) || is_raised(c)) && second.starts_with(is_digit)
}

/// Does `before` end in a number, with the words that multiply it?
fn ends_in_scaled_number(before: &str) -> bool {
    let mut number = before;
    while let Some(rest) = before_scale(number) {
        number = rest;
    }
    number.ends_with(|c| is_digit(c) || is_fraction(c))
}

/// Does a number begin here, with its sign, its currency and its point?
fn begins_number(text: &str) -> bool {
    let rest = text.strip_prefix(['-', '+']).unwrap_or(text);
    let rest = rest.strip_prefix(is_currency).unwrap_or(rest);
    let rest = rest.strip_prefix('-').unwrap_or(rest);
    let rest = rest.strip_prefix('.').unwrap_or(rest);
    rest.starts_with(|c| is_digit(c) || is_numeral(c) || is_fraction(c))
}

/// Is this beside or inside marks that join two halves of one number, as in "1/2", "10^-6" and "百分之四十"?
fn in_operator(before: &str, after: &str) -> bool {
    const OPERATORS: [&str; 26] = [
        "/", "⁄", "∕", ":", "^", "×", "·", "⋅", "∙", "‧", "*", "**", "^-", "^+", "e-", "E-", "e+", "E+",
        "**-", "^(", "^(-", "^{", "^{-", "分之", "点", "點",
    ];
    const LONGEST: usize = 3;
    let is_number = |(_, c): &(usize, char)| is_digit(*c) || is_raised(*c) || is_numeral(*c);
    let closes = |close: char, open: &str| {
        let exponent = before.trim_end_matches(is_digit);
        after.starts_with(close)
            && exponent.len() < before.len()
            && exponent.trim_end_matches('-').ends_with(open)
    };
    if closes('}', "^{") || closes(')', "^(") {
        return true;
    }
    // The marks on either side of here.
    let number = before.char_indices().rev().take(LONGEST + 1).find(is_number);
    let left = number.and_then(|(at, c)| before.get(at + c.len_utf8()..));
    let number = left.and_then(|_| {
        let mut behind = after.char_indices().take(LONGEST + 1);
        behind.find(|(_, c)| is_digit(*c) || is_numeral(*c))
    });
    let right = number.and_then(|(at, _)| after.get(..at));
    left.zip(right).is_some_and(|(left, right)| OPERATORS.contains(&&*[left, right].concat()))
}

/// Is this inside a word of which a part stands in brackets, as "(un)lawful"? Brackets behind a word may be a note's: "harbour[a]".
fn in_bracketed_word(before: &str, after: &str) -> bool {
    const LONGEST: usize = 16;
    let is_bracket = |c: char| matches!(c, '(' | ')' | '[' | ']');
    if !before.ends_with(is_bracket) && !after.starts_with(is_bracket) {
        return false;
    }
    let is_part = |c: &char| c.is_lowercase() || c.is_uppercase() || is_bracket(*c);
    let mut word: Vec<char> = before.chars().rev().take(LONGEST).take_while(is_part).collect();
    word.reverse();
    let here = word.len();
    word.extend(after.chars().take(LONGEST).take_while(is_part));
    if here == 0 || here == word.len() {
        return false;
    }
    let Some(open) = word.iter().position(|c| is_bracket(*c)) else { return false };
    let Some(length) = word[open + 1..].iter().position(|c| is_bracket(*c)) else { return false };
    let (first, part, last) = (&word[..open], &word[open + 1..open + 1 + length], &word[open + length + 2..]);
    let is_small = |word: &[char]| word.iter().all(|c| c.is_lowercase());
    let is_pair = matches!((word[open], word[open + 1 + length]), ('(', ')') | ('[', ']'));
    let is_last = last.is_empty() && (word[open] == '[' || first.is_empty());
    is_pair
        && !part.is_empty()
        && !is_last
        && is_small(part.get(usize::from(first.is_empty())..).unwrap_or(&[]))
        && is_small(last)
}

/// Does a blank part two groups of one number? One to three digits stand before the first, and three behind each.
fn are_groups(before: &str, after: &str) -> bool {
    let count = |digits: &mut dyn Iterator<Item = char>| digits.take_while(|c| is_digit(*c)).count();
    let follows = count(&mut after.chars());
    let stands = count(&mut before.chars().rev());
    if follows != 3 || !(1..=3).contains(&stands) {
        return false;
    }
    // "Of 12 750 were sold" has one number; "in 2019 400 boats" has two, and so has "B12 750".
    let first = before.chars().rev().nth(stands);
    first.is_none_or(|c| !c.is_alphanumeric())
}

/// A digit of any script, but none that stands above or below the line or in a circle, and no Roman one, which is a letter.
fn is_digit(c: char) -> bool {
    let is_other = |c| is_raised(c) || is_fraction(c) || is_numeral(c) || matches!(c, '①'..='⓿' | '❶'..='➓');
    c.is_ascii_digit() || (!c.is_ascii() && c.is_numeric() && !c.is_alphabetic() && !is_other(c))
}

/// Any character of a number.
fn is_figure(c: char) -> bool {
    is_digit(c) || is_fraction(c) || is_numeral(c) || is_raised(c)
}

/// A digit or sign above or below the line.
pub(crate) fn is_raised(c: char) -> bool {
    matches!(c, '²' | '³' | '¹' | '\u{2070}'..='\u{208E}')
}

fn is_below(c: char) -> bool {
    matches!(c, '\u{2080}'..='\u{208E}')
}

fn is_fraction(c: char) -> bool {
    matches!(c, '¼'..='¾' | '\u{2150}'..='\u{215F}' | '\u{2189}')
}

/// Does a raised figure belong to the letters before it, as in "m²", "CO₂" and "Ca²⁺"? Behind a word it is the number of a note.
fn is_index(before: &str, after: &str) -> bool {
    const UNITS: [&str; 15] =
        ["cm", "mm", "km", "dm", "nm", "µm", "μm", "ft", "in", "yd", "mi", "mc", "см", "мм", "км"];
    let start = before.trim_end_matches(char::is_alphabetic).len();
    let letters = &before[start..];
    let has_sign = after.chars().take_while(|c| is_raised(*c)).any(|c| !c.is_numeric());
    let is_unit = letters.chars().nth(1).is_none() || UNITS.contains(&letters);
    !letters.is_empty() && (after.starts_with(is_below) || has_sign || is_unit)
}

pub(super) fn is_unit_sign(c: char) -> bool {
    matches!(c, '%' | '‰' | '‱' | '°' | '٪' | '℃' | '℉')
}

/// A sign of multiplication that may have blanks around it; the letter is also Cyrillic.
fn is_times(c: char) -> bool {
    matches!(c, '×' | '·' | '⋅' | '*' | 'x' | 'X' | 'х' | 'Х')
}

/// Behind these a hyphen is no sign of a number.
fn is_closing(c: char) -> bool {
    matches!(c, ')' | ']' | '}' | '%' | '-' | '.' | '°')
}

/// Unicode's currency symbols (category Sc).
fn is_currency(c: char) -> bool {
    matches!(
        c,
        '$' | '¢'..='¥'
            | '֏'
            | '؋'
            | '\u{7FE}'
            | '\u{7FF}'
            | '৲'
            | '৳'
            | '৻'
            | '૱'
            | '௹'
            | '฿'
            | '៛'
            | '\u{20A0}'..='\u{20CF}'
            | '\u{A838}'
            | '﷼'
            | '﹩'
            | '\u{11FDD}'..='\u{11FE0}'
            | '\u{1E2FF}'
            | '\u{1ECB0}'
    )
}

/// A numeral of Chinese or Japanese.
fn is_numeral(c: char) -> bool {
    matches!(
        c,
        '〇' | '零'
            | '一'
            | '二'
            | '三'
            | '四'
            | '五'
            | '六'
            | '七'
            | '八'
            | '九'
            | '两'
            | '兩'
            | '壹'
            | '贰'
            | '叁'
            | '廿'
            | '卅'
            | '卌'
            | '弐'
            | '参'
            | '肆'
            | '伍'
            | '陆'
            | '柒'
            | '捌'
            | '玖'
            | '○'
            | '数'
            | '几'
            | '幾'
    ) || is_power(c)
}

/// A power of ten among them, or in Korean.
fn is_power(c: char) -> bool {
    matches!(
        c,
        '만' | '억' | '조' | '十' | '百' | '千' | '万' | '萬' | '亿' | '億' | '兆' | '拾' | '佰' | '仟'
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn cut(text: &str) -> Vec<&str> {
        units(text).map(|unit| &text[unit]).collect()
    }

    #[test]
    fn a_number_is_one_unit_however_it_is_written() {
        for number in [
            "3 400",
            "12 750",
            "1 250 000",
            "3'400",
            "-2",
            "+5",
            "±2",
            "$40",
            "€ 40",
            "40 €",
            "40€",
            "0.5%",
            "40%",
            "10⁶",
            "10⁻³",
            "2½",
            "2 ½",
            "1/2",
            "10:30",
            "10^6",
            "3×10⁵",
            "36°C",
            "四十",
            "二百五十万",
            "三点五",
            "40万",
            ".5",
            "٣٤٠",
            "-.5",
            "$.5",
            "-$.5",
            "$-5",
            "-四十",
            "10^-6",
            "10**6",
            "10^{6}",
            "10^(-6)",
            "3·5",
            "1.5e-3",
            "负四十",
            "3 x 10⁵",
            "百分之四十",
            "百分之40",
            "四十 万",
            "%40",
            "٪٤٠",
            "40 million",
            "2½ million",
            "40 thousand million",
            "2 lakh crore",
            "1 500 Mio",
            "፳፭",
            "½%",
            "10⁶ %",
            "四十%",
            "2½€",
            "$½",
            "€ ½",
            "€四十",
            "+½",
            "±四",
            "૱40",
            "3 × 10⁵",
            "3× 10⁵",
            "10⁶ × 3",
            "1조 2345억",
            "3억 4500만",
            "45 M€",
            "45 Md€",
        ] {
            let text = format!("The yard sold {number} boats");
            assert!(cut(&text).contains(&number), "{number}: {:?}", cut(&text));
            let start = "The yard sold ".len();
            let inner = (start + 1..start + number.len())
                .filter(|at| text.is_char_boundary(*at) && is_edge(&text, *at));
            assert_eq!(inner.count(), 0, "{number}");
        }
        assert_eq!(cut("400 m² CO₂"), ["400", "m²", "CO₂"]);
        assert_eq!(cut("in 2019 400 boats"), ["in", "2019", "400", "boats"]);
        assert_eq!(cut("10-20 B12 750"), ["10", "-", "20", "B12", "750"]);
        assert_eq!(cut("harbour¹² a-2"), ["harbour", "¹²", "a", "-", "2"]);
        assert_eq!(cut("5, 10 and 7"), ["5", ",", "10", "and", "7"]);
        assert_eq!(cut("Ⅳ 400 ① 400"), ["Ⅳ", "400", "①", "400"]);
        assert_eq!(cut("· 40 × · 2× B"), ["·", "40", "×", "·", "2", "×", "B"]);
        assert_eq!(cut("us³ H₂O km² Ca²⁺ UN¹"), ["us", "³", "H₂O", "km²", "Ca²⁺", "UN", "¹"]);
        assert_eq!(cut("40 boats million miles x 5"), ["40", "boats", "million", "miles", "x", "5"]);
        assert_eq!(
            cut("50%40 A-5 1)-5 a/b 5 *"),
            ["50%", "40", "A", "-", "5", "1", ")", "-", "5", "a", "/", "b", "5", "*"]
        );
    }

    #[test]
    fn elisions_are_units() {
        assert_eq!(cut("l'armée n'est qu'un"), ["l'", "armée", "n'", "est", "qu'", "un"]);
        assert_eq!(cut("dell'arte d'aujourd'hui"), ["dell'", "arte", "d'", "aujourd'hui"]);
        assert_eq!(
            cut("isn't O'Brien it's I'm rock'n'roll"),
            ["isn't", "O'Brien", "it's", "I'm", "rock'n'roll"]
        );
        assert!(is_edge("l'armée", 2) && !is_edge("isn't", 4));
    }

    #[test]
    fn a_word_is_one_unit_with_its_part_in_brackets() {
        assert_eq!(
            cut("(un)lawful (Un)lawful boat(s) re(ad)ing"),
            ["(un)lawful", "(Un)lawful", "boat(s)", "re(ad)ing"]
        );
        assert_eq!(cut("\"[t]he -(un)lawful-"), ["\"", "[t]he", "-", "(un)lawful", "-"]);
        assert_eq!(cut("[t]he harbour[a]"), ["[t]he", "harbour", "[", "a", "]"]);
        assert_eq!(
            cut("Office(WHO) (so) 港口(码头)"),
            ["Office", "(", "WHO", ")", "(", "so", ")", "港", "口", "(", "码", "头", ")"]
        );
    }

    proptest! {
        #[test]
        fn edges_are_those_of_units(text in "[al15 €$%'⁶½₂四十点分之.,/:+é^*{}()x\n-]{0,20}|[15 ](10|\\^|\\*|-|\\{|\\}|million| |百分之|四|\\(|\\)|un|[.]){0,9}") {
            let text = text.split(' ').filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ");
            let units: Vec<_> = units(&text).collect();
            for at in (0..=text.len()).filter(|at| text.is_char_boundary(*at)) {
                let inside = units.iter().any(|unit| unit.start < at && at < unit.end);
                prop_assert_eq!(is_edge(&text, at), !inside, "at {} of {:?}", at, text);
            }
        }
    }
}
