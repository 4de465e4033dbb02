//! The front page: what an editor asks before print, and for each number the claims behind it.

use super::groups::{GROUPS, Group};
use super::parts::{BarPart, Counted, Mark, bar, day_in_words, segments};
use super::{
    CORRECTIONS, Item, STORIES, change, change_page, chart, claim_page, filter, groups, item, stories, value,
    wanted,
};
use crate::diagnostic::Level;
use crate::report::audit::{self, RecentMoves};
use crate::report::diff::DiffReport;
use crate::report::site::tags::{Facet, due_words};
use crate::report::site::{Site, glossary};
use crate::report::table::Cell;
use crate::report::words::{self, counted as in_words};
use chrono::Days;
use minijinja::{Value, context};
use serde::Serialize;

/// One answer to what may be printed, and how many claims it holds for.
#[derive(Serialize)]
struct Answered {
    name: &'static str,
    meaning: &'static str,
    shade: &'static str,
    count: usize,
    filter: String,
    /// The kinds of it, where there are claims of more than one.
    kinds: Vec<Counted>,
}

#[derive(Serialize)]
struct StatusRow {
    state: Mark,
    count: usize,
    share: String,
    filter: String,
    meaning: String,
    /// Claims that say so and have not earned it.
    more: usize,
}

#[derive(Serialize)]
struct Flag {
    #[serde(flatten)]
    counted: Counted,
    meaning: &'static str,
}

/// What became of quotes.
#[derive(Serialize)]
struct Verdict {
    quotes: usize,
    verified: usize,
    by_text: usize,
    by_fingerprint: usize,
    failed: usize,
    unread: usize,
}

/// How many claims became what in a week, and where the page of changes tells of them.
#[derive(Serialize)]
struct WeekCount {
    count: usize,
    name: &'static str,
    anchor: String,
}

/// A claim, and why it is named.
#[derive(Serialize)]
struct First<'s> {
    statement: &'s str,
    page: String,
    why: String,
}

#[derive(Serialize)]
struct Moved {
    #[serde(flatten)]
    counted: Counted,
    /// Is there no such claim any more?
    gone: bool,
}

/// What became of one claim.
#[derive(Serialize)]
struct News<'s> {
    day: String,
    /// Its statement; the id of one that is gone.
    statement: &'s str,
    page: Option<String>,
    #[serde(rename = "move")]
    made: String,
}

/// The first rows of one of the pages of names.
#[derive(Serialize)]
struct Top {
    title: &'static str,
    one: &'static str,
    page: &'static str,
    rows: Vec<TopRow>,
    more: usize,
}

#[derive(Serialize)]
struct TopRow {
    name: String,
    title: Option<String>,
    page: Option<String>,
    count: usize,
    filter: String,
    parts: Vec<BarPart>,
}

/// Stories, and names of each kind, on the front page.
const TOP: usize = 8;
/// The days that are told as news, and the most transitions of them.
const NEWS: (u64, usize) = (audit::RECENT_DAYS, 5);
/// The claims that need a person most.
const FIRST: usize = 5;

pub(super) fn content(site: &Site) -> Value {
    let totals = site.totals();
    let counted = |facet: Facet, name: &str| counted(site, facet, name);
    let others = words::Mark::states().filter(|state| state.tone == words::Tone::Bad).rev();
    let others = others.map(|state| counted(Facet::Status, state.name)).filter(|other| other.count > 0);
    let answers = answers(site);
    let parts = segments(answers.iter().map(|answer| (answer.shade, answer.count)), totals.with_status);
    let (needs, first) = needs(site);
    let week = site.changes.iter().find(|change| change.name == "week");
    let (week_counts, week_unknown) = match week.map(|week| &week.report) {
        Some(Ok(report)) => (week_counts(report), None),
        Some(Err(why)) => (Vec::new(), Some(why)),
        None => (Vec::new(), None),
    };
    let [errors, warnings, _] = Level::ALL.map(|level| site.findings.counts.of_level(level));
    let wanted = wanted::rows(site);
    let first_page = context! {
        all => totals.claims,
        sources => totals.sources,
        verdict => value(verdict(site)),
        others => serialized(others),
        answers => value(answers),
        bar_parts => value(parts),
        errors,
        checked => checked(site, errors, warnings),
        needs => value(needs),
        first => value(first),
        week => week.map(|week| change_page(&week.name)),
        week_unknown,
        week_counts => value(week_counts),
        newest => serialized(news(site)),
    };
    let below = context! {
        statuses => serialized(statuses(site)),
        overlays_counted => serialized(audit::overlay_names().map(|name| Flag {
            counted: counted(Facet::Overlay, name),
            meaning: glossary::flag_named(name),
        })),
        stories => serialized(stories::listed(site).take(TOP)),
        more_stories => site.stories.len().saturating_sub(TOP),
        stories_page => STORIES,
        corrections => site.corrections().len(),
        corrections_page => CORRECTIONS,
        more_wanted => wanted.len().saturating_sub(TOP),
        wanted => serialized(wanted.into_iter().take(TOP)),
        groups => serialized(GROUPS.iter().take(4).map(|group| top(site, group))),
        due => serialized(due_words().map(|what| counted(Facet::Due, what))),
    };
    context! { ..first_page, ..context! { ..below, ..over_time(site) } }
}

fn counted(site: &Site, facet: Facet, name: &str) -> Counted {
    Counted { name: name.to_owned(), count: site.tags.count(facet, name), filter: filter(facet, name) }
}

/// What may be printed, and how many claims may.
fn answers(site: &Site) -> Vec<Answered> {
    let shades = ["full", "middle", "light", "void"];
    let answers = glossary::answers().into_iter().zip(shades);
    let answered = answers.map(|((answer, name, meaning), shade)| {
        let kinds = glossary::ways_of(answer).map(|(order, name)| {
            let name = name.trim_start_matches("only ").to_owned();
            Counted { name, ..counted(site, Facet::How, order) }
        });
        let kinds: Vec<_> = kinds.filter(|kind| kind.count > 0).collect();
        let Counted { count, filter, .. } = counted(site, Facet::Print, name);
        let kinds = if kinds.len() > 1 { kinds } else { Vec::new() };
        Answered { name, meaning, shade, count, filter, kinds }
    });
    answered.collect()
}

fn verdict(site: &Site) -> Verdict {
    let told = site.verified();
    Verdict {
        quotes: told.quotes,
        verified: told.stand,
        by_text: told.stand.saturating_sub(told.by_fingerprint),
        by_fingerprint: told.by_fingerprint,
        failed: told.failed,
        unread: told.quotes.saturating_sub(told.stand + told.failed),
    }
}

/// `2 errors and 1 warning in grounds check; 1 of them can be fixed by command.`
fn checked(site: &Site, errors: usize, warnings: usize) -> Option<String> {
    let counts = [(errors, "error"), (warnings, "warning")];
    let counts: Vec<_> = counts
        .into_iter()
        .filter(|(count, _)| *count > 0)
        .map(|(count, what)| in_words(count, what))
        .collect();
    if counts.is_empty() {
        return None;
    }
    let fixable = match site.findings.fixable {
        (0, _) => String::new(),
        (all, 0) => format!("; `grounds fix --unsafe` can fix {all}"),
        (all, safe) if all == safe => format!("; `grounds fix` can fix {all}"),
        (all, safe) => format!("; `grounds fix` can fix {safe}, with --unsafe {all}"),
    };
    Some(format!("`grounds check` has {}{}.", counts.join(" and "), fixable).replace('`', ""))
}

/// Why claims need a person; and the gravest of them, each once.
fn needs<'s>(site: &'s Site) -> (Vec<Counted>, Vec<First<'s>>) {
    let table = site.panel().into_iter().nth(1);
    let rows = table.map(|table| table.rows).unwrap_or_default();
    let needs = rows.into_iter().filter_map(|row| match &row[..] {
        [Cell::Text(what), Cell::Number(count), ..] => {
            Some(Counted { name: what.clone(), count: *count, filter: filter(Facet::Needs, what) })
        }
        _ => None,
    });
    let waiting = site.waiting(None).into_iter().take(FIRST).map(|waiting| First {
        statement: waiting.statement,
        page: claim_page(site.claim_page(waiting.at)),
        why: waiting.reasons.join("; "),
    });
    (needs.collect(), waiting.collect())
}

fn week_counts(report: &DiffReport) -> Vec<WeekCount> {
    let counts = report.counts().into_iter();
    counts.map(|(kind, count)| WeekCount { count, name: kind.name(), anchor: change::anchor(kind) }).collect()
}

fn statuses(site: &Site) -> Vec<StatusRow> {
    let all = site.totals().with_status;
    let rows = words::Mark::statuses().rev().map(|status| {
        let count = site.tags.count(Facet::Status, status.name);
        StatusRow {
            state: status.into(),
            count,
            share: if all == 0 { String::new() } else { words::percent(audit::ratio(count, all)) },
            filter: filter(Facet::Status, status.name),
            meaning: site.meaning(status),
            more: site.more_say_so(status),
        }
    });
    rows.collect()
}

/// The chart, the moves of the last month, and the ages of checks.
fn over_time(site: &Site) -> Value {
    let panel = site.panel();
    let rows = |at: usize| panel.get(at).map(|table| table.rows.clone()).unwrap_or_default();
    let moved = rows(2).into_iter().filter_map(|row| match &row[..] {
        [Cell::Text(what), Cell::Number(count), ..] => Some(Moved {
            counted: Counted { name: what.clone(), count: *count, filter: filter(Facet::Moved, what) },
            gone: site.tags.count(Facet::Moved, what) == 0,
        }),
        _ => None,
    });
    let ages = rows(3).into_iter().filter_map(|row| match &row[..] {
        [Cell::Text(what), Cell::Number(count)] => {
            Some(Counted { name: what.clone(), count: *count, filter: filter(Facet::Checked, what) })
        }
        _ => None,
    });
    let (since, moved_unknown) = match site.moves {
        RecentMoves::Since(since, _) => (day_in_words(*since), None),
        RecentMoves::Unknown(why) => (String::new(), Some(why.clone())),
    };
    let (chart, too_young, unknown) = match &site.past {
        Ok(past) if chart::is_worth_it(&past.series) => (Some(chart::of(&past.series)), None, None),
        Ok(past) => (None, Some(chart::in_a_sentence(&past.series)), None),
        Err(why) => (None, None, Some(why.clone())),
    };
    let changes: Vec<Item> =
        site.changes.iter().map(|change| item(&change.title, &change_page(&change.name))).collect();
    let month = site.changes.iter().find(|change| change.name == "month");
    context! {
        chart => value(chart),
        too_young,
        unknown,
        since,
        moved_unknown,
        moved => serialized(moved),
        ages => serialized(ages),
        month => month.map(|month| change_page(&month.name)),
        changes => serialized(changes),
    }
}

fn serialized<T: Serialize>(values: impl IntoIterator<Item = T>) -> Value {
    value(values.into_iter().collect::<Vec<_>>())
}

/// The newest transitions.
fn news<'s>(site: &'s Site<'_>) -> Vec<News<'s>> {
    let since = site.today().checked_sub_days(Days::new(NEWS.0)).unwrap_or(site.today());
    let newest = site.newest(since, NEWS.1).into_iter().map(|entry| News {
        day: entry.day(),
        statement: site.statement(entry.claim).unwrap_or(entry.claim),
        page: site.page_of_claim(entry.claim).map(claim_page),
        made: match entry.formerly {
            Some(former) => format!("{}, formerly {former}", entry.status()),
            None => entry.status(),
        },
    });
    newest.collect()
}

fn top(site: &Site, group: &Group) -> Top {
    let rows = groups::rows(site, group);
    let more = rows.len().saturating_sub(TOP);
    let most = rows.iter().map(|row| row.count).max().unwrap_or(0);
    let rows = rows.into_iter().take(TOP).map(|row| TopRow {
        parts: bar(row.statuses.iter().rev().copied(), most),
        filter: filter(group.facet, &row.name),
        page: row.page,
        count: row.count,
        title: group.of_sources.then(|| site.title_of(&row.name)).flatten(),
        name: row.name,
    });
    Top { title: group.title, one: group.one, page: group.name, rows: rows.collect(), more }
}
