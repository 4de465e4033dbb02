//! Arguments that are one word of a list. Shells complete them, and a wrong word gets the most similar right one as a hint.

use clap::builder::{PossibleValue, Str, StringValueParser, TypedValueParser};
use clap::error::{ContextKind, ContextValue, ErrorKind};
use clap::{Arg, Command, Error};
use grounds::rules;
use grounds::text::nearest::{did_you_mean, nearest};
use std::ffi::OsStr;

/// One of these words, each with the value that it stands for.
pub(crate) fn one_of<T>(
    words: impl IntoIterator<Item = (&'static str, T)>,
) -> impl TypedValueParser<Value = T>
where
    T: Clone + Send + Sync + 'static,
{
    let words: Vec<_> = words.into_iter().collect();
    let names: Vec<_> = words.iter().map(|(word, _)| *word).collect();
    offering(names, move |written: &str| {
        let named = words.iter().find(|(word, _)| *word == written);
        named
            .map(|(_, value)| value.clone())
            .ok_or_else(|| none_of("one of", written, words.iter().map(|(word, _)| *word)))
    })
}

/// One of these words, which may have spaces; `read` also accepts other spellings.
pub(crate) fn one_of_quoted<T: Copy + Send + Sync + 'static>(
    words: impl IntoIterator<Item = (&'static str, T)>,
    read: impl Fn(&str) -> Option<T> + Clone + Send + Sync + 'static,
) -> impl TypedValueParser<Value = T> {
    let words: Vec<_> = words.into_iter().collect();
    // Shells split completions at spaces.
    let offered: Vec<_> = words.iter().map(|(word, _)| word.replace(' ', "-")).collect();
    offering(offered, move |written: &str| {
        let exact = || words.iter().find(|(word, _)| *word == written).map(|(_, value)| *value);
        read(written).or_else(exact).ok_or_else(|| {
            let quoted: Vec<_> = words.iter().map(|(word, _)| format!("\"{word}\"")).collect();
            let meant = did_you_mean(nearest(written, words.iter().map(|(word, _)| *word)));
            format!("one of {}{meant}", quoted.join(", "))
        })
    })
}

/// The error for a word that is not in the list.
pub(crate) fn none_of<'w>(what: &str, written: &str, words: impl Iterator<Item = &'w str> + Clone) -> String {
    let meant = did_you_mean(nearest(written, words.clone()));
    format!("{what} {}{meant}", words.collect::<Vec<_>>().join(", "))
}

/// Reads an argument with `parser`, and lets shells offer `words`.
pub(crate) fn offering<P: TypedValueParser>(
    words: impl IntoIterator<Item = impl Into<Str>>,
    parser: P,
) -> impl TypedValueParser<Value = P::Value> {
    Offering { words: words.into_iter().map(PossibleValue::new).collect(), parser }
}

/// Any word: completions offer the rules, and the command itself answers an unknown one.
pub(crate) fn rule() -> impl TypedValueParser<Value = String> {
    offering(rules::all().map(|rule| rule.name), StringValueParser::new())
}

/// What people call a command who know it from other tools.
const ELSEWHERE: [(&str, &str); 44] = [
    ("status", "grounds, alone"),
    ("st", "grounds, alone"),
    ("summary", "grounds, alone"),
    ("verify", "grounds check"),
    ("lint", "grounds check"),
    ("validate", "grounds check"),
    ("test", "grounds check"),
    ("run", "grounds check"),
    ("add", "grounds new claim"),
    ("create", "grounds new claim"),
    ("start", "grounds new claim"),
    ("list", "grounds audit --by claim"),
    ("ls", "grounds audit --by claim"),
    ("claims", "grounds audit --by claim"),
    ("sources", "grounds audit --by source"),
    ("stats", "grounds audit"),
    ("table", "grounds audit"),
    ("history", "grounds log"),
    ("blame", "grounds log CLAIM"),
    ("changes", "grounds diff"),
    ("compare", "grounds diff"),
    ("view", "grounds show CLAIM"),
    ("cat", "grounds show CLAIM"),
    ("info", "grounds show CLAIM"),
    ("quote", "grounds find SOURCE WORDS"),
    ("search", "grounds audit --by claim --text WORDS"),
    ("grep", "grounds audit --by claim --text WORDS"),
    ("edit", "grounds set CLAIM STATUS"),
    ("raise", "grounds set CLAIM STATUS"),
    ("mark", "grounds set CLAIM STATUS"),
    ("format", "grounds fmt"),
    ("repair", "grounds fix"),
    ("build", "grounds report --out DIR"),
    ("dashboard", "grounds report --out DIR"),
    ("site", "grounds report --out DIR"),
    ("html", "grounds report --out DIR"),
    ("queue", "grounds todo"),
    ("next", "grounds todo"),
    ("draft", "grounds cover DRAFT"),
    ("import", "grounds new source ID FILE"),
    ("hash", "grounds pin"),
    ("rules", "grounds explain"),
    ("rule", "grounds explain RULE"),
    ("publish", "grounds story ID --published DATE"),
];

/// Adds "did you mean" to clap's `error` where clap found no similar word, by our own measure of similarity.
/// `grounds` holds every command and option.
pub(crate) fn suggest(error: &mut Error, arguments: &[String], grounds: &Command) {
    let (wrong, right) = match error.kind() {
        ErrorKind::InvalidSubcommand => (ContextKind::InvalidSubcommand, ContextKind::SuggestedSubcommand),
        ErrorKind::UnknownArgument => (ContextKind::InvalidArg, ContextKind::SuggestedArg),
        ErrorKind::InvalidValue => (ContextKind::InvalidValue, ContextKind::SuggestedValue),
        _ => return,
    };
    let Some(ContextValue::String(written)) = error.get(wrong) else { return };
    let written = written.clone();
    if error.kind() == ErrorKind::InvalidSubcommand
        && let Some((_, command)) = ELSEWHERE.iter().find(|(word, _)| word.eq_ignore_ascii_case(&written))
    {
        // Clap knows words by their letters alone: "cover" is no "verify".
        error.remove(right);
        error.remove(ContextKind::Suggested);
        let tip = format!("that is here: {command}");
        error.insert(ContextKind::Suggested, ContextValue::StyledStrs(vec![tip.into()]));
        return;
    }
    if error.get(right).is_some() || error.get(ContextKind::Suggested).is_some() {
        return;
    }
    if error.kind() == ErrorKind::InvalidSubcommand
        && let Some(rule) = rules::find(&written)
    {
        let tip = format!("that is a rule: grounds explain {}", rule.name);
        error.insert(ContextKind::Suggested, ContextValue::StyledStrs(vec![tip.into()]));
        return;
    }
    let known: Vec<String> = match (error.kind(), error.get(ContextKind::ValidValue)) {
        (ErrorKind::InvalidSubcommand, _) => subcommand(grounds, arguments)
            .get_subcommands()
            .map(|below| below.get_name().to_owned())
            .collect(),
        (ErrorKind::UnknownArgument, _) => options(subcommand(grounds, arguments)),
        (_, Some(ContextValue::Strings(words))) => words.clone(),
        _ => return,
    };
    if let Some(meant) = nearest(&written, known.iter().map(String::as_str)) {
        error.insert(right, ContextValue::String(meant.to_owned()));
    }
}

/// The innermost subcommand that the arguments name.
fn subcommand<'c>(grounds: &'c Command, arguments: &[String]) -> &'c Command {
    arguments.iter().fold(grounds, |command, argument| command.find_subcommand(argument).unwrap_or(command))
}

fn options(command: &Command) -> Vec<String> {
    command.get_arguments().filter_map(|option| Some(format!("--{}", option.get_long()?))).collect()
}

#[derive(Clone)]
struct Offering<P> {
    words: Vec<PossibleValue>,
    parser: P,
}

impl<P: TypedValueParser> TypedValueParser for Offering<P> {
    type Value = P::Value;

    fn parse_ref(&self, command: &Command, arg: Option<&Arg>, value: &OsStr) -> Result<P::Value, Error> {
        self.parser.parse_ref(command, arg, value)
    }

    fn possible_values(&self) -> Option<Box<dyn Iterator<Item = PossibleValue> + '_>> {
        Some(Box::new(self.words.iter().cloned()))
    }
}
