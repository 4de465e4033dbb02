//! The page of one claim.

use super::front::meaning;
use super::parts::{Mark, days, language, said};
use super::{claim_page, filter, source_page, value};
use crate::evidence::Grade;
use crate::evidence::standing::{Overlay, Weight};
use crate::model::claim::{Evidence, Text};
use crate::model::key::Worded;
use crate::model::state::State;
use crate::render::escape::{self, web_address};
use crate::render::export::claimreview;
use crate::render::log::table::status;
use crate::render::origins::{counted_under, source_in_words};
use crate::report::check::Location;
use crate::report::facts::SheetAt;
use crate::report::log::Entry;
use crate::report::origins::{QuoteOrigin, Way};
use crate::report::record::document;
use crate::report::show::{Past, ShowReport, ShownQuote};
use crate::report::site::Site;
use crate::report::site::tags::Facet;
use crate::report::words;
use minijinja::{Value, context};
use serde::Serialize;

#[derive(Serialize)]
struct Shown<'r> {
    id: &'r str,
    statement: &'r str,
    state: Mark,
    overlays: Vec<&'static str>,
    meaning: String,
    /// Has it a status, which its evidence may bear?
    stands: bool,
    overlay_meanings: Vec<&'static str>,
    unreadable: bool,
    withdrawn: Option<Withdrawn<'r>>,
    unearned: bool,
    earned: &'static str,
    rationale: Option<&'r str>,
    fields: Vec<Field>,
    evidence: Vec<Quote<'r>>,
    count: String,
    needs: Vec<Need>,
    ways: Vec<QuoteWay<'r>>,
    conflicts: Vec<Conflict<'r>>,
    unknown: Option<&'r str>,
    history: Vec<Event<'r>>,
}

#[derive(Serialize)]
struct Withdrawn<'r> {
    on: String,
    because: Option<&'r str>,
}

/// A line of facts: words, or links to the claims that share them.
#[derive(Default, Serialize)]
struct Field {
    name: String,
    words: String,
    links: Vec<Link>,
    bad: bool,
}

#[derive(Serialize)]
struct Link {
    words: String,
    page: Option<String>,
    filter: String,
}

#[derive(Serialize)]
struct Quote<'r> {
    words: &'r str,
    lang: Option<&'r str>,
    stance: &'static str,
    grade: &'static str,
    stands: bool,
    source: &'r str,
    source_page: Option<String>,
    document: String,
    url: Option<&'r str>,
    archived: Option<&'r str>,
    translation: Option<&'r str>,
    sentence: Vec<Stretch<'r>>,
    place: String,
    wrong: Option<&'r str>,
    origin: Option<&'r str>,
    origin_page: Option<String>,
    part: Option<&'r str>,
    at: Option<&'r str>,
    note: Option<&'r str>,
    does: Option<String>,
    counts: bool,
}

#[derive(Serialize)]
struct Stretch<'r> {
    text: &'r str,
    quoted: bool,
}

#[derive(Serialize)]
struct Need {
    status: &'static str,
    words: String,
}

#[derive(Serialize)]
struct QuoteWay<'r> {
    number: usize,
    way: Node<'r>,
}

/// A source on a way, and what it goes on to.
#[derive(Serialize)]
pub(super) struct Node<'r> {
    id: &'r str,
    page: Option<String>,
    step: &'static str,
    about: String,
    next: Vec<Node<'r>>,
}

#[derive(Serialize)]
struct Conflict<'r> {
    id: &'r str,
    page: Option<String>,
    state: Mark,
    statement: Option<&'r str>,
}

#[derive(Serialize)]
struct Event<'r> {
    day: String,
    #[serde(rename = "move")]
    made: String,
    formerly: Option<&'r str>,
    rationale: Option<&'r str>,
    about: String,
    subject: &'r str,
    author: &'r str,
    commit: String,
}

pub(super) fn content(site: &Site, at: SheetAt) -> Value {
    let report = site.claim(at);
    context! {
        claim => value(shown(site, &report)),
        review => site.review(at).map_or(Value::UNDEFINED, |review| {
            let mut written = Vec::new();
            // Writing to a Vec cannot fail, and JSON is text.
            let _ = escape::json_line(&claimreview::document(review), &mut written);
            Value::from_safe_string(String::from_utf8(written).unwrap_or_default())
        }),
    }
}

fn shown<'r>(site: &'r Site, report: &'r ShowReport) -> Shown<'r> {
    let facts = &report.origins.facts;
    let claim = facts.claim;
    let overlays = || facts.standing.overlays.iter().filter(|_| facts.status().is_some());
    let (unknown, history) = match &report.past {
        Past::Known(log) => (None, log.entries().map(event).collect()),
        Past::Unknown(why) => (Some(&**why), Vec::new()),
    };
    let supporting: Vec<_> = report.origins.quotes().collect();
    Shown {
        id: &claim.id,
        statement: said(claim.statement.as_ref()).unwrap_or("no statement can be read"),
        state: facts.state.into(),
        overlays: overlays().map(Overlay::name).collect(),
        meaning: meaning(&site.sheet.project.corpus.policy, facts.state),
        stands: facts.status().is_some(),
        overlay_meanings: overlays().map(overlay_meaning).collect(),
        unreadable: !claim.sound,
        withdrawn: claim.withdrawn.as_ref().map(|withdrawn| Withdrawn {
            on: days(withdrawn.on.as_ref()).unwrap_or_default(),
            because: said(withdrawn.because.as_ref()),
        }),
        unearned: facts.status().is_some_and(|status| status > facts.standing.earned),
        earned: facts.standing.earned.name(),
        rationale: said(claim.rationale.as_ref()),
        fields: fields(report),
        evidence: evidence(site, report, &supporting),
        count: report.origins.count(),
        needs: report
            .origins
            .needs()
            .into_iter()
            .map(|(status, words)| Need { status: status.name(), words })
            .collect(),
        ways: supporting
            .iter()
            .filter_map(|quote| Some(QuoteWay { number: quote.number, way: tree(site, quote.way.as_ref()?) }))
            .collect(),
        conflicts: report
            .conflicts
            .iter()
            .map(|conflict| Conflict {
                id: conflict.id,
                page: site.page_of_claim(conflict.id).map(claim_page),
                state: conflict.state.into(),
                statement: conflict.claim.and_then(|claim| said(claim.statement.as_ref())),
            })
            .collect(),
        unknown,
        history,
    }
}

fn overlay_meaning(overlay: Overlay) -> &'static str {
    match overlay {
        Overlay::Contested => "Somebody disputes or denies it.",
        Overlay::Contradicted => "Evidence for the contrary would itself be documented.",
        Overlay::SingleOrigin => "All of its evidence goes back to one origin.",
        Overlay::SecondHand => "Every primary is known only through another text.",
        Overlay::Stale => "The day for the next check is past.",
    }
}

fn fields(report: &ShowReport) -> Vec<Field> {
    // These have places of their own on the page.
    const APART: [&str; 7] =
        ["status", "unreadable", "withdrawn", "not-earned", "rationale", "asked", "claimant"];
    let facts = &report.origins.facts;
    let claim = facts.claim;
    // What is withdrawn or cannot be read is counted under no name, so nothing would be found under it.
    let counts = facts.status().is_some();
    let links = |name: &str, facet: Facet, texts: &[Text]| {
        let link = |text: &Text| Link {
            words: text.value.to_string(),
            page: counts.then(|| "claims".to_owned()),
            filter: filter(facet, &text.value),
        };
        let links: Vec<_> = texts.iter().map(link).collect();
        Field { name: name.to_owned(), links, ..Field::default() }
    };
    let mut all = Vec::new();
    all.extend(
        claim.claimant.as_ref().map(|name| links("Claimant", Facet::Claimant, std::slice::from_ref(name))),
    );
    all.extend(days(claim.claimed_on.as_ref()).map(|on| {
        let from = said(claim.date_inferred_from.as_ref());
        let words = on + &from.map_or_else(String::new, |from| format!(" (inferred from {from})"));
        Field { name: "Claimed on".to_owned(), words, ..Field::default() }
    }));
    for field in report.fields().iter().filter(|field| !APART.contains(&field.name)) {
        all.push(match field.name {
            "topics" => links("Topics", Facet::Topic, &claim.topics),
            _ => Field {
                name: capitalised(&field.label),
                words: words::said(&field.words, str::to_owned),
                bad: field.tone == words::Tone::Bad,
                ..Field::default()
            },
        });
    }
    all
}

fn capitalised(label: &str) -> String {
    let mut letters = label.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

fn evidence<'r>(site: &'r Site, report: &'r ShowReport, supporting: &[QuoteOrigin]) -> Vec<Quote<'r>> {
    let quotes = (1..).zip(&report.quotes).map(|(number, shown)| {
        let own = str::to_owned;
        let supports = supporting.iter().find(|quote| quote.number == number);
        let does = supports.map(|quote| {
            let does = report.origins.does(quote.evidence, quote.weight, &own);
            let under = counted_under(quote, &does, &own);
            does + &under
        });
        let counts = supports.is_some_and(|quote| matches!(quote.weight, Weight::Counts(_)));
        one(site, shown, does, counts)
    });
    quotes.collect()
}

fn one<'r>(site: &Site, shown: &'r ShownQuote, does: Option<String>, counts: bool) -> Quote<'r> {
    let evidence: &Evidence = shown.evidence;
    let gloss = evidence.gloss.as_deref();
    let source = shown.source;
    let address = |text: &'r Option<Text>| said(text.as_ref()).and_then(web_address);
    let page = |id: Option<&str>| id.and_then(|id| site.page_of_source(id)).map(source_page);
    let (quoted, origin) = (said(evidence.source.as_ref()), said(evidence.origin.as_ref()));
    let passage = shown.passage.as_ref();
    // The sentence says no more than the quote where nothing stands around it.
    let is_more = passage.is_some_and(|passage| passage.segments.iter().any(|stretch| !stretch.quoted));
    let passage = passage.filter(|_| is_more || !shown.verdict.stands());
    Quote {
        words: said(evidence.quote.as_ref()).unwrap_or("no quote"),
        lang: source.and_then(|source| language(source.language.as_ref())),
        stance: evidence.stance().word(),
        grade: shown.grade(),
        stands: shown.verdict.stands() && shown.verdict.grade() != Some(Grade::Ambiguous),
        source: quoted.unwrap_or("no source"),
        source_page: page(quoted),
        document: source.map(|source| words::said(&document(source), str::to_owned)).unwrap_or_default(),
        url: source.and_then(|source| address(&source.url)),
        archived: source.and_then(|source| address(&source.archived)),
        translation: gloss.and_then(|gloss| said(gloss.translation.as_ref())),
        sentence: passage.map_or_else(Vec::new, |passage| {
            let stretch = |stretch: &'r crate::evidence::excerpt::Segment| Stretch {
                text: &stretch.text,
                quoted: stretch.quoted,
            };
            passage.segments.iter().map(stretch).collect()
        }),
        place: passage.map_or_else(String::new, |passage| place(&passage.place)),
        wrong: shown.wrong.as_deref(),
        origin: origin.filter(|_| origin != quoted),
        origin_page: page(origin),
        part: said(evidence.part.as_ref()),
        at: evidence.location.as_ref().and_then(|location| said(location.at.as_ref())),
        note: gloss.and_then(|gloss| said(gloss.note.as_ref())),
        does,
        counts,
    }
}

/// Where a passage stands. The folders of whoever makes the pages are nobody's business.
fn place(at: &Location) -> String {
    let file = at.path.rsplit('/').next().unwrap_or(&at.path);
    format!("{file}, line {}", at.line)
}

/// Steps beyond these are not moved in any further.
const DEEPEST: usize = 12;
/// A tree has no more sources than this.
const LARGEST: usize = 100;

/// A way as a tree; of a large one as much as can be read.
pub(super) fn tree<'r>(site: &Site, way: &Way<'r>) -> Node<'r> {
    node(site, way, 0, &mut LARGEST.clone())
}

fn node<'r>(site: &Site, way: &Way<'r>, depth: usize, left: &mut usize) -> Node<'r> {
    *left = left.saturating_sub(1);
    let mut about = way
        .source
        .map_or_else(|| vec!["no record".to_owned()], |source| source_in_words(source, &str::to_owned));
    about.extend(way.claimant.then(|| "the claimant".to_owned()));
    about.extend(way.cut.map(|cut| cut.name().to_owned()));
    let mut next = Vec::new();
    for (at, below) in way.next.iter().enumerate() {
        if *left == 0 {
            about.push(format!("{} more not shown", way.next.len() - at));
            break;
        }
        let mut below = node(site, below, depth + 1, left);
        let deeper = if depth >= DEEPEST { std::mem::take(&mut below.next) } else { Vec::new() };
        next.push(below);
        next.extend(deeper);
    }
    Node {
        id: way.id,
        page: way.source.and_then(|_| site.page_of_source(way.id)).map(source_page),
        step: way.step.name(),
        about: about.join(", "),
        next,
    }
}

fn event(entry: Entry<'_>) -> Event<'_> {
    let reason = &entry.transition.reason;
    let is_new = entry.transition.from == State::Absent;
    let mut about = Vec::new();
    about.extend(
        (reason.rationale.is_none() && reason.rationale_dropped).then(|| "rationale dropped".to_owned()),
    );
    about.extend(reason.restated.then(|| "statement changed".to_owned()));
    if !is_new {
        about.extend(reason.sources().map(|(what, source)| format!("{what} {source}")));
    }
    Event {
        day: entry.at.map_or_else(|| "no date".to_owned(), |at| at.date_naive().to_string()),
        made: status(&entry),
        formerly: entry.formerly,
        rationale: reason.rationale.as_deref().map(str::trim).filter(|words| !words.is_empty()),
        about: about.join("; "),
        subject: entry.subject,
        author: entry.author,
        commit: entry.short,
    }
}
