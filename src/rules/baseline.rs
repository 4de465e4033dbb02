//! Which findings the baseline sets aside, and the state of each of its entries.
//!
//! An entry sets a finding aside by its name, until a day, and only as long as the finding gets no graver. Where a file cannot
//! be read whole, nobody knows what else is wrong in it: there an entry holds only for the file as it was. An entry that a change
//! brings in holds once the change has landed, unless the change brings in nothing else: nobody can bury an own error.

use super::finding_key::{self, Record};
use super::reading::OF_BROKEN_FILES;
use super::{About, Context, group_of};
use crate::corpus::SourceAt;
use crate::diagnostic::{Diagnostic, Level};
use crate::evidence::sha256;
use crate::fileset::{Irregular, Role};
use crate::history::base::Was;
use crate::history::settings::differences;
use crate::model::baseline::{self, BaselineEntry, FindingName};
use crate::model::claim::Claim;
use crate::model::key::{self, Keyed};
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

/// What an entry of the baseline does.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum EntryState {
    /// It sets a finding aside.
    Holds,
    /// Its finding is there, and counts all the same.
    Fails(Failing),
    /// There is no such finding.
    Unused,
    /// Nobody can tell here whether there is such a finding: a text is elsewhere, or a record cannot be read whole.
    Unknown,
}

/// Why an entry sets its finding aside no more, or not yet.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Failing {
    /// Its day has passed.
    Expired,
    /// The finding is graver than it was.
    Graver,
    /// The file, which cannot be read whole, is another.
    OtherFile,
    /// The change that is judged brings it in.
    New,
    /// The change that is judged makes another claim of the one it is about.
    OtherClaim,
}

/// What is set aside of what is found.
#[derive(Debug)]
pub(super) struct BaselineSplit {
    pub(super) left: Vec<Diagnostic>,
    pub(super) aside: Vec<SetAside>,
    /// For each entry of the baseline.
    pub(super) entries: Vec<EntryState>,
}

/// A finding, as a baseline names it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Named {
    /// Its name.
    pub name: FindingName,
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
    /// The file is refused, so that nobody can tell whether it stays as it is.
    Refused,
}

/// How a baseline names `diagnostic`.
///
/// # Errors
/// If it cannot be set aside.
pub fn name(context: &Context, diagnostic: &Diagnostic) -> Result<Named, Why> {
    let file = diagnostic.place().file;
    let entry = context.files.entry(file);
    let about = about(diagnostic.rule);
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
    let key = finding_key::key(diagnostic.rule, &record, &subject);
    let name = FindingName {
        about: record.kind(),
        name: record.name().to_owned(),
        rule: diagnostic.rule.to_owned(),
        finding: key.rsplit(':').next().unwrap_or_default().to_owned(),
    };
    Ok(Named { name, sha256 })
}

fn about(rule: &str) -> Option<About> {
    group_of(rule).map(|group| group.about)
}

/// Splits what is found into what counts and what is set aside. Of several findings of one name, the first ones are.
pub(super) fn split(context: &Context, diagnostics: Vec<Diagnostic>) -> BaselineSplit {
    let entries = &context.corpus.baseline.entries;
    let states = vec![EntryState::Unused; entries.len()];
    let mut split = BaselineSplit { left: Vec::new(), aside: Vec::new(), entries: states };
    if entries.is_empty() {
        split.left = diagnostics;
        return split;
    }
    let before = before(context);
    let mut open: HashMap<FindingName, Vec<usize>> = HashMap::new();
    let rules: HashSet<&str> = entries.iter().map(|entry| &*entry.rule.value).collect();
    for (at, entry) in entries.iter().enumerate().rev() {
        open.entry(entry.finding_name()).or_default().push(at);
    }
    for diagnostic in diagnostics {
        // To name a finding, its file is read again: only where an entry may be about it.
        let named = rules.contains(diagnostic.rule).then(|| name(context, &diagnostic).ok()).flatten();
        let entry = named.and_then(|named| Some((open.get_mut(&named.name)?.pop()?, named)));
        let Some((at, named)) = entry else {
            split.left.push(diagnostic);
            continue;
        };
        match failing(context, &diagnostic, &named, &entries[at], &before[at]) {
            None => {
                split.entries[at] = EntryState::Holds;
                split.aside.push(SetAside { diagnostic, entry: at });
            }
            Some(why) => {
                split.entries[at] = EntryState::Fails(why);
                split.left.push(diagnostic.note(in_words(why, &entries[at])));
            }
        }
    }
    for (entry, state) in entries.iter().zip(&mut split.entries) {
        if *state == EntryState::Unused && may_hold_elsewhere(context, entry) {
            *state = EntryState::Unknown;
        }
    }
    split
}

/// What an entry was before the change that is judged.
enum Before<'a> {
    /// No change is judged, or one that brings in nothing else.
    Free,
    /// The change brings it in.
    Nothing,
    /// It was there, and what it said then binds it.
    Entry(&'a BaselineEntry),
}

/// For each entry of the baseline.
fn before<'a>(context: &Context<'a>) -> Vec<Before<'a>> {
    let entries = &context.corpus.baseline.entries;
    let corpus = context.corpus;
    let bound = context.base.filter(|base| {
        !base.same_records || !differences(&corpus.policy, corpus.written_policy()).is_empty()
    });
    let Some(was) = bound.and_then(|base| base.baseline.as_ref()) else {
        return entries.iter().map(|_| Before::Free).collect();
    };
    let mut known: HashMap<FindingName, Vec<&BaselineEntry>> = HashMap::new();
    for entry in was.entries.iter().rev() {
        known.entry(entry.finding_name()).or_default().push(entry);
    }
    let before = |entry: &BaselineEntry| {
        known.get_mut(&entry.finding_name()).and_then(Vec::pop).map_or(Before::Nothing, Before::Entry)
    };
    entries.iter().map(before).collect()
}

/// Why an entry does not set aside what is `found`; `None` if it does.
fn failing(
    context: &Context,
    found: &Diagnostic,
    named: &Named,
    entry: &BaselineEntry,
    before: &Before,
) -> Option<Failing> {
    let was = if let Before::Entry(was) = before { Some(*was) } else { None };
    let any = |is: &dyn Fn(&BaselineEntry) -> bool| [Some(entry), was].into_iter().flatten().any(is);
    if found.level == Level::Error && matches!(before, Before::Nothing) {
        Some(Failing::New)
    } else if found.level == Level::Error && is_of_another_claim(context, found, named) {
        Some(Failing::OtherClaim)
    } else if any(&|entry| entry.until.value < context.today) {
        Some(Failing::Expired)
    } else if any(&|entry| found.level > entry.level) {
        Some(Failing::Graver)
    } else if any(&|entry| named.sha256.as_deref() != entry.sha256.as_ref().map(|hash| &*hash.value)) {
        Some(Failing::OtherFile)
    } else {
        None
    }
}

/// Why a finding counts although an entry names it.
fn in_words(why: Failing, entry: &BaselineEntry) -> String {
    match why {
        Failing::Expired => {
            format!("it was set aside until {}, because: {}", entry.until.value, entry.because.value)
        }
        Failing::OtherClaim => {
            "it was set aside, but this change alters the claim, so it counts again".to_owned()
        }
        Failing::Graver => format!("it was set aside only as a {}", entry.level.name()),
        Failing::OtherFile => {
            "the file has changed since this was set aside; it cannot be read in full, so other errors may be hidden in it"
                .to_owned()
        }
        Failing::New => "this change sets it aside, but that takes effect only once the change is merged".to_owned(),
    }
}

/// Does the change that is judged alter what the claim says, or its evidence? An entry is about the claim as it was.
fn is_of_another_claim(context: &Context, found: &Diagnostic, named: &Named) -> bool {
    let (Some(base), Some(About::Evidence | About::Quotes | About::Links | About::Statements)) =
        (context.base, about(found.rule))
    else {
        return false;
    };
    let Some(now) = context.corpus.claim(&named.name.name).filter(|_| named.name.about == "claim") else {
        return false;
    };
    match base.claim(&named.name.name) {
        Was::Same => false,
        Was::Absent => true,
        Was::Other(was) => !says_the_same(was, now),
    }
}

/// Do two versions say the same, as far as it bears on the status?
fn says_the_same(was: &Claim, now: &Claim) -> bool {
    fn bearing(record: &dyn Keyed) -> Vec<String> {
        let said = key::said(record).into_iter();
        let bears = |said: &key::Said| said.key.bears || matches!(said.key.name, "statement" | "status");
        said.filter(bears).map(|said| said.value.line()).collect()
    }
    let evidence = |claim: &Claim| -> Vec<_> { claim.evidence.iter().map(|block| bearing(block)).collect() };
    bearing(was) == bearing(now) && evidence(was) == evidence(now)
}

/// Is the entry about something that nobody can judge here?
fn may_hold_elsewhere(context: &Context, entry: &BaselineEntry) -> bool {
    let corpus = context.corpus;
    let Some(about) = about(&entry.rule.value) else { return false };
    let about_texts = matches!(about, About::Links | About::Quotes | About::Evidence);
    let told_of_broken = OF_BROKEN_FILES.contains(&&*entry.rule.value);
    let is_unknown = |at: SourceAt| !corpus[at].sound || about_texts && corpus.text_of(at).is_none();
    match &entry.about {
        baseline::About::Claim(id) => corpus.claim_at(&id.value).is_some_and(|at| {
            let mut links = corpus.links_of(at).iter().filter_map(|link| link.source);
            !corpus[at].sound && !told_of_broken || about_texts && links.any(&is_unknown)
        }),
        baseline::About::Source(id) => {
            corpus.source_at(&id.value).is_some_and(|at| !told_of_broken && is_unknown(at))
        }
        baseline::About::File(_) => false,
    }
}

/// The words at a place; none if its file cannot be read.
fn words(context: &Context, place: &Place) -> String {
    let text = |file: FileId| String::from_utf8(context.files.read(file).ok()?).ok();
    text(place.file).map_or_else(String::new, |text| text[range_at(&text, place)].to_owned())
}
