//! A quote whose source's text is not here to be looked at.

use super::{About, Check, Context, Leeway, Rule};
use crate::diagnostic::{Diagnostic, Level};
use crate::evidence::{Unread, Verdict};
use crate::model::claim::{Claim, Evidence, Stance};
use crate::text::span::Place;

pub(super) const RULE: Rule = Rule {
    name: "quote-unread",
    about: About::Quotes,
    level: Level::Error,
    leeway: Leeway::MustBeSaid,
    page: include_str!("quote_unread.md"),
    check: Check::All(check),
};

fn check(context: &Context, said: &mut Vec<Diagnostic>) {
    for (claim, evidence, verdict) in context.quotes() {
        let (Verdict::Unread(why), Some(source)) = (verdict, &evidence.source) else { continue };
        let place = Place::new(claim.file, source.span);
        let id = &source.value;
        match why {
            // `source-changed`, `irregular-file` or `missing-field` has said it.
            Unread::TextRefused | Unread::NeverSeen => {}
            Unread::TooMany => said.push(
                RULE.says(
                    format!("this quote was not verified: `{id}` has too long a text for so many quotes"),
                    place,
                    "not looked for",
                )
                .help("split the text into parts with records of their own"),
            ),
            Unread::NotHeld => {
                let mut diagnostic = RULE
                    .says(
                        format!("this quote was not verified: the text of `{id}` is not here"),
                        place,
                        "no text of this source",
                    )
                    .help(format!(
                        "put the text at sources/{id}.md or .txt, or name the folder that has it: --texts DIR"
                    ));
                if !rests_on(claim, evidence) {
                    diagnostic.level = Level::Warning;
                }
                said.push(diagnostic);
            }
        }
    }
}

/// Does the claim's status need this quote?
fn rests_on(claim: &Claim, evidence: &Evidence) -> bool {
    evidence.stance == Stance::Supports && claim.status.as_ref().is_some_and(|status| status.value.asserts())
}
