//! A source whose recorded text or fingerprint is another one.

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
            Was::Other(was) if pin(was) != pin(source) => "alters the recorded hash",
            _ if base.markup_differs(&source.id) => {
                "alters how to read (as Markdown, or as it stands) the text"
            }
            _ if base.fingerprint_differs(&source.id) && context.corpus.fingerprint_of(at).is_none() => {
                "removes the fingerprint"
            }
            _ if base.fingerprint_differs(&source.id) => "alters the fingerprint",
            _ if base.fingerprint_is_new(&source.id) && context.corpus.fingerprint_of(at).is_some() => {
                "adds a fingerprint"
            }
            _ => continue,
        };
        let hash = source.text.as_ref().and_then(|text| text.sha256.as_ref());
        let place = hash.map_or(Place::start_of(source.file), |hash| Place::new(source.file, hash.span));
        let verified = matches!(context.verification.text_state(at), TextState::Verified { .. });
        diagnostics.push(
            RULE.says(
                format!("this change {what} of `{}`", source.id),
                place,
                if verified {
                    "quotes are now checked against this text"
                } else {
                    "this text is not here to check against"
                },
            )
            .help("tell your reviewer why, and check every quote from this source again"),
        );
    }
}
