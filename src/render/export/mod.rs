//! How claims are taken elsewhere: to a spreadsheet, to a program, to those who collect reviews of claims or corrections.

pub(super) mod claimreview;
pub(super) mod correction;
pub(super) mod csv;
pub(super) mod jsonl;
pub(super) mod xlsx;
