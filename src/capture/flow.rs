//! The running text of an office document under construction: paragraphs, rows of tables, boxes and notes, one in the other as
//! deep as a file likes, without recursion.

use super::written::{Block, SEAM, Written};
use super::{MOST_TEXT, Refused};

/// A running text.
#[derive(Debug, Default)]
pub struct Flow {
    /// The text itself, and what is open in it.
    frames: Vec<Frame>,
    body: Frame,
    notes: Vec<(String, Vec<Paragraph>)>,
    size: usize,
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
}

#[derive(Debug)]
enum Piece {
    Words(String),
    Mark(&'static str),
    /// A note's number, raised.
    Note(String),
    Break,
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

    /// Adds words that look like this to the open paragraph.
    pub fn words(&mut self, look: Look, words: &str) {
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

    /// The whole text, in Markdown: the body, then the notes.
    pub fn finish(mut self) -> Result<String, Refused> {
        while !self.frames.is_empty() {
            self.end();
        }
        self.end_paragraph();
        if self.is_too_much() {
            return Err(too_much());
        }
        let mut written = Written::default();
        for paragraph in self.body.done {
            paragraph.write(&mut written);
        }
        for (number, paragraphs) in self.notes {
            for (at, mut paragraph) in paragraphs.into_iter().enumerate() {
                if at == 0 {
                    paragraph.kind = Block::Paragraph;
                    paragraph.pieces.insert(0, Piece::Note(number.clone()));
                    paragraph.pieces.insert(1, Piece::Words(" ".to_owned()));
                }
                paragraph.write(&mut written);
            }
        }
        Ok(written.finish())
    }

    /// A row is one paragraph, its cells parted; a row with one cell is a frame around paragraphs.
    fn row(&mut self, mut cells: Vec<Vec<Paragraph>>) {
        if cells.len() == 1 {
            let only = cells.pop().unwrap_or_default();
            self.top().done.extend(only);
            return;
        }
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
                row.pieces.extend(paragraph.pieces);
            }
        }
        let has_words = |piece: &Piece| !matches!(piece, Piece::Mark(" | ") | Piece::Break);
        if row.pieces.iter().any(has_words) {
            self.top().done.push(row);
        }
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

impl Paragraph {
    fn write(self, written: &mut Written) {
        // A seam parts words; where there are none, nothing is parted.
        if !self.pieces.iter().any(|piece| match piece {
            Piece::Words(words) => !words.trim().is_empty(),
            Piece::Note(_) => true,
            Piece::Mark(_) | Piece::Break => false,
        }) {
            return;
        }
        written.block(self.kind);
        for piece in self.pieces {
            match piece {
                Piece::Words(words) => written.words(&words),
                Piece::Mark(SEAM) => {
                    written.words(" ");
                    written.mark(SEAM);
                    written.words(" ");
                }
                Piece::Mark(mark) => written.mark(mark),
                Piece::Note(number) => {
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
        let text = flow.finish().unwrap();
        assert_eq!(text, "Before<sup>1</sup> after.\n\nbox\n\n1871 | 640\n\n<sup>1</sup> note\n");
    }

    #[test]
    fn numbers_are_counted_as_office_programs_do() {
        let all = [(4, "lowerRoman"), (28, "a"), (3, "I"), (7, "decimal")].map(|(n, how)| counted(n, how));
        assert_eq!(all, ["iv", "bb", "III", "7"]);
    }
}
