//! Findings that a change sets aside for itself.

use super::aside::Fate;
use super::change::named;
use super::{About, Check, Context, Leeway, Rule, counted};
use crate::diagnostic::{Diagnostic, Level};
use crate::text::span::Place;
use std::collections::HashSet;

pub(super) const RULE: Rule = Rule {
    name: "baseline-added",
    about: About::Change,
    level: Level::Warning,
    leeway: Leeway::MustBeSaid,
    page: include_str!("baseline_added.md"),
    check: Check::Asides(check),
};

/// So many of them are named.
const MOST_NAMED: usize = 5;

fn check(context: &Context, fates: &[Fate], said: &mut Vec<Diagnostic>) {
    let baseline = &context.corpus.baseline;
    let (Some(file), Some(base)) = (baseline.file, context.base) else { return };
    let Some(was) = &base.baseline else { return };
    let known: HashSet<_> = was.asides.iter().map(|aside| (aside.key(), aside.until.value)).collect();
    let added: Vec<_> =
        baseline.asides.iter().filter(|aside| !known.contains(&(aside.key(), aside.until.value))).collect();
    let Some(first) = added.first() else { return };
    let many = counted(added.len(), "finding is", "findings are");
    let refused = fates.contains(&Fate::New);
    let label = if refused { "no error of this change is set aside by it" } else { "" };
    let mut diagnostic = RULE
        .says(
            format!("{many} set aside that {} does not set aside", named(base)),
            Place::new(file, first.header),
            label,
        )
        .subject("");
    for aside in added.iter().take(MOST_NAMED) {
        let (_, name) = aside.about.named();
        let says = aside.says.as_ref().map_or("", |says| &says.value);
        diagnostic = diagnostic.note(format!("`{name}`: {}: {says}", aside.rule.value));
    }
    let help = if refused {
        "mend the findings; or let the entries land in a change that brings in nothing else, and is looked at"
    } else {
        "say to whoever reviews this why they cannot be mended now"
    };
    said.push(diagnostic.help(help));
}
