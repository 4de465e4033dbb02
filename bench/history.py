#!/usr/bin/env python3
"""Measures `grounds log` against git itself, all in one run.  Standard library only; needs cargo and git.

USAGE  bench/history.py [--commits 10000,100000] [--flat 10000] [--runs 5] [--dir DIR]

For each number of commits a history of 10,000 claims in sub-folders is made by gen.py (and kept in DIR for the next time),
and one with all claims in one folder, which takes minutes to make and git itself long to read (--flat 0 leaves it out).
Then, in turn and as often as asked for:

  log            grounds log --format jsonl
  first parent   the same with --first-parent
  one thread     the same as log on one thread
  L              git log --raw --no-abbrev --no-renames --format=%H -- claims

The numbers of transitions must be the true ones, which gen.py knows.  Medians of wall time, CPU time and peak memory are
printed, and the ratios that the project promises.  Machines differ and are noisy: quote ratios of one run, not seconds.
Where others work on the machine, --best takes the best of the runs instead of their median, for both sides alike.
"""
import argparse, json, os, statistics, subprocess, sys, time
from check import HERE, build

CLAIMS = 10000
L = ["git", "log", "--raw", "--no-abbrev", "--no-renames", "--format=%H", "--", "claims"]


def measure(command, env=None):
    """Runs a command; wall seconds, CPU seconds, peak MiB, lines.  Keeps none of them: the peak of a child is never below
    that of the process that starts it."""
    start = time.perf_counter()
    process = subprocess.Popen(command, stdout=subprocess.PIPE, env={**os.environ, **(env or {})})
    lines = sum(piece.count(b"\n") for piece in iter(lambda: process.stdout.read(1 << 16), b""))
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    wall = time.perf_counter() - start
    return wall, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024, lines


def history(folder, commits, layout):
    """A bare repository, made unless it is there already; its path, and what is true of it."""
    name = "history-%d" % commits if layout == "sharded" else "history-%s-%d" % (layout, commits)
    path = os.path.join(folder, name)
    expected = os.path.join(path, "expected.json")
    if not os.path.exists(expected):
        subprocess.run([sys.executable, os.path.join(HERE, "gen.py"), "history", path, "--commits", str(commits),
                        "--claims", str(CLAIMS), "--layout", layout], check=True)
    with open(expected) as file:
        return path, json.load(file)


def compare(grounds, path, expected, runs, middle):
    """Runs all contestants in turn; what `middle` makes of (wall, CPU, peak) of each."""
    log = [grounds, "log", "--root", path, "--format", "jsonl"]
    contestants = {
        "log": (log, None),
        "first parent": (log + ["--first-parent"], None),
        "one thread": (log, {"RAYON_NUM_THREADS": "1"}),
        "L": (["git", "-C", path] + L[1:], None),
        # `check --base` belongs here, with its own yardsticks: `check`, and L of the last 100 commits.
    }
    taken = {name: [] for name in contestants}
    for round in range(runs + 1):                                                  # the first one warms up
        for name, (command, env) in contestants.items():
            *figures, transitions = measure(command, env)
            if name != "L" and transitions != expected["status_changes"] + expected["claims"]:
                sys.exit("%s: %d transitions, but %d status changes and %d new claims are in the history" % (
                    name, transitions, expected["status_changes"], expected["claims"]))
            if round:
                taken[name].append(figures)
    return {name: [middle(run[i] for run in results) for i in range(3)] for name, results in taken.items()}


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--commits", default="10000,100000")
    parser.add_argument("--flat", type=int, default=10000, metavar="COMMITS")
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--best", action="store_true")
    parser.add_argument("--dir", default="/tmp/grounds-bench")
    args = parser.parse_args()
    os.makedirs(args.dir, exist_ok=True)
    grounds, _ = build(args.dir)
    wanted = [(int(commits), "sharded") for commits in args.commits.split(",")]
    wanted += [(args.flat, "flat")] if args.flat else []
    per_commit = {}
    for commits, layout in wanted:
        path, expected = history(args.dir, commits, layout)
        result = compare(grounds, path, expected, args.runs, min if args.best else statistics.median)
        print("\n%d commits, %d claims, %s: %d status changes" % (
            commits, expected["claims"], layout, expected["status_changes"]))
        for name, (wall, cpu, peak) in result.items():
            print("  %-13s wall %7.3f s   cpu %7.3f s   peak %6.1f MiB" % (name, wall, cpu, peak))
        wall, cpu, _ = result["log"]
        print("  wall %.2fx L, cpu %.2fx L, two threads %.2fx one" % (
            wall / result["L"][0], cpu / result["L"][1], result["one thread"][0] / wall), flush=True)
        if layout == "sharded":
            per_commit[commits] = wall / commits
    if len(per_commit) > 1:
        small, large = min(per_commit), max(per_commit)
        print("\ntime per commit, %d against %d commits: %.2fx" % (large, small, per_commit[large] / per_commit[small]))


if __name__ == "__main__":
    main()
