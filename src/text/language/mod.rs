//! The words of each language that change what a sentence says: "not", "denies", "allegedly", "unless".
//!
//! A file a language, written by hand. In its lists white space parts the entries, `_` joins the words of a phrase, and `|` parts a
//! stem from its endings: `refus|e|ed_to` is "refuse to" and "refused to", and `|is|was_true` is "is true" and "was true". With
//! one ending the stem is a word too: `rumour|s`.
//!
//! Whose words count: of words in Latin letters those of the language that the source names. If it names none, those of English,
//! and of the others what means nothing else elsewhere; if it names one that is not written so, those of English. Words in
//! Cyrillic and Arabic letters always count, those of all languages written so: they are mixed in the press, and hardly anything
//! in one means something else in another.
//!
//! A phrase had better begin with a rare word: all others of a text are passed over quickly.

mod ar;
mod be;
mod de;
mod en;
mod es;
mod fr;
mod it;
pub mod numerals;
mod pl;
mod pt;
mod ru;
mod uk;

use super::phrases::Phrases;
use numerals::{Bound, DateSide, Numerals, Stretch};
use std::collections::HashSet;
use std::sync::{LazyLock, OnceLock};

/// What is known of a language. What a word does, it does to a quote beside which it stands.
struct Language {
    /// Of ISO 639: the one of two letters, then those of three.
    codes: &'static [&'static str],
    /// They turn what follows into its opposite.
    not: &'static str,
    /// Those of them that do the same to what stands before them in their clause: "the sale was not made".
    not_behind: &'static str,
    /// They take away what follows: "without a licence".
    without: &'static str,
    /// They say on either side that it is false.
    denied: &'static str,
    denied_before: &'static str,
    denied_behind: &'static str,
    /// Verbs of which a part stands apart, further on in the clause: "wies die Meldung zurück".
    denied_apart: &'static str,
    /// They leave it open on either side.
    doubted: &'static str,
    doubted_before: &'static str,
    /// The same, but only as the first or the last word before it: French "si" is "so", too.
    doubted_before_at_edge: &'static str,
    /// Right behind it: ", it is feared".
    doubted_behind: &'static str,
    /// Only as the last word before it: "almost", "so-called".
    doubted_at_once: &'static str,
    /// Only as the first word of the sentence, in a clause before it: "Had the war ended, ...".
    doubted_first: &'static str,
    /// The sentence behind it takes it back with them: "That is a lie."
    taking_back: &'static str,
    /// They stand before it like a heading: "DRAFT.", "Myth 3:".
    labels: &'static str,
    /// In a heading they say that what its section tells does not hold, or is not sure.
    headings: &'static str,
    /// They give it as what somebody says or believes, and leave open whether he is right: "claims that".
    ascribed_before: &'static str,
    /// Right behind it: ", he claims".
    ascribed_behind: &'static str,
    /// They name a condition, on either side.
    conditions: &'static str,
    /// The same, but only behind it, with nothing but a mark between: what "if" asks stands further on.
    conditions_behind: &'static str,
    /// The same, but only behind a comma or dash: "provided" may be a verb.
    conditions_behind_mark: &'static str,
    /// They take something out of what stands before them.
    exceptions: &'static str,
    /// The same, but only right behind it.
    exceptions_at_once: &'static str,
    /// They do that with a negation behind them, ...
    but: &'static str,
    /// ... and only such words between: "but it did not say".
    but_between: &'static str,
    /// They begin another clause.
    joints: &'static str,
    /// They hold a word of the lists above and mean something else.
    harmless: &'static str,
    /// They speak of the sentence that follows.
    announcing: &'static str,
    /// Of the words above those that mean something else in another language in the same letters, such as Spanish "sin".
    ambiguous: &'static str,
}

/// What a word or phrase does to the words of a quote beside it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Role {
    /// It turns what follows into its opposite.
    Not {
        /// And what stands before it in its clause.
        behind: bool,
    },
    /// It takes away what follows.
    Without,
    /// It says that it is false.
    Denied(Side),
    /// The same, if this word follows in the same clause.
    DeniedWith(&'static str),
    /// It leaves it open.
    Doubted(Side),
    /// The same, if it is the first or the last word before it.
    DoubtedAtEdge,
    /// The same, if it is the last word before it.
    DoubtedAtOnce,
    /// The same, if it is the first word of the sentence, and a comma follows.
    DoubtedFirst,
    /// It gives it as what somebody says or believes.
    Ascribed(Side),
    /// It limits it, or names a condition.
    Limits(Side, Standing),
    /// It limits what stands before it, if a negation follows.
    But,
    /// Nothing: it only holds a word that does something elsewhere.
    Harmless,
}

/// On which side of a quote a word counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Side {
    /// It counts before the quote.
    Before,
    /// It counts behind the quote.
    Behind,
    /// It counts on either side.
    Either,
}

/// Where a word has to stand to count.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Standing {
    /// Anywhere in the sentence.
    Anywhere,
    /// Behind a comma or dash.
    BehindMark,
    /// Right behind the quote, or behind its comma.
    AfterMark,
    /// Right behind the quote.
    AtOnce,
}

/// The words of one language, or of several.
#[derive(Debug)]
pub struct Words {
    /// With what they do.
    pub phrases: Phrases<Role>,
    /// What speaks of the sentence that follows.
    pub announcing: Phrases<()>,
    /// With what the sentence behind takes one back.
    pub taking_back: Phrases<()>,
    /// What stands before it like a heading and says that it does not hold.
    pub labels: Phrases<()>,
    /// What says of a section, in its heading, that it does not hold.
    pub headings: Phrases<()>,
    /// What may stand between a "but" and the negation that belongs to it.
    pub but_between: HashSet<String, foldhash::fast::RandomState>,
    /// What begins another clause.
    pub joints: HashSet<String, foldhash::fast::RandomState>,
}

/// The words that count in a text: by the place of its language in `LATIN`, and behind the last those of any.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct WordLists(usize);

/// Those in Latin letters, and those in others. English is first.
const ENGLISH: usize = 0;
static LATIN: [&Language; 7] =
    [&en::WORDS, &de::WORDS, &fr::WORDS, &pl::WORDS, &es::WORDS, &it::WORDS, &pt::WORDS];
static OTHERS: [&Language; 4] = [&ru::WORDS, &be::WORDS, &uk::WORDS, &ar::WORDS];

/// What names no language written in Latin letters.
const ANY: usize = LATIN.len();

/// The words that count in a text that is said to be in `language` (BCP 47). An error names a language of which no words are
/// known.
pub fn word_lists(language: Option<&str>) -> Result<WordLists, &str> {
    let Some(code) = language.and_then(code) else { return Ok(WordLists(ANY)) };
    if let Some(at) = LATIN.iter().position(|language| language.has(code)) {
        return Ok(WordLists(at));
    }
    if OTHERS.iter().any(|language| language.has(code)) { Ok(WordLists(ENGLISH)) } else { Err(code) }
}

impl WordLists {
    /// Those that may stand in a stretch of text. Most texts need only the Latin ones, and each list is made when it is first
    /// needed.
    pub fn of(self, text: &str) -> &'static Words {
        static LATIN_ONLY: [OnceLock<Words>; ANY + 1] = [const { OnceLock::new() }; ANY + 1];
        static ALL: [OnceLock<Words>; ANY + 1] = [const { OnceLock::new() }; ANY + 1];
        // With these bytes begin the letters from Greek to Arabic.
        let has_others = !text.is_ascii() && text.bytes().any(|byte| (0xce..=0xdf).contains(&byte));
        let (lists, others) = if has_others { (&ALL, &OTHERS[..]) } else { (&LATIN_ONLY, &[][..]) };
        lists[self.0].get_or_init(|| match LATIN.get(self.0) {
            Some(language) => Words::of([*language].into_iter().chain(others.iter().copied()), &[]),
            None => Words::of(LATIN[..=ENGLISH].iter().chain(others).copied(), &LATIN[ENGLISH + 1..]),
        })
    }
}

/// The language, in small letters, if no words of it are known.
pub fn unlisted(language: Option<&str>) -> Option<String> {
    word_lists(language).err().map(str::to_ascii_lowercase)
}

/// Has a passage several of the small words that English has and no other language with a list here?
pub fn reads_as_english(passage: &str) -> bool {
    const SMALL_WORDS: [&str; 14] = [
        "the", "of", "and", "that", "with", "which", "this", "were", "from", "is", "it", "by", "has", "been",
    ];
    const FEWEST: usize = 3;
    let mut seen = [false; SMALL_WORDS.len()];
    for word in passage.split(|c: char| !c.is_alphabetic()) {
        if let Some(at) = SMALL_WORDS.iter().position(|small| word.eq_ignore_ascii_case(small)) {
            seen[at] = true;
        }
    }
    seen.iter().filter(|seen| **seen).count() >= FEWEST
}

/// The language without its script and region, if `written` names one: "pt" of "pt-BR".
fn code(written: &str) -> Option<&str> {
    let code = written.trim().split(['-', '_']).next()?;
    let is_code = (2..=3).contains(&code.len()) && code.bytes().all(|byte| byte.is_ascii_alphabetic());
    // Several, undetermined, uncoded, none.
    (is_code && !["mul", "und", "mis", "zxx"].iter().any(|none| none.eq_ignore_ascii_case(code)))
        .then_some(code)
}

/// Is a word, in lower case, a negation in some language, and nothing else in another?
pub fn is_negation(word: &str) -> bool {
    static ALL: LazyLock<HashSet<String, foldhash::fast::RandomState>> = LazyLock::new(|| {
        let languages = LATIN.iter().chain(&OTHERS);
        let words = languages.flat_map(|language| {
            let ambiguous: HashSet<_> = entries(language.ambiguous).collect();
            entries(language.not)
                .chain(entries(language.without))
                .filter(move |word| !ambiguous.contains(word))
        });
        words.collect()
    });
    ALL.contains(word)
}

impl Words {
    /// All of some languages, and of others what is not ambiguous.
    fn of(whole: impl Iterator<Item = &'static Language>, unambiguous: &[&'static Language]) -> Self {
        let (mut phrases, mut announcing) = (Vec::new(), Vec::new());
        let (mut taking_back, mut labels, mut headings) = (Vec::new(), Vec::new(), Vec::new());
        let (mut but_between, mut joints) = (HashSet::default(), HashSet::default());
        for (language, is_whole) in whole
            .map(|language| (language, true))
            .chain(unambiguous.iter().map(|language| (*language, false)))
        {
            let left_out: HashSet<_> =
                if is_whole { HashSet::new() } else { entries(language.ambiguous).collect() };
            phrases.extend(language.phrases().into_iter().filter(|(phrase, _)| !left_out.contains(phrase)));
            but_between.extend(entries(language.but_between));
            joints.extend(entries(language.joints));
            announcing.extend(entries(language.announcing));
            let is_clear = |phrase: &String| !left_out.contains(phrase);
            taking_back.extend(entries(language.taking_back).filter(is_clear));
            labels.extend(entries(language.labels).filter(is_clear));
            headings.extend(entries(language.headings).filter(is_clear));
        }
        let phrases = Phrases::of(phrases.iter().map(|(phrase, role)| (&**phrase, *role)));
        let plain = |list: &[String]| Phrases::of(list.iter().map(|phrase| (&**phrase, ())));
        let (announcing, taking_back) = (plain(&announcing), plain(&taking_back));
        let (labels, headings) = (plain(&labels), plain(&headings));
        Self { phrases, announcing, taking_back, labels, headings, but_between, joints }
    }
}

impl Language {
    fn has(&self, code: &str) -> bool {
        self.codes.iter().any(|known| known.eq_ignore_ascii_case(code))
    }

    /// All words and phrases, with what they do.
    fn phrases(&self) -> Vec<(String, Role)> {
        let behind: HashSet<_> = entries(self.not_behind).collect();
        let not = entries(self.not).map(|word| {
            let behind = behind.contains(&word);
            (word, Role::Not { behind })
        });
        let apart = self.denied_apart.split_whitespace().flat_map(|entry| {
            let (verb, particle) = entry.rsplit_once('_').unwrap_or((entry, ""));
            entries(verb).map(move |verb| (verb, Role::DeniedWith(particle)))
        });
        let lists = [
            (self.without, Role::Without),
            (self.denied, Role::Denied(Side::Either)),
            (self.denied_before, Role::Denied(Side::Before)),
            (self.denied_behind, Role::Denied(Side::Behind)),
            (self.doubted, Role::Doubted(Side::Either)),
            (self.doubted_before, Role::Doubted(Side::Before)),
            (self.doubted_before_at_edge, Role::DoubtedAtEdge),
            (self.doubted_behind, Role::Doubted(Side::Behind)),
            (self.doubted_at_once, Role::DoubtedAtOnce),
            (self.doubted_first, Role::DoubtedFirst),
            (self.ascribed_before, Role::Ascribed(Side::Before)),
            (self.ascribed_behind, Role::Ascribed(Side::Behind)),
            (self.conditions, Role::Limits(Side::Either, Standing::Anywhere)),
            (self.conditions_behind, Role::Limits(Side::Behind, Standing::AfterMark)),
            (self.conditions_behind_mark, Role::Limits(Side::Behind, Standing::BehindMark)),
            (self.exceptions, Role::Limits(Side::Behind, Standing::Anywhere)),
            (self.exceptions_at_once, Role::Limits(Side::Behind, Standing::AtOnce)),
            (self.but, Role::But),
            (self.harmless, Role::Harmless),
        ];
        let others = lists.into_iter().flat_map(|(list, role)| entries(list).map(move |entry| (entry, role)));
        let all = not.chain(apart).chain(others);
        if self.codes.contains(&"ar") { all.flat_map(with_clitics).collect() } else { all.collect() }
    }
}

/// Arabic writes "and" and "so" as the first letter of the next word, and a clause begins with them.
fn with_clitics((phrase, role): (String, Role)) -> [(String, Role); 3] {
    let role_behind = if let Role::Not { .. } = role { Role::Not { behind: false } } else { role };
    [(format!("\u{648}{phrase}"), role_behind), (format!("\u{641}{phrase}"), role_behind), (phrase, role)]
}

/// The words and phrases of a list, as they stand in a text.
fn entries(list: &'static str) -> impl Iterator<Item = String> {
    list.split_whitespace().flat_map(|entry| {
        let mut phrases = vec![String::new()];
        for word in entry.split('_') {
            let forms = forms(word);
            let join = |phrase: &String, form: &String| {
                if phrase.is_empty() { form.clone() } else { format!("{phrase} {form}") }
            };
            phrases =
                phrases.iter().flat_map(|phrase| forms.iter().map(move |form| join(phrase, form))).collect();
        }
        phrases
    })
}

/// The word with each of its endings.
fn forms(word: &str) -> Vec<String> {
    match word.split_once('|') {
        Some((stem, ending)) if !ending.contains('|') => vec![stem.to_owned(), format!("{stem}{ending}")],
        Some((stem, endings)) => endings.split('|').map(|ending| format!("{stem}{ending}")).collect(),
        None => vec![word.to_owned()],
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn all() -> impl Iterator<Item = &'static Language> {
        LATIN.into_iter().chain(OTHERS)
    }

    #[test]
    fn stems_take_their_endings_and_phrases_their_words() {
        let of = |list| entries(list).collect::<Vec<_>>();
        assert_eq!(of("not refus|e|ed_to |is|was_so"), ["not", "refuse to", "refused to", "is so", "was so"]);
        assert_eq!(of("rumour|s reject||s|ed"), ["rumour", "rumours", "reject", "rejects", "rejected"]);
    }

    #[test]
    fn the_language_is_read_as_people_write_it() {
        let latin = word_lists;
        assert_eq!(latin(Some("pt-BR")), latin(Some("por")));
        assert_eq!(latin(Some("DE_at")), latin(Some("de")));
        assert_ne!(latin(Some("de")), latin(Some("en")));
        assert_eq!(latin(Some("uk")), latin(Some("en")));
        assert_eq!(latin(Some("Portuguese")), latin(None));
        assert_eq!(latin(Some("und")), latin(None));
        assert_eq!(latin(Some("sv-SE")), Err("sv"));
    }

    #[test]
    fn lists_are_in_lower_case_and_say_nothing_twice() {
        for language in all() {
            let code = language.codes[0];
            let mut seen = HashSet::new();
            let mut twice: Vec<_> = language.phrases();
            twice.retain(|(phrase, role)| !seen.insert((phrase.clone(), format!("{role:?}"))));
            assert!(twice.is_empty(), "{code}: {twice:?} twice");
            let capitals: Vec<_> = language.phrases();
            let capitals: Vec<_> =
                capitals.iter().filter(|(phrase, _)| *phrase != phrase.to_lowercase()).collect();
            assert!(capitals.is_empty(), "{code}: {capitals:?}");
            let not: HashSet<_> = entries(language.not).collect();
            let strangers: Vec<_> = entries(language.not_behind).filter(|word| !not.contains(word)).collect();
            assert!(strangers.is_empty(), "{code}: {strangers:?} in not_behind alone");
            let known: HashSet<_> = language.phrases().into_iter().map(|(phrase, _)| phrase).collect();
            let strangers: Vec<_> =
                entries(language.ambiguous).filter(|word| !known.contains(word)).collect();
            assert!(strangers.is_empty(), "{code}: {strangers:?} in ambiguous alone");
        }
    }

    #[test]
    fn negations_of_all_languages_are_known_but_not_what_means_something_else() {
        for word in
            ["not", "isn't", "nicht", "jamais", "nigdy", "nunca", "senza", "нет", "ніколі", "немає", "لم"]
        {
            assert!(is_negation(word), "{word}");
        }
        for word in ["sin", "ne", "pas", "net", "нота"] {
            assert!(!is_negation(word), "{word}");
        }
    }
}
