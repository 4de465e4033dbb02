//! The mistakes that people make in a record, and what is reported: one finding each, at its place, in plain words.

use crate::pages::difference;
use crate::sandbox::Sandbox;
use grounds::syntax;
use grounds::text::span::FileId;
use std::fmt::Write;

/// Files, and below each what is reported: line and column, rule, message; and what would be right. A blank line separates
/// them. Invisible characters are written as `<A0>`.
const MISTAKES: &str = include_str!("mistakes.txt");

/// The rules that this table is about. Other findings do not matter here.
const RULES: [&str; 3] = ["toml-syntax", "merge-markers", "misplaced-key"];

#[test]
fn every_mistake_is_reported_once_at_its_place_with_what_would_be_right() {
    let mut sandbox = Sandbox::new();
    let cases: Vec<_> = MISTAKES.split("\n\n").map(toml_of).collect();
    for (at, case) in cases.iter().enumerate() {
        let mut record = case.clone();
        for unseen in ["A0", "200B", "FEFF", "0", "D"] {
            let character = u32::from_str_radix(unseen, 16).ok().and_then(char::from_u32).unwrap();
            record = record.replace(&format!("<{unseen}>"), &character.to_string());
        }
        sandbox = sandbox.file(&format!("claims/m-{at:03}.toml"), record);
    }
    let run = sandbox.run(&["check", "--limit", "0", "--width", "1000"]);
    let mut said = vec![String::new(); cases.len()];
    for finding in run.stdout.split("\n\n").filter(|block| !block.starts_with(char::is_numeric)) {
        let (at, words) = finding_of(finding);
        said[at] += &words;
    }
    let truth: Vec<_> = cases.iter().zip(said).map(|(case, said)| format!("{case}\n{said}")).collect();
    let truth = truth.join("\n");
    if std::env::var_os("UPDATE_PAGES").is_some() {
        std::fs::write(crate::sandbox::repository("tests/mistakes.txt"), truth).unwrap();
    } else {
        assert!(truth == MISTAKES, "UPDATE_PAGES=1 renews the table:\n{}", difference(MISTAKES, &truth));
    }
}

#[test]
fn a_record_with_anything_removed_or_inserted_is_reported_inside_the_file() {
    let record = "statement = \"It’s \\\"so\\\".\"\n[[evidence]]\nquote = '''\na'''\n# hm\nx = [1, { on = 2020-02-11 }]\n";
    let put = [
        "", "\"", "'", "“", "[", "]", "{", "}", "=", "#", "\n", "\\", ",", "\u{A0}", "\0", "//", "'''", "[[",
    ];
    let edges: Vec<_> = record.char_indices().map(|(at, _)| at).chain([record.len()]).collect();
    for (nth, &from) in edges.iter().enumerate() {
        for &to in edges[nth..].iter().take(3).chain([&record.len()]) {
            for put in put {
                let text = format!("{}{put}{}", &record[..from], &record[to..]);
                let (_, remarks) = syntax::claim::read(FileId(0), "x", &text);
                for fault in remarks.faults {
                    assert!(text.get(fault.span.range()).is_some(), "{:?} of {text:?}", fault.span);
                }
            }
        }
    }
}

/// A case without what is said about it.
fn toml_of(case: &str) -> String {
    let lines = case.lines().filter(|line| !line.starts_with("  -> ") && !line.starts_with("     "));
    lines.collect::<Vec<_>>().join("\n")
}

/// The case that a finding is about, and its words in the form of the table; none for other rules.
fn finding_of(finding: &str) -> (usize, String) {
    let (head, rest) = finding.split_once('\n').unwrap();
    let (rule, message) = head.split_once('[').unwrap().1.split_once("]: ").unwrap();
    let (_, place) = rest.split_once("--> claims/m-").unwrap();
    let (at, place) = place.split_at(3);
    let place = place.lines().next().unwrap().trim_start_matches(".toml:");
    let mut words = String::new();
    if RULES.contains(&rule) {
        let _ = writeln!(words, "  -> {place} {rule}: {message}");
        for help in rest.lines().filter_map(|line| line.strip_prefix("help: ")) {
            let _ = writeln!(words, "     {help}");
        }
    }
    (at.parse().unwrap(), words)
}
