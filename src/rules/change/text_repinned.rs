//! A source whose recorded text or fingerprint is another one.

use super::touched::named;
use crate::diagnostic::{Diagnostic, Level};
use crate::evidence::TextState;
use crate::history::base::Was;
use crate::history::comparison::pin;
use crate::rules::{Check, Configurable, Context, Rule};
use crate::text::span::Place;

pub(super) const RULE: Rule = Rule {
    name: "text-repinned",
    level: Level::Warning,
    leeway: Configurable::MustBeSaid,
    page: include_str!("text_repinned.md"),
    check: Check::Project(check),
};

fn check(context: &Context, diagnostics: &mut Vec<Diagnostic>) {
    let Some(base) = context.base else { return };
    for (at, source) in context.corpus.each_source() {
        let was = base.source(&source.id);
        let what = match was {
            Was::Absent => continue,
            Was::Other(was) if pin(was) != pin(source) => "the recorded text",
            _ if base.fingerprint_differs(&source.id) => "the fingerprint",
            _ if base.fingerprint_is_new(&source.id) && context.corpus.fingerprint_of(at).is_some() => {
                "the fingerprint"
            }
            _ => continue,
        };
        let hash = source.text.as_ref().and_then(|text| text.sha256.as_ref());
        let place = hash.map_or(Place::start_of(source.file), |hash| Place::new(source.file, hash.span));
        let verified = matches!(context.verification.text_state(at), TextState::Verified { .. });
        diagnostics.push(
            RULE.says(
                format!("{what} of `{}` changed since {}", source.id, named(base)),
                place,
                if verified { "verified here, against this text" } else { "vouched for, not verified here" },
            )
            .help(
                "ask whoever changed it why; every quote from this source is now checked against the new one",
            ),
        );
    }
}
