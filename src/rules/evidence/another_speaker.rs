//! Words that the text gives to somebody else than the claim does.

use super::weighed::{Weighed, spellings, weighed};
use crate::corpus::Link;
use crate::diagnostic::{Diagnostic, Label, Level};
use crate::evidence::speaker::{Speaker, is_first_person, is_label_of};
use crate::evidence::{Credit, Passed, Verdict};
use crate::model::claim::{Claim, Evidence, Judges};
use crate::rules::{Check, Configurable, Context, Rule};
use crate::text::span::Place;

pub(super) const RULE: Rule = Rule {
    name: "another-speaker",
    level: Level::Error,
    leeway: Configurable::Any,
    page: include_str!("another_speaker.md"),
    check: Check::Project(check),
};

fn check(context: &Context, diagnostics: &mut Vec<Diagnostic>) {
    for weighed in weighed(context).filter(|weighed| weighed.status.asserts()) {
        let blocks = weighed.claim.evidence.iter().zip(context.corpus.links_of(weighed.at));
        let blocks = blocks.zip(context.verification.of_claim(weighed.at));
        for ((evidence, link), verdict) in blocks.filter(|((evidence, _), _)| evidence.supports()) {
            let Verdict::Found(passed) = verdict else { continue };
            let Some(names) = taken_for(context, weighed, evidence, link) else { continue };
            let found =
                by_label(passed, &names).map(|speaker| labelled(context, weighed.claim, evidence, speaker));
            let found = found.or_else(|| {
                let credit = in_quotation_marks(context, weighed, link, passed, &names)?;
                Some(quoted(weighed.claim, evidence, credit))
            });
            diagnostics.extend(found);
        }
    }
}

/// By which names is he called whose words the claim takes them for: the claimant of a saying or act, and of a fact whoever is
/// said to know it? `None` if that is nobody in this text.
pub(super) fn taken_for(
    context: &Context,
    weighed: Weighed,
    evidence: &Evidence,
    link: &Link,
) -> Option<Vec<String>> {
    let claim = weighed.claim;
    let names: Vec<&str> = if claim.judges() == Judges::Fact {
        let is_own = link.origin == link.source && (evidence.origin.is_some() || evidence.knows.is_some());
        let source = &context.corpus[link.source.filter(|_| is_own)?];
        source.authors.iter().chain(&source.publisher).map(|name| &*name.value).collect()
    } else {
        claim.claimant.iter().map(|name| &*name.value).collect()
    };
    let mut all: Vec<String> = names.iter().flat_map(|name| spellings(context, name)).collect();
    let speaking = context
        .corpus
        .policy
        .speaks_for
        .iter()
        .filter(|(party, _)| all.iter().any(|name| name.eq_ignore_ascii_case(&party.value)));
    let speaking: Vec<_> = speaking.flat_map(|(_, names)| names).map(|name| name.value.to_string()).collect();
    all.extend(speaking);
    Some(all)
}

/// The label of another, where some label of the text is his.
fn by_label<'p>(passed: &'p Passed, names: &[String]) -> Option<&'p Speaker> {
    let speaker = passed.speaker.as_deref()?;
    (speaker.is_one_of(names) == Some(false)).then_some(speaker)
}

/// What introduces words between quotation marks in his own document, if it names neither him nor "me"; of a fact, if nothing does.
fn in_quotation_marks<'p>(
    context: &Context,
    weighed: Weighed,
    link: &Link,
    passed: &'p Passed,
    names: &[String],
) -> Option<&'p Credit> {
    let credit = passed.credit.as_deref()?;
    let words = match credit {
        Credit::Introduced(words) => Some(words),
        // A claimant may write his own words between quotation marks.
        Credit::Quoted if weighed.claim.judges() == Judges::Fact => None,
        Credit::Quoted | Credit::Said(_) => return None,
    };
    let is_his = match weighed.claim.judges() {
        Judges::Fact => true,
        Judges::Saying | Judges::Act => {
            context.standings.is_claimant(context.corpus, weighed.claim, link.source?)
        }
    };
    let is_himself = words
        .is_some_and(|words| names.iter().any(|name| is_label_of(words, name)) || is_first_person(words));
    (is_his && !is_himself).then_some(credit)
}

fn labelled(context: &Context, claim: &Claim, evidence: &Evidence, speaker: &Speaker) -> Diagnostic {
    let label = &speaker.label;
    let told = RULE
        .says(
            format!("the text gives these words to `{label}`; `{}` gives them to another", claim.id),
            place(claim, evidence),
            "whose words?",
        )
        .help(help(claim));
    match context.text_file(evidence) {
        Some(text) => told.note_at("who speaks here", vec![Label::new(Place::new(text, speaker.place), "")]),
        None => told,
    }
}

fn quoted(claim: &Claim, evidence: &Evidence, credit: &Credit) -> Diagnostic {
    let message = match credit {
        Credit::Said(words) | Credit::Introduced(words) => {
            format!("the text quotes these words from somebody else: \"{words}\"")
        }
        Credit::Quoted => "the text has these words between quotation marks".to_owned(),
    };
    let mut told = RULE.says(message, place(claim, evidence), "whose words?").help(help(claim));
    told.level = Level::Warning;
    told
}

fn help(claim: &Claim) -> &'static str {
    match claim.judges() {
        Judges::Fact => "name the words of the person who said it as `origin`, with a record of their own",
        Judges::Saying | Judges::Act => {
            "make the person who said it the claimant; or quote words that the claimant said"
        }
    }
}

fn place(claim: &Claim, evidence: &Evidence) -> Place {
    Place::new(claim.file, evidence.quote.as_ref().map_or(evidence.header, |quote| quote.span))
}
