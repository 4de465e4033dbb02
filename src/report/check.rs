//! What `check` shows. What is `Serialize` is written for programs as it is here: fields may be added; whatever else changes
//! raises the version of the format.

use super::selection::{Selected, Selection};
use super::words::displayed;
use crate::diagnostic::{self, Applicability, Diagnostic, Label, Level, Remark};
use crate::evidence::matching::Step;
use crate::evidence::standing::Overlay;
use crate::evidence::{Grade, Verdict};
use crate::fileset::{BASELINE_FILE, CLAIMS, Entry, FileSet, POLICY_FILE, Role, SOURCES, STORIES};
use crate::history::base::Was;
use crate::model::baseline::BaselineEntry;
use crate::model::claim::Evidence;
use crate::model::key::Worded;
use crate::model::status::Status;
use crate::rules::baseline::SetAside;
use crate::rules::finding_key::{Keys, Record};
use crate::rules::{self, Configurable, Context, Judgement};
pub use crate::rules::{NEEDS_WORDS, need_the_text};
use crate::syntax::text_value;
use crate::text::language;
use crate::text::lines::LineIndex;
use crate::text::span::{FileId, Place, Span};
use chrono::NaiveDate;
use serde::{Serialize, Serializer};
use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};
use std::ops::Range;
use std::rc::Rc;

/// The outcome of a check. Its details are made as they are asked for, one by one: of many claims they are many.
#[derive(Debug)]
pub struct CheckReport<'a> {
    /// How much was looked at, and what came of it: always of everything selected.
    pub counts: Counts,
    context: &'a Context<'a>,
    selected: Selected,
    diagnostics: Vec<&'a Diagnostic>,
    aside: Vec<&'a SetAside>,
    /// The keys of what is set aside, but for the numbers of repetitions.
    keys_aside: Vec<String>,
}

/// A finding that is set aside.
#[derive(Debug, Serialize)]
pub struct Aside<'a> {
    #[serde(flatten)]
    pub(crate) finding: Finding,
    pub(crate) because: &'a str,
    /// The last day.
    #[serde(serialize_with = "displayed")]
    pub(crate) until: NaiveDate,
}

/// Findings, by file, then by line; those of the policy before all others.
#[derive(Debug)]
pub struct Findings<'a> {
    pub(crate) not_shown: usize,
    /// Notes that graver findings keep away; not counted in `not_shown`.
    pub(crate) notes: usize,
    shown: std::vec::IntoIter<&'a Diagnostic>,
    texts: Texts<'a>,
    keys: Keys,
}

/// One diagnostic, with its places resolved.
#[derive(Debug, Serialize)]
pub struct Finding {
    /// Its name from run to run; see [`Keys::next`].
    pub key: String,
    /// The name of the rule.
    pub rule: &'static str,
    /// The level in this run.
    #[serde(serialize_with = "level")]
    pub level: Level,
    /// What is wrong.
    pub message: String,
    /// The id of the claim it is about, if it is about one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub claim: Option<String>,
    /// The id of the source it is about, if it is about one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub source: Option<String>,
    /// Where.
    pub place: Location,
    /// Where else in the same file.
    pub other_places: Vec<Location>,
    /// The lines in question; none where the whole file is.
    #[serde(skip)]
    pub snippet: Option<Snippet>,
    /// Why, and what else to look at.
    pub notes: Vec<Note>,
    /// What would be right.
    pub help: Vec<String>,
    /// How the file can be changed so that it is right.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub fix: Option<Fix>,
}

/// Changes that fix a finding; they are made together or not at all.
#[derive(Debug, Serialize)]
pub struct Fix {
    /// Who may make them: `safe`, or `needs-reading` for those that only `--unsafe` makes.
    #[serde(serialize_with = "applicability")]
    pub(crate) applicability: Applicability,
    /// At least one.
    pub(crate) edits: Vec<Edit>,
}

/// Other words at one place.
#[derive(Debug, Serialize)]
pub struct Edit {
    #[serde(flatten)]
    pub(crate) place: Location,
    /// What replaces it, as it is written in the file.
    pub(crate) replacement: String,
}

/// A place as people count it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Location {
    /// The file.
    pub path: String,
    /// Does the path, below the root of the project, lead to the file? If not, it is only to be read.
    #[serde(skip)]
    pub leads_there: bool,
    /// The line, counted from 1.
    pub line: usize,
    /// The column in Unicode characters, counted from 1.
    pub column: usize,
    /// The line on which the place ends.
    pub end_line: usize,
    /// The column of the first character after the place.
    pub end_column: usize,
    /// The column of its beginning in bytes of UTF-8, counted from 1.
    #[serde(skip)]
    pub byte_column: usize,
    /// The column of the first byte after the place.
    #[serde(skip)]
    pub end_byte_column: usize,
    /// The words beside the mark; may be empty.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub text: String,
}

/// Why something is wrong, or what else to look at.
#[derive(Debug, Serialize)]
pub struct Note {
    /// One sentence.
    pub message: String,
    /// The places it is about, if it is about any; all lie in one file.
    pub places: Vec<Location>,
    /// The lines it is about, if it is about any; of several places far apart those of each.
    #[serde(skip)]
    pub snippets: Vec<Snippet>,
}

/// Some lines of a file, with marks.
#[derive(Debug)]
pub struct Snippet {
    pub(crate) path: String,
    /// The number of the first line.
    pub(crate) first_line: usize,
    /// The lines, as they are in the file.
    pub(crate) source: String,
    /// What is marked in them. The first mark is the place itself.
    pub(crate) marks: Vec<Mark>,
}

/// A marked stretch of a snippet.
#[derive(Debug)]
pub struct Mark {
    /// In bytes of the snippet's source.
    pub range: Range<usize>,
    /// The words beside it; may be empty.
    pub text: String,
}

/// One claim, and what became of its quotes.
#[derive(Debug, Serialize)]
pub struct ClaimOutcome<'a> {
    pub(crate) id: &'a str,
    pub(crate) path: &'a str,
    pub(crate) broken: bool,
    pub(crate) withdrawn: bool,
    /// Its status, if it has one that can be read.
    pub(crate) status: Option<&'static str>,
    pub(crate) judges: &'static str,
    pub(crate) earned: &'static str,
    pub(crate) witnesses: usize,
    /// The row of the table that holds.
    pub(crate) basis: &'static str,
    /// What an editor should know besides the status.
    pub(crate) overlays: Vec<&'static str>,
    /// Its quotes, in the order of the file.
    pub(crate) quotes: Vec<QuoteOutcome<'a>>,
}

/// One quote, and what became of it.
#[derive(Debug, Serialize)]
pub struct QuoteOutcome<'a> {
    /// The id of the source quoted, if the claim names one.
    pub(crate) source: Option<&'a str>,
    pub(crate) stance: &'static str,
    /// `found`, `altered`, `absent`, `unread` or `skipped`.
    pub(crate) outcome: &'static str,
    /// How well it matches its source; `None` where it was not looked for.
    pub(crate) grade: Option<&'static str>,
    /// All that had to be done to find it, the weakest step first.
    pub(crate) steps: Vec<&'static str>,
}

/// A rule, for formats that describe those whose findings they show.
#[derive(Debug)]
pub struct RuleView {
    pub(crate) name: &'static str,
    /// What it finds, in a sentence.
    pub(crate) summary: &'static str,
    /// Why it matters and what to do, in Markdown.
    pub(crate) why: &'static str,
    /// The level that it has unless a policy says otherwise.
    pub(crate) level: Level,
    /// Does it say nothing unless a policy asks for it?
    pub(crate) on_request: bool,
    pub(crate) group: &'static str,
}

/// The rules of these names, in the order in which rules are listed.
pub fn rules(names: &BTreeSet<&str>) -> Vec<RuleView> {
    let named = rules::all().filter(|rule| names.contains(rule.name));
    let view = named.map(|rule| RuleView {
        name: rule.name,
        summary: rule.summary(),
        why: rule.why(),
        level: rule.level,
        on_request: rule.leeway == Configurable::OnRequest,
        group: rules::group_of(rule.name).map_or("", |group| group.heading),
    });
    view.collect()
}

/// The files and folders at the root of a project, in the order in which people look for them.
pub const ROOT_NAMES: [&str; 5] = [POLICY_FILE, BASELINE_FILE, CLAIMS, SOURCES, STORIES];

/// How much was looked at, and what came of it.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Counts {
    /// Claims.
    pub claims: usize,
    /// Claims whose file could not be read whole, so that no quote of theirs was looked at.
    pub broken: usize,
    /// Claims that were withdrawn. They count in no status.
    pub withdrawn: usize,
    /// Claims by the status that they have earned, as far as they say so, the weakest first. Claims without a status that can be
    /// read are in none.
    pub statuses: Vec<(&'static str, usize)>,
    /// Claims that say more than they have earned.
    pub not_earned: usize,
    /// Claims whose file can be read whole, and which have no status that can be.
    pub without_status: usize,
    /// Source records.
    pub sources: usize,
    /// Stories, and what they state.
    pub stories: StoryCounts,
    /// Quotes that were compared with their text.
    pub checked: usize,
    /// Of the checked ones: how many of each grade, the best first, none left out that is not 0.
    pub grades: Vec<(&'static str, usize)>,
    /// Of the checked ones: how many were found by fingerprint.
    pub by_fingerprint: usize,
    /// The sources of quotes that were found by fingerprint, each once, in the order of their files: somebody vouched
    /// for these quotes, and nobody here has seen the text.
    pub vouched: Vec<String>,
    /// Quotes that failed, and that were not looked for in every other source.
    pub not_looked_for_elsewhere: usize,
    /// Of the checked ones whose text is here: how many are in each language of which no negations are known, so that the
    /// words around them were not judged. By the language.
    pub unlisted: BTreeMap<String, usize>,
    /// Quotes whose source has no text here.
    pub unread: usize,
    /// Quotes that could not be looked at, because a record is broken or a source has none.
    pub skipped: usize,
    /// Diagnostics of each level, the heaviest first.
    pub levels: Vec<(Level, usize)>,
    /// Errors and warnings by rule, the most first.
    pub rules: Vec<(&'static str, usize)>,
    /// Findings of rules that `grounds fix` knows a remedy for, most of the time.
    pub fixable: usize,
    /// Diagnostics that a comment silenced.
    pub silenced: usize,
    /// What is set aside for a while.
    pub aside: CountsAside,
    /// What the tree was compared with, if a change was judged.
    pub base: Option<ComparedWith>,
}

/// How much our own texts state, and how much of it somebody has linked.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct StoryCounts {
    /// Their records.
    pub total: usize,
    /// Those whose text is not here, so that nothing of it was looked at.
    pub without_text: usize,
    /// Sentences that state something, or that are linked.
    pub facts: usize,
    /// Of these, those that are linked to no claim and to no reason why they need none.
    pub left: usize,
}

/// How much is set aside.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct CountsAside {
    /// Diagnostics of each level that is set aside, the heaviest first.
    pub(crate) levels: Vec<(Level, usize)>,
    /// The first day after which one of them counts again; `None` if there are none.
    pub(crate) until: Option<NaiveDate>,
}

impl CountsAside {
    /// All of them.
    pub fn all(&self) -> usize {
        self.levels.iter().map(|(_, count)| count).sum()
    }
}

/// What a tree was compared with.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ComparedWith {
    /// The id of the commit: the merge base of the named revision and what was checked.
    pub commit: String,
    /// Its beginning.
    #[serde(skip)]
    pub short: String,
    /// The revision as it was named.
    pub named: String,
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

    /// Is there anything at error level, so that the run fails?
    pub fn fails(&self) -> bool {
        self.of_level(Level::Error) > 0
    }

    /// Was there nothing to look at?
    pub fn is_empty(&self) -> bool {
        self.claims == 0
            && self.sources == 0
            && self.levels.iter().all(|(_, count)| *count == 0)
            && self.aside.all() == 0
    }
}

// The form that serde asks for.
#[allow(clippy::trivially_copy_pass_by_ref)]
fn level<S: Serializer>(level: &Level, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.serialize_str(level.name())
}

#[allow(clippy::trivially_copy_pass_by_ref)]
fn applicability<S: Serializer>(applicability: &Applicability, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.serialize_str(applicability.name())
}

/// Reports `judgement` as far as it lies in `selection`.
pub fn report<'a>(
    context: &'a Context<'a>,
    judgement: &'a Judgement,
    selection: &Selection,
) -> CheckReport<'a> {
    let selected = selection.files(context.files, context.corpus);
    let is_selected = |diagnostic: &&Diagnostic| selected.has(diagnostic.place().file);
    let mut diagnostics: Vec<_> = judgement.diagnostics.iter().filter(is_selected).collect();
    // What is wrong with the policy explains much of the rest.
    diagnostics
        .sort_by_key(|diagnostic| Some(diagnostic.place().file) != context.corpus.written_policy().file);
    let mut counts = count(context, &selected);
    for level in Level::ALL {
        counts
            .levels
            .push((level, diagnostics.iter().filter(|diagnostic| diagnostic.level == level).count()));
    }
    counts.rules = by_rule(&diagnostics);
    counts.fixable = diagnostics.iter().filter(|diagnostic| rules::has_fix(diagnostic.rule)).count();
    counts.base = context.base.map(|base| ComparedWith {
        commit: base.commit.to_string(),
        short: base.commit.short(),
        named: base.named.clone(),
    });
    counts.silenced = judgement.silenced.iter().filter(is_selected).count();
    let is_selected = |aside: &&SetAside| selected.has(aside.diagnostic.place().file);
    let aside: Vec<_> = judgement.aside.iter().filter(is_selected).collect();
    counts.aside = count_aside(context, &aside);
    let keys_aside = aside.iter().map(|aside| entry(context, aside).finding_name().key()).collect();
    CheckReport { counts, context, selected, diagnostics, aside, keys_aside }
}

impl<'a> CheckReport<'a> {
    /// The findings, `limit` at most: of more than these the most serious, and three notes of a rule.
    pub fn findings(&self, limit: usize) -> Findings<'a> {
        self.findings_of(&self.diagnostics, limit)
    }

    /// The same for people, who see notes when nothing graver is left, or when they ask for all.
    pub fn gravest(&self, limit: usize) -> Findings<'a> {
        let is_grave = |diagnostic: &&&Diagnostic| diagnostic.level != Level::Note;
        let grave: Vec<_> = self.diagnostics.iter().filter(is_grave).copied().collect();
        if grave.is_empty() || limit == usize::MAX {
            return self.findings(limit);
        }
        let notes = self.diagnostics.len() - grave.len();
        Findings { notes, ..self.findings_of(&grave, limit) }
    }

    /// The same for whoever reviews a change: notes on records that it did not touch were there before, and are not shown.
    pub fn of_change(&self, limit: usize) -> Findings<'a> {
        let Some(base) = self.context.base else { return self.findings(limit) };
        let is_touched = |diagnostic: &Diagnostic| {
            let entry = self.context.files.entry(diagnostic.place().file);
            match entry.role {
                Role::Claim => !matches!(base.claim(entry.stem()), Was::Same),
                Role::Source => !matches!(base.source(entry.stem()), Was::Same),
                _ => true,
            }
        };
        let is_shown = |diagnostic: &&&Diagnostic| diagnostic.level != Level::Note || is_touched(diagnostic);
        let shown: Vec<_> = self.diagnostics.iter().filter(is_shown).copied().collect();
        let notes = self.diagnostics.len() - shown.len();
        Findings { notes, ..self.findings_of(&shown, limit) }
    }

    /// The errors alone.
    pub fn errors(&self, limit: usize) -> Findings<'a> {
        let is_error = |diagnostic: &&&Diagnostic| diagnostic.level == Level::Error;
        let errors: Vec<_> = self.diagnostics.iter().filter(is_error).copied().collect();
        self.findings_of(&errors, limit)
    }

    fn findings_of(&self, diagnostics: &[&'a Diagnostic], limit: usize) -> Findings<'a> {
        let mut shown: Vec<_> = without_repetition(diagnostics, limit).enumerate().collect();
        if shown.len() > limit {
            shown.sort_by_key(|(at, diagnostic)| (Reverse(diagnostic.level), *at));
            shown.truncate(limit);
            shown.sort_by_key(|(at, _)| *at);
        }
        let shown: Vec<_> = shown.into_iter().map(|(_, diagnostic)| diagnostic).collect();
        Findings {
            not_shown: diagnostics.len() - shown.len(),
            notes: 0,
            shown: shown.into_iter(),
            texts: Texts::new(self.context.files),
            keys: Keys::after(self.keys_aside.iter().cloned()),
        }
    }

    /// What is set aside, by file, then by place.
    pub fn asides(&self) -> impl Iterator<Item = Aside<'a>> {
        let context = self.context;
        let (mut texts, mut keys) = (Texts::new(context.files), Keys::default());
        self.aside.clone().into_iter().map(move |aside| {
            let entry = entry(context, aside);
            let finding = finding(&aside.diagnostic, &mut texts, &mut keys);
            Aside { finding, because: &entry.because.value, until: entry.until.value }
        })
    }

    /// The selected claims, in the order of their files.
    pub fn claims(&self) -> impl Iterator<Item = ClaimOutcome<'a>> {
        let context = self.context;
        let claims = context.corpus.each_claim();
        claims.filter(|(_, claim)| self.selected.has(claim.file)).map(|(at, claim)| ClaimOutcome {
            id: &claim.id,
            path: &context.files.entry(claim.file).path,
            broken: !claim.sound,
            withdrawn: claim.withdrawn.is_some(),
            status: claim.status.as_ref().filter(|_| claim.sound).map(|status| status.value.name()),
            judges: claim.judges().word(),
            earned: context.standings.of_claim(at).earned.name(),
            witnesses: context.standings.of_claim(at).witnesses,
            basis: context.standings.of_claim(at).basis.name(),
            overlays: context.standings.of_claim(at).overlays.iter().map(Overlay::name).collect(),
            quotes: claim
                .evidence
                .iter()
                .zip(context.verification.of_claim(at))
                .map(|(evidence, verdict)| quote(evidence, verdict))
                .collect(),
        })
    }
}

/// How many errors and warnings there are of each rule, the most first.
fn by_rule(diagnostics: &[&Diagnostic]) -> Vec<(&'static str, usize)> {
    let mut rules: BTreeMap<&'static str, usize> = BTreeMap::new();
    for diagnostic in diagnostics.iter().filter(|diagnostic| diagnostic.level != Level::Note) {
        *rules.entry(diagnostic.rule).or_default() += 1;
    }
    let mut rules: Vec<_> = rules.into_iter().collect();
    rules.sort_by_key(|(_, count)| Reverse(*count));
    rules
}

fn quote<'a>(evidence: &'a Evidence, verdict: &Verdict) -> QuoteOutcome<'a> {
    let (outcome, steps) = match verdict {
        Verdict::Found(passed) => ("found", passed.steps.weakest_first().map(Step::name).collect()),
        Verdict::Altered(_) | Verdict::Partly(_) => ("altered", Vec::new()),
        Verdict::Absent(_) => ("absent", Vec::new()),
        Verdict::Unread(_) => ("unread", Vec::new()),
        Verdict::Skipped => ("skipped", Vec::new()),
    };
    QuoteOutcome {
        source: evidence.source.as_ref().map(|source| &*source.value),
        stance: evidence.stance().word(),
        outcome,
        grade: verdict.grade().map(Grade::name),
        steps,
    }
}

impl Iterator for Findings<'_> {
    type Item = Finding;

    fn next(&mut self) -> Option<Finding> {
        self.shown.next().map(|diagnostic| finding(diagnostic, &mut self.texts, &mut self.keys))
    }
}

/// What is at error level in `after` and was not in `before`, as the keys of the findings tell; and the rest of `after`
/// is not looked at.
pub fn new_errors(before: (&Context, &Judgement), after: (&Context, &Judgement)) -> Vec<Finding> {
    let errors = |(context, judgement): (&Context, &Judgement)| -> Vec<Finding> {
        let (mut texts, mut keys) = (Texts::new(context.files), Keys::default());
        let errors = judgement.diagnostics.iter().filter(|diagnostic| diagnostic.level == Level::Error);
        errors.map(|diagnostic| finding(diagnostic, &mut texts, &mut keys)).collect()
    };
    let known: HashSet<String> = errors(before).into_iter().map(|finding| finding.key).collect();
    errors(after).into_iter().filter(|finding| !known.contains(&finding.key)).collect()
}

/// Remarks that belong to no diagnostic, with their places resolved.
pub fn remarks(files: &FileSet, remarks: &[Remark]) -> Vec<Note> {
    notes(remarks, &mut Texts::new(files))
}

/// The most notes of one rule that are shown, unless all are asked for: they require nothing, and would hide what does.
const NOTES_OF_A_RULE: usize = 3;

fn without_repetition<'a>(
    diagnostics: &[&'a Diagnostic],
    limit: usize,
) -> impl Iterator<Item = &'a Diagnostic> {
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
    counts.statuses = Status::all().map(|status| (status.name(), 0)).collect();
    counts.grades = Grade::ALL.map(|grade| (grade.name(), 0)).to_vec();
    for (at, claim) in context.corpus.each_claim().filter(|(_, claim)| selected(claim.file)) {
        counts.claims += 1;
        counts.broken += usize::from(!claim.sound);
        let withdrawn = claim.withdrawn.is_some();
        counts.withdrawn += usize::from(withdrawn);
        if let Some(status) = claim.status.as_ref().filter(|_| claim.sound && !withdrawn) {
            let earned = context.standings.of_claim(at).earned;
            counts.statuses[status.value.min(earned) as usize].1 += 1;
            counts.not_earned += usize::from(status.value > earned);
        } else if claim.sound && !withdrawn {
            counts.without_status += 1;
        }
        for (verdict, evidence) in context.verification.of_claim(at).iter().zip(&claim.evidence) {
            if verdict.grade() == Some(Grade::Fingerprint) {
                counts.by_fingerprint += 1;
                vouched.extend(evidence.source.as_ref().map(|id| context.corpus.source_at(&id.value)));
            }
            if let Some(language) = unlisted_language(context, evidence, verdict) {
                *counts.unlisted.entry(language).or_default() += 1;
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
    counts.not_looked_for_elsewhere = context.elsewhere.unsought;
    let corpus = context.corpus;
    counts.vouched = vouched.into_iter().flatten().map(|source| corpus[source].id.to_string()).collect();
    counts.sources = context.corpus.sources.iter().filter(|source| selected(source.file)).count();
    counts.stories = count_stories(context, selection);
    counts
}

fn count_stories(context: &Context, selection: &Selected) -> StoryCounts {
    let total = context.corpus.stories.iter().filter(|story| selection.has(story.file)).count();
    let covered: Vec<_> =
        context.stories.iter().filter(|covered| selection.has(covered.story.file)).collect();
    let sentences = || covered.iter().flat_map(|covered| &covered.cover.sentences);
    let left = sentences().filter(|sentence| sentence.is_open()).count();
    StoryCounts {
        total,
        without_text: total - covered.len(),
        facts: left + sentences().filter(|sentence| sentence.is_covered()).count(),
        left,
    }
}

/// The language of a quote that was found, if the words around it could not be judged for want of a list of words.
fn unlisted_language(context: &Context, evidence: &Evidence, verdict: &Verdict) -> Option<String> {
    let found_in_text = verdict.stands() && verdict.grade() != Some(Grade::Fingerprint);
    let source = evidence.source.as_ref().filter(|_| found_in_text)?;
    let source = &context.corpus[context.corpus.source_at(&source.value)?];
    language::unlisted(source.language.as_ref().map(|language| &*language.value))
}

fn entry<'a>(context: &Context<'a>, aside: &SetAside) -> &'a BaselineEntry {
    &context.corpus.baseline.entries[aside.entry]
}

fn count_aside(context: &Context, aside: &[&SetAside]) -> CountsAside {
    let of_level = |level| aside.iter().filter(|aside| aside.diagnostic.level == level).count();
    let levels = Level::ALL.map(|level| (level, of_level(level)));
    CountsAside {
        levels: levels.into_iter().filter(|(_, count)| *count > 0).collect(),
        until: aside.iter().map(|aside| entry(context, aside).until.value).min(),
    }
}

fn finding(diagnostic: &Diagnostic, texts: &mut Texts, keys: &mut Keys) -> Finding {
    let record = Record::of(texts.files.entry(diagnostic.place().file));
    let subject = match &diagnostic.subject {
        Some(subject) => subject.clone(),
        None => texts.words(diagnostic.place()),
    };
    let mut places = locations(&diagnostic.labels, texts).into_iter();
    let whole = texts.files.entry(diagnostic.place().file);
    Finding {
        rule: diagnostic.rule,
        level: diagnostic.level,
        key: keys.next(diagnostic.rule, &record, &subject),
        claim: matches!(record, Record::Claim(_)).then(|| record.name().to_owned()),
        source: matches!(record, Record::Source(_)).then(|| record.name().to_owned()),
        message: diagnostic.message.clone(),
        place: places.next().unwrap_or_else(|| Location::start_of(whole)),
        other_places: places.collect(),
        snippet: snippet(&diagnostic.labels, texts),
        notes: notes(&diagnostic.notes, texts),
        help: diagnostic.help.clone(),
        fix: diagnostic.fix.as_ref().map(|fix| Fix {
            applicability: fix.applicability,
            edits: fix.edits.iter().map(|edit| located(edit, texts)).collect(),
        }),
    }
}

fn located(edit: &diagnostic::Edit, texts: &mut Texts) -> Edit {
    let place = texts.location(&Place::new(edit.file, edit.span));
    Edit { place, replacement: edit.replacement.clone() }
}

fn locations(labels: &[Label], texts: &mut Texts) -> Vec<Location> {
    labels.iter().map(|label| Location { text: label.text.clone(), ..texts.location(&label.place) }).collect()
}

fn notes(remarks: &[Remark], texts: &mut Texts) -> Vec<Note> {
    let note = |remark: &Remark| Note {
        message: remark.message.clone(),
        places: locations(&remark.labels, texts),
        snippets: snippets(&remark.labels, texts),
    };
    remarks.iter().map(note).collect()
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
#[derive(Debug)]
pub(super) struct Texts<'f> {
    files: &'f FileSet,
    loaded: HashMap<FileId, Option<Rc<Loaded>>>,
    bytes: usize,
}

#[derive(Debug)]
struct Loaded {
    text: String,
    lines: LineIndex,
}

/// The most bytes of them that are kept at a time.
const KEPT: usize = 64 << 20;

impl<'f> Texts<'f> {
    pub(super) fn new(files: &'f FileSet) -> Self {
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

    pub(super) fn location(&mut self, place: &Place) -> Location {
        let start = Location::start_of(self.files.entry(place.file));
        let Some(loaded) = self.load(place.file) else { return start };
        let range = loaded.range(place);
        let (line, column) = loaded.lines.position(&loaded.text, range.start);
        let (end_line, end_column) = loaded.lines.position(&loaded.text, range.end);
        let byte_column = loaded.lines.byte_column(range.start);
        let end_byte_column = loaded.lines.byte_column(range.end);
        Location { line, column, end_line, end_column, byte_column, end_byte_column, ..start }
    }

    /// The words at a place; none if its file cannot be read.
    fn words(&mut self, place: &Place) -> String {
        self.load(place.file).map_or_else(String::new, |loaded| loaded.text[loaded.range(place)].to_owned())
    }
}

impl Location {
    pub(super) fn start_of(entry: &Entry) -> Self {
        Self {
            path: entry.path.clone(),
            leads_there: entry.is_at_path(),
            line: 1,
            column: 1,
            end_line: 1,
            end_column: 1,
            byte_column: 1,
            end_byte_column: 1,
            text: String::new(),
        }
    }
}

impl Loaded {
    fn range(&self, place: &Place) -> Range<usize> {
        text_value::range_at(&self.text, place)
    }
}
