//! Two dates of which one cannot be: what is done to a document is done after it appeared.

use crate::corpus::ClaimAt;
use crate::diagnostic::{Diagnostic, Label, Level};
use crate::evidence::numbers::{Stated, quantities};
use crate::model::claim::{Claim, Judges};
use crate::model::source::Source;
use crate::rules::{Check, Configurable, Context, Rule};
use crate::text::span::Place;
use chrono::NaiveDate;

pub(super) const RULE: Rule = Rule {
    name: "dates-out-of-order",
    level: Level::Warning,
    leeway: Configurable::Any,
    page: include_str!("dates_out_of_order.md"),
    check: Check::Project(check),
};

fn check(context: &Context, diagnostics: &mut Vec<Diagnostic>) {
    let sources = context.corpus.sources.iter().filter(|source| source.sound);
    diagnostics.extend(sources.clone().filter_map(read_before_it_appeared));
    diagnostics.extend(sources.filter_map(archived_before_it_appeared));
    for (at, claim) in context.corpus.each_claim().filter(|(_, claim)| claim.sound) {
        let asserts = claim.status.as_ref().is_some_and(|status| status.value.asserts());
        if claim.withdrawn.is_none() && asserts {
            diagnostics.extend(checked_before_it_was_read(context, at, claim));
            diagnostics.extend(said_after_it_was_written(context, at, claim));
            diagnostics.extend(due_before_its_day(claim));
        }
    }
}

fn read_before_it_appeared(source: &Source) -> Option<Diagnostic> {
    let (published, accessed) = (source.published.as_ref()?, source.accessed.as_ref()?);
    // A day that somebody worked out may be wrong.
    let is_wrong = published.value.is_after(accessed.value) && source.date_inferred_from.is_none();
    is_wrong.then(|| {
        RULE.says(
            format!("`{}` was read on {}, before it was published", source.id, accessed.value),
            Place::new(source.file, accessed.span),
            format!("published on {}", published.value),
        )
        .help("put the date right that is wrong")
    })
}

/// An archive writes the moment of the copy into its address: `web.archive.org/web/20170503120000/...`.
fn archived_before_it_appeared(source: &Source) -> Option<Diagnostic> {
    let (published, archived) = (source.published.as_ref()?, source.archived.as_ref()?);
    let (_, behind) = archived.value.split_once("/web/")?;
    let digits = behind.get(..8).filter(|digits| digits.bytes().all(|byte| byte.is_ascii_digit()))?;
    let copied = NaiveDate::parse_from_str(digits, "%Y%m%d").ok()?;
    // A copy made at night may bear the day before.
    let is_wrong = copied.succ_opt()? < published.value.first && source.date_inferred_from.is_none();
    is_wrong.then(|| {
        RULE.says(
            format!("the archived copy of `{}` is of {copied}, before it was published", source.id),
            Place::new(source.file, archived.span),
            format!("published on {}", published.value),
        )
        .help("name a copy of the document as it was quoted, or put the date right")
    })
}

fn checked_before_it_was_read(context: &Context, at: ClaimAt, claim: &Claim) -> Option<Diagnostic> {
    let on = claim.checked.as_ref()?.on.as_ref()?;
    let blocks = claim.evidence.iter().zip(context.corpus.links_of(at));
    let mut quoted = blocks.filter(|(block, _)| block.supports()).filter_map(|(_, link)| link.source);
    let source = quoted.find_map(|source| {
        let source = &context.corpus[source];
        let accessed = source.accessed.as_ref()?;
        accessed.value.is_after(on.value).then_some((source, accessed))
    });
    let (source, accessed) = source?;
    let message = format!("`{}` was checked before anybody here read `{}`", claim.id, source.id);
    Some(
        RULE.says(message, Place::new(claim.file, on.span), "the day of the check")
            .note_at(
                format!("`{}` was read on {}", source.id, accessed.value),
                vec![Label::new(Place::new(source.file, accessed.span), "")],
            )
            .help("check the claim again; or, if somebody had read it before, put the day of the first reading into `accessed`"),
    )
}

/// "By 2030" cannot be checked in 2026.
fn due_before_its_day(claim: &Claim) -> Option<Diagnostic> {
    let due = claim.due.as_ref().filter(|_| claim.judges() == Judges::Fact)?;
    let statement = claim.statement.as_ref()?;
    let day = quantities(&statement.value, None).into_iter().find_map(|quantity| match quantity.is {
        Stated::Date(date) => date.days().filter(|days| days.first > due.value.last).map(|_| quantity.span),
        _ => None,
    })?;
    let words = statement.value.get(day.range())?;
    let message = format!("`{}` is due on {}, before what it speaks of: {words}", claim.id, due.value);
    Some(
        RULE.says(message, Place::new(claim.file, due.span), "too early to check")
            .label(Place::within(claim.file, statement.span, day), "the day of the statement")
            .help("put `due` on the day from which it can be checked"),
    )
}

/// Words that are read in a document were said when it appeared, at the latest.
fn said_after_it_was_written(context: &Context, at: ClaimAt, claim: &Claim) -> Option<Diagnostic> {
    let on = claim.claimed_on.as_ref().filter(|_| claim.judges() != Judges::Fact)?;
    let blocks = claim.evidence.iter().zip(context.corpus.links_of(at));
    let mut origins = blocks.filter(|(block, _)| block.supports()).filter_map(|(_, link)| link.origin);
    let later = origins.find_map(|origin| {
        let is_own = context.standings.is_claimant(context.corpus, claim, origin);
        let source = &context.corpus[origin];
        let published =
            source.published.as_ref().filter(|_| is_own && source.date_inferred_from.is_none())?;
        on.value.is_after(published.value).then_some((source, published))
    });
    let (source, published) = later?;
    let message = format!(
        "`{}` was claimed on {}, but `{}`, the words themselves, was published before",
        claim.id, on.value, source.id
    );
    Some(
        RULE.says(message, Place::new(claim.file, on.span), "the day of the claim")
            .note_at(
                format!("`{}` was published on {}", source.id, published.value),
                vec![Label::new(Place::new(source.file, published.span), "")],
            )
            .help("put the date right that is wrong, or quote the words of that day"),
    )
}
