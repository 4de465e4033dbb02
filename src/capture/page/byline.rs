//! Who wrote a page, and when, as far as a reader sees it: in the line by the title.

use super::day::day_among;
use super::root::Part;
use super::tree::{Element, Kind, NodeId, Step, Tree};
use crate::text::unseen::unseen;

/// What the line by the title says.
#[derive(Default)]
pub(super) struct Byline {
    pub(super) names: Vec<String>,
    pub(super) day: Option<String>,
}

/// How an element is known to name an author: the least doubtful first.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Sign {
    /// By a mark that has no other meaning.
    Marked,
    /// By a class or an id.
    Named,
}

/// So many elements are looked at for one answer: a page may be hostile.
const MOST: usize = 500;

struct Line {
    node: NodeId,
    sign: Sign,
    is_in_article: bool,
    is_below_title: bool,
    name: String,
    day: Option<String>,
}

/// The byline, and the first day that is shown as one.
pub(super) fn byline(tree: &Tree, parts: &[Part]) -> Byline {
    let seen =
        || tree.elements().filter(|(id, _)| parts.get(id.at()).is_some_and(|part| *part != Part::Unseen));
    let mut is_below_title = false;
    let signed = seen().filter_map(|(id, element)| {
        is_below_title |= element.name() == "h1";
        Some((id, sign_of(element)?, is_below_title))
    });
    let lines = signed.take(MOST).filter(|(id, ..)| !is_of_readers(tree, *id)).filter_map(
        |(node, sign, is_below_title)| {
            let (name, day) = line(tree, node)?;
            Some(Line {
                node,
                sign,
                is_in_article: parts.get(node.at()) == Some(&Part::Article),
                is_below_title,
                name,
                day,
            })
        },
    );
    let lines: Vec<Line> = lines.collect();
    let named = lines.iter().filter(|line| !line.name.is_empty());
    let best = named.min_by_key(|line| (line.sign, !line.is_in_article, !line.is_below_title));
    let day_shown = || {
        let dated = seen().filter(|(_, element)| element.name() == "time" || is_dated(element)).take(MOST);
        let dated = dated.filter(|(id, _)| !is_of_readers(tree, *id));
        dated.filter_map(|(id, _)| day_among(&words(tree, id, false)?)).map(|(_, day)| day).next()
    };
    let Some(first) = best else { return Byline { names: Vec::new(), day: day_shown() } };
    let around = lines_around(tree, first, &lines);
    // A line that holds another says more than a name; what looks otherwise than the first name says what the author is.
    let class = |line: &Line| tree.element(line.node).and_then(|element| element.attribute("class"));
    let innermost =
        || around.iter().filter(|line| !around.iter().any(|other| is_in(tree, other.node, line.node)));
    let names = innermost().filter(|line| innermost().next().map(|first| class(first)) == Some(class(line)));
    let day = around.iter().find_map(|line| line.day.clone());
    Byline { names: names.map(|line| line.name.clone()).collect(), day: day.or_else(day_shown) }
}

/// The lines that stand with one in the line that is around it, or in what is right around it, if that is no more than a line.
fn lines_around<'a>(tree: &Tree, first: &Line, lines: &'a [Line]) -> Vec<&'a Line> {
    let mut around = tree.around(first.node).take(3);
    let outer = around.find(|id| tree.element(*id).is_some_and(|one| sign_of(one).is_some()));
    let parent = tree.parent(first.node).filter(|id| words(tree, *id, false).is_some());
    let block = outer.or(parent).unwrap_or(first.node);
    let named = lines.iter().filter(|line| line.sign == first.sign && !line.name.is_empty());
    named.filter(|line| line.node == first.node || is_in(tree, line.node, block)).take(40).collect()
}

fn is_in(tree: &Tree, id: NodeId, outer: NodeId) -> bool {
    tree.around(id).take(MOST).any(|around| around == outer)
}

/// Does what stands here come from readers, or is it for them to fill in?
pub(super) fn is_of_readers(tree: &Tree, id: NodeId) -> bool {
    std::iter::once(id).chain(tree.around(id)).take(MOST).filter_map(|id| tree.element(id)).any(|element| {
        element.name() == "label"
            || !matches!(element.name(), "html" | "body" | "main" | "article")
                && names_of(element).any(|name| {
                    name.split(|c: char| !c.is_ascii_alphanumeric()).any(|word| {
                        matches!(
                            word,
                            "comment" | "comments" | "commentlist" | "respond" | "replies" | "disqus"
                        )
                    })
                })
    })
}

fn names_of(element: &Element) -> impl Iterator<Item = String> {
    element.each("class").chain(element.attribute("id")).map(str::to_ascii_lowercase)
}

fn sign_of(element: &Element) -> Option<Sign> {
    if element.has("rel", &["author"]) || element.has("itemprop", &["author", "creator"]) {
        return Some(Sign::Marked);
    }
    let is_named = names_of(element)
        .any(|name| ["byline", "author", "writtenby"].iter().any(|word| name.contains(word)));
    is_named.then_some(Sign::Named)
}

fn is_dated(element: &Element) -> bool {
    names_of(element).any(|name| {
        name.split(|c: char| !c.is_ascii_alphanumeric()).any(|word| {
            matches!(
                word,
                "date" | "pubdate" | "published" | "posted" | "timestamp" | "dateline" | "datetime"
            )
        })
    })
}

/// The name in a line, if there is one, and the day.
fn line(tree: &Tree, id: NodeId) -> Option<(String, Option<String>)> {
    let inner = tree.walk(id).take(MOST).find_map(|step| match step {
        Step::Enter(id) => {
            Some(id).filter(|id| tree.element(*id).is_some_and(|one| one.has("itemprop", &["name"])))
        }
        Step::Leave(_) => None,
    });
    let whole = words(tree, inner.unwrap_or(id), true)?;
    let found = day_among(&whole);
    let name = found.as_ref().map_or(&*whole, |(at, _)| whole.get(..*at).unwrap_or(""));
    Some((name_in(name).unwrap_or("").to_owned(), found.map(|(_, day)| day)))
}

/// The words of an element if they are few, with or without its times.
fn words(tree: &Tree, id: NodeId, is_without_times: bool) -> Option<String> {
    let mut words = String::new();
    let mut skipped = None;
    for step in tree.walk(id).take(MOST) {
        match step {
            Step::Enter(id) if skipped.is_none() => match tree.kind(id) {
                Kind::Text(text) => words.extend(text.chars().take(MOST).chain([' '])),
                Kind::Element(one)
                    if matches!(one.name(), "script" | "style")
                        || is_without_times && one.name() == "time" =>
                {
                    skipped = Some(id);
                }
                _ => {}
            },
            Step::Leave(id) if skipped == Some(id) => skipped = None,
            _ => {}
        }
    }
    in_one_line(&words).map(|line| line.replace(" ,", ",")).filter(|line| line.chars().count() < 100)
}

/// A name without what stands around it in a line.
fn name_in(words: &str) -> Option<&str> {
    let mut name = without_by(words);
    for verb in ["Published", "Posted", "Updated", "published", "posted", "updated"] {
        name = name.split_once(verb).map_or(name, |(before, _)| before);
    }
    let is_around = |word: &str| {
        let word = word.to_lowercase();
        let word = word.trim_matches(|c: char| !c.is_alphanumeric());
        matches!(word, "" | "on" | "last" | "at" | "am" | "le" | "el")
            || ["mon", "tue", "wed", "thu", "fri", "sat", "sun"]
                .iter()
                .any(|day| word == *day || word.starts_with(day) && word.ends_with("day"))
    };
    while let Some(last) = name.split_whitespace().next_back().filter(|last| is_around(last)) {
        name = name.trim_end().strip_suffix(last)?;
    }
    let name = name.trim_matches(|c: char| !c.is_alphanumeric() && !".)".contains(c));
    let lower = name.to_lowercase();
    let is_name = name.chars().any(char::is_alphabetic)
        && name.chars().count() > 2
        && !["follow ", "about ", "more ", "by ", "author", "written by"]
            .iter()
            .any(|start| lower.starts_with(start));
    is_name.then_some(name)
}

/// Without the word that says that a name follows.
pub(super) fn without_by(words: &str) -> &str {
    const BY: [&str; 8] = ["written by", "posted by", "by", "par", "por", "von", "door", "text by"];
    let words = words.trim();
    let rest = BY.iter().find_map(|by| {
        let (start, rest) = words.split_at_checked(by.len())?;
        let is_whole = rest.starts_with([' ', ':']);
        (start.eq_ignore_ascii_case(by) && is_whole).then(|| rest.trim_start_matches([' ', ':']))
    });
    rest.filter(|rest| !rest.is_empty()).unwrap_or(words)
}

/// Words in one line, of which nothing is invisible and which are not endless; `None` if there are none.
pub(super) fn in_one_line(words: &str) -> Option<String> {
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
    fn names(html: &str) -> Vec<String> {
        super::super::read(format!("{html}<p>The bridge was shut on Monday.").as_bytes())
            .unwrap()
            .says
            .authors
    }

    #[test]
    fn a_byline_names_who_wrote_and_nothing_else() {
        for (html, expected) in [
            ("<p class=byline><b class=author>A. Keel</b><b class=role>Editor</b></p>", &["A. Keel"][..]),
            (
                "<p class=byline><a rel=author>A. Keel</a> and <a rel=author>B. Oar</a></p>",
                &["A. Keel", "B. Oar"],
            ),
            (
                "<p class=byline>By A. Keel<p class=author-x><a>Follow @keel</a><p id=about-author>About the author",
                &["A. Keel"],
            ),
            (
                "<p class=byline>A. Keel</p><div class=comment><b class=author>C. Mast said:</b></div>",
                &["A. Keel"],
            ),
            ("<form><label class=author>Name (needed)</label></form>", &[]),
            ("<p class=author>Last updated: April 20, 2024</p>", &[]),
            (
                "<div><b class=author>T. Easer</b></div><h1>Shut</h1><div><b class=author>A. Keel</b></div>",
                &["A. Keel"],
            ),
            ("<div class=author>Byron Vonn</div>", &["Byron Vonn"]),
        ] {
            assert_eq!(names(html), expected, "{html}");
        }
    }
}
