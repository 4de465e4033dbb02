//! Text for a terminal: paragraphs that are as wide as it, below headings, beside labels.

use super::OutputOptions;
use super::escape::{no_command, terminal_whole};
use anstyle::{AnsiColor, Style};
use std::io;
use unicode_segmentation::UnicodeSegmentation;
use unicode_width::UnicodeWidthStr;

/// Some words that look alike. They come out of files, and are escaped here.
#[derive(Debug, Clone)]
pub(super) struct Piece {
    pub text: String,
    pub style: Style,
}

/// Where paragraphs are written.
pub(super) struct Page<'o> {
    pub out: &'o mut dyn io::Write,
    pub width: usize,
    pub colour: bool,
}

/// Columns of a label.
const LABEL: usize = 14;

pub(super) const BOLD: Style = Style::new().bold();
pub(super) const BAD: Style = AnsiColor::Red.on_default();
pub(super) const GOOD: Style = AnsiColor::Green.on_default();

impl<'o> Page<'o> {
    pub(super) fn new(options: OutputOptions, out: &'o mut dyn io::Write) -> Self {
        Self { out, width: options.width, colour: options.colour }
    }

    /// An empty line, and a heading.
    pub(super) fn heading(&mut self, text: &str) -> io::Result<()> {
        writeln!(self.out)?;
        self.paragraph("", "", &[Piece { text: text.to_owned(), style: BOLD }])
    }

    /// A label, and beside it what it is for; nothing if there is nothing.
    pub(super) fn field(&mut self, indent: usize, label: &str, text: &str) -> io::Result<()> {
        self.styled_field(indent, label, &[plain(text)])
    }

    /// The same with words that look different.
    pub(super) fn styled_field(&mut self, indent: usize, label: &str, pieces: &[Piece]) -> io::Result<()> {
        if pieces.iter().all(|piece| piece.text.trim().is_empty()) {
            return Ok(());
        }
        let first = format!("{:indent$}{label:<LABEL$}", "");
        let rest = " ".repeat(indent + LABEL);
        self.paragraph(&first, &rest, pieces)
    }

    /// A command in one line, however long it is, so that it can be copied.
    pub(super) fn command(&mut self, first: &str, command: &str) -> io::Result<()> {
        let command = self.painted(&terminal_whole(command), Style::new().dimmed());
        writeln!(self.out, "{first}{command}")
    }

    /// A paragraph whose lines begin with `first`, and then `rest`, which are ours.
    pub(super) fn paragraph(&mut self, first: &str, rest: &str, pieces: &[Piece]) -> io::Result<()> {
        let mut line = Line::beginning(first);
        for word in words(pieces) {
            let width: usize = word.iter().map(|(text, _)| text.width()).sum();
            let space = usize::from(!line.is_empty);
            if !line.is_empty && line.columns + space + width > self.width {
                self.end(&line)?;
                line = Line::beginning(rest);
            } else if !line.is_empty {
                line.text.push(' ');
                line.columns += 1;
            }
            for (text, style) in word {
                let mut open = String::new();
                for grapheme in text.graphemes(true) {
                    let columns = grapheme.width();
                    // A word that is wider than the line is broken anywhere, but no line is without a character.
                    if line.columns + columns > self.width && !(line.is_empty && open.is_empty()) {
                        line.text += &self.painted(&open, style);
                        open.clear();
                        self.end(&line)?;
                        line = Line::beginning(rest);
                    }
                    open.push_str(grapheme);
                    line.columns += columns;
                }
                line.text += &self.painted(&open, style);
                line.is_empty &= open.is_empty();
            }
        }
        self.end(&line)
    }

    fn end(&mut self, line: &Line) -> io::Result<()> {
        let line = format!("{}{}", line.begins, line.text);
        writeln!(self.out, "{}", no_command(line.trim_end()))
    }

    fn painted(&self, text: &str, style: Style) -> String {
        if self.colour && !text.is_empty() && style != Style::new() {
            format!("{style}{text}{style:#}")
        } else {
            text.to_owned()
        }
    }
}

struct Line<'a> {
    begins: &'a str,
    text: String,
    columns: usize,
    is_empty: bool,
}

impl<'a> Line<'a> {
    fn beginning(begins: &'a str) -> Self {
        let columns = begins.width();
        Self { begins, text: String::new(), columns, is_empty: true }
    }
}

/// Words that look like all others.
pub(super) fn plain(text: &str) -> Piece {
    Piece { text: text.to_owned(), style: Style::new() }
}

/// The words between white space, escaped; pieces without white space between them are one word.
fn words(pieces: &[Piece]) -> Vec<Vec<(String, Style)>> {
    let mut words: Vec<Vec<(String, Style)>> = Vec::new();
    let mut goes_on = false;
    for piece in pieces.iter().filter(|piece| !piece.text.is_empty()) {
        goes_on &= !piece.text.starts_with(char::is_whitespace);
        for word in piece.text.split_whitespace() {
            let word = (terminal_whole(word).into_owned(), piece.style);
            match words.last_mut().filter(|_| goes_on) {
                Some(last) => last.push(word),
                None => words.push(vec![word]),
            }
            goes_on = false;
        }
        goes_on = !piece.text.ends_with(char::is_whitespace);
    }
    words
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    fn drawn(width: usize, pieces: &[Piece]) -> String {
        let mut out = Vec::new();
        Page { out: &mut out, width, colour: false }.paragraph("- ", "  ", pieces).unwrap();
        String::from_utf8(out).unwrap()
    }

    #[test]
    fn lines_end_at_spaces_and_no_line_is_too_wide() {
        assert_eq!(drawn(12, &[plain("the tide came in")]), "- the tide\n  came in\n");
        assert_eq!(drawn(8, &[plain("a abcdefghijkl b")]), "- a\n  abcdef\n  ghijkl\n  b\n");
        // Two columns each.
        assert_eq!(drawn(8, &[plain("中文中文中")]), "- 中文中\n  文中\n");
    }

    #[test]
    fn pieces_are_one_word_where_no_space_is_between_them() {
        let pieces = [plain("so it"), plain(" was"), plain(", said "), plain("he")];
        assert_eq!(drawn(80, &pieces), "- so it was, said he\n");
    }
}
