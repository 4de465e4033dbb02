//! A status that rose, and nobody says why.

use super::touched::{named, touched};
use crate::diagnostic::{Diagnostic, Level};
use crate::history::version::{EvidenceVersion, pair};
use crate::model::claim::Claim;
use crate::rules::{Check, Configurable, Context, Rule};
use crate::text::skeleton::skeleton;
use crate::text::unseen::unseen;
use std::collections::HashSet;
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

pub(super) const RULE: Rule = Rule {
    name: "status-moved-silently",
    level: Level::Error,
    leeway: Configurable::Any,
    page: include_str!("status_moved_silently.md"),
    check: Check::Project(check),
};

fn check(context: &Context, diagnostics: &mut Vec<Diagnostic>) {
    for (base, touched) in touched(context) {
        let before = touched.status_before();
        if touched.status <= before || is_explained(touched.claim, touched.was) {
            continue;
        }
        let (now, then) = (touched.status.name(), touched.name_before());
        let message = format!(
            "`{}` rose from {then} to {now}, but neither its evidence nor its rationale changed",
            touched.claim.id
        );
        diagnostics.push(
            RULE.says(message, touched.place(), format!("{then} in {}", named(base)))
                .help("add new evidence, or say in `rationale` why the status was raised"),
        );
    }
}

/// Does the change touch the evidence that speaks for the claim, or the words of the rationale? How words are typeset and
/// wrapped does not count, nor what nobody sees, nor letters that look alike, nor a block that stands there twice.
fn is_explained(claim: &Claim, was: Option<&Claim>) -> bool {
    let words =
        |claim: &Claim| claim.rationale.as_ref().map_or_else(String::new, |it| as_it_looks(&it.value));
    let pieces = |claim: &Claim| {
        let mut pieces: Vec<EvidenceVersion> = Vec::new();
        let mut known = HashSet::new();
        for evidence in claim.evidence.iter().filter(|evidence| evidence.supports()) {
            let mut plain = evidence.clone();
            for text in [&mut plain.knows, &mut plain.on_record, &mut plain.part].into_iter().flatten() {
                text.value = as_it_looks(&text.value).into();
            }
            let piece = EvidenceVersion::of(&plain);
            let quote = evidence.quote.as_ref().map_or("", |quote| &quote.value);
            let source = evidence.source.as_ref().map_or("", |id| &id.value);
            if known.insert((piece.bears(), source, as_it_looks(quote))) {
                pieces.push(piece);
            }
        }
        pieces
    };
    match was.filter(|was| was.sound) {
        Some(was) => words(was) != words(claim) || is_other(&pieces(was), &pieces(claim)),
        None => !words(claim).is_empty() || !pieces(claim).is_empty(),
    }
}

/// The letters and digits of a text in small letters, without accents, and look-alikes as one.
fn as_it_looks(text: &str) -> String {
    let seen = text.chars().filter(|c| c.is_whitespace() || unseen(*c).is_none()).collect::<String>();
    let words = crate::text::words::words(&seen).join(" ");
    let bare: String = words.nfd().filter(|c| !is_combining_mark(*c)).collect();
    skeleton(&bare)
}

/// The order of evidence says nothing.
fn is_other(these: &[EvidenceVersion], those: &[EvidenceVersion]) -> bool {
    these.len() != those.len() || pair(these, those, EvidenceVersion::bears).contains(&None)
}
