//! Findings that a change sets aside for itself.

use super::aside::Fate;
use super::change::named;
use super::{About, Check, Configurable, Context, Rule, counted};
use crate::diagnostic::{Diagnostic, Level};
use crate::model::aside::Aside;
use crate::text::span::Place;
use std::collections::HashSet;

pub(super) const RULE: Rule = Rule {
    name: "baseline-added",
    about: About::Change,
    level: Level::Warning,
    leeway: Configurable::MustBeSaid,
    page: include_str!("baseline_added.md"),
    check: Check::Asides(check),
};

/// So many of them are named.
const MOST_NAMED: usize = 5;

fn check(context: &Context, fates: &[Fate], diagnostics: &mut Vec<Diagnostic>) {
    let baseline = &context.corpus.baseline;
    let (Some(file), Some(base)) = (baseline.file, context.base) else { return };
    let Some(was) = &base.baseline else { return };
    let name = |aside: &Aside| (aside.key(), aside.about.named().1.to_owned());
    let known: HashSet<_> = was.asides.iter().map(|aside| (name(aside), aside.until.value)).collect();
    let ever: HashSet<_> = was.asides.iter().map(name).collect();
    let added: Vec<_> =
        baseline.asides.iter().filter(|aside| !known.contains(&(name(aside), aside.until.value))).collect();
    // What is set aside before it is there is set aside unseen.
    let fates = || baseline.asides.iter().zip(fates);
    let unseen: Vec<_> =
        fates().filter(|(aside, fate)| **fate == Fate::Unused && !ever.contains(&name(aside))).collect();
    if let Some((first, _)) = unseen.first() {
        let many = counted(unseen.len(), "entry is", "entries are");
        let mut diagnostic = RULE
            .says(
                format!("{many} new since {}, for findings that there are not", named(base)),
                Place::new(file, first.header),
                "nothing like it is found",
            )
            .subject("unseen")
            .help("take them out; `grounds baseline` does");
        diagnostic.level = Level::Error;
        diagnostics.push(diagnostic);
    }
    let Some(first) = added.first() else { return };
    let many = counted(added.len(), "finding is", "findings are");
    let refused = fates().any(|(_, fate)| *fate == Fate::New);
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
    diagnostics.push(diagnostic.help(help));
}
