//! Names of commits, as people give them: `main`, `v1.0`, `4b825dc6`, `HEAD~2^2` (gitrevisions(7)).

use super::ancestry::Ancestry;
use super::{Error, Id};

/// One step from a commit to an ancestor.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Step {
    /// `~3`: along the first parents.
    Back(u32),
    /// `^2`: to that parent, counted from 1; `^0` is the commit itself.
    Parent(u32),
}

impl Step {
    /// Where it leads; `None` if the history ends before.
    pub(super) fn from(self, ancestry: &mut Ancestry, commit: Id) -> Result<Option<Id>, Error> {
        let (steps, parent) = match self {
            Step::Back(steps) => (steps, 1),
            Step::Parent(0) => (0, 1),
            Step::Parent(parent) => (1, parent),
        };
        let mut found = commit;
        for _ in 0..steps {
            let Some(parent) = ancestry.parents(found)?.get(parent as usize - 1) else { return Ok(None) };
            found = *parent;
        }
        Ok(Some(found))
    }
}

/// The name in a revision, and the steps from there. Only names with `~` and `^` are accepted, not git's searches by date,
/// message or path.
pub(super) fn read(revision: &str) -> Option<(&str, Vec<Step>)> {
    const LONGEST: usize = 1024;
    let refused = |c: char| {
        c.is_control() || c.is_whitespace() || matches!(c, ':' | '?' | '*' | '[' | '\\' | '{' | '}')
    };
    let end = revision.find(['~', '^']).unwrap_or(revision.len());
    let (name, mut rest) = revision.split_at(end);
    let is_plain = !name.is_empty()
        && revision.len() <= LONGEST
        && !name.starts_with('-')
        && !name.contains("..")
        && !name.contains("@{")
        && !name.contains(refused);
    if !is_plain {
        return None;
    }
    let mut steps = Vec::new();
    while let Some(sign) = rest.chars().next() {
        let step = match sign {
            '~' => Step::Back,
            '^' => Step::Parent,
            _ => return None,
        };
        let number = &rest[1..];
        let end = number.find(|c: char| !c.is_ascii_digit()).unwrap_or(number.len());
        steps.push(step(if end == 0 { 1 } else { number[..end].parse().ok()? }));
        rest = &number[end..];
    }
    Some((name, steps))
}

/// What a tag object names.
pub(super) fn tagged(data: &[u8]) -> Option<Id> {
    let line = data.split(|&byte| byte == b'\n').next()?;
    Id::from_hex(line.strip_prefix(b"object ")?)
}

#[cfg(test)]
mod tests {
    use super::{Step, read};

    #[test]
    fn only_names_and_steps_from_them_are_revisions() {
        for good in ["main", "origin/main", "HEAD~2", "v1.0^2~3", "4b825dc6", "feature/ä", "HEAD^^"] {
            assert!(read(good).is_some(), "{good}");
        }
        for bad in [
            "",
            "-x",
            ":/fix",
            "HEAD^{/fix}",
            "HEAD@{1}",
            "a..b",
            "a...b",
            "^main",
            "a b",
            "a\nb",
            "x:y",
            "*",
            "HEAD~x",
            "HEAD~99999999999",
            "a~1b",
        ] {
            assert!(read(bad).is_none(), "{bad}");
        }
        let steps = vec![Step::Back(1), Step::Parent(2), Step::Back(3), Step::Parent(0)];
        assert_eq!(read("main~^2~3^0"), Some(("main", steps)));
    }
}
