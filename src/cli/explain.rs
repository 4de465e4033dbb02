//! `grounds explain`

use super::{Failure, Outcome, output, word};
use clap::Args;
use grounds::rules::{self, GROUPS};
use grounds::text::nearest::did_you_mean;
use std::fmt::Write;

/// Explain a rule, or list all rules
///
/// The page of a rule says why the rule matters and how to fix what it reports, with examples. Without RULE, the command lists
/// all rules.
#[derive(Debug, Args)]
pub(crate) struct Explain {
    /// The name of the rule, such as quote-altered
    #[arg(value_name = "RULE", value_parser = word::rule(), hide_possible_values = true)]
    rule: Option<String>,
}

pub(crate) fn run(args: &Explain) -> Result<Outcome, Failure> {
    let Some(name) = &args.rule else { return Ok(output::write(&list(), Outcome::Clean)) };
    let rule = rules::find(name).ok_or_else(|| {
        let meant = did_you_mean(rules::nearest_name(name));
        Failure::new(format!("no rule is called `{name}`{meant}")).help("`grounds explain` lists all rules")
    })?;
    Ok(output::write(rule.page, Outcome::Clean))
}

fn list() -> String {
    let width = rules::all().map(|rule| rule.name.len()).max().unwrap_or(0);
    let mut text = String::new();
    for group in GROUPS {
        // Writing to a String cannot fail.
        let _ = writeln!(text, "{}", group.heading);
        for rule in group.rules {
            let _ = writeln!(text, "  {:width$}  {:7}  {}", rule.name, rule.level.name(), rule.summary());
        }
        text.push('\n');
    }
    text + "`grounds explain RULE` prints the page of a rule.\n"
}
