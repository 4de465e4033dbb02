//! `grounds set`

use super::output::Output;
use super::project::Loaded;
use super::proposal::RecordEditor;
use super::texts::Texts;
use super::{Common, Failure, Outcome, one_line, word};
use chrono::NaiveDate;
use clap::Args;
use clap::builder::TypedValueParser;
use grounds::model::status::Status;
use grounds::syntax::edit::Edit;
use grounds::syntax::written;

/// Set a claim's status, or record who checked it
///
/// The change is checked before it is written. If it causes an error, such as a status that the evidence does not support, the
/// error is shown and nothing is written. The rest of the file stays as it is.
///
/// Exit codes: 0 written, or already as you asked, 1 not written because of an error, 2 usage or set-up error.
#[derive(Debug, Args)]
pub(crate) struct Set {
    /// The id of the claim
    #[arg(value_name = "CLAIM")]
    claim: String,
    #[arg(value_name = "STATUS", value_parser = status(), hide_possible_values = true, help = status_help(), required_unless_present_any = ["rationale", "checked_by"])]
    status: Option<Status>,
    /// The reason for the status, in a sentence or two. Required when the status changes
    #[arg(long, value_name = "TEXT")]
    rationale: Option<String>,
    /// Who checked the claim today
    #[arg(long, value_name = "NAME")]
    checked_by: Option<String>,
    /// When the claim should be checked again, such as 2027-05-20
    #[arg(long, value_name = "DATE", value_parser = super::day, requires = "checked_by")]
    review_due: Option<NaiveDate>,
    /// Show the change without writing it
    #[arg(long)]
    dry_run: bool,
    #[command(flatten)]
    texts: Texts,
}

pub(crate) fn run(args: &Set, common: &Common, output: &Output) -> Result<Outcome, Failure> {
    for (option, words) in [("--rationale", &args.rationale), ("--checked-by", &args.checked_by)] {
        if words.as_ref().is_some_and(|words| !words.contains(char::is_alphanumeric)) {
            return Err(Failure::new(format!("{option} is empty: give at least one word")));
        }
    }
    let project = Loaded::read(common, &args.texts)?;
    let claim = &project.corpus[project.claim_at(&args.claim)?];
    let (file, known) = (claim.file, claim.status.as_ref().map(|status| status.value));
    if args.status.is_some() && args.status != known && args.rationale.is_none() {
        return Err(Failure::new("a new status needs a reason")
            .help("say why in a sentence or two: --rationale \"...\""));
    }
    let edits = edits(args, project.today);
    let editor = RecordEditor { texts: &args.texts, output, dry_run: args.dry_run, with: None };
    editor.change(project, file, &edits)
}

fn edits(args: &Set, today: NaiveDate) -> Vec<Edit<'static>> {
    let top = |key, words: &str| Edit::Set { table: None, key, value: written::text(words) };
    let checked = |key, value| Edit::Set { table: Some("checked"), key, value };
    let mut edits = Vec::new();
    edits.extend(args.status.map(|status| top("status", status.name())));
    edits.extend(args.rationale.as_ref().map(|words| top("rationale", &one_line(words))));
    if let Some(name) = &args.checked_by {
        edits.push(checked("by", written::text(&one_line(name))));
        edits.push(checked("on", today.to_string()));
    }
    edits.extend(args.review_due.map(|day| checked("review_due", day.to_string())));
    edits
}

fn status() -> impl TypedValueParser<Value = Status> {
    word::one_of_quoted(Status::all().map(|status| (status.name(), status)), Status::from_loose_name)
}

fn status_help() -> String {
    let names: Vec<_> = Status::all().map(|status| format!("\"{}\"", status.name())).collect();
    format!("The status: {}", names.join(", "))
}
