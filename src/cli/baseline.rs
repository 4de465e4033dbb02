//! `grounds baseline`

use super::project::Opened;
use super::put::put;
use super::texts::Texts;
use super::{Common, Failure, Outcome, counted, output};
use chrono::{Days, NaiveDate};
use clap::Args;
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

/// Set current findings aside, so that only new ones count
///
/// Writes the current findings to grounds.baseline.toml, each with a reason and an expiry date. Until then, they do not make the
/// check fail. Run the command again to remove entries whose findings have been fixed. After the first run, it adds new findings
/// only with --add.
#[derive(Debug, Args)]
pub(crate) struct Baseline {
    /// Also set aside new findings, and renew entries that have expired
    #[arg(long)]
    add: bool,
    /// Why the findings cannot be fixed now
    #[arg(long, value_name = "REASON")]
    because: Option<String>,
    /// The last day on which the findings are set aside [default: 180 days from today]
    #[arg(long, value_name = "DATE", value_parser = super::day)]
    until: Option<NaiveDate>,
    #[command(flatten)]
    texts: Texts,
}

/// The default for --until, in days from today.
const DAYS: u64 = 180;

/// The default for --because in a new baseline.
const FIRST: &str = "it was there before anybody checked";

pub(crate) fn run(args: &Baseline, common: &Common) -> Result<Outcome, Failure> {
    let Opened { root, today } = Opened::find(common)?;
    let because = args.because.as_deref();
    if because.is_some_and(|because| !because.contains(char::is_alphanumeric)) {
        return Err(Failure::new("--because is empty")
            .help("say in a few words why the findings cannot be fixed now"));
    }
    let until = until(args.until, today)?;
    let done = write(&root, &args.texts, today, &Wanted { add: args.add, because, until })?;
    let outcome = if done.errors_left > 0 { Outcome::Findings } else { Outcome::Clean };
    Ok(output::write(&done.in_words(until), outcome))
}

pub(crate) struct Wanted<'a> {
    /// Also set aside new findings, if there is a baseline already?
    pub(crate) add: bool,
    pub(crate) because: Option<&'a str>,
    pub(crate) until: NaiveDate,
}

/// Counts of findings.
#[derive(Debug, Default)]
pub(crate) struct Done {
    added: Vec<(Level, usize)>,
    removed: usize,
    kept: usize,
    /// Errors that cannot be set aside, each with the reason.
    refused: Vec<String>,
    /// New findings that were not set aside.
    left: usize,
    /// The errors among `left` and `refused`.
    pub(crate) errors_left: usize,
}

pub(crate) fn until(asked: Option<NaiveDate>, today: NaiveDate) -> Result<NaiveDate, Failure> {
    match asked {
        Some(day) if day < today => {
            Err(Failure::new(format!("--until {day} is in the past")).help("give today or a later day"))
        }
        Some(day) => Ok(day),
        None => Ok(today.checked_add_days(Days::new(DAYS)).unwrap_or(today)),
    }
}

/// Creates or updates the baseline of the project at `root`.
pub(crate) fn write(root: &Path, texts: &Texts, today: NaiveDate, wanted: &Wanted) -> Result<Done, Failure> {
    let project = Project::read(texts.list(root)?, today);
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
                .help("say why the findings cannot be fixed now: --because \"...\""));
        }
        None => FIRST,
    };
    let is_removed = |state: &EntryState| match state {
        EntryState::Unused => true,
        EntryState::Fails(Failing::Expired | Failing::Graver | Failing::OtherFile) => add,
        EntryState::Fails(Failing::New | Failing::OtherClaim) | EntryState::Holds | EntryState::Unknown => {
            false
        }
    };
    let states = &judgement.entries;
    let (removed_entries, kept): (Vec<_>, Vec<_>) =
        baseline.entries.iter().zip(states).partition(|(_, state)| is_removed(state));
    let mut done = Done {
        removed: states.iter().filter(|state| **state == EntryState::Unused).count(),
        kept: kept.len(),
        ..Done::default()
    };
    // An expired entry that is renewed keeps its reason.
    let reasons: HashMap<_, &str> =
        removed_entries.iter().map(|(entry, _)| (entry.finding_name(), &*entry.because.value)).collect();
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
    let removed_entries: Vec<_> = removed_entries.iter().map(|(entry, _)| entry.header).collect();
    put_changed(root, old.as_deref(), &removed_entries, &new)?;
    Ok(done)
}

fn put_changed(
    root: &Path,
    old: Option<&[u8]>,
    removed_entries: &[Span],
    new: &[NewEntry],
) -> Result<(), Failure> {
    if removed_entries.is_empty() && new.is_empty() {
        return Ok(());
    }
    let text = std::str::from_utf8(old.unwrap_or_default()).map_err(|_| unchangeable())?;
    let text = changed(text, removed_entries, new).ok_or_else(unchangeable)?;
    if text.lines().any(|line| !line.trim().is_empty() && !line.starts_with('#')) {
        return put(root, BASELINE_FILE, old, text.as_bytes());
    }
    // The last entry is gone.
    fs::remove_file(root.join(BASELINE_FILE))
        .map_err(|error| Failure::new(format!("{BASELINE_FILE} was not removed: {error}")))
}

fn unchangeable() -> Failure {
    Failure::new(format!("{BASELINE_FILE} has errors and was not changed"))
        .help("`grounds check` shows the errors; fix them first")
}

impl Done {
    fn leave(&mut self, diagnostic: &Diagnostic) {
        self.left += 1;
        self.errors_left += usize::from(diagnostic.level == Level::Error);
    }

    fn refuse(&mut self, context: &Context, diagnostic: &Diagnostic, why: Why) {
        // Running this command fixes findings about the baseline itself.
        let path = &context.files.entry(diagnostic.place().file).path;
        if diagnostic.level != Level::Error || path == BASELINE_FILE {
            return;
        }
        self.errors_left += 1;
        let why = match why {
            Why::Settings => "settings decide what is found in other files",
            Why::Change => "it is about a change, not about a file",
            Why::Refused => "the file cannot be read, so a later change of it would go unnoticed",
        };
        self.refused.push(format!("{path}: error[{}] {}\n  {why}", diagnostic.rule, diagnostic.message));
    }

    /// What was done, and what to do next.
    pub(crate) fn in_words(&self, until: NaiveDate) -> String {
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
            lines.push(format!("fixed, and removed from the baseline: {}", counted(self.removed, "finding")));
        }
        if self.kept > 0 {
            lines.push(format!("still set aside: {}", counted(self.kept, "finding")));
        }
        if self.left > 0 {
            lines.push(format!(
                "not set aside: {} (to set them aside: `grounds baseline --add --because \"...\"`)",
                counted(self.left, "finding")
            ));
        }
        if !self.refused.is_empty() {
            lines.push(format!(
                "to be fixed, because it cannot be set aside: {}",
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
            lines.push("next: `grounds todo` lists them".to_owned());
        }
        lines.join("\n") + "\n"
    }
}
