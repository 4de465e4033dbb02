//! What the program is handed out as: the package for cargo, the wheel, the release.

use crate::sandbox::repository;
use std::collections::BTreeSet;
use std::fs;
use std::process::Command;

fn text(path: &str) -> String {
    fs::read_to_string(repository(path)).unwrap()
}

/// What stands behind a key, where it stands first.
fn value<'t>(toml: &'t str, key: &str) -> &'t str {
    let found = toml.lines().filter_map(|line| line.split_once(" = ")).find(|(found, _)| *found == key);
    found.unwrap_or_else(|| panic!("{key}")).1.trim_matches('"')
}

#[test]
fn the_package_for_cargo_holds_what_the_build_needs_and_no_claims() {
    let cargo = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let mut command = Command::new(cargo);
    command.args(["package", "--list", "--offline", "--allow-dirty"]).current_dir(repository(""));
    let output = command.output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let listed = String::from_utf8(output.stdout).unwrap().replace('\\', "/");
    let listed: BTreeSet<&str> = listed.lines().collect();
    let mut missing = Vec::new();
    for entry in walkdir::WalkDir::new(repository("src")).into_iter().flatten() {
        let path = entry.path().strip_prefix(repository("")).unwrap().to_string_lossy().replace('\\', "/");
        if entry.file_type().is_file() && !listed.contains(path.as_str()) {
            missing.push(path);
        }
    }
    assert!(missing.is_empty(), "the build may need these: {missing:?}");
    for needed in
        ["Cargo.lock", "README.md", "LICENSE-MIT", "LICENSE-APACHE", "docs/check.svg", "docs/cli.md"]
    {
        assert!(listed.contains(needed), "{needed}");
    }
    let top: BTreeSet<&str> = listed.iter().filter_map(|path| Some(path.split_once('/')?.0)).collect();
    assert_eq!(top.into_iter().collect::<Vec<_>>(), ["docs", "src"]);
}

#[test]
fn nothing_that_is_compiled_in_lies_outside_the_source_folder() {
    for entry in walkdir::WalkDir::new(repository("src")).into_iter().flatten() {
        if entry.path().extension().is_none_or(|extension| extension != "rs") {
            continue;
        }
        let code = fs::read_to_string(entry.path()).unwrap();
        for path in code.split("include_str!(\"").chain(code.split("include_bytes!(\"")).skip(1) {
            let path = path.split('"').next().unwrap_or_default();
            let Ok(whole) = entry.path().parent().unwrap().join(path).canonicalize() else { continue };
            let inside = whole.starts_with(repository("src").canonicalize().unwrap());
            assert!(inside, "{} takes in {}", entry.path().display(), whole.display());
        }
    }
}

#[test]
fn the_wheel_says_what_the_package_says() {
    let (package, wheel) = (text("Cargo.toml"), text("pyproject.toml"));
    for key in ["name", "description", "readme", "license", "keywords"] {
        assert_eq!(value(&package, key), value(&wheel, key), "{key}");
    }
    assert_eq!(value(&wheel, "bindings"), "bin");
}

#[test]
fn the_release_publishes_what_binstall_looks_for() {
    let (package, release) = (text("Cargo.toml"), text(".github/workflows/release.yml"));
    let (_, binstall) = package.split_once("[package.metadata.binstall]\n").unwrap();
    let name = "{ name }-{ version }-{ target }";
    let url = format!("{{ repo }}/releases/download/v{{ version }}/{name}{{ archive-suffix }}");
    assert_eq!(value(binstall, "pkg-url"), url);
    assert_eq!(value(binstall, "bin-dir"), format!("{name}/{{ bin }}{{ binary-ext }}"));
    assert_eq!(value(binstall, "pkg-fmt"), "tgz");
    for packed in ["name=\"grounds-$version-$TARGET\"", "\"dist/$name.tar.gz\"", "\"dist/$name.zip\""] {
        assert!(release.contains(packed), "{packed}");
    }
    for other in package.split("[package.metadata.binstall.overrides.").skip(1) {
        let target = other.split(']').next().unwrap_or_default();
        assert!(release.contains(&format!("target: {target},")), "{target}");
    }
    let rust = value(&package, "rust-version");
    assert!(
        release.contains(&format!("rustup toolchain install {rust} ")),
        "the release builds with Rust {rust}"
    );
}
