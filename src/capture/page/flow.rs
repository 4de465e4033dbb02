//! The words of one part of a page, in the order of the page, as Markdown.

use super::root::{Part, is_card};
use super::style::Looks;
use super::tree::{Element, Kind, NodeId, Step, Tree};
use super::{is_block, too_long};
use crate::capture::written::{Block, SEAM, Written};
use crate::capture::{MOST_TEXT, Refused};
use std::collections::BTreeMap;

/// Elements whose words are none of the page's.
const SILENT: [&str; 20] = [
    "area",
    "base",
    "datalist",
    "head",
    "link",
    "map",
    "meta",
    "noscript",
    "param",
    "rp",
    "script",
    "source",
    "style",
    "title",
    "track",
    "annotation",
    "noframes",
    "noembed",
    "annotation-xml",
    "mphantom",
];

/// Has an element no words of the page, whatever is written in it?
pub(super) fn is_silent(element: &Element) -> bool {
    SILENT.contains(&element.name())
        || matches!(element.name(), "template" | "iframe" | "textarea" | "select" | "svg")
}

/// Writes the words of a part, and says what of it was left out.
pub(super) fn write(
    tree: &Tree,
    looks: &Looks,
    parts: &[Part],
    part: Part,
    written: &mut Written,
) -> Result<Vec<String>, Refused> {
    let mut flow = Flow {
        tree,
        looks,
        parts,
        part,
        written,
        space_due: false,
        seam_due: false,
        after: After::Words,
        marks: Vec::new(),
        kinds: Vec::new(),
        item_due: None,
        lists: Vec::new(),
        tables: Vec::new(),
        row: None,
        pre: 0,
        left_out: BTreeMap::new(),
    };
    let mut skipped = None;
    for step in tree.walk(Tree::ROOT) {
        match step {
            Step::Enter(_) if skipped.is_some() => {}
            Step::Enter(id) => match tree.kind(id) {
                Kind::Text(text) if parts[id.at()] == part => flow.text(id, text),
                Kind::Element(element) => {
                    if !flow.open(id, element) {
                        skipped = Some(id);
                    }
                }
                Kind::Text(_) | Kind::Other => {}
            },
            Step::Leave(id) if skipped == Some(id) => skipped = None,
            Step::Leave(_) if skipped.is_some() => {}
            Step::Leave(id) => {
                if let Kind::Element(element) = tree.kind(id) {
                    flow.close(id, element);
                }
            }
        }
        if flow.written.len() > MOST_TEXT {
            return Err(too_long());
        }
    }
    flow.boundary();
    let left_out = flow.left_out.iter().map(|(what, count)| format!("{count} {what}"));
    let left_out: Vec<String> = left_out.collect();
    Ok(if left_out.is_empty() {
        Vec::new()
    } else {
        vec![format!("left out, as they have no words here: {}", left_out.join(", "))]
    })
}

struct Flow<'a> {
    tree: &'a Tree,
    looks: &'a Looks,
    parts: &'a [Part],
    part: Part,
    written: &'a mut Written,
    /// White space was seen that is written down when words follow.
    space_due: bool,
    /// Something was left out since the last word of the block.
    seam_due: bool,
    after: After,
    marks: Vec<Mark>,
    /// The headings and captions that are open.
    kinds: Vec<(NodeId, Block)>,
    item_due: Option<Item>,
    lists: Vec<List>,
    tables: Vec<Table>,
    row: Option<Row>,
    pre: usize,
    left_out: BTreeMap<&'static str, usize>,
}

/// What ended right before.
#[derive(Clone, Copy, PartialEq, Eq)]
enum After {
    Words,
    Link,
    Formula,
}

/// A mark around words. It is written with the first of them, and anew in each block.
struct Mark {
    node: NodeId,
    open: &'static str,
    close: &'static str,
    is_written: bool,
}

enum Item {
    Plain,
    /// With its number as a reader sees it: "4.", "b.".
    Numbered(String),
}

struct List {
    is_numbered: bool,
    next: i64,
    step: i64,
    style: char,
}

/// A table that is open.
struct Table {
    /// Are its rows rows, not a means of laying out a page?
    has_rows: bool,
    /// Of each column, how many rows more a cell covers that begins there, and how many columns.
    covered: Vec<(usize, usize)>,
}

struct Row {
    node: NodeId,
    cells: usize,
    column: usize,
    bars_due: usize,
    has_words: bool,
}

impl Table {
    /// A cell begins in a column: how many columns does it take up?
    fn cover(&mut self, column: usize, cell: &Element) -> usize {
        // As many as browsers take (HTML Standard, 4.9.11).
        const MOST_COLUMNS: usize = 1_000;
        const MOST_ROWS: usize = 65_534;
        let span = |name, most| {
            let number = cell.attribute(name).and_then(|number| number.trim().parse::<usize>().ok());
            number.unwrap_or(1).clamp(1, most)
        };
        let (columns, rows) = (span("colspan", MOST_COLUMNS), span("rowspan", MOST_ROWS));
        if rows > 1 && column + columns <= MOST_COLUMNS {
            self.covered.resize(self.covered.len().max(column + 1), (0, 0));
            self.covered[column] = (rows, columns);
        }
        columns
    }

    fn end_row(&mut self) {
        self.covered.iter_mut().for_each(|(rows, _)| *rows = rows.saturating_sub(1));
    }
}

impl Row {
    /// Leaves the cells empty that a cell of a row above covers.
    fn pass_covered(&mut self, table: &Table) {
        while let Some((_, columns)) = table.covered.get(self.column).filter(|(rows, _)| *rows > 0) {
            self.bars_due += usize::from(self.cells > 0);
            self.cells += 1;
            self.column += columns;
        }
    }
}

impl Flow<'_> {
    fn text(&mut self, id: NodeId, text: &str) {
        let parent = self.tree.parent(id).and_then(|id| self.tree.element(id)).map_or("", Element::name);
        if parent == "desc" || parent == "iframe" || parent == "textarea" {
            return;
        }
        // White space between the parts of a formula is none.
        if is_formula(parent) {
            return self.words(text.trim());
        }
        if self.pre == 0 {
            return self.words(text);
        }
        for (at, line) in text.split('\n').enumerate() {
            if at > 0 {
                self.break_line();
            }
            self.words(line);
        }
    }

    fn words(&mut self, text: &str) {
        let is_space = |c: char| matches!(c, ' ' | '\t' | '\n' | '\r' | '\u{c}');
        let core = text.trim_matches(is_space);
        if core.is_empty() {
            self.space_due |= !text.is_empty();
            return;
        }
        self.space_due |= text.starts_with(is_space) || self.after == After::Formula && begins_word(core);
        self.prepare();
        self.written.words(core);
        self.space_due = text.ends_with(is_space);
        self.after = After::Words;
    }

    /// Writes down what was due before the next word.
    fn prepare(&mut self) {
        if let Some(row) = &mut self.row {
            row.has_words = true;
            if row.bars_due > 0 {
                self.space_due = false;
                for _ in 0..std::mem::take(&mut row.bars_due) {
                    self.written.mark(" | ");
                }
            }
        }
        let is_first = self.written.is_at_start();
        if is_first {
            match self.item_due.take() {
                Some(Item::Plain) if self.kinds.is_empty() => self.written.block(Block::Item),
                Some(Item::Numbered(number)) => self.written.words(&format!("{number} ")),
                _ => {}
            }
        }
        if std::mem::take(&mut self.seam_due) && !is_first {
            self.written.words(" ");
            self.written.mark(SEAM);
            self.space_due = true;
        }
        if std::mem::take(&mut self.space_due) {
            self.written.words(" ");
        }
        for mark in self.marks.iter_mut().filter(|mark| !mark.is_written) {
            self.written.mark(mark.open);
            mark.is_written = true;
        }
    }

    /// Ends a block and begins the next.
    fn boundary(&mut self) {
        if self.row.is_some() {
            self.space_due = true;
            return;
        }
        for mark in self.marks.iter_mut().rev().filter(|mark| mark.is_written) {
            self.written.mark(mark.close);
            mark.is_written = false;
        }
        let kind = self.kinds.last().map_or(Block::Paragraph, |(_, kind)| kind.clone());
        self.written.block(kind);
        (self.space_due, self.seam_due, self.after) = (false, false, After::Words);
    }

    fn break_line(&mut self) {
        if self.row.is_some() {
            self.space_due = true;
        } else if !self.written.is_at_start() {
            self.written.line_break();
            self.space_due = false;
        }
    }

    fn leave_out(&mut self, what: &'static str) {
        *self.left_out.entry(what).or_default() += 1;
        self.seam_due = true;
    }

    fn mark(&mut self, node: NodeId, open: &'static str, close: &'static str) {
        self.marks.push(Mark { node, open, close, is_written: false });
    }

    /// Is what is in the element of any interest?
    fn open(&mut self, id: NodeId, element: &Element) -> bool {
        let name = element.name();
        if SILENT.contains(&name) || name == "template" && element.attribute("shadowrootmode").is_none() {
            return false;
        }
        let part = self.parts[id.at()];
        if part == Part::Unseen {
            return true;
        }
        let is_here = part == self.part;
        self.space_due |= self.looks.labels[id.at()];
        if is_block(self.tree, self.looks, id) {
            self.boundary();
        } else if !is_here
            && self.tree.parent(id).is_some_and(|parent| self.parts[parent.at()] == self.part)
            && !is_card(self.tree, id)
        {
            // Of a button beside, a reader of the paragraph sees something.
            self.seam_due = true;
        }
        match name {
            "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => {
                let level = name.bytes().last().map_or(1, |digit| usize::from(digit.saturating_sub(b'0')));
                self.kind(id, Block::Heading(level));
            }
            "figcaption" | "caption" => self.kind(id, Block::Caption),
            "ul" | "menu" | "dir" => {
                self.lists.push(List { is_numbered: false, next: 0, step: 0, style: '1' });
            }
            "ol" => self.lists.push(self.numbered(id, element)),
            "li" => self.item_due = Some(self.item(element)),
            "blockquote" => self.written.quoted(true),
            "pre" => self.pre += 1,
            "table" => {
                self.tables.push(Table { has_rows: is_data(self.tree, id), covered: Vec::new() });
            }
            "tr" if self.row.is_none() && self.tables.last().is_some_and(|table| table.has_rows) => {
                self.row = Some(Row { node: id, cells: 0, column: 0, bars_due: 0, has_words: false });
            }
            "td" | "th" => {
                if let (Some(row), Some(table)) = (&mut self.row, self.tables.last_mut()) {
                    row.pass_covered(table);
                    row.bars_due += usize::from(row.cells > 0);
                    row.cells += 1;
                    row.column += table.cover(row.column, element);
                }
            }
            "a" if is_note(self.tree, id, element) && !self.space_due && !self.written.is_at_start() => {
                self.mark(id, "<sup>", "</sup>");
            }
            "a" | "button" => self.space_due |= self.after == After::Link && !self.goes_on(id, element),
            _ => {}
        }
        if is_here {
            self.inline(id, element)
        } else {
            !matches!(name, "iframe" | "select" | "object" | "video" | "audio" | "canvas")
        }
    }

    /// What stands in lines, or in the place of words.
    fn inline(&mut self, id: NodeId, element: &Element) -> bool {
        let name = element.name();
        self.formula(id, true);
        match name {
            "br" => {
                if self.row.is_none() && self.written.ends_line() {
                    self.boundary();
                } else {
                    self.break_line();
                }
            }
            "sup" => self.mark(id, "<sup>", "</sup>"),
            "sub" => self.mark(id, "<sub>", "</sub>"),
            "del" | "s" | "strike" => self.mark(id, "~~", "~~"),
            "q" => self.words("\""),
            "rt" => self.words("("),
            "img" => self.picture(element),
            "iframe" | "frame" => {
                self.leave_out("frames");
                return false;
            }
            "video" | "audio" => {
                self.leave_out("films and sounds");
                return false;
            }
            "object" | "embed" | "canvas" => {
                self.leave_out("objects");
                return false;
            }
            "select" | "textarea" => {
                self.leave_out("fields of forms");
                return false;
            }
            "input"
                if element.attribute("value").is_some()
                    && !element.has("type", &["hidden", "checkbox", "radio"]) =>
            {
                self.leave_out("fields of forms");
            }
            "text" | "tspan" | "mtd" | "mspace" => self.space_due = true,
            "msqrt" | "mroot" => self.words("√("),
            _ if self.looks.struck[id.at()] => self.mark(id, "~~", "~~"),
            _ => {}
        }
        true
    }

    /// Parts of formulas by their places (`MathML` Core, 3.3 and 3.4).
    fn formula(&mut self, id: NodeId, is_opened: bool) {
        let Some(parent) = self.tree.parent(id) else { return };
        let Some(name) = self.tree.element(parent).map(Element::name).filter(|name| is_formula(name)) else {
            return;
        };
        let elements = self.tree.children(parent).filter(|id| self.tree.element(*id).is_some());
        let Some(at) = elements.take(3).position(|child| child == id) else { return };
        match (name, at) {
            ("msup" | "mover" | "mroot", 1) | ("msubsup" | "munderover", 2) if is_opened => {
                self.mark(id, "<sup>", "</sup>");
            }
            ("msub" | "munder" | "msubsup" | "munderover", 1) if is_opened => {
                self.mark(id, "<sub>", "</sub>");
            }
            ("mroot", 0) if !is_opened => self.words(")"),
            ("mfrac", _) => {
                if is_opened && at == 1 {
                    self.words("/");
                }
                let leaves = self.tree.walk(id).filter(|step| matches!(step, Step::Enter(id) if matches!(self.tree.kind(*id), Kind::Text(text) if !text.trim().is_empty())));
                if leaves.take(2).count() > 1 {
                    self.words(if is_opened { "(" } else { ")" });
                }
            }
            _ => {}
        }
    }

    fn close(&mut self, id: NodeId, element: &Element) {
        let name = element.name();
        let part = self.parts[id.at()];
        if part == Part::Unseen {
            return;
        }
        self.space_due |= self.looks.labels[id.at()];
        if part == self.part {
            match name {
                "q" => {
                    self.space_due = false;
                    self.words("\"");
                }
                "rt" | "msqrt" => self.words(")"),
                "text" | "tspan" | "mtd" | "mtr" => self.space_due = true,
                _ => {}
            }
            self.formula(id, false);
        }
        if self.marks.last().is_some_and(|mark| mark.node == id)
            && let Some(mark) = self.marks.pop()
            && mark.is_written
        {
            self.written.mark(mark.close);
        }
        if self.row.as_ref().is_some_and(|row| row.node == id)
            && let Some(mut row) = self.row.take()
        {
            if let Some(table) = self.tables.last_mut() {
                row.pass_covered(table);
                table.end_row();
            }
            for _ in 0..if row.has_words { row.bars_due } else { 0 } {
                self.written.mark(" | ");
            }
        }
        if is_block(self.tree, self.looks, id) {
            self.boundary();
        }
        match name {
            "ul" | "menu" | "dir" | "ol" => _ = self.lists.pop(),
            "li" => self.item_due = None,
            "blockquote" => self.written.quoted(false),
            "pre" => self.pre = self.pre.saturating_sub(1),
            "table" => _ = self.tables.pop(),
            _ => {}
        }
        if self.kinds.last().is_some_and(|(node, _)| *node == id) {
            self.kinds.pop();
            self.boundary();
        }
        match name {
            "a" | "button" => self.after = After::Link,
            "math" if part == self.part => self.after = After::Formula,
            _ if is_block(self.tree, self.looks, id) => self.after = After::Words,
            _ => {}
        }
    }

    /// Does a link lead where the one before it leads? Then it is one that an editor cut in two.
    fn goes_on(&self, id: NodeId, element: &Element) -> bool {
        let before = self.tree.previous(id).and_then(|id| self.tree.element(id));
        before
            .and_then(|before| before.attribute("href"))
            .is_some_and(|href| element.attribute("href") == Some(href))
    }

    fn kind(&mut self, id: NodeId, kind: Block) {
        self.kinds.push((id, kind));
        self.boundary();
    }

    /// A list with numbers: where it begins, and how they look (HTML Standard, 4.4.5).
    fn numbered(&self, id: NodeId, element: &Element) -> List {
        let is_reversed = element.attribute("reversed").is_some();
        let items = || {
            let items = self
                .tree
                .children(id)
                .filter(|id| self.tree.element(*id).is_some_and(|item| item.name() == "li"));
            i64::try_from(items.count()).unwrap_or(1)
        };
        let start = element.attribute("start").and_then(|start| start.trim().parse().ok());
        List {
            is_numbered: !element.attribute("style").is_some_and(|style| {
                style.replace(' ', "").contains("list-style:none")
                    || style.replace(' ', "").contains("list-style-type:none")
            }),
            next: start.unwrap_or_else(|| if is_reversed { items() } else { 1 }),
            step: if is_reversed { -1 } else { 1 },
            style: element.attribute("type").and_then(|kind| kind.trim().chars().next()).unwrap_or('1'),
        }
    }

    fn item(&mut self, element: &Element) -> Item {
        let Some(list) = self.lists.last_mut().filter(|list| list.is_numbered) else { return Item::Plain };
        let number =
            element.attribute("value").and_then(|value| value.trim().parse().ok()).unwrap_or(list.next);
        list.next = number.saturating_add(list.step);
        let style =
            element.attribute("type").and_then(|kind| kind.trim().chars().next()).unwrap_or(list.style);
        Item::Numbered(format!("{}.", numeral(number, style)))
    }

    fn picture(&mut self, element: &Element) {
        let alt = element.attribute("alt").unwrap_or("").trim();
        let is_sign = alt.chars().count() <= 12 && !alt.is_empty() && alt.chars().all(is_pictograph);
        if is_picture_of_formula(element) || is_sign {
            self.words(alt);
        } else if !alt.is_empty() {
            self.leave_out("pictures");
        }
    }
}

/// Does a word begin here, and not the rest of one that begins with a formula: `n`th, `n`s?
fn begins_word(text: &str) -> bool {
    let end = text.find(|c: char| !c.is_alphabetic()).unwrap_or(text.len());
    let (word, _) = text.split_at(end);
    word.chars().count() > 1 && !["th", "st", "nd", "rd"].contains(&word)
}

/// Is it a picture of a formula, whose other text is the formula?
pub(super) fn is_picture_of_formula(element: &Element) -> bool {
    element.name() == "img"
        && element.each("class").any(|class| {
            let class = class.to_ascii_lowercase();
            ["latex", "mathimage", "math-fallback"].iter().any(|name| class.contains(name))
                || class == "tex"
                || class == "math"
        })
}

/// Is it an element of `MathML` whose text is of a formula?
fn is_formula(name: &str) -> bool {
    name.starts_with('m') && !matches!(name, "main" | "mark" | "menu" | "meta" | "map" | "marquee" | "mtext")
}

/// Signs that are written as pictures of them: emoji.
fn is_pictograph(c: char) -> bool {
    matches!(c, '\u{200d}' | '\u{fe0f}' | '\u{20e3}' | '\u{a9}' | '\u{ae}' | '\u{2000}'..='\u{2bff}' | '\u{3030}' | '\u{303d}' | '\u{1f000}'..='\u{1faff}' | '\u{e0020}'..='\u{e007f}')
}

fn numeral(number: i64, style: char) -> String {
    let letters = |first: u8| {
        let mut rest = number;
        let mut letters = Vec::new();
        while rest > 0 {
            rest -= 1;
            letters.push(char::from(first + u8::try_from(rest % 26).unwrap_or(0)));
            rest /= 26;
        }
        letters.iter().rev().collect::<String>()
    };
    match style {
        'a' if number > 0 => letters(b'a'),
        'A' if number > 0 => letters(b'A'),
        'i' if (1..4000).contains(&number) => roman(number).to_ascii_lowercase(),
        'I' if (1..4000).contains(&number) => roman(number),
        _ => number.to_string(),
    }
}

fn roman(mut number: i64) -> String {
    const SIGNS: [(i64, &str); 13] = [
        (1000, "M"),
        (900, "CM"),
        (500, "D"),
        (400, "CD"),
        (100, "C"),
        (90, "XC"),
        (50, "L"),
        (40, "XL"),
        (10, "X"),
        (9, "IX"),
        (5, "V"),
        (4, "IV"),
        (1, "I"),
    ];
    let mut roman = String::new();
    for (value, sign) in SIGNS {
        while number >= value {
            roman.push_str(sign);
            number -= value;
        }
    }
    roman
}

/// Is a link the mark of a note that stands right behind a word: a number or a sign that leads within the page?
fn is_note(tree: &Tree, id: NodeId, element: &Element) -> bool {
    let leads_within = element.attribute("href").is_some_and(|href| href.starts_with('#'))
        || element.has("role", &["doc-noteref"]);
    let is_raised = tree
        .around(id)
        .take(3)
        .chain(tree.children(id))
        .any(|id| tree.element(id).is_some_and(|one| one.name() == "sup"));
    let text = tree.text(id);
    let text = text.trim().trim_matches(['[', ']', '(', ')']);
    leads_within
        && !is_raised
        && !text.is_empty()
        && text.len() <= 4
        && (text.bytes().all(|byte| byte.is_ascii_digit()) || text.chars().all(|c| "*†‡§¶".contains(c)))
}

/// Are the rows of a table rows, or is it there to put parts of the page side by side?
fn is_data(tree: &Tree, table: NodeId) -> bool {
    const LONGEST_CELL: usize = 1500;
    if tree.element(table).is_some_and(|element| element.has("role", &["presentation", "none"])) {
        return false;
    }
    let (mut cells, mut most, mut text, mut paragraphs) = (0, 0, 0, 0);
    let mut has_heads = false;
    for step in tree.walk(table) {
        let Step::Enter(id) = step else { continue };
        match tree.kind(id) {
            Kind::Text(words) => text += words.trim().len(),
            Kind::Element(element) => match element.name() {
                "table" if id != table => return false,
                "h1" | "h2" | "article" | "form" | "blockquote" => return false,
                "tr" => cells = 0,
                "td" | "th" => {
                    has_heads |= element.name() == "th";
                    cells += 1;
                    most = most.max(cells);
                    (text, paragraphs) = (0, 0);
                }
                "p" => paragraphs += 1,
                _ => {}
            },
            Kind::Other => {}
        }
        if text > LONGEST_CELL || paragraphs > 3 && !has_heads {
            return false;
        }
    }
    most > 1
}
