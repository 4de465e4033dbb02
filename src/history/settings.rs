//! The differences between two policies.

use crate::model::policy::Policy;
use std::collections::BTreeMap;

/// A changed setting; a value is empty where it is not set.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Setting {
    /// Its name, as in `grounds.toml`.
    pub name: String,
    /// The old value.
    pub before: String,
    /// The new value.
    pub after: String,
}

/// Every changed setting, sorted by name.
pub fn differences(before: &Policy, after: &Policy) -> Vec<Setting> {
    let settings = |policy: &Policy| policy.settings().into_iter().collect::<BTreeMap<_, _>>();
    let (mut old, mut new) = (settings(before), settings(after));
    let mut names: Vec<_> = old.keys().chain(new.keys()).cloned().collect();
    names.sort_unstable();
    names.dedup();
    let pairs = names.into_iter().map(|name| {
        let (before, after) = (old.remove(&name).unwrap_or_default(), new.remove(&name).unwrap_or_default());
        Setting { name, before, after }
    });
    pairs.filter(|setting| setting.before != setting.after).collect()
}
