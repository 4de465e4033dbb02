//! Comments that silence one finding: `# grounds: allow(quote-short) because the whole reply was two words`.

use crate::text::span::{FileId, Span, Spanned};

/// A comment that silences a finding, or tries to.
#[derive(Debug)]
pub struct Allow {
    /// The file it is in.
    pub file: FileId,
    /// The comment itself.
    pub span: Span,
    /// The lines in which it silences findings: its own, and if the comment is alone on it, the next one too.
    pub covers: Span,
    /// The permission, or what is wrong with the comment.
    pub says: Result<Permission, AllowFault>,
}

/// A well-formed comment.
#[derive(Debug)]
pub struct Permission {
    /// The rule that is silenced.
    pub rule: Spanned<String>,
    /// The reason.
    pub because: String,
}

/// What is wrong with a comment.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum AllowFault {
    /// It is not of the form `allow(rule) because reason`.
    Form,
    /// It gives no reason.
    NoReason,
}

/// Reads the comment at `span` of `text`; `None` if it is not meant for grounds.
pub(super) fn read(file: FileId, text: &str, span: Span, alone: bool) -> Option<Allow> {
    let comment = text.get(span.range())?;
    let body = comment.trim_start_matches('#').trim_start();
    let (word, rest) = body.split_at_checked("grounds".len())?;
    let rest = rest.trim_start().trim_start_matches(':').trim_start();
    let verb = rest.get(.."allow".len())?;
    if !word.eq_ignore_ascii_case("grounds") || !verb.eq_ignore_ascii_case("allow") {
        return None;
    }
    let offset = span.start as usize + (comment.len() - body.len());
    Some(Allow { file, span, covers: covered(text, span, alone), says: permission(body, offset) })
}

fn permission(body: &str, offset: usize) -> Result<Permission, AllowFault> {
    let after = body["grounds".len()..].trim_start().strip_prefix(':').ok_or(AllowFault::Form)?;
    let after = after.trim_start().strip_prefix("allow").ok_or(AllowFault::Form)?;
    let after = after.trim_start().strip_prefix('(').ok_or(AllowFault::Form)?;
    let (rule, after) = after.split_once(')').ok_or(AllowFault::Form)?;
    let start = offset + (body.len() - after.len() - 1 - rule.len());
    let span = Span::new(start, start + rule.len());
    let because = after.trim_start().strip_prefix("because").ok_or(AllowFault::NoReason)?;
    let because = because.strip_prefix(|c: char| c.is_whitespace() || c == ':').unwrap_or("").trim();
    if because.is_empty() {
        return Err(AllowFault::NoReason);
    }
    Ok(Permission { rule: Spanned { value: rule.trim().to_owned(), span }, because: because.to_owned() })
}

/// A comment covers the first line of code below it, past at most this many other comments.
const MOST_COMMENTS: usize = 20;

/// From the comment to the end of its line, or if it is alone, of the next line of code.
fn covered(text: &str, comment: Span, alone: bool) -> Span {
    let start = text[..comment.start as usize].rfind('\n').map_or(0, |offset| offset + 1);
    let mut end = line_end(text, comment.end as usize);
    let reach = if alone { MOST_COMMENTS } else { 0 };
    for _ in 0..reach {
        let next = end + 1;
        let Some(rest) = text.get(next..) else { break };
        end = line_end(text, next);
        if !rest.trim_start_matches([' ', '\t']).starts_with('#') {
            break;
        }
    }
    Span::new(start, end)
}

fn line_end(text: &str, from: usize) -> usize {
    let rest = text.as_bytes().get(from..).unwrap_or_default();
    memchr::memchr(b'\n', rest).map_or(text.len(), |offset| from + offset)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read_one(text: &str) -> Option<Allow> {
        let start = text.find('#').unwrap();
        let end = text[start..].find('\n').map_or(text.len(), |offset| start + offset);
        let alone = text[..start].trim().is_empty();
        read(FileId(0), text, Span::new(start, end), alone)
    }

    #[test]
    fn a_comment_alone_on_its_line_reaches_the_next_line() {
        let text =
            "# grounds: allow(quote-short) because two words were said\n# more\nquote = \"No.\"\nx = 1\n";
        let allow = read_one(text).unwrap();
        let permission = allow.says.unwrap();
        assert_eq!(permission.rule.value, "quote-short");
        assert_eq!(&text[permission.rule.span.range()], "quote-short");
        assert_eq!(permission.because, "two words were said");
        assert!(text[allow.covers.range()].ends_with("quote = \"No.\""));
    }

    #[test]
    fn a_comment_behind_a_value_reaches_its_line_only() {
        let text = "quote = 1 # grounds: allow(quote-short) because so\nx = 1\n";
        let allow = read_one(text).unwrap();
        assert!(text[allow.covers.range()].ends_with("because so"));
    }

    #[test]
    fn a_missing_reason_and_a_wrong_form_are_told_apart() {
        assert_eq!(read_one("# grounds: allow(x)").unwrap().says.unwrap_err(), AllowFault::NoReason);
        assert_eq!(
            read_one("# grounds: allow(x) because  ").unwrap().says.unwrap_err(),
            AllowFault::NoReason
        );
        assert_eq!(read_one("# grounds allow(x) because y").unwrap().says.unwrap_err(), AllowFault::Form);
        assert_eq!(read_one("# Grounds: allow x because y").unwrap().says.unwrap_err(), AllowFault::Form);
        assert!(read_one("# a remark on the grounds").is_none());
        assert!(read_one("# Grounds to allow this: none").is_none());
        assert!(read_one("# grunds: allow(x)").is_none());
    }
}
