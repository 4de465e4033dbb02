//! Every page of a rule is a test: each `##` heading is a case, its fences are the files of a small project, and its
//! `console` fences are what the program prints there, to the letter. A `sh` fence has commands whose output is not shown; those
//! of grounds are run and must succeed. The documents are read the same way.
//!
//! `UPDATE_PAGES=1 cargo test pages` writes what is printed into the pages; read the difference before you commit it.

use crate::repository::Repository;
use crate::sandbox::{Sandbox, repository, run_in};
use grounds::rules::{GROUPS, Group, Rule};
use std::fmt::Write;

#[test]
fn every_example_on_every_page_prints_what_the_page_says() {
    let update = std::env::var_os("UPDATE_PAGES").is_some();
    let mut wrong = String::new();
    for (group, rule) in GROUPS.iter().flat_map(|group| group.rules.iter().map(move |rule| (group, rule))) {
        let path = repository(&page(group, rule));
        let page = std::fs::read_to_string(&path).unwrap();
        let (truth, raised) = run_page(&page);
        assert!(
            raised.iter().any(|raised| raised.contains(&format!("[{}]", rule.name))),
            "{}: no case raises it",
            rule.name
        );
        assert!(
            raised.iter().any(|raised| raised.contains("0 errors, 0 warnings, 0 notes")),
            "{}: no case is clean",
            rule.name
        );
        if update {
            std::fs::write(&path, truth).unwrap();
        } else if truth != page {
            let _ = writeln!(wrong, "--- {}\n{}", path.display(), difference(&page, &truth));
        }
    }
    assert!(
        wrong.is_empty(),
        "these pages do not print what they say (UPDATE_PAGES=1 renews them):\n{wrong}"
    );
}

/// Where the page of a rule is.
pub fn page(group: &Group, rule: &Rule) -> String {
    format!("src/rules/{}/{}.md", group.folder, rule.name.replace('-', "_"))
}

/// The page as it should be, and what each of its cases printed.
pub fn run_page(page: &str) -> (String, Vec<String>) {
    let mut truth = String::new();
    let mut raised = Vec::new();
    let mut place = Repository::around(Sandbox::new());
    let mut lines = page.lines();
    while let Some(line) = lines.next() {
        if line.starts_with("## ") {
            place = Repository::around(Sandbox::new());
        }
        let _ = writeln!(truth, "{line}");
        let Some(info) = line.strip_prefix("```") else { continue };
        let mut content = String::new();
        for line in lines.by_ref().take_while(|line| *line != "```") {
            let _ = writeln!(content, "{line}");
        }
        match info.split_once(' ') {
            Some(("symlink", path)) => drop(place.link(path, content.trim())),
            Some((_, path)) => drop(place.file(path, &content)),
            None if info == "console" => {
                let commands: Vec<String> =
                    content.lines().take_while(|line| line.starts_with("$ ")).map(str::to_owned).collect();
                let printed: Option<Vec<String>> =
                    commands.iter().map(|command| run_command(command, &place)).collect();
                if let Some(printed) = printed.map(|printed| printed.concat()) {
                    content = format!("{}\n{printed}", commands.join("\n"));
                    raised.push(printed);
                }
            }
            None if info == "sh" => {
                for line in content.lines().filter(|line| line.starts_with("grounds ")) {
                    let command = line.split(" #").next().unwrap_or_default();
                    if command.starts_with("grounds init") {
                        // The empty settings of a sandbox would make this an existing project.
                        std::fs::remove_file(place.path().join("grounds.toml")).unwrap();
                    }
                    let run = place.run(&words(command.trim_start_matches("grounds ")));
                    assert_eq!(run.code, Some(0), "{command}\n{}{}", run.stdout, run.stderr);
                }
            }
            None => {}
        }
        let _ = writeln!(truth, "{content}```");
    }
    (truth, raised)
}

/// What a command of a document prints; `None` where that is not shown, because it changes with every claim, or
/// because the command is the test itself.
fn run_command(command: &str, place: &Repository) -> Option<String> {
    if let Some(args) = command.strip_prefix("$ cargo run -- ") {
        // What it writes is not to lie in the repository.
        let out = place.path().join("site").display().to_string();
        let args = args.split(' ').map(|word| if word == "site" { &out } else { word });
        let run = run_in(&repository("."), &args.collect::<Vec<_>>(), &[]);
        assert_eq!(run.code, Some(0), "{command}\n{}{}", run.stdout, run.stderr);
        assert!(run.stderr.is_empty() || run.stderr.starts_with("wrote "), "{command}: {}", run.stderr);
        return None;
    }
    if command == "$ cargo test" {
        return None;
    }
    if command.starts_with("$ git ") {
        let all = command[2..].split(" && ").map(|command| command.strip_prefix("git ").expect(command));
        if !place.path().join(".git").exists() {
            place.git(&["init", "--quiet"]);
        }
        return Some(all.map(|args| place.git(&words(args))).collect());
    }
    let args = command.strip_prefix("$ grounds ").unwrap_or_else(|| panic!("no test runs `{command}`"));
    let run = place.run(&words(args));
    // What people see: there the two are one.
    let talks = ["find ", "new ", "report "].iter().any(|talking| args.starts_with(talking));
    assert!(talks || run.stderr.is_empty(), "{command}: {}", run.stderr);
    Some(run.stderr + &run.stdout)
}

/// The words of a command, of which some stand between quotation marks.
fn words(args: &str) -> Vec<&str> {
    let mut words = Vec::new();
    for (at, part) in args.split('"').enumerate() {
        if at % 2 == 0 { words.extend(part.split_whitespace()) } else { words.push(part) }
    }
    words
}

pub fn difference(old: &str, new: &str) -> String {
    similar::TextDiff::from_lines(old, new).unified_diff().to_string()
}
