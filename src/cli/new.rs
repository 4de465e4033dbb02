//! `grounds new`

use super::document::{self, Document};
use super::pin::pin_one;
use super::project::{Loaded, NO_PROJECT};
use super::put::put;
use super::said_by::period;
use super::texts::Texts;
use super::{Common, Failure, Outcome, one_line, output, word};
use clap::builder::TypedValueParser;
use clap::{Args, Subcommand};
use grounds::capture::{Says, Wanted};
use grounds::evidence::sha256;
use grounds::fileset::{CLAIMS, DEPTH_LIMIT, Entry, FileSet, Role, SOURCES, TEXT_LIMIT};
use grounds::model::claim::Judges;
use grounds::model::date::Period;
use grounds::model::id;
use grounds::model::key::Worded;
use grounds::model::source::Kind;
use grounds::render::escape::terminal;
use grounds::syntax::template::{self, Origin};
use grounds::text::names::in_latin;
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
    #[arg(long, value_name = "WORD", value_parser = judges(), hide_possible_values = true, help = judges_help())]
    judges: Option<Judges>,
    /// Whom the claim is about: a name. Repeat the option for several
    #[arg(long = "subject", value_name = "NAME")]
    subjects: Vec<String>,
    /// A subfolder of claims/, created if it does not exist
    #[arg(long = "in", value_name = "DIR")]
    folder: Option<PathBuf>,
}

/// Start a source record and store the text
///
/// Takes the text out of the document: a web page (HTML, MHTML, WARC, WACZ), a PDF, a DOCX, ODT, RTF or EPUB
/// file, a spreadsheet, subtitles, a mail, or a post in JSON. Plain text and Markdown are taken as they are. What the document
/// is, its bytes tell, not its name. Fills in what the document says about itself, such as its title and date. Without an ID, makes one
/// of the document's title and date.
///
/// Stores the text beside the record. With --texts DIR, it stores the text in that folder, and writes a fingerprint beside the
/// record; if there is a folder DIR/originals, it also puts a copy of the document there. Without FILE, it uses the text that is
/// already in one of these places. If there is none, it writes a record without a text, for a document that nobody here has read.
///
/// Nothing is fetched from the network. Read the stored text once, to see that nothing is missing.
#[derive(Debug, Args)]
#[command(override_usage = "grounds new source [OPTIONS] [ID] [FILE]")]
struct Source {
    /// The id of the source: lower-case letters, digits and hyphens, such as gazette-2020-02-11. May be left out if FILE is given
    #[arg(value_name = "ID")]
    id: String,
    /// The document
    #[arg(value_name = "FILE")]
    file: Option<PathBuf>,
    /// Of an archive of the web (WARC, WACZ): the address of the page, if it holds several
    #[arg(long, value_name = "ADDRESS")]
    page: Option<String>,
    #[arg(long, value_name = "KIND", value_parser = kind(), hide_possible_values = true, help = kind_help())]
    kind: Option<Kind>,
    /// Who published the document
    #[arg(long, value_name = "NAME")]
    publisher: Option<String>,
    /// Who wrote or said it. May be repeated
    #[arg(long = "author", value_name = "NAME")]
    authors: Vec<String>,
    /// When it was published, such as 2020-02-11, 2020-02, 2020 or 2020-02-11/2020-02-14
    #[arg(long, value_name = "DATE", value_parser = period)]
    published: Option<Period>,
    /// Who or what typed or recognised the words of a picture or a recording, such as "tesseract 5, read by A. Keel". FILE has the
    /// words
    #[arg(long, value_name = "HOW", requires = "file")]
    made_by: Option<String>,
    /// With --made-by: the picture or the recording
    #[arg(long, value_name = "FILE", requires = "made_by")]
    original: Option<PathBuf>,
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
    let name = |name: &str| Some(one_line(name)).filter(|name| !name.is_empty());
    let known = template::Known {
        statement: args.statement.as_deref().map(one_line).unwrap_or_default(),
        judges: args.judges.unwrap_or_default(),
        claimant: args.claimant.as_deref().and_then(name),
        subjects: args.subjects.iter().filter_map(|subject| name(subject)).collect(),
    };
    let claim = template::claim(&args.id, &known);
    put(root, &path, None, claim.as_bytes())?;
    Ok((vec![format!("wrote {path}")], path))
}

fn new_source(args: &Source, root: &Path, common: &Common) -> Result<(Vec<String>, String), Failure> {
    let files = args.texts.list(root)?;
    // `grounds new source report.pdf`
    let alone = Path::new(&args.id);
    let is_file = args.file.is_none() && id::check(&args.id).is_err() && alone.is_file();
    let file = if is_file { Some(alone) } else { args.file.as_deref() };
    if args.page.is_some() && file.is_none() {
        return Err(Failure::new("--page names a page of an archive, and there is no FILE")
            .help("give the archive: grounds new source ID archive.warc --page ADDRESS"));
    }
    let wanted = args.page.as_deref().map_or(Wanted::Any, Wanted::Only);
    let document = file.map(|file| Document::read(file, wanted)).transpose()?;
    let document = match (document, &args.made_by) {
        (Some(document), Some(how)) => Some(document.made_by(how, args.original.as_deref())?),
        (document, _) => document,
    };
    let id = match &document {
        Some(document) if is_file => proposed_id(&document.says, alone)?,
        _ => args.id.clone(),
    };
    let path = place(&files, SOURCES, &id, args.folder.as_deref())?;
    let is_text = |entry: &Entry| matches!(entry.role, Role::Text(_)) && entry.stem() == id;
    let held = files.iter().find(|(_, entry)| is_text(entry));
    if let (Some(_), Some((_, text))) = (&document, held) {
        return Err(Failure::new(format!("`{id}` already has a text: {}", text.path))
            .help("leave out FILE to write a record for that text"));
    }
    let sha256 = match (&document, held) {
        (Some(document), _) => Some(sha256(&document.text)),
        (None, Some((text, _))) => files.read(text).ok().map(|text| sha256(&text)),
        (None, None) => None,
    };
    let from = document.as_ref().and_then(|document| document.from.as_ref());
    let origin = sha256.as_deref().map(|sha256| Origin { sha256, from });
    let mut says = document.as_ref().map_or_else(Says::default, |document| document.says.clone());
    if let Some(publisher) = args.publisher.as_deref().map(one_line).filter(|name| !name.is_empty()) {
        says.publisher = Some(publisher);
    }
    let authors: Vec<_> =
        args.authors.iter().map(|name| one_line(name)).filter(|name| !name.is_empty()).collect();
    if !authors.is_empty() {
        says.authors = authors;
    }
    if let Some(published) = args.published {
        says.published = Some(published.to_string());
    }
    let record = template::source(&says, args.kind, origin.as_ref());
    let mut written = Vec::new();
    let text = document.as_ref().map(|document| put_text(document, &id, args, root, &path)).transpose()?;
    if let Some(text) = &text {
        written.push(format!("wrote {}", text.strip_prefix(root).unwrap_or(text).display()));
    }
    if let Err(failure) = put(root, &path, None, record.as_bytes()) {
        // A text without a record is useless. If this fails too, the first error is the one to report.
        let _ = text.map(fs::remove_file);
        return Err(failure);
    }
    written.push(format!("wrote {path}"));
    let original = args.original.as_deref().or(file);
    if let (Some(original), Some(folder)) = (original, args.texts.originals()) {
        let kept = keep(original, &folder)?;
        written.extend(kept.map(|path| format!("wrote {}", path.display())));
    }
    if sha256.is_some() {
        let project = Loaded::read(common, &args.texts)?;
        written.extend(pin_one(&project, project.source_at(&id)?)?);
    }
    for note in document.iter().flat_map(|document| &document.notes) {
        output::message(&format!("note: {note}"));
    }
    Ok((written, path))
}

fn judges() -> impl TypedValueParser<Value = Judges> {
    word::one_of(Judges::WORDS.iter().map(|word| (word.name, word.value)))
}

fn judges_help() -> String {
    let words = Judges::WORDS.iter().map(|word| format!("{}, {}", word.name, word.meaning));
    format!("What the evidence has to show: {}", words.collect::<Vec<_>>().join("; "))
}

fn kind() -> impl TypedValueParser<Value = Kind> {
    word::one_of(Kind::WORDS.iter().map(|word| (word.name, word.value)))
}

fn kind_help() -> String {
    let names: Vec<_> = Kind::WORDS.iter().map(|word| word.name).collect();
    format!("What sort of document it is: {}", names.join(", "))
}

/// An id made of the title of a document and its day, else of the name of its file.
fn proposed_id(says: &Says, file: &Path) -> Result<String, Failure> {
    const WORDS: usize = 6;
    let stem = file.file_stem().unwrap_or_default().to_string_lossy();
    let title = says.title.as_deref().unwrap_or(&stem);
    let words = in_latin(title);
    let words: Vec<&str> = words.split_whitespace().take(WORDS).collect();
    let day = says.published.as_deref().unwrap_or_default();
    let ids = [format!("{} {day}", words.join(" ")), format!("{stem} {day}")];
    ids.iter().find_map(|words| id::propose(words)).ok_or_else(|| {
        Failure::new(format!("no id can be made of the title or the name of {}", file.display()))
            .help(format!("give one: grounds new source ID {}", file.display()))
    })
}

/// Writes the text beside the record or into the folder of texts, and returns its path.
fn put_text(
    document: &Document,
    id: &str,
    args: &Source,
    root: &Path,
    record: &str,
) -> Result<PathBuf, Failure> {
    let (root, path) = match args.texts.folder() {
        Some(folder) => (folder, PathBuf::from(format!("{id}.{}", document.extension))),
        None => (root, Path::new(record).with_extension(document.extension)),
    };
    if document.text.len() as u64 > TEXT_LIMIT {
        return Err(Failure::new(format!("the text is larger than {} MiB", TEXT_LIMIT >> 20))
            .help("split the document into several sources"));
    }
    put(root, &path, None, &document.text)?;
    Ok(root.join(&path))
}

/// Copies a document into the folder of originals, unless it is there.
fn keep(original: &Path, folder: &Path) -> Result<Option<PathBuf>, Failure> {
    let name = original.file_name().unwrap_or_default().to_string_lossy().into_owned();
    let new = document::bytes(original)?;
    let path = folder.join(&name);
    match fs::read(&path) {
        Ok(old) if old == new => Ok(None),
        Ok(_) => Err(Failure::new(format!("{} is another document", path.display()))
            .help("rename the document, or keep the original yourself")),
        Err(_) => put(folder, &name, None, &new).map(|()| Some(path)),
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
        return Err(Failure::new(format!("`{id}` is taken: {}", taken.path))
            .help("edit that file, or remove it and run this again, or give another id"));
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
