//! What GitHub's runner takes for a command, done again after `ActionCommand.cs` of actions/runner: the oracle for
//! everything that reaches a log. Where the runner is strict, this is lenient: it knows no list of commands, and passes
//! over characters of no width, as comparing by culture does.

/// A command that stands in a log.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Command {
    pub name: String,
    pub properties: Vec<(String, String)>,
    pub data: String,
}

impl Command {
    pub fn property(&self, name: &str) -> Option<&str> {
        self.properties.iter().find(|(known, _)| known == name).map(|(_, value)| &**value)
    }
}

/// All commands of one stream, in order. Lines end at LF, CRLF and bare CR.
pub fn commands(stream: &str) -> Vec<Command> {
    let lines = stream.split(['\n', '\r']);
    lines
        .map(|line| line.replace(is_passed_over, ""))
        .filter_map(|line| newer(&line).or_else(|| older(&line)))
        .collect()
}

/// `::name key=value,key=value::data`, behind any white space.
fn newer(line: &str) -> Option<Command> {
    let (head, data) = line.trim_start().strip_prefix("::")?.split_once("::")?;
    let data = unescape(data, &[("%0D", "\r"), ("%0A", "\n"), ("%25", "%")]);
    Some(command(head, ',', data, &[("%0D", "\r"), ("%0A", "\n"), ("%3A", ":"), ("%2C", ","), ("%25", "%")]))
}

/// `##[name key=value;key=value]data`, anywhere in a line.
fn older(line: &str) -> Option<Command> {
    let (head, data) = line.split_once("##[")?.1.split_once(']')?;
    let escapes = [("%3B", ";"), ("%0D", "\r"), ("%0A", "\n"), ("%5D", "]"), ("%25", "%")];
    Some(command(head, ';', unescape(data, &escapes), &escapes))
}

fn command(head: &str, separator: char, data: String, escapes: &[(&str, &str)]) -> Command {
    let (name, properties) = head.split_once(' ').unwrap_or((head, ""));
    let properties = properties.trim().split(separator).filter_map(|property| property.split_once('='));
    Command {
        name: name.to_owned(),
        properties: properties.map(|(key, value)| (key.to_owned(), unescape(value, escapes))).collect(),
        data,
    }
}

/// One after the other, `%25` last, as the runner does.
fn unescape(text: &str, escapes: &[(&str, &str)]) -> String {
    escapes.iter().fold(text.to_owned(), |text, (escape, plain)| text.replace(escape, plain))
}

fn is_passed_over(c: char) -> bool {
    matches!(c, '\0' | '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{2060}'..='\u{2064}' | '\u{feff}')
}

#[test]
fn what_the_runner_takes_for_a_command_is_one() {
    let command = |name: &str, properties: &[(&str, &str)], data: &str| Command {
        name: name.to_owned(),
        properties: properties.iter().map(|(key, value)| (key.to_string(), value.to_string())).collect(),
        data: data.to_owned(),
    };
    for (log, found) in [
        ("::error::x", vec![command("error", &[], "x")]),
        (" \u{a0}\u{3000}\t::add-mask::x", vec![command("add-mask", &[], "x")]),
        (
            "::error file=a%2Cb%3A%25.toml,line=1::50%25%0Aof it::",
            vec![command("error", &[("file", "a,b:%.toml"), ("line", "1")], "50%\nof it::")],
        ),
        ("a\r::group::x", vec![command("group", &[], "x")]),
        ("a\r\n::a::\nb\n::b::", vec![command("a", &[], ""), command("b", &[], "")]),
        ("a ##[group]x", vec![command("group", &[], "x")]),
        ("##[set-output name=a;b=%5D]c", vec![command("set-output", &[("name", "a"), ("b", "]")], "c")]),
        ("#\u{ad}#\u{200b}[add-mask]x", vec![command("add-mask", &[], "x")]),
        (":\u{200b}:add-mask::x", vec![command("add-mask", &[], "x")]),
    ] {
        assert_eq!(commands(log), found, "{log:?}");
    }
}

#[test]
fn what_the_runner_takes_for_words_is_none() {
    for words in [
        "",
        "a ::error::x",
        ": :error::x",
        "::error",
        r"##\[group]x",
        "# #[group]x",
        "##[group",
        "12 | ::error::x",
    ] {
        assert_eq!(commands(words), [], "{words:?}");
    }
}
