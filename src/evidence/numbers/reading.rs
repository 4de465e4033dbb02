//! Reads the quantities of a text.

mod amounts;
mod beside;
mod dates;
mod names;
mod sides;
mod words;

use super::items::Items;
use super::{Amount, Bound, DateSide, Exact, Of, Quantity, Stated};
use crate::text::language::numerals::{Numeral, Unit, number_words, unit};
use crate::text::span::Span;

/// So many of one text are read: no sentence has more.
const MOST: usize = 256;

/// The quantities of `text`, in its order; `language` (BCP 47) is guessed if nobody says which it is.
pub fn quantities(text: &str, language: Option<&str>) -> Vec<Quantity> {
    if text.is_empty() {
        return Vec::new();
    }
    let items = Items::of(text, number_words(text, language));
    let mut reader = Reader { items, found: Vec::new() };
    let is_german = reader.is_german();
    let mut at = 0;
    while at < reader.items.all.len() && reader.found.len() < MOST {
        // German writes long numbers in one word, which is on no list.
        if reader.items.is_plain_word(at) && !is_german {
            at += 1;
            continue;
        }
        at = reader.read(at).unwrap_or(at + 1).max(at + 1);
    }
    reader.ranges();
    out_of(text, &mut reader.found);
    reader.found
}

/// "Four out of five" is not five out of four: a name of the two numbers, in their order.
fn out_of(text: &str, found: &mut Vec<Quantity>) {
    const OF: [&str; 4] = ["out of", "out of the", "of the", "of"];
    let count = |quantity: &Quantity| match quantity.is {
        Stated::Amount(Amount { low, high, of: Of::Count, .. }) if low == high => low.as_whole(),
        _ => None,
    };
    let pairs = found.windows(2).filter_map(|pair| {
        let [one, other] = pair else { return None };
        let (part, whole) = (count(one)?, count(other)?);
        let between = text.get(one.span.range().end..other.span.range().start)?.trim();
        let (less, more) = (part.min(whole), part.max(whole));
        let span = Span::new(one.span.range().start, other.span.range().end);
        (less != more && OF.contains(&between)).then(|| Quantity {
            span,
            is: Stated::Name { label: format!("{less} of {more} #"), number: part.to_string() },
            is_implied: false,
            in_words: true,
            side: DateSide::In,
            with_side: span,
        })
    });
    let pairs: Vec<_> = pairs.collect();
    found.extend(pairs);
}

struct Reader<'t> {
    items: Items<'t>,
    found: Vec<Quantity>,
}

/// A value in words or digits, and what it counts.
#[derive(Clone, Copy)]
struct Value {
    is: Size,
    of: Of,
    end: usize,
    in_words: bool,
    /// Did a scale multiply it?
    is_scaled: bool,
}

#[derive(Clone, Copy)]
enum Size {
    Exact(Exact),
    Vague(u64),
}

impl Reader<'_> {
    /// Reads what begins at an item. Where it ends, if it is a quantity or a name.
    fn read(&mut self, at: usize) -> Option<usize> {
        self.none(at)
            .or_else(|| self.before_number(at))
            .or_else(|| self.ratio(at))
            .or_else(|| self.clock(at))
            .or_else(|| self.numeric_date(at))
            .or_else(|| self.name(at))
            .or_else(|| self.date(at))
            .or_else(|| self.year(at))
            .or_else(|| self.amount(at))
            .or_else(|| self.behind_number(at))
    }

    /// "No boats".
    fn none(&mut self, at: usize) -> Option<usize> {
        let end = self.items.word_end(at, Numeral::None)?;
        if self.bound(at).is_some() || self.items.digits(end).is_some() || self.items.sign(end).is_some() {
            return None;
        }
        let none = Exact::whole(0);
        self.put_implied(at, end, amount(none, none, Of::Count, Bound::Exactly));
        Some(end)
    }

    fn put(&mut self, from: usize, end: usize, is: Stated, in_words: bool) {
        self.found.extend(self.quantity(from, end, is, false, in_words));
    }

    fn put_implied(&mut self, from: usize, end: usize, is: Stated) {
        self.found.extend(self.quantity(from, end, is, true, true));
    }

    fn quantity(
        &self,
        from: usize,
        end: usize,
        is: Stated,
        is_implied: bool,
        in_words: bool,
    ) -> Option<Quantity> {
        let place = |from: usize, end: usize| {
            Some(Span::new(self.items.get(from)?.place.start, self.items.get(end.checked_sub(1)?)?.place.end))
        };
        let (side, said) = if is.is_time() { self.side(from, end, &is) } else { (DateSide::In, from..end) };
        let with_side = place(said.start, said.end)?;
        Some(Quantity { span: place(from, end)?, is, is_implied, in_words, side, with_side })
    }

    /// The number in digits at an item, if it is a single run of so many digits.
    fn small(&self, at: usize, most_digits: usize) -> Option<u32> {
        let digits = self.items.digits(at)?;
        digits.plain.filter(|count| *count <= most_digits)?;
        digits.value?.as_whole().and_then(|value| u32::try_from(value).ok())
    }

    fn is_word_before(&self, at: usize) -> bool {
        at > 0 && self.items.is_glued(at) && self.items.word(at - 1).is_some()
    }

    fn starts_sentence(&self, at: usize) -> bool {
        let before = self.items.get(at).map_or("", |item| &self.items.text[..item.place.start]);
        let before = before.trim_end_matches(|c: char| {
            c.is_whitespace() || matches!(c, '"' | '\'' | '(' | '\u{201c}' | '\u{ab}')
        });
        before.is_empty() || before.ends_with(['.', '!', '?', ':', '\u{2026}'])
    }
}

fn amount(low: Exact, high: Exact, of: Of, bound: Bound) -> Stated {
    Stated::Amount(Amount { low, high, of, bound })
}

/// Each currency is a dimension of its own, in the plural of its name.
fn is_money(unit: &Unit) -> bool {
    const MONEY: [&str; 26] = [
        "dollars",
        "Australian dollars",
        "Canadian dollars",
        "Hong Kong dollars",
        "New Zealand dollars",
        "Singapore dollars",
        "Taiwan dollars",
        "Jamaican dollars",
        "Brazilian reals",
        "Mexican pesos",
        "euros",
        "pounds sterling",
        "Egyptian pounds",
        "Irish pounds",
        "Syrian pounds",
        "Lebanese pounds",
        "roubles",
        "hryvnias",
        "zlotys",
        "yuan",
        "yen",
        "francs",
        "rupees",
        "liras",
        "shekels",
        "marks",
    ];
    MONEY.contains(&unit.dimension)
}

/// The currency of "A$" and "E£", by the letters before the sign.
fn prefixed(letters: &str, sign: char) -> Option<&'static Unit> {
    unit(match (sign, letters) {
        ('$', "us" | "usd") => "dollar",
        ('$', "a" | "au" | "aud") => "Australian dollar",
        ('$', "c" | "ca" | "can" | "cad") => "Canadian dollar",
        ('$', "hk" | "hkd") => "Hong Kong dollar",
        ('$', "nz" | "nzd") => "New Zealand dollar",
        ('$', "s" | "sg" | "sgd") => "Singapore dollar",
        ('$', "nt" | "tw" | "ntd") => "Taiwan dollar",
        ('$', "j" | "ja") => "Jamaican dollar",
        ('$', "r" | "brl") => "Brazilian real",
        ('$', "mx" | "mex" | "mxn") => "Mexican peso",
        ('\u{a3}', "gb" | "uk" | "gbp") => "pound sterling",
        ('\u{a3}', "e" | "eg" | "le" | "egp") => "Egyptian pound",
        ('\u{a3}', "ir" | "i" | "ie") => "Irish pound",
        ('\u{a3}', "s" | "sy" | "ls") => "Syrian pound",
        ('\u{a3}', "l" | "ll" | "lbp") => "Lebanese pound",
        _ => return None,
    })
}

fn is_currency(sign: char) -> bool {
    currency(sign).is_some()
}

fn currency(sign: char) -> Option<&'static Unit> {
    unit(match sign {
        '$' => "dollar",
        '\u{20ac}' => "euro",
        '\u{a3}' => "pound sterling",
        '\u{20bd}' => "rouble",
        '\u{20b4}' => "hryvnia",
        '\u{a5}' => "yen",
        '\u{20b9}' => "rupee",
        '\u{20ba}' => "lira",
        '\u{20aa}' => "shekel",
        _ => return None,
    })
}
