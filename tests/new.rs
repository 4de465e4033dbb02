//! Beginning claims and source records: what the templates say, what a check says of them, and what a page is worth.

use crate::sandbox::{Run, Sandbox};
use grounds::model::key::Worded;
use grounds::model::source::Kind;
use std::fs;

const PAGE: &str = "<!doctype html><html lang=en><head><title>Boats | Gazette</title>
<meta property=og:title content='Forty \"boats\"'><meta property=og:site_name content='The Harbour Gazette'>
<meta property=article:published_time content=2020-02-11T09:00:00Z><link rel=canonical href=https://gazette.example/boats>
</head><body><nav>Home</nav><article><h1>Forty boats</h1>
<p>A foreman said that <em>forty boats</em>
left the yard.</p></article></body></html>\r\n";

fn read(sandbox: &Sandbox, path: &str) -> String {
    fs::read_to_string(sandbox.path().join(path)).unwrap()
}

fn concise(sandbox: &Sandbox) -> Run {
    sandbox.run(&["check", "--format", "concise"])
}

#[test]
fn a_new_claim_says_what_has_to_be_filled_in() {
    let sandbox = Sandbox::new();
    let run = sandbox.run(&["new", "claim", "boats-40", "--in", "arms/sea"]);
    let path = "claims/arms/sea/boats-40.toml";
    assert_eq!((run.code, run.stdout), (Some(0), format!("wrote {path}\n")), "{}", run.stderr);
    assert_eq!(run.stderr, format!("next: `grounds check {path}` lists what is still missing\n"));
    assert_eq!(
        read(&sandbox, path),
        "\
# One sentence that can be checked, in our own words, with a date.
statement  = \"\"
# Every claim begins here; `grounds set boats-40 STATUS --rationale \"...\"` raises it.
status     = \"unsubstantiated\"
# claimant: who made the claim, a name or the id of a source.
# claimed_on: when they said it, such as 2026-11-20, \"2026-11\" or \"2026\".
# subjects: whom the claim is about, such as subjects = [\"A. Keel\", \"The Northyard\"].
# Evidence: `grounds find SOURCE \"the words\" --into boats-40` appends it below.
"
    );
    let check = concise(&sandbox);
    assert_eq!(check.code, Some(1));
    assert!(check.stdout.contains("error[missing-field] the claim has no `statement`"), "{}", check.stdout);
    let whole = [
        "new",
        "claim",
        "boats-41",
        "--statement",
        "41 boats left in 2020.",
        "--claimant",
        "The \"Gazette\"",
    ];
    assert_eq!(sandbox.run(&whole).code, Some(0));
    let claim = read(&sandbox, "claims/boats-41.toml");
    assert!(claim.contains("statement  = \"41 boats left in 2020.\"\n"), "{claim}");
    assert!(claim.contains("claimant   = 'The \"Gazette\"'\n"), "{claim}");
    assert!(!claim.contains("# One sentence"), "what is told needs no remark: {claim}");
    let saying = [
        "new",
        "claim",
        "said",
        "--statement",
        "A. Keel said no.",
        "--claimant",
        "A. Keel",
        "--judges",
        "saying",
        "--subject",
        "A. Keel",
        "--subject",
        "The yard",
    ];
    assert_eq!(sandbox.run(&saying).code, Some(0));
    let said = read(&sandbox, "claims/said.toml");
    for line in ["judges     = \"saying\"\n", "subjects   = [\"A. Keel\", \"The yard\"]\n"] {
        assert!(said.contains(line), "{said}");
    }
    let part = sandbox.run(&["check", "claims/boats-41.toml"]);
    assert_eq!(part.code, Some(0), "{}", part.stdout);
    assert_eq!(sandbox.run(&["fmt", "--check"]).code, Some(0), "a template is laid out");
}

#[test]
fn a_record_may_be_complete_from_the_start() {
    let sandbox = Sandbox::new().file("log.txt", "The lock was closed in May 2018.");
    let run = sandbox.run(&[
        "new",
        "source",
        "log",
        "log.txt",
        "--kind",
        "official-record",
        "--publisher",
        "The lock office",
    ]);
    assert_eq!(run.code, Some(0), "{}", run.stderr);
    let record = read(&sandbox, "sources/log.toml");
    assert!(
        record.contains("publisher = \"The lock office\"\nkind      = \"official-record\"\n"),
        "{record}"
    );
    assert!(!record.contains("# What sort") && record.contains("# published:"), "{record}");
    let check = concise(&sandbox);
    assert!(!check.stdout.contains("error"), "{}", check.stdout);
    let wrong = sandbox.run(&["new", "source", "other", "log.txt", "--kind", "offical-record"]);
    assert!(wrong.stderr.contains("did you mean `official-record`?"), "{}", wrong.stderr);
}

#[test]
fn a_page_becomes_a_text_that_can_be_quoted() {
    let sandbox = Sandbox::new().file("saved page.html", PAGE);
    let run = sandbox.run(&["new", "source", "gazette", "saved page.html", "--in", "sources/harbour"]);
    let record = "sources/harbour/gazette.toml";
    assert_eq!(
        (run.code, run.stdout),
        (Some(0), format!("wrote sources/harbour/gazette.md\nwrote {record}\n"))
    );
    let text = "# Forty boats\n\nA foreman said that forty boats left the yard.\n\n<!-- beside -->\n\nHome\n";
    assert_eq!(read(&sandbox, "sources/harbour/gazette.md"), text);
    assert_eq!(
        read(&sandbox, record),
        format!(
            "\
# What the document says about itself: correct what is wrong, then delete this line.
title     = 'Forty \"boats\"'
publisher = \"The Harbour Gazette\"
# What sort of document it is. One of:
{}kind      = \"\"
published = 2020-02-11
# access: leave it out if anybody can see the document, or its copy in an archive of the web. Otherwise
# one of: unpublished, withheld, leaked, lost.
url       = \"https://gazette.example/boats\"
language  = \"en\"

[text]
sha256 = \"{}\"
from = {{ file = \"saved page.html\", sha256 = \"12d4859c6ab05aa7496c5b41fa0060ae8d6bd6075c4ec23057ad43e697a86452\", extractor = \"{}\" }}
",
            Kind::WORDS
                .iter()
                .map(|kind| format!("# - {}: {}\n", kind.name, kind.meaning))
                .collect::<Vec<_>>()
                .concat(),
            grounds::evidence::sha256(text.as_bytes()),
            grounds::capture::page::EXTRACTOR,
        )
    );
    let check = concise(&sandbox);
    assert_eq!(check.code, Some(1));
    assert!(check.stdout.contains("error[unknown-value] `kind` is empty"), "{}", check.stdout);
    assert_eq!(sandbox.run(&["new", "claim", "boats-40", "--statement", "Forty boats left."]).code, Some(0));
    let words = "forty boats left the yard";
    assert_eq!(sandbox.run(&["find", "gazette", words, "--into", "boats-40"]).code, Some(0));
    let claim = read(&sandbox, "claims/boats-40.toml");
    assert!(!claim.contains("# Evidence:") && claim.contains("# claimant:"), "{claim}");
    let kinded = read(&sandbox, record).replace("kind      = \"\"", "kind      = \"news-report\"");
    let sandbox = sandbox.file(record, kinded);
    let check = concise(&sandbox);
    assert!(check.code == Some(0) && check.stdout.contains("1 checked (1 exact)"), "{}", check.stdout);
    let fmt = sandbox.run(&["fmt"]);
    assert!(
        fmt.stdout.starts_with(&format!("{record}\n1 formatted")),
        "the rest is laid out: {}",
        fmt.stdout
    );
    let record = read(&sandbox, record);
    assert!(!record.contains("# What sort") && record.contains("# What the document says"), "{record}");
}

#[test]
fn a_text_goes_where_it_was_asked_to_and_stays_as_it_is() {
    let words = "\u{feff}The tide came.\r\nIt went.\r\n";
    let sandbox =
        Sandbox::new().file("log.txt", words).file("LOG.MD", "# Tides\n").file("sources/old.txt", words);
    let texts = tempfile::tempdir().unwrap();
    let folder = texts.path().to_str().unwrap();
    let run = sandbox.run(&["new", "source", "log", "log.txt", "--texts", folder]);
    assert_eq!(run.code, Some(0), "{}", run.stderr);
    let said = format!("wrote {folder}/log.txt\nwrote sources/log.toml\nwrote sources/log.fp\n");
    assert_eq!(run.stdout, said);
    assert_eq!(fs::read_to_string(texts.path().join("log.txt")).unwrap(), words);
    assert!(!sandbox.path().join("sources/log.txt").exists());
    assert_eq!(sandbox.run(&["new", "source", "tides", "LOG.MD"]).code, Some(0));
    assert_eq!(read(&sandbox, "sources/tides.md"), "# Tides\n");
    let of_old = sandbox.run(&["new", "source", "old"]);
    assert_eq!((of_old.code, of_old.stdout.as_str()), (Some(0), "wrote sources/old.toml\n"));
    let sha256 = grounds::evidence::sha256(words.as_bytes());
    assert!(read(&sandbox, "sources/old.toml").ends_with(&format!("\n[text]\nsha256 = \"{sha256}\"\n")));
    let unseen = sandbox.run(&["new", "source", "unseen"]);
    assert_eq!(unseen.code, Some(0), "{}", unseen.stderr);
    assert!(
        read(&sandbox, "sources/unseen.toml").contains("# Without its text, a document can be an `origin`")
    );
    let check = concise(&sandbox).stdout;
    for wrong in ["toml-syntax", "source-changed", "fingerprint-wrong", "unknown-key", "wrong-type"] {
        assert!(!check.contains(wrong), "{check}");
    }
    assert!(check.contains("the source record has no `publisher` or `authors`"), "{check}");
}

#[test]
fn what_a_page_says_of_itself_is_taken_for_words_and_nothing_else() {
    let hostile = "<title>x&#10;[text]&#10;sha256 = \"0\" &#x202e;&#27;[2J \\ ''' \"\"\" ##[group]</title>
        <meta name=author content='a\"]&#10;kind = \"dataset'><meta property=og:url content='javascript:alert(1)'>
        <meta property=article:published_time content='2020-02-31'><p>One word.";
    let sandbox = Sandbox::new().file("x'\"\u{202e}.html", hostile);
    let run = sandbox.run(&["new", "source", "page", "x'\"\u{202e}.html"]);
    assert_eq!(run.code, Some(0), "{}", run.stderr);
    let record = read(&sandbox, "sources/page.toml");
    assert!(!record.contains(['\u{202e}', '\u{1b}']) && !record.contains("javascript"), "{record}");
    assert!(!record.contains("02-31") && !record.contains("##["), "{record}");
    let table = toml::de::DeTable::parse(&record).unwrap();
    let keys: Vec<_> = table.get_ref().keys().map(|key| key.get_ref().to_string()).collect();
    assert_eq!(keys.len(), 4, "title, authors, kind and text: {keys:?}");
    let check = concise(&sandbox);
    let errors = check.stdout.lines().filter(|line| line.contains(" error[") || line.contains(" warning["));
    assert_eq!(errors.count(), 1, "only `kind` has to be filled in: {}", check.stdout);
}

#[test]
fn bad_use_is_told_and_nothing_is_written() {
    let sandbox = Sandbox::new()
        .file("claims/old/tide.toml", "status = \n")
        .file("sources/log.txt", "The tide.\n")
        .file("empty.html", "<body><script>x</script></body>")
        .file("latin.txt", b"caf\xe9\n")
        .file("photo.txt", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR");
    let listing = || {
        let files = walk(sandbox.path());
        files.into_iter().collect::<Vec<_>>().join(" ")
    };
    let before = listing();
    for (args, said) in [
        (&["claim", "Tide 1"][..], "`Tide 1` cannot be an id: it has a `T` in it\nhelp: use `tide-1`"),
        (&["claim", "tide"], "`tide` is taken: claims/old/tide.toml"),
        (&["claim", "t", "--in", "../out"], "--in ../out: give a folder in claims/"),
        (&["claim", "t", "--in", "/tmp"], "--in /tmp: give a folder in claims/"),
        (&["claim", "t", "--in", ".git/x"], "records in hidden folders are not read"),
        (&["source", "log", "latin.txt"], "`log` already has a text: sources/log.txt"),
        (&["source", "a", "photo.txt"], "type or recognise"),
        (&["source", "a", "https://gazette.example/boats"], "grounds fetches nothing from the network"),
        (&["source", "a", "empty.html"], "empty.html holds no words"),
        (&["source", "a", "none.txt"], "none.txt cannot be read: "),
        (&["source", "a", "claims"], "claims cannot be read: it is not a regular file"),
        (&["sauce", "a"], "unrecognized subcommand"),
    ] {
        let run = sandbox.run(&[&["new"], args].concat());
        assert_eq!((run.code, run.stdout.as_str()), (Some(2), ""), "{args:?}");
        assert!(run.stderr.contains(said), "{}", run.stderr);
    }
    assert_eq!(listing(), before);
    let none = Sandbox::empty().run(&["new", "claim", "tide"]);
    assert!(none.code == Some(2) && none.stderr.contains("there is no project here"), "{}", none.stderr);
}

#[cfg(unix)]
#[test]
fn no_folder_is_reached_through_a_link() {
    let outside = tempfile::tempdir().unwrap();
    let sandbox =
        Sandbox::new().file("claims/README.md", "").link("claims/out", outside.path().to_str().unwrap());
    for folder in ["out", "out/deeper"] {
        let run = sandbox.run(&["new", "claim", "tide", "--in", folder]);
        assert_eq!(run.code, Some(2), "{}", run.stderr);
    }
    assert_eq!(fs::read_dir(outside.path()).unwrap().count(), 0);
}

fn walk(folder: &std::path::Path) -> Vec<String> {
    let entries = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    let mut all: Vec<_> = entries
        .flat_map(|path| if path.is_dir() { walk(&path) } else { vec![path.display().to_string()] })
        .collect();
    all.sort();
    all
}

#[test]
fn a_page_nested_out_of_all_measure_is_refused() {
    let sandbox = Sandbox::new().file("deep.html", "<div>".repeat(200_000) + "The tide came.");
    let run = sandbox.run(&["new", "source", "deep", "deep.html"]);
    assert_eq!(run.code, Some(2));
    assert!(run.stderr.contains("deep.html nests its elements deeper than any page"), "{}", run.stderr);
    assert!(!sandbox.path().join("sources/deep.toml").exists());
}

#[test]
fn a_record_of_words_nobody_has_read_is_written_by_options() {
    let sandbox = Sandbox::new();
    let run = sandbox.run(&[
        "new",
        "source",
        "keel-2020",
        "--kind",
        "statement",
        "--author",
        "Anna Keel",
        "--published",
        "2020-05",
    ]);
    assert_eq!(run.code, Some(0), "{}", run.stderr);
    let record = std::fs::read_to_string(sandbox.path().join("sources/keel-2020.toml")).unwrap();
    assert!(
        record.contains("authors   = [\"Anna Keel\"]") || record.contains("authors = [\"Anna Keel\"]"),
        "{record}"
    );
    assert!(record.contains("\"2020-05\""), "{record}");
    let again = sandbox.run(&["new", "source", "keel-2020"]);
    assert_eq!(again.code, Some(2));
    assert!(again.stderr.contains("edit that file, or remove it and run this again"), "{}", again.stderr);
}
