//! For people: claim by claim, the most serious first, changed words marked.

use super::counted;
use crate::render::escape::terminal;
use crate::render::{LIMIT, OutputOptions};
use crate::report::diff::{
    DiffReport, EvidenceKind, KeyChange, Shown, ShownEvidence, Stands, Stretch, is_rewritten, word_by_word,
};
use crate::report::words::said;
use anstyle::{AnsiColor, Style};
use std::io;

/// Writes what became of claims, sources and policy, and how much of each.
pub(crate) fn write(report: &DiffReport, options: OutputOptions, out: &mut dyn io::Write) -> io::Result<()> {
    let to = report.head.as_ref().map_or("the working tree".to_owned(), |(_, short)| short.clone());
    let base = &report.base;
    writeln!(out, "from {}, the merge base with `{}`, to {to}\n", base.short, terminal(&base.named))?;
    let paint = Paint { colour: options.colour };
    let limit = options.limit.unwrap_or(LIMIT);
    for shown in report.claims.iter().take(limit) {
        claim(shown, paint, out)?;
    }
    if !report.sources.is_empty() {
        writeln!(out, "{}", paint.bold("sources"))?;
        for source in report.sources.iter().take(limit) {
            writeln!(out, "  {}: {}", terminal(&source.id), source.words)?;
            keys(&source.keys, "    ", paint, out)?;
        }
        writeln!(out)?;
    }
    if !report.stories.is_empty() {
        writeln!(out, "{}", paint.bold("stories"))?;
        for story in report.stories.iter().take(limit) {
            writeln!(out, "  {}: {}", terminal(&story.id), terminal(&story.words))?;
            keys(&story.keys, "    ", paint, out)?;
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
            writeln!(
                out,
                "  {name}: {} → {}",
                or_unset(&setting.change.before),
                or_unset(&setting.change.after)
            )?;
        }
        writeln!(out)?;
    }
    writeln!(out, "{}", counted(report))?;
    let more = [report.claims.len(), report.sources.len(), report.stories.len(), report.policy.len()]
        .iter()
        .map(|count| count.saturating_sub(limit))
        .sum::<usize>();
    if more > 0 {
        writeln!(out, "{more} more not shown (--limit 0 shows all)")?;
    }
    Ok(())
}

fn claim(shown: &Shown, paint: Paint, out: &mut dyn io::Write) -> io::Result<()> {
    let kind = shown.kind.name();
    let kind = if shown.kind.needs_a_person() { paint.danger(kind) } else { paint.bold(kind) };
    writeln!(out, "{kind} {}: {}", terminal(&shown.id), shown.made)?;
    // A statement that changed is shown below, with its words marked.
    if let Some(says) = shown.says.as_ref().filter(|_| shown.statement.is_none() || shown.after.is_none()) {
        writeln!(out, "  {}", terminal(says))?;
    }
    if let Some(printable) = shown.printable_in_words() {
        writeln!(out, "  {}; printable: {}", shown.basis(), terminal(printable))?;
    }
    for cause in &shown.causes {
        writeln!(out, "  {}", said(cause, |words| format!("`{}`", terminal(words))))?;
    }
    // Of a claim that is gone the statement says nothing any more.
    if let Some(change) = shown.statement.as_ref().filter(|_| shown.after.is_some()) {
        text("statement", &change.before, &change.after, paint, out)?;
    }
    keys(&shown.keys, "  ", paint, out)?;
    for evidence in &shown.evidence {
        let quoted = format!("{}: “{}”", described(evidence), terminal(&evidence.quote));
        match evidence.kind {
            EvidenceKind::Judged => {
                let fate = |fate: Option<&'static str>| fate.unwrap_or_default();
                writeln!(out, "  {} → {}: {quoted}", fate(evidence.fate.0), fate(evidence.fate.1))?;
            }
            EvidenceKind::Added => writeln!(out, "  {}", paint.come(&format!("+ {quoted}")))?,
            EvidenceKind::Lost => writeln!(out, "  {}", paint.gone(&format!("- {quoted}")))?,
            EvidenceKind::Changed => {
                match evidence.quote_before() {
                    Some(before) => {
                        let what = format!("~ {}", described(evidence));
                        text(&what, before, &evidence.quote, paint, out)?;
                    }
                    None => writeln!(out, "  ~ {quoted}")?,
                }
                keys(evidence.other_keys(), "    ", paint, out)?;
            }
        }
    }
    if let Some(change) = &shown.rationale {
        text("rationale", &change.before, &change.after, paint, out)?;
    }
    writeln!(out)
}

/// What each key said, and says.
fn keys<'k>(
    keys: impl IntoIterator<Item = &'k KeyChange>,
    indent: &str,
    paint: Paint,
    out: &mut dyn io::Write,
) -> io::Result<()> {
    for key in keys {
        let (before, after) = (terminal(&key.change.before), terminal(&key.change.after));
        let line = match (&*key.change.before, &*key.change.after) {
            ("", _) => paint.come(&after),
            (_, "") => format!("{}, now nothing", paint.gone(&before)),
            _ => format!("{} → {}", paint.gone(&before), paint.come(&after)),
        };
        writeln!(out, "{indent}{}: {line}", key.path)?;
    }
    Ok(())
}

/// `gazette-2020 (disputes, from un-report-2019, part: 22 of the 40)`
fn described(evidence: &ShownEvidence) -> String {
    let mut about = vec![evidence.stance.to_owned()];
    about.extend(evidence.origin.as_ref().map(|origin| format!("from {}", terminal(origin))));
    about.extend(evidence.part.as_ref().map(|part| format!("part: {}", terminal(part))));
    let source = evidence.source.as_deref().unwrap_or("no source");
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

    fn danger(self, text: &str) -> String {
        self.with(AnsiColor::Red.on_default().bold(), text)
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
