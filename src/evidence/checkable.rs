//! Whether a statement is one that evidence can settle: what leaves it open, and what makes two claims of it.
//!
//! Both look at few words that are sure. What somebody else says, thinks or fears, behind a "that" or a "because", is left alone: that
//! they do can be true or false, whatever it is.

use crate::text::phrases::Phrases;
use std::ops::Range;
use std::sync::LazyLock;

/// What words do to a statement.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Marker {
    /// It may be so or not.
    Open,
    /// It is how somebody sees it.
    Opinion,
    /// What follows is another's.
    Reported,
    /// One of the others is in it, and means something else.
    Harmless,
}

/// Why no evidence could make a statement false.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Uncheckable {
    /// It says only that something may be so.
    Open,
    /// It says how somebody sees it.
    Opinion,
}

const OPEN: &str = "may, might, probably, possibly, perhaps, maybe, presumably, apparently, supposedly, conceivably, most likely, \
    likely to, unlikely to, seem to, seems to, seemed to, appears to, appeared to, appear to, \
    возможно, вероятно, может быть, наверное, наверно, видимо, по-видимому, похоже, мог бы, могла бы, могли бы, \
    магчыма, верагодна, мабыць, пэўна, відаць, мог бы, магла б, маглі б, \
    можливо, ймовірно, імовірно, мабуть, напевно, схоже, міг би, могла б, могли б, \
    möglicherweise, vielleicht, wahrscheinlich, vermutlich, womöglich, mutmaßlich, anscheinend, könnte, könnten, dürfte, dürften, scheint, \
    peut-être, probablement, vraisemblablement, sans doute, pourrait, pourraient, aurait pu, semble, semblent";

const OPINION: &str = "should, ought to, unfortunately, fortunately, regrettably, sadly, luckily, shamefully, deserve to, deserves to, \
    disgraceful, shameful, outrageous, ridiculous, absurd, wonderful, terrible, awful, brilliant, \
    к сожалению, к счастью, увы, следует, следовало бы, на жаль, на шчасце, варта, на щастя, слід, варто, \
    leider, bedauerlicherweise, glücklicherweise, sollte, sollten, malheureusement, heureusement, hélas, devrait, devraient";

const REPORTED: &str = "that, whether, if, because, so that, in order, who, which, what, why, how, said, says, according to, \
    что, чтобы, ли, если, потому, кто, который, которая, которые, што, каб, ці, калі, бо, хто, які, якая, якія, що, щоб, чи, якщо, хто, який, яка, \
    dass, ob, wenn, weil, laut, zufolge, que, qui, si, parce, selon";

const HARMLESS: &str = "may not only, such that, military might, with all their might, full might, the might, its might, seem to have been, \
    as if, even if, no matter how";

static MARKERS: LazyLock<Phrases<Marker>> = LazyLock::new(|| {
    let lists = [
        (OPEN, Marker::Open),
        (OPINION, Marker::Opinion),
        (REPORTED, Marker::Reported),
        (HARMLESS, Marker::Harmless),
    ];
    Phrases::of(lists.into_iter().flat_map(|(list, marker)| {
        list.split(',').map(str::trim).filter(|phrase| !phrase.is_empty()).map(move |phrase| (phrase, marker))
    }))
});

/// The first words of `statement` because of which no evidence could make it false.
pub fn uncheckable(statement: &str) -> Option<(Range<usize>, Uncheckable)> {
    let found: Vec<(Range<usize>, Marker)> =
        MARKERS.within(statement).map(|(place, marker)| (place, *marker)).collect();
    let is_harmless = |place: &Range<usize>| {
        found.iter().any(|(other, marker)| {
            *marker == Marker::Harmless && other.start <= place.start && place.end <= other.end
        })
    };
    for (place, marker) in &found {
        let words = statement.get(place.clone())?;
        // May is a month; a name may begin with such a word.
        let is_name = words.starts_with(char::is_uppercase) && place.start > 0;
        let is_quoted = statement
            .get(..place.start)?
            .chars()
            .filter(|c| matches!(c, '"' | '\u{201c}' | '\u{201d}' | '\u{ab}' | '\u{bb}'))
            .count()
            % 2
            == 1;
        if is_name || is_quoted || is_harmless(place) || (words == "May" || words == "Might") {
            continue;
        }
        match marker {
            Marker::Open => return Some((place.clone(), Uncheckable::Open)),
            Marker::Opinion => return Some((place.clone(), Uncheckable::Opinion)),
            Marker::Reported => return None,
            Marker::Harmless => {}
        }
    }
    None
}

/// Words that join a second claim to a first.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Joint {
    /// Wherever it stands.
    Anywhere,
    /// Behind a comma.
    BehindComma,
    /// If a "that" went before: "said that ..., and that ...".
    BehindThat,
}

const ANYWHERE: &str = "and was, and were, and is, and are, and has, and have, and had, and did, and does, and will, and wasn't, \
    and weren't, and isn't, and aren't, and hasn't, and haven't, and hadn't, and didn't, and doesn't, and won't, \
    but was, but were, but is, but are, but has, but have, but had, but did, but does, but will";

const BEHIND_COMMA: &str = "and he, and she, and it, and they, and this, and these, and those, and there, but he, but she, but it, but they, \
    but this, but these, but those, yet he, yet she, yet it, yet they, \
    и он, и она, и они, и это, а он, а она, а они, но он, но она, но они, і ён, і яна, і яны, а ён, а яна, а яны, але ён, але яна, але яны, \
    і він, і вона, і вони, а він, а вона, а вони, але він, але вона, але вони, \
    und er, und es, und sie, aber er, aber es, aber sie, et il, et elle, et ils, et elles, mais il, mais elle, mais ils, mais elles";

const BEHIND_THAT: &str =
    "and that, but that, и что, но что, і што, але што, і що, але що, und dass, aber dass, et que, mais que";

const THAT: [&str; 6] = ["that", "что", "што", "що", "dass", "que"];

static JOINTS: LazyLock<Phrases<Joint>> = LazyLock::new(|| {
    let lists =
        [(ANYWHERE, Joint::Anywhere), (BEHIND_COMMA, Joint::BehindComma), (BEHIND_THAT, Joint::BehindThat)];
    Phrases::of(
        lists.into_iter().flat_map(|(list, joint)| list.split(',').map(move |phrase| (phrase.trim(), joint))),
    )
});

/// Where a second claim begins in `statement`, with the words that join it, if it makes two.
pub fn second_claim(statement: &str) -> Option<Range<usize>> {
    const FEWEST_WORDS: usize = 3;
    let has_words = |text: &str| text.split_whitespace().count() >= FEWEST_WORDS;
    let is_quoted =
        |at: usize| statement.get(..at).is_some_and(|before| before.matches('"').count() % 2 == 1);
    let semicolon = statement.find(';').filter(|at| {
        !is_quoted(*at)
            && statement.get(at + 1..).is_some_and(has_words)
            && statement.get(..*at).is_some_and(has_words)
    });
    let joints = JOINTS.within(statement).filter(|(place, joint)| {
        let (Some(before), Some(behind)) = (statement.get(..place.start), statement.get(place.end..)) else {
            return false;
        };
        let words = statement.get(place.clone()).unwrap_or_default();
        if is_quoted(place.start)
            || !has_words(before)
            || words.starts_with(char::is_uppercase)
            || words.contains([',', '.'])
        {
            return false;
        }
        match joint {
            // "Was, and is" is one claim; a clause of its own says more.
            Joint::Anywhere => has_words(behind),
            Joint::BehindComma => before.trim_end().ends_with(',') && has_words(behind),
            Joint::BehindThat => before.split(|c: char| !c.is_alphabetic()).any(|word| THAT.contains(&word)),
        }
    });
    let joint = joints.map(|(place, _)| place).next();
    match (semicolon, joint) {
        (Some(at), Some(joint)) if joint.start < at => Some(joint),
        (Some(at), _) => Some(at..at + 1),
        (None, joint) => joint,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_may_be_so_or_not_is_told() {
        let told = |statement: &'static str| uncheckable(statement).map(|(place, _)| &statement[place]);
        for (statement, words) in [
            ("The yard may have sold 40 boats in 2019.", Some("may")),
            ("The yard was probably closed in 2019.", Some("probably")),
            ("The yard should have been closed in 2019.", Some("should")),
            ("Завод, возможно, продал лодки.", Some("возможно")),
            ("Завод, магчыма, прадаў лодкі.", Some("магчыма")),
            ("Завод, мабуть, продав човни.", Some("мабуть")),
            ("Die Werft hat vermutlich Boote verkauft.", Some("vermutlich")),
            ("Le chantier a probablement vendu des bateaux.", Some("probablement")),
            ("Okoro said that the yard may have sold boats.", None),
            ("The yard closed because the navy might buy elsewhere.", None),
            ("The yard closed in May 2019.", None),
            ("The yard showed its military might in 2019.", None),
            ("Okoro called the yard \"probably the worst\" in 2019.", None),
            ("The yard sold boats.", None),
        ] {
            assert_eq!(told(statement), words, "{statement}");
        }
    }

    #[test]
    fn a_second_claim_is_told_from_a_list() {
        let told = |statement: &'static str| second_claim(statement).map(|place| &statement[place]);
        for (statement, words) in [
            ("The yard sold two tugs; the port paid for them in gold.", Some(";")),
            ("The yard sold two tugs, and they leaked from the first day.", Some("and they")),
            ("The yard was built in 1901 and was closed in 2019 by the owner.", Some("and was")),
            ("Okoro said that the tugs leak and that the yard knew it.", Some("and that")),
            ("Завод продал лодки, и они протекали с первого дня.", Some("и они")),
            ("Okoro sagte, dass die Boote lecken und dass die Werft es wusste.", Some("und dass")),
            ("The yard overhauled and modernised two tugs.", None),
            ("The yard sold tugs, boats and engines to Sarn, Veldra and Norr.", None),
            ("Okoro spoke of two tugs and that harbour.", None),
            ("The yard sold tugs; then none.", None),
        ] {
            assert_eq!(told(statement), words, "{statement}");
        }
    }
}
