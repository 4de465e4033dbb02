//! A quote that changes the words of its source.

use super::{About, Check, Context, Rule, counted};
use crate::diagnostic::Label;
use crate::diagnostic::{Diagnostic, Level};
use crate::evidence::Verdict;
use crate::evidence::difference::{Change, ChangeKind, Near};
use crate::model::claim::Text;
use crate::text::span::{FileId, Place};

pub(super) const RULE: Rule = Rule {
    name: "quote-altered",
    about: About::Quotes,
    level: Level::Error,
    adjustable: false,
    page: include_str!("quote_altered.md"),
    check: Check::All(check),
};

/// So many changes of one quote are marked.
const MOST_MARKS: usize = 6;

fn check(context: &Context, said: &mut Vec<Diagnostic>) {
    for (claim, evidence, verdict) in context.quotes() {
        let (Verdict::Altered(near), Some(source), Some(quote)) =
            (verdict, &evidence.source, &evidence.quote)
        else {
            continue;
        };
        if let Some(text) = context.text_file(evidence) {
            said.push(altered(near, &source.value, claim.file, quote, text));
        }
    }
}

fn altered(near: &Near, source: &str, claim: FileId, quote: &Text, text: FileId) -> Diagnostic {
    let mut changes = near.changes.iter().take(MOST_MARKS);
    let (mut written, mut standing) = (Vec::new(), Vec::new());
    for change in changes.by_ref() {
        written.push(Label::new(Place::within(claim, quote.span, change.quote), in_quote(change)));
        standing.push(Label::new(Place::new(text, change.text), in_source(change)));
    }
    if written.is_empty() {
        written.push(Label::new(Place::new(claim, quote.span), ""));
        standing.push(Label::new(Place::new(text, near.passage), ""));
    }
    let mut diagnostic = RULE.says(message(near, source), written[0].place.clone(), "");
    diagnostic.labels = written;
    let unmarked = near.changes.len().saturating_sub(MOST_MARKS);
    let more = if unmarked == 0 {
        String::new()
    } else {
        format!("; {} not marked", counted(unmarked, "more change is", "more changes are"))
    };
    diagnostic.note_at(format!("the nearest passage{more}"), standing).help(help(near))
}

/// What kind of thing was changed: the gravest kind speaks.
fn message(near: &Near, source: &str) -> String {
    let worst = near.changes.iter().min_by_key(|change| change.kind);
    let Some(worst) = worst else { return format!("this quote is not word for word in `{source}`") };
    match worst.kind {
        ChangeKind::Number => format!("a number in this quote is not the one in `{source}`"),
        ChangeKind::Negation if worst.wrote.is_empty() => {
            format!("this quote leaves out a negation that stands in `{source}`")
        }
        ChangeKind::Negation if worst.stands.is_empty() => {
            format!("this quote has a negation that does not stand in `{source}`")
        }
        ChangeKind::Negation => format!("a negation in this quote is not as it stands in `{source}`"),
        ChangeKind::Name => format!("a name in this quote is not the one in `{source}`"),
        ChangeKind::Words => format!("these words are not in `{source}`"),
        ChangeKind::Case => format!("this quote changes capital or small letters of `{source}`"),
        ChangeKind::Brackets => format!("an editor's brackets in this quote do not stand in `{source}`"),
        ChangeKind::Punctuation => format!("this quote changes the punctuation of `{source}`"),
        ChangeKind::Spacing => format!("this quote joins or parts words of `{source}`"),
        ChangeKind::Paragraph => {
            format!("this quote runs over the end of a paragraph or heading in `{source}`")
        }
        ChangeKind::Apart => {
            format!("the parts of this quote do not stand near each other, in this order, in `{source}`")
        }
        ChangeKind::ShortPart => "a part of this quote is too short to be found for certain".to_owned(),
    }
}

fn help(near: &Near) -> &'static str {
    match near.changes.iter().map(|change| change.kind).min() {
        Some(ChangeKind::Paragraph) => "quote from one paragraph only, or make two evidence blocks of it",
        Some(ChangeKind::Apart) => "make an evidence block of each part",
        Some(ChangeKind::ShortPart) => "take at least three words on each side of [...]",
        Some(ChangeKind::Brackets) => {
            "quote the source's own words; what a reader needs besides goes into `note`"
        }
        _ => "use the source's own words",
    }
}

fn in_quote(change: &Change) -> String {
    let kind = match change.kind {
        ChangeKind::Number => "a number differs",
        ChangeKind::Negation => "a negation differs",
        ChangeKind::Name => "a name differs",
        ChangeKind::Words if change.wrote.is_empty() => "words are left out here",
        ChangeKind::Words if change.stands.is_empty() => "not in the source",
        ChangeKind::Words => "other words",
        ChangeKind::Case => "other letters",
        ChangeKind::Brackets => "not in the source",
        ChangeKind::Punctuation => "other punctuation",
        ChangeKind::Spacing => "other spacing",
        ChangeKind::Paragraph => "a paragraph or heading ends here",
        ChangeKind::Apart => "does not follow the part before it",
        ChangeKind::ShortPart => "fewer than three words",
    };
    kind.to_owned()
}

fn in_source(change: &Change) -> String {
    match change.kind {
        ChangeKind::Paragraph => "ends here".to_owned(),
        ChangeKind::Apart | ChangeKind::ShortPart => String::new(),
        _ if change.wrote.is_empty() => "you left this out".to_owned(),
        _ if change.stands.is_empty() => format!("you put `{}` here", shortened(&change.wrote)),
        _ => format!("you wrote `{}`", shortened(&change.wrote)),
    }
}

/// The beginning of long words.
fn shortened(words: &str) -> String {
    const MOST: usize = 40;
    match words.char_indices().nth(MOST) {
        Some((end, _)) => format!("{}…", &words[..end]),
        None => words.to_owned(),
    }
}
