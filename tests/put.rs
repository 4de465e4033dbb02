//! Writing safely: a killed run, a full disk, a folder that may not be written to, others who write at the same time.
//! Whatever happens, a record is the old one or the new one, and whole.
#![cfg(unix)]

use crate::sandbox::{Run, Sandbox, TODAY, program};
use crate::tools::{as_root, bound_by_permissions};
use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::Path;
use std::process::{Command, Stdio};
use std::sync::atomic::{AtomicBool, Ordering::Relaxed};
use std::time::{Duration, Instant};

/// A claim that takes its time to be written: most of it is a remark.
fn claim(rationale: &str) -> String {
    let remark =
        format!("# {}\n", "What the keeper said of it, and who else was there. ".repeat(18)).repeat(400);
    format!(
        "{remark}statement = \"The tide came.\"\nstatus = \"unsubstantiated\"\nrationale = \"{rationale}\"\n"
    )
}

const CLAIM: &str = "claims/tide.toml";

#[test]
#[ignore = "takes half a minute; .ci/run runs it"]
fn five_hundred_kills_leave_whole_files() {
    let [one, two] = [claim("One."), claim("Two.")];
    let sandbox = Sandbox::new().file(CLAIM, &one);
    let set = |rationale: &str| {
        let mut command = Command::new(program());
        command.current_dir(sandbox.path()).args(["set", "tide", "--rationale", rationale]);
        command.stdout(Stdio::null()).stderr(Stdio::null());
        command.spawn().unwrap()
    };
    let begun = Instant::now();
    for rationale in ["Two.", "One."].repeat(4) {
        assert!(set(rationale).wait().unwrap().success());
    }
    let usual = begun.elapsed() / 8;
    let mut patience = usual;
    let (mut written, mut in_mid_write) = (0, 0);
    for round in 0..500_u32 {
        let file = fs::read_to_string(sandbox.path().join(CLAIM)).unwrap();
        let mut child = set(if file == one { "Two." } else { "One." });
        std::thread::sleep(patience);
        let _ = child.kill();
        let _ = child.wait();
        let after = fs::read_to_string(sandbox.path().join(CLAIM)).unwrap();
        assert!(after == one || after == two, "round {round}: {} bytes", after.len());
        // So the kills gather around the moment at which the file is written.
        let step = usual / 100 * (1 + round % 5);
        patience = if after == file { patience + step } else { patience.saturating_sub(step) };
        written += usize::from(after != file);
        in_mid_write += usize::from(!leftovers(&sandbox).is_empty());
        for left in leftovers(&sandbox) {
            fs::remove_file(left).unwrap();
        }
    }
    assert!(
        in_mid_write > 0 && written > 0,
        "{in_mid_write} were killed in mid-write, {written} had written"
    );
    let check = sandbox.run(&["check", "--format", "concise"]);
    assert_eq!(check.code, Some(0), "{}", check.stdout);
}

#[test]
fn what_a_killed_run_leaves_is_none_of_the_projects() {
    let sandbox = Sandbox::new().file(CLAIM, claim("One.")).file("claims/.tide.toml.4711-0", "stat");
    assert_eq!(sandbox.run(&["check"]).code, Some(0));
    assert_eq!(sandbox.run(&["set", "tide", "--rationale", "Two."]).code, Some(0));
}

/// A limit on the size of files stops the write in its middle, as a full disk does.
#[test]
fn a_write_that_is_cut_short_loses_nothing() {
    let sandbox = Sandbox::new().file(CLAIM, claim("One."));
    let script = "trap '' XFSZ; ulimit -f 100; exec \"$@\"";
    let run = set_by(Command::new("sh").args(["-c", script, "sh"]).arg(program()), sandbox.path());
    assert_eq!((run.code, run.stdout.as_str()), (Some(2), ""), "{}", run.stderr);
    assert!(run.stderr.starts_with("error: claims/tide.toml was not written: "), "{}", run.stderr);
    assert_eq!(fs::read_to_string(sandbox.path().join(CLAIM)).unwrap(), claim("One."));
    assert!(leftovers(&sandbox).is_empty(), "what was not written does not stay");
}

/// A disk of our own that is full.
#[test]
#[ignore = "needs root or sudo; .ci/run runs it"]
fn a_full_disk_loses_nothing() {
    let sandbox = Sandbox::new().file("one.toml", claim("One.")).file("disk/x", "");
    let length = claim("One.").len();
    let script = format!(
        "mount -t tmpfs -o size={}k disk disk || exit 77
         cd disk && mkdir claims && touch grounds.toml && cp ../one.toml {CLAIM} || exit 77
         \"$@\" 2> ../said; code=$?
         cmp {CLAIM} ../one.toml || exit 78
         [ -z \"$(find claims -name '.*' -type f)\" ] || exit 79
         exit $code",
        length / 1024 + 64
    );
    let mut command = as_root("unshare");
    command.args(["--mount", "sh", "-c", &script, "sh"]).arg(program());
    let run = set_by(&mut command, sandbox.path());
    let said = fs::read_to_string(sandbox.path().join("said")).unwrap();
    assert_eq!(run.code, Some(2), "{said}{}", run.stderr);
    assert_eq!(said, "error: claims/tide.toml was not written: No space left on device (os error 28)\n");
}

#[test]
fn a_folder_that_may_not_be_written_to_is_named() {
    let sandbox = Sandbox::new().file(CLAIM, claim("One."));
    let folder = sandbox.path().join("claims");
    fs::set_permissions(&folder, fs::Permissions::from_mode(0o555)).unwrap();
    let run = set_by(&mut bound_by_permissions(), sandbox.path());
    fs::set_permissions(&folder, fs::Permissions::from_mode(0o755)).unwrap();
    assert_eq!((run.code, run.stdout.as_str()), (Some(2), ""), "{}", run.stderr);
    let said = "error: claims/tide.toml was not written: Permission denied (os error 13)\n";
    assert_eq!(run.stderr, said);
    assert_eq!(fs::read_to_string(sandbox.path().join(CLAIM)).unwrap(), claim("One."));
}

/// Others write the file again and again while it is set: no word of theirs is lost without being seen.
#[test]
fn a_file_that_others_change_meanwhile_is_refused() {
    let sandbox = Sandbox::new().file(CLAIM, claim("0."));
    let path = sandbox.path().join(CLAIM);
    let until = Instant::now() + Duration::from_secs(20);
    let refused = AtomicBool::new(false);
    let going_on = || !refused.load(Relaxed) && Instant::now() < until;
    std::thread::scope(|scope| {
        scope.spawn(|| {
            for count in 1.. {
                let beside = path.with_file_name(".others");
                fs::write(&beside, claim(&format!("{count}."))).unwrap();
                fs::rename(&beside, &path).unwrap();
                if !going_on() {
                    break;
                }
                std::thread::sleep(Duration::from_millis(5));
            }
        });
        while going_on() {
            let run = sandbox.run(&["set", "tide", "--rationale", "Ours."]);
            let meanwhile = run.stderr.contains("has changed it in the meantime");
            assert!(run.code == Some(0) || (run.code == Some(2) && meanwhile), "{}", run.stderr);
            refused.store(meanwhile, Relaxed);
        }
    });
    assert!(refused.into_inner(), "nobody noticed that others wrote");
    assert!(leftovers(&sandbox).is_empty());
}

#[test]
fn of_two_who_write_at_once_none_loses_the_others_edit() {
    const EDITS: [&[&str]; 2] = [&["--rationale", "Ann's reason."], &["--checked-by", "Bo Lund"]];
    let sandbox = Sandbox::new();
    for _ in 0..30 {
        fs::write(sandbox.place(CLAIM), claim("As it was.")).unwrap();
        let set = |edit: &&[&str]| {
            let mut command = Command::new(program());
            command.current_dir(sandbox.path()).args(["set", "tide", "--now", TODAY]).args(*edit);
            command.stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap()
        };
        let written = EDITS.each_ref().map(set).map(|mut run| run.wait().unwrap().success());
        let file = fs::read_to_string(sandbox.path().join(CLAIM)).unwrap();
        for (edit, written) in EDITS.iter().zip(written) {
            assert_eq!(file.contains(edit[1]), written, "{written} {edit:?}");
        }
        assert!(written.contains(&true), "somebody comes first");
    }
    // They seldom meet. Here one of them has the file while the other comes.
    fs::write(sandbox.place(CLAIM), claim("As it was.")).unwrap();
    let file = sandbox.path().join(CLAIM);
    let held = fs::File::open(&file).unwrap();
    held.lock().unwrap();
    let mut other = Command::new(program());
    other.current_dir(sandbox.path()).args(["set", "tide", "--now", TODAY]).args(EDITS[1]);
    let other = other.stdout(Stdio::null()).stderr(Stdio::piped()).spawn().unwrap();
    std::thread::sleep(Duration::from_millis(300));
    let ours = sandbox.place("claims/.ours");
    fs::write(&ours, claim("Ann's reason.")).unwrap();
    fs::rename(&ours, &file).unwrap();
    drop(held);
    let other = other.wait_with_output().unwrap();
    let said = String::from_utf8_lossy(&other.stderr);
    assert!(said.contains("another program has changed it in the meantime"), "{said}");
    assert_eq!(fs::read_to_string(&file).unwrap(), claim("Ann's reason."));
}

#[test]
fn the_mode_stays_and_no_link_is_followed() {
    let sandbox = Sandbox::new().file(CLAIM, claim("One.")).file("elsewhere/b.toml", claim("One."));
    let path = sandbox.path().join(CLAIM);
    fs::set_permissions(&path, fs::Permissions::from_mode(0o640)).unwrap();
    assert_eq!(sandbox.run(&["set", "tide", "--rationale", "Two."]).code, Some(0));
    assert_eq!(fs::metadata(&path).unwrap().permissions().mode() & 0o777, 0o640);
    let sandbox = sandbox.link("claims/b.toml", "../elsewhere/b.toml");
    assert_eq!(sandbox.run(&["set", "b", "--rationale", "Two."]).code, Some(2));
    assert_eq!(fs::read_to_string(sandbox.path().join("elsewhere/b.toml")).unwrap(), claim("One."));
}

/// Runs `set` of the program that a command ends with, in `dir`.
fn set_by(command: &mut Command, dir: &Path) -> Run {
    let args = ["set", "tide", "--rationale", "Two.", "--now", TODAY];
    Run::of(command.args(args).current_dir(dir).output().unwrap())
}

/// Files that a run began and did not finish.
fn leftovers(sandbox: &Sandbox) -> Vec<std::path::PathBuf> {
    let files = fs::read_dir(sandbox.path().join("claims")).unwrap().map(|entry| entry.unwrap().path());
    files.filter(|path| path.file_name().unwrap().to_string_lossy().starts_with(".tide")).collect()
}
