//! Statements that were reworded: whether the rule about drift lets them pass.

use grounds::text::rewording::reworded;

/// `changes` or `same`, the kind, the old statement, the new one.
fn rows() -> impl Iterator<Item = (bool, &'static str, &'static str, &'static str)> {
    let rows = include_str!("rewordings.txt").lines().filter(|row| !row.starts_with('#') && !row.is_empty());
    rows.map(|row| match row.split('\t').collect::<Vec<_>>()[..] {
        [what, kind, old, new] => (what == "changes", kind, old, new),
        _ => panic!("not four columns: {row}"),
    })
}

#[test]
fn what_changes_the_meaning_is_told_and_what_does_not_mostly_passes() {
    let (mut missed, mut false_alarms, mut count) = (Vec::new(), Vec::new(), [0, 0]);
    for (changes, kind, old, new) in rows() {
        count[usize::from(changes)] += 1;
        let told = reworded(old, new, &[]);
        if changes && told.is_none() {
            missed.push(format!("{kind}\n  {old}\n  {new}"));
        } else if let (false, Some(told)) = (changes, told) {
            false_alarms.push(format!("{kind}: {told:?}\n  {old}\n  {new}"));
        }
    }
    let told = format!("told as it should not be, of {}:\n{}", count[0], false_alarms.join("\n"));
    assert!(count[0] >= 100 && count[1] >= 200, "{count:?}");
    assert!(missed.is_empty(), "missed, of {}:\n{}", count[1], missed.join("\n"));
    assert!(false_alarms.len() * 10 <= count[0], "{told}");
}
