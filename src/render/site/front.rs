//! The front page: what an editor asks before print, and for each number the claims behind it.

use super::groups::{GROUPS, Group};
use super::parts::{BarPart, Counted, Mark, bar, day_in_words};
use super::{
    CORRECTIONS, Item, STORIES, change_page, chart, claim_page, filter, groups, item, stories, value,
};
use crate::report::audit::{self, RecentMoves};
use crate::report::site::Site;
use crate::report::site::tags::{Facet, due_words};
use crate::report::table::Cell;
use crate::report::words;
use chrono::Days;
use minijinja::{Value, context};
use serde::Serialize;

#[derive(Serialize)]
struct StatusCard {
    state: Mark,
    count: usize,
    share: String,
    filter: String,
    meaning: String,
    /// Claims that say so and have not earned it.
    more: usize,
}

/// Why claims need a person, and one of them.
#[derive(Serialize)]
struct Need {
    #[serde(flatten)]
    counted: Counted,
    first: String,
    page: Option<String>,
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
    id: &'s str,
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
    page: Option<String>,
    count: usize,
    filter: String,
    parts: Vec<BarPart>,
}

/// Stories, and names of each kind, on the front page.
const TOP: usize = 8;
/// The days that are told as news, and the most transitions of them.
const NEWS: (u64, usize) = (audit::RECENT_DAYS, 8);

pub(super) fn content(site: &Site) -> Value {
    let totals = site.totals();
    let all = totals.with_status;
    let counts: Vec<_> =
        words::Mark::statuses().map(|status| (status, site.tags.count(Facet::Status, status.name))).collect();
    let cards = counts.iter().rev().map(|&(status, count)| StatusCard {
        state: status.into(),
        count,
        share: if all == 0 { String::new() } else { words::percent(audit::ratio(count, all)) },
        filter: filter(Facet::Status, status.name),
        meaning: site.meaning(status),
        more: site.more_say_so(status),
    });
    let counted = |facet: Facet, name: &str| Counted {
        name: name.to_owned(),
        count: site.tags.count(facet, name),
        filter: filter(facet, name),
    };
    let others = words::Mark::states().filter(|state| state.tone == words::Tone::Bad).rev();
    let others = others.map(|state| counted(Facet::Status, state.name)).filter(|other| other.count > 0);
    let panel = site.panel();
    let rows = |at: usize| panel.get(at).map(|table| table.rows.clone()).unwrap_or_default();
    let needs = rows(1).into_iter().filter_map(|row| match &row[..] {
        [Cell::Text(what), Cell::Number(count), Cell::Id(first)] => Some(Need {
            counted: Counted { name: what.clone(), count: *count, filter: filter(Facet::Needs, what) },
            page: site.page_of_claim(first).map(claim_page),
            first: first.clone(),
        }),
        _ => None,
    });
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
    let (chart, unknown) = match &site.past {
        Ok(past) => (Some(chart::of(&past.series)), None),
        Err(why) => (None, Some(why.clone())),
    };
    let changes: Vec<Item> =
        site.changes.iter().map(|change| item(&change.title, &change_page(&change.name))).collect();
    let month = site.changes.iter().find(|change| change.name == "month");
    context! {
        all => totals.claims,
        sources => totals.sources,
        quotes => totals.quotes,
        others => serialized(others),
        statuses => serialized(cards),
        bar_parts => serialized(bar(counts.iter().rev().copied(), all)),
        overlays_counted => serialized(audit::overlay_names().map(|name| counted(Facet::Overlay, name))),
        chart => value(chart),
        unknown,
        needs => serialized(needs),
        since,
        moved_unknown,
        moved => serialized(moved),
        month => month.map(|month| change_page(&month.name)),
        changes => serialized(changes),
        newest => serialized(news(site)),
        stories => serialized(stories::listed(site).take(TOP)),
        more_stories => site.stories.len().saturating_sub(TOP),
        stories_page => STORIES,
        corrections => site.corrections().len(),
        corrections_page => CORRECTIONS,
        groups => serialized(GROUPS.iter().take(4).map(|group| top(site, group))),
        ages => serialized(ages),
        due => serialized(due_words().map(|what| counted(Facet::Due, what))),
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
        id: entry.claim,
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
        name: row.name,
    });
    Top { title: group.title, one: group.one, page: group.name, rows: rows.collect(), more }
}
