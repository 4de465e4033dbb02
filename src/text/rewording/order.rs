//! Whether only a clause moved, from one end of a sentence to the other.
//!
//! "After the war ended, the yard sold boats" is "The yard sold boats after the war ended". In a sentence with a second verb the
//! clause may belong to either, and the move may change to which: such a move is not free.

use super::Token;
use super::english::is_year;

/// Do two sentences of the same words differ only in the place of one clause or date, with nothing else that it could belong
/// to?
pub(super) fn is_free(was: &[Token], now: &[Token]) -> bool {
    if was.len() != now.len() {
        return false;
    }
    (1..was.len()).any(|cut| {
        let moved = was[cut..].iter().chain(&was[..cut]);
        let is_moved = moved.zip(now).enumerate().all(|(at, (one, other))| {
            // The first word of either sentence has a capital for that.
            one.word == other.word
                || (at == 0 || at == was.len() - cut) && one.word.to_lowercase() == other.word.to_lowercase()
        });
        is_moved && (clause_moved(was, cut) || clause_moved(now, now.len() - cut))
    })
}

/// Is the sentence up to `cut` a clause that could as well stand behind the rest?
fn clause_moved(sentence: &[Token], cut: usize) -> bool {
    let (clause, main) = sentence.split_at(cut);
    let (Some(opening), Some(first)) = (clause.first(), main.first()) else { return false };
    let opening = opening.word.to_lowercase();
    let is_clause = first.comma && is_in(&opening, OPENINGS);
    let is_date =
        is_in(&opening, "in on by since during until last next") && clause.iter().skip(1).all(is_of_date);
    // "He sold it after Marsh left" may be of another "he".
    let is_name = |token: &Token| token.word.starts_with(char::is_uppercase) && !is_of_date(token);
    let is_pronoun = |token: &Token| is_in(&token.word.to_lowercase(), "he she it they his her their its");
    let turns_pronoun = is_clause && clause.iter().skip(1).any(is_name) && main.iter().any(is_pronoun);
    if turns_pronoun || is_date && main.iter().skip(1).any(|token| is_in(&token.word, DATED)) {
        return false;
    }
    let has_commas = |part: &[Token]| part.iter().skip(1).any(|token| token.comma);
    (is_clause || is_date) && !has_commas(clause) && !has_commas(main) && is_plain(main)
}

/// Clauses that say when or although what. Of those that say why or on which condition a negation may be meant or not.
const OPENINGS: &str = "after before when while although though once whereas as because since if until";

fn is_of_date(token: &Token) -> bool {
    const MONTHS: &str = "the January February March April May June July August September October November December early late mid \
                          spring summer autumn winter week month year Monday Tuesday Wednesday Thursday Friday Saturday Sunday \
                          morning afternoon evening night first second third fourth quarter half";
    let is_decade = |word: &str| word.strip_suffix('s').is_some_and(is_year);
    is_decade(&token.word)
        || is_year(&token.word)
        || token.word.parse::<u8>().is_ok_and(|day| (1..=31).contains(&day))
        || is_in(&token.word, MONTHS)
}

/// One verb, nothing denied, nothing singled out, nothing inside something else.
fn is_plain(main: &[Token]) -> bool {
    let lower: Vec<String> = main.iter().map(|token| token.word.to_lowercase()).collect();
    let mut verbs = 0;
    for (at, word) in lower.iter().enumerate() {
        let before = at.checked_sub(1).map_or("", |before| &*lower[before]);
        let is_name = at > 0 && main[at].word.chars().next().is_some_and(char::is_uppercase);
        if is_name {
            continue;
        }
        let is_noun = matches!(before, "of" | "for" | "in") || is_in(word, NOUNS);
        let is_infinitive = before == "to"
            && !word.chars().any(char::is_numeric)
            && !is_in(word, "his her its their this these those both all");
        let is_gerund = word.ends_with("ing") && word.len() > 5 && !is_noun;
        if is_in(word, BLOCKING) || is_infinitive || is_gerund || super::language::is_negation(word) {
            return false;
        }
        let is_participle = word.len() > 3 && !is_noun && (word.ends_with("ed") || is_in(word, PAST));
        let is_auxiliary = is_in(word, AUXILIARIES);
        let follows_auxiliary = is_in(before, AUXILIARIES);
        verbs += usize::from((is_participle || is_auxiliary) && !follows_auxiliary);
    }
    verbs <= 1
}

const AUXILIARIES: &str =
    "is are was were be been being has have had does do did will would can could may might must shall should";

const NOUNS: &str = "armoured armored armed united building buildings meeting meetings training shipping funding spending morning evening king spring during \
                     housing warning";

/// Words that another part of the sentence may hang on: it would have to stay there.
const BLOCKING: &str = "that which who whom whose what where why how whether only just mainly mostly merely even also still \
    because since if unless until as when while although though whereas once after before than or but said say says saying \
    claimed claims claim told tell tells reported reports report denied denies deny admitted admits announced announces \
    promised promises agreed agrees refused refuses planned plans wanted wants tried tries began begins continued stopped \
    believed believes thought thinks knew knows alleged alleges accused accuses warned warns argued argues insisted suggested \
    confirmed confirms declared stated states wrote writes expected expects hoped hopes feared ordered orders asked asks made \
    makes let lets helped saw heard every all each most some any many few";

/// What may have a date of its own, to which one that moves may come to belong.
const DATED: &str = "delivery deliveries contract contracts plan plans vote votes election elections referendum deal deals agreement \
    agreements order orders sale sales purchase visit visits talks exercise exercises budget programme program bill law launch \
    opening closure trial hearing attack attacks war strike summit report reports";

const PAST: &str = "built made bought sold held sent found seen gave given took taken knew known done paid lost won left brought \
    came went began begun broke broken chose chosen drew drawn drove driven fell fallen fought flew flown forgot grew grown kept \
    laid led lent lay met put ran rose risen set shot shut spent stood stole stolen struck swore sworn taught told thought wrote \
    written became caught cut dealt hit hurt read rode shook sank sunk spoke spoken spread threw thrown understood withdrew \
    withdrawn wore worn";

fn is_in(word: &str, list: &str) -> bool {
    list.split_whitespace().any(|listed| listed == word)
}
