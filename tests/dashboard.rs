//! What a real browser makes of the dashboard: from disk, at several widths, in light and dark, with and without script.

use crate::browser::Browser;
use crate::report::{files, is_page, of_the_corpus, project};
use crate::repository::Repository;
use crate::sandbox::{Sandbox, repository, run_in};
use crate::story_pages;
use crate::tools;
use serde_json::{Value, json};
use std::path::{Path, PathBuf};

fn address(site: &Path, page: &str) -> String {
    format!("file://{}/{page}", site.display())
}

/// One page of each kind, of the dashboard of this repository's claims.
const KINDS: [&str; 11] = [
    "index.html",
    "about.html",
    "queue.html",
    "wanted.html",
    "claims.html",
    "topics.html",
    "sources.html",
    "claim/belarus-lacks-means-to-build-missiles-2017.html",
    "claim/belarus-russia-sign-air-defence-2009.html",
    "source/security-digest-airbase-2015.html",
    "changes/week.html",
];

const FOUND: &str = "document.querySelector('.found').textContent";
const ROWS: &str = "document.querySelectorAll('table.claims tbody tr').length";

/// Waits until the list of claims is as its address says.
const SETTLED: &str = "(async () => { const form = document.querySelector('form.filters'); for (let i = 0; form && !('ready' in form.dataset) && i < 200; i++) { form.dispatchEvent(new Event('focusin', { bubbles: true })); await new Promise((done) => setTimeout(done, 20)); } await new Promise((done) => setTimeout(() => requestAnimationFrame(() => done(0)), 80)); return 0; })()";

#[test]
#[ignore = "needs chromium; .ci/run runs it"]
fn every_number_on_the_front_page_leads_to_as_many_claims() {
    let mut browser = Browser::start();
    let site = of_the_corpus();
    browser.open(&address(site, "index.html"));
    let links = browser.value(
        "[...document.querySelectorAll('a[href^=\"claims.html#\"]')].filter((a) => /^\\d+$/.test(a.textContent)).map((a) => [a.hash, Number(a.textContent)])",
    );
    let links = links.as_array().unwrap().clone();
    assert!(links.len() > 30, "{}", links.len());
    browser.open(&address(site, "claims.html"));
    for link in &links {
        let hash = link[0].as_str().unwrap();
        browser.value(&format!("location.hash = {}", json!(hash)));
        browser.value(SETTLED);
        let found = browser.text(FOUND);
        let count = found.split(' ').next().unwrap();
        assert_eq!(count, link[1].to_string(), "{hash}: {found}");
    }
    // Those of the other pages too, and with a click.
    browser.open(&address(site, "topics.html"));
    let expected = browser.text(
        "(() => { const link = document.querySelectorAll('td.count a')[5]; setTimeout(() => link.click(), 0); return link.textContent; })()",
    );
    browser.wait_for("document.readyState === 'complete' && !!document.querySelector('.found')");
    assert_eq!(browser.text(FOUND).split(' ').next(), Some(&*expected));
    assert_eq!(browser.complaints(site), [""; 0]);
}

#[test]
#[ignore = "needs chromium; .ci/run runs it"]
fn the_list_is_searched_filtered_sorted_and_taken_along() {
    let mut browser = Browser::start();
    let site = of_the_corpus();
    let audit = |args: &[&str]| {
        let columns = "claim,status,overlays,statement,claimant,claimed_on,topics,witnesses,verified,quotes,checked_on,next_check";
        let all = [&["audit", "--by", "claim", "--columns", columns, "--format", "csv"], args].concat();
        run_in(&repository(""), &all, &[]).stdout
    };
    browser.open(&address(site, "claims.html"));
    browser.value(SETTLED);
    let all = browser.number("groundsRows.rows.length");
    assert_eq!((browser.text(FOUND), browser.number(ROWS)), (format!("{all} claims"), 100));
    browser.value("document.querySelector('.more button').click()");
    assert_eq!(browser.number(ROWS), 200);

    let choose = |name: &str, value: &str| {
        format!(
            "(() => {{ const field = document.querySelector('[name={name}]'); field.value = {}; field.dispatchEvent(new Event('input', {{ bubbles: true }})); }})()",
            json!(value)
        )
    };
    browser.value(&choose("status", "unsubstantiated"));
    browser.value(&choose("q", "SYRIA turkey"));
    browser.wait_for("!!globalThis.groundsWords");
    browser.value(SETTLED);
    let count = browser.number(ROWS);
    assert_eq!(browser.text(FOUND), format!("{count} of {all} claims"));
    let low = audit(&["--status", "unsubstantiated"]);
    let has_words = |line: &&str| {
        let cells: Vec<_> = line.split("\",\"").collect();
        let text = format!("{} {} {}", cells[0], cells[3], cells[4]).to_lowercase();
        text.contains("syria") && text.contains("turkey")
    };
    // First those whose statement has the words, then those whose evidence has them.
    let stated = low.lines().skip(1).filter(has_words).count();
    assert!(stated > 1 && count > stated as u64 && count < 100, "{stated} of {count}");
    let places = browser.value(
        "[...document.querySelectorAll('table.claims tbody .where')].map((where) => where.textContent.split(':')[0])",
    );
    let places: Vec<_> = places.as_array().unwrap().iter().map(|place| place.as_str().unwrap()).collect();
    assert!(places[..stated].iter().all(|place| place.is_empty()), "{places:?}");
    assert!(places[stated..].iter().any(|place| ["quote", "rationale", "source", "about"].contains(place)));
    let hash = browser.text("location.hash");
    assert_eq!(hash, "#status=unsubstantiated&q=SYRIA%20turkey");

    // The same address shows the same.
    browser.value("document.querySelector('th[data-sort=due] button').click()");
    browser.value("document.querySelector('th[data-sort=due] button').click()");
    assert_eq!(
        browser.text("document.querySelector('th[aria-sort]').getAttribute('aria-sort')"),
        "descending"
    );
    let rows = "[...document.querySelectorAll('table.claims tbody tr')].map((row) => row.textContent).join()";
    let (before, here) = (browser.text(rows), browser.text("location.href"));
    browser.open("about:blank");
    browser.open(&here);
    browser.wait_for("!!globalThis.groundsWords");
    browser.value(SETTLED);
    assert_eq!(browser.text(rows), before);
    assert_eq!(browser.text("document.querySelector('[name=q]').value"), "SYRIA turkey");

    // What stands in no list of choices can be taken away again.
    browser.open(&address(site, "claims.html#rests-on=syria-whose-side-2017&status=unsubstantiated"));
    browser.value(SETTLED);
    let few = browser.number(ROWS);
    browser.value("document.querySelector('.chosen button').click()");
    assert_eq!(browser.text("location.hash"), "#status=unsubstantiated");
    assert!(browser.number(ROWS) > few && few > 0);

    // A name that no claim has finds none, and no claim.
    browser.open(&address(site, "claims.html#topic=nothing"));
    browser.value(SETTLED);
    assert_eq!(browser.number(ROWS), 0);

    // The rows as a file are those that an audit gives.
    let folder = tempfile::tempdir().unwrap();
    let downloads = folder.path();
    browser.open(&address(site, "claims.html#status=unsubstantiated"));
    browser.value(SETTLED);
    browser.call("Browser.setDownloadBehavior", &json!({ "behavior": "allow", "downloadPath": downloads }));
    browser.value("document.querySelector('.csv').click()");
    let file = downloads.join("claims.csv");
    for _ in 0..200 {
        if file.exists() {
            break;
        }
        std::thread::sleep(std::time::Duration::from_millis(50));
    }
    let taken = std::fs::read_to_string(&file).unwrap();
    assert_eq!(taken.strip_prefix('\u{feff}').unwrap(), low);
    let whole = std::fs::read_to_string(site.join("claims.csv")).unwrap();
    assert_eq!(whole, audit(&[]));

    // To a claim by the keyboard alone.
    browser.open(&address(site, "claims.html#status=unsubstantiated&topic=air-defence"));
    browser.value(SETTLED);
    browser.value("document.querySelector('table.claims tbody a').focus()");
    let statement = browser.text("document.activeElement.textContent");
    browser.press("Enter", 13);
    browser.wait_for("document.readyState === 'complete' && !!document.querySelector('h1.statement')");
    assert_eq!(browser.text("document.querySelector('h1').textContent"), statement);
    assert_eq!(browser.complaints(site), [""; 0]);
}

#[test]
#[ignore = "needs chromium; .ci/run runs it"]
fn everything_is_searched_in_every_spelling() {
    let mut browser = Browser::start();
    let sandbox = Sandbox::empty()
        .file("grounds.toml", "[names]\n\"Ahmet Davutoğlu\" = [\"A. Davutoglu\", \"Ахмет Давутоглу\"]\n\"United Kingdom\" = [\"UK\"]\n")
        .file(
            "sources/relay.toml",
            "title = \"Doubling exports\"\npublisher = \"Le Relais Éclair\"\nkind = \"news-report\"\n",
        )
        .source("gazette", "The mole had next to nothing to hold it. It fell.\n")
        .file(
            "claims/mole.toml",
            "statement = \"Davutoğlu visited the mole in 2019.\"\nstatus = \"unsubstantiated\"\nrationale = \"One foreman only.\"\n\n[[evidence]]\nsource = \"gazette\"\nquote = \"next to nothing to hold it\"\norigin = \"relay\"\n",
        )
        .file(
            "claims/tide.toml",
            "statement = \"The United Kingdom saw no tide in 2019.\"\nstatus = \"unsubstantiated\"\ntopics = [\"tides\"]\n",
        );
    sandbox.run(&["report", "--out", "site"]);
    let site = sandbox.path().join("site");
    for (words, count) in [
        ("davutoglu", 1),
        ("DAVUTOĞLU", 1),
        ("Давутоглу", 1),
        ("uk", 1),
        ("next to nothing", 1),
        ("foreman", 1),
        ("doubling", 1),
        ("relais eclair", 1),
        ("tides", 1),
        ("2019", 2),
        ("x<script>alert(1)</script>", 0),
    ] {
        browser.open("about:blank");
        browser.open(&address(&site, &format!("claims.html#q={}", words.replace(' ', "%20"))));
        browser.value(SETTLED);
        let rows = browser.value("document.querySelectorAll('table.claims tbody tr').length");
        assert_eq!(rows, count, "{words}");
    }
    // A claim that is found by its evidence says where; a source that has the words is named below.
    browser.open(&address(&site, "claims.html#q=doubling"));
    browser.value(SETTLED);
    assert_eq!(
        browser.text("document.querySelector('.where').textContent"),
        "source: Doubling exports · Le Relais Éclair · relay"
    );
    assert_eq!(browser.text("document.querySelector('.where mark').textContent"), "Doubling");
    assert_eq!(browser.text("document.querySelector('.also a').getAttribute('href')"), "source/relay.html");
    // Where nothing is found, what is near is offered, and the filters can be cleared.
    browser.open(&address(&site, "claims.html#q=visitid&topic=tides"));
    browser.value(SETTLED);
    let ways = "[...document.querySelectorAll('.nothing button')].map((way) => way.textContent).join('|')";
    assert_eq!(browser.text(ways), "Search “visited”|Show all claims");
    browser.value("document.querySelector('.nothing button').click()");
    assert_eq!(browser.text(ways), "Clear the filters: 1 claim|Show all claims");
    browser.value("document.querySelector('.nothing button').click()");
    assert_eq!((browser.number(ROWS), browser.text("location.hash")), (1, "#q=visited".to_owned()));
    // From another page by "/" and a word.
    browser.open(&address(&site, "claim/tide.html"));
    browser.press("/", 191);
    assert_eq!(browser.text("document.activeElement.name"), "words");
    browser.value("document.activeElement.value = 'next to'");
    browser.press("Enter", 13);
    browser.wait_for("document.readyState === 'complete' && !!document.querySelector('.found')");
    browser.value(SETTLED);
    assert_eq!(
        (browser.number(ROWS), browser.text("document.querySelector('[name=q]').value")),
        (1, "next to".to_owned())
    );
    // Along the list that one came from.
    browser.open(&address(&site, "claims.html#sort=-id"));
    browser.value(SETTLED);
    browser.value("document.querySelector('table.claims tbody a').click()");
    browser.wait_for("document.readyState === 'complete' && !!document.querySelector('h1.statement')");
    let trail = "[...document.querySelectorAll('.trail a')].filter((a) => a.offsetParent).map((a) => a.textContent + ' ' + a.getAttribute('href')).join('|')";
    assert_eq!(browser.text(trail), "1 of 2 in the list ../claims.html#sort=-id|Next ../claim/mole.html");
    browser.value("document.querySelector('.trail a:last-child').click()");
    browser.wait_for("document.readyState === 'complete' && location.href.endsWith('mole.html')");
    assert_eq!(browser.text(trail), "2 of 2 in the list ../claims.html#sort=-id|Previous ../claim/tide.html");
    assert_eq!(browser.complaints(&site), [""; 0]);
}

#[test]
#[ignore = "needs chromium; .ci/run runs it"]
fn it_goes_dark_and_stays_so() {
    let mut browser = Browser::start();
    let sandbox = project();
    sandbox.run(&["report", "--out", "site"]);
    let site = sandbox.path().join("site");
    let paper = "getComputedStyle(document.body).backgroundColor";
    browser.prefer("light");
    browser.open(&address(&site, "index.html"));
    let light = browser.text(paper);
    // From what the system asks for to the other, to the same for good, and back to the system.
    let theme = "document.querySelector('.theme').textContent";
    assert_eq!(browser.text(theme), "Auto");
    browser.value("document.querySelector('.theme').click()");
    let dark = browser.text(paper);
    assert_ne!(light, dark);
    browser.open(&address(&site, "claim/tide-record.html"));
    assert_eq!(browser.text(paper), dark, "another page");
    assert_eq!(browser.text(theme), "Dark");
    browser.value("document.querySelector('.theme').click()");
    assert_eq!((browser.text(paper), browser.text(theme)), (light, "Light".to_owned()));
    browser.value("document.querySelector('.theme').click()");
    assert_eq!(browser.text(theme), "Auto");
    assert_eq!(browser.value("localStorage.length"), 0);
    browser.prefer("dark");
    browser.open(&address(&site, "index.html"));
    assert_eq!(browser.text(paper), dark, "as the system asks");
    assert_eq!(browser.text("document.cookie"), "");

    // The first stop of the keyboard leads past the list of pages.
    browser.press("Tab", 9);
    assert_eq!(browser.text("document.activeElement.className"), "skip");
    browser.press("Enter", 13);
    assert_eq!(browser.text("document.activeElement.id"), "main");
    // It does not take the filter away.
    browser.open(&address(&site, "claims.html#status=partially%20confirmed"));
    browser.value("document.querySelector('.skip').focus()");
    browser.press("Enter", 13);
    browser.value(SETTLED);
    assert_eq!(
        browser.text("document.activeElement.id + location.hash"),
        "main#status=partially%20confirmed"
    );
    assert_eq!(browser.number(ROWS), 1);
    assert_eq!(browser.complaints(&site), [""; 0]);
}

/// Names as nobody should write them: what is chosen is found all the same, and nothing reads as what it is not.
#[test]
#[ignore = "needs chromium; .ci/run runs it"]
fn odd_names_can_be_chosen_and_deceive_nobody() {
    let mut browser = Browser::start();
    let sandbox = project().with(
        "claims/odd.toml",
        r#"statement = "The \u202edetnemucod si siht\u202c claim"
status = "unsubstantiated"
claimant = "The  Sailor"
topics = ["two  spaces", " lead ", "new\nline", "z\u200bero", "a=b&c#d%20+e", "__proto__", "constructor"]
"#,
    );
    sandbox.run(&["report", "--out", "site"]);
    let site = sandbox.path().join("site");
    browser.open(&address(&site, "claims.html"));
    browser.value("document.querySelector('details').open = true");
    browser.value(SETTLED);
    let options = browser.value(
        "[...document.querySelectorAll('.filters select')].flatMap((s) => [...s.options].filter((o) => o.value).map((o) => [s.name, o.value]))",
    );
    assert!(options.as_array().unwrap().len() > 12, "{options}");
    for option in options.as_array().unwrap() {
        let (name, chosen) = (option[0].as_str().unwrap(), &option[1]);
        browser.value(&format!(
            "(() => {{ const field = document.querySelector('[name={name}]'); field.value = {chosen}; field.dispatchEvent(new Event('input', {{ bubbles: true }})); }})()"
        ));
        assert!(browser.number(ROWS) > 0, "{option}");
        browser.value("location.hash = ''");
        browser.value(SETTLED);
    }
    let shown = browser.text("document.querySelector('table.claims tbody').textContent");
    assert!(shown.contains("\\u{202e}detnemucod") && !shown.contains('\u{202e}'), "{shown}");
    // An address that somebody made up filters all the same.
    for sort in ["__proto__", "constructor", "-hasOwnProperty", "%E0%A4%A"] {
        browser.open(&address(&site, &format!("claims.html#status=partially%20confirmed&sort={sort}")));
        browser.value(SETTLED);
        assert_eq!(browser.number(ROWS), 1, "{sort}");
    }
    // With script and without it reads the same.
    let texts = "[...document.querySelectorAll('table.claims tbody tr')].map((r) => r.textContent.replace(/\\s+/g, ' ').trim()).join('|')";
    browser.value("location.hash = ''");
    browser.value(SETTLED);
    let with = browser.text(texts);
    assert_eq!(browser.complaints(&site), [""; 0]);
    browser.call("Emulation.setScriptExecutionDisabled", &json!({ "value": true }));
    browser.open("about:blank");
    browser.open(&address(&site, "claims.html"));
    assert_eq!(browser.text(texts), with);
}

#[test]
#[ignore = "needs chromium; .ci/run runs it"]
fn it_prints_on_few_sheets() {
    let mut browser = Browser::start();
    let site = of_the_corpus();
    browser.open(&address(site, "index.html"));
    assert!(browser.sheets_of_paper() <= 2, "the front page on {} sheets", browser.sheets_of_paper());
    browser.open(&address(site, "claim/belarus-russia-sign-air-defence-2009.html"));
    assert!(browser.sheets_of_paper() <= 2, "a claim on {} sheets", browser.sheets_of_paper());
    // On paper the list is whole, and has its heads.
    browser.open(&address(site, "claims.html"));
    browser.value(SETTLED);
    browser.value("dispatchEvent(new Event('beforeprint'))");
    let all = browser.text(FOUND);
    assert_eq!(format!("{} claims", browser.number(ROWS)), all);
    browser.call("Emulation.setEmulatedMedia", &json!({ "media": "print" }));
    assert_eq!(browser.value("!!document.querySelector('th button').offsetParent"), true);
}

#[test]
#[ignore = "needs chromium; .ci/run runs it"]
fn nothing_runs_over_the_edge() {
    let mut browser = Browser::start();
    let site = of_the_corpus();
    for width in [320, 390, 1024, 1600] {
        browser.resize(width, 900);
        for page in KINDS {
            browser.open(&address(site, page));
            let over = browser.text(
                "document.documentElement.scrollWidth <= innerWidth ? '' : [...document.querySelectorAll('main *')].filter((e) => e.getBoundingClientRect().right > innerWidth + 1).slice(0, 3).map((e) => e.outerHTML.slice(0, 120)).join()",
            );
            assert_eq!(over, "", "{page} at {width}");
        }
    }
    assert_eq!(browser.complaints(site), [""; 0]);
}

#[test]
#[ignore = "needs chromium; .ci/run runs it"]
fn without_script_everything_is_there_to_be_read() {
    let mut browser = Browser::start();
    let site = of_the_corpus();
    browser.call("Emulation.setScriptExecutionDisabled", &json!({ "value": true }));
    let mut rows = 0;
    browser.open(&address(site, "claims.html"));
    let pages =
        browser.value("[...document.querySelectorAll('.pages a')].map((a) => a.getAttribute('href'))");
    for page in pages.as_array().unwrap().iter().map(|page| page.as_str().unwrap()) {
        browser.open(&address(site, page));
        let shown = browser.number(ROWS);
        assert!(shown <= 100 && shown > 0, "{page}: {shown}");
        rows += shown;
        assert_eq!(browser.value("getComputedStyle(document.querySelector('.theme')).display"), "none");
    }
    assert!(rows > 500, "{rows}");
    let csv = std::fs::read_to_string(site.join("claims.csv")).unwrap();
    assert_eq!(rows, csv.matches("\r\n").count() as u64 - 1);
    // No button does nothing.
    let idle = "[...document.querySelectorAll('button, input, select')].filter((e) => e.offsetParent).length";
    assert_eq!(browser.number(idle), 0);
}

#[test]
#[ignore = "needs chromium; .ci/run runs it"]
fn a_single_file_is_all_of_it() {
    let mut browser = Browser::start();
    let sandbox = project();
    sandbox.run(&["report", "--single-file", "all.html"]);
    let here = sandbox.path();
    browser.open(&address(here, "all.html"));
    let shown =
        "[...document.querySelectorAll('article')].filter((e) => e.offsetParent).map((e) => e.id).join()";
    assert_eq!(browser.text(shown), "index");
    browser.value("document.querySelectorAll('.answers .figure a')[0].click()");
    browser.value(SETTLED);
    assert_eq!((browser.text(shown).as_str(), browser.number(ROWS)), ("claims", 1));
    browser.value("document.querySelector('table.claims tbody a').click()");
    browser.value(SETTLED);
    assert_eq!(browser.text(shown), "claim/tide-record");
    assert_eq!(
        browser.text("document.title"),
        "The tide of 1 January 2020 came over the mole. · The Gazette: claims"
    );
    browser.value("history.back()");
    browser.value("new Promise((done) => setTimeout(() => done(0), 100))");
    assert_eq!(browser.text(shown), "claims");
    assert_eq!(browser.complaints(here), [""; 0]);
    // Without script it is one long page.
    browser.call("Emulation.setScriptExecutionDisabled", &json!({ "value": true }));
    browser.open(&address(here, "all.html"));
    assert_eq!(
        browser.number("[...document.querySelectorAll('article')].filter((e) => e.offsetParent).length"),
        browser.number("document.querySelectorAll('article').length")
    );
}

/// By the rules of axe-core.
#[test]
#[ignore = "needs chromium and axe-core; .ci/run runs it"]
fn everybody_can_use_it() {
    let mut browser = Browser::start();
    let axe = std::fs::read_to_string(tools::file_of_package("axe-core/axe.min.js")).unwrap();
    let site = of_the_corpus();
    let sandbox = project();
    sandbox.run(&["report", "--out", "site", "--compare", "HEAD~1"]);
    sandbox.run(&["report", "--single-file", "site/all.html"]);
    let small = sandbox.path().join("site");
    let change = files(&small.join("changes")).into_keys().find(|name| name.contains('-')).unwrap();
    let mut pages: Vec<(PathBuf, String)> =
        KINDS.iter().map(|page| (site.to_owned(), (*page).to_owned())).collect();
    for page in [
        "claim/tide-record.html",
        "claim/broken.html",
        "claim/given-up.html",
        "source/relay.html",
        "all.html",
    ] {
        pages.push((small.clone(), page.to_owned()));
    }
    pages.push((small.clone(), format!("changes/{change}")));
    // It does find what is wrong.
    browser.open("data:text/html,<p style='color:silver'>faint<img src='x'>");
    browser.value(&axe);
    assert_eq!(browser.number("axe.run().then((r) => r.violations.filter((v) => ['image-alt', 'color-contrast'].includes(v.id)).length)"), 2);
    for scheme in ["light", "dark"] {
        browser.prefer(scheme);
        for width in if scheme == "light" { vec![390, 1280] } else { vec![1280] } {
            browser.resize(width, 900);
            for (site, page) in &pages {
                browser.open(&address(site, page));
                browser.value("document.querySelectorAll('details').forEach((e) => { e.open = true; })");
                browser.value(&axe);
                assert_eq!(browser.value(VIOLATIONS), json!([]), "{page}, {scheme}, {width}");
            }
        }
    }
}

const VIOLATIONS: &str = "axe.run(document, { resultTypes: ['violations'] }).then((r) => r.violations.map((v) => v.id + ': ' + v.nodes.slice(0, 3).map((n) => n.html.slice(0, 160) + ' ' + n.failureSummary).join(' | ')))";

/// The pages of stories, of corrections and of the words of sources, and those that lead there.
const STORY_PAGES: [&str; 8] = [
    "story/the-mole.html",
    "story/boats.html",
    "story/lost.html",
    "stories.html",
    "corrections.html",
    "text/mail.html",
    "claim/mole-cracked.html",
    "index.html",
];

#[test]
#[ignore = "needs chromium and axe-core; .ci/run runs it"]
fn everybody_can_read_a_story() {
    let mut browser = Browser::start();
    let axe = std::fs::read_to_string(tools::file_of_package("axe-core/axe.min.js")).unwrap();
    let sandbox = story_pages::project();
    sandbox.run(&["report", "--out", "site"]);
    let site = sandbox.path().join("site");
    for scheme in ["light", "dark"] {
        browser.prefer(scheme);
        for width in [375, 800, 1400] {
            browser.resize(width, 900);
            for page in STORY_PAGES {
                browser.open(&address(&site, page));
                browser.value(&axe);
                assert_eq!(browser.value(VIOLATIONS), json!([]), "{page}, {scheme}, {width}");
                let over = browser.value("document.documentElement.scrollWidth - innerWidth");
                assert_eq!(over, 0, "{page} at {width}");
            }
        }
    }
}

/// Where each note stands: `margin` if it is beside its words, `below` if under them, else what is wrong with it.
const NOTES: &str = "(() => { let last = -1; return [...document.querySelectorAll('.note')].map((note) => { const box = note.getBoundingClientRect(); const ref = document.querySelector(`.ref[href=\"#${note.id}\"]`); const at = ref.getBoundingClientRect(); const words = note.closest('p, h3').getBoundingClientRect(); const free = box.top >= last && box.right <= innerWidth + 1 && box.bottom <= words.bottom + 1; last = box.bottom; if (!free || at.top > box.bottom) return 'over another: ' + note.textContent; return box.left >= words.right ? 'margin' : box.top >= at.bottom ? 'below' : 'in the words: ' + note.textContent; }); })()";

#[test]
#[ignore = "needs chromium; .ci/run runs it"]
fn notes_stand_in_the_margin_on_a_phone_below_their_words_and_on_paper() {
    let mut browser = Browser::start();
    let sandbox = story_pages::project();
    sandbox.run(&["report", "--out", "site"]);
    let site = sandbox.path().join("site");
    for page in ["story/the-mole.html", "text/mail.html"] {
        for (width, expected) in
            [(375, "below"), (640, "below"), (800, "margin"), (1100, "margin"), (1400, "margin")]
        {
            browser.resize(width, 900);
            browser.open(&address(&site, page));
            let places = browser.value(NOTES);
            let places = places.as_array().unwrap();
            assert!(
                places.len() >= 3 && places.iter().all(|place| place == expected),
                "{page}, {width}: {places:?}"
            );
        }
    }
    // A number leads to its note, the note to its claim, and the claim back to the words.
    browser.open(&address(&site, "story/the-mole.html"));
    browser.value("document.querySelector('.ref').click()");
    assert_eq!(browser.text("document.querySelector(':target').className"), "note against");
    browser.value("document.querySelector(':target .noted a').click()");
    browser.wait_for("document.readyState === 'complete' && !!document.querySelector('h1.statement')");
    browser.value("document.querySelector('a[href^=\"../story/\"]').click()");
    browser.wait_for("document.readyState === 'complete' && !!document.querySelector('.note:target')");
    assert_eq!(browser.text("location.hash"), "#n1");
    // On paper: A4 with margins of 14 mm leaves 688 pixels.
    assert_eq!(browser.sheets_of_paper(), 1);
    browser.resize(688, 900);
    browser.call("Emulation.setEmulatedMedia", &json!({ "media": "print" }));
    let places = browser.value(NOTES);
    assert!(places.as_array().unwrap().iter().all(|place| place == "margin"), "{places}");
    for (what, expected) in [
        ("getComputedStyle(document.body).backgroundColor", "rgb(255, 255, 255)"),
        ("getComputedStyle(document.querySelector('.annotated p')).color", "rgb(0, 0, 0)"),
        ("getComputedStyle(document.querySelector('.says.against')).backgroundColor", "rgba(0, 0, 0, 0)"),
        ("getComputedStyle(document.querySelector('.mast nav')).display", "none"),
    ] {
        assert_eq!(browser.text(what), expected, "{what}");
    }
    assert_eq!(browser.complaints(&site), [""; 0]);
}

/// Elements with the names of their attributes, without what depends on words: the shape that no text may change. What `check`
/// finds depends on the words; what it may consist of is asked apart.
const SHAPE: &str = "[...document.querySelectorAll('*')].filter((e) => !e.closest('section:has(> .findings), details:has(> .findings)')).map((e) => e.tagName + '[' + e.getAttributeNames().sort().join() + ']').join(' ')";

/// What stands in findings and is neither plain text nor a mark of ours.
const IN_FINDINGS: &str = "[...document.querySelectorAll('.findings *')].filter((e) => !['LI', 'P', 'SPAN', 'CODE', 'DEL', 'INS'].includes(e.tagName) || e.getAttributeNames().some((name) => name !== 'class')).map((e) => e.outerHTML)";

/// A project with `words` in every place where words can stand.
fn full_of(words: &str) -> Repository {
    let quoted = toml_string(words);
    let folded = words.split_whitespace().collect::<Vec<_>>().join(" ");
    let sandbox = Sandbox::empty()
        .file("grounds.toml", format!("[export]\nurl = \"https://gazette.example/claim/\"\nauthor = {quoted}\n"))
        .source("gazette", &format!("It is said that {folded} was there at noon on Monday. And so on.\n"))
        .file(
            "sources/origin.toml",
            format!(
                "title = {quoted}\npublisher = {quoted}\nauthors = [{quoted}]\nkind = \"official-record\"\npublished = 2020\ndate_inferred_from = {quoted}\nurl = {quoted}\narchived = {quoted}\nlanguage = {quoted}\n\n[retracted]\non = 2020\nbecause = {quoted}\nurl = {quoted}\n"
            ),
        )
        .file(
            "claims/full.toml",
            format!(
                "statement = {quoted}\nstatus = \"documented\"\nclaimant = {quoted}\nclaimed_on = 2020\ndate_inferred_from = {quoted}\ntopics = [{quoted}]\nsubjects = [{quoted}]\nrationale = {quoted}\nconflicts_with = [{quoted}]\nformerly = [{quoted}]\n\n[[evidence]]\nsource = \"gazette\"\nquote = \"was there at noon on Monday\"\norigin = \"origin\"\npart = {quoted}\nat = {quoted}\ntranslation = {quoted}\nnote = {quoted}\n\n[[evidence]]\nsource = {quoted}\nquote = {quoted}\norigin = {quoted}\n\n[[evidence]]\nsource = \"gazette\"\nquote = \"And so on\"\nstance = \"denies\"\n\n[checked]\nby = {quoted}\non = 2020-01-01\n"
            ),
        )
        .file(
            "claims/gone.toml",
            format!("statement = \"x\"\nstatus = \"documented\"\n\n[withdrawn]\non = 2020\nbecause = {quoted}\n"),
        )
        .file("stories/told.txt", "The tide came at noon. It went back at night, they say.\n")
        .file(
            "stories/told.toml",
            format!(
                "title = {quoted}\npublished = 2020-01-01\nurl = {quoted}\nlanguage = {quoted}\n\n[[passage]]\nwords = \"The tide came at noon.\"\nbecause = {quoted}\n\n[[passage]]\nwords = \"It went back at night\"\nclaim = {quoted}\n\n[[passage]]\nwords = {quoted}\nclaim = \"full\"\n\n[[correction]]\non = 2020-01-02\nclaim = {quoted}\nbecause = {quoted}\nurl = {quoted}\n"
            ),
        );
    let repository = Repository::of(sandbox);
    let line = words.replace(['\n', '\r', '\0'], " ");
    repository.commit_as(&format!("x{} <x@harbour.example>", line.replace(['<', '>'], "_")), &line);
    repository
}

fn toml_string(words: &str) -> String {
    let escaped = words.chars().map(|c| match c {
        '"' | '\\' => format!("\\{c}"),
        c if c.is_control() => format!("\\u{:04X}", u32::from(c)),
        c => c.to_string(),
    });
    format!("\"{}\"", escaped.collect::<String>())
}

/// Scripts and markup that others have collected: of the Big List of Naughty Strings, those that are to run in a browser. A longer
/// list, as an array in JSON, can be named by `GROUNDS_HOSTILE`.
fn hostile() -> Vec<String> {
    let marks = ["<", "javascript", "alert(", "onerror", "{{", "&#"];
    let all = naughty_strings::BLNS.iter().map(|text| (*text).to_owned());
    let more = std::env::var_os("GROUNDS_HOSTILE").map(|file| std::fs::read(file).unwrap());
    let more: Vec<String> = more.map(|list| serde_json::from_slice(&list).unwrap()).unwrap_or_default();
    all.chain(more)
        .filter(|text| marks.iter().any(|mark| text.to_lowercase().contains(mark)) && text.len() < 2000)
        .collect()
}

#[test]
#[ignore = "needs chromium; .ci/run runs it"]
fn no_text_is_more_than_text() {
    let mut browser = Browser::start();
    let hostile = hostile();
    assert!(hostile.len() > 200, "{}", hostile.len());
    // Whatever runs calls one of these; the pages' own policy is switched off, so that nothing else stops it.
    browser.call("Page.setBypassCSP", &json!({ "enabled": true }));
    let spy = "window.ran = []; for (const name of ['alert', 'confirm', 'prompt', 'print', 'eval', 'open']) window[name] = (...all) => ran.push(name + all); window.javascript = window.alert;";
    browser.call("Page.addScriptToEvaluateOnNewDocument", &json!({ "source": spy }));
    let pages = |sandbox: &Sandbox| -> Vec<String> {
        let run = sandbox.run(&["report", "--out", "site"]);
        assert_eq!(run.code, Some(0), "{}", run.stderr);
        sandbox.run(&["report", "--single-file", "site/all.html"]);
        let site = files(&sandbox.path().join("site"));
        site.into_keys().filter(|path| is_page(path)).collect()
    };
    let shapes = |browser: &mut Browser, sandbox: &Sandbox, pages: &[String]| -> Vec<(String, String)> {
        let site = sandbox.path().join("site");
        pages
            .iter()
            .map(|page| {
                browser.open(&address(&site, page));
                let ran = browser.value(
                    "(() => { for (const e of document.querySelectorAll('*')) for (const n of e.getAttributeNames()) if (n.startsWith('on') || /^\\s*(javascript|data:text|vbscript)/i.test(e.getAttribute(n))) ran.push(e.outerHTML); return ran; })()",
                );
                assert_eq!(ran, json!([]), "{page}");
                assert_eq!(browser.value(IN_FINDINGS), json!([]), "{page}");
                (page.clone(), browser.text(SHAPE))
            })
            .collect()
    };
    let harmless = full_of("harmless words & more");
    let names = pages(&harmless);
    assert!(names.len() > 10);
    let expected = shapes(&mut browser, &harmless, &names);
    assert_eq!(browser.complaints(&harmless.path().join("site")), [""; 0]);
    // A few at a time: between them they have every sort of bracket and quotation mark that may stand open.
    for words in hostile.chunks(40).map(|some| some.join(" ")) {
        let sandbox = full_of(&words);
        // Whoever checked the claim has a queue, named after them where that can be a name.
        let own = |names: &[String]| -> Vec<String> {
            let named = |name: &String| {
                if name.starts_with("queue/") { "queue/of.html".to_owned() } else { name.clone() }
            };
            names.iter().map(named).collect()
        };
        let here = pages(&sandbox);
        assert_eq!(own(&here), own(&names));
        for ((page, shape), (_, expected)) in shapes(&mut browser, &sandbox, &here).iter().zip(&expected) {
            assert_eq!(shape, expected, "{page} has another shape with {words:?}");
        }
        assert_eq!(browser.complaints(&sandbox.path().join("site")), [""; 0], "{words:?}");
    }
}

/// What the policy of the pages forbids is forbidden.
#[test]
#[ignore = "needs chromium; .ci/run runs it"]
fn a_page_runs_no_script_but_its_own() {
    let mut browser = Browser::start();
    let sandbox = project();
    sandbox.run(&["report", "--out", "site"]);
    sandbox.run(&["report", "--single-file", "site/all.html"]);
    let site = sandbox.path().join("site");
    for page in ["index.html", "all.html"] {
        browser.open(&address(&site, page));
        let ran: Value = browser.value(
            "(() => { let refused = 0; const script = document.createElement('script'); try { script.textContent = 'window.ran = 1'; } catch { refused += 1; } try { document.body.append(script); } catch { refused += 1; } try { document.body.innerHTML = '<img src=x onerror=alert(1)>'; } catch { refused += 1; } return [window.ran ?? 0, refused]; })()",
        );
        assert_eq!(ran, json!([0, 2]), "{page}");
        let policy = browser.text("document.querySelector('meta[http-equiv]').content");
        assert!(policy.starts_with("default-src 'none';") && !policy.contains("unsafe"), "{policy}");
    }
}
