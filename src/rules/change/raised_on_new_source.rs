//! A status that rises on a source which the same change brings in or alters.

use super::touched::{named, touched};
use crate::corpus::SourceAt;
use crate::diagnostic::{Diagnostic, Level};
use crate::history::base::{Base, Was};
use crate::history::comparison::{pin, weighing_keys};
use crate::model::claim::Claim;
use crate::rules::{Check, Configurable, Context, Rule};

pub(super) const RULE: Rule = Rule {
    name: "raised-on-new-source",
    level: Level::Warning,
    leeway: Configurable::MustBeSaid,
    page: include_str!("raised_on_new_source.md"),
    check: Check::Project(check),
};

fn check(context: &Context, diagnostics: &mut Vec<Diagnostic>) {
    for (base, touched) in touched(context) {
        if touched.status <= touched.status_before() {
            continue;
        }
        let altered: Vec<String> = rests_on(context, touched.claim)
            .into_iter()
            .filter_map(|source| {
                Some(format!("`{}` ({})", context.corpus[source].id, alteration(context, base, source)?))
            })
            .collect();
        if altered.is_empty() {
            continue;
        }
        diagnostics.push(
            RULE.says(
                format!(
                    "`{}` rises to {} on what this change itself brings in: {}",
                    touched.claim.id,
                    touched.status.name(),
                    altered.join(", ")
                ),
                touched.place(),
                format!("{} in {}", touched.name_before(), named(base)),
            )
            .help("look at the source yourself before you let the status rise: nobody else has yet"),
        );
    }
}

/// The sources that a claim's supporting evidence quotes or names as origins, each once.
fn rests_on(context: &Context, claim: &Claim) -> Vec<SourceAt> {
    let Some(at) = context.corpus.claim_at(&claim.id) else { return Vec::new() };
    let links = claim.evidence.iter().zip(context.corpus.links_of(at));
    let supporting = links.filter(|(evidence, _)| evidence.supports());
    let mut sources: Vec<_> =
        supporting.flat_map(|(_, link)| link.source.into_iter().chain(link.origin)).collect();
    sources.sort_unstable();
    sources.dedup();
    sources
}

/// What the change does to a source.
fn alteration(context: &Context, base: &Base, at: SourceAt) -> Option<String> {
    let source = &context.corpus[at];
    let was = match base.source(&source.id) {
        Was::Absent => return Some("new".to_owned()),
        Was::Same => None,
        Was::Other(was) => Some(was),
    };
    let keys = was.map(|was| weighing_keys(was, source)).unwrap_or_default();
    if was.is_some_and(|was| pin(was) != pin(source)) {
        Some("another text".to_owned())
    } else if !keys.is_empty() {
        Some(format!("another `{}`", keys.join("`, `")))
    } else if base.fingerprint_differs(&source.id) {
        Some("another fingerprint".to_owned())
    } else {
        None
    }
}
