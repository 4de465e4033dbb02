//! The parts that schemas are made of.

use crate::model::id;
use crate::model::status::Status;
use serde::{Serialize, Serializer};
use serde_json::Value;

/// One schema, as far as ours need the language (JSON Schema, draft 7). What is absent restricts nothing.
#[derive(Debug, Clone, Default, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Schema {
    #[serde(rename = "$schema", skip_serializing_if = "Option::is_none")]
    dialect: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    title: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    description: Option<String>,
    #[serde(rename = "type", skip_serializing_if = "Option::is_none")]
    kind: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    format: Option<&'static str>,
    #[serde(rename = "enum", skip_serializing_if = "Vec::is_empty")]
    words: Vec<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    min_length: Option<u32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pattern: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    minimum: Option<u32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    maximum: Option<u32>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    any_of: Vec<Schema>,
    #[serde(skip_serializing_if = "Option::is_none")]
    min_items: Option<u32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    items: Option<Box<Schema>>,
    #[serde(skip_serializing_if = "Properties::is_empty")]
    properties: Properties,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    required: Vec<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    additional_properties: Option<Additional>,
    #[serde(rename = "if", skip_serializing_if = "Option::is_none")]
    condition: Option<Box<Schema>>,
    #[serde(rename = "then", skip_serializing_if = "Option::is_none")]
    consequence: Option<Box<Schema>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    not: Option<Box<Schema>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    default: Option<Value>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    examples: Vec<Value>,
    #[serde(rename = "x-taplo", skip_serializing_if = "Option::is_none")]
    taplo: Option<Taplo>,
}

/// Keys, in the order in which they are written.
#[derive(Debug, Clone, Default)]
struct Properties(Vec<(&'static str, Schema)>);

impl Properties {
    fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

impl Serialize for Properties {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map(self.0.iter().map(|(key, schema)| (key, schema)))
    }
}

/// Keys that are not named.
#[derive(Debug, Clone, Serialize)]
#[serde(untagged)]
enum Additional {
    May(bool),
    Be(Box<Schema>),
}

/// What the server taplo shows beside what the standard knows (taplo.tamasfe.dev, "Using Schemas").
#[derive(Debug, Clone, Serialize)]
#[serde(rename_all = "camelCase")]
struct Taplo {
    #[serde(skip_serializing_if = "Option::is_none")]
    docs: Option<Docs>,
    /// The keys that come with a new block.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    init_keys: Vec<&'static str>,
}

#[derive(Debug, Clone, Serialize)]
#[serde(rename_all = "camelCase")]
struct Docs {
    enum_values: Vec<&'static str>,
}

/// A text.
pub(super) fn text(about: &str) -> Schema {
    Schema { description: Some(about.to_owned()), kind: Some("string"), ..Schema::default() }
}

/// A text that must say something: one without a letter or digit is none.
pub(super) fn words(about: &str) -> Schema {
    // An empty one is told by its length alone, which reads better.
    Schema { min_length: Some(1), pattern: Some(r"^$|[\p{L}\p{N}]".to_owned()), ..text(about) }
}

/// The id of a record.
pub(super) fn id(about: &str) -> Schema {
    Schema { pattern: Some(format!("^[a-z0-9][a-z0-9-]{{0,{}}}$", id::LONGEST - 1)), ..text(about) }
}

/// A hash of 256 bits in hexadecimal.
pub(super) fn sha256(about: &str) -> Schema {
    Schema { pattern: Some("^[0-9A-Fa-f]{64}$".to_owned()), ..text(about) }
}

/// Several of the same sort.
pub(super) fn list(about: &str, items: Schema) -> Schema {
    Schema {
        description: Some(about.to_owned()),
        kind: Some("array"),
        items: Some(Box::new(Schema { description: None, ..items })),
        ..Schema::default()
    }
}

/// A text that must say something, or several.
pub(super) fn one_or_more(about: &str) -> Schema {
    Schema {
        description: Some(about.to_owned()),
        any_of: vec![Schema { description: None, ..words("") }, list("", words(""))],
        ..Schema::default()
    }
}

/// A date: a TOML date, which one server takes for a text and the other for a date, or a text.
pub(super) fn date(about: &str) -> Schema {
    let one = "[0-9]{4}(-[0-9]{2}){0,2}";
    let forms = "Written as 2020-02-11 without quotation marks, or as \"2020-02\", \"2020\", or \
                 \"2020-02-11/2020-03-01\" between them.";
    let any = Schema { kind: Some("string"), ..Schema::default() };
    Schema {
        description: Some(format!("{about}\n\n{forms}")),
        pattern: Some(format!("^{one}(/{one})?$")),
        any_of: vec![Schema { format: Some("date"), ..any.clone() }, any],
        examples: vec!["2020-02-11".into(), "2020-02".into(), "2020-02-11/2020-03-01".into()],
        ..Schema::default()
    }
}

/// A status, each with its meaning.
pub(super) fn status(about: &str) -> Schema {
    let meanings: Vec<_> = Status::all().map(|status| (status.name(), status.meaning())).collect();
    one_of(about, &meanings, None)
}

/// One of a few words, each with its meaning.
pub(super) fn one_of(
    about: &str,
    meanings: &[(&'static str, &'static str)],
    default: Option<&'static str>,
) -> Schema {
    let lines: Vec<_> = meanings
        .iter()
        .map(|(word, meaning)| {
            let unwritten = if default == Some(word) { " (if nothing is written)" } else { "" };
            format!("- \"{word}\": {meaning}{unwritten}")
        })
        .collect();
    Schema {
        words: meanings.iter().map(|(word, _)| *word).collect(),
        default: default.map(Value::from),
        taplo: Some(Taplo {
            docs: Some(Docs { enum_values: meanings.iter().map(|(_, meaning)| *meaning).collect() }),
            init_keys: Vec::new(),
        }),
        ..text(&format!("{about}\n\n{}", lines.join("\n")))
    }
}

/// A whole number that is not negative.
pub(super) fn number(about: &str, default: Option<u32>) -> Schema {
    Schema {
        description: Some(about.to_owned()),
        kind: Some("integer"),
        minimum: Some(0),
        maximum: Some(u32::MAX),
        default: default.map(Into::into),
        ..Schema::default()
    }
}

/// A table of those keys and no others, some of them required.
pub(super) fn table(
    about: &str,
    properties: Vec<(&'static str, Schema)>,
    required: Vec<&'static str>,
) -> Schema {
    Schema {
        taplo: (!required.is_empty()).then(|| Taplo { docs: None, init_keys: required.clone() }),
        required,
        ..closed(about, properties)
    }
}

/// A table of those keys and no others.
pub(super) fn closed(about: &str, properties: Vec<(&'static str, Schema)>) -> Schema {
    Schema {
        description: Some(about.to_owned()),
        kind: Some("object"),
        properties: Properties(properties),
        additional_properties: Some(Additional::May(false)),
        ..Schema::default()
    }
}

/// A table in which any key may stand, with a value of that sort.
pub(super) fn any_keys(about: &str, value: Schema) -> Schema {
    Schema {
        description: Some(about.to_owned()),
        kind: Some("object"),
        additional_properties: Some(Additional::Be(Box::new(value))),
        ..Schema::default()
    }
}

impl Schema {
    /// The schema of a whole file.
    pub(super) fn of_file(self, title: &'static str) -> Self {
        Self { dialect: Some("http://json-schema.org/draft-07/schema#"), title: Some(title), ..self }
    }

    /// As an example.
    pub(super) fn such_as(self, examples: &[&str]) -> Self {
        Self { examples: examples.iter().map(|example| (*example).into()).collect(), ..self }
    }

    /// With at least one item.
    pub(super) fn not_empty(self) -> Self {
        Self { min_items: Some(1), ..self }
    }

    /// A table that needs `key`, unless it has a `list` that is not empty.
    pub(super) fn needs_unless(self, key: &'static str, list: &'static str) -> Self {
        // The server tombi wants to be told that these say nothing of other keys.
        let open = Schema { additional_properties: Some(Additional::May(true)), ..Schema::default() };
        let filled = Schema { min_items: Some(1), ..Schema::default() };
        let has_list =
            Schema { required: vec![list], properties: Properties(vec![(list, filled)]), ..open.clone() };
        let has_none = Schema { not: Some(Box::new(has_list)), ..open.clone() };
        Self {
            condition: Some(Box::new(has_none)),
            consequence: Some(Box::new(Schema { required: vec![key], ..open })),
            ..self
        }
    }
}
