//! A caveat that a change takes away.

use super::touched::{also_withdrawn, named};
use crate::diagnostic::{Diagnostic, Level};
use crate::fileset::{Role, SOURCES};
use crate::history::base::{Base, Was};
use crate::history::comparison::{pin, weighing_keys};
use crate::model::claim::{Claim, Evidence, Judges, Stance};
use crate::model::source::{Access, Source};
use crate::rules::{Check, Configurable, Context, Rule};
use crate::text::span::{Place, Text};
use std::collections::{HashMap, HashSet};

pub(super) const RULE: Rule = Rule {
    name: "caveat-removed",
    level: Level::Warning,
    leeway: Configurable::MustBeSaid,
    page: include_str!("caveat_removed.md"),
    check: Check::Project(check),
};

fn check(context: &Context, diagnostics: &mut Vec<Diagnostic>) {
    let Some(base) = context.base else { return };
    let moves = base.moves(context.corpus);
    let risen: HashSet<&str> =
        moves.iter().filter(|moved| moved.to.is_above(moved.from)).map(|moved| &*moved.claim).collect();
    let rivals = rivals(context);
    for (base, touched) in also_withdrawn(context) {
        let claim = touched.claim;
        let mut caveats: Vec<Caveat> = Vec::new();
        for was in touched.formers.iter().filter(|was| was.sound) {
            for caveat in of_claim(was, claim) {
                if caveats.iter().all(|known| known.what != caveat.what) {
                    caveats.push(caveat);
                }
            }
        }
        let looked_again = touched.was_checked_again(base);
        for caveat in caveats {
            // These bear on no status: whoever looks again may judge them anew.
            if matches!(caveat.key, "note" | "context" | "wanted") && looked_again {
                continue;
            }
            // What one claim says of a chain, or of a conflict, holds for others too.
            let bears_elsewhere = matches!(caveat.key, "through" | "conflicts_with");
            let rises = risen.contains(&*claim.id) || bears_elsewhere && !risen.is_empty();
            let place = Place::new(claim.file, caveat.span.unwrap_or_default());
            diagnostics.push(says(base, &format!("`{}`", claim.id), &caveat.what, place, rises));
        }
        let rivals = rivals.get(&*claim.id).map_or(&[][..], Vec::as_slice);
        if let Some(rival) = rivals.iter().find(|rival| risen.contains(*rival)).or(rivals.first())
            && touched.formers.iter().any(|was| was.sound && is_weaker(was, claim))
        {
            let what = format!("it conflicts with `{rival}`, and has less for it now");
            let rises = risen.contains(rival);
            diagnostics.push(says(base, &format!("`{}`", claim.id), &what, touched.place(), rises));
        }
    }
    for (file, entry) in context.files.iter().filter(|(_, entry)| entry.role == Role::Gone) {
        let is_record = entry.path.starts_with(SOURCES) && entry.path.strip_suffix(".toml").is_some();
        let mut gone = base.gone_sources(context.corpus);
        let Some(was) = gone.find(|was| is_record && *was.id == *entry.stem()) else { continue };
        // A record that comes back may say less.
        for what in of_record(was) {
            let whose = format!("the record of `{}`, which is gone", was.id);
            diagnostics.push(says(base, &whose, what, Place::start_of(file), false));
        }
    }
    let rests = |source: &Source| {
        let Some(at) = context.corpus.source_at(&source.id) else { return false };
        context.corpus.each_claim().filter(|(_, claim)| risen.contains(&*claim.id)).any(|(claim, _)| {
            let links = context.corpus.links_of(claim).iter();
            links.into_iter().any(|link| {
                [link.source, link.origin].contains(&Some(at))
                    || context.standings.documents.rests_on(*link, at)
            })
        })
    };
    for source in context.corpus.sources.iter().filter(|source| source.sound) {
        let mut caveats = match base.source(&source.id) {
            Was::Other(was) => of_source(was, source),
            Was::Absent => under_another_id(context, base, source),
            Was::Same => continue,
        };
        let was_retracted = match base.source(&source.id) {
            Was::Other(was) => was.retracted.is_some(),
            _ => true,
        };
        if source.retracted.is_some() && !was_retracted && rests(source) {
            caveats.push("what it says, for or against a claim, counts no more".to_owned());
        }
        caveats.extend(looked_at(base, source));
        for what in caveats {
            let place = Place::start_of(source.file);
            diagnostics.push(says(
                base,
                &format!("the record of `{}`", source.id),
                &what,
                place,
                rests(source),
            ));
        }
    }
}

fn says(base: &Base, whose: &str, what: &str, place: Place, rises: bool) -> Diagnostic {
    let message = format!("this change takes a caveat from {whose}: {what}");
    let mut told = RULE.says(message, place, format!("it stood in {}", named(base)));
    if rises {
        told.level = Level::Error;
        told = told.help(
            "a status rises in the same change. Raise it in a change of its own, or put the caveat back",
        );
    } else {
        told = told.help("tell your reviewer why it no longer holds");
    }
    told
}

/// For each claim that conflicts with others, those of them that stand, whichever of the two says so.
fn rivals<'a>(context: &Context<'a>) -> HashMap<&'a str, Vec<&'a str>> {
    let mut rivals: HashMap<&str, Vec<&str>> = HashMap::new();
    for claim in context.claims() {
        for other in &claim.conflicts_with {
            let Some(other) = context.corpus.claim(&other.value) else { continue };
            for (one, rival) in [(claim, other), (other, claim)] {
                if rival.withdrawn.is_none() {
                    rivals.entry(&one.id).or_default().push(&rival.id);
                }
            }
        }
    }
    rivals
}

/// Has a claim less for it than it had: a lower status, or weaker support?
fn is_weaker(was: &Claim, now: &Claim) -> bool {
    let status = |claim: &Claim| claim.status.as_ref().map(|status| status.value);
    let is_kept = |block: &Evidence| {
        now.evidence.iter().filter(|block| block.supports()).any(|after| {
            words(block) == words(after)
                && same(block.knows.as_ref(), after.knows.as_ref())
                && same(block.origin.as_ref(), after.origin.as_ref())
                && same(block.part.as_ref(), after.part.as_ref())
                && block.through.len() >= after.through.len()
        })
    };
    now.withdrawn.is_some() && was.withdrawn.is_none()
        || status(now) < status(was)
        || now.due.is_some() && was.due.is_none()
        || was.judges() != now.judges()
        || !was.evidence.iter().filter(|block| block.supports()).all(is_kept)
}

fn same(one: Option<&Text>, other: Option<&Text>) -> bool {
    one.map(|text| &text.value) == other.map(|text| &text.value)
}

/// Something that kept a claim from earning more.
struct Caveat {
    key: &'static str,
    what: String,
    span: Option<crate::text::span::Span>,
}

fn of_claim(was: &Claim, now: &Claim) -> Vec<Caveat> {
    let mut caveats = Vec::new();
    let mut add = |key: &'static str, what: String, span| caveats.push(Caveat { key, what, span });
    let status = now.status.as_ref().map(|status| status.span);
    let lists = [
        ("conflicts_with", &was.conflicts_with, &now.conflicts_with),
        ("subjects", &was.subjects, &now.subjects),
        ("claimant", &was.claimant, &now.claimant),
    ];
    for (key, before, after) in lists {
        // A claim that names no claimant at all says less, and never earns more. Who claims a fact decides nothing.
        let is_caveat = key != "claimant" || !after.is_empty() && before.len() > 1;
        for gone in lost(before, after).filter(|_| is_caveat) {
            add(key, format!("`{key}` names {gone} no more"), status);
        }
    }
    if let Some(due) = &was.due
        && now.due.as_ref().is_none_or(|now| now.value.last < due.value.last)
    {
        add("due", format!("`due` was {}", due.value), status);
    }
    if now.evidence.iter().any(Evidence::disputes) {
        for new in lost(&now.subjects, &was.subjects).filter(|_| !was.subjects.is_empty()) {
            add("subjects", format!("`subjects` names {new} now, and a quote disputes it"), status);
        }
        if now.due.is_some() && was.due.is_none() {
            add("due", "`due` is new, and a quote disputes it".to_owned(), status);
        }
    }
    if was.judges() == Judges::Fact && now.judges() != Judges::Fact {
        add("judges", "it judged a fact".to_owned(), now.judges.as_ref().map(|judges| judges.span));
    }
    caveats.extend(of_wanted(was, now));
    caveats.extend(of_reading(was, now));
    let mut add = |key: &'static str, what: String, span| caveats.push(Caveat { key, what, span });
    let mut left: HashMap<_, Vec<&Evidence>> = HashMap::new();
    now.evidence.iter().rev().for_each(|block| left.entry(words(block)).or_default().push(block));
    for block in &was.evidence {
        let now_is = left.get_mut(&words(block)).and_then(Vec::pop);
        let source = block.source.as_ref().map_or("", |id| &id.value);
        let Some(after) = now_is else {
            if block.disputes() {
                add("stance", format!("a quote from `{source}` that disputes it is gone"), status);
            }
            if !block.through.is_empty() {
                add("through", format!("a quote from `{source}` that told who carried it is gone"), status);
            }
            if let Some(origin) = block.origin.as_ref().filter(|origin| *origin.value != *source) {
                let what = format!("a quote from `{source}` that came from `{}` is gone", origin.value);
                add("origin", what, status);
            }
            if let Some(part) = &block.part {
                add(
                    "part",
                    format!("a quote from `{source}` that bore on a part only ({}) is gone", part.value),
                    status,
                );
            }
            continue;
        };
        let span = after.quote.as_ref().map(|quote| quote.span);
        if block.disputes() && !after.disputes() {
            add("stance", format!("a quote from `{source}` disputes it no more"), span);
        }
        if block.disputes() && after.disputes() {
            for (key, had, has) in
                [("knows", &block.knows, &after.knows), ("on_record", &block.on_record, &after.on_record)]
            {
                if had.is_some() && has.is_none() {
                    add(
                        "stance",
                        format!("a quote from `{source}` disputes it with less: `{key}` is gone"),
                        span,
                    );
                }
            }
            let gains =
                after.through.len() > block.through.len() || after.part.is_some() && block.part.is_none();
            if gains || !same(block.origin.as_ref(), after.origin.as_ref()) {
                add(
                    "stance",
                    format!("a quote from `{source}` disputes it by another way, or in part"),
                    span,
                );
            }
        } else if let Some(origin) = &block.origin
            && *origin.value != *source
            && !same(block.origin.as_ref(), after.origin.as_ref())
        {
            add("origin", format!("a quote from `{source}` came from `{}`", origin.value), span);
        }
        let bears_no_more = block.supports() && !after.supports();
        if let Some(part) = &block.part
            && (bears_no_more || after.part.as_ref().is_none_or(|now| now.value != part.value))
        {
            add("part", format!("a quote from `{source}` bore on a part only ({})", part.value), span);
        }
        for gone in lost(&block.through, &after.through) {
            add("through", format!("a quote from `{source}` came through `{gone}`"), span);
        }
    }
    caveats
}

/// What bears on no status, and told readers how to take it: quotes that gave context, and notes.
fn of_reading(was: &Claim, now: &Claim) -> Vec<Caveat> {
    let stands = |claim: &Claim| {
        claim.withdrawn.is_none() && claim.status.as_ref().is_some_and(|status| status.value.asserts())
    };
    if !stands(was) || !stands(now) {
        return Vec::new();
    }
    let mut caveats = Vec::new();
    let words_of = |block: &Evidence| {
        let [source, quote] = words(block);
        (source.map(str::to_owned), crate::text::words::words(quote.unwrap_or_default()))
    };
    let note = |block: &Evidence| block.gloss.as_ref().and_then(|gloss| gloss.note.clone());
    for block in &was.evidence {
        let same = |other: &&Evidence| words_of(block) == words_of(other);
        let after: Vec<&Evidence> = now.evidence.iter().filter(same).collect();
        let source = block.source.as_ref().map_or("", |id| &id.value);
        let span = after.first().and_then(|block| block.quote.as_ref()).map(|quote| quote.span);
        let span = span.or(now.status.as_ref().map(|status| status.span));
        if after.is_empty() && block.stance() == Stance::Context {
            let what = format!("a quote from `{source}` that gave context is gone");
            caveats.push(Caveat { key: "context", what, span });
        } else if let Some(said) = note(block)
            && after.iter().all(|after| note(after).is_none())
        {
            let what = format!("the note on a quote from `{source}` is gone (\"{}\")", said.value.trim());
            caveats.push(Caveat { key: "note", what, span });
        }
    }
    caveats
}

fn of_source(was: &Source, now: &Source) -> Vec<String> {
    let mut caveats = Vec::new();
    for (key, before, after) in [
        ("derives_from", &was.derives_from, &now.derives_from),
        ("may_derive_from", &was.may_derive_from, &now.may_derive_from),
    ] {
        let elsewhere = |gone: &str| {
            let all = now.derives_from.iter().chain(&now.may_derive_from);
            all.into_iter().any(|id| *id.value == *gone)
        };
        caveats.extend(
            lost(before, after)
                .filter(|gone| !elsewhere(gone))
                .map(|gone| format!("`{key}` names `{gone}` no more")),
        );
    }
    if was.access() != Access::Published && now.access() != was.access() {
        caveats.push("its `access` was not \"published\"".to_owned());
    }
    if was.retracted.is_some() && now.retracted.is_none() {
        caveats.push("it was retracted".to_owned());
    }
    caveats
}

/// What keeps the quotes of a source from counting, or from counting by themselves.
fn of_record(was: &Source) -> Vec<&'static str> {
    let caveats = [
        (!was.derives_from.is_empty(), "what it derives from"),
        (!was.may_derive_from.is_empty(), "what it may derive from"),
        (was.access() != Access::Published, "its `access` was not \"published\""),
        (was.retracted.is_some(), "it was retracted"),
    ];
    caveats.into_iter().filter(|(is_there, _)| *is_there).map(|(_, what)| what).collect()
}

/// What a new record leaves out of one that is gone, if both are of the same text.
fn under_another_id(context: &Context, base: &Base, source: &Source) -> Vec<String> {
    let is_it = |was: &&Source| pin(was).is_some() && pin(was) == pin(source);
    let Some(was) = base.gone_sources(context.corpus).find(is_it) else { return Vec::new() };
    let mut caveats = of_source(was, source);
    caveats.extend(
        weighing_keys(was, source)
            .into_iter()
            .map(|key| format!("`{}`, the same text, had another `{key}`", was.id)),
    );
    caveats
}

/// Sources of which the record says now, and neither record did before, that neither copies the other.
fn looked_at(base: &Base, source: &Source) -> Vec<String> {
    let names = |record: &Source, other: &str| {
        let mut named = record.not_copied_from.iter().filter(|reason| reason.because.is_some());
        named.any(|reason| reason.source.as_ref().is_some_and(|id| *id.value == *other))
    };
    let said = |id: &str, other: &str| match base.source(id) {
        Was::Other(was) => Some(names(was, other)),
        Was::Absent => Some(false),
        Was::Same => None,
    };
    let now = source.not_copied_from.iter().filter(|reason| reason.because.is_some());
    let named = now.filter_map(|reason| reason.source.as_ref());
    let new = named.filter(|other| {
        said(&source.id, &other.value) == Some(false) && said(&other.value, &source.id) != Some(true)
    });
    new.map(|other| format!("`not_copied_from` names `{}`, and they count as two witnesses", other.value))
        .collect()
}

/// What would settle it, and is named no more; it may have been found, and be quoted now.
fn of_wanted(was: &Claim, now: &Claim) -> Vec<Caveat> {
    let quotes = |id: &str| {
        let ids = now.evidence.iter().flat_map(|block| [&block.source, &block.origin]).flatten();
        ids.into_iter().any(|of| *of.value == *id)
    };
    let gone = lost(&was.wanted, &now.wanted).filter(|gone| !quotes(gone));
    let span = now.status.as_ref().map(|status| status.span);
    gone.map(|gone| Caveat { key: "wanted", what: format!("`wanted` names {gone} no more"), span }).collect()
}

fn lost<'t>(before: &'t [Text], after: &'t [Text]) -> impl Iterator<Item = &'t str> {
    let stays = |gone: &&str| after.iter().any(|text| *text.value == **gone);
    before.iter().map(|text| &*text.value).filter(move |gone| !stays(gone))
}

/// What tells one quote of a claim from another.
fn words(evidence: &Evidence) -> [Option<&str>; 2] {
    [&evidence.source, &evidence.quote].map(|text| text.as_ref().map(|text| &*text.value))
}
