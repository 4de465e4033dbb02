//! What `origins` prints, and that what it says would fall is what falls.

use crate::sandbox::{Sandbox, repository, run_in, today};
use crate::show::assert_snapshot;
use crate::tools::{passes, python};
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
                weighed(&project.corpus, &project.verification),
                "{}",
                project.corpus[source].id
            );
            project.corpus.sources[source.index()].retracted = before;
        }
    }
}

fn weighed(corpus: &Corpus, quotes: &Verification) -> Vec<(grounds::model::status::Status, usize)> {
    let standings = Standings::weigh(corpus, quotes, today());
    let standings = corpus.each_claim().map(|(claim, _)| standings.of_claim(claim));
    standings.map(|standing| (standing.earned, standing.witnesses)).collect()
}

/// A second reading of DESIGN's plain cases, over the TOML alone: nothing leaked, sealed or retracted, no claimant's word in
/// doubt. It prints `SOURCE CLAIM STATUS` for whatever falls, of the claims that it dares to judge, and `? CLAIM` of the others.
const ORACLE: &str = r#"
import pathlib, sys, tomllib
root = pathlib.Path(sys.argv[1])
read = lambda folder: {p.stem: tomllib.loads(p.read_text()) for p in (root / folder).rglob("*.toml")}
claims, sources = read("claims"), read("sources")
PRIMARY = {"official-record", "original-document", "dataset", "on-record-statement"}
RANK = ["unsubstantiated", "partially confirmed", "documented"]
name = lambda text: " ".join(text.split()).casefold()

def way(start):
    seen, todo = [], [start]
    while todo:
        at = todo.pop(0)
        if at not in seen:
            seen.append(at)
            todo += sources[at].get("derives_from", []) + sources[at].get("may_derive_from", [])
    return seen

def names(at):
    return {name(at)} | {name(n) for n in [sources[at].get("publisher", "")] + sources[at].get("authors", []) if n}

def earned(claim, without):
    quotes = []
    for one in claim.get("evidence", []):
        if one.get("stance", "supports") != "supports":
            continue
        quoted, origin = one["source"], one.get("origin", one["source"])
        path = way(origin)
        if without in path or without in way(quoted):
            continue
        if len(path) > 1 or any(sources[at].get("access", "published") != "published" for at in path + [quoted]):
            return None
        if any("retracted" in sources[at] for at in path + way(quoted)):
            return None
        claimant = claim.get("claimant", "")
        own = lambda at: claimant == at or name(claimant) in names(at) or (claimant in sources and names(at) & names(claimant))
        if own(origin) or own(quoted):
            # A party's own primary is no proof of a fact; what a party relays of somebody else's primary is.
            if claim.get("judges", "fact") == "fact" and own(origin):
                continue
            if claim.get("judges") == "saying" and origin == quoted:
                quotes.append((origin, True, "part" in one))
                continue
            if sources[origin]["kind"] not in PRIMARY:
                continue
        kind = sources[origin]["kind"]
        if kind in PRIMARY:
            quotes.append((origin, True, "part" in one))
        elif kind == "unnamed":
            quotes.append(("unnamed", None, "part" in one))
        else:
            who = sources[origin].get("publisher")
            if not who and len(sources[origin].get("authors", [])) != 1:
                return None
            quotes.append((name(who or sources[origin]["authors"][0]), False, "part" in one))
    whole = [(root, primary) for root, primary, part in quotes if not part and primary is not None]
    if any(primary for _, primary in whole) or len({root for root, _ in whole}) >= 2:
        return 2
    return 1 if quotes else 0

for id, claim in sorted(claims.items()):
    now = earned(claim, None)
    if now is None or "withdrawn" in claim:
        print("?", id)
        continue
    bears = min(now, RANK.index(claim["status"]))
    for source in sources:
        then = earned(claim, source)
        if then is not None and then < bears:
            print(source, id, RANK[then].replace(" ", "-"))
"#;

#[test]
#[ignore = "needs Python 3.11; .ci/run runs it"]
fn what_falls_in_the_corpus_is_what_a_second_reading_finds() {
    let here = repository(".");
    let oracle = passes(python().args(["-c", ORACLE]).arg(&here));
    let unsure: Vec<_> = oracle.lines().filter_map(|line| line.strip_prefix("? ")).collect();
    let expected: Vec<String> =
        oracle.lines().filter(|line| !line.starts_with('?')).map(str::to_owned).collect();
    let files = FileSet::from_dir(&here, None).unwrap();
    let corpus = Corpus::read(&files);
    let project = Project::of(files, corpus, today());
    let mut found = Vec::new();
    for (source, _) in project.corpus.each_source() {
        let report = grounds::report::origins::SourceOrigins::of(&project, source);
        for resting in &report.claims {
            let Some(fall) = resting.falls.filter(|_| !unsure.contains(&resting.id)) else {
                continue;
            };
            let to = fall.to.name.replace(' ', "-");
            found.push(format!("{} {} {to}", report.id, resting.id));
        }
    }
    let sorted = |mut lines: Vec<String>| {
        lines.sort();
        lines.join("\n")
    };
    let (found, expected) = (sorted(found), sorted(expected));
    assert!(expected.lines().count() > 100, "{expected}");
    assert!(unsure.len() * 5 < project.corpus.claims.len(), "{} are not judged", unsure.len());
    assert!(found == expected, "{}", crate::pages::difference(&expected, &found));
    // And the command says the same.
    let first = found.lines().next().unwrap().split(' ').collect::<Vec<_>>();
    let run = run_in(&here, &["origins", first[0]], &[]);
    assert!(run.stdout.contains(&format!("{}: ", first[1])), "{}", run.stdout);
}
