//! For people: the claim, its evidence, where that comes from, what is against it, and what became of it.

use super::{
    NEWEST, checked, claimant, conflict_state, days, document, grade, judges, next_check_in_words, place,
    status,
};
use crate::model::claim::Stance;
use crate::model::status::Shade;
use crate::render::json::word;
use crate::render::page::{BAD, BOLD, GOOD, Page, Piece, plain};
use crate::render::{OutputOptions, log, origins};
use crate::report::show::{Past, ShowReport, ShownQuote};
use anstyle::{AnsiColor, Style};
use std::io;

/// Writes the claim whole.
pub(crate) fn write(report: &ShowReport, options: OutputOptions, out: &mut dyn io::Write) -> io::Result<()> {
    let mut page = Page::new(options, out);
    head(report, &mut page)?;
    page.heading("Evidence")?;
    for (number, quote) in (1..).zip(&report.quotes) {
        evidence(number, quote, &mut page)?;
    }
    if report.quotes.is_empty() {
        page.paragraph("", "", &[plain("none")])?;
    }
    page.heading("Origins")?;
    origins::terminal::claim(&report.origins, &mut page)?;
    if !report.conflicts.is_empty() {
        page.heading("Cannot hold beside")?;
    }
    for conflict in &report.conflicts {
        let statement = conflict.claim.and_then(|claim| claim.statement.as_ref());
        let statement = statement.map_or("", |statement| &statement.value);
        let line = format!("{}: {}. {statement}", conflict.id, conflict_state(conflict));
        page.paragraph("", "  ", &[plain(&line)])?;
    }
    page.heading("History")?;
    past(report, &mut page)
}

fn head(report: &ShowReport, page: &mut Page) -> io::Result<()> {
    let facts = &report.origins.facts;
    let claim = facts.claim;
    page.paragraph("", "", &[Piece { text: claim.id.to_string(), style: BOLD }])?;
    if let Some(asked) = &report.asked {
        page.paragraph("", "", &[plain(&format!("formerly {asked}"))])?;
    }
    let statement = claim.statement.as_ref().map_or("no statement can be read", |text| &text.value);
    page.paragraph("", "", &[plain(statement)])?;
    writeln!(page.out)?;
    let style = match facts.status().map(crate::model::status::Status::shade) {
        Some(Shade::Full) => GOOD,
        Some(Shade::Middle) => AnsiColor::Yellow.on_default(),
        Some(Shade::Light) => Style::new().dimmed(),
        None => BAD,
    };
    page.styled_field(0, "status", &[Piece { text: status(report), style }])?;
    if !claim.sound {
        let why = format!("its file cannot be read whole; `grounds check {}` says why", facts.path);
        page.field(0, "", &why)?;
    }
    if let Some(withdrawn) = &claim.withdrawn {
        let on = days(withdrawn.on.as_ref()).unwrap_or_default();
        let because = withdrawn.because.as_ref().map_or("", |why| &why.value);
        page.field(0, "withdrawn", &format!("{on} {because}"))?;
    }
    if let Some(shortfall) = facts.status().filter(|status| *status > facts.standing.earned) {
        let message = format!("{} is not earned, see Origins below", shortfall.name());
        page.styled_field(0, "", &[Piece { text: message, style: BAD }])?;
    }
    page.field(0, "judges", judges(claim.judges))?;
    let own = str::to_owned;
    let list = |texts: &[crate::model::claim::Text]| {
        texts.iter().map(|text| &*text.value).collect::<Vec<_>>().join(", ")
    };
    let fields = [
        ("claimant", claimant(report, &own)),
        ("as of", days(claim.as_of.as_ref())),
        ("due", days(claim.due.as_ref())),
        ("topics", Some(list(&claim.topics))),
        ("subjects", Some(list(&claim.subjects))),
        ("rationale", claim.rationale.as_ref().map(|text| text.value.to_string())),
        ("checked", Some(checked(report, &own).unwrap_or_else(|| "never".to_owned()))),
        ("next check", next_check_in_words(report)),
        ("formerly", Some(list(&claim.formerly))),
        ("file", Some(facts.path.to_owned())),
    ];
    fields.iter().try_for_each(|(label, text)| page.field(0, label, text.as_deref().unwrap_or("")))
}

fn evidence(number: usize, quote: &ShownQuote, page: &mut Page) -> io::Result<()> {
    const INDENT: usize = 4;
    let evidence = quote.evidence;
    if number > 1 {
        writeln!(page.out)?;
    }
    let style = if quote.verdict.stands() { GOOD } else { BAD };
    let stance = format!("{}, ", word(&Stance::WORDS, evidence.stance));
    let begins = format!("{number:<INDENT$}");
    page.paragraph(&begins, "    ", &[plain(&stance), Piece { text: grade(quote).to_owned(), style }])?;
    let words = evidence.quote.as_ref().map_or("no quote", |quote| &quote.value);
    page.paragraph("    ", "    ", &[plain(&format!("“{}”", words.trim()))])?;
    let source = evidence.source.as_ref().map_or("none is named", |source| &source.value);
    let about = match quote.source {
        Some(source) => document(source, &str::to_owned),
        None => "no record".to_owned(),
    };
    page.field(INDENT, "source", &format!("{source}: {about}"))?;
    page.field(INDENT, "wrong", quote.wrong.as_deref().unwrap_or(""))?;
    page.field(INDENT, "written", &quote.written.as_ref().map(place).unwrap_or_default())?;
    if let Some(passage) = &quote.passage {
        page.field(INDENT, "stands", &place(&passage.place))?;
        let marked = passage.segments.iter().flat_map(|stretch| {
            let style = if stretch.quoted { BOLD } else { Style::new() };
            let [before, after] = if stretch.quoted { [">>", "<<"] } else { [""; 2] };
            [
                Piece { text: before.to_owned(), style },
                Piece { text: stretch.text.clone(), style },
                Piece { text: after.to_owned(), style },
            ]
        });
        page.styled_field(INDENT, "sentence", &marked.collect::<Vec<_>>())?;
    }
    let location = evidence.location.as_ref().and_then(|location| location.at.as_ref());
    let gloss = evidence.gloss.as_ref();
    let fields = [
        ("at", location),
        ("part", evidence.part.as_ref()),
        ("translation", gloss.and_then(|gloss| gloss.translation.as_ref())),
        ("note", gloss.and_then(|gloss| gloss.note.as_ref())),
    ];
    fields.iter().try_for_each(|(label, text)| page.field(INDENT, label, text.map_or("", |text| &text.value)))
}

fn past(report: &ShowReport, page: &mut Page) -> io::Result<()> {
    let log = match &report.past {
        Past::Unknown(why) => return page.paragraph("", "", &[plain(&format!("not known: {why}"))]),
        Past::Known(log) => log,
    };
    for entry in log.entries().take(NEWEST) {
        let day = entry.at.map_or_else(|| "no date".to_owned(), |at| at.format("%Y-%m-%d").to_string());
        let status = log::table::status(&entry);
        let line = format!("{status}: {} (by {}, {})", entry.subject, entry.author, entry.short);
        page.field(0, &day, &line)?;
    }
    let more = log.count().saturating_sub(NEWEST);
    if more > 0 {
        let id = &report.origins.facts.claim.id;
        page.paragraph("", "", &[plain(&format!("{more} more: `grounds log {id}`"))])?;
    }
    Ok(())
}
