//! Changing one record: the project is checked with the change made, and nothing is written if that gives a new error.

use super::output::{self, Output};
use super::project::Loaded;
use super::put::put;
use super::texts::Texts;
use super::{Failure, Outcome};
use grounds::corpus::Corpus;
use grounds::fileset::Role;
use grounds::project::Project;
use grounds::render;
use grounds::render::OutputOptions;
use grounds::render::patch::patch;
use grounds::report::check::{Finding, new_errors};
use grounds::rules::{self, Context};
use grounds::syntax::edit::{Edit, Record, Refusal, edited};
use grounds::syntax::remarks::without_fulfilled;
use grounds::text::span::FileId;

pub(crate) struct RecordEditor<'d> {
    pub(crate) texts: &'d Texts,
    pub(crate) output: &'d Output,
    /// Show the change without writing it.
    pub(crate) dry_run: bool,
    /// The path and text of a source record that somebody is yet to create: the check takes it as if it were there.
    pub(crate) with: Option<(&'d str, &'d str)>,
}

impl RecordEditor<'_> {
    /// Makes `edits` to the record in `file`, a claim's or a story's, and prints the diff. If they would cause an error, prints both and writes nothing.
    pub(crate) fn change(&self, opened: Loaded, file: FileId, edits: &[Edit]) -> Result<Outcome, Failure> {
        let Draft { path, old, new } = drafted(&opened, file, edits)?;
        if new == old {
            output::message(&format!("nothing to change: {path} says that already"));
            return Ok(Outcome::Clean);
        }
        let root = opened.root.clone();
        let errors = self.errors(opened, &path, &new)?;
        let change = patch(&path, &old, &new, self.output.options);
        if !errors.is_empty() {
            let findings = rendered(&errors, self.output.options);
            let outcome = output::write(&(findings + &change), Outcome::Findings);
            let count = match errors.len() {
                1 => "an error".to_owned(),
                count => format!("{count} errors"),
            };
            output::message(&format!("not written: the change would cause {count}"));
            return Ok(outcome);
        }
        if self.dry_run {
            let outcome = output::write(&change, Outcome::Clean);
            output::message("not written: this was a dry run");
            return Ok(outcome);
        }
        put(&root, &path, Some(old.as_bytes()), new.as_bytes())?;
        Ok(output::write(&change, Outcome::Clean))
    }

    /// The errors that `edits` would cause, for standard error.
    pub(crate) fn objections(&self, opened: Loaded, file: FileId, edits: &[Edit]) -> Result<String, Failure> {
        let Draft { path, new, .. } = drafted(&opened, file, edits)?;
        Ok(rendered(&self.errors(opened, &path, &new)?, self.output.stderr))
    }

    /// The errors that the project would have with `new` at `path`, and does not have now.
    fn errors(&self, opened: Loaded, path: &str, new: &str) -> Result<Vec<Finding>, Failure> {
        let mut files = self.texts.list(&opened.root)?.with_draft(path, new.as_bytes().to_vec());
        if let Some((path, record)) = self.with {
            files = files.with_new_source(path, record.as_bytes().to_vec());
        }
        // Without the baseline, so that a change cannot make a finding worse that is set aside.
        let corpus = Corpus::read(&files).without_baseline();
        let before = Project::of(opened.files, opened.corpus.without_baseline(), opened.today);
        let after = Project::of(files, corpus, opened.today);
        let [before, after] = [&before, &after].map(|project| Context::of(project, opened.today, None));
        let [was, is] = [&before, &after].map(rules::run);
        Ok(new_errors((&before, &was), (&after, &is)))
    }
}

/// A record before and after some edits.
struct Draft {
    path: String,
    old: String,
    new: String,
}

fn drafted(opened: &Loaded, file: FileId, edits: &[Edit]) -> Result<Draft, Failure> {
    let path = opened.files.entry(file).path.clone();
    let unread = |why: String| Failure::new(format!("{path} cannot be read: {why}"));
    let old = opened.files.read(file).map_err(|_| unread("`grounds check` says why".to_owned()))?;
    let old = String::from_utf8(old).map_err(|_| unread("it is not UTF-8 text".to_owned()))?;
    let record = if opened.files.entry(file).role == Role::Story { Record::Story } else { Record::Claim };
    let new = edited(record, &old, edits).map_err(|why| match why {
        Refusal::Broken => Failure::new(format!("{path} is not valid TOML"))
            .help("`grounds check` shows the errors; fix them first"),
        Refusal::NotSafely => {
            Failure::new(format!("{path} cannot be changed here without changing other parts of it"))
                .help("edit the file by hand, then run `grounds check`")
        }
    })?;
    // An edit that changes nothing leaves the remarks, too.
    let new = if new == old { new } else { without_fulfilled(record, &new) };
    Ok(Draft { path, old, new })
}

fn rendered(errors: &[Finding], options: OutputOptions) -> String {
    errors.iter().map(|error| render::finding(error, options) + "\n").collect()
}
