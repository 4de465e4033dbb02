#!/usr/bin/env python3
"""The history of all claims, told a second time, from what plain git prints and Python's own TOML reader understands.

    oracle.py REPOSITORY [FOLDER]

tells what `grounds log` ought to tell of the project in FOLDER of that repository, up to HEAD: for each transition a line
of JSON with `road` (`all`, or `first-parent`), `commit`, `claim`, `from`, `to`, `dropped` and `formerly`. States are
words, null where there is no claim.

No commit is compared with another before the state of all claims is known in both. It is slow, and so simple that it can be
checked by reading. Two files that give one id are beyond it.
"""

import json
import subprocess
import sys
import tomllib

ABSENT, UNREADABLE, WITHDRAWN = None, "unreadable", "withdrawn"
STATUSES = ["unsubstantiated", "partially confirmed", "documented"]
ORDER = [ABSENT, UNREADABLE, WITHDRAWN, *STATUSES]

LARGEST = 1 << 20
DEEPEST = 12


class Repository:
    """What git says when it is asked."""

    def __init__(self, path, folder):
        self.git = ["git", "-C", path, "-c", "safe.directory=*", "--no-replace-objects"]
        self.claims = (folder.rstrip("/") + "/claims/").lstrip("/").encode()
        self.reader = subprocess.Popen(
            [*self.git, "cat-file", "--batch"], stdin=subprocess.PIPE, stdout=subprocess.PIPE
        )
        self.understood = {}

    def ask(self, *arguments):
        return subprocess.run([*self.git, *arguments], check=True, stdout=subprocess.PIPE).stdout

    def parents(self):
        """The parents of each commit; a commit stands behind its parents."""
        lines = self.ask("rev-list", "--topo-order", "--reverse", "--parents", "HEAD").decode().splitlines()
        return {commit: parents for commit, *parents in map(str.split, lines)}

    def states(self, commit):
        """The state of every claim in a commit, and what each was called before."""
        states, former = {}, {}
        listing = self.ask("ls-tree", "-r", "-z", "--full-tree", commit, "--", self.claims.decode())
        for entry in listing.split(b"\0")[:-1]:
            about, path = entry.split(b"\t", 1)
            mode, _, blob = about.decode().split()
            *folders, name = path.removeprefix(self.claims).split(b"/")
            if not path.startswith(self.claims) or len(folders) > DEEPEST:
                continue
            # An editor's lock of a file begins with `.#`.
            if name.endswith(b".toml") and not name.startswith(b".#"):
                claim = in_words(name.removesuffix(b".toml"))
                assert claim not in states, f"two claims are called {claim} in {commit}"
                states[claim], former[claim] = self.understand(mode, blob)
        return states, former

    def understand(self, mode, blob):
        if mode not in ("100644", "100664", "100755"):
            return UNREADABLE, []
        if blob not in self.understood:
            self.understood[blob] = understand(self.content(blob))
        return self.understood[blob]

    def content(self, blob):
        self.reader.stdin.write(blob.encode() + b"\n")
        self.reader.stdin.flush()
        _, kind, size = self.reader.stdout.readline().split()
        assert kind == b"blob"
        return self.reader.stdout.read(int(size) + 1)[:-1]


def understand(content):
    """The state of the claim that a file holds, and its former ids."""
    if len(content) > LARGEST:
        return UNREADABLE, []
    try:
        claim = tomllib.loads(content.decode().removeprefix("\ufeff"))
    except (UnicodeDecodeError, tomllib.TOMLDecodeError):
        return UNREADABLE, []
    former = claim.get("formerly")
    former = [id for id in former if isinstance(id, str)] if isinstance(former, list) else []
    if isinstance(claim.get("withdrawn"), dict):
        return WITHDRAWN, former
    status = claim.get("status")
    if not isinstance(status, str):
        return UNREADABLE, former
    status = " ".join(status.replace("-", " ").replace("_", " ").lower().split())
    return (status if status in STATUSES else UNREADABLE), former


def in_words(name):
    """Bytes that are no UTF-8 as numbers."""
    known = name.decode(errors="surrogateescape")
    return "".join(f"\\x{ord(c) - 0xDC00:02X}" if "\ud800" <= c <= "\udfff" else c for c in known)


class History:
    def __init__(self, repository):
        self.parents = repository.parents()
        read = {commit: repository.states(commit) for commit in self.parents}
        self.states = {commit: states for commit, (states, _) in read.items()}
        self.former = {commit: former for commit, (_, former) in read.items()}
        # Each commit's ancestors, itself among them.
        self.ancestors = {}
        for commit, parents in self.parents.items():
            self.ancestors[commit] = {commit}.union(*(self.ancestors[parent] for parent in parents))

    def state(self, commit, claim):
        return self.states[commit].get(claim, ABSENT)

    def bases(self, one, other):
        """The common ancestors of two commits that lead to no other common ancestor."""
        common = self.ancestors[one] & self.ancestors[other]
        return [base for base in common if not any(base in self.ancestors[c] - {c} for c in common)]

    def transitions(self, commit, parents):
        """What one commit did, compared with these parents: (from, to, dropped) of each claim."""
        seen = set(self.states[commit]).union(*(self.states[parent] for parent in parents))
        told = {}
        for claim in seen:
            to = self.state(commit, claim)
            if len(parents) < 2:
                before = self.state(parents[0], claim) if parents else ABSENT
                if before != to:
                    told[claim] = (before, to, [])
            else:
                transition = self.settled(claim, to, parents)
                if transition:
                    told[claim] = transition
        return told

    def settled(self, claim, to, parents):
        """What a merge did to one claim; None if it only took over what one parent had done."""
        others = [parent for parent in parents if self.state(parent, claim) != to]
        losers = [self.state(parent, claim) for parent in others if self.moved(claim, parent, parents)]
        dropped = sorted(set(losers), key=ORDER.index)
        if len(others) == len(parents):
            return self.state(parents[0], claim), to, dropped
        return (losers[0], to, dropped) if losers else None

    def moved(self, claim, parent, parents):
        """Is the claim in this parent another than in any commit where its history parted from the first parent's?"""
        first, *rest = parents
        for other in rest if parent == first else [first]:
            # Histories that have nothing in common began with nothing.
            bases = [self.state(base, claim) for base in self.bases(parent, other)] or [ABSENT]
            if self.state(parent, claim) not in bases:
                return True
        return False

    def told(self, commit, parents):
        """The transitions of one commit as they are told: with renamings."""
        told = self.transitions(commit, parents)
        gone = {claim: before for claim, (before, to, _) in told.items() if to is ABSENT}
        new = [claim for claim, (before, _, _) in told.items() if before is ABSENT]
        went_on = {}
        for claim in new:
            # A claim that was several before comes from the one that it names first.
            was = next((id for id in self.former[commit].get(claim, []) if id in gone), None)
            if was is not None:
                went_on[claim] = was
        for claim, (before, to, dropped) in told.items():
            if claim in went_on:
                yield claim, gone[went_on[claim]], to, dropped, went_on[claim]
            elif claim not in went_on.values():
                yield claim, before, to, dropped, None


def roads(history):
    """Which commits are compared with which."""
    for commit, parents in history.parents.items():
        yield "all", commit, parents
    commit = list(history.parents)[-1]
    while commit:
        first = history.parents[commit][:1]
        yield "first-parent", commit, first
        commit = first[0] if first else None


def main(path, folder=""):
    history = History(Repository(path, folder))
    for road, commit, parents in roads(history):
        for claim, before, to, dropped, formerly in history.told(commit, parents):
            transition = {"road": road, "commit": commit, "claim": claim, "from": before, "to": to}
            print(json.dumps(transition | {"dropped": dropped, "formerly": formerly}))


main(*sys.argv[1:])
