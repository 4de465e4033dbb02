//! Reviews of claims for those who collect them: `ClaimReview` of <https://schema.org/ClaimReview>, as JSON-LD.

use crate::render::OutputOptions;
use crate::render::escape::{self, web_address};
use crate::report::claim_review::{BEST, Review, WORST, Who, Work};
use chrono::NaiveDate;
use serde_json::{Map, Value, json};
use std::io;

/// Writes the reviews: one as an object, several, or none, as the graph of one object.
pub(crate) fn write(
    reviews: &[Review],
    feed: bool,
    _: OutputOptions,
    out: &mut dyn io::Write,
) -> io::Result<()> {
    let document = match reviews {
        [one] if !feed => document(one),
        all => {
            with_context(node([("@graph", Some(all.iter().map(|one| Value::from(review(one))).collect()))]))
        }
    };
    escape::json(&document, out)
}

/// One review as a document of its own.
pub(crate) fn document(one: &Review) -> Map<String, Value> {
    with_context(review(one))
}

pub(super) fn with_context(node: Map<String, Value>) -> Map<String, Value> {
    let mut all = Map::from_iter([("@context".to_owned(), json!("https://schema.org"))]);
    all.extend(node);
    all
}

fn review(review: &Review) -> Map<String, Value> {
    let author = review.author.as_ref().map(|(name, url)| {
        let url = url.as_deref().and_then(web_address);
        node([("@type", word("Organization")), ("name", word(name)), ("url", url.and_then(word))])
    });
    let rating = node([
        ("@type", word("Rating")),
        ("alternateName", word(&review.word)),
        ("ratingValue", review.number.map(Value::from)),
        ("bestRating", review.number.map(|_| BEST.into())),
        ("worstRating", review.number.map(|_| WORST.into())),
        ("ratingExplanation", review.explanation.as_deref().and_then(word)),
    ]);
    node([
        ("@type", word("ClaimReview")),
        ("@id", word(&review.url)),
        ("url", word(&review.url)),
        ("author", author.map(Value::from)),
        ("datePublished", review.published.map(day)),
        ("expires", review.expires.map(day)),
        ("claimReviewed", word(&review.statement)),
        ("itemReviewed", Some(claim(review).into())),
        ("reviewRating", Some(rating.into())),
        ("citation", list(review.citations.iter().filter_map(work))),
    ])
}

fn claim(review: &Review) -> Map<String, Value> {
    let claimant = review.claimant.as_ref().map(|claimant| {
        let who = claimant.who.map(|who| match who {
            Who::Body => "Organization",
            Who::Person => "Person",
        });
        node([("@type", who.and_then(word)), ("name", word(&claimant.name))])
    });
    node([
        ("@type", word("Claim")),
        ("author", claimant.map(Value::from)),
        ("datePublished", review.claimed_on.as_deref().and_then(word)),
        ("firstAppearance", review.first_appearance.as_ref().and_then(work)),
        ("appearance", list(review.appearances.iter().filter_map(work))),
    ])
}

/// A document, if there is an address or a title to know it by.
fn work(work: &Work) -> Option<Value> {
    let address = |url: &Option<String>| url.as_deref().and_then(web_address).and_then(word);
    let (title, url) = (work.title.as_deref().and_then(word), address(&work.url));
    if title.is_none() && url.is_none() {
        return None;
    }
    let publisher = work.publisher.as_deref().and_then(word);
    let publisher =
        publisher.map(|name| node([("@type", word("Organization")), ("name", Some(name))]).into());
    Some(
        node([
            ("@type", word("CreativeWork")),
            ("name", title),
            ("url", url),
            ("archivedAt", address(&work.archived)),
            ("publisher", publisher),
            ("datePublished", work.published.as_deref().and_then(word)),
        ])
        .into(),
    )
}

/// An object with those members that have a value.
pub(super) fn node<const N: usize>(members: [(&str, Option<Value>); N]) -> Map<String, Value> {
    members.into_iter().filter_map(|(key, value)| Some((key.to_owned(), value?))).collect()
}

pub(super) fn word(word: &str) -> Option<Value> {
    Some(word.trim()).filter(|word| !word.is_empty()).map(Value::from)
}

fn list(works: impl Iterator<Item = Value>) -> Option<Value> {
    let works: Vec<_> = works.collect();
    (!works.is_empty()).then(|| works.into())
}

fn day(day: NaiveDate) -> Value {
    day.to_string().into()
}
