//! `grounds report`: the dashboard as files, and its numbers. What a browser makes of it is in `dashboard.rs`.

use crate::repository::Repository;
use crate::sandbox::{Run, Sandbox, claim_on, program, repository, run_in, without_git};
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::sync::OnceLock;

/// Every file below a folder, with what it holds.
pub fn files(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    fn collect(root: &Path, folder: &Path, files: &mut BTreeMap<String, Vec<u8>>) {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                collect(root, &path, files);
            } else {
                let name = path.strip_prefix(root).unwrap().to_string_lossy().into_owned();
                files.insert(name, std::fs::read(&path).unwrap());
            }
        }
    }
    let mut all = BTreeMap::new();
    collect(folder, folder, &mut all);
    all
}

/// Is it a page?
pub fn is_page(path: &str) -> bool {
    Path::new(path).extension().is_some_and(|extension| extension == "html")
}

/// The dashboard of this repository's claims, built once.
pub fn of_the_corpus() -> &'static Path {
    static SITE: OnceLock<PathBuf> = OnceLock::new();
    SITE.get_or_init(|| {
        let site = Path::new(env!("CARGO_TARGET_TMPDIR")).join("dashboard-of-the-corpus");
        let run = run_in(&repository(""), &["report", "--out", site.to_str().unwrap()], &[]);
        assert_eq!(run.code, Some(0), "{}", run.stderr);
        site
    })
}

/// A small project that has one of everything.
pub fn project() -> Repository {
    let tree = Sandbox::empty()
        .file(
            "grounds.toml",
            "[export]\nurl = \"https://gazette.example/claim/\"\nauthor = \"The Gazette\"\nauthor_url = \"https://gazette.example\"\n",
        )
        .source("gazette", "On Monday the tide came over the mole at noon. It went back at night. So says the log for 1 January 2020.\n")
        .claim("tide-noon", "gazette", "\"the tide came over the mole at noon\"");
    let repository = Repository::of(tree);
    repository.commit("Take in a claim");
    repository
        .file(
            "sources/harbour-log.toml",
            "publisher = \"Harbour Office\"\ntitle = \"Log of the tides\"\nkind = \"official-record\"\npublished = 2020-01-01\nurl = \"https://harbour.example/log\"\narchived = \"javascript:alert(1)\"\n",
        )
        .file(
            "sources/relay.toml",
            "publisher = \"Relay\"\nkind = \"news-report\"\npublished = 2020-01-03\nderives_from = [\"gazette\", \"harbour-log\"]\n",
        )
        .file(
            "claims/sea/tide-record.toml",
            r#"statement  = "The tide of 1 January 2020 came over the mole."
status     = "partially confirmed"
claimant   = "The Sailor"
claimed_on = 2020-01-02
topics     = ["tides", "harbours"]
subjects   = ["The mole"]
rationale  = "The harbour's log has it. That it went back, as the gazette says, does not deny that it came."
conflicts_with = ["tide-never"]

[[evidence]]
source = "gazette"
quote  = "the tide came over the mole at noon"
origin = "harbour-log"
knows  = "the office reads its gauge"
on_record = "the log for 1 January 2020"
translation = "Die Flut kam mittags."
note   = "Read twice."

[[evidence]]
source = "gazette"
quote  = "It went back at night"
stance = "denies"

[checked]
by = "E. Marsh"
on = 2026-11-01
"#,
        )
        .file("claims/tide-never.toml", claim_on("gazette", "\"the tide never came over the mole\""))
        .file(
            "claims/given-up.toml",
            "statement = \"The mole fell.\"\nstatus = \"unsubstantiated\"\n\n[withdrawn]\non = 2026-11-01\nbecause = \"It stands.\"\n",
        )
        .file("claims/broken.toml", "statement = \"The sea\nstatus = 1\n");
    repository.commit("Take in the log");
    repository
}

fn report(sandbox: &Sandbox, more: &[&str]) -> Run {
    sandbox.run(&[&["report", "--out", "site"], more].concat())
}

fn page(sandbox: &Sandbox, path: &str) -> String {
    std::fs::read_to_string(sandbox.path().join("site").join(path)).unwrap()
}

#[test]
fn every_page_is_there_and_every_link_leads_somewhere() {
    let sandbox = project();
    let run = report(&sandbox, &["--compare", "HEAD~1..HEAD", "--title", "Tides & moles"]);
    assert_eq!((run.code, run.stdout.as_str()), (Some(0), ""), "{}", run.stderr);
    let site = files(&sandbox.path().join("site"));
    for path in [
        "claim/tide-record.html",
        "claim/broken.html",
        "source/relay.html",
        "changes/week.html",
        "claims.csv",
    ] {
        assert!(site.contains_key(path), "{path}: {:?}", site.keys());
    }
    assert_eq!(site.keys().filter(|path| path.starts_with("changes/")).count(), 3);
    let mut links = 0;
    for (path, content) in site.iter().filter(|(path, _)| is_page(path)) {
        let text = std::str::from_utf8(content).unwrap();
        assert!(text.contains("<title>") && text.contains("Tides &amp; moles"), "{path}");
        for attribute in [" href=\"", " src=\""] {
            for link in text.split(attribute).skip(1).map(|rest| rest.split('"').next().unwrap()) {
                links += 1;
                if link.starts_with("https://") || link.starts_with('#') || link.is_empty() {
                    continue;
                }
                let target = link.split('#').next().unwrap();
                let full = match target.strip_prefix("../") {
                    Some(above) => above.to_owned(),
                    None => target.to_owned(),
                };
                assert!(site.contains_key(&full), "{path}: {link} leads nowhere");
            }
        }
    }
    assert!(links > 200, "{links}");
    // An address that is none of the web is text.
    let source = page(&sandbox, "source/harbour-log.html");
    assert!(
        source.contains("href=\"https://harbour.example/log\"") && source.contains("javascript:alert(1)")
    );
    assert!(!source.contains("href=\"javascript"));
}

#[test]
fn a_claim_is_shown_whole() {
    let sandbox = project();
    report(&sandbox, &[]);
    let shown = page(&sandbox, "claim/tide-record.html");
    for words in [
        "The tide of 1 January 2020 came over the mole.",
        "partially confirmed",
        "contested",
        "second-hand",
        "The harbour&#39;s log has it. That",
        "On Monday <mark>the tide came over the mole at noon</mark>.",
        "gazette.txt, line 1",
        "Die Flut kam mittags.",
        "Read twice.",
        "href=\"../claims.html#topic=harbours\"",
        "href=\"../claims.html#claimant=The%20Sailor\"",
        "Conflicts with",
        "2027-11-01",
        "new: partially confirmed",
        "by <bdi>Ada Lund</bdi>",
        "<link rel=\"canonical\" href=\"https://gazette.example/claim/tide-record\">",
    ] {
        assert!(shown.contains(words), "{words} is not in {shown}");
    }
    // The review is the one that is exported.
    let written = shown.split("<script type=\"application/ld+json\">").nth(1).unwrap();
    let written: Value = serde_json::from_str(written.split("</script>").next().unwrap()).unwrap();
    let feed: Value =
        serde_json::from_str(&sandbox.run(&["export", "--format", "claimreview"]).stdout).unwrap();
    let exported = feed["@graph"].as_array().unwrap().iter().find(|review| review["url"] == written["url"]);
    let mut exported = exported.unwrap().clone();
    exported["@context"] = written["@context"].clone();
    assert_eq!(written, exported);
    assert!(!page(&sandbox, "claim/tide-never.html").contains("ld+json"), "its quote is not in its source");
    assert!(page(&sandbox, "claim/given-up.html").contains("Withdrawn 2026-11-01"));
    assert!(page(&sandbox, "claim/broken.html").contains("cannot be read in full"));
}

/// The numbers of links to claims, by the filter that they lead to.
fn numbers(page: &str) -> BTreeMap<String, u64> {
    let links = page.split("claims.html#").skip(1).filter_map(|rest| {
        let (filter, rest) = rest.split_once("\">")?;
        Some((filter.to_owned(), rest.split('<').next()?.parse().ok()?))
    });
    links.collect()
}

fn encoded(name: &str) -> String {
    let plain = |byte: u8| byte.is_ascii_alphanumeric() || b"-._~".contains(&byte);
    name.bytes()
        .map(|byte| if plain(byte) { char::from(byte).to_string() } else { format!("%{byte:02X}") })
        .collect()
}

#[test]
fn numbers_are_those_of_the_audit() {
    let read = |path: &str| std::fs::read_to_string(of_the_corpus().join(path)).unwrap();
    let audit = |args: &[&str]| -> Vec<Value> {
        let run = run_in(&repository(""), &[&["audit", "--format", "json"], args].concat(), &[]);
        let audit: Value = serde_json::from_str(&run.stdout).unwrap();
        audit["tables"].as_array().unwrap().clone()
    };
    let mut compared = 0;
    let front = numbers(&read("index.html"));
    for (by, facet, path) in [
        ("topic", "topic", "topics.html"),
        ("source", "source", "sources.html"),
        ("claimant", "claimant", "claimants.html"),
        ("origin", "origin", "origins.html"),
        ("publisher", "publisher", "publishers.html"),
    ] {
        let shown = numbers(&read(path));
        let mut expected = BTreeMap::new();
        for row in audit(&["--by", by])[0]["rows"].as_array().unwrap() {
            let filter = format!("{facet}={}", encoded(row[by].as_str().unwrap()));
            for status in ["unsubstantiated", "partially confirmed", "documented"] {
                expected.insert(
                    format!("{filter}&amp;status={}", encoded(status)),
                    row[status].as_u64().unwrap(),
                );
            }
            expected.insert(filter, row["claims"].as_u64().unwrap());
        }
        // A zero leads nowhere.
        expected.retain(|_, number| *number > 0);
        assert_eq!(shown, expected, "{path}");
        for (filter, number) in front.iter().filter(|(filter, _)| filter.starts_with(&format!("{facet}="))) {
            assert_eq!(expected.get(filter), Some(number), "{filter} on the front page");
        }
        compared += expected.len();
    }
    assert!(compared > 400, "{compared}");
    let is = |filter: &str, number: &Value| {
        let shown = front.get(filter).copied().unwrap_or(0);
        assert_eq!(Some(shown), number.as_u64(), "{filter}");
    };
    for row in audit(&["--by", "status"])[0]["rows"].as_array().unwrap() {
        is(&format!("status={}", encoded(row["status"].as_str().unwrap())), &row["claims"]);
    }
    let statuses = audit(&["--by", "status"]);
    for overlay in ["not-earned", "contradicted", "contested", "second-hand", "single-witness", "stale"] {
        let rows = statuses[0]["rows"].as_array().unwrap();
        let all: u64 = rows.iter().map(|row| row[overlay].as_u64().unwrap()).sum();
        is(&format!("beside={overlay}"), &all.into());
    }
    let panel = audit(&[]);
    for (table, facet, key) in [(1, "needs", "what"), (2, "moved", "what"), (3, "checked", "checked")] {
        for row in panel[table]["rows"].as_array().unwrap() {
            is(&format!("{facet}={}", encoded(row[key].as_str().unwrap())), &row["claims"]);
        }
    }
}

#[test]
fn the_same_input_gives_the_same_bytes() {
    let sandbox = project();
    report(&sandbox, &[]);
    let first = files(&sandbox.path().join("site"));
    let mut command = std::process::Command::new(program());
    without_git(&mut command);
    command.current_dir(sandbox.path()).env("RAYON_NUM_THREADS", "1");
    command.args(["report", "--out", "other", "--now", crate::sandbox::TODAY]);
    assert!(command.status().unwrap().success());
    assert_eq!(first, files(&sandbox.path().join("other")));
    for (file, run) in [("one.html", &sandbox), ("two.html", &sandbox)] {
        assert_eq!(run.run(&["report", "--single-file", file]).code, Some(0));
    }
    let read = |file: &str| std::fs::read(sandbox.path().join(file)).unwrap();
    assert!(read("one.html") == read("two.html"));
}

#[test]
fn a_single_file_needs_no_other() {
    let sandbox = project();
    sandbox.run(&["report", "--single-file", "all.html"]);
    let page = std::fs::read_to_string(sandbox.path().join("all.html")).unwrap();
    let ids: BTreeSet<&str> =
        page.split(" id=\"").skip(1).map(|rest| rest.split('"').next().unwrap()).collect();
    assert_eq!(ids.len(), page.matches(" id=\"").count(), "an id stands twice");
    for link in page.split(" href=\"").skip(1).map(|rest| rest.split('"').next().unwrap()) {
        if let Some(inside) = link.strip_prefix('#') {
            let name = inside.split('?').next().unwrap();
            assert!(name.is_empty() || ids.contains(name), "{link} leads nowhere");
        } else {
            assert!(link.starts_with("https://") || link.starts_with("data:image/svg+xml,"), "{link}");
        }
    }
    assert!(!page.contains(" src=\""));
}

#[test]
fn what_others_put_there_stays_and_what_is_no_more_goes() {
    let sandbox = project().with("site/CNAME", "claims.gazette.example").with("site/claim/notes.txt", "x");
    let run = report(&sandbox, &[]);
    assert_eq!(run.code, Some(0), "{}", run.stderr);
    let sandbox = sandbox.file("site/claims-2024-review.html", "mine").file("site/changes/2025.html", "mine");
    std::fs::remove_file(sandbox.path().join("claims/tide-noon.toml")).unwrap();
    let run = report(sandbox, &[]);
    assert!(run.stderr.contains("removed 1 that are out of date"), "{}", run.stderr);
    let left = files(&sandbox.path().join("site"));
    assert!(!left.contains_key("claim/tide-noon.html"));
    for kept in ["CNAME", "claim/notes.txt", "claims-2024-review.html", "changes/2025.html"] {
        assert!(left.contains_key(kept), "{kept}");
    }

    // A page that no dashboard wrote is not written over.
    let sandbox = project().with("site/index.html", "mine");
    let run = report(&sandbox, &[]);
    assert_eq!(run.code, Some(2));
    assert!(run.stderr.contains("site/index.html exists, and grounds did not write it"), "{}", run.stderr);
    assert_eq!(page(&sandbox, "index.html"), "mine");

    for place in ["claims", "claims/site", "sources/x/../y", "grounds.toml"] {
        let run = sandbox.run(&["report", "--out", place]);
        assert_eq!(run.code, Some(2), "{place}");
        assert!(run.stderr.contains("may not overwrite it"), "{}", run.stderr);
    }
}

#[cfg(unix)]
#[test]
fn pages_are_not_written_through_links() {
    let away = tempfile::tempdir().unwrap();
    let target = away.path().join("kept.html");
    std::fs::write(&target, "kept").unwrap();
    let listed = "index.html\nkept.html\nclaim/../../kept.html\n";
    let sandbox = project();
    sandbox.file("site/.grounds-report", listed).link("site/index.html", target.to_str().unwrap());
    assert_eq!(report(&sandbox, &[]).code, Some(0));
    assert_eq!(std::fs::read_to_string(&target).unwrap(), "kept");
    for link in ["site/claim", "site", "public"] {
        let sandbox = project();
        sandbox.link(link, away.path().to_str().unwrap());
        let out = if link == "public" { "public/facts" } else { "site" };
        let run = sandbox.run(&["report", "--out", out]);
        assert_eq!(run.code, Some(2), "{link}");
        assert!(
            run.stderr.contains("is a symbolic link, and grounds does not write through links"),
            "{}",
            run.stderr
        );
        assert_eq!(files(away.path()).len(), 1, "{link}");
    }
    let sandbox = project();
    sandbox.link("other", "claims");
    let before = files(&sandbox.path().join("claims"));
    for (option, place) in [("--single-file", "other/tide-noon.toml"), ("--out", "other")] {
        let run = sandbox.run(&["report", option, place]);
        assert_eq!(run.code, Some(2), "{}", run.stderr);
    }
    let run = sandbox.run(&["check", "--format", "json=other/tide-noon.toml"]);
    assert_eq!(run.code, Some(2), "{}", run.stderr);
    assert_eq!(before, files(&sandbox.path().join("claims")));
}

#[test]
fn without_history_or_claims_it_says_so() {
    let sandbox = Sandbox::new().source("gazette", "The tide came over the mole at noon.\n").claim(
        "tide",
        "gazette",
        "\"The tide came over the mole\"",
    );
    let run = report(&sandbox, &[]);
    assert_eq!(run.code, Some(0), "{}", run.stderr);
    for path in ["index.html", "changes/week.html", "claim/tide.html"] {
        assert!(
            page(&sandbox, path).contains("Not known: the project is not in a git repository."),
            "{path}"
        );
    }
    let run = report(&sandbox, &["--compare", "main"]);
    assert_eq!(run.code, Some(2));
    assert!(run.stderr.contains("is not in a git repository"), "{}", run.stderr);
    let run = report(&project(), &["--compare", "no-such"]);
    assert_eq!(run.code, Some(2));
    let empty = Sandbox::new();
    assert_eq!(report(&empty, &[]).code, Some(3));
    assert!(!empty.path().join("site").exists());
    let run = empty.run(&["report"]);
    assert_eq!(run.code, Some(2));
    assert!(run.stderr.contains("--out"), "{}", run.stderr);
}

#[test]
fn the_address_of_a_renamed_claim_leads_on() {
    let sandbox = project();
    let claim = std::fs::read_to_string(sandbox.path().join("claims/tide-noon.toml")).unwrap();
    std::fs::remove_file(sandbox.path().join("claims/tide-noon.toml")).unwrap();
    let sandbox = sandbox.file("claims/tide-at-noon.toml", format!("formerly = [\"tide-noon\"]\n{claim}"));
    sandbox.commit("Rename a claim");
    assert_eq!(report(sandbox, &["--now", "2026-11-20"]).code, Some(0));
    assert!(page(sandbox, "claim/tide-noon.html").contains("href=\"../claim/tide-at-noon.html\""));
    assert!(page(sandbox, "index.html").contains("formerly tide-noon"));
}

#[test]
fn the_same_commits_are_one_page_however_they_are_named() {
    let sandbox = project();
    let run = report(&sandbox, &["--compare", "HEAD~1", "--compare", "HEAD~1..", "--compare", "HEAD^"]);
    assert_eq!(run.code, Some(0), "{}", run.stderr);
    assert_eq!(files(&sandbox.path().join("site/changes")).len(), 3);
}

#[test]
fn what_a_status_means_follows_the_policy() {
    let sandbox = project().with(
        "grounds.toml",
        "[status.documented]\nindependent = 3\nprimary = \"held\"\n[status.\"partially confirmed\"]\nindependent = 2\n",
    );
    assert_eq!(report(&sandbox, &[]).code, Some(0));
    let front = page(&sandbox, "index.html");
    assert!(front.contains("read here, or 3 independent witnesses read here."), "{front}");
    assert!(front.contains("2 independent witnesses, an admission, or evidence for a part."));
}

#[test]
fn odd_dates_and_long_chains_do_not_make_large_pages() {
    let sandbox = (0..300).fold(Sandbox::new().claim("tide", "s0", "\"x\""), |sandbox, at| {
        let next = if at == 299 { "x".to_owned() } else { format!("s{}", at + 1) };
        let record = format!("publisher = \"P\"\nkind = \"analysis\"\nderives_from = [\"{next}\"]\n");
        sandbox.file(&format!("sources/s{at}.toml"), record)
    });
    let repository = Repository::of(sandbox);
    repository.git(&["add", "--all"]);
    let tree = repository.git(&["write-tree"]);
    let who = "A <a@b> -62135596800 +0000";
    repository.raw_commit(format!("tree {tree}\nauthor {who}\ncommitter {who}\n\nOld\n"));
    assert_eq!(report(&repository, &[]).code, Some(0));
    let site = files(&repository.path().join("site"));
    let largest = site.iter().max_by_key(|(_, content)| content.len()).unwrap();
    assert!(largest.1.len() < 200_000, "{} has {} bytes", largest.0, largest.1.len());
    assert!(page(&repository, "source/s0.html").contains("more not shown"));
}

#[test]
fn a_claim_without_a_good_name_has_a_page_too() {
    let claim = "statement = \"The tide came.\"\nstatus = \"unsubstantiated\"\n";
    let sandbox = project()
        .with("claims/A b&c.toml", claim)
        .with("claims/sea/tide-noon.toml", claim)
        .with("sources/\u{e9}t\u{e9}.toml", "publisher = \"P\"\nkind = \"analysis\"\n");
    assert_eq!(report(&sandbox, &[]).code, Some(0));
    let site = files(&sandbox.path().join("site"));
    let odd = |folder: &str| site.keys().filter(|path| path.starts_with(&format!("{folder}/_"))).count();
    assert_eq!((odd("claim"), odd("source")), (2, 1), "{:?}", site.keys());
    assert!(site.keys().all(|path| path.bytes().all(|b| b.is_ascii_graphic())));
}

#[test]
fn templates_leave_escaping_to_the_one_place_for_it() {
    let folder = repository("src/render/site");
    for (path, template) in files(&folder).iter().filter(|(path, _)| is_page(path)) {
        let template = std::str::from_utf8(template).unwrap();
        for way_around in ["|safe", "| safe", "autoescape", "{% raw", "{% filter"] {
            assert!(!template.contains(way_around), "{path} has {way_around}");
        }
        // The value of an attribute stands between double quotation marks, and is no script, style or handler.
        assert!(!template.contains("={{"), "{path}: an attribute without quotation marks");
        for (at, _) in template.match_indices("{{") {
            let before = &template[..at];
            let tag = before.rfind('<').filter(|open| !before[*open..].contains('>'));
            let Some(tag) = tag else { continue };
            let attribute =
                before[tag..].rsplit_once("=\"").map(|(name, _)| name.rsplit(' ').next().unwrap());
            let attribute = attribute.unwrap_or_else(|| panic!("{path}: no attribute: {}", &before[tag..]));
            assert!(!attribute.starts_with("on") && attribute != "style", "{path}: {attribute}");
        }
        assert!(!template.contains(" style=") && !template.contains("javascript:"), "{path}");
    }
    let read = |file: &str| std::fs::read_to_string(folder.join(file)).unwrap();
    let script = read("script.js") + &read("list.js");
    for way in
        ["innerHTML", "outerHTML", "insertAdjacent", "document.write", "eval(", "fetch(", "XMLHttp", "cookie"]
    {
        assert!(!script.contains(way), "the script has {way}");
    }
}
