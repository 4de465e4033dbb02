//! No quote is found that does not stand in the text. Searching never panics; what is found as a whole does stand where
//! it is said to; what is cut out of the text is found; and what is found is found no more once one of its words is
//! another, which the text does not have.
#![no_main]

use grounds::evidence::matching::{Found, Outcome, QuoteSelector, search};
use grounds::text::fold::{Folded, Markup};
use grounds::text::span::Span;
use grounds::text::tokens::{is_word_token, tokens};
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
    text: &'a str,
}

#[derive(Debug, Arbitrary)]
enum Quote<'a> {
    Any(&'a str),
    /// So many tokens of the folded text, from this one on.
    OfText {
        first: u8,
        more: u8,
    },
}

fuzz_target!(|input: Input| {
    let markup = if input.markdown { Markup::Markdown } else { Markup::Plain };
    let folded = Folded::text(input.text, markup);
    let (quote, stands) = match input.quote {
        Quote::Any(quote) => (quote, false),
        Quote::OfText { first, more } => (tokens_of(folded.as_str(), first, more), true),
    };
    let sought = QuoteSelector { quote, prefix: input.prefix, suffix: input.suffix };
    match seek(input.text, &folded, sought) {
        Outcome::Found(found) => {
            assert_stands(input.text, &folded, quote, &found);
            if let Some(changed) = with_other_word(input.text, &folded, quote, input.changed) {
                let outcome = seek(input.text, &folded, QuoteSelector { quote: &changed, ..sought });
                assert!(!matches!(outcome, Outcome::Found(_)), "{changed:?} in {folded:?}: {outcome:?}");
            }
        }
        outcome => {
            // What folds to something else in its turn may not stand there: an accent, say, that only came to stand
            // beside its letter because the mark between them went, or words with the end of a block between.
            let may_be_missed = quote.is_empty() || Folded::quote(quote, Markup::Plain).as_str() != quote;
            assert!(!stands || may_be_missed, "{quote:?} in {folded:?}: {outcome:?}");
        }
    }
});

fn seek(text: &str, folded: &Folded, sought: QuoteSelector) -> Outcome {
    search(text, folded, &[sought]).remove(0)
}

/// Some tokens of a text, and what is between them.
fn tokens_of(text: &str, first: u8, more: u8) -> &str {
    let mut tokens = tokens(text).skip(first.into());
    let Some(first) = tokens.next() else { return "" };
    let end = tokens.take(more.into()).last().map_or(first.end, |last| last.end);
    &text[first.start..end]
}

fn assert_stands(text: &str, folded: &Folded, quote: &str, found: &Found) {
    for span in found.parts.iter().chain(&found.rest_of_sentence(folded)) {
        assert!(text.get(span.range()).is_some_and(|words| !words.is_empty()), "{span:?} of {text:?}");
    }
    if found.steps.elided {
        return;
    }
    let [place] = found.parts[..] else { panic!("{quote:?} is whole, and found in parts: {found:?}") };
    let stands = folded.words(folded.folded(place));
    let reads = [Markup::Plain, Markup::Markdown].map(|markup| Folded::quote(quote, markup));
    let as_read = reads.iter().any(|read| !read.as_str().is_empty() && stands.contains(read.as_str()));
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
