//! The lines in question, marked, with reasons and remedies: the form for people.

use super::{LIMIT, OutputOptions, escape, summary};
use crate::diagnostic::Level;
use crate::report::check::{CheckReport, Finding, Note, Snippet};
use annotate_snippets as draw;
use annotate_snippets::{AnnotationKind, Group, Origin, Renderer};
use std::io;

/// Writes the outcome of a check, each diagnostic with its lines, then the summary.
pub(super) fn check(report: &CheckReport, options: OutputOptions, out: &mut dyn io::Write) -> io::Result<()> {
    let renderer = renderer(options);
    let mut findings = report.findings(options.limit.unwrap_or(LIMIT));
    for finding in findings.by_ref() {
        write!(out, "{}\n\n", renderer.render(&groups(&finding)))?;
    }
    write!(out, "{}", summary::lines(&report.counts, findings.not_shown))
}

/// One finding with its lines, marked.
pub(super) fn drawing(finding: &Finding, options: OutputOptions) -> String {
    renderer(options).render(&groups(finding))
}

/// Writes remarks that belong to no diagnostic, each with its lines.
pub(super) fn remarks(notes: &[Note], options: OutputOptions) -> String {
    let groups: Vec<_> = notes.iter().map(noted).collect();
    renderer(options).render(&groups) + "\n"
}

fn renderer(options: OutputOptions) -> Renderer {
    if options.colour { Renderer::styled() } else { Renderer::plain() }.term_width(options.width)
}

fn noted(note: &Note) -> Group<'_> {
    let title = draw::Level::NOTE.secondary_title(escape::terminal(&note.message));
    Group::with_title(title).elements(note.snippets.iter().map(drawn))
}

fn groups(finding: &Finding) -> Vec<Group<'_>> {
    let title = level(finding.level).primary_title(escape::terminal(&finding.message)).id(finding.rule);
    let mut groups = vec![with_snippet(Group::with_title(title), finding.snippet.as_ref(), || {
        let place = &finding.place;
        Origin::path(escape::terminal(&place.path)).line(place.line).char_column(place.column)
    })];
    groups.extend(finding.notes.iter().map(noted));
    groups.extend(
        finding
            .help
            .iter()
            .map(|help| Group::with_title(draw::Level::HELP.secondary_title(escape::terminal(help)))),
    );
    groups
}

fn with_snippet<'a>(
    group: Group<'a>,
    snippet: Option<&'a Snippet>,
    origin: impl FnOnce() -> Origin<'a>,
) -> Group<'a> {
    match snippet {
        Some(snippet) => group.element(drawn(snippet)),
        None => group.element(origin()),
    }
}

fn drawn(snippet: &Snippet) -> draw::Snippet<'_, draw::Annotation<'_>> {
    let mut ranges: Vec<_> = snippet.marks.iter().map(|mark| mark.range.clone()).collect();
    let source = escape::snippet(&snippet.source, &mut ranges);
    let marks = snippet.marks.iter().zip(ranges).enumerate().map(|(at, (mark, range))| {
        // The first mark is the place itself, and is what the line and column are taken from.
        let kind = if at == 0 { AnnotationKind::Primary } else { AnnotationKind::Context };
        let annotation = kind.span(range);
        if mark.text.is_empty() { annotation } else { annotation.label(escape::terminal(&mark.text)) }
    });
    draw::Snippet::source(source)
        .path(escape::terminal(&snippet.path))
        .line_start(snippet.first_line)
        .annotations(marks)
}

fn level(level: Level) -> draw::Level<'static> {
    match level {
        Level::Error => draw::Level::ERROR,
        Level::Warning => draw::Level::WARNING,
        Level::Note => draw::Level::NOTE,
    }
}
