//! A status that rests on an origin that was neither read here nor put on the record.

use super::weighed::{named, short, weighed};
use crate::diagnostic::{Diagnostic, Level};
use crate::evidence::standing::{Shortfall, Weight};
use crate::evidence::{Passed, Verdict};
use crate::rules::{Check, Configurable, Context, Rule};
use crate::text::span::Place;
use crate::text::unspaced::count_words;

pub(super) const RULE: Rule = Rule {
    name: "not-on-record",
    level: Level::Error,
    leeway: Configurable::Any,
    page: include_str!("not_on_record.md"),
    check: Check::Project(check),
};

fn check(context: &Context, diagnostics: &mut Vec<Diagnostic>) {
    for weighed in weighed(context) {
        let verdicts = context.verification.of_claim(weighed.at);
        for (evidence, verdict) in weighed.claim.evidence.iter().zip(verdicts) {
            let Verdict::Found(Passed { on_record: false, .. }) = verdict else { continue };
            let Some(written) = &evidence.on_record else { continue };
            let quoted = evidence.source.as_ref().map_or("", |id| &id.value);
            let message = if count_words(&written.value) < 4 {
                "fewer than four words put no origin on the record".to_owned()
            } else {
                format!("these words do not stand in `{quoted}` within 100 words of the quote")
            };
            diagnostics.push(
                RULE.says(message, Place::new(weighed.claim.file, written.span), "not near the quote").help(
                    "copy four words or more from near the quote: a day, an occasion, a title or authority with a year, \
                     or words between quotation marks; if there are none, remove `on_record`",
                ),
            );
        }
    }
    for short in short(context, Shortfall::NotOnRecord) {
        let supports = short.supports_if_found(context);
        let unplaced = supports.iter().find_map(|(evidence, weight)| match weight {
            Weight::Counts(counted) if !counted.read_here && !counted.on_record => {
                Some((*evidence, &counted.roots))
            }
            _ => None,
        });
        let Some((evidence, roots)) = unplaced else { continue };
        let quoted = evidence.source.as_ref().map_or("", |id| &id.value);
        let message = format!(
            "{}, but {} was not read here and is not on the record",
            short.stated(),
            named(context, roots)
        );
        let mut diagnostic = RULE.says(message, short.place(), "rests on hearing").help(format!(
            "read the document and quote it; or copy into `on_record` what `{quoted}` says of it near the quote: a day, an \
             occasion, a title or authority with a year, or its own words between quotation marks; {}",
            short.until_then()
        ));
        diagnostic.notes.push(short.remark(context));
        diagnostics.push(diagnostic);
    }
}
