//! A text cut for reading: its blocks, and in each the stretches that notes beside it speak of.

use crate::evidence::excerpt::as_written;
use crate::evidence::sentences;
use crate::text::blocks::BlockKind;
use crate::text::fold::{Folded, FoldedRange};

/// A text with notes beside its words.
#[derive(Debug, Default)]
pub struct Annotated {
    /// Its blocks, in order.
    pub(crate) blocks: Vec<Block>,
    /// Was some of it left out, since all of it would be too long for a page?
    pub(crate) is_cut: bool,
}

/// A paragraph or a heading.
#[derive(Debug)]
pub struct Block {
    pub(crate) is_heading: bool,
    /// Are blocks before it left out?
    pub(crate) follows_gap: bool,
    pub(crate) stretches: Vec<Stretch>,
}

/// Words of which the same notes speak. Notes are given by their index.
#[derive(Debug)]
pub struct Stretch {
    pub(crate) text: String,
    /// Is it struck out in the text?
    pub(crate) is_struck: bool,
    /// The notes that speak of it.
    pub(crate) notes: Vec<usize>,
    /// The notes whose words begin with it.
    pub(crate) begins: Vec<usize>,
    /// The notes whose words end with it.
    pub(crate) ends: Vec<usize>,
    /// The notes that stand behind it, at the end of their sentence.
    pub(crate) behind: Vec<usize>,
}

/// In bytes: of a longer text only what notes speak of is shown, with what stands around it.
const LONGEST: usize = 200_000;
/// In bytes: in such a text a longer stretch of which no note speaks is shown at its two ends only.
const LONGEST_UNMARKED: usize = 1200;
/// Blocks at the beginning of such a text that are shown all the same.
const FIRST: usize = 3;

/// What notes say of one block.
#[derive(Default, Clone)]
struct Marks {
    /// Words, and their note.
    parts: Vec<(FoldedRange, usize)>,
    /// Where a note begins, ends and stands.
    begins: Vec<(usize, usize)>,
    ends: Vec<(usize, usize)>,
    behind: Vec<(usize, usize)>,
}

impl Annotated {
    /// The text `written`, which folds to `folded`; each note speaks of some parts of it, in order. A note without parts stands
    /// nowhere.
    pub fn of(written: &str, folded: &Folded, notes: &[Vec<FoldedRange>]) -> Self {
        let blocks = folded.blocks();
        let marks = marks(folded, notes);
        let struck: Vec<FoldedRange> = folded.struck().iter().map(|span| folded.folded(*span)).collect();
        let is_cut = folded.as_str().len() > LONGEST;
        let is_marked = |at: usize| marks.get(at).is_some_and(|marks| !marks.parts.is_empty());
        let is_near = |at: usize| at < FIRST || (at.saturating_sub(1)..=at + 1).any(is_marked);
        let mut shown = Vec::new();
        let mut last = None;
        for (at, (block, marks)) in blocks.iter().zip(&marks).enumerate() {
            if block.range.is_empty() || is_cut && !is_near(at) {
                continue;
            }
            let mut stretches = stretches(written, folded, block.range, marks, &struck);
            if is_cut {
                stretches.iter_mut().filter(|stretch| stretch.notes.is_empty()).for_each(Stretch::shorten);
            }
            let follows_gap = is_cut && at > last.map_or(0, |last| last + 1);
            shown.push(Block { is_heading: block.kind != BlockKind::Body, follows_gap, stretches });
            last = Some(at);
        }
        Self { blocks: shown, is_cut }
    }
}

impl Stretch {
    fn shorten(&mut self) {
        if self.text.len() <= LONGEST_UNMARKED {
            return;
        }
        let head = self.text.floor_char_boundary(LONGEST_UNMARKED / 2);
        let tail = self.text.ceil_char_boundary(self.text.len() - LONGEST_UNMARKED / 2);
        self.text = format!("{} […] {}", &self.text[..head], &self.text[tail..]);
    }
}

/// What notes say of each block.
fn marks(folded: &Folded, notes: &[Vec<FoldedRange>]) -> Vec<Marks> {
    let mut marks = vec![Marks::default(); folded.blocks().len()];
    let sentences = sentences(folded);
    let last_byte = |part: &FoldedRange| part.end().saturating_sub(1);
    for (note, parts) in notes.iter().enumerate() {
        let parts: Vec<_> = parts.iter().filter(|part| !part.is_empty()).collect();
        let (Some(first), Some(last)) = (parts.first(), parts.last()) else { continue };
        for part in &parts {
            let blocks = folded.block_index(part.start())..=folded.block_index(last_byte(part));
            marks[blocks].iter_mut().for_each(|block| block.parts.push((**part, note)));
        }
        marks[folded.block_index(first.start())].begins.push((first.start(), note));
        let block = folded.block_index(last_byte(last));
        let end = last.end().min(folded.blocks()[block].range.end());
        let next = sentences.partition_point(|sentence| sentence.end() < end);
        let stop =
            sentences.get(next).filter(|sentence| sentence.start() < end).map_or(end, FoldedRange::end);
        marks[block].ends.push((end, note));
        marks[block].behind.push((stop.min(folded.blocks()[block].range.end()), note));
    }
    marks
}

fn stretches(
    written: &str,
    folded: &Folded,
    block: FoldedRange,
    marks: &Marks,
    struck: &[FoldedRange],
) -> Vec<Stretch> {
    let from = struck.partition_point(|range| range.end() <= block.start());
    let struck = &struck[from..];
    let here = struck.iter().take_while(|range| range.start() < block.end());
    let edges = here.chain(marks.parts.iter().map(|(part, _)| part));
    let mut cuts: Vec<usize> = edges.flat_map(|range| [range.start(), range.end()]).collect();
    cuts.extend(marks.behind.iter().map(|(at, _)| *at));
    cuts.extend([block.start(), block.end()]);
    cuts.retain(|cut| (block.start()..=block.end()).contains(cut));
    cuts.sort_unstable();
    cuts.dedup();
    let at = |places: &[(usize, usize)], wanted: usize| -> Vec<usize> {
        places.iter().filter(|(place, _)| *place == wanted).map(|(_, note)| *note).collect()
    };
    let pairs = cuts.iter().zip(cuts.iter().skip(1));
    pairs
        .map(|(&start, &end)| {
            let covers = |range: &FoldedRange| range.start() <= start && end <= range.end();
            let range = FoldedRange::new(start, end);
            Stretch {
                text: as_written(written, folded, range),
                is_struck: struck.iter().take_while(|range| range.start() <= start).any(covers),
                notes: marks.parts.iter().filter(|(part, _)| covers(part)).map(|(_, note)| *note).collect(),
                begins: at(&marks.begins, start),
                ends: at(&marks.ends, end),
                behind: at(&marks.behind, end),
            }
        })
        .collect()
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;
    use crate::text::fold::Markup;

    /// The text with `[` and `]` around what notes speak of, and each note's number where it stands.
    fn drawn(text: &str, notes: &[&[&str]]) -> String {
        let folded = Folded::text(text, Markup::Markdown);
        let place = |words: &&str| {
            let start = folded.as_str().find(words).unwrap();
            FoldedRange::new(start, start + words.len())
        };
        let notes: Vec<Vec<_>> = notes.iter().map(|parts| parts.iter().map(place).collect()).collect();
        let blocks = Annotated::of(text, &folded, &notes).blocks.into_iter().map(|block| {
            let stretches = block.stretches.into_iter().map(|stretch| {
                let text = if stretch.is_struck { format!("~{}~", stretch.text) } else { stretch.text };
                let marked = if stretch.notes.is_empty() { text } else { format!("[{text}]") };
                let numbers: Vec<_> = stretch.behind.iter().map(|note| format!("({note})")).collect();
                marked + &"'".repeat(stretch.ends.len()) + &numbers.concat()
            });
            let words: String = stretches.collect();
            if block.is_heading { format!("# {words}") } else { words }
        });
        blocks.collect::<Vec<_>>().join("\n")
    }

    #[test]
    fn notes_stand_behind_their_sentence() {
        let text = "# The mole\n\nIn *March* it \u{201c}cracked\u{201d}, they said. It ~~never~~ fell.\n";
        let shown = drawn(text, &[&["In March"], &["they said"], &["It never fell."]]);
        let expected = "# The mole\n[In March]' it \u{201c}cracked\u{201d}, [they said]'.(0)(1) [It ][~never~][ fell.]'(2)";
        assert_eq!(shown, expected);
    }

    #[test]
    fn words_of_several_notes_and_parts_in_several_places() {
        let text = "One two three four. Five six.\n\nSeven eight.\n";
        assert_eq!(
            drawn(text, &[&["One two three"], &["three four. Five", "eight"]]),
            "[One two ][three]'[ four.](0)[ Five] six.\nSeven [eight]'.(1)"
        );
    }

    #[test]
    fn a_long_text_is_shown_where_notes_are() {
        let text =
            format!("{}\n\nHere it is.\n\n{}", "So and so on. ".repeat(9000), "And on.\n\n".repeat(20_000));
        let folded = Folded::text(&text, Markup::Plain);
        let start = folded.as_str().find("Here").unwrap();
        let shown = Annotated::of(&text, &folded, &[vec![FoldedRange::new(start, start + 4)]]);
        assert!(shown.is_cut);
        assert_eq!(shown.blocks.len(), 3);
        let length: usize =
            shown.blocks.iter().flat_map(|block| &block.stretches).map(|s| s.text.len()).sum();
        assert!(length < 2000, "{length}");
    }
}
