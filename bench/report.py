#!/usr/bin/env python3
"""Measures `grounds report`: how long writing takes, how large the front page is, how fast the list filters in a browser.
Standard library only; needs cargo and rustc, and Chromium for the last.

USAGE  bench/report.py [--claims 10000] [--runs 5] [--dir DIR]

A corpus made by gen.py (and kept in DIR) is no repository, so no history is read.  In turn, and as often as asked for:

  report      grounds report --out, into a folder that is not there yet
  write       writeall.rs, which writes the same files with the same bytes again, and times only that

Then Chromium opens the list of claims from disk, and words and filters are typed in: each time the handler that answers
a key is timed, up to and with the layout of what it shows.
"""
import argparse, json, os, shutil, statistics, subprocess, sys, tempfile, time

HERE = os.path.dirname(os.path.abspath(__file__))
TYPED = """
(() => {
  const field = (name) => document.querySelector(`[name=${name}]`);
  const timed = (name, value) => {
    const start = performance.now();
    field(name).value = value;
    field(name).dispatchEvent(new Event("input", { bubbles: true }));
    document.body.offsetHeight;
    return performance.now() - start;
  };
  const times = [];
  for (const words of ["a", "ar", "arm", "the", "zzz", ""]) times.push(timed("q", words));
  for (const option of [...field("status").options].slice(0, 4)) times.push(timed("status", option.value));
  for (const head of document.querySelectorAll("th[data-sort] button")) {
    const start = performance.now();
    head.click();
    document.body.offsetHeight;
    times.push(performance.now() - start);
  }
  return times;
})()
"""


class Browser:
    """Chromium, spoken to through a pipe."""

    def __init__(self):
        self.profile = tempfile.mkdtemp()
        (read, self.to), (self.read, write) = os.pipe(), os.pipe()
        flags = ["--headless", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--disable-background-networking",
                 "--disable-component-update", "--disable-sync", "--no-first-run", "--remote-debugging-pipe"]

        def pipes():
            os.dup2(read, 103), os.dup2(write, 104), os.dup2(103, 3), os.dup2(104, 4)

        self.process = subprocess.Popen(["chromium", *flags, "--user-data-dir=" + self.profile, "about:blank"], preexec_fn=pipes,
                                        close_fds=False, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        self.buffer, self.last, self.session = b"", 0, {}
        page = next(t for t in self.call("Target.getTargets")["targetInfos"] if t["type"] == "page")
        attached = self.call("Target.attachToTarget", targetId=page["targetId"], flatten=True)
        self.session = {"sessionId": attached["sessionId"]}

    def call(self, method, **params):
        self.last += 1
        os.write(self.to, json.dumps({"id": self.last, "method": method, "params": params, **self.session}).encode() + b"\0")
        while True:
            while b"\0" not in self.buffer:
                self.buffer += os.read(self.read, 1 << 16)
            message, self.buffer = self.buffer.split(b"\0", 1)
            message = json.loads(message)
            if message.get("id") == self.last:
                return message["result"]

    def value(self, expression):
        return self.call("Runtime.evaluate", expression=expression, returnByValue=True)["result"].get("value")

    def close(self):
        self.process.kill()
        self.process.wait()
        shutil.rmtree(self.profile, ignore_errors=True)


def filtering(site):
    browser = Browser()
    start = time.perf_counter()
    browser.call("Page.navigate", url="file://" + os.path.join(site, "claims.html"))
    while not browser.value("document.readyState === 'complete' && !!document.querySelector('.found')?.textContent.includes('claims')"):
        time.sleep(0.02)
    opened = time.perf_counter() - start
    times = browser.value(TYPED)
    browser.close()
    return opened, times


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--claims", type=int, default=10000)
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--dir", default="/tmp/grounds-bench")
    args = parser.parse_args()
    os.makedirs(args.dir, exist_ok=True)
    subprocess.run(["cargo", "build", "--release", "--quiet", "--manifest-path", os.path.join(HERE, "../Cargo.toml")], check=True)
    grounds = os.path.join(os.environ.get("CARGO_TARGET_DIR", os.path.join(HERE, "../target")), "release/grounds")
    writer = os.path.join(args.dir, "writeall")
    subprocess.run(["rustc", "-O", "--edition", "2021", os.path.join(HERE, "writeall.rs"), "-o", writer], check=True)
    corpus = os.path.join(args.dir, "report-%d" % args.claims)
    if not os.path.exists(os.path.join(corpus, "expected.json")):
        subprocess.run([sys.executable, os.path.join(HERE, "gen.py"), "corpus", corpus, "--claims", str(args.claims)], check=True)
    site, copy = os.path.join(args.dir, "site"), os.path.join(args.dir, "copy")
    reports, writes = [], []
    for _ in range(args.runs):
        for folder in site, copy:
            shutil.rmtree(folder, ignore_errors=True)
        os.sync()
        start = time.perf_counter()
        subprocess.run([grounds, "report", "--root", corpus, "--out", site], check=True, stderr=subprocess.DEVNULL)
        reports.append(time.perf_counter() - start)
        os.sync()
        files, size, seconds = subprocess.run([writer, site, copy], check=True, capture_output=True, text=True).stdout.split()
        writes.append(float(seconds))
    report, write = statistics.median(reports), statistics.median(writes)
    print("%d claims: %s files, %.1f MB" % (args.claims, files, int(size) / 1e6))
    print("report %.2f s, write %.2f s, ratio %.2f" % (report, write, statistics.median(r / w for r, w in zip(reports, writes))))
    print("front page %.0f KB" % (os.path.getsize(os.path.join(site, "index.html")) / 1e3))
    if shutil.which("chromium"):
        opened, times = filtering(site)
        print("list: open %.2f s; filter or sort: median %.0f ms, longest %.0f ms of %d" % (opened, statistics.median(times), max(times), len(times)))
    else:
        print("list: chromium is missing")


if __name__ == "__main__":
    main()
