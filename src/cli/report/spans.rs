//! The dashboard's pages of changes: which two versions of the project each one compares.

use super::Report;
use crate::cli::Failure;
use crate::cli::project::Opened;
use crate::cli::revisions::{self, MergeBase};
use crate::cli::texts::explain;
use chrono::Days;
use grounds::fileset::FileSet;
use grounds::git::Id;
use grounds::history::base::merge_base;
use grounds::history::comparison::{Comparison, compare};
use grounds::project::Project;
use grounds::report::audit::RECENT_DAYS;
use grounds::report::check::ComparedWith;
use grounds::report::diff::DiffReport;
use grounds::report::site::Change;

/// One page of changes; `ends` is an error if git cannot give the older version.
pub(super) struct Span {
    name: String,
    title: String,
    ends: Result<Ends, String>,
}

struct Ends {
    base: ComparedWith,
    before: Project,
    /// The newer version, unless it is the working tree.
    after: Option<(Id, Project)>,
}

/// The last week, the last month, and each `--compare`. Without a history the first two pages say why; a revision that
/// `--compare` gives must exist.
pub(super) fn spans(args: &Report, opened: &Opened, unknown: Option<&String>) -> Result<Vec<Span>, Failure> {
    let mut spans: Vec<_> = [("week", "The last 7 days", 7), ("month", "The last 30 days", RECENT_DAYS)]
        .into_iter()
        .map(|(name, title, days)| Span {
            name: name.to_owned(),
            title: title.to_owned(),
            ends: match unknown {
                Some(why) => Err(why.clone()),
                None => last_days(args, opened, days).map_err(|failure| failure.message),
            },
        })
        .collect();
    for written in &args.compare {
        let span = between(args, opened, written)?;
        // Two names for the same commits give one page.
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
        (base, args.texts.list_commit(&revisions::repository(&opened.root)?, commit)?)
    } else {
        // The repository is younger: compare with an empty project.
        let base = ComparedWith { commit: String::new(), short: String::new(), named: String::new() };
        (base, args.texts.list(&opened.root)?.only(|_| false))
    };
    Ok(Ends { base, before: project_of(files, opened)?, after: None })
}

fn between(args: &Report, opened: &Opened, written: &str) -> Result<Span, Failure> {
    let repository = revisions::repository(&opened.root)?;
    let (base, head) = written.split_once("..").map_or((written, None), |(base, head)| {
        // Two dots mean the same as three here: the comparison starts at the merge base.
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
    let project = |commit| project_of(args.texts.list_commit(&repository, commit)?, opened);
    let after = after.map(|after| project(after).map(|project| (after, project))).transpose()?;
    let to = after.as_ref().map_or_else(|| "now".to_owned(), |(after, _)| after.short());
    Ok(Span {
        name: format!("{}-{to}", base_commit.short()),
        title: format!("{base} to {}", head.unwrap_or("now")),
        ends: Ok(Ends {
            base: ComparedWith {
                commit: base_commit.to_string(),
                short: base_commit.short(),
                named: format!("the merge base with {base}"),
            },
            before: project(base_commit)?,
            after,
        }),
    })
}

fn project_of(files: FileSet, opened: &Opened) -> Result<Project, Failure> {
    let project = Project::read(files, opened.today);
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
