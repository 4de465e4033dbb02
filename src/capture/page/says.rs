//! What a page says about itself: in `meta` (Open Graph, Dublin Core, Parse.ly and their like), in data of schema.org, in links
//! and in what a reader sees. All of it unverified.

use super::root::Part;
use super::tree::{Element, NodeId, Tree};
use crate::capture::Says;
use crate::text::unseen::unseen;
use serde_json::Value;

/// Values, and how far each is to be trusted: the least number first.
#[derive(Default)]
struct Found {
    titles: Vec<(u8, String)>,
    publishers: Vec<(u8, String)>,
    authors: Vec<(u8, String)>,
    days: Vec<(u8, String)>,
    urls: Vec<(u8, String)>,
    language: Option<String>,
}

/// What a page says of itself, and where it contradicts itself.
pub(super) fn says(tree: &Tree, parts: &[Part], html: &str, notes: &mut Vec<String>) -> Says {
    let mut found = Found::default();
    for (id, element) in tree.elements() {
        match element.name() {
            "html" => found.language = found.language.or(element.attribute("lang").and_then(in_one_line)),
            "title" if tree.around(id).all(|id| tree.element(id).is_none_or(|one| one.name() != "svg")) => {
                found.titles.extend(in_one_line(&tree.text(id)).map(|title| (9, title)));
            }
            "link" if element.has("rel", &["canonical"]) => {
                found.urls.extend(element.attribute("href").and_then(in_one_line).map(|url| (1, url)));
            }
            "meta" => meta(element, &mut found),
            "script"
                if element.attribute("type").is_some_and(|kind| kind.starts_with("application/ld+json")) =>
            {
                if let Ok(value) = serde_json::from_str(tree.text(id).trim()) {
                    linked_data(&value, &mut found);
                }
            }
            _ if parts.get(id.at()).is_some_and(|part| *part != Part::Unseen) => {
                seen(tree, id, element, &mut found);
            }
            _ => {}
        }
    }
    let days = ranked(found.days);
    if let [first, rest @ ..] = &*days
        && let Some(other) = rest.iter().find(|day| !day.starts_with(&**first) && !first.starts_with(&***day))
    {
        notes.push(format!("says that it is of {first}, and in another place of {other}"));
    }
    let mut says = Says {
        title: ranked(found.titles).into_iter().next(),
        publisher: ranked(found.publishers).into_iter().next(),
        authors: authors(found.authors),
        published: days.into_iter().next(),
        url: ranked(found.urls).into_iter().next(),
        language: found.language,
        ..Says::default()
    };
    archive(html, &mut says);
    says
}

fn ranked(mut all: Vec<(u8, String)>) -> Vec<String> {
    all.sort_by_key(|(rank, _)| *rank);
    all.into_iter().map(|(_, value)| value).collect()
}

/// All that the most trusted place names.
fn authors(all: Vec<(u8, String)>) -> Vec<String> {
    let best = all.iter().map(|(rank, _)| *rank).min();
    let mut names: Vec<String> = Vec::new();
    for (_, name) in all.into_iter().filter(|(rank, _)| Some(*rank) == best) {
        if !names.contains(&name) && names.len() < 20 {
            names.push(name);
        }
    }
    names
}

fn meta(element: &Element, found: &mut Found) {
    let Some(content) = element.attribute("content").and_then(in_one_line) else { return };
    let property = element
        .attribute("property")
        .or_else(|| element.attribute("name"))
        .or_else(|| element.attribute("itemprop"));
    for name in property.unwrap_or_default().split_ascii_whitespace() {
        let name = name.to_ascii_lowercase().replace(':', ".");
        let is_address = content.starts_with("http") || content.starts_with('/');
        match &*name {
            "dc.title" | "dcterm.title" | "dcterms.title" => found.titles.push((1, content.clone())),
            "og.title" => found.titles.push((2, content.clone())),
            "weibo.article.title" | "weibo.webpage.title" | "parsely-title" | "citation_title" => {
                found.titles.push((3, content.clone()));
            }
            "title" | "twitter.title" => found.titles.push((5, content.clone())),
            "og.site_name" => found.publishers.push((1, content.clone())),
            "dc.publisher" | "dcterm.publisher" | "dcterms.publisher" => {
                found.publishers.push((2, content.clone()));
            }
            "citation_publisher" | "application-name" => found.publishers.push((5, content.clone())),
            "dc.creator" | "dcterm.creator" | "dcterms.creator" => found.authors.push((2, content.clone())),
            "author" => found.authors.push((3, content.clone())),
            "parsely-author" | "citation_author" | "sailthru.author" | "byl" => {
                found.authors.push((4, content.clone()));
            }
            "article.author" if !is_address => found.authors.push((5, content.clone())),
            "twitter.creator" if !content.starts_with('@') && !is_address => {
                found.authors.push((8, content.clone()));
            }
            "article.published_time" | "og.article.published_time" => found.day(2, &content),
            "datepublished" | "parsely-pub-date" | "citation_publication_date" | "citation_date" => {
                found.day(3, &content);
            }
            "dc.date" | "dc.date.issued" | "dc.date.created" | "dcterms.date" | "dcterms.issued"
            | "dcterms.created" | "dcterms.available" | "date" | "pubdate" | "publish-date"
            | "publishdate" | "publication_date" | "pdate" | "ptime" | "sailthru.date" | "og.pubdate" => {
                found.day(4, &content);
            }
            "og.url" | "parsely-link" => found.urls.push((2, content.clone())),
            _ => {}
        }
    }
}

/// What a reader sees: a byline, a time.
fn seen(tree: &Tree, id: NodeId, element: &Element, found: &mut Found) {
    let name = element.name();
    let is_time = element.has("itemprop", &["datePublished", "dateCreated"]);
    if is_time || name == "time" || name == "relative-time" {
        let when = element.attribute("datetime").or_else(|| element.attribute("content")).map(str::to_owned);
        let when = when.or_else(|| is_time.then(|| tree.all_text(id)));
        let is_told = element.attribute("pubdate").is_some()
            || element.each("class").any(|class| {
                ["publish", "entry-date", "posted", "dt-published"].iter().any(|word| class.contains(word))
            });
        let rank = match () {
            () if is_time => 3,
            () if is_told => 6,
            () => 8,
        };
        // Of the other times only the first: those of comments and teasers follow.
        if let Some(when) = when
            && (rank < 8 || found.days.is_empty())
        {
            found.day(rank, &when);
        }
        return;
    }
    let is_marked = element.has("rel", &["author"]) || element.has("itemprop", &["author"]);
    let is_named = || {
        element.each("class").chain(element.attribute("id")).any(|name| {
            let name = name.to_ascii_lowercase();
            ["byline", "author", "writtenby", "p-author", "dateline"].iter().any(|word| name.contains(word))
        })
    };
    if found.authors.iter().any(|(rank, _)| *rank <= 6) || !(is_marked || is_named()) {
        return;
    }
    let inner = || {
        let inside = tree
            .walk(id)
            .filter_map(|step| if let super::tree::Step::Enter(id) = step { Some(id) } else { None });
        inside.take(200).find(|id| tree.element(*id).is_some_and(|one| one.has("itemprop", &["name"])))
    };
    let words = in_one_line(&tree.all_text(inner().unwrap_or(id)).chars().take(2_000).collect::<String>());
    let Some(words) = words.filter(|words| words.chars().count() < 100) else { return };
    let words = ["By ", "by ", "BY ", "Written by ", "By: "]
        .iter()
        .find_map(|by| words.strip_prefix(by))
        .unwrap_or(&words)
        .trim();
    if words.chars().any(char::is_alphabetic) && words.chars().count() > 2 {
        found.authors.push((if is_marked { 6 } else { 7 }, words.to_owned()));
    }
}

impl Found {
    fn day(&mut self, rank: u8, when: &str) {
        self.days.extend(day(when).map(|day| (rank, day)));
    }
}

/// The first article in data of schema.org.
fn linked_data(value: &Value, found: &mut Found) {
    let listed = |value: &'_ Value| value.as_array().cloned().unwrap_or_else(|| vec![value.clone()]);
    let mut all = listed(value);
    for one in all.clone() {
        all.extend(one.get("@graph").map(listed).unwrap_or_default());
        all.extend(one.get("mainEntity").map(listed).unwrap_or_default());
    }
    let names = |kind: &Value| {
        kind.as_str().is_some_and(|kind| {
            let kind = kind.rsplit('/').next().unwrap_or(kind);
            kind.ends_with("Article")
                || kind.ends_with("Posting")
                || matches!(kind, "Report" | "Article" | "TechArticle" | "Review" | "WebPage")
        })
    };
    let is_article = |value: &&Value| {
        value
            .get("@type")
            .is_some_and(|kind| names(kind) || kind.as_array().is_some_and(|all| all.iter().any(names)))
    };
    let is_page = |value: &&Value| value.get("@type").is_some_and(|kind| kind == "WebPage");
    let articles = || all.iter().filter(is_article);
    let Some(article) = articles().find(|value| !is_page(value)).or_else(|| articles().next()) else {
        return;
    };
    let words = |value: Option<&Value>| value?.as_str().and_then(in_one_line);
    let name = |value: &Value| {
        words(Some(value)).or_else(|| words(value.get("name"))).filter(|name| !name.starts_with("http"))
    };
    // Some put the kind of page into the headline, and the title into the name.
    let headline = words(article.get("name")).or_else(|| words(article.get("headline")));
    found.titles.extend(headline.map(|title| (4, title)));
    found.publishers.extend(article.get("publisher").and_then(name).map(|name| (3, name)));
    if let Some(when) = article.get("datePublished").and_then(Value::as_str) {
        found.day(1, when);
    }
    found.urls.extend(words(article.get("url")).map(|url| (3, url)));
    if let Some(author) = article.get("author") {
        found.authors.extend(listed(author).iter().filter_map(name).map(|name| (1, name)));
    }
}

/// The day of a moment, as ISO 8601 has it, if it is written in a way that leaves no doubt.
pub(in crate::capture) fn day(when: &str) -> Option<String> {
    const MONTHS: [&str; 12] =
        ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];
    let when = when.trim();
    let numbers: Vec<&str> =
        when.split(|c: char| !c.is_ascii_digit()).filter(|part| !part.is_empty()).collect();
    let written = |year: &str, month: u32, day: &str| {
        let day: u32 = day.parse().ok()?;
        let is_fine = year.len() == 4 && (1..=12).contains(&month) && (1..=31).contains(&day);
        is_fine.then(|| format!("{year}-{month:02}-{day:02}"))
    };
    let first = *numbers.first()?;
    if when.starts_with(first) && first.len() == 4 {
        let (month, day) = (numbers.get(1), numbers.get(2));
        return match (month.and_then(|month| month.parse().ok()), day) {
            (Some(month), Some(day)) => written(first, month, day.get(..day.len().min(2))?),
            (Some(month), None) if (1..=12).contains(&month) => Some(format!("{first}-{month:02}")),
            (None, _) => Some(first.to_owned()),
            _ => None,
        };
    }
    if first.len() >= 8
        && when.starts_with(first)
        && (first.starts_with("19") || first.starts_with("20"))
        && first.len() <= 14
    {
        return written(first.get(..4)?, first.get(4..6)?.parse().ok()?, first.get(6..8)?);
    }
    let lower = when.to_ascii_lowercase();
    let word = lower
        .split(|c: char| !c.is_ascii_alphabetic())
        .find_map(|word| MONTHS.iter().position(|month| word.starts_with(month) && word.len() <= 9))?;
    let year = numbers.iter().find(|number| number.len() == 4)?;
    let day = numbers.iter().find(|number| number.len() <= 2)?;
    written(year, u32::try_from(word).ok()? + 1, day)
}

/// What those who saved the page wrote into it: `SingleFile`, and the Wayback Machine.
fn archive(html: &str, says: &mut Says) {
    let line = |after: &str| {
        let (_, rest) = html.split_once(after)?;
        rest.lines().next().and_then(in_one_line)
    };
    if html.contains("Page saved with SingleFile") {
        says.url = line("\n url: ").or(says.url.take());
        says.accessed = line("\n saved date: ").and_then(|when| day(when.split_once(' ')?.1));
    }
    // `__wm.wombat("http://example.org/","20200102101213","https://web.archive.org/",...)`
    if let Some((_, call)) = html.split_once("__wm.wombat(") {
        let mut quoted = call.split('"').skip(1).step_by(2);
        if let (Some(url), Some(time)) = (quoted.next(), quoted.next())
            && time.len() == 14
            && time.bytes().all(|byte| byte.is_ascii_digit())
        {
            says.archived = in_one_line(&format!("https://web.archive.org/web/{time}/{url}"));
            says.accessed = day(time);
            says.url = in_one_line(url);
        }
    }
    let copied = says.url.as_deref().and_then(wayback);
    if let Some((time, url)) = copied {
        says.archived = says.archived.take().or(says.url.take());
        says.accessed = says.accessed.take().or(day(&time));
        says.url = Some(url);
    }
}

/// The time and the address of what a copy in the Wayback Machine is of.
pub(in crate::capture) fn wayback(url: &str) -> Option<(String, String)> {
    let (_, rest) = url.split_once("://web.archive.org/web/")?;
    let (time, url) = rest.split_once('/')?;
    let digits: String = time.chars().take_while(char::is_ascii_digit).collect();
    (digits.len() == 14).then(|| (digits, url.to_owned()))
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
    use super::*;

    fn read(html: &str) -> (Says, Vec<String>) {
        let found =
            super::super::read(format!("{html}<p>The bridge was shut on Monday.").as_bytes()).unwrap();
        (found.says, found.notes)
    }

    #[test]
    fn bylines_and_days_are_found_in_the_usual_places() {
        let cases = [
            r#"<meta property="x dc:creator" content="A. Keel"><meta name=parsely-pub-date content=2024-04-20T04:20:00Z>"#,
            r#"<script type="application/ld+json">{"@type":["NewsArticle"],"author":[{"name":"A. Keel"}],"datePublished":"2024-04-20"}</script>"#,
            r#"<p class=byline>By <a rel=author>A. Keel</a></p><time datetime="2024-04-20T10:00" pubdate>x</time>"#,
            "<span itemprop=author><b itemprop=name>A. Keel</b></span><span itemprop=datePublished>April 20, 2024</span>",
        ];
        for case in cases {
            let (says, notes) = read(case);
            assert_eq!(says.authors, ["A. Keel"], "{case}");
            assert_eq!(says.published.as_deref(), Some("2024-04-20"), "{case}");
            assert!(notes.is_empty(), "{notes:?}");
        }
    }

    #[test]
    fn days_that_differ_are_told() {
        let (says, notes) = read(
            "<meta name=date content=2024-04-20><time itemprop=datePublished datetime=2024-05-01>x</time>",
        );
        assert_eq!(says.published.as_deref(), Some("2024-05-01"));
        assert_eq!(notes, ["says that it is of 2024-05-01, and in another place of 2024-04-20"]);
    }

    #[test]
    fn copies_say_of_what_they_are() {
        let (says, _) = read(
            "<!--\n Page saved with SingleFile \n url: https://example.org/a \n saved date: Tue Oct 20 2020 10:12:13 GMT+0200 (CEST)\n-->",
        );
        assert_eq!(
            (says.url.as_deref(), says.accessed.as_deref()),
            (Some("https://example.org/a"), Some("2020-10-20"))
        );
        let (says, _) = read(
            r#"<script>__wm.wombat("http://example.org/b","20200102101213","https://web.archive.org/")</script>"#,
        );
        assert_eq!(says.url.as_deref(), Some("http://example.org/b"));
        assert_eq!(
            says.archived.as_deref(),
            Some("https://web.archive.org/web/20200102101213/http://example.org/b")
        );
        assert_eq!(says.accessed.as_deref(), Some("2020-01-02"));
    }

    #[test]
    fn a_day_is_read_only_where_it_is_plain() {
        for (when, expected) in [
            ("2024-04-20T04:20Z", Some("2024-04-20")),
            ("2024/4/2", Some("2024-04-02")),
            ("20240420", Some("2024-04-20")),
            ("20 Apr 2024 10:00", Some("2024-04-20")),
            ("2024-04", Some("2024-04")),
            ("03/04/2024", None),
            ("yesterday", None),
        ] {
            assert_eq!(day(when).as_deref(), expected, "{when}");
        }
    }
}
