//! Characters that cannot be seen.

use super::fix::{Care, Fix};
use super::{About, Check, Configurable, Context, Rule, counted};
use crate::diagnostic::{Diagnostic, Level};
use crate::model::claim::Claim;
use crate::syntax::fault::{Fault, FaultKind};
use crate::syntax::invisible::without;
use crate::text::span::Span;
use crate::text::unseen::Unseen;

pub(super) const RULE: Rule = Rule {
    name: "invisible-characters",
    about: About::Reading,
    level: Level::Warning,
    leeway: Configurable::Any,
    page: include_str!("invisible_characters.md"),
    check: Check::All(check),
};

fn check(context: &Context, diagnostics: &mut Vec<Diagnostic>) {
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
        diagnostics.push(diagnostic);
    }
}

/// The same without them; but the words of a quote, and what turns the direction of a text, are for somebody to read.
pub(super) fn propose(context: &Context, fixes: &mut Vec<Fix>) {
    for fault in context.faults() {
        let FaultKind::InvisibleCharacter { kind, .. } = &fault.kind else { continue };
        let Some((span, raw)) = written(context, fault) else { continue };
        let is_quoted =
            context.corpus.claims.iter().any(|claim| claim.file == fault.file && quotes(claim, span));
        let care = if is_quoted || *kind == Unseen::Deceptive { Care::Reading } else { Care::None };
        let by = without(&raw);
        if by != raw {
            fixes.push(Fix { rule: RULE.name, file: fault.file, about: fault.span, span, by, care });
        }
    }
}

/// What stands at the fault: the whole text, or what is left of the remark.
fn written(context: &Context, fault: &Fault) -> Option<(Span, String)> {
    let text = String::from_utf8(context.files.read(fault.file).ok()?).ok()?;
    let range = fault.span.range();
    let end = match fault.within {
        Some(_) => range.end,
        None => range.start + text.get(range.start..)?.find(['\n', '\r']).unwrap_or(text.len() - range.start),
    };
    let raw = text.get(range.start..end)?.to_owned();
    Some((Span::new(range.start, end), raw))
}

/// Are these words quoted by the claim, or do they tell where a quote stands?
fn quotes(claim: &Claim, span: Span) -> bool {
    claim.evidence.iter().any(|evidence| {
        let location = evidence.location.iter().flat_map(|at| [&at.prefix, &at.suffix]);
        [&evidence.quote].into_iter().chain(location).flatten().any(|words| words.span == span)
    })
}
