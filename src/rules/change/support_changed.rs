//! What a standing status rests on, or a reader goes by, changed without a new check.

use super::differences::{Change, between, place_in_claim, place_in_quote};
use super::touched::{Touched, also_withdrawn, named, spellings, touched};
use crate::diagnostic::{Diagnostic, Level};
use crate::history::base::Base;
use crate::history::last_check::checked_on;
use crate::model::claim::{Claim, Evidence, Judges};
use crate::model::key::Worded;
use crate::rules::{Check, Configurable, Context, Rule};
use crate::text::span::{Place, Text};
use crate::text::words::words;

pub(super) const RULE: Rule = Rule {
    name: "support-changed",
    level: Level::Warning,
    leeway: Configurable::MustBeSaid,
    page: include_str!("support_changed.md"),
    check: Check::Project(check),
};

/// Keys of a claim that decide nothing, or of which something else here or another rule tells. All others are told, also
/// those that are yet to come.
const ELSEWHERE: [&str; 10] = [
    "statement",
    "status",
    "judges",
    "claimant",
    "topics",
    "wanted",
    "formerly",
    "withdrawn.on",
    "withdrawn.because",
    "checked.on",
];

fn check(context: &Context, diagnostics: &mut Vec<Diagnostic>) {
    let spellings = spellings(context);
    for (base, touched) in touched(context) {
        if !touched.status.asserts() {
            continue;
        }
        let mut all = Vec::new();
        for was in touched.formers.iter().filter(|was| was.sound) {
            let stood =
                was.withdrawn.is_none() && was.status.as_ref().is_some_and(|status| status.value.asserts());
            if stood {
                all.extend(unchecked(was, touched.claim));
            }
            if !touched.was_checked_again(base) {
                all.extend(judged_otherwise(was, touched.claim));
                if stood {
                    all.extend(of_claim(was, touched.claim, &spellings));
                    all.extend(of_evidence(was, touched.claim, &spellings));
                }
            }
        }
        diagnostics.extend(all.iter().map(|change| told(base, &touched, change)));
    }
    for (base, touched) in also_withdrawn(context) {
        let was = touched.was.filter(|was| was.sound);
        diagnostics
            .extend(was.into_iter().flat_map(|was| of_withdrawal(base, was, touched.claim, &spellings)));
    }
}

fn told(base: &Base, touched: &Touched, change: &Change) -> Diagnostic {
    let (place, label) = match change.place {
        Some(span) => (Place::new(touched.claim.file, span), format!("otherwise in {}", named(base))),
        None => (touched.place(), format!("the same in {}", named(base))),
    };
    let message =
        format!("{} in `{}`, which is still marked {}", change.what, touched.claim.id, touched.status.name());
    let mut told = RULE.says(message, place, label).help(
        "check the claim again, and set `on` in [checked] to the date of that check; or lower the status to unsubstantiated",
    );
    if change.is_grave {
        told.level = Level::Error;
    }
    told
}

/// When and why a claim was withdrawn is what readers find in its place.
fn of_withdrawal(base: &Base, was: &Claim, now: &Claim, spellings: &[Vec<&str>]) -> Vec<Diagnostic> {
    let (Some(before), Some(after)) = (&was.withdrawn, &now.withdrawn) else { return Vec::new() };
    let told = |(key, difference): (String, String)| {
        let path = format!("withdrawn.{key}");
        let place =
            place_in_claim(now, &path).map_or(Place::start_of(now.file), |span| Place::new(now.file, span));
        RULE.says(
            format!("`{path}` {difference} in `{}`", now.id),
            place,
            format!("otherwise in {}", named(base)),
        )
        .help("tell your reviewer why: readers find this in place of the claim")
    };
    between(&**before, &**after, spellings).into_iter().map(told).collect()
}

/// A check that is no more: the next one would pass for a later one.
fn unchecked(was: &Claim, now: &Claim) -> Option<Change> {
    let before = checked_on(was)?;
    let what = match checked_on(now) {
        None => format!("the check of {before} is gone"),
        Some(on) if before.is_after(on) => {
            format!("the check is now said to be of {on}, and was of {before},")
        }
        Some(_) => return None,
    };
    let place = now.checked.as_ref().and_then(|check| check.on.as_ref()).map(|on| on.span);
    Some(Change::slight(what, place))
}

fn judged_otherwise(was: &Claim, now: &Claim) -> Option<Change> {
    let judged = [was.judges(), now.judges()].map(Worded::word);
    let what = || format!("`judges` changed from \"{}\" to \"{}\"", judged[0], judged[1]);
    let place = now.judges.as_ref().map(|judges| judges.span);
    (judged[0] != judged[1]).then(|| Change { what: what(), place, is_grave: true })
}

fn of_claim(was: &Claim, now: &Claim, spellings: &[Vec<&str>]) -> Vec<Change> {
    let mut changes = Vec::new();
    for (path, difference) in between(was, now, spellings) {
        if !ELSEWHERE.contains(&&*path) && !is_told_elsewhere(was, now, &path) {
            let what = format!("`{path}` {difference}");
            // That a date is new is more said than before.
            let is_grave = path == "as_of" && was.as_of.is_some();
            changes.push(Change { what, place: place_in_claim(now, &path), is_grave });
        }
    }
    if names(&was.claimant) != names(&now.claimant) {
        let what = format!("`claimant` changed from {} to {}", listed(&was.claimant), listed(&now.claimant));
        // Who says it decides nothing about a fact.
        let is_grave = now.judges() != Judges::Fact || was.judges() != Judges::Fact;
        changes.push(Change { what, place: now.claimant.first().map(|name| name.span), is_grave });
    }
    changes
}

/// Does the difference need no check, or does another rule name it?
fn is_told_elsewhere(was: &Claim, now: &Claim, path: &str) -> bool {
    let status = |claim: &Claim| claim.status.as_ref().map(|status| status.value);
    let gains = |before: &[Text], after: &[Text]| after.iter().any(|new| !names(before).contains(&name(new)));
    match path {
        // A status that moves has another reason.
        "rationale" => status(was) != status(now),
        // What goes is a caveat; of a disputed claim also what comes, for a party's word against it weighs less.
        "subjects" => {
            let is_disputed = now.evidence.iter().any(Evidence::disputes);
            !gains(&was.subjects, &now.subjects) || is_disputed && !was.subjects.is_empty()
        }
        "conflicts_with" => !gains(&was.conflicts_with, &now.conflicts_with),
        "due" => match (&was.due, &now.due) {
            (Some(before), Some(after)) => after.value.last < before.value.last,
            (_, after) => after.is_none(),
        },
        "checked.by" => now.checked.is_none(),
        // To look again sooner takes nothing away.
        "checked.review_due" => {
            let due = |claim: &Claim| claim.checked.as_ref()?.review_due.as_ref().map(|due| due.value.last);
            now.checked.is_none() || due(was).is_none() || due(now).is_some_and(|now| Some(now) < due(was))
        }
        _ => false,
    }
}

fn of_evidence(was: &Claim, now: &Claim, spellings: &[Vec<&str>]) -> Vec<Change> {
    let mut changes = Vec::new();
    let mut left: Vec<&Evidence> = now.evidence.iter().collect();
    let (mut gone, mut stays) = (Vec::new(), false);
    for block in &was.evidence {
        let Some(after) = take_same(&mut left, block) else {
            gone.extend(block.supports().then_some(block));
            continue;
        };
        stays |= block.supports();
        let source = said(after.source.as_ref());
        for (key, difference) in between(block, after, spellings) {
            if !is_caveat(block, after, &key) {
                let what = format!("`{key}` of a quote from `{source}` {difference}");
                changes.push(Change::slight(what, place_in_quote(after, &key)));
            }
        }
    }
    let sources: Vec<_> = gone.iter().map(|block| format!("`{}`", said(block.source.as_ref()))).collect();
    if !gone.is_empty() && !stays {
        let what = format!("all the supporting evidence was replaced ({})", sources.join(", "));
        changes.push(Change { what, place: None, is_grave: true });
    } else if !gone.is_empty() {
        changes.push(Change::slight(format!("a supporting quote is gone ({})", sources.join(", ")), None));
    }
    changes
}

/// The block that quotes the same words, best with the same marks too. A quote that supported is gone if it supports no more.
fn take_same<'e>(left: &mut Vec<&'e Evidence>, block: &Evidence) -> Option<&'e Evidence> {
    let quote = |evidence: &Evidence| said(evidence.quote.as_ref()).to_owned();
    let same = |other: &&Evidence| {
        said(block.source.as_ref()) == said(other.source.as_ref())
            && words(&quote(block)) == words(&quote(other))
    };
    let same_side = |other: &&Evidence| same(other) && block.supports() == other.supports();
    let at = left
        .iter()
        .position(|other| same_side(other) && quote(block) == quote(other))
        .or_else(|| left.iter().position(same_side))
        .or_else(|| left.iter().position(|other| !block.supports() && same(other)))?;
    Some(left.remove(at))
}

/// Does caveat-removed tell of it?
fn is_caveat(was: &Evidence, now: &Evidence, key: &str) -> bool {
    let disputes = was.disputes();
    match key {
        "stance" => disputes && !now.disputes(),
        "origin" => disputes,
        "knows" => disputes && now.knows.is_none(),
        "on_record" => disputes && now.on_record.is_none(),
        "part" => was.part.is_some(),
        "through" => now.through.iter().all(|id| names(&was.through).contains(&name(id))),
        "note" => now.gloss.as_ref().is_none_or(|gloss| gloss.note.is_none()),
        _ => false,
    }
}

fn said(text: Option<&Text>) -> &str {
    text.map_or("", |text| text.value.trim())
}

fn name(text: &Text) -> String {
    text.value.trim().to_lowercase()
}

fn names(list: &[Text]) -> Vec<String> {
    let mut names: Vec<_> = list.iter().map(name).collect();
    names.sort_unstable();
    names
}

fn listed(list: &[Text]) -> String {
    let names: Vec<_> = list.iter().map(|name| format!("\"{}\"", name.value.trim())).collect();
    if names.is_empty() { "nobody".to_owned() } else { names.join(", ") }
}
