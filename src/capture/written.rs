//! A text under construction: Markdown (`CommonMark` 0.31) that means the words that were handed in, whatever they look like.
//!
//! It has inline HTML for what Markdown cannot say (`10<sup>9</sup>`), `~~` for struck words, ` | ` between cells, and comments
//! on lines of their own for where one is: `<!-- p. 12 -->`, `<!-- 00:12:40 -->`, `<!-- Sheet 1, row 14 -->`, `<!-- beside -->`.

use crate::text::unseen::{Unseen, unseen};

/// What stands in the place of something that is seen and is not taken. No quote runs over it.
pub const SEAM: &str = "[…]";

/// A text under construction.
#[derive(Debug, Default)]
pub struct Written {
    text: String,
    /// The words of the block that is open, white space folded, escaped but for the start of its lines; `\n` for a break of the line.
    block: String,
    kind: Block,
    /// Block quotes around it.
    quoted: usize,
}

/// What a block is.
#[derive(Debug, Default, Clone, PartialEq, Eq)]
pub enum Block {
    /// A paragraph.
    #[default]
    Paragraph,
    /// A heading of a level from 1 to 6.
    Heading(usize),
    /// An item of a list without numbers.
    Item,
    /// A caption of a picture or a table: no part of the running text.
    Caption,
}

impl Written {
    /// Ends the block that is open and begins another.
    pub fn block(&mut self, kind: Block) {
        self.end_block();
        self.kind = kind;
    }

    /// Begins a block quote, or ends one.
    pub fn quoted(&mut self, begins: bool) {
        self.end_block();
        self.quoted = if begins { self.quoted + 1 } else { self.quoted.saturating_sub(1) };
    }

    /// Adds words to the block that is open.
    pub fn words(&mut self, words: &str) {
        for (at, c) in words.char_indices() {
            let is_space = matches!(c, ' ' | '\t' | '\n' | '\r' | '\u{c}');
            if is_space {
                if !self.block.is_empty() && !self.block.ends_with([' ', '\n']) {
                    self.block.push(' ');
                }
                continue;
            }
            // What takes no room would stand in the way of whoever looks for the words.
            if matches!(unseen(c), Some(Unseen::Control | Unseen::ZeroWidth)) {
                continue;
            }
            if means_more(c, &self.block, words.get(at + c.len_utf8()..).unwrap_or("")) {
                self.block.push('\\');
            }
            self.block.push(c);
        }
    }

    /// Breaks the line within the block.
    pub fn line_break(&mut self) {
        if self.block.is_empty() {
            return;
        }
        self.block.truncate(self.block.trim_end_matches(' ').len());
        self.block.push('\n');
    }

    /// Adds a mark as it is: `<sup>`, `</sup>`, `~~`, [`SEAM`], ` | `.
    pub fn mark(&mut self, mark: &str) {
        self.block.push_str(mark);
    }

    /// Ends the block and says where the next one stands: "p. 12", "00:12:40", "Sheet 1, row 14", "beside".
    pub fn place(&mut self, place: &str) {
        self.end_block();
        if !self.text.is_empty() {
            self.text.push('\n');
        }
        // A comment ends at its first `-->`.
        let place = place.replace("--", "-").replace('>', "");
        self.text.extend(["<!-- ", place.trim(), " -->\n"]);
    }

    /// Does the block that is open have no words?
    pub fn is_at_start(&self) -> bool {
        self.block.trim().is_empty()
    }

    /// Was the line just broken?
    pub fn ends_line(&self) -> bool {
        self.block.ends_with('\n')
    }

    /// How long the text is, in bytes.
    pub fn len(&self) -> usize {
        self.text.len() + self.block.len()
    }

    /// Is there nothing yet?
    pub fn is_empty(&self) -> bool {
        self.text.is_empty() && self.is_at_start()
    }

    /// Ends the block that is open. What follows is a paragraph.
    pub fn end_block(&mut self) {
        let block = std::mem::take(&mut self.block);
        let kind = std::mem::take(&mut self.kind);
        let block = block.trim_matches([' ', '\n']);
        if block.is_empty() {
            return;
        }
        if !self.text.is_empty() {
            self.text.push('\n');
        }
        // A heading has one line.
        let block = match kind {
            Block::Heading(_) | Block::Caption => block.replace('\n', " "),
            _ => block.to_owned(),
        };
        for (at, line) in block.split('\n').enumerate() {
            let line = line.trim();
            self.text.extend(std::iter::repeat_n("> ", self.quoted.min(1)));
            match (at, &kind) {
                (0, Block::Heading(level)) => {
                    self.text.extend([&"######"[..(*level).clamp(1, 6)], " ", line]);
                }
                (0, Block::Item) => self.text.extend(["- ", &started(line)]),
                (_, Block::Item) => self.text.extend(["  ", &started(line)]),
                (_, Block::Caption) => self.text.extend(["<figcaption>", line, "</figcaption>"]),
                _ => self.text.push_str(&started(line)),
            }
            self.text.push('\n');
        }
    }

    /// The whole text.
    pub fn finish(mut self) -> String {
        self.end_block();
        self.text
    }
}

/// Does Markdown take a character for a mark, between what is written and what follows in the same run of words?
fn means_more(c: char, written: &str, rest: &str) -> bool {
    let next = rest.chars().next();
    let before = written.chars().next_back();
    let is_word = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
    match c {
        '\\' | '`' | '*' | '[' | '~' => true,
        '_' => !(is_word(before) && is_word(next)),
        '<' => next.is_none_or(|next| next.is_alphabetic() || "/!?".contains(next)),
        '&' => {
            let name = rest.trim_start_matches(|c: char| c.is_ascii_alphanumeric() || c == '#');
            name.starts_with(';') || name.is_empty()
        }
        // A closing row of marks belongs to a heading.
        '#' => rest.trim_start_matches(['#', ' ']).is_empty(),
        _ => false,
    }
}

/// A line of a block, with what would begin a list, a heading or a quotation escaped.
fn started(line: &str) -> String {
    let digits = line.bytes().take_while(u8::is_ascii_digit).count();
    let rest = line.get(digits..).unwrap_or("");
    match line.chars().next() {
        Some('#' | '>' | '+' | '-' | '=') => format!("\\{line}"),
        _ if digits > 0 && rest.starts_with(['.', ')']) => {
            format!("{}\\{rest}", line.get(..digits).unwrap_or(""))
        }
        _ => line.to_owned(),
    }
}
