//! The crate `pdf-extract`. It panics at what it does not expect, so only a child comes here.
//!
//! Letters are taken in the order of the page's content; where they stand parts words, lines and paragraphs.

// A child speaks to its parent.
#![allow(clippy::print_stderr)]

use super::{LOCKED, SEAM, TORN, TURNED, UNREAD, cleaned};
use pdf_extract::{
    Document, MediaBox, Object, OutputDev, OutputError, Transform, decode_text_string, output_doc_page,
};
use std::collections::VecDeque;
use std::ffi::{OsStr, OsString};
use std::io::{self, Write};
use std::panic::{AssertUnwindSafe, catch_unwind, set_hook};

/// The version is the one in Cargo.toml; behind it stands what is done for the crate before it reads.
pub const NAME: &str = "pdf-extract 0.12.1, maps mended";
pub const WORDS: &str = "pdf-words";
pub const INFO: &str = "pdf-info";

pub fn answer(task: &OsStr, args: &mut dyn Iterator<Item = OsString>) -> io::Result<()> {
    set_hook(Box::new(|_| {}));
    let file = args.next().ok_or(io::ErrorKind::InvalidInput)?;
    let mut document = Document::load(file).map_err(io::Error::other)?;
    if document.trailer.get(b"Encrypt").is_ok() {
        document.decrypt("").map_err(|_| io::Error::other(LOCKED))?;
    }
    mend_maps(&mut document);
    let mut out = io::stdout().lock();
    match task.to_str() {
        Some(WORDS) => words(&document, &mut out),
        Some(INFO) => info(&document, &mut out),
        _ => Err(io::ErrorKind::InvalidInput.into()),
    }
}

/// The crate panics where a font's map to Unicode gives the first letter of a range in one byte, as some files do.
fn mend_maps(document: &mut Document) {
    let map = |object: &Object| object.as_dict().ok()?.get(b"ToUnicode").ok()?.as_reference().ok();
    let maps: Vec<_> = document.objects.values().filter_map(map).collect();
    for id in maps {
        if let Some(Object::Stream(stream)) = document.objects.get_mut(&id)
            && let Ok(map) = stream.get_plain_content()
            && let Some(mended) = widened(&map)
        {
            stream.set_plain_content(mended);
        }
    }
}

/// A map whose ranges, a line each, begin with a letter of two bytes; nothing, if all of them do.
fn widened(map: &[u8]) -> Option<Vec<u8>> {
    let map = std::str::from_utf8(map).ok()?;
    let mut is_mended = false;
    let mut all = String::with_capacity(map.len());
    for line in map.split_inclusive('\n') {
        // "<C5> <D6> <C5>": from, to, and the first letter.
        let is_range = line.matches('<').count() == 3 && !line.contains('[');
        match line.rsplit_once('<') {
            Some((codes, letter)) if is_range && letter.find('>') == Some(2) => {
                all.extend([codes, "<00", letter]);
                is_mended = true;
            }
            _ => all.push_str(line),
        }
    }
    is_mended.then(|| all.into_bytes())
}

fn words(document: &Document, out: &mut impl Write) -> io::Result<()> {
    for number in document.get_pages().into_keys() {
        let mut page = Page::default();
        let read = catch_unwind(AssertUnwindSafe(|| output_doc_page(document, &mut page, number)));
        // Of a string in an encoding that it does not know, the crate gives nothing and says nothing.
        if !matches!(read, Ok(Ok(()))) || page.strings_without_letters * 2 > page.strings {
            eprintln!("{TORN}{number}");
            page.text.push_str("\n\n");
            page.text.push_str(SEAM);
        }
        if page.text.contains(is_right_to_left) {
            eprintln!("{TURNED}");
        }
        write!(out, "{}\n\u{c}", cleaned(&page.text).replace('\u{c}', "\n"))?;
    }
    Ok(())
}

/// Hebrew, Arabic, and the scripts between.
fn is_right_to_left(c: char) -> bool {
    matches!(c, '\u{590}'..='\u{8FF}' | '\u{FB1D}'..='\u{FDFF}' | '\u{FE70}'..='\u{FEFC}')
}

fn info(document: &Document, out: &mut impl Write) -> io::Result<()> {
    let info = document.trailer.get(b"Info").and_then(|info| document.dereference(info));
    if let Ok((_, Object::Dictionary(info))) = info {
        for name in ["Title", "Author", "CreationDate"] {
            let value = info.get(name.as_bytes()).and_then(|value| document.dereference(value));
            if let Some(value) = value.ok().and_then(|(_, value)| decode_text_string(value).ok()) {
                writeln!(out, "{name}: {}", value.replace(char::is_control, " "))?;
            }
        }
    }
    writeln!(out, "Pages: {}", document.get_pages().len())
}

/// A page under construction.
#[derive(Default)]
struct Page {
    text: String,
    strings: usize,
    strings_without_letters: usize,
    string: TextString,
    last: Option<Letter>,
    /// From line to line, in sizes of the letters: in the paragraph, and at last.
    leading: Option<f64>,
    last_down: f64,
    /// The last ones, for what is printed twice to look bold.
    recent: VecDeque<(String, Letter)>,
}

/// The string that is being printed.
#[derive(Default, Clone, Copy)]
struct TextString {
    letters: usize,
    /// Of them, printed once more where the same letter stands.
    covered: usize,
    /// So is the last one, over the letter before it.
    is_last_covered: bool,
    /// The page before it.
    before: (usize, Option<Letter>),
}

/// Where a letter stands, seen along the line in which it is written.
#[derive(Clone, Copy)]
struct Letter {
    start: f64,
    end: f64,
    base: f64,
    size: f64,
    turn: (f64, f64),
}

impl Letter {
    fn new(place: &Transform, width: f64, spacing: f64, font_size: f64) -> Self {
        let stretch = place.m11.hypot(place.m12);
        let turn = (place.m11 / stretch, place.m12 / stretch);
        let start = place.m31 * turn.0 + place.m32 * turn.1;
        let base = place.m32 * turn.0 - place.m31 * turn.1;
        let size = (font_size * place.m21.hypot(place.m22)).abs();
        Self { start, end: start + (width * font_size + spacing.max(0.0)) * stretch, base, size, turn }
    }

    fn is_turned(&self, other: &Self) -> bool {
        self.turn.0 * other.turn.0 + self.turn.1 * other.turn.1 < 0.99
    }

    /// Is the same letter printed in the same place?
    fn covers(&self, other: &Self) -> bool {
        let most = 0.1 * self.size.min(self.end - self.start);
        (self.start - other.start).abs() < most
            && (self.base - other.base).abs() < most
            && !self.is_turned(other)
    }
}

impl Page {
    /// Parts the words, the lines or the paragraphs before a letter.
    fn part(&mut self, letter: &Letter) {
        /// In sizes of the letter.
        const GAP_OF_WORDS: f64 = 0.1;
        const MOST_BACK: f64 = 1.0;
        const MOST_RAISED: f64 = 0.5;
        const USUAL_LEADING: f64 = 1.5;
        /// In usual leadings.
        const GAP_OF_PARAGRAPHS: f64 = 1.25;
        let Some(last) = self.last else { return };
        let size = letter.size.max(last.size);
        let (down, gap) = ((last.base - letter.base) / size, (letter.start - last.end) / letter.size);
        if letter.is_turned(&last) {
            self.text.push_str("\n\n");
        } else if down.abs() < MOST_RAISED && gap > -MOST_BACK {
            if gap > GAP_OF_WORDS && !self.text.ends_with(' ') {
                self.text.push(' ');
            }
        } else {
            let is_as_before = down > 0.0 && (down - self.last_down).abs() < GAP_OF_WORDS;
            let is_near = down > 0.0 && down < GAP_OF_PARAGRAPHS * self.leading.unwrap_or(USUAL_LEADING);
            let goes_on = is_near || is_as_before;
            if goes_on {
                self.leading = Some(down);
            }
            self.last_down = down;
            self.text.push_str(if goes_on { "\n" } else { "\n\n" });
        }
    }
}

impl OutputDev for Page {
    fn output_character(
        &mut self,
        place: &Transform,
        width: f64,
        spacing: f64,
        font_size: f64,
        letter: &str,
    ) -> Result<(), OutputError> {
        const RECENT: usize = 256;
        let at = Letter::new(place, width, spacing, font_size);
        let is_covered = |(other, place): &(String, Letter)| other == letter && at.covers(place);
        self.string.is_last_covered = self.recent.back().is_some_and(is_covered);
        self.string.covered += usize::from(self.recent.iter().any(is_covered));
        self.string.letters += 1;
        if self.recent.len() == RECENT {
            self.recent.pop_front();
        }
        self.recent.push_back((letter.to_owned(), at));
        if letter.trim().is_empty() && !letter.is_empty() {
            if !self.text.ends_with(char::is_whitespace) {
                self.text.push(' ');
            }
            // A space is as wide as the next letter is away.
            if let Some(last) = &mut self.last {
                last.end = last.end.max(at.end);
            }
            return Ok(());
        }
        self.part(&at);
        if letter.is_empty() {
            self.text.push(UNREAD);
        }
        self.text.push_str(letter);
        self.last = Some(at);
        Ok(())
    }

    fn begin_word(&mut self) -> Result<(), OutputError> {
        self.string = TextString { before: (self.text.len(), self.last), ..TextString::default() };
        Ok(())
    }

    fn end_word(&mut self) -> Result<(), OutputError> {
        let TextString { letters, covered, is_last_covered, before } = self.string;
        self.strings += 1;
        self.strings_without_letters += usize::from(letters == 0);
        // Of a letter alone the place says too little: the widths that the crate knows are not always right.
        let is_twice = letters == covered && if letters == 1 { is_last_covered } else { letters > 1 };
        if is_twice {
            self.text.truncate(before.0);
            self.last = before.1;
        }
        Ok(())
    }

    fn begin_page(
        &mut self,
        _: u32,
        _: &MediaBox,
        _: Option<(f64, f64, f64, f64)>,
    ) -> Result<(), OutputError> {
        Ok(())
    }

    fn end_page(&mut self) -> Result<(), OutputError> {
        Ok(())
    }

    fn end_line(&mut self) -> Result<(), OutputError> {
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_ranges_of_single_bytes_are_widened() {
        let map = b"2 beginbfrange\n<C5> <D6> <C5>\n<0B> <0E> <D835DEFC>\nendbfrange\n<41> <42>\n<01> <02> [<41> <42>]\n";
        let mended = widened(map).unwrap();
        assert_eq!(
            String::from_utf8(mended).unwrap(),
            "2 beginbfrange\n<C5> <D6> <00C5>\n<0B> <0E> <D835DEFC>\nendbfrange\n<41> <42>\n<01> <02> [<41> <42>]\n"
        );
        assert_eq!(widened(b"<41> <42>\n"), None);
    }
}
