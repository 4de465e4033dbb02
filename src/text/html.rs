//! A page of the web as text that can be quoted, and what the page says about itself.
//!
//! The parser is that of a browser engine (html5ever, the WHATWG's HTML). What it finds is written down as Markdown: of the
//! article, if the page has exactly one, else of its main part, else of all of it. Headings, list items and block quotes
//! are marked; menus, forms, footers, scripts and what is hidden are left out; every word else stays, in its order.

mod tree;

use super::unseen::{Unseen, unseen};
use encoding_rs::{Encoding, UTF_8, WINDOWS_1252};
use serde_json::Value;
use tree::{Element, Kind, NodeId, Step, Tree};

/// Which way of taking text out of pages this is. It grows whenever the same page would give another text.
pub const VERSION: u32 = 1;

/// What a page holds.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Page {
    /// The words, in Markdown.
    pub text: String,
    /// What the page says of itself, unverified, in one line each; whatever a stranger may have written there.
    pub says: Says,
}

/// What a page says about itself.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Says {
    /// Its title.
    pub title: Option<String>,
    /// Who published it.
    pub publisher: Option<String>,
    /// Who wrote it.
    pub authors: Vec<String>,
    /// When: the beginning of an ISO 8601 date, if it is as it should be.
    pub published: Option<String>,
    /// Where it lies.
    pub url: Option<String>,
    /// In which language (BCP 47).
    pub language: Option<String>,
}

/// Reads a page.
pub fn read(bytes: &[u8]) -> Page {
    let tree = Tree::parse(&decoded(bytes));
    Page { text: text(&tree), says: says(&tree) }
}

/// Bytes as text: by their byte order mark, as UTF-8 if they are that, by what the page says, else as Windows-1252, as
/// browsers do.
fn decoded(bytes: &[u8]) -> String {
    let marked = Encoding::for_bom(bytes).map(|(encoding, _)| encoding);
    let utf8 = || std::str::from_utf8(bytes).is_ok().then_some(UTF_8);
    let named = || {
        let head = String::from_utf8_lossy(&bytes[..bytes.len().min(4096)]).to_ascii_lowercase();
        let (_, label) = head.split_once("charset=")?;
        let label = label.trim_start_matches(['"', '\'']);
        Encoding::for_label(label.split(['"', '\'', '>', ';', ' ']).next()?.as_bytes())
    };
    let encoding = marked.or_else(utf8).or_else(named).unwrap_or(WINDOWS_1252);
    encoding.decode(bytes).0.into_owned()
}

/// A page may have so many elements one in the other: for each, the parser looks at all around it.
const DEEPEST: i64 = 4_000;

/// Is a page nested deeper than anything that somebody wrote? The parser would take minutes over it.
pub fn is_too_deep(bytes: &[u8]) -> bool {
    let mut depth = 0i64;
    memchr::memchr_iter(b'<', bytes).any(|at| {
        let rest = &bytes[at + 1..];
        let is_end = rest.first() == Some(&b'/');
        let name = rest[usize::from(is_end)..].iter().take_while(|byte| byte.is_ascii_alphanumeric());
        let name: String = name.map(|byte| char::from(byte.to_ascii_lowercase())).collect();
        if !name.is_empty() && !ENDED_BY_OTHERS.contains(&&*name) {
            depth = (depth + if is_end { -1 } else { 1 }).max(0);
        }
        depth > DEEPEST
    })
}

/// Elements that hold none, or whose end need not be written (HTML Standard, 13.1.2.4).
const ENDED_BY_OTHERS: [&str; 33] = [
    "area", "base", "body", "br", "caption", "col", "colgroup", "dd", "dt", "embed", "head", "hr", "html",
    "img", "input", "li", "link", "meta", "optgroup", "option", "p", "path", "rp", "rt", "source", "tbody",
    "td", "tfoot", "th", "thead", "tr", "track", "wbr",
];

/// Elements whose words are none of the document's.
const LEFT_OUT: [&str; 22] = [
    "head", "script", "style", "noscript", "template", "svg", "math", "iframe", "object", "audio", "video",
    "canvas", "nav", "footer", "form", "button", "select", "textarea", "input", "datalist", "dialog", "map",
];

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

fn text(tree: &Tree) -> String {
    let mut page = Written::default();
    let root = root(tree);
    let mut left_out = None;
    for step in tree.walk(root) {
        match step {
            Step::Enter(id) if left_out.is_none() => match tree.kind(id) {
                Kind::Text(words) => page.words(words),
                Kind::Element(element) if id != root && is_left_out(element) => left_out = Some(id),
                Kind::Element(element) => page.open(element.name()),
                Kind::Other => {}
            },
            Step::Leave(id) if left_out.is_none() => {
                if let Some(element) = tree.element(id) {
                    page.close(element.name());
                }
            }
            Step::Leave(id) if left_out == Some(id) => left_out = None,
            Step::Enter(_) | Step::Leave(_) => {}
        }
    }
    page.finish()
}

/// The one article, the one main part, the body, or whatever there is.
fn root(tree: &Tree) -> NodeId {
    let named = |name: &str| -> Vec<NodeId> {
        tree.elements().filter(|(_, element)| element.name() == name).map(|(id, _)| id).collect()
    };
    for name in ["article", "main"] {
        if let [only] = named(name)[..] {
            return only;
        }
    }
    named("body").first().copied().unwrap_or(Tree::ROOT)
}

fn is_left_out(element: &Element) -> bool {
    LEFT_OUT.contains(&element.name())
        || element.attribute("hidden").is_some()
        || element.attribute("aria-hidden").is_some_and(|hidden| hidden.eq_ignore_ascii_case("true"))
        || element.attribute("style").is_some_and(hides)
}

/// Does the style of an element, as it stands there, keep its words from being seen? What a style sheet hides is not known here.
fn hides(style: &str) -> bool {
    let plain: String = style.chars().filter(|c| !c.is_whitespace()).collect::<String>().to_ascii_lowercase();
    plain.split(';').filter_map(|declaration| declaration.split_once(':')).any(|(property, value)| {
        let value = value.trim_end_matches("!important");
        match property {
            "display" => value == "none",
            "visibility" => matches!(value, "hidden" | "collapse"),
            "opacity" | "font-size" => {
                value.trim_end_matches(|c: char| c.is_alphabetic() || c == '%').parse() == Ok(0.0)
            }
            _ => false,
        }
    })
}

/// A text under construction.
#[derive(Default)]
struct Written {
    text: String,
    /// The words of the block that is open, white space folded; `\n` for a break of the line.
    block: String,
    /// What begins the lines of the block: a heading's or a list item's mark.
    mark: &'static str,
    /// Block quotes around it.
    quoted: usize,
}

impl Written {
    fn words(&mut self, words: &str) {
        for c in words.chars() {
            let is_space = matches!(c, ' ' | '\t' | '\n' | '\r' | '\u{c}');
            if is_space && !self.block.is_empty() && !self.block.ends_with([' ', '\n']) {
                self.block.push(' ');
            }
            // What takes no room would stand in the way of whoever looks for the words.
            let is_nothing = matches!(unseen(c), Some(Unseen::Control | Unseen::ZeroWidth));
            if !is_space && !is_nothing {
                self.block.push(c);
            }
        }
    }

    fn open(&mut self, name: &str) {
        if BLOCKS.contains(&name) {
            self.end_block();
        }
        match name {
            "br" if self.block.ends_with('\n') => self.end_block(),
            "br" if !self.block.is_empty() => {
                self.block.truncate(self.block.trim_end_matches(' ').len());
                self.block.push('\n');
            }
            "q" => self.block.push('"'),
            "blockquote" => self.quoted += 1,
            "h1" => self.mark = "# ",
            "h2" => self.mark = "## ",
            "h3" => self.mark = "### ",
            "h4" => self.mark = "#### ",
            "h5" => self.mark = "##### ",
            "h6" => self.mark = "###### ",
            "li" => self.mark = "- ",
            _ => {}
        }
    }

    fn close(&mut self, name: &str) {
        if BLOCKS.contains(&name) {
            self.end_block();
            self.mark = "";
        }
        match name {
            "q" => self.block.push('"'),
            "blockquote" => self.quoted = self.quoted.saturating_sub(1),
            _ => {}
        }
    }

    fn end_block(&mut self) {
        let block = std::mem::take(&mut self.block);
        let block = block.trim_matches([' ', '\n']);
        if block.is_empty() {
            return;
        }
        if !self.text.is_empty() {
            self.text.push('\n');
        }
        let mark = std::mem::take(&mut self.mark);
        // A heading has one line.
        let block = if mark.starts_with('#') { block.replace('\n', " ") } else { block.to_owned() };
        for (at, line) in block.split('\n').enumerate() {
            let quoted = if self.quoted > 0 { "> " } else { "" };
            let mark = match (at, mark) {
                (0, mark) => mark,
                (_, "- ") => "  ",
                _ => "",
            };
            self.text.extend([quoted, mark, &escaped(line), "\n"]);
        }
    }

    fn finish(mut self) -> String {
        self.end_block();
        self.text
    }
}

/// A line of words as Markdown that means these words (`CommonMark` 0.31).
fn escaped(line: &str) -> String {
    let mut written = String::with_capacity(line.len() + 8);
    let line = line.trim();
    let digits = line.bytes().take_while(u8::is_ascii_digit).count();
    for (at, c) in line.char_indices() {
        let rest = &line[at + c.len_utf8()..];
        let next = rest.chars().next();
        let before = written.chars().next_back();
        let is_word = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
        let means_more = match c {
            '\\' | '`' | '*' | '[' => true,
            '_' => !(is_word(before) && is_word(next)),
            '<' => next.is_some_and(|next| next.is_alphabetic() || "/!?".contains(next)),
            '&' => {
                let name = rest.trim_start_matches(|c: char| c.is_ascii_alphanumeric() || c == '#');
                name.starts_with(';')
            }
            '#' | '>' | '+' | '-' | '=' => at == 0,
            '~' => at == 0 || next == Some('~') || before == Some('~'),
            '.' | ')' => digits > 0 && at == digits,
            _ => false,
        };
        // A closing row of marks belongs to a heading.
        let closes = c == '#' && rest.trim_start_matches('#').is_empty();
        if means_more || closes {
            written.push('\\');
        }
        written.push(c);
    }
    written
}

fn says(tree: &Tree) -> Says {
    let mut says = Says::default();
    let mut title = None;
    let mut linked = Says::default();
    for (id, element) in tree.elements() {
        match element.name() {
            "html" => says.language = element.attribute("lang").and_then(in_one_line),
            "title" if title.is_none() => title = in_one_line(&tree.text(id)),
            "link" if element.attribute("rel") == Some("canonical") && says.url.is_none() => {
                says.url = element.attribute("href").and_then(in_one_line);
            }
            "meta" => meta(element, &mut says),
            "script" if element.attribute("type") == Some("application/ld+json") => {
                if let Ok(value) = serde_json::from_str(&tree.text(id)) {
                    linked_data(&value, &mut linked);
                }
            }
            _ => {}
        }
    }
    Says {
        title: says.title.or(linked.title).or(title),
        publisher: says.publisher.or(linked.publisher),
        authors: if says.authors.is_empty() { linked.authors } else { says.authors },
        published: says.published.or(linked.published),
        url: says.url.or(linked.url),
        language: says.language,
    }
}

/// Open Graph (ogp.me), and the names that the HTML standard and Dublin Core have.
fn meta(element: &Element, says: &mut Says) {
    let Some(name) = element.attribute("property").or_else(|| element.attribute("name")) else { return };
    let Some(content) = element.attribute("content").and_then(in_one_line) else { return };
    match &*name.to_ascii_lowercase() {
        "og:title" => _ = says.title.get_or_insert(content),
        "og:site_name" | "dc.publisher" => _ = says.publisher.get_or_insert(content),
        "og:url" => _ = says.url.get_or_insert(content),
        "article:published_time" | "dc.date" | "date" => _ = says.published.get_or_insert(day(&content)),
        "author" | "dc.creator" if !says.authors.contains(&content) => says.authors.push(content),
        _ => {}
    }
}

/// The first article in data of schema.org.
fn linked_data(value: &Value, says: &mut Says) {
    let listed = value.as_array().or_else(|| value.get("@graph")?.as_array());
    let all = listed.map_or_else(|| vec![value], |listed| listed.iter().collect());
    let is_article = |value: &&&Value| {
        let names =
            |kind: &Value| kind.as_str().is_some_and(|kind| kind.ends_with("Article") || kind == "Report");
        value
            .get("@type")
            .is_some_and(|kind| names(kind) || kind.as_array().is_some_and(|all| all.iter().any(names)))
    };
    let Some(article) = all.iter().find(is_article) else { return };
    let words = |value: Option<&Value>| value?.as_str().and_then(in_one_line);
    let name = |value: &Value| words(Some(value)).or_else(|| words(value.get("name")));
    says.title = says.title.take().or_else(|| words(article.get("headline")));
    says.publisher = says.publisher.take().or_else(|| article.get("publisher").and_then(name));
    says.published =
        says.published.take().or_else(|| words(article.get("datePublished")).map(|when| day(&when)));
    says.url = says.url.take().or_else(|| words(article.get("url")));
    if let Some(author) = article.get("author").filter(|_| says.authors.is_empty()) {
        let all = author.as_array().map_or_else(|| vec![author], |all| all.iter().collect());
        says.authors = all.into_iter().filter_map(name).collect();
    }
}

/// The day at the beginning of a moment.
fn day(project: &str) -> String {
    project.chars().take("2020-02-11".len()).collect()
}

/// Words in one line, of which nothing is invisible and which are not endless; `None` if there are none.
fn in_one_line(words: &str) -> Option<String> {
    const LONGEST: usize = 300;
    let seen: String = words
        .chars()
        .map(|c| if c.is_whitespace() { ' ' } else { c })
        .filter(|c| unseen(*c).is_none())
        .take(4 * LONGEST)
        .collect();
    let line: String = seen.split(' ').filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ");
    let line: String = line.chars().take(LONGEST).collect();
    (!line.is_empty()).then_some(line)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::fold::{Folded, Markup};
    use proptest::prelude::*;

    #[test]
    fn the_article_is_taken_and_what_is_around_it_is_not() {
        let page = read(
            b"<!doctype html><title>T</title><body><nav>Home</nav><article><header><h1>The <em>boats</em>\n of  1. May</h1>\
              </header><p>Forty&nbsp;boats *left*<br>the yard.<br><br>1. None came&shy; back<script>x</script>.</p>\
              <ul><li>one<li><p>two</p><p>more</ul><blockquote>He said <q>no</q>.</blockquote>\
              <p hidden>Hidden</p><table><tr><td>22<td>boats</table><p>A_b _c_ &amp;amp; AT&T <b>#</b></article>\
              <footer>Imprint</footer>",
        );
        assert_eq!(
            page.text,
            "# The boats of 1. May\n\nForty\u{a0}boats \\*left\\*\nthe yard.\n\n1\\. None came back.\n\n- one\n\n- two\n\nmore\n\n\
             > He said \"no\".\n\n22\n\nboats\n\nA_b \\_c\\_ \\&amp; AT&T \\#\n"
        );
        assert_eq!(page.says.title.as_deref(), Some("T"));
        assert_eq!(read(b"").text, "");
        assert_eq!(read(b"<article>a</article><article>b</article>").text, "a\n\nb\n");
        assert_eq!(read(b"<nav>a</nav>b").text, "b\n");
        let hidden = b"<p>He denied <b style='color:red; VISIBILITY : hidden'>nothing </b>it<i style=font-size:0px>not</i>.<p style='display:none !important'>No";
        assert_eq!(read(hidden).text, "He denied it.\n");
        assert!(
            is_too_deep("<div>".repeat(5_000).as_bytes())
                && is_too_deep("<b><DIV x>".repeat(3_000).as_bytes())
        );
        assert!(!is_too_deep("<div><p>a<br><li>b</div>".repeat(9_000).as_bytes()));
        assert_eq!(read(b"<p style='display:inline;opacity:0.5;font-size:12px'>Seen").text, "Seen\n");
    }

    #[test]
    fn the_letters_are_those_that_a_browser_shows() {
        for bytes in [
            &b"<p>caf\xe9"[..],
            b"<meta charset=\"iso-8859-1\"><p>caf\xe9",
            b"<p>caf\xc3\xa9",
            b"\xef\xbb\xbf<p>caf\xc3\xa9",
            b"\xff\xfe<\0p\0>\0c\0a\0f\0\xe9\0",
        ] {
            assert_eq!(read(bytes).text, "caf\u{e9}\n", "{bytes:?}");
        }
    }

    #[test]
    fn what_a_page_says_of_itself_is_one_line_each() {
        let page = read(
            b"<html lang=en><meta property=og:title content='A \n &#x202e;B'><meta name=author content=Ada>\
              <link rel=canonical href=https://a.example/1><script type=application/ld+json>{\"@graph\":[{\"@type\":\
              [\"NewsArticle\"],\"publisher\":{\"name\":\"The Gazette\"},\"datePublished\":\"2020-02-11T08:00Z\"}]}</script>",
        );
        let says = Says {
            title: Some("A B".to_owned()),
            publisher: Some("The Gazette".to_owned()),
            authors: vec!["Ada".to_owned()],
            published: Some("2020-02-11".to_owned()),
            url: Some("https://a.example/1".to_owned()),
            language: Some("en".to_owned()),
        };
        assert_eq!(page.says, says);
    }

    #[test]
    fn no_page_is_too_deep() {
        let deep = "<div><b>".repeat(5_000) + "x";
        assert_eq!(read(deep.as_bytes()).text, "x\n");
    }

    proptest! {
        /// Markdown takes the words for what they are, whatever they look like.
        #[test]
        fn words_come_back(words in "[-#>*_\\[\\]()!&;`~=+.:/<a-c0-9 \\\\\"|]{1,40}") {
            prop_assume!(words.contains(|c: char| c.is_ascii_alphanumeric()));
            let escaped = words.replace('&', "&amp;").replace('<', "&lt;");
            let text = read(format!("<p>{escaped}</p>").as_bytes()).text;
            let plain = words.split_whitespace().collect::<Vec<_>>().join(" ");
            let (left, right) = (Folded::text(&text, Markup::Markdown), Folded::text(&plain, Markup::Plain));
            prop_assert_eq!(left.as_str(), right.as_str(), "{}", text);
        }
    }
}
