//! A record that nothing refers to.

use crate::corpus::{Corpus, SourceAt};
use crate::diagnostic::{Diagnostic, Level};
use crate::fileset::Role;
use crate::rules::{Check, Configurable, Context, Rule, suggest};
use crate::text::span::Place;
use std::collections::HashSet;

pub(super) const RULE: Rule = Rule {
    name: "unused-source",
    level: Level::Note,
    leeway: Configurable::Any,
    page: include_str!("unused_source.md"),
    check: Check::Project(check),
};

fn check(context: &Context, diagnostics: &mut Vec<Diagnostic>) {
    let corpus = context.corpus;
    for &text in &corpus.orphans {
        let entry = context.files.entry(text);
        let (what, extension) = match entry.role {
            Role::Fingerprint => ("fingerprint", ".fp"),
            _ => ("text", ".md or .txt"),
        };
        let is_story = matches!(entry.role, Role::StoryText(_));
        let owner = if is_story { "story" } else { "source" };
        let ids: Vec<&str> = if is_story {
            corpus.stories.iter().map(|story| &*story.id).collect()
        } else {
            corpus.sources.iter().map(|source| &*source.id).collect()
        };
        let stem = entry.stem();
        let meant = suggest(stem, ids.into_iter(), diagnostics.len());
        diagnostics.push(
            RULE.says(
                format!("this {what} belongs to no {owner}: no record is called `{stem}`{meant}"),
                Place::start_of(text),
                "",
            )
            .help(format!("give the {what} the name of its record, with {extension} instead of .toml")),
        );
    }
    let used = used(corpus);
    // A claim that cannot be read, or names a source that there is not, may be the one that means it.
    let misnamed = |at| corpus.links_of(at).iter().any(|link| link.source.is_none());
    if corpus.each_claim().any(|(at, claim)| !claim.sound || misnamed(at)) {
        return;
    }
    for (at, source) in corpus.each_source() {
        if source.sound && !used.contains(&at) {
            let message = format!("no claim rests on `{}`", source.id);
            diagnostics.push(
                RULE.says(message, Place::start_of(source.file), "")
                    .help("quote it in a claim, name it as an origin, or remove the record"),
            );
        }
    }
}

/// The sources that a claim rests on, directly or through another.
pub(in crate::rules) fn used(corpus: &Corpus) -> HashSet<SourceAt> {
    let mut used: HashSet<SourceAt> = HashSet::new();
    let mut open: Vec<SourceAt> = Vec::new();
    for (at, claim) in corpus.each_claim() {
        let links = corpus.links_of(at).iter().flat_map(|link| [link.source, link.origin]);
        open.extend(links.flatten());
        let carriers = claim.evidence.iter().flat_map(|evidence| &evidence.through);
        let named = carriers.chain(&claim.wanted);
        open.extend(named.filter_map(|id| corpus.source_at(&id.value)));
        open.extend(claim.claimant.iter().filter_map(|id| corpus.source_at(&id.value)));
    }
    while let Some(at) = open.pop() {
        if used.insert(at) {
            let source = &corpus[at];
            let parents = source.derives_from.iter().chain(&source.may_derive_from);
            open.extend(parents.filter_map(|id| corpus.source_at(&id.value)));
        }
    }
    used
}
