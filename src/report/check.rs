//! What `check` shows.

use super::selection::{Selected, Selection};
use crate::diagnostic::{Diagnostic, Label, Level};
use crate::evidence::{Grade, Verdict};
use crate::fileset::FileSet;
use crate::model::status::Status;
use crate::rules::{Context, Judgement};
use crate::syntax::text_value;
use crate::text::lines::LineIndex;
use crate::text::span::{FileId, Place, Span};
use std::collections::{BTreeSet, HashMap};
use std::ops::Range;
use std::rc::Rc;

/// The outcome of a check.
#[derive(Debug)]
pub struct CheckReport {
    /// By file, then by line: at most as many as were asked for.
    pub findings: Vec<Finding>,
    /// How many more there are.
    pub not_shown: usize,
    /// How much was looked at, and what came of it: always of everything selected.
    pub counts: Counts,
}

/// One diagnostic, with its places resolved.
#[derive(Debug)]
pub struct Finding {
    /// The rule.
    pub rule: &'static str,
    /// The level in this run.
    pub level: Level,
    /// What is wrong.
    pub message: String,
    /// The file.
    pub path: String,
    /// The line, counted from 1.
    pub line: usize,
    /// The column in Unicode characters, counted from 1.
    pub column: usize,
    /// The lines in question; none where the whole file is.
    pub snippet: Option<Snippet>,
    /// Why, and what else to look at.
    pub notes: Vec<Note>,
    /// What would be right.
    pub help: Vec<String>,
}

/// Why something is wrong, or what else to look at.
#[derive(Debug)]
pub struct Note {
    /// One sentence.
    pub message: String,
    /// The lines it is about, if it is about any; of several places far apart those of each.
    pub snippets: Vec<Snippet>,
}

/// Some lines of a file, with marks.
#[derive(Debug)]
pub struct Snippet {
    /// The file.
    pub path: String,
    /// The number of the first line.
    pub first_line: usize,
    /// The lines, as they stand in the file.
    pub source: String,
    /// What is marked in them. The first mark is the place itself.
    pub marks: Vec<Mark>,
}

/// A marked stretch of a snippet.
#[derive(Debug)]
pub struct Mark {
    /// In bytes of the snippet's source.
    pub range: Range<usize>,
    /// The words beside it; may be empty.
    pub text: String,
}

/// How much was looked at, and what came of it.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Counts {
    /// Claims.
    pub claims: usize,
    /// Claims whose file could not be read whole, so that no quote of theirs was looked at.
    pub broken: usize,
    /// Claims of each status, the weakest first. Claims without a status that can be read are in none.
    pub statuses: Vec<(Status, usize)>,
    /// Source records.
    pub sources: usize,
    /// Quotes that were compared with their text.
    pub checked: usize,
    /// Of the checked ones: how many of each grade, the best first, none left out that is not 0.
    pub grades: Vec<(Grade, usize)>,
    /// The sources of quotes that were found by fingerprint, each once, in the order of their files: somebody vouched
    /// for these quotes, and nobody here has seen the text.
    pub vouched: Vec<String>,
    /// Quotes whose source has no text here.
    pub unread: usize,
    /// Quotes that could not be looked at, because a record is broken or a source has none.
    pub skipped: usize,
    /// Diagnostics of each level, the heaviest first.
    pub levels: Vec<(Level, usize)>,
    /// Diagnostics that a comment silenced.
    pub silenced: usize,
}

impl Counts {
    /// All quotes: checked + unread + skipped.
    pub fn quotes(&self) -> usize {
        self.checked + self.unread + self.skipped
    }

    /// Diagnostics of that level.
    pub fn of_level(&self, level: Level) -> usize {
        self.levels.iter().find(|(known, _)| *known == level).map_or(0, |(_, count)| *count)
    }

    /// Checked quotes of that grade.
    pub fn of_grade(&self, grade: Grade) -> usize {
        self.grades.iter().find(|(known, _)| *known == grade).map_or(0, |(_, count)| *count)
    }

    /// Was there nothing to look at?
    pub fn is_empty(&self) -> bool {
        self.claims == 0 && self.sources == 0 && self.levels.iter().all(|(_, count)| *count == 0)
    }
}

/// Reports `judgement` as far as it lies in `selection`, at most `limit` findings of it.
pub fn report(context: &Context, judgement: &Judgement, selection: &Selection, limit: usize) -> CheckReport {
    let files = context.files;
    let selection = selection.files(files, context.corpus);
    let selected = |diagnostic: &&Diagnostic| selection.has(diagnostic.place().file);
    let mut diagnostics: Vec<_> = judgement.diagnostics.iter().filter(selected).collect();
    // What is wrong with the policy explains much of the rest.
    diagnostics.sort_by_key(|diagnostic| Some(diagnostic.place().file) != context.corpus.policy.file);
    let mut counts = count(context, &selection);
    for level in Level::ALL {
        counts
            .levels
            .push((level, diagnostics.iter().filter(|diagnostic| diagnostic.level == level).count()));
    }
    counts.silenced = judgement.silenced.iter().filter(selected).count();
    let mut texts = Texts::new(files);
    let shown = without_repetition(&diagnostics, limit);
    let findings: Vec<_> = shown.take(limit).map(|diagnostic| finding(diagnostic, &mut texts)).collect();
    CheckReport { not_shown: diagnostics.len() - findings.len(), findings, counts }
}

/// So many notes of one rule are shown, where not all are asked for: they ask for nothing, and drown what does.
const NOTES_OF_A_RULE: usize = 3;

fn without_repetition<'d>(
    diagnostics: &'d [&'d Diagnostic],
    limit: usize,
) -> impl Iterator<Item = &'d Diagnostic> {
    let mut notes: HashMap<&str, usize> = HashMap::new();
    diagnostics.iter().copied().filter(move |diagnostic| {
        if diagnostic.level != Level::Note || limit == usize::MAX {
            return true;
        }
        let seen = notes.entry(diagnostic.rule).or_default();
        *seen += 1;
        *seen <= NOTES_OF_A_RULE
    })
}

fn count(context: &Context, selection: &Selected) -> Counts {
    let mut counts = Counts::default();
    let mut vouched = BTreeSet::new();
    let selected = |file| selection.has(file);
    counts.statuses = Status::all().map(|status| (status, 0)).collect();
    counts.grades = Grade::ALL.map(|grade| (grade, 0)).to_vec();
    for (at, claim) in context.corpus.claims.iter().enumerate().filter(|(_, claim)| selected(claim.file)) {
        counts.claims += 1;
        counts.broken += usize::from(!claim.sound);
        if let Some(status) = claim.status.as_ref().filter(|_| claim.sound) {
            counts.statuses[status.value as usize].1 += 1;
        }
        for (verdict, evidence) in context.quotes.of_claim(at).iter().zip(&claim.evidence) {
            if verdict.grade() == Some(Grade::Fingerprint)
                && let Some(source) = &evidence.source
            {
                vouched.insert(context.corpus.source_at(&source.value));
            }
            match verdict {
                Verdict::Unread(_) => counts.unread += 1,
                Verdict::Skipped => counts.skipped += 1,
                checked => {
                    counts.checked += 1;
                    checked.grade().into_iter().for_each(|grade| counts.grades[grade as usize].1 += 1);
                }
            }
        }
    }
    counts.grades.retain(|(_, count)| *count > 0);
    let sources = &context.corpus.sources;
    counts.vouched = vouched.into_iter().flatten().map(|at| sources[at].id.to_string()).collect();
    counts.sources = context.corpus.sources.iter().filter(|source| selected(source.file)).count();
    counts
}

fn finding(diagnostic: &Diagnostic, texts: &mut Texts) -> Finding {
    let place = diagnostic.place();
    let (line, column) = texts.position(place);
    Finding {
        rule: diagnostic.rule,
        level: diagnostic.level,
        message: diagnostic.message.clone(),
        path: texts.files.entry(place.file).path.clone(),
        line,
        column,
        snippet: snippet(&diagnostic.labels, texts),
        notes: diagnostic
            .notes
            .iter()
            .map(|note| Note { message: note.message.clone(), snippets: snippets(&note.labels, texts) })
            .collect(),
        help: diagnostic.help.clone(),
    }
}

/// One snippet for all labels, or one for each where all together would be too long.
fn snippets(labels: &[Label], texts: &mut Texts) -> Vec<Snippet> {
    match snippet(labels, texts) {
        Some(all) => vec![all],
        None => labels.iter().filter_map(|label| snippet(std::slice::from_ref(label), texts)).collect(),
    }
}

/// Lines longer than this are not shown, only named.
const LONGEST_LINES: usize = 8_000;

fn snippet(labels: &[Label], texts: &mut Texts) -> Option<Snippet> {
    let file = labels.first()?.place.file;
    if labels.iter().all(|label| label.text.is_empty() && label.place.span == Span::default()) {
        return None;
    }
    let loaded = texts.load(file)?;
    let ranges: Vec<_> = labels.iter().map(|label| loaded.range(&label.place)).collect();
    let first_line = ranges.iter().map(|range| loaded.lines.line(range.start)).min()?;
    let last_line = ranges.iter().map(|range| loaded.lines.line(range.end.max(range.start + 1) - 1)).max()?;
    let lines = loaded.lines.range(first_line).start..loaded.lines.range(last_line).end;
    let source = loaded.text.get(lines.clone()).filter(|source| source.len() <= LONGEST_LINES)?;
    let marks = labels.iter().zip(ranges).map(|(label, range)| Mark {
        range: range.start - lines.start..range.end - lines.start,
        text: label.text.clone(),
    });
    Some(Snippet {
        path: texts.files.entry(file).path.clone(),
        first_line,
        source: source.trim_end_matches(['\n', '\r']).to_owned(),
        marks: marks.collect(),
    })
}

/// The texts of files with findings, read again: what was checked is not kept.
struct Texts<'f> {
    files: &'f FileSet,
    loaded: HashMap<FileId, Option<Rc<Loaded>>>,
    bytes: usize,
}

struct Loaded {
    text: String,
    lines: LineIndex,
}

/// At most so many bytes of them are kept at a time.
const KEPT: usize = 64 << 20;

impl<'f> Texts<'f> {
    fn new(files: &'f FileSet) -> Self {
        Self { files, loaded: HashMap::new(), bytes: 0 }
    }

    /// The text of a file; `None` if it cannot be read or is not UTF-8.
    fn load(&mut self, file: FileId) -> Option<Rc<Loaded>> {
        if let Some(loaded) = self.loaded.get(&file) {
            return loaded.clone();
        }
        let text = self.files.read(file).ok().and_then(|bytes| String::from_utf8(bytes).ok());
        let loaded = text.map(|text| Rc::new(Loaded { lines: LineIndex::new(&text), text }));
        let bytes = loaded.as_ref().map_or(0, |loaded| loaded.text.len());
        if self.bytes + bytes > KEPT {
            self.loaded.clear();
            self.bytes = 0;
        }
        self.bytes += bytes;
        self.loaded.insert(file, loaded.clone());
        loaded
    }

    fn position(&mut self, place: &Place) -> (usize, usize) {
        match self.load(place.file) {
            Some(loaded) => loaded.lines.position(&loaded.text, loaded.range(place).start),
            None => (1, 1),
        }
    }
}

impl Loaded {
    /// The bytes of a place, on character boundaries and inside the text, though the file may have changed since.
    fn range(&self, place: &Place) -> Range<usize> {
        let outer = self.clamp(place.span.range());
        let Some(part) = place.within else { return outer };
        let inner = text_value::raw_range(&self.text[outer.clone()], part.range());
        self.clamp(outer.start + inner.start..outer.start + inner.end)
    }

    fn clamp(&self, range: Range<usize>) -> Range<usize> {
        let start = self.text.floor_char_boundary(range.start.min(self.text.len()));
        let end = self.text.ceil_char_boundary(range.end.clamp(start, self.text.len()));
        start..end
    }
}
