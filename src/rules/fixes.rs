//! Which of the fixes that rules propose can be made together.

use crate::diagnostic::{Diagnostic, Edit};
use crate::fileset::{FileSet, Role};
use crate::text::span::{FileId, Span};
use std::collections::BTreeMap;

/// Takes from `diagnostics` each fix that `grounds fix` would not make: outside of a record, or of words that a fix before it
/// changes. Of two for the same words the safe one comes first.
pub(super) fn keep_possible(files: &FileSet, diagnostics: &mut [Diagnostic]) {
    let mut fixable: Vec<_> = diagnostics.iter_mut().filter(|diagnostic| diagnostic.fix.is_some()).collect();
    fixable.sort_by_key(|diagnostic| {
        diagnostic
            .fix
            .as_ref()
            .map(|fix| (fix.edits.first().map(|edit| (edit.file, edit.span)), fix.applicability))
    });
    let mut taken = BTreeMap::new();
    for diagnostic in fixable {
        let is_possible = |edit: &Edit| is_in_record(files, edit) && is_free(&taken, edit);
        match &diagnostic.fix {
            Some(fix) if fix.edits.iter().all(is_possible) => {
                taken.extend(fix.edits.iter().map(|edit| ((edit.file, edit.span.start), edit.span)));
            }
            _ => diagnostic.fix = None,
        }
    }
}

fn is_in_record(files: &FileSet, edit: &Edit) -> bool {
    let entry = files.entry(edit.file);
    matches!(entry.role, Role::Claim | Role::Source | Role::Story) && entry.is_at_path()
}

/// Does the edit touch none of those that are `taken`? No two of these overlap.
fn is_free(taken: &BTreeMap<(FileId, u32), Span>, edit: &Edit) -> bool {
    let end = edit.span.end.max(edit.span.start.saturating_add(1));
    let before = taken.range((edit.file, 0)..(edit.file, end)).next_back();
    before.is_none_or(|(_, span)| !span.overlaps(edit.span))
}
