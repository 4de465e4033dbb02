//! What one policy says otherwise than another.

use crate::model::policy::Policy;
use std::collections::BTreeMap;

/// One setting, as it was and as it is; empty where it is not set.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Setting {
    /// Its name, as in `grounds.toml`.
    pub name: String,
    /// What it was.
    pub before: String,
    /// What it is.
    pub after: String,
}

/// Every setting that differs, in the order of their names.
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
