//! Claims that lose their status and get it back saying something else: in several pull requests, or under another id.

use crate::repository::Repository;
use crate::sandbox::Sandbox;

const REGISTER: &str = "In 2019 the Northyard sold two tugs to the port of Sarn.\n";
const SOLD: &str = "In 2019 the Northyard sold two tugs to the port of Sarn.";
const BOUGHT: &str = "In 2019 the Northyard bought two tugs from the port of Sarn.";
const CHECKED: &str = "\n[checked]\nby = \"E. Marsh\"\non = 2026-10-01\n";
const TUGS: &str = "claims/tugs.toml";

fn claim(statement: &str, status: &str, rationale: &str, checked: &str) -> String {
    format!(
        "statement = \"{statement}\"\nstatus = \"{status}\"\nrationale = \"{rationale}\"\n\n[[evidence]]\nsource = \"register\"\n\
         quote = \"In 2019 the Northyard sold two tugs to the port of Sarn\"\norigin = \"register\"\n\
         knows = \"It registers every sale.\"\n{checked}"
    )
}

fn project() -> Repository {
    let sha256 = grounds::evidence::sha256(REGISTER.as_bytes());
    let record = format!(
        "publisher = \"Ministry of the Sea\"\nkind = \"official-record\"\npublished = 2020-01-15\n\n[text]\nsha256 = \"{sha256}\"\n"
    );
    let repository = Repository::of(
        Sandbox::new().file("sources/register.txt", REGISTER).file("sources/register.toml", record),
    );
    repository.file(TUGS, claim(SOLD, "documented", "The register has it.", CHECKED));
    repository.commit("As it was");
    repository
}

/// The rules that say something of the change, notes aside.
#[track_caller]
fn says(repository: &Repository, expected: &[&str]) {
    let run = repository.run(&["check", "--base", "HEAD", "--format", "concise"]);
    let lines = run.stdout.lines().filter(|line| line.starts_with("claims/"));
    let told = lines.filter_map(|line| line.split_once('[')?.1.split_once(']'));
    let told: Vec<&str> = told
        .filter(|(_, message)| !message.is_empty())
        .map(|(rule, _)| rule)
        .filter(|rule| !matches!(*rule, "quote-reused" | "quote-says-otherwise"))
        .collect();
    assert_eq!(told, expected, "{}{}", run.stdout, run.stderr);
}

#[test]
fn a_statement_that_was_reversed_under_a_lower_status_does_not_rise_again() {
    for lowered in [CHECKED, ""] {
        let repository = project();
        repository.file(TUGS, claim(BOUGHT, "unsubstantiated", "", lowered));
        says(&repository, &[]);
        repository.commit("Lower");
        repository.file(TUGS, claim(BOUGHT, "documented", "The register has it.", CHECKED));
        says(&repository, &["statement-drift", "raised-on-old-check"]);
        repository.file(
            TUGS,
            claim(BOUGHT, "documented", "The register has it.", &CHECKED.replace("10-01", "11-20")),
        );
        says(&repository, &[]);
    }
}

#[test]
fn nor_does_it_under_another_id() {
    let repository = project();
    let renamed = |status: &str| {
        claim(BOUGHT, status, "The register has it.", CHECKED)
            .replace("\n\n[[evidence", "\nformerly = [\"tugs\"]\n\n[[evidence")
    };
    repository.remove(TUGS).file("claims/sale.toml", renamed("unsubstantiated"));
    says(&repository, &[]);
    repository.commit("Rename and lower");
    repository.file("claims/sale.toml", renamed("documented"));
    says(&repository, &["statement-drift", "status-moved-silently", "raised-on-old-check"]);
    // A name that goes takes the history with it.
    let forgetful = renamed("unsubstantiated").replace("formerly = [\"tugs\"]\n", "");
    repository.file("claims/sale.toml", forgetful);
    says(&repository, &["claim-deleted"]);
}

#[test]
fn nor_in_place_of_one_that_is_withdrawn() {
    let withdrawn = format!(
        "{}\n[withdrawn]\non = 2026-11-10\nbecause = \"It was the other way round.\"\n",
        claim(SOLD, "documented", "The register has it.", CHECKED)
    );
    let repository = project();
    repository.file(TUGS, &withdrawn);
    repository.file("claims/sale.toml", claim(BOUGHT, "documented", "The register has it.", CHECKED));
    says(&repository, &["withdrawn-and-back"]);
    // Nor is it one change later, nor is one that vouches for nothing told.
    let repository = project();
    repository.file(TUGS, &withdrawn).commit("Withdraw");
    repository.file("claims/sale.toml", claim(BOUGHT, "documented", "The register has it.", CHECKED));
    says(&repository, &["withdrawn-and-back"]);
    repository.file("claims/sale.toml", claim(BOUGHT, "unsubstantiated", "", CHECKED));
    says(&repository, &[]);
}

#[test]
fn a_claim_that_was_never_checked_rises_as_before() {
    let repository = project();
    repository.file(TUGS, claim(SOLD, "unsubstantiated", "", "")).commit("Open");
    repository.commit("And once more");
    repository.file("claims/new.toml", claim(BOUGHT, "unsubstantiated", "", "")).commit("New");
    repository.file("claims/new.toml", claim(BOUGHT, "documented", "The register has it.", ""));
    says(&repository, &[]);
}
