//! Corrections for those who collect them: the `correction` of a `NewsArticle` of <https://schema.org/NewsArticle>, as JSON-LD.

use super::claimreview::{node, with_context, word};
use crate::render::escape::web_address;
use crate::report::site::stories::{CorrectionView, StoryView};
use serde_json::{Map, Value};

/// A published story with its corrections, by that publisher; `None` if it has none, or is a draft.
pub(crate) fn document(
    story: &StoryView,
    publisher: Option<(&str, Option<&str>)>,
) -> Option<Map<String, Value>> {
    let corrections: Vec<Value> = story.corrections.iter().filter_map(correction).collect();
    if story.published.is_none() || corrections.is_empty() {
        return None;
    }
    let address = |url: Option<&str>| url.and_then(web_address).and_then(word);
    let publisher = publisher.map(|(name, url)| {
        node([("@type", word("Organization")), ("name", word(name)), ("url", address(url))]).into()
    });
    Some(with_context(node([
        ("@type", word("NewsArticle")),
        ("@id", address(story.url)),
        ("url", address(story.url)),
        ("headline", word(story.title)),
        ("datePublished", story.published_on.as_deref().and_then(word)),
        ("publisher", publisher),
        ("correction", Some(corrections.into())),
    ])))
}

fn correction(correction: &CorrectionView) -> Option<Value> {
    let text = correction.because.and_then(word)?;
    let url = correction.url.and_then(web_address).and_then(word);
    let on = correction.date.as_deref().and_then(word);
    Some(
        node([
            ("@type", word("CorrectionComment")),
            ("text", Some(text)),
            ("datePublished", on),
            ("url", url),
        ])
        .into(),
    )
}
