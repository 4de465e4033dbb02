//! What a claim, or a quote of it, says under each key otherwise than before, where that is more than layout.

use crate::model::claim::{Claim, Evidence, Location};
use crate::model::key::{Keyed, Kind, Said, Value, said};
use crate::text::fold::{Folded, Markup};
use crate::text::rewording::reworded;
use crate::text::span::{Span, Text};
use crate::text::whereabouts::is_same_spot;

/// One thing that changed.
pub(super) struct Change {
    pub what: String,
    /// Where it stands now.
    pub place: Option<Span>,
    /// Does the status now vouch for something else?
    pub is_grave: bool,
}

impl Change {
    pub(super) fn slight(what: String, place: Option<Span>) -> Self {
        Self { what, place, is_grave: false }
    }
}

/// The keys that differ, each with what it says before and after: `as_of` changed from 2019 to 2020.
pub(super) fn between(
    before: &dyn Keyed,
    after: &dyn Keyed,
    spellings: &[Vec<&str>],
) -> Vec<(String, String)> {
    let pairs = said(before).into_iter().zip(said(after));
    pairs.filter_map(|(was, is)| Some((is.path(), difference(was, is, spellings)?))).collect()
}

/// `changed from "confirmed" to "denied"`
fn difference(was: Said, is: Said, spellings: &[Vec<&str>]) -> Option<String> {
    let from_to = |old: &str, new: &str| Some(format!("changed from {old} to {new}"));
    match (was.value, is.value) {
        (Value::Texts(old), Value::Texts(new)) => {
            let missing = |these: &[Text], those: &[Text]| {
                let names = |text: &&Text| !those.iter().any(|other| other.value.trim() == text.value.trim());
                these
                    .iter()
                    .filter(names)
                    .map(|text| text.value.trim().to_owned())
                    .collect::<Vec<_>>()
                    .join(", ")
            };
            match (&*missing(old, new), &*missing(new, old)) {
                ("", "") => None,
                (gone, "") => Some(format!("names \"{gone}\" no more")),
                ("", new) => Some(format!("now names \"{new}\" too")),
                (gone, new) => from_to(&format!("\"{gone}\""), &format!("\"{new}\"")),
            }
        }
        (Value::Text(old), Value::Text(new)) if is_prose(is.key.name) => {
            let rewording = reworded(old, new, spellings)?;
            Some(format!("changed{}", rewording.in_words()))
        }
        (Value::Text(old), Value::Text(new)) if is.key.name == "quote" => {
            (typeset(old) != typeset(new)).then(|| from_to(&in_words(was), &in_words(is)))?
        }
        (Value::Text(old), Value::Text(new)) if is.key.name == "at" && is_same_spot(old, new) => None,
        _ => {
            let (old, new) = (in_words(was), in_words(is));
            (old != new).then(|| from_to(&old, &new))?
        }
    }
}

/// A quote without what typesetters decide.
fn typeset(quote: &str) -> String {
    Folded::quote(quote, Markup::Plain).as_str().trim().to_owned()
}

/// Is it read as a sentence, so that what is free in a statement is free in it?
fn is_prose(key: &str) -> bool {
    ["rationale", "date_inferred_from", "because", "knows", "part", "translation", "note"].contains(&key)
}

fn in_words(said: Said) -> String {
    match (said.key.kind, said.value) {
        (_, Value::Date(_)) => said.value.line(),
        (Kind::Word(_, Some(default)), Value::Nothing) => format!("\"{default}\""),
        (_, value) if value.line().is_empty() => "nothing".to_owned(),
        (_, value) => format!("\"{}\"", value.line()),
    }
}

/// Where a claim says what it says under a key.
pub(super) fn place_in_claim(claim: &Claim, path: &str) -> Option<Span> {
    let of_text = |text: &Option<Text>| text.as_ref().map(|text| text.span);
    let (checked, withdrawn) = (claim.checked.as_ref(), claim.withdrawn.as_deref());
    match path {
        "as_of" => claim.as_of.as_ref().map(|date| date.span),
        "claimed_on" => claim.claimed_on.as_ref().map(|date| date.span),
        "due" => claim.due.as_ref().map(|date| date.span),
        "date_inferred_from" => of_text(&claim.date_inferred_from),
        "content" => of_text(&claim.content),
        "rationale" => of_text(&claim.rationale),
        "subjects" => claim.subjects.last().map(|name| name.span),
        "conflicts_with" => claim.conflicts_with.last().map(|id| id.span),
        "checked.by" => of_text(&checked?.by),
        "checked.review_due" => checked?.review_due.as_ref().map(|date| date.span),
        "withdrawn.on" => withdrawn?.on.as_ref().map(|date| date.span),
        "withdrawn.because" => of_text(&withdrawn?.because),
        _ => None,
    }
}

/// Where a quote says what it says under a key; where it says nothing, the quote.
pub(super) fn place_in_quote(evidence: &Evidence, key: &str) -> Option<Span> {
    let location = |key: fn(&Location) -> &Option<Text>| {
        evidence.location.as_deref().and_then(|place| key(place).as_ref())
    };
    let gloss = evidence.gloss.as_deref();
    let text = match key {
        "origin" => evidence.origin.as_ref(),
        "knows" => evidence.knows.as_ref(),
        "on_record" => evidence.on_record.as_ref(),
        "part" => evidence.part.as_ref(),
        "at" => location(|place| &place.at),
        "prefix" => location(|place| &place.prefix),
        "suffix" => location(|place| &place.suffix),
        "translation" => gloss.and_then(|gloss| gloss.translation.as_ref()),
        "note" => gloss.and_then(|gloss| gloss.note.as_ref()),
        _ => None,
    };
    text.or(evidence.quote.as_ref()).map(|text| text.span)
}
