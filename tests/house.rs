//! The rules of the house: what imports what, and that one new thing means one new file.

use crate::sandbox::repository;
use grounds::model::id;
use grounds::rules::{self, GROUPS};
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

/// The floors, from the ground up. A module imports from floors below its own, and from itself.
const FLOORS: [&[&str]; 12] = [
    &["text"],
    &["diagnostic"],
    &["model", "git"],
    &["fileset", "capture"],
    &["syntax"],
    &["corpus"],
    &["evidence"],
    &["project"],
    &["history", "story"],
    &["rules"],
    &["report", "schema"],
    &["render"],
];

#[test]
fn imports_point_downward() {
    let floor = |module: &str| FLOORS.iter().position(|floor| floor.contains(&module));
    let mut wrong = Vec::new();
    for file in rust_files("src") {
        let relative = file.strip_prefix(repository("src")).unwrap().to_owned();
        let first = relative.components().next().unwrap().as_os_str().to_string_lossy().into_owned();
        let module = first.trim_end_matches(".rs");
        if ["lib", "main", "cli"].contains(&module) {
            continue;
        }
        let own = floor(module).unwrap_or_else(|| panic!("{} stands on no floor", relative.display()));
        for imported in imports(&fs::read_to_string(&file).unwrap()) {
            let other =
                floor(&imported).unwrap_or_else(|| panic!("{}: crate::{imported}?", relative.display()));
            if other >= own && imported != module {
                wrong.push(format!("{} imports {imported}", relative.display()));
            }
        }
    }
    assert!(wrong.is_empty(), "imports that point upward or sideways:\n{}", wrong.join("\n"));
}

/// What is shown is decided in `report`, which hands out plain values; how, in `render`.
#[test]
fn render_reads_what_report_hands_it_and_no_further_down() {
    const ALLOWED: [&str; 4] = ["render", "report", "diagnostic", "text"];
    let mut wrong = Vec::new();
    for file in rust_files("src/render") {
        // The editors' files hold the schemas themselves.
        let is_editors = file.ends_with("src/render/editors.rs");
        let imports = imports(&fs::read_to_string(&file).unwrap());
        let foreign = imports.iter().filter(|module| !ALLOWED.contains(&&***module));
        let foreign = foreign.filter(|module| !(is_editors && *module == "schema"));
        wrong.extend(foreign.map(|module| format!("{} imports {module}", file.display())));
    }
    assert!(wrong.is_empty(), "imports past the report:\n{}", wrong.join("\n"));
}

#[test]
fn modules_that_lie_side_by_side_do_not_import_each_other_in_a_circle() {
    let found = circles(&imports_between_siblings());
    assert!(found.is_empty(), "modules that import each other in a circle: {found:#?}");
}

#[test]
fn circles_are_found() {
    let imports = [("a", "b"), ("b", "c"), ("c", "a"), ("c", "d"), ("d", "e"), ("f", "f")];
    let imports = imports.map(|(from, to)| (from.to_owned(), to.to_owned()));
    assert_eq!(circles(&imports.into()), [["a", "b", "c"].map(str::to_owned).into()].into());
    let text =
        "use super::super::{one::{Two, three as four}, five};\nlet six = crate::seven::eight::<Nine>();";
    let expected = [
        &["super", "super", "one", "Two"][..],
        &["super", "super", "one", "three"],
        &["super", "super", "five"],
        &["crate", "seven", "eight"],
    ];
    assert_eq!(paths(text), expected);
}

/// Which module imports which, of those in one folder: a module and whatever lies below it count as one, and what is
/// above needs no import to be of use. Tests are left out.
fn imports_between_siblings() -> BTreeSet<(String, String)> {
    let module = |file: &Path| -> Vec<String> {
        let relative = file.strip_prefix(repository("src")).unwrap().with_extension("");
        let names = relative.components().map(|name| name.as_os_str().to_string_lossy().into_owned());
        names.filter(|name| !["mod", "lib", "main"].contains(&&**name)).collect()
    };
    let files = rust_files("src");
    let modules: BTreeSet<Vec<String>> = files.iter().map(|file| module(file)).collect();
    let mut imports = BTreeSet::new();
    for file in files.iter().filter(|file| !file.ends_with("tests.rs")) {
        let text = fs::read_to_string(file).unwrap();
        let code = text.split("#[cfg(test)]").next().unwrap().lines();
        let code: Vec<_> = code.filter(|line| !line.trim_start().starts_with("//")).collect();
        let from = module(file);
        for path in paths(&code.join("\n")) {
            let supers = path.iter().filter(|name| **name == "super").count();
            let base = if supers == 0 { &[][..] } else { &from[..from.len().saturating_sub(supers)] };
            let names = path.iter().skip(supers.max(1)).map(|name| (*name).to_owned());
            let mut to: Vec<String> = base.iter().cloned().chain(names).collect();
            while !modules.contains(&to) && to.pop().is_some() {}
            let common = from.iter().zip(&to).take_while(|(from, to)| from == to).count();
            if common < from.len().min(to.len()) {
                imports.insert((from[..=common].join("::"), to[..=common].join("::")));
            }
        }
    }
    imports
}

/// The sets of modules of which each is reached from each other one.
fn circles(imports: &BTreeSet<(String, String)>) -> BTreeSet<BTreeSet<String>> {
    let reached = |start: &String| {
        let (mut seen, mut open) = (BTreeSet::new(), vec![start]);
        while let Some(module) = open.pop() {
            let next = imports.iter().filter(|(from, to)| from == module && from != to).map(|(_, to)| to);
            open.extend(next.filter(|to| seen.insert((*to).clone())));
        }
        seen
    };
    let modules: BTreeSet<&String> = imports.iter().map(|(from, _)| from).collect();
    let reached: BTreeMap<_, _> =
        modules.into_iter().map(|module| (module.clone(), reached(module))).collect();
    let in_circle = reached.iter().filter(|(module, reached)| reached.contains(*module));
    in_circle
        .map(|(module, all)| {
            let back = |other: &&String| reached.get(*other).is_some_and(|reached| reached.contains(module));
            all.iter().filter(back).cloned().collect()
        })
        .collect()
}

/// All paths in some code that begin with `crate` or `super`, those between braces one by one.
fn paths(code: &str) -> Vec<Vec<&str>> {
    fn read<'c>(code: &'c str, before: &[&'c str], paths: &mut Vec<Vec<&'c str>>) -> &'c str {
        if let Some(mut rest) = code.strip_prefix('{') {
            while !rest.starts_with('}') && !rest.is_empty() {
                rest = read(rest.trim_start(), before, paths);
                let end = rest.find([',', '}']).unwrap_or(rest.len());
                rest = rest[end..].trim_start_matches(',').trim_start();
            }
            return rest.strip_prefix('}').unwrap_or(rest);
        }
        let end = code.find(|c: char| !c.is_alphanumeric() && c != '_').unwrap_or(code.len());
        let path: Vec<_> = before.iter().copied().chain((end > 0).then(|| &code[..end])).collect();
        if let Some(rest) = code[end..].strip_prefix("::") {
            return read(rest, &path, paths);
        }
        paths.push(path);
        &code[end..]
    }
    let (mut paths, mut rest) = (Vec::new(), code);
    while let Some(start) = [rest.find("crate::"), rest.find("super::")].into_iter().flatten().min() {
        rest = read(&rest[start..], &[], &mut paths);
    }
    paths
}

#[test]
fn the_binary_sees_the_library_only_from_outside() {
    for file in rust_files("src/cli") {
        let text = fs::read_to_string(&file).unwrap();
        assert!(!text.contains("#[path"), "{}", file.display());
    }
    for file in rust_files("src").into_iter().filter(|file| !file.starts_with(repository("src/cli"))) {
        let text = fs::read_to_string(&file).unwrap();
        for foreign in ["clap", "anstream", "terminal_size", "std::env", "std::process"] {
            // What starts the reader of a PDF.
            let is_reader = ["src/capture/child.rs", "src/capture/mod.rs", "src/capture/pdf.rs"]
                .iter()
                .any(|reader| file.ends_with(reader));
            let allowed = file.ends_with("src/main.rs") || is_reader && foreign.starts_with("std");
            assert!(allowed || !text.contains(&format!("{foreign}::")), "{} names {foreign}", file.display());
        }
    }
}

#[test]
fn only_one_file_reads_folders_and_one_the_repository() {
    for file in rust_files("src") {
        let text = fs::read_to_string(&file).unwrap();
        let is_door = file.ends_with("src/git.rs");
        assert!(is_door || !text.contains("git2::"), "{} names git2", file.display());
        let is_git = file.starts_with(repository("src/git"));
        assert!(is_git || !text.contains("gix_"), "{} names gix", file.display());
        let may = is_door || file.ends_with("src/fileset.rs") || file.starts_with(repository("src/cli"));
        assert!(may || !text.contains("std::fs"), "{} reads the disk", file.display());
    }
}

#[test]
fn only_the_command_line_reads_a_clock() {
    for file in rust_files("src").into_iter().filter(|file| !file.starts_with(repository("src/cli"))) {
        let text = fs::read_to_string(&file).unwrap();
        // It ends a child that takes too long.
        if file.ends_with("src/capture/child.rs") {
            continue;
        }
        for clock in ["SystemTime", "Instant", "Utc::now", "Local::now"] {
            assert!(!text.contains(clock), "{} reads a clock", file.display());
        }
    }
}

#[test]
fn every_rule_has_its_file_its_page_and_its_place_in_the_list_of_its_group() {
    let folders: BTreeSet<_> =
        fs::read_dir(repository("src/rules")).unwrap().map(|entry| entry.unwrap().path()).collect();
    let folders: BTreeSet<_> = folders
        .iter()
        .filter(|path| path.is_dir())
        .map(|path| path.file_name().unwrap().to_str().unwrap())
        .collect();
    assert_eq!(
        folders,
        GROUPS.iter().map(|group| group.folder).collect(),
        "folders beside the list in src/rules/mod.rs"
    );
    for group in GROUPS {
        let listed: BTreeSet<String> = group.rules.iter().map(|rule| rule.name.replace('-', "_")).collect();
        assert_eq!(listed.len(), group.rules.len(), "{}: a rule is listed twice", group.folder);
        let folder = repository("src/rules").join(group.folder);
        let stems = |extension: &str| -> BTreeSet<String> {
            let files = fs::read_dir(&folder).unwrap().map(|entry| entry.unwrap().path());
            let files = files.filter(|path| path.extension().is_some_and(|found| found == extension));
            files.map(|path| path.file_stem().unwrap().to_str().unwrap().to_owned()).collect()
        };
        assert_eq!(stems("md"), listed, "{}: pages beside the list of rules", group.folder);
        for rule in &listed {
            // The faults of one thing may have one file, named after the thing.
            let is_of = |stem: &String| rule == stem || rule.starts_with(&format!("{stem}_"));
            let of_rule: Vec<_> = stems("rs").into_iter().filter(is_of).collect();
            let has = |stem: &String| {
                let code = fs::read_to_string(folder.join(format!("{stem}.rs"))).unwrap();
                code.contains(&format!("include_str!(\"{rule}.md\")"))
            };
            assert_eq!(of_rule.iter().filter(|stem| has(stem)).count(), 1, "{rule}: one file of code");
        }
    }
    for rule in rules::all() {
        assert_eq!(id::check(rule.name), Ok(()), "a rule is named in kebab-case");
        for part in ["no-", "check-", "require-", "valid-"] {
            assert!(!rule.name.starts_with(part), "{}: a rule is named after the fault", rule.name);
        }
        assert!(
            rule.page.starts_with(&format!("# {}\n\n", rule.name)),
            "{}: the title of its page",
            rule.name
        );
        let summary = rule.summary();
        assert!(summary.ends_with('.') && summary.len() <= 90, "{}: {summary}", rule.name);
    }
}

#[test]
fn every_test_file_is_part_of_the_suite() {
    let main = fs::read_to_string(repository("tests/main.rs")).unwrap();
    for file in fs::read_dir(repository("tests")).unwrap().map(|entry| entry.unwrap().path()) {
        let Some(stem) = file.file_stem().filter(|_| file.extension().is_some_and(|e| e == "rs")) else {
            continue;
        };
        let stem = stem.to_string_lossy();
        assert!(stem == "main" || main.contains(&format!("mod {stem};")), "tests/{stem}.rs is never run");
    }
}

/// A test that needs what not every machine has is ignored, with the reason, so that whoever runs the tests sees it counted.
#[test]
fn no_test_passes_for_want_of_a_tool() {
    for file in rust_files("tests").into_iter().filter(|file| !file.ends_with("house.rs")) {
        let text = fs::read_to_string(&file).unwrap();
        for silent in ["else { return };", "SKIPPED"] {
            assert!(!text.contains(silent), "{}: `{silent}`", file.display());
        }
        for ignored in text.split("#[ignore").skip(1) {
            let reason = ignored.split(']').next().unwrap_or_default();
            assert!(
                reason.starts_with(" = \"") && reason.contains("; .ci/run "),
                "{}: #[ignore{reason}]",
                file.display()
            );
        }
        for test in text.split("#[test]\n").skip(1) {
            let body = test.split("\n}\n").next().unwrap_or_default();
            assert!(!body.contains("return;\n"), "{}: a test that may stop early: {body}", file.display());
        }
    }
}

fn rust_files(folder: &str) -> Vec<PathBuf> {
    fn collect(folder: &Path, files: &mut Vec<PathBuf>) {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                collect(&path, files);
            } else if path.extension().is_some_and(|extension| extension == "rs") {
                files.push(path);
            }
        }
    }
    let mut files = Vec::new();
    collect(&repository(folder), &mut files);
    files.sort();
    files
}

/// The modules of the library that a file names as `crate::module`, its documentation aside.
fn imports(text: &str) -> BTreeSet<String> {
    text.lines()
        .map(str::trim_start)
        .filter(|line| !line.starts_with("//"))
        .flat_map(|line| line.split("crate::").skip(1))
        .map(|rest| rest.chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect())
        .filter(|module: &String| !module.is_empty())
        .collect()
}

#[test]
fn the_rules_that_have_a_fix_are_known_to_the_summary_of_a_check() {
    let fixing = rust_files("src/rules")
        .into_iter()
        .filter(|file| fs::read_to_string(file).unwrap().contains(".fix("));
    let fixing: BTreeSet<String> =
        fixing.map(|file| file.file_stem().unwrap().to_string_lossy().replace('_', "-")).collect();
    let known: BTreeSet<String> =
        rules::all().map(|rule| rule.name.to_owned()).filter(|name| rules::has_fix(name)).collect();
    assert_eq!(fixing, known);
}
