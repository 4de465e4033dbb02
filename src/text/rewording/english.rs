//! What is free in English, and the words that name what changed.

use super::Token;
use std::collections::{HashMap, HashSet};
use std::sync::LazyLock;

/// Words of English and of no other language that is likely here.
const ONLY_ENGLISH: &str = "the and from were which their with been";

/// Words of English that may stand in another language.
const ALSO_ENGLISH: &str = "a an of to in on for by at was is are has had have its his her that said after before not would who it \
                            he she they into over under between during since until up out";

/// Frequent words of other languages that are none in English.
const FOREIGN: &str = "der das und ist von mit dem den ein eine nicht wurde le la les des et une est dans pour el los las del y \
                       una di il che della w na nie z \u{17c}e um uma n\u{e3}o een het niet og ikke som av och att";

pub(super) fn is_english(text: &str) -> bool {
    let lower = text.to_lowercase();
    let words: Vec<&str> =
        lower.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).collect();
    if words.iter().any(|word| is_in(word, FOREIGN)) {
        return false;
    }
    let also = words.iter().filter(|word| is_in(word, ALSO_ENGLISH)).count();
    also > 1 || words.iter().any(|word| is_in(word, ONLY_ENGLISH))
}

/// Takes away what is free, and writes in one way what may be written in several.
pub(super) fn free(read: &mut Vec<Token>) {
    spelled(read);
    dates(read);
    let letters = read.iter().skip(1).any(|token| is_letter(&token.word) && token.word != "I");
    let mut kept: Vec<Token> = Vec::with_capacity(read.len());
    let mut comma = false;
    for at in 0..read.len() {
        let is_free = is_article(read, at, letters) || is_that(read, at);
        comma |= read[at].comma;
        if !is_free {
            kept.push(Token { comma, ..read[at].clone() });
            comma = false;
        }
    }
    *read = kept;
}

fn is_letter(word: &str) -> bool {
    word.len() == 1 && word.bytes().all(|letter| letter.is_ascii_uppercase())
}

/// An article before something else than a count: "a few" is not "few", and "a number of" not "the number of". Where letters
/// are names, "A" at the beginning may be one.
fn is_article(read: &[Token], at: usize, letters: bool) -> bool {
    let word = &*read[at].word;
    let is_article = matches!(word, "a" | "an" | "the")
        || at == 0 && matches!(word, "An" | "The")
        || at == 0 && word == "A" && !letters;
    let is_behind = at > 0 && is_in(&read[at - 1].word, BEFORE_TURNED);
    let counts = |next: &str| is_in(next, COUNTS) || is_behind && is_in(next, TURNED_BY_ARTICLE);
    // "A minister and a mayor" are two, "a minister and mayor" is one.
    let joins = at > 0 && matches!(&*read[at - 1].word, "and" | "or");
    is_article && !joins && !singles_out(read, at) && read.get(at + 1).is_some_and(|next| !counts(&next.word))
}

/// "The ministers" are all of them and "ministers" some; and "the builder" is the only one, where "a builder" is one of them.
fn singles_out(read: &[Token], at: usize) -> bool {
    let is_of_several = || {
        let next = read.get(at + 1).map_or("", |next| &*next.word);
        let follows = read.get(at + 2).map_or("", |next| &*next.word);
        is_plural(next) && !is_capital(next) && matches!(follows, "of" | "that" | "which" | "who")
            || is_plural(next) && !is_capital(next) && at == 0
    };
    let is_one =
        || at > 0 && is_in(&read[at - 1].word, "is was be been being became become remains remained");
    // "A director of the yard" is one of several.
    let is_one_of = || {
        let next = read.get(at + 1).map_or("", |next| &*next.word);
        is_in(next, OFFICES) && read.get(at + 2).is_some_and(|follows| follows.word == "of")
    };
    match &*read[at].word {
        "the" | "The" => is_of_several() || is_one(),
        _ => is_one_of(),
    }
}

/// Of which a body may have one or several.
const OFFICES: &str = "director minister head chief leader owner member manager officer secretary partner editor deputy founder founding \
                       commander captain judge spokesman spokeswoman daughter son brother sister wife friend part cause reason condition";

const COUNTS: &str = "few little lot lots number numbers couple bit third quarter half dozen hundred thousand million billion \
                      trillion score pair handful fraction fifth tenth great good many second one most more least fewest";

/// "in the charge of" is the contrary of "in charge of", and who "took the place of" another did not "take place".
const TURNED_BY_ARTICLE: &str = "charge possession control command care employ question place sight process part office power time \
                                 way order hand hands force effect court prison jail bed school sea war work fact case view account trial \
                                 fire bars arrest board large leave duty strike paper hospital church college university age line use town foot market record air";

/// Behind these such a word makes a phrase of its own.
const BEFORE_TURNED: &str = "in out under of at on by to into from for without behind off take takes took taken taking give gives gave given \
                             giving make makes made making";

/// A "that" that may be left out: not "so that", nor "that vessel".
fn is_that(read: &[Token], at: usize) -> bool {
    let (Some(before), Some(next)) =
        (at.checked_sub(1).and_then(|before| read.get(before)), read.get(at + 1))
    else {
        return false;
    };
    let begins_clause = is_in(&next.word, BEHIND_FREE_THAT)
        || is_plural(&next.word)
        || next.word.chars().next().is_some_and(|c| c.is_uppercase() || c.is_ascii_digit());
    read[at].word == "that" && begins_clause && !is_in(&before.word, BEFORE_THAT_THAT_COUNTS)
}

/// No "that" points at several things. What only looks like a plural is not taken for one.
fn is_plural(word: &str) -> bool {
    let looks_singular = ["ss", "us", "is", "as", "os"].iter().any(|ending| word.ends_with(ending));
    word.len() > 3
        && word.ends_with('s')
        && !looks_singular
        && !is_in(word, "news means lens series species works")
}

const BEHIND_FREE_THAT: &str = "the a an it he she they we there its his her their this these those no all some most many both \
                                every each neither";

const BEFORE_THAT_THAT_COUNTS: &str = "so such now except not provided given all seeing but in at of with by for from than as \
                                       like on to about after before and or is was be only just";

/// One word, mark or contraction for all its spellings. Names keep theirs.
fn spelled(read: &mut Vec<Token>) {
    let mut out: Vec<Token> = Vec::with_capacity(read.len());
    let tokens = std::mem::take(read);
    for (at, token) in tokens.iter().enumerate() {
        let next = tokens.get(at + 1).map_or("", |next| &*next.word);
        let is_first = out.is_empty();
        let lower = token.word.to_lowercase();
        let is_small = lower == token.word || is_first;
        // "per cent", "can not", "U.S.", "Mr."
        if let Some(last) = out.last_mut()
            && !token.comma
        {
            if last.word == "per" && token.word == "cent" {
                "percent".clone_into(&mut last.word);
                last.written.push_str(" cent");
                continue;
            }
            // "Sold to the U.S. Marsh paid" is two sentences.
            let ends_sentence = is_capital(next) && !is_in(next, BEHIND_INITIALS);
            if token.word == "."
                && (is_initials(&last.written) && !ends_sentence || is_in(&last.word, SHORTENED))
            {
                continue;
            }
        }
        let comma = token.comma;
        let mut push = |word: &str, comma: bool| {
            out.push(Token { word: word.to_owned(), written: token.written.clone(), comma });
        };
        if is_initials(&token.word) {
            push(&token.word.replace('.', ""), comma);
        } else if !is_small {
            push(&token.word, comma);
        } else if let Some((verb, rest)) = contraction(&lower).filter(|_| !is_had(&lower, next)) {
            push(&verb, comma);
            push(rest, false);
        } else if let Some(digits) = NUMBER_WORDS.get(&*lower) {
            push(digits, comma);
        } else if let Some(spelling) = one_spelling(&lower) {
            push(&spelling, comma);
        } else {
            push(&token.word, comma);
        }
    }
    *read = out;
}

/// Does the "'s" before such a word rather stand for "has"?
fn is_had(word: &str, next: &str) -> bool {
    const PARTICIPLES: &str = "sold bought sent held made built found given taken known done paid lost won left brought come gone \
                               begun met put set shot shut kept led read said told seen got had cut hit hurt spent stood risen \
                               fallen drawn driven flown grown hidden shown thrown worn run become cast burst spread split struck \
                               stuck sunk dug fed bound hung lent let meant quit shed swept taught thought fought caught sought \
                               dealt felt laid bred";
    word.ends_with("'s") && (next.ends_with("ed") || next.ends_with("en") || is_in(next, PARTICIPLES))
}

/// "U.S"
fn is_initials(word: &str) -> bool {
    word.len() >= 3 && word.split('.').all(is_letter)
}

/// They follow "U.S." in a name.
const BEHIND_INITIALS: &str = "Navy Army Air Armed Treasury Marine Marines Congress Senate House President Vice Department State \
                               Secretary Embassy Coast Supreme Justice Government Federal Customs Ambassador Defense Defence Geological \
                               General Special National Central Attorney District Security Council Representative Representatives";

fn is_capital(word: &str) -> bool {
    word.starts_with(char::is_uppercase)
}

pub(super) fn is_month(word: &str) -> bool {
    MONTHS.contains(&word)
}

/// Shortened words, with or without a full stop.
const SHORTENED: &str =
    "Mr Mrs Ms Dr St Gen Col Lt Capt Sgt Prof Inc Jan Feb Mar Apr Jun Jul Aug Sep Sept Oct Nov Dec";

/// "isn't" is "is not", and "they're" "they are". What stands for two things ("he'd") is left as it is.
fn contraction(word: &str) -> Option<(String, &'static str)> {
    match word {
        "cannot" | "can't" => return Some(("can".to_owned(), "not")),
        "won't" => return Some(("will".to_owned(), "not")),
        "shan't" => return Some(("shall".to_owned(), "not")),
        "ain't" => return None,
        "it's" | "he's" | "she's" | "there's" | "that's" | "what's" | "who's" => {
            return Some((word.trim_end_matches("'s").to_owned(), "is"));
        }
        _ => {}
    }
    let endings = [("n't", "not"), ("'re", "are"), ("'ve", "have"), ("'ll", "will"), ("'m", "am")];
    let (stem, rest) =
        endings.into_iter().find_map(|(ending, rest)| Some((word.strip_suffix(ending)?, rest)))?;
    (!stem.is_empty()).then(|| (stem.to_owned(), rest))
}

/// "March 3, 2019" and "3rd March 2019" as "3 March 2019".
fn dates(read: &mut [Token]) {
    for at in 0..read.len() {
        let short = |month: &&&str| {
            let word = &*read[at].word;
            month.starts_with(word) && (word.len() == 3 || word == "Sept")
        };
        let is_number = |index: Option<usize>| {
            let token = index.and_then(|index| read.get(index));
            token.is_some_and(|token| day(&token.word).is_some() || is_year(&token.word))
        };
        if let Some(month) = MONTHS.iter().find(short)
            && (is_number(at.checked_sub(1)) || is_number(Some(at + 1)))
        {
            (*month).clone_into(&mut read[at].word);
        }
        let month = |token: &Token| MONTHS.contains(&&*token.word);
        if !month(&read[at]) {
            continue;
        }
        if let Some(day) = at.checked_sub(1).and_then(|before| day(&read[before].word)) {
            read[at - 1].word = day;
            if let Some(year) = read.get_mut(at + 1).filter(|next| is_year(&next.word)) {
                year.comma = false;
            }
        } else if let Some(day) = read.get(at + 1).and_then(|next| day(&next.word)) {
            read[at + 1].word = day;
            let comma = read[at].comma;
            read.swap(at, at + 1);
            (read[at].comma, read[at + 1].comma) = (comma, false);
            let year = read.get_mut(at + 2).filter(|next| is_year(&next.word));
            if let Some(year) = year {
                year.comma = false;
                if let Some(next) = read.get_mut(at + 3) {
                    next.comma = false;
                }
            }
        }
    }
}

fn day(word: &str) -> Option<String> {
    let digits = word.trim_end_matches(|c: char| c.is_ascii_lowercase());
    let suffix = &word[digits.len()..];
    let number: u8 = digits.parse().ok()?;
    ((1..=31).contains(&number) && matches!(suffix, "" | "st" | "nd" | "rd" | "th"))
        .then(|| number.to_string())
}

pub(super) fn is_year(word: &str) -> bool {
    word.len() == 4 && word.bytes().all(|digit| digit.is_ascii_digit())
}

const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

/// May this comma, which only one of two sentences has, come and go? The one before the last of a list may, and the one
/// behind words that open a sentence.
pub(super) fn comma_is_free(was: &[Token], now: &[Token], at: usize) -> bool {
    const LONGEST_MEMBER: usize = 6;
    const LONGEST_OPENING: usize = 8;
    let both = |index: usize| was[index].comma && now[index].comma;
    if matches!(&*was[at].word, "and" | "or") {
        let before = (at.saturating_sub(LONGEST_MEMBER)..at).rev().find(|index| both(*index));
        // "Marsh, the minister, and Okoro" are two: what stands between the commas may only say who the one before is.
        return before.is_some_and(|index| {
            index > 0 && is_capital(&was[index - 1].word) == is_capital(&was[index].word)
        });
    }
    // "The pilots, who were drunk" are all of them, "the pilots who were drunk" some.
    if is_in(&was[at].word, "who whom whose which where") {
        return false;
    }
    // "At Sarn Marsh, Keel found oil" and "At Sarn, Marsh Keel found oil".
    let is_name = |index: usize| is_capital(&was[index].word) && !is_month(&was[index].word);
    if at > 1 && is_name(at - 1) && is_name(at) {
        return false;
    }
    let opening = was.first().map(|first| first.word.to_lowercase()).unwrap_or_default();
    opens_phrase(&opening)
        && at <= LONGEST_OPENING
        && !(0..at).any(both)
        && !parts_verb(was, at, &opening, both)
}

/// Would the comma part a verb from what may be its object? "After shooting the minister, Marsh fled" is another thing than "After
/// shooting, the minister, Marsh, fled": of a clause that ends at a later comma, and of one with a verb in -ing, it may.
fn parts_verb(read: &[Token], at: usize, opening: &str, both: impl Fn(usize) -> bool) -> bool {
    let has_gerund = read[1..at].iter().any(|token| token.word.len() > 4 && token.word.ends_with("ing"));
    let may_be_clause = is_in(opening, "after before since until");
    has_gerund || may_be_clause && (at + 1..read.len()).any(both)
}

/// Prepositions that open a phrase of time or place.
fn opens_phrase(word: &str) -> bool {
    ["in", "on", "by", "during", "since", "until", "after", "before", "at", "from"].contains(&word)
}

pub(super) fn is_number(word: &str) -> bool {
    NUMBER_WORDS.contains_key(word)
        || "zero one two hundred hundreds thousand thousands million millions billion billions trillion trillions dozen dozens \
            half halves third thirds quarter quarters once twice thrice double doubled triple tripled first second % \u{2030} \
            percent percentage point points"
            .split_whitespace()
            .any(|number| number == word)
}

pub(super) fn is_unit(word: &str) -> bool {
    is_in(word, UNITS)
}

pub(super) fn is_currency(word: &str) -> bool {
    is_in(word, CURRENCIES)
}

pub(super) fn is_hedge(word: &str) -> bool {
    is_in(word, HEDGES)
}

pub(super) fn is_direction(word: &str) -> bool {
    is_in(word, DIRECTIONS)
}

fn is_in(word: &str, list: &str) -> bool {
    list.split_whitespace().any(|listed| listed == word)
}

const UNITS: &str = "mm cm m km mile miles metre metres meter meters kilometre kilometres kilometer kilometers foot feet inch inches \
    yards acre acres hectare hectares g kg mg gram grams kilogram kilograms kilo kilos ton tons tonne tonnes pound pounds \
    ounce ounces lb lbs litre litres liter liters gallon gallons barrel barrels bbl second seconds minute minutes hour hours day \
    days week weeks month months year years decade decades century centuries watt watts kilowatt kilowatts megawatt megawatts \
    gigawatt gigawatts kw mw gw kwh mwh gwh degree degrees celsius fahrenheit kelvin knot knots mph byte bytes kilobyte megabyte \
    gigabyte terabyte volt volts amp amps hertz megahertz gigahertz bar bars";

const CURRENCIES: &str = "$ \u{20ac} \u{a3} \u{a5} \u{20bd} \u{20b4} \u{20b9} dollar dollars euro euros pound pounds sterling yen yuan \
    renminbi ruble rubles rouble roubles hryvnia hryvnias zloty zlotys franc francs krona kronor krone kroner rupee rupees usd eur \
    gbp rub byn byr uah pln chf jpy cny cent cents rand real reais peso pesos lira liras shekel shekels dinar dinars rial rials";

const HEDGES: &str = "may might could can would should must will shall seem seems seemed appear appears appeared likely probably \
    possibly perhaps maybe allegedly reportedly apparently supposedly presumably alleged suspected believed thought expected \
    planned plans plan intends intended tends suggests suggested estimated claims claimed purported potential potentially some \
    partly partially largely mostly almost nearly about around roughly approximately some certain certainly definitely clearly";

const DIRECTIONS: &str = "from to into onto out of in before after until since above below over under up down left right north south \
    east west northern southern eastern western more less fewer most least many few rose fell rise fall increased decreased grew \
    shrank import export imports exports imported exported buy sell bought sold bought by against for with without inside outside \
    higher lower earlier later older younger first last only all both either neither none any every no than";

static NUMBER_WORDS: LazyLock<HashMap<&'static str, &'static str>> = LazyLock::new(|| {
    HashMap::from([
        ("two", "2"),
        ("three", "3"),
        ("four", "4"),
        ("five", "5"),
        ("six", "6"),
        ("seven", "7"),
        ("eight", "8"),
        ("nine", "9"),
        ("ten", "10"),
        ("eleven", "11"),
        ("twelve", "12"),
        ("thirteen", "13"),
        ("fourteen", "14"),
        ("fifteen", "15"),
        ("sixteen", "16"),
        ("seventeen", "17"),
        ("eighteen", "18"),
        ("nineteen", "19"),
        ("twenty", "20"),
        ("thirty", "30"),
        ("forty", "40"),
        ("fifty", "50"),
        ("sixty", "60"),
        ("seventy", "70"),
        ("eighty", "80"),
        ("ninety", "90"),
    ])
});

/// The spelling that stands for all of a word; `None` if it has only one.
fn one_spelling(word: &str) -> Option<String> {
    static WHOLE: LazyLock<HashMap<&'static str, &'static str>> = LazyLock::new(|| {
        let pairs = WORDS.split_whitespace().filter_map(|pair| pair.split_once('/'));
        pairs.collect()
    });
    if let Some(spelling) = WHOLE.get(word) {
        return Some((*spelling).to_owned());
    }
    let in_stem = (4..=word.len().min(LONGEST_STEM)).find_map(|end| {
        let (british, rest) = word.split_at_checked(end)?;
        Some(format!("{}{rest}", BRITISH_STEMS.get(british)?))
    });
    in_stem.or_else(|| {
        ISE_ENDINGS.iter().find_map(|ending| {
            let stem = word.strip_suffix(ending)?.strip_suffix("is")?;
            ISE_STEMS.contains(stem).then(|| format!("{stem}iz{ending}"))
        })
    })
}

/// In bytes.
const LONGEST_STEM: usize = 10;

const ISE_ENDINGS: [&str; 9] = ["e", "ed", "es", "er", "ers", "ing", "ation", "ations", "able"];

static ISE_STEMS: LazyLock<HashSet<&'static str>> = LazyLock::new(|| ISE.split_whitespace().collect());

static BRITISH_STEMS: LazyLock<HashMap<&'static str, &'static str>> =
    LazyLock::new(|| STEMS.split_whitespace().filter_map(|pair| pair.split_once('/')).collect());

/// Whole words.
const WORDS: &str = "grey/gray greys/grays programme/program programmes/programs centre/center centres/centers \
    metre/meter metres/meters kilometre/kilometer kilometres/kilometers millimetre/millimeter millimetres/millimeters \
    centimetre/centimeter centimetres/centimeters litre/liter litres/liters theatre/theater theatres/theaters fibre/fiber \
    fibres/fibers calibre/caliber calibres/calibers sabre/saber sabres/sabers manoeuvre/maneuver manoeuvres/maneuvers \
    manoeuvred/maneuvered manoeuvring/maneuvering defence/defense defences/defenses offence/offense offences/offenses \
    licence/license licences/licenses pretence/pretense travelled/traveled travelling/traveling traveller/traveler \
    travellers/travelers cancelled/canceled cancelling/canceling labelled/labeled labelling/labeling modelled/modeled \
    modelling/modeling signalled/signaled signalling/signaling fuelled/fueled fuelling/fueling channelled/channeled \
    levelled/leveled quarrelled/quarreled totalled/totaled counsellor/counselor counsellors/counselors jewellery/jewelry \
    fulfil/fulfill fulfils/fulfills enrol/enroll enrols/enrolls enrolment/enrollment instalment/installment \
    instalments/installments skilful/skillful wilful/willful woollen/woolen marvellous/marvelous aluminium/aluminum \
    artefact/artifact artefacts/artifacts judgement/judgment judgements/judgments acknowledgement/acknowledgment ageing/aging \
    aeroplane/airplane aeroplanes/airplanes sulphur/sulfur sceptic/skeptic sceptics/skeptics \
    sceptical/skeptical scepticism/skepticism catalogue/catalog catalogues/catalogs dialogue/dialog dialogues/dialogs \
    analogue/analog whilst/while amongst/among towards/toward afterwards/afterward backwards/backward forwards/forward \
    learnt/learned burnt/burned spelt/spelled leapt/leaped dreamt/dreamed adviser/advisor advisers/advisors \
    protester/protestor protesters/protestors orientated/oriented enquiry/inquiry enquiries/inquiries gaol/jail gaols/jails \
    practise/practice practised/practiced practising/practicing analyse/analyze analysed/analyzed analysing/analyzing \
    paralyse/paralyze paralysed/paralyzed tonnes/tonnes %/percent &/and tranquillity/tranquility smoulder/smolder \
    mould/mold moult/molt axe/ax cosy/cozy tsar/czar tsars/czars tyre/tire tyres/tires encyclopaedia/encyclopedia archaeology/archeology \
    paediatric/pediatric anaesthetic/anesthetic leukaemia/leukemia oesophagus/esophagus foetus/fetus mediaeval/medieval \
    anemia/anemia anaemia/anemia acknowledgements/acknowledgments storeyed/storied pyjamas/pajamas ok/okay";

/// Beginnings of words.
const STEMS: &str = "colour/color favour/favor honour/honor labour/labor harbour/harbor neighbour/neighbor rumour/rumor \
    behaviour/behavior armour/armor vapour/vapor endeavour/endeavor humour/humor odour/odor rigour/rigor saviour/savior \
    valour/valor vigour/vigor splendour/splendor clamour/clamor demeanour/demeanor flavour/flavor tumour/tumor parlour/parlor \
    plough/plow haemorrhag/hemorrhag ardour/ardor fervour/fervor candour/candor rancour/rancor";

/// Verbs in "-ise" or "-ize".
const ISE: &str = "organ reorgan recogn author critic emphas final modern national denational privat normal mobil demobil \
    neutral legal penal special standard stabil destabil summar util victim apolog character central decentral civil colon \
    decolon digit equal formal general global harmon immun industrial item liberal local material maxim minim militar demilitar \
    monopol motor optim patron polar popular priorit public rational real regular revolution sanit scrutin steril subsid symbol \
    sympath synchron terror urban visual weapon hospital memor custom decriminal criminal capital jeopard marginal mesmer \
    politic stigmat traumat vandal categor dramat energ fertil galvan ideal internal legitim radical ratio sensational social \
    vocal western commercial container computer crystall";

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_word_has_two_meanings_under_one_spelling() {
        assert_eq!(one_spelling("organised").as_deref(), Some("organized"));
        assert_eq!(one_spelling("colourless").as_deref(), Some("colorless"));
        // These are no verbs.
        for word in
            ["organism", "realist", "surprise", "promise", "four", "tour", "rise", "optimist", "advise"]
        {
            assert_eq!(one_spelling(word), None, "{word}");
        }
    }
}
