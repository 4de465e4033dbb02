//! Files that are no text in UTF-8, whatever their name says.

/// Why a file is no such text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Foreign {
    /// A document or an archive that begins with the mark of its format.
    Format(Format),
    /// Text in UTF-16.
    Utf16,
    /// A NUL stands at this offset.
    Nul(usize),
    /// Text in another encoding: the offset of the first byte that cannot be in UTF-8.
    Encoding(usize),
}

/// Formats that texts come in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    /// Portable Document Format.
    Pdf,
    /// Word, `LibreOffice`, e-books.
    Zip,
    /// Word before 2007.
    OldOffice,
    /// Rich Text Format.
    Rtf,
    /// A photograph, a scan, a screenshot.
    Picture,
}

/// What a file is, if it is no text in UTF-8.
pub fn foreign(file: &[u8]) -> Option<Foreign> {
    let wrong = || std::str::from_utf8(file).err().map(|error| Foreign::Encoding(error.valid_up_to()));
    foreign_mark(file).or_else(wrong)
}

/// The same by the marks of other formats and of UTF-16, which the encoding itself need not be looked at for.
pub fn foreign_mark(file: &[u8]) -> Option<Foreign> {
    if let Some((_, format)) = BEGINNINGS.iter().find(|(beginning, _)| file.starts_with(beginning)) {
        return Some(Foreign::Format(*format));
    }
    if is_utf16(file) {
        return Some(Foreign::Utf16);
    }
    memchr::memchr(0, file).map(Foreign::Nul)
}

const BEGINNINGS: [(&[u8], Format); 8] = [
    (b"%PDF-", Format::Pdf),
    (b"PK\x03\x04", Format::Zip),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", Format::OldOffice),
    (b"{\\rtf", Format::Rtf),
    (b"\x89PNG\r\n", Format::Picture),
    (b"\xff\xd8\xff", Format::Picture),
    (b"II*\0", Format::Picture),
    (b"MM\0*", Format::Picture),
];

/// A byte order mark tells, or several NULs in every other place and none in the others: ASCII characters have one, and
/// texts in every language have some of them.
fn is_utf16(file: &[u8]) -> bool {
    const LOOKED_AT: usize = 4096;
    const FEWEST: usize = 3;
    if file.starts_with(b"\xff\xfe") || file.starts_with(b"\xfe\xff") {
        return true;
    }
    let head = &file[..file.len().min(LOOKED_AT)];
    let nuls = |from: usize| head.iter().skip(from).step_by(2).filter(|byte| **byte == 0).count();
    let (even, odd) = (nuls(0), nuls(1));
    let most = even.max(odd);
    // An eighth of the characters at least are spaces, marks and digits; a stray NUL stands anywhere.
    even.min(odd) == 0 && most >= FEWEST && most * 16 > head.len()
}

impl Foreign {
    /// What the file is: "a PDF, not plain text".
    pub fn in_words(self) -> String {
        match self {
            Foreign::Format(format) => format!("{}, not plain text", format.in_words()),
            Foreign::Utf16 => "text in UTF-16, not in UTF-8".to_owned(),
            Foreign::Nul(offset) => {
                format!("not plain text: byte {} is a NUL, which stands in no text", offset + 1)
            }
            Foreign::Encoding(offset) => format!("not UTF-8 text: byte {} is wrong", offset + 1),
        }
    }

    /// What to do about it.
    pub fn help(self) -> &'static str {
        match self {
            Foreign::Format(Format::Pdf) => {
                "save the text that is in it instead: `pdftotext FILE.pdf` takes it out; scanned pages need OCR first"
            }
            Foreign::Format(Format::Zip | Format::OldOffice | Format::Rtf) => {
                "open it in the program that made it, and save it as plain text with the encoding UTF-8"
            }
            Foreign::Format(Format::Picture) => {
                "save the text that is in it instead: type it, or let a program for OCR read it and compare"
            }
            Foreign::Nul(_) => {
                "compare the text with the document; if nothing is missing, delete the NULs and save it again"
            }
            Foreign::Utf16 | Foreign::Encoding(_) => "save the file again, with the encoding UTF-8",
        }
    }
}

impl Format {
    fn in_words(self) -> &'static str {
        match self {
            Format::Pdf => "a PDF",
            Format::Zip => "a zip archive, as .docx, .odt and .epub files are",
            Format::OldOffice => "a document of an old Office program",
            Format::Rtf => "an RTF document",
            Format::Picture => "a picture",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn files_are_known_by_their_bytes() {
        let utf16 = |text: &str| text.encode_utf16().flat_map(u16::to_le_bytes).collect::<Vec<u8>>();
        assert_eq!(foreign(b"%PDF-1.7\n"), Some(Foreign::Format(Format::Pdf)));
        assert_eq!(foreign(b"PK\x03\x04\x14\0"), Some(Foreign::Format(Format::Zip)));
        assert_eq!(foreign(b"{\\rtf1\\ansi"), Some(Foreign::Format(Format::Rtf)));
        assert_eq!(foreign(&utf16("The tide came at noon.")), Some(Foreign::Utf16));
        assert_eq!(foreign(&utf16("Прилив пришёл в полдень, и ушёл ночью.")), Some(Foreign::Utf16));
        assert_eq!(foreign(&utf16("\u{feff}潮")), Some(Foreign::Utf16));
        assert_eq!(foreign(b"The tide\0 came at noon."), Some(Foreign::Nul(8)));
        assert_eq!(foreign(b"Le caf\xe9"), Some(Foreign::Encoding(6)));
        assert_eq!(foreign("Le café".as_bytes()), None);
        assert_eq!(foreign(b""), None);
    }
}
