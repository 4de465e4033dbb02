//! What `diff` shows: what became of each claim between two moments, the most serious first, and why.

use super::check::ComparedWith;
use super::words::counted;
pub use super::words::{Word, Words};
use crate::evidence::standing::Overlay;
use crate::history::comparison::{
    self, ClaimChange, Comparison, EvidenceChange, Side as Compared, SourceChange, StoryChange,
};
use crate::history::settings;
use crate::model::claim::{Evidence, Text};
use crate::model::key::Worded;
use crate::model::state::State;
use crate::model::story::Story;
use crate::project::printable::{self, Printable};
use serde::Serialize;
use similar::{ChangeTag, TextDiff};

/// The outcome of a comparison.
#[derive(Debug)]
pub struct DiffReport {
    pub(crate) base: ComparedWith,
    /// The id of the commit that was compared, and its beginning; `None` for the working tree.
    pub(crate) head: Option<(String, String)>,
    /// What became of claims, the most serious first, then by id.
    pub(crate) claims: Vec<Shown>,
    pub(crate) sources: Vec<ShownSource>,
    pub(crate) stories: Vec<ShownStory>,
    pub(crate) policy: Vec<Setting>,
}

/// What became of one claim.
#[derive(Debug)]
pub struct Shown {
    /// Its id; the last one, if it is gone.
    pub(crate) id: String,
    /// The id that it had before, if that was another.
    pub(crate) formerly: Option<String>,
    pub(crate) kind: Kind,
    /// What it states; of one that is gone, what it stated.
    pub(crate) says: Option<String>,
    /// What became of its status: `unsubstantiated → documented`.
    pub(crate) made: String,
    pub(crate) before: Option<Side>,
    pub(crate) after: Option<Side>,
    /// Why, or what else is to be known, each in a few words.
    pub(crate) causes: Vec<Words>,
    /// The statement, if it is another, or if the claim is new or gone.
    pub(crate) statement: Option<TextChange>,
    /// The rationale, if it is another.
    pub(crate) rationale: Option<TextChange>,
    pub(crate) evidence: Vec<ShownEvidence>,
    pub(crate) keys: Vec<KeyChange>,
}

/// A claim before or after a change.
#[derive(Debug, Serialize)]
pub struct Side {
    pub(crate) path: String,
    /// A status, `withdrawn` or `unreadable`.
    #[serde(rename = "status")]
    pub(crate) state: &'static str,
    pub(crate) earned: &'static str,
    pub(crate) witnesses: usize,
    pub(crate) basis: &'static str,
    /// How it may be printed; `None` without a status.
    pub(crate) printable: Option<Printable>,
    /// What there is to know beside the status.
    pub(crate) overlays: Vec<&'static str>,
}

/// A key of a record that says something else.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct KeyChange {
    /// With the table it is in: `checked.by`.
    #[serde(rename = "key")]
    pub(crate) path: String,
    /// What it said and says, in one line; empty for nothing.
    #[serde(flatten)]
    pub(crate) change: TextChange,
}

/// A setting of the policy that is another.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Setting {
    /// Its name, as in `grounds.toml`.
    pub(crate) name: String,
    /// What it was and is; empty where it is not set.
    #[serde(flatten)]
    pub(crate) change: TextChange,
}

/// A text before and after a change; empty where there is none.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct TextChange {
    pub(crate) before: String,
    pub(crate) after: String,
}

/// What became of one link of a claim to a source.
#[derive(Debug)]
pub struct ShownEvidence {
    pub(crate) kind: EvidenceKind,
    pub(crate) source: Option<String>,
    pub(crate) stance: &'static str,
    /// The id of the origin, if one is named.
    pub(crate) origin: Option<String>,
    /// The part of the statement, if one is named.
    pub(crate) part: Option<String>,
    /// The quote as it is; of one that is gone, as it was.
    pub(crate) quote: String,
    /// How the quote fared, and how it fares, as far as it was checked.
    pub(crate) fate: (Option<&'static str>, Option<&'static str>),
    /// The keys that say something else, the quote among them.
    pub(crate) keys: Vec<KeyChange>,
}

/// What became of a link of a claim to a source.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum EvidenceKind {
    Added,
    Changed,
    Lost,
    /// It says what it said, but its quote does not fare as it did.
    Judged,
}

/// What became of a source.
#[derive(Debug, Serialize)]
pub struct ShownSource {
    pub(crate) id: String,
    /// `added`, `removed` or `changed`.
    pub(crate) kind: &'static str,
    pub(crate) retracted: bool,
    pub(crate) text_changed: bool,
    #[serde(skip)]
    pub(crate) words: String,
    pub(crate) keys: Vec<KeyChange>,
}

/// What became of one of our own texts.
#[derive(Debug, Serialize)]
pub struct ShownStory {
    pub(crate) id: String,
    /// `added`, `removed` or `changed`; `rests` if only its claims did.
    pub(crate) kind: &'static str,
    pub(crate) words: String,
    pub(crate) keys: Vec<KeyChange>,
    /// The claims that it states and whose status is another.
    pub(crate) moved: Vec<String>,
}

/// The most serious thing that happened to a claim. Ordered: the most serious first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Kind {
    Removed,
    Unreadable,
    RaisedSilently,
    /// Its status rose to one that is not earned.
    RaisedUnearned,
    Undermined,
    /// A quote that was verified is not any more.
    QuoteFails,
    Raised,
    /// It says something else, under a status that asserts.
    Restated,
    Lowered,
    Withdrawn,
    /// It can be read again, or was taken up again.
    Restored,
    Added,
    Renamed,
    Moved,
    Changed,
}

/// A stretch of a text that was compared word by word with another.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Stretch {
    pub(crate) stands: Stands,
    /// The words, with the white space between them.
    pub(crate) text: String,
}

/// In which of two texts something is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub(crate) enum Stands {
    Both,
    /// In the first.
    Before,
    After,
}

impl DiffReport {
    /// Puts a comparison in order.
    pub fn of(comparison: &Comparison, base: ComparedWith, head: Option<(String, String)>) -> Self {
        let mut claims: Vec<_> =
            comparison.claims.iter().map(|change| shown(change, &comparison.sources)).collect();
        claims.sort_by(|a, b| (a.kind, &a.id).cmp(&(b.kind, &b.id)));
        let sources = comparison.sources.iter().map(shown_source).collect();
        let stories =
            comparison.stories.iter().map(|change| shown_story(change, &comparison.claims)).collect();
        let policy = comparison.policy.iter().map(setting).collect();
        Self { base, head, claims, sources, stories, policy }
    }

    /// Is everything as it was?
    pub fn is_empty(&self) -> bool {
        self.claims.is_empty() && self.sources.is_empty() && self.stories.is_empty() && self.policy.is_empty()
    }

    /// How many claims there are of each kind, the most serious first; none that there are none of.
    pub(crate) fn counts(&self) -> Vec<(Kind, usize)> {
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

    /// Does it need a person before it lands?
    pub(crate) fn needs_a_person(self) -> bool {
        match self {
            Kind::Removed
            | Kind::Unreadable
            | Kind::RaisedSilently
            | Kind::RaisedUnearned
            | Kind::Undermined
            | Kind::QuoteFails
            | Kind::Restated => true,
            Kind::Raised
            | Kind::Lowered
            | Kind::Withdrawn
            | Kind::Restored
            | Kind::Added
            | Kind::Renamed
            | Kind::Moved
            | Kind::Changed => false,
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

impl EvidenceKind {
    /// The word for it.
    pub fn name(self) -> &'static str {
        match self {
            EvidenceKind::Added => "added",
            EvidenceKind::Changed => "changed",
            EvidenceKind::Lost => "lost",
            EvidenceKind::Judged => "judged",
        }
    }
}

impl Shown {
    /// On what its status rests: `on the record → lone report`; nothing without a status.
    pub fn basis(&self) -> String {
        moved(self.sides().map(|side| side.filter(|side| side.printable.is_some()).map(|side| side.basis)))
    }

    /// How it may be printed: `attributed → allegation`; nothing without a status.
    pub fn printable(&self) -> String {
        moved(self.sides().map(|side| side.and_then(|side| side.printable.as_ref()).map(|as_is| as_is.how)))
    }

    /// The same in words, with names, as it is now.
    pub fn printable_in_words(&self) -> Option<&str> {
        self.after.as_ref()?.printable.as_ref().map(|printable| printable.words.as_str())
    }

    fn sides(&self) -> [Option<&Side>; 2] {
        [self.before.as_ref(), self.after.as_ref()]
    }
}

/// What was and what is, in one phrase.
fn moved([before, after]: [Option<&str>; 2]) -> String {
    match (before, after) {
        (Some(before), Some(after)) if before != after => format!("{before} → {after}"),
        (_, Some(after)) => after.to_owned(),
        (_, None) => String::new(),
    }
}

impl ShownEvidence {
    /// The quote as it was, if the words are others.
    pub fn quote_before(&self) -> Option<&str> {
        self.keys.iter().find(|key| key.path == "quote").map(|key| &*key.change.before)
    }

    /// The keys, other than the quote, that say something else.
    pub fn other_keys(&self) -> impl Iterator<Item = &KeyChange> {
        self.keys.iter().filter(|key| key.path != "quote")
    }
}

fn shown(change: &ClaimChange, sources: &[SourceChange]) -> Shown {
    let statement = |side: Option<Compared>| {
        let text = side.and_then(|side| side.claim.statement.as_ref());
        text.map_or(String::new(), |text| text.value.trim().to_owned())
    };
    let statement = match (change.before, change.after) {
        (Some(_), Some(_)) => change.statement().map(texts),
        (before, after) => Some(TextChange { before: statement(before), after: statement(after) }),
    };
    let says = change.after.or(change.before).and_then(|side| side.claim.statement.as_ref());
    Shown {
        says: says.map(|statement| statement.value.trim().to_owned()),
        id: change.id().to_owned(),
        formerly: change.formerly().map(str::to_owned),
        kind: Kind::of(change),
        made: made(change),
        before: change.before.map(side),
        after: change.after.map(side),
        causes: causes(change, sources),
        statement,
        rationale: change.rationale().map(texts),
        evidence: change.evidence.iter().map(evidence).collect(),
        keys: keys(&change.keys),
    }
}

/// `unsubstantiated → documented`
fn made(change: &ClaimChange) -> String {
    let (from, to) = (change.from(), change.to());
    match (change.before, change.after) {
        (None, _) => format!("new: {}", to.name()),
        (_, None) => format!("{} → removed", from.name()),
        _ if from == to => to.name().to_owned(),
        _ => format!("{} → {}", from.name(), to.name()),
    }
}

fn texts((before, after): (&str, &str)) -> TextChange {
    TextChange { before: before.to_owned(), after: after.to_owned() }
}

fn keys(changes: &[comparison::KeyChange]) -> Vec<KeyChange> {
    let key = |key: &comparison::KeyChange| KeyChange {
        path: key.path.clone(),
        change: texts((&key.before, &key.after)),
    };
    changes.iter().map(key).collect()
}

fn setting(setting: &settings::Setting) -> Setting {
    Setting { name: setting.name.clone(), change: texts((&setting.before, &setting.after)) }
}

fn side(side: Compared) -> Side {
    Side {
        path: side.path.to_owned(),
        state: side.state().name(),
        earned: side.standing.earned.name(),
        witnesses: side.standing.witnesses,
        basis: side.standing.basis.name(),
        printable: matches!(side.state(), State::Standing(_))
            .then(|| printable::printable(side.project, side.at)),
        overlays: side.standing.overlays.iter().map(Overlay::name).collect(),
    }
}

fn evidence(change: &EvidenceChange) -> ShownEvidence {
    let (kind, evidence, fate, keys) = match change {
        EvidenceChange::Added(evidence, fate) => (EvidenceKind::Added, evidence, (None, Some(fate)), &[][..]),
        EvidenceChange::Changed(evidence, fate, keys) => {
            (EvidenceKind::Changed, evidence, (None, Some(fate)), &keys[..])
        }
        EvidenceChange::Lost(evidence) => (EvidenceKind::Lost, evidence, (None, None), &[][..]),
        EvidenceChange::Judged(evidence, was, is) => {
            (EvidenceKind::Judged, evidence, (Some(was), Some(is)), &[][..])
        }
    };
    let evidence: &Evidence = evidence;
    let own = |text: &Option<Text>| text.as_ref().map(|text| text.value.to_string());
    ShownEvidence {
        kind,
        source: own(&evidence.source),
        stance: evidence.stance().word(),
        origin: own(&evidence.origin),
        part: own(&evidence.part),
        quote: own(&evidence.quote).unwrap_or_default().trim().to_owned(),
        fate: (fate.0.map(|fate| fate.name()), fate.1.map(|fate| fate.name())),
        keys: self::keys(keys),
    }
}

fn shown_source(change: &SourceChange) -> ShownSource {
    ShownSource {
        id: change.id.to_owned(),
        kind: match (change.before, change.after) {
            (None, _) => "added",
            (_, None) => "removed",
            _ => "changed",
        },
        retracted: change.retracted,
        text_changed: change.repinned,
        words: source_in_words(change),
        keys: keys(&change.keys),
    }
}

fn shown_story(change: &StoryChange, claims: &[ClaimChange]) -> ShownStory {
    let kind = match (change.before, change.after) {
        (None, _) => "added",
        (_, None) => "removed",
        (Some(was), Some(is)) if was.says_as(is) && change.keys.is_empty() => "rests",
        _ => "changed",
    };
    let moved: Vec<_> = change.moved.iter().filter_map(|&place| claims.get(place)).collect();
    ShownStory {
        id: change.id.to_owned(),
        kind,
        words: story_in_words(change, &moved),
        keys: keys(&change.keys),
        moved: moved.iter().map(|claim| claim.id().to_owned()).collect(),
    }
}

/// What became of a story: its record, then the claims that it states.
fn story_in_words(change: &StoryChange, moved: &[&ClaimChange]) -> String {
    let passages = |story: Option<&Story>| story.map_or(0, |story| story.passages.len());
    let mut words = Vec::new();
    match (change.before, change.after) {
        (None, is) => words.push(format!("new, {}", counted(passages(is), "passage"))),
        (_, None) => words.push("removed".to_owned()),
        (Some(was), Some(is)) => {
            let linked = is.passages.iter().filter(|passage| !was.has_passage(passage)).count();
            let unlinked = was.passages.iter().filter(|passage| !is.has_passage(passage)).count();
            let corrected =
                is.corrections.iter().filter(|correction| !was.has_correction(correction)).count();
            let told = [
                (linked, "passage", "linked"),
                (unlinked, "passage", "unlinked"),
                (corrected, "correction", "added"),
            ];
            let told = told.into_iter().filter(|(count, ..)| *count > 0);
            words.extend(told.map(|(count, what, became)| format!("{} {became}", counted(count, what))));
            let keys: Vec<_> = change.keys.iter().map(|key| &*key.path).collect();
            if !keys.is_empty() {
                words.push(format!("other keys: {}", keys.join(", ")));
            }
        }
    }
    let states = moved
        .iter()
        .map(|claim| format!("states `{}`, {} → {}", claim.id(), claim.from().name(), claim.to().name()));
    words.extend(states);
    words.join(", ")
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
            EvidenceChange::Changed(of, ..) => ("evidence changed from ", of),
            EvidenceChange::Lost(of) => ("evidence lost from ", of),
        };
        let source = || Word::Theirs(of.source.as_ref().map_or("", |source| &source.value).to_owned());
        let cause = match evidence.failing() {
            Some(fate) => vec![Word::own(format!("{}: a quote from ", fate.name())), source()],
            None => vec![Word::own(what), source()],
        };
        // What a claim came with or went with is shown below.
        if (both || evidence.failing().is_some()) && !causes.contains(&cause) {
            causes.push(cause);
        }
    }
    if let Some((before, after)) = change.origins() {
        causes.push(vec![Word::own(format!("independent witnesses {before} → {after}"))]);
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
        causes.push(vec![Word::own(format!("other keys: {}", paths(&change.keys)))]);
    }
    causes
}

fn paths(keys: &[comparison::KeyChange]) -> String {
    keys.iter().map(|key| &*key.path).collect::<Vec<_>>().join(", ")
}

/// What became of a source.
fn source_in_words(change: &SourceChange) -> String {
    let mut words = Vec::new();
    match (change.before, change.after) {
        (None, _) => words.push("new".to_owned()),
        (_, None) => words.push("removed".to_owned()),
        _ => {}
    }
    if change.retracted {
        words.push("retracted".to_owned());
    }
    if change.repinned {
        words.push("another text".to_owned());
    }
    // That it was retracted, or has another text, is said already.
    let others: Vec<_> = change
        .keys
        .iter()
        .filter(|key| !(change.retracted && key.path.starts_with("retracted.")) && key.path != "text.sha256")
        .map(|key| &*key.path)
        .collect();
    if !others.is_empty() {
        words.push(format!("other keys: {}", others.join(", ")));
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
