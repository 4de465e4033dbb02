//! What `origins` prints, and that what it says would fall is what falls.

use crate::sandbox::{Sandbox, repository, today};
use crate::show::assert_snapshot;
use grounds::corpus::Corpus;
use grounds::evidence::Verification;
use grounds::evidence::standing::{Removed, Standings};
use grounds::fileset::FileSet;
use grounds::model::source::Retraction;
use grounds::project::Project;
use serde_json::Value;

/// An agency, two papers that have it from there, one that perhaps has, and a register.
fn news() -> Sandbox {
    let text = |publisher: &str| format!("The tide came over the mole at noon on Monday: {publisher}.\n");
    let record = |publisher: &str, kind: &str, more: &str| {
        let sha256 = grounds::evidence::sha256(text(publisher).as_bytes());
        format!(
            "publisher = \"{publisher}\"\nkind = \"{kind}\"\npublished = 2020-01-01\n{more}\n[text]\nsha256 = \"{sha256}\"\n"
        )
    };
    let claim = |status: &str, sources: &[(&str, &str)]| {
        let evidence = sources.iter().map(|(source, more)| {
            format!(
                "\n[[evidence]]\nsource = \"{source}\"\nquote = \"The tide came over the mole at noon\"\n{more}"
            )
        });
        format!(
            "statement = \"The tide came.\"\nstatus = \"{status}\"\nclaimant = \"Somebody\"\nsubjects = [\"The mole\"]\nrationale = \"So.\"\n{}",
            evidence.collect::<String>()
        )
    };
    let mut sandbox = Sandbox::new();
    for (id, publisher, kind, more) in [
        ("agency", "Agency", "news-report", ""),
        ("gazette", "Gazette", "news-report", "derives_from = [\"agency\"]\n"),
        ("herald", "Herald", "news-report", "derives_from = [\"agency\"]\n"),
        ("echo", "Echo", "news-report", "may_derive_from = [\"gazette\"]\n"),
        ("globe", "Globe", "news-report", ""),
        ("register", "Register", "official-record", ""),
    ] {
        sandbox = sandbox
            .file(&format!("sources/{id}.toml"), record(publisher, kind, more))
            .file(&format!("sources/{id}.txt"), text(publisher));
    }
    let (there, enters) = ("knows = \"its reporter was there\"\n", "knows = \"it enters every tide\"\n");
    let (from_agency, own) = ("origin = \"agency\"\n", "origin = \"globe\"\n");
    let two = [("agency", there), ("gazette", from_agency), ("herald", from_agency), ("globe", there)];
    sandbox
        .file("claims/two.toml", claim("documented", &two))
        .file(
            "claims/one.toml",
            claim("partially confirmed", &[("agency", from_agency), ("echo", from_agency), ("globe", own)]),
        )
        .file("claims/firm.toml", claim("documented", &[("register", enters), ("agency", there)]))
        .file("claims/open.toml", claim("unsubstantiated", &[("herald", from_agency)]))
}

#[test]
fn a_claim_a_source_and_all_origins_are_shown_in_every_format() {
    let sandbox = news();
    for (name, id) in [("claim", Some("two")), ("source", Some("agency")), ("all", None)] {
        let mut shown = String::new();
        for format in ["table", "markdown", "csv", "json"] {
            let arguments = ["origins", "--width", "80", "--format", format];
            let run = sandbox.run(&[&arguments[..], id.as_slice()].concat());
            assert_eq!((run.code, run.stderr.as_str()), (Some(0), ""), "{name} {format}");
            shown = format!("{shown}== {format}\n{}", run.stdout.replace("\r\n", "\n"));
        }
        assert_snapshot(&format!("origins-{name}.txt"), &shown);
    }
    for width in ["60", "120"] {
        let run = sandbox.run(&["origins", "agency", "--width", width]);
        assert!(run.stdout.contains("two: documented → unsubstantiated\n"), "{}", run.stdout);
        assert!(run.stdout.lines().all(|line| line.chars().count() <= width.parse().unwrap()));
    }
}

#[test]
fn ids_are_told_apart_and_wrong_ones_answered() {
    let sandbox = news().file(
        "claims/agency.toml",
        "statement = \"x\"\nstatus = \"unsubstantiated\"\nformerly = [\"bureau\"]\n",
    );
    let run = sandbox.run(&["origins", "agency"]);
    assert!(
        run.stdout.contains("no quote supports it") && run.stderr.contains("--source shows it"),
        "{run:?}"
    );
    let run = sandbox.run(&["origins", "agency", "--source"]);
    assert!(
        run.stdout.contains("4 claims rest on it; 2 would fall if it were withdrawn\n"),
        "{}",
        run.stdout
    );
    let run = sandbox.run(&["origins", "bureau"]);
    assert!(run.stderr.contains("note: `bureau` is now `agency`"), "{}", run.stderr);
    let run = sandbox.run(&["origins", "registre"]);
    assert_eq!(run.code, Some(2));
    assert!(run.stderr.contains("did you mean `register`?"), "{}", run.stderr);
    assert_eq!(Sandbox::empty().run(&["origins"]).code, Some(3));
}

/// For every source of the corpus: as if it were taken back is as it is when its record says so.
#[test]
fn as_if_withdrawn_is_as_withdrawn() {
    for root in [news().path(), repository(".").as_path()] {
        if !root.join("claims").is_dir() {
            continue;
        }
        let files = FileSet::from_dir(root, None).unwrap();
        let corpus = Corpus::read(&files);
        let mut project = Project::of(files, corpus, today());
        let sources: Vec<_> = project.corpus.each_source().map(|(source, _)| source).collect();
        for source in sources {
            let gone = [source];
            let without = Removed::Sources(&gone);
            let Project { corpus, verification, standings, .. } = &project;
            let foretold: Vec<_> = corpus
                .each_claim()
                .map(|(claim, _)| standings.earned_without(corpus, verification, claim, without))
                .collect();
            let now = Some(Retraction { on: None, because: None, url: None });
            let before = std::mem::replace(&mut project.corpus.sources[source.index()].retracted, now);
            assert_eq!(
                foretold,
                weighed(&project.corpus, &project.files, &project.verification),
                "{}",
                project.corpus[source].id
            );
            project.corpus.sources[source.index()].retracted = before;
        }
    }
}

fn weighed(
    corpus: &Corpus,
    files: &FileSet,
    quotes: &Verification,
) -> Vec<(grounds::model::status::Status, usize)> {
    let standings = Standings::weigh(corpus, files, quotes, today());
    let standings = corpus.each_claim().map(|(claim, _)| standings.of_claim(claim));
    standings.map(|standing| (standing.earned, standing.witnesses)).collect()
}

#[test]
fn of_an_outlet_all_that_bears_its_name_falls_together() {
    let claim = |source: &str, quote: &str| {
        format!(
            "\n[[evidence]]\nsource = \"{source}\"\nquote = \"{quote}\"\norigin = \"{source}\"\nknows = \"it is its register\"\n"
        )
    };
    let register = |text: &str, publisher: &str| {
        let sha256 = grounds::evidence::sha256(text.as_bytes());
        format!(
            "publisher = \"{publisher}\"\nkind = \"official-record\"\npublished = 2020-01-09\n\n[text]\nsha256 = \"{sha256}\"\n"
        )
    };
    let (may, june) = ("In May two tugs were sold at Sarn.\n", "In June two tugs were sold at Sarn.\n");
    let head = |month: &str| {
        format!(
            "statement = \"In {month} 2019 two tugs were sold at Sarn.\"\nstatus = \"documented\"\nrationale = \"The register.\"\n"
        )
    };
    let sandbox = Sandbox::new()
        .file("sources/may.txt", may)
        .file("sources/may.toml", register(may, "Harbour Office"))
        .file("sources/june.txt", june)
        .file("sources/june.toml", register(june, "Harbour Office"))
        .file(
            "claims/both.toml",
            head("May")
                + &claim("may", "In May two tugs were sold at Sarn")
                + &claim("june", "In June two tugs were sold at Sarn"),
        );
    // Either record alone bears it.
    for source in ["may", "june"] {
        let run = sandbox.run(&["origins", source]);
        assert!(run.stdout.contains("1 claim rests on it; 0 would fall"), "{}", run.stdout);
    }
    let run = sandbox.run(&["origins", "Harbour Office"]);
    assert_eq!(run.code, Some(0), "{}", run.stderr);
    assert!(run.stdout.starts_with("Harbour Office: 2 documents\n"), "{}", run.stdout);
    assert!(
        run.stdout.contains("1 claim rests on them; 1 would fall if they were withdrawn"),
        "{}",
        run.stdout
    );
    let json = sandbox.run(&["origins", "harbour office", "--format", "json"]).stdout;
    let json: Value = serde_json::from_str(&json).unwrap();
    assert_eq!(
        (json["outlet"]["falling"].as_u64(), json["outlet"]["sources"].as_array().unwrap().len()),
        (Some(1), 2)
    );
    for (format, falls) in
        [("markdown", "documented → unsubstantiated"), ("csv", "\"documented\",\"unsubstantiated\"")]
    {
        let run = sandbox.run(&["origins", "Harbour Office", "--format", format]);
        assert!(run.stdout.contains(falls), "{}", run.stdout);
    }
}
