//! A record that cannot be read in the base, so that nothing can be said of what changed.

use super::touched::{Touched, named, touched};
use crate::diagnostic::{Diagnostic, Level};
use crate::fileset::{POLICY_FILE, Role};
use crate::history::base::{Base, Was};
use crate::rules::{Check, Configurable, Context, Rule};
use crate::text::span::Place;

pub(super) const RULE: Rule = Rule {
    name: "base-unreadable",
    level: Level::Error,
    leeway: Configurable::MustBeSaid,
    page: include_str!("base_unreadable.md"),
    check: Check::Project(check),
};

fn check(context: &Context, diagnostics: &mut Vec<Diagnostic>) {
    let Some(base) = context.base else { return };
    if base.policy_is_unread() {
        let is_policy = |role, path: &str| role == Role::Policy || role == Role::Gone && path == POLICY_FILE;
        let file = context.files.iter().find(|(_, entry)| is_policy(entry.role, &entry.path));
        diagnostics.extend(file.map(|(file, _)| {
            RULE.says(
                format!(
                    "{POLICY_FILE} cannot be read in {}: this change is not judged by the policy there",
                    named(base)
                ),
                Place::start_of(file),
                "",
            )
            .help("put it right in a change that does nothing else, and have that merged first")
        }));
    }
    let sources = unread_sources(context, base);
    for (base, touched) in touched(context) {
        if !touched.status.asserts() || touched.was_checked_since(base) {
            continue;
        }
        let id = &touched.claim.id;
        if touched.formers.iter().any(|was| !was.sound) {
            diagnostics.push(told(&touched, format!("`{id}` cannot be read in {}", named(base))));
        } else if touched.was.is_none() && base.has_links {
            let what = format!(
                "a folder of records is a link in {}: nobody can tell whether `{id}` is new",
                named(base)
            );
            diagnostics.push(told(&touched, what));
        }
    }
    if sources.is_empty() {
        return;
    }
    for claim in context.standing_claims() {
        let Some(status) = claim.status.as_ref().filter(|status| status.value.asserts()) else { continue };
        let Some(at) = context.corpus.claim_at(&claim.id) else { continue };
        let links = context.corpus.links_of(at);
        let rests_on = |source: &&crate::corpus::SourceAt| {
            links.iter().any(|link| context.standings.documents.rests_on(*link, **source))
        };
        let touched =
            Touched { claim, was: None, formers: Vec::new(), status: status.value, span: status.span };
        if let Some(source) = sources.iter().find(rests_on).filter(|_| !touched.was_checked_since(base)) {
            let what = format!(
                "`{}` rests on `{}`, whose record cannot be read in {}",
                claim.id,
                context.corpus[*source].id,
                named(base)
            );
            diagnostics.push(told(&touched, what));
        }
    }
}

fn unread_sources(context: &Context, base: &Base) -> Vec<crate::corpus::SourceAt> {
    let is_unread = |id: &str| match base.source(id) {
        Was::Other(was) => !was.sound,
        Was::Same => false,
        Was::Absent => base.has_links,
    };
    context.corpus.each_source().filter(|(_, source)| is_unread(&source.id)).map(|(at, _)| at).collect()
}

fn told(touched: &Touched, message: String) -> Diagnostic {
    RULE.says(message, touched.place(), "nothing can be said of what changed")
        .help(
            "check the claim again, and set `on` in [checked] to the date of that check; or lower the status to unsubstantiated",
        )
}
