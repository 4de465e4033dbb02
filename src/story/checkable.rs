//! Does a sentence state something that can be checked?
//!
//! Rules come first: money, dates, numbers with names, and whatever somebody said. Where they are silent, an English sentence is
//! weighed by a table of words; of other languages a number or a name counts. It is a guess, and only orders the work.
//!
//! The table is made by `bench/checkable.py` of the `ClaimBuster` dataset (F. Arslan, N. Hassan, C. Li, M. Tremayne, "A Benchmark
//! Dataset of Check-worthy Factual Claims", ICWSM 2020, doi.org/10.5281/zenodo.3609356, CC BY 4.0): sentences of debates.

use crate::evidence::attribution::{Voice, voice};
use crate::evidence::is_month;
use std::collections::{BTreeSet, HashMap};
use std::sync::LazyLock;

static TABLE: LazyLock<Weights> = LazyLock::new(|| Weights::read(include_str!("checkable.tsv")));

/// What speaks for something to check, and against it, in hundredths.
struct Weights {
    bias: f64,
    threshold: f64,
    of: HashMap<&'static str, i32, foldhash::fast::RandomState>,
}

impl Weights {
    fn read(text: &'static str) -> Self {
        let mut lines = text.lines();
        let mut head = lines.next().unwrap_or_default().split(' ').filter_map(|word| word.parse().ok());
        let (bias, threshold) = (head.next().unwrap_or_default(), head.next().unwrap_or_default());
        let weights = lines.filter_map(|line| line.split_once('\t'));
        let of = weights.filter_map(|(feature, weight)| Some((feature, weight.parse().ok()?))).collect();
        Self { bias, threshold, of }
    }
}

/// Is there something to check in a sentence, in a language (BCP 47) if one is known?
pub fn is_checkable(sentence: &str, language: Option<&str>) -> bool {
    let words = Words::of(sentence);
    words.by_rule(sentence, language).unwrap_or_else(|| {
        let is_english = language.map_or_else(|| words.are_english(), |language| language.starts_with("en"));
        // The weights know English only.
        if is_english { words.weight(sentence) >= 0.0 } else { words.has_digit() || words.has_capital() }
    })
}

/// Runs of letters and digits; an apostrophe between two of them belongs to the run.
struct Words {
    written: Vec<String>,
    lower: Vec<String>,
}

impl Words {
    fn of(sentence: &str) -> Self {
        let (mut written, mut word) = (Vec::new(), String::new());
        let mut chars = sentence.chars().peekable();
        while let Some(c) = chars.next() {
            let goes_on = chars.peek().is_some_and(|next| next.is_alphanumeric());
            if c.is_alphanumeric() {
                word.push(c);
            } else if matches!(c, '\'' | '\u{2019}') && !word.is_empty() && goes_on {
                word.push('\'');
            } else if !word.is_empty() {
                written.push(std::mem::take(&mut word));
            }
        }
        written.extend(Some(word).filter(|word| !word.is_empty()));
        let lower = written.iter().map(|word| word.to_lowercase()).collect();
        Self { written, lower }
    }

    fn by_rule(&self, sentence: &str, language: Option<&str>) -> Option<bool> {
        const FEWEST: usize = 4;
        const CLOSING: [char; 6] = [' ', '"', '\'', '\u{201d}', '\u{bb}', ')'];
        if sentence.trim_end_matches(CLOSING).ends_with('?') || self.lower.len() < FEWEST && !self.has_digit()
        {
            return Some(false);
        }
        // What a speaker says of himself is for the weights.
        if self.lower.iter().any(|word| is_in(FIRST, word) || is_in(SECOND, word)) {
            return None;
        }
        let is_date = |word: &String| is_year(word) || self.has_digit() && is_month(word);
        let is_fact = voice(sentence, language) == Voice::Attributed
            || has_amount(sentence)
            || self.written.iter().any(is_date)
            || self.has_digit() && self.names() > 0;
        is_fact.then_some(true)
    }

    fn has_digit(&self) -> bool {
        self.lower.iter().any(|word| is_number(word))
    }

    fn has_capital(&self) -> bool {
        self.written.iter().skip(1).any(|word| word.starts_with(char::is_uppercase))
    }

    /// Words with a capital behind the first; "I" is none.
    fn names(&self) -> usize {
        let is_name =
            |word: &&String| word.starts_with(char::is_uppercase) && *word != "I" && !word.starts_with("I'");
        self.written.iter().skip(1).filter(is_name).count()
    }

    fn are_english(&self) -> bool {
        let known = self.lower.iter().filter(|word| TABLE.of.contains_key(word.as_str())).count();
        self.lower.iter().any(|word| is_in(ENGLISH, word)) || 2 * known >= self.lower.len()
    }

    /// By the table alone; 0 where the verdict turns.
    fn weight(&self, sentence: &str) -> f64 {
        let features = self.features(sentence);
        let weights: Vec<i32> =
            features.iter().filter_map(|feature| TABLE.of.get(feature.as_str()).copied()).collect();
        let count = u32::try_from(weights.len().max(1)).unwrap_or(u32::MAX);
        let sum = f64::from(weights.iter().sum::<i32>()) / 100.0;
        TABLE.bias + sum / f64::from(count).sqrt() - TABLE.threshold
    }

    /// What the weights are of: words, pairs, beginnings of long words, shapes. `bench/checkable.py` finds the same.
    fn features(&self, sentence: &str) -> BTreeSet<String> {
        const PREFIX: usize = 5;
        let shape = |word: &String| match word {
            word if is_year(word) => "0000".to_owned(),
            word if is_number(word) => "0".to_owned(),
            word => word.clone(),
        };
        let words: Vec<String> = self.lower.iter().map(shape).collect();
        let ends = ["^"].into_iter().chain(words.iter().map(String::as_str)).chain(["$"]);
        let ends: Vec<&str> = ends.collect();
        let mut found: BTreeSet<String> = ends.windows(2).map(|pair| pair.join(" ")).collect();
        for word in words.iter().filter(|word| word.chars().count() > PREFIX) {
            found.insert(word.chars().take(PREFIX).chain(['-']).collect());
        }
        let has = |is: &dyn Fn(&str) -> bool| self.lower.iter().any(|word| is(word));
        let is_long = |word: &str| word.chars().count() > 4;
        let digits = self.lower.iter().filter(|word| is_number(word)).count();
        let (names, number) = (self.names(), has(&|word| is_in(NUMBERS, word)));
        let shapes = [
            ("#digits", digits > 0),
            ("#digits2", digits > 1),
            ("#money", sentence.contains('$')),
            ("#percent", sentence.contains('%') || has(&|word| word == "percent")),
            ("#year", words.iter().any(|word| word == "0000")),
            ("#name", names > 0),
            ("#name2", names > 1),
            ("#name4", names > 3),
            ("#number", number),
            ("#anynum", digits > 0 || number),
            ("#past", has(&|word| word.ends_with("ed") && is_long(word))),
            ("#comp", has(&|word| word.ends_with("er") && is_long(word) || word == "more" || word == "less")),
            ("#first", has(&|word| is_in(FIRST, word))),
            ("#second", has(&|word| is_in(SECOND, word))),
            ("#question", sentence.contains('?')),
            ("#quote", sentence.contains('"')),
        ];
        found.extend(shapes.into_iter().filter(|(_, has)| *has).map(|(name, _)| name.to_owned()));
        let length = [5, 8, 12, 17, 24, 35].into_iter().filter(|least| self.lower.len() >= *least).count();
        found.insert(format!("#len{length}"));
        found.extend(words);
        found
    }
}

fn is_number(word: &str) -> bool {
    word.starts_with(|c: char| c.is_ascii_digit())
}

fn is_year(word: &str) -> bool {
    word.len() == 4 && word.bytes().all(|byte| byte.is_ascii_digit()) && ("1600".."2100").contains(&word)
}

fn is_in(list: &str, word: &str) -> bool {
    list.split_whitespace().any(|known| known == word)
}

/// A sign of a currency before a digit, or a per cent sign behind one, with a space between or none.
fn has_amount(sentence: &str) -> bool {
    let chars: Vec<char> = sentence.chars().collect();
    let is_pair = |a: char, b: char| {
        "$\u{20ac}\u{a3}\u{a5}\u{20bd}".contains(a) && b.is_ascii_digit() || a.is_ascii_digit() && b == '%'
    };
    chars.windows(2).any(|pair| matches!(pair, [a, b] if is_pair(*a, *b)))
        || chars.windows(3).any(|three| matches!(three, [a, ' ', b] if is_pair(*a, *b)))
}

const ENGLISH: &str =
    "the of and to is are were has have had with this that which their its his her from they we you it
    he she more will for by be not";

const NUMBERS: &str =
    "two three four five six seven eight nine ten eleven twelve fifteen twenty thirty forty fifty sixty
    seventy eighty ninety hundred hundreds thousand thousands million millions billion billions trillion
    dozen half third quarter percent";

const FIRST: &str = "i i'm i've i'll i'd me my mine myself we we're we've we'll we'd us our ours let's";

const SECOND: &str = "you you're you've you'll you'd your yours";

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_can_be_checked_is_told_from_what_cannot() {
        for (sentence, expected) in [
            ("The yard sold 40 boats for $7.7m in 2015.", true),
            ("Unemployment has fallen in every state since he took office.", true),
            ("Okoro announced that the yard may close.", true),
            ("Завод продал 40 лодок в 2015 году.", true),
            ("Does the yard sell boats?", false),
            ("I believe we must be strong.", false),
            ("Good night.", false),
            ("Die Werft hat in Hamburg zwei Boote verkauft.", true),
        ] {
            assert_eq!(is_checkable(sentence, None), expected, "{sentence}");
        }
    }

    #[test]
    fn words_are_what_the_table_was_made_of() {
        let words = Words::of("It\u{2019}s 'so' 3.5% \u{2013} isn't it");
        assert_eq!(words.written, ["It's", "so", "3", "5", "isn't", "it"]);
        assert_eq!(TABLE.of.len(), 6000);
        assert!((TABLE.threshold + 2.0).abs() < 1e-9 && TABLE.bias < 0.0);
    }
}
