//! The tables of `audit`: the corpus against an independent count, and how they look.

use crate::repository::Repository;
use crate::sandbox::{Sandbox, TODAY, repository, run_in};
use crate::show::assert_snapshot;
use crate::tools::{passes, python};
use serde_json::{Map, Value};
use std::collections::BTreeSet;

/// The rows of a table of the corpus.
fn rows(args: &[&str]) -> Vec<Map<String, Value>> {
    let all = [&["audit", "--format", "json"], args].concat();
    let run = run_in(&repository("."), &all, &[]);
    assert_eq!((run.code, run.stderr.as_str()), (Some(0), ""), "{args:?}");
    let tables: Value = serde_json::from_str(&run.stdout).unwrap();
    let rows = tables["tables"][0]["rows"].as_array().unwrap().clone();
    rows.into_iter().map(|row| row.as_object().unwrap().clone()).collect()
}

fn claims(args: &[&str]) -> BTreeSet<String> {
    let rows = rows(&[&["--by", "claim"], args].concat());
    rows.iter().map(|row| row["claim"].as_str().unwrap().to_owned()).collect()
}

/// What a Python script counts over the same files.
fn counted() -> Value {
    let script = repository("tests/audit.py");
    serde_json::from_str(&passes(python().arg(script).arg(repository(".")).arg(TODAY))).unwrap()
}

#[test]
#[ignore = "needs Python 3.11; .ci/run runs it"]
fn every_number_of_the_corpus_is_what_an_independent_count_finds() {
    let counted = counted();
    let statuses = ["unsubstantiated", "partially confirmed", "documented"];
    for by in ["source", "topic", "claimant", "publisher"] {
        let found: Map<String, Value> = rows(&["--by", by])
            .into_iter()
            .map(|row| {
                let counts: Vec<Value> = statuses.iter().map(|status| row[*status].clone()).collect();
                let all: u64 = counts.iter().map(|count| count.as_u64().unwrap()).sum();
                assert_eq!(row["claims"].as_u64(), Some(all), "{by} {row:?}");
                (row[by].as_str().unwrap().to_owned(), Value::Array(counts))
            })
            .collect();
        assert_eq!(Value::Object(found), counted[by], "by {by}");
    }
    for row in rows(&["--by", "status"]) {
        let status = row["status"].as_str().unwrap();
        let of_status: u64 =
            counted["status"][status].as_array().into_iter().flatten().filter_map(Value::as_u64).sum();
        assert_eq!(row["claims"].as_u64(), Some(of_status), "{status}");
    }
}

#[test]
#[ignore = "needs Python 3.11 and a whole clone of this repository; .ci/run runs it"]
fn each_question_of_an_editor_has_one_command() {
    let counted = counted();
    let named = |key: &str| -> BTreeSet<String> {
        counted[key].as_array().unwrap().iter().map(|id| id.as_str().unwrap().to_owned()).collect()
    };
    // What relies on a report?
    let found = claims(&["--source", "buzzfeed-konkurs-2015"]);
    assert!(!found.is_empty());
    assert_eq!(found, named("on buzzfeed"));
    // What is due within 200 days?
    let found = claims(&["--due", "200"]);
    assert!(!found.is_empty());
    assert_eq!(found, named("due"));
    // And what of it is on one topic, with these words?
    let found = claims(&["--due", "200", "--topic", "sanctions", "--text", "BVPS treasury"]);
    assert!(!found.is_empty() && found.is_subset(&named("due")));
    // What changed this month?
    let run = run_in(&repository("."), &["audit", "--format", "json"], &[]);
    let panel: Value = serde_json::from_str(&run.stdout).unwrap();
    let rows = panel["tables"][2]["rows"].as_array().unwrap().iter();
    let moved = rows.map(|row| (row["what"].as_str().unwrap().to_owned(), row["claims"].clone()));
    assert_eq!(Value::Object(moved.collect()), counted["moved"], "{}", panel["tables"][2]["title"]);
}

const REGISTER: &str =
    "Entered in the year 2019: 22 patrol boats, for the coast guard. The register names no yard.\n";

/// A claim of each status, and much that is hard to draw.
fn project() -> Sandbox {
    let claim = |statement: &str, status: &str, more: &str| {
        format!(
            "statement = \"{statement}\"\nstatus = \"{status}\"\n{more}\n[[evidence]]\nsource = \"register\"\nquote = \"22 patrol boats, for the coast guard\"\n"
        )
    };
    let said = "judges = \"saying\"\nclaimant = \"Gazette\"\nrationale = \"It says so.\"\ntopics = [\"海事\", \"ships\"]\n";
    let checked = "\n[checked]\nby = \"E. Marsh\"\non = 2026-01-02\n";
    Sandbox::new()
        .source("register", REGISTER)
        .file("claims/boats-in-the-register-of-2019.toml", claim("22 boats.", "documented", said, ) + checked)
        .file("claims/wide.toml", claim("巡視船二十二隻 🚢🚢 e\u{301}\u{323} שלום عالم", "unsubstantiated", "claimant = \"海上保安庁\"\ntopics = [\"海事\"]\n"))
        .file("claims/long.toml", claim(&"Donaudampfschifffahrtsgesellschaftskapitän ".repeat(3), "unsubstantiated", "claimant = \"A very long name of a claimant that no column can take in one line\"\n"))
        .file("claims/broken.toml", "statement = ")
        .file("claims/gone.toml", "statement = \"x\"\nstatus = \"documented\"\n\n[withdrawn]\non = 2026-01-01\nbecause = \"Not so.\"\n")
}

#[test]
fn the_panel_is_one_screen() {
    let sandbox = project();
    let run = sandbox.run(&["audit", "--width", "80"]);
    assert_eq!((run.code, run.stderr.as_str()), (Some(0), ""));
    assert_eq!(
        run.stdout,
        "3 claims by status
Status               Claims  Share
──────────────────── ─────── ────── ──────────────
unsubstantiated           2   67 %  █████████████▍
partially confirmed       0    0 %
documented                1   33 %  ██████▋
withdrawn                 1
unreadable                1

what needs attention first
Needs attention      Claims  Example
──────────────────── ─────── ───────
file cannot be read       1  broken
never checked             2  long

recent moves are not known: the project is not in a git repository, so it has no history

how long ago claims were checked
Last checked          Claims
───────────────────── ──────
in the last 30 days        0
31 to 180 days ago         0
181 to 365 days ago        1
more than a year ago       0
never                      2

origins with the most claims
Origin    Claims  unsubstantiated  partially confirmed  documented  Only this
───────── ─────── ──────────────── ──────────────────── ─────────── ─────────
register       3                2                    0           1          3
"
        .replace("FOLDER", &sandbox.path().display().to_string())
    );
}

#[test]
fn the_panel_tells_what_moved_where_git_knows() {
    let sandbox = Repository::of(project());
    sandbox.commit("As it was");
    let moved = std::fs::read_to_string(sandbox.path().join("claims/wide.toml")).unwrap();
    sandbox
        .file("claims/wide.toml", moved.replace("unsubstantiated", "partially confirmed"))
        .claim("new", "unsubstantiated");
    sandbox.remove("claims/long.toml");
    // The commit is of 2 November.
    let run = sandbox.run(&["audit", "--now", "2026-12-03", "--width", "80"]);
    let told = "what moved since 2026-11-03
Recent moves                           Claims  Example
────────────────────────────────────── ─────── ───────
unsubstantiated → partially confirmed       1  wide
new: unsubstantiated                        1  new
unsubstantiated → removed                   1  long
";
    assert!(run.stdout.contains(told), "{}", run.stdout);
    let run = sandbox.run(&["audit", "--now", "2026-11-20"]);
    assert!(run.stdout.contains("what moved since 2026-10-21\n"), "{}", run.stdout);
}

#[test]
fn a_table_fits_its_width_and_loses_nothing() {
    let sandbox = project();
    for width in [60, 80, 120, 200] {
        let wide = width.to_string();
        let args = [
            "audit",
            "--by",
            "claim",
            "--columns",
            "claim,status,claimant,topics,statement",
            "--width",
            &wide,
        ];
        let run = sandbox.run(&args);
        let lines: Vec<_> = run.stdout.lines().collect();
        let longest = lines.iter().map(|line| unicode_width::UnicodeWidthStr::width(*line)).max().unwrap();
        assert!(longest <= width, "{longest} of {width}: {}", run.stdout);
        assert_snapshot(&format!("../audit/claims-{width}.txt"), &run.stdout);
        let coloured = sandbox.run(&[&args[..], &["--color", "always"]].concat());
        assert_snapshot(&format!("../audit/claims-{width}-colour.txt"), &coloured.stdout);
        // Whatever is broken over lines is all there.
        let letters = |text: &str| text.chars().filter(|c| c.is_alphanumeric()).collect::<BTreeSet<_>>();
        let shown = letters(&run.stdout);
        for written in
            ["Donaudampfschifffahrtsgesellschaftskapitän", "海上保安庁", "巡視船二十二隻", "שלום", "عالم"]
        {
            assert!(letters(written).is_subset(&shown), "{written} at {width}: {}", run.stdout);
        }
    }
    // What has no room beside each other stands below each other.
    let run = sandbox.run(&["audit", "--by", "claim", "--columns", "all", "--width", "80"]);
    assert!(run.stdout.contains("\n\nClaim: wide\nStatus: unsubstantiated\nEarned: "), "{}", run.stdout);
    // Into a pipe each row goes in one line.
    let run = sandbox.run(&["audit", "--by", "claim", "--columns", "claim,statement"]);
    assert_eq!(run.stdout.lines().count(), 2 + 5, "{}", run.stdout);
    assert_snapshot("../audit/claims-piped.txt", &run.stdout);
    assert!(!run.stdout.contains('\u{1b}'));
    let run = sandbox.run(&["audit", "--by", "claim", "--color", "always", "--width", "80"]);
    assert!(run.stdout.contains("\u{1b}[38;5;10mdocumented"), "{:?}", run.stdout);
}

#[test]
fn what_is_asked_wrongly_is_answered() {
    let sandbox = project();
    for (args, told) in [
        (&["--by", "clam"][..], "one of claim, status, source, origin"),
        (&["--by", "claim", "--columns", "clam"], "this table has no column `clam`"),
        (&["--by", "topic", "--sort", "-size"], "this table has no column `size`"),
        (&["--sort", "claims"], "--sort and --columns need a single table"),
        (
            &["--by", "claim", "--source", "registr"],
            "no source is called `registr`; did you mean `register`?",
        ),
        (&["--by", "claim", "--status", "documentd"], "one of"),
        (&["--by", "claim", "--overlay", "shaky"], "one of not-earned, contradicted"),
    ] {
        let run = sandbox.run(&[&["audit"], args].concat());
        assert_eq!((run.code, run.stdout.as_str()), (Some(2), ""), "{args:?}");
        assert!(run.stderr.contains(told), "{args:?}: {}", run.stderr);
    }
}

#[test]
fn a_table_is_read_back_as_it_was_written() {
    let sandbox = project();
    let run =
        sandbox.run(&["audit", "--by", "claim", "--columns", "claim,topics,statement", "--format", "csv"]);
    assert!(run.stdout.starts_with("\"claim\",\"topics\",\"statement\"\r\n\"boats-in-the-register-of-2019\",\"海事; ships\",\"22 boats.\"\r\n"), "{}", run.stdout);
    let run = sandbox.run(&["audit", "--by", "topic", "--format", "markdown"]);
    let told = "| Topic | Claims | unsubstantiated | partially confirmed | documented | Only this |
| --- | ---: | ---: | ---: | ---: | ---: |
| `海事` | 2 | 1 | 0 | 1 | 1 |
| `ships` | 1 | 0 | 0 | 1 | 0 |
";
    assert_eq!(run.stdout, told);
}

/// Every table of a filtered panel is the table of a project that has only those claims.
#[test]
fn a_filter_reaches_every_table_of_the_panel() {
    let claim = |topic: &str, status: &str, day: &str| {
        format!(
            "statement = \"22 boats in {topic}.\"\nstatus = \"{status}\"\nclaimant = \"Gazette\"\nrationale = \"So.\"\ntopics = [\"{topic}\"]\n\n\
             [[evidence]]\nsource = \"register\"\nquote = \"22 patrol boats, for the coast guard\"\n\n[checked]\nby = \"E. Marsh\"\non = {day}\n"
        )
    };
    let project = |topics: &[&str]| {
        let repository = Repository::of(Sandbox::new().source("register", REGISTER));
        for (topic, day) in topics.iter().flat_map(|topic| [(topic, "2026-11-20"), (topic, "2024-01-02")]) {
            repository.file(&format!("claims/{topic}-{day}.toml"), claim(topic, "unsubstantiated", day));
        }
        repository.commit("As it was");
        for topic in topics {
            repository
                .file(&format!("claims/{topic}-2026-11-20.toml"), claim(topic, "documented", "2026-11-20"));
            repository.commit("Raised");
        }
        repository
    };
    let tables = |repository: &Repository, args: &[&str]| {
        let run = repository.run(&[&["audit", "--format", "json"], args].concat());
        assert_eq!((run.code, run.stderr.as_str()), (Some(0), ""));
        let panel: Value = serde_json::from_str(&run.stdout).unwrap();
        panel["tables"].clone()
    };
    let (both, ships) = (project(&["ships", "trains"]), project(&["ships"]));
    assert_eq!(tables(&both, &["--topic", "ships"]), tables(&ships, &[]));
    assert_ne!(tables(&both, &[]), tables(&ships, &[]));
    let moved = tables(&both, &["--topic", "ships"]).to_string();
    assert!(moved.contains("what moved since"), "{moved}");
    let nothing = both.run(&["audit", "--topic", "ship"]);
    assert_eq!(nothing.code, Some(3));
    assert!(nothing.stderr.contains("did you mean `ships`?"), "{}", nothing.stderr);
}
