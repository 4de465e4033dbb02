//! `number-not-in-evidence` tells every number of a statement that was changed, and none that a quote bears in other words.

use crate::sandbox::repository;
use crate::words_around::in_braces;
use grounds::corpus::Corpus;
use grounds::evidence::numbers::{Bearers, Whole, bearers, quantities, unborne, whole};
use grounds::fileset::FileSet;
use grounds::model::claim::{Evidence, Stance};
use regex::Regex;
use std::collections::BTreeMap;
use std::sync::LazyLock;

/// So many changed statements a kind.
const FEWEST: usize = 500;

/// A changed statement, what was changed in it to what.
struct Mutant {
    kind: &'static str,
    statement: String,
    from: String,
    to: String,
}

#[test]
fn every_changed_number_is_told() {
    let files = FileSet::from_dir(&repository("."), None).unwrap();
    let corpus = Corpus::read(&files);
    let mut counts: BTreeMap<&str, [usize; 3]> = BTreeMap::new();
    let (mut missed, mut excused) = (Vec::new(), Vec::new());
    for (nth, claim) in corpus.claims.iter().filter(|claim| claim.withdrawn.is_none()).enumerate() {
        let statement = &claim.statement.as_ref().unwrap().value;
        let quotes: Vec<&str> =
            claim.evidence.iter().filter_map(|block| Some(&*block.quote.as_ref()?.value)).collect();
        let supports = |block: &&Evidence| matches!(block.stance(), Stance::Supports | Stance::Admits);
        let supporting: Vec<&str> = claim
            .evidence
            .iter()
            .filter(supports)
            .filter_map(|block| Some(&*block.quote.as_ref()?.value))
            .collect();
        // The claim as it is, and with an addition that its quote has, too, in other words.
        let (added, quoted) = ADDITIONS[nth % ADDITIONS.len()];
        let more = format!("{} It cost {added}.", statement.trim_end());
        for (text, added, quoted) in [(&**statement, "", ""), (&more, added, quoted)] {
            // Where no quote supports a claim, its numbers rest on nothing, and its status says so.
            let Some(mut bearers) = bearers(&corpus, claim) else { continue };
            bearers.text(quoted, Some("en"), Vec::new());
            let told = |text: &str| told(&bearers, text);
            assert!(told(text).is_empty(), "{}: {text}\n{:?}", claim.id, told(text));
            for mutant in mutants(text, added) {
                let count = counts.entry(mutant.kind).or_default();
                count[0] += 1;
                if !told(&mutant.statement).is_empty() {
                    count[1] += 1;
                } else if quotes.iter().chain([&quoted]).any(|quote| has_number(quote, &mutant.to))
                    // "Last year", "on 17 March": the year comes from the day of the record, and may be one of two.
                    || mutant.kind == "year" && !supporting.iter().any(|quote| has_number(quote, &mutant.from))
                {
                    count[2] += 1;
                    excused.push(format!("{}: {} -> {}", claim.id, mutant.from, mutant.to));
                } else {
                    missed.push(format!(
                        "{} {}: {} -> {}: {}",
                        mutant.kind, claim.id, mutant.from, mutant.to, mutant.statement
                    ));
                }
            }
        }
    }
    for (kind, [all, told, excused]) in &counts {
        println!("{kind}: {told} of {all} told, {excused} stand in a quote in another role");
    }
    println!("{}", excused.join("\n"));
    assert!(missed.is_empty(), "{} missed:\n{}", missed.len(), missed.join("\n"));
    assert_eq!(counts.len(), 7);
    for (kind, [all, _, excused]) in counts {
        assert!(all >= FEWEST && excused * 100 <= all, "{kind}: {all}, {excused} excused");
    }
}

/// In a statement, and in its quote.
const ADDITIONS: [(&str, &str); 16] = [
    ("37.8 million euros", "for €37.8m"),
    ("1,200 million dollars", "$1.2bn in all"),
    ("more than 85 million dollars", "exceeding $85 million"),
    ("11 thousand pounds", "some paid £11,000"),
    ("almost 40 million roubles", "nearly 40 million roubles"),
    ("at least three billion zlotys", "no less than 3 bn zlotys"),
    ("a loss of 12 per cent", "by 12%"),
    ("2.5 percentage points", "2.5 percentage points"),
    ("more than 560 kg of steel", "over 560 kilograms"),
    ("up to 300 km of road", "as far as 300 kilometres"),
    ("almost 76 tonnes of coal", "just under 76 tons"),
    ("less than 18 hectares of land", "under 18 ha"),
    ("more than 15 miles of wire", "more than fifteen miles"),
    ("17 million litres of oil on 9 August 1998", "17 million litres, 9 August 1998"),
    ("6 weeks, from 3 May to 14 June 1998", "six weeks: 3 May to 14 June 1998"),
    ("minus 40 degrees of frost", "-40 degrees"),
];

/// The words of a statement that are told.
fn told(bearers: &Bearers, statement: &str) -> Vec<String> {
    let stated = quantities(statement, None);
    let found = unborne(statement, &stated, bearers);
    found.iter().map(|unborne| statement[unborne.quantity.span.range()].to_owned()).collect()
}

/// Does a text have this number, in digits or in a word?
fn has_number(text: &str, number: &str) -> bool {
    let mut words = text.split(|c: char| !c.is_alphanumeric() && c != '.' && c != ',');
    let number = number.trim_matches(|c: char| !c.is_alphanumeric());
    words.any(|word| word.trim_end_matches(['.', ',']).eq_ignore_ascii_case(number))
}

const SMALL: [&str; 12] =
    ["two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve", "thirteen"];
const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

/// What is changed: its kind, where it stands (the group `n`), and to what.
type Change = (&'static str, Regex, fn(&str) -> Vec<String>);

fn change(kind: &'static str, pattern: &str, to: fn(&str) -> Vec<String>) -> Change {
    (kind, Regex::new(pattern).unwrap(), to)
}

static CHANGES: LazyLock<Vec<Change>> = LazyLock::new(|| {
    let (months, small) = (MONTHS.join("|"), SMALL.join("|"));
    vec![
        // Numbers that are not part of a name or a date.
        change(
            "digit",
            r"(?:^|[\s€$£])(?P<n>\d+(?:[.,]\d+)*)(?:\s(?:million|billion|thousand|km|kg|mm|per cent|percentage|euros|dollars|tonnes|miles|hectares|litres|weeks|degrees|Konkurs|words|joint|Belarusian and|bicycles)|m\b|bn\b)",
            other_digits,
        ),
        change("digit", &format!(r"\s(?P<n>{small})\s[a-z]"), |number| {
            let at = SMALL.iter().position(|word| *word == number).unwrap();
            [1, 2, 5].map(|by| SMALL[(at + by) % SMALL.len()].to_owned()).into()
        }),
        change("scale", r"\s(?P<n>million|billion|thousand)\s", |_| {
            ["thousand", "million", "billion", "trillion", "hundred"].map(str::to_owned).into()
        }),
        change(
            "unit",
            r"\s(?P<n>km|kg|mm|miles|tonnes|euros|dollars|roubles|zlotys|pounds|per cent|percentage points|hectares|litres|weeks|degrees)\b",
            other_units,
        ),
        change("day", &format!(r"\b(?P<n>\d\d?)(?:-\d\d?| to \d\d?|,? and \d\d?)? (?:{months})\b"), |day| {
            let day: u32 = day.parse().unwrap();
            [1, 3, 11, 17].map(|by| ((day - 1 + by) % 28 + 1).to_string()).into()
        }),
        change("month", &format!(r"\b(?P<n>{months})\b(?: \d\d\d\d|\s|,|\.)"), |month| {
            let at = MONTHS.iter().position(|name| *name == month).unwrap();
            [1, 5, 8].map(|by| MONTHS[(at + by) % 12].to_owned()).into()
        }),
        change("year", r"\s(?P<n>(?:19|20)\d\d)\b", |year| {
            let year: u32 = year.parse().unwrap();
            [year - 1, year + 1, year + 2, year - 3].map(|year| year.to_string()).into()
        }),
        change(
            "bound",
            r"\s(?P<n>more than|almost|nearly|less than|at least|up to|no farther than|minus)\s(?:\d\d?\d?\b|\d+[.,]\d|a million|one|two|three|fifteen)",
            other_bounds,
        ),
    ]
});

fn other_digits(number: &str) -> Vec<String> {
    let digits = number.char_indices().filter(|(_, c)| c.is_ascii_digit());
    let others = digits.flat_map(|(at, c)| {
        [1, 4, 7].map(|by| {
            let digit = char::from_digit((c.to_digit(10).unwrap() + by) % 10, 10).unwrap();
            format!("{}{digit}{}", &number[..at], &number[at + 1..])
        })
    });
    others.filter(|other| !other.starts_with('0')).collect()
}

fn other_units(unit: &str) -> Vec<String> {
    let others: &[&str] = match unit {
        "km" | "miles" | "mm" => &["km", "miles", "metres", "cm", "mm"],
        "kg" | "tonnes" | "pounds" => &["kg", "tonnes", "pounds", "grams", "euros"],
        "euros" | "dollars" | "roubles" | "zlotys" => &["euros", "dollars", "roubles", "zlotys", "pounds"],
        "per cent" | "percentage points" => &["per cent", "percentage points", "per mille"],
        "hectares" => &["acres", "square kilometres", "square metres"],
        "litres" => &["barrels", "gallons", "cubic metres"],
        "weeks" => &["days", "months", "years"],
        _ => &["degrees Celsius", "metres"],
    };
    others.iter().map(|other| (*other).to_owned()).collect()
}

fn other_bounds(bound: &str) -> Vec<String> {
    let others = ["more than ", "less than ", "almost ", "up to ", "at least ", "just over ", ""];
    // What follows is no mistake: "at least" from "more than", "up to" from "almost".
    let follows = |other: &str| match bound {
        "more than" => other == "at least ",
        "almost" | "nearly" => matches!(other, "less than " | "up to "),
        "less than" => other == "up to ",
        "no farther than" => matches!(other, "up to " | "at least " | ""),
        _ => false,
    };
    others.into_iter().filter(|other| !follows(other)).map(|other| other.trim_end().to_owned()).collect()
}

/// Each change of a statement, of what is added alone if something is.
fn mutants(statement: &str, added: &str) -> Vec<Mutant> {
    static TWICE: LazyLock<Regex> =
        LazyLock::new(|| Regex::new(r"\b(\d+|[A-Z]\w+)(?:-| and | to | or early )(\d+|[A-Z]\w+)").unwrap());
    let from = if added.is_empty() { 0 } else { statement.rfind(added).unwrap() };
    let mut all = Vec::new();
    for (kind, pattern, to) in &*CHANGES {
        let found = pattern.captures_iter(statement).filter_map(|found| found.name("n"));
        for found in found.filter(|found| found.start() >= from) {
            for to in to(found.as_str()).into_iter().filter(|to| to != found.as_str()) {
                let statement = format!("{}{to}{}", &statement[..found.start()], &statement[found.end()..]);
                // Nobody means the same date twice.
                if !TWICE.captures_iter(&statement).any(|found| found[1] == found[2]) {
                    all.push(Mutant { kind, statement, from: found.as_str().to_owned(), to });
                }
            }
        }
    }
    all
}

/// What the quote in braces states in full, its parts one after the other, if its edges cut a number of its sentence.
fn cut(language: &str, sentence: &str) -> Option<Box<Whole>> {
    let (folded, parts) = in_braces(sentence);
    whole(&folded, &parts, Some(language))
}

/// The rows of a table: language, what of the statement is told (`-` for nothing, `|` between two), statement, quote, why. A quote
/// may stand in its sentence, in braces.
#[test]
fn numbers_are_read_in_six_languages() {
    let (mut wrong, mut rows) = (Vec::new(), BTreeMap::new());
    for row in include_str!("numbers.txt").lines().filter(|row| !row.starts_with('#') && !row.is_empty()) {
        let [language, told, statement, quote, _why] = row.split('\t').collect::<Vec<_>>()[..] else {
            panic!("{row}")
        };
        *rows.entry(language).or_insert(0) += 1;
        let mut bearers = Bearers::default();
        match cut(language, quote) {
            Some(whole) => bearers.whole(&whole, Some(language), Vec::new()),
            None => bearers.text(&quote.replace(['{', '}'], ""), Some(language), Vec::new()),
        }
        let stated = quantities(statement, Some(language));
        let found = unborne(statement, &stated, &bearers);
        let found: Vec<_> = found.iter().map(|unborne| &statement[unborne.quantity.span.range()]).collect();
        let expected: Vec<_> = told.split('|').filter(|told| *told != "-").collect();
        if found != expected {
            wrong.push(format!("{row}\n  told: {found:?}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    assert!(rows.values().sum::<usize>() >= 150 && rows.len() >= 6, "{rows:?}");
}
