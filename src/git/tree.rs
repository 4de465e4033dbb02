//! Parsing tree objects, and comparing two of them.

use super::Id;
use super::objects::hash;
use gix_object::TreeRefIter;
use gix_object::tree::EntryRef;
use std::cmp::Ordering;

/// One entry of a folder.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Entry<'t> {
    /// A file, a folder or something else.
    pub kind: EntryKind,
    /// Any bytes: a repository may contain names that git itself would not write.
    pub name: &'t [u8],
    /// The id of its object.
    pub id: Id,
}

/// From the mode of an entry.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum EntryKind {
    /// A file, executable or not.
    File,
    /// A folder.
    Folder,
    /// A symbolic link.
    Link,
    /// A commit of another repository.
    Submodule,
}

/// One name in two trees; `None` where the tree does not have it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Change<'t> {
    /// The entry of the first tree.
    pub before: Option<Entry<'t>>,
    /// The entry of the second tree.
    pub after: Option<Entry<'t>>,
}

/// The entries of the tree object `data`, in its order; ids have `id_length` bytes. Ends with an error where it is damaged.
pub fn entries(data: &[u8], id_length: usize) -> impl Iterator<Item = Result<Entry<'_>, Damaged>> {
    TreeRefIter::from_bytes(data, hash(id_length)).map(|found| Entry::of(&found.map_err(|_| Damaged)?))
}

/// A tree object that cannot be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Damaged;

/// Hands the entries that differ between two tree objects to `each`, paired by name and by whether they are folders.
///
/// # Errors
/// If one of them is damaged.
pub fn differences<'t>(
    before: &'t [u8],
    after: &'t [u8],
    id_length: usize,
    mut each: impl FnMut(Change<'t>),
) -> Result<(), Damaged> {
    let (mut before, mut after) = (before, after);
    let (mut left, mut right) = (None, None);
    loop {
        if left.is_none() && right.is_none() {
            let same = same_beginning(before, after, id_length)?;
            (before, after) = (&before[same..], &after[same..]);
        }
        if left.is_none() {
            left = next(&mut before, id_length)?;
        }
        if right.is_none() {
            right = next(&mut after, id_length)?;
        }
        let order = match (&left, &right) {
            (None, None) => return Ok(()),
            (Some(_), None) => Ordering::Less,
            (None, Some(_)) => Ordering::Greater,
            (Some(left), Some(right)) => order(left, right),
        };
        let change = Change {
            before: if order.is_le() { left.take() } else { None },
            after: if order.is_ge() { right.take() } else { None },
        };
        if change.before != change.after {
            each(change);
        }
    }
}

/// The length, in bytes, of the entries that both begin with: usually nearly all. Compares chunks of bytes first, then finds
/// the boundary between entries.
fn same_beginning(before: &[u8], after: &[u8], id_length: usize) -> Result<usize, Damaged> {
    let chunks = before.chunks_exact(CHUNK).zip(after.chunks_exact(CHUNK));
    let sure = chunks.take_while(|(before, after)| before == after).count() * CHUNK;
    if before[sure..] == after[sure..] {
        return Ok(before.len());
    }
    let mut entries = TreeRefIter::from_bytes(before, hash(id_length));
    let mut same = 0;
    while let Some(entry) = entries.next() {
        entry.map_err(|_| Damaged)?;
        let end = entries.offset_to_next_entry(before);
        if end > sure && after.get(same..end) != Some(&before[same..end]) {
            break;
        }
        same = end;
    }
    Ok(same)
}

/// Bytes compared at once.
const CHUNK: usize = 64;

/// Git's order: by bytes, with a `/` after the name of a folder.
fn order(left: &Entry, right: &Entry) -> Ordering {
    let common = left.name.len().min(right.name.len());
    let next = |entry: &Entry| match entry.name.get(common) {
        Some(&byte) => byte,
        None if entry.kind == EntryKind::Folder => b'/',
        None => 0,
    };
    left.name[..common].cmp(&right.name[..common]).then_with(|| next(left).cmp(&next(right)))
}

/// Takes the first entry off a tree object.
fn next<'t>(data: &mut &'t [u8], id_length: usize) -> Result<Option<Entry<'t>>, Damaged> {
    let mut entries = TreeRefIter::from_bytes(data, hash(id_length));
    let Some(found) = entries.next() else { return Ok(None) };
    let entry = Entry::of(&found.map_err(|_| Damaged)?)?;
    *data = &data[entries.offset_to_next_entry(data)..];
    Ok(Some(entry))
}

impl<'t> Entry<'t> {
    fn of(found: &EntryRef<'t>) -> Result<Self, Damaged> {
        let kind = match found.mode.value() {
            0o040_000 => EntryKind::Folder,
            0o120_000 => EntryKind::Link,
            0o160_000 => EntryKind::Submodule,
            _ => EntryKind::File,
        };
        let id = Id::new(found.oid.as_bytes()).ok_or(Damaged)?;
        Ok(Self { kind, name: found.filename, id })
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    fn tree(entries: &[(&str, &str, u8)]) -> Vec<u8> {
        let mut data = Vec::new();
        for (mode, name, id) in entries {
            data.extend(format!("{mode} {name}\0").bytes());
            data.extend([*id; 20]);
        }
        data
    }

    fn changed(before: &[u8], after: &[u8]) -> Vec<(Option<u8>, Option<u8>)> {
        let mut all = Vec::new();
        let first = |entry: Option<Entry>| entry.map(|entry| entry.id.as_bytes()[0]);
        differences(before, after, 20, |change| all.push((first(change.before), first(change.after))))
            .unwrap();
        all
    }

    #[test]
    fn entries_are_paired_by_name_in_the_order_of_git() {
        // A folder `a` stands behind the file `a.toml`: it is sorted as `a/`.
        let before =
            tree(&[("100644", "a.toml", 1), ("40000", "a", 2), ("100644", "b", 3), ("100644", "d", 4)]);
        let after = tree(&[("40000", "a", 9), ("100644", "b", 3), ("100644", "c", 5), ("120000", "d", 4)]);
        let expected = [(Some(1), None), (Some(2), Some(9)), (None, Some(5)), (Some(4), Some(4))];
        assert_eq!(changed(&before, &after), expected);
        assert_eq!(changed(&before, &before), []);
    }

    #[test]
    fn a_file_and_a_folder_of_one_name_are_two_things() {
        let (file, folder) = (tree(&[("100644", "a", 1)]), tree(&[("40000", "a", 2)]));
        assert_eq!(changed(&file, &folder), [(Some(1), None), (None, Some(2))]);
    }

    #[test]
    fn one_change_is_found_wherever_it_stands_in_a_large_folder() {
        let names: Vec<String> = (0..40).map(|number| format!("claim-{number:02}")).collect();
        let whole: Vec<_> = names.iter().map(|name| ("100644", name.as_str(), 7)).collect();
        for at in 0..whole.len() {
            let (mut other, mut less) = (whole.clone(), whole.clone());
            other[at].2 = 8;
            less.remove(at);
            assert_eq!(changed(&tree(&whole), &tree(&other)), [(Some(7), Some(8))]);
            assert_eq!(changed(&tree(&whole), &tree(&less)), [(Some(7), None)]);
            assert_eq!(changed(&tree(&less), &tree(&whole)), [(None, Some(7))]);
            other[39 - at].2 = 9;
            assert_eq!(changed(&tree(&whole), &tree(&other)).len(), if at == 39 - at { 1 } else { 2 });
        }
    }

    #[test]
    fn a_damaged_tree_is_told() {
        let good = tree(&[("100644", "a", 1)]);
        for cut in 1..good.len() {
            assert!(entries(&good[..cut], 20).any(|entry| entry.is_err()), "{cut}");
            assert_eq!(differences(&good[..cut], &[], 20, |_| ()), Err(Damaged));
        }
        assert_eq!(entries(&good, 20).count(), 1);
    }
}
