//! Reading the record of a story.

use super::source::read_text;
use super::table::{Faults, Fields, report_missing};
use super::{Remarks, read_file};
use crate::model::source::TEXT;
use crate::model::story::{CORRECTION, Correction, PASSAGE, Passage, STORY, Story};
use crate::text::span::{FileId, Span};
use toml::de::DeTable;

/// Reads the record of the story `id` from the text of its file.
pub fn read(file: FileId, id: &str, text: &str) -> (Story, Remarks) {
    read_file(file, text, |table, sound, faults| read_table(file, id, table, sound, faults))
}

fn read_table(file: FileId, id: &str, table: DeTable, sound: bool, faults: &mut Faults) -> Story {
    let mut fields = Fields::new(&STORY, Span::default(), table);
    let mut meant = Vec::new();
    let passages = fields.blocks("passage", &PASSAGE, "blocks that begin with [[passage]]", faults);
    let passages = passages.into_iter().map(|fields| read_passage(fields, &mut meant, faults)).collect();
    let corrections =
        fields.blocks("correction", &CORRECTION, "blocks that begin with [[correction]]", faults);
    let corrections =
        corrections.into_iter().map(|fields| read_correction(fields, &mut meant, faults)).collect();
    let text =
        fields.table("text", &TEXT, faults).map(|fields| read_text(fields, &[&STORY], &mut meant, faults));
    let since = faults.list.len();
    let story = Story {
        id: id.into(),
        file,
        sound,
        title: fields.words("title", faults),
        published: fields.date("published", faults),
        url: fields.text("url", faults),
        language: fields.text("language", faults),
        text,
        passages,
        corrections,
    };
    meant.extend(fields.finish(&[&PASSAGE, &CORRECTION, &TEXT], faults));
    report_missing((&STORY, Span::default()), &story.all_values(), (&meant, since), faults);
    story
}

fn read_passage(mut fields: Fields, meant: &mut Vec<&'static str>, faults: &mut Faults) -> Passage {
    let since = faults.list.len();
    let passage = Passage {
        header: fields.header,
        words: fields.words("words", faults),
        claim: fields.words("claim", faults),
        because: fields.words("because", faults),
    };
    let accounted = fields.finish(&[&STORY, &CORRECTION], faults);
    report_missing((&PASSAGE, passage.header), &passage.all_values(), (&accounted, since), faults);
    meant.extend(accounted);
    passage
}

fn read_correction(mut fields: Fields, meant: &mut Vec<&'static str>, faults: &mut Faults) -> Correction {
    let since = faults.list.len();
    let correction = Correction {
        header: fields.header,
        on: fields.date("on", faults),
        claim: fields.words("claim", faults),
        because: fields.words("because", faults),
        url: fields.text("url", faults),
    };
    let accounted = fields.finish(&[&STORY, &PASSAGE], faults);
    report_missing((&CORRECTION, correction.header), &correction.all_values(), (&accounted, since), faults);
    meant.extend(accounted);
    correction
}
