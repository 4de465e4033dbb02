//! HTML in Markdown, split into words and tags line by line.

use std::ops::Range;

/// Elements that stand on lines of their own.
pub(super) const BLOCKS: [&str; 38] = [
    "address",
    "article",
    "aside",
    "blockquote",
    "body",
    "caption",
    "center",
    "dd",
    "details",
    "div",
    "dl",
    "dt",
    "fieldset",
    "figcaption",
    "figure",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "header",
    "hgroup",
    "hr",
    "html",
    "legend",
    "li",
    "main",
    "ol",
    "p",
    "pre",
    "section",
    "summary",
    "table",
    "td",
    "th",
    "tr",
    "ul",
];

/// A part of a line of HTML.
pub(super) enum Part<'t> {
    Words,
    /// From its `<` on.
    Tag(&'t str),
}

/// The lines of one HTML block. What is open at the end of a line goes on in the next.
#[derive(Default)]
pub(super) enum HtmlLines {
    #[default]
    InWords,
    InTag,
    InComment,
    /// In an element whose words nobody sees.
    Unseen(String),
}

impl HtmlLines {
    /// Gives each part of the next line to `each`, in order, and where it stands there. Comments are left out.
    pub(super) fn line<'t>(&mut self, line: &'t str, mut each: impl FnMut(Part<'t>, Range<usize>)) {
        let mut at = 0;
        while let Some(rest) = line.get(at..).filter(|rest| !rest.is_empty()) {
            let end = match self {
                Self::InWords => {
                    let length =
                        rest.match_indices('<').map(|(tag, _)| tag).find(|tag| is_tag(&rest[*tag..]));
                    let length = length.unwrap_or(rest.len());
                    if length > 0 {
                        each(Part::Words, at..at + length);
                    }
                    at += length;
                    self.open(&rest[length..], |tag| each(Part::Tag(tag), at..at + tag.len()))
                }
                Self::InTag => self.skip(tag_end(rest)),
                Self::InComment => self.skip(rest.find("-->").map(|end| end + "-->".len())),
                Self::Unseen(name) => {
                    let closes = |tag: &usize| {
                        let name_at = rest.get(tag + "</".len()..tag + "</".len() + name.len());
                        name_at.is_some_and(|closed| closed.eq_ignore_ascii_case(name))
                    };
                    let end = rest.match_indices("</").map(|(tag, _)| tag).find(closes);
                    self.skip(end)
                }
            };
            at += end.unwrap_or(line.len() - at);
        }
    }

    /// Passes over a tag or the beginning of a comment: gives its length, if it ends in this line.
    fn open<'t>(&mut self, rest: &'t str, each: impl FnOnce(&'t str)) -> Option<usize> {
        if rest.starts_with("<!--") {
            *self = Self::InComment;
            return Some("<!--".len());
        }
        if rest.is_empty() {
            return None;
        }
        let end = tag_end(rest);
        let tag = rest.get(..end.unwrap_or(rest.len())).unwrap_or("");
        *self = match unseen(tag) {
            Some(name) => Self::Unseen(name),
            None if end.is_none() => Self::InTag,
            None => Self::InWords,
        };
        each(tag);
        end
    }

    /// The element in which words are passed over, if one is open.
    pub(super) fn unseen(&self) -> Option<&str> {
        match self {
            Self::Unseen(name) => Some(name),
            _ => None,
        }
    }

    fn skip(&mut self, end: Option<usize>) -> Option<usize> {
        if end.is_some() {
            *self = Self::InWords;
        }
        end
    }
}

/// The name of a tag, in small letters, with the slash of a closing one.
pub(super) fn name_of(tag: &str) -> String {
    let name =
        tag.trim_start_matches('<').split(|c: char| c.is_whitespace() || c == '>').next().unwrap_or("");
    let name = if name.len() > 1 { name.trim_end_matches('/') } else { name };
    name.to_ascii_lowercase()
}

/// The name of an element that opens, if nobody sees what stands in it.
pub(super) fn unseen(tag: &str) -> Option<String> {
    const UNSEEN: [&str; 3] = ["script", "style", "template"];
    /// They hold nothing.
    const VOID: [&str; 6] = ["br", "hr", "img", "input", "link", "meta"];
    let name = name_of(tag);
    if name.starts_with('/') || VOID.contains(&&*name) || tag.ends_with("/>") {
        return None;
    }
    (UNSEEN.contains(&&*name) || has_attribute(tag, "hidden") || is_styled(tag, HIDING)).then_some(name)
}

const HIDING: &[&str] = &["display:none", "visibility:hidden"];

/// Does an element that opens strike out what stands in it?
pub(super) fn strikes(tag: &str) -> bool {
    matches!(&*name_of(tag), "del" | "s" | "strike") || is_styled(tag, &["line-through"])
}

/// Is a style of a tag one of these, which are in small letters and without blanks?
fn is_styled(tag: &str, styles: &[&str]) -> bool {
    let Some((_, style)) = tag.split_once("style") else { return false };
    let style: String =
        style.chars().filter(|c| !c.is_whitespace()).map(|c| c.to_ascii_lowercase()).collect();
    style.starts_with('=') && styles.iter().any(|sought| style.contains(sought))
}

/// Has a tag an attribute, outside the values of others?
fn has_attribute(tag: &str, name: &str) -> bool {
    let outside = tag.split(['"', '\'']).step_by(2);
    let mut words =
        outside.flat_map(|part| part.split(|c: char| c.is_whitespace() || matches!(c, '>' | '=')));
    words.any(|word| word.eq_ignore_ascii_case(name))
}

fn is_tag(rest: &str) -> bool {
    rest[1..].starts_with(|c: char| c.is_ascii_alphabetic() || matches!(c, '/' | '!' | '?'))
}

/// The length of a tag: a `>` between quotation marks does not end it.
fn tag_end(rest: &str) -> Option<usize> {
    let mut quoted = None;
    for (at, byte) in rest.bytes().enumerate() {
        match (byte, quoted) {
            (b'>', None) => return Some(at + 1),
            (b'"' | b'\'', None) => quoted = Some(byte),
            (_, Some(mark)) if mark == byte => quoted = None,
            _ => {}
        }
    }
    // An apostrophe that opens nothing.
    rest.find('>').map(|at| at + 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(html: &str) -> Vec<&str> {
        let mut lines = HtmlLines::default();
        let mut words = Vec::new();
        for line in html.split_inclusive('\n') {
            lines.line(line, |part, place| {
                if let Part::Words = part {
                    words.push(line[place].trim());
                }
            });
        }
        words
    }

    #[test]
    fn only_what_is_seen_is_words() {
        assert_eq!(words("<div>one<b>two</b></div>"), ["one", "two"]);
        assert_eq!(words("<div\n class='>'>one <!-- two\n> three --> 4 < 5 <br/>"), ["one", "4 < 5"]);
        assert_eq!(words("a<SCRIPT>b</b>\nc</Script >d"), ["a", "d"]);
        assert_eq!(words("<a title=\"x > y\">one</a><"), ["one", "<"]);
        assert_eq!(
            words("a<div hidden>b</div>c<p style=\"color: red; Display: none\">d</p>e"),
            ["a", "c", "e"]
        );
        assert_eq!(words("<div title='hidden'>a</div><input hidden>b"), ["a", "b"]);
    }
}
