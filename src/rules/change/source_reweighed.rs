//! A source that counts for something else than in the base, or shows its readers something else.

use super::differences::between;
use super::touched::{named, spellings};
use crate::diagnostic::{Diagnostic, Level};
use crate::history::base::{Base, Was};
use crate::history::comparison::weighing_keys;
use crate::model::claim::Claim;
use crate::model::source::Source;
use crate::rules::{Check, Configurable, Context, Rule};
use crate::text::span::Place;

pub(super) const RULE: Rule = Rule {
    name: "source-reweighed",
    level: Level::Warning,
    leeway: Configurable::MustBeSaid,
    page: include_str!("source_reweighed.md"),
    check: Check::Project(check),
};

/// What readers go by, although it weighs nothing.
const READ: [&str; 7] =
    ["title", "url", "archived", "date_inferred_from", "retracted.on", "retracted.because", "retracted.url"];

fn check(context: &Context, diagnostics: &mut Vec<Diagnostic>) {
    let Some(base) = context.base else { return };
    let spellings = spellings(context);
    for source in context.corpus.sources.iter().filter(|source| source.sound) {
        let Was::Other(was) = base.source(&source.id) else { continue };
        diagnostics.extend(reweighed(was, source));
        if was.sound {
            diagnostics.extend(reading(base, was, source, quoting(context, source), &spellings));
        }
    }
}

fn reweighed(was: &Source, source: &Source) -> Option<Diagnostic> {
    let keys = weighing_keys(was, source);
    if keys.is_empty() {
        return None;
    }
    let place = match &source.kind {
        Some(kind) if keys.contains(&"kind") => Place::new(source.file, kind.span),
        _ => Place::start_of(source.file),
    };
    let keys: Vec<_> = keys.iter().map(|key| format!("`{key}`")).collect();
    let keys = match keys.split_last() {
        Some((last, rest)) if !rest.is_empty() => format!("{} and {last}", rest.join(", ")),
        _ => keys.concat(),
    };
    let message = format!("this change alters {keys} in the record of `{}`", source.id);
    Some(
        RULE.says(message, place, "decides how much its quotes count").help(
            "tell your reviewer why; every claim that rests on this source may now earn another status",
        ),
    )
}

/// The first standing claim that quotes a source.
fn quoting<'a>(context: &Context<'a>, source: &Source) -> Option<&'a Claim> {
    let quotes = |claim: &&Claim| {
        claim.evidence.iter().any(|block| block.source.as_ref().is_some_and(|id| id.value == source.id))
    };
    context.standing_claims().find(quotes)
}

fn reading(
    base: &Base,
    was: &Source,
    source: &Source,
    claim: Option<&Claim>,
    spellings: &[Vec<&str>],
) -> Vec<Diagnostic> {
    let is_table_new = was.retracted.is_some() != source.retracted.is_some();
    let is_told = |path: &str| {
        // Another rule asks for a copy that was kept; and a retraction that comes or goes weighs.
        READ.contains(&path)
            && (path != "archived" || was.archived.is_some())
            && (!path.starts_with("retracted") || !is_table_new)
            // What was retracted is quoted no more, and readers look up why.
            && (claim.is_some() || path.starts_with("retracted"))
    };
    let told = |(path, difference): (String, String)| {
        let place = place_of(source, &path);
        let quoted = claim.map(|claim| format!(", which `{}` quotes", claim.id)).unwrap_or_default();
        let message = format!("`{path}` {difference} in the record of `{}`{quoted}", source.id);
        let mut told = RULE
            .says(message, place, format!("otherwise in {}", named(base)))
            .help("tell your reviewer why: it weighs nothing, but readers go by it");
        told.level = Level::Note;
        told
    };
    between(was, source, spellings).into_iter().filter(|(path, _)| is_told(path)).map(told).collect()
}

fn place_of(source: &Source, path: &str) -> Place {
    let retracted = source.retracted.as_ref();
    if let ("retracted.on", Some(on)) = (path, retracted.and_then(|retraction| retraction.on.as_ref())) {
        return Place::new(source.file, on.span);
    }
    let text = match path {
        "title" => source.title.as_ref(),
        "url" => source.url.as_ref(),
        "archived" => source.archived.as_ref(),
        "date_inferred_from" => source.date_inferred_from.as_ref(),
        "retracted.because" => retracted.and_then(|retraction| retraction.because.as_ref()),
        "retracted.url" => retracted.and_then(|retraction| retraction.url.as_ref()),
        _ => None,
    };
    text.map_or(Place::start_of(source.file), |text| Place::new(source.file, text.span))
}
