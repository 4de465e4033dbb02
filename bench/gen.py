#!/usr/bin/env python3
"""Deterministic workload generator for a claims-in-git checker.  Standard library only; needs `git` for `history`.

USAGE
  gen.py corpus  OUT --claims 10000 [--sources N/10] [--layout flat|sharded]
                     [--bad-quotes K] [--bad-links K] [--bad-status K] [--bad-toml K] [--seed S] [--git]
      Writes OUT/claims/**.toml, OUT/sources/**.toml, OUT/sources/**.txt (the texts), OUT/grounds.toml, OUT/expected.json.
      Every quote is really taken from its source's text, re-typed the way people re-type it (straight quotes for
      curly, '-' for dashes, one space for line breaks / NBSP), so a checker has to normalise before it can match.
      --bad-* plants exactly K defects of a kind; OUT/expected.json lists each (claim, kind, detail). Default: none.
      --git makes OUT a repository with one commit holding all of it.

  gen.py history OUT --commits 50000 [--claims 10000] [--layout flat|sharded] [--touch 1-3] [--noise-every 5]
                     [--merge-every 0] [--seed S] [--text-bytes 3000] [--with-sources]
                     [--no-repack]
      Makes the bare repository OUT with `git fast-import`: one base commit with all claims, then K commits which each
      change `status` of 1..3 claims; every --noise-every'th commit also/only edits text that is no status change
      (alternating: a claim's rationale; a file outside claims/), every --merge-every'th is a merge of a 2-commit side
      branch. Then `git repack -adf` unless --no-repack (with --layout flat that takes minutes: a 10k-entry tree object
      is 0.4 MB). OUT/expected.json has the true counts: {"commits", "status_changes", "final": {status: n}, ...}.
      status_changes counts the non-merge commits; a walk that diffs merges against their first parent sees 2 more for
      each merge (the side branch's changes again).
      The stream can be written to a file instead: --stream-only FILE (then: git fast-import < FILE).

  gen.py edit    OUT --touch K [--seed S]
      Changes the status of K claims of an existing corpus in place (for measuring incremental re-checks).

Same arguments + same seed = the same bytes.  What a claim or a source record looks like is decided ONLY in the block
"SCHEMA TEMPLATE" below: rename fields there, nothing else depends on their names.
"""
import argparse, datetime, hashlib, json, os, random, re, subprocess, sys, time
from bisect import bisect
from itertools import accumulate

# ----------------------------------------------------------------------------------------------- SCHEMA TEMPLATE ----
STATUSES = ["unsubstantiated", "partially confirmed", "documented"]            # legal values of `status`, weakest first
STATUS_WEIGHTS = [50, 25, 25]                                                  # for random flips in a history
BAD_STATUS = "documentd"                                                       # what --bad-status plants
CLAIM_DIR, SOURCE_DIR, EXT, TEXT_EXT = "claims", "sources", ".toml", ".txt"


def claim_id(i):
    return "c-%06d" % i


def source_id(i):
    return "s-%05d" % i


def path(sid, sources):
    """A source and all it derives from, down to its root."""
    out = [sources[sid]]
    while out[-1]["derives_from"]:
        out.append(sources[out[-1]["derives_from"][0]])
    return out


OF_A_WHOLE_FIELD = {"never", "first", "only", "most"}                           # no witness documents these


def borne(evidence, stance, sources, of_whole_field):
    """The highest status that the blocks of one stance bear; each says how its source knows, and no source is a party."""
    roots = [sources[e["source"]] for e in evidence if e["stance"] == stance and not sources[e["source"]]["derives_from"]]
    if any(s["kind"] == "official-record" for s in roots):
        return STATUSES[2]
    if len({s["publisher"] for s in roots}) >= 2:
        return STATUSES[1] if of_whole_field else STATUSES[2]
    return STATUSES[0]


def earned(statement, evidence, sources):
    """The highest status that the evidence earns by the default policy (sources: id -> record)."""
    of_whole_field = bool(OF_A_WHOLE_FIELD & set(re.findall(r"\w+", statement.lower())))
    status = borne(evidence, "supports", sources, of_whole_field)
    disputed = borne(evidence, "disputes", sources, False) == STATUSES[2]
    return STATUSES[1] if status == STATUSES[2] and disputed else status


def render_claim(c):
    """c: id, statement, status, claimant, topics[], claimed, checked, conflicts_with[], rationale,
    evidence[{source, quote, stance}].  `checked` moves with every status change (so no blob recurs)."""
    out = ['statement  = %s\nstatus     = %s\nclaimant   = %s\nclaimed_on = %s\ntopics     = [%s]\n'
           'subjects   = ["A body that publishes nothing"]\n' % (
        q(c["statement"]), q(c["status"]), q(c["claimant"]), c["claimed"], ", ".join(map(q, c["topics"])))]
    if c["conflicts_with"]:
        out.append("conflicts_with = [%s]\n" % ", ".join(map(q, c["conflicts_with"])))
    out.append('rationale = """\n%s"""\n' % c["rationale"])
    for e in c["evidence"]:
        out.append("\n[[evidence]]\nsource = %s\nquote  = %s\nstance = %s\nknows = \"its own register\"\n" % (
            q(e["source"]), q(e["quote"]), q(e["stance"])))
    out.append('\n[checked]\nby = "Checker %d"\non = %s\nreview_due = 2099-01-01\n' % (c.get("round", 0), c["checked"]))
    return "".join(out)


def render_source(s):
    """s: id, title, publisher, published, url, kind, derives_from[], text (written beside the record)"""
    return ("title     = %s\npublisher = %s\npublished = %s\nurl       = %s\narchived  = %s\nkind      = %s\nlanguage  = \"en\"\n"
            "derives_from = [%s]\n\n[text]\nsha256 = %s\n" % (
                q(s["title"]), q(s["publisher"]), s["published"], q(s["url"]),
                q(s["url"].replace("example.org", "archive.example.org")), q(s["kind"]),
                ", ".join(map(q, s["derives_from"])), q(hashlib.sha256(s["text"].encode()).hexdigest())))
# ------------------------------------------------------------------------------------------- END SCHEMA TEMPLATE ----


def q(s):
    """A TOML basic string."""
    return '"' + s.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n").replace("\t", "\\t") + '"'


# Without "all" and "had": what a statement says of all its quotes have to say, and "Had" begins a condition.
COMMON = ("the of and to in a is that for it as was with be by on he his at are this have from or off an they which "
          "one you her now their there she we been has when who soon more out so what up its into than them other "
          "new time these two then do first any my now such our over man me even made after also did before must "
          "through back years where much your way well down each those people").split()
SYL = "ba ce di fo gu ha je ki lo mu na pe qui ro su ta ve wi xo ya zo bre cla dra fle gri sho thu stre pla".split()
ENDS = ["", "n", "r", "s", "t", "tion", "ment", "ing", "ed", "ly", "al", "ity"]
ACCENTED = ["naïve", "café", "résumé", "Zürich", "São", "coöperate", "façade", "Ångström", "détente", "señor"]
STANCES = ["supports", "supports", "supports", "disputes", "context"]
TAGS = ["biology", "physics", "economics", "climate", "history", "medicine", "law", "software", "energy", "education",
        "transport", "statistics", "sport", "survey", "defence", "trade", "housing", "elections"]


class Words:
    def __init__(self, rng):
        seen, rare = set(COMMON), []
        while len(rare) < 9000:
            w = "".join(rng.choice(SYL) for _ in range(rng.choice([1, 2, 2, 3, 3, 4]))) + rng.choice(ENDS)
            if w not in seen:
                seen.add(w)
                rare.append(w)
        self.vocab = COMMON + ACCENTED + rare
        self.cum = list(accumulate(1.0 / (r + 8) for r in range(len(self.vocab))))
        self.rng = rng

    def take(self, n):
        return self.rng.choices(self.vocab, cum_weights=self.cum, k=n)


def prose(words, rng, nbytes):
    """Tokens of an article, as (typeset form, separator after it) pairs."""
    toks, size = [], 0
    while size < nbytes:
        for _ in range(rng.randint(3, 7)):                                    # a paragraph
            ws = words.take(rng.randint(7, 28))
            ws[0] = ws[0].capitalize()
            for i in range(1, len(ws) - 1):
                r = rng.random()
                if r < 0.05:
                    ws[i] += ","
                elif r < 0.06:
                    ws[i] += " \u2014"                                         # em dash
                elif r < 0.07:
                    ws[i] += "\u2019s"
                elif r < 0.08:
                    ws[i] = "\u201c" + ws[i] + "\u201d"
                elif r < 0.09:
                    ws[i] = "%d\u2013%d" % (rng.randint(2, 60), rng.randint(61, 99))
                elif r < 0.10:
                    ws[i] = "%.1f\u00a0%%" % (rng.random() * 100)
            ws[-1] += rng.choice("....!!")
            for w in ws:
                toks.append([w, " "])
                size += len(w) + 1
        toks[-1][1] = "\n\n"
    col = 0
    for t in toks:                                                            # hard wrap
        col += len(t[0]) + 1
        if t[1] == "\n\n":
            col = 0
        elif col > 88:
            t[1], col = "\n", 0
    toks[-1][1] = "\n"
    return toks


RETYPE = str.maketrans({"\u2019": "'", "\u2018": "'", "\u201c": '"', "\u201d": '"', "\u2013": "-", "\u2014": "-",
                        "\u00a0": " "})


def take_quote(toks, rng, retype=True):
    """Words of one paragraph: a quote that runs over the end of one is not verbatim."""
    while True:
        at = rng.randrange(len(toks))
        end = next((i + 1 for i in range(at, len(toks)) if toks[i][1] == "\n\n"), len(toks))
        n = min(rng.randint(8, 35), end - at)
        if n >= 8:
            break
    s = " ".join(t[0] for t in toks[at:at + n])
    if retype and rng.random() < 0.7:
        s = s.translate(RETYPE)
    return s.rstrip(",")


def spoil(quote, words, rng):
    """A near miss: one word changed."""
    ws = quote.split(" ")
    at = rng.randrange(len(ws))
    new = words.take(1)[0]
    while new == ws[at]:
        new = words.take(1)[0]
    ws[at] = new
    return " ".join(ws)


def date(rng):
    return "20%02d-%02d-%02d" % (rng.randint(18, 25), rng.randint(1, 12), rng.randint(1, 28))


def path_of(kind_dir, ident, layout, ext=EXT):
    if layout == "flat":
        return "%s/%s%s" % (kind_dir, ident, ext)
    return "%s/%s/%s%s" % (kind_dir, hashlib.sha1(ident.encode()).hexdigest()[:2], ident, ext)


def make_sources(n, seed, nbytes):
    rng = random.Random("sources-%s" % seed)
    words = Words(random.Random("vocab"))
    words.rng = rng
    for i in range(n):
        toks = prose(words, rng, rng.randint(int(nbytes * 0.7), int(nbytes * 1.4)))
        parent = rng.randrange(i) if i and rng.random() < 0.1 else None         # one in ten relays an older source
        day = datetime.date(1990, 1, 1) + datetime.timedelta(days=i // 10 if n > 20000 else i % 12000)
        yield {"id": source_id(i), "title": " ".join(words.take(7)).capitalize(), "publisher": "Paper %d" % (i % 997),
               "published": day.isoformat(), "url": "https://example.org/article/%d" % i,
               "kind": "official-record" if rng.random() < 0.1 else "news-report",
               "derives_from": [] if parent is None else [source_id(parent)],
               "text": "".join(a + b for a, b in toks)}, toks


def make_claims(n, sources, seed):
    """sources: list of (record, tokens)"""
    rng = random.Random("claims-%s" % seed)
    words = Words(random.Random("vocab"))
    words.rng = rng
    byid = {s["id"]: s for s, _ in sources}
    open_claims = []                                                          # those that bear less than documented
    used = set()                                                              # no two claims rest on the same words
    for i in range(n):
        ev = []
        for _ in range(rng.choice([1, 1, 2, 2, 3, 4])):
            quote = None
            while quote is None or (s["id"], quote.translate(RETYPE)) in used:
                s, toks = sources[rng.randrange(len(sources))]
                quote = take_quote(toks, rng)
            used.add((s["id"], quote.translate(RETYPE)))
            ev.append({"source": s["id"], "quote": quote, "stance": rng.choice(STANCES)})
        claimant = path(ev[0]["source"], byid)[-1]["publisher"]
        statement = " ".join(words.take(rng.randint(10, 30))).capitalize().replace("to be", "to me") + "."
        # No number that its quotes lack, nothing that leaves it open, no second claim.
        statement = re.sub(r"\b(one|two|first|may)\b", "own", statement, flags=re.I)
        statement = re.sub(r"\band (?=(was|were|is|are|has|have|had|did|does|will|that|it|he|she|they|this|these|those|there)\b)", "or ", statement)
        status = earned(statement, ev, byid)
        # What is documented conflicts with nothing: then neither side takes from the other.
        against = [rng.choice(open_claims) for _ in range(rng.choice([0, 0, 1, 2]))] if open_claims else []
        if status != STATUSES[2] and not any(e["stance"] == "disputes" for e in ev):
            open_claims.append(claim_id(i))
        yield {"id": claim_id(i), "statement": statement,
               "status": status, "claimant": claimant,
               "topics": rng.sample(TAGS, rng.randint(1, 4)), "claimed": date(rng), "checked": "2026-01-01", "evidence": ev,
               "conflicts_with": sorted(set(against)),
               "rationale": wrap(words.take(rng.randint(30, 90)) + weighed(ev))}


def weighed(ev):
    """What disputes a claim is named in its rationale."""
    against = [e["source"] for e in ev if e["stance"] == "disputes"]
    return ["Against", "it:"] + against if against else []


def wrap(ws):
    out, col = [], 0
    for w in ws:
        col += len(w) + 1
        out.append(w)
        out.append("\n" if col > 88 else " ")
        if col > 88:
            col = 0
    return "".join(out).rstrip() + "\n"


def write(path, data, made=set()):
    d = os.path.dirname(path)
    if d not in made:
        os.makedirs(d, exist_ok=True)
        made.add(d)
    with open(path, "w", encoding="utf-8", newline="\n") as f:
        f.write(data)


def corpus(a):
    nsrc = a.sources or max(1, a.claims // 10)
    srcs, nbytes = [], 0
    for s, toks in make_sources(nsrc, a.seed, a.text_bytes):
        write(os.path.join(a.out, path_of(SOURCE_DIR, s["id"], a.layout, TEXT_EXT)), s["text"])
        rec = render_source(s)
        write(os.path.join(a.out, path_of(SOURCE_DIR, s["id"], a.layout)), rec)
        nbytes += len(rec.encode()) + len(s["text"].encode())
        srcs.append((s, toks))
    rng = random.Random("defects-%s" % a.seed)
    words = Words(random.Random("vocab"))
    words.rng = rng
    kinds = ["quote"] * a.bad_quotes + ["link"] * a.bad_links + ["status"] * a.bad_status + ["toml"] * a.bad_toml
    bad = dict(zip(rng.sample(range(a.claims), len(kinds)), kinds))
    defects, quotes = [], 0
    for i, c in enumerate(make_claims(a.claims, srcs, a.seed)):
        kind, detail = bad.get(i), None
        if kind == "quote":
            e = rng.choice(c["evidence"])
            detail = {"source": e["source"], "was": e["quote"]}
            e["quote"] = detail["is"] = spoil(e["quote"], words, rng)
        elif kind == "link":
            detail = rng.choice(c["evidence"])["source"] = source_id(nsrc + i)
        elif kind == "status":
            detail = c["status"] = BAD_STATUS
        txt = render_claim(c)
        if kind == "toml":
            txt = txt.replace("topics     = [", "topics     = ", 1)
        if kind:
            defects.append({"claim": c["id"], "kind": kind, "detail": detail})
        write(os.path.join(a.out, path_of(CLAIM_DIR, c["id"], a.layout)), txt)
        nbytes += len(txt.encode())
        quotes += len(c["evidence"])
    # No claim becomes stale in the lifetime of this benchmark.
    write(os.path.join(a.out, "grounds.toml"), "[review]\nlongest = 40000\n")
    write(os.path.join(a.out, "expected.json"), json.dumps(
        {"claims": a.claims, "sources": nsrc, "quotes": quotes, "bytes": nbytes, "defects": defects}, indent=1))
    if a.git:
        run = lambda *x: subprocess.run(["git", "-C", a.out] + list(x), check=True, stdout=subprocess.DEVNULL)
        run("init", "-q", "-b", "main")
        run("add", "-A")
        run("-c", "user.name=gen", "-c", "user.email=gen@example.org", "commit", "-q", "-m", "corpus")
    print("%d claims, %d sources, %d quotes, %d bytes, %d defects" % (a.claims, nsrc, quotes, nbytes, len(defects)))


def history(a):
    lo, hi = (list(map(int, a.touch.split("-"))) * 2)[:2]
    srcs = list(make_sources(max(1, a.claims // 10), a.seed, a.text_bytes))
    claims = list(make_claims(a.claims, srcs, a.seed))
    rng = random.Random("history-%s" % a.seed)
    proc = None
    if a.stream_only:
        out = open(a.stream_only, "wb")
    else:
        subprocess.run(["git", "init", "-q", "--bare", "-b", "main", a.out], check=True)
        proc = subprocess.Popen(["git", "-C", a.out, "fast-import", "--quiet", "--depth=50"], stdin=subprocess.PIPE)
        out = proc.stdin
    changes = ncommits = merges = noise = 0
    now = 1_500_000_000
    count_all = {}

    def put(path, text):
        b = text.encode()
        out.write(b"M 100644 inline %s\ndata %d\n%s\n" % (path.encode(), len(b), b))

    def begin(branch, msg, parent=None, merge=None):
        nonlocal now, ncommits
        now += 600
        ncommits += 1
        m = msg.encode()
        out.write(b"commit refs/heads/%s\nmark :%d\nauthor A U Thor <a@example.org> %d +0000\n"
                  b"committer A U Thor <a@example.org> %d +0000\ndata %d\n%s\n" %
                  (branch, ncommits, now, now, len(m), m))
        if parent:
            out.write(b"from :%d\n" % parent)
        if merge:
            out.write(b"merge :%d\n" % merge)
        return ncommits

    def flip(c):
        nonlocal changes
        old = c["status"]
        while c["status"] == old:
            c["status"] = rng.choices(STATUSES, STATUS_WEIGHTS)[0]
        changes += 1
        c["checked"], c["round"] = time.strftime("%Y-%m-%d", time.gmtime(now)), changes
        put(path_of(CLAIM_DIR, c["id"], a.layout), render_claim(c))

    begin(b"main", "base")
    put("README.md", "claims\n")
    if a.with_sources:
        for s, _ in srcs:
            put(path_of(SOURCE_DIR, s["id"], a.layout), render_source(s))
            put(path_of(SOURCE_DIR, s["id"], a.layout, TEXT_EXT), s["text"])
    for c in claims:
        put(path_of(CLAIM_DIR, c["id"], a.layout), render_claim(c))
    tip = ncommits
    while ncommits < a.commits + 1:
        k = ncommits
        if a.merge_every and k % a.merge_every == 0 and ncommits + 3 <= a.commits + 1:
            fork = tip                                            # side branch: 1 claim per commit, then merged
            side, picked = fork, rng.sample(claims, 2)
            for c in picked:
                side = begin(b"side", "side", parent=side)
                flip(c)
            tip = begin(b"main", "merge", parent=fork, merge=side)
            for c in picked:
                put(path_of(CLAIM_DIR, c["id"], a.layout), render_claim(c))
            merges += 1
            continue
        tip = begin(b"main", "commit %d" % k, parent=tip)
        if a.noise_every and k % a.noise_every == 0:
            noise += 1
            if noise % 2:
                put("README.md", "claims, revision %d\n" % k)
            else:
                c = rng.choice(claims)
                c["rationale"] = c["rationale"].rstrip("\n") + " r%d\n" % k if len(c["rationale"]) < 900 else "r%d\n" % k
                put(path_of(CLAIM_DIR, c["id"], a.layout), render_claim(c))
        else:
            for c in rng.sample(claims, rng.randint(lo, hi)):
                flip(c)
    out.close()
    if proc and proc.wait():
        sys.exit("fast-import failed")
    if proc and not a.no_repack:        # fast-import's own deltas are unlike those of a repository people commit to
        subprocess.run(["git", "-C", a.out, "repack", "-adfq", "--window=10", "--depth=50"], check=True)
    for c in claims:
        count_all[c["status"]] = count_all.get(c["status"], 0) + 1
    exp = {"commits": ncommits, "merges": merges, "claims": a.claims, "noise_commits": noise,
           "status_changes": changes, "final": count_all}
    if not a.stream_only:
        if a.merge_every:
            subprocess.run(["git", "-C", a.out, "update-ref", "-d", "refs/heads/side"], check=True)
        write(os.path.join(a.out, "expected.json"), json.dumps(exp, indent=1))
    print(json.dumps(exp))


def edit(a):
    rng = random.Random("edit-%s" % a.seed)
    files = sorted(os.path.join(d, f) for d, _, fs in os.walk(os.path.join(a.out, CLAIM_DIR)) for f in fs)
    for p in rng.sample(files, a.touch):
        with open(p, encoding="utf-8") as f:
            t = f.read()
        m = re.search(r'^status     = "([a-z ]+)"', t, re.M)
        new = rng.choice([s for s in STATUSES if s != m.group(1)])
        write(p, t[:m.start(1)] + new + t[m.end(1):])
    print("%d claims edited" % a.touch)


def main():
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    sub = ap.add_subparsers(dest="cmd", required=True)
    for name, fn in (("corpus", corpus), ("history", history), ("edit", edit)):
        p = sub.add_parser(name)
        p.set_defaults(fn=fn)
        p.add_argument("out")
        p.add_argument("--seed", default="1")
        if name == "edit":
            p.add_argument("--touch", type=int, required=True)
            continue
        p.add_argument("--claims", type=int, default=10000)
        p.add_argument("--layout", choices=["flat", "sharded"], default="sharded")
        p.add_argument("--text-bytes", type=int, default=7000 if name == "corpus" else 3000)
        if name == "corpus":
            p.add_argument("--sources", type=int)
            for k in ("quotes", "links", "status", "toml"):
                p.add_argument("--bad-" + k, type=int, default=0)
            p.add_argument("--git", action="store_true")
        else:
            p.add_argument("--commits", type=int, required=True)
            p.add_argument("--touch", default="1-3")
            p.add_argument("--noise-every", type=int, default=5)
            p.add_argument("--merge-every", type=int, default=0)
            p.add_argument("--with-sources", action="store_true")
            p.add_argument("--no-repack", action="store_true")
            p.add_argument("--stream-only")
    a = ap.parse_args()
    a.fn(a)


if __name__ == "__main__":
    main()
