//! Where in a document a passage stands: its page, its minute, its row, and whether beside the article.
//!
//! A Markdown text says so in comments on lines of their own: `<!-- p. 12 -->`, `<!-- 00:12:40 -->`, `<!-- Sheet 1, row 14 -->`,
//! `<!-- beside -->`. Each holds until the next of its kind. In a plain text a form feed ends a page, as `pdftotext` writes
//! it, and a time begins a line, as in transcripts.

use super::layout::leading_time;
use super::page_words;
use super::span::Span;
use std::{fmt, mem};

/// Where a mark says that one is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Spot {
    /// The page, counted from 1, and the number that is printed on it, if it is another.
    Page(u32, Option<u32>),
    /// Seconds from the beginning.
    Time(u32),
    /// The row of a sheet.
    Row(String, u32),
    /// Behind it stands what is not the article: menus, teasers, comments.
    Beside,
}

/// The marks of a text, in order, each with the byte where it begins to hold, and what is not its own.
#[derive(Debug, Default)]
pub struct Whereabouts {
    marks: Vec<(u32, Spot)>,
    apart: Vec<(Span, Apart)>,
}

/// Why words are none of the text's own.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Apart {
    /// They stand behind the mark `<!-- beside -->`.
    Marked,
    /// They stand in an `<aside>`.
    Aside,
    /// A mail quotes or forwards them.
    Reply,
}

/// Where a passage stands, as far as the text says.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Stands {
    /// The spots at its beginning and its end, one of a kind each.
    pub at: Vec<(Spot, Spot)>,
    /// When the next one begins, for a passage of a recording.
    pub until: Option<u32>,
    /// Is it no part of the article, and why?
    pub apart: Option<Apart>,
}

impl Whereabouts {
    /// Reads the marks of a text in Markdown.
    pub fn of_markdown(text: &str) -> Self {
        Self { marks: comments(text), apart: asides(text) }
    }

    /// Reads the marks of a text without markup.
    pub fn of_plain(text: &str) -> Self {
        let mut marks = pages(text);
        marks.extend(times(text));
        marks.sort_by_key(|(at, _)| *at);
        Self { marks, apart: replies(text) }
    }

    /// Where a passage stands; `None` if the text says nothing of it.
    pub fn stands(&self, passage: Span) -> Option<Stands> {
        if self.marks.is_empty() && self.apart.is_empty() {
            return None;
        }
        let mut stands = Stands::default();
        let last_byte = passage.end.saturating_sub(1).max(passage.start);
        let before = |byte: u32| self.marks.partition_point(|(at, _)| *at <= byte);
        let is_time = |spot: &Spot| matches!(spot, Spot::Time(_));
        for is_kind in [
            |spot: &Spot| matches!(spot, Spot::Page(..)),
            is_time,
            |spot: &Spot| matches!(spot, Spot::Row(..)),
        ] {
            let holds = |byte: u32| {
                let spots = self.marks.get(..before(byte)).unwrap_or_default().iter().rev();
                spots.map(|(_, spot)| spot).find(|spot| is_kind(spot))
            };
            if let (Some(first), Some(last)) = (holds(passage.start), holds(last_byte)) {
                stands.at.push((first.clone(), last.clone()));
            }
        }
        let behind = self.marks.get(before(last_byte)..).unwrap_or_default();
        stands.until = behind.iter().find_map(|(_, spot)| match spot {
            Spot::Time(time) => Some(*time),
            _ => None,
        });
        let all_before = self.marks.get(..before(passage.start)).unwrap_or_default();
        let is_marked = all_before.iter().any(|(_, spot)| *spot == Spot::Beside);
        let within = self.apart.iter().find(|(span, _)| span.overlaps(passage)).map(|(_, why)| *why);
        stands.apart = is_marked.then_some(Apart::Marked).or(within);
        (stands.apart.is_some() || !stands.at.is_empty()).then_some(stands)
    }
}

impl Stands {
    /// Does it stand where somebody wrote that it does? `None` if that cannot be told: the text has no marks of that kind, or the
    /// words name none.
    pub fn is_at(&self, written: &str) -> Option<bool> {
        let Some((from, to)) = Spot::range(written) else { return self.is_on_page(written) };
        self.at.iter().find_map(|(first, last)| match (&from, &to, first, last) {
            (Spot::Page(from, _), Spot::Page(to, _), Spot::Page(first, a), Spot::Page(last, b)) => {
                let overlaps = |first: u32, last: u32| *from <= last && first <= *to;
                Some(overlaps(*first, *last) || a.zip(*b).is_some_and(|(a, b)| overlaps(a, b)))
            }
            (Spot::Time(from), Spot::Time(to), Spot::Time(first), Spot::Time(_)) => {
                Some(self.until.is_none_or(|until| *from <= until) && first <= to)
            }
            (Spot::Row(sheet, from), Spot::Row(_, to), Spot::Row(of, first), Spot::Row(_, last)) => {
                let is_sheet = sheet.is_empty() || sheet.eq_ignore_ascii_case(of);
                Some(is_sheet && from <= last && first <= to)
            }
            _ => None,
        })
    }

    /// The same for pages in words that no mark uses: "second page".
    fn is_on_page(&self, written: &str) -> Option<bool> {
        let named = page_words::pages(written)?;
        self.at.iter().find_map(|spots| {
            let (Spot::Page(first, a), Spot::Page(last, b)) = spots else { return None };
            let counted = [Some((*first, *last)), a.zip(*b)];
            let overlaps = |(from, to): &(u32, u32)| {
                counted.into_iter().flatten().any(|(first, last)| *from <= last && first <= *to)
            };
            Some(named.iter().any(overlaps))
        })
    }

    /// What would be right instead of `written`: "p. 12".
    pub fn instead_of(&self, written: &str) -> Option<String> {
        let in_page_words = || page_words::pages(written).map(|_| Spot::Page(1, None));
        let from = Spot::range(written).map(|(from, _)| from).or_else(in_page_words)?;
        let is_kind = |(first, _): &&(Spot, Spot)| mem::discriminant(first) == mem::discriminant(&from);
        self.at.iter().find(is_kind).map(in_words)
    }

    /// Where it stands, as `at` is written: "p. 12".
    pub fn written(&self) -> Option<String> {
        self.at.first().map(in_words)
    }
}

/// Do both words name one place: "p. 12" and "page 12"?
pub fn is_same_spot(one: &str, other: &str) -> bool {
    let words = |text: &str| text.split_whitespace().map(str::to_lowercase).collect::<Vec<_>>();
    words(one) == words(other) || Spot::range(one).is_some_and(|spot| Some(spot) == Spot::range(other))
}

fn in_words((first, last): &(Spot, Spot)) -> String {
    match (first, last) {
        (Spot::Page(first, _), Spot::Page(last, _)) if first != last => format!("pp. {first}-{last}"),
        _ => first.to_string(),
    }
}

impl fmt::Display for Spot {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Spot::Page(page, _) => write!(f, "p. {page}"),
            Spot::Time(time) => write!(f, "{:02}:{:02}:{:02}", time / 3600, time / 60 % 60, time % 60),
            Spot::Row(sheet, row) if sheet.is_empty() => write!(f, "row {row}"),
            Spot::Row(sheet, row) => write!(f, "{sheet}, row {row}"),
            Spot::Beside => write!(f, "beside"),
        }
    }
}

impl Spot {
    /// The spot that some words name, and nothing else: "p. 12", "page 12", "S. 12", "00:12:40", "Sheet 1, row 14".
    fn named(words: &str) -> Option<Self> {
        match Self::range(words)? {
            (first, last) if first == last => Some(first),
            _ => None,
        }
    }

    /// The same for two: "pp. 12-13", "00:12:40-00:13:10".
    fn range(words: &str) -> Option<(Self, Self)> {
        const PAGE: [&str; 13] = [
            "p.",
            "pp.",
            "p",
            "pp",
            "page",
            "pages",
            "s.",
            "seite",
            "с.",
            "стр.",
            "стар.",
            "pág.",
            "p.\u{a0}",
        ];
        let words = words.trim();
        let ends = |words: &str| -> [String; 2] {
            let (first, last) = words.split_once(['-', '–']).unwrap_or((words, words));
            [first, last].map(|end| end.trim().to_owned())
        };
        let number = |digits: &str| -> Option<u32> {
            digits.bytes().all(|byte| byte.is_ascii_digit()).then(|| digits.parse().ok())?
        };
        if words == "beside" {
            return Some((Self::Beside, Self::Beside));
        }
        let lower = words.to_lowercase();
        let page = PAGE.iter().find_map(|name| {
            let rest = lower.strip_prefix(name)?;
            let [first, last] = ends(rest);
            Some((Self::Page(number(&first)?, None), Self::Page(number(&last)?, None)))
        });
        if page.is_some() {
            return page;
        }
        let [first, last] = ends(words);
        let time =
            |words: &str| leading_time(words).filter(|(_, rest)| rest.is_empty()).map(|(time, _)| time);
        if let (Some(first), Some(last)) = (time(&first), time(&last)) {
            return Some((Self::Time(first), Self::Time(last)));
        }
        let (sheet, rows) = match lower.rfind("row") {
            Some(0) => ("", words.get("row".len()..)?),
            Some(at) => (words.get(..at)?.trim_end().strip_suffix(',')?, words.get(at + "row".len()..)?),
            None => return None,
        };
        let [first, last] = ends(rows.trim_start_matches('s'));
        let row = |digits: &str| Some(Self::Row(sheet.to_owned(), number(digits)?));
        Some((row(&first)?, row(&last)?))
    }
}

/// Does a paragraph go on behind such a comment, as it does over the end of a page?
pub(super) fn goes_on(written: &str) -> bool {
    matches!(spot(written.trim()), Some(Spot::Page(..) | Spot::Time(_)))
}

/// Is what stands under such a comment a row of a sheet?
pub(super) fn is_row(written: &str) -> bool {
    matches!(spot(written.trim()), Some(Spot::Row(..)))
}

fn spot(line: &str) -> Option<Spot> {
    Spot::named(line.strip_prefix("<!--")?.strip_suffix("-->")?)
}

fn comments(text: &str) -> Vec<(u32, Spot)> {
    const OPENS: &str = "<!--";
    let places = memchr::memmem::find_iter(text.as_bytes(), OPENS);
    let begins_line = |at: &usize| *at == 0 || text.as_bytes().get(at - 1) == Some(&b'\n');
    let mark = |at: usize| {
        let line = text.get(at..)?.lines().next()?;
        Some((u32::try_from(at).ok()?, spot(line.trim_end())?))
    };
    places.filter(begins_line).filter_map(mark).collect()
}

/// What stands in `<aside>` elements.
fn asides(text: &str) -> Vec<(Span, Apart)> {
    let mut all = Vec::new();
    let mut open = None;
    for at in memchr::memchr_iter(b'<', text.as_bytes()) {
        let tag = text.as_bytes().get(at + 1..).unwrap_or_default();
        let is = |name: &[u8]| {
            tag.get(..name.len()).is_some_and(|start| start.eq_ignore_ascii_case(name))
                && tag.get(name.len()).is_none_or(|next| !next.is_ascii_alphanumeric())
        };
        if is(b"aside") {
            open.get_or_insert(at);
        } else if is(b"/aside")
            && let Some(start) = open.take()
        {
            all.push((Span::new(start, at), Apart::Aside));
        }
    }
    all
}

/// Of a mail, which begins with its head, the lines that it quotes and what it forwards.
fn replies(text: &str) -> Vec<(Span, Apart)> {
    const HEADS: [&str; 6] = ["From:", "Von:", "De :", "De:", "От:", "Від:"];
    const FORWARDED: [&str; 6] = [
        "Forwarded message",
        "Original Message",
        "Weitergeleitete Nachricht",
        "Message transféré",
        "Пересылаемое сообщение",
        "Пересланное сообщение",
    ];
    if !HEADS.iter().any(|head| text.starts_with(head)) {
        return Vec::new();
    }
    let mut all = Vec::new();
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        let is_ruled = line.trim_start().starts_with("--");
        if is_ruled && FORWARDED.iter().any(|mark| line.contains(mark)) {
            all.push((Span::new(at, text.len()), Apart::Reply));
            break;
        }
        if line.starts_with('>') {
            all.push((Span::new(at, at + line.len()), Apart::Reply));
        }
        at += line.len();
    }
    all
}

/// The pages of a plain text. Each ends with a form feed.
fn pages(text: &str) -> Vec<(u32, Spot)> {
    const FORM_FEED: u8 = 0xC;
    let ends: Vec<usize> = memchr::memchr_iter(FORM_FEED, text.as_bytes()).collect();
    if ends.is_empty() {
        return Vec::new();
    }
    let starts = std::iter::once(0).chain(ends.iter().map(|end| end + 1));
    let page = |(number, start): (u32, usize)| {
        let page = text.get(start..)?.split('\u{c}').next()?;
        Some((
            u32::try_from(start).ok()?,
            Spot::Page(number, printed(page).filter(|printed| *printed != number)),
        ))
    };
    (1..).zip(starts).filter_map(page).collect()
}

/// The number that is printed on a page: the first or last word of its first or last line.
fn printed(page: &str) -> Option<u32> {
    let is_spoken = |line: &&str| !line.trim().is_empty();
    let mut lines = page.lines().filter(is_spoken);
    let (first, last) = (lines.next()?, page.lines().rfind(is_spoken)?);
    let number = |word: &str| {
        let digits = word.trim_matches(['-', '–', '—', '[', ']', '(', ')', '|']);
        let is_number = (1..=4).contains(&digits.len()) && digits.bytes().all(|byte| byte.is_ascii_digit());
        digits.parse().ok().filter(|_| is_number)
    };
    [last, first].into_iter().find_map(|line| {
        let mut words = line.split_whitespace();
        let first = words.next()?;
        number(first).filter(|_| line.len() < 80).or_else(|| number(words.next_back()?))
    })
}

/// The times with which lines of a plain text begin, if they never go back.
fn times(text: &str) -> Vec<(u32, Spot)> {
    const FEWEST: usize = 2;
    let mut at = 0;
    let mut times: Vec<(u32, Spot)> = Vec::new();
    let mut latest = 0;
    for line in text.split_inclusive('\n') {
        let words = line.split_once("-->").map_or(line, |(start, _)| start);
        if let Some((time, _)) = leading_time(words.trim()) {
            if time < latest {
                return Vec::new();
            }
            latest = time;
            times.push((u32::try_from(at).unwrap_or(u32::MAX), Spot::Time(time)));
        }
        at += line.len();
    }
    if times.len() < FEWEST { Vec::new() } else { times }
}

#[cfg(test)]
mod tests {
    use super::*;

    type Read = fn(&str) -> Whereabouts;
    const PLAIN: Read = Whereabouts::of_plain;
    const MARKDOWN: Read = Whereabouts::of_markdown;

    fn stands(text: &str, read: Read, words: &str) -> Stands {
        let start = text.find(words).expect("the words stand there");
        read(text).stands(Span::new(start, start + words.len())).unwrap_or_default()
    }

    #[test]
    fn pages_minutes_and_rows_are_told() {
        let paper = "One boat.\n\n1\n\u{c}Two boats\n\u{c}and three.\n\nReport 12\n\u{c}";
        let two = stands(paper, PLAIN, "Two boats");
        assert_eq!(two.is_at("p. 2"), Some(true));
        assert_eq!(two.is_at("page 3"), Some(false));
        assert_eq!(two.instead_of("S. 3").as_deref(), Some("p. 2"));
        assert_eq!(two.is_at("paragraph 3"), None);
        assert_eq!(two.is_at("00:01:00"), None);
        let over = stands(paper, PLAIN, "boats\n\u{c}and");
        assert_eq!(over.is_at("pp. 1-2"), Some(true));
        assert_eq!(over.is_at("p. 3"), Some(true));
        assert_eq!(over.instead_of("p. 1").as_deref(), Some("pp. 2-3"));
        for elsewhere in ["second page", "page two", "on page II", "2", "p 2f", "fol. 2"] {
            let one = stands(paper, PLAIN, "One boat");
            assert_eq!(one.is_at(elsewhere), Some(false), "{elsewhere}");
            assert_eq!(one.instead_of(elsewhere).as_deref(), Some("p. 1"));
            assert_eq!(two.is_at(elsewhere), Some(true), "{elsewhere}");
        }
        // The printed number will do.
        assert_eq!(stands(paper, PLAIN, "and three").is_at("p. 12"), Some(true));

        let speech = "<!-- 00:00:10 -->\n\nGood evening.\n\n<!-- 00:12:40 -->\n\nForty boats.\n\n<!-- 00:13:05 -->\n\nNo.\n";
        let forty = stands(speech, MARKDOWN, "Forty boats");
        assert_eq!(forty.is_at("12:50"), Some(true));
        assert_eq!(forty.is_at("00:12:40-00:13:00"), Some(true));
        assert_eq!(forty.is_at("00:12:10"), Some(false));
        assert_eq!(forty.is_at("00:14:00"), Some(false));
        assert_eq!(forty.instead_of("00:01").as_deref(), Some("00:12:40"));

        let sheet = "<!-- Boats, row 2 -->\n\nYear: 2019 | Boats: 40\n\n<!-- Boats, row 3 -->\n\nYear: 2020 | Boats: 2\n";
        let row = stands(sheet, MARKDOWN, "Boats: 40");
        assert_eq!(row.is_at("boats, row 2"), Some(true));
        assert_eq!(row.is_at("row 3"), Some(false));
        assert_eq!(row.is_at("rows 1-4"), Some(true));
        assert_eq!(row.is_at("Oars, row 2"), Some(false));
        assert_eq!(row.instead_of("row 3").as_deref(), Some("Boats, row 2"));
    }

    #[test]
    fn what_stands_beside_the_article_is_told() {
        let page = "Forty boats.\n\n<!-- beside -->\n\nMost read\n";
        assert_eq!(stands(page, MARKDOWN, "Most read").apart, Some(Apart::Marked));
        assert_eq!(stands(page, MARKDOWN, "Forty").apart, None);
        // Only a comment on a line of its own.
        assert_eq!(stands("a <!-- beside --> b", MARKDOWN, "b").apart, None);
        let page = "Forty boats.\n\n<aside>Most read</aside>\n\nTen tugs";
        assert_eq!(stands(page, MARKDOWN, "Most read").apart, Some(Apart::Aside));
        assert_eq!(stands(page, MARKDOWN, "Ten tugs").apart, None);
    }

    #[test]
    fn what_a_mail_quotes_or_forwards_is_not_its_own() {
        let mail = "From: Okoro\n\nDear Keel, thanks.\n\n> You owe us.\n\nNo.\n\n-------- Forwarded message --------\nPay.";
        for (words, apart) in
            [("thanks", None), ("You owe us", Some(Apart::Reply)), ("No.", None), ("Pay", Some(Apart::Reply))]
        {
            assert_eq!(stands(mail, PLAIN, words).apart, apart, "{words}");
        }
        assert_eq!(stands("> You owe us.", PLAIN, "You owe us").apart, None);
    }

    #[test]
    fn a_text_without_marks_says_nothing() {
        for read in [PLAIN, MARKDOWN] {
            assert_eq!(read("Forty boats. <!-- so -->").stands(Span::new(0, 5)), None);
        }
        // The hours of a day go back.
        assert_eq!(PLAIN("18:30 tea\n09:30 bread\n").stands(Span::new(6, 9)), None);
    }
}
