//! A quote that changes the words of its source.

use crate::corpus::SourceAt;
use crate::diagnostic::{Applicability, Diagnostic, Fix, Label, Level, Remark};
use crate::evidence::difference::{Alteration, Change, ChangeKind, NearMiss};
use crate::evidence::fingerprint::{Partly, Why};
use crate::evidence::passage;
use crate::evidence::{Verdict, escape, usable_text};
use crate::model::claim::Text;
use crate::rules::{Check, Configurable, Context, Rule, counted};
use crate::syntax::written;
use crate::text::fold::Folded;
use crate::text::lookalikes::disguise;
use crate::text::span::{FileId, Place, Span};
use crate::text::unspaced::count_words;
use rayon::prelude::*;
use std::collections::HashMap;

pub(super) const RULE: Rule = Rule {
    name: "quote-altered",
    level: Level::Error,
    leeway: Configurable::None,
    page: include_str!("quote_altered.md"),
    check: Check::Project(check),
};

/// So many changes of one quote are marked.
const MOST_MARKS: usize = 6;

fn check(context: &Context, diagnostics: &mut Vec<Diagnostic>) {
    let own_words = if context.fixes { own_words(context) } else { HashMap::new() };
    for (claim, evidence, verdict) in context.quoted_evidence() {
        let is_altered = matches!(verdict, Verdict::Altered(_) | Verdict::Partly(_));
        if !is_altered || context.elsewhere.of(claim.file, evidence).is_some() {
            continue;
        }
        let (Some(source), Some(quote)) = (&evidence.source, &evidence.quote) else { continue };
        match (verdict, context.text_file(evidence)) {
            (Verdict::Altered(near), Some(text)) => {
                let fix = own_words.get(&(claim.file, quote.span)).map(|words| {
                    let quoted = written::text(words);
                    Fix::replacing(claim.file, quote.span, quoted, Applicability::NeedsReading)
                });
                diagnostics.push(altered(near, &source.value, claim.file, quote, text).fix(fix));
            }
            (Verdict::Partly(partly), _) => {
                diagnostics.push(unseen(partly, &source.value, claim.file, quote));
            }
            _ => {}
        }
    }
}

/// Without the text: from where on the quote is another, as the fingerprint tells.
fn unseen(partly: &Partly, source: &str, claim: FileId, quote: &Text) -> Diagnostic {
    let written = |span: Span| quote.value.get(span.range()).unwrap_or("");
    let differs = partly.differs;
    let stand = |span: Option<&Span>| {
        let count = span.map_or(0, |span| count_words(written(*span)));
        if count == 1 {
            "word of this quote is".to_owned()
        } else {
            format!("{count} words of this quote are")
        }
    };
    let rest = quote.value.get(differs.range().start..).unwrap_or("");
    let next = shortened(rest.split_whitespace().next().unwrap_or(""));
    let last = shortened(written(differs).split_whitespace().next_back().unwrap_or(""));
    let (message, label) = match partly.why {
        Why::From => (
            format!(
                "the first {} in `{source}`, but from `{next}` on it differs",
                stand(partly.stands.first())
            ),
            "not the source's words",
        ),
        Why::UpTo => (
            format!("the last {} in `{source}`, but up to `{last}` it differs", stand(partly.stands.last())),
            "not the source's words",
        ),
        Why::PageFrame => (
            format!("only {} in `{source}`; the words before and after differ", stand(partly.stands.first())),
            "not the source's words",
        ),
        Why::Apart => (
            format!("a part of this quote is in `{source}`, but not after the part before it"),
            "does not follow the part before it",
        ),
    };
    RULE.says(message, Place::within(claim, quote.span, differs), label)
        .subject(&*quote.value)
        .note("the text is not here; from its fingerprint, the program can only tell where the quote begins or ends to differ")
        .help("compare the quote with the source, and use the source's own words")
}

fn altered(near: &NearMiss, source: &str, claim: FileId, quote: &Text, text: FileId) -> Diagnostic {
    let mut written: Vec<_> = marked(near)
        .map(|change| {
            let place = Place::within(claim, quote.span, opening(change.quote, &change.wrote));
            Label::new(place, in_quote(change))
        })
        .collect();
    if written.is_empty() {
        written.push(Label::new(Place::new(claim, quote.span), ""));
    }
    let mut diagnostic = RULE.says(message(near, source), written[0].place.clone(), "");
    diagnostic.labels = written;
    diagnostic
        .subject(&*quote.value)
        .note_at(format!("the most similar passage{}", unmarked(near)), standing(near, text))
        .help(help(near, &quote.value))
}

/// How words differ from the passage of `source` that is nearest to them, where there is no claim to show. The text
/// of the source is in the file `text`.
pub fn nearest_passage(near: &NearMiss, source: &str, text: FileId) -> Remark {
    let message = format!("{}{}", message(near, source), unmarked(near));
    Remark { message, labels: standing(near, text) }
}

fn marked(near: &NearMiss) -> impl Iterator<Item = &Change> {
    near.changes.iter().take(MOST_MARKS)
}

fn unmarked(near: &NearMiss) -> String {
    match near.changes.len().saturating_sub(MOST_MARKS) {
        0 => String::new(),
        unmarked => format!("; {} not marked", counted(unmarked, "more change is", "more changes are")),
    }
}

/// What the source has, marked in its text.
pub(super) fn standing(near: &NearMiss, text: FileId) -> Vec<Label> {
    if near.changes.is_empty() {
        return vec![Label::new(Place::new(text, near.passage), "")];
    }
    let label = |change: &Change| {
        Label::new(Place::new(text, opening(change.text, &change.stands)), in_source(change))
    };
    marked(near).map(label).collect()
}

/// Of a stretch of many lines, the first words; else all of it.
fn opening(span: Span, words: &str) -> Span {
    const MOST_LINES: usize = 3;
    const WORDS: usize = 8;
    if words.lines().count() <= MOST_LINES {
        return span;
    }
    let line = words.lines().next().unwrap_or("");
    let length = line.match_indices(' ').nth(WORDS).map_or(line.len(), |(end, _)| end);
    Span::new(span.range().start, span.range().start + length)
}

/// The change that speaks for all: it concerns the gravest kind of thing. Other words are graver than none.
fn gravest(near: &NearMiss) -> Option<&Change> {
    near.changes.iter().min_by_key(|change| (change.kind, change.alteration == Alteration::Omitted))
}

fn message(near: &NearMiss, source: &str) -> String {
    let Some(gravest) = gravest(near) else {
        return format!("this quote is not word for word in `{source}`");
    };
    match (gravest.kind, gravest.alteration) {
        (ChangeKind::Negation, Alteration::Changed) => {
            format!("a negation in this quote differs from `{source}`")
        }
        (ChangeKind::Words, Alteration::Omitted) => {
            format!("this quote leaves out words that are in `{source}`")
        }
        (ChangeKind::Words, _) => format!("this quote does not match `{source}`"),
        (ChangeKind::Order, _) => format!("the words of this quote are in a different order in `{source}`"),
        (ChangeKind::Case, _) => format!("this quote differs from `{source}` in capital letters"),
        (ChangeKind::Brackets, _) => {
            format!("the editor's brackets in this quote are not in `{source}`")
        }
        (ChangeKind::Marks, _) => format!("the quotation marks around this quote are not in `{source}`"),
        (ChangeKind::Punctuation, _) => format!("this quote changes the punctuation of `{source}`"),
        (ChangeKind::Spacing, _) => format!("this quote joins or splits words of `{source}`"),
        (ChangeKind::Paragraph, _) => {
            format!("this quote runs across the end of a paragraph in `{source}`")
        }
        (ChangeKind::LookAlike, _) => {
            format!("this quote has characters that only look like those of `{source}`")
        }
        (ChangeKind::VowelMarks, _) => {
            format!("this quote differs from `{source}` in vowel or stress marks")
        }
        (ChangeKind::Escape, _) => {
            let (escape, character) = meant(gravest);
            format!("`{escape}` in this quote is {character}, but `{source}` has these two characters")
        }
        (ChangeKind::Garbled, _) => format!("the text of `{source}` is garbled where this quote stands"),
        (ChangeKind::RunTogether, _) => {
            format!("the text of `{source}` runs words together where this quote stands")
        }
        (ChangeKind::FarApart, _) => format!("the parts of this quote are too far apart in `{source}`"),
        (ChangeKind::Apart, _) => {
            format!("the parts of this quote are in a different order in `{source}`")
        }
        (ChangeKind::Column, _) => format!("this quote runs from one column into the next in `{source}`"),
        (ChangeKind::Cut, _) => {
            format!("this quote leaves out part of a number or word that is in `{source}`")
        }
        (ChangeKind::ShortPart, _) => "a part of this quote is too short to find for certain".to_owned(),
        (kind, alteration) => {
            let thing = thing(kind);
            match alteration {
                Alteration::Changed => format!("{thing} in this quote differs from `{source}`"),
                Alteration::Omitted => format!("this quote leaves out {thing} that is in `{source}`"),
                Alteration::Added => format!("this quote has {thing} that is not in `{source}`"),
            }
        }
    }
}

/// The escape that became another character, and what that is.
fn meant(change: &Change) -> (String, &'static str) {
    let stands = |escape: &String| change.stands.contains(&**escape);
    let escape = change.wrote.chars().filter_map(escape).find(stands).unwrap_or_default();
    let character = match &*escape {
        "\\n" => "a line end",
        "\\t" => "a tab",
        _ => "a control character",
    };
    (escape, character)
}

fn thing(kind: ChangeKind) -> &'static str {
    match kind {
        ChangeKind::Number => "a number",
        ChangeKind::Date => "a date",
        ChangeKind::Negation => "a negation",
        ChangeKind::Name => "a name",
        _ => "a word",
    }
}

fn help(near: &NearMiss, quote: &str) -> &'static str {
    let Some(gravest) = gravest(near) else { return "use the source's own words" };
    match gravest.kind {
        ChangeKind::LookAlike => "copy the source's own characters",
        ChangeKind::VowelMarks => "quote the marks as the source has them",
        ChangeKind::Escape => {
            "put the quote between single quotation marks: there a backslash is a backslash"
        }
        ChangeKind::Garbled => {
            "the text was in UTF-8 and was read as another encoding: save it again from the document, then run `grounds pin --accept-changed`"
        }
        ChangeKind::RunTogether => {
            "if the document has spaces there, put them into the text and run `grounds pin --accept-changed`; if not, quote it as it is"
        }
        ChangeKind::Spacing => {
            "quote the words as the source has them; if its text lost or gained a space, mend the text"
        }
        ChangeKind::Paragraph => "quote from one paragraph only, or split it into two evidence blocks",
        ChangeKind::Column => "quote from one column only, or split it into two evidence blocks",
        ChangeKind::Cut => "quote the whole number, with its sign and its unit, or the whole word",
        ChangeKind::Apart | ChangeKind::FarApart => "give each part an evidence block of its own",
        ChangeKind::ShortPart => "quote at least three words on each side of [...]",
        ChangeKind::Brackets => {
            "quote the source's own words; put anything else that a reader needs into `note`"
        }
        ChangeKind::Marks => "remove these marks: the ones that begin and end the line are enough",
        ChangeKind::Words if gravest.alteration == Alteration::Omitted => help_with_gaps(near, quote),
        _ => "use the source's own words",
    }
}

/// Words may be left out, if that is shown.
fn help_with_gaps(near: &NearMiss, quote: &str) -> &'static str {
    // As the search for an elided quote has it.
    const FEWEST_WORDS: usize = 3;
    const MOST_WORDS: usize = 80;
    let gaps = near.changes.iter().filter(|change| change.alteration == Alteration::Omitted);
    let ends = gaps.clone().map(|gap| gap.quote.range().start).chain([quote.len()]);
    let starts = std::iter::once(0).chain(gaps.clone().map(|gap| gap.quote.range().end));
    let is_short = |(start, end)| quote.get(start..end).is_none_or(|part| count_words(part) < FEWEST_WORDS);
    if gaps.clone().any(|gap| count_words(&gap.stands) > MOST_WORDS) {
        "give each part an evidence block of its own"
    } else if starts.zip(ends).any(is_short) {
        "put `[...]` where you leave words out, with three words or more on each side of it"
    } else {
        "put `[...]` where you leave words out"
    }
}

fn in_quote(change: &Change) -> String {
    let kind = match change.kind {
        ChangeKind::Number | ChangeKind::Date | ChangeKind::Negation | ChangeKind::Name => {
            let thing = thing(change.kind);
            return match change.alteration {
                Alteration::Changed => format!("{thing} differs"),
                Alteration::Omitted if change.wrote.is_empty() => format!("{thing} is left out here"),
                Alteration::Omitted => format!("{thing} is left out"),
                Alteration::Added => format!("{thing} is added"),
            };
        }
        ChangeKind::Words if change.alteration == Alteration::Omitted => {
            return match count_words(&change.stands) {
                1 => "a word is left out here".to_owned(),
                count => format!("{count} words are left out here"),
            };
        }
        ChangeKind::Words | ChangeKind::Punctuation if change.stands.is_empty() => "not in the source",
        ChangeKind::Words => "not the source's words",
        ChangeKind::Order => "in a different order",
        ChangeKind::Case => "capital letters differ",
        ChangeKind::Brackets | ChangeKind::Marks => "not in the source",
        ChangeKind::Punctuation if change.wrote.is_empty() => "punctuation is left out here",
        ChangeKind::Punctuation => "other punctuation",
        ChangeKind::Spacing => "other spacing",
        ChangeKind::Paragraph => "the source has a paragraph break here",
        ChangeKind::LookAlike => "another character that looks alike",
        ChangeKind::VowelMarks => "vowel or stress marks differ",
        ChangeKind::Escape => return format!("{} here", meant(change).1),
        ChangeKind::Garbled => "garbled in the source's text",
        ChangeKind::RunTogether => "run together in the source's text",
        ChangeKind::Apart => "does not follow the part before it",
        ChangeKind::FarApart => "too far after the part before it",
        ChangeKind::ShortPart => "fewer than three words",
        ChangeKind::Cut => "part of a number or word",
        ChangeKind::Column => "the source has two columns here",
    };
    kind.to_owned()
}

fn in_source(change: &Change) -> String {
    let wrote = shortened(&change.wrote);
    let diagnostics = match change.kind {
        ChangeKind::Paragraph => return "the paragraph ends here".to_owned(),
        ChangeKind::Apart | ChangeKind::ShortPart => return String::new(),
        ChangeKind::Cut => return "all of it".to_owned(),
        ChangeKind::Column => return "the column ends here".to_owned(),
        ChangeKind::FarApart => return "more than 100 words and marks on".to_owned(),
        ChangeKind::Garbled => return format!("probably `{wrote}`"),
        _ if change.wrote.is_empty() => return "you left this out".to_owned(),
        _ if change.stands.is_empty() => format!("you put `{wrote}` here"),
        _ => format!("you wrote `{wrote}`"),
    };
    match disguise(&change.wrote, &change.stands) {
        Some(disguise) => format!("{diagnostics} ({disguise})"),
        None => diagnostics,
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

/// For each quote that is near a passage of its source, by its place: the source's own words. A text is read once for all its
/// quotes.
fn own_words(context: &Context) -> HashMap<(FileId, Span), String> {
    let mut of_source: HashMap<SourceAt, Vec<(FileId, &Text, &NearMiss)>> = HashMap::new();
    for (claim, evidence, verdict) in context.quoted_evidence() {
        if let (Some(source), Some(quote), Verdict::Altered(near)) =
            (&evidence.source, &evidence.quote, verdict)
            && let Some(at) = context.corpus.source_at(&source.value)
        {
            of_source.entry(at).or_default().push((claim.file, quote, near));
        }
    }
    let of_source: Vec<_> = of_source.into_iter().collect();
    let words = of_source.par_iter().flat_map_iter(|(at, quotes)| {
        let text = usable_text(context.corpus, context.files, *at).1;
        let folded = text.as_ref().map(|text| Folded::text(&text.text, text.markup));
        let source = &context.corpus[*at];
        quotes.iter().filter_map(move |(file, quote, near)| {
            let passage = passage::nearest(near, source, &text.as_ref()?.text, folded.as_ref()?)?;
            Some(((*file, quote.span), passage.quote))
        })
    });
    words.collect()
}
