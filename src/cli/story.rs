//! `grounds story`

use super::output::Output;
use super::project::Loaded;
use super::proposal::RecordEditor;
use super::texts::Texts;
use super::{Common, Failure, Outcome, day, one_line};
use chrono::NaiveDate;
use clap::Args;
use grounds::evidence::sha256;
use grounds::model::story::Story as Record;
use grounds::syntax::edit::Edit;
use grounds::syntax::written;

/// Say that a story was published, or what was corrected
///
/// Writes the day, and pins the text: from then on `grounds check --base` tells when a correction is owed. `--corrects` adds a
/// correction, in the words that readers were given.
///
/// The change is checked before it is written. If it causes an error, the error is shown and nothing is written.
///
/// Exit codes: 0 written, or already as you asked, 1 not written because of an error, 2 usage or set-up error.
#[derive(Debug, Args)]
pub(crate) struct Story {
    /// The id of the story
    #[arg(value_name = "STORY")]
    id: String,
    /// The day on which it was published, such as 2026-12-03
    #[arg(long, value_name = "DATE", value_parser = day, required_unless_present_any = ["url", "corrects"])]
    published: Option<NaiveDate>,
    /// The web address of the story
    #[arg(long, value_name = "URL")]
    url: Option<String>,
    /// The claim that was printed wrongly
    #[arg(long, value_name = "CLAIM", requires = "because", help_heading = "A correction")]
    corrects: Option<String>,
    /// What was wrong, as readers were told
    #[arg(long, value_name = "TEXT", requires = "corrects", help_heading = "A correction")]
    because: Option<String>,
    /// The day of the correction [default: today]
    #[arg(long, value_name = "DATE", value_parser = day, requires = "corrects", help_heading = "A correction")]
    on: Option<NaiveDate>,
    /// The web address of the correction
    #[arg(long, value_name = "URL", requires = "corrects", help_heading = "A correction")]
    correction_url: Option<String>,
    /// Show the change without writing it
    #[arg(long)]
    dry_run: bool,
    #[command(flatten)]
    texts: Texts,
}

pub(crate) fn run(args: &Story, common: &Common, output: &Output) -> Result<Outcome, Failure> {
    let texts =
        [("--because", &args.because), ("--url", &args.url), ("--correction-url", &args.correction_url)];
    for (option, words) in texts {
        if words.as_ref().is_some_and(|words| !words.contains(char::is_alphanumeric)) {
            return Err(Failure::new(format!("{option} is empty: give at least one word")));
        }
    }
    let project = Loaded::read(common, &args.texts)?;
    let known = || project.corpus.stories.iter().map(|story| &*story.id);
    let at = project.corpus.story_at(&args.id).ok_or_else(|| Failure::no_such("story", &args.id, known()))?;
    let story = &project.corpus[at];
    if let Some(claim) = &args.corrects {
        project.claim_at(claim)?;
        let is_published = story.published.is_some() || args.published.is_some();
        if !is_published {
            return Err(Failure::new(format!(
                "`{}` is not published: there is nothing to correct",
                story.id
            ))
            .help("if it is, give the day, too: --published 2026-12-03"));
        }
    }
    let mut edits = published(args, &project, story)?;
    edits.extend(correction(args, project.today));
    let file = story.file;
    let editor = RecordEditor { texts: &args.texts, output, dry_run: args.dry_run, with: None };
    editor.change(project, file, &edits)
}

/// The day, the address, and the hash of the text as it was printed.
fn published(args: &Story, project: &Loaded, story: &Record) -> Result<Vec<Edit<'static>>, Failure> {
    let top = |key, value| Edit::Set { table: None, key, value };
    let mut edits = Vec::new();
    if let Some(day) = args.published {
        edits.push(top("published", day.to_string()));
        let text = project.corpus.story_at(&story.id).and_then(|at| project.corpus.text_of_story(at));
        if let Some(text) = text {
            let path = &project.files.entry(text.file).path;
            let words = project.files.read(text.file).map_err(|_| {
                Failure::new(format!("{path} cannot be read")).help("`grounds check` says why")
            })?;
            let value = written::text(&sha256(&words));
            edits.push(Edit::Set { table: Some("text"), key: "sha256", value });
        }
    }
    edits.extend(args.url.as_ref().map(|url| top("url", written::text(&one_line(url)))));
    Ok(edits)
}

fn correction(args: &Story, today: NaiveDate) -> Option<Edit<'static>> {
    let (claim, because) = (args.corrects.as_ref()?, args.because.as_ref()?);
    let mut entries = vec![
        ("on", args.on.unwrap_or(today).to_string()),
        ("claim", written::text(claim)),
        ("because", written::text(&one_line(because))),
    ];
    entries.extend(args.correction_url.as_ref().map(|url| ("url", written::text(&one_line(url)))));
    Some(Edit::Append { name: "correction", entries })
}
