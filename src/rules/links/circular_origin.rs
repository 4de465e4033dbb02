//! Sources that derive from each other in a circle.

use crate::corpus::{Corpus, SourceAt};
use crate::diagnostic::{Diagnostic, Level};
use crate::rules::{Check, Configurable, Context, Rule};
use crate::text::span::Place;
use std::collections::{HashMap, HashSet};

pub(super) const RULE: Rule = Rule {
    name: "circular-origin",
    level: Level::Error,
    leeway: Configurable::Any,
    page: include_str!("circular_origin.md"),
    check: Check::Project(check),
};

fn check(context: &Context, diagnostics: &mut Vec<Diagnostic>) {
    let corpus = context.corpus;
    let circles = circles(corpus);
    for circle in &circles {
        // The circle is reported once, at the first record in it that can be read.
        let Some(&first) = circle.iter().min_by_key(|&&at| corpus[at].file) else { continue };
        let source = &corpus[first];
        let next = source
            .derives_from
            .iter()
            .chain(&source.may_derive_from)
            .find(|id| corpus.source_at(&id.value).is_some_and(|at| circle.contains(&at)));
        let Some(next) = next else { continue };
        let mut names: Vec<_> = circle.iter().map(|&at| format!("`{}`", corpus[at].id)).collect();
        names.sort();
        let message = if names.len() == 1 {
            "a source cannot derive from itself".to_owned()
        } else {
            format!("these sources derive from each other: {}", names.join(", "))
        };
        diagnostics.push(
            RULE.says(message, Place::new(source.file, next.span), "this closes a circle").help(
                if names.len() == 1 {
                    "remove this id"
                } else {
                    "find out which document came first, and remove the ids of the others from its record"
                },
            ),
        );
    }
    diagnostics.extend(roundabout_origins(context));
}

/// Evidence whose `origin` itself derives from the source quoted.
fn roundabout_origins(context: &Context) -> Vec<Diagnostic> {
    let corpus = context.corpus;
    let mut diagnostics = Vec::new();
    let mut of_origin: HashMap<SourceAt, HashSet<SourceAt>> = HashMap::new();
    for claim in context.claims() {
        for evidence in &claim.evidence {
            let (Some(source), Some(origin)) = (&evidence.source, &evidence.origin) else { continue };
            let (Some(from), Some(to)) = (corpus.source_at(&origin.value), corpus.source_at(&source.value))
            else {
                continue;
            };
            if from != to && of_origin.entry(from).or_insert_with(|| ancestors(corpus, from)).contains(&to) {
                let message = format!("the origin `{}` itself derives from `{}`", origin.value, source.value);
                diagnostics.push(
                    RULE.says(message, Place::new(claim.file, origin.span), "this closes a circle")
                        .help("name the document that had the information first, or remove `origin`"),
                );
            }
        }
    }
    diagnostics
}

fn parents(corpus: &Corpus, source: SourceAt) -> impl Iterator<Item = SourceAt> {
    let source = &corpus[source];
    source.derives_from.iter().chain(&source.may_derive_from).filter_map(|id| corpus.source_at(&id.value))
}

/// All that a source derives from, directly or through others, and itself.
fn ancestors(corpus: &Corpus, source: SourceAt) -> HashSet<SourceAt> {
    let mut seen = HashSet::new();
    let mut open = vec![source];
    while let Some(source) = open.pop() {
        if seen.insert(source) {
            open.extend(parents(corpus, source));
        }
    }
    seen
}

/// The strongly connected parts of the graph that hold a circle (Kosaraju and Sharir's two walks).
fn circles(corpus: &Corpus) -> Vec<HashSet<SourceAt>> {
    let count = corpus.sources.len();
    let mut children = vec![Vec::new(); count];
    for (source, _) in corpus.each_source() {
        parents(corpus, source).for_each(|parent| children[parent.index()].push(source));
    }
    let mut order = Vec::new();
    let mut seen = vec![false; count];
    for (start, _) in corpus.each_source() {
        // Each entry: a source, and whether all it derives from has been walked.
        let mut open = vec![(start, false)];
        while let Some((source, walked)) = open.pop() {
            if walked {
                order.push(source);
            } else if !std::mem::replace(&mut seen[source.index()], true) {
                open.push((source, true));
                open.extend(parents(corpus, source).map(|parent| (parent, false)));
            }
        }
    }
    let mut found = Vec::new();
    let mut taken = vec![false; count];
    for &start in order.iter().rev() {
        let mut part = HashSet::new();
        let mut open = vec![start];
        while let Some(source) = open.pop() {
            if !std::mem::replace(&mut taken[source.index()], true) {
                part.insert(source);
                open.extend(children[source.index()].iter().copied());
            }
        }
        if part.len() > 1 || part.iter().any(|&source| parents(corpus, source).any(|parent| parent == source))
        {
            found.push(part);
        }
    }
    found
}
