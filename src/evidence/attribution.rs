//! Does a sentence give what it states as its own, or as what somebody else says?
//!
//! Words of saying count wherever they stand: who reads "X said" knows that it is X who speaks. So do words that leave open
//! whether it is so. English, Russian, Belarusian, Ukrainian, German and French.

use super::credit::credits;
use super::sentence::{Side, directly_before, end as end_of_sentence, rest, start};
use crate::text::fold::{Folded, FoldedRange};
use crate::text::language::{Role, reads_as_english, word_lists};
use crate::text::phrases::Phrases;
use std::ops::Range;
use std::sync::LazyLock;

/// What a sentence does with what it states.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Voice {
    /// It states it.
    Flat,
    /// It leaves it open: "allegedly", "may have".
    Hedged,
    /// It gives it as what somebody says.
    Attributed,
}

/// What a text tells of whose words a quote is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Credit {
    /// These words of its sentence, or over it, give it as what somebody says.
    Said(Box<str>),
    /// It stands between quotation marks, and these words introduce them.
    Introduced(Box<str>),
    /// It stands between quotation marks, and nothing beside them says whose words it is.
    Quoted,
}

/// In bytes: longer words tell more than who speaks.
const LONGEST: usize = 200;

/// What a quote in these parts leaves out of its sentence, before it or behind, or of what introduces it, if that gives it as what
/// somebody says: the sentence before its quotation marks, one that ends with a colon, or `lead`, the line that leads its list.
pub(super) fn beside(
    folded: &Folded,
    parts: &[FoldedRange],
    lead: Option<&str>,
    language: Option<&str>,
) -> Option<Credit> {
    let says = |words: &&str| words.len() <= LONGEST && voice(words, language) == Voice::Attributed;
    let introduced = in_quotation_marks(folded, parts);
    let in_quotation_marks = introduced.is_some();
    let gaps = rest(folded, parts).into_iter().filter(|gap| gap.side != Side::Between);
    let announcing = parts.first().and_then(|first| directly_before(folded, *first));
    let announcing = announcing.filter(|before| folded.words(*before).ends_with(':'));
    let words = gaps.map(|gap| gap.words).chain(introduced.into_iter().flatten()).chain(announcing);
    let mut words = words.map(|words| folded.words(words).trim()).chain(lead.map(str::trim));
    match words.find(says) {
        Some(words) if in_quotation_marks => Some(Credit::Introduced(words.into())),
        Some(words) => Some(Credit::Said(words.into())),
        None => (in_quotation_marks && is_sentence(folded, parts)).then_some(Credit::Quoted),
    }
}

/// Is it more than a name or a term, and all within one pair of quotation marks?
fn is_sentence(folded: &Folded, parts: &[FoldedRange]) -> bool {
    const FEWEST_WORDS: usize = 5;
    let (Some(first), Some(last)) = (parts.first(), parts.last()) else { return false };
    let words = folded.words(FoldedRange::new(first.start(), last.end())).trim_matches('"');
    !words.contains('"') && words.split_whitespace().count() >= FEWEST_WORDS
}

/// What stands before the quotation marks around a quote, in its sentence, and behind them; `None` if it stands between none.
fn in_quotation_marks(folded: &Folded, parts: &[FoldedRange]) -> Option<[FoldedRange; 2]> {
    let (first, last) = (parts.first()?, parts.last()?);
    let text = folded.as_str();
    let block = folded.block_at(first.start()).range;
    let before = text.get(block.start()..first.start())?;
    let begins_with_mark = usize::from(text.get(first.start()..)?.starts_with('"'));
    if (before.matches('"').count() + begins_with_mark) % 2 == 0 {
        return None;
    }
    let opens = if begins_with_mark == 1 { first.start() } else { block.start() + before.rfind('"')? };
    let end = block.end().max(last.end());
    let closes = text.get(last.end()..end)?.find('"').map_or(end, |mark| last.end() + mark + 1);
    let lead = FoldedRange::new(start(folded, opens), opens);
    let tail = folded.trimmed(FoldedRange::new(closes, end));
    let letter = folded.words(tail).chars().next().map_or(0, char::len_utf8);
    let begin = FoldedRange::new(tail.start(), tail.start() + letter);
    let tail = FoldedRange::new(tail.start(), end_of_sentence(folded, begin).min(tail.end()));
    Some([lead, tail])
}

/// How `sentence` speaks, in a language (BCP 47) if one is known.
pub fn voice(sentence: &str, language: Option<&str>) -> Voice {
    voice_beyond(sentence, "", language)
}

/// The same, but for words with which `statement` itself says what it says: "is said to have been stolen".
pub fn voice_beyond(sentence: &str, statement: &str, language: Option<&str>) -> Voice {
    let mut own: Vec<_> = marks(statement, None).into_iter().map(|(word, _)| word).collect();
    let mut beyond = marks(sentence, language);
    beyond.retain(|(word, _)| match own.iter().position(|known| known == word) {
        Some(place) => {
            own.swap_remove(place);
            false
        }
        None => true,
    });
    beyond.into_iter().map(|(_, voice)| voice).max().unwrap_or(Voice::Flat)
}

/// Who says it in `sentence`, as far as the words around the first word of saying tell, if `statement` says it of nobody.
pub fn speaking<'s>(sentence: &'s str, statement: &str, language: Option<&str>) -> Option<&'s str> {
    const MOST_BEFORE: usize = 8;
    const MOST_BEHIND: usize = 5;
    if voice(statement, None) == Voice::Attributed || voice(sentence, language) != Voice::Attributed {
        return None;
    }
    // "Maintained two docks" says nothing; "maintained that" does.
    let says = |place: &Range<usize>| {
        let word = sentence[place.clone()].to_lowercase();
        let behind = sentence[place.end..].trim_start_matches([',', ' ']);
        !word.is_ascii() || SURELY.contains(&&*word) || behind.starts_with("that ") || behind.is_empty()
    };
    let place = saying(sentence).within(sentence).map(|(place, ())| place).find(says)?;
    let before = sentence[..place.start].char_indices().rev().filter(|(_, c)| *c == ' ');
    let from = before.map(|(at, _)| at + 1).nth(MOST_BEFORE).unwrap_or(0);
    let mut behind = sentence[place.end..].match_indices(' ').map(|(at, _)| place.end + at);
    // Of "told the office" it is the office that heard.
    let hears =
        matches!(&*sentence[place.clone()].to_lowercase(), "told" | "tell" | "tells" | "asked" | "asks");
    let to = if hears { place.end } else { behind.nth(MOST_BEHIND).unwrap_or(sentence.len()) };
    sentence.get(from..to)
}

/// Verbs that hardly mean anything but saying.
const SURELY: [&str; 26] = [
    "said",
    "says",
    "say",
    "saying",
    "told",
    "tells",
    "tell",
    "stated",
    "states",
    "announced",
    "announces",
    "declared",
    "declares",
    "reported",
    "reports",
    "claimed",
    "claims",
    "asserted",
    "alleged",
    "alleges",
    "wrote",
    "writes",
    "according to",
    "as per",
    "in the words of",
    "laut",
];

/// How many words of a sentence say that somebody says it, or leave it open.
pub fn count(sentence: &str, language: Option<&str>) -> usize {
    let said = saying(sentence).within(sentence).count() + usize::from(is_credited(sentence));
    let hedged = listed(sentence, language).into_iter().filter(|(_, voice)| *voice == Voice::Hedged);
    said + hedged.count()
}

/// A word or phrase in lower case, and what it does.
type Mark = (String, Voice);

fn marks(sentence: &str, language: Option<&str>) -> Vec<Mark> {
    let attributed = |word: &str| (word.to_lowercase(), Voice::Attributed);
    let said = saying(sentence).within(sentence).map(|(place, ())| attributed(&sentence[place]));
    let credited = is_credited(sentence).then(|| attributed(CREDIT));
    said.chain(credited).chain(listed(sentence, language)).collect()
}

/// What names a speaker without a word of saying.
const CREDIT: &str = "(credit)";

fn listed(sentence: &str, language: Option<&str>) -> Vec<Mark> {
    let Ok(lists) = word_lists(language) else { return Vec::new() };
    let found = lists.of(sentence).phrases.within(sentence);
    let marks = found.filter_map(|(place, role)| {
        let voice = match role {
            Role::Ascribed(_) | Role::Denied(_) | Role::DeniedWith(_) => Voice::Attributed,
            Role::Doubted(_) | Role::DoubtedAtEdge => Voice::Hedged,
            _ => return None,
        };
        Some((sentence[place].to_lowercase(), voice))
    });
    marks.collect()
}

fn is_credited(sentence: &str) -> bool {
    // "Reportedly" names nobody: it is told as open, by the lists of the language.
    credits(sentence).is_some_and(|credit| !matches!(credit, "reportedly" | "allegedly"))
}

/// Verbs and phrases of saying, and of the documents that say it.
static SAYING: LazyLock<Phrases<()>> =
    LazyLock::new(|| phrases(&[ENGLISH, RUSSIAN, BELARUSIAN, UKRAINIAN, GERMAN, FRENCH]));
static SAYING_IN_ENGLISH: LazyLock<Phrases<()>> = LazyLock::new(|| phrases(&[ENGLISH]));

/// Those that may stand in a sentence: French "dit" says nothing in English.
fn saying(sentence: &str) -> &'static Phrases<()> {
    if reads_as_english(sentence) { &SAYING_IN_ENGLISH } else { &SAYING }
}

fn phrases(lists: &[&'static str]) -> Phrases<()> {
    let words: Vec<String> = lists.iter().flat_map(|list| list.split_whitespace()).flat_map(forms).collect();
    Phrases::of(words.iter().map(|word| (&**word, ())))
}

/// `in_the_words_of` is a phrase; `announc|e|ed|es` are three words.
fn forms(entry: &str) -> Vec<String> {
    let entry = entry.replace('_', " ");
    match entry.split_once('|') {
        None => vec![entry],
        Some((stem, endings)) => endings.split('|').map(|ending| format!("{stem}{ending}")).collect(),
    }
}

const ENGLISH: &str = "sa|id|ys tell told tells saying says say announc|e|ed|es|ing stat|ed|ing declar|e|ed|es|ing report|ed|s|ing wrot|e writ|es|ing
    claim|ed|s|ing assert|ed|s|ing admit||s|ted acknowledg|ed|es conced|ed|es insist||ed|s argu|ed|es|e suggest||ed|s confirm|ed|s
    believ|es|ed|e think|s thought estimat|ed|es|e describ|ed|es quot|ed|es|ing cit|ed|es|ing according_to as_per in_the_words_of in_the_view_of
    on_the_word_of put_it explain|ed|s noted warn|ed|s accus|ed|es|ing alleg|ed|es|ing promis|ed|es pledg|ed|es comment|ed|s mention|ed|s
    point|ed_out|s_out recall|ed|s remark|ed|s complain|ed|s ask||ed|s call|ed_for|s_for call|ed_it|s_it a_report_by reveal|ed|s
    emphasi|sed|zed|ses|zes stress|ed|es maintain|ed|s predict|ed|s speculat|ed|es rumour|ed|s rumor|ed|s attribut|ed|es";

const RUSSIAN: &str = "сказа|л|ла|ли|но говори|т|л|ла|ли говорят заяви|л|ла|ли|ло заявляет заявляют сообщи|л|ла|ли|ло сообща|ет|ют|л|ла
    отмети|л|ла|ли отмеча|ет|ют утвержда|ет|ют|л|ла|ли пише|т пишут написа|л|ла|ли рассказа|л|ла|ли объяви|л|ла|ли призна|л|ла|ли
    считае|т считают полагае|т полагают по_словам по_данным по_информации по_мнению по_сообщению согласно со_ссылкой_на как_пишет";

const BELARUSIAN: &str = "сказа|ў|ла|лі кажа кажуць заяві|ў|ла|лі заяўля|е|юць паведам|іў|іла|ілі паведамля|е|юць адзначы|ў|ла|лі сцвярджа|е|юць|ў
    піша пішуць напіса|ў|ла|лі распавё|ў распавяла абвясці|ў|ла|лі прызна|ў|ла|лі лічы|ць лічаць паводле па_словах на_думку са_спасылкай_на";

const UKRAINIAN: &str = "сказа|в|ла|ли каже кажуть заяви|в|ла|ли заявля|є|ють повідоми|в|ла|ли|ло повідомля|є|ють зазначи|в|ла|ли стверджу|є|ють|вав
    пише пишуть написа|в|ла|ли розпові|в|ла|ли оголоси|в|ла|ли визна|в|ла|ли вважа|є|ють за_словами за_даними на_думку згідно_з з_посиланням_на";

const GERMAN: &str = "sag|t|te|ten|en erklär|t|te|ten|en teilte_mit teilten_mit bericht|et|ete|eten|en schrieb schrieben schreibt schreiben behaupt|et|ete|eten|en
    meint|e|en räumte_ein nannte nennt laut zufolge nach_angaben nach_eigenen_angaben angeblich_so gab_an gaben_an kündigte_an bestätig|t|te|ten hieß_es";

const FRENCH: &str = "dit disent disait déclar|e|é|ent|ait annonc|e|é|ent|ait affirm|e|é|ent|ait rapport|e|é|ent|ait indiqu|e|é|ent|ait écri|t|vent|vait
    précis|e|é expliqu|e|é reconna|ît|issait reconnu estim|e|ent|ait selon d_après aux_yeux_de assur|e|é|ent soutien|t|nent";

#[cfg(test)]
mod tests {
    use super::{Voice, speaking, voice};

    #[test]
    fn who_speaks_stands_around_the_word_for_it() {
        let of = |sentence: &'static str, statement: &str| speaking(sentence, statement, None);
        assert_eq!(
            of("Okoro said that both tugs leaked", "Both tugs leaked."),
            Some("Okoro said that both tugs leaked")
        );
        assert_eq!(
            of("Okoro told the office that both tugs leaked", "Both tugs leaked."),
            Some("Okoro told")
        );
        assert_eq!(of("Okoro said that both tugs leaked", "Okoro reported that both tugs leaked."), None);
        for (quote, statement) in [
            ("Both tugs leaked", "Both tugs leaked."),
            ("The yard maintained two docks", "The yard kept two docks."),
            ("The yard was acquitted of theft", "The yard stole."),
        ] {
            assert_eq!(of(quote, statement), None, "{quote}");
        }
        assert!(of("The yard maintained that it had two docks", "The yard had two docks.").is_some());
    }

    #[test]
    fn who_speaks_is_heard() {
        for (sentence, is) in [
            ("The yard sold forty boats.", Voice::Flat),
            ("The yard allegedly sold forty boats.", Voice::Hedged),
            ("The yard may have sold forty boats.", Voice::Hedged),
            ("The yard sold forty boats, the minister said.", Voice::Attributed),
            ("According to the yard, forty boats were sold.", Voice::Attributed),
            ("The ministry announced the sale.", Voice::Attributed),
            ("Laut der Werft wurden vierzig Boote verkauft.", Voice::Attributed),
            ("Die Werft verkaufte vierzig Boote.", Voice::Flat),
            ("Le chantier a vendu quarante bateaux, selon le ministre.", Voice::Attributed),
            ("По словам министра, верфь продала сорок катеров.", Voice::Attributed),
            ("Верфь продала сорок катеров.", Voice::Flat),
            ("Паводле міністра, верф прадала сорак катэраў.", Voice::Attributed),
            ("За словами міністра, верф продала сорок катерів.", Voice::Attributed),
        ] {
            assert_eq!(voice(sentence, None), is, "{sentence}");
        }
    }
}
