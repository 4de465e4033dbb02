//! What a page says about itself: in `meta` (Open Graph, Dublin Core, Parse.ly and their like), in data of schema.org, in links
//! and in what a reader sees. All of it unverified.

use super::byline::{self, in_one_line, without_by};
use super::day::day;
use super::root::Part;
use super::tree::{Element, NodeId, Tree};
use crate::capture::Says;
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
                if let Some(value) = data(&tree.text(id)) {
                    linked_data(&value, &mut found);
                }
            }
            _ if parts.get(id.at()).is_some_and(|part| *part != Part::Unseen) => {
                time(tree, id, element, &mut found);
            }
            _ => {}
        }
    }
    if found.authors.iter().all(|(rank, _)| *rank > 7) || found.days.is_empty() {
        let byline = byline::byline(tree, parts);
        found.authors.extend(byline.names.into_iter().map(|name| (7, name)));
        if found.days.is_empty() {
            found.days.extend(byline.day.map(|day| (9, day)));
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
        let name = without_by(&name).to_owned();
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
            "article.author" | "og.article.author" if !is_address => found.authors.push((5, content.clone())),
            "twitter.creator" if !content.starts_with('@') && !is_address => {
                found.authors.push((8, content.clone()));
            }
            "article.published_time" | "og.article.published_time" => found.day(2, &content),
            "datepublished" | "parsely-pub-date" | "citation_publication_date" | "citation_date" => {
                found.day(3, &content);
            }
            "article.publicationdate"
            | "article.published"
            | "article.created"
            | "dc.date"
            | "dc.date.issued"
            | "dc.date.created"
            | "dcterms.date"
            | "dcterms.issued"
            | "dcterms.created"
            | "dcterms.available"
            | "date"
            | "pubdate"
            | "publish-date"
            | "publishdate"
            | "publication_date"
            | "publication-date"
            | "originalpublicationdate"
            | "pdate"
            | "ptime"
            | "sailthru.date"
            | "og.pubdate"
            | "bt.pubdate"
            | "rnews.datepublished"
            | "cxenseparse.recs.publishtime" => found.day(4, &content),
            "og.url" | "parsely-link" => found.urls.push((2, content.clone())),
            _ => {}
        }
    }
}

/// The time of the page, if the page marks it as one.
fn time(tree: &Tree, id: NodeId, element: &Element, found: &mut Found) {
    let is_told = element.has("itemprop", &["datePublished", "dateCreated"]);
    if !is_told && !matches!(element.name(), "time" | "relative-time") || byline::is_of_readers(tree, id) {
        return;
    }
    // The microformats of before HTML 5 keep the time in the title of an abbreviation.
    let in_title = element.attribute("title").filter(|_| element.name() == "abbr");
    let when = element.attribute("datetime").or_else(|| element.attribute("content")).or(in_title);
    let is_of_publishing = element.attribute("pubdate").is_some()
        || element.each("class").any(|class| {
            ["publish", "entry-date", "posted", "dt-published"].iter().any(|word| class.contains(word))
        });
    let rank = match () {
        () if is_told => 3,
        () if is_of_publishing => 6,
        () => 8,
    };
    // Of the other times only the first: those of teasers follow.
    if let Some(when) = when.map(str::to_owned).or_else(|| is_told.then(|| tree.all_text(id)))
        && (rank < 8 || found.days.is_empty())
    {
        found.day(rank, &when);
    }
}

impl Found {
    fn day(&mut self, rank: u8, when: &str) {
        self.days.extend(day(when).map(|day| (rank, day)));
    }
}

/// Data in a script. XHTML wraps it in marks that HTML does not know, and some break the line within a string, where JSON wants
/// `\n`; elsewhere in it white space means nothing.
fn data(script: &str) -> Option<Value> {
    let script = script.trim();
    let script = script.strip_prefix("<![CDATA[").unwrap_or(script);
    let script = script.strip_suffix("]]>").unwrap_or(script);
    serde_json::from_str(&script.replace(|c: char| c.is_ascii_control(), " ")).ok()
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
            "<script type='application/ld+json'><![CDATA[ {\"@type\":\"Article\",\"author\":\"By A.\nKeel\",\"datePublished\":\"2024-04-20\"} ]]></script>",
            "<meta property=og:article:author content='A. Keel'><meta name=article:publicationdate content='Sat Apr 20 21:30:09 EST 2024'>",
            "<div class=byline>By <a href=/keel>A. Keel</a><br>Saturday, April 20, 2024</div>",
            "<p class=author>Von A. Keel</p><p class=post-date>20. April 2024</p>",
            "<abbr itemprop=datePublished title=2024-04-20T10:00>10:00</abbr><p id=byline>A. Keel",
            "<meta name=date content=0001-01-01><p class=byline>A. Keel Published 10:02 AM EST Apr 20, 2024</p>",
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
}
