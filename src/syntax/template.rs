//! New records: what is known is filled in, and comments explain the rest. Required keys are left empty, so that a check
//! reports them.

use super::record::Record;
use super::written;
use crate::capture::Says;
use crate::model::date::Period;
use crate::model::key::Worded;
use crate::model::source::Kind;
use crate::model::status::Status;
use std::fmt::Write;

/// A new claim. The id appears only in comments.
pub fn claim(id: &str, statement: &str, claimant: Option<&str>) -> String {
    let mut page = Page::new(Record::Claim);
    page.comment("One sentence that can be checked, in our own words, with a date.");
    page.text("statement", statement);
    page.comment(&format!(
        "Every claim begins here; `grounds set {id} STATUS --rationale \"...\"` raises it."
    ));
    page.text("status", Status::WEAKEST.name());
    match claimant {
        Some(claimant) => page.text("claimant", claimant),
        None => page.comment("claimant: who made the claim, a name or the id of a source."),
    }
    page.comment("claimed_on: when they said it, such as 2026-11-20, \"2026-11\" or \"2026\".");
    page.comment("subjects: whom the claim is about, such as subjects = [\"A. Keel\", \"The Northyard\"].");
    page.comment(&format!("Evidence: `grounds find SOURCE \"the words\" --into {id}` appends it below."));
    page.text
}

/// The text of a source.
#[derive(Debug)]
pub struct Origin<'o> {
    /// With line ends folded to LF.
    pub sha256: &'o str,
    /// What it was taken out of.
    pub from: Option<&'o From>,
}

/// The document that a text was taken out of.
#[derive(Debug)]
pub struct From {
    /// The name of its file; empty if only its words are at hand.
    pub file: String,
    /// SHA-256 of its bytes.
    pub sha256: String,
    /// What took the text out, with its version.
    pub extractor: Option<String>,
    /// In which encoding its letters were written, where that had to be guessed.
    pub encoding: Option<String>,
    /// How many pages it has.
    pub pages: Option<usize>,
    /// Who or what typed or recognised the words.
    pub made_by: Option<String>,
}

impl From {
    /// As `from` in `[text]` is written.
    pub fn written(&self) -> String {
        let text =
            |key: &str, words: &str| (!words.is_empty()).then(|| format!("{key} = {}", written::text(words)));
        let some = |key: &str, words: &Option<String>| words.as_ref().and_then(|words| text(key, words));
        let all = [
            text("file", &self.file),
            text("sha256", &self.sha256),
            some("extractor", &self.extractor),
            some("encoding", &self.encoding),
            self.pages.map(|pages| format!("pages = {pages}")),
            some("made_by", &self.made_by),
        ];
        format!("{{ {} }}", all.into_iter().flatten().collect::<Vec<_>>().join(", "))
    }
}

/// A new record of a source, with what its web page `says` about itself. Without a `text`, comments explain how to add one.
pub fn source(says: &Says, text: Option<&Origin>) -> String {
    let mut page = Page::new(Record::Source);
    if *says != Says::default() {
        page.comment("What the document says about itself: read it, and correct what is wrong.");
    }
    match &says.title {
        Some(title) => page.text("title", title),
        None => page.comment("title: the title that the document gives itself."),
    }
    if says.publisher.is_none() && says.authors.is_empty() {
        page.comment("Who published it; if nobody did, write authors = [\"Who wrote it\"] instead.");
        page.text("publisher", "");
    }
    if let Some(publisher) = &says.publisher {
        page.text("publisher", publisher);
    }
    if !says.authors.is_empty() {
        let authors: Vec<_> = says.authors.iter().map(|author| written::text(author)).collect();
        page.entry("authors", &format!("[{}]", authors.join(", ")));
    }
    page.comment("What sort of document it is. One of:");
    for kind in Kind::WORDS {
        page.comment(&format!("- {}: {}", kind.name, kind.meaning));
    }
    page.text("kind", "");
    match says.published.as_ref().filter(|day| Period::parse(day).is_ok()) {
        Some(day) if day.len() == "2020-02-11".len() => page.entry("published", day),
        Some(day) => page.text("published", day),
        None => page.comment("published: the date, such as 2026-11-20, \"2026-11\" or \"2026\"."),
    }
    page.comment("access: leave it out if anybody can see the document, or its copy in an archive of the web. Otherwise");
    page.comment("one of: unpublished, withheld, leaked, lost.");
    match &says.url {
        Some(url) => {
            page.text("url", url);
            if let Some(archived) = &says.archived {
                page.text("archived", archived);
            }
        }
        None => page.comment("url: its address on the web; archived: the address of a copy."),
    }
    if let Some(day) = says.accessed.as_ref().filter(|day| Period::parse(day).is_ok()) {
        page.entry("accessed", day);
    }
    if let Some(language) = &says.language {
        page.text("language", language);
    }
    let Some(origin) = text else {
        page.comment("Without its text, a document can be an `origin`, but nobody can quote it. To add the text, put it beside");
        page.comment("this file, under the same name, as .md or .txt; `grounds pin` then records its hash.");
        return page.text;
    };
    page.text.push('\n');
    // Writing to a String cannot fail.
    let _ = write!(page.text, "[text]\nsha256 = {}\n", written::text(origin.sha256));
    if let Some(from) = origin.from {
        let _ = writeln!(page.text, "from = {}", from.written());
    }
    page.text
}

/// A new record of somebody's own words, which nobody here has seen.
pub fn unseen_words(name: &str, published: Option<Period>) -> String {
    let mut page = Page::new(Record::Source);
    page.entry("authors", &format!("[{}]", written::text(name)));
    page.text("kind", Kind::Statement.word());
    match published {
        Some(on) if on.first == on.last => page.entry("published", &on.to_string()),
        Some(on) => page.text("published", &on.to_string()),
        None => page.comment("published: when it was said, such as 2026-11-20, \"2026-11\" or \"2026\"."),
    }
    page.comment(
        "It has no [text], because nobody here has seen these words: they are known from a report of them.",
    );
    page.text
}

/// A record under construction.
struct Page {
    record: Record,
    text: String,
}

impl Page {
    fn new(record: Record) -> Self {
        Self { record, text: String::new() }
    }

    fn comment(&mut self, words: &str) {
        let _ = writeln!(self.text, "# {words}");
    }

    fn text(&mut self, key: &str, words: &str) {
        self.entry(key, &written::text(words));
    }

    fn entry(&mut self, key: &str, value: &str) {
        let width = self.record.column(None);
        let _ = writeln!(self.text, "{key:width$} = {value}");
    }
}
