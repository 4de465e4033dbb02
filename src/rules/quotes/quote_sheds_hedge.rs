//! A quote that leaves outside what negates, weakens or limits its words.

use crate::diagnostic::{Diagnostic, Label, Level};
use crate::evidence::Verdict;
use crate::evidence::hedge::{At, Force, Hedge};
use crate::rules::{Check, Configurable, Context, Rule};
use crate::text::span::{Place, Text};

pub(super) const RULE: Rule = Rule {
    name: "quote-sheds-hedge",
    level: Level::Warning,
    leeway: Configurable::Any,
    page: include_str!("quote_sheds_hedge.md"),
    check: Check::Project(check),
};

fn check(context: &Context, diagnostics: &mut Vec<Diagnostic>) {
    for (claim, evidence, verdict) in context.quoted_evidence() {
        let Verdict::Found(found) = verdict else { continue };
        let (Some(hedge), Some(quote)) = (&found.hedge, &evidence.quote) else { continue };
        // "Keel claims that ..." is told by an origin that is Keel's.
        let names = |id: Option<&Text>| id.map(|id| id.value.clone());
        let is_ascribed =
            evidence.origin.is_some() && names(evidence.origin.as_ref()) != names(evidence.source.as_ref());
        if hedge.force == Force::Ascribes && is_ascribed {
            continue;
        }
        let Some(text) = context.text_file(evidence) else { continue };
        let labels = vec![
            Label::new(
                Place::new(text, hedge.span),
                if hedge.force == Force::Struck { "struck out" } else { "left out" },
            ),
            Label::new(Place::new(text, found.place), "quoted"),
        ];
        let place = Place::new(claim.file, quote.span);
        let Said { message, label, help } = said(hedge);
        let help = format!(
            "{help}; if it does not apply to the words you quote, write above this line: # grounds: allow(quote-sheds-hedge) because ..."
        );
        let note = match hedge.at {
            At::Sentence | At::Ellipsis => "the full sentence",
            At::SentenceBefore => "the sentence before",
            At::SentenceBehind => "the sentence behind",
            At::Label => "the words before",
            At::Top => "the first lines of the text",
            At::Heading => "the line above",
            At::Lead => "the line that leads the list",
            At::Note => "the note",
            At::Correction => "the correction",
            At::Box => "the box",
            At::Cell => "the cell beside",
        };
        let mut diagnostic = RULE.says(message, place, label).note_at(note, labels).help(help);
        if hedge.is_elided_negation() {
            diagnostic.level = Level::Error;
        }
        diagnostics.push(diagnostic);
    }
}

/// What a finding says.
struct Said {
    message: String,
    label: &'static str,
    help: String,
}

fn said(hedge: &Hedge) -> Said {
    let word = &hedge.word;
    let label = match hedge.force {
        Force::Negates if hedge.at == At::Ellipsis => "says the opposite of the full sentence",
        Force::Negates => "may say the opposite of the full sentence",
        Force::Denies => "may be what the author denies",
        Force::Asks => "states what the full sentence only asks",
        Force::Weakens => "may be more certain than the full sentence",
        Force::Ascribes => "is what somebody says or believes in the full sentence",
        Force::Limits => "may hold only within the limits that the full sentence sets",
        Force::Joins => "no sentence of the source says this",
        Force::Completes => "half of a word",
        Force::Names => "may be of another than the full name",
        Force::Struck => "was taken back",
    };
    let message = match (hedge.at, hedge.force) {
        (At::Ellipsis, Force::Negates) => format!("the `[...]` in this quote hides a `{word}`"),
        (At::SentenceBefore, _) => format!("the sentence before the quoted one says `{word}` of it"),
        (At::SentenceBehind, _) => format!("the sentence behind the quoted one says `{word}` of it"),
        (At::Top, _) => format!("the text says `{word}` of itself"),
        (At::Heading, Force::Asks) => {
            format!("the quoted words are a question: `{word}` stands over them")
        }
        (At::Heading, Force::Limits) => {
            format!("a line above the quoted words says `{word}` of their figures")
        }
        (At::Note, _) => format!("the note to the quoted words says `{word}`"),
        (At::Correction, _) => format!("the text has a `{word}` that names what the quote names"),
        (At::Cell, _) => format!("the cell beside the quoted words says `{word}`"),
        (At::Box, _) => format!("the box before the quoted words is empty: `{word}`"),
        (At::Heading, _) => format!("the section of the quoted words says `{word}` in its heading"),
        (At::Lead, _) => format!("the line that leads the quoted list says `{word}`"),
        (At::Label, _) => format!("`{word}` stands over the quoted words, but the quote leaves it out"),
        (At::Sentence, Force::Joins) => {
            format!("the `[...]` leaves out `{word}`, to which the words behind it belong")
        }
        (_, Force::Joins) => {
            "the `[...]` in this quote joins the beginning of one sentence to the end of another".to_owned()
        }
        (_, Force::Asks) => {
            "the quoted sentence is a question, but the quote leaves out the question mark".to_owned()
        }
        (_, Force::Completes) => format!("the quote cuts `{word}` at its hyphen"),
        (_, Force::Names) => format!("the quote cuts `{word}` in two"),
        (_, Force::Struck) => format!("`{word}` is struck out in the source, but the quote has it"),
        _ => format!("the quoted sentence contains `{word}`, but the quote leaves it out"),
    };
    let help = match (hedge.at, hedge.force) {
        (At::Top, _) => {
            "if the document was withdrawn, add a [retracted] block to its record; if it is a draft, say so in the statement".to_owned()
        }
        (At::Heading, Force::Asks) => "quote the answer, and the question with it".to_owned(),
        (At::Heading, Force::Limits) => "say in the statement in what the figures are".to_owned(),
        (At::Note, _) => "quote the note, too, or other words".to_owned(),
        (At::Correction, _) => "read it, and quote what the text says now".to_owned(),
        (At::Cell, _) => "quote the whole row".to_owned(),
        (At::Box, _) => "quote what was ticked".to_owned(),
        (At::Heading, _) => "quote words from where the text says it for certain".to_owned(),
        (At::Lead, _) => "quote from that line on, with [...] for what lies between".to_owned(),
        (At::SentenceBefore | At::Label, _) => "quote from that sentence on".to_owned(),
        (At::SentenceBehind, _) => "quote to the end of that sentence".to_owned(),
        (At::Sentence, Force::Joins) => format!("quote `{word}`, too"),
        (_, Force::Joins) => format!("quote the second sentence from its beginning: `{word}`"),
        (_, Force::Asks) => "quote to the question mark, and the answer with it".to_owned(),
        (_, Force::Completes | Force::Names) => format!("quote all of `{word}`"),
        (_, Force::Struck) => "quote the words as they stand now".to_owned(),
        _ => format!("include `{word}` in the quote"),
    };
    Said { message, label, help }
}
