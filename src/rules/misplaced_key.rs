//! A key that belongs into another table of the file.

use super::{About, Check, Context, Rule};
use crate::diagnostic::{Diagnostic, Level};
use crate::syntax::fault::FaultKind;
use crate::text::span::Place;

pub(super) const RULE: Rule = Rule {
    name: "misplaced-key",
    about: About::Reading,
    level: Level::Error,
    adjustable: false,
    page: include_str!("misplaced_key.md"),
    check: Check::All(check),
};

fn check(context: &Context, said: &mut Vec<Diagnostic>) {
    for (fault, kind) in context.faults() {
        let FaultKind::MisplacedKey { key, inside, belongs, header } = kind else { continue };
        let lost = if inside == belongs { "" } else { ", so it is not read" };
        let diagnostic = RULE.says(
            format!("`{key}` sits inside {inside}{lost}"),
            fault.place(),
            format!("belongs to {belongs}"),
        );
        said.push(if header.range().is_empty() {
            diagnostic.help(format!("move this line below the line that begins {belongs}"))
        } else {
            diagnostic
                .label(
                    Place::new(fault.file, *header),
                    format!("everything below this line belongs to {inside}"),
                )
                .help(format!("move the line to {belongs}: above the first line in square brackets"))
        });
    }
}
