#!/usr/bin/env python3
"""Measures what `grounds new source` makes of pages whose article is known.  Needs Python 3 with lxml.

USAGE  bench/pages.py PAGES [--grounds PROGRAM] [--lost]

PAGES is a clone of https://github.com/mozilla/readability or https://github.com/scrapinghub/article-extraction-benchmark.
The reference of a page is `expected.html` as a reader sees it, or its `articleBody`: paragraphs, cut into sentences of five
words or more.  Printed are the share of these sentences that stand in our text, pooled over all pages; the share of the runs of
four words in our article part that the reference has too; and on how many pages less than half is found, or half of what we take
is none of the article.  The share is printed once more without our headline, which is no part of an `articleBody`.  --lost
prints the sentences that are missing.

A sentence is compared without white space, marks of Markdown and kinds of quotation marks, hyphens and ligatures.  What `<q>`
holds has quotation marks, as in any browser.  A sentence with a formula in MathML is compared by its letters and figures alone,
since a fraction is written in a line: `(a)/(b)`.
"""
import argparse, collections, glob, gzip, json, os, re, subprocess, tempfile, unicodedata
from concurrent.futures import ThreadPoolExecutor
from lxml import html

BLOCKS = set(
    "p div li td th h1 h2 h3 h4 h5 h6 blockquote pre figcaption caption dt dd section article tr table ul ol dl body header "
    "footer figure br hr center details summary address main aside form".split()
)
SENTENCE = re.compile(r"""(?<=[.!?…。！？])["”’»)\]]*\s+(?=["“‘«(\[]?\w)""")
FORMULA = "\ue000"
ALIKE = str.maketrans({**dict.fromkeys("“”„«»", '"'), **dict.fromkeys("‘’‚", "'"), **dict.fromkeys("–—‐‑", "-")})
UNSEEN = dict.fromkeys(map(ord, "\u00ad\u200b\u200c\u200d\u200e\u200f\ufeff\u2060"))


def blocks(root):
    """The paragraphs of a page as a reader sees them."""
    done, open_ = [], []

    def end():
        text = " ".join("".join(open_).split())
        open_.clear()
        if text:
            done.append(text)

    def walk(element):
        if not isinstance(element.tag, str) or element.tag in ("script", "style", "noscript", "template"):
            return
        if element.tag in BLOCKS:
            end()
        around = {"q": '"', "math": FORMULA}.get(element.tag, "")
        open_.append(around + (element.text or ""))
        for child in element:
            walk(child)
            open_.append(child.tail or "")
        open_.append(around)
        if element.tag in BLOCKS:
            end()

    walk(root)
    end()
    return done


def sentences(paragraphs):
    for paragraph in paragraphs:
        for sentence in SENTENCE.split(paragraph):
            is_long = len(sentence.split()) >= 5
            if is_long or re.search("[\u3040-\u9fff]", sentence) and len(sentence) >= 10:
                yield sentence


def plain(text):
    """A text of ours without its marks."""
    text = re.sub(r"<!--.*?-->|</?(?:sup|sub|figcaption)>", "", text)
    text = re.sub(r"^(?:> )+|^(?:#+ |- |\* )", "", text, flags=re.M)
    text = re.sub(r"\\([^\w\s]|_)", r"\1", text.replace("~~", ""))
    return text.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")


def folded(text):
    text = unicodedata.normalize("NFKC", text).translate(ALIKE).translate(UNSEEN)
    return re.sub(r"[\s|]+", "", text)


def letters(text):
    return re.sub(r"\W+|_", "", unicodedata.normalize("NFKC", text))


def runs(text):
    words = re.findall(r"\w+", text.lower())
    return collections.Counter(tuple(words[at : at + 4]) for at in range(max(1, len(words) - 3)))


def known(folder):
    """The pages of a set: their names, their bytes, and the paragraphs of their articles."""
    truth = os.path.join(folder, "ground-truth.json")
    if os.path.exists(truth):
        for name, page in sorted(json.load(open(truth, encoding="utf-8")).items()):
            source = gzip.open(os.path.join(folder, "html", name + ".html.gz")).read()
            yield name, source, [line for line in page["articleBody"].split("\n") if line.strip()]
    for page in sorted(glob.glob(os.path.join(folder, "test/test-pages/*"))):
        expected = open(os.path.join(page, "expected.html"), encoding="utf-8").read()
        if expected.strip():
            source = open(os.path.join(page, "source.html"), "rb").read()
            yield os.path.basename(page), source, blocks(html.fromstring(f"<div>{expected}</div>"))


def texts(program, pages, folder):
    """What the program makes of each page: its text, or nothing."""
    open(os.path.join(folder, "grounds.toml"), "w").close()
    environment = {name: value for name, value in os.environ.items() if name != "GROUNDS_TEXTS"}

    def read(numbered):
        number, page = numbered
        file = os.path.join(folder, f"{number}.html")
        with open(file, "wb") as out:
            out.write(page)
        command = [program, "new", "source", f"page-{number}", file]
        subprocess.run(command, cwd=folder, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        try:
            return open(os.path.join(folder, "sources", f"page-{number}.md"), encoding="utf-8").read()
        except FileNotFoundError:
            return ""

    with ThreadPoolExecutor(2) as pool:
        return list(pool.map(read, enumerate(pages)))


def main():
    arguments = argparse.ArgumentParser(usage=__doc__.split("USAGE  ")[1].split("\n")[0])
    arguments.add_argument("pages")
    arguments.add_argument("--grounds", default="grounds")
    arguments.add_argument("--lost", action="store_true")
    arguments = arguments.parse_args()
    pages = list(known(arguments.pages))
    if not pages:
        raise SystemExit(f"{arguments.pages} has no pages whose article is known")
    with tempfile.TemporaryDirectory() as folder:
        ours = texts(arguments.grounds, [source for _, source, _ in pages], folder)
    total = lost = half = junk = 0
    precision, without_headline = [], []
    for (name, _, paragraphs), text in zip(pages, ours):
        all_ = list(sentences(paragraphs))
        exact, bare = folded(plain(text)), letters(plain(text))
        missing = [
            one for one in all_ if (letters(one) not in bare if FORMULA in one else folded(one) not in exact)
        ]
        total, lost = total + len(all_), lost + len(missing)
        half += 2 * len(missing) > len(all_)
        expected, article = runs(" ".join(paragraphs)), text.split("<!-- beside -->")[0]
        for shares, part in (precision, article), (without_headline, re.sub(r"^# .*", "", article, flags=re.M)):
            taken = runs(plain(part))
            shares.append(sum((expected & taken).values()) / max(1, sum(taken.values())))
        junk += precision[-1] < 0.5
        for one in missing if arguments.lost else []:
            print(f"{name}: {one}")
    print(f"sentences {1 - lost / total:.4f} ({lost} of {total} lost), pages under half {half} of {len(pages)}")
    share, bare_share = (sum(shares) / len(pages) for shares in (precision, without_headline))
    print(f"precision of the article part {share:.3f} ({bare_share:.3f} without headline), mostly junk {junk} of {len(pages)}")


if __name__ == "__main__":
    main()
