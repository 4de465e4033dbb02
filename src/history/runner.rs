//! Which revision to compare with, from the documented variables and events of GitHub Actions and GitLab CI. Names of
//! branches and the content of events may come from a stranger.

use serde_json::Value;

/// A run in CI.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Run {
    /// Whose runner it is.
    pub host: Host,
    /// What to check.
    pub about: About,
}

/// Whose runner it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Host {
    /// GitHub Actions.
    GitHub,
    /// GitLab CI.
    GitLab,
    /// Any other, or none.
    Unknown,
}

/// What a run is about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum About {
    /// A pull or merge request: compare with the first of these revisions that exists.
    Proposal(Vec<String>),
    /// Something that has landed: check it as it is. The revision before the push, if it is known, is for the summary.
    Landed(Option<String>),
}

/// Why a run is refused.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Refusal {
    /// `pull_request_target` checks out the base, or gives a stranger's files to a run with secrets.
    Target,
    /// It is about a change, and the base is missing or is not a valid name of a branch or commit.
    NoBase,
}

/// Describes the run from its environment variables, which `get` reads, and GitHub's `event`.
///
/// # Errors
/// If the base of a change is not certain. It is never guessed: with no base to compare with, every change would pass.
pub fn run(get: impl Fn(&str) -> Option<String>, event: &Value) -> Result<Run, Refusal> {
    let get = |name: &str| get(name).filter(|value| !value.is_empty());
    let is = |name: &str| get(name).as_deref() == Some("true");
    if is("GITHUB_ACTIONS") {
        Ok(Run { host: Host::GitHub, about: github(get, event)? })
    } else if is("GITLAB_CI") {
        Ok(Run { host: Host::GitLab, about: gitlab(get)? })
    } else {
        Ok(Run { host: Host::Unknown, about: About::Landed(None) })
    }
}

fn github(get: impl Fn(&str) -> Option<String>, event: &Value) -> Result<About, Refusal> {
    let commit_at = |pointer: &str| event.pointer(pointer).and_then(Value::as_str).and_then(commit);
    let of_pull_request = commit_at("/pull_request/base/sha");
    match get("GITHUB_EVENT_NAME").as_deref() {
        Some("pull_request_target") => Err(Refusal::Target),
        // Other events, such as a review, are about a pull request too. The current branch comes first, because GitHub checks
        // out the change merged into it.
        name if name == Some("pull_request")
            || of_pull_request.is_some()
            || get("GITHUB_BASE_REF").is_some() =>
        {
            let branch =
                get("GITHUB_BASE_REF").map(|name| branch(&name).ok_or(Refusal::NoBase)).transpose()?;
            proposal([branch, of_pull_request])
        }
        Some("merge_group") => proposal([commit_at("/merge_group/base_sha")]),
        Some("push") => Ok(About::Landed(commit_at("/before"))),
        _ => Ok(About::Landed(None)),
    }
}

fn gitlab(get: impl Fn(&str) -> Option<String>) -> Result<About, Refusal> {
    let commit_at = |name: &str| get(name).as_deref().and_then(commit);
    // A child pipeline has another source than its merge request, but the same variables.
    let of_change = [
        "CI_MERGE_REQUEST_IID",
        "CI_MERGE_REQUEST_TARGET_BRANCH_NAME",
        "CI_MERGE_REQUEST_DIFF_BASE_SHA",
        "CI_EXTERNAL_PULL_REQUEST_IID",
        "CI_EXTERNAL_PULL_REQUEST_TARGET_BRANCH_NAME",
    ];
    let is_event = get("CI_PIPELINE_SOURCE").as_deref() == Some("merge_request_event");
    if !is_event && of_change.iter().all(|name| get(name).is_none()) {
        return Ok(About::Landed(commit_at("CI_COMMIT_BEFORE_SHA")));
    }
    let name = get("CI_MERGE_REQUEST_TARGET_BRANCH_NAME")
        .or_else(|| get("CI_EXTERNAL_PULL_REQUEST_TARGET_BRANCH_NAME"));
    let branch = name.map(|name| branch(&name).ok_or(Refusal::NoBase)).transpose()?;
    // Only pipelines for merged results set the first one.
    let of_target = commit_at("CI_MERGE_REQUEST_TARGET_BRANCH_SHA");
    proposal([of_target, commit_at("CI_MERGE_REQUEST_DIFF_BASE_SHA"), branch])
}

fn proposal<const N: usize>(bases: [Option<String>; N]) -> Result<About, Refusal> {
    let bases: Vec<_> = bases.into_iter().flatten().collect();
    if bases.is_empty() { Err(Refusal::NoBase) } else { Ok(About::Proposal(bases)) }
}

/// A full commit id; not the null id, which is all zeros.
fn commit(written: &str) -> Option<String> {
    let is_id = matches!(written.len(), 40 | 64) && written.bytes().all(|byte| byte.is_ascii_hexdigit());
    (is_id && written.bytes().any(|byte| byte != b'0')).then(|| written.to_ascii_lowercase())
}

/// The remote-tracking branch of that name, if it is a valid name (git-check-ref-format).
fn branch(name: &str) -> Option<String> {
    let forbidden = |c: char| c.is_control() || " ~^:?*[\\\u{7f}".contains(c);
    let is_wrong = name.contains(forbidden)
        || name.contains("..")
        || name.contains("@{")
        || name.ends_with(['.', '/'])
        || name
            .split('/')
            .any(|part| part.is_empty() || part.starts_with('.') || part.strip_suffix(".lock").is_some());
    (!is_wrong).then(|| format!("refs/remotes/origin/{name}"))
}
