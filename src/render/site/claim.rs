//! The page of one claim.

use super::links::Links;
use super::parts::{Finding, Mark, NO_STATEMENT, Piece, Said, findings, language, said, shade, ticked};
use super::{claim_page, filter, reading, reading_page, source_page, story_page, value};
use crate::render::escape::{self, web_address};
use crate::render::export::claimreview;
use crate::report::check::Location;
use crate::report::diff::{Stretch, word_by_word};
use crate::report::log::Entry;
use crate::report::origins::{Need, QuoteOrigin, Way};
use crate::report::passages::Segment;
use crate::report::record::Record;
use crate::report::show::{self, Past, ShowReport, ShownQuote};
use crate::report::site::tags::Facet;
use crate::report::site::{NoteAt, SheetAt, Site, StatedIn, glossary};
use crate::report::words;
use minijinja::{Value, context};
use serde::Serialize;

#[derive(Serialize)]
struct Shown<'r> {
    id: &'r str,
    page: String,
    statement: &'r str,
    /// How it may be printed, if it has a status.
    print: Option<String>,
    basis: &'static str,
    basis_meaning: &'static str,
    findings: Vec<Finding>,
    notes: Vec<Finding>,
    file: &'r str,
    links: Option<FileLinks>,
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
    wanted: Vec<WantedHere<'r>>,
    neighbours: Vec<Neighbours<'r>>,
    stories: Vec<InStory<'r>>,
    unknown: Option<&'r str>,
    history: Vec<Event<'r>>,
}

/// Where its file is on the web.
#[derive(Serialize)]
pub(super) struct FileLinks {
    file: String,
    edit: String,
    history: String,
}

impl FileLinks {
    /// Of the file at that path of the project, if the settings tell where it is kept.
    pub(super) fn of(site: &Site, path: &str) -> Option<Self> {
        let links = Links::of(site)?;
        Some(Self { file: links.file(path), edit: links.edit(path), history: links.history(path) })
    }
}

/// A document that would settle it.
#[derive(Serialize)]
struct WantedHere<'r> {
    title: Option<&'r str>,
    id: &'r str,
    page: String,
    earns: Option<Mark>,
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
    words: Vec<Said>,
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
    grade_meaning: &'static str,
    stands: bool,
    /// Of one whose words were changed: those that the claim has, and those that the source has.
    altered: Vec<Stretch>,
    source: &'r str,
    source_title: Option<String>,
    source_page: Option<String>,
    publisher: Option<&'r str>,
    published: Option<String>,
    retracted: bool,
    url: Option<&'r str>,
    archived: Option<&'r str>,
    translation: Option<&'r str>,
    sentence: &'r [Segment],
    place: String,
    /// The page of the words of its source, and the place of the quote in it.
    reading: Option<(String, String)>,
    wrong: Option<Vec<Piece>>,
    through: Vec<Named<'r>>,
    knows: Option<&'r str>,
    on_record: Option<&'r str>,
    part: Option<&'r str>,
    at: Option<&'r str>,
    note: Option<&'r str>,
    does: Option<String>,
    counts: bool,
    /// From the source quoted to where its information first came from, if it supports the claim.
    chain: Option<Node<'r>>,
    /// The same, of one that does not support the claim: its origin.
    origin: Option<Named<'r>>,
}

/// A source by its title.
#[derive(Serialize)]
struct Named<'r> {
    id: &'r str,
    title: Option<String>,
    page: Option<String>,
}

/// A source on a way, and what it goes on to.
#[derive(Serialize)]
pub(super) struct Node<'r> {
    id: &'r str,
    title: Option<String>,
    page: Option<String>,
    step: &'static str,
    about: Vec<Said>,
    /// Has somebody here read it?
    seen: bool,
    next: Vec<Node<'r>>,
}

#[derive(Serialize)]
struct Neighbours<'r> {
    heading: &'static str,
    all: Vec<Neighbour<'r>>,
}

#[derive(Serialize)]
struct Neighbour<'r> {
    id: &'r str,
    page: Option<String>,
    /// None if there is no such claim.
    state: Option<Mark>,
    not_earned: bool,
    statement: Option<&'r str>,
}

/// Words of a story that state the claim.
#[derive(Serialize)]
struct InStory<'r> {
    title: &'r str,
    page: String,
    place: String,
    published: Option<&'r str>,
    words: &'r str,
    lang: Option<&'r str>,
    wrong: bool,
}

#[derive(Serialize)]
struct Event<'r> {
    day: String,
    /// How the state that it came to is drawn.
    shade: &'static str,
    url: Option<String>,
    #[serde(rename = "move")]
    made: String,
    formerly: Option<&'r str>,
    rationale: Option<&'r str>,
    about: Vec<Vec<Said>>,
    subject: &'r str,
    author: &'r str,
    commit: String,
}

pub(super) fn content(site: &Site, at: SheetAt) -> Value {
    let report = site.claim(at);
    context! {
        claim => value(shown(site, at, &report)),
        review => site.review(at).map_or(Value::UNDEFINED, |review| {
            let mut written = Vec::new();
            // Writing to a Vec cannot fail, and JSON is text.
            let _ = escape::json_line(&claimreview::document(review), &mut written);
            Value::from_safe_string(String::from_utf8(written).unwrap_or_default())
        }),
    }
}

fn shown<'r>(site: &'r Site, at: SheetAt, report: &'r ShowReport) -> Shown<'r> {
    let has_status = report.has_status();
    let overlays = if has_status { report.overlays() } else { Vec::new() };
    let record = report.record();
    let links = Links::of(site);
    let (unknown, history) = match &report.past {
        Past::Known(log) => (None, log.entries().map(|entry| event(links.as_ref(), entry)).collect()),
        Past::Unknown(why) => (Some(&**why), Vec::new()),
    };
    let supporting: Vec<_> = report.origins.quotes().collect();
    let told = findings(site.findings.of_claim(report.origins.id()));
    let (notes, findings) = told.into_iter().partition(Finding::is_note);
    let wanted = site.wanted_by(at).into_iter().map(|wanted| WantedHere {
        title: wanted.title,
        id: wanted.id,
        page: source_page(site.source_page(wanted.source)),
        earns: wanted.earns.map(Mark::from),
    });
    let neighbour = |neighbour: &show::Neighbour<'r>| Neighbour {
        id: neighbour.id,
        page: site.page_of_claim(neighbour.id).map(claim_page),
        state: neighbour.state.map(|state| Mark::of(state, neighbour.not_earned)),
        not_earned: neighbour.not_earned,
        statement: neighbour.statement.map(str::trim),
    };
    let neighbours = report
        .neighbours
        .groups()
        .map(|(heading, all)| Neighbours { heading, all: all.iter().map(neighbour).collect() });
    Shown {
        id: report.origins.id(),
        page: claim_page(site.claim_page(at)),
        print: has_status.then(|| capitalised(&report.origins.printable().as_order())),
        basis: report.origins.basis(),
        basis_meaning: glossary::basis(report.origins.basis()),
        findings,
        notes,
        file: report.path(),
        links: FileLinks::of(site, report.path()),
        statement: record.text("statement").unwrap_or(NO_STATEMENT),
        state: Mark::of(report.origins.state(), report.is_unearned()),
        meaning: site.meaning(report.origins.state()),
        stands: has_status,
        overlay_meanings: overlays.iter().map(|overlay| glossary::flag_named(overlay)).collect(),
        overlays,
        unreadable: report.is_unreadable(),
        withdrawn: record.has("withdrawn").then(|| Withdrawn {
            on: record.days("withdrawn.on").unwrap_or_default(),
            because: record.text("withdrawn.because"),
        }),
        unearned: report.is_unearned(),
        earned: report.origins.earned(),
        rationale: record.text("rationale"),
        fields: fields(report, &record),
        evidence: evidence(site, at, report, &supporting),
        count: report.origins.basis_in_words(),
        needs: report.origins.needs(),
        wanted: wanted.collect(),
        neighbours: neighbours.collect(),
        stories: site.stated_in(at).map(|stated| in_story(site, stated)).collect(),
        unknown,
        history,
    }
}

fn fields(report: &ShowReport, record: &Record) -> Vec<Field> {
    // These have places of their own on the page.
    const APART: [&str; 11] = [
        "status",
        "unreadable",
        "withdrawn",
        "not-earned",
        "rationale",
        "asked",
        "claimant",
        "basis",
        "printable-as",
        "file",
        "wanted",
    ];
    // What is withdrawn or cannot be read is counted under no name, so nothing would be found under it.
    let counts = report.has_status();
    let links = |name: &str, facet: Facet, texts: &[&str]| {
        let link = |text: &&str| Link {
            words: (*text).to_owned(),
            page: counts.then(|| "claims".to_owned()),
            filter: filter(facet, text),
        };
        Field { name: name.to_owned(), links: texts.iter().map(link).collect(), ..Field::default() }
    };
    let names = record.texts("claimant");
    let claimant = (!names.is_empty()).then(|| links("Claimant", Facet::Claimant, names));
    let claimed_on = record.days("claimed_on").map(|on| {
        let mut words = vec![words::Word::own(on)];
        if let Some(from) = record.text("date_inferred_from") {
            words.extend([
                words::Word::own(" (inferred: "),
                words::Word::theirs(from),
                words::Word::own(")"),
            ]);
        }
        Field { name: "Claimed on".to_owned(), words: said(&words), ..Field::default() }
    });
    let fields = report.fields().into_iter().filter(|field| !APART.contains(&field.name));
    let others = fields.map(|field| match field.name {
        "topics" => links("Topics", Facet::Topic, record.texts("topics")),
        _ => Field {
            name: capitalised(&field.label),
            words: said(&field.words),
            bad: field.tone == words::Tone::Bad,
            ..Field::default()
        },
    });
    claimant.into_iter().chain(claimed_on).chain(others).collect()
}

fn capitalised(label: &str) -> String {
    let mut letters = label.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

fn in_story<'r>(site: &'r Site, stated: StatedIn<'r>) -> InStory<'r> {
    InStory {
        title: stated.story.title,
        page: story_page(site.story_page(stated.at)),
        place: match stated.place {
            NoteAt::Beside(at) => format!("n{}", at + 1),
            NoteAt::Unplaced(at) => format!("u{}", at + 1),
        },
        published: stated.story.published.as_deref(),
        words: &stated.note.words,
        lang: stated.story.language.and_then(language),
        wrong: stated.note.is_wrong(),
    }
}

fn evidence<'r>(
    site: &'r Site,
    at: SheetAt,
    report: &'r ShowReport,
    supporting: &[QuoteOrigin<'_, 'r>],
) -> Vec<Quote<'r>> {
    let quotes = (1..).zip(&report.quotes).map(|(number, shown)| {
        let supports = supporting.iter().find(|quote| quote.number == number);
        let mut quote = one(site, shown, supports);
        let place = reading::place(site.claim_page(at), number);
        quote.reading = quote.reading.map(|(page, _)| (page, place));
        quote
    });
    quotes.collect()
}

fn one<'r>(site: &Site, shown: &'r ShownQuote, supports: Option<&QuoteOrigin<'_, 'r>>) -> Quote<'r> {
    let (evidence, source) = (shown.record(), shown.source_record());
    let of_source = |key: &str| source.as_ref().and_then(|source| source.text(key));
    let named =
        |id: &'r str| Named { id, title: site.title_of(id), page: site.page_of_source(id).map(source_page) };
    let (quoted, origin) = (evidence.text("source"), evidence.text("origin"));
    // The sentence says no more than the quote where nothing surrounds it.
    let is_more = |segments: &[Segment]| segments.iter().any(|segment| !segment.quoted);
    let passage = shown.passage.as_ref().filter(|passage| is_more(&passage.segments) || !shown.stands());
    let words = evidence.text("quote").unwrap_or("no quote");
    let is_altered = shown.grade() == ALTERED;
    let altered = shown.passage.as_ref().filter(|_| is_altered).map(|passage| {
        let there = passage.segments.iter().filter(|segment| segment.quoted).map(|segment| &*segment.text);
        word_by_word(words, &there.collect::<String>())
    });
    let source_name = quoted.map(named);
    let inferred = of_source("date_inferred_from").map_or("", |_| " (inferred)");
    Quote {
        words,
        altered: altered.unwrap_or_default(),
        lang: of_source("language").and_then(language),
        stance: shown.stance(),
        grade: shown.grade(),
        grade_meaning: glossary::grade(shown.grade()),
        stands: shown.is_sure(),
        source: quoted.unwrap_or("no source"),
        source_title: source_name.as_ref().and_then(|name| name.title.clone()),
        source_page: source_name.and_then(|name| name.page),
        publisher: of_source("publisher"),
        published: source.as_ref().and_then(|source| source.days("published")).map(|on| on + inferred),
        retracted: source.as_ref().is_some_and(|source| source.has("retracted")),
        url: of_source("url").and_then(web_address),
        archived: of_source("archived").and_then(web_address),
        translation: evidence.text("translation"),
        sentence: passage.filter(|_| !is_altered).map_or(&[], |passage| &passage.segments),
        place: passage.map_or_else(String::new, |passage| place(&passage.place)),
        reading: shown.passage.as_ref().and_then(|_| {
            let source = site.source_at(quoted?).filter(|&source| site.has_reading(source))?;
            Some((reading_page(site.source_page(source)), String::new()))
        }),
        wrong: shown.wrong.as_deref().map(ticked),
        origin: origin.filter(|_| origin != quoted && supports.is_none()).map(named),
        through: evidence.texts("through").iter().map(|id| named(id)).collect(),
        knows: evidence.text("knows"),
        on_record: evidence.text("on_record"),
        part: evidence.text("part"),
        at: evidence.text("at"),
        note: evidence.text("note"),
        does: supports.map(|quote| quote.does(&str::to_owned)),
        counts: supports.is_some_and(|quote| quote.counts),
        // A chain of one document is the source itself.
        chain: supports
            .and_then(|quote| quote.way.as_ref())
            .filter(|way| !way.next.is_empty())
            .map(|way| tree(site, way)),
    }
}

/// The grade of a quote whose words were changed.
const ALTERED: &str = "altered";

/// Where a passage is. The folders on the machine that makes the pages are private.
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
    let mut about = said(&way.about_in_words());
    let mut next = Vec::new();
    for (at, below) in way.next.iter().enumerate() {
        if *left == 0 {
            about.extend(said(&[words::Word::own(format!(", {} more not shown", way.next.len() - at))]));
            break;
        }
        let mut below = node(site, below, depth + 1, left);
        let deeper = if depth >= DEEPEST { std::mem::take(&mut below.next) } else { Vec::new() };
        next.push(below);
        next.extend(deeper);
    }
    let page = way.recorded.then(|| site.page_of_source(way.id).map(source_page)).flatten();
    Node {
        id: way.id,
        title: site.title_of(way.id),
        page,
        step: way.by,
        about,
        seen: site.is_read_here(way.id),
        next,
    }
}

fn event<'r>(links: Option<&Links>, entry: Entry<'r>) -> Event<'r> {
    let state = words::Mark::states().find(|state| Some(state.name) == entry.to_name());
    Event {
        day: entry.day(),
        shade: state.map_or("lost", shade),
        url: links.map(|links| links.commit(&entry.commit)),
        made: entry.status(),
        formerly: entry.formerly,
        rationale: entry.rationale(),
        about: entry.changes().iter().map(|change| said(change)).collect(),
        subject: entry.subject,
        author: entry.author,
        commit: entry.short,
    }
}
