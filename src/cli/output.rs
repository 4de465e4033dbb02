//! Standard output and standard error. A closed pipe ends quietly and does not change the outcome; any other lost output
//! is a failure.

use super::{Color, Common, Outcome, pager};
use grounds::render::OutputOptions;
use grounds::render::escape::terminal;
use std::io::{self, BufWriter, ErrorKind, IsTerminal, Write};

/// How the terminal shows results and messages.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Output {
    pub(crate) options: OutputOptions<'static>,
    /// For standard error.
    pub(crate) stderr: OutputOptions<'static>,
}

/// The default without a terminal, in columns.
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
            limit: common.verbose.then_some(usize::MAX),
            quiet: common.quiet,
            folder: "",
            from_here: "",
        };
        let stderr = OutputOptions { colour: colour(anstream::AutoStream::choice(&io::stderr())), ..options };
        Self { options, stderr }
    }
}

/// Writes a result to standard output and returns `outcome`, or `Failed` if it cannot be written.
pub(crate) fn write(text: &str, outcome: Outcome) -> Outcome {
    stream(outcome, |out| out.write_all(text.as_bytes()))
}

/// As [`write`], for a result that is written piece by piece.
pub(crate) fn stream(outcome: Outcome, result: impl FnOnce(&mut dyn Write) -> io::Result<()>) -> Outcome {
    let written = if io::stdout().is_terminal() {
        let mut text = Vec::new();
        result(&mut text).and_then(|()| pager::write(&text))
    } else {
        let mut stdout = BufWriter::new(io::stdout().lock());
        result(&mut stdout).and_then(|()| stdout.flush())
    };
    match written {
        Ok(()) => outcome,
        // The reader, such as `head`, has read enough.
        Err(error) if error.kind() == ErrorKind::BrokenPipe => outcome,
        Err(error) => {
            message(&format!("error: the result was not written: {}", error.kind()));
            Outcome::Failed
        }
    }
}

/// Writes text to standard error that the renderer has already escaped.
pub(crate) fn stderr(rendered: &str) {
    let _ = std::io::stderr().lock().write_all(rendered.as_bytes());
}

/// Writes a line to standard error, escaped. A failure is ignored: there is nowhere left to report it.
pub(crate) fn message(line: &str) {
    let _ = writeln!(std::io::stderr().lock(), "{}", terminal(line));
}
