//! What `quote-sheds-hedge` sees of the words around a quote, in sentences of many languages.

use grounds::evidence::hedge::{Force, Hedge, outside};
use grounds::text::fold::{Folded, FoldedRange, Markup};
use grounds::text::span::Span;
use std::fs;
use std::path::PathBuf;

/// `GROUNDS_NEGATION` names a folder with files such as `de.tsv`: kind, cue, quote, sentence. Of a `neg` the quote begins behind the
/// only negation; in a `plain` sentence there is none.
mod with_the_treebanks {
    use super::*;

    #[test]
    #[ignore = "needs sentences that are not part of the repository; .ci/run runs it"]
    fn negations_are_seen_and_none_where_there_is_none() {
        let folder: PathBuf =
            std::env::var_os("GROUNDS_NEGATION").expect("GROUNDS_NEGATION names no folder").into();
        let mut files: Vec<_> = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
        files.retain(|file| file.extension().is_some_and(|extension| extension == "tsv"));
        files.sort();
        let mut wrong = Vec::new();
        for file in files {
            let named = file.file_stem().unwrap().to_str().unwrap();
            let language = named.split('.').next();
            let (mut negated, mut flagged, mut plain, mut fired, mut by_negation) = (0, 0, 0, 0, 0);
            for row in fs::read_to_string(&file).unwrap().lines().skip(1) {
                let [kind, _, quote, sentence] = row.split('\t').collect::<Vec<_>>()[..] else {
                    panic!("{row}")
                };
                let hedge = around(language, sentence, quote);
                let is_plain = kind == "plain";
                if is_plain {
                    plain += 1;
                    // These quotes begin wherever a machine cut them, in the middle of names, too.
                    fired += usize::from(hedge.as_ref().is_some_and(|hedge| hedge.force != Force::Names));
                    by_negation +=
                        usize::from(hedge.as_ref().is_some_and(|hedge| hedge.force == Force::Negates));
                } else {
                    negated += 1;
                    flagged += usize::from(hedge.is_some());
                }
                if is_plain == hedge.is_some() {
                    println!("{named} {kind}: {hedge:?}\n  {sentence}\n  {quote}");
                }
            }
            println!(
                "{named}: {flagged} of {negated} negations seen; of {plain} others {fired} flagged, {by_negation} for a negation"
            );
            if flagged * 100 < negated * 98 || by_negation * 100 > plain || fired * 100 > plain * 5 {
                wrong.push(named.to_owned());
            }
        }
        assert!(wrong.is_empty(), "too much or too little in {wrong:?}");
    }
}

/// What follows a quote limits it in some sentences, in others it only looks so.
#[test]
fn limits_are_seen_and_traps_are_not() {
    let (mut limits, mut seen, mut traps, mut fallen) = (0, 0, 0, 0);
    for row in include_str!("words_around.txt").lines().filter(|row| !row.starts_with('#')) {
        let [language, kind, sentence] = row.split('\t').collect::<Vec<_>>()[..] else { panic!("{row}") };
        let force = braced(language, sentence).map(|hedge| hedge.force);
        if kind == "limits" {
            limits += 1;
            seen += usize::from(force == Some(Force::Limits));
        } else {
            traps += 1;
            fallen += usize::from(force == Some(Force::Limits));
        }
        if (kind == "limits") != (force == Some(Force::Limits)) {
            println!("{kind} {force:?}: {sentence}");
        }
    }
    println!("{seen} of {limits} limits seen, {fallen} of {traps} traps fallen into");
    assert!(limits + traps >= 200 && seen * 100 >= limits * 95 && fallen * 100 <= traps * 2);
}

/// A sentence without its braces, and what stood in them.
pub fn in_braces(sentence: &str) -> (Folded, Vec<FoldedRange>) {
    let (mut plain, mut parts, mut start) = (String::new(), Vec::new(), 0);
    for c in sentence.chars() {
        match c {
            '{' => start = plain.len(),
            '}' => parts.push(Span::new(start, plain.len())),
            c => plain.push(c),
        }
    }
    let folded = Folded::text(&plain, Markup::Plain);
    let parts = parts.into_iter().map(|part| folded.folded(part)).collect();
    (folded, parts)
}

/// The hedge around what stands in braces, its parts one after the other.
fn braced(language: &str, sentence: &str) -> Option<Hedge> {
    let (folded, parts) = in_braces(sentence);
    outside(&folded, &parts, Some(language))
}

/// The hedge around a quote that begins as late in the sentence as it can.
fn around(language: Option<&str>, sentence: &str, quote: &str) -> Option<Hedge> {
    let folded = Folded::text(sentence, Markup::Plain);
    let quote = Folded::quote(quote, Markup::Plain);
    let start = folded.as_str().rfind(quote.as_str());
    let start = start.unwrap_or_else(|| panic!("`{}` is not in {sentence}", quote.as_str()));
    outside(&folded, &[FoldedRange::new(start, start + quote.as_str().len())], language)
}

/// The rows of a table: language, the word that is told (`-` for none), sentence.
#[test]
fn hedges_are_told_and_plain_attribution_is_not() {
    let (mut wrong, mut rows) = (Vec::new(), 0);
    for row in include_str!("hedges.txt").lines().filter(|row| !row.starts_with('#')) {
        let [language, expected, sentence] = row.split('\t').collect::<Vec<_>>()[..] else { panic!("{row}") };
        rows += 1;
        let told = braced(language, sentence).map_or("-".to_owned(), |hedge| hedge.word.replace(',', ""));
        if told != expected {
            wrong.push(format!("{row}\n  told: {told}"));
        }
    }
    assert!(wrong.is_empty() && rows >= 80, "{}", wrong.join("\n"));
}
