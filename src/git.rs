//! Floor 2: the repository. The only file that names git2, and the only door to what git holds; the files below it name gix.
//!
//! Objects are read by their names, sized before they are loaded, and understood by [`tree`] and [`commit`]. No index is
//! read, no filter, hook or other command of the repository is run, no network is used, and nothing is written.
//!
//! libgit2 reads one object at a time, whoever asks. A long history is read on all cores, by `objects`; what that cannot
//! read, libgit2 reads, or says why nobody can.

pub mod commit;
mod id;
mod mailmap;
mod objects;
pub mod tree;

use crate::text::bytes::in_words;
use commit::Commit;
use git2::{ErrorClass, ErrorCode, ObjectType, Oid, RepositoryOpenFlags};
pub use id::Id;
pub use mailmap::Mailmap;
use std::ffi::OsStr;
use std::fs;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use std::rc::Rc;
use std::sync::{Mutex, MutexGuard, PoisonError};

/// The largest commit object, in bytes.
const COMMIT_LIMIT: u64 = 1 << 20;
/// The largest tree object, in bytes: a folder of some 200,000 files.
const TREE_LIMIT: u64 = 16 << 20;
/// The largest `.mailmap`, in bytes.
const MAILMAP_LIMIT: u64 = 1 << 20;

/// A repository, opened for reading.
pub struct Repository {
    libgit2: Mutex<git2::Repository>,
    /// Bytes of its ids.
    pub id_length: usize,
    /// The names of the folders from the repository's root to the project's.
    pub folders: Vec<Vec<u8>>,
    /// Has it no working tree?
    pub bare: bool,
    /// Was it cloned without everything?
    partial: bool,
    /// What lies in files of their own.
    loose: objects::Loose,
    /// Where it is trusted: how it is read on several threads.
    store: Option<objects::Store>,
}

/// Reads objects. Each thread has its own, for what it keeps from one object to the next.
pub struct Reader<'r> {
    /// Of this repository.
    pub repository: &'r Repository,
    objects: Option<objects::Objects>,
}

/// What an object is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    Commit,
    Tree,
    Blob,
}

/// Why the repository does not tell: what is the matter, and what to do about it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Error {
    /// One line.
    pub message: String,
    /// One line; a command, where one helps.
    pub remedy: Option<String>,
}

/// Why an object is not read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Unread {
    /// It has more bytes than it may have.
    TooLarge,
    /// It cannot be.
    Error(Error),
}

impl Repository {
    /// The repository that the folder `project` lies in; or is, if it is a bare one. `None` if there is none.
    ///
    /// Only a `.git` in the folder or above it makes a repository, so that a bare one that somebody put among the files is
    /// not taken for it. `GIT_DIR` and its like are ignored.
    ///
    /// # Errors
    /// If there is one, and it cannot be opened.
    pub fn of(project: &Path) -> Result<Option<Self>, Error> {
        let project =
            project.canonicalize().map_err(|error| Error::new(format!("{}: {error}", project.display())))?;
        let has_git = |folder: &&Path| folder.join(".git").symlink_metadata().is_ok();
        match project.ancestors().find(has_git) {
            Some(top) => {
                let below = project.strip_prefix(top).unwrap_or(Path::new(""));
                let folders = below.iter().map(|name| name.as_encoded_bytes().to_vec()).collect();
                Self::open(&top.join(".git"), top, folders).map(Some)
            }
            None if is_bare(&project) => Self::open(&project, &project, Vec::new()).map(Some),
            None => Ok(None),
        }
    }

    fn open(git_dir: &Path, top: &Path, folders: Vec<Vec<u8>>) -> Result<Self, Error> {
        let flags = RepositoryOpenFlags::NO_SEARCH | RepositoryOpenFlags::NO_DOTGIT;
        let libgit2 = git2::Repository::open_ext(git_dir, flags, std::iter::empty::<&OsStr>())
            .map_err(|error| not_opened(&error, top))?;
        let id_length = match libgit2.object_format() {
            git2::ObjectFormat::Sha1 => 20,
            git2::ObjectFormat::Sha256 => 32,
        };
        let (bare, partial) = (git_dir == top, is_partial(&libgit2));
        let loose = objects::Loose::of(&libgit2.commondir().join("objects"), id_length);
        Ok(Self { libgit2: Mutex::new(libgit2), id_length, folders, bare, partial, loose, store: None })
    }

    /// Trusts from now on that objects are what their names say, and reads them on as many threads as there are readers: a long
    /// history takes half the time. What a verdict rests on must be read without this, for it holds in the whole process.
    #[must_use]
    pub fn trusting(mut self) -> Self {
        git2::opts::strict_hash_verification(false);
        git2::opts::enable_caching(false);
        let objects = self.lock().commondir().join("objects");
        self.store = objects::Store::open(&objects, self.id_length);
        self
    }

    /// Reads objects for one thread. They are verified, and read one at a time, unless the repository is
    /// [trusted](Self::trusting).
    pub fn reader(&self) -> Reader<'_> {
        Reader { repository: self, objects: self.store.as_ref().map(objects::Store::objects) }
    }

    /// The commit that is checked out; `None` if there is none yet. Nobody looked whether it is there and whole.
    ///
    /// # Errors
    /// If it cannot be told.
    pub fn head(&self) -> Result<Option<Id>, Error> {
        match self.lock().head() {
            // The library has followed it to a name by then.
            Ok(head) => Ok(head.target().map(id)),
            Err(error) if error.code() == ErrorCode::UnbornBranch => Ok(None),
            Err(error) => {
                Err(Error::of("HEAD cannot be read", &error).with_remedy("`git fsck` tells what is damaged"))
            }
        }
    }

    /// The commit that a revision names: a branch, a tag, an id or its beginning, and `~2` and `^1` behind these.
    ///
    /// # Errors
    /// If it names none, or is written otherwise.
    pub fn resolve(&self, revision: &str) -> Result<Id, Error> {
        if !is_plain(revision) {
            return Err(Error::new(format!("`{revision}` is not a revision that is understood here"))
                .with_remedy("name a branch, a tag or a commit, such as origin/main or HEAD~2"));
        }
        self.must_be_unambiguous(revision)?;
        let name = |object: git2::Object| object.peel(ObjectType::Commit).map(|commit| id(commit.id()));
        let found = self.lock().revparse_single(revision).and_then(name);
        match found {
            Ok(commit) => Ok(commit),
            Err(error) => {
                let what = match (error.code(), error.class()) {
                    (ErrorCode::Ambiguous, _) => format!("`{revision}` is the beginning of several ids"),
                    (ErrorCode::NotFound | ErrorCode::InvalidSpec, _) => {
                        format!("there is no revision `{revision}` here")
                    }
                    (ErrorCode::Peel, _) | (_, ErrorClass::Object) => format!("`{revision}` is no commit"),
                    _ => return Err(Error::of(&format!("`{revision}` cannot be read"), &error)),
                };
                Err(Error::new(what).with_remedy(if self.is_shallow() {
                    DEEPEN.to_owned()
                } else {
                    "`git fetch` brings branches of others; `git branch --all` lists what is here".to_owned()
                }))
            }
        }
    }

    /// Refuses a name that several refs have, unless they lead to one commit. Git takes the tag then, and a tag is what anybody
    /// can push who may push at all: one called `origin/main` would decide what a change is judged by.
    fn must_be_unambiguous(&self, revision: &str) -> Result<(), Error> {
        let name = revision.split(['~', '^']).next().unwrap_or(revision);
        let libgit2 = self.lock();
        let commit = |full: &String| {
            libgit2.find_reference(full).ok()?.peel_to_commit().ok().map(|commit| commit.id())
        };
        let full_names = REF_PREFIXES.iter().map(|place| format!("{place}{name}"));
        let found: Vec<_> = full_names.filter_map(|full| Some((commit(&full)?, full))).collect();
        if found.iter().all(|(commit, _)| *commit == found[0].0) {
            return Ok(());
        }
        let names: Vec<_> = found.iter().map(|(_, full)| format!("`{full}`")).collect();
        Err(Error::new(format!("`{name}` may be any of {}, which differ", names.join(", ")))
            .with_remedy("write the whole name of the one that is meant"))
    }

    /// The best common ancestors of two commits, sorted; several where branches were merged crosswise.
    ///
    /// # Errors
    /// If the history cannot be followed.
    pub fn merge_bases(&self, one: Id, other: Id) -> Result<Vec<Id>, Error> {
        match self.lock().merge_bases(oid(one)?, oid(other)?) {
            Ok(bases) => {
                let mut bases: Vec<_> = bases.iter().map(|base| id(*base)).collect();
                bases.sort_unstable();
                Ok(bases)
            }
            Err(error) if error.code() == ErrorCode::NotFound && error.class() == ErrorClass::Merge => {
                Ok(Vec::new())
            }
            Err(error) => {
                Err(self
                    .broken(&format!("the common history of {} and {}", one.short(), other.short()), &error))
            }
        }
    }

    /// The commits that lead to `to` and not to `from`, in no order that matters.
    ///
    /// # Errors
    /// If the history cannot be followed.
    pub fn between(&self, from: Id, to: Id) -> Result<Vec<Id>, Error> {
        let libgit2 = self.lock();
        let walk = || {
            let mut walk = libgit2.revwalk()?;
            walk.push(oid_of(to)?)?;
            walk.hide(oid_of(from)?)?;
            walk.map(|found| found.map(id)).collect::<Result<Vec<_>, git2::Error>>()
        };
        walk().map_err(|error| self.broken(&format!("the history of {}", to.short()), &error))
    }

    /// Was the history cut off when this clone was made?
    pub fn is_shallow(&self) -> bool {
        let libgit2 = self.lock();
        libgit2.is_shallow() || has_lines(&libgit2.commondir().join("shallow"))
    }

    /// Refuses to tell a history that is not whole, or was changed for this clone alone.
    ///
    /// # Errors
    /// What it lacks, and how to get it.
    pub fn must_not_be_shallow(&self) -> Result<(), Error> {
        if self.is_shallow() {
            return Err(Error::new("this clone is shallow: its history is cut off, and would be told wrong")
                .with_remedy(DEEPEN));
        }
        self.must_not_be_grafted()
    }

    /// Refuses to tell a history that was changed for this clone alone.
    ///
    /// # Errors
    /// What changes it, and what to do about it.
    pub fn must_not_be_grafted(&self) -> Result<(), Error> {
        if has_lines(&self.lock().commondir().join("info").join("grafts")) {
            return Err(grafted());
        }
        Ok(())
    }

    /// A commit.
    ///
    /// # Errors
    /// If it is missing or damaged.
    pub fn commit(&self, name: Id) -> Result<Commit, Error> {
        self.verifier().commit(name)
    }

    /// The tree object of that name, to be read by [`tree`].
    ///
    /// # Errors
    /// If it is missing, damaged or far too large.
    pub fn tree(&self, name: Id) -> Result<Rc<[u8]>, Error> {
        self.verifier().tree(name)
    }

    /// The folder of the project in the folder of a commit; `None` if the commit has none.
    ///
    /// # Errors
    /// If a folder is missing or damaged.
    pub fn project_tree(&self, root: Id) -> Result<Option<Id>, Error> {
        self.verifier().project_tree(root)
    }

    /// The entry of that name in a folder.
    ///
    /// # Errors
    /// If the folder is missing or damaged.
    pub fn entry(&self, folder: Id, name: &[u8]) -> Result<Option<(tree::EntryKind, Id)>, Error> {
        self.verifier().entry(folder, name)
    }

    /// The bytes of a file, if they are `limit` at most.
    ///
    /// # Errors
    /// Why it is not read.
    pub fn blob(&self, name: Id, limit: u64) -> Result<Vec<u8>, Unread> {
        self.verifier().blob(name, limit)
    }

    /// The `.mailmap` of a commit. What is wrong with it is ignored, as git does.
    pub fn mailmap(&self, of: &Commit) -> Mailmap {
        let map = || {
            let (_, name) = self.entry(of.tree, b".mailmap").ok()??;
            let bytes = self.blob(name, MAILMAP_LIMIT).ok()?;
            Some(Mailmap::read(&in_words(&bytes)))
        };
        map().unwrap_or_default()
    }

    /// Reads with libgit2 alone.
    fn verifier(&self) -> Reader<'_> {
        Reader { repository: self, objects: None }
    }

    fn read<T>(&self, name: Id, kind: Kind, limit: u64, parse: impl FnOnce(&[u8]) -> T) -> Result<T, Unread> {
        let libgit2 = self.lock();
        let read = || {
            let (odb, oid) = (libgit2.odb()?, oid_of(name)?);
            // The library panics over a damaged object whose kind there is not.
            let Ok(header) = catch_unwind(AssertUnwindSafe(|| odb.read_header(oid))) else {
                return Ok(Err(Unread::Error(damaged(kind, name))));
            };
            if header?.0 as u64 > limit {
                return Ok(Err(Unread::TooLarge));
            }
            if self.loose.has_broken(name) {
                return Ok(Err(Unread::Error(damaged(kind, name))));
            }
            let object = odb.read(oid)?;
            let is_expected = object.kind() == kind.of_libgit2();
            Ok(if is_expected { Ok(parse(object.data())) } else { Err(Unread::Error(damaged(kind, name))) })
        };
        read().unwrap_or_else(|error| {
            Err(Unread::Error(self.broken(&format!("{} {name}", kind.name()), &error)))
        })
    }

    /// What it means that something could not be read.
    fn broken(&self, what: &str, error: &git2::Error) -> Error {
        let missing = error.code() == ErrorCode::NotFound;
        let remedy = match (missing, self.partial) {
            (true, true) => "this clone is partial; a clone without `--filter` has everything",
            (true, false) => "`git fetch` may bring it, `git fsck` tells what else is missing",
            (false, _) => "`git fsck` tells what is damaged",
        };
        let what = if missing {
            format!("{what} is missing from this clone")
        } else {
            format!("{what} cannot be read")
        };
        Error::of(&what, error).with_remedy(remedy)
    }

    fn lock(&self) -> MutexGuard<'_, git2::Repository> {
        self.libgit2.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Reader<'_> {
    /// As [`Repository::commit`].
    ///
    /// # Errors
    /// If it is missing or damaged.
    pub fn commit(&self, name: Id) -> Result<Commit, Error> {
        let commit = self.object(name, Kind::Commit, COMMIT_LIMIT, commit::parse)?;
        commit.ok_or_else(|| damaged(Kind::Commit, name))
    }

    /// As [`Repository::tree`].
    ///
    /// # Errors
    /// If it is missing, damaged or far too large.
    pub fn tree(&self, name: Id) -> Result<Rc<[u8]>, Error> {
        self.object(name, Kind::Tree, TREE_LIMIT, |data| data.into())
    }

    /// As [`Repository::project_tree`].
    ///
    /// # Errors
    /// If a folder is missing or damaged.
    pub fn project_tree(&self, root: Id) -> Result<Option<Id>, Error> {
        let mut start = root;
        for name in &self.repository.folders {
            match self.entry(start, name)? {
                Some((tree::EntryKind::Folder, folder)) => start = folder,
                _ => return Ok(None),
            }
        }
        Ok(Some(start))
    }

    /// As [`Repository::entry`].
    ///
    /// # Errors
    /// If the folder is missing or damaged.
    pub fn entry(&self, folder: Id, name: &[u8]) -> Result<Option<(tree::EntryKind, Id)>, Error> {
        let find = |data: &[u8]| {
            let mut entries = tree::entries(data, self.repository.id_length);
            let found =
                entries.find(|entry| entry.as_ref().map_or(true, |entry| entry.name == name)).transpose();
            found.map(|found| found.map(|entry| (entry.kind, entry.id)))
        };
        let found = self.object(folder, Kind::Tree, TREE_LIMIT, find)?;
        found.map_err(|_| damaged(Kind::Tree, folder))
    }

    /// As [`Repository::blob`].
    ///
    /// # Errors
    /// Why it is not read.
    pub fn blob(&self, name: Id, limit: u64) -> Result<Vec<u8>, Unread> {
        self.read(name, Kind::Blob, limit, <[u8]>::to_vec)
    }

    fn object<T>(&self, name: Id, kind: Kind, limit: u64, parse: impl Fn(&[u8]) -> T) -> Result<T, Error> {
        self.read(name, kind, limit, parse).map_err(|unread| match unread {
            Unread::TooLarge => Error::new(format!("{} {name} is far too large", kind.name())),
            Unread::Error(error) => error,
        })
    }

    fn read<T>(&self, name: Id, kind: Kind, limit: u64, parse: impl Fn(&[u8]) -> T) -> Result<T, Unread> {
        let found = self.objects.as_ref().and_then(|objects| objects.read(name, kind, limit, &parse));
        found.map_or_else(|| self.repository.read(name, kind, limit, parse), Ok)
    }
}

impl Kind {
    fn name(self) -> &'static str {
        self.of_libgit2().str()
    }

    fn of_libgit2(self) -> ObjectType {
        match self {
            Kind::Commit => ObjectType::Commit,
            Kind::Tree => ObjectType::Tree,
            Kind::Blob => ObjectType::Blob,
        }
    }
}

impl Error {
    /// That something is the matter.
    pub fn new(message: impl Into<String>) -> Self {
        Self { message: message.into(), remedy: None }
    }

    /// And what to do about it.
    #[must_use]
    pub fn with_remedy(mut self, remedy: impl Into<String>) -> Self {
        self.remedy = Some(remedy.into());
        self
    }

    fn of(what: &str, error: &git2::Error) -> Self {
        // The library's own words never hold the content of a file; they do name paths and ids.
        Self::new(format!("{what}: {}", error.message()))
    }
}

/// How a clone gets its whole history.
pub const DEEPEN: &str = "bring the whole history: `fetch-depth: 0` for actions/checkout, `GIT_DEPTH: 0` in GitLab, \
                          `git fetch --unshallow` by hand";

fn damaged(kind: Kind, name: Id) -> Error {
    Error::new(format!("{} {name} is damaged", kind.name())).with_remedy("`git fsck` tells what else is")
}

fn grafted() -> Error {
    Error::new("the history of this clone is changed by `info/grafts`, and would be told wrong")
        .with_remedy("remove that file; `git replace --convert-graft-file` keeps what it says for git alone")
}

fn not_opened(error: &git2::Error, top: &Path) -> Error {
    let what = format!("the repository {} cannot be opened", top.display());
    let words = error.message();
    let remedy = match error.code() {
        ErrorCode::Owner => {
            return Error::new(format!("the repository {} belongs to somebody else", top.display()))
                .with_remedy(format!(
                    "if you trust it: git config --global --add safe.directory '{}'",
                    top.display()
                ));
        }
        _ if words.contains("graft") => return grafted(),
        _ if words.contains("refstorage") => {
            "it keeps its branches as a reftable, which is not understood here: `git refs migrate --ref-format=files`"
        }
        _ if words.contains("partialclone") => {
            "this clone is partial; a clone without `--filter` has everything"
        }
        _ => "`git status` there tells more",
    };
    Error::of(&what, error).with_remedy(remedy)
}

/// Where git looks for a ref of some name (gitrevisions(7)).
const REF_PREFIXES: [&str; 5] = ["", "refs/", "refs/tags/", "refs/heads/", "refs/remotes/"];

/// Does git look for commands, dates or messages in what is written? Only names and steps from them are understood.
fn is_plain(revision: &str) -> bool {
    let refused = |c: char| {
        c.is_control() || c.is_whitespace() || matches!(c, ':' | '?' | '*' | '[' | '\\' | '{' | '}')
    };
    !(revision.is_empty()
        || revision.len() > 1024
        || revision.starts_with(['-', '^'])
        || revision.contains("..")
        || revision.contains("@{")
        || revision.contains(refused))
}

/// Does a folder look like a bare repository, as `git` tells it?
fn is_bare(folder: &Path) -> bool {
    let is_dir = |name: &str| folder.join(name).is_dir();
    folder.join("HEAD").symlink_metadata().is_ok() && is_dir("objects") && is_dir("refs")
}

fn is_partial(libgit2: &git2::Repository) -> bool {
    let promisor = || {
        let config = libgit2.config().ok()?.snapshot().ok()?;
        let mut entries = config.entries(Some("^remote\\..*\\.promisor$")).ok()?;
        entries.next().map(|entry| entry.is_ok())
    };
    promisor().unwrap_or(false)
}

/// Does the file exist, and say anything?
fn has_lines(path: &PathBuf) -> bool {
    fs::read(path).is_ok_and(|bytes| {
        bytes
            .split(|&byte| byte == b'\n')
            .any(|line| !line.trim_ascii().is_empty() && !line.starts_with(b"#"))
    })
}

fn id(name: Oid) -> Id {
    // The library's names have 20 or 32 bytes.
    Id::new(name.as_bytes()).unwrap_or_else(|| unreachable!("an object's name has no other length"))
}

fn oid(name: Id) -> Result<Oid, Error> {
    oid_of(name).map_err(|error| Error::of("an id cannot be used", &error))
}

fn oid_of(name: Id) -> Result<Oid, git2::Error> {
    Oid::from_bytes(name.as_bytes())
}

impl std::fmt::Debug for Repository {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Repository").field("folders", &self.folders).finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests {
    use super::is_plain;

    #[test]
    fn only_names_and_steps_from_them_are_revisions() {
        for good in ["main", "origin/main", "HEAD~2", "v1.0^2~3", "4b825dc6", "feature/ä"] {
            assert!(is_plain(good), "{good}");
        }
        for bad in [
            "",
            "-x",
            ":/fix",
            "HEAD^{/fix}",
            "HEAD@{1}",
            "a..b",
            "a...b",
            "^main",
            "a b",
            "a\nb",
            "x:y",
            "*",
        ] {
            assert!(!is_plain(bad), "{bad}");
        }
    }
}
