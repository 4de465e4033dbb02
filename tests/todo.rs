//! The queue of what needs a person.

use crate::sandbox::Sandbox;
use serde_json::Value;

fn claim(status: &str, rest: &str) -> String {
    format!("statement = \"The tide came.\"\nstatus = \"{status}\"\n{rest}")
}

fn checked(on: &str) -> String {
    format!("\n[checked]\nby = \"E. Marsh\"\non = {on}\n")
}

/// A claim for each reason, in no order.
fn project() -> Sandbox {
    let disputed = "\n[[evidence]]\nsource = \"gazette\"\nquote = \"the tide came over the mole\"\nstance = \"disputes\"\n";
    let sandbox = Sandbox::new()
        .source("gazette", "On Monday the tide came over the mole at noon. It went back at night.\n")
        .file("claims/a-never.toml", claim("unsubstantiated", ""))
        .file("claims/b-long-overdue.toml", claim("unsubstantiated", &checked("2020-01-01")))
        .file("claims/c-overdue.toml", claim("unsubstantiated", &checked("2026-05-01")))
        .file(
            "claims/d-disputed.toml",
            claim("unsubstantiated", &(disputed.to_owned() + &checked("2026-11-01"))),
        )
        .file("claims/e-fine.toml", claim("unsubstantiated", &checked("2026-11-01")))
        .file("claims/y-late.toml", claim("documentd", ""))
        .file("claims/z-soon.toml", claim("documentd", ""));
    sandbox.run(&["baseline", "--until", "2027-06-01"]);
    let path = sandbox.path().join("grounds.baseline.toml");
    let written = std::fs::read_to_string(&path).unwrap();
    let soon = written.find("z-soon").unwrap();
    let sooner = written[..soon].to_owned() + &written[soon..].replacen("2027-06-01", "2026-12-24", 1);
    // Warnings were set aside too; here they are to be seen.
    let kept: Vec<_> =
        sooner.split("\n\n").filter(|block| !block.contains("level   = \"warning\"")).collect();
    std::fs::write(path, kept.join("\n\n") + "\n").unwrap();
    sandbox.file("claims/x-wrong.toml", claim("documentd", ""))
}

#[test]
fn the_gravest_and_oldest_come_first_each_with_what_to_run() {
    let sandbox = project();
    let run = sandbox.run(&["todo", "--format", "json"]);
    assert_eq!((run.code, run.stderr.as_str()), (Some(0), ""));
    let json: Value = serde_json::from_str(&run.stdout).unwrap();
    let rows = json["tables"][0]["rows"].as_array().unwrap();
    let rows: Vec<Vec<String>> = rows
        .iter()
        .map(|row| {
            ["record", "by", "overdue", "next"].map(|key| row[key].to_string().replace('"', "")).to_vec()
        })
        .filter(|row| row[0].contains('-'))
        .collect();
    let row = |cells: [&str; 4]| cells.map(str::to_owned).to_vec();
    assert_eq!(
        rows,
        [
            row(["x-wrong", "null", "null", "grounds check claims/x-wrong.toml"]),
            row(["z-soon", "2026-12-24", "null", "grounds check --no-baseline claims/z-soon.toml"]),
            row(["y-late", "2027-06-01", "null", "grounds check --no-baseline claims/y-late.toml"]),
            row(["b-long-overdue", "2020-06-29", "2346", "grounds show b-long-overdue"]),
            row(["c-overdue", "2026-10-28", "34", "grounds show c-overdue"]),
            row(["d-disputed", "null", "null", "grounds show d-disputed"]),
            row(["a-never", "null", "null", "grounds show a-never"]),
        ],
        "{}",
        run.stdout
    );
    for row in rows {
        let words: Vec<_> = row[3].split(' ').skip(1).collect();
        assert_ne!(sandbox.run(&words).code, Some(2), "{words:?}");
    }
}

#[test]
fn what_is_set_aside_is_shown_on_request() {
    let run = project().run(&["check", "--no-baseline", "claims/z-soon.toml"]);
    assert_eq!(run.code, Some(1));
    assert!(run.stdout.contains("claims/z-soon.toml:2:10"), "{}", run.stdout);
}

#[test]
fn for_people_it_is_a_list_with_sentences_and_commands_to_copy() {
    let run = project().run(&["todo", "--limit", "5", "--width", "60"]);
    assert_eq!(
        run.stdout,
        "errors\n\
         \u{20} The tide came.\n\
         \u{20}   error: `documentd` is not a status; did you mean\n\
         \u{20}     `documented`?\n\
         \u{20}   grounds check claims/x-wrong.toml\n\
         \n\
         set aside for a while\n\
         \u{20} The tide came.\n\
         \u{20}   set aside: `documentd` is not a status; did you mean\n\
         \u{20}     `documented`?\n\
         \u{20}   by 2026-12-24\n\
         \u{20}   grounds check --no-baseline claims/z-soon.toml\n\
         \u{20} The tide came.\n\
         \u{20}   set aside: `documentd` is not a status; did you mean\n\
         \u{20}     `documented`?\n\
         \u{20}   by 2027-06-01\n\
         \u{20}   grounds check --no-baseline claims/y-late.toml\n\
         \n\
         to be checked again\n\
         \u{20} The tide came.\n\
         \u{20}   check overdue\n\
         \u{20}   due 2020-06-29, 2346 days ago\n\
         \u{20}   grounds show b-long-overdue\n\
         \u{20} The tide came.\n\
         \u{20}   check overdue\n\
         \u{20}   due 2026-10-28, 34 days ago\n\
         \u{20}   grounds show c-overdue\n\
         2 more not shown (--limit 0 shows all)\n"
    );
    let nothing = Sandbox::new().run(&["todo"]);
    assert_eq!((nothing.code, nothing.stdout.as_str()), (Some(0), "Nothing waits for a person.\n"));
}
