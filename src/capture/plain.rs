//! Texts and Markdown: taken as they are, in UTF-8, with line ends as `\n`.

use super::{Captured, Markup, Refused};
use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE};

/// Which way of reading this is.
pub const EXTRACTOR: &str = "text 1";

/// Reads a text.
pub fn read(bytes: &[u8], markup: Markup) -> Result<Captured, Refused> {
    let (text, encoding, notes) = decoded(bytes);
    Ok(Captured {
        text: text.replace("\r\n", "\n").replace('\r', "\n"),
        markup,
        extractor: EXTRACTOR.to_owned(),
        encoding,
        notes,
        ..Captured::default()
    })
}

/// Bytes as text, in which encoding they are unless that is UTF-8, and what is to be said of it: by their byte order mark, as UTF-8
/// if they are that, else by a guess from the letters.
pub fn decoded(bytes: &[u8]) -> (String, Option<String>, Vec<String>) {
    // UTF-32 begins as UTF-16 does, and no browser knows it.
    let wide = match bytes {
        [0xff, 0xfe, 0, 0, rest @ ..] => Some((rest, u32::from_le_bytes as fn([u8; 4]) -> u32, "utf-32le")),
        [0, 0, 0xfe, 0xff, rest @ ..] => Some((rest, u32::from_be_bytes as fn([u8; 4]) -> u32, "utf-32be")),
        _ => None,
    };
    if let Some((rest, number, name)) = wide {
        let letter = |four: &[u8; 4]| char::from_u32(number(*four)).unwrap_or(char::REPLACEMENT_CHARACTER);
        return (rest.as_chunks().0.iter().map(letter).collect(), Some(name.to_owned()), Vec::new());
    }
    if let Some((encoding, _)) = Encoding::for_bom(bytes) {
        let name = (encoding != UTF_8).then(|| encoding.name().to_ascii_lowercase());
        return (encoding.decode(bytes).0.into_owned(), name, Vec::new());
    }
    if let Ok(text) = std::str::from_utf8(bytes)
        && utf_16(bytes).is_none()
    {
        return (text.to_owned(), None, Vec::new());
    }
    if let Some(encoding) = utf_16(bytes) {
        let name = format!("{} (guessed)", encoding.name().to_ascii_lowercase());
        let note = format!("the encoding was guessed as {}: every second byte is empty", encoding.name());
        return (encoding.decode_without_bom_handling(bytes).0.into_owned(), Some(name), vec![note]);
    }
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Allow);
    detector.feed(bytes, true);
    let mut encoding = detector.guess(None, Utf8Detection::Allow);
    // One bad byte in a thousand letters of UTF-8 is a damaged UTF-8.
    let lossy = String::from_utf8_lossy(bytes);
    let (bad, good) =
        lossy.chars().filter(|c| !c.is_ascii()).fold((0usize, 0usize), |(bad, good), c| match c {
            char::REPLACEMENT_CHARACTER => (bad + 1, good),
            _ => (bad, good + 1),
        });
    if good > 9 * bad {
        encoding = UTF_8;
    }
    let (text, _, is_damaged) = encoding.decode(bytes);
    let name = format!("{} (guessed)", encoding.name().to_ascii_lowercase());
    let mut notes =
        vec![format!("the encoding was guessed as {}: look at letters beyond a to z", encoding.name())];
    if is_damaged {
        notes.push("some bytes are no letters in that encoding; \u{fffd} stands for each".to_owned());
    }
    (text.into_owned(), Some(name), notes)
}

/// UTF-16 without a byte order mark: of Latin letters and of markup, half of the bytes are empty.
pub(super) fn utf_16(bytes: &[u8]) -> Option<&'static Encoding> {
    const HEAD: usize = 1024;
    let head = bytes.get(..bytes.len().min(HEAD))?;
    let empty = |from: usize| head.iter().skip(from).step_by(2).filter(|byte| **byte == 0).count();
    let (even, odd) = (empty(0), empty(1));
    let many = head.len() / 8;
    match () {
        () if head.len() < 8 => None,
        () if odd > many && even * 8 < odd => Some(UTF_16LE),
        () if even > many && odd * 8 < even => Some(UTF_16BE),
        () => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn encodings_are_told_and_guesses_are_said() {
        assert_eq!(decoded("é".as_bytes()), ("é".to_owned(), None, Vec::new()));
        assert_eq!(decoded(b"\xff\xfeh\0").0, "h");
        assert_eq!(decoded(b"\xff\xfe\0\0h\0\0\0").0, "h");
        let (text, name, notes) = decoded(b"\0s\0a\0l\0t\0 \0o\0x");
        assert_eq!((&*text, name.as_deref(), notes.len()), ("salt ox", Some("utf-16be (guessed)"), 1));
        let (text, name, notes) = decoded(b"\xcf\xf0\xe8\xe2\xe5\xf2, \xea\xe0\xea \xe4\xe5\xeb\xe0?");
        assert_eq!(text, "Привет, как дела?");
        assert_eq!(name.as_deref(), Some("windows-1251 (guessed)"));
        assert_eq!(notes.len(), 1);
        let bad = [&b"\xc3\xa9".repeat(20)[..], b"\xff"].concat();
        assert!(decoded(&bad).0.starts_with('é'));
    }

    #[test]
    fn a_text_stays_as_it_is() {
        let taken = read(b"# a\r\n*b*\r\n", Markup::Plain).unwrap();
        assert_eq!((&*taken.text, taken.markup), ("# a\n*b*\n", Markup::Plain));
    }
}
