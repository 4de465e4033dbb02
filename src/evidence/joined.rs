//! A `[...]` that makes a sentence of two: its parts do not belong together.

use super::lexicon::{each_word, is_past};
use super::sentence::{ends_in_abbreviation, start};
use crate::text::blocks::is_sentence_mark;
use crate::text::fold::{Folded, FoldedRange};

/// An ellipsis that leads from the middle of one sentence into the middle of another.
pub(super) fn joined(folded: &Folded, parts: &[FoldedRange]) -> Option<FoldedRange> {
    parts.windows(2).find_map(|pair| {
        let [before, after] = pair else { return None };
        let closed =
            folded.words(*before).trim_end_matches(['"', '\'', ')', ']']).ends_with(is_sentence_mark);
        let start = start(folded, after.start());
        let skipped = folded.as_str().get(start..after.start())?;
        let is_sentence = !skipped.starts_with(char::is_numeric)
            && !ends_in_abbreviation(folded.as_str().get(..start)?.trim_end());
        let words = folded.words(*after);
        let leads = is_sentence
            && !closed
            && start > before.end()
            && skipped.contains(char::is_alphanumeric)
            && words.starts_with(char::is_lowercase)
            && !begins_subject(words);
        leads.then(|| folded.trimmed(FoldedRange::new(start, after.start())))
    })
}

/// An ellipsis within one sentence that leaves out whose verb follows ("watched as the port sold"), or to which verb belongs what
/// follows ("and leased a barge to the port"). English alone.
pub(super) fn severed(folded: &Folded, parts: &[FoldedRange]) -> Option<FoldedRange> {
    const CLAUSES: [&str; 8] = ["as", "while", "that", "who", "which", "when", "where", "because"];
    const JOINTS: [&str; 3] = ["and", "but", "or"];
    const PREPOSITIONS: [&str; 13] =
        ["to", "from", "for", "with", "at", "on", "by", "into", "over", "against", "of", "in", "through"];
    parts.windows(2).find_map(|pair| {
        let [before, after] = pair else { return None };
        let gap = folded.trimmed(FoldedRange::new(before.end(), after.start()));
        if start(folded, after.start()) > before.end() || gap.is_empty() {
            return None;
        }
        let (words, behind) = (folded.words(gap), folded.words(*after));
        // A clause between commas may go.
        let pause = words.rfind([',', ';', ':', '(', ')']).map_or(0, |at| at + 1);
        let stretch: Vec<String> = each_word(words.get(pause..)?).collect();
        let next = each_word(behind).next()?;
        let clause = stretch.iter().rposition(|word| CLAUSES.contains(&&**word)).filter(|at| *at > 0);
        let has_subject = clause.is_some_and(|at| {
            let subject = stretch.get(at + 1..).unwrap_or_default();
            !subject.is_empty() && !subject.iter().any(|word| is_past(word))
        });
        let is_verb = behind.starts_with(char::is_lowercase) && is_past(&next);
        let joint = stretch.windows(2).any(|pair| JOINTS.contains(&&*pair[0]) && is_past(&pair[1]));
        let is_severed = (has_subject && is_verb) || (joint && PREPOSITIONS.contains(&&*next));
        is_severed.then_some(gap)
    })
}

/// Has the rest of a sentence a subject of its own, or is it none of its verb?
fn begins_subject(words: &str) -> bool {
    const SMALL: [&str; 40] = [
        "the", "a", "an", "this", "that", "these", "those", "it", "he", "she", "they", "we", "you", "i",
        "his", "her", "its", "their", "our", "there", "some", "all", "many", "in", "on", "at", "by", "of",
        "to", "for", "from", "with", "as", "who", "which", "when", "where", "while", "if", "because",
    ];
    each_word(words).next().is_none_or(|first| SMALL.contains(&&*first))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::fold::Markup;

    fn left_out(text: &str) -> Option<String> {
        let (mut plain, mut parts, mut start) = (String::new(), Vec::new(), 0);
        for c in text.chars() {
            match c {
                '{' => start = plain.len(),
                '}' => parts.push(FoldedRange::new(start, plain.len())),
                c => plain.push(c),
            }
        }
        let folded = Folded::text(&plain, Markup::Plain);
        severed(&folded, &parts).map(|place| folded.words(place).to_owned())
    }

    #[test]
    fn what_is_left_out_may_be_whose_verb_it_is() {
        for (text, words) in [
            ("{In May the yard} watched as the port {sold two tugs}.", "watched as the port"),
            ("{In May the yard} said that Veldra {sold two tugs}.", "said that Veldra"),
            (
                "{The yard sold tugs} to a broker and leased a barge {to the port}.",
                "to a broker and leased a barge",
            ),
        ] {
            assert_eq!(left_out(text).as_deref(), Some(words), "{text}");
        }
        for text in [
            "{In May the yard}, while the port slept, {sold two tugs}.",
            "{The tug} that the port bought {sank off Sarn}.",
            "{The tug} that sank in May {was raised by Sarn}.",
            "{The tug} bought when Keel led it {sank off Sarn}.",
            "{The yard sold tugs} and old barges {to the port}.",
            "{The yard sold tugs} to a broker and leased a barge. It rained. {The port slept}.",
        ] {
            assert_eq!(left_out(text), None, "{text}");
        }
    }
}
