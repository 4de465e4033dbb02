//! The words of each language that say how much, how many and when: number words, scales, units, months, "more than".
//!
//! A list a language, in its file, in the notation of [`super`]. Those of Latin letters count where a text is in that language;
//! those of Cyrillic letters always, since no two of them mean different numbers.

use super::{Language, be, code, de, en, entries, fr, ru, uk};
use crate::text::phrases::Phrases;
use std::collections::HashMap;
use std::sync::{LazyLock, OnceLock};

/// How a language writes numbers in words.
pub(super) struct Numerals {
    /// Does a comma stand before decimals, and a point between thousands?
    pub decimal_comma: bool,
    /// Words that add up to a number.
    pub cardinals: &'static [(u32, &'static str)],
    /// Words that multiply the number before them.
    pub scales: &'static [(u64, &'static str)],
    /// Those of them that mean the number alone, too: "mille".
    pub alone: &'static str,
    /// Words for an indefinite number of that size: "dozens".
    pub many: &'static [(u64, &'static str)],
    /// Words for an indefinite number before a scale: "several million".
    pub several: &'static str,
    pub ordinals: &'static [(u32, &'static str)],
    /// Parts of a whole by how many make it: thirds.
    pub parts: &'static [(u32, &'static str)],
    /// How many times: "double".
    pub times: &'static [(u32, &'static str)],
    /// "times" itself, behind a number.
    pub times_behind: &'static str,
    /// Words for two: "both".
    pub pair: &'static str,
    /// One and a half.
    pub one_and_half: &'static str,
    /// "A", that may stand for one.
    pub article: &'static str,
    /// No number at all: "no boats".
    pub none: &'static str,
    /// By the names in [`UNITS`].
    pub units: &'static [(&'static str, &'static str)],
    pub months: [&'static str; 12],
    /// From Monday.
    pub weekdays: [&'static str; 7],
    /// From spring.
    pub seasons: [&'static str; 4],
    /// Before the time of which they are a stretch: "early", "the end of".
    pub stretches: &'static [(Stretch, &'static str)],
    /// The last of several parts, and the half of a year that has a word of its own.
    pub last: &'static str,
    pub half_year: &'static str,
    /// Ten years by the last two digits of the first: "nineties".
    pub decades: &'static [(u32, &'static str)],
    /// Before what something is counted by: "per", and what else means that behind a number alone: "a" in "40 a day".
    pub per: &'static str,
    pub each: &'static str,
    /// How often: "daily", by the names in [`UNITS`].
    pub rates: &'static [(&'static str, &'static str)],
    /// From north, over north-east and east.
    pub directions: [&'static str; 8],
    pub bounds: &'static [(Bound, &'static str)],
    /// Before a date, and behind it.
    pub sides: &'static [(DateSide, &'static str)],
    pub sides_behind: &'static [(DateSide, &'static str)],
    /// Behind the number: "or more".
    pub bounds_behind: &'static [(Bound, &'static str)],
    /// Between the words of one number.
    pub and: &'static str,
    /// Between the ends of a range.
    pub to: &'static str,
    /// Between two of which one is true: "two or three".
    pub or: &'static str,
    /// Before a range of which "and" joins the ends.
    pub between: &'static str,
    pub minus: &'static str,
    /// Before the number in a name: "No.".
    pub number: &'static str,
    /// Nouns that make a name of the number behind them: "Article 5".
    pub named: &'static str,
    /// Years by their distance from the one in which is spoken: "last year".
    pub years: &'static [(i32, &'static str)],
    /// Endings of an ordinal in digits: "th".
    pub ordinal_endings: &'static str,
    pub decade: &'static str,
    pub century: &'static str,
    /// Halves of a day behind a time, by the hours they add.
    pub halves_of_day: &'static [(u8, &'static str)],
    /// Words that hold one of the above and mean no number: "one another".
    pub harmless: &'static str,
    /// Frequent words that tell the language from others in the same letters.
    pub tell_tale: &'static str,
}

/// On which side of a number the true value lies, and how near.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Bound {
    /// It is the number.
    Exactly,
    /// "About".
    About,
    /// "Almost": below, and near.
    Almost,
    /// "Just over": above, and near.
    JustOver,
    /// "More than".
    Above,
    /// "Less than".
    Below,
    /// "At least".
    AtLeast,
    /// "Up to".
    AtMost,
}

/// On which side of a date something was, by the words before or behind it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum DateSide {
    /// On it, or in it.
    In,
    /// "Before".
    Before,
    /// "By", "no later than": on it or before.
    By,
    /// "Until": up to it, or to its end.
    Until,
    /// "To": the end of a range.
    To,
    /// "Since": from then on.
    From,
    /// "After".
    After,
}

impl DateSide {
    /// Does what is told so follow from what was told like the other?
    pub fn follows(self, other: Self) -> bool {
        self == other
            || match self {
                Self::In => matches!(other, Self::From | Self::To | Self::Until),
                Self::By => matches!(other, Self::In | Self::Before | Self::Until | Self::To),
                Self::Before => other == Self::Until,
                Self::Until => other == Self::To,
                Self::To => matches!(other, Self::Until | Self::In),
                Self::From => other == Self::After,
                Self::After => false,
            }
    }
}

/// A stretch of a year, a month, ten years or a century.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Stretch {
    /// "Early", "at the beginning of".
    Early,
    /// "Mid-".
    Mid,
    /// "Late", "at the end of".
    Late,
    /// One of so many equal parts: the second half, the first quarter.
    Part(u8, u8),
}

impl Stretch {
    /// Where it begins and ends, in twelfths of the whole. Nobody knows on which day "early" ends: the three overlap, and a date in
    /// two of them bears either.
    pub fn twelfths(self) -> (u8, u8) {
        match self {
            Self::Early => (0, 5),
            Self::Mid => (3, 9),
            Self::Late => (7, 12),
            Self::Part(nth, of) => (nth.saturating_sub(1) * 12 / of.max(1), nth * 12 / of.max(1)),
        }
    }
}

/// What is measured. Two units of one dimension convert by their sizes.
#[derive(Debug, PartialEq, Eq)]
pub struct Unit {
    /// In English.
    pub name: &'static str,
    /// Money of each currency has its own.
    pub dimension: &'static str,
    /// In the smallest unit of the dimension.
    pub size: u64,
}

/// All units that are known.
pub static UNITS: [Unit; 100] = {
    const fn unit(name: &'static str, dimension: &'static str, size: u64) -> Unit {
        Unit { name, dimension, size }
    }
    [
        unit("percent", "percent", 1),
        unit("percentage point", "percentage point", 1),
        unit("per mille", "per mille", 1),
        // In tenths of a millimetre.
        unit("mm", "length", 10),
        unit("cm", "length", 100),
        unit("inch", "length", 254),
        unit("foot", "length", 3_048),
        unit("yard", "length", 9_144),
        unit("m", "length", 10_000),
        unit("km", "length", 10_000_000),
        unit("mile", "length", 16_093_440),
        unit("nautical mile", "length", 18_520_000),
        // In hundredths of a milligram.
        unit("mg", "mass", 100),
        unit("g", "mass", 100_000),
        unit("pound", "mass", 45_359_237),
        unit("kg", "mass", 100_000_000),
        unit("tonne", "mass", 100_000_000_000),
        unit("megatonne", "mass", 100_000_000_000_000_000),
        unit("second", "time", 1),
        unit("minute", "time", 60),
        unit("hour", "time", 3_600),
        unit("day", "time", 86_400),
        unit("week", "time", 604_800),
        // No month has a fixed number of days.
        unit("month", "months", 1),
        unit("quarter", "months", 3),
        unit("year", "months", 12),
        unit("decade", "months", 120),
        unit("century", "months", 1_200),
        unit("square metre", "area", 1),
        unit("hectare", "area", 10_000),
        unit("square km", "area", 1_000_000),
        unit("acre", "acres", 1),
        unit("square mile", "square miles", 1),
        unit("litre", "volume", 1),
        unit("cubic metre", "volume", 1_000),
        unit("gallon", "gallons", 1),
        unit("barrel", "barrels", 1),
        unit("milliwatt", "power", 1),
        unit("watt", "power", 1_000),
        unit("kilowatt", "power", 1_000_000),
        unit("megawatt", "power", 1_000_000_000),
        unit("gigawatt", "power", 1_000_000_000_000),
        unit("kilowatt hour", "energy", 1),
        unit("megawatt hour", "energy", 1_000),
        unit("gigawatt hour", "energy", 1_000_000),
        unit("millijoule", "joules", 1),
        unit("kilojoule", "joules", 1_000_000),
        unit("megajoule", "joules", 1_000_000_000),
        unit("millivolt", "voltage", 1),
        unit("volt", "voltage", 1_000),
        unit("kilovolt", "voltage", 1_000_000),
        unit("megavolt", "voltage", 1_000_000_000),
        unit("millipascal", "pressure", 1),
        unit("kilopascal", "pressure", 1_000_000),
        unit("megapascal", "pressure", 1_000_000_000),
        unit("millihertz", "frequency", 1),
        unit("hertz", "frequency", 1_000),
        unit("kilohertz", "frequency", 1_000_000),
        unit("megahertz", "frequency", 1_000_000_000),
        unit("gigahertz", "frequency", 1_000_000_000_000),
        unit("kilobit", "data", 1),
        unit("kilobyte", "data", 8),
        unit("megabit", "data", 1_000),
        unit("megabyte", "data", 8_000),
        unit("gigabit", "data", 1_000_000),
        unit("gigabyte", "data", 8_000_000),
        unit("terabit", "data", 1_000_000_000),
        unit("terabyte", "data", 8_000_000_000),
        unit("degree", "degrees", 1),
        unit("degree Celsius", "degrees Celsius", 1),
        unit("degree Fahrenheit", "degrees Fahrenheit", 1),
        unit("km/h", "speed in km/h", 1),
        unit("mph", "speed in mph", 1),
        unit("knot", "speed in knots", 1),
        unit("dollar", "dollars", 1),
        unit("Australian dollar", "Australian dollars", 1),
        unit("Canadian dollar", "Canadian dollars", 1),
        unit("Hong Kong dollar", "Hong Kong dollars", 1),
        unit("New Zealand dollar", "New Zealand dollars", 1),
        unit("Singapore dollar", "Singapore dollars", 1),
        unit("Taiwan dollar", "Taiwan dollars", 1),
        unit("Jamaican dollar", "Jamaican dollars", 1),
        unit("Brazilian real", "Brazilian reals", 1),
        unit("Mexican peso", "Mexican pesos", 1),
        unit("euro", "euros", 1),
        unit("pound sterling", "pounds sterling", 1),
        unit("Egyptian pound", "Egyptian pounds", 1),
        unit("Irish pound", "Irish pounds", 1),
        unit("Syrian pound", "Syrian pounds", 1),
        unit("Lebanese pound", "Lebanese pounds", 1),
        unit("rouble", "roubles", 1),
        unit("hryvnia", "hryvnias", 1),
        unit("zloty", "zlotys", 1),
        unit("yuan", "yuan", 1),
        unit("yen", "yen", 1),
        unit("franc", "francs", 1),
        unit("rupee", "rupees", 1),
        unit("lira", "liras", 1),
        unit("shekel", "shekels", 1),
        unit("mark", "marks", 1),
    ]
};

/// The unit of that name in [`UNITS`].
pub fn unit(name: &str) -> Option<&'static Unit> {
    UNITS.iter().find(|unit| unit.name == name)
}

/// Symbols of which the same letters in another case are another unit. In small letters alone people write either of two.
const CASED: [(&str, &[&str]); 30] = [
    ("mW", &["milliwatt"]),
    ("\u{43c}\u{412}\u{442}", &["milliwatt"]),
    ("mJ", &["millijoule"]),
    ("MJ", &["megajoule"]),
    ("kJ", &["kilojoule"]),
    ("mV", &["millivolt"]),
    ("MV", &["megavolt"]),
    ("kV", &["kilovolt"]),
    ("V", &["volt"]),
    ("mPa", &["millipascal"]),
    ("MPa", &["megapascal"]),
    ("kPa", &["kilopascal"]),
    ("mHz", &["millihertz"]),
    ("MHz", &["megahertz"]),
    ("Mt", &["megatonne"]),
    ("KB", &["kilobyte"]),
    ("kB", &["kilobyte"]),
    ("Kb", &["kilobit"]),
    ("kb", &["kilobit", "kilobyte"]),
    ("MB", &["megabyte"]),
    ("Mb", &["megabit"]),
    ("mb", &["megabit", "megabyte"]),
    ("GB", &["gigabyte"]),
    ("Gb", &["gigabit"]),
    ("gb", &["gigabit", "gigabyte"]),
    ("TB", &["terabyte"]),
    ("Tb", &["terabit"]),
    ("tb", &["terabit", "terabyte"]),
    ("Hz", &["hertz"]),
    ("W", &["watt"]),
];

/// The units of a symbol as it is written, if its case counts: behind a number alone, where "V" is no name.
pub fn cased_units(written: &str) -> Vec<&'static Unit> {
    let names = CASED.iter().find(|(symbol, _)| *symbol == written).map_or(&[][..], |(_, names)| names);
    names.iter().filter_map(|name| unit(name)).collect()
}

/// What a word or phrase does in a number.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Numeral {
    /// A part of a number, which others add to.
    Cardinal(u32),
    /// It multiplies.
    Scale {
        /// By so much.
        by: u64,
        /// Is it a number without one before it?
        alone: bool,
    },
    /// An indefinite number of that size.
    Many(u64),
    /// An indefinite number of the scale behind it.
    Several,
    /// A place in a row.
    Ordinal(u32),
    /// One of so many parts.
    Part(u32),
    /// So many times as much.
    Times(u32),
    /// "Times", behind a number.
    TimesBehind,
    /// Two of something.
    Pair,
    /// One and a half.
    OneAndHalf,
    /// It may stand for one.
    Article,
    /// Zero, said with a negation.
    None,
    /// What is measured.
    Unit(&'static Unit),
    /// Of a year, from 1.
    Month(u8),
    /// Of a week, from Monday.
    Weekday(u8),
    /// From spring.
    Season(u8),
    /// Before a time.
    Stretch(Stretch),
    /// The last of several parts.
    Last,
    /// Half of a year.
    HalfYear,
    /// Ten years by the last two digits of the first.
    Nineties(u32),
    /// Before what something is counted by.
    Per,
    /// The same, behind a number alone.
    Each,
    /// How often.
    Rate(&'static Unit),
    /// From north, over north-east.
    Direction(u8),
    /// Before a number.
    Bound(Bound),
    /// Behind a number.
    BoundBehind(Bound),
    /// Before a date.
    Side(DateSide),
    /// Behind a date.
    SideBehind(DateSide),
    /// Within a number.
    And,
    /// Between the ends of a range.
    To,
    /// Between two of which one is true.
    Or,
    /// Before a range.
    Between,
    /// Below zero.
    Minus,
    /// Before the number in a name.
    Number,
    /// A noun that makes a name of the number behind it.
    Named,
    /// A year, by its distance from the present one.
    Year(i32),
    /// An ending of an ordinal in digits.
    OrdinalEnding,
    /// Behind the first year of ten.
    Decade,
    /// Behind an ordinal.
    Century,
    /// Half of a day, by the hours that it adds.
    HalfOfDay(u8),
    /// None of these.
    Harmless,
}

/// The words of one language or of several, by their first word, the longest phrases first.
#[derive(Debug)]
pub struct NumberWords {
    /// Does a comma stand before decimals?
    pub decimal_comma: bool,
    /// Is this language one whose number words are known?
    pub are_known: bool,
    by_first: HashMap<String, Vec<Phrase>, foldhash::fast::RandomState>,
}

/// The words of a phrase behind the first, and what it means.
pub type Phrase = (Vec<String>, Numeral);

static LATIN: [(&Language, &Numerals); 3] =
    [(&en::WORDS, &en::NUMERALS), (&de::WORDS, &de::NUMERALS), (&fr::WORDS, &fr::NUMERALS)];
static CYRILLIC: [(&Language, &Numerals); 3] =
    [(&ru::WORDS, &ru::NUMERALS), (&be::WORDS, &be::NUMERALS), (&uk::WORDS, &uk::NUMERALS)];

/// Those of no language written in Latin letters: units and currencies alone.
const UNKNOWN: usize = LATIN.len();

/// The number words that count in `text`, which is in `language` (BCP 47). If none is named, it is guessed.
pub fn number_words(text: &str, language: Option<&str>) -> &'static NumberWords {
    // For each language, first where the words of the text's own are not known, then where they are.
    const LISTS: usize = 2 * (UNKNOWN + 1);
    static CYRILLIC_TOO: [OnceLock<NumberWords>; LISTS] = [const { OnceLock::new() }; LISTS];
    static LATIN_ONLY: [OnceLock<NumberWords>; LISTS] = [const { OnceLock::new() }; LISTS];
    let has_cyrillic = !text.is_ascii() && text.bytes().any(|byte| (0xd0..=0xd2).contains(&byte));
    let at = match language.and_then(code) {
        Some(code) => LATIN.iter().position(|(language, _)| language.has(code)).unwrap_or(UNKNOWN),
        None if has_cyrillic => UNKNOWN,
        None => guessed(text),
    };
    let known = at < UNKNOWN
        || language
            .and_then(code)
            .map_or(has_cyrillic, |code| CYRILLIC.iter().any(|(language, _)| language.has(code)));
    let list = 2 * at + usize::from(known);
    if has_cyrillic {
        return CYRILLIC_TOO[list].get_or_init(|| {
            let lists = LATIN.get(at).into_iter().chain(&CYRILLIC).map(|(_, list)| *list);
            NumberWords::of(lists, LATIN.get(at).is_none_or(|(_, list)| list.decimal_comma), known)
        });
    }
    LATIN_ONLY[list].get_or_init(|| {
        let lists = LATIN.get(at).into_iter().map(|(_, list)| *list);
        // Of the languages without a list most have a comma there.
        NumberWords::of(lists, LATIN.get(at).is_none_or(|(_, list)| list.decimal_comma), known)
    })
}

/// The language in Latin letters of whose most frequent words most stand in `text`; of equals the first, English.
fn guessed(text: &str) -> usize {
    /// So many frequent words of a language show that it is.
    const ENOUGH: usize = 3;
    static TELL_TALE: OnceLock<HashMap<String, usize, foldhash::fast::RandomState>> = OnceLock::new();
    let tell_tale = TELL_TALE.get_or_init(|| {
        let of = |(at, list): (usize, &'static Numerals)| entries(list.tell_tale).map(move |word| (word, at));
        LATIN.iter().map(|(_, list)| *list).enumerate().flat_map(of).collect()
    });
    let mut counts = [0_usize; UNKNOWN];
    for word in text.split(|c: char| !c.is_alphabetic()).filter(|word| (1..=5).contains(&word.len())) {
        if let Some(count) = tell_tale.get(word).and_then(|at| counts.get_mut(*at)) {
            *count += 1;
            if *count >= ENOUGH {
                break;
            }
        }
    }
    let most = counts.iter().copied().max().unwrap_or_default();
    counts.iter().position(|count| *count == most).unwrap_or_default()
}

/// Has a text a digit, or a word with which a number or a date may begin, in any language? It passes over most texts quickly.
pub fn may_have_numbers(text: &str) -> bool {
    static WORDS: LazyLock<Phrases<()>> = LazyLock::new(|| {
        let begins = |numeral: &Numeral| {
            use Numeral as Is;
            matches!(
                numeral,
                Is::Cardinal(_)
                    | Is::Scale { .. }
                    | Is::Many(_)
                    | Is::Ordinal(_)
                    | Is::Part(_)
                    | Is::Times(_)
                    | Is::OneAndHalf
                    | Is::Month(_)
                    | Is::Weekday(_)
                    | Is::Season(_)
                    | Is::Nineties(_)
                    | Is::Pair
            )
        };
        let lists = LATIN.iter().chain(&CYRILLIC).map(|(_, list)| *list);
        let all = NumberWords::of(lists, false, true);
        let words =
            all.by_first.iter().filter(|(_, phrases)| phrases.iter().any(|(_, numeral)| begins(numeral)));
        // A single letter is a unit or a scale behind a digit.
        let words: Vec<&str> =
            words.map(|(word, _)| &**word).filter(|word| word.chars().nth(1).is_some()).collect();
        Phrases::of(words.into_iter().map(|word| (word, ())))
    });
    let has_digit = text.bytes().any(|byte| byte.is_ascii_digit());
    has_digit
        || text.chars().any(|c| !c.is_ascii() && c.is_numeric())
        || WORDS.within(text).next().is_some()
        || has_numeral_or_time(text)
}

/// Does a word name a time of day, a feast, or how often?
pub fn is_time_name(word: &str) -> bool {
    const NAMES: [&str; 20] = [
        "morning",
        "noon",
        "midday",
        "afternoon",
        "evening",
        "midnight",
        "dawn",
        "hourly",
        "daily",
        "weekly",
        "fortnightly",
        "monthly",
        "quarterly",
        "yearly",
        "annually",
        "christmas",
        "easter",
        "ramadan",
        "passover",
        "pentecost",
    ];
    NAMES.iter().any(|name| word.eq_ignore_ascii_case(name))
}

/// Has a text a word that may be a Roman numeral, or one that names a time of day, a feast or how often?
fn has_numeral_or_time(text: &str) -> bool {
    let is_numeral = |word: &str| word.bytes().all(|byte| matches!(byte, b'I' | b'V' | b'X' | b'L' | b'C'));
    let words = text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    words.into_iter().any(|word| is_numeral(word) || is_time_name(word))
}

impl NumberWords {
    fn of(lists: impl Iterator<Item = &'static Numerals>, decimal_comma: bool, are_known: bool) -> Self {
        let mut all = Self { decimal_comma, are_known, by_first: HashMap::default() };
        for (name, words) in EVERYWHERE {
            all.units(name, words);
        }
        for list in lists {
            all.add(list);
        }
        for phrases in all.by_first.values_mut() {
            phrases.sort_by_key(|(rest, _)| std::cmp::Reverse(rest.len()));
        }
        all
    }

    /// What the phrases mean that begin with a word in lower case, with the words behind the first, the longest first.
    pub fn beginning_with(&self, word: &str) -> &[Phrase] {
        self.by_first.get(word).map_or(&[], Vec::as_slice)
    }

    fn put(&mut self, words: &'static str, meaning: Numeral) {
        for phrase in entries(words) {
            // Whether "е" has its dots is left to the writer.
            let phrase = phrase.replace('ё', "е");
            let mut words = phrase.split(' ').map(str::to_owned);
            let Some(first) = words.next() else { continue };
            self.by_first.entry(first).or_default().push((words.collect(), meaning));
        }
    }

    fn units(&mut self, name: &str, words: &'static str) {
        if let Some(unit) = unit(name) {
            self.put(words, Numeral::Unit(unit));
        }
    }

    fn add(&mut self, list: &'static Numerals) {
        use Numeral as Is;
        // What is harmless comes before its parts: it is the longer phrase, or the first of two that are as long.
        self.put(list.harmless, Is::Harmless);
        for (name, words) in list.units {
            self.units(name, words);
        }
        for (value, words) in list.cardinals {
            self.put(words, Is::Cardinal(*value));
        }
        for (by, words) in list.scales {
            for phrase in entries(words).map(|phrase| phrase.replace('ё', "е")) {
                let alone = entries(list.alone).any(|word| word.replace('ё', "е") == phrase);
                self.by_first.entry(phrase).or_default().push((Vec::new(), Is::Scale { by: *by, alone }));
            }
        }
        for (size, words) in list.many {
            self.put(words, Is::Many(*size));
        }
        for (value, words) in list.ordinals {
            self.put(words, Is::Ordinal(*value));
        }
        for (value, words) in list.parts {
            self.put(words, Is::Part(*value));
        }
        for (value, words) in list.times {
            self.put(words, Is::Times(*value));
        }
        for (month, words) in (1..).zip(list.months) {
            self.put(words, Is::Month(month));
        }
        for (day, words) in (0..).zip(list.weekdays) {
            self.put(words, Is::Weekday(day));
        }
        for (season, words) in (0..).zip(list.seasons) {
            self.put(words, Is::Season(season));
        }
        for (stretch, words) in list.stretches {
            self.put(words, Is::Stretch(*stretch));
        }
        for (first, words) in list.decades {
            self.put(words, Is::Nineties(*first));
        }
        for (name, words) in list.rates {
            if let Some(unit) = unit(name) {
                self.put(words, Is::Rate(unit));
            }
        }
        for (direction, words) in (0..).zip(list.directions) {
            self.put(words, Is::Direction(direction));
        }
        for (bound, words) in list.bounds {
            self.put(words, Is::Bound(*bound));
        }
        for (bound, words) in list.bounds_behind {
            self.put(words, Is::BoundBehind(*bound));
        }
        for (side, words) in list.sides {
            self.put(words, Is::Side(*side));
        }
        for (side, words) in list.sides_behind {
            self.put(words, Is::SideBehind(*side));
        }
        for (years, words) in list.years {
            self.put(words, Is::Year(*years));
        }
        for (hours, words) in list.halves_of_day {
            self.put(words, Is::HalfOfDay(*hours));
        }
        for (words, meaning) in [
            (list.several, Is::Several),
            (list.times_behind, Is::TimesBehind),
            (list.pair, Is::Pair),
            (list.one_and_half, Is::OneAndHalf),
            (list.article, Is::Article),
            (list.none, Is::None),
            (list.and, Is::And),
            (list.to, Is::To),
            (list.or, Is::Or),
            (list.between, Is::Between),
            (list.minus, Is::Minus),
            (list.number, Is::Number),
            (list.named, Is::Named),
            (list.ordinal_endings, Is::OrdinalEnding),
            (list.decade, Is::Decade),
            (list.century, Is::Century),
            (list.last, Is::Last),
            (list.half_year, Is::HalfYear),
            (list.per, Is::Per),
            (list.each, Is::Each),
        ] {
            self.put(words, meaning);
        }
    }
}

/// Units and currencies that are written alike in many languages.
const EVERYWHERE: [(&str, &str); 59] = [
    ("mm", "mm мм"),
    ("cm", "cm см"),
    ("m", "m м"),
    ("km", "km км"),
    ("foot", "ft"),
    ("pound", "lb|s lbs"),
    ("mg", "mg мг"),
    ("g", "g гр"),
    ("kg", "kg кг"),
    ("tonne", "т"),
    ("second", "sec сек"),
    ("minute", "min мин"),
    ("square metre", "m² m2 м² м2 qm"),
    ("square km", "km² km2 км² км2 qkm"),
    ("cubic metre", "m³ m3 м³ м3"),
    ("hectare", "ha га"),
    ("kilowatt", "kw квт"),
    ("megawatt", "mw мвт"),
    ("gigawatt", "gw гвт"),
    ("kilowatt hour", "kwh"),
    ("megawatt hour", "mwh"),
    ("gigawatt hour", "gwh"),
    ("km/h", "km_h kmh км_ч kph"),
    ("mph", "mph"),
    ("dollar", "usd us$ dollar|s доллар||а|у|ов|ам|ами|ах|ы"),
    ("euro", "eur euro|s евро"),
    ("pound sterling", "gbp"),
    ("rouble", "rub byn byr rur руб"),
    ("hryvnia", "uah"),
    ("zloty", "pln zł"),
    ("yuan", "cny rmb yuan"),
    ("yen", "jpy yen"),
    ("franc", "chf"),
    ("rupee", "inr"),
    ("lira", "try_lira"),
    ("shekel", "ils nis"),
    ("percent", "pct"),
    ("megahertz", "mhz мгц"),
    ("kilohertz", "khz кгц"),
    ("gigahertz", "ghz ггц"),
    ("hertz", "hz гц"),
    ("megapascal", "mpa"),
    ("kilobyte", "kilobyte|s"),
    ("megabyte", "megabyte|s"),
    ("gigabyte", "gigabyte|s"),
    ("terabyte", "terabyte|s"),
    ("kilobit", "kilobit|s"),
    ("megabit", "megabit|s"),
    ("gigabit", "gigabit|s"),
    ("terabit", "terabit|s"),
    ("Australian dollar", "aud"),
    ("Canadian dollar", "cad"),
    ("Hong Kong dollar", "hkd"),
    ("New Zealand dollar", "nzd"),
    ("Singapore dollar", "sgd"),
    ("Taiwan dollar", "twd"),
    ("Brazilian real", "brl"),
    ("Mexican peso", "mxn"),
    ("Egyptian pound", "egp"),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_unit_of_a_list_is_a_unit_and_every_word_small() {
        let lists = LATIN.iter().chain(&CYRILLIC).map(|(_, list)| *list);
        for (name, words) in lists.flat_map(|list| list.units).chain(&EVERYWHERE) {
            assert!(unit(name).is_some(), "{name}");
            assert!(entries(words).all(|word| word == word.to_lowercase()), "{words}");
        }
    }

    #[test]
    fn the_language_is_guessed_by_its_frequent_words() {
        let numbers = |text: &str| number_words(text, None).beginning_with("six").len();
        assert_eq!(numbers("The yard sold six boats to the navy."), 1);
        assert_eq!(guessed("Die Werft verkaufte der Marine sechs Boote."), 1);
        assert_eq!(guessed("Le chantier a vendu six bateaux à la marine."), 2);
    }
}
