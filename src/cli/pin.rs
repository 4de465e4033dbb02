//! `grounds pin`

use super::project::Loaded;
use super::put::put;
use super::texts::Texts;
use super::{Common, Failure, Outcome, again, output};
use clap::Args;
use grounds::corpus::SourceAt;
use grounds::evidence::{SourceText, TextState, fingerprint};
use grounds::fileset::FINGERPRINT_LIMIT;
use grounds::render::escape::terminal;
use grounds::syntax::edit::with_sha256;
use grounds::text::fold::Folded;
use grounds::text::span::FileId;

/// Record a hash of each source's text, to detect later changes
///
/// Records the SHA-256 hash of each text in the source's record. If a text is not in the repository, it also writes a fingerprint
/// beside the record. With the fingerprint, people who do not have the text can verify quotes.
///
/// With --again, it looks for the document that each text was taken out of: beside the record, in the folder of texts, and in its
/// folder `originals`. It takes the text out of it again and compares. If another version of a program took it out, and gives
/// another text, that is told as unchecked.
#[derive(Debug, Args)]
pub(crate) struct Pin {
    /// The ids of the sources [default: all whose text is available]
    #[arg(value_name = "SOURCE")]
    sources: Vec<String>,
    #[command(flatten)]
    texts: Texts,
    /// Also pin sources whose text has changed. Then check their quotes again yourself
    #[arg(long)]
    accept_changed: bool,
    /// Pin nothing. Take each text out of its original document again, if that is here, and tell where the two differ
    #[arg(long, conflicts_with = "accept_changed")]
    again: bool,
}

enum Pinned {
    /// What was written, in words.
    Written(Vec<String>),
    Unchanged,
    /// It has no text here, and was not named on the command line.
    NoText,
    /// The reason.
    Refused(String),
    /// A write error.
    Failed(String),
}

pub(crate) fn run(args: &Pin, common: &Common) -> Result<Outcome, Failure> {
    let opened = Loaded::read(common, &args.texts)?;
    let asked: Vec<SourceAt> = match &args.sources[..] {
        [] => opened.corpus.each_source().map(|(source, _)| source).collect(),
        ids => ids.iter().map(|id| opened.source_at(id)).collect::<Result<_, _>>()?,
    };
    if args.again {
        return again::run(&opened, asked, &args.texts);
    }
    let mut lines = String::new();
    let [mut pinned, mut unchanged, mut refused, mut no_text] = [0_usize; 4];
    let mut outcome = Outcome::Clean;
    for source in asked {
        let id = &opened.corpus[source].id;
        let line = match pin(&opened, source, !args.sources.is_empty(), args.accept_changed) {
            Pinned::Written(written) => {
                pinned += 1;
                written.join("; ")
            }
            Pinned::Unchanged => {
                unchanged += 1;
                continue;
            }
            Pinned::NoText => {
                no_text += 1;
                continue;
            }
            Pinned::Refused(why) => {
                refused += 1;
                outcome = if outcome == Outcome::Clean { Outcome::Findings } else { outcome };
                format!("not pinned: {why}")
            }
            Pinned::Failed(why) => {
                refused += 1;
                outcome = Outcome::Failed;
                format!("not pinned: {why}")
            }
        };
        lines += &terminal(&format!("`{id}`: {line}"));
        lines.push('\n');
    }
    if pinned + unchanged + refused == 0 {
        return Err(Failure::nothing("nothing to pin: no source has its text here")
            .help("give the folder that has the texts: --texts DIR"));
    }
    let counts = format!("{pinned} pinned, {unchanged} unchanged, {refused} not pinned");
    let rest = if no_text > 0 { format!("; {no_text} without a text") } else { String::new() };
    Ok(output::write(&format!("{lines}{counts}{rest}\n"), outcome))
}

/// Pins one source whose record already has the sha256 of its text.
pub(crate) fn pin_one(opened: &Loaded, source: SourceAt) -> Result<Vec<String>, Failure> {
    let failure = |why: String| Failure::new(format!("`{}`: not pinned: {why}", opened.corpus[source].id));
    match pin(opened, source, true, false) {
        Pinned::Written(written) => Ok(written),
        Pinned::Unchanged => Ok(Vec::new()),
        Pinned::NoText => Err(failure("its text is not here".to_owned())),
        Pinned::Refused(why) | Pinned::Failed(why) => Err(failure(why)),
    }
}

fn pin(opened: &Loaded, at: SourceAt, is_asked_for: bool, accept_changed: bool) -> Pinned {
    let source = &opened.corpus[at];
    let text = match SourceText::read(&opened.corpus, &opened.files, at) {
        Ok(text) => text,
        Err(TextState::NotHeld) if !is_asked_for => return Pinned::NoText,
        Err(state) => return Pinned::Refused(opened.why_unusable(&state)),
    };
    if !source.sound {
        return Pinned::Refused("its record is not valid TOML; `grounds check` shows the errors".to_owned());
    }
    let recorded = source.text.as_ref().and_then(|text| text.sha256.as_ref());
    let is_recorded = recorded.is_some_and(|recorded| recorded.value.eq_ignore_ascii_case(&text.sha256));
    if recorded.is_some() && !is_recorded && !accept_changed {
        return Pinned::Refused(format!(
            "{} is not the text that the record's sha256 and the quotes come from; if the new text is right, add \
             --accept-changed and read the quotes again",
            opened.files.entry(text.file).path
        ));
    }
    let (markup, sha256) = (text.markup, text.sha256.clone());
    let needs_fingerprint = opened.files.entry(text.file).in_texts_folder();
    let folded = match text.into_text() {
        Ok(text) => Folded::text(&text, markup),
        Err(state) => return Pinned::Refused(opened.why_unusable(&state)),
    };
    let mut written = Vec::new();
    if !is_recorded && let Err(why) = record(opened, source.file, &sha256, &mut written) {
        return why;
    }
    let old = opened.corpus.fingerprint_of(at);
    if (needs_fingerprint || old.is_some())
        && let Err(why) =
            write_fingerprint(opened, source.file, old, &fingerprint::written(&folded, &sha256), &mut written)
    {
        return why;
    }
    if written.is_empty() { Pinned::Unchanged } else { Pinned::Written(written) }
}

fn record(opened: &Loaded, file: FileId, sha256: &str, written: &mut Vec<String>) -> Result<(), Pinned> {
    let path = &opened.files.entry(file).path;
    let changed = opened.files.read(file).ok().and_then(|old| {
        let new = with_sha256(std::str::from_utf8(&old).ok()?, sha256)?;
        Some((old, new))
    });
    let Some((old, new)) = changed else {
        let line = format!("sha256 = \"{sha256}\"");
        return Err(Pinned::Refused(format!(
            "{path} cannot be changed here without changing other parts of it; write by hand, under [text]: {line}"
        )));
    };
    write(opened, path, Some(&old), new.as_bytes())?;
    written.push(format!("recorded its sha256 in {path}"));
    Ok(())
}

/// Writes the fingerprint, unless the file already has it.
fn write_fingerprint(
    opened: &Loaded,
    record: FileId,
    old: Option<FileId>,
    new: &str,
    written: &mut Vec<String>,
) -> Result<(), Pinned> {
    let path = if let Some(old) = old {
        opened.files.entry(old).path.clone()
    } else {
        let record = &opened.files.entry(record).path;
        format!("{}.fp", record.strip_suffix(".toml").unwrap_or(record))
    };
    if new.len() as u64 > FINGERPRINT_LIMIT {
        let most = FINGERPRINT_LIMIT >> 20;
        return Err(Pinned::Refused(format!(
            "its fingerprint would be larger than {most} MiB: split the text into two sources"
        )));
    }
    let old = match old.map(|old| opened.files.read(old)) {
        None => None,
        Some(Ok(old)) => Some(old),
        Some(Err(_)) => {
            return Err(Pinned::Refused(format!("{path} cannot be read; `grounds check` says why")));
        }
    };
    if old.as_ref().is_some_and(|old| fingerprint::is_same(new.as_bytes(), old)) {
        return Ok(());
    }
    write(opened, &path, old.as_deref(), new.as_bytes())?;
    written.push(format!("wrote {path}"));
    Ok(())
}

fn write(opened: &Loaded, path: &str, old: Option<&[u8]>, new: &[u8]) -> Result<(), Pinned> {
    put(&opened.root, path, old, new).map_err(|failure| Pinned::Failed(failure.message))
}
