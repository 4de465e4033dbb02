//! `grounds ci`

use super::check::{self, Check};
use super::destination::{self, Written};
use super::diff::{self, Diff};
use super::output::{self, Output};
use super::texts::Texts;
use super::{Common, Failure, Outcome, revisions};
use clap::Args;
use grounds::git::Repository;
use grounds::history::runner::{self, About, Host, Refusal, Run};
use grounds::render::{DIFF_FORMATS, FORMATS, Format, OutputOptions};
use serde_json::Value;
use std::fs::{File, OpenOptions};
use std::io::{Read, Write};
use std::path::Path;

/// Check pull and merge requests automatically (CI)
///
/// Works out from the environment of GitHub Actions or GitLab CI what to check. A pull or merge request is compared with the
/// commit where it left its target branch (the merge base). After a push, the branch is checked as it is. On GitHub, the command
/// writes annotations and a step summary. It refuses a shallow clone, in which commits are missing.
#[derive(Debug, Args)]
pub(crate) struct Ci {
    /// Compare with this revision instead of the target branch
    #[arg(long, value_name = "REV")]
    base: Option<String>,
    #[command(flatten)]
    texts: Texts,
    #[arg(long, value_name = "FORMAT[=FILE]", value_parser = Written::parser(FORMATS), hide_possible_values = true, help = format_help())]
    format: Vec<Written>,
    /// Show at most N findings, most severe first. 0 shows all
    #[arg(long, value_name = "N")]
    limit: Option<usize>,
}

pub(crate) fn run(args: &Ci, common: &Common, output: &Output) -> Result<Outcome, Failure> {
    let root = common.project_or_here()?;
    let repository = revisions::repository(&root)?;
    let Run { host, about } = match &args.base {
        Some(base) => Run { host: host(), about: About::Proposal(vec![base.clone()]) },
        None => runner::run(variable, &event()).map_err(refused)?,
    };
    if repository.is_shallow() {
        return Err(Failure::new("this is a shallow clone: the commits to compare with are missing")
            .help(deepen(host)));
    }
    let (base, since) = match about {
        About::Proposal(bases) => {
            let base = first_there(&repository, &bases, host)?;
            (Some(base.clone()), Some(base))
        }
        About::Landed(since) => (None, since.filter(|since| repository.resolve(since).is_ok())),
    };
    if host == Host::Unknown && base.is_none() {
        output::message(
            "note: neither GitHub Actions nor GitLab CI is running this, and there is no --base: nothing is compared",
        );
    }
    let format = match &args.format[..] {
        [] if host == Host::GitHub => vec![Written::plain("github")],
        asked => asked.to_vec(),
    };
    let check = Check::whole(base, args.texts.clone(), format, args.limit);
    let mut summary = Vec::new();
    let checked = check::run_and(&check, common, output, &mut |report, options| {
        render(FORMATS, &mut summary, |write, out| write.write(report, plain(options), out));
    });
    let outcome = checked.or_else(Failure::unless_nothing)?;
    let Some(place) = variable("GITHUB_STEP_SUMMARY").filter(|_| host == Host::GitHub) else {
        return Ok(outcome);
    };
    if let Some(since) = since {
        let diff = Diff::since(since, args.texts.clone());
        summary.push(b'\n');
        let compared = diff::run_and(&diff, common, output, &mut |report, options| {
            render(DIFF_FORMATS, &mut summary, |write, out| write(report, plain(options), out));
        });
        if let Err(failure) = compared.or_else(Failure::unless_nothing) {
            output::message(&format!("note: the summary does not show what changed: {}", failure.message));
        }
    }
    // A lost summary does not change the outcome.
    let place = Path::new(&place);
    let written = destination::refuse_records(place, &root)
        .map_err(|failure| failure.message)
        .and_then(|()| append(place, &summary).map_err(|error| error.kind().to_string()));
    if let Err(why) = written {
        output::message(&format!("warning: the summary of the step was not written: {why}"));
    }
    Ok(outcome)
}

/// GitHub's limit for a step's summary, in bytes. It shows nothing of a longer one.
const SUMMARY: u64 = 1 << 20;

fn append(place: &Path, summary: &[u8]) -> std::io::Result<()> {
    // Opening a pipe would block, and a link could point anywhere.
    if place.symlink_metadata().is_ok_and(|there| !there.is_file()) {
        return Err(std::io::ErrorKind::InvalidInput.into());
    }
    let mut file = OpenOptions::new().append(true).create(true).open(place)?;
    if file.metadata()?.len() + summary.len() as u64 > SUMMARY {
        return Err(std::io::ErrorKind::FileTooLarge.into());
    }
    file.write_all(summary)
}

/// Writes Markdown into memory, which cannot fail.
fn render<W: Copy>(
    formats: &[Format<W>],
    into: &mut Vec<u8>,
    result: impl FnOnce(W, &mut dyn Write) -> std::io::Result<()>,
) {
    if let Some(format) = formats.iter().find(|format| format.name == "markdown") {
        let _ = result(format.write, into);
    }
}

fn plain(options: OutputOptions) -> OutputOptions {
    OutputOptions { colour: false, limit: None, ..options }
}

fn variable(name: &str) -> Option<String> {
    std::env::var(name).ok()
}

fn host() -> Host {
    // Only these two variables: what the runner says about the change could be refused.
    runner::run(
        |name| variable(name).filter(|_| ["GITHUB_ACTIONS", "GITLAB_CI"].contains(&name)),
        &Value::Null,
    )
    .map_or(Host::Unknown, |run| run.host)
}

/// The largest event file that is read, in bytes.
const EVENT: u64 = 32 << 20;

/// GitHub's description of the event; null if it cannot be read.
fn event() -> Value {
    let read = || {
        let mut text = String::new();
        let place = variable("GITHUB_EVENT_PATH").filter(|place| Path::new(place).is_file())?;
        File::open(place).ok()?.take(EVENT).read_to_string(&mut text).ok()?;
        serde_json::from_str(&text).ok()
    };
    read().unwrap_or(Value::Null)
}

/// The first revision that this clone has. Having none is an error: comparing with nothing would pass every change.
fn first_there(repository: &Repository, bases: &[String], host: Host) -> Result<String, Failure> {
    let mut first = None;
    for base in bases {
        match repository.resolve(base) {
            Ok(_) => return Ok(base.clone()),
            Err(error) => _ = first.get_or_insert(error),
        }
    }
    let message = first.map_or_else(|| "no base is named".to_owned(), |error| error.message);
    Err(Failure::new(format!("this clone does not have the base of the change: {message}"))
        .help(deepen(host)))
}

fn deepen(host: Host) -> &'static str {
    match host {
        Host::GitHub => "fetch the whole history: write `fetch-depth: 0` below `with:` of actions/checkout",
        Host::GitLab => "fetch the whole history: write `GIT_DEPTH: 0` below `variables:` of the job",
        Host::Unknown => "`git fetch --unshallow` gets the whole history, `git fetch origin` the branches",
    }
}

fn refused(refusal: Refusal) -> Failure {
    match refusal {
        Refusal::Target => Failure::new("grounds does not run on pull_request_target: the workflow would either check the wrong commit or give a stranger's files access to your secrets")
            .help("run on `pull_request`: it needs no secrets and works for forks too"),
        Refusal::NoBase => Failure::new("the runner does not name the base of this change, or not as a branch or commit")
            .help("give the base: --base origin/main"),
    }
}

fn format_help() -> String {
    destination::help(FORMATS).replace("[default: full]", "[default: full; on GitHub github]")
}
