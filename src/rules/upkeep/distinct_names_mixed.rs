//! Names that are known to be two, taken for one.

use crate::diagnostic::{Diagnostic, Label, Level};
use crate::model::claim::{Claim, Stance, Text};
use crate::rules::{Check, Configurable, Context, Rule};
use crate::text::span::Place;
use crate::text::words::words;
use rayon::prelude::*;
use std::collections::{BTreeSet, HashMap};

pub(super) const RULE: Rule = Rule {
    name: "distinct-names-mixed",
    level: Level::Error,
    leeway: Configurable::Any,
    page: include_str!("distinct_names_mixed.md"),
    check: Check::Project(check),
};

fn check(context: &Context, diagnostics: &mut Vec<Diagnostic>) {
    diagnostics.extend(joined_and_parted(context));
    if context.corpus.policy.distinct.is_empty() {
        return;
    }
    let parties = Parties::of(context);
    let claims: Vec<_> = context.standing_claims().collect();
    diagnostics.par_extend(claims.into_par_iter().flat_map_iter(|claim| about_the_other(claim, &parties)));
}

/// Two names of one [[distinct]] block under one entry of [names].
fn joined_and_parted(context: &Context) -> Vec<Diagnostic> {
    let policy = context.corpus.written_policy();
    let Some(file) = policy.file else { return Vec::new() };
    let mut blocks: HashMap<String, Vec<(usize, &Text)>> = HashMap::new();
    for (at, names) in policy.distinct.iter().enumerate() {
        for name in names {
            blocks.entry(name.value.to_lowercase()).or_default().push((at, name));
        }
    }
    let mut diagnostics = Vec::new();
    for (name, spellings) in &policy.names {
        // For each block, the name of it that was met first.
        let mut met: HashMap<usize, &Text> = HashMap::new();
        for spelling in std::iter::once(name).chain(spellings) {
            let small = spelling.value.to_lowercase();
            for (block, parted) in blocks.get(&small).into_iter().flatten() {
                let first = met.entry(*block).or_insert(spelling);
                if first.value.to_lowercase() != small {
                    let message = format!(
                        "`{}` and `{}` are one name under [names], but different names under [[distinct]]",
                        first.value, spelling.value
                    );
                    diagnostics.push(
                        RULE.says(message, Place::new(file, spelling.span), "one name here")
                            .note_at(
                                "different names here",
                                vec![Label::new(Place::new(file, parted.span), "")],
                            )
                            .help("remove the name from one of the two places"),
                    );
                }
            }
        }
    }
    diagnostics
}

/// Names that are parted, with all their spellings, by their first words.
struct Parties<'a> {
    by_first_word: HashMap<Box<str>, Vec<Party<'a>>>,
}

/// One spelling of a name of a [[distinct]] block.
struct Party<'a> {
    words: Vec<Box<str>>,
    block: usize,
    /// The name as the block has it.
    name: &'a str,
}

impl<'a> Parties<'a> {
    fn of(context: &Context<'a>) -> Self {
        let policy = &context.corpus.policy;
        let mut by_first_word: HashMap<Box<str>, Vec<Party>> = HashMap::new();
        for (block, names) in policy.distinct.iter().enumerate() {
            for name in names {
                let spelled = name.value.to_lowercase();
                let joined = policy.names.iter().filter(|(known, others)| {
                    others.iter().chain([known]).any(|other| other.value.to_lowercase() == spelled)
                });
                let spellings = joined.flat_map(|(known, others)| others.iter().chain([known]));
                for spelling in spellings.chain([name]) {
                    let words = words(&spelling.value);
                    let Some(first) = words.first().cloned() else { continue };
                    by_first_word.entry(first).or_default().push(Party { words, block, name: &name.value });
                }
            }
        }
        // Where one name begins another, the longer one is meant.
        for parties in by_first_word.values_mut() {
            parties.sort_by_key(|party| std::cmp::Reverse(party.words.len()));
        }
        Self { by_first_word }
    }

    /// The names that `text` has in whole words: the block, and the name.
    fn named_in(&self, text: &str) -> BTreeSet<(usize, &'a str)> {
        let words = words(text);
        let mut named = BTreeSet::new();
        let mut at = 0;
        while let Some(word) = words.get(at) {
            let parties = self.by_first_word.get(word).map_or(&[][..], |parties| parties);
            let here = parties.iter().filter(|party| words[at..].starts_with(&party.words));
            let longest = here.clone().next().map_or(1, |party| party.words.len());
            named.extend(
                here.filter(|party| party.words.len() == longest).map(|party| (party.block, party.name)),
            );
            at += longest;
        }
        named
    }
}

/// Quotes that are to support a statement about one of the names, and name only another.
fn about_the_other(claim: &Claim, parties: &Parties) -> Vec<Diagnostic> {
    let Some(statement) = &claim.statement else { return Vec::new() };
    let meant = parties.named_in(&statement.value);
    if meant.is_empty() {
        return Vec::new();
    }
    let supporting = claim.evidence.iter().filter(|evidence| evidence.stance() == Stance::Supports);
    supporting
        .filter_map(|evidence| evidence.quote.as_ref())
        .filter_map(|quote| {
            let quoted = parties.named_in(&quote.value);
            let (block, other) = quoted.iter().find(|(block, _)| {
                let of_block = |named: &(usize, &str)| named.0 == *block;
                meant.iter().any(of_block)
                    && !meant.iter().filter(|named| of_block(named)).any(|named| quoted.contains(named))
            })?;
            let (_, named) = meant.iter().find(|(meant, _)| meant == block)?;
            let message = format!("the statement is about `{named}`, but this quote is about `{other}`");
            Some(
                RULE.says(message, Place::new(claim.file, quote.span), format!("names `{other}`"))
                    .label(Place::new(claim.file, statement.span), format!("names `{named}`"))
                    .note("grounds.toml lists these as different names, under [[distinct]]")
                    .help(
                        format!("quote a passage about `{named}`; if both are names of the same body, remove them from [[distinct]] in grounds.toml"),
                    ),
            )
        })
        .collect()
}
