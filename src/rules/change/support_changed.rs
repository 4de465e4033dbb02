//! What a standing status rests on, changed without a new check.

use super::touched::{Touched, named, touched};
use crate::diagnostic::{Diagnostic, Level};
use crate::history::base::Base;
use crate::history::last_check::checked_on;
use crate::model::claim::{Claim, Evidence, Judges, Location};
use crate::rules::{Check, Configurable, Context, Rule};
use crate::text::span::{Place, Span, Text};
use crate::text::words::words;

pub(super) const RULE: Rule = Rule {
    name: "support-changed",
    level: Level::Warning,
    leeway: Configurable::MustBeSaid,
    page: include_str!("support_changed.md"),
    check: Check::Project(check),
};

fn check(context: &Context, diagnostics: &mut Vec<Diagnostic>) {
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
                    all.extend(changes(was, touched.claim));
                }
            }
        }
        diagnostics.extend(all.iter().map(|change| told(base, &touched, change)));
    }
}

/// One thing that changed.
struct Change {
    what: String,
    place: Option<Span>,
    /// Does the status now vouch for something else?
    is_grave: bool,
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
    Some(Change { what, place, is_grave: false })
}

fn judged_otherwise(was: &Claim, now: &Claim) -> Option<Change> {
    let judged = [was.judges(), now.judges()].map(name_of);
    let what = || format!("`judges` changed from \"{}\" to \"{}\"", judged[0], judged[1]);
    let place = now.judges.as_ref().map(|judges| judges.span);
    (judged[0] != judged[1]).then(|| Change { what: what(), place, is_grave: true })
}

fn changes(was: &Claim, now: &Claim) -> Vec<Change> {
    let mut changes = Vec::new();
    for (key, before, after) in
        [("as_of", &was.as_of, &now.as_of), ("claimed_on", &was.claimed_on, &now.claimed_on)]
    {
        let values = [before, after].map(|date| date.as_ref().map(|date| date.value));
        // That a date is new is more said than before.
        if values[0].is_some() && values[0] != values[1] {
            let [old, new] = values.map(|date| date.map_or("nothing".to_owned(), |date| date.to_string()));
            let what = format!("`{key}` changed from {old} to {new}");
            changes.push(Change {
                what,
                place: after.as_ref().map(|date| date.span),
                is_grave: key == "as_of",
            });
        }
    }
    if names(&was.claimant) != names(&now.claimant) {
        let what = format!("`claimant` changed from {} to {}", listed(&was.claimant), listed(&now.claimant));
        // Who says it decides nothing about a fact.
        let is_grave = now.judges() != Judges::Fact || was.judges() != Judges::Fact;
        changes.push(Change { what, place: now.claimant.first().map(|name| name.span), is_grave });
    }
    let before: Vec<&Evidence> = was.evidence.iter().filter(|evidence| evidence.supports()).collect();
    let mut left: Vec<&Evidence> = now.evidence.iter().filter(|evidence| evidence.supports()).collect();
    let mut gone = Vec::new();
    let mut stays = false;
    for block in before {
        let Some(at) = left.iter().position(|other| is_same_quote(block, other)) else {
            gone.push(block);
            continue;
        };
        stays = true;
        let after = left.remove(at);
        let keys = [
            ("origin", block.origin.as_ref(), after.origin.as_ref()),
            ("knows", block.knows.as_ref(), after.knows.as_ref()),
            ("on_record", block.on_record.as_ref(), after.on_record.as_ref()),
            ("prefix", location(block, |place| &place.prefix), location(after, |place| &place.prefix)),
            ("suffix", location(block, |place| &place.suffix), location(after, |place| &place.suffix)),
        ];
        if block.stance() != after.stance() {
            let what = format!(
                "a quote from `{}` that supports counts otherwise: `stance` changed",
                said(after.source.as_ref()).unwrap_or("")
            );
            let place = after.quote.as_ref().map(|text| text.span);
            changes.push(Change { what, place, is_grave: false });
        }
        for (key, old, new) in keys.into_iter().filter(|(_, old, new)| said(*old) != said(*new)) {
            let what = format!(
                "`{key}` of a quote from `{}` changed from {} to {}",
                said(after.source.as_ref()).unwrap_or(""),
                quoted(old),
                quoted(new)
            );
            let place = new.or(after.quote.as_ref()).map(|text| text.span);
            changes.push(Change { what, place, is_grave: false });
        }
    }
    let sources: Vec<_> =
        gone.iter().map(|block| format!("`{}`", said(block.source.as_ref()).unwrap_or(""))).collect();
    if !gone.is_empty() && !stays {
        let what = format!("all the supporting evidence was replaced ({})", sources.join(", "));
        changes.push(Change { what, place: None, is_grave: true });
    } else if !gone.is_empty() {
        let what = format!("a supporting quote is gone ({})", sources.join(", "));
        changes.push(Change { what, place: None, is_grave: false });
    }
    changes
}

fn location(evidence: &Evidence, key: fn(&Location) -> &Option<Text>) -> Option<&Text> {
    key(evidence.location.as_ref()?).as_ref()
}

fn is_same_quote(one: &Evidence, other: &Evidence) -> bool {
    let words_of = |evidence: &Evidence| words(said(evidence.quote.as_ref()).unwrap_or(""));
    said(one.source.as_ref()) == said(other.source.as_ref()) && words_of(one) == words_of(other)
}

fn said(text: Option<&Text>) -> Option<&str> {
    text.map(|text| text.value.trim())
}

fn quoted(text: Option<&Text>) -> String {
    said(text).map_or("nothing".to_owned(), |text| format!("\"{text}\""))
}

fn names(list: &[Text]) -> Vec<String> {
    let mut names: Vec<_> = list.iter().map(|name| name.value.trim().to_lowercase()).collect();
    names.sort_unstable();
    names
}

fn listed(list: &[Text]) -> String {
    let names: Vec<_> = list.iter().map(|name| format!("\"{}\"", name.value.trim())).collect();
    if names.is_empty() { "nobody".to_owned() } else { names.join(", ") }
}

fn name_of(judges: Judges) -> &'static str {
    use crate::model::key::Worded;
    Judges::WORDS.iter().find(|word| word.value == judges).map_or("", |word| word.name)
}
