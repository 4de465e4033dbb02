//! What `export` takes elsewhere, in each format; and that whoever reads it finds the same there, and nothing that acts.

use crate::hostile_text::{hostile_texts, toml};
use crate::sandbox::{Run, Sandbox, TODAY, program, repository};
use crate::tools::{self, passes, python};
use calamine::{Data, Reader, Xlsx};
use grounds::render::escape::{csv_cell, sheet_text, web_address};
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::process::Command;

const PUBLISHED: &str = "[export]\nurl = \"https://gazette.example/claims/\"\nauthor = \"The Harbour Gazette\"\nauthor_url = \"https://gazette.example/\"\n";

/// Claims of every status: given up, disputed, contradicted, relayed, failing, made by the publisher itself, and a saying.
fn harbour() -> Sandbox {
    let claim = |status: &str, more: &str, evidence: &[(&str, &str, &str)]| {
        let blocks = evidence.iter().map(|(source, quote, more)| {
            format!("\n[[evidence]]\nsource = \"{source}\"\nquote = \"{quote}\"\n{more}")
        });
        let checked = "\n[checked]\nby = \"E. Marsh\"\non = 2026-11-20\n";
        format!(
            "statement = \"The yard delivered 22 patrol boats.\"\nstatus = \"{status}\"\n{more}{}{checked}",
            blocks.collect::<String>()
        )
    };
    let yearbook = "Deliveries of the year: 22 patrol boats, delivered from the yard. It was a good year.\n";
    let statement = "No boats at all were delivered from the yard in that year, said the guard.\n";
    let record = |text: &str, more: &str| {
        format!("{more}\n[text]\nsha256 = \"{}\"\n", grounds::evidence::sha256(text.as_bytes()))
    };
    let relay = "The Ministry of the Sea said in its register of May 2020: 22 patrol boats, delivered to the guard.\n";
    let knows = "knows = \"the ministry keeps the register of deliveries\"\n";
    let boats = ("yearbook", "22 patrol boats, delivered from the yard", knows);
    let relayed = format!("origin = \"register\"\n{knows}on_record = \"in its register of May 2020\"\n");
    let relayed = ("gazette", "22 patrol boats, delivered to the guard", relayed.as_str());
    let (because, by) = ("rationale = \"The yearbook has it.\"\n", "claimant = \"Ministry of the Sea\"\n");
    let none = |stance| ("guard", "No boats at all were delivered from the yard", stance);
    let why = &format!("{because}claimant = \"A. Pilot\"\nsubjects = [\"Coast Guard\"]\n");
    let denied = why.replace("has it", "has it; the Coast Guard denies it");
    let fact = format!("{because}{by}claimed_on = \"2020-05\"\ntopics = [\"ships\", \"sea\"]\n");
    let said = format!("{because}{by}judges = \"saying\"\n");
    let doubted = "conflicts_with = [\"boats-held-back\", \"boats-said\"]\n";
    Sandbox::empty()
        .file("grounds.toml", PUBLISHED)
        .file("sources/yearbook.txt", yearbook)
        .file("sources/yearbook.toml", record(yearbook, "title = \"Yearbook\"\npublisher = \"Ministry of the Sea\"\nkind = \"official-record\"\npublished = 2020-05-04\nurl = \"https://sea.example/yearbook\"\narchived = \"javascript:alert(1)\"\n"))
        .file("sources/guard.txt", statement)
        .file("sources/guard.toml", record(statement, "title = \"Guard\"\npublisher = \"Coast Guard\"\nkind = \"statement\"\npublished = \"2020\"\n"))
        .file("sources/gazette.txt", relay)
        .file("sources/gazette.toml", record(relay, "title = \"Boats\"\npublisher = \"The Gull\"\nkind = \"news-report\"\npublished = 2020-06-01\n"))
        .file("sources/register.toml", "publisher = \"Ministry of the Sea\"\nkind = \"official-record\"\npublished = \"2020-05\"\n")
        .file("claims/boats-fact.toml", claim("documented", &fact, &[boats]))
        .file("claims/boats-said.toml", claim("documented", &said, &[(boats.0, boats.1, "")]).replace("The yard", "The Ministry of the Sea said that the yard"))
        .file("claims/boats-relayed.toml", claim("partially confirmed", why, &[relayed]))
        .file("claims/boats-relayed-low.toml", claim("unsubstantiated", why, &[relayed]))
        .file("claims/boats-held-back.toml", claim("partially confirmed", why, &[boats]))
        .file("claims/boats-doubted.toml", claim("unsubstantiated", doubted, &[(none("").0, none("").1, "")]))
        .file("claims/boats-part.toml", claim("partially confirmed", why, &[(boats.0, boats.1, "part = \"22 boats\"\nnote = \"Not when.\"\nknows = \"it keeps the register\"\n")]))
        .file("claims/boats-open.toml", claim("unsubstantiated", "claimant = \"A. Pilot\"\ndue = \"2030\"\n", &[boats]))
        .file("claims/boats-denied.toml", claim("documented", &denied, &[boats, none("stance = \"denies\"\n")]))
        .file("claims/boats-contradicted.toml", claim("unsubstantiated", "conflicts_with = [\"boats-fact\"]\n", &[none("stance = \"disputes\"\n")]))
        .file("claims/boats-fails.toml", claim("unsubstantiated", "", &[("yearbook", "40 patrol boats, delivered from the yard", "")]))
        .file("claims/boats-high.toml", claim("documented", why, &[]))
        .file("claims/boats-unweighed.toml", claim("documented", "claimant = \"A. Pilot\"\n", &[boats]))
        .file("claims/boats-own.toml", claim("unsubstantiated", "claimant = \"the harbour  gazette\"\n", &[boats]))
        .file("claims/boats-up.toml", claim("documented", why, &[boats]).replace("[checked]", "[withdrawn]\non = 2026-11-01\nbecause = \"It was the ebb.\"\n\n[checked]"))
        .file("claims/broken.toml", "statement = ")
}

#[test]
fn csv_has_a_row_for_each_claim_or_each_quote() {
    let sandbox = harbour();
    let claims = sandbox.run(&["export", "--topic", "ships"]);
    assert_eq!((claims.code, claims.stderr.as_str()), (Some(0), ""));
    assert_eq!(
        claims.stdout,
        "\"claim\",\"status\",\"earned\",\"basis\",\"printable\",\"printable_as\",\"overlays\",\"witnesses\",\"verified\",\"quotes\",\"claimant\",\"claimed_on\",\"date_inferred_from\",\"as_of\",\"due\",\"judges\",\"topics\",\"subjects\",\"checked_on\",\"checked_by\",\"checked_review_due\",\"next_check\",\"sources\",\"conflicts_with\",\"wanted\",\"content\",\"content_status\",\"content_printable\",\"formerly\",\"withdrawn_on\",\"withdrawn_because\",\"statement\",\"rationale\",\"path\"\r\n\
         \"boats-fact\",\"documented\",\"documented\",\"record read here\",\"fact\",\"as a fact\",\"\",\"1\",\"1\",\"1\",\"Ministry of the Sea\",\"2020-05\",\"\",\"\",\"\",\"fact\",\"ships; sea\",\"\",\"2026-11-20\",\"E. Marsh\",\"\",\"2028-11-19\",\"yearbook\",\"\",\"\",\"\",\"\",\"\",\"\",\"\",\"\",\"The yard delivered 22 patrol boats.\",\"The yearbook has it.\",\"claims/boats-fact.toml\"\r\n"
    );
    let evidence = sandbox.run(&["export", "--table", "evidence", "--overlay", "contested"]);
    assert_eq!((evidence.code, evidence.stderr.as_str()), (Some(0), ""));
    assert_eq!(
        evidence.stdout,
        "\"claim\",\"number\",\"source\",\"stance\",\"origin\",\"part\",\"quote\",\"outcome\",\"place\",\"at\",\"prefix\",\"suffix\",\"title\",\"publisher\",\"published\",\"date_inferred_from\",\"url\",\"note\",\"translation\",\"through\",\"knows\",\"on_record\"\r\n\
         \"boats-denied\",\"1\",\"yearbook\",\"supports\",\"yearbook\",\"\",\"22 patrol boats, delivered from the yard\",\"exact\",\"yearbook.txt:1\",\"\",\"\",\"\",\"Yearbook\",\"Ministry of the Sea\",\"2020-05-04\",\"\",\"https://sea.example/yearbook\",\"\",\"\",\"\",\"the ministry keeps the register of deliveries\",\"\"\r\n\
         \"boats-denied\",\"2\",\"guard\",\"denies\",\"guard\",\"\",\"No boats at all were delivered from the yard\",\"exact\",\"guard.txt:1\",\"\",\"\",\"\",\"Guard\",\"Coast Guard\",\"2020\",\"\",\"\",\"\",\"\",\"\",\"\",\"\"\r\n"
    );
}

#[test]
fn json_lines_nest_the_evidence_in_each_claim() {
    let run = harbour().run(&["export", "--format", "jsonl"]);
    let claims: Vec<Value> = run.stdout.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    assert_eq!((run.code, claims.len()), (Some(0), 16));
    let find = |id: &str| claims.iter().find(|claim| claim["claim"] == id).unwrap();
    let part = find("boats-part");
    assert_eq!((&part["format"], &part["version"]), (&"grounds-claim".into(), &2.into()));
    assert_eq!(
        (&part["evidence"][0]["part"], &part["evidence"][0]["number"]),
        (&"22 boats".into(), &1.into())
    );
    assert_eq!(part["evidence"][0]["note"], "Not when.");
    assert_eq!(find("boats-open")["due"], "2030");
    assert_eq!(find("boats-up")["withdrawn_because"], "It was the ebb.");
    assert_eq!(find("boats-fails")["evidence"][0]["outcome"], "altered");
    assert_eq!(find("boats-high")["evidence"], Value::Array(Vec::new()));
    assert_eq!(find("broken")["status"], "unreadable");
}

#[test]
fn a_workbook_has_both_tables_with_days_and_numbers_that_are_some() {
    let sandbox = harbour();
    let write = || {
        let run = sandbox.run(&["export", "--format", "xlsx=out.xlsx"]);
        assert_eq!((run.code, run.stdout + &run.stderr), (Some(0), String::new()));
        std::fs::read(sandbox.path().join("out.xlsx")).unwrap()
    };
    assert!(write() == write(), "the same claims on the same day give the same bytes");
    let mut book = workbook(&sandbox.path().join("out.xlsx"));
    assert_eq!(book.sheet_names(), ["Claims", "Evidence", "Sources"]);
    let claims = book.worksheet_range("Claims").unwrap();
    let said = claims.rows().find(|row| row[0] == "boats-fact").unwrap();
    let heading = |title: &str| claims.rows().next().unwrap().iter().position(|cell| *cell == title).unwrap();
    assert_eq!(said[heading("Quotes")], Data::Float(1.0));
    let checked = &said[heading("Checked on")];
    assert!(matches!(checked, Data::DateTime(day) if day.is_datetime()), "{checked:?}");
    assert_eq!(checked.to_string(), "46346", "2026-11-20, as a spreadsheet counts days");
    assert_eq!(said[heading("Claimed on")], "2020-05");
    let evidence = book.worksheet_range("Evidence").unwrap();
    assert_eq!(evidence.height(), 16);
    // To a pipe it is the same.
    let mut piped = Command::new(program());
    piped.current_dir(sandbox.path()).env_remove("GROUNDS_TEXTS");
    let piped = piped.args(["--now", TODAY, "export", "--format", "xlsx"]).output().unwrap();
    assert_eq!(piped.status.code(), Some(0));
    assert!(piped.stdout == std::fs::read(sandbox.path().join("out.xlsx")).unwrap());
}

// Elsewhere `script` takes other arguments.
#[cfg(target_os = "linux")]
#[test]
#[ignore = "needs script, of util-linux; .ci/run runs it"]
fn a_workbook_is_not_written_to_a_terminal() {
    // `script` gives the program a terminal.
    let sandbox = harbour();
    let shell = format!("{} export --format xlsx", program().display());
    let mut script = Command::new(tools::program("script"));
    let run = script.current_dir(sandbox.path()).args(["-qec", &shell, "/dev/null"]).output().unwrap();
    let said = String::from_utf8_lossy(&run.stdout);
    assert_eq!(run.status.code(), Some(2), "{said}");
    assert!(said.contains("error: a terminal cannot show a workbook"), "{said}");
}

#[test]
fn what_cannot_be_done_is_refused_with_a_remedy() {
    let sandbox = harbour();
    let refused = |args: &[&str], words: &str| {
        let run = sandbox.run(&[&["export"], args].concat());
        assert_eq!((run.code, run.stdout.as_str()), (Some(2), ""), "{args:?}");
        assert!(run.stderr.contains(words), "{args:?}: {}", run.stderr);
    };
    refused(&["--format", "pdf"], "the formats are csv, xlsx, jsonl, claimreview");
    refused(&["--format", "csv=out/"], "only claimreview can fill a folder");
    refused(&["--format", "xlsx=claims/out.xlsx"], "may not overwrite it");
    refused(&["--format", "claimreview=claims/"], "may not overwrite it");
    refused(&["--table", "texts"], "one of claims, evidence, sources");
    refused(&["--source", "yearbok"], "did you mean `yearbook`?");
    for (policy, words) in [
        ("", "claimreview needs the web address of the claims"),
        ("[export]\nurl = \"javascript://gazette.example/\"\n", "is not a web address"),
        ("[export]\nurl = \"https://\"\n", "is not a web address"),
    ] {
        let run = Sandbox::new().file("grounds.toml", policy).run(&["export", "--format", "claimreview"]);
        assert_eq!((run.code, run.stdout.as_str()), (Some(2), ""), "{policy}");
        let help = "help: set it in grounds.toml, under [export]: url =";
        assert!(run.stderr.contains(words) && run.stderr.contains(help), "{policy}: {}", run.stderr);
    }
}

#[test]
fn nothing_to_export_is_said_and_told_by_the_exit_code() {
    let empty = Sandbox::new().file("grounds.toml", PUBLISHED);
    let nobody = harbour();
    for (sandbox, args) in [(&empty, &[][..]), (&nobody, &["--claimant", "Nobody"][..])] {
        for format in ["csv", "jsonl", "claimreview", "xlsx=out"] {
            let run = sandbox.run(&[&["export", "--format", format], args].concat());
            assert_eq!(run.code, Some(3), "{format}");
            assert!(run.stderr.ends_with("nothing to export: no claims\n"), "{}", run.stderr);
            let asked = run.stderr.contains("no claim matches (the project has 16)");
            assert_eq!(asked, !args.is_empty(), "{}", run.stderr);
            match format {
                "csv" => assert_eq!(run.stdout.lines().count(), 1, "the headings"),
                "claimreview" => assert_eq!(reviews(&run), Vec::<Value>::new()),
                _ => assert_eq!(run.stdout, ""),
            }
        }
    }
    let mut book = workbook(&nobody.path().join("out"));
    assert_eq!(book.worksheet_range("Claims").unwrap().height(), 1);
}

#[test]
fn reviews_are_of_claims_that_are_fit_and_the_others_are_counted() {
    let sandbox = harbour();
    let run = sandbox.run(&["export", "--format", "claimreview"]);
    assert_eq!(
        (run.code, run.stderr.as_str()),
        (
            Some(0),
            "7 of 16 claims left out: 1 cannot be read, 1 is withdrawn, 1 judges a saying, 1 has a quote that fails, 1 has not earned its status, 1 has errors, 1 was made by the publisher itself\n"
        )
    );
    let reviews = reviews(&run);
    let rated: Vec<_> = reviews
        .iter()
        .map(|review| {
            let rating = &review["reviewRating"];
            (
                review["url"].as_str().unwrap(),
                rating["alternateName"].as_str().unwrap(),
                rating["ratingValue"].as_u64(),
            )
        })
        .collect();
    assert_eq!(
        rated,
        [
            ("https://gazette.example/claims/boats-contradicted", "Contradicted by evidence", Some(1)),
            ("https://gazette.example/claims/boats-denied", "Documented, disputed", None),
            ("https://gazette.example/claims/boats-doubted", "Unsubstantiated, disputed", None),
            ("https://gazette.example/claims/boats-fact", "Documented", Some(5)),
            ("https://gazette.example/claims/boats-held-back", "Partially confirmed", Some(3)),
            ("https://gazette.example/claims/boats-open", "Unsubstantiated", None),
            ("https://gazette.example/claims/boats-part", "Partially confirmed", Some(3)),
            ("https://gazette.example/claims/boats-relayed", "On the record, at second hand", None),
            ("https://gazette.example/claims/boats-relayed-low", "Unsubstantiated", None),
        ]
    );
    // A number says that it is so or not so. It is a person who says that of the claim that stands against another.
    let lowered = sandbox.path().join("claims/boats-fact.toml");
    let fact = std::fs::read_to_string(&lowered).unwrap();
    std::fs::write(&lowered, fact.replace("\"documented\"", "\"partially confirmed\"")).unwrap();
    let run = sandbox.run(&["export", "--format", "claimreview", "--overlay", "contradicted"]);
    assert_eq!(run.stdout.matches("Unsubstantiated, disputed").count(), 2, "{}", run.stdout);
    assert!(!run.stdout.contains("ratingValue"), "{}", run.stdout);
    for review in &reviews {
        let rating = review["reviewRating"].as_object().unwrap();
        let scale = [rating.get("worstRating"), rating.get("bestRating")];
        match rating.get("ratingValue") {
            Some(_) => assert_eq!(scale, [Some(&1.into()), Some(&5.into())]),
            None => assert_eq!(scale, [None, None], "a scale alone may be read as a number"),
        }
        assert_is_claim_review(review);
    }
}

#[test]
fn a_review_says_who_claimed_what_where_and_on_what_it_rests() {
    let sandbox = harbour();
    let run = sandbox.run(&["export", "--format", "claimreview=out/", "--topic", "ships"]);
    assert_eq!((run.code, run.stdout + &run.stderr), (Some(0), String::new()));
    let written = std::fs::read_to_string(sandbox.path().join("out/boats-fact.jsonld")).unwrap();
    let yearbook = serde_json::json!({
        "@type": "CreativeWork", "name": "Yearbook", "url": "https://sea.example/yearbook",
        "publisher": {"@type": "Organization", "name": "Ministry of the Sea"}, "datePublished": "2020-05-04"
    });
    assert_eq!(
        serde_json::from_str::<Value>(&written).unwrap(),
        serde_json::json!({
            "@context": "https://schema.org", "@type": "ClaimReview",
            "@id": "https://gazette.example/claims/boats-fact", "url": "https://gazette.example/claims/boats-fact",
            "author": {"@type": "Organization", "name": "The Harbour Gazette", "url": "https://gazette.example/"},
            "datePublished": "2026-11-20", "expires": "2028-11-19",
            "claimReviewed": "The yard delivered 22 patrol boats.",
            "itemReviewed": {
                "@type": "Claim", "author": {"@type": "Organization", "name": "Ministry of the Sea"},
                "datePublished": "2020-05", "firstAppearance": yearbook
            },
            "reviewRating": {
                "@type": "Rating", "alternateName": "Documented", "ratingValue": 5, "bestRating": 5, "worstRating": 1,
                "ratingExplanation": "The yearbook has it."
            },
            "citation": [yearbook]
        })
    );
    // What was published once has to be taken down by somebody.
    let run = sandbox.run(&["export", "--format", "claimreview=out", "--overlay", "contested"]);
    assert_eq!(run.code, Some(0));
    assert_eq!(
        run.stderr,
        "note: boats-fact.jsonld is from an earlier export, and its claim is not in this one\n"
    );
    let files = std::fs::read_dir(sandbox.path().join("out")).unwrap();
    assert_eq!(files.count(), 2);
}

#[test]
fn the_corpus_is_reviewed_in_the_words_of_the_vocabulary() {
    let sandbox = Sandbox::empty().file("grounds.toml", PUBLISHED);
    for folder in ["claims", "sources"] {
        copy(&repository(folder), &sandbox.path().join(folder));
    }
    let run = sandbox.run(&["export", "--format", "claimreview"]);
    let reviews = reviews(&run);
    assert!(run.code == Some(0) && reviews.len() > 20, "{}", run.stderr);
    reviews.iter().for_each(assert_is_claim_review);
}

fn copy(from: &Path, to: &Path) {
    std::fs::create_dir_all(to).unwrap();
    for entry in std::fs::read_dir(from).unwrap().map(Result::unwrap) {
        let target = to.join(entry.file_name());
        if entry.file_type().unwrap().is_dir() {
            copy(&entry.path(), &target);
        } else {
            std::fs::copy(entry.path(), target).unwrap();
        }
    }
}

/// The hostile texts that fit into a record. Six times as much of any that is not ASCII would be too much.
fn fitting_texts() -> Vec<String> {
    let fits = |text: &String| text.chars().filter(|c| !c.is_ascii()).count() < 10_000;
    hostile_texts().into_iter().filter(fits).collect()
}

/// A project with a claim full of each of them.
fn hostile(texts: &[String]) -> Sandbox {
    let claim = |at: usize, text: &str| {
        let x = toml(at, text);
        format!(
            "statement = {x}\nstatus = \"unsubstantiated\"\nclaimant = {x}\ntopics = [{x}]\nrationale = {x}\n\n\
             [[evidence]]\nsource = \"master\"\nquote = \"the tide came over the mole\"\nnote = {x}\npart = {x}\ntranslation = {x}\n"
        )
    };
    let title = toml(1, "=HYPERLINK(\"http://evil.example\")");
    let text = "On Monday the tide came over the mole at noon.\n";
    let record = format!(
        "title = {title}\npublisher = \"+1\"\nkind = \"news-report\"\nurl = \"=1+1\"\n\n[text]\nsha256 = \"{}\"\n",
        grounds::evidence::sha256(text.as_bytes())
    );
    let sandbox = Sandbox::empty()
        .file("grounds.toml", PUBLISHED)
        .file("sources/master.toml", record)
        .file("sources/master.txt", text);
    texts
        .iter()
        .enumerate()
        .fold(sandbox, |sandbox, (at, text)| sandbox.file(&format!("claims/c-{at:04}.toml"), claim(at, text)))
}

fn exported(sandbox: &Sandbox, format: &str, more: &[&str]) -> Run {
    let run = sandbox.run(&[&["export", "--format", format], more].concat());
    assert_eq!(run.code, Some(0), "{format}: {}", run.stderr);
    run
}

#[test]
fn hostile_texts_are_the_same_texts_everywhere_and_nothing_else() {
    let texts = fitting_texts();
    let sandbox = hostile(&texts);
    let run = |format: &str, more: &[&str]| exported(&sandbox, format, more);

    let lines = run("jsonl", &[]).stdout;
    assert_only_seen(&lines);
    assert_eq!(lines.lines().count(), texts.len());
    // A statement without a letter or digit is none.
    let stated = |text: &str| {
        if text.contains(char::is_alphanumeric) { text.trim().to_owned() } else { String::new() }
    };
    let or_null = |text: &str| if text.is_empty() { Value::Null } else { text.into() };
    for (line, text) in lines.lines().zip(&texts) {
        let claim: Value = serde_json::from_str(line).unwrap();
        assert_eq!(claim["statement"], or_null(&stated(text)));
        assert_eq!(claim["evidence"][0]["translation"], or_null(text.trim()));
    }

    let csv = run("csv", &[]).stdout;
    let rows = rows_of(csv.as_bytes());
    assert_eq!(rows.len(), texts.len() + 1);
    let evidence = run("csv", &["--table", "evidence"]).stdout;
    let quotes = rows_of(evidence.as_bytes());
    let at = |rows: &[Vec<String>], key: &str| rows[0].iter().position(|cell| cell == key).unwrap();
    for (row, quote, text) in
        texts.iter().enumerate().map(|(at, text)| (&rows[at + 1], &quotes[at + 1], text))
    {
        assert_eq!(row[at(&rows, "statement")], csv_cell(&stated(text)));
        assert_eq!(quote[at(&quotes, "translation")], csv_cell(text.trim()));
        for cell in row.iter().chain(quote) {
            assert!(!acts(cell), "{cell:?}");
        }
    }

    run("xlsx=out.xlsx", &[]);
    let mut book = workbook(&sandbox.path().join("out.xlsx"));
    for sheet in ["Claims", "Evidence"] {
        let formulas = book.worksheet_formula(sheet).unwrap();
        assert!(formulas.used_cells().next().is_none(), "{sheet}: {:?}", formulas.used_cells().next());
    }
    let (claims, evidence) =
        (book.worksheet_range("Claims").unwrap(), book.worksheet_range("Evidence").unwrap());
    assert_eq!((claims.height(), evidence.height()), (texts.len() + 1, texts.len() + 1));
    // A sheet has sentences beside the ids.
    assert_eq!(claims.rows().next().unwrap()[1].to_string(), "Statement");
    let (statement, translation) = (1, at(&quotes, "translation"));
    for ((claim, quote), text) in claims.rows().zip(evidence.rows()).skip(1).zip(&texts) {
        assert_eq!(claim[statement].to_string(), sheet_text(&stated(text)), "{text:?}");
        assert_eq!(quote[translation].to_string(), sheet_text(text.trim()), "{text:?}");
    }
    let title = at(&quotes, "title");
    assert_eq!(
        evidence.get((1, title)).unwrap(),
        &Data::String("=HYPERLINK(\"http://evil.example\")".to_owned())
    );

    let reviewed = run("claimreview", &[]);
    assert_only_seen(&reviewed.stdout);
    reviews(&reviewed).iter().for_each(assert_is_claim_review);
}

/// Nothing in it ends a script, turns the direction of writing, or moves a cursor.
fn assert_only_seen(output: &str) {
    let hostile =
        |c: char| c.is_control() && c != '\n' || matches!(c, '<' | '>' | '&' | '\u{202e}' | '\u{2028}');
    assert_eq!(output.chars().find(|c| hostile(*c)), None);
    assert_eq!(crate::runner::commands(output), []);
}

/// Would a spreadsheet take it for a formula?
fn acts(cell: &str) -> bool {
    let first = cell.trim_start_matches(|c: char| c.is_whitespace() || c == '\u{feff}').chars().next();
    cell.starts_with(['\t', '\r', '\n'])
        || first.is_some_and(|first| "=+-@\u{ff1d}\u{ff0b}\u{ff0d}\u{ff20}".contains(first))
}

fn rows_of(csv: &[u8]) -> Vec<Vec<String>> {
    let mut reader = csv::ReaderBuilder::new().has_headers(false).from_reader(csv);
    reader.records().map(|row| row.unwrap().iter().map(str::to_owned).collect()).collect()
}

#[test]
#[ignore = "needs Python 3.11; .ci/run runs it"]
fn python_reads_the_same_cells() {
    let sandbox = hostile(&fitting_texts());
    let read = "import csv, json, sys\ncsv.field_size_limit(1 << 30)\nwith open(sys.argv[1], encoding='utf-8', newline='') as f: print(json.dumps(list(csv.reader(f))))";
    for table in ["claims", "evidence"] {
        let csv = exported(&sandbox, "csv", &["--table", table]).stdout;
        let path = sandbox.path().join(format!("{table}.csv"));
        std::fs::write(&path, &csv).unwrap();
        let found: Vec<Vec<String>> =
            serde_json::from_str(&passes(python().args(["-c", read]).arg(&path))).unwrap();
        assert!(found == rows_of(csv.as_bytes()), "{table}: Python reads other cells");
    }
}

fn workbook(path: &Path) -> Xlsx<std::io::BufReader<std::fs::File>> {
    calamine::open_workbook(path).unwrap()
}

#[test]
#[ignore = "needs LibreOffice; .ci/run runs it"]
fn an_office_program_reads_the_same_cells() {
    let texts = fitting_texts();
    let sandbox = hostile(&texts);
    exported(&sandbox, "xlsx=out.xlsx", &[]);
    let home = sandbox.path().join("office");
    let profile = format!("-env:UserInstallation=file://{}", home.display());
    let mut office = Command::new(tools::program("soffice"));
    office.current_dir(sandbox.path()).env("HOME", &home).args([&profile, "--headless", "--convert-to"]);
    // Commas, quotation marks, UTF-8; all cells quoted, as they are; every sheet to a file of its own.
    office
        .args(["csv:Text - txt - csv (StarCalc):44,34,76,1,,0,true,false,false,false,false,-1", "out.xlsx"]);
    passes(&mut office);
    let rows = rows_of(&std::fs::read(sandbox.path().join("out-Evidence.csv")).unwrap());
    assert_eq!(rows.len(), texts.len() + 1);
    let translation = rows[0].iter().position(|title| title == "Translation").unwrap();
    for (row, text) in rows[1..].iter().zip(&texts) {
        assert_eq!(row[translation], sheet_text(text.trim()));
    }
}

fn reviews(run: &Run) -> Vec<Value> {
    let feed: Value = serde_json::from_str(&run.stdout).unwrap();
    assert_eq!(feed["@context"], "https://schema.org");
    feed["@graph"].as_array().unwrap().clone()
}

/// It has what Google requires of a review of a claim, and every property is one of its type, with a value of a type that it takes.
fn assert_is_claim_review(review: &Value) {
    let vocabulary = vocabulary();
    assert_eq!(review["@type"], "ClaimReview");
    for required in ["claimReviewed", "url"] {
        assert!(review[required].as_str().is_some_and(|text| !text.is_empty()), "{required}: {review}");
    }
    assert!(!review["reviewRating"]["alternateName"].as_str().unwrap().is_empty(), "{review}");
    assert_in_vocabulary(&vocabulary, review);
}

/// A type, the one above it, and for each property the types of its values.
pub type Vocabulary = BTreeMap<String, (Option<String>, BTreeMap<String, Vec<String>>)>;

pub fn vocabulary() -> Vocabulary {
    let mut vocabulary = Vocabulary::new();
    let mut last = String::new();
    for line in include_str!("schema_org.txt").lines().filter(|line| !line.starts_with('#')) {
        if let Some(named) = line.strip_prefix("type ") {
            let (name, above) =
                named.split_once(' ').map_or((named, None), |(name, above)| (name, Some(above)));
            name.clone_into(&mut last);
            vocabulary.insert(last.clone(), (above.map(str::to_owned), BTreeMap::new()));
        } else {
            let (property, types) = line.trim().split_once(": ").unwrap();
            let types = types.split(" | ").map(str::to_owned).collect();
            vocabulary.get_mut(&last).unwrap().1.insert(property.to_owned(), types);
        }
    }
    vocabulary
}

/// Every property is one of its type, with a value of a type that it takes.
pub fn assert_in_vocabulary(vocabulary: &Vocabulary, node: &Value) {
    // Of whoever nobody knows what they are, only what everything has.
    let name = node.get("@type").map_or("Thing", |name| name.as_str().unwrap());
    let above = |name: &str| {
        let mut all = vec![name.to_owned()];
        while let Some(next) = vocabulary.get(all.last().unwrap()).and_then(|(above, _)| above.clone()) {
            all.push(next);
        }
        all
    };
    for (property, value) in node.as_object().unwrap().iter().filter(|(key, _)| !key.starts_with('@')) {
        let types = above(name).iter().find_map(|name| vocabulary[name].1.get(property).cloned());
        let types: BTreeSet<_> =
            types.unwrap_or_else(|| panic!("{name} has no {property}")).into_iter().collect();
        for value in value.as_array().map_or(std::slice::from_ref(value), Vec::as_slice) {
            let fits = match value {
                Value::Object(inner) => {
                    assert_in_vocabulary(vocabulary, value);
                    inner.get("@type").is_none_or(|inner| {
                        above(inner.as_str().unwrap()).iter().any(|inner| types.contains(inner))
                    })
                }
                Value::Number(_) => types.contains("Number"),
                Value::String(text) => {
                    types.contains("Text")
                        || types.contains("URL") && web_address(text).is_some()
                        || types.contains("Date") && text.len() <= 10
                }
                _ => false,
            };
            assert!(fits, "{name}: {property} is of {types:?}, not {value}");
        }
    }
}

#[test]
fn only_addresses_of_the_web_are_some() {
    for web in ["https://gazette.example/a?b=c#d", "HTTP://[::1]:80/", "http://a"] {
        assert_eq!(web_address(web), Some(web));
    }
    for other in [
        "javascript:alert(1)",
        "javascript://x",
        "data:text/html,x",
        "https://",
        "https:///x",
        "https://a b",
        "https://a\n",
        "//a",
        "",
        "https://\u{430}.example",
        "https://a/\"><script>",
        " https://a",
        "https://@",
    ] {
        assert_eq!(web_address(other), None, "{other:?}");
    }
}

#[test]
fn a_text_that_no_cell_can_hold_is_cut_where_it_must_be() {
    assert_eq!(sheet_text("=1+1\u{1}\u{ffff}\u{202e}\r\n\t_x0041_"), "=1+1\n\t_x0041_");
    let long = sheet_text(&"🙂".repeat(20_000));
    assert_eq!((long.encode_utf16().count(), long.chars().last()), (32_767, Some('…')));
}
