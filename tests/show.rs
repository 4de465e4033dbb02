//! What `show` prints: one claim whole, in every format, at every width, and of every sort of trouble.

use crate::repository::Repository;
use crate::sandbox::{Run, Sandbox, repository};
use serde_json::Value;

const GAZETTE: &str = "It rained. A foreman said that forty boats left the yard before the winter, and that more would follow. \
                       Nobody counted them.\n";
const YEARBOOK: &str = "Deliveries in the year under report: 22 patrol boats, delivered from the Northyard to the coast guard.\n";

fn record(kind: &str, publisher: &str, more: &str) -> String {
    format!("publisher = \"{publisher}\"\nkind = \"{kind}\"\npublished = 2020-02-11\n{more}")
}

fn with_text(kind: &str, publisher: &str, more: &str, text: &str) -> String {
    let sha256 = grounds::evidence::sha256(text.as_bytes());
    format!("{}\n[text]\nsha256 = \"{sha256}\"\n", record(kind, publisher, more))
}

/// A project in which much is worth showing.
fn harbour() -> Sandbox {
    let claim = "statement = \"The Northyard delivered 40 patrol boats to the coast guard in 2019.\"\n\
        status = \"partially confirmed\"\nclaimant = \"The Harbour Gazette\"\nclaimed_on = 2020-02-11\n\
        date_inferred_from = \"the day of the report\"\nas_of = \"2019\"\ntopics = [\"shipbuilding\", \"coast\"]\n\
        subjects = [\"Northyard\"]\nformerly = [\"forty-boats\"]\nconflicts_with = [\"patrol-boats-22\"]\n\
        rationale = \"The ministry's yearbook lists 22 boats; the other 18 rest on one unnamed official, whom the paper \
        does not name, and on nothing else that anybody could look at.\"\n\n\
        [[evidence]]\nsource = \"gazette\"\nquote = \"forty boats left the yard before the winter\"\norigin = \"official\"\n\
        at = \"page 2\"\ntranslation = \"40 boats left\"\nnote = \"Said in passing.\"\n\n\
        [[evidence]]\nsource = \"yearbook\"\nquote = \"22 patrol boats, delivered from the Northyard\"\npart = \"22 of the 40\"\n\
        knows = \"the ministry takes the boats over\"\n\n\
        [[evidence]]\nsource = \"gazette\"\nquote = \"forty ships left the yard before the winter\"\n\n\
        [[evidence]]\nsource = \"yearbook\"\nquote = \"Nobody saw any of it\"\nstance = \"denies\"\n\n\
        [checked]\nby = \"E. Marsh\"\non = 2025-11-20\n";
    Sandbox::new()
        .file(
            "sources/gazette.toml",
            with_text("news-report", "The Harbour Gazette", "title = \"Boats leave\"\n", GAZETTE),
        )
        .file("sources/gazette.txt", GAZETTE)
        .file("sources/official.toml", "kind = \"unnamed\"\npublisher = \"an official\"\n")
        .file("sources/yearbook.toml", with_text("official-record", "Ministry of the Sea", "", YEARBOOK))
        .file("sources/yearbook.txt", YEARBOOK)
        .file("claims/patrol-boats-40.toml", claim)
        .file(
            "claims/patrol-boats-22.toml",
            "statement = \"It delivered 22.\"\nstatus = \"unsubstantiated\"\n",
        )
        .file(
            "claims/none-at-all.toml",
            "statement = \"It delivered none.\"\nstatus = \"unsubstantiated\"\n\
             conflicts_with = [\"patrol-boats-40\"]\n",
        )
}

/// Compares with the file `tests/show/NAME`; with `UPDATE_PAGES=1` writes it.
pub fn assert_snapshot(name: &str, shown: &str) {
    let path = repository(&format!("tests/show/{name}"));
    if std::env::var_os("UPDATE_PAGES").is_some() {
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(&path, shown).unwrap();
    }
    let known = std::fs::read_to_string(&path).unwrap_or_default();
    assert_eq!(shown, known, "{name}:\n{}", crate::pages::difference(&known, shown));
}

fn assert_fits(run: &Run, width: usize) {
    for line in run.stdout.lines() {
        assert!(unicode_width::UnicodeWidthStr::width(line) <= width, "{width}: {line}");
    }
}

#[test]
fn a_claim_is_shown_whole_at_every_width_and_in_every_format() {
    let sandbox = Repository::of(harbour());
    sandbox.commit("Take in the boats");
    for width in ["60", "80", "120"] {
        let run = sandbox.run(&["show", "patrol-boats-40", "--width", width]);
        assert_eq!((run.code, run.stderr.as_str()), (Some(0), ""));
        assert_fits(&run, width.parse().unwrap());
        assert_snapshot(&format!("claim-{width}.txt"), &run.stdout);
    }
    let run = sandbox.run(&["show", "patrol-boats-40", "--format", "markdown"]);
    assert_snapshot("claim.md", &run.stdout);
    let run = sandbox.run(&["show", "patrol-boats-40", "--format", "json"]);
    assert_snapshot("claim.json", &run.stdout);
    let report: Value = serde_json::from_str(&run.stdout).unwrap();
    assert_eq!(report["origins"]["quotes"][0]["way"][1]["by"], "origin");
    let coloured = sandbox.run(&["show", "patrol-boats-40", "--color", "always"]);
    assert!(coloured.stdout.contains("\u{1b}[1m>>"), "{}", coloured.stdout);
}

#[test]
fn wide_and_right_to_left_text_stays_within_the_width() {
    let text = "记者说四十艘船在冬天之前离开了船厂，还有更多的船会跟着离开。 قال رئيس العمال إن أربعين قاربا غادرت الحوض قبل الشتاء.\n";
    let claim = "statement = \"四十艘船在冬天之前离开了船厂，还有更多的船会跟着离开，记者这样说，没有人数过它们有多少。\"\n\
        status = \"unsubstantiated\"\nclaimant = \"רשות הנמלים של העיר הגדולה ליד הים\"\n\n\
        [[evidence]]\nsource = \"paper\"\nquote = \"إن أربعين قاربا غادرت الحوض\"\n\n\
        [[evidence]]\nsource = \"paper\"\nquote = \"四十艘船在冬天之前离开了船厂\"\n";
    let sandbox = Repository::of(Sandbox::new().source("paper", text).file("claims/wide.toml", claim));
    sandbox.commit("记者 قال");
    for width in ["60", "80", "120"] {
        let run = sandbox.run(&["show", "wide", "--width", width]);
        assert_eq!((run.code, run.stderr.as_str()), (Some(0), ""));
        assert_fits(&run, width.parse().unwrap());
        assert_snapshot(&format!("wide-{width}.txt"), &run.stdout);
    }
}

#[test]
fn an_id_that_is_not_right_is_answered() {
    let sandbox = harbour();
    let run = sandbox.run(&["show", "patrolboats-40"]);
    assert_eq!(run.code, Some(2));
    assert!(run.stderr.contains("did you mean `patrol-boats-40`?"), "{}", run.stderr);
    // Words of its id or statement do, if no other claim has them.
    for words in [&["patrol-boat-40"][..], &["delivered", "22"]] {
        let run = sandbox.run(&[&["show"][..], words].concat());
        assert_eq!(run.code, Some(0), "{words:?} {}", run.stderr);
    }
    let run = sandbox.run(&["show", "delivered"]);
    assert_eq!(run.code, Some(2));
    assert!(run.stderr.contains("claims have these words:"), "{}", run.stderr);
    assert!(run.stderr.contains("\n      It delivered none.\n"), "{}", run.stderr);
    let run = sandbox.run(&["show", "forty-boats"]);
    assert_eq!(run.code, Some(0));
    assert!(run.stdout.contains("\nasked for as  forty-boats\n"), "{}", run.stdout);
    let run = sandbox.run(&["show", "forty-boats", "--format", "json"]);
    assert_eq!(serde_json::from_str::<Value>(&run.stdout).unwrap()["asked"], "forty-boats");
    assert_eq!(Sandbox::empty().run(&["show", "x"]).code, Some(3));
}

#[test]
fn without_usable_git_one_line_says_why() {
    let history = |sandbox: &Sandbox| {
        let run = sandbox.run(&["show", "patrol-boats-22", "--width", "200"]);
        assert_eq!((run.code, run.stderr.as_str()), (Some(0), ""));
        run.stdout.split_once("\nHistory\n").unwrap().1.to_owned()
    };
    let sandbox = harbour();
    assert_eq!(history(&sandbox), "not known: the project is not in a git repository\n");
    let sandbox = Repository::of(sandbox);
    assert_eq!(history(&sandbox), "not known: there is no commit yet\n");
    sandbox.commit("Take in the boats");
    sandbox.claim("later", "unsubstantiated");
    let later = sandbox.run(&["show", "later"]).stdout;
    assert!(later.ends_with("\nnot known: no commit has it yet\n"), "{later}");
    for at in 0..6 {
        let status = ["partially confirmed", "unsubstantiated"][at % 2];
        sandbox.claim("patrol-boats-22", status).commit(&format!("Move {at}"));
    }
    let told = history(&sandbox);
    assert_eq!(told.lines().count(), 6, "{told}");
    assert!(
        told.starts_with("2026-11-02    partially confirmed → unsubstantiated: Move 5 (by Ada Lund, "),
        "{told}"
    );
    assert!(told.ends_with("\n2 more: `grounds log patrol-boats-22`\n"), "{told}");
    sandbox.file(".git/shallow", sandbox.rev("HEAD") + "\n");
    assert!(history(&sandbox).starts_with("not known: this is a shallow clone"), "{}", history(&sandbox));
}

#[test]
fn claims_that_are_given_up_or_cannot_be_read_are_shown_as_such() {
    let sandbox = Sandbox::new()
        .file(
            "claims/gone.toml",
            "statement = \"x\"\nstatus = \"documented\"\n\n[withdrawn]\non = 2020-01-02\nbecause = \"It was the ebb.\"\n",
        )
        .file("claims/broken.toml", "statement = \"x\"\nstatus = \"docu\n");
    let gone = sandbox.run(&["show", "gone"]).stdout;
    assert!(gone.contains("status        withdrawn\nwithdrawn     2020-01-02 It was the ebb.\n"), "{gone}");
    let broken = sandbox.run(&["show", "broken"]);
    assert_eq!(broken.code, Some(0));
    assert!(broken.stdout.contains("status        unreadable\n"), "{}", broken.stdout);
    assert!(broken.stdout.contains("grounds check claims/broken.toml"), "{}", broken.stdout);
    for format in ["markdown", "json"] {
        for (id, state) in [("gone", "withdrawn"), ("broken", "unreadable")] {
            let run = sandbox.run(&["show", id, "--format", format]);
            assert!(run.code == Some(0) && run.stdout.contains(state), "{}", run.stdout);
        }
    }
}

#[test]
fn each_worked_situation_has_its_words() {
    let text = "On Monday the tide came over the mole at noon, and went back at night, says the log for 4 March 2019.\n";
    let quote = "quote = \"the tide came over the mole at noon\"\n";
    let said = |status: &str, claim: &str, record: &str, quoted: &str| {
        let claim = format!(
            "statement = \"The tide came, the Gazette reported.\"\nstatus = \"{status}\"\nrationale = \"So.\"\n{claim}\n\
             [[evidence]]\nsource = \"paper\"\n{quote}{quoted}"
        );
        let sandbox = Sandbox::new()
            .file("claims/tide.toml", claim)
            .source("paper", text)
            .file("sources/register.toml", record);
        let run = sandbox.run(&["show", "tide", "--width", "200"]);
        assert_eq!((run.code, run.stderr.as_str()), (Some(0), ""));
        run.stdout
    };
    let register = record("official-record", "Register", "");
    let paper = |more: &str| with_text("news-report", "Gazette", more, text);
    let (fact, own) = ("subjects = [\"The mole\"]\n", "judges = \"saying\"\nclaimant = \"Gazette\"\n");
    let on_record =
        "origin = \"register\"\nknows = \"it enters every tide\"\non_record = \"the log for 4 March 2019\"\n";
    let second_hand = said("partially confirmed", fact, &register, on_record);
    assert!(
        second_hand.contains("status        partially confirmed, second-hand, single-witness\n"),
        "{second_hand}"
    );
    assert!(
        second_hand.contains("= counts: `register`: a record, on the record in `paper`, not read here\n")
    );
    assert!(
        second_hand
            .contains("earned        partially confirmed: a record is on the record, at second hand\n")
    );
    let party = said("documented", "subjects = [\"Gazette\"]\n", &register, "origin = \"paper\"\n");
    assert!(
        party.contains("not earned    documented; see Origins below\n")
            && party.contains("= earns nothing: `paper`: a party's own word\n"),
        "{party}"
    );
    let part = said("unsubstantiated", own, &register, "part = \"the mole\"\n");
    assert!(part.contains("= counts: `paper`: the claimant's own words, read here, for a part\n"), "{part}");
    assert!(part.contains("1   paper: news-report, Gazette, 2020-01-01, the claimant\n"), "{part}");
    let denied = "\n[[evidence]]\nsource = \"paper\"\nstance = \"denies\"\nquote = \"went back at night\"\n";
    assert!(said("documented", own, &register, denied).contains("documented, contested\n"));
    let retracted = register.clone() + "[retracted]\nbecause = \"y\"\n";
    let retracted = said("partially confirmed", fact, &retracted, on_record);
    assert!(retracted.contains("= earns nothing: from `register`, which was retracted\n"), "{retracted}");
    let circular = Sandbox::new()
        .file("sources/paper.toml", paper("derives_from = [\"copy\"]\n"))
        .file("sources/paper.txt", text)
        .file("sources/copy.toml", record("news-report", "Herald", "derives_from = [\"paper\"]\n"))
        .claim("tide", "paper", "\"the tide came over the mole at noon\"");
    let shown = circular.run(&["show", "tide", "--width", "120"]).stdout;
    assert!(shown.contains("derives from paper: news-report, Gazette, 2020-02-11, a circle\n"), "{shown}");
    assert!(shown.contains("= earns nothing: its sources copy each other in a circle\n"), "{shown}");
    std::fs::remove_file(circular.path().join("sources/paper.txt")).unwrap();
    let unread = circular.run(&["show", "tide"]).stdout;
    assert!(unread.contains("1   supports, unread\n"), "{unread}");
    assert!(unread.contains("wrong         the text of the source is not held here\n"), "{unread}");
    assert!(unread.contains("= earns nothing: not verified\n"), "{unread}");
}
