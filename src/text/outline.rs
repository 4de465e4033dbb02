//! What stands over a passage and speaks of it, line by line: the headings of its sections, the line that leads its list, and the
//! label of whoever speaks.

use super::fold::Markup;
use super::layout::leading_time;
use super::span::Span;

/// The headings of a text, and the turns of those who speak in it.
#[derive(Debug, Default)]
pub struct Outline {
    /// In order, each with its level: 1 is the highest.
    headings: Vec<(u8, Span)>,
    /// Where each turn begins, with the place of its label in `labels`.
    turns: Vec<(u32, usize)>,
    labels: Vec<Box<str>>,
}

/// Whose turn it is at a passage.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Turn<'o> {
    /// Who speaks, as the label has it, without its colon.
    pub label: &'o str,
    /// Where the label stands, at the beginning of its line.
    pub begins: u32,
    /// Does another turn begin within the passage?
    pub ends_within: bool,
}

impl Outline {
    /// Reads a text.
    pub fn of(text: &str, markup: Markup) -> Self {
        let mut outline = Self::default();
        let mut lines = lines(text).peekable();
        let mut follows_blank = true;
        while let Some(line) = lines.next() {
            let words = text.get(line.range()).unwrap_or("").trim();
            let is_alone = follows_blank && lines.peek().is_none_or(|next| is_blank(text, *next));
            let level = match markup {
                Markup::Markdown => level(words),
                Markup::Plain => (is_alone && may_be_heading(words)).then_some(1),
            };
            if let Some(label) = label(words) {
                let known = outline.labels.iter().position(|known| **known == *label);
                let at = known.unwrap_or(outline.labels.len());
                if known.is_none() {
                    outline.labels.push(label.into());
                }
                outline.turns.push((line.start, at));
            } else if let Some(level) = level {
                outline.headings.push((level, line));
            }
            follows_blank = words.is_empty();
        }
        if !outline.has_speakers() {
            (outline.turns, outline.labels) = (Vec::new(), Vec::new());
        }
        outline
    }

    /// Two at least, and one of them twice; a question and its answer are enough. Else a colon is only a colon.
    fn has_speakers(&self) -> bool {
        const FEWEST: usize = 3;
        let is_protocol = self.labels.iter().any(|label| answers(label, &self.labels));
        self.labels.len() >= 2 && (self.turns.len() >= FEWEST || is_protocol)
    }

    /// The headings over a byte of the text: that of its section, of the section around that one, and so on.
    pub fn headings(&self, byte: u32) -> impl Iterator<Item = Span> {
        let before = self.headings.partition_point(|(_, heading)| heading.end <= byte);
        let mut lowest = u8::MAX;
        self.headings.get(..before).unwrap_or_default().iter().rev().filter_map(move |(level, heading)| {
            let is_over = *level < lowest;
            lowest = lowest.min(*level);
            is_over.then_some(*heading)
        })
    }

    /// Whose turn it is at a passage, if the text tells who speaks.
    pub fn turn(&self, passage: Span) -> Option<Turn<'_>> {
        let before = self.turns.partition_point(|(at, _)| *at <= passage.start);
        let (begins, label) = *self.turns.get(before.checked_sub(1)?)?;
        let ends_within = self.turns.get(before).is_some_and(|(next, _)| *next < passage.end);
        Some(Turn { label: self.labels.get(label)?, begins, ends_within })
    }

    /// All who speak in the text, in the order in which they begin.
    pub fn speakers(&self) -> impl Iterator<Item = &str> {
        self.labels.iter().map(AsRef::as_ref)
    }

    /// Does a label stand for a question that is answered in the text: `Q.`, if there is an `A.`?
    pub fn asks(&self, label: &str) -> bool {
        self.labels.iter().any(|answer| is_answer(label, answer))
    }
}

/// The line that leads the list in which a byte of `text` stands: "None of the following is true:".
pub fn lead(text: &str, byte: u32) -> Option<Span> {
    const MOST_LINES: usize = 100;
    let before = text.get(..byte as usize)?;
    let mut end = before.rfind('\n').map_or(0, |at| at + 1);
    let own = text.get(end..)?.lines().next()?;
    let mut is_item = item(own);
    let is_set_in = own.starts_with([' ', '\t']);
    for _ in 0..MOST_LINES {
        let line = text.get(..end)?.strip_suffix('\n')?;
        let start = line.rfind('\n').map_or(0, |at| at + 1);
        let words = line.get(start..)?;
        let bare = words.trim();
        end = start;
        match () {
            () if item(words) => is_item = true,
            // Behind a blank line another paragraph begins, unless it is set in like the item's own.
            () if bare.is_empty() && (is_item || is_set_in) => {}
            () if bare.is_empty() => return None,
            () if is_item && bare.ends_with(':') => return Some(Span::new(start, line.len())),
            // A line that goes on with an item is set in, or follows it without a blank line.
            () if words.starts_with([' ', '\t']) || !is_item => {}
            () => return None,
        }
    }
    None
}

/// The places of the lines of a text, without their ends.
fn lines(text: &str) -> impl Iterator<Item = Span> {
    let mut start = 0;
    text.split_inclusive('\n').map(move |line| {
        let begins = start;
        start += line.len();
        Span::new(begins, begins + line.trim_end_matches(['\n', '\r']).len())
    })
}

fn is_blank(text: &str, line: Span) -> bool {
    text.get(line.range()).is_none_or(|words| words.trim().is_empty())
}

/// Does a line begin an item of a list?
fn item(line: &str) -> bool {
    let line = line.trim_start();
    let behind = line.strip_prefix(['-', '*', '+', '•', '–', '—']).or_else(|| {
        let rest = line.trim_start_matches(|c: char| c.is_ascii_digit());
        let is_counted = rest.len() < line.len();
        let lettered = || line.strip_prefix(|c: char| c.is_ascii_lowercase());
        (if is_counted { Some(rest) } else { lettered() })?.strip_prefix(['.', ')'])
    });
    behind.is_some_and(|behind| behind.starts_with([' ', '\t']))
}

/// Of a heading in Markdown.
fn level(line: &str) -> Option<u8> {
    let words = line.trim_start_matches('#');
    let marks = line.len() - words.len();
    let is_bold = line.len() > 4 && line.starts_with("**") && line.ends_with("**");
    match marks {
        1..=6 if words.starts_with([' ', '\t']) => u8::try_from(marks).ok(),
        // A paragraph in bold letters alone is a heading to its readers, below those that are marked.
        0 if is_bold && may_be_heading(line) => Some(7),
        _ => None,
    }
}

/// Is a line that stands alone short, and no sentence?
fn may_be_heading(line: &str) -> bool {
    const LONGEST: usize = 80;
    !line.is_empty()
        && line.len() <= LONGEST
        && line.contains(char::is_alphabetic)
        && !line.ends_with(['.', ',', ';', '!'])
        && !item(line)
}

/// The label with which a line begins, without its mark: "KEEL" of "KEEL: We left."; a time may stand before it.
fn label(line: &str) -> Option<&str> {
    const MOST_WORDS: usize = 4;
    let line = line.trim_start_matches(['*', '_', '-', '–', '—', '>', ' ']);
    let line = leading_time(line).map_or(line, |(_, rest)| rest).trim_start_matches(['*', '_', '-']);
    let is_protocols = |name: &&str| PROTOCOL.iter().any(|(asks, answers)| asks == name || answers == name);
    let is_name = |word: &str| {
        word.starts_with(char::is_uppercase)
            && word.chars().all(|c| c.is_alphabetic() || matches!(c, '.' | '-' | '\''))
    };
    let are_names = |name: &&str| {
        let mut words = name.split(' ');
        words.clone().count() <= MOST_WORDS
            && words.next().is_some_and(is_name)
            && words.all(|word| is_name(word) || matches!(word, "of" | "the" | "de" | "von" | "van"))
    };
    until(line, '.').filter(is_protocols).or_else(|| until(line, ':').filter(are_names))
}

/// What stands before the first such mark of a line, if words or nothing follow it.
fn until(line: &str, mark: char) -> Option<&str> {
    const LONGEST: usize = 40;
    let (name, behind) = line.split_once(mark)?;
    let behind = behind.trim_start_matches(['*', '_']);
    let is_parted = behind.is_empty() || behind.starts_with([' ', '\t']);
    (is_parted && name.len() <= LONGEST).then(|| name.trim_end_matches(['*', '_']))
}

/// Letters and words for a question and its answer, in protocols.
const PROTOCOL: [(&str, &str); 10] = [
    ("Q", "A"),
    ("Question", "Answer"),
    ("F", "A"),
    ("Frage", "Antwort"),
    ("Q", "R"),
    ("Question", "Réponse"),
    ("В", "О"),
    ("Вопрос", "Ответ"),
    ("Пытанне", "Адказ"),
    ("Питання", "Відповідь"),
];

fn is_answer(question: &str, answer: &str) -> bool {
    PROTOCOL.iter().any(|(asks, answers)| *asks == question && *answers == answer)
}

fn answers(label: &str, labels: &[Box<str>]) -> bool {
    labels.iter().any(|question| is_answer(question, label))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn turn(text: &str, words: &str) -> Option<String> {
        let start = text.find(words)?;
        let outline = Outline::of(text, Markup::Plain);
        outline.turn(Span::new(start, start + words.len())).map(|turn| turn.label.to_owned())
    }

    #[test]
    fn a_label_tells_who_speaks_until_the_next() {
        let text = "The harbour, on tape.\n\nKEEL: Both boats leak.\nI saw it.\nB. Okoro: They do not.\n[00:12:40] KEEL: They do.\n";
        for (words, who) in
            [("Both boats", "KEEL"), ("I saw it", "KEEL"), ("do not", "B. Okoro"), ("They do.", "KEEL")]
        {
            assert_eq!(turn(text, words).as_deref(), Some(who), "{words}");
        }
        assert_eq!(turn(text, "on tape"), None);
        assert_eq!(
            turn("**Anna Keel:** We left.\n\n**Okoro**: Why?\n\n**Anna Keel:** It rained.", "It rained")
                .as_deref(),
            Some("Anna Keel")
        );
        assert_eq!(turn("Q. Did they sell it?\n\nA. They did not.", "Did they").as_deref(), Some("Q"));
        for none in [
            "Note: It rained.\n\nIt was dry.",
            "Sarn: a port of boats.\n\nVeldra: a yard.",
            "A. Boats\n\nB. Yards\n\nC. Docks",
            "See https://a.example: It rained.\nhttp://b.example\nhttp://c.example",
        ] {
            assert_eq!(turn(none, none.split_at(none.len() - 5).1), None, "{none}");
        }
    }

    #[test]
    fn the_headings_over_a_passage_are_those_of_its_sections() {
        let text = "# Sales\n\nOne.\n\n## Rumours\n\nTwo.\n\n### May\n\nThree.\n\n## Entries\n\nFour.";
        let outline = Outline::of(text, Markup::Markdown);
        let over = |words: &str| {
            let at = u32::try_from(text.find(words).unwrap_or_default()).unwrap_or_default();
            let headings =
                outline.headings(at).map(|span| text[span.start as usize..span.end as usize].to_owned());
            headings.collect::<Vec<_>>()
        };
        assert_eq!(over("One"), ["# Sales"]);
        assert_eq!(over("Three"), ["### May", "## Rumours", "# Sales"]);
        assert_eq!(over("Four"), ["## Entries", "# Sales"]);
    }

    #[test]
    fn the_lead_of_a_list_is_found_from_any_item() {
        let of = |text: &str, words: &str| {
            let at = u32::try_from(text.find(words).unwrap_or_default()).unwrap_or_default();
            lead(text, at).map(|span| text[span.start as usize..span.end as usize].to_owned())
        };
        let text = "None of this is true:\n\n- One,\n  with more.\n- Two.\n\n- Three.\n\nFour.";
        for words in ["One", "with more", "Two", "Three"] {
            assert_eq!(of(text, words).as_deref(), Some("None of this is true:"), "{words}");
        }
        assert_eq!(of(text, "Four"), None);
        assert_eq!(of("These are false:\n1. One\n2) Two", "Two").as_deref(), Some("These are false:"));
        assert_eq!(of("These are false.\n\n- One", "One"), None);
    }
}
