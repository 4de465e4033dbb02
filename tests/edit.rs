//! Changing a file by its bytes: on every file of the toml-test suite, as it is, with the line ends of Windows, and with
//! a byte order mark, nothing changes but what was asked for.

use crate::fmt::line;
use crate::toml_conformance::listed;
use grounds::syntax::edit::{Edit, Record, Refusal, edited};
use proptest::prelude::*;

#[test]
fn what_was_not_asked_for_stays_byte_for_byte() {
    let day = || "2026-11-20".to_owned();
    let edits = [
        (
            Edit::Set { table: None, key: "date_inferred_from", value: "'x'".to_owned() },
            "date_inferred_from = 'x'\n",
        ),
        (Edit::Set { table: Some("checked"), key: "on", value: day() }, "[checked]\non = 2026-11-20\n"),
        (
            Edit::Append {
                name: "evidence",
                entries: vec![("source", "'a'".to_owned()), ("at", "'b'".to_owned())],
            },
            "[[evidence]]\nsource = 'a'\nat     = 'b'\n",
        ),
    ];
    let mut seen = 0;
    for (name, text) in files() {
        for (edit, lines) in &edits {
            let changed = edited(Record::Claim, &text, std::slice::from_ref(edit));
            let changed = changed.unwrap_or_else(|why| panic!("{name}: {why:?}\n{text}"));
            let lines = if text.contains("\r\n") { lines.replace('\n', "\r\n") } else { (*lines).to_owned() };
            assert!(is_put_in(&text, &changed, &lines), "{name}:\n{changed}");
            seen += 1;
        }
    }
    assert!(seen > 3 * 3 * 150, "only {seen} edits were made");
}

#[test]
fn a_value_is_replaced_and_all_around_it_stays() {
    for (name, text) in files() {
        let status = Edit::Set { table: None, key: "status", value: "'''long'''".to_owned() };
        let with = edited(Record::Claim, &text, &[status]).unwrap();
        let again = Edit::Set { table: None, key: "status", value: "'x'".to_owned() };
        let changed = edited(Record::Claim, &with, &[again]).unwrap();
        assert_eq!(changed, with.replacen("'''long'''", "'x'", 1), "{name}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2000))]

    /// Lines as people write them, in any order: a block is put in whole, and around it every byte stays; or nothing is done.
    #[test]
    fn a_block_is_put_into_any_record_or_into_none(lines in prop::collection::vec(line(), 0..14)) {
        let text = lines.join("\n");
        let entries = vec![("source", "'a'".to_owned()), ("date_inferred_from", "'b'".to_owned())];
        let append = Edit::Append { name: "evidence", entries };
        let is_record = edited(Record::Claim, &text, &[]).is_ok();
        match edited(Record::Claim, &text, &[append]) {
            Ok(changed) => {
                let block = "[[evidence]]\nsource = 'a'\ndate_inferred_from = 'b'\n";
                prop_assert!(is_put_in(&text, &changed, block), "{}", changed);
            }
            Err(why) => prop_assert_eq!(why == Refusal::Broken, !is_record),
        }
    }
}

/// Every valid file of the suite, in several ways of writing it.
fn files() -> impl Iterator<Item = (String, String)> {
    listed("1.0.0", "valid").flat_map(|(name, bytes)| {
        let text = std::str::from_utf8(bytes).unwrap().to_owned();
        let windows = if text.contains('\r') { text.clone() } else { text.replace('\n', "\r\n") };
        let marked = format!("\u{feff}{}", text.trim_start_matches('\u{feff}'));
        [(name.clone(), text), (format!("{name} with CRLF"), windows), (format!("{name} with BOM"), marked)]
    })
}

/// Is `after` the text `before`, with `lines` put in at one place, and perhaps line ends around them?
fn is_put_in(before: &str, after: &str, lines: &str) -> bool {
    after.match_indices(lines).any(|(at, _)| {
        let (head, tail) = (&after[..at], &after[at + lines.len()..]);
        (0..=before.len()).filter(|cut| before.is_char_boundary(*cut)).any(|cut| {
            let is_blank =
                |rest: Option<&str>| rest.is_some_and(|rest| rest.trim_matches(['\r', '\n']).is_empty());
            is_blank(head.strip_prefix(&before[..cut])) && is_blank(tail.strip_suffix(&before[cut..]))
        })
    })
}
