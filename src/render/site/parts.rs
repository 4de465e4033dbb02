//! What several pages show in the same way.

use super::claim_page;
use crate::diagnostic::{Applicability, Level};
use crate::render::escape::visible;
use crate::report::diff::{Stretch, word_by_word};
use crate::report::site::findings::Told;
use crate::report::site::{Content, SheetAt, Site};
use crate::report::words::{self, Tone};
use chrono::NaiveDate;
use serde::Serialize;
use std::borrow::Cow;

/// A state, as it is drawn.
#[derive(Debug, Clone, Copy, Default, Serialize)]
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

/// A word of a sentence: ours, or out of a file.
#[derive(Debug, Clone, Serialize)]
pub(super) struct Said {
    words: String,
    theirs: bool,
}

/// The words of a sentence, so that those out of files can be kept apart from ours, whichever way they are read.
pub(super) fn said(words: &[words::Word]) -> Vec<Said> {
    let said = words.iter().map(|word| match word {
        words::Word::Own(words) => Said { words: words.to_string(), theirs: false },
        words::Word::Theirs(words) => Said { words: words.clone(), theirs: true },
    });
    said.collect()
}

/// A piece of a message: a name, or words.
#[derive(Debug, Clone, Serialize)]
pub(super) struct Piece {
    words: String,
    code: bool,
}

/// A message for a terminal, where names stand between backticks.
pub(super) fn ticked(message: &str) -> Vec<Piece> {
    let pieces = message.split('`').enumerate();
    let pieces = pieces.map(|(at, words)| Piece { words: words.to_owned(), code: at % 2 == 1 });
    pieces.filter(|piece| !piece.words.is_empty()).collect()
}

/// What `check` says of a record.
#[derive(Debug, Clone, Serialize)]
pub(super) struct Finding {
    level: &'static str,
    rule: &'static str,
    message: Vec<Piece>,
    help: Vec<Vec<Piece>>,
    /// Can a command change it?
    fix: bool,
    /// Without anybody reading it afterwards?
    safe: bool,
    change: Vec<Stretch>,
    aside: Option<String>,
}

impl Finding {
    /// Is it worth knowing, and no more?
    pub(super) fn is_note(&self) -> bool {
        self.level == Level::Note.name()
    }
}

/// The findings of a record, in their order.
pub(super) fn findings(told: &[Told]) -> Vec<Finding> {
    let findings = told.iter().map(|told| Finding {
        level: told.level.name(),
        rule: told.rule,
        message: ticked(&told.message),
        help: told.help.iter().map(|help| ticked(help)).collect(),
        fix: told.fix.is_some(),
        safe: told.fix.as_ref().is_some_and(|fix| fix.applicability == Applicability::Safe),
        change: told
            .fix
            .as_ref()
            .and_then(|fix| fix.change.as_ref())
            .map_or_else(Vec::new, |(before, after)| word_by_word(before, after)),
        aside: told.aside.map(|until| until.to_string()),
    });
    findings.collect()
}

/// A claim in a list.
#[derive(Debug, Default, Serialize)]
pub(super) struct Row<'s> {
    page: String,
    id: Cow<'s, str>,
    statement: Cow<'s, str>,
    state: Mark,
    overlays: Vec<&'static str>,
    print: &'static str,
    /// Of a saying, what was said: its id, its status and how it may be printed.
    content: Cow<'s, str>,
    claimant: Cow<'s, str>,
    claimed: String,
    origins: String,
    verified: String,
    checked: String,
    due: String,
    overdue: bool,
}

/// A row for the script; what stands where, [`PACKED`] tells.
pub(super) type Packed<'s> = (
    Cow<'s, str>,
    String,
    Cow<'s, str>,
    &'static str,
    u8,
    Vec<&'static str>,
    &'static str,
    Cow<'s, str>,
    Cow<'s, str>,
    String,
    String,
    String,
    String,
    String,
    u8,
    &'s [u32],
);

/// What stands in each place of a row for the script. A page that is not named is the claim's own.
pub(super) const PACKED: [&str; 16] = [
    "id",
    "page",
    "statement",
    "state",
    "unearned",
    "overlays",
    "print",
    "content",
    "claimant",
    "claimed",
    "origins",
    "verified",
    "checked",
    "due",
    "overdue",
    "names",
];

/// The class of a state that is not earned.
const UNEARNED: &str = "unearned";

impl From<words::Mark> for Mark {
    fn from(state: words::Mark) -> Self {
        Self { name: state.name, shade: shade(state) }
    }
}

impl Mark {
    /// The state of a claim, which looks like itself only if it is earned.
    pub(super) fn of(state: words::Mark, not_earned: bool) -> Self {
        let mark = Self::from(state);
        if not_earned { Self { shade: UNEARNED, ..mark } } else { mark }
    }
}

/// The class of a state.
pub(super) fn shade(state: words::Mark) -> &'static str {
    match state.tone {
        Tone::Weak => "light",
        Tone::Middle => "middle",
        Tone::Good => "full",
        Tone::Bad | Tone::Plain => "lost",
    }
}

/// A bar of the claims of each status, where `whole` fill it.
pub(super) fn bar(counts: impl IntoIterator<Item = (words::Mark, usize)>, whole: usize) -> Vec<BarPart> {
    segments(counts.into_iter().map(|(status, count)| (shade(status), count)), whole)
}

/// A bar of parts that are drawn in these shades.
pub(super) fn segments(
    counts: impl IntoIterator<Item = (&'static str, usize)>,
    whole: usize,
) -> Vec<BarPart> {
    let mut parts = Vec::new();
    let mut done = 0;
    for (shade, count) in counts {
        if count > 0 {
            let (x, width) = (hundredths(done, whole), hundredths(count, whole));
            parts.push(BarPart { shade, x, width });
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
        let claim = site.listed(at);
        Self {
            page: claim_page(site.claim_page(at)),
            id: visible(claim.id),
            statement: visible(claim.statement.unwrap_or(NO_STATEMENT)),
            state: Mark::of(claim.state, claim.not_earned),
            overlays: claim.overlays,
            print: claim.print,
            content: claim.content.map_or(Cow::Borrowed(""), |content| {
                let Content { id, state, print } = content;
                Cow::Owned(format!("What was said: {}, {}, {print}", visible(id), state.name))
            }),
            claimant: visible(claim.claimant.as_deref().unwrap_or_default()).into_owned().into(),
            // A line ends between two days, and in none.
            claimed: claim.claimed_on.unwrap_or_default().replace(" to ", " to\n"),
            origins: claim.counts.map(|(origins, ..)| origins.to_string()).unwrap_or_default(),
            verified: claim
                .counts
                .map(|(_, verified, all)| format!("{verified} of {all}"))
                .unwrap_or_default(),
            checked: claim.checked_on.unwrap_or_default(),
            due: claim.next_check.map(|next| next.day.to_string()).unwrap_or_default(),
            overdue: claim.next_check.is_some_and(|next| next.overdue),
        }
    }

    /// The same for the script, in as few letters as it needs, with the names it is counted under.
    pub(super) fn packed(self, names: &'s [u32]) -> Packed<'s> {
        let own = self.page == claim_page(&self.id);
        let page = if own { String::new() } else { self.page };
        (
            self.id,
            page,
            self.statement,
            self.state.name,
            u8::from(self.state.shade == UNEARNED),
            self.overlays,
            self.print,
            self.content,
            self.claimant,
            self.claimed,
            self.origins,
            self.verified,
            self.checked,
            self.due,
            u8::from(self.overdue),
            names,
        )
    }

    /// A row that the script has yet to fill in.
    pub(super) fn empty() -> Self {
        Self { page: "claims".to_owned(), ..Self::default() }
    }
}

pub(super) const NO_STATEMENT: &str = "no statement can be read";

/// `25 November 2026`
pub(super) fn day_in_words(day: NaiveDate) -> String {
    day.format("%-d %B %Y").to_string()
}

/// The language of a text (BCP 47), if it is written as one.
pub(super) fn language(written: &str) -> Option<&str> {
    let is_part =
        |part: &str| (1..=8).contains(&part.len()) && part.bytes().all(|b| b.is_ascii_alphanumeric());
    let first = written.split('-').next()?;
    let is_language = (2..=3).contains(&first.len()) && first.bytes().all(|b| b.is_ascii_alphabetic());
    (is_language && written.split('-').all(is_part)).then_some(written)
}
