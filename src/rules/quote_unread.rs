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
            // `source-changed` or `irregular-file` has said it.
            Unread::TextRefused => {}
            Unread::NeverSeen => said.push(
                RULE.says(
                    format!("nobody here has seen the text of `{id}`, so it cannot be quoted"),
                    place,
                    "its record has no [text]",
                )
                .help("quote the source in which you read the words, and name this one as its `origin`"),
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
