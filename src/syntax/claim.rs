//! Reading a claim.

use super::fault::FaultKind;
use super::table::{Faults, Fields, report_missing};
use super::{Remarks, read_file};
use crate::model::claim::{
    CHECKED, CLAIM, Check, Claim, EVIDENCE, Evidence, Gloss, Location, WITHDRAWN, Withdrawal,
};
use crate::model::status::Status;
use crate::text::span::{FileId, Span, Spanned};
use toml::de::DeTable;

/// Reads the claim `id` from the text of its file.
pub fn read(file: FileId, id: &str, text: &str) -> (Claim, Remarks) {
    read_file(file, text, |table, sound, faults| read_table(file, id, table, sound, faults))
}

fn read_table(file: FileId, id: &str, table: DeTable, sound: bool, faults: &mut Faults) -> Claim {
    let mut fields = Fields::new(&CLAIM, Span::default(), table);
    let mut meant = Vec::new();
    let evidence: Vec<_> = fields
        .blocks("evidence", &EVIDENCE, "blocks that begin with [[evidence]]", faults)
        .into_iter()
        .map(|fields| read_evidence(fields, &mut meant, faults))
        .collect();
    let checked =
        fields.table("checked", &CHECKED, faults).map(|fields| read_check(fields, &mut meant, faults));
    let withdrawn = fields
        .table("withdrawn", &WITHDRAWN, faults)
        .map(|fields| Box::new(read_withdrawal(fields, &mut meant, faults)));
    let since = faults.list.len();
    let claim = Claim {
        id: id.into(),
        file,
        sound,
        statement: fields.words("statement", faults),
        status: read_status(&mut fields, faults),
        judges: fields.word("judges", faults),
        claimant: fields.one_or_more("claimant", faults),
        claimed_on: fields.date("claimed_on", faults),
        date_inferred_from: fields.text("date_inferred_from", faults),
        topics: fields.texts("topics", faults),
        subjects: fields.texts("subjects", faults),
        rationale: fields.text("rationale", faults),
        as_of: fields.date("as_of", faults),
        due: fields.date("due", faults),
        conflicts_with: fields.texts("conflicts_with", faults),
        wanted: fields.texts("wanted", faults),
        content: fields.text("content", faults),
        formerly: fields.texts("formerly", faults),
        withdrawn,
        evidence,
        checked,
    };
    meant.extend(fields.finish(&[&EVIDENCE, &CHECKED, &WITHDRAWN], faults));
    report_missing((&CLAIM, Span::default()), &claim.all_values(), (&meant, since), faults);
    claim
}

fn read_evidence(mut fields: Fields, meant: &mut Vec<&'static str>, faults: &mut Faults) -> Evidence {
    let since = faults.list.len();
    let evidence = Evidence {
        header: fields.header,
        source: fields.words("source", faults),
        quote: fields.words("quote", faults),
        stance: fields.word("stance", faults),
        origin: fields.text("origin", faults),
        through: fields.texts("through", faults),
        knows: fields.words("knows", faults),
        on_record: fields.words("on_record", faults),
        part: fields.text("part", faults),
        location: read_location(&mut fields, faults),
        gloss: read_gloss(&mut fields, faults),
    };
    let header = fields.header;
    let accounted = fields.finish(&[&CLAIM, &CHECKED], faults);
    report_missing((&EVIDENCE, header), &evidence.all_values(), (&accounted, since), faults);
    meant.extend(accounted);
    evidence
}

fn read_check(mut fields: Fields, meant: &mut Vec<&'static str>, faults: &mut Faults) -> Check {
    let since = faults.list.len();
    let check = Check {
        by: fields.words("by", faults),
        on: fields.date("on", faults),
        review_due: fields.date("review_due", faults),
    };
    let header = fields.header;
    let accounted = fields.finish(&[&CLAIM, &EVIDENCE], faults);
    report_missing((&CHECKED, header), &check.all_values(), (&accounted, since), faults);
    meant.extend(accounted);
    check
}

fn read_withdrawal(mut fields: Fields, meant: &mut Vec<&'static str>, faults: &mut Faults) -> Withdrawal {
    let since = faults.list.len();
    let withdrawal = Withdrawal { on: fields.date("on", faults), because: fields.words("because", faults) };
    let header = fields.header;
    let accounted = fields.finish(&[&CLAIM, &EVIDENCE], faults);
    report_missing((&WITHDRAWN, header), &withdrawal.all_values(), (&accounted, since), faults);
    meant.extend(accounted);
    withdrawal
}

fn read_location(fields: &mut Fields, faults: &mut Faults) -> Option<Box<Location>> {
    let location = Location {
        at: fields.text("at", faults),
        prefix: fields.text("prefix", faults),
        suffix: fields.text("suffix", faults),
    };
    let given = location.at.is_some() || location.prefix.is_some() || location.suffix.is_some();
    given.then(|| Box::new(location))
}

fn read_gloss(fields: &mut Fields, faults: &mut Faults) -> Option<Box<Gloss>> {
    let gloss = Gloss { translation: fields.text("translation", faults), note: fields.text("note", faults) };
    let given = gloss.translation.is_some() || gloss.note.is_some();
    given.then(|| Box::new(gloss))
}

fn read_status(fields: &mut Fields, faults: &mut Faults) -> Option<Spanned<Status>> {
    let written = fields.text("status", faults)?;
    let span = written.span;
    if let Some(value) = Status::from_name(&written.value) {
        return Some(Spanned { value, span });
    }
    let status = Status::from_loose_name(&written.value);
    let written = written.value.into();
    faults.add(
        span,
        match status {
            Some(status) => FaultKind::StatusSpelling { written, name: status.name() },
            None => FaultKind::UnknownStatus(written),
        },
    );
    status.map(|value| Spanned { value, span })
}
