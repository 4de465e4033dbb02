//! `grounds cover`

use super::destination::{self, Destination, Written, write_all};
use super::document::Document;
use super::output::{self, Output};
use super::project::Opened;
use super::put::put;
use super::texts::Texts;
use super::{Common, Failure, Outcome, counted};
use clap::Args;
use grounds::capture::{Markup, Wanted};
use grounds::corpus::StoryAt;
use grounds::fileset::STORIES;
use grounds::model::id;
use grounds::project::Project;
use grounds::render::COVER_FORMATS;
use grounds::report::cover::{CoverReport, Mark, Told};
use grounds::story::cover::Cover as Covering;
use grounds::story::draft::Draft;
use grounds::syntax::edit::{Edit, Record, edited};
use grounds::syntax::layout::formatted;
use grounds::syntax::written;
use grounds::text::names::in_latin;
use std::fs;
use std::path::{Path, PathBuf};

/// Hold a draft against the claims
///
/// Prints the draft with each sentence marked: the claims that it states and how they may be printed, what it says beyond them,
/// what is still to be checked with the claims that may fit, or nothing. At its end stands what is left.
///
/// The draft is a text, a Markdown file, a web page or a Word document. What its sentences state is kept in a record in stories/, with
/// the text beside it: --accept 12 links sentence 12 to the claim that is proposed first, --accept 12=CLAIM to another, and
/// --because '12=a reference work' says why it needs none. --write links all sentences of which the program is sure.
///
/// Exit codes: 0 all that is linked may be printed as it stands, 1 a sentence says more than its claims, 2 usage or set-up error.
#[derive(Debug, Args)]
pub(crate) struct Cover {
    /// The draft, or the id of a story
    #[arg(value_name = "DRAFT")]
    draft: PathBuf,
    /// The id of the story's record [default: the draft's name]
    #[arg(long, value_name = "ID")]
    story: Option<String>,
    /// Link the sentence of that number to the claim proposed first, or to this one
    #[arg(long, value_name = "N[=CLAIM]")]
    accept: Vec<String>,
    /// Say why the sentence of that number needs no claim
    #[arg(long, value_name = "N=REASON")]
    because: Vec<String>,
    /// Link all sentences of which the program is sure, and keep the text
    #[arg(long)]
    write: bool,
    #[command(flatten)]
    texts: Texts,
    #[arg(long, value_name = "FORMAT[=FILE]", value_parser = Written::parser(COVER_FORMATS), hide_possible_values = true, help = destination::help(COVER_FORMATS))]
    format: Vec<Written>,
}

pub(crate) fn run(args: &Cover, common: &Common, output: &Output) -> Result<Outcome, Failure> {
    let opened = Opened::find(common)?;
    let destinations = Destination::of(&args.format, COVER_FORMATS, &opened.root)?;
    let project = opened.judge(&args.texts)?;
    let file = file(args, &project, &opened.root);
    let document = Document::read(&file, Wanted::Any)?;
    for note in &document.notes {
        output::message(&format!("note: {note}"));
    }
    let written = String::from_utf8(document.text.clone())
        .map_err(|_| Failure::new(format!("{} is not UTF-8 text", file.display())))?;
    let draft = Draft::of(written, if document.extension == "md" { Markup::Markdown } else { Markup::Plain });
    let story = story_id(args, &file)?;
    let at = project.corpus.story_at(&story);
    let record = at.map(|at| &project.corpus[at]);
    let language =
        record.and_then(|record| record.language.as_ref()).map(|language| language.value.to_string());
    let language = language.or_else(|| document.says.language.clone());
    let cover = Covering::of(&project, &draft, record, language.as_deref());
    let shown = file.strip_prefix(&opened.root).unwrap_or(&file).display().to_string();
    let report = CoverReport::of(&project, &cover, &draft, &shown, at.map(|_| &*story));
    if args.write || !args.accept.is_empty() || !args.because.is_empty() {
        let passages = passages(args, &project, &report)?;
        let first = report.sentences.iter().find(|told| told.mark == Mark::Heading);
        let heading = first.map(|told| told.words.clone());
        return keep(
            &Kept { project: &project, root: &opened.root, story: &story, at, file: &file, heading },
            &document,
            &passages,
        );
    }
    let outcome = if report.counts.overclaimed > 0 { Outcome::Findings } else { Outcome::Clean };
    let options = destination::options(output, None);
    Ok(write_all(&destinations, options, outcome, |write, options, out| write(&report, options, out)))
}

/// The draft's file; of a story that is named by its id, the text in its folder.
fn file(args: &Cover, project: &Project, root: &Path) -> PathBuf {
    let by_id = || {
        let at = project.corpus.story_at(args.draft.to_str()?)?;
        let text = project.corpus.text_of_story(at)?;
        Some(root.join(&project.files.entry(text.file).path))
    };
    if args.draft.exists() { args.draft.clone() } else { by_id().unwrap_or_else(|| args.draft.clone()) }
}

/// The id that somebody gives, or one made of the file's name.
fn story_id(args: &Cover, file: &Path) -> Result<String, Failure> {
    let stem = file.file_stem().unwrap_or_default().to_string_lossy();
    match &args.story {
        Some(id) => match id::check(id) {
            Ok(()) => Ok(id.clone()),
            Err(why) => Err(Failure::new(format!("`{id}` cannot be an id: {why}"))),
        },
        None if id::check(&stem).is_ok() => Ok(stem.into_owned()),
        None => id::propose(&in_latin(&stem)).ok_or_else(|| {
            Failure::new(format!("no id can be made of the name of {}", file.display()))
                .help("give one: --story ID")
        }),
    }
}

/// One passage to write: its words, and a key with its value.
type NewPassage = (String, &'static str, String);

/// What is asked to be written. All that is wrong with it is told at once.
fn passages(args: &Cover, project: &Project, report: &CoverReport) -> Result<Vec<NewPassage>, Failure> {
    let mut wrong = Vec::new();
    let mut passages: Vec<NewPassage> = Vec::new();
    let mut add = |told: &Told, key, value: String| {
        passages.retain(|(words, other, _)| *words != told.words || *other == key);
        passages.push((told.words.clone(), key, value));
    };
    if args.write {
        for told in report.sentences.iter().filter(|told| told.mark == Mark::Uncovered) {
            for proposed in told.proposals.iter().filter(|proposed| proposed.is_sure) {
                add(told, "claim", proposed.claim.id.clone());
            }
        }
    }
    for asked in &args.accept {
        let (number, claim) = match asked.split_once('=') {
            Some((number, claim)) => (number, Some(claim.trim())),
            None => (&**asked, None),
        };
        let Some(told) = numbered(report, number) else {
            wrong.push(format!("--accept {asked}: there is no sentence of that number"));
            continue;
        };
        let first = told.proposals.first().map(|proposed| &*proposed.claim.id);
        match claim.or(first) {
            None => {
                wrong
                    .push(format!("--accept {asked}: no claim is proposed for it; name one: {number}=CLAIM"));
            }
            Some(id) if project.corpus.claim(id).is_none() => {
                let known = project.corpus.claims.iter().map(|claim| &*claim.id);
                wrong.push(Failure::no_such("claim", id, known).message);
            }
            Some(id) => add(told, "claim", id.to_owned()),
        }
    }
    for asked in &args.because {
        let parts = asked.split_once('=').filter(|(_, because)| because.contains(char::is_alphanumeric));
        match parts.and_then(|(number, because)| Some((numbered(report, number)?, because))) {
            Some((told, because)) => add(told, "because", because.trim().to_owned()),
            None => wrong.push(format!("--because {asked}: give the number of a sentence, `=` and a reason")),
        }
    }
    if wrong.is_empty() { Ok(passages) } else { Err(Failure::new(wrong.join("\n"))) }
}

fn numbered<'r>(report: &'r CoverReport, number: &str) -> Option<&'r Told> {
    let number: usize = number.trim().parse().ok()?;
    report.sentences.get(number.checked_sub(1)?)
}

/// What is written, and where.
struct Kept<'k> {
    project: &'k Project,
    root: &'k Path,
    story: &'k str,
    at: Option<StoryAt>,
    file: &'k Path,
    /// The first heading of the draft.
    heading: Option<String>,
}

/// Writes the record, and the text beside it if that is not the draft itself.
fn keep(kept: &Kept, document: &Document, passages: &[NewPassage]) -> Result<Outcome, Failure> {
    let (files, corpus) = (&kept.project.files, &kept.project.corpus);
    let path = match kept.at {
        Some(at) => files.entry(corpus[at].file).path.clone(),
        None => format!("{STORIES}/{}.toml", kept.story),
    };
    let is_published = kept.at.is_some_and(|at| corpus[at].published.is_some());
    let text =
        kept.at.and_then(|at| corpus.text_of_story(at)).map(|text| files.entry(text.file).path.clone());
    let text_path = text.clone().unwrap_or_else(|| {
        Path::new(&path).with_extension(document.extension).to_string_lossy().into_owned()
    });
    let old_text = fs::read(kept.root.join(&text_path)).ok();
    let is_text = old_text.as_ref() == Some(&document.text);
    if is_published && !is_text {
        return Err(Failure::new(format!(
            "`{}` is published, and {} differs from its text",
            kept.story,
            kept.file.display()
        ))
        .help(format!("link its sentences with: grounds cover {}", kept.story)));
    }
    let old = kept.at.map(|at| files.read(corpus[at].file));
    let old = old
        .transpose()
        .map_err(|_| Failure::new(format!("{path} cannot be read: `grounds check` says why")))?;
    let title = document.says.title.clone().or_else(|| kept.heading.clone());
    let title = title.unwrap_or_else(|| kept.story.replace('-', " "));
    let record = match &old {
        Some(old) => String::from_utf8_lossy(old).into_owned(),
        None => format!("title = {}\n", written::text(&title)),
    };
    let edits: Vec<Edit> = passages
        .iter()
        .map(|(words, key, value)| Edit::Append {
            name: "passage",
            entries: vec![("words", written::text(words)), (key, written::text(value))],
        })
        .collect();
    let new = edited(Record::Story, &record, &edits).map_err(|_| {
        Failure::new(format!("{path} cannot be changed")).help("`grounds check` shows what is wrong with it")
    })?;
    let new = if old.is_none() { formatted(Record::Story, &new).unwrap_or(new) } else { new };
    if !is_text {
        put(kept.root, &text_path, old_text.as_deref(), &document.text)?;
        output::message(&format!("wrote {text_path}"));
    }
    put(kept.root, &path, old.as_deref(), new.as_bytes())?;
    output::message(&format!("wrote {path}: {}", counted(passages.len(), "passage")));
    output::message(&format!(
        "next: `grounds cover {}` shows the copy, `grounds check {path}` judges it",
        kept.story
    ));
    Ok(Outcome::Clean)
}
