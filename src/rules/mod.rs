//! Floor 9: judgement. One rule, one file of code, and one page of text beside it that `explain` prints and the
//! tests run. A rule is named after the fault, so that "allow *rule*" reads well.

mod allow_added;
pub mod aside;
mod baseline_added;
mod baseline_expired;
mod baseline_unused;
mod change;
mod circular_origin;
mod claim_deleted;
mod claimant_without_origin;
mod dispute_unweighed;
mod distinct_names_mixed;
mod duplicate_id;
mod fingerprint_wrong;
pub mod fix;
mod forecast_due;
mod forecast_without_due;
mod invalid_date;
mod invalid_id;
mod invisible_characters;
mod irregular_file;
pub mod key;
mod malformed_allow;
mod merge_markers;
mod misplaced_key;
mod missing_field;
mod move_not_allowed;
mod name_variant;
mod near_duplicate_claim;
mod origin_later_than_copy;
mod own_word_only;
mod part_taken_for_whole;
mod policy_changed;
mod quote_absent;
mod quote_altered;
mod quote_ambiguous;
mod quote_is_title;
mod quote_overlong;
mod quote_reused;
mod quote_sheds_hedge;
mod quote_short;
mod quote_unread;
mod rationale_missing;
mod review_before_check;
mod second_hand;
mod self_checked;
mod single_origin;
mod source_changed;
mod source_retracted;
mod source_reweighed;
mod source_unarchived;
mod source_undated;
mod stale_check;
mod statement_drift;
mod status_moved_silently;
mod status_spelling;
mod status_unsupported;
mod text_repinned;
mod toml_syntax;
mod unknown_claim;
mod unknown_key;
mod unknown_source;
mod unknown_status;
mod unknown_value;
mod unseen_primary;
mod unused_allow;
mod unused_source;
mod weighing;
mod wrong_type;

use crate::corpus::Corpus;
use crate::diagnostic::{Diagnostic, Level};
use crate::evidence::standing::Standings;
use crate::evidence::{Grade, Verdict, Verification};
use crate::fileset::FileSet;
use crate::history::base::Base;
use crate::model::claim::{Claim, Evidence};
use crate::model::policy::Policy;
use crate::project::Project;
use crate::syntax::allow::Allow;
use crate::syntax::fault::Fault;
use crate::text::nearest::{did_you_mean, nearest};
use crate::text::span::{FileId, Place};
use aside::{BaselineSplit, Fate, SetAside};
use chrono::NaiveDate;
pub use quote_altered::nearest_passage;
use rayon::prelude::*;
use std::cmp::Ordering;
use std::collections::HashMap;
pub use weighing::weight_in_words;

/// Every rule, in the order in which they are explained.
pub const RULES: &[Rule] = &[
    toml_syntax::RULE,
    merge_markers::RULE,
    irregular_file::RULE,
    invalid_id::RULE,
    duplicate_id::RULE,
    missing_field::RULE,
    misplaced_key::RULE,
    unknown_key::RULE,
    unknown_status::RULE,
    status_spelling::RULE,
    unknown_value::RULE,
    wrong_type::RULE,
    invalid_date::RULE,
    invisible_characters::RULE,
    unknown_source::RULE,
    unknown_claim::RULE,
    circular_origin::RULE,
    origin_later_than_copy::RULE,
    source_changed::RULE,
    fingerprint_wrong::RULE,
    unused_source::RULE,
    quote_absent::RULE,
    quote_altered::RULE,
    quote_is_title::RULE,
    quote_unread::RULE,
    quote_ambiguous::RULE,
    quote_short::RULE,
    quote_overlong::RULE,
    quote_sheds_hedge::RULE,
    status_unsupported::RULE,
    single_origin::RULE,
    own_word_only::RULE,
    unseen_primary::RULE,
    part_taken_for_whole::RULE,
    source_retracted::RULE,
    dispute_unweighed::RULE,
    rationale_missing::RULE,
    claimant_without_origin::RULE,
    second_hand::RULE,
    stale_check::RULE,
    review_before_check::RULE,
    forecast_without_due::RULE,
    forecast_due::RULE,
    near_duplicate_claim::RULE,
    quote_reused::RULE,
    name_variant::RULE,
    distinct_names_mixed::RULE,
    source_undated::RULE,
    source_unarchived::RULE,
    status_moved_silently::RULE,
    statement_drift::RULE,
    claim_deleted::RULE,
    move_not_allowed::RULE,
    self_checked::RULE,
    policy_changed::RULE,
    text_repinned::RULE,
    source_reweighed::RULE,
    allow_added::RULE,
    malformed_allow::RULE,
    unused_allow::RULE,
    baseline_unused::RULE,
    baseline_expired::RULE,
    baseline_added::RULE,
];

/// The rules that need the words around a quote: they judge no quote whose text is not here, fingerprint or not.
pub const NEED_THE_TEXT: [&str; 3] =
    [quote_ambiguous::RULE.name, quote_is_title::RULE.name, quote_sheds_hedge::RULE.name];

/// One rule.
#[derive(Debug)]
pub struct Rule {
    /// Its name: the fault, in kebab-case words.
    pub name: &'static str,
    /// What it is about.
    pub about: About,
    /// Its own level; a rule may say some things at another.
    pub level: Level,
    /// What a policy and a comment may do about it.
    pub leeway: Configurable,
    /// Its page, in Markdown: a title, a summary of one line, then why and how to mend it, then tested examples.
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
    /// Whether quotes stand in their sources.
    Verification,
    /// Whether a status is earned.
    Evidence,
    /// What time and many hands do to a corpus.
    Upkeep,
    /// What a change does, compared with where it comes from.
    Change,
    /// Comments that silence, and what is set aside.
    Silencing,
}

impl About {
    /// The heading for the rules about it.
    pub fn heading(self) -> &'static str {
        match self {
            About::Reading => "How files are written",
            About::Links => "How records point to each other",
            About::Verification => "Whether quotes stand in their sources",
            About::Evidence => "Whether a status is earned",
            About::Upkeep => "What needs looking after",
            About::Change => "Whether a change is honest (with --base)",
            About::Silencing => "Comments that silence a rule, and what is set aside",
        }
    }
}

#[derive(Debug)]
enum Check {
    /// Looks at everything.
    All(fn(&Context, &mut Vec<Diagnostic>)),
    /// Looks at the comments that silenced nothing, once it is known which, and at what was not silenced.
    UnusedAllows(fn(&[&Allow], &[Diagnostic], &mut Vec<Diagnostic>)),
    /// Looks at the entries of the baseline, each with what became of it.
    Asides(fn(&Context, &[Fate], &mut Vec<Diagnostic>)),
}

/// What a rule may look at.
#[derive(Debug)]
pub struct Context<'a> {
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
}

/// What the rules say of one corpus.
#[derive(Debug)]
pub struct Judgement {
    /// By file, then by place, then by rule.
    pub diagnostics: Vec<Diagnostic>,
    /// What a comment silenced, in the same order.
    pub silenced: Vec<Diagnostic>,
    /// What is set aside, in the same order.
    pub aside: Vec<SetAside>,
    /// What became of each entry of the baseline.
    pub fates: Vec<Fate>,
}

/// Lets every rule look at `context`, at the levels of the corpus's policy.
pub fn run(context: &Context) -> Judgement {
    let diagnostics = RULES.par_iter().flat_map_iter(|rule| match rule.check {
        Check::All(check) => rule.at_policy_level(context.corpus, |diagnostics| check(context, diagnostics)),
        Check::UnusedAllows(_) | Check::Asides(_) => Vec::new(),
    });
    let diagnostics = diagnostics.collect();
    let new = context.base.map(|base| base.new_allows(context.files, context.corpus));
    let (mut diagnostics, mut silenced, mut unused) =
        silence(diagnostics, &context.corpus.allows, new.as_deref());
    unused.retain(|allow| !context.may_be_of_use(allow));
    for rule in RULES {
        if let Check::UnusedAllows(check) = rule.check {
            let found = rule.at_policy_level(context.corpus, |found| check(&unused, &diagnostics, found));
            diagnostics.extend(found);
        }
    }
    diagnostics.sort_by(by_place);
    let BaselineSplit { left: mut diagnostics, aside, fates } = aside::split(context, diagnostics);
    for rule in RULES {
        if let Check::Asides(check) = rule.check {
            diagnostics.extend(rule.at_policy_level(context.corpus, |found| check(context, &fates, found)));
        }
    }
    diagnostics.sort_by(by_place);
    silenced.sort_by(by_place);
    Judgement { diagnostics, silenced, aside, fates }
}

fn by_place(a: &Diagnostic, b: &Diagnostic) -> Ordering {
    (a.place(), a.rule, &a.message).cmp(&(b.place(), b.rule, &b.message))
}

/// Does the policy want to know who raised a status? To find out takes a walk through the commits of a change.
pub fn asks_who_raised(policy: &Policy) -> bool {
    let mut settings = policy.rules.iter().rev();
    let own = settings.find(|setting| *setting.rule.value == *self_checked::RULE.name);
    own.is_some_and(|setting| setting.level.value.is_some())
}

/// The rule of that name.
pub fn find(name: &str) -> Option<&'static Rule> {
    RULES.iter().find(|rule| rule.name == name)
}

/// The rule that was probably meant by a name that is none.
pub fn nearest_name(name: &str) -> Option<&'static str> {
    nearest(name, RULES.iter().map(|rule| rule.name))
}

impl Rule {
    /// The one sentence that stands below the title of the page.
    pub fn summary(&self) -> &'static str {
        self.page.lines().skip(1).find(|line| !line.is_empty()).unwrap_or_default()
    }

    /// Why it matters and how to mend it, in Markdown: what stands between the summary and the examples.
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
        Self { files, corpus, verification, standings, today, base }
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

    /// Is the comment about something that could not be judged, because the text is not here?
    fn may_be_of_use(&self, allow: &Allow) -> bool {
        let needs_the_text = allow.says.as_ref().is_ok_and(|says| NEED_THE_TEXT.contains(&&*says.rule.value));
        let unjudged = |verdict: &Verdict| match verdict {
            Verdict::Found(passed) => passed.grade() == Grade::Fingerprint,
            Verdict::Unread(_) => true,
            _ => false,
        };
        needs_the_text
            && self.quoted_evidence().any(|(claim, evidence, verdict)| {
                let reaches = evidence.quote.as_ref().is_some_and(|quote| allow.covers.overlaps(quote.span));
                claim.file == allow.file && reaches && unjudged(verdict)
            })
    }

    /// The file that holds the words of the source that `evidence` quotes.
    fn text_file(&self, evidence: &Evidence) -> Option<FileId> {
        let source = self.corpus.source_at(&evidence.source.as_ref()?.value)?;
        self.corpus.text_of(source).map(|text| text.file)
    }

    fn path(&self, file: FileId) -> &'a str {
        &self.files.entry(file).path
    }
}

/// Takes out what comments silence; those that are `new` with the change that is judged silence no error. Returns what is
/// left, what was silenced, and the comments that silenced nothing.
fn silence<'a>(
    diagnostics: Vec<Diagnostic>,
    allows: &'a [Allow],
    new: Option<&[bool]>,
) -> (Vec<Diagnostic>, Vec<Diagnostic>, Vec<&'a Allow>) {
    // For each file and rule, in the order of the file: so what the comments reach is in order too.
    let mut comments: HashMap<(FileId, &str), Vec<usize>> = HashMap::new();
    for (at, allow) in allows.iter().enumerate() {
        if let Ok(says) = &allow.says
            && find(&says.rule.value).is_some_and(|rule| rule.leeway.lets_comments_silence())
        {
            comments.entry((allow.file, &says.rule.value)).or_default().push(at);
        }
    }
    let mut used = vec![false; allows.len()];
    let (silenced, left) = diagnostics.into_iter().partition(|diagnostic| {
        let place = diagnostic.place();
        let Some(comments) = comments.get(&(place.file, diagnostic.rule)) else { return false };
        let first = comments.partition_point(|&at| allows[at].covers.end < place.span.start);
        let reaching = comments[first..].iter().take_while(|&&at| allows[at].covers.start <= place.span.end);
        let hits: Vec<_> = reaching.filter(|&&at| allows[at].covers.overlaps(place.span)).collect();
        for &&at in &hits {
            used[at] = true;
        }
        let is_new = |at: usize| new.is_some_and(|new| new[at]);
        hits.iter().any(|&&at| diagnostic.level < Level::Error || !is_new(at))
    });
    let unused = allows.iter().zip(used).filter(|(allow, used)| !used && allow.says.is_ok());
    (left, silenced, unused.map(|(allow, _)| allow).collect())
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
