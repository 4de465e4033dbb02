//! What the dashboard's pages and files say, besides how they are linked: what an editor reads first, how an altered quote looks,
//! where files are on the web, the feed, the card, and everything as JSON.

use crate::hostile_text::{ATTACKS, assert_harmless, hostile_texts, toml};
use crate::report::{files, is_page, of_the_corpus, project};
use crate::repository::Repository;
use crate::sandbox::{Sandbox, claim_on, repository, run_in};
use quick_xml::Reader;
use quick_xml::events::Event;
use serde_json::Value;
use std::collections::BTreeMap;
use std::path::Path;

fn page(site: &Path, path: &str) -> String {
    std::fs::read_to_string(site.join(path)).unwrap()
}

fn written(sandbox: &Sandbox, args: &[&str]) -> std::path::PathBuf {
    let run = sandbox.run(&[&["report", "--out", "site"], args].concat());
    assert_eq!(run.code, Some(0), "{}", run.stderr);
    sandbox.path().join("site")
}

#[test]
fn the_first_numbers_are_those_of_audit_and_check() {
    let site = of_the_corpus();
    let json = |args: &[&str]| -> Value {
        serde_json::from_str(&run_in(&repository(""), args, &[]).stdout).unwrap()
    };
    let audit = json(&[
        "audit",
        "--by",
        "claim",
        "--columns",
        "claim,status,printable,basis,checked_by",
        "--format",
        "json",
    ]);
    let mut expected: BTreeMap<&str, u64> = BTreeMap::new();
    for row in audit["tables"][0]["rows"].as_array().unwrap() {
        if row["status"] == "withdrawn" {
            continue;
        }
        let answer = match row["printable"].as_str().unwrap() {
            "fact" => "as a fact",
            "attributed" | "concession" | "part" => "with attribution",
            "report" | "allegation" => "only as an allegation",
            "nothing" => "not at all",
            other => panic!("{other}"),
        };
        *expected.entry(answer).or_default() += 1;
    }
    assert_eq!(expected.len(), 4);
    let front = page(site, "index.html");
    let everything: Value = serde_json::from_str(&page(site, "claims.json")).unwrap();
    for (answer, count) in &expected {
        let link = format!(
            "<a aria-label=\"{count} {answer}\" href=\"claims.html#print={}\">{count}</a>",
            answer.replace(' ', "%20")
        );
        assert!(front.contains(&link), "{link}");
        assert_eq!(everything["printable"][*answer], *count, "{answer}");
    }
    let check = json(&["check", "--format", "json"]);
    let quotes = &check["summary"]["quotes"];
    let checked = quotes["checked"].as_u64().unwrap_or_else(|| panic!("{}", check["summary"]));
    assert_eq!(
        everything["quotes"]["all"],
        checked + quotes["unread"].as_u64().unwrap() + quotes["skipped"].as_u64().unwrap()
    );
    let told = &everything["quotes"];
    let verdict = format!("{} of {} quotes verified</strong>", told["verified"], told["all"]);
    assert!(front.contains(&verdict), "{verdict}");
    // Every claim of the audit is in the data with the same words.
    let rows = audit["tables"][0]["rows"].as_array().unwrap();
    let claims = everything["claims"].as_array().unwrap();
    assert_eq!(rows.len(), claims.len());
    for (row, claim) in rows.iter().zip(claims) {
        assert_eq!((&row["claim"], &row["status"]), (&claim["id"], &claim["status"]));
        if row["status"] != "withdrawn" {
            assert_eq!(row["basis"], claim["basis"]);
        }
    }
    // What a story or a document is wanted for, and who checked, leads to as many claims.
    let wanted = json(&["audit", "--by", "wanted", "--format", "json"]);
    let list = page(site, "wanted.html");
    for row in wanted["tables"][0]["rows"].as_array().unwrap() {
        let (raises, named) = (row["raises"].as_u64().unwrap(), row["named"].as_u64().unwrap());
        let link = format!(
            "<a href=\"claims.html#wanted={}\">{}</a>",
            row["source"].as_str().unwrap(),
            raises + named
        );
        assert!(list.contains(&link), "{link}");
    }
}

#[test]
fn an_altered_quote_looks_altered_and_says_what_check_says() {
    let sandbox = Sandbox::empty()
        .source("gazette", "On Monday forty boats left the yard before the winter came.\n")
        .claim("boats", "gazette", "\"fifty boats left the yard before the winter\"");
    let site = written(&sandbox, &[]);
    let shown = page(&site, "claim/boats.html");
    assert!(
        shown.contains(
            "<blockquote class=\"altered\" dir=\"auto\"><p><del>fifty</del><ins>forty</ins> boats left"
        ),
        "{shown}"
    );
    assert!(!shown.contains("<mark>"), "an altered quote is not marked as one that stands");
    assert!(!shown.contains('`'), "no backticks on a page");
    // The same words as on the terminal, and what a command can do about it.
    let check: Value = serde_json::from_str(&sandbox.run(&["check", "--format", "json"]).stdout).unwrap();
    let mut told = 0;
    for finding in check["findings"].as_array().unwrap().iter().filter(|finding| finding["claim"] == "boats")
    {
        let words = finding["message"]
            .as_str()
            .unwrap()
            .replace('`', "")
            .replace('\'', "&#39;")
            .replace('"', "&quot;");
        let plain = shown.replace("<code>", "").replace("</code>", "");
        assert!(plain.contains(&words), "{words}");
        told += 1;
    }
    assert!(told > 0);
    assert!(shown.contains("grounds fix --unsafe --dry-run</code> shows this change"), "{shown}");
    let front = page(&site, "index.html");
    assert!(front.contains("<strong class=\"bad\">0 of 1 quote verified</strong>"), "{front}");
    assert!(
        front.contains("grounds check has 1 error") && front.contains("grounds fix --unsafe can fix 1."),
        "{front}"
    );
}

#[test]
fn files_and_commits_are_linked_where_the_settings_tell_where_they_are() {
    let sandbox = project();
    let plain = written(&sandbox, &[]);
    assert!(!page(&plain, "claim/tide-record.html").contains("Propose a change"));
    for (repository, file, commit) in [
        (
            "https://github.com/gazette/facts",
            "https://github.com/gazette/facts/edit/HEAD/claims/sea/tide-record.toml",
            "https://github.com/gazette/facts/commit/",
        ),
        (
            "https://gitlab.example/gazette/facts.git",
            "https://gitlab.example/gazette/facts/-/edit/HEAD/claims/sea/tide-record.toml",
            "https://gitlab.example/gazette/facts/-/commit/",
        ),
    ] {
        let settings = std::fs::read_to_string(sandbox.path().join("grounds.toml")).unwrap();
        let settings = settings.split("repository").next().unwrap();
        let settings = format!("repository = \"{repository}\"\n{settings}");
        let sandbox = sandbox.file("grounds.toml", settings);
        let site = written(sandbox, &[]);
        let shown = page(&site, "claim/tide-record.html");
        assert!(shown.contains(&format!("href=\"{file}\"")) && shown.contains(commit), "{shown}");
        let _ = std::fs::write(sandbox.path().join("grounds.toml"), "");
    }
    // What is no address of the web leads nowhere.
    let sandbox = sandbox.file("grounds.toml", "repository = \"javascript:alert(1)//x\"\n");
    assert!(!page(&written(sandbox, &[]), "claim/tide-record.html").contains("Propose a change"));
}

#[test]
fn a_link_to_a_claim_says_its_sentence() {
    let sandbox = project();
    let site = written(&sandbox, &[]);
    let shown = page(&site, "claim/tide-record.html");
    for words in [
        "<title>The tide of 1 January 2020 came over the mole. · The Gazette: claims</title>",
        "<meta property=\"og:title\" content=\"The tide of 1 January 2020 came over the mole.\">",
        "<meta name=\"description\" content=\"partially confirmed; attribute.\">",
        "<meta property=\"og:url\" content=\"https://gazette.example/claim/tide-record\">",
        "<li id=\"e1\">",
        "<p class=\"print-as\">May be printed attributed: according to Gazette, with the denial.</p>",
        "<summary>2 notes of check</summary>",
    ] {
        assert!(shown.contains(words), "{words}");
    }
    // Without an address nothing pretends to have one.
    assert!(!page(&site, "about.html").contains("og:url"));
}

#[test]
fn changes_stand_by_commit_and_additions_are_folded() {
    let sandbox = project();
    let claim = std::fs::read_to_string(sandbox.path().join("claims/sea/tide-record.toml")).unwrap();
    let sandbox = sandbox.file(
        "claims/sea/tide-record.toml",
        claim
            .replace("partially confirmed", "unsubstantiated")
            .replace("The harbour's log has it.", "Nobody has seen the log."),
    );
    sandbox.commit("Lower what the log does not bear");
    let site = written(sandbox, &["--now", "2026-11-20", "--compare", "HEAD~1"]);
    let names = files(&site.join("changes"));
    let name = names.keys().find(|name| name.contains('-')).unwrap();
    let compared = page(&site, &format!("changes/{name}"));
    assert!(compared.contains("<a href=\"#lowered\"><strong>1</strong> lowered</a>"), "{compared}");
    assert!(compared.contains(
        "<bdi>Lower what the log does not bear</bdi> <span class=\"aside\">by <bdi>Ada Lund</bdi>"
    ));
    assert!(compared.contains("The tide of 1 January 2020 came over the mole.</a>"));
    let month = page(&site, "changes/month.html");
    let added = month.split("<h2 id=\"added\"").nth(1).unwrap();
    assert!(added.contains("<details class=\"commit\">\n<summary>"), "{added}");
}

#[test]
fn a_persons_queue_has_theirs_alone() {
    let sandbox = project().with(
        "claims/other.toml",
        claim_on("gazette", "\"the tide never came over\"")
            + "\n[checked]\nby = \"\u{410}. \u{411}.\"\non = 2020-01-01\n",
    );
    let site = written(&sandbox, &[]);
    let theirs = page(&site, "queue/e-marsh.html");
    assert!(theirs.contains("claim/tide-record.html") && !theirs.contains("claim/other.html"), "{theirs}");
    let all = page(&site, "queue.html");
    assert!(all.contains("claim/other.html") && all.contains("href=\"queue/e-marsh.html\""));
    // A name without letters of ASCII has a page too.
    let odd = files(&site.join("queue")).into_keys().find(|name| name.starts_with('_')).unwrap();
    assert!(page(&site, &format!("queue/{odd}")).contains("claim/other.html"));
}

#[test]
fn every_word_is_explained() {
    let sandbox = project();
    let site = written(&sandbox, &[]);
    let about = page(&site, "about.html");
    for word in [
        "documented",
        "partially confirmed",
        "unsubstantiated",
        "contested",
        "contradicted",
        "single-witness",
        "second-hand",
        "stale",
        "not-earned",
        "exact",
        "typographic",
        "reflowed",
        "rejoined",
        "elided",
        "fingerprint",
        "ambiguous",
        "altered",
        "absent",
        "unread",
        "supports",
        "disputes",
        "admits",
        "denies",
        "context",
        "origin",
        "witness",
        "lone report",
        "hearsay",
        "record read here",
        "only as an allegation",
        "wanted",
        "party",
    ] {
        assert!(about.contains(&format!(">{word}<")), "{word}");
    }
}

/// Fields that run from right to left stand apart, so that no date beside them turns round.
#[test]
fn dates_stand_apart_from_words_that_run_the_other_way() {
    let sandbox = Sandbox::empty()
        .file(
            "sources/alj.toml",
            "title = \"الحوض يصمت\"\npublisher = \"صحيفة الميناء\"\nkind = \"news-report\"\npublished = 2021-03-04\nderives_from = [\"wire\"]\n",
        )
        .file("sources/wire.toml", "publisher = \"الوكالة\"\nkind = \"news-report\"\npublished = 2021-03-01\n")
        .file("sources/alj.txt", "قال إن المد جاء فوق الرصيف عند الظهر\n")
        .claim("tide", "alj", "\"المد جاء فوق الرصيف عند الظهر\"");
    let site = written(&sandbox, &[]);
    for path in ["claim/tide.html", "source/alj.html", "sources.html"] {
        let shown = page(&site, path);
        for day in ["2021-03-04", "2021-03-01"] {
            for (at, _) in shown.match_indices(day) {
                let around = &shown[shown[..at].rfind('<').unwrap()..at];
                let rtl = |c: char| ('\u{590}'..'\u{900}').contains(&c);
                assert!(!around.contains(rtl), "{path}: {around}{day}");
            }
        }
    }
    assert!(page(&site, "claim/tide.html").contains("<bdi>صحيفة الميناء</bdi>, 2021-03-04"));
}

#[test]
fn a_single_file_has_a_size_that_a_browser_takes() {
    let claim = "statement = \"The tide came.\"\nstatus = \"unsubstantiated\"\n";
    let sandbox =
        (0..=2000).fold(Sandbox::new(), |sandbox, at| sandbox.file(&format!("claims/c{at}.toml"), claim));
    let run = sandbox.run(&["report", "--single-file", "all.html"]);
    assert_eq!(run.code, Some(2));
    assert!(
        run.stderr.contains("2001 claims are too many") && run.stderr.contains("--out DIR"),
        "{}",
        run.stderr
    );
    assert!(!sandbox.path().join("all.html").exists());
}

/// The text and the elements of a document, which must be well formed.
fn read_xml(xml: &str) -> (String, Vec<String>) {
    let mut reader = Reader::from_str(xml);
    let (mut text, mut names) = (String::new(), Vec::new());
    loop {
        match reader.read_event().unwrap() {
            Event::Eof => return (text, names),
            Event::Start(start) | Event::Empty(start) => {
                names.push(start.name().as_ref().to_owned());
            }
            Event::Text(words) => text.push_str(&words),
            _ => {}
        }
    }
}

#[test]
fn feed_card_and_data_can_only_be_seen() {
    let folder = |texts: &[String]| -> Repository {
        let sandbox = texts.iter().enumerate().fold(Sandbox::empty(), |sandbox, (at, text)| {
            let x = toml(at, text);
            let claim = format!(
                "statement = {x}\nstatus = \"unsubstantiated\"\nclaimant = {x}\ntopics = [{x}]\nsubjects = [{x}]\nrationale = {x}\n\n[[evidence]]\nsource = \"s{at}\"\nquote = {x}\nnote = {x}\n\n[checked]\nby = {x}\non = 2020-01-01\n"
            );
            let record = format!("title = {x}\npublisher = {x}\nauthors = [{x}]\nkind = \"analysis\"\n");
            sandbox.file(&format!("claims/c{at}.toml"), claim).file(&format!("sources/s{at}.toml"), record)
        });
        let names = texts.iter().enumerate().skip(1).filter(|(_, text)| !text.is_empty());
        let names = names.map(|(at, text)| format!("{} = [\"n{at}\"]\n", toml(0, text)));
        let names = names.collect::<Vec<_>>().concat();
        Repository::of(sandbox.file("grounds.toml", format!("[names]\n{names}")))
    };
    let texts: Vec<String> = hostile_texts().into_iter().filter(|text| text.len() < 500).collect();
    let hostile = folder(&texts);
    for text in texts.iter().take(ATTACKS.len()) {
        let line = text.replace(['\n', '\r', '\0'], " ");
        hostile.commit_as(
            &format!("x{} <x@harbour.example>", line.replace(['<', '>'], "_")),
            &format!("x{line}"),
        );
    }
    let title = texts.concat();
    let site = written(&hostile, &["--title", title.trim_matches('\0').replace('\0', "").as_str()]);
    let same: Vec<String> = texts.iter().enumerate().map(|(at, _)| format!("harmless {at}")).collect();
    let plain = folder(&same);
    plain.commit("harmless");
    let expected = written(&plain, &[]);
    for path in ["feed.xml", "card.svg"] {
        let shown = page(&site, path);
        assert_harmless(&shown, path);
        let (_, names) = read_xml(&shown);
        let mut kinds = names.clone();
        kinds.sort();
        kinds.dedup();
        let mut usual = read_xml(&page(&expected, path)).1;
        usual.sort();
        usual.dedup();
        assert_eq!(kinds, usual, "{path}: no text is an element");
    }
    for path in ["claims.json", "rows.js", "words.js"] {
        let shown = page(&site, path);
        assert_harmless(&shown, path);
        assert!(!shown.contains(['<', '>']), "{path}");
        let json = shown
            .strip_prefix("globalThis.groundsRows = ")
            .or(shown.strip_prefix("globalThis.groundsWords = "));
        let json = json.map_or(&*shown, |json| json.trim_end().trim_end_matches(';'));
        let data: Value = serde_json::from_str(json).unwrap_or_else(|error| panic!("{path}: {error}"));
        assert!(data.is_object());
    }
    let everything: Value = serde_json::from_str(&page(&site, "claims.json")).unwrap();
    assert_eq!(everything["claims"].as_array().unwrap().len(), texts.len());
    let names: Vec<_> = files(&site).into_keys().filter(|path| is_page(path)).collect();
    assert!(names.iter().all(|path| path.bytes().all(|byte| byte.is_ascii_graphic())));
}

#[test]
fn the_feed_has_an_entry_for_each_commit_and_the_card_says_what_may_be_printed() {
    let sandbox = project();
    let site = written(&sandbox, &[]);
    let (feed, names) = read_xml(&page(&site, "feed.xml"));
    assert_eq!(names.iter().filter(|name| *name == "entry").count(), 2, "{feed}");
    for words in [
        "Take in the log",
        "The tide of 1 January 2020 came over the mole. (new: partially confirmed)",
        "Ada Lund",
    ] {
        assert!(feed.contains(words), "{words}: {feed}");
    }
    assert!(page(&site, "feed.xml").contains("href=\"https://gazette.example/claim/tide-noon.html\""));
    let (card, _) = read_xml(&page(&site, "card.svg"));
    assert!(
        card.contains(
            "The Gazette: claims: 3 claims, of which may be printed: 0 as a fact, 1 with attribution"
        ),
        "{card}"
    );
    assert!(page(&site, "about.html").contains("&lt;img src=&quot;https://gazette.example/card.svg&quot;"));
}
