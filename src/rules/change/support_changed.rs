//! What a standing status rests on, changed without a new check.

use super::touched::{Touched, named, touched};
use crate::diagnostic::{Diagnostic, Level};
use crate::history::base::Base;
use crate::model::claim::{Claim, Evidence, Judges, Stance};
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
        let stood = touched.status_before().asserts() && touched.status.asserts();
        let Some(was) = touched.was.filter(|was| was.sound && stood) else { continue };
        if touched.was_checked_again() {
            continue;
        }
        let changes = changes(was, touched.claim);
        diagnostics.extend(changes.iter().map(|change| told(base, &touched, change)));
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

fn changes(was: &Claim, now: &Claim) -> Vec<Change> {
    let mut changes = Vec::new();
    let judged = [was.judges(), now.judges()].map(name_of);
    if judged[0] != judged[1] {
        let what = format!("`judges` changed from \"{}\" to \"{}\"", judged[0], judged[1]);
        changes.push(Change { what, place: now.judges.as_ref().map(|judges| judges.span), is_grave: true });
    }
    if names(&was.claimant) != names(&now.claimant) {
        let what = format!("`claimant` changed from {} to {}", listed(&was.claimant), listed(&now.claimant));
        // Who says it decides nothing about a fact.
        let is_grave = now.judges() != Judges::Fact || was.judges() != Judges::Fact;
        changes.push(Change { what, place: now.claimant.first().map(|name| name.span), is_grave });
    }
    let before: Vec<&Evidence> = was.evidence.iter().filter(|evidence| supports(evidence)).collect();
    let mut left: Vec<&Evidence> = now.evidence.iter().filter(|evidence| supports(evidence)).collect();
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
        ];
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

fn supports(evidence: &Evidence) -> bool {
    matches!(evidence.stance(), Stance::Supports | Stance::Admits)
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
