//! Whatever a record or the policy may say is compared, shown and exported. The keys come from the schemas, so that a new one is
//! tested without being named here.

use crate::repository::Repository;
use crate::sandbox::Sandbox;
use grounds::model::claim::CLAIM;
use grounds::model::key::{Key, Kind, Sink, Table};
use grounds::model::policy::POLICY;
use grounds::model::source::SOURCE;
use grounds::model::status::Status;
use grounds::schema::SUBJECTS;
use serde_json::{Map, Value, json};
use std::collections::BTreeSet;
use std::fmt::Write;

/// A key with the tables it is in: `["evidence", "note"]`.
type Path = Vec<String>;

#[test]
fn a_change_of_any_key_of_a_record_is_told_with_both_values() {
    for (subject, file) in [("claim", "claims/boats.toml"), ("source", "sources/paper.toml")] {
        let whole = whole(subject, "before");
        let repository = Repository::of(Sandbox::new().claim("another", "paper", "\"boats\""));
        repository.file(file, toml(&whole));
        repository.commit("As it was");
        let keys = keys(subject);
        assert!(keys.len() > 15, "{keys:?}");
        for path in &keys {
            let (before, after) = (at(&whole, path), at(&self::whole(subject, "after"), path));
            repository.file(file, toml(&with(&whole, path, after.clone())));
            let told = repository.run(&["diff", "--format", "json"]).stdout;
            for value in [&before, &after] {
                assert!(words(value).iter().all(|word| told.contains(word)), "{path:?}, {value}:\n{told}");
            }
            let claims_or_sources = format!("{subject}s");
            let changes = &serde_json::from_str::<Value>(&told).unwrap()[&claims_or_sources];
            assert_eq!(changes.as_array().unwrap().len(), 1, "{path:?}:\n{told}");
            let shown = repository.run(&["diff"]).stdout;
            let markdown = repository.run(&["diff", "--format", "markdown"]).stdout;
            for words in words(&before).iter().chain(&words(&after)) {
                assert!(shown.contains(words), "{path:?}, {words}:\n{shown}");
                assert!(subject == "source" || markdown.contains(words), "{path:?}, {words}:\n{markdown}");
            }
        }
    }
}

#[test]
fn a_change_of_any_key_of_the_policy_is_told_with_both_values() {
    let whole = whole("config", "before");
    let repository = Repository::of(Sandbox::new().claim("boats", "paper", "\"boats\""));
    repository.file("grounds.toml", toml(&whole));
    repository.commit("As it was");
    let keys = keys("config");
    assert!(keys.iter().filter(|path| path[0] == "rules").count() > 50 && keys.len() > 70, "{keys:?}");
    for path in &keys {
        let (before, after) = (at(&whole, path), at(&self::whole("config", "after"), path));
        if before == after {
            assert_eq!(path[0], "rules", "{path:?} has one value only");
            continue;
        }
        repository.file("grounds.toml", toml(&with(&whole, path, after.clone())));
        let told = repository.run(&["diff"]).stdout;
        for words in words(&before).iter().chain(&words(&after)) {
            assert!(told.contains(words), "{path:?}, {words}:\n{told}");
        }
    }
    let (path, after) = (&keys[0], self::whole("config", "after"));
    repository.file("grounds.toml", toml(&with(&whole, path, at(&after, path))));
    let check = repository.run(&["check", "--base", "HEAD"]).stdout;
    assert!(check.contains("[policy-changed]: this change alters one setting"), "{check}");
}

#[test]
fn every_key_is_shown_and_exported_unless_the_list_says_why_not() {
    let sandbox = Sandbox::new()
        .file(
            "claims/boats.toml",
            toml(&with(&whole("claim", "before"), &path(&["evidence", "source"]), json!("paper"))),
        )
        .file("sources/paper.toml", toml(&whole("source", "before")));
    let run = |args: &[&str]| sandbox.run(args).stdout;
    let [full, markdown, json] = ["full", "markdown", "json"]
        .map(|format| run(&["show", "boats", "--format", format, "--width", "1000"]));
    sandbox.run(&["report", "--out", "site"]);
    let page = |path: &str| std::fs::read_to_string(sandbox.path().join("site").join(path)).unwrap();
    let claim_page = page("claim/boats.html");
    let source_page = page("source/paper.html");
    let exported: String =
        ["claims", "evidence", "sources"].map(|table| run(&["export", "--table", table])).concat();
    for (subject, table) in [("claim", &CLAIM), ("source", &SOURCE)] {
        let whole = whole(subject, "before");
        for path in keys(subject) {
            let hidden = hidden(table, &path);
            assert!(hidden.iter().all(|(_, why)| why.len() > 10), "{path:?}: {hidden:?}");
            let is_hidden = |sink: Sink| hidden.iter().any(|(of, _)| *of == sink);
            for words in words(&at(&whole, &path)) {
                let missing = |place: &str| format!("{path:?}, {words}: not in {place}");
                if path.last().is_some_and(|key| key == "source") {
                    continue;
                }
                assert!(
                    is_hidden(Sink::Export) || exported.contains(&words),
                    "{}\n{exported}",
                    missing("export")
                );
                assert!(json.contains(&words), "{}\n{json}", missing("show --format json"));
                if subject == "claim" && !is_hidden(Sink::Show) {
                    for (place, shown) in
                        [("show", &full), ("Markdown", &markdown), ("the page", &claim_page)]
                    {
                        assert!(shown.contains(&words), "{}\n{shown}", missing(place));
                    }
                }
                if subject == "source" && !is_hidden(Sink::Show) {
                    assert!(source_page.contains(&words), "{}\n{source_page}", missing("the page"));
                }
            }
        }
    }
}

fn path(names: &[&str]) -> Path {
    names.iter().map(|name| (*name).to_owned()).collect()
}

/// Why a key cannot be seen somewhere.
fn hidden(table: &'static Table, path: &[String]) -> &'static [(Sink, &'static str)] {
    let key = table.key(&path[0]).unwrap();
    match key.kind {
        Kind::Table(inner) | Kind::Blocks(inner) | Kind::Reasons(inner) if path.len() > 1 => {
            hidden(inner, &path[1..])
        }
        _ => key.hidden,
    }
}

fn schema(subject: &str) -> Value {
    let subject = SUBJECTS.iter().find(|known| known.name == subject).unwrap();
    serde_json::to_value(subject.schema()).unwrap()
}

/// Every key that holds a value.
fn keys(subject: &str) -> Vec<Path> {
    fn collect(schema: &Value, path: &Path, keys: &mut Vec<Path>) {
        let inner =
            schema.pointer("/items").filter(|items| items["properties"].is_object()).unwrap_or(schema);
        match inner["properties"].as_object() {
            Some(properties) => {
                for (name, schema) in properties {
                    collect(schema, &[path.clone(), vec![name.clone()]].concat(), keys);
                }
            }
            None => keys.push(path.clone()),
        }
    }
    let mut keys = Vec::new();
    collect(&schema(subject), &Vec::new(), &mut keys);
    keys
}

/// A record with every key, whose values all say `when`.
fn whole(subject: &str, when: &str) -> Value {
    fn example(schema: &Value, name: &str, when: &str) -> Value {
        let is_after = when == "after";
        if let Some(words) = schema["enum"].as_array() {
            return if is_after { words[words.len() - 1].clone() } else { words[0].clone() };
        }
        if let Some(properties) = schema["properties"].as_object() {
            let all = properties.iter().map(|(key, schema)| {
                (key.clone(), example(schema, &format!("{name}-{}", key.replace(['_', ' '], "-")), when))
            });
            return Value::Object(all.collect::<Map<_, _>>());
        }
        if let Some(names) = schema.pointer("/additionalProperties/items") {
            return json!({ "harbour": [example(names, name, when)] });
        }
        match schema["type"].as_str() {
            Some("array") => json!([example(&schema["items"], name, when)]),
            Some("integer") => json!(if is_after { 8765 } else { 4321 }),
            _ if schema["anyOf"].is_array() => {
                let year = 1000 + name.bytes().map(u32::from).sum::<u32>() % 900;
                json!(format!("{year}-0{}", if is_after { 7 } else { 3 }))
            }
            _ if schema["pattern"].as_str().is_some_and(|pattern| pattern.contains("{64}")) => {
                json!(if is_after { "a1" } else { "b2" }.repeat(32))
            }
            _ => json!(format!("{when}{name}")),
        }
    }
    example(&schema(subject), "", when)
}

/// The value at a path; of blocks that of the first.
fn at(value: &Value, path: &[String]) -> Value {
    let Some((name, rest)) = path.split_first() else { return value.clone() };
    let inner = if value.is_array() { &value[0][name] } else { &value[name] };
    at(inner, rest)
}

fn with(value: &Value, path: &[String], new: Value) -> Value {
    let Some((name, rest)) = path.split_first() else { return new };
    let mut value = value.clone();
    let inner = if value.is_array() { &mut value[0][name] } else { &mut value[name] };
    *inner = with(inner, rest, new);
    value
}

/// The words of a value, each as it is printed.
fn words(value: &Value) -> BTreeSet<String> {
    match value {
        Value::Array(items) => items.iter().flat_map(words).collect(),
        Value::Object(items) => items.values().flat_map(words).collect(),
        Value::String(word) => BTreeSet::from([word.clone()]),
        other => BTreeSet::from([other.to_string()]),
    }
}

/// A record in TOML: values first, then tables and blocks.
fn toml(value: &Value) -> String {
    fn tables(value: &Map<String, Value>, path: &str, text: &mut String) {
        let is_blocks =
            |value: &Value| value.as_array().is_some_and(|items| items.iter().any(Value::is_object));
        for (key, value) in value.iter().filter(|(_, value)| !value.is_object() && !is_blocks(value)) {
            let _ = writeln!(text, "{} = {value}", json!(key));
        }
        for (key, value) in value {
            let path =
                if path.is_empty() { json!(key).to_string() } else { format!("{path}.{}", json!(key)) };
            if let Some(table) = value.as_object() {
                let _ = writeln!(text, "\n[{path}]");
                tables(table, &path, text);
            } else if is_blocks(value) {
                for block in value.as_array().unwrap() {
                    let _ = writeln!(text, "\n[[{path}]]");
                    tables(block.as_object().unwrap(), &path, text);
                }
            }
        }
    }
    let mut text = String::new();
    tables(value.as_object().unwrap(), "", &mut text);
    text
}

/// The tables of CONTRIBUTING, written from the lists.
#[test]
fn contributing_has_every_key_as_the_lists_have_it() {
    let file = crate::sandbox::repository("CONTRIBUTING.md");
    let known = std::fs::read_to_string(&file).unwrap();
    let mut text = known.clone();
    for (name, table) in [("claim", &CLAIM), ("source", &SOURCE)] {
        let (begin, end) = (format!("<!-- keys of a {name} -->\n"), "<!-- end of keys -->");
        let (before, rest) =
            text.split_once(&begin).unwrap_or_else(|| panic!("CONTRIBUTING.md lacks {begin}"));
        let (_, after) = rest.split_once(end).unwrap();
        text = format!("{before}{begin}\n{}\n{end}{after}", described(table));
    }
    for key in POLICY.keys {
        let inner = match key.kind {
            Kind::Table(inner) | Kind::Blocks(inner) => inner.keys,
            _ => &[],
        };
        for name in inner.iter().map(|inner| inner.name).filter(|name| Status::from_name(name).is_none()) {
            assert!(
                text.contains(&format!("`{name}`")),
                "CONTRIBUTING does not name {name} of [{}]",
                key.name
            );
        }
        let is_block = matches!(key.kind, Kind::Table(_) | Kind::Blocks(_) | Kind::Names | Kind::Levels);
        let written = if is_block { format!("[{}", key.name) } else { format!("`{}`", key.name) };
        assert!(text.contains(&written), "CONTRIBUTING does not name {written}");
    }
    if std::env::var_os("UPDATE_PAGES").is_some() {
        std::fs::write(&file, &text).unwrap();
    } else {
        assert_eq!(text, known, "UPDATE_PAGES=1 cargo test keys writes it anew");
    }
}

fn described(table: &'static Table) -> String {
    let mut text = String::from("| key | type | meaning |\n| --- | --- | --- |\n");
    let mut blocks = Vec::new();
    for key in table.keys {
        match key.kind {
            Kind::Table(inner) | Kind::Blocks(inner) => blocks.push((key, inner)),
            _ => text += &described_key(key),
        }
    }
    for (key, inner) in blocks {
        let head = if matches!(key.kind, Kind::Blocks(_)) {
            format!("[[{}]]", key.name)
        } else {
            format!("[{}]", key.name)
        };
        let _ = write!(
            text,
            "\nIn `{head}`: {}\n\n| key | type | meaning |\n| --- | --- | --- |\n",
            lower(key.about)
        );
        inner.keys.iter().for_each(|key| text += &described_key(key));
    }
    text
}

fn described_key(key: &Key) -> String {
    let what = match key.kind {
        Kind::Text | Kind::Words | Kind::Sha256 => "text".to_owned(),
        Kind::Id => "id".to_owned(),
        Kind::Texts | Kind::SomeTexts | Kind::Names | Kind::Statuses => "list".to_owned(),
        Kind::OneOrMore => "text or list".to_owned(),
        Kind::Ids => "list of ids".to_owned(),
        Kind::Reasons(_) => "list of tables".to_owned(),
        Kind::Date => "date".to_owned(),
        Kind::Number(_) => "number".to_owned(),
        Kind::Status | Kind::Word(..) => "word".to_owned(),
        Kind::Table(_) | Kind::Blocks(_) | Kind::Levels => "block".to_owned(),
    };
    let required = if key.required { ", required" } else { "" };
    let words = match key.kind {
        Kind::Word(words, default) => {
            let words = words().into_iter().map(|(word, meaning)| {
                let unwritten = if default == Some(word) { " (default)" } else { "" };
                format!("<br>`\"{word}\"`{unwritten}: {meaning}")
            });
            words.collect()
        }
        Kind::Status => {
            let words =
                Status::all().map(|status| format!("<br>`\"{}\"`: {}", status.name(), status.meaning()));
            words.collect()
        }
        _ => String::new(),
    };
    format!("| `{}` | {what}{required} | {}{words} |\n", key.name, key.about)
}

fn lower(sentence: &str) -> String {
    let mut letters = sentence.chars();
    letters.next().map_or_else(String::new, |first| first.to_lowercase().chain(letters).collect())
}
