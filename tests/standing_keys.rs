//! What readers of a standing claim, or of its sources, go by: no key of it changes in silence, unless somebody checked again.

use crate::repository::Repository;
use crate::sandbox::Sandbox;

const YEARBOOK: &str = "No: sale of two tugs to the port of Sarn was entered. No sale, of two tugs to the port of Sarn, was entered.\n";
const MAIL: &str = "Our reporter stood at the quay. The port got none of the tugs in 2019. It rained.\n";
const TUGS: &str = "claims/tugs.toml";
const RECORD: &str = "sources/yearbook.toml";

const CLAIM: &str = r#"statement = "A sale of two tugs to the port of Sarn was entered."
status = "partially confirmed"
rationale = "The yearbook has it; the Sarn Mail disputes it from the quay."
subjects = ["Northyard"]
date_inferred_from = "the watermark"

[[evidence]]
source = "yearbook"
quote = "No: sale of two tugs to the port of Sarn was entered"
knows = "It registers sales."
translation = "The sale was entered and is real."
note = "The court annulled it in 2020."
at = "page 5"

[[evidence]]
source = "mail"
quote = "The port got none of the tugs in 2019"
stance = "disputes"
knows = "Its reporter was at the quay."

[[evidence]]
source = "mail"
quote = "It rained."
stance = "context"

[checked]
by = "E. Marsh"
on = 2026-11-02
"#;

fn record(text: &str, kind: &str, publisher: &str) -> String {
    let sha256 = grounds::evidence::sha256(text.as_bytes());
    format!(
        "title = \"Paper\"\npublisher = \"{publisher}\"\nkind = \"{kind}\"\npublished = 2020-01-15\n\
         date_inferred_from = \"a stamp\"\nurl = \"https://paper.example/{kind}\"\n\
         archived = \"https://archive.example/{kind}\"\n\n[text]\nsha256 = \"{sha256}\"\n"
    )
}

fn project(claim: &str) -> Repository {
    let tree = Sandbox::new()
        .file("sources/yearbook.txt", YEARBOOK)
        .file(RECORD, record(YEARBOOK, "official-record", "Ministry of the Sea"))
        .file("sources/mail.txt", MAIL)
        .file("sources/mail.toml", record(MAIL, "news-report", "Sarn Mail"))
        .file(TUGS, claim);
    let repository = Repository::of(tree);
    repository.commit("As it was");
    repository
}

/// What the rules about change say, as `level[rule]`.
fn told(repository: &Repository) -> Vec<String> {
    let run = repository.run(&["check", "--base", "HEAD", "--format", "concise"]);
    assert!(run.stdout.contains("compared with"), "{}{}", run.stdout, run.stderr);
    let of_change = ["support-changed", "caveat-removed", "source-reweighed"];
    let lines =
        run.stdout.lines().filter_map(|line| Some((line, line.split_once('[')?.1.split_once(']')?.0)));
    let lines = lines.filter(|(_, rule)| of_change.contains(rule));
    lines
        .map(|(line, rule)| {
            format!(
                "{}[{rule}]",
                line.split_once('[').map_or("", |(before, _)| before).rsplit(' ').next().unwrap_or("")
            )
        })
        .collect()
}

#[test]
fn every_key_of_a_standing_claim_is_told_until_somebody_checks_again() {
    let (changed, gone) = ("warning[support-changed]", "warning[caveat-removed]");
    let cases = [
        ("The sale was entered and is real", "The sale was never entered", changed),
        ("translation = \"The sale was entered and is real.\"\n", "", changed),
        ("the Sarn Mail disputes it from the quay", "the Sarn Mail agrees", changed),
        ("subjects =", "as_of = \"1950\"\nsubjects =", changed),
        ("subjects =", "claimed_on = 1950-03-04\nsubjects =", changed),
        ("subjects =", "content = \"tugs\"\nsubjects =", changed),
        ("date_inferred_from = \"the watermark\"\n", "", changed),
        ("page 5", "page 93", changed),
        ("subjects = [\"Northyard\"]", "conflicts_with = [\"tugs\"]\nsubjects = [\"Northyard\"]", changed),
        ("by = \"E. Marsh\"", "by = \"Supreme Court\"", changed),
        ("stance = \"disputes\"", "stance = \"denies\"", changed),
        ("Its reporter was at the quay.", "It guesses.", changed),
        ("at the quay.\"\n", "at the quay.\"\nnote = \"It has since taken this back.\"\n", changed),
        (
            "No: sale of two tugs to the port of Sarn was",
            "No sale, of two tugs to the port of Sarn, was",
            changed,
        ),
        ("note = \"The court annulled it in 2020.\"\n", "", gone),
        ("\n[[evidence]]\nsource = \"mail\"\nquote = \"It rained.\"\nstance = \"context\"\n", "", gone),
    ];
    for (old, new, expected) in cases {
        let repository = project(CLAIM);
        assert!(CLAIM.contains(old), "{old}");
        let edited = CLAIM.replacen(old, new, 1);
        repository.file(TUGS, &edited);
        assert_eq!(told(&repository), [expected], "{old} -> {new}");
        repository.file(TUGS, edited.replace("2026-11-02", "2026-11-20"));
        assert_eq!(told(&repository), [""; 0], "{old} -> {new}, checked");
    }
}

#[test]
fn layout_topics_and_other_trifles_stay_free() {
    let cases = [
        ("The yearbook has it; the", "The  yearbook has it;\\n the"),
        ("page 5", "p. 5"),
        ("subjects =", "topics = [\"tugs\"]\nsubjects ="),
        ("subjects =", "wanted = [\"mail\"]\nsubjects ="),
        ("The sale was entered and is real.", "The sale was entered and is real"),
        ("on = 2026-11-02", "on = 2026-11-02\nreview_due = 2027-01-01"),
    ];
    for (old, new) in cases {
        let repository = project(CLAIM);
        assert!(CLAIM.contains(old), "{old}");
        repository.file(TUGS, CLAIM.replacen(old, new, 1));
        assert_eq!(told(&repository), [""; 0], "{old} -> {new}");
    }
    // What vouches for nothing may say anything.
    let open = CLAIM.replace("partially confirmed", "unsubstantiated");
    let repository = project(&open);
    repository
        .file(TUGS, open.replace("The court annulled it in 2020.", "None.").replace("page 5", "page 93"));
    assert_eq!(told(&repository), [""; 0]);
}

#[test]
fn why_a_claim_was_withdrawn_does_not_change_in_silence() {
    let withdrawn = format!("{CLAIM}\n[withdrawn]\non = 2026-09-01\nbecause = \"It was false.\"\n");
    for (old, new) in [("It was false.", "It was a duplicate."), ("2026-09-01", "2019-09-01")] {
        let repository = project(&withdrawn);
        repository.file(TUGS, withdrawn.replace(old, new));
        assert_eq!(told(&repository), ["warning[support-changed]"], "{old}");
    }
}

#[test]
fn what_readers_see_of_a_quoted_source_is_noted() {
    let retracted = "\n[retracted]\non = 2020-05-01\nbecause = \"The author invented the sale.\"\n";
    let source = record(YEARBOOK, "official-record", "Ministry of the Sea") + retracted;
    let cases = [
        ("\"Paper\"", "\"Paper of cancelled sales\""),
        ("https://paper.example/official-record", "https://satire.example/b"),
        ("https://archive.example/official-record", "https://archive.example/other"),
        ("date_inferred_from = \"a stamp\"\n", ""),
        ("The author invented the sale.", "A typing error in the headline."),
        ("2020-05-01", "2026-05-01"),
    ];
    for (old, new) in cases {
        let repository = project(CLAIM);
        repository.file(RECORD, &source).commit("Retracted");
        assert!(source.contains(old), "{old}");
        repository.file(RECORD, source.replacen(old, new, 1));
        assert_eq!(told(&repository), ["note[source-reweighed]"], "{old}");
        // Nobody goes by what nobody quotes, unless it was retracted.
        let unquoted = CLAIM.split("\n[[evidence").next().unwrap_or_default();
        let unquoted = unquoted.replace("partially confirmed", "unsubstantiated");
        repository.file(RECORD, &source).file(TUGS, unquoted).commit("Unquoted");
        repository.file(RECORD, source.replacen(old, new, 1));
        let is_retraction = source.split_once(old).is_some_and(|(before, _)| before.contains("[retracted]"));
        assert_eq!(told(&repository).len(), usize::from(is_retraction), "{old}");
    }
}
