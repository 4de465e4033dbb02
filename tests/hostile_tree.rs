//! A tree that a stranger made: links, pipes, bombs, files that are no text. Each is refused by name, at once, and
//! nothing of what it points to is told.

use crate::sandbox::{Run, Sandbox, program};
use grounds::fileset::{DEPTH_LIMIT, RECORD_LIMIT, TEXT_LIMIT};
use grounds::render::FORMATS;
use std::collections::BTreeMap;
use std::fs::{self, File};
use std::io::{BufRead, BufReader, Read};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant, SystemTime};

const SAID: &str = "Forty boats left the yard before the winter came.";
const QUOTE: &str = "\"forty boats left the yard before the winter came\"";

/// Long enough for a debug build on a busy machine, and far too short for what must not happen.
const AT_ONCE: Duration = Duration::from_secs(5);

/// A project with one claim, one source, its text, and nothing wrong.
fn sound() -> Sandbox {
    let quote = QUOTE.replace("forty", "Forty");
    Sandbox::new().source("gazette", SAID).claim("boats", "gazette", &quote)
}

/// Runs `check` for one line a finding, which must not take long.
fn check(sandbox: &Sandbox) -> Run {
    let begun = Instant::now();
    let run = sandbox.run(&["check", "--format", "concise"]);
    assert!(begun.elapsed() < AT_ONCE, "{:?}: {}", begun.elapsed(), run.stdout);
    run
}

/// The run found fault with `path` under `rule`, and did not break down over it.
fn assert_refused(run: &Run, path: &str, rule: &str) {
    assert_eq!((run.code, run.stderr.as_str()), (Some(1), ""), "{path}: {}", run.stdout);
    let finding = |line: &str| line.starts_with(&format!("{path}:")) && line.contains(&format!("[{rule}]"));
    assert!(run.stdout.lines().any(finding), "nothing says {rule} of {path}:\n{}", run.stdout);
}

/// Makes a file of so many bytes that takes no room on the disk.
fn sparse(sandbox: Sandbox, path: &str, bytes: u64) -> Sandbox {
    let sandbox = sandbox.file(path, "");
    File::options().write(true).open(sandbox.path().join(path)).unwrap().set_len(bytes).unwrap();
    sandbox
}

#[test]
fn the_sound_project_that_all_others_start_from_is_clean() {
    let run = check(&sound());
    assert_eq!((run.code, run.stderr.as_str()), (Some(0), ""), "{}", run.stdout);
    assert!(run.stdout.contains("1 quote: 1 checked (1 exact) + 0 unread + 0 skipped"), "{}", run.stdout);
}

#[cfg(unix)]
mod unix {
    use super::*;
    use crate::tools::bound_by_permissions;
    use std::ffi::OsStr;
    use std::os::unix::ffi::OsStrExt;
    use std::os::unix::fs::PermissionsExt;
    use std::os::unix::net::UnixListener;

    /// A line that stands in the file that the links point to, and must stand nowhere else.
    fn canary() -> String {
        fs::read_to_string("/etc/passwd").unwrap().lines().next().unwrap().to_owned()
    }

    #[test]
    fn links_are_refused_wherever_they_stand_and_wherever_they_lead() {
        let targets =
            ["/etc/passwd", "/proc/self/environ", "/dev/zero", "../..", "../sources/gazette.toml", "nowhere"];
        for target in targets {
            for path in [
                "claims/tides.toml",
                "claims/sea",
                "claims/sea/deep/tides.toml",
                "sources/tides.toml",
                "sources/tides.md",
                "sources/sea",
            ] {
                let sandbox = sound().link(path, target);
                for format in FORMATS {
                    let run = sandbox.run(&["check", "--format", format.name]);
                    assert_eq!((run.code, run.stderr.as_str()), (Some(1), ""), "{path} -> {target}");
                    assert!(run.stdout.contains("irregular-file"), "{path} -> {target}: {}", run.stdout);
                    assert!(run.stdout.contains(path), "{path} -> {target}: {}", run.stdout);
                    assert!(!run.stdout.contains(&canary()), "{path} -> {target}: {}", run.stdout);
                }
            }
        }
    }

    #[test]
    fn the_policy_and_the_folders_themselves_may_not_be_links() {
        for (path, target) in [
            ("grounds.toml", "/etc/passwd"),
            ("grounds.toml", "elsewhere/grounds.toml"),
            ("claims", "elsewhere/claims"),
            ("claims", "/etc"),
            ("sources", "elsewhere"),
        ] {
            let sandbox = sound().file("elsewhere/grounds.toml", "").file("elsewhere/claims/a.toml", "");
            let real = sandbox.path().join(path);
            if path == "grounds.toml" {
                fs::remove_file(real)
            } else {
                fs::rename(&real, real.with_extension("old"))
            }
            .unwrap();
            let run = check(&sandbox.link(path, target));
            assert_refused(&run, path, "irregular-file");
            assert!(!run.stdout.contains(&canary()), "{}", run.stdout);
        }
    }

    #[test]
    fn a_linked_text_is_not_read_so_its_quote_is_not_found() {
        let sandbox = sound().file("elsewhere.txt", SAID);
        fs::remove_file(sandbox.path().join("sources/gazette.txt")).unwrap();
        let run = check(&sandbox.link("sources/gazette.txt", "../elsewhere.txt"));
        assert_refused(&run, "sources/gazette.txt", "irregular-file");
        assert!(run.stdout.contains("0 checked + 1 unread"), "{}", run.stdout);
    }

    #[test]
    fn pipes_and_sockets_are_not_waited_for() {
        for path in ["claims/tides.toml", "sources/tides.toml", "sources/tides.txt", "grounds.toml"] {
            let pipe = sound();
            let there = pipe.path().join(path);
            let _ = fs::remove_file(&there);
            assert!(Command::new("mkfifo").arg(&there).status().unwrap().success());
            assert_refused(&check(&pipe), path, "irregular-file");

            let socket = sound();
            let there = socket.path().join(path);
            let _ = fs::remove_file(&there);
            let _listener = UnixListener::bind(&there).unwrap();
            assert_refused(&check(&socket), path, "irregular-file");
        }
    }

    #[test]
    fn a_file_that_may_not_be_read_is_named() {
        for path in ["claims/tides.toml", "grounds.toml", "sources/gazette.txt"] {
            let sandbox = sound().file(path, "statement = \"It is so.\"\n");
            let file = sandbox.path().join(path);
            fs::set_permissions(&file, fs::Permissions::from_mode(0o000)).unwrap();
            let output = bound_by_permissions()
                .args(["check", "--format", "concise"])
                .current_dir(sandbox.path())
                .output()
                .unwrap();
            assert_refused(&Run::of(output), path, "irregular-file");
        }
    }

    // Elsewhere file systems know no such names.
    #[cfg(target_os = "linux")]
    #[test]
    fn names_that_are_not_utf_8_are_shown_by_their_bytes_and_can_be_asked_for() {
        let sandbox = sound().file("claims/first.toml", "");
        let name = OsStr::from_bytes(b"claims/b\xFFd\x1B[2J.toml");
        fs::rename(sandbox.path().join("claims/first.toml"), sandbox.path().join(name)).unwrap();
        let run = check(&sandbox);
        assert_refused(&run, r"claims/b\xFFd\u{1b}[2J.toml", "invalid-id");

        let output =
            Command::new(program()).current_dir(sandbox.path()).arg("check").arg(name).output().unwrap();
        let stdout = String::from_utf8(output.stdout).unwrap();
        assert_eq!(output.status.code(), Some(1), "{stdout}");
        assert!(stdout.contains("1 claim (1 without a status), 0 sources"), "{stdout}");
    }

    #[test]
    fn bombs_do_not_burst_a_small_stack() {
        for (name, bomb) in bombs() {
            let sandbox = sound().file("claims/bomb.toml", bomb);
            let limited = "ulimit -s 1024; exec \"$0\" check --format concise";
            let output = Command::new("sh")
                .args(["-c", limited])
                .arg(program())
                .current_dir(sandbox.path())
                .env_remove("GROUNDS_TEXTS")
                .output()
                .unwrap();
            let status = output.status;
            let run = Run::of(output);
            assert_eq!((run.code, run.stderr.as_str()), (Some(1), ""), "{name}: {status:?}");
            assert!(run.stdout.contains("claims/bomb.toml:"), "{name}: {}", run.stdout);
        }
    }

    #[test]
    fn whoever_reads_only_the_first_line_changes_no_verdict() {
        let many =
            (0..2000).fold(sound(), |sandbox, at| sandbox.file(&format!("claims/c-{at:04}.toml"), "x = 1"));
        for (sandbox, code) in [(sound(), 0), (many, 1)] {
            for format in FORMATS {
                let mut child = command(&sandbox)
                    .args(["--limit", "0", "--format", format.name])
                    .stdout(Stdio::piped())
                    .spawn()
                    .unwrap();
                let mut line = String::new();
                BufReader::new(child.stdout.take().unwrap()).read_line(&mut line).unwrap();
                assert_eq!(finish(child), (Some(code), String::new()), "{}", format.name);
            }
        }
    }

    #[test]
    fn where_nobody_reads_the_verdict_stands() {
        for (sandbox, code) in [(sound(), 0), (sound().file("claims/x.toml", ""), 1)] {
            let (reader, writer) = std::io::pipe().unwrap();
            drop(reader);
            assert_eq!(
                finish(command(&sandbox).stdout(writer).spawn().unwrap()),
                (Some(code), String::new())
            );
        }
    }

    #[cfg(target_os = "linux")]
    #[test]
    fn a_result_that_is_lost_is_a_failure() {
        let full = || File::options().write(true).open("/dev/full").unwrap();
        let sandbox = sound();
        let child = command(&sandbox).stdout(full()).spawn().unwrap();
        let (code, stderr) = finish(child);
        assert_eq!(code, Some(2));
        assert_eq!(stderr.lines().count(), 1, "{stderr}");
        assert!(stderr.starts_with("error: "), "{stderr}");

        let (code, stderr) =
            finish(command(&sandbox).args(["--format", "concise=/dev/full"]).spawn().unwrap());
        assert!(code == Some(2) && stderr.starts_with("error: /dev/full"), "{code:?} {stderr}");

        // If even the complaint is lost, the code still tells.
        let empty = Sandbox::new();
        for (sandbox, code) in [(&sandbox, 2), (&empty, 3)] {
            let status = command(sandbox).stdout(full()).stderr(full()).status().unwrap();
            assert_eq!(status.code(), Some(code));
        }
    }
}

#[test]
fn what_is_too_large_is_refused_unread() {
    for (path, bytes) in [
        ("claims/tides.toml", RECORD_LIMIT + 1),
        ("claims/tides.toml", 2 << 20),
        ("claims/tides.toml", 8 << 30),
        ("sources/tides.toml", 2 << 20),
        ("grounds.toml", 8 << 30),
        ("sources/gazette.txt", TEXT_LIMIT + 1),
        ("sources/gazette.txt", 17 << 20),
        ("sources/gazette.txt", 8 << 30),
    ] {
        assert_refused(&check(&sparse(sound(), path, bytes)), path, "irregular-file");
    }
}

#[test]
fn what_is_just_not_too_large_is_read() {
    let claim = format!("{}# {}", claim_text(), "a".repeat(usize::try_from(RECORD_LIMIT).unwrap()));
    let limit = usize::try_from(RECORD_LIMIT).unwrap();
    let run = check(&sound().file("claims/boats.toml", &claim.as_bytes()[..limit]));
    assert_eq!(run.code, Some(0), "{}", run.stdout);
    let run = check(&sound().file("claims/boats.toml", &claim.as_bytes()[..=limit]));
    assert_refused(&run, "claims/boats.toml", "irregular-file");
}

#[test]
fn folders_are_followed_so_far_and_no_further() {
    let at_depth = |depth| format!("claims/{}tides.toml", "d/".repeat(depth));
    let run = check(&sound().file(&at_depth(DEPTH_LIMIT), ""));
    assert_refused(&run, &at_depth(DEPTH_LIMIT), "missing-field");
    for depth in [DEPTH_LIMIT + 1, 200] {
        let run = check(&sound().file(&at_depth(depth), ""));
        assert_refused(&run, &format!("claims{}", "/d".repeat(DEPTH_LIMIT + 1)), "irregular-file");
    }
}

#[test]
fn what_only_looks_like_a_record_is_not_passed_over() {
    for path in ["claims/tides.toml.txt", "claims/tides.TOML", "claims/tides.toml.bak", "sources/tides.Toml"]
    {
        assert_refused(&check(&sound().file(path, "")), path, "irregular-file");
    }
    // What an editor leaves behind is nobody's claim.
    let run = check(&sound().file("claims/.tides.toml.swp", "").file("claims/tides.toml~", ""));
    assert_eq!(run.code, Some(0), "{}", run.stdout);
}

#[test]
fn a_folder_is_no_policy_and_its_name_makes_it_no_claim() {
    let sandbox = sound();
    fs::remove_file(sandbox.path().join("grounds.toml")).unwrap();
    let run = check(&sandbox.file("grounds.toml/x", ""));
    assert_refused(&run, "grounds.toml", "irregular-file");
    let run = check(&sound().file("claims/tides.toml/inner.toml", ""));
    assert_refused(&run, "claims/tides.toml/inner.toml", "missing-field");
}

#[test]
fn what_is_no_text_is_refused_at_the_byte() {
    let claim = claim_text();
    let utf_16 = |to_bytes: fn(u16) -> [u8; 2]| -> Vec<u8> {
        std::iter::once(0xFEFF).chain(claim.encode_utf16()).flat_map(to_bytes).collect()
    };
    for (name, bytes) in [
        ("UTF-16, small end first", utf_16(u16::to_le_bytes)),
        ("UTF-16, big end first", utf_16(u16::to_be_bytes)),
        ("Latin-1", b"statement = \"caf\xE9\"\n".to_vec()),
        ("a surrogate", b"statement = \"\xED\xA0\x80\"\n".to_vec()),
        ("an overlong slash", b"statement = \"\xC0\xAF\"\n".to_vec()),
        ("cut inside a character", b"statement = \"\xE2\x82".to_vec()),
        ("NUL", format!("{claim}\0").into_bytes()),
        ("NUL in a text", claim.replace("boats", "boats\0").into_bytes()),
        ("bare CR", claim.replace('\n', "\r").into_bytes()),
        ("a program", b"\x7FELF\x02\x01\x01\0\0\0\0\0".to_vec()),
    ] {
        let run = check(&sound().file("claims/boats.toml", &bytes));
        assert_refused(&run, "claims/boats.toml", "toml-syntax");
        assert!(run.stdout.len() < 4096, "{name}: {}", run.stdout);
        let run = check(&sound().file("grounds.toml", &bytes));
        assert_refused(&run, "grounds.toml", "toml-syntax");
    }
}

#[test]
fn a_text_that_is_no_text_verifies_nothing() {
    for bytes in [&b"Forty boats left the yard before the winter came.\xFF"[..], b"\xFF\xFEF\0o\0"] {
        let hash = grounds::evidence::sha256(bytes);
        let sandbox =
            sound().file("sources/gazette.txt", bytes).file("sources/gazette.toml", record_text(&hash));
        let run = check(&sandbox);
        assert_eq!(run.code, Some(1), "{}", run.stdout);
        assert!(!run.stdout.contains("1 checked"), "{}", run.stdout);
    }
}

#[test]
fn a_byte_order_mark_changes_no_verdict() {
    let mark = |text: &str| format!("\u{FEFF}{text}");
    let marked = sound()
        .file("grounds.toml", mark(""))
        .file("claims/boats.toml", mark(&claim_text()))
        .file("sources/gazette.toml", mark(&record_text(&grounds::evidence::sha256(SAID.as_bytes()))));
    assert_eq!(check(&marked).stdout, check(&sound()).stdout);
    let wrong = claim_text().replace("status", "state");
    let plain = check(&sound().file("claims/boats.toml", &wrong));
    let marked = check(&sound().file("claims/boats.toml", mark(&wrong)));
    assert_eq!((marked.code, marked.stdout), (plain.code, plain.stdout));
}

#[test]
fn line_ends_change_no_verdict() {
    let wrong = claim_text().replace("winter", "summer").replace("status", "state");
    let long = "He said so.\n\nForty boats left the yard\nbefore the winter came.\n";
    for claim in [claim_text(), wrong] {
        let project = |ends: &str| {
            let with = |text: &str| text.replace('\n', ends);
            // The hash is of the text with plain line ends: git may check out either.
            let record = record_text(&grounds::evidence::sha256(long.as_bytes()));
            sound()
                .file("claims/boats.toml", with(&claim))
                .file("sources/gazette.toml", with(&record))
                .file("sources/gazette.txt", with(long))
        };
        for format in FORMATS {
            let [plain, windows] =
                ["\n", "\r\n"].map(|ends| project(ends).run(&["check", "--format", format.name]));
            assert!(!plain.stdout.contains("source-changed"), "{}", plain.stdout);
            let trimmed = |run: &Run| run.stdout.lines().map(str::trim_end).collect::<Vec<_>>().join("\n");
            assert_eq!((windows.code, trimmed(&windows)), (plain.code, trimmed(&plain)), "{}", format.name);
        }
    }
}

/// Files of TOML that blow up in the hands of whoever reads them.
fn bombs() -> Vec<(String, String)> {
    let mut bombs = vec![
        ("100,000 brackets".to_owned(), format!("x = {}", "[".repeat(100_000))),
        (
            "100,000 brackets, closed".to_owned(),
            format!("x = {}{}", "[".repeat(100_000), "]".repeat(100_000)),
        ),
        ("100,000 tables".to_owned(), format!("x = {}", "{a=".repeat(100_000))),
        ("a header of 100,000 brackets".to_owned(), "[".repeat(100_000)),
        ("a key of 100,000 segments".to_owned(), format!("{} = 1", vec!["a"; 100_000].join("."))),
        ("a header of 100,000 segments".to_owned(), format!("[{}]\nx = 1", vec!["a"; 100_000].join("."))),
        (
            "a header of 100,000 quoted segments".to_owned(),
            format!("[{}]", vec!["\"a\""; 100_000].join(" . ")),
        ),
        ("closers of the other kind".to_owned(), format!("x = {}", "[}".repeat(50_000))),
    ];
    for (tables, segments) in
        [(14, 14), (16, 16), (30, 30), (40, 16), (80, 16), (16, 80), (80, 80), (1000, 10)]
    {
        let key = vec!["a"; segments].join(".");
        for between in ["", "\n"] {
            let inline = format!("{{{between}{key} = ").repeat(tables);
            let close = "}".repeat(tables);
            bombs.push((
                format!("{tables} tables of {segments} segments{between:?}"),
                format!("x = {inline}1{close}"),
            ));
            let lists = format!("[{between}{{{key} = ").repeat(tables);
            let close = "}]".repeat(tables);
            bombs.push((
                format!("{tables} lists of {segments} segments{between:?}"),
                format!("x = {lists}1{close}"),
            ));
        }
        let headers = format!("[{key}]\n{key} = {{{key} = {}1{}}}", "[".repeat(10), "]".repeat(10));
        bombs.push((format!("header, key and table of {segments} segments"), headers));
    }
    bombs
}

#[test]
fn bombs_are_refused_at_once_in_few_words_whatever_they_are_named() {
    for (name, bomb) in bombs() {
        for path in ["claims/bomb.toml", "sources/bomb.toml", "grounds.toml"] {
            let begun = Instant::now();
            let run = sound().file(path, &bomb).run(&["check"]);
            assert_eq!((run.code, run.stderr.as_str()), (Some(1), ""), "{name} as {path}: {}", run.stdout);
            assert!(run.stdout.contains(&format!("{path}:")), "{name} as {path}: {}", run.stdout);
            assert!(run.stdout.len() < 64 << 10, "{name} as {path}: {} bytes", run.stdout.len());
            assert!(begun.elapsed() < AT_ONCE, "{name} as {path}: {:?}", begun.elapsed());
        }
    }
}

#[test]
fn depth_is_counted_over_line_breaks_and_remarks() {
    for between in ["", " ", "\n", "\r\n", " # remark\n", "\n\n"] {
        let bomb = format!("x = {}1{}", format!("{{{between}a = [{between}").repeat(10), "]}".repeat(10));
        let run = check(&sound().file("claims/bomb.toml", bomb));
        assert_refused(&run, "claims/bomb.toml", "toml-syntax");
        assert!(run.stdout.contains("go too deep"), "{between:?}: {}", run.stdout);
    }
}

#[test]
fn much_that_is_wrong_in_one_file_makes_no_flood() {
    for (name, line) in [
        ("broken lines", "what is this\n"),
        ("broken values", "x = nothing\n"),
        ("unclosed texts", "x = \"\n"),
        ("colons", "a: 1\n"),
        ("one key again and again", "a = 1\n"),
        ("newer escapes", "\"\\e\"=\"\\e\"\n"),
        ("headers", "[a\n"),
        ("merge markers", "<<<<<<< a\n=======\n>>>>>>> b\n"),
        ("one long line", "a b c "),
        ("a long line of brackets", "[]"),
    ] {
        let content: String = line.repeat(100_000).chars().take(1 << 20).collect();
        let sandbox = sound().file("claims/flood.toml", content);
        for format in FORMATS {
            let begun = Instant::now();
            let run = sandbox.run(&["check", "--limit", "0", "--format", format.name]);
            assert_eq!((run.code, run.stderr.as_str()), (Some(1), ""), "{name}");
            assert!(run.stdout.contains("claims/flood.toml"), "{name}: {}", run.stdout);
            assert!(run.stdout.len() < 64 << 10, "{name}: {} bytes", run.stdout.len());
            assert!(begun.elapsed() < 2 * AT_ONCE, "{name}: {:?}", begun.elapsed());
        }
    }
}

#[test]
fn words_repeated_without_end_against_quotes_that_nearly_match_take_no_time() {
    let words = |word: &str, count: usize| [word].repeat(count).join(" ");
    let mut texts = vec![("one endless word", "a".repeat(2 << 20), "a".repeat(50_000) + "b")];
    for (name, word) in [("one word", "aaa"), ("two words", "aaa aab"), ("stops", "aaa."), ("marks", "“a”")]
    {
        let count = (2 << 20) / (word.len() + 1);
        texts.push((name, words(word, count), words(word, 5_000) + " b"));
        texts.push((name, words(word, count), words(word, 50) + " b"));
        texts.push((name, words(word, count), "b ".to_owned() + &words(word, 50) + " [...] c"));
    }
    for (name, text, quote) in texts {
        let quote = format!("\"{quote}\"");
        let sandbox = (0..4).fold(sound().source("endless", &text), |sandbox, at| {
            sandbox.claim(&format!("c-{at}"), "endless", &quote)
        });
        let begun = Instant::now();
        let run = sandbox.run(&["check"]);
        assert_eq!((run.code, run.stderr.as_str()), (Some(1), ""), "{name}: {}", run.stdout);
        assert!(begun.elapsed() < 2 * AT_ONCE, "{name}: {:?}", begun.elapsed());
    }
}

#[test]
fn bad_use_and_bad_set_up_end_with_2_and_say_why() {
    let sandbox = sound();
    for arguments in [
        &["check", "claims/nobody.toml"][..],
        &["check", "nowhere/at/all"],
        &["check", "/"],
        &["check", ".."],
        &["check", "--format", "nonsense"],
        &["check", "--format", ""],
        &["check", "--format", "concise="],
        &["check", "--format", "concise=nowhere/at/all"],
        &["check", "--format", "concise", "--format", "full"],
        &["check", "--texts", "nowhere"],
        &["check", "--texts", "grounds.toml"],
        &["check", "--limit", "many"],
        &["check", "--limit", "-1"],
        &["check", "--width", "1"],
        &["check", "--width", "99999"],
        &["check", "--color", "mauve"],
        &["check", "--root", "nowhere"],
        &["check", "--nonsense"],
        &["check", "-x"],
        &["explain", "nonsense"],
        &["nonsense"],
        &["--quiet", "--verbose"],
    ] {
        let run = sandbox.run(arguments);
        assert_eq!((run.code, run.stdout.as_str()), (Some(2), ""), "{arguments:?}: {}", run.stderr);
        assert!(!run.stderr.trim().is_empty() && !run.stderr.contains("panicked"), "{arguments:?}");
    }
    assert_eq!(sandbox.run_with(&["check"], &[("GROUNDS_TEXTS", "nowhere")]).code, Some(2));
}

#[test]
fn where_there_is_nothing_to_check_the_run_says_so_with_3() {
    let empty = tempfile::tempdir().unwrap();
    let empty = empty.path().to_str().unwrap();
    for (sandbox, arguments) in [
        (Sandbox::new(), &["check"][..]),
        (Sandbox::new().file("claims/readme.md", "Claims."), &["check"]),
        (Sandbox::new(), &["check", "--root", empty]),
        (sound().file("docs/readme.md", ""), &["check", "docs"]),
    ] {
        let run = sandbox.run(arguments);
        assert_eq!((run.code, run.stdout.as_str()), (Some(3), ""), "{arguments:?}");
        assert!(run.stderr.starts_with("nothing to check"), "{arguments:?}: {}", run.stderr);
    }
}

#[test]
fn two_runs_give_the_same_bytes_on_one_core_and_on_many() {
    let mut sandbox = sound();
    for at in 0..200 {
        let quote =
            ["\"forty ships left the yard\"", "\"no\"", "\"before the winter came\"", "1", "\"\\e\""][at % 5];
        sandbox = sandbox.claim(&format!("c-{at:03}"), ["gazette", "gazete", "nobody"][at % 3], quote);
    }
    let sandbox =
        sandbox.file("claims/a/c-001.toml", "").file("grounds.toml", "[rules]\nnonsense = \"error\"\n");
    for format in FORMATS {
        let run = |threads| {
            sandbox.run_with(
                &["check", "--limit", "0", "--format", format.name],
                &[("RAYON_NUM_THREADS", threads)],
            )
        };
        let first = run("1");
        assert_eq!(first.code, Some(1));
        for threads in ["1", "2", "7"] {
            assert_eq!(run(threads).stdout, first.stdout, "{} on {threads}", format.name);
        }
    }
}

#[test]
fn check_leaves_the_tree_as_it_was() {
    let sandbox = sound().file("claims/wrong.toml", "statement = ").file("claims/none.toml", "");
    let before = tree(sandbox.path());
    assert!(before.len() > 5);
    for format in FORMATS {
        assert_eq!(sandbox.run(&["check", "--format", format.name]).code, Some(1));
    }
    assert_eq!(tree(sandbox.path()), before);
}

#[test]
fn check_needs_no_git_and_no_home() {
    let output =
        Command::new(program()).env_clear().arg("check").current_dir(sound().path()).output().unwrap();
    assert_eq!((output.status.code(), output.stderr.len()), (Some(0), 0));
    let run = sound().file(".git", "gitdir: /nowhere").run_with(&["check"], &[("PATH", ""), ("HOME", "")]);
    assert_eq!((run.code, run.stderr.as_str()), (Some(0), ""));
}

/// `check`, with what it says on standard error kept.
fn command(sandbox: &Sandbox) -> Command {
    let mut command = Command::new(program());
    command.arg("check").current_dir(sandbox.path()).env_remove("GROUNDS_TEXTS").stderr(Stdio::piped());
    command
}

/// How the program ended, and what it said on standard error.
fn finish(mut child: std::process::Child) -> (Option<i32>, String) {
    let mut stderr = String::new();
    child.stderr.take().unwrap().read_to_string(&mut stderr).unwrap();
    (child.wait().unwrap().code(), stderr)
}

fn claim_text() -> String {
    format!(
        "statement = \"Boats left.\"\nstatus = \"unsubstantiated\"\n\n[[evidence]]\nsource = \"gazette\"\nquote = {}\n",
        QUOTE.replace("forty", "Forty")
    )
}

fn record_text(sha256: &str) -> String {
    format!(
        "publisher = \"Gazette\"\nkind = \"news-report\"\npublished = 2020-01-01\n\n[text]\nsha256 = \"{sha256}\"\n"
    )
}

/// Every file and folder below `dir`, with its content and the time it was last changed.
fn tree(dir: &Path) -> BTreeMap<PathBuf, (Vec<u8>, SystemTime)> {
    let mut found = BTreeMap::new();
    for entry in walkdir::WalkDir::new(dir) {
        let entry = entry.unwrap();
        let content = if entry.file_type().is_file() { fs::read(entry.path()).unwrap() } else { Vec::new() };
        found.insert(entry.path().to_owned(), (content, entry.metadata().unwrap().modified().unwrap()));
    }
    found
}
