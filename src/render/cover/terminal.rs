//! For people: the draft, and below each sentence what is known of it.

use super::summary;
use crate::render::OutputOptions;
use crate::render::page::{BAD, BOLD, GOOD, Page, Piece, plain};
use crate::report::cover::{CoverReport, Mark, Told};
use anstyle::{AnsiColor, Style};
use std::io;

/// Columns of a sentence's number.
const NUMBER: usize = 5;

/// Writes the annotated copy.
pub(crate) fn write(report: &CoverReport, options: OutputOptions, out: &mut dyn io::Write) -> io::Result<()> {
    let mut page = Page::new(options, out);
    for told in &report.sentences {
        sentence(told, &mut page)?;
    }
    if !report.gone.is_empty() {
        page.heading("Gone from the draft")?;
        for words in &report.gone {
            page.paragraph("", "", &[plain(&format!("\u{201c}{words}\u{201d}"))])?;
        }
    }
    writeln!(page.out)?;
    for line in summary(&report.counts) {
        page.paragraph("", "", &[plain(&line)])?;
    }
    Ok(())
}

fn sentence(told: &Told, page: &mut Page) -> io::Result<()> {
    let style = match told.mark {
        Mark::Heading => BOLD,
        Mark::Nothing => Style::new().dimmed(),
        Mark::Covered | Mark::Uncovered => Style::new(),
    };
    let indent = " ".repeat(NUMBER);
    let number = format!("{:>3}  ", told.number);
    page.paragraph(&number, &indent, &[Piece { text: told.words.clone(), style }])?;
    for stated in &told.claims {
        let changed = if stated.changed { " (the words were changed: check again)" } else { "" };
        let Some(claim) = &stated.claim else {
            let line = format!("{}: no such claim", stated.id);
            under(page, "= ", &[Piece { text: line, style: BAD }])?;
            continue;
        };
        let is_right = told.overclaimed.is_empty() && !stated.changed;
        let style = if is_right { GOOD } else { AnsiColor::Yellow.on_default() };
        let line = format!(": {}; {}{changed}", claim.state, claim.printable.as_order());
        under(page, "= ", &[Piece { text: claim.id.clone(), style }, plain(&line)])?;
    }
    for because in &told.because {
        under(page, "= ", &[plain(&format!("needs no claim: {because}"))])?;
    }
    for over in &told.overclaimed {
        under(page, "! ", &[Piece { text: over.what.clone(), style: BAD }])?;
        under(page, "  ", &[plain(&format!("{}.", over.right))])?;
    }
    if told.mark == Mark::Uncovered {
        let what =
            if told.proposals.is_empty() { "to check: no claim fits" } else { "to check; it may state" };
        under(page, "? ", &[Piece { text: what.to_owned(), style: AnsiColor::Yellow.on_default() }])?;
        for proposed in &told.proposals {
            let claim = &proposed.claim;
            let sure = if proposed.is_sure { ", sure" } else { "" };
            let line = format!(" ({}{sure}): {}", claim.state, claim.statement);
            under(page, "  ", &[Piece { text: claim.id.clone(), style: BOLD }, plain(&line)])?;
        }
    }
    Ok(())
}

/// A line below a sentence.
fn under(page: &mut Page, sign: &str, pieces: &[Piece]) -> io::Result<()> {
    let first = format!("{:NUMBER$}{sign}", "");
    page.paragraph(&first, &" ".repeat(NUMBER + 2), pieces)
}
