//! A draft held against the claims, for people and programs: sentence by sentence, then what is left to do.

use crate::corpus::ClaimAt;
use crate::model::state::State;
use crate::project::Project;
use crate::project::printable::{Printable, printable};
use crate::story::cover::{Cover, Covered, Linked};
use crate::story::draft::Draft;
use crate::story::fitting::Fit;
use crate::story::overclaim::{Excess, Overclaim};
use crate::text::fold::FoldedRange;
use serde::Serialize;

/// All that is told of a draft.
#[derive(Debug, Serialize)]
pub struct CoverReport {
    /// The draft's path, as it was given.
    pub draft: String,
    /// The story's id, if it has a record.
    pub story: Option<String>,
    /// Its sentences and headings.
    pub sentences: Vec<Told>,
    /// Words of the record that are no longer in the draft.
    pub gone: Vec<String>,
    /// How many there are of each.
    pub counts: Counts,
}

/// How many sentences there are of each kind.
#[derive(Debug, Default, Clone, Copy, Serialize)]
pub struct Counts {
    /// Headings aside.
    pub sentences: usize,
    /// Those that state something to be checked, linked or not.
    pub facts: usize,
    /// Those that are linked to a claim, or need none.
    pub covered: usize,
    /// Facts that are not: what is left.
    pub left: usize,
    /// Those of which every claim may be printed as the sentence has it.
    pub printable: usize,
    /// Those that say more than their claims.
    pub overclaimed: usize,
    /// Those whose words were changed since they were linked.
    pub changed: usize,
}

/// What is told of one sentence.
#[derive(Debug, Serialize)]
pub struct Told {
    /// From 1, headings counted too.
    pub number: usize,
    /// Its line in the draft.
    pub line: usize,
    /// Its words, in one line.
    pub words: String,
    /// What it is.
    pub mark: Mark,
    /// The claims that it states.
    pub claims: Vec<Stated>,
    /// Why it needs no claim.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub because: Vec<String>,
    /// What it says beyond its claims, in sentences.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub overclaimed: Vec<Excessive>,
    /// The claims that it may state, the likeliest first.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub proposals: Vec<Proposed>,
}

/// What a sentence is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Mark {
    /// A heading or a caption.
    Heading,
    /// Linked to claims, or to a reason why it needs none.
    Covered,
    /// It states something, and nobody has said which claim.
    Uncovered,
    /// There is nothing to check.
    Nothing,
}

/// A claim, in a few words.
#[derive(Debug, Serialize)]
pub struct Claim {
    /// Its id.
    pub id: String,
    /// Its status, or that it is withdrawn.
    pub state: &'static str,
    /// Its statement.
    pub statement: String,
    /// How it may be printed.
    pub printable: Printable,
}

/// A claim that a sentence states.
#[derive(Debug, Serialize)]
pub struct Stated {
    /// As it is written in the record.
    pub id: String,
    /// The claim, if there is one of that id.
    pub claim: Option<Claim>,
    /// Were its words changed since they were linked?
    pub changed: bool,
}

/// A claim that a sentence may state.
#[derive(Debug, Serialize)]
pub struct Proposed {
    /// The claim.
    pub claim: Claim,
    /// Does it fit so well that `--write` links it?
    pub is_sure: bool,
}

/// What a sentence says too much.
#[derive(Debug, Serialize)]
pub struct Excessive {
    /// The words.
    pub words: String,
    /// What is wrong with them.
    pub what: String,
    /// What would be right.
    pub right: &'static str,
}

impl CoverReport {
    /// What is told of `draft`, which lies at `path`; `story` is the id of its record, if it has one.
    pub fn of(project: &Project, cover: &Cover, draft: &Draft, path: &str, story: Option<&str>) -> Self {
        let numbered = (1..).zip(&cover.sentences);
        let sentences: Vec<Told> =
            numbered.map(|(number, covered)| told(project, draft, number, covered)).collect();
        let words = |passage: &crate::model::story::Passage| {
            passage.words.as_ref().map_or_else(String::new, |words| words.value.to_string())
        };
        let gone = cover.gone.iter().map(|(passage, _)| words(passage)).collect();
        let counts = Counts::of(&sentences);
        Self { draft: path.to_owned(), story: story.map(str::to_owned), sentences, gone, counts }
    }
}

impl Counts {
    fn of(sentences: &[Told]) -> Self {
        let mut counts = Self::default();
        for told in sentences {
            let has_claims = !told.claims.is_empty();
            let is_changed = told.claims.iter().any(|stated| stated.changed);
            counts.sentences += usize::from(told.mark != Mark::Heading);
            counts.covered += usize::from(told.mark == Mark::Covered);
            counts.left += usize::from(told.mark == Mark::Uncovered);
            counts.overclaimed += usize::from(!told.overclaimed.is_empty());
            counts.changed += usize::from(is_changed);
            counts.printable += usize::from(has_claims && told.overclaimed.is_empty() && !is_changed);
        }
        counts.facts = counts.covered + counts.left;
        counts
    }
}

fn told(project: &Project, draft: &Draft, number: usize, covered: &Covered) -> Told {
    let place = covered.sentence.place;
    let start = covered.sentence.span.start;
    let line = draft.written.get(..start as usize).map_or(0, |before| before.matches('\n').count()) + 1;
    let mark = if covered.is_covered() {
        Mark::Covered
    } else if covered.sentence.is_heading {
        Mark::Heading
    } else if covered.is_checkable {
        Mark::Uncovered
    } else {
        Mark::Nothing
    };
    let because = covered.passages.iter().filter_map(|linked| linked.passage.because.as_ref());
    Told {
        number,
        line,
        words: draft.words(place).split_whitespace().collect::<Vec<_>>().join(" "),
        mark,
        claims: covered.passages.iter().filter_map(|linked| stated(project, linked)).collect(),
        because: because.map(|because| because.value.to_string()).collect(),
        overclaimed: covered.overclaims.iter().map(|over| excessive(project, draft, over)).collect(),
        proposals: if mark == Mark::Uncovered {
            covered.proposals.iter().map(|fit| proposed(project, fit)).collect()
        } else {
            Vec::new()
        },
    }
}

fn stated(project: &Project, linked: &Linked) -> Option<Stated> {
    let id = linked.passage.claim.as_ref()?.value.to_string();
    let claim = linked.claim.map(|at| claim(project, at));
    Some(Stated { id, claim, changed: linked.changed.is_some() })
}

fn proposed(project: &Project, fit: &Fit) -> Proposed {
    Proposed { claim: claim(project, fit.claim), is_sure: fit.is_sure }
}

fn claim(project: &Project, at: ClaimAt) -> Claim {
    let record = &project.corpus[at];
    Claim {
        id: record.id.to_string(),
        state: State::of(record).name(),
        statement: record.statement.as_ref().map_or_else(String::new, |text| text.value.trim().to_owned()),
        printable: printable(project, at),
    }
}

fn excessive(project: &Project, draft: &Draft, over: &Overclaim) -> Excessive {
    let words = draft.words(FoldedRange::new(over.at.start, over.at.end)).to_owned();
    let claim = over.claim.map_or("", |at| &*project.corpus[at].id);
    let what = match &over.what {
        Excess::Unprintable(form) => format!("{claim} {}", form.as_order()),
        Excess::Flat(form) => format!("{claim} is stated flatly; it {}", form.as_order()),
        Excess::Number(Some(instead)) => format!("\"{words}\" is not in the claim, which says \"{instead}\""),
        Excess::Number(None) | Excess::Name => format!("\"{words}\" is not in the claim"),
    };
    Excessive { words, what, right: over.what.right() }
}
