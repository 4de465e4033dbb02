//! What `origins` prints, and that what it says would fall is what falls.

use crate::sandbox::{Sandbox, repository, today};
use crate::show::assert_snapshot;
use grounds::corpus::Corpus;
use grounds::evidence::Verification;
use grounds::evidence::standing::{Removed, Standings};
use grounds::fileset::FileSet;
use grounds::model::source::Retraction;
use grounds::project::Project;

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
            let without = Removed::Source(source);
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
