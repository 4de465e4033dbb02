//! What the documents show is what happens.

use crate::pages::{difference, run_page};
use crate::sandbox::{Sandbox, repository, run_in};
use std::fs;

#[test]
fn every_command_in_the_documents_prints_what_they_say() {
    let update = std::env::var_os("UPDATE_PAGES").is_some();
    for document in [
        "README.md",
        "CONTRIBUTING.md",
        "docs/ci.md",
        "docs/dashboard.md",
        "docs/export.md",
        "docs/fingerprints.md",
        "docs/history.md",
    ] {
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
fn the_picture_in_the_readme_is_drawn_by_the_program() {
    let sandbox = Sandbox::new()
        .source(
            "yearbook-2020",
            "The yard delivered 22 patrol boats in 2019, and none in the year after it.\n",
        )
        .claim("patrol-boats", "yearbook-2020", "\"The yard delivered 40 patrol boats in 2019\"");
    let run = sandbox.run(&["check", "--color", "always", "--width", "90"]);
    let picture = anstyle_svg::Term::new().min_width_px(820).render_svg(&run.stdout);
    let path = repository("docs/check.svg");
    if std::env::var_os("UPDATE_PAGES").is_some() {
        fs::write(&path, &picture).unwrap();
    }
    assert_eq!(
        fs::read_to_string(&path).unwrap_or_default(),
        picture,
        "UPDATE_PAGES=1 cargo test draws it anew"
    );
}

#[test]
fn the_documents_and_ci_name_the_same_test_command() {
    let readme = fs::read_to_string(repository("README.md")).unwrap();
    let ci = fs::read_to_string(repository(".ci/run")).unwrap();
    for command in ["cargo test", "cargo run --release --quiet -- check"] {
        assert!(readme.contains(&format!("$ {command}\n")), "README.md does not show `{command}`");
        assert!(ci.lines().any(|line| line == command), ".ci/run does not call `{command}`");
    }
}

#[test]
fn paths_that_the_documents_name_exist() {
    for document in ["README.md", "CONTRIBUTING.md", "CHANGELOG.md"] {
        let text = fs::read_to_string(repository(document)).unwrap();
        for quoted in text.split('`').skip(1).step_by(2).filter(|quoted| quoted.starts_with("src/")) {
            let exists = quoted.contains('<') || repository(quoted).exists();
            assert!(exists, "{document} names {quoted}");
        }
        for link in text.split("](").skip(1).filter_map(|rest| rest.split(')').next()) {
            let (path, heading) = link.split_once('#').unwrap_or((link, ""));
            let target = || fs::read_to_string(repository(path)).unwrap_or_default();
            let anchors = || target().lines().map(anchor).any(|anchor| anchor == heading);
            let exists = repository(path).exists() && (heading.is_empty() || anchors());
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
