//! The running text of an office document under construction: paragraphs, rows of tables, boxes and notes, one in the other as
//! deep as a file likes, without recursion.

use super::written::{Block, SEAM, Written};
use super::{MOST_TEXT, Refused};
use std::collections::HashMap;

/// A running text.
#[derive(Debug, Default)]
pub struct Flow {
    /// The text itself, and what is open in it.
    frames: Vec<Frame>,
    body: Frame,
    notes: Vec<(String, Vec<Paragraph>)>,
    size: usize,
    /// Are pages told?
    has_pages: bool,
    /// Was a new page asked for, with no word on it yet?
    is_page_asked: bool,
}

/// How a page begins.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Turn {
    /// Whoever wrote the document wants a new page here.
    Asked,
    /// The program that saved it began one here. Where one was asked for, it says both.
    Rendered,
}

/// Something that holds paragraphs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Inside {
    /// A row of a table.
    Row,
    /// A cell of a row.
    Cell,
    /// A text box: its words follow the paragraph that it hangs on.
    Aside,
    /// A note, with its number. Its words follow the text.
    Note(String),
}

#[derive(Debug, Default)]
struct Frame {
    inside: Option<Inside>,
    done: Vec<Paragraph>,
    open: Option<Paragraph>,
    /// What follows once the open paragraph ends.
    later: Vec<Paragraph>,
    cells: Vec<Vec<Paragraph>>,
}

#[derive(Debug, Default)]
struct Paragraph {
    kind: Block,
    pieces: Vec<Piece>,
    /// How its last words look.
    look: Look,
    /// How long the number is that it begins with, if it is an item of a list.
    label: usize,
}

#[derive(Debug)]
enum Piece {
    Words(String),
    Mark(&'static str),
    /// A note's number, raised.
    Note(String),
    Break,
    /// Here another page begins.
    Page,
}

impl Flow {
    /// Ends the open paragraph and begins another.
    pub fn paragraph(&mut self, kind: Block) {
        self.end_paragraph();
        self.top().open = Some(Paragraph { kind, ..Paragraph::default() });
    }

    /// Ends the open paragraph.
    pub fn end_paragraph(&mut self) {
        self.look(Look::default());
        let top = self.top();
        let open = top.open.take().filter(|open| !open.pieces.is_empty());
        top.done.extend(open);
        top.done.append(&mut top.later);
    }

    /// Says that pages are told, with [`Flow::page`].
    pub fn tell_pages(&mut self) {
        self.has_pages = true;
    }

    /// Begins another page. In boxes and notes none begins.
    pub fn page(&mut self, turn: Turn) {
        let is_apart = |frame: &Frame| matches!(frame.inside, Some(Inside::Aside | Inside::Note(_)));
        let is_told = std::mem::replace(&mut self.is_page_asked, turn == Turn::Asked);
        if !self.has_pages || turn == Turn::Rendered && is_told || self.frames.iter().any(is_apart) {
            return;
        }
        self.look(Look::default());
        let open = self.top().open.get_or_insert_default();
        match &*open.pieces {
            // The number of an item stands on the page of its words.
            [Piece::Words(words)] if words.len() == open.label => open.pieces.insert(0, Piece::Page),
            _ => open.pieces.push(Piece::Page),
        }
    }

    /// Begins the open paragraph with the number that it has in a list.
    pub fn label(&mut self, label: &str) {
        let (label, is_page_asked) = (format!("{label} "), self.is_page_asked);
        self.words(Look::default(), &label);
        self.is_page_asked = is_page_asked;
        self.top().open.get_or_insert_default().label = label.len();
    }

    /// Adds words that look like this to the open paragraph.
    pub fn words(&mut self, look: Look, words: &str) {
        self.is_page_asked &= words.trim().is_empty();
        self.look(look);
        self.size += words.len();
        let pieces = self.pieces();
        match pieces.last_mut() {
            Some(Piece::Words(last)) => last.push_str(words),
            _ => pieces.push(Piece::Words(words.to_owned())),
        }
    }

    /// Adds a mark: `<sup>`, `~~`, [`SEAM`].
    pub fn mark(&mut self, mark: &'static str) {
        self.size += mark.len();
        self.pieces().push(Piece::Mark(mark));
    }

    /// Adds the number of a note.
    pub fn note_mark(&mut self, number: &str) {
        self.look(Look::default());
        self.pieces().push(Piece::Note(number.to_owned()));
    }

    /// Says the number of the note that is open, and writes it where the note hangs.
    pub fn name_note(&mut self, number: &str) {
        let Some(mut frame) = self.frames.pop() else { return };
        if let Some(Inside::Note(name)) = &mut frame.inside {
            number.clone_into(name);
            self.note_mark(number);
        }
        self.frames.push(frame);
    }

    /// Breaks the line.
    pub fn line_break(&mut self) {
        self.size += 1;
        self.pieces().push(Piece::Break);
    }

    /// Begins a row, a cell, a box or a note.
    pub fn begin(&mut self, inside: Inside) {
        if inside == Inside::Row {
            self.end_paragraph();
        }
        self.frames.push(Frame { inside: Some(inside), ..Frame::default() });
    }

    /// Ends what was begun last.
    pub fn end(&mut self) {
        self.end_paragraph();
        let Some(frame) = self.frames.pop() else { return };
        match frame.inside {
            Some(Inside::Cell) => self.top().cells.push(frame.done),
            Some(Inside::Row) => self.row(frame.cells),
            Some(Inside::Aside) => {
                let top = self.top();
                let to = if top.open.is_some() { &mut top.later } else { &mut top.done };
                to.extend(frame.done);
            }
            Some(Inside::Note(number)) => self.notes.push((number, frame.done)),
            None => {}
        }
    }

    /// Ends what was begun last, and keeps nothing of it if it has no words.
    pub fn drop_cell(&mut self) {
        self.end_paragraph();
        match self.frames.pop() {
            Some(frame) if frame.done.is_empty() => {}
            Some(frame) => {
                self.frames.push(frame);
                self.end();
            }
            None => {}
        }
    }

    /// Is there more than a text may have?
    pub fn is_too_much(&self) -> bool {
        self.size > MOST_TEXT
    }

    /// The whole text, in Markdown: the body, then the notes, each on the page that has its mark. And how many pages there are, if
    /// they are told.
    pub fn finish(mut self) -> Result<(String, Option<usize>), Refused> {
        while !self.frames.is_empty() {
            self.end();
        }
        self.end_paragraph();
        if self.is_too_much() {
            return Err(too_much());
        }
        let mut written = Written::default();
        let mut pages = self.has_pages.then(Pages::default);
        if let Some(pages) = &mut pages {
            pages.turn(&mut written);
        }
        for paragraph in self.body.done {
            paragraph.write(&mut written, &mut pages);
        }
        let count = pages.as_ref().map(|pages| pages.now);
        for (number, paragraphs) in self.notes {
            if let Some(pages) = &mut pages {
                pages.go_to_note(&number, &mut written);
            }
            for (at, mut paragraph) in paragraphs.into_iter().enumerate() {
                if at == 0 {
                    paragraph.kind = Block::Paragraph;
                    paragraph.pieces.insert(0, Piece::Note(number.clone()));
                    paragraph.pieces.insert(1, Piece::Words(" ".to_owned()));
                }
                paragraph.write(&mut written, &mut None);
            }
        }
        Ok((written.finish(), count))
    }

    /// A row is one paragraph, its cells parted; a row with one cell is a frame around paragraphs.
    fn row(&mut self, mut cells: Vec<Vec<Paragraph>>) {
        if cells.len() == 1 {
            let only = cells.pop().unwrap_or_default();
            self.top().done.extend(only);
            return;
        }
        // Every cell tells of the pages that the row has.
        let [before, within] = [true, false].map(|is_before| {
            let turns = cells.iter().map(|cell| turns(cell, is_before));
            turns.max().unwrap_or(0)
        });
        let pages = |count: usize| {
            let pieces: Vec<Piece> = (0..count).map(|_| Piece::Page).collect();
            (count > 0).then(|| Paragraph { pieces, ..Paragraph::default() })
        };
        let mut row = Paragraph::default();
        for (at, cell) in cells.into_iter().enumerate() {
            if at > 0 {
                self.size += " | ".len();
                row.pieces.push(Piece::Mark(" | "));
            }
            for (at, paragraph) in cell.into_iter().enumerate() {
                if at > 0 {
                    row.pieces.push(Piece::Break);
                }
                row.pieces.extend(paragraph.pieces.into_iter().filter(|piece| !matches!(piece, Piece::Page)));
            }
        }
        self.top().done.extend(pages(before));
        let has_words = |piece: &Piece| !matches!(piece, Piece::Mark(" | ") | Piece::Break);
        if row.pieces.iter().any(has_words) {
            self.top().done.push(row);
        }
        self.top().done.extend(pages(within));
    }

    /// Ends the marks of the look that was, and begins those of another.
    fn look(&mut self, look: Look) {
        let Some(open) = &mut self.top().open else {
            if look != Look::default() {
                self.top().open = Some(Paragraph { look, ..Paragraph::default() });
                self.pieces().extend(look.begins());
            }
            return;
        };
        if open.look != look {
            open.pieces.extend(open.look.ends());
            open.pieces.extend(look.begins());
            open.look = look;
        }
    }

    fn top(&mut self) -> &mut Frame {
        self.frames.last_mut().unwrap_or(&mut self.body)
    }

    fn pieces(&mut self) -> &mut Vec<Piece> {
        &mut self.top().open.get_or_insert_default().pieces
    }
}

/// How many pages begin in a cell, before its first word or behind it.
fn turns(cell: &[Paragraph], is_before: bool) -> usize {
    let mut pieces = cell.iter().flat_map(|paragraph| &paragraph.pieces);
    let is_turn = |piece: &&Piece| matches!(piece, Piece::Page);
    let before = pieces.by_ref().take_while(|piece| !piece.has_words()).filter(is_turn).count();
    if is_before { before } else { pieces.filter(is_turn).count() }
}

/// Which page is written.
#[derive(Debug, Default)]
struct Pages {
    now: usize,
    /// The pages of the notes' marks.
    notes: HashMap<String, usize>,
}

impl Pages {
    fn turn(&mut self, written: &mut Written) {
        self.now += 1;
        written.place(&format!("p. {}", self.now));
    }

    fn go_to_note(&mut self, number: &str, written: &mut Written) {
        if let Some(page) = self.notes.get(number).filter(|page| **page != self.now) {
            self.now = *page;
            written.place(&format!("p. {page}"));
        }
    }
}

impl Piece {
    fn has_words(&self) -> bool {
        match self {
            Self::Words(words) => !words.trim().is_empty(),
            Self::Note(_) => true,
            Self::Mark(_) | Self::Break | Self::Page => false,
        }
    }
}

impl Paragraph {
    fn write(self, written: &mut Written, pages: &mut Option<Pages>) {
        // A seam parts words; where there are none, nothing is parted.
        let has_words = self.pieces.iter().any(Piece::has_words);
        let mut kind = self.kind;
        written.block(kind.clone());
        for piece in self.pieces {
            if let Piece::Page = piece {
                // A paragraph goes on over the end of its page; what begins on a new page is all of it there.
                kind = if written.is_at_start() { kind } else { Block::Paragraph };
                if let Some(pages) = pages {
                    pages.turn(written);
                }
                written.block(kind.clone());
                continue;
            }
            if !has_words {
                continue;
            }
            match piece {
                Piece::Page => {}
                Piece::Words(words) => written.words(&words),
                Piece::Mark(SEAM) => {
                    written.words(" ");
                    written.mark(SEAM);
                    written.words(" ");
                }
                Piece::Mark(mark) => written.mark(mark),
                Piece::Note(number) => {
                    if let Some(pages) = pages {
                        pages.notes.insert(number.clone(), pages.now);
                    }
                    written.mark("<sup>");
                    written.words(&number);
                    written.mark("</sup>");
                }
                Piece::Break => written.line_break(),
            }
        }
        written.end_block();
    }
}

/// A text that is too long to be kept.
pub fn too_much() -> Refused {
    Refused {
        what: format!("holds more than {} MiB of words", MOST_TEXT >> 20),
        help: "take the part of it that you quote from, and save that".to_owned(),
    }
}

/// How a stretch of words is set, and which marks say so.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Look {
    /// Above the line or below it.
    pub raised: Raised,
    /// Crossed out.
    pub is_struck: bool,
}

/// Where words stand beside the line.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Raised {
    /// On it.
    #[default]
    No,
    /// Above it.
    Above,
    /// Below it.
    Below,
}

impl Look {
    fn begins(self) -> impl Iterator<Item = Piece> {
        let raised = match self.raised {
            Raised::No => None,
            Raised::Above => Some("<sup>"),
            Raised::Below => Some("<sub>"),
        };
        self.is_struck.then_some("~~").into_iter().chain(raised).map(Piece::Mark)
    }

    fn ends(self) -> impl Iterator<Item = Piece> {
        let raised = match self.raised {
            Raised::No => None,
            Raised::Above => Some("</sup>"),
            Raised::Below => Some("</sub>"),
        };
        raised.into_iter().chain(self.is_struck.then_some("~~")).map(Piece::Mark)
    }
}

/// A number as lists and notes show it: 3, c, C, iii, III.
pub fn counted(number: usize, format: &str) -> String {
    match format {
        "lowerLetter" | "a" => letters(number),
        "upperLetter" | "A" => letters(number).to_uppercase(),
        "lowerRoman" | "i" => roman(number),
        "upperRoman" | "I" => roman(number).to_uppercase(),
        "decimalZero" => format!("{number:02}"),
        _ => number.to_string(),
    }
}

/// a to z, then aa to zz, as office programs count.
fn letters(number: usize) -> String {
    let Some(at) = number.checked_sub(1) else { return "0".to_owned() };
    let letter = char::from(b'a' + u8::try_from(at % 26).unwrap_or(0));
    String::from(letter).repeat((at / 26 + 1).min(20))
}

fn roman(number: usize) -> String {
    const SIGNS: [(usize, &str); 13] = [
        (1000, "m"),
        (900, "cm"),
        (500, "d"),
        (400, "cd"),
        (100, "c"),
        (90, "xc"),
        (50, "l"),
        (40, "xl"),
        (10, "x"),
        (9, "ix"),
        (5, "v"),
        (4, "iv"),
        (1, "i"),
    ];
    if number == 0 || number > 4999 {
        return number.to_string();
    }
    let mut left = number;
    let mut all = String::new();
    for (worth, sign) in SIGNS {
        while left >= worth {
            left -= worth;
            all.push_str(sign);
        }
    }
    all
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_boxes_and_notes_find_their_places() {
        let mut flow = Flow::default();
        flow.paragraph(Block::Paragraph);
        flow.words(Look::default(), "Before");
        flow.begin(Inside::Aside);
        flow.paragraph(Block::Paragraph);
        flow.words(Look::default(), "box");
        flow.end();
        flow.note_mark("1");
        flow.begin(Inside::Note("1".to_owned()));
        flow.paragraph(Block::Item);
        flow.words(Look::default(), "note");
        flow.end();
        flow.words(Look::default(), " after.");
        flow.begin(Inside::Row);
        for cell in ["1871", "640"] {
            flow.begin(Inside::Cell);
            flow.words(Look::default(), cell);
            flow.end();
        }
        flow.end();
        let (text, pages) = flow.finish().unwrap();
        assert_eq!(pages, None);
        assert_eq!(text, "Before<sup>1</sup> after.\n\nbox\n\n1871 | 640\n\n<sup>1</sup> note\n");
    }

    #[test]
    fn pages_are_told_where_they_begin() {
        let plain = Look::default();
        let mut flow = Flow::default();
        flow.tell_pages();
        flow.paragraph(Block::Heading(2));
        flow.page(Turn::Rendered);
        flow.words(plain, "Boats");
        flow.paragraph(Block::Paragraph);
        flow.words(Look { is_struck: true, ..plain }, "Forty ");
        flow.page(Turn::Rendered);
        flow.words(Look { is_struck: true, ..plain }, "tugs");
        flow.note_mark("1");
        flow.begin(Inside::Note("1".to_owned()));
        flow.words(plain, "Ibid.");
        flow.page(Turn::Rendered);
        flow.end();
        flow.page(Turn::Asked);
        flow.paragraph(Block::Paragraph);
        flow.label("2.");
        flow.page(Turn::Rendered);
        flow.words(plain, "Item.");
        flow.paragraph(Block::Paragraph);
        flow.label("3.");
        flow.page(Turn::Rendered);
        flow.words(plain, "Last.");
        let (text, pages) = flow.finish().unwrap();
        assert_eq!(
            text,
            "<!-- p. 1 -->\n\n<!-- p. 2 -->\n\n## Boats\n\n~~Forty ~~\n\n<!-- p. 3 -->\n\n~~tugs~~<sup>1</sup>\n\n\
             <!-- p. 4 -->\n\n2\\. Item.\n\n<!-- p. 5 -->\n\n3\\. Last.\n\n<!-- p. 3 -->\n\n<sup>1</sup> Ibid.\n"
        );
        assert_eq!(pages, Some(5));
    }

    #[test]
    fn a_row_begins_a_page_or_runs_on_to_the_next_however_many_cells_say_so() {
        let plain = Look::default();
        let mut flow = Flow::default();
        flow.tell_pages();
        for is_at_start in [true, false] {
            flow.begin(Inside::Row);
            for cell in ["1871", "640"] {
                flow.begin(Inside::Cell);
                if is_at_start {
                    flow.page(Turn::Rendered);
                    flow.words(plain, cell);
                } else {
                    flow.words(plain, cell);
                    flow.page(Turn::Rendered);
                }
                flow.end();
            }
            flow.end();
        }
        let (text, _) = flow.finish().unwrap();
        assert_eq!(text, "<!-- p. 1 -->\n\n<!-- p. 2 -->\n\n1871 | 640\n\n1871 | 640\n\n<!-- p. 3 -->\n");
    }

    #[test]
    fn numbers_are_counted_as_office_programs_do() {
        let all = [(4, "lowerRoman"), (28, "a"), (3, "I"), (7, "decimal")].map(|(n, how)| counted(n, how));
        assert_eq!(all, ["iv", "bb", "III", "7"]);
    }
}
