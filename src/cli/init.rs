//! `grounds init`

use super::baseline::{self, Wanted};
use super::schema::{self, Fate};
use super::texts::Texts;
use super::{Common, Failure, Outcome, output, put};
use clap::Args;
use grounds::fileset::{CLAIMS, FileSet, POLICY_FILE, Role, SOURCES};
use grounds::git::Repository;
use grounds::render::escape::terminal;
use grounds::text::bytes::in_words;
use std::fs;
use std::io::Read;
use std::path::{Path, PathBuf};

/// Start a project in this folder
///
/// Writes grounds.toml, an example, settings for text editors, and a workflow for GitHub or GitLab. It overwrites nothing. If there are claims
/// already, today's findings are set aside in a baseline, so that only new ones fail the check.
#[derive(Debug, Args)]
pub(crate) struct Init {
    /// Write no baseline
    #[arg(long)]
    no_baseline: bool,
    /// The action for the GitHub workflow: the repository of grounds and a commit
    #[arg(long, value_name = "OWNER/REPO@COMMIT", value_parser = action)]
    action: Option<String>,
    #[command(flatten)]
    texts: Texts,
}

/// What a project is made of besides its claims.
struct Part {
    /// The folder that its path begins in.
    root: PathBuf,
    path: String,
    content: String,
}

/// What became of the parts.
#[derive(Default)]
struct Told {
    wrote: Vec<String>,
    left: Vec<String>,
    /// What somebody has to do.
    next: Vec<String>,
}

const WORKFLOW: &str = ".github/workflows/grounds.yml";
const GITLAB: &str = ".gitlab-ci.yml";
const SNIPPET: &str = "ci/grounds.gitlab-ci.yml";
const ATTRIBUTES: &str = "# Texts are identified by a hash of their bytes, so git must not change their line endings.\nsources/** -text\n";

pub(crate) fn run(args: &Init, common: &Common) -> Result<Outcome, Failure> {
    let today = common.today()?;
    let root = common.root.clone().unwrap_or_else(|| PathBuf::from("."));
    if let Some(above) = common.project()?.filter(|above| !is_same(above, &root)) {
        return Err(Failure::new(format!("this folder lies in the project {}", above.display()))
            .help("begin another one here with --root ."));
    }
    let files = args.texts.list(&root)?;
    let claims = files.iter().filter(|(_, entry)| entry.role == Role::Claim).count();
    let has_records = files.iter().any(|(_, entry)| entry.role != Role::Policy && !entry.in_texts_folder());
    if !has_records && let Some(elsewhere) = claims_elsewhere(&root) {
        return Err(elsewhere);
    }
    let is_new = !files.iter().any(|(_, entry)| matches!(entry.role, Role::Policy | Role::Baseline));
    let mut told = Told::default();
    for part in parts(args, &root, has_records || !is_new)? {
        told.write(&part)?;
    }
    told.editors(&root)?;
    told.hints(args, &root);
    let mut aside = String::new();
    let mut outcome = Outcome::Clean;
    if is_new && has_records && !args.no_baseline {
        let until = baseline::until(None, today)?;
        let done = baseline::write(&root, &args.texts, today, &Wanted { add: false, because: None, until })?;
        if done.errors_left > 0 {
            outcome = Outcome::Findings;
        }
        aside = done.in_words(until);
    }
    let found = if has_records { found(&files, claims) } else { String::new() };
    Ok(output::write(&told.in_words(&found, &aside), outcome))
}

fn is_same(a: &Path, b: &Path) -> bool {
    a.canonicalize().is_ok_and(|a| b.canonicalize().is_ok_and(|b| a == b))
}

fn found(files: &FileSet, claims: usize) -> String {
    let sources = files.iter().filter(|(_, entry)| entry.role == Role::Source).count();
    let counted = |count: usize, what: &str| format!("{count} {what}{}", if count == 1 { "" } else { "s" });
    format!("found {}, {}\n", counted(claims, "claim"), counted(sources, "source"))
}

fn parts(args: &Init, root: &Path, has_records: bool) -> Result<Vec<Part>, Failure> {
    let part = |path: &str, content: &str| Part {
        root: root.to_owned(),
        path: path.to_owned(),
        content: content.to_owned(),
    };
    let mut parts = vec![part(POLICY_FILE, include_str!("init/grounds.toml"))];
    if !has_records {
        parts.push(part(&format!("{CLAIMS}/example-patrol-boats-40.toml"), include_str!("init/claim.toml")));
        let source = |extension| format!("{SOURCES}/example-gazette-2020-02-11.{extension}");
        parts.push(part(&source("toml"), include_str!("init/source.toml")));
        parts.push(part(&source("txt"), include_str!("init/source.txt")));
    }
    parts.push(part(".gitattributes", ATTRIBUTES));
    // Runners look at the top of the repository, and the project may lie below it.
    let folders = Repository::of(root).ok().flatten().map(|repository| repository.folders.clone());
    let folders = folders.unwrap_or_default();
    let below = folders.iter().map(|folder| in_words(folder)).collect::<Vec<_>>().join("/");
    let is_plain = |c: char| c.is_ascii_alphanumeric() || "/._- ".contains(c);
    if !below.chars().all(is_plain) {
        return Ok(parts);
    }
    let absolute =
        root.canonicalize().map_err(|error| Failure::new(format!("{}: {error}", root.display())))?;
    let top = absolute.ancestors().nth(folders.len()).unwrap_or(&absolute).to_owned();
    let below = if below.is_empty() { ".".to_owned() } else { below };
    let folder = if below.is_empty() { ".".to_owned() } else { below.clone() };
    let on_gitlab = top.join(GITLAB).symlink_metadata().is_ok();
    let (path, content) = if on_gitlab {
        let git = env!("CARGO_PKG_REPOSITORY");
        let content = include_str!("init/gitlab.yml").replace("@SELF@", SNIPPET);
        (SNIPPET, content.replace("@GIT@", if git.is_empty() { UNKNOWN_GIT } else { git }))
    } else {
        let action = args.action.clone().unwrap_or_else(|| UNKNOWN.to_owned());
        (WORKFLOW, include_str!("init/github.yml").replace("@ACTION@", &action))
    };
    let owners = code_owners(&top, on_gitlab);
    let below = if below.is_empty() { below } else { format!("{}/", below.replace(' ', "\\ ")) };
    let owned = include_str!("init/codeowners").replace("@BELOW@", &below);
    let owned = owned.replace("@CHECK@", path).replace("@SELF@", owners);
    parts.push(Part {
        root: top.clone(),
        path: path.to_owned(),
        content: content.replace("@ROOT@", &folder),
    });
    parts.push(Part { root: top, path: owners.to_owned(), content: owned });
    Ok(parts)
}

/// Where the owners of files are named: in the file that is there, because another one could take its place.
fn code_owners(top: &Path, on_gitlab: bool) -> &'static str {
    const PLACES: [&str; 4] = ["CODEOWNERS", "docs/CODEOWNERS", ".github/CODEOWNERS", ".gitlab/CODEOWNERS"];
    let there = PLACES.into_iter().find(|place| top.join(place).symlink_metadata().is_ok());
    there.unwrap_or(if on_gitlab { ".gitlab/CODEOWNERS" } else { ".github/CODEOWNERS" })
}

/// Where grounds is, as long as nobody has said so.
const UNKNOWN: &str = "OWNER/grounds@COMMIT";
const UNKNOWN_GIT: &str = "https://HOST/OWNER/grounds";

impl Told {
    fn write(&mut self, part: &Part) -> Result<(), Failure> {
        // A folder in its place, or a link, is somebody's too.
        if part.root.join(&part.path).symlink_metadata().is_ok() {
            let same = fs::read(part.root.join(&part.path)).is_ok_and(|old| old == part.content.as_bytes());
            if !same {
                self.left.push(part.path.clone());
            }
            return Ok(());
        }
        let path = Path::new(&part.path);
        let written = schema::make_folders(&part.root, path)
            .and_then(|()| put::put(&part.root, path, None, part.content.as_bytes()));
        written.map_err(|error| Failure::new(format!("{} cannot be written: {error}", part.path)))?;
        self.wrote.push(part.path.clone());
        Ok(())
    }

    fn editors(&mut self, root: &Path) -> Result<(), Failure> {
        for (file, fate) in schema::write(root)? {
            match fate {
                Fate::Written => self.wrote.push(file.path),
                Fate::UpToDate => {}
                Fate::Kept => self.left.push(file.path),
            }
        }
        Ok(())
    }

    fn hints(&mut self, args: &Init, root: &Path) {
        let wrote = |path: &str| self.wrote.iter().any(|wrote| wrote == path);
        let mut next = Vec::new();
        if !matches!(Repository::of(root), Ok(Some(_))) {
            next.push("git init: this folder is in no git repository, and so has no history".to_owned());
        }
        if wrote(WORKFLOW) && args.action.is_none() {
            next.push(format!("in {WORKFLOW}, write where grounds is in the place of {UNKNOWN}"));
        }
        if wrote(SNIPPET) {
            next.push(format!(
                "in {SNIPPET}, set GROUNDS_GIT and GROUNDS_COMMIT, and include it in {GITLAB}"
            ));
        }
        if self.left.iter().any(|left| left == ".gitattributes")
            && !fs::read_to_string(root.join(".gitattributes"))
                .is_ok_and(|text| text.contains("sources/** -text"))
        {
            next.push("add to .gitattributes: sources/** -text".to_owned());
        }
        self.next = next;
    }

    fn in_words(mut self, found: &str, aside: &str) -> String {
        let list = |title: &str, paths: &[String]| match paths {
            [] => String::new(),
            paths => lines(
                [title.to_owned()]
                    .into_iter()
                    .chain(paths.iter().map(|path| format!("  {}", terminal(path)))),
            ),
        };
        if self.wrote.is_empty() && aside.is_empty() {
            let left = list("left as it is:", &self.left);
            return format!("{found}{left}nothing to write: all is there\n");
        }
        let run = if aside.is_empty() { "grounds check" } else { "grounds todo" };
        self.next.push(format!("look at what was written, commit it, and run `{run}`"));
        let aside = lines(aside.lines().filter(|line| !line.starts_with("next: ")).map(str::to_owned));
        format!(
            "{found}{}{}{aside}{}",
            list("wrote:", &self.wrote),
            list("left as it is, for it was there:", &self.left),
            list("next:", &self.next)
        )
    }
}

fn lines(lines: impl Iterator<Item = String>) -> String {
    lines.map(|line| line + "\n").collect()
}

/// So many files are looked at for claims in the wrong place, and none is read beyond so many bytes.
const LOOKED_AT: usize = 2_000;
const FIRST_BYTES: u64 = 64 << 10;

/// A word to whoever has claims, but elsewhere.
fn claims_elsewhere(root: &Path) -> Option<Failure> {
    let walk = walkdir::WalkDir::new(root).min_depth(1).max_depth(4).sort_by_file_name().into_iter();
    let is_hidden = |entry: &walkdir::DirEntry| entry.file_name().as_encoded_bytes().starts_with(b".");
    let files =
        walk.filter_entry(|entry| !is_hidden(entry)).flatten().filter(|entry| entry.file_type().is_file());
    let toml = files.filter(|entry| entry.path().extension().is_some_and(|extension| extension == "toml"));
    let found: Vec<_> = toml.take(LOOKED_AT).filter(|entry| looks_like_a_claim(entry.path())).collect();
    let first = found.first()?.path().strip_prefix(root).ok()?.to_owned();
    let folder = first.parent().filter(|folder| !folder.as_os_str().is_empty());
    let (what, how) = match folder {
        Some(folder) => {
            (format!("such as {}", first.display()), format!("git mv {} {CLAIMS}", folder.display()))
        }
        None => (
            format!("such as {}", first.display()),
            format!("mkdir {CLAIMS} && git mv {} {CLAIMS}/", first.display()),
        ),
    };
    let count = found.len();
    let files = if count == 1 {
        "1 file looks like a claim".to_owned()
    } else {
        format!("{count} files look like claims")
    };
    Some(
        Failure::new(format!(
            "{files}, {what}, but claims are read only below {CLAIMS}/; nothing was written"
        ))
        .help(format!("move them, and run `grounds init` again: {how}")),
    )
}

fn looks_like_a_claim(path: &Path) -> bool {
    let mut bytes = Vec::new();
    let read = fs::File::open(path).and_then(|file| file.take(FIRST_BYTES).read_to_end(&mut bytes));
    let text = String::from_utf8_lossy(&bytes);
    let has = |key: &str| {
        text.lines().any(|line| {
            line.trim_start().strip_prefix(key).is_some_and(|rest| rest.trim_start().starts_with('='))
        })
    };
    read.is_ok() && has("status") && (has("statement") || has("claimant"))
}

fn action(written: &str) -> Result<String, String> {
    let is_plain = |c: char| c.is_ascii_alphanumeric() || "-_./".contains(c);
    let parts = written.split_once('@').filter(|(repository, commit)| {
        repository.split('/').count() >= 2
            && repository.split('/').all(|part| !part.is_empty())
            && !commit.is_empty()
            && written.replacen('@', "", 1).chars().all(is_plain)
    });
    parts.map(|_| written.to_owned()).ok_or_else(|| "it is written like owner/grounds@commit".to_owned())
}
