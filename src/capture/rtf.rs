//! Rich texts (Microsoft's RTF 1.9.1): words with their code pages, tables (one row a paragraph), footnotes, struck, raised and lowered words.
//!
//! Tracked changes are read as if all were accepted. Left out, and said: hidden text, comments, pictures. Headings are not known: RTF names
//! them by styles alone, and many programs write none.

use super::flow::{Flow, Inside, Look, Raised, too_much};
use super::left_out::LeftOut;
use super::written::{Block, SEAM};
use super::{Captured, Markup, Refused, Says};
use encoding_rs::{Encoding, WINDOWS_1252};
use std::collections::HashMap;

/// Which way of reading this is.
pub const EXTRACTOR: &str = "rtf 1";

/// Groups one in the other; no program writes more.
const DEEPEST: usize = 10_000;

/// Reads a rich text.
pub fn read(bytes: &[u8]) -> Result<Captured, Refused> {
    let mut reader = Reader::default();
    reader.read(bytes)?;
    let mut notes = reader.left_out.sentences();
    if reader.is_cut {
        notes.push("the file ends in the middle: what follows is lost".to_owned());
    }
    Ok(Captured {
        text: reader.flow.finish()?.0,
        markup: Markup::Markdown,
        says: reader.says,
        extractor: EXTRACTOR.to_owned(),
        notes,
        ..Captured::default()
    })
}

/// What is said in a group.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
enum Target {
    /// Words of the text.
    #[default]
    Text,
    /// Nothing that is read.
    Nothing,
    Fonts,
    Title,
    Author,
    /// The number that a program wrote before an item.
    Label,
}

#[derive(Debug, Clone, Copy)]
struct State {
    target: Target,
    look: Look,
    is_hidden: bool,
    is_deleted: bool,
    font: i32,
    /// How many letters of an old program follow a `\u`.
    fallback: usize,
    /// Does this group end a note?
    is_note: bool,
}

#[derive(Default)]
#[expect(clippy::struct_excessive_bools, reason = "each is a state of its own that RTF sets by a word")]
struct Reader {
    flow: Flow,
    says: Says,
    groups: Vec<State>,
    fonts: HashMap<i32, &'static Encoding>,
    encoding: Option<&'static Encoding>,
    default_font: i32,
    /// The font that a table of fonts describes now.
    described: i32,
    /// Bytes of letters that are not decoded yet: a letter may take two.
    bytes: Vec<u8>,
    /// The first half of a letter that takes two `\u`.
    half: Option<u16>,
    to_skip: usize,
    is_in_row: bool,
    is_row_open: bool,
    is_ignorable: bool,
    notes: usize,
    /// Notes that are open; did each begin within a row?
    open_notes: Vec<bool>,
    left_out: LeftOut,
    is_cut: bool,
}

impl Reader {
    fn read(&mut self, mut rest: &[u8]) -> Result<(), Refused> {
        let mut state = State {
            target: Target::Text,
            look: Look::default(),
            is_hidden: false,
            is_deleted: false,
            font: 0,
            fallback: 1,
            is_note: false,
        };
        while let [first, after @ ..] = rest {
            rest = after;
            match first {
                b'{' => {
                    self.say(&state);
                    if self.groups.len() > DEEPEST {
                        return Err(Refused {
                            what: "nests its groups deeper than any program does".to_owned(),
                            help: "open it in a word processor and save it anew".to_owned(),
                        });
                    }
                    self.groups.push(state);
                    state.is_note = false;
                    self.to_skip = 0;
                }
                b'}' => {
                    self.say(&state);
                    self.to_skip = 0;
                    self.is_ignorable = false;
                    if state.is_note {
                        self.flow.end();
                        self.is_in_row = self.open_notes.pop().unwrap_or(false);
                    }
                    let Some(outer) = self.groups.pop() else { break };
                    state = outer;
                    // What follows the end of the first group is none of the text.
                    if self.groups.is_empty() {
                        return Ok(());
                    }
                }
                b'\\' => rest = self.control(rest, &mut state),
                b'\r' | b'\n' | 0 => {}
                byte => self.byte(*byte),
            }
            if self.flow.is_too_much() {
                return Err(too_much());
            }
        }
        self.say(&state);
        self.is_cut = true;
        Ok(())
    }

    /// Reads what follows a backslash, and returns what follows that.
    fn control<'a>(&mut self, rest: &'a [u8], state: &mut State) -> &'a [u8] {
        let Some((first, after)) = rest.split_first() else { return rest };
        if !first.is_ascii_alphabetic() {
            if matches!(first, b'~' | b'_') {
                self.say(state);
            }
            match first {
                b'\'' => {
                    let code = after.get(..2).and_then(|two| std::str::from_utf8(two).ok());
                    if let Some(byte) = code.and_then(|code| u8::from_str_radix(code, 16).ok()) {
                        self.byte(byte);
                        return after.get(2..).unwrap_or(&[]);
                    }
                }
                b'*' => self.is_ignorable = true,
                b'~' => self.words(state, "\u{a0}"),
                b'_' => self.words(state, "\u{2011}"),
                b'\n' | b'\r' => self.paragraph(state),
                b'{' | b'}' | b'\\' => self.byte(*first),
                _ => {}
            }
            return after;
        }
        let name_end = rest.iter().position(|byte| !byte.is_ascii_alphabetic()).unwrap_or(rest.len());
        let (name, mut after) = rest.split_at(name_end);
        let digits = after
            .iter()
            .enumerate()
            .take_while(|(at, byte)| byte.is_ascii_digit() || *at == 0 && **byte == b'-')
            .count();
        let number =
            after.get(..digits).and_then(|digits| std::str::from_utf8(digits).ok()?.parse::<i32>().ok());
        after = after.get(digits..).unwrap_or(&[]);
        after = after.strip_prefix(b" ").unwrap_or(after);
        let name = std::str::from_utf8(name).unwrap_or("");
        if name == "bin" {
            return after.get(usize::try_from(number.unwrap_or(0)).unwrap_or(0)..).unwrap_or(&[]);
        }
        if name != "u" && self.to_skip > 0 {
            // A control word counts as one letter of those that an old program reads.
            self.to_skip -= 1;
            return after;
        }
        self.word(name, number, state);
        after
    }

    #[expect(clippy::too_many_lines, reason = "one line a control word")]
    fn word(&mut self, name: &str, number: Option<i32>, state: &mut State) {
        let is_on = number != Some(0);
        let is_ignorable = std::mem::take(&mut self.is_ignorable);
        self.say(state);
        match name {
            "par" | "sect" | "page" => self.paragraph(state),
            "line" if state.target == Target::Text => self.flow.line_break(),
            "emdash" => self.words(state, "—"),
            "endash" => self.words(state, "–"),
            "lquote" => self.words(state, "‘"),
            "rquote" => self.words(state, "’"),
            "ldblquote" => self.words(state, "“"),
            "rdblquote" => self.words(state, "”"),
            "bullet" => self.words(state, "•"),
            "tab" | "emspace" | "enspace" | "qmspace" => self.words(state, " "),
            "u" => {
                self.to_skip = state.fallback;
                self.unicode(number.unwrap_or(0), state);
            }
            "uc" => state.fallback = usize::try_from(number.unwrap_or(1)).unwrap_or(1),
            "ansicpg" => self.encoding = code_page(number.unwrap_or(1252)),
            "mac" => self.encoding = code_page(10000),
            "deff" => {
                self.default_font = number.unwrap_or(0);
                state.font = self.default_font;
            }
            "f" => {
                if state.target == Target::Fonts {
                    self.described = number.unwrap_or(0);
                } else {
                    state.font = number.unwrap_or(0);
                }
            }
            "fcharset" => {
                if let Some(encoding) = character_set(number.unwrap_or(0)) {
                    self.fonts.insert(self.described, encoding);
                }
            }
            "plain" => {
                (state.look, state.is_hidden, state.is_deleted) = (Look::default(), false, false);
                state.font = self.default_font;
            }
            "strike" | "striked" => state.look.is_struck = is_on,
            "super" => state.look.raised = if is_on { Raised::Above } else { Raised::No },
            "sub" => state.look.raised = if is_on { Raised::Below } else { Raised::No },
            "nosupersub" => state.look.raised = Raised::No,
            "v" => state.is_hidden = is_on,
            "deleted" => {
                state.is_deleted = is_on;
                self.left_out.changes += usize::from(is_on);
            }
            "revised" => self.left_out.changes += usize::from(is_on),
            "trowd" | "intbl" => self.is_in_row = true,
            "pard" => self.is_in_row = false,
            "cell" | "nestcell" if state.target == Target::Text && self.open_notes.is_empty() => {
                self.open_row();
                self.flow.end();
                self.flow.begin(Inside::Cell);
            }
            "row" | "nestrow"
                if state.target == Target::Text
                    && self.open_notes.is_empty()
                    && std::mem::take(&mut self.is_row_open) =>
            {
                // The cell that was begun after the last one is none.
                self.flow.drop_cell();
                self.flow.end();
            }
            "footnote" if state.target == Target::Text => {
                self.notes += 1;
                let number = self.notes.to_string();
                self.flow.note_mark(&number);
                self.flow.begin(Inside::Note(number));
                self.open_notes.push(self.is_in_row);
                state.is_note = true;
                state.look = Look::default();
            }
            "pict" | "object" => {
                if state.target == Target::Text {
                    self.left_out.pictures += 1;
                    self.flow.mark(SEAM);
                }
                state.target = Target::Nothing;
            }
            "annotation" => {
                self.left_out.comments += 1;
                state.target = Target::Nothing;
            }
            "header" | "headerl" | "headerr" | "headerf" | "footer" | "footerl" | "footerr" | "footerf" => {
                self.left_out.heads += 1;
                state.target = Target::Nothing;
            }
            "fonttbl" => state.target = Target::Fonts,
            "title" => state.target = Target::Title,
            "author" => state.target = Target::Author,
            "listtext" | "pntext" if state.target == Target::Text => state.target = Target::Label,
            "shptxt" if state.target != Target::Nothing || is_ignorable => {
                state.target = Target::Text;
                self.paragraph(state);
            }
            "stylesheet" | "colortbl" | "info" | "fldinst" | "listtable" | "listoverridetable"
            | "rsidtbl" | "generator" | "themedata" | "colorschememapping" | "datastore" | "latentstyles"
            | "xmlnstbl" | "revtbl" | "filetbl" | "nonshppict" | "bkmkstart" | "bkmkend" | "atnid"
            | "atnauthor" | "atrfstart" | "atrfend" | "pgptbl" | "xe" | "tc" | "falt" | "panose"
            | "pnseclvl" => {
                state.target = Target::Nothing;
            }
            "pn" => state.target = Target::Nothing,
            // Groups that old programs pass over, and whose words are shown.
            "fldrslt" | "shp" | "shpinst" | "nesttableprops" | "shppict" => {}
            // A group that is not known and may be passed over.
            _ if is_ignorable => state.target = Target::Nothing,
            _ => {}
        }
    }

    fn unicode(&mut self, number: i32, state: &State) {
        let Ok(unit) = u16::try_from(number.rem_euclid(1 << 16)) else { return };
        let units = match (self.half.take(), unit) {
            (None, 0xd800..0xdc00) => {
                self.half = Some(unit);
                return;
            }
            (Some(half), _) => vec![half, unit],
            (None, _) => vec![unit],
        };
        // Symbol fonts lie in the private area, whose signs mean nothing without them.
        if matches!(unit, 0xe000..=0xf8ff) {
            if state.target == Target::Text {
                self.flow.mark(SEAM);
            }
            return;
        }
        let words = String::from_utf16_lossy(&units);
        self.words(state, &words);
    }

    fn byte(&mut self, byte: u8) {
        if self.to_skip > 0 {
            self.to_skip -= 1;
            return;
        }
        self.bytes.push(byte);
    }

    /// Decodes and writes the letters that were read.
    fn say(&mut self, state: &State) {
        if self.bytes.is_empty() {
            return;
        }
        let bytes = std::mem::take(&mut self.bytes);
        let encoding = self.fonts.get(&state.font).copied().or(self.encoding).unwrap_or(WINDOWS_1252);
        let words = encoding.decode_without_bom_handling(&bytes).0;
        self.words(state, &words);
    }

    fn words(&mut self, state: &State, words: &str) {
        match state.target {
            Target::Nothing | Target::Fonts => {}
            Target::Title => self.says.title.get_or_insert_default().push_str(words),
            Target::Author => match self.says.authors.first_mut() {
                Some(author) => author.push_str(words),
                None => self.says.authors.push(words.to_owned()),
            },
            Target::Text | Target::Label if state.is_hidden => {
                self.left_out.hidden += usize::from(!words.trim().is_empty());
            }
            Target::Text | Target::Label if state.is_deleted => {}
            Target::Text | Target::Label => {
                if self.is_in_row && self.open_notes.is_empty() {
                    self.open_row();
                }
                // The dot before an item of a list is in a symbol font.
                let words = if state.target == Target::Label
                    && !words.contains(char::is_alphanumeric)
                    && words != " "
                {
                    ""
                } else {
                    words
                };
                self.flow.words(state.look, words);
            }
        }
    }

    fn open_row(&mut self) {
        if !std::mem::replace(&mut self.is_row_open, true) {
            self.flow.begin(Inside::Row);
            self.flow.begin(Inside::Cell);
        }
    }

    fn paragraph(&mut self, state: &State) {
        self.say(state);
        if state.target == Target::Text {
            // A row that never ends is none.
            if self.is_row_open && !self.is_in_row && self.open_notes.is_empty() {
                self.is_row_open = false;
                self.flow.end();
                self.flow.end();
            }
            self.flow.paragraph(Block::Paragraph);
        }
    }
}

/// The encoding of a code page of Windows.
fn code_page(number: i32) -> Option<&'static Encoding> {
    let label = match number {
        932 => "shift_jis",
        936 => "gbk",
        949 => "euc-kr",
        950 => "big5",
        10000 => "macintosh",
        10007 => "x-mac-cyrillic",
        65001 => "utf-8",
        866 => "ibm866",
        874 => "windows-874",
        1250..=1258 => return Encoding::for_label(format!("windows-{number}").as_bytes()),
        _ => return None,
    };
    Encoding::for_label(label.as_bytes())
}

/// The encoding of a character set of a font.
fn character_set(number: i32) -> Option<&'static Encoding> {
    code_page(match number {
        77 => 10000,
        128 => 932,
        129 | 130 => 949,
        134 => 936,
        136 => 950,
        161 => 1253,
        162 => 1254,
        163 => 1258,
        177 => 1255,
        178..=180 => 1256,
        186 => 1257,
        204 => 1251,
        222 => 874,
        238 => 1250,
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(rtf: &str) -> String {
        read(rtf.as_bytes()).unwrap().text
    }

    #[test]
    fn letters_and_looks() {
        assert_eq!(
            text(
                r"{\rtf1\ansi\ansicpg1252 caf\'e9 \u1076?\u-10179 ?\u-8704 ?\par 40{\super 3} {\strike five} six\~a\_b}"
            ),
            "café д😀\n\n40<sup>3</sup> ~~five~~ six\u{a0}a\u{2011}b\n"
        );
        assert_eq!(
            text(
                r"{\rtf1{\fonttbl{\f0\fcharset0 A;}{\f1\fcharset204 B;}}\deff0\f1\'cf\'f0{\v no}{\deleted old}\f0 ok}"
            ),
            "Прok\n"
        );
    }

    #[test]
    fn rows_and_notes() {
        assert_eq!(
            text(r"{\rtf1 a\par\trowd\intbl 1871\cell\intbl 640\cell\row\pard after\par}"),
            "a\n\n1871 | 640\n\nafter\n"
        );
        assert_eq!(
            text(r"{\rtf1 boats{\super\chftn{\footnote\pard Ibid.}} left}"),
            "boats<sup>1</sup> left\n\n<sup>1</sup> Ibid.\n"
        );
        assert_eq!(
            text(r"{\rtf1 a{\field{\*\fldinst PAGE}{\fldrslt 12}} b{\*\unknown c}{\info{\title T}}}"),
            "a12 b\n"
        );
    }

    #[test]
    fn endless_nesting_is_refused_and_a_cut_is_said() {
        assert!(read("{\\rtf1".repeat(100_000).as_bytes()).is_err());
        assert_eq!(read(b"{\\rtf1 a").unwrap().notes.len(), 1);
    }

    proptest::proptest! {
        #[test]
        fn damaged_texts_never_panic(text in r"\{\\rtf1(\\cell|\\row|\\trowd|\\intbl|\\par|\\pard|\{|\}|\\u-?[0-9]{1,6}|\\'[0-9a-g]{0,2}|\\bin[0-9]{1,12}|\{\\footnote |é| |x|\\)*") {
            let _ = read(text.as_bytes());
        }
    }
}
