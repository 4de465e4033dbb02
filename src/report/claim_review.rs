//! Which claims are fit to be published as reviews of claims, and what such a review says.
//!
//! Our status says how well a claim is evidenced; readers take the number of a rating for how true it is. So there is a number only
//! where both come to the same, and none for what nobody here has read. That something was said is no review of whether it is so.

use super::facts::{ClaimFacts, Sheet};
use crate::corpus::{ClaimAt, SourceAt};
use crate::diagnostic::Level;
use crate::evidence::basis::Basis;
use crate::evidence::parties::{Party, spelling};
use crate::evidence::standing::Overlay;
use crate::evidence::{Grade, Verdict};
use crate::model::claim::{Claim, Judges, Stance, Text};
use crate::model::date::Period;
use crate::model::id;
use crate::model::policy::Publication;
use crate::model::source::{Kind, Source};
use crate::model::status::{Shade, Status};
use crate::rules::{self, Context};
use crate::text::span::FileId;
use chrono::NaiveDate;
use std::collections::{BTreeMap, BTreeSet};

/// The worst number of a rating.
pub const WORST: u8 = 1;
/// The best number of a rating.
pub const BEST: u8 = 5;

/// The reviews of some claims.
#[derive(Debug)]
pub struct Reviews {
    /// Of those that are fit for it, in the order of their ids.
    pub fit: Vec<Review>,
    /// How many are not, by the first reason for it.
    pub left_out: BTreeMap<Unfit, usize>,
}

/// Why a claim is not published as a review.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Unfit {
    /// Its file cannot be read, or lacks what every claim needs.
    Unreadable,
    /// It was withdrawn.
    Withdrawn,
    /// It judges whether something was said, and readers would take it for whether what was said is so.
    Saying,
    /// Something it quotes was not found, or could not be looked for.
    Quote,
    /// Its status is not earned.
    Status,
    /// Something else about it is wrong.
    Errors,
    /// Whoever publishes the reviews made it.
    Own,
}

/// The review of one claim.
#[derive(Debug)]
pub struct Review {
    /// The id of the claim.
    pub claim: String,
    /// Where the review is published.
    pub url: String,
    /// Who publishes it, and their address.
    pub author: Option<(String, Option<String>)>,
    /// The day of the last check.
    pub published: Option<NaiveDate>,
    /// The day of the next one.
    pub expires: Option<NaiveDate>,
    /// The claim, in one sentence.
    pub statement: String,
    /// The word of the rating.
    pub word: String,
    /// The number of the rating, from [`WORST`] to [`BEST`], where it has one.
    pub number: Option<u8>,
    /// Why it is this.
    pub explanation: Option<String>,
    /// Who made the claim.
    pub claimant: Option<Named>,
    /// When.
    pub claimed_on: Option<String>,
    /// The earliest document of the claimant's own that a quote goes back to.
    pub first_appearance: Option<Work>,
    /// Others of theirs, and what relays them.
    pub appearances: Vec<Work>,
    /// What was quoted, and found there.
    pub citations: Vec<Work>,
}

/// A name, and who it is the name of, where a record tells.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Named {
    pub(crate) name: String,
    pub(crate) who: Option<Who>,
}

/// What sort of party somebody is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Who {
    /// It publishes.
    Body,
    /// They write or speak.
    Person,
}

/// A document.
#[derive(Debug, Clone)]
pub struct Work {
    pub(crate) title: Option<String>,
    pub(crate) url: Option<String>,
    pub(crate) archived: Option<String>,
    pub(crate) publisher: Option<String>,
    pub(crate) published: Option<String>,
}

impl Unfit {
    /// The reason, of that many claims.
    pub fn because(self, count: usize) -> String {
        let (one, many) = match self {
            Unfit::Unreadable => ("cannot be read", "cannot be read"),
            Unfit::Withdrawn => ("is withdrawn", "are withdrawn"),
            Unfit::Saying => ("judges a saying", "judge sayings"),
            Unfit::Quote => ("has a quote that fails", "have quotes that fail"),
            Unfit::Status => ("has not earned its status", "have not earned their status"),
            Unfit::Errors => ("has errors", "have errors"),
            Unfit::Own => ("was made by the publisher itself", "were made by the publisher itself"),
        };
        format!("{count} {}", if count == 1 { one } else { many })
    }
}

impl Reviews {
    /// Reviews of the claims of `sheet`, published as `publication` says, below the address `base`.
    pub fn of(sheet: &Sheet, publication: &Publication, base: &str) -> Self {
        let mistaken = mistaken(sheet);
        let ground = Ground { refuted: refuted(sheet, &mistaken), mistaken, known: known(sheet) };
        let mut reviews = Self { fit: Vec::new(), left_out: BTreeMap::new() };
        for facts in &sheet.claims {
            match review(sheet, facts, publication, base, &ground) {
                Ok(review) => reviews.fit.push(review),
                Err(unfit) => *reviews.left_out.entry(unfit).or_default() += 1,
            }
        }
        reviews
    }
}

/// What is found out once for all claims.
struct Ground {
    mistaken: BTreeSet<FileId>,
    refuted: BTreeSet<ClaimAt>,
    known: BTreeMap<Party, Who>,
}

/// Who publishes is a body, also where it is named as an author besides; who only writes is a person.
fn known(sheet: &Sheet) -> BTreeMap<Party, Who> {
    let (sources, parties) = (&sheet.project.corpus.sources, &sheet.project.standings.documents.parties);
    let authors = sources.iter().flat_map(|source| &source.authors).map(|name| (name, Who::Person));
    let publishers =
        sources.iter().filter_map(|source| source.publisher.as_ref()).map(|name| (name, Who::Body));
    let all = authors.chain(publishers);
    all.filter_map(|(name, who)| Some((parties.find(&name.value)?, who))).collect()
}

/// The files about which a rule has an error to tell; one that is set aside is one.
fn mistaken(sheet: &Sheet) -> BTreeSet<FileId> {
    let judgement = rules::run(&Context::of(sheet.project, sheet.today, None));
    let aside = judgement.aside.iter().map(|aside| &aside.diagnostic);
    let all = judgement.diagnostics.iter().chain(aside);
    let errors = all.filter(|diagnostic| diagnostic.level == Level::Error);
    errors.map(|diagnostic| diagnostic.place().file).collect()
}

/// The claims that cannot be true with one that a person has declared documented, that has earned it, and that has no error.
fn refuted(sheet: &Sheet, mistaken: &BTreeSet<FileId>) -> BTreeSet<ClaimAt> {
    let (corpus, standings) = (&sheet.project.corpus, &sheet.project.standings);
    let stands = |claim: &Claim| claim.sound && claim.withdrawn.is_none();
    let is_documented = |at: ClaimAt| {
        let claim = &corpus[at];
        // That the contrary was said refutes nothing.
        stands(claim)
            && claim.judges() != Judges::Saying
            && claim.status.as_ref().is_some_and(|status| status.value == Status::Documented)
            && standings.of_claim(at).earned == Status::Documented
            && !mistaken.contains(&claim.file)
    };
    let pairs = corpus.each_claim().filter(|(_, claim)| stands(claim)).flat_map(|(at, claim)| {
        let others = claim.conflicts_with.iter().filter_map(|id| corpus.claim_at(&id.value));
        // What one of two says holds for both.
        others.flat_map(move |other| [(at, other), (other, at)])
    });
    pairs.filter(|&(at, other)| at != other && is_documented(other)).map(|(at, _)| at).collect()
}

fn review(
    sheet: &Sheet,
    facts: &ClaimFacts,
    publication: &Publication,
    base: &str,
    ground: &Ground,
) -> Result<Review, Unfit> {
    let claim = facts.claim;
    if claim.withdrawn.is_some() && claim.sound {
        return Err(Unfit::Withdrawn);
    }
    let (Some(status), Some(statement)) = (facts.status(), &claim.statement) else {
        return Err(Unfit::Unreadable);
    };
    if claim.judges() == Judges::Saying {
        return Err(Unfit::Saying);
    }
    let fails = |verdict: &Verdict| match verdict {
        Verdict::Skipped => true,
        verdict => verdict.grade().is_some_and(|grade| grade >= Grade::Altered),
    };
    if facts.has_verdict(fails) {
        return Err(Unfit::Quote);
    }
    if facts.standing.shortfall.is_some() {
        return Err(Unfit::Status);
    }
    // Its id becomes part of an address and the name of a file.
    if ground.mistaken.contains(&claim.file) || id::check(&claim.id).is_err() {
        return Err(Unfit::Errors);
    }
    if is_own(sheet, facts, publication) {
        return Err(Unfit::Own);
    }
    let (word, number) = rating(status, facts, ground.refuted.contains(&facts.at));
    let value = |text: &Text| text.value.to_string();
    let (first_appearance, appearances) = appearances(sheet, facts);
    Ok(Review {
        claim: claim.id.to_string(),
        url: format!("{base}{}", claim.id),
        author: publication
            .author
            .as_ref()
            .map(|author| (value(author), publication.author_url.as_ref().map(value))),
        published: facts.checked_on(),
        expires: facts.due.map(|due| due.day),
        statement: value(statement),
        word,
        number,
        explanation: claim.rationale.as_ref().map(value),
        claimant: claimant(sheet, facts, &ground.known),
        claimed_on: claim.claimed_on.as_ref().and_then(|on| date(on.value)),
        first_appearance,
        appearances,
        citations: citations(sheet, facts),
    })
}

/// The word and the number. What was not shown is not therefore false; and what is disputed, was not read here or rests on one
/// witness has no number.
fn rating(status: Status, facts: &ClaimFacts, is_refuted: bool) -> (String, Option<u8>) {
    let standing = facts.standing;
    let has = |overlay| standing.overlays.has(overlay);
    let is_shaky = has(Overlay::SecondHand) || has(Overlay::SingleWitness) || has(Overlay::Contested);
    if has(Overlay::Contradicted) && is_refuted {
        return ("Contradicted by evidence".to_owned(), (!is_shaky).then_some(WORST));
    }
    let is_on_record = standing.basis == Basis::OnTheRecord && status.asserts();
    let mut word = if is_on_record { ON_THE_RECORD } else { status.name() }.to_owned();
    // The names of statuses are of ASCII letters.
    word[..1].make_ascii_uppercase();
    if has(Overlay::Contested) || has(Overlay::Contradicted) {
        return (word + ", disputed", None);
    }
    let number = match status.shade() {
        Shade::Light => None,
        Shade::Middle => Some(u8::midpoint(WORST, BEST)),
        Shade::Full => Some(BEST),
    };
    (word, number.filter(|_| !is_shaky))
}

/// The word for what is on the record where nobody here has read the record.
const ON_THE_RECORD: &str = "on the record, at second hand";

/// Did the publisher of the reviews make the claim? Who reviews claims reviews those of others.
fn is_own(sheet: &Sheet, facts: &ClaimFacts, publication: &Publication) -> bool {
    let (Some(author), Some(claimant)) = (&publication.author, facts.claim.claimant.first()) else {
        return false;
    };
    let documents = &sheet.project.standings.documents;
    let author_as_party = documents.parties.find(&author.value);
    let is_author = |name: &str| {
        spelling(name) == spelling(&author.value)
            || author_as_party.is_some() && documents.parties.find(name) == author_as_party
    };
    let of_source = sheet.project.corpus.source(&claimant.value).is_some_and(|source| {
        source.publisher.iter().chain(&source.authors).any(|name| is_author(&name.value))
    });
    is_author(&claimant.value) || of_source
}

/// Who made the claim: whoever publishes is a body, whoever writes a person. Of others that cannot be told.
fn claimant(sheet: &Sheet, facts: &ClaimFacts, known: &BTreeMap<Party, Who>) -> Option<Named> {
    let claimant = &facts.claim.claimant.first()?.value;
    let corpus = &sheet.project.corpus;
    if let Some(source) = corpus.source(claimant) {
        let (who, name) = match (&source.publisher, source.authors.first()) {
            (_, Some(author)) => (Who::Person, author),
            (Some(publisher), None) => (Who::Body, publisher),
            (None, None) => return None,
        };
        return Some(Named { name: name.value.to_string(), who: Some(who) });
    }
    let party = sheet.project.standings.documents.parties.find(claimant);
    let who = party.and_then(|party| known.get(&party).copied());
    Some(Named { name: claimant.to_string(), who })
}

/// Where the claimant made the claim, as the quotes tell: their own documents, the earliest apart, and what relays these.
fn appearances(sheet: &Sheet, facts: &ClaimFacts) -> (Option<Work>, Vec<Work>) {
    let (corpus, documents) = (&sheet.project.corpus, &sheet.project.standings.documents);
    let Some(claimant) = facts.claim.claimant.first() else { return (None, Vec::new()) };
    let party = documents.parties.find(&claimant.value);
    let is_theirs = |at: SourceAt| {
        *corpus[at].id == *claimant.value
            || party.is_some_and(|party| documents.node(at).parties.contains(&party))
    };
    let (mut own, mut relays) = (BTreeSet::new(), BTreeSet::new());
    let quotes = facts.claim.evidence.iter().zip(corpus.links_of(facts.at)).zip(facts.verdicts);
    let found =
        quotes.filter(|((evidence, _), verdict)| evidence.stance() == Stance::Supports && verdict.stands());
    for ((_, link), _) in found {
        let (Some(quoted), Some(origin)) = (link.source, link.origin) else { continue };
        let way = documents.lineage(origin).path.iter().copied().chain([quoted]);
        let before = own.len();
        own.extend(way.filter(|&at| is_theirs(at)));
        if own.len() > before && !is_theirs(quoted) {
            relays.insert(quoted);
        }
    }
    let published = |at: SourceAt| corpus[at].published.as_ref().map(|on| on.value.first);
    let first = own.iter().copied().filter(|&at| published(at).is_some()).min_by_key(|&at| published(at));
    let others = own.iter().copied().filter(|&at| Some(at) != first).chain(relays);
    let works = others.map(|at| work(&corpus[at])).collect();
    (first.map(|at| work(&corpus[at])), works)
}

/// A day, month or year. From one day to another is no date to schema.org.
pub(super) fn date(period: Period) -> Option<String> {
    Some(period.to_string()).filter(|written| !written.contains('/'))
}

/// What was quoted and found, each document once.
fn citations(sheet: &Sheet, facts: &ClaimFacts) -> Vec<Work> {
    let corpus = &sheet.project.corpus;
    let links = corpus.links_of(facts.at).iter().zip(facts.verdicts);
    let found = links.filter(|(_, verdict)| verdict.stands()).filter_map(|(link, _)| link.source);
    let mut seen = BTreeSet::new();
    found.filter(|at| seen.insert(*at)).map(|at| work(&corpus[at])).collect()
}

fn work(source: &Source) -> Work {
    let value = |text: &Option<Text>| text.as_ref().map(|text| text.value.to_string());
    let named = source.kind.as_ref().is_none_or(|kind| kind.value != Kind::Unnamed);
    Work {
        title: value(&source.title),
        url: value(&source.url),
        archived: value(&source.archived),
        publisher: value(&source.publisher).filter(|_| named),
        published: source.published.as_ref().and_then(|on| date(on.value)),
    }
}
