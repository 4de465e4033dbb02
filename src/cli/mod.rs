//! The command line: arguments, the terminal, exit codes. One file a command.

mod again;
mod audit;
mod baseline;
mod check;
mod choice;
mod ci;
mod completions;
mod cover;
mod destination;
mod diff;
mod document;
mod explain;
mod export;
mod find;
mod fix;
mod fmt;
mod help;
mod here;
mod init;
mod log;
mod man;
mod new;
mod origins;
mod output;
mod pager;
mod pin;
mod progress;
mod project;
mod proposal;
mod put;
mod report;
mod revisions;
mod said_by;
mod schema;
mod set;
mod show;
mod story;
mod texts;
mod todo;
mod word;

use chrono::{DateTime, NaiveDate};
use clap::builder::TypedValueParser;
use clap::{Args, CommandFactory, Parser, Subcommand, ValueEnum};
use grounds::corpus::Corpus;
use grounds::git;
use grounds::model::date::{DateFault, Period};
use grounds::model::state::State;
use grounds::model::status::Status;
use grounds::render::escape::terminal;
use grounds::report::show::having;
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
    after_help = "Exit codes: 0 no errors (perhaps warnings), 1 errors, 2 usage or set-up error, 3 nothing to check.\n\
                  `grounds help COMMAND` explains a command, `grounds explain RULE` a rule."
)]
struct Cli {
    #[command(subcommand)]
    command: Option<Command>,
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
    Cover(cover::Cover),
    Story(story::Story),
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
    /// The project's folder [default: this folder, or the nearest one above it, that has a grounds.toml or a claims folder]
    #[arg(long, value_name = "DIR", global = true)]
    root: Option<PathBuf>,
    /// When to use colours. With `auto`, the environment variable `NO_COLOR` turns them off, and `CLICOLOR_FORCE` turns them on
    #[arg(long, value_name = "WHEN", global = true, default_value = "auto")]
    color: Color,
    /// The width of the output, in columns [default: the width of the terminal, or 100 without one]
    #[arg(long, value_name = "COLUMNS", global = true, value_parser = clap::value_parser!(u16).range(40..=1000))]
    width: Option<u16>,
    /// Say less: of a check only its errors
    #[arg(short, long, global = true, conflicts_with = "verbose")]
    quiet: bool,
    /// Say more: of a check also its notes, and all findings
    #[arg(short, long, global = true)]
    verbose: bool,
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

/// Why a command stopped: what happened, and what to do about it.
#[derive(Debug)]
pub(crate) struct Failure {
    outcome: Outcome,
    message: String,
    help: Option<String>,
    /// What else is wrong.
    others: Vec<Failure>,
}

impl Failure {
    pub(crate) fn new(message: impl Into<String>) -> Self {
        Self { outcome: Outcome::Failed, message: message.into(), help: None, others: Vec::new() }
    }

    /// All that is wrong, so that nobody has to run the command again to hear the next.
    pub(crate) fn all(failures: impl IntoIterator<Item = Self>) -> Self {
        let mut all = failures.into_iter();
        let first = all.next().unwrap_or_else(|| Self::new("internal failure"));
        Self { others: all.collect(), ..first }
    }

    /// No error: the command found nothing to work on.
    pub(crate) fn nothing(message: impl Into<String>) -> Self {
        Self { outcome: Outcome::Nothing, ..Self::new(message) }
    }

    /// There is no `what` of this name, but perhaps a similar one among `known`.
    pub(crate) fn no_such<'k>(what: &str, name: &str, known: impl IntoIterator<Item = &'k str>) -> Self {
        Self::new(format!("no {what} is called `{name}`{}", did_you_mean(nearest(name, known))))
    }

    /// There is no claim of this id, but perhaps one with a similar one, or some that have the words.
    pub(crate) fn no_such_claim(corpus: &Corpus, id: &str) -> Self {
        const MOST: usize = 8;
        let failure = Self::no_such("claim", id, corpus.claims.iter().map(|claim| &*claim.id));
        let having = having(corpus, id);
        let lines = having.iter().take(MOST).map(|claim| {
            let statement = claim.statement.as_ref().map_or("", |statement| &statement.value);
            format!("\n  {}\n      {}", claim.id, one_line(statement))
        });
        let lines: String = lines.collect();
        match having.len() {
            0 => failure,
            1 => failure.help(format!("this claim has these words:{lines}")),
            count if count > MOST => {
                failure.help(format!("{count} claims have these words, such as:{lines}"))
            }
            count => failure.help(format!("{count} claims have these words:{lines}")),
        }
    }

    pub(crate) fn help(mut self, help: impl Into<String>) -> Self {
        self.help = Some(help.into());
        self
    }

    /// Reports that there is nothing to work on; any other failure stays one.
    fn unless_nothing(self) -> Result<Outcome, Self> {
        if self.outcome == Outcome::Nothing { Ok(self.report()) } else { Err(self) }
    }

    fn report(self) -> Outcome {
        let kind = if self.outcome == Outcome::Failed { "error: " } else { "" };
        output::message(&format!("{kind}{}", self.message));
        if let Some(help) = self.help {
            format!("help: {help}").lines().for_each(output::message);
        }
        for other in self.others {
            other.report();
        }
        self.outcome
    }
}

impl From<git::Error> for Failure {
    fn from(error: git::Error) -> Self {
        Self { help: error.remedy, ..Self::new(error.message) }
    }
}

fn no_repository() -> Failure {
    Failure::new("the project is not in a git repository, so it has no history")
        .help("`git init` starts a repository; `grounds check` without --base works without one")
}

/// `1 claim`, `2 claims`
fn counted(count: usize, noun: &str) -> String {
    format!("{count} {noun}{}", if count == 1 { "" } else { "s" })
}

/// Runs the command that the arguments name.
pub(crate) fn main() -> ExitCode {
    // The default hook would print the panic's message unescaped, and that may quote a file.
    std::panic::set_hook(Box::new(|_| {}));
    let outcome = std::panic::catch_unwind(run).unwrap_or_else(|_| {
        output::message(
            "error: internal failure: this is a bug in grounds; results that were not printed are missing",
        );
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
    let Some(command) = &cli.command else {
        return here::run(&cli.common, &output).unwrap_or_else(Failure::report);
    };
    let result = match command {
        Command::Ci(ci) => ci::run(ci, &cli.common, &output),
        Command::Check(check) => check::run(check, &cli.common, &output),
        Command::Diff(diff) => diff::run(diff, &cli.common, &output),
        Command::Log(log) => log::run(log, &cli.common, &output),
        Command::Show(args) => show::run(args, &cli.common, &output),
        Command::Origins(origins) => origins::run(origins, &cli.common, &output),
        Command::Todo(todo) => todo::run(todo, &cli.common, &output),
        Command::Audit(audit) => audit::run(audit, &cli.common, &output),
        Command::Export(export) => export::run(export, &cli.common, &output),
        Command::Report(report) => report::run(report, &cli.common),
        Command::New(new) => new::run(new, &cli.common),
        Command::Cover(cover) => cover::run(cover, &cli.common, &output),
        Command::Story(story) => story::run(story, &cli.common, &output),
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
    result.unwrap_or_else(Failure::report)
}

/// Clap's message about wrong arguments. It quotes them, so they are escaped first: an argument with a line break could
/// otherwise forge a line of output.
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

fn command() -> clap::Command {
    Cli::command()
}

fn day(written: &str) -> Result<NaiveDate, String> {
    match Period::parse(written) {
        Ok(period) if period.first == period.last => Ok(period.first),
        Ok(_) => Err("give a single day, such as 2026-11-20".to_owned()),
        Err(DateFault::NoSuchDay) => Err("there is no such day".to_owned()),
        Err(_) => Err("write the day like 2026-11-20".to_owned()),
    }
}

fn one_line(words: &str) -> String {
    words.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Words as one argument for a shell.
fn in_shell(words: &str) -> String {
    format!("'{}'", words.replace('\'', "'\\''"))
}

/// Parses a state of a claim: a status in any spelling, `withdrawn`, `unreadable` or `removed`.
fn state() -> impl TypedValueParser<Value = State> {
    let name = |state: State| if state == State::Absent { "removed" } else { state.name() };
    word::one_of_quoted(State::all().map(move |state| (name(state), state)), |written| {
        Status::from_loose_name(written).map(State::Standing)
    })
}

impl Common {
    pub(crate) fn today(&self) -> Result<NaiveDate, Failure> {
        let of_clock = || {
            let since = SystemTime::now().duration_since(SystemTime::UNIX_EPOCH).ok()?;
            let seconds = i64::try_from(since.as_secs()).ok()?;
            Some(DateTime::from_timestamp(seconds, 0)?.date_naive())
        };
        self.now.or_else(of_clock).ok_or_else(|| {
            Failure::new("the clock of this machine shows an impossible date")
                .help("set the clock, or give the day: --now 2026-11-20")
        })
    }

    /// The folder of the project, or the current folder: in a bare repository there is no project folder to find.
    pub(crate) fn project_or_here(&self) -> Result<PathBuf, Failure> {
        Ok(self.project()?.unwrap_or_else(|| PathBuf::from(".")))
    }

    /// The folder of the project; `None` if there is none here or above.
    pub(crate) fn project(&self) -> Result<Option<PathBuf>, Failure> {
        if let Some(root) = &self.root {
            if !root.is_dir() {
                return Err(Failure::new(format!("there is no folder {}", root.display()))
                    .help("--root takes the project's folder, the one with grounds.toml or claims/"));
            }
            return Ok(Some(root.clone()));
        }
        let here = std::env::current_dir()
            .map_err(|error| Failure::new(format!("the current folder cannot be found: {error}")))?;
        let is_root = |dir: &&Path| {
            dir.join(grounds::fileset::POLICY_FILE).symlink_metadata().is_ok()
                || dir.join(grounds::fileset::CLAIMS).symlink_metadata().is_ok()
        };
        Ok(here.ancestors().find(is_root).map(Path::to_owned))
    }
}
