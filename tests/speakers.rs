//! Who says it, who wrote it, and what stands over it: what a text tells of its own words, and what records tell of people.

use crate::repository::Repository;
use crate::sandbox::{Run, Sandbox};

pub(crate) fn told(run: &Run) -> Vec<String> {
    let rule = |line: &str| {
        let (level, rest) = ["error", "warning"]
            .iter()
            .find_map(|level| Some((*level, line.split_once(&format!("{level}["))?.1)))?;
        Some(format!("{level}[{}]", rest.split(']').next()?))
    };
    let mut told: Vec<_> = run.stdout.lines().filter_map(rule).collect();
    told.dedup();
    told
}

pub(crate) fn check(repository: &Repository) -> Vec<String> {
    told(&repository.run(&["check", "--format", "concise"]))
}

pub(crate) fn source(text: &str, more: &str) -> String {
    let sha256 = grounds::evidence::sha256(text.as_bytes());
    let published = if more.contains("published") { "" } else { "published = 2020-01-15\n" };
    format!("{published}{more}\n[text]\nsha256 = \"{sha256}\"\n")
}

pub(crate) const SOLD: &str = "the Northyard sold two tugs to the port of Sarn in 2019";

/// A documented fact on these words of a register.
pub(crate) fn on_register(text: &str, extension: &str, statement: &str, quote: &str) -> Repository {
    let text = format!("The register is kept at Sarn by two clerks of the office.\n\n{text}\n");
    let claim = format!(
        "statement = \"{statement}\"\nstatus = \"documented\"\nsubjects = [\"Northyard\", \"Port of Sarn\"]\n\
         rationale = \"The register has it.\"\n\n[[evidence]]\nsource = \"register\"\nquote = \"{quote}\"\n\
         origin = \"register\"\nknows = \"the office registers every sale of a ship\"\n"
    );
    let record = "publisher = \"Shipping Office\"\nkind = \"official-record\"\n";
    let tree = Sandbox::new()
        .file(&format!("sources/register.{extension}"), &text)
        .file("sources/register.toml", source(&text, record))
        .file("claims/tugs.toml", claim);
    Repository::of(tree)
}

#[test]
fn what_stands_over_a_quote_may_take_it_back() {
    let statement = "In 2019 the Northyard sold two tugs to the port of Sarn.";
    let of = |text: String, extension: &str| check(&on_register(&text, extension, statement, SOLD));
    let told = vec!["warning[quote-sheds-hedge]".to_owned()];
    let list =
        |lead: &str| format!("{lead}\n\n- A dredger was bought.\n- A quay was opened.\n- In May {SOLD}.");
    assert_eq!(of(list("None of the following took place:"), "md"), told);
    assert_eq!(of(list("None of the following took place:"), "txt"), told);
    assert!(of(list("All of this took place:"), "md").is_empty());
    let section = |head: &str| {
        format!("## {head}\n\nLetters came in spring.\n\nIn May {SOLD}, with papers.\n\n## Ships\n\nNone.")
    };
    assert_eq!(of(section("What we could not confirm"), "md"), told);
    assert_eq!(of(section("Rumours of the year"), "md"), told);
    assert!(of(section("Sales of the year"), "md").is_empty());
    let after = format!("## Rumours\n\nNone.\n\n## Sales\n\nIn May {SOLD}, with papers.");
    assert!(of(after, "md").is_empty());
    assert_eq!(of(format!("Q. In the spring {SOLD}.\n\nA. It did not."), "txt"), told);
    assert!(of(format!("Q. What was sold?\n\nA. In the spring {SOLD}."), "txt").is_empty());
    assert_eq!(
        of(format!("It has emerged that this was an error: the entry that {SOLD}."), "txt")[1..],
        told[..]
    );
}

/// A documented saying of Ben Okoro's, in his own paper or on tape.
fn said(text: &str, quote: &str) -> Vec<String> {
    let claim = format!(
        "statement = \"Ben Okoro said in 2020 what he thought of the tugs.\"\nstatus = \"documented\"\njudges = \"saying\"\n\
         claimant = \"Ben Okoro\"\nrationale = \"We hold it.\"\n\n[[evidence]]\nsource = \"talk\"\nquote = \"{quote}\"\n"
    );
    let tree = Sandbox::new()
        .file("sources/talk.txt", text)
        .file("sources/talk.toml", source(text, "authors = [\"Ben Okoro\"]\nkind = \"statement\"\n"))
        .file("claims/said.toml", claim);
    check(&Repository::of(tree))
}

#[test]
fn another_speaker_is_not_the_claimant() {
    let tape = "KEEL: Both of the tugs leak at the stern.\n\nOKORO: I will not speak of that today.\n\nKEEL: Good.\n";
    assert_eq!(said(tape, "Both of the tugs leak at the stern"), ["error[another-speaker]"]);
    assert!(said(tape, "I will not speak of that today").is_empty());
    // Whose label "HOST" is nobody here can tell.
    let unknown = tape.replace("OKORO", "GUEST");
    assert!(said(&unknown, "Both of the tugs leak at the stern").is_empty());
    let letter = "To the port. Anna Keel wrote to me: \"I looked. Both of the tugs leak at the stern.\" I found both of them dry.\n";
    assert_eq!(said(letter, "Both of the tugs leak at the stern"), ["warning[another-speaker]"]);
    assert!(said(letter, "I found both of them dry.").is_empty());
    let himself = letter.replace("Anna Keel wrote to me", "In May I wrote to her");
    assert!(said(&himself, "Both of the tugs leak at the stern").is_empty());
}

pub(crate) const SAW: &str =
    "In 2019 our reporter stood by as both tugs of the Northyard were made fast at Sarn";
const LOG: &str =
    "In 2019 the harbour log of Sarn had two tugs from the Northyard, as our reporter read there";

/// A documented fact of two witnesses: what their texts begin with, and what their records say.
pub(crate) fn two_witnesses(heads: [&str; 2], records: [&str; 2]) -> Repository {
    let texts = [format!("{}{SAW}.\n", heads[0]), format!("{}{LOG}.\n", heads[1])];
    let block = |id: &str, quote: &str| {
        format!(
            "\n[[evidence]]\nsource = \"{id}\"\nquote = \"{quote}\"\norigin = \"{id}\"\nknows = \"its reporter saw it\"\n"
        )
    };
    let claim = format!(
        "statement = \"In 2019 Sarn got two tugs from the Northyard.\"\nstatus = \"documented\"\n\
         subjects = [\"Northyard\", \"Sarn Port Authority\"]\nrationale = \"Two reporters.\"\n{}{}",
        block("one", SAW),
        block("other", LOG)
    );
    let tree = Sandbox::new()
        .file("sources/one.txt", &texts[0])
        .file("sources/one.toml", source(&texts[0], records[0]))
        .file("sources/other.txt", &texts[1])
        .file("sources/other.toml", source(&texts[1], records[1]))
        .file("claims/tugs.toml", claim);
    Repository::of(tree)
}

pub(crate) const PAPERS: [&str; 2] = [
    "publisher = \"Veldra Courier\"\nkind = \"news-report\"\n",
    "publisher = \"Sarn Mail\"\nkind = \"news-report\"\n",
];

#[test]
fn a_record_says_what_its_text_says_of_itself() {
    let told = vec!["warning[record-differs]".to_owned()];
    assert!(check(&two_witnesses(["", ""], PAPERS)).is_empty());
    for head in [
        "By Jonas Lund\n\n",
        "VELDRA (Coast Wire) - ",
        "Source: Coast Wire\n\n",
        "Bulletin of the week\n\nPublished 3 May 2018\n\n",
    ] {
        assert_eq!(check(&two_witnesses([head, ""], PAPERS)), told, "{head}");
    }
    let authors = format!("{}authors = [\"Jonas Lund\"]\n", PAPERS[0]);
    assert!(check(&two_witnesses(["By Jonas Lund\n\n", ""], [&authors, PAPERS[1]])).is_empty());
    // A byline says for whom its author works.
    let office = ["By Jonas Lund, director of the Northyard\n\n", ""];
    assert_eq!(check(&two_witnesses(office, [&authors, PAPERS[1]])), told);
    let decided = two_witnesses(office, [&authors, PAPERS[1]]);
    decided.file("grounds.toml", "[speaks_for]\n\"Northyard\" = [\"Jonas Lund\"]\n");
    assert!(!check(&decided).contains(&told[0]));
}

#[test]
fn nobody_and_a_party_are_no_witnesses() {
    let nobody = "authors = [\"A port official\"]\nkind = \"analysis\"\n";
    assert_eq!(check(&two_witnesses(["", ""], [nobody, PAPERS[1]])), ["warning[nameless-witness]"]);
    let initials = "publisher = \"SPA\"\nkind = \"news-report\"\n";
    assert_eq!(check(&two_witnesses(["", ""], [initials, PAPERS[1]])), ["error[single-origin]"]);
    let on_site = format!("{}url = \"https://www.northyard.example/a\"\n", PAPERS[0]);
    let repository = two_witnesses(["", ""], [&on_site, PAPERS[1]]);
    assert!(check(&repository).is_empty());
    let own = "publisher = \"Northyard\"\nkind = \"statement\"\npublished = 2020-01-15\nurl = \"https://northyard.example/press\"\n";
    repository.file("sources/press.toml", own);
    assert_eq!(check(&repository), ["warning[one-address]"]);
}

#[test]
fn what_somebody_told_a_paper_the_paper_does_not_know() {
    for tail in [
        ", the yard's director told the Courier",
        ", Anna Keel said on Monday",
        ", according to the Northyard",
    ] {
        let repository = two_witnesses(["", ""], PAPERS);
        let text = format!("{SAW}{tail}.\n");
        repository.file("sources/one.txt", &text).file("sources/one.toml", source(&text, PAPERS[0]));
        assert_eq!(check(&repository), ["warning[origin-left-out]"], "{tail}");
    }
}

#[test]
fn a_deed_is_no_act() {
    let text = "In May 2019 we delivered two tugs to the port of Sarn.\n";
    let act = |judges: &str, statement: &str| {
        let claim = format!(
            "statement = \"{statement}\"\nstatus = \"documented\"\njudges = \"{judges}\"\nclaimant = \"Northyard\"\n\
             rationale = \"We hold it.\"\n\n[[evidence]]\nsource = \"press\"\nquote = \"In May 2019 we delivered two tugs to the port\"\n"
        );
        let tree = Sandbox::new()
            .file("sources/press.txt", text)
            .file("sources/press.toml", source(text, "publisher = \"Northyard\"\nkind = \"statement\"\n"))
            .file("claims/tugs.toml", claim);
        check(&Repository::of(tree))
    };
    assert_eq!(act("act", "The Northyard delivered two tugs in May 2019."), ["warning[deed-as-act]"]);
    assert!(act("saying", "The Northyard said that it delivered two tugs in May 2019.").is_empty());
    assert!(act("act", "The Northyard announced in May 2019 that two tugs were delivered.").is_empty());
}

#[test]
fn a_twin_leaves_no_dispute_out_and_contradicts_nobody_in_silence() {
    let register =
        "Delivered in 2019 to the coast guard of Sarn, by the Northyard: 22 patrol boats, all of steel.\n";
    let mail = "The harbour master of Sarn told the Mail that no boat had come in that year.\n";
    let claim = |statement: &str, status: &str, quote: &str, dispute: &str| {
        format!(
            "statement = \"{statement}\"\nstatus = \"{status}\"\nsubjects = [\"Northyard\"]\n\
             rationale = \"The register has the number. The Sarn Mail disputes it.\"\n\n[[evidence]]\nsource = \"register\"\n\
             quote = \"{quote}\"\norigin = \"register\"\nknows = \"the office registers deliveries\"\n{dispute}"
        )
    };
    let dispute = "\n[[evidence]]\nsource = \"mail\"\nquote = \"told the Mail that no boat had come in that year\"\nstance = \"disputes\"\n";
    let disputed = "The Northyard delivered 22 patrol boats to the coast guard of Sarn in 2019.";
    let quote = "Delivered in 2019 to the coast guard of Sarn, by the Northyard: 22 patrol boats";
    let project = || {
        let tree = Sandbox::new()
            .file("sources/register.txt", register)
            .file(
                "sources/register.toml",
                source(register, "publisher = \"Shipping Office\"\nkind = \"official-record\"\n"),
            )
            .file("sources/mail.txt", mail)
            .file("sources/mail.toml", source(mail, PAPERS[1]))
            .file("claims/boats.toml", claim(disputed, "partially confirmed", quote, dispute));
        Repository::of(tree)
    };
    assert!(check(&project()).is_empty());
    let twin = project();
    let other = "in 2019 to the coast guard of Sarn, by the Northyard: 22 patrol boats, all of steel";
    twin.file(
        "claims/steel.toml",
        claim("In 2019 Sarn got 22 boats of steel from the Northyard.", "documented", other, ""),
    );
    assert_eq!(check(&twin), ["warning[quote-reused]"]);
    let contrary = project();
    let no = "Customs of Sarn: the Northyard did not deliver 22 patrol boats to the coast guard of Sarn in 2019.\n";
    let denied = "The Northyard did not deliver 22 patrol boats to the coast guard of Sarn in 2019.";
    let denial = claim(denied, "documented", denied.trim_start_matches("The ").trim_end_matches('.'), "")
        .replace("\"register\"", "\"customs\"");
    contrary
        .file("sources/customs.txt", no)
        .file(
            "sources/customs.toml",
            source(no, "publisher = \"Customs Office\"\nkind = \"official-record\"\n"),
        )
        .file("claims/no-boats.toml", denial);
    assert_eq!(check(&contrary), ["warning[near-duplicate-claim]"]);
}

#[test]
fn a_claim_that_was_never_checked_is_not_turned_round_while_it_stands_low() {
    let repository = on_register(
        "Sold in 2019: two tugs, by the Northyard, to the port of Sarn.",
        "txt",
        "The Northyard sold two tugs to the port of Sarn in 2019.",
        "Sold in 2019: two tugs, by the Northyard, to the port of Sarn",
    );
    let path = repository.path().join("claims/tugs.toml");
    let claim = std::fs::read_to_string(path).unwrap();
    repository.commit("As it was");
    let turned = claim.replace(
        "The Northyard sold two tugs to the port of Sarn",
        "The port of Sarn sold two tugs to the Northyard",
    );
    let low = turned.replace("\"documented\"", "\"unsubstantiated\"").replace("has it", "is being read");
    repository.file("claims/tugs.toml", low);
    repository.commit("Lowered");
    repository.file("claims/tugs.toml", turned.replace("has it", "lists it"));
    let run = repository.run(&["check", "--base", "HEAD", "--format", "concise"]);
    assert!(told(&run).contains(&"warning[statement-drift]".to_owned()), "{}", run.stdout);
    let checked = turned.replace("has it", "lists it") + "\n[checked]\nby = \"E. Marsh\"\non = 2026-11-30\n";
    repository.file("claims/tugs.toml", checked);
    let run = repository.run(&["check", "--base", "HEAD", "--format", "concise", "--now", "2026-12-01"]);
    assert!(!told(&run).contains(&"warning[statement-drift]".to_owned()), "{}", run.stdout);
}
