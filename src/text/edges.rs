//! Where a quote may begin and end in folded text: at the edges of units.
//!
//! A unit is a token ([`super::tokens`]), but a number is one unit however it is written: with its groups parted by spaces
//! ("3 400"), its sign or currency ("-2", "$40"), its fraction, exponent or index ("3½", "10⁶", "CO₂"), a unit sign ("40%",
//! "400 m²"), and in Chinese and Japanese numerals ("四十"). A French, Italian or Catalan elision is a unit of its own: "l'"
//! and "armée".

use super::tokens::is_token_edge;
use std::iter::Peekable;
use std::ops::Range;

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
            let space = self.start + unit.end;
            let is_broken = is_blank && self.broken.binary_search_by(|at| (*at as usize).cmp(&space)).is_ok();
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
    if left.is_ascii_alphabetic() && right.is_ascii_alphanumeric() {
        return false;
    }
    if is_blank {
        return match (is_digit(left), is_digit(right)) {
            (true, true) => are_groups(before, after),
            (true, false) => {
                let next = after.chars().nth(1);
                is_fraction(right)
                    || is_unit_sign(right)
                    || (is_currency(right) && !next.is_some_and(is_digit))
                    || (is_times(right) && after.chars().skip(1).find(|c| *c != ' ').is_some_and(is_digit))
            }
            (false, true) if is_times(left) => true,
            (false, true) => is_currency(left),
            (false, false) => false,
        };
    }
    if is_raised(right) {
        return is_digit(left) || is_raised(left) || is_fraction(left) || is_index(before, right);
    }
    match (left, right) {
        _ if is_digit(left) && (is_fraction(right) || is_unit_sign(right) || is_currency(right)) => true,
        ('°', _) => right.is_ascii_alphabetic(),
        _ if is_currency(left) => is_digit(right) || right == '-',
        ('±' | '∓', _) => is_digit(right) || is_currency(right),
        ('+', _) => is_digit(right),
        ('-', _) if is_digit(right) || is_currency(right) || is_fraction(right) => {
            let sign = before.strip_suffix('-').and_then(|before| before.chars().next_back());
            sign.is_none_or(|c| c.is_whitespace() || matches!(c, '(' | '[' | '"' | '\'' | '<' | '>' | '='))
        }
        ('.', _) if is_digit(right) => {
            let whole = before.strip_suffix('.').and_then(|before| before.chars().next_back());
            whole.is_none_or(|c| c.is_whitespace() || matches!(c, '(' | '[' | '-' | '$'))
        }
        (_, '/' | '⁄' | '∕' | ':' | '^' | '×' | '·' | '⋅' | '*') if is_digit(left) || is_raised(left) => {
            after.chars().nth(1).is_some_and(is_digit)
        }
        ('/' | '⁄' | '∕' | ':' | '^' | '×' | '·' | '⋅' | '*', _) if is_digit(right) => {
            before.chars().rev().nth(1).is_some_and(|c| is_digit(c) || is_raised(c))
        }
        _ if is_power(left) && is_digit(right) => true,
        _ if is_numeral(left) => {
            is_numeral(right) || (is_point(right) && after.chars().nth(1).is_some_and(is_numeral))
        }
        _ if is_digit(left) => is_numeral(right) && is_power(right),
        _ if is_point(left) => is_numeral(right) && before.chars().rev().nth(1).is_some_and(is_numeral),
        _ => false,
    }
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

/// A digit of any script, but none that stands above or below the line.
fn is_digit(c: char) -> bool {
    c.is_ascii_digit()
        || (!c.is_ascii() && c.is_numeric() && !is_raised(c) && !is_fraction(c) && !is_numeral(c))
}

/// A digit or sign above or below the line.
fn is_raised(c: char) -> bool {
    matches!(c, '²' | '³' | '¹' | '\u{2070}'..='\u{208E}')
}

fn is_below(c: char) -> bool {
    matches!(c, '\u{2080}'..='\u{208E}')
}

fn is_fraction(c: char) -> bool {
    matches!(c, '¼'..='¾' | '\u{2150}'..='\u{215F}' | '\u{2189}')
}

/// Does a raised figure belong to the letters before it, as in "m²" and "CO₂"? Behind a whole word it is the number of a note.
fn is_index(before: &str, raised: char) -> bool {
    const UNIT: usize = 2;
    let letters = before.chars().rev().take(UNIT + 1).take_while(|c| c.is_alphabetic()).count();
    letters > 0 && (is_below(raised) || letters <= UNIT)
}

fn is_unit_sign(c: char) -> bool {
    matches!(c, '%' | '‰' | '‱' | '°' | '٪' | '℃' | '℉')
}

fn is_times(c: char) -> bool {
    matches!(c, '×' | '·' | '⋅')
}

/// Unicode's currency symbols (category Sc).
fn is_currency(c: char) -> bool {
    matches!(c, '$' | '¢'..='¥' | '֏' | '؋' | '৲' | '৳' | '฿' | '៛' | '\u{20A0}'..='\u{20CF}' | '﷼')
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

/// A power of ten among them.
fn is_power(c: char) -> bool {
    matches!(c, '十' | '百' | '千' | '万' | '萬' | '亿' | '億' | '兆' | '拾' | '佰' | '仟')
}

/// The decimal point in words, in Chinese.
fn is_point(c: char) -> bool {
    matches!(c, '点' | '點')
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

    proptest! {
        #[test]
        fn edges_are_those_of_units(text in "[al15 €$%'⁶½四十点.,/:+é\n-]{0,20}") {
            let text = text.split(' ').filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ");
            let units: Vec<_> = units(&text).collect();
            for at in (0..=text.len()).filter(|at| text.is_char_boundary(*at)) {
                let inside = units.iter().any(|unit| unit.start < at && at < unit.end);
                prop_assert_eq!(is_edge(&text, at), !inside, "at {} of {:?}", at, text);
            }
        }
    }
}
