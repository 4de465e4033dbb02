//! A quote within its sentences, for people to read.

use super::Verdict;
use super::matching::{Outcome, QuoteSelector, search};
use super::passage::shown;
use super::reading::Reading;
use super::sentence;
use crate::model::claim::Evidence;
use crate::text::fold::{Folded, FoldedRange};
use crate::text::span::Span;

/// The sentences in which a quote stands, or what comes nearest to it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Excerpt {
    /// Where the quote begins and ends in the text.
    pub place: Span,
    /// The sentences in one line, without markup and without a gap.
    pub segments: Vec<Segment>,
}

/// Words that are all quoted, or all not.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Segment {
    /// With the white space around them.
    pub text: String,
    /// Do they belong to the quote?
    pub quoted: bool,
}

/// The most bytes that are shown before a quote, and after it.
const LONGEST: usize = 400;

/// The sentences around the quote of `evidence` in `text`, or around the passage nearest to it, as `verdict` tells; `None` if
/// there is neither.
pub fn excerpt(evidence: &Evidence, verdict: &Verdict, text: &str, folded: &Folded) -> Option<Excerpt> {
    let parts = match verdict {
        Verdict::Found(_) => places(evidence, text, folded)?,
        Verdict::Altered(near) => vec![near.passage],
        _ => return None,
    };
    let place = Span { start: parts.first()?.start, end: parts.last()?.end };
    let parts: Vec<_> = parts.into_iter().map(|part| folded.folded(part)).collect();
    let around = folded.trimmed(sentence::around(folded, &parts)?);
    let reading = Reading { written: text, folded };
    let segment = |range: FoldedRange, quoted| Segment { text: shown(reading, range), quoted };
    let before = beginning(folded.as_str(), around.start(), parts.first()?.start());
    let after = ending(folded.as_str(), parts.last()?.end(), around.end());
    let mut segments = vec![segment(before, false)];
    let mut done = before.end();
    for part in parts {
        // Parts of an elided quote stand in order.
        let (start, end) = (part.start().max(done), part.end().max(done));
        segments.push(segment(FoldedRange::new(done, start), false));
        segments.push(segment(FoldedRange::new(start, end), true));
        done = end;
    }
    segments.push(segment(after, false));
    if before.start() > around.start()
        && let Some(first) = segments.first_mut()
    {
        first.text.insert(0, '…');
    }
    if after.end() < around.end()
        && let Some(last) = segments.last_mut()
    {
        last.text.push('…');
    }
    segments.retain(|segment| !segment.text.is_empty());
    Some(Excerpt { place, segments })
}

/// The words at a place of `text` as they are written, but without markup, and in one line.
pub fn as_written(text: &str, folded: &Folded, place: FoldedRange) -> String {
    shown(Reading { written: text, folded }, place)
}

/// Where the parts of a quote stand.
fn places(evidence: &Evidence, text: &str, folded: &Folded) -> Option<Vec<Span>> {
    match search(text, folded, &[QuoteSelector::of(evidence)?]).pop()? {
        Outcome::Found(found) => Some(found.parts),
        Outcome::Altered(_) | Outcome::Absent(_) => None,
    }
}

/// The last words before a quote.
fn beginning(text: &str, start: usize, end: usize) -> FoldedRange {
    let from = text.floor_char_boundary(end.saturating_sub(LONGEST)).max(start);
    let skipped = if from > start { text[from..end].find(' ').map_or(0, |space| space + 1) } else { 0 };
    FoldedRange::new(from + skipped, end)
}

/// The first words after a quote.
fn ending(text: &str, start: usize, end: usize) -> FoldedRange {
    let to = text.ceil_char_boundary(start.saturating_add(LONGEST)).min(end).max(start);
    let kept = if to < end { text[start..to].rfind(' ').unwrap_or(to - start) } else { to - start };
    FoldedRange::new(start, start + kept)
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;
    use crate::syntax::claim;
    use crate::text::fold::Markup;
    use crate::text::span::FileId;

    fn drawn(text: &str, quote: &str) -> String {
        let toml = format!("[[evidence]]\nquote = \"{quote}\"\n");
        let claim = claim::read(FileId(0), "c", &toml).0;
        let folded = Folded::text(text, Markup::Markdown);
        let source = crate::syntax::source::read(FileId(0), "s", "").0;
        let passed = match super::super::passage::find(quote, &source, text, &folded) {
            super::super::passage::Match::Here(passage) => passage.passed,
            other => panic!("{other:?}"),
        };
        let around = excerpt(&claim.evidence[0], &Verdict::Found(passed), text, &folded).unwrap();
        let segments = around.segments.iter();
        segments.map(|s| if s.quoted { format!("[{}]", s.text) } else { s.text.clone() }).collect()
    }

    #[test]
    fn a_quote_is_shown_in_its_sentence() {
        let text = "It rained. A *foreman* said that\nforty “boats” left, and some came back. Night fell.";
        let quote = "forty “boats” left";
        let shown = "A foreman said that [forty “boats” left], and some came back.";
        assert_eq!(drawn(text, quote), shown);
        let elided = "[A foreman said] that [forty “boats” left], and some came back.";
        assert_eq!(drawn(text, "A foreman said [...] forty “boats” left"), elided);
        let long = format!("{} the tide came {}", "so ".repeat(500), "and so on ".repeat(500));
        let shown = drawn(&long, "the tide came");
        assert!(shown.starts_with("…so ") && shown.ends_with("so…") && shown.len() < 900, "{shown}");
    }
}
