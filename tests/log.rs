//! What `grounds log` shows of a history: which transitions are asked for, and how they look.

use crate::hostile_text::{ATTACKS, assert_harmless, without_colours};
use crate::repository::{Repository, claim};
use crate::sandbox::{Run, program};
use crate::show::assert_snapshot;
use grounds::render::LOG_FORMATS;
use serde_json::Value;
use std::fs::File;
use std::io::{BufRead, BufReader};
use std::process::{Command, Stdio};

const ADA: &str = "Ada Lund <ada@gazette.example>";
const BO: &str = "Bo Ek <bo@harbour.example>";

/// Half a year of a small newsroom.
fn newsroom() -> Repository {
    let repository = Repository::new();
    let file = |status: &str, more: &str| {
        format!(
            "statement = \"The yard sold 40 boats.\"\nstatus = \"{status}\"\ntopics = [\"trade\", \"sea\"]\n{more}"
        )
    };
    let evidence = |source: &str| format!("\n[[evidence]]\nsource = \"{source}\"\nquote = \"forty boats\"\n");
    let boats = "claims/trade/boats-40.toml";
    repository.on("2026-01-10").file(boats, file("unsubstantiated", &evidence("gazette-2026-01-09")));
    repository.claim("tide-at-noon", "unsubstantiated").commit_as(ADA, "Take in two claims");
    let rationale = "rationale = \"The yearbook says 40.\"\n";
    repository
        .on("2026-02-10")
        .file(boats, file("documented", &format!("{rationale}{}", evidence("yearbook-2025"))));
    repository.commit_as(BO, "Document the boats: the yearbook has them");
    repository
        .on("2026-03-10")
        .claim("tide-at-noon", "partially confirmed")
        .commit_as(ADA, "Confirm the tide in part");
    repository.on("2026-04-10").rename("claims/tide-at-noon.toml", "claims/tide-at-ebb.toml");
    repository.file(
        "claims/tide-at-ebb.toml",
        format!("formerly = [\"tide-at-noon\"]\n{}", claim("partially confirmed")),
    );
    repository.commit_as(ADA, "Name the tide for what it is");
    let withdrawn = "\n[withdrawn]\non = 2026-05-09\nbecause = \"The yearbook was withdrawn.\"\n";
    repository.on("2026-05-10").file(boats, file("documented", &format!("{rationale}{withdrawn}")));
    repository.commit_as(BO, "Give the boats up");
    repository.on("2026-06-10").remove("claims/tide-at-ebb.toml").commit_as(BO, "Delete the tide");
    repository
}

/// `2026-06-10 tide-at-ebb removed`, the newest first.
fn told(run: &Run) -> Vec<String> {
    assert_eq!((run.code, run.stderr.as_str()), (Some(0), ""));
    let line = |line: &str| {
        let told: Value = serde_json::from_str(line).unwrap();
        let [date, claim, kind] =
            ["date", "claim", "kind"].map(|key| told[key].as_str().unwrap_or("").to_owned());
        format!("{} {claim} {kind}", &date[..10])
    };
    run.stdout.lines().map(line).collect()
}

const ALL: [&str; 7] = [
    "2026-06-10 tide-at-ebb removed",
    "2026-05-10 boats-40 withdrawn",
    "2026-04-10 tide-at-ebb renamed",
    "2026-03-10 tide-at-noon raised",
    "2026-02-10 boats-40 raised",
    "2026-01-10 boats-40 added",
    "2026-01-10 tide-at-noon added",
];

#[test]
fn filters_show_what_was_asked_for_and_nothing_else() {
    let repository = newsroom();
    for (arguments, expected) in [
        (&[][..], &[0, 1, 2, 3, 4, 5, 6][..]),
        (&["--limit", "0"], &[0, 1, 2, 3, 4, 5, 6]),
        (&["--limit", "2"], &[0, 1]),
        (&["--since", "2026-04-10"], &[0, 1, 2]),
        (&["--until", "2026-02-10"], &[4, 5, 6]),
        (&["--since", "2026-02-10", "--until", "2026-02-10"], &[4]),
        (&["--since", "2026-03-10", "--until", "2026-02-10"], &[]),
        (&["--author", "LUND"], &[2, 3, 5, 6]),
        (&["--author", "bo@harbour"], &[0, 1, 4]),
        (&["--author", "bo ek <bo"], &[0, 1, 4]),
        (&["--author", "nobody"], &[]),
        (&["--to", "Partially-Confirmed"], &[2, 3]),
        (&["--to", "documented"], &[4]),
        (&["--to", "removed"], &[0]),
        (&["--to", "withdrawn"], &[1]),
        (&["--to", "unreadable"], &[]),
        (&["--topic", "sea"], &[1, 4, 5]),
        (&["--topic", "se"], &[]),
        (&["boats-40"], &[1, 4, 5]),
        // Whichever name somebody knows, it is the life of the same claim.
        (&["tide-at-ebb"], &[0, 2, 3, 6]),
        (&["tide-at-noon"], &[0, 2, 3, 6]),
        (&["tide-at-noon", "--author", "ada", "--since", "2026-02-01"], &[2, 3]),
        (&["--first-parent", "--to", "documented"], &[4]),
    ] {
        let run = repository.run(&[&["log", "--format", "jsonl"], arguments].concat());
        let expected: Vec<_> = expected.iter().map(|&at| ALL[at]).collect();
        assert_eq!(told(&run), expected, "{arguments:?}");
    }
}

#[test]
fn what_cannot_be_meant_is_answered_with_what_may_be_meant() {
    let repository = newsroom();
    for (arguments, words) in [
        (&["boats-44"][..], "error: no claim was ever called `boats-44`; did you mean `boats-40`?\n"),
        (&["tide-at-moon"], "did you mean `tide-at-noon`?"),
        (&["zebra"], "error: no claim was ever called `zebra`\n"),
        (&["claims/trade/boats-40.toml"], "no claim was ever called `claims/trade/boats-40.toml`"),
        (&["--to", "documentd"], "\"partially confirmed\", \"documented\""),
        (&["--to", "absent"], "\"removed\""),
        (&["--since", "yesterday"], "write the day like"),
        (&["--since", "2026-02-30"], "there is no such day"),
        (&["--until", "2026-02"], "give a single day"),
        (&["--limit", "-1"], "unexpected argument '-1'"),
        (&["--format", "markdown"], "the formats are table, json, jsonl"),
        (&["boats-40", "tide-at-noon"], "tide-at-noon"),
        (&["--format", "table=claims/x.toml"], "may not overwrite it"),
    ] {
        let run = repository.run(&[&["log"], arguments].concat());
        assert_eq!((run.code, run.stdout.as_str()), (Some(2), ""), "{arguments:?}");
        assert!(run.stderr.contains(words), "{arguments:?}: {}", run.stderr);
    }
}

#[test]
fn days_are_those_of_whoever_made_the_commit() {
    let repository = Repository::new();
    let tree = {
        repository.claim("tide", "documented").commit("Take in");
        repository.rev("HEAD^{tree}")
    };
    // Half an hour before midnight in one place, and the next day in another.
    let people = "author A <a@x> 1767223800 +0100\ncommitter C <c@x> 1767310200 -0500";
    repository.raw_commit(format!("tree {tree}\n{people}\n\nNew year"));
    let on = |day: &str, road: &[&str]| {
        let run =
            repository.run(&[&["log", "--format", "jsonl", "--since", day, "--until", day], road].concat());
        told(&run).len()
    };
    assert_eq!((on("2026-01-01", &[]), on("2025-12-31", &[])), (1, 0));
    // It was written then, and landed a day later.
    assert_eq!(on("2026-01-01", &["--first-parent"]), 1);
    assert!(repository.run(&["log"]).stdout.contains("2026-01-01"));
    let json = |road: &[&str]| repository.run(&[&["log", "--format", "jsonl"], road].concat()).stdout;
    assert!(json(&[]).contains("\"2026-01-01T00:30:00+01:00\""), "{}", json(&[]));
    assert!(
        json(&["--first-parent"]).contains("\"2026-01-01T18:30:00-05:00\""),
        "{}",
        json(&["--first-parent"])
    );
}

#[test]
fn commits_are_shown_with_what_they_did_as_wide_as_may_be() {
    let repository = newsroom();
    for width in ["60", "100"] {
        let run = repository.run(&["log", "--width", width]);
        assert_eq!((run.code, run.stderr.as_str()), (Some(0), ""));
        assert_snapshot(&format!("log-{width}.txt"), &run.stdout);
        let widest = run.stdout.lines().map(|line| line.chars().count()).max();
        assert!(widest <= width.parse().ok());
    }
    let run = repository.run(&["log", "boats-40", "--limit", "2"]);
    assert_eq!(run.stdout, TABLE_OF_ONE.trim_start(), "{}", run.stdout);
    assert_eq!(repository.run(&["log", "--author", "nobody"]).stdout, "0 transitions\n");
}

const TABLE_OF_ONE: &str = "
When        Status                        Why
─────────── ───────────────────────────── ──────────────────────────────────────────────────────────
2026-05-10  documented → withdrawn        Give the boats up
3ef57988                                  “The yearbook was withdrawn.”; lost yearbook-2025
                                          by Bo Ek
2026-02-10  unsubstantiated → documented  Document the boats: the yearbook has them
d7dfebdf                                  “The yearbook says 40.”; added yearbook-2025; lost
                                          gazette-2026-01-09
                                          by Bo Ek

3 transitions
1 more not shown (--limit 0 shows all)
";

#[test]
fn the_life_of_one_claim_names_it_where_it_had_several_names() {
    let repository = Repository::new();
    repository.on("2026-01-10").claim("ebb", "unsubstantiated").commit_as(ADA, "Take in");
    repository.rename("claims/ebb.toml", "claims/tide.toml").commit_as(ADA, "Rename, and say nothing");
    let with_name = format!("formerly = [\"ebb\"]\n{}", claim("unsubstantiated"));
    repository.file("claims/tide.toml", with_name).commit_as(ADA, "Say what it was");
    repository.claim("tide", "documented").commit_as(ADA, "Raise");
    for name in ["tide", "ebb"] {
        let run = repository.run(&["log", name, "--width", "60"]);
        assert_eq!(run.stdout, TABLE_OF_TWO_NAMES.trim_start(), "{name}\n{}", run.stdout);
    }
}

const TABLE_OF_TWO_NAMES: &str = "
When        Claim                    Why
─────────── ──────────────────────── ───────────────────────
2026-01-10  tide                     Raise
ae9e48af    unsubstantiated →        by today's rules it
            documented               earned only
                                     unsubstantiated:
                                     nothing; printable:
                                     not at all
                                     by Ada Lund
2026-01-10  ebb                      Rename, and say nothing
31f6c15a    unsubstantiated →        by Ada Lund
            removed
2026-01-10  tide                     Rename, and say nothing
31f6c15a    new: unsubstantiated     by Ada Lund
2026-01-10  ebb                      Take in
ce579692    new: unsubstantiated     by Ada Lund

4 transitions
";

#[test]
fn programs_are_told_everything() {
    let repository = newsroom();
    let lines = repository.run(&["log", "--format", "jsonl"]).stdout;
    let transitions: Vec<Value> = lines.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    let json: Value = serde_json::from_str(&repository.run(&["log", "--format", "json"]).stdout).unwrap();
    let [format, version, not_shown] = ["format", "version", "not_shown"].map(|key| json[key].clone());
    assert_eq!((format, version, not_shown), ("grounds-log".into(), 1.into(), 0.into()));
    assert_eq!(json["transitions"], Value::Array(transitions.clone()));
    let limited = repository.run(&["log", "--format", "json", "--limit", "3"]).stdout;
    let limited: Value = serde_json::from_str(&limited).unwrap();
    assert_eq!((limited["transitions"].as_array().unwrap().len(), &limited["not_shown"]), (3, &4.into()));

    let raised = serde_json::json!({
        "claim": "boats-40",
        "kind": "raised",
        "from": "unsubstantiated",
        "to": "documented",
        "date": "2026-02-10T15:00:00+03:00",
        "author": "Bo Ek",
        "email": "bo@harbour.example",
        "commit": repository.rev("HEAD~4"),
        "subject": "Document the boats: the yearbook has them",
        "path": "claims/trade/boats-40.toml",
        "reason": {
            "rationale": "The yearbook says 40.",
            "gained": ["yearbook-2025"],
            "lost": ["gazette-2026-01-09"],
        },
    });
    assert_eq!(transitions[4], raised);
    let removed = &transitions[0];
    assert_eq!((&removed["from"], &removed["to"]), (&"partially confirmed".into(), &Value::Null));
    let renamed = &transitions[2];
    assert_eq!((&renamed["formerly"], &renamed["from"]), (&"tide-at-noon".into(), &renamed["to"]));
    assert_eq!(transitions[1]["reason"]["rationale"], "The yearbook was withdrawn.");
}

#[test]
fn every_format_can_go_to_a_file() {
    let repository = newsroom();
    for format in LOG_FORMATS {
        let shown = repository.run(&["log", "--format", format.name]).stdout;
        let run = repository.run(&["log", "--format", &format!("{}=out", format.name)]);
        assert_eq!((run.code, run.stdout.as_str(), run.stderr.as_str()), (Some(0), "", ""));
        assert_eq!(std::fs::read_to_string(repository.path().join("out")).unwrap(), shown);
    }
}

#[test]
fn strangers_words_can_only_be_seen() {
    let repository = Repository::new();
    let mut parent = String::new();
    let usable = ATTACKS.iter().filter(|attack| !attack.contains('\0'));
    let quoted = |text: &str| serde_json::Value::from(text).to_string().replace('\u{7f}', "\\u007f");
    for (at, attack) in usable.enumerate() {
        let content = |status: &str| {
            let x = quoted(attack);
            format!(
                "statement = {x}\nstatus = \"{status}\"\ntopics = [{x}]\nrationale = {x}\n\n\
                 [[evidence]]\nsource = {x}\nquote = {x}\n"
            )
        };
        let blob = repository.object("blob", content(["unsubstantiated", "documented"][at % 2]));
        let id: Vec<u8> =
            (0..40).step_by(2).map(|at| u8::from_str_radix(&blob[at..at + 2], 16).unwrap()).collect();
        // One claim that everybody changes, and one that is called so.
        let mut names = vec![b"tide.toml".to_vec()];
        if !attack.is_empty() {
            names.push(format!("{attack}.toml").into_bytes());
        }
        names.sort();
        let entries = names.iter().flat_map(|name| [b"100644 ", &name[..], b"\0", &id].concat());
        let folder = repository.object("tree", entries.collect::<Vec<_>>());
        let root = repository.fed(&["mktree"], format!("040000 tree {folder}\tclaims\n"));
        let one_line = attack.replace('\n', " ");
        let people = format!(
            "author {one_line} <{one_line}> 1767225600 +0000\ncommitter {one_line} <x> 1767225600 +0000"
        );
        parent = repository.raw_commit(format!("tree {root}\n{parent}{people}\n\n{attack}\n"));
        parent = format!("parent {parent}\n");
    }
    for arguments in [&[][..], &["tide"], &["--first-parent"]] {
        for format in LOG_FORMATS {
            let run =
                repository.run(&[&["log", "--limit", "0", "--format", format.name], arguments].concat());
            assert_eq!((run.code, run.stderr.as_str()), (Some(0), ""), "{}", format.name);
            assert!(run.stdout.lines().count() > 50, "{}", run.stdout);
            assert_harmless(&run.stdout, format.name);
            assert!(format.name == "table" || !run.stdout.contains(['<', '>', '&']));
        }
        let run = repository.run(&[&["log", "--limit", "0", "--color", "always"], arguments].concat());
        assert_harmless(&without_colours(&run.stdout), "coloured");
    }
    // Nor can what is asked for.
    for attack in ATTACKS.iter().filter(|attack| !attack.contains('\0')) {
        for arguments in [
            vec!["log", attack],
            vec!["log", "--author", attack],
            vec!["log", "--topic", attack],
            vec!["log", "--to", attack],
        ] {
            let run = repository.run(&arguments);
            assert!(matches!(run.code, Some(0 | 2)), "{arguments:?}: {run:?}");
            assert_harmless(&run.stdout, attack);
            assert_harmless(&run.stderr, attack);
        }
    }
}

#[test]
fn words_of_strangers_come_back_from_json_as_they_were() {
    let repository = Repository::new();
    repository.claim("tide", "documented").commit("x");
    let tree = repository.rev("HEAD^{tree}");
    for attack in
        ATTACKS.iter().map(|attack| attack.trim()).filter(|attack| !attack.contains(['\0', '\n', '<', '>']))
    {
        let people = format!("author {attack} <x@x> 1767225600 +0000\ncommitter C <c@x> 1767225600 +0000");
        repository.raw_commit(format!("tree {tree}\n{people}\n\n{attack}\n"));
        for format in ["json", "jsonl"] {
            let run = repository.run(&["log", "--format", format]);
            let told: Value = serde_json::from_str(&run.stdout).unwrap();
            let told = if format == "json" { &told["transitions"][0] } else { &told };
            let author = if attack.is_empty() { "x@x" } else { attack };
            assert_eq!((told["subject"].as_str(), told["author"].as_str()), (Some(attack), Some(author)));
        }
    }
}

/// `log` in that repository, with what it says on standard error kept.
fn log(repository: &Repository, format: &str) -> Command {
    let mut command = Command::new(program());
    command.args(["log", "--format", format]).current_dir(repository.path()).stderr(Stdio::piped());
    command
}

#[test]
fn whoever_reads_only_the_first_line_is_no_failure() {
    let repository = Repository::new();
    for at in 0..3000 {
        repository.claim(&format!("{}/claim-{at}", at % 10), "unsubstantiated");
    }
    repository.commit("Take in many");
    for format in LOG_FORMATS {
        let mut child =
            log(&repository, format.name).args(["--limit", "0"]).stdout(Stdio::piped()).spawn().unwrap();
        let mut line = String::new();
        BufReader::new(child.stdout.take().unwrap()).read_line(&mut line).unwrap();
        let output = child.wait_with_output().unwrap();
        assert_eq!((output.status.code(), output.stderr), (Some(0), Vec::new()), "{}", format.name);
    }
}

#[cfg(target_os = "linux")]
#[test]
fn a_history_that_is_lost_is_a_failure() {
    let repository = newsroom();
    for format in LOG_FORMATS {
        let full = File::options().write(true).open("/dev/full").unwrap();
        let output = log(&repository, format.name).stdout(full).output().unwrap();
        assert_eq!(output.status.code(), Some(2));
        assert!(output.stderr.starts_with(b"error: "), "{}", String::from_utf8_lossy(&output.stderr));
    }
}

#[test]
fn one_history_is_told_in_the_same_bytes_whatever_the_surroundings_are() {
    let repository = newsroom();
    for format in LOG_FORMATS {
        let arguments = ["log", "--format", format.name];
        let first = repository.run(&arguments).stdout;
        for surroundings in [
            [("RAYON_NUM_THREADS", "1"), ("TZ", "Pacific/Kiritimati")],
            [("LC_ALL", "tr_TR.UTF-8"), ("LANG", "ja_JP.SJIS")],
            [("COLUMNS", "30"), ("TERM", "dumb")],
            [("HOME", ""), ("XDG_CONFIG_HOME", "/dev/null")],
        ] {
            assert_eq!(repository.run_with(&arguments, &surroundings).stdout, first, "{surroundings:?}");
        }
    }
}
