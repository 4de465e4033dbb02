//! What a quote cuts in two where it begins or ends: a number from its sign, a word at its hyphen, a name.

use super::sentence;
use crate::text::fold::{Folded, FoldedRange};
use crate::text::unspaced::is_unspaced;

/// What an edge may cut.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Of {
    /// A number from the sign that limits it: "at least", "minus", "and more".
    Number,
    /// A word or a range at its hyphen: "war party" of "anti-war party".
    Word,
    /// A name: "Korea" of "North Korea".
    Name,
}

/// What is cut where a quote in these parts begins or ends: of a number the sign, of others all of it.
pub(super) fn cut(folded: &Folded, parts: &[FoldedRange], of: Of) -> Option<FoldedRange> {
    let (first, last) = (*parts.first()?, *parts.last()?);
    let at = |edge: usize| match of {
        Of::Number => sign_at(folded.as_str(), edge),
        Of::Word => word_at(folded.as_str(), edge),
        Of::Name => None,
    };
    let name = || {
        (of == Of::Name)
            .then(|| {
                name_before(folded, first)
                    .or_else(|| head_before(folded, first))
                    .or_else(|| name_behind(folded, last))
            })
            .flatten()
    };
    at(first.start()).or_else(|| at(last.end())).or_else(name)
}

/// Does a part of a quote begin or end inside a word or a range, or between a number and its sign? "=" changes no number.
pub(super) fn is_cut(folded: &Folded, edge: usize) -> bool {
    let text = folded.as_str();
    sign_at(text, edge).filter(|sign| folded.words(*sign) != "=").or_else(|| word_at(text, edge)).is_some()
}

/// The sign between which and its number a quote begins or ends here.
fn sign_at(text: &str, edge: usize) -> Option<FoldedRange> {
    const BEFORE: [char; 23] = [
        '≥', '≤', '<', '>', '~', '≈', '∼', '≃', '≳', '≲', '≫', '≪', '≠', '≦', '≧', '⩽', '⩾', '≮', '≯', '≅',
        '∽', '〜', '=',
    ];
    let (before, after) = text.split_at_checked(edge)?;
    let is_number = |c: char| c.is_numeric();
    let sign = before.trim_end();
    if after.starts_with(|c: char| is_number(c) || c == '-') && sign.ends_with(BEFORE) {
        let length = sign.chars().next_back().map_or(0, char::len_utf8);
        return Some(FoldedRange::new(sign.len() - length, sign.len()));
    }
    if after.starts_with(is_number)
        && let Some(start) = MINUS.iter().find_map(|word| ends_in(sign, word))
    {
        return Some(FoldedRange::new(start, sign.len()));
    }
    let follows = after.strip_prefix('+')?;
    let is_sign = before.ends_with(is_number) && !follows.starts_with(is_number);
    is_sign.then(|| FoldedRange::new(edge, edge + 1))
}

/// Words for a minus.
const MINUS: [&str; 15] = [
    "minus",
    "moins",
    "menos",
    "meno",
    "минус",
    "мінус",
    "eksi",
    "ناقص",
    "منفي",
    "מינוס",
    "零下",
    "氷点下",
    "マイナス",
    "영하",
    "ลบ",
];

/// Where the last word of `text` begins, if it is this one, in any case.
fn ends_in(text: &str, word: &str) -> Option<usize> {
    let (before, last) = text.split_at_checked(text.len().checked_sub(word.len())?)?;
    let is_whole = before.ends_with(is_unspaced) || !before.ends_with(char::is_alphanumeric);
    (is_whole && last.to_lowercase() == word).then_some(before.len())
}

/// The word or the range inside which a quote begins or ends here.
fn word_at(text: &str, edge: usize) -> Option<FoldedRange> {
    /// A dash has blanks around it once it is folded.
    const JOINTS: [&str; 5] = ["-", "~", "∼", "〜", "..."];
    let (before, after) = text.split_at_checked(edge)?;
    let is_part = |c: char| c.is_alphanumeric();
    let (left, right) = JOINTS.into_iter().find_map(|joint| {
        let (left, right) = match (before.strip_suffix(joint), after.strip_prefix(joint)) {
            (Some(left), _) => (left, after),
            (_, Some(right)) => (before, right),
            _ => return None,
        };
        // Dots join numbers only.
        let ends = |c: char| if joint == "..." { c.is_numeric() } else { is_part(c) };
        (left.ends_with(ends) && right.starts_with(ends)).then_some((left, right))
    })?;
    let start = left.trim_end_matches(is_part).len();
    let end = text.len() - right.trim_start_matches(is_part).len();
    Some(FoldedRange::new(start, end))
}

/// The name of which a quote leaves out the beginning: "North Korea sold" begins at "Korea". At the beginning of a sentence
/// every word has a capital, so there only those count that make another name of the one behind.
fn name_before(folded: &Folded, first: FoldedRange) -> Option<FoldedRange> {
    const OTHERS: [&str; 18] = [
        "north", "south", "east", "west", "new", "central", "northern", "southern", "eastern", "western",
        "lower", "upper", "vice", "deputy", "former", "acting", "old", "great",
    ];
    let own = first_word(folded.words(first))?;
    let before = folded.as_str().get(..first.start())?.strip_suffix(' ')?;
    let word = before.rsplit(' ').next()?;
    let start = before.len() - word.len();
    let is_first = begins_sentence(folded, start);
    let is_name = is_capitalised(own) && is_name(word);
    let counts = if is_first { OTHERS.contains(&&*word.to_lowercase()) } else { !is_title(word) };
    (is_name && counts).then(|| FoldedRange::new(start, first.start() + own.len()))
}

/// Of whom a sentence speaks that begins with "The sister of", and a quote that begins with the name behind it.
fn head_before(folded: &Folded, first: FoldedRange) -> Option<FoldedRange> {
    const MOST_WORDS: usize = 6;
    let own = first_word(folded.words(first)).filter(|word| is_capitalised(word))?;
    let start = sentence::start(folded, first.start());
    let before = folded.as_str().get(start..first.start())?;
    let clause = before.rfind([',', ';', ':', '(', '"']).map_or(0, |mark| mark + 1);
    let head = before.get(clause..)?.trim_start();
    let mut words = head.split_whitespace();
    let head_word = words.next()?;
    let is_one = matches!(head_word, "The" | "A" | "An" | "His" | "Her" | "Their");
    // "Neighbours of" speaks of others, "because of" of the same.
    let are_several = || {
        let is_noun =
            head_word.ends_with('s') && !matches!(head_word, "Thus" | "Regardless" | "As" | "Perhaps");
        head == format!("{head_word} of ") && is_capitalised(head_word) && is_noun
    };
    let leads = head.ends_with(" of ") || head.ends_with(" act for ") || head.ends_with(" speak for ");
    let is_head = (is_one && leads && words.count() < MOST_WORDS) || are_several();
    is_head.then(|| FoldedRange::new(start + before.len() - head.len(), first.start() + own.len()))
}

/// The name of which a quote leaves out the end: "the Bank of Sarn Holding" ends at "Sarn".
fn name_behind(folded: &Folded, last: FoldedRange) -> Option<FoldedRange> {
    let words = folded.words(last);
    let own = words.rsplit(' ').next()?;
    let start = last.end() - own.len();
    let after = folded.as_str().get(last.end()..)?.strip_prefix(' ')?;
    let word = first_word(after)?;
    let is_name = !begins_sentence(folded, start) && is_name(own) && !is_title(own) && is_capitalised(word);
    is_name.then(|| FoldedRange::new(start, last.end() + 1 + word.len()))
}

fn begins_sentence(folded: &Folded, word: usize) -> bool {
    let before = folded.as_str().get(sentence::start(folded, word)..word);
    before.is_some_and(|before| !before.contains(char::is_alphanumeric))
}

/// What stands before a name and is no part of it: titles, days and months.
fn is_title(word: &str) -> bool {
    const TITLES: &str = "President Minister Chairman Chairwoman Chancellor Ambassador General Colonel Major Captain Admiral Secretary \
        Senator Governor Speaker Director Professor Mr Mrs Ms Dr King Queen Prince Princess Sheikh Emir Pope Patriarch Comrade Sir \
        Lady Lord Spokesman Spokeswoman Deputy Monday Tuesday Wednesday Thursday Friday Saturday Sunday \
        Президент Министр Председатель Генерал Полковник Посол Прэзідэнт Міністр Старшыня Міністер Голова";
    TITLES.split_whitespace().any(|title| title == word) || super::is_month(word)
}

/// A word of letters with a capital, and more than an initial.
fn is_name(word: &str) -> bool {
    is_capitalised(word)
        && word.chars().nth(1).is_some()
        && word.chars().all(|c| c.is_alphabetic() || c == '-')
}

fn is_capitalised(word: &str) -> bool {
    word.starts_with(char::is_uppercase)
}

fn first_word(words: &str) -> Option<&str> {
    let end = words.find(|c: char| !c.is_alphanumeric()).unwrap_or(words.len());
    words.get(..end).filter(|word| !word.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::fold::Markup;

    fn name(before: &str, quote: &str, behind: &str) -> Option<String> {
        let folded = Folded::text(&format!("{before}{quote}{behind}"), Markup::Plain);
        let part = FoldedRange::new(before.len(), before.len() + quote.len());
        cut(&folded, &[part], Of::Name).map(|place| folded.words(place).to_owned())
    }

    #[test]
    fn half_a_name_is_another_name() {
        for (before, quote, behind, expected) in [
            ("North ", "Korea sold the boats", ".", "North Korea"),
            ("It rained. South ", "Veldra sold the boats", ".", "South Veldra"),
            ("In May the Sarn ", "Harbour Office paid", ".", "Sarn Harbour"),
            ("", "The boats belong to Sarn", " Holding of Veldra.", "Sarn Holding"),
            ("The sister of ", "Anna Keel signed it", ".", "The sister of Anna"),
            ("Neighbours of ", "Anna Keel signed it", ".", "Neighbours of Anna"),
            ("A man claiming to act for ", "Anna Keel signed it", ".", "A man claiming to act for Anna"),
            ("In May: A cousin of ", "Anna Keel signed it", ".", "A cousin of Anna"),
            ("Лодки продала Северная ", "Корея", ".", "Северная Корея"),
        ] {
            assert_eq!(name(before, quote, behind).as_deref(), Some(expected), "{before}{quote}");
        }
        for (before, quote, behind) in [
            ("While ", "Sarn sold the boats", "."),
            ("It rained. While ", "Sarn sold the boats", "."),
            ("In the port of ", "Sarn they sold boats", "."),
            ("On Monday ", "Sarn sold boats", "."),
            ("The boats of President ", "Keel sank", "."),
            ("In 2019 the ", "Harbour Office paid", "."),
            ("", "The boats belong to Sarn", ", Holding or not."),
            ("", "The boats belong to Sarn", ". Holding is a firm."),
        ] {
            assert_eq!(name(before, quote, behind), None, "{before}{quote}");
        }
    }
}
