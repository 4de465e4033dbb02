//! The page of corrections: whatever was put right after it was published, the newest first.

use super::stories::corrected;
use super::value;
use crate::report::site::Site;
use minijinja::{Value, context};

pub(super) fn content(site: &Site) -> Value {
    let all = site.corrections().into_iter().map(|(at, one)| corrected(site, at, one));
    context! { corrections => value(all.collect::<Vec<_>>()) }
}
