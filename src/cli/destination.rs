//! `--format NAME` and `--format NAME=FILE`: where results go, and in which format.

use super::output::{self, Output};
use super::{Failure, Outcome, word};
use clap::builder::TypedValueParser;
use grounds::fileset;
use grounds::render::{Format, OutputOptions};
use std::fs::File;
use std::io::{self, BufWriter, IsTerminal, Write};
use std::path::{Component, Path, PathBuf};

/// A format and the file it goes to; without a file, standard output.
pub(crate) struct Destination<W: 'static> {
    format: &'static Format<W>,
    file: Option<PathBuf>,
}

/// The argument of `--format`.
#[derive(Debug, Clone)]
pub(crate) struct Written {
    name: String,
    file: Option<PathBuf>,
}

impl Written {
    /// To standard output.
    pub(crate) fn plain(name: &str) -> Self {
        Self { name: name.to_owned(), file: None }
    }

    /// Reads `NAME` or `NAME=FILE`; the name is one of `formats`.
    pub(crate) fn parser<W: Sync>(formats: &'static [Format<W>]) -> impl TypedValueParser<Value = Self> {
        let names = formats.iter().map(|format| format.name);
        word::offering(names, move |written: &str| Self::parse(written, formats))
    }

    fn parse<W>(written: &str, formats: &[Format<W>]) -> Result<Self, String> {
        let (name, file) = match written.split_once('=') {
            Some((name, file)) if !file.is_empty() => (name, Some(PathBuf::from(file))),
            Some(_) => return Err("no file after `=`".to_owned()),
            None => (written, None),
        };
        let names = formats.iter().map(|format| format.name);
        if !names.clone().any(|known| known == name) {
            return Err(word::none_of("the formats are", name, names));
        }
        Ok(Self { name: name.to_owned(), file })
    }
}

impl<W: Copy> Destination<W> {
    /// What `--format` asks for, or else the first format on standard output.
    ///
    /// # Errors
    /// If two go to standard output, or a file would overwrite a record of the project at `root`.
    pub(crate) fn of(
        asked: &[Written],
        formats: &'static [Format<W>],
        root: &Path,
    ) -> Result<Vec<Self>, Failure> {
        if asked.iter().filter(|destination| destination.file.is_none()).count() > 1 {
            return Err(Failure::new("only one format can go to standard output")
                .help("write the others to files, such as --format json=FILE"));
        }
        let known = |name: &str| formats.iter().find(|format| format.name == name).unwrap_or(&formats[0]);
        let mut destinations: Vec<_> =
            asked.iter().map(|asked| Self { format: known(&asked.name), file: asked.file.clone() }).collect();
        if destinations.is_empty() {
            destinations.push(Self { format: &formats[0], file: None });
        }
        destinations
            .iter()
            .filter_map(|destination| destination.file.as_deref())
            .try_for_each(|file| refuse_records(file, root))?;
        Ok(destinations)
    }

    pub(crate) fn writer(&self) -> W {
        self.format.write
    }

    /// The destination as a folder, if it is one or ends in a slash.
    pub(crate) fn folder(&self) -> Option<&Path> {
        let file = self.file.as_deref()?;
        let is_written_like_one = file
            .as_os_str()
            .as_encoded_bytes()
            .last()
            .is_some_and(|&last| std::path::is_separator(last.into()));
        (is_written_like_one || file.is_dir()).then_some(file)
    }

    /// A file in this folder.
    pub(crate) fn inside(&self, name: &str) -> Self {
        Self { format: self.format, file: self.file.as_ref().map(|folder| folder.join(name)) }
    }

    pub(crate) fn is_terminal(&self) -> bool {
        match &self.file {
            None => io::stdout().is_terminal(),
            Some(file) => File::open(file).is_ok_and(|file| file.is_terminal()),
        }
    }

    /// Writes a result and returns `outcome`, or `Failed` if it cannot be written.
    pub(crate) fn write(
        &self,
        options: OutputOptions,
        outcome: Outcome,
        result: impl FnOnce(W, OutputOptions, &mut dyn Write) -> io::Result<()>,
    ) -> Outcome {
        let Some(file) = &self.file else {
            return output::stream(outcome, |out| result(self.format.write, options, out));
        };
        let options = OutputOptions { colour: false, ..options };
        match replace(file, |out| result(self.format.write, options, out)) {
            Ok(()) => outcome,
            Err(error) => {
                let why = match file
                    .parent()
                    .filter(|folder| error.kind() == io::ErrorKind::NotFound && !folder.exists())
                {
                    Some(folder) => format!("the folder {} does not exist", folder.display()),
                    None => error.kind().to_string(),
                };
                output::message(&format!("error: {} was not written: {why}", file.display()));
                Outcome::Failed
            }
        }
    }
}

/// Writes a result to each destination; see [`Destination::write`].
pub(crate) fn write_all<W: Copy>(
    destinations: &[Destination<W>],
    options: OutputOptions,
    outcome: Outcome,
    result: impl Fn(W, OutputOptions, &mut dyn Write) -> io::Result<()>,
) -> Outcome {
    destinations.iter().fold(outcome, |outcome, destination| destination.write(options, outcome, &result))
}

/// Refuses to write over a record of the project at `root`, or through a link inside the project: a stranger's branch could
/// point such a link anywhere. A link that is itself the target is replaced, not followed.
pub(crate) fn refuse_records(path: &Path, root: &Path) -> Result<(), Failure> {
    let absolute =
        |path: &Path| std::path::absolute(path).map(|path| without_dots(&path)).unwrap_or_default();
    let (path, root) = (absolute(path), absolute(root));
    let records = [fileset::CLAIMS, fileset::SOURCES, fileset::POLICY_FILE, fileset::BASELINE_FILE];
    let is_record =
        |path: &Path, root: &Path| records.iter().any(|records| path.starts_with(root.join(records)));
    let real = |path: &Path| path.canonicalize().unwrap_or_else(|_| path.to_owned());
    // The target may not exist yet, so the nearest existing folder above it is resolved.
    let there = path.ancestors().skip(1).find(|above| above.exists()).unwrap_or(&path);
    let resolved = path.strip_prefix(there).map(|rest| real(there).join(rest)).unwrap_or_default();
    if is_record(&path, &root) || is_record(&resolved, &real(&root)) {
        return Err(Failure::new(format!(
            "{} is one of the files that grounds reads, and results may not overwrite it",
            path.display()
        ))
        .help("write to a path outside claims/ and sources/"));
    }
    let below = path.ancestors().skip(1).take_while(|above| above.starts_with(&root) && *above != root);
    below.filter(|above| above.is_symlink()).try_for_each(|link| Err(link_refused(link)))
}

pub(crate) fn link_refused(link: &Path) -> Failure {
    Failure::new(format!("{} is a symbolic link, and grounds does not write through links", link.display()))
        .help("give the folder that the link points to, or remove the link")
}

/// # Errors
/// If the folder neither exists nor can be made.
pub(crate) fn make_folder(folder: &Path) -> Result<(), Failure> {
    std::fs::create_dir_all(folder).map_err(|error| {
        Failure::new(format!("the folder {} was not made: {}", folder.display(), error.kind()))
    })
}

/// The options with the `--limit` that was given; 0 shows all.
pub(crate) fn options(output: &Output, limit: Option<usize>) -> OutputOptions<'_> {
    let limit = limit.map(|limit| if limit == 0 { usize::MAX } else { limit });
    OutputOptions { limit: limit.or(output.options.limit), ..output.options }
}

/// The help of `--format`.
pub(crate) fn help<W>(formats: &[Format<W>]) -> String {
    let described: Vec<_> =
        formats.iter().map(|format| format!("{} ({})", format.name, format.about)).collect();
    format!(
        "The output format, and the file to write to, if any. May be repeated. Formats: {} [default: {}]",
        described.join(", "),
        formats[0].name
    )
}

/// `a/./b/../c` as `a/c`, without asking the disk.
pub(crate) fn without_dots(path: &Path) -> PathBuf {
    let mut plain = PathBuf::new();
    for component in path.components() {
        match component {
            Component::CurDir => {}
            Component::ParentDir => _ = plain.pop(),
            component => plain.push(component),
        }
    }
    plain
}

/// Writes a file completely or not at all. A link in its place is replaced, not followed.
pub(crate) fn replace(file: &Path, content: impl FnOnce(&mut dyn Write) -> io::Result<()>) -> io::Result<()> {
    let fill = |file: File| {
        let mut out = BufWriter::new(file);
        content(&mut out).and_then(|()| out.flush())
    };
    // A device such as /dev/stderr cannot be replaced.
    if file.symlink_metadata().is_ok_and(|metadata| !metadata.is_file() && !metadata.is_symlink()) {
        return fill(File::create(file)?);
    }
    let name = file.file_name().ok_or(io::ErrorKind::InvalidInput)?.to_string_lossy();
    let temporary = file.with_file_name(format!(".{name}.{}", std::process::id()));
    let new = std::fs::OpenOptions::new().write(true).create_new(true).open(&temporary)?;
    let replaced = fill(new).and_then(|()| std::fs::rename(&temporary, file));
    if replaced.is_err() {
        // If this fails too, the first error is the one to report.
        let _ = std::fs::remove_file(&temporary);
    }
    replaced
}
