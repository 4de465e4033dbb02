//! Whether a status is earned.

mod actor_not_in_statement;
mod another_speaker;
mod carrier_left_out;
mod claimant_without_origin;
mod dispute_unweighed;
mod nameless_witness;
mod not_on_record;
mod one_address;
mod origin_left_out;
mod own_word_only;
mod part_taken_for_whole;
mod party_not_named;
mod passage_counted_twice;
mod rationale_missing;
mod record_differs;
mod second_hand;
mod single_origin;
mod source_retracted;
mod status_unsupported;
mod too_early;
mod undeclared_echo;
mod unseen_primary;
mod weighed;

use crate::rules::{About, Group};
pub use weighed::weight_in_words;

pub(super) const GROUP: Group = Group {
    about: About::Evidence,
    folder: "evidence",
    heading: "Whether a status is earned",
    rules: &[
        status_unsupported::RULE,
        single_origin::RULE,
        own_word_only::RULE,
        unseen_primary::RULE,
        part_taken_for_whole::RULE,
        source_retracted::RULE,
        dispute_unweighed::RULE,
        rationale_missing::RULE,
        claimant_without_origin::RULE,
        actor_not_in_statement::RULE,
        party_not_named::RULE,
        passage_counted_twice::RULE,
        carrier_left_out::RULE,
        undeclared_echo::RULE,
        not_on_record::RULE,
        one_address::RULE,
        origin_left_out::RULE,
        another_speaker::RULE,
        record_differs::RULE,
        nameless_witness::RULE,
        too_early::RULE,
        second_hand::RULE,
    ],
};

/// Those that need the words around a quote, or the first lines of its text.
pub(super) const NEED_THE_TEXT: [&str; 2] = [another_speaker::RULE.name, record_differs::RULE.name];
