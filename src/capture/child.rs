//! A program that reads a stranger's document, in a process of its own with limits.
//!
//! On Unix this program starts itself anew, limits itself (POSIX `setrlimit`: address space, processor time, no file
//! written, no core dump) and then becomes the reader. On Windows there is no such limit without unsafe code: there the
//! clock and the bound on what is written hold alone. macOS does not keep the limit of address space.

use std::ffi::{OsStr, OsString};
use std::io::{self, Read};
use std::path::Path;
use std::process::{Child, Command, ExitCode, ExitStatus, Stdio};
use std::thread;
use std::time::{Duration, Instant};

/// How much a child may use up.
#[derive(Debug, Clone, Copy)]
pub struct Bounds {
    /// On the clock, and of the processor.
    pub time: Duration,
    /// Address space, in bytes.
    pub memory: u64,
    /// What it writes to its output, in bytes.
    pub output: usize,
}

/// What became of a child.
#[derive(Debug)]
pub struct Ran {
    /// How it ended.
    pub end: End,
    /// The beginning of what it said on its standard error.
    pub said: String,
}

/// How a child ended.
#[derive(Debug, PartialEq, Eq)]
pub enum End {
    /// Well: all that it wrote.
    Well(Vec<u8>),
    /// With an error, or by a crash.
    Failed,
    /// It was still at work.
    TooLong,
    /// It asked for more memory.
    TooMuchMemory,
    /// It wrote more.
    TooMuchOutput,
}

/// The first argument that makes this program a child.
const AS_CHILD: &str = "as-child";
/// The second one: limit yourself and become the program that follows.
const LIMITED: &str = "limited";

/// A task that this program does as a child, with the arguments behind its name.
pub type Task = fn(&OsStr, &mut dyn Iterator<Item = OsString>) -> io::Result<()>;

/// Is this program started as a child? Then this is its exit code, when it has limited itself or done `task`.
#[allow(clippy::print_stderr)] // A child speaks to its parent.
pub fn answer(args: impl IntoIterator<Item = OsString>, task_of: Task) -> Option<ExitCode> {
    let mut args = args.into_iter().skip(1);
    args.next().filter(|first| first == AS_CHILD)?;
    let task = args.next()?;
    let done = if task == LIMITED { become_limited(args) } else { task_of(&task, &mut args) };
    Some(done.map_or_else(
        |why| {
            eprintln!("{why}");
            ExitCode::FAILURE
        },
        |()| ExitCode::SUCCESS,
    ))
}

/// The arguments with which this program, started as a child, does `task` with `file`.
pub fn own_task<'a>(task: &'a str, file: &'a Path) -> [&'a OsStr; 3] {
    [AS_CHILD.as_ref(), task.as_ref(), file.as_os_str()]
}

/// Runs `program` as a child. `own` is where this program lies; [`answer`] is the first that it calls.
pub fn run<'a>(
    own: &Path,
    program: &Path,
    args: impl IntoIterator<Item = &'a OsStr>,
    bounds: &Bounds,
) -> io::Result<Ran> {
    let mut command = if cfg!(unix) {
        let mut command = Command::new(own);
        let (time, memory) = (bounds.time.as_secs().to_string(), bounds.memory.to_string());
        command.args([AS_CHILD, LIMITED, &time, &memory]).arg(program);
        command
    } else {
        Command::new(program)
    };
    watched(command.args(args), bounds)
}

fn watched(command: &mut Command, bounds: &Bounds) -> io::Result<Ran> {
    let mut child = command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn()?;
    let ran = watch(&mut child, bounds);
    if ran.is_err() {
        child.kill()?;
        child.wait()?;
    }
    ran
}

fn watch(child: &mut Child, bounds: &Bounds) -> io::Result<Ran> {
    const MOST_SAID: usize = 64 << 10;
    const BETWEEN_LOOKS: Duration = Duration::from_millis(5);
    let most = bounds.output;
    let no_pipe = || io::Error::other("no pipe");
    let stdout = child.stdout.take().ok_or_else(no_pipe)?;
    let mut stderr = child.stderr.take().ok_or_else(no_pipe)?;
    // Whoever writes more finds nobody listening, and ends.
    let output = thread::Builder::new().spawn(move || beginning(stdout, most.saturating_add(1)))?;
    let said = thread::Builder::new().spawn(move || {
        let said = beginning(&mut stderr, MOST_SAID)?;
        io::copy(&mut stderr, &mut io::sink())?;
        Ok::<_, io::Error>(said)
    })?;
    let until = Instant::now() + bounds.time;
    let status = loop {
        if let Some(status) = child.try_wait()? {
            break Some(status);
        }
        if Instant::now() >= until {
            child.kill()?;
            child.wait()?;
            break None;
        }
        thread::sleep(BETWEEN_LOOKS);
    };
    let fell = |_| io::Error::other("a thread fell");
    let (output, said) = (output.join().map_err(fell)??, said.join().map_err(fell)??);
    let said = String::from_utf8_lossy(&said).into_owned();
    let end = match status {
        _ if output.len() > most => End::TooMuchOutput,
        None => End::TooLong,
        Some(status) if status.success() => End::Well(output),
        Some(status) => failure(status, &said),
    };
    Ok(Ran { end, said })
}

fn beginning(pipe: impl Read, most: usize) -> io::Result<Vec<u8>> {
    let mut read = Vec::new();
    pipe.take(u64::try_from(most).unwrap_or(u64::MAX)).read_to_end(&mut read)?;
    Ok(read)
}

fn failure(status: ExitStatus, said: &str) -> End {
    // How poppler, the library of C++ and the one of Rust put it.
    let no_memory = ["ut of memory", "bad_alloc", "memory allocation of"];
    if no_memory.iter().any(|words| said.contains(words)) {
        return End::TooMuchMemory;
    }
    match signal(status) {
        Some(Signal::Time) => End::TooLong,
        Some(Signal::Kill) => End::TooMuchMemory,
        None => End::Failed,
    }
}

/// A signal that tells why a child had to end.
enum Signal {
    /// Its time is up.
    Time,
    /// The system needed the memory.
    Kill,
}

#[cfg(unix)]
fn signal(status: ExitStatus) -> Option<Signal> {
    use rustix::process::Signal as Number;
    let signal = std::os::unix::process::ExitStatusExt::signal(&status)?;
    match signal {
        _ if signal == Number::XCPU.as_raw() => Some(Signal::Time),
        _ if signal == Number::KILL.as_raw() => Some(Signal::Kill),
        _ => None,
    }
}

#[cfg(not(unix))]
fn signal(_: ExitStatus) -> Option<Signal> {
    None
}

#[cfg(unix)]
fn become_limited(mut args: impl Iterator<Item = OsString>) -> io::Result<()> {
    use rustix::process::{Resource, Rlimit, getrlimit, setrlimit};
    use std::os::unix::process::CommandExt;
    let mut number = || args.next()?.to_str()?.parse::<u64>().ok();
    let (Some(time), Some(memory)) = (number(), number()) else {
        return Err(io::ErrorKind::InvalidInput.into());
    };
    let limits = [(Resource::Cpu, time), (Resource::As, memory), (Resource::Fsize, 0), (Resource::Core, 0)];
    for (resource, most) in limits {
        let maximum = getrlimit(resource).maximum;
        // A second later the system kills, and does not say that the time is up.
        let hard = most.saturating_add(1).min(maximum.unwrap_or(u64::MAX));
        let limited = setrlimit(resource, Rlimit { current: Some(most.min(hard)), maximum: Some(hard) });
        if resource != Resource::As || cfg!(target_os = "linux") {
            limited?;
        }
    }
    let program = args.next().ok_or(io::ErrorKind::InvalidInput)?;
    Err(Command::new(program).args(args).exec())
}

#[cfg(not(unix))]
fn become_limited(_: impl Iterator<Item = OsString>) -> io::Result<()> {
    Err(io::ErrorKind::Unsupported.into())
}

#[cfg(test)]
#[cfg(unix)]
mod tests {
    use super::*;

    const BOUNDS: Bounds = Bounds { time: Duration::from_secs(30), memory: 1 << 30, output: 1 << 20 };

    fn sh(script: &str, bounds: &Bounds) -> Ran {
        watched(Command::new("/bin/sh").args(["-c", script]), bounds).unwrap()
    }

    #[test]
    fn what_is_written_comes_back_whole() {
        let ran = sh("printf a; printf b >&2", &BOUNDS);
        assert_eq!((ran.end, ran.said.as_str()), (End::Well(b"a".to_vec()), "b"));
    }

    #[test]
    fn neither_pipe_stops_the_other() {
        let ran = sh("head -c 300000 /dev/zero >&2; head -c 300000 /dev/zero", &BOUNDS);
        assert_eq!(ran.end, End::Well(vec![0; 300_000]));
        assert_eq!(ran.said.len(), 64 << 10);
    }

    #[test]
    fn who_never_ends_is_ended() {
        let started = Instant::now();
        let ran = sh("exec sleep 1000", &Bounds { time: Duration::from_millis(50), ..BOUNDS });
        assert_eq!(ran.end, End::TooLong);
        assert!(started.elapsed() < Duration::from_secs(20));
    }

    #[test]
    fn who_writes_without_end_is_ended() {
        assert_eq!(sh("exec cat /dev/zero", &BOUNDS).end, End::TooMuchOutput);
    }

    #[test]
    fn every_way_to_fail_has_its_word() {
        assert_eq!(sh("echo half; exit 3", &BOUNDS).end, End::Failed);
        assert_eq!(sh("kill -SEGV $$", &BOUNDS).end, End::Failed);
        assert_eq!(sh("kill -XCPU $$", &BOUNDS).end, End::TooLong);
        assert_eq!(sh("kill -KILL $$", &BOUNDS).end, End::TooMuchMemory);
        assert_eq!(sh("echo 'Out of memory' >&2; exit 1", &BOUNDS).end, End::TooMuchMemory);
    }

    #[test]
    fn only_the_hidden_argument_makes_a_child() {
        let nothing: Task = |_, _| Err(io::ErrorKind::Unsupported.into());
        let args = |args: &[&str]| answer(args.iter().map(OsString::from), nothing);
        assert!(args(&["grounds"]).is_none());
        assert!(args(&["grounds", "check", AS_CHILD]).is_none());
        assert!(args(&["grounds", AS_CHILD, LIMITED, "x"]).is_some());
        assert!(args(&["grounds", AS_CHILD, "sing"]).is_some());
    }
}
