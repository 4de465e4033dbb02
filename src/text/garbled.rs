//! Text in UTF-8 that a program read as one of the older encodings and saved so: `fÃ¼r` for "für", `Ð¿Ñ€Ð¸` for "при".

use encoding_rs::{Encoding, WINDOWS_1251, WINDOWS_1252};

/// A garbled text put right, and where each character that was put right stands in both.
#[derive(Debug)]
pub struct Repaired {
    /// The text as it was.
    pub text: String,
    /// In order.
    repairs: Vec<Repair>,
}

/// One character that was put right: where it ends in the repaired text, and where its remains begin and end in the garbled
/// one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Repair {
    end: usize,
    garbled_start: usize,
    garbled_end: usize,
}

/// The text as it may have been, for each encoding in which it may have been read. A sound text may look garbled here and
/// there, so this is a guess, to be compared with what somebody knows to stand there.
pub fn repairs(text: &str) -> Vec<Repaired> {
    if text.is_ascii() {
        return Vec::new();
    }
    [WINDOWS_1252, WINDOWS_1251].into_iter().filter_map(|encoding| repaired(text, encoding)).collect()
}

impl Repaired {
    /// Where a place of the repaired text is in the garbled one.
    pub fn garbled(&self, offset: usize) -> usize {
        let before = self.repairs.partition_point(|repair| repair.end <= offset);
        let before = before.checked_sub(1).and_then(|before| self.repairs.get(before));
        before.map_or(offset, |before| before.garbled_end + (offset - before.end))
    }

    /// Was anything put right between these places of the garbled text?
    pub fn is_garbled(&self, start: usize, end: usize) -> bool {
        let after = self.repairs.partition_point(|repair| repair.garbled_end <= start);
        self.repairs.get(after).is_some_and(|repair| repair.garbled_start < end)
    }
}

fn repaired(text: &str, encoding: &'static Encoding) -> Option<Repaired> {
    let upper = upper_half(encoding);
    let mut repaired = Repaired { text: String::new(), repairs: Vec::new() };
    let (mut copied, mut at) = (0, 0);
    while let Some(offset) = text.as_bytes()[at..].iter().position(|byte| !byte.is_ascii()) {
        let start = at + offset;
        let rest = &text[start..];
        if let Some((true_char, length)) = true_char(&upper, rest) {
            at = start + length;
            repaired.text.push_str(&text[copied..start]);
            repaired.text.push(true_char);
            let repair = Repair { end: repaired.text.len(), garbled_start: start, garbled_end: at };
            repaired.repairs.push(repair);
            copied = at;
        } else {
            at = start + rest.chars().next().map_or(1, char::len_utf8);
        }
    }
    repaired.text.push_str(&text[copied..]);
    (!repaired.repairs.is_empty()).then_some(repaired)
}

/// The character whose bytes the first characters of `rest` stand for, and how many bytes these take.
fn true_char(upper: &[char; 128], rest: &str) -> Option<(char, usize)> {
    let mut bytes = Vec::with_capacity(4);
    let mut length = 0;
    for c in rest.chars() {
        bytes.push(byte_of(upper, c, bytes.is_empty())?);
        length += c.len_utf8();
        let needed = match bytes.first() {
            Some(0xc2..=0xdf) => 2,
            Some(0xe0..=0xef) => 3,
            Some(0xf0..=0xf4) => 4,
            _ => return None,
        };
        if bytes.len() == needed {
            return Some((std::str::from_utf8(&bytes).ok()?.chars().next()?, length));
        }
    }
    None
}

/// The byte that was read as this character.
fn byte_of(upper: &[char; 128], c: char, is_first: bool) -> Option<u8> {
    let index = upper.iter().position(|other| *other == c);
    let byte = index.and_then(|index| u8::try_from(128 + index).ok());
    byte.or(match c {
        // Latin-1 has control characters where the other encodings have none.
        '\u{80}'..='\u{9f}' => u8::try_from(u32::from(c)).ok(),
        // A no-break space may have become a plain one.
        ' ' if !is_first => Some(0xa0),
        _ => None,
    })
}

/// The characters that the bytes from 128 on are read as.
fn upper_half(encoding: &'static Encoding) -> [char; 128] {
    let bytes: Vec<u8> = (128..=255).collect();
    let (read, _) = encoding.decode_without_bom_handling(&bytes);
    let mut upper = ['\0'; 128];
    for (slot, c) in upper.iter_mut().zip(read.chars()) {
        *slot = c;
    }
    upper
}

#[cfg(test)]
mod tests {
    use super::*;

    fn readings(garbled: &str) -> Vec<String> {
        repairs(garbled).into_iter().map(|repaired| repaired.text).collect()
    }

    #[test]
    fn what_was_read_as_another_encoding_is_put_right() {
        assert_eq!(readings("Die BrÃ¼cke bleibt fÃ¼r"), ["Die Brücke bleibt für"]);
        assert_eq!(readings("it isnâ€™t â€œopenâ€\u{9d}"), ["it isn’t “open”"]);
        assert_eq!(readings("Ð¿Ñ€Ð¸"), ["при"]);
        assert_eq!(readings("РїСЂРё"), ["при"]);
        assert_eq!(readings("voilÃ  tout"), ["voilà tout"]);
        assert!(readings("Die Brücke bleibt für Karren gesperrt, при мосте").is_empty());
        assert!(readings("plain").is_empty());
    }

    #[test]
    fn places_of_the_garbled_text_are_found_again() {
        let garbled = "x fÃ¼r BrÃ¼cke";
        let repaired = repairs(garbled).remove(0);
        let place = |words: &str| repaired.text.find(words).map(|at| repaired.garbled(at));
        assert_eq!(place("r B"), garbled.find("r B"));
        assert_eq!(place("cke"), garbled.find("cke"));
        assert_eq!(place("x"), Some(0));
        assert!(repaired.is_garbled(2, 7) && !repaired.is_garbled(0, 3) && !repaired.is_garbled(7, 10));
    }
}
