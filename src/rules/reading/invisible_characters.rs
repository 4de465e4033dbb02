//! Characters that cannot be seen.

use crate::diagnostic::{Applicability, Diagnostic, Fix, Level};
use crate::model::claim::Claim;
use crate::rules::{Check, Configurable, Context, Rule};
use crate::syntax::fault::{Fault, FaultKind};
use crate::syntax::invisible::without;
use crate::text::span::{FileId, Span};
use crate::text::unseen::Unseen;

pub(super) const RULE: Rule = Rule {
    name: "invisible-characters",
    level: Level::Warning,
    leeway: Configurable::Any,
    page: include_str!("invisible_characters.md"),
    check: Check::Project(check),
};

fn check(context: &Context, diagnostics: &mut Vec<Diagnostic>) {
    let mut last_read = LastRead::default();
    for fault in context.faults() {
        let FaultKind::InvisibleCharacter { character, kind, count } = &fault.kind else { continue };
        let what = match kind {
            Unseen::Deceptive => "reverses or hides what people read",
            Unseen::Control => "is a control character",
            Unseen::ZeroWidth | Unseen::Joiner => "has no width",
        };
        let others = match count {
            1 => String::new(),
            _ => format!(", and {} more", count - 1),
        };
        let code = u32::from(*character);
        let mut diagnostic = RULE
            .says(
                format!("an invisible character, U+{code:04X}{others}"),
                fault.place(),
                format!("it {what}"),
            )
            .help("delete it; if it came with a copied text, type the words around it again");
        if *kind == Unseen::Deceptive {
            diagnostic.level = Level::Error;
        }
        if context.fixes {
            let text = last_read.text(context, fault.file);
            diagnostic = diagnostic.fix(fix(context, fault, *kind, text));
        }
        diagnostics.push(diagnostic);
    }
}

/// The text of the file that was read last: one file may have many such faults.
#[derive(Default)]
struct LastRead {
    file: Option<FileId>,
    text: String,
}

impl LastRead {
    fn text(&mut self, context: &Context, file: FileId) -> &str {
        if self.file != Some(file) {
            let text = context.files.read(file).ok().and_then(|bytes| String::from_utf8(bytes).ok());
            *self = Self { file: Some(file), text: text.unwrap_or_default() };
        }
        &self.text
    }
}

/// The same words without them. Somebody must read what comes of a quote, and of a character that turned or hid words.
fn fix(context: &Context, fault: &Fault, kind: Unseen, text: &str) -> Option<Fix> {
    let span = affected(fault, text)?;
    let written = text.get(span.range())?;
    let seen = without(written);
    let claim = context.corpus.claims.iter().find(|claim| claim.file == fault.file);
    let applicability = if kind == Unseen::Deceptive || claim.is_some_and(|claim| quotes(claim, span)) {
        Applicability::NeedsReading
    } else {
        Applicability::Safe
    };
    (seen != written).then(|| Fix::replacing(fault.file, span, seen, applicability))
}

/// What has the characters: a whole TOML text, or a remark from there to the end of its line.
fn affected(fault: &Fault, text: &str) -> Option<Span> {
    let range = fault.span.range();
    let rest = text.get(range.start..)?;
    let end = match fault.within {
        Some(_) => range.end,
        None => range.start + rest.find(['\n', '\r']).unwrap_or(rest.len()),
    };
    Some(Span::new(range.start, end))
}

/// Are these words quoted by the claim, or do they tell where a quote is?
fn quotes(claim: &Claim, span: Span) -> bool {
    claim.evidence.iter().any(|evidence| {
        let location = evidence.location.iter().flat_map(|at| [&at.prefix, &at.suffix]);
        [&evidence.quote].into_iter().chain(location).flatten().any(|words| words.span == span)
    })
}
