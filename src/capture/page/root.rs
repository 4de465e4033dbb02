//! Which part of a page is its article, and what stands beside it.
//!
//! The article lies in the smallest element that holds most of the prose: the text of paragraphs that are not links and do
//! not stand in menus, comments and the like. A tag or a name is a hint, never proof: what holds too little is a teaser.

use super::is_block;
use super::style::Looks;
use super::tree::{Element, Kind, NodeId, Step, Tree};
use std::collections::HashSet;

/// Where the words of a node stand.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Part {
    /// No reader sees them, or they are no words of the page.
    Unseen,
    Article,
    Beside,
}

/// How much text a node holds, in characters without white space.
#[derive(Clone, Copy, Default)]
struct Size {
    text: usize,
    links: usize,
    link_count: usize,
    /// Headings that are links to other pages as a whole: those of teasers.
    linked_headings: usize,
    /// In paragraphs.
    prose: usize,
    /// In the paragraph that it is itself.
    own_prose: usize,
    /// In paragraphs, without what is beside.
    body: usize,
    controls: usize,
    titles: usize,
    quotes: usize,
    captions: usize,
    /// Text of teasers.
    teased: usize,
    formulas: usize,
}

/// All of a page as its article, for each node.
pub(super) fn whole(_: &Tree, looks: &Looks) -> Vec<Part> {
    looks.hidden.iter().map(|is_hidden| if *is_hidden { Part::Unseen } else { Part::Article }).collect()
}

/// Part by part of the page, for each node.
pub(super) fn parts(tree: &Tree, looks: &Looks) -> Vec<Part> {
    let mut sizes = sizes(tree, looks);
    let body = tree.elements().find(|(_, element)| element.name() == "body").map_or(Tree::ROOT, |(id, _)| id);
    add_up_bodies(tree, &mut sizes, body);
    let root = root(tree, &sizes, body);
    let heading = heading(tree, looks, root);
    let mut parts = vec![Part::Beside; tree.len()];
    let has_teasers = has_few_teasers(tree, &sizes, root);
    let mut beside = None;
    let mut is_in = false;
    for step in tree.walk(body) {
        match step {
            Step::Enter(id) => {
                is_in |= id == root;
                if is_in
                    && beside.is_none()
                    && id != root
                    && is_beside(tree, looks, &sizes, id, root, has_teasers)
                {
                    beside = Some(id);
                }
                parts[id.at()] = match () {
                    () if looks.hidden[id.at()] => Part::Unseen,
                    () if is_in && beside.is_none() => Part::Article,
                    () => Part::Beside,
                };
            }
            Step::Leave(id) => {
                if beside == Some(id) {
                    beside = None;
                }
                is_in &= id != root;
            }
        }
    }
    if let Some(heading) = heading {
        for id in lead(tree, looks, &sizes, heading, root) {
            turn(tree, id, &mut parts, Part::Beside, Part::Article);
        }
        turn(tree, heading, &mut parts, Part::Beside, Part::Article);
    }
    lone_headings(tree, &mut parts, body);
    if has_no_article(tree, &sizes, &parts) {
        turn(tree, body, &mut parts, Part::Beside, Part::Article);
    }
    parts
}

/// Is what was taken for the article without prose, and next to nothing of the page? Such a page is a list of links: the front
/// of a paper, a board. It has nothing beside.
fn has_no_article(tree: &Tree, sizes: &[Size], parts: &[Part]) -> bool {
    let (mut article, mut all, mut prose) = (0, 0, 0);
    for step in tree.walk(Tree::ROOT) {
        let Step::Enter(id) = step else { continue };
        let is_article = parts[id.at()] == Part::Article;
        match tree.kind(id) {
            Kind::Text(_) => {
                all += sizes[id.at()].text;
                article += if is_article { sizes[id.at()].text } else { 0 };
            }
            _ if is_article => prose += sizes[id.at()].own_prose,
            _ => {}
        }
    }
    prose == 0 && article * 10 < all
}

/// Do the teasers in an element hold less of its prose than the rest? A page may be nothing but a list of what it tells.
fn has_few_teasers(tree: &Tree, sizes: &[Size], root: NodeId) -> bool {
    let mut held = 0;
    let mut inside = None;
    for step in tree.walk(root) {
        match step {
            Step::Enter(id)
                if inside.is_none()
                    && id != root
                    && tree.element(id).is_some_and(|element| is_teaser(element, sizes[id.at()])) =>
            {
                inside = Some(id);
                held += sizes[id.at()].prose;
            }
            Step::Leave(id) if inside == Some(id) => inside = None,
            _ => {}
        }
    }
    let all = sizes[root.at()];
    // An article of some length is one, however long the stream of others is that a script went on loading below it.
    held * 100 < 40 * all.prose || all.titles > 0 && all.body >= 1_500
}

/// The prose that is not beside, by element.
fn add_up_bodies(tree: &Tree, sizes: &mut [Size], body: NodeId) {
    for is_strict in [true, false] {
        let mut beside = None;
        for step in tree.walk(body) {
            match step {
                Step::Enter(id) => {
                    if beside.is_none() && id != body && is_beside_in(tree, sizes, id, body, is_strict) {
                        beside = Some(id);
                    }
                    sizes[id.at()].body = if beside.is_none() { sizes[id.at()].own_prose } else { 0 };
                }
                Step::Leave(id) => {
                    if beside == Some(id) {
                        beside = None;
                    }
                    if let Some(parent) = tree.parent(id) {
                        sizes[parent.at()].body += sizes[id.at()].body;
                    }
                }
            }
        }
        if 100 * sizes[body.at()].body >= 5 * sizes[body.at()].prose {
            return;
        }
    }
}

fn turn(tree: &Tree, top: NodeId, parts: &mut [Part], from: Part, to: Part) {
    for step in tree.walk(top) {
        if let Step::Enter(id) = step
            && parts[id.at()] == from
        {
            parts[id.at()] = to;
        }
    }
}

/// The heading of the page, if it stands before the article and not in it: the only one of the first level.
fn heading(tree: &Tree, looks: &Looks, root: NodeId) -> Option<NodeId> {
    let mut all = tree.elements().filter(|(id, element)| element.name() == "h1" && !looks.hidden[id.at()]);
    let (first, None) = (all.next()?.0, all.next()) else { return None };
    let inside = tree.around(first).any(|id| id == root);
    (!inside).then_some(first)
}

/// What leads from the heading of the page to the article below it: sentences that say what it is about. Bylines and days are
/// none.
fn lead(tree: &Tree, looks: &Looks, sizes: &[Size], heading: NodeId, root: NodeId) -> Vec<NodeId> {
    // It is a sentence or two; longer texts would be read again in each element around them.
    const LONGEST: usize = 1_000;
    let around_root: HashSet<NodeId> = tree.around(root).collect();
    let Some(both) = tree.around(heading).find(|id| around_root.contains(id)) else { return Vec::new() };
    let has_teasers = has_few_teasers(tree, sizes, both);
    let mut found = Vec::new();
    let mut is_behind_heading = false;
    let mut skipped = None;
    for step in tree.walk(both) {
        match step {
            Step::Enter(id) if id == root => return found,
            Step::Enter(id) if is_behind_heading && skipped.is_none() => {
                let Some(element) = tree.element(id) else { continue };
                let holds_root = around_root.contains(&id);
                let is_sentence = || {
                    let size = sizes[id.at()];
                    size.own_prose > 0
                        && size.text <= LONGEST
                        && !holds_root
                        && ends_sentence(&tree.all_text(id))
                };
                let is_beside = || !holds_root && is_beside(tree, looks, sizes, id, both, has_teasers);
                if looks.hidden[id.at()] || is_caption(element) || is_beside() {
                    skipped = Some(id);
                } else if is_sentence() {
                    found.push(id);
                    skipped = Some(id);
                }
            }
            Step::Leave(id) if id == heading => is_behind_heading = true,
            Step::Leave(id) if skipped == Some(id) => skipped = None,
            _ => {}
        }
    }
    // The heading stands below the article.
    Vec::new()
}

fn ends_sentence(text: &str) -> bool {
    let text = text.trim_end().trim_end_matches(['"', '\'', '”', '’', '»', '“', ')', '」']);
    text.ends_with(['.', '!', '?', '…', '。', '！', '？', '।', '؟', '۔'])
}

fn is_caption(element: &Element) -> bool {
    let is_named = |name| words_of(name).iter().any(|word| word == "caption");
    (element.name() == "figcaption" || element.each("class").any(is_named)) && sign_of(element) == Sign::None
}

/// Headings of the article under which nothing of it stands go to what stands under them.
fn lone_headings(tree: &Tree, parts: &mut [Part], body: NodeId) {
    let mut open: Option<NodeId> = None;
    let mut saw_beside = false;
    let mut inside = None;
    let mut alone = Vec::new();
    for step in tree.walk(body) {
        match step {
            Step::Enter(id) => match tree.kind(id) {
                Kind::Element(element)
                    if inside.is_none() && is_subheading(element) && parts[id.at()] == Part::Article =>
                {
                    if let Some(open) = open.take()
                        && saw_beside
                    {
                        alone.push(open);
                    }
                    open = Some(id);
                    inside = Some(id);
                    saw_beside = false;
                }
                Kind::Text(text) if inside.is_none() && open.is_some() && !text.trim().is_empty() => {
                    match parts[id.at()] {
                        Part::Article => open = None,
                        Part::Beside => saw_beside = true,
                        Part::Unseen => {}
                    }
                }
                _ => {}
            },
            Step::Leave(id) if inside == Some(id) => inside = None,
            Step::Leave(_) => {}
        }
    }
    if saw_beside {
        alone.extend(open);
    }
    for heading in alone {
        turn(tree, heading, parts, Part::Article, Part::Beside);
    }
}

fn is_subheading(element: &Element) -> bool {
    matches!(element.name(), "h2" | "h3" | "h4" | "h5" | "h6")
}

fn sizes(tree: &Tree, looks: &Looks) -> Vec<Size> {
    let mut sizes = vec![Size::default(); tree.len()];
    // Of the blocks that are open: their own text and links so far.
    let mut own: Vec<(usize, usize)> = vec![(0, 0)];
    let mut links = 0usize;
    for step in tree.walk(Tree::ROOT) {
        match step {
            Step::Enter(id) => match tree.kind(id) {
                Kind::Text(text) if !looks.hidden[id.at()] && !is_silent(tree, id) => {
                    // A sign of Chinese or Japanese says as much as three letters.
                    let weigh = |c: char| if c >= '\u{2e80}' { 3 } else { 1 };
                    let count = text.chars().filter(|c| !c.is_whitespace()).map(weigh).sum();
                    sizes[id.at()].text = count;
                    sizes[id.at()].links = if links > 0 { count } else { 0 };
                    if let Some(own) = own.last_mut() {
                        own.0 += count;
                        own.1 += sizes[id.at()].links;
                    }
                }
                Kind::Element(element) => {
                    links += usize::from(element.name() == "a");
                    if is_block(tree, looks, id) {
                        own.push((0, 0));
                    }
                }
                Kind::Text(_) | Kind::Other => {}
            },
            Step::Leave(id) => {
                if let Kind::Element(element) = tree.kind(id) {
                    let name = element.name();
                    let size = &mut sizes[id.at()];
                    match name {
                        "a" => {
                            links -= 1;
                            size.link_count += usize::from(size.links > 0);
                        }
                        "math" => size.formulas = size.text,
                        "h1" => size.titles += usize::from(size.text > 0),
                        "blockquote" => size.quotes += usize::from(size.text > 0),
                        "h2" | "h3" | "h4" | "h5" | "h6" => {
                            let is_link = size.text >= 15 && size.links * 10 >= size.text * 9;
                            size.linked_headings += usize::from(is_link && leads_away(tree, id));
                        }
                        _ => {}
                    }
                    size.controls += usize::from(is_field(element));
                    if is_caption(element) {
                        size.captions = size.text;
                    }
                    if is_teaser(element, *size) {
                        size.teased = size.text;
                    }
                    if is_block(tree, looks, id) {
                        let (text, linked) = own.pop().unwrap_or_default();
                        let is_running =
                            !matches!(name, "h1" | "h2" | "h3" | "h4" | "h5" | "h6" | "figcaption");
                        if text >= 40 && linked * 2 < text && is_running {
                            size.own_prose = if name == "li" { text / 2 } else { text };
                            size.prose += size.own_prose;
                        }
                    }
                }
                if let Some(parent) = tree.parent(id) {
                    let size = sizes[id.at()];
                    let sum = &mut sizes[parent.at()];
                    sum.text += size.text;
                    sum.links += size.links;
                    sum.link_count += size.link_count;
                    sum.linked_headings += size.linked_headings;
                    sum.prose += size.prose;
                    sum.controls += size.controls;
                    sum.titles += size.titles;
                    sum.quotes += size.quotes;
                    sum.captions += size.captions;
                    sum.teased += size.teased;
                    sum.formulas += size.formulas;
                }
            }
        }
    }
    sizes
}

/// Does a text stand in an element whose text is no words?
fn is_silent(tree: &Tree, id: NodeId) -> bool {
    let parent = tree.parent(id).and_then(|id| tree.element(id));
    parent.is_some_and(|parent| {
        matches!(
            parent.name(),
            "script" | "style" | "noscript" | "template" | "title" | "option" | "textarea" | "iframe"
        )
    })
}

/// Is it a label with a colon, and then a link to the end, with as many words as a title has?
fn is_labelled_link(tree: &Tree, id: NodeId) -> bool {
    const LONGEST_LABEL: usize = 20;
    const SHORTEST_TITLE: usize = 5;
    let link = tree.walk(id).find_map(|step| match step {
        Step::Enter(id) => tree.element(id).filter(|element| element.name() == "a").map(|_| id),
        Step::Leave(_) => None,
    });
    let Some(link) = link else { return false };
    let (all, linked) = (tree.all_text(id), tree.all_text(link));
    let (all, linked) = (all.trim(), linked.trim());
    let is_title = linked.split_whitespace().nth(SHORTEST_TITLE - 1).is_some();
    all.strip_suffix(linked).filter(|_| is_title).is_some_and(|label| {
        let label = label.trim_end();
        label.chars().count() <= LONGEST_LABEL && label.ends_with([':', '：'])
    })
}

/// Do the links in an element lead to other pages? Those of a heading may lead to its place in the contents, and those of a
/// line to a note.
fn leads_away(tree: &Tree, id: NodeId) -> bool {
    const MOST: usize = 400;
    let mut links = tree.walk(id).take(MOST).filter_map(|step| match step {
        Step::Enter(id) => tree.element(id).filter(|element| element.name() == "a"),
        Step::Leave(_) => None,
    });
    // A heading may be in the link.
    let around = tree.around(id).filter_map(|id| tree.element(id)).find(|element| element.name() == "a");
    let leads = |element: &Element| {
        element.attribute("href").is_none_or(|address| !address.trim_start().starts_with('#'))
    };
    around.is_some_and(leads) || links.any(leads)
}

fn is_field(element: &Element) -> bool {
    match element.name() {
        "textarea" | "select" => true,
        "input" => !element.has("type", &["hidden"]),
        _ => false,
    }
}

/// The smallest element that holds most of the body of text.
fn root(tree: &Tree, sizes: &[Size], body: NodeId) -> NodeId {
    let total = sizes[body.at()].body;
    if total == 0 {
        return body;
    }
    // In hundredths of all.
    let share = |id: NodeId| 100 * sizes[id.at()].body / total;
    let hinted = |least: usize, fits: &dyn Fn(NodeId, &Element) -> bool| {
        let all = tree.elements().filter(|(id, element)| share(*id) >= least && fits(*id, element));
        // The innermost of those that hold the same; two side by side cannot both hold more than half.
        all.map(|(id, _)| id).last()
    };
    let start = hinted(60, &|_, element| element.has("itemprop", &["articleBody"]))
        .or_else(|| {
            only(tree, &|_, element| element.has("itemprop", &["articleBody"]))
                .filter(|id| sizes[id.at()].prose >= 150)
        })
        // One that has the title is the article, however long the others below it are.
        .or_else(|| {
            only(tree, &|id, element| element.name() == "article" && sizes[id.at()].titles > 0)
                .filter(|id| share(*id) >= 10)
        })
        .or_else(|| hinted(60, &|_, element| element.name() == "article"))
        .or_else(|| hinted(10, &|id, element| element.name() == "article" && sizes[id.at()].titles > 0))
        .or_else(|| hinted(60, &|_, element| element.name() == "main" || element.has("role", &["main"])))
        .unwrap_or(body);
    let descend = if start == body { 92 } else { 97 };
    let mut root = start;
    loop {
        let here = sizes[root.at()].body;
        let most = tree.children(root).max_by_key(|id| sizes[id.at()].body);
        match most {
            Some(child)
                if 100 * sizes[child.at()].body >= descend * here
                    && tree.element(child).is_some_and(is_container) =>
            {
                root = child;
            }
            _ => return root,
        }
    }
}

/// The one element of a kind.
fn only(tree: &Tree, fits: &dyn Fn(NodeId, &Element) -> bool) -> Option<NodeId> {
    let mut all = tree.elements().filter(|(id, element)| fits(*id, element)).map(|(id, _)| id);
    all.next().filter(|_| all.next().is_none())
}

/// May an element hold an article?
fn is_container(element: &Element) -> bool {
    matches!(
        element.name(),
        "div"
            | "section"
            | "article"
            | "main"
            | "form"
            | "td"
            | "tr"
            | "tbody"
            | "table"
            | "center"
            | "span"
            | "font"
            | "body"
            | "template"
    ) || element.name().contains('-')
}

/// Words in the names of classes and ids that say what stands there.
const BESIDE_WORDS: [&str; 55] = [
    "share",
    "sharing",
    "sharebar",
    "social",
    "subscribe",
    "subscription",
    "signup",
    "promo",
    "promos",
    "promotion",
    "advert",
    "ad",
    "ads",
    "advertisement",
    "advertising",
    "sponsor",
    "sponsored",
    "cookie",
    "cookies",
    "consent",
    "gdpr",
    "sidebar",
    "sidebars",
    "breadcrumb",
    "breadcrumbs",
    "menu",
    "nav",
    "navbar",
    "navigation",
    "navbox",
    "pagination",
    "pager",
    "footer",
    "masthead",
    "toolbar",
    "tags",
    "tag",
    "modal",
    "popup",
    "overlay",
    "login",
    "signin",
    "paywall",
    "banner",
    "skip",
    "widget",
    "widgets",
    "teaser",
    "teasers",
    "morelinks",
    "tools",
    "utility",
    "noprint",
    "catlinks",
    "editsection",
];

/// Such words that no wrapper of an article has.
const NEVER_ARTICLE_WORDS: [&str; 21] = [
    "breaking",
    "gallery",
    "slideshow",
    "carousel",
    "comment",
    "comments",
    "disqus",
    "respond",
    "related",
    "recommended",
    "recommendations",
    "recirc",
    "recirculation",
    "outbrain",
    "taboola",
    "zergnet",
    "trending",
    "popular",
    "mostread",
    "newsletter",
    "newsletters",
];

/// Pieces of such names that are run together.
const BESIDE_PIECES: [&str; 22] = [
    "news-ticker",
    "newsticker",
    "print-only",
    "only-print",
    "print-header",
    "visible-print",
    "relatedpost",
    "related-",
    "sharedaddy",
    "addthis",
    "most-read",
    "most-popular",
    "mostpopular",
    "read-next",
    "readnext",
    "more-from",
    "morefrom",
    "read-more-",
    "social-",
    "sharetools",
    "fb-like",
    "also-read",
];

/// How sure it is by its name or its tag that an element stands beside the article.
#[derive(PartialEq, Eq, PartialOrd, Ord, Clone, Copy)]
enum Sign {
    None,
    /// A name that a wrapper of everything may have too: "with-sidebar".
    Weak,
    Strong,
}

fn sign_of(element: &Element) -> Sign {
    const STANDS_BESIDE: [&str; 8] = [
        "navigation",
        "complementary",
        "contentinfo",
        "search",
        "dialog",
        "alertdialog",
        "menubar",
        "toolbar",
    ];
    if matches!(element.name(), "nav" | "aside") || element.has("role", &STANDS_BESIDE) {
        return Sign::Strong;
    }
    if matches!(
        element.name(),
        "body"
            | "html"
            | "p"
            | "a"
            | "em"
            | "strong"
            | "b"
            | "i"
            | "h1"
            | "article"
            | "main"
            | "blockquote"
            | "pre"
            | "code"
            | "time"
    ) {
        return Sign::None;
    }
    let id = element
        .attribute("id")
        .filter(|id| id.split(['-', '_']).count() <= 2 && !matches!(element.name(), "h2" | "h3" | "h4"));
    let names = element.each("class").chain(id).chain(element.attribute("data-component"));
    let signs = names.map(|name| {
        let lower = name.to_ascii_lowercase();
        let words = words_of(name);
        match () {
            () if words.iter().any(|word| NEVER_ARTICLE_WORDS.contains(&&**word)) => Sign::Strong,
            // What a sheet hides that is not in the page, by the names that most sheets have for it.
            () if matches!(&*lower, "hidden" | "hide" | "is-hidden" | "d-none") => Sign::Weak,
            () if BESIDE_PIECES.iter().any(|piece| lower.contains(piece)) => Sign::Weak,
            () if words.iter().any(|word| BESIDE_WORDS.contains(&&**word)) => Sign::Weak,
            () => Sign::None,
        }
    });
    signs.max().unwrap_or(Sign::None)
}

/// "shareBar-item" as share, bar, item.
fn words_of(name: &str) -> Vec<String> {
    let mut words = vec![String::new()];
    let mut before = ' ';
    for c in name.chars().take(200) {
        if !c.is_alphanumeric() || c.is_uppercase() && before.is_lowercase() {
            words.push(String::new());
        }
        if c.is_alphanumeric() {
            words.last_mut().into_iter().for_each(|word| word.push(c.to_ascii_lowercase()));
        }
        before = c;
    }
    words
}

/// Is it a heading that leads elsewhere with a few words about what is there, or hardly more than several of them?
fn is_teaser(element: &Element, size: Size) -> bool {
    const LONGEST: usize = 650;
    let is_group = matches!(
        element.name(),
        "div" | "section" | "ul" | "ol" | "li" | "article" | "tr" | "td" | "table" | "tbody" | "a"
    );
    is_group
        && size.titles == 0
        && match size.linked_headings {
            0 => false,
            1 => size.text <= LONGEST,
            _ => size.teased * 10 >= size.text * 8,
        }
}

/// Does an element in another stand beside what that one is about?
fn is_beside_in(tree: &Tree, sizes: &[Size], id: NodeId, root: NodeId, has_teasers: bool) -> bool {
    let Some(element) = tree.element(id) else { return false };
    let (size, all) = (sizes[id.at()], sizes[root.at()]);
    if size.text == 0 || is_formula(size) {
        return false;
    }
    let name = element.name();
    let holds = |share: usize| 100 * size.prose > share * all.prose.max(1);
    let sign = sign_of(element);
    if name == "footer" {
        let is_said = tree
            .around(id)
            .take_while(|id| *id != root)
            .any(|id| tree.element(id).is_some_and(|element| element.name() == "blockquote"));
        return !is_said && (size.links * 3 > size.text || size.prose == 0 || sign != Sign::None);
    }
    if sign == Sign::Strong && !holds(85) && (size.titles == 0 || !holds(20)) {
        return true;
    }
    // A quotation of somebody's post is part of what is told, and so is a picture's caption.
    if sign == Sign::Weak
        && !holds(40)
        && size.captions * 10 < size.text * 9
        && (size.titles == 0 || !holds(10))
        && (size.quotes == 0 || size.titles > 0)
    {
        return true;
    }
    if has_teasers && !holds(40) && is_teaser(element, size) {
        return true;
    }
    let is_group = matches!(
        name,
        "div" | "section" | "ul" | "ol" | "dl" | "table" | "header" | "form" | "article" | "center"
    );
    if is_group && size.controls > 0 && size.prose < 200 && !holds(40) && size.text < 400 {
        return true;
    }
    // A row of links.
    is_group
        && !holds(40)
        && size.link_count >= 2
        && size.links * 10 > size.text * 7
        && size.prose * 4 < size.text
}

/// Does a part of the article stand beside it? Words in the midst of a paragraph never do.
fn is_beside(
    tree: &Tree,
    looks: &Looks,
    sizes: &[Size],
    id: NodeId,
    root: NodeId,
    has_teasers: bool,
) -> bool {
    let Some(element) = tree.element(id) else { return false };
    let name = element.name();
    let size = sizes[id.at()];
    if is_card(tree, id) || is_data(tree, id, element, size) {
        return true;
    }
    let is_in_words = || {
        let mut around = std::iter::once(id)
            .chain(tree.around(id))
            .take_while(|id| !is_block(tree, looks, *id) || *id == root);
        let block = std::iter::once(id).chain(tree.around(id)).find(|id| is_block(tree, looks, *id));
        around.next().is_some() && block.is_some_and(|id| id != root && sizes[id.at()].own_prose > 0)
            || block.and_then(|id| tree.element(id)).is_some_and(|block| {
                matches!(
                    block.name(),
                    "p" | "li"
                        | "td"
                        | "th"
                        | "dd"
                        | "dt"
                        | "summary"
                        | "h1"
                        | "h2"
                        | "h3"
                        | "h4"
                        | "h5"
                        | "h6"
                        | "figcaption"
                        | "blockquote"
                        | "caption"
                        | "pre"
                )
            })
    };
    if !is_block(tree, looks, id) {
        let is_control = name == "button"
            && element.attribute("aria-expanded").is_none()
            && element.attribute("aria-controls").is_none();
        return (is_control || sign_of(element) != Sign::None)
            && !is_in_words()
            && is_small(size, sizes[root.at()])
            && size.text > 0
            && !is_formula(size);
    }
    // A paragraph that is a link as a whole leads to another story: "Related: Salt is up".
    let is_link =
        size.links * 10 >= size.text * 9 || size.links * 2 > size.text && is_labelled_link(tree, id);
    if name == "p" && size.text >= 15 && is_link && leads_away(tree, id) {
        return true;
    }
    is_beside_in(tree, sizes, id, root, has_teasers)
}

/// Is it a card about the one whom the link before it names, which shows when the pointer is there? It begins with that name, maybe
/// in full, and leads elsewhere.
pub(super) fn is_card(tree: &Tree, id: NodeId) -> bool {
    const MOST: usize = 200;
    let is_link = |id: &NodeId| tree.element(*id).is_some_and(|one| one.name() == "a");
    let before = std::iter::successors(tree.previous(id), |id| tree.previous(*id)).take(2).find(is_link);
    let Some((name, start)) = before.and_then(|link| Some((first_text(tree, link)?, first_text(tree, id)?)))
    else {
        return false;
    };
    let inside = tree.walk(id).take(MOST).filter(|step| matches!(step, Step::Enter(id) if is_link(id)));
    name.len() > 3
        && start.len() < MOST
        && name.split_whitespace().all(|word| start.split_whitespace().any(|other| other == word))
        && inside.count() > 1
}

fn first_text(tree: &Tree, id: NodeId) -> Option<&str> {
    tree.walk(id).take(40).find_map(|step| match step {
        Step::Enter(id) => match tree.kind(id) {
            Kind::Text(text) => Some(text.trim()).filter(|text| !text.is_empty()),
            Kind::Element(_) | Kind::Other => None,
        },
        Step::Leave(_) => None,
    })
}

/// Is it data for machines: an address, a size, a moment, that a sheet hides which is not in the page?
fn is_data(tree: &Tree, id: NodeId, element: &Element, size: Size) -> bool {
    const LONGEST: usize = 400;
    if element.attribute("itemprop").is_none() || size.prose > 0 || size.text > LONGEST {
        return false;
    }
    let is_moment =
        |word: &str| word.len() > 15 && word.contains('T') && word.starts_with(|c: char| c.is_ascii_digit());
    let is_address = |word: &str| word.starts_with("http://") || word.starts_with("https://");
    element.has("itemprop", &["width", "height"])
        || tree.all_text(id).split_whitespace().any(|word| is_moment(word) || is_address(word))
}

/// Scripts that draw formulas name what they draw after the menu that it opens.
fn is_formula(size: Size) -> bool {
    size.formulas * 2 > size.text
}

fn is_small(size: Size, all: Size) -> bool {
    size.prose * 100 <= 40 * all.prose.max(1)
}
