//! Finding a passage, and printing it as a block of evidence.

use crate::altered::ARTICLE;
use crate::sandbox::{Run, Sandbox};
use grounds::text::fold::{Folded, FoldedRange, Markup};
use std::fs;
use std::path::PathBuf;

const PAGE: &str = "\
# The boats of Northyard

A *foreman* said that \u{201c}forty [boats](http://yard.example/boats)\u{201d} left the yard before
the winter &mdash; and that \u{fb01}ve\u{a0}more were **not** or\u{ad}dered.

The boats were blue, as the pilots said, and the mole of the\n\nharbour was red. The boats were blue, as the cooks said. \
Nobody isn\u{2019}t paid, said \u{ab}all\u{bb} the crews; 5 \\* 3 boats, cafe\u{301} and C:\\\\yard\u{2026} It ends.

The boats were blue, as the pilots said, and no more.
";

fn find(sandbox: &Sandbox, words: &str) -> Run {
    sandbox.run(&["find", "page", words])
}

fn page() -> Sandbox {
    let record =
        "publisher = \"Gazette\"\nkind = \"news-report\"\npublished = 2020-01-01\n\n[text]\nsha256 = \"";
    let sha256 = grounds::evidence::sha256(PAGE.as_bytes());
    Sandbox::new().file("sources/page.toml", format!("{record}{sha256}\"\n")).file("sources/page.md", PAGE)
}

fn block(lines: &str) -> String {
    format!("[[evidence]]\nsource = \"page\"\n{lines}\n")
}

#[test]
fn the_block_has_the_words_of_the_source_and_the_talk_says_where() {
    for (words, lines, place) in [
        (
            "said that \"forty boats\" left the yard before the winter",
            "quote  = \"said that “forty boats” left the yard before the winter\"",
            "3:13",
        ),
        (
            "before the winter - and that five more",
            "quote  = \"before the winter - and that ﬁve more\"",
            "3:80",
        ),
        ("were not ordered.", "quote  = \"were not ordered.\"", "4:38"),
        ("the mole of the harbour was red", "quote  = \"the mole of the harbour was red\"", "6:46"),
        ("caf\u{e9} and C:\\yard...", "quote  = \"cafe\u{301} and C:\\\\yard…\"", "8:"),
        ("5 * 3 boats", "quote  = \"5 * 3 boats\"", "8:"),
        (
            "said that \"forty boats\" left ... that five more were",
            "quote  = \"said that “forty boats” left [...] that ﬁve more were\"",
            "3:13",
        ),
    ] {
        let run = find(&page(), words);
        assert_eq!((run.code, run.stdout), (Some(0), block(lines)), "{words}: {}", run.stderr);
        let said = format!("--> sources/page.md:{place}");
        assert!(run.stderr.contains(&said) && run.stderr.contains("the words are here"), "{}", run.stderr);
    }
    let several = page().run(&["find", "page", "The", "crew", "--", "-", "boats"]);
    assert_eq!(several.code, Some(1), "words may be several arguments: {}", several.stderr);
}

#[test]
fn of_several_places_the_first_in_the_body_is_picked_by_the_words_around_it() {
    for (words, lines) in [
        ("The boats were blue, as the", "quote  = \"The boats were blue, as the\"\nsuffix = \"pilots\""),
        ("boats were blue", "quote  = \"boats were blue\"\nsuffix = \", as the pilots\""),
    ] {
        let run = find(&page(), words);
        assert_eq!((run.code, run.stdout), (Some(0), block(lines)), "{}", run.stderr);
        assert!(run.stderr.contains("in 2 places; `suffix` picks this one"), "{}", run.stderr);
    }
    let title = find(&page(), "The boats of Northyard");
    assert!(title.code == Some(0) && title.stderr.contains("a headline is not evidence"), "{}", title.stderr);
    let long = format!("The tide came at noon {0} The tide came at noon {0}", "x".repeat(5000));
    let run = find(&Sandbox::new().source("page", &long), "tide came at noon");
    assert_eq!((run.code, run.stdout), (Some(0), block("quote  = \"tide came at noon\"")));
    let twice = Sandbox::new().source("page", "The tide came at noon.\n\nThe tide came at noon.\n");
    let run = find(&twice, "tide came at noon");
    assert!(run.stderr.contains("2 places; the words around them are the same too"), "{}", run.stderr);
}

#[test]
fn what_is_only_near_gives_the_words_of_the_source_and_names_the_difference() {
    for (words, lines, said) in [
        ("fifty boats\" left the yard", "quote  = \"forty boats” left the yard\"", "you wrote `fifty`"),
        ("five more were ordered.", "quote  = \"ﬁve more were not ordered.\"", "you left this out"),
        ("the pilots said, and no more", "quote  = \"the pilots said, and no more\"", "the words are here"),
    ] {
        let run = find(&page(), words);
        assert_eq!(run.stdout, block(lines), "{}", run.stderr);
        assert!(run.stderr.contains(said), "{}", run.stderr);
        assert_eq!(run.code, Some(i32::from(said != "the words are here")));
    }
    let over_the_end = find(&page(), "It ends. The boats were blue, as the pilots");
    assert_eq!(over_the_end.code, Some(1));
    assert!(over_the_end.stderr.contains("across the end of a paragraph"), "{}", over_the_end.stderr);
    let nothing = find(&page(), "Absolutely unheard lunar things");
    assert_eq!((nothing.code, nothing.stdout.as_str()), (Some(1), ""));
    assert!(nothing.stderr.contains("`page` has neither these words nor similar ones"), "{}", nothing.stderr);
}

#[test]
fn of_words_beside_the_article_a_person_is_warned() {
    let page = "# Boats\n\nForty boats left the yard.\n\n<!-- beside -->\n\nThe night ferry is stopped.\n";
    let record =
        format!("kind = \"analysis\"\n[text]\nsha256 = \"{}\"\n", grounds::evidence::sha256(page.as_bytes()));
    let sandbox = Sandbox::new().file("sources/page.toml", record).file("sources/page.md", page);
    let beside = "warning: the words stand beside the article";
    assert!(find(&sandbox, "The night ferry is stopped").stderr.contains(beside));
    assert!(!find(&sandbox, "Forty boats left the yard").stderr.contains(beside));
}

#[test]
fn words_may_begin_with_a_hyphen() {
    let lines = "- Who left the yard?\n- Forty boats did, sir.\n";
    let sandbox = Sandbox::new().source("page", lines).claim("boats", "page", "\"Who left the yard?\"");
    let into = |words: &str| sandbox.run(&["find", "page", words, "--into", "boats", "--dry-run"]);
    let run = into("- Forty boats did, sir.");
    assert_eq!(run.code, Some(0), "{}{}", run.stdout, run.stderr);
    assert!(run.stdout.contains("Forty boats did, sir."), "{}", run.stdout);
    for words in ["-Forty boats did, sir.", "-- Forty boats did, sir."] {
        assert_ne!(into(words).code, Some(2), "{words} are taken for words");
    }
}

#[test]
fn a_place_in_lines_too_long_to_be_shown_is_named() {
    let sandbox =
        Sandbox::new().source("page", &format!("{}and then the tide came in.", "word ".repeat(4000)));
    let run = find(&sandbox, "then the tide came in");
    assert_eq!((run.code, run.stdout), (Some(0), block("quote  = \"then the tide came in\"")));
    assert!(run.stderr.contains(" --> sources/page.txt:1:20005\n"), "{}", run.stderr);
}

#[test]
fn bad_use_is_told() {
    let sandbox = page()
        .file("sources/seen.toml", "publisher = \"x\"\nkind = \"analysis\"\n[text]\n")
        .file("sources/unseen.toml", "publisher = \"x\"\nkind = \"analysis\"\n")
        .file("sources/broken.toml", "kind = \n")
        .file(
            "sources/changed.toml",
            format!("kind = \"analysis\"\n[text]\nsha256 = \"{}\"\n", "0".repeat(64)),
        )
        .file("sources/changed.txt", "The tide came.");
    for (args, said) in [
        (&["pgae", "x"][..], "no source is called `pgae`; did you mean `page`?"),
        (&["seen", "x"], "its text is not here; give the folder that has it: --texts DIR"),
        (&["unseen", "x"], "its text was never added"),
        (&["broken", "x"], "the record of `broken` is not valid TOML"),
        (&["changed", "tide"], "does not match the sha256 in its record"),
        (&["page", " ... "], "there are no words to find"),
        (&["page"], "required arguments were not provided"),
        (&["page", "--intto", "boats"], "`--intto` is no option of `grounds find`"),
    ] {
        let run = sandbox.run(&[&["find"], args].concat());
        assert_eq!((run.code, run.stdout.as_str()), (Some(2), ""), "{args:?}");
        assert!(run.stderr.contains(said), "{}", run.stderr);
    }
    let all = sandbox.run(&["find", "pgae", "...", "--into", "boats", "--said-by", "!"]);
    assert_eq!(all.code, Some(2));
    for said in [
        "there are no words to find",
        "no source is called `pgae`; did you mean `page`?",
        "no claim is called `boats`",
        "--said-by is empty",
    ] {
        assert!(all.stderr.contains(said), "{}", all.stderr);
    }
    let texts = tempfile::tempdir().unwrap();
    fs::rename(sandbox.path().join("sources/page.md"), texts.path().join("page.md")).unwrap();
    let folder = texts.path().to_str().unwrap();
    assert_eq!(sandbox.run(&["pin", "page", "--texts", folder]).code, Some(0));
    let run = sandbox.run(&["find", "page", "It ends"]);
    assert_eq!(run.code, Some(2));
    assert!(run.stderr.contains("only a fingerprint of its text is here"), "{}", run.stderr);
    assert_eq!(sandbox.run(&["find", "page", "It ends", "--texts", folder]).code, Some(0));
}

/// Any stretch of any text, as it is written and as it is folded: the block passes the check.
#[test]
fn every_block_passes_the_check() {
    blocks_pass_the_check(&[
        ("a-page".to_owned(), PAGE.to_owned()),
        ("an-article".to_owned(), ARTICLE.to_owned()),
    ]);
}

fn blocks_pass_the_check(texts: &[(String, String)]) {
    let mut sandbox = Sandbox::new();
    for (id, text) in texts {
        sandbox = sandbox.source(id, text);
        fs::rename(
            sandbox.path().join(format!("sources/{id}.txt")),
            sandbox.path().join(format!("sources/{id}.md")),
        )
        .unwrap();
    }
    let mut random = 20_261_124_u64;
    let mut below = |most: usize| {
        random = random.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(random >> 33).unwrap() % most
    };
    let mut said = Vec::new();
    for (id, text) in texts {
        let folded = Folded::text(text, Markup::Markdown);
        let tokens: Vec<_> = folded.units(folded.whole()).collect();
        for _ in 0..40 {
            let first = below(tokens.len() - 2);
            let last = (first + 2 + below(40)).min(tokens.len() - 1);
            let place = FoldedRange::new(tokens[first].start, tokens[last].end);
            let stands = folded.words(place);
            let words = if below(2) == 0 { stands } else { &text[folded.original(place).range()] };
            let run = sandbox.run(&["find", "--", id, words]);
            // Nor can a quote begin behind a hyphen at a line end.
            let is_one_block =
                !stands.contains('\n') && folded.is_edge(place.start()) && folded.is_edge(place.end());
            assert!(run.code == Some(0) || (run.code == Some(1) && !is_one_block), "{words:?}: {run:?}");
            if run.stdout.is_empty() {
                assert!(!is_one_block, "{words:?}: {run:?}");
                continue;
            }
            let claim = format!("claim-{}", said.len());
            let head = "statement = \"The tide came.\"\nstatus = \"unsubstantiated\"\n\n";
            sandbox = sandbox.file(&format!("claims/{claim}.toml"), format!("{head}{}", run.stdout));
            said.push((claim, run));
        }
    }
    assert!(said.len() > texts.len() * 30, "{}", said.len());
    let check = sandbox.run(&["check", "--format", "concise", "--limit", "0"]);
    assert!(check.stdout.contains(" + 0 unread + 0 skipped\n"), "{}", check.stdout);
    for line in check.stdout.lines().filter(|line| line.contains(": error[") || line.contains(": warning[")) {
        let (_, run) = said.iter().find(|(claim, _)| line.contains(&format!("/{claim}.toml:"))).unwrap();
        let was_told = |rule, told| line.contains(rule) && run.stderr.contains(told);
        let is_fine = line.contains("[quote-short]")
            || line.contains("[quote-overlong]")
            || was_told("[quote-sheds-hedge]", "and the block leaves it out")
            || was_told("[quote-is-title]", "a headline is not evidence")
            || was_told("[origin-left-out]", "the words credit somebody")
            || was_told("[quote-ambiguous]", "nothing near by tells them apart");
        assert!(is_fine, "{line}\n{}{}", run.stderr, run.stdout);
    }
}

/// One changed word in any stretch of a paragraph: the block has the words of the source, and the talk names that word.
#[test]
fn a_changed_word_is_named_and_the_block_has_those_of_the_source() {
    changed_words_are_named(&[("an-article".to_owned(), ARTICLE.to_owned())]);
}

fn changed_words_are_named(texts: &[(String, String)]) {
    for (id, text) in texts {
        let sandbox = Sandbox::new().source(id, text);
        let folded = Folded::text(text, Markup::Plain);
        let blocks = folded.blocks().iter().map(|block| folded.words(block.range));
        for block in blocks.filter(|block| block.split(' ').count() >= 16) {
            let words: Vec<_> = block.split(' ').take(16).collect();
            let [before, after] = [words[..7].join(" "), words[8..].join(" ")];
            let run = sandbox.run(&["find", id, &before, "zqxjk", &after]);
            assert_eq!(run.code, Some(1), "{run:?}");
            assert!(run.stderr.contains("you wrote `zqxjk"), "{}", run.stderr);
            let line = run.stdout.lines().find(|line| line.starts_with("quote ")).unwrap();
            let table = toml::de::DeTable::parse(line).unwrap();
            let quote = table.get_ref()["quote"].get_ref().as_str().unwrap();
            assert_eq!(Folded::quote(quote, Markup::Plain).as_str(), words.join(" "), "{}", run.stderr);
        }
    }
}

mod with_the_texts {
    use super::*;

    /// The articles of the corpus, of which `GROUNDS_TEXTS` names the folder.
    fn articles() -> Vec<(String, String)> {
        let folder = std::env::var_os("GROUNDS_TEXTS").expect("GROUNDS_TEXTS names no folder");
        let mut paths: Vec<PathBuf> =
            fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
        paths.sort();
        let is_article = |path: &PathBuf| path.extension().is_some_and(|extension| extension == "md");
        let read =
            |path: PathBuf| Some((path.file_stem()?.to_str()?.to_owned(), fs::read_to_string(&path).ok()?));
        paths.into_iter().filter(is_article).filter_map(read).filter(|(id, _)| id != "README").collect()
    }

    #[test]
    #[ignore = "needs the texts of the corpus; .ci/run runs it"]
    fn every_block_passes_the_check() {
        blocks_pass_the_check(&articles());
    }

    #[test]
    #[ignore = "needs the texts of the corpus; .ci/run runs it"]
    fn a_changed_word_is_named_and_the_block_has_those_of_the_source() {
        changed_words_are_named(&articles());
    }
}

#[test]
fn a_block_is_appended_to_a_claim_if_no_error_comes_of_it() {
    let claim = "statement = \"The boats left.\"\nstatus = \"unsubstantiated\"\n\n[checked]\nby = \"E\"\non = 2026-11-20\n";
    let sandbox = page().file("claims/boats.toml", claim);
    let read = || fs::read_to_string(sandbox.path().join("claims/boats.toml")).unwrap();
    let into = |words: &str| sandbox.run(&["find", "page", words, "--into", "boats"]);
    let near = into("fifty boats left the yard before the winter");
    assert_eq!(near.code, Some(1), "{}", near.stderr);
    assert!(
        near.stderr.contains("grounds find page 'forty boats” left the yard before the winter' --into boats"),
        "{}",
        near.stderr
    );
    let near_title = into("The boats of Southyard");
    assert_eq!(near_title.code, Some(1), "{}", near_title.stderr);
    for said in ["you wrote `Southyard`", "your words differ", "error[quote-is-title]"] {
        assert!(near_title.stderr.contains(said), "{}", near_title.stderr);
    }
    assert!(!near_title.stderr.contains("--accept"), "{}", near_title.stderr);
    let title = into("The boats of Northyard");
    assert_eq!(title.code, Some(1));
    assert!(title.stdout.contains("error[quote-is-title]"), "{}", title.stdout);
    assert_eq!(read(), claim, "neither was written");
    let run = into("left the yard before the winter");
    assert_eq!(run.code, Some(0), "{}{}", run.stdout, run.stderr);
    let lines = "[[evidence]]\nsource = \"page\"\nquote  = \"left the yard before the winter\"\n\n";
    assert_eq!(read(), claim.replace("[checked]", &format!("{lines}[checked]")));
    assert_eq!(
        run.stdout,
        "claims/boats.toml\n\n+ [[evidence]]\n+ source = \"page\"\n+ quote  = \"left the yard before the winter\"\n+\n  [checked]\n"
    );
    let again = into("left the yard before the winter");
    assert!(again.stderr.contains("not written: `boats` already quotes these words"), "{}", again.stderr);
    let dry = sandbox.run(&["find", "page", "The boats were blue", "--into", "boats", "--dry-run"]);
    assert_eq!(dry.code, Some(0), "{}", dry.stderr);
    assert!(dry.stdout.contains("+ suffix = ") && !read().contains("suffix"), "{}", dry.stdout);
    assert_eq!(sandbox.run(&["find", "page", "blue", "--into", "boat"]).code, Some(2));
    assert!(!sandbox.run(&["find", "page", "x", "--dry-run"]).stderr.is_empty());
}

const SPEECH: &str = "Mr Keel spoke to the harbour council in May 2018. \
The mole will be mended, the harbour master said. Nobody else spoke.\n";

fn speech() -> Sandbox {
    let own = |authors: &str, published: &str| {
        format!("{authors}\nkind = \"statement\"\npublished = {published}\n")
    };
    Sandbox::new()
        .file("grounds.toml", "[names]\n\"A. Keel\" = [\"Anna Keel\"]\n")
        .source("page", SPEECH)
        .file("sources/council.toml", own("authors = [\"Anna Keel\"]", "\"2018-05\""))
        .file("sources/older.toml", own("publisher = \"A. Keel\"", "2011-01-01"))
        .file("sources/quoter.toml", own("authors = [\"B. Mast\"]\npublisher = \"A. Keel\"", "2018-05-03"))
        .file("claims/mole.toml", "statement = \"A. Keel said that the mole will be mended.\"\nstatus = \"unsubstantiated\"\njudges = \"saying\"\nclaimant = \"A. Keel\"\n")
}

const MENDED: &str = "mole will be mended";

fn said(sandbox: &Sandbox, more: &[&str]) -> Run {
    sandbox.run(&[&["find", "page", MENDED, "--said-by"], more].concat())
}

fn said_block(origin: &str) -> String {
    let wanted = "\
# on_record: copy four words or more from within 100 words of the quote that give a day, an occasion,
# a title or authority with a year, or their own words in quotation marks. If there are none, leave it
# out: the block then counts as one report of what was said.
# on_record = \"...\"
";
    block(&format!("quote  = \"{MENDED}\"\norigin = \"{origin}\"")) + wanted
}

#[test]
fn what_somebody_said_names_the_record_of_their_own_words() {
    let sandbox = speech();
    for on in [&["--on", "2018-05-02"][..], &["--on", "2018"]] {
        let run = said(&sandbox, &[&["a. keel"], on].concat());
        assert_eq!((run.code, run.stdout), (Some(0), said_block("council")), "{}", run.stderr);
        assert!(
            run.stderr.contains("the origin is `council`, a record of a. keel's own words"),
            "{}",
            run.stderr
        );
        assert!(!run.stderr.contains("older"), "{}", run.stderr);
    }
    let any = said(&sandbox, &["Anna Keel"]);
    assert_eq!(any.stdout, said_block("council"));
    assert!(any.stderr.contains("name that record instead: `older`"), "{}", any.stderr);
    // What the publisher brings is the author's own.
    let own = said(&sandbox, &["B. Mast"]);
    assert_eq!(own.stdout, said_block("quoter"));
    let quoted = said(&sandbox, &["gazette", "--on", "2018"]);
    assert_eq!(quoted.stdout, block(&format!("quote  = \"{MENDED}\"")));
    assert!(
        quoted.stderr.contains("these are words of gazette's own, so the block needs no origin"),
        "{}",
        quoted.stderr
    );
}

#[test]
fn where_there_is_no_record_of_their_words_one_is_proposed() {
    let sandbox = speech().file("sources/mast-2018-05-01.txt", "A text without a record.\n");
    let record = |id: &str, name: &str, published: &str| {
        format!(
            "\n# sources/{id}.toml\nauthors   = [{name}]\nkind      = \"statement\"\n{published}\
             # It has no [text], because nobody here has seen these words: they are known from a report of them.\n"
        )
    };
    let day = "published = 2018-05-01\n";
    for (args, id, name, published) in [
        (
            &["A. Keel", "--on", "2019-04-16"][..],
            "keel-2019-04-16",
            "\"A. Keel\"",
            "published = 2019-04-16\n",
        ),
        (&["Müller  Ö.", "--on", "2019-04"], "muller-2019-04", "\"Müller Ö.\"", "published = \"2019-04\"\n"),
        (&["B. Mast", "--on", "2018-05-01"], "mast-2018-05-01-2", "\"B. Mast\"", day),
        (
            &["Ministry of the Sea", "--on", "2018-05-01"],
            "ministry-of-the-sea-2018-05-01",
            "\"Ministry of the Sea\"",
            day,
        ),
        (&["Алена Кіль", "--on", "2018-05-01"], "statement-2018-05-01", "\"Алена Кіль\"", day),
        (
            &["Bob \"the\" Oar"],
            "bob-the-oar-words",
            "'Bob \"the\" Oar'",
            "# published: when it was said, such as 2026-11-20, \"2026-11\" or \"2026\".\n",
        ),
    ] {
        let run = said(&sandbox, args);
        let record = record(id, name, published);
        assert_eq!((run.code, run.stdout), (Some(0), said_block(id) + &record), "{}", run.stderr);
        assert!(run.stderr.contains(&format!("create sources/{id}.toml as printed")), "{}", run.stderr);
        assert!(!sandbox.path().join(format!("sources/{id}.toml")).exists(), "find writes no record");
    }
    let long = said(&sandbox, &[&"Oar".repeat(40), "--on", "2018-05-01"]);
    let id = long.stdout.split("# sources/").nth(1).unwrap().split(".toml").next().unwrap();
    assert!(grounds::model::id::check(id).is_ok() && id.ends_with("oar-2018-05-01"), "{id}");
    for (args, words) in [
        (&[" - "][..], "--said-by is empty"),
        (&["A. Keel", "--on", "2018-02-30"], "there is no such date"),
        (&["A. Keel", "--on", "May"], "write it like 2019-04-16, 2019-04 or 2019"),
    ] {
        let run = said(&sandbox, args);
        assert_eq!((run.code, run.stdout.as_str()), (Some(2), ""), "{args:?}");
        assert!(run.stderr.contains(words), "{}", run.stderr);
    }
    assert_eq!(sandbox.run(&["find", "page", MENDED, "--on", "2018"]).code, Some(2));
}

#[test]
fn a_saying_is_added_with_its_origin_and_checks_once_the_record_is_there() {
    let sandbox = speech();
    let claim = || fs::read_to_string(sandbox.path().join("claims/mole.toml")).unwrap();
    let before = claim();
    let near = sandbox.run(&[
        "find",
        "page",
        "the mole will be bended",
        "--said-by",
        "A. Keel",
        "--on",
        "2019",
        "--into",
        "mole",
    ]);
    let again = "grounds find page 'The mole will be mended' --into mole --said-by 'A. Keel' --on 2019";
    assert!(near.code == Some(1) && near.stderr.contains(again), "{}", near.stderr);
    assert_eq!(claim(), before);
    let dry = said(&sandbox, &["A. Keel", "--on", "2019-04-16", "--into", "mole", "--dry-run"]);
    assert_eq!((dry.code, claim()), (Some(0), before.clone()), "{}", dry.stderr);
    // The page was published in 2020.
    let late = said(&sandbox, &["A. Keel", "--on", "2021", "--into", "mole"]);
    assert_eq!((late.code, claim()), (Some(1), before.clone()), "{}", late.stderr);
    assert!(late.stdout.contains("error[origin-later-than-copy]"), "{}", late.stdout);
    let run = said(&sandbox, &["A. Keel", "--on", "2019-04-16", "--into", "mole"]);
    assert_eq!(run.code, Some(0), "{}{}", run.stdout, run.stderr);
    let lines =
        format!("[[evidence]]\nsource = \"page\"\nquote  = \"{MENDED}\"\norigin = \"keel-2019-04-16\"\n");
    assert_eq!(claim(), format!("{before}\n{lines}"));
    assert!(
        run.stderr.contains("next: create sources/keel-2019-04-16.toml")
            && run.stderr.contains("# on_record = "),
        "{}",
        run.stderr
    );
    let check = || sandbox.run(&["check", "claims/mole.toml", "--format", "concise"]);
    assert!(check().stdout.contains("error[unknown-source]"), "{}", check().stdout);
    let (path, record) = run.stdout.split_once("\n# ").unwrap().1.split_once('\n').unwrap();
    fs::write(sandbox.path().join(path), record).unwrap();
    assert_eq!(check().code, Some(0), "{}", check().stdout);
    // What the comment asks for raises what the claim may say.
    let on_record = claim() + "on_record = \"to the harbour council in May 2018\"\n";
    fs::write(sandbox.path().join("claims/mole.toml"), on_record).unwrap();
    let why =
        sandbox.run(&["set", "mole", "partially confirmed", "--rationale", "The page gives the occasion."]);
    assert_eq!(why.code, Some(0), "{}{}", why.stdout, why.stderr);
    let fact = Sandbox::new()
        .source("page", SPEECH)
        .file("claims/mole.toml", "statement = \"The mole will be mended.\"\nstatus = \"unsubstantiated\"\n");
    let run = said(&fact, &["A. Keel", "--on", "2019", "--into", "mole"]);
    assert!(run.code == Some(0) && run.stderr.contains("note: `mole` judges a fact"), "{}", run.stderr);
}
