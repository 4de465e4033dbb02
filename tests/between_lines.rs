//! What a text tells of its words in other places, what a statement drops of its quotes, and what records and stories give away.

use crate::repository::Repository;
use crate::sandbox::Sandbox;
use crate::speakers::{PAPERS, SAW, SOLD, check, on_register, source, told, two_witnesses};

const STATEMENT: &str = "In 2019 the Northyard sold two tugs to the port of Sarn.";

/// What is told of a documented fact whose quote stands in such a text of a register.
fn of_text(text: &str) -> Vec<String> {
    check(&on_register(text, "md", STATEMENT, SOLD))
}

/// What is told of a statement that is documented by this quote.
fn of_statement(statement: &str, quote: &str) -> Vec<String> {
    check(&on_register(&format!("{quote}."), "txt", statement, quote))
}

#[test]
fn a_text_takes_words_back_in_other_places() {
    let warning = vec!["warning[quote-sheds-hedge]".to_owned()];
    for text in [
        format!("In May {SOLD}.[1] It rained.\n\n[1] This entry was struck as false in 2021."),
        format!(
            "In May {SOLD}.\n\nIt rained.\n\nCorrection, 3 June 2020: The buyer of the tugs was Veldra, not Sarn."
        ),
        format!("Tick what applies.\n\n[ ] In May {SOLD}.\n\n[x] In May the tugs stayed."),
        format!("The forged entry reads as follows. In May {SOLD}."),
        format!("Either {SOLD}, or this register is wrong."),
        format!("| Claim | Verdict |\n| --- | --- |\n| In May {SOLD} | False |\n| It rained | True |"),
    ] {
        assert_eq!(of_text(&text), warning, "{text}");
    }
    for text in [
        format!("In May {SOLD}.[1] It rained.\n\n[1] Entry 12 of the book."),
        format!("In May {SOLD}.\n\nIt rained.\n\nCorrection, 3 June 2020: The clerk is Ben Okoro."),
        format!("- [x] In May {SOLD}.\n- [ ] In May the tugs stayed."),
        format!("The entry reads as follows. In May {SOLD}."),
        format!("On either side of the quay they know that {SOLD}."),
        format!(
            "| Claim | Verdict |\n| --- | --- |\n| In May {SOLD} | True |\n| The port said it opened | False |"
        ),
    ] {
        assert!(of_text(&text).is_empty(), "{text}: {:?}", of_text(&text));
    }
    let litres = |above: &str| {
        let quote = "Fuel sold by the Northyard to the port of Sarn in 2019: 12 litres of each kind";
        let statement = "In 2019 the Northyard sold the port of Sarn 12 litres of each kind of fuel.";
        check(&on_register(&format!("{above}\n\n{quote}."), "txt", statement, quote))
    };
    assert_eq!(litres("Fuel by yard. All figures in thousands of litres."), warning);
    assert!(litres("Fuel by yard. All figures in litres.").is_empty());
}

#[test]
fn a_gap_parts_a_verb_from_whose_it_is() {
    let elided = |text: &str, quote: &str| check(&on_register(text, "txt", STATEMENT, quote));
    let watched =
        "In May 2019 the Northyard watched as the port of Veldra sold two tugs to the port of Sarn.";
    let quote = "In May 2019 the Northyard [...] sold two tugs to the port of Sarn";
    assert_eq!(elided(watched, quote), ["warning[quote-sheds-hedge]"]);
    let honest = "In May 2019 the Northyard, a firm of Veldra, sold two tugs to the port of Sarn.";
    assert!(elided(honest, quote).is_empty());
    let leased = "In 2019 the Northyard sold two tugs to a broker and leased a barge to the port of Sarn.";
    let quote = "In 2019 the Northyard sold two tugs [...] to the port of Sarn";
    assert_eq!(elided(leased, quote), ["warning[quote-sheds-hedge]"]);
    assert!(elided("In 2019 the Northyard sold two tugs of steel to the port of Sarn.", quote).is_empty());
}

#[test]
fn a_statement_drops_nothing_of_its_quote() {
    let warning = vec!["warning[quote-says-otherwise]".to_owned()];
    for (statement, quote) in [
        (
            "In 2019 the Northyard sold 12 tugs to Sarn.",
            "In 2019 the Northyard sold 12 more tugs to Sarn than in 2018",
        ),
        ("In 2019 the Northyard closed its dock.", "In 2019 the Northyard all but closed its dock"),
        (
            "In 2019 the Northyard sold two tugs to Sarn.",
            "In 2019 a tenant of the Northyard sold two tugs to Sarn",
        ),
        ("In 2019 all tugs at Sarn were not inspected.", "In 2019 not all tugs at Sarn were inspected"),
    ] {
        assert_eq!(of_statement(statement, quote), warning, "{statement}");
    }
    assert!(
        of_statement(
            "In 2019 the Northyard nearly closed its dock.",
            "In 2019 the Northyard all but closed its dock"
        )
        .is_empty()
    );
}

#[test]
fn a_part_says_no_more_than_its_quote() {
    let text =
        "The register is kept at Sarn.\n\nSold in May 2019 by the Northyard to the port of Sarn: two tugs.\n";
    let of = |part: &str| {
        let claim = format!(
            "statement = \"The Northyard sold two tugs and a crane to the port of Sarn in May 2019.\"\nstatus = \"partially confirmed\"\n\
             subjects = [\"Northyard\"]\nrationale = \"The register has it.\"\n\n[[evidence]]\nsource = \"register\"\n\
             quote = \"Sold in May 2019 by the Northyard to the port of Sarn: two tugs\"\npart = \"{part}\"\norigin = \"register\"\n\
             knows = \"the office registers every sale\"\n"
        );
        let record = "publisher = \"Shipping Office\"\nkind = \"official-record\"\n";
        let tree = Sandbox::new()
            .file("sources/register.txt", text)
            .file("sources/register.toml", source(text, record))
            .file("claims/tugs.toml", claim);
        check(&Repository::of(tree))
    };
    assert!(of("two tugs, sold in May").is_empty());
    assert_eq!(of("forty tugs, sold"), ["warning[number-not-in-evidence]"]);
    assert_eq!(of("all tugs, sold"), ["warning[quote-says-otherwise]"]);
}

#[test]
fn whose_words_they_are_where_the_block_is_its_own_origin() {
    let left_out = vec!["warning[origin-left-out]".to_owned()];
    let quote = "Okoro said that both tugs of the Northyard leaked at Sarn in May 2019";
    assert_eq!(of_statement("Both tugs of the Northyard leaked at Sarn in May 2019.", quote), left_out);
    assert!(
        of_statement("Ben Okoro said that both tugs of the Northyard leaked at Sarn in May 2019.", quote)
            .is_empty()
    );
    let own = quote.replace("Okoro", "The Shipping Office");
    assert!(of_statement("Both tugs of the Northyard leaked at Sarn in May 2019.", &own).is_empty());
    let of = |text: &str| {
        let repository = two_witnesses(["", ""], PAPERS);
        repository.file("sources/one.txt", text).file("sources/one.toml", source(text, PAPERS[0]));
        check(&repository)
    };
    let colon = "The director of the Northyard told us the following:";
    assert_eq!(of(&format!("We asked in Veldra.\n\n{colon}\n\n{SAW}.\n")), left_out);
    assert_eq!(of(&format!("{colon}\n\n- It rained.\n- {SAW}.\n")), left_out);
    assert!(of(&format!("This is the week of our paper:\n\n{SAW}.\n")).is_empty());
    let marks = format!("\"{SAW}.\" Those were the words of Anna Keel, who leads the Northyard.\n");
    assert_eq!(of(&marks), ["warning[another-speaker]"]);
}

#[test]
fn a_text_calls_itself_what_its_record_does_not() {
    let warning = vec!["warning[record-differs]".to_owned()];
    for head in
        ["ADVERTISEMENT - Paid for by the Northyard", "Sponsored content", "Press release of the Northyard"]
    {
        assert_eq!(check(&two_witnesses([&format!("{head}\n\n"), ""], PAPERS)), warning, "{head}");
    }
    // Papers print interviews, but none of them is a record.
    assert!(check(&two_witnesses(["Interview with Anna Keel\n\n", ""], PAPERS)).is_empty());
    let quote = "In May 2019 the Northyard delivered two tugs to the port of Sarn";
    for (head, is_told) in [
        ("PRESS RELEASE - For immediate release", true),
        ("Speech of the director", true),
        ("Bill of sale", false),
    ] {
        let text = format!("{head}\n\n{quote}.\n");
        let record = "publisher = \"Shipping Office\"\nkind = \"official-record\"\n";
        let repository = on_register(quote, "txt", &format!("{quote}."), quote);
        repository.file("sources/register.txt", &text).file("sources/register.toml", source(&text, record));
        assert_eq!(check(&repository) == warning, is_told, "{head}");
    }
}

#[test]
fn one_person_is_one_voice_under_a_title_and_beside_another() {
    let one_voice = vec!["error[single-origin]".to_owned()];
    let lund = "authors = [\"Jonas Lund\"]\nkind = \"news-report\"\n";
    let both = "authors = [\"Jonas Lund and Eva Holm\"]\nkind = \"news-report\"\n";
    let holm = "authors = [\"Eva Holm\"]\nkind = \"news-report\"\n";
    assert_eq!(check(&two_witnesses(["", ""], [both, lund])), one_voice);
    assert!(check(&two_witnesses(["", ""], [holm, lund])).is_empty());
    let captain = "authors = [\"Captain Jonas Lund\"]\nkind = \"news-report\"\n";
    assert_eq!(check(&two_witnesses(["", ""], [captain, lund])), one_voice);
}

#[test]
fn records_give_away_what_they_are() {
    let of_another = format!(
        "{}url = \"https://courier.example/may\"\narchived = \"https://web.archive.org/web/20200505000000/https://northyard.example/press/7\"\n",
        PAPERS[0]
    );
    assert_eq!(check(&two_witnesses(["", ""], [&of_another, PAPERS[1]])), ["warning[source-unarchived]"]);
    let of_itself = of_another.replace("northyard.example/press/7", "www.courier.example/may");
    assert!(check(&two_witnesses(["", ""], [&of_itself, PAPERS[1]])).is_empty());

    let repository = two_witnesses(["", ""], PAPERS);
    let path = repository.path().join("claims/tugs.toml");
    let claim = std::fs::read_to_string(path).unwrap();
    let claim = claim
        .replace(
            "origin = \"one\"",
            "origin = \"r1\"\non_record = \"stood by as both tugs of the Northyard\"",
        )
        .replace(
            "origin = \"other\"",
            "origin = \"r2\"\non_record = \"the harbour log of Sarn had two tugs\"",
        )
        .replace("\"documented\"", "\"partially confirmed\"");
    let record = |who: &str, title: &str| {
        format!("{who}\nkind = \"analysis\"\ntitle = \"{title}\"\npublished = 2020-01-04\n")
    };
    repository
        .file("claims/tugs.toml", claim)
        .file("sources/r1.toml", record("authors = [\"Eva Holm\"]", "Tugs of the coast"))
        .file("sources/r2.toml", record("publisher = \"Sea Institute\"", "Tugs of the Coast"));
    assert_eq!(check(&repository), ["warning[one-address]"]);
    repository.file("sources/r2.toml", record("publisher = \"Sea Institute\"", "Boats of the coast"));
    assert!(check(&repository).is_empty());
}

#[test]
fn a_heading_gives_the_year_and_a_due_day_is_not_too_early() {
    let quote = "In May the Northyard sold two tugs to the port of Sarn";
    let under = |heading: &str| {
        let repository =
            on_register(&format!("## {heading}\n\n{quote}, with papers."), "md", STATEMENT, quote);
        let path = repository.path().join("claims/tugs.toml");
        let claim = std::fs::read_to_string(path).unwrap().replace("subjects", "as_of = \"2019\"\nsubjects");
        repository.file("claims/tugs.toml", claim);
        check(&repository)
    };
    assert_eq!(under("Sales of 2012"), ["warning[number-not-in-evidence]"]);
    assert!(under("Sales of 2019").is_empty());
    assert!(under("Sales").is_empty());
    let due = |day: &str| {
        let quote = "The Northyard will have delivered 12 tugs to Sarn by 2030";
        let repository = on_register(&format!("{quote}."), "txt", &format!("{quote}."), quote);
        let path = repository.path().join("claims/tugs.toml");
        let claim =
            std::fs::read_to_string(path).unwrap().replace("subjects", &format!("due = {day}\nsubjects"));
        repository.file("claims/tugs.toml", claim);
        check(&repository).contains(&"warning[dates-out-of-order]".to_owned())
    };
    assert!(due("2020-01-01"));
    assert!(!due("2030-12-31"));
}

#[test]
fn what_was_printed_keeps_its_claim() {
    let repository = on_register(&format!("In May {SOLD}."), "txt", STATEMENT, SOLD);
    let story = |link: &str| {
        format!("title = \"Tugs\"\npublished = 2026-10-02\n\n[[passage]]\nwords = \"{STATEMENT}\"\n{link}\n")
    };
    repository
        .file("stories/s.txt", format!("{STATEMENT}\n"))
        .file("stories/s.toml", story("claim = \"tugs\""));
    repository.commit("Printed");
    let run =
        || told(&repository.run(&["check", "--base", "HEAD", "--format", "concise", "--now", "2026-12-01"]));
    assert!(run().is_empty(), "{:?}", run());
    repository.file("stories/s.toml", story("because = \"an old story\""));
    assert_eq!(run(), ["warning[passage-changed]"]);
    std::fs::remove_file(repository.path().join("stories/s.toml")).unwrap();
    std::fs::remove_file(repository.path().join("stories/s.txt")).unwrap();
    assert_eq!(run(), ["warning[passage-changed]"]);
}

#[test]
fn a_text_that_the_base_holds_had_appeared_by_then() {
    let repository = on_register(&format!("In May {SOLD}."), "txt", STATEMENT, SOLD);
    repository.on("2026-11-20").commit("Take it in");
    let path = repository.path().join("sources/register.toml");
    let record = std::fs::read_to_string(path).unwrap();
    let judged = |published: &str| {
        repository.file("sources/register.toml", record.replace("2020-01-15", published));
        told(&repository.run(&["check", "--base", "HEAD", "--now", "2026-12-01", "--format", "concise"]))
    };
    assert!(judged("2026-11-28").contains(&"warning[future-date]".to_owned()));
    assert!(!judged("2026-11-20").contains(&"warning[future-date]".to_owned()));
}
