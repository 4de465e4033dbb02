//! What `check` says of each record, in the words that it says it in.

use crate::diagnostic::{Applicability, Diagnostic, Level};
use crate::evidence::{Grade, Verdict};
use crate::report::check::{self, Counts};
use crate::report::facts::Sheet;
use crate::report::selection::Selection;
use crate::rules::finding_key::Record;
use crate::rules::{Context, Judgement};
use chrono::NaiveDate;
use std::collections::HashMap;

/// What a check found.
#[derive(Debug, Default)]
pub struct Findings {
    /// How much was looked at, and what came of it.
    pub(crate) counts: Counts,
    /// Findings that a command can fix, and those among them that nobody has to read afterwards.
    pub(crate) fixable: (usize, usize),
    of: HashMap<(&'static str, String), Vec<Told>>,
}

/// One finding.
#[derive(Debug, Clone)]
pub struct Told {
    pub(crate) level: Level,
    pub(crate) rule: &'static str,
    pub(crate) message: String,
    /// What would be right.
    pub(crate) help: Vec<String>,
    pub(crate) fix: Option<Remedy>,
    /// Until when it is set aside, if it is.
    pub(crate) aside: Option<NaiveDate>,
}

/// A change that a command can make.
#[derive(Debug, Clone)]
pub struct Remedy {
    pub(crate) applicability: Applicability,
    /// What is written, and what would be; nothing where there are several places, or too much of it.
    pub(crate) change: Option<(String, String)>,
}

/// Quotes, and what became of them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Verified {
    pub(crate) quotes: usize,
    /// Found where they are said to be.
    pub(crate) stand: usize,
    /// Of these, those that only a fingerprint vouches for.
    pub(crate) by_fingerprint: usize,
    /// Looked for, and not there.
    pub(crate) failed: usize,
}

/// In bytes: a longer change is not shown beside its finding.
const LONGEST: usize = 400;

impl Findings {
    /// What a judgement says; of every record.
    pub fn of(context: &Context, judgement: &Judgement) -> Self {
        let counts = check::report(context, judgement, &Selection::all()).counts;
        let mut findings = Self { counts, ..Self::default() };
        for diagnostic in &judgement.diagnostics {
            findings.add(context, diagnostic, None);
        }
        for aside in &judgement.aside {
            let until = context.corpus.baseline.entries[aside.entry].until.value;
            findings.add(context, &aside.diagnostic, Some(until));
        }
        findings.of.values_mut().for_each(|told| told.sort_by_key(|one| std::cmp::Reverse(one.level)));
        findings
    }

    fn add(&mut self, context: &Context, diagnostic: &Diagnostic, aside: Option<NaiveDate>) {
        let fix = diagnostic.fix.as_ref().map(|fix| Remedy {
            applicability: fix.applicability,
            change: match &fix.edits[..] {
                [edit] => {
                    let bytes = context.files.read(edit.file).ok();
                    let written = bytes.as_deref().and_then(|bytes| {
                        std::str::from_utf8(bytes.get(edit.span.start as usize..edit.span.end as usize)?).ok()
                    });
                    written
                        .filter(|written| written.len().max(edit.replacement.len()) <= LONGEST)
                        .map(|written| (written.to_owned(), edit.replacement.clone()))
                }
                _ => None,
            },
        });
        if let Some(fix) = fix.as_ref().filter(|_| aside.is_none()) {
            self.fixable.0 += 1;
            self.fixable.1 += usize::from(fix.applicability == Applicability::Safe);
        }
        let record = Record::of(context.files.entry(diagnostic.place().file));
        self.of.entry((record.kind(), record.name().to_owned())).or_default().push(Told {
            level: diagnostic.level,
            rule: diagnostic.rule,
            message: diagnostic.message.clone(),
            help: diagnostic.help.clone(),
            fix,
            aside,
        });
    }

    /// What is said of the claim of that id, the gravest first.
    pub fn of_claim(&self, id: &str) -> &[Told] {
        self.about("claim", id)
    }

    /// What is said of the source of that id.
    pub fn of_source(&self, id: &str) -> &[Told] {
        self.about("source", id)
    }

    fn about(&self, kind: &'static str, id: &str) -> &[Told] {
        self.of.get(&(kind, id.to_owned())).map_or(&[], Vec::as_slice)
    }
}

impl Verified {
    /// Of all claims of a sheet.
    pub(super) fn of(sheet: &Sheet) -> Self {
        let verdicts = || sheet.claims.iter().flat_map(|facts| facts.verdicts);
        let has = |wanted: fn(Grade) -> bool| {
            verdicts().filter_map(Verdict::grade).filter(|grade| wanted(*grade)).count()
        };
        Self {
            quotes: verdicts().count(),
            stand: verdicts().filter(|verdict| verdict.stands()).count(),
            by_fingerprint: has(|grade| grade == Grade::Fingerprint),
            failed: has(|grade| grade >= Grade::Altered),
        }
    }
}
