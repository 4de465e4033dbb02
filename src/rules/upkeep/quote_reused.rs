//! The same words, quoted again to show something else.

use super::near_duplicate_claim::sheds;
use crate::corpus::{ClaimAt, SourceAt};
use crate::diagnostic::{Diagnostic, Label, Level};
use crate::evidence::{Extent, Verdict};
use crate::model::claim::{Claim, Evidence, Stance};
use crate::rules::{Check, Configurable, Context, Rule};
use crate::text::fold::{Folded, Markup};
use crate::text::span::Place;
use crate::text::words::words;
use foldhash::fast::FixedState;
use rayon::prelude::*;
use std::collections::{HashMap, HashSet};
use std::hash::BuildHasher;

pub(super) const RULE: Rule = Rule {
    name: "quote-reused",
    level: Level::Note,
    leeway: Configurable::Any,
    page: include_str!("quote_reused.md"),
    check: Check::Project(check),
};

/// One quote of a claim.
#[derive(Clone, Copy)]
struct Use<'a> {
    claim: &'a Claim,
    evidence: &'a Evidence,
}

fn check(context: &Context, diagnostics: &mut Vec<Diagnostic>) {
    same_words(context, diagnostics);
    beside_a_dispute(context, diagnostics);
}

/// A claim on words that overlap those of a disputed one, which leaves the dispute out.
fn beside_a_dispute(context: &Context, diagnostics: &mut Vec<Diagnostic>) {
    let corpus = context.corpus;
    let supporting = |at: ClaimAt| {
        let blocks =
            corpus[at].evidence.iter().zip(corpus.links_of(at)).zip(context.verification.of_claim(at));
        blocks.filter_map(|((evidence, link), verdict)| match verdict {
            Verdict::Found(passed) if evidence.supports() => Some((evidence, link.source?, &passed.extent)),
            _ => None,
        })
    };
    let sound = || corpus.each_claim().filter(|(_, claim)| claim.sound);
    let mut disputed: HashMap<SourceAt, Vec<(ClaimAt, &Evidence, &Extent)>> = HashMap::new();
    for (at, _) in sound().filter(|(_, claim)| claim.evidence.iter().any(Evidence::disputes)) {
        for (evidence, source, extent) in supporting(at) {
            disputed.entry(source).or_default().push((at, evidence, extent));
        }
    }
    if disputed.is_empty() {
        return;
    }
    for (at, claim) in sound() {
        let found = supporting(at).find_map(|(evidence, source, extent)| {
            disputed.get(&source)?.iter().find_map(|(other, theirs, place)| {
                let other = &corpus[*other];
                let is_twin = other.id != claim.id
                    && other.judges() == claim.judges()
                    && !conflict(claim, other)
                    && words_of(evidence) != words_of(theirs)
                    && extent.is_mostly(place)
                    && are_about_one_thing(claim, other);
                let first = Use { claim: other, evidence: theirs };
                let second = Use { claim, evidence };
                is_twin.then_some(())?;
                sheds(claim, other).map(|source| (first, second, source))
            })
        });
        let Some((first, second, source)) = found else { continue };
        let message =
            format!("`{}` quotes some of the same words, and they are disputed there", first.claim.id);
        let mut told = RULE
            .says(message, second.place(), "")
            .note_at("the other quote", vec![Label::new(first.place(), "")])
            .help(weigh_it_too(second.claim, first.claim, source));
        told.level = Level::Warning;
        diagnostics.push(told);
    }
}

/// Have two statements words in common that say what they are about?
fn are_about_one_thing(one: &Claim, other: &Claim) -> bool {
    const FEWEST: usize = 3;
    const LETTERS: usize = 4;
    let telling = |claim: &Claim| {
        let words = claim.statement.as_ref().map(|statement| words(&statement.value)).unwrap_or_default();
        words.into_iter().filter(|word| word.chars().count() >= LETTERS).collect::<HashSet<_>>()
    };
    telling(one).intersection(&telling(other)).count() >= FEWEST
}

fn words_of(evidence: &Evidence) -> Option<Vec<Box<str>>> {
    evidence.quote.as_ref().map(|quote| words(&quote.value))
}

fn same_words(context: &Context, diagnostics: &mut Vec<Diagnostic>) {
    // Places instead of references, for memory's sake: there are very many quotes.
    let claims: Vec<&Claim> = context.claims().collect();
    let use_at = |claim: u32, evidence: u32| {
        let claim = claims[claim as usize];
        Use { claim, evidence: &claim.evidence[evidence as usize] }
    };
    let mut by_beginning: Vec<(u32, u32, u32)> = (0..low(claims.len() as u64))
        .into_par_iter()
        .flat_map_iter(|claim| {
            (0..low(claims[claim as usize].evidence.len() as u64)).map(move |at| (claim, at))
        })
        .map(|(claim, at)| (beginning(&use_at(claim, at)), claim, at))
        .collect();
    by_beginning.par_sort_unstable();
    // Few quotes begin alike; only these are compared whole.
    for alike in by_beginning.chunk_by(|a, b| a.0 == b.0).filter(|alike| alike.len() > 1) {
        let mut earlier: HashMap<_, Vec<Use>> = HashMap::new();
        for quoted in alike.iter().map(|&(_, claim, at)| use_at(claim, at)) {
            let (Some(source), Some(quote)) = (&quoted.evidence.source, &quoted.evidence.quote) else {
                continue;
            };
            let before = earlier.entry((&source.value, words(&quote.value))).or_default();
            diagnostics.extend(
                before.iter().find(|first| is_reused(first, &quoted)).map(|first| told(first, &quoted)),
            );
            // Of many uses each is told of one of the first: there need be no more to look through.
            if before.len() < 16 {
                before.push(quoted);
            }
        }
    }
}

/// The source and the first letters of a quote, hashed; what folds to the same words begins alike.
fn beginning(quoted: &Use) -> u32 {
    const LETTERS: usize = 16;
    let source = quoted.evidence.source.as_ref().map(|source| &source.value);
    let quote = quoted.evidence.quote.as_ref().map_or("", |quote| &quote.value);
    let mut letters = [0_u8; LETTERS];
    let fill = |letters: &mut [u8], text: &str| {
        let found = text.bytes().filter(u8::is_ascii_alphanumeric);
        letters.iter_mut().zip(found).for_each(|(letter, byte)| *letter = byte.to_ascii_lowercase());
    };
    // Letters that folding takes apart or joins: ligatures, and what combines.
    if memchr::memchr3(0xCC, 0xCD, 0xEF, quote.as_bytes()).is_some() {
        fill(&mut letters, Folded::quote(quote, Markup::Plain).as_str());
    } else {
        fill(&mut letters, quote);
    }
    low(FixedState::default().hash_one((source, letters)))
}

/// The lower half of a number. A hash is as good for it; places are never so large.
fn low(number: u64) -> u32 {
    u32::try_from(number & u64::from(u32::MAX)).unwrap_or_default()
}

/// Do the same words serve twice? A quote may bear on two parts of one statement, and twins that judge a saying and its
/// content share theirs.
fn is_reused(first: &Use, second: &Use) -> bool {
    let both_support = [first, second].iter().all(|quoted| quoted.evidence.stance() == Stance::Supports);
    let is_given_up = |quoted: &Use| quoted.claim.withdrawn.is_some();
    if is_given_up(first) || is_given_up(second) {
        return both_support
            && sheds(first.claim, second.claim).or(sheds(second.claim, first.claim)).is_some();
    }
    if first.claim.file == second.claim.file {
        let part = |quoted: &Use| quoted.evidence.part.as_ref().map(|part| part.value.clone());
        let origin = |quoted: &Use| quoted.evidence.origin.as_ref().map(|origin| origin.value.clone());
        let two_origins = origin(first).zip(origin(second)).is_some_and(|(one, other)| one != other);
        // `passage-counted-twice` tells of two.
        return part(first) == part(second) && !(both_support && two_origins);
    }
    both_support && first.claim.judges() == second.claim.judges()
}

/// Does one of them name the other as one that it cannot be true with?
fn conflict(one: &Claim, other: &Claim) -> bool {
    let names = |one: &Claim, other: &Claim| one.conflicts_with.iter().any(|id| id.value == other.id);
    names(one, other) || names(other, one)
}

impl Use<'_> {
    fn place(&self) -> Place {
        let span = self.evidence.quote.as_ref().map_or(self.evidence.header, |quote| quote.span);
        Place::new(self.claim.file, span)
    }
}

fn weigh_it_too(claim: &Claim, other: &Claim, source: &str) -> String {
    format!(
        "`{}` leaves out a quote from `{source}` that disputes `{}`, on the same words: weigh it there too, or name \
         the other in `conflicts_with` if they cannot both be true",
        claim.id, other.id
    )
}

fn told(first: &Use, second: &Use) -> Diagnostic {
    if first.claim.file != second.claim.file {
        let message = format!("`{}` quotes the same words as this claim", first.claim.id);
        let mut told = RULE
            .says(message, second.place(), "")
            .note_at("the other quote", vec![Label::new(first.place(), "")]);
        let pairs = [(second.claim, first.claim), (first.claim, second.claim)];
        let left_out =
            pairs.into_iter().find_map(|(claim, other)| Some((claim, other, sheds(claim, other)?)));
        if let Some((claim, other, source)) = left_out.filter(|_| !conflict(first.claim, second.claim)) {
            told.level = Level::Warning;
            told = told.help(weigh_it_too(claim, other, source));
        }
        return told
            .help("one sentence can support two claims, but each should quote only the words that it needs");
    }
    RULE.says("this claim quotes the same words twice", second.place(), "here again")
        .label(first.place(), "here first")
        .help("keep one of the two: quoting the words twice makes nothing more certain")
}
