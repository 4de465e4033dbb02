//! Folding by example, and what holds of it for any text.

use super::*;
use crate::text::tokens::tokens;
use proptest::prelude::*;

fn plain(text: &str) -> String {
    Folded::text(text, Markup::Plain).text
}

fn marked(text: &str) -> String {
    Folded::text(text, Markup::Markdown).text
}

fn quote(text: &str) -> String {
    Folded::quote(text, Markup::Markdown).text
}

#[test]
fn typography() {
    assert_eq!(plain("“It’s” – «so»… ‹a› „b‟ −5 ‐"), "\"It's\" - \"so\"... 'a' \"b\" -5 -");
    assert_eq!(plain("eﬃcient ﬂow"), "efficient flow");
    assert_eq!(plain("\u{feff}a\u{a0}b\u{2009} \t c\r\nd"), "a b c d");
    assert_eq!(plain("co\u{ad}op co\u{ad}\n  op co\u{ad}\r\nop"), "coop coop coop");
    assert_eq!(plain("  a  "), "a");
    assert_eq!(plain("a[b]\u{200b}C 1²"), "a[b]C 1²");
    assert_eq!(plain(" \n\n \u{feff}"), "");
    assert_eq!(plain(""), "");
}

#[test]
fn apostrophes_and_marks_of_every_script() {
    assert_eq!(plain("сім\u{2bc}ї isn´t don`t Hawai\u{2bb}i"), "сім'ї isn't don't Hawai'i");
    assert_eq!(plain("צה\u{5f4}ל ג\u{5f3}ון תל\u{5be}אביב"), "צה\"ל ג'ון תל-אביב");
    assert_eq!(plain("「橋」『橋』＂４０％＂，"), "\"橋\"\"橋\"\"40%\",");
    assert_eq!(plain("الجســـر \u{fefb} \u{fe8d}"), "الجسر لا ا");
    assert_eq!(plain("the\u{200b}yard\u{2060} \u{200f}and\u{feff}"), "theyard and");
    // Exponents are no digits, and joiners make other words.
    assert_eq!(plain("10⁶ ²ａ می\u{200c}خواهم"), "10⁶ ²a مي\u{200c}خواهم");
}

#[test]
fn dashes_and_ellipses_however_they_are_set() {
    for dashed in
        ["shut—since", "shut — since", "shut - since", "shut -- since", "shut⸺since", "shut\n– since"]
    {
        assert_eq!(plain(dashed), "shut - since", "{dashed}");
    }
    assert_eq!(
        plain("non-state, an -5 and –5, pre- and post-war"),
        "non-state, an -5 and -5, pre- and post-war"
    );
    for dotted in ["shut ... and", "shut... and", "shut . . . and", "shut…… and", "shut…. and", "shut …and"]
    {
        assert_eq!(plain(dotted), "shut... and", "{dotted}");
    }
    for bracketed in ["a (...) b", "a (…) b", "a […] b", "a [. . .] b", "a <...> b"] {
        assert_eq!(plain(bracketed), "a [...] b", "{bracketed}");
    }
    assert_eq!(
        plain("64 % of « tugs », «\u{a0}so\u{a0}» \u{202f}? »x« said 5 : 3"),
        "64% of \"tugs\", \"so\"? \"x\" said 5: 3"
    );
}

#[test]
fn hyphens_at_line_ends_go() {
    assert_eq!(plain("un-\nlawful im\u{2010}\r\npossible UN-\nLAWFUL"), "unlawful impossible UNLAWFUL");
    assert_eq!(plain("Anglo-\nAmerican 1914-\n1918 An-\n26"), "Anglo-American 1914-1918 An-26");
    assert_eq!(plain("the cap-\n\ntions were"), "the captions were");
    let folded = Folded::text("so un-\nlawful it was", Markup::Plain);
    assert_eq!(folded.hyphens(), [5]);
    assert_eq!(folded.original(FoldedRange::new(3, 11)), Span::new(3, 13));
    assert_eq!(folded.original(FoldedRange::new(12, 14)), Span::new(14, 16));
}

#[test]
fn no_space_where_none_is_written() {
    assert_eq!(plain("洪水季节之\n前对马车，\n开放 a\nb"), "洪水季节之前对马车,开放a b");
    assert_eq!(plain("สะพาน\nปิด 한국\n어"), "สะพานปิด 한국 어");
}

#[test]
fn columns_are_kept_apart() {
    let columns = "The harbour board met on Friday       A new ferry will cross the bay\n\
                   and put off the vote.                 twice a day from June.\n";
    assert_eq!(plain(columns).matches('\t').count(), 3);
    assert_eq!(plain("It was so.   And more.\nThen nothing."), "It was so. And more. Then nothing.");
    assert_eq!(plain("2019\tforty\n2020\ttwelve"), "2019\tforty\t2020\ttwelve");
    assert_eq!(quote("a    b\nc    d"), "a b c d");
}

#[test]
fn normal_form() {
    assert_eq!(plain("cafe\u{301} naïve"), "café naïve");
    assert_eq!(plain("Й И\u{306} 한 \u{1112}\u{1161}\u{11ab}"), "Й Й 한 한");
    assert_eq!(plain("q\u{307}\u{323} \u{301}"), "q\u{323}\u{307} \u{301}");
    assert_eq!(plain("a\u{2000}b\u{2126}"), "a bΩ");
    let folded = Folded::text("a cafe\u{301} b", Markup::Plain);
    assert_eq!(folded.original(FoldedRange::new(2, 7)), Span::new(2, 8));
    assert_eq!(folded.original(FoldedRange::new(8, 9)), Span::new(9, 10));
}

#[test]
fn markup_goes_and_words_stay() {
    assert_eq!(
        marked("of the [*firms under*] *Best* **paper**, [deals](http://x.y/ \"t\")"),
        "of the [firms under] Best paper, deals"
    );
    assert_eq!(
        marked("\\$95m [...] a\\*b &amp; c&nbsp;d 5 * 3 snake_case"),
        "$95m [...] a*b & c d 5 * 3 snake_case"
    );
    assert_eq!(
        marked("# Title\ntext\n\n> said\n> so\n\n- one\n- two\n\n***\n\nend"),
        "Title\ntext\nsaid so\none\ntwo\nend"
    );
    assert_eq!(
        marked(
            "a `b  c` `` ` `` <b>d</b><!-- e -->\n\n<!-- hidden\nwords -->\n\n    code x\n\n<div>\nhtml *x*\n</div>"
        ),
        "a b c ` d\ncode x\nhtml *x*"
    );
    assert_eq!(marked("> a `b\n> c` d\\\ne"), "a b c d e");
    assert_eq!(marked("line\r\nbreak\r\n\r\nNew\r\n"), "line break\nNew");
    let folded = Folded::text("see [the *deal*](http://x) now", Markup::Markdown);
    assert_eq!(folded.original(FoldedRange::new(4, 12)), Span::new(5, 14));
    assert_eq!(folded.original(FoldedRange::new(4, 16)), Span::new(5, 30));
}

#[test]
fn quotes_have_no_block_syntax() {
    for same in ["1. first", "# one", "- a", "> b", "+ c", "    d", "=== x", "[a]: b", "***"] {
        assert_eq!(quote(same), same.trim());
    }
    assert_eq!(quote("\n\n*a*\r\n\r\n  _b_ [c](#)"), "a b c");
    let folded = Folded::quote("\u{feff} *a* \\$5", Markup::Markdown);
    assert_eq!(folded.as_str(), "a $5");
    assert_eq!(folded.original(FoldedRange::new(0, 4)), Span::new(5, 11));
}

#[test]
fn hostile_texts_take_no_time() {
    let many = 20_000;
    for piece in [
        "[",
        "*a ",
        "`",
        "> ",
        "a\n\n",
        "\u{301}",
        "- ",
        "<!--",
        "_*",
        "![",
        "a\u{ad}\n",
        "&amp;",
        "\r",
        "[1]",
        "A a a a\n\n",
        "((",
        "\\",
    ] {
        let text = piece.repeat(many);
        let _ = Folded::text(&text, Markup::Plain);
        let _ = Folded::text(&text, Markup::Markdown);
        let _ = Folded::quote(&text, Markup::Markdown);
    }
}

fn any_text() -> impl Strategy<Value = String> {
    let piece = prop::sample::select(vec![
        "a",
        "Bc",
        "1",
        " ",
        "  ",
        "\n",
        "\r\n",
        "\n\n",
        ".",
        ", ",
        "“",
        "’",
        "–",
        "…",
        "ﬁ",
        "\u{ad}",
        "\u{a0}",
        "é",
        "e\u{301}",
        "\u{301}",
        "я",
        "中",
        "\u{feff}",
        "*",
        "**",
        "_",
        "[",
        "](#)",
        "]",
        "\\",
        "`",
        "&amp;",
        "&nbsp;",
        "# ",
        "> ",
        "- ",
        "1. ",
        "<b>",
        "\u{2028}",
        "word",
        "\t",
        "===",
        "~",
        "!",
        "\u{0}",
        "-",
        "-\n",
        " -- ",
        "—",
        "%",
        " ?",
        "«",
        "»",
        "(",
        ")",
        "   ",
        "ａ",
        "\u{640}",
        "\u{200b}",
        "²",
        "橋",
        "~~",
        "&shy;",
        "<br>",
        "<p>",
        "</p>",
        "\n\n<td>",
        "<h1>",
        "</h1>",
        "<del>",
        "un-\n\n12\n\n",
        "‰",
        "40",
    ]);
    prop::collection::vec(piece, 0..24).prop_map(|pieces| pieces.concat())
}

#[test]
fn an_accent_joins_no_part_of_a_ligature() {
    let folded = Folded::text("ﬁ\u{301}", Markup::Plain);
    assert_eq!(folded.as_str(), "fi\u{301}");
    assert_eq!(folded.original(FoldedRange::new(0, 2)), Span::new(0, 3));
}

#[test]
fn a_dash_that_carries_accents_joins_nothing() {
    let original = "a—\u{301}\u{323}b";
    let folded = Folded::text(original, Markup::Plain);
    assert_eq!(folded.as_str(), "a-\u{323}\u{301}b");
    assert_eq!(folded.original(FoldedRange::new(1, 2)), Span::new(1, 8));
    // But an ohm is a letter of its own.
    assert_eq!(plain("5—\u{2126} don`\u{212a}"), "5 - Ω don'K");
}

#[test]
fn a_soft_hyphen_at_the_end_of_a_block_leaves_the_line_end_to_the_block() {
    let folded = Folded::text("    code\u{ad}\nend", Markup::Markdown);
    assert_eq!(folded.as_str(), "code-\nend");
    assert_eq!(folded.original(FoldedRange::new(4, 5)), Span::new(8, 10));
    assert_eq!(folded.original(FoldedRange::new(5, 6)), Span::new(10, 11));
}

fn assert_map<Of: Copy>(original: &str, folded: &Folded<Of>) -> Result<(), TestCaseError> {
    let text = folded.as_str();
    prop_assert_eq!(text.trim(), text);
    let (mut inner, mut last) = (0, 0);
    for (at, c) in text.char_indices() {
        let span = folded.original(FoldedRange::new(at, at + c.len_utf8()));
        prop_assert!(original.get(span.range()).is_some_and(|raw| !raw.is_empty()), "{:?} {:?}", text, span);
        prop_assert!(span.start >= inner && span.end >= last, "{:?}", text);
        let back = folded.folded(span).range();
        prop_assert!(
            back.start <= at && back.end >= at + c.len_utf8() && text.get(back).is_some(),
            "{:?}",
            text
        );
        (inner, last) = (span.start, span.end);
    }
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2000))]
    #[test]
    fn the_map_is_exact(original in any_text(), markdown: bool) {
        let markup = if markdown { Markup::Markdown } else { Markup::Plain };
        let (text, quote) = (Folded::text(&original, markup), Folded::quote(&original, markup));
        assert_map(&original, &text)?;
        assert_map(&original, &quote)?;
        let blocks: Vec<_> = text.blocks().iter().map(|block| text.words(block.range)).collect();
        prop_assert_eq!(blocks.join("\n"), text.as_str());
        for block in blocks.into_iter().chain([quote.as_str()]) {
            prop_assert!(!block.contains('\n') && !block.contains("  "));
        }
    }

    #[test]
    fn what_is_cut_out_folds_alike(original in any_text()) {
        let folded = Folded::text(&original, Markup::Plain);
        let tokens: Vec<_> = tokens(folded.as_str()).collect();
        for (at, first) in tokens.iter().enumerate() {
            for last in tokens.iter().skip(at).take(6) {
                let slice = &folded.as_str()[first.start..last.end];
                let span = folded.original(FoldedRange::new(first.start, last.end));
                let cut = Folded::quote(&original[span.range()], Markup::Plain);
                // Half of what folds as a whole, as one dot of an ellipsis, brings the rest along; and at the end of a
                // quote nobody knows what stood beside a mark.
                let is_half = |c: char| !c.is_alphanumeric();
                // No quote runs over the end of a block, or from one column into the next.
                // A quote that has the head or foot of a page is not known to.
                let is_inside = |at: &u32| (first.start..last.end).contains(&(*at as usize));
                let line_ends = original[span.range()].matches(['\n', '\r', '\u{2028}']).count();
                if line_ends > 1 && folded.hyphens().iter().any(is_inside) {
                    continue;
                }
                // Nor is a quote of a quoted mail.
                if line_ends > 0 && original.contains('>') {
                    continue;
                }
                if slice.contains(['\n', '\t']) || cut.as_str().contains("...") || slice.starts_with(is_half) || slice.ends_with(is_half) {
                    continue;
                }
                prop_assert_eq!(cut.as_str(), slice);
            }
        }
    }

    #[test]
    fn folding_twice_changes_nothing(original in any_text()) {
        let once = Folded::quote(&original, Markup::Plain);
        // An accent can join a letter that folding has only now set before it.
        if !original.contains(['\u{ad}', 'ﬁ', '\u{feff}', '\u{640}', '\u{200b}']) {
            let again = Folded::quote(once.as_str(), Markup::Plain);
            prop_assert_eq!(again.as_str(), once.as_str());
        }
    }

    #[test]
    fn speed_changes_nothing(text in "[ab é’\n\t\u{1f}]{0,40}") {
        let mut slow = String::new();
        for c in text.chars() {
            match c {
                _ if c.is_whitespace() => if !slow.is_empty() && !slow.ends_with(' ') { slow.push(' ') },
                '’' => slow.push('\''),
                _ => slow.push(c),
            }
        }
        let fast = Folded::quote(&text, Markup::Plain);
        prop_assert_eq!(fast.as_str(), slow.trim_end());
    }
}

#[test]
fn a_quote_leaves_out_the_head_of_a_page_within_a_word_as_its_text_does() {
    for head in ["Head of page", "Head of-", "… ;head-", "12 | Head", "Head\n\nPage 4"] {
        let copied = format!("an un-\n\n{head}\n\nlawful end");
        assert_eq!(plain(&copied), "an unlawful end", "{copied:?}");
        for markup in [Markup::Plain, Markup::Markdown] {
            assert_eq!(Folded::quote(&copied, markup).as_str(), "an unlawful end", "{copied:?}");
        }
    }
    let separated = "an un-\u{2028}\u{2028}Head\u{2028}\u{2028}lawful end";
    assert_eq!(plain(separated), Folded::quote(separated, Markup::Plain).as_str());
    let sentence = "an un-\n\nIt ended here.\n\nlawful end";
    assert_eq!(Folded::quote(sentence, Markup::Plain).as_str(), "an un-It ended here. lawful end");
}

#[test]
fn no_blank_comes_from_nowhere() {
    for text in ["*       **\u{ad}\n\t\t\u{fefb}x", "*       a\n\t\tb", "-\t\ta\n\t\t\tb"] {
        let folded = Folded::text(text, Markup::Markdown);
        for (at, c) in folded.as_str().char_indices() {
            let span = folded.original(FoldedRange::new(at, at + c.len_utf8()));
            assert!(span.start < span.end, "{text:?}: {c:?} of {folded:?}");
        }
    }
}
