//! Floor 9: judgement. A folder for each group of rules; in it, for each rule, a file of code and a page of text that
//! `explain` prints and the tests run. A rule is named after the fault, so that "allow *rule*" reads well.

pub mod baseline;
mod change;
mod comments;
mod evidence;
pub mod finding_key;
mod fixes;
mod links;
mod quotes;
mod reading;
mod silencing;
mod statements;
mod stories;
mod upkeep;

use crate::corpus::Corpus;
use crate::diagnostic::{Applicability, Diagnostic, Fix, Level};
use crate::evidence::elsewhere::Elsewhere;
use crate::evidence::standing::Standings;
use crate::evidence::{Verdict, Verification};
use crate::fileset::FileSet;
use crate::history::base::Base;
use crate::history::gain::{self, Gain};
use crate::model::claim::{Claim, Evidence};
use crate::project::Project;
use crate::story::cover::{self, CoveredStory};
use crate::syntax::allow::Allow;
use crate::syntax::fault::Fault;
use crate::text::nearest::{did_you_mean, nearest};
use crate::text::span::{FileId, Place};
use baseline::{BaselineSplit, EntryState, SetAside};
pub use change::asks_who_raised;
use chrono::NaiveDate;
use comments::CommentSplit;
pub use evidence::weight_in_words;
pub use quotes::{NEEDS_WORDS, nearest_passage};
use rayon::prelude::*;
use std::cmp::Ordering;

/// The groups, in the order in which `explain` lists them.
pub const GROUPS: [&Group; 9] = [
    &reading::GROUP,
    &links::GROUP,
    &quotes::GROUP,
    &evidence::GROUP,
    &statements::GROUP,
    &stories::GROUP,
    &upkeep::GROUP,
    &change::GROUP,
    &silencing::GROUP,
];

/// Has a rule a fix for most of what it finds? Whether it has for one takes a second look at the text.
pub fn has_fix(rule: &str) -> bool {
    const RULES: [&str; 8] = [
        "quote-altered",
        "wrong-page",
        "status-spelling",
        "former-word",
        "unknown-status",
        "unknown-key",
        "unknown-value",
        "invisible-characters",
    ];
    RULES.contains(&rule)
}

/// The rules that judge no quote whose text is not here, fingerprint or not.
pub fn need_the_text() -> impl Iterator<Item = &'static str> {
    quotes::NEED_THE_TEXT.into_iter().chain(evidence::NEED_THE_TEXT)
}

/// Rules about one thing.
#[derive(Debug)]
pub struct Group {
    /// What they are about.
    pub about: About,
    /// Their folder in `src/rules`.
    pub folder: &'static str,
    /// What they are about, as a heading.
    pub heading: &'static str,
    /// In the order in which `explain` lists them.
    pub rules: &'static [Rule],
}

/// One rule.
#[derive(Debug)]
pub struct Rule {
    /// Its name: the fault, in kebab-case words.
    pub name: &'static str,
    /// Its own level; a rule may say some things at another.
    pub level: Level,
    /// What a policy and a comment may do about it.
    pub leeway: Configurable,
    /// Its page, in Markdown: a title, a summary of one line, then why it matters and what to do, then tested examples.
    pub page: &'static str,
    check: Check,
}

/// What a policy and a comment may do about what a rule says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Configurable {
    /// Any level, and silence.
    Any,
    /// Any level, but it must be said.
    MustBeSaid,
    /// Nothing: a claim would pass that nobody could judge, or a quote that is none.
    None,
    /// Any level, and silence; and it says nothing unless a policy gives it a level.
    OnRequest,
}

impl Configurable {
    /// May a comment silence it?
    pub fn lets_comments_silence(self) -> bool {
        matches!(self, Configurable::Any | Configurable::OnRequest)
    }
}

/// What a rule is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum About {
    /// How files are written.
    Reading,
    /// How records point to each other.
    Links,
    /// Whether quotes are in their sources.
    Quotes,
    /// Whether a status is earned.
    Evidence,
    /// What statements say.
    Statements,
    /// What our own texts say.
    Stories,
    /// What time and many hands do to a corpus.
    Upkeep,
    /// What a change does, compared with where it comes from.
    Change,
    /// Comments that silence a rule, and findings that are set aside.
    Silencing,
}

/// When a rule looks, and at what. Each kind sees what the kinds before it have found.
#[derive(Debug)]
enum Check {
    /// First: at the project.
    Project(fn(&Context, &mut Vec<Diagnostic>)),
    /// Then, once comments have silenced findings: at the comments that silenced none, and at the findings that are left.
    Comments(fn(&[&Allow], &[Diagnostic], &mut Vec<Diagnostic>)),
    /// Last, once the baseline has set findings aside: at the state of each of its entries.
    Baseline(fn(&Context, &[EntryState], &mut Vec<Diagnostic>)),
}

/// What a rule may look at.
#[derive(Debug)]
pub struct Context<'a> {
    /// All of it.
    pub project: &'a Project,
    /// The files, by name only.
    pub files: &'a FileSet,
    /// What they mean.
    pub corpus: &'a Corpus,
    /// What became of each quote.
    pub verification: &'a Verification,
    /// What the evidence of each claim has earned.
    pub standings: &'a Standings,
    /// The day on which the corpus is judged.
    pub today: NaiveDate,
    /// What the corpus was, if a change is judged.
    pub base: Option<&'a Base>,
    /// Which claims earn more than their own evidence tells, if a change is judged.
    pub gains: Vec<Gain>,
    /// Which quotes that are not in their source stand in another.
    pub elsewhere: Elsewhere,
    /// Our own texts, held against the claims.
    pub stories: Vec<CoveredStory<'a>>,
    /// Shall each diagnostic carry its fix? Some fixes take a second look at a text.
    pub fixes: bool,
}

/// What the rules say of one project. All lists are by file, then by place, then by rule.
#[derive(Debug)]
pub struct Judgement {
    /// What counts.
    pub diagnostics: Vec<Diagnostic>,
    /// What a comment silenced.
    pub silenced: Vec<Diagnostic>,
    /// What the baseline sets aside.
    pub aside: Vec<SetAside>,
    /// The state of each entry of the baseline, in its order.
    pub entries: Vec<EntryState>,
}

/// Lets every rule look at `context`, at the levels of the corpus's policy.
pub fn run(context: &Context) -> Judgement {
    let rules: Vec<_> = all().collect();
    let found = rules.par_iter().flat_map_iter(|rule| match rule.check {
        Check::Project(check) => rule.at_policy_level(context.corpus, |found| check(context, found)),
        Check::Comments(_) | Check::Baseline(_) => Vec::new(),
    });
    let CommentSplit { mut left, mut silenced, unused } = comments::silence(context, found.collect());
    for rule in all() {
        if let Check::Comments(check) = rule.check {
            let found = rule.at_policy_level(context.corpus, |found| check(&unused, &left, found));
            left.extend(found);
        }
    }
    left.sort_by(by_place);
    fixes::keep_possible(context.files, &mut left);
    let BaselineSplit { left: mut diagnostics, aside, entries } = baseline::split(context, left);
    for rule in all() {
        if let Check::Baseline(check) = rule.check {
            diagnostics.extend(rule.at_policy_level(context.corpus, |found| check(context, &entries, found)));
        }
    }
    diagnostics.sort_by(by_place);
    silenced.sort_by(by_place);
    Judgement { diagnostics, silenced, aside, entries }
}

fn by_place(a: &Diagnostic, b: &Diagnostic) -> Ordering {
    (a.place(), a.rule, &a.message).cmp(&(b.place(), b.rule, &b.message))
}

/// Every rule, in the order in which `explain` lists them.
pub fn all() -> impl Iterator<Item = &'static Rule> {
    GROUPS.into_iter().flat_map(|group| group.rules)
}

/// The rule of that name.
pub fn find(name: &str) -> Option<&'static Rule> {
    all().find(|rule| rule.name == name)
}

/// The group of the rule of that name.
pub fn group_of(name: &str) -> Option<&'static Group> {
    GROUPS.into_iter().find(|group| group.rules.iter().any(|rule| rule.name == name))
}

/// The rule that was probably meant by a name that is none.
pub fn nearest_name(name: &str) -> Option<&'static str> {
    nearest(name, all().map(|rule| rule.name))
}

impl Rule {
    /// The one sentence below the title of the page.
    pub fn summary(&self) -> &'static str {
        self.page.lines().skip(1).find(|line| !line.is_empty()).unwrap_or_default()
    }

    /// Why it matters and what to do, in Markdown: all between the summary and the examples.
    pub fn why(&self) -> &'static str {
        let before = self.page.split("\n## ").next().unwrap_or_default();
        before.split_once(self.summary()).map_or("", |(_, why)| why).trim()
    }

    /// Something that the rule has to say, at the rule's own level.
    fn says(&self, message: impl Into<String>, place: Place, label: impl Into<String>) -> Diagnostic {
        Diagnostic::new(self.name, self.level, message, place, label)
    }

    /// What `check` says, at the level that the policy gives the rule. What the rule says at a graver level than its
    /// own stays as it is.
    fn at_policy_level(&self, corpus: &Corpus, check: impl FnOnce(&mut Vec<Diagnostic>)) -> Vec<Diagnostic> {
        let mut diagnostics = Vec::new();
        check(&mut diagnostics);
        let mut settings =
            corpus.policy.rules.iter().rev().filter(|setting| *setting.rule.value == *self.name);
        match settings.next().map(|setting| setting.level.value).filter(|&level| self.allows(level)) {
            None if self.leeway == Configurable::OnRequest => diagnostics.clear(),
            None => {}
            Some(None) => diagnostics.retain(|diagnostic| self.is_grave(diagnostic)),
            Some(Some(level)) => {
                for diagnostic in diagnostics.iter_mut().filter(|diagnostic| !self.is_grave(diagnostic)) {
                    let lighter = diagnostic.level < self.level;
                    diagnostic.level = if lighter { level.min(diagnostic.level) } else { level };
                }
            }
        }
        diagnostics
    }

    /// May a policy set the rule to `level`?
    pub fn allows(&self, level: Option<Level>) -> bool {
        match self.leeway {
            Configurable::Any | Configurable::OnRequest => true,
            Configurable::MustBeSaid => level.is_some(),
            Configurable::None => level == Some(self.level),
        }
    }

    fn is_grave(&self, diagnostic: &Diagnostic) -> bool {
        diagnostic.level > self.level
    }
}

impl<'a> Context<'a> {
    /// Looks at `project` as of `today`; as a change from `base`, if one is given.
    pub fn of(project: &'a Project, today: NaiveDate, base: Option<&'a Base>) -> Self {
        let Project { files, corpus, verification, standings } = project;
        let elsewhere = Elsewhere::look(corpus, files, verification);
        let stories = cover::stories(project);
        let gains = base.map(|base| gain::gains(base, project, today)).unwrap_or_default();
        Self {
            project,
            files,
            corpus,
            verification,
            standings,
            today,
            base,
            gains,
            elsewhere,
            stories,
            fixes: false,
        }
    }

    /// The same; and each diagnostic shall carry its fix.
    #[must_use]
    pub fn with_fixes(self) -> Self {
        Self { fixes: true, ..self }
    }

    /// All that is wrong with how files are written.
    fn faults(&self) -> impl Iterator<Item = &'a Fault> {
        self.corpus.faults.iter()
    }

    /// The claims whose files could be read whole.
    fn claims(&self) -> impl Iterator<Item = &'a Claim> {
        self.corpus.claims.iter().filter(|claim| claim.sound)
    }

    /// Those of them that nobody has withdrawn: only these need looking after.
    fn standing_claims(&self) -> impl Iterator<Item = &'a Claim> {
        self.claims().filter(|claim| claim.withdrawn.is_none())
    }

    /// Every quote of the claims that could be read whole, with what became of it.
    fn quoted_evidence(&self) -> impl Iterator<Item = (&'a Claim, &'a Evidence, &'a Verdict)> {
        let (corpus, verification) = (self.corpus, self.verification);
        corpus.each_claim().filter(|(_, claim)| claim.sound).flat_map(move |(at, claim)| {
            claim
                .evidence
                .iter()
                .zip(verification.of_claim(at))
                .map(move |(evidence, verdict)| (claim, evidence, verdict))
        })
    }

    /// The file that holds the words of the source that `evidence` quotes.
    fn text_file(&self, evidence: &Evidence) -> Option<FileId> {
        let source = self.corpus.source_at(&evidence.source.as_ref()?.value)?;
        self.corpus.text_of(source).map(|text| text.file)
    }

    /// The language (BCP 47) of the source that `evidence` quotes, if its record names one.
    fn language(&self, evidence: &Evidence) -> Option<&str> {
        let source = self.corpus.source(&evidence.source.as_ref()?.value)?;
        source.language.as_ref().map(|language| &*language.value)
    }

    /// `replacement` for what `fault` marks, if fixes are asked for.
    fn fix_of(
        &self,
        fault: &Fault,
        replacement: Option<String>,
        applicability: Applicability,
    ) -> Option<Fix> {
        let replacement = replacement.filter(|_| self.fixes)?;
        Some(Fix::replacing(fault.file, fault.span, replacement, applicability))
    }

    fn path(&self, file: FileId) -> &'a str {
        &self.files.entry(file).path
    }
}

/// `one word`, `3 words`.
fn counted(count: usize, one: &str, many: &str) -> String {
    if count == 1 { format!("one {one}") } else { format!("{count} {many}") }
}

/// "did you mean" one of `names`. After so many have been `told`, no more: to find the nearest of many names takes its
/// time, and a flood of wrong ones has one cause.
fn suggest<'n>(written: &str, names: impl Iterator<Item = &'n str>, told: usize) -> String {
    const MOST: usize = 100;
    did_you_mean(nearest(written, names.take(if told < MOST { usize::MAX } else { 0 })))
}

/// `` `a`, `b` or `c` ``; of many words the first ones.
fn alternatives(words: &[&str]) -> String {
    const MOST: usize = 12;
    let mut quoted: Vec<_> = words.iter().take(MOST).map(|word| format!("`{word}`")).collect();
    if words.len() > MOST {
        quoted.push(format!("one of {} more", words.len() - MOST));
    }
    match quoted.split_last() {
        Some((last, [])) => last.clone(),
        Some((last, rest)) => format!("{} or {last}", rest.join(", ")),
        None => String::new(),
    }
}
