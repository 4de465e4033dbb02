//! What `diff` shows, in each format, and that what comes out of files stays text.

use crate::repository::Repository;
use crate::sandbox::{Sandbox, claim_on, record_of};
use pulldown_cmark::{Event, Options, Parser, Tag};

const REGISTER: &str =
    "Entered in the year 2019: 22 patrol boats, for the coast guard. The register names no yard.\n";
const GAZETTE: &str = "A foreman said that forty boats left the yard before the winter.\n";

fn claim(statement: &str, status: &str, more: &str, source: &str, quote: &str) -> String {
    format!(
        "statement = \"{statement}\"\nstatus = \"{status}\"\n{more}\n[[evidence]]\nsource = \"{source}\"\nquote = \"{quote}\"\n"
    )
}

/// A project with a commit, and much that changed since.
fn changed() -> Repository {
    let boats = "The harbour register for 2019 has 22 patrol boats.";
    let quote = "22 patrol boats, for the coast guard";
    let forty = "forty boats left the yard";
    let said = "judges = \"saying\"\nclaimant = \"Gazette\"\nrationale = \"It says so.\"\n";
    let one_word = "claimant = \"Harbour Office\"\nrationale = \"The Gazette says so.\"\n";
    let tree = Sandbox::new()
        .source("register", REGISTER)
        .source("gazette", GAZETTE)
        .claim("raised", "register", &format!("\"{quote}\""))
        .claim("silent", "register", &format!("\"{quote}\""))
        .claim("gone", "register", &format!("\"{quote}\""))
        .claim("moved", "register", &format!("\"{quote}\""))
        .claim("old-name", "register", &format!("\"{quote}\""))
        .file("claims/restated.toml", claim(boats, "documented", said, "register", quote))
        .file("claims/fails.toml", claim("Forty boats left.", "unsubstantiated", "", "gazette", forty))
        .file(
            "claims/falls.toml",
            claim("Forty boats left.", "partially confirmed", one_word, "gazette", forty),
        );
    let repository = Repository::of(tree);
    repository.commit("As it was");
    repository
        .file("claims/raised.toml", claim("The tide came.", "documented", said, "register", quote))
        .file("claims/silent.toml", claim("The tide came.", "documented", "", "register", quote))
        .file(
            "claims/restated.toml",
            claim(&boats.replace("22", "40"), "documented", said, "register", quote),
        )
        .file(
            "claims/fails.toml",
            claim("Forty boats left.", "unsubstantiated", "", "gazette", "fifty boats left the yard"),
        )
        .file("claims/falls.toml", claim("Forty boats left.", "unsubstantiated", one_word, "gazette", forty))
        .file(
            "claims/new-name.toml",
            claim("The tide came.", "unsubstantiated", "formerly = [\"old-name\"]\n", "register", quote),
        )
        .file("claims/added.toml", claim("The yard fell silent.", "unsubstantiated", "", "gazette", forty));
    repository.remove("claims/gone.toml").remove("claims/old-name.toml");
    repository.rename("claims/moved.toml", "claims/sea/moved.toml");
    repository
}

#[test]
fn people_see_the_worst_first_with_its_causes() {
    let run = changed().run(&["diff"]);
    assert_eq!((run.code, run.stderr.as_str()), (Some(0), ""));
    let (head, rest) = run.stdout.split_once('\n').unwrap();
    assert!(
        head.starts_with("from ") && head.ends_with(", the merge base with `HEAD`, to the working tree"),
        "{head}"
    );
    assert_eq!(
        rest,
        r"
removed gone: unsubstantiated → removed
  The tide came.
  - register (supports): “22 patrol boats, for the coast guard”

raised without a reason silent: unsubstantiated → documented
  The tide came.
  lone report; printable: as an allegation by Gazette, not verified
  neither evidence nor rationale changed
  it has earned unsubstantiated only
  now not-earned

quote fails fails: unsubstantiated
  Forty boats left.
  lone report → nothing; printable: not at all
  altered: a quote from `gazette`
  independent witnesses 1 → 0
  ~ gazette (supports): [-forty-]{+fifty+} boats left the yard

raised raised: unsubstantiated → documented
  The tide came.
  lone report → own words read here; printable: as a fact: it was said
  new rationale
  other keys: judges, claimant
  judges: saying
  claimant: Gazette
  rationale: It says so.

restated restated: documented
  own words read here; printable: as a fact: it was said
  statement: The harbour register for 2019 has [-22-]{+40+} patrol boats.

lowered falls: partially confirmed → unsubstantiated
  Forty boats left.
  lone report; printable: as an allegation by Gazette, not verified

added added: new: unsubstantiated
  lone report; printable: as an allegation by Gazette, not verified
  statement: The yard fell silent.
  + gazette (supports): “forty boats left the yard”

renamed new-name: unsubstantiated
  The tide came.
  lone report; printable: as an allegation by Gazette, not verified
  formerly `old-name`
  other keys: formerly
  formerly: old-name

moved moved: unsubstantiated
  The tide came.
  lone report; printable: as an allegation by Gazette, not verified
  moved from `claims/moved.toml` to `claims/sea/moved.toml`

1 removed, 1 raised without a reason, 1 quote fails, 1 raised, 1 restated, 1 lowered, 1 added, 1 renamed, 1 moved
"
    );
}

#[test]
fn whoever_asks_is_told_by_the_exit_code() {
    let sandbox = changed();
    assert_eq!(sandbox.run(&["diff", "--exit-code"]).code, Some(1));
    sandbox.commit("Land it");
    assert_eq!(sandbox.run(&["diff", "--exit-code"]).code, Some(0));
    assert_eq!(sandbox.run(&["diff", "--exit-code", "--base", "HEAD~1"]).code, Some(1));
}

#[test]
fn two_revisions_are_compared_without_the_working_tree() {
    let sandbox = changed();
    let from_tree = sandbox.run(&["diff", "--format", "json"]).stdout;
    sandbox.commit("Land it");
    let sandbox = sandbox.file("claims/added.toml", "broken = ");
    let from_commit = sandbox.run(&["diff", "--base", "HEAD~1", "HEAD", "--format", "json"]).stdout;
    let claims = |json: &str| serde_json::from_str::<serde_json::Value>(json).unwrap()["claims"].clone();
    assert_eq!(claims(&from_tree), claims(&from_commit));
    assert_eq!(claims(&from_tree).as_array().unwrap().len(), 9);
    // From a bare repository too, if both are named.
    let bare = tempfile::tempdir().unwrap();
    sandbox.git(&["clone", "--quiet", "--bare", ".", bare.path().to_str().unwrap()]);
    let root = bare.path().to_str().unwrap();
    let run = sandbox.run(&["diff", "--root", root, "--base", "HEAD~1", "HEAD", "--format", "json"]);
    assert_eq!(claims(&run.stdout), claims(&from_commit), "{}", run.stderr);
    let run = sandbox.run(&["diff", "--root", root, "--base", "HEAD~1"]);
    assert_eq!(run.code, Some(2));
    assert!(run.stderr.contains("this repository is bare"), "{}", run.stderr);
}

#[test]
fn what_sources_do_to_claims_is_told() {
    let quote = "forty boats left the yard";
    let confirmed = claim(
        "Forty boats left.",
        "partially confirmed",
        "subjects = [\"Northyard\"]\nrationale = \"The foreman says so, and the Herald counted them.\"\n",
        "gazette",
        quote,
    ) + "origin = \"gazette\"\n\n[[evidence]]\nsource = \"herald\"\nquote = \"forty boats on their way to the sea\"\norigin = \"herald\"\n";
    let sandbox = Repository::new();
    let herald = "We counted forty boats on their way to the sea.\n";
    sandbox
        .source("gazette", GAZETTE)
        .source("herald", herald)
        .file("sources/herald.toml", record_of(herald).replace("Gazette", "Herald"))
        .file("claims/boats.toml", confirmed);
    sandbox.commit("As it was");
    let record = std::fs::read_to_string(sandbox.path().join("sources/gazette.toml")).unwrap();
    let retracted = format!("{record}\n[retracted]\nbecause = \"The foreman never said so.\"\n");
    let sandbox = sandbox.file("sources/gazette.toml", retracted);
    let run = sandbox.run(&["diff"]);
    let told = "undermined boats: partially confirmed\n  Forty boats left.\n  two witnesses → lone report; printable: as an allegation by Herald, not verified\n  it has earned unsubstantiated only\n  independent witnesses 2 → 1\n  source `gazette`: retracted\n  now not-earned\n\nsources\n  gazette: retracted\n    retracted.because: The foreman never said so.\n";
    assert!(run.stdout.contains(told), "{}", run.stdout);
    // Another text, in which the quote does not stand.
    let sandbox = sandbox.source("gazette", &GAZETTE.replace("forty", "fifty"));
    let run = sandbox.run(&["diff"]);
    let told = "  altered: a quote from `gazette`\n  independent witnesses 2 → 1\n  source `gazette`: another text\n  now not-earned\n  verified → altered: gazette (supports, from gazette): “forty boats left the yard”\n";
    assert!(run.stdout.contains(told), "{}", run.stdout);
}

#[test]
fn a_changed_policy_is_told_and_does_not_judge_yet() {
    let sandbox =
        changed().with("grounds.toml", "[rules]\nsingle-origin = \"off\"\n\n[topics]\nallowed = [\"sea\"]\n");
    let run = sandbox.run(&["diff"]);
    let told = "policy, which takes effect with the next change\n  rules.single-origin: not set → off\n  topics.allowed: not set → \"sea\"\n";
    assert!(run.stdout.contains(told), "{}", run.stdout);
}

/// What a fact-checker might put into a claim to reach out of it.
const HOSTILE: [&str; 12] = [
    "@everyone and @octocat, see #1 and octo/repo#2",
    "[click](javascript:alert(1)) ![x](https://evil.example/x.png) <https://evil.example>",
    "https://evil.example/plain and www.evil.example",
    "| a | table | row |",
    "`code` ``more`` ```` ```` fences ````",
    "```\\n# heading\\n```",
    "<script>alert(1)</script><!-- hidden --><details open>",
    "# heading *emphasis* **strong** ~~gone~~ - [ ] task",
    "::error::x ##[add-mask]y",
    "\\u202Eright to left\\u2066",
    "&lt;b&gt; &#64;octocat",
    "$\\\\alpha$ [^1] :tada: \\u001B[31m",
];

#[test]
fn in_a_comment_hostile_words_stay_text() {
    let sandbox = Repository::new();
    sandbox.source("gazette", GAZETTE);
    for (at, hostile) in HOSTILE.iter().enumerate() {
        let toml = hostile.replace('"', "\\\"");
        sandbox.file(&format!("claims/c-{at}.toml"), claim_on("gazette", &format!("\"{toml}\"")));
    }
    sandbox.commit("As it was");
    for (at, hostile) in HOSTILE.iter().enumerate() {
        let toml = hostile.replace('"', "\\\"");
        let more = format!("rationale = \"{toml}\"\n");
        sandbox.file(
            &format!("claims/c-{at}.toml"),
            claim(&format!("{toml} again"), "documented", &more, &toml, &format!("{toml} and {toml}")),
        );
    }
    sandbox
        .file("claims/@octocat|`x`.toml", "broken = ")
        .file("grounds.toml", "[names]\n\"@octocat|`\" = [\"<b>\"]\n");
    let run = sandbox.run(&["diff", "--format", "markdown"]);
    assert_eq!((run.code, run.stderr.as_str()), (Some(0), ""));
    let options = Options::ENABLE_TABLES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_TASKLISTS
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_MATH
        | Options::ENABLE_GFM;
    let (mut code, mut words, mut rows) = (0, String::new(), 0);
    for event in Parser::new_ext(&run.stdout, options) {
        match event {
            Event::Start(Tag::CodeBlock(_)) => code += 1,
            Event::End(pulldown_cmark::TagEnd::CodeBlock) => code -= 1,
            Event::Text(text) if code == 0 => words += &text,
            Event::Start(Tag::TableRow) => rows += 1,
            // What is folded away.
            Event::Html(html) => {
                let html = html.trim();
                let is_ours = html.starts_with("<details><summary>") && html.ends_with("</summary>");
                assert!(is_ours || html == "</details>" || html.is_empty(), "{html}");
            }
            Event::Start(
                Tag::Link { .. } | Tag::Image { .. } | Tag::FootnoteDefinition(_) | Tag::BlockQuote(_),
            )
            | Event::InlineHtml(_)
            | Event::TaskListMarker(_)
            | Event::InlineMath(_)
            | Event::DisplayMath(_) => panic!("{event:?} in {}", run.stdout),
            _ => {}
        }
    }
    // The new claim that cannot be read; the others need a person, and are listed above.
    assert_eq!((rows, run.stdout.matches("- ❌ ").count()), (1, HOSTILE.len()), "{}", run.stdout);
    for hostile in ['@', '#', '<', '&', '$'] {
        assert!(!words.contains(hostile), "{hostile} stands outside of code: {words}");
    }
    assert!(!words.contains("http") && !words.contains("www."), "{words}");
    let controls = |c: char| c.is_control() && c != '\n' || ('\u{202a}'..='\u{2069}').contains(&c);
    for format in ["full", "json", "markdown"] {
        let run = sandbox.run(&["diff", "--format", format]);
        assert!(!run.stdout.contains(controls) && !run.stdout.contains("##["), "{format}: {}", run.stdout);
    }
}

#[test]
fn a_comment_has_room_on_github_and_counts_what_has_none() {
    let sandbox = Repository::new();
    sandbox.source("gazette", GAZETTE).commit("As it was");
    for at in 0..900 {
        sandbox.file(
            &format!("claims/claim-with-a-long-name-number-{at:04}.toml"),
            claim_on("gazette", "\"forty boats left the yard\""),
        );
    }
    let run = sandbox.run(&["diff", "--format", "markdown"]);
    let length = run.stdout.chars().count();
    assert!((30_000..=60_000).contains(&length), "{length}");
    assert!(run.stdout.starts_with("### Claims: 900 added\n"), "{}", &run.stdout[..200]);
    assert!(
        run.stdout.contains(" more claims not shown*")
            && run.stdout.contains(" more claims in full not shown*")
    );
}

#[test]
fn a_claim_with_as_much_evidence_as_a_file_may_hold_is_compared_at_once() {
    let crowded = |word: &str, status: &str| {
        let evidence: Vec<_> = (0..15_000)
            .map(|at| format!("[[evidence]]\nsource = \"a\"\nquote = \"{word} {at}\"\n"))
            .collect();
        let evidence = evidence.concat();
        format!("statement = \"It is so.\"\nstatus = \"{status}\"\n{evidence}")
    };
    let sandbox = Repository::new();
    sandbox.file("claims/crowd.toml", crowded("before", "unsubstantiated"));
    sandbox.commit("As it was");
    let sandbox = sandbox.file("claims/crowd.toml", crowded("after", "documented"));
    sandbox.commit("Other quotes");
    let start = std::time::Instant::now();
    for command in [&["diff", "--base", "HEAD~1", "HEAD"][..], &["log"], &["check", "--base", "HEAD~1"]] {
        assert!(sandbox.run(command).code.is_some_and(|code| code < 2), "{command:?}");
    }
    assert!(start.elapsed().as_secs() < 30, "{:?}", start.elapsed());
}
