//! Days, as pages write them.

/// Names of the months in the languages of most pages that are quoted, each with its short forms.
const MONTHS: [&[&str]; 12] = [
    &["january", "jan", "januar", "jänner", "janvier", "enero", "gennaio", "janeiro", "januari"],
    &["february", "feb", "februar", "février", "febrero", "febbraio", "fevereiro", "februari"],
    &["march", "mar", "märz", "mars", "marzo", "março", "maart"],
    &["april", "apr", "avril", "abril", "aprile"],
    &["may", "mai", "mayo", "maggio", "maio", "mei"],
    &["june", "jun", "juni", "juin", "junio", "giugno", "junho"],
    &["july", "jul", "juli", "juillet", "julio", "luglio", "julho"],
    &["august", "aug", "août", "agosto", "augustus"],
    &["september", "sep", "sept", "septembre", "septiembre", "settembre", "setembro"],
    &["october", "oct", "oktober", "octobre", "octubre", "ottobre", "outubro"],
    &["november", "nov", "novembre", "noviembre", "novembro"],
    &["december", "dec", "dezember", "décembre", "diciembre", "dicembre", "dezembro"],
];

/// The day of a moment, as ISO 8601 has it, if it is written in a way that leaves no doubt.
pub(in crate::capture) fn day(when: &str) -> Option<String> {
    let when = when.trim();
    let numbers: Vec<&str> =
        when.split(|c: char| !c.is_ascii_digit()).filter(|part| !part.is_empty()).collect();
    let first = *numbers.first()?;
    if when.starts_with(first) && first.len() == 4 {
        let (month, day) = (numbers.get(1), numbers.get(2));
        return match (month.and_then(|month| month.parse().ok()), day) {
            (Some(month), Some(day)) => written(first, month, day.get(..day.len().min(2))?),
            (Some(month), None) if (1..=12).contains(&month) => Some(format!("{first}-{month:02}")),
            (None, _) => Some(first.to_owned()),
            _ => None,
        };
    }
    if first.len() >= 8
        && when.starts_with(first)
        && (first.starts_with("19") || first.starts_with("20"))
        && first.len() <= 14
    {
        return written(first.get(..4)?, first.get(4..6)?.parse().ok()?, first.get(6..8)?);
    }
    let month = when.split(|c: char| !c.is_alphabetic()).find_map(month)?;
    let year = numbers.iter().find(|number| number.len() == 4)?;
    let day = numbers.iter().find(|number| number.len() <= 2)?;
    written(year, month, day)
}

/// The first day that is named among other words, and where its name begins.
pub(super) fn day_among(words: &str) -> Option<(usize, String)> {
    let is_other = |c: char| !c.is_alphanumeric();
    let mut end = 0;
    let pieces = words.split_inclusive(is_other).map(|piece| {
        end += piece.len();
        (end - piece.len(), piece.trim_end_matches(is_other))
    });
    let all: Vec<(usize, &str)> =
        pieces.filter(|(_, word)| !matches!(*word, "" | "de" | "of" | "del")).collect();
    let eastern = all.iter().find(|(_, word)| word.contains('年'));
    if let Some(found) = eastern.and_then(|(at, word)| Some((*at, day(word)?))) {
        return Some(found);
    }
    all.windows(3).find_map(|three| {
        let [(at, first), (next, second), (_, third)] = *three else { return None };
        let between = words.get(at + first.len()..next).unwrap_or("");
        let day = match (month(first), month(second)) {
            (None, Some(month)) => written(third, month, first.trim_end_matches(char::is_alphabetic)),
            (Some(month), _) => written(third, month, second.trim_end_matches(char::is_alphabetic)),
            // With dots the day stands first wherever they are used; with strokes nobody knows.
            _ if between == "." => written(third, second.parse().ok()?, first),
            _ if matches!(between, "-" | "/") => {
                written(first, second.parse().ok()?, third.get(..third.len().min(2))?)
            }
            _ => None,
        };
        day.map(|day| (at, day))
    })
}

fn month(word: &str) -> Option<u32> {
    let word = word.to_lowercase();
    let at = MONTHS.iter().position(|names| names.contains(&&*word))?;
    u32::try_from(at).ok().map(|at| at + 1)
}

/// Some write the first day of all years where they know of none.
fn written(year: &str, month: u32, day: &str) -> Option<String> {
    let day: u32 = day.parse().ok()?;
    let is_year = year.len() == 4 && year.parse().is_ok_and(|year: u32| (1500..2200).contains(&year));
    (is_year && (1..=12).contains(&month) && (1..=31).contains(&day))
        .then(|| format!("{year}-{month:02}-{day:02}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_day_is_read_only_where_it_is_plain() {
        for (when, expected) in [
            ("2024-04-20T04:20Z", Some("2024-04-20")),
            ("2024/4/2", Some("2024-04-02")),
            ("20240420", Some("2024-04-20")),
            ("20 Apr 2024 10:00", Some("2024-04-20")),
            ("Fri Mar 13 21:30:09 EST 2015", Some("2015-03-13")),
            ("2024-04", Some("2024-04")),
            ("0001-01-01T00:00:00", None),
            ("03/04/2024", None),
            ("Mayor of 2024 for 2 terms", None),
            ("yesterday", None),
        ] {
            assert_eq!(day(when).as_deref(), expected, "{when}");
        }
    }

    #[test]
    fn a_day_is_found_among_words() {
        for (words, expected) in [
            ("A. Keel Monday, November 18, 2019 at 7", Some((16, "2019-11-18"))),
            ("Sarn, 17. März 2015", Some((6, "2015-03-17"))),
            ("le 1er août 2015", Some((3, "2015-08-01"))),
            ("12 de mayo de 2015", Some((0, "2015-05-12"))),
            ("am 17.03.2015", Some((3, "2015-03-17"))),
            ("on 2015-03-17T10:00", Some((3, "2015-03-17"))),
            ("2015年3月17日 10:00", Some((0, "2015-03-17"))),
            ("on 03/04/2015", None),
            ("March 18 at 3:57 PM", None),
            ("may 12 carts", None),
        ] {
            let found = day_among(words);
            assert_eq!(found.as_ref().map(|(at, day)| (*at, &**day)), expected, "{words}");
        }
    }
}
