//! PDF (ISO 32000-2), by page, as plain text: a form feed ends a page, as `pdftotext` writes it.
//!
//! Another program reads it, in a child process with limits: `pdftotext` and `pdfinfo` of poppler where they are found,
//! else the crate `pdf-extract`, if this program was built with it. Both give columns one after the other, in the order in
//! which they are read. Running heads, page numbers, hyphens, ligatures and soft hyphens stay: folding knows them.
//! Left out: pictures and the words in them, remarks (annotations), attached files and, with `pdf-extract`, what was
//! filled into a form. What is left out is part of no line, so there is no seam; a page without words is named.

#[cfg(feature = "pdf")]
mod in_house;

use super::child::{self, Bounds, End};
use super::written::SEAM;
use super::{Captured, MOST_TEXT, Markup, Refused, Says};
use crate::text::unseen::{Unseen, unseen};
use std::ffi::{OsStr, OsString};
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::time::Duration;

/// The way of reading; behind it stands who read: "pdf 1 (pdftotext 24.02)".
pub const EXTRACTOR: &str = "pdf 1";

const BOUNDS: Bounds = Bounds { time: Duration::from_mins(1), memory: 1 << 30, output: MOST_TEXT };

/// Where the readers are.
#[derive(Debug, Clone)]
pub struct Tools {
    /// This program, which begins with [`super::answer_as_child`].
    pub own: PathBuf,
    /// The folders to look for `pdftotext`, as the environment's `PATH` has them.
    pub path: Option<OsString>,
}

/// Reads a document.
pub fn read(bytes: &[u8], tools: &Tools) -> Result<Captured, Refused> {
    let reader = Reader::found(tools).ok_or_else(no_reader)?;
    let mut file = tempfile::NamedTempFile::new().map_err(|why| not_handed(&why))?;
    file.write_all(bytes).and_then(|()| file.flush()).map_err(|why| not_handed(&why))?;
    // Closed, for on Windows nobody else could open it.
    let file = file.into_temp_path();
    let (words, said) = reader.give(Part::Words, &file, tools)?;
    let (info, _) = reader.give(Part::Info, &file, tools).unwrap_or_default();
    let text = cleaned(&words);
    let pages: Vec<&str> = text.split_terminator('\u{c}').collect();
    if !pages.iter().any(|page| has_words(page)) {
        // A page that nobody could read is no picture.
        return Err(if pages.is_empty() || said.contains(TORN) { reader.damaged() } else { no_words() });
    }
    let notes = notes(&pages, &said, &info);
    let (markup, extractor) = (Markup::Plain, format!("{EXTRACTOR} ({})", reader.name()));
    let pages = Some(pages.len());
    Ok(Captured { markup, says: says(&info), extractor, pages, notes, text, ..Captured::default() })
}

/// Who reads.
enum Reader {
    Pdftotext {
        program: PathBuf,
        version: String,
    },
    #[cfg(feature = "pdf")]
    PdfExtract,
}

/// What is asked of a reader. Both kinds give them in the same form.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Part {
    /// The text, with a form feed at the end of each page.
    Words,
    /// What the document says of itself: "Title: A word".
    Info,
}

impl Reader {
    fn found(tools: &Tools) -> Option<Self> {
        let pdftotext = on_path("pdftotext", tools).and_then(|program| {
            let version = ["-v".as_ref()];
            let said = child::run(&tools.own, &program, version, &BOUNDS).ok()?.said;
            let version = said.split_once("pdftotext version ")?.1.split_whitespace().next()?;
            Some(Self::Pdftotext { program, version: version.trim_end_matches(".0").to_owned() })
        });
        #[cfg(feature = "pdf")]
        let pdftotext = pdftotext.or(Some(Self::PdfExtract));
        pdftotext
    }

    fn name(&self) -> String {
        match self {
            Self::Pdftotext { version, .. } => format!("pdftotext {version}"),
            #[cfg(feature = "pdf")]
            Self::PdfExtract => in_house::NAME.to_owned(),
        }
    }

    /// A part of the document, and what the reader said on its standard error.
    fn give(&self, part: Part, file: &Path, tools: &Tools) -> Result<(String, String), Refused> {
        let own = tools.own.as_path();
        let ran = match (self, part) {
            (Self::Pdftotext { program, .. }, Part::Words) => {
                let options = ["-enc", "UTF-8", "-eol", "unix"].map(OsStr::new);
                let args = options.into_iter().chain([file.as_os_str(), "-".as_ref()]);
                child::run(own, program, args, &BOUNDS)
            }
            (Self::Pdftotext { program, .. }, Part::Info) => {
                let pdfinfo = program.with_file_name(format!("pdfinfo{}", std::env::consts::EXE_SUFFIX));
                let options = ["-enc", "UTF-8", "-rawdates"].map(OsStr::new);
                child::run(own, &pdfinfo, options.into_iter().chain([file.as_os_str()]), &BOUNDS)
            }
            #[cfg(feature = "pdf")]
            (Self::PdfExtract, part) => {
                let task = if part == Part::Words { in_house::WORDS } else { in_house::INFO };
                child::run(own, own, child::own_task(task, file), &BOUNDS)
            }
        };
        let ran = ran.map_err(|why| not_handed(&why))?;
        match ran.end {
            End::Well(output) => Ok((String::from_utf8_lossy(&output).into_owned(), ran.said)),
            _ if ran.said.contains(LOCKED) => Err(Refused {
                what: "is locked with a password".to_owned(),
                help: "open it with the password in a viewer, and print it to a PDF that has none".to_owned(),
            }),
            End::Failed => Err(self.damaged()),
            end => Err(too_much(&end)),
        }
    }

    fn damaged(&self) -> Refused {
        let help = "get it once more from where it lies, or print it to a new PDF in a viewer";
        let help = match self {
            Self::Pdftotext { .. } => help.to_owned(),
            #[cfg(feature = "pdf")]
            Self::PdfExtract => format!("install pdftotext, which reads more: {INSTALL}; or {help}"),
        };
        Refused { what: "cannot be read: it is damaged, or made in an unusual way".to_owned(), help }
    }
}

/// A program in one of the folders of `PATH`, but never one that depends on the folder in which somebody stands.
fn on_path(name: &str, tools: &Tools) -> Option<PathBuf> {
    let name = format!("{name}{}", std::env::consts::EXE_SUFFIX);
    let folders = std::env::split_paths(tools.path.as_ref()?).filter(|folder| folder.is_absolute());
    folders.map(|folder| folder.join(&name)).find(|program| program.is_file())
}

fn too_much(end: &End) -> Refused {
    let what = match end {
        End::TooLong => format!("took longer than {} s to read", BOUNDS.time.as_secs()),
        End::TooMuchMemory => format!("took more than {} MiB of memory to read", BOUNDS.memory >> 20),
        _ => format!("gives more than {} MiB of text", BOUNDS.output >> 20),
    };
    Refused { what, help: "print the pages that you need to a PDF of their own, in a viewer".to_owned() }
}

/// How a reader says that it wants a password.
const LOCKED: &str = "Incorrect password";

fn no_reader() -> Refused {
    let help = format!(
        "install pdftotext: {INSTALL}; or build this program with its own reader: \
         `cargo install grounds --features pdf`"
    );
    Refused { what: "is a PDF, and nothing that reads PDF is installed".to_owned(), help }
}

const INSTALL: &str = "`apt install poppler-utils`, `brew install poppler`";

fn not_handed(why: &io::Error) -> Refused {
    let what = format!("could not be handed to the program that reads PDF: {why}");
    Refused { what, help: "see that there is room in the folder for temporary files".to_owned() }
}

fn no_words() -> Refused {
    Refused {
        what: "holds no words: its pages are blank, or pictures of text".to_owned(),
        help: "recognise the words (`ocrmypdf --sidecar words.txt`) or type them, read them over, and give that \
               text with `--made-by \"tesseract 5, read by A. Keel\"`"
            .to_owned(),
    }
}

fn has_words(page: &str) -> bool {
    page.contains(char::is_alphanumeric)
}

/// Stands for a letter that no font of the document names.
const UNREAD: char = char::REPLACEMENT_CHARACTER;

/// Lines end with a line feed; other controls are letters that could not be read. Without the marks of direction that
/// `pdftotext` adds.
fn cleaned(words: &str) -> String {
    let words = words.replace("\r\n", "\n");
    let letter = |c| match unseen(c) {
        Some(Unseen::Deceptive) => None,
        Some(Unseen::Control) if !matches!(c, '\n' | '\t' | '\u{c}') => Some(UNREAD),
        _ => Some(c),
    };
    words.chars().filter_map(letter).collect()
}

/// What a person should look at.
fn notes(pages: &[&str], said: &str, info: &str) -> Vec<String> {
    let which = |is: &dyn Fn(&str) -> bool| {
        let numbers = pages.iter().zip(1..).filter(|(page, _)| is(page)).map(|(_, number)| number);
        enumerated(&numbers.collect::<Vec<usize>>())
    };
    let mut notes = Vec::new();
    if let Some(on) = which(&|page| !has_words(page)) {
        notes.push(format!(
            "no words on {on}: blank, or pictures of text? recognise them and add the text by hand"
        ));
    }
    if let Some(on) = which(&|page| page.contains(UNREAD)) {
        notes.push(format!("on {on} letters could not be read: {UNREAD} stands for each"));
    }
    let torn = said.lines().filter_map(|line| line.strip_prefix(TORN)?.parse().ok());
    if let Some(on) = enumerated(&torn.collect::<Vec<usize>>()) {
        notes.push(format!("{on} could not be read to the end: {SEAM} stands for the rest"));
    }
    if said.contains(TURNED) {
        notes.push(format!(
            "words from right to left stand in the wrong order: install pdftotext ({INSTALL})"
        ));
    }
    if said.contains("Syntax Error") {
        notes.push("the file is damaged, and words may be missing: compare the text with it".to_owned());
    }
    if let Some(day) = field(info, "CreationDate").and_then(day) {
        notes.push(format!(
            "the file was made on {day}, which stands as the day of publication: correct it if it is another"
        ));
    }
    let counted = field(info, "Pages").and_then(|count| count.parse::<usize>().ok());
    if let Some(counted) = counted.filter(|counted| *counted != pages.len()) {
        let read = pages.len();
        notes.push(format!("it has {counted} pages, {read} were read: do not trust the numbers of pages"));
    }
    notes
}

/// How the reader of this program's own names a page that it could not read to its end.
const TORN: &str = "torn page ";
/// How it says that letters run from right to left: it gives them as they are printed, from left to right.
const TURNED: &str = "right to left";

/// "page 3", "pages 3, 5-9 and 12".
fn enumerated(numbers: &[usize]) -> Option<String> {
    let mut runs = numbers.chunk_by(|one, next| one + 1 == *next).map(|run| match run {
        [first, .., last] => format!("{first}-{last}"),
        run => run.iter().map(usize::to_string).collect(),
    });
    let last = runs.next_back()?;
    let before = runs.collect::<Vec<_>>().join(", ");
    let page = if numbers.len() == 1 { "page" } else { "pages" };
    Some(if before.is_empty() { format!("{page} {last}") } else { format!("{page} {before} and {last}") })
}

fn says(info: &str) -> Says {
    // Nobody titles a text "letter.doc": a program did.
    let is_title = |title: &&str| {
        let ending = title.rsplit_once('.').map_or("", |(_, ending)| ending);
        let is_file = (2..=5).contains(&ending.len()) && ending.chars().all(|c| c.is_ascii_lowercase());
        !is_file && !title.eq_ignore_ascii_case("untitled")
    };
    let authors = field(info, "Author").into_iter().flat_map(|authors| authors.split(';'));
    Says {
        title: field(info, "Title").filter(is_title).map(str::to_owned),
        authors: authors.map(|author| author.trim().to_owned()).filter(|author| !author.is_empty()).collect(),
        published: field(info, "CreationDate").and_then(day),
        ..Says::default()
    }
}

fn field<'i>(info: &'i str, name: &str) -> Option<&'i str> {
    let mut fields = info.lines().filter_map(|line| line.split_once(':'));
    // The last one: a title of two lines may hold what looks like another field.
    fields.rfind(|(found, _)| *found == name).map(|(_, value)| value.trim()).filter(|value| !value.is_empty())
}

/// "2024-02-09" of "D:20240209113000+01'00'".
fn day(date: &str) -> Option<String> {
    let digits = date.strip_prefix("D:").unwrap_or(date).get(..8)?;
    let (year, month, day) = (digits.get(..4)?, digits.get(4..6)?, digits.get(6..)?);
    let is_within = |number: &str, most: u32| number.parse().is_ok_and(|number| (1..=most).contains(&number));
    let is_date =
        digits.bytes().all(|byte| byte.is_ascii_digit()) && is_within(month, 12) && is_within(day, 31);
    is_date.then(|| format!("{year}-{month}-{day}"))
}

/// What this program does when it was started anew as a child, for a task of its own.
#[cfg(not(feature = "pdf"))]
pub(super) fn answer(_: &OsStr, _: &mut dyn Iterator<Item = OsString>) -> io::Result<()> {
    Err(io::ErrorKind::Unsupported.into())
}

#[cfg(feature = "pdf")]
pub(super) use in_house::answer;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_no_letter_is_not_lost_in_silence() {
        assert_eq!(cleaned("a\r\nb\0c\u{202b}d\u{202c}\te\u{c}"), "a\nb\u{fffd}cd\te\u{c}");
        assert_eq!(cleaned("of\u{ad}fi\u{fb01}"), "of\u{ad}fi\u{fb01}");
    }

    #[test]
    fn pages_are_named_in_runs() {
        assert_eq!(enumerated(&[]), None);
        assert_eq!(enumerated(&[3]).as_deref(), Some("page 3"));
        assert_eq!(enumerated(&[3, 7]).as_deref(), Some("pages 3 and 7"));
        assert_eq!(enumerated(&[1, 2, 3, 5, 8, 9]).as_deref(), Some("pages 1-3, 5 and 8-9"));
    }

    #[test]
    fn notes_tell_what_to_look_at() {
        let told = notes(&["a", " \n", "b\u{fffd}"], "torn page 3\nSyntax Error: x", "Pages: 4");
        assert_eq!(told.len(), 5, "{told:?}");
        assert!(told[0].starts_with("no words on page 2:"));
        assert!(told[4].contains("it has 4 pages, 3 were read"));
        assert_eq!(notes(&["a"], "Syntax Warning: x", "Pages:  1"), Vec::<String>::new());
        assert!(notes(&["a"], "", "CreationDate: D:20240209")[0].contains("2024-02-09"));
    }

    #[test]
    fn a_document_says_who_and_when() {
        let said = says("Title:  A: b\nAuthor:\nCreationDate:  D:20240209113000+01'00'\nPages: 2\n");
        assert_eq!(said.title.as_deref(), Some("A: b"));
        assert_eq!((said.authors.len(), said.published.as_deref()), (0, Some("2024-02-09")));
        assert_eq!(says("Title: letter_final.docx\nCreationDate: D:20241309").title, None);
        assert_eq!(day("D:20241309"), None);
        assert_eq!(day("D:2024"), None);
    }

    #[test]
    fn only_whole_paths_are_searched() {
        let tools = |path: &str| Tools { own: PathBuf::new(), path: Some(path.into()) };
        if cfg!(unix) {
            assert_eq!(on_path("sh", &tools(".:bin::/bin")), Some(PathBuf::from("/bin/sh")));
            assert_eq!(on_path("sh", &tools(".:")), None);
        }
    }
}
