//! The history of claims, as `grounds log` tells it: held against an oracle that asks plain git, and in small repositories
//! where everybody can see what happened.

use crate::random_history;
use crate::repository::{Repository, claim, secluded};
use crate::sandbox::{repository, run_in, thorough};
use crate::tools::{passes, python};
use serde_json::Value;
use std::collections::BTreeSet;
use std::path::Path;

/// Transitions, each as a line of words.
type Told = BTreeSet<String>;

/// What the oracle tells: of all commits, and of first parents only.
fn oracle(path: &Path, folder: &str) -> [Told; 2] {
    let mut oracle = python();
    secluded(&mut oracle);
    let lines = passes(oracle.arg(repository("tests/oracle.py")).arg(path).arg(folder));
    let mut told = [Told::new(), Told::new()];
    for line in lines.lines() {
        let transition: Value = serde_json::from_str(line).unwrap();
        let road = usize::from(transition["road"] == "first-parent");
        assert!(told[road].insert(in_words(&transition)), "the oracle tells a transition twice");
    }
    told
}

/// What `grounds log` tells.
fn told(path: &Path, arguments: &[&str]) -> Told {
    let run = run_in(path, &[&["log", "--format", "jsonl"], arguments].concat(), &[]);
    assert_eq!((run.code, run.stderr.as_str()), (Some(0), ""));
    let told: Told = run.stdout.lines().map(|line| in_words(&serde_json::from_str(line).unwrap())).collect();
    assert_eq!(told.len(), run.stdout.lines().count(), "a transition is told twice");
    told
}

/// What both know of a transition.
fn in_words(transition: &Value) -> String {
    format!("{} {}", transition["commit"].as_str().unwrap(), what(transition))
}

/// `tide, formerly ebb: absent -> documented, dropping unsubstantiated`
fn what(transition: &Value) -> String {
    let state = |value: &Value| value.as_str().unwrap_or("absent").to_owned();
    let claim = transition["claim"].as_str().unwrap();
    let formerly = transition["formerly"].as_str().map(|former| format!(", formerly {former}"));
    let dropped: Vec<_> = transition["dropped"].as_array().into_iter().flatten().map(state).collect();
    let dropping =
        if dropped.is_empty() { String::new() } else { format!(", dropping {}", dropped.join(" and ")) };
    let (from, to) = (state(&transition["from"]), state(&transition["to"]));
    format!("{claim}{}: {from} -> {to}{dropping}", formerly.unwrap_or_default())
}

/// The program tells what the oracle tells, and that is handed back.
fn assert_agrees(name: &str, path: &Path, folder: &str) -> Told {
    let [all, first_parent] = oracle(path, folder);
    for (arguments, expected) in [(&[][..], &all), (&["--first-parent"], &first_parent)] {
        let told = told(&path.join(folder), arguments);
        let missing: Vec<_> = expected.difference(&told).collect();
        let wrong: Vec<_> = told.difference(expected).collect();
        assert!(
            missing.is_empty() && wrong.is_empty(),
            "{name} {arguments:?}\nnot told: {missing:#?}\ntold wrongly: {wrong:#?}"
        );
    }
    all
}

/// What `grounds log` tells with these arguments, the newest first. The oracle agrees, if it is asked.
fn story(repository: &Repository, arguments: &[&str]) -> Vec<String> {
    if thorough() {
        assert_agrees("this repository", repository.path(), "");
    }
    let run = repository.run(&[&["log", "--format", "jsonl"], arguments].concat());
    assert_eq!((run.code, run.stderr.as_str()), (Some(0), ""));
    run.stdout.lines().map(|line| what(&serde_json::from_str(line).unwrap())).collect()
}

#[test]
#[ignore = "needs Python 3.11; .ci/run runs it"]
fn histories_made_by_dice_are_told_as_the_oracle_tells_them() {
    let mut all = Told::new();
    for seed in 0..8 {
        let repository = Repository::new();
        let folder = if seed % 4 == 3 { "desk/news/" } else { "" };
        repository.fed(&["fast-import", "--quiet"], random_history::stream(seed, 60, folder));
        repository.file(&format!("{folder}grounds.toml"), "");
        if seed % 2 == 1 {
            repository.git(&["repack", "-adq"]);
            repository.git(&["commit-graph", "write", "--reachable", "--no-progress"]);
        }
        all.extend(assert_agrees(&format!("seed {seed}"), repository.path(), folder));
        let order = repository.git(&["rev-list", "--topo-order", "HEAD"]);
        let told = transitions(&repository, &["--root", &format!("./{folder}")]);
        let commits = told.iter().map(|told| &told["commit"]);
        let places: Vec<_> =
            commits.map(|commit| order.lines().position(|known| commit == known).unwrap()).collect();
        assert!(places.is_sorted(), "seed {seed}: not in the order of git log --topo-order");
    }
    let count = |words: &str| all.iter().filter(|told| told.contains(words)).count();
    let counts = ["dropping", " and ", "formerly", "unreadable", "withdrawn"].map(count);
    assert!(counts.iter().all(|&count| count >= 20), "the dice fell badly: {counts:?}");
}

#[test]
#[ignore = "needs Python 3.11 and a whole clone of this repository; .ci/run runs it"]
fn the_history_of_this_repository_is_told_as_the_oracle_tells_it() {
    assert_agrees("this repository", &repository("."), "");
}

#[test]
fn what_became_of_a_claim_is_told_from_its_last_change_to_its_first() {
    let repository = Repository::new();
    for status in ["unsubstantiated", "Partially-Confirmed", "partially confirmed", "documented"] {
        repository.claim("tide", status).claim("boats", "unsubstantiated").commit(status);
    }
    repository
        .file("claims/tide.toml", claim("documented") + "[withdrawn]\non = 2026-01-01\n")
        .commit("Give it up");
    repository.claim("tide", "unsubstantiated").commit("Take it up again");
    repository.remove("claims/tide.toml").commit("Delete it");
    repository.claim("tide", "documented").commit("Bring it back");
    let told = [
        "tide: absent -> documented",
        "tide: unsubstantiated -> absent",
        "tide: withdrawn -> unsubstantiated",
        "tide: documented -> withdrawn",
        "tide: partially confirmed -> documented",
        "tide: unsubstantiated -> partially confirmed",
        "boats: absent -> unsubstantiated",
        "tide: absent -> unsubstantiated",
    ];
    assert_eq!(story(&repository, &[]), told);
    let kinds: Vec<String> = transitions(&repository, &["tide"]).iter().map(kind).collect();
    assert_eq!(kinds, ["added", "removed", "restored", "withdrawn", "raised", "raised", "added"]);
}

fn transitions(repository: &Repository, arguments: &[&str]) -> Vec<Value> {
    let run = repository.run(&[&["log", "--format", "jsonl"], arguments].concat());
    assert_eq!((run.code, run.stderr.as_str()), (Some(0), ""));
    run.stdout.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

fn kind(transition: &Value) -> String {
    transition["kind"].as_str().unwrap().to_owned()
}

/// Two branches: on `main` the claim rose to one status, on `side` to another.
fn parted(main: &str, side: &str) -> Repository {
    let repository = Repository::new();
    repository.claim("tide", "unsubstantiated").claim("boats", "unsubstantiated").commit("Take in");
    repository.branch("side").claim("tide", side).commit("On the side");
    repository.switch("main").claim("tide", main).file("grounds.toml", "# later\n").commit("On main");
    repository
}

#[test]
fn a_merge_that_takes_over_what_one_branch_did_tells_nothing() {
    let repository = parted("unsubstantiated", "documented");
    repository.merge(&["side"], |repository| repository);
    let told = [
        "tide: unsubstantiated -> documented",
        "boats: absent -> unsubstantiated",
        "tide: absent -> unsubstantiated",
    ];
    assert_eq!(story(&repository, &[]), told);
    // Who follows first parents sees it land with the merge.
    assert_eq!(story(&repository, &["--first-parent"]), told);
    assert_eq!(transitions(&repository, &["--first-parent"])[0]["subject"], "Merge side");
    assert_eq!(transitions(&repository, &[])[0]["subject"], "On the side");
}

#[test]
fn a_merge_tells_which_side_of_a_conflict_it_dropped() {
    let (one, other) = ("documented", "partially confirmed");
    for (result, told) in [
        (one, "tide: partially confirmed -> documented, dropping partially confirmed"),
        (other, "tide: documented -> partially confirmed, dropping documented"),
        (
            "unsubstantiated",
            "tide: documented -> unsubstantiated, dropping partially confirmed and documented",
        ),
    ] {
        let repository = parted(one, other);
        repository.merge(&["side"], |repository| repository.claim("tide", result));
        assert_eq!(story(&repository, &[])[0], told);
        assert_eq!(kind(&transitions(&repository, &[])[0]), "resolved");
        assert_eq!(story(&repository, &[]).len(), 5);
    }
    let repository = parted(one, other);
    repository.merge(&["side"], |repository| repository.remove("claims/tide.toml"));
    assert_eq!(
        story(&repository, &[])[0],
        "tide: documented -> absent, dropping partially confirmed and documented"
    );
}

#[test]
fn a_merge_of_one_strategy_drops_the_other_side_in_silence_and_so_it_is_told() {
    let repository = parted("unsubstantiated", "documented");
    repository.merge(&["-s", "ours", "side"], |repository| repository);
    assert_eq!(story(&repository, &[])[0], "tide: documented -> unsubstantiated, dropping documented");
    // On the road of first parents nothing ever happened.
    assert_eq!(story(&repository, &["--first-parent"]).len(), 2);
}

#[test]
fn what_a_merge_does_by_itself_is_told() {
    let repository = parted("unsubstantiated", "documented");
    repository
        .merge(&["side"], |repository| repository.claim("boats", "documented").claim("quay", "documented"));
    assert_eq!(
        story(&repository, &[])[..2],
        ["boats: unsubstantiated -> documented", "quay: absent -> documented"]
    );
    assert_eq!(kind(&transitions(&repository, &["boats"])[0]), "raised");
}

#[test]
fn a_merge_of_several_branches_is_compared_with_each() {
    let repository = parted("partially confirmed", "documented");
    repository.switch("main~1").branch("third").claim("boats", "documented").commit("On the third");
    repository
        .switch("main")
        .merge(&["-s", "ours", "side", "third"], |repository| repository.claim("boats", "documented"));
    assert_eq!(repository.git(&["show", "--no-patch", "--format=%P", "HEAD"]).split(' ').count(), 3);
    assert_eq!(story(&repository, &[])[0], "tide: documented -> partially confirmed, dropping documented");
    assert_eq!(story(&repository, &[]).iter().filter(|told| told.contains("boats")).count(), 2);
}

#[test]
fn branches_merged_crosswise_have_two_beginnings() {
    let repository = parted("documented", "partially confirmed");
    repository.branch("cross").switch("side").branch("side-cross").switch("cross");
    repository.merge(&["side"], |repository| repository.claim("tide", "documented"));
    repository
        .switch("side-cross")
        .merge(&["main"], |repository| repository.claim("tide", "partially confirmed"));
    repository.switch("cross").merge(&["side-cross"], |repository| repository.claim("tide", "documented"));
    assert_eq!(repository.git(&["merge-base", "--all", "HEAD^1", "HEAD^2"]).lines().count(), 2);
    // Neither side moved away from both beginnings, so the last merge settles nothing new.
    let subjects: Vec<_> = transitions(&repository, &[]).iter().map(|told| told["subject"].clone()).collect();
    assert_eq!(subjects, ["Merge main", "Merge side", "On the side", "On main", "Take in", "Take in"]);
    assert_eq!(story(&repository, &[]).len(), 6);

    repository.switch("side-cross").claim("tide", "unsubstantiated").commit("Lower it on the side");
    repository.switch("cross").merge(&["side-cross"], |repository| repository.claim("tide", "documented"));
    assert_eq!(story(&repository, &[])[0], "tide: unsubstantiated -> documented, dropping unsubstantiated");
}

#[test]
fn a_revert_is_a_change_like_any_other() {
    let repository = parted("unsubstantiated", "documented");
    repository.switch("side").git(&["revert", "--no-edit", "HEAD"]);
    assert_eq!(
        story(&repository, &["tide"]),
        [
            "tide: documented -> unsubstantiated",
            "tide: unsubstantiated -> documented",
            "tide: absent -> unsubstantiated"
        ]
    );
}

#[test]
fn histories_that_were_never_one_began_with_nothing() {
    let repository = parted("documented", "partially confirmed");
    repository.git(&["switch", "--quiet", "--orphan", "other"]);
    repository.claim("quay", "documented").claim("tide", "unsubstantiated").commit("Another beginning");
    repository.switch("main");
    repository.merge(&["--allow-unrelated-histories", "-s", "ours", "other"], |repository| repository);
    assert_eq!(
        story(&repository, &[])[..2],
        [
            "quay: documented -> absent, dropping documented",
            "tide: unsubstantiated -> documented, dropping unsubstantiated"
        ]
    );
}

#[test]
fn a_claim_that_moves_to_another_folder_is_the_same_claim() {
    let repository = Repository::new();
    repository.claim("tide", "unsubstantiated").commit("Take in");
    repository.rename("claims/tide.toml", "claims/sea/tide.toml").commit("Move");
    repository.claim("sea/tide", "documented").commit("Raise");
    repository
        .rename("claims/sea/tide.toml", "claims/tide.toml")
        .claim("tide", "unsubstantiated")
        .commit("Both at once");
    assert_eq!(
        story(&repository, &[]),
        [
            "tide: documented -> unsubstantiated",
            "tide: unsubstantiated -> documented",
            "tide: absent -> unsubstantiated"
        ]
    );
    let paths: Vec<_> = transitions(&repository, &[]).iter().map(|told| told["path"].clone()).collect();
    assert_eq!(paths, ["claims/tide.toml", "claims/sea/tide.toml", "claims/tide.toml"]);
}

#[test]
fn a_claim_that_is_renamed_goes_on_if_it_says_so() {
    let renamed = |formerly: &str, status: &str| format!("formerly = [{formerly}]\n{}", claim(status));
    let repository = Repository::new();
    repository.claim("ebb", "documented").commit("Take in");
    repository
        .remove("claims/ebb.toml")
        .file("claims/tide.toml", renamed("\"ebb\"", "documented"))
        .commit("Rename");
    assert_eq!(
        story(&repository, &[]),
        ["tide, formerly ebb: documented -> documented", "ebb: absent -> documented"]
    );
    assert_eq!(kind(&transitions(&repository, &[])[0]), "renamed");

    repository
        .remove("claims/tide.toml")
        .file("claims/flood.toml", renamed("\"ebb\", \"tide\"", "unsubstantiated"))
        .commit("Rename and lower");
    assert_eq!(story(&repository, &[])[0], "flood, formerly tide: documented -> unsubstantiated");
    assert_eq!(kind(&transitions(&repository, &[])[0]), "lowered");

    repository.rename("claims/flood.toml", "claims/sea.toml").commit("Rename and say nothing");
    assert_eq!(
        story(&repository, &[])[..2],
        ["flood: unsubstantiated -> absent", "sea: absent -> unsubstantiated"]
    );
}

#[test]
fn a_claim_that_nobody_can_read_is_told_and_stops_nothing() {
    let too_large = format!("{}#{}", claim("documented"), "x".repeat(2 << 20));
    let contents: [(&str, &[u8]); 8] = [
        ("no TOML", b"status: documented\n"),
        ("not UTF-8", b"status = \"documented\"\n# \xFF\n"),
        ("NUL", b"status = \"documented\"\n\0"),
        ("no status", b"statement = \"The tide came.\"\n"),
        ("no such status", b"status = \"proven\"\n"),
        ("a conflict", b"<<<<<<< a\nstatus = \"documented\"\n=======\n>>>>>>> b\n"),
        ("two mebibytes", too_large.as_bytes()),
        ("nothing", b""),
    ];
    for (name, content) in contents {
        let repository = Repository::new();
        repository.claim("tide", "documented").commit("Take in");
        repository.file("claims/tide.toml", content).file("claims/boats.toml", content).commit("Break it");
        repository.claim("tide", "documented").remove("claims/boats.toml").commit("Mend it");
        let told = [
            "boats: unreadable -> absent",
            "tide: unreadable -> documented",
            "boats: absent -> unreadable",
            "tide: documented -> unreadable",
            "tide: absent -> documented",
        ];
        assert_eq!(story(&repository, &[]), told, "{name}");
        let kinds: Vec<_> = transitions(&repository, &["tide"]).iter().map(kind).collect();
        assert_eq!(kinds, ["readable again", "unreadable", "added"], "{name}");
    }
}

#[cfg(unix)]
#[test]
fn a_claim_that_is_a_link_or_another_repository_is_unreadable_and_its_target_is_not_told() {
    let repository = Repository::new();
    repository.claim("tide", "documented").commit("Take in");
    // Where the second one leads would be a claim, if it were a file.
    repository.remove("claims/tide.toml").link("claims/tide.toml", "../elsewhere.toml");
    repository.link("claims/pier.toml", "status=\"documented\"").link("claims/sea", "../elsewhere");
    repository.file("elsewhere.toml", claim("unsubstantiated")).commit("Link it");
    let head = repository.rev("HEAD");
    repository.git(&["update-index", "--add", "--cacheinfo", &format!("160000,{head},claims/quay.toml")]);
    repository.git(&["commit", "--quiet", "--message", "Put a repository there"]);
    let told = [
        "quay: absent -> unreadable",
        "pier: absent -> unreadable",
        "tide: documented -> unreadable",
        "tide: absent -> documented",
    ];
    assert_eq!(story(&repository, &[]), told);
    let output = repository.run(&["log", "--format", "json"]).stdout;
    assert!(!output.contains("elsewhere"), "{output}");
}

#[test]
fn clocks_have_no_say_in_the_order() {
    let repository = Repository::new();
    let days = ["2026-03-01", "1999-12-31", "2031-01-01", "1970-01-02"];
    let statuses = ["unsubstantiated", "documented", "partially confirmed", "documented"];
    for (day, status) in days.iter().zip(statuses) {
        repository.on(day).claim("tide", status).commit(day);
    }
    let told: Vec<_> = transitions(&repository, &[]).iter().map(|told| told["subject"].clone()).collect();
    assert_eq!(told, ["1970-01-02", "2031-01-01", "1999-12-31", "2026-03-01"]);
    assert_eq!(story(&repository, &[]).len(), 4);
}

#[test]
fn two_files_of_one_id_are_no_reason_to_stop() {
    let repository = Repository::new();
    repository.claim("tide", "documented").claim("sea/tide", "unsubstantiated").commit("Take in twice");
    repository.remove("claims/sea").commit("Once will do");
    let run = repository.run(&["log"]);
    assert_eq!((run.code, run.stderr.as_str()), (Some(0), ""));
    assert!(run.stdout.contains("Take in twice"), "{}", run.stdout);
}
