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
use grounds::project::Project;
use grounds::render::escape::terminal;
use grounds::rules::aside::{Fate, Name, Why, name};
use grounds::rules::{self, Context};
use grounds::syntax::baseline::{NewAside, changed};
use std::collections::HashMap;
use std::fmt::Write;
use std::fs;
use std::path::Path;

/// Set today's findings aside, so that only new ones fail
///
/// Writes grounds.baseline.toml: each finding with a reason and the last day on which it is excused. Run it again to remove the
/// findings that are fixed. It adds new ones only with --add.
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
            Failure::new("--because says nothing").help("say in a few words why it cannot be mended now")
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
    taken_out: usize,
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
                .help("--because \"...\" says in a few words why it cannot be mended now"));
        }
        None => FIRST,
    };
    let is_gone = |fate: &Fate| match fate {
        Fate::Unused => true,
        Fate::Expired | Fate::Graver | Fate::OtherFile => add,
        Fate::Holds | Fate::Unknown | Fate::New | Fate::OtherClaim => false,
    };
    let entries = || baseline.asides.iter().zip(&judgement.fates);
    let gone: Vec<_> = entries().filter(|(_, fate)| is_gone(fate)).map(|(aside, _)| aside.header).collect();
    let mut done = Done {
        taken_out: judgement.fates.iter().filter(|fate| **fate == Fate::Unused).count(),
        kept: baseline.asides.len() - gone.len(),
        ..Done::default()
    };
    // What somebody wrote of a debt is not lost when it is put off.
    let reasons: HashMap<(String, &str), &str> = entries()
        .filter(|(_, fate)| is_gone(fate))
        .map(|(aside, _)| ((aside.key(), aside.about.named().1), &*aside.because.value))
        .collect();
    let mut numbers: HashMap<String, usize> = HashMap::new();
    for (aside, _) in entries().filter(|(_, fate)| !is_gone(fate)) {
        *numbers.entry(aside.key()).or_default() += 1;
    }
    let mut new = Vec::new();
    for diagnostic in &judgement.diagnostics {
        match name(&context, diagnostic) {
            Err(why) => done.refuse(&context, diagnostic, why),
            Ok(_) if diagnostic.level == Level::Note => {}
            Ok(_) if !add => done.leave(diagnostic),
            Ok(named) => {
                let key = format!("{}:{}:{}", diagnostic.rule, named.about, named.finding);
                let because = match reasons.get(&(key, &*named.name)) {
                    Some(was) if *was != because => format!("{was}; {because}"),
                    _ => because.to_owned(),
                };
                new.push(entry(diagnostic, named, because, wanted.until, &mut numbers));
            }
        }
    }
    for level in [Level::Error, Level::Warning] {
        done.added.push((level, new.iter().filter(|new| new.level == level).count()));
    }
    put_changed(root, old.as_deref(), &gone, &new)?;
    Ok(done)
}

fn put_changed(
    root: &Path,
    old: Option<&[u8]>,
    gone: &[grounds::text::span::Span],
    new: &[NewAside],
) -> Result<(), Failure> {
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

fn entry(
    diagnostic: &Diagnostic,
    named: Name,
    because: String,
    until: NaiveDate,
    numbers: &mut HashMap<String, usize>,
) -> NewAside {
    let Name { about, name, mut finding, sha256 } = named;
    let number = numbers.entry(format!("{}:{about}:{finding}", diagnostic.rule)).or_default();
    *number += 1;
    if *number > 1 {
        // Writing to a String cannot fail.
        let _ = write!(finding, ":{number}");
    }
    NewAside {
        about,
        name,
        rule: diagnostic.rule.to_owned(),
        finding,
        level: diagnostic.level,
        sha256,
        says: diagnostic.message.clone(),
        because,
        until,
    }
}

impl Done {
    fn leave(&mut self, diagnostic: &Diagnostic) {
        self.left += 1;
        self.errors_left += usize::from(diagnostic.level == Level::Error);
    }

    fn refuse(&mut self, context: &Context, diagnostic: &Diagnostic, why: Why) {
        // What is said of the baseline itself is in hand.
        let path = &context.files.entry(diagnostic.place().file).path;
        if diagnostic.level != Level::Error || path == BASELINE_FILE {
            return;
        }
        self.errors_left += 1;
        let why = match why {
            Why::Settings => "it decides what is found elsewhere",
            Why::Change => "it is about a change",
            Why::Refused => "the file is not read, and nobody could tell whether it stays as it is",
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
        if self.taken_out > 0 {
            lines.push(format!("taken out, for it is mended: {}", counted(self.taken_out, "finding")));
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
                "cannot be set aside, and must be mended: {}",
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
