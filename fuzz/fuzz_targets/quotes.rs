//! No quote is found that does not stand in the text. Searching never panics; what is found stands where it is said to, and
//! begins and ends where the model in `tests/models/edges.rs` allows it; what is cut out of the text between edges is found;
//! what begins or ends inside a number is not found there; and what is found is found no more once one of its words is
//! another, which the text does not have.
#![no_main]

#[path = "../../tests/models/edges.rs"]
#[expect(dead_code, reason = "units are those of the program, which the target `edges` judges")]
mod edges;
#[path = "../../tests/models/pieces.rs"]
mod pieces;

use grounds::evidence::matching::{Found, Outcome, QuoteSelector, search};
use grounds::text::fold::{Folded, FoldedRange, Markup};
use grounds::text::span::Span;
use grounds::text::tokens::{is_word_token, tokens};
use grounds::text::vowel_marks::is_vowel_mark;
use libfuzzer_sys::arbitrary::{self, Arbitrary};
use libfuzzer_sys::fuzz_target;

#[derive(Debug, Arbitrary)]
struct Input<'a> {
    markdown: bool,
    quote: Quote<'a>,
    prefix: Option<&'a str>,
    suffix: Option<&'a str>,
    /// Of the words of the quote, which one is changed.
    changed: u8,
    text: Text<'a>,
}

#[derive(Debug, Arbitrary)]
enum Text<'a> {
    Any(&'a str),
    Pieces(&'a [u8]),
}

#[derive(Debug, Arbitrary)]
enum Quote<'a> {
    Any(&'a str),
    /// So many units of the folded text, from this one on.
    Units {
        first: u8,
        more: u8,
    },
    /// The same, without so many bytes of the first.
    CutUnits {
        first: u8,
        more: u8,
        bytes: u8,
    },
}

/// In bytes: the model takes a time that is the square of it.
const LONGEST: usize = 400;

fuzz_target!(|input: Input| {
    let text = match input.text {
        Text::Any(text) => text.to_owned(),
        Text::Pieces(pieces) => pieces::text(pieces),
    };
    if text.len() > LONGEST {
        return;
    }
    let markup = if input.markdown { Markup::Markdown } else { Markup::Plain };
    let folded = Folded::text(&text, markup);
    let place = match input.quote {
        Quote::Any(_) => None,
        Quote::Units { first, more } => units(&folded, first, more),
        Quote::CutUnits { first, more, bytes } => units(&folded, first, more)
            .map(|place| FoldedRange::new(place.start() + usize::from(bytes) % place.len(), place.end())),
    };
    let quote = match (input.quote, place) {
        (Quote::Any(quote), _) => quote,
        (_, Some(place)) => folded.words(place),
        (_, None) => return,
    };
    let sought = QuoteSelector { quote, prefix: input.prefix, suffix: input.suffix };
    match seek(&text, &folded, sought) {
        Outcome::Found(found) => {
            assert_between_edges(&text, &folded, &found);
            assert_stands(&text, &folded, quote, &found);
            if let Some(changed) = with_other_word(&text, &folded, quote, input.changed) {
                let outcome = seek(&text, &folded, QuoteSelector { quote: &changed, ..sought });
                assert!(!matches!(outcome, Outcome::Found(_)), "{changed:?} in {folded:?}: {outcome:?}");
            }
        }
        outcome => {
            let stands = place.is_some_and(|place| {
                folded.is_edge(place.start()) && folded.is_edge(place.end()) && !may_be_missed(quote)
            });
            assert!(!stands, "{quote:?} in {folded:?}: {outcome:?}");
        }
    }
});

fn seek(text: &str, folded: &Folded, sought: QuoteSelector) -> Outcome {
    search(text, folded, &[sought]).remove(0)
}

/// Some units of a text, and what is between them.
fn units(folded: &Folded, first: u8, more: u8) -> Option<FoldedRange> {
    let all =
        folded.blocks().iter().flat_map(|block| folded.units(block.range).map(|it| block.range.part(it)));
    let mut from = all.skip(first.into());
    let first = from.next()?;
    let end = from.take(more.into()).last().map_or(first.end(), |last| last.end());
    Some(FoldedRange::new(first.start(), end))
}

/// At the ends of a quote nobody knows what stood beside a mark; it does not run over the end of a block or column. And what
/// folds to something else in its turn may not stand there: an accent, say, that only came to stand beside its letter because
/// what nobody sees between them went.
fn may_be_missed(quote: &str) -> bool {
    let is_mark = |c: char| !c.is_alphanumeric();
    let is_cut_beside_mark = quote.starts_with(is_mark) || quote.ends_with(is_mark);
    let again = Folded::quote(quote, Markup::Plain);
    is_cut_beside_mark || quote.contains(['\n', '\t']) || again.as_str() != quote
}

/// Is every part found between edges? The number of a note may stand behind the last word; and where a part is half of what
/// folds as a whole, the edge is inside that.
fn assert_between_edges(text: &str, folded: &Folded, found: &Found) {
    let edges = edges::edges(folded.as_str());
    for part in &found.parts {
        let place = folded.folded(*part);
        let is_edge = |at: usize| edges.contains(&at) && folded.is_edge(at);
        let is_between = is_edge(place.start()) && (is_edge(place.end()) || found.steps.rejoined);
        let may_be_half = text[part.range()].chars().any(is_several_units);
        assert!(is_between || may_be_half, "{:?} of {folded:?}: {found:?}", folded.words(place));
    }
}

/// Is this one character, but several units, as the four words of "ﷺ" are?
fn is_several_units(c: char) -> bool {
    let alone = Folded::quote(c.encode_utf8(&mut [0; 4]), Markup::Plain);
    alone.units(alone.whole()).nth(1).is_some()
}

fn assert_stands(text: &str, folded: &Folded, quote: &str, found: &Found) {
    for span in &found.parts {
        assert!(text.get(span.range()).is_some_and(|words| !words.is_empty()), "{span:?} of {text:?}");
    }
    if found.steps.elided {
        return;
    }
    let [place] = found.parts[..] else { panic!("{quote:?} is whole, and found in parts: {found:?}") };
    let stands = folded.words(folded.folded(place));
    // Dashes have blanks or have none, a line end's hyphen may stay, and vowels have marks on one side only.
    let letters = |words: &str| -> String {
        words.chars().filter(|c| c.is_alphanumeric() && !is_vowel_mark(*c)).collect()
    };
    let is_same = |read: &str| stands.contains(read) || letters(stands) == letters(read);
    let reads = [Markup::Plain, Markup::Markdown].map(|markup| Folded::quote(quote, markup));
    let as_read = reads.iter().any(|read| !read.as_str().is_empty() && is_same(read.as_str()));
    assert!(
        as_read || is_written_around(text, quote.trim(), place),
        "{quote:?} is not {stands:?}: {found:?}"
    );
}

/// Do the very bytes stand at the place? What was cut out with half of a markup may reach out of it.
fn is_written_around(text: &str, quote: &str, place: Span) -> bool {
    let places = text.match_indices(quote).map(|(at, _)| Span::new(at, at + quote.len()));
    !quote.is_empty() && places.into_iter().any(|written| written.overlaps(place))
}

/// The quote with another word in the place of one of its own; `None` if it has none, or if the other word would not
/// be one that is read, as in the target of a link.
fn with_other_word(text: &str, folded: &Folded, quote: &str, which: u8) -> Option<String> {
    const OTHER: &str = "zqxjk";
    if text.contains(OTHER) || folded.as_str().contains(OTHER) {
        return None;
    }
    let words: Vec<_> = tokens(quote).filter(|token| is_word_token(&quote[token.clone()])).collect();
    let word = words.get(usize::from(which) % words.len().max(1))?;
    let changed = [&quote[..word.start], OTHER, &quote[word.end..]].concat();
    let is_read = Folded::quote(&changed, Markup::Markdown).as_str().contains(OTHER);
    is_read.then_some(changed)
}
