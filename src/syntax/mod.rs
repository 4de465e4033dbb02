//! Floor 4: from the bytes of one file to what it means, and to all that is wrong with how it is written.
//!
//! Every reader returns a value *and* faults. A file that breaks the grammar of TOML still yields what could be
//! made out, marked as not sound, because the program also reads its own past.
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
mod scan;
pub mod source;
mod statements;
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

/// Reads a file with `read`, which gets its table, and whether that is all of it. What a broken file seems to lack may
/// only have been swallowed by the mistake: of one that is not sound, only what is wrong with it as TOML is remarked.
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
