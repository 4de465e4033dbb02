#!/usr/bin/env python3
"""Measures what `grounds cover` of a draft takes beyond `grounds check`, in one run.  Standard library only; needs cargo.

USAGE  bench/cover.py [--words 10000] [--runs 15] [--grounds PROGRAM] [--texts DIR]

The project is this repository.  The draft is made of the statements of its claims, in an order of dice, up to so many
words; with --texts it is the texts of that folder instead.  The two commands run in turn; medians are printed.
"""
import argparse, os, random, statistics, subprocess, tempfile, time, tomllib

HERE = os.path.dirname(os.path.abspath(__file__))
ROOT = os.path.dirname(HERE)


def statements():
    for folder, _, files in sorted(os.walk(os.path.join(ROOT, "claims"))):
        for name in sorted(files):
            if name.endswith(".toml"):
                with open(os.path.join(folder, name), "rb") as file:
                    yield tomllib.load(file)["statement"]


def draft(words, texts):
    if texts:
        names = sorted(name for name in os.listdir(texts) if name.endswith((".md", ".txt")))
        return "\n\n".join(open(os.path.join(texts, name), encoding="utf-8").read() for name in names)
    sentences, count = list(statements()), 0
    random.Random(1).shuffle(sentences)
    chosen = []
    while count < words:
        sentence = sentences[len(chosen) % len(sentences)]
        chosen.append(sentence)
        count += len(sentence.split())
    return "\n\n".join(" ".join(chosen[at : at + 5]) for at in range(0, len(chosen), 5))


def seconds(command):
    start = time.perf_counter()
    subprocess.run(command, cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    return time.perf_counter() - start


def main():
    parser = argparse.ArgumentParser(usage=__doc__)
    parser.add_argument("--words", type=int, default=10_000)
    parser.add_argument("--runs", type=int, default=15)
    parser.add_argument("--grounds")
    parser.add_argument("--texts")
    args = parser.parse_args()
    grounds = args.grounds
    if not grounds:
        subprocess.run(["cargo", "build", "--release", "--quiet"], cwd=ROOT, check=True)
        grounds = os.path.join(os.environ.get("CARGO_TARGET_DIR", os.path.join(ROOT, "target")), "release/grounds")
    with tempfile.TemporaryDirectory() as folder:
        path = os.path.join(folder, "draft.txt")
        text = draft(args.words, args.texts)
        with open(path, "w", encoding="utf-8") as file:
            file.write(text + "\n")
        pairs = [(seconds([grounds, "check"]), seconds([grounds, "cover", path])) for _ in range(args.runs)]
    check, cover = (statistics.median(side) * 1000 for side in zip(*pairs))
    beyond = statistics.median((cover - check) * 1000 for check, cover in pairs)
    print(f"{len(text.split())} words, {args.runs} runs: check {check:.0f} ms, cover {cover:.0f} ms, beyond it {beyond:.0f} ms")


if __name__ == "__main__":
    main()
