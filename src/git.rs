//! Floor 2: the repository. The only file that names git2, and the only door to what git holds; the files below it name gix.
//!
//! Objects are read by their ids, their sizes are checked before they are loaded, and [`tree`] and [`commit`] parse them. The
//! index is not read, no filter, hook or other command of the repository runs, and there is no network access or writing.
//!
//! libgit2 reads one object at a time behind a lock. A long history is read on all cores by `objects` instead; what that
//! cannot read is tried again with libgit2, which also gives the error.

mod ancestry;
pub mod commit;
mod id;
mod mailmap;
mod objects;
mod pack_index;
mod revision;
pub mod tree;

use crate::text::bytes::in_words;
pub use ancestry::Ancestry;
use commit::Commit;
use git2::{ErrorCode, ObjectType, Oid, RepositoryOpenFlags};
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
/// An object that says that it is larger than its limit, but not than this, is read all the same, to see whether that is so.
const VERIFIED: u64 = 32 << 20;
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
    /// The bytes of all packs.
    packed: u64,
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
    Tag,
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
        for name in ["HEAD", "config", "packed-refs"] {
            must_be_a_file(&git_dir.join(name))?;
        }
        let flags = RepositoryOpenFlags::NO_SEARCH | RepositoryOpenFlags::NO_DOTGIT;
        let libgit2 = git2::Repository::open_ext(git_dir, flags, std::iter::empty::<&OsStr>())
            .map_err(|error| not_opened(&error, top))?;
        let id_length = match libgit2.object_format() {
            git2::ObjectFormat::Sha1 => 20,
            git2::ObjectFormat::Sha256 => 32,
        };
        let (bare, partial) = (git_dir == top, is_partial(&libgit2));
        let objects = libgit2.commondir().join("objects");
        let mut packed = 0;
        for pack in objects.join("pack").read_dir().into_iter().flatten().filter_map(Result::ok) {
            packed += pack.metadata().map_or(0, |pack| pack.len());
            must_be_a_file(&pack.path())?;
            must_be_sound(&pack.path(), id_length)?;
        }
        let loose = objects::Loose::of(&objects);
        Ok(Self {
            libgit2: Mutex::new(libgit2),
            id_length,
            folders,
            bare,
            partial,
            loose,
            packed,
            store: None,
        })
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
        self.reference("HEAD")
    }

    /// The commit of a revision: a branch, a tag, or an id or its beginning, each perhaps followed by `~2` or `^1`.
    ///
    /// # Errors
    /// If there is no such commit, or the revision has another form.
    pub fn resolve(&self, revision: &str) -> Result<Id, Error> {
        let Some((name, steps)) = revision::read(revision) else {
            return Err(Error::new(format!("`{revision}` is not a form of revision that grounds accepts"))
                .with_remedy("give a branch, a tag or a commit, such as origin/main or HEAD~2"));
        };
        let mut found = self.named(name)?;
        for step in steps {
            found = match found {
                Some(commit) => step.from(&mut self.ancestry(), commit)?,
                None => None,
            };
        }
        found.ok_or_else(|| {
            Error::new(format!("this clone has no revision `{revision}`")).with_remedy(if self.is_shallow() {
                DEEPEN
            } else {
                "`git fetch` gets the branches of others; `git branch --all` lists all branches here"
            })
        })
    }

    /// The commit of that name; `None` if there is none.
    ///
    /// A name that several refs share is refused, unless they point to the same commit. Git would prefer the tag, and everyone
    /// with push access can push one: a tag `origin/main` could then choose the base that a change is compared with.
    fn named(&self, name: &str) -> Result<Option<Id>, Error> {
        if let Some(id) = Id::from_hex(name.as_bytes()).filter(|id| id.as_bytes().len() == self.id_length) {
            let is_here = || -> Result<bool, git2::Error> { Ok(self.lock().odb()?.exists(oid_of(id)?)) };
            return if is_here().unwrap_or(false) { self.peeled(name, id).map(Some) } else { Ok(None) };
        }
        let mut found: Vec<(Id, String)> = Vec::new();
        for (before, behind) in REF_NAMES {
            let full = format!("{before}{name}{behind}");
            if let Some(id) = self.reference(&full)? {
                found.push((self.peeled(name, id)?, full));
            }
        }
        if let Some((first, _)) = found.first() {
            if found.iter().all(|(commit, _)| commit == first) {
                return Ok(Some(*first));
            }
            let names: Vec<_> = found.iter().map(|(_, full)| format!("`{full}`")).collect();
            return Err(Error::new(format!("`{name}` is ambiguous: it could be {}", names.join(" or ")))
                .with_remedy("give the full name of one of them"));
        }
        let is_beginning = (FEWEST_DIGITS..2 * self.id_length).contains(&name.len())
            && name.bytes().all(|digit| digit.is_ascii_hexdigit());
        if !is_beginning {
            return Ok(None);
        }
        let padded = format!("{name:0<width$}", width = 2 * self.id_length);
        let object = {
            let libgit2 = self.lock();
            let whole = || libgit2.odb()?.exists_prefix(Oid::from_str(&padded)?, name.len());
            whole().map(id)
        };
        match object {
            Ok(object) => self.peeled(name, object).map(Some),
            Err(error) if error.code() == ErrorCode::NotFound => Ok(None),
            Err(error) if error.code() == ErrorCode::Ambiguous => {
                Err(Error::new(format!("`{name}` is ambiguous: several ids begin with it"))
                    .with_remedy("give more digits of it"))
            }
            Err(error) => Err(Error::of(&format!("`{name}` cannot be read"), &error)),
        }
    }

    /// What a ref of that full name points to, through all symbolic refs; `None` if there is none.
    fn reference(&self, full: &str) -> Result<Option<Id>, Error> {
        let mut name = full.to_owned();
        for _ in 0..SYMBOLIC_LIMIT {
            let libgit2 = self.lock();
            for folder in [libgit2.path(), libgit2.commondir()] {
                must_be_a_file(&folder.join(&name))?;
            }
            match libgit2.find_reference(&name) {
                Ok(reference) => match reference.symbolic_target() {
                    Ok(Some(target)) => target.clone_into(&mut name),
                    _ => return Ok(reference.target().map(id)),
                },
                Err(error) if error.code() == ErrorCode::NotFound => return Ok(None),
                // Not all that people write can be the name of a ref.
                Err(error) if error.code() == ErrorCode::InvalidSpec && name == full => return Ok(None),
                Err(error) => {
                    return Err(Error::of(&format!("`{full}` cannot be read"), &error)
                        .with_remedy("`git fsck` shows what is damaged"));
                }
            }
        }
        Err(Error::new(format!("`{full}` points to other names without an end")))
    }

    /// The commit that an object is, or that a tag names.
    fn peeled(&self, name: &str, object: Id) -> Result<Id, Error> {
        let mut found = object;
        for _ in 0..TAG_LIMIT {
            let (_, kind) = self.header(found).map_err(|error| match error {
                Some(error) => self.broken(&format!("object {found}"), &error),
                None => damaged(Kind::Commit, found),
            })?;
            match kind {
                ObjectType::Commit => return Ok(found),
                ObjectType::Tag => {
                    let tagged = self.verifier().object(found, Kind::Tag, COMMIT_LIMIT, revision::tagged)?;
                    found = tagged.ok_or_else(|| damaged(Kind::Tag, found))?;
                }
                _ => break,
            }
        }
        Err(Error::new(format!("`{name}` is not a commit")))
    }

    /// Which commits descend from which.
    pub fn ancestry(&self) -> Ancestry<'_> {
        let ends = fs::read(self.lock().commondir().join("shallow")).unwrap_or_default();
        let ends = ends.split(|&byte| byte == b'\n').filter_map(|line| Id::from_hex(line.trim_ascii()));
        Ancestry::new(self.reader(), ends.collect())
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
        let unread = |error| Unread::Error(self.broken(&format!("{} {name}", kind.name()), &error));
        let (size, _) = self.header(name).map_err(|error| match error {
            Some(error) => unread(error),
            None => Unread::Error(damaged(kind, name)),
        })?;
        let libgit2 = self.lock();
        let odb = libgit2.odb().map_err(unread)?;
        let object = || odb.read(oid_of(name)?);
        if size > limit {
            // Nobody may make a small object pass for a large one, which is not looked at.
            let is_damaged = if size <= VERIFIED {
                object().is_err()
            } else {
                // Deflate packs no more than this into a byte (RFC 1951).
                const BEST_RATIO: u64 = 1032;
                self.loose.path(name).is_none() && size / BEST_RATIO > self.packed
            };
            return Err(if is_damaged { Unread::Error(damaged(kind, name)) } else { Unread::TooLarge });
        }
        let object = object().map_err(unread)?;
        // What is trusted comes this way only if it could not be read the other way, and libgit2 no longer verifies it.
        let is_itself =
            self.store.is_none() || Id::of_object(kind.of_gix(), object.data(), self.id_length) == Some(name);
        let is_expected = object.kind() == kind.of_libgit2() && is_itself;
        if is_expected { Ok(parse(object.data())) } else { Err(Unread::Error(damaged(kind, name))) }
    }

    /// Is there a loose object of this id that is damaged, or no file?
    fn has_broken(&self, name: Id) -> bool {
        let is_whole = |path: PathBuf| {
            let is_file = path.metadata().is_ok_and(|found| found.is_file());
            is_file && fs::read(path).is_ok_and(|packed| objects::is_whole(&*packed))
        };
        self.loose.path(name).is_some_and(|path| !is_whole(path))
    }

    /// The size and the kind of an object, as it says.
    ///
    /// # Errors
    /// That of libgit2; `None` if the object is damaged, in a way in which libgit2 would not come back.
    fn header(&self, name: Id) -> Result<(u64, ObjectType), Option<git2::Error>> {
        if self.has_broken(name) {
            return Err(None);
        }
        let libgit2 = self.lock();
        // The library panics on a damaged object with an unknown kind.
        let header = catch_unwind(AssertUnwindSafe(|| libgit2.odb()?.read_header(oid_of(name)?)));
        let (size, kind) = header.map_err(|_| None)?.map_err(Some)?;
        Ok((size as u64, kind))
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
        let trusted = self.objects.as_ref().filter(|_| !self.repository.has_broken(name));
        let found = trusted.and_then(|objects| objects.read(name, kind, limit, &parse));
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
            Kind::Tag => ObjectType::Tag,
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

/// Whoever opens a pipe waits for its other end, without a bound.
fn must_be_a_file(path: &Path) -> Result<(), Error> {
    if path.metadata().is_ok_and(|found| !found.is_file() && !found.is_dir()) {
        let what = format!("{} is not a file", path.display());
        return Err(Error::new(what).with_remedy("`git fsck` shows what is damaged"));
    }
    Ok(())
}

/// Of a file among the packs: an index must be what git wrote.
fn must_be_sound(path: &Path, id_length: usize) -> Result<(), Error> {
    let pack = path.with_extension("pack");
    let is_sound = if path.file_name() == Some(OsStr::new("multi-pack-index")) {
        fs::read(path).map(|file| pack_index::has_its_checksum(&file, id_length))
    } else if path.extension() == Some(OsStr::new("idx")) && pack.is_file() {
        let index = fs::File::open(path).map(std::io::BufReader::new);
        let length = pack.metadata().map_or(0, |pack| pack.len());
        index.and_then(|index| pack_index::points_into_pack(index, id_length as u64, length))
    } else {
        // Without its pack nobody follows an index.
        return Ok(());
    };
    if is_sound.unwrap_or(false) {
        return Ok(());
    }
    Err(Error::new(format!("{} is damaged", path.display()))
        .with_remedy("`git fsck` shows what else is damaged; `git repack -ad` writes it anew"))
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

/// What git puts before and behind a name to find its ref (gitrevisions(7)).
const REF_NAMES: [(&str, &str); 6] = [
    ("", ""),
    ("refs/", ""),
    ("refs/tags/", ""),
    ("refs/heads/", ""),
    ("refs/remotes/", ""),
    ("refs/remotes/", "/HEAD"),
];
/// Fewer hexadecimal digits begin no id, as in git.
const FEWEST_DIGITS: usize = 4;
/// As many names that point to names are followed, as in git.
const SYMBOLIC_LIMIT: usize = 5;
/// As many tags of tags are followed.
const TAG_LIMIT: usize = 32;

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

fn oid_of(name: Id) -> Result<Oid, git2::Error> {
    Oid::from_bytes(name.as_bytes())
}

impl std::fmt::Debug for Repository {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Repository").field("folders", &self.folders).finish_non_exhaustive()
    }
}
