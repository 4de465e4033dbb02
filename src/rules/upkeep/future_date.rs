//! Something that is said to have happened, on a day that has not come.

use crate::diagnostic::{Diagnostic, Level};
use crate::history::base::Was;
use crate::model::date::Period;
use crate::rules::{Check, Configurable, Context, Rule};
use crate::text::span::{FileId, Place, Spanned};
use chrono::{Days, NaiveDate};

pub(super) const RULE: Rule = Rule {
    name: "future-date",
    level: Level::Error,
    leeway: Configurable::Any,
    page: include_str!("future_date.md"),
    check: Check::Project(check),
};

fn check(context: &Context, diagnostics: &mut Vec<Diagnostic>) {
    // Somewhere it is tomorrow already.
    let latest = context.today.checked_add_days(Days::new(1)).unwrap_or(NaiveDate::MAX);
    let mut look = |file: FileId, what: String, date: Option<&Spanned<Period>>| {
        let Some(date) = date.filter(|date| date.value.first > latest) else { return };
        diagnostics.push(
            RULE.says(what, Place::new(file, date.span), format!("today is {}", context.today))
                .help("put the date right: only what is done can be relied on"),
        );
    };
    for claim in context.claims() {
        let (id, checked, withdrawn) = (&claim.id, claim.checked.as_ref(), claim.withdrawn.as_ref());
        let on = checked.and_then(|check| check.on.as_ref());
        look(claim.file, format!("`{id}` was checked on a day that has not come"), on);
        look(claim.file, format!("`{id}` was claimed on a day that has not come"), claim.claimed_on.as_ref());
        let on = withdrawn.and_then(|withdrawal| withdrawal.on.as_ref());
        look(claim.file, format!("`{id}` was withdrawn on a day that has not come"), on);
    }
    for source in context.corpus.sources.iter().filter(|source| source.sound) {
        let id = &source.id;
        look(
            source.file,
            format!("`{id}` was published on a day that has not come"),
            source.published.as_ref(),
        );
        look(
            source.file,
            format!("`{id}` was looked at on a day that has not come"),
            source.accessed.as_ref(),
        );
        let on = source.retracted.as_ref().and_then(|retraction| retraction.on.as_ref());
        look(source.file, format!("`{id}` was retracted on a day that has not come"), on);
    }
    diagnostics.extend(known_before_it_appeared(context));
}

/// The base has the source already, and was written before the source was published.
fn known_before_it_appeared(context: &Context) -> Vec<Diagnostic> {
    let Some((base, day)) = context.base.and_then(|base| Some((base, base.day?))) else { return Vec::new() };
    let latest = day.checked_add_days(Days::new(1)).unwrap_or(NaiveDate::MAX);
    let known = context.corpus.sources.iter().filter(|source| {
        source.sound && source.text.is_some() && !matches!(base.source(&source.id), Was::Absent)
    });
    let told = known.filter_map(|source| {
        let published = source.published.as_ref().filter(|on| on.value.first > latest)?;
        let message = format!("`{}` was in the base commit before it was published", source.id);
        let place = Place::new(source.file, published.span);
        let mut told = RULE
            .says(message, place, format!("the commit is of {day}"))
            .help("put the date right: nobody can hold a text that has not appeared");
        told.level = Level::Warning;
        Some(told)
    });
    told.collect()
}
