//! Word documents (ECMA-376-1, `WordprocessingML`; those of "strict" Office too).
//!
//! Read: the main text with headings (by the outline level of a style, or its name), lists with the numbers that Word shows, tables
//! (one row a paragraph), text boxes once, the words of links and the results of fields, formulas in a line, foot- and endnotes.
//! Tracked changes are read as if all were accepted. Left out, and said: comments, hidden text, pictures, charts, heads and feet of pages.
//! A page of a DOCX is what the printer at hand makes of it. Word keeps where pages began when it last saved one: these marks are
//! taken, and it is said whose they are. Where it kept none, no page is told.

use super::flow::{Flow, Inside, Look, Raised, Turn, counted, too_much};
use super::left_out::LeftOut;
use super::written::{Block, SEAM};
use super::xml::{Step, Steps, Tag};
use super::zipped::Parts;
use super::{Captured, Markup, Refused, Says};
use std::collections::{BTreeMap, BTreeSet, HashMap};

/// Which way of reading this is.
pub const EXTRACTOR: &str = "docx 2";

/// Reads a document.
pub fn read(bytes: &[u8]) -> Result<Captured, Refused> {
    let mut parts = Parts::open(bytes)?;
    let main = main_part(&mut parts)?;
    let folder = main.rsplit_once('/').map_or("word", |(folder, _)| folder).to_owned();
    let Some(document) = parts.text(&main)? else {
        return Err(Refused {
            what: "is no Word document: its main part is missing".to_owned(),
            help: "open it in a word processor and save it as .docx".to_owned(),
        });
    };
    let part = |parts: &mut Parts, name: &str| -> Result<String, Refused> {
        Ok(parts.text(&format!("{folder}/{name}"))?.unwrap_or_default())
    };
    let mut reader = Reader {
        styles: styles(&part(&mut parts, "styles.xml")?)?,
        numbering: numbering(&part(&mut parts, "numbering.xml")?)?,
        ..Reader::default()
    };
    if document.contains(RENDERED) {
        reader.flow.tell_pages();
    }
    reader.read(&document)?;
    for (file, element, kind) in
        [("footnotes.xml", "footnote", Note::Foot), ("endnotes.xml", "endnote", Note::End)]
    {
        let xml = part(&mut parts, file)?;
        reader.read_notes(&xml, element, kind)?;
    }
    let running = |name: &str| {
        name.starts_with(&format!("{folder}/header")) || name.starts_with(&format!("{folder}/footer"))
    };
    for name in parts.names().filter(|name| running(name)).map(str::to_owned).collect::<Vec<_>>() {
        let mut steps = Steps::of(&parts.text(&name)?.unwrap_or_default()).words().unwrap_or_default();
        steps.retain(|c| !c.is_ascii_digit());
        reader.left_out.heads += usize::from(!steps.trim().is_empty());
    }
    let says = says(&mut parts)?;
    let mut notes = reader.left_out.sentences();
    let (text, pages) = reader.flow.finish()?;
    notes.extend(pages.map(|pages| of_pages(pages, pages_said(&mut parts))));
    Ok(Captured {
        text,
        markup: Markup::Markdown,
        pages,
        says,
        extractor: EXTRACTOR.to_owned(),
        notes,
        ..Captured::default()
    })
}

/// How Word names the place where a page began when it last saved (17.3.1.20).
const RENDERED: &str = "lastRenderedPageBreak";

/// How many pages the document says that it has.
fn pages_said(parts: &mut Parts) -> Option<usize> {
    let xml = parts.text("docProps/app.xml").ok()??;
    let mut steps = Steps::of(&xml);
    while let Ok(Some(step)) = steps.next() {
        if matches!(&step, Step::Open(tag) if tag.name() == "Pages") {
            return steps.words().ok()?.trim().parse().ok();
        }
    }
    None
}

fn of_pages(told: usize, said: Option<usize>) -> String {
    let whose = "pages are as of the last save, and another printer or program may turn them elsewhere";
    match said.filter(|said| *said != told) {
        Some(said) => format!(
            "{whose}; it says that it has {said}, and tells where {told} begin: do not trust their numbers"
        ),
        None => whose.to_owned(),
    }
}

/// Which part the package names as its document (ECMA-376-2, 9.3).
fn main_part(parts: &mut Parts) -> Result<String, Refused> {
    let relations = parts.text("_rels/.rels")?.unwrap_or_default();
    let mut steps = Steps::of(&relations);
    while let Ok(Some(step)) = steps.next() {
        if let Step::Open(tag) = step
            && tag.attribute("Type").is_some_and(|kind| kind.ends_with("/officeDocument"))
            && let Some(target) = tag.attribute("Target")
        {
            return Ok(target.trim_start_matches('/').to_owned());
        }
    }
    Ok("word/document.xml".to_owned())
}

/// A style of paragraphs or of words.
#[derive(Default)]
struct Style {
    based_on: Option<String>,
    /// From 1.
    heading: Option<usize>,
    list: Option<(String, usize)>,
    looks: Changed,
}

/// What a style or a run says of how its words look; what it does not say, it takes over.
#[derive(Debug, Clone, Copy, Default)]
struct Changed {
    raised: Option<Raised>,
    is_struck: Option<bool>,
    is_hidden: Option<bool>,
}

impl Changed {
    /// What one property of a run says (17.3.2).
    fn take(&mut self, tag: &Tag) {
        let is_on = || !tag.attribute("val").is_some_and(|value| matches!(&*value, "0" | "false" | "off"));
        match &*tag.name() {
            "vertAlign" => {
                self.raised = Some(match tag.attribute("val").as_deref() {
                    Some("superscript") => Raised::Above,
                    Some("subscript") => Raised::Below,
                    _ => Raised::No,
                });
            }
            "strike" | "dstrike" => self.is_struck = Some(is_on() || self.is_struck == Some(true)),
            "vanish" => self.is_hidden = Some(is_on()),
            _ => {}
        }
    }

    fn or(self, other: Self) -> Self {
        Self {
            raised: self.raised.or(other.raised),
            is_struck: self.is_struck.or(other.is_struck),
            is_hidden: self.is_hidden.or(other.is_hidden),
        }
    }

    fn look(self) -> Look {
        Look { raised: self.raised.unwrap_or_default(), is_struck: self.is_struck.unwrap_or_default() }
    }
}

/// A style may be based on one that is based on one; a file may make a ring of them.
const LONGEST_CHAIN: usize = 20;

fn styles(xml: &str) -> Result<HashMap<String, Style>, Refused> {
    let mut all = HashMap::new();
    let mut open: Option<(String, Style)> = None;
    let mut steps = Steps::of(xml);
    while let Some(step) = steps.next()? {
        match step {
            Step::Open(tag) if tag.name() == "style" => {
                open = Some((tag.attribute("styleId").unwrap_or_default(), Style::default()));
            }
            Step::Close(name) if name == "style" => all.extend(open.take()),
            Step::Open(tag) => {
                let Some((_, style)) = &mut open else { continue };
                match &*tag.name() {
                    "name" => {
                        let name = tag.attribute("val").unwrap_or_default().to_ascii_lowercase();
                        style.heading = match name.strip_prefix("heading ") {
                            Some(level) => level.trim().parse().ok(),
                            None => (name == "title").then_some(1),
                        };
                    }
                    "basedOn" => style.based_on = tag.attribute("val"),
                    "outlineLvl" => {
                        style.heading = tag.number("val").filter(|level| *level < 9).map(|level| level + 1);
                    }
                    "numId" => {
                        style.list.get_or_insert_default().0 = tag.attribute("val").unwrap_or_default();
                    }
                    "ilvl" => style.list.get_or_insert_default().1 = tag.number("val").unwrap_or(0),
                    _ => style.looks.take(&tag),
                }
            }
            Step::Close(_) | Step::Words(_) => {}
        }
    }
    Ok(all)
}

/// The lists of a document (17.9).
#[derive(Default)]
struct Numbering {
    /// Which kind of list an instance is, and where its levels begin anew.
    instances: HashMap<String, (String, BTreeMap<usize, usize>)>,
    levels: HashMap<(String, usize), Level>,
    counters: HashMap<(String, usize), usize>,
    begun: BTreeSet<String>,
}

#[derive(Default)]
struct Level {
    format: String,
    text: String,
    start: usize,
}

fn numbering(xml: &str) -> Result<Numbering, Refused> {
    let mut all = Numbering::default();
    let (mut kind, mut instance, mut level) = (None, None, 0);
    let mut steps = Steps::of(xml);
    while let Some(step) = steps.next()? {
        let Step::Open(tag) = step else {
            match step {
                Step::Close(name) if name == "abstractNum" => kind = None,
                Step::Close(name) if name == "num" => instance = None,
                _ => {}
            }
            continue;
        };
        let value = || tag.attribute("val").unwrap_or_default();
        match (&*tag.name(), &kind, &instance) {
            ("abstractNum", ..) => kind = tag.attribute("abstractNumId"),
            ("num", ..) => instance = tag.attribute("numId"),
            ("abstractNumId", _, Some(instance)) => {
                all.instances.insert(String::clone(instance), (value(), BTreeMap::new()));
            }
            ("lvl" | "lvlOverride", ..) => level = tag.number("ilvl").unwrap_or(0),
            ("startOverride", _, Some(instance)) => {
                if let (Some((_, starts)), Some(start)) = (all.instances.get_mut(instance), tag.number("val"))
                {
                    starts.insert(level, start);
                }
            }
            ("numFmt" | "lvlText" | "start", Some(kind), _) => {
                let level = all.levels.entry((String::clone(kind), level)).or_default();
                match &*tag.name() {
                    "numFmt" => level.format = value(),
                    "lvlText" => level.text = value(),
                    _ => level.start = tag.number("val").unwrap_or(1),
                }
            }
            _ => {}
        }
    }
    Ok(all)
}

/// What stands before an item of a list.
enum Label {
    Dot,
    /// "2.1."
    Number(String),
}

impl Numbering {
    /// What stands before the next item of a list, if that can be known.
    fn next(&mut self, instance: &str, level: usize) -> Option<Label> {
        let (kind, starts) = self.instances.get(instance)?;
        let shape = self.levels.get(&(kind.clone(), level))?;
        if shape.format == "bullet" {
            return Some(Label::Dot);
        }
        if shape.format == "none" {
            return None;
        }
        if self.begun.insert(instance.to_owned()) {
            for level in starts.keys() {
                self.counters.remove(&(kind.clone(), *level));
            }
        }
        let start_of = |level: usize| {
            starts
                .get(&level)
                .copied()
                .or_else(|| Some(self.levels.get(&(kind.clone(), level))?.start))
                .unwrap_or(1)
        };
        let at = self
            .counters
            .get(&(kind.clone(), level))
            .map_or_else(|| start_of(level), |last| last.saturating_add(1));
        let mut label = shape.text.clone();
        for upper in 0..=level.min(8) {
            let number = if upper == level {
                at
            } else {
                self.counters.get(&(kind.clone(), upper)).copied().unwrap_or_else(|| start_of(upper))
            };
            let format = self.levels.get(&(kind.clone(), upper)).map_or("decimal", |level| &level.format);
            label = label.replace(&format!("%{}", upper + 1), &counted(number, format));
        }
        let kind = kind.clone();
        for lower in level + 1..9 {
            self.counters.remove(&(kind.clone(), lower));
        }
        self.counters.insert((kind, level), at);
        (!label.trim().is_empty()).then_some(Label::Number(label))
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
enum Note {
    Foot,
    End,
}

#[derive(Default)]
struct Reader {
    styles: HashMap<String, Style>,
    numbering: Numbering,
    flow: Flow,
    left_out: LeftOut,
    /// The numbers of notes by their ids, and how many there are of each kind.
    numbers: HashMap<(Note, String), String>,
    counts: HashMap<Note, usize>,
    /// How the words of the paragraphs look that are open, one in the other.
    paragraphs: Vec<Changed>,
    /// The same, of runs.
    runs: Vec<Changed>,
    /// Fields that are open: is it their results that are read?
    fields: Vec<bool>,
    /// Drawings that float, one in the other.
    floating: usize,
    /// Does the paragraph go on in the next, since its end was deleted?
    goes_on: bool,
}

impl Reader {
    fn read(&mut self, xml: &str) -> Result<(), Refused> {
        let mut steps = Steps::of(xml);
        while let Some(step) = steps.next()? {
            match step {
                Step::Open(tag) => self.open(&tag, &mut steps)?,
                Step::Close(name) => self.close(&name),
                Step::Words(_) => {}
            }
            if self.flow.is_too_much() {
                return Err(too_much());
            }
        }
        Ok(())
    }

    fn read_notes(&mut self, xml: &str, element: &str, kind: Note) -> Result<(), Refused> {
        let mut steps = Steps::of(xml);
        while let Some(step) = steps.next()? {
            match step {
                Step::Open(tag) if tag.name() == element => {
                    let number = self.numbers.get(&(kind, tag.attribute("id").unwrap_or_default())).cloned();
                    match number {
                        Some(number) => self.flow.begin(Inside::Note(number)),
                        None => steps.pass_over()?,
                    }
                }
                Step::Close(name) if name == element => self.flow.end(),
                Step::Open(tag) => self.open(&tag, &mut steps)?,
                Step::Close(name) => self.close(&name),
                Step::Words(_) => {}
            }
        }
        Ok(())
    }

    fn open(&mut self, tag: &Tag, steps: &mut Steps) -> Result<(), Refused> {
        match &*tag.name() {
            "p" => {
                if !std::mem::take(&mut self.goes_on) {
                    self.flow.paragraph(Block::Paragraph);
                }
                self.paragraphs.push(Changed::default());
            }
            "pPr" => self.paragraph_properties(steps)?,
            "r" => self.runs.push(Changed::default()),
            "rPr" => self.run_properties(steps)?,
            "tr" => self.flow.begin(Inside::Row),
            "tc" => self.flow.begin(Inside::Cell),
            "trPr" => self.row_properties(steps)?,
            "txbxContent" => self.flow.begin(Inside::Aside),
            "t" => {
                let words = steps.words()?;
                self.words(&words);
            }
            "tab" | "ptab" => self.words(" "),
            "br" if tag.attribute("type").as_deref() == Some("page") => {
                self.flow.line_break();
                self.flow.page(Turn::Asked);
            }
            RENDERED => self.flow.page(Turn::Rendered),
            "br" | "cr" => self.flow.line_break(),
            "noBreakHyphen" => self.words("\u{2011}"),
            "sym" => {
                self.left_out.signs += 1;
                self.flow.mark(SEAM);
            }
            "fldChar" => match tag.attribute("fldCharType").as_deref() {
                Some("begin") => self.fields.push(false),
                Some("separate") => self.fields.iter_mut().last().into_iter().for_each(|field| *field = true),
                _ => _ = self.fields.pop(),
            },
            "footnoteReference" => self.note(tag, Note::Foot),
            "endnoteReference" => self.note(tag, Note::End),
            "del" | "moveFrom" => {
                self.left_out.changes += 1;
                steps.pass_over()?;
            }
            "ins" | "moveTo" => self.left_out.changes += 1,
            "commentReference" => self.left_out.comments += 1,
            "anchor" => self.floating += 1,
            "pic" | "chart" | "relIds" | "imagedata" | "altChunk" => {
                self.left_out.pictures += 1;
                if self.floating == 0 {
                    self.flow.mark(SEAM);
                }
            }
            "rt" => {
                self.left_out.glosses += 1;
                steps.pass_over()?;
            }
            "Fallback" | "sectPr" | "tblPr" | "tcPr" | "sdtPr" | "sdtEndPr" => steps.pass_over()?,
            // Formulas (22.1): fractions, roots, brackets, and what is raised or lowered.
            "oMath" => self.left_out.formulas += 1,
            "num" | "den" | "deg" | "d" => self.words("("),
            "rad" => self.words("√"),
            "chr" => self.words(&tag.attribute("val").unwrap_or_default()),
            "sup" => self.flow.mark("<sup>"),
            "sub" => self.flow.mark("<sub>"),
            _ => {}
        }
        Ok(())
    }

    fn close(&mut self, name: &str) {
        match name {
            "p" => {
                self.paragraphs.pop();
                if !self.goes_on {
                    self.flow.end_paragraph();
                }
            }
            "r" => _ = self.runs.pop(),
            "tr" | "tc" | "txbxContent" => self.flow.end(),
            "anchor" => self.floating = self.floating.saturating_sub(1),
            "num" => self.words(")/"),
            "den" | "deg" | "d" => self.words(")"),
            "sup" => self.flow.mark("</sup>"),
            "sub" => self.flow.mark("</sub>"),
            _ => {}
        }
    }

    fn words(&mut self, words: &str) {
        if self.fields.contains(&false) {
            return;
        }
        let run = self.runs.last().copied().unwrap_or_default();
        let looks = run.or(self.paragraphs.last().copied().unwrap_or_default());
        if looks.is_hidden == Some(true) {
            self.left_out.hidden += usize::from(!words.trim().is_empty());
            return;
        }
        self.flow.words(looks.look(), words);
    }

    /// The number of a note, as Word counts by itself: footnotes 1, 2; endnotes i, ii.
    fn note(&mut self, tag: &Tag, kind: Note) {
        let count = self.counts.entry(kind).or_default();
        *count += 1;
        let number = counted(*count, if kind == Note::Foot { "decimal" } else { "lowerRoman" });
        // A mark of its own follows in the text, and the note begins with it.
        if tag.attribute("customMarkFollows").is_none_or(|value| matches!(&*value, "0" | "false")) {
            self.flow.note_mark(&number);
        }
        self.numbers.insert((kind, tag.attribute("id").unwrap_or_default()), number);
    }

    fn run_properties(&mut self, steps: &mut Steps) -> Result<(), Refused> {
        let mut looks = Changed::default();
        let mut style = None;
        let mut depth = 1usize;
        while depth > 0 {
            match steps.next()? {
                Some(Step::Open(tag)) => {
                    depth += 1;
                    match &*tag.name() {
                        "rStyle" => style = tag.attribute("val"),
                        // What changed in how words look.
                        "rPrChange" => {
                            steps.pass_over()?;
                            depth -= 1;
                        }
                        _ => looks.take(&tag),
                    }
                }
                Some(Step::Close(_)) => depth -= 1,
                Some(Step::Words(_)) => {}
                None => break,
            }
        }
        let looks = looks.or(self.styled(style.as_deref()).looks);
        if let Some(run) = self.runs.last_mut() {
            *run = looks;
        }
        Ok(())
    }

    fn paragraph_properties(&mut self, steps: &mut Steps) -> Result<(), Refused> {
        let (mut style, mut heading, mut list, mut level) = (None, None, None, None);
        let mut names: Vec<String> = Vec::new();
        loop {
            match steps.next()? {
                Some(Step::Open(tag)) => {
                    let in_mark = names.iter().any(|name| name == "rPr");
                    match &*tag.name() {
                        "pPrChange" | "sectPr" => {
                            steps.pass_over()?;
                            continue;
                        }
                        "del" | "moveFrom" if in_mark => self.goes_on = true,
                        "pStyle" => style = tag.attribute("val"),
                        "outlineLvl" => heading = tag.number("val"),
                        "numId" => list = tag.attribute("val"),
                        "ilvl" => level = tag.number("val"),
                        _ => {}
                    }
                    names.push(tag.name());
                }
                Some(Step::Close(_)) if names.pop().is_some() => {}
                Some(Step::Words(_)) => {}
                Some(Step::Close(_)) | None => break,
            }
        }
        let style = self.styled(style.as_deref());
        if let Some(paragraph) = self.paragraphs.last_mut() {
            *paragraph = style.looks;
        }
        let heading = heading.map_or(style.heading, |level| (level < 9).then_some(level + 1));
        let list = list.or(style.list.as_ref().map(|(list, _)| list.clone()));
        let level = level.or(style.list.map(|(_, level)| level)).unwrap_or(0);
        let label = list.and_then(|list| self.numbering.next(&list, level));
        let kind = match (heading, &label) {
            (Some(level), _) => Block::Heading(level),
            (None, Some(Label::Dot)) => Block::Item,
            (None, _) => Block::Paragraph,
        };
        self.flow.paragraph(kind);
        if let Some(Label::Number(label)) = label {
            self.flow.label(&label);
        }
        Ok(())
    }

    /// A row that was deleted is passed over whole.
    fn row_properties(&mut self, steps: &mut Steps) -> Result<(), Refused> {
        loop {
            match steps.next()? {
                Some(Step::Open(tag)) => {
                    let is_deleted = tag.name() == "del";
                    steps.pass_over()?;
                    if is_deleted {
                        self.left_out.changes += 1;
                        steps.pass_over()?;
                        steps.pass_over()?;
                        self.flow.end();
                        return Ok(());
                    }
                }
                Some(Step::Words(_)) => {}
                Some(Step::Close(_)) | None => return Ok(()),
            }
        }
    }

    /// A style with all that it takes over from those it is based on.
    fn styled(&self, id: Option<&str>) -> Style {
        let mut all = Style::default();
        let mut next = id.and_then(|id| self.styles.get(id));
        for _ in 0..LONGEST_CHAIN {
            let Some(style) = next else { break };
            all.heading = all.heading.or(style.heading);
            all.list = all.list.or_else(|| style.list.clone());
            all.looks = all.looks.or(style.looks);
            next = style.based_on.as_ref().and_then(|id| self.styles.get(id));
        }
        all
    }
}

/// What the package says of itself (ECMA-376-2, 11).
fn says(parts: &mut Parts) -> Result<Says, Refused> {
    let xml = parts.text("docProps/core.xml")?.unwrap_or_default();
    let mut says = Says::default();
    let mut steps = Steps::of(&xml);
    while let Ok(Some(step)) = steps.next() {
        let Step::Open(tag) = step else { continue };
        let mut words = || Some(steps.words().ok()?.trim().to_owned()).filter(|words| !words.is_empty());
        match &*tag.name() {
            "title" => says.title = words(),
            "creator" => says.authors = words().into_iter().collect(),
            "created" => says.published = words().map(|when| when.chars().take("2020-02-11".len()).collect()),
            "language" => says.language = words(),
            _ => {}
        }
    }
    Ok(says)
}

#[cfg(test)]
mod tests {
    use super::super::zipped::tests::zip;
    use super::*;

    const RELATIONS: &[u8] = br#"<Relationships><Relationship Type="x/officeDocument" Target="word/document.xml"/></Relationships>"#;

    #[test]
    fn a_document_that_breaks_off_is_refused() {
        let document = "<w:document><w:body><w:p><w:r><w:t>Forty boats</w:t></w:r></w:p><w:p><w:r><w:t>left";
        let refused = read(&zip(&[("_rels/.rels", RELATIONS), ("word/document.xml", document.as_bytes())]))
            .unwrap_err();
        assert!(refused.what.contains("damaged"), "{}", refused.what);
    }

    fn taken(body: &str, others: &[(&str, &str)]) -> Captured {
        let document = format!("<w:document><w:body>{body}</w:body></w:document>");
        let mut parts = vec![("_rels/.rels", RELATIONS), ("word/document.xml", document.as_bytes())];
        parts.extend(others.iter().map(|(name, xml)| (*name, xml.as_bytes())));
        read(&zip(&parts)).unwrap()
    }

    fn text(body: &str) -> String {
        taken(body, &[]).text
    }

    #[test]
    fn numbers_are_not_welded_and_changes_are_accepted() {
        let raised = "<w:p><w:r><w:t>40</w:t></w:r><w:r><w:rPr><w:vertAlign w:val='superscript'/></w:rPr><w:t>3</w:t></w:r></w:p>";
        assert_eq!(text(raised), "40<sup>3</sup>\n");
        let struck = "<w:p><w:r><w:rPr><w:strike/></w:rPr><w:t>fi</w:t></w:r><w:r><w:rPr><w:strike/></w:rPr><w:t>ve</w:t></w:r>
            <w:r><w:t xml:space='preserve'> six</w:t></w:r></w:p>";
        assert_eq!(text(struck), "~~five~~ six\n");
        let changed = taken(
            "<w:p><w:del><w:r><w:delText>five</w:delText></w:r></w:del><w:ins><w:r><w:t>six</w:t></w:r></w:ins></w:p>",
            &[],
        );
        assert_eq!(changed.text, "six\n");
        assert_eq!(changed.notes.len(), 1);
        let hidden = "<w:p><w:r><w:t>a</w:t></w:r><w:r><w:rPr><w:vanish/></w:rPr><w:t>b</w:t></w:r></w:p>";
        assert_eq!(text(hidden), "a\n");
    }

    #[test]
    fn rows_lists_headings_notes_and_boxes() {
        let cell = |words: &str| format!("<w:tc><w:p><w:r><w:t>{words}</w:t></w:r></w:p></w:tc>");
        assert_eq!(
            text(&format!("<w:tbl><w:tr>{}{}</w:tr></w:tbl>", cell("1871"), cell("640"))),
            "1871 | 640\n"
        );
        let item = |level: usize| {
            format!(
                "<w:p><w:pPr><w:numPr><w:ilvl w:val='{level}'/><w:numId w:val='1'/></w:numPr></w:pPr><w:r><w:t>x</w:t></w:r></w:p>"
            )
        };
        let level = |level: usize, text: &str| {
            format!(
                "<w:lvl w:ilvl='{level}'><w:start w:val='1'/><w:numFmt w:val='decimal'/><w:lvlText w:val='{text}'/></w:lvl>"
            )
        };
        let numbering = format!(
            "<w:numbering><w:abstractNum w:abstractNumId='7'>{}{}</w:abstractNum><w:num w:numId='1'><w:abstractNumId w:val='7'/></w:num></w:numbering>",
            level(0, "%1."),
            level(1, "%1.%2")
        );
        let list = taken(
            &[item(0), item(1), item(1), item(0), item(1)].concat(),
            &[("word/numbering.xml", &numbering)],
        );
        assert_eq!(
            list.text,
            "1\\. x\n\n1.1 x\n\n1.2 x\n\n2\\. x\n\n2.1 x\n"
                .replace("1.1", "1\\.1")
                .replace("1.2", "1\\.2")
                .replace("2.1", "2\\.1")
        );
        let styles =
            "<w:styles><w:style w:styleId='berschrift2'><w:name w:val='heading 2'/></w:style></w:styles>";
        let heading = taken(
            "<w:p><w:pPr><w:pStyle w:val='berschrift2'/></w:pPr><w:r><w:t>Carts</w:t></w:r></w:p>",
            &[("word/styles.xml", styles)],
        );
        assert_eq!(heading.text, "## Carts\n");
        let note = taken(
            "<w:p><w:r><w:t>boats</w:t></w:r><w:r><w:footnoteReference w:id='2'/></w:r><w:r><w:t> left</w:t></w:r></w:p>",
            &[(
                "word/footnotes.xml",
                "<w:footnotes><w:footnote w:id='2'><w:p><w:r><w:t>Ibid.</w:t></w:r></w:p></w:footnote></w:footnotes>",
            )],
        );
        assert_eq!(note.text, "boats<sup>1</sup> left\n\n<sup>1</sup> Ibid.\n");
        let boxed = "<w:p><w:r><w:t>out</w:t><mc:AlternateContent><mc:Choice><w:txbxContent><w:p><w:r><w:t>in</w:t></w:r></w:p></w:txbxContent></mc:Choice><mc:Fallback><w:txbxContent><w:p><w:r><w:t>in</w:t></w:r></w:p></w:txbxContent></mc:Fallback></mc:AlternateContent><w:t>side</w:t></w:r></w:p>";
        assert_eq!(text(boxed), "outside\n\nin\n");
    }

    #[test]
    fn pages_are_those_of_the_last_save() {
        let body = "<w:p><w:r><w:t>One</w:t></w:r></w:p><w:p><w:r><w:br w:type='page'/></w:r></w:p>
            <w:p><w:r><w:lastRenderedPageBreak/><w:t xml:space='preserve'>Forty boats </w:t></w:r>
            <w:r><w:lastRenderedPageBreak/><w:t>left.</w:t></w:r></w:p>";
        let app = |pages: usize| format!("<Properties><Pages>{pages}</Pages></Properties>");
        let document = taken(body, &[("docProps/app.xml", &app(3))]);
        let expected = "<!-- p. 1 -->\n\nOne\n\n<!-- p. 2 -->\n\nForty boats\n\n<!-- p. 3 -->\n\nleft.\n";
        assert_eq!((&*document.text, document.pages), (expected, Some(3)));
        assert!(document.notes.len() == 1 && document.notes[0].contains("last save"), "{:?}", document.notes);
        let document = taken(body, &[("docProps/app.xml", &app(7))]);
        assert!(document.notes[0].contains("it says that it has 7"), "{:?}", document.notes);
        // Nobody knows how long the pages are that lie between.
        let document = taken(&body.replace("<w:lastRenderedPageBreak/>", ""), &[]);
        assert_eq!((&*document.text, document.pages), ("One\n\nForty boats left.\n", None));
    }

    #[test]
    fn results_of_fields_are_kept_and_their_codes_are_not() {
        let field = "<w:p><w:r><w:fldChar w:fldCharType='begin'/></w:r><w:r><w:instrText>PAGE</w:instrText><w:t>x</w:t></w:r><w:r><w:fldChar w:fldCharType='separate'/></w:r><w:r><w:t>12</w:t></w:r><w:r><w:fldChar w:fldCharType='end'/></w:r></w:p>";
        assert_eq!(text(field), "12\n");
    }

    #[test]
    fn endless_nesting_and_rings_of_styles_end() {
        let deep = "<w:tbl><w:tr><w:tc><w:p><w:r><w:txbxContent>".repeat(50_000);
        let closing = "</w:txbxContent></w:r></w:p></w:tc></w:tr></w:tbl>".repeat(50_000);
        assert_eq!(text(&format!("{deep}{closing}")), "");
        let ring = "<w:styles><w:style w:styleId='a'><w:basedOn w:val='a'/></w:style></w:styles>";
        taken("<w:p><w:pPr><w:pStyle w:val='a'/></w:pPr></w:p>", &[("word/styles.xml", ring)]);
    }

    proptest::proptest! {
        #[test]
        fn damaged_documents_never_panic(at in 0usize..400, byte: u8) {
            let mut document = br"<w:document><w:p><w:pPr><w:numPr><w:numId w:val='1'/></w:numPr></w:pPr><w:r><w:rPr><w:strike/></w:rPr><w:t>x</w:t><w:footnoteReference w:id='1'/></w:r></w:p><w:tbl><w:tr><w:tc><w:p/></w:tc></w:tr></w:tbl></w:document>".to_vec();
            if let Some(there) = document.get_mut(at) { *there = byte; }
            let _ = read(&zip(&[("word/document.xml", &document)]));
            let mut whole = zip(&[("word/document.xml", &document)]);
            if let Some(there) = whole.get_mut(at) { *there = byte; }
            let _ = read(&whole);
            whole.truncate(at);
            let _ = read(&whole);
        }
    }
}
