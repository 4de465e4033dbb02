//! Where a project stands, for a terminal.

use super::OutputOptions;
use super::page::{BOLD, Page, Piece, plain};
use crate::report::here::Here;
use std::io;

/// Writes the few lines, and below them each of `next`: a command, and what it answers.
///
/// # Errors
/// If `out` takes no more.
pub fn write(
    here: &Here,
    next: &[(&str, &str)],
    options: OutputOptions,
    out: &mut dyn io::Write,
) -> io::Result<()> {
    const COMMAND: usize = 20;
    let mut page = Page::new(options, out);
    page.paragraph("", "", &[Piece { text: here.claims.clone(), style: BOLD }])?;
    let due = here.next.iter().map(|due| format!(" {due}"));
    let waiting = std::iter::once(here.waiting.clone()).chain(due).collect::<String>();
    for line in [&here.printable, &waiting].into_iter().filter(|line| !line.is_empty()) {
        page.paragraph("", "", &[plain(line)])?;
    }
    writeln!(page.out)?;
    for (command, answers) in next {
        page.paragraph(&format!("  {command:<COMMAND$}"), &" ".repeat(COMMAND + 2), &[plain(answers)])?;
    }
    Ok(())
}
