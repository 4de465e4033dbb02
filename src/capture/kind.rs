//! What a file is. Its bytes tell; its name is heeded only where they cannot: between a text, Markdown and a sheet in CSV.

use super::plain;
use super::zipped::Parts;
use encoding_rs::Encoding;
use std::borrow::Cow;
use std::io::Read;

/// What a file is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// HTML.
    Page,
    /// A page saved by a browser with all that belongs to it.
    Mhtml,
    /// An archive of the web.
    Warc,
    /// The same, packed with gzip.
    WarcGz,
    /// The same, in a zip.
    Wacz,
    /// What came before WARC.
    Arc,
    /// A page that unpacks itself when a browser opens it.
    SingleFileZ,
    /// PDF.
    Pdf,
    /// Word.
    Docx,
    /// `OpenDocument`.
    Odt,
    /// An e-book.
    Epub,
    /// Rich text.
    Rtf,
    /// Subtitles.
    Srt,
    /// Subtitles of the web.
    Vtt,
    /// A sheet as text.
    Csv,
    /// Excel.
    Xlsx,
    /// A sheet of `OpenDocument`.
    Ods,
    /// A mail (RFC 5322).
    Mail,
    /// A post, in JSON.
    Post,
    /// JPEG, PNG and their like.
    Picture,
    /// Sound alone.
    Sound,
    /// Moving pictures.
    Video,
    /// Word, Excel, `PowerPoint` or Outlook before 2007, or an encrypted one after it.
    OldOffice,
    /// Slides: PPTX or ODP.
    Slides,
    /// Any other zip.
    Zip,
    /// Anything packed with gzip.
    Gzip,
    /// Markdown, by its name.
    Markdown,
    /// Any other text.
    Text,
    /// Bytes of no kind that is known here.
    Unknown,
}

impl Kind {
    /// What it is, in words that follow "this is".
    pub fn name(self) -> &'static str {
        match self {
            Self::Page => "a page of the web",
            Self::Mhtml => "a page that a browser saved (MHTML)",
            Self::Warc | Self::WarcGz | Self::Wacz => "an archive of the web",
            Self::Arc => "an archive of the web of the old kind (ARC)",
            Self::SingleFileZ => "a page that is packed into itself (SingleFileZ)",
            Self::Pdf => "a PDF",
            Self::Docx => "a Word document",
            Self::Odt => "an OpenDocument text",
            Self::Epub => "an e-book (EPUB)",
            Self::Rtf => "a rich text (RTF)",
            Self::Srt => "a file of subtitles (SRT)",
            Self::Vtt => "a file of subtitles (WebVTT)",
            Self::Csv => "a sheet (CSV)",
            Self::Xlsx => "an Excel workbook",
            Self::Ods => "an OpenDocument sheet",
            Self::Mail => "a mail",
            Self::Post => "data in JSON",
            Self::Picture => "a picture",
            Self::Sound => "a sound recording",
            Self::Video => "a video",
            Self::OldOffice => "an Office file of the old or the encrypted kind",
            Self::Slides => "a file of slides",
            Self::Zip => "a zip archive",
            Self::Gzip => "a file packed with gzip",
            Self::Markdown => "Markdown",
            Self::Text => "a text",
            Self::Unknown => "a file of no known kind",
        }
    }

    /// What to do with one that is not read.
    pub fn instead(self) -> &'static str {
        match self {
            Self::OldOffice => {
                "open it in an office program (with its password, if it has one) and save it as .docx, .xlsx or .pdf"
            }
            Self::Slides => "save it as a PDF, so that each slide is a page",
            Self::Arc => {
                "turn it into a WARC (`warcio recompress`), or save the page from a program that shows it"
            }
            Self::SingleFileZ => "open it in a browser, and save the page from there as HTML or MHTML",
            Self::Zip | Self::Gzip => "unpack it, and give the one file that holds the words",
            _ => "save it as plain text, Markdown, a page of the web or a PDF",
        }
    }
}

/// What the bytes are of a file that has this name.
pub fn of(bytes: &[u8], name: &str) -> Kind {
    by_signature(bytes).unwrap_or_else(|| by_looks(bytes, name))
}

fn by_signature(bytes: &[u8]) -> Option<Kind> {
    let head = bytes.get(..bytes.len().min(1024))?;
    let at = |place: usize, sign: &[u8]| head.get(place..).is_some_and(|rest| rest.starts_with(sign));
    let kind = match () {
        () if memchr::memmem::find(head, b"%PDF-").is_some() => Kind::Pdf,
        () if at(0, b"PK\x03\x04") || at(0, b"PK\x05\x06") => zipped(bytes),
        () if at(0, b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1") => Kind::OldOffice,
        () if at(0, b"{\\rtf") => Kind::Rtf,
        () if at(0, b"WARC/") => Kind::Warc,
        () if at(0, b"filedesc://") => Kind::Arc,
        () if is_single_file_z(bytes) => Kind::SingleFileZ,
        () if at(0, b"\x1f\x8b") => {
            let mut first = Vec::new();
            let _ = flate2::read::GzDecoder::new(bytes).take(11).read_to_end(&mut first);
            match &*first {
                [b'W', b'A', b'R', b'C', b'/', ..] => Kind::WarcGz,
                b"filedesc://" => Kind::Arc,
                _ => Kind::Gzip,
            }
        }
        () if at(0, b"\xff\xd8\xff") || at(0, b"\x89PNG\r\n") || at(0, b"GIF8") || at(8, b"WEBP") => {
            Kind::Picture
        }
        () if at(0, b"II*\0") || at(0, b"MM\0*") || at(0, b"BM") && head.contains(&0) => Kind::Picture,
        () if at(4, b"ftyp") => match head.get(8..12) {
            Some(b"heic" | b"heix" | b"hevc" | b"mif1" | b"msf1" | b"avif" | b"avis") => Kind::Picture,
            Some(b"M4A " | b"M4B ") => Kind::Sound,
            _ => Kind::Video,
        },
        () if at(0, b"ID3") || at(0, b"fLaC") || at(0, b"OggS") || at(8, b"WAVE") => Kind::Sound,
        () if matches!(head, [0xff, 0xfa | 0xfb | 0xf2 | 0xf3 | 0xf1 | 0xf9, ..]) => Kind::Sound,
        () if at(0, b"\x1a\x45\xdf\xa3") || at(8, b"AVI ") || at(0, b"\0\0\x01\xba") => Kind::Video,
        () => return None,
    };
    Some(kind)
}

/// A page before a zip, which its script unpacks.
fn is_single_file_z(bytes: &[u8]) -> bool {
    let head = bytes.get(..bytes.len().min(1024)).unwrap_or(bytes);
    head.trim_ascii_start().starts_with(b"<")
        && memchr::memmem::find(head, b"data-sfz").is_some()
        && memchr::memmem::find(bytes, b"PK\x03\x04").is_some()
}

/// `OpenDocument` and EPUB name themselves in a part `mimetype`; the parts of Office have fixed folders (ECMA-376-2).
fn zipped(bytes: &[u8]) -> Kind {
    let Ok(mut parts) = Parts::open(bytes) else { return Kind::Zip };
    let named = parts.part("mimetype").ok().flatten().unwrap_or_default();
    match named.trim_ascii() {
        b"application/epub+zip" => return Kind::Epub,
        b"application/vnd.oasis.opendocument.text" | b"application/vnd.oasis.opendocument.text-template" => {
            return Kind::Odt;
        }
        b"application/vnd.oasis.opendocument.spreadsheet" => return Kind::Ods,
        b"application/vnd.oasis.opendocument.presentation" => return Kind::Slides,
        _ => {}
    }
    let any = |folder: &str| parts.names().any(|name| name.starts_with(folder));
    match () {
        () if any("word/") => Kind::Docx,
        () if any("xl/") => Kind::Xlsx,
        () if any("ppt/") => Kind::Slides,
        () if any("META-INF/container.xml") => Kind::Epub,
        () if parts.names().any(|name| name.ends_with("workbook.xml")) => Kind::Xlsx,
        () if any("datapackage.json") || any("archive/") => Kind::Wacz,
        () => Kind::Zip,
    }
}

fn by_looks(bytes: &[u8], name: &str) -> Kind {
    let cut = bytes.get(..bytes.len().min(64 << 10)).unwrap_or(bytes);
    let head = match Encoding::for_bom(cut) {
        Some(_) => Cow::Owned(plain::decoded(cut).0),
        None if cut.starts_with(b"\0\0\xfe\xff") => Cow::Owned(plain::decoded(cut).0),
        None if plain::utf_16(cut).is_some() => Cow::Owned(plain::decoded(cut).0),
        None if cut.contains(&0) => return Kind::Unknown,
        None => String::from_utf8_lossy(cut),
    };
    let controls =
        |c: &char| c.is_control() && !matches!(c, '\n' | '\r' | '\t' | '\u{c}' | '\u{1a}' | '\u{1b}');
    if head.chars().filter(controls).count() * 50 > head.chars().count() {
        return Kind::Unknown;
    }
    let ending = name.rsplit_once('.').map_or("", |(_, ending)| ending).to_ascii_lowercase();
    let start = head.trim_start();
    match () {
        () if start.starts_with("WEBVTT") => Kind::Vtt,
        () if is_srt(start) => Kind::Srt,
        () if is_json(start) => Kind::Post,
        () if is_page(start, &ending) => Kind::Page,
        () => match mail(start) {
            Some(kind) => kind,
            None => match &*ending {
                "csv" | "tsv" | "tab" => Kind::Csv,
                "md" | "markdown" => Kind::Markdown,
                _ => Kind::Text,
            },
        },
    }
}

fn is_srt(start: &str) -> bool {
    let mut lines = start.lines().map(str::trim).filter(|line| !line.is_empty());
    let first = lines.next().unwrap_or("");
    let timed = |line: &str| line.contains("-->") && line.starts_with(|c: char| c.is_ascii_digit());
    timed(first) || first.bytes().all(|byte| byte.is_ascii_digit()) && lines.next().is_some_and(timed)
}

/// JSON, or the script that an archive of tweets keeps it in.
fn is_json(start: &str) -> bool {
    let mut rest = match start.split_once('=') {
        Some((name, rest)) if name.starts_with("window.YTD.") => rest.trim_start(),
        _ => start,
    };
    // The first signs of an object or a list; a text may begin with a bracket too.
    let opens = rest.starts_with(['{', '[']);
    while let Some(inner) = rest.strip_prefix(['{', '[']) {
        rest = inner.trim_start();
    }
    opens
        && (rest.starts_with('"') && rest.contains("\":")
            || rest.contains("\" :")
            || rest.starts_with(['}', ']']))
}

fn is_page(start: &str, ending: &str) -> bool {
    let mut rest = start;
    // Comments and the declaration of XML may stand before the first tag.
    loop {
        let skipped = ["<!--", "<?"]
            .into_iter()
            .zip(["-->", "?>"])
            .find_map(|(opens, closes)| Some(rest.strip_prefix(opens)?.split_once(closes)?.1.trim_start()));
        let Some(skipped) = skipped else { break };
        rest = skipped;
    }
    let begins = rest.get(..rest.len().min(40)).unwrap_or("").to_ascii_lowercase();
    let tags: &[&str] = match ending {
        "md" | "markdown" => &["<!doctype html", "<html"],
        _ => &[
            "<!doctype html",
            "<html",
            "<head",
            "<body",
            "<title",
            "<meta",
            "<script",
            "<style",
            "<p>",
            "<p ",
            "<div",
            "<h1",
            "<h2",
            "<table",
            "<article",
            "<main",
            "<section",
            "<span",
            "<a ",
            "<br",
            "<ul",
            "<ol",
            "<header",
            "<link",
        ],
    };
    let is_named = matches!(ending, "html" | "htm" | "xhtml" | "xht") && rest.contains("</");
    is_named || tags.iter().any(|tag| begins.starts_with(tag))
}

/// The fields that begin a mail, in any order (RFC 5322, 3.6).
fn mail(start: &str) -> Option<Kind> {
    const FIELDS: [&str; 14] = [
        "from",
        "to",
        "date",
        "subject",
        "received",
        "return-path",
        "message-id",
        "mime-version",
        "content-type",
        "delivered-to",
        "reply-to",
        "sender",
        "cc",
        "snapshot-content-location",
    ];
    // A mailbox begins each mail with a line "From somebody and a date".
    let start =
        start.strip_prefix("From ").and_then(|rest| rest.split_once('\n')).map_or(start, |(_, rest)| rest);
    let mut known = Vec::new();
    let mut is_broken = false;
    for line in start.lines().take_while(|line| !line.trim().is_empty()) {
        if line.starts_with([' ', '\t']) {
            continue;
        }
        // A title may be broken over two lines without the space that says so.
        let Some((field, value)) = line.split_once(':') else {
            is_broken = true;
            continue;
        };
        if field.is_empty()
            || !field.trim_end().bytes().all(|byte| byte.is_ascii_alphanumeric() || b"-_".contains(&byte))
        {
            is_broken = true;
            continue;
        }
        let field = field.trim_end().to_ascii_lowercase();
        if FIELDS.contains(&&*field) {
            known.push((field, value.to_owned()));
        }
    }
    let has = |name: &str| known.iter().any(|(field, _)| field == name);
    let is_saved = has("snapshot-content-location")
        || known.iter().any(|(field, value)| {
            field == "from" && value.to_ascii_lowercase().contains("<saved by")
                || field == "content-type"
                    && value.contains("multipart/related")
                    && !has("to")
                    && !has("received")
        });
    // Notes may begin with "Date:" and "Subject:"; no mail lacks all of these.
    let is_mail =
        has("received") || has("message-id") || has("mime-version") || has("return-path") || has("from");
    match known.len() {
        0 | 1 => None,
        _ if is_saved && has("mime-version") => Some(Kind::Mhtml),
        _ => (is_mail && !is_broken).then_some(Kind::Mail),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_packed_with_gzip_is_told() {
        for (words, kind) in
            [("WARC/1.0\r\n", Kind::WarcGz), ("filedesc://x.arc 0", Kind::Arc), ("words", Kind::Gzip)]
        {
            let mut packed = flate2::read::GzEncoder::new(words.as_bytes(), flate2::Compression::fast());
            let mut bytes = Vec::new();
            packed.read_to_end(&mut bytes).unwrap();
            assert_eq!(of(&bytes, "a"), kind, "{words}");
        }
    }

    #[test]
    fn bytes_tell_and_names_only_part_what_bytes_cannot() {
        for (bytes, name, kind) in [
            (&b"%PDF-1.4\n"[..], "a.html", Kind::Pdf),
            (b"\xff\xd8\xff\xe0", "a.txt", Kind::Picture),
            (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "a.docx", Kind::OldOffice),
            (b"{\\rtf1 a}", "a.doc", Kind::Rtf),
            (b"WEBVTT\n\n", "a.txt", Kind::Vtt),
            (b"1\n00:00:01,000 --> 00:00:02,000\nHello\n", "a.txt", Kind::Srt),
            (b"Year,Carts\n1871,640\n", "a.csv", Kind::Csv),
            (b"Year,Carts\n1871,640\n", "a.txt", Kind::Text),
            (b"# Title\n", "a.md", Kind::Markdown),
            (b"<p align=center>Logo</p>\n# Title\n", "README.md", Kind::Markdown),
            (b"<!-- saved --><!DOCTYPE html><p>a", "a", Kind::Page),
            (b"{\"text\": \"a\"}", "a.json", Kind::Post),
            (b"window.YTD.tweets.part0 = [ { \"tweet\" : {} } ]", "tweets.js", Kind::Post),
            (b"[Applause] She said so.\n", "a.txt", Kind::Text),
            (b"From: a@b.c\nSubject: x\nDate: y\n\nHello", "a", Kind::Mail),
            (b"Subject: the carts\n\nHello", "a.txt", Kind::Text),
            (b"Q: Who left?\nA: The boats.\n", "a.txt", Kind::Text),
            (b"From: <Saved by Blink>\nMIME-Version: 1.0\n\n", "a", Kind::Mhtml),
            (
                b"From: <Saved by Blink>\nX-Title: Two\nlines: of it\nand more\nMIME-Version: 1.0\n\n",
                "a",
                Kind::Mhtml,
            ),
            (b"From: a@b.c\nSubject: x\nNo field at all\n\nHello", "a.txt", Kind::Text),
            (b"filedesc://x.arc 0.0.0.0 2004 text/plain 76", "a.arc", Kind::Arc),
            (b"<!doctype html> <html data-sfz><meta charset=utf-8>\0PK\x03\x04", "a.html", Kind::SingleFileZ),
            (b"a\0b\x01c", "a.txt", Kind::Unknown),
            (b"s\0a\0l\0t\0 \0o\0x\0", "a.txt", Kind::Text),
            (b"<\0p\0>\0s\0a\0l\0t\0", "a", Kind::Page),
            (b"\xff\xfeh\0i\0", "a.txt", Kind::Text),
            (b"", "a.txt", Kind::Text),
        ] {
            assert_eq!(of(bytes, name), kind, "{name}: {}", String::from_utf8_lossy(bytes));
        }
    }
}
