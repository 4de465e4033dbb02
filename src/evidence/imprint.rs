//! What the first and last lines of a text say of the document: who wrote it, which agency had it first, when it appeared.

use super::numbers::{Stated, quantities};
use super::{is_month, is_number};
use crate::model::date::Period;
use crate::text::span::Span;

/// What a text says of itself.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Imprint {
    /// Who wrote it.
    pub bylines: Vec<Byline>,
    /// Who had it first: "SARN (Coast Wire) -".
    pub agency: Option<Said<Box<str>>>,
    /// When it appeared: "Published 3 May 2018".
    pub published: Option<Said<Period>>,
    /// What it calls itself: "PRESS RELEASE".
    pub called: Option<Said<Called>>,
}

/// What a text may call itself, besides a report or a record.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Called {
    /// What its author lets others print.
    Release,
    /// What somebody paid for.
    Advertisement,
    /// Somebody's own words: an interview, a speech.
    Words,
    /// What somebody thinks.
    Opinion,
}

/// One name of a byline.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Byline {
    /// Of whom.
    pub name: Said<Box<str>>,
    /// What the line says of him behind his name: "director of the Northyard".
    pub office: Option<Box<str>>,
}

/// Something that a line says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Said<T> {
    /// What.
    pub value: T,
    /// The line in the text.
    pub line: Span,
}

/// So many lines at the beginning may be of the document, not of its story.
const FIRST: usize = 10;
/// And so many at the end.
const LAST: usize = 2;
/// In bytes: a longer line tells the story.
const LONGEST: usize = 120;

impl Imprint {
    /// Reads the lines; `None` if they say nothing of this.
    pub fn of(text: &str) -> Option<Self> {
        let start = |line: &str| line.as_ptr() as usize - text.as_ptr() as usize;
        let place = |line: &str| Span::new(start(line), start(line) + line.len());
        let lines = || text.lines().map(str::trim).filter(|line| !line.is_empty());
        let mut imprint = Self::default();
        for (nth, line) in lines().take(FIRST).enumerate() {
            let bare = line.trim_matches(['*', '_', '#', ' ']);
            if imprint.agency.is_none()
                && let Some(agency) = dateline(bare).or_else(|| credited(bare))
            {
                imprint.agency = Some(Said { value: agency.into(), line: place(line) });
            }
            if bare.len() > LONGEST {
                continue;
            }
            if imprint.published.is_none() {
                imprint.published = published(bare).map(|value| Said { value, line: place(line) });
            }
            if nth < FIRST / 2 && imprint.called.is_none() {
                imprint.called = called(bare, nth == 0).map(|value| Said { value, line: place(line) });
            }
            // The words of the story begin with "By the end of May" now and then.
            if nth < FIRST / 2 {
                imprint.bylines.extend(bylines(bare, place(line)));
            }
        }
        for line in text.lines().rev().map(str::trim).filter(|line| !line.is_empty()).take(LAST) {
            let bare = line.trim_matches(['*', '_', '#', ' ']);
            if imprint.agency.is_none()
                && let Some(agency) = credited(bare)
            {
                imprint.agency = Some(Said { value: agency.into(), line: place(line) });
            }
            if imprint.bylines.is_empty() {
                imprint.bylines.extend(bylines(bare, place(line)));
            }
        }
        (imprint != Self::default()).then_some(imprint)
    }
}

/// "PRESS RELEASE - for immediate release", "Sponsored content". Of an advertisement a page has the label beside any story, but not
/// as its first line.
fn called(line: &str, is_first: bool) -> Option<Called> {
    const KNOWN: [(&str, Called); 31] = [
        ("press release", Called::Release),
        ("news release", Called::Release),
        ("media release", Called::Release),
        ("press statement", Called::Release),
        ("for immediate release", Called::Release),
        ("pressemitteilung", Called::Release),
        ("communiqué de presse", Called::Release),
        ("пресс-релиз", Called::Release),
        ("прэс-рэліз", Called::Release),
        ("пресреліз", Called::Release),
        ("прес-реліз", Called::Release),
        ("advertisement", Called::Advertisement),
        ("advertorial", Called::Advertisement),
        ("advertisement feature", Called::Advertisement),
        ("paid for by", Called::Advertisement),
        ("paid post", Called::Advertisement),
        ("paid content", Called::Advertisement),
        ("sponsored", Called::Advertisement),
        ("sponsored content", Called::Advertisement),
        ("sponsored post", Called::Advertisement),
        ("sponsored by", Called::Advertisement),
        ("partner content", Called::Advertisement),
        ("на правах рекламы", Called::Advertisement),
        ("на правах рэкламы", Called::Advertisement),
        ("interview", Called::Words),
        ("speech", Called::Words),
        ("интервью", Called::Words),
        ("opinion", Called::Opinion),
        ("op-ed", Called::Opinion),
        ("commentary", Called::Opinion),
        ("мнение", Called::Opinion),
    ];
    const BEHIND: [&str; 7] = ["of ", "by ", "with ", "from ", "issued ", "no. ", "in "];
    let small = line.to_lowercase();
    let (_, called) = KNOWN.into_iter().rev().find(|(known, called)| {
        let Some(behind) = small.strip_prefix(known) else { return false };
        let bare = behind.trim_start();
        let is_parted = bare.starts_with([':', '-', '–', '—', '|', '/', ',', '(']);
        // "Opinion of the court" is what it decides.
        let goes_on = *called != Called::Opinion && BEHIND.iter().any(|word| bare.starts_with(word));
        let names_payer = known.ends_with(" by") && behind.starts_with(' ');
        let is_label = *known == "advertisement" && !is_first;
        names_payer || (bare.is_empty() && !is_label) || is_parted || (goes_on && behind.starts_with(' '))
    })?;
    Some(called)
}

/// "By Anna Keel and Ben Okoro", "By Anna Keel, director of the Northyard".
fn bylines(line: &str, place: Span) -> Vec<Byline> {
    const BY: [&str; 9] =
        ["By ", "BY ", "by ", "Written by ", "Author: ", "Von ", "Par ", "Автор: ", "Аўтар: "];
    let Some(behind) = BY.iter().find_map(|by| line.strip_prefix(by)).filter(|_| !line.ends_with('.')) else {
        return Vec::new();
    };
    let ends = [" | ", " - ", " – ", " — ", " · ", " for ", " in ", " ("];
    let names = ends.iter().filter_map(|end| behind.split_once(end)).map(|(before, _)| before);
    let names = names.min_by_key(|before| before.len()).unwrap_or(behind);
    let mut found: Vec<Byline> = Vec::new();
    for part in names.split(',').flat_map(|part| part.split(" and ")).flat_map(|part| part.split(" und ")) {
        let part = part.trim();
        if is_name(part) {
            found.push(Byline { name: Said { value: part.into(), line: place }, office: None });
        } else if let Some(last) = found.last_mut().filter(|last| last.office.is_none()) {
            let from = part.as_ptr() as usize - behind.as_ptr() as usize;
            last.office = behind.get(from..).map(Into::into);
            break;
        } else {
            return Vec::new();
        }
    }
    found
}

/// A name of one to five words with capitals, and neither somebody's staff nor a day.
fn is_name(words: &str) -> bool {
    const OTHERS: [&str; 33] = [
        "staff",
        "our",
        "reporter",
        "reporters",
        "correspondent",
        "correspondents",
        "agency",
        "agencies",
        "editor",
        "editors",
        "editorial",
        "team",
        "desk",
        "newsroom",
        "board",
        "special",
        "the",
        "a",
        "an",
        "writer",
        "writers",
        "director",
        "monday",
        "tuesday",
        "wednesday",
        "thursday",
        "friday",
        "saturday",
        "sunday",
        "minister",
        "chairman",
        "chairwoman",
        "president",
    ];
    const MOST: usize = 5;
    let each = words.split_whitespace();
    let is_word = |word: &str| {
        word.starts_with(char::is_uppercase)
            && word.chars().all(|c| c.is_alphabetic() || matches!(c, '.' | '-' | '\'' | '’'))
            && !OTHERS.contains(&&*word.to_lowercase())
    };
    let is_small = |word: &str| matches!(word, "van" | "von" | "de" | "der" | "da" | "di" | "al" | "bin");
    (1..=MOST).contains(&each.clone().count())
        && each.clone().next().is_some_and(is_word)
        && each.clone().all(|word| is_word(word) || is_small(word))
        && !each.clone().any(|word| is_month(word) || is_number(word))
}

/// "SARN, 3 May (Coast Wire) - Two tugs".
fn dateline(line: &str) -> Option<&str> {
    const LONGEST_PLACE: usize = 60;
    let (place, behind) = line.split_once('(')?;
    let (agency, behind) = behind.split_once(')')?;
    let is_place = place.len() <= LONGEST_PLACE
        && place.starts_with(char::is_uppercase)
        && !place.trim_end().ends_with('.')
        && !place.starts_with("The ")
        && place
            .split_whitespace()
            .all(|word| word.starts_with(|c: char| c.is_uppercase() || c.is_ascii_digit()));
    let goes_on = behind.trim_start().starts_with(['-', '–', '—']);
    (is_place && goes_on && is_name(agency)).then_some(agency)
}

/// "(Coast Wire)" or "Source: Coast Wire" alone on its line.
fn credited(line: &str) -> Option<&str> {
    const BEFORE: [&str; 8] =
        ["Source: ", "Agency: ", "Via ", "via ", "Quelle: ", "Источник: ", "Крыніца: ", "Джерело: "];
    let in_brackets = || line.strip_prefix('(')?.strip_suffix(')');
    let named = BEFORE.iter().find_map(|before| line.strip_prefix(before)).or_else(in_brackets)?;
    is_name(named).then_some(named)
}

/// "Published 3 May 2018": a day of one year.
fn published(line: &str) -> Option<Period> {
    const BEFORE: [&str; 11] = [
        "published",
        "posted",
        "first published",
        "date published",
        "publication date",
        "veröffentlicht",
        "publié",
        "опубликовано",
        "апублікавана",
        "опубліковано",
        "дата публикации",
    ];
    let small = line.to_lowercase();
    let behind = BEFORE.iter().find_map(|before| small.strip_prefix(before))?;
    if behind.starts_with(char::is_alphabetic) {
        return None;
    }
    let behind = line.get(line.len().checked_sub(behind.len())?..)?;
    quantities(behind, None).into_iter().find_map(|quantity| match quantity.is {
        Stated::Date(date) => Period::day(date.year?, date.month?.into(), date.day?.into()).ok(),
        _ => None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(text: &str) -> Vec<(String, Option<String>)> {
        let bylines = Imprint::of(text).map(|imprint| imprint.bylines).unwrap_or_default();
        bylines.into_iter().map(|by| (by.name.value.to_string(), by.office.map(String::from))).collect()
    }

    #[test]
    fn who_wrote_it_stands_in_the_byline() {
        let one = |name: &str| vec![(name.to_owned(), None)];
        assert_eq!(names("Tugs\n\nBy Jonas Lund\n\nTwo tugs left."), one("Jonas Lund"));
        assert_eq!(names("**By Jonas Lund | Veldra Courier**"), one("Jonas Lund"));
        assert_eq!(names("Two tugs left the yard.\n\nBy Jonas Lund in Sarn"), one("Jonas Lund"));
        let office = Some("director of the Northyard".to_owned());
        assert_eq!(names("By Anna Keel, director of the Northyard"), [("Anna Keel".to_owned(), office)]);
        assert_eq!(names("By Anna Keel and Ben Okoro").len(), 2);
        for none in [
            "By our staff",
            "By Staff Reporter",
            "By Monday",
            "By the end of May the port was full",
            "By Sarn they mean the port.",
            "It rained by Anna Keel",
        ] {
            assert!(names(none).is_empty(), "{none}: {:?}", names(none));
        }
    }

    #[test]
    fn an_agency_stands_in_the_dateline_or_alone() {
        let agency =
            |text: &str| Imprint::of(text).and_then(|imprint| Some(imprint.agency?.value.to_string()));
        for text in [
            "Tugs sold\n\nVELDRA (Coast Wire) - Two tugs left.",
            "Sarn, 3 May (Coast Wire) — Two tugs left.",
            "Two tugs left.\n\n(Coast Wire)",
            "Source: Coast Wire\n\nTwo tugs left.",
        ] {
            assert_eq!(agency(text).as_deref(), Some("Coast Wire"), "{text}");
        }
        for text in
            ["Keel (Northyard) said so.", "The yard (Northyard) - a firm of Sarn - left.", "(It rained.)"]
        {
            assert_eq!(agency(text), None, "{text}");
        }
    }

    #[test]
    fn a_text_says_what_it_is() {
        let called = |text: &str| Imprint::of(text).and_then(|imprint| Some(imprint.called?.value));
        for (text, is) in [
            ("PRESS RELEASE - For immediate release\n\nTwo tugs left.", Called::Release),
            ("Sarn\n\nPress release of the Northyard\n\nTwo tugs left.", Called::Release),
            ("ADVERTISEMENT - Paid for by the Northyard", Called::Advertisement),
            ("Sarn Mail\n\nPaid for by the Northyard", Called::Advertisement),
            ("**Sponsored content**\n\nTwo tugs left.", Called::Advertisement),
            ("Interview with Anna Keel\n\nTwo tugs left.", Called::Words),
            ("Press release no. 12\n\nTwo tugs left.", Called::Release),
            ("Opinion\n\nTwo tugs left.", Called::Opinion),
        ] {
            assert_eq!(called(text), Some(is), "{text}");
        }
        for text in [
            "Press releases were sent to Sarn.",
            "Sarn Mail\n\nAdvertisement\n\nTwo tugs left.",
            "Interviews were held in Sarn.",
            "Opinion of the court",
            "Commentary was free in Sarn",
            "Interview not given",
            "Presented by the Minister",
            "Remarks: none",
            "Speech therapists left Sarn",
        ] {
            assert_eq!(called(text), None, "{text}");
        }
    }

    #[test]
    fn the_day_stands_behind_a_word_for_it() {
        let day = |text: &str| Imprint::of(text).and_then(|imprint| Some(imprint.published?.value));
        let third = Period::day(2018, 5, 3).ok();
        for text in
            ["Bulletin\n\nPublished 3 May 2018\n\nTugs", "Posted on May 3, 2018", "Published: 2018-05-03"]
        {
            assert_eq!(day(text), third, "{text}");
        }
        for text in ["Published in Sarn", "3 May 2018", "Publishers met on 3 May 2018", "Updated 3 May 2018"]
        {
            assert_eq!(day(text), None, "{text}");
        }
    }
}
