//! `grounds origins`

use super::destination::{self, Destination, Written, write_all};
use super::output::{self, Output};
use super::project::Opened;
use super::texts::Texts;
use super::{Common, Failure, Outcome};
use clap::Args;
use grounds::project::Project;
use grounds::render::ORIGINS_FORMATS;
use grounds::report::facts::Sheet;
use grounds::report::origins::{self, ClaimOrigins, OriginsReport, Outlet, SourceOrigins};
use grounds::report::show::{self, Named};

/// Show the origins of evidence, and the claims that rest on each
///
/// For a claim: the path from each quote to the document that had the information first, and what the quote counts for. For a
/// source: what it derives from, what derives from it, which claims rest on it, and which of them would lose their status if it
/// were retracted. For the name of an outlet or an author: the same of all that bears it. Without an argument: all origins,
/// beginning with those that most claims rest on.
#[derive(Debug, Args)]
pub(crate) struct Origins {
    /// The id of a claim or a source, or the name of an outlet
    #[arg(value_name = "CLAIM|SOURCE|NAME")]
    id: Option<String>,
    /// Read the id as a source, if a claim has the same id
    #[arg(long, requires = "id")]
    source: bool,
    #[command(flatten)]
    texts: Texts,
    #[arg(long, value_name = "FORMAT[=FILE]", value_parser = Written::parser(ORIGINS_FORMATS), hide_possible_values = true, help = destination::help(ORIGINS_FORMATS))]
    format: Vec<Written>,
    /// Without an id: show at most N origins. 0 shows all [default: all]
    #[arg(long, value_name = "N")]
    limit: Option<usize>,
}

pub(crate) fn run(args: &Origins, common: &Common, output: &Output) -> Result<Outcome, Failure> {
    let opened = Opened::find(common)?;
    let destinations = Destination::of(&args.format, ORIGINS_FORMATS, &opened.root)?;
    let project = opened.judge(&args.texts)?;
    let report = if let Some(id) = &args.id {
        of(&project, id, args.source)?
    } else {
        let table = origins::table(&Sheet::of(&project, opened.today));
        OriginsReport::All(match args.limit {
            None | Some(0) => table,
            Some(limit) => table.first(limit),
        })
    };
    let options = destination::options(output, None);
    Ok(write_all(&destinations, options, Outcome::Clean, |write, options, out| write(&report, options, out)))
}

fn of<'m>(project: &'m Project, id: &str, sources_only: bool) -> Result<OriginsReport<'m>, Failure> {
    let corpus = &project.corpus;
    let source = corpus.source_at(id);
    let named = if sources_only { Named::Nothing(None) } else { show::named(project, id) };
    match (named, source) {
        (Named::Now(claim), source) => {
            if source.is_some() {
                output::message(&format!("note: there is also a source `{id}`; --source shows it"));
            }
            Ok(OriginsReport::Claim(ClaimOrigins::of(project, claim)))
        }
        (_, Some(source)) => Ok(OriginsReport::Source(SourceOrigins::of(project, source))),
        (Named::Formerly(claim), None) => {
            output::message(&format!("note: `{id}` is now `{}`", corpus[claim].id));
            Ok(OriginsReport::Claim(ClaimOrigins::of(project, claim)))
        }
        (Named::Nothing(_), None) => {
            if let Some(outlet) = Outlet::of(project, id) {
                return Ok(OriginsReport::Outlet(outlet));
            }
            if !sources_only && !show::having(corpus, id).is_empty() {
                return Err(Failure::no_such_claim(corpus, id));
            }
            let what = if sources_only { "source" } else { "claim or source" };
            let claims = corpus.claims.iter().map(|claim| &*claim.id).filter(|_| !sources_only);
            let sources = corpus.sources.iter().map(|source| &*source.id);
            Err(Failure::no_such(what, id, claims.chain(sources)))
        }
    }
}
