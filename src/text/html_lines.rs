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
    Unseen(&'static str),
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
        const UNSEEN: [&str; 3] = ["script", "style", "template"];
        if rest.starts_with("<!--") {
            *self = Self::InComment;
            return Some("<!--".len());
        }
        if rest.is_empty() {
            return None;
        }
        let end = tag_end(rest);
        let tag = rest.get(..end.unwrap_or(rest.len())).unwrap_or("");
        let unseen = UNSEEN.into_iter().find(|name| name_of(tag) == *name);
        *self = match unseen {
            Some(name) => Self::Unseen(name),
            None if end.is_none() => Self::InTag,
            None => Self::InWords,
        };
        each(tag);
        end
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
    }
}
