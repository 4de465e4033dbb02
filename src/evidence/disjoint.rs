//! How many sets can be chosen so that no two share a member.

/// The greatest number of pairwise disjoint sets among `sets` (the set packing problem). Members of a set are sorted; an
/// empty set is never chosen.
///
/// Exact for up to 16 sets of several members that contain no other set; no claim has so many quotes with several roots.
/// Beyond that a lower bound.
pub fn most_disjoint<T: Ord>(sets: &[&[T]]) -> usize {
    let mut sets: Vec<&[T]> = sets.iter().copied().filter(|set| !set.is_empty()).collect();
    sets.sort_by(|a, b| (a.len(), a).cmp(&(b.len(), b)));
    sets.dedup();
    let singles: Vec<&T> = sets.iter().take_while(|set| set.len() == 1).map(|set| &set[0]).collect();
    // A set can be replaced by a smaller one inside it.
    let mut least: Vec<&[T]> = Vec::new();
    let holds_none = |set: &&[T]| !set.iter().any(|member| singles.binary_search(&member).is_ok());
    for set in sets[singles.len()..].iter().copied().filter(holds_none).take(LOOKED_AT) {
        if !least.iter().any(|smaller| smaller.iter().all(|member| set.binary_search(member).is_ok())) {
            least.push(set);
        }
    }
    singles.len() + most(&least, &mut Vec::new())
}

/// The most sets of several members that are considered, the smallest first.
const LOOKED_AT: usize = 64;
const EXACT: usize = 16;

/// The most sets of `open` that can be added to `chosen`.
fn most<'s, T: Ord>(open: &[&'s [T]], chosen: &mut Vec<&'s [T]>) -> usize {
    let Some((first, rest)) = open.split_first() else { return 0 };
    let free = chosen.iter().all(|set| first.iter().all(|member| set.binary_search(member).is_err()));
    if !free {
        return most(rest, chosen);
    }
    chosen.push(first);
    let with = 1 + most(rest, chosen);
    chosen.pop();
    if open.len() > EXACT { with } else { with.max(most(rest, chosen)) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn by_trying_all(sets: &[Vec<u8>]) -> usize {
        let fits = |choice: usize| {
            let chosen: Vec<_> = (0..sets.len()).filter(|index| choice >> index & 1 == 1).collect();
            let disjoint = chosen.iter().enumerate().all(|(nth, &a)| {
                chosen[nth + 1..].iter().all(|&b| sets[a].iter().all(|member| !sets[b].contains(member)))
            });
            (disjoint && chosen.iter().all(|&index| !sets[index].is_empty())).then_some(chosen.len())
        };
        (0..1 << sets.len()).filter_map(fits).max().unwrap_or(0)
    }

    proptest! {
        #[test]
        fn it_is_the_greatest_number(sets in prop::collection::vec(prop::collection::btree_set(0u8..8, 0..4), 0..9)) {
            let sets: Vec<Vec<u8>> = sets.into_iter().map(|set| set.into_iter().collect()).collect();
            let slices: Vec<_> = sets.iter().map(Vec::as_slice).collect();
            prop_assert_eq!(most_disjoint(&slices), by_trying_all(&sets));
        }
    }

    #[test]
    fn many_sets_take_no_time() {
        let sets: Vec<Vec<u32>> = (0..4000).map(|index| vec![index, index + 1, 9000]).collect();
        let slices: Vec<_> = sets.iter().map(Vec::as_slice).collect();
        assert_eq!(most_disjoint(&slices), 1);
    }
}
