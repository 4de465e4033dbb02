//! A page of the web as text that can be quoted, and what the page says about itself.
//!
//! The parser is that of a browser engine (html5ever, the WHATWG's HTML). What it finds is written down as Markdown: first the
//! article, then, below `<!-- beside -->`, whatever else a reader sees: menus, teasers, comments. Left out are scripts, what the
//! page's own style hides, and what has no words: pictures, films, frames, fields of forms.

mod byline;
mod contradiction;
mod crowded;
mod day;
mod encoding;
mod flow;
mod root;
mod says;
mod style;
mod tree;

use super::written::Written;
use super::{Captured, MOST_TEXT, Markup, Refused, legible};
pub(super) use day::day;
use root::Part;
pub(super) use says::wayback;
use std::collections::HashSet;
use style::Looks;
use tree::{Kind, NodeId, Step, Tree};

/// Which way of reading this is.
pub const EXTRACTOR: &str = "html 5";

/// Reads a page.
pub fn read(bytes: &[u8]) -> Result<Captured, Refused> {
    read_as(bytes, None)
}

/// Reads a page of which its carrier says in which encoding it is.
pub(super) fn read_as(bytes: &[u8], charset: Option<&str>) -> Result<Captured, Refused> {
    read_parts(bytes, charset, root::parts)
}

/// Reads the page of a book, a mail or a post, which has nothing beside: what is set apart in it is its author's too.
pub(super) fn read_whole(bytes: &[u8]) -> Result<Captured, Refused> {
    read_parts(bytes, None, root::whole)
}

fn read_parts(
    bytes: &[u8],
    charset: Option<&str>,
    parts: fn(&Tree, &Looks) -> Vec<Part>,
) -> Result<Captured, Refused> {
    if is_too_deep(bytes) {
        return Err(Refused {
            what: "nests its elements deeper than any page that somebody wrote".to_owned(),
            help: "save the page anew from a browser, or copy its words as text".to_owned(),
        });
    }
    let encoding::Decoded { html, encoding, mut notes } = encoding::decoded(bytes, charset);
    legible::refuse_rubbish(&html)?;
    if crowded::is_too_crowded(&html) {
        return Err(Refused {
            what: "has a tag with more attributes than anyone writes".to_owned(),
            help: "save the page anew from a browser, or copy its words as text".to_owned(),
        });
    }
    let tree = Tree::parse(&html);
    let mut looks = style::looks(&tree);
    show_what_is_read(&tree, &mut looks, &mut notes);
    let parts = parts(&tree, &looks);
    let mut written = Written::default();
    let article = flow::write(&tree, &looks, &parts, Part::Article, &mut written)?;
    let mut beside = Written::default();
    flow::write(&tree, &looks, &parts, Part::Beside, &mut beside)?;
    notes.extend(article);
    // Each part was written on its own, so that an empty one leaves no mark.
    let (article, beside) = (written.finish(), beside.finish());
    let text = if beside.is_empty() {
        article
    } else {
        let mut mark = Written::default();
        mark.place("beside");
        let gap = if article.is_empty() { "" } else { "\n" };
        format!("{article}{gap}{}\n{beside}", mark.finish())
    };
    if text.is_empty() {
        return Err(Refused {
            what: NO_WORDS.to_owned(),
            help: "a page that a script fills in has to be saved from the browser when it is there, or copied as text"
                .to_owned(),
        });
    }
    if text.len() > MOST_TEXT {
        return Err(too_long());
    }
    let says = says::says(&tree, &parts, &html, &mut notes);
    Ok(Captured {
        text,
        markup: Markup::Markdown,
        says,
        extractor: EXTRACTOR.to_owned(),
        pages: None,
        encoding,
        notes,
    })
}

const NO_WORDS: &str = "holds no words";

/// Was a page refused only because nothing is written on it?
pub(super) fn is_without_words(refused: &Refused) -> bool {
    refused.what == NO_WORDS
}

fn too_long() -> Refused {
    Refused {
        what: format!("holds more than {} MiB of text", MOST_TEXT >> 20),
        help: "save the part of it that is to be quoted".to_owned(),
    }
}

/// Formulas are hidden where a picture of them is shown, and a style without its scripts may hide a whole page.
fn show_what_is_read(tree: &Tree, looks: &mut Looks, notes: &mut Vec<String>) {
    let texts = tree.walk(Tree::ROOT).filter_map(|step| match step {
        Step::Enter(id) => {
            let Kind::Text(text) = tree.kind(id) else { return None };
            let parent = tree.parent(id).and_then(|id| tree.element(id))?;
            matches!(parent.name(), "p" | "li" | "td" | "div").then(|| (looks.hidden[id.at()], text.trim()))
        }
        Step::Leave(_) => None,
    });
    let (hidden, seen): (Vec<_>, Vec<_>) = texts.partition(|(is_hidden, _)| *is_hidden);
    let seen: Vec<_> = seen.into_iter().flat_map(|(_, text)| pairs(text)).collect();
    let length: usize = seen.iter().map(|(word, _)| word.len()).sum();
    let seen: HashSet<_> = seen.into_iter().collect();
    // Some pages hide a copy of what they show, for machines.
    let unseen = hidden.iter().flat_map(|(_, text)| pairs(text)).filter(|pair| !seen.contains(pair));
    if unseen.map(|(word, _)| word.len()).sum::<usize>() > length {
        looks.hidden.fill(false);
        notes.push("the page's own style hides most of its words; they are all kept".to_owned());
    }
    let hidden = hidden_words(tree, looks);
    if hidden > 0 {
        notes.push(format!("left out, as the page's own style hides them: {hidden} words"));
    }
    for (id, _) in tree.elements().filter(|(_, element)| element.name() == "math") {
        // What is hidden around a formula alone is hidden for the eye that sees its picture.
        let hidden =
            tree.around(id).take(4).take_while(|id| looks.hidden[id.at()] && only_holds(tree, *id)).count();
        let is_hidden_itself = hidden == 0 && tree.parent(id).is_none_or(|parent| !looks.hidden[parent.at()]);
        if looks.hidden[id.at()] && (hidden > 0 || is_hidden_itself) {
            let around = std::iter::once(id).chain(tree.around(id)).nth(hidden).unwrap_or(id);
            set(tree, around, &mut looks.hidden, false);
        }
        for above in std::iter::once(id).chain(tree.around(id)).take(3) {
            let before = tree.previous(above).into_iter().flat_map(|one| [Some(one), tree.previous(one)]);
            let after = tree.next(above).into_iter().flat_map(|one| [Some(one), tree.next(one)]);
            for sibling in before.chain(after).flatten() {
                let is_twin = tree.element(sibling).is_some_and(|element| {
                    element.attribute("aria-hidden") == Some("true") || flow::is_picture_of_formula(element)
                });
                if is_twin {
                    set(tree, sibling, &mut looks.hidden, true);
                }
            }
        }
    }
    for (id, _) in tree.elements().filter(|(_, element)| {
        element.attribute("id").is_some_and(|id| id.starts_with("wm-ipp") || id == "donato")
    }) {
        set(tree, id, &mut looks.hidden, true);
    }
}

/// How many words are hidden that are not shown elsewhere on the page.
fn hidden_words(tree: &Tree, looks: &Looks) -> usize {
    let mut texts = Vec::new();
    let mut skipped = None;
    for step in tree.walk(Tree::ROOT) {
        match step {
            Step::Enter(id) if skipped.is_none() => match tree.kind(id) {
                Kind::Text(text) => texts.push((looks.hidden[id.at()], text)),
                // Formulas that are hidden are read none the less.
                Kind::Element(element) if flow::is_silent(element) || element.name() == "math" => {
                    skipped = Some(id);
                }
                Kind::Element(_) | Kind::Other => {}
            },
            Step::Leave(id) if skipped == Some(id) => skipped = None,
            Step::Enter(_) | Step::Leave(_) => {}
        }
    }
    let (hidden, seen): (Vec<_>, Vec<_>) = texts.into_iter().partition(|(is_hidden, _)| *is_hidden);
    let seen: HashSet<_> = seen.into_iter().flat_map(|(_, text)| pairs(text)).collect();
    let has_letter = |(word, _): &(&str, &str)| word.contains(char::is_alphanumeric);
    hidden
        .iter()
        .flat_map(|(_, text)| pairs(text))
        .filter(has_letter)
        .filter(|pair| !seen.contains(pair))
        .count()
}

/// Each word with the one after it.
fn pairs(text: &str) -> impl Iterator<Item = (&str, &str)> {
    let next = text.split_whitespace().skip(1).chain([""]);
    text.split_whitespace().zip(next)
}

/// Does an element hold one child and no words beside it?
fn only_holds(tree: &Tree, id: NodeId) -> bool {
    tree.children(id).filter(|id| tree.element(*id).is_some()).take(2).count() == 1
        && tree.text(id).trim().is_empty()
}

fn set(tree: &Tree, top: NodeId, all: &mut [bool], value: bool) {
    for step in tree.walk(top) {
        if let Step::Enter(id) = step
            && let Some(one) = all.get_mut(id.at())
        {
            *one = value;
        }
    }
}

/// Does an element stand on lines of its own?
fn is_block(tree: &Tree, looks: &Looks, id: NodeId) -> bool {
    looks.blocks[id.at()]
        || tree.element(id).is_some_and(|element| {
            BLOCKS.contains(&element.name())
                || element.name() == "math" && element.attribute("display") == Some("block")
        })
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

/// Elements that stand on lines of their own (HTML Standard, 15.3).
const BLOCKS: [&str; 45] = [
    "address",
    "article",
    "aside",
    "blockquote",
    "body",
    "caption",
    "center",
    "dd",
    "details",
    "dialog",
    "dir",
    "div",
    "dl",
    "dt",
    "fieldset",
    "figcaption",
    "figure",
    "footer",
    "form",
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
    "menu",
    "nav",
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
    "option",
];

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn text(html: &str) -> String {
        read(html.as_bytes()).unwrap().text
    }

    #[test]
    fn a_page_of_links_alone_has_nothing_beside() {
        let link = |words: &str| format!("<tr><td>1.</td><td><a href=x>{words}</a> (a.example)</td></tr>");
        let board =
            ["Forty boats left the yard", "The crane of Veldra fell", "A ferry for the delta"].map(link);
        let found = text(&format!("<p>ok</p><nav><table>{}</table></nav>", board.concat().repeat(4)));
        assert!(found.contains("Forty boats left the yard") && !found.contains("beside"), "{found}");
    }

    #[test]
    fn words_that_are_hidden_and_stand_nowhere_else_are_counted() {
        let page = "<style>.h {display: none}</style><p>Forty boats left.</p><p class=h>Forty boats left.</p><p class=h>Six came back.</p>";
        let found = read(page.as_bytes()).unwrap();
        assert_eq!(found.notes, ["left out, as the page's own style hides them: 3 words"]);
    }

    #[test]
    fn marks_in_lines_stay() {
        for (html, expected) in [
            ("10<sup>9</sup> grains, 3<sub>0</sub>", "10<sup>9</sup> grains, 3<sub>0</sub>"),
            ("salt<sup><a href='#n7'>7</a></sup> and", "salt<sup>7</sup> and"),
            ("boats<a href='#n1'>1</a> left", "boats<sup>1</sup> left"),
            ("was <del> never </del> <ins>soon</ins> shut", "was ~~never~~ soon shut"),
            ("<span style='text-decoration: line-through'>five</span> six", "~~five~~ six"),
            ("<ruby>漢<rp>(</rp><rt>kan</rt><rp>)</rp></ruby>", "漢(kan)"),
            ("by <math><mn>12</mn><mo>%</mo></math> a year", "by 12% a year"),
            ("<math><msup><mi>x</mi><mn>2</mn></msup></math>", "x<sup>2</sup>"),
            ("<math><mfrac><mn>1</mn><mn>2</mn></mfrac></math>", "1/2"),
            ("fine <img class=emoji alt='👍' src=x> day", "fine 👍 day"),
            ("press <img alt=Enter src=x> now", "press […] now"),
            ("the <iframe src=x></iframe> end", "the […] end"),
            (
                "so <b class=CtxtMenu><math><mi>a</mi><mo>=</mo><mn>0</mn></math></b>and the <math>n</math>th",
                "so a=0 and the nth",
            ),
            (
                "so <b style='display:block;position:absolute;clip:rect(1px 1px 1px 1px)'><math>n</math></b> is",
                "so n is",
            ),
            ("<a href=a>Home</a><a href=b>News</a> x", "Home News x"),
        ] {
            assert_eq!(text(&format!("<p>{html}</p>")), format!("{expected}\n"), "{html}");
        }
    }

    #[test]
    fn lists_rows_and_lines_keep_their_shape() {
        assert_eq!(text("<ol start=4><li>One.<li value=9>Two.</ol>"), "4\\. One.\n\n9\\. Two.\n");
        assert_eq!(text("<ol reversed type=a><li>One.<li>Two.</ol>"), "b. One.\n\na. Two.\n");
        let table = "<table><tr><th>Year<th>Carts<tr><td>1871<td><p>640</p></table>";
        assert_eq!(text(table), "Year | Carts\n\n1871 | 640\n");
        let spanned = "<table><tr><th>Year<th>Month<th>Carts<tr><td rowspan=2>1871<td>May<td>64<tr><td>June<td rowspan=2>70<tr><td>1872<td>May</table>";
        assert_eq!(text(spanned), "Year | Month | Carts\n\n1871 | May | 64\n\n| June | 70\n\n1872 | May |\n");
        let side = "<table><tr><td><table><tr><td>One.</td></tr></table><td><p>Two.</p></table>";
        assert_eq!(text(side), "One.\n\nTwo.\n");
        assert_eq!(text("<pre>let a;\n  let b;</pre>"), "let a;\nlet b;\n");
        assert_eq!(text("<dl><dt>Salt<dd>White.</dl>"), "Salt\n\nWhite.\n");
        assert_eq!(
            text("<figure><img src=x><figcaption>A bridge.</figcaption></figure>"),
            "<figcaption>A bridge.</figcaption>\n"
        );
        // Its words say whose name follows, though only the ear takes them in.
        let label = "position:absolute;clip:rect(0 0 0 0)";
        let caption = format!(
            "<figcaption>A bridge.<b style='{label}'>Photo by</b>A. Keel<b style='{label}'>{}</b></figcaption>",
            "and more ".repeat(9)
        );
        assert_eq!(text(&caption), "<figcaption>A bridge. Photo by A. Keel</figcaption>\n");
        assert_eq!(
            text("<blockquote><p>Shut.</p><footer>A. Keel</footer></blockquote>"),
            "> Shut.\n\n> A. Keel\n"
        );
        assert_eq!(text("<form id=aspnetForm><h1>Notice</h1><p>Shut.</p></form>"), "# Notice\n\nShut.\n");
        assert_eq!(
            text(
                "<h3><button aria-expanded=false aria-controls=a>Why?</button></h3><div id=a hidden><p>So.</p></div>"
            ),
            "### Why?\n\nSo.\n"
        );
    }

    #[test]
    fn the_article_stands_first_and_a_teaser_is_none() {
        let words =
            "The council shut the bridge to all carts on Monday, and no one knows for how long. ".repeat(4);
        let page = format!(
            "<nav><a href=/>Home page</a> <a href=/n>All the news</a></nav><article><h2><a href=/x>Plague found in two patients</a></h2><p>More.</p></article><div><h1>The bridge</h1><p>{words}</p><p>{words}</p></div><div class=comments><p>{words}</p></div>"
        );
        let text = text(&page);
        let (article, beside) = text.split_once("<!-- beside -->").unwrap();
        assert!(article.starts_with("# The bridge\n\nThe council"), "{article}");
        assert!(!article.contains("Plague") && beside.contains("Plague") && beside.contains("All the news"));
        assert_eq!(beside.matches("The council").count(), 4);
    }

    #[test]
    fn what_is_no_word_of_the_article_stands_beside_it() {
        let words =
            "The council shut the bridge to all carts on Monday, and no one knows for how long. ".repeat(9);
        let other =
            "A stranger found salt in the yard of the old mill, and he says that it was white. ".repeat(3);
        let teaser = format!("<div><h3><a href=/x>Plague found in two patients</a></h3><p>{other}</p></div>");
        for aside in [
            // A stream that a script went on loading holds more than the article.
            format!("<div>{}</div>", teaser.repeat(9)),
            format!("<div class=full-gallery><p>{other}</p><p>{other}</p></div>"),
            format!("<div class=breaking-news><ul><li>{other}</ul></div>"),
            "<div class=hidden><p>Plague found</p></div>".to_owned(),
            "<div class=print-header>Plague found</div>".to_owned(),
            "<p>Related: <a href=/x>Plague found in two patients</a></p>".to_owned(),
            "<div itemprop=image><b itemprop=url>https://example.org/Plague</b><b itemprop=width>540</b></div>".to_owned(),
        ] {
            let page = format!("<main><h1>The bridge</h1><p>{words}</p><p>{words}</p><p>{words}</p>{aside}</main>");
            let text = text(&page);
            let (article, beside) = text.split_once("<!-- beside -->").unwrap_or((&text, ""));
            assert_eq!(article.matches("The council").count(), 27, "{aside}");
            assert!(!article.contains("Plague") && !article.contains("salt") && !beside.is_empty(), "{aside}: {article}");
        }
    }

    #[test]
    fn what_belongs_to_the_article_is_not_beside_it() {
        let words =
            "The council shut the bridge to all carts on Monday, and no one knows for how long. ".repeat(9);
        for (before, inside) in [
            // The sentence under the title says what the article is about.
            ("<p>Plague has been found in two patients who came by sea.</p>", ""),
            // A heading that leads back to the contents leads nowhere else.
            ("", "<div><h3><a href=#toc>On the patients</a></h3><p>Plague was found.</p></div>"),
            ("", "<div class=media-widget><img src=x><div class=photo-caption>Plague in a photo</div></div>"),
        ] {
            let page = format!(
                "<body><header><h1>The bridge</h1>{before}</header><main><p>{words}</p><p>{words}</p>{inside}<p>{words}</p></main>"
            );
            let text = text(&page);
            let (article, _) = text.split_once("<!-- beside -->").unwrap_or((&text, ""));
            assert!(article.contains("Plague"), "{text}");
        }
    }

    #[test]
    fn a_copy_that_a_page_hides_stays_hidden() {
        let words = "The council shut the bridge to all carts on Monday. ".repeat(3);
        let copy = format!("<div style=display:none>{words}</div>");
        let page = format!("<p>{words}</p>{copy}{copy}");
        assert_eq!(text(&page).matches("The council").count(), 3);
        // Of a page that is hidden as a whole, the words are all there is.
        let page = format!("<p>Menu</p><div style=display:none>{words}</div>");
        assert_eq!(text(&page).matches("The council").count(), 3);
    }

    #[test]
    fn a_card_behind_a_name_parts_no_sentence() {
        let text = text(
            "<p>Gov. <a href=/k>Kit Keel</a><span><a href=/k>Kit R. Keel</a><a href=/n>Salt is up</a></span> (S), was <a href=/n>there</a> <span>there</span>.",
        );
        assert!(text.starts_with("Gov. Kit Keel (S), was there there.\n"), "{text}");
        assert!(text.contains("beside") && text.contains("Kit R. Keel Salt is up"), "{text}");
    }

    #[test]
    fn the_article_with_the_title_goes_before_longer_ones() {
        let words = "The council shut the bridge to all carts on Monday. ".repeat(4);
        let other = "A stranger found salt in the yard of the old mill. ".repeat(4);
        let others = format!("<article><p>{other}</p></article>").repeat(4);
        let text = text(&format!(
            "<div><article><h1>The bridge</h1><p>{words}</p></article><article>{others}</article></div>"
        ));
        let (article, beside) = text.split_once("<!-- beside -->").unwrap();
        assert!(article.contains("The council") && !article.contains("salt") && beside.contains("salt"));
    }

    #[test]
    fn nested_deeper_than_anyone_writes_is_refused() {
        assert!(read("<div>".repeat(5_000).as_bytes()).is_err());
        assert!(read(b"<script>a()</script>").is_err());
    }

    #[test]
    fn tags_with_more_attributes_than_anyone_writes_take_no_time() {
        let many =
            |from: usize| (from..from + 1_900).map(|at| format!(" a{at}=1")).collect::<Vec<_>>().concat();
        let crowded: String = (0..50).map(|at| many(at * 1_900)).collect();
        let refused = read(format!("<p{crowded}>words").as_bytes()).unwrap_err();
        assert!(refused.what.contains("attributes"), "{}", refused.what);
        // The attributes of all tags of one kind come together.
        let bodies: Vec<String> = (0..20).map(|at| format!("<body{}>", many(at * 1_900))).collect();
        assert_eq!(text(&format!("{}<p>words", bodies.concat())), "words\n");
    }

    proptest! {
        #[test]
        fn damaged_input_never_panics(at in 0usize..400, byte: u8, end in 0usize..400) {
            let page = "<style>.a > b, #c{display:none}</style><ol reversed><li value=3>x<table><tr><td>a<td><math><mfrac><mn>1</mn></mfrac></math></table><ruby>a<rt>b</ruby><del><p>c</p></del><a href=#1>1</a><ins>d</ins></ol><blockquote>e<footer>f</blockquote><h2><a>Plague found in two</a></h2><script type='application/ld+json'>{\"@type\":\"Article\"}</script>";
            let mut bytes = page.as_bytes().to_vec();
            let (at, end) = (at % bytes.len(), end % bytes.len());
            bytes[at] = byte;
            bytes.truncate(end);
            _ = read(&bytes);
        }

        #[test]
        fn any_bytes_never_panic(bytes: Vec<u8>) {
            _ = read(&bytes);
        }
    }
}
