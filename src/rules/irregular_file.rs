//! A file that is refused.

use super::{About, Check, Context, Rule};
use crate::diagnostic::{Diagnostic, Level};
use crate::fileset::{DEPTH_LIMIT, Irregular};
use crate::syntax::fault::FaultKind;

pub(super) const RULE: Rule = Rule {
    name: "irregular-file",
    about: About::Reading,
    level: Level::Error,
    adjustable: false,
    page: include_str!("irregular_file.md"),
    check: Check::All(check),
};

fn check(context: &Context, said: &mut Vec<Diagnostic>) {
    for (fault, kind) in context.faults() {
        let FaultKind::IrregularFile(irregular) = kind else { continue };
        let path = context.path(fault.file);
        let (message, help) = match irregular {
            Irregular::Link => (
                format!("{path} is a symbolic link, and links are not followed"),
                "put the file itself here".to_owned(),
            ),
            Irregular::NotAFile => (format!("{path} is not a regular file"), "remove it".to_owned()),
            Irregular::TooLarge(limit) => (
                format!("{path} is larger than {} MiB, and was not read", limit >> 20),
                "split it, or keep only what is needed".to_owned(),
            ),
            Irregular::TooDeep => (
                format!("{path} lies more than {DEPTH_LIMIT} folders deep, and was not looked into"),
                "move it further up".to_owned(),
            ),
            Irregular::Extension => (
                format!("{path} looks like a record, but its name does not end in .toml"),
                "rename it, so that it is checked".to_owned(),
            ),
            Irregular::Unreadable(why) => {
                (format!("{path} cannot be read: {why}"), "check its permissions".to_owned())
            }
        };
        said.push(RULE.says(message, fault.place(), "").help(help));
    }
}
