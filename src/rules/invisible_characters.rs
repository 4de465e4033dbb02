//! Characters that cannot be seen.

use super::{About, Check, Context, Leeway, Rule, counted};
use crate::diagnostic::{Diagnostic, Level};
use crate::syntax::fault::FaultKind;
use crate::text::unseen::Unseen;

pub(super) const RULE: Rule = Rule {
    name: "invisible-characters",
    about: About::Reading,
    level: Level::Warning,
    leeway: Leeway::Any,
    page: include_str!("invisible_characters.md"),
    check: Check::All(check),
};

fn check(context: &Context, said: &mut Vec<Diagnostic>) {
    for fault in context.faults() {
        let FaultKind::InvisibleCharacter { character, kind, count } = &fault.kind else { continue };
        let what = match kind {
            Unseen::Deceptive => "turns or hides what people read",
            Unseen::Control => "is a control character",
            Unseen::ZeroWidth | Unseen::Joiner => "takes no room",
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
        if *kind == Unseen::Deceptive {
            diagnostic.level = Level::Error;
        }
        said.push(diagnostic);
    }
}
