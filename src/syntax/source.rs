//! Reading a source record.

use super::fault::FaultKind;
use super::table::{Faults, Fields, Shape};
use super::{Parsed, Remarks, document};
use crate::model::source::{Access, Kind, Retraction, Source, TextRecord};
use crate::text::span::{FileId, Span};

const SOURCE: Shape = Shape {
    name: "the source record",
    keys: &[
        "title",
        "publisher",
        "authors",
        "kind",
        "published",
        "date_inferred_from",
        "access",
        "url",
        "archived",
        "accessed",
        "language",
        "derives_from",
        "may_derive_from",
        "retracted",
        "text",
    ],
};

const RETRACTED: Shape = Shape { name: "the [retracted] table", keys: &["on", "because", "url"] };

const TEXT: Shape = Shape { name: "the [text] table", keys: &["sha256"] };

/// Reads the record of the source `id` from the text of its file.
pub fn read(file: FileId, id: &str, text: &str) -> (Source, Remarks) {
    let Parsed { table, sound, mut remarks } = document::parse(file, text);
    let mut silent = Vec::new();
    // As for claims: what a broken file seems to lack is not reported.
    let list = if sound { &mut remarks.faults } else { &mut silent };
    let mut faults = Faults { file, list };
    let faults = &mut faults;

    let mut fields = Fields::new(&SOURCE, Span::default(), table);
    let mut meant = Vec::new();
    let retracted = fields.table("retracted", &RETRACTED, faults).map(|mut fields| {
        let retraction = Retraction {
            on: fields.date("on", faults),
            because: fields.text("because", faults),
            url: fields.text("url", faults),
        };
        meant.extend(fields.finish(&[&SOURCE, &TEXT], faults));
        retraction
    });
    let text = fields.table("text", &TEXT, faults).map(|mut fields| {
        let text = TextRecord { header: fields.header, sha256: fields.text("sha256", faults) };
        meant.extend(fields.finish(&[&SOURCE, &RETRACTED], faults));
        text
    });
    let known = faults.list.len();
    let source = Source {
        id: id.into(),
        file,
        sound,
        title: fields.text("title", faults),
        publisher: fields.text("publisher", faults),
        authors: fields.texts("authors", faults),
        kind: fields.word("kind", &Kind::WORDS, faults),
        published: fields.date("published", faults),
        date_inferred_from: fields.text("date_inferred_from", faults),
        access: fields.word("access", &Access::WORDS, faults).map(|word| word.value).unwrap_or_default(),
        url: fields.text("url", faults),
        archived: fields.text("archived", faults),
        accessed: fields.date("accessed", faults),
        language: fields.text("language", faults),
        derives_from: fields.texts("derives_from", faults),
        may_derive_from: fields.texts("may_derive_from", faults),
        retracted,
        text,
    };
    meant.extend(fields.finish(&[&TEXT, &RETRACTED], faults));
    let misread = |keys: &[&str], faults: &Faults| {
        faults.list[known..].iter().any(|fault| match &fault.kind {
            FaultKind::WrongType { key, .. } => keys.contains(&key.as_str()),
            FaultKind::UnknownValue { key, .. } => keys.contains(key),
            _ => false,
        })
    };
    let needs: [(&'static [&'static str], bool); 2] = [
        (&["kind"], source.kind.is_none()),
        (&["publisher", "authors"], source.publisher.is_none() && source.authors.is_empty()),
    ];
    for (keys, missing) in needs {
        if missing && !keys.iter().any(|key| meant.contains(key)) && !misread(keys, faults) {
            faults.add(Span::default(), FaultKind::MissingField { keys, table: SOURCE.name });
        }
    }
    if let Some(text) = &source.text
        && text.sha256.is_none()
        && !meant.contains(&"sha256")
        && !misread(&["sha256"], faults)
    {
        faults.add(text.header, FaultKind::MissingField { keys: &["sha256"], table: TEXT.name });
    }
    (source, remarks)
}
