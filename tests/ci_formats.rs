//! The formats for hosts and their tools: what they print over the sample, that it is valid by what those who read it have
//! published, and that no limit of theirs turns red into green.

use crate::sandbox::{Run, Sandbox, repository, run_in, sample};
use crate::tools;
use jsonschema::Validator;
use serde_json::{Value, json};
use std::collections::BTreeSet;
use std::fs;
use std::path::Path;
use std::process::Command;

/// The formats, and the files with what they print over the sample.
const FORMATS: [(&str, &str); 5] =
    [("markdown", "md"), ("sarif", "json"), ("gitlab", "json"), ("junit", "xml"), ("rdjson", "json")];

#[test]
fn over_the_sample_each_prints_what_its_file_says() {
    for (format, extension) in FORMATS {
        let run = sample().run(&["check", "--format", format]);
        assert_eq!((run.code, run.stderr.as_str()), (Some(1), ""), "{format}");
        let shown = run.stdout.replace(env!("CARGO_PKG_VERSION"), "N");
        let path = repository("tests/formats").join(format!("{format}.{extension}"));
        if std::env::var_os("UPDATE_PAGES").is_some() {
            fs::write(&path, &shown).unwrap();
        }
        assert_eq!(fs::read_to_string(&path).unwrap_or_default(), shown, "UPDATE_PAGES=1 writes it anew");
    }
}

#[test]
fn one_run_writes_them_all() {
    let sandbox = sample();
    let mut arguments = vec!["check".to_owned(), "--format".to_owned(), "concise".to_owned()];
    for (format, _) in FORMATS {
        arguments.extend(["--format".to_owned(), format!("{format}=out.{format}")]);
    }
    let arguments: Vec<_> = arguments.iter().map(String::as_str).collect();
    let run = sandbox.run(&arguments);
    assert_eq!((run.code, run.stderr.as_str()), (Some(1), ""));
    assert!(run.stdout.ends_with("\n1 error, 1 warning, 1 note\n"), "{}", run.stdout);
    for (format, _) in FORMATS {
        let written = fs::read_to_string(sandbox.path().join(format!("out.{format}"))).unwrap();
        assert_eq!(written, sandbox.run(&["check", "--format", format]).stdout);
    }
}

#[test]
#[ignore = "needs a package of node; .ci/run runs it"]
fn sarif_is_valid_by_the_schema_of_the_standard() {
    let schema = tools::file_of_package("@microsoft/jest-sarif/lib/schemas/sarif-2.1.0-rtm.5.json");
    let mut schema = json_of(&fs::read_to_string(schema).unwrap());
    // As published it has a pattern, twice, that is no regular expression (ECMA-262): a bracket too many.
    for holder in ["run", "toolComponent"] {
        let language = schema.pointer_mut(&format!("/definitions/{holder}/properties/language")).unwrap();
        let pattern = language.as_object_mut().unwrap().remove("pattern");
        assert_eq!(pattern, Some(json!("^[a-zA-Z]{2}|^[a-zA-Z]{2}-[a-zA-Z]{2}]?$")));
    }
    let validator = jsonschema::draft4::new(&schema).unwrap();
    for sandbox in projects() {
        let log = json_of(&sandbox.run(&["check", "--format", "sarif"]).stdout);
        assert_valid(&validator, &log);
        let run = &log["runs"][0];
        let rules = run["tool"]["driver"]["rules"].as_array().unwrap();
        for result in run["results"].as_array().unwrap() {
            let rule = &rules[usize::try_from(result["ruleIndex"].as_u64().unwrap()).unwrap()];
            assert_eq!(rule["id"], result["ruleId"]);
            let uri = result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"].as_str().unwrap();
            let may_stand = |b: u8| b.is_ascii_alphanumeric() || b"-._~/%".contains(&b);
            assert!(uri.bytes().all(may_stand) && !uri.starts_with('/'), "{uri}");
        }
        assert!(rules.iter().all(|rule| rule["help"]["markdown"].as_str().unwrap().len() > 100), "{rules:?}");
    }
}

#[test]
#[ignore = "needs a package of node; .ci/run runs it"]
fn rdjson_is_valid_by_a_validator_of_reviewdogs_format() {
    let validator = tools::program("rdformat-validator");
    for sandbox in projects() {
        fs::write(sandbox.path().join("out.json"), sandbox.run(&["check", "--format", "rdjson"]).stdout)
            .unwrap();
        let mut command = Command::new(&validator);
        command.current_dir(sandbox.path()).args(["--strict", "--no-extra-fields", "out.json"]);
        tools::passes(&mut command);
    }
}

#[test]
fn columns_are_counted_as_each_format_wants() {
    let claim = "statement = \"The tide came.\"\nstatus = \"unsubstantiated\"\nx𐐀é = 1\n\"é\" = 2\n";
    let sandbox = Sandbox::new().file("claims/a.toml", claim.replace("x𐐀é = 1\n", "\"x𐐀é\" = 1\n"));
    let log = json_of(&sandbox.run(&["check", "--format", "sarif"]).stdout);
    let region = &log["runs"][0]["results"][0]["locations"][0]["physicalLocation"]["region"];
    assert_eq!((&region["startColumn"], &region["endColumn"]), (&json!(1), &json!(6)), "code points");
    let result = json_of(&sandbox.run(&["check", "--format", "rdjson"]).stdout);
    let end = &result["diagnostics"][0]["location"]["range"]["end"];
    assert_eq!((&end["line"], &end["column"]), (&json!(3), &json!(10)), "bytes");
}

#[test]
#[ignore = "needs xmllint; .ci/run runs it"]
fn junit_is_valid_by_the_schema_of_jenkins() {
    // Of the xUnit plugin of Jenkins (MIT), as pytest 8.4.2 ships it.
    let schema = repository("tests/schemas/junit-10.xsd");
    for sandbox in projects() {
        fs::write(sandbox.path().join("out.xml"), sandbox.run(&["check", "--format", "junit"]).stdout)
            .unwrap();
        assert_valid_xml(&["--schema".as_ref(), schema.as_path()], &sandbox.path().join("out.xml"));
    }
}

/// Is the file XML, and what else the options ask for?
pub fn assert_valid_xml(options: &[&Path], file: &Path) {
    let mut xmllint = Command::new(tools::program("xmllint"));
    tools::passes(xmllint.args(["--nonet", "--huge", "--noout"]).args(options).arg(file));
}

#[test]
fn gitlab_gets_what_its_documentation_asks_for() {
    // The table of "Code Quality report format" in GitLab's documentation.
    let schema = json!({
        "type": "array",
        "items": {
            "type": "object",
            "required": ["description", "check_name", "fingerprint", "severity", "location"],
            "properties": {
                "description": {"type": "string", "minLength": 1},
                "check_name": {"type": "string", "minLength": 1},
                "fingerprint": {"type": "string", "minLength": 1},
                "severity": {"enum": ["info", "minor", "major", "critical", "blocker"]},
                "location": {
                    "type": "object",
                    "required": ["path", "lines"],
                    "properties": {
                        "path": {"type": "string", "pattern": "^[^./]"},
                        "lines": {
                            "type": "object",
                            "required": ["begin"],
                            "properties": {"begin": {"type": "integer", "minimum": 1}}
                        }
                    }
                }
            }
        }
    });
    let validator = jsonschema::draft7::new(&schema).unwrap();
    for sandbox in projects() {
        let report = json_of(&sandbox.run(&["check", "--format", "gitlab"]).stdout);
        assert_valid(&validator, &report);
        let violations = report.as_array().unwrap();
        let prints: BTreeSet<_> = violations.iter().map(|found| found["fingerprint"].as_str()).collect();
        assert_eq!(prints.len(), violations.len(), "GitLab takes two of one fingerprint for one");
    }
}

#[test]
fn in_junit_a_claim_is_red_exactly_where_something_is_an_error() {
    let sandbox = sample().claim("tide-came", "gazette", "\"On Monday the tide came over the mole\"");
    let run = sandbox.run(&["check", "--format", "junit", "--limit", "1"]);
    let red = |claim: &str| {
        let case = run.stdout.split("<testcase ").find(|case| case.contains(&format!("{claim}.toml")));
        case.unwrap_or_else(|| panic!("{claim} is not among the tests:\n{}", run.stdout))
            .contains("<failure ")
    };
    assert_eq!(["tide-noon", "tide-back", "tide-came", "almanac"].map(red), [true, false, false, false]);
    assert!(run.stdout.contains(r#"<testsuites name="grounds check" tests="4" failures="1" errors="0">"#));
}

#[test]
fn many_findings_keep_within_what_hosts_take_and_none_is_lost_in_silence() {
    let broken = |n: usize| format!("statement = \"x\"\nstatus = \"documentd\"\nx{n} = 1\ny = 2\n");
    let mut sandbox = Sandbox::new();
    for n in 0..2_000 {
        sandbox = sandbox.file(&format!("claims/c-{n:04}.toml"), broken(n));
    }
    let log = json_of(&sandbox.run(&["check", "--format", "sarif"]).stdout);
    let run = &log["runs"][0];
    assert_eq!(run["results"].as_array().unwrap().len(), 5_000);
    let notification = &run["invocations"][0]["toolExecutionNotifications"][0]["message"]["text"];
    assert_eq!(notification, "1000 of 6000 findings are not shown: the lighter ones");
    let all = json_of(&sandbox.run(&["check", "--format", "sarif", "--limit", "0"]).stdout);
    assert_eq!(all["runs"][0]["results"].as_array().unwrap().len(), 6_000);
    assert_eq!(
        json_of(&sandbox.run(&["check", "--format", "gitlab"]).stdout).as_array().unwrap().len(),
        6_000
    );
    let diagnostics = json_of(&sandbox.run(&["check", "--format", "rdjson"]).stdout);
    assert_eq!(diagnostics["diagnostics"].as_array().unwrap().len(), 6_000);
    assert!(sandbox.run(&["check", "--format", "junit"]).stdout.contains(r#"tests="2000" failures="2000""#));
    let comment = sandbox.run(&["check", "--format", "markdown"]).stdout;
    assert!(comment.len() < 65_536 && comment.starts_with("### ❌ Claims: 6000 errors,"), "{comment}");
    let rows = comment.lines().filter(|line| line.starts_with("| error |")).count();
    let more =
        comment.lines().filter_map(|line| line.strip_prefix('*')?.strip_suffix(" more findings not shown*"));
    let more: usize = more.map(|count| count.parse::<usize>().unwrap()).sum();
    assert!(rows > 100 && rows + more == 1_000, "{rows} + {more}");
    assert!(comment.contains("5000 more not shown (--limit 0 shows all)"), "{comment}");
}

#[test]
fn the_comment_begins_with_the_worst_and_says_when_all_is_well() {
    let comment = sample().run(&["check", "--format", "markdown"]).stdout;
    let at = |words: &str| comment.find(words).unwrap_or_else(|| panic!("{words}: {comment}"));
    assert!(at("| error |") < at("| warning |") && at("| warning |") < at("| note |"));
    let sandbox = Sandbox::new().source("gazette", "On Monday the tide came over the mole at noon.\n").claim(
        "tide",
        "gazette",
        "\"the tide came over the mole\"",
    );
    let run = sandbox.run(&["check", "--format", "markdown"]);
    assert_eq!(
        (run.code, run.stdout.as_str()),
        (
            Some(0),
            "### ✅ Claims: 0 errors, 0 warnings, 0 notes\n\n- `1 claim (1 unsubstantiated), 1 source`\n\
             - `1 quote: 1 checked (1 exact) + 0 unread + 0 skipped`\n"
        )
    );
}

#[test]
fn paths_begin_where_the_reader_of_the_format_stands() {
    let repository = tempfile::tempdir().unwrap();
    let project = repository.path().join("desk/ä, #1");
    fs::create_dir_all(project.join("claims/deep")).unwrap();
    fs::write(project.join("claims/x.toml"), "statement = \"x\"\nstatus = \"documentd\"\n").unwrap();
    let told = repository.path().to_str().unwrap();
    let run = |folder: &Path, format: &str, told: &[(&str, &str)]| -> Run {
        run_in(folder, &["check", "--root", project.to_str().unwrap(), "--format", format], told)
    };
    for host in ["GITHUB_WORKSPACE", "CI_PROJECT_DIR"] {
        let log = json_of(&run(&project, "sarif", &[(host, told)]).stdout);
        let place = &log["runs"][0]["results"][0]["locations"][0]["physicalLocation"]["artifactLocation"];
        assert_eq!(place["uri"], "desk/%C3%A4%2C%20%231/claims/x.toml");
        let report = json_of(&run(&project, "gitlab", &[(host, told)]).stdout);
        assert_eq!(report[0]["location"]["path"], "desk/ä, #1/claims/x.toml");
    }
    for (folder, path) in [
        (project.clone(), "claims/x.toml"),
        (repository.path().to_owned(), "desk/ä, #1/claims/x.toml"),
        (repository.path().join("desk"), "ä, #1/claims/x.toml"),
        (project.join("claims/deep"), "../../claims/x.toml"),
    ] {
        let result = json_of(&run(&folder, "rdjson", &[]).stdout);
        assert_eq!(
            result["diagnostics"][0]["location"]["path"], path,
            "reviewdog starts from its own folder"
        );
    }
}

/// The sample, one with nothing to say, one in which little is right, and this repository's mistakes all at once.
fn projects() -> Vec<Sandbox> {
    let sound = Sandbox::new().source("gazette", "On Monday the tide came over the mole at noon.\n").claim(
        "tide",
        "gazette",
        "\"the tide came over the mole\"",
    );
    let broken = sample()
        .file("claims/odd name, 100%.toml", "statement = \"ä\nstatus")
        .file("claims/a/none.toml", "")
        .file("claims/b/none.toml", "status = \"x\"\n[[evidence]]\nquote = 1\n")
        .file("sources/gazette.md", "Another text.\n")
        .file("grounds.toml", "[rules]\nquote-shrt = \"off\"\n");
    vec![sample(), sound, broken]
}

fn json_of(text: &str) -> Value {
    serde_json::from_str(text).unwrap()
}

fn assert_valid(validator: &Validator, value: &Value) {
    let wrong: Vec<_> =
        validator.iter_errors(value).map(|error| format!("{}: {error}", error.instance_path())).collect();
    assert!(wrong.is_empty(), "{wrong:#?}");
}
