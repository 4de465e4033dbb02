//! `grounds man`

use super::destination::{make_folder, refuse_records, replace};
use super::{Common, Failure, Outcome, output};
use clap::{Args, Command};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

/// Print or write the manual pages
///
/// Prints the manual page of grounds. With --out, it writes a page for each command. To read one, run `man -l FILE`.
#[derive(Debug, Args)]
pub(crate) struct Man {
    /// Write a page for each command into this folder, such as ~/.local/share/man/man1
    #[arg(long, value_name = "DIR")]
    out: Option<PathBuf>,
}

pub(crate) fn run(args: &Man, common: &Common) -> Result<Outcome, Failure> {
    let mut grounds = super::command().disable_help_subcommand(true);
    grounds.build();
    let Some(folder) = &args.out else {
        return Ok(output::stream(Outcome::Clean, |out| page(&grounds, out)));
    };
    if let Some(root) = common.project()? {
        refuse_records(folder, &root)?;
    }
    make_folder(folder)?;
    let count = write_all(&grounds, folder)?;
    output::message(&format!("wrote {count} pages into {}", folder.display()));
    Ok(Outcome::Clean)
}

/// Writes the pages of a command and its subcommands, and returns their number.
fn write_all(command: &Command, folder: &Path) -> Result<usize, Failure> {
    let file = folder.join(clap_mangen::Man::new(command.clone()).get_filename());
    replace(&file, |out| page(command, out))
        .map_err(|error| Failure::new(format!("{} was not written: {}", file.display(), error.kind())))?;
    command.get_subcommands().map(|below| write_all(below, folder)).try_fold(1, |sum, count| Ok(sum + count?))
}

fn page(command: &Command, out: &mut dyn Write) -> io::Result<()> {
    let mut page = Vec::new();
    clap_mangen::Man::new(command.clone()).render(&mut page)?;
    let name = command.get_display_name().unwrap_or(command.get_name());
    for line in String::from_utf8_lossy(&page).lines() {
        if line.starts_with(".TH ") {
            // clap_mangen writes nothing for the missing date, and `man` would take the next word for it.
            writeln!(out, r#".TH "{name}" "1" "" "grounds {}" "grounds""#, env!("CARGO_PKG_VERSION"))?;
        } else {
            writeln!(out, "{line}")?;
        }
    }
    Ok(())
}
