//! The format by example, and that a fingerprint gives the verdict of its text.

use super::*;
use crate::evidence::elision::{self, Ellipsis};
use crate::evidence::matching::{self, QuoteSelector};
use crate::evidence::occurrences::Searched;
use crate::text::span::Span;
use proptest::prelude::*;

const SHA256: &str = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";

fn fingerprint(text: &str, markup: Markup) -> Fingerprint {
    let written = written(&Folded::text(text, markup), SHA256);
    read(written.as_bytes()).unwrap().unwrap()
}

fn outcome(text: &str, quote: &str) -> Outcome {
    search(&fingerprint(text, Markup::Plain), &[quote]).remove(0)
}

/// What stands and what differs, in the words of the quote.
fn partly<'q>(text: &str, quote: &'q str) -> (Vec<&'q str>, &'q str, Why) {
    let Outcome::Partly(Partly { stands, differs, why }) = outcome(text, quote) else {
        panic!("{quote}: {:?}", outcome(text, quote))
    };
    (stands.into_iter().map(|span| &quote[span.range()]).collect(), &quote[differs.range()], why)
}

#[test]
fn the_format_is_what_the_documents_say() {
    let text = "Title\n\nThe tide came over\nthe mole at noon, and nobody saw it go back.\n\nWho saw it?";
    let written = written(&Folded::text(text, Markup::Plain), SHA256);
    // The hashes are those of another program: `printf %s 'The tide came over' | sha256sum | cut -c 1-8`.
    let expected = format!(
        "grounds-fingerprint 1\nfolding 2\nk 4\nmarkup txt\nsha256 {SHA256}\n\n.\n\n{}\n{}\n\n{}\n",
        "45f34000 f1cc20ee d1922c2a 6c8ec497 aaf6ce67 0eaa2b69 e309fc8d 53ae2d67",
        "c3e243f2 8394caf8 e42f171b dea8e2cc 5ce71e2d",
        "38db6b2b"
    );
    assert_eq!(written, expected);
}

#[test]
fn a_quote_is_found_in_any_typography_inside_a_block_and_in_parts() {
    let text = "The First Heading\n\nHe said the “deal” was\nworth 95m, or more than that year’s\n\nsales together. It was so.\n\nAnother one came to the town.";
    let found = |quote| matches!(outcome(text, quote), Outcome::Found(places) if places.len() == 1);
    for quote in ["the \"deal\" was worth 95m", "that year's sales together. It was so.", "The First Heading"]
    {
        if quote.starts_with("The F") {
            assert_eq!(outcome(text, quote), Outcome::TooShort(Span::new(0, 17)), "{quote}");
        } else {
            assert!(found(quote), "{quote}");
        }
    }
    // Where the parts stand, in tokens: what they leave out is none of them.
    assert_eq!(
        outcome(text, "He said the “deal” [...] sales together. It was"),
        Outcome::Found(vec![3..9, 18..23])
    );
    assert_eq!(outcome(text, "He said the “deal” [...] It was so"), Outcome::TooShort(Span::new(29, 38)));
    assert_eq!(outcome(text, "He said the “deal” [...] so."), Outcome::ShortPart(Span::new(29, 32)));
    assert_eq!(outcome(text, "nothing of this stands there"), Outcome::Absent);
    assert_eq!(outcome(text, ""), Outcome::TooShort(Span::new(0, 0)));
    assert_eq!(outcome("", "four words or more"), Outcome::Absent);
}

#[test]
fn it_is_told_from_where_on_a_quote_is_another() {
    let text =
        "On Monday the tide came over the mole at noon. It went back at night.\n\nNobody saw the boats.";
    let quote = "the tide came over the bridge at noon. It went";
    assert_eq!(
        partly(text, quote),
        (vec!["the tide came over the", "at noon. It went"], "bridge", Why::From)
    );
    let (_, differs, _) = partly(text, "the tide came over the mole, at");
    assert_eq!(differs, ", at");
    assert_eq!(
        partly(text, "the waves came over the mole at noon"),
        (vec!["came over the mole at noon"], "the waves", Why::UpTo)
    );
    assert_eq!(
        partly(text, "the waves came over the mole at night"),
        (vec!["came over the mole at"], "the waves", Why::PageFrame)
    );
    // Words left out, or the end of a paragraph.
    let (stands, differs, why) = partly(text, "the tide came over the mole. It went back at night");
    assert_eq!((stands[0], differs, why), ("the tide came over the mole", "", Why::From));
    let (stands, differs, _) = partly(text, "It went back at night. Nobody saw the boats.");
    assert_eq!((stands, differs), (vec!["It went back at night.", "Nobody saw the boats."], ""));
    let (stands, differs, why) = partly(text, "It went back at [...] the tide came over");
    assert_eq!((stands, differs, why), (vec!["It went back at"], "the tide came over", Why::Apart));
}

#[test]
fn what_may_be_half_of_a_markup_is_left_to_the_text() {
    let text =
        "They were sold to [new markets](http://a.example/b) in the *far east* of the country, he said.";
    let fingerprint = fingerprint(text, Markup::Markdown);
    let outcome = |quote| search(&fingerprint, &[quote]).remove(0);
    for quote in
        ["sold to [new markets](http://a.example/b) in the *far east* of", "sold to new markets in the"]
    {
        assert!(matches!(outcome(quote), Outcome::Found(places) if places.len() == 1), "{quote}");
    }
    for quote in ["They were sold to [new", "markets](http://a.example/b) in the *far"] {
        assert_eq!(outcome(quote), Outcome::Marks, "{quote}");
    }
    for quote in [
        "[T]hey were sold to new markets",
        "They were given to [new",
        "They were given to [...] of the country, he",
    ] {
        assert!(
            matches!(outcome(quote), Outcome::Partly(_) | Outcome::Absent),
            "{quote}: {:?}",
            outcome(quote)
        );
    }
}

#[test]
fn what_is_no_fingerprint_is_refused_at_the_line() {
    let right = written(&Folded::text("Oh no.\n\nThe tide came over the mole.", Markup::Plain), SHA256);
    assert!(read(right.as_bytes()).unwrap().unwrap().age().is_none());
    assert_eq!(read(right.replace('\n', "\r\n").as_bytes()), read(right.as_bytes()));
    assert!(is_same(right.as_bytes(), right.replace('\n', "\r\n").as_bytes()));
    let refused = |from: &str, to: &str| {
        assert!(right.contains(from), "{from:?} in {right}");
        read(right.replacen(from, to, 1).as_bytes()).map(|read| read.is_some()).map_err(|fault| fault.line)
    };
    assert_eq!(refused("fingerprint 1", "fingerprint 2"), Ok(false));
    assert_eq!(refused("grounds-", "ground-"), Err(1));
    assert_eq!(refused("fingerprint 1", "fingerprint +1"), Err(1));
    assert_eq!(refused("folding 2\n", ""), Err(2));
    assert_eq!(refused("k 4", "k 0"), Err(3));
    assert_eq!(refused("markup txt", "markup html"), Err(4));
    assert_eq!(refused("sha256 b", "sha256 B"), Err(5));
    assert_eq!(refused("15ad\n\n", "15ad\n"), Err(6));
    assert_eq!(refused("\n...\n", "\n....\n"), Err(7));
    assert_eq!(refused("\n...\n\n", "\n...\n"), Err(8));
    let last = right.trim_end().rsplit('\n').next().unwrap();
    for wrong in [
        last.to_uppercase(),
        last[1..].to_owned(),
        last.replace(' ', "  "),
        format!("{last} "),
        "é".to_owned(),
    ] {
        assert_eq!(refused(last, &wrong), Err(9), "{wrong:?}");
    }
    for end in 0..right.len() {
        let _ = read(&right.as_bytes()[..end]);
    }
    assert!(read(b"").is_err() && read(b"\n\n").is_err() && read(&[0xff; 40]).is_err());
}

#[test]
fn another_folding_or_run_length_is_of_another_age() {
    let right = written(&Folded::text("The tide came over the mole.", Markup::Plain), SHA256);
    let age = |from: &str, to: &str| read(right.replace(from, to).as_bytes()).unwrap().unwrap().age();
    assert_eq!(age("folding 2", "folding 1"), Some(Age::Older));
    assert_eq!(age("folding 2", "folding 3"), Some(Age::Newer));
    assert_eq!(age("k 4", "k 5"), Some(Age::Older));
}

#[test]
fn hostile_fingerprints_and_quotes_take_no_time() {
    let fingerprint = fingerprint(&"a ".repeat(50_000), Markup::Plain);
    let nearly = "a ".repeat(300) + "b";
    let longer = "a ".repeat(3000) + "b";
    let outcomes = search(&fingerprint, &[&longer, &nearly, &nearly]);
    assert!(
        matches!(outcomes[..], [Outcome::TooCommon, Outcome::Partly(_), Outcome::Partly(_)]),
        "{outcomes:?}"
    );
    let marks = "[a](b ".repeat(20_000);
    let _ = search(&fingerprint, &[&marks, &"[...] a a a a ".repeat(200)]);
}

/// Does an ellipsis of the quote leave out a part of a word or number?
fn hides_part_of_a_word(text: &Folded, quote: &str) -> bool {
    let readings = [Markup::Plain, Markup::Markdown].map(|markup| Folded::quote(quote, markup));
    readings.iter().any(|reading| {
        let all = [Ellipsis::Bracketed, Ellipsis::Any].into_iter();
        let mut split = all.filter_map(|ellipsis| elision::split(reading, ellipsis));
        split.any(|parts| {
            let sought = elision::seek_parts(&Searched::new(text), reading, &parts);
            sought.is_err_and(|failure| matches!(failure.why, elision::Why::Cut(_)))
        })
    })
}

/// Does the fingerprint of a text say of a quote what the text says?
fn agree(text: &str, markup: Markup, quote: &str) -> Result<(), TestCaseError> {
    let folded = Folded::text(text, markup);
    let by_text =
        matching::search(text, &folded, &[QuoteSelector { quote, ..QuoteSelector::default() }]).remove(0);
    let found = matches!(by_text, matching::Outcome::Found(_));
    // With half of a markup. Most of these are told apart, but not all.
    let stands = |markup| folded.as_str().contains(Folded::quote(quote, markup).as_str());
    let is_cut_out = markup == Markup::Markdown
        && matches!(&by_text, matching::Outcome::Found(found) if !found.steps.elided)
        && ![Markup::Plain, Markup::Markdown].into_iter().any(stands);
    let by_hash = search(&read(written(&folded, SHA256).as_bytes()).unwrap().unwrap(), &[quote]).remove(0);
    match by_hash {
        // Whether it begins behind a hyphen at a line end is seen in the text alone, too.
        Outcome::Found(_) if !folded.hyphens().is_empty() => {}
        // And so is what an ellipsis leaves out of a word.
        Outcome::Found(_) if hides_part_of_a_word(&folded, quote) => {}
        Outcome::Found(_) => prop_assert!(found, "{quote:?} in {folded:?}: {by_text:?}"),
        Outcome::Partly(_) | Outcome::Absent | Outcome::ShortPart(_) => {
            // What only the page did to a word is seen in the text alone; and whether a quote begins with a sign, or ends with a dash.
            let is_rejoined = matches!(&by_text, matching::Outcome::Found(found) if found.steps.rejoined);
            // So are the marks of vowels that only the text has.
            let is_rejoined = is_rejoined || found && folded.as_str().contains('\u{301}');
            // So is a line end between two digits, and where a word with a part in brackets begins, beside an ellipsis.
            let ends: Vec<char> = text.chars().collect();
            let parts_digits = |three: &[char]| matches!(three, [one, '\n', other] if one.is_ascii_digit() && other.is_ascii_digit());
            let is_rejoined = is_rejoined
                || (found && ends.windows(3).any(parts_digits))
                || (quote.contains("...") && quote.contains('('));
            let is_mark = |c: char| !c.is_alphanumeric();
            let begins_with_mark = quote.trim().starts_with(is_mark) || quote.trim().ends_with(is_mark);
            prop_assert!(
                !found || is_cut_out || is_rejoined || begins_with_mark,
                "{quote:?} in {folded:?}: {by_hash:?}, {by_text:?}"
            );
        }
        Outcome::TooShort(part) => {
            let read = |markup| Folded::quote(quote, markup);
            let few = [Markup::Plain, Markup::Markdown]
                .map(read)
                .iter()
                .any(|read| read.units(read.folded(part)).count() < K);
            prop_assert!(few, "{part:?} of {quote:?}");
        }
        Outcome::Marks => prop_assert!(markup == Markup::Markdown),
        Outcome::Hyphens => prop_assert!(quote.contains(['-', '–'])),
        Outcome::TooCommon => prop_assert!(false),
    }
    Ok(())
}

/// Words, marks and what is between them; few, so that they come again.
const TEXT: &str = "([abAB]|an|the|isn't|3,4|é|«|»|-|–|\\.|, |\\. |\\n|\\n\\n|  | | | |\\*|_|\\[|\\]\\(x\\)|# |…|\\[\\.\\.\\.\\]|\u{ad}|\u{301}|🇧🇾){0,60}";

proptest! {
    #![proptest_config(ProptestConfig { cases: 1500, ..ProptestConfig::default() })]

    #[test]
    fn a_fingerprint_gives_the_verdict_of_its_text(
        text in TEXT, markdown: bool, from in 0usize..100, length in 0usize..40, other in 0usize..40, gap in 0usize..60,
        change in proptest::option::of(0usize..40),
    ) {
        let markup = if markdown { Markup::Markdown } else { Markup::Plain };
        let folded = Folded::text(&text, markup);
        let cut = |text: &str, from: usize, length: usize| -> String {
            text.chars().skip(from.checked_rem(text.chars().count()).unwrap_or(0)).take(length).collect()
        };
        for text_or_folded in [&*text, folded.as_str()] {
            let mut quote = cut(text_or_folded, from, length);
            if other > 20 {
                quote = format!("{quote} [...] {}", cut(text_or_folded, from + length + gap, other));
            }
            agree(&text, markup, &quote)?;
            if let Some(at) = change {
                let start = quote.char_indices().nth(at).map_or(quote.len(), |(start, _)| start);
                quote.insert_str(start, "zebra");
                agree(&text, markup, &quote)?;
            }
        }
    }
}
