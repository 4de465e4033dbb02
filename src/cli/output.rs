//! Standard output, as it should be: a closed pipe ends quietly and never changes the outcome; output that is lost
//! otherwise is a failure.

use super::{Color, Common, Outcome};
use grounds::render::OutputOptions;
use grounds::render::escape::terminal;
use std::io::{self, BufWriter, ErrorKind, IsTerminal, Write};

/// Where results go, and how they are to look there.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Output {
    pub(crate) options: OutputOptions<'static>,
    /// The same for standard error.
    pub(crate) stderr: OutputOptions<'static>,
}

/// Columns where nobody says otherwise and there is no terminal.
const WIDTH: u16 = 100;

impl Output {
    pub(crate) fn new(common: &Common) -> Self {
        let stdout = std::io::stdout();
        let colour = |choice| match common.color {
            Color::Always => true,
            Color::Never => false,
            Color::Auto => choice != anstream::ColorChoice::Never,
        };
        let of_terminal =
            || terminal_size::terminal_size().filter(|_| stdout.is_terminal()).map(|(width, _)| width.0);
        let columns = common.width.or_else(of_terminal).map(|width| width.max(40));
        let width = columns.unwrap_or(WIDTH);
        let colours = colour(anstream::AutoStream::choice(&stdout));
        let options = OutputOptions {
            colour: colours,
            width: width.into(),
            columns: columns.map(usize::from),
            limit: None,
            folder: "",
            from_here: "",
        };
        let stderr = OutputOptions { colour: colour(anstream::AutoStream::choice(&io::stderr())), ..options };
        Self { options, stderr }
    }
}

/// Writes a result to standard output. `outcome` is what the result says; it stands unless the result is lost.
pub(crate) fn write(text: &str, outcome: Outcome) -> Outcome {
    stream(outcome, |out| out.write_all(text.as_bytes()))
}

/// As [`write`], whatever `result` writes.
pub(crate) fn stream(outcome: Outcome, result: impl FnOnce(&mut dyn Write) -> io::Result<()>) -> Outcome {
    let mut stdout = BufWriter::new(io::stdout().lock());
    match result(&mut stdout).and_then(|()| stdout.flush()) {
        Ok(()) => outcome,
        // Whoever read has read enough.
        Err(error) if error.kind() == ErrorKind::BrokenPipe => outcome,
        Err(error) => {
            message(&format!("error: the result could not be written: {}", error.kind()));
            Outcome::Failed
        }
    }
}

/// Writes talk to standard error that was escaped when it was rendered.
pub(crate) fn stderr(rendered: &str) {
    let _ = std::io::stderr().lock().write_all(rendered.as_bytes());
}

/// Writes a line of talk to standard error, escaped. If even that is lost, there is nobody to tell.
pub(crate) fn message(line: &str) {
    let _ = writeln!(std::io::stderr().lock(), "{}", terminal(line));
}
