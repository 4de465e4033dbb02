//! An address that can die, and no copy of what stood there.

use crate::diagnostic::{Diagnostic, Level};
use crate::rules::links::used;
use crate::rules::{Check, Configurable, Context, Rule};
use crate::text::address::pages;
use crate::text::span::Place;

pub(super) const RULE: Rule = Rule {
    name: "source-unarchived",
    level: Level::Note,
    leeway: Configurable::Any,
    page: include_str!("source_unarchived.md"),
    check: Check::Project(check),
};

fn check(context: &Context, diagnostics: &mut Vec<Diagnostic>) {
    copies_of_others(context, diagnostics);
    let sources = context.corpus.each_source();
    let unarchived: Vec<_> = sources
        .filter(|(_, source)| source.sound && source.archived.is_none())
        .filter_map(|(at, source)| Some((at, source, source.url.as_ref()?)))
        .collect();
    if unarchived.is_empty() {
        return;
    }
    let used = used(context.corpus);
    for (_, source, url) in unarchived.into_iter().filter(|(at, ..)| used.contains(at)) {
        diagnostics.push(
            RULE.says(
                format!("the record of `{}` gives no archived copy", source.id),
                Place::new(source.file, url.span),
                "this page may change or disappear",
            )
            .help("save the page in a web archive, and put the address of the copy into `archived`"),
        );
    }
}

/// An archive's copy bears the address of the page, and here that is of another site.
fn copies_of_others(context: &Context, diagnostics: &mut Vec<Diagnostic>) {
    for source in context.corpus.sources.iter().filter(|source| source.sound) {
        let (Some(url), Some(archived)) = (&source.url, &source.archived) else { continue };
        let site = |page: &String| {
            page.split(['/', ':']).next().unwrap_or_default().trim_start_matches("www.").to_owned()
        };
        let kept = pages(&archived.value);
        let [_, kept] = &kept[..] else { continue };
        let own = pages(&url.value);
        // The address itself may be that of a copy.
        let (Some(own), kept) = (own.last().map(site), site(kept)) else { continue };
        let is_of = |one: &str, other: &str| one == other || one.ends_with(&format!(".{other}"));
        if is_of(&own, &kept) || is_of(&kept, &own) {
            continue;
        }
        let mut told = RULE
            .says(
                format!("the archived copy of `{}` is of another site: {kept}", source.id),
                Place::new(source.file, archived.span),
                format!("the page is of {own}"),
            )
            .help("name a copy of the page that is quoted; if the page has moved, allow the rule and say so");
        told.level = Level::Warning;
        diagnostics.push(told);
    }
}
