//! SARIF 2.1.0 (OASIS Standard, 2020): for code scanning on GitHub, and for whatever else reads it.
//!
//! GitHub takes 25,000 results of a run and shows 5,000, and wants a place for each.

use super::{OutputOptions, escape, said};
use crate::diagnostic::{Applicability, Level};
use crate::report::check::{self as report, Aside, CheckReport, Finding, Location, RuleView};
use serde::Serialize;
use std::collections::{BTreeMap, BTreeSet};
use std::io;

/// The most results of a run that are shown.
const SHOWN: usize = 5_000;

/// A run with more results than these is refused whole.
const TAKEN: usize = 25_000;

/// The folder that paths are relative to: that of the repository.
const ROOT: &str = "%SRCROOT%";

/// Writes the outcome of a check: of more than are shown the most serious, unless another number is asked for.
pub(super) fn check(report: &CheckReport, options: OutputOptions, out: &mut dyn io::Write) -> io::Result<()> {
    let all: usize = report.counts.levels.iter().map(|(_, count)| count).sum();
    let limit = options.limit.unwrap_or(SHOWN).min(TAKEN);
    let mut findings = report.findings(if all <= limit { usize::MAX } else { limit });
    let shown: Vec<_> = findings.by_ref().collect();
    // What is set aside is a result too, and suppressed.
    let aside: Vec<_> = report.asides().take(limit.saturating_sub(shown.len())).collect();
    let all_shown = shown.iter().chain(aside.iter().map(|aside| &aside.finding));
    let named: BTreeSet<_> = all_shown.map(|finding| finding.rule).collect();
    let named = report::rules(&named);
    let log = Log {
        schema: "https://json.schemastore.org/sarif-2.1.0.json",
        version: "2.1.0",
        runs: [Run {
            tool: Tool {
                driver: Driver {
                    name: env!("CARGO_PKG_NAME"),
                    semantic_version: env!("CARGO_PKG_VERSION"),
                    rules: named.iter().map(descriptor).collect(),
                },
            },
            automation_details: Id { id: "grounds/" },
            invocations: [invocation(report.counts.fails(), findings.not_shown, all)],
            column_kind: "unicodeCodePoints",
            original_uri_base_ids: BTreeMap::from([(
                ROOT,
                Described { description: Text::of("The root of the repository".to_owned()) },
            )]),
            results: shown
                .iter()
                .map(|finding| result(finding, &named, options.folder))
                .chain(aside.iter().map(|aside| suppressed(aside, &named, options.folder)))
                .collect(),
        }],
    };
    // A line for each result.
    escape::json_in_lines(&log, 4, out)
}

#[derive(Serialize)]
struct Log {
    #[serde(rename = "$schema")]
    schema: &'static str,
    version: &'static str,
    runs: [Run; 1],
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Run {
    tool: Tool,
    automation_details: Id,
    invocations: [Invocation; 1],
    column_kind: &'static str,
    original_uri_base_ids: BTreeMap<&'static str, Described>,
    results: Vec<Outcome>,
}

#[derive(Serialize)]
struct Tool {
    driver: Driver,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Driver {
    name: &'static str,
    semantic_version: &'static str,
    rules: Vec<Descriptor>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Descriptor {
    id: &'static str,
    short_description: Text,
    full_description: Text,
    help: Help,
    default_configuration: Configuration,
    properties: RuleProperties,
}

#[derive(Serialize)]
struct Help {
    text: String,
    markdown: String,
}

#[derive(Serialize)]
struct Configuration {
    enabled: bool,
    level: &'static str,
}

#[derive(Serialize)]
struct RuleProperties {
    tags: [&'static str; 1],
    /// What GitHub sorts by.
    #[serde(rename = "problem.severity")]
    severity: &'static str,
}

#[derive(Serialize)]
struct Id {
    id: &'static str,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Invocation {
    execution_successful: bool,
    exit_code: u8,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    tool_execution_notifications: Vec<Notification>,
}

#[derive(Serialize)]
struct Notification {
    level: &'static str,
    message: Text,
}

#[derive(Serialize)]
struct Described {
    description: Text,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Outcome {
    rule_id: &'static str,
    rule_index: usize,
    level: &'static str,
    message: Text,
    locations: [Place; 1],
    #[serde(skip_serializing_if = "Vec::is_empty")]
    related_locations: Vec<Place>,
    partial_fingerprints: Fingerprints,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    fixes: Vec<Fix>,
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    properties: BTreeMap<&'static str, String>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    suppressions: Vec<Suppression>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Fix {
    description: Text,
    artifact_changes: Vec<ArtifactChange>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct ArtifactChange {
    artifact_location: Artifact,
    replacements: [Replacement; 1],
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Replacement {
    deleted_region: Region,
    inserted_content: Text,
}

#[derive(Serialize)]
struct Suppression {
    kind: &'static str,
    status: &'static str,
    justification: String,
}

#[derive(Serialize)]
struct Fingerprints {
    #[serde(rename = "groundsKey/v1")]
    key: String,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Place {
    #[serde(skip_serializing_if = "Option::is_none")]
    id: Option<usize>,
    physical_location: Physical,
    #[serde(skip_serializing_if = "Option::is_none")]
    message: Option<Text>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Physical {
    artifact_location: Artifact,
    region: Region,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Artifact {
    uri: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    uri_base_id: Option<&'static str>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Region {
    start_line: usize,
    start_column: usize,
    end_line: usize,
    end_column: usize,
}

#[derive(Serialize)]
struct Text {
    text: String,
}

impl Text {
    /// Words of ours.
    fn of(text: String) -> Self {
        Self { text }
    }

    /// Words that may come out of files, in lines.
    fn escaped(lines: &[String]) -> Self {
        Self { text: lines.iter().map(|line| escape::sarif(line)).collect::<Vec<_>>().join("\n") }
    }
}

fn descriptor(rule: &RuleView) -> Descriptor {
    let text = format!("{}\n\n`grounds explain {}` shows examples.", rule.why, rule.name);
    Descriptor {
        id: rule.name,
        short_description: Text::of(rule.summary.to_owned()),
        full_description: Text::of(rule.summary.to_owned()),
        help: Help { markdown: text.clone(), text },
        default_configuration: Configuration { enabled: !rule.on_request, level: rule.level.name() },
        properties: RuleProperties {
            tags: [rule.group],
            severity: match rule.level {
                Level::Error => "error",
                Level::Warning => "warning",
                Level::Note => "recommendation",
            },
        },
    }
}

fn invocation(fails: bool, not_shown: usize, all: usize) -> Invocation {
    let message = Text::of(format!("{not_shown} of {all} findings are not shown: the lighter ones"));
    let not_shown = (not_shown > 0).then_some(Notification { level: "note", message });
    Invocation {
        execution_successful: true,
        exit_code: fails.into(),
        tool_execution_notifications: not_shown.into_iter().collect(),
    }
}

fn result(finding: &Finding, named: &[RuleView], folder: &str) -> Outcome {
    let labelled = finding.other_places.iter().map(|place| (place, place.text.as_str()));
    let noted = finding.notes.iter().flat_map(|note| {
        note.places.iter().map(|place| {
            (place, if place.text.is_empty() { note.message.as_str() } else { place.text.as_str() })
        })
    });
    let related = labelled.chain(noted).enumerate().map(|(at, (place, words))| Place {
        id: Some(at),
        physical_location: physical(place, folder),
        message: (!words.is_empty()).then(|| Text::escaped(&[words.to_owned()])),
    });
    let about = [("claim", &finding.claim), ("source", &finding.source)];
    Outcome {
        rule_id: finding.rule,
        rule_index: named.iter().position(|rule| rule.name == finding.rule).unwrap_or_default(),
        level: finding.level.name(),
        message: Text::escaped(&said::lines(finding)),
        locations: [Place {
            id: None,
            physical_location: physical(&finding.place, folder),
            message: (!finding.place.text.is_empty())
                .then(|| Text::escaped(std::slice::from_ref(&finding.place.text))),
        }],
        related_locations: related.collect(),
        partial_fingerprints: Fingerprints { key: finding.key.clone() },
        fixes: finding.fix.iter().map(|found| fix(found, folder)).collect(),
        properties: about.into_iter().filter_map(|(what, id)| Some((what, id.clone()?))).collect(),
        suppressions: Vec::new(),
    }
}

fn fix(fix: &report::Fix, folder: &str) -> Fix {
    let description = match fix.applicability {
        Applicability::Safe => "The record says the same afterwards.",
        Applicability::NeedsReading => "Read what it changes before you accept it.",
    };
    let change = |edit: &report::Edit| {
        let Physical { artifact_location, region } = physical(&edit.place, folder);
        // What is in the file afterwards: not escaped.
        let inserted_content = Text::of(edit.replacement.clone());
        ArtifactChange {
            artifact_location,
            replacements: [Replacement { deleted_region: region, inserted_content }],
        }
    };
    Fix {
        description: Text::of(description.to_owned()),
        artifact_changes: fix.edits.iter().map(change).collect(),
    }
}

fn suppressed(aside: &Aside, named: &[RuleView], folder: &str) -> Outcome {
    let justification = escape::sarif(&format!("until {}: {}", aside.until, aside.because));
    let suppression = Suppression { kind: "external", status: "accepted", justification };
    Outcome { suppressions: vec![suppression], ..result(&aside.finding, named, folder) }
}

/// A place. What lies outside the project is named by a whole address, and has no base.
fn physical(place: &Location, folder: &str) -> Physical {
    let artifact = if place.path.starts_with('/') {
        Artifact { uri: format!("file://{}", escape::uri_path(&place.path)), uri_base_id: None }
    } else {
        Artifact { uri: escape::uri_path(&format!("{folder}{}", place.path)), uri_base_id: Some(ROOT) }
    };
    Physical {
        artifact_location: artifact,
        region: Region {
            start_line: place.line,
            start_column: place.column,
            end_line: place.end_line,
            end_column: place.end_column,
        },
    }
}
