//! A documented claim whose primaries are all known through other texts.

use super::weighed::{Weighed, ends_of, named, weighed};
use crate::diagnostic::{Diagnostic, Level};
use crate::evidence::standing::{Overlay, Weight};
use crate::rules::{Check, Configurable, Context, Rule};

pub(super) const RULE: Rule = Rule {
    name: "second-hand",
    level: Level::Note,
    leeway: Configurable::Any,
    page: include_str!("second_hand.md"),
    check: Check::Project(check),
};

fn check(context: &Context, diagnostics: &mut Vec<Diagnostic>) {
    let second_hand = |weighed: &Weighed| {
        weighed.standing.shortfall.is_none() && weighed.standing.overlays.has(Overlay::SecondHand)
    };
    for weighed in weighed(context).filter(second_hand) {
        let supports = weighed.supports(context);
        let primary = supports
            .iter()
            .find(|(_, weight)| matches!(weight, Weight::Counts(counted) if counted.primary.is_some()));
        let Some((evidence, _)) = primary else { continue };
        let (Some(quoted), Some(ends)) = (&evidence.source, ends_of(context, evidence)) else {
            continue;
        };
        let ends = named(context, ends);
        diagnostics.push(
            RULE.says(
                format!(
                    "{} at second hand: {ends} is known only through `{}`",
                    weighed.stated(),
                    quoted.value
                ),
                weighed.place(),
                "nobody here has read the record",
            )
            .help("read the document itself, if you can, and quote it"),
        );
    }
}
