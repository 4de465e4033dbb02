//! What is wrong with entries of the baseline: they have expired, they set nothing aside, or a change brings them in.

use crate::diagnostic::{Diagnostic, Level};
use crate::model::baseline::BaselineEntry;
use crate::rules::baseline::{EntryState, Failing};
use crate::rules::change::named;
use crate::rules::{Check, Configurable, Context, Rule, counted};
use crate::text::span::Place;
use std::collections::HashSet;

/// An entry that sets nothing aside.
pub(super) const UNUSED: Rule = Rule {
    name: "baseline-unused",
    level: Level::Warning,
    leeway: Configurable::MustBeSaid,
    page: include_str!("baseline_unused.md"),
    check: Check::Baseline(unused),
};

/// An entry whose day has passed.
pub(super) const EXPIRED: Rule = Rule {
    name: "baseline-expired",
    level: Level::Warning,
    leeway: Configurable::MustBeSaid,
    page: include_str!("baseline_expired.md"),
    check: Check::Baseline(expired),
};

/// Entries that the change brings in.
pub(super) const ADDED: Rule = Rule {
    name: "baseline-added",
    level: Level::Warning,
    leeway: Configurable::MustBeSaid,
    page: include_str!("baseline_added.md"),
    check: Check::Baseline(added),
};

fn unused(context: &Context, states: &[EntryState], diagnostics: &mut Vec<Diagnostic>) {
    let Some(file) = context.corpus.baseline.file else { return };
    for entry in in_state(context, states, EntryState::Unused) {
        let (kind, name) = entry.about.named();
        let message = format!("the {kind} `{name}` no longer has this finding of `{}`", entry.rule.value);
        let says = entry.says.as_ref().map_or("", |says| &says.value);
        diagnostics.push(
            UNUSED
                .says(message, Place::new(file, entry.header), "sets nothing aside")
                .subject(entry.finding_name().key())
                .note(format!("the finding was: {says}"))
                .help("run `grounds baseline` to remove this entry"),
        );
    }
}

fn expired(context: &Context, states: &[EntryState], diagnostics: &mut Vec<Diagnostic>) {
    let Some(file) = context.corpus.baseline.file else { return };
    for entry in in_state(context, states, EntryState::Fails(Failing::Expired)) {
        let (kind, name) = entry.about.named();
        let days = (context.today - entry.until.value).num_days();
        let days = counted(usize::try_from(days).unwrap_or_default(), "day", "days");
        let message = format!(
            "`{}` in the {kind} `{name}` was set aside until {}, which was {days} ago",
            entry.rule.value, entry.until.value
        );
        diagnostics.push(
            EXPIRED
                .says(message, Place::new(file, entry.until.span), "the finding counts again")
                .subject(entry.finding_name().key())
                .help("fix it and run `grounds baseline`; or set it aside again, and say why: `grounds baseline --add --because \"...\"`"),
        );
    }
}

/// Of the entries that a change brings in, at most so many are named.
const MOST_NAMED: usize = 5;

fn added(context: &Context, states: &[EntryState], diagnostics: &mut Vec<Diagnostic>) {
    let baseline = &context.corpus.baseline;
    let (Some(file), Some(base)) = (baseline.file, context.base) else { return };
    let Some(was) = &base.baseline else { return };
    let dated = |entry: &BaselineEntry| (entry.finding_name(), entry.until.value);
    let known: HashSet<_> = was.entries.iter().map(BaselineEntry::finding_name).collect();
    let known_until: HashSet<_> = was.entries.iter().map(dated).collect();
    // To set aside what is not there yet is to set it aside unseen.
    let unseen = in_state(context, states, EntryState::Unused);
    let unseen: Vec<_> = unseen.filter(|entry| !known.contains(&entry.finding_name())).collect();
    if let Some(first) = unseen.first() {
        let many = counted(
            unseen.len(),
            "entry for a finding that does not exist",
            "entries for findings that do not exist",
        );
        let mut diagnostic = ADDED
            .says(
                format!("this change adds {many}"),
                Place::new(file, first.header),
                "there is no such finding",
            )
            .subject("unseen")
            .help("run `grounds baseline` to remove such entries");
        diagnostic.level = Level::Error;
        diagnostics.push(diagnostic);
    }
    let added: Vec<_> =
        baseline.entries.iter().filter(|entry| !known_until.contains(&dated(entry))).collect();
    let Some(first) = added.first() else { return };
    let many = counted(added.len(), "finding that was", "findings that were");
    let refused = states.contains(&EntryState::Fails(Failing::New));
    let label = if refused { "excuses no error until the change is merged" } else { "" };
    let mut diagnostic = ADDED
        .says(
            format!("this change sets aside {many} not set aside in {}", named(base)),
            Place::new(file, first.header),
            label,
        )
        .subject("");
    for entry in added.iter().take(MOST_NAMED) {
        let (_, name) = entry.about.named();
        let says = entry.says.as_ref().map_or("", |says| &says.value);
        diagnostic = diagnostic.note(format!("`{name}`: {}: {says}", entry.rule.value));
    }
    let help = if refused {
        "fix the findings; or put the entries into a pull request of their own"
    } else {
        "tell your reviewer why the findings cannot be fixed now"
    };
    diagnostics.push(diagnostic.help(help));
}

fn in_state<'a>(
    context: &Context<'a>,
    states: &[EntryState],
    wanted: EntryState,
) -> impl Iterator<Item = &'a BaselineEntry> {
    let entries = context.corpus.baseline.entries.iter().zip(states);
    entries.filter(move |(_, state)| **state == wanted).map(|(entry, _)| entry)
}
