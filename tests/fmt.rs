//! The layout of records: what it is, that it is reached in one step, and that nothing is said otherwise afterwards.

use crate::sandbox::{Sandbox, repository, run_in};
use crate::toml_conformance::listed;
use grounds::syntax::edit::{Record, Refusal};
use grounds::syntax::layout::formatted;
use proptest::prelude::*;
use std::collections::BTreeMap;
use std::fs;
use toml::de::{DeTable, DeValue};

const UNTIDY: &str = "\
# The keeper's log has more.

# In our words.
rationale = \"Why.\"   # for now


statement='The tide came.'
  # who said so
  claimant   = \"Gazette\"
status = \"Partially-Confirmed\"  \t
topics = [
  \"tides\", # and boats
]
[checked]
by=\"E. Marsh\"

# until spring

# the second
[[ evidence ]] # read twice
quote = '''the tide
came'''
source = \"almanac\"
note = \"x\"
[[evidence]]

source = \"gazette\"
# not the whole
quote = \"the tide came over\"
# the end";

const TIDY: &str = "\
# The keeper's log has more.

statement  = 'The tide came.'
status     = \"partially confirmed\"
# who said so
claimant   = \"Gazette\"
topics     = [
  \"tides\", # and boats
]
# In our words.
rationale  = \"Why.\" # for now

# the second
[[evidence]] # read twice
source = \"almanac\"
quote  = '''the tide
came'''
note   = \"x\"

[[evidence]]
source = \"gazette\"
# not the whole
quote  = \"the tide came over\"
# the end

[checked]
by = \"E. Marsh\"

# until spring
";

#[test]
fn keys_stand_in_their_order_and_remarks_with_them() {
    assert_eq!(formatted(Record::Claim, UNTIDY).as_deref(), Ok(TIDY));
    assert_eq!(formatted(Record::Claim, TIDY).as_deref(), Ok(TIDY));
    let windows = UNTIDY.replace('\n', "\r\n");
    assert_eq!(formatted(Record::Claim, &windows), Ok(TIDY.replace('\n', "\r\n")));
    let marked = format!("\u{feff}{UNTIDY}");
    assert_eq!(formatted(Record::Claim, &marked), Ok(format!("\u{feff}{TIDY}")));
    assert_eq!(formatted(Record::Claim, "status = "), Err(Refusal::Broken));
    assert_eq!(formatted(Record::Claim, "").as_deref(), Ok(""));
    let source = "[text]\nsha256='x'\n[retracted]\nbecause='y'\n";
    let laid = "[retracted]\nbecause = 'y'\n\n[text]\nsha256 = 'x'\n";
    assert_eq!(formatted(Record::Source, source).as_deref(), Ok(laid));
}

#[test]
fn every_file_of_the_suite_is_laid_out_and_says_what_it_said() {
    let mut seen = 0;
    for (name, bytes) in listed("1.0.0", "valid") {
        let text = std::str::from_utf8(bytes).unwrap();
        for record in [Record::Claim, Record::Source] {
            let tidy = formatted(record, text).unwrap_or_else(|why| panic!("{name}: {why:?}"));
            assert_eq!(meaning(&tidy), meaning(text), "{name}");
            assert_eq!(formatted(record, &tidy).as_deref(), Ok(&*tidy), "{name}: twice is once");
            seen += 1;
        }
    }
    assert!(seen > 300);
}

#[test]
fn the_corpus_is_laid_out() {
    let run = run_in(&repository("."), &["fmt", "--check"], &[]);
    assert_eq!((run.code, run.stderr.as_str()), (Some(0), ""), "{}", run.stdout);
    assert!(run.stdout.starts_with("0 would change, "), "{}", run.stdout);
}

#[test]
fn files_are_named_and_only_those_that_can_be_read_are_touched() {
    let broken = "status = \n  statement = 'x'\n";
    let sandbox = Sandbox::new()
        .file("claims/tide.toml", UNTIDY)
        .file("claims/old/tidy.toml", TIDY)
        .file("claims/old/broken.toml", broken)
        .file("sources/almanac.toml", "kind='dataset'\npublisher=\"Office\"\n");
    let read = |path: &str| fs::read_to_string(sandbox.path().join(path)).unwrap();
    let check = sandbox.run(&["fmt", "--check"]);
    let left =
        "claims/old/broken.toml was left alone: it is not valid TOML; `grounds check` shows the errors\n";
    assert_eq!((check.code, check.stderr.as_str()), (Some(1), left));
    assert_eq!(
        check.stdout,
        "claims/tide.toml\nsources/almanac.toml\n2 would change, 1 unchanged, 1 left alone\n"
    );
    assert_eq!(read("claims/tide.toml"), UNTIDY);
    let part = sandbox.run(&["fmt", "claims/tide.toml", "claims/old/tidy.toml"]);
    assert_eq!((part.code, part.stderr.as_str()), (Some(0), ""));
    assert_eq!(part.stdout, "claims/tide.toml\n1 formatted, 1 unchanged, 0 left alone\n");
    assert_eq!(read("claims/tide.toml"), TIDY);
    let rest = sandbox.run(&["fmt"]);
    assert_eq!(rest.code, Some(1));
    assert_eq!(read("sources/almanac.toml"), "publisher = \"Office\"\nkind      = 'dataset'\n");
    assert_eq!(read("claims/old/broken.toml"), broken);
    assert_eq!(Sandbox::new().run(&["fmt"]).code, Some(3));
    assert_eq!(Sandbox::empty().run(&["fmt"]).code, Some(3));
    assert_eq!(sandbox.run(&["fmt", "claims/none.toml"]).code, Some(2));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2000))]

    /// Lines as people write them, in any order: either it is no record, or it is laid out, once and for all.
    #[test]
    fn twice_is_once(lines in prop::collection::vec(line(), 0..14), windows in any::<bool>()) {
        let text = lines.join(if windows { "\r\n" } else { "\n" });
        for record in [Record::Claim, Record::Source] {
            match formatted(record, &text) {
                Err(why) => prop_assert_eq!(why, Refusal::Broken, "{}", text),
                Ok(tidy) => {
                    prop_assert_eq!(meaning(&tidy), meaning(&text));
                    prop_assert_eq!(formatted(record, &tidy), Ok(tidy.clone()), "{}", text);
                    for remark in text.lines().filter_map(|line| line.split('#').nth(1)) {
                        prop_assert!(tidy.contains(remark.trim_end()), "{}", tidy);
                    }
                }
            }
        }
    }
}

/// A line, as people write them, or somebody who does not mean well.
pub fn line() -> impl Strategy<Value = String> {
    let keys =
        ["status", "statement", "rationale", "source", "quote", "zeal", "title", "kind", "text.x", "'a b'"];
    let values = ["\"x\"", "'''\na\n\n'''", "[\n 1, # one\n\n 2 ]", "{ a = 1 }", "2020-01-01", "'#'"];
    let heads = ["[checked]", "[[evidence]]", "[text]", "[zeal]", "[[evidence.more]]", "[ withdrawn ]"];
    let entry = (prop::sample::select(keys.to_vec()), prop::sample::select(values.to_vec()), "[ \t]{0,2}")
        .prop_map(|(key, value, gap)| format!("{gap}{key}{gap}={gap}{value}{gap}"));
    prop_oneof![
        4 => entry.clone(),
        1 => entry.prop_map(|entry| entry + " # behind it "),
        2 => prop::sample::select(heads.to_vec()).prop_map(str::to_owned),
        2 => "# [a-c]{3}",
        2 => Just(String::new()),
    ]
}

/// What a text says, as the TOML library reads it.
fn meaning(text: &str) -> String {
    fn of(value: &DeValue) -> String {
        match value {
            DeValue::Table(table) => of_table(table),
            DeValue::Array(items) => {
                format!("[{}]", items.iter().map(|item| of(item.get_ref())).collect::<Vec<_>>().join(","))
            }
            other => format!("{other:?}"),
        }
    }
    fn of_table(table: &DeTable) -> String {
        let sorted: BTreeMap<_, _> =
            table.iter().map(|(key, value)| (key.get_ref().to_string(), of(value.get_ref()))).collect();
        format!("{sorted:?}")
    }
    of_table(DeTable::parse(text).unwrap().get_ref())
}
