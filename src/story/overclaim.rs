//! Does a sentence of ours say more than the claims that it states bear?

use crate::corpus::ClaimAt;
use crate::evidence::attribution::{Voice, count, voice, voice_beyond};
use crate::evidence::numbers::{Bearers, Why, quantities, unborne};
use crate::model::claim::{Claim, Judges};
use crate::project::Project;
use crate::project::printable::{Printable, printable};
use std::ops::Range;

/// One thing that a sentence says beyond its claims.
#[derive(Debug, Clone)]
pub struct Overclaim {
    /// The claim that bears less; none where none of them bears it.
    pub claim: Option<ClaimAt>,
    /// What is wrong.
    pub what: Excess,
    /// Where, in the words of the passage.
    pub at: Range<usize>,
}

/// What a sentence says too much.
#[derive(Debug, Clone)]
pub enum Excess {
    /// The claim may not be printed.
    Unprintable(Printable),
    /// It states flatly what may only be attributed or alleged.
    Flat(Printable),
    /// A number or a date that no claim has; in its place, these words.
    Number(Option<String>),
    /// A name that no claim has.
    Name,
}

/// What is judged: the words of a passage, and the sentence that they stand in.
#[derive(Debug, Clone, Copy)]
pub struct Said<'d> {
    /// The words that state the claims.
    pub words: &'d str,
    /// All of the sentence: whoever attributes does so anywhere in it.
    pub sentence: &'d str,
    /// In which language (BCP 47), if anybody says so.
    pub language: Option<&'d str>,
}

/// What `said` says beyond these claims, of which it states each.
pub fn overclaims(project: &Project, claims: &[ClaimAt], said: Said) -> Vec<Overclaim> {
    if claims.is_empty() {
        return Vec::new();
    }
    let all = 0..said.words.len();
    let mut found: Vec<Overclaim> = Vec::new();
    for &claim in claims {
        let form = printable(project, claim);
        let what = match bearing(&project.corpus[claim], &form, said) {
            Bearing::Right => continue,
            Bearing::TooMuch => Excess::Flat(form),
            Bearing::NotAtAll => Excess::Unprintable(form),
        };
        found.push(Overclaim { claim: Some(claim), what, at: all.clone() });
    }
    found.extend(numbers(project, claims, said));
    found.extend(names(project, claims, said));
    found
}

/// Does a sentence speak as a claim has to be printed?
enum Bearing {
    Right,
    TooMuch,
    NotAtAll,
}

fn bearing(claim: &Claim, form: &Printable, said: Said) -> Bearing {
    let voice = voice(said.sentence, said.language);
    let statement = claim.statement.as_ref().map_or("", |statement| &*statement.value);
    let beyond = voice_beyond(said.sentence, statement, said.language);
    let is_saying = claim.judges() == Judges::Saying;
    let is_right = match form.how {
        "nothing" => return Bearing::NotAtAll,
        // That it was said is a fact; what was said is none of ours.
        "fact" | "part" => !is_saying || voice == Voice::Attributed,
        // Who says that he said it?
        "attributed" | "report" | "allegation" if is_saying => is_told_by_another(claim, form, said),
        // What the claim itself leaves open, it says.
        "allegation" => beyond != Voice::Flat,
        _ => beyond == Voice::Attributed,
    };
    if is_right { Bearing::Right } else { Bearing::TooMuch }
}

/// Does the sentence also say from whom we know what somebody said: by a second word of saying, by a doubt, or by the name?
fn is_told_by_another(claim: &Claim, form: &Printable, said: Said) -> bool {
    let statement = claim.statement.as_ref().map_or("", |statement| &*statement.value);
    let mut names = names_in(&form.words).filter(|(_, name)| !statement.contains(name));
    count(said.sentence, said.language) > 1
        || names.any(|(_, name)| said.sentence.contains(name))
        || form.words.starts_with("attributed") && voice(said.sentence, said.language) == Voice::Attributed
}

/// The numbers and dates that none of the claims has.
fn numbers(project: &Project, claims: &[ClaimAt], said: Said) -> Vec<Overclaim> {
    let stated = quantities(said.words, said.language);
    let mut bearers = Bearers::default();
    for &at in claims {
        let claim = &project.corpus[at];
        if let Some(statement) = &claim.statement {
            bearers.text(&statement.value, None, Vec::new());
        }
        for period in [&claim.as_of, &claim.due, &claim.claimed_on].into_iter().flatten() {
            bearers.dated(period.value);
        }
        for name in claim.subjects.iter().chain(&claim.claimant) {
            bearers.name(&name.value);
        }
    }
    let unborne = unborne(said.words, &stated, &bearers).into_iter();
    let told = unborne.map(|unborne| {
        let instead = match unborne.why {
            Why::OtherBound(words)
            | Why::OtherSide(words)
            | Why::OtherUnit(words)
            | Why::OtherValue(words) => Some(words),
            Why::Absent => None,
            Why::OtherAsOf(period) => Some(period.to_string()),
        };
        let at = unborne.quantity.span.range();
        Overclaim { claim: None, what: Excess::Number(instead), at }
    });
    told.collect()
}

/// The names that stand in none of the claims, nor in their evidence, nor on its sources.
fn names(project: &Project, claims: &[ClaimAt], said: Said) -> Vec<Overclaim> {
    let mut known = String::new();
    let mut add = |text: &str| {
        known.push(' ');
        known.push_str(&text.to_lowercase());
    };
    for &at in claims {
        let claim = &project.corpus[at];
        let texts =
            claim.statement.iter().chain(&claim.subjects).chain(&claim.claimant).chain(&claim.rationale);
        texts.for_each(|text| add(&text.value));
        add(&claim.id.replace('-', " "));
        for evidence in &claim.evidence {
            evidence
                .quote
                .iter()
                .chain(&evidence.knows)
                .chain(&evidence.on_record)
                .for_each(|text| add(&text.value));
            let ids = evidence.source.iter().chain(&evidence.origin).chain(&evidence.through);
            for source in ids.filter_map(|id| project.corpus.source(&id.value)) {
                source
                    .title
                    .iter()
                    .chain(&source.publisher)
                    .chain(&source.authors)
                    .for_each(|text| add(&text.value));
            }
        }
    }
    let numbers = quantities(said.words, said.language);
    let is_number = |at: usize| numbers.iter().any(|quantity| quantity.span.range().contains(&at));
    let is_first =
        |name: &str| said.sentence.trim_start_matches(|c: char| !c.is_alphanumeric()).starts_with(name);
    let new = names_in(said.words).filter_map(|(at, name)| {
        let is_known = is_number(at) || is_first(name) || known.contains(&*stem(name));
        (!is_known).then(|| Overclaim { claim: None, what: Excess::Name, at: at..at + name.len() })
    });
    new.collect()
}

/// Words with a capital, each with the byte at which it begins.
fn names_in(words: &str) -> impl Iterator<Item = (usize, &str)> {
    let is_inner = |c: char| c.is_alphanumeric() || matches!(c, '\'' | '\u{2019}');
    let mut at = 0;
    let pieces = words.split_inclusive(move |c: char| !is_inner(c)).map(move |piece| {
        let begin = at;
        at += piece.len();
        (begin, piece.trim_end_matches(|c: char| !is_inner(c)))
    });
    pieces.filter(|(_, word)| word.chars().count() > 2 && word.starts_with(char::is_uppercase))
}

/// What "Belarusian" and "Belarus", "Lukashenka" and "Lukashenka's" have in common.
fn stem(name: &str) -> String {
    const LETTERS: usize = 5;
    name.to_lowercase().chars().take(LETTERS).collect()
}

impl Excess {
    /// What would be right, in a sentence.
    pub fn right(&self) -> &'static str {
        match self {
            Self::Unprintable(_) => "take the words out, or find evidence that the claim can be printed on",
            Self::Flat(form) if form.how == "allegation" => {
                "say who alleges it (\"according to ...\"), or that it is not confirmed"
            }
            Self::Flat(_) => "say who says so: \"according to ...\", \"... said\"",
            Self::Number(_) => {
                "write what the claim says; or link these words to the claim that has it, with a [[passage]] of their own"
            }
            Self::Name => {
                "leave the name out; or link these words to the claim that has it, with a [[passage]] of their own"
            }
        }
    }
}
