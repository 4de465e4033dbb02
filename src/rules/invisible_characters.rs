//! Characters that cannot be seen.

use super::{About, Check, Context, Rule, counted};
use crate::diagnostic::{Diagnostic, Level};
use crate::syntax::fault::{FaultKind, Invisible};

pub(super) const RULE: Rule = Rule {
    name: "invisible-characters",
    about: About::Reading,
    level: Level::Warning,
    adjustable: true,
    page: include_str!("invisible_characters.md"),
    check: Check::All(check),
};

fn check(context: &Context, said: &mut Vec<Diagnostic>) {
    for (fault, kind) in context.faults() {
        let FaultKind::InvisibleCharacter { character, kind, count } = kind else { continue };
        let what = match kind {
            Invisible::Deceptive => "turns or hides what people read",
            Invisible::Control => "is a control character",
            Invisible::ZeroWidth => "takes no room",
        };
        let others = match count {
            1 => String::new(),
            _ => format!(", and {} besides", counted(count - 1, "more", "more")),
        };
        let code = u32::from(*character);
        let mut diagnostic = RULE
            .says(
                format!("an invisible character, U+{code:04X}{others}"),
                fault.place(),
                format!("it {what}"),
            )
            .help("delete it; if it came with a copied text, type the words around it anew");
        if *kind == Invisible::Deceptive {
            diagnostic.level = Level::Error;
        }
        said.push(diagnostic);
    }
}
