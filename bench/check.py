#!/usr/bin/env python3
"""Measures `grounds check` against its yardsticks, all in one run.  Standard library only; needs cargo and rustc.

USAGE  bench/check.py [--claims 10000,100000] [--runs 5] [--dir DIR]

For each size a corpus with 20 planted defects is made by gen.py (and kept in DIR for the next time).  Then, in turn and
as often as asked for:

  grounds     grounds check --format concise
  grounds 1   the same on one thread
  R           readall.rs with 2 threads, which only lists the folders and reads every byte
  pycheck     pycheck.py, a part of the same check in Python (up to 10,000 claims)
  audit       grounds audit --by status (up to 10,000 claims)
  panel       grounds audit, which also asks git what moved; the corpus is no repository, so bench/history.py's checkout is
              taken for it, and for `check` beside it, where it is there

Then two corpora each with most of their work in one place, as often:

  altered     10,000 claims of which every third quote is altered, against the same with 20 defects
  one text    3,000 quotes of one text of 16 MiB, a tenth of them altered, against 300 of them

Medians of wall time, CPU time and peak memory are printed, and the ratios that the project promises.  Machines differ and
are noisy: quote ratios of one run, not seconds.
"""
import argparse, os, statistics, subprocess, sys, time

HERE = os.path.dirname(os.path.abspath(__file__))
DEFECTS = ["--bad-quotes", "5", "--bad-links", "5", "--bad-status", "5", "--bad-toml", "5"]


def measure(command, env=None):
    """Runs a command; wall seconds, CPU seconds, peak MiB, standard output."""
    start = time.perf_counter()
    process = subprocess.Popen(command, stdout=subprocess.PIPE, env={**os.environ, **(env or {})})
    output = process.stdout.read()
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    wall = time.perf_counter() - start
    return wall, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024, output.decode()


def build(target):
    subprocess.run(["cargo", "build", "--release", "--quiet", "--manifest-path", os.path.join(HERE, "../Cargo.toml")],
                   check=True)
    reader = os.path.join(target, "readall")
    subprocess.run(["rustc", "-O", "--edition", "2021", os.path.join(HERE, "readall.rs"), "-o", reader], check=True)
    folder = os.environ.get("CARGO_TARGET_DIR", os.path.join(HERE, "../target"))
    return os.path.join(folder, "release/grounds"), reader


def made(folder, name, options):
    """The path of a corpus; it is made unless it is there."""
    corpus = os.path.join(folder, name)
    if not os.path.exists(os.path.join(corpus, "expected.json")):
        subprocess.run([sys.executable, os.path.join(HERE, "gen.py"), "corpus", corpus] + options, check=True)
    return corpus


def against(grounds, runs, work, base):
    """Medians of wall seconds of `check` of two corpora, in turn."""
    walls = {work: [], base: []}
    for round in range(runs + 1):                                                  # the first one warms up
        for corpus in walls:
            result = measure([grounds, "check", "--root", corpus, "--format", "concise"])
            if round:
                walls[corpus].append(result[0])
    return statistics.median(walls[work]), statistics.median(walls[base])


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--claims", default="10000,100000")
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--dir", default="/tmp/grounds-bench")
    args = parser.parse_args()
    os.makedirs(args.dir, exist_ok=True)
    grounds, reader = build(args.dir)
    per_claim = {}
    for size in map(int, args.claims.split(",")):
        corpus = made(args.dir, "corpus-%d" % size, ["--claims", str(size)] + DEFECTS)
        check = [grounds, "check", "--root", corpus, "--format", "concise"]
        contestants = {
            "grounds": (check, None),
            "grounds 1": (check, {"RAYON_NUM_THREADS": "1"}),
            "R": ([reader, "2", os.path.join(corpus, "claims"), os.path.join(corpus, "sources")], None),
        }
        if size <= 10000:
            contestants["pycheck"] = ([sys.executable, os.path.join(HERE, "pycheck.py"), corpus], None)
            contestants["audit"] = ([grounds, "audit", "--root", corpus, "--by", "status"], None)
            checkout = os.path.join(args.dir, "checkout")
            if os.path.exists(checkout):
                contestants["check git"] = ([grounds, "check", "--root", checkout, "--format", "concise"], None)
                contestants["panel"] = ([grounds, "audit", "--root", checkout, "--now", "2017-08-20"], None)
        runs = {name: [] for name in contestants}
        for round in range(args.runs + 1):                                         # the first one warms up
            for name, (command, env) in contestants.items():
                result = measure(command, env)
                if round:
                    runs[name].append(result)
        counts = next(line for line in runs["grounds"][0][3].split("\n") if " errors, " in line)
        print("\n%d claims: %s" % (size, counts))
        middle = {name: [statistics.median(run[i] for run in results) for i in range(3)] for name, results in runs.items()}
        for name, (wall, cpu, peak) in middle.items():
            print("  %-10s wall %7.3f s   cpu %7.3f s   peak %6.1f MiB" % (name, wall, cpu, peak))
        wall, cpu, peak = middle["grounds"]
        print("  wall %.1fx R, cpu %.1fx R, two threads %.2fx one" % (
            wall / middle["R"][0], cpu / middle["R"][1], middle["grounds 1"][0] / wall))
        if "pycheck" in middle:
            print("  wall 1/%.1f of pycheck" % (middle["pycheck"][0] / wall))
            print("  audit --by status %.2fx check" % (middle["audit"][0] / wall))
        if "panel" in middle:
            print("  audit with the panel from git %.2fx check" % (middle["panel"][0] / middle["check git"][0]))
        per_claim[size] = wall / size
    if len(per_claim) > 1:
        small, large = min(per_claim), max(per_claim)
        print("\ntime per claim, %d against %d claims: %.2fx" % (large, small, per_claim[large] / per_claim[small]))
    one_text = ["--sources", "1", "--text-bytes", str(15_500_000)]           # as it falls out, just under 16 MiB
    for name, work, base in [
        ("every third quote altered, against 20 defects",
         made(args.dir, "altered", ["--claims", "10000", "--bad-quotes", "7000"]),
         made(args.dir, "corpus-10000", ["--claims", "10000"] + DEFECTS)),
        ("3,000 quotes of one text, against 300",
         made(args.dir, "text-3000", one_text + ["--claims", "1400", "--bad-quotes", "300"]),
         made(args.dir, "text-300", one_text + ["--claims", "140", "--bad-quotes", "30"])),
    ]:
        wall, yardstick = against(grounds, args.runs, work, base)
        print("\n%s: %.3f s and %.3f s, %.2fx" % (name, wall, yardstick, wall / yardstick))


if __name__ == "__main__":
    main()
