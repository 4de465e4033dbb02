//! Tree objects, as they lie in a repository: a folder of one commit.

use super::Id;
use std::cmp::Ordering;

/// One entry of a folder.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Entry<'t> {
    /// What it is.
    pub kind: EntryKind,
    /// Its name: any bytes, for a repository may hold what git would not write.
    pub name: &'t [u8],
    /// The object that it is.
    pub id: Id,
}

/// What an entry of a folder is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum EntryKind {
    /// A file, executable or not.
    File,
    /// A folder.
    Folder,
    /// A symbolic link.
    Link,
    /// Another repository.
    Submodule,
}

/// What one file was and what it became; absent if there was none.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Change<'t> {
    /// The entry of the first tree.
    pub before: Option<Entry<'t>>,
    /// The entry of the second tree.
    pub after: Option<Entry<'t>>,
}

/// The entries of the tree object `data` of a repository whose ids have `id_length` bytes, in its order. Ends early, with
/// an error, where the object is damaged.
pub fn entries(data: &[u8], id_length: usize) -> impl Iterator<Item = Result<Entry<'_>, Damaged>> {
    let mut at = 0;
    std::iter::from_fn(move || {
        let next = (at < data.len()).then(|| entry(data, &mut at, id_length))?;
        if next.is_err() {
            at = data.len();
        }
        Some(next)
    })
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
    let (mut at_before, mut at_after) = (0, 0);
    let (mut left, mut right) = (None, None);
    loop {
        if left.is_none() && right.is_none() {
            let same = same_beginning(&before[at_before..], &after[at_after..], id_length)?;
            (at_before, at_after) = (at_before + same, at_after + same);
        }
        if left.is_none() && at_before < before.len() {
            left = Some(entry(before, &mut at_before, id_length)?);
        }
        if right.is_none() && at_after < after.len() {
            right = Some(entry(after, &mut at_after, id_length)?);
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

/// The length of the entries that both begin with: nearly all, as a rule. Many bytes are compared at once, and then the entry
/// is found that they end in.
fn same_beginning(before: &[u8], after: &[u8], id_length: usize) -> Result<usize, Damaged> {
    let pieces = before.chunks_exact(PIECE).zip(after.chunks_exact(PIECE));
    let sure = pieces.take_while(|(before, after)| before == after).count() * PIECE;
    if before[sure..] == after[sure..] {
        return Ok(before.len());
    }
    let mut at = 0;
    while at < before.len() {
        let mut end = at;
        entry_end(before, &mut end, id_length)?;
        if end > sure && after.get(at..end) != Some(&before[at..end]) {
            break;
        }
        at = end;
    }
    Ok(at)
}

/// So many bytes at once.
const PIECE: usize = 64;

/// Git's order: by bytes, as if the name of a folder ended in `/`.
fn order(left: &Entry, right: &Entry) -> Ordering {
    let common = left.name.len().min(right.name.len());
    let next = |entry: &Entry| match entry.name.get(common) {
        Some(&byte) => byte,
        None if entry.kind == EntryKind::Folder => b'/',
        None => 0,
    };
    left.name[..common].cmp(&right.name[..common]).then_with(|| next(left).cmp(&next(right)))
}

fn entry<'t>(data: &'t [u8], at: &mut usize, id_length: usize) -> Result<Entry<'t>, Damaged> {
    let start = *at;
    let name_end = entry_end(data, at, id_length)?;
    let space = memchr::memchr(b' ', &data[start..name_end]).ok_or(Damaged)?;
    let mode = &data[start..start + space];
    let kind = match mode {
        b"40000" | b"040000" => EntryKind::Folder,
        b"120000" => EntryKind::Link,
        b"160000" => EntryKind::Submodule,
        _ => EntryKind::File,
    };
    let name = &data[start + space + 1..name_end];
    let id = Id::new(&data[name_end + 1..*at]).ok_or(Damaged)?;
    Ok(Entry { kind, name, id })
}

/// Moves `at` behind the entry that begins there. Where its name ends.
fn entry_end(data: &[u8], at: &mut usize, id_length: usize) -> Result<usize, Damaged> {
    let name_end = *at + memchr::memchr(0, &data[*at..]).ok_or(Damaged)?;
    *at = name_end + 1 + id_length;
    if *at > data.len() { Err(Damaged) } else { Ok(name_end) }
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
