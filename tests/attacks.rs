//! Hostile pull requests and damaged clones: each way to a status that nobody earned that was once open.

use crate::damaged::ended;
use crate::repository::Repository;
use crate::sandbox::{Run, Sandbox};
use std::io::Write;
use std::process::Command;

const REGISTER: &str =
    "Entered in the year 2019: 22 patrol boats, for the coast guard. The register names no yard.\n";
const GAZETTE: &str =
    "A foreman said that forty boats left the yard before the winter. No bribe was paid, he said.\n";

fn record(text: &str, kind: &str, publisher: &str, more: &str) -> String {
    let sha256 = grounds::evidence::sha256(text.as_bytes());
    format!(
        "publisher = \"{publisher}\"\nkind = \"{kind}\"\npublished = 2020-01-15\n{more}\n[text]\nsha256 = \"{sha256}\"\n"
    )
}

/// A claim of the harbour office's, with the register as evidence.
fn claim(statement: &str, status: &str, edit: impl FnOnce(String) -> String) -> String {
    edit(format!(
        "statement = \"{statement}\"\nstatus = \"{status}\"\njudges = \"saying\"\nclaimant = \"Harbour Office\"\n\
         rationale = \"One of us has read the register.\"\n\n[[evidence]]\nsource = \"register\"\n\
         quote = \"22 patrol boats, for the coast guard\"\n\n[checked]\nby = \"E. Marsh\"\non = 2026-11-02\n"
    ))
}

fn same(text: String) -> String {
    text
}

const STATED: &str = "The harbour register of the Harbour Office has 22 patrol boats.";
const RESTATED: &str = "The harbour register of the Harbour Office has 22 pilot boats.";

/// One documented claim on `main`, and one that is open.
fn project() -> Repository {
    let tree = Sandbox::new()
        .file("sources/register.txt", REGISTER)
        .file("sources/register.toml", record(REGISTER, "official-record", "Harbour Office", ""))
        .file("sources/gazette.txt", GAZETTE)
        .file("sources/gazette.toml", record(GAZETTE, "news-report", "Harbour Gazette", ""))
        .file("claims/boats-22.toml", claim(STATED, "documented", same))
        .file(
            "claims/ferries.toml",
            claim("The Harbour Office says that no ferry was registered.", "unsubstantiated", same),
        );
    let repository = Repository::of(tree);
    repository.commit("As it was");
    repository
}

fn check(repository: &Repository) -> Run {
    repository.run(&["check", "--base", "HEAD", "--format", "concise"])
}

/// What a run says, as `level[rule]`, in order.
fn told(run: &Run) -> Vec<String> {
    let told = run.stdout.lines().filter_map(|line| {
        let (before, _) = line.split_once(']')?;
        let (place, rule) = before.rsplit_once('[')?;
        Some(format!("{}[{rule}]", place.rsplit(' ').next()?))
    });
    told.filter(|told| !told.starts_with("note")).collect()
}

#[track_caller]
fn says(repository: &Repository, expected: &[&str]) {
    let run = check(repository);
    assert_eq!(told(&run), expected, "{}{}", run.stdout, run.stderr);
    let is_red = expected.iter().any(|told| told.starts_with("error"));
    assert_eq!(run.code, Some(i32::from(is_red)), "{}{}", run.stdout, run.stderr);
}

#[test]
fn what_cannot_be_read_in_the_base_is_not_taken_for_nothing() {
    let restated = claim(RESTATED, "documented", same);
    let broken: [(&str, Vec<u8>); 3] = [
        (
            "larger than a record may be",
            [claim(STATED, "documented", same).as_bytes(), &vec![b'#'; 1 << 20]].concat(),
        ),
        ("not UTF-8", [claim(STATED, "documented", same).as_bytes(), b"# \xff\n"].concat()),
        ("no TOML", claim(STATED, "documented", same).replacen("status", "[status", 1).into_bytes()),
    ];
    for (what, bytes) in broken {
        let repository = project().with("claims/boats-22.toml", bytes);
        repository.commit(what);
        repository.file("claims/boats-22.toml", &restated);
        let run = check(&repository);
        assert!(told(&run).contains(&"error[base-unreadable]".to_owned()), "{what}: {}", run.stdout);
        assert_eq!(run.code, Some(1), "{what}");
        // A look at it since then is an honest way out, and so is a lower status.
        repository.file("claims/boats-22.toml", restated.replace("2026-11-02", "2026-11-20"));
        says(&repository, &[]);
        repository.file("claims/boats-22.toml", claim(RESTATED, "unsubstantiated", same));
        says(&repository, &[]);
    }
}

#[cfg(unix)]
#[test]
fn a_link_in_the_base_is_not_taken_for_nothing() {
    let repository = project();
    repository.remove("claims/boats-22.toml").file("elsewhere.toml", claim(STATED, "documented", same));
    repository.link("claims/boats-22.toml", "../elsewhere.toml");
    repository.commit("A link");
    repository
        .remove("claims/boats-22.toml")
        .file("claims/boats-22.toml", claim(RESTATED, "documented", same));
    says(&repository, &["error[base-unreadable]"]);
    let repository = project();
    repository.rename("claims", "papers").link("claims", "papers");
    repository.commit("A folder that is a link");
    repository.remove("claims").rename("papers", "claims");
    repository.file("claims/boats-22.toml", claim(RESTATED, "documented", same));
    says(&repository, &["error[base-unreadable]"]);
}

#[test]
fn a_source_that_cannot_be_read_in_the_base_touches_its_claims() {
    let repository = project().with("sources/register.toml", "kind = [\n");
    repository.commit("Broken");
    repository.file("sources/register.toml", record(REGISTER, "official-record", "Harbour Office", ""));
    says(&repository, &["error[base-unreadable]", "warning[source-reweighed]", "warning[text-repinned]"]);
}

#[test]
fn an_object_that_lies_about_its_size_stops_the_run() {
    let repository = project();
    let blob = repository.loose(&repository.rev("HEAD:claims/boats-22.toml"));
    let body = claim(STATED, "documented", same);
    let lie = [&b"blob 99999999\0"[..], body.as_bytes()].concat();
    let mut packed = flate2::write::ZlibEncoder::new(Vec::new(), flate2::Compression::default());
    packed.write_all(&lie).unwrap();
    std::fs::remove_file(&blob).unwrap();
    std::fs::write(&blob, packed.finish().unwrap()).unwrap();
    repository.file("claims/boats-22.toml", claim(RESTATED, "documented", same));
    let run = check(&repository);
    assert_eq!(run.code, Some(2), "{}{}", run.stdout, run.stderr);
    assert!(run.stderr.contains("is damaged"), "{}", run.stderr);
}

#[test]
fn a_commit_that_is_cut_off_hangs_no_command() {
    for damaged in ["HEAD", "HEAD~1", "HEAD~2"] {
        let repository = project();
        repository.claim("a", "unsubstantiated").commit("One more");
        repository.claim("b", "unsubstantiated").commit("And one");
        let base = repository.rev("HEAD~2");
        let loose = repository.loose(&repository.rev(damaged));
        let bytes = std::fs::read(&loose).unwrap();
        std::fs::remove_file(&loose).unwrap();
        std::fs::write(&loose, &bytes[..bytes.len() / 2]).unwrap();
        for arguments in [
            &["check", "--base", &base][..],
            &["check", "--base", "HEAD~2"],
            &["diff", "--base", &base],
            &["ci"],
            &["log"],
        ] {
            let code = ended(&repository, arguments, damaged).code;
            assert!(arguments == ["ci"] || code == Some(2), "{damaged} {arguments:?}: {code:?}");
        }
    }
}

#[cfg(unix)]
#[test]
fn a_pipe_in_place_of_a_file_of_gits_hangs_no_command() {
    let repository = project();
    repository.claim("a", "unsubstantiated").commit("One more");
    let head = repository.loose(&repository.rev("HEAD"));
    let places = [
        head,
        repository.path().join(".git/refs/heads/main"),
        repository.path().join(".git/objects/pack/x.idx"),
    ];
    for place in places {
        let kept = std::fs::read(&place).ok();
        let _ = std::fs::remove_file(&place);
        assert!(Command::new("mkfifo").arg(&place).status().unwrap().success());
        let what = place.display().to_string();
        assert_eq!(ended(&repository, &["check", "--base", "HEAD"], &what).code, Some(2), "{what}");
        std::fs::remove_file(&place).unwrap();
        if let Some(kept) = kept {
            std::fs::write(&place, kept).unwrap();
        }
    }
}

#[test]
fn many_small_steps_are_one() {
    let later = |text: String| text.replace("2026-11-02", "2026-11-20");
    let steps = [
        "The register of the Harbour Office may well have 22 boats, some people said.",
        "The register of the Harbour Office may well have 22 boats, people said.",
        "The register of the Harbour Office may have 22 boats, it is said.",
        "The register of the Harbour Office has 22 boats.",
    ];
    let repository = project().with("claims/boats-22.toml", claim(steps[0], "documented", later));
    repository.commit("Checked");
    for step in &steps[1..] {
        // Somebody lands it although it is red.
        repository.file("claims/boats-22.toml", claim(step, "documented", later));
        says(&repository, &["error[statement-drift]"]);
        repository.commit("Landed");
    }
    // The last step by itself changes nothing that counts; all together change much.
    repository.file(
        "claims/boats-22.toml",
        claim("The register of the Harbour Office has 22 boats", "documented", later),
    );
    let run = check(&repository);
    assert!(run.stdout.contains("error[statement-drift]"), "{}", run.stdout);
    let full = repository.run(&["check", "--base", "HEAD", "--width", "1000"]);
    assert!(full.stdout.contains(&format!("when it was last checked: {}", steps[0])), "{}", full.stdout);
}

#[test]
fn a_clone_too_shallow_to_know_the_last_check_says_so() {
    let repository = project();
    repository.claim("a", "unsubstantiated").commit("One more");
    let shallow = repository.clone_with(&["--depth=1"]);
    shallow.file(
        "claims/boats-22.toml",
        claim(&STATED.replace("harbour register", "harbour  register"), "documented", same),
    );
    says(&shallow, &["warning[statement-drift]"]);
}

#[test]
fn to_lower_a_status_frees_only_what_it_no_longer_vouches_for() {
    let repository = project().with("claims/boats-22.toml", claim(RESTATED, "partially confirmed", same));
    says(&repository, &["error[statement-drift]"]);
}

/// A claim with a quote against it, and one that bears on a part.
fn disputed() -> Repository {
    let dispute = "\n[[evidence]]\nsource = \"gazette\"\nquote = \"forty boats left the yard before the winter\"\nstance = \"disputes\"\n";
    let weighed = |text: String| {
        text.replace("read the register.\"", "read the register. The Harbour Gazette has another number.\"")
            .replace("\n[checked]", &format!("{dispute}\n[checked]"))
    };
    let repository = project().with("claims/boats-22.toml", claim(STATED, "documented", weighed));
    repository.commit("Disputed");
    repository
}

#[test]
fn what_bears_a_status_is_watched() {
    let now = |repository: &Repository, edit: &dyn Fn(String) -> String| {
        let path = repository.path().join("claims/boats-22.toml");
        let text = std::fs::read_to_string(&path).unwrap();
        std::fs::write(&path, edit(text)).unwrap();
    };
    let dropped = disputed();
    now(&dropped, &|text| {
        let (start, rest) = text.split_once("\n[[evidence]]\nsource = \"gazette\"").unwrap();
        format!("{start}{}", &rest[rest.find("\n[checked]").unwrap()..])
    });
    says(&dropped, &["warning[caveat-removed]"]);
    let context = disputed();
    now(&context, &|text| text.replace("stance = \"disputes\"", "stance = \"context\""));
    says(&context, &["warning[caveat-removed]"]);
    let swapped = project();
    now(&swapped, &|text| {
        text.replace("22 patrol boats, for the coast guard", "Entered in the year 2019: 22 patrol boats")
    });
    says(&swapped, &["error[support-changed]"]);
    let judged = project();
    now(&judged, &|text| text.replace("judges = \"saying\"", "subjects = [\"Norland\"]"));
    assert!(told(&check(&judged)).contains(&"error[support-changed]".to_owned()));
    let claimed = project();
    now(&claimed, &|text| {
        text.replace("claimant = \"Harbour Office\"", "claimant = [\"Harbour Office\", \"A. Keel\"]")
    });
    assert!(told(&check(&claimed)).contains(&"error[support-changed]".to_owned()));
    // Whoever looked again may say so.
    now(&swapped, &|text| text.replace("2026-11-02", "2026-11-20"));
    says(&swapped, &[]);
}

#[test]
fn a_part_that_is_taken_for_the_whole_is_an_error_where_a_status_rises() {
    let part = |text: String| text.replace("guard\"\n", "guard\"\npart = \"22 of the 40\"\n");
    let repository = project().with("claims/boats-22.toml", claim(STATED, "partially confirmed", part));
    repository.commit("A part");
    let looked = |text: String| text.replace("2026-11-02", "2026-11-20");
    repository.file("claims/boats-22.toml", claim(STATED, "documented", looked));
    says(&repository, &["error[caveat-removed]"]);
}

#[test]
fn no_word_hides_that_a_claim_is_gone() {
    let repository = project();
    let heir = |text: String| text.replace("status =", "formerly = [\"boats-22\"]\nstatus =");
    let open = "The Harbour Office says that no ferry was registered.";
    repository
        .remove("claims/boats-22.toml")
        .file("claims/ferries.toml", claim(open, "unsubstantiated", heir));
    assert!(told(&check(&repository)).contains(&"error[wrong-heir]".to_owned()));
    // Nor can a claim be one that still stands, or itself.
    let repository = project();
    for former in ["boats-22", "ferries"] {
        let heir = |text: String| text.replace("status =", &format!("formerly = [\"{former}\"]\nstatus ="));
        repository.file("claims/ferries.toml", claim(open, "unsubstantiated", heir));
        says(&repository, &["error[wrong-heir]"]);
    }
    // Two heirs are both held to what it said.
    let repository = project();
    repository.remove("claims/boats-22.toml");
    for heir in ["one", "other"] {
        let was = |text: String| text.replace("status =", "formerly = [\"boats-22\"]\nstatus =");
        repository.file(&format!("claims/{heir}.toml"), claim(RESTATED, "documented", was));
    }
    says(
        &repository,
        &[
            "error[statement-drift]",
            "warning[raised-on-old-check]",
            "error[statement-drift]",
            "error[wrong-heir]",
            "warning[raised-on-old-check]",
        ],
    );
}

#[test]
fn days_that_have_not_come_are_not_believed() {
    let cases = [
        ("2026-11-02", "2031-01-01", &["error[future-date]"][..]),
        ("on = 2026-11-02", "on = 2026-11-02\nreview_due = 2199-01-01", &["error[review-too-late]"]),
        (
            "status =",
            "claimed_on = 2031-02-01\nstatus =",
            &["warning[dates-out-of-order]", "error[future-date]", "warning[support-changed]"],
        ),
    ];
    for (old, new, rules) in cases {
        let dated = |text: String| text.replacen(old, new, 1);
        says(&project().with("claims/boats-22.toml", claim(STATED, "documented", dated)), rules);
    }
    let published =
        record(REGISTER, "official-record", "Harbour Office", "").replace("2020-01-15", "2031-01-15");
    let repository = project().with("sources/register.toml", published);
    assert!(told(&check(&repository)).contains(&"error[future-date]".to_owned()));
    // A check that is said to come later than today clears nothing.
    let restated = claim(RESTATED, "documented", |text| text.replace("2026-11-02", "2031-01-01"));
    let run = check(&project().with("claims/boats-22.toml", restated));
    assert_eq!(run.code, Some(1), "{}", run.stdout);
}

#[test]
fn nothing_is_no_reason_for_a_higher_status() {
    let open = || {
        let repository = project().with("claims/boats-22.toml", claim(STATED, "unsubstantiated", same));
        repository.commit("Open");
        repository
    };
    let context = "\n[[evidence]]\nsource = \"gazette\"\nquote = \"forty boats left the yard before the winter\"\nstance = \"context\"\n";
    let looked = |text: String| text.replace("2026-11-02", "2026-11-20");
    let with_context = |text: String| looked(text).replace("\n[checked]", &format!("{context}\n[checked]"));
    says(
        &open().with("claims/boats-22.toml", claim(STATED, "documented", with_context)),
        &["error[status-moved-silently]"],
    );
    let unseen = |text: String| text.replace("One of us has", "One of us\u{200b} has");
    let run = check(&open().with("claims/boats-22.toml", claim(STATED, "documented", unseen)));
    assert!(told(&run).contains(&"error[status-moved-silently]".to_owned()), "{}", run.stdout);
}

#[test]
fn a_status_that_rises_on_what_the_change_brings_in_is_told() {
    let repository = project();
    let forged = "The ledger for 2019 has 92 patrol boats for the coast guard.\n";
    repository.file("sources/ledger.txt", forged);
    repository.file("sources/ledger.toml", record(forged, "official-record", "Harbour Office", ""));
    let on_ledger = |text: String| {
        text.replace("\"register\"", "\"ledger\"").replace("22 patrol boats, for", "92 patrol boats for")
    };
    repository.file(
        "claims/new.toml",
        claim("The ledger of the Harbour Office has 92 boats.", "documented", on_ledger),
    );
    says(&repository, &["warning[raised-on-new-source]"]);
    repository.file("grounds.toml", "[rules]\nraised-on-new-source = \"error\"\n");
    repository.git(&["add", "grounds.toml"]);
    repository.git(&["commit", "--quiet", "--message", "Two steps"]);
    says(&repository, &["error[raised-on-new-source]"]);
    // The same where a source is another kind of thing now.
    let repository = project();
    let by_gazette = |text: String| {
        text.replace("\"register\"", "\"gazette\"")
            .replace("22 patrol boats, for the coast guard", "forty boats left the yard before the winter")
    };
    let stated = "The Harbour Office says that forty boats left the yard.";
    repository.file("claims/forty.toml", claim(stated, "unsubstantiated", by_gazette));
    repository.commit("Forty");
    repository.file("sources/gazette.toml", record(GAZETTE, "official-record", "Harbour Office", ""));
    let reasoned = |text: String| by_gazette(text).replace("read the register", "read the gazette");
    repository.file("claims/forty.toml", claim(stated, "documented", reasoned));
    let run = check(&repository);
    assert!(told(&run).contains(&"warning[raised-on-new-source]".to_owned()), "{}", run.stdout);
    assert!(run.stdout.contains("`gazette` (another `publisher`, `kind`)"), "{}", run.stdout);
}

#[test]
fn two_spellings_of_one_name_are_one_witness_until_somebody_decides() {
    const ONE: &str = "Our reporter counted twenty-two boats at the mole on Monday.\n";
    const OTHER: &str = "From the tower one could see that 22 vessels had come in.\n";
    let evidence = |source: &str, quote: &str| {
        format!(
            "\n[[evidence]]\nsource = \"{source}\"\nquote = \"{quote}\"\nknows = \"a reporter counted them\"\n"
        )
    };
    let claim = format!(
        "statement = \"Twenty-two boats lay at the mole of Sarn.\"\nstatus = \"documented\"\n\
         subjects = [\"Harbour Office of Sarn\"]\nrationale = \"Two papers counted them.\"\n{}{}\n[checked]\nby = \"E. Marsh\"\n\
         on = 2026-11-02\n",
        evidence("one", "counted twenty-two boats at the mole on Monday"),
        evidence("other", "one could see that 22 vessels had come in"),
    );
    let run = |publishers: [&str; 2], policy: &str| {
        let sandbox = Sandbox::new()
            .file("sources/one.txt", ONE)
            .file("sources/one.toml", record(ONE, "news-report", publishers[0], ""))
            .file("sources/other.txt", OTHER)
            .file("sources/other.toml", record(OTHER, "news-report", publishers[1], ""))
            .file("claims/boats.toml", &claim)
            .file("grounds.toml", policy);
        sandbox.run(&["check", "--format", "concise"])
    };
    assert_eq!(run(["Harbour Gazette", "Sarn Mail"], "").code, Some(0));
    for [one, other] in [
        ["Harbour Gazette, The", "The Harbour Gazette"],
        ["The Harbour Gazette", "Harbour Gazette"],
        ["Белорусская газета", "Belorusskaya Gazeta"],
        ["Anna Keel", "Keel, Anna"],
        ["محمد صالح", "Mohamed Saleh"],
        ["Northyard", "Press Office of Northyard"],
        ["Northyard press service", "Northyard spokesman"],
        ["Harbour Gazette", "Harbour Gazette Ltd."],
        ["Harbour Gazette", "Harbour Gazette & Co"],
        ["Harbour Gazette", "HarbourGazette.com"],
        ["Harbour Gazette", "Harbour Gazette (Sarn)"],
        ["Harbour Gazette Online", "Harbour Gazette GmbH"],
        ["John Smith", "J. Smith"],
        ["Smith, J.", "John Smith"],
        ["Veldra Courier", "Sunday supplement of the Veldra Courier"],
        ["Courier", "Courier Weekend"],
        ["Veldra Courier", "veldracourier.example"],
        ["Northyard", "Northyard Holding"],
        ["Northyard", "Northyard's magazine"],
        ["Northyard", "director of the Northyard"],
    ] {
        let told = run([one, other], "");
        assert_eq!(told.code, Some(1), "{one}, {other}: {}", told.stdout);
        assert!(told.stdout.contains("error[single-origin]"), "{}", told.stdout);
        let distinct = format!("[[distinct]]\nnames = [\"{one}\", \"{other}\"]\n");
        if grounds::evidence::parties::spelling(one) != grounds::evidence::parties::spelling(other) {
            let decided = run([one, other], &distinct);
            assert_eq!(decided.code, Some(0), "{one}, {other}: {}", decided.stdout);
        }
    }
    // A party's press office is the party.
    let office = run(["Press Office of the Harbour Office of Sarn", "Sarn Mail"], "");
    assert_eq!(office.code, Some(1), "{}", office.stdout);
}

/// A claim that one record supports and another disputes, and what rises if one of these edits passes.
fn record_against_record() -> Repository {
    const LOG: &str = "The log has every arrival of 2019: not one patrol boat came to Sarn in that year.\n";
    let against = "\n[[evidence]]\nsource = \"log\"\nquote = \"not one patrol boat came to Sarn in that year\"\nstance = \"disputes\"\n\
                   knows = \"it logs every arrival\"\n";
    let boats = format!(
        "statement = \"The coast guard of Sarn got 22 patrol boats.\"\nstatus = \"partially confirmed\"\n\
         subjects = [\"Coast guard of Sarn\"]\nrationale = \"The register has them; the Harbour Log has none.\"\n\
         \n[[evidence]]\nsource = \"register\"\nquote = \"22 patrol boats, for the coast guard\"\nknows = \"it registers boats\"\n{against}\
         \n[checked]\nby = \"E. Marsh\"\non = 2026-11-02\n"
    );
    let rival = "statement = \"No patrol boat came to Sarn.\"\nstatus = \"partially confirmed\"\nsubjects = [\"Coast guard of Sarn\"]\n\
                 rationale = \"The Harbour Log has none; the register has some.\"\nconflicts_with = [\"boats\"]\n\n[[evidence]]\nsource = \"log\"\n\
                 quote = \"not one patrol boat came to Sarn in that year\"\nknows = \"it logs every arrival\"\n";
    let tree = Sandbox::new()
        .file("sources/register.txt", REGISTER)
        .file("sources/register.toml", record(REGISTER, "official-record", "Harbour Office", ""))
        .file("sources/log.txt", LOG)
        .file("sources/log.toml", record(LOG, "official-record", "Harbour Log", ""))
        .file("claims/boats.toml", boats)
        .file("claims/no-boats.toml", rival);
    let repository = Repository::of(tree);
    repository.commit("As it was");
    repository
}

#[test]
fn what_stands_against_a_claim_is_not_weakened_in_silence() {
    let edit = |repository: &Repository, path: &str, old: &str, new: &str| {
        let path = repository.path().join(path);
        let text = std::fs::read_to_string(&path).unwrap();
        assert!(text.contains(old), "{old}");
        std::fs::write(&path, text.replacen(old, new, 1)).unwrap();
    };
    let boats = "claims/boats.toml";
    let cases: [(&str, &str, &str, &str); 10] = [
        ("caveat-removed", boats, "subjects = [\"Coast guard of Sarn\"]\n", ""),
        ("caveat-removed", boats, "knows = \"it logs every arrival\"\n", ""),
        (
            "caveat-removed",
            boats,
            "stance = \"disputes\"\n",
            "stance = \"disputes\"\norigin = \"register\"\n",
        ),
        ("caveat-removed", boats, "subjects = [\"Coast guard of Sarn\"]", "subjects = [\"Harbour Board\"]"),
        (
            "caveat-removed",
            boats,
            "subjects = [\"Coast guard of Sarn\"]",
            "subjects = [\"Coast guard of Sarn\", \"Harbour Log\"]",
        ),
        (
            "source-reweighed",
            "sources/log.toml",
            "\n[text]",
            "\n[retracted]\non = 2026-11-10\nbecause = \"withdrawn\"\n\n[text]",
        ),
        ("source-reweighed", "sources/log.toml", "2020-01-15", "2020-03-15"),
        ("source-reweighed", "sources/log.toml", "kind =", "language = \"sv\"\nkind ="),
        ("caveat-removed", "claims/no-boats.toml", "knows = \"it logs every arrival\"\n", ""),
        (
            "caveat-removed",
            "claims/no-boats.toml",
            "conflicts_with",
            "withdrawn = { on = 2026-11-10, because = \"no\" }\nconflicts_with",
        ),
    ];
    for (rule, path, old, new) in cases {
        let repository = record_against_record();
        edit(&repository, path, old, new);
        let run = check(&repository);
        assert!(run.stdout.contains(&format!("[{rule}]")), "{path}: {new}: {}{}", run.stdout, run.stderr);
        // And it is an error where the claim rises with it.
        edit(&repository, boats, "partially confirmed", "documented");
        edit(&repository, boats, "The register has them", "The register has them all");
        let run = check(&repository);
        let is_caveat = rule == "caveat-removed" || new.contains("[retracted]");
        let error = if is_caveat { "error[caveat-removed]" } else { "error[status-unsupported]" };
        assert!(told(&run).contains(&error.to_owned()), "{path}: {new}: {}", run.stdout);
    }
    // Nobody washes a dispute away by a withdrawal.
    let repository = record_against_record();
    edit(&repository, boats, "status =", "withdrawn = { on = 2026-11-10, because = \"no\" }\nstatus =");
    repository.commit("Withdraw");
    edit(&repository, boats, "withdrawn = { on = 2026-11-10, because = \"no\" }\n", "");
    edit(
        &repository,
        boats,
        "stance = \"disputes\"\nknows = \"it logs every arrival\"\n",
        "stance = \"context\"\n",
    );
    edit(&repository, boats, "partially confirmed", "documented");
    assert!(told(&check(&repository)).contains(&"error[caveat-removed]".to_owned()));
}

#[test]
fn an_old_check_is_no_new_look() {
    let unchecked = |text: String| text.replace("\n[checked]\nby = \"E. Marsh\"\non = 2026-11-02\n", "");
    let repository = project().with("claims/boats-22.toml", claim(STATED, "documented", unchecked));
    repository.commit("Never checked");
    let old = |text: String| text.replace("2026-11-02", "2026-10-02");
    repository.file("claims/boats-22.toml", claim(RESTATED, "documented", old));
    says(&repository, &["error[statement-drift]", "warning[support-changed]"]);
    // Nor is one that was put back first.
    let repository = project();
    repository.file("claims/boats-22.toml", claim(STATED, "documented", old));
    says(&repository, &["warning[support-changed]"]);
}

#[test]
fn a_text_read_in_another_way_is_told() {
    let repository = project();
    repository.rename("sources/register.txt", "sources/register.md");
    says(&repository, &["warning[text-repinned]"]);
}

#[test]
fn what_a_status_rests_on_is_told_under_any_key() {
    let edited = |old: &str, new: &str| {
        let repository = project();
        let path = repository.path().join("claims/boats-22.toml");
        let text = std::fs::read_to_string(&path).unwrap();
        assert!(text.contains(old), "{old}");
        std::fs::write(&path, text.replacen(old, new, 1)).unwrap();
        repository
    };
    let dated = |year: &str| claim(STATED, "documented", |text| format!("as_of = \"{year}\"\n{text}"));
    let repository = project().with("claims/boats-22.toml", dated("2019"));
    repository.commit("Dated");
    repository.file("claims/boats-22.toml", dated("1999"));
    says(&repository, &["error[support-changed]"]);
    says(&edited("coast guard\"\n", "coast guard\"\nstance = \"admits\"\n"), &["warning[support-changed]"]);
    says(
        &edited("coast guard\"\n", "coast guard\"\nsuffix = \". The register\"\n"),
        &["warning[support-changed]"],
    );
    says(&edited("on = 2026-11-02", "on = 2026-10-02"), &["warning[support-changed]"]);
}

#[test]
fn a_record_under_another_id_is_the_same_document() {
    let retracted = "[retracted]\non = 2026-11-01\nbecause = \"withdrawn\"\n";
    let repository = project();
    let old = record(REGISTER, "official-record", "Harbour Office", "") + retracted;
    repository.file("sources/register.toml", old);
    let on = |source: &'static str| move |text: String| text.replace("\"register\"", source);
    repository.file("claims/boats-22.toml", claim(STATED, "unsubstantiated", same));
    repository.commit("Retracted");
    repository.remove("sources/register.toml").rename("sources/register.txt", "sources/ledger.txt");
    repository.file("sources/ledger.toml", record(REGISTER, "official-record", "Harbour Office", ""));
    repository.file("claims/boats-22.toml", claim(STATED, "unsubstantiated", on("\"ledger\"")));
    let open = "The Harbour Office says that no ferry was registered.";
    repository.file("claims/ferries.toml", claim(open, "unsubstantiated", on("\"ledger\"")));
    assert!(told(&check(&repository)).contains(&"warning[caveat-removed]".to_owned()));
}

#[test]
fn a_record_that_goes_takes_its_caveats_with_it_aloud() {
    let retracted = "[retracted]\non = 2026-11-01\nbecause = \"withdrawn\"\n";
    let gazette = record(GAZETTE, "news-report", "Harbour Gazette", "");
    for caveat in [
        format!("{gazette}{retracted}"),
        gazette.replace("kind =", "access = \"leaked\"\nkind ="),
        gazette.replace("kind =", "derives_from = [\"register\"]\nkind ="),
    ] {
        let repository = project().with("sources/gazette.toml", caveat);
        repository.commit("With a caveat");
        repository.remove("sources/gazette.toml").remove("sources/gazette.txt");
        says(&repository, &["warning[caveat-removed]"]);
    }
    let repository = project();
    repository.remove("sources/gazette.toml").remove("sources/gazette.txt");
    says(&repository, &[]);
}

#[test]
fn a_part_goes_in_no_number_of_steps_in_silence() {
    let part = |text: String| text.replace("guard\"\n", "guard\"\npart = \"22 of the 40\"\n");
    let repository = project().with("claims/boats-22.toml", claim(STATED, "unsubstantiated", part));
    repository.commit("A part");
    let context = |text: String| part(text).replace("part =", "stance = \"context\"\npart =");
    repository.file("claims/boats-22.toml", claim(STATED, "unsubstantiated", context));
    says(&repository, &["warning[caveat-removed]"]);
    let gone = |text: String| {
        text.replace("22 patrol boats, for the coast guard", "Entered in the year 2019: 22 patrol boats")
    };
    repository.file("claims/boats-22.toml", claim(STATED, "unsubstantiated", gone));
    says(&repository, &["warning[caveat-removed]"]);
}

#[test]
fn a_twin_does_not_leave_the_dispute_behind() {
    let text = std::fs::read_to_string(disputed().path().join("claims/boats-22.toml")).unwrap();
    let (start, rest) = text.split_once("\n[[evidence]]\nsource = \"gazette\"").unwrap();
    let twin = format!("{start}{}", &rest[rest.find("\n[checked]").unwrap()..]);
    let repository = disputed();
    repository.file("claims/boats-twin.toml", &twin);
    says(&repository, &["warning[near-duplicate-claim]", "warning[quote-reused]"]);
    let withdrawn = text.replace("status =", "withdrawn = { on = 2026-11-10, because = \"no\" }\nstatus =");
    repository.file("claims/boats-22.toml", withdrawn);
    says(
        &repository,
        &["warning[near-duplicate-claim]", "warning[quote-reused]", "warning[withdrawn-and-back]"],
    );
    repository.file("claims/boats-22.toml", &text).file("claims/boats-twin.toml", &text);
    says(&repository, &[]);
}

#[test]
fn a_check_from_before_the_last_one_was_written_down_is_none() {
    let on = |day: &'static str| move |text: String| text.replace("2026-11-02", day);
    let repository = project().with("claims/boats-22.toml", claim(STATED, "documented", on("2020-01-02")));
    repository.commit("Checked long ago, written down now");
    repository.file("claims/boats-22.toml", claim(RESTATED, "documented", on("2020-01-03")));
    assert!(told(&check(&repository)).contains(&"error[statement-drift]".to_owned()));
}

#[test]
fn a_translation_bears_no_number_that_can_be_read() {
    let translated = |text: String| {
        text.replace("guard\"\n", "guard\"\ntranslation = \"The coast guard got 40 patrol boats\"\n")
    };
    let stated = "The harbour register of the Harbour Office has 40 patrol boats.";
    let repository = project().with("claims/forty.toml", claim(stated, "documented", translated));
    assert!(told(&check(&repository)).contains(&"error[number-not-in-evidence]".to_owned()));
}

#[test]
fn a_language_hides_no_words_that_are_english() {
    let text =
        "It is not true that the bridge of Sarn was closed for repairs in that year, the clerk writes.\n";
    for language in ["", "language = \"de\"\n", "language = \"fr\"\n", "language = \"pl\"\n"] {
        let minutes = record(text, "official-record", "Harbour Office", language);
        let on_minutes = |text: String| {
            text.replace("\"register\"", "\"minutes\"").replace(
                "22 patrol boats, for the coast guard",
                "the bridge of Sarn was closed for repairs in that year",
            )
        };
        let repository =
            project().with("sources/minutes.txt", text).with("sources/minutes.toml", minutes).with(
                "claims/bridge.toml",
                claim(
                    "The Harbour Office says that the bridge of Sarn was closed.",
                    "documented",
                    on_minutes,
                ),
            );
        let told = told(&check(&repository));
        assert!(told.contains(&"warning[quote-sheds-hedge]".to_owned()), "{language}: {told:?}");
    }
    let repository = project();
    repository.file(
        "sources/register.toml",
        record(REGISTER, "official-record", "Harbour Office", "language = \"de\"\n"),
    );
    says(&repository, &["warning[source-reweighed]"]);
}

#[test]
fn an_origin_goes_in_no_number_of_steps_in_silence() {
    let wire = |text: String| text.replace("guard\"\n", "guard\"\norigin = \"wire\"\n");
    let repository = project()
        .with("sources/wire.toml", "publisher = \"Sea Wire\"\nkind = \"news-report\"\n")
        .with("claims/boats-22.toml", claim(STATED, "unsubstantiated", wire));
    repository.commit("From the wire");
    let moved = |text: String| {
        text.replace("22 patrol boats, for the coast guard", "Entered in the year 2019: 22 patrol boats")
    };
    repository.file("claims/boats-22.toml", claim(STATED, "unsubstantiated", moved));
    says(&repository, &["warning[caveat-removed]"]);
}

#[test]
fn a_commit_with_an_old_date_makes_no_check_new() {
    let unchecked = |text: String| text.replace("\n[checked]\nby = \"E. Marsh\"\non = 2026-11-02\n", "");
    let repository = project().with("claims/boats-22.toml", claim(STATED, "documented", unchecked));
    repository.commit("Never checked");
    repository.file("README.md", "Old").git(&["add", "."]);
    let mut commit = Command::new("git");
    commit.args(["commit", "--quiet", "--message", "Old"]).env("GIT_COMMITTER_DATE", "2020-01-01T00:00:00Z");
    assert!(commit.current_dir(repository.path()).status().unwrap().success());
    let old = |text: String| text.replace("2026-11-02", "2026-10-02");
    repository.file("claims/boats-22.toml", claim(RESTATED, "documented", old));
    assert!(told(&check(&repository)).contains(&"error[statement-drift]".to_owned()));
    // Nor does one in which the check was moved by a day.
    let on = |day: &'static str| move |text: String| text.replace("2026-11-02", day);
    let repository = project().with("claims/boats-22.toml", claim(STATED, "documented", on("2020-01-01")));
    repository.commit("Checked long ago, written down now");
    repository.file("claims/boats-22.toml", claim(STATED, "documented", on("2020-01-02"))).git(&["add", "."]);
    let mut commit = Command::new("git");
    commit.args(["commit", "--quiet", "--message", "Old"]).env("GIT_COMMITTER_DATE", "2020-01-01T00:00:00Z");
    assert!(commit.current_dir(repository.path()).status().unwrap().success());
    repository.file("claims/boats-22.toml", claim(RESTATED, "documented", on("2020-01-03")));
    assert!(told(&check(&repository)).contains(&"error[statement-drift]".to_owned()));
}

#[test]
fn nothing_new_is_no_reason_either() {
    let open = || {
        let repository = project().with("claims/boats-22.toml", claim(STATED, "unsubstantiated", same));
        repository.commit("Open");
        repository
    };
    let block = "\n[[evidence]]\nsource = \"register\"\nquote = \"22 patrol boats, for the coast guard\"\n";
    let doubled = |text: String| text.replace("\n[checked]", &format!("{block}\n[checked]"));
    let look_alike = |text: String| text.replace("One of us", "Оne of us");
    let accent = |text: String| text.replace("One of us", "O\u{301}ne of us");
    let cases: [&dyn Fn(String) -> String; 3] = [&doubled, &look_alike, &accent];
    for edit in cases {
        let repository = open().with("claims/boats-22.toml", claim(STATED, "documented", edit));
        let told = told(&check(&repository));
        assert!(told.contains(&"error[status-moved-silently]".to_owned()), "{told:?}");
    }
}

/// A documented claim of two witnesses, and what the check says where an edit is made to their texts, records and claim.
fn of_two_witnesses(texts: [&str; 2], quotes: [&str; 2], more: [&str; 2]) -> Repository {
    let block = |source: &str, quote: &str, more: &str| {
        let knows = if more.contains("knows") { "" } else { "knows = \"a reporter counted them\"\n" };
        format!("\n[[evidence]]\nsource = \"{source}\"\nquote = \"{quote}\"\n{knows}{more}")
    };
    let claim = format!(
        "statement = \"Twenty-two boats lay at the mole of Sarn.\"\nstatus = \"documented\"\n\
         subjects = [\"Harbour Office of Sarn\"]\nrationale = \"Two papers counted them.\"\n{}{}\n[checked]\nby = \"E. Marsh\"\n\
         on = 2026-11-02\n",
        block("one", quotes[0], more[0]),
        block("other", quotes[1], more[1]),
    );
    let tree = Sandbox::new()
        .file("sources/one.txt", texts[0])
        .file("sources/one.toml", record(texts[0], "news-report", "Harbour Gazette", ""))
        .file("sources/other.txt", texts[1])
        .file("sources/other.toml", record(texts[1], "news-report", "Sarn Mail", ""))
        .file("sources/wire.toml", "publisher = \"Sea Wire\"\nkind = \"news-report\"\n")
        .file("claims/boats.toml", claim);
    let repository = Repository::of(tree);
    repository.commit("As it was");
    repository
}

const COUNTED: [&str; 2] = [
    "Our reporter counted twenty-two boats at the mole on Monday.\n",
    "From the tower one could see that 22 vessels had come in.\n",
];
const WORDS: [&str; 2] =
    ["counted twenty-two boats at the mole on Monday", "one could see that 22 vessels had come in"];

#[test]
fn knowing_that_nobody_knows_is_not_knowing() {
    says(&of_two_witnesses(COUNTED, WORDS, ["", ""]), &[]);
    for knows in ["unknown", "Hearsay.", "n/a", "We do not know", "It guesses so.", "It assumes so."] {
        let block = format!("knows = \"{knows}\"\n");
        let told = told(&check(&of_two_witnesses(COUNTED, WORDS, ["", &block])));
        assert!(told.iter().any(|told| told.starts_with("error")), "{knows}: {told:?}");
    }
}

#[test]
fn what_one_claim_says_of_an_origin_another_does_not_deny() {
    let own = ["origin = \"one\"\n", "origin = \"other\"\n"];
    let repository = of_two_witnesses(COUNTED, WORDS, own);
    says(&repository, &[]);
    let relayed = format!(
        "statement = \"Boats came to Sarn on a Monday.\"\nstatus = \"unsubstantiated\"\n\n[[evidence]]\nsource = \"one\"\n\
         quote = \"{}\"\norigin = \"wire\"\n",
        WORDS[0]
    );
    repository.file("claims/relayed.toml", relayed);
    says(&repository, &["warning[origin-left-out]"]);
}

#[test]
fn a_witness_who_names_the_other_is_asked_where_he_has_it_from() {
    let texts = [COUNTED[0], "That 22 vessels had come in, the Harbour Gazette reported on Monday.\n"];
    let quotes = [WORDS[0], "22 vessels had come in, the Harbour Gazette reported on Monday"];
    let told = told(&check(&of_two_witnesses(texts, quotes, ["", "origin = \"other\"\n"])));
    assert!(told.contains(&"warning[origin-left-out]".to_owned()), "{told:?}");
}

#[test]
fn two_numbers_for_one_thing_are_not_both_documented_in_silence() {
    let repository = record_against_record();
    let path = repository.path().join("claims/boats.toml");
    let text = std::fs::read_to_string(&path).unwrap();
    // The dispute stays in both, so that the number alone is told.
    repository.file("claims/forty.toml", text.replace("22 patrol boats.\"", "40 patrol boats.\""));
    assert!(told(&check(&repository)).contains(&"warning[near-duplicate-claim]".to_owned()));
}
