//! Floor 4: from the bytes of one file to what it means, and to all that is wrong with how it is written.
//!
//! Every reader returns a value *and* faults. A file that breaks the grammar of TOML still yields what could be
//! made out, marked as not sound, because the program also reads its own past.

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
pub mod written;

use crate::text::span::{FileId, Span};
use allow::Allow;
use fault::{Fault, FaultKind, SyntaxFault};
use table::Faults;
pub(crate) use table::Shape;
use toml::de::DeTable;

/// What reading a file brings besides its meaning.
#[derive(Debug, Default)]
pub struct Remarks {
    /// What is wrong with how the file is written.
    pub faults: Vec<Fault>,
    /// The comments that silence a rule.
    pub allows: Vec<Allow>,
}

impl Remarks {
    /// That one thing is wrong.
    pub fn of(fault: Fault) -> Self {
        Self { faults: vec![fault], allows: Vec::new() }
    }
}

/// The text of a file, or the fault that it is not UTF-8.
///
/// # Errors
/// A `toml-syntax` fault at the first byte that is not UTF-8.
pub fn decode(file: FileId, bytes: &[u8]) -> Result<&str, Fault> {
    std::str::from_utf8(bytes).map_err(|error| Fault {
        file,
        span: Span::new(error.valid_up_to(), error.valid_up_to() + 1),
        within: None,
        kind: FaultKind::Syntax(SyntaxFault::NotUtf8 { offset: error.valid_up_to() }),
    })
}

/// A file as TOML, with what is wrong with it as TOML.
struct Parsed<'t> {
    table: DeTable<'t>,
    /// Is all of the file in the table?
    sound: bool,
    remarks: Remarks,
}

/// Reads a file with `read`, which gets its table, and whether that is all of it. What a broken file seems to lack may
/// only have been swallowed by the mistake: of one that is not sound, only what is wrong with it as TOML is remarked.
fn read_file<T>(
    file: FileId,
    text: &str,
    read: impl FnOnce(DeTable, bool, &mut Faults) -> T,
) -> (T, Remarks) {
    let Parsed { table, sound, mut remarks } = document::parse(file, text);
    let told = remarks.faults.len();
    let value = read(table, sound, &mut Faults { file, list: &mut remarks.faults });
    if !sound {
        remarks.faults.truncate(told);
    }
    (value, remarks)
}
