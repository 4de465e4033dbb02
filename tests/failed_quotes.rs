//! What is said of a quote that failed: where it stands instead, whatever else fails beside it.

use crate::sandbox::{Sandbox, claim_on, record_of};
use serde_json::Value;
use std::collections::BTreeMap;
use std::fmt::Write;

const LOG: &str = "Wind from the north-west.\n\nThe captain kept the ferry at the quay all day, and *nobody* crossed the sound until the wind had turned at last.\n";

const GAZETTE: &str = "Nobody crossed the sound on Monday, and the mail waited.\n";

fn two_sources() -> Sandbox {
    Sandbox::new().source("gazette", GAZETTE).source("log", LOG)
}

fn concise(sandbox: &Sandbox, args: &[&str]) -> String {
    sandbox.run(&[&["check", "--format", "concise"], args].concat()).stdout
}

#[test]
fn a_quote_of_another_source_is_said_to_be_there() {
    let said = |quote: &str| concise(&two_sources().claim("c", "gazette", &format!("\"{quote}\"")), &[]);
    let there = "[misattributed] these words are not in `gazette`, but stand in `log` (line 3)";
    for quote in [
        "The captain kept the ferry at the quay all day",
        "kept the ferry at the quay [...] until the wind had turned",
        "kept the ferry at the quay … nobody* crossed the sound",
    ] {
        let said = said(quote);
        assert!(said.contains(there) && said.contains("1 error"), "{quote}: {said}");
    }
    for (quote, rule) in [
        ("The captain kept the ferry at the mole all day", "quote-absent"),
        ("until the wind had turned [...] kept the ferry at the quay", "quote-absent"),
        ("aptain kept the ferry at the quay all", "quote-absent"),
        ("turned at last", "quote-absent"),
        ("Nobody crossed the strait on Monday, and the mail waited", "quote-altered"),
    ] {
        let said = said(quote);
        assert!(said.contains(&format!("[{rule}]")) && !said.contains("misattributed"), "{quote}: {said}");
    }
}

#[test]
fn of_several_sources_the_first_is_named_and_markup_is_read() {
    let sandbox = two_sources()
        .file("sources/book.toml", record_of(LOG))
        .file("sources/book.md", LOG)
        .source("zettel", LOG)
        .claim("c", "gazette", "\"all day, and nobody crossed the sound\"")
        .claim("d", "gazette", "\"The captain kept the ferry at the quay\"");
    let said = concise(&sandbox, &[]);
    assert_eq!(said.matches("but stand in `book` (line 3)").count(), 2, "{said}");
}

#[test]
fn a_near_miss_that_stands_elsewhere_shows_both() {
    let sandbox = two_sources()
        .source("mirror", "The captain kept the ferry at the mole all day, they say.\n")
        .claim("c", "mirror", "\"The captain kept the ferry at the quay all day\"");
    let said = sandbox.run(&["check"]).stdout;
    for part in [
        "error[misattributed]",
        "they stand here",
        "sources/log.txt:3:1",
        "the most similar passage in `mirror`",
        "is the source `log`?",
    ] {
        assert!(said.contains(part), "{part}: {said}");
    }
    assert!(!said.contains("quote-altered"), "{said}");
    // It belongs to its source if no more than a mark differs.
    let sandbox = two_sources()
        .source("mirror", "The captain kept the ferry at the quay, all day, they say.\n")
        .claim("c", "mirror", "\"The captain kept the ferry at the quay all day\"");
    let said = concise(&sandbox, &[]);
    assert!(said.contains("[quote-altered]") && !said.contains("misattributed"), "{said}");
}

#[test]
fn a_fingerprint_tells_it_too() {
    let texts = tempfile::tempdir().unwrap();
    std::fs::write(texts.path().join("log.txt"), LOG).unwrap();
    let sandbox = Sandbox::new()
        .source("gazette", GAZETTE)
        .file("sources/log.toml", record_of(LOG))
        .claim("c", "gazette", "\"The captain kept the ferry at the quay all day\"")
        .claim("d", "gazette", "\"kept the ferry at the quay [...] until the wind had turned\"")
        .claim("e", "gazette", "\"The captain kept the ferry at the mole all day\"");
    assert_eq!(sandbox.run(&["pin", "log", "--texts", texts.path().to_str().unwrap()]).code, Some(0));
    let said = concise(&sandbox, &[]);
    assert_eq!(said.matches("but stand in `log` (by its fingerprint)").count(), 2, "{said}");
    assert_eq!(said.matches("[quote-absent]").count(), 1, "{said}");
}

#[test]
fn what_is_not_looked_for_is_counted() {
    let longest = "the ferry at the quay of the old harbour";
    let sandbox = (0..10).fold(Sandbox::new().source("gazette", GAZETTE), |sandbox, number| {
        sandbox
            .source(&format!("log-{number}"), &format!("On day {number} they saw {longest}, and no more.\n"))
    });
    let said = concise(&sandbox.claim("c", "gazette", &format!("\"nobody was there [...] {longest}\"")), &[]);
    assert!(said.contains("not looked for elsewhere: 1 quote\n"), "{said}");
}

/// The keys of the errors by the claim they are about.
fn keys(sandbox: &Sandbox) -> BTreeMap<String, String> {
    let run = sandbox.run(&["check", "--format", "json", "--limit", "0"]);
    let report: Value = serde_json::from_str(&run.stdout).unwrap();
    let findings =
        report["findings"].as_array().unwrap().iter().filter(|finding| finding["level"] == "error");
    let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
    findings.map(|finding| (text(&finding["claim"]), text(&finding["key"]))).collect()
}

#[test]
fn what_is_said_of_a_quote_does_not_depend_on_how_many_fail() {
    const QUOTES: usize = 300;
    let mut text = String::new();
    for day in 0..20_000 {
        writeln!(
            text,
            "On day {day} the harbour of the town was closed to all boats of more than two masts.\n"
        )
        .unwrap();
    }
    let claim = |number: usize| {
        let day = number * 61;
        let quote = match number % 3 {
            // Some of its words are rare; none is; and it is that of the other source.
            0 => format!("On day {day} the harbour of the city was closed to all boats"),
            1 => "the harbour of the city was closed to all boats of more than two masts".to_owned(),
            _ => "The captain kept the ferry at the quay all day".to_owned(),
        };
        claim_on("diary", &format!("\"{quote}\""))
    };
    let sources = || Sandbox::new().source("diary", &text).source("log", LOG);
    let all = (0..QUOTES)
        .fold(sources(), |sandbox, number| sandbox.file(&format!("claims/c{number}.toml"), claim(number)));
    let all = keys(&all);
    for rule in ["quote-altered", "misattributed"] {
        let of_rule = all.values().filter(|key| key.starts_with(rule)).count();
        assert_eq!(of_rule, if rule == "misattributed" { QUOTES / 3 } else { 2 * QUOTES / 3 });
    }
    for number in [0, 1, 2, 150, 297, 298, 299] {
        let alone = keys(&sources().file(&format!("claims/c{number}.toml"), claim(number)));
        let id = format!("c{number}");
        assert_eq!(alone[&id], all[&id], "{id}");
    }
}

#[test]
fn a_text_that_is_no_text_is_called_by_its_kind() {
    let utf16: Vec<u8> = "\u{feff}The tide came.".encode_utf16().flat_map(u16::to_le_bytes).collect();
    for (bytes, said, help) in [
        (&b"%PDF-1.7\n1 0 obj"[..], "this file is a PDF, not plain text", "pdftotext"),
        (
            b"PK\x03\x04\x14\0\x06\0",
            "this file is a zip archive, as .docx, .odt and .epub files are, not plain text",
            "save it as plain text",
        ),
        (b"{\\rtf1 The tide came.}", "this file is an RTF document, not plain text", "save it as plain text"),
        (&utf16, "this file is text in UTF-16, not in UTF-8", "with the encoding UTF-8"),
        (
            b"The tide\0 came.",
            "this file is not plain text: byte 9 is a NUL, which stands in no text",
            "delete the NULs",
        ),
        (b"Le caf\xe9", "this file is not UTF-8 text: byte 7 is wrong", "with the encoding UTF-8"),
    ] {
        let record =
            record_of("").replace(&grounds::evidence::sha256(b""), &grounds::evidence::sha256(bytes));
        let sandbox = Sandbox::new()
            .file("sources/gazette.toml", record)
            .file("sources/gazette.txt", bytes)
            .claim("c", "gazette", "\"The tide came.\"");
        let run = sandbox.run(&["check", "--width", "1000"]);
        assert!(run.stdout.contains(said) && run.stdout.contains(help), "{said}: {}", run.stdout);
        assert_eq!(run.code, Some(1));
    }
}
