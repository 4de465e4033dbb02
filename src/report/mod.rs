//! Floor 7: what is shown, as plain values: sorted, counted, places turned into lines and columns.

pub mod check;
pub mod key;
pub mod selection;
