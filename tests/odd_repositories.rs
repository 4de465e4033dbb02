//! Repositories as they are found: cut off, without a working tree, in other formats, damaged, made by strangers. Each has
//! its answer: the same history, or an error that says what to do. None has a wrong history.

use crate::repository::{Repository, claim};
use crate::sandbox::{Run, Sandbox, run_in};
use grounds::fileset::DEPTH_LIMIT;
use serde_json::Value;
use std::fs;
use std::path::Path;
use std::time::{Duration, Instant};

/// Long enough for a debug build on a busy machine, and far too short for what must not happen.
const AT_ONCE: Duration = Duration::from_secs(20);

const LOG: &[&str] = &["log", "--format", "jsonl"];

/// A repository with a claim that rose twice.
fn risen() -> Repository {
    rise(Repository::new())
}

fn rise(repository: Repository) -> Repository {
    for status in ["unsubstantiated", "partially confirmed", "documented"] {
        repository.claim("tide", status).commit(&format!("Now {status}"));
    }
    repository
}

/// What `log` tells of the claim of [`risen`].
fn assert_risen(run: &Run) {
    assert_eq!((run.code, run.stderr.as_str()), (Some(0), ""));
    assert_eq!(states(run), ["documented", "partially confirmed", "unsubstantiated"]);
}

/// What claims came to, the newest first.
fn states(run: &Run) -> Vec<String> {
    transitions(run).iter().map(|told| told["to"].as_str().unwrap_or("absent").to_owned()).collect()
}

fn transitions(run: &Run) -> Vec<Value> {
    assert_eq!((run.code, run.stderr.as_str()), (Some(0), ""));
    run.stdout.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

/// Nothing is told but an error with these words.
fn assert_refused(run: &Run, words: &[&str]) {
    assert_eq!((run.code, run.stdout.as_str()), (Some(2), ""), "{}", run.stderr);
    assert!(run.stderr.starts_with("error: ") && run.stderr.lines().count() <= 2, "{}", run.stderr);
    for words in words {
        assert!(run.stderr.contains(words), "nothing says {words}: {}", run.stderr);
    }
}

/// A text as an argument of the program.
fn text(path: &Path) -> &str {
    path.to_str().unwrap()
}

#[test]
fn a_clone_that_is_cut_off_is_refused_with_the_way_to_make_it_whole() {
    let repository = risen();
    for depth in ["1", "2"] {
        let shallow = repository.clone_with(&["--depth", depth]);
        let remedy = [
            "this is a shallow clone",
            "\nhelp: ",
            "`fetch-depth: 0`",
            "`GIT_DEPTH: 0`",
            "`git fetch --unshallow`",
        ];
        assert_refused(&shallow.run(LOG), &remedy);
        assert_refused(&shallow.run(&["log", "--first-parent", "tide"]), &remedy);
        // A second working tree of it has no more.
        let other = Sandbox::empty();
        shallow.git(&["worktree", "add", "--quiet", text(other.path()), "-b", "other"]);
        assert_refused(&other.run(LOG), &remedy);
        shallow.git(&["fetch", "--quiet", "--unshallow"]);
        assert_risen(&shallow.run(LOG));
        assert_risen(&other.run(LOG));
    }
    // One that has everything is not cut off, however it was made.
    assert_risen(&repository.clone_with(&["--depth", "100"]).run(LOG));
}

#[test]
fn where_nothing_was_ever_committed_there_is_nothing_to_tell() {
    let repository = Repository::new();
    repository.claim("tide", "documented");
    let run = repository.run(LOG);
    assert_eq!((run.code, run.stdout.as_str()), (Some(3), ""));
    assert_eq!(run.stderr, "no history: there is no commit yet\n");
    repository.remove("claims").file("README.md", "Claims will be here.").commit("Begin");
    let run = repository.run(LOG);
    assert_eq!((run.code, run.stdout.as_str()), (Some(3), ""));
    assert_eq!(run.stderr, "no history: no commit has a claim\n");
}

#[test]
fn without_a_repository_there_is_no_history() {
    let run = Sandbox::new().run(LOG);
    assert_refused(&run, &["is not in a git repository", "`grounds check` without --base works without one"]);
    let run = Sandbox::new().file(".git", "gitdir: /nowhere/at/all\n").run(LOG);
    assert_refused(&run, &["cannot be opened"]);
    assert_refused(&Sandbox::new().file(".git/x", "").run(LOG), &["cannot be opened"]);
    assert_refused(&Sandbox::new().run(&["log", "--root", "nowhere"]), &["there is no folder nowhere"]);
}

#[test]
fn the_commit_that_is_checked_out_is_the_last_one() {
    let repository = risen();
    repository.switch("HEAD~1");
    assert_eq!(states(&repository.run(LOG)), ["partially confirmed", "unsubstantiated"]);
    // What is not committed is no history.
    repository.claim("tide", "documented").claim("boats", "documented");
    assert_eq!(states(&repository.run(LOG)), ["partially confirmed", "unsubstantiated"]);
}

#[test]
fn a_repository_without_a_working_tree_tells_its_history() {
    let repository = risen();
    let bare = repository.clone_with(&["--bare"]);
    assert_risen(&bare.run(LOG));
    assert_risen(&Sandbox::empty().run(&[LOG, &["--root", text(bare.path())]].concat()));
}

#[test]
fn a_linked_working_tree_tells_the_history_of_its_branch() {
    let repository = risen();
    let linked = Sandbox::empty();
    repository.git(&["worktree", "add", "--quiet", text(linked.path()), "HEAD~1"]);
    assert_eq!(states(&linked.run(LOG)), ["partially confirmed", "unsubstantiated"]);
    repository.git(&["config", "extensions.worktreeConfig", "true"]);
    assert_eq!(states(&linked.run(LOG)), ["partially confirmed", "unsubstantiated"]);
    assert_risen(&repository.run(LOG));
}

#[test]
fn a_submodule_tells_its_own_history() {
    let (repository, outer) = (risen(), Repository::new());
    outer.claim("boats", "unsubstantiated").commit("Begin");
    outer.git(&["submodule", "--quiet", "add", text(repository.path()), "claims/inner"]);
    outer.commit("Take in a whole repository");
    assert_risen(&run_in(&outer.path().join("claims/inner"), LOG, &[]));
    // For the outer one it is a folder that lies elsewhere.
    assert_eq!(states(&outer.run(LOG)), ["unsubstantiated"]);
}

#[test]
fn a_project_may_lie_below_the_root_of_its_repository() {
    let repository = Repository::new();
    repository.remove("grounds.toml");
    repository.file("README.md", "").file("claims/quay.toml", claim("documented")).commit("Begin elsewhere");
    for status in ["unsubstantiated", "partially confirmed", "documented"] {
        let news = "desk/news/claims/sea";
        repository
            .file("desk/news/grounds.toml", "")
            .file(&format!("{news}/tide.toml"), claim(status))
            .commit(status);
        repository.file("desk/other/claims/tide.toml", claim(status)).commit("Somebody else's");
    }
    let project = repository.path().join("desk/news");
    let runs = [
        run_in(&project, LOG, &[]),
        run_in(&project.join("claims/sea"), LOG, &[]),
        repository.run(&[LOG, &["--root", "desk/news"]].concat()),
    ];
    for run in runs {
        assert_risen(&run);
        assert!(transitions(&run).iter().all(|told| told["path"] == "claims/sea/tide.toml"));
    }
    // In the first commits it was not there yet; in the last one it is there no more.
    repository.remove("desk/news").commit("Close the desk");
    let run = repository.run(&[LOG, &["--root", "."]].concat());
    assert_eq!(states(&run), ["documented"]);
    fs::create_dir_all(&project).unwrap();
    let run = repository.run(&[LOG, &["--root", "desk/news"]].concat());
    assert_eq!(states(&run), ["absent", "documented", "partially confirmed", "unsubstantiated"]);
}

#[test]
fn names_of_sha_256_are_names_too() {
    let repository = Repository::around(Sandbox::new());
    repository.git(&["init", "--quiet", "--object-format=sha256"]);
    let repository = rise(repository);
    assert_risen(&repository.run(LOG));
    let commit = transitions(&repository.run(LOG))[0]["commit"].clone();
    assert_eq!(commit, repository.rev("HEAD"));
    assert_eq!(commit.as_str().unwrap().len(), 64);
    repository.branch("side").claim("tide", "unsubstantiated").commit("Lower it");
    repository.switch("main").merge(&["-s", "ours", "side"], |repository| repository);
    assert_eq!(states(&repository.run(LOG))[0], "documented");
}

#[test]
fn a_reftable_is_refused_with_the_way_to_turn_it_into_files() {
    let repository = risen();
    // As `git init --ref-format=reftable` would have it, which not every git knows.
    repository.git(&["config", "core.repositoryFormatVersion", "1"]);
    repository.git(&["config", "extensions.refStorage", "reftable"]);
    assert_refused(&repository.run(LOG), &["cannot be opened", "`git refs migrate --ref-format=files`"]);
}

#[test]
fn a_format_that_is_not_known_yet_is_refused() {
    let repository = risen();
    repository.git(&["config", "core.repositoryFormatVersion", "1"]);
    repository.git(&["config", "extensions.moonlight", "true"]);
    assert_refused(&repository.run(LOG), &["cannot be opened", "moonlight", "help: "]);
}

#[cfg(unix)]
#[test]
#[ignore = "needs root or sudo; .ci/run runs it"]
fn a_repository_of_somebody_else_is_refused_with_the_command_to_trust_it() {
    let repository = risen();
    crate::tools::passes(
        crate::tools::as_root("chown").args(["54321", ".", ".git"]).current_dir(repository.path()),
    );
    let real = repository.path().canonicalize().unwrap();
    let remedy = format!("git config --global --add safe.directory '{}'", real.display());
    assert_refused(&repository.run(LOG), &["belongs to another user", &remedy]);
    // The command does what it promises.
    let home = Sandbox::empty().file(".gitconfig", format!("[safe]\n\tdirectory = {}\n", real.display()));
    assert_risen(&repository.run_with(LOG, &[("HOME", text(home.path()))]));
}

#[test]
fn a_history_that_was_changed_for_one_clone_alone_is_refused() {
    let repository = risen();
    let grafts = ".git/info/grafts";
    repository.file(grafts, "");
    assert_risen(&repository.run(LOG));
    let [head, first] = ["HEAD", "HEAD~2"].map(|revision| repository.rev(revision));
    for content in
        [format!("{head}\n"), format!("{head} {first}\n"), "# nothing yet\n".to_owned(), "x".to_owned()]
    {
        repository.file(grafts, content);
        assert_refused(&repository.run(LOG), &["`info/grafts`", "help: remove that file"]);
    }
    let linked = Sandbox::empty();
    repository.git(&["worktree", "add", "--quiet", text(linked.path()), "-b", "other"]);
    assert_refused(&linked.run(LOG), &["`info/grafts`"]);
}

#[test]
fn what_git_was_told_to_show_instead_is_not_shown() {
    let repository = risen();
    repository.branch("other").claim("tide", "unsubstantiated").commit("Another end");
    repository.git(&["replace", "main", "other"]);
    repository.switch("main");
    assert_risen(&repository.run(LOG));
}

/// Objects of every kind that the history of [`risen`] reads.
const OBJECTS: [&str; 6] =
    ["HEAD", "HEAD~1", "HEAD~1^{tree}", "HEAD~2:claims", "HEAD~1:claims/tide.toml", "HEAD:claims/tide.toml"];

#[test]
fn an_object_that_is_missing_is_named() {
    for revision in OBJECTS {
        let repository = risen();
        let id = repository.rev(revision);
        fs::remove_file(repository.loose(&id)).unwrap();
        assert_refused(&repository.run(LOG), &[&id, "help: ", "`git fsck`"]);
        assert_refused(&repository.run(&["log", "--first-parent"]), &[&id]);
    }
}

#[test]
fn an_object_that_is_damaged_is_named() {
    for revision in OBJECTS {
        let repository = risen();
        let id = repository.rev(revision);
        let whole = fs::read(repository.loose(&id)).unwrap();
        let other_kind = if revision.contains(".toml") { "HEAD^{tree}" } else { "HEAD:claims/tide.toml" };
        let other_kind = fs::read(repository.loose(&repository.rev(other_kind))).unwrap();
        let turned = whole.iter().map(|byte| !byte).collect();
        for (name, damage) in [
            ("nothing", Vec::new()),
            ("one byte", vec![0x78]),
            ("garbage", b"garbage".repeat(20)),
            ("its beginning", whole[..whole.len() / 2].to_vec()),
            ("all bits turned", turned),
            ("an object of another kind", other_kind),
        ] {
            let loose = repository.loose(&id);
            fs::remove_file(&loose).unwrap();
            fs::write(&loose, damage).unwrap();
            let run = repository.run(LOG);
            assert!(run.stderr.contains(&id), "{revision}, {name}: {} {}", run.stdout, run.stderr);
            assert_refused(&run, &["help: "]);
        }
    }
}

#[test]
fn a_log_trusts_that_objects_are_what_their_names_say() {
    // It reads long histories, and no verdict rests on it; git itself does not look either.
    let repository = risen();
    let [old, new] = ["HEAD~1:claims/tide.toml", "HEAD~2:claims/tide.toml"]
        .map(|revision| repository.loose(&repository.rev(revision)));
    fs::remove_file(&old).unwrap();
    fs::copy(new, old).unwrap();
    assert_eq!(states(&repository.run(LOG)), ["documented", "unsubstantiated"]);
}

#[test]
fn a_branch_that_leads_nowhere_is_an_error() {
    let repository = risen();
    for head in
        ["garbage\n", "", "1234567890123456789012345678901234567890\n", "ref: refs/heads/../../../x\n"]
    {
        repository.file(".git/HEAD", head);
        assert_refused(&repository.run(LOG), &["help: "]);
    }
    // Nothing was committed to this one.
    repository.file(".git/HEAD", "ref: refs/heads/other\n");
    assert_eq!(repository.run(LOG).code, Some(3));
}

#[test]
fn a_clone_that_left_things_behind_is_refused_with_the_way_to_have_them() {
    let repository = risen();
    repository.git(&["config", "uploadpack.allowFilter", "true"]);
    let partial = repository.clone_with(&["--filter=blob:none"]);
    let id = repository.rev("HEAD~1:claims/tide.toml");
    let older = repository.rev("HEAD~2:claims/tide.toml");
    let run = partial.run(LOG);
    assert_refused(&run, &["this is a partial clone; a clone without `--filter` has everything"]);
    assert!(run.stderr.contains(&id) || run.stderr.contains(&older), "{}", run.stderr);
    let partial = repository.clone_with(&["--filter=tree:0"]);
    assert_refused(&partial.run(LOG), &["tree ", "this is a partial clone"]);
    // Newer versions of git write it so.
    partial.git(&["config", "core.repositoryFormatVersion", "1"]);
    partial.git(&["config", "extensions.partialClone", "origin"]);
    assert_refused(&partial.run(LOG), &["this is a partial clone"]);
    // One that has everything by now tells everything.
    let partial = repository.clone_with(&["--filter=blob:none"]);
    partial.git(&["rev-list", "--objects", "--all", "--quiet"]);
    for revision in ["HEAD~1", "HEAD~2"] {
        partial.git(&["show", &format!("{revision}:claims/tide.toml")]);
    }
    assert_risen(&partial.run(LOG));
}

#[test]
fn packed_objects_are_read_and_a_pack_that_is_cut_off_is_refused() {
    let repository = risen();
    repository.git(&["gc", "--quiet"]);
    assert_risen(&repository.run(LOG));
    let packs = repository.path().join(".git/objects/pack");
    for extension in ["pack", "idx"] {
        let pack = fs::read_dir(&packs).unwrap().map(|entry| entry.unwrap().path());
        let pack =
            pack.into_iter().find(|path| path.extension().is_some_and(|found| found == extension)).unwrap();
        let whole = fs::read(&pack).unwrap();
        fs::remove_file(&pack).unwrap();
        fs::write(&pack, &whole[..whole.len() / 2]).unwrap();
        assert_refused(&repository.run(LOG), &["help: "]);
        fs::write(&pack, whole).unwrap();
    }
    assert_risen(&repository.run(LOG));
}

#[test]
fn a_folder_that_holds_itself_a_million_times_takes_no_time() {
    let repository = risen();
    let blob = repository.object("blob", claim("documented"));
    let files: Vec<_> = (0..10).map(|at| format!("100644 blob {blob}\tc-{at}.toml")).collect();
    let mut folder = repository.fed(&["mktree"], files.join("\n") + "\n");
    for _ in 1..DEPTH_LIMIT {
        let entries: Vec<_> = (0..10).map(|at| format!("040000 tree {folder}\td{at}")).collect();
        folder = repository.fed(&["mktree"], entries.join("\n") + "\n");
    }
    let commit = |path: &str| {
        let root = repository.fed(&["mktree"], format!("040000 tree {folder}\t{path}\n"));
        let parent = repository.rev("HEAD");
        repository.git(&["commit-tree", "-p", &parent, "-m", "Bomb", &root])
    };
    let (beside, inside) = (commit("texts"), commit("claims"));
    let begun = Instant::now();
    repository.git(&["update-ref", "HEAD", &inside]);
    assert_refused(&repository.run(LOG), &["changes more than 400000 files"]);
    // What lies beside the claims is not looked into.
    repository.git(&["update-ref", "HEAD", &beside]);
    assert_eq!(states(&repository.run(LOG))[0], "absent");
    assert!(begun.elapsed() < AT_ONCE, "{:?}", begun.elapsed());
}

#[test]
fn folders_are_followed_only_so_far() {
    let repository = Repository::new();
    let at_depth = |depth| format!("{}d{depth}", "d/".repeat(depth));
    for depth in [0, 1, DEPTH_LIMIT - 1, DEPTH_LIMIT, DEPTH_LIMIT + 1, 200] {
        repository.claim(&at_depth(depth), "unsubstantiated");
    }
    repository.commit("Take in");
    let told: Vec<_> = transitions(&repository.run(LOG)).iter().map(|told| told["claim"].clone()).collect();
    assert_eq!(told, ["d0", "d1", "d11", "d12"]);
}

#[test]
fn names_that_no_file_can_have_are_names_like_any_other() {
    let repository = risen();
    let blob = repository.object("blob", claim("documented"));
    let names: [&[u8]; 8] = [
        b"..toml",
        b"../../x.toml",
        b"a/b.toml",
        b".git.toml",
        b"b\xFFd.toml",
        b"con.toml",
        b".toml",
        b"a\nb.toml",
    ];
    let mut entries = Vec::new();
    for name in names {
        let id: Vec<u8> =
            (0..40).step_by(2).map(|at| u8::from_str_radix(&blob[at..at + 2], 16).unwrap()).collect();
        entries.extend([b"100644 ", name, b"\0", &id].concat());
    }
    let folder = repository.object("tree", entries);
    let root = repository.fed(&["mktree"], format!("040000 tree {folder}\tclaims\n"));
    let parent = repository.rev("HEAD");
    let commit = repository.git(&["commit-tree", "-p", &parent, "-m", "Odd names", &root]);
    repository.git(&["update-ref", "HEAD", &commit]);
    let run = repository.run(LOG);
    let told: Vec<_> =
        transitions(&run).iter().map(|told| told["claim"].as_str().unwrap().to_owned()).collect();
    assert_eq!(told.len(), names.len() + 4, "{told:?}");
    for id in ["../../x", "a/b", r"b\xFFd", "a\nb", ".", ""] {
        assert!(told.iter().any(|told| told == id), "{id:?} {told:?}");
    }
}

#[test]
fn a_repository_among_the_files_is_not_taken_for_the_one_around_it() {
    let repository = risen();
    for path in ["", "claims/"] {
        repository.file(&format!("{path}inner/HEAD"), "ref: refs/heads/main\n");
        repository.file(&format!("{path}inner/config"), "[core]\n\tbare = true\n");
        repository.file(&format!("{path}inner/objects/x"), "").file(&format!("{path}inner/refs/x"), "");
        // From inside the project around it is told; named as a project it has no claims.
        assert_risen(&run_in(&repository.path().join(path).join("inner"), LOG, &[]));
        let inner = format!("{path}inner");
        let run = repository.run(&[LOG, &["--root", &inner]].concat());
        assert_eq!((run.code, run.stderr.as_str()), (Some(3), "no history: no commit has a claim\n"));
    }
}

#[test]
fn the_environment_names_no_other_repository() {
    let (repository, other) = (risen(), Repository::new());
    other.claim("boats", "documented").commit("Another history");
    let git_dir = other.path().join(".git");
    let (git_dir, objects) = (text(&git_dir).to_owned(), text(&git_dir.join("objects")).to_owned());
    for (name, value) in [
        ("GIT_DIR", &*git_dir),
        ("GIT_COMMON_DIR", &git_dir),
        ("GIT_WORK_TREE", text(other.path())),
        ("GIT_OBJECT_DIRECTORY", &objects),
        ("GIT_ALTERNATE_OBJECT_DIRECTORIES", &objects),
        ("GIT_INDEX_FILE", "/dev/full"),
        ("GIT_NAMESPACE", "other"),
        ("GIT_CEILING_DIRECTORIES", "/"),
        ("GIT_DISCOVERY_ACROSS_FILESYSTEM", "0"),
        ("GIT_SHALLOW_FILE", "/dev/full"),
        ("GIT_CONFIG", "/dev/full"),
        ("GIT_CONFIG_GLOBAL", "/dev/full"),
    ] {
        assert_risen(&repository.run_with(LOG, &[(name, value)]));
    }
    assert_refused(&Sandbox::new().run_with(LOG, &[("GIT_DIR", &git_dir)]), &["is not in a git repository"]);
}

#[test]
fn another_working_tree_that_the_configuration_names_is_not_looked_at() {
    let repository = risen();
    let elsewhere = Sandbox::new().file("claims/boats.toml", claim("documented"));
    repository.git(&["config", "core.worktree", text(elsewhere.path())]);
    assert_risen(&repository.run(LOG));
    // One that belongs to somebody else makes the repository suspicious; to root nothing does.
    repository.file(".git/config", "[core]\n\tworktree = /etc\n");
    let run = repository.run(LOG);
    if run.code == Some(2) {
        assert_refused(&run, &["belongs to another user"]);
    } else {
        assert_risen(&run);
    }
}

#[test]
fn the_configuration_of_a_repository_runs_nothing() {
    let repository = risen();
    let planted = repository.path().join("planted");
    let command = format!("touch '{}'", planted.display());
    let names = [
        "core.fsmonitor",
        "core.sshCommand",
        "core.pager",
        "core.editor",
        "diff.external",
        "diff.evil.textconv",
        "filter.evil.clean",
        "filter.evil.smudge",
        "credential.helper",
        "gpg.program",
        "pager.log",
    ];
    for name in names {
        repository.git(&["config", name, &command]);
    }
    repository.git(&["config", "core.hooksPath", text(repository.path())]);
    repository.git(&["config", "alias.log", &format!("!{command}")]);
    repository.file(".gitattributes", "* filter=evil diff=evil\n");
    repository.file(".git/info/attributes", "* filter=evil diff=evil\n");
    repository.file("post-checkout", format!("#!/bin/sh\n{command}\n"));
    assert_risen(&repository.run(LOG));
    assert!(!planted.exists(), "something of the repository was run");
    // And what it includes is read as configuration, or not at all.
    repository.git(&["config", "include.path", "/dev/full"]);
    assert_risen(&repository.run(LOG));
}

#[test]
fn the_index_is_not_read() {
    let repository = risen();
    for index in ["", "garbage"] {
        repository.file(".git/index", index).file(".git/index.lock", "");
        assert_risen(&repository.run(LOG));
    }
}

#[test]
fn a_log_leaves_the_repository_as_it_was() {
    let repository = risen();
    let files = || {
        let files =
            walkdir::WalkDir::new(repository.path()).sort_by_file_name().into_iter().map(Result::unwrap);
        files
            .map(|file| (file.path().to_owned(), file.metadata().unwrap().modified().unwrap()))
            .collect::<Vec<_>>()
    };
    let before = files();
    for format in ["table", "json", "jsonl"] {
        assert_eq!(repository.run(&["log", "--format", format]).code, Some(0));
    }
    assert_eq!(files(), before);
}

/// A repository with a commit written by hand: `people` are its lines about author and committer, and what else there is.
fn written_by_hand(people: &[u8], message: &[u8]) -> Repository {
    let repository = Repository::new();
    repository.claim("tide", "documented").commit("Take in");
    let tree = repository.rev("HEAD^{tree}");
    let header = format!("tree {tree}\n");
    repository.raw_commit([header.as_bytes(), people, b"\n\n", message].concat());
    repository
}

fn of(author: &[u8]) -> Vec<u8> {
    [b"author ", author, b"\ncommitter C <c@x> 1700000000 +0000"].concat()
}

#[test]
fn days_before_1970_and_beyond_all_calendars_are_told_as_far_as_they_go() {
    for (when, date) in [
        ("-1 +0000", Some("1969-12-31T23:59:59+00:00")),
        ("-2208988800 +0100", Some("1900-01-01T01:00:00+01:00")),
        ("0 -1200", Some("1969-12-31T12:00:00-12:00")),
        ("253402300799 +0000", Some("9999-12-31T23:59:59+00:00")),
        ("1700000000 +9999", Some("2023-11-14T22:13:20+00:00")),
        ("1700000000", Some("2023-11-14T22:13:20+00:00")),
        // RFC 3339 has no more than four digits for a year, and no sign.
        ("253402300800 +0000", None),
        ("253402300799 +0100", None),
        ("-62167219201 +0000", None),
        ("8210266876799 +0100", None),
        ("-8334601228800 -0100", None),
        ("9223372036854775807 +0000", None),
        ("99999999999999999999 +0000", None),
        ("tomorrow", None),
        ("", None),
    ] {
        let repository = written_by_hand(&of(format!("A <a@x> {when}").as_bytes()), b"Odd day");
        let run = repository.run(LOG);
        assert_eq!(run.code, Some(0), "{when}: {}", run.stderr);
        assert_eq!(transitions(&run)[0]["date"].as_str(), date, "{when}");
        let day = date.map_or("no date", |date| &date[..10]);
        let table = repository.run(&["log"]).stdout;
        assert!(table.starts_with(day), "{when}: {table}");
        // A day that nobody knows is on no side of another.
        for arguments in [["--since", "0001-01-01"], ["--until", "9999-12-31"]] {
            let run = repository.run(&[LOG, &arguments].concat());
            assert_eq!(
                (run.code, states(&run).len()),
                (Some(0), usize::from(date.is_some())),
                "{when} {arguments:?}"
            );
        }
    }
}

#[test]
fn authors_are_told_whatever_their_bytes_are() {
    let encoded =
        |author: &[u8], encoding: &str| [of(author), b"\nencoding ".to_vec(), encoding.into()].concat();
    let windows = b"\xDE\xF0\xB3\xE9 <y@x> 1700000000 +0200";
    for (people, author, email) in [
        (of("Юрій <y@x> 1700000000 +0200".as_bytes()), "Юрій", "y@x"),
        (of(b"J\xFCrgen <j\xFC@x> 1700000000 +0200"), r"J\xFCrgen", r"j\xFC@x"),
        (encoded(windows, "windows-1251"), "Юрій", "y@x"),
        (encoded(windows, "CP1251"), "Юрій", "y@x"),
        (encoded(b"J\xFCrgen <j@x> 1700000000 +0200", "ISO-8859-1"), "Jürgen", "j@x"),
        (encoded(b"J\xFCrgen <j@x> 1700000000 +0200", "klingon"), r"J\xFCrgen", "j@x"),
        // It says so, and it is not so.
        (encoded("Юрій <y@x> 1700000000 +0200".as_bytes(), "windows-1251"), "Юрій", "y@x"),
        (of(b"<a@x> 1700000000 +0000"), "a@x", "a@x"),
        (of(b"A <> 1700000000 +0000"), "A", ""),
        (of(b" <> 1700000000 +0000"), "", ""),
        (of(b"A"), "A", ""),
        (of(b"A <b <c> d> 1700000000 +0000"), "A", "b <c> d"),
    ] {
        let repository = written_by_hand(&people, b"Odd \xFF author");
        let told = transitions(&repository.run(LOG));
        assert_eq!(
            (told[0]["author"].as_str(), told[0]["email"].as_str()),
            (Some(author), Some(email)),
            "{told:?}"
        );
        assert_eq!(repository.run(&["log"]).code, Some(0));
    }
}

#[test]
fn subjects_are_told_whatever_their_bytes_are() {
    for (extra, message, subject) in [
        ("", &b"\xCE\x94 first\n\nbody\n"[..], "Δ first"),
        ("", b"caf\xE9", r"caf\xE9"),
        ("\nencoding windows-1251", b"\xCF\xF0\xE8\xE2\xE5\xF2", "Привет"),
        ("\nencoding Shift_JIS", b"\x83e\x83X\x83g", "テスト"),
        ("", b"", ""),
        ("", b"\n\n\n  late \n", "late"),
        ("", b"one\0two", "one\0two"),
        ("\ngpgsig -----BEGIN\n \n author X <x> 1 +0000\n -----END", b"Signed", "Signed"),
        ("\nmergetag object 1234\n tree 5678\n parent 9", b"Tagged", "Tagged"),
    ] {
        let people = [of(b"A <a@x> 1700000000 +0000"), extra.into()].concat();
        let repository = written_by_hand(&people, message);
        let told = transitions(&repository.run(LOG));
        assert_eq!((told[0]["subject"].as_str(), told[0]["author"].as_str()), (Some(subject), Some("A")));
        assert_eq!(repository.run(&["log"]).code, Some(0));
    }
}

#[test]
fn a_commit_that_nobody_signed_is_still_a_commit() {
    for people in
        [&b"committer C <c@x> 1700000000 +0000"[..], b"author A <a@x> 1700000000 +0000", b"gpgsig x"]
    {
        let repository = written_by_hand(people, b"Nobody's");
        assert_eq!(states(&repository.run(LOG)), ["documented"], "{people:?}");
        assert_eq!(states(&repository.run(&[LOG, &["--first-parent"]].concat())), ["documented"]);
    }
}

#[test]
fn a_commit_that_is_none_is_named() {
    let repository = risen();
    let (tree, blob) = (repository.rev("HEAD^{tree}"), repository.rev("HEAD:claims/tide.toml"));
    let missing = "1234567890123456789012345678901234567890";
    let people = "author A <a@x> 1 +0000\ncommitter A <a@x> 1 +0000\n\nx";
    for content in [
        String::new(),
        "garbage".to_owned(),
        format!("tree {}\n{people}", &tree[1..]),
        format!("parent {tree}\n{people}"),
        format!("tree {missing}\n{people}"),
        format!("tree {blob}\n{people}"),
        format!("tree {tree}\nparent {missing}\n{people}"),
        format!("tree {tree}\nparent {blob}\n{people}"),
        format!("tree {tree}\nparent x\n{people}"),
    ] {
        let id = repository.raw_commit(&content);
        let run = repository.run(LOG);
        let named = [&*id, &blob, missing].iter().any(|id| run.stderr.contains(id));
        assert!(named, "{content}: {} {}", run.stdout, run.stderr);
        assert_refused(&run, &["help: "]);
    }
}

#[test]
fn people_go_by_the_names_that_the_mailmap_of_the_last_commit_gives_them() {
    let repository = Repository::new();
    let authors = [
        "anna <a@old.example>",
        "Bo <bo@x.example>",
        "bo <cy@x.example>",
        "Cy <CY@x.example>",
        "D Jr. <d@x>",
    ];
    for (author, status) in authors.iter().zip(["unsubstantiated", "documented"].iter().cycle()) {
        repository.claim("tide", status).commit_as(author, status);
    }
    let map = b"# people\nAnna Kay <anna@new.example> <a@OLD.example> # she\n\xFF<<<\n\0\n<cy@y.example> <cy@x.example>\n\
                Cy Ro <cy@x.example>\nBo Ro <bo@y.example> bo <cy@x.example>\n";
    repository.file(".mailmap", map).commit("Map");
    let people = |run: &Run| -> Vec<_> {
        let name = |told: &Value| {
            format!("{} <{}>", told["author"].as_str().unwrap(), told["email"].as_str().unwrap())
        };
        transitions(run).iter().map(name).collect()
    };
    let told = people(&repository.run(LOG));
    assert_eq!(told, repository.git(&["log", "--format=%aN <%aE>", "HEAD~1"]).lines().collect::<Vec<_>>());
    assert_eq!(told[1..3], ["Cy Ro <cy@y.example>", "Bo Ro <bo@y.example>"]);
    assert_eq!(states(&repository.run(&[LOG, &["--author", "anna kay"]].concat())), ["unsubstantiated"]);
    // One that is not committed, or lies somewhere else, gives nobody a name.
    repository.file(".mailmap", "Other <other@x.example> <d@x>\n");
    repository.git(&["config", "mailmap.file", text(&repository.path().join(".mailmap"))]);
    assert_eq!(people(&repository.run(LOG)), told);
    repository.switch("--detach").git(&["reset", "--quiet", "--hard", "HEAD~1"]);
    assert_eq!(people(&repository.run(LOG))[4], "anna <a@old.example>");
}

// Elsewhere file systems know no such names.
#[cfg(target_os = "linux")]
#[test]
fn paths_that_are_not_utf_8_are_told_by_their_bytes() {
    use std::os::unix::ffi::OsStrExt;
    let repository = Repository::new();
    let folder = repository.path().join("claims").join(std::ffi::OsStr::from_bytes(b"m\xFCll"));
    fs::create_dir_all(&folder).unwrap();
    fs::write(folder.join(std::ffi::OsStr::from_bytes(b"b\xE4r.toml")), claim("documented")).unwrap();
    repository.commit("Take in");
    let told = &transitions(&repository.run(LOG))[0];
    assert_eq!(
        (told["claim"].as_str(), told["path"].as_str()),
        (Some(r"b\xE4r"), Some(r"claims/m\xFCll/b\xE4r.toml"))
    );
    assert_eq!(states(&repository.run(&[LOG, &[r"b\xE4r"]].concat())), ["documented"]);
}

#[test]
fn a_history_of_many_long_versions_of_one_claim_is_read() {
    let repository = Repository::new();
    let long = "#".repeat((1 << 20) - 100);
    for at in 0..8 {
        let status = ["unsubstantiated", "documented"][at % 2];
        repository.file("claims/tide.toml", format!("{}# {at}\n{long}", claim(status))).commit(status);
    }
    assert_eq!(states(&repository.run(LOG)).len(), 8);
}
