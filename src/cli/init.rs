//! `grounds init`

use super::baseline::{self, Wanted};
use super::schema::{self, FileState};
use super::texts::Texts;
use super::{Common, Failure, Outcome, counted, output, put};
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
/// Writes grounds.toml, an example claim with its source, settings for text editors, and a CI workflow for GitHub or GitLab. It
/// overwrites nothing. If there are claims already, it also writes a baseline, which sets their current findings aside.
#[derive(Debug, Args)]
pub(crate) struct Init {
    /// Write no baseline
    #[arg(long)]
    no_baseline: bool,
    /// The repository and commit of grounds, for the GitHub workflow
    #[arg(long, value_name = "OWNER/REPO@COMMIT", value_parser = action)]
    action: Option<String>,
    #[command(flatten)]
    texts: Texts,
}

/// A file to write.
struct Part {
    /// The folder that `path` is relative to: the project's, or the repository's.
    root: PathBuf,
    path: String,
    content: String,
}

#[derive(Default)]
struct Summary {
    wrote: Vec<String>,
    /// Files that existed and are different.
    left: Vec<String>,
    /// What the user has to do.
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
        return Err(Failure::new(format!("this folder is inside the project {}", above.display()))
            .help("to start another project here, add --root ."));
    }
    let files = args.texts.list(&root)?;
    let claims = files.iter().filter(|(_, entry)| entry.role == Role::Claim).count();
    let has_records = files.iter().any(|(_, entry)| entry.role != Role::Policy && !entry.in_texts_folder());
    if !has_records && let Some(elsewhere) = claims_elsewhere(&root) {
        return Err(elsewhere);
    }
    let is_new = !files.iter().any(|(_, entry)| matches!(entry.role, Role::Policy | Role::Baseline));
    let mut summary = Summary::default();
    for part in parts(args, &root, has_records || !is_new)? {
        summary.write(&part)?;
    }
    summary.editors(&root)?;
    summary.hints(args, &root);
    let mut baseline_lines = String::new();
    let mut outcome = Outcome::Clean;
    if is_new && has_records && !args.no_baseline {
        let until = baseline::until(None, today)?;
        let done = baseline::write(&root, &args.texts, today, &Wanted { add: false, because: None, until })?;
        if done.errors_left > 0 {
            outcome = Outcome::Findings;
        }
        baseline_lines = done.in_words(until);
    }
    let found = if has_records { found(&files, claims) } else { String::new() };
    Ok(output::write(&summary.in_words(&found, &baseline_lines), outcome))
}

fn is_same(a: &Path, b: &Path) -> bool {
    a.canonicalize().is_ok_and(|a| b.canonicalize().is_ok_and(|b| a == b))
}

fn found(files: &FileSet, claims: usize) -> String {
    let sources = files.iter().filter(|(_, entry)| entry.role == Role::Source).count();
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
    // Hosts read workflows at the top of the repository, and the project may be in a folder below it.
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

/// The path of the CODEOWNERS file: the existing one, because hosts read only one and a second could replace it.
fn code_owners(top: &Path, on_gitlab: bool) -> &'static str {
    const PLACES: [&str; 4] = ["CODEOWNERS", "docs/CODEOWNERS", ".github/CODEOWNERS", ".gitlab/CODEOWNERS"];
    let there = PLACES.into_iter().find(|place| top.join(place).symlink_metadata().is_ok());
    there.unwrap_or(if on_gitlab { ".gitlab/CODEOWNERS" } else { ".github/CODEOWNERS" })
}

/// Placeholders for the address of grounds.
const UNKNOWN: &str = "OWNER/grounds@COMMIT";
const UNKNOWN_GIT: &str = "https://HOST/OWNER/grounds";

impl Summary {
    fn write(&mut self, part: &Part) -> Result<(), Failure> {
        // A folder or a link in its place is left alone too.
        if part.root.join(&part.path).symlink_metadata().is_ok() {
            let same = fs::read(part.root.join(&part.path)).is_ok_and(|old| old == part.content.as_bytes());
            if !same {
                self.left.push(part.path.clone());
            }
            return Ok(());
        }
        put::put(&part.root, &part.path, None, part.content.as_bytes())?;
        self.wrote.push(part.path.clone());
        Ok(())
    }

    fn editors(&mut self, root: &Path) -> Result<(), Failure> {
        for (file, state) in schema::write(root)? {
            match state {
                FileState::Written => self.wrote.push(file.path),
                FileState::UpToDate => {}
                FileState::Kept => self.left.push(file.path),
            }
        }
        Ok(())
    }

    fn hints(&mut self, args: &Init, root: &Path) {
        let wrote = |path: &str| self.wrote.iter().any(|wrote| wrote == path);
        let mut next = Vec::new();
        if !matches!(Repository::of(root), Ok(Some(_))) {
            next.push("run `git init`: without a git repository there is no history".to_owned());
        }
        if wrote(WORKFLOW) && args.action.is_none() {
            next.push(format!("in {WORKFLOW}, replace {UNKNOWN} with the repository and commit of grounds"));
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

    fn in_words(mut self, found: &str, baseline_lines: &str) -> String {
        let list = |title: &str, paths: &[String]| match paths {
            [] => String::new(),
            paths => lines(
                [title.to_owned()]
                    .into_iter()
                    .chain(paths.iter().map(|path| format!("  {}", terminal(path)))),
            ),
        };
        if self.wrote.is_empty() && baseline_lines.is_empty() {
            let left = list("not changed:", &self.left);
            return format!("{found}{left}nothing to write: everything is in place\n");
        }
        let run = if baseline_lines.is_empty() { "grounds check" } else { "grounds todo" };
        self.next.push(format!("read the new files, commit them, and run `{run}`"));
        let baseline_lines =
            lines(baseline_lines.lines().filter(|line| !line.starts_with("next: ")).map(str::to_owned));
        format!(
            "{found}{}{}{baseline_lines}{}",
            list("wrote:", &self.wrote),
            list("not changed, because it exists:", &self.left),
            list("next:", &self.next)
        )
    }
}

fn lines(lines: impl Iterator<Item = String>) -> String {
    lines.map(|line| line + "\n").collect()
}

/// The search for claims outside `claims/` reads this many bytes of this many files.
const LOOKED_AT: usize = 2_000;
const FIRST_BYTES: u64 = 64 << 10;

/// The error if there are files that look like claims, but not below `claims/`.
fn claims_elsewhere(root: &Path) -> Option<Failure> {
    let walk = walkdir::WalkDir::new(root).min_depth(1).max_depth(4).sort_by_file_name().into_iter();
    let is_hidden = |entry: &walkdir::DirEntry| entry.file_name().as_encoded_bytes().starts_with(b".");
    let files =
        walk.filter_entry(|entry| !is_hidden(entry)).flatten().filter(|entry| entry.file_type().is_file());
    let toml = files.filter(|entry| entry.path().extension().is_some_and(|extension| extension == "toml"));
    let found: Vec<_> = toml.take(LOOKED_AT).filter(|entry| looks_like_a_claim(entry.path())).collect();
    let first = found.first()?.path().strip_prefix(root).ok()?.to_owned();
    let folder = first.parent().filter(|folder| !folder.as_os_str().is_empty());
    let how = match folder {
        Some(folder) => format!("git mv {} {CLAIMS}", folder.display()),
        None => format!("mkdir {CLAIMS} && git mv {} {CLAIMS}/", first.display()),
    };
    let files = match found.len() {
        1 => "1 file looks like a claim".to_owned(),
        count => format!("{count} files look like claims"),
    };
    let message = format!(
        "{files}, such as {}, but claims are read only below {CLAIMS}/; nothing was written",
        first.display()
    );
    Some(Failure::new(message).help(format!("move them, then run `grounds init` again: {how}")))
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
    parts.map(|_| written.to_owned()).ok_or_else(|| "write it like owner/grounds@commit".to_owned())
}
