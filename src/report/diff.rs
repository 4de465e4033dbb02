//! What `diff` shows: what became of each claim between two moments, the worst first, and why.

use super::check::ComparedWith;
use crate::history::comparison::{ClaimChange, Comparison, EvidenceChange, SourceChange};
use crate::history::settings::Setting;
use crate::model::state::State;
use similar::{ChangeTag, TextDiff};
use std::borrow::Cow;

/// The outcome of a comparison.
#[derive(Debug)]
pub struct DiffReport<'m> {
    /// What was compared with.
    pub base: ComparedWith,
    /// The id of the commit that was compared, and its beginning; `None` for the working tree.
    pub head: Option<(String, String)>,
    /// What became of claims, the worst first, then by id.
    pub claims: Vec<Shown<'m>>,
    /// What became of sources.
    pub sources: &'m [SourceChange<'m>],
    /// What the policy says otherwise.
    pub policy: &'m [Setting],
}

/// What became of one claim.
#[derive(Debug)]
pub struct Shown<'m> {
    /// What it was and is.
    pub change: &'m ClaimChange<'m>,
    /// The worst of what happened to it.
    pub kind: Kind,
    /// Why, or what else is to be known, each in a few words.
    pub causes: Vec<Words>,
}

/// The worst of what happened to a claim. Ordered: the worst first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kind {
    /// Its file is gone.
    Removed,
    /// Its file cannot be read any more.
    Unreadable,
    /// Its status rose without a reason.
    RaisedSilently,
    /// Its status rose to one that is not earned.
    RaisedUnearned,
    /// Its status is not earned any more.
    Undermined,
    /// A quote that was verified is not any more.
    QuoteFails,
    /// Its status rose.
    Raised,
    /// It says something else, under a status that asserts.
    Restated,
    /// Its status fell.
    Lowered,
    /// It was given up.
    Withdrawn,
    /// It can be read again, or was taken up again.
    Restored,
    /// It is new.
    Added,
    /// It has another id.
    Renamed,
    /// It lies in another folder.
    Moved,
    /// Something else.
    Changed,
}

/// Some words of ours and some that come out of files, which every sink escapes.
pub type Words = Vec<Word>;

/// A part of a sentence.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Word {
    /// Ours.
    Own(Cow<'static, str>),
    /// Out of a file: an id, a path.
    Theirs(String),
}

/// A stretch of a text that was compared word by word with another.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stretch {
    /// In which of the two it stands.
    pub stands: Stands,
    /// The words, with the white space between them.
    pub text: String,
}

/// In which of two texts something stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stands {
    /// In both.
    Both,
    /// In the first.
    Before,
    /// In the second.
    After,
}

impl<'m> DiffReport<'m> {
    /// Puts a comparison in order.
    pub fn of(comparison: &'m Comparison<'m>, base: ComparedWith, head: Option<(String, String)>) -> Self {
        let shown =
            |change| Shown { change, kind: Kind::of(change), causes: causes(change, &comparison.sources) };
        let mut claims: Vec<_> = comparison.claims.iter().map(shown).collect();
        claims.sort_by(|a, b| (a.kind, a.change.id()).cmp(&(b.kind, b.change.id())));
        Self { base, head, claims, sources: &comparison.sources, policy: &comparison.policy }
    }

    /// Is everything as it was?
    pub fn is_empty(&self) -> bool {
        self.claims.is_empty() && self.sources.is_empty() && self.policy.is_empty()
    }

    /// How many claims there are of each kind, the worst first; none that there are none of.
    pub fn counts(&self) -> Vec<(Kind, usize)> {
        let mut counts: Vec<(Kind, usize)> = Vec::new();
        for shown in &self.claims {
            match counts.last_mut() {
                Some((kind, count)) if *kind == shown.kind => *count += 1,
                _ => counts.push((shown.kind, 1)),
            }
        }
        counts
    }
}

impl Kind {
    fn of(change: &ClaimChange) -> Self {
        let (from, to) = (change.from(), change.to());
        let asserts = matches!(to, State::Standing(status) if status.asserts());
        match () {
            () if to == State::Absent => Kind::Removed,
            () if from == State::Absent => Kind::Added,
            () if to == State::Unreadable && from != to => Kind::Unreadable,
            () if change.is_silent() => Kind::RaisedSilently,
            () if change.is_undermined() && to.is_above(from) => Kind::RaisedUnearned,
            () if change.is_undermined() => Kind::Undermined,
            () if change.evidence.iter().any(|evidence| evidence.failing().is_some()) => Kind::QuoteFails,
            () if to == State::Withdrawn && from != to => Kind::Withdrawn,
            () if from != to && !matches!(from, State::Standing(_)) => Kind::Restored,
            () if to.is_above(from) => Kind::Raised,
            () if from.is_above(to) => Kind::Lowered,
            () if change.statement().is_some() && asserts => Kind::Restated,
            () if change.formerly().is_some() => Kind::Renamed,
            () if change.moved().is_some() && change.evidence.is_empty() && change.keys.is_empty() => {
                Kind::Moved
            }
            () => Kind::Changed,
        }
    }

    /// The word for it.
    pub fn name(self) -> &'static str {
        match self {
            Kind::Removed => "removed",
            Kind::Unreadable => "unreadable",
            Kind::RaisedSilently => "raised without a reason",
            Kind::RaisedUnearned => "raised, but not earned",
            Kind::Undermined => "undermined",
            Kind::QuoteFails => "quote fails",
            Kind::Raised => "raised",
            Kind::Restated => "restated",
            Kind::Lowered => "lowered",
            Kind::Withdrawn => "withdrawn",
            Kind::Restored => "restored",
            Kind::Added => "added",
            Kind::Renamed => "renamed",
            Kind::Moved => "moved",
            Kind::Changed => "changed",
        }
    }
}

impl Word {
    fn own(words: impl Into<Cow<'static, str>>) -> Self {
        Word::Own(words.into())
    }
}

/// Two texts, word by word (Myers 1986). White space between two changed words is part of the change.
pub fn word_by_word(before: &str, after: &str) -> Vec<Stretch> {
    let mut stretches = Vec::new();
    let (mut gone, mut come, mut white) = (String::new(), String::new(), String::new());
    let mut put = |stands, text: String| {
        if !text.is_empty() {
            stretches.push(Stretch { stands, text });
        }
    };
    let mut same = String::new();
    let diff = TextDiff::from_words(before, after);
    for change in diff.iter_all_changes() {
        let word = change.value();
        let is_white = word.chars().all(char::is_whitespace);
        match change.tag() {
            ChangeTag::Equal if is_white && !(gone.is_empty() && come.is_empty()) => white.push_str(word),
            ChangeTag::Equal => {
                put(Stands::Before, std::mem::take(&mut gone));
                put(Stands::After, std::mem::take(&mut come));
                same.push_str(&std::mem::take(&mut white));
                same.push_str(word);
            }
            tag => {
                put(Stands::Both, std::mem::take(&mut same));
                let white = std::mem::take(&mut white);
                gone.push_str(&white);
                come.push_str(&white);
                if tag == ChangeTag::Delete { gone.push_str(word) } else { come.push_str(word) }
            }
        }
    }
    put(Stands::Before, gone);
    put(Stands::After, come);
    put(Stands::Both, same + &white);
    stretches
}

/// Is so little left of a text that it is better read as two?
pub fn is_rewritten(stretches: &[Stretch]) -> bool {
    let words = |stands| {
        let texts = stretches.iter().filter(move |stretch| stretch.stands == stands);
        texts.flat_map(|stretch| stretch.text.split_whitespace()).count()
    };
    words(Stands::Both) < words(Stands::Before).max(words(Stands::After))
}

fn causes(change: &ClaimChange, sources: &[SourceChange]) -> Vec<Words> {
    let mut causes: Vec<Words> = Vec::new();
    if change.is_silent() {
        causes.push(vec![Word::own("neither evidence nor rationale changed")]);
    }
    if let (true, Some(after)) = (change.is_undermined(), change.after) {
        causes.push(vec![Word::own(format!("it has earned {} only", after.standing.earned.name()))]);
    }
    let both = change.before.is_some() && change.after.is_some();
    for evidence in &change.evidence {
        let (what, of) = match evidence {
            EvidenceChange::Judged(of, ..) => ("now verified: a quote from ", of),
            EvidenceChange::Added(of, _) => ("evidence added from ", of),
            EvidenceChange::Changed(_, of, _) => ("evidence changed from ", of),
            EvidenceChange::Lost(of) => ("evidence lost from ", of),
        };
        let source = || Word::Theirs(of.source.as_ref().map_or("", |source| &source.value).to_owned());
        let cause = match evidence.failing() {
            Some(fate) => vec![Word::own(format!("{}: a quote from ", fate.name())), source()],
            None => vec![Word::own(what), source()],
        };
        // What a claim came with or went with stands below.
        if (both || evidence.failing().is_some()) && !causes.contains(&cause) {
            causes.push(cause);
        }
    }
    if let Some((before, after)) = change.origins() {
        causes.push(vec![Word::own(format!("independent origins {before} → {after}"))]);
    }
    match change.rationale() {
        Some((_, "")) => causes.push(vec![Word::own("rationale dropped")]),
        Some(_) if change.before.is_some() => causes.push(vec![Word::own("new rationale")]),
        _ => {}
    }
    for source in sources.iter().filter(|source| change.sources.contains(&source.id)) {
        let mut cause = vec![Word::own("source "), Word::Theirs(source.id.to_owned())];
        cause.push(Word::own(format!(": {}", source_in_words(source))));
        causes.push(cause);
    }
    for overlay in change.overlays_gained() {
        causes.push(vec![Word::own(format!("now {overlay}"))]);
    }
    if let Some((before, after)) = change.moved() {
        causes.push(vec![
            Word::own("moved from "),
            Word::Theirs(before.to_owned()),
            Word::own(" to "),
            Word::Theirs(after.to_owned()),
        ]);
    }
    if let Some(former) = change.formerly() {
        causes.push(vec![Word::own("formerly "), Word::Theirs(former.to_owned())]);
    }
    if !change.keys.is_empty() {
        causes.push(vec![Word::own(format!("other keys: {}", change.keys.join(", ")))]);
    }
    causes
}

/// What became of a source.
pub fn source_in_words(change: &SourceChange) -> String {
    let mut words = Vec::new();
    match (change.before, change.after) {
        (None, _) => words.push("new".to_owned()),
        (_, None) => words.push("removed".to_owned()),
        _ => {}
    }
    if change.retracted {
        words.push("taken back".to_owned());
    }
    if change.repinned {
        words.push("another text".to_owned());
    }
    if !change.keys.is_empty() {
        words.push(format!("other keys: {}", change.keys.join(", ")));
    }
    words.join(", ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_that_stay_are_told_from_those_that_go_and_come() {
        let stretches = word_by_word("It has 22 boats.", "It now has 40 boats.");
        let drawn: String = stretches
            .iter()
            .map(|stretch| match stretch.stands {
                Stands::Both => stretch.text.clone(),
                Stands::Before => format!("[{}]", stretch.text),
                Stands::After => format!("<{}>", stretch.text),
            })
            .collect();
        assert_eq!(drawn, "It <now >has [22]<40> boats.");
        assert!(!is_rewritten(&stretches) && is_rewritten(&word_by_word("One two three.", "Four five.")));
    }
}
