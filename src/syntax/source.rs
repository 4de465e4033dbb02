//! Reading a source record.

use super::table::{Faults, Fields, report_missing};
use super::{Remarks, read_file};
use crate::model::key::{self, Reason, Table};
use crate::model::source::{
    FROM, NOT_COPIED, Original, RETRACTED, Retraction, SOURCE, Source, TEXT, TextRecord,
};
use crate::text::span::{FileId, Span};
use toml::de::DeTable;

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
    let text = fields
        .table("text", &TEXT, faults)
        .map(|fields| read_text(fields, &[&SOURCE, &RETRACTED], &mut meant, faults));
    let not_copied = fields.blocks("not_copied_from", &NOT_COPIED, A_REASON, faults);
    let not_copied_from =
        not_copied.into_iter().map(|fields| read_reason(fields, &mut meant, faults)).collect();
    let since = faults.list.len();
    let source = Source {
        id: id.into(),
        file,
        sound,
        title: fields.text("title", faults),
        publisher: fields.words("publisher", faults),
        authors: fields.texts("authors", faults),
        kind: fields.word("kind", faults),
        published: fields.date("published", faults),
        date_inferred_from: fields.text("date_inferred_from", faults),
        access: fields.word("access", faults),
        url: fields.text("url", faults),
        archived: fields.text("archived", faults),
        accessed: fields.date("accessed", faults),
        language: fields.text("language", faults),
        derives_from: fields.texts("derives_from", faults),
        may_derive_from: fields.texts("may_derive_from", faults),
        not_copied_from,
        retracted,
        text,
    };
    meant.extend(fields.finish(&[&TEXT, &RETRACTED, &NOT_COPIED], faults));
    report_missing((&SOURCE, Span::default()), &source.all_values(), (&meant, since), faults);
    source
}

/// What stands in the list `not_copied_from`.
const A_REASON: &str = "a list such as [{ source = \"an-id\", because = \"why\" }]";

fn read_reason(mut fields: Fields, meant: &mut Vec<&'static str>, faults: &mut Faults) -> Reason {
    let since = faults.list.len();
    let header = fields.header;
    let source = fields.text("source", faults);
    let because = fields.words("because", faults);
    let accounted = fields.finish(&[&SOURCE, &TEXT, &RETRACTED], faults);
    let said = [&source, &because].map(|text| key::text(text.as_ref()));
    report_missing((&NOT_COPIED, header), &said, (&accounted, since), faults);
    meant.extend(accounted);
    Reason { source, because }
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
    report_missing((&RETRACTED, header), &retraction.all_values(), (&accounted, since), faults);
    meant.extend(accounted);
    retraction
}

/// Reads `[text]`; `elsewhere` are the other tables of the record.
pub(super) fn read_text(
    mut fields: Fields,
    elsewhere: &[&'static Table],
    meant: &mut Vec<&'static str>,
    faults: &mut Faults,
) -> TextRecord {
    let since = faults.list.len();
    let from = fields.table("from", &FROM, faults).map(|fields| read_original(fields, faults));
    let text = TextRecord { header: fields.header, sha256: fields.words("sha256", faults), from };
    let accounted = fields.finish(elsewhere, faults);
    report_missing((&TEXT, text.header), &text.all_values(), (&accounted, since), faults);
    meant.extend(accounted);
    text
}

fn read_original(mut fields: Fields, faults: &mut Faults) -> Original {
    let original = Original {
        file: fields.text("file", faults),
        sha256: fields.words("sha256", faults),
        extractor: fields.text("extractor", faults),
        encoding: fields.text("encoding", faults),
        pages: fields.number("pages", faults),
        made_by: fields.text("made_by", faults),
        line: String::new(),
    };
    fields.finish(&[&SOURCE, &TEXT, &RETRACTED], faults);
    original.in_one_line()
}
