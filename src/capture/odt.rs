//! Texts of `LibreOffice` and its kin (`OpenDocument` 1.3, part 3; those in one XML file are not read).
//!
//! Read: the main text with headings, lists with their numbers, tables (one row a paragraph), text boxes, foot- and endnotes, fields as they
//! stand. Tracked changes are read as if all were accepted. Left out, and said: comments, hidden text, pictures, formulas, heads and feet
//! of pages. Numbers that a style sets before headings are written as in lists. There are no marks of pages.

use super::flow::{Flow, Inside, Look, Raised, counted, too_much};
use super::left_out::LeftOut;
use super::written::{Block, SEAM};
use super::xml::{Step, Steps, Tag};
use super::zipped::Parts;
use super::{Captured, Markup, Refused, Says};
use std::collections::HashMap;

/// Which way of reading this is.
pub const EXTRACTOR: &str = "odt 2";

/// Reads a document.
pub fn read(bytes: &[u8]) -> Result<Captured, Refused> {
    let mut parts = Parts::open(bytes)?;
    parts.refuse_encrypted()?;
    let Some(content) = parts.text("content.xml")? else {
        return Err(Refused {
            what: "is no OpenDocument text: its content is missing".to_owned(),
            help: "open it in an office program and save it as .odt".to_owned(),
        });
    };
    let mut reader = Reader::default();
    let common = parts.text("styles.xml")?.unwrap_or_default();
    reader.read_styles(&common)?;
    reader.read_styles(&content)?;
    reader.read(&content)?;
    let says = says(&parts.text("meta.xml")?.unwrap_or_default());
    reader.left_out.heads =
        ["<style:header>", "<style:footer>"].into_iter().filter(|trace| common.contains(trace)).count();
    let notes = reader.left_out.sentences();
    Ok(Captured {
        text: reader.flow.finish()?.0,
        markup: Markup::Markdown,
        says,
        extractor: EXTRACTOR.to_owned(),
        notes,
        ..Captured::default()
    })
}

#[derive(Debug, Clone, Copy, Default)]
struct Changed {
    raised: Option<Raised>,
    is_struck: Option<bool>,
    is_hidden: Option<bool>,
}

impl Changed {
    fn or(self, other: Self) -> Self {
        Self {
            raised: self.raised.or(other.raised),
            is_struck: self.is_struck.or(other.is_struck),
            is_hidden: self.is_hidden.or(other.is_hidden),
        }
    }
}

#[derive(Default)]
struct Style {
    parent: Option<String>,
    looks: Changed,
}

#[derive(Debug, Clone, Default)]
struct Level {
    is_bullet: bool,
    format: String,
    before: String,
    after: String,
    start: usize,
    /// How many levels a number shows.
    shows: usize,
}

/// A list that is open, at one level.
struct List {
    style: String,
    /// Has its item been begun, and not yet its words?
    item: Option<usize>,
}

#[derive(Default)]
struct Reader {
    styles: HashMap<String, Style>,
    levels: HashMap<(String, usize), Level>,
    flow: Flow,
    lists: Vec<List>,
    /// Where the lists of a style have counted to, a number a level.
    counters: HashMap<String, Vec<usize>>,
    looks: Vec<Changed>,
    /// Of the rows that are open: how many columns more the last cell takes up, and how many covered cells were kept.
    across: Vec<(usize, usize)>,
    /// Drawings that are open: does each stand beside the words, not among them?
    frames: Vec<bool>,
    left_out: LeftOut,
}

/// So many cells of a row are kept as covered ones; nobody writes more, and a file may say any number.
const MOST_COVERED: usize = 100;
/// A style may be based on one that is based on one; a file may make a ring of them.
const LONGEST_CHAIN: usize = 20;
/// The style of the numbers before headings.
const OUTLINE: &str = "\u{0}outline";

impl Reader {
    fn read_styles(&mut self, xml: &str) -> Result<(), Refused> {
        let mut open: Option<(String, Style)> = None;
        let mut list: Option<String> = None;
        let mut steps = Steps::of(xml);
        while let Some(step) = steps.next()? {
            match step {
                Step::Open(tag) => match &*tag.name() {
                    "body" => break,
                    "style" => {
                        let style = Style { parent: tag.attribute("parent-style-name"), ..Style::default() };
                        open = tag.attribute("name").map(|name| (name, style));
                    }
                    "text-properties" => {
                        if let Some((_, style)) = &mut open {
                            style.looks = looks(&tag);
                        }
                    }
                    "list-style" => list = tag.attribute("name"),
                    "outline-style" => list = Some(OUTLINE.to_owned()),
                    "list-level-style-bullet"
                    | "list-level-style-image"
                    | "list-level-style-number"
                    | "outline-level-style" => {
                        let level = tag.number("level").unwrap_or(1);
                        if let Some(list) = &list {
                            self.levels.insert((list.clone(), level), shape(&tag));
                        }
                    }
                    _ => {}
                },
                Step::Close(name) => match &*name {
                    "style" => self.styles.extend(open.take()),
                    "list-style" | "outline-style" => list = None,
                    _ => {}
                },
                Step::Words(_) => {}
            }
        }
        Ok(())
    }

    fn read(&mut self, xml: &str) -> Result<(), Refused> {
        let mut steps = Steps::of(xml);
        let mut is_body = false;
        while let Some(step) = steps.next()? {
            match step {
                Step::Open(tag) if !is_body => is_body = tag.name() == "body",
                Step::Open(tag) => self.open(&tag, &mut steps)?,
                Step::Close(name) => self.close(&name),
                Step::Words(words) => self.words(&words),
            }
            if self.flow.is_too_much() {
                return Err(too_much());
            }
        }
        Ok(())
    }

    fn open(&mut self, tag: &Tag, steps: &mut Steps) -> Result<(), Refused> {
        match &*tag.name() {
            "p" | "h" => self.paragraph(tag),
            "span" => {
                let around = self.looks.last().copied().unwrap_or_default();
                self.looks.push(self.styled(tag).or(around));
            }
            "list" => self.list(tag),
            "list-item" => {
                let depth = self.lists.len();
                let start = tag.number("start-value");
                if let Some(list) = self.lists.last_mut() {
                    let first = self.levels.get(&(list.style.clone(), depth)).map_or(1, |level| level.start);
                    let counters = self.counters.entry(list.style.clone()).or_default();
                    // A level that is deeper than any that offices have is not counted.
                    let depth = depth.min(10);
                    counters.truncate(depth);
                    while counters.len() < depth {
                        counters.push(0);
                    }
                    let count = counters.last_mut().map_or(1, |count| {
                        *count = start.unwrap_or(if *count == 0 { first } else { count.saturating_add(1) });
                        *count
                    });
                    list.item = Some(count);
                }
            }
            "table-row" => {
                self.flow.begin(Inside::Row);
                self.across.push((0, 0));
            }
            "table-cell" => {
                self.flow.begin(Inside::Cell);
                if let Some((across, _)) = self.across.last_mut() {
                    *across = tag.number("number-columns-spanned").unwrap_or(1).saturating_sub(1);
                }
            }
            "covered-table-cell" => {
                let count = tag.number("number-columns-repeated").unwrap_or(1);
                steps.pass_over()?;
                self.cover(count);
            }
            "note" => {
                self.flow.begin(Inside::Note(String::new()));
            }
            "note-citation" => {
                let number = steps.words()?;
                self.flow.name_note(number.trim());
            }
            "text-box" | "custom-shape" | "rect" | "ellipse" => self.flow.begin(Inside::Aside),
            "image" | "object" | "object-ole" | "plugin" => {
                self.left_out.pictures += 1;
                if !self.frames.contains(&true) {
                    self.flow.mark(SEAM);
                }
                steps.pass_over()?;
            }
            "frame" => {
                // Only a picture that is set as a letter stands between words.
                self.looks.push(Changed::default());
                self.frames.push(tag.attribute("anchor-type").is_none_or(|kind| kind != "as-char"));
            }
            "s" | "tab" => self.words(" "),
            "line-break" => self.flow.line_break(),
            "annotation" => {
                self.left_out.comments += 1;
                steps.pass_over()?;
            }
            "tracked-changes" => {
                let mut depth = 1usize;
                while depth > 0 {
                    match steps.next()? {
                        Some(Step::Open(tag)) => {
                            depth += 1;
                            self.left_out.changes += usize::from(tag.name() == "changed-region");
                        }
                        Some(Step::Close(_)) => depth -= 1,
                        Some(Step::Words(_)) => {}
                        None => break,
                    }
                }
            }
            "hidden-text" | "hidden-paragraph" if tag.attribute("is-hidden").as_deref() == Some("true") => {
                self.left_out.hidden += 1;
                steps.pass_over()?;
            }
            "section" if tag.attribute("display").is_some_and(|value| value != "true") => {
                self.left_out.hidden += 1;
                steps.pass_over()?;
            }
            "ruby-text" => {
                self.left_out.glosses += 1;
                steps.pass_over()?;
            }
            "title" | "desc" | "forms" | "event-listeners" | "sequence-decls" | "variable-decls"
            | "user-field-decls" => {
                steps.pass_over()?;
            }
            name if name.ends_with("-source") => steps.pass_over()?,
            _ => {}
        }
        Ok(())
    }

    fn close(&mut self, name: &str) {
        match name {
            "p" | "h" => {
                self.looks.pop();
                self.flow.end_paragraph();
            }
            "span" => _ = self.looks.pop(),
            "frame" => {
                self.looks.pop();
                self.frames.pop();
            }
            "list" => _ = self.lists.pop(),
            "table-row" => {
                self.across.pop();
                self.flow.end();
            }
            "table-cell" | "note" | "text-box" | "custom-shape" | "rect" | "ellipse" => {
                self.flow.end();
            }
            _ => {}
        }
    }

    /// A paragraph with the number or the dot of the item that it begins.
    fn paragraph(&mut self, tag: &Tag) {
        let looks = self.styled(tag);
        self.looks.push(looks);
        let depth = self.lists.len();
        if tag.name() == "h" {
            let level = tag.number("outline-level").unwrap_or(1);
            self.flow.paragraph(Block::Heading(level));
            let item = self.lists.last_mut().and_then(|list| Some((list.style.clone(), list.item.take()?)));
            match item {
                Some((style, _)) => self.label(&style, depth),
                None if tag.attribute("is-list-header").as_deref() != Some("true") => {
                    self.heading_number(level);
                }
                None => {}
            }
            return;
        }
        let item = self.lists.last_mut().and_then(|list| Some((list.style.clone(), list.item.take()?)));
        let Some((style, _)) = item else { return self.flow.paragraph(Block::Paragraph) };
        let is_bullet = self.levels.get(&(style.clone(), depth)).is_none_or(|level| level.is_bullet);
        self.flow.paragraph(if is_bullet { Block::Item } else { Block::Paragraph });
        if !is_bullet {
            self.label(&style, depth);
        }
    }

    fn heading_number(&mut self, level: usize) {
        let Some(shape) =
            self.levels.get(&(OUTLINE.to_owned(), level)).filter(|shape| !shape.format.is_empty())
        else {
            return;
        };
        let first = shape.start;
        let counters = self.counters.entry(OUTLINE.to_owned()).or_default();
        let level = level.min(10);
        counters.truncate(level);
        while counters.len() < level {
            counters.push(0);
        }
        if let Some(count) = counters.last_mut() {
            *count = if *count == 0 { first } else { count.saturating_add(1) };
        }
        self.label(OUTLINE, level);
    }

    /// Writes the number that stands before an item.
    fn label(&mut self, style: &str, depth: usize) {
        let Some(shape) =
            self.levels.get(&(style.to_owned(), depth)).filter(|shape| !shape.format.is_empty())
        else {
            return;
        };
        let counters = self.counters.get(style).map_or(&[][..], Vec::as_slice);
        let from = depth.saturating_sub(shape.shows.max(1));
        let numbers: Vec<String> = counters
            .iter()
            .enumerate()
            .skip(from)
            .map(|(at, number)| {
                let format = self.levels.get(&(style.to_owned(), at + 1)).map_or("1", |level| &level.format);
                counted((*number).max(1), format)
            })
            .collect();
        let label = format!("{}{}{} ", shape.before, numbers.join("."), shape.after);
        self.flow.words(Look::default(), &label);
    }

    fn list(&mut self, tag: &Tag) {
        let outer = self.lists.last().map(|list| list.style.clone());
        let is_inner = outer.is_some();
        let style = tag.attribute("style-name").or(outer).unwrap_or_default();
        let goes_on = tag.attribute("continue-numbering").as_deref() == Some("true")
            || tag.attribute("continue-list").is_some();
        if !is_inner && !goes_on {
            self.counters.remove(&style);
        }
        self.lists.push(List { style, item: None });
    }

    fn words(&mut self, words: &str) {
        let looks = self.looks.last().copied();
        // Between paragraphs there is only white space.
        let Some(looks) = looks else { return };
        if looks.is_hidden == Some(true) {
            self.left_out.hidden += usize::from(!words.trim().is_empty());
            return;
        }
        let look =
            Look { raised: looks.raised.unwrap_or_default(), is_struck: looks.is_struck.unwrap_or_default() };
        self.flow.words(look, words);
    }

    /// How words of the style of an element look, with all that it takes over.
    fn styled(&self, tag: &Tag) -> Changed {
        let mut all = Changed::default();
        let mut next = tag.attribute("style-name").and_then(|name| self.styles.get(&name));
        for _ in 0..LONGEST_CHAIN {
            let Some(style) = next else { break };
            all = all.or(style.looks);
            next = style.parent.as_ref().and_then(|name| self.styles.get(name));
        }
        all
    }

    /// Cells that another covers. Those that one above covers stay as empty cells, so that no column moves.
    fn cover(&mut self, count: usize) {
        let Some((across, kept)) = self.across.last_mut() else { return };
        let beside = count.min(*across);
        *across -= beside;
        let above = (count - beside).min(MOST_COVERED - *kept);
        *kept += above;
        for _ in 0..above {
            self.flow.begin(Inside::Cell);
            self.flow.end();
        }
    }
}

/// How words look that have these properties (`OpenDocument`, 20.3).
fn looks(tag: &Tag) -> Changed {
    let raised = tag.attribute("text-position").map(|position| {
        let how = position.split_whitespace().next().unwrap_or("").to_owned();
        let percent: f32 = how.trim_end_matches('%').parse().unwrap_or(0.0);
        match &*how {
            "super" => Raised::Above,
            "sub" => Raised::Below,
            _ if percent > 0.0 => Raised::Above,
            _ if percent < 0.0 => Raised::Below,
            _ => Raised::No,
        }
    });
    let struck = tag.attribute("text-line-through-style").or_else(|| tag.attribute("text-line-through-type"));
    Changed {
        raised,
        is_struck: struck.map(|style| style != "none"),
        is_hidden: tag.attribute("display").map(|display| display == "none"),
    }
}

fn shape(tag: &Tag) -> Level {
    Level {
        is_bullet: tag.name() == "list-level-style-bullet" || tag.name() == "list-level-style-image",
        format: tag.attribute("num-format").unwrap_or_default(),
        before: tag.attribute("num-prefix").unwrap_or_default(),
        after: tag.attribute("num-suffix").unwrap_or_default(),
        start: tag.number("start-value").unwrap_or(1),
        shows: tag.number("display-levels").unwrap_or(1),
    }
}

/// What the document says of itself (`OpenDocument`, 4.3).
fn says(xml: &str) -> Says {
    let mut says = Says::default();
    let mut creator = None;
    let mut steps = Steps::of(xml);
    while let Ok(Some(step)) = steps.next() {
        let Step::Open(tag) = step else { continue };
        let mut words = || Some(steps.words().ok()?.trim().to_owned()).filter(|words| !words.is_empty());
        match &*tag.name() {
            "title" => says.title = words(),
            "initial-creator" => says.authors = words().into_iter().collect(),
            "creator" => creator = words(),
            "creation-date" => {
                says.published = words().map(|when| when.chars().take("2020-02-11".len()).collect());
            }
            "language" => says.language = words(),
            _ => {}
        }
    }
    if says.authors.is_empty() {
        says.authors.extend(creator);
    }
    says
}

#[cfg(test)]
mod tests {
    use super::super::zipped::tests::zip;
    use super::*;

    fn taken(styles: &str, body: &str) -> Captured {
        let content = format!(
            "<office:document-content><office:automatic-styles>{styles}</office:automatic-styles><office:body><office:text>{body}</office:text></office:body></office:document-content>"
        );
        read(&zip(&[("content.xml", content.as_bytes())])).unwrap()
    }

    #[test]
    fn looks_notes_and_rows() {
        let styles = "<style:style style:name='T1'><style:text-properties style:text-position='super 58%'/></style:style>\
            <style:style style:name='T2'><style:text-properties style:text-line-through-style='solid'/></style:style>\
            <style:style style:name='T3'><style:text-properties text:display='none'/></style:style>";
        let body = "<text:p>40<text:span text:style-name='T1'>3</text:span> <text:span text:style-name='T2'>five</text:span><text:s/>six\
            <text:note text:note-class='footnote'><text:note-citation>1</text:note-citation><text:note-body><text:p>Ibid.</text:p></text:note-body></text:note>\
            <text:span text:style-name='T3'>no</text:span><text:line-break/>end</text:p>\
            <table:table><table:table-row><table:table-cell><text:p>1871</text:p></table:table-cell><table:table-cell><text:p>640</text:p></table:table-cell></table:table-row></table:table>";
        let taken = taken(styles, body);
        assert_eq!(
            taken.text,
            "40<sup>3</sup> ~~five~~ six<sup>1</sup>\nend\n\n1871 | 640\n\n<sup>1</sup> Ibid.\n"
        );
        assert_eq!(taken.notes.len(), 1);
    }

    #[test]
    fn columns_stay_where_a_cell_above_covers_one() {
        let cell = |attribute: &str, words: &str| {
            format!("<table:table-cell {attribute}><text:p>{words}</text:p></table:table-cell>")
        };
        let covered =
            |count: usize| format!("<table:covered-table-cell table:number-columns-repeated='{count}'/>");
        let row = |cells: &[String]| format!("<table:table-row>{}</table:table-row>", cells.concat());
        let body = [
            row(&[cell("table:number-columns-spanned='3'", "Ships by year"), covered(2)]),
            row(&[cell("table:number-rows-spanned='2'", "Norway"), cell("", "2019"), cell("", "40")]),
            row(&[covered(1), cell("", "2020"), cell("", "41")]),
            row(&[cell("", "x"), covered(usize::MAX)]),
        ];
        let body = format!("<table:table>{}</table:table>", body.concat());
        let text = taken("", &body).text;
        assert!(text.starts_with("Ships by year\n\nNorway | 2019 | 40\n\n| 2020 | 41\n\nx |"), "{text}");
    }

    #[test]
    fn lists_count() {
        let styles = "<text:list-style style:name='L'><text:list-level-style-number text:level='1' style:num-format='1' style:num-suffix='.'/>\
            <text:list-level-style-number text:level='2' style:num-format='a' style:num-suffix=')'/></text:list-style>";
        let item = |inner: &str| format!("<text:list-item><text:p>x</text:p>{inner}</text:list-item>");
        let inner = format!("<text:list>{}{}</text:list>", item(""), item(""));
        let body = format!(
            "<text:list text:style-name='L'>{}{}</text:list><text:list text:style-name='L'>{}</text:list>",
            item(&inner),
            item(""),
            item("")
        );
        assert_eq!(taken(styles, &body).text, "1\\. x\n\na) x\n\nb) x\n\n2\\. x\n\n1\\. x\n");
    }

    #[test]
    fn endless_nesting_ends() {
        let deep = format!(
            "{}{}",
            "<text:list><text:list-item><text:p><text:span>".repeat(50_000),
            "</text:span></text:p></text:list-item></text:list>".repeat(50_000)
        );
        assert_eq!(taken("", &deep).text, "");
    }

    proptest::proptest! {
        #[test]
        fn damaged_documents_never_panic(at in 0usize..500, byte: u8) {
            let content = b"<d><text:list-style style:name='L'><text:list-level-style-number text:level='1' style:num-format='1'/></text:list-style><office:body><text:list text:style-name='L'><text:list-item text:start-value='9'><text:p>x<text:note><text:note-citation>1</text:note-citation></text:note></text:p></text:list-item></text:list></office:body></d>";
            let mut whole = zip(&[("content.xml", content)]);
            if let Some(there) = whole.get_mut(at) { *there = byte; }
            let _ = read(&whole);
            let mut content = content.to_vec();
            if let Some(there) = content.get_mut(at) { *there = byte; }
            let _ = read(&zip(&[("content.xml", &content)]));
            content.truncate(at);
            let _ = read(&zip(&[("content.xml", &content)]));
        }
    }
}
