//! Long results on a terminal go through a pager: `$GROUNDS_PAGER`, else `$PAGER`, else `less`.

use std::io::{self, IsTerminal, Write};
use std::process::{Command, Stdio};

/// Writes `text` to standard output; page by page where that is a terminal with fewer lines.
///
/// # Errors
/// If it cannot be written.
pub(super) fn write(text: &[u8]) -> io::Result<()> {
    let rows = terminal_size::terminal_size().filter(|_| io::stdout().is_terminal()).map(|(_, rows)| rows.0);
    let is_long = rows.is_some_and(|rows| memchr::memchr_iter(b'\n', text).count() >= usize::from(rows));
    if is_long && paged(text).unwrap_or(false) {
        return Ok(());
    }
    let mut out = io::stdout().lock();
    out.write_all(text)?;
    out.flush()
}

/// Hands the text to a pager; `false` if there is none, or none is wanted.
fn paged(text: &[u8]) -> io::Result<bool> {
    let chosen = ["GROUNDS_PAGER", "PAGER"].into_iter().find_map(|name| std::env::var(name).ok());
    let chosen = chosen.unwrap_or_else(|| "less".to_owned());
    let mut words = chosen.split_whitespace();
    let Some(program) = words.next().filter(|program| *program != "cat") else { return Ok(false) };
    let mut pager = Command::new(program);
    pager.args(words).stdin(Stdio::piped());
    // As git does: quit if it all fits, pass colours, leave the screen as it is.
    for (name, value) in [("LESS", "FRX"), ("LV", "-c")] {
        if std::env::var_os(name).is_none() {
            pager.env(name, value);
        }
    }
    let Ok(mut pager) = pager.spawn() else { return Ok(false) };
    if let Some(mut input) = pager.stdin.take() {
        // Whoever quits the pager has read enough.
        let _ = input.write_all(text);
    }
    pager.wait()?;
    Ok(true)
}
