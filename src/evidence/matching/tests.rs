//! Searching by example, and what holds of it for any text and quote.

use super::*;
use crate::evidence::difference::ChangeKind;
use crate::text::edges::units;
use crate::text::tokens::tokens;
use proptest::prelude::*;

fn outcome_in(text: &str, markup: Markup, sought: QuoteSelector) -> Outcome {
    search(text, &Folded::text(text, markup), &[sought]).remove(0)
}

fn outcome(text: &str, quote: &str) -> Outcome {
    outcome_in(text, Markup::Markdown, QuoteSelector { quote, ..QuoteSelector::default() })
}

fn sought(text: &str, sought: QuoteSelector) -> Found {
    match outcome_in(text, Markup::Markdown, sought) {
        Outcome::Found(found) => found,
        other => panic!("{sought:?}: {other:?}"),
    }
}

fn find(text: &str, quote: &str) -> Found {
    sought(text, QuoteSelector { quote, ..QuoteSelector::default() })
}

fn grade(text: &str, quote: &str) -> &'static str {
    grade_of(&find(text, quote))
}

fn grade_of(found: &Found) -> &'static str {
    match found.steps.weakest_first().next() {
        None => "exact",
        Some(Step::Typographic) => "typographic",
        Some(Step::Reflowed) => "reflowed",
        Some(Step::Rejoined) => "rejoined",
        Some(Step::Elided) => "elided",
        Some(Step::Fingerprint) => "fingerprint",
    }
}

fn is_altered(text: &str, quote: &str) -> Option<ChangeKind> {
    match outcome(text, quote) {
        Outcome::Altered(near_miss) => near_miss.changes.first().map(|change| change.kind),
        _ => None,
    }
}

#[test]
fn grades() {
    let text = "He said the “deal” was\nworth \\$95m, or *more* than [that](#) year’s\n\nsales together.";
    assert_eq!(grade(text, "He said the"), "exact");
    assert_eq!(grade(text, " the “deal” was\nworth "), "exact");
    assert_eq!(grade(text, "the \"deal\" was\nworth"), "typographic");
    assert_eq!(grade(text, "the “deal” was worth"), "reflowed");
    assert_eq!(grade(text, "He said\nthe “deal”"), "reflowed");
    assert_eq!(grade(text, "worth $95m, or more than that year's"), "typographic");
    assert_eq!(grade(text, "worth \\$95m, or *more* than [that](#)"), "exact");
    assert_eq!(grade(text, "than [that](http://a.b) year's"), "typographic");
    assert_eq!(grade(text, "than [that"), "exact");
    assert_eq!(grade(text, "that](#) year’s"), "exact");
    assert_eq!(grade(text, "that year's sales together"), "reflowed");
    let steps = find(text, "the \"deal\" was worth").steps;
    assert_eq!(steps.weakest_first().collect::<Vec<_>>(), [Step::Reflowed, Step::Typographic]);
    assert_eq!(find(text, "was worth $95m").parts, [Span::new(23, 38)]);
}

#[test]
fn only_whole_tokens_match() {
    let text = "The government said 3,400 isn't enough.";
    for part in ["he government", "The govern", "3,4", "400 isn't", "isn"] {
        assert!(!matches!(outcome(text, part), Outcome::Found(_)), "{part}");
    }
    assert_eq!(grade("xa a a b", "a a b"), "exact");
    assert_eq!(grade("-a a a- b", "a a- b"), "exact");
    assert_eq!(outcome(text, ""), Outcome::Absent(None));
    assert_eq!(outcome(text, " \n"), Outcome::Absent(None));
    assert_eq!(outcome("", "a b c"), Outcome::Absent(None));
    assert_eq!(outcome(text, "nothing of this"), Outcome::Absent(None));
}

#[test]
fn a_letter_is_not_parted_from_its_accent() {
    let text = "They came to *the* cafe\u{301} and stayed.";
    assert_eq!(grade(text, "came to *the* cafe\u{301}"), "exact");
    assert!(!matches!(outcome(text, "came to *the* cafe"), Outcome::Found(_)));
}

#[test]
fn a_match_stays_in_its_block() {
    let text =
        "The New Deal\n\nThe state sold its old firm. It was a good price.\n\nThen it bought another one.";
    assert_eq!(is_altered(text, "It was a good price. Then it bought"), Some(ChangeKind::Paragraph));
    assert_eq!(is_altered(text, "The New Deal The state sold"), Some(ChangeKind::Paragraph));
}

const FILLER: &str = "one two three four five six seven eight nine ten ";

#[test]
fn elided_quotes() {
    let text = format!(
        "The first thing to say is that it was bought early. {FILLER}And then the second part stands here. The end."
    );
    let found = find(&text, "The first thing [...] second part stands […]");
    assert_eq!(grade_of(&found), "elided");
    assert!(!found.steps.typographic);
    let words: Vec<_> = found.parts.iter().map(|part| &text[part.range()]).collect();
    assert_eq!(words, ["The first thing", "second part stands"]);
}

#[test]
fn elision_has_rules() {
    let text = format!(
        "The first thing to say is this. {FILLER}\n\nAnd the second part stands here. {} So it came to an end.",
        FILLER.repeat(10)
    );
    assert_eq!(grade(&text, "The first thing... the second part"), "elided");
    assert_eq!(grade(&text, "…the first thing to say".replace("the f", "The f").as_str()), "elided");
    assert_eq!(is_altered(&text, "the second part [...] The first thing"), Some(ChangeKind::Apart));
    assert_eq!(is_altered(&text, "the second part [...] came to an end"), Some(ChangeKind::FarApart));
    assert!(
        matches!(outcome(&text, "The first thing [...] second part [...] stands here."), Outcome::Absent(Some(near_miss)) if near_miss.changes[0].kind == ChangeKind::ShortPart)
    );
    let Outcome::Altered(near_miss) = outcome(&text, "The first thing [...] And the third part stands here.")
    else {
        panic!()
    };
    assert_eq!(
        (near_miss.changes[0].wrote.as_str(), near_miss.changes[0].stands.as_str()),
        ("third", "second")
    );
}

#[test]
fn dots_of_the_source_are_no_ellipsis() {
    let text = "\"Belarus ... is quite skilled in [...] things like that ... and in more,\" he said at the time of it all.";
    assert_eq!(grade(text, "Belarus ... is quite skilled"), "exact");
    assert_eq!(grade(text, "skilled in [...] things like that"), "exact");
    assert_eq!(grade(text, "Belarus ... is quite skilled [...] and in more,"), "elided");
    assert_eq!(is_altered(text, "Belarus ... is very skilled in"), Some(ChangeKind::Words));
}

#[test]
fn elision_finds_later_places() {
    let text = format!("{} a b c x d e f. {} a b c y g h i.", "a b c.", FILLER.repeat(20));
    let found = find(&text, "a b c [...] g h i");
    assert!(found.ambiguity.is_none());
    assert_eq!(&text[found.parts[0].start as usize..found.parts[1].end as usize], "a b c y g h i");
}

#[test]
fn ambiguity() {
    let text = "He said it was a good deal. She said it was a bad deal. They said it was not.";
    let found = find(text, "said it was");
    assert_eq!(found.parts, [Span::new(3, 14)]);
    assert_eq!(found.ambiguity, Some(Ambiguity::SeveralPlaces(vec![Span::new(32, 43), Span::new(61, 72)])));
    let quote = "said it was";
    let found = sought(text, QuoteSelector { quote, prefix: Some("She "), suffix: None });
    assert_eq!((found.parts[0], found.ambiguity), (Span::new(32, 43), None));
    let found = sought(text, QuoteSelector { quote, prefix: None, suffix: Some("a") });
    assert!(matches!(found.ambiguity, Some(Ambiguity::SeveralPlaces(others)) if others.len() == 1));
    let found = sought(text, QuoteSelector { quote, prefix: Some("they"), suffix: None });
    assert_eq!(found.ambiguity, Some(Ambiguity::ContextNotFound));
    let found = sought(
        text,
        QuoteSelector { quote: "They said it", prefix: Some("bad deal."), suffix: Some("was *not*.") },
    );
    assert_eq!(found.ambiguity, None);
}

#[test]
fn the_body_wins_over_headings_and_pull_quotes() {
    let long = "Nobody knew at the time that the ruler can be accused of many things, but never of this one, as the papers wrote on all their pages.";
    let text = format!(
        "The ruler can be accused\n\n{long}\n\nThe ruler can be accused of many things, but never of this.\n\nAnother one stands here."
    );
    let found = find(&text, "ruler can be accused");
    assert!(found.ambiguity.is_none() && found.heading.is_none());
    assert_eq!(found.parts[0].start as usize, text.find("ruler can be accused of").unwrap());
    let text = format!("# The ruler goes away\n\n{long}");
    assert!(find(&text, "ruler goes away").heading.is_some());
    assert!(find(&text, "papers wrote on all").ambiguity.is_none());
}

#[test]
fn of_equal_places_the_one_that_stands_exactly_so_is_shown() {
    let text = "He called it a “good deal” once. He called it a \"good\ndeal\" twice. He called it a \"good deal\" often.";
    let at = |nth: usize| u32::try_from(text.match_indices(" it a ").nth(nth).unwrap().0 + 4).unwrap();
    for (quote, nth) in
        [("a \"good deal\"", 2), ("a “good deal”", 0), ("a \"good\ndeal\"", 1), ("a „good deal”", 0)]
    {
        let found = find(text, quote);
        assert_eq!(found.parts[0].start, at(nth), "{quote}");
        assert_eq!(found.steps == Steps::default(), quote != "a „good deal”");
        let Some(Ambiguity::SeveralPlaces(others)) = found.ambiguity else { panic!("{quote}") };
        let others: Vec<_> = others.iter().map(|other| other.start).collect();
        let expected: Vec<_> = (0..3).filter(|other| *other != nth).map(at).collect();
        assert_eq!(others, expected, "{quote}");
    }
    let found =
        sought(text, QuoteSelector { quote: "a \"good deal\"", prefix: Some("called"), suffix: Some("so") });
    assert_eq!((found.parts[0].start, found.ambiguity), (at(2), Some(Ambiguity::ContextNotFound)));
}

#[test]
fn a_part_that_fails_is_told_in_the_reading_it_is_a_part_of() {
    let quote = "*He* [...] sold it all early";
    let Outcome::Absent(Some(near_miss)) = outcome("*He* bought or sold it all early.", quote) else {
        panic!()
    };
    assert_eq!(
        (near_miss.changes[0].kind, near_miss.changes[0].wrote.as_str()),
        (ChangeKind::ShortPart, "He")
    );
}

#[test]
fn marks_of_vowels_alone_are_no_quote() {
    for text in ["", "כתב", "The tide came in."] {
        assert_eq!(outcome(text, "\u{5c1}"), Outcome::Absent(None), "{text}");
    }
}

#[test]
fn hostile_quotes_take_no_time() {
    let many = 100_000;
    let text = "a ".repeat(many);
    let folded = Folded::text(&text, Markup::Markdown);
    let quotes = [
        "a ".repeat(many / 2),
        "a ".repeat(many / 2) + "b",
        "a a a ... ".repeat(many / 20),
        "b a a ".repeat(many / 10),
        "*".repeat(many),
    ];
    let sought: Vec<_> =
        quotes.iter().map(|quote| QuoteSelector { quote, ..QuoteSelector::default() }).collect();
    assert_eq!(search(&text, &folded, &sought).len(), sought.len());
    let context = "a ".repeat(many / 2);
    let between = QuoteSelector { quote: "a a", prefix: Some(&context), suffix: Some(&context) };
    assert!(matches!(search(&text, &folded, &[between])[0], Outcome::Found(_)));
    // Line breaks on one side wherever there is white space.
    let broken = "a\n".repeat(many);
    assert!(matches!(outcome(&broken, &text), Outcome::Found(found) if found.steps.reflowed));
    let text = "ab ".repeat(many);
    let folded = Folded::text(&text, Markup::Plain);
    let quote = "ab ".repeat(many / 2) + "a";
    assert!(!matches!(
        search(&text, &folded, &[QuoteSelector { quote: &quote, ..QuoteSelector::default() }])[0],
        Outcome::Found(_)
    ));
}

fn any_text() -> impl Strategy<Value = String> {
    let piece = prop::sample::select(vec![
        "a",
        "b",
        "The ",
        " of ",
        "state",
        " 12",
        " ",
        "\n",
        "\n\n",
        ". ",
        ", ",
        "“",
        "’",
        " – ",
        "...",
        "ﬁ",
        "é",
        "*",
        "[x](#)",
        "[",
        "\\$",
        "not ",
        "un-\n\n12\n\n",
        " million",
        "^",
        "~~",
        "<td>",
        "(un)",
        "橋",
        "\u{ad}",
    ]);
    prop::collection::vec(piece, 0..30).prop_map(|pieces| pieces.concat())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1000))]
    #[test]
    fn agrees_with_a_simple_model(text in any_text(), quote in any_text()) {
        let folded = Folded::text(&text, Markup::Plain);
        let words = Folded::quote(&quote, Markup::Plain);
        let edges: Vec<_> = units(folded.as_str()).collect();
        let model = !words.as_str().is_empty() && folded.as_str().char_indices().any(|(at, _)| {
            let end = at + words.as_str().len();
            folded.as_str()[at..].starts_with(words.as_str())
                && edges.iter().any(|token| token.start == at) && edges.iter().any(|token| token.end == end)
        });
        let found = outcome_in(&text, Markup::Plain, QuoteSelector { quote: &quote, ..QuoteSelector::default() });
        if let Outcome::Found(found) = &found {
            // A blank may be one that markup left behind.
            let bare = |words: &str| words.replace(' ', "");
            let but_for_blanks = found.steps.typographic && bare(folded.as_str()).contains(&bare(words.as_str()));
            prop_assert!(model || found.steps.elided || found.steps.rejoined || but_for_blanks);
        } else {
            prop_assert!(!model);
        }
    }

    #[test]
    fn whatever_stands_is_found(text in any_text(), markdown: bool, from in 0_usize..20, length in 1_usize..20) {
        let markup = if markdown { Markup::Markdown } else { Markup::Plain };
        let folded = Folded::text(&text, markup);
        let tokens: Vec<_> = units(folded.as_str()).collect();
        prop_assume!(!tokens.is_empty());
        let first = from % tokens.len();
        let range = tokens[first].start..tokens[(first + length - 1).min(tokens.len() - 1)].end;
        let quote = &folded.as_str()[range.clone()];
        // "12" at the end of a line may be half of a number.
        // Beside the ends of a quote nobody knows what stood by a mark; "12" at the end of a line may be half of a number.
        let is_word = |c: char| c.is_alphanumeric();
        let is_whole = quote.starts_with(is_word) && quote.ends_with(is_word) && !quote.contains(['\n', '\t'])
            && folded.is_edge(range.start) && folded.is_edge(range.end);
        if !is_whole {
            return Ok(());
        }
        let outcome = search(&text, &folded, &[QuoteSelector { quote, ..QuoteSelector::default() }]).remove(0);
        prop_assert!(matches!(outcome, Outcome::Found(_)), "{:?} in {:?}", quote, folded.as_str());
    }

    #[test]
    fn whatever_is_cut_out_of_the_file_is_found(text in any_text(), from in 0_usize..40, length in 1_usize..40) {
        let folded = Folded::text(&text, Markup::Markdown);
        let bounds: Vec<_> = (0..=text.len()).filter(|at| text.is_char_boundary(*at)).collect();
        let from = from % bounds.len();
        let cut = Span::new(bounds[from], bounds[(from + length).min(bounds.len() - 1)]);
        let stands = folded.folded(cut);
        let words = folded.words(stands);
        let is_whole = folded.is_edge(stands.start()) && folded.is_edge(stands.end());
        // Beside the ends of a quote nobody knows what stood by a mark.
        let is_word = |c: char| c.is_alphanumeric();
        let is_whole = is_whole && words.starts_with(is_word) && words.ends_with(is_word);
        // The target of a link, cut off from its brackets, is no markup.
        // A quote has one block: what stands between a hyphen and the rest of its word may be no head of a page there.
        let is_read_alike = (text[cut.range()].contains(MARKUP) || folded.original(stands) == cut)
            && !["-\n\n", "\u{ad}\n\n"].iter().any(|end| text[cut.range()].contains(end));
        if is_whole && is_read_alike && words.contains(char::is_alphanumeric) && !words.contains(['\n', '\t']) {
            let outcome = outcome(&text, &text[cut.range()]);
            prop_assert!(matches!(outcome, Outcome::Found(_)), "{:?} in {:?}: {:?}", &text[cut.range()], text, outcome);
        }
    }

    #[test]
    fn a_changed_word_is_never_found(text in "([a-e]{1,3}([ ,.]|\\*| \\[|\n|\n\n){1,2}){3,30}", markdown: bool, at in 0_usize..30, from in 0_usize..30, length in 3_usize..12) {
        let markup = if markdown { Markup::Markdown } else { Markup::Plain };
        let folded = Folded::text(&text, markup);
        let all: Vec<_> = tokens(folded.as_str()).collect();
        prop_assume!(!all.is_empty());
        let from = from % all.len();
        let chosen = &all[from..(from + length).min(all.len())];
        let changed = &chosen[at % chosen.len()];
        let str = folded.as_str();
        let quote = [&str[chosen[0].start..changed.start], "zz", &str[changed.end..chosen[chosen.len() - 1].end]].concat();
        let outcome = search(&text, &folded, &[QuoteSelector { quote: &quote, ..QuoteSelector::default() }]).remove(0);
        match outcome {
            Outcome::Found(_) => prop_assert!(false),
            Outcome::Altered(near_miss) => prop_assert!(near_miss.changes.iter().any(|change| change.wrote.contains("zz"))),
            Outcome::Absent(_) => {}
        }
    }
}
