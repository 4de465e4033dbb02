//! The pages of what changed: between which moments, and what differs.

use super::Report;
use crate::cli::Failure;
use crate::cli::project::Opened;
use crate::cli::revisions::{self, MergeBase};
use crate::cli::texts::explain;
use chrono::Days;
use grounds::corpus::Corpus;
use grounds::fileset::FileSet;
use grounds::git::{Id, Repository};
use grounds::history::base::merge_base;
use grounds::history::comparison::{Comparison, compare};
use grounds::project::Project;
use grounds::report::audit::RECENT_DAYS;
use grounds::report::check::ComparedWith;
use grounds::report::diff::DiffReport;
use grounds::report::site::Change;
use std::sync::Arc;

/// From one moment to another, the tree if to none.
pub(super) struct Span {
    name: String,
    title: String,
    ends: Result<Ends, String>,
}

struct Ends {
    base: ComparedWith,
    before: Project,
    /// Another revision than what is in the tree, with its name.
    after: Option<(Id, Project)>,
}

/// The last days, and whatever else was asked for. Where git knows nothing of the past, these pages say why; where somebody
/// names a revision, it has to be there.
pub(super) fn spans(args: &Report, opened: &Opened, unknown: Option<&String>) -> Result<Vec<Span>, Failure> {
    let mut spans: Vec<_> = [("week", "The last 7 days", 7), ("month", "The last 30 days", RECENT_DAYS)]
        .into_iter()
        .map(|(name, title, days)| Span {
            name: name.to_owned(),
            title: title.to_owned(),
            ends: match unknown {
                Some(why) => Err(why.clone()),
                None => last_days(args, opened, days).map_err(|failure| failure.message().to_owned()),
            },
        })
        .collect();
    for written in &args.compare {
        let span = between(args, opened, written)?;
        // The same commits are the same page, however they are named.
        if spans.iter().all(|other: &Span| other.name != span.name) {
            spans.push(span);
        }
    }
    Ok(spans)
}

fn last_days(args: &Report, opened: &Opened, days: u64) -> Result<Ends, Failure> {
    let day = opened.today.checked_sub_days(Days::new(days)).unwrap_or(opened.today);
    let (base, files) = if let Some(base) = MergeBase::before_day(&opened.root, day)? {
        let commit = base.commit();
        let base = ComparedWith {
            commit: commit.to_string(),
            short: commit.short(),
            named: format!("the newest before {day}"),
        };
        (base, of_commit(args, &revisions::repository(&opened.root)?, commit)?)
    } else {
        // The history is younger: all there is has come since.
        let base = ComparedWith { commit: String::new(), short: String::new(), named: String::new() };
        (base, args.texts.list(&opened.root)?.only(|_| false))
    };
    Ok(Ends { base, before: project_of(files, opened)?, after: None })
}

fn between(args: &Report, opened: &Opened, written: &str) -> Result<Span, Failure> {
    let repository = revisions::repository(&opened.root)?;
    let (base, head) = written.split_once("..").map_or((written, None), |(base, head)| {
        // Three dots mean the same: what is compared with is where the two parted.
        let head = head.trim_start_matches('.');
        (base, (!head.is_empty()).then_some(head))
    });
    let base = if base.is_empty() { "HEAD" } else { base };
    let after = head.map(|head| repository.resolve(head)).transpose()?;
    let end = match after {
        Some(after) => after,
        None => revisions::head(&repository)?,
    };
    let base_commit = merge_base(&repository, base, repository.resolve(base)?, end)?;
    let project = |commit| project_of(of_commit(args, &repository, commit)?, opened);
    let after = after.map(|after| project(after).map(|project| (after, project))).transpose()?;
    let to = after.as_ref().map_or_else(|| "now".to_owned(), |(after, _)| after.short());
    Ok(Span {
        name: format!("{}-{to}", base_commit.short()),
        title: format!("{base} to {}", head.unwrap_or("now")),
        ends: Ok(Ends {
            base: ComparedWith {
                commit: base_commit.to_string(),
                short: base_commit.short(),
                named: format!("where it parted from {base}"),
            },
            before: project(base_commit)?,
            after,
        }),
    })
}

fn of_commit(args: &Report, repository: &Arc<Repository>, commit: Id) -> Result<FileSet, Failure> {
    let tree = repository.commit(commit)?.tree;
    FileSet::from_commit(repository, tree, args.texts.folder()).map_err(explain)
}

fn project_of(files: FileSet, opened: &Opened) -> Result<Project, Failure> {
    let corpus = Corpus::read(&files);
    let project = Project::of(files, corpus, opened.today);
    project.files.must_not_lack_objects().map_err(explain)?;
    Ok(project)
}

impl Span {
    pub(super) fn comparison<'m>(&'m self, now: &'m Project) -> Option<Comparison<'m>> {
        let ends = self.ends.as_ref().ok()?;
        let after = ends.after.as_ref().map_or(now, |(_, after)| after);
        Some(compare(&ends.before, after))
    }

    pub(super) fn change(&self, comparison: Option<&Comparison>) -> Change {
        let report = match (&self.ends, comparison) {
            (Ok(ends), Some(comparison)) => {
                let head = ends.after.as_ref().map(|(id, _)| (id.to_string(), id.short()));
                Ok(DiffReport::of(comparison, ends.base.clone(), head))
            }
            (Err(why), _) => Err(why.clone()),
            (Ok(_), None) => Err("it was not compared".to_owned()),
        };
        Change { name: self.name.clone(), title: self.title.clone(), report }
    }
}
