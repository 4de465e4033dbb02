//! The base of a change: the commit that the working tree is compared with.

use super::last_check::{LastCheck, checked_on, newest_day};
use super::trees::Trees;
use super::version::Version;
use crate::corpus::Corpus;
use crate::fileset::{self, FileSet, Irregular, Role, claim_id};
use crate::git::tree::{Entry, EntryKind};
use crate::git::{DEEPEN, Error, Id, Repository};
use crate::model::baseline::Baseline;
use crate::model::claim::Claim;
use crate::model::policy::Policy;
use crate::model::source::Source;
use crate::model::state::State;
use crate::model::story::Story;
use crate::syntax::allow::Allow;
use crate::syntax::fault::{Fault, FaultKind};
use crate::text::bytes::in_words;
use crate::text::fold::Markup;
use crate::text::span::FileId;
use chrono::NaiveDate;
use std::collections::{BTreeSet, HashMap, HashSet};
use std::mem::{Discriminant, discriminant};
use std::sync::Arc;

/// The commit that a change is compared with, and those of its records that differ from the working tree.
#[derive(Debug)]
pub struct Base {
    /// The merge base.
    pub commit: Id,
    /// The revision that the user gave.
    pub named: String,
    /// The base's policy, if it differs.
    pub policy: Option<Policy>,
    /// The commits since the base that raised a claim's status; empty unless [`Base::read_raises`] was called.
    pub raised_by: Vec<Raise>,
    /// The base's baseline, if it differs.
    pub baseline: Option<Baseline>,
    /// The day of the commit, where it was made; `None` if it names none.
    pub day: Option<NaiveDate>,
    /// By the ids of claims of the base: empty unless [`Base::read_last_checks`] was called.
    last_checks: HashMap<Box<str>, LastCheck>,
    /// Does nothing differ but the policy and the baseline? `false` unless the baseline differs.
    pub same_records: bool,
    files: FileSet,
    corpus: Corpus,
    /// Is any folder of records a link? Nobody knows what lies behind it.
    pub has_links: bool,
    claims: HashSet<Box<str>>,
    sources: HashSet<Box<str>>,
    stories: HashSet<Box<str>>,
    fingerprints: HashSet<Box<str>>,
    /// Those that differ or are removed.
    other_fingerprints: HashSet<Box<str>>,
    /// The sources whose text is now marked up otherwise.
    other_markup: HashSet<Box<str>>,
}

/// A commit that raised the status of a claim.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Raise {
    /// The claim's id.
    pub claim: String,
    /// The author's name, as the `.mailmap` of the base has it.
    pub name: String,
    /// The author's address, as the `.mailmap` of the base has it.
    pub email: String,
    /// The commit.
    pub commit: Id,
}

/// A claim whose state differs from the base.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Move {
    /// The claim's id; if it is removed, its last one.
    pub claim: String,
    /// In the base.
    pub from: State,
    /// In the working tree.
    pub to: State,
}

/// A record of the working tree, in the base.
#[derive(Debug, Clone, Copy)]
pub enum Was<'b, T> {
    /// It did not exist.
    Absent,
    /// Every byte is the same.
    Same,
    /// It was different.
    Other(&'b T),
}

impl Move {
    /// A new claim.
    pub fn came(claim: &Claim) -> Self {
        Self { claim: claim.id.to_string(), from: State::Absent, to: State::of(claim) }
    }
}

/// The merge base of `head` and `base`, which the user gave as `named`.
///
/// # Errors
/// If there is none or more than one, or if a shallow clone or grafts make the answer unreliable.
pub fn merge_base(repository: &Repository, named: &str, base: Id, head: Id) -> Result<Id, Error> {
    // Comparing uncommitted changes with HEAD needs no history.
    if named == "HEAD" && base == head {
        return Ok(base);
    }
    let ancestors = repository.ancestry().merge_bases(base, head)?;
    let (named, head_named) = (format!("`{named}`"), head.short());
    // A shallow clone still shows that `base` is an ancestor of `head`; any other merge base may be missing from it.
    if repository.is_shallow() && (ancestors != [base] || base == head) {
        let what = format!("this is a shallow clone: it may lack the merge base of {head_named} and {named}");
        return Err(Error::new(what).with_remedy(DEEPEN));
    }
    repository.must_not_be_grafted()?;
    match ancestors[..] {
        [ancestor] => Ok(ancestor),
        [] => Err(Error::new(format!("{named} and {head_named} have no common history"))
            .with_remedy("give the branch that this one started from, such as --base origin/main")),
        _ => {
            let ids: Vec<_> = ancestors.iter().map(Id::short).collect();
            let ids = ids.join(", ");
            let what = format!(
                "{named} and {head_named} have several merge bases, because of criss-cross merges: {ids}"
            );
            Err(Error::new(what)
                .with_remedy("give one of these with --base, or merge the two branches first"))
        }
    }
}

/// Refuses a project whose folder does not exist in `base`, if the change also removes claims from another folder. The project
/// was probably moved: then every claim would count as new, and no change to it would be checked.
///
/// # Errors
/// If claims were removed, or the repository cannot be read.
pub fn must_not_have_moved(repository: &Repository, base: Id, head: Id) -> Result<(), Error> {
    let (before, after) = (repository.commit(base)?.tree, repository.commit(head)?.tree);
    let mut gone = BTreeSet::new();
    Trees::of(repository).compare(Some(before), Some(after), &mut |folder, _, change| {
        let below = |name: &[u8]| folder.windows(name.len()).position(|part| part == name);
        let of_project = match below(b"/claims/") {
            _ if folder.starts_with(b"claims/") => Some(0),
            index => index.map(|index| index + 1),
        };
        let is_claim = |entry: &Entry| entry.kind == EntryKind::File && claim_id(entry.name, 0).is_some();
        if let Some(index) =
            of_project.filter(|_| change.after.is_none() && change.before.as_ref().is_some_and(is_claim))
        {
            gone.insert(in_words(&folder[..index]));
        }
    })?;
    let Some(project) = gone.first() else { return Ok(()) };
    let project = if project.is_empty() { "the top of the repository" } else { project };
    let what = format!(
        "this project was not in this folder in {}, and the change removes claims from {project}",
        base.short()
    );
    Err(Error::new(what).with_remedy(
        "move the project in a separate change and review that by hand: grounds cannot compare it with its old folder",
    ))
}

impl Base {
    /// Reads those records of `commit`, which the user gave as `named`, that differ from `tree`, and adds the removed files to
    /// `tree`. The `tree` must have [object ids](FileSet::with_object_ids); its HEAD is `head`.
    ///
    /// # Errors
    /// If the repository cannot be read.
    pub fn read(
        repository: &Arc<Repository>,
        (commit, named): (Id, &str),
        head: Id,
        tree: &mut FileSet,
    ) -> Result<Self, fileset::Error> {
        let read = repository.commit(commit).map_err(fileset::Error::Repository)?;
        let root = read.tree;
        let day = newest_day(repository, commit).map_err(fileset::Error::Repository)?;
        let files = FileSet::from_commit(repository, root, None)?;
        if files.iter().len() == 0 {
            must_not_have_moved(repository, commit, head).map_err(fileset::Error::Repository)?;
        }
        let has_links = files
            .iter()
            .any(|(_, entry)| entry.role == Role::Stray && entry.irregular == Some(Irregular::Link));
        let (claims, sources) = (ids(&files, Role::Claim), ids(&files, Role::Source));
        let stories = ids(&files, Role::Story);
        let fingerprints = ids(&files, Role::Fingerprint);
        let other_markup = other_markup(&files, tree);
        let Differences { gone, other, new_policy, new_baseline } = differences(&files, tree);
        let baseline = fileset::BASELINE_FILE;
        let baseline_differs = new_baseline || other.contains(baseline) || gone.contains(baseline);
        let same_records = baseline_differs && same_records(&files, tree);
        let policy_differs =
            new_policy || other.contains(fileset::POLICY_FILE) || gone.contains(fileset::POLICY_FILE);
        let files = files.only(|entry| other.contains(&entry.path) || gone.contains(&entry.path));
        let other_fingerprints = ids(&files, Role::Fingerprint);
        tree.add_gone(gone);
        let mut corpus = Corpus::read(&files);
        files.must_not_lack_objects()?;
        let baseline = baseline_differs.then(|| std::mem::take(&mut corpus.baseline));
        let policy = policy_differs.then(|| std::mem::take(&mut corpus.policy));
        let named = named.to_owned();
        Ok(Self {
            commit,
            named,
            policy,
            baseline,
            same_records,
            raised_by: Vec::new(),
            day,
            last_checks: HashMap::new(),
            has_links,
            files,
            corpus,
            claims,
            sources,
            stories,
            fingerprints,
            other_fingerprints,
            other_markup,
        })
    }

    /// The claim of that id in the base.
    pub fn claim(&self, id: &str) -> Was<'_, Claim> {
        match self.corpus.claim(id) {
            Some(claim) => Was::Other(claim),
            None if self.claims.contains(id) => Was::Same,
            None => Was::Absent,
        }
    }

    /// A claim of the `tree` in the base: the claim of the same id, or else a removed one that it lists as `formerly`. If several
    /// claims became one, the one with the weakest status, so that merging claims cannot raise a status.
    pub fn claim_that_was(&self, claim: &Claim, tree: &Corpus) -> Was<'_, Claim> {
        let own = self.claim(&claim.id);
        if !matches!(own, Was::Absent) {
            return own;
        }
        let status_then = |was: &&Claim| {
            let status_then = was.sound && was.withdrawn.is_none();
            (status_then, was.status.as_ref().map(|status| status.value))
        };
        self.heritage(claim, tree).into_iter().min_by_key(status_then).map_or(Was::Absent, Was::Other)
    }

    /// The claims of the base that a claim of the `tree` says that it was, and that are gone.
    pub fn heritage(&self, claim: &Claim, tree: &Corpus) -> Vec<&Claim> {
        let is_gone = |former: &&str| tree.claim(former).is_none();
        let former = claim.formerly.iter().map(|former| &*former.value).filter(is_gone);
        former.filter_map(|id| self.corpus.claim(id)).collect()
    }

    /// Can the policy of the base not be read?
    pub fn policy_is_unread(&self) -> bool {
        let of_policy = |file: FileId| self.files.entry(file).role == Role::Policy;
        let is_whole = |fault: &Fault| {
            matches!(
                fault.kind,
                FaultKind::IrregularFile(_) | FaultKind::Syntax(_) | FaultKind::MergeMarkers(_)
            )
        };
        self.corpus.faults.iter().any(|fault| of_policy(fault.file) && is_whole(fault))
    }

    /// What a claim of the base stated when it was last checked, if it was ever, and the tree states it otherwise or raises its
    /// status.
    pub fn last_check(&self, id: &str) -> Option<&LastCheck> {
        self.last_checks.get(id)
    }

    /// Finds, for each claim that the `tree` states otherwise or whose status it raises, where it stood when it was last checked.
    ///
    /// # Errors
    /// If the repository cannot be read.
    pub fn read_last_checks(
        &mut self,
        repository: &Arc<Repository>,
        tree: &Corpus,
    ) -> Result<(), fileset::Error> {
        let mut found = HashMap::new();
        for claim in &tree.claims {
            let own = match self.claim(&claim.id) {
                Was::Other(was) => Some(was),
                _ => None,
            };
            for was in own.into_iter().chain(self.heritage(claim, tree)) {
                let stated =
                    |claim: &Claim| claim.statement.as_ref().map(|statement| statement.value.clone());
                let rises = State::of(claim).is_above(State::of(was));
                if !was.sound || stated(was) == stated(claim) && !rises {
                    continue;
                }
                let path = &self.files.entry(was.file).path;
                let last = match checked_on(was) {
                    Some(_) => LastCheck::of(repository, self.commit, was, path)?,
                    // Whoever drops a check and raises the status later does not shed what was checked.
                    None if rises => LastCheck::before(repository, self.commit, was, path)?,
                    None => None,
                };
                found.extend(last.map(|last| (was.id.clone(), last)));
            }
        }
        self.last_checks = found;
        Ok(())
    }

    /// Every claim whose state differs in the `tree`, sorted by id.
    pub fn moves(&self, tree: &Corpus) -> Vec<Move> {
        let mut renamed = HashSet::new();
        let mut moves: Vec<Move> = Vec::new();
        for claim in &tree.claims {
            let from = match self.claim_that_was(claim, tree) {
                Was::Same => continue,
                Was::Other(was) => {
                    renamed.insert(&*was.id);
                    State::of(was)
                }
                Was::Absent => State::Absent,
            };
            let to = State::of(claim);
            if from != to {
                moves.push(Move { claim: claim.id.to_string(), from, to });
            }
        }
        let gone = self.corpus.claims.iter().filter(|claim| tree.claim(&claim.id).is_none());
        for claim in gone.filter(|claim| !renamed.contains(&*claim.id)) {
            moves.push(Move { claim: claim.id.to_string(), from: State::of(claim), to: State::Absent });
        }
        moves.sort_unstable_by(|a, b| a.claim.cmp(&b.claim));
        moves
    }

    /// The source of that id in the base.
    pub fn source(&self, id: &str) -> Was<'_, Source> {
        match self.corpus.source(id) {
            Some(source) => Was::Other(source),
            None if self.sources.contains(id) => Was::Same,
            None => Was::Absent,
        }
    }

    /// The story of that id in the base.
    pub fn story(&self, id: &str) -> Was<'_, Story> {
        match self.corpus.story_at(id) {
            Some(at) => Was::Other(&self.corpus[at]),
            None if self.stories.contains(id) => Was::Same,
            None => Was::Absent,
        }
    }

    /// The stories of the base that the `tree` has no more.
    pub fn gone_stories<'b>(&'b self, tree: &'b Corpus) -> impl Iterator<Item = &'b Story> {
        self.corpus.stories.iter().filter(|story| tree.story_at(&story.id).is_none())
    }

    /// Did the source of that id have a fingerprint that is now changed or removed?
    pub fn fingerprint_differs(&self, id: &str) -> bool {
        self.other_fingerprints.contains(id)
    }

    /// Was the text of that source marked up otherwise, or plain?
    pub fn markup_differs(&self, id: &str) -> bool {
        self.other_markup.contains(id)
    }

    /// The claims of the base that are gone, those that others say that they were among them.
    pub fn gone_claims<'b>(&'b self, tree: &'b Corpus) -> impl Iterator<Item = &'b Claim> {
        self.corpus.claims.iter().filter(|claim| tree.claim(&claim.id).is_none())
    }

    /// The sources of the base that are gone.
    pub fn gone_sources<'b>(&'b self, tree: &'b Corpus) -> impl Iterator<Item = &'b Source> {
        self.corpus.sources.iter().filter(|source| tree.source(&source.id).is_none())
    }

    /// Did the source of that id have no fingerprint?
    pub fn fingerprint_is_new(&self, id: &str) -> bool {
        !self.fingerprints.contains(id)
    }

    /// For each `allow` comment of the tree: is it new, or does it cover different lines?
    pub fn new_allows(&self, tree: &FileSet, corpus: &Corpus) -> Vec<bool> {
        let key = |files: &FileSet, allow: &Allow| {
            let says = allow.says.as_ref().ok()?;
            let entry = files.entry(allow.file);
            let bytes = files.read(allow.file).ok()?;
            let reached = reached(std::str::from_utf8(&bytes).ok()?, allow)?.to_owned();
            Some((
                discriminant(&entry.role),
                entry.stem().to_owned(),
                says.rule.value.clone(),
                says.because.clone(),
                reached,
            ))
        };
        let known: HashSet<_> =
            self.corpus.allows.iter().filter_map(|allow| key(&self.files, allow)).collect();
        let is_new = |allow: &Allow| {
            let entry = tree.entry(allow.file);
            let same = match entry.role {
                Role::Claim => matches!(self.claim(entry.stem()), Was::Same),
                Role::Source => matches!(self.source(entry.stem()), Was::Same),
                Role::Story => matches!(self.story(entry.stem()), Was::Same),
                _ => self.policy.is_none(),
            };
            !same && !key(tree, allow).is_some_and(|key| known.contains(&key))
        };
        corpus.allows.iter().map(is_new).collect()
    }

    /// Fills [`Base::raised_by`] from the commits between the base and `head`.
    ///
    /// # Errors
    /// If the repository cannot be read.
    pub fn read_raises(&mut self, repository: &Repository, head: Id) -> Result<(), Error> {
        let mailmap = repository.mailmap(&repository.commit(self.commit)?);
        let mut trees = Trees::of(repository);
        for id in repository.ancestry().between(self.commit, head)? {
            let commit = repository.commit(id)?;
            let after = trees.claims(commit.tree)?;
            let mut parents = Vec::new();
            for &parent in &commit.parents {
                parents.push(trees.claims(repository.commit(parent)?.tree)?);
            }
            // A root commit is compared with an empty tree.
            parents.extend(commit.parents.is_empty().then_some(None));
            // A merge raises a status only if none of its parents has it already.
            let mut raised: Option<BTreeSet<String>> = None;
            for before in parents {
                let above = raised_between(&mut trees, before, after)?;
                raised = Some(match raised {
                    Some(raised) => raised.intersection(&above).cloned().collect(),
                    None => above,
                });
            }
            for claim in raised.into_iter().flatten() {
                let (name, email) = mailmap.resolve(&commit.author.name, &commit.author.email);
                self.raised_by.push(Raise { claim, name, email, commit: id });
            }
        }
        self.raised_by.sort_unstable_by(|a, b| (&a.claim, a.commit).cmp(&(&b.claim, b.commit)));
        Ok(())
    }
}

/// The lines that a comment covers, extended to the end of a multi-line text that begins in them.
fn reached<'t>(text: &'t str, allow: &Allow) -> Option<&'t str> {
    let lines = text.get(allow.covers.range())?;
    let open = [r#"""""#, "'''"].into_iter().find(|marks| lines.matches(marks).count() % 2 == 1);
    let end = allow.covers.end as usize;
    let rest = open.and_then(|marks| text.get(end..)?.find(marks).map(|index| end + index + marks.len()));
    text.get(allow.covers.start as usize..rest.unwrap_or(end))
}

/// The claims whose status is higher in the folder `after` than in `before`.
fn raised_between(
    trees: &mut Trees,
    before: Option<Id>,
    after: Option<Id>,
) -> Result<BTreeSet<String>, Error> {
    let mut contents: HashMap<String, (Option<Id>, Option<Id>)> = HashMap::new();
    trees.compare(before, after, &mut |_, depth, change| {
        let named = change.after.or(change.before);
        let Some(claim) = named.and_then(|entry| claim_id(entry.name, depth)) else { return };
        let content =
            |entry: Option<Entry>| entry.filter(|entry| entry.kind == EntryKind::File).map(|entry| entry.id);
        let known = contents.entry(claim).or_default();
        known.0 = known.0.or(content(change.before));
        known.1 = known.1.or(content(change.after));
    })?;
    let state = |content: Option<Id>| {
        let version = content.map(|object| Version::in_git(&trees.reader, object)).transpose();
        version.map(|version| version.map_or(State::Absent, |version| version.state))
    };
    let mut raised = BTreeSet::new();
    for (claim, (before, after)) in contents {
        if state(after)?.is_above(state(before)?) {
            raised.insert(claim);
        }
    }
    Ok(raised)
}

/// The ids that the files of one role give.
fn ids(files: &FileSet, role: Role) -> HashSet<Box<str>> {
    files.iter().filter(|(_, entry)| entry.role == role).map(|(_, entry)| entry.stem().into()).collect()
}

/// The texts that both have, in another form.
fn other_markup(base: &FileSet, tree: &FileSet) -> HashSet<Box<str>> {
    let texts = |files: &FileSet| -> HashMap<Box<str>, Markup> {
        let in_tree = files.iter().filter(|(_, entry)| !entry.in_texts_folder());
        in_tree
            .filter_map(|(_, entry)| match entry.role {
                Role::Text(markup) => Some((entry.stem().into(), markup)),
                _ => None,
            })
            .collect()
    };
    let now = texts(tree);
    let mut before = texts(base);
    before.retain(|id, markup| now.get(id).is_some_and(|now| now != markup));
    before.into_keys().collect()
}

/// Paths of the base.
struct Differences {
    gone: BTreeSet<String>,
    other: HashSet<String>,
    /// Does only the tree have a policy?
    new_policy: bool,
    /// Does only the tree have a baseline?
    new_baseline: bool,
}

fn differences(base: &FileSet, tree: &FileSet) -> Differences {
    type Name<'f> = (Discriminant<Role>, &'f str);
    let mut in_tree: HashMap<Name, _, foldhash::fast::RandomState> = HashMap::default();
    for (file, entry) in tree.iter().filter(|(_, entry)| !entry.in_texts_folder()) {
        in_tree.entry((discriminant(&entry.role), entry.stem())).or_insert(file);
    }
    let (mut gone, mut other, mut had) = (BTreeSet::new(), HashSet::new(), (false, false));
    for (file, entry) in base.iter() {
        if !matches!(
            entry.role,
            Role::Claim | Role::Source | Role::Story | Role::Fingerprint | Role::Policy | Role::Baseline
        ) {
            continue;
        }
        had.0 |= entry.role == Role::Policy;
        had.1 |= entry.role == Role::Baseline;
        let Some(&now) = in_tree.get(&(discriminant(&entry.role), entry.stem())) else {
            gone.insert(entry.path.clone());
            continue;
        };
        let object = tree.object(now);
        if object.is_none() || object != base.object(file) {
            other.insert(entry.path.clone());
        }
    }
    let has = |role| tree.iter().any(|(_, entry)| entry.role == role);
    let (new_policy, new_baseline) = (has(Role::Policy) && !had.0, has(Role::Baseline) && !had.1);
    Differences { gone, other, new_policy, new_baseline }
}

/// Are all files but the policy and the baseline the same?
fn same_records(base: &FileSet, tree: &FileSet) -> bool {
    let records = |entry: &&crate::fileset::Entry| {
        !entry.in_texts_folder() && !matches!(entry.role, Role::Policy | Role::Baseline | Role::Gone)
    };
    // Refused files are not read and count as the same; a file that cannot be read counts as different.
    let content = |files: &FileSet| -> Option<HashMap<String, Option<Id>>> {
        let files = files.iter().map(|(file, entry)| (files.object(file), entry));
        files
            .filter(|(_, entry)| records(entry))
            .map(|(object, entry)| {
                (object.is_some() || entry.irregular.is_some()).then(|| (entry.path.clone(), object))
            })
            .collect()
    };
    content(base).is_some_and(|base| content(tree).is_some_and(|tree| base == tree))
}
