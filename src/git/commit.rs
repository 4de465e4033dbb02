//! Parsing commit objects leniently: an old commit without an author, or with an impossible date, is still a commit. The
//! parser of gix-object stops at the first such line and then gives neither encoding nor message, so it is not used.

use super::Id;
use crate::text::bytes;
use chrono::{DateTime, Datelike, FixedOffset};

/// One commit.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Commit {
    /// Its root tree.
    pub tree: Id,
    /// In order: the first parent is the branch that was merged into.
    pub parents: Vec<Id>,
    /// Who wrote it, and when.
    pub author: Signature,
    /// Who committed it, and when.
    pub committer: Signature,
    /// The first line of its message.
    pub subject: String,
}

/// Who did something, and when.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Signature {
    /// As written; may be empty.
    pub name: String,
    /// As written; may be empty.
    pub email: String,
    /// In the writer's time zone; `None` if it is missing, invalid, or outside the years 0 to 9999 that RFC 3339 can express.
    pub at: Option<DateTime<FixedOffset>>,
}

/// Parses the commit object `data`; `None` without a valid tree, or with an invalid parent.
pub fn parse(data: &[u8]) -> Option<Commit> {
    let end = memchr::memmem::find(data, b"\n\n").unwrap_or(data.len());
    let (header, message) = (&data[..end], data.get(end + 2..).unwrap_or_default());
    let (mut tree, mut parents) = (None, Vec::new());
    let (mut author, mut committer, mut encoding) = (None, None, None);
    for line in header.split(|&byte| byte == b'\n') {
        let space = memchr::memchr(b' ', line).unwrap_or(line.len());
        let value = line.get(space + 1..).unwrap_or_default();
        match &line[..space] {
            b"tree" if tree.is_none() => tree = Some(Id::from_hex(value)?),
            b"parent" => parents.push(Id::from_hex(value)?),
            b"author" => author = author.or(Some(value)),
            b"committer" => committer = committer.or(Some(value)),
            b"encoding" => encoding = Some(value),
            _ => {}
        }
    }
    let in_words = |bytes: &[u8]| decode(bytes, encoding);
    let signature =
        |written: Option<&[u8]>| written.map(|written| signature(written, in_words)).unwrap_or_default();
    let line = message.split(|&byte| byte == b'\n').find(|line| !line.trim_ascii().is_empty());
    Some(Commit {
        tree: tree?,
        parents,
        author: signature(author),
        committer: signature(committer),
        subject: in_words(line.unwrap_or_default().trim_ascii()),
    })
}

/// `Name <email> seconds +hhmm`; whatever is missing stays empty.
fn signature(written: &[u8], in_words: impl Fn(&[u8]) -> String) -> Signature {
    let open = memchr::memchr(b'<', written).unwrap_or(written.len());
    let close = memchr::memrchr(b'>', written).filter(|&close| close > open).unwrap_or(written.len());
    let email = written.get(open + 1..close).unwrap_or_default();
    let when = String::from_utf8_lossy(written.get(close + 1..).unwrap_or_default());
    let mut when = when.split_ascii_whitespace();
    let seconds = when.next().and_then(|seconds| seconds.parse().ok());
    let at = seconds.and_then(|seconds| DateTime::from_timestamp(seconds, 0));
    let zone = when.next().and_then(zone).or(FixedOffset::east_opt(0));
    Signature {
        name: in_words(written[..open].trim_ascii()),
        email: in_words(email.trim_ascii()),
        at: at
            .zip(zone)
            .map(|(at, zone)| at.with_timezone(&zone))
            .filter(|at| (0..=9999).contains(&at.year())),
    }
}

/// `+0300`
fn zone(written: &str) -> Option<FixedOffset> {
    let digits = written
        .strip_prefix(['+', '-'])
        .filter(|digits| digits.len() == 4 && digits.bytes().all(|b| b.is_ascii_digit()))?;
    let minutes = digits[..2].parse::<i32>().ok()? * 60 + digits[2..].parse::<i32>().ok()?;
    FixedOffset::east_opt(if written.starts_with('-') { -minutes * 60 } else { minutes * 60 })
}

/// Decodes UTF-8, or else the commit's declared encoding; other bytes become `\xNN`.
fn decode(bytes: &[u8], encoding: Option<&[u8]>) -> String {
    if let Ok(words) = std::str::from_utf8(bytes) {
        return words.to_owned();
    }
    if let Some(encoding) = encoding.and_then(encoding_rs::Encoding::for_label)
        && let Some(words) = encoding.decode_without_bom_handling_and_without_replacement(bytes)
    {
        return words.into_owned();
    }
    bytes::in_words(bytes)
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    const TREE: &str = "tree 4b825dc642cb6eb9a060e54bf8d69288fbee4904\n";

    fn author(line: &[u8]) -> Signature {
        parse(&[TREE.as_bytes(), b"author ", line, b"\n\nx\n"].concat()).unwrap().author
    }

    #[test]
    fn a_commit_is_read_as_git_writes_it() {
        let parent = "parent 4b825dc642cb6eb9a060e54bf8d69288fbee4904\n";
        let data = format!(
            "{TREE}{parent}{parent}author Ada L <a@x> 1700000000 +0330\ncommitter Bo <b@x> 1700000001 -0100\ngpgsig x\n author no\n\n\n Take in \nmore"
        );
        let commit = parse(data.as_bytes()).unwrap();
        assert_eq!((commit.parents.len(), commit.subject.as_str()), (2, "Take in"));
        assert_eq!((commit.author.name.as_str(), commit.author.email.as_str()), ("Ada L", "a@x"));
        assert_eq!(commit.author.at.unwrap().to_rfc3339(), "2023-11-15T01:43:20+03:30");
        assert_eq!(commit.committer.at.unwrap().to_rfc3339(), "2023-11-14T21:13:21-01:00");
    }

    #[test]
    fn authors_as_no_git_writes_them_are_read_as_far_as_they_go() {
        assert_eq!(author(b"Ada"), Signature { name: "Ada".to_owned(), ..Signature::default() });
        assert_eq!(author(b"<> 9223372036854775807 +0000"), Signature::default());
        assert_eq!(author(b"A <b> 99999999999999999999999 +9999").at, None);
        let last = author(b"A <b> 253402300799 +0000").at.unwrap().to_rfc3339();
        assert_eq!(last, "9999-12-31T23:59:59+00:00");
        // The last second that the library for dates knows, in a time zone where it is later.
        for beyond in
            [&b"A <b> 253402300799 +0001"[..], b"A <b> 8210266876799 +0100", b"A <b> -99999999999 +0000"]
        {
            assert_eq!(author(beyond).at, None);
        }
        assert_eq!(author(b"A <b> 0 +9999").at.unwrap().timestamp(), 0);
        assert_eq!(author("A <b> 0 +0é0".as_bytes()).at.unwrap().timestamp(), 0);
        assert_eq!(author(b"J\xFCrgen <b> 0 +0000").name, "J\\xFCrgen");
        let cyrillic =
            [TREE.as_bytes(), b"author \xDE\xF0\xB3\xE9 <b> 0 +0000\nencoding windows-1251\n\nx"].concat();
        assert_eq!(parse(&cyrillic).unwrap().author.name, "Юрій");
        assert_eq!(parse(TREE.as_bytes()).unwrap().author, Signature::default());
        assert!(parse(b"parent x\n\nx").is_none() && parse(b"").is_none());
    }
}
