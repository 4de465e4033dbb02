//! `grounds find`

use super::output::Output;
use super::project::Loaded;
use super::proposal::RecordEditor;
use super::said_by::{SaidBy, Words};
use super::texts::Texts;
use super::{Common, Failure, Outcome, in_shell, one_line, output};
use clap::Args;
use grounds::corpus::{ClaimAt, SourceAt};
use grounds::diagnostic::{Label, Remark};
use grounds::evidence::difference::{ChangeKind, NearMiss};
use grounds::evidence::hedge::At;
use grounds::evidence::passage::{self, Match, Passage};
use grounds::evidence::{TextState, UsableText, credits, usable_text};
use grounds::model::claim::{Judges, Text};
use grounds::syntax::edit::Edit;
use grounds::syntax::written;
use grounds::text::fold::Folded;
use grounds::text::span::{Place, Span};
use grounds::text::unseen::unseen;
use grounds::text::unspaced::count_words;
use grounds::text::whereabouts::Apart;
use grounds::{render, report, rules};

/// Find words in a source and quote them
///
/// Prints the passage as an evidence block in the source's own words, for you to paste into a claim. On standard error, it prints
/// where the passage is and how it differs from your words. With --into, it adds the block to a claim, unless your words differ
/// or the block would cause a new error in the claim. With --accept, it adds the source's words even if yours differ.
///
/// With --said-by, for a claim that somebody said something, the block names as its origin the source record of that person's own
/// words. If there is none, it prints the record to create; create it yourself, because find writes no records. If nobody here has
/// read those words, also add the line `on_record`, as the comment in the block describes.
///
/// Exit codes: 0 found, 1 not found, or not added because of an error, 2 usage or set-up error, or no text to search. Words that
/// are only similar are not found.
#[derive(Debug, Args)]
pub(crate) struct Find {
    /// The id of the source
    #[arg(value_name = "SOURCE")]
    source: String,
    /// The words, as one argument or several. Put [...] where you leave words out
    #[arg(value_name = "WORDS", allow_hyphen_values = true)]
    words: String,
    // Only the first may begin with a hyphen, as a line of subtitles does: behind it, options are options.
    #[arg(value_name = "WORDS", hide = true)]
    more_words: Vec<String>,
    /// Add the block to this claim
    #[arg(long, value_name = "CLAIM")]
    into: Option<String>,
    /// With --into: add the block although your words differ. It has the source's words, not yours
    #[arg(long, requires = "into")]
    accept: bool,
    /// With --into: show the change without writing it
    #[arg(long, requires = "into")]
    dry_run: bool,
    #[command(flatten)]
    said: SaidBy,
    /// How the source knows by itself: what it makes or registers, or that it was there, measured it, examined the document
    #[arg(long, value_name = "HOW", conflicts_with = "said_by")]
    knows: Option<String>,
    /// With --said-by: four words or more from near the quote that give a day, an occasion, a title or authority with a year, or
    /// their own words in quotation marks
    #[arg(long, value_name = "WORDS", requires = "said_by")]
    on_record: Option<String>,
    #[command(flatten)]
    texts: Texts,
}

pub(crate) fn run(args: &Find, common: &Common, output: &Output) -> Result<Outcome, Failure> {
    let opened = Loaded::read(common, &args.texts)?;
    let Asked { words, source, into, said, text } = asked(args, &opened)?;
    let folded = Folded::text(&text.text, text.markup);
    let messages = Messages { opened: &opened, source: &args.source, text: &text, output };
    let (passage, outcome) = match passage::find(&words, &opened.corpus[source], &text.text, &folded) {
        Match::Here(passage) => {
            messages.here(&passage);
            (Some(passage), Outcome::Clean)
        }
        Match::NearMiss { near_miss, passage } => {
            messages.near_miss(&near_miss, passage.as_ref());
            (passage, Outcome::Findings)
        }
        Match::Nothing(near_miss) => {
            messages.nothing(near_miss.as_ref());
            (None, Outcome::Findings)
        }
    };
    if let Some(passage) = &passage {
        messages.warn(passage, said.as_ref().and_then(Words::origin).is_some());
    }
    if let Some(said) = &said {
        said.tell();
    }
    if let Some(claim) = into.map(|claim| &opened.corpus[claim])
        && said.is_some()
        && claim.judges() == Judges::Fact
    {
        output::message(&format!(
            "note: `{}` judges a fact; for what somebody said, it needs: judges = \"saying\"",
            claim.id
        ));
    }
    let Some(passage) = passage else { return Ok(outcome) };
    output::stderr("\n");
    let Passage { quote, prefix, suffix, passed, .. } = passage;
    let mut entries = written::evidence(&args.source, &quote, prefix.as_deref(), suffix.as_deref());
    if let Some(at) = passed.stands.as_ref().and_then(|stands| stands.written()) {
        entries.insert(2, ("at", written::text(&at)));
    }
    if let Some(origin) = said.as_ref().and_then(Words::origin) {
        // Behind the quote.
        entries.insert(2, ("origin", written::text(origin)));
    }
    for (key, words) in [("knows", &args.knows), ("on_record", &args.on_record)] {
        let words = words.as_deref().map(one_line).filter(|words| !words.is_empty());
        entries.extend(words.map(|words| (key, written::text(&words))));
    }
    let record = said.as_ref().and_then(Words::record);
    let comment =
        said.as_ref().and_then(Words::comment).filter(|_| args.on_record.is_none()).unwrap_or_default();
    let printed = block(&entries) + comment + &in_its_file(record);
    let Some(claim) = into.map(|claim| &opened.corpus[claim]) else {
        return Ok(output::write(&printed, outcome));
    };
    let is_there = claim.evidence.iter().any(|evidence| {
        let is = |text: &Option<Text>, words: &str| text.as_ref().is_some_and(|text| *text.value == *words);
        is(&evidence.source, &args.source) && is(&evidence.quote, &quote)
    });
    if is_there {
        output::message(&format!("not written: `{}` already quotes these words", claim.id));
        return Ok(outcome);
    }
    let file = claim.file;
    let editor = RecordEditor { texts: &args.texts, output, dry_run: args.dry_run, with: record };
    let edits = [Edit::Append { name: "evidence", entries }];
    if outcome != Outcome::Clean && !args.accept {
        let errors = editor.objections(opened, file, &edits)?;
        if errors.is_empty() {
            output::message(
                "not written: your words differ from the source's. To use the source's words, add --accept, or run:",
            );
            let (source, claim) = (&args.source, args.into.as_deref().unwrap_or_default());
            let said = args.said.in_shell();
            output::message(&format!("  grounds find {source} {} --into {claim}{said}", in_shell(&quote)));
        } else {
            output::message(
                "not written: your words differ from the source's, and with the source's words there would be:",
            );
            output::stderr(&errors);
        }
        return Ok(output::write(&printed, outcome));
    }
    let outcome = editor.change(opened, file, &edits)?;
    if outcome != Outcome::Clean {
        return Ok(outcome);
    }
    if let Some((path, _)) = record {
        output::message(&format!(
            "next: create {path} as printed, or `grounds check` reports an unknown source{}",
            said.as_ref().and_then(|said| said.command(&args.said)).unwrap_or_default()
        ));
    }
    if !comment.is_empty() {
        output::message("next: add this to the block, and fill it in:");
        comment.lines().for_each(output::message);
    }
    Ok(output::write(&in_its_file(record), outcome))
}

/// What the arguments name.
struct Asked {
    words: String,
    source: SourceAt,
    into: Option<ClaimAt>,
    said: Option<Words>,
    text: UsableText,
}

/// Reads the arguments; all that is wrong with them is told at once.
fn asked(args: &Find, opened: &Loaded) -> Result<Asked, Failure> {
    let words = std::iter::once(&args.words).chain(&args.more_words).map(String::as_str);
    let words = words.collect::<Vec<_>>().join(" ");
    let words = if looks_like_option(&args.words) {
        Err(Failure::new(format!("`{}` is no option of `grounds find`", args.words))
            .help("`grounds find --help` lists the options"))
    } else if words.contains(char::is_alphanumeric) {
        Ok(words)
    } else {
        Err(Failure::new("there are no words to find: give at least one letter or digit"))
    };
    let source = opened.source_at(&args.source);
    let into = args.into.as_ref().map(|claim| claim_at(opened, claim)).transpose();
    let (said, text) = match &source {
        Ok(source) => (args.said.words(opened, *source), Some(text(opened, *source))),
        Err(_) => (args.said.name().map(|_| None), None),
    };
    match (words, source, into, said, text) {
        (Ok(words), Ok(source), Ok(into), Ok(said), Some(Ok(text))) => {
            Ok(Asked { words, source, into, said, text })
        }
        (words, source, into, said, text) => {
            let wrong = [words.err(), source.err(), text.and_then(Result::err), into.err(), said.err()];
            Err(Failure::all(wrong.into_iter().flatten()))
        }
    }
}

/// "--intto"
fn looks_like_option(words: &str) -> bool {
    words.strip_prefix("--").is_some_and(|name| {
        name.starts_with(|c: char| c.is_ascii_lowercase()) && !name.contains(char::is_whitespace)
    })
}

fn claim_at(opened: &Loaded, id: &str) -> Result<ClaimAt, Failure> {
    let at = opened.claim_at(id)?;
    if opened.corpus[at].sound {
        return Ok(at);
    }
    Err(Failure::new(format!("`{id}` is not valid TOML"))
        .help("`grounds check` shows the errors; fix them first"))
}

/// A record to create, under the path of its file; nothing without one.
fn in_its_file(record: Option<(&str, &str)>) -> String {
    record.map_or_else(String::new, |(path, record)| format!("\n# {path}\n{record}"))
}

fn block(entries: &[(&str, String)]) -> String {
    let lines = entries.iter().map(|(key, value)| format!("{key:<6} = {value}\n"));
    format!("[[evidence]]\n{}", lines.collect::<String>())
}

fn text(opened: &Loaded, at: SourceAt) -> Result<UsableText, Failure> {
    let source = &opened.corpus[at];
    if !source.sound {
        return Err(Failure::new(format!("the record of `{}` is not valid TOML", source.id))
            .help("`grounds check` shows the errors; fix them first"));
    }
    let (state, text) = usable_text(&opened.corpus, &opened.files, at);
    text.ok_or_else(|| {
        let cannot = |why: &str| Failure::new(format!("`{}` cannot be searched: {why}", source.id));
        match state {
            TextState::NotHeld if source.text.is_none() => cannot("its text was never added").help(format!(
                "save the text as {}.txt beside the record, then run `grounds pin {}`",
                source.id, source.id
            )),
            TextState::NotHeld if opened.corpus.fingerprint_of(at).is_some() => cannot(
                "only a fingerprint of its text is here; give the folder that has the text: --texts DIR",
            ),
            state => cannot(&opened.why_unusable(&state)),
        }
    })
}

/// Prints on standard error what was found.
struct Messages<'a> {
    opened: &'a Loaded,
    source: &'a str,
    text: &'a UsableText,
    output: &'a Output,
}

impl Messages<'_> {
    fn here(&self, passage: &Passage) {
        let message = match passage.places {
            1 => "the words are here".to_owned(),
            places => {
                let chosen = match (&passage.prefix, &passage.suffix) {
                    (None, None) => "the words around them are the same too, so quote more words",
                    (Some(_), None) => "`prefix` picks this one",
                    (None, Some(_)) => "`suffix` picks this one",
                    (Some(_), Some(_)) => "`prefix` and `suffix` pick this one",
                };
                format!("the words are in {places} places; {chosen}")
            }
        };
        self.show(message, passage.passed.place);
    }

    fn near_miss(&self, near_miss: &NearMiss, passage: Option<&Passage>) {
        self.remark(rules::nearest_passage(near_miss, self.source, self.text.file));
        output::message(match passage {
            Some(_) => "help: the block has the source's words, not yours; read it before you use it",
            None => {
                "help: the source's words cannot be quoted here, because no quote of them would be found again"
            }
        });
    }

    fn nothing(&self, near_miss: Option<&NearMiss>) {
        let is_short_part = |near_miss: &&NearMiss| {
            near_miss.changes.iter().any(|change| change.kind == ChangeKind::ShortPart)
        };
        if near_miss.as_ref().is_some_and(is_short_part) {
            output::message("there are too few words beside [...] to find them");
            return output::message("help: give at least three words on each side of [...]");
        }
        output::message(&format!("`{}` has neither these words nor similar ones", self.source));
        let is_telling = |near_miss: &&NearMiss| {
            self.text.text.get(near_miss.passage.range()).is_some_and(|passage| count_words(passage) > 2)
        };
        if let Some(near_miss) = near_miss.filter(is_telling) {
            self.show("this passage has the most words in common with them".to_owned(), near_miss.passage);
        }
    }

    /// Warns of what a check would report about the block.
    fn warn(&self, passage: &Passage, has_origin: bool) {
        if passage.passed.heading {
            output::message(
                "warning: the words are only in a title, heading or caption, and a headline is not evidence",
            );
        }
        let apart = passage.passed.stands.as_ref().and_then(|stands| stands.apart);
        if let Some(apart) = apart {
            let what = match apart {
                Apart::Marked | Apart::Aside => "the words stand beside the article, not in it",
                Apart::Reply => "the mail only quotes or forwards these words",
            };
            output::message(&format!("warning: {what}; `grounds explain quote-beside` says what to do"));
        }
        if let Some(hedge) = &passage.passed.hedge {
            let sentence = if hedge.at == At::SentenceBefore { "sentence before" } else { "sentence" };
            let message = format!("the {sentence} has `{}`, and the block leaves it out", hedge.word);
            self.show(message, hedge.span);
        }
        if let Some(credit) = credits(&passage.quote).filter(|_| !has_origin) {
            output::message(&format!(
                "warning: the words credit somebody (\"{credit}\"); add the document that had it first as `origin`"
            ));
        }
        let words = [Some(&passage.quote), passage.prefix.as_ref(), passage.suffix.as_ref()];
        if words.into_iter().flatten().any(|words| words.chars().any(|c| unseen(c).is_some())) {
            output::message(
                "warning: there are invisible characters in the words; the block writes them as \\u",
            );
        }
    }

    fn show(&self, message: String, place: Span) {
        let labels = vec![Label::new(Place::new(self.text.file, place), "")];
        self.remark(Remark { message, labels });
    }

    /// Prints a remark with the lines it is about; lines too long to print are given as `path:line:column`.
    fn remark(&self, remark: Remark) {
        let notes = report::check::remarks(&self.opened.files, &[remark]);
        output::stderr(&render::remarks(&notes, self.output.stderr));
        for place in notes.iter().filter(|note| note.snippets.is_empty()).flat_map(|note| &note.places) {
            output::message(&format!(" --> {}:{}:{}", place.path, place.line, place.column));
        }
    }
}
