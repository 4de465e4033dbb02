//! What editors are told about records: that it is true by the reader, by the corpus and by the pages of the rules.

use crate::sandbox::{repository, run_in};
use grounds::schema::SUBJECTS;
use grounds::syntax::fault::{Fault, FaultKind};
use grounds::syntax::written;
use grounds::syntax::{claim, policy, source, story};
use grounds::text::span::FileId;
use jsonschema::Validator;
use serde_json::{Map, Value, json};
use std::fmt::Write;
use std::fs;
use std::path::{Path, PathBuf};
use toml::de::{DeTable, DeValue};

#[test]
fn the_schemas_are_schemas() {
    for subject in SUBJECTS {
        let schema = schema_of(subject.name);
        assert!(
            jsonschema::draft7::meta::is_valid(&schema),
            "{:?}",
            jsonschema::draft7::meta::validate(&schema)
        );
        assert_eq!(schema["$schema"], "http://json-schema.org/draft-07/schema#");
    }
}

#[test]
fn every_key_is_described_and_words_are_a_plain_list() {
    for subject in SUBJECTS {
        walk(&schema_of(subject.name), &mut |name, schema| {
            let about = schema["description"].as_str().unwrap_or_else(|| panic!("{name} is not described"));
            assert!(about.len() > 10 && !about.contains("TODO"), "{name}: {about}");
            let words = schema["enum"].as_array().into_iter().flatten();
            for word in words {
                let line = format!("\n- \"{}\": ", word.as_str().unwrap());
                assert!(about.contains(&line), "{name}: what does {word} mean?");
                assert_eq!(schema["type"], "string", "{name}");
            }
        });
    }
}

#[test]
fn all_records_of_this_repository_are_as_the_schemas_say() {
    let mut seen = 0;
    for (subject, folder) in [("claim", "claims"), ("source", "sources"), ("config", "grounds.toml")] {
        let validator = validator_of(subject);
        for file in toml_files(&repository(folder)) {
            let wrong = errors(&validator, &of_toml(&fs::read_to_string(&file).unwrap()));
            assert!(wrong.is_empty(), "{}: {wrong:?}", file.display());
            seen += 1;
        }
    }
    assert!(seen > 500, "{seen}");
}

/// A record with every key is taken by both; whatever is taken from it, put into it or changed in its kind is refused by the
/// schema exactly where the reader refuses it.
#[test]
fn reader_and_schema_know_the_same_keys_and_want_the_same() {
    for subject in SUBJECTS {
        let (schema, validator) = (schema_of(subject.name), validator_of(subject.name));
        let whole = example_of(&schema);
        assert_eq!(errors(&validator, &whole), [] as [String; 0], "{whole}");
        let found = faults(subject.name, &whole);
        assert!(found.is_empty(), "{found:?} in {whole}");
        let mut cases = 0;
        for pointer in pointers(&whole) {
            let mut both_refuse = |why: &str, value: Value| {
                cases += 1;
                let (wrong, found) = (errors(&validator, &value), faults(subject.name, &value));
                assert!(!wrong.is_empty() && !found.is_empty(), "{pointer} {why}: {wrong:?} {found:?}");
            };
            let here = whole.pointer(&pointer).unwrap();
            let is_number = here.is_number();
            both_refuse(
                "of another type",
                with(&whole, &pointer, if is_number { json!("x") } else { json!(1.5) }),
            );
            both_refuse("true", with(&whole, &pointer, json!(true)));
            if here.is_object() && !["/rules", "/names"].contains(&&*pointer) {
                both_refuse("with a key too many", with(&whole, &format!("{pointer}/zzz"), json!("x")));
            }
            if here.is_string() {
                for words in ["", "?", "documentd", "yesterday", "Partially-Confirmed", "A b"] {
                    let value = with(&whole, &pointer, json!(words));
                    let refused = faults(subject.name, &value);
                    // A word for a status is understood in other spellings, and that is told.
                    assert!(
                        refused.is_empty() || !errors(&validator, &value).is_empty(),
                        "{pointer} = {words:?}"
                    );
                }
            }
            let less = without(&whole, &pointer);
            let missing = faults(subject.name, &less);
            assert!(missing.iter().all(|fault| matches!(fault.kind, FaultKind::MissingField { .. })));
            assert_eq!(errors(&validator, &less).is_empty(), missing.is_empty(), "without {pointer}");
        }
        assert!(cases > 30, "{cases}");
    }
    let nobody = json!({"kind": "dataset"});
    assert_eq!(errors(&validator_of("source"), &nobody).len(), 1);
    assert!(errors(&validator_of("source"), &json!({"kind": "dataset", "authors": ["x"]})).is_empty());
}

/// What no schema can tell: whether a day is in the calendar, what ends before it begins, and what another file lacks.
const BEYOND: [&str; 3] = [
    "missing-field: claims/tide.toml",
    "invalid-date: claims/dredger.toml",
    "invalid-date: claims/tolls.toml",
];

#[test]
fn what_the_pages_show_as_badly_written_is_refused() {
    let mut wrong = Vec::new();
    let mut refused = 0;
    for rule in [
        "missing-field",
        "misplaced-key",
        "unknown-key",
        "unknown-status",
        "status-spelling",
        "unknown-value",
        "wrong-type",
        "invalid-date",
    ] {
        let page = grounds::rules::find(rule).unwrap().page;
        for case in page.split("\n## ").skip(1) {
            for (path, content) in files_of(case) {
                let subject = match path.split('/').next().unwrap() {
                    "claims" => "claim",
                    "sources" => "source",
                    _ => "config",
                };
                let told = case.split("\n\n").any(|said| {
                    said.contains(&format!("[{rule}]")) && said.contains(&format!("--> {path}:"))
                });
                let Ok(value) = std::panic::catch_unwind(|| of_toml(&content)) else { continue };
                if !told {
                    continue;
                }
                if errors(&validator_of(subject), &value).is_empty() {
                    wrong.push(format!("{rule}: {path}"));
                } else {
                    refused += 1;
                }
            }
        }
    }
    assert!(refused >= 8, "{refused}");
    assert_eq!(wrong, BEYOND, "only {refused} were refused");
}

fn schema_of(subject: &str) -> Value {
    let run = run_in(&repository("."), &["schema", subject], &[]);
    assert_eq!((run.code, run.stderr.as_str()), (Some(0), ""));
    serde_json::from_str(&run.stdout).unwrap()
}

fn validator_of(subject: &str) -> Validator {
    jsonschema::draft7::new(&schema_of(subject)).unwrap()
}

fn errors(validator: &Validator, value: &Value) -> Vec<String> {
    validator.iter_errors(value).map(|error| format!("{}: {error}", error.instance_path())).collect()
}

/// What the reader has against a record with these values.
fn faults(subject: &str, value: &Value) -> Vec<Fault> {
    let lines = value
        .as_object()
        .unwrap()
        .iter()
        .map(|(key, value)| format!("{} = {}\n", written::text(key), toml_of(value)));
    let text: String = lines.collect();
    let file = FileId(0);
    match subject {
        "claim" => claim::read(file, "x", &text).1.faults,
        "source" => source::read(file, "x", &text).1.faults,
        "story" => story::read(file, "x", &text).1.faults,
        _ => policy::read(file, &text).1.faults,
    }
}

/// Calls `look` for every key that is described, however deep.
fn walk(schema: &Value, look: &mut impl FnMut(&str, &Value)) {
    for (name, inner) in schema["properties"].as_object().into_iter().flatten() {
        look(name, inner);
        walk(inner, look);
        walk(&inner["items"], look);
    }
}

/// A value that the schema takes, with every key there is.
fn example_of(schema: &Value) -> Value {
    if let Some(word) = schema["enum"].get(0) {
        return word.clone();
    }
    match schema["type"].as_str() {
        Some("object") if schema["additionalProperties"].is_object() => {
            json!({"Harbour Gazette": example_of(&schema["additionalProperties"])})
        }
        Some("object") => {
            let properties = schema["properties"].as_object().unwrap().iter();
            Value::Object(properties.map(|(key, schema)| (key.clone(), example_of(schema))).collect())
        }
        Some("array") => json!([example_of(&schema["items"])]),
        Some("integer") => schema.get("default").cloned().unwrap_or(json!(15)),
        Some("string") if schema["pattern"].as_str().is_some_and(|pattern| pattern.contains("{64}")) => {
            json!("0f".repeat(32))
        }
        Some("string") => json!("a-word"),
        _ => json!("2020-02"),
    }
}

/// Where all values below the top stand, as JSON Pointers (RFC 6901).
fn pointers(value: &Value) -> Vec<String> {
    let members: Vec<(String, &Value)> = match value {
        Value::Object(members) => members.iter().map(|(key, value)| (key.clone(), value)).collect(),
        Value::Array(items) => items.iter().enumerate().map(|(at, item)| (at.to_string(), item)).collect(),
        _ => Vec::new(),
    };
    let below = members.into_iter().flat_map(|(key, value)| {
        let own = format!("/{key}");
        let deeper = pointers(value).into_iter().map(|rest| format!("{own}{rest}"));
        deeper.chain([own.clone()]).collect::<Vec<_>>()
    });
    below.collect()
}

fn with(whole: &Value, pointer: &str, value: Value) -> Value {
    let mut changed = whole.clone();
    let (parent, key) = pointer.rsplit_once('/').unwrap();
    match changed.pointer_mut(parent).unwrap() {
        Value::Object(members) => _ = members.insert(key.to_owned(), value),
        Value::Array(items) => items[key.parse::<usize>().unwrap()] = value,
        _ => unreachable!("{pointer}"),
    }
    changed
}

fn without(whole: &Value, pointer: &str) -> Value {
    let mut changed = whole.clone();
    let (parent, key) = pointer.rsplit_once('/').unwrap();
    match changed.pointer_mut(parent).unwrap() {
        Value::Object(members) => _ = members.remove(key),
        Value::Array(items) => _ = items.remove(key.parse::<usize>().unwrap()),
        _ => unreachable!("{pointer}"),
    }
    changed
}

/// A value as TOML, in one line.
fn toml_of(value: &Value) -> String {
    match value {
        Value::String(words) => written::text(words),
        Value::Array(items) => format!("[{}]", items.iter().map(toml_of).collect::<Vec<_>>().join(", ")),
        Value::Object(members) => {
            let members =
                members.iter().map(|(key, value)| format!("{} = {}", written::text(key), toml_of(value)));
            format!("{{ {} }}", members.collect::<Vec<_>>().join(", "))
        }
        other => other.to_string(),
    }
}

/// TOML as the servers of editors see it: a date is a text.
fn of_toml(text: &str) -> Value {
    fn of_table(table: &DeTable) -> Value {
        let members = table.iter().map(|(key, value)| (key.get_ref().to_string(), of_value(value.get_ref())));
        Value::Object(members.collect::<Map<_, _>>())
    }
    fn of_value(value: &DeValue) -> Value {
        match value {
            DeValue::String(text) => json!(text),
            DeValue::Integer(number) => json!(number.as_str().parse::<i64>().unwrap()),
            DeValue::Float(number) => json!(number.as_str().parse::<f64>().unwrap()),
            DeValue::Boolean(is_so) => json!(is_so),
            DeValue::Datetime(project) => json!(project.to_string()),
            DeValue::Array(items) => items.iter().map(|item| of_value(item.get_ref())).collect(),
            DeValue::Table(table) => of_table(table),
        }
    }
    of_table(DeTable::parse(text).unwrap().get_ref())
}

/// The files of a case of a page: path and content.
fn files_of(case: &str) -> Vec<(String, String)> {
    let mut files = Vec::new();
    let mut lines = case.lines();
    while let Some(line) = lines.next() {
        let Some(info) = line.strip_prefix("```") else { continue };
        let mut content = String::new();
        for line in lines.by_ref().take_while(|line| *line != "```") {
            let _ = writeln!(content, "{line}");
        }
        if let Some(("toml", path)) = info.split_once(' ') {
            files.push((path.to_owned(), content));
        }
    }
    files
}

pub fn toml_files(place: &Path) -> Vec<PathBuf> {
    if place.is_file() {
        return vec![place.to_owned()];
    }
    let files = walkdir::WalkDir::new(place).into_iter().map(|entry| entry.unwrap().into_path());
    files.filter(|path| path.extension().is_some_and(|extension| extension == "toml")).collect()
}
