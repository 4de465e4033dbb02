"""Counts over the TOML of a project what `grounds audit` counts, without a line of the program.  Standard library only.

USAGE  audit.py PROJECT TODAY     prints one JSON object
"""
import datetime, itertools, json, pathlib, subprocess, sys, tomllib

root, today = pathlib.Path(sys.argv[1]), datetime.date.fromisoformat(sys.argv[2])
load = lambda folder: {p.stem: tomllib.loads(p.read_text()) for p in (root / folder).rglob("*.toml")}
claims, sources = load("claims"), load("sources")
policy = tomllib.loads((root / "grounds.toml").read_text()) if (root / "grounds.toml").exists() else {}
STATUSES = ["unsubstantiated", "partially confirmed", "documented"]
PRIMARY = {"official-record", "original-document", "dataset", "on-record-statement"}
SEALED = {"unpublished", "withheld"}

# Everybody by one name, whatever the spelling.
known = {}
for name, others in policy.get("names", {}).items():
    for spelling in [name, *others]:
        known[" ".join(spelling.lower().split())] = name.lower()
party = lambda name: known.get(" ".join(name.lower().split()), " ".join(name.lower().split()))
parties = lambda s: {party(n) for n in [s.get("publisher"), *s.get("authors", [])] if n}


def way(sid):
    """A source and all it derives from; what is behind a sealed paper is left aside, but for its id."""
    seen, todo = [], [sid]
    while todo:
        at = todo.pop(0)
        if at not in seen:
            seen.append(at)
            s = sources[at]
            if s.get("access") not in SEALED:
                todo += s.get("derives_from", []) + s.get("may_derive_from", [])
    return seen


def ends(sid):
    return [at for at in way(sid) if sources[at].get("access") in SEALED
            or not (sources[at].get("derives_from") or sources[at].get("may_derive_from"))]


def root_of(sid):
    s = sources[sid]
    if s["kind"] == "unnamed":
        return "unnamed sources"
    if s["kind"] in PRIMARY or s.get("access") in SEALED:
        return ("document", sid)
    return ("party", party(s["publisher"]) if s.get("publisher") else tuple(sorted(parties(s))))


def counted(claim):
    """The sets of roots of the supporting quotes that count beyond the claimant's own word."""
    sets = []
    for e in claim.get("evidence", []):
        if e.get("stance", "supports") != "supports":
            continue
        quoted, origin = e["source"], e.get("origin", e["source"])
        path = way(origin)
        if any("retracted" in sources[at] for at in path + way(quoted)):
            continue
        is_claimant = lambda at: claim.get("claimant") and (
            claim["claimant"] == at or party(claim["claimant"]) in parties(sources[at]) | {at})
        last = ends(origin)
        certain = not any(sources[at].get("may_derive_from") for at in path if sources[at].get("access") not in SEALED)
        judges = claim.get("judges", "fact")
        own_text = judges == "saying" and last == [quoted] and is_claimant(quoted)
        primary = certain and (own_text or all(sources[at]["kind"] in PRIMARY and sources[at].get("access") not in SEALED for at in last))
        speaks = primary and not (judges == "fact" and any(is_claimant(at) for at in last))
        hearsay = origin != quoted and sources[origin].get("access") in SEALED
        if any(is_claimant(at) for at in path + [quoted]) and not speaks:
            continue
        sets.append({root_of(at) for at in last} | ({root_of(at) for at in ends(quoted)} if hearsay else set())
                    | {root_of(at) for at in path if any(sources[p].get("access") in SEALED for p in
                       sources[at].get("derives_from", []) + sources[at].get("may_derive_from", []))})
    return sets


def independent(sets):
    for size in range(len(sets), 0, -1):
        for chosen in itertools.combinations(sets, size):
            if sum(map(len, chosen)) == len(set().union(*chosen)):
                return size
    return 0


def tally(names):
    """For each name: how many claims of each status have it."""
    table = {}
    for cid, claim in claims.items():
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
        before[pathlib.Path(path).stem] = tomllib.loads(git("show", old + ":" + path))["status"]
    for cid, claim in claims.items():
        for former in claim.get("formerly", []):
            if cid not in before and former in before and former not in claims:
                before[cid] = before.pop(former)
    table = {}
    for cid in before.keys() | claims.keys():
        was, now = before.get(cid), claims.get(cid, {}).get("status")
        if was != now:
            what = "new: " + now if not was else was + " → " + (now or "removed")
            table[what] = table.get(what, 0) + 1
    return table


origins = {cid: independent(counted(claim)) for cid, claim in claims.items()}
json.dump({
    "status": tally(lambda c: [c["status"]]),
    "source": tally(lambda c: [e["source"] for e in c.get("evidence", [])]),
    "topic": tally(lambda c: c.get("topics", [])),
    "claimant": tally(lambda c: [c["claimant"]] if "claimant" in c else []),
    "publisher": tally(lambda c: [sources[at]["publisher"] for at in rests_on(c)
                                  if sources[at]["kind"] != "unnamed" and "publisher" in sources[at]]),
    "origins": origins,
    "documented on one": sorted(c for c, n in origins.items() if n == 1 and claims[c]["status"] == "documented"),
    "on buzzfeed": sorted(c for c in claims if any("buzzfeed" in at for at in rests_on(claims[c]))),
    "moved": moved(),
    "due": sorted(c for c in claims if due(claims[c]) and (due(claims[c]) - today).days <= 200),
}, sys.stdout)
