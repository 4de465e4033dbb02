//! What the documents show is what happens.

use crate::pages::{difference, run_page};
use crate::sandbox::{Sandbox, repository, run_in};
use std::fs;

/// Every document for readers, by its path in the repository.
fn documents() -> Vec<String> {
    let mut documents: Vec<_> =
        ["README.md", "CONTRIBUTING.md", "CHANGELOG.md", "SECURITY.md", "LICENSE-CLAIMS.md"]
            .map(str::to_owned)
            .into();
    let folder = fs::read_dir(repository("docs")).unwrap();
    let paths = folder.map(|entry| entry.unwrap().path());
    let pages = paths.filter(|path| path.extension().is_some_and(|extension| extension == "md"));
    documents.extend(pages.map(|page| format!("docs/{}", page.file_name().unwrap().to_str().unwrap())));
    documents.sort();
    documents
}

#[test]
fn every_command_in_the_documents_prints_what_they_say() {
    let update = std::env::var_os("UPDATE_PAGES").is_some();
    // The table of the corpus is printed from the repository itself, by a test of its own.
    for document in documents().into_iter().filter(|document| document != "docs/corpus.md") {
        let document = document.as_str();
        let written = fs::read_to_string(repository(document)).unwrap();
        let (truth, _) = run_page(&written);
        if update {
            fs::write(repository(document), truth).unwrap();
        } else {
            assert_eq!(written, truth, "{document}:\n{}", difference(&written, &truth));
        }
    }
}

#[test]
fn the_picture_in_the_readme_is_of_the_claim_above_it() {
    let readme = fs::read_to_string(repository("README.md")).unwrap();
    let (_, claim) = readme.split_once("```toml claims/patrol-boats.toml\n").unwrap();
    let (claim, _) = claim.split_once("```\n").unwrap();
    let sandbox = Sandbox::new()
        .source(
            "yearbook-2020",
            "The yard delivered 22 patrol boats in 2019, and none in the year after it.\n",
        )
        .file("claims/patrol-boats.toml", claim);
    let run = sandbox.run(&["check", "--color", "always", "--width", "90"]);
    let picture = anstyle_svg::Term::new().min_width_px(820).render_svg(&run.stdout);
    let path = repository("docs/check.svg");
    if std::env::var_os("UPDATE_PAGES").is_some() {
        fs::write(&path, &picture).unwrap();
    }
    assert_eq!(
        fs::read_to_string(&path).unwrap_or_default(),
        picture,
        "UPDATE_PAGES=1 cargo test docs redraws it"
    );
}

#[test]
fn the_readme_is_short() {
    let readme = fs::read_to_string(repository("README.md")).unwrap();
    let lines = readme.lines().count();
    assert!((60..=90).contains(&lines), "{lines} lines");
    let longest = readme.lines().map(|line| line.chars().count()).max();
    assert!(longest <= Some(120), "{longest:?} characters in a line");
}

#[test]
fn the_documents_and_ci_name_the_same_test_command() {
    let readme = fs::read_to_string(repository("README.md")).unwrap();
    let ci = fs::read_to_string(repository(".ci/run")).unwrap();
    for command in ["cargo test", "cargo run -- check"] {
        assert!(readme.contains(&format!("$ {command}\n")), "README.md does not show `{command}`");
        assert!(ci.lines().any(|line| line == command), ".ci/run does not call `{command}`");
    }
}

#[test]
fn paths_that_the_documents_name_exist() {
    for document in documents() {
        let text = fs::read_to_string(repository(&document)).unwrap();
        for quoted in text.split('`').skip(1).step_by(2).filter(|quoted| quoted.starts_with("src/")) {
            let exists = quoted.contains('<') || repository(quoted).exists();
            assert!(exists, "{document} names {quoted}");
        }
        let folder = repository(&document).parent().unwrap().to_owned();
        for link in text.split("](").skip(1).filter_map(|rest| rest.split(')').next()) {
            let (path, heading) = link.split_once('#').unwrap_or((link, ""));
            let path = if path.is_empty() { repository(&document) } else { folder.join(path) };
            let target = || fs::read_to_string(&path).unwrap_or_default();
            let anchors = || target().lines().map(anchor).any(|anchor| anchor == heading);
            let exists = path.exists() && (heading.is_empty() || anchors());
            assert!(link.starts_with("http") || exists, "{document} links to {link}");
        }
    }
}

/// The name by which a heading is linked to: small letters, hyphens for spaces, nothing else.
fn anchor(line: &str) -> String {
    let heading = line.trim_start_matches('#').trim().to_lowercase().replace(' ', "-");
    heading.chars().filter(|c| c.is_alphanumeric() || *c == '-').collect()
}

#[test]
fn nothing_here_opens_a_connection_or_starts_a_program() {
    let lock = fs::read_to_string(repository("Cargo.lock")).unwrap();
    let program = |path: &std::path::Path| fs::read_to_string(path).unwrap();
    for package in
        ["curl", "hyper", "libssh2-sys", "native-tls", "openssl", "reqwest", "rustls", "tokio", "ureq"]
    {
        // The tests' own packages are in the same list, and none of them needs these either.
        assert!(!lock.contains(&format!("name = \"{package}\"\n")), "SECURITY.md says no network: {package}");
    }
    for entry in walkdir::WalkDir::new(repository("src")).into_iter().flatten() {
        if entry.path().extension().is_some_and(|extension| extension == "rs") {
            let code = program(entry.path());
            // What starts the reader of a PDF.
            let is_reader = entry.path().ends_with("src/capture/child.rs");
            let doors = ["std::net", "TcpStream", "UdpSocket", "UnixStream"].into_iter();
            for door in doors.chain(
                ["process::{Child", "process::Command", "Command::new(\"git"]
                    .into_iter()
                    .filter(|_| !is_reader),
            ) {
                assert!(
                    !code.contains(door),
                    "SECURITY.md says there is no {door}: {}",
                    entry.path().display()
                );
            }
        }
    }
}

#[test]
fn every_rule_can_be_explained_and_unknown_ones_are_answered() {
    let here = repository(".");
    for rule in grounds::rules::all() {
        let run = run_in(&here, &["explain", rule.name], &[]);
        assert_eq!((run.code, run.stdout.as_str()), (Some(0), rule.page));
    }
    let list = run_in(&here, &["explain"], &[]);
    assert!(grounds::rules::all().all(|rule| list.stdout.contains(rule.name)));
    let wrong = run_in(&here, &["explain", "quote-alterd"], &[]);
    assert_eq!(wrong.code, Some(2));
    assert!(wrong.stderr.contains("did you mean `quote-altered`?"), "{}", wrong.stderr);
}
