//! How much and how many: a value, its unit, and what bounds it.

use super::super::items::Case;
use super::super::{Bound, Exact, Of, Stated};
use super::{Reader, Size, Value, amount, currency, is_money, prefixed};
use crate::text::language::numerals::{Numeral, Unit, cased_units, unit};

/// What no number counts, or what begins something else.
const NO_NOUN: [&str; 40] = [
    "and",
    "or",
    "in",
    "on",
    "at",
    "of",
    "to",
    "from",
    "by",
    "with",
    "for",
    "was",
    "were",
    "is",
    "are",
    "had",
    "has",
    "have",
    "that",
    "which",
    "who",
    "und",
    "oder",
    "in",
    "von",
    "mit",
    "et",
    "ou",
    "en",
    "de",
    "\u{438}",
    "\u{438}\u{43b}\u{438}",
    "\u{432}",
    "\u{441}",
    "\u{43d}\u{430}",
    "\u{456}",
    "\u{430}\u{431}\u{43e}",
    "\u{446}\u{456}",
    "\u{447}\u{438}",
    "\u{443}",
];

impl Reader<'_> {
    pub(super) fn is_currency_sign(&self, at: usize) -> bool {
        self.items.sign(at).is_some_and(|sign| currency(sign).is_some())
    }

    pub(super) fn unit(&self, at: usize) -> Option<(&'static Unit, usize)> {
        self.items.find(at, |is| if let Numeral::Unit(unit) = is { Some(unit) } else { None })
    }

    pub(super) fn bound(&self, at: usize) -> Option<(Bound, usize)> {
        let sign = self.items.sign(at).and_then(|sign| {
            Some(match sign {
                '~' | '\u{2248}' | '\u{223c}' => Bound::About,
                '>' => Bound::Above,
                '<' => Bound::Below,
                '\u{2265}' | '\u{2a7e}' => Bound::AtLeast,
                '\u{2264}' | '\u{2a7d}' => Bound::AtMost,
                _ => return None,
            })
        });
        if let Some(bound) = sign {
            return Some((bound, at + 1));
        }
        if self.is_particle(at) {
            return None;
        }
        self.items.find(at, |is| if let Numeral::Bound(bound) = is { Some(bound) } else { None })
    }

    /// Is "over" a part of the verb before it, as in "handed over", or "about" what somebody speaks of?
    pub(super) fn is_particle(&self, at: usize) -> bool {
        const HANDED: [&str; 22] = [
            "hand", "hands", "handed", "handing", "take", "takes", "took", "taken", "taking", "turn",
            "turned", "turning", "sign", "signed", "pass", "passed", "carried", "flew", "fly", "flying",
            "moved", "won",
        ];
        const SPOKE: [&str; 20] = [
            "story",
            "stories",
            "report",
            "reports",
            "article",
            "news",
            "talk",
            "talks",
            "wrote",
            "written",
            "spoke",
            "speak",
            "asked",
            "told",
            "know",
            "knew",
            "knows",
            "question",
            "questions",
            "information",
        ];
        let (Some((word, _)), Some((before, _))) =
            (self.items.word(at), at.checked_sub(1).and_then(|before| self.items.word(before)))
        else {
            return false;
        };
        (word == "over" && HANDED.contains(&before)) || (word == "about" && SPOKE.contains(&before))
    }

    /// "A$", "US $", "LE" before a number.
    fn prefixed_money(&self, at: usize) -> Option<(&'static Unit, usize)> {
        let (letters, case) = self.items.word(at).filter(|(_, case)| *case != Case::Small)?;
        if letters == "le" && case == Case::Capitals && self.items.digits(at + 1).is_some() {
            return Some((unit("Egyptian pound")?, at + 1));
        }
        let sign = self.items.sign(at + 1).filter(|_| self.items.is_glued(at + 1) || letters == "us")?;
        Some((prefixed(letters, sign)?, at + 2))
    }

    /// "3:1", of a match or a vote: from the one to the other.
    pub(super) fn ratio(&mut self, at: usize) -> Option<usize> {
        let is_joined = self.items.sign(at + 1) == Some(':')
            && self.items.is_glued(at + 1)
            && self.items.is_glued(at + 2);
        let goes_on = self.items.sign(at + 3) == Some(':')
            && self.items.is_glued(at + 3)
            && self.items.digits(at + 4).is_some();
        let is_first =
            !self.items.is_glued(at) || self.items.sign(at.wrapping_sub(1)).is_some_and(|sign| sign != ':');
        let one = self.items.digits(at).filter(|_| is_joined && is_first && !goes_on)?.value?;
        let other = self.items.digits(at + 2)?;
        // With two digits behind it is a time of day, if it can be one.
        let may_be_hours = self.small(at, 2).is_some_and(|hours| hours < 25);
        if may_be_hours && other.plain == Some(2) && self.small(at + 2, 2)? < 60 {
            return None;
        }
        self.put(at, at + 3, amount(one, other.value?, Of::Count, Bound::Exactly), false);
        Some(at + 3)
    }

    pub(super) fn amount(&mut self, at: usize) -> Option<usize> {
        if let Some((bound, after)) = self.bound(at) {
            let after = self.skip_word(after, &["the", "les", "des", "die", "den", "der"]);
            // "About more than": the nearer one counts. "About the year" is no amount.
            if self.bound(after).is_some() {
                return None;
            }
            return self.amount_with(at, after, bound);
        }
        self.amount_with(at, at, Bound::Exactly)
    }

    pub(super) fn amount_with(&mut self, from: usize, at: usize, bound: Bound) -> Option<usize> {
        if from < at && (self.date_follows(at)) {
            return None;
        }
        if self.is_word_before(at) && self.items.digits(at).is_some() {
            let before = self.items.word(at - 1).map_or("", |(word, _)| word);
            if before != "us" && before != "le" && self.unit(at - 1).is_none() {
                return Some(at + 1);
            }
        }
        let (is_between, start) = match self.items.word_end(at, Numeral::Between) {
            Some(after) => (true, after),
            None => (false, at),
        };
        // Money before the number: "$5", "USD 5".
        let mut start = start;
        let mut money = None;
        if let Some((of, after)) = self.prefixed_money(start) {
            money = Some(of);
            start = after;
        } else if let Some(sign) = self.items.sign(start).and_then(currency) {
            money = Some(sign);
            start += 1;
        } else if let Some((unit, after)) = self.unit(start).filter(|(unit, _)| is_money(unit)) {
            self.items.digits(after)?;
            money = Some(unit);
            start = after;
        }
        let value = self.value(start, is_between)?;
        let mut first = value;
        let mut second = None;
        let mut end = first.end;
        // A unit may stand between: "$10m to $20m".
        if let Some((other, after)) = self.range(end, is_between, money.is_some()) {
            second = Some(other);
            end = after;
        } else if is_between {
            return None;
        }
        if let Some(other) = second {
            // "10 to 20 million": both are millions.
            if let (Size::Exact(value), true, false) = (first.is, other.is_scaled, first.is_scaled)
                && let Some(scale) = self.scale_of(other.end - 1).filter(|scale| value < *scale)
                && let Some(scaled) = value.times(scale)
            {
                first.is = Size::Exact(scaled);
            }
        }
        let (units, after) = self.units_behind(end, money);
        end = after;
        if let Some(after) = self.below_zero(end) {
            end = after;
            for value in [Some(&mut first), second.as_mut()].into_iter().flatten() {
                if let Size::Exact(exact) = value.is {
                    value.is = Size::Exact(exact.negative());
                }
            }
        }
        let mut bound = bound;
        // "Une dizaine" is about ten.
        let last = self.items.word(end.saturating_sub(1)).map_or("", |(word, _)| word);
        let is_round = last.ends_with("aine") && last != "douzaine";
        if bound == Bound::Exactly && is_round && second.is_none() && units.is_empty() && first.is_scaled {
            bound = Bound::About;
        }
        // "От 10 до 20" is a range.
        if second.is_some() && matches!(bound, Bound::AtLeast | Bound::AtMost) {
            bound = Bound::Exactly;
        }
        if bound == Bound::Exactly
            && let Some((behind, after)) = self.bound_behind(end).or_else(|| self.bound_behind_noun(end))
        {
            (bound, end) = (behind, after);
        }
        let of = second.map_or(first.of, |other| if first.of == Of::Count { other.of } else { first.of });
        if from == at
            && bound == Bound::Exactly
            && units.is_empty()
            && second.is_none()
            && self.is_idle(at, &first)
        {
            return Some(end);
        }
        let in_words = first.in_words;
        let readings: Vec<Of> =
            if units.is_empty() { vec![of] } else { units.iter().map(|unit| Of::Unit(unit)).collect() };
        for of in readings {
            let stated = stated(first, second, of, bound);
            let is_pair = self.items.word_end(start, Numeral::Pair).is_some() && !self.is_pair_of(start);
            if let Some(stated) = stated {
                self.found.extend(self.quantity(from, end, stated, is_pair, in_words));
            }
        }
        // "5m" are millions or metres.
        if second.is_none()
            && money.is_none()
            && units.is_empty()
            && let Some(metres) = self.metres(first.end - 1)
            && let Some(Size::Exact(value)) = before_scale(first).filter(|_| first.is_scaled)
        {
            self.put(from, end, amount(value, value, Of::Unit(metres), bound), false);
        }
        Some(end)
    }

    /// "A pair of boats" are two; who says "the couple" or "both" speaks of two whom others may name.
    fn is_pair_of(&self, at: usize) -> bool {
        self.items.word(at + 1).is_some_and(|(word, _)| matches!(word, "of" | "de" | "d"))
            || self.items.word(at).is_some_and(|(word, case)| {
                word.starts_with("\u{43f}\u{430}\u{440}") || (word == "paar" && case == Case::Capital)
            })
    }

    pub(super) fn date_follows(&self, at: usize) -> bool {
        self.month(at).is_some()
            || self.day(at).is_some_and(|(_, end)| self.month(self.skip_word(end, &["of", "de"])).is_some())
            || self.year_at(at).is_some_and(|(_, end)| {
                !self.goes_on_as_count(end)
                    && !self.items.word(end).is_some_and(|(_, case)| {
                        case == Case::Small && self.items.sign(end).is_none() && self.is_noun(end)
                    })
            })
    }

    /// Is it a word that may be counted, and none of those that follow a year?
    pub(super) fn is_noun(&self, at: usize) -> bool {
        self.items.word(at).is_some_and(|(word, case)| {
            case == Case::Small && word.len() > 3 && word.ends_with('s') && word != "was"
        })
    }

    pub(super) fn metres(&self, at: usize) -> Option<&'static Unit> {
        let (word, _) = self.items.word(at)?;
        (word == "m").then(|| unit("m")).flatten()
    }

    pub(super) fn scale_of(&self, at: usize) -> Option<Exact> {
        // The scale stands before what ends there.
        (at.saturating_sub(1)..=at).rev().find_map(|at| {
            let (by, _) =
                self.items.find(at, |is| if let Numeral::Scale { by, .. } = is { Some(by) } else { None })?;
            Some(Exact::whole(by))
        })
    }

    /// A number that says nothing by itself: "one" for somebody, "first" for at first.
    pub(super) fn is_idle(&self, at: usize, value: &Value) -> bool {
        let Size::Exact(exact) = value.is else { return false };
        let is_one = exact == Exact::whole(1);
        if !value.in_words || !is_one {
            return false;
        }
        match value.of {
            Of::Count => {
                let is_article = self.items.word_end(at, Numeral::Article).is_some()
                    && self.items.word(at).is_some_and(|(word, _)| word != "single");
                let next = self.items.word(value.end).map_or("", |(word, _)| word);
                let is_pronoun = next.is_empty()
                    || matches!(
                        next,
                        "of" | "that"
                            | "which"
                            | "who"
                            | "on"
                            | "in"
                            | "by"
                            | "and"
                            | "or"
                            | "is"
                            | "was"
                            | "can"
                            | "could"
                            | "should"
                            | "may"
                            | "must"
                            | "with"
                            | "for"
                            | "to"
                            | "from"
                            | "at"
                            | "as"
                            | "has"
                            | "had"
                    );
                let is_before = at > 0
                    && self.items.word(at - 1).is_some_and(|(word, _)| {
                        matches!(
                            word,
                            "no" | "the"
                                | "this"
                                | "that"
                                | "each"
                                | "every"
                                | "any"
                                | "some"
                                | "another"
                                | "which"
                        )
                    });
                is_article || is_pronoun || is_before
            }
            Of::Rank => {
                !(at > 0
                    && self.items.word(at - 1).is_some_and(|(word, _)| {
                        matches!(word, "the" | "its" | "his" | "her" | "their" | "s")
                    }))
            }
            _ => false,
        }
    }

    /// "40 degrees below zero".
    fn below_zero(&self, at: usize) -> Option<usize> {
        const BELOW: [(&str, &str); 5] =
            [("below", "zero"), ("unter", "null"), ("ниже", "нуля"), ("ніжэй", "нуля"), ("нижче", "нуля")];
        let (below, zero) = (self.items.word(at)?.0, self.items.word(at + 1)?.0);
        BELOW.contains(&(below, zero)).then_some(at + 2)
    }

    pub(super) fn bound_behind(&self, at: usize) -> Option<(Bound, usize)> {
        if self.items.sign(at) == Some('+') && self.items.is_glued(at) {
            return Some((Bound::AtLeast, at + 1));
        }
        self.items.find(at, |is| if let Numeral::BoundBehind(bound) = is { Some(bound) } else { None })
    }

    /// "40 patrol boats or fewer", "40 boats, give or take ten".
    fn bound_behind_noun(&self, at: usize) -> Option<(Bound, usize)> {
        /// In words.
        const LONGEST: usize = 3;
        let is_noun = |at: &usize| {
            self.items.word(*at).is_some_and(|(word, _)| !NO_NOUN.contains(&word))
                && self
                    .items
                    .all_at(*at)
                    .all(|(is, _)| !matches!(is, Numeral::Bound(_) | Numeral::Cardinal(_)))
        };
        let nouns =
            (at..=at + LONGEST).take_while(|at| self.bound_behind(*at).is_none() && is_noun(at)).count();
        let end = at + nouns;
        let is_parted = self.items.sign(end) == Some(',');
        let (bound, after) = self.bound_behind(end + usize::from(is_parted))?;
        // "40 boats plus ten tugs": of both.
        let is_free = self.value(after, false).is_none()
            && !self.items.all_at(end).any(|(is, _)| matches!(is, Numeral::Minus));
        let counts =
            if is_parted { bound == Bound::About } else { nouns <= LONGEST && bound != Bound::Above };
        (counts && (is_free || bound == Bound::About)).then_some((bound, after))
    }

    /// The units behind a number; several if nobody says which is meant.
    pub(super) fn units_behind(
        &self,
        at: usize,
        money: Option<&'static Unit>,
    ) -> (Vec<&'static Unit>, usize) {
        if let Some(money) = money {
            // "$5 million US dollars"
            let end = self.unit(at).filter(|(unit, _)| is_money(unit)).map_or(at, |(_, end)| end);
            return (vec![money], end);
        }
        if let Some(sign) = self.items.sign(at) {
            let of_sign = match sign {
                '%' => unit("percent"),
                '\u{2030}' => unit("per mille"),
                '\u{b0}' => {
                    let of = self.items.word(at + 1).and_then(|(word, _)| match word {
                        "c" => unit("degree Celsius"),
                        "f" => unit("degree Fahrenheit"),
                        _ => None,
                    });
                    if let Some(of) = of {
                        return (vec![of], at + 2);
                    }
                    unit("degree")
                }
                sign => currency(sign),
            };
            if let Some(own) = of_sign {
                let points = self.items.word(at + 1 + usize::from(self.items.is_dash(at + 1))).is_some_and(
                    |(word, _)| {
                        matches!(word, "points" | "point" | "punkte" | "пункта" | "пунктов" | "пункт")
                    },
                );
                if sign == '%' && points {
                    return (
                        unit("percentage point").into_iter().collect(),
                        at + 2 + usize::from(self.items.is_dash(at + 1)),
                    );
                }
                return (vec![own], at + 1);
            }
        }
        // "40-mm", "millions of euros"
        let dash = at + usize::from(self.items.is_dash(at) && self.items.is_glued(at));
        let start = self.skip_word(dash, &["of", "de", "d", "von"]);
        if start > dash && self.unit(start).is_none_or(|(unit, _)| !is_money(unit) && unit.name != "percent")
        {
            return (Vec::new(), at);
        }
        // "40 MW", and "mW", which is another unit.
        let cased = cased_units(self.items.written(start));
        if !cased.is_empty() {
            return (cased, start + 1);
        }
        let Some((_, end)) = self.unit(start) else { return (Vec::new(), at) };
        let Some((word, _)) = self.items.word(start) else { return (Vec::new(), at) };
        // "40m²"
        let is_raised = self.items.sign(end).is_some_and(|sign| matches!(sign, '\u{b2}' | '\u{b3}'))
            && self.items.is_glued(end);
        if is_raised {
            let of = match (word, self.items.sign(end)) {
                ("m" | "м", Some('\u{b2}')) => unit("square metre"),
                ("km" | "км", Some('\u{b2}')) => unit("square km"),
                ("m" | "м", _) => unit("cubic metre"),
                _ => None,
            };
            return (of.into_iter().collect(), end + 1);
        }
        if word == "m" && self.items.is_glued(start) && start == at {
            return (Vec::new(), at);
        }
        let mut units = Vec::new();
        for (numeral, own_end) in self.items.all_at(start) {
            if let Numeral::Unit(unit) = numeral
                && own_end == end
                && !units.contains(&unit)
            {
                units.push(unit);
            }
        }
        if units.is_empty() {
            units.extend(self.unit(start).map(|(unit, _)| unit));
        }
        (units, end)
    }

    /// The other end of a range, and where it ends.
    pub(super) fn range(&self, at: usize, is_between: bool, is_money: bool) -> Option<(Value, usize)> {
        let at_unit = self.unit(at).map_or(at, |(_, end)| end);
        for start in [at, at_unit] {
            let start = start + usize::from(self.items.sign(start) == Some('%'));
            let is_joint = |is| match is {
                Numeral::To => Some(()),
                Numeral::And => is_between.then_some(()),
                _ => None,
            };
            let after = if self.items.is_dash(start)
                && self.items.is_glued(start) == self.items.is_glued(start + 1)
            {
                Some(start + 1)
            } else {
                self.items.find(start, is_joint).map(|((), end)| end)
            };
            // "30 or 40".
            let or = || self.items.word_end(start, Numeral::Or).filter(|_| start == at);
            let Some(after) = after.or_else(or) else { continue };
            let after = after + usize::from(is_money && self.is_currency_sign(after));
            let is_date = self.date_follows(after);
            if let Some(value) = self.value(after, false).filter(|_| !is_date) {
                return Some((value, value.end));
            }
        }
        None
    }

    /// A value in digits or in words.
    pub(super) fn value(&self, at: usize, is_between: bool) -> Option<Value> {
        self.vague(at)
            .or_else(|| self.part(at))
            .or_else(|| self.times(at))
            .or_else(|| self.number(at, is_between))
    }

    /// "Hundreds", "tens of thousands", "several million".
    pub(super) fn vague(&self, at: usize) -> Option<Value> {
        let many =
            |at| self.items.find(at, |is| if let Numeral::Many(size) = is { Some(size) } else { None });
        let scale =
            |at| self.items.find(at, |is| if let Numeral::Scale { by, .. } = is { Some(by) } else { None });
        let several = self.items.word_end(at, Numeral::Several);
        let (mut size, mut end) = if let Some(after) = several {
            many(after).or_else(|| scale(after))?
        } else {
            // "Une centaine" is a number.
            let is_alone = |is| matches!(is, Numeral::Scale { alone: true, .. }).then_some(());
            many(at).filter(|_| self.items.find(at, is_alone).is_none())?
        };
        loop {
            let next = self.skip_word(end, &["of", "de", "d", "von"]);
            let Some((by, after)) = many(next).or_else(|| scale(next)) else { break };
            (size, end) = (size.checked_mul(by)?, after);
        }
        Some(Value { is: Size::Vague(size), of: Of::Count, end, in_words: true, is_scaled: true })
    }

    /// "Two thirds", "half", "a quarter", "3/4"; of "half a million" the whole.
    pub(super) fn part(&self, at: usize) -> Option<Value> {
        let part =
            |at| self.items.find(at, |is| if let Numeral::Part(parts) = is { Some(parts) } else { None });
        let value = |is: Exact, end| Value {
            is: Size::Exact(is),
            of: Of::Share,
            end,
            in_words: true,
            is_scaled: false,
        };
        if let (Some(above), Some('/')) = (self.small(at, 3), self.items.sign(at + 1))
            && self.items.is_glued(at + 1)
            && self.items.is_glued(at + 2)
        {
            let below = self.small(at + 2, 3)?;
            let is = Exact::new(above.into(), below.into())?;
            return Some(Value { in_words: false, ..value(is, at + 3) });
        }
        let is_article = self.items.word_end(at, Numeral::Article);
        let (number, number_end, is_one) = match self.cardinal(at) {
            Some((number, end)) => (Some(number), end, number == 1),
            None => match self.small(at, 2) {
                Some(number) => (Some(u64::from(number)), at + 1, number == 1),
                None => (None, is_article.unwrap_or(at), is_article.is_some()),
            },
        };
        let joint =
            number_end + usize::from(self.items.is_dash(number_end) && self.items.is_glued(number_end));
        if number_end > at
            && let Some((parts, end)) = part(joint)
        {
            let number = number.unwrap_or(1);
            let is_plural = number > 1 && number < u64::from(parts);
            if (is_plural || is_one) && parts > 1 {
                // "A second" and "one second" are no halves.
                let is = Exact::new(number.into(), parts.into())?;
                let is_rank = self.items.word(joint).is_some_and(|(word, _)| matches!(word, "third"))
                    && (number != 1
                        || (is_article.is_some() && self.cardinal(at).is_none() && !self.is_share_end(end)));
                if !is_rank {
                    return Some(self.half_of(value(is, end)));
                }
            }
        }
        let (parts, end) = part(at)?;
        let alone = parts == 2 || !self.items.word(at).is_some_and(|(word, _)| word.is_ascii());
        let is_half_year = at > 0 && self.ordinal_word_before(at);
        (alone && !is_half_year)
            .then(|| Exact::new(1, parts.into()))
            .flatten()
            .map(|is| self.half_of(value(is, end)))
    }

    /// Does what follows show that a "third" is a part: "a third of", "one third"?
    pub(super) fn is_share_end(&self, at: usize) -> bool {
        let next = self.items.word(at).map_or("", |(word, _)| word);
        self.items.get(at).is_none()
            || self.items.sign(at).is_some()
            || matches!(next, "of" | "more" | "less" | "in" | "to" | "by" | "and")
    }

    pub(super) fn ordinal_word_before(&self, at: usize) -> bool {
        self.items
            .find(at - 1, |is| if let Numeral::Ordinal(value) = is { Some(value) } else { None })
            .is_some()
    }

    /// "Half a million", "half a dozen".
    pub(super) fn half_of(&self, part: Value) -> Value {
        let after = self.items.word_end(part.end, Numeral::Article).unwrap_or(part.end);
        let scale =
            self.items.find(after, |is| if let Numeral::Scale { by, .. } = is { Some(by) } else { None });
        if let (Some((by, end)), Size::Exact(exact)) = (scale, part.is)
            && let Some(is) = exact.times(Exact::whole(by))
        {
            return Value { is: Size::Exact(is), of: Of::Count, end, in_words: true, is_scaled: true };
        }
        // "Half a year"
        let unit = self.unit(after);
        Value { end: if unit.is_some() { after } else { part.end }, ..part }
    }

    pub(super) fn times(&self, at: usize) -> Option<Value> {
        let (times, end) =
            self.items.find(at, |is| if let Numeral::Times(times) = is { Some(times) } else { None })?;
        Some(Value {
            is: Size::Exact(Exact::whole(times.into())),
            of: Of::Times,
            end,
            in_words: true,
            is_scaled: false,
        })
    }

    pub(super) fn number(&self, at: usize, is_between: bool) -> Option<Value> {
        let mut at = at;
        let is_minus = if self.items.is_dash(at) {
            let is_free = !self.items.is_glued(at) || at == 0 || self.items.sign(at - 1).is_some();
            if !(is_free && self.items.is_glued(at + 1) && self.items.digits(at + 1).is_some()) {
                return None;
            }
            at += 1;
            true
        } else if let Some(after) = self.items.word_end(at, Numeral::Minus) {
            at = after;
            true
        } else {
            false
        };
        at += usize::from(self.items.sign(at) == Some('+') && self.items.is_glued(at + 1));
        let mut value = self.figures(at).or_else(|| self.words(at, is_between))?;
        if let (true, Size::Exact(exact)) = (is_minus, value.is) {
            value.is = Size::Exact(exact.negative());
        }
        Some(value)
    }

    /// A number in digits, with what multiplies it.
    pub(super) fn figures(&self, at: usize) -> Option<Value> {
        if let Some(fraction) = self.items.sign(at).and_then(fraction) {
            return Some(self.half_of(Value {
                is: Size::Exact(fraction),
                of: Of::Share,
                end: at + 1,
                in_words: false,
                is_scaled: false,
            }));
        }
        let mut value = self.items.digits(at)?.value?;
        let mut end = at + 1;
        if let Some(ending) = self.ordinal_ending(end) {
            return Some(Value {
                is: Size::Exact(value),
                of: Of::Rank,
                end: ending,
                in_words: false,
                is_scaled: false,
            });
        }
        if let Some(part) = self.items.sign(end).and_then(fraction) {
            (value, end) = (value.plus(part)?, end + 1);
        }
        // "10²" is 100, but "m²" is a unit.
        if let Some(power) = self.items.sign(end).and_then(power).filter(|_| self.items.is_glued(end)) {
            let base = value;
            for _ in 1..power {
                value = value.times(base)?;
            }
            end += 1;
        }
        if self.items.word(end).is_some_and(|(word, _)| matches!(word, "x" | "\u{445}"))
            && self.items.is_glued(end)
        {
            return Some(Value {
                is: Size::Exact(value),
                of: Of::Times,
                end: end + 1,
                in_words: false,
                is_scaled: false,
            });
        }
        if let Some(times) = self.times_behind(end) {
            return Some(Value {
                is: Size::Exact(value),
                of: Of::Times,
                end: times,
                in_words: false,
                is_scaled: false,
            });
        }
        let (value, end, is_scaled) = self.scaled(value, end)?;
        Some(Value { is: Size::Exact(value), of: Of::Count, end, in_words: false, is_scaled })
    }

    pub(super) fn times_behind(&self, at: usize) -> Option<usize> {
        let at = at + usize::from(self.items.is_dash(at) && self.items.is_glued(at));
        self.items.word_end(at, Numeral::TimesBehind)
    }

    /// With the scales that follow: "40 thousand million".
    pub(super) fn scaled(&self, value: Exact, at: usize) -> Option<(Exact, usize, bool)> {
        let (mut value, mut end, mut is_scaled) = (value, at, false);
        loop {
            let start = end + usize::from(self.items.is_dash(end) && self.items.is_glued(end));
            let start = start
                + usize::from(
                    self.items.sign(start) == Some('.')
                        && is_scaled
                        && self.items.is_glued(start)
                        && self
                            .items
                            .find(start + 1, |is| matches!(is, Numeral::Scale { .. }).then_some(()))
                            .is_some(),
                );
            let Some((by, after)) =
                self.items.find(start, |is| if let Numeral::Scale { by, .. } = is { Some(by) } else { None })
            else {
                break;
            };
            let (word, case) = self.items.word(start)?;
            // "5 m" is hardly a million, and "5M" is.
            let is_letter = word.len() == 1;
            if is_letter
                && !(self.items.is_glued(start) && start == end)
                && !(word == "m" && self.is_money_near(at, after))
            {
                break;
            }
            // "400 m€", and the unit "m" of "5 m high".
            let _ = case;
            (value, end, is_scaled) = (value.times(Exact::whole(by))?, after, true);
            // The point of an abbreviation before its unit.
            if self.items.sign(end) == Some('.')
                && self.items.is_glued(end)
                && (self.unit(end + 1).is_some() || self.is_currency_sign(end + 1))
            {
                end += 1;
            }
        }
        Some((value, end, is_scaled))
    }

    pub(super) fn is_money_near(&self, number_end: usize, after: usize) -> bool {
        let before = number_end.checked_sub(2).is_some_and(|before| self.is_currency_sign(before));
        before || self.is_currency_sign(after) || self.unit(after).is_some_and(|(unit, _)| is_money(unit))
    }
}

fn before_scale(value: Value) -> Option<Size> {
    let Size::Exact(exact) = value.is else { return None };
    let million = Exact::new(1, 1_000_000)?;
    exact.times(million).map(Size::Exact)
}

fn stated(first: Value, second: Option<Value>, of: Of, bound: Bound) -> Option<Stated> {
    let percent = |value: Exact| Exact::new(1, 100).and_then(|part| value.times(part));
    let is_percent = matches!(of, Of::Unit(unit) if unit.dimension == "percent");
    match (first.is, second.map(|second| second.is)) {
        (Size::Vague(size), _) => Some(Stated::Vague { size, of }),
        (Size::Exact(low), other) => {
            let high = match other {
                Some(Size::Exact(high)) => high,
                Some(Size::Vague(_)) => return None,
                None => low,
            };
            let (low, high) = if is_percent { (percent(low)?, percent(high)?) } else { (low, high) };
            let of = if is_percent { Of::Share } else { of };
            Some(amount(low, high, of, bound))
        }
    }
}

fn fraction(sign: char) -> Option<Exact> {
    let (above, below) = match sign {
        '\u{bd}' => (1, 2),
        '\u{bc}' => (1, 4),
        '\u{be}' => (3, 4),
        '\u{2153}' => (1, 3),
        '\u{2154}' => (2, 3),
        '\u{2155}' => (1, 5),
        '\u{215b}' => (1, 8),
        '\u{215c}' => (3, 8),
        '\u{215d}' => (5, 8),
        '\u{215e}' => (7, 8),
        _ => return None,
    };
    Exact::new(above, below)
}

fn power(sign: char) -> Option<u32> {
    Some(match sign {
        '\u{b2}' => 2,
        '\u{b3}' => 3,
        '\u{2074}'..='\u{2079}' => sign as u32 - 0x2070,
        _ => return None,
    })
}
