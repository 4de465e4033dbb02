//! A finding that is set aside until a day that has passed.

use super::aside::Fate;
use super::{About, Check, Configurable, Context, Rule, counted};
use crate::diagnostic::{Diagnostic, Level};
use crate::text::span::Place;

pub(super) const RULE: Rule = Rule {
    name: "baseline-expired",
    about: About::Silencing,
    level: Level::Warning,
    leeway: Configurable::MustBeSaid,
    page: include_str!("baseline_expired.md"),
    check: Check::Asides(check),
};

fn check(context: &Context, fates: &[Fate], diagnostics: &mut Vec<Diagnostic>) {
    let baseline = &context.corpus.baseline;
    let Some(file) = baseline.file else { return };
    let expired = baseline.asides.iter().zip(fates).filter(|(_, fate)| **fate == Fate::Expired);
    for (aside, _) in expired {
        let (kind, name) = aside.about.named();
        let days = (context.today - aside.until.value).num_days();
        let days = counted(usize::try_from(days).unwrap_or_default(), "day", "days");
        let message = format!(
            "`{}` in the {kind} `{name}` was set aside until {}, {days} ago",
            aside.rule.value, aside.until.value
        );
        diagnostics.push(
            RULE.says(message, Place::new(file, aside.until.span), "it counts again").subject(aside.key()).help(
                "mend it and run `grounds baseline`; or set it aside anew, with the reason: `grounds baseline --add --because ...`",
            ),
        );
    }
}
