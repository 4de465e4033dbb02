//! For people: claim by claim, the worst first, changed words marked.

use super::{counted, move_of};
use crate::history::comparison::EvidenceChange;
use crate::model::claim::{Evidence, Stance};
use crate::render::escape::terminal;
use crate::render::{LIMIT, OutputOptions};
use crate::report::diff::{
    DiffReport, Shown, Stands, Stretch, Word, is_rewritten, source_in_words, word_by_word,
};
use anstyle::{AnsiColor, Style};
use std::io;

/// Writes what became of claims, sources and policy, and how much of each.
pub(crate) fn write(report: &DiffReport, options: OutputOptions, out: &mut dyn io::Write) -> io::Result<()> {
    let to = report.head.as_ref().map_or("the working tree".to_owned(), |(_, short)| short.clone());
    let base = &report.base;
    writeln!(out, "from {}, where this parted from `{}`, to {to}\n", base.short, terminal(&base.named))?;
    let paint = Paint { colour: options.colour };
    let limit = options.limit.unwrap_or(LIMIT);
    for shown in report.claims.iter().take(limit) {
        claim(shown, paint, out)?;
    }
    if !report.sources.is_empty() {
        writeln!(out, "{}", paint.bold("sources"))?;
        for source in report.sources.iter().take(limit) {
            writeln!(out, "  {}: {}", terminal(source.id), source_in_words(source))?;
        }
        writeln!(out)?;
    }
    if !report.policy.is_empty() {
        writeln!(out, "{}", paint.bold("policy, which takes effect with the next change"))?;
        for setting in report.policy.iter().take(limit) {
            let or_unset = |value: &str| {
                if value.is_empty() { "not set".to_owned() } else { terminal(value).into_owned() }
            };
            let name = terminal(&setting.name);
            writeln!(out, "  {name}: {} → {}", or_unset(&setting.before), or_unset(&setting.after))?;
        }
        writeln!(out)?;
    }
    writeln!(out, "{}", counted(report))?;
    let more = [report.claims.len(), report.sources.len(), report.policy.len()]
        .iter()
        .map(|count| count.saturating_sub(limit))
        .sum::<usize>();
    if more > 0 {
        writeln!(out, "{more} more not shown (--limit 0 shows all)")?;
    }
    Ok(())
}

fn claim(shown: &Shown, paint: Paint, out: &mut dyn io::Write) -> io::Result<()> {
    let change = shown.change;
    writeln!(out, "{} {}: {}", paint.bold(shown.kind.name()), terminal(change.id()), move_of(shown))?;
    for cause in &shown.causes {
        let words = cause.iter().map(|word| match word {
            Word::Own(words) => words.to_string(),
            Word::Theirs(words) => format!("`{}`", terminal(words)),
        });
        writeln!(out, "  {}", words.collect::<String>())?;
    }
    if let Some((before, after)) = change.statement() {
        text("statement", before, after, paint, out)?;
    } else if let (None, Some(after)) = (change.before, change.after) {
        let statement = after.claim.statement.as_ref().map_or("", |statement| &statement.value);
        writeln!(out, "  statement: {}", terminal(statement.trim()))?;
    }
    for evidence in &change.evidence {
        match evidence {
            EvidenceChange::Judged(evidence, was, is) => {
                let fate = format!("{} → {}", was.name(), is.name());
                writeln!(out, "  {fate}: {}", quoted(evidence))?;
            }
            EvidenceChange::Added(evidence, _) => {
                writeln!(out, "  {}", paint.come(&format!("+ {}", quoted(evidence))))?;
            }
            EvidenceChange::Lost(evidence) => {
                writeln!(out, "  {}", paint.gone(&format!("- {}", quoted(evidence))))?;
            }
            EvidenceChange::Changed(before, after, _) => {
                let words =
                    |evidence: &Evidence| evidence.quote.as_ref().map(|quote| quote.value.to_string());
                let (old, new) = (words(before).unwrap_or_default(), words(after).unwrap_or_default());
                text(&format!("~ {}", described(after)), &old, &new, paint, out)?;
            }
        }
    }
    if let Some((before, after)) = change.rationale() {
        text("rationale", before, after, paint, out)?;
    }
    writeln!(out)
}

fn quoted(evidence: &Evidence) -> String {
    let quote = evidence.quote.as_ref().map_or("", |quote| &quote.value);
    format!("{}: “{}”", described(evidence), terminal(quote.trim()))
}

/// `gazette-2020 (disputes, from un-report-2019, part: 22 of the 40)`
fn described(evidence: &Evidence) -> String {
    let source = evidence.source.as_ref().map_or("no source", |source| &source.value);
    let stance =
        Stance::WORDS.iter().find(|(_, known)| *known == evidence.stance).map_or("", |(word, _)| word);
    let mut about = vec![stance.to_owned()];
    about.extend(evidence.origin.as_ref().map(|origin| format!("from {}", terminal(&origin.value))));
    about.extend(evidence.part.as_ref().map(|part| format!("part: {}", terminal(&part.value))));
    format!("{} ({})", terminal(source), about.join(", "))
}

/// What became of a text: in one, where something of it stayed, or in two.
fn text(what: &str, before: &str, after: &str, paint: Paint, out: &mut dyn io::Write) -> io::Result<()> {
    let stretches = word_by_word(before, after);
    if before.is_empty() {
        writeln!(out, "  {what}: {}", terminal(after))
    } else if is_rewritten(&stretches) {
        writeln!(out, "  {what}, before: {}", paint.gone(&terminal(before)))?;
        writeln!(out, "  {what}, now: {}", paint.come(&terminal(after)))
    } else {
        writeln!(out, "  {what}: {}", drawn(&stretches, paint))
    }
}

/// Two texts in one: what went as `[-so-]`, what came as `{+so+}`.
fn drawn(stretches: &[Stretch], paint: Paint) -> String {
    let drawn = stretches.iter().map(|stretch| {
        let inner = terminal(stretch.text.trim());
        let marked = match stretch.stands {
            Stands::Both => inner.to_string(),
            Stands::Before => paint.gone(&format!("[-{inner}-]")),
            Stands::After => paint.come(&format!("{{+{inner}+}}")),
        };
        let white = |edge: Option<char>| if edge.is_some_and(char::is_whitespace) { " " } else { "" };
        let (start, end) = (white(stretch.text.chars().next()), white(stretch.text.chars().next_back()));
        if inner.is_empty() { end.to_owned() } else { format!("{start}{marked}{end}") }
    });
    drawn.collect()
}

#[derive(Debug, Clone, Copy)]
struct Paint {
    colour: bool,
}

impl Paint {
    fn bold(self, text: &str) -> String {
        self.with(Style::new().bold(), text)
    }

    fn gone(self, text: &str) -> String {
        self.with(AnsiColor::Red.on_default(), text)
    }

    fn come(self, text: &str) -> String {
        self.with(AnsiColor::Green.on_default(), text)
    }

    fn with(self, style: Style, text: &str) -> String {
        if self.colour { format!("{style}{text}{style:#}") } else { text.to_owned() }
    }
}
