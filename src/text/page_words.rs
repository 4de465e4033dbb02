//! Pages as people name them: "page two", "2nd page", "page II", "p. 2 f.", "fol. 2", "2".

/// Names of a page before or behind its number.
const PAGE: [&str; 14] = [
    "page",
    "pages",
    "p",
    "pp",
    "pg",
    "s",
    "seite",
    "seiten",
    "с",
    "стр",
    "страница",
    "стар",
    "старонка",
    "pág",
];
/// Names of a leaf, which has two pages.
const LEAF: [&str; 7] = ["fol", "fols", "folio", "f", "leaf", "л", "лист"];
/// Words that say nothing of the number.
const FILLERS: [&str; 9] = ["on", "the", "at", "and", "und", "et", "и", "і", "also"];
const ONES: [&str; 20] = [
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
    "twenty",
];
const ORDINALS: [&str; 20] = [
    "first",
    "second",
    "third",
    "fourth",
    "fifth",
    "sixth",
    "seventh",
    "eighth",
    "ninth",
    "tenth",
    "eleventh",
    "twelfth",
    "thirteenth",
    "fourteenth",
    "fifteenth",
    "sixteenth",
    "seventeenth",
    "eighteenth",
    "nineteenth",
    "twentieth",
];

/// The pages that some words name, each with the first and the last of a range: what follows them, such as a line, is not read.
/// `None` if they name none. A number alone names a page only where there are pages.
pub(super) fn pages(words: &str) -> Option<Vec<(u32, u32)>> {
    let plain: String = words.chars().map(|c| if ".,;()&".contains(c) { ' ' } else { c }).collect();
    let (mut page, mut leaf, mut all, mut is_bare) = (false, false, Vec::new(), true);
    for word in plain.split_whitespace() {
        let lower = word.to_lowercase();
        if let Some(last) = all.last_mut().filter(|_| lower == "f" || lower == "ff") {
            *last = following(*last, &lower);
        } else if PAGE.contains(&&*lower) {
            page = true;
        } else if LEAF.contains(&&*lower) {
            leaf = true;
        } else if let Some(range) = range(word, &lower, page) {
            is_bare &= word.starts_with(|c: char| c.is_ascii_digit()) && all.is_empty();
            all.push(range);
        } else if FILLERS.contains(&&*lower) {
            is_bare = false;
        } else {
            is_bare = false;
            break;
        }
    }
    if leaf {
        // Some count leaves as pages.
        let sides =
            |(first, last): (u32, u32)| (first.saturating_mul(2).saturating_sub(1), last.saturating_mul(2));
        let both: Vec<_> = all.iter().copied().map(sides).collect();
        all.extend(both);
    }
    (!all.is_empty() && (page || leaf || is_bare)).then_some(all)
}

/// "2", "2-4", "2f", "2nd", "two", "second"; behind the name of a page also "II": in small letters it is printed on a preface.
fn range(word: &str, lower: &str, page: bool) -> Option<(u32, u32)> {
    if let Some((first, last)) = lower.split_once(['-', '–', '—']) {
        return Some((first.parse().ok()?, last.parse().ok()?));
    }
    let digits = lower.trim_end_matches(|c: char| c.is_alphabetic());
    let behind = lower.get(digits.len()..).unwrap_or_default();
    if let Ok(number) = digits.parse() {
        return match behind {
            "" | "st" | "nd" | "rd" | "th" => Some((number, number)),
            "f" | "ff" => Some(following((number, number), behind)),
            _ => None,
        };
    }
    let place = |names: &[&str]| (1..).zip(names).find(|(_, name)| **name == lower).map(|(number, _)| number);
    let number = place(&ONES).or_else(|| place(&ORDINALS)).or_else(|| roman(word).filter(|_| page))?;
    Some((number, number))
}

/// "f" is for the page and the next, "ff" for all that follow.
fn following((first, last): (u32, u32), mark: &str) -> (u32, u32) {
    (first, if mark == "f" { last.saturating_add(1) } else { u32::MAX })
}

fn roman(word: &str) -> Option<u32> {
    let value = |c: char| {
        [('I', 1), ('V', 5), ('X', 10), ('L', 50), ('C', 100)].into_iter().find(|(sign, _)| *sign == c)
    };
    let values: Vec<u32> = word.chars().map(|c| Some(value(c)?.1)).collect::<Option<_>>()?;
    let next = values.iter().skip(1).copied().chain([0]);
    let signed = values
        .iter()
        .zip(next)
        .map(|(value, next)| if *value < next { -i64::from(*value) } else { i64::from(*value) });
    u32::try_from(signed.sum::<i64>()).ok().filter(|number| *number > 0)
}

#[cfg(test)]
mod tests {
    use super::pages;

    #[test]
    fn pages_are_read_as_people_name_them() {
        for words in [
            "page two",
            "second page",
            "on the 2nd page",
            "on page II",
            "2",
            "Pg. 2, line 14",
            "page 2 of 14",
        ] {
            assert_eq!(pages(words), Some(vec![(2, 2)]), "{words}");
        }
        assert_eq!(pages("p 2f"), Some(vec![(2, 3)]));
        assert_eq!(pages("pp. 2 ff."), Some(vec![(2, u32::MAX)]));
        assert_eq!(pages("page 2 and page 1"), Some(vec![(2, 2), (1, 1)]));
        assert_eq!(pages("pages 3-4, 9"), Some(vec![(3, 4), (9, 9)]));
        // A leaf may be counted as a page, or have two.
        assert_eq!(pages("fol. 2"), Some(vec![(2, 2), (3, 4)]));
        for words in
            ["paragraph 2", "line two", "second table", "page ii", "the page", "2019 edition", "12:40", ""]
        {
            assert_eq!(pages(words), None, "{words}");
        }
    }
}
