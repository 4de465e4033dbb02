//! Floor 4: parsing one file into a value and a list of everything that is wrong with how it is written.
//!
//! Every reader returns a value *and* faults. A file that is not valid TOML still gives the parts that could be read, marked as
//! not sound, because the history of a project contains such files.
//!
//! No record is read through `#[derive(Deserialize)]`. A derive stops at the first fault, while a check reports every
//! fault of a file at once. It also loses where each key is written, and drops unknown keys or stops at them, while a
//! check points at the key and asks whether a similar one was meant. So `table` takes the keys of a `toml` table one by
//! one, each with its place.

pub mod allow;
pub mod baseline;
pub mod claim;
mod document;
pub mod edit;
pub mod fault;
pub mod invisible;
pub mod layout;
mod meaning;
mod mistakes;
mod parts;
pub mod policy;
mod record;
pub mod remarks;
mod scan;
pub mod source;
mod statements;
pub mod story;
mod table;
pub mod template;
pub mod text_value;
mod typing_error;
pub mod written;

use crate::text::span::{FileId, Span};
use document::Parsed;
pub use fault::Remarks;
use fault::{Fault, FaultKind, SyntaxFault};
use table::Faults;
use toml::de::DeTable;

/// The text of a file, or the fault that it is not UTF-8.
///
/// # Errors
/// A `toml-syntax` fault at the first byte that is not UTF-8.
pub fn decode(file: FileId, bytes: &[u8]) -> Result<&str, Fault> {
    std::str::from_utf8(bytes).map_err(|error| {
        let wrong = error.valid_up_to();
        let message = format!("the file is not UTF-8 text: byte {} is wrong", wrong + 1);
        let fault = SyntaxFault::new(message, "", "save the file in the encoding UTF-8");
        Fault { file, span: Span::new(wrong, wrong + 1), within: None, kind: FaultKind::Syntax(fault) }
    })
}

/// Parses a file and hands its table to `read`, with whether the table is complete. For an incomplete one only TOML errors are
/// reported: a key that seems to be missing may be hidden by the error.
fn read_file<T>(
    file: FileId,
    text: &str,
    read: impl FnOnce(DeTable, bool, &mut Faults) -> T,
) -> (T, Remarks) {
    let Parsed { table, sound, mut remarks } = document::parse(file, text);
    let syntax = remarks.faults.len();
    let value = read(table, sound, &mut Faults { file, list: &mut remarks.faults });
    if !sound {
        remarks.faults.truncate(syntax);
    }
    (value, remarks)
}
