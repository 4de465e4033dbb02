//! What editors say about records with the files that `grounds schema --write` writes: the TOML servers tombi and taplo, run for
//! real. And that it writes over nothing of anybody's.

use crate::sandbox::{Sandbox, repository};
use crate::schema::toml_files;
use crate::tools;
use serde_json::{Value, json};
use std::fs;
use std::io::{BufRead, BufReader, Read, Write};
use std::path::Path;
use std::process::{ChildStdin, ChildStdout, Command, Stdio};
use std::time::Duration;

#[test]
#[ignore = "needs tombi and taplo; .ci/run runs it"]
fn tombi_and_taplo_say_in_words_what_is_wrong() {
    let (tombi, taplo) = (tools::program("tombi"), tools::program("taplo"));
    let sandbox = Sandbox::new()
        .file("claims/boats/spelt.toml", "statement = \"The tide came.\"\nstatus = \"documentd\"\n")
        .file("claims/key.toml", "statement = \"x\"\nstatus = \"documented\"\nclaimd_on = 2020-02-11\n")
        .file("claims/bare.toml", "status = \"documented\"\n")
        .file("claims/day.toml", "statement = \"x\"\nstatus = \"documented\"\nas_of = \"yesterday\"\n")
        .file("sources/nobody.toml", "kind = \"blog\"\n")
        .file(
            "grounds.toml",
            "[rules]\nquote-short = \"warn\"\nquote-shrt = \"off\"\nquote-absent = \"off\"\n",
        );
    assert_eq!(sandbox.run(&["schema", "--write"]).code, Some(0));
    let statuses = r#"["unsubstantiated", "partially confirmed", "documented"]"#;
    let said = lint(&tombi, &["lint", "--offline"], &sandbox);
    for (words, place) in [
        (
            format!("the value must be one of {statuses}, but found \"documentd\""),
            "claims/boats/spelt.toml:2:10",
        ),
        ("\"claimd_on\" is not allowed".to_owned(), "claims/key.toml:3:1"),
        ("\"statement\" is required".to_owned(), "claims/bare.toml:1:1"),
        ("\"yesterday\" does not match the pattern".to_owned(), "claims/day.toml:3:9"),
        ("\"publisher\" is required".to_owned(), "sources/nobody.toml:1:1"),
        ("but found \"blog\"".to_owned(), "sources/nobody.toml:1:8"),
        (r#"one of ["error", "warning", "note", "off"], but found "warn""#.to_owned(), "grounds.toml:2:15"),
        ("\"quote-shrt\" is not allowed".to_owned(), "grounds.toml:3:1"),
        (r#"one of ["error"], but found "off""#.to_owned(), "grounds.toml:4:16"),
    ] {
        let told = said.split("Error: ").any(|told| told.contains(&words) && told.contains(place));
        assert!(told, "{words} at {place}:\n{said}");
    }
    assert_eq!(said.matches("Error: ").count(), 9, "{said}");
    assert!(!said.contains("Warning"), "{said}");
    let said = lint(&taplo, &["lint"], &sandbox);
    let statuses = statuses.replace(", ", ",");
    for words in [
        &format!("\"documentd\" is not one of {statuses}"),
        "Additional properties are not allowed ('claimd_on' was unexpected)",
        "\"statement\" is a required property",
        "\"yesterday\" does not match",
        "\"publisher\" is a required property",
        r#""warn" is not one of ["error","warning","note","off"]"#,
        "Additional properties are not allowed ('quote-shrt' was unexpected)",
    ] {
        assert!(said.contains(words), "{words}:\n{said}");
    }
}

#[test]
#[ignore = "needs tombi and taplo; .ci/run runs it"]
fn tombi_and_taplo_find_nothing_in_this_repository() {
    let (tombi, taplo) = (tools::program("tombi"), tools::program("taplo"));
    let mut sandbox = Sandbox::new();
    for folder in ["claims", "sources", "grounds.toml"] {
        for file in toml_files(&repository(folder)) {
            let path = file.strip_prefix(repository("")).unwrap().to_str().unwrap();
            sandbox = sandbox.file(path, fs::read(&file).unwrap());
        }
    }
    assert_eq!(sandbox.run(&["schema", "--write"]).code, Some(0));
    let said = lint(&tombi, &["lint", "--offline"], &sandbox);
    assert!(said.contains("files linted successfully") && !said.contains("Error"), "{said}");
    let said = lint(&taplo, &["lint"], &sandbox);
    assert!(!said.to_lowercase().contains("error"), "{said}");
}

#[test]
fn what_editors_need_is_written_once_renewed_and_never_over_what_others_wrote() {
    let sandbox = Sandbox::new().file("tombi.toml", "[format]\n");
    let run = sandbox.run(&["schema", "--write"]);
    assert_eq!((run.code, run.stderr.as_str()), (Some(0), ""));
    assert_eq!(run.stdout.lines().filter(|line| line.starts_with("wrote ")).count(), 7, "{}", run.stdout);
    assert!(
        run.stdout.contains("left tombi.toml alone, because grounds did not write it as it is"),
        "{}",
        run.stdout
    );
    assert!(run.stdout.contains("\n    path = \".grounds/schema/claim.json\"\n"), "{}", run.stdout);
    let read = |path: &str| fs::read_to_string(sandbox.path().join(path)).unwrap();
    assert_eq!(read("tombi.toml"), "[format]\n");
    assert_eq!(read(".grounds/schema/claim.json"), sandbox.run(&["schema", "claim"]).stdout);

    let settings = read(".vscode/settings.json");
    fs::write(sandbox.path().join(".vscode/settings.json"), settings.replace('\n', "\r\n")).unwrap();
    fs::write(sandbox.path().join(".vscode/extensions.json"), "{}\n").unwrap();
    fs::remove_file(sandbox.path().join(".grounds/schema/source.json")).unwrap();
    // As an older program would have left it.
    let older = "{\"title\": \"A claim\"}\n";
    fs::write(sandbox.path().join(".grounds/schema/claim.json"), older).unwrap();
    let listed = read(".grounds/written");
    let hash = |text: &str| grounds::evidence::sha256(text.as_bytes());
    let newer = sandbox.run(&["schema", "claim"]).stdout;
    fs::write(sandbox.path().join(".grounds/written"), listed.replace(&hash(&newer), &hash(older))).unwrap();
    let run = sandbox.run(&["schema", "--write"]);
    let fate = |path: &str| run.stdout.lines().find(|line| line.contains(path)).unwrap().to_owned();
    assert_eq!(fate(".grounds/schema/claim.json"), "wrote .grounds/schema/claim.json");
    assert_eq!(fate(".grounds/schema/source.json"), "wrote .grounds/schema/source.json");
    assert_eq!(
        fate(".vscode/settings.json"),
        ".vscode/settings.json is up to date",
        "whatever its line ends"
    );
    assert!(fate(".vscode/extensions.json").starts_with("left "), "{}", run.stdout);
    assert_eq!(
        (read(".grounds/schema/claim.json"), read(".vscode/extensions.json")),
        (newer, "{}\n".to_owned())
    );
    let again = sandbox.run(&["schema", "--write"]);
    assert!(!again.stdout.contains("wrote "), "{}", again.stdout);
}

#[cfg(unix)]
#[test]
fn nothing_is_written_through_a_link() {
    let elsewhere = tempfile::tempdir().unwrap();
    for (link, file) in
        [(".vscode", ".vscode/settings.json"), (".grounds", ".grounds/written"), ("tombi.toml", "tombi.toml")]
    {
        let sandbox = Sandbox::new().link(link, elsewhere.path().to_str().unwrap());
        let run = sandbox.run(&["schema", "--write"]);
        assert_eq!(run.code, Some(2), "{run:?}");
        assert!(
            run.stderr.contains(file) && run.stderr.contains("a symbolic link is in its path"),
            "{run:?}"
        );
    }
    assert_eq!(fs::read_dir(elsewhere.path()).unwrap().count(), 0);
}

#[test]
fn without_a_project_or_a_right_word_one_is_told_what_to_do() {
    let sandbox = Sandbox::empty();
    let run = sandbox.run(&["schema", "--write"]);
    assert_eq!(run.code, Some(2));
    assert!(run.stderr.contains("there is no project") && run.stderr.contains("--root"), "{}", run.stderr);
    let run = sandbox.run(&["schema", "clam"]);
    assert!(run.code == Some(2) && run.stderr.contains("claim, source, story, config"), "{run:?}");
    let run = sandbox.run(&["schema"]);
    assert!(run.code == Some(0) && run.stdout.contains("sources/**/*.toml"), "{run:?}");
}

/// What a linter says of all files of a project, without colours.
fn lint(program: &Path, arguments: &[&str], sandbox: &Sandbox) -> String {
    let output =
        Command::new(program).args(arguments).current_dir(sandbox.path()).env("NO_COLOR", "1").output();
    let output = output.unwrap();
    let said = String::from_utf8(output.stdout).unwrap() + &String::from_utf8(output.stderr).unwrap();
    crate::hostile_text::without_colours(&said)
}

/// Hover and completion, over the protocol that editors speak (Language Server Protocol 3.17).
#[test]
#[ignore = "needs tombi; .ci/run runs it"]
fn tombi_explains_a_key_and_proposes_words_and_keys() {
    let tombi = tools::program("tombi");
    let text =
        "statement = \"The tide came.\"\nstatus = \"documented\"\njudges = \"\"\n\n[checked]\nby = \"x\"\n";
    let sandbox = Sandbox::new().file("claims/tide.toml", text);
    assert_eq!(sandbox.run(&["schema", "--write"]).code, Some(0));
    let folder = format!("file://{}", sandbox.path().canonicalize().unwrap().display());
    let document = json!({"uri": format!("{folder}/claims/tide.toml")});
    let mut command = Command::new(tombi);
    command.args(["lsp", "--offline"]).current_dir(sandbox.path());
    let mut server =
        command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::null()).spawn().unwrap();
    let (mut to, mut from) = (server.stdin.take().unwrap(), BufReader::new(server.stdout.take().unwrap()));
    // A server that says nothing is not waited for.
    let (done, is_done) = std::sync::mpsc::channel::<()>();
    let guard = std::thread::spawn(move || {
        let _ = is_done.recv_timeout(Duration::from_mins(1));
        server.kill().unwrap();
        server.wait().unwrap();
    });
    let mut ask = |method: &str, parameters: Value| answer(&mut to, &mut from, method, &parameters);
    let root = json!([{"uri": folder, "name": "claims"}]);
    let able = json!({"textDocument": {"hover": {"contentFormat": ["markdown"]}}});
    ask(
        "initialize",
        json!({"processId": null, "rootUri": folder, "workspaceFolders": root, "capabilities": able}),
    );
    let open = json!({"uri": document["uri"], "languageId": "toml", "version": 1, "text": text});
    ask("initialized", json!({}));
    ask("textDocument/didOpen", json!({"textDocument": open}));
    let mut at = |method: &str, line: u32, character: u32| {
        ask(method, json!({"textDocument": document, "position": {"line": line, "character": character}}))
    };
    let hover = at("textDocument/hover", 1, 3)["contents"]["value"].as_str().unwrap().to_owned();
    assert!(hover.starts_with("How well the evidence supports the claim."), "{hover}");
    assert!(hover.contains("- \"partially confirmed\": a record"), "{hover}");
    let labels = |answer: Value| -> Vec<String> {
        let items = answer.get("items").unwrap_or(&answer).as_array().unwrap().clone();
        items.iter().map(|item| item["label"].as_str().unwrap().to_owned()).collect()
    };
    assert_eq!(labels(at("textDocument/completion", 2, 10)), [r#""fact""#, r#""saying""#, r#""act""#]);
    let keys = labels(at("textDocument/completion", 3, 0));
    assert!(keys.starts_with(&["claimant".to_owned(), "claimed_on".to_owned()]), "{keys:?}");
    assert!(!keys.contains(&"status".to_owned()), "it is there: {keys:?}");
    done.send(()).unwrap();
    guard.join().unwrap();
}

/// Sends a message, and waits for its answer, if it is a request; for what is found in it, if it opens a document. What the
/// server asks in the meantime is answered with nothing.
fn answer(to: &mut ChildStdin, from: &mut BufReader<ChildStdout>, method: &str, parameters: &Value) -> Value {
    let mut message = json!({"jsonrpc": "2.0", "method": method, "params": parameters});
    let awaited = match method {
        "initialized" => {
            send(to, &message);
            return Value::Null;
        }
        "textDocument/didOpen" => json!({"method": "textDocument/publishDiagnostics"}),
        method => {
            message["id"] = json!(method);
            json!({"id": method})
        }
    };
    send(to, &message);
    loop {
        let received = receive(from);
        let is_question = received.get("method").is_some() && received.get("id").is_some();
        if is_question {
            send(to, &json!({"jsonrpc": "2.0", "id": received["id"], "result": null}));
        } else if awaited.as_object().unwrap().iter().all(|(key, value)| received[key] == *value) {
            return received["result"].clone();
        }
    }
}

fn send(to: &mut ChildStdin, message: &Value) {
    let text = message.to_string();
    write!(to, "Content-Length: {}\r\n\r\n{text}", text.len()).unwrap();
    to.flush().unwrap();
}

fn receive(from: &mut BufReader<ChildStdout>) -> Value {
    let mut length = 0;
    loop {
        let mut line = String::new();
        assert!(from.read_line(&mut line).unwrap() > 0, "the server has gone");
        match line.trim_end().split_once(": ") {
            Some((name, value)) if name.eq_ignore_ascii_case("content-length") => {
                length = value.parse().unwrap();
            }
            Some(_) => {}
            None => break,
        }
    }
    let mut text = vec![0; length];
    from.read_exact(&mut text).unwrap();
    serde_json::from_slice(&text).unwrap()
}
