//! A key that belongs into another table of the file.

use crate::corpus::Corpus;
use crate::diagnostic::{Diagnostic, Level};
use crate::rules::{Check, Configurable, Context, Rule};
use crate::syntax::fault::{Fault, FaultKind};
use crate::text::span::{FileId, Place, Span};
use std::collections::HashMap;

pub(super) const RULE: Rule = Rule {
    name: "misplaced-key",
    level: Level::Error,
    leeway: Configurable::None,
    page: include_str!("misplaced_key.md"),
    check: Check::Project(check),
};

fn check(context: &Context, diagnostics: &mut Vec<Diagnostic>) {
    let mut misplaced: Vec<_> = context.faults().filter_map(|fault| Key::of(fault, &fault.kind)).collect();
    misplaced.sort_by_key(|key| (key.fault.file, key.fault.span));
    if misplaced.is_empty() {
        return;
    }
    let tables = tables(context.corpus);
    for keys in misplaced.chunk_by(|a, b| a.fault.file == b.fault.file && a.same_place() == b.same_place()) {
        // Where one line in square brackets is missing, several keys are misplaced, and one line mends them all.
        let first = &keys[0];
        let known = tables.get(&first.fault.file);
        let standing = first.table().filter(|table| known.is_some_and(|known| known.contains(table)));
        if first.table().is_some() && standing.is_none() && known.is_some() {
            let others = keys[1..].iter();
            diagnostics.push(others.fold(first.says(first.remedy(false)), |diagnostic, other| {
                diagnostic.label(other.fault.place(), "so does this")
            }));
        } else {
            diagnostics.extend(keys.iter().map(|key| key.says(key.remedy(true))));
        }
    }
}

/// A key that belongs elsewhere.
struct Key<'a> {
    fault: &'a Fault,
    name: &'a str,
    inside: &'static str,
    belongs: &'static str,
    /// The header of the block it stands in; empty at the top of the file.
    header: Span,
}

impl<'a> Key<'a> {
    fn of(fault: &'a Fault, kind: &'a FaultKind) -> Option<Self> {
        let FaultKind::MisplacedKey { key, inside, belongs, header } = kind else { return None };
        Some(Self { fault, name: key, inside, belongs, header: *header })
    }

    fn same_place(&self) -> (Span, &'static str) {
        (self.header, self.belongs)
    }

    /// The header that it belongs below; none for a key of the top of the file.
    fn table(&self) -> Option<&'static str> {
        if self.belongs == "an evidence block" {
            return Some("[[evidence]]");
        }
        let (start, end) = (self.belongs.find('[')?, self.belongs.rfind(']')?);
        self.belongs.get(start..=end)
    }

    /// What would be right, if that table stands in the file, or may stand there.
    fn remedy(&self, stands: bool) -> String {
        match (self.table(), self.header.range().is_empty()) {
            (None, _) => "move this line up, above the first line in brackets".to_owned(),
            (Some(table), _) if stands => format!("move this line below {table}"),
            (Some(table), true) => {
                format!("add the line {table} at the end of the file, and move this line below it")
            }
            (Some(table), false) => format!("add the line {table} above this one"),
        }
    }

    fn says(&self, remedy: String) -> Diagnostic {
        let lost = if self.inside == self.belongs { "" } else { ", so it is not read" };
        let message = format!("`{}` is inside {}{lost}", self.name, self.inside);
        let diagnostic =
            RULE.says(message, self.fault.place(), format!("belongs to {}", self.belongs)).help(remedy);
        if self.header.range().is_empty() {
            return diagnostic;
        }
        let header = Place::new(self.fault.file, self.header);
        let block = self.inside.split_once(' ').map_or(self.inside, |(_, block)| block);
        diagnostic.label(header, format!("everything below this line belongs to this {block}"))
    }
}

/// The tables that stand in each record.
fn tables(corpus: &Corpus) -> HashMap<FileId, Vec<&'static str>> {
    let of = |tables: [(bool, &'static str); 3]| {
        tables.into_iter().filter(|(stands, _)| *stands).map(|(_, table)| table).collect()
    };
    let claims = corpus.claims.iter().map(|claim| {
        let evidence = (!claim.evidence.is_empty(), "[[evidence]]");
        let checked = (claim.checked.is_some(), "[checked]");
        (claim.file, of([evidence, checked, (claim.withdrawn.is_some(), "[withdrawn]")]))
    });
    let sources = corpus.sources.iter().map(|source| {
        let (text, retracted) =
            ((source.text.is_some(), "[text]"), (source.retracted.is_some(), "[retracted]"));
        (source.file, of([text, retracted, (false, "")]))
    });
    claims.chain(sources).collect()
}
