//! The dashboard as a static site: pages of HTML from templates, one style, one script, and nothing from anywhere else.
//!
//! Every text that comes out of files is escaped by the one formatter of the templates, whatever a template says. Pages hold no
//! script but ours, and data only where no browser runs it.

mod about;
mod annotated;
mod card;
mod change;
mod chart;
mod claim;
mod claims;
mod corrections;
mod data;
mod feed;
mod front;
mod groups;
mod links;
mod parts;
mod queue;
mod reading;
mod source;
mod stories;
mod story;
mod wanted;
mod words;

use crate::render::escape::{self, address_part};
use crate::report::site::tags::Facet;
use crate::report::site::{SheetAt, Site, SourceAt};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use groups::{GROUPS, Group};
use minijinja::syntax::SyntaxConfig;
use minijinja::value::Serde;
use minijinja::{
    AutoEscape, Environment, Error, ErrorKind, Output, State, UndefinedBehavior, Value, context,
};
use serde::Serialize;
use sha2::{Digest, Sha256};
use std::collections::HashMap;
use std::io;

/// Rows of a page of the list of claims, as it is without script.
pub const PAGE: usize = 100;

/// A dashboard that can be written file by file.
pub struct Dashboard<'s> {
    site: &'s Site<'s>,
    templates: Environment<'static>,
    nav: Vec<Item>,
    around: Arounds,
}

/// The frames of pages, by how far down they are and by the entry of the list of pages that is theirs.
type Arounds = HashMap<(&'static str, String), PageFrame>;

/// The frame of a page: made once, and not for each of many.
#[derive(Debug, Clone, Default)]
struct PageFrame {
    head: Value,
    mast: Value,
    foot: Value,
}

/// One file of the dashboard.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct File<'s> {
    /// Its path below the folder of the dashboard, with `/` between components.
    pub path: String,
    content: Content<'s>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
enum Content<'s> {
    Page(Page<'s>),
    Made(Made),
    Fixed(&'static str),
}

/// A file that is no page, and depends on the claims.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Made {
    /// All rows of the list as comma-separated values.
    Csv,
    /// The list of claims, for the script.
    Rows,
    /// Whatever else is searched, for the script.
    Words,
    /// Everything, for programs.
    Json,
    Feed,
    Card,
}

const MADE: [(&str, Made); 6] = [
    ("claims.csv", Made::Csv),
    ("rows.js", Made::Rows),
    ("words.js", Made::Words),
    ("claims.json", Made::Json),
    ("feed.xml", Made::Feed),
    ("card.svg", Made::Card),
];

/// A page, or a part of the one page that a single file is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Page<'s> {
    Front,
    /// The list of claims, from that page of it on.
    Claims(usize),
    /// All names of a kind.
    Group(&'static Group),
    Claim(SheetAt),
    Source(SourceAt),
    Change(usize),
    /// The list of stories.
    Stories,
    Story(usize),
    Corrections,
    /// What needs a person.
    Queue,
    /// The same, of the person with that index.
    QueueOf(usize),
    Wanted,
    /// How we judge.
    About,
    /// The words of a source.
    Reading(SourceAt),
    /// Under the id that a claim had before, where it is now.
    Former(&'s str, SheetAt),
}

const STYLE: &str = include_str!("style.css");
const SCRIPT: &str = include_str!("script.js");
/// What the list of claims needs beside it.
const LIST: &str = include_str!("list.js");
/// Both, for a single file.
const SCRIPTS: &str = concat!(include_str!("script.js"), include_str!("list.js"));
const ICON: &str = include_str!("icon.svg");

const TEMPLATES: [(&str, &str); 23] = [
    ("about.html", include_str!("about.html")),
    ("queue.html", include_str!("queue.html")),
    ("wanted.html", include_str!("wanted.html")),
    ("page.html", include_str!("page.html")),
    ("head.html", include_str!("head.html")),
    ("mast.html", include_str!("mast.html")),
    ("foot.html", include_str!("foot.html")),
    ("parts.html", include_str!("parts.html")),
    ("ways.html", include_str!("ways.html")),
    ("index.html", include_str!("index.html")),
    ("chart.html", include_str!("chart.html")),
    ("claims.html", include_str!("claims.html")),
    ("groups.html", include_str!("groups.html")),
    ("claim.html", include_str!("claim.html")),
    ("source.html", include_str!("source.html")),
    ("change.html", include_str!("change.html")),
    ("moved.html", include_str!("moved.html")),
    ("annotated.html", include_str!("annotated.html")),
    ("tally.html", include_str!("tally.html")),
    ("stories.html", include_str!("stories.html")),
    ("story.html", include_str!("story.html")),
    ("corrections.html", include_str!("corrections.html")),
    ("reading.html", include_str!("reading.html")),
];

/// An entry of the list of pages that every page has.
#[derive(Debug, Clone, Serialize)]
struct Item {
    title: String,
    page: String,
    /// Does it stand at the top of every page? All stand at the foot.
    first: bool,
}

/// What every page needs, besides what it shows.
#[derive(Serialize)]
struct Frame<'s> {
    head: Value,
    mast: Value,
    foot: Value,
    site: &'s str,
    canonical: Option<String>,
    title: String,
    /// What the page says, in a sentence or two.
    described: String,
    /// The name of this page.
    here: String,
    /// The way from this page to the folder of the dashboard.
    root: &'static str,
    single: bool,
    /// What the ids of elements begin with, so that each is one also in a single file.
    prefix: String,
    body: &'static str,
}

#[derive(Serialize)]
struct Article {
    page: String,
    title: String,
    body: Value,
}

impl<'s> Dashboard<'s> {
    /// A dashboard that shows `site`.
    ///
    /// # Errors
    /// If a template is malformed, which a test rules out.
    pub fn of(site: &'s Site<'s>) -> io::Result<Self> {
        let mut templates = Environment::empty();
        templates.set_auto_escape_callback(|_| AutoEscape::Html);
        templates.set_formatter(escaped);
        templates.set_undefined_behavior(UndefinedBehavior::SemiStrict);
        let syntax = SyntaxConfig::builder().trim_blocks(true).lstrip_blocks(true).build();
        templates.set_syntax(syntax.map_err(io::Error::other)?);
        templates.add_function("to", to);
        templates.add_function("inside", inside);
        templates.add_filter("length", minijinja::filters::length);
        for (name, template) in TEMPLATES {
            templates.add_template(name, template).map_err(io::Error::other)?;
        }
        let nav = nav(site);
        let mut around = Arounds::new();
        for root in ["", ABOVE] {
            for here in nav.iter().map(|item| &*item.page).chain([""]) {
                let made =
                    around_pages(&templates, site, &nav, (root, here, false)).map_err(io::Error::other)?;
                around.insert((root, here.to_owned()), made);
            }
        }
        Ok(Self { site, templates, nav, around })
    }

    /// All files of the dashboard as a folder.
    pub fn files(&self) -> Vec<File<'s>> {
        let page = |page: Page<'s>| File { path: self.name(page) + ".html", content: Content::Page(page) };
        let fixed = |path: &str, content| File { path: path.to_owned(), content: Content::Fixed(content) };
        let mut files = vec![
            fixed("style.css", STYLE),
            fixed("script.js", SCRIPT),
            fixed("list.js", LIST),
            fixed("icon.svg", ICON),
        ];
        let made = MADE.map(|(path, made)| File { path: path.to_owned(), content: Content::Made(made) });
        files.extend(made);
        files.extend((0..claims::pages(self.site)).map(|number| page(Page::Claims(number))));
        files.extend(self.pages().map(page));
        files
    }

    /// Writes one of its files.
    ///
    /// # Errors
    /// If it cannot be written.
    pub fn write(&self, file: &File, out: &mut dyn io::Write) -> io::Result<()> {
        match file.content {
            Content::Fixed(content) => out.write_all(content.as_bytes()),
            Content::Made(made) => match made {
                Made::Csv => claims::csv(self.site, out),
                Made::Rows => claims::rows_js(self.site, out),
                Made::Words => words::js(self.site, out),
                Made::Json => data::write(self.site, out),
                Made::Feed => feed::write(self.site, out),
                Made::Card => card::svg(self.site, out),
            },
            Content::Page(page) => {
                let frame = value(self.frame(page, false));
                let context = context! { ..self.content(page, false), ..frame };
                let template = self.templates.get_template("page.html").map_err(io::Error::other)?;
                template.render_captured_to(context, out).map_err(io::Error::other)?;
                Ok(())
            }
        }
    }

    /// Writes all of it as one page; `done` is called behind each part of it.
    ///
    /// # Errors
    /// If it cannot be written.
    pub fn write_single(&self, out: &mut dyn io::Write, done: &dyn Fn()) -> io::Result<()> {
        let mut articles = Vec::new();
        let list = std::iter::once(Page::Claims(0));
        // The front page first, the list behind it.
        for page in self.pages().take(1).chain(list).chain(self.pages().skip(1)) {
            let frame = self.frame(page, true);
            let (title, here, body) = (frame.title.clone(), frame.here.clone(), frame.body);
            let context = context! { ..self.content(page, true), ..value(frame) };
            let template = self.templates.get_template(body).map_err(io::Error::other)?;
            let body = template.render(context).map_err(io::Error::other)?;
            articles.push(Article { page: here, title, body: Value::from_safe_string(body) });
            done();
        }
        let around = around_pages(&self.templates, self.site, &self.nav, ("", "index", true));
        let PageFrame { head, mast, foot } = around.map_err(io::Error::other)?;
        let frame = Frame { head, mast, foot, ..self.frame(Page::Front, true) };
        let context = context! { articles => value(&articles), ..value(frame) };
        let template = self.templates.get_template("page.html").map_err(io::Error::other)?;
        template.render_captured_to(context, out).map_err(io::Error::other)?;
        Ok(())
    }

    /// How many parts a single page has.
    pub fn count(&self) -> usize {
        self.pages().count() + 1
    }

    /// All pages but those of the list of claims.
    fn pages(&self) -> impl Iterator<Item = Page<'s>> + use<'s> {
        let site = self.site;
        std::iter::once(Page::Front)
            .chain([Page::Queue, Page::Wanted, Page::About])
            .chain((0..site.desks().len()).map(Page::QueueOf))
            .chain(GROUPS.iter().map(Page::Group))
            .chain((0..site.changes.len()).map(Page::Change))
            .chain(site.claims().map(Page::Claim))
            .chain(site.sources().map(Page::Source))
            .chain(site.readings().map(Page::Reading))
            .chain((!site.stories.is_empty()).then_some(Page::Stories))
            .chain((0..site.stories.len()).map(Page::Story))
            .chain(has_corrections(site).then_some(Page::Corrections))
            .chain(site.formers.iter().map(|(id, at)| Page::Former(id, *at)))
    }

    /// The name of a page: its path without the ending, and its place in a single file.
    fn name(&self, page: Page) -> String {
        match page {
            Page::Front => "index".to_owned(),
            Page::Claims(number) => claims::page(number),
            Page::Group(group) => group.name.to_owned(),
            Page::Claim(at) => claim_page(self.site.claim_page(at)),
            Page::Source(at) => source_page(self.site.source_page(at)),
            Page::Change(number) => change_page(&self.site.changes[number].name),
            Page::Stories => STORIES.to_owned(),
            Page::Story(at) => story_page(self.site.story_page(at)),
            Page::Corrections => CORRECTIONS.to_owned(),
            Page::Queue => QUEUE.to_owned(),
            Page::QueueOf(at) => queue_page(self.site.desk_page(at)),
            Page::Wanted => WANTED.0.to_owned(),
            Page::About => ABOUT.0.to_owned(),
            Page::Reading(at) => reading_page(self.site.source_page(at)),
            Page::Former(id, _) => claim_page(id),
        }
    }

    fn title(&self, page: Page) -> String {
        let site = self.site;
        match page {
            Page::Front => site.title.clone(),
            Page::Claims(0) => "Claims".to_owned(),
            Page::Claims(number) => format!("Claims, page {}", number + 1),
            Page::Group(group) => group.title.to_owned(),
            Page::Claim(at) => site.statement_or_id(at).to_owned(),
            Page::Source(at) => site.title_or_id(at).to_owned(),
            Page::Change(number) => site.changes[number].title.clone(),
            Page::Stories => "Stories".to_owned(),
            Page::Story(at) => site.stories[at].title.to_owned(),
            Page::Corrections => "Corrections".to_owned(),
            Page::Queue => "What needs a person".to_owned(),
            Page::QueueOf(at) => {
                format!("What needs {}", site.desks().keys().nth(at).copied().unwrap_or_default())
            }
            Page::Wanted => WANTED.1.to_owned(),
            Page::About => ABOUT.1.to_owned(),
            Page::Reading(at) => format!("The words of {}", site.title_or_id(at)),
            Page::Former(id, _) => id.to_owned(),
        }
    }

    /// What a page says, for whoever sees no more of it than a link.
    fn described(&self, page: Page) -> String {
        let site = self.site;
        match page {
            Page::Claim(at) => {
                let listed = site.listed(at);
                let order = if listed.print.is_empty() { "" } else { "; " };
                format!("{}{order}{}.", listed.state.name, listed.print)
            }
            Page::Source(at) => site.publisher_of(site.source_id(at)).unwrap_or_default(),
            _ => card::in_words(site),
        }
    }

    fn frame(&self, page: Page, single: bool) -> Frame<'_> {
        let site = self.site;
        let here = self.name(page);
        let (body, is_below) = match page {
            Page::Front => ("index.html", false),
            Page::Claims(_) => ("claims.html", false),
            Page::Group(_) => ("groups.html", false),
            Page::Claim(_) => ("claim.html", true),
            Page::Source(_) => ("source.html", true),
            Page::Change(_) => ("change.html", true),
            Page::Stories => ("stories.html", false),
            Page::Story(_) => ("story.html", true),
            Page::Corrections => ("corrections.html", false),
            Page::Queue => ("queue.html", false),
            Page::QueueOf(_) => ("queue.html", true),
            Page::Wanted => ("wanted.html", false),
            Page::About => ("about.html", false),
            Page::Reading(_) => ("reading.html", true),
            Page::Former(..) => ("moved.html", true),
        };
        let canonical = match page {
            Page::Claim(at) if !single => {
                let name = site.claim_page(at);
                site.base.filter(|_| !name.starts_with('_')).map(|base| format!("{base}{name}"))
            }
            _ => None,
        };
        let root = if is_below { ABOVE } else { "" };
        let is_listed = self.nav.iter().any(|item| item.page == here);
        let key = (root, if is_listed { here.clone() } else { String::new() });
        let around = self.around.get(&key).filter(|_| !single).cloned();
        let PageFrame { head, mast, foot } = around.unwrap_or_default();
        Frame {
            head,
            mast,
            foot,
            site: &site.title,
            canonical,
            title: self.title(page),
            described: self.described(page),
            root,
            single,
            prefix: if single { format!("{here}{PART}") } else { String::new() },
            here,
            body,
        }
    }

    fn content(&self, page: Page, single: bool) -> Value {
        let site = self.site;
        match page {
            Page::Front => front::content(site),
            Page::Claims(number) => claims::content(site, number, single),
            Page::Group(group) => groups::content(site, group),
            Page::Claim(at) => claim::content(site, at),
            Page::Source(at) => source::content(site, at),
            Page::Change(number) => change::content(site, number),
            Page::Stories => stories::content(site),
            Page::Story(at) => story::content(site, at),
            Page::Corrections => corrections::content(site),
            Page::Queue => queue::content(site, None),
            Page::QueueOf(at) => queue::content(site, Some(at)),
            Page::Wanted => wanted::content(site),
            Page::About => about::content(site, single),
            Page::Reading(at) => reading::content(site, at),
            Page::Former(_, at) => {
                context! { claim => site.claim_id(at), page => claim_page(site.claim_page(at)) }
            }
        }
    }
}

fn item(title: &str, page: &str) -> Item {
    Item { title: title.to_owned(), page: page.to_owned(), first: false }
}

/// The list of pages that every page has.
fn nav(site: &Site) -> Vec<Item> {
    let first = |title: &str, page: &str| Item { first: true, ..item(title, page) };
    let mut nav = vec![first("Overview", "index"), first("Claims", "claims"), first("To do", QUEUE)];
    nav.extend(site.changes.first().map(|change| first("Changes", &change_page(&change.name))));
    nav.extend((!site.stories.is_empty()).then(|| first("Stories", STORIES)));
    nav.extend(GROUPS.iter().take(2).map(|group| first(group.title, group.name)));
    nav.push(first(ABOUT.1, ABOUT.0));
    nav.extend(GROUPS.iter().skip(2).map(|group| item(group.title, group.name)));
    nav.push(item(WANTED.1, WANTED.0));
    nav.extend(has_corrections(site).then(|| item("Corrections", CORRECTIONS)));
    nav
}

fn has_corrections(site: &Site) -> bool {
    site.stories.iter().any(|story| !story.corrections.is_empty())
}

/// The queue, and one person's.
const QUEUE: &str = "queue";

fn queue_page(name: &str) -> String {
    format!("{QUEUE}/{name}")
}

/// Pages, with their titles.
const WANTED: (&str, &str) = ("wanted", "Documents to get");
const ABOUT: (&str, &str) = ("about", "How we judge");

fn claim_page(name: &str) -> String {
    format!("claim/{name}")
}

fn source_page(name: &str) -> String {
    format!("source/{name}")
}

/// The list of stories, and that of corrections.
const STORIES: &str = "stories";
const CORRECTIONS: &str = "corrections";

fn story_page(name: &str) -> String {
    format!("story/{name}")
}

/// The words of the source whose page has that name.
fn reading_page(name: &str) -> String {
    format!("text/{name}")
}

fn change_page(name: &str) -> String {
    format!("changes/{name}")
}

/// The part of an address that chooses the claims that are counted under a name.
fn filter(facet: Facet, name: &str) -> String {
    format!("{}={}", facet.key(), address_part(name))
}

/// What stands in a single file between the name of a page and that of a place in it. No id has it, so that no place is taken for
/// another page.
const PART: char = '.';

/// The way to the folder of the dashboard from the folders below it.
const ABOVE: &str = "../";

/// Makes the frame of pages that are `root` away from the folder of the dashboard, and whose entry is `here`.
fn around_pages(
    templates: &Environment,
    site: &Site,
    nav: &[Item],
    (root, here, single): (&str, &str, bool),
) -> Result<PageFrame, Error> {
    let fixed = |text: &'static str| Value::from_safe_string(text.to_owned());
    let context = context! {
        root, here, single,
        site => &site.title,
        nav => value(nav),
        today => parts::day_in_words(site.today()),
        revision => site.revision.as_ref().map(|(_, short)| short),
        commit_url => site
            .revision
            .as_ref()
            .and_then(|(id, _)| Some(links::Links::of(site)?.commit(id))),
        version => env!("CARGO_PKG_VERSION"),
        policy => policy(single),
        icon => format!("data:image/svg+xml,{}", address_part(ICON.trim_end())),
        style => fixed(STYLE),
        script => fixed(SCRIPTS),
    };
    let render = |name| -> Result<_, Error> {
        Ok(Value::from_safe_string(templates.get_template(name)?.render(&context)?))
    };
    Ok(PageFrame { head: render("head.html")?, mast: render("mast.html")?, foot: render("foot.html")? })
}

/// What a browser may load and run (Content Security Policy Level 3): our style, our script, our icon.
fn policy(single: bool) -> String {
    let own = |content: &str| format!("'sha256-{}'", STANDARD.encode(Sha256::digest(content.as_bytes())));
    let (style, script, image) = if single {
        (own(STYLE), own(SCRIPTS), "data:")
    } else {
        ("'self'".to_owned(), "'self'".to_owned(), "'self'")
    };
    format!(
        "default-src 'none'; style-src {style}; script-src {script}; img-src {image}; base-uri 'none'; \
         form-action 'none'; require-trusted-types-for 'script'; trusted-types 'none'"
    )
}

/// What a template can ask.
fn value(shown: impl Serialize) -> Value {
    Value::from(Serde(shown))
}

/// The one way by which values come into a page.
fn escaped(out: &mut Output, _: &mut State, value: &Value) -> Result<(), Error> {
    if value.is_none() || value.is_undefined() {
        return Ok(());
    }
    let written = match value.as_str() {
        Some(text) if value.is_safe() => out.write_str(text),
        Some(text) => out.write_str(&escape::html(text)),
        None => out.write_str(&escape::html(&value.to_string())),
    };
    written.map_err(|_| Error::new(ErrorKind::WriteFailure, "the page cannot be written"))
}

/// The address of a page, from the page that asks; of the claims that a filter chooses, if there is one.
fn to(state: &State, page: &str, filter: Option<&str>) -> String {
    let root = state.lookup("root").unwrap_or_default();
    let single = state.lookup("single").is_some_and(|single| single.is_true());
    let filter = filter.filter(|filter| !filter.is_empty());
    let mut address =
        if single { format!("#{page}") } else { format!("{}{page}.html", root.as_str().unwrap_or("")) };
    if let Some(filter) = filter {
        address.push(if single { '?' } else { '#' });
        address.push_str(filter);
    }
    address
}

/// The address of a place in a page, from the page that asks.
fn inside(state: &State, page: &str, place: &str) -> String {
    let single = state.lookup("single").is_some_and(|single| single.is_true());
    if single { format!("#{page}{PART}{place}") } else { format!("{}#{place}", to(state, page, None)) }
}
