//! Quotes in the world's writing, as `world_quotes.txt` has them: by their texts, and by fingerprint alone.

use crate::sandbox::{Run, Sandbox, claim_on};
use grounds::evidence::fingerprint;
use grounds::text::fold::{Folded, Markup};
use serde_json::Value;
use std::collections::BTreeMap;
use std::fmt::Write;

struct Case {
    id: String,
    markdown: bool,
    kind: &'static str,
    right: &'static str,
    text: String,
    quote: &'static str,
    by_fingerprint: &'static str,
}

fn cases() -> Vec<Case> {
    let rows =
        include_str!("world_quotes.txt").lines().filter(|row| !row.is_empty() && !row.starts_with('#'));
    rows.enumerate()
        .map(|(number, row)| {
            let [_, file, right, text, quote, by_fingerprint] = row.split('\t').collect::<Vec<_>>()[..]
            else {
                panic!("six columns: {row}")
            };
            let (markup, kind) = file.split_once(' ').unwrap_or((file, "news-report"));
            let text = text.replace("\\n", "\n").replace("\\f", "\u{c}") + "\n";
            Case {
                id: format!("q{number:03}"),
                markdown: markup == "md",
                kind,
                right,
                text,
                quote,
                by_fingerprint,
            }
        })
        .collect()
}

/// All cases as one project.
fn project(cases: &[Case]) -> Sandbox {
    let settings = Sandbox::empty().file("grounds.toml", "[quotes]\nmin_words = 3\n");
    cases.iter().fold(settings, |sandbox, case| {
        let Case { id, markdown, kind, text, quote, .. } = case;
        let sha256 = grounds::evidence::sha256(text.as_bytes());
        let record = format!(
            "publisher = \"Gazette\"\nkind = \"{kind}\"\npublished = 2020-01-01\n\n[text]\nsha256 = \"{sha256}\"\n"
        );
        let file = format!("sources/{id}.{}", if *markdown { "md" } else { "txt" });
        sandbox
            .file(&format!("sources/{id}.toml"), record)
            .file(&file, text)
            .file(&format!("claims/{id}.toml"), claim_on(id, &format!("'''{quote}'''")))
    })
}

/// By the claim: level, rule and message of each finding on its quote.
fn findings(run: &Run) -> BTreeMap<String, Vec<[String; 3]>> {
    const ASIDE: [&str; 1] = ["origin-left-out"];
    let report: Value = serde_json::from_str(&run.stdout).unwrap();
    let mut findings: BTreeMap<String, Vec<_>> = BTreeMap::new();
    for finding in report["findings"].as_array().unwrap() {
        let said = ["level", "rule", "message"].map(|key| finding[key].as_str().unwrap().to_owned());
        if !ASIDE.contains(&&*said[1]) {
            findings.entry(finding["claim"].as_str().unwrap_or("").to_owned()).or_default().push(said);
        }
    }
    findings
}

#[test]
fn quotes_in_the_worlds_writing_get_the_right_verdict() {
    let cases = cases();
    let run = project(&cases).run(&["check", "--format", "json", "--limit", "0"]);
    let findings = findings(&run);
    let mut wrong = String::new();
    for case in &cases {
        let said = findings.get(&case.id).map_or(&[][..], Vec::as_slice);
        let has = |level: &str, words: &str| {
            said.iter().any(|[of, rule, message]| of == level && (rule == words || message.contains(words)))
        };
        let is_right = match case.right.split_once(' ').unwrap_or((case.right, "")) {
            ("found", "") => said.is_empty(),
            ("warns", rule) => has("warning", rule) && said.iter().all(|[level, ..]| level == "warning"),
            ("fails", words) => has("error", words),
            other => panic!("{other:?}"),
        };
        if !is_right {
            let Case { right, text, quote, .. } = case;
            let _ =
                writeln!(wrong, "{right}\n    text   {text:?}\n    quote  {quote:?}\n    said   {said:?}");
        }
    }
    assert!(wrong.is_empty(), "{wrong}");
}

#[test]
fn a_fingerprint_tells_them_as_far_as_it_can() {
    let cases = cases();
    let sandbox = project(&cases);
    for case in &cases {
        let (extension, markup) =
            if case.markdown { ("md", Markup::Markdown) } else { ("txt", Markup::Plain) };
        std::fs::remove_file(sandbox.place(&format!("sources/{}.{extension}", case.id))).unwrap();
        let sha256 = grounds::evidence::sha256(case.text.as_bytes());
        let fingerprint = fingerprint::written(&Folded::text(&case.text, markup), &sha256);
        std::fs::write(sandbox.place(&format!("sources/{}.fp", case.id)), fingerprint).unwrap();
    }
    let findings = findings(&sandbox.run(&["check", "--format", "json", "--limit", "0"]));
    let mut wrong = String::new();
    for case in &cases {
        let said = findings.get(&case.id).map_or(&[][..], Vec::as_slice);
        let is_unread = said.iter().any(|[_, rule, _]| rule == "quote-unread");
        let fails = said.iter().any(|[level, rule, _]| level == "error" && rule != "quote-unread");
        let told = match (fails, is_unread) {
            (true, _) => "fails",
            (_, true) => "unread",
            _ => "found",
        };
        if told != case.by_fingerprint {
            let Case { text, quote, by_fingerprint, .. } = case;
            let _ = writeln!(
                wrong,
                "{by_fingerprint}, not {told}\n    text   {text:?}\n    quote  {quote:?}\n    said   {said:?}"
            );
        }
    }
    assert!(wrong.is_empty(), "{wrong}");
}
