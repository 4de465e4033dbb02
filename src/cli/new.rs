//! `grounds new`

use super::pin::pin_one;
use super::project::{Loaded, NO_PROJECT};
use super::put::put;
use super::texts::Texts;
use super::{Common, Failure, Outcome, one_line, output};
use clap::{Args, Subcommand};
use grounds::evidence::sha256;
use grounds::fileset::{CLAIMS, DEPTH_LIMIT, Entry, FileSet, Role, SOURCES, TEXT_LIMIT};
use grounds::model::id;
use grounds::render::escape::{terminal, web_address};
use grounds::syntax::template::{self, Origin};
use grounds::text::foreign::foreign;
use grounds::text::html::{self, Says};
use sha2::{Digest, Sha256};
use std::fmt::Write;
use std::fs;
use std::path::{Component, Path, PathBuf};

/// Start a claim or a source record
///
/// Writes a file with what is known, and with comments that say what to fill in.
#[derive(Debug, Args)]
pub(crate) struct New {
    #[command(subcommand)]
    what: What,
}

#[derive(Debug, Subcommand)]
enum What {
    Claim(Claim),
    Source(Source),
}

/// Start a claim
#[derive(Debug, Args)]
struct Claim {
    /// The id of the claim: lower-case letters, digits and hyphens, such as patrol-boats-22
    #[arg(value_name = "ID")]
    id: String,
    /// The statement: one sentence that can be checked
    #[arg(long, value_name = "TEXT")]
    statement: Option<String>,
    /// Who makes the claim: a name, or the id of a source
    #[arg(long, value_name = "NAME")]
    claimant: Option<String>,
    /// A subfolder of claims/, created if it does not exist
    #[arg(long = "in", value_name = "DIR")]
    folder: Option<PathBuf>,
}

/// Start a source record and store the text
///
/// Stores the text beside the record. With --texts DIR, it stores the text in that folder, and writes a fingerprint beside the
/// record. Without FILE, it uses the text that is already in one of these places. If there is none, it writes a record without a
/// text, for a document that nobody here has read.
///
/// From a saved web page, it takes the article, if there is exactly one; otherwise the main part; otherwise the whole page. It
/// leaves out menus, forms, footers, scripts and hidden parts. It fills in what the page says about itself, such as its date. It
/// fetches nothing from the network. Read the stored text once, to see that nothing is missing.
#[derive(Debug, Args)]
struct Source {
    /// The id of the source: lower-case letters, digits and hyphens, such as gazette-2020-02-11
    #[arg(value_name = "ID")]
    id: String,
    /// The document: a text (.md or .txt) or a saved web page (.html)
    #[arg(value_name = "FILE")]
    file: Option<PathBuf>,
    /// A subfolder of sources/, created if it does not exist
    #[arg(long = "in", value_name = "DIR")]
    folder: Option<PathBuf>,
    #[command(flatten)]
    texts: Texts,
}

pub(crate) fn run(args: &New, common: &Common) -> Result<Outcome, Failure> {
    let root = common.project()?.ok_or_else(|| {
        Failure::new(NO_PROJECT).help("`grounds init` starts a project; an empty grounds.toml is enough too")
    })?;
    let (written, path) = match &args.what {
        What::Claim(claim) => new_claim(claim, &root)?,
        What::Source(source) => new_source(source, &root, common)?,
    };
    let lines: Vec<_> = written.iter().map(|line| format!("{}\n", terminal(line))).collect();
    let outcome = output::write(&lines.concat(), Outcome::Clean);
    output::message(&format!("next: `grounds check {path}` lists what is still missing"));
    Ok(outcome)
}

/// Returns what was written, in words, and the path of the record.
fn new_claim(args: &Claim, root: &Path) -> Result<(Vec<String>, String), Failure> {
    let files = FileSet::from_dir(root, None).map_err(super::texts::explain)?;
    let path = place(&files, CLAIMS, &args.id, args.folder.as_deref())?;
    let claimant = args.claimant.as_deref().map(one_line).filter(|name| !name.is_empty());
    let statement = args.statement.as_deref().map(one_line).unwrap_or_default();
    let claim = template::claim(&args.id, &statement, claimant.as_deref());
    put(root, &path, None, claim.as_bytes())?;
    Ok((vec![format!("wrote {path}")], path))
}

fn new_source(args: &Source, root: &Path, common: &Common) -> Result<(Vec<String>, String), Failure> {
    let files = args.texts.list(root)?;
    let path = place(&files, SOURCES, &args.id, args.folder.as_deref())?;
    let is_text = |entry: &Entry| matches!(entry.role, Role::Text(_)) && entry.stem() == args.id;
    let held = files.iter().find(|(_, entry)| is_text(entry));
    let document = match (&args.file, held) {
        (Some(_), Some((_, text))) => {
            return Err(Failure::new(format!("`{}` already has a text: {}", args.id, text.path))
                .help("leave out FILE to write a record for that text"));
        }
        (Some(file), None) => Some(Document::read(file)?),
        (None, _) => None,
    };
    let sha256 = match (&document, held) {
        (Some(document), _) => Some(sha256(&document.text)),
        (None, Some((text, _))) => files.read(text).ok().map(|text| sha256(&text)),
        (None, None) => None,
    };
    let program = format!("grounds {}, html {}", env!("CARGO_PKG_VERSION"), html::VERSION);
    let page = document.as_ref().and_then(|document| document.page.as_ref());
    let page = page.map(|(name, sha256)| (name.as_str(), sha256.as_str()));
    let origin = sha256.as_deref().map(|sha256| Origin { sha256, page, program: &program });
    let nothing = Says::default();
    let says = document.as_ref().map_or(&nothing, |document| &document.says);
    let record = template::source(says, origin.as_ref());
    let mut written = Vec::new();
    let text = document.as_ref().map(|document| put_text(document, args, root, &path)).transpose()?;
    if let Some(text) = &text {
        written.push(format!("wrote {}", text.strip_prefix(root).unwrap_or(text).display()));
    }
    if let Err(failure) = put(root, &path, None, record.as_bytes()) {
        // A text without a record is useless. If this fails too, the first error is the one to report.
        let _ = text.map(fs::remove_file);
        return Err(failure);
    }
    written.push(format!("wrote {path}"));
    if sha256.is_some() {
        let project = Loaded::read(common, &args.texts)?;
        written.extend(pin_one(&project, project.source_at(&args.id)?)?);
    }
    Ok((written, path))
}

/// Writes the text beside the record or into the folder of texts, and returns its path.
fn put_text(document: &Document, args: &Source, root: &Path, record: &str) -> Result<PathBuf, Failure> {
    let (root, path) = match args.texts.folder() {
        Some(folder) => (folder, PathBuf::from(format!("{}.{}", args.id, document.extension))),
        None => (root, Path::new(record).with_extension(document.extension)),
    };
    put(root, &path, None, &document.text)?;
    Ok(root.join(&path))
}

/// FILE, as text.
struct Document {
    text: Vec<u8>,
    extension: &'static str,
    says: Says,
    /// For a web page: the name of the file, and the sha256 of its bytes.
    page: Option<(String, String)>,
}

impl Document {
    fn read(file: &Path) -> Result<Self, Failure> {
        let name = file.display();
        if ["http://", "https://"].iter().any(|scheme| file.to_string_lossy().starts_with(scheme)) {
            return Err(Failure::new("grounds fetches nothing from the network")
                .help("save the page in your browser, and give the saved file"));
        }
        let unread = |why: &dyn std::fmt::Display| Failure::new(format!("{name} cannot be read: {why}"));
        let metadata = fs::metadata(file).map_err(|error| unread(&error))?;
        if !metadata.is_file() {
            return Err(unread(&"it is not a regular file"));
        }
        if metadata.len() > TEXT_LIMIT {
            return Err(unread(&format!("it is larger than {} MiB", TEXT_LIMIT >> 20)));
        }
        let bytes = fs::read(file).map_err(|error| unread(&error))?;
        let extension = file.extension().map(|extension| extension.to_string_lossy().to_lowercase());
        let extension = match extension.as_deref() {
            Some("html" | "htm" | "xhtml") => return Self::of_page(file, &bytes),
            Some("md" | "markdown") => "md",
            Some("txt" | "text") => "txt",
            Some("pdf") => {
                return Err(Failure::new(format!("grounds cannot read PDF files, such as {name}")).help(
                    format!(
                        "convert it to text and give that file: pdftotext {name} {}",
                        file.with_extension("txt").display()
                    ),
                ));
            }
            _ => {
                return Err(Failure::new(format!("grounds cannot read the format of {name}"))
                    .help("save the document as plain text (.txt), Markdown (.md) or a web page (.html)"));
            }
        };
        if let Some(foreign) = foreign(&bytes) {
            return Err(Failure::new(format!("{name} is {}", foreign.in_words())).help(foreign.help()));
        }
        Ok(Self { text: bytes, extension, says: Says::default(), page: None })
    }

    fn of_page(file: &Path, bytes: &[u8]) -> Result<Self, Failure> {
        if html::is_too_deep(bytes) {
            return Err(Failure::new(format!("{} nests its elements too deeply", file.display())).help(
                "copy the text of the page into a file, and give that: grounds new source ID page.txt",
            ));
        }
        let html::Page { text, mut says } = html::read(bytes);
        if !text.contains(char::is_alphanumeric) {
            return Err(Failure::new(format!("{} has no text", file.display())).help(
                "if a script fills in the page, save it from the browser once the text is visible, or copy the text into a .txt file",
            ));
        }
        says.url = says.url.filter(|url| web_address(url).is_some());
        let name = file.file_name().unwrap_or_default().to_string_lossy().into_owned();
        // As `sha256sum` computes it: unlike for texts, line ends are not folded.
        let digest = Sha256::digest(bytes).iter().fold(String::new(), |mut hex, byte| {
            // Writing to a String cannot fail.
            let _ = write!(hex, "{byte:02x}");
            hex
        });
        Ok(Self { text: text.into_bytes(), extension: "md", says, page: Some((name, digest)) })
    }
}

/// The path of a new record.
///
/// # Errors
/// If the id is not valid or is taken, or the folder cannot hold records.
fn place(files: &FileSet, top: &str, id: &str, folder: Option<&Path>) -> Result<String, Failure> {
    if let Err(why) = id::check(id) {
        let failure = Failure::new(format!("`{id}` cannot be an id: {why}"));
        return Err(match id::propose(id) {
            Some(proposed) => failure.help(format!("use `{proposed}`")),
            None => failure.help("an id has lower-case letters, digits and hyphens, at most 63 characters"),
        });
    }
    let role = if top == CLAIMS { Role::Claim } else { Role::Source };
    if let Some((_, taken)) = files.iter().find(|(_, entry)| entry.role == role && entry.stem() == id) {
        return Err(Failure::new(format!("`{id}` is taken: {}", taken.path)));
    }
    let wrong =
        |why: &str| Failure::new(format!("--in {}: {why}", folder.unwrap_or(Path::new("")).display()));
    let folder = folder.unwrap_or(Path::new(""));
    // `--in claims/ships` means the same as `--in ships`.
    let below = folder.strip_prefix(top).unwrap_or(folder);
    let mut path = top.to_owned();
    let mut depth = 0;
    for component in below.components() {
        let name = match component {
            Component::CurDir => continue,
            Component::Normal(name) => name.to_str().ok_or_else(|| wrong("the name is not UTF-8"))?,
            _ => return Err(wrong(&format!("give a folder in {top}/"))),
        };
        if name.starts_with('.') || name.chars().any(char::is_control) {
            return Err(wrong("records in hidden folders are not read"));
        }
        depth += 1;
        path = format!("{path}/{name}");
    }
    if depth > DEPTH_LIMIT {
        return Err(wrong(&format!("folders may be at most {DEPTH_LIMIT} deep")));
    }
    Ok(format!("{path}/{id}.toml"))
}
