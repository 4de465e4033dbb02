//! The queue for a terminal: what is gravest first, each with its sentence and the command to run.

use super::OutputOptions;
use super::page::{BAD, BOLD, Page, Piece, plain};
use crate::report::todo::{Gravity, Waits};
use std::io;

/// Writes the queue, of which `more` records are not shown.
///
/// # Errors
/// If `out` takes no more.
pub fn write(
    queue: &[Waits],
    more: usize,
    options: OutputOptions,
    out: &mut dyn io::Write,
) -> io::Result<()> {
    let mut page = Page::new(options, out);
    if queue.is_empty() {
        return page.paragraph("", "", &[plain("Nothing waits for a person.")]);
    }
    for (at, group) in queue.chunk_by(|one, other| one.gravity == other.gravity).enumerate() {
        let Some(first) = group.first() else { continue };
        if at > 0 {
            writeln!(page.out)?;
        }
        let style = if first.gravity <= Gravity::Error { BAD.bold() } else { BOLD };
        page.paragraph("", "", &[Piece { text: first.gravity.heading().to_owned(), style }])?;
        for one in group {
            waits(&mut page, one)?;
        }
    }
    if more > 0 {
        page.paragraph("", "", &[plain(&format!("\n{more} more not shown (--limit 0 shows all)"))])?;
    }
    Ok(())
}

fn waits(page: &mut Page, one: &Waits) -> io::Result<()> {
    let says = one.says.as_deref().unwrap_or(&one.name);
    page.paragraph("  ", "  ", &[plain(says)])?;
    let due = one.by.map(|day| match one.overdue {
        0 => format!("by {day}"),
        1 => format!("due {day}, 1 day ago"),
        days => format!("due {day}, {days} days ago"),
    });
    let is_heading = |reason: &&String| **reason != one.gravity.heading();
    for line in one.reasons.iter().filter(is_heading).cloned().chain(due) {
        page.paragraph("    ", "      ", &[plain(&line)])?;
    }
    page.command("    ", &one.next)
}
