//! The command line: arguments, the terminal, exit codes. One file a command.

mod audit;
mod baseline;
mod check;
mod choice;
mod ci;
mod completions;
mod destination;
mod diff;
mod explain;
mod export;
mod find;
mod fix;
mod fmt;
mod help;
mod init;
mod log;
mod man;
mod new;
mod origins;
mod output;
mod pin;
mod progress;
mod project;
mod proposal;
mod put;
mod report;
mod revisions;
mod schema;
mod set;
mod show;
mod texts;
mod todo;
mod word;

use chrono::{DateTime, NaiveDate};
use clap::builder::TypedValueParser;
use clap::{Args, CommandFactory, Parser, Subcommand, ValueEnum};
use grounds::git;
use grounds::model::date::{DateFault, Period};
use grounds::model::state::State;
use grounds::model::status::Status;
use grounds::render::escape::terminal;
use grounds::text::nearest::{did_you_mean, nearest};
use output::Output;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::time::SystemTime;

/// How a run ended. The numbers are the same for every command and every format.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Outcome {
    /// Nothing at error level.
    Clean = 0,
    /// At least one diagnostic at error level.
    Findings = 1,
    /// Bad use, bad set-up, or a failure of the program itself.
    Failed = 2,
    /// There was nothing to look at.
    Nothing = 3,
}

/// Checks a newsroom's claim files in git: every quote, every status, every change
#[derive(Debug, Parser)]
#[command(
    name = "grounds",
    version,
    propagate_version = true,
    max_term_width = 100,
    help_template = help::template(&Command::augment_subcommands(clap::Command::new("grounds"))),
    after_help = "Exit codes: 0 clean, 1 errors found, 2 wrong usage or set-up, 3 nothing to check.\n\
                  `grounds help COMMAND` explains a command."
)]
struct Cli {
    #[command(subcommand)]
    command: Command,
    #[command(flatten)]
    common: Common,
}

#[derive(Debug, Subcommand)]
enum Command {
    Check(check::Check),
    Ci(ci::Ci),
    Diff(diff::Diff),
    Log(log::Log),
    Show(show::Show),
    Origins(origins::Origins),
    Audit(audit::Audit),
    Todo(todo::Todo),
    Export(export::Export),
    Report(report::Report),
    New(new::New),
    Find(find::Find),
    Set(set::Set),
    Fmt(fmt::Fmt),
    Fix(fix::Fix),
    Pin(pin::Pin),
    Init(init::Init),
    Baseline(baseline::Baseline),
    Explain(explain::Explain),
    Schema(schema::Schema),
    Completions(completions::Completions),
    Man(man::Man),
}

/// What every command takes, before or after its name.
#[derive(Debug, Args)]
#[command(next_help_heading = "Global options")]
pub(crate) struct Common {
    /// The project's folder [default: the nearest one, here or above, with a grounds.toml or a claims folder]
    #[arg(long, value_name = "DIR", global = true)]
    root: Option<PathBuf>,
    /// When to use colours. The variables `NO_COLOR` and `CLICOLOR_FORCE` are respected
    #[arg(long, value_name = "WHEN", global = true, default_value = "auto")]
    color: Color,
    /// The width of the output [default: that of the terminal, or 100]
    #[arg(long, value_name = "COLUMNS", global = true, value_parser = clap::value_parser!(u16).range(40..=1000))]
    width: Option<u16>,
    /// The day to treat as today, such as 2026-11-20 [default: today in UTC]
    #[arg(long, value_name = "DATE", global = true, value_parser = day)]
    now: Option<NaiveDate>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Color {
    Auto,
    Always,
    Never,
}

/// Why a command could not do its work: what, and what to do about it.
#[derive(Debug)]
pub(crate) struct Failure {
    message: String,
    help: Option<String>,
}

impl Failure {
    pub(crate) fn new(message: impl Into<String>) -> Self {
        Self { message: message.into(), help: None }
    }

    pub(crate) fn message(&self) -> &str {
        &self.message
    }

    pub(crate) fn help(mut self, help: impl Into<String>) -> Self {
        self.help = Some(help.into());
        self
    }
}

impl From<git::Error> for Failure {
    fn from(error: git::Error) -> Self {
        Self { message: error.message, help: error.remedy }
    }
}

/// Why the history of the project at `root` cannot be told.
fn no_repository(root: &Path) -> Failure {
    Failure::new(format!("{} is in no git repository, and so has no history", root.display()))
        .help("`grounds check` alone needs none")
}

/// Runs the command that the arguments name.
pub(crate) fn main() -> ExitCode {
    // The message of a panic may quote a file, and the hook would print it unescaped.
    std::panic::set_hook(Box::new(|_| {}));
    let outcome = std::panic::catch_unwind(run).unwrap_or_else(|_| {
        output::message("error: internal failure; what was not printed was not judged");
        Outcome::Failed
    });
    ExitCode::from(outcome as u8)
}

fn run() -> Outcome {
    let cli = match Cli::try_parse() {
        Ok(cli) => cli,
        Err(error) if error.use_stderr() => {
            misuse(&error).lines().for_each(output::message);
            return Outcome::Failed;
        }
        Err(help) => return output::write(&help.render().to_string(), Outcome::Clean),
    };
    let output = Output::new(&cli.common);
    // This thread works too instead of waiting for the others. Where that fails, they work without it.
    let _ = rayon::ThreadPoolBuilder::new().use_current_thread().build_global();
    let result = match &cli.command {
        Command::Ci(ci) => ci::run(ci, &cli.common, &output),
        Command::Check(check) => check::run(check, &cli.common, &output),
        Command::Diff(diff) => diff::run(diff, &cli.common, &output),
        Command::Log(log) => log::run(log, &cli.common, &output),
        Command::Show(show) => show::run(show, &cli.common, &output),
        Command::Origins(origins) => origins::run(origins, &cli.common, &output),
        Command::Todo(todo) => todo::run(todo, &cli.common, &output),
        Command::Audit(audit) => audit::run(audit, &cli.common, &output),
        Command::Export(export) => export::run(export, &cli.common, &output),
        Command::Report(report) => report::run(report, &cli.common),
        Command::New(new) => new::run(new, &cli.common),
        Command::Find(find) => find::run(find, &cli.common, &output),
        Command::Set(set) => set::run(set, &cli.common, &output),
        Command::Fmt(fmt) => fmt::run(fmt, &cli.common),
        Command::Fix(fix) => fix::run(fix, &cli.common, &output),
        Command::Pin(pin) => pin::run(pin, &cli.common),
        Command::Init(init) => init::run(init, &cli.common),
        Command::Baseline(baseline) => baseline::run(baseline, &cli.common),
        Command::Explain(explain) => explain::run(explain),
        Command::Schema(schema) => schema::run(schema, &cli.common),
        Command::Completions(completions) => Ok(completions::run(completions)),
        Command::Man(man) => man::run(man, &cli.common),
    };
    result.unwrap_or_else(|failure| {
        output::message(&format!("error: {}", failure.message));
        if let Some(help) = failure.help {
            output::message(&format!("help: {help}"));
        }
        Outcome::Failed
    })
}

/// What is wrong with the arguments. It repeats them, so it is told of their escaped forms: a line break in an
/// argument would begin a line with whatever follows.
fn misuse(error: &clap::Error) -> String {
    let escaped: Vec<_> =
        std::env::args_os().map(|argument| terminal(&argument.to_string_lossy()).into_owned()).collect();
    match Cli::try_parse_from(&escaped) {
        Err(mut error) => {
            let mut known = command();
            known.build();
            word::suggest(&mut error, &escaped, &known);
            error.render().to_string()
        }
        Ok(_) => format!("error: {}", error.kind()),
    }
}

/// All commands and options.
fn command() -> clap::Command {
    Cli::command()
}

/// A day, written as in the records.
fn day(written: &str) -> Result<NaiveDate, String> {
    match Period::parse(written) {
        Ok(period) if period.first == period.last => Ok(period.first),
        Ok(_) => Err("one day is needed, such as 2026-11-20".to_owned()),
        Err(DateFault::NoSuchDay) => Err("no calendar has that day".to_owned()),
        Err(_) => Err("a day is written like 2026-11-20".to_owned()),
    }
}

/// Words of the command line, in one line.
fn one_line(words: &str) -> String {
    words.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// A state that a claim can come to, as people write it.
fn state() -> impl TypedValueParser<Value = State> {
    word::offering(State::all().map(|state| word::unspaced(named(state))), read_state)
}

fn named(state: State) -> &'static str {
    if state == State::Absent { "removed" } else { state.name() }
}

fn read_state(written: &str) -> Result<State, String> {
    let status = Status::from_loose_name(written).map(State::Standing);
    status.or_else(|| State::all().find(|state| named(*state) == written)).ok_or_else(|| {
        let meant = did_you_mean(nearest(written, State::all().map(named)));
        let names: Vec<_> = State::all().map(|state| format!("\"{}\"", named(state))).collect();
        format!("one of {}{meant}", names.join(", "))
    })
}

impl Common {
    /// The day that counts as today.
    pub(crate) fn today(&self) -> Result<NaiveDate, Failure> {
        let of_clock = || {
            let since = SystemTime::now().duration_since(SystemTime::UNIX_EPOCH).ok()?;
            let seconds = i64::try_from(since.as_secs()).ok()?;
            Some(DateTime::from_timestamp(seconds, 0)?.date_naive())
        };
        self.now.or_else(of_clock).ok_or_else(|| {
            Failure::new("the clock of this machine shows no day that can be").help("name one with --now")
        })
    }

    /// The folder of the project, or else that which was named, or the one we are in: a repository without a working tree
    /// holds projects too.
    pub(crate) fn project_or_here(&self) -> Result<PathBuf, Failure> {
        Ok(self.project()?.unwrap_or_else(|| PathBuf::from(".")))
    }

    /// The folder of the project; `None` if there is none here or above.
    pub(crate) fn project(&self) -> Result<Option<PathBuf>, Failure> {
        if let Some(root) = &self.root {
            if !root.is_dir() {
                return Err(Failure::new(format!("there is no folder {}", root.display())));
            }
            return Ok(Some(root.clone()));
        }
        let here = std::env::current_dir()
            .map_err(|error| Failure::new(format!("the current folder cannot be told: {error}")))?;
        let is_root = |dir: &&Path| {
            dir.join(grounds::fileset::POLICY_FILE).symlink_metadata().is_ok()
                || dir.join(grounds::fileset::CLAIMS).symlink_metadata().is_ok()
        };
        Ok(here.ancestors().find(is_root).map(Path::to_owned))
    }
}
