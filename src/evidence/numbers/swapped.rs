//! Two numbers of a statement that its quotes have the other way round: "40 tugs and 12 barges" of "12 tugs and 40 barges".

use super::{Exact, Quantity, Stated, quantities};
use crate::text::span::Span;

/// The first number of a statement that a quote gives to another thing, and that thing's word. A quote that gives it to the same
/// thing settles it. Languages are BCP 47.
pub fn swapped(
    statement: &str,
    stated: &[Quantity],
    quotes: &[(&str, Option<&str>)],
) -> Option<(Span, String)> {
    let stated = counted(statement, stated);
    let (first, _) = stated.first()?;
    if stated.iter().all(|(other, _)| other.value == first.value) {
        return None;
    }
    let quoted: Vec<_> =
        quotes.iter().map(|(quote, language)| counted(quote, &quantities(quote, *language))).collect();
    let has =
        |value: Exact, of: &str| quoted.iter().flatten().any(|(one, _)| one.value == value && one.of == of);
    stated.iter().find_map(|(one, span)| {
        let other = stated.iter().map(|(other, _)| other).find(|other| {
            let is_pair = other.value != one.value && other.of != one.of && one.is_role() == other.is_role();
            is_pair
                && has(one.value, &other.of)
                && has(other.value, &one.of)
                && !has(one.value, &one.of)
                && !has(other.value, &other.of)
        })?;
        Some((*span, other.of.clone()))
    })
}

/// A number and the word that says of what.
#[derive(Debug, PartialEq)]
struct Counted {
    value: Exact,
    /// The beginning of the word behind it, or "from" or "to" before it.
    of: String,
}

impl Counted {
    fn is_role(&self) -> bool {
        ROLES.contains(&&*self.of)
    }
}

/// What a number is by the word before it.
const ROLES: [&str; 2] = ["from", "to"];

fn counted(text: &str, quantities: &[Quantity]) -> Vec<(Counted, Span)> {
    const LETTERS: usize = 5;
    let word = |word: &str| word.to_lowercase().chars().take(LETTERS).collect::<String>();
    let mut found = Vec::new();
    for quantity in quantities.iter().filter(|quantity| !quantity.is_implied) {
        let Stated::Amount(amount) = &quantity.is else { continue };
        if amount.low != amount.high {
            // "From 40 to 12" is read as one, in the order of the text.
            let ends = [("from", amount.low), ("to", amount.high)];
            found.extend(ends.map(|(of, value)| (Counted { value, of: of.to_owned() }, quantity.span)));
            continue;
        }
        let behind = text.get(quantity.span.range().end..).and_then(|rest| rest.strip_prefix(' '));
        let behind = behind.and_then(|rest| rest.split(|c: char| !c.is_alphabetic()).next()).map(word);
        let before = text.get(..quantity.span.range().start).and_then(|rest| rest.strip_suffix(' '));
        let before = before.and_then(|rest| rest.rsplit(' ').next()).map(str::to_lowercase);
        let behind = behind.filter(|word| word.chars().count() > 2);
        let before = before.filter(|word| ROLES.contains(&&**word));
        found.extend(
            [behind, before]
                .into_iter()
                .flatten()
                .map(|of| (Counted { value: amount.low, of }, quantity.span)),
        );
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_that_change_places_are_told() {
        for (statement, quote, expected) in [
            ("Sarn sold 40 tugs and 12 barges.", "12 tugs and 40 barges were sold", Some("40")),
            ("Sarn sold 40 tugs and 12 barges.", "Sarn sold forty tugs and a dozen barges", None),
            ("Sarn sold 40 tugs and 12 barges.", "12 barges and 40 tugs were sold", None),
            ("Sarn sold 40 tugs and 12 barges.", "40 tugs; later 12 tugs and 40 barges", None),
            ("Sales fell from 40 to 12.", "sales grew from 12 to 40", Some("40 to 12")),
            ("Sales fell from 40 to 12.", "sales fell from 40 to 12", None),
            ("Sarn sold 40 tugs.", "40 barges", None),
        ] {
            let stated = quantities(statement, None);
            let found = swapped(statement, &stated, &[(quote, None)]);
            assert_eq!(found.map(|(place, _)| &statement[place.range()]), expected, "{statement} {quote}");
        }
    }
}
