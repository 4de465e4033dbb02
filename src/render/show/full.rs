//! For people: the claim, its evidence, where that comes from, what is against it, and what became of it.

use super::NEWEST;
use crate::render::page::{BAD, BOLD, GOOD, Page, Piece, plain};
use crate::render::{OutputOptions, origins};
use crate::report::show::{Past, ShowReport, ShownQuote};
use crate::report::words::{Field, Tone, said};
use anstyle::{AnsiColor, Style};
use std::io;

/// Writes the claim whole.
pub(crate) fn write(report: &ShowReport, options: OutputOptions, out: &mut dyn io::Write) -> io::Result<()> {
    let mut page = Page::new(options, out);
    head(report, &mut page)?;
    page.heading("Evidence")?;
    for (number, quote) in (1..).zip(&report.quotes) {
        evidence(number, quote, &mut page)?;
    }
    if report.quotes.is_empty() {
        page.paragraph("", "", &[plain("none")])?;
    }
    page.heading("Origins")?;
    origins::terminal::claim(&report.origins, &mut page)?;
    for (heading, neighbours) in report.neighbours.groups() {
        page.heading(heading)?;
        for neighbour in neighbours {
            let statement = neighbour.statement.unwrap_or_default();
            let line = format!("{}: {}. {statement}", neighbour.id, neighbour.state_in_words());
            page.paragraph("", "  ", &[plain(&line)])?;
        }
    }
    page.heading("History")?;
    past(report, &mut page)
}

fn head(report: &ShowReport, page: &mut Page) -> io::Result<()> {
    page.paragraph("", "", &[Piece { text: report.origins.id().to_owned(), style: BOLD }])?;
    page.paragraph("", "", &[plain(report.statement().unwrap_or("no statement can be read"))])?;
    writeln!(page.out)?;
    report.fields().iter().try_for_each(|shown| field(shown, 0, page))
}

fn field(field: &Field, indent: usize, page: &mut Page) -> io::Result<()> {
    let style = match field.tone {
        Tone::Plain => Style::new(),
        Tone::Good => GOOD,
        Tone::Middle => AnsiColor::Yellow.on_default(),
        Tone::Weak => Style::new().dimmed(),
        Tone::Bad => BAD,
    };
    page.styled_field(indent, &field.label, &[Piece { text: said(&field.words, str::to_owned), style }])
}

fn evidence(number: usize, quote: &ShownQuote, page: &mut Page) -> io::Result<()> {
    const INDENT: usize = 4;
    if number > 1 {
        writeln!(page.out)?;
    }
    let style = if quote.stands() { GOOD } else { BAD };
    let stance = format!("{}, ", quote.stance());
    let begins = format!("{number:<INDENT$}");
    page.paragraph(&begins, "    ", &[plain(&stance), Piece { text: quote.grade().to_owned(), style }])?;
    let words = quote.words().unwrap_or("no quote").trim();
    page.paragraph("    ", "    ", &[plain(&format!("“{words}”"))])?;
    for shown in &quote.fields() {
        field(shown, INDENT, page)?;
        if let Some(passage) = quote.passage.as_ref().filter(|_| shown.name == "found") {
            let marked = passage.segments.iter().flat_map(|stretch| {
                let style = if stretch.quoted { BOLD } else { Style::new() };
                let [before, after] = if stretch.quoted { [">>", "<<"] } else { [""; 2] };
                [before, &stretch.text, after].map(|text| Piece { text: text.to_owned(), style })
            });
            page.styled_field(INDENT, "sentence", &marked.collect::<Vec<_>>())?;
        }
    }
    Ok(())
}

fn past(report: &ShowReport, page: &mut Page) -> io::Result<()> {
    let log = match &report.past {
        Past::Unknown(why) => return page.paragraph("", "", &[plain(&format!("not known: {why}"))]),
        Past::Known(log) => log,
    };
    for entry in log.entries().take(NEWEST) {
        let line = format!("{}: {} (by {}, {})", entry.status(), entry.subject, entry.author, entry.short);
        page.field(0, &entry.day(), &line)?;
    }
    let more = log.count().saturating_sub(NEWEST);
    if more > 0 {
        let id = report.origins.id();
        page.paragraph("", "", &[plain(&format!("{more} more: `grounds log {id}`"))])?;
    }
    Ok(())
}
