//! What the script searches beside the list of claims: quotes, reasons, sources, stories, and names in all their spellings.

use super::{source_page, story_page};
use crate::render::escape::{self, visible};
use crate::report::site::Site;
use rayon::prelude::*;
use serde::Serialize;
use std::borrow::Cow;
use std::io::{self, Write};

/// The rationale of a claim, its quotes, the indices of the sources that it rests on, and what else.
type OfClaim<'s> = (Cow<'s, str>, Vec<Cow<'s, str>>, Vec<usize>, String);

#[derive(Serialize)]
struct Words<'s> {
    /// Of each claim, in the order of the list.
    claims: Vec<OfClaim<'s>>,
    /// Of each source: its page, its title or id, and all that it is known by.
    sources: Vec<(String, Cow<'s, str>, String)>,
    /// Of each story: its page and its title.
    stories: Vec<(String, Cow<'s, str>)>,
    /// Names that are spelt in several ways.
    spellings: Vec<Vec<Cow<'s, str>>>,
}

/// All of it as JSON.
pub(super) fn json(site: &Site) -> String {
    let claims: Vec<_> = site.claims().collect();
    let claims = claims.into_par_iter().with_min_len(64).map(|at| {
        let words = site.search_words(at);
        (
            visible(words.rationale.unwrap_or_default()),
            words.quotes.into_iter().map(visible).collect(),
            words.sources.iter().map(|source| source.index()).collect(),
            visible(&words.others.join(" · ")).into_owned(),
        )
    });
    let sources = site.sources().map(|at| {
        let known_by = site.source_words(at).join(" · ");
        (
            source_page(site.source_page(at)),
            visible(site.title_or_id(at)),
            visible(&format!("{known_by} · {}", site.source_id(at))).into_owned(),
        )
    });
    let stories = site.stories.iter().enumerate();
    let stories = stories.map(|(at, story)| (story_page(site.story_page(at)), visible(story.title)));
    let words = Words {
        claims: claims.collect(),
        sources: sources.collect(),
        stories: stories.collect(),
        spellings: site.spellings().map(|names| names.into_iter().map(visible).collect()).collect(),
    };
    let mut written = Vec::new();
    // Writing to a Vec cannot fail, and JSON is text.
    let _ = escape::json_line(&words, &mut written);
    String::from_utf8(written).unwrap_or_default()
}

/// The same as a script of its own. Every JSON text is an expression of ECMAScript (ECMA-262, 2019).
pub(super) fn js(site: &Site, out: &mut dyn Write) -> io::Result<()> {
    writeln!(out, "globalThis.groundsWords = {};", json(site).trim_end())
}
