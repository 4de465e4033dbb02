//! What a status must have earned: `origins.txt`, a table to be read, and run.

use crate::sandbox::{Sandbox, today};
use grounds::corpus::Corpus;
use grounds::diagnostic::Diagnostic;
use grounds::fileset::FileSet;
use grounds::project::Project;
use grounds::rules::{self, About, Context};
use std::fmt::Write;

const CASES: &str = include_str!("origins.txt");

/// One worked case.
#[derive(Debug, Default)]
struct Case {
    title: String,
    policy: String,
    /// Id, and the record without its text.
    sources: Vec<(String, String)>,
    claim: String,
    rationale: String,
    checked: String,
    evidence: Vec<Quote>,
    earns: String,
    /// A status, and what the check says of the claim with it.
    written: Vec<(String, String)>,
}

#[derive(Debug, Default)]
struct Quote {
    stance: String,
    source: String,
    origin: String,
    part: bool,
    absent: bool,
}

#[test]
fn every_worked_case_earns_what_the_table_says() {
    let cases = cases();
    assert!(cases.len() > 50, "only {} cases were read", cases.len());
    let mut wrong = String::new();
    for case in &cases {
        let earned = earned(case);
        if earned != case.earns {
            let _ = writeln!(wrong, "{}\n    earns            {earned}", case.title);
        }
        for (status, expected) in &case.written {
            let said = said(case, status);
            if let Err(said) = matches(expected, &said) {
                let _ = writeln!(wrong, "{}\n    as {status:<14}{said}", case.title);
            }
        }
    }
    assert!(wrong.is_empty(), "otherwise than the table says:\n{wrong}");
}

/// Does the check say what is expected? Expected is `clean`, or rules and, behind a colon, words in what they say.
/// That the claimant is met on no way is left out, except where a case is about that.
fn matches(expected: &str, said: &[Diagnostic]) -> Result<(), String> {
    let (rules, words) = expected.split_once(": ").unwrap_or((expected, ""));
    let rules: Vec<_> = rules.split(' ').filter(|rule| *rule != "clean").collect();
    let said: Vec<_> = said
        .iter()
        .filter(|said| said.rule != "claimant-without-origin" || rules.contains(&said.rule))
        .collect();
    let mut found: Vec<_> = said.iter().map(|said| said.rule).collect();
    found.sort_unstable();
    found.dedup();
    let mut rules = rules;
    rules.sort_unstable();
    let told = format!("{said:?}");
    if found == rules && told.contains(words) { Ok(()) } else { Err(format!("{}: {told}", found.join(" "))) }
}

fn earned(case: &Case) -> String {
    let mut earned = String::new();
    // What an editor should know depends on what is written: so the earned status is.
    for status in ["unsubstantiated", "partially confirmed", "documented"] {
        let said = judge(case, status, |context, _| {
            let (claim, _) = context.corpus.each_claim().next().unwrap();
            let standing = context.standings.of_claim(claim);
            (standing.earned.name() == status).then(|| {
                let origins = match standing.independent {
                    1 => "1 origin".to_owned(),
                    many => format!("{many} origins"),
                };
                let overlays = standing.overlays.iter().map(|overlay| format!(", {overlay}"));
                format!("{status}, {origins}{}", overlays.collect::<String>())
            })
        });
        earned += &said.unwrap_or_default();
    }
    earned
}

/// What the check says of the claim and its evidence.
fn said(case: &Case, status: &str) -> Vec<Diagnostic> {
    judge(case, status, |_, said| {
        said.into_iter()
            .filter(|said| {
                let about = rules::group_of(said.rule).unwrap().about;
                about == About::Evidence || ["quote-absent", "circular-origin"].contains(&said.rule)
            })
            .collect()
    })
}

fn judge<T>(case: &Case, status: &str, then: impl FnOnce(&Context, Vec<Diagnostic>) -> T) -> T {
    let sandbox = project(case, status);
    let files = FileSet::from_dir(sandbox.path(), None).unwrap();
    let corpus = Corpus::read(&files);
    let project = Project::of(files, corpus, today());
    let faults = &project.corpus.faults;
    assert!(faults.is_empty(), "{}: {faults:?}", case.title);
    let context = Context::of(&project, today(), None);
    let said = rules::run(&context).diagnostics;
    then(&context, said)
}

fn project(case: &Case, status: &str) -> Sandbox {
    let mut sandbox = Sandbox::new().file("grounds.toml", &case.policy);
    let mut claim = format!("statement = \"It is so.\"\nstatus = \"{status}\"\n{}", case.claim);
    let _ = writeln!(claim, "rationale = {}", case.rationale);
    for (at, quote) in case.evidence.iter().enumerate() {
        let words = format!("these are the words of quote {at}");
        let words = if quote.absent { "nobody ever wrote down such a thing".to_owned() } else { words };
        let Quote { stance, source, origin, .. } = quote;
        let _ = write!(
            claim,
            "[[evidence]]\nsource = \"{source}\"\nquote = \"{words}\"\nstance = \"{stance}\"\n"
        );
        if !origin.is_empty() {
            let _ = writeln!(claim, "origin = \"{origin}\"");
        }
        if quote.part {
            claim += "part = \"a part\"\n";
        }
    }
    sandbox = sandbox.file("claims/c.toml", claim + &case.checked);
    for (id, record) in &case.sources {
        let mut text = format!("All that {id} says.\n");
        for at in 0..case.evidence.len() {
            let _ = writeln!(text, "\nHere, of {id}, these are the words of quote {at}.");
        }
        let sha256 = grounds::evidence::sha256(text.as_bytes());
        let record = format!("{record}[text]\nsha256 = \"{sha256}\"\n");
        sandbox =
            sandbox.file(&format!("sources/{id}.toml"), record).file(&format!("sources/{id}.txt"), text);
    }
    sandbox
}

/// The cases of the table: a title, and lines of key and value indented below it.
fn cases() -> Vec<Case> {
    let mut cases: Vec<Case> = Vec::new();
    let table = CASES.split("\n\n# ").skip(1).flat_map(str::lines);
    for line in table {
        if let Some(line) = line.strip_prefix("    ") {
            let (key, value) = line.split_at(line.find("  ").unwrap_or(16).max(1));
            cases.last_mut().unwrap().read(key.trim(), value.trim());
        } else if !line.is_empty() {
            let rationale = "\"The quotes below.\"".to_owned();
            cases.push(Case { title: line.to_owned(), rationale, ..Case::default() });
        }
    }
    // What is left are the headings.
    cases.retain(|case| !case.earns.is_empty());
    cases
}

impl Case {
    fn read(&mut self, key: &str, value: &str) {
        match key {
            "policy" => {
                let (table, rest) = value.split_once('.').unwrap();
                let table = match table {
                    "documented" => "status.documented",
                    "partially" => "status.\"partially confirmed\"",
                    other => other,
                };
                self.policy = format!("[{table}]\n{rest}\n");
            }
            "claim" => {
                let (judges, claimant) = value.split_once(" by ").unwrap();
                self.claim = format!("judges = \"{judges}\"\nclaimant = {claimant}\n");
            }
            "checked" => self.checked = format!("[checked]\nby = \"E. Marsh\"\non = {value}\n"),
            "rationale" => value.clone_into(&mut self.rationale),
            "earns" => value.clone_into(&mut self.earns),
            "as documented" => self.written.push(("documented".to_owned(), value.to_owned())),
            "as partially" => self.written.push(("partially confirmed".to_owned(), value.to_owned())),
            "supports" | "disputes" | "denies" | "context" => self.evidence.push(quote(key, value)),
            id => self.sources.push((id.to_owned(), record(value))),
        }
    }
}

fn quote(stance: &str, value: &str) -> Quote {
    let mut words = value.split(' ');
    let source = words.next().unwrap().to_owned();
    let origin = value.split_once(" via ").map_or("", |(_, rest)| rest.split(' ').next().unwrap());
    Quote {
        stance: stance.to_owned(),
        source,
        origin: origin.to_owned(),
        part: value.contains(" for a part"),
        absent: value.contains(" not found"),
    }
}

fn record(value: &str) -> String {
    let (kind, rest) = value.split_once(", ").unwrap();
    let mut record = format!("kind = \"{kind}\"\n");
    let quoted = |text: &str| text.split('"').nth(1).unwrap().to_owned();
    let (publisher, rest) = if rest.starts_with('"') {
        (quoted(rest), rest.splitn(3, '"').nth(2).unwrap())
    } else {
        (String::new(), rest)
    };
    if !publisher.is_empty() {
        let _ = writeln!(record, "publisher = \"{publisher}\"");
    }
    if let Some((_, author)) = rest.split_once("by ") {
        let _ = writeln!(record, "authors = [\"{}\"]", quoted(author));
    }
    for access in ["unpublished", "withheld", "leaked", "lost"] {
        if rest.split(' ').any(|word| word == access) {
            let _ = writeln!(record, "access = \"{access}\"");
        }
    }
    let list = |words: &str| {
        let ids = words.split(' ').take_while(|word| *word != "retracted").map(|id| format!("\"{id}\""));
        format!("[{}]", ids.collect::<Vec<_>>().join(", "))
    };
    if let Some((_, ids)) = rest.split_once("may derive from ") {
        let _ = writeln!(record, "may_derive_from = {}", list(ids));
    } else if let Some((_, ids)) = rest.split_once("derives from ") {
        let _ = writeln!(record, "derives_from = {}", list(ids));
    }
    if rest.ends_with("retracted") {
        record += "[retracted]\nbecause = \"It was wrong.\"\n";
    }
    record
}
