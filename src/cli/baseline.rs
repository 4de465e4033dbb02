//! `grounds baseline`

use super::project::NO_PROJECT;
use super::put::put;
use super::texts::Texts;
use super::{Common, Failure, Outcome, output};
use chrono::{Days, NaiveDate};
use clap::Args;
use grounds::corpus::Corpus;
use grounds::diagnostic::{Diagnostic, Level};
use grounds::fileset::BASELINE_FILE;
use grounds::model::baseline::FindingName;
use grounds::project::Project;
use grounds::render::escape::terminal;
use grounds::rules::baseline::{EntryState, Failing, Named, Why, name};
use grounds::rules::{self, Context};
use grounds::syntax::baseline::{NewEntry, changed};
use grounds::text::span::Span;
use std::collections::HashMap;
use std::fmt::Write;
use std::fs;
use std::path::Path;

/// Set today's findings aside, so that only new ones fail the check
///
/// Writes grounds.baseline.toml: each finding with a reason and the last day on which it is excused. Run it again to drop entries
/// whose findings have been fixed. After the first run, it adds new ones only with --add.
#[derive(Debug, Args)]
pub(crate) struct Baseline {
    /// Also set aside new findings, and renew those that have expired
    #[arg(long)]
    add: bool,
    /// Why they cannot be fixed now
    #[arg(long, value_name = "REASON")]
    because: Option<String>,
    /// The last day on which they are excused [default: 180 days from today]
    #[arg(long, value_name = "DATE", value_parser = super::day)]
    until: Option<NaiveDate>,
    #[command(flatten)]
    texts: Texts,
}

/// So many days a finding is set aside, if nobody says otherwise.
const DAYS: u64 = 180;

/// Why all that is found on the first day is set aside, if nobody says otherwise.
const FIRST: &str = "it was there before anybody checked";

pub(crate) fn run(args: &Baseline, common: &Common) -> Result<Outcome, Failure> {
    let today = common.today()?;
    let Some(root) = common.project()? else {
        output::complain(NO_PROJECT);
        return Ok(Outcome::Nothing);
    };
    let because = args.because.as_deref();
    if because.is_some_and(|because| !because.contains(char::is_alphanumeric)) {
        return Err(
            Failure::new("--because says nothing").help("say in a few words why it cannot be fixed now")
        );
    }
    let until = until(args.until, today)?;
    let done = write(&root, &args.texts, today, &Wanted { add: args.add, because, until })?;
    let outcome = if done.errors_left > 0 { Outcome::Findings } else { Outcome::Clean };
    Ok(output::write(&done.in_words(until), outcome))
}

/// What to set aside.
pub(crate) struct Wanted<'a> {
    /// Also what is new, where something is set aside already?
    pub(crate) add: bool,
    pub(crate) because: Option<&'a str>,
    pub(crate) until: NaiveDate,
}

/// What became of the findings.
#[derive(Debug, Default)]
pub(crate) struct Done {
    added: Vec<(Level, usize)>,
    removed: usize,
    kept: usize,
    /// What cannot be set aside, and why.
    refused: Vec<String>,
    /// Findings that are not set aside.
    left: usize,
    /// Errors among those, and among what cannot be set aside.
    pub(crate) errors_left: usize,
}

/// The last day that is asked for, or the usual one.
pub(crate) fn until(asked: Option<NaiveDate>, today: NaiveDate) -> Result<NaiveDate, Failure> {
    match asked {
        Some(day) if day < today => Err(Failure::new(format!("{day} has passed")).help("name a day to come")),
        Some(day) => Ok(day),
        None => Ok(today.checked_add_days(Days::new(DAYS)).unwrap_or(today)),
    }
}

/// Brings the baseline of the project at `root` up to date, or begins one.
pub(crate) fn write(root: &Path, texts: &Texts, today: NaiveDate, wanted: &Wanted) -> Result<Done, Failure> {
    let files = texts.list(root)?;
    let corpus = Corpus::read(&files);
    let project = Project::of(files, corpus, today);
    let context = Context::of(&project, today, None);
    let judgement = rules::run(&context);
    let baseline = &context.corpus.baseline;
    let old = match baseline.file {
        Some(file) => Some(context.files.read(file).map_err(|_| unchangeable())?),
        None => None,
    };
    let (is_first, add) = (old.is_none(), old.is_none() || wanted.add);
    let because = match wanted.because {
        Some(because) => because,
        None if wanted.add && !is_first => {
            return Err(Failure::new("--add needs a reason")
                .help("--because \"...\" says in a few words why it cannot be fixed now"));
        }
        None => FIRST,
    };
    let is_gone = |state: &EntryState| match state {
        EntryState::Unused => true,
        EntryState::Fails(Failing::Expired | Failing::Graver | Failing::OtherFile) => add,
        EntryState::Fails(Failing::New | Failing::OtherClaim) | EntryState::Holds | EntryState::Unknown => {
            false
        }
    };
    let states = &judgement.entries;
    let (gone, kept): (Vec<_>, Vec<_>) =
        baseline.entries.iter().zip(states).partition(|(_, state)| is_gone(state));
    let mut done = Done {
        removed: states.iter().filter(|state| **state == EntryState::Unused).count(),
        kept: kept.len(),
        ..Done::default()
    };
    // What somebody wrote of a finding is not lost when it is put off.
    let reasons: HashMap<_, &str> =
        gone.iter().map(|(entry, _)| (entry.finding_name(), &*entry.because.value)).collect();
    let mut repetitions: HashMap<FindingName, usize> = HashMap::new();
    for (entry, _) in &kept {
        *repetitions.entry(entry.finding_name()).or_default() += 1;
    }
    let mut new = Vec::new();
    for diagnostic in &judgement.diagnostics {
        match name(&context, diagnostic) {
            Err(why) => done.refuse(&context, diagnostic, why),
            Ok(_) if diagnostic.level == Level::Note => {}
            Ok(_) if !add => done.leave(diagnostic),
            Ok(Named { mut name, sha256 }) => {
                let because = match reasons.get(&name) {
                    Some(was) if *was != because => format!("{was}; {because}"),
                    _ => because.to_owned(),
                };
                let number = repetitions.entry(name.clone()).or_default();
                *number += 1;
                if *number > 1 {
                    // Writing to a String cannot fail.
                    let _ = write!(name.finding, ":{number}");
                }
                let (level, says) = (diagnostic.level, diagnostic.message.clone());
                new.push(NewEntry { name, level, sha256, says, because, until: wanted.until });
            }
        }
    }
    for level in [Level::Error, Level::Warning] {
        done.added.push((level, new.iter().filter(|new| new.level == level).count()));
    }
    let gone: Vec<_> = gone.iter().map(|(entry, _)| entry.header).collect();
    put_changed(root, old.as_deref(), &gone, &new)?;
    Ok(done)
}

fn put_changed(root: &Path, old: Option<&[u8]>, gone: &[Span], new: &[NewEntry]) -> Result<(), Failure> {
    if gone.is_empty() && new.is_empty() {
        return Ok(());
    }
    let text = std::str::from_utf8(old.unwrap_or_default()).map_err(|_| unchangeable())?;
    let text = changed(text, gone, new).ok_or_else(unchangeable)?;
    let path = Path::new(BASELINE_FILE);
    let written = if text.lines().all(|line| line.trim().is_empty() || line.starts_with('#')) {
        // Nothing is set aside any more.
        fs::remove_file(root.join(path))
    } else {
        put(root, path, old, text.as_bytes())
    };
    written.map_err(|error| Failure::new(format!("{BASELINE_FILE} could not be written: {error}")))
}

fn unchangeable() -> Failure {
    Failure::new(format!("{BASELINE_FILE} cannot be read whole, and is left as it is"))
        .help("`grounds check` says what is wrong with it")
}

impl Done {
    fn leave(&mut self, diagnostic: &Diagnostic) {
        self.left += 1;
        self.errors_left += usize::from(diagnostic.level == Level::Error);
    }

    fn refuse(&mut self, context: &Context, diagnostic: &Diagnostic, why: Why) {
        // This command deals with what is wrong with the baseline itself.
        let path = &context.files.entry(diagnostic.place().file).path;
        if diagnostic.level != Level::Error || path == BASELINE_FILE {
            return;
        }
        self.errors_left += 1;
        let why = match why {
            Why::Settings => "it decides what is found in other files",
            Why::Change => "it is about a change",
            Why::Refused => "the file is not read, so nobody can tell whether it stays as it is",
        };
        self.refused.push(format!("{path}: error[{}] {}\n  {why}", diagnostic.rule, diagnostic.message));
    }

    /// What was done, and what to do next.
    pub(crate) fn in_words(&self, until: NaiveDate) -> String {
        let counted =
            |count: usize, what: &str| format!("{count} {what}{}", if count == 1 { "" } else { "s" });
        let added: usize = self.added.iter().map(|(_, count)| count).sum();
        let mut lines = Vec::new();
        if added > 0 {
            let levels = self.added.iter().filter(|(_, count)| *count > 0);
            let levels: Vec<_> = levels.map(|(level, count)| counted(*count, level.name())).collect();
            let findings = counted(added, "finding");
            lines.push(format!(
                "set aside until {until}: {findings} ({}), in {BASELINE_FILE}",
                levels.join(", ")
            ));
        }
        if self.removed > 0 {
            lines.push(format!("fixed, and removed from it: {}", counted(self.removed, "finding")));
        }
        if self.kept > 0 {
            lines.push(format!("still set aside: {}", counted(self.kept, "finding")));
        }
        if self.left > 0 {
            lines.push(format!(
                "not set aside: {} (`grounds baseline --add --because \"...\"` does that)",
                counted(self.left, "finding")
            ));
        }
        if !self.refused.is_empty() {
            lines.push(format!(
                "cannot be set aside, and must be fixed: {}",
                counted(self.refused.len(), "error")
            ));
            lines.extend(
                self.refused
                    .iter()
                    .flat_map(|refused| refused.lines())
                    .map(|line| format!("  {}", terminal(line))),
            );
        }
        if lines.is_empty() {
            return "nothing to set aside\n".to_owned();
        }
        if added + self.kept > 0 {
            lines.push("next: `grounds todo` lists what waits".to_owned());
        }
        lines.join("\n") + "\n"
    }
}
