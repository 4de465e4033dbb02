//! WACZ 1.1 (Webrecorder): a zip with archives of the web and a list of the pages that somebody meant to keep. The first of
//! the list is read, else the largest page.

use super::warc::{Choice, Wanted};
use super::zipped::Parts;
use super::{Captured, Refused};
use serde_json::Value;
use std::io::Cursor;
use zip::ZipArchive;

/// Which way of reading this is.
pub const EXTRACTOR: &str = "wacz 3";

/// Reads the page that an archive was made for.
pub fn read(bytes: &[u8]) -> Result<Captured, Refused> {
    read_page(bytes, Wanted::Any)
}

/// Reads the page that is wanted.
pub fn read_page(bytes: &[u8], wanted: Wanted) -> Result<Captured, Refused> {
    let mut parts = Parts::open(bytes)?;
    let list = parts.text("pages/pages.jsonl").ok().flatten().unwrap_or_default();
    let pages = list.lines().filter_map(|line| serde_json::from_str::<Value>(line).ok());
    let addresses: Vec<String> =
        pages.filter_map(|page| page.get("url").and_then(Value::as_str).map(str::to_owned)).collect();
    let mut choice = Choice::of(match (wanted, addresses.first()) {
        (Wanted::Any, Some(first)) => Wanted::Rather(first),
        (wanted, _) => wanted,
    });
    let mut names: Vec<String> = parts.names().filter(|name| is_archive(name)).map(str::to_owned).collect();
    names.sort_unstable();
    // These parts may be larger than any text, so they are not unpacked as a whole.
    if let Ok(mut zip) = ZipArchive::new(Cursor::new(bytes)) {
        for at in names.iter().filter_map(|name| zip.index_for_name(name)).collect::<Vec<_>>() {
            if let Ok(part) = zip.by_index(at) {
                choice.scan(part);
            }
        }
    }
    let mut captured = choice.read()?;
    EXTRACTOR.clone_into(&mut captured.extractor);
    Ok(captured)
}

fn is_archive(name: &str) -> bool {
    name.strip_suffix(".gz").unwrap_or(name).rsplit('.').next() == Some("warc")
}

#[cfg(test)]
mod tests {
    use super::super::warc::tests::{packed, record};
    use super::super::zipped::tests::zip;
    use super::*;

    #[test]
    fn the_page_of_the_list_is_read() {
        let page = |words: &str| format!("HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n<p>{words}</p>");
        let archive = [
            record("response", "https://example.org/a", &page("The bridge was shut.")),
            record(
                "response",
                "https://example.org/b",
                &page("The ferry runs daily, said the council of the town."),
            ),
        ]
        .concat();
        let list = "{\"format\": \"json-pages-1.0\"}\n{\"url\": \"https://example.org/a\"}\n";
        let bytes =
            zip(&[("archive/data.warc.gz", &packed(&archive)), ("pages/pages.jsonl", list.as_bytes())]);
        let found = read(&bytes).unwrap();
        assert_eq!((&*found.text, &*found.extractor), ("The bridge was shut.\n", EXTRACTOR));
        let other = read_page(&bytes, Wanted::Only("https://example.org/b")).unwrap();
        assert!(other.text.starts_with("The ferry"), "{}", other.text);
    }

    #[test]
    fn a_zip_without_archives_is_refused() {
        assert!(read(&zip(&[("datapackage.json", b"{}")])).is_err());
        assert!(read(b"PK").is_err());
    }
}
