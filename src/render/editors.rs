//! The files that let editors know what may be written: schemas, and the settings of the TOML servers taplo and tombi and of
//! Visual Studio Code. None of them makes an editor fetch anything.

use super::escape;
use crate::schema::{SUBJECTS, Subject};

/// A file of a project.
#[derive(Debug)]
pub struct EditorFile {
    /// Its path below the root of the project.
    pub path: String,
    /// What it holds.
    pub content: String,
}

/// The folder for schemas.
const FOLDER: &str = ".grounds/schema";

/// A schema, as a file holds it.
pub fn schema(subject: &Subject) -> String {
    // Writing to memory cannot fail, and what is written is UTF-8.
    let mut out = Vec::new();
    let _ = escape::json_in_lines(&subject.schema(), 4, &mut out);
    String::from_utf8(out).unwrap_or_default()
}

/// All files, each with a path of its own.
pub fn files() -> Vec<EditorFile> {
    let schemas = SUBJECTS.iter().map(|subject| EditorFile { path: path(subject), content: schema(subject) });
    let settings = [
        (".taplo.toml", taplo()),
        ("tombi.toml", tombi()),
        (".vscode/settings.json", VSCODE.to_owned()),
        (".vscode/extensions.json", EXTENSIONS.to_owned()),
    ];
    let settings = settings.into_iter().map(|(path, content)| EditorFile { path: path.to_owned(), content });
    schemas.chain(settings).collect()
}

fn path(subject: &Subject) -> String {
    format!("{FOLDER}/{}.json", subject.name)
}

/// For taplo, and Even Better TOML, which is built on it.
fn taplo() -> String {
    let files: Vec<_> = SUBJECTS.iter().map(|subject| format!("\"{}\"", subject.files)).collect();
    let rules = SUBJECTS.iter().map(|subject| {
        format!(
            "\n[[rule]]\ninclude = [\"{}\"]\n\n[rule.schema]\npath = \"{}\"\nenabled = true\n",
            subject.files,
            path(subject)
        )
    });
    format!("include = [{}]\n{}", files.join(", "), rules.collect::<String>())
}

/// For tombi. Its catalogues lie on the web, and are not asked.
fn tombi() -> String {
    let schemas = SUBJECTS.iter().map(|subject| {
        format!("\n[[schemas]]\npath = \"{}\"\ninclude = [\"{}\"]\n", path(subject), subject.files)
    });
    format!(
        "toml-version = \"v1.0.0\"\n\n[schema]\nenabled = true\ncatalog = {{ paths = [] }}\n{}",
        schemas.collect::<String>()
    )
}

/// Words between quotation marks are proposed while they are written.
const VSCODE: &str = r#"{
  "[toml]": {
    "editor.quickSuggestions": { "strings": "on" },
    "editor.wordWrap": "on"
  },
  "evenBetterToml.schema.enabled": true,
  "evenBetterToml.schema.catalogs": []
}
"#;

/// One server is enough, and tombi's words are the plainer ones; settings for both are there.
const EXTENSIONS: &str = r#"{
  "recommendations": ["tombi-toml.tombi"]
}
"#;
