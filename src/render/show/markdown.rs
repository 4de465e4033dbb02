//! For a document: GitHub's Markdown, in which what comes out of files stands in code spans.

use super::{
    NEWEST, checked, claimant, conflict_state, days, document, grade, judges, next_check_in_words, place,
    status,
};
use crate::model::claim::{Stance, Text};
use crate::render::escape::{code_span, code_spans, table_cell};
use crate::render::json::word;
use crate::render::{OutputOptions, log, origins};
use crate::report::show::{Past, ShowReport, ShownQuote};
use std::io;

/// Writes the claim whole.
pub(crate) fn write(report: &ShowReport, _: OutputOptions, out: &mut dyn io::Write) -> io::Result<()> {
    head(report, out)?;
    writeln!(out, "\n#### Evidence\n")?;
    for (number, quote) in (1..).zip(&report.quotes) {
        evidence(number, quote, out)?;
    }
    if report.quotes.is_empty() {
        writeln!(out, "None.")?;
    }
    writeln!(out, "\n#### Origins\n")?;
    origins::markdown::claim(&report.origins, out)?;
    if !report.conflicts.is_empty() {
        writeln!(out, "\n#### Cannot hold beside\n")?;
    }
    for conflict in &report.conflicts {
        let statement = conflict.claim.and_then(|claim| claim.statement.as_ref());
        let statement = statement.map_or_else(String::new, |text| format!(" {}", code_spans(&text.value)));
        writeln!(out, "- {}: {}.{statement}", code_span(conflict.id), conflict_state(conflict))?;
    }
    writeln!(out, "\n#### History\n")?;
    past(report, out)
}

fn head(report: &ShowReport, out: &mut dyn io::Write) -> io::Result<()> {
    let facts = &report.origins.facts;
    let claim = facts.claim;
    writeln!(out, "### {}\n", code_span(&claim.id))?;
    match &claim.statement {
        Some(statement) => writeln!(out, "{}\n", code_spans(&statement.value))?,
        None => writeln!(out, "No statement can be read.\n")?,
    }
    writeln!(out, "| | |\n| --- | --- |")?;
    let unreadable = || format!("{}: its file cannot be read whole", status(report));
    let list = |texts: &[Text]| {
        (!texts.is_empty())
            .then(|| texts.iter().map(|text| code_spans(&text.value)).collect::<Vec<_>>().join(", "))
    };
    let withdrawn = claim.withdrawn.as_ref().map(|withdrawn| {
        let on = days(withdrawn.on.as_ref()).unwrap_or_default();
        let because = withdrawn.because.as_ref().map_or_else(String::new, |why| code_spans(&why.value));
        format!("{on} {because}")
    });
    let short = facts.status().filter(|status| *status > facts.standing.earned);
    let fields = [
        ("status", Some(if claim.sound { status(report) } else { unreadable() })),
        ("not earned", short.map(|status| format!("{}, see origins below", status.name()))),
        ("withdrawn", withdrawn),
        ("judges", Some(judges(claim.judges).to_owned())),
        ("claimant", claimant(report, &code_spans)),
        ("as of", days(claim.as_of.as_ref())),
        ("due", days(claim.due.as_ref())),
        ("topics", list(&claim.topics)),
        ("subjects", list(&claim.subjects)),
        ("rationale", claim.rationale.as_ref().map(|text| code_spans(&text.value))),
        ("checked", Some(checked(report, &code_spans).unwrap_or_else(|| "never".to_owned()))),
        ("next check", next_check_in_words(report)),
        ("asked for as", report.asked.as_ref().map(|asked| code_span(asked))),
        ("formerly", list(&claim.formerly)),
        ("file", Some(code_span(facts.path))),
    ];
    for (label, text) in fields {
        if let Some(text) = text {
            writeln!(out, "| {label} | {} |", table_cell(&text))?;
        }
    }
    Ok(())
}

fn evidence(number: usize, quote: &ShownQuote, out: &mut dyn io::Write) -> io::Result<()> {
    let evidence = quote.evidence;
    let words = evidence.quote.as_ref().map_or_else(|| "no quote".to_owned(), |text| code_spans(&text.value));
    let stance = word(&Stance::WORDS, evidence.stance);
    writeln!(out, "{number}. {stance}, {}: {words}", grade(quote))?;
    let source =
        evidence.source.as_ref().map_or_else(|| "none is named".to_owned(), |text| code_span(&text.value));
    let about = quote.source.map_or_else(|| "no record".to_owned(), |source| document(source, &code_spans));
    let sentence = quote.passage.as_ref().map(|passage| {
        let stretches = passage.segments.iter().filter(|stretch| !stretch.text.trim().is_empty());
        let stretches = stretches.map(|stretch| {
            let words = code_spans(&stretch.text);
            if stretch.quoted { format!("**{words}**") } else { words }
        });
        stretches.collect::<Vec<_>>().join(" ")
    });
    let gloss = evidence.gloss.as_ref();
    let said = |text: Option<&Text>| text.map(|text| code_spans(&text.value));
    let fields = [
        ("source", Some(format!("{source}: {about}"))),
        ("wrong", quote.wrong.as_ref().map(|wrong| code_spans(wrong))),
        ("written", quote.written.as_ref().map(|written| code_span(&place(written)))),
        ("stands", quote.passage.as_ref().map(|passage| code_span(&place(&passage.place)))),
        ("sentence", sentence),
        ("at", said(evidence.location.as_ref().and_then(|location| location.at.as_ref()))),
        ("part", said(evidence.part.as_ref())),
        ("translation", said(gloss.and_then(|gloss| gloss.translation.as_ref()))),
        ("note", said(gloss.and_then(|gloss| gloss.note.as_ref()))),
    ];
    for (label, text) in fields {
        if let Some(text) = text {
            writeln!(out, "   - {label}: {text}")?;
        }
    }
    Ok(())
}

fn past(report: &ShowReport, out: &mut dyn io::Write) -> io::Result<()> {
    let log = match &report.past {
        Past::Unknown(why) => return writeln!(out, "Not known: {}", code_spans(why)),
        Past::Known(log) => log,
    };
    for entry in log.entries().take(NEWEST) {
        let day = entry.at.map_or_else(|| "no date".to_owned(), |at| at.format("%Y-%m-%d").to_string());
        let [subject, author, commit] = [entry.subject, entry.author, &entry.short].map(code_spans);
        writeln!(out, "- {day} {}: {subject} (by {author}, {commit})", log::table::status(&entry))?;
    }
    let more = log.count().saturating_sub(NEWEST);
    if more > 0 {
        writeln!(out, "- {more} more")?;
    }
    Ok(())
}
