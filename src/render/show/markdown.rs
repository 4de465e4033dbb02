//! For a document: GitHub's Markdown, in which what comes out of files is in code spans.

use super::NEWEST;
use crate::render::escape::{code_span, code_spans, table_cell};
use crate::render::{OutputOptions, origins};
use crate::report::show::{Past, ShowReport, ShownQuote};
use crate::report::words::said;
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
    for (heading, neighbours) in report.neighbours.groups() {
        writeln!(out, "\n#### {heading}\n")?;
        for neighbour in neighbours {
            let statement =
                neighbour.statement.map_or_else(String::new, |text| format!(" {}", code_spans(text)));
            writeln!(out, "- {}: {}.{statement}", code_span(neighbour.id), neighbour.state_in_words())?;
        }
    }
    writeln!(out, "\n#### History\n")?;
    past(report, out)
}

fn head(report: &ShowReport, out: &mut dyn io::Write) -> io::Result<()> {
    writeln!(out, "### {}\n", code_span(report.origins.id()))?;
    match report.statement() {
        Some(statement) => writeln!(out, "{}\n", code_spans(statement))?,
        None => writeln!(out, "No statement can be read.\n")?,
    }
    writeln!(out, "| | |\n| --- | --- |")?;
    for field in report.fields() {
        writeln!(out, "| {} | {} |", field.label, table_cell(&said(&field.words, code_spans)))?;
    }
    Ok(())
}

fn evidence(number: usize, quote: &ShownQuote, out: &mut dyn io::Write) -> io::Result<()> {
    let words = quote.words().map_or_else(|| "no quote".to_owned(), code_spans);
    writeln!(out, "{number}. {}, {}: {words}", quote.stance(), quote.grade())?;
    for field in quote.fields() {
        writeln!(out, "   - {}: {}", field.label, said(&field.words, code_spans))?;
        if let Some(passage) = quote.passage.as_ref().filter(|_| field.name == "found") {
            let stretches = passage.segments.iter().filter(|stretch| !stretch.text.trim().is_empty());
            let stretches = stretches.map(|stretch| {
                let words = code_spans(&stretch.text);
                if stretch.quoted { format!("**{words}**") } else { words }
            });
            writeln!(out, "   - sentence: {}", stretches.collect::<Vec<_>>().join(" "))?;
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
        let [subject, author, commit] = [entry.subject, entry.author, &entry.short].map(code_spans);
        let (day, status) = (entry.day(), entry.status());
        writeln!(out, "- {day} {status}: {subject} (by {author}, {commit})")?;
    }
    let more = log.count().saturating_sub(NEWEST);
    if more > 0 {
        writeln!(out, "- {more} more")?;
    }
    Ok(())
}
