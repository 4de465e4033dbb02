//! New records: what is known is filled in, and comments explain the rest. Required keys are left empty, so that a check
//! reports them.

use super::record::Record;
use super::remarks::{self, without_fulfilled};
use super::written;
use crate::capture::Says;
use crate::model::claim::Judges;
use crate::model::date::Period;
use crate::model::key::Worded;
use crate::model::source::Kind;
use crate::model::status::Status;
use std::fmt::Write;

/// What is known of a new claim.
#[derive(Debug, Default)]
pub struct Known {
    /// What is claimed.
    pub statement: String,
    /// What the evidence has to show.
    pub judges: Judges,
    /// Who made the claim.
    pub claimant: Option<String>,
    /// Whom it is about.
    pub subjects: Vec<String>,
}

/// A new claim. The id appears only in comments.
pub fn claim(id: &str, known: &Known) -> String {
    let mut page = Page::new(Record::Claim);
    page.comment(remarks::STATEMENT.0);
    page.text("statement", &known.statement);
    page.comment(&format!("{} `grounds set {id} STATUS --rationale \"...\"` raises it.", remarks::STATUS.0));
    page.text("status", Status::WEAKEST.name());
    if known.judges != Judges::default() {
        page.text("judges", known.judges.word());
    }
    match &known.claimant {
        Some(claimant) => page.text("claimant", claimant),
        None => page.comment(remarks::CLAIMANT.0),
    }
    page.comment(remarks::CLAIMED_ON.0);
    if known.subjects.is_empty() {
        page.comment(remarks::SUBJECTS.0);
    } else {
        page.texts("subjects", &known.subjects);
    }
    page.comment(&format!("{} SOURCE \"the words\" --into {id}` appends it below.", remarks::EVIDENCE.0));
    without_fulfilled(Record::Claim, &page.text)
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

/// A new record of a source, with what the document `says` about itself. Without a `text`, comments explain how to add one.
pub fn source(says: &Says, kind: Option<Kind>, text: Option<&Origin>) -> String {
    without_fulfilled(Record::Source, &with_remarks(says, kind, text))
}

fn with_remarks(says: &Says, kind: Option<Kind>, text: Option<&Origin>) -> String {
    let mut page = Page::new(Record::Source);
    if *says != Says::default() {
        page.comment("What the document says about itself: correct what is wrong, then delete this line.");
    }
    match &says.title {
        Some(title) => page.text("title", title),
        None => page.comment(remarks::TITLE.0),
    }
    if says.publisher.is_none() && says.authors.is_empty() {
        page.comment(remarks::PUBLISHER.0);
        page.text("publisher", "");
    }
    if let Some(publisher) = &says.publisher {
        page.text("publisher", publisher);
    }
    if !says.authors.is_empty() {
        page.texts("authors", &says.authors);
    }
    page.comment(remarks::KIND.0);
    for kind in Kind::WORDS {
        page.comment(&remarks::kind(kind.name, kind.meaning));
    }
    page.text("kind", kind.map_or("", Kind::word));
    match says.published.as_ref().filter(|day| Period::parse(day).is_ok()) {
        Some(day) if day.len() == "2020-02-11".len() => page.entry("published", day),
        Some(day) => page.text("published", day),
        None => page.comment(remarks::PUBLISHED.0),
    }
    for remark in &remarks::ACCESS {
        page.comment(remark.0);
    }
    match &says.url {
        Some(url) => {
            page.text("url", url);
            if let Some(archived) = &says.archived {
                page.text("archived", archived);
            }
        }
        None => page.comment(remarks::ADDRESS.0),
    }
    if let Some(day) = says.accessed.as_ref().filter(|day| Period::parse(day).is_ok()) {
        page.entry("accessed", day);
    }
    if let Some(language) = &says.language {
        page.text("language", language);
    }
    let Some(origin) = text else {
        for remark in &remarks::TEXT {
            page.comment(remark.0);
        }
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
        None => page.comment(remarks::SAID.0),
    }
    page.comment(remarks::UNSEEN.0);
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

    fn texts(&mut self, key: &str, words: &[String]) {
        let words: Vec<_> = words.iter().map(|words| written::text(words)).collect();
        self.entry(key, &format!("[{}]", words.join(", ")));
    }

    fn entry(&mut self, key: &str, value: &str) {
        let width = self.record.column(None);
        let _ = writeln!(self.text, "{key:width$} = {value}");
    }
}
