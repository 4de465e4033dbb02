//! Reading a source record.

use super::table::{Faults, Fields, Needs, Shape, report_missing};
use super::{Remarks, read_file};
use crate::model::source::{Access, Kind, Retraction, Source, TextRecord};
use crate::text::span::{FileId, Span};
use toml::de::DeTable;

pub(crate) const SOURCE: Shape = Shape {
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

pub(crate) const RETRACTED: Shape = Shape { name: "the [retracted] table", keys: &["on", "because", "url"] };

pub(crate) const TEXT: Shape = Shape { name: "the [text] table", keys: &["sha256"] };

/// Reads the record of the source `id` from the text of its file.
pub fn read(file: FileId, id: &str, text: &str) -> (Source, Remarks) {
    read_file(file, text, |table, sound, faults| read_table(file, id, table, sound, faults))
}

fn read_table(file: FileId, id: &str, table: DeTable, sound: bool, faults: &mut Faults) -> Source {
    let mut fields = Fields::new(&SOURCE, Span::default(), table);
    let mut meant = Vec::new();
    let retracted = fields
        .table("retracted", &RETRACTED, faults)
        .map(|fields| read_retraction(fields, &mut meant, faults));
    let text = fields.table("text", &TEXT, faults).map(|fields| read_text(fields, &mut meant, faults));
    let since = faults.list.len();
    let source = Source {
        id: id.into(),
        file,
        sound,
        title: fields.text("title", faults),
        publisher: fields.words("publisher", faults),
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
    let needs: Needs = &[
        (&["kind"], source.kind.is_none()),
        (&["publisher", "authors"], source.publisher.is_none() && source.authors.is_empty()),
    ];
    report_missing(needs, (SOURCE.name, Span::default()), &meant, since, faults);
    source
}

fn read_retraction(mut fields: Fields, meant: &mut Vec<&'static str>, faults: &mut Faults) -> Retraction {
    let since = faults.list.len();
    let retraction = Retraction {
        on: fields.date("on", faults),
        because: fields.words("because", faults),
        url: fields.text("url", faults),
    };
    let header = fields.header;
    let accounted = fields.finish(&[&SOURCE, &TEXT], faults);
    let needs: Needs = &[(&["because"], retraction.because.is_none())];
    report_missing(needs, (RETRACTED.name, header), &accounted, since, faults);
    meant.extend(accounted);
    retraction
}

fn read_text(mut fields: Fields, meant: &mut Vec<&'static str>, faults: &mut Faults) -> TextRecord {
    let since = faults.list.len();
    let text = TextRecord { header: fields.header, sha256: fields.words("sha256", faults) };
    let accounted = fields.finish(&[&SOURCE, &RETRACTED], faults);
    report_missing(
        &[(&["sha256"], text.sha256.is_none())],
        (TEXT.name, text.header),
        &accounted,
        since,
        faults,
    );
    meant.extend(accounted);
    text
}
