//! Our own texts, held against the claims: what a sentence may say, what a person accepts, and what is owed once it is printed.

use crate::repository::Repository;
use crate::sandbox::{Sandbox, repository};
use grounds::evidence::sha256;
use serde_json::Value;
use std::path::Path;

/// What one paper tells, another paper, a register and the minister himself.
const MAIL: &str = "The mole at Sarn cracked in the storm of March 2019, this paper found. The yard sold 22 boats to the navy in 2018.\n";
const REGISTER: &str =
    "Entered for 2018: the yard at Veldra sold 22 boats to the navy for 40 million crowns.\n";
const SPEECH: &str = "We shall rebuild the mole by 2021, said I, and I say it again.\n";

fn source(kind: &str, publisher: &str, text: &str) -> String {
    format!(
        "publisher = \"{publisher}\"\nkind = \"{kind}\"\npublished = 2019-04-01\n\n[text]\nsha256 = \"{}\"\n",
        sha256(text.as_bytes())
    )
}

fn claims() -> Sandbox {
    Sandbox::new()
        .file("sources/mail.toml", source("news-report", "Sarn Mail", MAIL))
        .file("sources/mail.txt", MAIL)
        .file("sources/register.toml", source("official-record", "Harbour Office", REGISTER))
        .file("sources/register.txt", REGISTER)
        .file("sources/speech.toml", source("statement", "Anna Keel", SPEECH))
        .file("sources/speech.txt", SPEECH)
        .file(
            "claims/mole-cracked.toml",
            "statement = \"The mole at Sarn cracked in the storm of March 2019.\"\nstatus = \"unsubstantiated\"\nsubjects = [\"Harbour Office\"]\n\n[[evidence]]\nsource = \"mail\"\nquote = \"The mole at Sarn cracked in the storm of March 2019\"\norigin = \"mail\"\nknows = \"its reporter saw the crack\"\n",
        )
        .file(
            "claims/boats-sold.toml",
            "statement = \"The yard at Veldra sold 22 boats to the navy for 40 million crowns in 2018.\"\nstatus = \"documented\"\nsubjects = [\"Veldra Yard\"]\nrationale = \"The register has it.\"\n\n[[evidence]]\nsource = \"register\"\nquote = \"the yard at Veldra sold 22 boats to the navy for 40 million crowns\"\norigin = \"register\"\nknows = \"the register in which the Office enters every sale\"\n",
        )
        .file(
            "claims/keel-promises.toml",
            "statement = \"Anna Keel said that the mole would be rebuilt by 2021.\"\nstatus = \"documented\"\njudges = \"saying\"\nclaimant = \"Anna Keel\"\nrationale = \"Her own words.\"\n\n[[evidence]]\nsource = \"speech\"\nquote = \"We shall rebuild the mole by 2021\"\norigin = \"speech\"\n",
        )
        .file(
            "claims/rumour.toml",
            "statement = \"The minister took a bribe from the yard.\"\nstatus = \"unsubstantiated\"\n",
        )
}

fn passage(words: &str, claim: &str) -> String {
    format!("\n[[passage]]\nwords = \"{words}\"\nclaim = \"{claim}\"\n")
}

fn no_claim(words: &str) -> String {
    format!("\n[[passage]]\nwords = \"{words}\"\nbecause = \"the post office's book\"\n")
}

/// A story that says this, of each claim.
fn story(sandbox: Sandbox, told: &[(&str, &str)]) -> Sandbox {
    let text: Vec<&str> = told.iter().map(|(words, _)| *words).collect();
    let passages: String = told.iter().map(|(words, claim)| passage(words, claim)).collect();
    sandbox
        .file("stories/the-mole.txt", text.join("\n\n") + "\n")
        .file("stories/the-mole.toml", format!("title = \"The mole\"\n{passages}"))
}

/// The first lines of what is told of the stories.
fn told(sandbox: &Sandbox, rule: &str) -> Vec<String> {
    let run = sandbox.run(&["check", "--format", "json"]);
    let json: Value = serde_json::from_str(&run.stdout).unwrap_or_else(|error| panic!("{error}: {run:?}"));
    let findings = json["findings"].as_array().unwrap();
    let of_rule = findings.iter().filter(|finding| finding["rule"] == rule);
    of_rule.map(|finding| finding["message"].as_str().unwrap().to_owned()).collect()
}

/// What a sentence on a claim may say, and what it may not.
const SENTENCES: [(&str, &str, &str); 30] = [
    // A lone report.
    ("mole-cracked", "The mole at Sarn cracked in the storm of March 2019.", "flatly"),
    ("mole-cracked", "In March 2019 a storm cracked the mole.", "flatly"),
    ("mole-cracked", "The mole at Sarn cracked in March 2019, the Sarn Mail reported.", ""),
    ("mole-cracked", "According to the Sarn Mail, the mole cracked in March 2019.", ""),
    ("mole-cracked", "The mole allegedly cracked in March 2019.", ""),
    ("mole-cracked", "The mole may have cracked in March 2019.", ""),
    ("mole-cracked", "The mole cracked in March 2018, the Sarn Mail reported.", "`March 2018`"),
    ("mole-cracked", "The mole cracked before March 2019, the Sarn Mail reported.", "`March 2019`"),
    ("mole-cracked", "The mole at Oll cracked in March 2019, Maria Sund reported.", "`Maria`"),
    // A record, read here.
    ("boats-sold", "The yard at Veldra sold 22 boats to the navy in 2018.", ""),
    ("boats-sold", "In 2018 the navy bought 22 boats from the yard at Veldra.", ""),
    ("boats-sold", "The navy paid 40 million crowns for 22 boats.", ""),
    ("boats-sold", "The navy paid 40 billion crowns for 22 boats.", "`40 billion`"),
    ("boats-sold", "The navy paid 40 million dollars for 22 boats.", "`40 million dollars`"),
    ("boats-sold", "The yard sold 23 boats to the navy.", "`23`"),
    ("boats-sold", "The yard sold more than 22 boats to the navy.", "`more than 22`"),
    ("boats-sold", "The yard sold at least 22 boats to the navy.", ""),
    ("boats-sold", "The yard sold twenty-two boats to the navy.", ""),
    ("boats-sold", "The yard sold 22 boats to the navy in 2017.", "`2017`"),
    ("boats-sold", "The yard at Veldra sold 22 boats to Norland.", "`Norland`"),
    // Somebody's own words, read here.
    ("keel-promises", "The mole will be rebuilt by 2021.", "flatly"),
    ("keel-promises", "Anna Keel said that the mole would be rebuilt by 2021.", ""),
    ("keel-promises", "The mole would be rebuilt by 2021, Anna Keel promised.", ""),
    ("keel-promises", "Anna Keel said that the mole would be rebuilt by 2022.", "`2022`"),
    ("keel-promises", "Anna Keel said that the mole would be rebuilt after 2021.", "`2021`"),
    ("keel-promises", "According to Anna Keel, the mole will be rebuilt by 2021.", ""),
    // Nothing at all.
    ("rumour", "The minister took a bribe from the yard.", "may not be printed"),
    ("rumour", "The minister allegedly took a bribe from the yard.", "may not be printed"),
    ("rumour", "According to harbour talk, the minister took a bribe.", "may not be printed"),
    ("rumour", "Some say that the minister took a bribe.", "may not be printed"),
];

#[test]
fn a_sentence_says_no_more_than_its_claim_bears() {
    let mut wrong = Vec::new();
    for (claim, words, expected) in SENTENCES {
        let found = told(&story(claims(), &[(words, claim)]), "overclaimed");
        let is_right = match expected {
            "" => found.is_empty(),
            expected => found.iter().any(|message| message.contains(expected)),
        };
        if !is_right {
            wrong.push(format!("{words}\n  expected: {expected:?}\n  told: {found:?}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn two_claims_in_one_sentence_have_words_of_their_own_or_bear_it_together() {
    let both = "The yard sold 22 boats, and the mole cracked in March 2019, the Sarn Mail reported.";
    let own = claims().file("stories/the-mole.txt", both).file(
        "stories/the-mole.toml",
        "title = \"x\"\n".to_owned()
            + &passage("The yard sold 22 boats", "boats-sold")
            + &passage("the mole cracked in March 2019", "mole-cracked"),
    );
    assert_eq!(told(&own, "overclaimed"), [""; 0]);
    let together = claims().file("stories/the-mole.txt", both).file(
        "stories/the-mole.toml",
        "title = \"x\"\n".to_owned() + &passage(both, "boats-sold") + &passage(both, "mole-cracked"),
    );
    assert_eq!(told(&together, "overclaimed"), [""; 0]);
    let only_one = story(claims(), &[(both, "boats-sold")]);
    assert!(!told(&only_one, "overclaimed").is_empty());
}

#[test]
fn what_a_person_accepts_is_kept_and_nothing_else() {
    let draft = "# The mole\n\nThe yard at Veldra sold 22 boats to the navy in 2018. The mole cracked in March 2019.\n\nIt is a pity.\n";
    let sandbox = claims().file("draft.md", draft);
    let run = sandbox.run(&["cover", "draft.md", "--format", "json"]);
    assert_eq!(run.code, Some(0), "{run:?}");
    let json: Value = serde_json::from_str(&run.stdout).unwrap();
    let marks: Vec<_> = json["sentences"].as_array().unwrap().iter().map(|told| &told["mark"]).collect();
    assert_eq!(marks[..3], ["heading", "uncovered", "uncovered"], "{}", run.stdout);
    assert!(!sandbox.path().join("stories").exists(), "looking writes nothing");

    let wrong =
        sandbox.run(&["cover", "draft.md", "--accept", "9", "--accept", "2=boats-sol", "--because", "3"]);
    assert_eq!(wrong.code, Some(2));
    for said in
        ["--accept 9: there is no sentence", "did you mean `boats-sold`?", "--because 3: give the number"]
    {
        assert!(wrong.stderr.contains(said), "{said}: {}", wrong.stderr);
    }
    assert!(!sandbox.path().join("stories").exists(), "what is wrong writes nothing");

    let run = sandbox.run(&["cover", "draft.md", "--accept", "2=boats-sold", "--because", "3=our own notes"]);
    assert_eq!(run.code, Some(0), "{run:?}");
    let record = std::fs::read_to_string(sandbox.path().join("stories/draft.toml")).unwrap();
    assert_eq!(record.matches("[[passage]]").count(), 2, "{record}");
    assert_eq!(std::fs::read_to_string(sandbox.path().join("stories/draft.md")).unwrap(), draft);
    let run = sandbox.run(&["cover", "draft", "--format", "json"]);
    let json: Value = serde_json::from_str(&run.stdout).unwrap();
    assert_eq!((run.code, &json["counts"]["covered"]), (Some(0), &Value::from(2)), "{run:?}");
    assert_eq!(told(&sandbox, "overclaimed"), [""; 0]);
    assert_eq!(told(&sandbox, "passage-changed"), [""; 0]);
    let again = sandbox.run(&["fmt", "--check", "stories"]);
    assert_eq!(again.code, Some(0), "{again:?}");
}

/// A draft of many sentences, each linked; then every third is edited.
#[test]
fn an_edited_draft_keeps_its_links_and_every_edit_is_told() {
    const COUNT: usize = 60;
    let sentence = |nth: usize| {
        format!(
            "In year {} the ferry number {nth} of the harbour carried the post of the island {nth} times to Sarn and back.",
            1900 + nth
        )
    };
    let edited = |nth: usize| match nth % 3 {
        0 if nth.is_multiple_of(2) => sentence(nth).replace("carried the post", "never carried the letters"),
        0 => sentence(nth).replace("to Sarn and back", "to Oll"),
        _ => sentence(nth),
    };
    let text = |of: &dyn Fn(usize) -> String| (0..COUNT).map(|nth| of(nth) + " ").collect::<String>();
    let passages: String = (0..COUNT).map(|nth| no_claim(&sentence(nth))).collect();
    let record = format!("title = \"Ferries\"\n{passages}");
    let before = claims().file("stories/f.txt", text(&sentence)).file("stories/f.toml", &record);
    assert_eq!(told(&before, "passage-changed"), [""; 0]);
    let after = claims().file("stories/f.txt", text(&edited)).file("stories/f.toml", &record);
    assert_eq!(told(&after, "passage-changed").len(), COUNT / 3);
    let run = after.run(&["cover", "f", "--format", "json"]);
    let json: Value = serde_json::from_str(&run.stdout).unwrap();
    let covered = json["counts"]["covered"].as_u64().unwrap();
    assert!(covered >= (COUNT - COUNT / 3) as u64, "no link of an untouched sentence is lost: {covered}");
    assert!(covered > 45, "and most of the edited ones are still where they were: {covered}");
}

#[test]
fn publication_and_corrections_are_written_without_a_word_of_toml() {
    let text = "The yard sold 22 boats.\n";
    let record = format!("title = \"x\"\n{}", passage("The yard sold 22 boats.", "boats-sold"));
    let sandbox = claims().file("stories/s.toml", &record).file("stories/s.txt", text);
    let refused = |args: &[&str]| {
        let run = sandbox.run(&[&["story", "s"], args].concat());
        assert_eq!((run.code, run.stdout.as_str()), (Some(2), ""), "{run:?}");
        run.stderr
    };
    assert!(refused(&["--corrects", "boats-sold", "--because", "Only 20."]).contains("is not published"));
    assert!(refused(&["--published", "2019-05-01", "--url", " "]).contains("--url is empty"));
    assert!(refused(&["--corrects", "boats-sold"]).contains("--because"));

    let url = "https://mail.example/s";
    let run = sandbox.run(&["story", "s", "--published", "2019-05-01", "--url", url]);
    assert_eq!(run.code, Some(0), "{run:?}");
    assert!(refused(&["--corrects", "boat-sold", "--because", "Only 20."]).contains("`boats-sold`"));
    let correction =
        ["story", "s", "--corrects", "boats-sold", "--because", "Only 20.", "--on", "2019-06-01"];
    assert_eq!(sandbox.run(&correction).code, Some(0));
    let written = std::fs::read_to_string(sandbox.path().join("stories/s.toml")).unwrap();
    let hash = sha256(text.as_bytes());
    for line in [
        "published = 2019-05-01",
        &format!("url = \"{url}\""),
        &format!("sha256 = \"{hash}\""),
        "[[correction]]\non      = 2019-06-01\nclaim   = \"boats-sold\"\nbecause = \"Only 20.\"",
    ] {
        assert!(written.contains(line), "{written}");
    }
    assert!(written.contains(record.trim_start_matches("title = \"x\"\n")), "the passages are as they were");
    let run = sandbox.run(&["check", "stories/s.toml"]);
    assert!(!run.stdout.contains("--> stories/"), "{run:?}");
}

/// The claims of the corpus, told in 60 sentences as each may be printed; then twenty faults of five kinds are planted.
#[test]
fn twenty_faults_in_sixty_sentences_on_real_claims_are_told() {
    let corpus = Sandbox::empty();
    for entry in ["claims", "sources", "grounds.toml"] {
        copy(&repository(entry), &corpus.path().join(entry));
    }
    let columns = "claim,printable,claimant,statement,path";
    let run = corpus.run(&["audit", "--by", "claim", "--columns", columns, "--format", "json"]);
    let json: Value = serde_json::from_str(&run.stdout).unwrap_or_else(|error| panic!("{error}: {run:?}"));
    let rows = json["tables"][0]["rows"].as_array().unwrap().iter();
    let text = |row: &Value, key: &str| row[key].as_str().unwrap_or_default().to_owned();
    let claims = |printable: &'static str, count: usize| {
        let of_kind = rows.clone().filter(move |row| text(row, "printable") == printable);
        // Of neighbours in a folder many are alike.
        let chosen: Vec<_> = of_kind.clone().step_by((of_kind.count() / count).max(1)).take(count).collect();
        assert_eq!(chosen.len(), count, "{printable}");
        chosen.into_iter().map(|row| ["claim", "claimant", "statement", "path"].map(|key| text(row, key)))
    };
    let flat = |[_, _, statement, _]: &[String; 4]| statement.clone();
    let told = |[_, claimant, statement, _]: &[String; 4]| {
        format!("According to {}, {statement}", claimant.replace(';', " and"))
    };
    let facts: Vec<_> = claims("fact", 20).map(|claim| (flat(&claim), claim)).collect();
    let alleged = claims("allegation", 25).chain(claims("report", 15));
    let alleged: Vec<_> = alleged.map(|claim| (told(&claim), claim)).collect();
    let sentences: Vec<_> = facts.into_iter().chain(alleged).collect();
    let record: String = sentences.iter().map(|(words, [claim, ..])| passage_of(words, claim)).collect();
    let numbers = |text: &str| {
        corpus_file(&corpus, "stories/s.toml", &format!("title = \"x\"\n{record}"));
        corpus_file(&corpus, "stories/s.txt", text);
        let run = corpus.run(&["cover", "s", "--format", "json"]);
        let json: Value =
            serde_json::from_str(&run.stdout).unwrap_or_else(|error| panic!("{error}: {run:?}"));
        let is_told = |sentence: &&Value| {
            let is_changed = |claim: &Value| claim["changed"] == true;
            sentence["overclaimed"].as_array().is_some_and(|told| !told.is_empty())
                || sentence["claims"].as_array().unwrap().iter().any(is_changed)
        };
        let told = json["sentences"].as_array().unwrap().iter().filter(is_told);
        let mut lines: Vec<_> =
            told.map(|sentence| usize::try_from(sentence["line"].as_u64().unwrap()).unwrap() / 2).collect();
        lines.extend(json["gone"].as_array().unwrap().iter().map(|_| usize::MAX));
        lines.dedup();
        lines
    };
    let mut lines: Vec<String> = sentences.iter().map(|(words, _)| words.clone()).collect();
    let before = numbers(&lines.join("\n\n"));
    assert!(before.len() <= 2, "false alarms: {:?}", before.iter().map(|at| &lines[*at]).collect::<Vec<_>>());

    let mut planted = Vec::new();
    // A number is changed.
    let with_numbers = (0..20).filter(|at| lines[*at].contains(" 201"));
    for at in with_numbers.take(4).collect::<Vec<_>>() {
        lines[at] = lines[at].replacen(" 201", " 209", 1);
        planted.push(at);
    }
    // The claim was lowered since.
    for at in (0..20).filter(|at| !planted.contains(at)).take(4).collect::<Vec<_>>() {
        let path = &sentences[at].1[3];
        let file = std::fs::read_to_string(corpus.path().join(path)).unwrap();
        let without = file.split("[[evidence]]").next().unwrap();
        corpus_file(&corpus, path, &without.replacen("\"documented\"", "\"unsubstantiated\"", 1));
        planted.push(at);
    }
    // Reworded.
    for at in [12, 16, 30, 50] {
        let at = (at..60).find(|at| !planted.contains(at)).unwrap();
        let last = lines[at].rfind(' ').unwrap();
        lines[at].replace_range(last.., " and nowhere else in the whole wide world.");
        planted.push(at);
    }
    // The attribution is dropped; with another first word, and in the very words of the claim.
    for at in [21, 26, 33, 37] {
        lines[at] = format!("Meanwhile {}", sentences[at].1[2]);
        planted.push(at);
    }
    for at in [41, 45, 52, 58] {
        lines[at] = sentences[at].1[2].clone();
        planted.push(at);
    }
    planted.sort_unstable();
    planted.dedup();
    assert_eq!(planted.len(), 20);
    let found = numbers(&lines.join("\n\n"));
    let missed: Vec<_> = planted.iter().filter(|at| !found.contains(at)).map(|at| &lines[*at]).collect();
    assert!(missed.is_empty(), "missed: {missed:#?}");
    assert!(found.len() <= 22, "{} are told", found.len());
}

/// A passage whose words may have quotation marks in them.
fn passage_of(words: &str, claim: &str) -> String {
    passage(&words.replace('"', "\\\""), claim)
}

fn corpus_file(corpus: &Sandbox, path: &str, content: &str) {
    let place = corpus.path().join(path);
    std::fs::create_dir_all(place.parent().unwrap()).unwrap();
    std::fs::write(place, content).unwrap();
}

fn copy(from: &Path, to: &Path) {
    if from.is_dir() {
        std::fs::create_dir_all(to).unwrap();
        for entry in std::fs::read_dir(from).unwrap() {
            let name = entry.unwrap().file_name();
            copy(&from.join(&name), &to.join(&name));
        }
    } else {
        std::fs::copy(from, to).unwrap();
    }
}

/// What happens, the record before, the files that change, and whether a correction is owed.
type Life<'a> = (&'a str, String, Vec<(&'a str, String)>, bool);

/// The lives of a printed story: what becomes of a claim, and what is owed.
#[test]
fn a_printed_story_owes_a_correction_where_it_falls() {
    let withdrawn = "\n[withdrawn]\non = 2026-11-19\nbecause = \"The register errs.\"\n";
    let correction = |on: &str, claim: &str| {
        format!("\n[[correction]]\non = {on}\nclaim = \"{claim}\"\nbecause = \"The yard sold 20 boats.\"\n")
    };
    let printed = format!(
        "title = \"x\"\npublished = 2019-05-01\n{}",
        passage("The yard sold 22 boats.", "boats-sold")
    );
    let draft = printed.replace("published = 2019-05-01\n", "");
    let boats = std::fs::read_to_string(claims().path().join("claims/boats-sold.toml")).unwrap();
    let lowered = boats.replace("\"documented\"", "\"partially confirmed\"");
    let retracted = source("official-record", "Harbour Office", REGISTER)
        .replace("\n[text]", "\n[retracted]\non = 2026-11-19\nbecause = \"A slip.\"\n\n[text]");
    let no_files: &[(&str, String)] = &[];
    let mut lives: Vec<Life> = vec![
        ("nothing happens", printed.clone(), no_files.to_vec(), false),
        ("falls", printed.clone(), vec![("claims/boats-sold.toml", lowered.clone())], true),
        ("withdrawn", printed.clone(), vec![("claims/boats-sold.toml", boats.clone() + withdrawn)], true),
        ("its source is retracted", printed.clone(), vec![("sources/register.toml", retracted)], true),
        ("only a draft", draft, vec![("claims/boats-sold.toml", lowered.clone())], false),
        (
            "another claim falls",
            printed.clone(),
            vec![("claims/mole-cracked.toml", boats.replace("22", "21"))],
            false,
        ),
        (
            "rises",
            printed.clone(),
            vec![("claims/rumour.toml", "statement = \"x y\"\nstatus = \"unsubstantiated\"\n".into())],
            false,
        ),
        (
            "falls and is corrected",
            printed.clone(),
            vec![
                ("claims/boats-sold.toml", lowered.clone()),
                ("stories/s.toml", printed.clone() + &correction("2026-11-20", "boats-sold")),
            ],
            false,
        ),
        (
            "corrected long ago, and falls again",
            printed.clone() + &correction("2019-06-01", "boats-sold"),
            vec![("claims/boats-sold.toml", lowered.clone())],
            true,
        ),
        (
            "another claim is corrected",
            printed.clone(),
            vec![
                ("claims/boats-sold.toml", lowered.clone()),
                ("stories/s.toml", printed.clone() + &correction("2026-11-20", "mole-cracked")),
            ],
            true,
        ),
        (
            "falls, and the record says no more what was printed",
            printed.clone(),
            vec![
                ("claims/boats-sold.toml", lowered.clone()),
                ("stories/s.toml", "title = \"x\"\npublished = 2019-05-01\n".to_owned()),
            ],
            true,
        ),
    ];
    lives.push((
        "renamed, falls, and is corrected under its old id",
        printed.clone(),
        vec![
            ("claims/boats.toml", lowered.replacen("status", "formerly = [\"boats-sold\"]\nstatus", 1)),
            (
                "stories/s.toml",
                printed.replace("\"boats-sold\"", "\"boats\"") + &correction("2026-11-20", "boats-sold"),
            ),
        ],
        false,
    ));
    for (life, record, change, is_owed) in lives {
        let repository = Repository::of(claims().file("stories/s.toml", record));
        repository.commit("As it was");
        if life.starts_with("renamed") {
            repository.remove("claims/boats-sold.toml");
        }
        for (path, content) in change {
            repository.file(path, content);
        }
        let run = repository.run(&["check", "--base", "HEAD"]);
        assert_eq!(run.stdout.contains("error[correction-owed]"), is_owed, "{life}: {run:?}");
    }
}

/// The text may change with the claim, and the claim may fall on another branch.
#[test]
fn a_story_that_is_edited_or_falls_in_a_merge_owes_its_correction() {
    let printed = format!(
        "title = \"x\"\npublished = 2019-05-01\n{}",
        passage("The yard sold 22 boats.", "boats-sold")
    );
    let boats = std::fs::read_to_string(claims().path().join("claims/boats-sold.toml")).unwrap();
    let lowered = boats.replace("\"documented\"", "\"partially confirmed\"");
    let project =
        || claims().file("stories/s.toml", &printed).file("stories/s.txt", "The yard sold 22 boats.\n");
    let is_owed = |repository: &Repository, base: &str| {
        repository.run(&["check", "--base", base]).stdout.contains("error[correction-owed]")
    };

    let edited = Repository::of(project());
    edited.commit("As it was");
    edited.file("stories/s.txt", "Some say that the yard sold boats.\n");
    assert!(!is_owed(&edited, "HEAD"));
    edited.file("claims/boats-sold.toml", &lowered);
    assert!(is_owed(&edited, "HEAD"), "the words that were printed stay printed");

    let merged = Repository::of(project());
    merged.commit("As it was");
    let main = merged.rev("HEAD");
    merged.branch("fall").file("claims/boats-sold.toml", &lowered).commit("Lower it");
    merged
        .switch(&main)
        .branch("other")
        .file("claims/mole-cracked.toml", boats.replace("22", "21"))
        .commit("Another");
    assert!(!is_owed(&merged, &main), "on this branch nothing fell");
    merged.merge(&["fall"], |tree| tree);
    assert!(is_owed(&merged, &main));
    assert!(!is_owed(&merged, "fall"), "there it had fallen before");
}

/// Without a base, by the days of the commits.
#[test]
fn what_printed_stories_owe_is_first_in_the_queue() {
    let printed = format!(
        "title = \"x\"\npublished = 2019-05-01\n{}",
        passage("The yard sold 22 boats.", "boats-sold")
    );
    let corrected = |on: &str| {
        format!("{printed}\n[[correction]]\non = {on}\nclaim = \"boats-sold\"\nbecause = \"Only 20.\"\n")
    };
    let boats = std::fs::read_to_string(claims().path().join("claims/boats-sold.toml")).unwrap();
    let lowered = boats.replace("\"documented\"", "\"partially confirmed\"");
    let first = |repository: &Repository| {
        let run = repository.run(&["todo", "--format", "csv"]);
        assert_eq!(run.code, Some(0), "{run:?}");
        run.stdout.lines().nth(1).unwrap_or_default().to_owned()
    };
    let fell = "a correction is owed for `boats-sold`: the status fell from documented to partially confirmed on 2020-01-01";

    let repository = Repository::of(claims().file("stories/s.toml", &printed));
    repository.on("2019-04-20").commit("Print it");
    assert!(!first(&repository).contains("owed"));
    repository.file("claims/boats-sold.toml", &lowered).on("2020-01-01").commit("Lower it");
    let row = first(&repository);
    assert!(row.starts_with("\"s\",\"x\",\"story\",") && row.contains(fell), "{row}");
    assert!(row.contains("grounds explain correction-owed"), "{row}");
    repository.file("stories/s.toml", corrected("2019-06-01"));
    assert!(first(&repository).contains(fell));
    repository.file("stories/s.toml", corrected("2020-02-01"));
    assert!(!first(&repository).contains("owed"));
    repository.file("stories/s.toml", &printed);
    repository.file("claims/boats-sold.toml", &boats).on("2020-03-01").commit("Raise it again");
    assert!(!first(&repository).contains("owed"));
    // What fell before it was printed was printed as it was.
    repository.file("stories/s.toml", printed.replace("2019-05-01", "2020-01-02"));
    repository.file("claims/boats-sold.toml", &lowered).on("2020-01-01").commit("Lower it, back then");
    assert!(!first(&repository).contains("owed"));

    let alleged = printed.replace("boats-sold", "mole-cracked");
    let contradicted = Repository::of(claims().file("stories/s.toml", alleged));
    contradicted.on("2019-04-20").commit("Print it");
    let rival = boats.replacen("status", "conflicts_with = [\"mole-cracked\"]\nstatus", 1);
    contradicted.file("claims/boats-sold.toml", rival).on("2020-01-01").commit("Say otherwise");
    assert!(!first(&contradicted).contains("owed"), "the claim was there before");
    contradicted.rename("claims/boats-sold.toml", "claims/boats-sold-2.toml");
    contradicted.on("2020-01-02").commit("Say so anew");
    let told = "a correction is owed for `mole-cracked`: `boats-sold-2` says otherwise since";
    assert!(first(&contradicted).contains(told), "{}", first(&contradicted));

    let run = claims().file("stories/s.toml", &printed).run(&["todo"]);
    assert!(run.stderr.starts_with("note: not judged: whether a claim fell"), "{run:?}");
    let retracted = source("official-record", "Harbour Office", REGISTER)
        .replace("\n[text]", "\n[retracted]\non = 2026-11-19\nbecause = \"A slip.\"\n\n[text]");
    let told = claims().file("stories/s.toml", &printed).file("sources/register.toml", retracted);
    let run = told.run(&["todo", "--format", "csv"]);
    assert!(run.stdout.contains("the source `register` was retracted on 2026-11-19"), "{run:?}");
}

#[test]
fn a_story_has_a_history_and_differences() {
    let printed = format!(
        "title = \"x\"\npublished = 2019-05-01\n{}",
        passage("The yard sold 22 boats.", "boats-sold")
    );
    let boats = std::fs::read_to_string(claims().path().join("claims/boats-sold.toml")).unwrap();
    let lowered = boats.replace("\"documented\"", "\"partially confirmed\"");
    let repository = Repository::of(claims());
    repository.on("2019-04-01").commit("As it was");
    repository.file("stories/s.toml", &printed).on("2019-04-20").commit("Print it");
    let differences = |base: &str| {
        let run = repository.run(&["diff", "--base", base]);
        assert_eq!(run.code, Some(0), "{run:?}");
        run.stdout.lines().skip_while(|line| *line != "stories").nth(1).unwrap_or_default().trim().to_owned()
    };
    assert_eq!(differences("HEAD~1"), "s: new, 1 passage");
    assert_eq!(differences("HEAD"), "");
    let corrected = format!(
        "{}{}\n[[correction]]\non = 2026-11-20\nclaim = \"boats-sold\"\nbecause = \"Only 20.\"\n",
        printed.replace("title = \"x\"", "title = \"y\""),
        no_claim("The river is long.")
    );
    repository.file("stories/s.toml", corrected).file("claims/boats-sold.toml", lowered);
    let told = "s: 1 passage linked, 1 correction added, other keys: title, states `boats-sold`, documented → partially confirmed";
    assert_eq!(differences("HEAD"), told);
    let markdown = repository.run(&["diff", "--format", "markdown"]).stdout;
    assert!(markdown.contains("**Stories**\n\n- `s`: "), "{markdown}");
    let json = repository.run(&["diff", "--format", "json"]).stdout;
    let json: serde_json::Value = serde_json::from_str(&json).unwrap();
    assert_eq!(json["stories"][0]["moved"], serde_json::json!(["boats-sold"]));
    repository.on("2020-01-01").commit("Lower it");

    let log = repository.run(&["log", "s"]);
    assert_eq!(log.code, Some(0), "{log:?}");
    assert!(log.stdout.contains("documented → partially confirmed"), "{log:?}");
    assert!(!log.stdout.contains("mole-cracked"), "{log:?}");
}

#[test]
fn a_check_says_how_much_of_the_stories_is_left() {
    let record = format!("title = \"x\"\n{}", passage("The yard sold 22 boats.", "boats-sold"));
    let sandbox = claims()
        .file("stories/s.toml", &record)
        .file("stories/s.txt", "The yard sold 22 boats. It paid 40 million crowns for a mole.\n")
        .file("stories/t.toml", "title = \"y\"\n");
    let run = sandbox.run(&["check"]);
    let line = "\n2 stories: 2 sentences to check, 1 covered, 1 left; 1 text is not here\n";
    assert!(run.stdout.contains(line), "{run:?}");
    let json = sandbox.run(&["check", "--format", "json"]).stdout;
    let json: serde_json::Value = serde_json::from_str(&json).unwrap();
    let counts = serde_json::json!({"total": 2, "without_text": 1, "facts": 2, "left": 1});
    assert_eq!(json["summary"]["stories"], counts);
    assert!(!claims().run(&["check"]).stdout.contains("stor"));
}

#[test]
fn the_policy_says_how_grave_an_uncovered_sentence_is() {
    let check = |policy: &str| {
        let sandbox = claims()
            .file("grounds.toml", policy)
            .file("stories/s.toml", "title = \"x\"\n")
            .file("stories/s.txt", "The yard sold 22 boats to the navy in 2018.\n");
        sandbox.run(&["check", "stories/s.toml"]).stdout
    };
    assert!(check("").contains("warning[passage-unclaimed]"));
    assert!(check("[stories]\nuncovered = \"error\"\n").contains("error[passage-unclaimed]"));
    assert!(!check("[stories]\nuncovered = \"off\"\n").contains("passage-unclaimed]"));
    let twice = "[stories]\nuncovered = \"off\"\n\n[rules]\npassage-unclaimed = \"note\"\n";
    assert!(check(twice).contains("note[passage-unclaimed]"));
    let wrong = check("[stories]\nuncovered = \"loud\"\n");
    assert!(wrong.contains("`uncovered` cannot be `loud`"), "{wrong}");
}

#[test]
fn an_audit_has_a_row_for_each_story() {
    let record = format!("title = \"x\"\n{}", passage("The yard sold 22 boats.", "boats-sold"));
    let printed = record.replace("\n\n", "\npublished = 2019-05-01\n\n");
    let text = "The yard sold 22 boats. It paid 40 million crowns for a mole.\n";
    let sandbox = claims()
        .file("stories/draft.toml", &record)
        .file("stories/draft.txt", text)
        .file("stories/printed.toml", printed)
        .file("stories/none.toml", "title = \"y\"\npublished = 2020-01-01\n");
    let rows = |args: &[&str]| {
        let run = sandbox.run(&[&["audit", "--by", "stories", "--format", "csv"], args].concat());
        assert_eq!(run.code, Some(0), "{run:?}");
        run.stdout.replace('"', "").lines().skip(1).map(str::to_owned).collect::<Vec<_>>()
    };
    let (draft, none, printed) =
        ("draft,2,1,1,1,0,0,draft,x", "none,,,,,,,2020-01-01,y", "printed,,,,,,,2019-05-01,x");
    assert_eq!(rows(&[]), [draft, none, printed]);
    assert_eq!(rows(&["--status", "documented"]), [draft, printed]);
    assert_eq!(rows(&["--status", "unsubstantiated"]), [""; 0]);
}

#[test]
fn a_story_that_is_deleted_with_its_claim_owes_a_correction_and_one_that_is_new_owes_none() {
    let printed = format!(
        "title = \"x\"\npublished = 2019-05-01\n{}",
        passage("The yard sold 22 boats.", "boats-sold")
    );
    let boats = std::fs::read_to_string(claims().path().join("claims/boats-sold.toml")).unwrap();
    let lowered = boats.replace("\"documented\"", "\"partially confirmed\"");
    let told = |repository: &Repository| {
        repository.run(&["check", "--base", "HEAD"]).stdout.matches("[correction-owed]").count()
    };
    let deleted = Repository::of(claims().file("stories/s.toml", &printed));
    deleted.commit("As it was");
    deleted.remove("stories/s.toml").file("claims/boats-sold.toml", &lowered);
    assert_eq!(told(&deleted), 1);
    let new = Repository::of(claims());
    new.commit("As it was");
    new.file("stories/s.toml", &printed).file("claims/boats-sold.toml", &lowered);
    assert_eq!(told(&new), 0);
}

#[test]
fn a_comment_that_silences_a_rule_in_a_story_is_told_once() {
    let words = "The mole at Sarn cracked in March 2019.";
    let record = |comment: &str| format!("{comment}title = \"x\"\n{}", passage(words, "mole-cracked"));
    let allow = "# grounds: allow(passage-unclaimed) because our own notes have it\n";
    let repository = Repository::of(claims().file("stories/s.toml", record("")).file("stories/s.txt", words));
    repository.commit("As it was");
    repository.file("stories/s.toml", record(allow));
    let told = || repository.run(&["check", "--base", "HEAD"]).stdout.matches("[allow-added]").count();
    assert_eq!(told(), 1);
    repository.commit("Allowed");
    assert_eq!(told(), 0);
}

#[test]
fn a_draft_may_be_a_page_and_its_exit_code_says_whether_it_can_be_printed() {
    let page = "<html><body><article><h1>The mole</h1><p>The mole at Sarn cracked in March 2019. It is a pity for the whole town and its port.</p></article></body></html>";
    let sandbox = claims().file("draft.html", page);
    let run = sandbox.run(&["cover", "draft.html", "--accept", "2=mole-cracked"]);
    assert_eq!(run.code, Some(0), "{run:?}");
    let record = std::fs::read_to_string(sandbox.path().join("stories/draft.toml")).unwrap();
    assert!(record.contains("The mole at Sarn cracked in March 2019."), "{record}");
    let run = sandbox.run(&["cover", "draft"]);
    assert!(run.code == Some(1) && run.stdout.contains("is stated flatly"), "{run:?}");
    let run = sandbox.run(&["check", "stories/draft.toml"]);
    assert!(run.code == Some(1) && run.stdout.contains("error[overclaimed]"), "{run:?}");
}

#[test]
fn a_published_text_is_not_overwritten_by_a_draft() {
    let text = "The yard sold 22 boats.\n";
    let record = format!(
        "title = \"x\"\npublished = 2019-05-01\n\n[text]\nsha256 = \"{}\"\n",
        sha256(text.as_bytes())
    );
    let sandbox = claims()
        .file("stories/s.toml", &record)
        .file("stories/s.txt", text)
        .file("s.txt", "The yard sold 21 boats.\n");
    let run = sandbox.run(&["cover", "s.txt", "--accept", "1=boats-sold"]);
    assert!(run.code == Some(2) && run.stderr.contains("`s` is published"), "{run:?}");
    assert_eq!(std::fs::read_to_string(sandbox.path().join("stories/s.txt")).unwrap(), text);
    let changed = sandbox.file("stories/s.txt", "The yard sold 23 boats.\n");
    assert_eq!(told(&changed, "passage-changed"), ["the text of `s` is not the one that was pinned"]);
}

/// The eight articles taken as drafts: what each claim was drawn from is known by its quotes. Proposals rest on statements alone, so
/// nothing of an article's own evidence helps to find its claims.
mod with_the_texts {
    use crate::sandbox::{repository, today};
    use grounds::evidence::matching::{Outcome, QuoteSelector, search};
    use grounds::fileset::FileSet;
    use grounds::project::Project;
    use grounds::story::cover::Cover;
    use grounds::story::draft::Draft;
    use grounds::text::fold::Markup;
    use std::collections::BTreeSet;
    use std::path::PathBuf;

    const ARTICLES: [&str; 8] = [
        "defence-exports-milex-2017",
        "new-friends-turkey-2013",
        "pro-western-middle-east-2015",
        "security-digest-airbase-2015",
        "state-tv-review-2013",
        "syria-ukraine-wars-2015",
        "syria-whose-side-2017",
        "turkey-oic-karabakh-2016",
    ];

    #[test]
    #[ignore = "needs the texts; .ci/run runs it"]
    fn the_claim_that_a_sentence_was_drawn_from_is_proposed() {
        let texts = PathBuf::from(std::env::var_os("GROUNDS_TEXTS").unwrap());
        let files = FileSet::from_dir(&repository(""), Some(&texts)).unwrap();
        let project = Project::read(files, today());
        let (mut sentences, mut first, mut among_three) = (0, 0, 0);
        let (mut links, mut sure, mut sure_and_right) = (0, 0, 0);
        for article in ARTICLES {
            let draft = Draft::of(
                std::fs::read_to_string(texts.join(article).with_extension("md")).unwrap(),
                Markup::Markdown,
            );
            let cover = Cover::of(&project, &draft, None, Some("en"));
            let mut drawn = vec![BTreeSet::new(); cover.sentences.len()];
            let mut neutral = vec![BTreeSet::new(); cover.sentences.len()];
            for (at, claim) in project.corpus.each_claim().filter(|(_, claim)| claim.withdrawn.is_none()) {
                for evidence in claim
                    .evidence
                    .iter()
                    .filter(|block| block.source.as_ref().is_some_and(|id| *id.value == *article))
                {
                    let Some(quote) = &evidence.quote else { continue };
                    let selector = QuoteSelector { quote: &quote.value, ..QuoteSelector::default() };
                    let Some(Outcome::Found(found)) =
                        search(&draft.written, &draft.folded, &[selector]).pop()
                    else {
                        continue;
                    };
                    let part = draft.folded.folded(found.parts[0]);
                    for (nth, covered) in cover.sentences.iter().enumerate() {
                        let place = covered.sentence.place;
                        if place.start() < part.end() && part.start() < place.end() {
                            let of = if evidence.supports() { &mut drawn } else { &mut neutral };
                            of[nth].insert(at);
                        }
                    }
                }
            }
            for ((covered, drawn), neutral) in cover.sentences.iter().zip(&drawn).zip(&neutral) {
                links += drawn.len();
                let judged = covered
                    .proposals
                    .iter()
                    .filter(|fit| drawn.contains(&fit.claim) || !neutral.contains(&fit.claim));
                let judged: Vec<_> = judged.collect();
                let marked = judged.iter().filter(|fit| fit.is_sure);
                sure += marked.clone().count();
                sure_and_right += marked.filter(|fit| drawn.contains(&fit.claim)).count();
                if !drawn.is_empty() {
                    sentences += 1;
                    first += usize::from(judged.first().is_some_and(|fit| drawn.contains(&fit.claim)));
                    among_three += usize::from(judged.iter().any(|fit| drawn.contains(&fit.claim)));
                }
            }
        }
        let share = |part: usize, of: usize| {
            100.0 * f64::from(u32::try_from(part).unwrap()) / f64::from(u32::try_from(of).unwrap())
        };
        let figures = [
            share(first, sentences),
            share(among_three, sentences),
            share(sure_and_right, sure),
            share(sure_and_right, links),
        ];
        println!(
            "{sentences} sentences, {links} links, {sure} marks: first, among three, marks right, links reached: {figures:.1?}"
        );
        let asked = [88.0, 95.0, 97.0, 50.0];
        assert!(
            sentences > 300 && figures.iter().zip(asked).all(|(figure, asked)| *figure >= asked),
            "{figures:.1?}"
        );
    }
}
