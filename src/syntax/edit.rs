//! Changing a record at one place, and leaving every other byte of it as it was.

use super::source;
use crate::model::source::Source;
use crate::text::span::FileId;

/// The record of a source, with `sha256` recorded under `[text]`. Comments, order and line ends stay. `None` if the
/// record cannot be read whole, or is written in a way in which it cannot be changed safely.
pub fn with_sha256(record: &str, sha256: &str) -> Option<String> {
    let before = sound(record)?;
    let line_end = match record.find('\n') {
        Some(end) if record[..end].ends_with('\r') => "\r\n",
        _ => "\n",
    };
    let line = format!("sha256 = \"{sha256}\"");
    let mut changed = record.to_owned();
    if let Some(text) = &before.text {
        let header = text.header.range();
        if let Some(old) = &text.sha256 {
            changed.replace_range(old.span.range(), &format!("\"{sha256}\""));
        } else if record.get(header.clone())?.starts_with('[') {
            match record.get(header.end..)?.find('\n') {
                Some(end) => changed.insert_str(header.end + end + 1, &(line + line_end)),
                None => changed.extend([line_end, &line, line_end]),
            }
        } else {
            changed.insert_str(header.start + 1, &format!(" {line}"));
        }
    } else {
        let gap = match record {
            "" => "",
            _ if record.ends_with('\n') => line_end,
            _ => &line_end.repeat(2),
        };
        changed.extend([gap, "[text]", line_end, &line, line_end]);
    }
    let after = sound(&changed)?;
    let recorded = after.text.and_then(|text| text.sha256)?;
    (*recorded.value == *sha256).then_some(changed)
}

fn sound(record: &str) -> Option<Source> {
    let (source, _) = source::read(FileId(0), "", record);
    source.sound.then_some(source)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_hash_is_put_where_it_belongs_and_nothing_else_is_touched() {
        let with = |record: &str| with_sha256(record, "abc");
        for (before, after) in [
            ("kind = \"analysis\"", "kind = \"analysis\"\n\n[text]\nsha256 = \"abc\"\n"),
            ("kind = 'x' # why\r\n", "kind = 'x' # why\r\n\r\n[text]\r\nsha256 = \"abc\"\r\n"),
            (
                "[text] # ours\nsha256   =   'old' # then\n[retracted]\n",
                "[text] # ours\nsha256   =   \"abc\" # then\n[retracted]\n",
            ),
            ("[text] # ours\r\n# old\r\n", "[text] # ours\r\nsha256 = \"abc\"\r\n# old\r\n"),
            ("[text]", "[text]\nsha256 = \"abc\"\n"),
            ("text = {}\n", "text = { sha256 = \"abc\"}\n"),
            ("text.sha256 = 'old'\nkind = 'x'", "text.sha256 = \"abc\"\nkind = 'x'"),
            ("", "[text]\nsha256 = \"abc\"\n"),
        ] {
            assert_eq!(with(before).as_deref(), Some(after), "{before:?}");
            assert_eq!(with(after).as_deref(), Some(after), "once is enough");
        }
        for broken in [
            "kind = ",
            "[text]\nsha256 = \"\"\n",
            "[text]\nsha256 = 5\n",
            "[[text]]\n",
            "text = 'x'\n",
            "<<<<<<< a\n>>>>>>> b\n",
        ] {
            assert_eq!(with(broken), None, "{broken:?}");
        }
    }
}
