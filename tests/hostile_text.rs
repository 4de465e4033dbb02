//! Text that attacks whoever reads the output: terminals, people, and the runners that take lines of a log for
//! commands. It is put everywhere a stranger can put text; whatever comes out can only be seen.

use crate::ci_formats::assert_valid_xml;
use crate::runner::commands;
use crate::sandbox::{Run, Sandbox, program, repository, thorough};
use crate::tools::{passes, python};
use grounds::render::escape::{self, CommandPart};
use grounds::render::{FORMATS, ORIGINS_FORMATS, SHOW_FORMATS};
use grounds::text::fold::{Folded, Markup};
use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};
use std::collections::BTreeSet;
use std::ffi::OsString;
use std::fmt::Write;
use std::process::Command;

/// The classes of attacks, a few of each.
pub const ATTACKS: &[&str] = &[
    // Terminals: colours, titles, clipboards, links, cursor, alternate screens, keyboards, status reports.
    "\u{1b}[31mred\u{1b}[0m",
    "\u{1b}[2J\u{1b}[1;1H",
    "\u{1b}]0;title\u{7}",
    "\u{1b}]52;c;cm0gLXJm\u{7}",
    "\u{1b}]8;;http://evil.example\u{1b}\\link\u{1b}]8;;\u{1b}\\",
    "\u{1b}[?1049h\u{1b}[6n\u{1b}c",
    "\u{1b}P+q544e\u{1b}\\\u{1b}_hidden\u{1b}\\\u{1b}^private\u{1b}\\",
    "\u{9b}31mred\u{9d}0;title\u{9c}",
    "over\u{8}\u{8}\u{8}\u{8}under",
    "a\u{0}b\u{7}c\u{b}d\u{c}e\u{e}f\u{f}g\u{7f}h\u{80}i\u{85}j\u{9f}k",
    "tab\tstop",
    // Lines.
    "one\rtwo",
    "one\r\ntwo\nthree",
    "one\u{2028}two\u{2029}three",
    "error: all is well\r\u{1b}[K",
    // What is read is not what stands there.
    "\u{202a}\u{202b}\u{202c}\u{202d}\u{202e}desrever",
    "\u{2066}a\u{2067}b\u{2068}c\u{2069}",
    "\u{200e}\u{200f}\u{61c}marks",
    "zero\u{200b}width\u{200c}non\u{200d}joiner\u{2060}\u{2061}\u{2064}\u{feff}\u{180e}",
    "soft\u{ad}hyphen",
    "tags\u{e0001}\u{e0041}\u{e0042}\u{e007f}",
    "\u{206a}\u{206f}\u{fff9}anchor\u{fffa}note\u{fffb}",
    // Commands of runners.
    "::error::x",
    "::error file=a,line=1::x",
    "  ::warning::x",
    "\u{a0}\u{3000}\u{2003}::notice::x",
    "::add-mask::x",
    "::set-output name=a::b",
    "::save-state name=a::b",
    "::stop-commands::x",
    "::group::x\n::endgroup::",
    "::add-matcher::claims/x.json",
    "::echo::on",
    "::ADD-MASK::x",
    "a\n::add-mask::x",
    "a\r::add-mask::x",
    "a\r\n::add-mask::x",
    "a\u{85}::add-mask::x",
    "a\u{2028}::add-mask::x",
    "a%0A::add-mask::x",
    "x,file=README.md,title=x::%2C%3A%25%0A::add-mask::x",
    "##[add-mask]x",
    "a ##[add-mask]x",
    "###[add-mask]x",
    "##[##[add-mask]x",
    "##[group]x",
    "##[error]x",
    "##[set-output name=a]b",
    "##vso[task.setvariable variable=a]b",
    "#\u{ad}#\u{200b}[add-mask]x",
    // Markup, formulas, keys.
    "`code` **bold** [link](javascript:alert(1)) ![image](http://evil.example/x.png) @mention #1",
    "<script>alert(1)</script><!-- </script>",
    "=cmd|' /C calc'!A0",
    "..",
    "../../etc/passwd",
    "%s%n%d {} {0} $(id) `id` ${IFS}",
    "'''",
    "\"\"\"",
    "because",
    "",
];

/// Every hostile text: the attacks, some of great length, and of the Big List of Naughty Strings a quarter, or all.
pub fn hostile_texts() -> Vec<String> {
    let attacks = ATTACKS.iter().map(|attack| (*attack).to_owned());
    let long = [
        "a".repeat(100_000),
        format!("{}::add-mask::x", " ".repeat(5000)),
        format!("{}##[add-mask]x", "#".repeat(5000)),
        format!("{}\u{1b}[31m", "b".repeat(399)),
        format!("{}##[add-mask]x", "c".repeat(398)),
        "e\u{301}\u{302}\u{303}".repeat(5000),
        "word ".repeat(5000),
        "\n".repeat(5000),
    ];
    let some = if thorough() { 1 } else { 4 };
    let naughty = naughty_strings::BLNS.iter().step_by(some).map(|naughty| (*naughty).to_owned());
    let mut seen = BTreeSet::new();
    attacks.chain(long).chain(naughty).filter(|text| seen.insert(text.clone())).collect()
}

/// A text as TOML: what must be escaped is; everything else only in every other text, so that both ways are taken.
pub fn toml(at: usize, text: &str) -> String {
    let mut quoted = String::from("\"");
    for c in text.chars() {
        match c {
            '"' | '\\' => quoted.extend(['\\', c]),
            '\0'..='\u{1f}' | '\u{7f}' => _ = write!(quoted, "\\u{:04X}", u32::from(c)),
            _ if !c.is_ascii() && at.is_multiple_of(2) => _ = write!(quoted, "\\U{:08X}", u32::from(c)),
            c => quoted.push(c),
        }
    }
    quoted + "\""
}

/// The line breaks go, so that the text stays inside one line of TOML.
fn one_line(text: &str) -> String {
    text.replace(['\n', '\r'], " ")
}

/// A project with one file for each hostile text.
fn project_of(path: impl Fn(usize) -> String, content: impl Fn(usize, &str) -> String) -> Sandbox {
    let texts = hostile_texts();
    texts
        .iter()
        .enumerate()
        .fold(Sandbox::new(), |sandbox, (at, text)| sandbox.file(&path(at), content(at, text)))
}

fn claim_path(at: usize) -> String {
    format!("claims/c-{at:04}.toml")
}

#[test]
fn texts_of_claims_can_only_be_seen() {
    let sandbox = project_of(claim_path, |at, text| {
        let x = toml(at, text);
        let keys = if text.is_empty() { String::new() } else { format!("{x} = 1\n") };
        format!(
            "{keys}statement = {x}\nstatus = {x}\njudges = {x}\nclaimant = {x}\nclaimed_on = {x}\ntopics = [{x}]\n\
             subjects = {x}\nrationale = {x}\nconflicts_with = [{x}]\nformerly = [{x}]\ndue = {x}\n\n\
             [[evidence]]\n{keys}source = {x}\nquote = {x}\nstance = {x}\norigin = {x}\npart = {x}\nprefix = {x}\n\
             suffix = {x}\nnote = {x}\n\n[checked]\n{keys}by = {x}\non = {x}\n\n[withdrawn]\n{keys}because = {x}\n"
        )
    });
    assert_only_seen(&sandbox, hostile_texts().len());
}

#[test]
fn texts_of_sources_can_only_be_seen() {
    let sandbox = project_of(
        |at| format!("sources/s-{at:04}.toml"),
        |at, text| {
            let x = toml(at, text);
            let keys = if text.is_empty() { String::new() } else { format!("{x} = 1\n") };
            format!(
                "{keys}title = {x}\npublisher = {x}\nauthors = [{x}]\nkind = {x}\npublished = {x}\naccess = {x}\n\
                 url = {x}\narchived = {x}\nlanguage = {x}\nderives_from = [{x}]\nmay_derive_from = [{x}]\n\n\
                 [retracted]\n{keys}because = {x}\non = {x}\n\n[text]\n{keys}sha256 = {x}\n"
            )
        },
    );
    assert_only_seen(&sandbox, hostile_texts().len());
}

#[test]
fn words_of_quotes_and_of_the_passages_they_are_compared_with_can_only_be_seen() {
    let said = |text: &str| format!("The harbour master said {text} before the winter came to the yard.");
    let passages: Vec<_> = hostile_texts().iter().map(|text| said(text)).collect();
    let text = passages.join("\n\n");
    let sandbox = project_of(claim_path, |at, text| {
        let x = toml(at, text);
        // Every other quote has a word that the passage has not; prefix and suffix find nothing.
        let quote = toml(at, &said(text).replace("winter", ["winter", "summer"][at % 2]));
        format!(
            "statement = \"The tide came.\"\nstatus = \"unsubstantiated\"\n\n[[evidence]]\nsource = \"master\"\n\
             quote = {quote}\nprefix = {x}\n\n[[evidence]]\nsource = \"master\"\nquote = {x}\nsuffix = {x}\n"
        )
    });
    assert_only_seen(&sandbox.source("master", &text), hostile_texts().len() / 2);
}

#[test]
fn what_is_not_even_toml_can_only_be_seen() {
    for content in [
        |text: &str| text.to_owned(),
        |text: &str| format!("statement = {}\n", one_line(text)),
        |text: &str| format!("{}: x\n{} = \"x\"\n[{}]\n", one_line(text), one_line(text), one_line(text)),
        |text: &str| format!("statement = \"{text}"),
    ] {
        let sandbox = project_of(claim_path, |_, text| content(text));
        // Some of them happen to be TOML.
        assert_only_seen(&sandbox, hostile_texts().len() / 2);
    }
}

#[test]
fn comments_that_silence_can_only_be_seen() {
    let sandbox = project_of(claim_path, |_, text| {
        let text = one_line(text);
        format!(
            "# grounds: allow({text}) because x\nstatement = \"x\" # grounds: allow(quote-short) because {text}\n\
             # grounds: {text} allow\n# {text}\nstatus = \"unsubstantiated\"\n"
        )
    });
    assert_only_seen(&sandbox, hostile_texts().len() / 2);
}

#[test]
fn texts_of_the_policy_can_only_be_seen() {
    let (mut rules, mut names, mut topics) = (String::new(), String::new(), String::new());
    for (at, text) in hostile_texts().iter().enumerate().filter(|(_, text)| !text.is_empty()) {
        let x = toml(at, text);
        let _ = writeln!(rules, "{x} = {}", ["\"error\"", &x][at % 2]);
        let _ = writeln!(names, "{x} = {}", ["1", &format!("[{x}]")][at % 2]);
        let _ = write!(topics, "{x}, ");
    }
    let policy = format!("[topics]\nallowed = [{topics}]\n\n[names]\n{names}\n[rules]\n{rules}");
    let claim = "statement = \"x\"\nstatus = \"unsubstantiated\"\n";
    let sandbox = Sandbox::new().file("grounds.toml", &policy).file("claims/c.toml", claim);
    assert_only_seen(&sandbox, 1);
    // At the top of the file, and not TOML at all.
    for policy in
        [policy.replace("[topics]", "[[distinct]]").replace("allowed", "names"), rules, names, topics]
    {
        let sandbox = Sandbox::new().file("grounds.toml", policy).file("claims/c.toml", claim);
        assert_only_seen(&sandbox, 1);
    }
}

#[test]
fn texts_of_the_baseline_can_only_be_seen() {
    let block = |keys: &str, x: &str| {
        format!(
            "[[aside]]\n{keys} = {x}\nrule = \"unknown-status\"\nfinding = {x}\nlevel = \"error\"\nsays = {x}\nbecause = {x}\nuntil = 2030\n\n"
        )
    };
    let texts = hostile_texts();
    let of = |make: &dyn Fn(usize, &str) -> String| -> String {
        texts.iter().enumerate().map(|(at, text)| make(at, &toml(at, text))).collect()
    };
    let named = of(&|at, x| block(["claim", "source", "file"][at % 3], x));
    let keyed = of(&|at, x| {
        if texts[at].is_empty() {
            String::new()
        } else {
            format!("[[aside]]\n{x} = {x}\nuntil = {x}\nlevel = {x}\n")
        }
    });
    for baseline in [named, keyed, texts.join("\n")] {
        let claim = "statement = \"x\"\nstatus = \"documentd\"\n";
        let sandbox = Sandbox::new().file("grounds.baseline.toml", &baseline).file("claims/c.toml", claim);
        assert_only_seen(&sandbox, 1);
        let run = run_plain(&sandbox, &["baseline"]);
        assert_harmless(&(run.stdout + &run.stderr), "baseline");
        assert_eq!(std::fs::read_to_string(sandbox.path().join("grounds.baseline.toml")).unwrap(), baseline);
    }
}

#[test]
fn what_is_set_aside_and_what_waits_can_only_be_seen() {
    let sandbox = project_of(claim_path, |at, text| {
        let x = toml(at, text);
        format!("statement = {x}\nstatus = {x}\njudges = {x}\nclaimed_on = {x}\n")
    });
    for format in ["table", "markdown", "csv", "json"] {
        let run = run_plain(&sandbox, &["todo", "--limit", "0", "--format", format]);
        assert_eq!((run.code, run.stderr.as_str()), (Some(0), ""), "{format}");
        if format == "csv" {
            assert_only_visible(&run.stdout.replace("\r\n", "\n").replace('\t', " "), format);
        } else {
            assert_harmless(&run.stdout, format);
        }
    }
    let reason = "x \u{1b}[2J\u{202e}\n::add-mask::x ##[group]";
    let run = run_plain(&sandbox, &["baseline", "--because", reason]);
    assert_eq!((run.code, run.stderr.as_str()), (Some(0), ""), "{}", run.stdout);
    assert_harmless(&run.stdout, "baseline");
    let written = std::fs::read_to_string(sandbox.path().join("grounds.baseline.toml")).unwrap();
    assert_harmless(&written, "the file");
    for format in FORMATS {
        let run = run_plain(&sandbox, &["check", "--limit", "0", "--format", format.name]);
        assert_eq!((run.code, run.stderr.as_str()), (Some(0), ""), "{}", format.name);
        match format.name {
            "github" => assert_annotations(&sandbox, &run.stdout),
            name => assert_harmless(&run.stdout, name),
        }
    }
}

#[test]
fn what_is_shown_of_a_claim_and_of_a_source_can_only_be_seen() {
    let text = hostile_texts()
        .iter()
        .map(|text| format!("The harbour master said {text} before the winter came to the yard."))
        .collect::<Vec<_>>()
        .join("\n\n");
    let sha256 = grounds::evidence::sha256(text.as_bytes());
    // All hostile texts in one claim of each sort, so that few runs show them all.
    let (mut evidence, mut list) = (String::new(), String::new());
    let mut sandbox = Sandbox::new();
    for (at, text) in hostile_texts().iter().enumerate() {
        let x = toml(at, text);
        let quote = toml(at, &format!("The harbour master said {text} before the winter came"));
        let _ = write!(
            evidence,
            "\n[[evidence]]\nsource = \"s-{at:04}\"\norigin = {x}\nquote = {x}\npart = {x}\nat = {x}\nnote = {x}\n\
             translation = {x}\n\n[[evidence]]\nsource = \"master\"\nquote = {quote}\nprefix = {x}\n"
        );
        let _ = write!(list, "{x}, ");
        let record = format!(
            "title = {x}\npublisher = {x}\nauthors = [{x}]\nkind = \"news-report\"\nderives_from = [{x}, \"master\"]\n\n\
             [retracted]\nbecause = {x}\n"
        );
        sandbox = sandbox.file(&format!("sources/s-{at:04}.toml"), record);
    }
    let rest = |x: &str| {
        format!(
            "statement = {x}\nstatus = \"documented\"\nclaimant = {x}\nclaimed_on = 2020\ndate_inferred_from = {x}\n\
             topics = [{list}]\nsubjects = [{list}]\nrationale = {x}\nconflicts_with = [{list}]\nformerly = [{list}]\n"
        )
    };
    let all = toml(0, &hostile_texts().concat());
    let (spare, given_up) = (rest(&all), format!("\n[withdrawn]\nbecause = {all}\n"));
    let checked = format!("\n[checked]\nby = {all}\non = 2020\n");
    let sandbox = sandbox
        .file("claims/shown.toml", format!("{spare}{evidence}{checked}"))
        .file("claims/gone.toml", format!("{spare}{evidence}{given_up}"))
        .file("claims/wrong.toml", format!("{spare}x = {all}\n{evidence}"))
        .file(
            "sources/master.toml",
            format!(
                "title = {all}\npublisher = {all}\nkind = \"news-report\"\n\n[text]\nsha256 = \"{sha256}\"\n"
            ),
        )
        .file("sources/master.txt", &text);
    assert_shown_only_seen(&sandbox, &["shown", "gone", "wrong", "master", "s-0001"]);
}

#[test]
fn names_of_files_can_only_be_seen() {
    let mut sandbox = Sandbox::new();
    let mut made = 0;
    for text in hostile_texts().iter().filter(|text| !text.is_empty() && !text.contains(['/', '\0'])) {
        for path in [
            format!("claims/{text}.toml"),
            format!("claims/{text}/inner.toml"),
            format!("claims/{text}.toml.txt"),
            format!("sources/{text}.toml"),
            format!("sources/{text}.md"),
        ] {
            // Not every system takes every name.
            let there = sandbox.path().join(&path);
            let ready = there.parent().is_some_and(|folder| std::fs::create_dir_all(folder).is_ok());
            if ready && std::fs::write(&there, "").is_ok() {
                made += 1;
            }
        }
    }
    assert!(made > hostile_texts().len(), "{made}");
    #[cfg(unix)]
    {
        use std::os::unix::ffi::OsStrExt;
        for name in
            [&b"claims/\xff\x1b[2J\xc3.toml"[..], b"sources/\x9b31m\xed\xa0\x80.toml", b"claims/\xe2\x80"]
        {
            let _ = std::os::unix::fs::symlink("..", sandbox.path().join(std::ffi::OsStr::from_bytes(name)));
        }
        sandbox = sandbox.link("claims/a\u{1b}[2J::add-mask::x", "nowhere");
    }
    assert_only_seen(&sandbox, made / 5);
}

#[test]
fn a_part_of_a_command_says_what_would_be_shown_and_no_more() {
    for text in hostile_texts() {
        let [file, data] =
            [CommandPart::Property, CommandPart::Data].map(|part| escape::command(&text, part));
        let shown = escape::terminal(&text);
        let found = commands(&format!("::error file={file},title=x::{data}%0A{data}\n"));
        assert_eq!(found.len(), 1, "{text:?}");
        assert_eq!(found[0].data, format!("{shown}\n{shown}"));
        assert_eq!((found[0].property("file"), found[0].property("title")), (Some(&*shown), Some("x")));
        assert_eq!((&*found[0].name, found[0].properties.len()), ("error", 2), "{text:?}");
    }
}

#[test]
fn json_gives_hostile_words_back_as_they_were() {
    let texts: Vec<_> = hostile_texts().into_iter().filter(|text| !text.is_empty()).collect();
    let claim = |at: usize, text: &str| format!("statement = \"x\"\nstatus = {}\n", toml(at, text));
    let sandbox = texts
        .iter()
        .enumerate()
        .fold(Sandbox::new(), |sandbox, (at, text)| sandbox.file(&claim_path(at), claim(at, text)));
    let run = run_plain(&sandbox, &["check", "--format", "json"]);
    let report: serde_json::Value = serde_json::from_str(&run.stdout).unwrap();
    let said: BTreeSet<_> = report["findings"]
        .as_array()
        .unwrap()
        .iter()
        .filter(|finding| finding["rule"] == "unknown-status")
        .map(|finding| finding["message"].as_str().unwrap())
        .collect();
    for text in texts {
        assert!(said.iter().any(|said| said.contains(&text)), "{text:?}");
    }
    if thorough() {
        let path = sandbox.path().join("out.json");
        std::fs::write(&path, &run.stdout).unwrap();
        let read = "import json, sys; print(len(json.load(open(sys.argv[1], encoding='utf-8'))['findings']))";
        let count = report["findings"].as_array().unwrap().len();
        assert_eq!(passes(python().args(["-c", read]).arg(&path)).trim(), count.to_string());
    }
}

#[test]
fn arguments_can_only_be_seen() {
    let claim = "statement = \"x\"\nstatus = \"unsubstantiated\"\n";
    let sandbox = Sandbox::new().file("claims/c.toml", claim);
    let naughty = hostile_texts().into_iter().skip(ATTACKS.len()).step_by(16);
    let attacks = ATTACKS.iter().map(|attack| (*attack).to_owned());
    for text in attacks.chain(naughty).filter(|text| !text.contains('\0')) {
        for arguments in [
            vec!["explain", &text],
            vec!["check", &text],
            vec!["check", "--root", &text],
            vec!["check", "--texts", &text],
            vec!["check", "--format", &text],
            vec!["check", "--format", &format!("concise=nowhere/{text}")],
            vec!["check", "--limit", &text],
            vec![&text],
            vec!["check", &format!("--{text}")],
            vec!["check", &format!("--color={text}")],
            vec!["show", &text],
            vec!["origins", &text],
        ] {
            let run = run_plain(&sandbox, &arguments);
            // What begins with a hyphen, or is an empty text, may be good use.
            assert!(matches!(run.code, Some(0..=3)), "{arguments:?}: {run:?}");
            assert_harmless(&run.stdout, &format!("{arguments:?}"));
            assert_harmless(&run.stderr, &format!("{arguments:?}"));
            assert!(!run.stderr.contains("internal failure"), "{arguments:?}: {}", run.stderr);
        }
    }
}

#[cfg(unix)]
#[test]
fn arguments_that_are_not_utf_8_can_only_be_seen() {
    use std::os::unix::ffi::OsStringExt;
    let sandbox = Sandbox::new();
    let wild = OsString::from_vec(b"\xff\x1b[2J\n::add-mask::x\x9b".to_vec());
    for arguments in [
        vec!["check".into(), wild.clone()],
        vec!["check".into(), "--root".into(), wild.clone()],
        vec!["check".into(), "--texts".into(), wild.clone()],
        vec!["check".into(), "--format".into(), wild.clone()],
        vec!["explain".into(), wild.clone()],
        vec![wild.clone()],
    ] {
        let run = run_plain(&sandbox, &arguments);
        assert_eq!(run.code, Some(2), "{arguments:?}: {run:?}");
        assert_harmless(&run.stdout, &format!("{arguments:?}"));
        assert_harmless(&run.stderr, &format!("{arguments:?}"));
    }
}

#[test]
fn the_environment_can_only_be_seen() {
    let sandbox = Sandbox::new().file("claims/c.toml", "");
    for text in ATTACKS.iter().filter(|text| !text.contains('\0')) {
        let run = sandbox.run_with(&["check"], &[("GROUNDS_TEXTS", text), ("COLUMNS", text), ("TERM", text)]);
        assert_harmless(&run.stdout, text);
        assert_harmless(&run.stderr, text);
        assert!(matches!(run.code, Some(1..=2)), "{text:?}: {run:?}");
    }
}

/// Checks the project in every format: at least `findings` things are found, and nothing that comes out does more
/// than be seen.
#[test]
fn passages_that_are_found_can_only_be_seen_and_the_block_gives_their_words_back() {
    for hostile in hostile_texts().iter().filter(|text| !text.contains('\0')) {
        let said = format!("The harbour master said {hostile} before the winter came to the yard.");
        let sandbox = Sandbox::new().source("master", &said);
        for words in [said.clone(), said.replace("winter", "summer")] {
            let run = run_plain(&sandbox, &["find", "master", &words]);
            assert!(matches!(run.code, Some(0 | 1)), "{words:?}: {run:?}");
            assert_harmless(&run.stdout, hostile);
            assert_harmless(&run.stderr, hostile);
            let table = toml::de::DeTable::parse(&run.stdout).unwrap();
            let block = table.get_ref()["evidence"].get_ref().as_array().unwrap()[0].get_ref();
            let quote = block.get("quote").unwrap().get_ref().as_str().unwrap();
            let text = Folded::text(&said, Markup::Plain);
            let quoted = Folded::quote(quote, Markup::Plain);
            assert!(text.as_str().contains(quoted.as_str()), "{quote:?} is not in {said:?}");
            let is_one_block = text.blocks().len() == 1;
            assert!(!is_one_block || quoted.as_str() == text.as_str(), "{quote:?} is not {said:?}");
            assert_eq!(run.code, Some(i32::from(!is_one_block || words != said)), "{run:?}");
        }
    }
}

fn assert_only_seen(sandbox: &Sandbox, findings: usize) {
    for format in FORMATS {
        let run = run_plain(sandbox, &["check", "--limit", "0", "--format", format.name]);
        assert_eq!((run.code, run.stderr.as_str()), (Some(1), ""), "{}", format.name);
        match format.name {
            "json" => assert_findings(&run.stdout, findings),
            "github" => {
                assert_annotations(sandbox, &run.stdout);
                assert_annotations_of_parts(sandbox);
            }
            "markdown" => assert_comment(&run.stdout),
            "sarif" => assert_results(&run.stdout, findings),
            "junit" => assert_tests(sandbox, &run.stdout, findings),
            "rdjson" => assert_remarks(&run.stdout, findings),
            _ => {
                assert!(run.stdout.lines().count() >= findings, "{}: {}", format.name, run.stdout);
                assert_harmless(&run.stdout, format.name);
            }
        }
        let file =
            run_plain(sandbox, &["check", "--limit", "0", "--format", &format!("{}=out", format.name)]);
        assert_eq!((file.code, file.stdout + &file.stderr), (Some(1), String::new()));
        assert_eq!(std::fs::read_to_string(sandbox.path().join("out")).unwrap(), run.stdout);
    }
    let run = run_plain(sandbox, &["check", "--limit", "0", "--color", "always"]);
    assert_eq!((run.code, run.stderr.as_str()), (Some(1), ""));
    assert_harmless(&without_colours(&run.stdout), "coloured");
}

/// Shows claims whole, and where evidence comes from: of some of the claims and of some of the sources, and of all.
fn assert_shown_only_seen(sandbox: &Sandbox, of: &[&str]) {
    let mut runs = Vec::new();
    for id in of {
        runs.extend(SHOW_FORMATS.iter().map(|format| vec!["show", id, "--format", format.name]));
        runs.extend(ORIGINS_FORMATS.iter().map(|format| vec!["origins", id, "--format", format.name]));
    }
    runs.extend(ORIGINS_FORMATS.iter().map(|format| vec!["origins", "--format", format.name]));
    let mut shown = 0;
    for arguments in runs {
        let run = run_plain(sandbox, &arguments);
        // What is a claim is no source, and the other way round.
        assert!(matches!(run.code, Some(0 | 2)), "{arguments:?}: {run:?}");
        shown += usize::from(run.code == Some(0));
        // A spreadsheet gets what the files say, lines that end in CRLF (RFC 4180), and is no log.
        let stdout = run.stdout.replace("\r\n", "\n");
        if arguments.contains(&"csv") {
            assert_only_visible(&stdout.replace('\t', " "), &format!("{arguments:?}"));
        } else {
            assert_harmless(&run.stdout, &format!("{arguments:?}"));
        }
        assert_harmless(&run.stderr, &format!("{arguments:?}"));
        assert!(!run.stderr.contains("internal failure"), "{arguments:?}: {}", run.stderr);
        if arguments.contains(&"json") && run.code == Some(0) {
            assert!(!stdout.contains(['<', '>', '&']), "{stdout}");
            serde_json::from_str::<serde_json::Value>(&stdout).unwrap();
        }
    }
    assert!(shown >= 4 * of.len(), "{shown}");
    for command in ["show", "origins"] {
        let run = run_plain(sandbox, &[command, of[0], "--color", "always", "--width", "60"]);
        assert_harmless(&without_colours(&run.stdout), command);
    }
}

/// The output is a comment that fits, in which nothing of a stranger's is markup: outside of code there are only our own words.
fn assert_comment(output: &str) {
    assert_harmless(output, "markdown");
    assert!(output.len() < 65_536, "{}", output.len());
    let mut outside = String::new();
    let mut is_code = false;
    for event in Parser::new_ext(output, Options::ENABLE_TABLES) {
        match event {
            Event::Start(Tag::CodeBlock(_)) => is_code = true,
            Event::End(TagEnd::CodeBlock) => is_code = false,
            Event::Text(text) if !is_code => _ = write!(outside, "{text} "),
            // What is folded away.
            Event::Html(html) => {
                let ours = ["<details><summary>The lines in question</summary>", "</details>", ""];
                assert!(ours.contains(&html.trim()), "{html} in {output}");
            }
            Event::Start(Tag::Link { .. } | Tag::Image { .. }) | Event::InlineHtml(_) => {
                panic!("{event:?} in {output}")
            }
            _ => {}
        }
    }
    let known = |word: &str| {
        let word = word.trim_end_matches([':', ',', ';']);
        let own = "❌ ✅ Claims Level Where What Rule error errors warning warnings note notes more findings with their lines \
                   not shown silenced by a comment";
        word.parse::<usize>().is_ok()
            || own.split_whitespace().any(|own| own == word)
            || grounds::rules::find(word).is_some()
    };
    let strange: Vec<_> = outside.split_whitespace().filter(|word| !known(word)).collect();
    assert!(strange.is_empty(), "{strange:?}");
}

/// The output is JSON with at least so many results, in which no message has a link and no address leads elsewhere.
fn assert_results(output: &str, findings: usize) {
    assert_harmless(output, "sarif");
    assert!(!output.contains(['<', '>', '&']), "{output}");
    let log: serde_json::Value = serde_json::from_str(output).unwrap();
    let results = log["runs"][0]["results"].as_array().unwrap();
    assert!(results.len() >= findings, "{}", results.len());
    for result in results {
        assert!(!result["message"]["text"].as_str().unwrap().contains("]("), "{result}");
        let uri = result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"].as_str().unwrap();
        let own = ["claims/", "sources/", "grounds.toml", "grounds.baseline.toml"];
        assert!(
            own.iter().any(|own| uri.starts_with(own)) && uri.bytes().all(|b| b.is_ascii_graphic()),
            "{uri}"
        );
    }
}

/// The output is JSON with at least so many remarks, of which each is code from its beginning to its end.
fn assert_remarks(output: &str, findings: usize) {
    assert_harmless(output, "rdjson");
    let result: serde_json::Value = serde_json::from_str(output).unwrap();
    let remarks = result["diagnostics"].as_array().unwrap();
    assert!(remarks.len() >= findings, "{}", remarks.len());
    for remark in remarks {
        let message = remark["message"].as_str().unwrap();
        let only_code = |event| match event {
            Event::Start(Tag::Paragraph) | Event::End(TagEnd::Paragraph) | Event::Code(_) => true,
            event => panic!("{event:?} in {message:?}"),
        };
        assert!(Parser::new(message).all(only_code));
    }
}

/// The output is XML with at least so many lines.
fn assert_tests(sandbox: &Sandbox, output: &str, findings: usize) {
    assert_harmless(output, "junit");
    assert!(output.lines().count() >= findings, "{output}");
    if thorough() {
        let schema = repository("tests/schemas/junit-10.xsd");
        std::fs::write(sandbox.path().join("out"), output).unwrap();
        assert_valid_xml(&["--schema".as_ref(), schema.as_path()], &sandbox.path().join("out"));
    }
}

/// The output is JSON that nobody takes for anything else, with at least so many findings, each with a key of its own.
fn assert_findings(output: &str, findings: usize) {
    assert_harmless(output, "json");
    assert!(!output.contains(['<', '>', '&']), "{output}");
    let report: serde_json::Value = serde_json::from_str(output).unwrap();
    let found = report["findings"].as_array().unwrap();
    let total: u64 =
        report["summary"]["levels"].as_object().unwrap().values().filter_map(serde_json::Value::as_u64).sum();
    assert_eq!((found.len() as u64, &report["summary"]["not_shown"]), (total, &0.into()));
    assert!(found.len() >= findings, "{}", found.len());
    let keys: BTreeSet<_> = found.iter().map(|finding| finding["key"].as_str().unwrap()).collect();
    assert_eq!(keys.len(), found.len(), "two findings of one key");
    assert!(keys.iter().all(|key| key.bytes().all(|b| b.is_ascii_alphanumeric() || b"-:".contains(&b))));
}

/// Every command in the output is an annotation of ours, of each level as many as there are or as the runner keeps; what
/// it names is a file of the project.
fn assert_annotations(sandbox: &Sandbox, output: &str) {
    assert_only_visible(output, "github");
    let commands = commands(output);
    assert_eq!(commands.len(), output.lines().filter(|line| line.starts_with("::")).count());
    for command in &commands {
        for (key, value) in &command.properties {
            match &**key {
                "file" => assert!(sandbox.path().join(value).symlink_metadata().is_ok(), "{command:?}"),
                "title" => assert!(grounds::rules::find(value).is_some(), "{command:?}"),
                "line" | "endLine" | "col" | "endColumn" => _ = value.parse::<u32>().unwrap(),
                _ => panic!("{command:?}"),
            }
        }
        assert!(command.property("title").is_some());
    }
    let totals = output.lines().last().unwrap();
    for (name, level) in [("error", "error"), ("warning", "warning"), ("notice", "note")] {
        let total = totals.split([',', ';']).find(|count| count.contains(level)).unwrap();
        let total: usize = total.trim().split(' ').next().unwrap().parse().unwrap();
        assert_eq!(commands.iter().filter(|command| command.name == name).count(), total.min(10), "{totals}");
    }
}

/// As [`assert_annotations`], a few files at a time, since only the first ten findings of a level are annotated: first of
/// all the files whose names could break a command.
fn assert_annotations_of_parts(sandbox: &Sandbox) {
    let mut paths = Vec::new();
    let mut folders = vec!["claims".to_owned(), "sources".to_owned()];
    while let Some(folder) = folders.pop() {
        let Ok(entries) = std::fs::read_dir(sandbox.path().join(&folder)) else { continue };
        for entry in entries.map(Result::unwrap) {
            let Ok(name) = entry.file_name().into_string() else { continue };
            let path = format!("{folder}/{name}");
            if entry.file_type().unwrap().is_dir() { folders.push(path) } else { paths.push(path) }
        }
    }
    paths.sort_by_key(|path| (!path.contains([':', ',', '%', '#']), path.clone()));
    paths.truncate(160);
    for few in paths.chunks(8) {
        let mut arguments = vec!["check", "--limit", "0", "--format", "github"];
        arguments.extend(few.iter().map(String::as_str));
        let run = run_plain(sandbox, &arguments);
        assert!(matches!(run.code, Some(0 | 1 | 3)), "{run:?}");
        assert_harmless(&run.stderr, "github");
        if run.code != Some(3) {
            assert_annotations(sandbox, &run.stdout);
        }
    }
}

/// Runs the program without colours, whatever it is given.
fn run_plain(sandbox: &Sandbox, arguments: &[impl AsRef<std::ffi::OsStr>]) -> Run {
    let mut command = Command::new(program());
    command.current_dir(sandbox.path()).args(arguments);
    for ambient in ["GROUNDS_TEXTS", "CLICOLOR_FORCE", "COLUMNS", "GITHUB_WORKSPACE", "CI_PROJECT_DIR"] {
        command.env_remove(ambient);
    }
    Run::of(command.env("NO_COLOR", "1").output().unwrap())
}

pub fn assert_harmless(output: &str, what: &str) {
    assert_only_visible(output, what);
    assert_eq!(commands(output), [], "{what}");
}

fn assert_only_visible(output: &str, what: &str) {
    for line in output.split('\n') {
        let does_more = line.chars().find(|c| !can_only_be_seen(*c));
        assert!(does_more.is_none(), "{what}: {does_more:?} in {line:?}");
    }
    assert!(output.is_empty() || output.ends_with('\n'), "{what}: the last line has no end");
}

/// No control, no line break, nothing that turns the direction or takes no room, no tag.
fn can_only_be_seen(c: char) -> bool {
    !c.is_control()
        && !matches!(
            c,
            '\u{2028}' | '\u{2029}'
                | '\u{61C}' | '\u{200E}' | '\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}'
                | '\u{AD}' | '\u{180E}' | '\u{200B}'..='\u{200D}' | '\u{2060}'..='\u{2064}' | '\u{FEFF}'
                | '\u{206A}'..='\u{206F}' | '\u{FFF9}'..='\u{FFFB}'
                | '\u{E0000}'..='\u{E007F}'
        )
}

/// The text without the sequences that set colours; any other sequence stays.
pub fn without_colours(text: &str) -> String {
    let mut plain = String::new();
    for (at, part) in text.split("\u{1b}[").enumerate() {
        let sgr = part.trim_start_matches(|c: char| c.is_ascii_digit() || c == ';').strip_prefix('m');
        match sgr {
            Some(rest) if at > 0 => plain.push_str(rest),
            _ if at > 0 => plain.extend(["\u{1b}[", part]),
            _ => plain.push_str(part),
        }
    }
    plain
}

#[test]
fn sequences_that_set_colours_are_told_from_others() {
    assert_eq!(without_colours("a\u{1b}[1m\u{1b}[38;5;9mb\u{1b}[0mc\u{1b}[2Jd"), "abc\u{1b}[2Jd");
}
