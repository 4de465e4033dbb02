//! One text under two ids is one witness, however it was dressed up; and two who quote one law are two.

use crate::repository::Repository;
use crate::sandbox::{Run, Sandbox};
use grounds::evidence::echo::{Ignored, Likeness, compare};
use grounds::evidence::fingerprint;
use grounds::evidence::shingles::Shingles;
use grounds::text::fold::{Folded, Markup};
use grounds::text::sketch;
use proptest::prelude::*;
use std::collections::BTreeSet;
use std::fmt::Write;

const WORDS: &str = "harbour yard boat tug quay crane winter register clerk ledger ministry captain rope anchor mast hull \
     cargo coal grain letter court paper office bridge tower island market station engine boiler copper timber pilot sailor \
     lantern signal ferry canal sluice bell whistle barrel crate wagon horse baker miller tailor smith cobbler widow orphan \
     judge bailiff notary mayor council deputy envoy consul treaty tariff customs excise duty toll levy bond share ledge";

/// Prose of so many words, in paragraphs of some forty: the same for the same seed.
fn prose(seed: u64, words: usize) -> String {
    let known: Vec<&str> = WORDS.split_whitespace().collect();
    let mut dice = Dice(seed);
    let mut text = String::new();
    for word in 0..words {
        let next = known[dice.up_to(known.len())];
        // A paragraph begins with a capital, so that a title is one.
        let (first, rest) = next.split_at(1);
        text += &if word % 40 == 0 { first.to_uppercase() } else { first.to_owned() };
        text += rest;
        text += match word {
            _ if word + 1 == words => ".\n",
            _ if word % 40 == 39 => ".\n\n",
            _ if word % 13 == 12 => ". ",
            _ if word % 7 == 6 => ", ",
            _ => " ",
        };
    }
    text
}

struct Dice(u64);

impl Dice {
    fn up_to(&mut self, end: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) as usize % end
    }
}

/// Every so many words another.
fn every(nth: usize, text: &str) -> String {
    let mut count = 0;
    let word = |word: &str| {
        count += 1;
        if count % nth == 0 { format!("other{count}") } else { word.to_owned() }
    };
    text.split(' ').map(word).collect::<Vec<_>>().join(" ")
}

const SAW: &str = "Our own reporter saw both of the tugs come in.";
const BILL: &str = "A clerk of the port showed us the bill of sale.";

/// How the two texts are at hand.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Held {
    Texts,
    Fingerprints,
    OneOfEach,
}

const WAYS: [Held; 3] = [Held::Texts, Held::Fingerprints, Held::OneOfEach];

fn record(publisher: &str, kind: &str, text: &str, more: &str) -> String {
    let sha256 = grounds::evidence::sha256(text.as_bytes());
    format!(
        "title = \"t\"\npublisher = \"{publisher}\"\nkind = \"{kind}\"\npublished = 2020-01-01\nurl = \"https://{sha256}.example\"\n\
         archived = \"https://archive.example/{sha256}\"\n{more}\n\n[text]\nsha256 = \"{sha256}\"\n"
    )
}

fn with_source(sandbox: Sandbox, id: &str, record: &str, text: &str, as_text: bool) -> Sandbox {
    let sandbox = sandbox.file(&format!("sources/{id}.toml"), record);
    if as_text {
        return sandbox.file(&format!("sources/{id}.txt"), text);
    }
    let sha256 = grounds::evidence::sha256(text.as_bytes());
    let written = fingerprint::written(&Folded::text(text, Markup::Plain), &sha256);
    sandbox.file(&format!("sources/{id}.fp"), written)
}

fn claim(status: &str, quotes: &[(&str, &str)]) -> String {
    let mut text = format!(
        "statement = \"The yard sold two tugs.\"\nstatus = \"{status}\"\nsubjects = [\"The Northyard\"]\nrationale = \"Both \
         saw it.\"\n\n[checked]\nby = \"E. Marsh\"\non = 2026-11-01\n"
    );
    for (source, quote) in quotes {
        let _ = write!(
            text,
            "\n[[evidence]]\nsource = \"{source}\"\nquote = '{quote}'\nknows = \"it was there\"\n"
        );
    }
    text
}

/// The Gazette prints one text and the Mirror the other; each says something that the claim rests on.
fn two(gazette: &str, mirror: &str, held: Held, more: &str) -> Sandbox {
    let (gazette, mirror) = (format!("{gazette}\n{SAW}\n"), format!("{mirror}\n{BILL}\n"));
    let sandbox = with_source(
        Sandbox::new(),
        "gazette",
        &record("The Gazette", "news-report", &gazette, ""),
        &gazette,
        held != Held::Fingerprints,
    );
    let mirror_record = record("The Mirror", "news-report", &mirror, more);
    with_source(sandbox, "mirror", &mirror_record, &mirror, held == Held::Texts)
        .file("claims/tugs.toml", claim("documented", &[("gazette", SAW), ("mirror", BILL)]))
}

fn checked(gazette: &str, mirror: &str, held: Held, more: &str) -> Run {
    two(gazette, mirror, held, more).run(&["check"])
}

#[track_caller]
fn is_one_witness(what: &str, gazette: &str, mirror: &str) {
    for held in WAYS {
        let run = checked(gazette, mirror, held, "");
        assert_eq!(run.code, Some(1), "{what}, {held:?}: {}", run.stdout);
        assert!(run.stdout.contains("error[undeclared-echo]"), "{what}, {held:?}: {}", run.stdout);
        assert!(run.stdout.contains("error[single-origin]"), "{what}, {held:?}: {}", run.stdout);
    }
}

#[track_caller]
fn are_two_witnesses(what: &str, gazette: &str, mirror: &str, ways: &[Held]) {
    for held in ways {
        let run = checked(gazette, mirror, *held, "");
        assert_eq!(run.code, Some(0), "{what}, {held:?}: {}", run.stdout);
        assert!(!run.stdout.contains("undeclared-echo"), "{what}, {held:?}: {}", run.stdout);
    }
}

#[test]
fn a_copy_is_found_however_it_is_dressed_up() {
    let text = prose(1, 400);
    let paragraphs: Vec<&str> = text.trim().split("\n\n").collect();
    let other = prose(2, 300);
    is_one_witness("word for word", &text, &text);
    is_one_witness("every tenth word changed", &text, &every(10, &text));
    is_one_witness("every seventh word changed", &text, &every(7, &text).replace("\n\n", "\n\nAnd "));
    let reordered: Vec<&str> = paragraphs.iter().rev().copied().collect();
    is_one_witness("paragraphs in another order", &text, &reordered.join("\n\n"));
    let typography = text.replace(", ", "\u{a0}– ").replace(". ", ".\n");
    is_one_witness("other marks and line ends", &text, &typography);
    is_one_witness(
        "with a byline",
        &text,
        &format!("By Our Correspondent in Sarn\n\n{text}\n\nThe Mirror, Sarn."),
    );
    let third = paragraphs[4..7].join("\n\n");
    is_one_witness("the middle third", &text, &format!("{other}\n\n{third}\n\n{other}"));
    is_one_witness(
        "a passage, every eighth word changed",
        &text,
        &format!("{other}\n\n{}", every(8, &third)),
    );
    is_one_witness(
        "numbers and quotation marks in another style",
        "The yard said: \"We sold two tugs to the port, \
        for 3,400 crowns each, before the ice came and the quay was closed.\"",
        "The yard said: “We sold two tugs to the port,\n\
        for 3,400 crowns each, before the ice came and the quay was closed.” It did not say more on that day.",
    );
}

#[test]
fn short_texts_are_compared_too() {
    let text = prose(3, 40);
    is_one_witness("forty words", &text, &text.replacen('a', "e", 1));
    let run = |words: usize| {
        prose(4, 60)
            .replace(['.', ',', '\n'], "")
            .split_whitespace()
            .take(words)
            .collect::<Vec<_>>()
            .join(" ")
    };
    is_one_witness(
        "twelve words in a row",
        &format!("{} {} {}", prose(5, 30), run(12), prose(6, 90)),
        &format!("{} {} {}", prose(7, 80), run(12), prose(8, 60)),
    );
    are_two_witnesses(
        "eleven",
        &format!("{} {} {}", prose(5, 30), run(11), prose(6, 90)),
        &format!("{} {} {}", prose(7, 80), run(11), prose(8, 60)),
        &[Held::Texts, Held::OneOfEach],
    );
    are_two_witnesses("two short texts", &prose(9, 40), &prose(10, 45), &WAYS);
}

#[test]
fn what_two_papers_may_both_have_is_no_copy() {
    let (one, other) = (prose(11, 300), prose(12, 300));
    let title = "Northyard sells two tugs to the port of Sarn for a price that nobody will name";
    are_two_witnesses("a title", &format!("{title}\n\n{one}"), &format!("{title}\n\n{other}"), &WAYS);
    let dateline = "SARN, 4 March 2020 (Coast Wire) -";
    are_two_witnesses("a dateline", &format!("{dateline} {one}"), &format!("{dateline} {other}"), &WAYS);
    let footer = "Copyright 2020. All rights reserved. No part of this page may be used in any form without our leave in writing.";
    are_two_witnesses("a footer", &format!("{one}\n\n{footer}"), &format!("{other}\n\n{footer}"), &WAYS);
    let law = "No vessel shall leave the port unless the register of the port has its name, its tonnage and its master";
    let quoted = |text: &str| format!("{text}\n\nSection 3 reads: \"{law}.\" Nobody had looked it up.\n");
    are_two_witnesses(
        "a law that both quote",
        &quoted(&one),
        &quoted(&other),
        &[Held::Texts, Held::OneOfEach],
    );
    // Nobody can tell, and it is said.
    let run = checked(&quoted(&one), &quoted(&other), Held::Fingerprints, "");
    assert!(run.stdout.contains("only fingerprints are here, which do not tell"), "{}", run.stdout);
    // Marks around his own words do not make a copy a quotation.
    is_one_witness(
        "quoted by one",
        &format!("{one}\n\n{law}."),
        &format!("{other}\n\nIt is said: \"{law}.\""),
    );
    // Nor do they where little else is left.
    is_one_witness(
        "a copied interview",
        &format!("He said: \"{}\"", prose(13, 120).replace('\n', " ")),
        &format!("We asked. \"{}\"", prose(13, 120).replace('\n', " ")),
    );
    is_one_witness("footers everywhere", &one, &one.replace("\n\n", " All rights reserved.\n\n"));
}

#[test]
fn what_stands_in_a_text_that_both_name_is_no_copy() {
    let law = prose(14, 60);
    let with = |derives: bool| {
        let more = if derives { "derives_from = [\"law\"]" } else { "" };
        let mut sandbox = Sandbox::new();
        for (id, publisher, seed, said) in
            [("gazette", "The Gazette", 15, SAW), ("mirror", "The Mirror", 16, BILL)]
        {
            let text = format!("{}\n\n{law}\n\n{said}\n", prose(seed, 200));
            sandbox = with_source(sandbox, id, &record(publisher, "news-report", &text, more), &text, true);
        }
        with_source(sandbox, "law", &record("Parliament", "official-record", &law, ""), &law, true)
            .file("claims/tugs.toml", claim("unsubstantiated", &[("gazette", SAW), ("mirror", BILL)]))
            .run(&["check"])
    };
    assert!(with(false).stdout.contains("undeclared-echo"), "{}", with(false).stdout);
    assert!(!with(true).stdout.contains("undeclared-echo"), "{}", with(true).stdout);
}

/// What passed before: see the rule's page.
#[test]
fn what_was_tried_to_get_past_is_told() {
    let text = format!("{}\n\n{SAW}\n", prose(17, 300));
    let longer = format!("{text}\nOne more line.\n");
    let copied = |copy: &str, of: &str, of_copy: &str, quotes: &[&str]| {
        let quotes: Vec<_> = quotes.iter().map(|id| (*id, SAW)).collect();
        let first = with_source(Sandbox::new(), "gazette", of, &text, true);
        with_source(first, "mirror", of_copy, copy, true)
            .file("claims/tugs.toml", claim("documented", &quotes))
            .run(&["check"])
    };
    for copy in [&text, &longer] {
        let gazette = record("The Gazette", "news-report", &text, "");
        let mirror = |more: &str| record("The Mirror", "news-report", copy, more);
        let run = copied(copy, &gazette, &mirror(""), &["gazette", "mirror"]);
        assert!(
            run.stdout.contains("error[single-origin]") && run.stdout.contains("error[undeclared-echo]"),
            "{}",
            run.stdout
        );
        assert!(run.stdout.contains("`mirror` has the text of `gazette`"), "{}", run.stdout);

        // A retracted text, copied without its retraction.
        let retracted = format!("{gazette}\n[retracted]\nbecause = \"made up\"\n");
        let record_of = record("Register", "official-record", &text, "");
        let run = copied(
            copy,
            &format!("{record_of}\n[retracted]\nbecause = \"made up\"\n"),
            &record("Register", "official-record", copy, ""),
            &["mirror"],
        );
        assert!(run.stdout.contains("error[source-retracted]"), "{}", run.stdout);
        assert!(
            !copied(
                &prose(18, 300),
                &retracted,
                &record("Register", "official-record", &prose(18, 300), ""),
                &[]
            )
            .stdout
            .contains("source-retracted")
        );

        // A derivation that the copy sheds.
        let relayed = record("The Gazette", "official-record", &text, "derives_from = [\"wire\"]");
        let first = with_source(Sandbox::new(), "gazette", &relayed, &text, true)
            .file("sources/wire.toml", "publisher = \"Coast Wire\"\nkind = \"news-report\"\n");
        let run =
            with_source(first, "mirror", &record("The Gazette", "official-record", copy, ""), copy, true)
                .file("claims/tugs.toml", claim("documented", &[("mirror", SAW)]))
                .run(&["check"]);
        assert_eq!(run.code, Some(1), "{}", run.stdout);

        // A kind that is raised by a copy.
        let run = copied(copy, &gazette, &record("The Gazette", "official-record", copy, ""), &["mirror"]);
        assert_eq!(run.code, Some(1), "{}", run.stdout);
        assert!(run.stdout.contains("documented"), "{}", run.stdout);
    }
}

#[test]
fn a_record_tells_how_both_come_by_the_words() {
    let text = prose(19, 200);
    for more in ["derives_from = [\"gazette\"]", "may_derive_from = [\"gazette\"]"] {
        let run = checked(&text, &text, Held::Texts, more);
        assert!(!run.stdout.contains("undeclared-echo"), "{more}: {}", run.stdout);
        assert!(run.stdout.contains("error[single-origin]"), "{more}: {}", run.stdout);
    }
    let looked_at =
        "not_copied_from = [{ source = \"gazette\", because = \"both print the minister's speech\" }]";
    for held in WAYS {
        assert_eq!(checked(&text, &text, held, looked_at).code, Some(0), "{held:?}");
    }
    let shown = two(&text, &text, Held::Texts, looked_at).run(&["show", "tugs"]).stdout;
    assert!(!shown.contains("one witness with"), "{shown}");
    let shown = two(&text, &text, Held::Texts, "").run(&["show", "tugs"]).stdout;
    assert!(
        shown.contains("one witness with mirror") || shown.contains("one witness with `mirror`"),
        "{shown}"
    );
    // Both ways round.
    let sandbox = two(&text, &text, Held::Texts, "");
    let record = std::fs::read_to_string(sandbox.path().join("sources/gazette.toml")).unwrap();
    let other = looked_at.replace("gazette", "mirror");
    let run = sandbox
        .file("sources/gazette.toml", record.replace("\n\n[text]", &format!("\n{other}\n\n[text]")))
        .run(&["check"]);
    assert_eq!(run.code, Some(0), "{}", run.stdout);
    // Not without a reason, nor for a source that is not there.
    for (wrong, rule) in [
        ("not_copied_from = [{ source = \"gazette\" }]", "missing-field"),
        ("not_copied_from = [{ source = \"gazette\", because = \"\" }]", "missing-field"),
        ("not_copied_from = [\"gazette\"]", "wrong-type"),
        ("not_copied_from = [{ source = \"gazete\", because = \"so\" }]", "unknown-source"),
    ] {
        let run = checked(&text, &text, Held::Texts, wrong);
        assert!(run.stdout.contains(&format!("error[{rule}]")), "{wrong}: {}", run.stdout);
    }
}

#[test]
fn a_reviewer_is_told_who_was_found_to_be_no_copy() {
    let text = prose(20, 200);
    let looked_at =
        "not_copied_from = [{ source = \"gazette\", because = \"both print the minister's speech\" }]";
    let repository = Repository::of(two(&text, &text, Held::Texts, ""));
    let documented = std::fs::read_to_string(repository.place("claims/tugs.toml")).unwrap();
    repository.file("claims/tugs.toml", documented.replace("\"documented\"", "\"unsubstantiated\""));
    let mirror = std::fs::read_to_string(repository.place("sources/mirror.toml")).unwrap();
    repository.commit("As it was");
    let reviewed = mirror.replace("\n\n[text]", &format!("\n{looked_at}\n\n[text]"));
    repository.file("sources/mirror.toml", &reviewed);
    let run = repository.run(&["check", "--base", "HEAD", "--width", "1000"]);
    assert!(
        run.stdout.contains("warning[caveat-removed]")
            && run.stdout.contains("`not_copied_from` names `gazette`"),
        "{}",
        run.stdout
    );
    assert!(run.stdout.contains("warning[source-reweighed]"), "{}", run.stdout);
    repository.file("claims/tugs.toml", &documented);
    let run = repository.run(&["check", "--base", "HEAD"]);
    assert!(run.stdout.contains("error[caveat-removed]"), "{}", run.stdout);
    // Also where the source itself is new.
    repository.remove("sources/mirror.toml").remove("sources/mirror.txt");
    repository.file("claims/tugs.toml", claim("unsubstantiated", &[("gazette", SAW)]));
    repository.commit("Without the Mirror");
    repository.file("sources/mirror.toml", &reviewed).file("sources/mirror.txt", format!("{text}\n{BILL}\n"));
    repository.file("claims/tugs.toml", &documented);
    let run = repository.run(&["check", "--base", "HEAD"]);
    assert!(run.stdout.contains("error[caveat-removed]"), "{}", run.stdout);
    // Taken away.
    repository.commit("As reviewed");
    repository.file("sources/mirror.toml", &mirror);
    let run = repository.run(&["check", "--base", "HEAD"]);
    assert!(
        run.stdout.contains("[source-reweighed]: this change alters `not_copied_from`"),
        "{}",
        run.stdout
    );
}

#[test]
fn all_pairs_are_told_and_boilerplate_is_named() {
    let mut sandbox = Sandbox::new().file("claims/tugs.toml", claim("unsubstantiated", &[("p0", SAW)]));
    let footer =
        "This page was made by the common printing house of the nine harbours and may be pasted on any wall.";
    for number in 0..30 {
        let text = format!("{}\n\n{footer}\n\n{SAW}\n", prose(100 + number, 150));
        let record = record(&format!("Paper {number}"), "news-report", &text, "");
        sandbox = with_source(sandbox, &format!("p{number}"), &record, &text, number % 2 == 0);
    }
    for number in 30..32 {
        let text = format!("{}\n\n{footer}\n", every(10, &prose(100, 150)));
        let record = record(&format!("Paper {number}"), "news-report", &text, "");
        sandbox = with_source(sandbox, &format!("p{number}"), &record, &text, true);
    }
    let run = sandbox.run(&["audit", "--by", "echo", "--format", "csv"]);
    let rows: BTreeSet<&str> = run.stdout.lines().skip(1).collect();
    assert_eq!(rows.len(), 3, "{}", run.stdout);
    for pair in ["\"p0\",\"p30\"", "\"p0\",\"p31\"", "\"p30\",\"p31\""] {
        assert!(rows.iter().any(|row| row.starts_with(pair)), "{pair}: {}", run.stdout);
    }
    let run = sandbox.run(&["audit", "--by", "echo"]);
    assert!(run.stderr.contains("are taken for boilerplate"), "{}", run.stderr);
    // A family of copies is no boilerplate.
    for number in 0..30 {
        let text = every(20 + number, &prose(300, 200));
        let record = record(&format!("Paper {number}"), "news-report", &text, "");
        sandbox = with_source(sandbox, &format!("p{number}"), &record, &text, true);
    }
    let run = sandbox.run(&["audit", "--by", "echo", "--format", "csv"]);
    assert!(run.stdout.lines().count() > 30, "{}", run.stdout);
}

// ---------------------------------------------------------------------------------------------------------------------
// The same once more, slow and plain. It knows nothing of hashes: a run of four tokens is its words.
// ---------------------------------------------------------------------------------------------------------------------

struct Plain {
    /// Each run, and whether it begins a paragraph, touches a quotation, or stands in the title.
    runs: Vec<(Vec<String>, bool, bool, bool)>,
}

/// Of texts in plain letters only.
fn plain(text: &str) -> Plain {
    let mut runs = Vec::new();
    let paragraphs: Vec<Vec<String>> = text
        .split("\n\n")
        .map(|paragraph| {
            let mut spaced = String::new();
            for c in paragraph.chars() {
                if ".,\"".contains(c) {
                    // Whether a blank stands before a mark is a part of the run; a paragraph begins with one.
                    let is_apart = spaced.is_empty() || spaced.ends_with(' ');
                    let _ = write!(spaced, "{}{c} ", if is_apart { "_" } else { " " });
                } else {
                    spaced.push(if c == '\n' { ' ' } else { c });
                }
            }
            spaced.split_whitespace().map(str::to_owned).collect()
        })
        .collect();
    let long: Vec<usize> =
        paragraphs.iter().map(Vec::len).filter(|length| *length >= 4).map(|length| length - 3).collect();
    let all: usize = long.iter().sum();
    for (number, tokens) in paragraphs.iter().enumerate() {
        let is_title = number == 0 && tokens.len() <= 30 && all >= 3 * tokens.len().saturating_sub(3);
        let mut open = false;
        let marks = tokens.iter().filter(|token| token.ends_with('"')).count();
        let mut seen = 0;
        let quoted: Vec<bool> = tokens
            .iter()
            .map(|token| {
                let is_mark = token.ends_with('"');
                if is_mark {
                    seen += 1;
                    open = !open && (seen < marks || marks % 2 == 0);
                }
                open || is_mark && (seen < marks || marks % 2 == 0)
            })
            .collect();
        let is_open = marks == 1 && tokens[0].ends_with('"');
        for (place, run) in tokens.windows(4).enumerate() {
            let is_quoted = is_open || quoted[place..place + 4].contains(&true);
            runs.push((run.to_vec(), place == 0, is_quoted, is_title));
        }
    }
    Plain { runs }
}

fn is_word(token: &str) -> bool {
    token.chars().any(char::is_alphanumeric)
}

fn plainly(one: &Plain, other: &Plain) -> Option<Likeness> {
    let counts = |s: usize, p: usize| {
        let ((a, _, quoted_a, title_a), (b, _, quoted_b, title_b)) = (&one.runs[s], &other.runs[p]);
        a == b && !(*quoted_a && *quoted_b) && !(*title_a && *title_b)
    };
    let set = |text: &Plain| text.runs.iter().map(|run| run.0.clone()).collect::<BTreeSet<_>>();
    let (all, others) = (set(one), set(other));
    let raw = all.intersection(&others).count();
    let mut longest = 0;
    let (mut shared, mut places) = (BTreeSet::new(), BTreeSet::new());
    for s in 0..one.runs.len() {
        for p in 0..other.runs.len() {
            if counts(s, p) {
                shared.insert(one.runs[s].0.clone());
                places.insert(((p + one.runs.len() - s) / 40, s));
            }
            let mut words = 0;
            let mut length = 0;
            while s + length < one.runs.len()
                && p + length < other.runs.len()
                && counts(s + length, p + length)
            {
                if length > 0 && (one.runs[s + length].1 || other.runs[p + length].1) {
                    break;
                }
                let tokens = &one.runs[s + length].0;
                words += usize::from(is_word(&tokens[0]));
                let rest = tokens[1..].iter().filter(|token| is_word(token)).count();
                longest = longest.max(words + rest);
                length += 1;
            }
        }
    }
    let is_stretch = places.iter().any(|(band, from)| {
        let near = |bands: [usize; 2]| {
            let near = places
                .iter()
                .filter(|(other, place)| bands.contains(other) && (*from..*from + 80).contains(place));
            near.map(|(_, place)| place).collect::<BTreeSet<_>>().len()
        };
        near([*band, band + 1]).max(near([band.wrapping_sub(1), *band])) > 80 / 3
    });
    match () {
        () if raw >= 12 && 2 * raw >= all.len().max(others.len()) => Some(Likeness::Copy),
        () if shared.len() >= 12 && 3 * shared.len() >= all.len().min(others.len()) => Some(Likeness::Third),
        () if is_stretch => Some(Likeness::Stretch),
        () if longest >= 12 => Some(Likeness::Run),
        () => None,
    }
}

/// Two texts of which one has pieces of the other, more or less changed, quoted or not.
fn related(seed: u64) -> (String, String) {
    let mut dice = Dice(seed);
    let mut one: Vec<String> = Vec::new();
    for paragraph in 0..2 + dice.up_to(5) {
        let length = 8 + dice.up_to(50);
        one.push(prose(seed ^ paragraph as u64, length).replace("\n\n", " ").trim().to_owned());
    }
    let mut other: Vec<String> = Vec::new();
    for paragraph in 0..=dice.up_to(5) {
        let length = 8 + dice.up_to(50);
        let own = prose(seed ^ 0x4D ^ paragraph as u64, length).replace("\n\n", " ").trim().to_owned();
        let from = &one[dice.up_to(one.len())];
        let taken: Vec<&str> = from.split(' ').collect();
        let start = dice.up_to(taken.len());
        let taken = taken[start..(start + 4 + dice.up_to(40)).min(taken.len())].join(" ");
        other.push(match dice.up_to(8) {
            0 => own,
            1 => from.clone(),
            2 => every(2 + dice.up_to(9), from),
            3 => format!("{own} {taken} {own}"),
            4 => format!("{own} \"{taken}\" {own}"),
            5 => format!("\"{taken}"),
            6 => taken.to_uppercase(),
            _ => every(5, &format!("{taken} {own}")),
        });
    }
    for paragraph in one.iter_mut().chain(&mut other) {
        // Otherwise a paragraph may go on behind the blank line.
        if !paragraph.ends_with('.') {
            paragraph.push('.');
        }
    }
    if dice.up_to(3) == 0 {
        let at = dice.up_to(one.len());
        one[at] = format!("\"{}\"", one[at]);
    }
    (one.join("\n\n") + "\n", other.join("\n\n") + "\n")
}

fn shingles(text: &str, held: bool) -> Shingles {
    let folded = Folded::text(text, Markup::Plain);
    if held {
        return Shingles::of_text(&folded);
    }
    let written = fingerprint::written(&folded, &"0".repeat(64));
    Shingles::of_fingerprint(&fingerprint::read(written.as_bytes()).unwrap().unwrap())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_slow_and_plain_comparison_says_the_same(seed: u64) {
        let (one, other) = related(seed);
        let likeness = |held: [bool; 2]| {
            let echo = compare(&shingles(&one, held[0]), &shingles(&other, held[1]), Ignored::default());
            echo.unwrap().map(|echo| echo.likeness)
        };
        let known = likeness([true, true]);
        let read = plainly(&plain(&one.to_lowercase()), &plain(&other.to_lowercase()));
        prop_assert_eq!(known, read, "{}\n----\n{}", one, other);
        // Whoever holds back a text makes nothing less of a copy, but for capitals, which a fingerprint does not tell.
        let written = plainly(&plain(&one), &plain(&other));
        for held in [[true, false], [false, true], [false, false]] {
            prop_assert!(likeness(held) >= written, "{held:?}: {}\n----\n{}", one, other);
        }
        // The other way round it is the same, but for which place of several comes first.
        let back = compare(&shingles(&other, true), &shingles(&one, true), Ignored::default()).unwrap();
        let back = back.map(|echo| echo.likeness);
        prop_assert!(back == known || matches!((back.max(known), back.min(known)), (Some(Likeness::Stretch), _)));
        // What sketches rule out is no copy.
        if matches!(known, Some(Likeness::Copy | Likeness::Run)) {
            let words = [&one, &other].map(|text| sketch::of_words(Folded::text(text, Markup::Plain).as_str()));
            prop_assert!(sketch::shared(&words[0], &words[1]) > 0, "{}\n----\n{}", one, other);
        }
    }
}

/// A copy in capitals, in title case, in small capitals or with accents is a copy, where both texts are here.
#[test]
fn capitals_accents_and_shapes_hide_no_copy() {
    let words = |range: std::ops::Range<usize>| range.map(|n| format!("harbour{n} boat")).collect::<Vec<_>>();
    let one = words(0..60).join(" ");
    let title = |word: &str| format!("{}{}", word[..1].to_uppercase(), &word[1..]);
    let every = |nth: usize, change: &dyn Fn(&str) -> String| {
        let changed = one
            .split(' ')
            .enumerate()
            .map(|(at, word)| if at % nth == 0 { change(word) } else { word.to_owned() });
        changed.collect::<Vec<_>>().join(" ")
    };
    let copies = [
        one.to_uppercase(),
        every(1, &title),
        every(4, &|word| word.to_uppercase()),
        every(3, &|word| word.replace('b', "\u{299}").replace('o', "\u{1d0f}")),
        every(3, &|word| word.replace('a', "\u{1d41a}")),
        every(3, &|word| word.replace('o', "o\u{301}")),
        // A hyphen at every third blank leaves no run of words whole.
        every(3, &|word| format!("{word}-")).replace("- ", "-"),
    ];
    for copy in copies {
        let echo = compare(&shingles(&one, true), &shingles(&copy, true), Ignored::default()).unwrap();
        assert_eq!(echo.map(|echo| echo.likeness), Some(Likeness::Copy), "{copy}");
        // A fingerprint knows only what is written.
        let held = compare(&shingles(&one, true), &shingles(&copy, false), Ignored::default()).unwrap();
        assert_ne!(held.map(|echo| echo.likeness), Some(Likeness::Copy), "{copy}");
    }
}
