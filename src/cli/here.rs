//! `grounds` alone: where one is, and what to do next.

use super::output::{self, Output};
use super::project::{NO_PROJECT, Opened};
use super::texts::Texts;
use super::{Common, Failure, Outcome};
use grounds::render;
use grounds::report::check::report;
use grounds::report::facts::Sheet;
use grounds::report::here::here;
use grounds::report::selection::Selection;
use grounds::rules::{self, Context};

/// What somebody may want next: each command, and what it answers.
const NEXT: [(&str, &str); 6] = [
    ("grounds todo", "what needs a person"),
    ("grounds check", "is everything in order?"),
    ("grounds diff", "what did I change?"),
    ("grounds show WORDS", "one claim in full, by its id or by words of it"),
    ("grounds new claim", "begin a claim"),
    ("grounds help", "all commands"),
];

pub(crate) fn run(common: &Common, output: &Output) -> Result<Outcome, Failure> {
    if common.project()?.is_none() {
        return Err(Failure::nothing(NO_PROJECT)
            .help("`grounds init` begins a project in this folder; `grounds help` lists all commands"));
    }
    let opened = Opened::find(common)?;
    let project = opened.judge(&Texts::of_environment())?;
    let context = Context::of(&project, opened.today, None);
    let judgement = rules::run(&context);
    let counts = report(&context, &judgement, &Selection::all()).counts;
    let here = here(&counts, &Sheet::of(&project, opened.today));
    Ok(output::stream(Outcome::Clean, |out| render::here::write(&here, &NEXT, output.options, out)))
}
