//! A quote whose source's text is not here to be looked at.

use crate::diagnostic::{Diagnostic, Level};
use crate::evidence::fingerprint::{Age, K};
use crate::evidence::{Unread, Verdict};
use crate::model::claim::{Claim, Evidence, Stance};
use crate::rules::{Check, Configurable, Context, Rule};
use crate::text::span::Place;

pub(super) const RULE: Rule = Rule {
    name: "quote-unread",
    level: Level::Warning,
    leeway: Configurable::MustBeSaid,
    page: include_str!("quote_unread.md"),
    check: Check::Project(check),
};

fn check(context: &Context, diagnostics: &mut Vec<Diagnostic>) {
    for (claim, evidence, verdict) in context.quoted_evidence() {
        let (Verdict::Unread(why), Some(source)) = (verdict, &evidence.source) else { continue };
        let place = Place::new(claim.file, source.span);
        let id = &source.value;
        let in_quote = |message: String, label: &str, help: &str| {
            let span = evidence.quote.as_ref().map_or(source.span, |quote| quote.span);
            let place = Place::new(claim.file, span);
            weighed(RULE.says(message, place, label).help(help), claim, evidence)
        };
        match why {
            // `source-changed`, `fingerprint-wrong`, `irregular-file` or `missing-field` has said it.
            Unread::TextRefused | Unread::NeverSeen => {}
            Unread::TooCommon => diagnostics.push(in_quote(
                format!("this quote was not verified, because by the fingerprint of `{id}` its words may stand in too many places"),
                "too common to be told by fingerprint",
                "quote other words, or name the folder that has the text: --texts DIR",
            )),
            Unread::AgedFingerprint(age) => {
                let (version, help) = match age {
                    Age::Older => (
                        "an older",
                        format!("if you have the text, run `grounds pin {id}` to make the fingerprint again"),
                    ),
                    Age::Newer => ("a newer", "install the version of grounds that made it".to_owned()),
                };
                let message = format!(
                    "this quote was not verified, because the fingerprint of `{id}` was made by {version} version of grounds"
                );
                diagnostics.push(weighed(
                    RULE.says(message, place, "its text is not here").help(help),
                    claim,
                    evidence,
                ));
            }
            Unread::TooShortForFingerprint(words) => {
                let message = format!(
                    "this quote was not verified, because the text of `{id}` is not here and its fingerprint cannot verify so few words"
                );
                let help = format!(
                    "quote at least {K} words, also on each side of any [...]; or name the folder that has the text: --texts DIR"
                );
                let place = evidence
                    .quote
                    .as_ref()
                    .map_or(place, |quote| Place::within(claim.file, quote.span, *words));
                let label = format!("fewer than {K} words and punctuation marks");
                diagnostics.push(weighed(RULE.says(message, place, label).help(help), claim, evidence));
            }
            Unread::MarksForFingerprint => diagnostics.push(in_quote(
                format!("this quote was not verified, because the text of `{id}` is not here and its fingerprint cannot tell whether marks in the quote are markup"),
                "looks like Markdown",
                "quote the words without markup and brackets, or name the folder that has the text: --texts DIR",
            )),
            Unread::HyphensForFingerprint => diagnostics.push(in_quote(
                format!("this quote was not verified, because the text of `{id}` is not here and its fingerprint cannot tell whether a hyphen stands at a line end"),
                "stands there without a hyphen",
                "quote the word without the hyphen, or name the folder that has the text: --texts DIR",
            )),
            Unread::NotHeld => {
                let diagnostic = RULE
                    .says(
                        format!("this quote was not verified, because the text of `{id}` was not found"),
                        place,
                        "no text of this source",
                    )
                    .help(format!(
                        "save the text as sources/{id}.txt or .md, or name the folder that has it: --texts DIR. If you do not \
                         have it, somebody who does can make a fingerprint: grounds pin {id}"
                    ));
                diagnostics.push(weighed(diagnostic, claim, evidence));
            }
        }
    }
}

/// An error if the claim's status needs the quote: no policy turns that down, or a status would pass that rests on
/// nothing.
fn weighed(mut diagnostic: Diagnostic, claim: &Claim, evidence: &Evidence) -> Diagnostic {
    if rests_on(claim, evidence) {
        diagnostic.level = Level::Error;
    }
    diagnostic
}

/// Does the claim's status need this quote?
pub(super) fn rests_on(claim: &Claim, evidence: &Evidence) -> bool {
    evidence.stance() == Stance::Supports
        && claim.status.as_ref().is_some_and(|status| status.value.asserts())
}
