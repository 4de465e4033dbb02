//! `grounds export`

use super::destination::{self, Destination, Written};
use super::output::{self, Output};
use super::sheet::{Choice, Project};
use super::{Common, Failure, Outcome};
use clap::Args;
use grounds::render::{EXPORT_FORMATS, WriteExport};
use grounds::report::export::{self, Which};
use grounds::report::facts::Sheet;

/// Takes claims elsewhere, with their evidence: into a spreadsheet, another program, a feed. Exit code 3 if there are none.
#[derive(Debug, Args)]
pub(crate) struct Export {
    #[arg(long, value_name = "FORMAT[=FILE]", value_parser = |written: &str| Written::parse(written, EXPORT_FORMATS), help = destination::help(EXPORT_FORMATS))]
    format: Vec<Written>,
    /// The table that csv is of: claims, or evidence, with a row for each quote
    #[arg(long, value_name = "TABLE", default_value = "claims", value_parser = which)]
    table: Which,
    #[command(flatten)]
    choice: Choice,
}

pub(crate) fn run(args: &Export, common: &Common, output: &Output) -> Result<Outcome, Failure> {
    let Some(project) = Project::find(common)? else { return Ok(Outcome::Nothing) };
    let destinations = Destination::of(&args.format, EXPORT_FORMATS, &project.root)?;
    let spoils_terminal = |destination: &Destination<WriteExport>| {
        matches!(destination.writer(), WriteExport::Workbook(_)) && destination.is_terminal()
    };
    if destinations.iter().any(spoils_terminal) {
        return Err(Failure::new("a workbook is nothing that a terminal can show")
            .help("write it to a file: --format xlsx=claims.xlsx"));
    }
    let moment = project.moment(&args.choice.texts)?;
    let sheet = args.choice.of(Sheet::of(&moment, project.today))?;
    let mut outcome = Outcome::Clean;
    if sheet.claims.is_empty() {
        let all = moment.corpus.claims.len();
        output::complain(&format!("nothing to export: none of {all} claims is chosen"));
        outcome = Outcome::Nothing;
    }
    let export = export::Export::of(&sheet);
    for destination in &destinations {
        outcome = destination.write(output.look, outcome, |write, look, out| match write {
            WriteExport::Table(write) => write(export.table(args.table), look, out),
            WriteExport::Lines(write) | WriteExport::Workbook(write) => write(&export, look, out),
        });
    }
    Ok(outcome)
}

fn which(written: &str) -> Result<Which, String> {
    Which::WORDS.iter().find(|(word, _)| *word == written).map(|(_, which)| *which).ok_or_else(|| {
        let words: Vec<_> = Which::WORDS.iter().map(|(word, _)| *word).collect();
        format!("one of {}", words.join(", "))
    })
}
