//! Reading `grounds.toml`.

use super::fault::FaultKind;
use super::table::{Faults, Fields, as_texts, as_word};
use super::{Remarks, read_file};
use crate::model::claim::Text;
use crate::model::key::Kind;
use crate::model::policy::{
    DISTINCT, EXPORT, MOVES, POLICY, Policy, Publication, QUOTES, REVIEW, RuleSetting, STATUS, STORIES,
    TOPICS,
};
use crate::model::status::Status;
use crate::text::span::{FileId, Span};
use toml::de::DeTable;

/// Reads the policy. What is missing or cannot be read keeps its default.
pub fn read(file: FileId, text: &str) -> (Policy, Remarks) {
    read_file(file, text, |table, _, faults| read_table(file, table, faults))
}

fn read_table(file: FileId, table: DeTable, faults: &mut Faults) -> Policy {
    let mut policy = Policy { file: Some(file), ..Policy::default() };
    let mut fields = Fields::new(&POLICY, Span::default(), table);
    policy.requires = fields.words("requires", faults);
    policy.repository = fields.words("repository", faults);
    if let Some(mut status) = fields.table("status", &STATUS, faults) {
        for (of, needs) in &mut policy.needs {
            let Some(Kind::Table(table)) = STATUS.key(of.name()).map(|key| key.kind) else { continue };
            let Some(mut asked) = status.table(of.name(), table, faults) else { continue };
            if table.key("independent").is_some() {
                needs.independent = asked.number("independent", faults).or(needs.independent);
            }
            if table.key("primary").is_some() {
                let primary = asked.word("primary", faults);
                needs.primary = primary.map(|primary| primary.value).or(needs.primary);
            }
            asked.finish(&[], faults);
        }
        status.finish(&[], faults);
    }
    if let Some(mut quotes) = fields.table("quotes", &QUOTES, faults) {
        policy.min_words = quotes.number("min_words", faults).unwrap_or(policy.min_words);
        policy.max_words = quotes.number("max_words", faults).unwrap_or(policy.max_words);
        quotes.finish(&[], faults);
    }
    if let Some(mut review) = fields.table("review", &REVIEW, faults) {
        for (status, days) in &mut policy.review_days {
            *days = review.number(status.name(), faults).unwrap_or(*days);
        }
        policy.longest_review = review.number("longest", faults).unwrap_or(policy.longest_review);
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
    policy.names = lists_by_name("names", &mut fields, faults);
    policy.speaks_for = lists_by_name("speaks_for", &mut fields, faults);
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
    if let Some(mut stories) = fields.table("stories", &STORIES, faults) {
        let level = stories.word("uncovered", faults);
        policy.rules.extend(level.map(|level| RuleSetting {
            rule: Text { value: "passage-unclaimed".into(), span: level.span },
            level,
            key: Some("stories.uncovered"),
        }));
        stories.finish(&[], faults);
    }
    if let Some(rules) = fields.names("rules", faults) {
        for (rule, value) in rules {
            if let Some(level) = as_word(&rule.value, value, faults) {
                policy.rules.push(RuleSetting { rule, level, key: None });
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
    let needs = STATUS.keys.iter().filter_map(|key| match key.kind {
        Kind::Table(table) => Some(table),
        _ => None,
    });
    let elsewhere: Vec<_> = needs.chain([&QUOTES]).collect();
    fields.finish(&elsewhere, faults);
    policy
}

/// A table in which every key is a name, and every value a list of names.
fn lists_by_name(key: &'static str, fields: &mut Fields, faults: &mut Faults) -> Vec<(Text, Vec<Text>)> {
    let entries = fields.names(key, faults).into_iter().flatten();
    let mut lists: Vec<_> = entries
        .map(|(name, list)| {
            let list = as_texts(&name.value, list, faults);
            (name, list)
        })
        .collect();
    lists.sort_by_key(|(name, _)| name.span);
    lists
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
