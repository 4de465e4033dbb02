//! What would mend a fault. The proposal of a rule stands beside the rule; here is the list of them.

use super::{Context, Judgement, invisible_characters, quote_altered, status_spelling};
use super::{unknown_key, unknown_status, unknown_value};
use crate::syntax::fault::Fault;
use crate::text::span::{FileId, Place, Span};
use std::collections::HashSet;

/// Other words at one place of a record, which would mend one finding.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fix {
    /// The rule that has the finding.
    pub rule: &'static str,
    /// The file.
    pub file: FileId,
    /// What the finding marks, or, of a TOML text, all of the text.
    pub about: Span,
    /// What is replaced.
    pub span: Span,
    /// What by, in TOML.
    pub by: String,
    /// Who may make it.
    pub care: Care,
}

/// Who may make a change.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Care {
    /// Anybody: the record says what it said.
    None,
    /// Somebody who reads it: it changes a status, a quote, or what a key means.
    Reading,
}

/// Every rule that proposes something.
const PROPOSALS: &[fn(&Context, &mut Vec<Fix>)] = &[
    status_spelling::propose,
    invisible_characters::propose,
    unknown_status::propose,
    unknown_value::propose,
    unknown_key::propose,
    quote_altered::propose,
];

/// What would mend what `judgement` says, by file and place; no two of one file touch each other.
pub fn fixes(context: &Context, judgement: &Judgement) -> Vec<Fix> {
    let of_place = |rule, place: &Place| (rule, place.file, place.span);
    let diagnostics: HashSet<_> = judgement
        .diagnostics
        .iter()
        .map(|diagnostics| of_place(diagnostics.rule, diagnostics.place()))
        .collect();
    let mut fixes = Vec::new();
    for propose in PROPOSALS {
        propose(context, &mut fixes);
    }
    fixes.retain(|fix| diagnostics.contains(&(fix.rule, fix.file, fix.about)));
    fixes.sort_by_key(|fix| (fix.file, fix.span, fix.care == Care::Reading));
    fixes.dedup_by(|later, earlier| later.file == earlier.file && later.span.overlaps(earlier.span));
    fixes
}

impl Fix {
    /// That `by` stands in the place of what `fault` marks.
    pub(super) fn of_fault(rule: &'static str, fault: &Fault, by: String, care: Care) -> Self {
        Self { rule, file: fault.file, about: fault.span, span: fault.span, by, care }
    }
}
