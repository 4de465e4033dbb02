//! One claim whole: what it says, what its evidence is worth, what is against it, and what became of it.

use super::check::{Location, Texts};
use super::log::{ClaimHistories, LogReport};
use super::origins::ClaimOrigins;
use super::passages::{Passage, Passages};
use super::record::{self, Record};
use super::words::{Field, Mark, Tone, Word, Words, displayed};
use crate::corpus::{ClaimAt, Corpus};
use crate::evidence::standing::Overlay;
use crate::evidence::{Grade, Verdict};
use crate::model::claim::{Claim, Evidence, Text};
use crate::model::key::Worded;
use crate::model::source::Source;
use crate::model::state::State;
use crate::project::Project;
use crate::text::loosened::loosened;
use crate::text::nearest::nearest;
use crate::text::span::Place;
use chrono::NaiveDate;
use serde::Serialize;
use std::collections::HashMap;

/// One claim whole.
#[derive(Debug)]
pub struct ShowReport<'m> {
    /// The claim, and where its evidence comes from.
    pub origins: ClaimOrigins<'m>,
    /// The former id by which it was asked for.
    pub asked: Option<String>,
    /// Its evidence, in the order of the file.
    pub quotes: Vec<ShownQuote<'m>>,
    /// The claims that stand beside it.
    pub neighbours: Neighbours<'m>,
    /// What became of it in the course of time.
    pub past: Past<'m>,
    /// The day that counts as today.
    pub today: NaiveDate,
}

/// One piece of evidence.
#[derive(Debug)]
pub struct ShownQuote<'m> {
    evidence: &'m Evidence,
    /// The record of the source quoted, if there is one.
    source: Option<&'m Source>,
    verdict: &'m Verdict,
    /// What is wrong with it, in words, if something is.
    pub(crate) wrong: Option<String>,
    /// Where it is written, in the claim; `None` where many claims are shown, and nobody asks.
    pub(crate) written: Option<Location>,
    /// Where it was found, if the text is at hand.
    pub(crate) passage: Option<Passage>,
}

/// The claims that stand beside one, by what they are to it.
#[derive(Debug, Serialize)]
pub struct Neighbours<'m> {
    /// Of a saying: what was said.
    pub(crate) content: Vec<Neighbour<'m>>,
    /// The sayings whose content it is.
    pub(crate) said_in: Vec<Neighbour<'m>>,
    /// Those that cannot be true with it.
    pub(crate) conflicts: Vec<Neighbour<'m>>,
}

/// A claim that stands beside another.
#[derive(Debug, Clone, Serialize)]
pub struct Neighbour<'m> {
    pub(crate) id: &'m str,
    /// Its state; `None` if there is no such claim.
    pub(crate) state: Option<Mark>,
    /// Is it declared higher than its evidence bears?
    pub(crate) not_earned: bool,
    pub(crate) statement: Option<&'m str>,
}

/// The day of the next check.
#[derive(Debug, Clone, Copy, Serialize)]
pub struct NextCheck {
    #[serde(serialize_with = "displayed")]
    pub(crate) day: NaiveDate,
    pub(crate) overdue: bool,
}

/// What is known of the past of a claim.
#[derive(Debug)]
pub enum Past<'t> {
    /// Its transitions.
    Known(LogReport<'t>),
    /// Nothing, and why.
    Unknown(String),
}

/// The claims that have all of these words, or beginnings of words, in their id or statement, in the order of their ids. Letter case
/// and accents do not matter.
pub fn having<'m>(corpus: &'m Corpus, words: &str) -> Vec<&'m Claim> {
    let plain = |text: &str| loosened(text).into_owned();
    let words = plain(words);
    let wanted: Vec<&str> =
        words.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).collect();
    if wanted.is_empty() {
        return Vec::new();
    }
    let mut found: Vec<&Claim> = corpus.claims.iter().collect();
    found.retain(|claim| {
        let statement = claim.statement.as_ref().map_or("", |statement| &statement.value);
        let text = plain(&format!("{} {statement}", claim.id));
        let of_claim: Vec<&str> = text.split(|c: char| !c.is_alphanumeric()).collect();
        wanted.iter().all(|word| of_claim.iter().any(|other| other.starts_with(word)))
    });
    found.sort_by(|a, b| a.id.cmp(&b.id));
    found
}

/// Which claim an id names.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Named<'m> {
    /// This one.
    Now(ClaimAt),
    /// This one had the id before.
    Formerly(ClaimAt),
    /// None; perhaps this id was meant.
    Nothing(Option<&'m str>),
}

impl<'m> Neighbours<'m> {
    /// Each kind that there are any of, with its heading.
    pub fn groups(&self) -> impl Iterator<Item = (&'static str, &[Neighbour<'m>])> {
        let groups = [
            ("What was said", &*self.content),
            ("Said in", &*self.said_in),
            ("Conflicts with", &*self.conflicts),
        ];
        groups.into_iter().filter(|(_, neighbours)| !neighbours.is_empty())
    }
}

impl<'m> Neighbour<'m> {
    fn of(project: &'m Project, id: &'m str) -> Self {
        let at = project.corpus.claim_at(id);
        let claim = at.map(|at| &project.corpus[at]);
        let overlays = at.map(|at| project.standings.of_claim(at).overlays);
        Self {
            id,
            state: claim.map(|claim| State::of(claim).into()),
            not_earned: overlays.is_some_and(|overlays| overlays.has(Overlay::NotEarned)),
            statement: claim.and_then(|claim| value(claim.statement.as_ref())),
        }
    }

    /// The word for its state, and whether that is not earned.
    pub fn state_in_words(&self) -> String {
        let state = self.state.map_or("no such claim", |state| state.name);
        if self.not_earned { format!("{state}, {}", Overlay::NotEarned) } else { state.to_owned() }
    }
}

impl<'m> ShowReport<'m> {
    /// What the claim says.
    pub fn statement(&self) -> Option<&'m str> {
        value(self.claim().statement.as_ref())
    }

    /// The path of its file.
    pub fn path(&self) -> &'m str {
        self.origins.facts.path
    }

    /// What an editor should know besides the status.
    pub fn overlays(&self) -> Vec<&'static str> {
        self.origins.facts.standing.overlays.iter().map(Overlay::name).collect()
    }

    /// Has it a status, which its evidence may support?
    pub fn has_status(&self) -> bool {
        self.origins.facts.status().is_some()
    }

    /// Can its file not be read whole?
    pub fn is_unreadable(&self) -> bool {
        !self.claim().sound
    }

    /// Has it a status above the one that its evidence supports?
    pub fn is_unearned(&self) -> bool {
        self.origins.facts.status().is_some_and(|status| status > self.origins.facts.standing.earned)
    }

    /// Every key of its record.
    pub fn record(&self) -> Record<'m> {
        record::record(self.claim())
    }

    fn claim(&self) -> &'m Claim {
        self.origins.facts.claim
    }

    /// What is known of the claim beside its statement, its evidence, its conflicts and its history, in the order in which it is shown.
    pub fn fields(&self) -> Vec<Field> {
        // What has a place of its own below, above the fields or in another section.
        const APART: [&str; 19] = [
            "statement",
            "status",
            "judges",
            "claimant",
            "claimed_on",
            "date_inferred_from",
            "topics",
            "subjects",
            "as_of",
            "due",
            "rationale",
            "conflicts_with",
            "content",
            "formerly",
            "withdrawn.on",
            "withdrawn.because",
            "checked.by",
            "checked.on",
            "checked.review_due",
        ];
        let facts = &self.origins.facts;
        let claim = facts.claim;
        let key = |path| record::field(claim, path);
        let fields = [
            Some(self.status()),
            (!claim.sound).then(|| {
                let words = vec![
                    Word::own("its file cannot be read in full; to see why, run: grounds check "),
                    Word::theirs(facts.path),
                ];
                Field { tone: Tone::Bad, ..Field::new("unreadable", "unreadable", words) }
            }),
            claim.withdrawn.as_ref().map(|withdrawn| {
                let on = withdrawn.on.as_ref().map(|on| Word::own(format!("{} ", on.value)));
                let because = withdrawn.because.as_ref().map(|because| Word::theirs(&*because.value));
                Field::new("withdrawn", "withdrawn", on.into_iter().chain(because).collect())
            }),
            claim
                .withdrawn
                .as_ref()
                .zip(claim.status.as_ref())
                .map(|(_, status)| Field::new("declared", "declared", vec![Word::own(status.value.name())])),
            self.is_unearned().then(|| {
                let words = vec![Word::own(format!("{}; see Origins below", facts.state.name()))];
                Field { tone: Tone::Bad, ..Field::new("not-earned", "not earned", words) }
            }),
            self.has_status().then(|| self.basis()),
            self.has_status().then(|| self.printable()),
            Some(self.judges()),
            self.claimant(),
            key("as_of"),
            key("due"),
            key("topics"),
            key("subjects"),
            key("rationale"),
            Some(self.checked()),
            self.next_check().map(|NextCheck { day, overdue }| {
                let words =
                    vec![Word::own(if overdue { format!("{day}, overdue") } else { day.to_string() })];
                let tone = if overdue { Tone::Bad } else { Tone::Plain };
                Field { tone, ..Field::new("next-check", "next check", words) }
            }),
            key("checked.review_due"),
            self.asked.as_ref().map(|asked| Field::new("asked", "asked for as", vec![Word::theirs(asked)])),
            key("formerly"),
            Some(Field::new("file", "file", vec![Word::theirs(facts.path)])),
        ];
        fields.into_iter().flatten().chain(record::other_fields(claim, &APART)).collect()
    }

    fn status(&self) -> Field {
        let facts = &self.origins.facts;
        let flags = facts.standing.overlays.iter().map(|overlay| format!(", {overlay}"));
        let words = vec![Word::own(format!("{}{}", facts.state.name(), flags.collect::<String>()))];
        let tone = Mark::from(facts.state).tone;
        Field { tone, ..Field::new("status", "status", words) }
    }

    fn judges(&self) -> Field {
        let judges = self.origins.facts.claim.judges();
        let words = vec![Word::own(format!("{}: {}", judges.word(), judges.meaning()))];
        Field::new("judges", "judges", words)
    }

    /// Why its evidence bears what it does.
    fn basis(&self) -> Field {
        Field::new("basis", "basis", vec![Word::theirs(self.origins.basis_in_words())])
    }

    /// How it may be printed.
    fn printable(&self) -> Field {
        Field::new("printable-as", "printable", vec![Word::theirs(self.origins.printable().words)])
    }

    /// Who made the claim, and when.
    fn claimant(&self) -> Option<Field> {
        let claim = self.origins.facts.claim;
        let mut words: Words = Vec::new();
        for name in &claim.claimant {
            words.extend((!words.is_empty()).then(|| Word::own(", ")));
            words.push(Word::theirs(&*name.value));
        }
        if let Some(on) = &claim.claimed_on {
            let comma = if words.is_empty() { "" } else { ", " };
            words.push(Word::own(format!("{comma}{}", on.value)));
        }
        if let Some(from) = &claim.date_inferred_from {
            words.extend([Word::own(" (inferred: "), Word::theirs(&*from.value), Word::own(")")]);
        }
        (!words.is_empty()).then(|| Field::new("claimant", "claimant", words))
    }

    /// Who checked it, and when.
    fn checked(&self) -> Field {
        let check = self.origins.facts.claim.checked.as_ref();
        let mut words: Words = Vec::new();
        words.extend(check.and_then(|check| check.on.as_ref()).map(|on| Word::own(on.value.to_string())));
        if let Some(by) = check.and_then(|check| check.by.as_ref()) {
            let by_whom = if words.is_empty() { "by " } else { " by " };
            words.extend([Word::own(by_whom), Word::theirs(&*by.value)]);
        }
        let words = if words.is_empty() { vec![Word::own("never")] } else { words };
        Field::new("checked", "checked", words)
    }

    /// When it is to be checked again, if ever.
    pub fn next_check(&self) -> Option<NextCheck> {
        self.origins.facts.due.map(|due| NextCheck { day: due.day, overdue: due.day < self.today })
    }
}

impl<'m> ShownQuote<'m> {
    /// The grade, or why there is none.
    pub fn grade(&self) -> &'static str {
        grade(self.verdict)
    }

    /// Was it found where it is said to be?
    pub fn stands(&self) -> bool {
        self.verdict.stands()
    }

    /// Was it found, and is it sure where?
    pub fn is_sure(&self) -> bool {
        self.stands() && self.verdict.grade() != Some(Grade::Ambiguous)
    }

    /// The document quoted, in words; empty if there is no record.
    pub fn document(&self) -> Words {
        self.source.map(record::document).unwrap_or_default()
    }

    /// The word for its stance.
    pub fn stance(&self) -> &'static str {
        self.evidence.stance().word()
    }

    /// Its words.
    pub fn words(&self) -> Option<&'m str> {
        value(self.evidence.quote.as_ref())
    }

    /// Every key of its block.
    pub fn record(&self) -> Record<'m> {
        record::record(self.evidence)
    }

    /// Every key of the record of its source, if there is one.
    pub fn source_record(&self) -> Option<Record<'m>> {
        self.source.map(|source| record::record(source))
    }

    /// What is known of the quote beside its words, in the order in which it is shown.
    pub fn fields(&self) -> Vec<Field> {
        let place = |at: &Location| vec![Word::theirs(format!("{}:{}", at.path, at.line))];
        let key = |path| record::field(self.evidence, path);
        let id = self.evidence.source.as_ref().map(|id| Word::theirs(&*id.value));
        let mut source = vec![id.unwrap_or(Word::own("none is named")), Word::own(": ")];
        source.extend(if self.source.is_some() { self.document() } else { vec![Word::own("no record")] });
        let fields = [
            Some(Field::new("source", "source", source)),
            self.wrong.as_ref().map(|wrong| Field::new("wrong", "wrong", vec![Word::theirs(wrong)])),
            self.written.as_ref().map(|at| Field::new("written", "written", place(at))),
            self.passage.as_ref().map(|passage| Field::new("found", "found", place(&passage.place))),
            key("at"),
            key("part"),
            key("translation"),
            key("note"),
        ];
        let apart = ["source", "quote", "stance", "origin", "part", "at", "translation", "note"];
        let others: Vec<_> = record::other_fields(self.evidence, &apart).collect();
        fields.into_iter().flatten().chain(others).collect()
    }
}

fn value(text: Option<&Text>) -> Option<&str> {
    text.map(|text| &*text.value)
}

/// The grade of a quote that was looked for, or why there is none.
pub(super) fn grade(verdict: &Verdict) -> &'static str {
    match (verdict.grade().map(Grade::name), verdict) {
        (Some(grade), _) => grade,
        (None, Verdict::Unread(_)) => "unread",
        (None, _) => "skipped",
    }
}

impl<'t> Past<'t> {
    /// What these lives tell of a claim.
    pub fn of(lives: &ClaimHistories<'t>, claim: &Claim) -> Self {
        match lives.of_claim(claim) {
            Some(life) => Past::Known(life),
            None => Past::Unknown("no commit has it yet".to_owned()),
        }
    }
}

/// Which claim of a project is called `id`, or was.
pub fn named<'m>(project: &'m Project, id: &str) -> Named<'m> {
    let corpus = &project.corpus;
    if let Some(at) = corpus.claim_at(id) {
        return Named::Now(at);
    }
    let was = |claim: &Claim| claim.formerly.iter().any(|former| *former.value == *id);
    match corpus.each_claim().find(|(_, claim)| was(claim)) {
        Some((claim, _)) => Named::Formerly(claim),
        None => Named::Nothing(nearest(id, corpus.claims.iter().map(|claim| &*claim.id))),
    }
}

impl<'m> ShowReport<'m> {
    /// The claim at `at`, with what is known of its past.
    pub fn of(project: &'m Project, at: ClaimAt, past: Past<'m>, today: NaiveDate) -> Self {
        let (passages, references) = (Passages::of(project, [at]), References::of(&project.corpus));
        let mut report = Self::among((project, &passages, &references), at, past, today);
        let mut texts = Texts::new(&project.files);
        let file = project.corpus[at].file;
        for quote in &mut report.quotes {
            let span = quote.evidence.quote.as_ref().map_or(quote.evidence.header, |quote| quote.span);
            quote.written = Some(texts.location(&Place::new(file, span)));
        }
        report
    }

    /// The same, with what was found out once for many claims.
    pub fn among(
        (project, passages, references): (&'m Project, &Passages, &References<'m>),
        at: ClaimAt,
        past: Past<'m>,
        today: NaiveDate,
    ) -> Self {
        Self {
            origins: ClaimOrigins::of(project, at),
            asked: None,
            quotes: quotes(project, at, passages),
            neighbours: references.neighbours(project, &project.corpus[at]),
            past,
            today,
        }
    }
}

fn quotes<'m>(project: &'m Project, at: ClaimAt, passages: &Passages) -> Vec<ShownQuote<'m>> {
    let Project { corpus, verification, .. } = project;
    let all = corpus[at].evidence.iter().zip(verification.of_claim(at)).zip(corpus.links_of(at));
    let shown = all.enumerate().map(|(number, ((evidence, verdict), link))| ShownQuote {
        evidence,
        source: link.source.map(|source| &corpus[source]),
        verdict,
        wrong: passages.wrong(at, number, verdict),
        written: None,
        passage: passages.passage(at, number).cloned(),
    });
    shown.collect()
}

/// Which claims name which others.
#[derive(Debug, Default)]
pub struct References<'m> {
    /// For each id, the claims that cannot be true with it, as these say.
    conflicting: HashMap<&'m str, Vec<&'m str>>,
    /// For each id, the sayings whose content it is, as these say.
    saying: HashMap<&'m str, Vec<&'m str>>,
}

impl<'m> References<'m> {
    /// Those of all claims.
    pub fn of(corpus: &'m Corpus) -> Self {
        let mut references = Self::default();
        for claim in &corpus.claims {
            for named in &claim.conflicts_with {
                references.conflicting.entry(&*named.value).or_default().push(&claim.id);
            }
            if let Some(named) = &claim.content {
                references.saying.entry(&*named.value).or_default().push(&claim.id);
            }
        }
        references
    }

    fn neighbours(&self, project: &'m Project, claim: &'m Claim) -> Neighbours<'m> {
        let id = &*claim.id;
        // What either side names, each once, in the order of the file and then of the others' ids.
        let all = |own: &mut dyn Iterator<Item = &'m str>, by_others: &HashMap<&'m str, Vec<&'m str>>| {
            let mut others = by_others.get(id).cloned().unwrap_or_default();
            others.sort_unstable();
            let mut ids: Vec<&str> = Vec::new();
            for other in own.chain(others).filter(|other| *other != id) {
                if !ids.contains(&other) {
                    ids.push(other);
                }
            }
            ids.into_iter().map(|other| Neighbour::of(project, other)).collect()
        };
        Neighbours {
            content: claim.content.iter().map(|content| Neighbour::of(project, &content.value)).collect(),
            said_in: all(&mut std::iter::empty(), &self.saying),
            conflicts: all(&mut claim.conflicts_with.iter().map(|other| &*other.value), &self.conflicting),
        }
    }
}
