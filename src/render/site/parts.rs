//! What several pages show in the same way.

use super::claim_page;
use crate::evidence::standing::Overlay;
use crate::model::claim::Text;
use crate::model::date::Period;
use crate::model::state::State;
use crate::model::status::{Shade, Status};
use crate::render::escape::visible;
use crate::report::facts::{ClaimFacts, SheetAt};
use crate::report::site::Site;
use crate::text::span::Spanned;
use chrono::NaiveDate;
use serde::Serialize;
use std::borrow::Cow;

/// A state, as it is drawn.
#[derive(Debug, Clone, Copy, Serialize)]
pub(super) struct Mark {
    name: &'static str,
    shade: &'static str,
}

/// A part of a bar; lengths are in hundredths of the whole.
#[derive(Debug, Clone, Serialize)]
pub(super) struct BarPart {
    shade: &'static str,
    x: String,
    width: String,
}

/// A number, and what chooses the claims behind it.
#[derive(Debug, Clone, Serialize)]
pub(super) struct Counted {
    pub(super) name: String,
    pub(super) count: usize,
    pub(super) filter: String,
}

/// A claim in a list.
#[derive(Debug, Serialize)]
pub(super) struct Row<'s> {
    page: String,
    id: Cow<'s, str>,
    statement: Cow<'s, str>,
    state: Mark,
    overlays: Vec<&'static str>,
    claimant: Cow<'s, str>,
    claimed: String,
    origins: String,
    verified: String,
    checked: String,
    due: String,
    overdue: bool,
}

impl From<State> for Mark {
    fn from(state: State) -> Self {
        let shade = match state {
            State::Standing(status) => shade(status),
            _ => "lost",
        };
        Self { name: state.name(), shade }
    }
}

/// The class of a status.
pub(super) fn shade(status: Status) -> &'static str {
    match status.shade() {
        Shade::Light => "light",
        Shade::Middle => "middle",
        Shade::Full => "full",
    }
}

/// A bar of so many claims of each status, where `whole` fill it.
pub(super) fn bar(counts: impl IntoIterator<Item = (Status, usize)>, whole: usize) -> Vec<BarPart> {
    let mut parts = Vec::new();
    let mut done = 0;
    for (status, count) in counts {
        if count > 0 {
            let (x, width) = (hundredths(done, whole), hundredths(count, whole));
            parts.push(BarPart { shade: shade(status), x, width });
        }
        done += count;
    }
    parts
}

/// `7` of `9` as `77.78`.
fn hundredths(part: usize, whole: usize) -> String {
    let exact = part * 10_000 / whole.max(1);
    format!("{}.{:02}", exact / 100, exact % 100)
}

impl<'s> Row<'s> {
    pub(super) fn of(site: &'s Site, at: SheetAt) -> Self {
        let facts = &site.sheet[at];
        let ClaimFacts { claim, standing, .. } = facts;
        let (verified, quotes) =
            (facts.verdicts.iter().filter(|verdict| verdict.stands()).count(), facts.verdicts.len());
        let stands = facts.status().is_some();
        Self {
            page: claim_page(site.claim_page(at)),
            id: visible(&claim.id),
            statement: visible(said(claim.statement.as_ref()).unwrap_or("no statement can be read")),
            state: facts.state.into(),
            overlays: standing.overlays.iter().map(Overlay::name).filter(|_| stands).collect(),
            claimant: visible(said(claim.claimant.as_ref()).unwrap_or("")),
            // A line ends between two days, and in none.
            claimed: days(claim.claimed_on.as_ref()).unwrap_or_default().replace(" to ", " to\n"),
            origins: if stands { standing.independent.to_string() } else { String::new() },
            verified: if stands { format!("{verified} of {quotes}") } else { String::new() },
            checked: facts
                .claim
                .checked
                .as_ref()
                .and_then(|check| days(check.on.as_ref()))
                .unwrap_or_default(),
            due: facts.due.map(|due| due.day.to_string()).unwrap_or_default(),
            overdue: facts.due.is_some_and(|due| due.day < site.sheet.today),
        }
    }

    /// A row that has yet to be filled in.
    pub(super) fn empty() -> Self {
        Self {
            page: "claims".to_owned(),
            id: Cow::Borrowed(""),
            statement: Cow::Borrowed(""),
            state: Mark { name: "", shade: "" },
            overlays: Vec::new(),
            claimant: Cow::Borrowed(""),
            claimed: String::new(),
            origins: String::new(),
            verified: String::new(),
            checked: String::new(),
            due: String::new(),
            overdue: false,
        }
    }
}

/// The words of a text, if there are some.
pub(super) fn said(text: Option<&Text>) -> Option<&str> {
    text.map(|text| text.value.trim()).filter(|words| !words.is_empty())
}

/// The day, or the days, of what is written: `2015-10-05 to 2015-10-09`.
pub(super) fn days(period: Option<&Spanned<Period>>) -> Option<String> {
    period.map(|period| period.value.to_string().replace('/', " to "))
}

/// `25 November 2026`
pub(super) fn day_in_words(day: NaiveDate) -> String {
    day.format("%-d %B %Y").to_string()
}

/// The language of a text (BCP 47), if it is written as one.
pub(super) fn language(text: Option<&Text>) -> Option<&str> {
    let is_part =
        |part: &str| (1..=8).contains(&part.len()) && part.bytes().all(|b| b.is_ascii_alphanumeric());
    let written = said(text)?;
    let first = written.split('-').next()?;
    let is_language = (2..=3).contains(&first.len()) && first.bytes().all(|b| b.is_ascii_alphabetic());
    (is_language && written.split('-').all(is_part)).then_some(written)
}
