//! The lines in question, marked, with reasons and remedies: the form for people.

use super::{LIMIT, OutputOptions, escape, summary};
use crate::diagnostic::Level;
use crate::report::check::{CheckReport, Finding, Note, Snippet};
use annotate_snippets as draw;
use annotate_snippets::{AnnotationKind, Group, Origin, Renderer};
use std::io;
use std::ops::Range;
use unicode_width::UnicodeWidthStr;

/// Writes the outcome of a check, each diagnostic with its lines, then the summary.
pub(super) fn check(report: &CheckReport, options: OutputOptions, out: &mut dyn io::Write) -> io::Result<()> {
    let renderer = renderer(options);
    let limit = options.limit.unwrap_or(LIMIT);
    let mut findings = if options.quiet { report.errors(limit) } else { report.gravest(limit) };
    for finding in findings.by_ref() {
        write!(out, "{}\n\n", renderer.render(&groups(&finding, options.width)))?;
    }
    write!(out, "{}", summary::with_remedies(report, &findings, options.quiet))
}

/// One finding with its lines, marked.
pub(super) fn drawing(finding: &Finding, options: OutputOptions) -> String {
    renderer(options).render(&groups(finding, options.width))
}

/// Writes remarks that belong to no diagnostic, each with its lines.
pub(super) fn remarks(notes: &[Note], options: OutputOptions) -> String {
    let groups: Vec<_> = notes.iter().map(|note| noted(note, options.width)).collect();
    renderer(options).render(&groups) + "\n"
}

fn renderer(options: OutputOptions) -> Renderer {
    if options.colour { Renderer::styled() } else { Renderer::plain() }.term_width(options.width)
}

fn noted(note: &Note, width: usize) -> Group<'_> {
    let title = draw::Level::NOTE.secondary_title(at_words(&note.message, "note: ", width));
    Group::with_title(title).elements(note.snippets.iter().map(|snippet| drawn(snippet, width)))
}

fn groups(finding: &Finding, width: usize) -> Vec<Group<'_>> {
    let before = format!("{}[{}]: ", finding.level.name(), finding.rule);
    let title =
        level(finding.level).primary_title(at_words(&finding.message, &before, width)).id(finding.rule);
    let mut groups = vec![with_snippet(Group::with_title(title), finding.snippet.as_ref(), width, || {
        let place = &finding.place;
        Origin::path(escape::terminal(&place.path)).line(place.line).char_column(place.column)
    })];
    groups.extend(finding.notes.iter().map(|note| noted(note, width)));
    let help = |help: &str| draw::Level::HELP.secondary_title(at_words(help, "help: ", width));
    groups.extend(finding.help.iter().map(|words| Group::with_title(help(words))));
    groups
}

/// Escaped, with lines that end at spaces, behind `before` on the first one.
fn at_words(text: &str, before: &str, width: usize) -> String {
    const NARROWEST: usize = 24;
    let width = width.saturating_sub(before.width()).max(NARROWEST);
    let (mut lines, mut columns) = (String::new(), 0);
    for word in escape::terminal(text).split(' ') {
        if columns > 0 && columns + 1 + word.width() > width {
            lines.push('\n');
            columns = 0;
        } else if !lines.is_empty() {
            lines.push(' ');
            columns += 1;
        }
        lines.push_str(word);
        columns += word.width();
    }
    lines
}

fn with_snippet<'a>(
    group: Group<'a>,
    snippet: Option<&'a Snippet>,
    width: usize,
    origin: impl FnOnce() -> Origin<'a>,
) -> Group<'a> {
    match snippet {
        Some(snippet) => group.element(drawn(snippet, width)),
        None => group.element(origin()),
    }
}

fn drawn(snippet: &Snippet, width: usize) -> draw::Snippet<'_, draw::Annotation<'_>> {
    let mut ranges: Vec<_> = snippet.marks.iter().map(|mark| mark.range.clone()).collect();
    let source = escape::snippet(&snippet.source, &mut ranges);
    let source_of_marks = source.clone();
    let marks = snippet.marks.iter().zip(ranges).enumerate().map(|(at, (mark, range))| {
        // The first mark is the place itself, and is what the line and column are taken from.
        let kind = if at == 0 { AnnotationKind::Primary } else { AnnotationKind::Context };
        let annotation = kind.span(beside_label(&source_of_marks, range, &mark.text, width));
        if mark.text.is_empty() { annotation } else { annotation.label(escape::terminal(&mark.text)) }
    });
    draw::Snippet::source(source)
        .path(escape::terminal(&snippet.path))
        .line_start(snippet.first_line)
        .annotations(marks)
}

/// Of a long mark in one line its beginning, so that the label beside it has room.
fn beside_label(source: &str, range: Range<usize>, label: &str, width: usize) -> Range<usize> {
    const MARGIN: usize = 12;
    const SHORTEST: usize = 12;
    let Some(marked) = source.get(range.clone()).filter(|marked| !marked.contains('\n')) else {
        return range;
    };
    let room = width.saturating_sub(MARGIN + label.width()).max(SHORTEST);
    let end = marked.char_indices().nth(room).map_or(range.end, |(at, _)| range.start + at);
    range.start..end
}

fn level(level: Level) -> draw::Level<'static> {
    match level {
        Level::Error => draw::Level::ERROR,
        Level::Warning => draw::Level::WARNING,
        Level::Note => draw::Level::NOTE,
    }
}
