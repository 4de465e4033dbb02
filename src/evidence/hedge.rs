//! A quote can be verbatim and still say more than its sentence: "it was not true that ...", and then the quote.
//!
//! A word counts only where it usually bears on the quote: before the quote, or in what it leaves out, any negation or doubt;
//! behind it what takes back the whole ("..., which was untrue"; "..., reportedly"), a negation of the same clause, and what
//! limits it ("..., unless"). A question that is quoted without its mark counts, an interviewer's too: it states nothing. Even so
//! only a person can tell; hence a warning. Which words count is told in [`crate::text::language`].

use super::edge::{self, Of};
use super::joined::{joined, severed};
use super::lexicon::each_word;
use super::sentence::{Gap, Side as Beside, directly_before, directly_behind, rest};
use crate::text::blocks::is_sentence_mark;
use crate::text::fold::{Folded, FoldedRange};
use crate::text::language::{Role, Side, Standing, WordLists, Words, word_lists};
use crate::text::phrases::Phrases;
use crate::text::span::Span;
use std::ops::Range;
use std::sync::LazyLock;

/// Words beside a quote that change what it says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Hedge {
    /// In lower case; `?` of a question.
    pub word: String,
    /// Where they stand in the text.
    pub span: Span,
    /// What they do.
    pub force: Force,
    /// Where they stand beside the quote.
    pub at: At,
}

/// What words do to those beside them. What weighs most is first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Force {
    /// They turn it into the opposite: "not".
    Negates,
    /// They say that it is false: "denies".
    Denies,
    /// They only ask it.
    Asks,
    /// They leave it open: "allegedly".
    Weakens,
    /// The quote joins the beginning of one sentence to the end of another.
    Joins,
    /// They limit it: "unless".
    Limits,
    /// They give it as what somebody says or believes: "claims that". Who names him as the origin says so, too.
    Ascribes,
    /// They are the rest of a word, or of a range, that the quote cuts at its hyphen.
    Completes,
    /// They are the rest of a name that the quote cuts: "North" of "North Korea".
    Names,
    /// They are struck out in the text, and the quote has them.
    Struck,
}

/// Where words stand beside a quote.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum At {
    /// In its sentence.
    Sentence,
    /// Between two of its parts.
    Ellipsis,
    /// In the sentence before, which speaks of the next: "The following is untrue."
    SentenceBefore,
    /// In the sentence behind, which speaks of the one before: "That is a lie."
    SentenceBehind,
    /// Before it, like a heading: "DRAFT."
    Label,
    /// In the first lines of the text, of all of it: "RETRACTED".
    Top,
    /// In the heading of its section, or as the letter of a question.
    Heading,
    /// In the line that leads its list.
    Lead,
    /// In the note to which a mark behind it leads.
    Note,
    /// In a correction at the beginning or the end of the text.
    Correction,
    /// In the box before it, which nobody ticked.
    Box,
    /// In another cell of its row.
    Cell,
}

impl Hedge {
    /// Is it a negation between two parts of the quote? Then the ellipsis reverses the sentence.
    pub fn is_elided_negation(&self) -> bool {
        self.at == At::Ellipsis && self.force == Force::Negates
    }
}

/// What weighs most of the words that a quote in these parts leaves out of its sentences, if its text is in a language (BCP 47)
/// of which words are known.
pub fn outside(folded: &Folded, parts: &[FoldedRange], language: Option<&str>) -> Option<Hedge> {
    struck(folded, parts)
        .or_else(|| cut(folded, parts, Of::Number, Force::Limits))
        .or_else(|| around(folded, parts, language))
        .or_else(|| top(folded, *parts.first()?, language))
        .or_else(|| cut(folded, parts, Of::Word, Force::Completes))
        .or_else(|| cut(folded, parts, Of::Name, Force::Names).filter(|_| !capitalises_nouns(language)))
}

/// Words of a quote that its text strikes out.
fn struck(folded: &Folded, parts: &[FoldedRange]) -> Option<Hedge> {
    let meets = |span: &&Span| {
        parts.iter().any(|part| {
            let part = folded.original(*part);
            part.start < span.end && span.start < part.end
        })
    };
    let span = *folded.struck().iter().find(meets)?;
    let word = folded.words(folded.folded(span)).to_lowercase();
    Some(Hedge { word, span, force: Force::Struck, at: At::Sentence })
}

/// German gives a capital to every noun.
fn capitalises_nouns(language: Option<&str>) -> bool {
    language.is_some_and(|language| language.split('-').next() == Some("de"))
}

/// The rest of what a quote begins or ends in the middle of.
fn cut(folded: &Folded, parts: &[FoldedRange], of: Of, force: Force) -> Option<Hedge> {
    let place = edge::cut(folded, parts, of)?;
    let word = folded.words(place);
    let word = if force == Force::Names { word.to_owned() } else { word.to_lowercase() };
    Some(Hedge { word, span: folded.original(place), force, at: At::Sentence })
}

fn around(folded: &Folded, parts: &[FoldedRange], language: Option<&str>) -> Option<Hedge> {
    let lists = word_lists(language).ok()?;
    let gaps = rest(folded, parts).into_iter();
    // A quote with a question mark of its own shows that it asks.
    let is_question = parts.iter().any(|part| folded.words(*part).contains(QUESTION_MARKS));
    let found = gaps.filter_map(|gap| in_gap(folded, gap, lists));
    let found = found.filter(|found| !(is_question && found.force == Force::Asks));
    let joining = |place: FoldedRange, at: At| Hedge {
        word: folded.words(place).to_owned(),
        span: folded.original(place),
        force: Force::Joins,
        at,
    };
    let found = found
        .chain(joined(folded, parts).map(|place| joining(place, At::Ellipsis)))
        .chain(severed(folded, parts).map(|place| joining(place, At::Sentence)));
    found
        .min_by_key(|found| (!found.is_elided_negation(), found.force))
        .or_else(|| beside_sentence(folded, parts, lists))
}

/// What the sentences before and behind say of the one that is quoted.
fn beside_sentence(folded: &Folded, parts: &[FoldedRange], lists: WordLists) -> Option<Hedge> {
    let (first, last) = (*parts.first()?, *parts.last()?);
    let before = directly_before(folded, first);
    let announcing = || {
        let before = before?;
        let found = announced(folded.words(before), lists)?;
        Some(hedge(folded, before, found, At::SentenceBefore))
    };
    let label = |stretch: FoldedRange| {
        let found = labelled(folded.words(stretch), lists)?;
        Some(hedge(folded, stretch, found, At::Label))
    };
    let own = rest(folded, &[first]).into_iter().find(|gap| gap.side == Beside::Before).map(|gap| gap.words);
    let answering = || {
        let behind = directly_behind(folded, last)?;
        let found = taken_back(folded.words(behind), lists)?;
        Some(hedge(folded, behind, found, At::SentenceBehind))
    };
    announcing()
        .or_else(|| own.and_then(label))
        .or_else(|| before.filter(|_| own.is_none()).and_then(label))
        .or_else(answering)
}

/// What a text says of itself in its first lines: that it was withdrawn, is a draft, or is no news at all.
fn top(folded: &Folded, first: FoldedRange, language: Option<&str>) -> Option<Hedge> {
    const BLOCKS: usize = 4;
    const LONGEST: usize = 160;
    const MOST_WORDS: usize = 6;
    // Of a part, or of what anybody may publish.
    const OF_A_PART: [&str; 12] = [
        "correction",
        "example",
        "specimen",
        "sample",
        "template",
        "myth",
        "dissent",
        "dissenting opinion",
        "advertisement",
        "advert",
        "sponsored",
        "hypothetical",
    ];
    let lists = word_lists(language).ok()?;
    let own = folded.block_index(first.start());
    let blocks = folded.blocks().iter().take(BLOCKS.min(own));
    blocks.filter(|block| block.range.end() - block.range.start() <= LONGEST).find_map(|block| {
        let words = folded.words(block.range);
        let label = || {
            let (place, ()) = lists.of(words).labels.within(words).next()?;
            let is_first = !words[..place.start].contains(char::is_alphanumeric);
            let is_short = each_word(words).count() <= MOST_WORDS;
            let is_of_all = !OF_A_PART.contains(&&*words[place.clone()].to_lowercase());
            (is_first && is_short && is_of_all).then_some(place)
        };
        let taken_back = || WITHDRAWN.within(words).next().map(|(place, ())| place);
        let place = taken_back().or_else(label)?;
        Some(hedge(folded, block.range, (place, Force::Weakens), At::Top))
    })
}

static WITHDRAWN: LazyLock<Phrases<()>> = LazyLock::new(|| {
    let said = ["article", "story", "report", "page", "paper", "post", "document", "statement", "text"];
    let how = [
        "has been retracted",
        "has been withdrawn",
        "was retracted",
        "was withdrawn",
        "is retracted",
        "is withdrawn",
    ];
    let all = said.iter().flat_map(|of| how.iter().map(move |how| format!("this {of} {how}")));
    let all: Vec<_> =
        all.chain(["retracted", "retraction notice", "not adopted"].map(str::to_owned)).collect();
    Phrases::of(all.iter().map(|phrase| (&**phrase, ())))
});

/// A label that says of what follows that it does not hold: first in a few words, or in brackets, before a colon or a full stop.
fn labelled(words: &str, lists: WordLists) -> Option<FoundWords> {
    const LONGEST: usize = 60;
    let words = words.trim_end();
    // "Draft" alone on a line is a heading; behind it may stand anything.
    if words.len() > LONGEST || !words.ends_with([':', '.', ')']) {
        return None;
    }
    let mut found = lists.of(words).labels.within(words).map(|(place, ())| place);
    let place = found.find(|place| {
        let before = words[..place.start].trim_end();
        !before.contains(char::is_alphanumeric) || before.ends_with('(')
    })?;
    // "Void of oil." is no label, but "Dissenting opinion of Keel:" is one.
    let is_short = each_word(&words[place.end..]).count() <= 5
        && (!words[place.end..].starts_with(" of ") || words.ends_with(':'));
    is_short.then_some((place, Force::Weakens))
}

/// What takes back the sentence before: "That is a lie." What it says of others is longer.
fn taken_back(sentence: &str, lists: WordLists) -> Option<FoundWords> {
    const MOST_BEHIND: usize = 3;
    const MOST_BEFORE: usize = 6;
    let place = lists.of(sentence).taking_back.within(sentence).map(|(place, ())| place).last()?;
    let is_all = each_word(&sentence[place.end..]).count() <= MOST_BEHIND
        && each_word(&sentence[..place.start]).count() <= MOST_BEFORE;
    (is_all && !sentence.ends_with('?')).then_some((place, Force::Denies))
}

/// What in a few words, such as those of a note, takes back or doubts what they speak of.
pub(super) fn taken_back_in(words: &str, lists: WordLists) -> Option<FoundWords> {
    let hits = hits(words, lists, Beside::Between);
    let forces = hits.iter().filter_map(|hit| match hit.role {
        Role::Denied(Side::Either | Side::Behind) => Some((hit.place.clone(), Force::Denies)),
        Role::Doubted(Side::Either) => Some((hit.place.clone(), Force::Weakens)),
        _ => None,
    });
    let withdrawn = WITHDRAWN.within(words).next().map(|(place, ())| (place, Force::Denies));
    heaviest(forces).or(withdrawn)
}

/// Does a quote begin with a thing of its own, and not within what the word before it describes?
fn begins_with_article(words: &str) -> bool {
    const ARTICLES: [&str; 14] = [
        "the", "a", "an", "this", "that", "these", "those", "his", "her", "its", "their", "our", "some",
        "all",
    ];
    each_word(words).next().is_some_and(|first| ARTICLES.contains(&&*first))
}

/// Words in a stretch of text, and what they do.
pub(super) type FoundWords = (Range<usize>, Force);

fn hedge(folded: &Folded, stretch: FoldedRange, (place, force): FoundWords, at: At) -> Hedge {
    let place = stretch.part(place);
    Hedge { word: folded.words(place).to_lowercase(), span: folded.original(place), force, at }
}

fn in_gap(folded: &Folded, gap: Gap, lists: WordLists) -> Option<Hedge> {
    let words = folded.words(gap.words);
    let (found, at) = match gap.side {
        Beside::Before => {
            (before(words, begins_with_article(&folded.as_str()[gap.words.end()..]), lists), At::Sentence)
        }
        Beside::Between => (between(folded, gap.words, lists), At::Ellipsis),
        Beside::Behind => (behind(words, lists), At::Sentence),
    };
    Some(hedge(folded, gap.words, found?, at))
}

/// What weighs most in the words before a quote. Before one that begins with an article "cancelled" is a verb of another thing.
fn before(words: &str, is_apart: bool, lists: WordLists) -> Option<FoundWords> {
    let mut hits = hits(words, lists, Beside::Before);
    hits.retain(|hit| !(is_apart && hit.role == Role::DoubtedAtOnce));
    heaviest(hits.iter().filter_map(|hit| Some((hit.place.clone(), on_what_follows(words, hit)?))))
}

/// What weighs most in the words left out between two parts of a quote. They count as far as they belong to the sentence of one
/// of them.
fn between(folded: &Folded, gap: FoldedRange, lists: WordLists) -> Option<FoundWords> {
    let words = folded.words(gap);
    let of_sentences = ends_of(folded.as_str(), gap.start(), words).into_iter();
    heaviest(of_sentences.filter_map(|part| {
        let words = &words[part.clone()];
        let hits = hits(words, lists, Beside::Between);
        let forces = hits.iter().filter_map(|hit| {
            let force = on_what_follows(words, hit).or_else(|| limits(words, &hits, hit));
            Some((hit.place.clone(), force?))
        });
        let (place, force) = heaviest(forces).or_else(|| asked(words, &hits).filter(|_| part.start == 0))?;
        Some((part.start + place.start..part.start + place.end, force))
    }))
}

/// What weighs most in the words behind a quote.
fn behind(words: &str, lists: WordLists) -> Option<FoundWords> {
    let hits = hits(words, lists, Beside::Behind);
    let forces = hits.iter().filter_map(|hit| {
        let force = on_what_precedes(words, hit).or_else(|| limits(words, &hits, hit))?;
        // Of "but did not say" all.
        let end = negated(words, &hits, hit).filter(|_| hit.role == Role::But);
        Some((hit.place.start..end.map_or(hit.place.end, |not| not.place.end), force))
    });
    heaviest(forces.chain(asked(words, &hits)))
}

/// The first of the heaviest.
fn heaviest(found: impl Iterator<Item = FoundWords>) -> Option<FoundWords> {
    found.min_by_key(|(_, force)| *force)
}

/// What the words of a text do to those behind them, each with its place.
pub(super) fn forces(words: &str, lists: WordLists) -> Vec<FoundWords> {
    let hits = hits(words, lists, Beside::Between);
    hits.iter().filter_map(|hit| Some((hit.place.clone(), on_what_follows(words, hit)?))).collect()
}

/// A word or phrase of the lists.
struct Hit {
    place: Range<usize>,
    role: Role,
    /// The list that it is of.
    list: &'static Words,
}

/// So many tell enough.
const MOST_HITS: usize = 64;

/// The words and phrases of the lists that may count there, without those that are only part of a longer one.
fn hits(words: &str, lists: WordLists, beside: Beside) -> Vec<Hit> {
    let list = lists.of(words);
    let found = list.phrases.within(words).filter(|(_, role)| may_count(**role, beside)).take(MOST_HITS);
    let hit = |(place, role): (_, &_)| Hit { place: with_apostrophe(words, place), role: *role, list };
    let mut all: Vec<_> = found.map(hit).collect();
    let places: Vec<_> = all.iter().map(|hit| hit.place.clone()).collect();
    let holds = |longer: &Range<usize>, hit: &Range<usize>| {
        longer.start <= hit.start && hit.end <= longer.end && longer.len() > hit.len()
    };
    all.retain(|hit| !places.iter().any(|place| holds(place, &hit.place)));
    all
}

/// Of French "n'" the apostrophe, too.
fn with_apostrophe(words: &str, place: Range<usize>) -> Range<usize> {
    let is_n = words[place.clone()].eq_ignore_ascii_case("n") && words[place.end..].starts_with('\'');
    place.start..place.end + usize::from(is_n)
}

fn may_count(role: Role, beside: Beside) -> bool {
    match role {
        Role::Denied(side) | Role::Doubted(side) | Role::Ascribed(side) => match side {
            Side::Before => beside != Beside::Behind,
            Side::Behind => beside == Beside::Behind,
            Side::Either => true,
        },
        Role::Limits(side, _) => side == Side::Either || beside != Beside::Before,
        Role::Without | Role::DoubtedAtEdge | Role::DoubtedAtOnce | Role::DoubtedFirst => {
            beside != Beside::Behind
        }
        Role::Not { .. } | Role::DeniedWith(_) | Role::But | Role::Harmless => true,
    }
}

/// What a word does to the words that follow it.
fn on_what_follows(words: &str, hit: &Hit) -> Option<Force> {
    match hit.role {
        Role::Not { .. } => negates(words, hit).then_some(Force::Negates),
        Role::Without => {
            let is_last = !words[hit.place.end..].contains(char::is_alphanumeric);
            Some(if is_last { Force::Negates } else { Force::Limits })
        }
        // "He refused to go: ..." says nothing of what follows.
        Role::Denied(Side::Before) => (!words[hit.place.end..].contains([':', ';'])).then_some(Force::Denies),
        Role::Denied(Side::Either) => Some(Force::Denies),
        Role::DeniedWith(particle) => follows(words, hit, particle).then_some(Force::Denies),
        // "May" is a month.
        Role::Doubted(Side::Before | Side::Either) => {
            (&words[hit.place.clone()] != "May").then_some(Force::Weakens)
        }
        Role::DoubtedAtEdge => {
            let is_blank = |words: &str| !words.contains(char::is_alphanumeric);
            let is_at_edge = is_blank(&words[..hit.place.start]) || is_blank(&words[hit.place.end..]);
            is_at_edge.then_some(Force::Weakens)
        }
        Role::DoubtedAtOnce => {
            (!words[hit.place.end..].contains(char::is_alphanumeric)).then_some(Force::Weakens)
        }
        Role::DoubtedFirst => {
            let is_first = !words[..hit.place.start].contains(char::is_alphanumeric);
            // A subject and a verb at least: "Had it known, ..."
            let behind = &words[hit.place.end..];
            let clause = behind.split_once(',').map(|(clause, _)| clause);
            let begins_quote = !behind.contains(char::is_alphanumeric);
            let is_clause = (begins_quote || clause.is_some_and(|clause| each_word(clause).nth(1).is_some()))
                && !words.trim_end().ends_with('?');
            (is_first && is_clause).then_some(Force::Weakens)
        }
        Role::Ascribed(Side::Before | Side::Either) => Some(Force::Ascribes),
        Role::Limits(Side::Either, _) => Some(Force::Limits),
        _ => None,
    }
}

/// What a word does to the words before it, but for limiting them.
fn on_what_precedes(words: &str, hit: &Hit) -> Option<Force> {
    let is_at_once = !words[..hit.place.start].contains(char::is_alphanumeric);
    match hit.role {
        Role::Not { behind: true } => {
            let counts = negates(words, hit) && is_one_clause(&words[..hit.place.start], hit.list);
            counts.then_some(Force::Negates)
        }
        Role::Denied(Side::Behind | Side::Either) => Some(Force::Denies),
        Role::DeniedWith(particle) => follows(words, hit, particle).then_some(Force::Denies),
        Role::Doubted(Side::Either) => Some(Force::Weakens),
        // "He claims that" is of what follows, unless it stands right behind the quote.
        Role::Doubted(Side::Behind) => is_at_once.then_some(Force::Weakens),
        Role::Ascribed(Side::Behind | Side::Either) => is_at_once.then_some(Force::Ascribes),
        _ => None,
    }
}

/// Does a word limit the words before it?
fn limits(words: &str, hits: &[Hit], hit: &Hit) -> Option<Force> {
    let prefix = words[..hit.place.start].trim_end();
    let limits = match hit.role {
        Role::Limits(_, Standing::Anywhere) => true,
        Role::Limits(_, Standing::BehindMark) => prefix.ends_with([',', ';', '-', '(', '\u{60c}']),
        Role::Limits(_, Standing::AfterMark) => !prefix.contains(char::is_alphanumeric),
        Role::Limits(_, Standing::AtOnce) => {
            !prefix.contains(|c: char| c.is_alphanumeric() || PAUSES.contains(&c))
        }
        Role::But => negated(words, hits, hit).is_some(),
        _ => false,
    };
    limits.then_some(Force::Limits)
}

/// The negation of the clause that a "but" begins, if its subject is still the same: "but it did not say".
fn negated<'h>(words: &str, hits: &'h [Hit], but: &Hit) -> Option<&'h Hit> {
    hits.iter().find(|hit| {
        let Some(between) = words.get(but.place.end..hit.place.start) else { return false };
        matches!(hit.role, Role::Not { behind: true })
            && negates(words, hit)
            && !between.contains(PAUSES)
            && each_word(between).all(|word| but.list.but_between.contains(&word))
    })
}

/// Not every "no" is one: "No. 5" is a number, and French "n'" needs its apostrophe.
fn negates(words: &str, hit: &Hit) -> bool {
    match &words[hit.place.clone()] {
        "no" | "No" | "NO" => !words[hit.place.end..].starts_with('.'),
        "n" | "N" => false,
        _ => true,
    }
}

/// Does a word follow in the same clause?
fn follows(words: &str, hit: &Hit, word: &str) -> bool {
    let clause = words[hit.place.end..].split(PAUSES).next().unwrap_or_default();
    each_word(clause).any(|other| other == word)
}

/// Marks that part clauses.
const PAUSES: [char; 7] = [',', ';', ':', '(', ')', '\u{60c}', '\u{61b}'];

/// Do these words begin no other clause?
fn is_one_clause(words: &str, list: &Words) -> bool {
    !words.contains(PAUSES)
        && !words.contains(" - ")
        && each_word(words).all(|word| !list.joints.contains(&word))
}

const QUESTION_MARKS: [char; 2] = ['?', '\u{61f}'];

/// The question mark with which the words behind a quote end, unless what it asks begins there too.
fn asked(words: &str, hits: &[Hit]) -> Option<FoundWords> {
    let bare = words.trim_end_matches(['"', '\'', ')', ']']);
    let mark = bare.chars().next_back().filter(|mark| QUESTION_MARKS.contains(mark))?;
    let start = bare.len() - mark.len_utf8();
    let quotes_another = words[..start].contains(" \"") || words[..start].contains(':');
    let asks_another = quotes_another || hits.iter().any(|hit| hit.role == Role::But);
    (!asks_another).then_some((start..bare.len(), Force::Asks))
}

/// The denial or doubt in a sentence that speaks of the next one: "The following is untrue." A colon at its end speaks of it, too.
pub(super) fn announced(sentence: &str, lists: WordLists) -> Option<FoundWords> {
    // Longer ones say more than that, and most sentences are.
    const LONGEST: usize = 240;
    if sentence.len() > LONGEST {
        return None;
    }
    if !sentence.ends_with(':') && lists.of(sentence).announcing.within(sentence).next().is_none() {
        return None;
    }
    let hits = hits(sentence, lists, Beside::Behind);
    let forces = hits.iter().filter_map(|hit| match hit.role {
        Role::Denied(_) => Some((hit.place.clone(), Force::Denies)),
        Role::Doubted(Side::Either | Side::Behind) => Some((hit.place.clone(), Force::Weakens)),
        _ => None,
    });
    let forged = FORGED.within(sentence).next().map(|(place, ())| (place, Force::Denies));
    heaviest(forces).or(forged)
}

/// They say of what a sentence announces that it is none.
static FORGED: LazyLock<Phrases<()>> = LazyLock::new(|| {
    let forged = "forged, fake, faked, fabricated, invented, bogus, counterfeit, spurious, falsified, doctored, the alleged, an alleged, \
        the supposed, a supposed, the purported, a purported";
    Phrases::of(forged.split(',').map(|word| (word.trim(), ())))
});

/// Of `words`, which stand in `text` from `start` on between two parts of a quote, what belongs to the sentence of the
/// part before and of the part after; whole sentences in between do not.
fn ends_of(text: &str, start: usize, words: &str) -> [Range<usize>; 2] {
    let ends_sentence = is_sentence_mark;
    let closed = text.get(..start).is_some_and(|before| before.trim_end().ends_with(ends_sentence));
    let behind = |at: usize| at + words[at..].chars().next().map_or(0, char::len_utf8);
    let first = words.find(ends_sentence).map_or(words.len(), behind);
    let last = words.rfind(ends_sentence).map_or(0, behind);
    let before = if closed { 0..0 } else { 0..first };
    let last = if last <= before.end { before.end } else { last };
    [before, last..words.len()]
}

#[cfg(test)]
mod tests;
