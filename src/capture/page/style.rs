//! What a page's own style keeps from being seen.
//!
//! No engine: of the style sheets in the page and of `style` attributes, the rules whose selectors are made of elements,
//! classes, ids and attributes (Selectors Level 4: compounds, lists, ` ` and `>`) and whose declarations hide (CSS Display 3,
//! CSS 2.2 11.1 and 11.2, CSS Masking 1, CSS Fonts 4). What a sheet hides that is not in the page is not known.

use super::tree::{Element, Kind, NodeId, Step, Tree};
use std::collections::HashMap;

/// What the style makes of each node, in the order of the tree's nodes.
pub(super) struct Looks {
    pub(super) hidden: Vec<bool>,
    /// Elements that stand on lines of their own because the style says so.
    pub(super) blocks: Vec<bool>,
    /// Elements with a line through their words.
    pub(super) struck: Vec<bool>,
    /// Labels of captions for the ear: "Photo by".
    pub(super) labels: Vec<bool>,
}

/// So many times a selector is tried at an element. What is left of a hostile sheet then is ignored.
const MOST_TRIES: usize = 20_000_000;

/// Of a window of this width, in pixels.
const WINDOW: f64 = 1280.0;

/// Names of classes that have no other meaning than to hide words from the eye, whatever sheet does it.
const FOR_THE_EAR: [&str; 9] = [
    "sr-only",
    "visually-hidden",
    "visuallyhidden",
    "screen-reader-text",
    "screenreader-only",
    "screen-reader-only",
    "show-for-sr",
    "a11y-hidden",
    "u-visually-hidden",
];

#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Property {
    Display,
    Visibility,
    Opacity,
    Clip,
    Position,
    Away,
    Height,
    Width,
    Overflow,
    FontSize,
    Indent,
    Color,
    Scale,
    Line,
}

const PROPERTIES: usize = Property::Line as usize + 1;

/// What a declaration says, as far as it matters.
#[derive(Clone, Copy, PartialEq, Eq, Default)]
enum Value {
    /// Whatever lets the words be seen.
    #[default]
    Seen,
    /// What hides, alone or with others.
    Hides,
    Block,
}

/// Whether it is important, how much its selector weighs, and where it stands.
type Weight = (bool, u32, usize);
type Declared = (Property, Value, bool);

struct Rule {
    /// From the right to the left, each with what leads to the next.
    selector: Vec<(Compound, Lead)>,
    rank: u32,
    declared: std::rc::Rc<[Declared]>,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Lead {
    Within,
    RightIn,
}

#[derive(Default)]
struct Compound {
    name: Option<String>,
    id: Option<String>,
    classes: Vec<String>,
    attributes: Vec<(String, Option<String>)>,
}

/// What holds of an element and of what is in it.
#[derive(Clone, Copy, Default)]
#[allow(clippy::struct_excessive_bools)]
struct Inherited {
    gone: bool,
    invisible: bool,
    sizeless: bool,
    indented: bool,
    colorless: bool,
}

pub(super) fn looks(tree: &Tree) -> Looks {
    let rules = Rules::of(tree);
    let mut looks = Looks {
        hidden: vec![false; tree.len()],
        blocks: vec![false; tree.len()],
        struck: vec![false; tree.len()],
        labels: vec![false; tree.len()],
    };
    let opened = opened_by_controls(tree);
    let mut tries = 0;
    let mut around = vec![Inherited::default()];
    for step in tree.walk(Tree::ROOT) {
        match step {
            Step::Enter(id) => {
                let mut now = around.last().copied().unwrap_or_default();
                if let Kind::Element(element) = tree.kind(id) {
                    let values = rules.values(tree, id, element, &mut tries);
                    let is_opened = element.attribute("id").is_some_and(|id| opened.contains(&id));
                    let is_for_the_ear = is_for_the_ear(element, &values);
                    let is_label = is_for_the_ear && is_label(tree, id);
                    if is_label {
                        looks.labels[id.at()] = true;
                    } else {
                        now = inherited(now, &values, is_opened);
                        now.gone |= element.each("class").any(|class| FOR_THE_EAR.contains(&class));
                    }
                    // What is heard in the place of a picture does not break the line in which that stands.
                    looks.blocks[id.at()] =
                        values[Property::Display as usize] == Some(Value::Block) && !is_for_the_ear;
                    looks.struck[id.at()] = values[Property::Line as usize] == Some(Value::Hides);
                }
                looks.hidden[id.at()] =
                    now.gone || now.invisible || now.sizeless || now.indented || now.colorless;
                around.push(now);
            }
            Step::Leave(_) => _ = around.pop(),
        }
    }
    looks
}

/// Are its words cut down to a point, or marked by a class, so that they are heard and not seen?
fn is_for_the_ear(element: &Element, values: &[Option<Value>; PROPERTIES]) -> bool {
    let hides = |property: Property| values[property as usize] == Some(Value::Hides);
    element.each("class").any(|class| FOR_THE_EAR.contains(&class))
        || hides(Property::Position) && hides(Property::Clip) && !hides(Property::Display)
}

/// Does it say in a few words, in a caption, what the caption says next: "Photo by", "Credit"? Without it nobody knows whose
/// name follows.
fn is_label(tree: &Tree, id: NodeId) -> bool {
    const LONGEST: usize = 25;
    let is_in_caption =
        tree.around(id).take(8).any(|id| tree.element(id).is_some_and(|one| one.name() == "figcaption"));
    is_in_caption
        && tree.walk(id).take(20).count() < 20
        && tree.all_text(id).trim().chars().count() <= LONGEST
}

/// The ids of what a button on the page opens: closed or not, a reader sees it.
fn opened_by_controls(tree: &Tree) -> std::collections::HashSet<&str> {
    let controls = tree.elements().filter(|(_, element)| {
        element.attribute("aria-expanded").is_some() || element.attribute("role") == Some("tab")
    });
    controls.flat_map(|(_, element)| element.each("aria-controls")).collect()
}

fn inherited(around: Inherited, values: &[Option<Value>; PROPERTIES], is_opened: bool) -> Inherited {
    let hides = |property: Property| values[property as usize] == Some(Value::Hides);
    let or = |property: Property, before: bool| {
        values[property as usize].map_or(before, |value| value == Value::Hides)
    };
    let is_placed = hides(Property::Position);
    let is_cut = (hides(Property::Height) || hides(Property::Width)) && hides(Property::Overflow);
    let is_closed = hides(Property::Display) || hides(Property::Opacity) || is_cut;
    let is_gone = is_closed && !is_opened
        || hides(Property::Scale)
        || is_placed && (hides(Property::Clip) || hides(Property::Away));
    Inherited {
        gone: around.gone || is_gone,
        invisible: or(Property::Visibility, around.invisible) && !is_opened,
        sizeless: or(Property::FontSize, around.sizeless),
        indented: or(Property::Indent, around.indented),
        colorless: or(Property::Color, around.colorless),
    }
}

/// The rules of a page, by what their last compound asks for.
#[derive(Default)]
struct Rules {
    rules: Vec<Rule>,
    by_key: HashMap<String, Vec<usize>>,
}

impl Rules {
    fn of(tree: &Tree) -> Self {
        let mut rules = Self::default();
        for (id, element) in tree.elements().filter(|(_, element)| element.name() == "style") {
            let is_text = element
                .attribute("type")
                .is_none_or(|kind| kind.trim().is_empty() || kind.eq_ignore_ascii_case("text/css"));
            if is_text && element.attribute("media").is_none_or(applies) {
                rules.sheet(&without_comments(&tree.text(id)));
            }
        }
        rules
    }

    fn sheet(&mut self, css: &str) {
        let mut rest = css;
        while let Some(at) = rest.find(['{', '}', ';']) {
            let (prelude, after) = (rest.get(..at).unwrap_or("").trim(), rest.get(at + 1..).unwrap_or(""));
            rest = after;
            if !rest_is_block(css, rest) {
                continue;
            }
            let is_group =
                ["@media", "@supports", "@layer", "@container"].iter().any(|at| prelude.starts_with(at));
            if is_group && (!prelude.starts_with("@media") || applies(&prelude[6..])) {
                // Its rules are read as if they stood alone; the closing brace is skipped above.
                continue;
            }
            let end = end_of_block(rest);
            let body = rest.get(..end).unwrap_or("");
            rest = rest.get(end + 1..).unwrap_or("");
            if !prelude.starts_with('@') {
                self.rule(prelude, body);
            }
        }
    }

    fn rule(&mut self, selectors: &str, body: &str) {
        let declared: std::rc::Rc<[Declared]> = declared(body).into();
        if declared.is_empty() {
            return;
        }
        for selector in selectors.split(',') {
            let Some(selector) = selector_of(selector.trim()) else { continue };
            let Some((last, _)) = selector.first() else { continue };
            let key = last.key();
            let rank = selector.iter().map(|(compound, _)| compound.rank()).sum();
            self.by_key.entry(key).or_default().push(self.rules.len());
            self.rules.push(Rule { selector, rank, declared: declared.clone() });
        }
    }

    /// What the rules, the element's own style and its attributes say of it.
    fn values(
        &self,
        tree: &Tree,
        id: NodeId,
        element: &Element,
        tries: &mut usize,
    ) -> [Option<Value>; PROPERTIES] {
        let mut found: [Option<(Weight, Value)>; PROPERTIES] = [None; PROPERTIES];
        let mut say = |declared: &[Declared], rank: u32, order: usize| {
            for (property, value, is_important) in declared {
                let weight = (*is_important, rank, order);
                let slot = &mut found[*property as usize];
                if slot.is_none_or(|(before, _)| before <= weight) {
                    *slot = Some((weight, *value));
                }
            }
        };
        if is_hidden_by_itself(element) {
            say(&[(Property::Display, Value::Hides, false)], 0, 0);
        }
        let keys = [String::new(), element.name().to_owned()]
            .into_iter()
            .chain(element.attribute("id").map(|id| format!("#{id}")))
            .chain(element.each("class").map(|class| format!(".{class}")));
        for rule in keys.filter_map(|key| self.by_key.get(&key)).flatten() {
            *tries += 1;
            if *tries < MOST_TRIES
                && let Some(found) = self.rules.get(*rule)
                && matches(tree, id, &found.selector, tries)
            {
                say(&found.declared, found.rank, *rule + 1);
            }
        }
        if let Some(style) = element.attribute("style") {
            say(&declared(&without_comments(style)), u32::MAX, usize::MAX);
        }
        found.map(|slot| slot.map(|(_, value)| value))
    }
}

/// Elements that browsers do not show, whatever they hold (HTML Standard, 15.3.1).
fn is_hidden_by_itself(element: &Element) -> bool {
    element.attribute("hidden").is_some_and(|how| !how.eq_ignore_ascii_case("until-found"))
        || element.attribute("popover").is_some()
        || element.name() == "dialog" && element.attribute("open").is_none()
}

fn rest_is_block(css: &str, rest: &str) -> bool {
    let at = css.len() - rest.len();
    css.as_bytes().get(at.wrapping_sub(1)) == Some(&b'{')
}

/// Where the block ends whose opening brace stands before this.
fn end_of_block(css: &str) -> usize {
    let mut depth = 0usize;
    for (at, byte) in css.bytes().enumerate() {
        match byte {
            b'{' => depth += 1,
            b'}' if depth == 0 => return at,
            b'}' => depth -= 1,
            _ => {}
        }
    }
    css.len()
}

fn without_comments(css: &str) -> String {
    let mut kept = String::with_capacity(css.len());
    let mut rest = css;
    while let Some((before, after)) = rest.split_once("/*") {
        kept.push_str(before);
        rest = after.split_once("*/").map_or("", |(_, after)| after);
    }
    kept.push_str(rest);
    kept.replace("<!--", "").replace("-->", "")
}

/// Does a list of media queries hold for a wide window?
fn applies(queries: &str) -> bool {
    queries.split(',').any(|query| {
        let query = query.to_ascii_lowercase();
        let number = |name: &str| {
            let (_, after) = query.split_once(name)?;
            let after = after.trim_start_matches([':', ' ']);
            let digits: String = after.chars().take_while(|c| c.is_ascii_digit() || *c == '.').collect();
            let unit = if after[digits.len()..].starts_with("em") || after[digits.len()..].starts_with("rem")
            {
                16.0
            } else {
                1.0
            };
            digits.parse::<f64>().ok().map(|number| number * unit)
        };
        let words: Vec<&str> = query.split(|c: char| !c.is_ascii_alphanumeric() && c != '-').collect();
        let is_other = words.iter().any(|word| {
            [
                "print",
                "speech",
                "not",
                "portrait",
                "prefers-reduced-motion",
                "prefers-color-scheme",
                "prefers-contrast",
                "forced-colors",
            ]
            .contains(word)
        }) || query.replace(' ', "").contains("hover:none")
            || query.replace(' ', "").contains("pointer:coarse");
        !is_other
            && number("min-width").is_none_or(|least| least <= WINDOW)
            && number("max-width").is_none_or(|most| most >= WINDOW)
            && number("min-device-width").is_none_or(|least| least <= WINDOW)
            && number("max-device-width").is_none_or(|most| most >= WINDOW)
    })
}

/// A selector, from the right to the left; none if it holds what is not known here.
fn selector_of(selector: &str) -> Option<Vec<(Compound, Lead)>> {
    let mut compounds: Vec<(Compound, Lead)> = Vec::new();
    let mut now = Compound::default();
    let mut is_empty = true;
    let mut chars = selector.chars().peekable();
    let mut lead = None;
    while let Some(c) = chars.next() {
        if c.is_whitespace() || c == '>' {
            let next = if c == '>' { Lead::RightIn } else { Lead::Within };
            lead = if lead == Some(Lead::RightIn) { lead } else { Some(next) };
            continue;
        }
        if let Some(lead) = lead.take()
            && !is_empty
        {
            compounds.push((std::mem::take(&mut now), lead));
        }
        is_empty = false;
        match c {
            '*' => {}
            '.' => now.classes.push(identifier(&mut chars)?),
            '#' => now.id = Some(identifier(&mut chars)?),
            '[' => {
                let mut inner = String::new();
                loop {
                    match chars.next()? {
                        ']' => break,
                        c => inner.push(c),
                    }
                }
                match inner.split_once('=') {
                    None => now.attributes.push((inner.trim().to_ascii_lowercase(), None)),
                    Some((name, _)) if name.ends_with(['~', '|', '^', '$', '*']) => return None,
                    Some((name, value)) => {
                        let value = value.trim().trim_matches(['"', '\'']);
                        now.attributes.push((name.trim().to_ascii_lowercase(), Some(value.to_owned())));
                    }
                }
            }
            c if c.is_alphanumeric() || c == '_' || c == '-' => {
                let mut name = c.to_string();
                while let Some(next) = chars.next_if(|c| c.is_alphanumeric() || *c == '-' || *c == '_') {
                    name.push(next);
                }
                now.name = Some(name.to_ascii_lowercase());
            }
            // Pseudo-classes and neighbours: a state, or more than is told here.
            _ => return None,
        }
    }
    if is_empty || compounds.len() > 20 {
        return None;
    }
    compounds.push((now, Lead::Within));
    compounds.reverse();
    // What leads from a compound to the one on its left was put down with that one.
    let leads: Vec<Lead> = compounds.iter().skip(1).map(|(_, lead)| *lead).chain([Lead::Within]).collect();
    Some(compounds.into_iter().zip(leads).map(|((compound, _), lead)| (compound, lead)).collect())
}

fn identifier(chars: &mut std::iter::Peekable<std::str::Chars<'_>>) -> Option<String> {
    let mut name = String::new();
    loop {
        if chars.next_if_eq(&'\\').is_some() {
            name.push(chars.next()?);
        } else if let Some(c) = chars.next_if(|c| c.is_alphanumeric() || *c == '-' || *c == '_') {
            name.push(c);
        } else {
            break;
        }
    }
    (!name.is_empty()).then_some(name)
}

impl Compound {
    fn key(&self) -> String {
        let class = self.classes.first().map(|class| format!(".{class}"));
        self.id.as_ref().map(|id| format!("#{id}")).or(class).or(self.name.clone()).unwrap_or_default()
    }

    fn rank(&self) -> u32 {
        let few = |count: usize| u32::try_from(count.min(99)).unwrap_or(99);
        10_000 * u32::from(self.id.is_some())
            + 100 * few(self.classes.len() + self.attributes.len())
            + u32::from(self.name.is_some())
    }

    fn fits(&self, element: &Element) -> bool {
        self.name.as_ref().is_none_or(|name| name == element.name())
            && self.id.as_ref().is_none_or(|id| element.attribute("id") == Some(id))
            && self.classes.iter().all(|class| element.each("class").any(|one| one == class))
            && self.attributes.iter().all(|(name, value)| {
                element.attribute(name).is_some_and(|found| value.as_ref().is_none_or(|value| value == found))
            })
    }
}

/// Does an element fit a selector? Each compound takes the nearest element that fits it, which may miss, never find too much.
fn matches(tree: &Tree, id: NodeId, selector: &[(Compound, Lead)], tries: &mut usize) -> bool {
    let mut at = Some(id);
    let mut lead = Lead::RightIn;
    for (compound, next) in selector {
        loop {
            let Some(now) = at else { return false };
            at = tree.parent(now);
            *tries += 1;
            if tree.element(now).is_some_and(|element| compound.fits(element)) {
                break;
            }
            if lead == Lead::RightIn || *tries > MOST_TRIES {
                return false;
            }
        }
        lead = *next;
    }
    true
}

/// The declarations that matter here.
fn declared(body: &str) -> Vec<Declared> {
    let mut all = Vec::new();
    for declaration in body.split(';') {
        let Some((name, value)) = declaration.split_once(':') else { continue };
        let name = without_escapes(name.trim()).to_ascii_lowercase();
        let value = without_escapes(value.trim()).to_ascii_lowercase();
        let is_important = value.contains("!important");
        let value = value.split('!').next().unwrap_or("").trim();
        if value.is_empty() {
            continue;
        }
        let mut say = |property, hides: bool| {
            all.push((property, if hides { Value::Hides } else { Value::Seen }, is_important));
        };
        match &*name {
            "display" => match value {
                "none" => say(Property::Display, true),
                "block" | "flex" | "grid" | "table" | "list-item" | "flow-root" => {
                    all.push((Property::Display, Value::Block, is_important));
                }
                // A word that no browser knows leaves the declaration before it as it was.
                "inline" | "inline-block" | "inline-flex" | "inline-grid" | "contents" | "initial"
                | "unset" | "revert" | "inherit" | "table-cell" | "table-row" | "inline-table"
                | "-webkit-box" | "run-in" => {
                    say(Property::Display, false);
                }
                _ => {}
            },
            "visibility" => say(Property::Visibility, matches!(value, "hidden" | "collapse")),
            "content-visibility" => say(Property::Scale, value == "hidden"),
            "opacity" => say(Property::Opacity, number(value).is_some_and(|seen| seen < 0.05)),
            "clip" => say(Property::Clip, is_empty_clip(value)),
            "clip-path" if is_empty_clip(value) => {
                say(Property::Clip, true);
                say(Property::Scale, true);
            }
            "position" => {
                say(Property::Position, value == "absolute" || value == "fixed" || value == "relative");
            }
            "left" | "right" | "top" | "bottom" if pixels(value).is_some_and(|pixels| pixels <= -900.0) => {
                say(Property::Away, true);
            }
            "margin-left" | "margin-top" if pixels(value).is_some_and(|pixels| pixels <= -900.0) => {
                say(Property::Scale, true);
            }
            "height" | "max-height" => {
                say(Property::Height, pixels(value).is_some_and(|pixels| pixels.abs() < 1.5));
            }
            "width" | "max-width" => {
                say(Property::Width, pixels(value).is_some_and(|pixels| pixels.abs() < 1.5));
            }
            "overflow" | "overflow-y" | "overflow-x" => {
                say(Property::Overflow, value.contains("hidden") || value.contains("clip"));
            }
            "font-size" => say(Property::FontSize, pixels(value).is_some_and(|pixels| pixels < 1.0)),
            "font" => {
                let size = value
                    .split_ascii_whitespace()
                    .find(|word| word.starts_with(|c: char| c.is_ascii_digit()));
                let size = size.and_then(|size| size.split('/').next()).and_then(pixels);
                say(Property::FontSize, size.is_some_and(|pixels| pixels < 1.0));
            }
            "text-indent" => say(Property::Indent, pixels(value).is_some_and(|pixels| pixels.abs() >= 900.0)),
            // Letters that show the picture behind them are seen.
            "color" if !body.contains("background-clip") => {
                say(Property::Color, value == "transparent" || value.replace(' ', "").ends_with(",0)"));
            }
            "transform" | "scale" => {
                let plain = value.replace(' ', "");
                say(
                    Property::Scale,
                    plain.contains("scale(0)")
                        || plain.contains("scale(0,0)")
                        || name == "scale" && plain == "0",
                );
            }
            "text-decoration" | "text-decoration-line" => say(Property::Line, value.contains("line-through")),
            _ => {}
        }
    }
    all
}

fn is_empty_clip(value: &str) -> bool {
    let plain = value.replace([' ', ','], "");
    let inner = plain.split_once("rect(").map(|(_, inner)| inner.trim_end_matches(')').replace("px", ""));
    inner.is_some_and(|inner| inner.bytes().all(|byte| byte == b'0' || byte == b'1') && !inner.is_empty())
        || plain.starts_with("inset(50%")
        || plain.starts_with("inset(100%")
        || plain.starts_with("circle(0")
}

/// A number, or a share in percent.
fn number(value: &str) -> Option<f64> {
    value
        .strip_suffix('%')
        .map_or_else(|| value.parse().ok(), |share| share.parse::<f64>().ok().map(|share| share / 100.0))
}

/// A length in pixels, roughly.
fn pixels(value: &str) -> Option<f64> {
    let end = value
        .find(|c: char| !(c.is_ascii_digit() || c == '.' || c == '-' || c == '+'))
        .unwrap_or(value.len());
    let (digits, unit) = value.split_at(end);
    let number: f64 = digits.parse().ok()?;
    let size = match unit.trim() {
        "" if number == 0.0 => 1.0,
        "px" => 1.0,
        "pt" => 1.33,
        "em" | "rem" => 16.0,
        "%" | "vw" | "vh" => 12.8,
        _ => return None,
    };
    Some(number * size)
}

/// CSS may write any letter as `\64 ` (CSS Syntax 3, 4.3.7).
fn without_escapes(value: &str) -> String {
    let mut plain = String::new();
    let mut chars = value.chars().peekable();
    while let Some(c) = chars.next() {
        if c != '\\' {
            plain.push(c);
            continue;
        }
        let mut code = 0u32;
        let mut digits = 0;
        while digits < 6
            && let Some(digit) = chars.peek().and_then(|c| c.to_digit(16))
        {
            code = code * 16 + digit;
            digits += 1;
            chars.next();
        }
        if digits > 0 {
            chars.next_if_eq(&' ');
            plain.extend(char::from_u32(code));
        }
    }
    plain
}

#[cfg(test)]
mod tests {
    fn is_seen(html: &str) -> bool {
        // Most of the page has to be seen: else its style is taken for one that waits for a script.
        let page = format!("{html}<p>The bridge was shut to all carts on Monday.</p>");
        super::super::read(page.as_bytes()).unwrap().text.contains("secret")
    }

    #[test]
    fn what_the_style_hides_is_not_read() {
        for css in [
            "display:none",
            "visibility:hidden",
            "opacity:0",
            "opacity:.01",
            "position:absolute;left:-9999px",
            "position:absolute;clip:rect(0,0,0,0)",
            "clip-path:inset(50%)",
            "height:0;overflow:hidden",
            "font-size:0",
            "font-size:.1px",
            "font:0/0 a",
            "text-indent:-9999px",
            "color:transparent",
            "transform:scale(0)",
            "display:/**/none",
            "display:n\\6fne",
        ] {
            assert!(!is_seen(&format!("<style>.h{{{css}}}</style><p class=h>secret</p>")), "{css}");
            assert!(!is_seen(&format!("<p style='{css}'>secret</p>")), "{css}");
        }
    }

    #[test]
    fn selectors_find_what_they_should() {
        let hides = |selector: &str| {
            !is_seen(&format!(
                "<style>{selector}{{display:none}}</style><div class='a b' id=c><p class=d><b>secret</b></p></div>"
            ))
        };
        for selector in [".a", "#c", ".a.b p", "div > .d", "x, .a b", "div#c>p b", "[class=d]", "*.d"] {
            assert!(hides(selector), "{selector}");
        }
        for selector in [".x", "div > b", "p .a", ".d:hover", ".a + p", "p::before", "b > p"] {
            assert!(!hides(selector), "{selector}");
        }
    }

    #[test]
    fn what_is_shown_again_is_read() {
        for html in [
            "<style>.h{visibility:hidden}.s{visibility:visible}</style><p class=h><b class=s>secret</b></p>",
            "<p style='display:none;display:block'>secret</p>",
            "<style>.h{display:none}#i{display:block}</style><p class=h id=i>secret</p>",
            "<style>@media print{.h{display:none}}</style><p class=h>secret</p>",
            "<style>@media (max-width:600px){.h{display:none}}</style><p class=h>secret</p>",
            "<style>@keyframes a{from{visibility:hidden}}</style><p class=a>secret</p>",
            "<div style='font-size:0'><p style='font-size:16px'>secret</p></div>",
            "<p aria-hidden=true>secret</p>",
            "<dialog open><p>secret</p></dialog>",
            "<div><template shadowrootmode=open><p>secret</p></template></div>",
        ] {
            assert!(is_seen(html), "{html}");
        }
        assert!(!is_seen("<style>@media screen{.h{display:none}}</style><p class=h>secret</p>"));
    }
}
