//! `grounds pin --again`: takes each text out of its original once more, and compares the two.

use super::document::{self, Document};
use super::project::Loaded;
use super::texts::Texts;
use super::{Failure, Outcome, output};
use grounds::capture::Wanted;
use grounds::corpus::SourceAt;
use grounds::evidence::{SourceText, sha256};
use grounds::model::source::Original;
use grounds::render::escape::terminal;
use std::path::{Path, PathBuf};

/// What came of one source.
enum Compared {
    /// The original gives the text that is here.
    Same,
    /// It gives another.
    Altered(String),
    /// It cannot be told.
    Unchecked(String),
    /// Its original is not at hand, or it has none.
    NotHere,
}

pub(super) fn run(opened: &Loaded, asked: Vec<SourceAt>, texts: &Texts) -> Result<Outcome, Failure> {
    let mut lines = String::new();
    let [mut same, mut altered, mut unchecked, mut not_here] = [0_usize; 4];
    for source in asked {
        let line = match compare(opened, source, texts) {
            Compared::Same => {
                same += 1;
                continue;
            }
            Compared::NotHere => {
                not_here += 1;
                continue;
            }
            Compared::Altered(why) => {
                altered += 1;
                format!("altered: {why}")
            }
            Compared::Unchecked(why) => {
                unchecked += 1;
                format!("unchecked: {why}")
            }
        };
        lines += &terminal(&format!("`{}`: {line}", opened.corpus[source].id));
        lines.push('\n');
    }
    if same + altered + unchecked == 0 {
        return Err(Failure::nothing("nothing to compare: no source has its original here").help(
            "put the original beside the record, in the folder of texts, or in its folder `originals`, under the name that `from` in [text] gives",
        ));
    }
    let counts = format!(
        "{same} same, {altered} altered, {unchecked} unchecked; {not_here} without an original here\n"
    );
    let outcome = if altered > 0 { Outcome::Findings } else { Outcome::Clean };
    Ok(output::write(&(lines + &counts), outcome))
}

fn compare(opened: &Loaded, at: SourceAt, texts: &Texts) -> Compared {
    let source = &opened.corpus[at];
    let Some(from) = source.text.as_ref().and_then(|text| text.from.as_ref()) else {
        return Compared::NotHere;
    };
    let Some(file) = original(opened, at, from, texts) else { return Compared::NotHere };
    let is_recorded = |recorded: &Option<_>, found: &str| {
        recorded
            .as_ref()
            .is_some_and(|recorded: &grounds::model::claim::Text| recorded.value.eq_ignore_ascii_case(found))
    };
    match document::bytes(&file).map(|bytes| document::sha256_of_bytes(&bytes)) {
        Err(failure) => return Compared::Unchecked(failure.message),
        Ok(found) if !is_recorded(&from.sha256, &found) => {
            return Compared::Altered(format!(
                "{} is not the document that the record names",
                file.display()
            ));
        }
        Ok(_) => {}
    }
    if from.extractor.is_none() {
        return Compared::Unchecked("its words were typed or recognised by hand".to_owned());
    }
    // Of an archive with several pages, the one that the record is about.
    let address = source.archived.as_ref().or(source.url.as_ref());
    let wanted = address.map_or(Wanted::Any, |address| Wanted::Rather(&address.value));
    let (again, text) =
        match (Document::read(&file, wanted), SourceText::read(&opened.corpus, &opened.files, at)) {
            (Ok(again), Ok(text)) => (again, text),
            (Err(failure), _) => return Compared::Unchecked(failure.message),
            (_, Err(state)) => return Compared::Unchecked(opened.why_unusable(&state)),
        };
    if sha256(&again.text) == text.sha256 {
        return Compared::Same;
    }
    let now = again.from.and_then(|from| from.extractor).unwrap_or_default();
    if is_recorded(&from.extractor, &now) {
        return Compared::Altered(format!("{now} takes another text out of {}", file.display()));
    }
    let before = from.extractor.as_ref().map_or("", |extractor| &*extractor.value);
    Compared::Unchecked(format!("its text was taken out by {before}, and {now} gives another"))
}

/// Where the original lies, if it is at hand. A record may come from a stranger, so no link is followed.
fn original(opened: &Loaded, at: SourceAt, from: &Original, texts: &Texts) -> Option<PathBuf> {
    let name = Path::new(&*from.file.as_ref()?.value).file_name()?;
    let record = &opened.files.entry(opened.corpus[at].file).path;
    let beside = opened.root.join(record).parent().map(Path::to_owned);
    let folders = [beside, texts.folder().map(Path::to_owned), texts.originals()];
    let is_regular = |file: &PathBuf| file.symlink_metadata().is_ok_and(|metadata| metadata.is_file());
    folders.into_iter().flatten().map(|folder| folder.join(name)).find(is_regular)
}
