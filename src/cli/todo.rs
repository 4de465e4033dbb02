//! `grounds todo`

use super::destination::{self, Destination, Written, write_all};
use super::output::Output;
use super::project::Opened;
use super::texts::Texts;
use super::{Common, Failure, Outcome};
use clap::Args;
use grounds::render::AUDIT_FORMATS;
use grounds::report::facts::Sheet;
use grounds::report::todo;
use grounds::rules::{self, Context};

/// List what needs attention, sorted by severity, then by date
///
/// Lists errors, findings that are set aside (the soonest to expire first), overdue checks, disputed claims, claims never checked, and
/// warnings, each with the command to run next.
#[derive(Debug, Args)]
pub(crate) struct Todo {
    #[command(flatten)]
    texts: Texts,
    #[arg(long, value_name = "FORMAT[=FILE]", value_parser = Written::parser(AUDIT_FORMATS), hide_possible_values = true, help = destination::help(AUDIT_FORMATS))]
    format: Vec<Written>,
    /// Show at most N rows. 0 shows all [default: 30; with --format all]
    #[arg(long, value_name = "N")]
    limit: Option<usize>,
}

/// The default number of rows: about a day's work.
const LIMIT: usize = 30;

pub(crate) fn run(args: &Todo, common: &Common, output: &Output) -> Result<Outcome, Failure> {
    let opened = Opened::find(common)?;
    let destinations = Destination::of(&args.format, AUDIT_FORMATS, &opened.root)?;
    let project = opened.judge(&args.texts)?;
    let context = Context::of(&project, opened.today, None);
    let judgement = rules::run(&context);
    let mut table = todo::table(&context, &judgement, &Sheet::of(&project, opened.today));
    let limit = args.limit.or(args.format.is_empty().then_some(LIMIT));
    if let Some(limit) = limit.filter(|limit| *limit > 0) {
        table = table.first(limit);
    }
    let tables = [table];
    let options = destination::options(output, args.limit);
    Ok(write_all(&destinations, options, Outcome::Clean, |write, options, out| write(&tables, options, out)))
}
