//! The sentence in which a quote stands, and what the quote leaves out of it.

use crate::text::blocks::is_sentence_mark;
use crate::text::fold::{Folded, FoldedRange};
use crate::text::unspaced::is_unspaced;
use memchr::{memchr3, memrchr3};

/// How far a sentence is followed, in bytes.
const LONGEST: usize = 4000;

/// What a quote leaves out of its sentences.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Gap {
    pub side: Side,
    /// Not empty, and no white space at its ends.
    pub words: FoldedRange,
}

/// Where it stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Side {
    Before,
    /// Between two parts of the quote.
    Between,
    Behind,
}

/// What a quote leaves out of the sentences in which it stands. `parts` are in the order of the text, and so is what is given.
pub(super) fn rest(folded: &Folded, parts: &[FoldedRange]) -> Vec<Gap> {
    let (Some(first), Some(last)) = (parts.first(), parts.last()) else { return Vec::new() };
    let before = (Side::Before, FoldedRange::new(start(folded, first.start()), first.start()));
    let between = parts.windows(2).filter_map(|pair| {
        let [before, after] = pair else { return None };
        Some((Side::Between, FoldedRange::new(before.end(), after.start())))
    });
    let behind = (Side::Behind, FoldedRange::new(last.end(), end(folded, *last)));
    let gap = |(side, gap): (Side, FoldedRange)| {
        let words = folded.trimmed(gap);
        (!words.is_empty()).then_some(Gap { side, words })
    };
    std::iter::once(before).chain(between).chain([behind]).filter_map(gap).collect()
}

/// The sentence before the one in which a quote begins, or what ends the block before.
pub(super) fn directly_before(folded: &Folded, quote: FoldedRange) -> Option<FoldedRange> {
    let start_of_quoted = start(folded, quote.start());
    let words = folded.as_str().get(..start_of_quoted)?.trim_end();
    let last = words.chars().next_back()?;
    let from = words.len() - last.len_utf8();
    Some(FoldedRange::new(start(folded, from), words.len()))
}

/// The sentence behind the one in which a quote ends, or what begins the block behind.
pub(super) fn directly_behind(folded: &Folded, quote: FoldedRange) -> Option<FoldedRange> {
    let end_of_quoted = end(folded, quote);
    let behind = folded.as_str().get(end_of_quoted..)?;
    let first = behind.find(char::is_alphanumeric)?;
    let from = end_of_quoted + first;
    let letter = folded.as_str().get(from..)?.chars().next()?.len_utf8();
    Some(FoldedRange::new(from, end(folded, FoldedRange::new(from, from + letter))))
}

/// From the start of the sentence in which a quote begins to the end of the one in which it ends. `parts` are in the order of
/// the text.
pub(super) fn around(folded: &Folded, parts: &[FoldedRange]) -> Option<FoldedRange> {
    let (first, last) = (parts.first()?, parts.last()?);
    Some(FoldedRange::new(start(folded, first.start()), end(folded, *last)))
}

/// The sentence before a quote in its block, those in which it stands, and the one after; `None` if it has neither neighbour.
pub(super) fn with_neighbours<'t>(folded: &'t Folded, parts: &[FoldedRange]) -> Option<[Option<&'t str>; 3]> {
    let around = around(folded, parts)?;
    let text = folded.as_str();
    let block = folded.block_at(around.start()).range;
    let last = text.get(block.start()..around.start())?.trim_end().char_indices().next_back();
    let before = last.map(|(last, _)| start(folded, block.start() + last)..around.start());
    let rest = text.get(around.end()..block.end().max(around.end()))?;
    let after = rest.trim_start();
    let next = after.chars().next().map(|first| {
        let start = around.end() + rest.len() - after.len();
        start..end(folded, FoldedRange::new(start, start + first.len_utf8()))
    });
    let words = |range: std::ops::Range<usize>| text.get(range).map(str::trim);
    let [before, next] = [before, next].map(|range| range.and_then(words));
    (before.is_some() || next.is_some()).then(|| [before, words(around.range()), next])
}

/// The sentences of a text, in its order, without white space at their ends.
pub fn sentences(folded: &Folded) -> Vec<FoldedRange> {
    folded.blocks().iter().flat_map(|block| sentences_of(folded, block.range)).collect()
}

fn sentences_of(folded: &Folded, block: FoldedRange) -> Vec<FoldedRange> {
    let mut sentences: Vec<FoldedRange> = Vec::new();
    let mut at = block.start();
    while at < block.end() {
        let rest = folded.trimmed(FoldedRange::new(at, block.end()));
        let Some(first) = folded.words(rest).chars().next() else { break };
        let begin = FoldedRange::new(rest.start(), rest.start() + first.len_utf8());
        let sentence = folded.trimmed(FoldedRange::new(rest.start(), end(folded, begin).min(block.end())));
        at = sentence.end().max(begin.end());
        match sentences.last_mut() {
            Some(last) if ends_in_abbreviation(folded.words(*last)) => {
                *last = FoldedRange::new(last.start(), sentence.end());
            }
            _ => sentences.push(sentence),
        }
    }
    sentences
}

/// Does a full stop behind these words only shorten the last of them?
pub(super) fn ends_in_abbreviation(words: &str) -> bool {
    let Some(words) = words.strip_suffix('.') else { return false };
    let last = words.rsplit(|c: char| c.is_whitespace() || c == '(').next().unwrap_or_default();
    ABBREVIATIONS.split_whitespace().any(|known| known == last)
}

/// What a name or a number follows.
const ABBREVIATIONS: &str = "Mr Mrs Ms Dr Prof Gen Col Maj Capt Lt Sgt Adm Gov Sen Rep Rev St Hon No no Nos vs Art art Fig Inc ca cf e.g i.e Hr Fr \
    Nr Bd bzw M Mme г ул гн см р вул Св";

/// Where the sentence around this byte of the folded text begins.
pub(super) fn start(folded: &Folded, offset: usize) -> usize {
    let text = folded.as_str();
    let block = folded.block_at(offset).range.range();
    let floor = text.floor_char_boundary(offset.saturating_sub(LONGEST)).max(block.start);
    let cell =
        text.get(floor..offset).filter(|_| is_table(text, block.start)).and_then(|before| before.rfind('|'));
    let floor = cell.map_or(floor, |mark| floor + mark + 1);
    let mut before = floor..offset;
    while let Some(mark) = text.get(before.clone()).and_then(last_mark) {
        before.end = floor + mark;
        if let Some(start) = end_at(text, before.end, block.end).filter(|start| *start <= offset) {
            return start;
        }
    }
    floor
}

/// Where the sentence around the end of a quote ends.
pub(super) fn end(folded: &Folded, quote: FoldedRange) -> usize {
    let text = folded.as_str();
    let block = folded.block_at(quote.start()).range.range();
    let ceiling = text.ceil_char_boundary(quote.end().saturating_add(LONGEST));
    let ceiling = ceiling.min(block.end).max(quote.end());
    let cell = text
        .get(quote.end()..ceiling)
        .filter(|_| is_table(text, block.start))
        .and_then(|behind| behind.find('|'));
    let ceiling = cell.map_or(ceiling, |mark| quote.end() + mark);
    // The quote may itself end with the sentence's end.
    let words = folded.words(quote).trim_end_matches(CLOSING);
    let last = words.chars().next_back().map_or(0, char::len_utf8);
    let mut from = quote.start() + words.len() - last;
    while let Some((at, mark)) = text.get(from..ceiling).and_then(first_mark) {
        if let Some(end) = end_at(text, from + at, block.end).filter(|end| *end >= quote.end()) {
            return end;
        }
        from += at + mark.len_utf8();
    }
    ceiling
}

/// Is the block that begins there a table of Markdown? A sentence ends with its cell.
fn is_table(text: &str, block: usize) -> bool {
    text.get(block..).is_some_and(|block| block.starts_with('|'))
}

/// The first mark with which a sentence may end, and where it stands.
fn first_mark(words: &str) -> Option<(usize, char)> {
    let mark = memchr3(b'.', b'!', b'?', words.as_bytes()).unwrap_or(words.len());
    let before = &words[..mark];
    let other = if before.is_ascii() { None } else { before.find(is_sentence_mark) };
    let at = other.unwrap_or(mark);
    Some((at, words[at..].chars().next()?))
}

/// Where the last such mark stands.
fn last_mark(words: &str) -> Option<usize> {
    let mark = memrchr3(b'.', b'!', b'?', words.as_bytes());
    let behind = mark.map_or(0, |mark| mark + 1);
    let after = &words[behind..];
    let other = if after.is_ascii() { None } else { after.rfind(is_sentence_mark) };
    other.map(|at| behind + at).or(mark)
}

const CLOSING: [char; 5] = ['"', '\'', ')', ']', '}'];

fn is_ascii_mark(c: char) -> bool {
    matches!(c, '.' | '!' | '?')
}

/// Where a sentence ends, if the mark at `mark` ends one. The full stop of an initial does not, nor one before a small letter:
/// a sentence may come out too long, but misses no words.
fn end_at(text: &str, mark: usize, block_end: usize) -> Option<usize> {
    let behind_mark = mark + text.get(mark..)?.chars().next()?.len_utf8();
    let after = text.get(behind_mark..block_end)?;
    let closed = after.trim_start_matches(CLOSING);
    let end = behind_mark + after.len() - closed.len();
    if closed.is_empty() {
        return Some(end);
    }
    // Where no spaces are written the next sentence follows at once; behind a closing mark it may be the same one.
    let follows_at_once = closed.len() == after.len()
        && (!text[mark..].starts_with(is_ascii_mark) || closed.starts_with(is_unspaced));
    if follows_at_once && !closed.starts_with(' ') {
        return Some(end);
    }
    // A column may begin there, too.
    let next = closed.strip_prefix([' ', '\t'])?.trim_start_matches(['"', '\'', '(', '[']).chars().next()?;
    let mut before = text.get(..mark)?.chars().rev();
    let is_initial =
        before.next().is_some_and(char::is_uppercase) && !before.next().is_some_and(char::is_alphanumeric);
    (!next.is_lowercase() && !is_initial).then_some(end)
}

#[cfg(test)]
mod tests {
    use crate::evidence::matching::{Outcome, QuoteSelector, search};
    use crate::text::fold::{Folded, Markup};

    const TEXT: &str =
        "It rained. The U.S. Treasury may have sold it, if “that” is so (perhaps).” It did not. So";

    /// What the sentences of a quote hold besides it.
    fn rest(quote: &str) -> Vec<&'static str> {
        let folded = Folded::text(TEXT, Markup::Plain);
        let outcome = search(TEXT, &folded, &[QuoteSelector { quote, ..QuoteSelector::default() }]).remove(0);
        let Outcome::Found(found) = outcome else { panic!("{quote}: {outcome:?}") };
        let rest = super::rest(&folded, found.folded()).into_iter();
        rest.map(|gap| &TEXT[folded.original(gap.words).range()]).collect()
    }

    #[test]
    fn the_rest_of_the_sentence() {
        assert_eq!(rest("have sold it"), ["The U.S. Treasury may", ", if “that” is so (perhaps).”"]);
        assert_eq!(
            rest("Treasury may have [...] that\" is so"),
            ["The U.S.", "sold it, if “", "(perhaps).”"]
        );
        assert_eq!(rest("It rained."), [""; 0]);
        assert_eq!(rest("It rained"), ["."]);
        assert_eq!(rest("did not. So"), ["It"]);
    }

    #[test]
    fn a_sentence_ends_with_its_cell() {
        let text = "| Claim | Verdict |\n| --- | --- |\n| The yard sold two tugs in May | True |\n| The port said no | False |\n";
        let folded = Folded::text(text, Markup::Markdown);
        let quote = QuoteSelector { quote: "sold two tugs", ..QuoteSelector::default() };
        let Outcome::Found(found) = search(text, &folded, &[quote]).remove(0) else { panic!() };
        let rest = super::rest(&folded, found.folded()).into_iter();
        let rest: Vec<_> = rest.map(|gap| &text[folded.original(gap.words).range()]).collect();
        assert_eq!(rest, ["The yard", "in May"]);
    }
}
