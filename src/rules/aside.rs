//! Which findings are set aside, and what became of each entry of the baseline.
//!
//! A finding is set aside by its key, until a day, and no graver than it was. Where a file cannot be read whole nobody knows what
//! else is wrong in it, so what is said of it is only set aside as long as the file stays as it is. What a change sets aside
//! for itself holds once it has landed, unless the change brings in nothing else.

use super::key::{self, Record};
use super::{About, Context};
use crate::corpus::SourceAt;
use crate::diagnostic::{Diagnostic, Level};
use crate::evidence::sha256;
use crate::fileset::{Irregular, Role};
use crate::history::base::Was;
use crate::history::settings::differences;
use crate::model::aside::{self, Aside};
use crate::model::claim::{Claim, Evidence, Text};
use crate::syntax::text_value::range_at;
use crate::text::span::{FileId, Place};
use std::collections::{HashMap, HashSet};

/// A finding that is set aside.
#[derive(Debug)]
pub struct SetAside {
    /// What is found.
    pub diagnostic: Diagnostic,
    /// Its entry, by its place in the baseline.
    pub entry: usize,
}

/// What became of an entry of the baseline.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fate {
    /// It sets a finding aside.
    Holds,
    /// Its finding is there, and its day has passed.
    Expired,
    /// Its finding is there, and graver than it was.
    Graver,
    /// Its finding is there, and the file, which cannot be read whole, is another.
    OtherFile,
    /// Its finding is there, and the change that is judged brings the entry in.
    New,
    /// Its finding is there, of a claim that says something else since the change that is judged.
    OtherClaim,
    /// There is no such finding.
    Unused,
    /// Whether there is such a finding cannot be told: a text is not here, or a record cannot be read whole.
    Unknown,
}

/// What is set aside of what is found.
#[derive(Debug)]
pub(super) struct BaselineSplit {
    pub(super) left: Vec<Diagnostic>,
    pub(super) aside: Vec<SetAside>,
    /// For each entry of the baseline.
    pub(super) fates: Vec<Fate>,
}

/// What names a finding in the baseline.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Name {
    /// `claim`, `source` or `file`.
    pub about: &'static str,
    /// The name of it.
    pub name: String,
    /// What tells it from others of the rule about it, but for the number of a repetition.
    pub finding: String,
    /// Of the file, where that cannot be read whole.
    pub sha256: Option<String>,
}

/// Why a finding cannot be set aside.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Why {
    /// It is about what decides which findings there are.
    Settings,
    /// It is about a change.
    Change,
    /// The file is refused, so that it cannot be told whether it stays as it is.
    Refused,
}

/// What names `diagnostic` in a baseline.
///
/// # Errors
/// If it cannot be set aside.
pub fn name(context: &Context, diagnostic: &Diagnostic) -> Result<Name, Why> {
    let file = diagnostic.place().file;
    let entry = context.files.entry(file);
    let about = super::find(diagnostic.rule).map(|rule| rule.about);
    if matches!(entry.role, Role::Policy | Role::Baseline) || about == Some(About::Silencing) {
        return Err(Why::Settings);
    }
    if entry.role == Role::Gone || about == Some(About::Change) {
        return Err(Why::Change);
    }
    let is_whole = match entry.role {
        Role::Claim => {
            context.corpus.claims.iter().filter(|claim| claim.file == file).all(|claim| claim.sound)
        }
        Role::Source => {
            context.corpus.sources.iter().filter(|source| source.file == file).all(|source| source.sound)
        }
        _ => true,
    };
    let sha256 = match &entry.irregular {
        // It is passed over whatever it holds.
        Some(Irregular::Extension) => None,
        Some(_) => return Err(Why::Refused),
        None if is_whole => None,
        None => Some(sha256(&context.files.read(file).map_err(|_| Why::Refused)?)),
    };
    let record = Record::of(entry);
    let subject = diagnostic.subject.clone().unwrap_or_else(|| words(context, diagnostic.place()));
    let key = key::key(diagnostic.rule, &record, &subject);
    let finding = key.rsplit(':').next().unwrap_or_default().to_owned();
    Ok(Name { about: record.kind(), name: record.name().to_owned(), finding, sha256 })
}

/// Takes out of `said` what is set aside. Where several findings have one name, the first ones are.
pub(super) fn split(context: &Context, diagnostics: Vec<Diagnostic>) -> BaselineSplit {
    let asides = &context.corpus.baseline.asides;
    let mut parted =
        BaselineSplit { left: Vec::new(), aside: Vec::new(), fates: vec![Fate::Unused; asides.len()] };
    if asides.is_empty() {
        parted.left = diagnostics;
        return parted;
    }
    let limits = limits(context);
    let mut open: HashMap<(String, String), Vec<usize>> = HashMap::new();
    let rules: HashSet<&str> = asides.iter().map(|aside| &*aside.rule.value).collect();
    for (at, aside) in asides.iter().enumerate().rev() {
        open.entry(name_of(aside)).or_default().push(at);
    }
    for diagnostic in diagnostics {
        // Only what may be set aside is read again.
        let named = rules.contains(diagnostic.rule).then(|| name(context, &diagnostic).ok()).flatten();
        let entry = named.as_ref().and_then(|named| {
            let key = format!("{}:{}:{}", diagnostic.rule, named.about, named.finding);
            open.get_mut(&(key, named.name.clone()))?.pop()
        });
        let (Some(named), Some(at)) = (named, entry) else {
            parted.left.push(diagnostic);
            continue;
        };
        let fate = fate(context, &diagnostic, &named, &asides[at], &limits[at]);
        parted.fates[at] = fate;
        if fate == Fate::Holds {
            parted.aside.push(SetAside { diagnostic, entry: at });
        } else {
            parted.left.push(diagnostic.note(in_words(fate, &asides[at])));
        }
    }
    for (at, aside) in asides.iter().enumerate() {
        if parted.fates[at] == Fate::Unused && may_be_of_use(context, aside) {
            parted.fates[at] = Fate::Unknown;
        }
    }
    parted
}

/// What an entry sets aside: a finding about just that record, whatever else the entry says of it.
fn name_of(aside: &Aside) -> (String, String) {
    (aside.key(), aside.about.named().1.to_owned())
}

/// Does the claim that `found` is about say or show something else since the change that is judged? A debt is that of the claim
/// as it was: under another statement or status, or with other evidence, it is a new one.
fn is_of_another_claim(context: &Context, found: &Diagnostic, named: &Name) -> bool {
    let about = super::find(found.rule).map(|rule| rule.about);
    let (Some(base), Some(About::Evidence | About::Verification | About::Links)) = (context.base, about)
    else {
        return false;
    };
    let Some(now) = context.corpus.claim(&named.name).filter(|_| named.about == "claim") else {
        return false;
    };
    match base.claim(&named.name) {
        Was::Same => false,
        Was::Absent => true,
        Was::Other(was) => !says_the_same(was, now),
    }
}

fn says_the_same(was: &Claim, now: &Claim) -> bool {
    fn words(text: Option<&Text>) -> Option<&str> {
        text.map(|text| &*text.value)
    }
    let status = |claim: &Claim| claim.status.as_ref().map(|status| status.value);
    let is_same = |was: &Evidence, now: &Evidence| {
        was.stance() == now.stance()
            && [&was.source, &was.quote, &was.origin, &was.part].map(Option::as_ref).map(words)
                == [&now.source, &now.quote, &now.origin, &now.part].map(Option::as_ref).map(words)
    };
    words(was.statement.as_ref()) == words(now.statement.as_ref())
        && words(was.claimant.as_ref()) == words(now.claimant.as_ref())
        && status(was) == status(now)
        && was.judges() == now.judges()
        && was.evidence.len() == now.evidence.len()
        && was.evidence.iter().zip(&now.evidence).all(|(was, now)| is_same(was, now))
}

/// For each entry of the baseline: is it new with the change that is judged, and what did the base want of it?
fn limits<'a>(context: &Context<'a>) -> Vec<Limit<'a>> {
    let asides = &context.corpus.baseline.asides;
    let Some((base, was)) = context.base.and_then(|base| Some((base, base.baseline.as_ref()?))) else {
        return asides.iter().map(|_| Limit { is_new: false, was: None }).collect();
    };
    let corpus = context.corpus;
    let brings_nothing_else =
        base.same_records && differences(&corpus.policy, corpus.written_policy()).is_empty();
    let mut known: HashMap<(String, String), Vec<&Aside>> = HashMap::new();
    for aside in was.asides.iter().rev() {
        known.entry(name_of(aside)).or_default().push(aside);
    }
    let limit = |aside: &Aside| {
        let was = known.get_mut(&name_of(aside)).and_then(Vec::pop);
        if brings_nothing_else {
            return Limit { is_new: false, was: None };
        }
        Limit { is_new: was.is_none(), was }
    };
    asides.iter().map(limit).collect()
}

/// What a change may make of an entry.
struct Limit<'a> {
    is_new: bool,
    /// The entry as it was, if it is another file that holds it now.
    was: Option<&'a Aside>,
}

fn fate(context: &Context, found: &Diagnostic, named: &Name, aside: &Aside, limit: &Limit) -> Fate {
    let entries = || [Some(aside), limit.was].into_iter().flatten();
    if found.level == Level::Error && limit.is_new {
        Fate::New
    } else if found.level == Level::Error && is_of_another_claim(context, found, named) {
        Fate::OtherClaim
    } else if entries().any(|entry| entry.until.value < context.today) {
        Fate::Expired
    } else if entries().any(|entry| found.level > entry.level) {
        Fate::Graver
    } else if entries().any(|entry| named.sha256.as_deref() != entry.sha256.as_ref().map(|hash| &*hash.value))
    {
        Fate::OtherFile
    } else {
        Fate::Holds
    }
}

/// Why a finding is told although it stands in the baseline.
fn in_words(fate: Fate, aside: &Aside) -> String {
    match fate {
        Fate::Expired => format!("it was set aside until {}, because: {}", aside.until.value, aside.because.value),
        Fate::OtherClaim => {
            "it was set aside for this claim as it was: this change makes another of it, which is judged anew".to_owned()
        }
        Fate::Graver => format!("it was set aside as a mere {}", aside.level.name()),
        Fate::OtherFile => {
            "it was set aside in this file as it was: of a file that cannot be read whole, nobody knows what else is wrong"
                .to_owned()
        }
        _ => "this change sets it aside: that holds once it has landed".to_owned(),
    }
}

/// Is the entry about something that cannot be judged here?
fn may_be_of_use(context: &Context, aside: &Aside) -> bool {
    let corpus = context.corpus;
    let Some(rule) = super::find(&aside.rule.value) else { return false };
    let about_texts = matches!(rule.about, About::Links | About::Verification | About::Evidence);
    let told_of_broken =
        [super::toml_syntax::RULE.name, super::merge_markers::RULE.name].contains(&rule.name);
    let is_unknown = |at: SourceAt| !corpus[at].sound || about_texts && corpus.text_of(at).is_none();
    match &aside.about {
        aside::About::Claim(id) => corpus.claim_at(&id.value).is_some_and(|at| {
            let mut links = corpus.links_of(at).iter().filter_map(|link| link.source);
            !corpus[at].sound && !told_of_broken || about_texts && links.any(is_unknown)
        }),
        aside::About::Source(id) => {
            corpus.source_at(&id.value).is_some_and(|at| !told_of_broken && is_unknown(at))
        }
        aside::About::File(_) => false,
    }
}

/// The words at a place; none if its file cannot be read.
fn words(context: &Context, place: &Place) -> String {
    let text = |file: FileId| String::from_utf8(context.files.read(file).ok()?).ok();
    text(place.file).map_or_else(String::new, |text| text[range_at(&text, place)].to_owned())
}
