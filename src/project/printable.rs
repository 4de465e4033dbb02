//! The one place that says in words what a basis means: why a status is what it is, and how the claim may be printed.

use super::Project;
use crate::corpus::{ClaimAt, SourceAt};
use crate::evidence::basis::Basis;
use crate::evidence::standing::{Cap, Overlay, Standing};
use crate::evidence::whole_field::whole_field;
use crate::model::claim::{Claim, Judges};
use crate::model::source::Source;
use crate::model::status::Status;
use serde::Serialize;

/// How a claim may be printed.
#[derive(Debug, Clone, Serialize)]
pub struct Printable {
    /// One of a few words, for filters and programs.
    #[serde(rename = "as")]
    pub how: &'static str,
    /// The same for people, with names.
    pub words: String,
}

impl Printable {
    /// `may be printed as a fact`, `may not be printed`
    pub fn as_order(&self) -> String {
        match self.words.strip_prefix("not at all") {
            Some(rest) => format!("may not be printed{rest}"),
            None => format!("may be printed {}", self.words),
        }
    }
}

/// Why the status is what it is, in a few words.
pub fn in_words(project: &Project, claim: &Claim, standing: &Standing) -> String {
    let is_fact = claim.judges() == Judges::Fact;
    let count = standing.carrying.len();
    let of = |basis: Basis| match basis {
        Basis::RecordRead => "a record was read here".to_owned(),
        Basis::OwnWordsRead if is_fact => "the words were read here".to_owned(),
        Basis::OwnWordsRead => "the claimant's own words were read here".to_owned(),
        Basis::WitnessesRead => format!("{} were read here", witnesses(count)),
        Basis::OnTheRecord if is_fact => "a record is on the record, at second hand".to_owned(),
        Basis::OnTheRecord => "the claimant's words are on the record, at second hand".to_owned(),
        Basis::Witnesses => witnesses(count),
        Basis::Admission => "a party concedes it".to_owned(),
        Basis::Part => "a part of it is borne out".to_owned(),
        Basis::LoneReport => "one report, from one witness".to_owned(),
        Basis::PartyWord => "a party's own word, and nothing else".to_owned(),
        Basis::Hearsay => "hearsay, or somebody unnamed".to_owned(),
        Basis::Nothing => "nothing that counts".to_owned(),
    };
    let mut words = match (standing.basis, standing.part) {
        (Basis::Part, Some(inner)) => format!("{}: {}", of(Basis::Part), of(inner)),
        (basis, _) => of(basis),
    };
    let cap = match standing.cap {
        None => return words,
        Some(Cap::Leaked) => "leaked".to_owned(),
        Some(Cap::WholeField) => {
            let word = claim.statement.as_ref().and_then(|statement| whole_field(&statement.value));
            format!("but only a record of the whole field documents \"{}\"", word.unwrap_or_default())
        }
        Some(Cap::Disputed) => "but the evidence against it would itself be documented".to_owned(),
        Some(Cap::Conflict(other)) => {
            format!("but {} has all that documented needs", project.corpus[other].id)
        }
        Some(Cap::NotDue) => return "it cannot be checked yet".to_owned(),
    };
    words += ", ";
    words += &cap;
    words
}

fn witnesses(count: usize) -> String {
    match count {
        0 | 1 => "a witness".to_owned(),
        2 => "two independent witnesses".to_owned(),
        many => format!("{many} independent witnesses"),
    }
}

/// What a basis means, for whoever meets the word for the first time.
pub fn meaning(basis: Basis) -> &'static str {
    match basis {
        Basis::RecordRead => {
            "somebody here has read the record that makes or registers the thing: the law, the judgment, the register, the statistics"
        }
        Basis::OwnWordsRead => {
            "it was said or done with words, and somebody here has read the words themselves, in a document of whoever said them"
        }
        Basis::WitnessesRead => {
            "two who know it from themselves, independent of each other all the way back, and both read here"
        }
        Basis::OnTheRecord => {
            "there is a record, or there are words, that nobody here has read; the source that was read says which, and when"
        }
        Basis::Witnesses => {
            "two independent witnesses, but not both were read here, or they do not say how they know"
        }
        Basis::Admission => "a party concedes it, against its own interest",
        Basis::Part => "a part of the statement is borne out, and the rest is not",
        Basis::LoneReport => "one witness says so, and nobody else",
        Basis::PartyWord => "a party to the matter says so, and nobody else",
        Basis::Hearsay => {
            "whoever said it first is not named, or nobody here has read two or more of the documents in between"
        }
        Basis::Nothing => "no quote that was verified speaks for it, or its source was retracted",
    }
}

/// How a fact with that basis is printed: an order to a writer.
pub fn order_of(basis: Basis) -> &'static str {
    order(by_basis(basis, Judges::Fact, &|_| String::new()).0)
}

/// Every word for how a claim may be printed, with the order to a writer, words that follow a number of claims, and the answer to
/// an editor; the strongest first.
const PRINTABLE: [(&str, &str, &str, Answer); 7] = [
    ("fact", "print as a fact", "as a fact", Answer::Fact),
    ("attributed", "attribute", "attributed", Answer::Attributed),
    ("concession", "print as a concession", "as a concession", Answer::Attributed),
    ("part", "print only a part", "in part", Answer::Attributed),
    ("report", "print only as a report", "only as a report", Answer::Allegation),
    ("allegation", "print only as an allegation", "only as an allegation", Answer::Allegation),
    ("nothing", "do not print", "not at all", Answer::Nothing),
];

/// The answer to an editor who asks what may be printed; the strongest first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Answer {
    /// As a fact.
    Fact,
    /// With whoever says so.
    Attributed,
    /// As what somebody says, and nobody verified.
    Allegation,
    /// Not at all.
    Nothing,
}

impl Answer {
    /// All of them, the strongest first.
    pub const ALL: [Answer; 4] = [Answer::Fact, Answer::Attributed, Answer::Allegation, Answer::Nothing];

    /// The answer, in words.
    pub fn name(self) -> &'static str {
        match self {
            Answer::Fact => "as a fact",
            Answer::Attributed => "with attribution",
            Answer::Allegation => "only as an allegation",
            Answer::Nothing => "not at all",
        }
    }

    /// What it asks of a writer.
    pub fn meaning(self) -> &'static str {
        match self {
            Answer::Fact => "no attribution needed",
            Answer::Attributed => "say who says so, or print only the part that is borne out",
            Answer::Allegation => "say who says so, and that nobody has verified it",
            Answer::Nothing => "hearsay, or nothing that counts",
        }
    }
}

/// Every way in which a claim may be printed, with words that follow a number of claims; the strongest first.
pub fn ways() -> impl Iterator<Item = (&'static str, &'static str)> {
    PRINTABLE.into_iter().map(|(how, _, counted, _)| (how, counted))
}

/// How a claim may be printed, as a short order to a writer.
pub fn order(how: &str) -> &'static str {
    PRINTABLE.iter().find(|(word, ..)| *word == how).map_or("", |(_, order, ..)| order)
}

/// The answer that such a word comes to.
pub fn answer(how: &str) -> Answer {
    PRINTABLE.iter().find(|(word, ..)| *word == how).map_or(Answer::Nothing, |(.., answer)| *answer)
}

/// Every way in which an answer lets a claim be printed, the strongest first: the order to a writer, and words that follow a
/// number of claims.
pub fn ways_of(answer: Answer) -> impl Iterator<Item = (&'static str, &'static str)> {
    let of = PRINTABLE.into_iter().filter(move |(.., of)| *of == answer);
    of.map(|(_, order, counted, _)| (order, counted))
}

/// How a claim may be printed: by its basis, or by the status declared where that is lower.
pub fn printable(project: &Project, at: ClaimAt) -> Printable {
    let (standing, claim) = (project.standings.of_claim(at), &project.corpus[at]);
    let judges = claim.judges();
    let by = |who: Who| names(project, standing, at, who);
    // Whoever declares less than is earned may know something that the evidence does not say.
    let held_back = claim.status.as_ref().map(|status| status.value).filter(|&less| less < standing.earned);
    let (how, form) = match standing.cap {
        _ if held_back == Some(Status::Unsubstantiated) && standing.basis == Basis::Admission => {
            by_basis(Basis::PartyWord, judges, &by)
        }
        _ if held_back == Some(Status::Unsubstantiated) => by_basis(Basis::LoneReport, judges, &by),
        _ if held_back.is_some() => ("attributed", format!("attributed to {}", sourced(&by))),
        Some(Cap::NotDue) => ("nothing", "not at all before it can be checked".to_owned()),
        Some(Cap::Leaked) => ("attributed", format!("attributed to a leaked document of {}", sourced(&by))),
        None if standing.basis == Basis::Part => ("part", form_of_part(claim, standing, &by)),
        Some(_) if standing.basis.is_documented() => {
            ("attributed", format!("attributed to {}", sourced(&by)))
        }
        _ => by_basis(standing.basis, judges, &by),
    };
    let (how, mut words) = match part_carried(claim, standing) {
        Some(_) if how == "nothing" => (how, form),
        Some(NOT_SAID) => ("nothing", "not at all: the evidence does not say which part".to_owned()),
        Some(part) => (how, format!("only this part: \"{part}\", {form}")),
        None => (how, form),
    };
    if how != "nothing" {
        let form_says_leaked = held_back.is_none() && standing.cap == Some(Cap::Leaked);
        let has = |overlay| standing.overlays.has(overlay);
        let in_conflict = has(Overlay::Contradicted) || has(Overlay::Contested) && !standing.disputed;
        let stands_against =
            standing.outweighed || in_conflict || matches!(standing.cap, Some(Cap::Conflict(_)));
        for (is_so, caveat) in [
            (standing.leaked && !form_says_leaked, ", from a leaked document"),
            (is_closed(project, standing, at), ", from a document that readers cannot look up"),
            (stands_against, ", with what stands against it"),
            (standing.disputed && !standing.denied && !stands_against, ", with the dispute"),
            (standing.denied, ", with the denial"),
            (held_back.is_some(), " (less is declared than earned)"),
        ] {
            words += if is_so { caveat } else { "" };
        }
    }
    Printable { how, words }
}

fn by_basis(basis: Basis, judges: Judges, by: &dyn Fn(Who) -> String) -> (&'static str, String) {
    match basis {
        Basis::RecordRead | Basis::OwnWordsRead | Basis::WitnessesRead => (
            "fact",
            match judges {
                Judges::Fact => "as a fact".to_owned(),
                Judges::Saying => "as a fact: it was said".to_owned(),
                Judges::Act => "as a fact: it was done".to_owned(),
            },
        ),
        Basis::OnTheRecord => ("attributed", format!("attributed: according to {}", by(Who::Quoted))),
        Basis::Witnesses if judges == Judges::Fact => {
            ("attributed", format!("attributed to {}", sourced(by)))
        }
        Basis::Witnesses => ("attributed", format!("attributed to {}", by(Who::Quoted))),
        Basis::Admission => ("concession", format!("as a concession by {}", carried(Who::Party, by))),
        Basis::Part => ("part", "only the part that is borne out".to_owned()),
        Basis::LoneReport if judges == Judges::Fact => {
            ("allegation", format!("as an allegation by {}, not verified", sourced(by)))
        }
        Basis::LoneReport => {
            let quoted = by(Who::Quoted);
            let report = if quoted.contains(" and ") { "report" } else { "reports" };
            ("report", format!("only as what {quoted} {report}"))
        }
        Basis::PartyWord => {
            let (party, quoted) = (by(Who::Party), by(Who::Quoted));
            let carried = if party == quoted { String::new() } else { format!(", according to {quoted}") };
            ("allegation", format!("as an allegation by {party}, an interested party{carried}"))
        }
        Basis::Hearsay | Basis::Nothing => ("nothing", "not at all".to_owned()),
    }
}

/// Is a document closed to readers that carries a status and was read here?
fn is_closed(project: &Project, standing: &Standing, at: ClaimAt) -> bool {
    let links = project.corpus.links_of(at);
    let carrying = standing.carrying.iter().filter_map(|&block| links.get(block)?.source);
    carrying.into_iter().any(|source| project.standings.documents.node(source).closed)
}

/// How a part is printed: as it would be by itself. Whatever holds a whole claim down holds its part down.
fn form_of_part(claim: &Claim, standing: &Standing, by: &dyn Fn(Who) -> String) -> String {
    let inner = standing.part.unwrap_or(Basis::Nothing);
    let statement = claim.statement.as_ref().map(|statement| &*statement.value);
    let texts = [part_carried(claim, standing), statement];
    let speaks_of_field = texts.into_iter().flatten().any(|text| whole_field(text).is_some());
    let is_held_down = standing.leaked
        || standing.outweighed
        || inner == Basis::WitnessesRead && claim.judges() == Judges::Fact && speaks_of_field;
    if inner.is_documented() && is_held_down {
        format!("attributed to {}", sourced(by))
    } else {
        by_basis(inner, claim.judges(), by).1
    }
}

/// The part of the statement on which all that carries the status bears; `None` if any of it bears on the whole.
fn part_carried<'a>(claim: &'a Claim, standing: &Standing) -> Option<&'a str> {
    let (first, rest) = standing.carrying.split_first()?;
    rest.iter().all(|block| part(claim, *block).is_some()).then(|| part(claim, *first))?
}

fn part(claim: &Claim, block: usize) -> Option<&str> {
    Some(&*claim.evidence.get(block)?.part.as_ref()?.value)
}

/// What evidence says that does not know on which part it bears.
const NOT_SAID: &str = "not said which";

/// Who had the information first and, where that was not read here, who says so.
fn sourced(by: &dyn Fn(Who) -> String) -> String {
    carried(Who::First, by)
}

fn carried(who: Who, by: &dyn Fn(Who) -> String) -> String {
    let (first, quoted) = (by(who), by(Who::Quoted));
    if first == quoted { first } else { format!("{first}, according to {quoted}") }
}

/// Whose names are asked for.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Who {
    /// Those of the sources quoted.
    Quoted,
    /// Of those who had the information first; of a closed document, of whoever describes it.
    First,
    /// Of the party whose word it is.
    Party,
}

/// The names of those who carry a status, each once.
fn names(project: &Project, standing: &Standing, at: ClaimAt, who: Who) -> String {
    let (corpus, standings) = (&project.corpus, &project.standings);
    let documents = &standings.documents;
    let links = corpus.links_of(at);
    let claim = &corpus[at];
    let is_party = |source: &SourceAt| standings.is_party(corpus, claim, *source);
    let described = |source: &SourceAt| documents.node(*source).closed && !documents.node(*source).seen;
    let of_block = |block: usize| -> Option<Vec<SourceAt>> {
        let link = links.get(block)?;
        let quoted = link.source?;
        let first = || link.origin.map_or(&[][..], |origin| &documents.lineage(origin).ends);
        Some(match who {
            Who::Quoted => vec![quoted],
            // Of a closed document that nobody here has read, only whoever describes it says anything.
            Who::First if first().is_empty() || first().iter().any(described) => vec![quoted],
            Who::Party if first().iter().any(is_party) => first().iter().copied().filter(is_party).collect(),
            Who::Party if is_party(&quoted) => vec![quoted],
            Who::First | Who::Party => first().to_vec(),
        })
    };
    let mut names: Vec<String> = Vec::new();
    // Whoever speaks of a part does not vouch for the whole, nor for another part.
    let printed = part_carried(claim, standing);
    let carrying = standing.carrying.iter().copied().filter(|block| {
        let part = part(claim, *block);
        part.map(str::to_lowercase) == printed.map(str::to_lowercase)
    });
    for source in carrying.filter_map(of_block).flatten() {
        let name = name(&corpus[source]);
        if !names.contains(&name) {
            names.push(name);
        }
    }
    match names.split_last() {
        None => "its source".to_owned(),
        Some((last, [])) => last.clone(),
        Some((last, rest)) => format!("{} and {last}", rest.join(", ")),
    }
}

/// Who stands behind a source: its authors or, if it names none, its publisher.
fn name(source: &Source) -> String {
    let names: Vec<_> = if source.authors.is_empty() {
        source.publisher.iter().map(|name| name.value.to_string()).collect()
    } else {
        source.authors.iter().map(|name| name.value.to_string()).collect()
    };
    if names.is_empty() { source.id.to_string() } else { names.join(" and ") }
}
