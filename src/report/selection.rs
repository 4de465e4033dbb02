//! Which part of the tree is shown and counted. The whole tree is always read.

/// The part of a tree that somebody asked about: everything, or what lies at or below some paths.
#[derive(Debug, Default)]
pub struct Selection {
    paths: Vec<String>,
}

impl Selection {
    /// Everything.
    pub fn all() -> Self {
        Self::default()
    }

    /// What lies at or below `paths`: relative to the root, `/` between components. The empty path is the root itself.
    pub fn of(paths: Vec<String>) -> Self {
        Self { paths }
    }

    /// Is the file at `path` part of it?
    pub fn has(&self, path: &str) -> bool {
        self.paths.is_empty()
            || self.paths.iter().any(|selected| {
                let rest = path.strip_prefix(selected.as_str());
                rest.is_some_and(|rest| selected.is_empty() || rest.is_empty() || rest.starts_with('/'))
            })
    }
}

#[cfg(test)]
mod tests {
    use super::Selection;

    #[test]
    fn a_folder_selects_what_is_below_it_and_nothing_beside_it() {
        let selection = Selection::of(vec!["claims/sea".to_owned()]);
        assert!(selection.has("claims/sea/tides.toml") && selection.has("claims/sea"));
        assert!(!selection.has("claims/seaside.toml") && !selection.has("claims"));
        assert!(Selection::all().has("grounds.toml"));
        assert!(Selection::of(vec![String::new()]).has("grounds.toml"));
    }
}
