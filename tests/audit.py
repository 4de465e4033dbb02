"""Counts over the TOML of a project what `grounds audit` counts, without a line of the program.  Standard library only.

USAGE  audit.py PROJECT TODAY     prints one JSON object
"""
import datetime, json, pathlib, subprocess, sys, tomllib

root, today = pathlib.Path(sys.argv[1]), datetime.date.fromisoformat(sys.argv[2])
load = lambda folder: {p.stem: tomllib.loads(p.read_text()) for p in (root / folder).rglob("*.toml")}
claims, sources = load("claims"), load("sources")
policy = tomllib.loads((root / "grounds.toml").read_text()) if (root / "grounds.toml").exists() else {}
STATUSES = ["unsubstantiated", "partially confirmed", "documented"]
state = lambda claim: "withdrawn" if "withdrawn" in claim else claim["status"]
standing = {cid: claim for cid, claim in claims.items() if "withdrawn" not in claim}
listed = lambda names: names if isinstance(names, list) else [names]


def tally(names):
    """For each name: how many claims of each status have it."""
    table = {}
    for cid, claim in standing.items():
        for name in set(names(claim)):
            table.setdefault(name, [0, 0, 0])[STATUSES.index(claim["status"])] += 1
    return table


def rests_on(claim):
    return {at for e in claim.get("evidence", []) for sid in (e["source"], e.get("origin", e["source"])) for at in everything(sid)}


def everything(sid):
    seen, todo = set(), [sid]
    while todo:
        at = todo.pop()
        if at not in seen:
            seen.add(at)
            todo += sources[at].get("derives_from", []) + sources[at].get("may_derive_from", [])
    return seen


days = {"documented": 730, "partially confirmed": 365, "unsubstantiated": 180, **policy.get("review", {})}


def due(claim):
    checked = claim.get("checked", {})
    if "review_due" in checked:
        return checked["review_due"]
    return checked["on"] + datetime.timedelta(days[claim["status"]]) if "on" in checked else None


def moved():
    """How many claims came, went or changed their status since the newest first-parent commit older than 30 days; None where
    git does not know."""
    if not (root / ".git").exists() or (root / ".git" / "shallow").exists():
        return None
    git = lambda *args: subprocess.run(["git", "-C", root, *args], capture_output=True, check=True).stdout.decode()
    cutoff = (today - datetime.timedelta(30)).isoformat() + "T00:00:00Z"
    old = git("rev-list", "--first-parent", "--max-count=1", "--before=" + cutoff, "HEAD").strip()
    before = {}
    for path in git("ls-tree", "-r", "--name-only", old, "claims/").split() if old else []:
        before[pathlib.Path(path).stem] = state(tomllib.loads(git("show", old + ":" + path)))
    for cid, claim in claims.items():
        for former in claim.get("formerly", []):
            if cid not in before and former in before and former not in claims:
                before[cid] = before.pop(former)
    table = {}
    for cid in before.keys() | claims.keys():
        was, now = before.get(cid), state(claims[cid]) if cid in claims else None
        if was != now:
            what = "new: " + now if not was else was + " → " + (now or "removed")
            table[what] = table.get(what, 0) + 1
    return table


json.dump({
    "status": {**tally(lambda c: [c["status"]]), "withdrawn": [len(claims) - len(standing)]},
    "source": tally(lambda c: [e["source"] for e in c.get("evidence", [])]),
    "topic": tally(lambda c: c.get("topics", [])),
    "claimant": tally(lambda c: listed(c.get("claimant", []))),
    "publisher": tally(lambda c: [sources[at]["publisher"] for at in rests_on(c)
                                  if sources[at]["kind"] != "unnamed" and "publisher" in sources[at]]),
    "on buzzfeed": sorted(c for c in claims if any("buzzfeed" in at for at in rests_on(claims[c]))),
    "moved": moved(),
    "due": sorted(c for c in standing if due(claims[c]) and (due(claims[c]) - today).days <= 200),
}, sys.stdout)
