//! `grounds export`

use super::destination::{self, Destination, Written, make_folder};
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
/// Writes the claims with their evidence, for use in other programs. The exit code is 3 if no claim matches.
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
    let opened = Opened::find(common)?;
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
        output::message("nothing to export: no claims");
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
    Ok(reviews.map_or(outcome, |reviews| outcome_of(&reviews, outcome)))
}

/// Refuses a workbook on a terminal, and a single file where a folder is.
fn refuse_misfit(destination: &Destination<WriteExport>) -> Result<(), Failure> {
    let writer = destination.writer();
    if matches!(writer, WriteExport::Workbook(_)) && destination.is_terminal() {
        return Err(Failure::new("a terminal cannot show a workbook")
            .help("write it to a file: --format xlsx=claims.xlsx"));
    }
    match destination.folder() {
        Some(folder) if !matches!(writer, WriteExport::Reviews(_)) => {
            Err(Failure::new(format!("{} is a folder, and this format writes one file", folder.display()))
                .help("give a file; only claimreview can fill a folder, with one file for each claim"))
        }
        _ => Ok(()),
    }
}

/// What the addresses of all claims begin with.
pub(super) fn base_address(publication: &Publication) -> Result<&str, Failure> {
    let remedy = "set it in grounds.toml, under [export]: url = \"https://gazette.example/claims/\"; the id of each claim follows it";
    let Some(url) = &publication.url else {
        return Err(Failure::new("claimreview needs the web address of the claims").help(remedy));
    };
    web_address(&url.value).ok_or_else(|| {
        Failure::new(format!("`{}`, the url under [export], is not a web address", url.value)).help(remedy)
    })
}

/// Writes a file for each claim into a folder.
fn one_by_one(
    reviews: &Reviews,
    destination: &Destination<WriteExport>,
    folder: &Path,
    output: &Output,
    mut outcome: Outcome,
) -> Result<Outcome, Failure> {
    make_folder(folder)?;
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
    // Older files are only listed: whether to take down a published review is for a person to decide.
    let mut left: Vec<_> = std::fs::read_dir(folder)
        .into_iter()
        .flatten()
        .filter_map(|entry| entry.ok()?.file_name().into_string().ok())
        .filter(|file| file.ends_with(".jsonld"))
        .filter(|file| !written.contains(file))
        .collect();
    left.sort_unstable();
    for file in left {
        output::message(&format!("note: {file} is from an earlier export, and its claim is not in this one"));
    }
    Ok(outcome)
}

/// Prints how many claims were left out, and why.
fn outcome_of(reviews: &Reviews, outcome: Outcome) -> Outcome {
    let left_out: usize = reviews.left_out.values().sum();
    if left_out > 0 {
        let reasons: Vec<_> = reviews.left_out.iter().map(|(unfit, &count)| unfit.because(count)).collect();
        let all = left_out + reviews.fit.len();
        output::message(&format!("{left_out} of {all} claims left out: {}", reasons.join(", ")));
    }
    match outcome {
        Outcome::Clean if reviews.fit.is_empty() => Outcome::Nothing,
        outcome => outcome,
    }
}
