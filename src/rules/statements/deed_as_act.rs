//! A deed that is judged as an act, so that whoever is said to have done it bears it by his own word.

use crate::diagnostic::{Diagnostic, Level};
use crate::model::claim::{Claim, Judges};
use crate::rules::{Check, Configurable, Context, Rule};
use crate::text::span::Place;

pub(super) const RULE: Rule = Rule {
    name: "deed-as-act",
    level: Level::Warning,
    leeway: Configurable::Any,
    page: include_str!("deed_as_act.md"),
    check: Check::Project(check),
};

/// What no document does.
const DEEDS: &str = "delivered built struck killed sank sunk destroyed shot bombed shipped met visited arrived attacked wounded \
    manufactured flew crashed drowned exploded fired burned stole stolen smuggled доставил построил убил уничтожил поставил";

/// What words or a document do, and a statement of which may speak of a deed: "ordered that it be built".
const ACTS: &str = "announced announce decided decide ordered order signed sign invited invite sued sue sanctioned published \
    declared banned allowed permitted appointed dismissed awarded approved rejected recognised recognized demanded called \
    summoned asked told wrote proposed offered agreed ratified adopted refused condemned congratulated promised pledged \
    объявил решил подписал приказал заявил";

fn check(context: &Context, diagnostics: &mut Vec<Diagnostic>) {
    let acts = context.claims().filter(|claim| {
        claim.withdrawn.is_none()
            && claim.judges() == Judges::Act
            && claim.status.as_ref().is_some_and(|status| status.value.asserts())
    });
    diagnostics.extend(acts.filter_map(told));
}

fn told(claim: &Claim) -> Option<Diagnostic> {
    let statement = claim.statement.as_ref()?;
    let words = || statement.value.split(|c: char| !c.is_alphabetic()).filter(|word| !word.is_empty());
    let is_in =
        |list: &str, word: &str| list.split_whitespace().any(|known| known.eq_ignore_ascii_case(word));
    let deed = words().find(|word| is_in(DEEDS, word)).filter(|_| !words().any(|word| is_in(ACTS, word)))?;
    let start = deed.as_ptr() as usize - statement.value.as_ptr() as usize;
    let place = Place::within(claim.file, statement.span, (start..start + deed.len()).into());
    Some(
        RULE.says(
            format!("`{deed}` is a deed, which nobody does by words or by a document"),
            place,
            "a fact, whoever says so",
        )
        .subject(&*statement.value)
        .help("remove `judges`: then others than the one who is said to have done it must bear it out"),
    )
}
