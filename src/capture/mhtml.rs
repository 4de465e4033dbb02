//! Pages that a browser saved with all that belongs to them: MHTML (RFC 2557), as Chromium, Edge, Word and Internet Explorer
//! write it. The first part that is HTML is the page; its pictures and its frames are left out.

use super::{Captured, Refused, page};
use mail_parser::decoders::base64::base64_decode;
use mail_parser::decoders::quoted_printable::quoted_printable_decode;
use mail_parser::{Encoding, HeaderName, MessageParser, MessagePart, MimeHeaders};

/// Which way of reading this is.
pub const EXTRACTOR: &str = "mhtml 2";

/// Reads a saved page.
pub fn read(bytes: &[u8]) -> Result<Captured, Refused> {
    let refused = |what: &str| Refused {
        what: what.to_owned(),
        help: "open it in the browser that saved it, and save the page anew as HTML".to_owned(),
    };
    let message =
        MessageParser::default().parse(bytes).ok_or_else(|| refused("is no page that a browser saved"))?;
    let is_page = |part: &&MessagePart<'_>| {
        part.content_type().is_some_and(|kind| {
            let minor = kind.subtype().unwrap_or("").to_ascii_lowercase();
            kind.ctype().eq_ignore_ascii_case("text") && minor == "html" || minor == "xhtml+xml"
        })
    };
    let part = message.parts.iter().find(is_page).ok_or_else(|| refused("holds no page"))?;
    // The bytes as they were sent, for the page itself may say what they are.
    let raw = usize::try_from(part.offset_body).ok().zip(usize::try_from(part.offset_end).ok());
    let raw = raw.and_then(|(from, to)| bytes.get(from..to)).unwrap_or(b"");
    // Of a file that breaks off or is damaged, the parser gives the bytes as they were packed.
    let body = match (part.encoding, part.content_transfer_encoding().map(str::to_ascii_lowercase).as_deref())
    {
        (Encoding::QuotedPrintable, _) | (_, Some("quoted-printable")) => quoted_printable_decode(raw),
        (Encoding::Base64, _) | (_, Some("base64")) => base64_decode(raw),
        (Encoding::None, _) => Some(raw.to_vec()),
    };
    let body = body.ok_or_else(|| refused("has a page whose letters are damaged"))?;
    let charset = part.content_type().and_then(|kind| kind.attribute("charset"));
    let mut captured = page::read_as(&body, charset)?;
    EXTRACTOR.clone_into(&mut captured.extractor);
    if part.is_encoding_problem {
        captured
            .notes
            .push("the file is damaged or breaks off: the end of the page may be missing".to_owned());
    }
    let address = message
        .header(HeaderName::Other("Snapshot-Content-Location".into()))
        .and_then(|value| value.as_text())
        .or_else(|| part.content_location())
        .filter(|address| address.starts_with("http"));
    if let Some(address) = address {
        let copied = page::wayback(address);
        captured.says.archived = copied.is_some().then(|| address.to_owned()).or(captured.says.archived);
        captured.says.url = Some(copied.map_or_else(|| address.to_owned(), |(_, url)| url));
    }
    if let Some(date) = message.date() {
        captured.says.accessed = page::day(&date.to_rfc3339()).or(captured.says.accessed);
    }
    Ok(captured)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const SAVED: &str = "From: <Saved by Blink>\r\nSnapshot-Content-Location: https://example.org/a\r\nSubject: x\r\nDate: Mon, 6 May 2024 07:08:09 -0000\r\nMIME-Version: 1.0\r\nContent-Type: multipart/related;\r\n\ttype=\"text/html\";\r\n\tboundary=\"--B\"\r\n\r\n\r\n----B\r\nContent-Type: text/html\r\nContent-ID: <f@mhtml.blink>\r\nContent-Transfer-Encoding: quoted-printable\r\nContent-Location: https://example.org/a\r\n\r\n<p>She left the yard in Febru=\r\nary =E2=80=94 for good.</p>\r\n----B\r\nContent-Type: image/png\r\nContent-Transfer-Encoding: base64\r\n\r\niVBORw0KGgo=\r\n\r\n----B--\r\n";

    #[test]
    fn the_page_is_read_and_its_address() {
        let found = read(SAVED.as_bytes()).unwrap();
        assert_eq!(found.text, "She left the yard in February — for good.\n");
        assert_eq!(found.says.url.as_deref(), Some("https://example.org/a"));
        assert_eq!(found.says.accessed.as_deref(), Some("2024-05-06"));
    }

    #[test]
    fn a_broken_line_in_the_head_does_no_harm() {
        let saved = SAVED.replace("Subject: x\r\n", "Subject: x\r\nX-Title: =?utf-8?Q?Two\r\nlines\r\n");
        assert_eq!(read(saved.as_bytes()).unwrap().text, "She left the yard in February — for good.\n");
    }

    #[test]
    fn what_breaks_off_is_read_so_far_and_what_is_damaged_is_refused() {
        let cut = read(SAVED.split("for good").next().unwrap().as_bytes()).unwrap();
        assert_eq!(cut.text, "She left the yard in February —\n");
        assert!(cut.notes.iter().any(|note| note.contains("breaks off")), "{:?}", cut.notes);
        let damaged = SAVED.replace("quoted-printable", "base64");
        assert!(read(damaged.as_bytes()).unwrap_err().what.contains("damaged"));
    }

    #[test]
    fn the_page_itself_may_say_its_encoding() {
        let saved = SAVED.replace("<p>She", "<meta charset=3Dwindows-1251><p>=CC=EE=F1=F2");
        let saved = saved.replace(" =E2=80=94", "");
        assert!(read(saved.as_bytes()).unwrap().text.starts_with("Мост"));
    }

    proptest! {
        #[test]
        fn damaged_input_never_panics(at in 0..SAVED.len(), byte: u8, end in 0..SAVED.len()) {
            let mut bytes = SAVED.as_bytes().to_vec();
            bytes[at] = byte;
            bytes.truncate(end);
            _ = read(&bytes);
        }
    }
}
