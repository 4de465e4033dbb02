//! `grounds audit`

use super::destination::{self, Destination, Written, write_all};
use super::output::{self, Output};
use super::{Common, Failure, Outcome, word};
use super::{choice::Choice, project::Opened};
use clap::Args;
use grounds::render::AUDIT_FORMATS;
use grounds::report::audit::{self, By};
use grounds::report::facts::Sheet;
use grounds::report::table::Table;
use grounds::text::nearest::{did_you_mean, nearest};

/// Summarise the claims, on one screen or as a table
///
/// Without --by, it shows one screen: how much is documented, what needs attention first, what has changed lately, and which
/// claims rest on which origins. With --by, it shows one table.
#[derive(Debug, Args)]
pub(crate) struct Audit {
    /// What a row stands for: claim, status, source, origin, claimant, topic or publisher. `age` lists the claims by the date of their next check, `echo` every two sources with words in common
    #[arg(long, value_name = "WHAT", value_parser = word::one_of(By::WORDS), hide_possible_values = true)]
    by: Option<By>,
    #[command(flatten)]
    choice: Choice,
    /// Sort by this column. Put - before it to reverse the order
    #[arg(long, value_name = "COLUMN", allow_hyphen_values = true, help_heading = "How to show them")]
    sort: Option<String>,
    /// Show these columns in this order; `all` shows every one
    #[arg(long, value_name = "COLUMN,..", value_delimiter = ',', help_heading = "How to show them")]
    columns: Vec<String>,
    #[arg(long, value_name = "FORMAT[=FILE]", value_parser = Written::parser(AUDIT_FORMATS), hide_possible_values = true, help = destination::help(AUDIT_FORMATS), help_heading = "How to show them")]
    format: Vec<Written>,
    /// Show at most N rows. 0 shows all [default: all]
    #[arg(long, value_name = "N", help_heading = "How to show them")]
    limit: Option<usize>,
}

pub(crate) fn run(args: &Audit, common: &Common, output: &Output) -> Result<Outcome, Failure> {
    let opened = Opened::find(common)?;
    let destinations = Destination::of(&args.format, AUDIT_FORMATS, &opened.root)?;
    let (tables, is_empty) = match args.by {
        Some(by) => {
            let project = opened.judge(&args.choice.texts)?;
            let sheet = args.choice.of(Sheet::of(&project, opened.today))?;
            (vec![table(args, &sheet, by)?], sheet.claims.is_empty())
        }
        None => panel(args, &opened)?,
    };
    let options = destination::options(output, args.limit);
    let outcome = if is_empty { Outcome::Nothing } else { Outcome::Clean };
    Ok(write_all(&destinations, options, outcome, |write, options, out| write(&tables, options, out)))
}

fn table(args: &Audit, sheet: &Sheet, by: By) -> Result<Table, Failure> {
    let mut table = audit::table(sheet, by);
    if by == By::Echo {
        // What was compared, and what was not.
        output::message(&table.title);
    }
    let known: Vec<_> = table.columns.iter().map(|column| column.key).collect();
    let unknown = |key: String| {
        let meant = did_you_mean(nearest(&key, known.iter().copied()));
        Failure::new(format!("this table has no column `{key}`{meant}"))
            .help(format!("its columns are: {}", known.join(", ")))
    };
    if let Some(sort) = &args.sort {
        let (key, backward) = sort.strip_prefix('-').map_or((sort.as_str(), false), |key| (key, true));
        table = table.sorted(key, backward).map_err(&unknown)?;
    }
    let columns = match &args.columns[..] {
        [] => audit::usual_columns(sheet, by).map(|keys| keys.into_iter().map(str::to_owned).collect()),
        [all] if all == "all" => None,
        chosen => Some(chosen.to_vec()),
    };
    if let Some(columns) = columns {
        table = table.only(&columns).map_err(&unknown)?;
    }
    Ok(match args.limit {
        None | Some(0) => table,
        Some(limit) => table.first(limit),
    })
}

/// The one-screen overview, and whether no claim is in it.
fn panel(args: &Audit, opened: &Opened) -> Result<(Vec<Table>, bool), Failure> {
    if args.sort.is_some() || !args.columns.is_empty() {
        return Err(
            Failure::new("--sort and --columns need a single table").help("choose one, such as --by claim")
        );
    }
    let (project, moves) = opened.judge_with_moves(&args.choice.texts)?;
    if project.corpus.claims.is_empty() {
        output::message("nothing to audit: there are no claims here");
    }
    let all = Sheet::of(&project, opened.today);
    let count = all.claims.len();
    let sheet = args.choice.of(all)?;
    let moves = if sheet.claims.len() == count { moves } else { moves.of_claims(&sheet) };
    Ok((audit::panel(&sheet, &moves), sheet.claims.is_empty()))
}
