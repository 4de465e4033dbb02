//! A claim whose status rests on what nobody here has read.

use super::weighed::{Weighed, named, roots, weighed};
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
        weighed.status.asserts()
            && weighed.standing.shortfall.is_none()
            && weighed.standing.overlays.has(Overlay::SecondHand)
    };
    for weighed in weighed(context).filter(second_hand) {
        let weights = context.standings.weights(context.corpus, context.verification, weighed.at);
        let unseen = weighed.standing.carrying.iter().filter_map(|&block| {
            let (weight, evidence) = (weights.get(block)?, weighed.claim.evidence.get(block)?);
            matches!(weight, Weight::Counts(counted) if !counted.read_here).then_some((weight, evidence))
        });
        let unseen: Vec<_> = unseen.collect();
        let Some((_, evidence)) = unseen.first() else { continue };
        let Some(quoted) = &evidence.source else { continue };
        let origins = named(context, &roots(unseen.iter().map(|(weight, _)| *weight)));
        diagnostics.push(
            RULE.says(
                format!(
                    "{} at second hand: {origins} is known here only through `{}`",
                    weighed.stated(),
                    quoted.value
                ),
                weighed.place(),
                "not read here for this claim",
            )
            .help("read the document itself, if you can, and quote it"),
        );
    }
}
