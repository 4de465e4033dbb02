//! Whether a change is honest (with --base).

mod allow_added;
mod base_unreadable;
mod caveat_removed;
mod claim_deleted;
mod differences;
mod earns_more;
mod move_not_allowed;
mod policy_changed;
mod raised_on_new_source;
mod raised_on_old_check;
mod self_checked;
mod source_reweighed;
mod statement_drift;
mod status_moved_silently;
mod support_changed;
mod text_repinned;
mod touched;
mod withdrawn_and_back;

use crate::rules::{About, Group};
pub use self_checked::asks_who_raised;
pub(super) use touched::named;

pub(super) const GROUP: Group = Group {
    about: About::Change,
    folder: "change",
    heading: "Whether a change is honest (with --base)",
    rules: &[
        status_moved_silently::RULE,
        statement_drift::RULE,
        support_changed::RULE,
        claim_deleted::RULE,
        withdrawn_and_back::RULE,
        move_not_allowed::RULE,
        self_checked::RULE,
        policy_changed::RULE,
        text_repinned::RULE,
        source_reweighed::RULE,
        caveat_removed::RULE,
        earns_more::RULE,
        raised_on_new_source::RULE,
        raised_on_old_check::RULE,
        allow_added::RULE,
        base_unreadable::RULE,
    ],
};
