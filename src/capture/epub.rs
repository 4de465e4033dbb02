//! E-books (EPUB 2 and 3): the pages of the spine in its order, each read as a page of the web.
//!
//! Left out: the table of contents that a reading program makes of the navigation, unless the spine holds it. There are no marks of pages.

use super::xml::{Step, Steps};
use super::zipped::Parts;
use super::{Captured, MOST_TEXT, Markup, Refused, Says, page};
use std::collections::{BTreeSet, HashMap};

/// Which way of reading this is.
pub const EXTRACTOR: &str = "epub 2";

/// Reads a book.
pub fn read(bytes: &[u8]) -> Result<Captured, Refused> {
    let mut parts = Parts::open(bytes)?;
    let no_book = || Refused {
        what: "is no e-book that can be read: it does not say what it holds".to_owned(),
        help: "open it in a reading program, and copy the words as text".to_owned(),
    };
    let container = parts.text("META-INF/container.xml")?.ok_or_else(no_book)?;
    let package_at = root_file(&container).ok_or_else(no_book)?;
    let package = package(&parts.text(&package_at)?.ok_or_else(no_book)?)?;
    let encrypted = parts.text("META-INF/encryption.xml")?.unwrap_or_default();
    let folder = package_at.rsplit_once('/').map_or("", |(folder, _)| folder);
    let (mut text, mut notes) = (String::new(), BTreeSet::new());
    let mut unread = None;
    for href in package.spine {
        let Some(name) = within(folder, &href) else { continue };
        if encrypted.contains(&*name) {
            return Err(Refused {
                what: "is encrypted: its publisher locks it".to_owned(),
                help: "type the words that you quote, and give that text with `--made-by`".to_owned(),
            });
        }
        let Some(bytes) = parts.part(&name)? else {
            notes.insert(format!("the page \"{href}\" is named and is not there"));
            continue;
        };
        let chapter = match page::read_whole(&bytes) {
            Ok(chapter) => chapter,
            // A cover has no words, and is none the worse for it.
            Err(refused) if page::is_without_words(&refused) => continue,
            Err(refused) => {
                notes.insert(format!("the page \"{href}\" is left out: it {}", refused.what));
                unread.get_or_insert(Refused {
                    what: format!("has a page \"{href}\" that {}", refused.what),
                    help: refused.help,
                });
                continue;
            }
        };
        notes.extend(chapter.notes);
        if !text.is_empty() {
            text.push('\n');
        }
        text.push_str(&chapter.text);
        if text.len() > MOST_TEXT {
            return Err(super::flow::too_much());
        }
    }
    if let Some(unread) = unread.filter(|_| text.is_empty()) {
        return Err(unread);
    }
    Ok(Captured {
        text,
        markup: Markup::Markdown,
        says: package.says,
        extractor: EXTRACTOR.to_owned(),
        notes: notes.into_iter().collect(),
        ..Captured::default()
    })
}

fn root_file(container: &str) -> Option<String> {
    let mut steps = Steps::of(container);
    while let Ok(Some(step)) = steps.next() {
        if let Step::Open(tag) = step
            && tag.name() == "rootfile"
        {
            return tag.attribute("full-path");
        }
    }
    None
}

#[derive(Default)]
struct Package {
    spine: Vec<String>,
    says: Says,
}

/// The package document (EPUB 3.3, 5): what there is, in which order it is read, and who wrote it.
fn package(xml: &str) -> Result<Package, Refused> {
    let mut all = Package::default();
    let mut items: HashMap<String, String> = HashMap::new();
    let mut steps = Steps::of(xml);
    while let Some(step) = steps.next()? {
        let Step::Open(tag) = step else { continue };
        let mut words = || Some(steps.words().ok()?.trim().to_owned()).filter(|words| !words.is_empty());
        match &*tag.name() {
            "item" => items.extend(tag.attribute("id").zip(tag.attribute("href"))),
            "itemref" => all.spine.extend(tag.attribute("idref").and_then(|id| items.get(&id).cloned())),
            "title" if all.says.title.is_none() => all.says.title = words(),
            "creator" => all.says.authors.extend(words()),
            "publisher" => all.says.publisher = words(),
            "date" if all.says.published.is_none() => {
                all.says.published = words().map(|when| when.chars().take("2020-02-11".len()).collect());
            }
            "language" if all.says.language.is_none() => all.says.language = words(),
            _ => {}
        }
    }
    Ok(all)
}

/// The name of a part that an address names, seen from a folder; none if it leads out of the book.
fn within(folder: &str, href: &str) -> Option<String> {
    let path = href.split(['#', '?']).next()?;
    let path = percent_encoding::percent_decode_str(path).decode_utf8().ok()?;
    let mut steps: Vec<&str> = folder.split('/').filter(|step| !step.is_empty()).collect();
    for step in path.split('/') {
        match step {
            "" | "." => {}
            ".." => _ = steps.pop()?,
            _ => steps.push(step),
        }
    }
    Some(steps.join("/"))
}

#[cfg(test)]
mod tests {
    use super::super::zipped::tests::zip;
    use super::*;

    #[test]
    fn the_spine_is_read_in_its_order() {
        let package = "<package><metadata><dc:title>Carts &amp; boats</dc:title><dc:creator>A. Keel</dc:creator></metadata>\
            <manifest><item id='a' href='t/a%20b.xhtml'/><item id='b' href='../b.xhtml'/><item id='c' href='../../c'/></manifest>\
            <spine><itemref idref='b'/><itemref idref='a'/><itemref idref='c'/></spine></package>";
        let taken = read(&zip(&[
            (
                "META-INF/container.xml",
                b"<container><rootfiles><rootfile full-path='O/p.opf'/></rootfiles></container>",
            ),
            ("O/p.opf", package.as_bytes()),
            ("O/t/a b.xhtml", b"<html><body><p>second</p></body></html>"),
            ("b.xhtml", b"<html><body><h1>First</h1></body></html>"),
        ]))
        .unwrap();
        assert_eq!(taken.text, "# First\n\nsecond\n");
        assert_eq!(taken.says.title.as_deref(), Some("Carts & boats"));
    }

    #[test]
    fn nothing_in_a_book_stands_beside_it() {
        let package = "<package><manifest><item id='a' href='a'/><item id='b' href='b'/></manifest>\
            <spine><itemref idref='a'/><itemref idref='b'/></spine></package>";
        let first = "<p>The bridge was shut on Monday, said the council of the town.</p><aside><p>1871 by the yearbook.</p></aside>";
        let taken = read(&zip(&[
            ("META-INF/container.xml", b"<container><rootfile full-path='p.opf'/></container>"),
            ("p.opf", package.as_bytes()),
            ("a", first.as_bytes()),
            ("b", b"<h1>Two</h1><p>The ferry runs daily.</p>"),
        ]))
        .unwrap();
        let expected = "The bridge was shut on Monday, said the council of the town.\n\n1871 by the yearbook.\n\n# Two\n\nThe ferry runs daily.\n";
        assert_eq!(taken.text, expected);
    }

    #[test]
    fn a_page_that_is_not_read_is_named() {
        let package = "<package><manifest><item id='a' href='a'/><item id='b' href='b'/></manifest>\
            <spine><itemref idref='a'/><itemref idref='b'/></spine></package>";
        let deep = "<div>".repeat(10_000);
        let book = |first: &str| {
            zip(&[
                ("META-INF/container.xml", b"<container><rootfile full-path='p.opf'/></container>"),
                ("p.opf", package.as_bytes()),
                ("a", first.as_bytes()),
                ("b", deep.as_bytes()),
            ])
        };
        let taken = read(&book("<p>first</p>")).unwrap();
        assert_eq!(taken.text, "first\n");
        assert!(taken.notes[0].starts_with("the page \"b\" is left out: it nests"), "{:?}", taken.notes);
        let refused = read(&book("<img src=x>")).unwrap_err();
        assert!(refused.what.starts_with("has a page \"b\" that nests"), "{}", refused.what);
    }

    #[test]
    fn damaged_books_are_refused() {
        assert!(read(&zip(&[("mimetype", b"application/epub+zip")])).is_err());
        assert!(read(b"PK\x03\x04").is_err());
    }
}
