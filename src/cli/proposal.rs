//! A change to one record: it is judged as if it were made, and written only if it brings no error.

use super::output::{self, Output};
use super::project::Loaded;
use super::put::put;
use super::texts::Texts;
use super::{Failure, Outcome};
use chrono::NaiveDate;
use grounds::corpus::Corpus;
use grounds::project::Project;
use grounds::render;
use grounds::render::patch::patch;
use grounds::report::check::{Finding, new_errors};
use grounds::rules::{self, Context};
use grounds::syntax::edit::{Edit, Record, Refusal, edited};
use grounds::text::span::FileId;
use std::path::Path;

/// Where a change is made and judged.
pub(crate) struct RecordEditor<'d> {
    pub(crate) texts: &'d Texts,
    pub(crate) today: NaiveDate,
    pub(crate) output: &'d Output,
    /// Show the change and what comes of it, and write nothing.
    pub(crate) dry_run: bool,
}

impl RecordEditor<'_> {
    /// Makes `edits` to the claim in `file`, and shows them; if an error would come of them, shows that instead.
    pub(crate) fn change(&self, opened: Loaded, file: FileId, edits: &[Edit]) -> Result<Outcome, Failure> {
        let path = opened.files.entry(file).path.clone();
        let unread = |why: String| Failure::new(format!("{path} cannot be read: {why}"));
        let old = opened.files.read(file).map_err(|_| unread("`grounds check` says why".to_owned()))?;
        let old = String::from_utf8(old).map_err(|_| unread("it is not UTF-8 text".to_owned()))?;
        let new = edited(Record::Claim, &old, edits).map_err(|why| match why {
            Refusal::Broken => Failure::new(format!("{path} cannot be read whole"))
                .help("`grounds check` says why; fix that first"),
            Refusal::NotSafely => Failure::new(format!(
                "{path} is written in a way in which this cannot be changed without changing more"
            ))
            .help("make the change by hand; `grounds check` then judges it"),
        })?;
        if new == old {
            output::message(&format!("{path} says that already"));
            return Ok(Outcome::Clean);
        }
        let root = opened.root.clone();
        let errors = self.errors(opened, &path, &new)?;
        let change = patch(&path, &old, &new, self.output.options);
        if !errors.is_empty() {
            let findings: Vec<_> =
                errors.iter().map(|error| render::finding(error, self.output.options) + "\n").collect();
            let outcome = output::write(&(findings.concat() + &change), Outcome::Findings);
            let count = match errors.len() {
                1 => "an error that is not there now".to_owned(),
                count => format!("{count} errors that are not there now"),
            };
            output::message(&format!("not written: the change would bring {count}"));
            return Ok(outcome);
        }
        if self.dry_run {
            let outcome = output::write(&change, Outcome::Clean);
            output::message("not written: this was a dry run");
            return Ok(outcome);
        }
        put(&root, Path::new(&path), Some(old.as_bytes()), new.as_bytes())
            .map_err(|error| Failure::new(format!("{path} was not written: {error}")))?;
        Ok(output::write(&change, Outcome::Clean))
    }

    /// The errors that would be there with `new` in the place of what is at `path`, and are not there now.
    fn errors(&self, opened: Loaded, path: &str, new: &str) -> Result<Vec<Finding>, Failure> {
        let files = self.texts.list(&opened.root)?.with_draft(path, new.as_bytes().to_vec());
        // What is set aside is a fault all the same, and none is to be made worse.
        let corpus = Corpus::read(&files).without_baseline();
        let before = Project::of(opened.files, opened.corpus.without_baseline(), self.today);
        let after = Project::of(files, corpus, self.today);
        let [before, after] = [&before, &after].map(|project| Context::of(project, self.today, None));
        let [was, is] = [&before, &after].map(rules::run);
        Ok(new_errors((&before, &was), (&after, &is)))
    }
}
