//! From byte offsets to the lines and columns that people count.

use memchr::memchr_iter;

/// Where the lines of one text begin.
#[derive(Debug)]
pub struct LineIndex {
    starts: Vec<usize>,
    len: usize,
}

impl LineIndex {
    /// Finds the lines of `text`. LF and CRLF end a line; a final line end opens no further line.
    pub fn new(text: &str) -> Self {
        let mut starts = vec![0];
        starts.extend(memchr_iter(b'\n', text.as_bytes()).map(|at| at + 1));
        if starts.len() > 1 && starts.last() == Some(&text.len()) {
            starts.pop();
        }
        Self { starts, len: text.len() }
    }

    /// The line that holds byte `offset`, counted from 1. Past the end it is the last line.
    pub fn line(&self, offset: usize) -> usize {
        self.starts.partition_point(|&start| start <= offset)
    }

    /// The byte range of line `line` (counted from 1), its line end included.
    pub fn range(&self, line: usize) -> std::ops::Range<usize> {
        let start = self.starts.get(line.saturating_sub(1)).copied().unwrap_or(self.len);
        start..self.starts.get(line).copied().unwrap_or(self.len)
    }

    /// Line and column of byte `offset` in `text`, both counted from 1; columns are Unicode characters.
    pub fn position(&self, text: &str, offset: usize) -> (usize, usize) {
        let line = self.line(offset);
        let start = self.range(line).start;
        let before = text.get(start..offset.clamp(start, text.len())).unwrap_or("");
        (line, before.chars().count() + 1)
    }

    /// The column of byte `offset` in its line, counted in bytes from 1.
    pub fn byte_column(&self, offset: usize) -> usize {
        let offset = offset.min(self.len);
        offset - self.range(self.line(offset)).start + 1
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counts_lines_and_characters_from_one() {
        let text = "ab\näöü\n\nend";
        let lines = LineIndex::new(text);
        assert_eq!(lines.position(text, 0), (1, 1));
        assert_eq!(lines.position(text, 3), (2, 1));
        assert_eq!(lines.position(text, 7), (2, 3));
        assert_eq!(lines.position(text, text.len()), (4, 4));
        assert_eq!([7, 3, text.len(), 400].map(|offset| lines.byte_column(offset)), [5, 1, 4, 4]);
        assert_eq!(&text[lines.range(2)], "äöü\n");
    }

    #[test]
    fn a_final_line_end_opens_no_line_and_offsets_past_the_end_are_the_end() {
        let text = "one\n";
        let lines = LineIndex::new(text);
        assert_eq!(lines.position(text, 4), (1, 5));
        assert_eq!(lines.position(text, 400), (1, 5));
        assert_eq!(LineIndex::new("").position("", 0), (1, 1));
    }
}
