//! A finding that is set aside and is not there any more.

use super::aside::Fate;
use super::{About, Check, Configurable, Context, Rule};
use crate::diagnostic::{Diagnostic, Level};
use crate::text::span::Place;

pub(super) const RULE: Rule = Rule {
    name: "baseline-unused",
    about: About::Silencing,
    level: Level::Warning,
    leeway: Configurable::MustBeSaid,
    page: include_str!("baseline_unused.md"),
    check: Check::Asides(check),
};

fn check(context: &Context, fates: &[Fate], diagnostics: &mut Vec<Diagnostic>) {
    let baseline = &context.corpus.baseline;
    let Some(file) = baseline.file else { return };
    let unused = baseline.asides.iter().zip(fates).filter(|(_, fate)| **fate == Fate::Unused);
    for (aside, _) in unused {
        let (kind, name) = aside.about.named();
        let message = format!("no such `{}` is found in the {kind} `{name}` any more", aside.rule.value);
        let says = aside.says.as_ref().map_or("", |says| &says.value);
        diagnostics.push(
            RULE.says(message, Place::new(file, aside.header), "sets nothing aside")
                .subject(aside.key())
                .note(format!("it said: {says}"))
                .help("run `grounds baseline`: it takes out what is mended"),
        );
    }
}
