//! For a document: GitHub's Markdown, in which what comes out of files is in code spans.

use super::summary;
use crate::render::OutputOptions;
use crate::render::escape::{code_span, code_spans};
use crate::report::cover::{CoverReport, Mark, Told};
use std::io;

/// Writes the annotated copy.
pub(crate) fn write(report: &CoverReport, _: OutputOptions, out: &mut dyn io::Write) -> io::Result<()> {
    writeln!(out, "### {}\n", code_span(&report.draft))?;
    for line in summary(&report.counts) {
        writeln!(out, "- {line}")?;
    }
    writeln!(out)?;
    for told in &report.sentences {
        sentence(told, out)?;
    }
    if !report.gone.is_empty() {
        writeln!(out, "\n#### Gone from the draft\n")?;
        for words in &report.gone {
            writeln!(out, "- {}", code_spans(words))?;
        }
    }
    Ok(())
}

fn sentence(told: &Told, out: &mut dyn io::Write) -> io::Result<()> {
    let words = code_spans(&told.words);
    let words = if told.mark == Mark::Heading { format!("**{words}**") } else { words };
    writeln!(out, "{}. {words}", told.number)?;
    for stated in &told.claims {
        let changed = if stated.changed { " (the words were changed: check again)" } else { "" };
        match &stated.claim {
            Some(claim) => writeln!(
                out,
                "   - {}: {}; {}{changed}",
                code_span(&claim.id),
                claim.state,
                code_spans(&claim.printable.as_order())
            )?,
            None => writeln!(out, "   - {}: no such claim", code_span(&stated.id))?,
        }
    }
    for because in &told.because {
        writeln!(out, "   - needs no claim: {}", code_spans(because))?;
    }
    for over in &told.overclaimed {
        writeln!(out, "   - **{}**: {}", code_spans(&over.what), code_spans(over.right))?;
    }
    if told.mark == Mark::Uncovered {
        let what =
            if told.proposals.is_empty() { "to check: no claim fits" } else { "to check; it may state" };
        writeln!(out, "   - {what}")?;
        for proposed in &told.proposals {
            let claim = &proposed.claim;
            let sure = if proposed.is_sure { ", sure" } else { "" };
            writeln!(
                out,
                "     - {} ({}{sure}): {}",
                code_span(&claim.id),
                claim.state,
                code_spans(&claim.statement)
            )?;
        }
    }
    Ok(())
}
