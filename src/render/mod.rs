//! Floor 11: how it is shown. Everything that leaves the program passes the escaping of its sink here.

mod audit;
mod concise;
mod cover;
mod diff;
pub mod editors;
pub mod escape;
mod export;
mod full;
mod github;
mod gitlab;
pub mod here;
mod json;
mod junit;
mod log;
mod markdown;
mod origins;
mod page;
pub mod patch;
mod rdjson;
mod room;
mod said;
mod sarif;
mod show;
pub mod site;
mod summary;
mod table;
pub mod todo;

use crate::report::check::{self, CheckReport, Note};
use crate::report::claim_review::Review;
use crate::report::cover::CoverReport;
use crate::report::diff::DiffReport;
use crate::report::export::Export;
use crate::report::log::LogReport;
use crate::report::origins::OriginsReport;
use crate::report::show::ShowReport;
use crate::report::table::Table;
use std::io;

/// A form in which the outcome of a command can be written.
#[derive(Debug)]
pub struct Format<W> {
    /// The word for it on the command line.
    pub name: &'static str,
    /// What it is good for, in a few words.
    pub about: &'static str,
    /// Writes it.
    pub write: W,
}

/// Writes the outcome of a check.
#[derive(Debug, Clone, Copy)]
pub enum WriteCheck {
    /// For people, who run `grounds fix`.
    Findings(fn(&CheckReport, OutputOptions, &mut dyn io::Write) -> io::Result<()>),
    /// For programs, which make fixes themselves.
    WithFixes(fn(&CheckReport, OutputOptions, &mut dyn io::Write) -> io::Result<()>),
}

impl WriteCheck {
    /// Writes `report` to `out`.
    ///
    /// # Errors
    /// If `out` takes no more.
    pub fn write(
        self,
        report: &CheckReport,
        options: OutputOptions,
        out: &mut dyn io::Write,
    ) -> io::Result<()> {
        let (Self::Findings(write) | Self::WithFixes(write)) = self;
        write(report, options, out)
    }
}

/// Writes what differs between two moments.
pub type WriteDiff = fn(&DiffReport, OutputOptions, &mut dyn io::Write) -> io::Result<()>;
/// Writes transitions.
pub type WriteLog = fn(&LogReport, OutputOptions, &mut dyn io::Write) -> io::Result<()>;

/// Every format of `check`, the default first.
pub const FORMATS: &[Format<WriteCheck>] = &[
    Format {
        name: "full",
        about: "each finding with its lines, the reason and what to do",
        write: WriteCheck::Findings(full::check),
    },
    Format {
        name: "concise",
        about: "one line for each finding",
        write: WriteCheck::Findings(concise::check),
    },
    Format { name: "json", about: "everything, for programs", write: WriteCheck::WithFixes(json::check) },
    Format {
        name: "github",
        about: "annotations in a pull request on GitHub",
        write: WriteCheck::Findings(github::check),
    },
    Format {
        name: "markdown",
        about: "a comment or a step summary, most serious first",
        write: WriteCheck::Findings(markdown::check),
    },
    Format {
        name: "sarif",
        about: "for code scanning on GitHub",
        write: WriteCheck::WithFixes(sarif::check),
    },
    Format {
        name: "gitlab",
        about: "a Code Quality report for GitLab",
        write: WriteCheck::Findings(gitlab::check),
    },
    Format {
        name: "junit",
        about: "a test for each claim, for Jenkins and others",
        write: WriteCheck::Findings(junit::check),
    },
    Format { name: "rdjson", about: "for reviewdog", write: WriteCheck::WithFixes(rdjson::check) },
];

/// Writes tables.
pub type WriteTables = fn(&[Table], OutputOptions, &mut dyn io::Write) -> io::Result<()>;

/// Every format of `audit`, the default first.
pub const AUDIT_FORMATS: &[Format<WriteTables>] = &[
    Format { name: "table", about: "for people", write: audit::terminal::write },
    Format { name: "markdown", about: "to paste into a document", write: audit::markdown::write },
    Format { name: "csv", about: "for spreadsheets", write: audit::csv::write },
    Format { name: "json", about: "for programs", write: audit::json::write },
];

/// Writes what is taken elsewhere.
#[derive(Debug, Clone, Copy)]
pub enum WriteExport {
    /// One of its tables.
    Table(fn(&Table, OutputOptions, &mut dyn io::Write) -> io::Result<()>),
    /// All of it, as text.
    Lines(fn(&Export, OutputOptions, &mut dyn io::Write) -> io::Result<()>),
    /// All of it, in bytes that no terminal can show.
    Workbook(fn(&Export, OutputOptions, &mut dyn io::Write) -> io::Result<()>),
    /// Reviews of its claims; as a feed, or else one by itself.
    Reviews(fn(&[Review], feed: bool, OutputOptions, &mut dyn io::Write) -> io::Result<()>),
}

/// Every format of `export`, the default first.
pub const EXPORT_FORMATS: &[Format<WriteExport>] = &[
    Format { name: "csv", about: "one table", write: WriteExport::Table(export::csv::write) },
    Format {
        name: "xlsx",
        about: "a workbook with all tables",
        write: WriteExport::Workbook(export::xlsx::write),
    },
    Format {
        name: "jsonl",
        about: "for programs, one claim on each line, with its evidence",
        write: WriteExport::Lines(export::jsonl::write),
    },
    Format {
        name: "claimreview",
        about: "a feed of schema.org ClaimReview as JSON-LD; with =DIR/ a file for each claim",
        write: WriteExport::Reviews(export::claimreview::write),
    },
];

/// Every format of `diff`, the default first.
pub const DIFF_FORMATS: &[Format<WriteDiff>] = &[
    Format { name: "full", about: "for people, with changed words marked", write: diff::full::write },
    Format { name: "json", about: "everything, for programs", write: diff::json::write },
    Format {
        name: "markdown",
        about: "a comment in a pull request, most serious first",
        write: diff::markdown::write,
    },
];

/// Every format of `log`, the default first.
pub const LOG_FORMATS: &[Format<WriteLog>] = &[
    Format { name: "table", about: "for people", write: log::table::write },
    Format { name: "json", about: "everything, for programs", write: log::json::object },
    Format { name: "jsonl", about: "for programs, one change on each line", write: log::json::lines },
];

/// Writes one claim whole.
pub type WriteShow = fn(&ShowReport, OutputOptions, &mut dyn io::Write) -> io::Result<()>;
/// Writes where evidence comes from.
pub type WriteOrigins = fn(&OriginsReport, OutputOptions, &mut dyn io::Write) -> io::Result<()>;

/// Every format of `show`, the default first.
pub const SHOW_FORMATS: &[Format<WriteShow>] = &[
    Format { name: "full", about: "for people", write: show::full::write },
    Format { name: "markdown", about: "to paste into a document", write: show::markdown::write },
    Format { name: "json", about: "everything, for programs", write: show::json::write },
];

/// Every format of `origins`, the default first.
pub const ORIGINS_FORMATS: &[Format<WriteOrigins>] = &[
    Format { name: "table", about: "for people", write: origins::terminal::write },
    Format { name: "markdown", about: "to paste into a document", write: origins::markdown::write },
    Format { name: "csv", about: "for spreadsheets", write: origins::csv::write },
    Format { name: "json", about: "for programs", write: origins::json::write },
];

/// Writes a draft that is held against the claims.
pub type WriteCover = fn(&CoverReport, OutputOptions, &mut dyn io::Write) -> io::Result<()>;

/// Every format of `cover`, the default first.
pub const COVER_FORMATS: &[Format<WriteCover>] = &[
    Format { name: "full", about: "for people: the annotated copy", write: cover::terminal::write },
    Format { name: "markdown", about: "to paste into a document", write: cover::markdown::write },
    Format { name: "json", about: "everything, for programs", write: cover::json::write },
];

/// Remarks that belong to no diagnostic, for people: each with its lines, marked.
pub fn remarks(notes: &[Note], options: OutputOptions) -> String {
    full::remarks(notes, options)
}

/// One finding, for people: with its lines, marked.
pub fn finding(finding: &check::Finding, options: OutputOptions) -> String {
    full::drawing(finding, options) + "\n"
}

/// How the output is to look.
#[derive(Debug, Clone, Copy)]
pub struct OutputOptions<'a> {
    /// With terminal colours?
    pub colour: bool,
    /// Columns of text.
    pub width: usize,
    /// Columns of a table; as many as it needs, where nobody says and there is no terminal.
    pub columns: Option<usize>,
    /// Findings to show at most, if somebody said so; all for `usize::MAX`.
    pub limit: Option<usize>,
    /// Of a check only its errors?
    pub quiet: bool,
    /// The folder of the project below that of its repository, with a `/` at its end; empty if it is the same.
    pub folder: &'a str,
    /// The folder of the project as seen from the folder that the program was started in, likewise.
    pub from_here: &'a str,
}

/// Findings that are shown to people at most, if nobody says otherwise.
pub const LIMIT: usize = 1000;
