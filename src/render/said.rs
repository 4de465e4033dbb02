//! A finding in lines of plain words, for formats that show none of the lines it is about.

use crate::report::check::{Finding, Note};

/// What is wrong, why, and what would be right, a line each. Words out of files are not escaped.
pub(super) fn lines(finding: &Finding) -> Vec<String> {
    let notes = finding.notes.iter().map(|note| format!("note: {}{}", note.message, shown(note)));
    let help = finding.help.iter().map(|help| format!("help: {help}"));
    [finding.message.clone()].into_iter().chain(notes).chain(help).collect()
}

/// Where a note is about, and the marked words there.
fn shown(note: &Note) -> String {
    let Some(at) = note.places.first() else { return String::new() };
    let marked = note.snippets.iter().flat_map(|snippet| {
        let said = snippet.marks.iter().filter(|mark| !mark.text.is_empty());
        said.filter_map(|mark| {
            Some(format!(": `{}`, {}", snippet.source.get(mark.range.clone())?, mark.text))
        })
    });
    format!(" ({}:{}){}", at.path, at.line, marked.collect::<String>())
}
