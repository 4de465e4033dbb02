//! Floor 3: the files of a project, in a folder or in a commit. Nothing else in the library reads a folder.
//!
//! The project may be a stranger's, so only regular files are read: no symbolic links, no hidden files or editors' files, and
//! sizes are checked before reading. Refused files stay in the list with the reason, and a rule reports them. The same holds
//! for commits.

use crate::git::{self, Id, Repository, Unread};
use crate::text::bytes::in_words;
use crate::text::fold::Markup;
use crate::text::span::FileId;
use std::cmp::Reverse;
use std::collections::HashMap;
use std::fs::{File, OpenOptions};
use std::io::{self, Read};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, OnceLock, PoisonError};
use walkdir::{DirEntry, WalkDir};

mod commit;

/// The largest claim, record or policy, in bytes.
pub const RECORD_LIMIT: u64 = 1 << 20;
/// The largest text, in bytes.
pub const TEXT_LIMIT: u64 = 16 << 20;
/// The largest fingerprint, in bytes: that of some 20 MB of prose.
pub const FINGERPRINT_LIMIT: u64 = 32 << 20;
/// The deepest nesting of folders below `claims/` and `sources/`.
pub const DEPTH_LIMIT: usize = 12;
/// The most files in one tree.
pub const COUNT_LIMIT: usize = 400_000;

/// The largest baseline, in bytes: that of some 25,000 findings.
pub const BASELINE_LIMIT: u64 = 8 << 20;

/// The name of the policy file, which also marks the root of a project.
pub const POLICY_FILE: &str = "grounds.toml";
/// The name of the file with the baseline: findings that are accepted for now.
pub const BASELINE_FILE: &str = "grounds.baseline.toml";
/// The folder of the claims.
pub const CLAIMS: &str = "claims";
/// The folder of the sources.
pub const SOURCES: &str = "sources";
/// The folder of the stories.
pub const STORIES: &str = "stories";
/// The folders of records, in the order in which they are read.
pub const FOLDERS: [&str; 3] = [CLAIMS, SOURCES, STORIES];

/// All files that the program reads in one version of a project, sorted by path.
#[derive(Debug)]
pub struct FileSet {
    place: Place,
    texts: Option<PathBuf>,
    files: Vec<Entry>,
    with_object_ids: Option<ObjectIds>,
    /// Content that replaces that of the file.
    drafts: HashMap<FileId, Vec<u8>>,
    /// The error for an object that the repository should have.
    missing_object: Mutex<Option<git::Error>>,
}

/// Git's ids for the files, each computed when the file is read.
#[derive(Debug)]
struct ObjectIds {
    /// 20 or 32 bytes.
    length: usize,
    names: Vec<OnceLock<Option<Id>>>,
}

#[derive(Debug)]
enum Place {
    Folder(PathBuf),
    Repository(Arc<Repository>),
}

/// One file that may be read.
#[derive(Debug)]
pub struct Entry {
    /// The path to show: relative to the root, `/` between components; bytes that are not UTF-8 as `\xNN`.
    pub path: String,
    /// From its folder and extension.
    pub role: Role,
    /// The reason, if it is refused.
    pub irregular: Option<Irregular>,
    home: Home,
    /// The real path, if it is not UTF-8.
    odd_path: Option<PathBuf>,
    /// Its blob, in a commit.
    object: Option<Id>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Home {
    Tree,
    TextsFolder,
}

/// What a file is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Role {
    /// `grounds.toml`
    Policy,
    /// `grounds.baseline.toml`
    Baseline,
    /// `claims/**/<id>.toml`
    Claim,
    /// `sources/**/<id>.toml`
    Source,
    /// `stories/**/<id>.toml`
    Story,
    /// `stories/**/<id>.md` or `.txt`
    StoryText(Markup),
    /// `sources/**/<id>.md` or `.txt`, or the same in the texts folder
    Text(Markup),
    /// `sources/**/<id>.fp`
    Fingerprint,
    /// Any other file in a folder of records: always irregular
    Stray,
    /// A removed file, for messages about it
    Gone,
}

/// Why a file is refused.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Irregular {
    /// It is a symbolic link.
    Link,
    /// It is a pipe, a device, a socket, or a folder where a file should be.
    NotAFile,
    /// It has more bytes than this.
    TooLarge(u64),
    /// It lies more than [`DEPTH_LIMIT`] folders deep.
    TooDeep,
    /// It is in a folder of records, and its name does not end in `.toml`.
    Extension,
    /// The system's error.
    Unreadable(String),
}

/// Why files could not be listed.
#[derive(Debug)]
pub enum Error {
    /// The folder of texts does not exist.
    NoTextsFolder(PathBuf),
    /// The folder of texts, and the system's error.
    UnlistableTextsFolder(PathBuf, String),
    /// More than [`COUNT_LIMIT`] files.
    TooManyFiles,
    /// The repository cannot be read.
    Repository(git::Error),
}

impl FileSet {
    /// Lists the project below `root`, and the texts that lie directly in the folder `texts`.
    ///
    /// # Errors
    /// If the folder of texts does not exist, or the tree has too many files.
    pub fn from_dir(root: &Path, texts: Option<&Path>) -> Result<Self, Error> {
        let tops = [(POLICY_FILE, Role::Policy), (BASELINE_FILE, Role::Baseline)];
        let mut files: Vec<_> = tops.into_iter().filter_map(|(name, role)| top(root, name, role)).collect();
        for folder in FOLDERS {
            list(root, folder, &mut files)?;
        }
        Self::finish(Place::Folder(root.to_owned()), texts, files)
    }

    /// Lists the project in the commit with the root tree `tree`, and the texts that lie directly in the folder `texts`.
    ///
    /// # Errors
    /// Those of [`FileSet::from_dir`], and if the repository cannot be read.
    pub fn from_commit(repository: &Arc<Repository>, tree: Id, texts: Option<&Path>) -> Result<Self, Error> {
        let mut files = Vec::new();
        if let Some(root) = repository.project_tree(tree).map_err(Error::Repository)? {
            commit::list(repository, root, &mut files)?;
        }
        Self::finish(Place::Repository(Arc::clone(repository)), texts, files)
    }

    fn finish(place: Place, texts: Option<&Path>, mut files: Vec<Entry>) -> Result<Self, Error> {
        if let Some(texts) = texts {
            list_texts(texts, &mut files)?;
        }
        files.sort_unstable_by(|a, b| (a.home, &a.path, &a.odd_path).cmp(&(b.home, &b.path, &b.odd_path)));
        let (texts, drafts) = (texts.map(Path::to_owned), HashMap::new());
        Ok(Self { place, texts, files, with_object_ids: None, drafts, missing_object: Mutex::default() })
    }

    /// Keeps only some of the files.
    #[must_use]
    pub fn only(mut self, keep: impl Fn(&Entry) -> bool) -> Self {
        self.files.retain(keep);
        self
    }

    /// Reads `content` in place of the file at `path`, if there is one.
    #[must_use]
    pub fn with_draft(mut self, path: &str, content: Vec<u8>) -> Self {
        let index = self.files.iter().position(|entry| entry.is_at_path() && entry.path == path);
        self.drafts.extend(index.map(|index| (id(index), content)));
        self
    }

    /// Adds a record of a source that is nowhere yet, with this `content`. The files behind it move by one.
    #[must_use]
    pub fn with_new_source(mut self, path: &str, content: Vec<u8>) -> Self {
        let is_before = |entry: &Entry| (entry.home, entry.path.as_str()) < (Home::Tree, path);
        let index = self.files.partition_point(is_before);
        let entry = Entry {
            path: path.to_owned(),
            role: Role::Source,
            irregular: None,
            home: Home::Tree,
            odd_path: None,
            object: None,
        };
        self.files.insert(index, entry);
        let moved = |file: FileId| if file < id(index) { file } else { FileId(file.0 + 1) };
        self.drafts = self.drafts.into_iter().map(|(file, draft)| (moved(file), draft)).collect();
        self.drafts.insert(id(index), content);
        self
    }

    /// Computes git's id, `length` bytes long, of each file while it is read.
    #[must_use]
    pub fn with_object_ids(mut self, length: usize) -> Self {
        let names = self.files.iter().map(|_| OnceLock::new()).collect();
        self.with_object_ids = Some(ObjectIds { length, names });
        self
    }

    /// Git's id of a file: from the commit, or computed after [`FileSet::with_object_ids`]. `None` if the file is refused.
    pub fn object(&self, file: FileId) -> Option<Id> {
        let entry = self.entry(file);
        if entry.object.is_some() {
            return entry.object.filter(|_| entry.irregular.is_none());
        }
        let known = self.with_object_ids.as_ref()?.names.get(file.0 as usize)?;
        if known.get().is_none() {
            self.read(file).ok()?;
        }
        *known.get()?
    }

    /// Adds removed files, so that messages can name them.
    pub fn add_gone(&mut self, paths: impl IntoIterator<Item = String>) {
        self.files.extend(paths.into_iter().map(|path| Entry {
            path,
            role: Role::Gone,
            irregular: Some(Irregular::Unreadable("entity not found".to_owned())),
            home: Home::Tree,
            odd_path: None,
            object: None,
        }));
    }

    /// All files, in the order of their ids.
    pub fn iter(&self) -> impl ExactSizeIterator<Item = (FileId, &Entry)> {
        self.files.iter().enumerate().map(|(index, entry)| (id(index), entry))
    }

    /// The folder with the most claims directly in it, and their number; `None` without claims.
    pub fn largest_folder(&self) -> Option<(&str, usize)> {
        let mut counts: HashMap<&str, usize> = HashMap::new();
        for entry in self.files.iter().filter(|entry| entry.role == Role::Claim) {
            *counts.entry(entry.path.rsplit_once('/').map_or("", |(folder, _)| folder)).or_default() += 1;
        }
        counts.into_iter().max_by_key(|&(folder, count)| (count, Reverse(folder)))
    }

    /// One file of this set.
    pub fn entry(&self, file: FileId) -> &Entry {
        &self.files[file.0 as usize]
    }

    /// The bytes of a file.
    ///
    /// # Errors
    /// Why the file is refused.
    pub fn read(&self, file: FileId) -> Result<Vec<u8>, Irregular> {
        let bytes = match self.drafts.get(&file) {
            Some(draft) => draft.clone(),
            None => self.read_entry(self.entry(file))?,
        };
        if let Some(with_object_ids) = &self.with_object_ids
            && let Some(name) = with_object_ids.names.get(file.0 as usize)
        {
            name.get_or_init(|| Id::of_file(&bytes, with_object_ids.length));
        }
        Ok(bytes)
    }

    /// Fails if the repository lacks an object. A refused file is reported by a rule, but a missing one could have had any content.
    ///
    /// # Errors
    /// For the first such object.
    pub fn must_not_lack_objects(&self) -> Result<(), Error> {
        let missing_object = self.missing_object.lock().unwrap_or_else(PoisonError::into_inner).clone();
        missing_object.map_or(Ok(()), |error| Err(Error::Repository(error)))
    }

    /// Keeps the first error in the order of messages, because files are read in any order.
    fn note_missing_object(&self, error: git::Error) {
        let mut missing_object = self.missing_object.lock().unwrap_or_else(PoisonError::into_inner);
        if missing_object.as_ref().is_none_or(|known| error.message < known.message) {
            *missing_object = Some(error);
        }
    }

    fn read_entry(&self, entry: &Entry) -> Result<Vec<u8>, Irregular> {
        if let Some(irregular) = &entry.irregular {
            return Err(irregular.clone());
        }
        let limit = match entry.role {
            Role::Text(_) | Role::StoryText(_) => TEXT_LIMIT,
            Role::Fingerprint => FINGERPRINT_LIMIT,
            Role::Baseline => BASELINE_LIMIT,
            Role::Policy | Role::Claim | Role::Source | Role::Story | Role::Stray | Role::Gone => {
                RECORD_LIMIT
            }
        };
        match (&self.place, &self.texts, entry) {
            (Place::Repository(repository), _, Entry { object: Some(object), .. }) => {
                repository.blob(*object, limit).map_err(|unread| match unread {
                    Unread::TooLarge => Irregular::TooLarge(limit),
                    Unread::Error(error) => {
                        let irregular = Irregular::Unreadable(error.message.clone());
                        self.note_missing_object(error);
                        irregular
                    }
                })
            }
            (_, _, Entry { odd_path: Some(path), .. }) => read_regular(path, limit),
            (_, Some(texts), Entry { home: Home::TextsFolder, .. }) => {
                read_regular(&texts.join(file_name(&entry.path)), limit)
            }
            (Place::Folder(root), ..) => read_regular(&root.join(&entry.path), limit),
            (Place::Repository(_), ..) => Err(Irregular::NotAFile),
        }
    }
}

impl Entry {
    /// The file name without its extension: the id that the file gives.
    pub fn stem(&self) -> &str {
        let name = file_name(&self.path);
        name.rsplit_once('.').map_or(name, |(stem, _)| stem)
    }

    /// Can the file be written at `path` below the root? Not in the folder of texts, nor if the name is not UTF-8.
    pub fn is_at_path(&self) -> bool {
        self.home == Home::Tree && self.odd_path.is_none() && self.role != Role::Gone
    }

    /// A README, which explains its folder?
    pub fn is_readme(&self) -> bool {
        is_readme(file_name(&self.path).as_bytes())
    }

    /// Is the file in the folder of texts, outside the project?
    pub fn in_texts_folder(&self) -> bool {
        self.home == Home::TextsFolder
    }
}

fn id(index: usize) -> FileId {
    // `COUNT_LIMIT` is far below 2^32.
    FileId(u32::try_from(index).unwrap_or(u32::MAX))
}

fn file_name(path: &str) -> &str {
    path.rsplit('/').next().unwrap_or(path)
}

/// A file directly in the project's folder, if it exists.
fn top(root: &Path, name: &str, role: Role) -> Option<Entry> {
    let irregular = match root.join(name).symlink_metadata() {
        Ok(metadata) => irregular_type(metadata.file_type()),
        Err(error) if error.kind() == io::ErrorKind::NotFound => return None,
        Err(error) => Some(Irregular::Unreadable(error.kind().to_string())),
    };
    Some(Entry { path: name.to_owned(), role, irregular, home: Home::Tree, odd_path: None, object: None })
}

fn list(root: &Path, folder: &str, files: &mut Vec<Entry>) -> Result<(), Error> {
    let top = root.join(folder);
    // A missing folder counts as empty; a link must not be followed.
    let irregular = match top.symlink_metadata() {
        Ok(metadata) if metadata.is_dir() => None,
        Ok(metadata) => irregular_type(metadata.file_type()).or(Some(Irregular::NotAFile)),
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(()),
        Err(error) => Some(Irregular::Unreadable(error.kind().to_string())),
    };
    if irregular.is_some() {
        let (path, role) = (folder.to_owned(), Role::Stray);
        files.push(Entry { path, role, irregular, home: Home::Tree, odd_path: None, object: None });
        return Ok(());
    }
    let walk = WalkDir::new(&top).follow_links(false).max_depth(DEPTH_LIMIT + 1).into_iter();
    for entry in walk
        .filter_entry(|entry| !is_ignored(entry.file_name().as_encoded_bytes(), entry.file_type().is_dir()))
    {
        match entry {
            Ok(entry) => files.extend(listed(root, folder, &entry)),
            Err(error) => files.push(unreadable(root, &error)),
        }
        if files.len() > COUNT_LIMIT {
            return Err(Error::TooManyFiles);
        }
    }
    Ok(())
}

fn listed(root: &Path, folder: &str, entry: &DirEntry) -> Option<Entry> {
    let irregular = if entry.file_type().is_dir() {
        if entry.depth() <= DEPTH_LIMIT {
            return None;
        }
        Some(Irregular::TooDeep)
    } else {
        irregular_type(entry.file_type())
    };
    let (role, irregular) = role(folder, entry.file_name().as_encoded_bytes(), irregular)?;
    let (path, odd_path) = shown_path(root, entry.path());
    Some(Entry { path, role, irregular, home: Home::Tree, odd_path, object: None })
}

/// The id of a claim's file `depth` folders below `claims/`; `None` if it is not one.
pub fn claim_id(name: &[u8], depth: usize) -> Option<String> {
    let is_claim = matches!(role(CLAIMS, name, None), Some((Role::Claim, _))) && !is_ignored(name, false);
    (is_claim && depth <= DEPTH_LIMIT).then(|| in_words(name.strip_suffix(b".toml").unwrap_or(name)))
}

/// The role of a file in the top folder `folder`; `None` if grounds does not read it.
fn role(folder: &str, name: &[u8], irregular: Option<Irregular>) -> Option<(Role, Option<Irregular>)> {
    Some(match (folder, extension(name)) {
        (CLAIMS, Extension::Toml) => (Role::Claim, irregular),
        (STORIES, Extension::Toml) => (Role::Story, irregular),
        (_, Extension::Toml) => (Role::Source, irregular),
        (SOURCES, Extension::Fingerprint) => (Role::Fingerprint, irregular),
        (STORIES, Extension::Text(markup)) if !is_readme(name) => (Role::StoryText(markup), irregular),
        (SOURCES, Extension::Text(markup)) => (Role::Text(markup), irregular),
        // A link may hide a whole folder of claims.
        _ if irregular.is_some() => (Role::Stray, irregular),
        (_, Extension::AlmostToml) => (Role::Stray, Some(Irregular::Extension)),
        // A claim with a wrong name must not go unchecked. Among sources there may be scans and the like.
        (CLAIMS, _) if !is_readme(name) => (Role::Stray, Some(Irregular::Extension)),
        _ => return None,
    })
}

fn unreadable(root: &Path, error: &walkdir::Error) -> Entry {
    let (path, odd_path) = shown_path(root, error.path().unwrap_or(root));
    let irregular = Some(Irregular::Unreadable(why(error)));
    Entry { path, role: Role::Stray, irregular, home: Home::Tree, odd_path, object: None }
}

fn why(error: &walkdir::Error) -> String {
    error.io_error().map_or_else(|| "cannot be listed".to_owned(), |error| error.kind().to_string())
}

fn list_texts(folder: &Path, files: &mut Vec<Entry>) -> Result<(), Error> {
    if !folder.is_dir() {
        return Err(Error::NoTextsFolder(folder.to_owned()));
    }
    for entry in WalkDir::new(folder).min_depth(1).max_depth(1).follow_root_links(true) {
        let entry = entry.map_err(|error| Error::UnlistableTextsFolder(folder.to_owned(), why(&error)))?;
        let Extension::Text(markup) = extension(entry.file_name().as_encoded_bytes()) else { continue };
        // Other names cannot be ids.
        let Some(name) = entry.file_name().to_str() else { continue };
        files.push(Entry {
            path: format!("{}/{name}", folder.display()),
            role: Role::Text(markup),
            irregular: irregular_type(entry.file_type()),
            home: Home::TextsFolder,
            odd_path: None,
            object: None,
        });
    }
    Ok(())
}

enum Extension {
    Toml,
    AlmostToml,
    Text(Markup),
    Fingerprint,
    Other,
}

fn extension(name: &[u8]) -> Extension {
    let name = String::from_utf8_lossy(name);
    match name.rsplit_once('.') {
        Some((_, "toml")) => Extension::Toml,
        Some((before, "fp")) if !before.to_ascii_lowercase().ends_with(".toml") => Extension::Fingerprint,
        Some((_, "md")) => Extension::Text(Markup::Markdown),
        Some((before, "txt")) if !before.to_ascii_lowercase().ends_with(".toml") => {
            Extension::Text(Markup::Plain)
        }
        _ if name.to_ascii_lowercase().contains(".toml") => Extension::AlmostToml,
        _ => Extension::Other,
    }
}

/// Backup files of editors and hidden files are ignored, but hidden folders and `.toml` files are not: nobody may hide a record.
fn is_ignored(name: &[u8], is_dir: bool) -> bool {
    let of_editor =
        name.starts_with(b".#") || name.ends_with(b"~") || (name.starts_with(b"#") && name.ends_with(b"#"));
    !is_dir && (of_editor || (name.starts_with(b".") && !name.ends_with(b".toml")))
}

fn is_readme(name: &[u8]) -> bool {
    name.get(..6).is_some_and(|start| start.eq_ignore_ascii_case(b"readme"))
}

fn irregular_type(file_type: std::fs::FileType) -> Option<Irregular> {
    if file_type.is_symlink() {
        Some(Irregular::Link)
    } else if file_type.is_file() {
        None
    } else {
        Some(Irregular::NotAFile)
    }
}

/// The path to show, and the real one if it is not UTF-8.
fn shown_path(root: &Path, path: &Path) -> (String, Option<PathBuf>) {
    let relative = path.strip_prefix(root).unwrap_or(path);
    (shown(relative), relative.to_str().is_none().then(|| path.to_owned()))
}

/// A path relative to the root, as [`Entry::path`] has it.
pub fn shown(relative: &Path) -> String {
    match relative.to_str() {
        Some(path) if std::path::MAIN_SEPARATOR == '/' => path.to_owned(),
        _ => relative.iter().map(|part| in_words(part.as_encoded_bytes())).collect::<Vec<_>>().join("/"),
    }
}

fn read_regular(path: &Path, limit: u64) -> Result<Vec<u8>, Irregular> {
    let unreadable = |error: io::Error| Irregular::Unreadable(error.kind().to_string());
    let mut file = open_without_following(path)?;
    let metadata = file.metadata().map_err(unreadable)?;
    if !metadata.is_file() {
        return Err(Irregular::NotAFile);
    }
    if metadata.len() > limit {
        return Err(Irregular::TooLarge(limit));
    }
    // Usually one call reads the whole file. If it grows or shrinks meanwhile, it is read to its end, but never further than
    // one byte past the limit.
    let expected = usize::try_from(metadata.len()).unwrap_or(0);
    let mut bytes = vec![0; expected + 1];
    let count = file.read(&mut bytes).map_err(unreadable)?;
    bytes.truncate(count);
    if count != expected {
        file.take(limit + 1 - count as u64).read_to_end(&mut bytes).map_err(unreadable)?;
    }
    if bytes.len() as u64 > limit {
        return Err(Irregular::TooLarge(limit));
    }
    Ok(bytes)
}

fn open_without_following(path: &Path) -> Result<File, Irregular> {
    let mut options = OpenOptions::new();
    options.read(true);
    #[cfg(unix)]
    {
        use std::os::unix::fs::OpenOptionsExt;
        // Opening a pipe would block, and a link may have appeared since the listing.
        options.custom_flags(libc::O_NOFOLLOW | libc::O_NONBLOCK);
    }
    options.open(path).map_err(|error| match error.raw_os_error() {
        #[cfg(unix)]
        Some(libc::ELOOP) => Irregular::Link,
        _ => Irregular::Unreadable(error.kind().to_string()),
    })
}
