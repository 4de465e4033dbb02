//! How a file changes, line by line, for people.

use super::OutputOptions;
use super::escape::{no_command, terminal_whole};
use anstyle::{AnsiColor, Style};
use similar::{ChangeTag, TextDiff};
use std::fmt::Write;

/// The file at `path`, as it changes from `old` to `new`: what goes, what comes, and a line on each side.
pub fn patch(path: &str, old: &str, new: &str, options: OutputOptions) -> String {
    let paint = |style: Style, line: &str| {
        if options.colour { format!("{style}{line}{style:#}\n") } else { format!("{line}\n") }
    };
    let mut drawn = paint(Style::new().bold(), &terminal_whole(path));
    let diff = TextDiff::from_lines(old, new);
    for (at, group) in diff.grouped_ops(1).iter().enumerate() {
        if at > 0 {
            drawn += "  ...\n";
        }
        for change in group.iter().flat_map(|op| diff.iter_changes(op)) {
            let (sign, style) = match change.tag() {
                ChangeTag::Delete => ('-', AnsiColor::Red.on_default()),
                ChangeTag::Insert => ('+', AnsiColor::Green.on_default()),
                ChangeTag::Equal => (' ', Style::new()),
            };
            let line = format!("{sign} {}", terminal_whole(change.value().trim_end_matches(['\r', '\n'])));
            let _ = write!(drawn, "{}", paint(style, no_command(line.trim_end()).as_ref()));
        }
    }
    drawn
}
