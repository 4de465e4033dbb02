//! Damaged clones: whatever byte of git's files is wrong or missing, no command hangs, panics, or says that all is well.

use crate::repository::Repository;
use crate::sandbox::{Sandbox, TODAY, program, without_git};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

/// A change that turns a documented number round, and some history before it.
fn dishonest() -> Repository {
    let stated = |boats: u32| {
        format!(
            "statement = \"The register has {boats} boats.\"\nstatus = \"documented\"\nrationale = \"Read.\"\n\n\
             [[evidence]]\nsource = \"register\"\nquote = \"has entered twenty-two boats in all\"\n\n\
             [checked]\nby = \"E. Marsh\"\non = 2026-11-02\n"
        )
    };
    let repository = Repository::of(Sandbox::new());
    repository.source("register", "The office has entered twenty-two boats in all.\n");
    repository.file("claims/boats.toml", stated(22)).commit("As it was");
    for step in 0..4 {
        repository.claim(&format!("step-{step}"), "unsubstantiated").commit("A step");
    }
    repository.branch("change");
    repository.file("claims/boats.toml", stated(92)).commit("Restate");
    repository.claim("more", "unsubstantiated").commit("More");
    repository
}

/// Every file of git's own, sorted; hooks and descriptions are nobody's.
fn files(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        match path.is_dir() {
            true if !["hooks", "info", "logs"].contains(&&*name) => found.extend(files(&path)),
            false if !["description", "COMMIT_EDITMSG"].contains(&&*name) => found.push(path),
            _ => {}
        }
    }
    found.sort();
    found
}

pub struct Ended {
    pub code: Option<i32>,
    stdout: String,
    stderr: String,
}

/// Runs a command, which has to end within five seconds.
pub fn ended(repository: &Repository, arguments: &[&str], what: &str) -> Ended {
    const BOUND: Duration = Duration::from_secs(5);
    let mut command = Command::new(program());
    without_git(&mut command);
    let said = [".stdout", ".stderr"].map(|name| repository.path().join(name));
    let [stdout, stderr] = said.each_ref().map(|path| Stdio::from(fs::File::create(path).unwrap()));
    let mut child = command
        .args(arguments)
        .args(["--now", TODAY])
        .current_dir(repository.path())
        .stdout(stdout)
        .stderr(stderr)
        .spawn()
        .unwrap();
    let start = Instant::now();
    let code = loop {
        if let Some(status) = child.try_wait().unwrap() {
            break status.code();
        }
        if start.elapsed() > BOUND {
            child.kill().unwrap();
            child.wait().unwrap();
            panic!("{arguments:?} did not end: {what}");
        }
        std::thread::sleep(Duration::from_millis(1));
    };
    let [stdout, stderr] = said.map(|path| String::from_utf8_lossy(&fs::read(path).unwrap()).into_owned());
    Ended { code, stdout, stderr }
}

/// A generator of numbers that does not change (Marsaglia's xorshift, 2003).
struct Chance(u64);

impl Chance {
    fn below(&mut self, bound: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 % bound.max(1) as u64).unwrap()
    }
}

/// Damages one file after another, each in its own way, and puts each right again.
fn damage(rounds: usize, seed: u64) {
    const COMMANDS: [&[&str]; 3] =
        [&["check", "--base", "main", "--format", "concise"], &["diff", "--base", "main"], &["log"]];
    let mut chance = Chance(seed);
    for kept in ["loose", "packed", "indexed"] {
        let repository = dishonest();
        if kept != "loose" {
            repository.git(&["pack-refs", "--all"]);
            repository.git(&["repack", "-adq"]);
        }
        if kept == "indexed" {
            repository.git(&["multi-pack-index", "write"]);
        }
        let sound = COMMANDS.map(|arguments| ended(&repository, arguments, "sound"));
        assert_eq!(sound.each_ref().map(|run| run.code), [Some(1), Some(0), Some(0)], "{}", sound[0].stderr);
        let files = files(&repository.path().join(".git"));
        for round in 0..rounds / 3 {
            let file = &files[chance.below(files.len())];
            let whole = fs::read(file).unwrap();
            let mut bytes = whole.clone();
            let at = chance.below(bytes.len());
            let what = match chance.below(4) {
                0 => {
                    bytes.truncate(at);
                    format!("cut off at {at}")
                }
                1 => {
                    bytes.extend_from_slice(&whole[at..]);
                    format!("repeated from {at}")
                }
                _ if bytes.is_empty() => continue,
                _ => {
                    bytes[at] ^= 1 << chance.below(8);
                    format!("a bit flipped at {at}")
                }
            };
            // Objects and packs cannot be written to.
            fs::remove_file(file).unwrap();
            fs::write(file, &bytes).unwrap();
            let what = format!("round {round}: {}, {what}", file.display());
            for (arguments, sound) in COMMANDS.iter().zip(&sound) {
                let run = ended(&repository, arguments, &what);
                assert!(matches!(run.code, Some(0..=3)), "{arguments:?}: {:?}, {what}", run.code);
                assert!(!run.stderr.contains("panicked"), "{arguments:?}: {}, {what}", run.stderr);
                let is_as_sound = sound.code == Some(0) && run.stdout == sound.stdout;
                assert!(run.code != Some(0) || is_as_sound, "{arguments:?}: {}, {what}", run.stdout);
            }
            fs::remove_file(file).unwrap();
            fs::write(file, &whole).unwrap();
        }
    }
}

#[test]
fn of_a_hundred_damaged_clones_none_passes() {
    damage(102, 0x9E37_79B9_7F4A_7C15);
}

#[test]
#[ignore = "takes some minutes; .ci/run runs it"]
fn of_two_thousand_damaged_clones_none_passes() {
    damage(2001, 0xD1B5_4A32_D192_ED03);
}
