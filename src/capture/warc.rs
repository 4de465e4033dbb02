//! Archives of the web: WARC 1.0 and 1.1 (ISO 28500), as they are or packed with gzip record by record.
//!
//! Of what they hold one page is read: the one that is asked for by its address, else the largest. Requests, metadata, styles
//! and pictures are passed over; the other pages are named in the notes.

use super::coding::{self, Body};
use super::{Captured, MOST_TEXT, Refused, flow, page};
use flate2::bufread::MultiGzDecoder;
use std::io::{BufRead, BufReader, Read};

/// Which way of reading this is.
pub const EXTRACTOR: &str = "warc 3";

/// So much of an archive is unpacked at most.
const MOST_IN_ALL: u64 = 64 * MOST_TEXT as u64;
const MOST_RECORDS: usize = 500_000;
const LONGEST_LINE: u64 = 1 << 16;
/// How many times its packed size a page has, about.
const PACKED: usize = 4;

/// Reads the main page of an archive.
pub fn read(bytes: &[u8]) -> Result<Captured, Refused> {
    read_page(bytes, Wanted::Any)
}

/// Reads the page that is wanted.
pub fn read_page(bytes: &[u8], wanted: Wanted) -> Result<Captured, Refused> {
    let mut choice = Choice::of(wanted);
    choice.scan(bytes);
    choice.read()
}

/// Which page of an archive is wanted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Wanted<'a> {
    /// The one that the archive was made for, else the largest.
    Any,
    /// The one with this address, if the archive holds it.
    Rather(&'a str),
    /// The one with this address and no other.
    Only(&'a str),
}

impl<'a> Wanted<'a> {
    fn address(self) -> Option<&'a str> {
        match self {
            Self::Any => None,
            Self::Rather(address) | Self::Only(address) => Some(address),
        }
    }
}

/// The page that is chosen among those of one or more archives.
pub(super) struct Choice<'a> {
    wanted: Wanted<'a>,
    best: Option<Found>,
    addresses: Vec<String>,
    /// Pages that cannot be unpacked, and why.
    unread: Vec<(String, String)>,
    is_damaged: bool,
    left: u64,
}

struct Found {
    address: String,
    day: String,
    charset: Option<String>,
    /// A page that cannot be unpacked is none the less the page that was asked for.
    body: Result<Body, Refused>,
    /// How large it is, for all that is known.
    size: usize,
}

impl<'a> Choice<'a> {
    pub(super) fn of(wanted: Wanted<'a>) -> Self {
        Self {
            wanted,
            best: None,
            addresses: Vec::new(),
            unread: Vec::new(),
            is_damaged: false,
            left: MOST_IN_ALL,
        }
    }

    /// Looks through an archive, packed or not.
    pub(super) fn scan(&mut self, archive: impl Read) {
        let mut archive = BufReader::new(archive);
        let is_packed = archive.fill_buf().is_ok_and(|head| head.starts_with(b"\x1f\x8b"));
        let left = self.left;
        let done = if is_packed {
            self.records(&mut BufReader::new(MultiGzDecoder::new(archive).take(left)))
        } else {
            self.records(&mut archive.take(left))
        };
        self.is_damaged |= done.is_none();
    }

    /// `None` where the archive breaks off.
    fn records(&mut self, archive: &mut impl BufRead) -> Option<()> {
        for _ in 0..MOST_RECORDS {
            let Some(head) = head(archive)? else { return Some(()) };
            let value = |name: &str| head.iter().find(|(one, _)| one == name).map(|(_, value)| &**value);
            let length: u64 = value("content-length")?.parse().ok()?;
            self.left = self.left.checked_sub(length)?;
            let kind = value("warc-type").unwrap_or("");
            let address = value("warc-target-uri").unwrap_or("").trim_matches(['<', '>']).to_owned();
            let mut record = archive.take(length);
            if matches!(kind, "response" | "resource") && address.starts_with("http") {
                let day: String = value("warc-date").unwrap_or("").chars().take(10).collect();
                let media = if kind == "resource" { value("content-type").map(str::to_owned) } else { None };
                self.response(&mut record, address, day, media);
            }
            std::io::copy(&mut record, &mut std::io::sink()).ok()?;
            if record.limit() > 0 {
                return None;
            }
        }
        None
    }

    fn response(&mut self, record: &mut impl BufRead, address: String, day: String, media: Option<String>) {
        let mut http = Vec::new();
        if media.is_none() {
            let Some(Some(head)) = head(record) else { return };
            http = head;
        }
        let value = |name: &str| http.iter().find(|(one, _)| one == name).map(|(_, value)| &**value);
        let is_fine =
            media.is_some() || value("").is_some_and(|status| status.split(' ').nth(1) == Some("200"));
        let media =
            media.or(value("content-type").map(str::to_owned)).unwrap_or_default().to_ascii_lowercase();
        if !is_fine || !(media.starts_with("text/html") || media.starts_with("application/xhtml")) {
            return;
        }
        let mut packed = Vec::new();
        if record.take(MOST_TEXT as u64 + 1).read_to_end(&mut packed).is_err() {
            return;
        }
        let size = packed.len();
        let body = if size > MOST_TEXT {
            Err(flow::too_much())
        } else {
            let said = |name: &str| value(name).unwrap_or("");
            coding::unpacked(packed, said("transfer-encoding"), said("content-encoding"))
        };
        let size = match &body {
            Ok(body) => body.bytes.len(),
            Err(refused) => {
                if self.unread.len() < 1000 {
                    self.unread.push((address.clone(), refused.what.clone()));
                }
                size.saturating_mul(PACKED)
            }
        };
        if self.addresses.len() < 1000 && !self.addresses.contains(&address) {
            self.addresses.push(address.clone());
        }
        let is_asked_for = |one: &str| self.wanted.address().is_some_and(|asked| bare(asked) == bare(one));
        let is_better = match &self.best {
            None => true,
            Some(best) => match (is_asked_for(&best.address), is_asked_for(&address)) {
                (true, false) => false,
                (false, true) => true,
                _ => size > best.size,
            },
        };
        if is_better {
            let charset = media.split_once("charset=").map(|(_, charset)| charset.to_owned());
            self.best = Some(Found { address, day, charset, body, size });
        }
    }

    /// Reads what was chosen.
    pub(super) fn read(self) -> Result<Captured, Refused> {
        let Some(best) = self.best else {
            let what =
                if self.is_damaged { "breaks off before its first page" } else { "holds no page of the web" };
            return Err(Refused {
                what: what.to_owned(),
                help:
                    "give the archive that holds the page's own answer (a record `response` with text/html)"
                        .to_owned(),
            });
        };
        if let Wanted::Only(asked) = self.wanted
            && bare(asked) != bare(&best.address)
        {
            let some: Vec<&str> = self.addresses.iter().take(10).map(String::as_str).collect();
            return Err(Refused {
                what: format!("holds no page {asked}"),
                help: format!("of its {} pages, give one: {}", self.addresses.len(), some.join(", ")),
            });
        }
        let others: Vec<&str> =
            self.addresses.iter().filter(|one| **one != best.address).take(5).map(String::as_str).collect();
        let named = |refused: Refused| Refused {
            what: format!("holds the page {}, which {}", best.address, refused.what),
            help: match &others[..] {
                [] => refused.help,
                others => format!("{}; `--page` takes another page: {}", refused.help, others.join(", ")),
            },
        };
        let body = best.body.map_err(&named)?;
        let mut captured = page::read_as(&body.bytes, best.charset.as_deref()).map_err(named)?;
        EXTRACTOR.clone_into(&mut captured.extractor);
        let copied = page::wayback(&best.address);
        if let Some((_, url)) = copied {
            captured.says.archived = Some(best.address.clone());
            captured.says.url = Some(url);
        } else {
            captured.says.url = Some(best.address.clone());
        }
        captured.says.accessed = page::day(&best.day).or(captured.says.accessed);
        if self.addresses.len() > 1 {
            captured.notes.push(format!(
                "the archive holds {} pages; this is {}; `--page` takes another: {}",
                self.addresses.len(),
                best.address,
                others.join(", ")
            ));
        }
        if body.is_cut {
            captured.notes.push("the page breaks off in the archive: its end is missing".to_owned());
        }
        let mut unread = self.unread.iter().filter(|(address, _)| *address != best.address);
        if let Some((address, why)) = unread.next() {
            let more = match unread.count() {
                0 => String::new(),
                more => format!(" (and {more} more)"),
            };
            captured.notes.push(format!("a page of the archive cannot be read: {address} {why}{more}"));
        }
        if let Some(asked) = self.wanted.address().filter(|asked| bare(asked) != bare(&best.address)) {
            captured.notes.push(format!(
                "the archive names {asked} as its page and does not hold it; this is the largest"
            ));
        }
        if self.is_damaged {
            captured.notes.push(
                "the archive is damaged or too large: it was not read to its end, and the page may be cut"
                    .to_owned(),
            );
        }
        Ok(captured)
    }
}

/// An address without what differs between the same.
fn bare(address: &str) -> &str {
    let address = address.split('#').next().unwrap_or(address);
    let address = address.split_once("://").map_or(address, |(_, rest)| rest);
    address.trim_start_matches("www.").trim_end_matches('/')
}

type Head = Vec<(String, String)>;

/// The lines before an empty one: the first under an empty name, the others by their names. `Some(None)` at the end.
#[allow(clippy::option_option)]
fn head(archive: &mut impl BufRead) -> Option<Option<Head>> {
    let mut head = Head::new();
    loop {
        let mut line = Vec::new();
        archive.by_ref().take(LONGEST_LINE).read_until(b'\n', &mut line).ok()?;
        if line.is_empty() {
            return if head.is_empty() { Some(None) } else { None };
        }
        let line = String::from_utf8_lossy(&line);
        let line = line.trim_end_matches(['\r', '\n']);
        match (line.is_empty(), head.is_empty()) {
            // Records are parted by empty lines.
            (true, true) => {}
            (true, false) => return Some(Some(head)),
            (false, true) => {
                if !line.starts_with("WARC/") && !line.starts_with("HTTP/") {
                    return None;
                }
                head.push((String::new(), line.to_owned()));
            }
            (false, false) if head.len() < 500 => {
                let (name, value) = line.split_once(':').unwrap_or((line, ""));
                head.push((name.trim().to_ascii_lowercase(), value.trim().to_owned()));
            }
            (false, false) => return None,
        }
    }
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;
    use proptest::prelude::*;
    use std::io::Write;

    pub fn record(kind: &str, address: &str, content: &str) -> String {
        format!(
            "WARC/1.0\r\nWARC-Type: {kind}\r\nWARC-Target-URI: {address}\r\nWARC-Date: 2024-05-06T07:08:09Z\r\nContent-Length: {}\r\n\r\n{content}\r\n\r\n",
            content.len()
        )
    }

    fn archive() -> String {
        let page = |words: &str| {
            format!("HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\r\n<p>{words}</p>")
        };
        [
            record("warcinfo", "", "software: x"),
            record("request", "https://example.org/", "GET / HTTP/1.1\r\n\r\n"),
            record(
                "response",
                "https://example.org/",
                &page("The bridge was shut on Monday, said the council."),
            ),
            record("response", "https://example.org/ad", &page("Buy.")),
            record(
                "response",
                "https://example.org/x.css",
                "HTTP/1.1 200 OK\r\nContent-Type: text/css\r\n\r\np {}",
            ),
        ]
        .concat()
    }

    pub fn packed(archive: &str) -> Vec<u8> {
        let mut packed = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
        packed.write_all(archive.as_bytes()).unwrap();
        packed.finish().unwrap()
    }

    #[test]
    fn the_largest_page_is_read_or_the_one_asked_for() {
        for bytes in [archive().into_bytes(), packed(&archive())] {
            let found = read(&bytes).unwrap();
            assert_eq!(found.text, "The bridge was shut on Monday, said the council.\n");
            assert_eq!(found.says.url.as_deref(), Some("https://example.org/"));
            assert_eq!(found.says.accessed.as_deref(), Some("2024-05-06"));
            assert_eq!(found.notes.len(), 1);
        }
        assert_eq!(
            read_page(archive().as_bytes(), Wanted::Only("http://www.example.org/ad")).unwrap().text,
            "Buy.\n"
        );
        let refused = read_page(archive().as_bytes(), Wanted::Only("https://example.org/b")).unwrap_err();
        assert!(refused.help.contains("https://example.org/ad"), "{}", refused.help);
        let rather = read_page(archive().as_bytes(), Wanted::Rather("https://example.org/b")).unwrap();
        assert!(rather.text.starts_with("The bridge") && rather.notes.len() == 2);
    }

    #[test]
    fn bodies_in_pieces_are_put_together() {
        let body = "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nTransfer-Encoding: chunked\r\n\r\n9\r\n<p>The br\r\n5\r\nidge.\r\n0\r\n\r\n";
        assert_eq!(
            read(record("response", "https://example.org/", body).as_bytes()).unwrap().text,
            "The bridge.\n"
        );
        let cut =
            read(record("response", "https://example.org/", body.split("idge").next().unwrap()).as_bytes())
                .unwrap();
        assert!(cut.notes.iter().any(|note| note.contains("breaks off")), "{:?}", cut.notes);
    }

    #[test]
    fn a_page_that_cannot_be_unpacked_is_named_and_not_read() {
        let packed = |coding: &str, body: &str| {
            format!("HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Encoding: {coding}\r\n\r\n{body}")
        };
        let main =
            record("response", "https://example.org/", &packed("dcb", &"\u{1b}\u{2f}\u{5}\u{c}".repeat(40)));
        let refused = read(main.as_bytes()).unwrap_err();
        assert!(
            refused.what.contains("https://example.org/") && refused.what.contains("dcb"),
            "{}",
            refused.what
        );
        let refused = read([archive(), main.clone()].concat().as_bytes()).unwrap_err();
        assert!(refused.what.contains("dcb"), "the largest page is the one meant: {}", refused.what);
        let small = record("response", "https://example.org/frame", &packed("zstd", "\u{1}x"));
        let found = read([archive(), small].concat().as_bytes()).unwrap();
        assert!(
            found.notes.iter().any(|note| note.contains("/frame is packed with zstd")),
            "{:?}",
            found.notes
        );
        let asked =
            read_page([archive(), main].concat().as_bytes(), Wanted::Only("https://example.org/ad")).unwrap();
        assert_eq!(asked.text, "Buy.\n");
    }

    #[test]
    fn a_page_that_only_a_script_fills_in_is_named() {
        let empty = "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n<div id=app></div><script>fill('so many words that it is the largest page of all')</script>";
        let empty = record("response", "https://example.org/app", empty);
        let refused = read([archive(), empty].concat().as_bytes()).unwrap_err();
        assert!(refused.what.contains("https://example.org/app, which holds no words"), "{}", refused.what);
        assert!(
            refused.help.contains("`--page` takes another page: https://example.org/"),
            "{}",
            refused.help
        );
    }

    #[test]
    fn a_page_that_is_too_large_is_refused_and_not_cut() {
        let large =
            format!("HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n<p>{}", "boat ".repeat(MOST_TEXT / 5));
        let refused = read(record("response", "https://example.org/", &large).as_bytes()).unwrap_err();
        assert!(refused.what.contains("16 MiB"), "{}", refused.what);
    }

    #[test]
    fn an_archive_without_a_page_is_refused() {
        assert!(read(record("warcinfo", "", "software: x").as_bytes()).is_err());
        assert!(read(b"WARC/1.0\r\nContent-Length: 99999999999999999999\r\n\r\n").is_err());
    }

    proptest! {
        #[test]
        fn damaged_input_never_panics(at in 0usize..1500, byte: u8, end in 0usize..1500) {
            let mut bytes = archive().into_bytes();
            let (at, end) = (at % bytes.len(), end % bytes.len());
            bytes[at] = byte;
            bytes.truncate(end);
            _ = read(&bytes);
        }
    }
}
