//! Help, in all its forms: the reference, the list of rules, manual pages and completions.

use crate::pages::difference;
use crate::pages::page;
use crate::sandbox::{Sandbox, repository};
use crate::tools;
use grounds::rules::{Configurable, GROUPS};
use std::fmt::Write;
use std::fs;
use std::process::Command;

/// What `grounds` prints.
fn printed(args: &[&str]) -> String {
    let run = Sandbox::new().run(args);
    assert_eq!((run.code, run.stderr.as_str()), (Some(0), ""), "grounds {args:?}");
    run.stdout
}

/// The commands that a help text lists: lines such as `  find   Find words in a source`.
fn commands(help: &str) -> Vec<&str> {
    let names = help.lines().filter_map(|line| {
        let listed = line.strip_prefix("  ")?;
        listed.starts_with(|first: char| first.is_ascii_lowercase()).then_some(())?;
        listed.split_whitespace().next()
    });
    names.filter(|name| *name != "help").collect()
}

/// Every command with what it prints of itself, those of a command after it. What all have in common is with the first.
fn reference(command: &[&str], text: &mut String) -> usize {
    let help = printed(&[command, &["--help"]].concat());
    let own = help.split("\nGlobal options:\n").next().unwrap_or_default();
    let name = [&["grounds"], command].concat().join(" ");
    let _ = writeln!(text, "\n## {name}\n\n```text\n{}\n```", own.trim_end());
    commands(&help).into_iter().map(|below| reference(&[command, &[below]].concat(), text)).sum::<usize>() + 1
}

/// A document that the program prints: it is, or with `UPDATE_PAGES=1` becomes, `truth`.
fn holds(document: &str, truth: &str) {
    let path = repository(document);
    if std::env::var_os("UPDATE_PAGES").is_some() {
        fs::write(&path, truth).unwrap();
    }
    let written = fs::read_to_string(&path).unwrap_or_default();
    assert!(written == truth, "{document} (UPDATE_PAGES=1 renews it):\n{}", difference(&written, truth));
}

#[test]
fn the_reference_has_every_command_as_it_prints_itself() {
    let mut text = "# Commands\n\nThe help of each command, as `grounds help COMMAND` prints it. The options in the first text are for all\ncommands. For the rules, see [the list of rules](rules.md).\n"
        .to_owned();
    let count = reference(&[], &mut text);
    assert!(count > 20, "{count} commands");
    holds("docs/cli.md", &text);
}

#[test]
fn the_help_lists_every_command_once_on_one_line() {
    let help = printed(&["--help"]);
    let mut listed = commands(&help);
    listed.sort_unstable();
    let (_sandbox, pages) = manual();
    let names = pages.iter().filter_map(|page| page.strip_prefix("grounds-")?.strip_suffix(".1"));
    let known: Vec<_> = names.filter(|name| !name.contains('-')).collect();
    assert_eq!(listed, known, "GROUPS in src/cli/help.rs has each command once");
    for line in help.lines().filter(|line| !commands(line).is_empty()) {
        assert!(line.len() <= 80, "{line}");
    }
}

#[test]
fn the_list_of_rules_has_every_rule() {
    let mut text = "# Rules\n\nEvery rule with its default level. `grounds.toml` may set another level, or turn a rule off. It cannot change a level\nmarked *fixed*, and cannot turn off a rule marked *never off*. The page of a rule says why the rule matters and how to\nfix what it reports, with tested examples. `grounds explain RULE` prints the page.\n"
        .to_owned();
    for group in GROUPS {
        let _ = writeln!(text, "\n## {}\n\n| rule | level | reports |\n| --- | --- | --- |", group.heading);
        for rule in group.rules {
            let page = page(group, rule);
            let summary = rule.summary().replace('|', "\\|");
            let level = match rule.leeway {
                Configurable::Any => rule.level.name().to_owned(),
                Configurable::MustBeSaid => format!("{}, never off", rule.level.name()),
                Configurable::None => format!("{}, fixed", rule.level.name()),
                Configurable::OnRequest => "off".to_owned(),
            };
            let _ = writeln!(text, "| [{}](../{page}) | {level} | {summary} |", rule.name);
        }
    }
    holds("docs/rules.md", &text);
}

/// The shells, what of each reads a script without running it, and what the script has: not every one is told the words of options.
const SHELLS: [(&str, Option<&str>, &[&str]); 5] = [
    ("bash", Some("-n"), &["audit", "overlay", "partially-confirmed", "claimreview", "quote-altered"]),
    ("zsh", Some("-n"), &["audit", "overlay", "partially-confirmed", "claimreview", "quote-altered"]),
    ("fish", Some("--no-execute"), &["audit", "overlay", "partially-confirmed", "claimreview"]),
    ("powershell", None, &["audit", "overlay"]),
    ("elvish", None, &["audit", "overlay"]),
];

#[test]
#[ignore = "needs bash, zsh and fish; .ci/run runs it"]
fn every_shell_reads_its_completions() {
    for (shell, reader, words) in SHELLS {
        let script = printed(&["completions", shell]);
        for word in words {
            assert!(script.contains(word), "{shell}: {word}");
        }
        let Some(flag) = reader else { continue };
        let sandbox = Sandbox::empty().file("script", &script);
        let mut read = Command::new(tools::program(shell));
        let output = read.arg(flag).arg(sandbox.path().join("script")).output().unwrap();
        let said = String::from_utf8_lossy(&output.stderr);
        assert!(output.status.success() && said.is_empty(), "{shell}: {said}");
    }
}

#[test]
#[ignore = "needs bash; .ci/run runs it"]
fn bash_completes_commands_options_and_their_words() {
    let sandbox = Sandbox::empty().file("script", printed(&["completions", "bash"]));
    let offered = |words: &[&str]| {
        let (last, before) = words.split_last().unwrap();
        let call = format!(
            "source ./script; COMP_WORDS=({} '{last}'); COMP_CWORD={}; _grounds grounds '{last}' '{}'; echo ${{COMPREPLY[@]}}",
            before.join(" "),
            before.len(),
            before.last().unwrap(),
        );
        let output =
            Command::new("bash").args(["--norc", "-c", &call]).current_dir(sandbox.path()).output().unwrap();
        String::from_utf8(output.stdout).unwrap().trim_end().to_owned()
    };
    assert_eq!(offered(&["grounds", "comp"]), "completions");
    assert_eq!(offered(&["grounds", "check", "--ba"]), "--base");
    assert_eq!(
        offered(&["grounds", "audit", "--by", ""]),
        "claim status source origin claimant topic publisher wanted stories age echo"
    );
    assert_eq!(offered(&["grounds", "audit", "--status", "par"]), "partially-confirmed");
    assert_eq!(offered(&["grounds", "explain", "quote-al"]), "quote-altered");
}

fn manual() -> (Sandbox, Vec<String>) {
    let sandbox = Sandbox::new();
    let run = sandbox.run(&["man", "--out", "pages/man1"]);
    assert_eq!((run.code, run.stdout.as_str()), (Some(0), ""), "{}", run.stderr);
    let folder = fs::read_dir(sandbox.path().join("pages/man1")).unwrap();
    let mut names: Vec<_> =
        folder.map(|entry| entry.unwrap().file_name().to_string_lossy().into_owned()).collect();
    names.sort();
    assert_eq!(run.stderr, format!("wrote {} pages into pages/man1\n", names.len()));
    (sandbox, names)
}

#[test]
fn there_is_a_manual_page_for_each_command() {
    let (sandbox, names) = manual();
    let mut text = String::new();
    assert_eq!(reference(&[], &mut text), names.len());
    for heading in text.lines().filter_map(|line| line.strip_prefix("## ")) {
        let page = format!("{}.1", heading.replace(' ', "-"));
        assert!(names.contains(&page), "{page}: {names:?}");
    }
    let main = fs::read_to_string(sandbox.path().join("pages/man1/grounds.1")).unwrap();
    assert_eq!(main, printed(&["man"]));
    for name in &names {
        assert!(
            name == "grounds.1"
                || main.contains(&name[..name.len() - 2].replace('-', "\\-"))
                || name.contains("-new-"),
            "{name}"
        );
    }
    let refused = sandbox.run(&["man", "--out", "claims"]);
    assert_eq!(refused.code, Some(2), "no page is written among the records");
}

#[test]
#[ignore = "needs groff and mandoc; .ci/run runs it"]
fn programs_for_manual_pages_read_them_without_a_complaint() {
    let (sandbox, names) = manual();
    let folder = sandbox.path().join("pages/man1");
    // mandoc warns of paragraphs that clap_mangen begins twice, which show as one.
    let check = |program: &str, args: &[&str]| {
        for name in &names {
            let output = Command::new(tools::program(program))
                .args(args)
                .arg(name)
                .current_dir(&folder)
                .output()
                .unwrap();
            let said = String::from_utf8_lossy(&output.stderr).into_owned()
                + if args.contains(&"lint") { std::str::from_utf8(&output.stdout).unwrap() } else { "" };
            assert!(output.status.success() && said.is_empty(), "{name}: {said}");
        }
    };
    check("groff", &["-man", "-ww", "-z", "-Kutf8", "-Tutf8"]);
    check("mandoc", &["-T", "lint", "-W", "error"]);
}

#[test]
fn alone_it_says_where_one_is_and_what_to_do_next() {
    let sandbox = Sandbox::new().source("gazette", "On Monday the tide came over the mole at noon.\n").claim(
        "tide",
        "gazette",
        "\"the tide came over the mole\"",
    );
    let run = sandbox.run(&[]);
    assert_eq!((run.code, run.stderr.as_str()), (Some(0), ""));
    assert_eq!(
        run.stdout,
        "1 claim: 1 unsubstantiated. 1 of 1 quote verified.\n\
         May be printed: 1 only as an allegation.\n\
         For a person: 1 never checked.\n\
         \n\
         \u{20} grounds todo        what needs a person\n\
         \u{20} grounds check       is everything in order?\n\
         \u{20} grounds diff        what did I change?\n\
         \u{20} grounds show WORDS  one claim in full, by its id or by words of it\n\
         \u{20} grounds new claim   begin a claim\n\
         \u{20} grounds help        all commands\n"
    );
    let nowhere = Sandbox::empty().run(&[]);
    assert_eq!(nowhere.code, Some(3));
    assert!(nowhere.stderr.contains("`grounds init` begins a project"), "{}", nowhere.stderr);
}

#[test]
fn words_of_other_tools_are_understood() {
    for (word, here) in [
        ("status", "grounds, alone"),
        ("verify", "grounds check"),
        ("lint", "grounds check"),
        ("add", "grounds new claim"),
        ("dashboard", "grounds report --out DIR"),
    ] {
        let run = Sandbox::new().run(&[word]);
        assert_eq!(run.code, Some(2));
        assert!(run.stderr.contains(&format!("that is here: {here}\n")), "{}", run.stderr);
    }
}

#[test]
fn less_and_more_can_be_asked_for() {
    let sandbox = Sandbox::new()
        .source("gazette", "On Monday the tide came over the mole at noon.\n")
        .source("almanac", "Nobody reads it.\n")
        .claim("tide", "gazette", "\"the tide came over the pier\"")
        .claim("short", "gazette", "\"the tide came\"");
    let usual = sandbox.run(&["check"]).stdout;
    assert!(usual.contains("warning[quote-short]") && !usual.contains("note[unused-source]"), "{usual}");
    assert!(usual.contains("1 note not shown (--limit 0 shows all)\n"), "{usual}");
    let more = sandbox.run(&["check", "-v"]).stdout;
    assert!(more.contains("note[unused-source]"), "{more}");
    let less = sandbox.run(&["check", "--quiet"]).stdout;
    assert!(less.contains("error[quote-altered]") && !less.contains("quote-short"), "{less}");
    let clean = Sandbox::new().source("gazette", "On Monday the tide came over the mole at noon.\n").claim(
        "tide",
        "gazette",
        "\"the tide came over the mole\"",
    );
    assert_eq!(clean.run(&["check", "-q"]).stdout, "");
}
