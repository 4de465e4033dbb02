//! What `grounds --help` prints: the commands in groups, each with its own short description.

use clap::Command;
use std::fmt::Write;

/// The commands by what they are for. A test holds that each is in exactly one group.
const GROUPS: [(&str, &[&str]); 6] = [
    ("Write claims and sources", &["new", "find", "set", "fmt", "fix", "pin"]),
    ("Check", &["check", "ci", "explain", "baseline"]),
    ("Hold our own texts against the claims", &["cover", "story"]),
    ("See the history", &["log", "diff"]),
    ("See and share the results", &["audit", "todo", "show", "origins", "report", "export"]),
    ("Set up", &["init", "schema", "completions", "man"]),
];

/// Clap lists commands in one group, so the list is part of the template.
pub(super) fn template(commands: &Command) -> String {
    let mut list = String::new();
    for (heading, names) in GROUPS {
        // Writing to a String cannot fail.
        let _ = writeln!(list, "{heading}:");
        for command in names.iter().filter_map(|name| commands.find_subcommand(name)) {
            let about = command.get_about().map(ToString::to_string).unwrap_or_default();
            let _ = writeln!(list, "  {:<13}{about}", command.get_name());
        }
        list.push('\n');
    }
    format!("{{about}}\n\n{{usage-heading}} {{usage}}\n\n{list}Options:\n{{options}}{{after-help}}\n")
}
