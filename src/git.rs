//! Floor 2: the repository. The only file that names git2, and the only door to what git holds; the files below it name gix.
//!
//! Objects are read by their ids, their sizes are checked before they are loaded, and [`tree`] and [`commit`] parse them. The
//! index is not read, no filter, hook or other command of the repository runs, and there is no network access or writing.
//!
//! libgit2 reads one object at a time behind a lock. A long history is read on all cores by `objects` instead; what that
//! cannot read is tried again with libgit2, which also gives the error.

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
    /// 20 (SHA-1) or 32 (SHA-256) bytes.
    pub id_length: usize,
    /// The names of the folders from the repository's root to the project's.
    pub folders: Vec<Vec<u8>>,
    /// Without a working tree?
    pub bare: bool,
    /// A partial clone: some objects are left out?
    partial: bool,
    loose: objects::Loose,
    /// For reading on several threads; only of a [trusted](Self::trusting) repository.
    store: Option<objects::Store>,
}

/// Reads objects for one thread, with a cache of its own.
pub struct Reader<'r> {
    /// The repository it reads.
    pub repository: &'r Repository,
    objects: Option<objects::Objects>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    Commit,
    Tree,
    Blob,
}

/// Why the repository could not be read, and what to do about it.
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
    /// It is larger than the limit.
    TooLarge,
    /// It is missing or damaged.
    Error(Error),
}

impl Repository {
    /// The repository that contains the folder `project`, or the bare repository that `project` is. `None` if there is none.
    ///
    /// Above `project` only a `.git` counts, because a stranger's branch could contain a bare repository as plain files.
    /// `GIT_DIR` and similar variables are ignored.
    ///
    /// # Errors
    /// If there is one but it cannot be opened.
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

    /// Stops verifying that the content of objects matches their ids, and allows reading on several threads: a long history
    /// takes half the time. This holds for the whole process, so nothing that decides a check may be read after it.
    #[must_use]
    pub fn trusting(mut self) -> Self {
        git2::opts::strict_hash_verification(false);
        git2::opts::enable_caching(false);
        let objects = self.lock().commondir().join("objects");
        self.store = objects::Store::open(&objects, self.id_length);
        self
    }

    /// A reader for one thread. Objects are verified and read one at a time, unless the repository is
    /// [trusted](Self::trusting).
    pub fn reader(&self) -> Reader<'_> {
        Reader { repository: self, objects: self.store.as_ref().map(objects::Store::objects) }
    }

    /// The commit that is checked out; `None` if there is none yet. The object itself is not read, and may be missing.
    ///
    /// # Errors
    /// If HEAD cannot be read.
    pub fn head(&self) -> Result<Option<Id>, Error> {
        match self.lock().head() {
            // `head()` has already resolved symbolic references.
            Ok(head) => Ok(head.target().map(id)),
            Err(error) if error.code() == ErrorCode::UnbornBranch => Ok(None),
            Err(error) => {
                Err(Error::of("HEAD cannot be read", &error).with_remedy("`git fsck` shows what is damaged"))
            }
        }
    }

    /// The commit of a revision: a branch, a tag, or an id or its beginning, each perhaps followed by `~2` or `^1`.
    ///
    /// # Errors
    /// If there is no such commit, or the revision has another form.
    pub fn resolve(&self, revision: &str) -> Result<Id, Error> {
        if !is_plain(revision) {
            return Err(Error::new(format!("`{revision}` is not a form of revision that grounds accepts"))
                .with_remedy("give a branch, a tag or a commit, such as origin/main or HEAD~2"));
        }
        self.must_be_unambiguous(revision)?;
        let name = |object: git2::Object| object.peel(ObjectType::Commit).map(|commit| id(commit.id()));
        let found = self.lock().revparse_single(revision).and_then(name);
        match found {
            Ok(commit) => Ok(commit),
            Err(error) => {
                let what = match (error.code(), error.class()) {
                    (ErrorCode::Ambiguous, _) => {
                        format!("`{revision}` is ambiguous: several ids begin with it")
                    }
                    (ErrorCode::NotFound | ErrorCode::InvalidSpec, _) => {
                        format!("this clone has no revision `{revision}`")
                    }
                    (ErrorCode::Peel, _) | (_, ErrorClass::Object) => format!("`{revision}` is not a commit"),
                    _ => return Err(Error::of(&format!("`{revision}` cannot be read"), &error)),
                };
                Err(Error::new(what).with_remedy(if self.is_shallow() {
                    DEEPEN.to_owned()
                } else {
                    "`git fetch` gets the branches of others; `git branch --all` lists all branches here"
                        .to_owned()
                }))
            }
        }
    }

    /// Refuses a name that several refs share, unless they point to the same commit. Git would prefer the tag, and everyone
    /// with push access can push one: a tag `origin/main` could then choose the base that a change is compared with.
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
        Err(Error::new(format!("`{name}` is ambiguous: it could be {}", names.join(" or ")))
            .with_remedy("give the full name of one of them"))
    }

    /// The merge bases of two commits, sorted. Criss-cross merges give several.
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
                Err(self.broken(&format!("the history of {} and {}", one.short(), other.short()), &error))
            }
        }
    }

    /// The commits that are reachable from `to` and not from `from`, in no particular order.
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

    /// Is this a shallow clone?
    pub fn is_shallow(&self) -> bool {
        let libgit2 = self.lock();
        libgit2.is_shallow() || has_lines(&libgit2.commondir().join("shallow"))
    }

    /// Refuses a shallow clone, and one with grafts.
    ///
    /// # Errors
    /// What is missing, and how to get it.
    pub fn must_not_be_shallow(&self) -> Result<(), Error> {
        if self.is_shallow() {
            return Err(Error::new("this is a shallow clone: older commits are missing from its history")
                .with_remedy(DEEPEN));
        }
        self.must_not_be_grafted()
    }

    /// Refuses a clone with `info/grafts`, which changes the history in this clone only.
    ///
    /// # Errors
    /// That it has one, and what to do about it.
    pub fn must_not_be_grafted(&self) -> Result<(), Error> {
        if has_lines(&self.lock().commondir().join("info").join("grafts")) {
            return Err(grafted());
        }
        Ok(())
    }

    /// Reads a commit.
    ///
    /// # Errors
    /// If it is missing or damaged.
    pub fn commit(&self, name: Id) -> Result<Commit, Error> {
        self.verifier().commit(name)
    }

    /// The bytes of a tree object, for [`tree`] to parse.
    ///
    /// # Errors
    /// If it is missing, damaged or far too large.
    pub fn tree(&self, name: Id) -> Result<Rc<[u8]>, Error> {
        self.verifier().tree(name)
    }

    /// The tree of the project below the root tree of a commit; `None` if the commit does not have it.
    ///
    /// # Errors
    /// If a folder is missing or damaged.
    pub fn project_tree(&self, root: Id) -> Result<Option<Id>, Error> {
        self.verifier().project_tree(root)
    }

    /// The entry of that name in a tree.
    ///
    /// # Errors
    /// If the folder is missing or damaged.
    pub fn entry(&self, folder: Id, name: &[u8]) -> Result<Option<(tree::EntryKind, Id)>, Error> {
        self.verifier().entry(folder, name)
    }

    /// The content of a file of at most `limit` bytes.
    ///
    /// # Errors
    /// If it is missing, damaged or larger.
    pub fn blob(&self, name: Id, limit: u64) -> Result<Vec<u8>, Unread> {
        self.verifier().blob(name, limit)
    }

    /// The `.mailmap` of a commit. Mistakes in it are ignored, as in git.
    pub fn mailmap(&self, of: &Commit) -> Mailmap {
        let map = || {
            let (_, name) = self.entry(of.tree, b".mailmap").ok()??;
            let bytes = self.blob(name, MAILMAP_LIMIT).ok()?;
            Some(Mailmap::read(&in_words(&bytes)))
        };
        map().unwrap_or_default()
    }

    /// Reads with libgit2 alone, which verifies each object.
    fn verifier(&self) -> Reader<'_> {
        Reader { repository: self, objects: None }
    }

    fn read<T>(&self, name: Id, kind: Kind, limit: u64, parse: impl FnOnce(&[u8]) -> T) -> Result<T, Unread> {
        let libgit2 = self.lock();
        let read = || {
            let (odb, oid) = (libgit2.odb()?, oid_of(name)?);
            // The library panics on a damaged object with an unknown kind.
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

    /// Explains why libgit2 could not read `what`.
    fn broken(&self, what: &str, error: &git2::Error) -> Error {
        let missing = error.code() == ErrorCode::NotFound;
        let remedy = match (missing, self.partial) {
            (true, true) => PARTIAL,
            (true, false) => "try `git fetch`; `git fsck` shows what else is missing",
            (false, _) => "`git fsck` shows what is damaged",
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
    /// If it is missing, damaged or larger.
    pub fn blob(&self, name: Id, limit: u64) -> Result<Vec<u8>, Unread> {
        self.read(name, Kind::Blob, limit, <[u8]>::to_vec)
    }

    fn object<T>(&self, name: Id, kind: Kind, limit: u64, parse: impl Fn(&[u8]) -> T) -> Result<T, Error> {
        self.read(name, kind, limit, parse).map_err(|unread| match unread {
            Unread::TooLarge => Error::new(format!("{} {name} is too large to read", kind.name())),
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
    /// An error without a remedy.
    pub fn new(message: impl Into<String>) -> Self {
        Self { message: message.into(), remedy: None }
    }

    /// The same error, and what to do about it.
    #[must_use]
    pub fn with_remedy(mut self, remedy: impl Into<String>) -> Self {
        self.remedy = Some(remedy.into());
        self
    }

    fn of(what: &str, error: &git2::Error) -> Self {
        // Safe to print: libgit2's messages have paths and ids in them, but never content of files.
        Self::new(format!("{what}: {}", error.message()))
    }
}

/// How to complete a shallow clone.
pub const DEEPEN: &str = "fetch the whole history: `git fetch --unshallow`; in CI, `fetch-depth: 0` for actions/checkout, or \
                          `GIT_DEPTH: 0` in GitLab";

const PARTIAL: &str = "this is a partial clone; a clone without `--filter` has everything";

fn damaged(kind: Kind, name: Id) -> Error {
    Error::new(format!("{} {name} is damaged", kind.name()))
        .with_remedy("`git fsck` shows what else is damaged")
}

fn grafted() -> Error {
    Error::new("the file `info/grafts` changes the history in this clone only")
        .with_remedy("remove that file; `git replace --convert-graft-file` keeps its changes for git itself")
}

fn not_opened(error: &git2::Error, top: &Path) -> Error {
    let what = format!("the repository {} cannot be opened", top.display());
    let words = error.message();
    let remedy = match error.code() {
        ErrorCode::Owner => {
            return Error::new(format!("the repository {} belongs to another user", top.display()))
                .with_remedy(format!(
                    "if you trust it: git config --global --add safe.directory '{}'",
                    top.display()
                ));
        }
        _ if words.contains("graft") => return grafted(),
        _ if words.contains("refstorage") => {
            "it stores its branches as a reftable, which grounds cannot read: `git refs migrate --ref-format=files` converts it"
        }
        _ if words.contains("partialclone") => PARTIAL,
        _ => "`git status` in it may show more",
    };
    Error::of(&what, error).with_remedy(remedy)
}

/// Where git looks for a ref of some name (gitrevisions(7)).
const REF_PREFIXES: [&str; 5] = ["", "refs/", "refs/tags/", "refs/heads/", "refs/remotes/"];

/// Only names with `~` and `^` are accepted, not git's searches by date, message or path.
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

/// By the same signs as git.
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

/// Does the file have a line that is not blank and not a comment?
fn has_lines(path: &PathBuf) -> bool {
    fs::read(path).is_ok_and(|bytes| {
        bytes
            .split(|&byte| byte == b'\n')
            .any(|line| !line.trim_ascii().is_empty() && !line.starts_with(b"#"))
    })
}

fn id(name: Oid) -> Id {
    // libgit2's ids have 20 or 32 bytes.
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
