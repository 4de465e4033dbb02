//! The list of stories, and what other pages say of one in a line.

use super::{CORRECTIONS, claim_page, story_page, value};
use crate::render::escape::web_address;
use crate::report::cover::Counts;
use crate::report::site::Site;
use crate::report::site::stories::CorrectionView;
use minijinja::{Value, context};
use serde::Serialize;

/// A story in a list.
#[derive(Serialize)]
pub(super) struct Listed<'s> {
    title: &'s str,
    page: String,
    published: Option<&'s str>,
    unreadable: bool,
    tally: Option<Tally>,
    /// Corrections that have yet to be printed.
    owed: usize,
}

/// How many sentences there are of each kind.
#[derive(Serialize)]
pub(super) struct Tally {
    sentences: usize,
    facts: usize,
    covered: usize,
    left: usize,
    printable: usize,
    overclaimed: usize,
    changed: usize,
}

/// A correction, with its story and its claim.
#[derive(Serialize)]
pub(super) struct Corrected<'s> {
    on: Option<&'s str>,
    because: &'s str,
    url: Option<&'s str>,
    claim: &'s str,
    page: Option<String>,
    statement: Option<&'s str>,
    story: &'s str,
    story_page: String,
}

impl From<Counts> for Tally {
    fn from(counts: Counts) -> Self {
        let Counts { sentences, facts, covered, left, printable, overclaimed, changed } = counts;
        Self { sentences, facts, covered, left, printable, overclaimed, changed }
    }
}

pub(super) fn content(site: &Site) -> Value {
    context! {
        stories => value(listed(site).collect::<Vec<_>>()),
        corrections => site.corrections().len(),
        corrections_page => CORRECTIONS,
    }
}

/// All stories: drafts first, then the newest.
pub(super) fn listed<'s>(site: &'s Site) -> impl Iterator<Item = Listed<'s>> {
    site.stories.iter().enumerate().map(|(at, story)| Listed {
        title: story.title,
        page: story_page(site.story_page(at)),
        published: story.published.as_deref(),
        unreadable: !story.readable,
        owed: story.owed.len(),
        tally: story.text.as_ref().map(|text| Tally::from(text.counts)),
    })
}

/// A correction of the story at that index.
pub(super) fn corrected<'s>(site: &'s Site, at: usize, correction: &'s CorrectionView) -> Corrected<'s> {
    let claim = correction.claim.unwrap_or_default();
    Corrected {
        on: correction.on.as_deref(),
        because: correction.because.unwrap_or("no reason is given"),
        url: correction.url.and_then(web_address),
        claim,
        page: site.page_of_claim(claim).map(claim_page),
        statement: site.statement(claim),
        story: site.stories[at].title,
        story_page: story_page(site.story_page(at)),
    }
}
