//! Reading and writing `grounds.baseline.toml`. An incomplete block sets nothing aside.

use super::table::{Faults, Fields, report_lacking};
use super::{Remarks, read_file, written};
use crate::diagnostic::Level;
use crate::model::baseline::{ASIDE, About, AsideLevel, BASELINE, Baseline, BaselineEntry, FindingName};
use crate::text::span::{FileId, Span, Spanned};
use crate::text::unseen::unseen;
use chrono::NaiveDate;
use std::fmt::Write;
use std::ops::Range;
use toml::de::DeTable;

/// The comment at the top of a new file.
const HEAD: &str = "\
# Findings that are set aside for a while. `grounds check` counts them apart until the day given with each.
# `grounds baseline` removes those that are fixed, `grounds baseline --add` sets new ones aside, and `grounds todo`
# lists them.
";

/// Reads a baseline.
pub fn read(file: FileId, text: &str) -> (Baseline, Remarks) {
    read_file(file, text, |table, _, faults| read_table(file, table, faults))
}

fn read_table(file: FileId, table: DeTable, faults: &mut Faults) -> Baseline {
    let mut fields = Fields::new(&BASELINE, Span::default(), table);
    let blocks = fields.blocks("aside", &ASIDE, "blocks that begin with [[aside]]", faults);
    let entries = blocks.into_iter().filter_map(|block| read_entry(block, faults)).collect();
    fields.finish(&[&ASIDE], faults);
    Baseline { file: Some(file), entries }
}

fn read_entry(mut fields: Fields, faults: &mut Faults) -> Option<BaselineEntry> {
    let (header, since) = (fields.header, faults.list.len());
    let claim = fields.text("claim", faults);
    let source = fields.text("source", faults);
    let stray = fields.text("file", faults);
    let about = claim.map(About::Claim).or(source.map(About::Source)).or(stray.map(About::File));
    let rule = fields.text("rule", faults);
    let finding = fields.text("finding", faults);
    let level = fields.word::<AsideLevel>("level", faults).map(|level| level.value.0);
    let because = fields.words("because", faults);
    let until = fields.date("until", faults);
    let has_sha256 = fields.has("sha256");
    let sha256 = fields.words("sha256", faults);
    let says = fields.text("says", faults);
    let meant = fields.finish(&[], faults);
    let needs: [(&'static [&'static str], bool); 7] = [
        (&["claim", "source", "file"], about.is_none()),
        (&["rule"], rule.is_none()),
        (&["finding"], finding.is_none()),
        (&["level"], level.is_none()),
        (&["because"], because.is_none()),
        (&["until"], until.is_none()),
        (&["sha256"], has_sha256 && sha256.is_none()),
    ];
    for (keys, _) in needs.into_iter().filter(|(_, is_missing)| *is_missing) {
        report_lacking(keys, (&ASIDE, header), (&meant, since), faults);
    }
    if has_sha256 && sha256.is_none() {
        return None;
    }
    let until = until.map(|until| Spanned { value: until.value.last, span: until.span })?;
    let (level, because) = (level?, because?);
    Some(BaselineEntry {
        header,
        about: about?,
        rule: rule?,
        finding: finding?,
        level,
        sha256,
        says,
        because,
        until,
    })
}

/// One finding to be set aside.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewEntry {
    /// Its name. For a repetition, `finding` ends in a colon and a number.
    pub name: FindingName,
    /// The highest level that is excused.
    pub level: Level,
    /// Of the file, if that is not valid TOML.
    pub sha256: Option<String>,
    /// The rule's message.
    pub says: String,
    /// Why it is set aside.
    pub because: String,
    /// The last day on which it is set aside.
    pub until: NaiveDate,
}

/// The text of a baseline without the blocks whose headers are `removed` and with the `new` ones, sorted by subject, then by
/// rule. Other blocks and all their comments stay as they are. `None` if the text has errors or cannot be changed safely.
pub fn changed(text: &str, removed: &[Span], new: &[NewEntry]) -> Option<String> {
    let (baseline, remarks) = read(FileId(0), text);
    if !remarks.faults.is_empty() {
        return None;
    }
    let line_end = if text.contains("\r\n") { "\r\n" } else { "\n" };
    let ranges = blocks(text, &baseline)?;
    let head = text[..ranges.first().map_or(text.len(), |first| first.start)].trim_end();
    let head = if text.trim().is_empty() { HEAD.trim_end() } else { head };
    let old = baseline.entries.iter().zip(ranges).filter(|(entry, _)| !removed.contains(&entry.header));
    let old = old.map(|(entry, range)| {
        let name = FindingName { finding: entry.finding.value.to_string(), ..entry.finding_name() };
        (name, text[range].trim_end().to_owned())
    });
    let new = new.iter().map(|new| (new.name.clone(), block(new)));
    let mut blocks: Vec<_> = old.chain(new).collect();
    blocks.sort_by(|(one, _), (other, _)| one.cmp(other));
    let parts = [head].into_iter().filter(|head| !head.is_empty());
    let parts: Vec<_> = parts.chain(blocks.iter().map(|(_, block)| block.as_str())).collect();
    let changed = parts.join("\n\n") + "\n";
    let changed = changed.replace("\r\n", "\n").replace('\n', line_end);
    let (after, remarks) = read(FileId(0), &changed);
    (remarks.faults.is_empty() && after.entries.len() == blocks.len()).then_some(changed)
}

/// The range of each block: from the comments right above its header up to those of the next.
fn blocks(text: &str, baseline: &Baseline) -> Option<Vec<Range<usize>>> {
    let mut starts = Vec::with_capacity(baseline.entries.len() + 1);
    for entry in &baseline.entries {
        let header = entry.header.start as usize;
        if !text.get(header..)?.starts_with("[[") {
            return None;
        }
        let own_line = text[..header].rfind('\n').map_or(0, |end| end + 1);
        let mut start = own_line;
        while let Some(above) = text[..start].strip_suffix('\n') {
            let line = above.rfind('\n').map_or(0, |end| end + 1);
            if !above[line..].trim_start().starts_with('#') {
                break;
            }
            if line == 0 {
                // These comments are the head of the file.
                start = own_line;
                break;
            }
            start = line;
        }
        starts.push(start);
    }
    let ends = starts.iter().skip(1).copied().chain([text.len()]);
    Some(starts.iter().copied().zip(ends).map(|(start, end)| start..end).collect())
}

/// A longer message of a rule is cut off, in bytes.
const LONGEST_SAYS: usize = 160;

fn block(new: &NewEntry) -> String {
    let mut block =
        format!("[[aside]]\n{:7} = {}\n", new.name.about, written::text(&visible(&new.name.name)));
    let says = visible(&new.says);
    let says = &says[..says.floor_char_boundary(LONGEST_SAYS)];
    let because = visible(&new.because);
    let texts = [
        ("rule", Some(&*new.name.rule)),
        ("finding", Some(&*new.name.finding)),
        ("level", Some(new.level.name())),
        ("sha256", new.sha256.as_deref()),
        ("says", Some(says)),
        ("because", Some(&*because)),
    ];
    for (key, words) in texts {
        if let Some(words) = words {
            // Writing to a String cannot fail.
            let _ = writeln!(block, "{key:7} = {}", written::text(words));
        }
    }
    let _ = write!(block, "until   = {}", new.until.format("%Y-%m-%d"));
    block
}

/// Replaces invisible characters, which a check would report in the baseline.
fn visible(words: &str) -> String {
    words.chars().map(|c| if unseen(c).is_some() { ' ' } else { c }).collect()
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn new(name: &str, says: &str) -> NewEntry {
        NewEntry {
            name: FindingName {
                about: "claim",
                name: name.to_owned(),
                rule: "quote-short".to_owned(),
                finding: "0123456789abcdef".to_owned(),
            },
            level: Level::Warning,
            sha256: None,
            says: says.to_owned(),
            because: "it is old".to_owned(),
            until: NaiveDate::from_ymd_opt(2027, 3, 1).unwrap(),
        }
    }

    #[test]
    fn a_removed_block_leaves_the_rest_as_it_was() {
        let all = changed("", &[], &[new("c", "x"), new("a", "x"), new("b", "x")]).unwrap();
        let (baseline, _) = read(FileId(0), &all);
        let names: Vec<_> = baseline.entries.iter().map(|entry| entry.about.named().1.to_owned()).collect();
        assert_eq!(names, ["a", "b", "c"]);
        let kept =
            all.replacen("[[aside]]\nclaim   = \"c\"", "# Ask Ada.\n[[aside]]\nclaim   = \"c\" # !", 1);
        let (baseline, _) = read(FileId(0), &kept);
        let less = changed(&kept, &[baseline.entries[1].header], &[]).unwrap();
        assert_eq!(kept.matches("[[aside]]").count() - 1, less.matches("[[aside]]").count());
        assert!(
            less.starts_with(HEAD) && less.contains("\n\n# Ask Ada.\n[[aside]]\nclaim   = \"c\" # !\n"),
            "{less}"
        );
        let again = changed(&less, &[], &[new("b", "x")]).unwrap();
        assert_eq!(again, kept, "what comes back is where it was");
        let windows = kept.replace('\n', "\r\n");
        let less_there = changed(&windows, &[read(FileId(0), &windows).0.entries[1].header], &[]).unwrap();
        assert_eq!(less_there, less.replace('\n', "\r\n"));
    }

    #[test]
    fn what_cannot_be_changed_safely_is_left_alone() {
        for text in ["[[aside]]\n", "x = 1\n", "aside = [{}]\n", "[[aside\n"] {
            assert_eq!(changed(text, &[], &[new("a", "x")]), None, "{text}");
        }
    }

    proptest! {
        #[test]
        fn whatever_a_rule_says_is_read_again(says in "([a'\"\\\\#\\[\n\r\t]|\\PC|.){0,24}") {
            let text = changed("", &[], &[new("a", &says)]).unwrap();
            let (baseline, _) = read(FileId(0), &text);
            prop_assert_eq!(&*baseline.entries[0].says.as_ref().unwrap().value, &*visible(&says));
        }
    }
}
