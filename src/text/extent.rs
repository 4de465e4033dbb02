//! Lines, paragraphs and sections that a text is too short to have.

/// What a place is counted in, and how many of them a text has at most.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Beyond {
    /// "line"
    pub unit: &'static str,
    /// The number that is named.
    pub number: usize,
    /// So many the text may have.
    pub most: usize,
}

/// Words that name a unit, and the unit.
const UNITS: [(&[&str], &str); 3] = [
    (&["line", "lines", "zeile", "строка", "радок"], "line"),
    (&["paragraph", "paragraphs", "para", "paras", "par", "absatz", "абзац"], "paragraph"),
    (&["section", "sections", "sec", "chapter", "chapters", "abschnitt", "kapitel"], "section"),
];

/// The first place that `at` names and that a text cannot have. A number that the text itself has, such as that of a paragraph of a
/// judgment, may be counted from further back.
pub fn beyond(at: &str, text: &str) -> Option<Beyond> {
    let plain: String =
        at.to_lowercase().chars().map(|c| if ".,;()".contains(c) { ' ' } else { c }).collect();
    let words: Vec<&str> = plain.split_whitespace().collect();
    words.windows(2).find_map(|pair| {
        let [name, number] = pair else { return None };
        let (_, unit) = UNITS.iter().find(|(names, _)| names.contains(name))?;
        let number: usize = number.split(['-', '–']).next()?.parse().ok()?;
        let most = most(unit, text);
        (number > most && !has_number(text, number)).then_some(Beyond { unit, number, most })
    })
}

/// A text may have been set in longer lines than its document, but no line has less than a few words.
fn most(unit: &str, text: &str) -> usize {
    const FEWEST_WORDS: usize = 3;
    let lines = text.lines().filter(|line| !line.trim().is_empty()).count();
    match unit {
        "line" => text.lines().count().max(text.split_whitespace().count() / FEWEST_WORDS),
        _ => lines.max(text.matches(['.', '!', '?', '。']).count()).max(1),
    }
}

fn has_number(text: &str, number: usize) -> bool {
    let number = number.to_string();
    text.split(|c: char| !c.is_ascii_digit()).any(|digits| digits == number)
}

#[cfg(test)]
mod tests {
    use super::beyond;

    #[test]
    fn no_text_has_more_lines_than_it_has() {
        let text = "One boat left the yard.\n\nTwo came back. It was 2019.\n";
        for at in ["line 99", "page 1, line 99", "lines 99-101", "paragraph 9", "para. 9", "section 40"] {
            assert!(beyond(at, text).is_some(), "{at}");
        }
        for at in ["line 2", "paragraph 3", "section 2019", "minute 45", "line", "the line of 99", ""] {
            assert_eq!(beyond(at, text), None, "{at}");
        }
    }
}
