//! Floor 3: the road from a document that somebody holds to a text that can be quoted. One file a format; what a document is, its bytes tell.
//!
//! The text is Markdown, or plain with a form feed at the end of each page; [`crate::text::whereabouts`] reads its marks.
//!
//! Strangers' documents are read here only when a person asks for it. Nothing that a reader sees is lost in silence or changed:
//! what has to be left out leaves a seam, and notes say what was left out.

pub mod child;
pub mod coding;
pub mod docx;
pub mod epub;
pub mod flow;
pub mod kind;
pub mod left_out;
pub mod legible;
pub mod mail;
pub mod mhtml;
pub mod odt;
pub mod page;
pub mod pdf;
pub mod picture;
pub mod plain;
pub mod post;
pub mod rtf;
pub mod sheet;
pub mod subtitles;
pub mod wacz;
pub mod warc;
pub mod written;
pub mod xml;
pub mod zipped;

pub use crate::text::fold::Markup;
use kind::Kind;
use pdf::Tools;
use std::ffi::OsString;
use std::process::ExitCode;
pub use warc::Wanted;

/// How much text a document may give, in bytes, and how much its parts may take up when they are unpacked.
pub const MOST_TEXT: usize = 16 << 20;

/// What was taken out of a document.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Captured {
    /// The words.
    pub text: String,
    /// How they are marked up.
    pub markup: Markup,
    /// What the document says of itself, unverified.
    pub says: Says,
    /// Which way of reading this was, with its version: "docx 1". The version grows whenever the same document would give another text.
    pub extractor: String,
    /// How many pages it has, if it has any.
    pub pages: Option<usize>,
    /// In which encoding its letters were written, and whether that was guessed: "windows-1251 (guessed)". None where there is no doubt.
    pub encoding: Option<String>,
    /// What a person should look at: what was left out, what was guessed. A sentence each, for a terminal.
    pub notes: Vec<String>,
}

/// Reads a document: what it is, its bytes tell; its name only where they cannot. A PDF needs `tools`.
///
/// # Errors
/// Why it gives no text.
pub fn read(bytes: &[u8], name: &str, tools: &Tools) -> Result<Captured, Refused> {
    read_page(bytes, name, tools, Wanted::Any)
}

/// The same; of an archive of the web the page that is wanted.
///
/// # Errors
/// Why it gives no text.
pub fn read_page(bytes: &[u8], name: &str, tools: &Tools, wanted: Wanted) -> Result<Captured, Refused> {
    let kind = kind::of(bytes, name);
    if matches!(wanted, Wanted::Only(_)) && !matches!(kind, Kind::Warc | Kind::WarcGz | Kind::Wacz) {
        return Err(Refused {
            what: format!("is {}, of which no page can be chosen", kind.name()),
            help: "leave out `--page`: it is for WARC and WACZ".to_owned(),
        });
    }
    let captured = match kind {
        Kind::Page => page::read(bytes),
        Kind::Mhtml => mhtml::read(bytes),
        Kind::Warc | Kind::WarcGz => warc::read_page(bytes, wanted),
        Kind::Wacz => wacz::read_page(bytes, wanted),
        Kind::Pdf => pdf::read(bytes, tools),
        Kind::Docx => docx::read(bytes),
        Kind::Csv => sheet::read_csv(bytes),
        Kind::Xlsx => sheet::read_xlsx(bytes),
        Kind::Ods => sheet::read_ods(bytes),
        Kind::Odt => odt::read(bytes),
        Kind::Epub => epub::read(bytes),
        Kind::Mail => mail::read(bytes),
        Kind::Post => post::read(bytes),
        Kind::Rtf => rtf::read(bytes),
        Kind::Srt | Kind::Vtt => subtitles::read(bytes),
        Kind::Markdown => plain::read(bytes, Markup::Markdown),
        Kind::Text => plain::read(bytes, Markup::Plain),
        Kind::Picture | Kind::Sound | Kind::Video => Err(picture::refused(kind)),
        Kind::Zip if let Err(refused) = zipped::Parts::open(bytes) => Err(refused),
        _ => Err(Refused {
            what: format!("is {}, which is not read", kind.name()),
            help: kind.instead().to_owned(),
        }),
    }?;
    if captured.text.trim().is_empty() {
        return Err(Refused {
            what: [format!("is {} without words", kind.name())]
                .into_iter()
                .chain(captured.notes)
                .collect::<Vec<_>>()
                .join("; "),
            help:
                "if it shows pictures of words, type or recognise them, and give that text with `--made-by`"
                    .to_owned(),
        });
    }
    // What a font of a PDF does not name is told page by page.
    if kind != Kind::Pdf {
        legible::refuse_rubbish(&captured.text)?;
    }
    Ok(captured)
}

/// What this program has to do first of all when it starts: is it started as a child, to read a document? Then this is its exit
/// code.
pub fn answer_as_child(args: impl IntoIterator<Item = OsString>) -> Option<ExitCode> {
    child::answer(args, pdf::answer)
}

/// Why a document gives no text.
#[derive(Debug, PartialEq, Eq)]
pub struct Refused {
    /// What is wrong with it, without its name: "holds no words".
    pub what: String,
    /// What would be right.
    pub help: String,
}

/// What a document says about itself.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Says {
    /// Its title.
    pub title: Option<String>,
    /// Who published it.
    pub publisher: Option<String>,
    /// Who wrote it.
    pub authors: Vec<String>,
    /// When: the beginning of an ISO 8601 date, if it is as it should be.
    pub published: Option<String>,
    /// Where it lies.
    pub url: Option<String>,
    /// The address of an archived copy.
    pub archived: Option<String>,
    /// The day of that copy, as an ISO 8601 date.
    pub accessed: Option<String>,
    /// In which language (BCP 47).
    pub language: Option<String>,
}
