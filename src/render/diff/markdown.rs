//! For a comment in a pull request that an editor reads in a minute: what needs a person, what rose, and folded away the rest and
//! the words that changed. Whatever comes out of files and is more than words is in code spans and fences, where it can only be read.

use super::counted;
use crate::render::OutputOptions;
use crate::render::escape::{code_fence, code_span, prose, table_cell};
use crate::render::room::{COMMENT as LONGEST, fitting};
use crate::report::diff::{
    DiffReport, EvidenceKind, KeyChange, Kind, Shown, ShownEvidence, Stands, Stretch, is_rewritten,
    word_by_word,
};
use crate::report::words::said;
use std::fmt::Write as _;
use std::io;

/// The most bytes of a comment that its table may take, so that there is room for the claims themselves.
const LONGEST_TABLE: usize = 30_000;

/// Writes the comment. What has no room is counted.
pub(crate) fn write(report: &DiffReport, options: OutputOptions, out: &mut dyn io::Write) -> io::Result<()> {
    let limit = options.limit.unwrap_or(usize::MAX);
    let mut text = format!("### Claims: {}\n\n{}\n", counted(report), compared(report));
    let (needing, others): (Vec<_>, Vec<_>) =
        report.claims.iter().partition(|shown| shown.kind.needs_a_person());
    let (rising, others): (Vec<_>, Vec<_>) = others.into_iter().partition(|shown| shown.kind == Kind::Raised);
    for (heading, sign, claims) in [
        (needs_you(needing.len()), "❌", needing),
        (format!("\n**{} rose**\n\n", rising.len()), "⬆️", rising),
    ] {
        let items = claims.iter().map(|shown| item(shown, sign));
        text += &fitting(&heading, items, limit, LONGEST_TABLE, "claims");
    }
    if !others.is_empty() {
        let what = if others.len() == 1 {
            "1 other change".to_owned()
        } else {
            format!("{} other changes", others.len())
        };
        let head = format!(
            "\n<details><summary>{what}</summary>\n\n| Claim | Status | Print as | Why |\n| --- | --- | --- | --- |\n"
        );
        let rows = others.iter().map(|shown| row(shown));
        text += &fitting(&head, rows, limit, LONGEST_TABLE.max(text.len() + 4_000), "claims");
        text += "\n</details>\n";
    }
    let sources =
        report.sources.iter().map(|source| format!("- {}: {}\n", code_span(&source.id), source.words));
    text +=
        &fitting("\n**Sources**\n\n", sources, limit, LONGEST_TABLE.saturating_sub(text.len()), "sources");
    let stories = report
        .stories
        .iter()
        .map(|story| format!("- {}: {}\n", code_span(&story.id), code_span(&story.words)));
    text +=
        &fitting("\n**Stories**\n\n", stories, limit, LONGEST_TABLE.saturating_sub(text.len()), "stories");
    let settings = report.policy.iter().map(|setting| {
        let or_unset = |value: &str| if value.is_empty() { "not set".to_owned() } else { code_span(value) };
        format!(
            "- {}: {} → {}\n",
            code_span(&setting.name),
            or_unset(&setting.change.before),
            or_unset(&setting.change.after)
        )
    });
    let heading = "\n**Policy**, which takes effect with the next change\n\n";
    text +=
        &fitting(heading, settings, limit, LONGEST_TABLE.saturating_sub(text.len()).max(4_000), "settings");
    let details = report.claims.iter().map(details).filter(|details| !details.is_empty());
    let head = "\n<details><summary>The words that changed</summary>\n";
    let words = fitting(head, details, limit, LONGEST.saturating_sub(text.len()), "claims in full");
    if !words.is_empty() {
        text += &words;
        text += "\n</details>\n";
    }
    out.write_all(text.as_bytes())
}

fn compared(report: &DiffReport) -> String {
    let to = report.head.as_ref().map_or("the working tree".to_owned(), |(_, short)| code_span(short));
    format!(
        "From {}, the merge base with {}, to {to}.",
        code_span(&report.base.short),
        code_span(&report.base.named)
    )
}

fn needs_you(count: usize) -> String {
    let who = if count == 1 { "1 needs you".to_owned() } else { format!("{count} need you") };
    format!("\n**{who} before this lands**\n\n")
}

/// A claim for whoever has a minute: what became of it, its sentence, why, and where it is.
fn item(shown: &Shown, sign: &str) -> String {
    let says = shown.says.as_ref().map_or_else(|| code_span(&shown.id), |says| prose(says));
    let mut facts = vec![shown.made.clone()];
    let basis = shown.basis();
    facts.extend((!basis.is_empty()).then(|| format!("basis: {basis}")));
    facts.extend(shown.causes.iter().map(|cause| said(cause, code_span)));
    format!("- {sign} **{}**: {says}\n  {}; {}\n", shown.kind.name(), facts.join("; "), code_span(&shown.id))
}

fn row(shown: &Shown) -> String {
    let causes: Vec<_> = shown.causes.iter().map(|cause| said(cause, code_span)).collect();
    let why = format!(
        "**{}**{}{}",
        shown.kind.name(),
        if causes.is_empty() { "" } else { ": " },
        causes.join("; ")
    );
    let says = shown.says.as_ref().map_or_else(String::new, |says| format!("{} ", prose(says)));
    format!(
        "| {} | {} | {} | {} |\n",
        table_cell(&format!("{says}{}", code_span(&shown.id))),
        shown.made,
        shown.printable(),
        table_cell(&why)
    )
}

/// What changed in the words of a claim; nothing if no word did.
fn details(shown: &Shown) -> String {
    let mut lines = Vec::new();
    if let Some(change) = &shown.statement {
        lines.extend(both("statement", &change.before, &change.after));
    }
    lines.extend(keys("", &shown.keys));
    for evidence in &shown.evidence {
        let quoted = quoted(evidence);
        match evidence.kind {
            EvidenceKind::Judged => {
                let fate = |fate: Option<&'static str>| fate.unwrap_or_default();
                lines.push(format!("! {} → {}: {quoted}", fate(evidence.fate.0), fate(evidence.fate.1)));
            }
            EvidenceKind::Added => lines.push(format!("+ {quoted}")),
            EvidenceKind::Lost => lines.push(format!("- {quoted}")),
            EvidenceKind::Changed => {
                match evidence.quote_before() {
                    Some(before) => lines.extend(both(&described(evidence), before, &evidence.quote)),
                    None => lines.push(format!("! {quoted}")),
                }
                let of = evidence.source.as_deref().unwrap_or("no source");
                lines.extend(keys(&format!("{of}, "), evidence.other_keys()));
            }
        }
    }
    if let Some(change) = &shown.rationale {
        lines.extend(both("rationale", &change.before, &change.after));
    }
    if lines.is_empty() {
        return String::new();
    }
    let mut text = format!("\n#### {}\n\n", code_span(&shown.id));
    let lines: Vec<_> = lines.iter().flat_map(|line| wrapped(line)).collect();
    // Writing to a String cannot fail.
    let _ = writeln!(text, "{}", code_fence("diff", &lines));
    text
}

/// Code blocks are not wrapped on GitHub, so that long lines run out of sight.
const LINE: usize = 100;

/// A line with its sign, as several such lines.
fn wrapped(line: &str) -> Vec<String> {
    let (sign, words) = line.split_once(' ').unwrap_or((line, ""));
    let mut lines = vec![sign.to_owned()];
    let mut length = sign.chars().count();
    for word in words.split_whitespace() {
        let more = word.chars().count() + 1;
        if length + more > LINE {
            lines.push(format!("{sign}  "));
            length = sign.chars().count() + 2;
        }
        if let Some(last) = lines.last_mut() {
            *last += " ";
            *last += word;
        }
        length += more;
    }
    lines
}

/// Two texts in two lines; what differs is between ⟦ and ⟧, unless nearly all does.
fn both(what: &str, before: &str, after: &str) -> Vec<String> {
    let stretches = word_by_word(before, after);
    let marked = !is_rewritten(&stretches);
    let side = |sign: char, own: Stands| {
        let own = stretches.iter().filter(|stretch| stretch.stands == Stands::Both || stretch.stands == own);
        let drawn: String = own
            .map(|Stretch { stands, text }| match (stands, text.trim()) {
                (Stands::Both, _) | (_, "") => text.clone(),
                (_, words) if marked => text.replace(words, &format!("⟦{words}⟧")),
                _ => text.clone(),
            })
            .collect();
        let what = if what.is_empty() { String::new() } else { format!("{what}: ") };
        (!drawn.trim().is_empty()).then(|| format!("{sign} {what}{}", drawn.trim()))
    };
    [side('-', Stands::Before), side('+', Stands::After)].into_iter().flatten().collect()
}

/// What each key said, and says.
fn keys<'k>(of: &str, keys: impl IntoIterator<Item = &'k KeyChange>) -> Vec<String> {
    keys.into_iter()
        .flat_map(|key| both(&format!("{of}{}", key.path), &key.change.before, &key.change.after))
        .collect()
}

fn quoted(evidence: &ShownEvidence) -> String {
    format!("{}: “{}”", described(evidence), evidence.quote)
}

/// `gazette-2020 (disputes, from un-report-2019, part: 22 of the 40)`
fn described(evidence: &ShownEvidence) -> String {
    let source = evidence.source.as_deref().unwrap_or("no source");
    let origin = evidence.origin.as_ref().map_or_else(String::new, |origin| format!(", from {origin}"));
    let part = evidence.part.as_ref().map_or_else(String::new, |part| format!(", part: {part}"));
    format!("{source} ({}{origin}{part})", evidence.stance)
}
