//! `grounds export`

use super::destination::{self, Destination, Written};
use super::output::{self, Output};
use super::{Common, Failure, Outcome, word};
use super::{choice::Choice, project::Opened};
use clap::Args;
use grounds::model::policy::Publication;
use grounds::render::escape::web_address;
use grounds::render::{EXPORT_FORMATS, WriteExport};
use grounds::report::claim_review::Reviews;
use grounds::report::export::{self, Which};
use grounds::report::facts::Sheet;
use std::collections::BTreeSet;
use std::path::Path;

/// Export claims for spreadsheets, programs and search engines
///
/// Writes the claims and their evidence for use in other programs. The exit code is 3 if no claim matches.
#[derive(Debug, Args)]
pub(crate) struct Export {
    #[arg(long, value_name = "FORMAT[=FILE]", value_parser = Written::parser(EXPORT_FORMATS), hide_possible_values = true, help = destination::help(EXPORT_FORMATS))]
    format: Vec<Written>,
    /// For csv: one row for each claim (claims), for each quote (evidence) or for each source (sources)
    #[arg(long, value_name = "TABLE", default_value = "claims", value_parser = word::one_of(Which::WORDS), hide_possible_values = true)]
    table: Which,
    #[command(flatten)]
    choice: Choice,
}

pub(crate) fn run(args: &Export, common: &Common, output: &Output) -> Result<Outcome, Failure> {
    let Some(opened) = Opened::find(common)? else { return Ok(Outcome::Nothing) };
    let destinations = Destination::of(&args.format, EXPORT_FORMATS, &opened.root)?;
    destinations.iter().try_for_each(refuse_misfit)?;
    let project = opened.judge(&args.choice.texts)?;
    let sheet = args.choice.of(Sheet::of(&project, opened.today))?;
    let publication = &project.corpus.policy.export;
    let asks_for_reviews =
        |destination: &Destination<_>| matches!(destination.writer(), WriteExport::Reviews(_));
    let reviews = if destinations.iter().any(asks_for_reviews) {
        Some(Reviews::of(&sheet, publication, base_address(publication)?))
    } else {
        None
    };
    let mut outcome = Outcome::Clean;
    if sheet.claims.is_empty() {
        output::complain("nothing to export");
        outcome = Outcome::Nothing;
    }
    let export = export::Export::of(&sheet);
    for destination in &destinations {
        outcome = match (&reviews, destination.folder()) {
            (Some(reviews), Some(folder)) => one_by_one(reviews, destination, folder, output, outcome)?,
            _ => destination.write(output.options, outcome, |write, options, out| match write {
                WriteExport::Table(write) => write(export.table(args.table), options, out),
                WriteExport::Lines(write) | WriteExport::Workbook(write) => write(&export, options, out),
                WriteExport::Reviews(write) => {
                    write(reviews.as_ref().map_or(&[], |reviews| &reviews.fit), true, options, out)
                }
            }),
        };
    }
    Ok(match &reviews {
        Some(reviews) => outcome_of(reviews, outcome),
        None => outcome,
    })
}

/// Refuses to write what its place cannot take.
fn refuse_misfit(destination: &Destination<WriteExport>) -> Result<(), Failure> {
    let writer = destination.writer();
    if matches!(writer, WriteExport::Workbook(_)) && destination.is_terminal() {
        return Err(Failure::new("a workbook is nothing that a terminal can show")
            .help("write it to a file: --format xlsx=claims.xlsx"));
    }
    match destination.folder() {
        Some(folder) if !matches!(writer, WriteExport::Reviews(_)) => {
            Err(Failure::new(format!("{} is a folder, and this format is one file", folder.display()))
                .help("name a file; only claimreview can be written to a folder, with a file for each claim"))
        }
        _ => Ok(()),
    }
}

/// What the addresses of all claims begin with.
pub(super) fn base_address(publication: &Publication) -> Result<&str, Failure> {
    let remedy = "name it in grounds.toml: below [export], url = \"https://gazette.example/claims/\", to which the id of each claim is added";
    let Some(url) = &publication.url else {
        return Err(Failure::new("a review needs the address where it is published").help(remedy));
    };
    web_address(&url.value).ok_or_else(|| {
        Failure::new(format!("`{}`, the url below [export], is no address of the web", url.value))
            .help(remedy)
    })
}

/// Writes a file for each claim.
fn one_by_one(
    reviews: &Reviews,
    destination: &Destination<WriteExport>,
    folder: &Path,
    output: &Output,
    mut outcome: Outcome,
) -> Result<Outcome, Failure> {
    std::fs::create_dir_all(folder).map_err(|error| {
        Failure::new(format!("the folder {} could not be made: {}", folder.display(), error.kind()))
    })?;
    let name = |claim: &str| format!("{claim}.jsonld");
    for review in &reviews.fit {
        outcome =
            destination.inside(&name(&review.claim)).write(output.options, outcome, |write, options, out| {
                match write {
                    WriteExport::Reviews(write) => write(std::slice::from_ref(review), false, options, out),
                    WriteExport::Table(_) | WriteExport::Lines(_) | WriteExport::Workbook(_) => Ok(()),
                }
            });
    }
    let written: BTreeSet<_> = reviews.fit.iter().map(|review| name(&review.claim)).collect();
    // What was published once and is not any more has to be taken down by a person.
    let mut left: Vec<_> = std::fs::read_dir(folder)
        .into_iter()
        .flatten()
        .filter_map(|entry| entry.ok()?.file_name().into_string().ok())
        .filter(|file| file.ends_with(".jsonld"))
        .filter(|file| !written.contains(file))
        .collect();
    left.sort_unstable();
    for file in left {
        output::complain(&format!("{file} was there before, and is of no claim that was written now"));
    }
    Ok(outcome)
}

/// Says how many claims were left out, and why.
fn outcome_of(reviews: &Reviews, outcome: Outcome) -> Outcome {
    let left_out: usize = reviews.left_out.values().sum();
    if left_out > 0 {
        let reasons: Vec<_> = reviews.left_out.iter().map(|(unfit, &count)| unfit.because(count)).collect();
        let all = left_out + reviews.fit.len();
        output::complain(&format!("{left_out} of {all} claims left out: {}", reasons.join(", ")));
    }
    match outcome {
        Outcome::Clean if reviews.fit.is_empty() => Outcome::Nothing,
        outcome => outcome,
    }
}
