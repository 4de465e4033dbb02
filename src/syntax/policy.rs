//! Reading `grounds.toml`.

use super::fault::FaultKind;
use super::table::{Faults, Fields, Shape, as_texts, as_word};
use super::{Remarks, read_file};
use crate::model::claim::Text;
use crate::model::policy::{Policy, Primary, Publication, RuleSetting};
use crate::model::status::Status;
use crate::text::span::{FileId, Span};
use toml::de::DeTable;

pub(crate) const POLICY: Shape = Shape {
    name: "the policy",
    keys: &["status", "allowed_moves", "quotes", "review", "topics", "names", "distinct", "rules", "export"],
};
pub(crate) const STATUS: Shape =
    Shape { name: "the [status] table", keys: &["documented", "partially confirmed"] };
pub(crate) const DOCUMENTED: Shape =
    Shape { name: "the [status.documented] table", keys: &["independent", "primary"] };
pub(crate) const PARTIALLY: Shape =
    Shape { name: "the [status.\"partially confirmed\"] table", keys: &["independent"] };
pub(crate) const QUOTES: Shape = Shape { name: "the [quotes] table", keys: &["min_words", "max_words"] };
pub(crate) const REVIEW: Shape =
    Shape { name: "the [review] table", keys: &["documented", "partially confirmed", "unsubstantiated"] };
pub(crate) const MOVES: Shape = Shape {
    name: "the [allowed_moves] table",
    keys: &["documented", "partially confirmed", "unsubstantiated"],
};
pub(crate) const TOPICS: Shape = Shape { name: "the [topics] table", keys: &["allowed"] };
pub(crate) const NAMES: Shape = Shape { name: "the [names] table", keys: &[] };
pub(crate) const DISTINCT: Shape = Shape { name: "a [[distinct]] block", keys: &["names"] };
pub(crate) const EXPORT: Shape = Shape { name: "the [export] table", keys: &["url", "author", "author_url"] };
pub(crate) const RULES: Shape = Shape { name: "the [rules] table", keys: &[] };

/// Reads the policy. What is missing or cannot be read keeps its default.
pub fn read(file: FileId, text: &str) -> (Policy, Remarks) {
    read_file(file, text, |table, _, faults| read_table(file, table, faults))
}

fn read_table(file: FileId, table: DeTable, faults: &mut Faults) -> Policy {
    let mut policy = Policy { file: Some(file), ..Policy::default() };
    let mut fields = Fields::new(&POLICY, Span::default(), table);
    if let Some(mut status) = fields.table("status", &STATUS, faults) {
        if let Some(mut documented) = status.table("documented", &DOCUMENTED, faults) {
            if let Some(independent) = documented.number("independent", faults) {
                policy.documented.independent = independent;
            }
            if let Some(primary) = documented.word("primary", &Primary::WORDS, faults) {
                policy.documented.primary = primary.value;
            }
            documented.finish(&[], faults);
        }
        if let Some(mut partially) = status.table("partially confirmed", &PARTIALLY, faults) {
            if let Some(independent) = partially.number("independent", faults) {
                policy.partially_confirmed_independent = independent;
            }
            partially.finish(&[], faults);
        }
        status.finish(&[], faults);
    }
    if let Some(mut quotes) = fields.table("quotes", &QUOTES, faults) {
        policy.min_words = quotes.number("min_words", faults).unwrap_or(policy.min_words);
        policy.max_words = quotes.number("max_words", faults).unwrap_or(policy.max_words);
        quotes.finish(&[], faults);
    }
    if let Some(mut review) = fields.table("review", &REVIEW, faults) {
        for status in Status::all() {
            if let Some(days) = review.number(status.name(), faults) {
                policy.review_days.retain(|(known, _)| *known != status);
                policy.review_days.push((status, days));
            }
        }
        review.finish(&[], faults);
    }
    if let Some(mut moves) = fields.table("allowed_moves", &MOVES, faults) {
        for from in Status::all() {
            let is_given = moves.has(from.name());
            let to = moves.texts(from.name(), faults);
            let to: Vec<_> = to.iter().filter_map(|to| read_status(from.name(), to, faults)).collect();
            policy.allowed_moves.extend(is_given.then_some((from, to)));
        }
        moves.finish(&[], faults);
    }
    if let Some(mut topics) = fields.table("topics", &TOPICS, faults) {
        policy.topics = topics.texts("allowed", faults);
        topics.finish(&[], faults);
    }
    if let Some(names) = fields.table("names", &NAMES, faults) {
        policy.names = names
            .into_rest(faults)
            .into_iter()
            .map(|(name, spellings)| {
                let spellings = as_texts(&name.value, spellings, faults);
                (name, spellings)
            })
            .collect();
        policy.names.sort_by_key(|(name, _)| name.span);
    }
    let blocks = fields.blocks("distinct", &DISTINCT, "blocks that begin with [[distinct]]", faults);
    for mut distinct in blocks {
        let header = distinct.header;
        let names = distinct.texts("names", faults);
        if names.is_empty() {
            faults.add(header, FaultKind::MissingField { keys: &["names"], table: DISTINCT.name });
        }
        policy.distinct.push(names);
        distinct.finish(&[], faults);
    }
    if let Some(rules) = fields.table("rules", &RULES, faults) {
        for (rule, value) in rules.into_rest(faults) {
            if let Some(level) = as_word(&rule.value, value, &RuleSetting::WORDS, faults) {
                policy.rules.push(RuleSetting { rule, level });
            }
        }
        policy.rules.sort_by_key(|setting| setting.rule.span);
    }
    if let Some(mut export) = fields.table("export", &EXPORT, faults) {
        policy.export = Publication {
            url: export.words("url", faults),
            author: export.words("author", faults),
            author_url: export.words("author_url", faults),
        };
        export.finish(&[], faults);
    }
    fields.finish(&[&QUOTES, &DOCUMENTED], faults);
    policy
}

fn read_status(key: &str, written: &Text, faults: &mut Faults) -> Option<Status> {
    let status = Status::from_loose_name(&written.value);
    if status.is_none() {
        let known = Status::all().map(Status::name).collect();
        let (key, value) = (key.to_owned(), written.value.to_string());
        faults.add(written.span, FaultKind::UnknownValue { key, value, known });
    }
    status
}
