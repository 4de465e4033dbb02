//! Two dates of which one cannot be: what is done to a document is done after it appeared.

use crate::corpus::ClaimAt;
use crate::diagnostic::{Diagnostic, Label, Level};
use crate::model::claim::{Claim, Judges};
use crate::model::source::Source;
use crate::rules::{Check, Configurable, Context, Rule};
use crate::text::span::Place;

pub(super) const RULE: Rule = Rule {
    name: "dates-out-of-order",
    level: Level::Warning,
    leeway: Configurable::Any,
    page: include_str!("dates_out_of_order.md"),
    check: Check::Project(check),
};

fn check(context: &Context, diagnostics: &mut Vec<Diagnostic>) {
    let sources = context.corpus.sources.iter().filter(|source| source.sound);
    diagnostics.extend(sources.filter_map(read_before_it_appeared));
    for (at, claim) in context.corpus.each_claim().filter(|(_, claim)| claim.sound) {
        let asserts = claim.status.as_ref().is_some_and(|status| status.value.asserts());
        if claim.withdrawn.is_none() && asserts {
            diagnostics.extend(checked_before_it_was_read(context, at, claim));
            diagnostics.extend(said_after_it_was_written(context, at, claim));
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
