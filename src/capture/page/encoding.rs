//! In which encoding the letters of a page are written: by its byte order mark, by what it says of itself where browsers look
//! (HTML Standard, 13.2.3: the first 1,024 bytes), else guessed. What is guessed is said, and so is what does not fit.

use super::contradiction::{contradict, is_nonsense};
use crate::capture::legible::refuse_rubbish;
use crate::capture::plain::utf_16;
use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{Encoding, ISO_2022_JP, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1252};

/// So far browsers look for what a page says of its encoding before they read it.
const PRESCAN: usize = 1024;
/// So far they still heed it when they meet it later.
const LATE: usize = 1 << 16;

/// A page's text.
pub(super) struct Decoded {
    pub(super) html: String,
    /// Its encoding, unless it is UTF-8 beyond doubt.
    pub(super) encoding: Option<String>,
    pub(super) notes: Vec<String>,
}

/// Bytes as text. What their carrier says of them (a header of HTTP or MIME) goes before what they say.
pub(super) fn decoded(bytes: &[u8], charset: Option<&str>) -> Decoded {
    let (encoding, doubt) = encoding_of(bytes, charset.and_then(|label| carried(bytes, label)));
    let html = encoding.decode(bytes).0.into_owned();
    let mut notes = Vec::new();
    let guessed = matches!(doubt, Doubt::Guessed(_));
    match doubt {
        Doubt::None => {}
        Doubt::Guessed(why) => notes.push(format!(
            "the letters are read as {}, which is guessed: {why}; compare some words with accents or signs",
            encoding.name()
        )),
        Doubt::Contradicted(said) => {
            notes.push(format!(
                "says that its letters are {}, but they are {}",
                said.name(),
                encoding.name()
            ));
        }
        Doubt::Unlikely(other) => notes.push(format!(
            "says that its letters are {}, but they look like {}; compare some words with accents or signs",
            encoding.name(),
            other.name()
        )),
        Doubt::Nonsense => notes.push(format!(
            "says that its letters are {}, but they make no words; compare some words with accents or signs",
            encoding.name()
        )),
    }
    let lost = html.matches('\u{fffd}').count();
    if lost > 0 {
        notes.push(format!("{lost} letters cannot be read as {} and stand as \u{fffd}", encoding.name()));
    }
    let controls = html.chars().filter(|c| ('\u{80}'..='\u{9f}').contains(c)).count();
    if controls > 0 {
        notes.push(format!(
            "{controls} signs are no letters in {}: another encoding may be right",
            encoding.name()
        ));
    }
    let name = encoding.name();
    let encoding = match (encoding == UTF_8, guessed) {
        (true, false) => None,
        (_, true) => Some(format!("{name} (guessed)")),
        (false, false) => Some(name.to_owned()),
    };
    Decoded { html, encoding, notes }
}

enum Doubt {
    None,
    Guessed(&'static str),
    Contradicted(&'static Encoding),
    /// It may be this one.
    Unlikely(&'static Encoding),
    /// It makes no words, and no other is known.
    Nonsense,
}

fn encoding_of(bytes: &[u8], carrier: Option<&'static Encoding>) -> (&'static Encoding, Doubt) {
    if let Some((encoding, _)) = Encoding::for_bom(bytes) {
        return (encoding, Doubt::None);
    }
    if let Some(encoding) = utf_16(bytes) {
        let is_said = carrier.is_some_and(|said| said == UTF_16LE || said == UTF_16BE);
        return (encoding, if is_said { Doubt::None } else { Doubt::Guessed("every second byte is empty") });
    }
    if let Some(wide) = carrier.filter(|said| *said == UTF_16LE || *said == UTF_16BE) {
        return (wide, Doubt::None);
    }
    let head = |most: usize| bytes.get(..bytes.len().min(most)).unwrap_or(bytes);
    let said = carrier.or_else(|| said(head(PRESCAN))).or_else(|| xml(bytes)).or_else(|| said(head(LATE)));
    let is_ascii = bytes.is_ascii();
    // Text in another encoding is UTF-8 by chance as good as never.
    let is_utf8 = !is_ascii && std::str::from_utf8(bytes).is_ok();
    // Letters of ASCII alone, and a sign that shifts to those of Japanese.
    let is_shifted = is_ascii && bytes.contains(&0x1b) && guess(bytes) == ISO_2022_JP;
    match said {
        Some(said) if said == UTF_8 && !is_shifted => {
            if is_ascii || is_utf8 || is_nearly_utf8(bytes) {
                (UTF_8, Doubt::None)
            } else {
                (guess(bytes), Doubt::Guessed("it says UTF-8, and that cannot be"))
            }
        }
        Some(said) if is_utf8 => (UTF_8, Doubt::Contradicted(said)),
        Some(said) if is_shifted && said != ISO_2022_JP => (ISO_2022_JP, Doubt::Contradicted(said)),
        // Such an encoding has its letters in the clear.
        Some(said) if is_ascii && said != ISO_2022_JP => (said, Doubt::None),
        Some(said) => {
            let (text, has_lost) = said.decode_without_bom_handling(bytes);
            let guessed = guess(bytes);
            match () {
                () if has_lost && is_nearly_utf8(bytes) => (UTF_8, Doubt::Contradicted(said)),
                () if has_lost && refuse_rubbish(&text).is_err() => {
                    (guessed, Doubt::Guessed("what it says of them cannot be"))
                }
                () if contradict(bytes, said, guessed) => (said, Doubt::Unlikely(guessed)),
                () if is_nonsense(&text) => (said, Doubt::Nonsense),
                () => (said, Doubt::None),
            }
        }
        None if is_utf8 => (UTF_8, Doubt::None),
        None if is_ascii && !bytes.contains(&0x1b) => (UTF_8, Doubt::None),
        None if !is_ascii && is_nearly_utf8(bytes) => (UTF_8, Doubt::Guessed("the page does not say")),
        None => (guess(bytes), Doubt::Guessed("the page does not say")),
    }
}

fn guess(bytes: &[u8]) -> &'static Encoding {
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Allow);
    detector.feed(bytes, true);
    detector.guess(None, Utf8Detection::Deny)
}

/// Are far more letters whole in UTF-8 than broken?
fn is_nearly_utf8(bytes: &[u8]) -> bool {
    let (text, _) = UTF_8.decode_without_bom_handling(bytes);
    let (mut whole, mut broken) = (0usize, 0usize);
    for c in text.chars().filter(|c| !c.is_ascii()) {
        *(if c == '\u{fffd}' { &mut broken } else { &mut whole }) += 1;
    }
    whole > 4 * broken
}

/// What the XML declaration says.
fn xml(bytes: &[u8]) -> Option<&'static Encoding> {
    let head = bytes.get(..bytes.len().min(PRESCAN))?.strip_prefix(b"<?xml")?;
    let end = memchr::memchr(b'>', head)?;
    let declaration = String::from_utf8_lossy(head.get(..end)?).into_owned();
    let (_, rest) = declaration.split_once("encoding")?;
    let label = rest.trim_start().strip_prefix('=')?.trim_start();
    let quote = label.chars().next().filter(|c| matches!(c, '"' | '\''))?;
    for_label(label.get(1..)?.split(quote).next()?)
}

/// What the first `meta` says that says it (HTML Standard, 13.2.3.2). Comments, scripts and styles are passed over.
fn said(head: &[u8]) -> Option<&'static Encoding> {
    let head: String = head.iter().map(|byte| char::from(byte.to_ascii_lowercase())).collect();
    let mut rest = &*head;
    loop {
        rest = rest.get(rest.find('<')?..)?;
        if let Some(comment) = rest.strip_prefix("<!--") {
            rest = comment.split_once("-->")?.1;
            continue;
        }
        let is_end = rest.starts_with("</");
        let name: String = rest.chars().skip(1).take_while(char::is_ascii_alphanumeric).collect();
        let after = rest.get(1 + name.len()..)?;
        if name.is_empty() {
            rest = if is_end || rest.starts_with("<!") || rest.starts_with("<?") {
                rest.split_once('>')?.1
            } else {
                after
            };
            continue;
        }
        let (attributes, after) = attributes(after);
        rest = after;
        if name == "meta"
            && let Some(encoding) = meta(&attributes)
        {
            return Some(encoding);
        }
        if matches!(&*name, "script" | "style" | "title" | "noscript") && !is_end {
            let end = format!("</{name}");
            rest = rest.split_once(&*end)?.1;
        }
    }
}

fn meta(attributes: &[(String, String)]) -> Option<&'static Encoding> {
    let value = |name: &str| attributes.iter().find(|(one, _)| one == name).map(|(_, value)| &**value);
    if let Some(label) = value("charset") {
        return for_label(label);
    }
    let content = value("content").filter(|_| value("http-equiv") == Some("content-type"))?;
    let mut rest = content;
    loop {
        rest = rest.split_once("charset")?.1;
        let Some(label) = rest.trim_start().strip_prefix('=') else { continue };
        let label = label.trim_start();
        return match label.chars().next()? {
            quote @ ('"' | '\'') => for_label(label.get(1..)?.split(quote).next()?),
            _ => for_label(label.split([';', ' ', '\t', '\n']).next()?),
        };
    }
}

/// What a header of HTTP or MIME says, which may have marks around it and more behind it. Of UTF-16 it is believed, if a byte of
/// the page is empty: those of its spaces are.
fn carried(bytes: &[u8], label: &str) -> Option<&'static Encoding> {
    let label = label.split([';', ',']).next()?.trim().trim_matches(['"', '\'']);
    let encoding = Encoding::for_label(label.trim().as_bytes())?;
    let is_wide = (encoding == UTF_16BE || encoding == UTF_16LE) && bytes.contains(&0);
    if is_wide { Some(encoding) } else { for_label(label) }
}

/// As browsers do, UTF-16 in ASCII is not believed (HTML Standard, 13.2.3.2).
fn for_label(label: &str) -> Option<&'static Encoding> {
    let label = label.split(';').next()?.trim().trim_matches(['"', '\'']);
    let encoding = Encoding::for_label(label.trim().as_bytes())?;
    Some(match encoding {
        _ if encoding == UTF_16BE || encoding == UTF_16LE => UTF_8,
        _ if encoding.name() == "x-user-defined" => WINDOWS_1252,
        _ => encoding,
    })
}

/// The attributes of a tag, and what follows the tag.
fn attributes(tag: &str) -> (Vec<(String, String)>, &str) {
    let mut all = Vec::new();
    let mut rest = tag;
    loop {
        rest = rest.trim_start_matches(|c: char| c.is_ascii_whitespace() || c == '/');
        if rest.is_empty() || rest.starts_with('>') {
            return (all, rest.get(1..).unwrap_or(""));
        }
        let is_end = |c: char| c.is_ascii_whitespace() || matches!(c, '=' | '>' | '/');
        let end = rest.find(is_end).unwrap_or(rest.len()).max(1);
        let (name, after) = rest.split_at_checked(end).unwrap_or((rest, ""));
        rest = after.trim_start();
        let mut value = "";
        if let Some(after) = rest.strip_prefix('=') {
            let after = after.trim_start();
            let quote = after.chars().next().filter(|c| matches!(c, '"' | '\''));
            (value, rest) = match quote {
                Some(quote) => {
                    after.get(1..).and_then(|after| after.split_once(quote)).unwrap_or((after, ""))
                }
                None => after.split_at(
                    after.find(|c: char| c.is_ascii_whitespace() || c == '>').unwrap_or(after.len()),
                ),
            };
        }
        all.push((name.to_owned(), value.to_owned()));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(bytes: &[u8]) -> (String, Option<String>) {
        let decoded = decoded(bytes, None);
        (decoded.html, decoded.encoding)
    }

    #[test]
    fn what_the_page_says_is_found_where_browsers_look() {
        let cyrillic = b"\xcc\xee\xf1\xf2 \xe7\xe0\xea\xf0\xfb\xf2";
        for head in [
            "<meta charset=windows-1251>",
            "<meta charset = 'windows-1251'>",
            "<script src=a.js charset=\"utf-8\"></script><meta http-equiv=Content-Type content='text/html; charset = windows-1251'>",
            "<!-- <meta charset=koi8-r> --><link charset=UTF-8 rel=x><meta charset=windows-1251>",
            "<script>x='<meta charset=koi8-r>'</script><meta charset=windows-1251>",
            "<?xml version='1.0' encoding='windows-1251'?>",
        ] {
            let (html, encoding) = read(&[head.as_bytes(), cyrillic].concat());
            assert!(html.ends_with("Мост закрыт"), "{head}: {html}");
            assert_eq!(encoding.as_deref(), Some("windows-1251"), "{head}");
        }
        let late = [" ".repeat(3000).as_bytes(), b"<meta charset=windows-1251>", cyrillic].concat();
        assert!(read(&late).0.ends_with("Мост закрыт"));
    }

    #[test]
    fn what_is_guessed_is_said() {
        let text = "Мост закрыт для всех телег, сообщил совет города в понедельник.";
        let bytes = encoding_rs::KOI8_R.encode(text).0.into_owned();
        let (html, encoding) = read(&bytes);
        assert!(html == text && encoding.is_some_and(|name| name.ends_with("(guessed)")));
        let text = "<p>橋は閉鎖された。";
        assert_eq!(
            read(&encoding_rs::ISO_2022_JP.encode(text).0),
            (text.to_owned(), Some("ISO-2022-JP (guessed)".to_owned()))
        );
        let wide: Vec<u8> =
            "<html><p>The bridge was shut.</p>".encode_utf16().flat_map(u16::to_le_bytes).collect();
        assert_eq!(read(&wide).1.as_deref(), Some("UTF-16LE (guessed)"));
    }

    #[test]
    fn what_the_carrier_says_is_heeded_whatever_stands_around_it() {
        let cyrillic = "Мост закрыт для всех телег";
        let page = [&b"<meta charset=koi8-r><p>"[..], &encoding_rs::WINDOWS_1251.encode(cyrillic).0].concat();
        for label in
            ["windows-1251", "windows-1251;", "\"windows-1251\"; x=y", " 'windows-1251' ", "windows-1251, x"]
        {
            assert!(decoded(&page, Some(label)).html.ends_with(cyrillic), "{label}");
        }
        let wide: Vec<u8> = format!("<p>{cyrillic}").encode_utf16().flat_map(u16::to_le_bytes).collect();
        let read = decoded(&wide, Some("utf-16"));
        assert!(read.html.ends_with(cyrillic) && read.notes.is_empty(), "{}", read.html);
        assert_eq!(decoded(b"<p>salt", Some("utf-16le")).html, "<p>salt");
    }

    #[test]
    fn a_label_that_the_letters_contradict_is_doubted_and_one_that_cannot_be_is_not_taken() {
        let russian = "Мост закрыт для всех телег, сообщил совет города в понедельник вечером.";
        let page = [&b"<meta charset=koi8-r><p>"[..], &encoding_rs::WINDOWS_1251.encode(russian).0].concat();
        let read = decoded(&page, None);
        assert!(read.notes.iter().any(|note| note.contains("look like windows-1251")), "{:?}", read.notes);
        let right =
            [&b"<meta charset=windows-1251><p>"[..], &encoding_rs::WINDOWS_1251.encode(russian).0].concat();
        assert!(decoded(&right, None).notes.is_empty());
        let japanese = "橋は閉鎖されたと市議会は月曜日に発表した。渡し船は毎日運航している。";
        let page = [&b"<meta charset=big5><p>"[..], &encoding_rs::EUC_JP.encode(japanese).0].concat();
        let read = decoded(&page, None);
        assert!(
            read.notes.iter().any(|note| note.contains("EUC-JP") || note.contains("guessed")),
            "{:?}",
            read.notes
        );
    }

    #[test]
    fn utf_8_needs_no_word_and_one_bad_byte_is_named() {
        assert_eq!(read("<p>quitté".as_bytes()), ("<p>quitté".to_owned(), None));
        let broken = [&b"<meta charset=utf-8>"[..], "é".repeat(9).as_bytes(), b"\xe9"].concat();
        let decoded = decoded(&broken, None);
        assert!(
            decoded.html.contains("ééé\u{fffd}") && decoded.notes.len() == 1 && decoded.encoding.is_none()
        );
        let lies = [&b"<meta charset=iso-8859-1>"[..], "quitté".as_bytes()].concat();
        assert!(read(&lies).0.ends_with("quitté"));
    }
}
