//! Exact values: fractions of whole numbers.

use std::cmp::Ordering;
use std::fmt;

/// A rational number in lowest terms.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Exact {
    above: i128,
    /// Greater than zero.
    below: i128,
}

impl Exact {
    /// `above / below`; `None` if that is no number, or too long for one.
    pub fn new(above: i128, below: i128) -> Option<Self> {
        let divisor = divisor(above.unsigned_abs(), below.unsigned_abs());
        let divisor = i128::try_from(divisor).ok().filter(|divisor| *divisor > 0 && below > 0)?;
        Some(Self { above: above / divisor, below: below / divisor })
    }

    /// A whole number.
    pub fn whole(value: u64) -> Self {
        Self { above: value.into(), below: 1 }
    }

    /// The product; `None` if it is too long.
    pub fn times(self, other: Self) -> Option<Self> {
        Self::new(self.above.checked_mul(other.above)?, self.below.checked_mul(other.below)?)
    }

    /// The sum; `None` if it is too long.
    pub fn plus(self, other: Self) -> Option<Self> {
        let (one, two) = (self.above.checked_mul(other.below)?, other.above.checked_mul(self.below)?);
        Self::new(one.checked_add(two)?, self.below.checked_mul(other.below)?)
    }

    /// The same below zero.
    #[must_use]
    pub fn negative(self) -> Self {
        Self { above: -self.above, ..self }
    }

    /// How many digits it has as a decimal number, without the zeros at either end; `None` if it never ends.
    pub fn significant_digits(self) -> Option<u32> {
        let (digits, _) = self.decimal()?;
        Some(digits.checked_ilog10().map_or(0, |log| log + 1))
    }

    /// To so many digits, half up; `None` if it has no end as a decimal number.
    pub fn rounded(self, digits: u32) -> Option<Self> {
        let (all, power) = self.decimal()?;
        let drop = all.checked_ilog10()?.checked_add(1)?.checked_sub(digits)?;
        let unit = 10_i128.checked_pow(drop)?;
        let rounded = all.checked_add(unit / 2)? / unit * unit;
        let sign = if self.above < 0 { -1 } else { 1 };
        if power < 0 {
            return Self::new(sign * rounded, 10_i128.checked_pow(power.unsigned_abs())?);
        }
        Self::new(sign * rounded.checked_mul(10_i128.checked_pow(power.unsigned_abs())?)?, 1)
    }

    /// Its digits without zeros at the end, and the power of ten by which they are multiplied.
    fn decimal(self) -> Option<(i128, i32)> {
        let (mut below, mut power) = (self.below, 0_i32);
        let mut above = self.above.checked_abs()?;
        while below > 1 {
            if power < -18 {
                return None;
            }
            above = above.checked_mul(10)?;
            power -= 1;
            let divisor = i128::try_from(divisor(above.unsigned_abs(), below.unsigned_abs())).ok()?;
            (above, below) = (above / divisor, below / divisor);
        }
        while above != 0 && above % 10 == 0 {
            (above, power) = (above / 10, power + 1);
        }
        Some((above, power))
    }

    /// If it is whole and not below zero.
    pub fn as_whole(self) -> Option<u64> {
        u64::try_from(self.above).ok().filter(|_| self.below == 1)
    }
}

impl PartialOrd for Exact {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.above.checked_mul(other.below)?.cmp(&other.above.checked_mul(self.below)?))
    }
}

impl fmt::Display for Exact {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.below == 1 { write!(f, "{}", self.above) } else { write!(f, "{}/{}", self.above, self.below) }
    }
}

fn divisor(one: u128, other: u128) -> u128 {
    if other == 0 { one } else { divisor(other, one % other) }
}

#[cfg(test)]
mod tests {
    use super::Exact;

    #[test]
    fn fractions_are_in_lowest_terms_and_nothing_overflows() {
        assert_eq!(Exact::new(378, 10), Exact::new(189, 5));
        assert_eq!(Exact::new(1, 3).and_then(|third| third.plus(third)), Exact::new(2, 3));
        assert_eq!(Exact::new(0, 7), Some(Exact::whole(0)));
        assert_eq!(Exact::new(1, 0), None);
        assert_eq!(Exact::whole(u64::MAX).times(Exact::whole(u64::MAX)).and_then(|v| v.times(v)), None);
        assert!(Exact::new(1, 3) < Exact::new(1, 2));
        let (value, third) = (Exact::new(5_196, 10_000).unwrap(), Exact::new(1, 3).unwrap());
        assert_eq!((value.significant_digits(), third.significant_digits()), (Some(4), None));
        assert_eq!(
            (value.rounded(2), Exact::whole(206).rounded(1)),
            (Exact::new(52, 100), Some(Exact::whole(200)))
        );
    }
}
