//! Two sources of one claim that have words in common, and no record says how.

use super::weighed::{Weighed, weighed};
use crate::corpus::SourceAt;
use crate::diagnostic::{Diagnostic, Level};
use crate::evidence::echo::{Echo, Likeness};
use crate::evidence::echoes::{self, Witnesses};
use crate::evidence::{shingles, usable_text};
use crate::rules::{Check, Configurable, Context, Rule, counted};
use crate::text::fold::Folded;
use crate::text::span::Place;

pub(super) const RULE: Rule = Rule {
    name: "undeclared-echo",
    level: Level::Error,
    leeway: Configurable::Any,
    page: include_str!("undeclared_echo.md"),
    check: Check::Project(check),
};

fn check(context: &Context, diagnostics: &mut Vec<Diagnostic>) {
    let (corpus, echoes) = (context.corpus, &context.standings.echoes);
    if let Some((one, other)) = echoes.unlooked_copies.first() {
        let [one, other] = [one, other].map(|at| &corpus[*at]);
        let many = counted(echoes.unlooked_copies.len(), "pair", "pairs");
        diagnostics.push(
            RULE.says(
                format!(
                    "`{}` may be a copy of `{}`: {many} like it were not compared, as there are too many",
                    other.id, one.id
                ),
                Place::start_of(other.file),
                "not compared",
            )
            .subject("not compared")
            .help("say in the records which copies which: what a record tells need not be compared"),
        );
    }
    for weighed in weighed(context) {
        if echoes::has_too_many(corpus, context.verification, weighed.at) {
            diagnostics.push(not_compared(&weighed, "it has too many supporting quotes"));
        }
        if echoes.is_empty() {
            continue;
        }
        let documents = &context.standings.documents;
        let mut is_unlooked = false;
        for pair in echoes::witnesses(corpus, context.verification, documents, weighed.at) {
            let (one, other) = pair.documents;
            is_unlooked |= echoes.is_unlooked(one, other);
            if let Some(echo) = echoes.between(one, other).filter(|_| !pair.is_told) {
                diagnostics.push(told(context, &weighed, pair, echo));
            }
        }
        if is_unlooked {
            diagnostics.push(not_compared(&weighed, "there is more to compare than the program takes on"));
        }
    }
}

fn not_compared(weighed: &Weighed, why: &str) -> Diagnostic {
    RULE.says(
        format!("not all sources of `{}` were compared with each other: {why}", weighed.claim.id),
        weighed.place(),
        "may rest on copies",
    )
    .subject("not compared")
    .help("keep the quotes on which the status rests, and give the others the stance \"context\"")
}

fn told(context: &Context, weighed: &Weighed, pair: Witnesses, echo: &Echo) -> Diagnostic {
    let (one, other) = pair.documents;
    let (from, copy) = if is_later(context, one, other) { (other, one) } else { (one, other) };
    let span = |block: usize| {
        let evidence = &weighed.claim.evidence[block];
        Place::new(weighed.claim.file, evidence.quote.as_ref().map_or(evidence.header, |quote| quote.span))
    };
    let id = |at: SourceAt| &*context.corpus[at].id;
    let has = match echo.likeness {
        Likeness::Copy => format!("`{}` has the text of `{}`", id(copy), id(from)),
        Likeness::Third => {
            format!("`{}` and `{}` have a third of the shorter text in common", id(copy), id(from))
        }
        Likeness::Stretch => {
            format!("a passage of `{}` stands in `{}`, a little changed", id(from), id(copy))
        }
        Likeness::Run => {
            let words = if echo.quotations_told { "words" } else { "words and marks" };
            format!("`{}` and `{}` share {} {words} in a row", id(copy), id(from), echo.run.words)
        }
    };
    let mut diagnostic = RULE
        .says(
            format!("{has}, and no record says how"),
            span(pair.second),
            "counts as one witness with the other",
        )
        .label(span(pair.first), "the other")
        .subject(format!("{} {}", id(one.min(other)), id(one.max(other))));
    if let Some(words) = words(context, one, other, echo) {
        diagnostic = diagnostic.note(format!("in both: {words}"));
    }
    if !echo.quotations_told {
        diagnostic = diagnostic.note(
            "only fingerprints are here, which do not tell whether both quote these words from somebody else",
        );
    }
    let file = context.path(context.corpus[copy].file);
    diagnostic
        .help(format!(
            "if it copied, add `derives_from = [\"{}\"]` to {file}; if you cannot tell, `may_derive_from`",
            id(from)
        ))
        .help(format!(
            "if neither copied the other, say there why both have the words: `not_copied_from = [{{ source = \"{}\", because \
             = \"...\" }}]`",
            id(from)
        ))
}

/// Was `one` certainly published after `other`, or is only the day of `other` known?
fn is_later(context: &Context, one: SourceAt, other: SourceAt) -> bool {
    let day = |at: SourceAt| context.corpus[at].published.as_ref().map(|published| published.value);
    match (day(one), day(other)) {
        (Some(one), Some(other)) => one.first > other.last,
        (None, Some(_)) => true,
        _ => false,
    }
}

/// The longest run of words that both have, cut where it is long; `None` if no text is here, or none is long enough to be
/// shown.
fn words(context: &Context, one: SourceAt, other: SourceAt, echo: &Echo) -> Option<String> {
    const MOST: usize = 30;
    const FEWEST: usize = 5;
    let (one, other) = if one < other { (one, other) } else { (other, one) };
    let of = |at: SourceAt, start: usize| {
        let (_, text) = usable_text(context.corpus, context.files, at);
        let text = text?;
        Some(shingles::words_of(&Folded::text(&text.text, text.markup), start..start + echo.run.length))
    };
    let words = of(one, echo.run.one).or_else(|| of(other, echo.run.other))?;
    let all: Vec<_> = words.split_whitespace().collect();
    if all.len() < FEWEST {
        return None;
    }
    let first = all.iter().take(MOST).copied().collect::<Vec<_>>().join(" ");
    let left = all.len().saturating_sub(MOST);
    Some(if left > 0 {
        format!("\"{first}\" and {} more", counted(left, "word", "words"))
    } else {
        format!("\"{first}\"")
    })
}
