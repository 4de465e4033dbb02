//! What must hold of every rule that decides on a status, over random small projects; and that the program agrees with a
//! second, slow, obvious implementation of the same rules.
//!
//! `PROPTEST_CASES` sets how many projects each property sees.
//!
//! Four kinds of change raise a claim although one sentence of the rules says that nothing of theirs does, because another
//! sentence says that it must ([`EXCUSES`] has them by name): evidence against the claim that is made weaker; a quote that
//! goes with the only word on who carried what; an origin that is taken from a saying whose source is the claimant's
//! own; a document that was called unnamed. `check --base` tells of each.

use crate::repository::Repository;
use crate::sandbox::Run;
use crate::second_opinion::{self, Status};
use crate::statuses::judged;
use crate::worlds::{
    Case, EXCUSES, Earned, Files, Judge, Judged, PROPERTIES, Property, World, changed_but_for_support,
    excused, rising_caveat, shrink,
};

const STATUSES: [&str; 3] = ["unsubstantiated", "partially confirmed", "documented"];

fn by_the_program(files: &Files) -> Judged {
    let earned = judged(files).into_iter().map(|(id, status, basis)| {
        let status = STATUSES.iter().position(|name| *name == status).unwrap();
        (id, Earned { status: u8::try_from(status).unwrap(), basis })
    });
    earned.collect()
}

fn by_the_second_opinion(files: &Files) -> Judged {
    let earned = second_opinion::earned(files).into_iter().map(|(id, opinion)| {
        let status = match opinion.status {
            Status::Unsubstantiated => 0,
            Status::PartiallyConfirmed => 1,
            Status::Documented => 2,
        };
        (id, Earned { status, basis: opinion.basis.to_owned() })
    });
    earned.collect()
}

fn agrees(world: &World, _: u64, judge: Judge) -> Result<(), String> {
    crate::worlds::agrees(world, judge, &by_the_second_opinion)
}

/// How many projects each property sees.
fn projects() -> u64 {
    std::env::var("PROPTEST_CASES").ok().and_then(|count| count.parse().ok()).unwrap_or(256)
}

fn holds(name: &str, property: Property) {
    let mut failing = Vec::new();
    let first: u64 = std::env::var("FIRST_WORLD").ok().and_then(|first| first.parse().ok()).unwrap_or(0);
    for seed in first..first + projects() {
        let case = Case::random(seed);
        if excused(property(&case.world, case.pick, &by_the_program), &EXCUSES).is_err() {
            failing.push(case);
        }
    }
    if let Some(case) = failing.first() {
        let (case, told) =
            shrink(case, property, &by_the_program, &|told| excused(Err(told.to_owned()), &EXCUSES).is_err());
        panic!("{name}: {} of {} projects, such as\n{told}{case:?}", failing.len(), projects());
    }
}

fn property(name: &str) {
    let (name, property) = PROPERTIES.into_iter().find(|(known, _)| known.ends_with(name)).unwrap();
    holds(name, property);
}

#[test]
fn the_program_and_a_second_opinion_agree() {
    holds("k agrees", agrees);
}

#[test]
fn they_agree_where_texts_have_words_of_each_other() {
    holds("k agrees on echoes", |world, pick, judge| {
        crate::worlds::agrees_on_echoes(world, pick, judge, &by_the_second_opinion)
    });
}

macro_rules! properties {
    ($($test:ident: $name:literal,)*) => {
        $(
            #[test]
            fn $test() {
                property($name);
            }
        )*
    };
}

properties! {
    who_is_named_as_claimant_changes_no_fact_and_raises_no_saying: "claimant_renamed",
    a_copy_of_a_text_raises_nothing: "text_copied",
    another_kind_of_an_unseen_document_lifts_nothing_above_partially_confirmed: "unseen_relabelled",
    another_kind_of_a_held_document_raises_nothing_unless_it_knows: "held_relabelled",
    what_disputes_a_claim_never_raises_it: "other_side_added",
    a_passage_counts_once: "passage_quoted_twice",
    support_never_lowers_and_its_loss_never_raises: "support_added_or_removed",
    filling_in_less_never_raises: "less_filled_in",
    an_admission_by_no_party_is_mere_support: "admits_by_no_party",
    the_order_of_evidence_changes_nothing: "order_changed",
    of_two_claims_in_conflict_never_both_are_documented: "conflict_added",
    ids_decide_nothing: "ids_changed",
}

/// A caveat that was never written cannot be missed. So the change that takes one away is told.
#[test]
fn whoever_takes_a_caveat_away_and_raises_is_told_of() {
    let mut told = std::collections::BTreeMap::new();
    for seed in 0..projects().max(400) {
        let case = Case::random(seed);
        let Some((caveat, risen)) = rising_caveat(&case.world, case.pick, &by_the_program) else { continue };
        let count: &mut usize = told.entry(caveat.key).or_default();
        *count += 1;
        if *count > 4 {
            continue;
        }
        let run = change(&caveat.before, &caveat.after);
        assert!(
            run.stdout.contains("[caveat-removed]"),
            "{}: {risen} rises\n{}{}\n{case:?}",
            caveat.key,
            run.stdout,
            run.stderr
        );
    }
    assert!(told.len() > 6, "{told:?}");
}

/// Whatever else changes: a claim that earns more, and not by quotes of its own, is named.
#[test]
fn whoever_earns_more_by_something_else_is_named() {
    let mut named = [0, 0];
    for seed in 0..projects().max(1000) {
        let case = Case::random(seed);
        let (after, leaves_sources) = changed_but_for_support(&case.world, case.pick);
        let (was, is) = (by_the_program(&case.world.files()), by_the_program(&after.files()));
        let rises = |id: &&str| is.get(*id).map(|it| it.status) > was.get(*id).map(|it| it.status);
        let Some(id) = case.world.claims.iter().map(|claim| claim.id).find(rises) else { continue };
        let count = &mut named[usize::from(leaves_sources)];
        *count += 1;
        if *count > 60 {
            continue;
        }
        let run = change(&case.world, &after);
        let is_named = run.stdout.contains(&format!("[earns-more] `{id}` earns"));
        let is_told = !leaves_sources && run.stdout.contains("[source-reweighed]");
        assert!(is_named || is_told, "{id} rises\n{}{}\n{case:?}\n{after:?}", run.stdout, run.stderr);
    }
    assert!(named.iter().all(|count| *count > 8), "{named:?}");
}

/// What `check --base` says of the change from one world to another.
fn change(before: &World, after: &World) -> Run {
    let repository = Repository::new();
    let (before, after) = (before.files(), after.files());
    for (path, content) in &before {
        repository.file(path, content);
    }
    repository.commit("As it was");
    for path in before.keys().filter(|path| !after.contains_key(*path)) {
        repository.remove(path);
    }
    for (path, content) in &after {
        repository.file(path, content);
    }
    repository.run(&["check", "--base", "HEAD", "--format", "concise", "--limit", "0"])
}
