//! The one place that says in words what a basis means: why a status is what it is, and how the claim may be printed.

use crate::corpus::{ClaimAt, SourceAt};
use crate::evidence::basis::Basis;
use crate::evidence::standing::{Cap, Overlay, Standing};
use crate::evidence::whole_field::whole_field;
use crate::model::claim::{Claim, Judges};
use crate::model::source::Source;
use crate::model::status::Status;
use crate::project::Project;
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

/// Every word for how a claim may be printed, with the order to a writer; the strongest first.
const PRINTABLE: [(&str, &str); 7] = [
    ("fact", "print as a fact"),
    ("attributed", "attribute"),
    ("concession", "print as a concession"),
    ("part", "print only a part"),
    ("report", "print only as a report"),
    ("allegation", "print only as an allegation"),
    ("nothing", "do not print"),
];

/// How a claim may be printed, as a short order to a writer.
pub fn order(how: &str) -> &'static str {
    PRINTABLE.iter().find(|(word, _)| *word == how).map_or("", |(_, order)| order)
}

/// How a claim may be printed: by its basis, or by the status declared where that is lower.
pub fn printable(project: &Project, at: ClaimAt) -> Printable {
    let (standing, claim) = (project.standings.of_claim(at), &project.corpus[at]);
    let judges = claim.judges();
    let by = |roots: bool| names(project, standing, at, roots);
    // Whoever declares less than is earned may know something that the evidence does not say.
    let held_back = claim.status.as_ref().map(|status| status.value).filter(|&less| less < standing.earned);
    let (how, mut words) = match standing.cap {
        _ if held_back == Some(Status::Unsubstantiated) => {
            let (how, form) = by_basis(Basis::LoneReport, judges, &by);
            (how, if standing.basis == Basis::Part { only_the_part(claim, standing, &form) } else { form })
        }
        _ if held_back.is_some() => ("attributed", format!("attributed to {}", by(true))),
        Some(Cap::NotDue) => ("nothing", "not at all before it can be checked".to_owned()),
        Some(Cap::Leaked) => ("attributed", format!("attributed to a leaked document of {}", by(true))),
        None if standing.basis == Basis::Part => {
            ("part", only_the_part(claim, standing, &form_of_part(claim, standing, &by)))
        }
        Some(_) if standing.basis.is_documented() => ("attributed", format!("attributed to {}", by(true))),
        _ => by_basis(standing.basis, judges, &by),
    };
    if how != "nothing" {
        let stands_against = standing.outweighed || standing.overlays.has(Overlay::Contradicted);
        let in_conflict = matches!(standing.cap, Some(Cap::Conflict(_)));
        for (is_so, caveat) in [
            (standing.leaked && standing.cap != Some(Cap::Leaked), ", from a leaked document"),
            (is_closed(project, standing, at), ", from a document that readers cannot look up"),
            (stands_against || in_conflict, ", with what stands against it"),
            (standing.disputed && !standing.denied && !stands_against && !in_conflict, ", with the dispute"),
            (standing.denied, ", with the denial"),
            (held_back.is_some(), " (less is declared than earned)"),
        ] {
            words += if is_so { caveat } else { "" };
        }
    }
    Printable { how, words }
}

fn by_basis(basis: Basis, judges: Judges, by: &dyn Fn(bool) -> String) -> (&'static str, String) {
    match basis {
        Basis::RecordRead | Basis::OwnWordsRead | Basis::WitnessesRead => (
            "fact",
            match judges {
                Judges::Fact => "as a fact".to_owned(),
                Judges::Saying => "as a fact: it was said".to_owned(),
                Judges::Act => "as a fact: it was done".to_owned(),
            },
        ),
        Basis::OnTheRecord => ("attributed", format!("attributed: according to {}", by(false))),
        Basis::Witnesses if judges == Judges::Fact => {
            ("attributed", format!("attributed to {}", sourced(by)))
        }
        Basis::Witnesses => ("attributed", format!("attributed to {}", by(false))),
        Basis::Admission => ("concession", format!("as a concession by {}", sourced(by))),
        Basis::Part => ("part", "only the part that is borne out".to_owned()),
        Basis::LoneReport if judges == Judges::Fact => {
            ("allegation", format!("as an allegation by {}, not verified", sourced(by)))
        }
        Basis::LoneReport => ("report", format!("only as what {} reports", by(false))),
        Basis::PartyWord => {
            let (first, quoted) = (by(true), by(false));
            let carried = if first == quoted { String::new() } else { format!(", according to {quoted}") };
            ("allegation", format!("as an allegation by {first}, an interested party{carried}"))
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

/// Only the part that is borne out, in the form in which it may be printed.
fn only_the_part(claim: &Claim, standing: &Standing, form: &str) -> String {
    match part_carried(claim, standing) {
        Some(part) => format!("only this part: \"{part}\", {form}"),
        None => format!("only the part that is borne out, {form}"),
    }
}

/// How a part is printed: as it would be by itself. Whatever holds a whole claim down holds its part down.
fn form_of_part(claim: &Claim, standing: &Standing, by: &dyn Fn(bool) -> String) -> String {
    let inner = standing.part.unwrap_or(Basis::Nothing);
    let statement = claim.statement.as_ref().map(|statement| &*statement.value);
    let texts = [part_carried(claim, standing), statement];
    let speaks_of_field = texts.into_iter().flatten().any(|text| whole_field(text).is_some());
    let is_held_down = standing.leaked
        || standing.outweighed
        || inner == Basis::WitnessesRead && claim.judges() == Judges::Fact && speaks_of_field;
    if inner.is_documented() && is_held_down {
        format!("attributed to {}", by(true))
    } else {
        by_basis(inner, claim.judges(), by).1
    }
}

fn part_carried<'a>(claim: &'a Claim, standing: &Standing) -> Option<&'a str> {
    let evidence = standing.carrying.first().and_then(|&block| claim.evidence.get(block))?;
    evidence.part.as_ref().map(|part| &*part.value)
}

/// Who had the information first and, where that was not read here, who says so.
fn sourced(by: &dyn Fn(bool) -> String) -> String {
    let (first, quoted) = (by(true), by(false));
    if first == quoted { first } else { format!("{first}, according to {quoted}") }
}

/// Who carries a status: the sources quoted or, if `roots`, those who had the information first. Each once.
fn names(project: &Project, standing: &Standing, at: ClaimAt, roots: bool) -> String {
    let corpus = &project.corpus;
    let links = corpus.links_of(at);
    let mut names: Vec<String> = Vec::new();
    for link in standing.carrying.iter().filter_map(|&block| links.get(block)) {
        let documents = &project.standings.documents;
        // Of a closed document that nobody here has read, only whoever describes it says anything.
        let described = |root: &SourceAt| documents.node(*root).closed && !documents.node(*root).seen;
        let of_roots = || {
            let ends = &documents.lineage(link.origin?).ends;
            (!ends.iter().any(described)).then(|| ends.clone()).or(link.source.map(|source| vec![source]))
        };
        let sources = if roots { of_roots() } else { link.source.map(|source| vec![source]) };
        for source in sources.into_iter().flatten() {
            let name = name(&corpus[source]);
            if !names.contains(&name) {
                names.push(name);
            }
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
