//! Floor 6: judgement. One rule, one file of code, and one page of text beside it that `explain` prints and the
//! tests run. A rule is named after the fault, so that "allow *rule*" reads well.

mod circular_origin;
mod duplicate_id;
mod invalid_date;
mod invalid_id;
mod invisible_characters;
mod irregular_file;
mod malformed_allow;
mod merge_markers;
mod misplaced_key;
mod missing_field;
mod origin_later_than_copy;
mod quote_absent;
mod quote_altered;
mod quote_ambiguous;
mod quote_is_title;
mod quote_overlong;
mod quote_sheds_hedge;
mod quote_short;
mod quote_unread;
mod source_changed;
mod status_spelling;
mod toml_syntax;
mod unknown_claim;
mod unknown_key;
mod unknown_source;
mod unknown_status;
mod unknown_value;
mod unused_allow;
mod unused_source;
mod wrong_type;

use crate::corpus::Corpus;
use crate::diagnostic::{Diagnostic, Level};
use crate::evidence::{Quotes, Verdict};
use crate::fileset::FileSet;
use crate::model::claim::{Claim, Evidence};
use crate::syntax::allow::Allow;
use crate::syntax::fault::{Fault, FaultKind};
use crate::text::span::{FileId, Place};
use rayon::prelude::*;

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
    unused_source::RULE,
    quote_absent::RULE,
    quote_altered::RULE,
    quote_is_title::RULE,
    quote_unread::RULE,
    quote_ambiguous::RULE,
    quote_short::RULE,
    quote_overlong::RULE,
    quote_sheds_hedge::RULE,
    malformed_allow::RULE,
    unused_allow::RULE,
];

/// One rule.
#[derive(Debug)]
pub struct Rule {
    /// Its name: the fault, in kebab-case words.
    pub name: &'static str,
    /// What it is about.
    pub about: About,
    /// Its own level; a rule may say some things at another.
    pub level: Level,
    /// May a policy change the level, or a comment silence it? Not where a claim would pass that nobody could judge, or
    /// a quote that is none.
    pub adjustable: bool,
    /// Its page, in Markdown: a title, a summary of one line, then why and how to mend it, then tested examples.
    pub page: &'static str,
    check: Check,
}

/// What a rule is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum About {
    /// How files are written.
    Reading,
    /// How records point to each other.
    Links,
    /// Whether quotes stand in their sources.
    Quotes,
    /// Comments that silence.
    Silencing,
}

impl About {
    /// The heading for the rules about it.
    pub fn heading(self) -> &'static str {
        match self {
            About::Reading => "How files are written",
            About::Links => "How records point to each other",
            About::Quotes => "Whether quotes stand in their sources",
            About::Silencing => "Comments that silence a rule",
        }
    }
}

#[derive(Debug)]
enum Check {
    /// Looks at everything.
    All(fn(&Context, &mut Vec<Diagnostic>)),
    /// Looks at the comments that silenced nothing, once it is known which, and at what was not silenced.
    UnusedAllows(fn(&[&Allow], &[Diagnostic], &mut Vec<Diagnostic>)),
}

/// What a rule may look at.
#[derive(Debug)]
pub struct Context<'a> {
    /// The files, by name only.
    pub files: &'a FileSet,
    /// What they mean.
    pub corpus: &'a Corpus,
    /// What became of each quote.
    pub quotes: &'a Quotes,
}

/// What the rules say of one corpus.
#[derive(Debug)]
pub struct Judgement {
    /// By file, then by place, then by rule.
    pub diagnostics: Vec<Diagnostic>,
    /// What a comment silenced, in the same order.
    pub silenced: Vec<Diagnostic>,
}

/// Lets every rule look at `context`, at the levels of the corpus's policy.
pub fn run(context: &Context) -> Judgement {
    let said = RULES.par_iter().flat_map_iter(|rule| match rule.check {
        Check::All(check) => rule.at_policy_level(context.corpus, |said| check(context, said)),
        Check::UnusedAllows(_) => Vec::new(),
    });
    let said = said.collect();
    let (mut diagnostics, silenced, unused) = silence(said, &context.corpus.allows);
    for rule in RULES {
        if let Check::UnusedAllows(check) = rule.check {
            let said = rule.at_policy_level(context.corpus, |said| check(&unused, &diagnostics, said));
            diagnostics.extend(said);
        }
    }
    let mut judgement = Judgement { diagnostics, silenced };
    for list in [&mut judgement.diagnostics, &mut judgement.silenced] {
        list.sort_by(|a, b| (a.place(), a.rule, &a.message).cmp(&(b.place(), b.rule, &b.message)));
    }
    judgement
}

/// The rule of that name.
pub fn find(name: &str) -> Option<&'static Rule> {
    RULES.iter().find(|rule| rule.name == name)
}

impl Rule {
    /// The one sentence that stands below the title of the page.
    pub fn summary(&self) -> &'static str {
        self.page.lines().skip(1).find(|line| !line.is_empty()).unwrap_or_default()
    }

    /// Something that the rule has to say, at the rule's own level.
    fn says(&self, message: impl Into<String>, place: Place, label: impl Into<String>) -> Diagnostic {
        Diagnostic::new(self.name, self.level, message, place, label)
    }

    fn at_policy_level(&self, corpus: &Corpus, check: impl FnOnce(&mut Vec<Diagnostic>)) -> Vec<Diagnostic> {
        let settings = corpus.policy.rules.iter().rev();
        let setting = settings.filter(|_| self.adjustable).find(|setting| *setting.rule.value == *self.name);
        let mut said = Vec::new();
        match setting.map(|setting| setting.level.value) {
            Some(None) => return said,
            Some(Some(level)) => {
                check(&mut said);
                for diagnostic in &mut said {
                    diagnostic.level = level;
                }
            }
            None => check(&mut said),
        }
        said
    }
}

impl<'a> Context<'a> {
    /// All that is wrong with how files are written.
    fn faults(&self) -> impl Iterator<Item = (&'a Fault, &'a FaultKind)> {
        self.corpus.faults.iter().map(|fault| (fault, &fault.kind))
    }

    /// The claims whose files could be read whole.
    fn claims(&self) -> impl Iterator<Item = &'a Claim> {
        self.corpus.claims.iter().filter(|claim| claim.sound)
    }

    /// Every quote of these claims, with what became of it.
    fn quotes(&self) -> impl Iterator<Item = (&'a Claim, &'a Evidence, &'a Verdict)> {
        let (corpus, quotes) = (self.corpus, self.quotes);
        corpus.claims.iter().enumerate().filter(|(_, claim)| claim.sound).flat_map(move |(at, claim)| {
            claim
                .evidence
                .iter()
                .zip(quotes.of_claim(at))
                .map(move |(evidence, verdict)| (claim, evidence, verdict))
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

/// Takes out what comments silence. Returns what is left, what was silenced, and the comments that silenced nothing.
fn silence(said: Vec<Diagnostic>, allows: &[Allow]) -> (Vec<Diagnostic>, Vec<Diagnostic>, Vec<&Allow>) {
    let mut used = vec![false; allows.len()];
    let (silenced, left) = said.into_iter().partition(|diagnostic| {
        let adjustable = find(diagnostic.rule).is_some_and(|rule| rule.adjustable);
        let place = diagnostic.place();
        let mut silenced = false;
        for (allow, used) in allows.iter().zip(&mut used).filter(|_| adjustable) {
            let meant = allow.says.as_ref().is_ok_and(|says| says.rule.value == diagnostic.rule);
            if meant && allow.file == place.file && allow.covers.overlaps(place.span) {
                *used = true;
                silenced = true;
            }
        }
        silenced
    });
    let unused = allows.iter().zip(used).filter(|(allow, used)| !used && allow.says.is_ok());
    (left, silenced, unused.map(|(allow, _)| allow).collect())
}

/// `one word`, `3 words`.
fn counted(count: usize, one: &str, many: &str) -> String {
    if count == 1 { format!("one {one}") } else { format!("{count} {many}") }
}

/// "did you mean", where there is something to mean.
fn did_you_mean(nearest: Option<&str>) -> String {
    nearest.map_or_else(String::new, |nearest| format!("; did you mean `{nearest}`?"))
}

/// `` `a`, `b` or `c` ``
fn alternatives(words: &[&str]) -> String {
    let quoted: Vec<_> = words.iter().map(|word| format!("`{word}`")).collect();
    match quoted.split_last() {
        Some((last, [])) => last.clone(),
        Some((last, rest)) => format!("{} or {last}", rest.join(", ")),
        None => String::new(),
    }
}
