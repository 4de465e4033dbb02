#!/usr/bin/env python3
"""Measures `grounds log` and `grounds check --base` against git itself, all in one run.  Standard library only; needs cargo and git.

USAGE  bench/history.py [--commits 10000,100000] [--flat 10000x10000,100000x1000] [--runs 5] [--best] [--dir DIR]

For each number of commits a history of 10,000 claims in sub-folders is made by gen.py (and kept in DIR for the next time),
and for each COMMITSxCLAIMS one with all claims in one folder, which takes minutes to make and git itself long to read
(--flat "" leaves these out).  Then, in turn and as often as asked for:

  log            grounds log --format jsonl
  first parent   the same with --first-parent
  one thread     the same as log on one thread
  L              git log --raw --no-abbrev --no-renames --format=%H -- claims

And in a checkout of 10,000 claims with 1,000 sources, 2,000 commits old:

  check          grounds check --format concise
  check --base   the same with --base HEAD~100
  log -100       git log -100 --raw

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


def history(folder, commits, claims, layout):
    """A bare repository, made unless it is there already; its path, and what is true of it."""
    path = os.path.join(folder, "history-%s-%d-%d" % (layout, commits, claims))
    expected = os.path.join(path, "expected.json")
    if not os.path.exists(expected):
        subprocess.run([sys.executable, os.path.join(HERE, "gen.py"), "history", path, "--commits", str(commits),
                        "--claims", str(claims), "--layout", layout], check=True)
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
    }
    def true(name, lines):
        if name != "L" and lines != expected["status_changes"] + expected["claims"]:
            sys.exit("%s: %d transitions, but %d status changes and %d new claims are in the history" % (
                name, lines, expected["status_changes"], expected["claims"]))

    return in_turn(contestants, runs, middle, true)


def in_turn(contestants, runs, middle, true=lambda name, lines: None):
    taken = {name: [] for name in contestants}
    for round in range(runs + 1):                                                  # the first one warms up
        for name, (command, env) in contestants.items():
            *figures, lines = measure(command, env)
            true(name, lines)
            if round:
                taken[name].append(figures)
    return {name: [middle(run[i] for run in results) for i in range(3)] for name, results in taken.items()}


def change(folder, grounds, runs, middle):
    """Measures what it costs to judge a change of 100 commits."""
    bare, checkout = os.path.join(folder, "with-sources"), os.path.join(folder, "checkout")
    if not os.path.exists(checkout):
        subprocess.run([sys.executable, os.path.join(HERE, "gen.py"), "history", bare, "--commits", "2000", "--claims",
                        str(CLAIMS), "--with-sources"], check=True)
        subprocess.run(["git", "clone", "--quiet", bare, checkout], check=True)
    check = [grounds, "check", "--root", checkout, "--format", "concise"]
    result = in_turn({
        "check": (check, None),
        "check --base": (check + ["--base", "HEAD~100"], None),
        "log -100": (["git", "-C", checkout, "log", "-100", "--raw"], None),
    }, runs, middle)
    print("\na change of 100 commits, %d claims, with sources" % CLAIMS)
    show(result)
    plain, based, log = (result[name][0] for name in ("check", "check --base", "log -100"))
    print("  check --base is check + %.1fx log -100" % ((based - plain) / log), flush=True)


def show(result):
    for name, (wall, cpu, peak) in result.items():
        print("  %-13s wall %7.3f s   cpu %7.3f s   peak %6.1f MiB" % (name, wall, cpu, peak))


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--commits", default="10000,100000")
    parser.add_argument("--flat", default="10000x10000,100000x1000", metavar="COMMITSxCLAIMS")
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--best", action="store_true")
    parser.add_argument("--dir", default="/tmp/grounds-bench")
    args = parser.parse_args()
    os.makedirs(args.dir, exist_ok=True)
    grounds, _ = build(args.dir)
    wanted = [(int(commits), CLAIMS, "sharded") for commits in args.commits.split(",")]
    wanted += [(*map(int, flat.split("x")), "flat") for flat in args.flat.split(",") if flat]
    middle = min if args.best else statistics.median
    per_commit = {}
    for commits, claims, layout in wanted:
        path, expected = history(args.dir, commits, claims, layout)
        result = compare(grounds, path, expected, args.runs, middle)
        print("\n%d commits, %d claims, %s: %d status changes" % (
            commits, expected["claims"], layout, expected["status_changes"]))
        show(result)
        wall, cpu, _ = result["log"]
        print("  wall %.2fx L, cpu %.2fx L, two threads %.2fx one" % (
            wall / result["L"][0], cpu / result["L"][1], result["one thread"][0] / wall), flush=True)
        if layout == "sharded":
            per_commit[commits] = wall / commits
    if len(per_commit) > 1:
        small, large = min(per_commit), max(per_commit)
        print("\ntime per commit, %d against %d commits: %.2fx" % (large, small, per_commit[large] / per_commit[small]))
    # These take no second each.
    change(args.dir, grounds, args.runs * 6, middle)


if __name__ == "__main__":
    main()
