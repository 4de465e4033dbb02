//! What `quote-sheds-hedge` sees of the words around a quote, in sentences of many languages.

use grounds::evidence::hedge::{Force, Hedge, outside};
use grounds::text::fold::{Folded, FoldedRange, Markup};
use std::fs;
use std::path::PathBuf;

/// The hedge around a quote that begins as late in the sentence as it can.
fn around(language: &str, sentence: &str, quote: &str) -> Option<Hedge> {
    let folded = Folded::text(sentence, Markup::Plain);
    let quote = Folded::quote(quote, Markup::Plain);
    let start = folded.as_str().rfind(quote.as_str());
    let start = start.unwrap_or_else(|| panic!("`{}` is not in {sentence}", quote.as_str()));
    outside(&folded, &[FoldedRange::new(start, start + quote.as_str().len())], Some(language))
}

/// `GROUNDS_NEGATION` names a folder with files such as `de.tsv`: kind, cue, quote, sentence. Of a `neg` the quote begins behind the
/// only negation; in a `plain` sentence there is none.
mod with_the_treebanks {
    use super::*;

    #[test]
    #[ignore = "needs sentences that are not part of the repository; .ci/run runs it"]
    fn negations_are_seen_and_none_where_there_is_none() {
        let folder: PathBuf = std::env::var_os("GROUNDS_NEGATION").expect("GROUNDS_NEGATION names no folder").into();
        let mut files: Vec<_> = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
        files.sort();
        let mut missed = Vec::new();
        for file in files.iter().filter(|file| file.extension().is_some_and(|extension| extension == "tsv")) {
            let named = file.file_stem().unwrap().to_str().unwrap();
            let language = named.split('.').next().unwrap();
            let (mut negated, mut flagged, mut plain, mut fired, mut by_negation) = (0, 0, 0, 0, 0);
            for row in fs::read_to_string(file).unwrap().lines().skip(1) {
                let [kind, _, quote, sentence] = row.split('\t').collect::<Vec<_>>()[..] else { panic!("{row}") };
                let hedge = around(language, sentence, quote);
                let is_plain = kind == "plain";
                let negates = hedge.as_ref().is_some_and(|hedge| hedge.force == Force::Negates);
                if is_plain {
                    plain += 1;
                    fired += usize::from(hedge.is_some());
                    by_negation += usize::from(negates);
                } else {
                    negated += 1;
                    flagged += usize::from(hedge.is_some());
                }
                if is_plain == hedge.is_some() {
                    println!("{named} {kind}: {hedge:?}\n  {sentence}\n  {quote}");
                }
            }
            println!("{named}: {flagged} of {negated} negations seen; of {plain} plain quotes {fired} flagged, {by_negation} for a negation");
            if flagged * 100 < negated * 98 || by_negation * 100 > plain || fired * 100 > plain * 5 {
                missed.push(named.to_owned());
            }
        }
        assert!(missed.is_empty(), "too many or too few in {missed:?}");
    }
}
